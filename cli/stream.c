#define _XOPEN_SOURCE 700
#include "cli/stream.h"

#include "cli/ending_signals.h"
#include "cli/message.h"
#include "cli/target.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h> /* rename */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- signals ----------------------------------------------------------------------------------------------------- */

/* What a signal is to remove; NULL: nothing. Its text stays where it is as long as it stands here. */
static _Atomic(const char *) doomed;

void ms_stream_remove_temporary(void)
{
    const char *temporary = atomic_load(&doomed);
    if (temporary != NULL) {
        unlink(temporary);
    }
}

static void remove_and_end(int signal_number)
{
    ms_stream_remove_temporary();
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* delivered when this returns */
}

void ms_stream_remove_on_signal(const ms_stream *stream)
{
    atomic_store(&doomed, stream->temporary);
    ms_heed_ending(remove_and_end, 0);
}

/* ---- failing and closing ----------------------------------------------------------------------------------------- */

/* Says why, once. Returns false, for the caller to return. */
static bool fail(ms_stream *stream, const char *why)
{
    if (!stream->failed) {
        ms_complain("cannot write %s: %s", stream->path == NULL ? "standard output" : stream->path, why);
    }
    stream->failed = true;
    return false;
}

/* Releases what the stream holds. Whatever still is under the temporary's name is removed. */
static void release(ms_stream *stream, bool remove_temporary)
{
    if (stream->temporary != NULL && remove_temporary) {
        unlink(stream->temporary);
    }
    const char *mine = stream->temporary;
    if (mine != NULL) {
        atomic_compare_exchange_strong(&doomed, &mine, NULL);
    }
    free(stream->temporary);
    free(stream->target);
    stream->temporary = NULL;
    stream->target = NULL;
    stream->open = false;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* The permissions that a new file gets here. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* A temporary beside the file, on the same file system, so that it can be moved into place. */
static bool open_temporary(ms_stream *stream, bool exists, mode_t mode)
{
    stream->is_new = !exists;
    stream->mode = exists ? mode & 07777 : usual_mode();
    stream->target = ms_target_of(stream->path); /* a link stays a link */
    size_t length = stream->target == NULL ? 0 : strlen(stream->target);
    stream->temporary = stream->target == NULL ? NULL : malloc(length + sizeof ".XXXXXX");
    if (stream->temporary == NULL) {
        return false;
    }
    memcpy(stream->temporary, stream->target, length);
    memcpy(stream->temporary + length, ".XXXXXX", sizeof ".XXXXXX");
    stream->file = mkstemp(stream->temporary);
    return stream->file >= 0;
}

/* A device or pipe is written to as it is: replacing it would take it away. */
static bool open_in_place(ms_stream *stream)
{
    stream->file = open(stream->path, O_WRONLY | O_CLOEXEC);
    return stream->file >= 0;
}

bool ms_stream_open(ms_stream *stream, const char *path)
{
    *stream = (ms_stream){.path = path, .file = STDOUT_FILENO, .open = true};
    if (path == NULL || ms_is_standard_output(path)) {
        stream->path = NULL;
        return true;
    }
    const char *stays = ms_must_stay(path);
    if (stays != NULL) {
        fail(stream, stays);
        release(stream, false);
        return false;
    }
    struct stat before;
    bool exists = stat(path, &before) == 0;
    bool in_place = exists && !S_ISREG(before.st_mode);
    if (in_place ? open_in_place(stream) : open_temporary(stream, exists, exists ? before.st_mode : 0)) {
        return true;
    }
    fail(stream, strerror(errno));
    release(stream, false);
    return false;
}

/* ---- writing and finishing --------------------------------------------------------------------------------------- */

void ms_stream_keep_private(ms_stream *stream)
{
    stream->mode &= stream->is_new ? 0600 : 07777;
}

bool ms_stream_put(ms_stream *stream, const char *text, size_t length)
{
    if (stream->failed || !stream->open) {
        return false;
    }
    size_t done = 0;
    while (done < length) {
        ssize_t n = write(stream->file, text + done, length - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return fail(stream, strerror(errno));
        }
        done += (size_t)n;
        stream->written += (uint64_t)n;
    }
    return true;
}

/* Closes what the stream opened. Some file systems tell only now that there is no room. */
static bool close_file(ms_stream *stream)
{
    return stream->path == NULL || close(stream->file) == 0 || errno == EINTR || fail(stream, strerror(errno));
}

bool ms_stream_finish(ms_stream *stream)
{
    if (!stream->open) {
        return false;
    }
    if (!stream->failed && stream->temporary != NULL
        && (fchmod(stream->file, (mode_t)stream->mode) != 0 || fsync(stream->file) != 0)) {
        fail(stream, strerror(errno));
    }
    bool good = close_file(stream) && !stream->failed;
    if (good && stream->temporary != NULL && rename(stream->temporary, stream->target) != 0) {
        good = fail(stream, strerror(errno));
    }
    release(stream, !good);
    return good;
}

void ms_stream_abandon(ms_stream *stream)
{
    if (!stream->open) {
        return;
    }
    if (stream->path != NULL) {
        close(stream->file);
    }
    stream->failed = true;
    release(stream, true);
}
