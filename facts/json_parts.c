#include "facts/json_parts.h"

#include "facts/plain_values.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* The words of a document. What takes some of them is given the number of the first and returns that of the word behind
 * the last, or 0 where they are not what they should be. */
typedef struct taker {
    const char *text;
    const uint32_t *places;
    const ms_json_parts *parts; /* NULL: of an element of a list */
} taker;

static inline char byte_at(const taker *t, size_t word)
{
    return t->text[t->places[word]];
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
        if (text->length == literals[i].length && ms_same_bytes(begin, literals[i].word, text->length)) {
            return literals[i].type;
        }
    }
    return MS_JSON_NUMBER;
}

/* Takes a string, a number, true, false or null. */
static inline size_t take_word(const taker *t, size_t word)
{
    char first = byte_at(t, word);
    bool other = first == '{' || first == '}' || first == '[' || first == ']' || first == ',' || first == ':';
    return other || first == '\0' ? 0 : word + 1;
}

/* Takes a name and its colon. */
static inline size_t take_name(const taker *t, size_t word)
{
    return byte_at(t, word) == '"' && byte_at(t, word + 1) == ':' ? word + 2 : 0;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* Takes an object of words, whatever they are named. */
static size_t take_plain_object(const taker *t, size_t word)
{
    if (byte_at(t, word + 1) == '}') {
        return word + 2;
    }
    do {
        word = take_name(t, word + 1);
        word = word == 0 ? 0 : take_word(t, word);
        if (word == 0) {
            return 0;
        }
    } while (byte_at(t, word) == ',');
    return byte_at(t, word) == '}' ? word + 1 : 0;
}

/* Takes an element of a list: a word, or an object of words. */
static inline size_t take_element(const taker *t, size_t word)
{
    return byte_at(t, word) == '{' ? take_plain_object(t, word) : take_word(t, word);
}

/* Takes a list of such elements. */
static size_t take_list(const taker *t, size_t word)
{
    if (byte_at(t, word + 1) == ']') {
        return word + 2;
    }
    do {
        word = take_element(t, word + 1);
        if (word == 0) {
            return 0;
        }
    } while (byte_at(t, word) == ',');
    return byte_at(t, word) == ']' ? word + 1 : 0;
}

uint32_t ms_json_after_object(const ms_json_words *words, uint32_t element)
{
    bool empty = words->text[words->places[element + 1]] == '}';
    uint32_t end = element + (empty ? 1 : 4);
    while (words->text[words->places[end]] == ',') {
        end += 4;
    }
    return end + 2; /* a comma stands between */
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* Takes the value of a field. */
typedef size_t take_kind(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row);

/* A field as it is looked for, and the object that it may be. Behind the last member of an object stands one that no
 * name is: its name is not 0, all else is. */
struct ms_json_guide {
    uint64_t name[3];             /* with both quotation marks, filled up with NUL */
    uint64_t mask[3];             /* all bits of the bytes that the name has */
    uint32_t bit;                 /* its own, among the members of the object that holds it */
    uint32_t required;            /* the bits of its members that are */
    const ms_json_guide *members; /* of the object, or of each that has a row */
    const ms_json_field *field;
    take_kind *take;
    uint8_t word_slot; /* where a word has its place in the row; MS_NO_SLOT unless the field is a word */
};

/* Whether a name stands at a place, behind which there are as many bytes to be read as a name may have. */
static inline bool is_name(const ms_json_guide *guide, const char *text)
{
    return (ms_eight_bytes(text) & guide->mask[0]) == guide->name[0]
           && (guide->mask[1] == 0
               || ((ms_eight_bytes(text + 8) & guide->mask[1]) == guide->name[1]
                   && (ms_eight_bytes(text + 16) & guide->mask[2]) == guide->name[2]));
}

static take_kind take_value, take_members, take_either, take_rows, take_entries;

static void make_guide(ms_json_guide *guide, const ms_json_field *field, uint32_t bit)
{
    static take_kind *const kinds[] = {[MS_FIELD_VALUE] = take_value,
                                       [MS_FIELD_OBJECT] = take_members,
                                       [MS_FIELD_EITHER] = take_either,
                                       [MS_FIELD_ROWS] = take_rows,
                                       [MS_FIELD_ENTRIES] = take_entries};
    char name[sizeof guide->name] = "\"";
    unsigned char mask[sizeof guide->mask] = {0};
    assert(field->name[MS_FIELD_NAME_SIZE - 2] == '\0'); /* there is room for both quotation marks */
    memcpy(name + 1, field->name, sizeof name - 1);
    size_t end = strlen(name);
    name[end] = '"';
    memset(mask, 0xFF, end + 1);
    *guide = (ms_json_guide){.bit = bit,
                             .field = field,
                             .take = kinds[field->kind],
                             .word_slot = field->kind == MS_FIELD_VALUE ? field->slot : MS_NO_SLOT};
    memcpy(guide->name, name, sizeof name);
    memcpy(guide->mask, mask, sizeof mask);
}

/* Makes the guides of an object's members, and of all within them. Returns the room behind them. */
static ms_json_guide *make_members(ms_json_guide *object, const ms_json_shape *shape, ms_json_guide *room)
{
    ms_json_guide *members = room;
    room += shape->count + 1;
    object->members = members;
    object->required = 0;
    for (uint32_t i = 0; i < shape->count; i++) {
        const ms_json_field *field = &shape->fields[i];
        make_guide(&members[i], field, UINT32_C(1) << i);
        object->required |= field->required ? members[i].bit : 0;
        room = field->shape == NULL ? room : make_members(&members[i], field->shape, room);
    }
    members[shape->count] = (ms_json_guide){.name = {1}};
    return room;
}

/* How many guides there are of the members of an object, and of all within them. */
static size_t count_members(const ms_json_shape *shape)
{
    size_t count = shape->count + 1;
    for (uint32_t i = 0; i < shape->count; i++) {
        count += shape->fields[i].shape == NULL ? 0 : count_members(shape->fields[i].shape);
    }
    return count;
}

ms_json_guide *ms_json_guide_new(const ms_json_shape *shape)
{
    ms_json_guide *guide = malloc((1 + count_members(shape)) * sizeof *guide);
    if (guide != NULL) {
        make_members(guide, shape, guide + 1);
    }
    return guide;
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

/* What was seen of an object so far. */
typedef struct seen {
    const ms_json_guide *next; /* probably the next member: they mostly stand in order. None from it on was seen */
    uint32_t members;          /* a bit each */
} seen;

/* The member of a name before the one that is probably next; NULL when it is none, or was seen. */
static const ms_json_guide *find_before(const char *name, const ms_json_guide *object, const seen *seen)
{
    const ms_json_guide *member = object->members;
    while (member < seen->next && !is_name(member, name)) {
        member++;
    }
    return member < seen->next && (seen->members & member->bit) == 0 ? member : NULL;
}

/* The member of a name; NULL when it is unknown, or was seen. */
static inline const ms_json_guide *find_member(const char *name, const ms_json_guide *object, seen *seen)
{
    const ms_json_guide *member = seen->next;
    while (!is_name(member, name)) {
        if (member->bit == 0) {
            return find_before(name, object, seen);
        }
        member++;
    }
    seen->next = member + 1;
    return member;
}

/* Takes an object, whose opening bracket is the first word. Reached at most as deep as shapes are in each other. */
static size_t take_object(const taker *t, size_t word, const ms_json_guide *object, uint32_t *row)
{
    const char *text = t->text;
    const uint32_t *places = t->places;
    seen seen = {.next = object->members};
    if (text[places[word + 1]] == '}') {
        return object->required == 0 ? word + 2 : 0;
    }
    do {
        const uint32_t *name = places + word + 1;
        const ms_json_guide *member = find_member(text + name[0], object, &seen);
        if (member == NULL || text[name[1]] != ':') {
            return 0;
        }
        seen.members |= member->bit;
        if (text[name[2]] == '"' && member->word_slot != MS_NO_SLOT) { /* as most are */
            row[member->word_slot] = (uint32_t)word + 3;
            word += 4;
            continue;
        }
        word = member->take(t, word + 3, member, row);
        if (word == 0) {
            return 0;
        }
    } while (text[places[word]] == ',');
    return text[places[word]] == '}' && (object->required & ~seen.members) == 0 ? word + 1 : 0;
}

/* ---- kinds of fields --------------------------------------------------------------------------------------------- */

/* Takes null, where it may be. */
static size_t take_null(const taker *t, size_t word, const ms_json_guide *guide)
{
    if (byte_at(t, word) != 'n' || guide->field->required) {
        return 0;
    }
    ms_json_words words = {.text = t->text, .places = t->places};
    ms_text text;
    return ms_json_other_word(&words, (uint32_t)word, &text) == MS_JSON_NULL ? word + 1 : 0;
}

/* Takes a word, or a list. */
static size_t take_value(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row)
{
    char first = byte_at(t, word);
    if (first == 'n') {
        return take_null(t, word, guide);
    }
    row[guide->field->slot] = (uint32_t)word;
    return first == '[' ? take_list(t, word) : take_word(t, word);
}

/* Takes an object that shares the row. */
static size_t take_members(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row)
{
    if (byte_at(t, word) != '{') {
        return take_null(t, word, guide);
    }
    if (guide->field->slot != MS_NO_SLOT) {
        row[guide->field->slot] = (uint32_t)word;
    }
    return take_object(t, word, guide, row + guide->field->from);
}

/* Takes such an object, or a word. */
static size_t take_either(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row)
{
    char first = byte_at(t, word);
    if (first == '{') {
        return take_members(t, word, guide, row);
    }
    return first == '[' ? 0 : take_value(t, word, guide, row);
}

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
static size_t take_rows(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row)
{
    if (byte_at(t, word) != '[') {
        return take_null(t, word, guide);
    }
    ms_json_rows *list = &t->parts->lists[guide->field->list];
    list->known = true;
    row[guide->field->slot] = (uint32_t)word;
    if (byte_at(t, word + 1) == ']') {
        return word + 2;
    }
    do {
        uint32_t *fresh = add_row(list);
        word = fresh == NULL || byte_at(t, word + 1) != '{' ? 0 : take_object(t, word + 1, guide, fresh);
        if (word == 0) {
            return 0;
        }
    } while (byte_at(t, word) == ',');
    return byte_at(t, word) == ']' ? word + 1 : 0;
}

/* Takes an object of objects that have rows. */
static size_t take_entries(const taker *t, size_t word, const ms_json_guide *guide, uint32_t *row)
{
    if (byte_at(t, word) != '{') {
        return take_null(t, word, guide);
    }
    ms_json_rows *list = &t->parts->lists[guide->field->list];
    list->known = true;
    row[guide->field->slot] = (uint32_t)word;
    if (byte_at(t, word + 1) == '}') {
        return word + 2;
    }
    do {
        uint32_t *fresh = add_row(list);
        size_t entry = fresh == NULL ? 0 : take_name(t, word + 1);
        if (entry == 0 || byte_at(t, entry) != '{') {
            return 0;
        }
        fresh[0] = (uint32_t)word + 1;
        word = take_object(t, entry, guide, fresh);
        if (word == 0) {
            return 0;
        }
    } while (byte_at(t, word) == ',');
    return byte_at(t, word) == '}' ? word + 1 : 0;
}

/* ---- documents --------------------------------------------------------------------------------------------------- */

bool ms_json_take_apart(const ms_json_words *words, ms_json_parts *parts)
{
    if (words->places == NULL || memchr(words->text, '\\', words->length) != NULL) {
        return false;
    }
    taker t = {words->text, words->places, parts};
    return byte_at(&t, 0) == '{' && take_object(&t, 0, parts->guide, parts->row) == words->count;
}

/* ---- elements ---------------------------------------------------------------------------------------------------- */

/* The field of a name, behind which there is a byte to be read; NULL when it is none. */
static const ms_json_field *named_field(const ms_json_shape *shape, ms_text name)
{
    for (uint32_t i = 0; i < shape->count; i++) {
        const ms_json_field *field = &shape->fields[i];
        if (field->name[0] == name.at[0] && name.length < sizeof field->name
            && memcmp(field->name, name.at, name.length) == 0 && field->name[name.length] == '\0') {
            return field;
        }
    }
    return NULL;
}

bool ms_json_take_element(const ms_json_words *words, uint32_t word, const ms_json_shape *shape, uint32_t *row)
{
    taker t = {.text = words->text, .places = words->places};
    if (byte_at(&t, word) != '{') {
        return false;
    }
    uint32_t required = 0;
    for (uint32_t name = word + 1; byte_at(&t, name) == '"'; name += 4) {
        const ms_json_field *field = named_field(shape, ms_json_string(words, name));
        if (field == NULL || row[field->slot] != 0 || byte_at(&t, name + 2) == 'n') {
            return false;
        }
        row[field->slot] = name + 2;
        required += field->required;
    }
    return required == shape->required;
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
