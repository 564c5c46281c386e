/* An arena: memory that is given out in pieces and given back all at once. */
#ifndef MEDSUPPORT_BASE_ARENA_H
#define MEDSUPPORT_BASE_ARENA_H

#include <stddef.h>

typedef struct ms_arena_block ms_arena_block;

/* Zero-initialised is empty and ready. */
typedef struct ms_arena {
    ms_arena_block *blocks; /* the newest first */
    size_t used;            /* bytes given out of the newest block */
} ms_arena;

/* `count` zeroed elements of `size` bytes, aligned for any type; NULL when memory is out or the product overflows.
 * Valid until the arena is reset or freed. count and size may be zero. */
void *ms_arena_take(ms_arena *arena, size_t count, size_t size);

/* The same without zeroing, for what is filled at once. */
void *ms_arena_room(ms_arena *arena, size_t count, size_t size);

/* Takes everything back and keeps one block for the next use. */
void ms_arena_reset(ms_arena *arena);

/* Gives all memory back to the system; the arena is empty and ready. */
void ms_arena_free(ms_arena *arena);

#endif
