/* A simulation as medsupport.simulation/1, indented. */
#include "batch/movers.h"
#include "batch/put.h"
#include "batch/simulation.h"
#include "facts/names.h"

/* What is being written. No text here needs escapes: all come from the tables of the law and of this program. */
typedef struct json {
    ms_buffer *out;
    int depth;
    bool begun; /* something stands in the innermost container */
} json;

/* Begins a member, or an element where name is NULL. */
static void begin(json *j, const char *name)
{
    if (j->depth > 0) {
        ms_buffer_put(j->out, j->begun ? ",\n" : "\n");
    }
    for (int i = 0; i < j->depth; i++) {
        ms_buffer_put(j->out, "  ");
    }
    if (name != NULL) {
        ms_buffer_put(j->out, "\"");
        ms_buffer_put(j->out, name);
        ms_buffer_put(j->out, "\": ");
    }
    j->begun = true;
}

static void open(json *j, const char *name, const char *bracket)
{
    begin(j, name);
    ms_buffer_put(j->out, bracket);
    j->depth++;
    j->begun = false;
}

static void close(json *j, const char *bracket)
{
    j->depth--;
    if (j->begun) {
        ms_buffer_put(j->out, "\n");
        for (int i = 0; i < j->depth; i++) {
            ms_buffer_put(j->out, "  ");
        }
    }
    ms_buffer_put(j->out, bracket);
    j->begun = true;
}

static void put_number(json *j, const char *name, uint64_t number)
{
    begin(j, name);
    ms_buffer_put_number(j->out, number);
}

static void put_text(json *j, const char *name, const char *text)
{
    begin(j, name);
    if (text == NULL) {
        ms_buffer_put(j->out, "null");
        return;
    }
    ms_buffer_put(j->out, "\"");
    ms_buffer_put(j->out, text);
    ms_buffer_put(j->out, "\"");
}

/* Two decimals, as everywhere in this project's formats. */
static void put_percentage(json *j, const char *name, int32_t hundredths)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_money_format(hundredths, text);
    put_text(j, name, text);
}

/* ---- settings ---------------------------------------------------------------------------------------------------- */

static void put_settings(json *j, const ms_settings *settings)
{
    put_percentage(j, "percent", settings->percent);
    put_percentage(j, "default_share", settings->default_share);
    open(j, "readings", "{");
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        put_text(j, text->name, text->choices[settings->readings.choice[reading]].name);
    }
    close(j, "}");
}

/* A variable's values, as they stand in the settings. */
static void put_dimension(json *j, const ms_dimension *dimension)
{
    ms_buffer name = {0};
    ms_put_variable(&name, dimension->variable);
    ms_buffer_add(&name, "", 1);
    open(j, NULL, "{");
    put_text(j, "name", name.failed ? NULL : name.text);
    open(j, "values", "[");
    for (uint32_t i = 0; i < dimension->count; i++) {
        if (dimension->variable < MS_VARY_READING) {
            put_percentage(j, NULL, dimension->values[i]);
        } else {
            ms_reading reading = (ms_reading)(dimension->variable - MS_VARY_READING);
            put_text(j, NULL, ms_reading_describe(reading)->choices[dimension->values[i]].name);
        }
    }
    close(j, "]");
    close(j, "}");
    j->out->failed = j->out->failed || name.failed;
    ms_buffer_free(&name);
}

/* ---- totals ------------------------------------------------------------------------------------------------------ */

static void put_outcomes(json *j, const ms_setting_totals *totals)
{
    open(j, "children", "{");
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        put_number(j, ms_standing_name(standing), ms_total_children(totals, standing));
    }
    close(j, "}");
    open(j, "cases", "{");
    for (int status = MS_DETERMINED; status <= MS_NEEDS_INFORMATION; status++) {
        put_number(j, ms_outcome_status_name((ms_outcome_status)status), (uint64_t)totals->cases[status]);
    }
    close(j, "}");
}

static void put_premiums(json *j, const ms_setting_totals *totals)
{
    open(j, "premiums", "{");
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_premiums *premiums = &totals->premiums[party];
        open(j, ms_party_name((ms_party)party), "{");
        begin(j, "a_year");
        ms_buffer_put(j->out, "\"");
        ms_put_dollars(j->out, premiums->year_cents);
        ms_buffer_put(j->out, "\"");
        put_number(j, "known", (uint64_t)premiums->plans);
        put_number(j, "unknown", (uint64_t)premiums->unknown);
        close(j, "}");
    }
    close(j, "}");
}

static void put_bounds(json *j, const ms_setting_totals *totals)
{
    open(j, "bounds", "{");
    for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        open(j, ms_paragraph_name(paragraph), "{");
        put_number(j, "least", ms_total_least(totals, paragraph));
        put_number(j, "most", ms_total_most(totals, paragraph));
        close(j, "}");
    }
    close(j, "}");
}

static void put_flows(json *j, const ms_setting_totals *totals)
{
    open(j, "flows", "[");
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        for (unsigned to = 0; to < MS_STANDINGS; to++) {
            if (totals->moved[from][to] == 0) {
                continue;
            }
            open(j, NULL, "{");
            put_text(j, "from", ms_standing_name(from));
            put_text(j, "to", ms_standing_name(to));
            put_number(j, "children", totals->moved[from][to]);
            close(j, "}");
        }
    }
    close(j, "]");
}

static void put_movers(json *j, const ms_setting_totals *totals)
{
    open(j, "movers", "{");
    put_number(j, "children", ms_total_moved(totals));
    put_number(j, "cases", totals->moved_cases);
    put_number(j, "other_percentage", totals->other_percentage);
    put_number(j, "certain", totals->certain_movers);
    put_number(j, "possible", totals->possible_movers);
    put_flows(j, totals);
    close(j, "}");
}

static void put_setting(json *j, const ms_simulation *simulation, uint32_t setting)
{
    const ms_setting_totals *totals = &simulation->totals[setting];
    open(j, NULL, "{");
    put_number(j, "setting", setting + 1);
    put_settings(j, &simulation->grid->settings[setting]);
    put_outcomes(j, totals);
    put_premiums(j, totals);
    put_bounds(j, totals);
    put_movers(j, totals);
    close(j, "}");
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static void put_caseload(json *j, const ms_simulation *simulation)
{
    open(j, "caseload", "{");
    put_number(j, "cases", simulation->case_count);
    put_number(j, "children", simulation->child_count);
    put_number(j, "rejected", simulation->reject_count);
    close(j, "}");
}

void ms_simulation_json(const ms_simulation *simulation, ms_buffer *out)
{
    const ms_grid *grid = simulation->grid;
    json j = {.out = out};
    char day[MS_DATE_TEXT_SIZE];
    if (simulation->as_of != MS_NO_DATE) {
        ms_date_format(simulation->as_of, day);
    }
    open(&j, NULL, "{");
    put_text(&j, "format", "medsupport.simulation/1");
    put_text(&j, "rule", "13 CSR 40-112.010");
    put_text(&j, "as_of", simulation->as_of == MS_NO_DATE ? NULL : day);
    put_caseload(&j, simulation);
    put_number(&j, "baseline", grid->baseline_setting + 1);
    open(&j, "varied", "[");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        put_dimension(&j, &grid->dimensions[i]);
    }
    close(&j, "]");
    open(&j, "settings", "[");
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        put_setting(&j, simulation, i);
    }
    close(&j, "]");
    close(&j, "}");
    ms_buffer_put(out, "\n");
}
