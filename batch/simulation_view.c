#include "batch/simulation_view.h"

#include "batch/tally.h"

/* Whether two settings lie on different sides of the baseline's percentage. */
static bool are_apart(const ms_grid *grid, uint32_t one, uint32_t other)
{
    int32_t middle = grid->baseline.percent;
    int32_t a = grid->settings[one].percent, b = grid->settings[other].percent;
    return (a < middle && b > middle) || (a > middle && b < middle);
}

/* The setting of most movers among those that lie apart from another; `apart_from` beyond all settings: among all. */
static uint32_t most_moving(const ms_simulation *simulation, uint32_t apart_from)
{
    const ms_grid *grid = simulation->grid;
    uint32_t best = grid->setting_count;
    uint64_t most = 0;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        uint64_t moved = ms_total_moved(&simulation->totals[i]);
        bool fits = apart_from >= grid->setting_count || are_apart(grid, i, apart_from);
        if (fits && moved > most) {
            best = i;
            most = moved;
        }
    }
    return best;
}

ms_telling ms_telling_of(const ms_simulation *simulation)
{
    uint32_t none = simulation->grid->setting_count;
    ms_telling telling = {.count = 0};
    uint32_t first = most_moving(simulation, none);
    if (first == none) {
        return telling;
    }
    telling.settings[telling.count++] = first;
    uint32_t second = most_moving(simulation, first);
    if (second != none) {
        telling.settings[telling.count++] = second;
    }
    return telling;
}

uint64_t ms_total_open(const ms_setting_totals *totals)
{
    return ms_total_children(totals, MS_STANDS_NEEDS);
}

uint32_t ms_setting_of_most(const ms_simulation *simulation, uint64_t (*count)(const ms_setting_totals *totals))
{
    uint32_t best = simulation->grid->setting_count;
    uint64_t most = 0;
    for (uint32_t i = 0; i < simulation->grid->setting_count; i++) {
        uint64_t children = count(&simulation->totals[i]);
        if (children > most) {
            best = i;
            most = children;
        }
    }
    return best;
}

uint32_t ms_settings_of_bounds(const ms_simulation *simulation, const ms_telling *telling,
                               uint32_t settings[MS_MOST_BOUNDS])
{
    uint32_t most = ms_setting_of_most(simulation, ms_total_open);
    if (most == simulation->grid->setting_count) {
        return 0;
    }
    uint32_t count = 0;
    settings[count++] = simulation->grid->baseline_setting;
    for (uint32_t i = 0; i < telling->count; i++) {
        settings[count++] = telling->settings[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        if (ms_total_open(&simulation->totals[settings[i]]) > 0) {
            return count;
        }
    }
    settings[count++] = most;
    return count;
}

const ms_dimension *ms_varied_dimension(const ms_grid *grid, ms_variable variable)
{
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        if (grid->dimensions[i].variable == variable) {
            return &grid->dimensions[i];
        }
    }
    return NULL;
}

const char *ms_standing_label(unsigned standing)
{
    static const char *const labels[MS_STANDINGS] = {"(A)", "(B)", "(C)",       "(D)",
                                                     "(E)", "(F)", "undecided", "needs information"};
    return labels[standing];
}

/* ---- settings in words ------------------------------------------------------------------------------------------- */

void ms_put_baseline(ms_buffer *out, const ms_grid *grid)
{
    const ms_settings *baseline = &grid->baseline;
    bool all_default = true;
    ms_buffer_put(out, "a ceiling of ");
    ms_put_hundredths(out, baseline->percent);
    ms_buffer_put(out, " % and a default share of ");
    ms_put_hundredths(out, baseline->default_share);
    ms_buffer_put(out, " %");
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        uint8_t choice = baseline->readings.choice[reading];
        if (choice == 0) {
            continue;
        }
        ms_buffer_put(out, all_default ? ", reading " : ", ");
        ms_buffer_put(out, text->name);
        ms_buffer_put(out, "=");
        ms_buffer_put(out, text->choices[choice].name);
        all_default = false;
    }
    ms_buffer_put(out, all_default ? ", every reading as by default" : ", other readings as by default");
}

void ms_put_dimension(ms_buffer *out, const ms_dimension *dimension)
{
    enum { SHOWN_WHOLE = 6, SHOWN_FIRST = 3 };
    bool whole = dimension->count <= SHOWN_WHOLE;
    ms_put_variable(out, dimension->variable);
    for (uint32_t i = 0; i < dimension->count; i++) {
        if (!whole && i >= SHOWN_FIRST && i + 1 < dimension->count) {
            continue;
        }
        ms_buffer_put(out, i == 0 ? " " : !whole && i + 1 == dimension->count ? " ... " : ", ");
        ms_put_value(out, dimension->variable, dimension->values[i]);
    }
    if (!whole) {
        ms_buffer_put(out, " (");
        ms_put_thousands(out, dimension->count);
        ms_buffer_put(out, " values)");
    }
}

void ms_put_children(ms_buffer *out, uint64_t count)
{
    ms_put_thousands(out, count);
    ms_buffer_put(out, count == 1 ? " child" : " children");
}

void ms_put_cases(ms_buffer *out, uint64_t count)
{
    ms_put_thousands(out, count);
    ms_buffer_put(out, count == 1 ? " case" : " cases");
}

void ms_put_as_of(ms_buffer *out, const ms_simulation *simulation)
{
    char day[MS_DATE_TEXT_SIZE];
    if (simulation->as_of == MS_NO_DATE) {
        ms_buffer_put(out, "each case as of its own day");
        return;
    }
    ms_date_format(simulation->as_of, day);
    ms_buffer_put(out, "every case as of ");
    ms_buffer_put(out, day);
}
