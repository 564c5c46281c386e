/*
 * A long output that outlives an interruption: what is put goes to FILE.part, which becomes FILE when it is whole. An
 * interrupted run leaves the part; another goes on at a length that is known to be good. Standard output, a pipe and a
 * device are written in place and cannot be gone on with.
 */
#ifndef MEDSUPPORT_CLI_PART_H
#define MEDSUPPORT_CLI_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is closed. */
typedef struct ms_part {
    const char *path; /* NULL: standard output; borrowed */
    char *name;       /* of the part; NULL: written in place */
    int file;         /* while open */
    bool open, failed;
    uint64_t length; /* bytes so far */
} ms_part;

/* The name of the part of a file, or of what else stands beside it with such an ending; owned by the caller. NULL when
 * memory is out. */
char *ms_part_name(const char *path, const char *ending);

/* Whether a file can have a part: it is a regular file, or none yet. */
bool ms_part_can_wait(const char *path);

/* Opens the part of a file for `length` bytes that stand there and what is put after them; 0 begins afresh. False, and a
 * message, when it cannot be written, is shorter than that, or another run is writing it. */
bool ms_part_open(ms_part *part, const char *path, uint64_t length);

/* Writes. False, and a message the first time, when not all could be written. */
bool ms_part_put(ms_part *part, const char *text, size_t length);

/* Sees to it that what was put lasts. Another thread may put at the same time. */
bool ms_part_sync(const ms_part *part);

/* Makes the part the file. False, and a message, when that fails. */
bool ms_part_finish(ms_part *part);

/* Makes a whole part the file where a run ended just before it did so. False, and a message, when that fails. */
bool ms_part_finish_name(const char *path);

/* Closes, and leaves the part for a later run, or removes it. */
void ms_part_close(ms_part *part, bool keep);

#endif
