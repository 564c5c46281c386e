/*
 * What is said of a case that could not be read. A record is one JSON object on a line, with the original text, so that
 * nothing is lost; docs/batch.md describes it. A line for people names the place and says what was found and expected.
 */
#ifndef MEDSUPPORT_BATCH_REJECT_H
#define MEDSUPPORT_BATCH_REJECT_H

#include "base/buffer.h"
#include "batch/tables.h"

#include <medsupport/case.h>

/* One problem, of a line or of a row of a table. */
typedef struct ms_reject_problem {
    const char *source;      /* of a table: the file that it is in; NULL otherwise */
    uint64_t line;           /* of a table: the row */
    const char *column_name; /* of a table; NULL: the row as a whole */
    ms_problem problem;
} ms_reject_problem;

/* A text as it stood in its file. */
typedef struct ms_reject_text {
    const char *source; /* the file */
    uint64_t line;      /* or row */
    const char *text;
    size_t length;  /* of the text given here */
    uint64_t whole; /* bytes of the line; more than `length` where its end was passed over */
} ms_reject_text;

/* Begins a record of what stood at a place; its problems follow, then its texts. */
void ms_reject_begin(ms_buffer *out, const char *source, uint64_t line);

/* Adds problem number `index`, from 0. */
void ms_reject_put_problem(ms_buffer *out, size_t index, const ms_reject_problem *problem);

/* Ends a record with the one line that was rejected. Text that is not UTF-8 is given in Base64. */
void ms_reject_end_line(ms_buffer *out, const ms_reject_text *text);

/* Ends a record with the rows that were rejected: adds row number `index`, from 0; then the end. */
void ms_reject_put_row(ms_buffer *out, size_t index, const ms_reject_text *row);
void ms_reject_end_rows(ms_buffer *out);

/* A problem of a table. */
ms_reject_problem ms_reject_of_table(const ms_table_problem *problem);

/* A line for people: "cases.ndjson:3:17: /children: found ..., expected ...". */
void ms_reject_say(ms_buffer *out, const char *source, uint64_t line, const ms_reject_problem *problem);

#endif
