/* A determination as rows of a table (RFC 4180), one a child; docs/batch.md lists the columns. */
#ifndef MEDSUPPORT_BATCH_RESULT_CSV_H
#define MEDSUPPORT_BATCH_RESULT_CSV_H

#include "base/buffer.h"
#include "facts/determination.h"

/* The header row. */
void ms_result_csv_header(ms_buffer *out);

/* A row for each child of the case. */
void ms_result_csv(const ms_determination *determination, ms_buffer *out);

#endif
