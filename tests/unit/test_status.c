/* base/status.c: every status has a sentence of its own. */
#include <medsupport/status.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ms_status statuses[] = {
    MS_OK, MS_ERROR_MEMORY, MS_ERROR_INVALID, MS_ERROR_BEFORE_RULE, MS_ERROR_LIMIT, MS_ERROR_OUTPUT,
};

enum { STATUS_COUNT = sizeof statuses / sizeof statuses[0] };

static void texts_are_there_and_differ(void **state)
{
    (void)state;
    for (int i = 0; i < STATUS_COUNT; i++) {
        const char *text = ms_status_text(statuses[i]);
        assert_non_null(text);
        assert_true(strlen(text) > 0);
        assert_string_not_equal(text, "unknown status");
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(text, ms_status_text(statuses[j]));
        }
    }
}

static void a_text_says_what_is_wrong(void **state)
{
    (void)state;
    assert_non_null(strstr(ms_status_text(MS_ERROR_BEFORE_RULE), "before the first known version"));
    assert_non_null(strstr(ms_status_text(MS_ERROR_MEMORY), "memory"));
    assert_non_null(strstr(ms_status_text(MS_ERROR_LIMIT), "limit"));
}

static void a_number_that_is_no_status(void **state)
{
    (void)state;
    assert_string_equal(ms_status_text((ms_status)1), "unknown status");
    assert_string_equal(ms_status_text((ms_status)-1000), "unknown status");
}

static void only_success_is_zero_and_errors_are_negative(void **state)
{
    (void)state;
    assert_int_equal(MS_OK, 0);
    for (int i = 1; i < STATUS_COUNT; i++) {
        assert_true((int)statuses[i] < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_there_and_differ),
        cmocka_unit_test(a_text_says_what_is_wrong),
        cmocka_unit_test(a_number_that_is_no_status),
        cmocka_unit_test(only_success_is_zero_and_errors_are_negative),
    };
    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
