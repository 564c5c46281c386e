/*
 * Facts in memory to outcomes, without trace, on one core: ms_determine_child over an array of different cases.
 *
 *   bench-outcomes MISSING_IN_TEN DIRECTORY
 *
 * writes the facts, and then which paragraphs are possible in each case, as columns to the directory, and says how many
 * cases there are. Then it measures once for each line that comes in, and answers with the nanoseconds a child.
 */
#include "bench/cases.h"
#include "bench/clock.h"

#include <medsupport/determine.h>

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 131072, PASSES = 16 };

static void determine_all(const ms_case *const *cases, const ms_settings *settings, ms_outcome *outcomes)
{
    for (size_t i = 0; i < CASES; i++) {
        ms_determine_child(cases[i], 0, settings, &outcomes[i]);
    }
}

/* Measures for each line of the standard input. */
static void answer_lines(const ms_case *const *cases, const ms_settings *settings, ms_outcome *outcomes)
{
    char line[16];
    while (fgets(line, sizeof line, stdin) != NULL) {
        int64_t start = nanoseconds();
        for (int pass = 0; pass < PASSES; pass++) {
            determine_all(cases, settings, outcomes);
        }
        printf("%.3f\n", (double)(nanoseconds() - start) / (double)PASSES / (double)CASES);
        fflush(stdout);
    }
}

/* Draws the cases and writes them; the outcomes too. */
static bool prepare(unsigned missing_in_ten, const char *directory, flat_case *flats, const ms_case **cases,
                    pool *memory, const ms_settings *settings, ms_outcome *outcomes)
{
    for (size_t i = 0; i < CASES; i++) {
        draw_case(missing_in_ten, &flats[i]);
        cases[i] = make_case(&flats[i], memory);
    }
    determine_all(cases, settings, outcomes);
    char path[512];
    int length = snprintf(path, sizeof path, "%s/possible.npy", directory);
    return length > 0 && length < (int)sizeof path && write_columns(flats, CASES, directory)
           && write_column(path, "|u1", 1, CASES, &outcomes[0].possible, sizeof outcomes[0]);
}

int main(int argc, char **argv)
{
    ms_settings settings;
    if (argc != 3 || ms_settings_at(738000, &settings) != MS_OK) {
        fprintf(stderr, "bench-outcomes MISSING_IN_TEN DIRECTORY\n");
        return 2;
    }
    flat_case *flats = calloc(CASES, sizeof *flats);
    const ms_case **cases = calloc(CASES, sizeof *cases);
    ms_outcome *outcomes = calloc(CASES, sizeof *outcomes);
    unsigned char *bytes = calloc(CASES, BYTES_A_CASE);
    pool memory = {bytes, bytes + (size_t)CASES * BYTES_A_CASE};
    bool ready = bytes != NULL && flats != NULL && cases != NULL && outcomes != NULL;
    unsigned missing_in_ten = (unsigned)strtoul(argv[1], NULL, 10);
    if (ready && prepare(missing_in_ten, argv[2], flats, cases, &memory, &settings, outcomes)) {
        printf("%d\n", CASES);
        fflush(stdout);
        answer_lines(cases, &settings, outcomes);
    } else {
        fprintf(stderr, "bench-outcomes: no memory, or %s cannot be written\n", argv[2]);
        ready = false;
    }
    free(outcomes);
    free(bytes);
    free(cases);
    free(flats);
    return ready ? 0 : 1;
}
