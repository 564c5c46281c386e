#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct ms_arena_block {
    ms_arena_block *older;
    size_t size; /* of the bytes that follow */
    alignas(max_align_t) unsigned char bytes[];
};

static ms_arena_block *add_block(ms_arena *arena, size_t size)
{
    ms_arena_block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        return NULL;
    }
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
    return block;
}

void *ms_arena_room(ms_arena *arena, size_t count, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size != 0 && count > (SIZE_MAX - BLOCK_SIZE) / size) {
        return NULL;
    }
    size_t bytes = (count * size + align - 1) / align * align;
    ms_arena_block *block = arena->blocks;
    if (block == NULL || block->size - arena->used < bytes) {
        block = add_block(arena, bytes > BLOCK_SIZE ? bytes : BLOCK_SIZE);
        if (block == NULL) {
            return NULL;
        }
    }
    void *piece = block->bytes + arena->used;
    arena->used += bytes;
    return piece;
}

void *ms_arena_take(ms_arena *arena, size_t count, size_t size)
{
    void *piece = ms_arena_room(arena, count, size);
    return piece == NULL ? NULL : memset(piece, 0, count * size);
}

/* Frees blocks from `block` on. */
static void free_blocks(ms_arena_block *block)
{
    while (block != NULL) {
        ms_arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void ms_arena_reset(ms_arena *arena)
{
    if (arena->blocks != NULL) {
        free_blocks(arena->blocks->older);
        arena->blocks->older = NULL;
    }
    arena->used = 0;
}

void ms_arena_free(ms_arena *arena)
{
    free_blocks(arena->blocks);
    *arena = (ms_arena){0};
}
