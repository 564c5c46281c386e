/* Where the program's output goes: gathered whole in a buffer, then written at once or not at all. */
#ifndef MEDSUPPORT_CLI_OUTPUT_H
#define MEDSUPPORT_CLI_OUTPUT_H

#include "base/buffer.h"
#include "cli/options.h"

#include <stdbool.h>

/* Writes the whole buffer to standard output, or to a file, which is replaced in one step or stays as it was. False,
 * and a message, when that fails. */
bool ms_output_write(const ms_buffer *buffer, const char *path);

/* The same, then frees the buffer. Returns `status`, or MS_EXIT_BAD when the output could not be written. */
int ms_output_finish(ms_buffer *buffer, const char *path, int status);

/* Whether what is written to `path` (NULL: standard output) should be coloured. */
bool ms_output_coloured(ms_colour colour, const char *path);

#endif
