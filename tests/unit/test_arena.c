/* base/arena.c: memory given out in pieces and given back at once. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* AddressSanitizer asks for this: an allocation that cannot be met returns NULL, as it does without it. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

enum { PIECES = 3000, LARGE = 1 << 20 };

static bool all_bytes_are(const unsigned char *bytes, size_t count, unsigned char value)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != value) {
            return false;
        }
    }
    return true;
}

/* Sizes 0, 1, 2, ... and now and then one larger than a block. */
static size_t size_of_piece(size_t number)
{
    return number % 1000 == 999 ? LARGE : number % 97;
}

/* Takes every piece, each zeroed and aligned, and fills it with a number of its own. */
static void take_all(ms_arena *arena, unsigned char **pieces)
{
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = ms_arena_take(arena, size_of_piece(i), 1);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        assert_true(all_bytes_are(pieces[i], size_of_piece(i), 0));
        memset(pieces[i], (int)(i % 255 + 1), size_of_piece(i));
    }
}

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    ms_arena arena = {0};
    unsigned char *pieces[PIECES];
    take_all(&arena, pieces);
    for (size_t i = 0; i < PIECES; i++) {
        assert_true(all_bytes_are(pieces[i], size_of_piece(i), (unsigned char)(i % 255 + 1)));
    }
    ms_arena_free(&arena);
}

/* After a reset the memory is used again, and zeroed again. */
static void a_reset_arena_gives_zeroed_pieces_again(void **state)
{
    (void)state;
    ms_arena arena = {0};
    unsigned char *pieces[PIECES];
    for (int round = 0; round < 3; round++) {
        take_all(&arena, pieces);
        ms_arena_reset(&arena);
        assert_int_equal(arena.used, 0);
        assert_non_null(arena.blocks);
    }
    ms_arena_free(&arena);
}

/* One case after another in the memory of the first: nothing is asked of the system again. */
static void a_reset_arena_keeps_its_block(void **state)
{
    (void)state;
    ms_arena arena = {0};
    void *first = ms_arena_take(&arena, 100, 8);
    ms_arena_reset(&arena);
    assert_ptr_equal(ms_arena_take(&arena, 100, 8), first);
    ms_arena_free(&arena);
}

static void nothing_is_a_piece_too(void **state)
{
    (void)state;
    ms_arena arena = {0};
    assert_non_null(ms_arena_take(&arena, 0, 8));
    assert_non_null(ms_arena_take(&arena, 8, 0));
    assert_non_null(ms_arena_take(&arena, 0, 0));
    assert_non_null(ms_arena_take(&arena, SIZE_MAX, 0));
    ms_arena_free(&arena);
}

static void a_size_beyond_all_memory_is_refused(void **state)
{
    (void)state;
    ms_arena arena = {0};
    unsigned char *before = ms_arena_take(&arena, 1, 1);
    assert_non_null(before);
    *before = 42;
    assert_null(ms_arena_take(&arena, SIZE_MAX, 1));
    assert_null(ms_arena_take(&arena, SIZE_MAX / 2, 4));
    assert_null(ms_arena_take(&arena, 2, SIZE_MAX));
    assert_null(ms_arena_take(&arena, SIZE_MAX / 4, 1));
    assert_int_equal(*before, 42);
    assert_non_null(ms_arena_take(&arena, 1, 1));
    ms_arena_free(&arena);
}

static void an_empty_or_freed_arena_is_ready(void **state)
{
    (void)state;
    ms_arena arena = {0};
    ms_arena_reset(&arena);
    ms_arena_free(&arena);
    assert_non_null(ms_arena_take(&arena, 3, 7));
    ms_arena_free(&arena);
    assert_null(arena.blocks);
    assert_int_equal(arena.used, 0);
    assert_non_null(ms_arena_take(&arena, 3, 7));
    ms_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(a_reset_arena_gives_zeroed_pieces_again),
        cmocka_unit_test(a_reset_arena_keeps_its_block),
        cmocka_unit_test(nothing_is_a_piece_too),
        cmocka_unit_test(a_size_beyond_all_memory_is_refused),
        cmocka_unit_test(an_empty_or_freed_arena_is_ready),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
