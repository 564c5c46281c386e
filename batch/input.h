/* Where a batch takes its cases from: lines of files, or tables. Work is handed out in order, a little at a time. */
#ifndef MEDSUPPORT_BATCH_INPUT_H
#define MEDSUPPORT_BATCH_INPUT_H

#include "batch/lines.h"
#include "batch/tables.h"

/* One of the two. Everything is borrowed. */
typedef struct ms_input {
    ms_lines *lines;
    char *const *names; /* of the files, for messages */
    const ms_tables *tables;
    uint64_t next_part;   /* of the tables */
    uint64_t parts_taken; /* by this run */
} ms_input;

/* What is worked on at a time. Zero-initialised is empty; filled again and again in the same memory. */
typedef struct ms_work {
    uint64_t number;    /* from 0, in order */
    uint64_t bytes;     /* of the input */
    ms_portion portion; /* of lines */
    ms_table_part part; /* of tables */
} ms_work;

/* Takes the next work; as ms_lines_next. One thread at a time. */
ms_lines_status ms_input_next(ms_input *input, ms_work *work);

/* From now on ms_input_next gives nothing more, also where it waits for lines to come. For any thread. */
void ms_input_stop(ms_input *input);

/* A check by which another run knows that nobody changed the input. */
uint64_t ms_input_check(const ms_input *input);

/* Where another run can go on after this work, and going there before any is taken; as of ms_lines. */
ms_lines_mark ms_input_mark(const ms_input *input, const ms_work *work);
bool ms_input_go_to(ms_input *input, const ms_lines_mark *mark);

/* The bytes of the whole input; 0 where that is not known. */
uint64_t ms_input_total(const ms_input *input);

void ms_work_free(ms_work *work);

#endif
