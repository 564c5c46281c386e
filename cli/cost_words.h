/* The words for events of costs. */
#ifndef MEDSUPPORT_CLI_COST_WORDS_H
#define MEDSUPPORT_CLI_COST_WORDS_H

#include "base/buffer.h"
#include "casefile/state.h"

/* "share of cost 9 demanded: 73.56 of the parent not seeking support, due 2027-01-06" */
void ms_say_cost_demand(ms_buffer *out, const ms_entry *entry);

#endif
