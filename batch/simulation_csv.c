/* A simulation as a table of one figure a row, which any program can pivot. */
#include "batch/movers.h"
#include "batch/put.h"
#include "batch/simulation.h"
#include "facts/names.h"

/* The row that is being written: figure, party, from and to may be "". */
typedef struct row {
    const char *figure, *party, *from, *to;
} row;

typedef struct table {
    const ms_simulation *simulation;
    ms_buffer *out;
    uint32_t setting;
} table;

/* Nothing that is put has a comma, a quotation mark or a line break. */
static void begin_row(const table *t, row r)
{
    const ms_grid *grid = t->simulation->grid;
    ms_buffer_put_number(t->out, t->setting + 1);
    ms_buffer_put(t->out, t->setting == grid->baseline_setting ? ",yes" : ",no");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        ms_buffer_put(t->out, ",");
        ms_put_value(t->out, variable, ms_setting_value(&grid->settings[t->setting], variable));
    }
    const char *const cells[] = {r.figure, r.party, r.from, r.to};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        ms_buffer_put(t->out, ",");
        ms_buffer_put(t->out, cells[i]);
    }
    ms_buffer_put(t->out, ",");
}

static void put_count(const table *t, row r, uint64_t count)
{
    begin_row(t, r);
    ms_buffer_put_number(t->out, count);
    ms_buffer_put(t->out, "\r\n");
}

static void put_header(const table *t)
{
    const ms_grid *grid = t->simulation->grid;
    ms_buffer_put(t->out, "setting,baseline");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_buffer_put(t->out, ",");
        ms_put_variable(t->out, grid->dimensions[i].variable);
    }
    ms_buffer_put(t->out, ",figure,party,from,to,value\r\n");
}

static void put_outcomes(const table *t, const ms_setting_totals *totals)
{
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        row r = {"children", "", "", ms_standing_name(standing)};
        put_count(t, r, ms_total_children(totals, standing));
    }
    for (int status = MS_DETERMINED; status <= MS_NEEDS_INFORMATION; status++) {
        row r = {"cases", "", "", ms_outcome_status_name((ms_outcome_status)status)};
        put_count(t, r, (uint64_t)totals->cases[status]);
    }
}

static void put_bounds(const table *t, const ms_setting_totals *totals)
{
    for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        const char *name = ms_paragraph_name(paragraph);
        put_count(t, (row){"least_children", "", "", name}, ms_total_least(totals, paragraph));
        put_count(t, (row){"most_children", "", "", name}, ms_total_most(totals, paragraph));
    }
}

static void put_premiums(const table *t, const ms_setting_totals *totals)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const char *name = ms_party_name((ms_party)party);
        const ms_premiums *premiums = &totals->premiums[party];
        begin_row(t, (row){"premiums_a_year", name, "", ""});
        ms_put_dollars(t->out, premiums->year_cents);
        ms_buffer_put(t->out, "\r\n");
        put_count(t, (row){"premiums_known", name, "", ""}, (uint64_t)premiums->plans);
        put_count(t, (row){"premiums_unknown", name, "", ""}, (uint64_t)premiums->unknown);
    }
}

static void put_movers(const table *t, const ms_setting_totals *totals)
{
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        for (unsigned to = 0; to < MS_STANDINGS; to++) {
            if (totals->moved[from][to] > 0) {
                put_count(t, (row){"moved_children", "", ms_standing_name(from), ms_standing_name(to)},
                          totals->moved[from][to]);
            }
        }
    }
    put_count(t, (row){"moved_cases", "", "", ""}, totals->moved_cases);
    put_count(t, (row){"other_percentage", "", "", ""}, totals->other_percentage);
    put_count(t, (row){"certain_movers", "", "", ""}, totals->certain_movers);
    put_count(t, (row){"possible_movers", "", "", ""}, totals->possible_movers);
}

void ms_simulation_csv(const ms_simulation *simulation, ms_buffer *out)
{
    table t = {.simulation = simulation, .out = out};
    put_header(&t);
    for (t.setting = 0; t.setting < simulation->grid->setting_count; t.setting++) {
        const ms_setting_totals *totals = &simulation->totals[t.setting];
        put_outcomes(&t, totals);
        put_bounds(&t, totals);
        put_premiums(&t, totals);
        put_movers(&t, totals);
    }
}
