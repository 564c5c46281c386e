#define _POSIX_C_SOURCE 200809L
#include "cli/resume_point.h"

#include "batch/check.h"
#include "cli/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char head[] = "medsupport.batch-state/1\n";

enum { MOST_NUMBERS = 512 };
_Static_assert(MS_TALLY_FACTS + MS_READING_COUNT + MS_NO_PARAGRAPH + 2 * (MS_NEEDS_INFORMATION + 1) + 24
                   <= MOST_NUMBERS,
               "the numbers of a point have room");

/* Every number of a point in one order, to be written and read alike. How many there are. */
static size_t numbers_of(ms_resume_point *point, uint64_t *numbers[MOST_NUMBERS])
{
    uint64_t *const single[] = {
        &point->arguments,       &point->input,          &point->today,          &point->mark.place.offset,
        &point->mark.place.line, &point->mark.check,     &point->bytes,          &point->results.length,
        &point->results.mark,    &point->rejects.length, &point->rejects.mark,   &point->results.check,
        &point->rejects.check,   &point->tally.cases,    &point->tally.children, &point->tally.rejects};
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

/* Reads a number and the line break after it. */
static bool read_number(const char **at, uint64_t *number)
{
    char *end;
    if (**at < '0' || **at > '9') {
        return false;
    }
    *number = strtoull(*at, &end, 10);
    *at = end + 1;
    return *end == '\n';
}

/* text: NUL-terminated. */
static bool read_text(const char *text, ms_resume_point *point)
{
    const char *at = text + strlen(head);
    uint64_t *numbers[MOST_NUMBERS];
    uint64_t whole, input, checked, check;
    size_t count = numbers_of(point, numbers);
    bool good = strncmp(text, head, strlen(head)) == 0 && read_number(&at, &whole) && read_number(&at, &input)
                && read_number(&at, &checked);
    for (size_t i = 0; good && i < count; i++) {
        good = read_number(&at, numbers[i]);
    }
    uint64_t expected = good ? ms_check_more(ms_check_begin(), text, (size_t)(at - text)) : 0;
    if (!good || !read_number(&at, &check) || check != expected || *at != '\0') {
        return false;
    }
    point->whole = whole != 0;
    point->mark.place.input = (uint32_t)input;
    point->mark.checked = (uint32_t)checked;
    return true;
}

ms_resume_status ms_resume_point_read(const char *path, ms_resume_point *point)
{
    char text[MOST_NUMBERS * 24];
    *point = (ms_resume_point){0};
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return errno == ENOENT ? MS_RESUME_NONE : MS_RESUME_BROKEN;
    }
    size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return read_text(text, point) ? MS_RESUME_FOUND : MS_RESUME_BROKEN;
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
    ssize_t written = write(file, text->text, text->length);
    bool good = written == (ssize_t)text->length && fdatasync(file) == 0;
    int why = written >= 0 && (size_t)written < text->length ? ENOSPC : errno;
    good = close(file) == 0 && good;
    errno = good ? errno : why;
    return good;
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
    put_number(&text, ms_check_more(ms_check_begin(), text.text, text.length));
    char *fresh = ms_part_name(path, "-new");
    bool good = fresh != NULL && !text.failed && write_text(fresh, &text) && rename(fresh, path) == 0;
    int why = fresh == NULL || text.failed ? ENOMEM : errno;
    if (fresh != NULL && !good) {
        unlink(fresh);
    }
    free(fresh);
    ms_buffer_free(&text);
    errno = why;
    return good;
}
