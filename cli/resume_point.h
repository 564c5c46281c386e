/*
 * Where an interrupted batch can go on: a small file FILE.part-state beside its output, replaced whole each time. It
 * holds no fact of any case.
 */
#ifndef MEDSUPPORT_CLI_RESUME_POINT_H
#define MEDSUPPORT_CLI_RESUME_POINT_H

#include "batch/lines.h"
#include "batch/tally.h"

#include <stdbool.h>

/* What of a part belongs to a point, and by what it is known again. */
typedef struct ms_resume_part {
    uint64_t length; /* bytes */
    uint64_t mark;   /* of the file (ms_part_mark) */
    uint64_t check;  /* of the last bytes (ms_part_check) */
} ms_resume_part;

typedef struct ms_resume_point {
    uint64_t arguments; /* a check of all that decides what is written */
    uint64_t input;     /* a check of the input */
    bool whole;         /* everything is written and has only to be moved into place */
    uint64_t today;     /* of cases that state no date */
    ms_lines_mark mark; /* what was read; its line is 0 before anything was */
    uint64_t bytes;     /* of the input, up to there */
    ms_resume_part results, rejects;
    ms_tally tally;
} ms_resume_point;

typedef enum ms_resume_status { MS_RESUME_NONE = 0, MS_RESUME_FOUND, MS_RESUME_BROKEN } ms_resume_status;

/* Reads the point from a file. MS_RESUME_BROKEN: there is a file, and it is no such point. */
ms_resume_status ms_resume_point_read(const char *path, ms_resume_point *point);

/* Writes the point; false with errno set. */
bool ms_resume_point_write(const char *path, const ms_resume_point *point);

#endif
