/* What ms_tables is inside; for the reader of its cases. */
#ifndef MEDSUPPORT_BATCH_OPEN_TABLES_H
#define MEDSUPPORT_BATCH_OPEN_TABLES_H

#include "batch/table_join.h"
#include "batch/table_layout.h"
#include "batch/tables.h"

struct ms_tables {
    ms_table_file files[MS_TABLE_COUNT];
    ms_join join;
    ms_layout layout;
    ms_table_problems problems;
};

/* Text i, or NULL, in place of the file of table i. Beside that as ms_tables_open; the texts must outlive the tables. */
ms_status ms_tables_open_texts(const char *const *texts, const size_t *lengths, ms_tables **tables);

/* Reads as ms_table_reader_read, by the long way alone where it is asked for: what comes of it is the same. */
ms_status ms_table_reader_read_by(ms_table_reader *reader, bool long_way, ms_date as_of, const ms_document **document);

#endif
