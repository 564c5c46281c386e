#define _POSIX_C_SOURCE 200809L
#include "cli/resume_point.h"

#include "cli/part.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char head[] = "medsupport.batch-state/1\n";

enum { MOST_NUMBERS = 512 };

/* Every number of a point in one order, to be written and read alike. How many there are. */
static size_t numbers_of(ms_resume_point *point, uint64_t *numbers[MOST_NUMBERS])
{
    uint64_t *const single[] = {&point->arguments,   &point->today,         &point->mark.place.offset,
                                &point->mark.place.line, &point->mark.check,  &point->bytes,
                                &point->results,     &point->rejects,       &point->tally.cases,
                                &point->tally.children, &point->tally.rejects};
    const struct {
        uint64_t *at;
        size_t count;
    } several[] = {{point->tally.case_status, MS_NEEDS_INFORMATION + 1},
                   {point->tally.child_status, MS_NEEDS_INFORMATION + 1},
                   {point->tally.paragraph, MS_NO_PARAGRAPH},
                   {point->tally.needed, MS_TALLY_FACTS},
                   {point->tally.readings, MS_READING_COUNT}};
    size_t count = 0;
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        numbers[count++] = single[i];
    }
    for (size_t i = 0; i < sizeof several / sizeof several[0]; i++) {
        for (size_t k = 0; k < several[i].count; k++) {
            numbers[count++] = several[i].at + k;
        }
    }
    return count;
}

static bool read_numbers(FILE *file, ms_resume_point *point)
{
    uint64_t *numbers[MOST_NUMBERS];
    size_t count = numbers_of(point, numbers);
    int whole;
    char end[8];
    if (fscanf(file, "%d %" SCNu32 " %" SCNu32, &whole, &point->mark.place.input, &point->mark.checked) != 3) {
        return false;
    }
    point->whole = whole != 0;
    for (size_t i = 0; i < count; i++) {
        if (fscanf(file, "%" SCNu64, numbers[i]) != 1) {
            return false;
        }
    }
    return fscanf(file, "%7s", end) == 1 && strcmp(end, "end") == 0;
}

ms_resume_status ms_resume_point_read(const char *path, ms_resume_point *point)
{
    char line[sizeof head];
    *point = (ms_resume_point){0};
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return errno == ENOENT ? MS_RESUME_NONE : MS_RESUME_BROKEN;
    }
    bool good = fgets(line, sizeof line, file) != NULL && strcmp(line, head) == 0 && read_numbers(file, point);
    fclose(file);
    return good ? MS_RESUME_FOUND : MS_RESUME_BROKEN;
}

static void put_number(ms_buffer *out, uint64_t number)
{
    ms_buffer_put_number(out, number);
    ms_buffer_put(out, "\n");
}

static bool write_text(const char *path, const ms_buffer *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) {
        return false;
    }
    bool good = write(file, text->text, text->length) == (ssize_t)text->length && fdatasync(file) == 0;
    return close(file) == 0 && good;
}

bool ms_resume_point_write(const char *path, const ms_resume_point *point)
{
    ms_resume_point copy = *point;
    uint64_t *numbers[MOST_NUMBERS];
    size_t count = numbers_of(&copy, numbers);
    ms_buffer text = {0};
    ms_buffer_put(&text, head);
    put_number(&text, copy.whole);
    put_number(&text, copy.mark.place.input);
    put_number(&text, copy.mark.checked);
    for (size_t i = 0; i < count; i++) {
        put_number(&text, *numbers[i]);
    }
    ms_buffer_put(&text, "end\n");
    char *fresh = ms_part_name(path, "-new");
    bool good = fresh != NULL && !text.failed && write_text(fresh, &text) && rename(fresh, path) == 0;
    free(fresh);
    ms_buffer_free(&text);
    return good;
}
