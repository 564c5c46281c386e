#include "cli/reject_lines.h"

#include "cli/message.h"

#include <string.h>

enum { LINES_SAID = 20 };

void ms_reject_lines_say(const ms_buffer *lines, unsigned *said)
{
    const char *at = lines->text;
    const char *end = at + lines->length;
    while (at < end && *said < LINES_SAID) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        ms_complain_at("%.*s", (int)(stop - at), at);
        at = stop + 1;
        (*said)++;
    }
    if (at < end && *said == LINES_SAID) {
        ms_complain("further rejected cases are only counted; --rejects FILE keeps them all, with the reasons");
        (*said)++;
    }
}
