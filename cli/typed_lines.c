#define _XOPEN_SOURCE 700
#include "cli/typed_lines.h"

#include "cli/ending_signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { READ_AT_ONCE = 4096 };

static volatile sig_atomic_t caught; /* the signal that asked for the end; 0: none */

static void remember(int signal_number)
{
    caught = signal_number;
}

void ms_typed_begin(void)
{
    caught = 0;
    ms_heed_ending(remember, 0);
}

/* Waits until there is something to read, or the input has ended. False when a signal asks for the end. The signals are
 * let through in the wait alone: none is missed between looking and waiting. */
static bool wait_for_input(void)
{
    sigset_t usual;
    int ready = -1;
    sigprocmask(SIG_BLOCK, NULL, &usual);
    ms_hold_ending();
    while (caught == 0 && ready < 0) {
        fd_set input;
        FD_ZERO(&input);
        FD_SET(STDIN_FILENO, &input);
        ready = pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &usual);
        if (ready < 0 && errno != EINTR) {
            break; /* reading will fail as well */
        }
    }
    ms_release_ending();
    return caught == 0;
}

/* Reads on behind what is there. False at the end. */
static bool read_more(ms_typed_lines *lines)
{
    ms_buffer *text = &lines->text;
    if (!wait_for_input() || !ms_buffer_reserve(text, READ_AT_ONCE)) {
        return false;
    }
    ssize_t n;
    do {
        n = read(STDIN_FILENO, text->text + text->length, READ_AT_ONCE);
    } while (n < 0 && errno == EINTR && caught == 0);
    text->length += n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* Drops the lines that are behind. */
static void drop_past(ms_typed_lines *lines)
{
    if (lines->at > 0) {
        lines->text.length -= lines->at;
        memmove(lines->text.text, lines->text.text + lines->at, lines->text.length);
        lines->at = 0;
    }
}

bool ms_typed_next(ms_typed_lines *lines, ms_word *line)
{
    size_t searched = 0;
    const char *end = NULL;
    drop_past(lines);
    while (end == NULL && !lines->ended && caught == 0) {
        size_t left = lines->text.length - searched;
        end = left == 0 ? NULL : memchr(lines->text.text + searched, '\n', left);
        searched = lines->text.length;
        lines->ended = end == NULL && !read_more(lines);
    }
    lines->ended = lines->ended || caught != 0;
    if (caught != 0 || (end == NULL && lines->text.length == 0)) {
        return false;
    }
    size_t length = end == NULL ? lines->text.length : (size_t)(end - lines->text.text);
    *line = (ms_word){lines->text.text, length};
    lines->at = end == NULL ? length : length + 1;
    return true;
}

bool ms_typed_again(ms_typed_lines *lines)
{
    bool gone = caught == SIGHUP || caught == SIGTERM;
    if (gone || isatty(STDIN_FILENO) != 1) {
        return false;
    }
    caught = 0;
    lines->ended = false;
    lines->at = lines->text.length;
    return true;
}

void ms_typed_end(ms_typed_lines *lines)
{
    ms_heed_ending(SIG_DFL, 0);
    ms_buffer_free(&lines->text);
}
