/* law/definitions.c: 13 CSR 40-112.010(1). */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    ms_period per;
    int64_t times;
} periods[] = {
    {MS_PER_WEEK, 52}, {MS_PER_TWO_WEEKS, 26}, {MS_PER_HALF_MONTH, 24}, {MS_PER_MONTH, 12}, {MS_PER_YEAR, 1},
};

enum { PERIODS = sizeof periods / sizeof periods[0] };

static ms_income stated(ms_cents cents, ms_period per)
{
    return (ms_income){.amount = {.known = true, .cents = cents}, .per = per};
}

static void assert_range(ms_range range, int64_t lo, int64_t hi)
{
    assert_int_equal(range.lo, lo);
    assert_int_equal(range.hi, hi);
}

/* Cites: 13 CSR 40-112.010(1)(A) */
static void a_year_has_52_26_24_12_or_1_periods(void **state)
{
    (void)state;
    for (int i = 0; i < PERIODS; i++) {
        assert_int_equal(ms_periods_per_year(periods[i].per), periods[i].times);
    }
}

/* Cites: 13 CSR 40-112.010(1)(A) */
static void gross_income_is_taken_to_the_year(void **state)
{
    (void)state;
    static const ms_cents amounts[] = {0, 1, 90000, 123457, MS_MONEY_MAX};
    for (int i = 0; i < PERIODS; i++) {
        for (size_t j = 0; j < sizeof amounts / sizeof amounts[0]; j++) {
            ms_income income = stated(amounts[j], periods[i].per);
            int64_t expected = amounts[j] * periods[i].times;
            assert_range(ms_rule_1a_gross_income(&income), expected, expected);
        }
    }
}

/* Cites: 13 CSR 40-112.010(1)(A) */
static void income_of_900_every_two_weeks_is_23400_a_year(void **state)
{
    (void)state;
    ms_income income = stated(90000, MS_PER_TWO_WEEKS);
    assert_range(ms_rule_1a_gross_income(&income), 2340000, 2340000);
}

/* Twice a month is not every two weeks. */
/* Cites: 13 CSR 40-112.010(1)(A) */
static void half_a_month_is_not_two_weeks(void **state)
{
    (void)state;
    ms_income half_month = stated(100000, MS_PER_HALF_MONTH);
    ms_income month = stated(200000, MS_PER_MONTH);
    assert_range(ms_rule_1a_gross_income(&half_month), 2400000, 2400000);
    assert_range(ms_rule_1a_gross_income(&month), 2400000, 2400000);
}

/* Cites: 13 CSR 40-112.010(1)(A) */
static void unknown_income_is_not_zero(void **state)
{
    (void)state;
    for (int i = 0; i < PERIODS; i++) {
        ms_income income = {.per = periods[i].per};
        assert_range(ms_rule_1a_gross_income(&income), 0, MS_MONEY_MAX * periods[i].times);
    }
    ms_income nothing = {.per = MS_PERIOD_UNKNOWN};
    assert_range(ms_rule_1a_gross_income(&nothing), 0, MS_YEARLY_MAX);
}

/* Whatever an unknown amount is filled with must not be read. */
/* Cites: 13 CSR 40-112.010(1)(A) */
static void an_unknown_amount_is_not_read(void **state)
{
    (void)state;
    ms_income income = {.amount = {.known = false, .cents = 12345}, .per = MS_PER_YEAR};
    assert_range(ms_rule_1a_gross_income(&income), 0, MS_MONEY_MAX);
}

/* Cites: 13 CSR 40-112.010(1)(A) */
static void an_unknown_period_is_a_week_at_most_and_a_year_at_least(void **state)
{
    (void)state;
    ms_income income = stated(100, MS_PERIOD_UNKNOWN);
    assert_range(ms_rule_1a_gross_income(&income), 100, 5200);
    ms_income zero = stated(0, MS_PERIOD_UNKNOWN);
    assert_range(ms_rule_1a_gross_income(&zero), 0, 0);
    ms_income most = stated(MS_MONEY_MAX, MS_PERIOD_UNKNOWN);
    assert_range(ms_rule_1a_gross_income(&most), MS_MONEY_MAX, MS_YEARLY_MAX);
}

static ms_readings reading(ms_reading which, int choice)
{
    ms_readings readings = {{0}};
    readings.choice[which] = (uint8_t)choice;
    return readings;
}

/* Cites: 13 CSR 40-112.010(1)(B), 13 CSR 40-112.010(1)(C) */
static void who_can_be_ordered_to_cover(void **state)
{
    (void)state;
    ms_readings never = reading(MS_CUSTODIAN, MS_NEVER_ORDERED);
    ms_readings as_parent = reading(MS_CUSTODIAN, MS_AS_PARENT);
    assert_true(ms_rule_1b_can_be_ordered(MS_KIND_PARENT, &never));
    assert_true(ms_rule_1b_can_be_ordered(MS_KIND_PARENT, &as_parent));
    assert_false(ms_rule_1b_can_be_ordered(MS_KIND_CUSTODIAN, &never));
    assert_true(ms_rule_1b_can_be_ordered(MS_KIND_CUSTODIAN, &as_parent));
    assert_false(ms_rule_1b_can_be_ordered(MS_KIND_AGENCY, &never));
    assert_false(ms_rule_1b_can_be_ordered(MS_KIND_AGENCY, &as_parent));
}

/* Cites: 13 CSR 40-112.010(1)(D) */
static void a_dental_plan_counts_only_when_read_so(void **state)
{
    (void)state;
    ms_readings left_out = reading(MS_DENTAL_ONLY, MS_LEFT_OUT);
    ms_readings counts = reading(MS_DENTAL_ONLY, MS_COUNTS);
    static const struct {
        bool medical, dental, when_left_out, when_counted;
    } cases[] = {
        {true, false, true, true},
        {true, true, true, true},
        {false, true, false, true},
        {false, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ms_plan plan = {.medical = cases[i].medical, .dental = cases[i].dental};
        assert_int_equal(ms_rule_1d_counts(&plan, &left_out), cases[i].when_left_out);
        assert_int_equal(ms_rule_1d_counts(&plan, &counts), cases[i].when_counted);
    }
}

/* No other reading touches (1). */
/* Cites: 13 CSR 40-112.010(1)(B), 13 CSR 40-112.010(1)(D) */
static void definitions_read_their_own_readings_alone(void **state)
{
    (void)state;
    ms_plan dental = {.dental = true};
    for (int which = 0; which < MS_READING_COUNT; which++) {
        ms_readings readings = reading((ms_reading)which, 1);
        assert_int_equal(ms_rule_1b_can_be_ordered(MS_KIND_CUSTODIAN, &readings), which == MS_CUSTODIAN);
        assert_int_equal(ms_rule_1d_counts(&dental, &readings), which == MS_DENTAL_ONLY);
    }
}

/* Cites: 13 CSR 40-112.010(1)(E) */
static void ways_of_public_coverage(void **state)
{
    (void)state;
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_NONE), MS_NOT_ON_PUBLIC);
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_THROUGH_PSS), MS_ON_PUBLIC_THROUGH_PSS);
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_THROUGH_PNS), MS_ON_PUBLIC_OTHERWISE);
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_THROUGH_OTHER), MS_ON_PUBLIC_OTHERWISE);
}

/* Enrolled through somebody is not "not enrolled"; nothing known leaves all three open. */
/* Cites: 13 CSR 40-112.010(1)(E) */
static void unknown_public_coverage_is_not_none(void **state)
{
    (void)state;
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_ENROLLED), MS_ON_PUBLIC_THROUGH_PSS | MS_ON_PUBLIC_OTHERWISE);
    assert_int_equal(ms_rule_1e_public(MS_PUBLIC_UNKNOWN),
                     MS_NOT_ON_PUBLIC | MS_ON_PUBLIC_THROUGH_PSS | MS_ON_PUBLIC_OTHERWISE);
}

/* The three ways are three bits. */
/* Cites: 13 CSR 40-112.010(1)(E) */
static void the_ways_exclude_each_other(void **state)
{
    (void)state;
    assert_int_equal(MS_NOT_ON_PUBLIC & MS_ON_PUBLIC_THROUGH_PSS, 0);
    assert_int_equal(MS_NOT_ON_PUBLIC & MS_ON_PUBLIC_OTHERWISE, 0);
    assert_int_equal(MS_ON_PUBLIC_THROUGH_PSS & MS_ON_PUBLIC_OTHERWISE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_has_52_26_24_12_or_1_periods),
        cmocka_unit_test(gross_income_is_taken_to_the_year),
        cmocka_unit_test(income_of_900_every_two_weeks_is_23400_a_year),
        cmocka_unit_test(half_a_month_is_not_two_weeks),
        cmocka_unit_test(unknown_income_is_not_zero),
        cmocka_unit_test(an_unknown_amount_is_not_read),
        cmocka_unit_test(an_unknown_period_is_a_week_at_most_and_a_year_at_least),
        cmocka_unit_test(who_can_be_ordered_to_cover),
        cmocka_unit_test(a_dental_plan_counts_only_when_read_so),
        cmocka_unit_test(definitions_read_their_own_readings_alone),
        cmocka_unit_test(ways_of_public_coverage),
        cmocka_unit_test(unknown_public_coverage_is_not_none),
        cmocka_unit_test(the_ways_exclude_each_other),
    };
    return cmocka_run_group_tests_name("definitions", tests, NULL, NULL);
}
