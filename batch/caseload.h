/*
 * A caseload in memory, read once and determined many times: the facts of each case with all that they point to in one
 * piece, the pieces one after the other in the order of the input, and with them the ids of case, children and plans and
 * nothing else. A case takes about 1 KiB, most of it the lists of its service areas.
 */
#ifndef MEDSUPPORT_BATCH_CASELOAD_H
#define MEDSUPPORT_BATCH_CASELOAD_H

#include "batch/worker.h"

typedef struct ms_stored_case {
    ms_case facts;
    size_t size;     /* of the whole piece, in bytes */
    const char *ids; /* NUL-terminated one after the other: the case, its children, the plans by party */
} ms_stored_case;

/* Cases that follow each other. */
typedef struct ms_case_part {
    unsigned char *memory;
    size_t length;
} ms_case_part;

/* Zero-initialised is empty. */
typedef struct ms_case_store {
    size_t part_count, part_room;
    ms_case_part *parts;
    uint64_t case_count, child_count;
    uint64_t bytes;
} ms_case_store;

/* The `take` of ms_batch_settings: appends a document as a piece to the part's results and counts it.
 * MS_ERROR_BEFORE_RULE when its day lies before the rule. */
ms_status ms_case_pack(const ms_document *document, ms_batch_part *part);

/* Adds what was packed in a part, after all that was added before; false when memory is out. */
bool ms_case_store_add(ms_case_store *store, const ms_batch_part *part);

void ms_case_store_free(ms_case_store *store);

/* The first case of a part, and the next; NULL when there is none. */
const ms_stored_case *ms_stored_first(const ms_case_part *part);
const ms_stored_case *ms_stored_next(const ms_case_part *part, const ms_stored_case *stored);

/* The ids of a case, borrowed. */
const char *ms_stored_case_id(const ms_stored_case *stored);
const char *ms_stored_child_id(const ms_stored_case *stored, uint32_t child);
const char *ms_stored_plan_id(const ms_stored_case *stored, ms_party party, uint32_t plan);

#endif
