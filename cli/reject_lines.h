/* Rejected cases told on standard error, where no file keeps them. */
#ifndef MEDSUPPORT_CLI_REJECT_LINES_H
#define MEDSUPPORT_CLI_REJECT_LINES_H

#include "base/buffer.h"

/* Says lines of batch/reject.h, the first of a run, and then once that there are more. *said: how many were said so far,
 * 0 before the first call. */
void ms_reject_lines_say(const ms_buffer *lines, unsigned *said);

#endif
