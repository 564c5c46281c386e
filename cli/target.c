#define _XOPEN_SOURCE     700
#define _FILE_OFFSET_BITS 64
#include "cli/target.h"

#include <errno.h>
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

bool ms_is_standard_output(const char *path)
{
    struct stat about, out;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) && fstat(STDOUT_FILENO, &out) == 0
           && about.st_dev == out.st_dev && about.st_ino == out.st_ino;
}
