/*
 * A long output that outlives an interruption: what is put goes to FILE.part, which becomes FILE when it is whole. An
 * interrupted run leaves the part; another goes on at a length that is known to be good. Standard output, a pipe and a
 * device are written in place and cannot be gone on with. A link to a file stays a link: the part stands beside the file
 * to which it leads.
 */
#ifndef MEDSUPPORT_CLI_PART_H
#define MEDSUPPORT_CLI_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is closed. */
typedef struct ms_part {
    const char *path; /* NULL: standard output; borrowed */
    char *target;     /* the file that the part becomes */
    char *name;       /* of the part; NULL: written in place */
    int file;         /* while open */
    bool open, failed;
    uint64_t length; /* bytes so far */
} ms_part;

/* The name of what stands beside a file with such an ending; owned by the caller. NULL when memory is out. */
char *ms_part_name(const char *path, const char *ending);

/* Whether a file can have a part: it is a regular file, or none yet. */
bool ms_part_can_wait(const char *path);

/* Opens the part of a file, with what an earlier run left in it, and keeps other runs from it until it is closed. False,
 * and a message, when it cannot be written, or when another run is writing it. */
bool ms_part_open(ms_part *part, const char *path);

/* How many bytes an earlier run has left in a part that was just opened; 0 where there is none. */
uint64_t ms_part_left(const ms_part *part);

/* A check of the last bytes before `length`, by which what was put there is known again; 0 where there are none. */
uint64_t ms_part_check(const ms_part *part, uint64_t length);

/* Begins, or goes on, behind the first `length` bytes; the rest is cut off. False, and a message, when there are fewer.
 */
bool ms_part_go_to(ms_part *part, uint64_t length);

/* By which another run knows the part again when it has become the file; 0 where there is none. */
uint64_t ms_part_mark(const ms_part *part);

/* Whether an earlier run has made a part of this mark and length the file already. */
bool ms_part_is_moved(const ms_part *part, uint64_t mark, uint64_t length);

/* Writes. False, and a message the first time, when not all could be written. */
bool ms_part_put(ms_part *part, const char *text, size_t length);

/* Sees to it that what was put lasts; false with errno set. Another thread may put at the same time. */
bool ms_part_sync(const ms_part *part);

/* Makes the part the file, and closes it. False, and a message, when that fails: then the part stays. */
bool ms_part_finish(ms_part *part);

/* Closes, and leaves the part for a later run, or removes it. An empty part is of no use and removed. */
void ms_part_close(ms_part *part, bool keep);

#endif
