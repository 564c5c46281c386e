/* Which fields of a case the cells of its rows fill, and whether a JSON pointer names something among them. */
#ifndef MEDSUPPORT_BATCH_TABLE_POINTERS_H
#define MEDSUPPORT_BATCH_TABLE_POINTERS_H

#include "batch/columns.h"
#include "facts/document.h"

/* Which columns of a row have content: bit i for column i. */
typedef uint64_t ms_present;

/* The rows of a list. */
typedef struct ms_filled_rows {
    bool known; /* whether there is a list at all */
    uint32_t count;
    ms_present *rows;
} ms_filled_rows;

typedef struct ms_filled {
    ms_present of_case;
    ms_filled_rows children, plans[2], requests, obligations;
    ms_present children_room[MS_MAX_CHILDREN], plans_room[2][MS_MAX_PLANS], requests_room[MS_MAX_REQUESTS],
        obligations_room[MS_MAX_OBLIGATIONS];
} ms_filled;

/* Whether a pointer surely names something in the document of the case. */
bool ms_pointer_is_known(const ms_filled *filled, ms_text pointer);

#endif
