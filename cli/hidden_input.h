/* Input that nobody is to see: not on the screen, not among the arguments of a process. */
#ifndef MEDSUPPORT_CLI_HIDDEN_INPUT_H
#define MEDSUPPORT_CLI_HIDDEN_INPUT_H

#include "base/buffer.h"

#include <stdbool.h>

/* Reads a line from the terminal without showing it, after a prompt; or all of standard input where that is no terminal.
 * Blanks and line breaks at its ends are left out. False, and a message, when there is nothing, or too much. The caller
 * wipes the buffer. */
bool ms_hidden_input(const char *prompt, ms_buffer *text);

#endif
