#include "cli/print.h"

#include "facts/layout.h"

#include <stdio.h>
#include <string.h>

void ms_print_list(ms_buffer *out, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0 && ms_buffer_reserve(out, (size_t)length + 1)) {
        vsnprintf(out->text + out->length, (size_t)length + 1, format, arguments);
        out->length += (size_t)length;
    }
}

void ms_print(ms_buffer *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ms_print_list(out, format, arguments);
    va_end(arguments);
}

void ms_print_lines(ms_buffer *out, size_t indent, const char *label, size_t hang, const char *format, ...)
{
    ms_buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    ms_print_list(&text, format, arguments);
    va_end(arguments);
    ms_layout layout = {.out = out};
    ms_lay_out(&layout, (ms_paragraph_layout){.indent = indent, .hang = hang, .label = label}, text.text, text.length);
    out->failed = out->failed || text.failed;
    ms_buffer_free(&text);
}

void ms_print_heading(ms_buffer *out, bool coloured, const char *text)
{
    ms_layout layout = {.out = out, .colour = coloured};
    ms_lay_out(&layout, (ms_paragraph_layout){.label = "", .style = MS_BOLD}, text, strlen(text));
}
