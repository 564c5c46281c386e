/*
 * A simulation at its own baseline is the batch: generated cases with a fifth of the facts missing are determined by the
 * worker of a batch, as rows of a table, and evaluated as a simulation does it, under grids that vary nothing and much.
 * Of every child the status, the paragraph, the possible paragraphs, the obligor, the obligation, the first plan and the
 * percentage have to be the same, and what the simulation counts has to be how often they come in the rows.
 *
 *     simulate_equals_batch [CASES]
 */
#include "batch/generate.h"
#include "batch/simulate.h"
#include "facts/names.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 20000, PORTION = 2000, DAY = 739922 /* 2026-11-02 */, A_WHILE = 1000 };

static const ms_caseload caseload = {.seed = 20261123, .missing = MS_ALL_MISSING / 5, .as_of = DAY};
static unsigned long passed;
static unsigned long failed;

static void give_up(const char *why)
{
    printf("# %s\n%lu passed, %lu failed\n", why, passed, failed + 1);
    exit(1);
}

static void check(bool good, const char *found, const char *expected)
{
    if (good) {
        passed++;
    } else if (failed++ < 20) {
        printf("# %s\n# where the batch has %s\n", found, expected);
    }
}

/* ---- the batch --------------------------------------------------------------------------------------------------- */

static const atomic_bool never;

/* What a worker's parts come to. */
typedef struct results {
    ms_batch_part part;
    ms_buffer rows;
    ms_case_store *store; /* NULL: the rows are wanted */
} results;

static bool gather(void *context)
{
    results *r = context;
    if (r->store != NULL && !ms_case_store_add(r->store, &r->part)) {
        give_up("out of memory");
    }
    ms_buffer_add(&r->rows, r->part.results.text, r->part.results.length);
    ms_batch_part_begin(&r->part);
    return true;
}

static void work_on(ms_worker *worker, const ms_portion *portion, results *r)
{
    ms_worker_turn turn = {.over = &never, .hand_over = gather, .context = r};
    ms_work work = {.portion = *portion};
    ms_batch_part_begin(&r->part);
    if (ms_worker_do(worker, &work, &turn, &r->part) != MS_WORKER_DONE || r->part.tally.rejects > 0 || !gather(r)) {
        give_up("the worker ran out of memory, or rejected a case");
    }
}

/* ---- the simulation ---------------------------------------------------------------------------------------------- */

static void put_possible(ms_buffer *out, unsigned possible)
{
    const char *between = "";
    for (unsigned p = MS_5A; p <= MS_NO_PARAGRAPH; p++) {
        if ((possible >> p & 1u) != 0) {
            ms_buffer_put(out, between);
            ms_buffer_put(out, ms_paragraph_name((ms_paragraph)p));
            between = " ";
        }
    }
}

/* The parent and the duty that all possible paragraphs have in common, if they have. */
static void put_duty(ms_buffer *out, unsigned possible)
{
    ms_party obligor = ms_rule_5_obligor((ms_paragraph)__builtin_ctz(possible));
    ms_obligation obligation = ms_rule_5_obligation((ms_paragraph)__builtin_ctz(possible));
    for (unsigned left = possible; left != 0; left &= left - 1) {
        ms_paragraph paragraph = (ms_paragraph)__builtin_ctz(left);
        bool same = ms_rule_5_obligor(paragraph) == obligor && ms_rule_5_obligation(paragraph) == obligation;
        obligor = same ? obligor : MS_PARTY_UNKNOWN;
        obligation = same ? obligation : MS_NO_OBLIGATION;
    }
    const char *who = ms_party_name(obligor), *what = ms_obligation_name(obligation);
    ms_buffer_put(out, ",");
    ms_buffer_put(out, who == NULL || what == NULL ? "" : who);
    ms_buffer_put(out, ",");
    ms_buffer_put(out, who == NULL || what == NULL ? "" : what);
}

/* A child under the baseline, as the columns status to percentage tell it, with the first plan alone. */
static void put_child(ms_buffer *out, ms_evaluator *evaluator, const ms_stored_case *stored, uint8_t code, uint8_t plan)
{
    unsigned possible = code & MS_CODE_PARAGRAPHS;
    bool certain = (possible & (possible - 1)) == 0;
    ms_paragraph paragraph = (ms_paragraph)__builtin_ctz(possible);
    const char *named = certain && paragraph < MS_NO_PARAGRAPH ? ms_paragraph_name(paragraph) : "";
    ms_buffer_put(out, ms_outcome_status_name(ms_status_of_standing(ms_standing_of(code))));
    ms_buffer_put(out, ",");
    ms_buffer_put(out, named);
    ms_buffer_put(out, ",");
    put_possible(out, possible);
    put_duty(out, possible);
    ms_buffer_put(out, ",");
    if (plan < MS_NO_ORDERED_PLAN) {
        ms_buffer_put(out, ms_stored_plan_id(stored, (ms_party)(plan / MS_MAX_PLANS), plan % MS_MAX_PLANS));
    }
    ms_buffer_put(out, ",");
    const ms_share *share = ms_evaluator_share(evaluator, evaluator->sharing->grid->baseline_setting);
    if (certain && (paragraph == MS_5E || paragraph == MS_5F) && share->known) {
        char text[MS_MONEY_TEXT_SIZE];
        ms_money_format(share->percentage, text);
        ms_buffer_put(out, text);
    }
    ms_buffer_add(out, "", 1);
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

/* Takes the next cell off a row, without what stands behind its first word where that alone is wanted. */
static void take_cell(const char **at, bool first_word, ms_buffer *out)
{
    size_t length = strcspn(*at, ",\r");
    size_t kept = first_word ? strcspn(*at, " ,\r") : length;
    ms_buffer_add(out, *at, kept);
    *at += length + 1;
}

/* The same columns of a row of the batch. Where the paragraph is open, none of the plans is ordered yet. */
static void put_row(ms_buffer *out, const char *row)
{
    enum { STATUS = 3, PLANS = 8, OPEN_PLANS, PERCENTAGE };
    ms_buffer passed_over = {0};
    for (int column = 0; column <= PERCENTAGE; column++) {
        bool wanted = column >= STATUS && column != OPEN_PLANS;
        take_cell(&row, column == PLANS, wanted ? out : &passed_over);
        ms_buffer_put(out, wanted && column < PERCENTAGE ? "," : "");
    }
    ms_buffer_add(out, "", 1);
    ms_buffer_free(&passed_over);
}

/* Compares the children of a case with rows; where the rows go on. */
static const char *compare_case(ms_evaluator *evaluator, const ms_stored_case *stored, const char *rows, int64_t *codes)
{
    static uint8_t found[MS_MAX_SETTINGS + 1], plans[MS_MAX_SETTINGS + 1];
    uint32_t baseline = evaluator->sharing->grid->baseline_setting;
    ms_evaluator_case(evaluator, &stored->facts);
    for (uint32_t child = 0; child < stored->facts.child_count; child++) {
        ms_buffer here = {0}, there = {0};
        ms_evaluator_child(evaluator, child, found, plans);
        codes[found[baseline]]++;
        put_child(&here, evaluator, stored, found[baseline], plans[baseline]);
        put_row(&there, rows);
        check(strcmp(here.text, there.text) == 0, here.text, there.text);
        rows = strchr(rows, '\n') + 1;
        ms_buffer_free(&here);
        ms_buffer_free(&there);
    }
    return rows;
}

/* What a simulation on two threads counts under the baseline, against what was found child by child. */
static void compare_counts(const ms_case_store *store, const ms_sharing *sharing, const int64_t *codes)
{
    ms_simulating *simulating;
    ms_simulation simulation;
    uint64_t done;
    if (ms_simulate_start(store, sharing, 2, &simulating) != MS_OK) {
        give_up("the simulation did not start");
    }
    while (!ms_simulate_wait(simulating, A_WHILE, &done)) {
    }
    if (ms_simulate_end(simulating, &simulation) != MS_OK) {
        give_up("the simulation ran out of memory");
    }
    const ms_setting_totals *totals = &simulation.totals[sharing->grid->baseline_setting];
    check(memcmp(totals->codes, codes, sizeof totals->codes) == 0, "other counts", "its own");
    ms_simulation_free(&simulation);
}

/* A grid of what is varied, up to NULL. */
static ms_sharing *make_sharing(const char *const *varied)
{
    ms_settings settings;
    ms_grid *grid;
    ms_sharing *sharing = NULL;
    ms_buffer fault = {0};
    bool good = ms_settings_at(DAY, &settings) == MS_OK && ms_grid_new(&settings, &grid, &fault);
    for (; good && *varied != NULL; varied++) {
        good = ms_grid_vary(grid, *varied, &fault);
    }
    if (!good || !ms_grid_finish(grid, &fault) || ms_sharing_new(grid, &sharing) != MS_OK) {
        give_up("a grid cannot be made");
    }
    return sharing;
}

static void compare(const ms_case_store *store, const char *rows)
{
    static const char *const grids[][4] = {
        {NULL},
        {"percent=3..10:0.5"},
        {"percent=4,6", "default-share=40,60"},
        {"reading:covered-exemption", "reading:unwilling-coverage", "reading:one-silent"},
    };
    for (size_t i = 0; i < sizeof grids / sizeof grids[0]; i++) {
        ms_sharing *sharing = make_sharing(grids[i]);
        ms_grid *grid = (ms_grid *)sharing->grid;
        ms_evaluator *evaluator = calloc(1, sizeof *evaluator);
        int64_t codes[256] = {0};
        const char *at = rows;
        evaluator->sharing = sharing;
        for (size_t part = 0; part < store->part_count; part++) {
            for (const ms_stored_case *stored = ms_stored_first(&store->parts[part]); stored != NULL;
                 stored = ms_stored_next(&store->parts[part], stored)) {
                at = compare_case(evaluator, stored, at, codes);
            }
        }
        check(*at == '\0', "fewer children", at);
        compare_counts(store, sharing, codes);
        free(evaluator);
        ms_sharing_free(sharing);
        ms_grid_free(grid);
    }
}

static void sweep(ms_worker *rows_of, ms_worker *facts_of, uint64_t cases)
{
    ms_buffer text = {0};
    results rows = {.store = NULL};
    for (uint64_t next = 0; next < cases;) {
        ms_case_store store = {0};
        results facts = {.store = &store};
        text.length = rows.rows.length = 0;
        for (uint64_t end = next + PORTION < cases ? next + PORTION : cases; next < end; next++) {
            if (!ms_generate_case(&caseload, next, &text)) {
                give_up("generating ran out of memory");
            }
        }
        ms_portion portion = {.text = text.text, .length = text.length, .begin = {.line = 1}};
        if (!ms_portion_find_breaks(&portion)) {
            give_up("finding lines ran out of memory");
        }
        work_on(rows_of, &portion, &rows);
        work_on(facts_of, &portion, &facts);
        ms_buffer_add(&rows.rows, "", 1);
        compare(&store, rows.rows.text);
        free(portion.breaks);
        ms_case_store_free(&store);
        ms_batch_part_free(&facts.part);
        ms_buffer_free(&facts.rows);
    }
    ms_batch_part_free(&rows.part);
    ms_buffer_free(&rows.rows);
    ms_buffer_free(&text);
}

int main(int argc, char **argv)
{
    static char *const names[] = {"generated cases"};
    static const ms_batch_settings as_rows = {.csv = true}, as_facts = {.take = ms_case_pack};
    ms_input input = {.names = names};
    ms_worker *rows_of = NULL, *facts_of = NULL;
    if (ms_worker_new(&input, &as_rows, &rows_of) != MS_OK || ms_worker_new(&input, &as_facts, &facts_of) != MS_OK) {
        give_up(ms_status_text(MS_ERROR_MEMORY));
    }
    sweep(rows_of, facts_of, argc > 1 ? strtoull(argv[1], NULL, 10) : CASES);
    ms_worker_free(rows_of);
    ms_worker_free(facts_of);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
