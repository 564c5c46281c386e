/* Arrays that grow. */
#ifndef MEDSUPPORT_BATCH_ROOM_H
#define MEDSUPPORT_BATCH_ROOM_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { MS_LEAST_ROOM = 1024 };

/* An array with room for `count` elements of `size` bytes: the one given, or one that takes its place with all that it
 * holds. *capacity: how many elements it has room for. NULL when memory is out; then the one given stays as it was. */
static inline void *ms_grown(void *array, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity && array != NULL) {
        return array;
    }
    size_t more = *capacity + *capacity / 2;
    more = more < count ? count : more;
    more = more < MS_LEAST_ROOM ? MS_LEAST_ROOM : more;
    void *larger = more > SIZE_MAX / size ? NULL : realloc(array, more * size);
    *capacity = larger != NULL ? more : *capacity;
    return larger;
}

#endif
