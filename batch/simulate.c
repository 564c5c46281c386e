#include "batch/simulate.h"

#include "batch/crew.h"
#include "batch/turning.h"
#include "determine/view.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SETTINGS = MS_MAX_SETTINGS + 1, COSTS_ASKED = MS_CODE_PARAGRAPHS & ~(1 << MS_5A | 1 << MS_5B) };

/* One thread's own. The totals of a setting hold what differs from those of the baseline, until all is done. */
typedef struct adder {
    ms_evaluator evaluator;
    ms_setting_totals *totals;
    ms_examples *examples;
    ms_moved_child at;                            /* the child that is being counted */
    uint8_t codes[MS_MAX_CHILDREN][MAX_SETTINGS]; /* of the case, by setting */
    uint8_t plans[MS_MAX_CHILDREN][MAX_SETTINGS];
    const ms_place_in_order *orders[MS_MAX_CHILDREN]; /* of the settings, for each child */
    bool may_turn_ready;                              /* of the case, what follows */
    bool may_turn[MAX_SETTINGS]; /* between the baseline and this setting, by place among the percentages */
} adder;

struct ms_simulating {
    const ms_case_store *store;
    const ms_sharing *sharing;
    ms_crew *crew;
    atomic_size_t next_part;
    atomic_uint_fast64_t cases_done;
    unsigned thread_count;
    adder *adders[];
};

/* ---- one case under one setting ---------------------------------------------------------------------------------- */

/* What a case comes to under a setting. */
typedef struct summary {
    unsigned least_settled; /* an ms_outcome_status */
    uint64_t plans;         /* bit i: ms_ordered_plan gave i for some child */
    unsigned open;          /* bit p: coverage is ordered of party p, by which plan is open */
} summary;

static summary summarise(const adder *a, uint32_t children, uint32_t setting)
{
    summary found = {0, 0, 0};
    for (uint32_t child = 0; child < children; child++) {
        unsigned status = ms_status_of_standing(ms_standing_of(a->codes[child][setting]));
        unsigned plan = a->plans[child][setting];
        found.least_settled = status > found.least_settled ? status : found.least_settled;
        if (plan < MS_NO_ORDERED_PLAN) {
            found.plans |= UINT64_C(1) << plan;
        } else if (plan >= MS_ORDERED_PLAN_OPEN) {
            found.open |= 1u << (plan - MS_ORDERED_PLAN_OPEN);
        }
    }
    return found;
}

/* Adds (sign 1) or takes away (-1) a premium. */
static void count_plan(ms_premiums *premiums, const ms_plan *plan, int sign)
{
    ms_range increase = ms_rule_2_increase(&plan->cost);
    if (increase.lo == increase.hi) {
        premiums->year_cents += sign * increase.lo;
        premiums->plans += sign;
    } else {
        premiums->unknown += sign;
    }
}

static void count_premiums(ms_setting_totals *totals, const ms_case *facts, const summary *found, int sign)
{
    for (uint64_t left = found->plans; left != 0; left &= left - 1) {
        unsigned plan = (unsigned)__builtin_ctzll(left);
        unsigned party = plan / MS_MAX_PLANS;
        count_plan(&totals->premiums[party], &facts->parents[party].plans[plan % MS_MAX_PLANS], sign);
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        totals->premiums[party].unknown += sign * (int)(found->open >> party & 1u);
    }
}

/* ---- against the baseline ---------------------------------------------------------------------------------------- */

static bool all_are(const uint8_t *codes, uint32_t count, uint8_t code)
{
    unsigned other = 0;
    for (uint32_t i = 0; i < count; i++) {
        other |= codes[i] ^ code;
    }
    return other == 0;
}

/* Counts a child whose outcome is another than under the baseline. True when it moves. */
static bool count_child(adder *a, uint32_t setting, uint8_t before, uint8_t after)
{
    ms_setting_totals *totals = &a->totals[setting];
    ms_examples *examples = &a->examples[setting];
    unsigned from = ms_standing_of(before), to = ms_standing_of(after);
    totals->codes[before]--;
    totals->codes[after]++;
    if (from == to) {
        return false;
    }
    totals->moved[from][to]++;
    if (examples->count < MS_MAX_EXAMPLES) {
        examples->at[examples->count++] = a->at;
    }
    return true;
}

/* Counts what a case comes to under a setting, as far as it differs from the baseline. */
static void count_setting(adder *a, const ms_case *facts, uint32_t setting, const summary *before)
{
    uint32_t baseline = a->evaluator.sharing->grid->baseline_setting;
    ms_setting_totals *totals = &a->totals[setting];
    bool moved = false;
    for (uint32_t child = 0; child < facts->child_count; child++) {
        uint8_t from = a->codes[child][baseline], to = a->codes[child][setting];
        a->at.child = child;
        moved = (from != to && count_child(a, setting, from, to)) || moved;
    }
    summary after = summarise(a, facts->child_count, setting);
    totals->moved_cases += moved;
    totals->cases[before->least_settled]--;
    totals->cases[after.least_settled]++;
    if (after.plans != before->plans || after.open != before->open) {
        count_premiums(totals, facts, before, -1);
        count_premiums(totals, facts, &after, 1);
    }
}

/* ---- once missing facts are known -------------------------------------------------------------------------------- */

/* Works out between which percentages some test may turn. */
static void find_turns(adder *a, const ms_case *facts)
{
    const ms_sharing *sharing = a->evaluator.sharing;
    for (uint32_t i = 0; i < sharing->percent_count && !a->may_turn_ready; i++) {
        a->may_turn[i] = ms_may_turn(facts, sharing->grid->baseline.percent, sharing->percents[i]);
    }
    a->may_turn_ready = true;
}

static uint16_t kind_of_baseline(const ms_place_in_order *order, const ms_grid *grid)
{
    uint32_t i = 0;
    while (order[i].setting != grid->baseline_setting) {
        i++;
    }
    return order[i].kind;
}

/* Counts under which settings a child will or may come under another paragraph than under the baseline. Where the same
 * paragraphs are possible, each fact unknown may still move the child, unless no reading that differs can bear on it and
 * no test that it turns on can turn. */
static void count_bounds(adder *a, const ms_case *facts, uint32_t child)
{
    const ms_place_in_order *order = a->orders[child];
    const uint8_t *codes = a->codes[child];
    const ms_grid *grid = a->evaluator.sharing->grid;
    unsigned before = codes[grid->baseline_setting] & MS_CODE_PARAGRAPHS;
    bool open = (before & (before - 1)) != 0, asks_cost = (before & COSTS_ASKED) != 0;
    uint16_t kind = kind_of_baseline(order, grid);
    find_turns(a, facts);
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        ms_place_in_order at = order[i];
        unsigned after = codes[at.setting] & MS_CODE_PARAGRAPHS;
        bool may = at.kind != kind || (asks_cost && a->may_turn[at.percent]);
        a->totals[at.setting].certain_movers += (before & after) == 0;
        a->totals[at.setting].possible_movers += before != after || (open && may);
    }
}

/* Counts under which settings a child pays another percentage, under the same paragraph. */
static void count_percentages(adder *a, const uint8_t *codes)
{
    const ms_grid *grid = a->evaluator.sharing->grid;
    uint8_t before = codes[grid->baseline_setting];
    if (before != 1u << MS_5E && before != 1u << MS_5F) {
        return;
    }
    int32_t percentage = ms_evaluator_share(&a->evaluator, grid->baseline_setting)->percentage;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        bool same = ms_evaluator_share(&a->evaluator, i)->percentage == percentage;
        a->totals[i].other_percentage += codes[i] == before && !same;
    }
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* Works out the outcomes of a child, or takes them from one before who is alike. */
static void evaluate(adder *a, const ms_case *facts, uint32_t child)
{
    uint32_t like = ms_first_like(facts, child);
    uint32_t count = a->evaluator.sharing->grid->setting_count;
    if (like == child) {
        ms_evaluator_child(&a->evaluator, child, a->codes[child], a->plans[child]);
        a->orders[child] = a->evaluator.order;
        return;
    }
    memcpy(a->codes[child], a->codes[like], count);
    memcpy(a->plans[child], a->plans[like], count);
    a->orders[child] = a->orders[like];
}

/* Counts a child; whether its outcome and plan are the same under all settings. */
static bool add_child(adder *a, const ms_case *facts, uint32_t child)
{
    const ms_sharing *sharing = a->evaluator.sharing;
    const ms_grid *grid = sharing->grid;
    uint8_t *codes = a->codes[child], *plans = a->plans[child];
    evaluate(a, facts, child);
    uint8_t baseline = codes[grid->baseline_setting];
    bool same = all_are(codes, grid->setting_count, baseline);
    a->totals[grid->baseline_setting].codes[baseline]++;
    if (sharing->share_count > 1) {
        count_percentages(a, codes);
    }
    if (!same || ms_standing_of(baseline) == MS_STANDS_NEEDS) {
        count_bounds(a, facts, child);
    }
    return same && all_are(plans, grid->setting_count, plans[grid->baseline_setting]);
}

static void add_case(adder *a, const ms_stored_case *stored)
{
    const ms_case *facts = &stored->facts;
    const ms_grid *grid = a->evaluator.sharing->grid;
    bool same = true;
    a->may_turn_ready = false;
    a->at.stored = stored;
    ms_evaluator_case(&a->evaluator, facts);
    for (uint32_t child = 0; child < facts->child_count; child++) {
        same = add_child(a, facts, child) && same;
    }
    ms_setting_totals *totals = &a->totals[grid->baseline_setting];
    summary baseline = summarise(a, facts->child_count, grid->baseline_setting);
    totals->cases[baseline.least_settled]++;
    count_premiums(totals, facts, &baseline, 1);
    for (uint32_t setting = 0; setting < grid->setting_count && !same; setting++) {
        if (setting != grid->baseline_setting) {
            count_setting(a, facts, setting, &baseline);
        }
    }
}

static void work(void *context, unsigned number)
{
    ms_simulating *simulating = context;
    const ms_case_store *store = simulating->store;
    size_t next;
    while ((next = atomic_fetch_add(&simulating->next_part, 1)) < store->part_count) {
        const ms_case_part *part = &store->parts[next];
        adder *a = simulating->adders[number];
        uint64_t cases = 0;
        a->at.part = next;
        for (const ms_stored_case *stored = ms_stored_first(part); stored != NULL;
             stored = ms_stored_next(part, stored)) {
            add_case(a, stored);
            cases++;
        }
        atomic_fetch_add(&simulating->cases_done, cases);
    }
}

/* ---- beginning and ending ---------------------------------------------------------------------------------------- */

static void free_adder(adder *a)
{
    if (a != NULL) {
        free(a->totals);
        free(a->examples);
        free(a);
    }
}

static adder *new_adder(const ms_sharing *sharing)
{
    adder *a = calloc(1, sizeof *a);
    if (a == NULL) {
        return NULL;
    }
    a->evaluator.sharing = sharing;
    a->totals = calloc(sharing->grid->setting_count, sizeof *a->totals);
    a->examples = calloc(sharing->grid->setting_count, sizeof *a->examples);
    if (a->totals == NULL || a->examples == NULL) {
        free_adder(a);
        return NULL;
    }
    return a;
}

static void free_simulating(ms_simulating *simulating)
{
    for (unsigned i = 0; i < simulating->thread_count; i++) {
        free_adder(simulating->adders[i]);
    }
    free(simulating);
}

ms_status ms_simulate_start(const ms_case_store *store, const ms_sharing *sharing, unsigned threads,
                            ms_simulating **simulating)
{
    ms_simulating *made = calloc(1, sizeof *made + threads * sizeof made->adders[0]);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    made->store = store;
    made->sharing = sharing;
    made->thread_count = threads;
    bool whole = true;
    for (unsigned i = 0; i < threads; i++) {
        made->adders[i] = new_adder(sharing);
        whole = whole && made->adders[i] != NULL;
    }
    if (!whole || ms_crew_start(threads, work, made, &made->crew) != MS_OK) {
        free_simulating(made);
        return MS_ERROR_MEMORY;
    }
    *simulating = made;
    return MS_OK;
}

bool ms_simulate_wait(ms_simulating *simulating, unsigned milliseconds, uint64_t *cases)
{
    bool done = ms_crew_wait(simulating->crew, milliseconds);
    *cases = atomic_load(&simulating->cases_done);
    return done;
}

static void join_premiums(ms_premiums *premiums, const ms_premiums *more)
{
    premiums->year_cents += more->year_cents;
    premiums->plans += more->plans;
    premiums->unknown += more->unknown;
}

static void join_totals(ms_setting_totals *totals, const ms_setting_totals *more)
{
    for (int i = 0; i < 256; i++) {
        totals->codes[i] += more->codes[i];
    }
    for (int i = 0; i <= MS_NEEDS_INFORMATION; i++) {
        totals->cases[i] += more->cases[i];
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        join_premiums(&totals->premiums[party], &more->premiums[party]);
    }
    for (int i = 0; i < MS_STANDINGS * MS_STANDINGS; i++) {
        totals->moved[i / MS_STANDINGS][i % MS_STANDINGS] += more->moved[i / MS_STANDINGS][i % MS_STANDINGS];
    }
    totals->moved_cases += more->moved_cases;
    totals->other_percentage += more->other_percentage;
    totals->certain_movers += more->certain_movers;
    totals->possible_movers += more->possible_movers;
}

/* Whether one child comes before another in the caseload. */
static bool is_before(const ms_moved_child *one, const ms_moved_child *other)
{
    if (one->part != other->part) {
        return one->part < other->part;
    }
    return one->stored != other->stored ? one->stored < other->stored : one->child < other->child;
}

/* Keeps the first of what two threads found, each in order. */
static void join_examples(ms_examples *examples, const ms_examples *more)
{
    ms_examples first = {.count = 0};
    uint32_t i = 0, k = 0;
    while (first.count < MS_MAX_EXAMPLES && (i < examples->count || k < more->count)) {
        bool own = k == more->count || (i < examples->count && is_before(&examples->at[i], &more->at[k]));
        first.at[first.count++] = own ? examples->at[i++] : more->at[k++];
    }
    *examples = first;
}

/* Adds up what all threads counted, and gives each setting what it shares with the baseline. */
static void add_up(const ms_simulating *simulating, ms_simulation *simulation)
{
    const ms_grid *grid = simulation->grid;
    for (unsigned i = 0; i < simulating->thread_count; i++) {
        const adder *a = simulating->adders[i];
        simulation->determinations += a->evaluator.determinations;
        for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
            join_totals(&simulation->totals[setting], &a->totals[setting]);
            join_examples(&simulation->examples[setting], &a->examples[setting]);
        }
    }
    for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
        if (setting != grid->baseline_setting) {
            join_totals(&simulation->totals[setting], &simulation->totals[grid->baseline_setting]);
        }
    }
}

ms_status ms_simulate_end(ms_simulating *simulating, ms_simulation *simulation)
{
    const ms_grid *grid = simulating->sharing->grid;
    *simulation = (ms_simulation){
        .grid = grid, .case_count = simulating->store->case_count, .child_count = simulating->store->child_count};
    ms_crew_end(simulating->crew);
    simulation->totals = calloc(grid->setting_count, sizeof *simulation->totals);
    simulation->examples = calloc(grid->setting_count, sizeof *simulation->examples);
    bool good = simulation->totals != NULL && simulation->examples != NULL;
    if (good) {
        add_up(simulating, simulation);
    }
    free_simulating(simulating);
    return good ? MS_OK : MS_ERROR_MEMORY;
}

void ms_simulation_free(ms_simulation *simulation)
{
    free(simulation->totals);
    free(simulation->examples);
    *simulation = (ms_simulation){0};
}

/* ---- what the totals say ----------------------------------------------------------------------------------------- */

uint64_t ms_total_children(const ms_setting_totals *totals, unsigned standing)
{
    int64_t children = 0;
    for (unsigned code = 1; code < 256; code++) {
        children += ms_standing_of((uint8_t)code) == standing ? totals->codes[code] : 0;
    }
    return (uint64_t)children;
}

uint64_t ms_total_least(const ms_setting_totals *totals, ms_paragraph paragraph)
{
    unsigned alone = 1u << paragraph;
    return (uint64_t)(totals->codes[alone] + totals->codes[alone | MS_CODE_SHARE_OPEN]);
}

uint64_t ms_total_most(const ms_setting_totals *totals, ms_paragraph paragraph)
{
    int64_t children = 0;
    for (unsigned code = 0; code < 256; code++) {
        children += (code >> paragraph & 1u) != 0 ? totals->codes[code] : 0;
    }
    return (uint64_t)children;
}

uint64_t ms_total_moved_from(const ms_setting_totals *totals, unsigned standing)
{
    uint64_t moved = 0;
    for (unsigned to = 0; to < MS_STANDINGS; to++) {
        moved += totals->moved[standing][to];
    }
    return moved;
}

uint64_t ms_total_moved_to(const ms_setting_totals *totals, unsigned standing)
{
    uint64_t moved = 0;
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        moved += totals->moved[from][standing];
    }
    return moved;
}

uint64_t ms_total_moved(const ms_setting_totals *totals)
{
    uint64_t moved = 0;
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        moved += ms_total_moved_from(totals, from);
    }
    return moved;
}
