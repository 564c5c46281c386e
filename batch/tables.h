/*
 * Cases as tables: a folder with cases.csv, children.csv and plans.csv, and, where there is more to say, requests.csv,
 * obligations.csv and provenance.csv; docs/tables.md lists their columns. Rows belong together by case_id and may stand
 * in any order; the cases come in the order of cases.csv, their children and plans in the order of their tables.
 *
 * ms_tables_open finds the rows of every case, once, and says what is wrong with the tables themselves. From then on
 * the tables do not change, and any number of threads may read cases of them, each with a table reader of its own: a
 * part after the other, and within a part case after case.
 */
#ifndef MEDSUPPORT_BATCH_TABLES_H
#define MEDSUPPORT_BATCH_TABLES_H

#include "base/buffer.h"

#include <medsupport/case.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- what is wrong, and where ------------------------------------------------------------------------------------ */

/* Something in a table that breaks the format. The texts can be printed, as those of ms_problem can. */
typedef struct ms_table_problem {
    const char *file;       /* such as "children.csv" */
    uint64_t row;           /* the header is row 1, as in a spreadsheet; 0: the file as a whole */
    const char *column;     /* its name; NULL: the row as a whole */
    const char *pointer;    /* of the place in the case document, "" where there is none */
    const char *found;      /* what stands there, in words */
    const char *expected;   /* what may stand there */
    const char *suggestion; /* the nearest known name, or NULL */
} ms_table_problem;

/* A row as it stands in its file, without the line break at its end. */
typedef struct ms_table_row {
    const char *file;
    uint64_t number; /* as in ms_table_problem */
    const char *text;
    size_t length;
} ms_table_row;

/* ---- the tables -------------------------------------------------------------------------------------------------- */

typedef struct ms_tables ms_tables;

/* Opens the tables of a folder. MS_OK: *tables is owned by the caller. MS_ERROR_INVALID: so it is, but nothing can be
 * read from it but its problems: a file or a column that is missing or unknown, and the like. MS_ERROR_MEMORY: *tables
 * is NULL.
 *
 * Memory: where every table is sorted by case_id, two to four megabytes for each ten million cases. Otherwise 12 bytes
 * a row, and 27 to 50 a case. */
ms_status ms_tables_open(const char *folder, ms_tables **tables);

void ms_tables_free(ms_tables *tables);

/* The problems of the tables themselves, all of them, when ms_tables_open returned MS_ERROR_INVALID. */
size_t ms_tables_problem_count(const ms_tables *tables);
const ms_table_problem *ms_tables_problem(const ms_tables *tables, size_t index);

/* The rows that belong to no case: their case_id is not in cases.csv, or they have none. Nothing else is wrong with the
 * tables then, but what such rows say is in no case. */
uint64_t ms_tables_stray_count(const ms_tables *tables);

/* Stray row 0..count-1, by table and then by row. The problem's texts last until the next call for the same `scratch`,
 * which is empty before the first and freed by the caller. False: memory is out. */
bool ms_tables_stray(const ms_tables *tables, uint64_t index, ms_buffer *scratch, ms_table_row *row,
                     ms_table_problem *problem);

/* The rows of cases.csv whose case_id stands in one before them. They begin no case; the case of that id has them among
 * its problems. */
uint64_t ms_tables_repeated_count(const ms_tables *tables);
ms_table_row ms_tables_repeated(const ms_tables *tables, uint64_t index);

/* How many cases there are, and how many bytes the tables have together. */
uint64_t ms_tables_case_count(const ms_tables *tables);
uint64_t ms_tables_bytes(const ms_tables *tables);

/* Whether the files are what they were when they were opened, by size and time. */
bool ms_tables_unchanged(const ms_tables *tables);

/* A check of the sizes and times of the files, by which another run knows that nobody wrote to them. */
uint64_t ms_tables_check(const ms_tables *tables);

/* Some hundred cases that follow each other: what a worker takes at a time. Part n is the same in every run. */
typedef struct ms_table_part {
    uint64_t number;     /* from 0 */
    uint64_t first_case; /* from 0, in the order of cases.csv */
    uint64_t case_count;
    uint64_t bytes; /* of the tables that can be called done when this part is; those of all parts add up to all */
} ms_table_part;

uint64_t ms_tables_part_count(const ms_tables *tables);

/* Part 0..count-1. Cheap, and safe in any thread. */
ms_table_part ms_tables_part(const ms_tables *tables, uint64_t number);

/* ---- reading cases ----------------------------------------------------------------------------------------------- */

/* Reads cases with memory of its own; for one thread. */
typedef struct ms_table_reader ms_table_reader;

/* A new reader of tables that must outlive it, in *reader, owned by the caller; MS_ERROR_MEMORY. */
ms_status ms_table_reader_new(const ms_tables *tables, ms_table_reader **reader);

void ms_table_reader_free(ms_table_reader *reader);

/* Goes to the first case of a part. */
void ms_table_reader_begin(ms_table_reader *reader, const ms_table_part *part);

/* Goes to the next case of the part, if there is one: ms_table_reader_case counts it, ms_table_reader_read reads it. */
bool ms_table_reader_next(ms_table_reader *reader);

/* The number of the case, from 0, in the order of cases.csv. */
uint64_t ms_table_reader_case(const ms_table_reader *reader);

/* Reads the case into a document, as ms_reader_read does a text: the same fields, limits and checks. MS_OK: *document
 * is borrowed until the reader's next call. MS_ERROR_INVALID, MS_ERROR_LIMIT: the reader's problems say every reason.
 * `as_of`: the date of a case that states none, or MS_NO_DATE: then its absence is a problem. */
ms_status ms_table_reader_read(ms_table_reader *reader, ms_date as_of, const ms_document **document);

/* How many cases a reader can keep. */
enum { MS_TABLE_CASES_KEPT = 8 };

/* The same beside what was read since the last ms_table_reader_read: each of those documents, for which
 * ms_table_reader_has_room was true, is borrowed until the next one. */
ms_status ms_table_reader_read_beside(ms_table_reader *reader, ms_date as_of, const ms_document **document);

/* Whether another case can be read beside the document that was read last. */
bool ms_table_reader_has_room(const ms_table_reader *reader, const ms_document *document);

/* The problems of the last read, by table and then by row: the first MS_MAX_PROBLEMS of the rows and as many of the
 * document. Borrowed until the reader's next call. */
size_t ms_table_reader_problem_count(const ms_table_reader *reader);
const ms_table_problem *ms_table_reader_problem(const ms_table_reader *reader, size_t index);

/* The rows of the case of the last read, by table and then by row: row 0 is that of cases.csv. */
size_t ms_table_reader_row_count(const ms_table_reader *reader);
ms_table_row ms_table_reader_row(const ms_table_reader *reader, size_t index);

/* Appends the case of the last read as a case document on one line, without a new line; only after MS_OK. */
void ms_table_reader_write(ms_table_reader *reader, ms_buffer *out);

#endif
