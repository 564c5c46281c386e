/* The page of a simulation: which settings it shows, and its words. */
#include "batch/page.h"
#include "batch/put.h"

#include <string.h>

enum { LONGEST_LABEL = 26 };

/* ---- which settings are shown ------------------------------------------------------------------------------------ */

uint32_t ms_page_shown(const ms_page *page, uint32_t room)
{
    uint32_t all = page->simulation->grid->setting_count;
    return all < room ? all : room;
}

uint32_t ms_page_setting_at(const ms_page *page, uint32_t room, uint32_t place)
{
    uint32_t baseline = page->simulation->grid->baseline_setting;
    return place + 1 == ms_page_shown(page, room) && baseline > place ? baseline : place;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

const char *ms_page_text(ms_page *page, ms_buffer *text)
{
    char *copy = text->failed ? NULL : ms_arena_take(&page->texts, text->length + 1, 1);
    if (copy != NULL && text->length > 0) {
        memcpy(copy, text->text, text->length);
    }
    ms_buffer_free(text);
    page->out->failed = page->out->failed || copy == NULL;
    return copy == NULL ? "" : copy;
}

static bool is_number(ms_variable variable)
{
    return variable < MS_VARY_READING;
}

const char *ms_page_label(ms_page *page, uint32_t setting)
{
    const ms_grid *grid = page->simulation->grid;
    ms_buffer label = {0};
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        ms_buffer_put(&label, i == 0 ? "" : ", ");
        ms_put_value(&label, variable, ms_setting_value(&grid->settings[setting], variable));
        ms_buffer_put(&label, is_number(variable) ? " %" : "");
    }
    if (grid->dimension_count == 0) {
        ms_buffer_put(&label, "baseline");
    }
    if (label.length > LONGEST_LABEL) {
        label.length = 0;
        ms_buffer_put(&label, "setting ");
        ms_buffer_put_number(&label, setting + 1);
    }
    return ms_page_text(page, &label);
}

void ms_page_put_setting(ms_buffer *out, const ms_simulation *simulation, uint32_t setting)
{
    static const char *const numbers[MS_VARY_READING] = {
        [MS_VARY_PERCENT] = "a ceiling of ", [MS_VARY_SHARE] = "a default share of "};
    const ms_grid *grid = simulation->grid;
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_variable variable = grid->dimensions[i].variable;
        ms_buffer_put(out, i == 0 ? "" : i + 1 == grid->dimension_count ? " and " : ", ");
        if (is_number(variable)) {
            ms_buffer_put(out, numbers[variable]);
        } else {
            ms_buffer_put(out, "the reading ");
            ms_buffer_put(out, ms_reading_describe((ms_reading)(variable - MS_VARY_READING))->name);
            ms_buffer_put(out, "=");
        }
        ms_put_value(out, variable, ms_setting_value(&grid->settings[setting], variable));
        ms_buffer_put(out, is_number(variable) ? " %" : "");
    }
}

const char *ms_standing_meaning(unsigned standing)
{
    static const char *const meanings[MS_STANDINGS] = {
        [MS_5A] = "The parent not seeking support has the child covered and keeps that coverage.",
        [MS_5B] = "The parent seeking support has the child covered, wants to go on, and keeps that coverage.",
        [MS_5C] = "The parent not seeking support provides coverage: a plan at a reasonable cost that is accessible to "
                  "the child.",
        [MS_5D] = "The parent seeking support provides coverage: a plan at a reasonable cost that is accessible to the "
                  "child.",
        [MS_5E] = "No such plan; the child is on public coverage. The parent not seeking support pays a percentage of "
                  "uncovered costs.",
        [MS_5F] = "No such plan and no public coverage. The parent not seeking support pays a percentage of reasonable "
                  "costs.",
        [MS_STANDS_UNDECIDED] = "The text, as it is read, gives no outcome.",
        [MS_STANDS_NEEDS] = "A fact that is not known decides.",
    };
    return meanings[standing];
}

const char *ms_page_share_label(ms_page *page, unsigned standing, uint32_t setting)
{
    const ms_setting_totals *totals = &page->simulation->totals[setting];
    ms_buffer label = {0};
    ms_buffer_put(&label, ms_standing_label(standing));
    ms_buffer_put(&label, " ");
    ms_put_share(&label, ms_total_children(totals, standing), page->simulation->child_count);
    ms_buffer_put(&label, " %");
    return ms_page_text(page, &label);
}

void ms_page_put_swatch(ms_page *page, unsigned standing)
{
    ms_buffer_put(page->out, "<svg class=\"swatch\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"");
    ms_buffer_put(page->out, ms_svg_fill(standing));
    ms_buffer_put(page->out, "\" width=\"14\" height=\"14\"/></svg>");
    ms_buffer_put(page->out, ms_standing_label(standing));
}

void ms_page_put_key(ms_page *page, unsigned standings)
{
    ms_buffer_put(page->out, "<ul class=\"key\">");
    for (unsigned standing = 0; standing < MS_STANDINGS; standing++) {
        if ((standings >> standing & 1u) != 0) {
            ms_buffer_put(page->out, "<li>");
            ms_page_put_swatch(page, standing);
            ms_buffer_put(page->out, "</li>");
        }
    }
    ms_buffer_put(page->out, "</ul>\n");
}
