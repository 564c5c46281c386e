/* What is certain of each plan, and the plans that an order names. */
#include "determine/parts.h"

static ms_truth counted(ms_truth answer, bool not_shown)
{
    return not_shown && answer == MS_UNKNOWN ? MS_NO : answer;
}

/* Whether some private plan of a party that counts covers the child. An agency has none. */
static ms_truth party_covers(const ms_child_tests *of, ms_party party)
{
    const ms_parent *parent = &of->facts->parents[party];
    if (party == MS_PSS && of->facts->kind == MS_KIND_AGENCY) {
        return MS_NO;
    }
    bool not_shown = ms_party_not_shown(of->facts, party, of->settings);
    ms_truth covers = counted(parent->plans_known ? MS_NO : MS_UNKNOWN, not_shown);
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        if (ms_rule_1d_counts(plan, &of->settings->readings)) {
            covers = ms_or(covers, counted(ms_plan_covers(plan, of->child, of->facts->as_of), not_shown));
        }
    }
    return covers;
}

static ms_truth exempt_of(const ms_child_tests *of, ms_truth covers)
{
    switch (of->settings->readings.choice[MS_COVERED_EXEMPTION]) {
    case MS_SAME_PLAN:
        return covers;
    case MS_ANY_PLAN:
        return ms_or(ms_truth_of(of->facts->children[of->child].other_private_coverage),
                     ms_or(party_covers(of, MS_PNS), party_covers(of, MS_PSS)));
    default:
        return MS_NO;
    }
}

/* Whether the increase passes at every income that the parent may have, or at none. */
static ms_truth within_of(ms_range increase, ms_range income, int32_t percent)
{
    if (ms_rule_2_test(increase, income.lo, percent) == MS_YES) {
        return MS_YES;
    }
    return ms_rule_2_test(increase, income.hi, percent) == MS_NO ? MS_NO : MS_UNKNOWN;
}

static void test_plan(const ms_child_tests *of, ms_party party, uint32_t index, ms_plan_tests *tests)
{
    const ms_case *facts = of->facts;
    const ms_plan *plan = &facts->parents[party].plans[index];
    const ms_readings *readings = &of->settings->readings;
    bool not_shown = ms_party_not_shown(facts, party, of->settings);
    ms_range income = ms_rule_1a_gross_income(&facts->parents[party].income);
    if (not_shown) { /* of what may be, no more than the least is shown */
        income.hi = income.lo;
    }
    tests->increase = ms_rule_2_increase(&plan->cost);
    tests->covers = counted(ms_plan_covers(plan, of->child, facts->as_of), not_shown);
    tests->exempt = exempt_of(of, tests->covers);
    tests->within = within_of(tests->increase, income, of->settings->percent);
    ms_truth by_test = ms_rule_2_reasonable(ms_plan_workplace(plan), false, tests->within, readings);
    tests->reasonable = ms_or(tests->exempt, counted(by_test, not_shown));
    tests->accessible = ms_rule_3_accessible(&plan->area, &facts->children[of->child].home);
    if (plan->area.kind == MS_AREA_UNKNOWN) {
        tests->accessible = counted(tests->accessible, not_shown);
    }
}

void ms_child_tests_begin(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_child_tests *tests)
{
    tests->facts = facts;
    tests->settings = settings;
    tests->child = child;
    tests->made[MS_PNS] = 0;
    tests->made[MS_PSS] = 0;
}

const ms_plan_tests *ms_plan_tests_of(ms_child_tests *tests, ms_party party, uint32_t index)
{
    ms_plan_tests *plan = &tests->plans[party][index];
    if ((tests->made[party] >> index & 1u) == 0) {
        test_plan(tests, party, index, plan);
        tests->made[party] |= 1u << index;
    }
    return plan;
}

/* ---- the plans of an order --------------------------------------------------------------------------------------- */

/* Whether an order under the child's paragraph names the plan. While the paragraph is open, none is certain. */
static ms_truth is_named(ms_child_tests *all, const ms_outcome *outcome, uint32_t index)
{
    const ms_plan *plan = &all->facts->parents[outcome->obligor].plans[index];
    if (!ms_rule_1d_counts(plan, &all->settings->readings)) {
        return MS_NO;
    }
    const ms_plan_tests *tests = ms_plan_tests_of(all, outcome->obligor, index);
    ms_truth available = ms_truth_of(ms_plan_available(plan, all->facts->as_of));
    ms_truth suitable = ms_and(available, ms_and(tests->reasonable, tests->accessible));
    switch (outcome->paragraph) {
    case MS_5A:
    case MS_5B:
        return tests->covers;
    case MS_5C:
    case MS_5D:
        return suitable;
    default:
        return ms_and(MS_UNKNOWN, ms_or(tests->covers, suitable));
    }
}

/* Where a plan's increase stands among others: unknown ones last. */
static int64_t price_of(ms_child_tests *tests, ms_party party, uint32_t plan)
{
    ms_range increase = ms_plan_tests_of(tests, party, plan)->increase;
    return increase.lo == increase.hi ? increase.lo : INT64_MAX;
}

/* Appends a plan to a list in ascending price; equal ones stay in document order. */
static void add_by_price(ms_child_tests *tests, ms_party party, uint32_t *plans, uint32_t *count, uint32_t plan)
{
    uint32_t at = (*count)++;
    int64_t price = price_of(tests, party, plan);
    while (at > 0 && price_of(tests, party, plans[at - 1]) > price) {
        plans[at] = plans[at - 1];
        at--;
    }
    plans[at] = plan;
}

static void name_plans(ms_child_tests *tests, ms_child_result *result)
{
    ms_party obligor = result->outcome.obligor;
    bool by_price = result->outcome.paragraph == MS_5C || result->outcome.paragraph == MS_5D;
    for (uint32_t i = 0; i < tests->facts->parents[obligor].plan_count; i++) {
        ms_truth named = is_named(tests, &result->outcome, i);
        uint32_t *plans = named == MS_YES ? result->plans : result->plans_open;
        uint32_t *count = named == MS_YES ? &result->plan_count : &result->plan_open_count;
        if (named == MS_NO) {
            continue;
        }
        if (by_price) {
            add_by_price(tests, obligor, plans, count, i);
        } else {
            plans[(*count)++] = i;
        }
    }
}

/* Lists the plans of the order for a child. False when memory is out. */
static bool list_plans(const ms_context *context, uint32_t child, ms_child_result *result)
{
    size_t most = context->facts->parents[result->outcome.obligor].plan_count;
    uint32_t *room = ms_arena_room(context->arena, 2 * most, sizeof *room);
    if (room == NULL) {
        return false;
    }
    result->plans = room;
    result->plans_open = room + most;
    name_plans(ms_tests_of(context, child), result);
    return true;
}

ms_status ms_explain_plans(const ms_context *context, ms_explanation *explanation)
{
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        ms_child_result *result = &explanation->children[i];
        uint32_t like = context->first_like[i];
        if (like < i) {
            *result = explanation->children[like];
        } else if (result->outcome.obligation == MS_PROVIDE_COVERAGE && !list_plans(context, i, result)) {
            return MS_ERROR_MEMORY;
        }
    }
    return MS_OK;
}
