#include "batch/figure_columns.h"

#include <assert.h>

void ms_columns_hold(ms_figure_columns *columns, size_t column, size_t length)
{
    assert(column < columns->count && columns->count <= MS_MOST_COLUMNS);
    if (columns->needed[column] < length + 1) {
        columns->needed[column] = length + 1;
    }
}

size_t ms_columns_needed(const ms_figure_columns *columns)
{
    size_t sum = 0;
    for (size_t i = 0; i < columns->count; i++) {
        sum += columns->needed[i];
    }
    return sum;
}

static size_t to_spare(const ms_figure_columns *columns, size_t column)
{
    return columns->width[column] - columns->needed[column];
}

/* Of equal ones the first. */
static size_t most_to_spare(const ms_figure_columns *columns)
{
    size_t most = 0;
    for (size_t i = 1; i < columns->count; i++) {
        most = to_spare(columns, i) > to_spare(columns, most) ? i : most;
    }
    return most;
}

void ms_columns_fit(ms_figure_columns *columns, size_t room)
{
    size_t sum = 0;
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->width[i] < columns->needed[i]) {
            columns->width[i] = columns->needed[i];
        }
        sum += columns->width[i];
    }
    for (; sum > room; sum--) {
        size_t widest = most_to_spare(columns);
        if (to_spare(columns, widest) == 0) {
            return;
        }
        columns->width[widest]--;
    }
}
