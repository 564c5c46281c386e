/* Arrays that grow. */
#ifndef MEDSUPPORT_BATCH_ROOM_H
#define MEDSUPPORT_BATCH_ROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

/* Makes room for `count` elements of `size` bytes in an array that has room for *capacity. False when memory is out. */
static inline bool ms_make_room(void **array, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity) {
        return true;
    }
    size_t more = *capacity < 1024 ? 1024 : *capacity;
    while (more < count) {
        more *= 2;
    }
    void *larger = realloc(*array, more * size);
    if (larger == NULL) {
        return false;
    }
    *array = larger;
    *capacity = more;
    return true;
}

#endif
