#define _POSIX_C_SOURCE   200809L
#define _FILE_OFFSET_BITS 64
#include "batch/lines.h"

#include "batch/check.h"
#include "batch/room.h"

#include <medsupport/case.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    USUAL_SIZE = 256 * 1024,
    LARGEST_SIZE = MS_MAX_DOCUMENT + 4096, /* a line that fills this is no document */
    CHECKED = 4096,                        /* bytes that a check looks back on */
    LOOK_AGAIN = 100                       /* milliseconds after which a wait looks whether it is to end */
};

struct ms_lines {
    char *const *paths;
    uint32_t path_count;
    int file;        /* -1: none is open */
    bool file_waits; /* the open file may have nothing to read yet */
    bool file_ended; /* the open file is read to its end */
    uint64_t length; /* of the open file when it was opened, from where it is read; 0 where that is not known */
    atomic_bool stopped;
    uint64_t number; /* of the next portion */
    ms_lines_place at;
    char *rest; /* read already, behind the last portion: the beginning of a line */
    size_t rest_length;
};

ms_lines *ms_lines_new(char *const *paths, uint32_t count)
{
    ms_lines *lines = calloc(1, sizeof *lines);
    if (lines == NULL) {
        return NULL;
    }
    lines->rest = malloc(LARGEST_SIZE);
    if (lines->rest == NULL) {
        free(lines);
        return NULL;
    }
    lines->paths = paths;
    lines->path_count = count;
    lines->file = -1;
    lines->at.line = 1;
    return lines;
}

static void close_file(ms_lines *lines)
{
    if (lines->file > STDIN_FILENO) {
        close(lines->file);
    }
    lines->file = -1;
}

void ms_lines_free(ms_lines *lines)
{
    if (lines == NULL) {
        return;
    }
    close_file(lines);
    free(lines->rest);
    free(lines);
}

void ms_portion_free(ms_portion *portion)
{
    free(portion->text);
    free(portion->breaks);
    *portion = (ms_portion){0};
}

const char *ms_lines_path(const ms_lines *lines)
{
    uint32_t input = lines->at.input < lines->path_count ? lines->at.input : lines->path_count - 1;
    return lines->paths[input];
}

static bool about_path(const char *path, struct stat *about)
{
    return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, about) : stat(path, about)) == 0;
}

uint64_t ms_lines_total(const ms_lines *lines)
{
    uint64_t total = 0;
    for (uint32_t i = 0; i < lines->path_count; i++) {
        struct stat about;
        if (!about_path(lines->paths[i], &about) || !S_ISREG(about.st_mode)) {
            return 0;
        }
        total += (uint64_t)about.st_size;
    }
    return total;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Opens the file that is next to be read, if it is not open. */
static bool open_file(ms_lines *lines)
{
    if (lines->file >= 0) {
        return true;
    }
    const char *path = lines->paths[lines->at.input];
    lines->file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    lines->file_ended = false;
    struct stat about;
    if (lines->file < 0 || fstat(lines->file, &about) != 0) {
        return false;
    }
    lines->file_waits = !S_ISREG(about.st_mode);
    off_t start = lines->file_waits ? -1 : lseek(lines->file, 0, SEEK_CUR);
    lines->length = start >= 0 && start < about.st_size ? (uint64_t)(about.st_size - start) : 0;
    return true;
}

/* Room for `capacity` bytes. */
static bool make_room(ms_portion *portion, size_t capacity)
{
    if (capacity <= portion->capacity) {
        return true;
    }
    char *text = realloc(portion->text, capacity);
    if (text == NULL) {
        return false;
    }
    portion->text = text;
    portion->capacity = capacity;
    return true;
}

/* Waits until the open file has something to read, or ends. False when the wait is to end instead. */
static bool wait_for_more(const ms_lines *lines)
{
    struct pollfd file = {.fd = lines->file, .events = POLLIN};
    while (!atomic_load(&lines->stopped)) {
        int found = poll(&file, 1, LOOK_AGAIN);
        if (found > 0 || (found < 0 && errno != EINTR)) {
            return true;
        }
    }
    return false;
}

/* Reads into the room that a portion has left; less than that at the end of a file, or where a pipe has no more yet. */
static bool read_more(ms_lines *lines, char *into, size_t room, size_t *length)
{
    for (;;) {
        if (lines->file_waits && !wait_for_more(lines)) {
            return false;
        }
        ssize_t n = read(lines->file, into, room);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        lines->file_ended = n == 0;
        *length = (size_t)n;
        return true;
    }
}

/* Where the last whole line of a text ends; 0 when none does. */
static size_t whole_lines(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] != '\n') {
        length--;
    }
    return length;
}

bool ms_portion_find_breaks(ms_portion *portion)
{
    const char *end = portion->text + portion->length;
    portion->break_count = 0;
    for (const char *at = portion->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
        uint32_t *breaks =
            ms_grown(portion->breaks, &portion->break_capacity, portion->break_count + 1, sizeof *breaks);
        if (breaks == NULL) {
            return false;
        }
        portion->breaks = breaks;
        portion->breaks[portion->break_count++] = (uint32_t)(at - portion->text);
    }
    return true;
}

/* Reads past a line of which a portion holds the beginning. What follows the line is kept for the next portion. */
static bool skip_line(ms_lines *lines, ms_portion *portion)
{
    portion->cut = portion->length;
    lines->at.offset += portion->length;
    while (!lines->file_ended) {
        size_t length;
        if (!read_more(lines, lines->rest, LARGEST_SIZE, &length)) {
            return false;
        }
        const char *end = length == 0 ? NULL : memchr(lines->rest, '\n', length);
        size_t skipped = end == NULL ? length : (size_t)(end - lines->rest) + 1;
        portion->cut += skipped - (end != NULL);
        lines->at.offset += skipped;
        if (end != NULL) {
            lines->rest_length = length - skipped;
            memmove(lines->rest, lines->rest + skipped, lines->rest_length);
            lines->at.line++;
            return true;
        }
    }
    return true;
}

/* Fills a portion from the open file with what was read already and more, up to a last whole line. */
static ms_lines_status fill(ms_lines *lines, ms_portion *portion)
{
    size_t checked = 0; /* no line ends before this */
    for (;;) {
        size_t wanted = portion->length < USUAL_SIZE ? USUAL_SIZE : LARGEST_SIZE;
        if (!make_room(portion, wanted)) {
            return MS_LINES_MEMORY;
        }
        size_t length = 0;
        if (!lines->file_ended
            && !read_more(lines, portion->text + portion->length, wanted - portion->length, &length)) {
            return MS_LINES_UNREADABLE;
        }
        portion->length += length;
        size_t whole = whole_lines(portion->text + checked, portion->length - checked);
        if (lines->file_ended || whole > 0) {
            size_t kept = lines->file_ended ? portion->length : checked + whole;
            lines->rest_length = portion->length - kept;
            memcpy(lines->rest, portion->text + kept, lines->rest_length);
            portion->length = kept;
            lines->at.offset += kept;
            if (!ms_portion_find_breaks(portion)) {
                return MS_LINES_MEMORY;
            }
            lines->at.line += portion->break_count;
            return MS_LINES_MORE;
        }
        checked = portion->length;
        if (portion->length == LARGEST_SIZE) {
            return skip_line(lines, portion) ? MS_LINES_MORE : MS_LINES_UNREADABLE;
        }
    }
}

static void go_to_next_file(ms_lines *lines)
{
    close_file(lines);
    lines->at = (ms_lines_place){.input = lines->at.input + 1, .line = 1};
    lines->file_ended = false;
}

ms_lines_status ms_lines_next(ms_lines *lines, ms_portion *portion)
{
    portion->length = portion->break_count = 0;
    portion->cut = 0;
    while (lines->at.input < lines->path_count && !atomic_load(&lines->stopped)) {
        if (!open_file(lines)) {
            return MS_LINES_UNREADABLE;
        }
        if (!make_room(portion, USUAL_SIZE > lines->rest_length ? USUAL_SIZE : LARGEST_SIZE)) {
            return MS_LINES_MEMORY;
        }
        memcpy(portion->text, lines->rest, lines->rest_length);
        portion->length = lines->rest_length;
        portion->begin = lines->at;
        lines->rest_length = 0;
        ms_lines_status status = fill(lines, portion);
        if (status != MS_LINES_MORE) {
            return atomic_load(&lines->stopped) ? MS_LINES_END : status;
        }
        if (portion->length > 0) {
            portion->end = lines->at;
            portion->number = lines->number++;
            return MS_LINES_MORE;
        }
        if (lines->at.offset < lines->length) {
            errno = 0;
            return MS_LINES_UNREADABLE;
        }
        go_to_next_file(lines);
    }
    return MS_LINES_END;
}

const char *ms_lines_why(int error)
{
    return error == 0 ? "it became shorter while it was read; begin anew" : strerror(error);
}

void ms_lines_stop(ms_lines *lines)
{
    atomic_store(&lines->stopped, true);
}

/* ---- going on ---------------------------------------------------------------------------------------------------- */

uint64_t ms_lines_check(const ms_lines *lines)
{
    uint64_t check = ms_check_begin();
    for (uint32_t i = 0; i < lines->path_count; i++) {
        struct stat about;
        if (about_path(lines->paths[i], &about) && S_ISREG(about.st_mode)) {
            check = ms_check_more(check, &about.st_size, sizeof about.st_size);
            check = ms_check_more(check, &about.st_mtim, sizeof about.st_mtim);
        }
    }
    return check;
}

ms_lines_mark ms_lines_mark_of(const ms_portion *portion)
{
    size_t length = portion->length < CHECKED ? portion->length : CHECKED;
    if (portion->cut != 0) {
        length = 0; /* the end of the line was passed over */
    }
    const char *last = portion->text + portion->length - length;
    return (ms_lines_mark){
        .place = portion->end, .checked = (uint32_t)length, .check = ms_check_more(ms_check_begin(), last, length)};
}

/* Reads `length` bytes; false where the file has no more of them, or cannot be read. */
static bool read_exactly(ms_lines *lines, char *into, size_t length)
{
    size_t done = 0;
    while (done < length) {
        size_t n;
        if (!read_more(lines, into + done, length - done, &n) || n == 0) {
            return false;
        }
        done += n;
    }
    return true;
}

/* Passes over bytes, where it can be done without reading them. */
static bool pass_over(ms_lines *lines, uint64_t length)
{
    if (lseek(lines->file, (off_t)length, SEEK_CUR) >= 0) {
        return true;
    }
    while (length > 0) {
        size_t step = length < LARGEST_SIZE ? (size_t)length : LARGEST_SIZE;
        if (!read_exactly(lines, lines->rest, step)) {
            return false;
        }
        length -= step;
    }
    return true;
}

bool ms_lines_go_to(ms_lines *lines, const ms_lines_mark *mark)
{
    if (mark->place.input >= lines->path_count || mark->checked > CHECKED || mark->place.offset < mark->checked) {
        return false;
    }
    lines->at = mark->place;
    if (!open_file(lines) || !pass_over(lines, mark->place.offset - mark->checked)
        || !read_exactly(lines, lines->rest, mark->checked)) {
        return false;
    }
    return ms_check_more(ms_check_begin(), lines->rest, mark->checked) == mark->check;
}
