/*
 * The rows of a case as a case document that is taken apart, facts/flat.h: the short way from tables to facts. It is for
 * rows of which everything is as it should be. Where anything is not, or may not be, the long way over the nodes of the
 * document, table_tree.h, says what it is.
 */
#ifndef MEDSUPPORT_BATCH_TABLE_FLAT_H
#define MEDSUPPORT_BATCH_TABLE_FLAT_H

#include "batch/case_text.h"
#include "facts/flat.h"

#include <medsupport/status.h>

typedef struct ms_table_flat {
    const ms_case_rows *rows;
    ms_case_text *text;
    ms_flat_case flat;
    ms_json_node *nodes; /* what has no place of its own in a document stays zero */
    uint32_t count;
    size_t node_capacity;
    uint32_t said[3]; /* what cases.csv says of the rows of each parent's plans and of the obligations: nodes */
    uint32_t children[MS_MAX_CHILDREN][MS_CHILD_FIELDS];
    uint32_t plans[2][MS_MAX_PLANS][MS_PLAN_FIELDS];
    uint32_t requests[MS_MAX_REQUESTS][MS_REQUEST_FIELDS];
    uint32_t obligations[MS_MAX_OBLIGATIONS][MS_OBLIGATION_FIELDS];
    uint32_t provenance[MS_MAX_PROVENANCE][MS_ENTRY_FIELDS];
} ms_table_flat;

/* Takes the case apart; its text is made. MS_OK: flat->flat is it. MS_ERROR_INVALID: go the long way. MS_ERROR_MEMORY. */
ms_status ms_table_flat_build(ms_table_flat *flat);

void ms_table_flat_free(ms_table_flat *flat);

#endif
