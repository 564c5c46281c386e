/*
 * A document taken apart by its shape, straight from the words of its text. A row has one place for each field that an
 * object may have: the number of the word with which its value begins, 0 for a field that is absent or null. An object
 * that another one holds once shares its row.
 *
 * What is taken apart so has nothing wrong with it but for its values. Whatever else may be wrong, or is seldom written,
 * is left to the reader that goes by nodes (json.h), which says where it stands.
 */
#ifndef MEDSUPPORT_FACTS_JSON_PARTS_H
#define MEDSUPPORT_FACTS_JSON_PARTS_H

#include "facts/document.h"
#include "facts/json.h"

enum { MS_MOST_FIELDS = 32, MS_FIELD_NAME_SIZE = 24, MS_NO_SLOT = 255 };

typedef struct ms_json_shape ms_json_shape;

typedef enum ms_field_kind {
    MS_FIELD_VALUE = 0, /* a word, or a list */
    MS_FIELD_OBJECT,    /* an object, whose members are in the same row */
    MS_FIELD_EITHER,    /* the same, or a word */
    MS_FIELD_ROWS,      /* a list of objects, each with a row of its own */
    MS_FIELD_ENTRIES    /* an object of objects, each with a row of its own that begins with its name */
} ms_field_kind;

typedef struct ms_json_field {
    char name[MS_FIELD_NAME_SIZE]; /* filled up with two NUL or more */
    bool required;
    uint8_t kind;               /* ms_field_kind */
    uint8_t slot;               /* its place in the row, or MS_NO_SLOT where nobody asks for the object itself */
    uint8_t from;               /* of MS_FIELD_OBJECT, MS_FIELD_EITHER: where in the row its members have theirs */
    uint8_t list;               /* of MS_FIELD_ROWS, MS_FIELD_ENTRIES: which of the lists it is */
    const ms_json_shape *shape; /* of the object, or of each that has a row */
} ms_json_field;

struct ms_json_shape {
    const char *names; /* of all fields, in words */
    const ms_json_field *fields;
    uint32_t count;    /* at most MS_MOST_FIELDS */
    uint32_t required; /* how many of them are */
};

/* A shape made ready for taking documents apart: its names in the form in which they are compared. */
typedef struct ms_json_guide ms_json_guide;

/* Objects of one shape, one row behind the other. The room is the caller's, for `most` rows of `width`. */
typedef struct ms_json_rows {
    uint32_t *rows;
    uint32_t most, width;
    bool known; /* whether the document has the list */
    uint32_t count;
} ms_json_rows;

/* The room is the caller's; the row is all 0, and no list is known or has any. */
typedef struct ms_json_parts {
    const ms_json_shape *shape;
    const ms_json_guide *guide; /* to the shape */
    uint32_t *row;
    ms_json_rows *lists;
} ms_json_parts;

/* The guide to a shape, which must outlive it; the caller frees it. NULL when memory is out. */
ms_json_guide *ms_json_guide_new(const ms_json_shape *shape);

/* Takes a document apart. False when that is left to others: it has escapes, it is no JSON object, a name is unknown or
 * given twice, a required field is missing, a value is of another kind, or a list has more rows than there is room. A
 * word that is neither a string nor null is whatever its reader says. */
bool ms_json_take_apart(const ms_json_words *words, ms_json_parts *parts);

/* The same with an object that has no row: an element of a list in a document that is taken apart. Its shape holds words
 * alone; null is left to others. The room is all 0. */
bool ms_json_take_element(const ms_json_words *words, uint32_t word, const ms_json_shape *shape, uint32_t *row);

/* The element after one that is an object of words, in a list of a document that ms_json_take_apart has taken. */
uint32_t ms_json_after_object(const ms_json_words *words, uint32_t element);

/* Whether a JSON pointer surely names something in a document that is taken apart. */
bool ms_json_parts_have(const ms_json_parts *parts, ms_text pointer);

/* Where the word ends that comes before another. */
static inline const char *ms_json_end_before(const ms_json_words *words, uint32_t next)
{
    const char *end = words->text + words->places[next];
    while (end[-1] == ' ' || end[-1] == '\n' || end[-1] == '\r' || end[-1] == '\t') {
        end--;
    }
    return end;
}

/* What stands between the quotation marks of a string. */
static inline ms_text ms_json_string(const ms_json_words *words, uint32_t word)
{
    const char *begin = words->text + words->places[word] + 1;
    const char *end = words->text + words->places[word + 1];
    end = end[-1] == '"' ? end : ms_json_end_before(words, word + 1);
    return (ms_text){.at = begin, .length = (size_t)(end - 1 - begin)};
}

/* The element of a list after another, be there one or not. The first is the word behind the list's own. */
static inline uint32_t ms_json_next_element(const ms_json_words *words, uint32_t element)
{
    bool object = words->text[words->places[element]] == '{';
    return object ? ms_json_after_object(words, element) : element + 2; /* a comma stands between */
}

/* How many elements a list has. */
static inline uint32_t ms_json_count_elements(const ms_json_words *words, uint32_t list)
{
    uint32_t element = list + 1;
    uint32_t count = 0;
    while (words->text[words->places[element - (count > 0)]] != ']') {
        element = ms_json_next_element(words, element);
        count++;
    }
    return count;
}

/* What a word is that is no string, and its text. One that is none of null, true and false is a number. */
ms_json_type ms_json_other_word(const ms_json_words *words, uint32_t word, ms_text *text);

/* What a word is: its type, and its text, of a string without its quotation marks. */
static inline ms_json_type ms_json_word(const ms_json_words *words, uint32_t word, ms_text *text)
{
    if (words->text[words->places[word]] != '"') {
        return ms_json_other_word(words, word, text);
    }
    *text = ms_json_string(words, word);
    return MS_JSON_STRING;
}

#endif
