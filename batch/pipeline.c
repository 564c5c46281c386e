#define _POSIX_C_SOURCE 200809L
#include "batch/pipeline.h"

#include "batch/crew.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A piece of work, and what came of it. */
typedef struct slot {
    ms_work work;
    ms_batch_part part;
    bool done; /* and not handed over yet */
} slot;

struct ms_pipeline {
    ms_input *input;
    ms_hand_over hand_over;
    void *context;
    ms_crew *crew;
    ms_worker *workers[MS_MAX_THREADS]; /* one a thread */
    atomic_bool stopped;                /* do no more */
    pthread_mutex_t taking;             /* guards the input */
    uint64_t taken;
    pthread_mutex_t handing;   /* guards what follows */
    pthread_cond_t went_on;    /* next has grown, or all is over */
    uint64_t next;             /* the work whose turn it is */
    ms_pipeline_status status; /* the first that was not MS_PIPELINE_DONE */
    int error;
    unsigned slot_count;
    slot slots[MS_MAX_THREADS + 1]; /* work N is in slot N % slot_count */
};

static slot *slot_of(ms_pipeline *pipeline, uint64_t number)
{
    return &pipeline->slots[number % pipeline->slot_count];
}

/* ---- ending ------------------------------------------------------------------------------------------------------ */

/* Ends the work of all threads, of which `handing` is locked by this one. */
static void end_all(ms_pipeline *pipeline, ms_pipeline_status status, int error)
{
    if (pipeline->status == MS_PIPELINE_DONE) {
        pipeline->status = status;
        pipeline->error = error;
    }
    atomic_store(&pipeline->stopped, true);
    ms_input_stop(pipeline->input);
    pthread_cond_broadcast(&pipeline->went_on);
}

static void give_up(ms_pipeline *pipeline, ms_pipeline_status status, int error)
{
    pthread_mutex_lock(&pipeline->handing);
    end_all(pipeline, status, error);
    pthread_mutex_unlock(&pipeline->handing);
}

/* ---- taking ------------------------------------------------------------------------------------------------------ */

/* Waits until the work is one of the next `count` to be handed over, `handing` being locked. False when all is over. */
static bool wait_for_turn(ms_pipeline *pipeline, uint64_t number, unsigned count)
{
    while (number - pipeline->next >= count && !atomic_load(&pipeline->stopped)) {
        pthread_cond_wait(&pipeline->went_on, &pipeline->handing);
    }
    return !atomic_load(&pipeline->stopped);
}

/* Waits until the slot of the next work to be taken is free. False when all is over. */
static bool wait_for_room(ms_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->handing);
    bool room = wait_for_turn(pipeline, pipeline->taken, pipeline->slot_count);
    pthread_mutex_unlock(&pipeline->handing);
    return room;
}

/* Takes the next work; NULL when there is none, or no more is to be taken. */
static slot *take(ms_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->taking);
    slot *s = slot_of(pipeline, pipeline->taken);
    ms_lines_status status = wait_for_room(pipeline) ? ms_input_next(pipeline->input, &s->work) : MS_LINES_END;
    int error = errno;
    pipeline->taken += status == MS_LINES_MORE;
    if (status == MS_LINES_UNREADABLE) {
        give_up(pipeline, MS_PIPELINE_UNREADABLE, error);
    } else if (status == MS_LINES_MEMORY) {
        give_up(pipeline, MS_PIPELINE_MEMORY, 0);
    }
    pthread_mutex_unlock(&pipeline->taking);
    return status == MS_LINES_MORE ? s : NULL;
}

/* ---- handing over ------------------------------------------------------------------------------------------------ */

/* Hands a part over in its turn, `handing` being locked. False when all is over. */
static bool give(ms_pipeline *pipeline, slot *s, bool more)
{
    uint64_t bytes = s->work.bytes;
    s->part.more = more;
    s->work.bytes = more ? 0 : bytes;
    bool good = pipeline->status == MS_PIPELINE_DONE && pipeline->hand_over(pipeline->context, &s->work, &s->part);
    s->work.bytes = bytes;
    if (!good) {
        end_all(pipeline, MS_PIPELINE_STOPPED, 0);
    }
    return good;
}

/* What a worker hands over with. */
typedef struct turn {
    ms_pipeline *pipeline;
    slot *slot;
} turn;

/* As a worker wants it: hands over what there is so far, in its turn. */
static bool hand_over_some(void *context)
{
    const turn *t = context;
    ms_pipeline *pipeline = t->pipeline;
    pthread_mutex_lock(&pipeline->handing);
    bool good = wait_for_turn(pipeline, t->slot->work.number, 1) && give(pipeline, t->slot, true);
    pthread_mutex_unlock(&pipeline->handing);
    ms_batch_part_begin(&t->slot->part);
    return good;
}

/* Hands over work that is done, and all behind it that waited for it; where its own turn has not come, it waits, and
 * the thread goes on with other work. False when all is over. */
static bool hand_over(ms_pipeline *pipeline, slot *s)
{
    pthread_mutex_lock(&pipeline->handing);
    s->done = true;
    while ((s = slot_of(pipeline, pipeline->next))->done && give(pipeline, s, false)) {
        s->done = false;
        pipeline->next++;
        pthread_cond_broadcast(&pipeline->went_on);
    }
    bool good = pipeline->status == MS_PIPELINE_DONE;
    pthread_mutex_unlock(&pipeline->handing);
    return good;
}

/* What each thread does. */
static void work(void *context, unsigned number)
{
    ms_pipeline *pipeline = context;
    bool going_on = true;
    while (going_on) {
        slot *s = take(pipeline);
        if (s == NULL) {
            return;
        }
        turn t = {pipeline, s};
        ms_worker_turn worker_turn = {.over = &pipeline->stopped, .hand_over = hand_over_some, .context = &t};
        ms_batch_part_begin(&s->part);
        ms_worker_status status = ms_worker_do(pipeline->workers[number], &s->work, &worker_turn, &s->part);
        if (status == MS_WORKER_MEMORY) {
            give_up(pipeline, MS_PIPELINE_MEMORY, 0);
        }
        going_on = status == MS_WORKER_DONE && hand_over(pipeline, s);
    }
}

/* ---- beginning and ending ---------------------------------------------------------------------------------------- */

static void free_pipeline(ms_pipeline *pipeline)
{
    for (unsigned i = 0; i < MS_MAX_THREADS; i++) {
        ms_worker_free(pipeline->workers[i]);
    }
    for (unsigned i = 0; i < MS_MAX_THREADS + 1; i++) {
        ms_work_free(&pipeline->slots[i].work);
        ms_batch_part_free(&pipeline->slots[i].part);
    }
    pthread_mutex_destroy(&pipeline->taking);
    pthread_mutex_destroy(&pipeline->handing);
    pthread_cond_destroy(&pipeline->went_on);
    free(pipeline);
}

/* Makes workers, and starts a thread for each; as many as memory and the system let. */
static ms_status start_threads(ms_pipeline *pipeline, const ms_batch_settings *settings, unsigned threads)
{
    unsigned made = 0;
    while (made < threads && ms_worker_new(pipeline->input, settings, &pipeline->workers[made]) == MS_OK) {
        made++;
    }
    pipeline->slot_count = made == 1 ? 1 : made + 1; /* one more, so that a thread need not wait for another */
    return made == 0 ? MS_ERROR_MEMORY : ms_crew_start(made, work, pipeline, &pipeline->crew);
}

ms_status ms_pipeline_start(ms_input *input, const ms_batch_settings *settings, unsigned threads,
                            ms_hand_over hand_over, void *context, ms_pipeline **pipeline)
{
    ms_pipeline *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    made->input = input;
    made->hand_over = hand_over;
    made->context = context;
    pthread_mutex_init(&made->taking, NULL);
    pthread_mutex_init(&made->handing, NULL);
    pthread_cond_init(&made->went_on, NULL);
    ms_status status = start_threads(made, settings, threads);
    if (status != MS_OK) {
        free_pipeline(made);
        return status;
    }
    *pipeline = made;
    return MS_OK;
}

bool ms_pipeline_wait(ms_pipeline *pipeline, unsigned milliseconds)
{
    return ms_crew_wait(pipeline->crew, milliseconds);
}

void ms_pipeline_stop(ms_pipeline *pipeline)
{
    give_up(pipeline, MS_PIPELINE_STOPPED, 0);
}

void ms_pipeline_look(ms_pipeline *pipeline, void (*look)(void *context), void *context)
{
    pthread_mutex_lock(&pipeline->handing);
    look(context);
    pthread_mutex_unlock(&pipeline->handing);
}

ms_pipeline_status ms_pipeline_end(ms_pipeline *pipeline, int *error)
{
    ms_crew_end(pipeline->crew);
    ms_pipeline_status status = pipeline->status;
    *error = pipeline->error;
    free_pipeline(pipeline);
    return status;
}
