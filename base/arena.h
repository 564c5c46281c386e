/* An arena: memory that is given out in pieces and given back all at once. */
#ifndef MEDSUPPORT_BASE_ARENA_H
#define MEDSUPPORT_BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ms_arena_block ms_arena_block;

/* Zero-initialised is empty and ready. */
typedef struct ms_arena {
    ms_arena_block *blocks; /* the newest first */
    unsigned char *bytes;   /* of the newest block */
    size_t size;            /* how many they are */
    size_t used;            /* bytes given out of them */
} ms_arena;

/* Room for so many bytes in a new block; NULL when memory is out. */
void *ms_arena_more(ms_arena *arena, size_t bytes);

/* Room for so many bytes, aligned for any type. A piece of none has an address, too: hence >= and not >. */
static inline void *ms_arena_bytes(ms_arena *arena, size_t bytes)
{
    if (bytes >= arena->size - arena->used) {
        return ms_arena_more(arena, bytes);
    }
    size_t align = alignof(max_align_t);
    void *piece = arena->bytes + arena->used;
    arena->used += (bytes + align - 1) / align * align;
    return piece;
}

/* Room for `count` elements of `size` bytes, aligned for any type, for what is filled at once; NULL when memory is out or
 * the product overflows. Valid until the arena is reset or freed. count and size may be zero. */
static inline void *ms_arena_room(ms_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? NULL : ms_arena_bytes(arena, bytes);
}

/* The same, zeroed. */
static inline void *ms_arena_take(ms_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX) {
        return NULL;
    }
    void *piece = ms_arena_bytes(arena, bytes);
    return piece == NULL || bytes == 0 ? piece : memset(piece, 0, bytes);
}

/* Takes everything back and keeps one block for the next use. */
void ms_arena_reset(ms_arena *arena);

/* Gives all memory back to the system; the arena is empty and ready. */
void ms_arena_free(ms_arena *arena);

#endif
