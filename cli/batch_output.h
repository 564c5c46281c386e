/* Where the results and rejects of a batch go, and the resume point that goes with them. */
#ifndef MEDSUPPORT_CLI_BATCH_OUTPUT_H
#define MEDSUPPORT_CLI_BATCH_OUTPUT_H

#include "batch/worker.h"
#include "cli/part.h"
#include "cli/resume_point.h"

typedef struct ms_batch_output {
    const char *results_path; /* NULL: standard output */
    const char *rejects_path; /* NULL: the first rejects are said on standard error */
    uint64_t max_rejects;
    bool csv;
    ms_part results, rejects;
    char *state_path;      /* NULL: the run cannot be gone on with */
    bool saved;            /* a point of this run, or of that which it goes on with, is in the state */
    ms_resume_point point; /* up to the last whole work */
    ms_tally tally;        /* of all that was taken */
    unsigned lines_said;   /* of rejects */
    uint64_t first_cases;  /* of the point with which this run began */
    bool too_many_rejects;
} ms_batch_output;

/* Opens the files. `arguments` and `input`: checks of all that decides what is written. `today`: of cases that state no
 * date; where an earlier run is gone on with, that of its beginning. False, and a message, when they cannot be written,
 * or when an earlier run was interrupted and `resume` is not given; the part of that run stays as it was. *found: there
 * was a run to go on with. */
bool ms_batch_output_open(ms_batch_output *output, uint64_t arguments, uint64_t input, bool resume, ms_date *today,
                          bool *found);

/* Takes what came of some work, of which `mark` is the end; NULL: more of the same work follows. False when it could not
 * be written, or when there are too many rejects. */
bool ms_batch_output_take(ms_batch_output *output, const ms_batch_part *part, const ms_lines_mark *mark,
                          uint64_t bytes);

/* Writes a resume point that was copied from output->point; another thread may take meanwhile. False, and a message,
 * when it cannot be written: then the run must not go on, for what was put before may be lost. */
bool ms_batch_output_save(ms_batch_output *output, const ms_resume_point *point);

/* Cuts off what was written behind the point, where a piece of work was not written whole: on a full disk that makes room
 * for the state. */
void ms_batch_output_cut(ms_batch_output *output);

/* Makes the files whole. False, and a message, when that fails. */
bool ms_batch_output_finish(ms_batch_output *output);

/* Closes what is not finished: kept for a later run where it can be gone on with, or removed. The rejects stay when there
 * were too many of them, and when the results went to standard output. */
void ms_batch_output_close(ms_batch_output *output);

#endif
