/* The store in a PostgreSQL database: the tables of the schema medsupport. */
#include "store/postgres.h"

#include "store/migrations.h"
#include "store/postgres_library.h"
#include "store/postgres_link.h"

#include <stdlib.h>
#include <string.h>

/* The types of values, as the server numbers them. */
enum { TYPE_NUMBER = 20, TYPE_TEXT = 25, TYPE_BYTES = 17 };

static ms_postgres *of(ms_store *store)
{
    return store->connection;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

void ms_postgres_put_number(unsigned char bytes[8], uint64_t number)
{
    for (size_t i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)(number >> (56 - 8 * i));
    }
}

uint64_t ms_postgres_number(const unsigned char bytes[8])
{
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++) {
        number = number << 8 | bytes[i];
    }
    return number;
}

static void add(ms_postgres_values *values, Oid type, const void *at, size_t length)
{
    values->types[values->count] = type;
    values->at[values->count] = at;
    values->lengths[values->count] = (int)length;
    values->count++;
}

void ms_postgres_add_number(ms_postgres_values *values, uint64_t number)
{
    unsigned char *bytes = values->numbers[values->count];
    ms_postgres_put_number(bytes, number);
    add(values, TYPE_NUMBER, bytes, 8);
}

void ms_postgres_add_text(ms_postgres_values *values, const char *text, size_t length)
{
    add(values, TYPE_TEXT, text == NULL ? "" : text, length);
}

static void add_string(ms_postgres_values *values, const char *text)
{
    ms_postgres_add_text(values, text, strlen(text));
}

static const int binary[MS_POSTGRES_VALUES] = {1, 1, 1, 1, 1, 1, 1, 1, 1};

ms_store_status ms_postgres_run(ms_store *store, const char *sql, const ms_postgres_values *values)
{
    PGresult *result =
        PQexecParams(of(store)->link, sql, values->count, values->types, values->at, values->lengths, binary, 1);
    ExecStatusType got = PQresultStatus(result);
    if (got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK) {
        return ms_postgres_fail(store, result);
    }
    PQclear(result);
    return MS_STORE_OK;
}

/* Runs statements after one another that have no values. */
static ms_store_status run_all(ms_store *store, const char *sql)
{
    PGresult *result = PQexec(of(store)->link, sql);
    ExecStatusType got = PQresultStatus(result);
    if (got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK) {
        return ms_postgres_fail(store, result);
    }
    PQclear(result);
    return MS_STORE_OK;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

/* Takes one row in; false to stop, with *status set when that is a failure. */
typedef bool (*row_function)(ms_store *store, const PGresult *row, void *context, ms_store_status *status);

/* Tells the server to stop sending, and reads what is under way. In a transaction, which that would end, it is all read. */
static void stop(const ms_postgres *p)
{
    char why[256];
    PGconn *link = p->link;
    PGcancel *cancel = p->in_transaction ? NULL : PQgetCancel(link);
    if (cancel != NULL) {
        PQcancel(cancel, why, sizeof why);
        PQfreeCancel(cancel);
    }
    PGresult *result;
    while ((result = PQgetResult(link)) != NULL) {
        PQclear(result);
    }
}

/* Calls a function for each row, as they come: memory does not grow with their number. */
static ms_store_status each_row(ms_store *store, const char *sql, const ms_postgres_values *values, row_function row,
                                void *context)
{
    PGconn *link = of(store)->link;
    if (PQsendQueryParams(link, sql, values->count, values->types, values->at, values->lengths, binary, 1) != 1
        || PQsetSingleRowMode(link) != 1) {
        return ms_postgres_fail(store, NULL);
    }
    ms_store_status status = MS_STORE_OK;
    PGresult *result;
    while ((result = PQgetResult(link)) != NULL) {
        ExecStatusType got = PQresultStatus(result);
        if (got == PGRES_SINGLE_TUPLE && !row(store, result, context, &status)) {
            PQclear(result);
            stop(of(store));
            return status;
        }
        if (got == PGRES_SINGLE_TUPLE || got == PGRES_TUPLES_OK) {
            PQclear(result);
        } else {
            status = ms_postgres_fail(store, result);
        }
    }
    return status;
}

/* The same outside a transaction, where the link may have been lost since the last call. */
static ms_store_status read_rows(ms_store *store, const char *sql, const ms_postgres_values *values, row_function row,
                                 void *context)
{
    ms_store_status status = ms_postgres_ready(store);
    return status == MS_STORE_OK ? each_row(store, sql, values, row, context) : status;
}

/* The text of a column; at is NULL where there is none, or it could not be a text of C. */
static ms_text column(const PGresult *row, int index)
{
    const char *text = PQgetvalue(row, 0, index);
    size_t length = (size_t)PQgetlength(row, 0, index);
    bool good = PQgetisnull(row, 0, index) == 0 && strlen(text) == length;
    return (ms_text){good ? text : NULL, length};
}

/* A number from 1 on; 0 where it is none. */
static uint64_t column_number(const PGresult *row, int index)
{
    if (PQgetisnull(row, 0, index) != 0 || PQgetlength(row, 0, index) != 8) {
        return 0;
    }
    uint64_t number = ms_postgres_number((const unsigned char *)PQgetvalue(row, 0, index));
    return number <= INT64_MAX ? number : 0;
}

static bool column_hash(const PGresult *row, int index, unsigned char hash[MS_HASH_SIZE])
{
    if (PQgetisnull(row, 0, index) != 0 || PQgetlength(row, 0, index) != MS_HASH_SIZE) {
        return false;
    }
    memcpy(hash, PQgetvalue(row, 0, index), MS_HASH_SIZE);
    return true;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static bool number_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    (void)store;
    (void)status;
    *(uint64_t *)context = column_number(row, 0);
    return true;
}

static ms_store_status read_number(ms_store *store, const char *sql, const ms_postgres_values *values, uint64_t *number)
{
    *number = 0;
    return each_row(store, sql, values, number_row, number);
}

/* *version: of the tables; 0: there are none. */
static ms_store_status look(ms_store *store, uint64_t *version)
{
    static const ms_postgres_values none;
    uint64_t tables = 0, schema = 0;
    *version = 0;
    ms_store_status status =
        read_number(store, "SELECT count(*) FROM pg_namespace WHERE nspname = 'medsupport'", &none, &schema);
    if (status == MS_STORE_OK) {
        status = read_number(store, "SELECT count(to_regclass('medsupport.version'))", &none, &tables);
    }
    if (status == MS_STORE_OK && tables != 0) {
        status = read_number(store, "SELECT version FROM medsupport.version", &none, version);
    }
    if (status == MS_STORE_OK && schema != 0 && *version == 0) {
        return ms_store_fail(store, MS_STORE_FAILED, "%s has a schema medsupport of another program", store->name);
    }
    return status == MS_STORE_OK ? ms_store_check_version(store, (int64_t)*version) : status;
}

/* Only one writes at a time, so that the chain has one end. The lock goes when the transaction ends. */
static ms_store_status lock(ms_store *store)
{
    ms_postgres_values values = {0};
    ms_postgres_add_number(&values, MS_APPLICATION_ID);
    ms_store_status status = run_all(store, "BEGIN");
    return status == MS_STORE_OK ? ms_postgres_run(store, "SELECT pg_advisory_xact_lock($1)", &values) : status;
}

static void rollback(ms_store *store)
{
    PGconn *link = of(store)->link;
    of(store)->in_transaction = false;
    if (of(store)->lost || PQstatus(link) != CONNECTION_OK) {
        return;
    }
    ms_postgres_bulk_leave(store);
    if (PQtransactionStatus(link) != PQTRANS_IDLE) {
        PQclear(PQexec(link, "ROLLBACK"));
    }
}

static ms_store_status begin(ms_store *store)
{
    ms_store_status status = ms_postgres_ready(store);
    if (status == MS_STORE_OK) {
        of(store)->in_transaction = true;
        status = lock(store);
    }
    if (status != MS_STORE_OK) {
        rollback(store);
    }
    return status;
}

static ms_store_status commit(ms_store *store)
{
    PGresult *result = PQexec(of(store)->link, "COMMIT");
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        bool kept = strcmp(PQcmdStatus(result), "COMMIT") == 0;
        PQclear(result);
        of(store)->in_transaction = false;
        return kept ? MS_STORE_OK
                    : ms_store_fail(store, MS_STORE_FAILED, "%s: the server took the events back", store->name);
    }
    ms_store_status status = ms_postgres_fail(store, result);
    if (status == MS_STORE_UNREACHABLE) {
        return ms_store_fail(
            store, status,
            "%s: the connection was lost just when the events were being kept: look at the case before "
            "you try again",
            store->name);
    }
    return status;
}

static ms_store_status run_migrations(ms_store *store)
{
    uint64_t version = 0;
    ms_postgres_values values = {0};
    ms_postgres_add_number(&values, MS_STORE_VERSION);
    ms_store_status status = look(store, &version); /* again, for another program may have been at it */
    if (status == MS_STORE_OK && version == 0) {
        status = run_all(store, "CREATE SCHEMA medsupport; CREATE TABLE medsupport.version (version bigint NOT NULL); "
                                "INSERT INTO medsupport.version VALUES (1)");
    }
    for (uint64_t i = version; status == MS_STORE_OK && i < MS_STORE_VERSION; i++) {
        status = run_all(store, ms_migrations_postgres[i]);
    }
    return status == MS_STORE_OK ? ms_postgres_run(store, "UPDATE medsupport.version SET version = $1", &values)
                                 : status;
}

static ms_store_status migrate(ms_store *store)
{
    ms_store_status status = begin(store);
    if (status != MS_STORE_OK) {
        return status;
    }
    status = run_migrations(store);
    if (status == MS_STORE_OK) {
        status = commit(store);
    }
    if (status != MS_STORE_OK) {
        rollback(store);
    }
    return status;
}

static ms_store_status prepare_opened(ms_store *store)
{
    uint64_t version = 0;
    ms_store_status status = look(store, &version);
    if (status != MS_STORE_OK) {
        return status;
    }
    if (version == 0 && store->mode != MS_STORE_CREATE) {
        return ms_store_fail(store, MS_STORE_NOT_FOUND,
                             "%s holds no tables of medsupport; 'medsupport db init' makes them", store->name);
    }
    if (version < MS_STORE_VERSION && store->mode == MS_STORE_READ) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "%s was made by an earlier medsupport; 'medsupport db init' brings it up to date",
                             store->name);
    }
    return version < MS_STORE_VERSION ? migrate(store) : MS_STORE_OK;
}

static void close_store(ms_store *store)
{
    ms_postgres *p = of(store);
    if (p == NULL) {
        return;
    }
    PQfinish(p->link);
    ms_buffer_free(&p->copied);
    free(p);
    store->connection = NULL;
}

static ms_store_status open_store(ms_store *store)
{
    if (!ms_postgres_library_load()) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "PostgreSQL needs libpq, which this machine has not; on Debian: apt-get install libpq5");
    }
    store->connection = calloc(1, sizeof(ms_postgres));
    if (store->connection == NULL) {
        return ms_store_fail(store, MS_STORE_FAILED, "out of memory");
    }
    ms_store_status status = ms_postgres_connect(store);
    if (status == MS_STORE_OK) {
        status = prepare_opened(store);
    }
    if (status != MS_STORE_OK) {
        close_store(store);
    }
    return status;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool head_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    ms_store_head *head = context;
    head->count = column_number(row, 0);
    if (head->count == 0 || !column_hash(row, 1, head->hash)) {
        *status = ms_store_bad_row(store, head->count);
        return false;
    }
    return true;
}

static ms_store_status read_head(ms_store *store, ms_store_head *head)
{
    static const ms_postgres_values none;
    *head = (ms_store_head){0};
    return read_rows(store, "SELECT position, hash FROM medsupport.events ORDER BY position DESC LIMIT 1", &none,
                     head_row, head);
}

static ms_store_status read_last(ms_store *store, const char *case_id, uint64_t *sequence)
{
    ms_postgres_values values = {0};
    add_string(&values, case_id);
    *sequence = 0;
    return read_rows(store, "SELECT max(sequence) FROM medsupport.events WHERE case_id = $1", &values, number_row,
                     sequence);
}

typedef struct last_reader {
    ms_each_last each;
    void *context;
} last_reader;

static bool last_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    const last_reader *r = context;
    ms_text case_id = column(row, 0);
    if (case_id.at == NULL) {
        *status = ms_store_bad_row(store, 0);
        return false;
    }
    return r->each(r->context, case_id.at, column_number(row, 1));
}

static ms_store_status read_last_of_all(ms_store *store, ms_each_last each, void *context)
{
    static const ms_postgres_values none;
    return read_rows(store, "SELECT case_id, max(sequence) FROM medsupport.events GROUP BY case_id", &none, last_row,
                     &(last_reader){each, context});
}

typedef struct event_reader {
    ms_each_stored each;
    void *context;
} event_reader;

static bool event_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    const event_reader *r = context;
    ms_text case_id = column(row, 1), effective = column(row, 5);
    ms_stored_event stored = {.position = column_number(row, 0), .case_id = case_id.at};
    stored.event = (ms_event){.sequence = column_number(row, 2),
                              .at = column(row, 3),
                              .actor = column(row, 4),
                              .kind = column(row, 6),
                              .body = column(row, 7)};
    stored.event.effective = effective.at == NULL ? MS_NO_DATE : ms_date_parse(effective.at, effective.length);
    bool whole = case_id.at != NULL && stored.event.sequence > 0 && stored.event.at.at != NULL
                 && stored.event.actor.at != NULL && stored.event.kind.at != NULL && stored.event.body.at != NULL
                 && stored.event.effective != MS_NO_DATE && column_hash(row, 8, stored.hash);
    if (!whole) {
        *status = ms_store_bad_row(store, stored.position);
        return false;
    }
    return r->each(r->context, &stored);
}

static ms_store_status read_events(ms_store *store, const char *case_id, uint64_t from, ms_each_stored each,
                                   void *context)
{
    static const char all[] = "SELECT position, case_id, sequence, at, actor, effective, kind, body, hash "
                              "FROM medsupport.events ORDER BY position";
    static const char of_case[] = "SELECT position, case_id, sequence, at, actor, effective, kind, body, hash "
                                  "FROM medsupport.events WHERE case_id = $1 AND sequence >= $2 ORDER BY sequence";
    ms_postgres_values values = {0};
    if (case_id != NULL) {
        add_string(&values, case_id);
        ms_postgres_add_number(&values, from > INT64_MAX ? INT64_MAX : from);
    }
    return read_rows(store, case_id == NULL ? all : of_case, &values, event_row, &(event_reader){each, context});
}

typedef struct case_reader {
    ms_store_each_case each;
    void *context;
} case_reader;

static bool case_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    const case_reader *r = context;
    ms_store_case listed = {.case_id = column(row, 0), .sequence = column_number(row, 1), .state = column(row, 2)};
    if (listed.case_id.at == NULL || listed.state.at == NULL) {
        *status = ms_store_bad_derived(store, "the list of cases");
        return false;
    }
    return r->each(r->context, &listed);
}

static ms_store_status read_cases(ms_store *store, const char *after, ms_store_each_case each, void *context)
{
    ms_postgres_values values = {0};
    add_string(&values, after);
    return read_rows(store, "SELECT case_id, sequence, state FROM medsupport.cases WHERE case_id > $1 ORDER BY case_id",
                     &values, case_row, &(case_reader){each, context});
}

typedef struct task_reader {
    ms_store_each_task each;
    void *context;
} task_reader;

static bool task_row(ms_store *store, const PGresult *row, void *context, ms_store_status *status)
{
    const task_reader *r = context;
    ms_text due = column(row, 2);
    ms_store_task task = {.case_id = column(row, 0), .task = column(row, 1), .worker = column(row, 3)};
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
    static const char all[] = "SELECT case_id, task, due, worker FROM medsupport.tasks WHERE due <= $1 "
                              "ORDER BY due, case_id, number";
    static const char of_worker[] = "SELECT case_id, task, due, worker FROM medsupport.tasks "
                                    "WHERE due <= $1 AND worker = $2 ORDER BY due, case_id, number";
    char day[MS_DATE_TEXT_SIZE];
    ms_postgres_values values = {0};
    ms_date_format(until, day);
    add_string(&values, day);
    if (worker != NULL) {
        add_string(&values, worker);
    }
    return read_rows(store, worker == NULL ? all : of_worker, &values, task_row, &(task_reader){each, context});
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static ms_store_status insert(ms_store *store, const ms_stored_event *stored)
{
    const ms_event *event = &stored->event;
    char effective[MS_DATE_TEXT_SIZE];
    ms_postgres_values values = {0};
    ms_date_format(event->effective, effective);
    ms_postgres_add_number(&values, stored->position);
    add_string(&values, stored->case_id);
    ms_postgres_add_number(&values, event->sequence);
    ms_postgres_add_text(&values, event->at.at, event->at.length);
    ms_postgres_add_text(&values, event->actor.at, event->actor.length);
    add_string(&values, effective);
    ms_postgres_add_text(&values, event->kind.at, event->kind.length);
    ms_postgres_add_text(&values, event->body.at, event->body.length);
    add(&values, TYPE_BYTES, stored->hash, MS_HASH_SIZE);
    return ms_postgres_run(
        store,
        "INSERT INTO medsupport.events (position, case_id, sequence, at, actor, effective, kind, body, "
        "hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values);
}

static ms_store_status put_case(ms_store *store, const char *case_id, uint64_t sequence, ms_text state)
{
    ms_postgres_values values = {0};
    add_string(&values, case_id);
    ms_postgres_add_number(&values, sequence);
    ms_postgres_add_text(&values, state.at, state.length);
    return ms_postgres_run(store,
                           "INSERT INTO medsupport.cases (case_id, sequence, state) VALUES ($1, $2, $3) "
                           "ON CONFLICT (case_id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state",
                           &values);
}

static ms_store_status put_task(ms_store *store, const char *case_id, size_t number, const ms_due_task *task)
{
    ms_postgres_values values = {0};
    add_string(&values, case_id);
    ms_postgres_add_number(&values, number);
    add_string(&values, task->due);
    ms_postgres_add_text(&values, task->worker.at, task->worker.length);
    ms_postgres_add_text(&values, task->task.at, task->task.length);
    return ms_postgres_run(
        store, "INSERT INTO medsupport.tasks (case_id, number, due, worker, task) VALUES ($1, $2, $3, $4, $5)",
        &values);
}

static ms_store_status put_tasks(ms_store *store, const char *case_id, const ms_due *due)
{
    ms_postgres_values values = {0};
    add_string(&values, case_id);
    ms_store_status status = ms_postgres_run(store, "DELETE FROM medsupport.tasks WHERE case_id = $1", &values);
    for (size_t i = 0; status == MS_STORE_OK && i < due->count; i++) {
        status = put_task(store, case_id, i + 1, &due->tasks[i]);
    }
    return status;
}

static ms_store_status list_cases(ms_store *store, uint64_t behind)
{
    ms_postgres_values values = {0};
    ms_postgres_add_number(&values, behind);
    return ms_postgres_run(
        store,
        "INSERT INTO medsupport.cases (case_id, sequence, state) "
        "SELECT case_id, max(sequence), '{}' FROM medsupport.events WHERE position > $1 GROUP BY case_id "
        "ON CONFLICT (case_id) DO UPDATE SET sequence = excluded.sequence",
        &values);
}

static ms_store_status forget(ms_store *store)
{
    return run_all(store, "DELETE FROM medsupport.tasks; DELETE FROM medsupport.cases");
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

/* The server checks its pages as it reads them, and going through the chain reads them all. What it has beside the events
 * is its administrators' to keep. */
static ms_store_status check(ms_store *store)
{
    return ms_postgres_ready(store);
}

static ms_store_status backup(ms_store *store, const char *path)
{
    (void)path;
    return ms_store_fail(
        store, MS_STORE_FAILED,
        "%s is on PostgreSQL, which has backups of its own (pg_dump); 'medsupport db export' writes the "
        "events to a file",
        store->name);
}

const ms_engine ms_engine_postgres = {
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
    .check_parts = check,
    .backup = backup,
    .insert = insert,
    .put_case = put_case,
    .put_tasks = put_tasks,
    .bulk_begin = ms_postgres_bulk_begin,
    .bulk_put = ms_postgres_bulk_put,
    .bulk_end = ms_postgres_bulk_end,
    .list_cases = list_cases,
    .forget = forget,
};
