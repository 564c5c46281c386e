#include "batch/ordered_plan.h"

#include "determine/plan_tests.h"
#include "determine/view.h"

/* The first plan that covers the child for certain; MS_MAX_PLANS when there is none. */
static uint32_t covering_plan(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_party party)
{
    const ms_parent *parent = &facts->parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        if (ms_rule_1d_counts(plan, &settings->readings) && ms_plan_covers(plan, child, facts->as_of) == MS_YES) {
            return i;
        }
    }
    return MS_MAX_PLANS;
}

/* An increase that is not known comes after all that are. */
static int64_t price_of(const ms_plan_tests *tests)
{
    return tests->increase.lo == tests->increase.hi ? tests->increase.lo : INT64_MAX;
}

/* The suitable plan of least price among those in a set (bit i: plan i), the first of equal ones; MS_MAX_PLANS when none
 * is certain. */
static uint32_t cheapest_plan(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_party party,
                              uint32_t plans)
{
    ms_child_tests all;
    ms_child_tests_begin(facts, child, settings, &all);
    const ms_plan_tests *best = NULL;
    uint32_t best_plan = MS_MAX_PLANS;
    for (; plans != 0; plans &= plans - 1) {
        uint32_t plan = (uint32_t)__builtin_ctz(plans);
        const ms_plan_tests *tests = ms_plan_tests_of(&all, party, plan);
        bool suitable = tests->reasonable == MS_YES && tests->accessible == MS_YES;
        if (suitable && (best == NULL || price_of(tests) < price_of(best))) {
            best = tests;
            best_plan = plan;
        }
    }
    return best_plan;
}

/* The plan that (C) or (D) orders of a party for certain; MS_MAX_PLANS when that is open. Where only one can be had, it
 * is the one. */
static uint32_t suitable_plan(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_party party)
{
    const ms_parent *parent = &facts->parents[party];
    uint32_t plans = 0;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        bool candidate = ms_rule_1d_counts(plan, &settings->readings) && ms_plan_available(plan, facts->as_of);
        plans |= (uint32_t)candidate << i;
    }
    if (plans != 0 && (plans & (plans - 1)) == 0) {
        return (uint32_t)__builtin_ctz(plans);
    }
    return cheapest_plan(facts, child, settings, party, plans);
}

uint8_t ms_ordered_plan(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_paragraphs possible)
{
    ms_paragraph paragraph = (ms_paragraph)__builtin_ctz(possible);
    if (possible != 1u << paragraph || paragraph > MS_5D) {
        return MS_NO_ORDERED_PLAN;
    }
    ms_party obligor = ms_rule_5_obligor(paragraph);
    bool kept = paragraph == MS_5A || paragraph == MS_5B;
    uint32_t plan =
        kept ? covering_plan(facts, child, settings, obligor) : suitable_plan(facts, child, settings, obligor);
    if (plan == MS_MAX_PLANS) {
        return (uint8_t)(MS_ORDERED_PLAN_OPEN + obligor);
    }
    return (uint8_t)(MS_MAX_PLANS * (uint32_t)obligor + plan);
}
