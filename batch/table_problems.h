/* The problems of tables, with texts of their own. */
#ifndef MEDSUPPORT_BATCH_TABLE_PROBLEMS_H
#define MEDSUPPORT_BATCH_TABLE_PROBLEMS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "batch/tables.h"

/* Zero-initialised is empty and ready. */
typedef struct ms_table_problems {
    ms_arena arena; /* of the texts */
    ms_buffer scratch;
    ms_table_problem *list;
    size_t count, capacity;
    bool out_of_memory;
} ms_table_problems;

/* Forgets all problems. */
void ms_table_problems_clear(ms_table_problems *problems);

void ms_table_problems_free(ms_table_problems *problems);

/* Adds a problem; the texts are borrowed. */
void ms_table_problems_add(ms_table_problems *problems, const ms_table_problem *problem);

/* A text as it can be printed. Lasts until the problems are cleared. */
const char *ms_table_problems_show(ms_table_problems *problems, const char *text, size_t length);

/* The same between quotation marks. Lasts until the problems are cleared. */
const char *ms_table_problems_quote(ms_table_problems *problems, const char *text, size_t length);

/* `before`, a number, and `after` in one text. Lasts until the problems are cleared. */
const char *ms_table_problems_number(ms_table_problems *problems, const char *before, uint64_t number,
                                     const char *after);

#endif
