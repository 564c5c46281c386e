/* The indented form: the one-line form laid out anew, so that the two cannot differ. */
#include "facts/write.h"

#include <string.h>

enum { INDENT = 2, WIDTH = 120 };

/* The length of the string that begins at text[0], with its quotation marks. */
static size_t string_length(const char *text)
{
    size_t i = 1;
    while (text[i] != '"') {
        i += text[i] == '\\' ? 2 : 1;
    }
    return i + 1;
}

/* The length of the list or object that begins at text[0] when it holds no other and is short enough for one line;
 * else 0. */
static size_t flat_length(const char *text)
{
    size_t i = 1;
    while (i < WIDTH) {
        char c = text[i];
        if (c == ']' || c == '}') {
            return i + 1;
        }
        if (c == '[' || c == '{') {
            return 0;
        }
        i += c == '"' ? string_length(text + i) : 1;
    }
    return 0;
}

static void put_line(ms_buffer *out, size_t depth)
{
    ms_buffer_put(out, "\n");
    for (size_t i = 0; i < depth * INDENT; i++) {
        ms_buffer_add(out, " ", 1);
    }
}

/* Appends a piece on one line, with a space after each comma and colon. */
static void put_flat(ms_buffer *out, const char *text, size_t length)
{
    size_t i = 0;
    while (i < length) {
        size_t piece = text[i] == '"' ? string_length(text + i) : 1;
        ms_buffer_add(out, text + i, piece);
        if (text[i] == ',' || text[i] == ':') {
            ms_buffer_add(out, " ", 1);
        }
        i += piece;
    }
}

/* Lays out what begins at text[0], and returns its length. */
static size_t put_piece(ms_buffer *out, const char *text, size_t *depth)
{
    switch (text[0]) {
    case '[':
    case '{': {
        size_t flat = flat_length(text);
        if (flat > 0) {
            put_flat(out, text, flat);
            return flat;
        }
        ms_buffer_add(out, text, 1);
        put_line(out, ++*depth);
        return 1;
    }
    case ']':
    case '}':
        put_line(out, --*depth);
        ms_buffer_add(out, text, 1);
        return 1;
    case ',':
        ms_buffer_add(out, text, 1);
        put_line(out, *depth);
        return 1;
    case ':':
        ms_buffer_add(out, ": ", 2);
        return 1;
    case '"': {
        size_t length = string_length(text);
        ms_buffer_add(out, text, length);
        return length;
    }
    default:
        ms_buffer_add(out, text, 1);
        return 1;
    }
}

void ms_lay_out_json(const ms_buffer *line, ms_buffer *out)
{
    size_t depth = 0;
    size_t i = 0;
    while (!line->failed && i < line->length) {
        i += put_piece(out, line->text + i, &depth);
    }
    ms_buffer_put(out, "\n");
    out->failed = out->failed || line->failed;
}

void ms_write_json_pretty(const ms_determination *determination, ms_buffer *out)
{
    ms_buffer line = {0};
    ms_write_json(determination, &line);
    ms_lay_out_json(&line, out);
    ms_buffer_free(&line);
}
