/*
 * The lines of standard input, typed or from a pipe. They end with the input, or when SIGHUP, SIGINT or SIGTERM asks for
 * the end: the signals end the lines and not the program, so that what was heard can still be kept.
 */
#ifndef MEDSUPPORT_CLI_TYPED_LINES_H
#define MEDSUPPORT_CLI_TYPED_LINES_H

#include "base/buffer.h"
#include "cli/words.h"

#include <stdbool.h>

/* Zero-initialised has read nothing. */
typedef struct ms_typed_lines {
    ms_buffer text; /* what is read so far */
    size_t at;      /* where the next line begins */
    bool ended;     /* nothing more is read */
} ms_typed_lines;

/* From now on the signals end the lines; those that are ignored stay so. For one set of lines at a time. */
void ms_typed_begin(void);

/* The next line, without its end; it lasts until the next call. False when the lines have ended. */
bool ms_typed_next(ms_typed_lines *lines, ms_word *line);

/* After the end: whether somebody may still be asked, which is so on a terminal after Ctrl-D or Ctrl-C. The lines then go
 * on. */
bool ms_typed_again(ms_typed_lines *lines);

/* Frees the lines; the signals end the program again. */
void ms_typed_end(ms_typed_lines *lines);

#endif
