/*
 * law/open_facts.c: what (5) may still come to where facts are unknown, against every way to fill them in. The oracle
 * here settles each unknown of each plan and works the plan out from the words of the rule.
 */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A side as bit k of ms_sides: k counts 1 for covers, 2 for reasonable, 4 for suitable. */
enum { COVERS = 1, REASONABLE = 2, SUITABLE = 4, SIDES = 8 };

/* The set of the one side k. */
enum {
    NOTHING = 1 << 0,
    COVER_ALONE = 1 << COVERS,
    OUT_OF_REACH = 1 << REASONABLE,
    FIT = 1 << (REASONABLE | SUITABLE)
};
enum { EVERY_SIDE = NOTHING | COVER_ALONE | OUT_OF_REACH | 1 << 3 | FIT | 1 << 7 };

/* $4,800.00 a year: the ceiling is $240.00. */
enum { INCOME = 480000, CEILING = 24000 };

static const ms_truth truths[] = {MS_NO, MS_YES, MS_UNKNOWN};

/* Increases that pass, fail, may do either, and sit on the ceiling. */
static const ms_range increases[] = {
    {CEILING - 100, CEILING}, {CEILING + 1, CEILING + 5}, {CEILING, CEILING + 1}, {CEILING, CEILING}, {-5, 0},
};

enum { INCREASES = sizeof increases / sizeof increases[0], PLANS = 3 * 3 * 3 * 3 * INCREASES };

static ms_settings settings_with(int covered_exemption, int non_employer_cost)
{
    ms_settings settings = {.percent = 500, .default_share = 5000, .answer_days = 30};
    settings.readings.choice[MS_COVERED_EXEMPTION] = (uint8_t)covered_exemption;
    settings.readings.choice[MS_NON_EMPLOYER_COST] = (uint8_t)non_employer_cost;
    return settings;
}

/* Every plan: whether it counts and is available, and what is known of it. */
static ms_plan_facts plan_number(int number)
{
    int standing = number % 3;
    return (ms_plan_facts){.counts = standing > 0,
                           .available = standing == 2,
                           .covers = truths[number / 3 % 3],
                           .workplace = truths[number / 9 % 3],
                           .accessible = truths[number / 27 % 3],
                           .increase = increases[number / 81]};
}

static ms_sides sides_of(const ms_plan_facts *plans, uint32_t count, bool not_shown, bool anyone_covers,
                         const ms_settings *settings)
{
    ms_parent_facts parent = {
        .plans_known = true, .not_shown = not_shown, .income = INCOME, .plan_count = count, .plans = plans};
    return ms_parent_sides(&parent, anyone_covers, settings);
}

/* ---- the oracle -------------------------------------------------------------------------------------------------- */

/* (2) for one plan of which everything is settled. */
static bool is_reasonable(bool covers, bool anyone_covers, bool workplace, int64_t increase,
                          const ms_settings *settings)
{
    int exemption = settings->readings.choice[MS_COVERED_EXEMPTION];
    int other_plans = settings->readings.choice[MS_NON_EMPLOYER_COST];
    if ((exemption == MS_SAME_PLAN && covers) || (exemption == MS_ANY_PLAN && anyone_covers)) {
        return true;
    }
    if (!workplace && other_plans != MS_FIVE_PERCENT) {
        return other_plans == MS_ALWAYS_REASONABLE;
    }
    return increase <= CEILING;
}

static bool may_be(ms_truth truth, int answer)
{
    return truth == MS_UNKNOWN || (truth == MS_YES) == (answer != 0);
}

/* Whether the plan is reasonable, as the set of answers over its unknown source and increase. */
static unsigned reasonable_answers(const ms_plan_facts *plan, bool covers, bool anyone_covers,
                                   const ms_settings *settings)
{
    unsigned answers = 0;
    for (int workplace = 0; workplace < 2; workplace++) {
        for (int64_t increase = plan->increase.lo; increase <= plan->increase.hi; increase++) {
            bool yes = is_reasonable(covers, anyone_covers, workplace != 0, increase, settings);
            answers |= !may_be(plan->workplace, workplace) ? 0u : yes ? (unsigned)MS_YES : (unsigned)MS_NO;
        }
    }
    return answers;
}

/* What is unknown of a silent parent's plans counts as not shown. */
static ms_truth as_shown(unsigned answers, bool not_shown)
{
    return not_shown && answers == MS_UNKNOWN ? MS_NO : (ms_truth)answers;
}

static unsigned expected_sides(const ms_plan_facts *plan, bool not_shown, bool anyone_covers,
                               const ms_settings *settings)
{
    unsigned sides = 0;
    ms_truth shown_covers = as_shown(plan->covers, not_shown);
    ms_truth shown_accessible = as_shown(plan->accessible, not_shown);
    for (int i = 0; i < 8; i++) {
        int covers = i & 1, reasonable = i >> 1 & 1, accessible = i >> 2;
        unsigned answers = reasonable_answers(plan, covers != 0, anyone_covers, settings);
        bool can_be = may_be(shown_covers, covers) && may_be(as_shown(answers, not_shown), reasonable)
                      && may_be(shown_accessible, accessible);
        if (!can_be) {
            continue;
        }
        int had = plan->available && reasonable ? (accessible ? REASONABLE | SUITABLE : REASONABLE) : 0;
        sides |= 1u << (plan->counts ? covers | had : 0);
    }
    return sides;
}

/* A parent has what any plan has: each side of the one with each of the other. */
static unsigned together(unsigned a, unsigned b)
{
    unsigned sides = 0;
    for (int i = 0; i < SIDES * SIDES; i++) {
        if ((a >> i / SIDES & 1u) != 0 && (b >> i % SIDES & 1u) != 0) {
            sides |= 1u << (i / SIDES | i % SIDES);
        }
    }
    return sides;
}

/* ---- cases by name ----------------------------------------------------------------------------------------------- */

/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void a_parent_of_whose_plans_nothing_is_known(void **state)
{
    (void)state;
    ms_settings settings = settings_with(MS_SAME_PLAN, MS_FIVE_PERCENT);
    ms_parent_facts parent = {.plans_known = false, .income = INCOME};
    assert_int_equal(ms_parent_sides(&parent, false, &settings), EVERY_SIDE);
    parent.not_shown = true;
    assert_int_equal(ms_parent_sides(&parent, false, &settings), NOTHING);
}

/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void a_parent_known_to_have_no_plan(void **state)
{
    (void)state;
    ms_settings settings = settings_with(MS_SAME_PLAN, MS_FIVE_PERCENT);
    assert_int_equal(sides_of(NULL, 0, false, true, &settings), NOTHING);
    assert_int_equal(sides_of(NULL, 0, true, true, &settings), NOTHING);
}

/* The same plan has to be both (the digest's A-41). */
/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void a_reasonable_plan_and_an_accessible_one_are_no_suitable_plan(void **state)
{
    (void)state;
    ms_settings settings = settings_with(MS_SAME_PLAN, MS_FIVE_PERCENT);
    ms_plan_facts plans[] = {
        {true, true, MS_NO, MS_YES, MS_NO, {CEILING, CEILING}},
        {true, true, MS_NO, MS_YES, MS_YES, {CEILING + 1, CEILING + 1}},
    };
    assert_int_equal(sides_of(plans, 2, false, false, &settings), OUT_OF_REACH);
    plans[0].accessible = MS_YES;
    assert_int_equal(sides_of(plans, 2, false, false, &settings), FIT);
}

/* A plan that is not to be had yet has no cost and no place; a dental plan left out has nothing. */
/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(1)(D) */
static void plans_that_open_nothing(void **state)
{
    (void)state;
    ms_settings settings = settings_with(MS_SAME_PLAN, MS_FIVE_PERCENT);
    ms_plan_facts plan = {true, false, MS_NO, MS_YES, MS_YES, {0, 0}};
    assert_int_equal(sides_of(&plan, 1, false, false, &settings), NOTHING);
    plan.covers = MS_YES;
    assert_int_equal(sides_of(&plan, 1, false, true, &settings), COVER_ALONE);
    plan.counts = false;
    plan.available = true;
    assert_int_equal(sides_of(&plan, 1, false, true, &settings), NOTHING);
}

/* A silent parent's plan is taken as far as it is known. */
/* Cites: 13 CSR 40-112.010(4) */
static void what_a_silent_parent_has_shown_counts(void **state)
{
    (void)state;
    ms_settings settings = settings_with(MS_SAME_PLAN, MS_FIVE_PERCENT);
    ms_plan_facts plan = {true, true, MS_UNKNOWN, MS_YES, MS_YES, {CEILING, CEILING}};
    assert_int_equal(sides_of(&plan, 1, true, false, &settings), FIT);
    plan.accessible = MS_UNKNOWN;
    assert_int_equal(sides_of(&plan, 1, true, false, &settings), OUT_OF_REACH);
    plan.increase.hi = CEILING + 1;
    assert_int_equal(sides_of(&plan, 1, true, false, &settings), NOTHING);
    assert_int_equal(sides_of(&plan, 1, false, false, &settings), EVERY_SIDE & ~(COVER_ALONE));
}

/* ---- every plan, and plans together ------------------------------------------------------------------------------ */

typedef void visit(const ms_settings *settings, bool not_shown, bool anyone_covers);

/* Every choice of the two readings of (2), both ways of silence, with and without cover elsewhere. */
static void walk(visit *visit_one)
{
    for (int i = 0; i < 3 * 3 * 2 * 2; i++) {
        ms_settings settings = settings_with(i % 3, i / 3 % 3);
        visit_one(&settings, i / 9 % 2 != 0, i / 18 != 0);
    }
}

static void check_each_plan(const ms_settings *settings, bool not_shown, bool anyone_covers)
{
    for (int number = 0; number < PLANS; number++) {
        ms_plan_facts plan = plan_number(number);
        unsigned expected = expected_sides(&plan, not_shown, anyone_covers, settings);
        unsigned sides = sides_of(&plan, 1, not_shown, anyone_covers, settings);
        if (sides != expected) {
            fail_msg("plan %d, not shown %d, anyone covers %d: %02x, expected %02x", number, not_shown, anyone_covers,
                     sides, expected);
        }
    }
}

/* Cites: 13 CSR 40-112.010(2), 13 CSR 40-112.010(3), 13 CSR 40-112.010(4) */
static void every_plan_by_every_way_to_fill_it_in(void **state)
{
    (void)state;
    walk(check_each_plan);
}

static void check_pairs(const ms_settings *settings, bool not_shown, bool anyone_covers)
{
    static unsigned alone[PLANS];
    for (int number = 0; number < PLANS; number++) {
        ms_plan_facts plan = plan_number(number);
        alone[number] = expected_sides(&plan, not_shown, anyone_covers, settings);
    }
    for (int i = 0; i < PLANS; i++) {
        for (int j = i % 7; j < PLANS; j += 7) { /* a seventh of the pairs, each plan among them */
            ms_plan_facts plans[] = {plan_number(i), plan_number(j)};
            unsigned sides = sides_of(plans, 2, not_shown, anyone_covers, settings);
            if (sides != together(alone[i], alone[j])) {
                fail_msg("plans %d and %d: %02x, expected %02x", i, j, sides, together(alone[i], alone[j]));
            }
        }
    }
}

/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void two_plans_together(void **state)
{
    (void)state;
    walk(check_pairs);
}

static void check_many(const ms_settings *settings, bool not_shown, bool anyone_covers)
{
    uint32_t seed = 1;
    for (int round = 0; round < 400; round++) {
        ms_plan_facts plans[MS_MAX_PLANS];
        unsigned expected = NOTHING;
        for (uint32_t count = 1; count <= MS_MAX_PLANS; count++) {
            seed = seed * 1664525u + 1013904223u;
            plans[count - 1] = plan_number((int)((seed >> 8) % PLANS));
            expected = together(expected, expected_sides(&plans[count - 1], not_shown, anyone_covers, settings));
            assert_int_equal(sides_of(plans, count, not_shown, anyone_covers, settings), expected);
        }
    }
}

/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void up_to_thirty_two_plans(void **state)
{
    (void)state;
    walk(check_many);
}

/* ---- the possible paragraphs ------------------------------------------------------------------------------------- */

/* The sides that a parent can have, as k: what suits is reasonable. */
static const unsigned real_sides[] = {
    0, COVERS, REASONABLE, COVERS | REASONABLE, REASONABLE | SUITABLE, COVERS | REASONABLE | SUITABLE};

enum { REAL_SIDES = sizeof real_sides / sizeof real_sides[0], SUBSETS = 1 << REAL_SIDES, WISHES = 2, WAYS = 3 };

/* outcome[i][j][wish][way] of definite situations, by place in real_sides. */
typedef struct outcomes {
    unsigned outcome[REAL_SIDES][REAL_SIDES][WISHES][WAYS];
} outcomes;

static ms_side side_from(unsigned k)
{
    return (ms_side){(k & COVERS) != 0, (k & REASONABLE) != 0, (k & SUITABLE) != 0};
}

static void settle_all(outcomes *settled, bool can_be_ordered, const ms_readings *readings)
{
    for (int i = 0; i < REAL_SIDES * REAL_SIDES * WISHES * WAYS; i++) {
        int pns = i % REAL_SIDES, pss = i / REAL_SIDES % REAL_SIDES, wish = i / 36 % WISHES, way = i / 72;
        ms_situation s = {.pns = side_from(real_sides[pns]),
                          .pss = side_from(real_sides[pss]),
                          .pss_can_be_ordered = can_be_ordered,
                          .pss_wants = wish == 1,
                          .public_coverage = (ms_enrolment)way};
        settled->outcome[pns][pss][wish][way] = ms_rule_5(&s, readings);
    }
}

/* A subset of the real sides as ms_sides. */
static ms_sides spread(unsigned subset)
{
    unsigned sides = 0;
    for (int i = 0; i < REAL_SIDES; i++) {
        sides |= (subset >> i & 1u) << real_sides[i];
    }
    return (ms_sides)sides;
}

static unsigned union_over(const outcomes *settled, int pns, unsigned pss_subset, ms_truth wants, unsigned ways)
{
    unsigned possible = 0;
    for (int i = 0; i < REAL_SIDES * WISHES * WAYS; i++) {
        int pss = i % REAL_SIDES, wish = i / REAL_SIDES % WISHES, way = i / REAL_SIDES / WISHES;
        bool open = (pss_subset >> pss & 1u) != 0 && may_be(wants, wish) && (ways >> way & 1u) != 0;
        possible |= open ? 1u << settled->outcome[pns][pss][wish][way] : 0u;
    }
    return possible;
}

static void check_possible(const outcomes *settled, ms_open_situation open, unsigned pss_subset,
                           const ms_readings *readings)
{
    unsigned by_side[REAL_SIDES];
    for (int pns = 0; pns < REAL_SIDES; pns++) {
        by_side[pns] = union_over(settled, pns, pss_subset, open.pss_wants, open.public_coverage);
    }
    open.pss = spread(pss_subset);
    for (unsigned pns_subset = 1; pns_subset < SUBSETS; pns_subset++) {
        unsigned expected = 0;
        for (int pns = 0; pns < REAL_SIDES; pns++) {
            expected |= (pns_subset >> pns & 1u) != 0 ? by_side[pns] : 0u;
        }
        open.pns = spread(pns_subset);
        unsigned possible = ms_rule_5_possible(&open, readings);
        if (possible != expected) {
            fail_msg("sides %02x and %02x, wants %d, public %u: %02x, expected %02x", open.pns, open.pss,
                     (int)open.pss_wants, open.public_coverage, possible, expected);
        }
    }
}

static void check_readings(const ms_readings *readings, bool can_be_ordered)
{
    outcomes settled;
    settle_all(&settled, can_be_ordered, readings);
    for (int i = 0; i < 3 * 7; i++) {
        ms_open_situation open = {
            .pss_can_be_ordered = can_be_ordered, .pss_wants = truths[i % 3], .public_coverage = 1u + (unsigned)i / 3};
        for (unsigned pss_subset = 1; pss_subset < SUBSETS; pss_subset++) {
            check_possible(&settled, open, pss_subset, readings);
        }
    }
}

/* Cites: 13 CSR 40-112.010(5)(A), (B), (C), (D), (E), (F) */
static void possible_is_exactly_what_some_completion_reaches(void **state)
{
    (void)state;
    assert_int_equal(MS_NOT_ON_PUBLIC, 1 << MS_NOT_ENROLLED);
    assert_int_equal(MS_ON_PUBLIC_THROUGH_PSS, 1 << MS_THROUGH_PSS);
    assert_int_equal(MS_ON_PUBLIC_OTHERWISE, 1 << MS_THROUGH_ANOTHER);
    for (int i = 0; i < 2 * 2 * 2 * 2; i++) {
        ms_readings readings = {{0}};
        readings.choice[MS_UNWILLING_COVERAGE] = (uint8_t)(i & 1);
        readings.choice[MS_INACCESSIBLE_PLAN] = (uint8_t)(i >> 1 & 1);
        readings.choice[MS_PUBLIC_THROUGH_ANOTHER] = (uint8_t)(i >> 2 & 1);
        check_readings(&readings, i >> 3 != 0);
    }
}

/* Nothing known of two parents: every paragraph is possible, and literally none as well. */
/* Cites: 13 CSR 40-112.010(5)(A), (B), (C), (D), (E), (F) */
static void nothing_known_leaves_every_paragraph(void **state)
{
    (void)state;
    ms_open_situation open = {.pns = EVERY_SIDE,
                              .pss = EVERY_SIDE,
                              .pss_can_be_ordered = true,
                              .pss_wants = MS_UNKNOWN,
                              .public_coverage = ms_rule_1e_public(MS_PUBLIC_UNKNOWN)};
    ms_readings readings = {{0}};
    assert_int_equal(ms_rule_5_possible(&open, &readings), (1 << MS_NO_PARAGRAPH) - 1);
    memset(&readings, 1, sizeof readings);
    assert_int_equal(ms_rule_5_possible(&open, &readings), (1 << MS_PARAGRAPH_COUNT) - 1);
    open.pss_can_be_ordered = false;
    assert_int_equal(ms_rule_5_possible(&open, &readings),
                     1 << MS_5A | 1 << MS_5C | 1 << MS_5E | 1 << MS_5F | 1 << MS_NO_PARAGRAPH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_parent_of_whose_plans_nothing_is_known),
        cmocka_unit_test(a_parent_known_to_have_no_plan),
        cmocka_unit_test(a_reasonable_plan_and_an_accessible_one_are_no_suitable_plan),
        cmocka_unit_test(plans_that_open_nothing),
        cmocka_unit_test(what_a_silent_parent_has_shown_counts),
        cmocka_unit_test(every_plan_by_every_way_to_fill_it_in),
        cmocka_unit_test(two_plans_together),
        cmocka_unit_test(up_to_thirty_two_plans),
        cmocka_unit_test(possible_is_exactly_what_some_completion_reaches),
        cmocka_unit_test(nothing_known_leaves_every_paragraph),
    };
    return cmocka_run_group_tests_name("open-facts", tests, NULL, NULL);
}
