/*
 * Which rows belong to which case. Where every table has its rows in the order of case_id, a case's rows are next to
 * each other in each, and it is enough to know where the rows of every so many cases begin. Where one has not, the rows
 * of each case are listed.
 */
#ifndef MEDSUPPORT_BATCH_TABLE_JOIN_H
#define MEDSUPPORT_BATCH_TABLE_JOIN_H

#include "batch/table_file.h"

#include <medsupport/status.h>

/* The cases of a part. */
enum { MS_PART_CASES = 256 };

/* For each case the rows of one table. Numbers of rows and cases are from 1; 0 is none. */
typedef struct ms_row_lists {
    uint32_t *last;    /* of each case; NULL: no case has any */
    uint32_t *earlier; /* of each row the one before it of the same case */
    uint64_t *at;      /* of each row its place in the file */
    size_t count, capacity;
} ms_row_lists;

/* A row that belongs to no case. */
typedef struct ms_stray {
    uint64_t at;
    ms_table table;
} ms_stray;

typedef struct ms_join {
    uint64_t case_count;
    bool sorted;
    /* sorted */
    uint64_t *starts; /* of each part, and behind the last, the place in each file: MS_TABLE_COUNT numbers */
    size_t start_count, start_capacity;
    /* not sorted */
    uint64_t *cases; /* of each case the place of its row */
    size_t case_capacity;
    ms_row_lists lists[MS_TABLE_COUNT]; /* of cases.csv: rows that have the case_id of one before them */
    ms_stray *strays;
    size_t stray_count, stray_capacity;
} ms_join;

/* Joins the tables; files: MS_TABLE_COUNT of them. MS_ERROR_MEMORY; MS_ERROR_LIMIT: a table has too many rows. The join
 * can be freed whatever came of it. */
ms_status ms_join_make(ms_table_file *files, ms_join *join);

/* The same without a look at the order, as if there were none. */
ms_status ms_join_make_listed(ms_table_file *files, ms_join *join);

void ms_join_free(ms_join *join);

uint64_t ms_join_part_count(const ms_join *join);

#endif
