/* A simulation as text for people, at most 80 columns. */
#include "batch/movers.h"
#include "batch/put.h"
#include "batch/simulation.h"
#include "batch/simulation_view.h"
#include "facts/layout.h"

#include <string.h>

enum { COLUMNS = MS_TEXT_COLUMNS, LEAST_WIDTH = 8, MARK = 2 /* columns of " *" */ };

/* How the tables are laid out. */
typedef struct table {
    const ms_simulation *simulation;
    ms_buffer *out;
    bool numbered; /* settings go by their numbers, which a list explains */
    size_t labels; /* columns of the settings */
    size_t width;  /* columns of a count */
} table;

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* Writes what was put in `words` in lines that fit, and forgets it. */
static void put_lines(const table *t, ms_buffer *words)
{
    const char *text = words->text;
    size_t left = words->length;
    while (left > 0) {
        size_t line = ms_line_length(text, left, COLUMNS, NULL);
        ms_buffer_add(t->out, text, line);
        ms_buffer_put(t->out, "\n");
        ms_pass_line(&text, &left, line);
    }
    t->out->failed = t->out->failed || words->failed;
    words->length = 0;
}

static void put_heading(const table *t, const char *text)
{
    ms_buffer words = {0};
    ms_buffer_put(&words, text);
    ms_buffer_put(t->out, "\n");
    put_lines(t, &words);
    ms_buffer_free(&words);
}

static void put_column(const table *t, const char *heading)
{
    ms_put_right(t->out, t->width, heading, strlen(heading));
}

/* What a setting is called in the tables. */
static void put_name(const table *t, ms_buffer *out, uint32_t setting)
{
    const ms_grid *grid = t->simulation->grid;
    if (t->numbered) {
        ms_buffer_put_number(out, setting + 1);
    } else if (grid->dimension_count == 0) {
        ms_buffer_put(out, "all");
    } else {
        ms_variable variable = grid->dimensions[0].variable;
        ms_put_value(out, variable, ms_setting_value(&grid->settings[setting], variable));
    }
}

static void put_label(const table *t, uint32_t setting)
{
    size_t begin = t->out->length;
    ms_buffer_put(t->out, "  ");
    put_name(t, t->out, setting);
    ms_buffer_put(t->out, setting == t->simulation->grid->baseline_setting ? " *" : "");
    ms_put_blanks_to(t->out, begin, t->labels);
}

/* What stands above the settings. */
static void put_corner(const table *t)
{
    const ms_grid *grid = t->simulation->grid;
    size_t begin = t->out->length;
    ms_buffer name = {0};
    ms_buffer_put(t->out, "  ");
    if (!t->numbered && grid->dimension_count == 1) {
        ms_put_variable(&name, grid->dimensions[0].variable);
    }
    if (name.length > 0 && name.length + 3 <= t->labels) {
        ms_buffer_add(t->out, name.text, name.length);
    }
    ms_put_blanks_to(t->out, begin, t->labels);
    ms_buffer_free(&name);
}

/* ---- layout ------------------------------------------------------------------------------------------------------ */

static size_t longest_name(const table *t)
{
    size_t longest = 0;
    ms_buffer name = {0};
    for (uint32_t i = 0; i < t->simulation->grid->setting_count; i++) {
        name.length = 0;
        put_name(t, &name, i);
        longest = name.length > longest ? name.length : longest;
    }
    ms_buffer_free(&name);
    return longest;
}

/* The columns that the settings take, with room for the name of what is varied where that is one thing. */
static size_t label_columns(const table *t)
{
    size_t columns = 2 + longest_name(t) + MARK;
    ms_buffer name = {0};
    if (!t->numbered && t->simulation->grid->dimension_count == 1) {
        ms_put_variable(&name, t->simulation->grid->dimensions[0].variable);
    }
    size_t named = name.length + 3;
    ms_buffer_free(&name);
    return named > columns && named + MS_STANDINGS * t->width <= COLUMNS ? named : columns;
}

/* The widest count is that of all children. Settings have names where there is room for them. */
static table lay_out(const ms_simulation *simulation, ms_buffer *out)
{
    table t = {.simulation = simulation, .out = out, .numbered = simulation->grid->dimension_count > 1};
    ms_buffer number = {0};
    ms_put_thousands(&number, simulation->child_count);
    t.width = number.length + 1 < LEAST_WIDTH ? LEAST_WIDTH : number.length + 1;
    ms_buffer_free(&number);
    t.labels = label_columns(&t);
    if (!t.numbered && t.labels + MS_STANDINGS * t.width > COLUMNS) {
        t.numbered = true;
        t.labels = label_columns(&t);
    }
    size_t room = COLUMNS - t.labels;
    t.width = t.width * MS_STANDINGS > room ? room / MS_STANDINGS : t.width;
    return t;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static void put_head(const table *t)
{
    const ms_simulation *simulation = t->simulation;
    const ms_grid *grid = simulation->grid;
    ms_buffer words = {0};
    ms_buffer_put(&words, "Simulation under 13 CSR 40-112.010: ");
    ms_put_cases(&words, simulation->case_count);
    ms_buffer_put(&words, ", ");
    ms_put_children(&words, simulation->child_count);
    ms_buffer_put(&words, ", ");
    ms_put_as_of(&words, simulation);
    put_lines(t, &words);
    if (simulation->reject_count > 0) {
        ms_put_cases(&words, simulation->reject_count);
        ms_buffer_put(&words, " could not be read and are left out.");
        put_lines(t, &words);
    }
    ms_buffer_put(&words, "Baseline *: ");
    ms_put_baseline(&words, grid);
    put_lines(t, &words);
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_buffer_put(&words, "Varied: ");
        ms_put_dimension(&words, &grid->dimensions[i]);
        put_lines(t, &words);
    }
    ms_buffer_free(&words);
}

static void put_legend(const table *t)
{
    const ms_grid *grid = t->simulation->grid;
    ms_layout layout = {.out = t->out};
    put_heading(t, "Settings");
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        ms_buffer label = {0}, words = {0};
        put_name(t, &label, i);
        ms_buffer_put(&label, i == grid->baseline_setting ? " *" : "");
        ms_buffer_add(&label, "", 1);
        ms_put_setting(&words, grid, i);
        if (!label.failed) {
            ms_lay_out(&layout, (ms_paragraph_layout){.indent = 2, .hang = t->labels + 1, .label = label.text},
                       words.text, words.length);
        }
        t->out->failed = t->out->failed || label.failed || words.failed;
        ms_buffer_free(&label);
        ms_buffer_free(&words);
    }
}

static void put_outcomes(const table *t)
{
    static const char *const headings[MS_STANDINGS] = {"(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "undec.", "needs"};
    put_heading(t, "Children by outcome: paragraphs of (5), undecided, needs information");
    put_corner(t);
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        put_column(t, headings[standing]);
    }
    ms_buffer_put(t->out, "\n");
    for (uint32_t i = 0; i < t->simulation->grid->setting_count; i++) {
        put_label(t, i);
        for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
            ms_put_number_right(t->out, t->width, ms_total_children(&t->simulation->totals[i], standing));
        }
        ms_buffer_put(t->out, "\n");
    }
}

/* A table of numbers with room for wider headings. */
static void put_numbers(table t, const char *heading, const char *const *columns, size_t count,
                        uint64_t (*figure)(const ms_setting_totals *totals, size_t column))
{
    t.width = (COLUMNS - t.labels) / count < 13 ? (COLUMNS - t.labels) / count : 13;
    put_heading(&t, heading);
    put_corner(&t);
    for (size_t i = 0; i < count; i++) {
        put_column(&t, columns[i]);
    }
    ms_buffer_put(t.out, "\n");
    for (uint32_t i = 0; i < t.simulation->grid->setting_count; i++) {
        put_label(&t, i);
        for (size_t k = 0; k < count; k++) {
            ms_put_number_right(t.out, t.width, figure(&t.simulation->totals[i], k));
        }
        ms_buffer_put(t.out, "\n");
    }
}

static uint64_t case_figure(const ms_setting_totals *totals, size_t column)
{
    return (uint64_t)totals->cases[column];
}

static uint64_t mover_figure(const ms_setting_totals *totals, size_t column)
{
    const uint64_t figures[] = {ms_total_moved(totals), totals->moved_cases, totals->other_percentage,
                                totals->certain_movers, totals->possible_movers};
    return figures[column];
}

static void put_counts(const table *t)
{
    static const char *const statuses[] = {"determined", "undecided", "needs"};
    static const char *const movers[] = {"children", "cases", "percentage", "certain", "possible"};
    put_numbers(*t, "Cases by their least settled child", statuses, 3, case_figure);
    if (t->simulation->grid->setting_count > 1) {
        put_numbers(*t,
                    "Movers from the baseline: children whose outcome is another, cases with such a "
                    "child, children who only pay another percentage; and children whose paragraph "
                    "certainly changes, or possibly, once missing facts are known",
                    movers, 5, mover_figure);
    }
}

/* ---- premiums ---------------------------------------------------------------------------------------------------- */

static void put_premium(const table *t, const ms_premiums *premiums)
{
    ms_buffer money = {0};
    ms_put_dollars_a_month(&money, premiums->year_cents);
    ms_put_right(t->out, t->width + 2, money.text, money.length);
    ms_put_number_right(t->out, t->width - 1, (uint64_t)premiums->plans);
    ms_put_number_right(t->out, t->width - 1, (uint64_t)premiums->unknown);
    t->out->failed = t->out->failed || money.failed;
    ms_buffer_free(&money);
}

static void put_premiums(table t)
{
    t.width = (COLUMNS - t.labels) / 6 < 12 ? (COLUMNS - t.labels) / 6 : 12;
    put_heading(&t, "Premiums ordered a month: the increase of (2) for the first plan of each order, "
                    "once a case, by who is ordered; plans of known and of unknown increase");
    put_corner(&t);
    ms_put_right(t.out, 3 * t.width, "parent not seeking support", 26);
    ms_put_right(t.out, 3 * t.width, "parent seeking support", 22);
    ms_buffer_put(t.out, "\n");
    ms_put_right(t.out, t.labels, "", 0);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_put_right(t.out, t.width + 2, "a month", 7);
        ms_put_right(t.out, t.width - 1, "plans", 5);
        ms_put_right(t.out, t.width - 1, "unknown", 7);
    }
    ms_buffer_put(t.out, "\n");
    for (uint32_t i = 0; i < t.simulation->grid->setting_count; i++) {
        put_label(&t, i);
        put_premium(&t, &t.simulation->totals[i].premiums[MS_PNS]);
        put_premium(&t, &t.simulation->totals[i].premiums[MS_PSS]);
        ms_buffer_put(t.out, "\n");
    }
}

/* ---- the settings that tell most --------------------------------------------------------------------------------- */

static void put_setting_heading(const table *t, const char *what, uint32_t setting)
{
    ms_buffer words = {0};
    ms_buffer_put(t->out, "\n");
    ms_buffer_put(&words, what);
    ms_put_setting(&words, t->simulation->grid, setting);
    put_lines(t, &words);
    ms_buffer_free(&words);
}

static void put_matrix(table t, uint32_t setting)
{
    static const char *const short_names[MS_STANDINGS] = {"(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "undec.", "needs"};
    const ms_setting_totals *totals = &t.simulation->totals[setting];
    t.labels = 2 + 7;
    t.width = (COLUMNS - t.labels) / MS_STANDINGS;
    put_setting_heading(&t, "Who moves from where (rows) to where (columns), under ", setting);
    ms_put_right(t.out, t.labels, "", 0);
    for (unsigned to = 0; to < MS_STANDINGS; to++) {
        put_column(&t, short_names[to]);
    }
    ms_buffer_put(t.out, "\n");
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        if (ms_total_moved_from(totals, from) == 0) {
            continue;
        }
        size_t begin = t.out->length;
        ms_buffer_put(t.out, "  ");
        ms_buffer_put(t.out, short_names[from]);
        ms_put_blanks_to(t.out, begin, t.labels);
        for (unsigned to = 0; to < MS_STANDINGS; to++) {
            if (totals->moved[from][to] == 0) {
                put_column(&t, from == to ? "" : ".");
            } else {
                ms_put_number_right(t.out, t.width, totals->moved[from][to]);
            }
        }
        ms_buffer_put(t.out, "\n");
    }
}

static void put_examples(const table *t, uint32_t setting)
{
    const ms_examples *examples = &t->simulation->examples[setting];
    put_setting_heading(t, "The first who move, under ", setting);
    for (uint32_t i = 0; i < examples->count; i++) {
        ms_move move = ms_move_of(t->simulation->grid, setting, &examples->at[i]);
        ms_buffer words = {0};
        ms_buffer_put(&words, ms_stored_case_id(move.stored));
        ms_buffer_put(&words, " ");
        ms_buffer_put(&words, ms_stored_child_id(move.stored, move.child));
        ms_buffer_put(&words, ": ");
        ms_buffer_put(&words, ms_standing_label(move.from));
        ms_buffer_put(&words, " to ");
        ms_buffer_put(&words, ms_standing_label(move.to));
        ms_buffer_put(&words, ": ");
        ms_put_reason(&words, t->simulation->grid, &move);
        ms_layout layout = {.out = t->out};
        ms_lay_out(&layout, (ms_paragraph_layout){.indent = 2, .hang = 4, .label = "-"}, words.text, words.length);
        ms_buffer_free(&words);
    }
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

static void put_bound_row(const table *t, uint32_t setting)
{
    const ms_setting_totals *totals = &t->simulation->totals[setting];
    for (int most = 0; most < 2; most++) {
        size_t begin = t->out->length;
        if (most == 0) {
            put_label(t, setting);
        }
        ms_put_blanks_to(t->out, begin, t->labels);
        ms_buffer_put(t->out, most == 0 ? " least" : "  most");
        for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
            ms_put_number_right(t->out, t->width,
                                most == 0 ? ms_total_least(totals, paragraph) : ms_total_most(totals, paragraph));
        }
        ms_buffer_put(t->out, "\n");
    }
}

/* Of the baseline and the settings that tell most. */
static void put_bounds(table t, const ms_telling *telling)
{
    static const char *const headings[] = {"(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "none"};
    t.width = (COLUMNS - t.labels - 6) / 7 < t.width ? (COLUMNS - t.labels - 6) / 7 : t.width;
    put_heading(&t, "Once missing facts are known: the least and the most children that may come "
                    "under each paragraph");
    put_corner(&t);
    ms_buffer_put(t.out, "      ");
    for (int i = 0; i < 7; i++) {
        put_column(&t, headings[i]);
    }
    ms_buffer_put(t.out, "\n");
    put_bound_row(&t, t.simulation->grid->baseline_setting);
    for (uint32_t i = 0; i < telling->count; i++) {
        put_bound_row(&t, telling->settings[i]);
    }
}

/* Whether some child's outcome is open under the baseline. */
static bool is_open(const ms_simulation *simulation)
{
    const ms_setting_totals *baseline = &simulation->totals[simulation->grid->baseline_setting];
    return ms_total_children(baseline, MS_STANDS_NEEDS) > 0;
}

void ms_simulation_text(const ms_simulation *simulation, ms_buffer *out)
{
    table t = lay_out(simulation, out);
    ms_telling telling = ms_telling_of(simulation);
    put_head(&t);
    if (t.numbered) {
        put_legend(&t);
    }
    put_outcomes(&t);
    put_counts(&t);
    put_premiums(t);
    if (is_open(simulation)) {
        put_bounds(t, &telling);
    }
    for (uint32_t i = 0; i < telling.count; i++) {
        put_matrix(t, telling.settings[i]);
        put_examples(&t, telling.settings[i]);
    }
}
