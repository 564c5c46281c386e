#define _POSIX_C_SOURCE 200809L
#include "batch/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

typedef struct member {
    ms_crew *crew;
    unsigned number;
    pthread_t thread;
} member;

struct ms_crew {
    void (*work)(void *context, unsigned number);
    void *context;
    pthread_mutex_t lock; /* guards running */
    pthread_cond_t all_done;
    unsigned running;
    unsigned count;
    member members[];
};

static void *run(void *argument)
{
    member *m = argument;
    ms_crew *crew = m->crew;
    crew->work(crew->context, m->number);
    pthread_mutex_lock(&crew->lock);
    crew->running--;
    pthread_cond_signal(&crew->all_done);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* Starts one more thread; false when the system lets no more. */
static bool start_member(ms_crew *crew)
{
    member *m = &crew->members[crew->count];
    *m = (member){.crew = crew, .number = crew->count};
    pthread_mutex_lock(&crew->lock);
    bool started = pthread_create(&m->thread, NULL, run, m) == 0;
    crew->running += started;
    pthread_mutex_unlock(&crew->lock);
    crew->count += started;
    return started;
}

static void destroy(ms_crew *crew)
{
    pthread_mutex_destroy(&crew->lock);
    pthread_cond_destroy(&crew->all_done);
    free(crew);
}

ms_status ms_crew_start(unsigned threads, void (*work)(void *context, unsigned number), void *context, ms_crew **crew)
{
    ms_crew *made = calloc(1, sizeof *made + threads * sizeof made->members[0]);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    pthread_condattr_t attributes;
    made->work = work;
    made->context = context;
    pthread_mutex_init(&made->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&made->all_done, &attributes);
    pthread_condattr_destroy(&attributes);
    while (made->count < threads && start_member(made)) {
    }
    if (made->count == 0) {
        destroy(made);
        return MS_ERROR_MEMORY;
    }
    *crew = made;
    return MS_OK;
}

bool ms_crew_wait(ms_crew *crew, unsigned milliseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_mutex_lock(&crew->lock);
    int waited = 0;
    while (crew->running > 0 && waited == 0) {
        waited = pthread_cond_timedwait(&crew->all_done, &crew->lock, &until);
    }
    bool done = crew->running == 0;
    pthread_mutex_unlock(&crew->lock);
    return done;
}

void ms_crew_end(ms_crew *crew)
{
    for (unsigned i = 0; i < crew->count; i++) {
        pthread_join(crew->members[i].thread, NULL);
    }
    destroy(crew);
}
