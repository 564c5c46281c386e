/* The page of a simulation: its charts. */
#include "batch/page.h"
#include "batch/put.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SLICES = 4, WHOLE = 10000 };

/* A chart in a frame that scrolls where the screen is narrow. */
static void begin_figure(ms_page *page, const char *name)
{
    ms_buffer_put(page->out, "<figure><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    ms_buffer_add_xml(page->out, name, strlen(name));
    ms_buffer_put(page->out, "\">\n");
}

static void end_figure(ms_page *page)
{
    ms_buffer_put(page->out, "</div></figure>\n");
}

static void put_thousands(ms_buffer *out, uint64_t value)
{
    ms_put_thousands(out, value);
}

static void put_percent(ms_buffer *out, uint64_t value)
{
    ms_buffer_put_number(out, value / 100);
    ms_buffer_put(out, " %");
}

static void put_dollars(ms_buffer *out, uint64_t value)
{
    ms_buffer_put(out, "$");
    ms_put_thousands(out, value);
}

/* ---- which settings have bars ------------------------------------------------------------------------------------ */

static uint32_t bar_settings(const ms_page *page, uint32_t settings[MS_PAGE_BARS])
{
    uint32_t count = ms_page_shown(page, MS_PAGE_BARS);
    for (uint32_t i = 0; i < count; i++) {
        settings[i] = ms_page_setting_at(page, MS_PAGE_BARS, i);
    }
    return count;
}

static void say_what_is_left_out(ms_page *page, uint32_t shown)
{
    uint32_t all = page->simulation->grid->setting_count;
    if (shown < all) {
        ms_buffer_put(page->out, "<p class=\"soft\">The chart shows ");
        ms_put_thousands(page->out, shown);
        ms_buffer_put(page->out, " of ");
        ms_put_thousands(page->out, all);
        ms_buffer_put(page->out, " settings.</p>\n");
    }
}

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

/* The default share that the charts by percentage are for: it changes no outcome. The baseline's, if settings have it. */
static int32_t share_shown(const ms_grid *grid)
{
    const ms_dimension *varied = ms_varied_dimension(grid, MS_VARY_SHARE);
    for (uint32_t i = 0; varied != NULL && i < varied->count; i++) {
        if (varied->values[i] == grid->baseline.default_share) {
            return grid->baseline.default_share;
        }
    }
    return varied == NULL ? grid->baseline.default_share : varied->values[0];
}

static bool same_readings(const ms_settings *a, const ms_settings *b)
{
    return memcmp(&a->readings, &b->readings, sizeof a->readings) == 0;
}

/* The settings with the readings of a setting, by percentage. */
static uint32_t slice_of(const ms_grid *grid, uint32_t setting, uint32_t *slice)
{
    int32_t share = share_shown(grid);
    uint32_t count = 0;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        const ms_settings *settings = &grid->settings[i];
        if (settings->default_share != share || !same_readings(settings, &grid->settings[setting])) {
            continue;
        }
        uint32_t at = count++;
        while (at > 0 && grid->settings[slice[at - 1]].percent > settings->percent) {
            slice[at] = slice[at - 1];
            at--;
        }
        slice[at] = i;
    }
    return count;
}

/* The shares under a setting, rounded so that they make the whole. */
static void find_shares(const ms_simulation *simulation, uint32_t setting, uint16_t shares[MS_MAX_SEGMENTS])
{
    uint64_t sum = 0, before = 0;
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        sum += ms_total_children(&simulation->totals[setting], standing);
        uint64_t all = simulation->child_count == 0 ? 1 : simulation->child_count;
        uint64_t upto = (uint64_t)((__uint128_t)sum * WHOLE / all);
        shares[standing] = (uint16_t)(upto - before);
        before = upto;
    }
}

/* "(A) 17.1 % to 17.1 %, (B) ..." */
static void describe_slice(ms_page *page, const uint32_t *slice, uint32_t count, ms_buffer *about)
{
    const ms_simulation *simulation = page->simulation;
    ms_buffer_put(about, "Shares of children from the lowest to the highest ceiling shown: ");
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        ms_buffer_put(about, standing == 0 ? "" : "; ");
        ms_buffer_put(about, ms_standing_label(standing));
        ms_buffer_put(about, " ");
        ms_put_share(about, ms_total_children(&simulation->totals[slice[0]], standing), simulation->child_count);
        ms_buffer_put(about, " to ");
        ms_put_share(about, ms_total_children(&simulation->totals[slice[count - 1]], standing),
                     simulation->child_count);
        ms_buffer_put(about, " percent");
    }
    ms_buffer_put(about, ".");
}

/* The readings that set a slice apart. */
static void put_slice_heading(ms_page *page, uint32_t setting)
{
    const ms_grid *grid = page->simulation->grid;
    const char *between = "<h3>With ";
    bool any = false;
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        if (variable < MS_VARY_READING) {
            continue;
        }
        ms_buffer_put(page->out, between);
        ms_buffer_put(page->out, ms_reading_describe((ms_reading)(variable - MS_VARY_READING))->name);
        ms_buffer_put(page->out, "=");
        ms_put_value(page->out, variable, ms_setting_value(&grid->settings[setting], variable));
        between = ", ";
        any = true;
    }
    ms_buffer_put(page->out, any ? "</h3>\n" : "");
}

/* The columns of a slice. */
typedef struct columns {
    uint32_t count;
    uint32_t *settings;
    int32_t *x;
    uint16_t (*shares)[MS_MAX_SEGMENTS];
} columns;

/* Fills the columns; none where memory is out. */
static columns columns_of(ms_page *page, uint32_t setting)
{
    const ms_grid *grid = page->simulation->grid;
    columns c = {.settings = ms_arena_take(&page->texts, grid->setting_count, sizeof *c.settings),
                 .x = ms_arena_take(&page->texts, grid->setting_count, sizeof *c.x),
                 .shares = ms_arena_take(&page->texts, grid->setting_count, sizeof *c.shares)};
    if (c.settings == NULL || c.x == NULL || c.shares == NULL) {
        page->out->failed = true;
        return c;
    }
    c.count = slice_of(grid, setting, c.settings);
    for (uint32_t i = 0; i < c.count; i++) {
        c.x[i] = grid->settings[c.settings[i]].percent;
        find_shares(page->simulation, c.settings[i], c.shares[i]);
    }
    return c;
}

/* Draws the slice of a setting; false, and nothing, where it is no more than one setting. */
static bool draw_slice(ms_page *page, uint32_t setting)
{
    static const char title[] = "Where the children come out as the ceiling rises";
    const char *names[MS_MAX_SEGMENTS];
    columns c = columns_of(page, setting);
    if (c.count < 2) {
        return false;
    }
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        names[standing] = ms_page_share_label(page, standing, c.settings[c.count - 1]);
    }
    ms_buffer about = {0};
    describe_slice(page, c.settings, c.count, &about);
    put_slice_heading(page, setting);
    begin_figure(page, title);
    ms_draw_areas(&page->svg, &(ms_area_chart){.title = title,
                                               .description = &about,
                                               .axis = "Ceiling of (2): percent of gross income",
                                               .count = c.count,
                                               .x = c.x,
                                               .shares = c.shares,
                                               .baseline = page->simulation->grid->baseline.percent,
                                               .names = names});
    end_figure(page);
    ms_buffer_free(&about);
    return true;
}

/* Whether no setting before this one has its readings. */
static bool begins_slice(const ms_grid *grid, uint32_t setting)
{
    for (uint32_t i = 0; i < setting; i++) {
        if (same_readings(&grid->settings[i], &grid->settings[setting])) {
            return false;
        }
    }
    return true;
}

/* The baseline's slice first, then the others. */
static void draw_slices(ms_page *page)
{
    const ms_grid *grid = page->simulation->grid;
    uint32_t drawn = draw_slice(page, grid->baseline_setting) ? 1 : 0, left_out = 0;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        if (same_readings(&grid->settings[i], &grid->baseline) || !begins_slice(grid, i)) {
            continue;
        }
        if (drawn == MAX_SLICES) {
            left_out++;
        } else if (draw_slice(page, i)) {
            drawn++;
        }
    }
    if (left_out > 0) {
        ms_buffer_put(page->out, "<p class=\"soft\">The table below has the other ");
        ms_put_thousands(page->out, left_out);
        ms_buffer_put(page->out,
                      left_out == 1 ? " combination of readings.</p>\n" : " combinations of readings.</p>\n");
    }
    if (ms_varied_dimension(grid, MS_VARY_SHARE) != NULL) {
        ms_buffer_put(page->out, "<p class=\"soft\">Drawn for a default share of ");
        ms_put_hundredths(page->out, share_shown(grid));
        ms_buffer_put(page->out, " %. Another changes the percentage that is paid, not the paragraph.</p>\n");
    }
}

static void draw_outcome_bars(ms_page *page)
{
    static const char title[] = "Where the children come out, by setting";
    uint32_t settings[MS_PAGE_BARS];
    ms_bar bars[MS_PAGE_BARS];
    uint32_t count = bar_settings(page, settings);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t shares[MS_MAX_SEGMENTS];
        find_shares(page->simulation, settings[i], shares);
        bars[i] = (ms_bar){.label = ms_page_label(page, settings[i]),
                           .end = settings[i] == page->simulation->grid->baseline_setting ? "baseline" : "",
                           .marked = settings[i] == page->simulation->grid->baseline_setting,
                           .count = MS_MAX_SEGMENTS};
        for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
            bars[i].values[standing] = shares[standing];
            bars[i].fills[standing] = ms_svg_fill(standing);
        }
    }
    ms_page_put_key(page, page->has);
    ms_buffer about = {0};
    ms_buffer_put(&about, "A bar for each setting, with the shares of the outcomes; the table below has the figures.");
    begin_figure(page, title);
    ms_draw_bars(&page->svg, &(ms_bar_chart){.title = title,
                                             .description = &about,
                                             .axis = "Share of children",
                                             .tick = put_percent,
                                             .whole = WHOLE,
                                             .count = count,
                                             .bars = bars});
    end_figure(page);
    ms_buffer_free(&about);
    say_what_is_left_out(page, count);
}

void ms_page_outcome_charts(ms_page *page)
{
    if (page->varies_percent) {
        draw_slices(page);
    } else {
        draw_outcome_bars(page);
    }
}

/* ---- movers ------------------------------------------------------------------------------------------------------ */

/* The children who move to each place. */
static ms_bar mover_bar(ms_page *page, uint32_t setting)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    bool baseline = setting == page->simulation->grid->baseline_setting;
    ms_bar bar = {.label = ms_page_label(page, setting), .marked = baseline, .count = MS_MAX_SEGMENTS};
    for (unsigned to = 0; to < MS_STANDINGS; to++) {
        bar.fills[to] = ms_svg_fill(to);
        bar.values[to] = ms_total_moved_to(totals, to);
    }
    ms_buffer end = {0};
    if (baseline) {
        ms_buffer_put(&end, "baseline");
    } else {
        ms_put_thousands(&end, ms_total_moved(totals));
    }
    bar.end = ms_page_text(page, &end);
    return bar;
}

void ms_page_mover_chart(ms_page *page)
{
    static const char title[] = "Children who move, by where they come out";
    uint32_t settings[MS_PAGE_BARS];
    ms_bar bars[MS_PAGE_BARS];
    uint32_t count = bar_settings(page, settings);
    unsigned reached = 0;
    for (uint32_t i = 0; i < count; i++) {
        bars[i] = mover_bar(page, settings[i]);
        for (unsigned to = 0; to < MS_STANDINGS; to++) {
            reached |= (bars[i].values[to] > 0 ? 1u : 0u) << to;
        }
    }
    ms_page_put_key(page, reached);
    ms_buffer about = {0};
    ms_buffer_put(&about,
                  "A bar for each setting, as long as many children move, in parts by the outcome that they come "
                  "to; the table below has the figures.");
    begin_figure(page, title);
    ms_draw_bars(&page->svg, &(ms_bar_chart){.title = title,
                                             .description = &about,
                                             .axis = "Children",
                                             .tick = put_thousands,
                                             .count = count,
                                             .bars = bars});
    end_figure(page);
    ms_buffer_free(&about);
    say_what_is_left_out(page, count);
}

void ms_page_flow_chart(ms_page *page, uint32_t setting)
{
    static const char title[] = "From the outcome under the baseline to the outcome under this setting";
    const char *names[MS_MAX_SEGMENTS];
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        names[standing] = ms_standing_label(standing);
    }
    ms_buffer about = {0};
    ms_buffer_put(&about, "Bands from left to right, as broad as many children go that way; the table below has the "
                          "figures.");
    begin_figure(page, title);
    ms_draw_flows(&page->svg, &(ms_flow_chart){.title = title,
                                               .description = &about,
                                               .from = "under the baseline",
                                               .to = "under this setting",
                                               .flows = page->simulation->totals[setting].moved,
                                               .names = names});
    end_figure(page);
    ms_buffer_free(&about);
}

/* ---- premiums ---------------------------------------------------------------------------------------------------- */

/* Whole dollars a month; a sum below zero has no bar. */
static uint64_t dollars_a_month(const ms_premiums *premiums)
{
    return premiums->year_cents < 0 ? 0 : (uint64_t)((premiums->year_cents + 600) / 1200);
}

static ms_bar premium_bar(ms_page *page, uint32_t setting, ms_party party)
{
    const ms_premiums *premiums = &page->simulation->totals[setting].premiums[party];
    bool baseline = setting == page->simulation->grid->baseline_setting;
    ms_buffer end = {0};
    ms_put_dollars_a_month(&end, premiums->year_cents);
    return (ms_bar){.label = ms_page_label(page, setting),
                    .end = ms_page_text(page, &end),
                    .marked = baseline,
                    .count = 1,
                    .values = {dollars_a_month(premiums)},
                    .fills = {ms_svg_fill(party == MS_PNS ? MS_5C : MS_5D)}};
}

void ms_page_premium_chart(ms_page *page)
{
    static const char title[] = "Premiums ordered, a month";
    static const char *const groups[] = {"Of parents not seeking support", "Of parents seeking support"};
    uint32_t settings[MS_PAGE_BARS];
    ms_bar bars[2 * MS_PAGE_BARS];
    uint32_t count = bar_settings(page, settings);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < count; i++) {
            bars[(uint32_t)party * count + i] = premium_bar(page, settings[i], (ms_party)party);
        }
        bars[(uint32_t)party * count].group = groups[party];
    }
    ms_buffer about = {0};
    ms_buffer_put(&about, "A bar for each setting and parent, as long as the premiums ordered of them come to a month; "
                          "the table below has the figures.");
    begin_figure(page, title);
    ms_draw_bars(&page->svg, &(ms_bar_chart){.title = title,
                                             .description = &about,
                                             .axis = "Dollars a month",
                                             .tick = put_dollars,
                                             .count = 2 * count,
                                             .bars = bars});
    end_figure(page);
    ms_buffer_free(&about);
    say_what_is_left_out(page, count);
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

static ms_bar bound_bar(ms_page *page, uint32_t setting, ms_paragraph paragraph)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    uint64_t least = ms_total_least(totals, paragraph), most = ms_total_most(totals, paragraph);
    bool baseline = setting == page->simulation->grid->baseline_setting;
    ms_buffer end = {0};
    ms_put_thousands(&end, least);
    ms_buffer_put(&end, " to ");
    ms_put_thousands(&end, most);
    return (ms_bar){.label = ms_page_label(page, setting),
                    .end = ms_page_text(page, &end),
                    .marked = baseline,
                    .count = 2,
                    .values = {least, most - least},
                    .fills = {ms_svg_fill(paragraph), "perhaps"}};
}

void ms_page_bound_chart(ms_page *page)
{
    static const char title[] = "What missing facts leave open";
    uint32_t settings[MS_MOST_BOUNDS];
    uint32_t setting_count = ms_settings_of_bounds(page->simulation, &page->telling, settings);
    ms_bar bars[MS_MOST_BOUNDS * (MS_NO_PARAGRAPH + 1)];
    uint32_t count = 0;
    for (ms_paragraph paragraph = MS_5A; paragraph <= MS_NO_PARAGRAPH; paragraph++) {
        uint32_t first = count;
        for (uint32_t i = 0; i < setting_count; i++) {
            bars[count++] = bound_bar(page, settings[i], paragraph);
        }
        bars[first].group = ms_standing_label(paragraph);
    }
    ms_buffer about = {0};
    ms_buffer_put(&about,
                  "For each paragraph a bar: filled as far as children certainly come under it, striped as far as "
                  "more may; the table below has the figures.");
    begin_figure(page, title);
    ms_draw_bars(&page->svg, &(ms_bar_chart){.title = title,
                                             .description = &about,
                                             .axis = "Children: filled certain, striped possible",
                                             .tick = put_thousands,
                                             .count = count,
                                             .bars = bars});
    end_figure(page);
    ms_buffer_free(&about);
}
