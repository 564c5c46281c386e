/* Processor time, for measuring. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t nanoseconds_by(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Of this thread. */
static inline int64_t nanoseconds(void)
{
    return nanoseconds_by(CLOCK_THREAD_CPUTIME_ID);
}

/* Of all threads. */
static inline int64_t nanoseconds_of_all(void)
{
    return nanoseconds_by(CLOCK_PROCESS_CPUTIME_ID);
}

#endif
