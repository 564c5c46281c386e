#include "determine/unknown.h"

#include "determine/homes.h"

#include <string.h>

/* ---- the list ---------------------------------------------------------------------------------------------------- */

/* A list being written; counts even where there is nothing to write to. */
typedef struct list {
    ms_unknown *at;
    size_t count;
} list;

static void add(list *all, ms_paragraph paragraph, ms_fact_kind kind, ms_party party, uint32_t index)
{
    if (all->at != NULL) {
        all->at[all->count] = (ms_unknown){{kind, party, index}, paragraph};
    }
    all->count++;
}

static void add_covers(list *all, const ms_case *facts, ms_party party, ms_paragraph paragraph)
{
    const ms_parent *parent = &facts->parents[party];
    if (!parent->plans_known) {
        add(all, paragraph, MS_FACT_PLANS, party, 0);
    }
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        bool lapsed = plan->covered_until != MS_NO_DATE && plan->covered_until < facts->as_of;
        if (!plan->covers_known && !lapsed) {
            add(all, paragraph, MS_FACT_PLAN_COVERS, party, i);
        }
    }
}

static void add_cost(list *all, const ms_plan *plan, ms_party party, ms_paragraph paragraph, uint32_t index)
{
    const ms_cost *cost = &plan->cost;
    if (cost->basis == MS_COST_UNKNOWN) {
        add(all, paragraph, MS_FACT_PLAN_COST, party, index);
        return;
    }
    if (cost->per == MS_PERIOD_UNKNOWN) {
        add(all, paragraph, MS_FACT_PLAN_COST_PER, party, index);
    }
    if (cost->basis == MS_COST_ADD_DEPENDENTS && !cost->add_dependents.known) {
        add(all, paragraph, MS_FACT_PLAN_ADDING, party, index);
    }
    if (cost->basis == MS_COST_TIERS && !cost->self_only.known) {
        add(all, paragraph, MS_FACT_PLAN_SELF_ONLY, party, index);
    }
    if (cost->basis == MS_COST_TIERS && !cost->family.known) {
        add(all, paragraph, MS_FACT_PLAN_FAMILY, party, index);
    }
}

static void add_income(list *all, const ms_income *income, ms_party party, ms_paragraph paragraph)
{
    if (!income->amount.known && income->per == MS_PERIOD_UNKNOWN) {
        add(all, paragraph, MS_FACT_INCOME, party, 0);
        return;
    }
    if (!income->amount.known) {
        add(all, paragraph, MS_FACT_INCOME_AMOUNT, party, 0);
    }
    if (income->per == MS_PERIOD_UNKNOWN) {
        add(all, paragraph, MS_FACT_INCOME_PER, party, 0);
    }
}

/* What (C) and (D) ask of a parent's plans. */
static void add_tests(list *all, const ms_case *facts, ms_party party, ms_paragraph paragraph)
{
    const ms_parent *parent = &facts->parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (parent->plans[i].source == MS_SOURCE_UNKNOWN) {
            add(all, paragraph, MS_FACT_PLAN_SOURCE, party, i);
        }
        add_cost(all, &parent->plans[i], party, paragraph, i);
    }
    add_income(all, &parent->income, party, paragraph);
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (parent->plans[i].area.kind == MS_AREA_UNKNOWN) {
            add(all, paragraph, MS_FACT_PLAN_AREA, party, i);
        }
    }
}

/* Whether some plan of the parent may turn on where the child lives. */
static bool may_have_area(const ms_parent *parent)
{
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (parent->plans[i].area.kind != MS_AREA_UNLIMITED) {
            return true;
        }
    }
    return !parent->plans_known;
}

/* The parts of the children's homes, asked for where the first plan that may turn on them is tested. */
static void add_homes(list *all, const ms_case *facts, ms_party party, ms_paragraph paragraph)
{
    bool earlier = party == MS_PSS && may_have_area(&facts->parents[MS_PNS]);
    if (earlier || !may_have_area(&facts->parents[party])) {
        return;
    }
    for (uint32_t i = 0; i < facts->child_count; i++) {
        const ms_place *home = &facts->children[i].home;
        if (home->zip == 0) {
            add(all, paragraph, MS_FACT_HOME_ZIP, MS_PARTY_UNKNOWN, i);
        }
        if (home->county == 0) {
            add(all, paragraph, MS_FACT_HOME_COUNTY, MS_PARTY_UNKNOWN, i);
        }
        if (home->state == 0) {
            add(all, paragraph, MS_FACT_HOME_STATE, MS_PARTY_UNKNOWN, i);
        }
    }
}

static void add_public(list *all, const ms_case *facts)
{
    for (uint32_t i = 0; i < facts->child_count; i++) {
        if (facts->children[i].public_coverage == MS_PUBLIC_UNKNOWN) {
            add(all, MS_5E, MS_FACT_PUBLIC, MS_PARTY_UNKNOWN, i);
        }
        if (facts->children[i].public_coverage == MS_PUBLIC_ENROLLED) {
            add(all, MS_5E, MS_FACT_PUBLIC_THROUGH, MS_PARTY_UNKNOWN, i);
        }
    }
}

static void add_lines(list *all, const ms_form14_column *column, ms_party party)
{
    const ms_amount *lines[] = {&column->line_1, &column->line_1a, &column->line_2a, &column->line_2b,
                                &column->line_2c};
    for (uint32_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (!lines[i]->known) {
            add(all, MS_5E, MS_FACT_FORM14_LINE, party, i);
        }
    }
}

static void add_form14(list *all, const ms_form14 *form14)
{
    if (form14->calculated == MS_NO) {
        return;
    }
    if (form14->calculated == MS_UNKNOWN) {
        bool nothing = form14->source == MS_FORM14_NOTHING;
        add(all, MS_5E, nothing ? MS_FACT_FORM14 : MS_FACT_FORM14_CALCULATED, MS_PARTY_UNKNOWN, 0);
    } else if (form14->source == MS_FORM14_NOTHING) {
        add(all, MS_5E, MS_FACT_FORM14_LINE_4, MS_PARTY_UNKNOWN, 0);
    }
    if (form14->source == MS_FORM14_LINES) {
        add_lines(all, &form14->columns[MS_PNS], MS_PNS);
        add_lines(all, &form14->columns[MS_PSS], MS_PSS);
    }
}

/* In the order of (5): who covers the child and wants to, the plans and income of either parent, public coverage, Form
 * 14. */
static void add_all(list *all, const ms_case *facts)
{
    bool agency = facts->kind == MS_KIND_AGENCY;
    add_covers(all, facts, MS_PNS, MS_5A);
    if (!agency) {
        add_covers(all, facts, MS_PSS, MS_5B);
    }
    if (!agency && facts->maintain_coverage == MS_UNKNOWN) {
        add(all, MS_5B, MS_FACT_WISH, MS_PSS, 0);
    }
    add_tests(all, facts, MS_PNS, MS_5C);
    add_homes(all, facts, MS_PNS, MS_5C);
    if (!agency) {
        add_tests(all, facts, MS_PSS, MS_5D);
        add_homes(all, facts, MS_PSS, MS_5D);
    }
    add_public(all, facts);
    add_form14(all, &facts->form14);
}

ms_unknown *ms_unknowns(const ms_case *facts, ms_arena *arena, size_t *count)
{
    list all = {0};
    add_all(&all, facts);
    all.at = ms_arena_take(arena, all.count, sizeof *all.at);
    if (all.at == NULL) {
        return NULL;
    }
    all.count = 0;
    add_all(&all, facts);
    *count = all.count;
    return all.at;
}

/* ---- copies ------------------------------------------------------------------------------------------------------ */

ms_case *ms_case_copy(const ms_case *facts, ms_arena *arena)
{
    ms_case *copy = ms_arena_take(arena, 1, sizeof *copy);
    ms_child *children = ms_arena_take(arena, facts->child_count, sizeof *children);
    ms_plan *pns = ms_arena_take(arena, facts->parents[MS_PNS].plan_count + 1, sizeof *pns);
    ms_plan *pss = ms_arena_take(arena, facts->parents[MS_PSS].plan_count + 1, sizeof *pss);
    if (copy == NULL || children == NULL || pns == NULL || pss == NULL) {
        return NULL;
    }
    copy->children = children;
    copy->parents[MS_PNS].plans = pns;
    copy->parents[MS_PSS].plans = pss;
    ms_case_restore(copy, facts);
    return copy;
}

void ms_case_restore(ms_case *copy, const ms_case *facts)
{
    ms_child *children = copy->children;
    ms_plan *plans[2] = {copy->parents[MS_PNS].plans, copy->parents[MS_PSS].plans};
    *copy = *facts;
    copy->children = children;
    memcpy(children, facts->children, facts->child_count * sizeof *children);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        copy->parents[party].plans = plans[party];
        if (facts->parents[party].plan_count > 0) {
            memcpy(plans[party], facts->parents[party].plans, facts->parents[party].plan_count * sizeof(ms_plan));
        }
    }
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static const ms_period periods[] = {MS_PER_WEEK, MS_PER_TWO_WEEKS, MS_PER_HALF_MONTH, MS_PER_MONTH, MS_PER_YEAR};
enum { PERIOD_COUNT = sizeof periods / sizeof periods[0] };

static bool assign_period(ms_period *per, uint32_t k)
{
    if (k >= PERIOD_COUNT) {
        return false;
    }
    *per = periods[k];
    return true;
}

/* Nothing, or more than anybody earns or pays. */
static bool assign_amount(ms_amount *amount, uint32_t k)
{
    *amount = (ms_amount){true, k == 0 ? 0 : MS_MONEY_MAX};
    return k < 2;
}

static bool assign_truth(ms_truth *truth, uint32_t k)
{
    *truth = k == 0 ? MS_YES : MS_NO;
    return k < 2;
}

/* No plan; a plan that covers every child; one that can be had for nothing anywhere. */
static bool assign_plans(ms_case *copy, ms_party party, uint32_t k)
{
    ms_parent *parent = &copy->parents[party];
    parent->plans_known = true;
    parent->plan_count = k == 0 ? 0 : 1;
    parent->plans[0] = (ms_plan){
        .medical = true,
        .covers_known = true,
        .covers = k == 1 ? UINT32_MAX : 0,
        .source = MS_SOURCE_EMPLOYER,
        .cost = {.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_YEAR, .add_dependents = {true, 0}},
        .area = {.kind = MS_AREA_UNLIMITED},
    };
    return k < 3;
}

static bool assign_covers(ms_plan *plan, uint32_t k)
{
    plan->covers_known = true;
    plan->covers = k == 0 ? UINT32_MAX : 0;
    return k < 2;
}

static bool assign_source(ms_plan *plan, uint32_t k)
{
    plan->source = k == 0 ? MS_SOURCE_EMPLOYER : MS_SOURCE_OTHER;
    return k < 2;
}

/* An increase of nothing, or more than anybody can afford. */
static bool assign_cost(ms_plan *plan, uint32_t k)
{
    plan->cost = (ms_cost){.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_WEEK};
    return assign_amount(&plan->cost.add_dependents, k);
}

static bool assign_area(ms_plan *plan, uint32_t k)
{
    plan->area = (ms_area){.kind = k == 0 ? MS_AREA_UNLIMITED : MS_AREA_LISTS};
    return k < 2;
}

static bool assign_income(ms_income *income, uint32_t k)
{
    income->per = MS_PER_WEEK;
    return assign_amount(&income->amount, k);
}

static bool assign_zip(ms_case *copy, ms_place *home, uint32_t k)
{
    if (k >= ms_zip_candidate_count(copy, home)) {
        return false;
    }
    home->zip = ms_zip_candidate(copy, home, k);
    return true;
}

static bool assign_state(ms_case *copy, ms_place *home, uint32_t k)
{
    if (k >= ms_place_candidate_count(copy, home)) {
        return false;
    }
    home->state = ms_place_candidate(copy, home, k).state;
    return true;
}

static bool assign_county(ms_case *copy, ms_place *home, uint32_t k)
{
    if (k >= ms_place_candidate_count(copy, home)) {
        return false;
    }
    home->county = ms_place_candidate(copy, home, k).county;
    return true;
}

static bool assign_public(ms_child *child, uint32_t k, bool enrolled)
{
    static const ms_public ways[] = {MS_PUBLIC_THROUGH_PSS, MS_PUBLIC_THROUGH_OTHER, MS_PUBLIC_NONE};
    if (k >= (enrolled ? 2u : 3u)) {
        return false;
    }
    child->public_coverage = ways[k];
    return true;
}

static bool assign_line_4(ms_form14 *form14, uint32_t k)
{
    form14->source = MS_FORM14_LINE_4;
    form14->line_4 = k == 0 ? 5000 : 6000;
    return k < 2;
}

/* None calculated, or one with a line 4. */
static bool assign_form14(ms_form14 *form14, uint32_t k)
{
    form14->calculated = k == 0 ? MS_NO : MS_YES;
    return k == 0 || assign_line_4(form14, k - 1);
}

static bool assign_line(ms_form14_column *column, uint32_t line, uint32_t k)
{
    ms_amount *lines[] = {&column->line_1, &column->line_1a, &column->line_2a, &column->line_2b, &column->line_2c};
    return assign_amount(lines[line], k);
}

/* The facts of a plan. */
static bool assign_plan_fact(ms_plan *plan, ms_fact_kind kind, uint32_t k)
{
    switch (kind) {
    case MS_FACT_PLAN_COVERS:
        return assign_covers(plan, k);
    case MS_FACT_PLAN_SOURCE:
        return assign_source(plan, k);
    case MS_FACT_PLAN_COST:
        return assign_cost(plan, k);
    case MS_FACT_PLAN_COST_PER:
        return assign_period(&plan->cost.per, k);
    case MS_FACT_PLAN_SELF_ONLY:
        return assign_amount(&plan->cost.self_only, k);
    case MS_FACT_PLAN_FAMILY:
        return assign_amount(&plan->cost.family, k);
    case MS_FACT_PLAN_ADDING:
        return assign_amount(&plan->cost.add_dependents, k);
    case MS_FACT_PLAN_AREA:
        return assign_area(plan, k);
    default:
        return false;
    }
}

/* The facts of a child. */
static bool assign_child_fact(ms_case *copy, ms_fact fact, uint32_t k)
{
    ms_child *child = &copy->children[fact.index];
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        return assign_zip(copy, &child->home, k);
    case MS_FACT_HOME_STATE:
        return assign_state(copy, &child->home, k);
    case MS_FACT_HOME_COUNTY:
        return assign_county(copy, &child->home, k);
    case MS_FACT_PUBLIC:
        return assign_public(child, k, false);
    case MS_FACT_PUBLIC_THROUGH:
        return assign_public(child, k, true);
    default:
        return false;
    }
}

/* The facts of Form 14. */
static bool assign_form14_fact(ms_form14 *form14, ms_fact fact, uint32_t k)
{
    switch (fact.kind) {
    case MS_FACT_FORM14:
        return assign_form14(form14, k);
    case MS_FACT_FORM14_CALCULATED:
        return assign_truth(&form14->calculated, k);
    case MS_FACT_FORM14_LINE_4:
        return assign_line_4(form14, k);
    case MS_FACT_FORM14_LINE:
        return assign_line(&form14->columns[fact.party], fact.index, k);
    default:
        return false;
    }
}

bool ms_fact_assign(ms_case *copy, ms_fact fact, uint32_t k)
{
    if (fact.kind >= MS_FACT_PLAN_BENEFITS && fact.kind <= MS_FACT_PLAN_AREA) {
        return assign_plan_fact(&copy->parents[fact.party].plans[fact.index], fact.kind, k);
    }
    if (fact.kind >= MS_FACT_HOME_ZIP && fact.kind <= MS_FACT_BIRTH) {
        return assign_child_fact(copy, fact, k);
    }
    if (fact.kind >= MS_FACT_FORM14) {
        return assign_form14_fact(&copy->form14, fact, k);
    }
    switch (fact.kind) {
    case MS_FACT_WISH:
        return assign_truth(&copy->maintain_coverage, k);
    case MS_FACT_PLANS:
        return assign_plans(copy, fact.party, k);
    case MS_FACT_INCOME:
        return assign_income(&copy->parents[fact.party].income, k);
    case MS_FACT_INCOME_AMOUNT:
        return assign_amount(&copy->parents[fact.party].income.amount, k);
    case MS_FACT_INCOME_PER:
        return assign_period(&copy->parents[fact.party].income.per, k);
    default:
        return false;
    }
}
