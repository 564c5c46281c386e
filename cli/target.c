#define _XOPEN_SOURCE     700
#define _FILE_OFFSET_BITS 64
#include "cli/target.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 }; /* as many as Linux follows */

/* What the link at `path` says, from where the path is looked at; NULL with errno set. */
static char *follow(const char *path, const char *says)
{
    const char *slash = says[0] == '/' ? NULL : strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    char *found = malloc(folder + strlen(says) + 1);
    if (found != NULL) {
        memcpy(found, path, folder);
        strcpy(found + folder, says);
    }
    return found;
}

/* Of a path at whose end there is no file. */
static char *missing_target(const char *path)
{
    char *at = strdup(path);
    for (int links = 0; at != NULL && links < MOST_LINKS; links++) {
        char says[PATH_MAX];
        ssize_t length = readlink(at, says, sizeof says - 1);
        if (length < 0) {
            return at; /* no link: the file itself, which is not there */
        }
        says[length] = '\0';
        char *next = follow(at, says);
        free(at);
        at = next;
    }
    if (at != NULL) {
        free(at);
        errno = ELOOP;
    }
    return NULL;
}

char *ms_target_of(const char *path)
{
    char *found = realpath(path, NULL);
    return found != NULL || errno != ENOENT ? found : missing_target(path);
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether a regular file begins as a database of SQLite does, or as the file that one writes ahead. */
static bool is_database(const char *path)
{
    static const char database[] = "SQLite format 3", ahead[] = "\x37\x7F\x06";
    char begin[sizeof database];
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, begin, sizeof begin);
    if (file >= 0) {
        close(file);
    }
    return length == (ssize_t)sizeof begin
           && (memcmp(begin, database, sizeof database) == 0 || memcmp(begin, ahead, sizeof ahead - 1) == 0);
}

const char *ms_must_stay(const char *path)
{
    const char *keys = getenv("MEDSUPPORT_KEY_FILE");
    struct stat about, of_keys;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) {
        return NULL;
    }
    if (keys != NULL && stat(keys, &of_keys) == 0 && is_same_file(&about, &of_keys)) {
        return "it holds the keys of MEDSUPPORT_KEY_FILE, which would be lost; name another file";
    }
    return is_database(path) ? "it holds a database, which would be lost; name another file" : NULL;
}

bool ms_is_standard_output(const char *path)
{
    struct stat about, out;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) && fstat(STDOUT_FILENO, &out) == 0
           && is_same_file(&about, &out);
}
