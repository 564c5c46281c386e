/* The rows of one case after another, split into cells: from the tables to what a document is built of. */
#ifndef MEDSUPPORT_BATCH_TABLE_ROWS_H
#define MEDSUPPORT_BATCH_TABLE_ROWS_H

#include "batch/table_join.h"
#include "batch/tables.h"

/* The most bytes of all rows of a case. A document of 1 MiB has less than that as rows. */
enum { MS_LONGEST_CASE = 2 * 1024 * 1024 };

/* The cells of a row that is right, the empty one, and what splitting takes. */
enum { MS_ROW_ROOM = MS_MAX_COLUMNS + 1 + MS_CSV_SPARE_ROOM };

/* A row of the case. */
typedef struct ms_case_row {
    ms_table table;
    ms_csv_row csv;
    const char *place;   /* of the row in its file as it is in memory */
    uint32_t first_cell; /* behind the last of those that the header names is an empty one */
} ms_case_row;

/* What is left of a table's part, where tables are in the order of case_id: read in one go, so that the memory that shows
 * the file is not touched and does not pile up. */
typedef struct ms_table_piece {
    const char *at, *stop;
    const char *place; /* of `at` in the file as it is in memory */
    char *text;
    size_t capacity;
} ms_table_piece;

/* Where in the tables the cases of a part are, and the rows of the case that was come to. */
typedef struct ms_case_rows {
    const ms_table_file *files;
    const ms_join *join;
    uint64_t number, end;                  /* of the next case, and of that behind the part's last */
    ms_table_piece pieces[MS_TABLE_COUNT]; /* sorted */
    ms_case_row *rows;
    size_t row_count, row_capacity;
    size_t first[MS_TABLE_COUNT + 1]; /* the first row of each table */
    ms_csv_cell *cells;
    size_t cell_count, cell_capacity;
    size_t bytes; /* of all rows of the case; those beyond MS_LONGEST_CASE are left out */
    bool out_of_memory;
} ms_case_rows;

/* Goes to the first case of a part. */
void ms_case_rows_begin(ms_case_rows *rows, const ms_table_part *part);

/* Gathers the rows of the next case: that of cases.csv, then by table and row. False when the part has no more. */
bool ms_case_rows_next(ms_case_rows *rows);

/* The cell by which a row is told within its case: whose plan it is, or what it is the source of. NULL: it is empty. */
const ms_csv_cell *ms_case_rows_key(const ms_case_rows *rows, size_t row);

/* Whose plan a row of plans.csv is; MS_PARTY_UNKNOWN when it does not say. */
ms_party ms_case_rows_party(const ms_case_rows *rows, size_t row);

void ms_case_rows_free(ms_case_rows *rows);

#endif
