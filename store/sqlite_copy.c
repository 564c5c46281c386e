#define _XOPEN_SOURCE 700
#include "store/sqlite_copy.h"

#include "store/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes what was renamed in a folder last. */
static bool keep_folder(const char *path)
{
    char *copy = strdup(path);
    int folder = copy == NULL ? -1 : open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0) {
        close(folder);
    }
    free(copy);
    return good;
}

/* Copies all pages in one go: a reader does not keep writers out. */
static ms_store_status copy_pages(ms_store *store, sqlite3 *from, sqlite3 *to, const char *name)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return ms_sqlite_fail(store, to, name);
    }
    errno = 0;
    int code = sqlite3_backup_step(backup, -1);
    int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE || finished != SQLITE_OK) {
        return ms_sqlite_fail(store, to, name);
    }
    /* Readable on its own, also where nothing may be written beside it. */
    return sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK
               ? MS_STORE_OK
               : ms_sqlite_fail(store, to, name);
}

static ms_store_status copy_to(ms_store *store, sqlite3 *from, const char *temporary, const char *name)
{
    sqlite3 *to = NULL;
    ms_store_status status = MS_STORE_OK;
    if (sqlite3_open_v2(temporary, &to, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        status = ms_sqlite_fail(store, to, name);
    }
    if (status == MS_STORE_OK) {
        sqlite3_busy_timeout(to, MS_STORE_WAIT);
        status = copy_pages(store, from, to, name);
    }
    sqlite3_close(to);
    return status;
}

static ms_store_status cannot_make(ms_store *store, const char *path)
{
    bool room = errno == ENOSPC || errno == EDQUOT || errno == EACCES || errno == EROFS;
    return ms_store_fail(store, room ? MS_STORE_FULL : MS_STORE_FAILED, "%s cannot be made: %s", path, strerror(errno));
}

/* Gives the finished copy its name; a file of that name stays. */
static ms_store_status give_name(ms_store *store, const char *temporary, const char *path)
{
    if (link(temporary, path) != 0) {
        return cannot_make(store, path);
    }
    return keep_folder(path) ? MS_STORE_OK : cannot_make(store, path);
}

/* Copies to a temporary beside the path, for its owner alone, and moves it into place. temporary: ends in XXXXXX. */
static ms_store_status copy_beside(ms_store *store, sqlite3 *from, char *temporary, const char *path)
{
    int file = mkstemp(temporary);
    if (file < 0) {
        return cannot_make(store, path);
    }
    ms_store_status status = copy_to(store, from, temporary, path);
    if (status == MS_STORE_OK) {
        status = fsync(file) == 0 ? give_name(store, temporary, path) : cannot_make(store, path);
    }
    close(file);
    unlink(temporary);
    return status;
}

ms_store_status ms_sqlite_copy(ms_store *store, sqlite3 *from, const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0) {
        return ms_store_fail(store, MS_STORE_FAILED, "%s is there already and stays as it is; move it away", path);
    }
    ms_buffer temporary = {0};
    ms_buffer_put(&temporary, path[0] == '/' ? "" : "./"); /* as SQLite takes it */
    ms_buffer_put(&temporary, path);
    ms_buffer_add(&temporary, ".XXXXXX", sizeof ".XXXXXX");
    ms_store_status status = temporary.failed ? ms_store_fail(store, MS_STORE_FAILED, "out of memory")
                                              : copy_beside(store, from, temporary.text, path);
    ms_buffer_free(&temporary);
    return status;
}
