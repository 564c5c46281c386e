/* batch/room.h: arrays that grow. */
#include "batch/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void what_it_holds_stays(void **state)
{
    (void)state;
    uint32_t *numbers = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        uint32_t *grown = ms_grown(numbers, &capacity, i + 1u, sizeof *grown);
        assert_non_null(grown);
        assert_true(capacity > i);
        numbers = grown;
        numbers[i] = i;
    }
    for (uint32_t i = 0; i < 100000; i++) {
        assert_int_equal(numbers[i], i);
    }
    free(numbers);
}

static void where_there_is_room_it_is_the_same(void **state)
{
    (void)state;
    size_t capacity = 0;
    char *text = ms_grown(NULL, &capacity, 0, 1); /* of none, too: NULL says that memory is out */
    assert_non_null(text);
    assert_int_equal(capacity, MS_LEAST_ROOM);
    assert_ptr_equal(ms_grown(text, &capacity, MS_LEAST_ROOM, 1), text);
    assert_int_equal(capacity, MS_LEAST_ROOM);
    free(text);
}

static void more_than_can_be_is_none(void **state)
{
    (void)state;
    size_t capacity = 0;
    uint64_t *numbers = ms_grown(NULL, &capacity, 1, sizeof *numbers);
    assert_non_null(numbers);
    numbers[0] = 7;
    assert_null(ms_grown(numbers, &capacity, SIZE_MAX / sizeof *numbers + 1, sizeof *numbers));
    assert_int_equal(capacity, MS_LEAST_ROOM);
    assert_int_equal(numbers[0], 7);
    free(numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_holds_stays),
        cmocka_unit_test(where_there_is_room_it_is_the_same),
        cmocka_unit_test(more_than_can_be_is_none),
    };
    return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
