/*
 * A caseload under many settings, on one core, after it has been read.
 *
 *   bench-simulate FILE [WHAT=VALUES]...
 *
 * reads case documents, one a line, and says how many children and settings there are, how many bytes the store takes,
 * and how many determinations are made. WHAT=VALUES are as with `medsupport simulate --vary`. Then it measures once for
 * each line that comes in, and answers with the nanoseconds a child and setting: processor time of all that is done
 * between reading and writing.
 */
#include "batch/simulate.h"
#include "batch/pipeline.h"
#include "bench/clock.h"

#include <stdio.h>
#include <stdlib.h>

enum { SOME_DAY = 739922, A_WHILE = 1000 }; /* 2026-11-02; milliseconds */

typedef struct bench {
    ms_case_store store;
    ms_grid *grid;
    ms_sharing *sharing;
} bench;

static bool keep(void *context, const ms_work *work, const ms_batch_part *part)
{
    bench *b = context;
    (void)work;
    return ms_case_store_add(&b->store, part);
}

static bool load(bench *b, char **path)
{
    const ms_batch_settings settings = {.today = SOME_DAY, .take = ms_case_pack};
    ms_input input = {.lines = ms_lines_new(path, 1), .names = path};
    ms_pipeline *pipeline;
    int error;
    if (input.lines == NULL || ms_pipeline_start(&input, &settings, 1, keep, b, &pipeline) != MS_OK) {
        ms_lines_free(input.lines);
        return false;
    }
    ms_pipeline_status status = ms_pipeline_end(pipeline, &error);
    ms_lines_free(input.lines);
    return status == MS_PIPELINE_DONE && b->store.child_count > 0;
}

static bool make_settings(bench *b, char **varied, int count)
{
    ms_settings settings;
    ms_buffer fault = {0};
    bool good = ms_settings_at(SOME_DAY, &settings) == MS_OK && ms_grid_new(&settings, &b->grid, &fault);
    for (int i = 0; good && i < count; i++) {
        good = ms_grid_vary(b->grid, varied[i], &fault);
    }
    good = good && ms_grid_finish(b->grid, &fault) && ms_sharing_new(b->grid, &b->sharing) == MS_OK;
    if (!good) {
        fprintf(stderr, "bench-simulate: %.*s\n", (int)fault.length, fault.length == 0 ? "" : fault.text);
    }
    ms_buffer_free(&fault);
    return good;
}

/* Counts once; how many determinations it took, 0 when memory is out. */
static uint64_t count_once(const bench *b)
{
    ms_simulating *simulating;
    ms_simulation simulation;
    uint64_t cases;
    if (ms_simulate_start(&b->store, b->sharing, 1, &simulating) != MS_OK) {
        return 0;
    }
    while (!ms_simulate_wait(simulating, A_WHILE, &cases)) {
    }
    if (ms_simulate_end(simulating, &simulation) != MS_OK) {
        return 0;
    }
    uint64_t determinations = simulation.determinations;
    ms_simulation_free(&simulation);
    return determinations;
}

/* Measures for each line of the standard input. */
static void answer_lines(const bench *b)
{
    char line[16];
    double counted = (double)b->store.child_count * b->grid->setting_count;
    while (fgets(line, sizeof line, stdin) != NULL) {
        int64_t start = nanoseconds_of_all();
        count_once(b);
        printf("%.3f\n", (double)(nanoseconds_of_all() - start) / counted);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    bench b = {.grid = NULL};
    if (argc < 2) {
        fprintf(stderr, "bench-simulate FILE [WHAT=VALUES]...\n");
        return 2;
    }
    uint64_t determinations = 0;
    if (make_settings(&b, argv + 2, argc - 2) && load(&b, argv + 1)) {
        determinations = count_once(&b);
        printf("%llu %u %llu %llu\n", (unsigned long long)b.store.child_count, (unsigned)b.grid->setting_count,
               (unsigned long long)b.store.bytes, (unsigned long long)determinations);
        fflush(stdout);
        answer_lines(&b);
    } else {
        fprintf(stderr, "bench-simulate: nothing could be read from %s\n", argv[1]);
    }
    ms_case_store_free(&b.store);
    ms_sharing_free(b.sharing);
    ms_grid_free(b.grid);
    return determinations > 0 ? 0 : 1;
}
