/* The store in one SQLite file. */
#define _XOPEN_SOURCE 700
#include "store/engine.h"

#include "store/migrations.h"
#include "store/sqlite_copy.h"

#include <sqlite3.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The statements, prepared once each when they are first used. */
typedef enum statement {
    BEGIN_WRITE = 0,
    COMMIT_WRITE,
    ROLL_BACK,
    HEAD,
    LAST,
    LAST_OF_ALL,
    EVENTS_OF_CASE,
    EVENTS,
    INSERT_EVENT,
    PUT_CASE,
    DELETE_TASKS,
    PUT_TASK,
    LIST_CASES,
    LIST_NEW_CASES,
    TASKS,
    TASKS_OF_WORKER,
    STATEMENT_COUNT
} statement;

#define EVENT_COLUMNS "position, case_id, sequence, at, actor, effective, kind, body, hash"

static const char *const texts[STATEMENT_COUNT] = {
    [BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [COMMIT_WRITE] = "COMMIT",
    [ROLL_BACK] = "ROLLBACK",
    [HEAD] = "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1",
    [LAST] = "SELECT max(sequence) FROM events WHERE case_id = ?1",
    [LAST_OF_ALL] = "SELECT case_id, max(sequence) FROM events GROUP BY case_id",
    [EVENTS_OF_CASE] = "SELECT " EVENT_COLUMNS " FROM events WHERE case_id = ?1 AND sequence >= ?2 ORDER BY sequence",
    [EVENTS] = "SELECT " EVENT_COLUMNS " FROM events NOT INDEXED ORDER BY position",
    [INSERT_EVENT] = "INSERT INTO events (" EVENT_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [PUT_CASE] = "INSERT INTO cases (case_id, sequence, state) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT (case_id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state",
    [DELETE_TASKS] = "DELETE FROM tasks WHERE case_id = ?1",
    [PUT_TASK] = "INSERT INTO tasks (case_id, number, due, worker, task) VALUES (?1, ?2, ?3, ?4, ?5)",
    [LIST_CASES] = "SELECT case_id, sequence, state FROM cases WHERE case_id > ?1 ORDER BY case_id",
    [LIST_NEW_CASES] = "INSERT INTO cases (case_id, sequence, state) "
                       "SELECT case_id, max(sequence), '{}' FROM events WHERE position > ?1 GROUP BY case_id "
                       "ON CONFLICT (case_id) DO UPDATE SET sequence = excluded.sequence",
    [TASKS] = "SELECT case_id, task, due, worker FROM tasks WHERE due <= ?1 ORDER BY due, case_id, number",
    [TASKS_OF_WORKER] = "SELECT case_id, task, due, worker FROM tasks WHERE worker = ?2 AND due <= ?1 "
                        "ORDER BY due, case_id, number",
};

typedef struct connection {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
} connection;

static connection *of(ms_store *store)
{
    return store->connection;
}

/* ---- failures ---------------------------------------------------------------------------------------------------- */

/* Whether the system refused to write for want of room. SQLite tells of a full disk, and of a limit on the size of files
 * or a quota only by the errno that it leaves. */
static bool no_room(int code, int system)
{
    return code == SQLITE_FULL || (code == SQLITE_IOERR && (system == ENOSPC || system == EFBIG || system == EDQUOT));
}

static ms_store_status may_not_write(ms_store *store, const char *name)
{
    return ms_store_fail(
        store, MS_STORE_FULL,
        "%s may not be written: look at the permissions of the file, of its -wal and -shm beside it, and "
        "of its folder",
        name);
}

ms_store_status ms_sqlite_fail(ms_store *store, sqlite3 *db, const char *name)
{
    int system = errno;
    int code = db == NULL ? SQLITE_NOMEM : sqlite3_errcode(db) & 0xFF;
    if (no_room(code, system)) {
        return ms_store_fail(store, MS_STORE_FULL, "%s: no room left; nothing was written; make room and try again",
                             name);
    }
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ms_store_fail(store, MS_STORE_BUSY, "%s: another program has been writing for too long; try again",
                             name);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return may_not_write(store, name);
    case SQLITE_CANTOPEN:
        return ms_store_fail(store, MS_STORE_FAILED,
                             "%s cannot be opened: look at the permissions of the file and of its folder, where SQLite "
                             "keeps two more files while it is open",
                             name);
    case SQLITE_NOTADB:
        return ms_store_fail(store, MS_STORE_DAMAGED, "%s is no database of medsupport", name);
    case SQLITE_CORRUPT:
        return ms_store_fail(store, MS_STORE_DAMAGED, "%s is damaged; restore a backup", name);
    default:
        return ms_store_fail(store, MS_STORE_FAILED, "%s: %s", name, sqlite3_errstr(code));
    }
}

static ms_store_status fail(ms_store *store)
{
    return ms_sqlite_fail(store, of(store)->db, store->name);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

/* A statement ready for its values; NULL when it cannot be prepared. */
static sqlite3_stmt *prepare(ms_store *store, statement which)
{
    connection *c = of(store);
    if (c->statements[which] == NULL) {
        sqlite3_prepare_v3(c->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &c->statements[which], NULL);
    }
    return c->statements[which];
}

static void bind_text(sqlite3_stmt *s, int index, const char *text, size_t length)
{
    sqlite3_bind_text64(s, index, text == NULL ? "" : text, length, SQLITE_STATIC, SQLITE_UTF8);
}

/* Runs a statement that gives no rows. */
static ms_store_status run(ms_store *store, sqlite3_stmt *s)
{
    if (s == NULL) {
        return fail(store);
    }
    errno = 0;
    int code = sqlite3_step(s);
    ms_store_status status = code == SQLITE_DONE || code == SQLITE_ROW ? MS_STORE_OK : fail(store);
    sqlite3_reset(s);
    return status;
}

/* The text of a column that is never NULL in a database as medsupport writes it; at is NULL where it is. */
static ms_text column(sqlite3_stmt *s, int index)
{
    const char *text = (const char *)sqlite3_column_text(s, index);
    return (ms_text){text, (size_t)sqlite3_column_bytes(s, index)};
}

/* A number from 1 on; 0 where it is none. */
static uint64_t column_number(sqlite3_stmt *s, int index)
{
    sqlite3_int64 number = sqlite3_column_int64(s, index);
    return number > 0 ? (uint64_t)number : 0;
}

typedef bool (*read_row)(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status);

/* Calls a function for each row; it returns false to stop, with *status set when that is a failure. */
static ms_store_status each_row(ms_store *store, sqlite3_stmt *s, read_row row, void *context)
{
    if (s == NULL) {
        return fail(store);
    }
    ms_store_status status = MS_STORE_OK;
    int code;
    errno = 0;
    while ((code = sqlite3_step(s)) == SQLITE_ROW && row(store, s, context, &status)) {
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        status = fail(store);
    }
    sqlite3_reset(s);
    return status;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static ms_store_status pragma_number(ms_store *store, const char *sql, int64_t *number)
{
    sqlite3_stmt *s = NULL;
    ms_store_status status = MS_STORE_OK;
    if (sqlite3_prepare_v2(of(store)->db, sql, -1, &s, NULL) != SQLITE_OK || sqlite3_step(s) != SQLITE_ROW) {
        status = fail(store);
    } else {
        *number = sqlite3_column_int64(s, 0);
    }
    sqlite3_finalize(s);
    return status;
}

static ms_store_status execute(ms_store *store, const char *sql)
{
    errno = 0;
    return sqlite3_exec(of(store)->db, sql, NULL, NULL, NULL) == SQLITE_OK ? MS_STORE_OK : fail(store);
}

/* Looks whose database it is. *version: of the tables; 0: an empty file. */
static ms_store_status look(ms_store *store, int64_t *version)
{
    int64_t application = 0, tables = 0;
    ms_store_status status = pragma_number(store, "PRAGMA application_id", &application);
    if (status == MS_STORE_OK) {
        status = pragma_number(store, "PRAGMA user_version", version);
    }
    if (status == MS_STORE_OK) {
        status = pragma_number(store, "SELECT count(*) FROM sqlite_schema", &tables);
    }
    if (status != MS_STORE_OK) {
        return status;
    }
    if (application == MS_APPLICATION_ID) {
        return ms_store_check_version(store, *version);
    }
    if (application != 0 || *version != 0 || tables != 0) {
        return ms_store_fail(store, MS_STORE_FAILED, "%s is a database of another program", store->name);
    }
    return MS_STORE_OK;
}

/* The same of one state of the file: another program may be making the database while this one looks. */
static ms_store_status look_at_once(ms_store *store, int64_t *version)
{
    ms_store_status status = execute(store, "BEGIN");
    if (status != MS_STORE_OK) {
        return status;
    }
    status = look(store, version);
    sqlite3_exec(of(store)->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* Runs the migrations that are left, all or none. Another program may be at it too: the lock is taken first. */
static ms_store_status migrate(ms_store *store)
{
    int64_t version = 0;
    ms_store_status status = execute(store, "BEGIN IMMEDIATE");
    if (status != MS_STORE_OK) {
        return status;
    }
    status = look(store, &version);
    for (int64_t i = version; status == MS_STORE_OK && i < MS_STORE_VERSION; i++) {
        status = execute(store, ms_migrations_sqlite[i]);
    }
    if (status == MS_STORE_OK) {
        char sql[100];
        snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", (int)MS_APPLICATION_ID,
                 (int)MS_STORE_VERSION);
        status = execute(store, sql);
    }
    if (status == MS_STORE_OK) {
        return execute(store, "COMMIT");
    }
    sqlite3_exec(of(store)->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* Asks for the write-ahead log once; *on: whether it is. Returns SQLite's code. */
static int ask_for_wal(ms_store *store, bool *on)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(of(store)->db, "PRAGMA journal_mode = WAL", -1, &s, NULL);
    code = code == SQLITE_OK ? sqlite3_step(s) : code;
    *on = code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(s, 0), "wal") == 0;
    sqlite3_finalize(s);
    return code;
}

/* The write-ahead log is turned on once for a file. Whoever opens it at the same moment may be in the way, and SQLite does
 * not wait for all who are: then again, in all as long as a writer waits for another. */
static ms_store_status use_wal(ms_store *store)
{
    enum { PAUSE = 20, TRIES = MS_STORE_WAIT / PAUSE };
    static const struct timespec pause = {.tv_nsec = PAUSE * 1000 * 1000};
    bool on = false;
    sqlite3_busy_timeout(of(store)->db, 0);
    int code = ask_for_wal(store, &on);
    for (int i = 0; i < TRIES && code == SQLITE_BUSY; i++) {
        nanosleep(&pause, NULL);
        code = ask_for_wal(store, &on);
    }
    sqlite3_busy_timeout(of(store)->db, MS_STORE_WAIT);
    if (code == SQLITE_ROW && !on) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "%s cannot have a write-ahead log; keep it on a disk of this machine", store->name);
    }
    return on ? MS_STORE_OK : fail(store);
}

/* What holds for a connection. Nothing that stands in the file is trusted further than it must be. */
static ms_store_status set_up(ms_store *store)
{
    sqlite3 *db = of(store)->db;
    sqlite3_extended_result_codes(db, 0);
    sqlite3_busy_timeout(db, MS_STORE_WAIT);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL); /* ours stop others; theirs could do anything */
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return execute(store, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536");
}

static ms_store_status prepare_for_writing(ms_store *store, int64_t version)
{
    if (sqlite3_db_readonly(of(store)->db, "main") == 1) {
        return may_not_write(store, store->name);
    }
    ms_store_status status = use_wal(store);
    if (status == MS_STORE_OK) {
        status = execute(store, "PRAGMA synchronous = FULL");
    }
    return status == MS_STORE_OK && version < MS_STORE_VERSION ? migrate(store) : status;
}

static ms_store_status prepare_opened(ms_store *store)
{
    int64_t version = 0;
    ms_store_status status = set_up(store);
    if (status == MS_STORE_OK) {
        status = look_at_once(store, &version);
    }
    if (status != MS_STORE_OK) {
        return status;
    }
    if (version == 0 && store->mode != MS_STORE_CREATE) {
        return ms_store_fail(store, MS_STORE_NOT_FOUND, "%s is empty; 'medsupport db init' makes a database of it",
                             store->name);
    }
    if (store->mode != MS_STORE_READ) {
        return prepare_for_writing(store, version);
    }
    if (version < MS_STORE_VERSION) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "%s was made by an earlier medsupport; 'medsupport db init' brings it up to date",
                             store->name);
    }
    return MS_STORE_OK;
}

/* Looks before SQLite does, which would leave files beside it that cannot be written either. */
static ms_store_status find_writable(ms_store *store)
{
    bool good = store->mode == MS_STORE_READ || access(store->location, W_OK) == 0;
    return good ? MS_STORE_OK : may_not_write(store, store->name);
}

/* Makes the file where there is none, for its owner alone: it holds facts about families. */
static ms_store_status find_file(ms_store *store)
{
    struct stat about;
    if (stat(store->location, &about) == 0) {
        return S_ISREG(about.st_mode) ? find_writable(store)
                                      : ms_store_fail(store, MS_STORE_FAILED, "%s is no file", store->name);
    }
    if (errno != ENOENT || store->mode != MS_STORE_CREATE) {
        return ms_store_fail(store, MS_STORE_NOT_FOUND, "%s: %s; 'medsupport db init' makes a database", store->name,
                             errno == ENOENT ? "there is no such database" : strerror(errno));
    }
    int file = open(store->location, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        bool full = errno == ENOSPC || errno == EACCES || errno == EROFS || errno == EPERM;
        return ms_store_fail(store, full ? MS_STORE_FULL : MS_STORE_NOT_FOUND, "%s cannot be made: %s", store->name,
                             strerror(errno));
    }
    close(file);
    return MS_STORE_OK;
}

/* The path as SQLite takes it: one that begins with "file:" or ':' is still a path. NULL when memory is out. */
static char *sqlite_path(const char *location)
{
    size_t length = strlen(location);
    char *path = malloc(length + 3);
    if (path != NULL) {
        snprintf(path, length + 3, "%s%s", location[0] == '/' ? "" : "./", location);
    }
    return path;
}

static void close_store(ms_store *store)
{
    connection *c = of(store);
    if (c == NULL) {
        return;
    }
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(c->statements[i]);
    }
    sqlite3_close(c->db);
    free(c);
    store->connection = NULL;
}

static ms_store_status open_store(ms_store *store)
{
    ms_store_status status = find_file(store);
    if (status != MS_STORE_OK) {
        return status;
    }
    store->connection = calloc(1, sizeof(connection));
    char *path = sqlite_path(store->location);
    if (store->connection == NULL || path == NULL) {
        free(path);
        return ms_store_fail(store, MS_STORE_FAILED, "out of memory");
    }
    int how = store->mode == MS_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    how |= SQLITE_OPEN_NOMUTEX; /* a store serves one thread */
    int code = sqlite3_open_v2(path, &of(store)->db, how, NULL);
    free(path);
    status = code == SQLITE_OK ? prepare_opened(store) : fail(store);
    if (status != MS_STORE_OK) {
        close_store(store);
    }
    return status;
}

/* ---- transactions ------------------------------------------------------------------------------------------------ */

static ms_store_status begin(ms_store *store)
{
    return run(store, prepare(store, BEGIN_WRITE));
}

static ms_store_status commit(ms_store *store)
{
    return run(store, prepare(store, COMMIT_WRITE));
}

static void rollback(ms_store *store)
{
    if (sqlite3_get_autocommit(of(store)->db) == 0) {
        sqlite3_stmt *s = prepare(store, ROLL_BACK);
        sqlite3_step(s);
        sqlite3_reset(s);
    }
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool head_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    ms_store_head *head = context;
    head->count = column_number(s, 0);
    const void *hash = sqlite3_column_blob(s, 1);
    if (head->count == 0 || hash == NULL || sqlite3_column_bytes(s, 1) != MS_HASH_SIZE) {
        *status = ms_store_bad_row(store, head->count);
        return false;
    }
    memcpy(head->hash, hash, MS_HASH_SIZE);
    return true;
}

static ms_store_status read_head(ms_store *store, ms_store_head *head)
{
    *head = (ms_store_head){0};
    return each_row(store, prepare(store, HEAD), head_row, head);
}

static bool last_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    (void)store;
    (void)status;
    *(uint64_t *)context = column_number(s, 0);
    return true;
}

static ms_store_status read_last(ms_store *store, const char *case_id, uint64_t *sequence)
{
    sqlite3_stmt *s = prepare(store, LAST);
    *sequence = 0;
    bind_text(s, 1, case_id, strlen(case_id));
    return each_row(store, s, last_row, sequence);
}

typedef struct last_reader {
    ms_each_last each;
    void *context;
} last_reader;

static bool last_of_all_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    const last_reader *r = context;
    ms_text case_id = column(s, 0);
    if (case_id.at == NULL) {
        *status = ms_store_bad_row(store, 0);
        return false;
    }
    return r->each(r->context, case_id.at, column_number(s, 1));
}

static ms_store_status read_last_of_all(ms_store *store, ms_each_last each, void *context)
{
    return each_row(store, prepare(store, LAST_OF_ALL), last_of_all_row, &(last_reader){each, context});
}

typedef struct event_reader {
    ms_each_stored each;
    void *context;
} event_reader;

static bool event_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    const event_reader *r = context;
    ms_text case_id = column(s, 1), effective = column(s, 5);
    ms_stored_event stored = {.position = column_number(s, 0),
                              .case_id = case_id.at,
                              .event = {.sequence = column_number(s, 2),
                                        .at = column(s, 3),
                                        .actor = column(s, 4),
                                        .kind = column(s, 6),
                                        .body = column(s, 7)}};
    stored.event.effective = effective.at == NULL ? MS_NO_DATE : ms_date_parse(effective.at, effective.length);
    const void *hash = sqlite3_column_blob(s, 8);
    bool whole = case_id.at != NULL && strlen(case_id.at) == case_id.length && stored.event.sequence > 0
                 && stored.event.at.at != NULL && stored.event.actor.at != NULL && stored.event.kind.at != NULL
                 && stored.event.body.at != NULL && stored.event.effective != MS_NO_DATE && hash != NULL
                 && sqlite3_column_bytes(s, 8) == MS_HASH_SIZE;
    if (!whole) {
        *status = ms_store_bad_row(store, stored.position);
        return false;
    }
    memcpy(stored.hash, hash, MS_HASH_SIZE);
    return r->each(r->context, &stored);
}

static ms_store_status read_events(ms_store *store, const char *case_id, uint64_t from, ms_each_stored each,
                                   void *context)
{
    sqlite3_stmt *s = prepare(store, case_id == NULL ? EVENTS : EVENTS_OF_CASE);
    if (case_id != NULL) {
        bind_text(s, 1, case_id, strlen(case_id));
        sqlite3_bind_int64(s, 2, from > INT64_MAX ? INT64_MAX : (sqlite3_int64)from);
    }
    return each_row(store, s, event_row, &(event_reader){each, context});
}

typedef struct case_reader {
    ms_store_each_case each;
    void *context;
} case_reader;

static bool case_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    const case_reader *r = context;
    ms_store_case listed = {.case_id = column(s, 0), .sequence = column_number(s, 1), .state = column(s, 2)};
    if (listed.case_id.at == NULL || listed.state.at == NULL) {
        *status = ms_store_bad_derived(store, "the list of cases");
        return false;
    }
    return r->each(r->context, &listed);
}

static ms_store_status read_cases(ms_store *store, const char *after, ms_store_each_case each, void *context)
{
    sqlite3_stmt *s = prepare(store, LIST_CASES);
    bind_text(s, 1, after, strlen(after));
    return each_row(store, s, case_row, &(case_reader){each, context});
}

typedef struct task_reader {
    ms_store_each_task each;
    void *context;
} task_reader;

static bool task_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    const task_reader *r = context;
    ms_text due = column(s, 2);
    ms_store_task task = {.case_id = column(s, 0), .task = column(s, 1), .worker = column(s, 3)};
    task.due = due.at == NULL ? MS_NO_DATE : ms_date_parse(due.at, due.length);
    if (task.case_id.at == NULL || task.task.at == NULL || task.worker.at == NULL || task.due == MS_NO_DATE) {
        *status = ms_store_bad_derived(store, "the worklist");
        return false;
    }
    return r->each(r->context, &task);
}

static ms_store_status read_tasks(ms_store *store, ms_date until, const char *worker, ms_store_each_task each,
                                  void *context)
{
    char day[MS_DATE_TEXT_SIZE];
    sqlite3_stmt *s = prepare(store, worker == NULL ? TASKS : TASKS_OF_WORKER);
    ms_date_format(until, day);
    bind_text(s, 1, day, sizeof day - 1);
    if (worker != NULL) {
        bind_text(s, 2, worker, strlen(worker));
    }
    return each_row(store, s, task_row, &(task_reader){each, context});
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static ms_store_status insert(ms_store *store, const ms_stored_event *stored)
{
    const ms_event *event = &stored->event;
    char effective[MS_DATE_TEXT_SIZE];
    sqlite3_stmt *s = prepare(store, INSERT_EVENT);
    ms_date_format(event->effective, effective);
    sqlite3_bind_int64(s, 1, (sqlite3_int64)stored->position);
    bind_text(s, 2, stored->case_id, strlen(stored->case_id));
    sqlite3_bind_int64(s, 3, (sqlite3_int64)event->sequence);
    bind_text(s, 4, event->at.at, event->at.length);
    bind_text(s, 5, event->actor.at, event->actor.length);
    bind_text(s, 6, effective, sizeof effective - 1);
    bind_text(s, 7, event->kind.at, event->kind.length);
    bind_text(s, 8, event->body.at, event->body.length);
    sqlite3_bind_blob(s, 9, stored->hash, MS_HASH_SIZE, SQLITE_STATIC);
    return run(store, s);
}

static ms_store_status put_case(ms_store *store, const char *case_id, uint64_t sequence, ms_text state)
{
    sqlite3_stmt *s = prepare(store, PUT_CASE);
    bind_text(s, 1, case_id, strlen(case_id));
    sqlite3_bind_int64(s, 2, (sqlite3_int64)sequence);
    bind_text(s, 3, state.at, state.length);
    return run(store, s);
}

static ms_store_status put_task(ms_store *store, const char *case_id, size_t number, const ms_due_task *task)
{
    sqlite3_stmt *s = prepare(store, PUT_TASK);
    bind_text(s, 1, case_id, strlen(case_id));
    sqlite3_bind_int64(s, 2, (sqlite3_int64)number);
    bind_text(s, 3, task->due, MS_DATE_TEXT_SIZE - 1);
    bind_text(s, 4, task->worker.at, task->worker.length);
    bind_text(s, 5, task->task.at, task->task.length);
    return run(store, s);
}

static ms_store_status put_tasks(ms_store *store, const char *case_id, const ms_due *due)
{
    sqlite3_stmt *s = prepare(store, DELETE_TASKS);
    bind_text(s, 1, case_id, strlen(case_id));
    ms_store_status status = run(store, s);
    for (size_t i = 0; status == MS_STORE_OK && i < due->count; i++) {
        status = put_task(store, case_id, i + 1, &due->tasks[i]);
    }
    return status;
}

/* One event after the other is fast enough within a transaction. */
static ms_store_status bulk_nothing(ms_store *store)
{
    (void)store;
    return MS_STORE_OK;
}

static ms_store_status forget(ms_store *store)
{
    return execute(store, "DELETE FROM tasks; DELETE FROM cases");
}

static ms_store_status list_cases(ms_store *store, uint64_t behind)
{
    sqlite3_stmt *s = prepare(store, LIST_NEW_CASES);
    sqlite3_bind_int64(s, 1, (sqlite3_int64)behind);
    return run(store, s);
}

/* ---- checking and copying ---------------------------------------------------------------------------------------- */

static bool check_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    (void)context;
    ms_text found = column(s, 0); /* "ok", or what is wrong with the file; it can hold values */
    if (found.at == NULL || strcmp(found.at, "ok") != 0) {
        *status = ms_store_fail(store, MS_STORE_DAMAGED, "%s: the file is damaged; restore a backup", store->name);
    }
    return *status == MS_STORE_OK;
}

static bool is_whole_row(ms_store *store, sqlite3_stmt *s, void *context, ms_store_status *status)
{
    (void)context;
    if (sqlite3_column_int(s, 0) == 0) {
        *status = ms_store_fail(store, MS_STORE_DAMAGED,
                                "%s: a table, an index or a trigger is missing; restore a backup, or export the events "
                                "and import them into a new database",
                                store->name);
    }
    return *status == MS_STORE_OK;
}

static ms_store_status check_with(ms_store *store, const char *sql, read_row row)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(of(store)->db, sql, -1, &s, NULL);
    ms_store_status status = each_row(store, s, row, NULL);
    sqlite3_finalize(s);
    return status;
}

static ms_store_status check(ms_store *store)
{
    return check_with(store, "PRAGMA integrity_check(1)", check_row);
}

/* All is there that the migrations make. */
static ms_store_status check_parts(ms_store *store)
{
    return check_with(store,
                      "SELECT count(*) = 7 FROM sqlite_schema WHERE name IN ('events', 'cases', 'tasks', "
                      "'tasks_by_due', 'tasks_by_worker', 'events_are_not_changed', 'events_are_not_deleted')",
                      is_whole_row);
}

static ms_store_status backup(ms_store *store, const char *path)
{
    return ms_sqlite_copy(store, of(store)->db, path);
}

const ms_engine ms_engine_sqlite = {
    .open = open_store,
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .head = read_head,
    .last = read_last,
    .last_of_all = read_last_of_all,
    .events = read_events,
    .cases = read_cases,
    .tasks = read_tasks,
    .check = check,
    .check_parts = check_parts,
    .backup = backup,
    .insert = insert,
    .put_case = put_case,
    .put_tasks = put_tasks,
    .bulk_begin = bulk_nothing,
    .bulk_put = insert,
    .bulk_end = bulk_nothing,
    .list_cases = list_cases,
    .forget = forget,
};
