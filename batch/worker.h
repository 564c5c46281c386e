/* What one thread of a batch does: reads case after case, determines it, writes the result and counts it. */
#ifndef MEDSUPPORT_BATCH_WORKER_H
#define MEDSUPPORT_BATCH_WORKER_H

#include "batch/input.h"
#include "batch/tally.h"

#include <medsupport/medsupport.h>

#include <stdatomic.h>

struct ms_batch_part;

/* How every case of a run is determined and written. */
typedef struct ms_batch_settings {
    ms_readings readings;
    ms_date as_of;     /* of every case, whatever it says; MS_NO_DATE: as of its own */
    ms_date today;     /* of a case that says none */
    bool trace;        /* with every step */
    bool csv;          /* rows of a table instead of JSON */
    bool reject_lines; /* rejects as lines for people, without the original text, instead of records */
    /* What becomes of each document instead, counted by itself; NULL: it is determined and written. MS_ERROR_BEFORE_RULE
     * rejects it. Called by several threads, each with a part of its own. */
    ms_status (*take)(const ms_document *document, struct ms_batch_part *part);
} ms_batch_settings;

/* What came of one piece of work. */
typedef struct ms_batch_part {
    ms_buffer results;
    ms_buffer rejects; /* of reject.h, each with a line break */
    ms_tally tally;
    bool more; /* the rest of the work comes in another part */
} ms_batch_part;

/* Empties a part. What a few large cases made it grow beyond what is usual is given back. */
void ms_batch_part_begin(ms_batch_part *part);

void ms_batch_part_free(ms_batch_part *part);

typedef struct ms_worker ms_worker;

/* A worker for an input in *worker, owned by the caller. Input and settings must outlive it. MS_ERROR_MEMORY. */
ms_status ms_worker_new(const ms_input *input, const ms_batch_settings *settings, ms_worker **worker);

void ms_worker_free(ms_worker *worker);

/* How a worker gets rid of what is much before its work is done. */
typedef struct ms_worker_turn {
    const atomic_bool *over; /* nobody wants the results any more */
    /* Waits until all that comes before is handed over, hands the part over and empties it; false when all is over. */
    bool (*hand_over)(void *context);
    void *context;
} ms_worker_turn;

typedef enum ms_worker_status { MS_WORKER_DONE = 0, MS_WORKER_OVER, MS_WORKER_MEMORY } ms_worker_status;

/* Determines the cases of some work; what is no case is told among the rejects. A large case is worked on in its turn
 * alone, so that there is one in memory at a time, whatever the number of threads. MS_WORKER_OVER: the work was left
 * off, and the part is of no use. */
ms_worker_status ms_worker_do(ms_worker *worker, const ms_work *work, const ms_worker_turn *turn, ms_batch_part *part);

/* Tells of a row of the tables that belongs to no case; index: of ms_tables_stray. MS_ERROR_MEMORY. */
ms_status ms_worker_stray(ms_worker *worker, uint64_t index, ms_batch_part *part);

#endif
