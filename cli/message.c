#include "cli/message.h"

#include "cli/print.h"
#include "cli/progress.h"
#include "facts/nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Whether the character that begins at a byte could work a terminal: C0, DEL, or C1 in UTF-8 (C2 80 to C2 9F). */
static bool is_control(const char *at)
{
    unsigned char first = (unsigned char)at[0];
    unsigned char second = first == 0xC2 ? (unsigned char)at[1] : 0;
    return first < 0x20 || first == 0x7F || (second >= 0x80 && second < 0xA0);
}

/* text: NUL-terminated. */
static void write_line(const char *prefix, char *text)
{
    for (char *at = text; *at != '\0'; at++) {
        if (is_control(at)) {
            *at = '?';
        }
    }
    ms_progress_clear();
    fprintf(stderr, "%s%s\n", prefix, text);
}

static void complain(const char *prefix, const char *format, va_list arguments)
{
    ms_buffer line = {0};
    ms_print_list(&line, format, arguments);
    ms_buffer_add(&line, "", 1);
    if (!line.failed) {
        write_line(prefix, line.text);
    }
    ms_buffer_free(&line);
}

void ms_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain("medsupport: ", format, arguments);
    va_end(arguments);
}

void ms_complain_at(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain("", format, arguments);
    va_end(arguments);
}

const char *ms_did_you_mean(const char *text, const char *const *names, size_t count)
{
    static char remark[100];
    ms_nearest nearest = ms_nearest_to(text, strlen(text));
    for (size_t i = 0; i < count; i++) {
        ms_nearest_offer(&nearest, names[i], strlen(names[i]));
    }
    remark[0] = '\0';
    if (nearest.name != NULL) {
        snprintf(remark, sizeof remark, " (did you mean '%.*s'?)", (int)nearest.name_length, nearest.name);
    }
    return remark;
}
