#include "facts/places.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 16, LONGEST_NAME = 800, LOOKED_THROUGH = 4 };

struct ms_county_entry {
    uint64_t hash;
    ms_text folded;
    uint16_t number; /* 0: the entry is free */
};

/* ---- comparing names --------------------------------------------------------------------------------------------- */

/* The lower case of a character U+0080..U+017F, by Unicode's simple case folding (statuses C and S). */
static unsigned fold_latin(unsigned c)
{
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {
        return c + 0x20;
    }
    if (c == 0x178) {
        return 0xFF;
    }
    if (c < 0x100 || c == 0x130 || c == 0x138 || c == 0x149 || c == 0x17F) {
        return c;
    }
    bool odd_is_capital = (c >= 0x139 && c <= 0x148) || c >= 0x179;
    bool capital = (c % 2 == 1) == odd_is_capital;
    return capital ? c + 1 : c;
}

/* Whether a space stands at the start of a text, and how many bytes it takes: white space of ASCII, no-break space. */
static size_t space_length(const char *text, size_t length)
{
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) {
        return 1;
    }
    return length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* Folds the character at the start of a text; how many bytes it took, of which as many are written or one. */
static size_t fold_character(const char *text, size_t length, char *out, size_t *written)
{
    unsigned char first = (unsigned char)text[0];
    *written = 1;
    if (first < 0xC3 || first > 0xC5 || length < 2) {
        out[0] = first >= 'A' && first <= 'Z' ? (char)(first - 'A' + 'a') : text[0];
        return 1;
    }
    unsigned folded = fold_latin((first & 0x1FU) << 6 | ((unsigned char)text[1] & 0x3FU));
    if (folded == 0x17F) { /* the long s */
        out[0] = 's';
        return 2;
    }
    out[0] = (char)(0xC0 | folded >> 6);
    out[1] = (char)(0x80 | (folded & 0x3F));
    *written = 2;
    return 2;
}

size_t ms_fold_name(ms_text name, char *out)
{
    size_t length = 0;
    bool space = false;
    size_t at = 0;
    while (at < name.length) {
        unsigned char first = (unsigned char)name.at[at];
        if (first > ' ' && first < 0x80 && !space) { /* as most are */
            out[length++] = (char)(first >= 'A' && first <= 'Z' ? first - 'A' + 'a' : first);
            at++;
            continue;
        }
        size_t skip = space_length(name.at + at, name.length - at);
        if (skip > 0) {
            space = length > 0;
            at += skip;
            continue;
        }
        if (space) {
            out[length++] = ' ';
            space = false;
        }
        size_t written = 0;
        at += fold_character(name.at + at, name.length - at, out + length, &written);
        length += written;
    }
    return length;
}

bool ms_is_blank_name(ms_text name)
{
    size_t at = 0;
    size_t skip;
    while (at < name.length && (skip = space_length(name.at + at, name.length - at)) > 0) {
        at += skip;
    }
    return at == name.length;
}

bool ms_same_name(ms_text a, ms_text b)
{
    char left[LONGEST_NAME];
    char right[LONGEST_NAME];
    if (a.length == b.length && memcmp(a.at, b.at, a.length) == 0) { /* as most that are the same */
        return true;
    }
    size_t left_length = ms_fold_name(a, left);
    size_t right_length = ms_fold_name(b, right);
    return left_length == right_length && memcmp(left, right, left_length) == 0;
}

/* ---- numbers for names ------------------------------------------------------------------------------------------- */

static uint64_t hash_of(ms_text text)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a, then mixed */
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(1099511628211);
    }
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* The entry of a name, or the free one where it belongs. The table is not full. */
static ms_county_entry *find(ms_county_entry *table, size_t capacity, uint64_t hash, ms_text folded)
{
    size_t at = (size_t)(hash >> 32) & (capacity - 1);
    while (table[at].number != 0) {
        const ms_county_entry *entry = &table[at];
        if (entry->hash == hash && entry->folded.length == folded.length
            && memcmp(entry->folded.at, folded.at, folded.length) == 0) {
            break;
        }
        at = (at + 1) & (capacity - 1);
    }
    return &table[at];
}

/* Twice the room; false when memory is out. */
static bool grow(ms_counties *counties)
{
    size_t capacity = counties->capacity == 0 ? FIRST_CAPACITY : counties->capacity * 2;
    ms_county_entry *table = ms_arena_take(counties->arena, capacity, sizeof *table);
    ms_text *names = ms_arena_take(counties->arena, capacity / 2, sizeof *names);
    if (table == NULL || names == NULL) {
        return false;
    }
    for (size_t i = 0; i < counties->capacity; i++) {
        const ms_county_entry *entry = &counties->table[i];
        if (entry->number != 0) {
            *find(table, capacity, entry->hash, entry->folded) = *entry;
        }
    }
    if (counties->count > 0) {
        memcpy(names, counties->names, counties->count * sizeof *names);
    }
    counties->table = table;
    counties->names = names;
    counties->capacity = capacity;
    return true;
}

/* The number of a name that stands among the first few as it is written; 0 where it does not. */
static uint16_t number_as_written(const ms_counties *counties, ms_text name)
{
    size_t few = counties->count < LOOKED_THROUGH ? counties->count : LOOKED_THROUGH;
    for (size_t i = 0; i < few; i++) {
        if (counties->names[i].length == name.length && memcmp(counties->names[i].at, name.at, name.length) == 0) {
            return (uint16_t)(i + 1);
        }
    }
    return 0;
}

uint16_t ms_county_number(ms_counties *counties, ms_text name)
{
    uint16_t known = number_as_written(counties, name);
    if (known != 0) {
        return known;
    }
    char *out = ms_arena_room(counties->arena, name.length, 1);
    bool room = counties->count < counties->capacity / 2 || grow(counties);
    if (out == NULL || !room || counties->count == UINT16_MAX) {
        return 0;
    }
    ms_text folded = {.at = out, .length = ms_fold_name(name, out)};
    uint64_t hash = hash_of(folded);
    ms_county_entry *entry = find(counties->table, counties->capacity, hash, folded);
    if (entry->number == 0) {
        counties->names[counties->count++] = name;
        *entry = (ms_county_entry){.hash = hash, .folded = folded, .number = (uint16_t)counties->count};
    }
    return entry->number;
}
