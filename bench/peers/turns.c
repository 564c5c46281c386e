#include "bench/peers/turns.h"

#include "bench/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

flat_case *draw_known_cases(size_t count)
{
    flat_case *flats = calloc(count, sizeof *flats);
    for (size_t i = 0; flats != NULL && i < count; i++) {
        draw_case(0, &flats[i]);
    }
    return flats;
}

static bool write_paragraphs(const char *path, const uint8_t *paragraphs, size_t count)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool good = fwrite(paragraphs, 1, count, file) == count;
    return fclose(file) == 0 && good;
}

bool take_turns(decide_all *decide, void *peer, const flat_case *flats, size_t count, int passes, const char *path)
{
    uint8_t *first = calloc(count, 1);
    uint8_t *again = calloc(count, 1);
    bool good = first != NULL && again != NULL && decide(peer, flats, count, first)
                && write_paragraphs(path, first, count) && printf("%zu\n", count) > 0 && fflush(stdout) == 0;
    char line[16];
    while (good && fgets(line, sizeof line, stdin) != NULL) {
        int64_t start = nanoseconds();
        for (int pass = 0; good && pass < passes; pass++) {
            good = decide(peer, flats, count, again);
        }
        double each = (double)(nanoseconds() - start) / (double)passes / (double)count;
        good = good && memcmp(first, again, count) == 0 && printf("%.3f\n", each) > 0 && fflush(stdout) == 0;
    }
    free(again);
    free(first);
    return good;
}
