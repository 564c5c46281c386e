/*
 * What would change a determined outcome: for each known fact, the smallest change of it alone that moves the child
 * elsewhere. Every entry is found by determining the changed case.
 */
#include "determine/parts.h"
#include "determine/unknown.h"

/* The search for one child. Changes are made in `copy` and taken back. */
typedef struct search {
    const ms_context *context;
    ms_explanation *explanation;
    uint32_t child;
    size_t most;
    ms_case *copy;
} search;

/* Determines the child in the changed copy, puts the copy back, and keeps the change if it moves the outcome. */
static bool try_change(search *s, ms_what_if change)
{
    change.child = s->child;
    ms_determine_child(s->copy, s->child, s->context->settings, &change.outcome);
    ms_case_restore(s->copy, s->context->facts);
    bool moves = !ms_outcome_same(&change.outcome, &s->explanation->children[s->child].outcome);
    if (moves && s->explanation->what_if_count < s->most) {
        s->explanation->what_ifs[s->explanation->what_if_count++] = change;
    }
    return moves;
}

/* ---- cover, wish, source, area ----------------------------------------------------------------------------------- */

static void try_cover(search *s, ms_party party, uint32_t index)
{
    ms_plan *plan = &s->copy->parents[party].plans[index];
    ms_truth covers = ms_plan_covers(plan, s->child, s->copy->as_of);
    if (covers == MS_UNKNOWN) {
        return;
    }
    if (covers == MS_NO) {
        plan->covered_until = MS_NO_DATE;
        plan->covers_known = true;
        plan->covers |= 1u << s->child;
    } else {
        plan->covers &= ~(1u << s->child);
    }
    try_change(s, (ms_what_if){.fact = {MS_FACT_PLAN_COVERS, party, index},
                               .change = covers == MS_NO ? MS_CHANGE_YES : MS_CHANGE_NO});
}

static void try_wish(search *s)
{
    ms_truth wants = s->copy->maintain_coverage;
    if (wants == MS_UNKNOWN) {
        return;
    }
    s->copy->maintain_coverage = ms_not(wants);
    try_change(
        s, (ms_what_if){.fact = {MS_FACT_WISH, MS_PSS, 0}, .change = wants == MS_NO ? MS_CHANGE_YES : MS_CHANGE_NO});
}

static void try_source(search *s, ms_party party, uint32_t index)
{
    ms_plan *plan = &s->copy->parents[party].plans[index];
    if (plan->source == MS_SOURCE_UNKNOWN) {
        return;
    }
    plan->source = plan->source == MS_SOURCE_OTHER ? MS_SOURCE_EMPLOYER : MS_SOURCE_OTHER;
    try_change(s, (ms_what_if){
                      .fact = {MS_FACT_PLAN_SOURCE, party, index}, .change = MS_CHANGE_SOURCE, .source = plan->source});
}

static void try_area(search *s, ms_party party, uint32_t index)
{
    ms_plan *plan = &s->copy->parents[party].plans[index];
    ms_truth accessible = ms_rule_3_accessible(&plan->area, &s->copy->children[s->child].home);
    if (accessible == MS_UNKNOWN) {
        return;
    }
    plan->area = (ms_area){.kind = accessible == MS_YES ? MS_AREA_LISTS : MS_AREA_UNLIMITED};
    try_change(s, (ms_what_if){.fact = {MS_FACT_PLAN_AREA, party, index},
                               .change = accessible == MS_YES ? MS_CHANGE_MISSES : MS_CHANGE_REACHES});
}

/* ---- money ------------------------------------------------------------------------------------------------------- */

/* The amount of a cost that can be changed alone: the family premium, or the price of adding. */
static ms_amount *cost_amount(ms_cost *cost, ms_fact_kind *kind)
{
    bool adding = cost->basis == MS_COST_ADD_DEPENDENTS;
    *kind = adding ? MS_FACT_PLAN_ADDING : MS_FACT_PLAN_FAMILY;
    return adding ? &cost->add_dependents : &cost->family;
}

/* The premium just above the ceiling, or the highest within it. */
static void try_premium(search *s, ms_party party, uint32_t index)
{
    ms_plan *plan = &s->copy->parents[party].plans[index];
    ms_range income = ms_rule_1a_gross_income(&s->copy->parents[party].income);
    ms_range increase = ms_rule_2_increase(&plan->cost);
    if (increase.lo != increase.hi || income.lo != income.hi || plan->cost.per == MS_PERIOD_UNKNOWN) {
        return;
    }
    ms_fact_kind kind;
    ms_amount *amount = cost_amount(&plan->cost, &kind);
    ms_cents ceiling = ms_rule_2_ceiling(income.lo, s->context->settings->percent);
    ms_cents highest = ceiling / ms_periods_per_year(plan->cost.per);
    if (plan->cost.basis == MS_COST_TIERS) {
        highest += plan->cost.self_only.cents;
    }
    bool within = ms_rule_2_within(increase.lo, income.lo, s->context->settings->percent);
    amount->cents = within ? highest + 1 : highest;
    if (amount->cents > MS_MONEY_MAX) {
        ms_case_restore(s->copy, s->context->facts);
        return;
    }
    try_change(s, (ms_what_if){.fact = {kind, party, index},
                               .change = within ? MS_CHANGE_ABOVE : MS_CHANGE_AT_MOST,
                               .cents = highest});
}

/* The least stated income from which plan `index` passes; -1 when there is none to be stated. */
static ms_cents passing_income(const search *s, ms_party party, uint32_t index)
{
    const ms_parent *parent = &s->copy->parents[party];
    ms_range increase = ms_rule_2_increase(&parent->plans[index].cost);
    int32_t percent = s->context->settings->percent;
    if (increase.lo != increase.hi || increase.lo <= 0 || percent == 0) {
        return -1;
    }
    ms_cents yearly = ms_divide_up(increase.lo * 10000, percent);
    ms_cents stated = ms_divide_up(yearly, ms_periods_per_year(parent->income.per));
    return stated <= MS_MONEY_MAX ? stated : -1;
}

/* The next income of those from which a plan passes, above or not above the stated one, beyond `beyond`; -1: none. */
static ms_cents next_income(const search *s, ms_party party, bool rising, ms_cents beyond)
{
    const ms_parent *parent = &s->copy->parents[party];
    ms_cents next = -1;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_cents income = passing_income(s, party, i);
        if (income < 0 || (rising ? income <= beyond : income >= beyond)) {
            continue;
        }
        if (next < 0 || (rising ? income < next : income > next)) {
            next = income;
        }
    }
    return next;
}

/* The nearest income in one direction that moves the outcome. */
static void try_incomes(search *s, ms_party party, bool rising)
{
    ms_amount *amount = &s->copy->parents[party].income.amount;
    ms_cents at = next_income(s, party, rising, rising ? amount->cents : amount->cents + 1);
    while (at >= 0) {
        amount->cents = rising ? at : at - 1;
        ms_what_if change = {
            .fact = {MS_FACT_INCOME, party, 0}, .change = rising ? MS_CHANGE_AT_LEAST : MS_CHANGE_BELOW, .cents = at};
        if (try_change(s, change)) {
            return;
        }
        at = next_income(s, party, rising, at);
    }
}

static void try_income(search *s, ms_party party)
{
    const ms_income *income = &s->copy->parents[party].income;
    if (!income->amount.known || income->per == MS_PERIOD_UNKNOWN) {
        return;
    }
    try_incomes(s, party, true);
    try_incomes(s, party, false);
}

/* ---- plans, public coverage, Form 14, time ----------------------------------------------------------------------- */

/* A parent gets a plan more, one that passes every test: where it is known what plans there are, or what is not known
 * counts as not shown. */
static void try_new_plan(search *s, ms_party party)
{
    ms_parent *parent = &s->copy->parents[party];
    bool settled = parent->plans_known || ms_party_not_shown(s->context->facts, party, s->context->settings);
    if (!settled || parent->plan_count == MS_MAX_PLANS) {
        return;
    }
    parent->plans_known = true;
    parent->plans[parent->plan_count++] = (ms_plan){
        .medical = true,
        .covers_known = true,
        .source = MS_SOURCE_EMPLOYER,
        .cost = {.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_YEAR, .add_dependents = {true, 0}},
        .area = {.kind = MS_AREA_UNLIMITED},
    };
    try_change(s, (ms_what_if){.fact = {MS_FACT_PLANS, party, 0}, .change = MS_CHANGE_YES});
}

static void try_public(search *s)
{
    static const ms_public ways[] = {MS_PUBLIC_NONE, MS_PUBLIC_THROUGH_PSS, MS_PUBLIC_THROUGH_OTHER};
    const ms_child *child = &s->copy->children[s->child];
    unsigned now = ms_rule_1e_public(child->public_coverage);
    if (child->public_coverage == MS_PUBLIC_UNKNOWN) {
        return;
    }
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if ((ms_rule_1e_public(ways[i]) & now) != 0) {
            continue;
        }
        s->copy->children[s->child].public_coverage = ways[i];
        try_change(s, (ms_what_if){.fact = {MS_FACT_PUBLIC, MS_PARTY_UNKNOWN, s->child},
                                   .change = MS_CHANGE_PUBLIC,
                                   .public_coverage = ways[i]});
    }
}

static void try_other_private(search *s)
{
    ms_child *child = &s->copy->children[s->child];
    child->other_private_coverage = !child->other_private_coverage;
    try_change(s, (ms_what_if){.fact = {MS_FACT_OTHER_PRIVATE, MS_PARTY_UNKNOWN, s->child},
                               .change = child->other_private_coverage ? MS_CHANGE_YES : MS_CHANGE_NO});
}

static void try_no_form14(search *s)
{
    if (s->copy->form14.calculated != MS_YES) {
        return;
    }
    s->copy->form14.calculated = MS_NO;
    try_change(s, (ms_what_if){.fact = {MS_FACT_FORM14, MS_PARTY_UNKNOWN, 0}, .change = MS_CHANGE_NO});
}

/* The first day after `after` on which a plan begins to be available or ceases to cover; MS_NO_DATE: none. */
static ms_date next_day(const ms_case *facts, ms_date after)
{
    ms_date next = MS_NO_DATE;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < facts->parents[party].plan_count; i++) {
            const ms_plan *plan = &facts->parents[party].plans[i];
            ms_date from = plan->available_from;
            ms_date after_end = plan->covered_until == MS_NO_DATE ? MS_NO_DATE : plan->covered_until + 1;
            if (from > after && (next == MS_NO_DATE || from < next)) {
                next = from;
            }
            if (after_end > after && after_end <= MS_LAST_DATE && (next == MS_NO_DATE || after_end < next)) {
                next = after_end;
            }
        }
    }
    return next;
}

/* The first day on which time alone, as far as the facts tell, moves the outcome. */
static void try_days(search *s)
{
    ms_date day = next_day(s->copy, s->context->facts->as_of);
    while (day != MS_NO_DATE) {
        s->copy->as_of = day;
        ms_what_if change = {.fact = {MS_FACT_AS_OF, MS_PARTY_UNKNOWN, 0}, .change = MS_CHANGE_DAY, .date = day};
        if (try_change(s, change)) {
            return;
        }
        day = next_day(s->copy, day);
    }
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static void try_parent(search *s, ms_party party)
{
    for (uint32_t i = 0; i < s->context->facts->parents[party].plan_count; i++) {
        try_cover(s, party, i);
        try_premium(s, party, i);
        try_source(s, party, i);
        try_area(s, party, i);
    }
    try_income(s, party);
    try_new_plan(s, party);
}

static void try_all(search *s)
{
    bool agency = s->context->facts->kind == MS_KIND_AGENCY;
    try_parent(s, MS_PNS);
    if (!agency) {
        try_parent(s, MS_PSS);
        try_wish(s);
    }
    try_other_private(s);
    try_public(s);
    try_no_form14(s);
    try_days(s);
}

ms_status ms_explain_what_if(const ms_context *context, ms_explanation *explanation)
{
    const ms_case *facts = context->facts;
    size_t plans = (size_t)facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    search s = {.context = context, .explanation = explanation, .most = explanation->child_count * (4 * plans + 16)};
    s.copy = ms_case_copy(facts, context->arena);
    explanation->what_if_count = 0;
    explanation->what_ifs = ms_arena_room(context->arena, s.most, sizeof *explanation->what_ifs);
    if (s.copy == NULL || explanation->what_ifs == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (s.child = 0; s.child < explanation->child_count; s.child++) {
        if (explanation->children[s.child].outcome.status == MS_DETERMINED) {
            try_all(&s);
        }
    }
    return MS_OK;
}
