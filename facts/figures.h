/* The figures of a cost test, (2), as they are shown: never rounded across the ceiling. */
#ifndef MEDSUPPORT_FACTS_FIGURES_H
#define MEDSUPPORT_FACTS_FIGURES_H

#include <medsupport/rule.h>

/* Where the increase lies. MS_SIDE_BELOW also where it is within the ceiling and its exact place is not known. */
typedef enum ms_margin_side { MS_SIDE_UNKNOWN = 0, MS_SIDE_BELOW, MS_SIDE_AT, MS_SIDE_ABOVE } ms_margin_side;

typedef struct ms_figures {
    ms_margin_side side;
    ms_amount increase; /* a month; may be below zero */
    ms_amount ceiling;  /* a month */
    ms_amount distance; /* between the two as shown */
    bool percent_known;
    int64_t percent; /* the increase in hundredths of a percent of the income */
} ms_figures;

/* The figures of a test. Ranges are a year's cents; `within` is the test's answer; percent: the ceiling, 0..10000. An
 * increase that passes is shown rounded down, one that fails rounded up, the ceiling always rounded down. */
ms_figures ms_figures_of(ms_range increase, ms_range income, ms_truth within, int32_t percent);

#endif
