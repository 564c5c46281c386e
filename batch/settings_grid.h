/*
 * The settings of a simulation: a baseline, and the product of what is varied. What is not varied stays as it is in the
 * baseline. Percentages are hundredths of a percent.
 */
#ifndef MEDSUPPORT_BATCH_SETTINGS_GRID_H
#define MEDSUPPORT_BATCH_SETTINGS_GRID_H

#include "base/buffer.h"

#include <medsupport/parameters.h>

enum { MS_MAX_DIMENSIONS = 8, MS_MAX_SETTINGS = 4096 };

/* What can be varied: the two numbers, then each reading. */
typedef enum ms_variable {
    MS_VARY_PERCENT = 0,
    MS_VARY_SHARE,
    MS_VARY_READING, /* plus the ms_reading */
    MS_VARIABLE_COUNT = MS_VARY_READING + MS_READING_COUNT
} ms_variable;

/* One thing that is varied, and its values in the order in which they were named. */
typedef struct ms_dimension {
    ms_variable variable;
    uint32_t count;
    int32_t values[MS_MAX_SETTINGS]; /* hundredths of a percent, or choices of the reading */
} ms_dimension;

typedef struct ms_grid {
    ms_settings baseline;
    bool stated[MS_VARIABLE_COUNT]; /* set on purpose, and cannot be set again */
    uint32_t dimension_count;
    ms_dimension dimensions[MS_MAX_DIMENSIONS];
    uint32_t setting_count;
    uint32_t baseline_setting; /* which of the settings it is */
    ms_settings settings[MS_MAX_SETTINGS + 1];
} ms_grid;

/* Each of the following returns false where the text cannot be used, and appends why to `fault`, a sentence without a
 * capital letter and a full stop. */

/* A grid of settings that are the baseline until ms_grid_baseline says otherwise, in *grid, owned by the caller. */
bool ms_grid_new(const ms_settings *settings, ms_grid **grid, ms_buffer *fault);

void ms_grid_free(ms_grid *grid);

/* Says that the settings from which the grid was made have a value of the variable on purpose. */
void ms_grid_state(ms_grid *grid, ms_variable variable);

/* Changes the baseline: "percent=5,default-share=40,reading:NAME=CHOICE". Several add up; what is stated, by them or by
 * ms_grid_state, is not set twice. */
bool ms_grid_baseline(ms_grid *grid, const char *text, ms_buffer *fault);

/* Varies one thing more: "percent=3..10:0.5", "default-share=40,50", "reading:NAME", "reading:NAME=CHOICE,CHOICE". */
bool ms_grid_vary(ms_grid *grid, const char *text, ms_buffer *fault);

/* Makes the settings: the product of all that is varied, the first varied changing least often. The baseline stands
 * before them where it is none of them. */
bool ms_grid_finish(ms_grid *grid, ms_buffer *fault);

/* The value that a setting has of a variable, and setting it. */
int32_t ms_setting_value(const ms_settings *settings, ms_variable variable);
void ms_setting_set(ms_settings *settings, ms_variable variable, int32_t value);

/* Appends the name of a variable: "percent", "reading:custodian". */
void ms_put_variable(ms_buffer *out, ms_variable variable);

/* Appends one of its values as it is written in an option: "5.5", "as-parent". */
void ms_put_value(ms_buffer *out, ms_variable variable, int32_t value);

/* Appends what sets a setting apart, "percent=5.5 reading:custodian=as-parent"; "baseline" where nothing is varied. */
void ms_put_setting(ms_buffer *out, const ms_grid *grid, uint32_t setting);

/* Appends hundredths of a percent with as many decimals as they need: "5", "5.5", "5.25". */
void ms_put_hundredths(ms_buffer *out, int32_t hundredths);

#endif
