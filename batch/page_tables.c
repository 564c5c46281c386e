/* The page of a simulation: its tables. */
#include "batch/page.h"
#include "batch/put.h"

#include <string.h>

static void put(ms_page *page, const char *text)
{
    ms_buffer_put(page->out, text);
}

static void put_xml(ms_page *page, const char *text)
{
    ms_buffer_add_xml(page->out, text, strlen(text));
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* Begins a table up to its head. What scrolls can be reached and scrolled with the keys. */
static void put_caption(ms_page *page, const char *class_name, const char *caption)
{
    put(page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    put_xml(page, caption);
    put(page, "\"><table");
    put(page, class_name);
    put(page, "><caption>");
    put_xml(page, caption);
    put(page, "</caption>\n");
}

static void begin_table(ms_page *page, const char *caption)
{
    put_caption(page, "", caption);
    put(page, "<thead><tr>");
}

static void put_heading(ms_page *page, const char *text)
{
    put(page, "<th scope=\"col\">");
    put_xml(page, text);
    put(page, "</th>");
}

static void put_first_heading(ms_page *page, const char *text)
{
    put(page, "<th scope=\"col\" class=\"words\">");
    put_xml(page, text);
    put(page, "</th>");
}

static void begin_body(ms_page *page)
{
    put(page, "</tr></thead>\n<tbody>\n");
}

static void end_table(ms_page *page)
{
    put(page, "</tbody></table></div>\n");
}

/* Ends a table of all settings, or of as many as can be shown. */
static void end_settings(ms_page *page)
{
    const ms_grid *grid = page->simulation->grid;
    end_table(page);
    if (grid->setting_count <= MS_PAGE_ROWS) {
        return;
    }
    bool baseline_later = grid->baseline_setting >= MS_PAGE_ROWS;
    put(page, "<p class=\"soft\">The table has the first ");
    ms_buffer_put_number(page->out, baseline_later ? MS_PAGE_ROWS - 1 : MS_PAGE_ROWS);
    put(page, baseline_later ? " settings and the baseline, of " : " settings, of ");
    ms_put_thousands(page->out, grid->setting_count);
    put(page, "; the CSV and JSON forms have all.</p>\n");
}

static void put_number(ms_page *page, uint64_t number)
{
    put(page, number == 0 ? "<td class=\"none\">" : "<td>");
    ms_put_thousands(page->out, number);
    put(page, "</td>");
}

static void put_share(ms_page *page, uint64_t part)
{
    put(page, part == 0 ? "<td class=\"none\">" : "<td>");
    ms_put_share(page->out, part, page->simulation->child_count);
    put(page, " %</td>");
}

/* A number of children with their share under it. */
static void put_children(ms_page *page, uint64_t children)
{
    put(page, children == 0 ? "<td class=\"none\">" : "<td>");
    ms_put_thousands(page->out, children);
    put(page, " <small>");
    ms_put_share(page->out, children, page->simulation->child_count);
    put(page, " %</small></td>");
}

static void put_money(ms_page *page, __int128_t year_cents)
{
    put(page, "<td>");
    ms_put_dollars_a_month(page->out, year_cents);
    put(page, "</td>");
}

/* Begins a setting's row with its name. */
static void begin_setting(ms_page *page, uint32_t setting)
{
    bool baseline = setting == page->simulation->grid->baseline_setting;
    put(page, baseline ? "<tr class=\"baseline\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
    put_xml(page, ms_page_label(page, setting));
    put(page, baseline && page->simulation->grid->dimension_count > 0 ? " <small>baseline</small></th>" : "</th>");
}

/* ---- the tables -------------------------------------------------------------------------------------------------- */

/* The column of the settings, by what is varied. */
static void put_setting_heading(ms_page *page)
{
    static const char *const numbers[MS_VARY_READING] = {
        [MS_VARY_PERCENT] = "Ceiling", [MS_VARY_SHARE] = "Default share"};
    const ms_grid *grid = page->simulation->grid;
    ms_variable variable = grid->dimension_count == 1 ? grid->dimensions[0].variable : MS_VARIABLE_COUNT;
    if (variable < MS_VARY_READING) {
        put_first_heading(page, numbers[variable]);
    } else if (variable < MS_VARIABLE_COUNT) {
        put_first_heading(page, ms_reading_describe((ms_reading)(variable - MS_VARY_READING))->name);
    } else {
        put_first_heading(page, "Setting");
    }
}

void ms_page_meaning_table(ms_page *page)
{
    begin_table(page, "What the outcomes mean, by paragraph of (5)");
    put_first_heading(page, "Outcome");
    put_first_heading(page, "What it means");
    begin_body(page);
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        put(page, "<tr><th scope=\"row\">");
        ms_page_put_swatch(page, standing);
        put(page, "</th><td class=\"words\">");
        put(page, ms_standing_meaning(standing));
        put(page, "</td></tr>\n");
    }
    end_table(page);
}

/* The outcomes that have no column. */
static void put_absent(ms_page *page)
{
    const char *between = "<p class=\"soft\">No child under any setting: ";
    bool any = false;
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        if (!ms_page_has(page, standing)) {
            put(page, between);
            put(page, ms_standing_label(standing));
            between = ", ";
            any = true;
        }
    }
    put(page, any ? ".</p>\n" : "");
}

void ms_page_outcome_table(ms_page *page)
{
    begin_table(page, "Children by outcome, and their share of all children");
    put_setting_heading(page);
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        if (ms_page_has(page, standing)) {
            put_heading(page, ms_standing_label(standing));
        }
    }
    begin_body(page);
    for (uint32_t i = 0; i < ms_page_shown(page, MS_PAGE_ROWS); i++) {
        uint32_t setting = ms_page_setting_at(page, MS_PAGE_ROWS, i);
        begin_setting(page, setting);
        for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
            if (ms_page_has(page, standing)) {
                put_children(page, ms_total_children(&page->simulation->totals[setting], standing));
            }
        }
        put(page, "</tr>\n");
    }
    end_settings(page);
    put_absent(page);
}

void ms_page_mover_table(ms_page *page)
{
    bool share = ms_varied_dimension(page->simulation->grid, MS_VARY_SHARE) != NULL;
    begin_table(page, "Children and cases that move from the baseline");
    put_setting_heading(page);
    put_heading(page, "children who move");
    put_heading(page, "of all children");
    put_heading(page, "cases");
    if (share) {
        put_heading(page, "another percentage only");
    }
    if (page->open) {
        put_heading(page, "certain movers");
        put_heading(page, "possible movers");
    }
    begin_body(page);
    for (uint32_t i = 0; i < ms_page_shown(page, MS_PAGE_ROWS); i++) {
        uint32_t setting = ms_page_setting_at(page, MS_PAGE_ROWS, i);
        const ms_setting_totals *totals = &page->simulation->totals[setting];
        begin_setting(page, setting);
        put_number(page, ms_total_moved(totals));
        put_share(page, ms_total_moved(totals));
        put_number(page, totals->moved_cases);
        if (share) {
            put_number(page, totals->other_percentage);
        }
        if (page->open) {
            put_number(page, totals->certain_movers);
            put_number(page, totals->possible_movers);
        }
        put(page, "</tr>\n");
    }
    end_settings(page);
}

/* From one outcome to each that somebody moves to. */
static void put_flow_row(ms_page *page, const ms_setting_totals *totals, unsigned from)
{
    put(page, "<tr><th scope=\"row\">");
    put(page, ms_standing_label(from));
    put(page, "</th>");
    for (unsigned to = 0; to < MS_STANDINGS; to++) {
        if (ms_total_moved_to(totals, to) == 0) {
            continue;
        }
        if (from == to) {
            put(page, "<td class=\"none\">\u2013</td>");
        } else {
            put_number(page, totals->moved[from][to]);
        }
    }
    put_number(page, ms_total_moved_from(totals, from));
    put(page, "</tr>\n");
}

void ms_page_flow_table(ms_page *page, uint32_t setting)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    ms_buffer caption = {0};
    ms_buffer_put(&caption, "Children who move, from the outcome under the baseline (rows) to that under ");
    ms_page_put_setting(&caption, page->simulation, setting);
    begin_table(page, ms_page_text(page, &caption));
    put_first_heading(page, "from");
    for (unsigned to = 0; to < MS_STANDINGS; to++) {
        if (ms_total_moved_to(totals, to) > 0) {
            ms_buffer heading = {0};
            ms_buffer_put(&heading, "to ");
            ms_buffer_put(&heading, ms_standing_label(to));
            put_heading(page, ms_page_text(page, &heading));
        }
    }
    put_heading(page, "all");
    begin_body(page);
    for (unsigned from = 0; from < MS_STANDINGS; from++) {
        if (ms_total_moved_from(totals, from) > 0) {
            put_flow_row(page, totals, from);
        }
    }
    end_table(page);
}

/* Columns after that of the settings: groups of the same columns, each with a heading over them. */
typedef struct groups {
    unsigned count, width;
    const char *const *names, *const *columns;
} groups;

static void put_width(ms_page *page, const char *element, const groups *g)
{
    put(page, element);
    ms_buffer_put_number(page->out, g->width);
    put(page, "\">");
}

/* Begins a table with two rows of headings. A heading of a group is one to a program that reads the page aloud only where
 * the columns are grouped before. */
static void begin_grouped_table(ms_page *page, const char *caption, const groups *g)
{
    put_caption(page, " class=\"grouped\"", caption);
    put(page, "<colgroup></colgroup>");
    for (unsigned i = 0; i < g->count; i++) {
        put_width(page, "<colgroup span=\"", g);
        put(page, "</colgroup>");
    }
    put(page, "\n<thead><tr><td></td>");
    for (unsigned i = 0; i < g->count; i++) {
        put_width(page, "<th scope=\"colgroup\" class=\"over\" colspan=\"", g);
        put_xml(page, g->names[i]);
        put(page, "</th>");
    }
    put(page, "</tr>\n<tr>");
    put_setting_heading(page);
    for (unsigned i = 0; i < g->count * g->width; i++) {
        put_heading(page, g->columns[i % g->width]);
    }
    begin_body(page);
}

void ms_page_premium_table(ms_page *page)
{
    static const char *const parties[] = {"parents not seeking support", "parents seeking support"};
    static const char *const columns[] = {"a month", "change", "plans", "of unknown increase"};
    begin_grouped_table(page, "Premiums ordered a month, the change from the baseline, and the plans ordered",
                        &(groups){.count = 2, .width = 4, .names = parties, .columns = columns});
    const ms_setting_totals *baseline = &page->simulation->totals[page->simulation->grid->baseline_setting];
    for (uint32_t i = 0; i < ms_page_shown(page, MS_PAGE_ROWS); i++) {
        uint32_t setting = ms_page_setting_at(page, MS_PAGE_ROWS, i);
        begin_setting(page, setting);
        for (int party = MS_PNS; party <= MS_PSS; party++) {
            const ms_premiums *premiums = &page->simulation->totals[setting].premiums[party];
            put_money(page, premiums->year_cents);
            put_money(page, premiums->year_cents - baseline->premiums[party].year_cents);
            put_number(page, (uint64_t)premiums->plans);
            put_number(page, (uint64_t)premiums->unknown);
        }
        put(page, "</tr>\n");
    }
    end_settings(page);
}

static void put_bound_row(ms_page *page, uint32_t setting)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    begin_setting(page, setting);
    for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        put_number(page, ms_total_least(totals, paragraph));
        put_number(page, ms_total_most(totals, paragraph));
    }
    put(page, "</tr>\n");
}

void ms_page_bound_table(ms_page *page)
{
    static const char *const columns[] = {"least", "most"};
    const char *names[MS_NO_PARAGRAPH + 1];
    for (unsigned paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        names[paragraph] = ms_standing_label(paragraph);
    }
    begin_grouped_table(
        page, "The fewest and the most children that may come under each paragraph once missing facts are known",
        &(groups){.count = MS_NO_PARAGRAPH + 1, .width = 2, .names = names, .columns = columns});
    uint32_t settings[MS_MOST_BOUNDS];
    uint32_t count = ms_settings_of_bounds(page->simulation, &page->telling, settings);
    for (uint32_t i = 0; i < count; i++) {
        put_bound_row(page, settings[i]);
    }
    end_table(page);
}

void ms_page_setting_table(ms_page *page)
{
    const ms_grid *grid = page->simulation->grid;
    begin_table(page, "The settings by number");
    put_first_heading(page, "Number");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_buffer name = {0};
        ms_put_variable(&name, grid->dimensions[i].variable);
        put_first_heading(page, ms_page_text(page, &name));
    }
    begin_body(page);
    for (uint32_t row = 0; row < ms_page_shown(page, MS_PAGE_ROWS); row++) {
        uint32_t setting = ms_page_setting_at(page, MS_PAGE_ROWS, row);
        bool baseline = setting == grid->baseline_setting;
        put(page, baseline ? "<tr class=\"baseline\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
        ms_buffer_put_number(page->out, setting + 1);
        put(page, baseline ? " (baseline)</th>" : "</th>");
        for (uint32_t i = 0; i < grid->dimension_count; i++) {
            ms_variable variable = grid->dimensions[i].variable;
            put(page, "<td class=\"words\">");
            ms_put_value(page->out, variable, ms_setting_value(&grid->settings[setting], variable));
            put(page, variable < MS_VARY_READING ? " %</td>" : "</td>");
        }
        put(page, "</tr>\n");
    }
    end_settings(page);
}
