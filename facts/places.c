#include "facts/places.h"

#include "facts/plain_values.h"

/* What is kept at most when a document begins: room for the counties of a country, each as it is written and as it folds.
 * Documents that make names up take no more and more memory. */
enum { FIRST_CAPACITY = 64, FIRST_NAMES = 16, LONGEST_NAME = 800, MOST_KEPT = 4096, MOST_BYTES_KEPT = 128 * 1024 };

/* A county's name, however it is spelled. */
typedef struct county {
    uint64_t document; /* that named it last */
    uint16_t number;   /* in there */
} county;

struct ms_spelling {
    uint64_t hash;
    ms_text text;
    county *county; /* NULL: the entry is free */
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
    if (ms_text_same(a, b)) { /* as most that are the same */
        return true;
    }
    size_t left_length = ms_fold_name(a, left);
    size_t right_length = ms_fold_name(b, right);
    return ms_text_same((ms_text){left, left_length}, (ms_text){right, right_length});
}

/* ---- spellings --------------------------------------------------------------------------------------------------- */

static inline uint64_t mixed(uint64_t hash, uint64_t bytes)
{
    hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Eight bytes at a time, of which the last may be the same as some before. */
static uint64_t hash_of(const ms_counties *counties, ms_text text)
{
    uint64_t hash = text.length ^ counties->seed;
    if (text.length >= 8) {
        for (size_t at = 0; at < text.length - 8; at += 8) {
            hash = mixed(hash, ms_eight_bytes(text.at + at));
        }
        return mixed(hash, ms_eight_bytes(text.at + text.length - 8));
    }
    if (text.length >= 4) {
        return mixed(hash, (uint64_t)ms_four_bytes(text.at) << 32 | ms_four_bytes(text.at + text.length - 4));
    }
    for (size_t i = 0; i < text.length; i++) {
        hash = mixed(hash, (unsigned char)text.at[i]);
    }
    return hash;
}

/* The entry of a spelling, or the free one where it belongs. The table is not full. */
static ms_spelling *find(ms_spelling *table, size_t capacity, uint64_t hash, ms_text text)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (table[at].county != NULL && (table[at].hash != hash || !ms_text_same(table[at].text, text))) {
        at = (at + 1) & (capacity - 1);
    }
    return &table[at];
}

/* Sees to it that there is room for two more. False when memory is out. */
static bool make_room(ms_counties *counties)
{
    if (counties->used + 2 <= counties->capacity / 2) {
        return true;
    }
    size_t capacity = counties->capacity == 0 ? FIRST_CAPACITY : counties->capacity * 2;
    ms_spelling *table = ms_arena_take(&counties->arena, capacity, sizeof *table);
    if (table == NULL) {
        return false;
    }
    for (size_t i = 0; i < counties->capacity; i++) {
        const ms_spelling *spelling = &counties->table[i];
        if (spelling->county != NULL) {
            *find(table, capacity, spelling->hash, spelling->text) = *spelling;
        }
    }
    counties->table = table;
    counties->capacity = capacity;
    return true;
}

/* Keeps the spelling of a county in a free entry. */
static void keep(ms_counties *counties, ms_spelling *entry, uint64_t hash, ms_text text, county *county)
{
    *entry = (ms_spelling){.hash = hash, .text = text, .county = county};
    counties->used++;
    counties->bytes += text.length;
}

/* The county whose name folds to a text, be it new. NULL: memory is out. */
static county *county_of(ms_counties *counties, ms_text folded)
{
    uint64_t hash = hash_of(counties, folded);
    ms_spelling *entry = find(counties->table, counties->capacity, hash, folded);
    if (entry->county != NULL) {
        return entry->county;
    }
    county *fresh = ms_arena_take(&counties->arena, 1, sizeof *fresh);
    if (fresh != NULL) {
        keep(counties, entry, hash, folded, fresh);
    }
    return fresh;
}

/* The county of a name that is spelled as none before, and keeps the spelling. NULL: memory is out. */
static county *learn(ms_counties *counties, uint64_t hash, ms_text name)
{
    char *folded = ms_arena_room(&counties->arena, name.length, 1);
    char *copy = ms_arena_room(&counties->arena, name.length, 1);
    if (folded == NULL || copy == NULL || !make_room(counties)) {
        return NULL;
    }
    county *named = county_of(counties, (ms_text){folded, ms_fold_name(name, folded)});
    ms_spelling *entry = find(counties->table, counties->capacity, hash, name);
    if (named != NULL && entry->county == NULL) { /* it is not written as it folds */
        memcpy(copy, name.at, name.length);
        keep(counties, entry, hash, (ms_text){copy, name.length}, named);
    }
    return named;
}

/* ---- numbers for names ------------------------------------------------------------------------------------------- */

void ms_counties_begin(ms_counties *counties, ms_arena *of_document)
{
    if (counties->used > MOST_KEPT || counties->bytes > MOST_BYTES_KEPT) {
        ms_arena_reset(&counties->arena);
        *counties = (ms_counties){.arena = counties->arena, .document = counties->document};
    }
    counties->seed = (uintptr_t)counties;
    counties->document++;
    counties->names = NULL;
    counties->count = counties->room = 0;
    counties->room_of_names = of_document;
}

void ms_counties_free(ms_counties *counties)
{
    ms_arena_free(&counties->arena);
    *counties = (ms_counties){.names = NULL};
}

/* Gives a county a number in this document, which names it for the first time. False when memory is out, or numbers. */
static bool add_name(ms_counties *counties, county *named, ms_text name)
{
    if (counties->count == UINT16_MAX) {
        return false;
    }
    if (counties->count == counties->room) {
        size_t room = counties->room == 0 ? FIRST_NAMES : counties->room * 2;
        ms_text *names = ms_arena_room(counties->room_of_names, room, sizeof *names);
        if (names == NULL) {
            return false;
        }
        if (counties->count > 0) {
            memcpy(names, counties->names, counties->count * sizeof *names);
        }
        counties->names = names;
        counties->room = room;
    }
    counties->names[counties->count++] = name;
    *named = (county){.document = counties->document, .number = (uint16_t)counties->count};
    return true;
}

uint16_t ms_county_number(ms_counties *counties, ms_text name)
{
    uint64_t hash = hash_of(counties, name);
    county *named = counties->capacity > 0 ? find(counties->table, counties->capacity, hash, name)->county : NULL;
    if (named == NULL) {
        named = learn(counties, hash, name);
    }
    if (named == NULL || (named->document != counties->document && !add_name(counties, named, name))) {
        return 0;
    }
    return named->number;
}
