/* What the division's own order rests on: a determination that stands, is settled and not stale, and orders just this. */
#ifndef MEDSUPPORT_CASEFILE_ORDER_BASIS_H
#define MEDSUPPORT_CASEFILE_ORDER_BASIS_H

#include "casefile/orders.h"

/* One of the obligations that a determination lists. */
typedef struct ms_determined_obligation {
    const char *citation; /* "13 CSR 40-112.010(5)(C)" */
    ms_party obligor;
    ms_obligation obligation;
    int32_t percentage; /* -1: none */
    ms_text children;   /* a JSON list of ids */
    ms_text plans;      /* a JSON list of ids */
} ms_determined_obligation;

/* Goes through the obligations of a determination; *rest begins as ms_determined_obligations. False at the end. */
ms_text ms_determined_obligations(ms_text determination);
bool ms_determined_obligation_next(ms_text *rest, ms_determined_obligation *obligation);

/* Whether the terms of an order are what an obligation orders. A clause on uncovered costs beside coverage is allowed:
 * the rule is silent there. */
bool ms_order_terms_match(const ms_order_terms *terms, const ms_determined_obligation *obligation);

/* Refuses to issue an order on a day on the determination with that number. */
ms_status ms_order_basis_check(const ms_state *state, ms_tools *tools, const ms_matter *order, uint64_t determination,
                               ms_date on, ms_refusal *refusal);

#endif
