#define _XOPEN_SOURCE 700
#include "cli/hidden_input.h"

#include "cli/message.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST = 2000, SIGNALS = 4 };

static const int signals[SIGNALS] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

static volatile sig_atomic_t caught; /* the signal that came while nothing was shown; 0: none */

static void remember(int signal)
{
    caught = signal;
}

/* Reads to the end of the line, or of the input. A signal ends it too. */
static bool read_until(bool line, ms_buffer *text)
{
    ssize_t n = 1;
    bool ended = false;
    /* All the room at once: a buffer that grows leaves what it held behind. */
    if (!ms_buffer_reserve(text, LONGEST + 1)) {
        return false;
    }
    while (n > 0 && !ended && text->length <= LONGEST) {
        n = read(STDIN_FILENO, text->text + text->length, LONGEST + 1 - text->length);
        text->length += n > 0 ? (size_t)n : 0;
        ended = line && n > 0 && text->text[text->length - 1] == '\n';
    }
    return n >= 0;
}

/* The terminal shows nothing meanwhile, and shows again what is typed whatever happens. */
static bool read_unseen(const char *prompt, const struct termios *shown, ms_buffer *text)
{
    struct sigaction before[SIGNALS], action = {.sa_handler = remember};
    struct termios hidden = *shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], &action, &before[i]);
    }
    bool good = tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0; /* what was typed before the prompt is gone */
    fprintf(stderr, "%s: ", prompt);
    good = good && read_until(true, text);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, shown);
    fputc('\n', stderr);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], &before[i], NULL);
    }
    if (caught != 0) {
        raise(caught);
    }
    return good && caught == 0;
}

/* Leaves out blanks and line breaks at both ends. */
static void trim(ms_buffer *text)
{
    size_t begin = 0;
    while (text->length > 0 && strchr(" \t\r\n", text->text[text->length - 1]) != NULL) {
        text->length--;
    }
    while (begin < text->length && strchr(" \t\r\n", text->text[begin]) != NULL) {
        begin++;
    }
    text->length -= begin;
    if (begin > 0) {
        memmove(text->text, text->text + begin, text->length);
    }
}

bool ms_hidden_input(const char *prompt, ms_buffer *text)
{
    struct termios shown;
    bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (!(terminal ? read_unseen(prompt, &shown, text) : read_until(false, text)) || text->failed) {
        ms_complain("the value could not be read; nothing was written");
        return false;
    }
    trim(text);
    if (text->length == 0 || text->length > LONGEST) {
        ms_complain(text->length == 0 ? "there is no value: give it on standard input, or type it when asked"
                                      : "the value is too long: at most 2000 bytes");
        return false;
    }
    return true;
}
