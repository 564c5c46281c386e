/* Names of counties as numbers, compared without case. */
#ifndef MEDSUPPORT_FACTS_PLACES_H
#define MEDSUPPORT_FACTS_PLACES_H

#include "base/arena.h"
#include "facts/document.h"

#include <stdbool.h>

typedef struct ms_county_entry ms_county_entry;

/* The counties of one document. Zero-initialised with its arena is empty and ready. */
typedef struct ms_counties {
    ms_arena *arena;
    ms_text *names;         /* as first written; name number k is names[k - 1] */
    ms_county_entry *table; /* open addressing; a power of two of entries, at most half of them used */
    size_t capacity;        /* of the table */
    size_t count;
} ms_counties;

/* The number of a county's name, 1..; a new one for a new name. Case, and how many spaces stand where, make no
 * difference. 0: memory is out. At most UINT16_MAX names. */
uint16_t ms_county_number(ms_counties *counties, ms_text name);

/* Whether a name is nothing but spaces. */
bool ms_is_blank_name(ms_text name);

/* A name as it is compared: without spaces at its ends, single spaces inside, letters of ASCII, Latin-1 and Latin
 * Extended-A in lower case (Unicode simple case folding). out: room for name.length bytes. Returns the length. */
size_t ms_fold_name(ms_text name, char *out);

/* Whether two names are the same when so compared. Both at most 800 bytes. */
bool ms_same_name(ms_text a, ms_text b);

#endif
