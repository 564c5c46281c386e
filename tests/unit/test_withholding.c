/* law/withholding.c: 15 USC 1673(b)(2). */
#include <medsupport/withholding.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static ms_amount cents(ms_cents amount)
{
    return (ms_amount){.known = true, .cents = amount};
}

static const ms_amount unknown = {.known = false, .cents = 77};

static void assert_range(ms_range range, int64_t lo, int64_t hi)
{
    assert_int_equal(range.lo, lo);
    assert_int_equal(range.hi, hi);
}

/* 1,200.00 disposable, 400.00 current support, 50.00 arrears, supporting another child, no old arrears: 600.00. */
static ms_pay_period period(ms_premium_place place, ms_cents premium)
{
    return (ms_pay_period){.disposable = cents(120000),
                           .supports_another = MS_YES,
                           .old_arrears = MS_NO,
                           .current = cents(40000),
                           .arrears = cents(5000),
                           .premium = cents(premium),
                           .place = place};
}

/* ---- the ceiling ------------------------------------------------------------------------------------------------- */

/* Cites: 15 USC 1673(b)(2) */
static void four_ceilings(void **state)
{
    (void)state;
    static const int32_t expected[2][2] = {{6000, 6500}, {5000, 5500}};
    for (int another = 0; another < 2; another++) {
        for (int old = 0; old < 2; old++) {
            const ms_ceiling_row *row = ms_ceiling_describe(another == 1, old == 1);
            assert_int_equal(row->percentage, expected[another][old]);
            assert_int_equal(row->supports_another, another);
            assert_int_equal(row->old_arrears, old);
            assert_int_equal(row->verified, another == 1 && old == 0);
            assert_non_null(row->citation);
        }
    }
}

/* Cites: 15 USC 1673(b)(2) */
static void the_ceiling_is_rounded_down(void **state)
{
    (void)state;
    assert_int_equal(ms_withholding_ceiling(120000, 5000), 60000);
    assert_int_equal(ms_withholding_ceiling(120001, 5000), 60000);
    assert_int_equal(ms_withholding_ceiling(3, 6500), 1); /* 1.95 */
    assert_int_equal(ms_withholding_ceiling(0, 6500), 0);
    assert_int_equal(ms_withholding_ceiling(MS_MONEY_MAX, 10000), MS_MONEY_MAX);
    for (ms_cents earned = 0; earned < 2000; earned++) {
        for (int32_t percentage = 0; percentage < 10000; percentage += 7) {
            ms_cents ceiling = ms_withholding_ceiling(earned, percentage);
            assert_true(ceiling * 10000 <= earned * percentage && earned * percentage < (ceiling + 1) * 10000);
            assert_true(ceiling <= ms_withholding_ceiling(earned + 1, percentage));
            assert_true(ceiling <= ms_withholding_ceiling(earned, percentage + 1));
        }
    }
}

/* Cites: 15 USC 1673(b)(2) */
static void what_is_unknown_of_the_employee(void **state)
{
    (void)state;
    static const struct {
        ms_truth another, old;
        int64_t lo, hi;
    } rows[] = {
        {MS_YES, MS_NO, 5000, 5000},     {MS_YES, MS_YES, 5500, 5500},     {MS_YES, MS_UNKNOWN, 5000, 5500},
        {MS_NO, MS_NO, 6000, 6000},      {MS_NO, MS_YES, 6500, 6500},      {MS_NO, MS_UNKNOWN, 6000, 6500},
        {MS_UNKNOWN, MS_NO, 5000, 6000}, {MS_UNKNOWN, MS_YES, 5500, 6500}, {MS_UNKNOWN, MS_UNKNOWN, 5000, 6500},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ms_pay_period one = period(MS_PREMIUM_LAST, 10000);
        one.supports_another = rows[i].another;
        one.old_arrears = rows[i].old;
        ms_withholding found = ms_withhold(&one);
        assert_range(found.percentage, rows[i].lo, rows[i].hi);
        assert_range(found.ceiling, 12 * rows[i].lo, 12 * rows[i].hi);
        assert_int_equal(found.verified, i == 0);
    }
}

/* ---- the premium's place ----------------------------------------------------------------------------------------- */

static void assert_place(ms_premium_place place, ms_cents premium, ms_cents room, ms_truth fits, ms_cents shortfall)
{
    ms_pay_period one = period(place, premium);
    ms_withholding found = ms_withhold(&one);
    assert_range(found.ceiling, 60000, 60000);
    assert_range(found.room, room, room);
    assert_int_equal(found.fits, fits);
    assert_range(found.shortfall, shortfall, shortfall);
}

/* Cites: 15 USC 1673(b)(2) */
static void a_premium_fits_whole_or_not_at_all(void **state)
{
    (void)state;
    assert_place(MS_PREMIUM_LAST, 15000, 15000, MS_YES, 0);
    assert_place(MS_PREMIUM_LAST, 15001, 15000, MS_NO, 1);
    assert_place(MS_PREMIUM_AFTER_CURRENT, 20000, 20000, MS_YES, 0);
    assert_place(MS_PREMIUM_AFTER_CURRENT, 20001, 20000, MS_NO, 1);
    assert_place(MS_PREMIUM_FIRST, 60000, 60000, MS_YES, 0);
    assert_place(MS_PREMIUM_FIRST, 60001, 60000, MS_NO, 1);
    assert_place(MS_PREMIUM_LAST, 0, 15000, MS_YES, 0);
}

/* Cites: 15 USC 1673(b)(2) */
static void support_above_the_ceiling_leaves_no_room(void **state)
{
    (void)state;
    ms_pay_period one = period(MS_PREMIUM_LAST, 2500);
    one.arrears = cents(30000);
    ms_withholding found = ms_withhold(&one);
    assert_range(found.ahead, 70000, 70000);
    assert_range(found.room, 0, 0);
    assert_int_equal(found.fits, MS_NO);
    assert_range(found.shortfall, 2500, 2500);
    one.premium = cents(0);
    assert_int_equal(ms_withhold(&one).fits, MS_YES);
}

/* The place is the law of the employee's state: unknown, each place counts. */
/* Cites: 15 USC 1673(b)(2) */
static void an_unknown_place(void **state)
{
    (void)state;
    ms_pay_period one = period(MS_PREMIUM_PLACE_UNKNOWN, 15001);
    ms_withholding found = ms_withhold(&one);
    assert_range(found.ahead, 0, 45000);
    assert_range(found.room, 15000, 60000);
    assert_int_equal(found.fits, MS_UNKNOWN);
    assert_range(found.shortfall, 0, 1);
    one.premium = cents(15000);
    assert_int_equal(ms_withhold(&one).fits, MS_YES);
    one.premium = cents(60001);
    assert_int_equal(ms_withhold(&one).fits, MS_NO);
}

/* Cites: 15 USC 1673(b)(2) */
static void unknown_amounts_are_ranges_and_never_zero(void **state)
{
    (void)state;
    ms_pay_period one = period(MS_PREMIUM_LAST, 15000);
    one.disposable = unknown;
    ms_withholding found = ms_withhold(&one);
    assert_range(found.ceiling, 0, MS_MONEY_MAX / 2);
    assert_range(found.room, 0, MS_MONEY_MAX / 2 - 45000);
    assert_int_equal(found.fits, MS_UNKNOWN);
    assert_range(found.shortfall, 0, 15000);
    one = period(MS_PREMIUM_LAST, 15000);
    one.arrears = unknown;
    found = ms_withhold(&one);
    assert_range(found.ahead, 40000, 40000 + MS_MONEY_MAX);
    assert_range(found.room, 0, 20000);
    assert_int_equal(found.fits, MS_UNKNOWN);
    one.premium = cents(20001);
    assert_int_equal(ms_withhold(&one).fits, MS_NO);
    one = period(MS_PREMIUM_LAST, 15000);
    one.premium = unknown;
    found = ms_withhold(&one);
    assert_int_equal(found.fits, MS_UNKNOWN);
    assert_range(found.shortfall, 0, MS_MONEY_MAX - 15000);
}

/* ---- every small case -------------------------------------------------------------------------------------------- */

/* What is found of a period without unknowns, in plain words. */
static bool fits(ms_cents ceiling, ms_cents current, ms_cents arrears, ms_cents premium, ms_premium_place place)
{
    ms_cents left = ceiling;
    left -= place != MS_PREMIUM_FIRST ? current : 0;
    left -= place == MS_PREMIUM_LAST ? arrears : 0;
    return premium == 0 || premium <= left;
}

/* Known amounts on a small grid: of an unknown place, percentage or arrears is said what all the known ones say. */
static void check(const ms_pay_period *one)
{
    ms_withholding found = ms_withhold(one);
    int fitting = 0, all = 0;
    for (int place = MS_PREMIUM_FIRST; place <= MS_PREMIUM_LAST; place++) {
        for (int k = 0; k < 4; k++) {
            bool another = k % 2 == 1, old = k / 2 == 1;
            bool possible = (one->place == MS_PREMIUM_PLACE_UNKNOWN || (int)one->place == place)
                            && (one->supports_another & ms_truth_of(another)) != 0
                            && (one->old_arrears & ms_truth_of(old)) != 0;
            if (!possible) {
                continue;
            }
            ms_cents ceiling = one->disposable.cents * ((another ? 50 : 60) + (old ? 5 : 0)) / 100;
            assert_in_range(ceiling, found.ceiling.lo, found.ceiling.hi);
            all++;
            fitting +=
                fits(ceiling, one->current.cents, one->arrears.cents, one->premium.cents, (ms_premium_place)place) ? 1
                                                                                                                   : 0;
        }
    }
    assert_int_equal(found.fits, fitting == all ? MS_YES : fitting == 0 ? MS_NO : MS_UNKNOWN);
    assert_true(found.room.lo <= found.room.hi && found.shortfall.lo <= found.shortfall.hi);
    assert_int_equal(found.shortfall.hi == 0, found.fits == MS_YES);
    assert_int_equal(found.shortfall.lo > 0, found.fits == MS_NO);
}

/* Cites: 15 USC 1673(b)(2) */
static void every_case_on_a_grid(void **state)
{
    (void)state;
    enum { ALL = 9 * 4 * 8 * 6 * 6 * 12 };
    for (int i = 0; i < ALL; i++) {
        int k = i;
        ms_pay_period one = {0};
        one.supports_another = (ms_truth)(1 + k % 3), k /= 3;
        one.old_arrears = (ms_truth)(1 + k % 3), k /= 3;
        one.place = (ms_premium_place)(k % 4), k /= 4;
        one.disposable = cents(17 * (k % 8)), k /= 8;
        one.current = cents(9 * (k % 6)), k /= 6;
        one.arrears = cents(7 * (k % 6)), k /= 6;
        one.premium = cents(5 * k);
        check(&one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_ceilings),
        cmocka_unit_test(the_ceiling_is_rounded_down),
        cmocka_unit_test(what_is_unknown_of_the_employee),
        cmocka_unit_test(a_premium_fits_whole_or_not_at_all),
        cmocka_unit_test(support_above_the_ceiling_leaves_no_room),
        cmocka_unit_test(an_unknown_place),
        cmocka_unit_test(unknown_amounts_are_ranges_and_never_zero),
        cmocka_unit_test(every_case_on_a_grid),
    };
    return cmocka_run_group_tests_name("withholding", tests, NULL, NULL);
}
