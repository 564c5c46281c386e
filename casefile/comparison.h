/* What changed between two determinations of a case, and which fact, reading or version of the rule did it: found by
 * determining the case with some of the changes and not the others. */
#ifndef MEDSUPPORT_CASEFILE_COMPARISON_H
#define MEDSUPPORT_CASEFILE_COMPARISON_H

#include "casefile/redetermine.h"

/* One side: how the case stood, on which day, with which settings. */
typedef struct ms_side_of_case {
    ms_view view;
    ms_settings settings;
} ms_side_of_case;

typedef enum ms_difference_kind {
    MS_DIFFERENT_FACT = 0,
    MS_DIFFERENT_REQUESTS, /* requests and answers, (4) */
    MS_DIFFERENT_READING,
    MS_DIFFERENT_NUMBERS, /* the percentages and days of the rule */
    MS_DIFFERENT_DAY      /* the day, and with it the version of the rule */
} ms_difference_kind;

typedef struct ms_case_difference {
    ms_difference_kind kind;
    const ms_fact_slot *slot;
    ms_standing before, after; /* of the fact */
    ms_reading reading;
    bool did_it; /* without it the outcome would not be what it became */
} ms_case_difference;

typedef struct ms_case_comparison {
    ms_text before, after;               /* the outcome of each: the determination's children, as JSON */
    ms_text before_orders, after_orders; /* and its obligations */
    bool moved;                          /* whether the outcome changed */
    size_t count;
    ms_case_difference *differences;
} ms_case_comparison;

/* Compares; everything is in tools->arena. Of changes that do it together each is marked. */
ms_status ms_compare_sides(const ms_state *state, ms_tools *tools, const ms_side_of_case *before,
                           const ms_side_of_case *after, ms_case_comparison *comparison);

/* "the cost of plan acme-ppo", "the reading custodian". */
void ms_case_difference_say(ms_buffer *out, const ms_case_difference *difference);

#endif
