#define _POSIX_C_SOURCE 200809L
#include "batch/pipeline.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

/* One thread's own. */
typedef struct hand {
    ms_pipeline *pipeline;
    ms_worker *worker;
    ms_work work;
    ms_batch_part part;
    pthread_t thread;
} hand;

struct ms_pipeline {
    ms_input *input;
    ms_hand_over hand_over;
    void *context;
    unsigned thread_count;
    atomic_bool stopped; /* do no more */
    pthread_mutex_t taking;
    pthread_mutex_t handing;  /* guards what follows */
    pthread_cond_t turn_came; /* next has grown, or all is over */
    uint64_t next;            /* the work whose turn it is */
    unsigned running;
    pthread_cond_t all_done;
    ms_pipeline_status status; /* the first that was not MS_PIPELINE_DONE */
    int error;
    hand hands[MS_MAX_THREADS];
};

/* Ends the work of all threads, of which `handing` is locked by this one. */
static void end_all(ms_pipeline *pipeline, ms_pipeline_status status, int error)
{
    if (pipeline->status == MS_PIPELINE_DONE) {
        pipeline->status = status;
        pipeline->error = error;
    }
    atomic_store(&pipeline->stopped, true);
    ms_input_stop(pipeline->input);
    pthread_cond_broadcast(&pipeline->turn_came);
}

static void give_up(ms_pipeline *pipeline, ms_pipeline_status status, int error)
{
    pthread_mutex_lock(&pipeline->handing);
    end_all(pipeline, status, error);
    pthread_mutex_unlock(&pipeline->handing);
}

/* Takes the next work. False when there is none, or no more is to be taken. */
static bool take(hand *h)
{
    ms_pipeline *pipeline = h->pipeline;
    pthread_mutex_lock(&pipeline->taking);
    bool stopped = atomic_load(&pipeline->stopped);
    ms_lines_status status = stopped ? MS_LINES_END : ms_input_next(pipeline->input, &h->work);
    int error = errno;
    if (status == MS_LINES_UNREADABLE) {
        give_up(pipeline, MS_PIPELINE_UNREADABLE, error);
    } else if (status == MS_LINES_MEMORY) {
        give_up(pipeline, MS_PIPELINE_MEMORY, 0);
    }
    pthread_mutex_unlock(&pipeline->taking);
    return status == MS_LINES_MORE;
}

/* Hands the part over when its turn comes. False when all is over. */
static bool hand_over(hand *h, bool more)
{
    ms_pipeline *pipeline = h->pipeline;
    uint64_t bytes = h->work.bytes;
    h->part.more = more;
    h->work.bytes = more ? 0 : bytes;
    pthread_mutex_lock(&pipeline->handing);
    while (pipeline->next != h->work.number && !atomic_load(&pipeline->stopped)) {
        pthread_cond_wait(&pipeline->turn_came, &pipeline->handing);
    }
    bool turn = pipeline->next == h->work.number && pipeline->status == MS_PIPELINE_DONE;
    bool good = turn && pipeline->hand_over(pipeline->context, &h->work, &h->part);
    if (turn && !good) {
        end_all(pipeline, MS_PIPELINE_STOPPED, 0);
    } else if (good && !more) {
        pipeline->next++;
        pthread_cond_broadcast(&pipeline->turn_came);
    }
    pthread_mutex_unlock(&pipeline->handing);
    h->work.bytes = bytes;
    return good;
}

/* As a worker wants it: hands over what there is so far. */
static bool hand_over_some(void *context)
{
    hand *h = context;
    bool good = hand_over(h, true);
    ms_batch_part_begin(&h->part);
    return good;
}

static void *run(void *argument)
{
    hand *h = argument;
    ms_pipeline *pipeline = h->pipeline;
    ms_worker_turn turn = {.over = &pipeline->stopped, .hand_over = hand_over_some, .context = h};
    bool going_on = true;
    while (going_on && take(h)) {
        ms_batch_part_begin(&h->part);
        ms_worker_status status = ms_worker_do(h->worker, &h->work, &turn, &h->part);
        if (status == MS_WORKER_MEMORY) {
            give_up(pipeline, MS_PIPELINE_MEMORY, 0);
        }
        going_on = status == MS_WORKER_DONE && hand_over(h, false);
    }
    pthread_mutex_lock(&pipeline->handing);
    pipeline->running--;
    pthread_cond_signal(&pipeline->all_done);
    pthread_mutex_unlock(&pipeline->handing);
    return NULL;
}

/* A condition that is waited for by a clock that nobody sets. */
static void make_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

static void free_pipeline(ms_pipeline *pipeline)
{
    for (unsigned i = 0; i < MS_MAX_THREADS; i++) {
        ms_worker_free(pipeline->hands[i].worker);
        ms_work_free(&pipeline->hands[i].work);
        ms_batch_part_free(&pipeline->hands[i].part);
    }
    pthread_mutex_destroy(&pipeline->taking);
    pthread_mutex_destroy(&pipeline->handing);
    pthread_cond_destroy(&pipeline->turn_came);
    pthread_cond_destroy(&pipeline->all_done);
    free(pipeline);
}

/* Starts one more thread; false when the system lets no more. */
static bool start_hand(ms_pipeline *pipeline, const ms_batch_settings *settings)
{
    hand *h = &pipeline->hands[pipeline->thread_count];
    h->pipeline = pipeline;
    if (ms_worker_new(pipeline->input, settings, &h->worker) != MS_OK) {
        return false;
    }
    pthread_mutex_lock(&pipeline->handing);
    bool started = pthread_create(&h->thread, NULL, run, h) == 0;
    pipeline->running += started;
    pipeline->thread_count += started;
    pthread_mutex_unlock(&pipeline->handing);
    return started;
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
    make_condition(&made->turn_came);
    make_condition(&made->all_done);
    while (made->thread_count < threads && start_hand(made, settings)) {
    }
    if (made->thread_count == 0) {
        free_pipeline(made);
        return MS_ERROR_MEMORY;
    }
    *pipeline = made;
    return MS_OK;
}

bool ms_pipeline_wait(ms_pipeline *pipeline, unsigned milliseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_mutex_lock(&pipeline->handing);
    int waited = 0;
    while (pipeline->running > 0 && waited == 0) {
        waited = pthread_cond_timedwait(&pipeline->all_done, &pipeline->handing, &until);
    }
    bool done = pipeline->running == 0;
    pthread_mutex_unlock(&pipeline->handing);
    return done;
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
    for (unsigned i = 0; i < pipeline->thread_count; i++) {
        pthread_join(pipeline->hands[i].thread, NULL);
    }
    ms_pipeline_status status = pipeline->status;
    *error = pipeline->error;
    free_pipeline(pipeline);
    return status;
}
