/*
 * The columns of the tables, and the place of each in a case document: the one schema by which tables are read and
 * written; docs/tables.md explains it. The columns of a table stand in the order of the document, so that a row and its
 * part of the document can be gone through side by side.
 */
#ifndef MEDSUPPORT_BATCH_COLUMNS_H
#define MEDSUPPORT_BATCH_COLUMNS_H

#include "facts/flat.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ms_table {
    MS_TABLE_CASES = 0,
    MS_TABLE_CHILDREN,
    MS_TABLE_PLANS,
    MS_TABLE_REQUESTS,
    MS_TABLE_OBLIGATIONS,
    MS_TABLE_PROVENANCE,
    MS_TABLE_COUNT
} ms_table;

/* What a cell holds, and what it becomes. An empty one becomes nothing, whatever its kind. */
typedef enum ms_column_kind {
    MS_COLUMN_CASE = 0, /* case_id in any table but cases.csv: which case the row belongs to; no field of its own */
    MS_COLUMN_PARENT,   /* whose plan the row is; no field of its own */
    MS_COLUMN_POINTER,  /* the name of the member that the row is */
    MS_COLUMN_TEXT,     /* text; amounts, dates and single words are text, too */
    MS_COLUMN_TRUTH,    /* true or false */
    MS_COLUMN_WORDS,    /* a list of texts without spaces, with spaces between them, or (none) */
    MS_COLUMN_COUNTIES, /* a list of counties, as in MO:Cole; MO:Boone, or (none) */
    MS_COLUMN_ROWS,     /* what the rows of another table are the elements of: (none) or (listed) */
    MS_COLUMN_ENROLLED, /* what the columns after it tell more of: true; or false, and there is no more */
    MS_COLUMN_LISTED    /* what the columns after it tell more of: (listed); or a word, and there is no more */
} ms_column_kind;

typedef struct ms_column {
    const char *name;  /* in the header; NULL: of the document alone, there is no such column */
    const char *place; /* in what the row becomes: names of members, with / between them; NULL: no field of its own */
    ms_column_kind kind;
    uint32_t field;  /* in what the row becomes, taken apart (facts/flat.h); of MS_COLUMN_ROWS: the table of the rows */
    uint32_t within; /* the field that such a field is in; 0: none */
    bool required;   /* a table without the column cannot be read */
    const char *word; /* of MS_COLUMN_LISTED: the word that may stand for all; NULL: none may */
} ms_column;

typedef struct ms_table_kind {
    const char *file; /* such as "children.csv" */
    bool required;    /* a folder without the file cannot be read */
    const ms_column *columns;
    uint32_t count;
} ms_table_kind;

extern const ms_table_kind ms_table_kinds[MS_TABLE_COUNT];

/* The most columns of a table. */
enum { MS_MAX_COLUMNS = 40 };

/* Columns of cases.csv by which an agency, which has no income, is known. */
extern const uint32_t ms_seeking_kind_column, ms_seeking_income_column;

/* The lists of plans among the columns of cases.csv, by ms_party, and what the parent is called in plans.csv. */
extern const uint32_t ms_plan_lists[2];
extern const char *const ms_plan_parents[2];

/* What stands in cells and is no value of the document: known to be none; see the rows, or the columns, that follow. */
#define MS_CELL_NONE   "(none)"
#define MS_CELL_LISTED "(listed)"

/* Between words; between counties; between the state and the name of a county; before a character of a county's name
 * that stands for itself. */
enum { MS_BETWEEN_WORDS = ' ', MS_BETWEEN_COUNTIES = ';', MS_AFTER_STATE = ':', MS_COUNTY_ESCAPE = '\\' };

/* The column of a name of `length` bytes, or `count` of the table when there is none. */
uint32_t ms_column_find(ms_table table, const char *name, size_t length);

#endif
