#define _POSIX_C_SOURCE 200809L
#include "cli/progress.h"

#include "batch/tally.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Whether the line stands on the terminal now. */
static atomic_bool on_terminal;

int64_t ms_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

ms_progress ms_progress_begin(bool quiet, uint64_t done, uint64_t cases)
{
    const char *terminal = getenv("TERM");
    bool able = terminal != NULL && strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO) == 1;
    return (ms_progress){.shown = able && !quiet, .began = ms_now(), .done = done, .cases = cases};
}

/* "1:05:09", "5:09" */
static void put_time(ms_buffer *out, uint64_t seconds)
{
    char text[48];
    if (seconds >= 3600) {
        snprintf(text, sizeof text, "%llu:%02u:%02u", (unsigned long long)(seconds / 3600),
                 (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
    } else {
        snprintf(text, sizeof text, "%u:%02u", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
    }
    ms_buffer_put(out, text);
}

static void put_left(ms_buffer *out, uint64_t done, uint64_t total, uint64_t at_first, uint64_t elapsed)
{
    if (total > done && done > at_first && elapsed > 500) {
        ms_buffer_put(out, ", ");
        put_time(out, (uint64_t)((double)(total - done) * (double)elapsed / (double)(done - at_first) / 1000) + 1);
        ms_buffer_put(out, " left");
    }
}

void ms_progress_show(const ms_progress *progress, uint64_t done, uint64_t total, uint64_t cases, uint64_t rejects)
{
    if (!progress->shown) {
        return;
    }
    ms_buffer out = {0};
    uint64_t elapsed = (uint64_t)(ms_now() - progress->began);
    char share[16] = "";
    if (total > 0) {
        uint64_t most = done < total ? done : total; /* a file may grow */
        snprintf(share, sizeof share, "%3u %%, ", (unsigned)((double)most * 100 / (double)total));
    }
    ms_buffer_put(&out, "\r\033[K");
    ms_buffer_put(&out, share);
    ms_put_thousands(&out, cases);
    ms_buffer_put(&out, " cases");
    if (elapsed > 500) {
        ms_buffer_put(&out, ", ");
        ms_put_thousands(&out, (uint64_t)((double)(cases - progress->cases) * 1000 / (double)elapsed));
        ms_buffer_put(&out, " a second");
    }
    put_left(&out, done, total, progress->done, elapsed);
    if (rejects > 0) {
        ms_buffer_put(&out, ", ");
        ms_put_thousands(&out, rejects);
        ms_buffer_put(&out, " rejected");
    }
    atomic_store(&on_terminal, true);
    fwrite(out.text, 1, out.length, stderr);
    fflush(stderr);
    ms_buffer_free(&out);
}

void ms_progress_clear(void)
{
    if (atomic_exchange(&on_terminal, false)) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}

void ms_progress_end(const ms_progress *progress)
{
    if (progress->shown) {
        ms_progress_clear();
    }
}
