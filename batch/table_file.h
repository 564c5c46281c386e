/* One table: its file as it lies in memory, its header, and where its rows are. */
#ifndef MEDSUPPORT_BATCH_TABLE_FILE_H
#define MEDSUPPORT_BATCH_TABLE_FILE_H

#include "batch/columns.h"
#include "batch/csv.h"
#include "batch/table_problems.h"
#include "facts/plain_values.h"

#include <sys/types.h>
#include <time.h>

/* The number of a row here and there, so that that of any other can be counted from the next one before it. */
typedef struct ms_row_mark {
    uint64_t at, row;
} ms_row_mark;

typedef struct ms_table_file {
    ms_table table;
    const char *text, *end;          /* the file as it is in memory; NULL where there is none */
    bool mapped;                     /* the system shows it there */
    int descriptor;                  /* of the open file; -1: none */
    const char *body;                /* the rows behind the header */
    uint32_t cell_count;             /* of the header, and of every row that is right */
    uint8_t columns[MS_MAX_COLUMNS]; /* the column of each cell */
    uint32_t case_cell;              /* the cell that holds case_id */
    uint32_t key_cell;               /* of MS_COLUMN_PARENT or MS_COLUMN_POINTER; MS_MAX_COLUMNS: there is none */
    ms_row_mark *marks;
    size_t mark_count, mark_capacity;
    char *path;
    off_t size; /* of the file when it was opened */
    struct timespec changed;
} ms_table_file;

/* Opens a table of a folder, and adds what is wrong with it, and with its header, to the problems. A file that need not
 * be there and is not has no rows. The file can be closed whatever came of it. */
void ms_table_file_open(ms_table_file *file, const char *folder, ms_table table, ms_table_problems *problems);

/* The same with a text in place of a file, which must outlive the table. text: NULL, there is none. */
void ms_table_file_open_text(ms_table_file *file, ms_table table, const char *text, size_t length,
                             ms_table_problems *problems);

void ms_table_file_close(ms_table_file *file);

/* Whether the file is what it was when it was opened. */
bool ms_table_file_unchanged(const ms_table_file *file);

/* The case_id of the row at `at`, before `end`, as it stands there; cell number `cell` has it. */
ms_text ms_table_id(const char *at, const char *end, uint32_t cell);

/* Whether the row at `at` has this case_id. */
static inline bool ms_table_has_id(const char *at, const char *end, uint32_t cell, ms_text id)
{
    if (cell == 0 && at < end && *at != '"') { /* as it mostly is */
        size_t left = (size_t)(end - at);
        if (left <= id.length || !ms_same_bytes(at, id.at, id.length)) {
            return left == id.length && ms_same_bytes(at, id.at, left);
        }
        char behind = at[id.length];
        return behind == ',' || behind == '\n' || behind == '\r';
    }
    return ms_text_same(ms_table_id(at, end, cell), id);
}

/* The number of the row at `at`, by the marks up to there. */
uint64_t ms_table_file_row(const ms_table_file *file, const char *at);

/* Reads `length` bytes from `at` on. False when they cannot be read, or there is no file open: then they are there all
 * the same. */
bool ms_table_file_read(const ms_table_file *file, const char *at, size_t length, char *into);

/* Goes through the rows of a file from the first, and sets the marks. */
typedef struct ms_table_walk {
    ms_table_file *file;
    const char *at;       /* the row; the file's end behind the last */
    uint64_t row;         /* its number */
    const char *unmarked; /* from where on a row gets a mark */
    const char *quoted;   /* between the row and here there are no quotation marks */
    const char *released;
    bool out_of_memory;
} ms_table_walk;

/* At the first row that is not blank. Forgets the marks. */
ms_table_walk ms_table_walk_begin(ms_table_file *file);

/* To the next row that is not blank. */
void ms_table_walk_next(ms_table_walk *walk);

#endif
