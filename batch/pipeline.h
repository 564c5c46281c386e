/*
 * A batch on several threads. Each takes some work, does it by itself, and hands over what came of it in its turn, so
 * that results come in the order of the input whatever the number of threads. There is one more piece of work in memory
 * than there are threads, so that one that is done before its turn goes on with the next, and what it did is handed over
 * by the thread that comes before; there is no other queue, and that bounds the memory. What is large is worked on and
 * handed over in its turn, and so by one thread at a time.
 */
#ifndef MEDSUPPORT_BATCH_PIPELINE_H
#define MEDSUPPORT_BATCH_PIPELINE_H

#include "batch/worker.h"

enum { MS_MAX_THREADS = 64 };

/* What came of some work, in the order of the input. Where part->more says so, more of the same work follows, and the
 * work's bytes are told with the last of it. False: give up. Called by one thread at a time. */
typedef bool (*ms_hand_over)(void *context, const ms_work *work, const ms_batch_part *part);

typedef struct ms_pipeline ms_pipeline;

typedef enum ms_pipeline_status {
    MS_PIPELINE_DONE = 0,
    MS_PIPELINE_STOPPED,    /* ms_pipeline_stop was called, or hand_over gave up */
    MS_PIPELINE_UNREADABLE, /* ms_lines_path and ms_pipeline_error say which file, and why */
    MS_PIPELINE_MEMORY
} ms_pipeline_status;

/* Starts `threads` (1..MS_MAX_THREADS) threads, or as many as the system lets, in *pipeline, owned by the caller. The
 * input, the settings and the context must outlive it. MS_ERROR_MEMORY: none could start. */
ms_status ms_pipeline_start(ms_input *input, const ms_batch_settings *settings, unsigned threads,
                            ms_hand_over hand_over, void *context, ms_pipeline **pipeline);

/* Waits until all is done, or `milliseconds` have passed. True when all is done. */
bool ms_pipeline_wait(ms_pipeline *pipeline, unsigned milliseconds);

/* Lets each thread end after the case in hand; what was not handed over in order is dropped. */
void ms_pipeline_stop(ms_pipeline *pipeline);

/* Waits for the threads, frees the pipeline, and says how it ended. error: errno of MS_PIPELINE_UNREADABLE. */
ms_pipeline_status ms_pipeline_end(ms_pipeline *pipeline, int *error);

/* Runs `look` while nothing is handed over. */
void ms_pipeline_look(ms_pipeline *pipeline, void (*look)(void *context), void *context);

#endif
