#include "batch/sharing.h"

#include "base/numbers.h"

#include <stdlib.h>

static uint16_t place_of(const int32_t *numbers, uint32_t count, int32_t number)
{
    const int32_t *found = bsearch(&number, numbers, count, sizeof *numbers, ms_numbers_compare);
    return (uint16_t)(found - numbers);
}

static void find_places(ms_sharing *sharing)
{
    const ms_grid *grid = sharing->grid;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        sharing->percents[i] = grid->settings[i].percent;
        sharing->shares[i] = grid->settings[i].default_share;
    }
    sharing->percent_count = (uint32_t)ms_numbers_once(sharing->percents, grid->setting_count);
    sharing->share_count = (uint32_t)ms_numbers_once(sharing->shares, grid->setting_count);
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        const ms_settings *settings = &grid->settings[i];
        sharing->percent_of[i] = place_of(sharing->percents, sharing->percent_count, settings->percent);
        sharing->share_of[i] = place_of(sharing->shares, sharing->share_count, settings->default_share);
    }
}

static uint32_t varied_readings(const ms_grid *grid)
{
    uint32_t varied = 0;
    for (uint32_t i = 1; i < grid->setting_count; i++) {
        for (int reading = 0; reading < MS_READING_COUNT; reading++) {
            bool same = grid->settings[i].readings.choice[reading] == grid->settings[0].readings.choice[reading];
            varied |= same ? 0 : 1u << reading;
        }
    }
    return varied;
}

/* The choices of the readings in a set as one number: three at most for each, and at most eight are varied. */
static uint16_t kind_of(const ms_settings *settings, uint32_t readings)
{
    uint32_t kind = 0;
    for (; readings != 0; readings &= readings - 1) {
        kind = kind * MS_MAX_CHOICES + settings->readings.choice[__builtin_ctz(readings)];
    }
    return (uint16_t)kind;
}

static int compare_places(const void *a, const void *b)
{
    const ms_place_in_order *x = a, *y = b;
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    if (x->percent != y->percent) {
        return x->percent < y->percent ? -1 : 1;
    }
    return x->setting < y->setting ? -1 : 1;
}

static void make_order(const ms_sharing *sharing, uint32_t bearing, ms_place_in_order *order)
{
    const ms_grid *grid = sharing->grid;
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        order[i] = (ms_place_in_order){.setting = (uint16_t)i,
                                       .percent = sharing->percent_of[i],
                                       .share = sharing->share_of[i],
                                       .kind = kind_of(&grid->settings[i], bearing)};
    }
    qsort(order, grid->setting_count, sizeof *order, compare_places);
}

/* The bits of a set at the places of the varied readings, moved together; and apart again. */
static uint32_t squeeze(uint32_t varied, uint32_t set)
{
    uint32_t squeezed = 0;
    for (int at = 0; varied != 0; varied &= varied - 1) {
        squeezed |= (set >> __builtin_ctz(varied) & 1u) << at++;
    }
    return squeezed;
}

static uint32_t spread(uint32_t varied, uint32_t squeezed)
{
    uint32_t set = 0;
    for (; varied != 0; varied &= varied - 1) {
        set |= (squeezed & 1u) << __builtin_ctz(varied);
        squeezed >>= 1;
    }
    return set;
}

ms_status ms_sharing_new(const ms_grid *grid, ms_sharing **sharing)
{
    ms_sharing *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    made->grid = grid;
    made->varied = varied_readings(grid);
    find_places(made);
    uint32_t sets = 1u << __builtin_popcount(made->varied);
    made->orders = calloc((size_t)sets * grid->setting_count, sizeof *made->orders);
    if (made->orders == NULL) {
        free(made);
        return MS_ERROR_MEMORY;
    }
    for (uint32_t set = 0; set < sets; set++) {
        make_order(made, spread(made->varied, set), made->orders + (size_t)set * grid->setting_count);
    }
    *sharing = made;
    return MS_OK;
}

void ms_sharing_free(ms_sharing *sharing)
{
    if (sharing != NULL) {
        free(sharing->orders);
        free(sharing);
    }
}

const ms_place_in_order *ms_sharing_order(const ms_sharing *sharing, uint32_t bearing)
{
    size_t set = sharing->varied == 0 ? 0 : squeeze(sharing->varied, bearing);
    return sharing->orders + set * sharing->grid->setting_count;
}
