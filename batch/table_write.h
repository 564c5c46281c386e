/* Case documents as rows of the tables. */
#ifndef MEDSUPPORT_BATCH_TABLE_WRITE_H
#define MEDSUPPORT_BATCH_TABLE_WRITE_H

#include "base/buffer.h"
#include "batch/columns.h"
#include "facts/json.h"

/* Appends the header of a table, with every column, and a line break. */
void ms_table_header(ms_table table, ms_buffer *out);

/* Appends to each table the rows of a document; tables: MS_TABLE_COUNT of them. tree: the nodes of a document that was
 * read without a problem. Whether memory ran out the buffers tell. */
void ms_table_write(const ms_json_tree *tree, ms_buffer *tables);

#endif
