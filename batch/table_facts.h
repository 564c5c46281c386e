/*
 * The rows of a case as its facts: the short way from tables to a document, without one in between. It is for rows of
 * which everything is as it should be. Where anything is not, or may not be, the long way over the nodes of the document,
 * table_tree.h, says what it is.
 */
#ifndef MEDSUPPORT_BATCH_TABLE_FACTS_H
#define MEDSUPPORT_BATCH_TABLE_FACTS_H

#include "base/arena.h"
#include "batch/cell_values.h"
#include "batch/table_pointers.h"
#include "batch/table_rows.h"
#include "facts/places.h"

#include <medsupport/status.h>

typedef struct ms_table_facts {
    const ms_case_rows *rows;
    ms_arena arena;
    ms_counties counties;
    ms_document *document; /* that is read */
    bool out_of_memory;
    uint8_t cell_of[MS_TABLE_COUNT][MS_CASE_FIELDS]; /* a case has more fields than any other object */
    ms_case_lists lists;
} ms_table_facts;

/* For the rows of cases of some tables, whose headers are read. */
void ms_table_facts_begin(ms_table_facts *facts, const ms_case_rows *rows);

/* Reads the case to which the rows have come, as of a day if it says none. MS_OK: *document is it, until it is forgotten
 * or the rows go on to another part. MS_ERROR_INVALID: go the long way. MS_ERROR_MEMORY. */
ms_status ms_table_facts_read(ms_table_facts *facts, ms_date as_of, ms_document *document);

/* Takes back what the documents that were read hold. */
void ms_table_facts_forget(ms_table_facts *facts);

void ms_table_facts_free(ms_table_facts *facts);

#endif
