/*
 * A simulation as one page that stands by itself: no script, nothing fetched, light and dark, and on paper. Under each
 * chart are its figures as a table. No id of a case is in it.
 */
#include "batch/page.h"
#include "batch/page_style.h"
#include "batch/put.h"
#include "batch/simulation.h"

#include <string.h>

static void put(ms_page *page, const char *text)
{
    ms_buffer_put(page->out, text);
}

/* Appends what was put in `words`, escaped, and frees it. */
static void put_words(ms_page *page, ms_buffer *words)
{
    ms_buffer_add_xml(page->out, words->text, words->length);
    page->out->failed = page->out->failed || words->failed;
    ms_buffer_free(words);
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static void put_title(ms_page *page)
{
    static const char *const numbers[MS_VARY_READING] = {
        [MS_VARY_PERCENT] = "other cost ceilings", [MS_VARY_SHARE] = "other default shares"};
    const ms_grid *grid = page->simulation->grid;
    bool readings = false;
    put(page, "Medical child support");
    const char *between = " under ";
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        if (variable >= MS_VARY_READING && readings) {
            continue;
        }
        put(page, between);
        put(page, variable < MS_VARY_READING ? numbers[variable] : "other readings of the text");
        readings = readings || variable >= MS_VARY_READING;
        between = " and ";
    }
}

static void put_head(ms_page *page)
{
    put(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    put_title(page);
    put(page, "</title>\n");
    ms_put_page_style(page->out);
    put(page, "</head>\n<body>\n");
    ms_put_page_patterns(page->out);
    put(page, "<main>\n<header>\n<p class=\"kicker\">A simulation of 13 CSR 40-112.010</p>\n<h1>");
    put_title(page);
    put(page, "</h1>\n");
}

static void put_lead(ms_page *page)
{
    const ms_simulation *simulation = page->simulation;
    ms_buffer words = {0};
    put(page, "<p class=\"intro\">");
    ms_put_cases(&words, simulation->case_count);
    ms_buffer_put(&words, " with ");
    ms_put_children(&words, simulation->child_count);
    ms_buffer_put(&words, ", ");
    ms_put_as_of(&words, simulation);
    ms_buffer_put(&words, ". Baseline: ");
    ms_put_baseline(&words, simulation->grid);
    ms_buffer_put(&words, ".");
    put_words(page, &words);
    put(page, "</p>\n</header>\n");
}

/* ---- what was found ---------------------------------------------------------------------------------------------- */

/* Begins a finding with how many children it is about. */
static void begin_finding(ms_page *page, uint64_t children)
{
    ms_buffer words = {0};
    put(page, "<li><strong>");
    ms_put_children(&words, children);
    put_words(page, &words);
    put(page, "</strong>");
}

static void end_finding(ms_page *page, ms_buffer *words)
{
    put_words(page, words);
    put(page, "</li>\n");
}

/* Appends " under a ceiling of 8 %: 17.2 % of all". */
static void put_under(ms_page *page, ms_buffer *words, uint32_t setting, uint64_t children)
{
    ms_buffer_put(words, " under ");
    ms_page_put_setting(words, page->simulation, setting);
    ms_buffer_put(words, ": ");
    ms_put_share(words, children, page->simulation->child_count);
    ms_buffer_put(words, " % of all");
}

/* Appends from where to where the largest part of the movers go. */
static void put_largest_flow(ms_buffer *words, const ms_setting_totals *totals)
{
    unsigned from = 0, to = 0;
    for (unsigned i = 0; i < MS_STANDINGS * MS_STANDINGS; i++) {
        if (totals->moved[i / MS_STANDINGS][i % MS_STANDINGS] > totals->moved[from][to]) {
            from = i / MS_STANDINGS;
            to = i % MS_STANDINGS;
        }
    }
    if (totals->moved[from][to] < ms_total_moved(totals)) {
        ms_buffer_put(words, ". The largest part, ");
        ms_put_thousands(words, totals->moved[from][to]);
        ms_buffer_put(words, ", from ");
    } else {
        ms_buffer_put(words, ", from ");
    }
    ms_buffer_put(words, ms_standing_label(from));
    ms_buffer_put(words, " to ");
    ms_buffer_put(words, ms_standing_label(to));
    ms_buffer_put(words, ".");
}

/* "2,622 children move" and where from and to most. */
static void put_moved(ms_page *page, uint32_t setting)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    uint64_t moved = ms_total_moved(totals);
    ms_buffer words = {0};
    begin_finding(page, moved);
    ms_buffer_put(&words, moved == 1 ? "moves" : "move");
    put_under(page, &words, setting, moved);
    ms_buffer_put(&words, ", in ");
    ms_put_cases(&words, totals->moved_cases);
    put_largest_flow(&words, totals);
    end_finding(page, &words);
}

static void put_premium_change(ms_page *page, uint32_t setting)
{
    const ms_simulation *simulation = page->simulation;
    const ms_premiums *before = simulation->totals[simulation->grid->baseline_setting].premiums;
    const ms_premiums *after = simulation->totals[setting].premiums;
    __int128_t change =
        after[MS_PNS].year_cents + after[MS_PSS].year_cents - before[MS_PNS].year_cents - before[MS_PSS].year_cents;
    ms_buffer words = {0};
    put(page, "<li><strong>");
    ms_buffer_put(&words, change > 0 ? "+" : "");
    ms_put_dollars_a_month(&words, change);
    put_words(page, &words);
    put(page, "</strong>");
    ms_buffer_put(&words, "a month in premiums ordered under ");
    ms_page_put_setting(&words, simulation, setting);
    ms_buffer_put(&words, ": of parents not seeking support ");
    ms_put_dollars_a_month(&words, before[MS_PNS].year_cents);
    ms_buffer_put(&words, " before and ");
    ms_put_dollars_a_month(&words, after[MS_PNS].year_cents);
    ms_buffer_put(&words, " after, of parents seeking support ");
    ms_put_dollars_a_month(&words, before[MS_PSS].year_cents);
    ms_buffer_put(&words, " and ");
    ms_put_dollars_a_month(&words, after[MS_PSS].year_cents);
    ms_buffer_put(&words, ".");
    put_words(page, &words);
    put(page, "</li>\n");
}

static uint64_t with_other_percentage(const ms_setting_totals *totals)
{
    return totals->other_percentage;
}

/* Those who do not move and pay another percentage, where there are any. */
static void put_other_percentage(ms_page *page)
{
    uint32_t setting = ms_setting_of_most(page->simulation, with_other_percentage);
    if (setting == page->simulation->grid->setting_count) {
        return;
    }
    uint64_t children = page->simulation->totals[setting].other_percentage;
    ms_buffer words = {0};
    begin_finding(page, children);
    ms_buffer_put(&words, children == 1 ? "stays" : "stay");
    ms_buffer_put(&words, " under (E) or (F) with another percentage of the costs to be paid");
    put_under(page, &words, setting, children);
    ms_buffer_put(&words, ".");
    end_finding(page, &words);
}

static uint64_t perhaps_moving(const ms_setting_totals *totals)
{
    return totals->possible_movers;
}

/* Nobody is counted as a mover, and some may be one once missing facts are known. */
static void put_perhaps_moving(ms_page *page, uint32_t setting)
{
    uint64_t children = perhaps_moving(&page->simulation->totals[setting]);
    ms_buffer words = {0};
    ms_buffer_put(&words, "by the facts that are known. Once missing facts are, ");
    ms_put_children(&words, children);
    ms_buffer_put(&words, " may");
    put_under(page, &words, setting, children);
    ms_buffer_put(&words, ".");
    put(page, "<li><strong>Nobody moves</strong>");
    end_finding(page, &words);
}

static void put_nobody_moves(ms_page *page)
{
    const ms_simulation *simulation = page->simulation;
    uint32_t none = simulation->grid->setting_count, perhaps = ms_setting_of_most(simulation, perhaps_moving);
    if (none == 1) {
        put(page, "<li><strong>One setting</strong>Nothing is varied: the page shows the baseline.</li>\n");
    } else if (perhaps != none) {
        put_perhaps_moving(page, perhaps);
    } else if (ms_setting_of_most(simulation, with_other_percentage) != none) {
        put(page,
            "<li><strong>Nobody moves</strong>Every child has the outcome that it has under the baseline, whatever "
            "the setting. What changes is the percentage that is paid.</li>\n");
    } else {
        put(page, "<li><strong>Nobody moves</strong>Every child comes out as under the baseline, whatever the setting."
                  "</li>\n");
    }
}

/* Of how many children facts are missing: under the baseline, and where there are more, or any at all, elsewhere. */
static void put_open(ms_page *page)
{
    const ms_simulation *simulation = page->simulation;
    uint32_t baseline = simulation->grid->baseline_setting, most = ms_setting_of_most(simulation, ms_total_open);
    uint64_t before = ms_total_open(&simulation->totals[baseline]), children = ms_total_open(&simulation->totals[most]);
    uint64_t first = before > 0 ? before : children;
    ms_buffer words = {0};
    begin_finding(page, first);
    ms_buffer_put(&words, first == 1 ? "needs information" : "need information");
    if (before == 0) {
        put_under(page, &words, most, children);
        ms_buffer_put(&words, ". Under the baseline nobody does");
    } else {
        ms_buffer_put(&words, " under the baseline: ");
        ms_put_share(&words, before, simulation->child_count);
        ms_buffer_put(&words, " % of all");
    }
    if (before > 0 && children > before) {
        ms_buffer_put(&words, "; the most, ");
        ms_put_thousands(&words, children);
        put_under(page, &words, most, children);
    }
    ms_buffer_put(&words, ". Where they come out is open until the missing facts are known; the page gives bounds and "
                          "does not guess.");
    end_finding(page, &words);
}

static void put_findings(ms_page *page)
{
    put(page, "<section aria-labelledby=\"found\">\n<h2 id=\"found\">What was found</h2>\n<ul class=\"found\">\n");
    for (uint32_t i = 0; i < page->telling.count; i++) {
        put_moved(page, page->telling.settings[i]);
        put_premium_change(page, page->telling.settings[i]);
    }
    if (page->telling.count == 0) {
        put_nobody_moves(page);
    }
    put_other_percentage(page);
    if (page->open) {
        put_open(page);
    }
    put(page, "</ul>\n</section>\n");
}

/* ---- sections ---------------------------------------------------------------------------------------------------- */

static void begin_section(ms_page *page, const char *id, const char *heading)
{
    put(page, "<section aria-labelledby=\"");
    put(page, id);
    put(page, "\">\n<h2 id=\"");
    put(page, id);
    put(page, "\">");
    put(page, heading);
    put(page, "</h2>\n");
}

static void end_section(ms_page *page)
{
    put(page, "</section>\n");
}

static void put_outcomes(ms_page *page)
{
    begin_section(page, "outcomes", "Where the children come out");
    ms_page_meaning_table(page);
    ms_page_outcome_charts(page);
    ms_page_outcome_table(page);
    end_section(page);
}

static void put_movers(ms_page *page)
{
    begin_section(page, "movers", "Who moves");
    put(page, "<p>A child moves when its outcome is another than under the baseline.");
    if (page->telling.count > 0) {
        put(page, " Bars, and the bands between two outcomes, have the colour of the outcome that it comes to.");
    }
    put(page, "</p>\n");
    if (page->telling.count > 0) {
        ms_page_mover_chart(page);
    }
    ms_page_mover_table(page);
    for (uint32_t i = 0; i < page->telling.count; i++) {
        ms_buffer words = {0};
        put(page, "<h3>Under ");
        ms_page_put_setting(&words, page->simulation, page->telling.settings[i]);
        put_words(page, &words);
        put(page, "</h3>\n");
        ms_page_flow_chart(page, page->telling.settings[i]);
        ms_page_flow_table(page, page->telling.settings[i]);
    }
    end_section(page);
}

static void put_premiums(ms_page *page)
{
    begin_section(page, "premiums", "Premiums ordered");
    put(page,
        "<p>What the ordered coverage adds to the parents\u2019 premiums: the increase that paragraph (2) measures, of "
        "the first plan that each order names, counted once a case however many children it covers. For (A) and (B) "
        "it is the plan that covers the child now. Plans of unknown increase are counted and add nothing.</p>\n");
    ms_page_premium_chart(page);
    ms_page_premium_table(page);
    end_section(page);
}

static void put_bounds(ms_page *page)
{
    begin_section(page, "bounds", "What missing facts leave open");
    put(page,
        "<p>Some facts are not known. What is certain without them is counted as the least; what they leave possible "
        "as the most. The truth lies between; where, these figures do not say.</p>\n");
    ms_page_bound_chart(page);
    ms_page_bound_table(page);
    end_section(page);
}

/* ---- method ------------------------------------------------------------------------------------------------------ */

static void put_reading(ms_page *page, const ms_dimension *dimension)
{
    const ms_reading_text *text = ms_reading_describe((ms_reading)(dimension->variable - MS_VARY_READING));
    ms_buffer words = {0};
    put(page, "<h3>");
    put(page, text->name);
    put(page, ", ");
    put(page, text->paragraph);
    put(page, "</h3>\n<p>");
    ms_buffer_put(&words, text->question);
    put_words(page, &words);
    put(page, "</p>\n<ul>\n");
    for (uint32_t i = 0; i < dimension->count; i++) {
        const ms_choice_text *choice = &text->choices[dimension->values[i]];
        put(page, "<li><strong>");
        put(page, choice->name);
        put(page, dimension->values[i] == 0 ? "</strong> (the default): " : "</strong>: ");
        ms_buffer_put(&words, choice->effect);
        put_words(page, &words);
        put(page, "</li>\n");
    }
    put(page, "</ul>\n");
}

static void put_settings(ms_page *page)
{
    const ms_grid *grid = page->simulation->grid;
    ms_buffer words = {0};
    begin_section(page, "settings", "Settings");
    put(page, "<p>Baseline: ");
    ms_put_baseline(&words, grid);
    put_words(page, &words);
    put(page, ".</p>\n");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        put(page, "<p>Varied: ");
        ms_put_dimension(&words, &grid->dimensions[i]);
        put_words(page, &words);
        put(page, ".</p>\n");
    }
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        if (grid->dimensions[i].variable >= MS_VARY_READING) {
            put_reading(page, &grid->dimensions[i]);
        }
    }
    if (grid->dimension_count > 1) {
        ms_page_setting_table(page);
    }
    end_section(page);
}

static void put_method(ms_page *page)
{
    begin_section(page, "method", "Method and limits");
    put(page,
        "<ul>\n"
        "<li>Each child is determined under each setting by the same evaluation of the rule that decides a single case. "
        "Amounts are whole cents; no percentage is rounded when a cost is tested.</li>\n"
        "<li>Shares are of children, not of cases or dollars. Dollars a month are a twelfth of the year\u2019s sum, shown to "
        "the nearest dollar.</li>\n"
        "<li>A fact that is not known is never taken for no. Where it decides, the child is counted under needs "
        "information.</li>\n"
        "<li>Certain movers come under another paragraph whatever the missing facts are; possible movers may. The number "
        "of those who do lies between the two.</li>\n"
        "<li>The facts are those of the caseload as it is. What parents, employers and insurers would do differently under "
        "another rule is not in it.</li>\n");
    if (page->simulation->reject_count > 0) {
        ms_buffer words = {0};
        put(page, "<li>");
        ms_put_cases(&words, page->simulation->reject_count);
        ms_buffer_put(&words, page->simulation->reject_count == 1 ? " could not be read and is left out."
                                                                  : " could not be read and are left out.");
        put_words(page, &words);
        put(page, "</li>\n");
    }
    put(page, "</ul>\n");
    end_section(page);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* The standings that some child has under some setting, bit s for standing s. */
static unsigned standings_of(const ms_simulation *simulation)
{
    unsigned found = 0;
    for (uint32_t i = 0; i < simulation->grid->setting_count; i++) {
        for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
            bool has = ms_total_children(&simulation->totals[i], standing) > 0;
            found |= has ? 1u << standing : 0;
        }
    }
    return found;
}

void ms_simulation_html(const ms_simulation *simulation, ms_buffer *out)
{
    const ms_dimension *percent = ms_varied_dimension(simulation->grid, MS_VARY_PERCENT);
    ms_page page = {.simulation = simulation,
                    .out = out,
                    .svg = {.out = out},
                    .telling = ms_telling_of(simulation),
                    .has = standings_of(simulation),
                    .varies_percent = percent != NULL && percent->count > 2};
    page.open = ms_page_has(&page, MS_STANDS_NEEDS);
    put_head(&page);
    put_lead(&page);
    put_findings(&page);
    put_outcomes(&page);
    if (simulation->grid->setting_count > 1) {
        put_movers(&page);
    }
    put_premiums(&page);
    if (page.open) {
        put_bounds(&page);
    }
    put_settings(&page);
    put_method(&page);
    put(&page, "</main>\n</body>\n</html>\n");
    ms_arena_free(&page.texts);
}
