#define _XOPEN_SOURCE     700
#define _FILE_OFFSET_BITS 64
#include "cli/file_state.h"

#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

ms_file_state ms_file_state_of(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0) {
        return (ms_file_state){.there = false};
    }
    if (!S_ISREG(about.st_mode)) {
        return (ms_file_state){.there = true};
    }
    bool nobody_writes = (about.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0; /* root is refused nothing */
    return (ms_file_state){.there = true,
                           .write_protected = nobody_writes || access(path, W_OK) != 0,
                           .device = about.st_dev,
                           .number = about.st_ino,
                           .size = about.st_size,
                           .seconds = about.st_mtim.tv_sec,
                           .nanoseconds = about.st_mtim.tv_nsec};
}

static bool is_same(const ms_file_state *a, const ms_file_state *b)
{
    return a->device == b->device && a->number == b->number && a->size == b->size && a->seconds == b->seconds
           && a->nanoseconds == b->nanoseconds;
}

/* A file that is gone is lost to nobody. */
const char *ms_file_objection(const char *path, const ms_file_state *known)
{
    ms_file_state now = ms_file_state_of(path);
    if (!now.there) {
        return NULL;
    }
    if (!known->there) {
        return "is there now and was not when the interview began";
    }
    if (!is_same(known, &now)) {
        return "was changed by someone else since it was read";
    }
    return now.write_protected ? "is write-protected" : NULL;
}
