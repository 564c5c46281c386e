/* Whether a JSON pointer names something among the cells of a case's rows. */
#ifndef MEDSUPPORT_BATCH_TABLE_POINTERS_H
#define MEDSUPPORT_BATCH_TABLE_POINTERS_H

#include "batch/table_rows.h"
#include "facts/document.h"
#include "facts/flat.h"

/* The rows of a list. */
typedef struct ms_listed_rows {
    bool known; /* whether there is a list at all */
    uint32_t count;
    size_t first;         /* of rows that follow each other */
    const uint32_t *rows; /* of others; NULL: they follow each other */
} ms_listed_rows;

typedef struct ms_case_lists {
    ms_listed_rows children, plans[2], requests, obligations;
    uint32_t plan_rows[2][MS_MAX_PLANS];
} ms_case_lists;

/* Whether a pointer surely names something in the document of a case, whose rows are as they should be. */
bool ms_pointer_is_known(const ms_case_rows *rows, const ms_case_lists *lists, ms_text pointer);

#endif
