#define _XOPEN_SOURCE     700
#define _FILE_OFFSET_BITS 64
#include "cli/table_folder.h"

#include "batch/table_write.h"
#include "cli/ending_signals.h"
#include "cli/message.h"
#include "cli/target.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h> /* rename */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENOUGH = 256 * 1024 };

/* ---- removing ---------------------------------------------------------------------------------------------------- */

/* What a signal is to remove: the tables by their paths, then the folder. */
static char doomed_tables[MS_TABLE_COUNT][4096];
static char doomed_folder[4096];
static volatile sig_atomic_t doomed;

static void remove_doomed(void)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        unlink(doomed_tables[table]);
    }
    rmdir(doomed_folder);
}

static void remove_and_end(int signal_number)
{
    if (doomed) {
        remove_doomed();
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* delivered when this returns */
}

/* Notes what is to be removed. False when a path is too long. */
static bool doom(const ms_table_folder *folder)
{
    bool fits = snprintf(doomed_folder, sizeof doomed_folder, "%s", folder->temporary) < (int)sizeof doomed_folder;
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        size_t size = sizeof doomed_tables[table];
        int length = snprintf(doomed_tables[table], size, "%s/%s", folder->temporary, ms_table_kinds[table].file);
        fits = fits && length < (int)size;
    }
    return fits;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

/* Says why; false, for the caller to return. */
static bool fail(const ms_table_folder *folder, const char *file, int why)
{
    ms_complain("cannot write %s%s%s: %s", folder->path, file[0] == '\0' ? "" : "/", file, strerror(why));
    return false;
}

static void close_files(ms_table_folder *folder)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        if (folder->files[table] >= 0) {
            close(folder->files[table]);
        }
        folder->files[table] = -1;
        ms_buffer_free(&folder->tables[table]);
    }
}

static void release(ms_table_folder *folder)
{
    close_files(folder);
    doomed = 0;
    free(folder->temporary);
    free(folder->target);
    folder->temporary = folder->target = NULL;
}

void ms_table_folder_abandon(ms_table_folder *folder)
{
    if (folder->temporary != NULL) {
        remove_doomed();
        release(folder);
    }
}

/* A path and what follows it, without slashes at its end. NULL when memory is out. */
static char *name_behind(const char *path, const char *ending)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    char *name = malloc(length + strlen(ending) + 1);
    if (name != NULL) {
        memcpy(name, path, length);
        strcpy(name + length, ending);
    }
    return name;
}

/* Names where the tables go, and where they are until then. False with errno set. */
static bool make_names(ms_table_folder *folder)
{
    folder->target = ms_target_of(folder->path);
    if (folder->target != NULL) {
        folder->temporary = name_behind(folder->target, folder->exists ? "/.tables-XXXXXX" : ".XXXXXX");
    }
    return folder->temporary != NULL;
}

/* Whether there is anything in a folder. */
static bool is_empty(DIR *open_folder)
{
    const struct dirent *entry;
    do {
        entry = readdir(open_folder);
    } while (entry != NULL && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry == NULL;
}

/* The permissions that a new folder gets here. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0777 & ~mask;
}

/* Whether the tables can be put in their place: there is nothing, or a folder that has nothing in it. */
static bool is_free(ms_table_folder *folder)
{
    struct stat about;
    if (stat(folder->path, &about) != 0) {
        return errno == ENOENT || fail(folder, "", errno);
    }
    folder->exists = true;
    DIR *open_folder = opendir(folder->path);
    if (open_folder == NULL) {
        return fail(folder, "", errno);
    }
    bool empty = is_empty(open_folder);
    closedir(open_folder);
    if (!empty) {
        ms_complain("%s holds files; name a folder that is empty or not there yet", folder->path);
    }
    return empty;
}

static bool open_files(ms_table_folder *folder)
{
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        folder->files[table] = open(doomed_tables[table], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (folder->files[table] < 0) {
            return fail(folder, ms_table_kinds[table].file, errno);
        }
        ms_table_header(table, &folder->tables[table]);
    }
    return true;
}

bool ms_table_folder_open(ms_table_folder *folder, const char *path)
{
    *folder = (ms_table_folder){.path = path};
    memset(folder->files, -1, sizeof folder->files);
    if (!is_free(folder)) {
        return false;
    }
    if (!make_names(folder) || mkdtemp(folder->temporary) == NULL) {
        int why = errno;
        release(folder);
        return fail(folder, "", why);
    }
    if (!doom(folder)) {
        rmdir(folder->temporary);
        release(folder);
        return fail(folder, "", ENAMETOOLONG);
    }
    doomed = 1;
    ms_heed_ending(remove_and_end, 0);
    bool good = folder->exists || chmod(folder->temporary, usual_mode()) == 0 || fail(folder, "", errno);
    if (!good || !open_files(folder)) {
        ms_table_folder_abandon(folder);
        return false;
    }
    return true;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* 0, or why not all could be written. */
static int write_all(int file, const char *text, size_t length)
{
    size_t done = 0;
    while (done < length) {
        ssize_t n = write(file, text + done, length - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return errno;
        }
        done += (size_t)n;
    }
    return 0;
}

bool ms_table_folder_write(ms_table_folder *folder, bool all)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        ms_buffer *buffer = &folder->tables[table];
        if (buffer->failed) {
            return fail(folder, ms_table_kinds[table].file, ENOMEM);
        }
        if (buffer->length < ENOUGH && !all) {
            continue;
        }
        int why = write_all(folder->files[table], buffer->text, buffer->length);
        if (why != 0) {
            return fail(folder, ms_table_kinds[table].file, why);
        }
        buffer->length = 0;
    }
    return true;
}

bool ms_table_folder_end(ms_table_folder *folder)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        int file = folder->files[table];
        folder->files[table] = -1;
        int why = fsync(file) == 0 ? 0 : errno;
        why = close(file) == 0 || errno == EINTR ? why : errno;
        if (why != 0) {
            return fail(folder, ms_table_kinds[table].file, why);
        }
    }
    return true;
}

/* The path of a table in the folder; false with errno set where there is no room for it, or something by that name. */
static bool make_place(const ms_table_folder *folder, ms_table table, char *place, size_t size)
{
    int length = snprintf(place, size, "%s/%s", folder->target, ms_table_kinds[table].file);
    bool fits = length < (int)size;
    errno = fits ? EEXIST : ENAMETOOLONG;
    return fits && access(place, F_OK) != 0;
}

/* Moves the tables out of the folder within. False with errno set; then none is moved. */
static bool move_tables(const ms_table_folder *folder)
{
    char place[sizeof doomed_tables[0]];
    int moved = 0;
    while (moved < MS_TABLE_COUNT && make_place(folder, (ms_table)moved, place, sizeof place)
           && rename(doomed_tables[moved], place) == 0) {
        moved++;
    }
    if (moved == MS_TABLE_COUNT) {
        return rmdir(folder->temporary) == 0;
    }
    int why = errno;
    while (moved-- > 0) {
        (void)snprintf(place, sizeof place, "%s/%s", folder->target, ms_table_kinds[moved].file);
        unlink(place);
    }
    errno = why;
    return false;
}

/* The same, and no signal comes between the first table and the last. */
static bool move_at_once(const ms_table_folder *folder)
{
    ms_hold_ending();
    bool good = move_tables(folder);
    int why = errno;
    doomed = doomed && !good;
    ms_release_ending();
    errno = why;
    return good;
}

bool ms_table_folder_finish(ms_table_folder *folder)
{
    bool good = folder->exists ? move_at_once(folder) : rename(folder->temporary, folder->target) == 0;
    if (!good) {
        fail(folder, "", errno);
        ms_table_folder_abandon(folder);
        return false;
    }
    release(folder);
    return true;
}
