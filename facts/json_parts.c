#include "facts/json_parts.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* The words of a document. What takes some of them is given the place of the first and returns that behind the last, or
 * NULL where they are not what they should be. */
typedef struct taker {
    const char *text;
    const uint32_t *places;
    const ms_json_parts *parts; /* NULL: of an element of a list */
} taker;

static inline char byte_at(const taker *t, const uint32_t *at)
{
    return t->text[*at];
}

ms_json_type ms_json_other_word(const ms_json_words *words, uint32_t word, ms_text *text)
{
    static const struct {
        char word[8];
        size_t length;
        ms_json_type type;
    } literals[] = {{"null", 4, MS_JSON_NULL}, {"true", 4, MS_JSON_TRUE}, {"false", 5, MS_JSON_FALSE}};
    const char *begin = words->text + words->places[word];
    *text = (ms_text){.at = begin, .length = (size_t)(ms_json_end_before(words, word + 1) - begin)};
    if (*begin == '{' || *begin == '[') {
        return *begin == '{' ? MS_JSON_OBJECT : MS_JSON_ARRAY;
    }
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        if (text->length == literals[i].length && memcmp(begin, literals[i].word, text->length) == 0) {
            return literals[i].type;
        }
    }
    return MS_JSON_NUMBER;
}

/* Whether a word is null. */
static bool is_null(const taker *t, const uint32_t *at)
{
    ms_json_words words = {.text = t->text, .places = at};
    ms_text text;
    return ms_json_other_word(&words, 0, &text) == MS_JSON_NULL;
}

/* Takes a string, a number, true, false or null. */
static inline const uint32_t *take_word(const taker *t, const uint32_t *at)
{
    char first = byte_at(t, at);
    bool other = first == '{' || first == '}' || first == '[' || first == ']' || first == ',' || first == ':';
    return other || first == '\0' ? NULL : at + 1;
}

/* Takes a name and its colon. */
static inline const uint32_t *take_name(const taker *t, const uint32_t *at)
{
    return byte_at(t, at) == '"' && byte_at(t, at + 1) == ':' ? at + 2 : NULL;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* Takes an object of words, whatever they are named. */
static const uint32_t *take_plain_object(const taker *t, const uint32_t *at)
{
    if (byte_at(t, at + 1) == '}') {
        return at + 2;
    }
    do {
        at = take_name(t, at + 1);
        at = at == NULL ? NULL : take_word(t, at);
        if (at == NULL) {
            return NULL;
        }
    } while (byte_at(t, at) == ',');
    return byte_at(t, at) == '}' ? at + 1 : NULL;
}

/* Takes an element of a list: a word, or an object of words. */
static const uint32_t *take_element(const taker *t, const uint32_t *at)
{
    return byte_at(t, at) == '{' ? take_plain_object(t, at) : take_word(t, at);
}

/* Takes a list of such elements. */
static const uint32_t *take_list(const taker *t, const uint32_t *at)
{
    if (byte_at(t, at + 1) == ']') {
        return at + 2;
    }
    do {
        at = take_element(t, at + 1);
        if (at == NULL) {
            return NULL;
        }
    } while (byte_at(t, at) == ',');
    return byte_at(t, at) == ']' ? at + 1 : NULL;
}

uint32_t ms_json_after_object(const ms_json_words *words, uint32_t element)
{
    taker t = {.text = words->text, .places = words->places};
    return (uint32_t)(take_plain_object(&t, words->places + element) - words->places) + 1;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* A name filled up with NUL, as that of a field is, eight bytes at a time. */
typedef struct long_name {
    uint64_t first, second, third;
} long_name;

/* Begun at the right place, as many bytes with all their bits as a name has, and then NUL. */
static const unsigned char kept[2 * MS_FIELD_NAME_SIZE] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

static inline uint64_t eight_bytes(const void *from)
{
    uint64_t bytes;
    memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

/* length: at most MS_FIELD_NAME_SIZE; behind the text there are as many bytes to be read. */
static inline long_name name_of(const char *text, size_t length)
{
    const unsigned char *mask = kept + MS_FIELD_NAME_SIZE - length;
    return (long_name){eight_bytes(text) & eight_bytes(mask), eight_bytes(text + 8) & eight_bytes(mask + 8),
                       eight_bytes(text + 16) & eight_bytes(mask + 16)};
}

static inline bool is_name(const ms_json_field *field, const long_name *name)
{
    return eight_bytes(field->name) == name->first && eight_bytes(field->name + 8) == name->second
           && eight_bytes(field->name + 16) == name->third;
}

/* The field of a name from `first` on; shape->count when it is none of them. */
static inline uint32_t find_name(const ms_json_shape *shape, const long_name *name, uint32_t first)
{
    while (first < shape->count && !is_name(&shape->fields[first], name)) {
        first++;
    }
    return first;
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

/* What was seen of an object so far. */
typedef struct seen {
    uint32_t next;     /* the field that probably comes next: members mostly stand in order */
    uint32_t fields;   /* a bit each */
    uint32_t required; /* how many of those that are required */
} seen;

/* The field of the name at a place; NULL when it is unknown, or not there for the first time. */
static inline const ms_json_field *find_field(const taker *t, const uint32_t *at, const ms_json_shape *shape,
                                              seen *seen)
{
    ms_json_words words = {.text = t->text, .places = at};
    ms_text text = ms_json_string(&words, 0);
    if (text.length > MS_FIELD_NAME_SIZE) {
        return NULL;
    }
    long_name name = name_of(text.at, text.length);
    uint32_t field = find_name(shape, &name, seen->next);
    field = field < shape->count ? field : find_name(shape, &name, 0);
    uint32_t bit = UINT32_C(1) << field;
    if (field == shape->count || (seen->fields & bit) != 0) {
        return NULL;
    }
    seen->next = field + 1;
    seen->fields |= bit;
    return &shape->fields[field];
}

static const uint32_t *take_object(const taker *t, const uint32_t *at, const ms_json_shape *shape, uint32_t *row);

/* A new row of a list, all 0; NULL when there is no room. */
static uint32_t *add_row(ms_json_rows *list)
{
    if (list->count == list->most) {
        return NULL;
    }
    uint32_t *row = list->rows + (size_t)list->count++ * list->width;
    return memset(row, 0, list->width * sizeof *row);
}

/* Takes a list of objects that have rows. */
static const uint32_t *take_rows(const taker *t, const uint32_t *at, const ms_json_field *field)
{
    ms_json_rows *list = &t->parts->lists[field->list];
    list->known = true;
    if (byte_at(t, at + 1) == ']') {
        return at + 2;
    }
    do {
        uint32_t *row = add_row(list);
        at = row == NULL || byte_at(t, at + 1) != '{' ? NULL : take_object(t, at + 1, field->shape, row);
        if (at == NULL) {
            return NULL;
        }
    } while (byte_at(t, at) == ',');
    return byte_at(t, at) == ']' ? at + 1 : NULL;
}

/* Takes an object of objects that have rows. */
static const uint32_t *take_entries(const taker *t, const uint32_t *at, const ms_json_field *field)
{
    ms_json_rows *list = &t->parts->lists[field->list];
    list->known = true;
    if (byte_at(t, at + 1) == '}') {
        return at + 2;
    }
    do {
        uint32_t *row = add_row(list);
        const uint32_t *entry = row == NULL ? NULL : take_name(t, at + 1);
        if (entry == NULL || byte_at(t, entry) != '{') {
            return NULL;
        }
        row[0] = (uint32_t)(at + 1 - t->places);
        at = take_object(t, entry, field->shape, row);
        if (at == NULL) {
            return NULL;
        }
    } while (byte_at(t, at) == ',');
    return byte_at(t, at) == '}' ? at + 1 : NULL;
}

/* Takes the value of a field that is not null. */
static const uint32_t *take_value(const taker *t, const uint32_t *at, const ms_json_field *field, uint32_t *row)
{
    char first = byte_at(t, at);
    switch ((ms_field_kind)field->kind) {
    case MS_FIELD_VALUE:
        return first == '[' ? take_list(t, at) : take_word(t, at);
    case MS_FIELD_ROWS:
        return first == '[' ? take_rows(t, at, field) : NULL;
    case MS_FIELD_ENTRIES:
        return first == '{' ? take_entries(t, at, field) : NULL;
    case MS_FIELD_EITHER:
        return first == '{' ? take_object(t, at, field->shape, row + field->from) : take_word(t, at);
    default:
        return first == '{' ? take_object(t, at, field->shape, row + field->from) : NULL;
    }
}

/* Takes one member, its name being the first word. */
static inline const uint32_t *take_member(const taker *t, const uint32_t *at, const ms_json_shape *shape, uint32_t *row,
                                          seen *seen)
{
    const uint32_t *value = take_name(t, at);
    const ms_json_field *field = value == NULL ? NULL : find_field(t, at, shape, seen);
    if (field == NULL) {
        return NULL;
    }
    char first = byte_at(t, value);
    if (first == 'n') {
        return is_null(t, value) ? value + 1 : NULL;
    }
    if (field->slot != MS_NO_SLOT) {
        row[field->slot] = (uint32_t)(value - t->places);
    }
    seen->required += field->required;
    return first == '"' && field->kind == MS_FIELD_VALUE ? value + 1
                                                         : take_value(t, value, field, row); /* as most are */
}

/* Takes an object, whose opening bracket is the first word. Reached at most as deep as shapes are in each other. */
static const uint32_t *take_object(const taker *t, const uint32_t *at, const ms_json_shape *shape, uint32_t *row)
{
    seen seen = {0};
    if (byte_at(t, at + 1) == '}') {
        return shape->required == 0 ? at + 2 : NULL;
    }
    do {
        at = take_member(t, at + 1, shape, row, &seen);
        if (at == NULL) {
            return NULL;
        }
    } while (byte_at(t, at) == ',');
    return byte_at(t, at) == '}' && seen.required == shape->required ? at + 1 : NULL;
}

bool ms_json_take_element(const ms_json_words *words, uint32_t word, const ms_json_shape *shape, uint32_t *row)
{
    taker t = {.text = words->text, .places = words->places};
    const uint32_t *at = words->places + word;
    return byte_at(&t, at) == '{' && take_object(&t, at, shape, row) != NULL;
}

bool ms_json_take_apart(const ms_json_words *words, ms_json_parts *parts)
{
    if (words->places == NULL || memchr(words->text, '\\', words->length) != NULL) {
        return false;
    }
    taker t = {words->text, words->places, parts};
    return byte_at(&t, t.places) == '{'
           && take_object(&t, t.places, parts->shape, parts->row) == t.places + words->count;
}

/* ---- pointers ---------------------------------------------------------------------------------------------------- */

/* Takes the first part off a pointer, with the slash before it; false when it does not begin with one. */
static bool take_part(ms_text *pointer, ms_text *part)
{
    if (pointer->length == 0 || pointer->at[0] != '/') {
        return false;
    }
    const char *end = memchr(pointer->at + 1, '/', pointer->length - 1);
    size_t length = end == NULL ? pointer->length : (size_t)(end - pointer->at);
    *part = (ms_text){pointer->at + 1, length - 1};
    *pointer = (ms_text){pointer->at + length, pointer->length - length};
    return true;
}

/* The number that a part writes; `count` when it writes none below that. */
static uint32_t index_of(ms_text part, uint32_t count)
{
    uint32_t index = 0;
    if (part.length == 0 || part.length > 4 || (part.length > 1 && part.at[0] == '0')) {
        return count;
    }
    for (size_t i = 0; i < part.length; i++) {
        if (part.at[i] < '0' || part.at[i] > '9') {
            return count;
        }
        index = index * 10 + (uint32_t)(part.at[i] - '0');
    }
    return index < count ? index : count;
}

/* The field that a part names, or NULL. */
static const ms_json_field *named_field(const ms_json_shape *shape, ms_text part)
{
    for (uint32_t i = 0; i < shape->count; i++) {
        const ms_json_field *field = &shape->fields[i];
        if (part.length < sizeof field->name && memcmp(field->name, part.at, part.length) == 0
            && field->name[part.length] == '\0') {
            return field;
        }
    }
    return NULL;
}

/* Whether an object that has no place of its own surely is there: something in it is. */
static bool has_any(const ms_json_shape *shape, const uint32_t *row)
{
    for (uint32_t i = 0; i < shape->count; i++) {
        if (shape->fields[i].slot != MS_NO_SLOT && row[shape->fields[i].slot] != 0) {
            return true;
        }
    }
    return false;
}

bool ms_json_parts_have(const ms_json_parts *parts, ms_text pointer)
{
    const ms_json_shape *shape = parts->shape;
    const uint32_t *row = parts->row;
    ms_text part;
    while (take_part(&pointer, &part)) {
        const ms_json_field *field = named_field(shape, part);
        if (field == NULL) {
            return false;
        }
        bool placed = field->slot != MS_NO_SLOT;
        if (pointer.length == 0) {
            return placed ? row[field->slot] != 0 : has_any(field->shape, row + field->from);
        }
        if (field->shape == NULL || field->kind == MS_FIELD_ENTRIES) {
            return false;
        }
        shape = field->shape;
        row += field->from;
        if (field->kind == MS_FIELD_ROWS) {
            const ms_json_rows *list = &parts->lists[field->list];
            uint32_t index = take_part(&pointer, &part) ? index_of(part, list->count) : list->count;
            if (index == list->count || pointer.length == 0) {
                return index < list->count;
            }
            row = list->rows + (size_t)index * list->width;
        }
    }
    return false;
}
