/* The timeline of a case as a picture. */
#ifndef MEDSUPPORT_CLI_CASE_HISTORY_H
#define MEDSUPPORT_CLI_CASE_HISTORY_H

#include "cli/case_file.h"

/* Draws the events in the order in which they were recorded, each on the day on which it takes effect. */
void ms_draw_history(const ms_case_file *file, ms_buffer *out);

#endif
