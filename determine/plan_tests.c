/* What is certain of each plan, and the plans that an order names. */
#include "determine/parts.h"

static ms_truth counted(ms_truth answer, bool not_shown)
{
    return not_shown && answer == MS_UNKNOWN ? MS_NO : answer;
}

/* Whether some private plan that counts covers the child. */
static ms_truth anyone_covers(const ms_child_view *view)
{
    ms_truth covers = ms_truth_of(view->other_private_coverage);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent_view *parent = &view->parents[party];
        if (!parent->plans_known && !parent->not_shown) {
            covers = ms_or(covers, MS_UNKNOWN);
        }
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            if (parent->plans[i].counts) {
                covers = ms_or(covers, counted(parent->plans[i].covers, parent->not_shown));
            }
        }
    }
    return covers;
}

static ms_truth exempt_of(const ms_child_view *view, ms_truth covers)
{
    switch (view->settings->readings.choice[MS_COVERED_EXEMPTION]) {
    case MS_SAME_PLAN:
        return covers;
    case MS_ANY_PLAN:
        return anyone_covers(view);
    default:
        return MS_NO;
    }
}

/* Whether the increase passes at every income that the parent may have, or at none. */
static ms_truth within_of(const ms_child_view *view, const ms_parent_view *parent, ms_range increase)
{
    int32_t percent = view->settings->percent;
    if (ms_rule_2_test(increase, parent->incomes[0], percent) == MS_YES) {
        return MS_YES;
    }
    ms_cents highest = parent->incomes[parent->income_count - 1];
    return ms_rule_2_test(increase, highest, percent) == MS_NO ? MS_NO : MS_UNKNOWN;
}

ms_plan_tests ms_plan_tests_of(const ms_child_view *view, ms_party party, uint32_t index)
{
    const ms_parent_view *parent = &view->parents[party];
    const ms_plan_facts *plan = &parent->plans[index];
    const ms_plan *stated = &view->facts->parents[party].plans[index];
    const ms_place *home = &view->facts->children[view->child].home;
    ms_plan_tests tests = {
        .covers = counted(plan->covers, parent->not_shown),
        .within = within_of(view, parent, plan->increase),
        .accessible = ms_rule_3_accessible(&stated->area, home),
    };
    tests.exempt = exempt_of(view, tests.covers);
    ms_truth by_test = ms_rule_2_reasonable(plan->workplace, false, tests.within, &view->settings->readings);
    tests.reasonable = ms_or(tests.exempt, counted(by_test, parent->not_shown));
    if (stated->area.kind == MS_AREA_UNKNOWN) {
        tests.accessible = counted(tests.accessible, parent->not_shown);
    }
    return tests;
}

/* ---- the plans of an order --------------------------------------------------------------------------------------- */

/* Whether an order under the child's paragraph names the plan. While the paragraph is open, none is certain. */
static ms_truth is_named(const ms_child_view *view, const ms_outcome *outcome, uint32_t index)
{
    const ms_plan_facts *plan = &view->parents[outcome->obligor].plans[index];
    if (!plan->counts) {
        return MS_NO;
    }
    ms_plan_tests tests = ms_plan_tests_of(view, outcome->obligor, index);
    ms_truth suitable = ms_and(ms_truth_of(plan->available), ms_and(tests.reasonable, tests.accessible));
    switch (outcome->paragraph) {
    case MS_5A:
    case MS_5B:
        return tests.covers;
    case MS_5C:
    case MS_5D:
        return suitable;
    default:
        return ms_and(MS_UNKNOWN, ms_or(tests.covers, suitable));
    }
}

/* Where a plan's increase stands among others: unknown ones last. */
static int64_t price_of(const ms_child_view *view, ms_party party, uint32_t plan)
{
    ms_range increase = view->parents[party].plans[plan].increase;
    return increase.lo == increase.hi ? increase.lo : INT64_MAX;
}

/* Appends a plan to a list in ascending price; equal ones stay in document order. */
static void add_by_price(const ms_child_view *view, ms_party party, uint32_t *plans, uint32_t *count, uint32_t plan)
{
    uint32_t at = (*count)++;
    int64_t price = price_of(view, party, plan);
    while (at > 0 && price_of(view, party, plans[at - 1]) > price) {
        plans[at] = plans[at - 1];
        at--;
    }
    plans[at] = plan;
}

static void name_plans(const ms_child_view *view, ms_child_result *result)
{
    ms_party obligor = result->outcome.obligor;
    bool by_price = result->outcome.paragraph == MS_5C || result->outcome.paragraph == MS_5D;
    for (uint32_t i = 0; i < view->parents[obligor].plan_count; i++) {
        ms_truth named = is_named(view, &result->outcome, i);
        uint32_t *plans = named == MS_YES ? result->plans : result->plans_open;
        uint32_t *count = named == MS_YES ? &result->plan_count : &result->plan_open_count;
        if (named == MS_NO) {
            continue;
        }
        if (by_price) {
            add_by_price(view, obligor, plans, count, i);
        } else {
            plans[(*count)++] = i;
        }
    }
}

ms_status ms_explain_plans(const ms_context *context, ms_explanation *explanation)
{
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        ms_child_result *result = &explanation->children[i];
        result->plan_count = 0;
        result->plan_open_count = 0;
        if (result->outcome.obligation != MS_PROVIDE_COVERAGE) {
            continue;
        }
        uint32_t plan_count = context->facts->parents[result->outcome.obligor].plan_count;
        result->plans = ms_arena_room(context->arena, plan_count, sizeof *result->plans);
        result->plans_open = ms_arena_room(context->arena, plan_count, sizeof *result->plans_open);
        if (result->plans == NULL || result->plans_open == NULL) {
            return MS_ERROR_MEMORY;
        }
        name_plans(ms_view_of(context, i), result);
    }
    return MS_OK;
}
