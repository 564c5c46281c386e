/*
 * Which readings can bear on a child: where the facts, whatever those that are unknown turn out to be, do not bring up a
 * reading's question, its choices come to the same outcome.
 */
#ifndef MEDSUPPORT_DETERMINE_BEARING_H
#define MEDSUPPORT_DETERMINE_BEARING_H

#include <medsupport/parameters.h>
#include <medsupport/rule.h>

/* Of `readings` (bit r for reading r), those that may bear on a child. What is left out makes no difference to
 * ms_determine_child, nor will when more facts are known; what is kept need not make one. answer_days: of the settings. */
uint32_t ms_bearing(const ms_case *facts, uint32_t child, uint32_t readings, int32_t answer_days);

#endif
