#define _XOPEN_SOURCE 700
#include "cli/load.h"

#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { READ_AT_ONCE = 64 * 1024 };

ms_date ms_today(void)
{
    time_t now = time(NULL);
    struct tm day;
    if (localtime_r(&now, &day) == NULL) {
        return MS_NO_DATE;
    }
    return ms_date_from_civil((ms_civil){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday});
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

const char *ms_load_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* False with errno set. */
static bool read_all(int file, ms_buffer *text)
{
    for (;;) {
        if (!ms_buffer_reserve(text, READ_AT_ONCE)) {
            errno = ENOMEM;
            return false;
        }
        ssize_t n = read(file, text->text + text->length, text->capacity - text->length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return n == 0;
        }
        text->length += (size_t)n;
    }
}

bool ms_load_file(const char *path, ms_buffer *text)
{
    bool standard = strcmp(path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && read_all(file, text);
    if (!good) {
        ms_complain("cannot read %s: %s", ms_load_name(path), strerror(errno));
    }
    if (!standard && file >= 0) {
        close(file);
    }
    return good;
}

/* ---- documents of a text ----------------------------------------------------------------------------------------- */

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0') {
            return false;
        }
    }
    return true;
}

static size_t line_length(const char *text, size_t length)
{
    const char *end = length == 0 ? NULL : memchr(text, '\n', length);
    return end == NULL ? length : (size_t)(end - text);
}

/* Whether brackets that open in a line all close in it, and one does: a whole JSON object or array. */
static bool is_whole(const char *line, size_t length)
{
    long depth = 0;
    bool opened = false, in_string = false;
    for (size_t i = 0; i < length; i++) {
        if (in_string) {
            in_string = line[i] != '"';
            i += line[i] == '\\';
            continue;
        }
        in_string = line[i] == '"';
        bool opens = line[i] == '{' || line[i] == '[';
        opened = opened || opens;
        depth += opens - (line[i] == '}' || line[i] == ']');
    }
    return opened && depth == 0 && !in_string;
}

ms_pieces ms_pieces_of(const char *text, size_t length)
{
    ms_pieces pieces = {.text = text, .length = length, .line = 1};
    size_t at = 0;
    while (at < length) {
        size_t line = line_length(text + at, length - at);
        if (!is_blank(text + at, line)) {
            pieces.by_line = is_whole(text + at, line);
            return pieces;
        }
        at += line + 1;
    }
    return pieces;
}

/* The next line that is not blank. */
static bool next_line(ms_pieces *pieces, ms_piece *piece)
{
    while (pieces->at < pieces->length) {
        const char *text = pieces->text + pieces->at;
        size_t length = line_length(text, pieces->length - pieces->at);
        *piece = (ms_piece){text, length, pieces->line};
        pieces->at += length + 1;
        pieces->line++;
        if (!is_blank(text, length)) {
            return true;
        }
    }
    return false;
}

bool ms_pieces_next(ms_pieces *pieces, ms_piece *piece)
{
    if (pieces->by_line) {
        return next_line(pieces, piece);
    }
    if (pieces->line > 1) {
        return false;
    }
    *piece = (ms_piece){pieces->text, pieces->length, 1};
    pieces->line++;
    return true;
}

/* ---- one document ------------------------------------------------------------------------------------------------ */

void ms_load_complain(const char *name, const ms_piece *piece, const ms_reader *reader, ms_status status)
{
    if (status == MS_ERROR_LIMIT) {
        ms_complain_at("%s:%zu:1: found a document of %zu bytes, expected at most %d; split it", name, piece->line,
                       piece->length, MS_MAX_DOCUMENT);
        return;
    }
    if (status != MS_ERROR_INVALID) {
        ms_complain("%s: %s", name, ms_status_text(status));
        return;
    }
    size_t count = ms_reader_problem_count(reader);
    for (size_t i = 0; i < count; i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        const char *names[1] = {problem->suggestion};
        ms_complain_at("%s:%zu:%zu%s%s: found %s, expected %s%s%s%s", name, piece->line + problem->line - 1,
                       problem->column, problem->pointer[0] == '\0' ? "" : ": ", problem->pointer, problem->found,
                       problem->expected, names[0] == NULL ? "" : " (did you mean ", names[0] == NULL ? "" : names[0],
                       names[0] == NULL ? "" : "?)");
    }
    if (count == MS_MAX_PROBLEMS) {
        ms_complain_at("%s: these are the first %d problems; there may be more", name, MS_MAX_PROBLEMS);
    }
}

bool ms_load_document(ms_reader *reader, const char *name, const ms_piece *piece, ms_date as_of, ms_document *document)
{
    const ms_document *read;
    ms_date otherwise = as_of == MS_NO_DATE ? ms_today() : as_of;
    ms_status status = ms_reader_read(reader, piece->text, piece->length, otherwise, &read);
    if (status != MS_OK) {
        ms_load_complain(name, piece, reader, status);
        return false;
    }
    *document = *read;
    if (as_of != MS_NO_DATE) {
        document->facts.as_of = as_of;
    }
    return true;
}

/* The first version of the rule. */
static const ms_rule_version *first_version(void)
{
    const ms_rule_version *version = ms_rule_version_at(MS_LAST_DATE);
    const ms_rule_version *before = ms_rule_version_at(version->effective - 1);
    while (before != NULL) {
        version = before;
        before = ms_rule_version_at(version->effective - 1);
    }
    return version;
}

bool ms_load_settings(const char *name, ms_date as_of, const ms_readings *readings, ms_settings *settings)
{
    if (ms_settings_at(as_of, settings) == MS_OK) {
        settings->readings = *readings;
        return true;
    }
    char asked[MS_DATE_TEXT_SIZE], first[MS_DATE_TEXT_SIZE];
    const ms_rule_version *version = first_version();
    ms_date_format(as_of, asked);
    ms_date_format(version->effective, first);
    ms_complain_at("%s: /as_of: found %s, expected %s or later: the first known version of the rule%s", name, asked,
                   first, version->inferred ? " (a date that is inferred)" : "");
    return false;
}
