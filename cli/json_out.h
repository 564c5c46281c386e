/* JSON for the commands' own tables, indented. `name`: the member's name, NULL in an array and for the whole. */
#ifndef MEDSUPPORT_CLI_JSON_OUT_H
#define MEDSUPPORT_CLI_JSON_OUT_H

#include "base/buffer.h"

typedef struct ms_json_out {
    ms_buffer *buffer;
    int depth;
    bool begun; /* something stands in the innermost container */
} ms_json_out;

/* bracket: '{' or '['. */
void ms_json_out_open(ms_json_out *out, const char *name, char bracket);

/* bracket: '}' or ']'. The outermost one ends the line. */
void ms_json_out_close(ms_json_out *out, char bracket);

/* text: UTF-8; NULL writes null. */
void ms_json_out_text(ms_json_out *out, const char *name, const char *text);

void ms_json_out_number(ms_json_out *out, const char *name, long long number);

void ms_json_out_truth(ms_json_out *out, const char *name, bool value);

#endif
