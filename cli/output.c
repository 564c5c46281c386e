#define _XOPEN_SOURCE 700
#include "cli/output.h"

#include "cli/command.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *text, size_t length)
{
    size_t written = 0;
    while (written < length) {
        ssize_t n = write(file, text + written, length - written);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        written += (size_t)n;
    }
    return true;
}

/* A device or pipe is written to as it is: replacing it would take it away. */
static bool write_in_place(const ms_buffer *buffer, const char *path)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    bool whole = write_all(file, buffer->text, buffer->length);
    int why = errno;
    bool closed = close(file) == 0;
    errno = whole ? errno : why;
    return whole && closed;
}

/* The permissions that a new file gets here. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Writes a file under a name of its own and moves it into place: whoever reads sees the old text or the new. */
static bool replace(const ms_buffer *buffer, const char *path, mode_t mode, char *temporary)
{
    int file = mkstemp(temporary);
    if (file < 0) {
        return false;
    }
    bool good = write_all(file, buffer->text, buffer->length) && fchmod(file, mode) == 0 && fsync(file) == 0;
    int why = errno;
    if (close(file) != 0 && good) {
        good = false;
        why = errno;
    }
    if (good && rename(temporary, path) == 0) {
        return true;
    }
    why = good ? errno : why;
    unlink(temporary);
    errno = why;
    return false;
}

static bool write_file(const ms_buffer *buffer, const char *path)
{
    struct stat before;
    bool exists = stat(path, &before) == 0;
    if (exists && !S_ISREG(before.st_mode)) {
        return write_in_place(buffer, path);
    }
    char *target = exists ? realpath(path, NULL) : strdup(path); /* a link stays a link */
    char *temporary = target == NULL ? NULL : malloc(strlen(target) + sizeof ".XXXXXX");
    bool written = false;
    if (temporary != NULL) {
        strcpy(temporary, target);
        strcat(temporary, ".XXXXXX");
        written = replace(buffer, target, exists ? before.st_mode & 07777 : usual_mode(), temporary);
    }
    int why = errno;
    free(temporary);
    free(target);
    errno = why;
    return written;
}

bool ms_output_write(const ms_buffer *buffer, const char *path)
{
    if (buffer->failed) {
        ms_complain("out of memory; nothing was written");
        return false;
    }
    bool written = path == NULL ? write_all(STDOUT_FILENO, buffer->text, buffer->length) : write_file(buffer, path);
    if (!written) {
        ms_complain("cannot write %s: %s", path == NULL ? "standard output" : path, strerror(errno));
    }
    return written;
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
