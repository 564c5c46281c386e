/* What the forms of a simulation have in common: which settings tell most, and the words for settings and standings. */
#ifndef MEDSUPPORT_BATCH_SIMULATION_VIEW_H
#define MEDSUPPORT_BATCH_SIMULATION_VIEW_H

#include "batch/simulate.h"

/* The settings that are shown in full: the one under which most children move, and, where the percentage is varied, the
 * one of most movers on the other side of the baseline. None where nobody moves. */
typedef struct ms_telling {
    uint32_t count;
    uint32_t settings[2];
} ms_telling;

ms_telling ms_telling_of(const ms_simulation *simulation);

/* The children of whom facts are missing that decide. */
uint64_t ms_total_open(const ms_setting_totals *totals);

/* The setting under which `count` tells of most children; the number of settings where it tells of none under any. */
uint32_t ms_setting_of_most(const ms_simulation *simulation, uint64_t (*count)(const ms_setting_totals *totals));

/* The settings of which bounds are shown: the baseline, those that tell most, and, where these leave nothing open, the one
 * that leaves most. Returns how many; 0 where nothing is open under any. */
enum { MS_MOST_BOUNDS = 4 };
uint32_t ms_settings_of_bounds(const ms_simulation *simulation, const ms_telling *telling,
                               uint32_t settings[MS_MOST_BOUNDS]);

/* What is varied, if the percentage is; NULL otherwise. */
const ms_dimension *ms_varied_dimension(const ms_grid *grid, ms_variable variable);

/* "(A)" .. "(F)", "undecided", "needs information". */
const char *ms_standing_label(unsigned standing);

/* Appends the baseline in words: "a ceiling of 5 % and a default share of 50 %, every reading as by default". */
void ms_put_baseline(ms_buffer *out, const ms_grid *grid);

/* Appends what is varied in words: "percent 3, 3.5, 4 ... 10 (15 values)". */
void ms_put_dimension(ms_buffer *out, const ms_dimension *dimension);

/* Appends "1 child", "1,234 children", "1 case", "1,234 cases". */
void ms_put_children(ms_buffer *out, uint64_t count);
void ms_put_cases(ms_buffer *out, uint64_t count);

/* Appends from which day the cases are determined: "as of 2026-11-02", "each case as of its own day". */
void ms_put_as_of(ms_buffer *out, const ms_simulation *simulation);

#endif
