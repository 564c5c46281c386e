/* truth.h: three-valued truth is the logic of the sets of answers that are still possible. */
#include <medsupport/truth.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = MS_NO, Y = MS_YES, U = MS_UNKNOWN };

static const ms_truth truths[] = {MS_NO, MS_YES, MS_UNKNOWN};

static void table_of_and(void **state)
{
    (void)state;
    static const int expected[3][3] = {{N, N, N}, {N, Y, U}, {N, U, U}};
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            assert_int_equal(ms_and(truths[i], truths[j]), expected[i][j]);
        }
    }
}

static void table_of_or(void **state)
{
    (void)state;
    static const int expected[3][3] = {{N, Y, U}, {Y, Y, Y}, {U, Y, U}};
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            assert_int_equal(ms_or(truths[i], truths[j]), expected[i][j]);
        }
    }
}

static void table_of_not(void **state)
{
    (void)state;
    assert_int_equal(ms_not(MS_NO), MS_YES);
    assert_int_equal(ms_not(MS_YES), MS_NO);
    assert_int_equal(ms_not(MS_UNKNOWN), MS_UNKNOWN);
}

static bool may_be(ms_truth truth, bool answer)
{
    return answer ? truth == MS_YES || truth == MS_UNKNOWN : truth == MS_NO || truth == MS_UNKNOWN;
}

/* Each result is exactly the set of what the plain operation gives over all answers still possible. */
static void unknown_is_both_answers_at_once(void **state)
{
    (void)state;
    static const bool answers[] = {false, true};
    for (int i = 0; i < 9; i++) {
        ms_truth a = truths[i / 3], b = truths[i % 3];
        unsigned both = 0, either = 0, opposite = 0;
        for (int j = 0; j < 4; j++) {
            bool x = answers[j / 2], y = answers[j % 2];
            if (may_be(a, x) && may_be(b, y)) {
                both |= (unsigned)ms_truth_of(x && y);
                either |= (unsigned)ms_truth_of(x || y);
                opposite |= (unsigned)ms_truth_of(!x);
            }
        }
        assert_int_equal(ms_and(a, b), both);
        assert_int_equal(ms_or(a, b), either);
        assert_int_equal(ms_not(a), opposite);
    }
}

static void what_may_be(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ms_may_be_yes(truths[i]), may_be(truths[i], true));
        assert_int_equal(ms_may_be_no(truths[i]), may_be(truths[i], false));
    }
}

static void truth_of_a_bool(void **state)
{
    (void)state;
    assert_int_equal(ms_truth_of(false), MS_NO);
    assert_int_equal(ms_truth_of(true), MS_YES);
}

/* A field left at zero is none of the three: zero never passes for "no". */
static void zero_is_no_truth(void **state)
{
    (void)state;
    assert_int_equal(MS_NO | MS_YES, MS_UNKNOWN);
    assert_int_not_equal(MS_NO, 0);
    assert_int_not_equal(MS_YES, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_of_and),     cmocka_unit_test(table_of_or),
        cmocka_unit_test(table_of_not),     cmocka_unit_test(unknown_is_both_answers_at_once),
        cmocka_unit_test(what_may_be),      cmocka_unit_test(truth_of_a_bool),
        cmocka_unit_test(zero_is_no_truth),
    };
    return cmocka_run_group_tests_name("truth", tests, NULL, NULL);
}
