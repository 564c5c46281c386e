/* Names of counties as numbers, compared without case. */
#ifndef MEDSUPPORT_FACTS_PLACES_H
#define MEDSUPPORT_FACTS_PLACES_H

#include "base/arena.h"
#include "facts/document.h"

#include <stdbool.h>

typedef struct ms_spelling ms_spelling;

/* The counties of one document after another. What a name folds to is kept, so that one that is written as before is found
 * as it stands, whichever document it was in. Zero-initialised is empty and ready. */
typedef struct ms_counties {
    ms_text *names; /* of this document, as first written; name number k is names[k - 1] */
    size_t count;   /* of them */
    size_t room;
    ms_arena *room_of_names; /* the document's */
    uint64_t document;       /* its number */
    ms_arena arena;          /* holds all that follows */
    ms_spelling *table;      /* open addressing; a power of two of spellings, at most half of them used */
    size_t capacity, used;
    uint64_t seed; /* of its hashes: where this lies, so that nobody can foretell which names meet in one place */
    size_t bytes;  /* of the names that are spelled so */
} ms_counties;

/* Begins another document, whose names are yet to be numbered. Their list is made in its arena. */
void ms_counties_begin(ms_counties *counties, ms_arena *of_document);

void ms_counties_free(ms_counties *counties);

/* The number of a county's name in this document, 1..; a new one for a new name. Case, and how many spaces stand where,
 * make no difference. The name stays where it is as long as the document. 0: memory is out. At most UINT16_MAX names. */
uint16_t ms_county_number(ms_counties *counties, ms_text name);

/* Whether a name is nothing but spaces. */
bool ms_is_blank_name(ms_text name);

/* A name as it is compared: without spaces at its ends, single spaces inside, letters of ASCII, Latin-1 and Latin
 * Extended-A in lower case (Unicode simple case folding). out: room for name.length bytes. Returns the length. */
size_t ms_fold_name(ms_text name, char *out);

/* Whether two names are the same when so compared. Both at most 800 bytes. */
bool ms_same_name(ms_text a, ms_text b);

#endif
