#include "store/last_seen.h"

#include "base/arena.h"

#include <sodium.h>

#include <stdlib.h>
#include <string.h>

typedef struct slot {
    const char *case_id; /* NULL: free */
    uint64_t sequence;
} slot;

/* A table of open addresses, at most half full. */
struct ms_last_seen {
    slot *slots;
    size_t capacity; /* a power of two */
    size_t count;
    ms_arena names;
    unsigned char key[crypto_shorthash_KEYBYTES]; /* no file can be made that falls into one slot */
};

enum { FIRST_CAPACITY = 1024 };

ms_last_seen *ms_last_seen_new(void)
{
    ms_last_seen *seen = sodium_init() < 0 ? NULL : calloc(1, sizeof *seen);
    if (seen == NULL) {
        return NULL;
    }
    seen->capacity = FIRST_CAPACITY;
    seen->slots = calloc(seen->capacity, sizeof *seen->slots);
    crypto_shorthash_keygen(seen->key);
    if (seen->slots == NULL) {
        free(seen);
        return NULL;
    }
    return seen;
}

void ms_last_seen_free(ms_last_seen *seen)
{
    if (seen == NULL) {
        return;
    }
    ms_arena_free(&seen->names);
    free(seen->slots);
    free(seen);
}

/* The slot of a case, or the free one where it belongs. */
static slot *find(const ms_last_seen *seen, const char *case_id)
{
    uint64_t hash;
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)case_id, strlen(case_id), seen->key);
    size_t at = (size_t)hash & (seen->capacity - 1);
    while (seen->slots[at].case_id != NULL && strcmp(seen->slots[at].case_id, case_id) != 0) {
        at = (at + 1) & (seen->capacity - 1);
    }
    return &seen->slots[at];
}

static bool grow(ms_last_seen *seen)
{
    slot *before = seen->slots;
    size_t capacity = seen->capacity;
    slot *slots = calloc(capacity * 2, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    seen->slots = slots;
    seen->capacity = capacity * 2;
    for (size_t i = 0; i < capacity; i++) {
        if (before[i].case_id != NULL) {
            *find(seen, before[i].case_id) = before[i];
        }
    }
    free(before);
    return true;
}

uint64_t *ms_last_seen_of(ms_last_seen *seen, const char *case_id)
{
    slot *found = find(seen, case_id);
    if (found->case_id != NULL) {
        return &found->sequence;
    }
    if ((seen->count + 1) * 2 > seen->capacity) {
        if (!grow(seen)) {
            return NULL;
        }
        found = find(seen, case_id);
    }
    size_t size = strlen(case_id) + 1;
    char *name = ms_arena_room(&seen->names, size, 1);
    if (name == NULL) {
        return NULL;
    }
    memcpy(name, case_id, size);
    *found = (slot){name, 0};
    seen->count++;
    return &found->sequence;
}
