/*
 * The boundary of 13 CSR 40-112.010(2), cent by cent: every pay period by every cost period by both cost measures by
 * seven percentages by a grid of incomes. What passes is worked out here by cross multiplication in 128 bits, from the
 * words "does not increase ... by more than" alone.
 */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

__extension__ typedef __int128 wide;

static const struct {
    ms_period per;
    int64_t times;
} periods[] = {
    {MS_PER_WEEK, 52}, {MS_PER_TWO_WEEKS, 26}, {MS_PER_HALF_MONTH, 24}, {MS_PER_MONTH, 12}, {MS_PER_YEAR, 1},
};

static const ms_cost_basis bases[] = {MS_COST_TIERS, MS_COST_ADD_DEPENDENTS};

static const int32_t percents[] = {0, 1, 499, 500, 501, 950, 10000};

/* Every percentage of $31,200.00 a period is a whole number of cents in every other period: the boundary is hit. */
static const ms_cents exact_income = 3120000;

/* Amounts of income a period. */
static const ms_cents incomes[] = {
    0,
    1,
    2,
    7,
    19,
    20,
    21,
    99,
    101,
    199,
    200,
    201,
    333,
    1999,
    2001,
    12345,
    90000,
    399999,
    400000,
    400001,
    613577,
    exact_income,
    98765432,
    123456789,
    MS_MONEY_MAX / 3,
    MS_MONEY_MAX / 2,
    MS_MONEY_MAX - 1,
    MS_MONEY_MAX,
};

/* What self-only coverage may cost beside the increase. */
static const ms_cents self_only_premiums[] = {0, 1, 12345, 7777777};

enum {
    PERIODS = sizeof periods / sizeof periods[0],
    BASES = sizeof bases / sizeof bases[0],
    PERCENTS = sizeof percents / sizeof percents[0],
    INCOMES = sizeof incomes / sizeof incomes[0],
    SELF_ONLY = sizeof self_only_premiums / sizeof self_only_premiums[0]
};

/* A place of the lattice. */
typedef struct place {
    int pay, cost, basis, percent, income;
} place;

/* Not more than the percentage of income, both in cents a year. */
static bool passes(wide increase, wide income, wide percent)
{
    return increase * 100 * 100 <= income * percent;
}

static wide yearly_income(const place *at)
{
    return (wide)periods[at->pay].times * incomes[at->income];
}

/* The most that `times` payments a year may each be, by steps that halve. */
static int64_t largest_that_passes(int64_t times, wide income, int32_t percent)
{
    int64_t good = 0;
    int64_t bad = INT64_C(1) << 50;
    assert_false(passes((wide)bad * times, income, percent));
    while (bad - good > 1) {
        int64_t middle = good + (bad - good) / 2;
        if (passes((wide)middle * times, income, percent)) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    return good;
}

typedef void visit(const place *at);

static void walk(visit *visit_one)
{
    place at;
    for (at.pay = 0; at.pay < PERIODS; at.pay++) {
        for (at.cost = 0; at.cost < PERIODS; at.cost++) {
            for (at.basis = 0; at.basis < BASES; at.basis++) {
                for (at.percent = 0; at.percent < PERCENTS; at.percent++) {
                    for (at.income = 0; at.income < INCOMES; at.income++) {
                        visit_one(&at);
                    }
                }
            }
        }
    }
}

static void fail_at(const place *at, const char *what, int64_t increase)
{
    fail_msg("%s: pay x%lld, cost x%lld, %s, percent %d, income %lld, increase %lld", what,
             (long long)periods[at->pay].times, (long long)periods[at->cost].times,
             bases[at->basis] == MS_COST_TIERS ? "tiers" : "adding", percents[at->percent],
             (long long)incomes[at->income], (long long)increase);
}

/* The answer of the code under test, from the facts as a document states them. */
static ms_truth answer(const place *at, ms_cents self_only, ms_cents increase)
{
    ms_income income = {{true, incomes[at->income]}, periods[at->pay].per};
    ms_cost cost = {.basis = bases[at->basis], .per = periods[at->cost].per};
    if (cost.basis == MS_COST_TIERS) {
        cost.self_only = (ms_amount){true, self_only};
        cost.family = (ms_amount){true, self_only + increase};
    } else {
        cost.add_dependents = (ms_amount){true, increase};
    }
    ms_range yearly = ms_rule_1a_gross_income(&income);
    assert_int_equal(yearly.lo, yearly.hi);
    return ms_rule_2_test(ms_rule_2_increase(&cost), yearly.lo, percents[at->percent]);
}

/* One amount a period, stated with every self-only premium where the measure has one. */
static void check_amount(const place *at, int64_t increase)
{
    bool expected = passes((wide)increase * periods[at->cost].times, yearly_income(at), percents[at->percent]);
    int variants = bases[at->basis] == MS_COST_TIERS ? SELF_ONLY : 1;
    for (int i = 0; i < variants; i++) {
        int64_t family = self_only_premiums[i] + increase;
        if (family < 0 || family > MS_MONEY_MAX) { /* no document may state it */
            continue;
        }
        if (answer(at, self_only_premiums[i], increase) != (expected ? MS_YES : MS_NO)) {
            fail_at(at, expected ? "refused" : "let pass", increase);
        }
    }
}

static void check_boundary(const place *at)
{
    int64_t largest = largest_that_passes(periods[at->cost].times, yearly_income(at), percents[at->percent]);
    if (largest > MS_MONEY_MAX) { /* no premium that a document may state fails */
        check_amount(at, MS_MONEY_MAX);
        return;
    }
    for (int64_t increase = largest - 2; increase <= largest + 2; increase++) {
        check_amount(at, increase);
    }
}

/* Cites: 13 CSR 40-112.010(2), 13 CSR 40-112.010(1)(A) */
static void the_largest_premium_that_passes_and_a_cent_more(void **state)
{
    (void)state;
    walk(check_boundary);
}

static void check_ceiling(const place *at)
{
    int64_t income = (int64_t)yearly_income(at);
    int32_t percent = percents[at->percent];
    int64_t largest = largest_that_passes(1, income, percent);
    if (ms_rule_2_ceiling(income, percent) != largest) {
        fail_at(at, "another ceiling", largest);
    }
    if (!ms_rule_2_within(largest, income, percent)) {
        fail_at(at, "the ceiling itself refused", largest);
    }
    if (largest < MS_YEARLY_MAX && ms_rule_2_within(largest + 1, income, percent)) {
        fail_at(at, "a cent above the ceiling let pass", largest + 1);
    }
}

/* Cites: 13 CSR 40-112.010(2) */
static void the_ceiling_is_the_largest_yearly_increase_that_passes(void **state)
{
    (void)state;
    walk(check_ceiling);
}

/* Exactly at the percentage, in every period and by both measures: it passes, and would not if "<=" were "<". */
static void check_equality(const place *at)
{
    wide income = yearly_income(at);
    if (incomes[at->income] != exact_income) {
        return;
    }
    wide portion = income * percents[at->percent];
    wide parts = (wide)10000 * periods[at->cost].times;
    assert_true(portion % parts == 0);
    int64_t increase = (int64_t)(portion / parts);
    assert_true((wide)increase * parts == portion);
    check_amount(at, increase);
    if (answer(at, 0, increase) != MS_YES) {
        fail_at(at, "exactly the percentage refused", increase);
    }
    if (answer(at, 0, increase + 1) != MS_NO) {
        fail_at(at, "a cent above the percentage let pass", increase + 1);
    }
}

/* Cites: 13 CSR 40-112.010(2) */
static void exactly_the_percentage_passes_in_every_period(void **state)
{
    (void)state;
    walk(check_equality);
}

/* Cites: 13 CSR 40-112.010(2) */
static void without_income_zero_and_less_pass_and_a_cent_fails(void **state)
{
    (void)state;
    place at = {0};
    assert_int_equal(incomes[at.income], 0);
    for (at.percent = 0; at.percent < PERCENTS; at.percent++) {
        for (at.cost = 0; at.cost < PERIODS; at.cost++) {
            at.basis = 1;
            assert_int_equal(answer(&at, 0, 0), MS_YES);
            assert_int_equal(answer(&at, 0, 1), MS_NO);
            at.basis = 0;
            assert_int_equal(answer(&at, 12345, 0), MS_YES);
            assert_int_equal(answer(&at, 12345, 1), MS_NO);
            assert_int_equal(answer(&at, 12345, -1), MS_YES);
            assert_int_equal(answer(&at, MS_MONEY_MAX, -MS_MONEY_MAX), MS_YES);
        }
    }
}

/* A premium known to a cent too much or too little is certain; one that may lie on both sides is not. */
static void check_straddle(const place *at)
{
    wide income = yearly_income(at);
    int32_t percent = percents[at->percent];
    int64_t largest = largest_that_passes(1, income, percent);
    if (largest >= MS_YEARLY_MAX) {
        return;
    }
    int64_t cents = (int64_t)income;
    assert_int_equal(ms_rule_2_test((ms_range){largest - 1, largest}, cents, percent), MS_YES);
    assert_int_equal(ms_rule_2_test((ms_range){largest, largest + 1}, cents, percent), MS_UNKNOWN);
    assert_int_equal(ms_rule_2_test((ms_range){largest + 1, largest + 1}, cents, percent), MS_NO);
}

/* Cites: 13 CSR 40-112.010(2) */
static void an_open_premium_is_certain_only_on_one_side(void **state)
{
    (void)state;
    walk(check_straddle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_premium_that_passes_and_a_cent_more),
        cmocka_unit_test(the_ceiling_is_the_largest_yearly_increase_that_passes),
        cmocka_unit_test(exactly_the_percentage_passes_in_every_period),
        cmocka_unit_test(without_income_zero_and_less_pass_and_a_cent_fails),
        cmocka_unit_test(an_open_premium_is_certain_only_on_one_side),
    };
    return cmocka_run_group_tests_name("boundary-lattice", tests, NULL, NULL);
}
