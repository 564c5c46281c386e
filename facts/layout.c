#include "facts/layout.h"

#include "facts/columns.h"

#include <string.h>

static const char *const codes[] = {
    [MS_PLAIN] = "", [MS_BOLD] = "\x1b[1m", [MS_DIM] = "\x1b[2m", [MS_GOOD] = "\x1b[1;32m", [MS_OPEN] = "\x1b[1;33m",
};

static void put_spaces(ms_buffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ms_buffer_add(out, " ", 1);
    }
}

static void put_styled(const ms_layout *layout, ms_style style, const char *text, size_t length)
{
    bool coloured = layout->colour && style != MS_PLAIN;
    if (coloured) {
        ms_buffer_put(layout->out, codes[style]);
    }
    ms_buffer_add(layout->out, text, length);
    if (coloured) {
        ms_buffer_put(layout->out, "\x1b[0m");
    }
}

/* The length of a line that ends at a space, without the spaces before it; 0 where there is nothing before. */
static size_t up_to_space(const char *text, size_t space)
{
    while (space > 0 && text[space - 1] == ' ') {
        space--;
    }
    return space;
}

size_t ms_line_length(const char *text, size_t length, size_t room, ms_measure measure)
{
    size_t used = 0;
    size_t space = 0;
    size_t i = 0;
    while (i < length) {
        size_t columns;
        size_t bytes = ms_character(text + i, length - i, &columns);
        if (text[i] == ' ') {
            space = up_to_space(text, i);
        }
        used += measure == NULL ? columns : measure(text + i, bytes, columns);
        if (used > room && i > 0) {
            return space > 0 ? space : i;
        }
        i += bytes;
    }
    return length;
}

void ms_pass_line(const char **text, size_t *length, size_t line)
{
    while (line < *length && (*text)[line] == ' ') {
        line++;
    }
    *text += line;
    *length -= line;
}

void ms_lay_out(const ms_layout *layout, ms_paragraph_layout how, const char *text, size_t length)
{
    size_t label = strlen(how.label);
    put_spaces(layout->out, how.indent);
    put_styled(layout, how.label_style, how.label, label);
    size_t column = how.indent + ms_columns(how.label, label);
    while (length > 0) {
        size_t line = ms_line_length(text, length, MS_TEXT_COLUMNS - how.hang, NULL);
        put_spaces(layout->out, column < how.hang ? how.hang - column : column > 0);
        put_styled(layout, how.style, text, line);
        ms_buffer_put(layout->out, "\n");
        ms_pass_line(&text, &length, line);
        column = 0;
    }
}

void ms_lay_out_gap(const ms_layout *layout)
{
    ms_buffer_put(layout->out, "\n");
}
