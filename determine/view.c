#include "determine/view.h"

bool ms_party_not_shown(const ms_case *facts, ms_party party, const ms_settings *settings)
{
    if (facts->request_count == 0) {
        return false;
    }
    ms_party other = party == MS_PNS ? MS_PSS : MS_PNS;
    const ms_request *requests = facts->requests;
    uint32_t count = facts->request_count;
    bool silent = ms_rule_4_silent(requests, count, party, facts->as_of, settings->answer_days);
    if (!silent) {
        return false; /* whatever the other has done */
    }
    bool other_silent = ms_rule_4_silent(requests, count, other, facts->as_of, settings->answer_days);
    bool other_answered = ms_rule_4_answered(requests, count, other, facts->as_of);
    return ms_rule_4_not_shown(silent, other_silent, other_answered, &settings->readings);
}

/* Counted out without branches, which of facts like these would be foretold wrongly too often. */
ms_truth ms_plan_covers(const ms_plan *plan, uint32_t child, ms_date as_of)
{
    unsigned ended = (plan->covered_until != MS_NO_DATE) & (plan->covered_until < as_of);
    unsigned open = !plan->covers_known;
    unsigned named = plan->covers >> child & 1u;
    unsigned may_be_yes = (named | open) & ~ended;
    unsigned may_be_no = (may_be_yes ^ 1u) | open;
    return (ms_truth)(may_be_yes * MS_YES + may_be_no * MS_NO);
}

bool ms_plan_available(const ms_plan *plan, ms_date as_of)
{
    return plan->available_from <= as_of; /* MS_NO_DATE comes before all days */
}

ms_truth ms_plan_workplace(const ms_plan *plan)
{
    if (plan->source == MS_SOURCE_UNKNOWN) {
        return MS_UNKNOWN;
    }
    return ms_truth_of(plan->source != MS_SOURCE_OTHER);
}

/* ---- children who are alike --------------------------------------------------------------------------------------- */

/* Whether the same plans of a parent cover both children. */
static bool same_cover(const ms_parent *parent, uint32_t a, uint32_t b)
{
    uint32_t differing = 0;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        differing |= parent->plans[i].covers >> a ^ parent->plans[i].covers >> b;
    }
    return (differing & 1u) == 0;
}

static bool are_alike(const ms_case *facts, uint32_t a, uint32_t b)
{
    const ms_child *one = &facts->children[a], *other = &facts->children[b];
    return one->home.zip == other->home.zip && one->home.state == other->home.state
           && one->home.county == other->home.county && one->public_coverage == other->public_coverage
           && one->other_private_coverage == other->other_private_coverage && same_cover(&facts->parents[MS_PNS], a, b)
           && same_cover(&facts->parents[MS_PSS], a, b);
}

uint32_t ms_first_like(const ms_case *facts, uint32_t child)
{
    uint32_t first = 0;
    while (first < child && !are_alike(facts, first, child)) {
        first++;
    }
    return first;
}

/* ---- incomes ----------------------------------------------------------------------------------------------------- */

/* Puts an income into its place among those in ascending order, once. */
static void add_income(ms_parent_view *parent, ms_cents income)
{
    uint32_t at = parent->income_count;
    while (at > 0 && parent->incomes[at - 1] >= income) {
        at--;
    }
    if (at < parent->income_count && parent->incomes[at] == income) {
        return;
    }
    for (uint32_t i = parent->income_count; i > at; i--) {
        parent->incomes[i] = parent->incomes[i - 1];
    }
    parent->incomes[at] = income;
    parent->income_count++;
}

/* Adds the least income, a whole number of `periods`, from which a yearly increase passes, if it can be had. */
static void add_passing_income(ms_parent_view *parent, ms_cents increase, ms_range incomes, int64_t periods,
                               int32_t percent)
{
    if (increase <= 0 || percent == 0) {
        return; /* passes always, or never */
    }
    int64_t income = periods * ms_divide_up(ms_divide_up(increase * 10000, percent), periods);
    if (income <= incomes.hi) {
        add_income(parent, income);
    }
}

/* The incomes of a parent whose amount is unknown: between two neighbours the same plans pass. */
static void add_open_incomes(const ms_income *income, int32_t percent, ms_parent_view *parent)
{
    ms_range range = ms_rule_1a_gross_income(income);
    int64_t periods = income->per == MS_PERIOD_UNKNOWN ? 1 : ms_periods_per_year(income->per);
    add_income(parent, range.lo);
    add_passing_income(parent, 1, range, periods, percent); /* where a cent passes by the year, but not by the week */
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        add_passing_income(parent, parent->plans[i].increase.lo, range, periods, percent);
        add_passing_income(parent, parent->plans[i].increase.hi, range, periods, percent);
    }
    add_income(parent, range.hi);
}

static void add_incomes(const ms_income *income, int32_t percent, ms_parent_view *parent)
{
    parent->income_count = 0;
    if (parent->not_shown) { /* of what may be, no more than the least is shown */
        add_income(parent, ms_rule_1a_gross_income(income).lo);
        return;
    }
    if (!income->amount.known) {
        add_open_incomes(income, percent, parent);
        return;
    }
    if (income->per != MS_PERIOD_UNKNOWN) {
        add_income(parent, ms_rule_1a_gross_income(income).lo);
        return;
    }
    for (ms_period per = MS_PER_WEEK; per <= MS_PER_YEAR; per++) {
        add_income(parent, ms_periods_per_year(per) * income->amount.cents);
    }
}

/* ---- the view ---------------------------------------------------------------------------------------------------- */

static void view_plans(const ms_case *facts, ms_party party, ms_child_view *view)
{
    const ms_parent *parent = &facts->parents[party];
    ms_parent_view *seen = &view->parents[party];
    for (uint32_t i = 0; i < seen->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        seen->plans[i] = (ms_plan_facts){
            .counts = ms_rule_1d_counts(plan, &view->settings->readings),
            .available = ms_plan_available(plan, facts->as_of),
            .covers = ms_plan_covers(plan, view->child, facts->as_of),
            .workplace = ms_plan_workplace(plan),
            .accessible = MS_UNKNOWN,
            .increase = ms_rule_2_increase(&plan->cost),
        };
        if (plan->area.kind == MS_AREA_UNKNOWN) {
            seen->area_unknown |= 1u << i;
        }
    }
}

static void view_parent(const ms_case *facts, ms_party party, ms_child_view *view)
{
    bool agency = party == MS_PSS && facts->kind == MS_KIND_AGENCY;
    const ms_parent *parent = &facts->parents[party];
    ms_parent_view *seen = &view->parents[party];
    seen->plans_known = agency || parent->plans_known;
    seen->plan_count = agency ? 0 : parent->plan_count;
    seen->not_shown = ms_party_not_shown(facts, party, view->settings);
    seen->area_unknown = 0;
    view_plans(facts, party, view);
    add_incomes(&parent->income, view->settings->percent, seen);
}

void ms_view_make(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_child_view *view)
{
    const ms_child *seen = &facts->children[child];
    view->facts = facts;
    view->child = child;
    view->settings = settings;
    view->pss_can_be_ordered = ms_rule_1b_can_be_ordered(facts->kind, &settings->readings);
    view->pss_wants = facts->kind == MS_KIND_AGENCY ? MS_NO : facts->maintain_coverage;
    view->public_coverage = ms_rule_1e_public(seen->public_coverage);
    view->other_private_coverage = seen->other_private_coverage;
    view_parent(facts, MS_PNS, view);
    view_parent(facts, MS_PSS, view);
}

void ms_view_set_reach(ms_child_view *view, ms_reach reach)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_parent_view *parent = &view->parents[party];
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            bool open = (parent->area_unknown >> i & 1u) != 0;
            bool holds = (reach >> (32 * party + (int)i) & 1u) != 0;
            parent->plans[i].accessible = open ? MS_UNKNOWN : ms_truth_of(holds);
        }
    }
}

ms_sides ms_view_sides(const ms_child_view *view, ms_party party, bool anyone_covers)
{
    const ms_parent_view *seen = &view->parents[party];
    ms_parent_facts parent = {.plans_known = seen->plans_known,
                              .not_shown = seen->not_shown,
                              .plan_count = seen->plan_count,
                              .plans = seen->plans};
    unsigned sides = 0;
    for (uint32_t i = 0; i < seen->income_count; i++) {
        parent.income = seen->incomes[i];
        sides |= ms_parent_sides(&parent, anyone_covers, view->settings);
    }
    return (ms_sides)sides;
}

/* The paragraphs possible with these sides. */
static ms_paragraphs possible_with(const ms_child_view *view, unsigned pns, unsigned pss)
{
    ms_open_situation open = {.pns = (ms_sides)pns,
                              .pss = (ms_sides)pss,
                              .pss_can_be_ordered = view->pss_can_be_ordered,
                              .pss_wants = view->pss_wants,
                              .public_coverage = view->public_coverage};
    return ms_rule_5_possible(&open, &view->settings->readings);
}

/* Under `any-plan` what anyone's plan covers bears on every plan, so the two cases are taken apart: nobody's plan
 * covers the child; somebody's does. */
static ms_paragraphs possible_by_anyone(const ms_child_view *view)
{
    unsigned pns = ms_view_sides(view, MS_PNS, true);
    unsigned pss = ms_view_sides(view, MS_PSS, true);
    if (view->other_private_coverage) {
        return possible_with(view, pns, pss);
    }
    unsigned possible = possible_with(view, pns & MS_SIDES_COVERING, pss)
                        | possible_with(view, pns & MS_SIDES_NOT_COVERING, pss & MS_SIDES_COVERING);
    pns = ms_view_sides(view, MS_PNS, false) & MS_SIDES_NOT_COVERING;
    pss = ms_view_sides(view, MS_PSS, false) & MS_SIDES_NOT_COVERING;
    return (ms_paragraphs)(possible | possible_with(view, pns, pss));
}

ms_paragraphs ms_view_possible_here(const ms_child_view *view)
{
    if (view->settings->readings.choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN) {
        return possible_by_anyone(view);
    }
    /* Of one who cannot be ordered (5) asks no plans. */
    unsigned pss = view->pss_can_be_ordered ? ms_view_sides(view, MS_PSS, false) : 1u;
    return possible_with(view, ms_view_sides(view, MS_PNS, false), pss);
}

/* Sets whether each plan is accessible as far as the home is known; how many plans turn on the rest of it. *independent
 * becomes false where the law would take what turns on the home for what the parent has not shown. */
static uint32_t set_known_home(ms_child_view *view, const ms_place *home, bool *independent)
{
    uint32_t turning = 0;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &view->facts->parents[party];
        ms_parent_view *seen = &view->parents[party];
        for (uint32_t i = 0; i < seen->plan_count; i++) {
            const ms_area *area = &parent->plans[i].area;
            ms_truth accessible = ms_rule_3_accessible(area, home);
            bool turns = accessible == MS_UNKNOWN && area->kind != MS_AREA_UNKNOWN;
            seen->plans[i].accessible = accessible;
            turning += turns ? 1 : 0;
            *independent = *independent && !(turns && seen->not_shown);
        }
    }
    return turning;
}

/* Over every home that the child may have; `most` is all that there may be. Where the homes are too many to be gone
 * through, nothing of it is ruled out. */
static ms_paragraphs possible_at_open_home(ms_child_view *view, const ms_place *home, ms_paragraphs most)
{
    ms_homes homes;
    if (!ms_homes_make(view->facts, home, &homes)) {
        return most;
    }
    unsigned possible = 0;
    for (uint32_t i = 0; i < homes.zip_count; i++) {
        for (uint32_t j = 0; j < homes.place_count && possible != most; j++) {
            ms_view_set_reach(view, homes.zips[i] | homes.places[j]);
            possible |= ms_view_possible_here(view);
        }
    }
    return (ms_paragraphs)possible;
}

/* A plan on its own is accessible at one home and not at another, so where no more than one turns on the home, what is
 * possible with each plan on its own is possible. Where several do, it is the most that there may be. */
ms_paragraphs ms_view_possible(ms_child_view *view)
{
    const ms_place *home = &view->facts->children[view->child].home;
    bool independent = true;
    uint32_t turning = set_known_home(view, home, &independent);
    if (!independent) {
        return possible_at_open_home(view, home, (1u << MS_PARAGRAPH_COUNT) - 1);
    }
    ms_paragraphs most = ms_view_possible_here(view);
    if (turning < 2 || (most & (most - 1)) == 0) {
        return most;
    }
    return possible_at_open_home(view, home, most);
}
