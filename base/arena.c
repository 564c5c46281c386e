#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct ms_arena_block {
    ms_arena_block *older;
    alignas(max_align_t) unsigned char bytes[];
};

void *ms_arena_more(ms_arena *arena, size_t bytes)
{
    size_t align = alignof(max_align_t);
    if (bytes > SIZE_MAX - BLOCK_SIZE) {
        return NULL;
    }
    size_t whole = (bytes + align - 1) / align * align;
    size_t size = whole > BLOCK_SIZE ? whole : BLOCK_SIZE;
    ms_arena_block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        return NULL;
    }
    block->older = arena->blocks;
    *arena = (ms_arena){.blocks = block, .bytes = block->bytes, .size = size, .used = whole};
    return block->bytes;
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
    if (arena->blocks == NULL) {
        return;
    }
    free_blocks(arena->blocks->older);
    arena->blocks->older = NULL;
    arena->used = 0;
}

void ms_arena_free(ms_arena *arena)
{
    free_blocks(arena->blocks);
    *arena = (ms_arena){0};
}
