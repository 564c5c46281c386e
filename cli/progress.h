/* How far a long run has come, on one line of the terminal that is written over and over. */
#ifndef MEDSUPPORT_CLI_PROGRESS_H
#define MEDSUPPORT_CLI_PROGRESS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct ms_progress {
    bool shown;     /* standard error is a terminal that can show it */
    int64_t began;  /* milliseconds of a clock that nobody sets */
    uint64_t done;  /* before the run began */
    uint64_t cases; /* likewise */
} ms_progress;

/* Milliseconds of a clock that nobody sets. */
int64_t ms_now(void);

/* Begins; nothing is ever shown when `quiet`, or where standard error is no terminal. done, cases: what an earlier run
 * did. */
ms_progress ms_progress_begin(bool quiet, uint64_t done, uint64_t cases);

/* Shows the share done of `total` (0: not known), the cases with their speed, the time left, and how many were
 * rejected. */
void ms_progress_show(const ms_progress *progress, uint64_t done, uint64_t total, uint64_t cases, uint64_t rejects);

/* Takes the line away until it is shown again, so that a message can stand there. For any thread. */
void ms_progress_clear(void);

/* Takes the line away. */
void ms_progress_end(const ms_progress *progress);

#endif
