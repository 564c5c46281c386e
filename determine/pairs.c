#include "determine/pairs.h"

/* A set of pairs of sides, bit 8 a + b for side a in the first world and side b in the second. */
typedef uint64_t pairs;

/* A set of pairs of yes and no: bit 2 a + b for answer a in the first world and b in the second. */
typedef unsigned answers;

enum { SIDE_COUNT = 8, COVERS = 1, REASONABLE = 2, SUITABLE = 4 };
enum { NO_NO = 1, NO_YES = 2, YES_NO = 4, YES_YES = 8 };

/* What the two worlds share and where they differ. Index 0 and 1: the worlds. */
typedef struct worlds {
    ms_child_view *view;
    ms_fact fact;    /* the fact in which they differ */
    bool other_home; /* whether the child's homes differ */
    ms_reach reach[2];
    ms_cents incomes[2][2]; /* by party, world */
    bool anyone_covers[2];
} worlds;

/* ---- one plan ---------------------------------------------------------------------------------------------------- */

/* The pairs of a truth that is the same fact in both worlds. */
static answers same_answer(ms_truth truth)
{
    return (ms_may_be_no(truth) ? NO_NO : 0u) | (ms_may_be_yes(truth) ? YES_YES : 0u);
}

/* The pairs of a fact that differs between the worlds, or not when it is another's. */
static answers answer_of(ms_truth truth, bool differs)
{
    return differs ? (answers)NO_YES : same_answer(truth);
}

static bool is_about_plan(const worlds *w, ms_party party, uint32_t plan, ms_fact_kind kind)
{
    return w->fact.kind == kind && w->fact.party == party && w->fact.index == plan;
}

/* Whether the plan is accessible, in both worlds. An area that is unknown may hold one home and not another. */
static answers accessible_answers(const worlds *w, ms_party party, uint32_t plan)
{
    if ((w->view->parents[party].area_unknown >> plan & 1u) != 0) {
        if (w->other_home) {
            return NO_NO | NO_YES | YES_NO | YES_YES;
        }
        return answer_of(MS_UNKNOWN, is_about_plan(w, party, plan, MS_FACT_PLAN_AREA));
    }
    unsigned bit = 32 * (unsigned)party + plan;
    unsigned first = (unsigned)(w->reach[0] >> bit & 1u);
    unsigned second = (unsigned)(w->reach[1] >> bit & 1u);
    return 1u << (2 * first + second);
}

/* Whether the increase passes in both worlds, the increase the same and the first income not above the second. */
static answers shared_cost_answers(ms_range increase, ms_cents income, ms_cents higher, int32_t percent)
{
    ms_cents ceiling = ms_rule_2_ceiling(income, percent);
    ms_cents higher_ceiling = ms_rule_2_ceiling(higher, percent);
    answers found = 0;
    if (increase.lo <= ceiling) {
        found |= YES_YES;
    }
    if (increase.hi > higher_ceiling) {
        found |= NO_NO;
    }
    if (increase.lo <= higher_ceiling && increase.hi > ceiling && ceiling < higher_ceiling) {
        found |= NO_YES;
    }
    return found;
}

/* A cost in which one unknown part is left open and every other unknown part has been given a value. */
static bool can_turn_test(const ms_cost *cost, ms_cents income, int32_t percent)
{
    return ms_rule_2_test(ms_rule_2_increase(cost), income, percent) == MS_UNKNOWN;
}

/* Whether the period alone can turn the test, for some amount: what passes by the year may not by the week. */
static bool period_can_turn(ms_cost cost, ms_cents income, int32_t percent)
{
    ms_cents ceiling = ms_rule_2_ceiling(income, percent);
    if (cost.basis == MS_COST_ADD_DEPENDENTS && !cost.add_dependents.known) {
        cost.add_dependents = (ms_amount){true, ceiling < MS_MONEY_MAX ? ceiling : MS_MONEY_MAX};
    }
    if (cost.basis == MS_COST_TIERS && !cost.family.known) {
        ms_cents family = (cost.self_only.known ? cost.self_only.cents : 0) + ceiling;
        cost.family = (ms_amount){true, family < MS_MONEY_MAX ? family : MS_MONEY_MAX};
    }
    if (cost.basis == MS_COST_TIERS && !cost.self_only.known) {
        ms_cents self_only = cost.family.cents - ceiling;
        cost.self_only = (ms_amount){true, self_only > 0 ? self_only : 0};
    }
    return can_turn_test(&cost, income, percent);
}

/* Whether a fact of the plan's cost alone can turn the test at an income. */
static bool cost_fact_can_turn(const ms_cost *known, ms_fact_kind kind, ms_cents income, int32_t percent)
{
    if (kind == MS_FACT_PLAN_COST_PER && known->basis != MS_COST_UNKNOWN) {
        return period_can_turn(*known, income, percent);
    }
    for (ms_period per = MS_PER_WEEK; per <= MS_PER_YEAR; per++) {
        ms_cost cost = *known;
        if (cost.per == MS_PERIOD_UNKNOWN && kind != MS_FACT_PLAN_COST) {
            cost.per = per;
        }
        if (kind == MS_FACT_PLAN_SELF_ONLY && !cost.family.known) {
            cost.family = (ms_amount){true, MS_MONEY_MAX};
        }
        if (kind == MS_FACT_PLAN_FAMILY && !cost.self_only.known) {
            cost.self_only = (ms_amount){true, 0};
        }
        if (can_turn_test(&cost, income, percent)) {
            return true;
        }
    }
    return false;
}

/* Whether the test is passed, in both worlds. */
static answers test_answers(const worlds *w, ms_party party, uint32_t plan)
{
    const ms_cents *incomes = w->incomes[party];
    int32_t percent = w->view->settings->percent;
    ms_fact fact = w->fact;
    bool about_cost = fact.kind >= MS_FACT_PLAN_COST && fact.kind <= MS_FACT_PLAN_ADDING;
    if (about_cost && fact.party == party && fact.index == plan) {
        const ms_cost *cost = &w->view->facts->parents[party].plans[plan].cost;
        return cost_fact_can_turn(cost, fact.kind, incomes[0], percent) ? (answers)NO_YES : 0;
    }
    return shared_cost_answers(w->view->parents[party].plans[plan].increase, incomes[0], incomes[1], percent);
}

/* The side of a plan in one world, all its facts settled. */
static unsigned settled_side(const ms_plan_facts *plan, const worlds *w, int world, bool covers, bool workplace,
                             bool test, bool accessible)
{
    unsigned side = covers ? COVERS : 0;
    const ms_readings *readings = &w->view->settings->readings;
    bool exempt = ms_rule_2_exempt(covers, w->anyone_covers[world], readings);
    if (!plan->available
        || ms_rule_2_reasonable(ms_truth_of(workplace), exempt, ms_truth_of(test), readings) == MS_NO) {
        return side;
    }
    return side | REASONABLE | (accessible ? SUITABLE : 0u);
}

/* What each of a plan's own facts may be in both worlds. */
typedef struct plan_answers {
    answers covers, workplace, test, accessible;
} plan_answers;

/* The pair of sides for one choice of all answers; a choice is a number 0..3 as in `answers`. */
static pairs settled_pair(const ms_plan_facts *plan, const worlds *w, unsigned covers, unsigned workplace,
                          unsigned test, unsigned accessible)
{
    unsigned first =
        settled_side(plan, w, 0, covers >> 1 & 1u, workplace >> 1 & 1u, test >> 1 & 1u, accessible >> 1 & 1u);
    unsigned second = settled_side(plan, w, 1, covers & 1u, workplace & 1u, test & 1u, accessible & 1u);
    return UINT64_C(1) << (SIDE_COUNT * first + second);
}

/* The least number in a set that is not empty. */
static unsigned least(uint64_t set)
{
    return (unsigned)__builtin_ctzll(set);
}

/* The pairs of sides of a plan. */
static pairs pairs_of_answers(const ms_plan_facts *plan, const worlds *w, plan_answers may)
{
    pairs found = 0;
    for (answers covers = may.covers; covers != 0; covers &= covers - 1) {
        for (answers workplace = may.workplace; workplace != 0; workplace &= workplace - 1) {
            for (answers test = may.test; test != 0; test &= test - 1) {
                for (answers accessible = may.accessible; accessible != 0; accessible &= accessible - 1) {
                    found |= settled_pair(plan, w, least(covers), least(workplace), least(test), least(accessible));
                }
            }
        }
    }
    return found;
}

static pairs plan_pairs(const worlds *w, ms_party party, uint32_t index)
{
    const ms_parent_view *parent = &w->view->parents[party];
    const ms_plan_facts *plan = &parent->plans[index];
    if (!plan->counts) {
        return 1;
    }
    plan_answers may = {
        .covers = answer_of(plan->covers, is_about_plan(w, party, index, MS_FACT_PLAN_COVERS)),
        .workplace = answer_of(plan->workplace, is_about_plan(w, party, index, MS_FACT_PLAN_SOURCE)),
        .test = test_answers(w, party, index),
        .accessible = accessible_answers(w, party, index),
    };
    return pairs_of_answers(plan, w, may);
}

/* ---- one parent -------------------------------------------------------------------------------------------------- */

/* What two plans together may come to in both worlds. A pair is a number of two octal digits, and two sides combine
 * bit by bit, so pairs do too. */
static pairs combine(pairs a, pairs b)
{
    pairs both = 0;
    for (; a != 0; a &= a - 1) {
        for (pairs rest = b; rest != 0; rest &= rest - 1) {
            both |= UINT64_C(1) << (least(a) | least(rest));
        }
    }
    return both;
}

/* Whether more plans may pass the test in world `to` than in the other: the income is higher there, or the child is
 * covered there alone, which lifts the test. */
static bool more_pass(const worlds *w, ms_party party, int to)
{
    int32_t percent = w->view->settings->percent;
    bool lifted = w->anyone_covers[0] && w->anyone_covers[1];
    ms_cents here = ms_rule_2_ceiling(w->incomes[party][to], percent);
    ms_cents there = ms_rule_2_ceiling(w->incomes[party][1 - to], percent);
    return (here > there && !lifted) || (w->anyone_covers[to] && !w->anyone_covers[1 - to]);
}

/* Whether the same plans, whatever they are, may come to one side in the first world and to the other in the second. */
static bool may_become(const worlds *w, ms_party party, unsigned first, unsigned second)
{
    if ((first & COVERS) != (second & COVERS)) {
        return false;
    }
    if (w->other_home) {
        return (first & REASONABLE) == (second & REASONABLE);
    }
    return first == second || (more_pass(w, party, 1) && (first & ~second) == 0)
           || (more_pass(w, party, 0) && (second & ~first) == 0);
}

/* The pairs of sides of a parent of whose plans nothing is known. */
static pairs unknown_plans_pairs(const worlds *w, ms_party party)
{
    static const unsigned sides[] = {
        0, COVERS, REASONABLE, COVERS | REASONABLE, REASONABLE | SUITABLE, COVERS | REASONABLE | SUITABLE};
    enum { COUNT = sizeof sides / sizeof sides[0] };
    bool differs = w->fact.kind == MS_FACT_PLANS && w->fact.party == party;
    pairs found = 0;
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            if (differs || may_become(w, party, sides[i], sides[j])) {
                found |= UINT64_C(1) << (SIDE_COUNT * sides[i] + sides[j]);
            }
        }
    }
    return found;
}

/* The only side of a parent of whom the unknown counts as not shown, in one world. */
static unsigned shown_side(const worlds *w, ms_party party, int world)
{
    ms_child_view *view = w->view;
    ms_view_set_reach(view, w->reach[world]);
    return least(ms_view_sides(view, party, w->anyone_covers[world]));
}

/* The pairs at the incomes that the worlds hold for the party. */
static pairs parent_pairs_here(const worlds *w, ms_party party)
{
    const ms_parent_view *parent = &w->view->parents[party];
    if (parent->not_shown) {
        return UINT64_C(1) << (SIDE_COUNT * shown_side(w, party, 0) + shown_side(w, party, 1));
    }
    if (!parent->plans_known) {
        return unknown_plans_pairs(w, party);
    }
    pairs found = 1;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        found = combine(found, plan_pairs(w, party, i));
    }
    return found;
}

/* The pairs over all incomes: those of the parent whose income is the fact go up from one to the next between the
 * worlds. If any two incomes make a difference, two neighbours do. */
static pairs parent_pairs(worlds *w, ms_party party)
{
    const ms_parent_view *parent = &w->view->parents[party];
    bool differs = w->fact.party == party && w->fact.kind >= MS_FACT_INCOME && w->fact.kind <= MS_FACT_INCOME_PER;
    pairs found = 0;
    for (uint32_t i = differs ? 1 : 0; i < parent->income_count; i++) {
        w->incomes[party][0] = parent->incomes[differs ? i - 1 : i];
        w->incomes[party][1] = parent->incomes[i];
        found |= parent_pairs_here(w, party);
    }
    return found;
}

/* ---- both worlds ------------------------------------------------------------------------------------------------- */

static ms_side side_of(unsigned k)
{
    return (ms_side){.covers = (k & COVERS) != 0, .reasonable = (k & REASONABLE) != 0, .suitable = (k & SUITABLE) != 0};
}

/* Whether the sides are such that somebody's plan covers the child just when the world says so. */
static bool agrees(const worlds *w, int world, unsigned pns, unsigned pss)
{
    if (w->view->settings->readings.choice[MS_COVERED_EXEMPTION] != MS_ANY_PLAN) {
        return true;
    }
    bool covered = w->view->other_private_coverage || ((pns | pss) & COVERS) != 0;
    return covered == w->anyone_covers[world];
}

/* Whether the public coverage, if it may differ, or the wish makes (5) come out differently. */
static bool outcomes_differ(const worlds *w, ms_situation first, ms_situation second)
{
    const ms_readings *readings = &w->view->settings->readings;
    bool public_differs = w->fact.kind == MS_FACT_PUBLIC || w->fact.kind == MS_FACT_PUBLIC_THROUGH;
    for (unsigned i = MS_NOT_ENROLLED; i <= MS_THROUGH_ANOTHER; i++) {
        for (unsigned j = MS_NOT_ENROLLED; j <= MS_THROUGH_ANOTHER; j++) {
            bool open = (w->view->public_coverage >> i & w->view->public_coverage >> j & 1u) != 0;
            if (!open || (i != j && !public_differs)) {
                continue;
            }
            first.public_coverage = (ms_enrolment)i;
            second.public_coverage = (ms_enrolment)j;
            if (ms_rule_5(&first, readings) != ms_rule_5(&second, readings)) {
                return true;
            }
        }
    }
    return false;
}

/* The same over what the parent seeking support may want. */
static bool some_wish_differs(const worlds *w, ms_situation first, ms_situation second)
{
    answers wishes = answer_of(w->view->pss_wants, w->fact.kind == MS_FACT_WISH);
    for (unsigned wish = 0; wish < 4; wish++) {
        first.pss_wants = wish >> 1 != 0;
        second.pss_wants = (wish & 1u) != 0;
        if ((wishes >> wish & 1u) != 0 && outcomes_differ(w, first, second)) {
            return true;
        }
    }
    return false;
}

/* The same over the pairs of both parents' sides. */
static bool some_sides_differ(const worlds *w, pairs pns, pairs pss)
{
    bool can_be_ordered = w->view->pss_can_be_ordered;
    for (; pns != 0; pns &= pns - 1) {
        unsigned i = least(pns);
        for (pairs rest = pss; rest != 0; rest &= rest - 1) {
            unsigned j = least(rest);
            if (!agrees(w, 0, i >> 3, j >> 3) || !agrees(w, 1, i & 7u, j & 7u)) {
                continue;
            }
            ms_situation first = {.pns = side_of(i >> 3), .pss = side_of(j >> 3), .pss_can_be_ordered = can_be_ordered};
            ms_situation second = {
                .pns = side_of(i & 7u), .pss = side_of(j & 7u), .pss_can_be_ordered = can_be_ordered};
            if (some_wish_differs(w, first, second)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_of_home(ms_fact_kind kind)
{
    return kind == MS_FACT_HOME_ZIP || kind == MS_FACT_HOME_STATE || kind == MS_FACT_HOME_COUNTY;
}

/* Whether the worlds can differ in outcome at a pair of reaches. Homes that differ may have the same reach, as far as
 * it is known. */
static bool differs_at(ms_child_view *view, ms_fact fact, ms_reach first, ms_reach second)
{
    worlds w = {.view = view, .fact = fact, .other_home = is_of_home(fact.kind), .reach = {first, second}};
    bool turns_on_anyone = view->settings->readings.choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN;
    for (unsigned anyone = 0; anyone < (turns_on_anyone ? 4u : 1u); anyone++) {
        w.anyone_covers[0] = (anyone & 2u) != 0;
        w.anyone_covers[1] = (anyone & 1u) != 0;
        pairs pns = parent_pairs(&w, MS_PNS);
        pairs pss = parent_pairs(&w, MS_PSS);
        if (some_sides_differ(&w, pns, pss)) {
            return true;
        }
    }
    return false;
}

/* ---- homes ------------------------------------------------------------------------------------------------------- */

/* Over every home, the same in both worlds. */
static bool differs_at_one_home(ms_child_view *view, ms_fact fact, const ms_homes *homes)
{
    for (uint32_t i = 0; i < homes->zip_count; i++) {
        for (uint32_t j = 0; j < homes->place_count; j++) {
            ms_reach reach = homes->zips[i] | homes->places[j];
            if (differs_at(view, fact, reach, reach)) {
                return true;
            }
        }
    }
    return false;
}

/* The zip differs, the state and county are the same. If any two zips make a difference, two neighbours do; one zip is
 * held against another of the same reach. */
static bool differs_by_zip(ms_child_view *view, ms_fact fact, const ms_homes *homes)
{
    for (uint32_t j = 0; j < homes->place_count; j++) {
        for (uint32_t i = 0; i < homes->zip_count; i++) {
            ms_reach first = homes->zips[i > 0 ? i - 1 : 0] | homes->places[j];
            if (differs_at(view, fact, first, homes->zips[i] | homes->places[j])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether two places of these reaches make a difference with some zip. */
static bool differs_between(ms_child_view *view, ms_fact fact, const ms_homes *homes, ms_reach first, ms_reach second)
{
    for (uint32_t i = 0; i < homes->zip_count; i++) {
        if (differs_at(view, fact, first | homes->zips[i], second | homes->zips[i])) {
            return true;
        }
    }
    return false;
}

/* The state or the county differs. Each candidate is held against elsewhere: if two candidates make a difference, one
 * of them makes one against elsewhere. */
static bool differs_by_place(ms_child_view *view, ms_fact fact, const ms_homes *homes)
{
    const ms_place *home = &view->facts->children[view->child].home;
    uint32_t count = ms_place_candidate_count(view->facts, home);
    ms_reach last[2] = {0, 0};
    for (uint32_t k = 0; k < count; k++) {
        ms_place place = ms_place_candidate(view->facts, home, k);
        ms_place elsewhere = place;
        if (fact.kind == MS_FACT_HOME_STATE) {
            elsewhere.state = MS_ELSEWHERE;
        } else {
            elsewhere.county = MS_ELSEWHERE;
        }
        ms_reach first = ms_reach_of(view->facts, &place);
        ms_reach second = ms_reach_of(view->facts, &elsewhere);
        bool again = k > 0 && first == last[0] && second == last[1];
        if (!again && differs_between(view, fact, homes, first, second)) {
            return true;
        }
        last[0] = first;
        last[1] = second;
    }
    return false;
}

bool ms_fact_matters(ms_child_view *view, const ms_homes *homes, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        return differs_by_zip(view, fact, homes);
    case MS_FACT_HOME_STATE:
    case MS_FACT_HOME_COUNTY:
        return differs_by_place(view, fact, homes);
    default:
        return differs_at_one_home(view, fact, homes);
    }
}
