#define _DEFAULT_SOURCE
#define _FILE_OFFSET_BITS 64
#include "cli/part.h"

#include "cli/message.h"

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
    return path != NULL && (stat(path, &about) != 0 || S_ISREG(about.st_mode));
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

/* Gives up opening. */
static bool refuse(ms_part *part, const char *why)
{
    fail(part, why);
    if (part->path != NULL && part->file >= 0) {
        close(part->file);
    }
    free(part->name);
    *part = (ms_part){0};
    return false;
}

bool ms_part_open(ms_part *part, const char *path, uint64_t length)
{
    *part = (ms_part){.path = path, .file = STDOUT_FILENO, .open = true, .length = length};
    if (path == NULL) {
        return true;
    }
    if (!ms_part_can_wait(path)) {
        part->file = open(path, O_WRONLY | O_CLOEXEC);
        return part->file >= 0 || refuse(part, strerror(errno));
    }
    part->name = ms_part_name(path, ".part");
    part->file = part->name == NULL ? -1 : open(part->name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (part->file < 0) {
        return refuse(part, strerror(part->name == NULL ? ENOMEM : errno));
    }
    if (flock(part->file, LOCK_EX | LOCK_NB) != 0) {
        return refuse(part, "another run is writing it");
    }
    struct stat about;
    if (fstat(part->file, &about) != 0 || (uint64_t)about.st_size < length) {
        return refuse(part, "the part that was written before is shorter than it was");
    }
    if (ftruncate(part->file, (off_t)length) != 0 || lseek(part->file, 0, SEEK_END) < 0) {
        return refuse(part, strerror(errno));
    }
    return true;
}

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

/* The file that a part becomes: where the path is a link, what it leads to. Owned by the caller. */
static char *target_of(const char *path)
{
    char *real = realpath(path, NULL);
    return real != NULL ? real : strdup(path);
}

/* Moves a part into its place, with the permissions of the file that was there. */
static bool move(const char *name, const char *path)
{
    struct stat before;
    char *target = target_of(path);
    if (target == NULL) {
        errno = ENOMEM;
        return false;
    }
    if (stat(target, &before) == 0) {
        chmod(name, before.st_mode & 07777);
    }
    bool moved = rename(name, target) == 0;
    int why = errno;
    free(target);
    errno = why;
    return moved;
}

static void release(ms_part *part)
{
    free(part->name);
    *part = (ms_part){0};
}

bool ms_part_finish(ms_part *part)
{
    if (!part->open) {
        return false;
    }
    if (!part->failed && part->name != NULL && (fsync(part->file) != 0 || !move(part->name, part->path))) {
        fail(part, strerror(errno));
    }
    if (part->path != NULL && close(part->file) != 0 && errno != EINTR) {
        fail(part, strerror(errno)); /* some file systems tell only now that there is no room */
    }
    bool good = !part->failed;
    release(part);
    return good;
}

bool ms_part_finish_name(const char *path)
{
    char *name = ms_part_name(path, ".part");
    bool good = name != NULL && (access(name, F_OK) != 0 || move(name, path));
    if (!good) {
        ms_complain("cannot write %s: %s", path, strerror(errno));
    }
    free(name);
    return good;
}

void ms_part_close(ms_part *part, bool keep)
{
    if (!part->open) {
        return;
    }
    if (part->name != NULL && !keep) {
        unlink(part->name);
    }
    if (part->path != NULL) {
        close(part->file);
    }
    release(part);
}
