/* The words for the events of orders. */
#ifndef MEDSUPPORT_CLI_ORDER_WORDS_H
#define MEDSUPPORT_CLI_ORDER_WORDS_H

#include "base/buffer.h"
#include "casefile/state.h"

/* "terms of order 17: the parent not seeking support provides coverage for c1 by plan acme-ppo". */
void ms_say_order_terms(ms_buffer *out, const ms_entry *entry);

#endif
