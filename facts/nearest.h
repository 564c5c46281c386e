/* The nearest known name to one that was mistyped. */
#ifndef MEDSUPPORT_FACTS_NEAREST_H
#define MEDSUPPORT_FACTS_NEAREST_H

#include <stddef.h>

/* A search: begin with the mistyped text, offer the names it may be, read `name`. */
typedef struct ms_nearest {
    const char *text;
    size_t length;
    const char *name; /* the nearest of the names offered; NULL when none is near */
    size_t name_length;
    size_t distance;
} ms_nearest;

ms_nearest ms_nearest_to(const char *text, size_t length);

/* Offers a name. Near is at most one slip for every three letters of the mistyped text, three at most; a slip is a
 * letter too many, missing, wrong, or changed with its neighbour. Case is no slip. Of names as near the first stays. */
void ms_nearest_offer(ms_nearest *nearest, const char *name, size_t length);

#endif
