/*
 * batch/, simulating: what is saved changes nothing. Every outcome, plan and percentage is held against the plain
 * determination under each setting, and the counts against counts made one by one.
 */
#include "batch/generate.h"
#include "batch/movers.h"
#include "batch/turning.h"
#include "determine/bearing.h"
#include "determine/explanation.h"
#include "determine/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { AS_OF = 739922, MAX_SETTINGS = MS_MAX_SETTINGS + 1 }; /* 2026-11-02 */

static ms_grid *grid;
static ms_sharing *sharing;
static ms_case_store store;
static ms_evaluator evaluator;
static uint8_t codes[MAX_SETTINGS], plans[MAX_SETTINGS];

/* ---- preparing --------------------------------------------------------------------------------------------------- */

/* A grid of what is varied, separated by spaces, against a baseline. */
static void make_grid(const char *baseline, const char *varied)
{
    ms_settings settings;
    ms_buffer fault = {0};
    char text[400], *rest = text;
    assert_int_equal(ms_settings_at(AS_OF, &settings), MS_OK);
    assert_true(ms_grid_new(&settings, &grid, &fault));
    assert_true(baseline == NULL || ms_grid_baseline(grid, baseline, &fault));
    assert_true(strlen(varied) < sizeof text);
    strcpy(text, varied);
    for (char *vary = strtok_r(rest, " ", &rest); vary != NULL; vary = strtok_r(rest, " ", &rest)) {
        assert_true(ms_grid_vary(grid, vary, &fault));
    }
    assert_true(ms_grid_finish(grid, &fault));
    assert_int_equal(ms_sharing_new(grid, &sharing), MS_OK);
    evaluator = (ms_evaluator){.sharing = sharing};
    ms_buffer_free(&fault);
}

static void free_grid(void)
{
    ms_sharing_free(sharing);
    ms_grid_free(grid);
    sharing = NULL;
    grid = NULL;
}

/* Packs a case as the batch does, in parts of some cases. */
static void add_document(ms_reader *reader, const char *text, size_t length, ms_batch_part *part)
{
    const ms_document *document;
    assert_int_equal(ms_reader_read(reader, text, length, MS_NO_DATE, &document), MS_OK);
    assert_int_equal(ms_case_pack(document, part), MS_OK);
    if (part->tally.cases == 37) {
        assert_true(ms_case_store_add(&store, part));
        part->results.length = 0;
        part->tally = (ms_tally){0};
    }
}

/* Fills the store with generated cases. missing: millionths. */
static void generate(uint64_t count, uint32_t missing)
{
    ms_caseload caseload = {.seed = 11, .missing = missing, .as_of = AS_OF};
    ms_batch_part part = {0};
    ms_buffer text = {0};
    ms_reader *reader;
    assert_int_equal(ms_reader_new(&reader), MS_OK);
    for (uint64_t i = 0; i < count; i++) {
        text.length = 0;
        assert_true(ms_generate_case(&caseload, i, &text));
        add_document(reader, text.text, text.length, &part);
    }
    assert_true(ms_case_store_add(&store, &part));
    ms_buffer_free(&part.results);
    ms_buffer_free(&text);
    ms_reader_free(reader);
}

/* Calls `visit` for each case of the store. */
static void each_case(void (*visit)(const ms_stored_case *stored))
{
    for (size_t i = 0; i < store.part_count; i++) {
        const ms_case_part *part = &store.parts[i];
        for (const ms_stored_case *at = ms_stored_first(part); at != NULL; at = ms_stored_next(part, at)) {
            visit(at);
        }
    }
}

static int tear_down(void **state)
{
    (void)state;
    ms_case_store_free(&store);
    free_grid();
    return 0;
}

/* ---- every outcome ----------------------------------------------------------------------------------------------- */

static void check_setting(const ms_case *facts, uint32_t child, uint32_t setting)
{
    ms_outcome outcome;
    ms_determine_child(facts, child, &grid->settings[setting], &outcome);
    bool pays = outcome.paragraph == MS_5E || outcome.paragraph == MS_5F;
    const ms_share *share = ms_evaluator_share(&evaluator, setting);
    bool same = codes[setting] == ms_code_of(&outcome)
                && ms_status_of_standing(ms_standing_of(codes[setting])) == outcome.status
                && plans[setting] == ms_ordered_plan(facts, child, &grid->settings[setting], outcome.possible)
                && (!pays || (share->known == outcome.share.known && share->percentage == outcome.share.percentage));
    if (!same) {
        ms_buffer name = {0};
        ms_put_setting(&name, grid, setting);
        fail_msg("child %u under %.*s: code %x for %x, plan %u", child, (int)name.length, name.text, codes[setting],
                 ms_code_of(&outcome), plans[setting]);
    }
}

static void check_facts(const ms_case *facts)
{
    ms_evaluator_case(&evaluator, facts);
    for (uint32_t child = 0; child < facts->child_count; child++) {
        ms_evaluator_child(&evaluator, child, codes, plans);
        for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
            check_setting(facts, child, setting);
        }
    }
}

static void check_case(const ms_stored_case *stored)
{
    check_facts(&stored->facts);
}

static void check_generated(const char *baseline, const char *varied)
{
    static const uint32_t missing[] = {0, 60000, 200000, 500000};
    make_grid(baseline, varied);
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        generate(700, missing[i]);
        each_case(check_case);
        ms_case_store_free(&store);
    }
    free_grid();
}

static void ceilings(void **state)
{
    (void)state;
    check_generated(NULL, "percent=3..10:0.5");
    check_generated("percent=4.99", "percent=0,0.01,5,5.01,50,100");
}

static void readings(void **state)
{
    (void)state;
    check_generated(NULL, "reading:unwilling-coverage reading:inaccessible-plan reading:public-through-other");
    check_generated(NULL, "reading:non-employer-cost reading:covered-exemption reading:dental-only");
    check_generated(NULL, "reading:custodian reading:one-silent reading:both-silent");
    check_generated("reading:one-silent=wait", "reading:covered-exemption=any-plan,only-kept reading:both-silent");
}

static void everything_at_once(void **state)
{
    (void)state;
    check_generated("percent=5,default-share=50", "percent=3,5,8 default-share=0,40,100 reading:covered-exemption "
                                                  "reading:custodian reading:one-silent");
    check_generated("percent=7",
                    "reading:dental-only percent=4,6 reading:non-employer-cost reading:unwilling-coverage");
}

/* ---- incomes and costs between which little lies ------------------------------------------------------------------ */

static uint32_t drawn = 1;

static uint32_t draw(uint32_t below)
{
    drawn = drawn * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(drawn >> 8) * below >> 24);
}

static ms_amount draw_amount(uint32_t below, uint32_t unknown_in_ten)
{
    return draw(10) < unknown_in_ten ? (ms_amount){false, 0} : (ms_amount){true, draw(below)};
}

static void draw_plan(ms_plan *plan)
{
    *plan = (ms_plan){.medical = draw(10) > 0,
                      .dental = true,
                      .covers_known = draw(8) > 0,
                      .source = (ms_source)draw(4),
                      .available_from = draw(8) == 0 ? AS_OF + 1 : MS_NO_DATE,
                      .cost = {.basis = (ms_cost_basis)draw(MS_COST_BASES), .per = (ms_period)draw(6)},
                      .area = {.kind = (ms_area_kind)draw(3)}};
    plan->covers = plan->covers_known && draw(8) == 0 ? 1 : 0;
    plan->cost.self_only = draw_amount(20, 1);
    plan->cost.family = draw_amount(60, 1);
    plan->cost.add_dependents = draw_amount(60, 1);
}

/* A case of a few cents, where an income a cent higher may pass two tests at once. */
typedef struct small_case {
    ms_plan plans[2][4];
    ms_child child;
    ms_case facts;
} small_case;

static void draw_case(small_case *drawn_case)
{
    ms_case *facts = &drawn_case->facts;
    drawn_case->child = (ms_child){.public_coverage = (ms_public)draw(6)};
    *facts = (ms_case){.as_of = AS_OF,
                       .kind = (ms_kind)draw(3),
                       .maintain_coverage = (ms_truth)(1 + draw(3)),
                       .child_count = 1,
                       .children = &drawn_case->child,
                       .form14 = {.calculated = MS_NO}};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_parent *parent = &facts->parents[party];
        bool none = party == MS_PSS && facts->kind == MS_KIND_AGENCY;
        *parent = (ms_parent){.income = {draw_amount(300, 5), (ms_period)draw(6)}, .plans_known = draw(10) > 0};
        parent->plan_count = parent->plans_known && !none ? draw(5) : 0;
        parent->plans = drawn_case->plans[party];
        for (uint32_t k = 0; k < parent->plan_count; k++) {
            draw_plan(&parent->plans[k]);
        }
    }
}

static void few_cents(void **state)
{
    (void)state;
    small_case drawn_case;
    make_grid("percent=33.33", "percent=0..100:3.7,33.34 reading:covered-exemption=same-plan,any-plan");
    for (int i = 0; i < 4000; i++) {
        draw_case(&drawn_case);
        check_facts(&drawn_case.facts);
    }
    free_grid();
    make_grid("reading:inaccessible-plan=literal", "percent=5,10..100:4.5");
    for (int i = 0; i < 40000; i++) {
        draw_case(&drawn_case);
        check_facts(&drawn_case.facts);
    }
}

/* ---- what is saved ----------------------------------------------------------------------------------------------- */

/* With all facts known no more than one determination in ten is made of fifteen ceilings. */
static void little_is_determined_twice(void **state)
{
    (void)state;
    make_grid(NULL, "percent=3..10:0.5");
    generate(700, 0);
    each_case(check_case);
    assert_true(evaluator.determinations * 10 < store.child_count * grid->setting_count);
    free_grid();
    make_grid(NULL, "reading:custodian reading:dental-only reading:both-silent");
    each_case(check_case);
    assert_true(evaluator.determinations * 4 < store.child_count * grid->setting_count);
}

static void least_passing_percentage(void **state)
{
    (void)state;
    assert_int_equal(ms_passes_from(0, 0), 0);
    assert_int_equal(ms_passes_from(-5, 0), 0);
    assert_int_equal(ms_passes_from(1, 0), MS_NEVER_PASSES);
    assert_int_equal(ms_passes_from(20000, 400000), 500);
    assert_int_equal(ms_passes_from(20001, 400000), 501);
    assert_int_equal(ms_passes_from(MS_YEARLY_MAX, MS_YEARLY_MAX), 10000);
    assert_int_equal(ms_passes_from(2, 1), MS_NEVER_PASSES);
    for (int i = 0; i < 100000; i++) {
        ms_cents increase = draw(1 << 20), income = draw(1 << 24);
        int32_t from = ms_passes_from(increase, income);
        assert_true(from == MS_NEVER_PASSES || ms_rule_2_within(increase, income, from));
        assert_true(from == 0 || !ms_rule_2_within(increase, income, from > 10000 ? 10000 : from - 1));
    }
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

/* The plan is the first of those that a determination lists. */
static void check_plans(const ms_case *facts)
{
    ms_arena arena = {0};
    for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
        ms_explanation explanation;
        assert_int_equal(ms_explain(facts, &grid->settings[setting], 0, &arena, &explanation), MS_OK);
        for (uint32_t child = 0; child < explanation.child_count; child++) {
            const ms_child_result *result = &explanation.children[child];
            unsigned plan = ms_ordered_plan(facts, child, &grid->settings[setting], result->outcome.possible);
            bool ordered = result->outcome.status == MS_DETERMINED && result->outcome.obligation == MS_PROVIDE_COVERAGE;
            unsigned expected = MS_NO_ORDERED_PLAN;
            if (ordered && result->plan_count == 0) {
                expected = MS_ORDERED_PLAN_OPEN + (unsigned)result->outcome.obligor;
            } else if (ordered) {
                expected = MS_MAX_PLANS * (unsigned)result->outcome.obligor + result->plans[0];
            }
            assert_int_equal(plan, expected);
        }
        ms_arena_reset(&arena);
    }
    ms_arena_free(&arena);
}

static void check_stored_plans(const ms_stored_case *stored)
{
    check_plans(&stored->facts);
}

static void ordered_plans(void **state)
{
    (void)state;
    small_case drawn_case;
    make_grid(NULL, "percent=2,5,30 reading:covered-exemption reading:dental-only=counts");
    generate(300, 0);
    generate(300, 250000);
    each_case(check_stored_plans);
    for (int i = 0; i < 3000; i++) { /* in which equal increases are common */
        draw_case(&drawn_case);
        check_plans(&drawn_case.facts);
    }
}

/* ---- the store --------------------------------------------------------------------------------------------------- */

static void packed_as_read(void **state)
{
    (void)state;
    ms_caseload caseload = {.seed = 11, .missing = 100000, .as_of = AS_OF};
    ms_settings settings;
    ms_buffer text = {0};
    ms_reader *reader;
    size_t part = 0;
    const ms_stored_case *stored = NULL;
    generate(200, 100000);
    assert_int_equal(store.case_count, 200);
    assert_int_equal(ms_settings_at(AS_OF, &settings), MS_OK);
    assert_int_equal(ms_reader_new(&reader), MS_OK);
    for (uint64_t i = 0; i < 200; i++) {
        const ms_document *document;
        stored = stored == NULL ? NULL : ms_stored_next(&store.parts[part - 1], stored);
        stored = stored != NULL ? stored : ms_stored_first(&store.parts[part++]);
        text.length = 0;
        assert_true(ms_generate_case(&caseload, i, &text));
        assert_int_equal(ms_reader_read(reader, text.text, text.length, MS_NO_DATE, &document), MS_OK);
        assert_string_equal(ms_stored_case_id(stored), ms_document_case_id(document));
        for (uint32_t child = 0; child < document->facts.child_count; child++) {
            ms_outcome read, kept;
            ms_text id = document->children[child].id;
            assert_int_equal(strlen(ms_stored_child_id(stored, child)), id.length);
            assert_memory_equal(ms_stored_child_id(stored, child), id.at, id.length);
            ms_determine_child(&document->facts, child, &settings, &read);
            ms_determine_child(&stored->facts, child, &settings, &kept);
            assert_true(ms_outcome_same(&read, &kept));
        }
        for (int party = MS_PNS; party <= MS_PSS; party++) {
            for (uint32_t plan = 0; plan < document->facts.parents[party].plan_count; plan++) {
                ms_text id = document->plans[party][plan].id;
                assert_memory_equal(ms_stored_plan_id(stored, (ms_party)party, plan), id.at, id.length);
            }
        }
    }
    ms_buffer_free(&text);
    ms_reader_free(reader);
}

static void before_the_rule(void **state)
{
    (void)state;
    ms_child child = {.home = {0, 0, 0}};
    ms_child_texts texts = {.id = {"c1", 2}};
    ms_document document = {
        .facts = {.as_of = 1, .child_count = 1, .children = &child}, .case_id = {"a", 1}, .children = &texts};
    ms_batch_part part = {0};
    assert_int_equal(ms_case_pack(&document, &part), MS_ERROR_BEFORE_RULE);
    assert_int_equal(part.results.length + part.tally.cases, 0);
}

/* A simulation takes the numbers that its settings do not state from one version of the rule for all cases. */
static void one_version_of_the_rule(void **state)
{
    (void)state;
    const ms_rule_version *version = ms_rule_version_at(MS_LAST_DATE);
    assert_null(ms_rule_version_at(version->effective - 1));
    for (int parameter = 0; parameter < MS_PARAMETER_COUNT; parameter++) {
        assert_ptr_equal(ms_parameter_at((ms_parameter)parameter, MS_LAST_DATE),
                         ms_parameter_at((ms_parameter)parameter, version->effective));
    }
}

/* ---- counts ------------------------------------------------------------------------------------------------------ */

static ms_simulation simulate(unsigned threads)
{
    ms_simulating *simulating;
    ms_simulation simulation;
    uint64_t done = 0;
    assert_int_equal(ms_simulate_start(&store, sharing, threads, &simulating), MS_OK);
    while (!ms_simulate_wait(simulating, 1000, &done)) {
    }
    assert_int_equal(done, store.case_count);
    assert_int_equal(ms_simulate_end(simulating, &simulation), MS_OK);
    return simulation;
}

static ms_setting_totals counted[MS_MAX_CHILDREN]; /* by setting, one by one */

static void count_premium(ms_premiums *premiums, const ms_case *facts, ms_party party, const bool *ordered, bool open)
{
    for (uint32_t i = 0; i < MS_MAX_PLANS; i++) {
        if (ordered[i]) {
            ms_range increase = ms_rule_2_increase(&facts->parents[party].plans[i].cost);
            bool known = increase.lo == increase.hi;
            premiums->year_cents += known ? increase.lo : 0;
            premiums->plans += known;
            premiums->unknown += !known;
        }
    }
    premiums->unknown += open;
}

/* One case under one setting, from what a determination lists. */
static void count_plainly(const ms_case *facts, uint32_t setting, ms_setting_totals *totals)
{
    bool ordered[2][MS_MAX_PLANS] = {{false}}, open[2] = {false}, moved = false;
    unsigned least_settled = 0;
    ms_arena arena = {0};
    ms_explanation explanation;
    assert_int_equal(ms_explain(facts, &grid->settings[setting], 0, &arena, &explanation), MS_OK);
    for (uint32_t child = 0; child < facts->child_count; child++) {
        ms_outcome before;
        const ms_child_result *result = &explanation.children[child];
        const ms_outcome *after = &result->outcome;
        ms_determine_child(facts, child, &grid->baseline, &before);
        unsigned from = before.status == MS_DETERMINED  ? before.paragraph
                        : before.status == MS_UNDECIDED ? MS_STANDS_UNDECIDED
                                                        : MS_STANDS_NEEDS;
        unsigned to = after->status == MS_DETERMINED  ? after->paragraph
                      : after->status == MS_UNDECIDED ? MS_STANDS_UNDECIDED
                                                      : MS_STANDS_NEEDS;
        totals->codes[ms_code_of(after)]++;
        totals->moved[from][to] += from != to;
        totals->other_percentage +=
            from == to && after->share.known && after->share.percentage != before.share.percentage;
        moved = moved || from != to;
        least_settled = after->status > least_settled ? after->status : least_settled;
        if (after->status == MS_DETERMINED && after->obligation == MS_PROVIDE_COVERAGE) {
            open[after->obligor] = open[after->obligor] || result->plan_count == 0;
            if (result->plan_count > 0) {
                ordered[after->obligor][result->plans[0]] = true;
            }
        }
    }
    totals->cases[least_settled]++;
    totals->moved_cases += moved;
    count_premium(&totals->premiums[MS_PNS], facts, MS_PNS, ordered[MS_PNS], open[MS_PNS]);
    count_premium(&totals->premiums[MS_PSS], facts, MS_PSS, ordered[MS_PSS], open[MS_PSS]);
    ms_arena_free(&arena);
}

static void count_case(const ms_stored_case *stored)
{
    for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
        count_plainly(&stored->facts, setting, &counted[setting]);
    }
}

static void counts(void **state)
{
    (void)state;
    make_grid("percent=6", "percent=4,5,9 default-share=40,50 reading:covered-exemption=same-plan,any-plan");
    generate(400, 0);
    generate(400, 200000);
    memset(counted, 0, sizeof counted);
    each_case(count_case);
    ms_simulation simulation = simulate(1);
    assert_int_equal(simulation.case_count, 800);
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        const ms_setting_totals *totals = &simulation.totals[i];
        assert_memory_equal(totals->codes, counted[i].codes, sizeof totals->codes);
        assert_memory_equal(totals->cases, counted[i].cases, sizeof totals->cases);
        assert_memory_equal(totals->moved, counted[i].moved, sizeof totals->moved);
        assert_int_equal(totals->moved_cases, counted[i].moved_cases);
        assert_int_equal(totals->other_percentage, counted[i].other_percentage);
        for (int party = MS_PNS; party <= MS_PSS; party++) {
            assert_true(totals->premiums[party].year_cents == counted[i].premiums[party].year_cents);
            assert_int_equal(totals->premiums[party].plans, counted[i].premiums[party].plans);
            assert_int_equal(totals->premiums[party].unknown, counted[i].premiums[party].unknown);
        }
    }
    assert_true(ms_total_moved(&simulation.totals[1]) > 0);
    ms_simulation_free(&simulation);
}

static void any_number_of_threads(void **state)
{
    (void)state;
    static const unsigned threads[] = {2, 7};
    make_grid(NULL, "percent=3..8:1 reading:unwilling-coverage");
    generate(8000, 100000);
    ms_simulation one = simulate(1);
    for (size_t i = 0; i < 2; i++) {
        ms_simulation several = simulate(threads[i]);
        assert_int_equal(one.determinations, several.determinations);
        assert_memory_equal(one.totals, several.totals, grid->setting_count * sizeof *one.totals);
        for (uint32_t k = 0; k < grid->setting_count; k++) {
            assert_int_equal(one.examples[k].count, several.examples[k].count);
            for (uint32_t m = 0; m < one.examples[k].count; m++) {
                assert_ptr_equal(one.examples[k].at[m].stored, several.examples[k].at[m].stored);
                assert_int_equal(one.examples[k].at[m].child, several.examples[k].at[m].child);
            }
        }
        ms_simulation_free(&several);
    }
    ms_simulation_free(&one);
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

/* Whether what is unknown of some parent counts as not shown, so that learning it may change what is determined. */
static bool is_silent(const ms_case *facts)
{
    return ms_party_not_shown(facts, MS_PNS, &grid->baseline) || ms_party_not_shown(facts, MS_PSS, &grid->baseline);
}

/* Puts one generated case in the store. False, and nothing, where somebody is silent in it. */
static bool generate_one(ms_reader *reader, uint64_t index, uint32_t missing, bool heard_only)
{
    ms_caseload caseload = {.seed = 5, .missing = missing, .as_of = AS_OF};
    const ms_document *document;
    ms_batch_part part = {0};
    ms_buffer text = {0};
    assert_true(ms_generate_case(&caseload, index, &text));
    assert_int_equal(ms_reader_read(reader, text.text, text.length, MS_NO_DATE, &document), MS_OK);
    bool wanted = !heard_only || !is_silent(&document->facts);
    if (wanted) {
        assert_int_equal(ms_case_pack(document, &part), MS_OK);
        assert_true(ms_case_store_add(&store, &part));
    }
    ms_buffer_free(&part.results);
    ms_buffer_free(&text);
    return wanted;
}

/* Whether something was open. */
static bool check_bounds(const ms_setting_totals *bounds, const ms_setting_totals *known)
{
    bool open = false;
    for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        uint64_t children = ms_total_least(known, paragraph);
        assert_int_equal(children, ms_total_most(known, paragraph));
        assert_in_range(children, ms_total_least(bounds, paragraph), ms_total_most(bounds, paragraph));
        open = open || ms_total_least(bounds, paragraph) < ms_total_most(bounds, paragraph);
    }
    assert_int_equal(known->certain_movers, known->possible_movers);
    assert_in_range(known->certain_movers, bounds->certain_movers, bounds->possible_movers);
    return open;
}

/* Once the facts of a case are known, all counts lie within the bounds that were given before. */
static void bounds_hold(void **state)
{
    (void)state;
    ms_reader *reader;
    unsigned open = 0;
    make_grid(NULL, "percent=1,5,9 reading:covered-exemption reading:dental-only reading:custodian");
    assert_int_equal(ms_reader_new(&reader), MS_OK);
    for (uint64_t i = 0; i < 3000; i++) {
        if (!generate_one(reader, i, 300000, true)) {
            continue;
        }
        ms_simulation before = simulate(1);
        ms_case_store_free(&store);
        assert_true(generate_one(reader, i, 0, false));
        ms_simulation after = simulate(1);
        ms_case_store_free(&store);
        for (uint32_t k = 0; k < grid->setting_count; k++) {
            open += check_bounds(&before.totals[k], &after.totals[k]);
        }
        ms_simulation_free(&before);
        ms_simulation_free(&after);
    }
    assert_true(open > 1000);
    ms_reader_free(reader);
}

/* ---- moves ------------------------------------------------------------------------------------------------------- */

static uint64_t move_count, turn_count;

static unsigned standing_under(const ms_move *move, const ms_settings *settings)
{
    ms_outcome outcome;
    ms_determine_child(&move->stored->facts, move->child, settings, &outcome);
    return ms_standing_of(ms_code_of(&outcome));
}

static bool is_named(const ms_move_reason *reason, ms_variable variable)
{
    switch (variable) {
    case MS_VARY_PERCENT:
        return reason->percent;
    case MS_VARY_SHARE:
        return reason->share;
    default:
        return (reason->readings >> (variable - MS_VARY_READING) & 1u) != 0;
    }
}

static bool turns_between(const ms_move *move, ms_party party, uint32_t plan)
{
    const ms_parent *parent = &move->stored->facts.parents[party];
    ms_range increase = ms_rule_2_increase(&parent->plans[plan].cost);
    ms_range income = ms_rule_1a_gross_income(&parent->income);
    bool known = increase.lo == increase.hi && income.lo == income.hi;
    return known
           && ms_rule_2_within(increase.lo, income.lo, grid->settings[move->setting].percent)
                  != ms_rule_2_within(increase.lo, income.lo, grid->baseline.percent);
}

/* A plan that can have no part in a move: it does not count, cannot be had or ordered, or is surely out of the child's
 * reach, which is of consequence only where (D) is read literally. */
static bool is_idle(const ms_move *move, ms_party party, uint32_t index, const ms_readings *readings)
{
    const ms_case *facts = &move->stored->facts;
    const ms_plan *plan = &facts->parents[party].plans[index];
    bool literal = party == MS_PNS && readings->choice[MS_INACCESSIBLE_PLAN] == MS_INACCESSIBLE_LITERAL;
    bool away = ms_rule_3_accessible(&plan->area, &facts->children[move->child].home) == MS_NO;
    return !ms_rule_1d_counts(plan, readings) || plan->available_from > facts->as_of || (away && !literal)
           || (party == MS_PSS && !ms_rule_1b_can_be_ordered(facts->kind, readings));
}

/* The test that is named turns, where it is said to; and it is that of the plan ordered under the higher ceiling, if that
 * one's does, and of no plan that can have no part. named: settings of what the reason names. */
static void check_turn(const ms_move *move, const ms_settings *named)
{
    const ms_move_reason *reason = &move->reason;
    const ms_settings *higher = named->percent > grid->baseline.percent ? named : &grid->baseline;
    const ms_parent *parent = &move->stored->facts.parents[reason->party];
    ms_cents increase = ms_rule_2_increase(&parent->plans[reason->plan].cost).lo;
    ms_cents income = ms_rule_1a_gross_income(&parent->income).lo;
    ms_outcome outcome;
    assert_true(turns_between(move, reason->party, reason->plan));
    assert_true(ms_rule_2_within(increase, income, reason->passes_from));
    assert_false(ms_rule_2_within(increase, income, reason->passes_from - 1));
    ms_determine_child(&move->stored->facts, move->child, higher, &outcome);
    unsigned plan = ms_ordered_plan(&move->stored->facts, move->child, higher, outcome.possible);
    if (plan < MS_NO_ORDERED_PLAN && turns_between(move, (ms_party)(plan / MS_MAX_PLANS), plan % MS_MAX_PLANS)) {
        assert_int_equal(plan, MS_MAX_PLANS * (unsigned)reason->party + reason->plan);
    }
    assert_false(is_idle(move, reason->party, reason->plan, &named->readings));
    turn_count++;
}

/* What a reason names is enough for the move, and each thing that it names is needed. */
static bool check_move(void *context, const ms_move *move)
{
    (void)context;
    ms_settings named = grid->baseline;
    bool any = false;
    for (int variable = 0; variable < MS_VARIABLE_COUNT; variable++) {
        if (is_named(&move->reason, (ms_variable)variable)) {
            int32_t value = ms_setting_value(&grid->settings[move->setting], (ms_variable)variable);
            ms_setting_set(&named, (ms_variable)variable, value);
            any = true;
        }
    }
    assert_true(any);
    assert_int_not_equal(move->from, move->to);
    assert_int_equal(standing_under(move, &named), move->to);
    for (int variable = 0; variable < MS_VARIABLE_COUNT; variable++) {
        ms_settings without = named;
        ms_setting_set(&without, (ms_variable)variable, ms_setting_value(&grid->baseline, (ms_variable)variable));
        assert_true(!is_named(&move->reason, (ms_variable)variable) || standing_under(move, &without) != move->to);
    }
    if (move->reason.turn_known) {
        check_turn(move, &named);
    }
    move_count++;
    return true;
}

static void check_moves(const ms_stored_case *stored)
{
    assert_true(ms_moves_of(&evaluator, stored, check_move, NULL));
}

static uint64_t movers_of(const ms_simulation *simulation)
{
    uint64_t moved = 0;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        moved += ms_total_moved(&simulation->totals[i]);
    }
    return moved;
}

static void reasons(void **state)
{
    (void)state;
    make_grid(NULL, "percent=3,5,7 reading:covered-exemption reading:unwilling-coverage default-share=40,50");
    generate(600, 0);
    generate(300, 150000);
    move_count = turn_count = 0;
    each_case(check_moves);
    ms_simulation simulation = simulate(2);
    assert_int_equal(move_count, movers_of(&simulation));
    assert_true(turn_count > 100);
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        for (uint32_t k = 0; k < simulation.examples[i].count; k++) {
            ms_move move = ms_move_of(grid, i, &simulation.examples[i].at[k]);
            assert_true(check_move(NULL, &move));
        }
    }
    ms_simulation_free(&simulation);
    free_grid();
    ms_case_store_free(&store);
    make_grid("reading:inaccessible-plan=literal", "percent=3,8");
    generate(3000, 80000);
    each_case(check_moves);
}

static bool gather(void *context, const char *text, size_t length)
{
    ms_buffer_add(context, text, length);
    return true;
}

static bool refuse(void *context, const char *text, size_t length)
{
    (void)text;
    size_t *left = context;
    *left -= length < *left ? length : *left;
    return *left > 0;
}

static void list_of_moves(void **state)
{
    (void)state;
    ms_buffer one = {0}, seven = {0};
    make_grid(NULL, "percent=3,8 reading:custodian");
    generate(900, 100000);
    ms_simulation simulation = simulate(1);
    assert_int_equal(ms_moves_write(&store, sharing, 1, gather, &one), MS_OK);
    assert_int_equal(ms_moves_write(&store, sharing, 7, gather, &seven), MS_OK);
    assert_int_equal(one.length, seven.length);
    assert_memory_equal(one.text, seven.text, one.length);
    uint64_t rows = 0;
    for (size_t i = 0; i < one.length; i++) {
        rows += one.text[i] == '\n';
    }
    assert_int_equal(rows, 1 + movers_of(&simulation));
    static const char header[] = "case_id,child_id,percent,reading:custodian,from,to,reason\r\n";
    assert_memory_equal(one.text, header, sizeof header - 1);
    size_t room = one.length / 2;
    assert_int_equal(ms_moves_write(&store, sharing, 3, refuse, &room), MS_ERROR_OUTPUT);
    ms_simulation_free(&simulation);
    ms_buffer_free(&one);
    ms_buffer_free(&seven);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(ceilings, tear_down),
        cmocka_unit_test_teardown(readings, tear_down),
        cmocka_unit_test_teardown(everything_at_once, tear_down),
        cmocka_unit_test_teardown(few_cents, tear_down),
        cmocka_unit_test_teardown(little_is_determined_twice, tear_down),
        cmocka_unit_test(least_passing_percentage),
        cmocka_unit_test_teardown(ordered_plans, tear_down),
        cmocka_unit_test_teardown(packed_as_read, tear_down),
        cmocka_unit_test(before_the_rule),
        cmocka_unit_test(one_version_of_the_rule),
        cmocka_unit_test_teardown(counts, tear_down),
        cmocka_unit_test_teardown(any_number_of_threads, tear_down),
        cmocka_unit_test_teardown(bounds_hold, tear_down),
        cmocka_unit_test_teardown(reasons, tear_down),
        cmocka_unit_test_teardown(list_of_moves, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
