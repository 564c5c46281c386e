#define _DEFAULT_SOURCE
#define _FILE_OFFSET_BITS 64
#include "cli/part.h"

#include "batch/check.h"
#include "cli/message.h"
#include "cli/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h> /* rename */
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *ms_part_name(const char *path, const char *ending)
{
    size_t length = strlen(path);
    char *name = malloc(length + strlen(ending) + 1);
    if (name != NULL) {
        memcpy(name, path, length);
        strcpy(name + length, ending);
    }
    return name;
}

bool ms_part_can_wait(const char *path)
{
    struct stat about;
    return path != NULL && !ms_is_standard_output(path) && (stat(path, &about) != 0 || S_ISREG(about.st_mode));
}

/* Says why, once. Returns false, for the caller to return. */
static bool fail(ms_part *part, const char *why)
{
    if (!part->failed) {
        ms_complain("cannot write %s: %s", part->path == NULL ? "standard output" : part->path, why);
    }
    part->failed = true;
    return false;
}

static void release(ms_part *part)
{
    free(part->name);
    free(part->target);
    *part = (ms_part){0};
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* Gives up opening. */
static bool refuse(ms_part *part, const char *why)
{
    fail(part, why);
    if (part->path != NULL && part->file >= 0) {
        close(part->file);
    }
    release(part);
    return false;
}

/* The names of the part and of the file that it becomes. False with errno set. */
static bool make_names(ms_part *part)
{
    part->target = ms_target_of(part->path);
    part->name = part->target == NULL ? NULL : ms_part_name(part->target, ".part");
    return part->name != NULL;
}

/* Whether the part still has its name: another run that ended in between has moved it away. */
static bool has_its_name(const ms_part *part)
{
    struct stat mine, named;
    return fstat(part->file, &mine) == 0 && stat(part->name, &named) == 0 && mine.st_ino == named.st_ino
           && mine.st_dev == named.st_dev;
}

/* Gives the part the permissions of the file that it is to replace: it holds no less. False with errno set. */
static bool guard(const ms_part *part)
{
    struct stat before;
    return stat(part->target, &before) != 0 || fchmod(part->file, before.st_mode & 07777) == 0;
}

/* Opens the file of the part, and locks it where the file system can. False, and a message, when that fails. */
static bool open_and_lock(ms_part *part)
{
    enum { TRIES = 8 }; /* there are file systems on which a file is never known again */
    for (int tries = 1;; tries++) {
        bool replaces = access(part->target, F_OK) == 0;
        part->file = open(part->name, O_RDWR | O_CREAT | O_CLOEXEC, replaces ? 0600 : 0666);
        if (part->file < 0 || !guard(part)) {
            return refuse(part, strerror(errno));
        }
        if (flock(part->file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            return refuse(part, "another run is writing it");
        }
        if (has_its_name(part) || tries == TRIES) {
            return true;
        }
        close(part->file);
    }
}

bool ms_part_open(ms_part *part, const char *path)
{
    *part = (ms_part){.path = path, .file = STDOUT_FILENO, .open = true};
    if (path == NULL || ms_is_standard_output(path)) {
        part->path = NULL;
        return true;
    }
    part->file = -1;
    if (!ms_part_can_wait(path)) {
        part->file = open(path, O_WRONLY | O_CLOEXEC);
        return part->file >= 0 || refuse(part, strerror(errno));
    }
    const char *stays = ms_must_stay(path);
    if (stays != NULL) {
        return refuse(part, stays);
    }
    if (!make_names(part)) {
        return refuse(part, strerror(errno));
    }
    return open_and_lock(part);
}

uint64_t ms_part_left(const ms_part *part)
{
    struct stat about;
    return part->name != NULL && fstat(part->file, &about) == 0 ? (uint64_t)about.st_size : 0;
}

uint64_t ms_part_check(const ms_part *part, uint64_t length)
{
    enum { CHECKED = 4096 };
    char bytes[CHECKED];
    size_t wanted = length < CHECKED ? (size_t)length : CHECKED;
    if (part->name == NULL || wanted == 0) {
        return 0;
    }
    ssize_t found = pread(part->file, bytes, wanted, (off_t)(length - wanted));
    return found == (ssize_t)wanted ? ms_check_more(ms_check_begin(), bytes, wanted) : 0;
}

bool ms_part_go_to(ms_part *part, uint64_t length)
{
    struct stat about;
    part->length = length;
    if (part->name == NULL) {
        return true;
    }
    if (fstat(part->file, &about) != 0) {
        return fail(part, strerror(errno));
    }
    if ((uint64_t)about.st_size < length) {
        ms_complain("cannot go on: %s is shorter than it was", part->name);
        return false;
    }
    if (ftruncate(part->file, (off_t)length) != 0 || lseek(part->file, (off_t)length, SEEK_SET) < 0) {
        return fail(part, strerror(errno));
    }
    return true;
}

uint64_t ms_part_mark(const ms_part *part)
{
    struct stat about;
    return part->name != NULL && fstat(part->file, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

bool ms_part_is_moved(const ms_part *part, uint64_t mark, uint64_t length)
{
    struct stat about;
    return part->name != NULL && stat(part->target, &about) == 0 && (uint64_t)about.st_ino == mark
           && (uint64_t)about.st_size == length;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

bool ms_part_put(ms_part *part, const char *text, size_t length)
{
    if (part->failed || !part->open) {
        return false;
    }
    size_t done = 0;
    while (done < length) {
        ssize_t n = write(part->file, text + done, length - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return fail(part, strerror(errno));
        }
        done += (size_t)n;
    }
    part->length += length;
    return true;
}

bool ms_part_sync(const ms_part *part)
{
    return part->name == NULL || fdatasync(part->file) == 0;
}

/* ---- finishing --------------------------------------------------------------------------------------------------- */

/* Moves the part into its place. False with errno set. */
static bool move(const ms_part *part)
{
    (void)guard(part); /* as they are by now */
    return rename(part->name, part->target) == 0;
}

bool ms_part_finish(ms_part *part)
{
    if (!part->open) {
        return false;
    }
    if (!part->failed && part->name != NULL && (fsync(part->file) != 0 || !move(part))) {
        fail(part, strerror(errno));
    }
    if (part->path != NULL && close(part->file) != 0 && errno != EINTR) {
        fail(part, strerror(errno)); /* some file systems tell only now that there is no room */
    }
    bool good = !part->failed;
    release(part);
    return good;
}

void ms_part_close(ms_part *part, bool keep)
{
    struct stat about;
    if (!part->open) {
        return;
    }
    bool empty = part->name != NULL && fstat(part->file, &about) == 0 && about.st_size == 0;
    if (part->name != NULL && (empty || !keep)) {
        unlink(part->name);
    }
    if (part->path != NULL) {
        close(part->file);
    }
    release(part);
}
