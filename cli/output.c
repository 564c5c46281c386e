#define _XOPEN_SOURCE 700
#include "cli/output.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/stream.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool ms_output_write(const ms_buffer *buffer, const char *path)
{
    if (buffer->failed) {
        ms_complain("out of memory; nothing was written");
        return false;
    }
    ms_stream stream;
    if (!ms_stream_open(&stream, path)) {
        return false;
    }
    (void)ms_stream_put(&stream, buffer->text, buffer->length);
    return ms_stream_finish(&stream);
}

int ms_output_finish(ms_buffer *buffer, const char *path, int status)
{
    bool written = ms_output_write(buffer, path);
    ms_buffer_free(buffer);
    return written ? status : MS_EXIT_BAD;
}

bool ms_output_coloured(ms_colour colour, const char *path)
{
    if (colour != MS_COLOUR_AUTO) {
        return colour == MS_COLOUR_ALWAYS;
    }
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (path != NULL || (refused != NULL && refused[0] != '\0')) {
        return false;
    }
    return terminal != NULL && strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO) == 1;
}
