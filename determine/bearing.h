/*
 * Which readings can bear on a child: where the facts, whatever those that are unknown turn out to be, do not bring up a
 * reading's question, its choices come to the same outcome.
 */
#ifndef MEDSUPPORT_DETERMINE_BEARING_H
#define MEDSUPPORT_DETERMINE_BEARING_H

#include "determine/survey.h"

/* Of `readings` (bit r for reading r), those that may bear on a child. What is left out makes no difference to
 * ms_determine_child, nor will when more facts are known; what is kept need not make one. survey: of the case. */
uint32_t ms_bearing(const ms_case *facts, const ms_survey *survey, uint32_t child, uint32_t readings);

#endif
