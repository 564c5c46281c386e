/* Where the people of a synthetic caseload live: counties of Missouri and some beyond. */
#ifndef MEDSUPPORT_BATCH_SYNTHETIC_PLACES_H
#define MEDSUPPORT_BATCH_SYNTHETIC_PLACES_H

#include "batch/random.h"

/* A county. Its zips are a run of numbers out of the Postal Service's range for those parts, not a list of those in
 * use. */
typedef struct ms_synthetic_place {
    const char *state;
    const char *county;
    uint32_t first_zip;
    uint16_t zip_count;
    uint16_t weight; /* how often somebody lives there: inhabitants in thousands */
    uint8_t region;  /* the counties of a region stand together in the table */
} ms_synthetic_place;

/* The counties, those of Missouri first. */
extern const ms_synthetic_place ms_synthetic_places[];
extern const unsigned ms_synthetic_place_count, ms_synthetic_missouri_count;

/* Draws a place as people are spread over all of them. */
unsigned ms_synthetic_place_draw(ms_random *random);

/* Draws a place beyond Missouri, each as often. */
unsigned ms_synthetic_place_beyond(ms_random *random);

/* Draws a place of the region of a place, each as often. */
unsigned ms_synthetic_place_near(ms_random *random, unsigned place);

/* The place after one in its region; after the last comes the first. */
unsigned ms_synthetic_place_next(unsigned place);

#endif
