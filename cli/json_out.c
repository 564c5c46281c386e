#include "cli/json_out.h"

#include <string.h>

static void begin_line(ms_json_out *out)
{
    ms_buffer_put(out->buffer, "\n");
    for (int i = 0; i < out->depth; i++) {
        ms_buffer_put(out->buffer, "  ");
    }
}

static void put_string(ms_json_out *out, const char *text)
{
    ms_buffer_put(out->buffer, "\"");
    ms_buffer_add_json(out->buffer, text, strlen(text));
    ms_buffer_put(out->buffer, "\"");
}

/* What comes before a value. */
static void begin_value(ms_json_out *out, const char *name)
{
    if (out->begun) {
        ms_buffer_put(out->buffer, ",");
    }
    if (out->depth > 0) {
        begin_line(out);
    }
    if (name != NULL) {
        put_string(out, name);
        ms_buffer_put(out->buffer, ": ");
    }
    out->begun = true;
}

void ms_json_out_open(ms_json_out *out, const char *name, char bracket)
{
    begin_value(out, name);
    ms_buffer_add(out->buffer, &bracket, 1);
    out->depth++;
    out->begun = false;
}

void ms_json_out_close(ms_json_out *out, char bracket)
{
    out->depth--;
    if (out->begun) {
        begin_line(out);
    }
    ms_buffer_add(out->buffer, &bracket, 1);
    out->begun = true;
    if (out->depth == 0) {
        ms_buffer_put(out->buffer, "\n");
    }
}

void ms_json_out_text(ms_json_out *out, const char *name, const char *text)
{
    begin_value(out, name);
    if (text == NULL) {
        ms_buffer_put(out->buffer, "null");
    } else {
        put_string(out, text);
    }
}

void ms_json_out_number(ms_json_out *out, const char *name, long long number)
{
    begin_value(out, name);
    if (number < 0) {
        ms_buffer_put(out->buffer, "-");
    }
    unsigned long long size = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;
    ms_buffer_put_number(out->buffer, size);
}

void ms_json_out_truth(ms_json_out *out, const char *name, bool value)
{
    begin_value(out, name);
    ms_buffer_put(out->buffer, value ? "true" : "false");
}
