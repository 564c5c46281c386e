/* A simulation as text for people, in 80 columns wherever its figures allow it. */
#include "batch/figure_columns.h"
#include "batch/movers.h"
#include "batch/put.h"
#include "batch/simulation.h"
#include "batch/simulation_view.h"
#include "facts/layout.h"

#include <string.h>

enum { COLUMNS = MS_TEXT_COLUMNS, LEAST_WIDTH = 8, WIDEST = 13, MARK = 2 /* columns of " *" */ };

/* How the tables are laid out. */
typedef struct table {
    const ms_simulation *simulation;
    ms_buffer *out;
    bool numbered; /* settings go by their numbers, which a list explains */
    size_t labels; /* columns of the settings */
    size_t width;  /* columns of a count, where there is room */
} table;

/* The figures of a table, from what a setting comes to. */
typedef struct figures {
    size_t columns;
    const char *const *headings; /* of the columns */
    size_t lines;                /* of each setting */
    size_t names;                /* columns that the names of the lines take */
    void (*put)(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column);
} figures;

/* Some of the settings. */
typedef struct selection {
    uint32_t count;
    const uint32_t *settings; /* NULL: all, in order */
} selection;

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

/* ---- figures ----------------------------------------------------------------------------------------------------- */

static const char *const standing_headings[MS_STANDINGS] = {"(A)", "(B)", "(C)",    "(D)",
                                                            "(E)", "(F)", "undec.", "needs"};

static void put_outcome(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    (void)line;
    ms_put_thousands(out, ms_total_children(totals, (unsigned)column));
}

static void put_case_count(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    (void)line;
    ms_put_thousands(out, (uint64_t)totals->cases[column]);
}

static void put_mover_count(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    (void)line;
    const uint64_t counts[] = {ms_total_moved(totals), totals->moved_cases, totals->other_percentage,
                               totals->certain_movers, totals->possible_movers};
    ms_put_thousands(out, counts[column]);
}

static void put_premium(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    (void)line;
    const ms_premiums *premiums = &totals->premiums[column / 3];
    if (column % 3 == 0) {
        ms_put_dollars_a_month(out, premiums->year_cents);
        return;
    }
    ms_put_thousands(out, (uint64_t)(column % 3 == 1 ? premiums->plans : premiums->unknown));
}

/* The least, and on a line below the most. */
static void put_bound(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    ms_paragraph paragraph = (ms_paragraph)column;
    ms_put_thousands(out, line == 0 ? ms_total_least(totals, paragraph) : ms_total_most(totals, paragraph));
}

/* A line for each standing from which children come. */
static void put_flow(ms_buffer *out, const ms_setting_totals *totals, size_t line, size_t column)
{
    if (totals->moved[line][column] > 0) {
        ms_put_thousands(out, totals->moved[line][column]);
    } else {
        ms_buffer_put(out, line == column ? "" : ".");
    }
}

static const char *const statuses[] = {"determined", "undecided", "needs"};
static const char *const movers[] = {"children", "cases", "percentage", "certain", "possible"};
static const char *const premiums[] = {"a month", "plans", "unknown", "a month", "plans", "unknown"};
static const char *const paragraphs[] = {"(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "none"};

static const figures outcome_figures = {MS_STANDINGS, standing_headings, 1, 0, put_outcome};
static const figures case_figures = {3, statuses, 1, 0, put_case_count};
static const figures mover_figures = {5, movers, 1, 0, put_mover_count};
static const figures premium_figures = {6, premiums, 1, 0, put_premium};
static const figures bound_figures = {MS_PARAGRAPH_COUNT, paragraphs, 2, 6, put_bound};
static const figures flow_figures = {MS_STANDINGS, standing_headings, MS_STANDINGS, 0, put_flow};

/* ---- columns ----------------------------------------------------------------------------------------------------- */

/* The columns of a table of some settings: each wants `width`, and needs what its longest figure does. */
static ms_figure_columns measure(const table *t, const figures *figures, selection of, size_t width)
{
    ms_figure_columns columns = {.count = figures->columns};
    ms_buffer figure = {0};
    for (size_t column = 0; column < figures->columns; column++) {
        columns.width[column] = width;
        ms_columns_hold(&columns, column, strlen(figures->headings[column]));
    }
    for (uint32_t i = 0; i < of.count; i++) {
        const ms_setting_totals *totals = &t->simulation->totals[of.settings == NULL ? i : of.settings[i]];
        for (size_t cell = 0; cell < figures->lines * figures->columns; cell++) {
            figure.length = 0;
            figures->put(&figure, totals, cell / figures->columns, cell % figures->columns);
            ms_columns_hold(&columns, cell % figures->columns, figure.length);
        }
    }
    ms_buffer_free(&figure);
    return columns;
}

static selection all_settings(const table *t)
{
    return (selection){t->simulation->grid->setting_count, NULL};
}

/* What there is for the columns of a table beside its labels. */
static size_t room_beside(const table *t, const figures *figures)
{
    return COLUMNS - t->labels - figures->names;
}

static void put_headings(const table *t, const ms_figure_columns *columns, const figures *figures)
{
    for (size_t i = 0; i < columns->count; i++) {
        ms_put_right(t->out, columns->width[i], figures->headings[i], strlen(figures->headings[i]));
    }
    ms_buffer_put(t->out, "\n");
}

static void put_figures(const table *t, const ms_figure_columns *columns, const figures *figures, uint32_t setting,
                        size_t line)
{
    ms_buffer figure = {0};
    for (size_t i = 0; i < columns->count; i++) {
        figure.length = 0;
        figures->put(&figure, &t->simulation->totals[setting], line, i);
        ms_put_right(t->out, columns->width[i], figure.text, figure.length);
    }
    ms_buffer_put(t->out, "\n");
    t->out->failed = t->out->failed || figure.failed;
    ms_buffer_free(&figure);
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

/* What the table that takes most columns takes beside the settings. */
static size_t widest_figures(const table *t)
{
    static const figures *const all[] = {&outcome_figures, &case_figures, &mover_figures, &premium_figures,
                                         &bound_figures};
    size_t widest = MS_STANDINGS * LEAST_WIDTH;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        ms_figure_columns columns = measure(t, all[i], all_settings(t), 0);
        size_t taken = ms_columns_needed(&columns) + all[i]->names;
        widest = taken > widest ? taken : widest;
    }
    return widest;
}

/* The columns that the settings take, with room for the name of what is varied where that is one thing. */
static size_t label_columns(const table *t, size_t taken)
{
    size_t columns = 2 + longest_name(t) + MARK;
    ms_buffer name = {0};
    if (!t->numbered && t->simulation->grid->dimension_count == 1) {
        ms_put_variable(&name, t->simulation->grid->dimensions[0].variable);
    }
    size_t named = name.length + 3;
    ms_buffer_free(&name);
    return named > columns && named + taken <= COLUMNS ? named : columns;
}

/* The widest count is that of all children. Settings have names where there is room for them. */
static table lay_out(const ms_simulation *simulation, ms_buffer *out)
{
    table t = {.simulation = simulation, .out = out, .numbered = simulation->grid->dimension_count > 1};
    ms_buffer number = {0};
    size_t taken = widest_figures(&t);
    ms_put_thousands(&number, simulation->child_count);
    t.width = number.length + 1 < LEAST_WIDTH ? LEAST_WIDTH : number.length + 1;
    ms_buffer_free(&number);
    t.labels = label_columns(&t, taken);
    if (!t.numbered && t.labels + taken > COLUMNS) {
        t.numbered = true;
        t.labels = label_columns(&t, taken);
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
        ms_buffer_put(&words, simulation->reject_count == 1 ? " could not be read and is left out."
                                                            : " could not be read and are left out.");
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

/* A table of all settings, a line each. */
static void put_table(const table *t, const char *heading, const figures *figures, size_t width)
{
    ms_figure_columns columns = measure(t, figures, all_settings(t), width);
    ms_columns_fit(&columns, room_beside(t, figures));
    put_heading(t, heading);
    put_corner(t);
    put_headings(t, &columns, figures);
    for (uint32_t i = 0; i < t->simulation->grid->setting_count; i++) {
        put_label(t, i);
        put_figures(t, &columns, figures, i, 0);
    }
}

/* A table of figures with room for wider headings. */
static void put_wide_table(const table *t, const char *heading, const figures *figures)
{
    size_t width = room_beside(t, figures) / figures->columns;
    put_table(t, heading, figures, width < WIDEST ? width : WIDEST);
}

static void put_counts(const table *t)
{
    put_table(t, "Children by outcome: paragraphs of (5), undecided, needs information", &outcome_figures, t->width);
    put_wide_table(t, "Cases by their least settled child", &case_figures);
    if (t->simulation->grid->setting_count > 1) {
        put_wide_table(t,
                       "Movers from the baseline: children whose outcome is another, cases with such a "
                       "child, children who only pay another percentage; and children whose paragraph "
                       "certainly changes, or possibly, once missing facts are known",
                       &mover_figures);
    }
}

/* ---- premiums ---------------------------------------------------------------------------------------------------- */

/* Dollars want more room than counts. */
static ms_figure_columns premium_columns(const table *t)
{
    size_t room = room_beside(t, &premium_figures), width = room / 6 < 12 ? room / 6 : 12;
    ms_figure_columns columns = measure(t, &premium_figures, all_settings(t), width - 1);
    columns.width[0] += 3;
    columns.width[3] += 3;
    ms_columns_fit(&columns, room);
    return columns;
}

static void put_premiums(const table *t)
{
    ms_figure_columns columns = premium_columns(t);
    const size_t *width = columns.width;
    put_heading(t, "Premiums ordered a month: the increase of (2) for the first plan of each order, "
                   "once a case, by who is ordered; plans of known and of unknown increase");
    put_corner(t);
    ms_put_right(t->out, width[0] + width[1] + width[2], "parent not seeking support", 26);
    ms_put_right(t->out, width[3] + width[4] + width[5], " parent seeking support", 23);
    ms_buffer_put(t->out, "\n");
    ms_put_right(t->out, t->labels, "", 0);
    put_headings(t, &columns, &premium_figures);
    for (uint32_t i = 0; i < t->simulation->grid->setting_count; i++) {
        put_label(t, i);
        put_figures(t, &columns, &premium_figures, i, 0);
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
    t.labels = 2 + 7;
    size_t room = room_beside(&t, &flow_figures);
    ms_figure_columns columns = measure(&t, &flow_figures, (selection){1, &setting}, room / MS_STANDINGS);
    ms_columns_fit(&columns, room);
    put_setting_heading(&t, "Who moves from where (rows) to where (columns), under ", setting);
    ms_put_right(t.out, t.labels, "", 0);
    put_headings(&t, &columns, &flow_figures);
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        if (ms_total_moved_from(&t.simulation->totals[setting], from) == 0) {
            continue;
        }
        size_t begin = t.out->length;
        ms_buffer_put(t.out, "  ");
        ms_buffer_put(t.out, standing_headings[from]);
        ms_put_blanks_to(t.out, begin, t.labels);
        put_figures(&t, &columns, &flow_figures, setting, from);
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

static void put_bound_rows(const table *t, const ms_figure_columns *columns, uint32_t setting)
{
    for (size_t line = 0; line < bound_figures.lines; line++) {
        size_t begin = t->out->length;
        if (line == 0) {
            put_label(t, setting);
        }
        ms_put_blanks_to(t->out, begin, t->labels);
        ms_put_right(t->out, bound_figures.names, line == 0 ? "least" : "most", line == 0 ? 5 : 4);
        put_figures(t, columns, &bound_figures, setting, line);
    }
}

/* Nothing where nothing is open. */
static void put_bounds(const table *t, const ms_telling *telling)
{
    uint32_t selected[MS_MOST_BOUNDS];
    selection of = {ms_settings_of_bounds(t->simulation, telling, selected), selected};
    if (of.count == 0) {
        return;
    }
    size_t room = room_beside(t, &bound_figures), width = room / bound_figures.columns;
    ms_figure_columns columns = measure(t, &bound_figures, of, width < t->width ? width : t->width);
    ms_columns_fit(&columns, room);
    put_heading(t, "Once missing facts are known: the least and the most children that may come "
                   "under each paragraph");
    put_corner(t);
    ms_put_right(t->out, bound_figures.names, "", 0);
    put_headings(t, &columns, &bound_figures);
    for (uint32_t i = 0; i < of.count; i++) {
        put_bound_rows(t, &columns, selected[i]);
    }
}

void ms_simulation_text(const ms_simulation *simulation, ms_buffer *out)
{
    table t = lay_out(simulation, out);
    ms_telling telling = ms_telling_of(simulation);
    put_head(&t);
    if (t.numbered) {
        put_legend(&t);
    }
    put_counts(&t);
    put_premiums(&t);
    put_bounds(&t, &telling);
    for (uint32_t i = 0; i < telling.count; i++) {
        put_matrix(t, telling.settings[i]);
        put_examples(&t, telling.settings[i]);
    }
}
