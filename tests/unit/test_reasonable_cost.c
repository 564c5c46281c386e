/* law/reasonable_cost.c: 13 CSR 40-112.010(2). The boundary itself is walked in test_boundary_lattice.c. */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static ms_amount dollars(int64_t whole)
{
    return (ms_amount){.known = true, .cents = 100 * whole};
}

static const ms_amount unknown = {.known = false, .cents = 77};

static ms_cost tiers(ms_amount self_only, ms_amount family, ms_period per)
{
    return (ms_cost){.basis = MS_COST_TIERS, .per = per, .self_only = self_only, .family = family};
}

static ms_cost adding(ms_amount amount, ms_period per)
{
    return (ms_cost){.basis = MS_COST_ADD_DEPENDENTS, .per = per, .add_dependents = amount};
}

static void assert_increase(ms_cost cost, int64_t lo, int64_t hi)
{
    ms_range increase = ms_rule_2_increase(&cost);
    assert_int_equal(increase.lo, lo);
    assert_int_equal(increase.hi, hi);
}

/* Cites: 13 CSR 40-112.010(2) */
static void family_less_self_only(void **state)
{
    (void)state;
    assert_increase(tiers(dollars(120), dollars(310), MS_PER_MONTH), 12 * 19000, 12 * 19000);
    assert_increase(tiers(dollars(120), dollars(310), MS_PER_WEEK), 52 * 19000, 52 * 19000);
    assert_increase(tiers(dollars(0), dollars(310), MS_PER_YEAR), 31000, 31000);
}

/* Cites: 13 CSR 40-112.010(2) */
static void adding_the_dependents(void **state)
{
    (void)state;
    assert_increase(adding(dollars(150), MS_PER_MONTH), 12 * 15000, 12 * 15000);
    assert_increase(adding(dollars(150), MS_PER_TWO_WEEKS), 26 * 15000, 26 * 15000);
    assert_increase(adding(dollars(150), MS_PER_HALF_MONTH), 24 * 15000, 24 * 15000);
}

/* A family tier below self-only brings the premium down. */
/* Cites: 13 CSR 40-112.010(2) */
static void an_increase_may_be_negative(void **state)
{
    (void)state;
    assert_increase(tiers(dollars(310), dollars(120), MS_PER_MONTH), -12 * 19000, -12 * 19000);
    ms_cost cost = tiers(dollars(310), dollars(120), MS_PER_MONTH);
    assert_int_equal(ms_rule_2_test(ms_rule_2_increase(&cost), 0, 500), MS_YES);
}

/* The amounts of the measure that does not apply are not read. */
/* Cites: 13 CSR 40-112.010(2) */
static void only_the_measure_that_applies_is_read(void **state)
{
    (void)state;
    ms_cost cost = {.basis = MS_COST_TIERS,
                    .per = MS_PER_YEAR,
                    .self_only = dollars(10),
                    .family = dollars(30),
                    .add_dependents = dollars(999)};
    assert_increase(cost, 2000, 2000);
    cost.basis = MS_COST_ADD_DEPENDENTS;
    assert_increase(cost, 99900, 99900);
    cost.basis = MS_COST_UNKNOWN;
    assert_increase(cost, -MS_MONEY_MAX, MS_MONEY_MAX);
}

/* Cites: 13 CSR 40-112.010(2) */
static void an_unknown_half_of_a_pair_leaves_a_range(void **state)
{
    (void)state;
    assert_increase(tiers(unknown, dollars(310), MS_PER_YEAR), 31000 - MS_MONEY_MAX, 31000);
    assert_increase(tiers(dollars(120), unknown, MS_PER_YEAR), -12000, MS_MONEY_MAX - 12000);
    assert_increase(tiers(unknown, unknown, MS_PER_YEAR), -MS_MONEY_MAX, MS_MONEY_MAX);
    assert_increase(tiers(unknown, unknown, MS_PER_WEEK), -MS_YEARLY_MAX, MS_YEARLY_MAX);
    assert_increase(adding(unknown, MS_PER_MONTH), 0, 12 * MS_MONEY_MAX);
}

/* Cites: 13 CSR 40-112.010(2) */
static void an_unknown_period_is_one_to_fifty_two(void **state)
{
    (void)state;
    assert_increase(adding(dollars(10), MS_PERIOD_UNKNOWN), 1000, 52000);
    assert_increase(adding(dollars(0), MS_PERIOD_UNKNOWN), 0, 0);
    assert_increase(tiers(dollars(30), dollars(20), MS_PERIOD_UNKNOWN), -52000, -1000);
    assert_increase(tiers(dollars(30), dollars(30), MS_PERIOD_UNKNOWN), 0, 0);
    assert_increase(tiers(unknown, dollars(20), MS_PERIOD_UNKNOWN), 52 * (2000 - MS_MONEY_MAX), 104000);
    assert_increase((ms_cost){.basis = MS_COST_UNKNOWN}, -MS_YEARLY_MAX, MS_YEARLY_MAX);
    assert_increase(adding(unknown, MS_PERIOD_UNKNOWN), 0, MS_YEARLY_MAX);
    assert_increase(tiers(unknown, dollars(0), MS_PERIOD_UNKNOWN), -MS_YEARLY_MAX, 0);
    assert_increase(adding((ms_amount){true, 1}, MS_PERIOD_UNKNOWN), 1, 52);
    assert_increase(tiers((ms_amount){true, 1}, dollars(0), MS_PERIOD_UNKNOWN), -52, -1);
}

/* $4,000.00 a month bears $200.00 a month: $2,400.00 a year. */
/* Cites: 13 CSR 40-112.010(2) */
static void five_percent_of_4000_a_month_is_200(void **state)
{
    (void)state;
    int64_t income = 12 * INT64_C(400000);
    assert_int_equal(ms_rule_2_ceiling(income, 500), 12 * 20000);
    assert_true(ms_rule_2_within(12 * 20000, income, 500));
    assert_false(ms_rule_2_within(12 * 20000 + 1, income, 500));
}

/* Only "more than" the percentage fails. */
/* Cites: 13 CSR 40-112.010(2) */
static void exactly_five_percent_is_reasonable(void **state)
{
    (void)state;
    assert_true(ms_rule_2_within(5, 100, 500));
    assert_false(ms_rule_2_within(6, 100, 500));
    assert_true(ms_rule_2_within(1, 20, 500));
    assert_false(ms_rule_2_within(1, 19, 500));
}

/* The digest's A-18: of no income only a plan that costs nothing more is reasonable. */
/* Cites: 13 CSR 40-112.010(2) */
static void without_income_only_a_free_plan_is_reasonable(void **state)
{
    (void)state;
    assert_true(ms_rule_2_within(0, 0, 500));
    assert_true(ms_rule_2_within(-1, 0, 500));
    assert_true(ms_rule_2_within(-MS_YEARLY_MAX, 0, 0));
    assert_false(ms_rule_2_within(1, 0, 500));
    assert_false(ms_rule_2_within(1, 0, 10000));
    assert_int_equal(ms_rule_2_ceiling(0, 500), 0);
}

/* An increase of zero or less passes whatever the income and the percentage. */
/* Cites: 13 CSR 40-112.010(2) */
static void no_increase_always_passes(void **state)
{
    (void)state;
    static const ms_cents increases[] = {0, -1, -19000, -MS_YEARLY_MAX};
    static const ms_cents incomes[] = {0, 1, 999999, MS_YEARLY_MAX};
    static const int32_t percents[] = {0, 1, 500, 10000};
    for (int i = 0; i < 4 * 4 * 4; i++) {
        assert_true(ms_rule_2_within(increases[i / 16], incomes[i / 4 % 4], percents[i % 4]));
    }
}

/* Over every small range: yes when all of it passes, no when none does, unknown when some does. */
/* Cites: 13 CSR 40-112.010(2) */
static void a_range_is_tested_at_each_of_its_amounts(void **state)
{
    (void)state;
    for (int64_t income = 0; income <= 200; income += 10) {
        for (int64_t lo = -12; lo <= 12; lo++) {
            bool some = false, all = true;
            for (int64_t hi = lo; hi <= 12; hi++) {
                bool passes = hi * 20 <= income;
                some = some || passes;
                all = all && passes;
                ms_truth expected = all ? MS_YES : some ? MS_UNKNOWN : MS_NO;
                assert_int_equal(ms_rule_2_test((ms_range){lo, hi}, income, 500), expected);
            }
        }
    }
}

static ms_readings reading(ms_reading which, int choice)
{
    ms_readings readings = {{0}};
    readings.choice[which] = (uint8_t)choice;
    return readings;
}

/* The last sentence of (2), for the plan that covers the child and for another while one does. */
/* Cites: 13 CSR 40-112.010(2) */
static void whom_the_exemption_spares(void **state)
{
    (void)state;
    static const struct {
        int choice;
        bool covering_plan, other_plan, no_cover;
    } cases[] = {
        {MS_SAME_PLAN, true, false, false},
        {MS_ANY_PLAN, true, true, false},
        {MS_ONLY_KEPT, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ms_readings readings = reading(MS_COVERED_EXEMPTION, cases[i].choice);
        assert_int_equal(ms_rule_2_exempt(true, true, &readings), cases[i].covering_plan);
        assert_int_equal(ms_rule_2_exempt(false, true, &readings), cases[i].other_plan);
        assert_int_equal(ms_rule_2_exempt(false, false, &readings), cases[i].no_cover);
    }
}

/* Cites: 13 CSR 40-112.010(2) */
static void an_exempt_plan_is_reasonable_whatever_its_cost_and_source(void **state)
{
    (void)state;
    static const ms_truth truths[] = {MS_NO, MS_YES, MS_UNKNOWN};
    for (int choice = 0; choice < 3; choice++) {
        ms_readings readings = reading(MS_NON_EMPLOYER_COST, choice);
        for (int i = 0; i < 9; i++) {
            assert_int_equal(ms_rule_2_reasonable(truths[i / 3], true, truths[i % 3], &readings), MS_YES);
        }
    }
}

/* A plan through an employer or union is under the test in every reading; another plan as read. */
/* Cites: 13 CSR 40-112.010(2) */
static void plans_by_source_and_reading(void **state)
{
    (void)state;
    enum { N = MS_NO, Y = MS_YES, U = MS_UNKNOWN };
    static const ms_truth truths[] = {MS_NO, MS_YES, MS_UNKNOWN};
    /* [reading][workplace no, yes, unknown][test no, yes, unknown] */
    static const int expected[3][3][3] = {
        [MS_FIVE_PERCENT] = {{N, Y, U}, {N, Y, U}, {N, Y, U}},
        [MS_NEVER_REASONABLE] = {{N, N, N}, {N, Y, U}, {N, U, U}},
        [MS_ALWAYS_REASONABLE] = {{Y, Y, Y}, {N, Y, U}, {U, Y, U}},
    };
    for (int choice = 0; choice < 3; choice++) {
        ms_readings readings = reading(MS_NON_EMPLOYER_COST, choice);
        for (int i = 0; i < 9; i++) {
            assert_int_equal(ms_rule_2_reasonable(truths[i / 3], false, truths[i % 3], &readings),
                             expected[choice][i / 3][i % 3]);
        }
    }
}

/* No other reading touches (2). */
/* Cites: 13 CSR 40-112.010(2) */
static void cost_reads_its_own_readings_alone(void **state)
{
    (void)state;
    for (int which = 0; which < MS_READING_COUNT; which++) {
        ms_readings readings = reading((ms_reading)which, 1);
        assert_int_equal(ms_rule_2_exempt(false, true, &readings), which == MS_COVERED_EXEMPTION);
        ms_truth expected = which == MS_NON_EMPLOYER_COST ? MS_NO : MS_YES;
        assert_int_equal(ms_rule_2_reasonable(MS_NO, false, MS_YES, &readings), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(family_less_self_only),
        cmocka_unit_test(adding_the_dependents),
        cmocka_unit_test(an_increase_may_be_negative),
        cmocka_unit_test(only_the_measure_that_applies_is_read),
        cmocka_unit_test(an_unknown_half_of_a_pair_leaves_a_range),
        cmocka_unit_test(an_unknown_period_is_one_to_fifty_two),
        cmocka_unit_test(five_percent_of_4000_a_month_is_200),
        cmocka_unit_test(exactly_five_percent_is_reasonable),
        cmocka_unit_test(without_income_only_a_free_plan_is_reasonable),
        cmocka_unit_test(no_increase_always_passes),
        cmocka_unit_test(a_range_is_tested_at_each_of_its_amounts),
        cmocka_unit_test(whom_the_exemption_spares),
        cmocka_unit_test(an_exempt_plan_is_reasonable_whatever_its_cost_and_source),
        cmocka_unit_test(plans_by_source_and_reading),
        cmocka_unit_test(cost_reads_its_own_readings_alone),
    };
    return cmocka_run_group_tests_name("reasonable-cost", tests, NULL, NULL);
}
