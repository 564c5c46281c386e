/*
 * Where the ceiling of (2) makes a difference to a case. A cost test turns at one percentage: below it the plan fails,
 * from it on it passes. Between the percentages at which some test of a case turns, nothing of its outcomes changes.
 */
#ifndef MEDSUPPORT_BATCH_TURNING_H
#define MEDSUPPORT_BATCH_TURNING_H

#include <medsupport/rule.h>

/* No percentage lets the plan pass. */
enum { MS_NEVER_PASSES = 10001 };

/* The least ceiling, in hundredths of a percent, 0..10000, under which an increase passes; MS_NEVER_PASSES.
 * increase: -MS_YEARLY_MAX..MS_YEARLY_MAX, income: 0..MS_YEARLY_MAX. */
int32_t ms_passes_from(ms_cents increase, ms_cents income);

/* Numbers the stretches of percentages that the tests of a case do not tell apart: with equal numbers, ms_determine_child
 * gives every child of the case the same outcome whatever the rest of the settings is. percents: ascending, each once,
 * 0..10000. Returns how many stretches there are; stretch[0] is 0. */
uint32_t ms_stretches(const ms_case *facts, const int32_t *percents, uint32_t count, uint16_t *stretch);

/* Whether, once all facts of the case are known, some plan may pass under one of two percentages and fail under the
 * other. */
bool ms_may_turn(const ms_case *facts, int32_t percent, int32_t other);

#endif
