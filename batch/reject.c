#include "batch/reject.h"

#include "facts/json_text.h"

#include <string.h>

static void put_string(ms_buffer *out, const char *key, const char *text)
{
    ms_buffer_put(out, key);
    if (text == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text, strlen(text));
    ms_buffer_put(out, "\"");
}

static bool is_utf8(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t character = ms_utf8_length(text + at, length - at);
        if (character == 0) {
            return false;
        }
        at += character;
    }
    return true;
}

/* A file's name as text: what is not UTF-8 in it becomes U+FFFD. */
static void put_name(ms_buffer *out, const char *name)
{
    size_t left = strlen(name);
    while (left > 0) {
        size_t character = ms_utf8_length(name, left);
        if (character == 0) {
            ms_buffer_put(out, "\xEF\xBF\xBD");
            character = 1;
        } else {
            ms_buffer_add_json(out, name, character);
        }
        name += character;
        left -= character;
    }
}

static void put_base64(ms_buffer *out, const char *text, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        uint32_t group = 0;
        size_t left = length - i < 3 ? length - i : 3;
        for (size_t k = 0; k < 3; k++) {
            group = group << 8 | (k < left ? (unsigned char)text[i + k] : 0);
        }
        char four[4] = {digits[group >> 18], digits[group >> 12 & 63], left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        ms_buffer_add(out, four, sizeof four);
    }
}

void ms_reject_begin(ms_buffer *out, const char *source, uint64_t line)
{
    ms_buffer_put(out, "{\"format\":\"medsupport.reject/1\",\"source\":\"");
    put_name(out, source);
    ms_buffer_put(out, "\",\"line\":");
    ms_buffer_put_number(out, line);
    ms_buffer_put(out, ",\"problems\":[");
}

void ms_reject_put_problem(ms_buffer *out, size_t index, const ms_reject_problem *reject)
{
    const ms_problem *problem = &reject->problem;
    put_string(out, index == 0 ? "{\"pointer\":" : ",{\"pointer\":", problem->pointer);
    if (reject->source != NULL) {
        put_string(out, ",\"source\":", reject->source);
        ms_buffer_put(out, ",\"line\":");
        ms_buffer_put_number(out, reject->line);
        put_string(out, ",\"column_name\":", reject->column_name);
    } else if (problem->column > 0) {
        ms_buffer_put(out, ",\"column\":");
        ms_buffer_put_number(out, problem->column);
    }
    put_string(out, ",\"found\":", problem->found);
    put_string(out, ",\"expected\":", problem->expected);
    put_string(out, ",\"suggestion\":", problem->suggestion);
    ms_buffer_put(out, "}");
}

/* The members that hold an original text. */
static void put_original(ms_buffer *out, const ms_reject_text *text)
{
    if (text->whole > text->length) {
        ms_buffer_put(out, ",\"original_length\":");
        ms_buffer_put_number(out, text->whole);
    }
    if (is_utf8(text->text, text->length)) {
        ms_buffer_put(out, ",\"original\":\"");
        ms_buffer_add_json(out, text->text, text->length);
    } else {
        ms_buffer_put(out, ",\"original_base64\":\"");
        put_base64(out, text->text, text->length);
    }
    ms_buffer_put(out, "\"}");
}

void ms_reject_end_line(ms_buffer *out, const ms_reject_text *text)
{
    ms_buffer_put(out, "]");
    put_original(out, text);
    ms_buffer_put(out, "\n");
}

void ms_reject_put_row(ms_buffer *out, size_t index, const ms_reject_text *row)
{
    put_string(out, index == 0 ? "],\"rows\":[{\"source\":" : ",{\"source\":", row->source);
    ms_buffer_put(out, ",\"line\":");
    ms_buffer_put_number(out, row->line);
    put_original(out, row);
}

void ms_reject_end_rows(ms_buffer *out)
{
    ms_buffer_put(out, "]}\n");
}

ms_reject_problem ms_reject_of_table(const ms_table_problem *problem)
{
    return (ms_reject_problem){.source = problem->file,
                               .line = problem->row,
                               .column_name = problem->column,
                               .problem = {.pointer = problem->pointer,
                                           .found = problem->found,
                                           .expected = problem->expected,
                                           .suggestion = problem->suggestion}};
}

void ms_reject_say(ms_buffer *out, const char *source, uint64_t line, const ms_reject_problem *reject)
{
    const ms_problem *problem = &reject->problem;
    ms_buffer_put(out, reject->source != NULL ? reject->source : source);
    uint64_t number = reject->source != NULL ? reject->line : line;
    if (number > 0) {
        ms_buffer_put(out, ":");
        ms_buffer_put_number(out, number);
    }
    ms_buffer_put(out, ":");
    if (reject->source == NULL && problem->column > 0) {
        ms_buffer_put_number(out, problem->column);
        ms_buffer_put(out, ":");
    }
    bool placed = false;
    const char *const place[] = {reject->column_name, problem->pointer};
    for (size_t i = 0; i < 2; i++) {
        if (place[i] != NULL && place[i][0] != '\0') {
            ms_buffer_put(out, " ");
            ms_buffer_put(out, place[i]);
            placed = true;
        }
    }
    ms_buffer_put(out, placed ? ": found " : " found ");
    ms_buffer_put(out, problem->found);
    ms_buffer_put(out, ", expected ");
    ms_buffer_put(out, problem->expected);
    if (problem->suggestion != NULL) {
        ms_buffer_put(out, " (did you mean ");
        ms_buffer_put(out, problem->suggestion);
        ms_buffer_put(out, "?)");
    }
    ms_buffer_put(out, "\n");
}
