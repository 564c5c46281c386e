#include "facts/figures.h"

/* Hundredths of a percent in the whole, and the months of a year. */
enum { WHOLE = 10000, MONTHS = 12 };

static ms_margin_side side_of(ms_range increase, ms_range income, ms_truth within, int32_t percent)
{
    if (within == MS_UNKNOWN) {
        return MS_SIDE_UNKNOWN;
    }
    if (within == MS_NO) {
        return MS_SIDE_ABOVE;
    }
    bool known = increase.lo == increase.hi && income.lo == income.hi;
    return known && increase.lo * WHOLE == income.lo * percent ? MS_SIDE_AT : MS_SIDE_BELOW;
}

/* A quotient rounded away from the ceiling. */
static int64_t rounded(int64_t dividend, int64_t divisor, ms_margin_side side)
{
    return side == MS_SIDE_ABOVE ? ms_divide_up(dividend, divisor) : ms_divide_down(dividend, divisor);
}

ms_figures ms_figures_of(ms_range increase, ms_range income, ms_truth within, int32_t percent)
{
    ms_figures figures = {.side = side_of(increase, income, within, percent)};
    if (increase.lo == increase.hi) {
        figures.increase = (ms_amount){true, rounded(increase.lo, MONTHS, figures.side)};
    }
    if (income.lo != income.hi) {
        return figures;
    }
    figures.ceiling = (ms_amount){true, ms_divide_down(income.lo * percent, (int64_t)WHOLE * MONTHS)};
    if (!figures.increase.known) {
        return figures;
    }
    int64_t distance = figures.ceiling.cents - figures.increase.cents;
    figures.distance = (ms_amount){true, distance < 0 ? -distance : distance};
    if (income.lo > 0) {
        figures.percent_known = true;
        figures.percent = rounded(increase.lo * WHOLE, income.lo, figures.side);
    }
    return figures;
}
