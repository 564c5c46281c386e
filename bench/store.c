/*
 * Durable appends of the store on SQLite against bare SQLite, and on PostgreSQL.
 *
 *   bench-store FOLDER N [ADDRESS]
 *
 * says what it measures: N events, one at a time, each durable, each with the state and the tasks of its case, in files of
 * its own in FOLDER. Then it measures once for each line that comes in, the store taking turns with bare SQLite that
 * inserts the same rows with the same pragmas, and with bare SQLite that inserts the row of the event alone. It answers
 * with the nanoseconds an event of the three; with an ADDRESS of PostgreSQL, then with those of the store there.
 *
 * Time is that of the clock on the wall: what is durable waits for the disk.
 */
#include "store/store.h"
#include "store/migrations.h"

#include <sqlite3.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS_A_CASE = 20, ROUND = 25, WORDS = 400, TASKS = 2 };

static const char state_text[] =
    "{\"name\":\"Child 1\",\"opened\":\"2026-09-14\",\"worker\":\"worker-7\",\"status\":\"needs_information\","
    "\"children\":2,\"requests\":1,\"conflicts\":0,\"determined\":null,\"stale\":false}";
static const char task_text[] = "{\"task\":\"information_request\",\"due\":\"2026-11-30\",\"worker\":\"worker-7\","
                                "\"basis\":\"13 CSR 40-112.010(4)\"}";

static int64_t wall_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void die(const char *what)
{
    fprintf(stderr, "bench-store: %s\n", what);
    exit(1);
}

static ms_text text_of(const char *text)
{
    return (ms_text){text, strlen(text)};
}

/* An event as large as those of a case are: a fact with its source. */
static ms_event make_event(uint64_t sequence, char body[WORDS])
{
    snprintf(body, WORDS,
             "{\"path\":\"/parent_not_seeking/plans/plan-%" PRIu64 "/cost\",\"value\":{\"per\":\"month\",\"self_only\":"
             "\"120.00\",\"family\":\"310.%02" PRIu64 "\"},\"source\":\"employer\",\"evidence\":\"letter of the plan's "
             "administrator\",\"received\":\"2026-11-02\",\"verified_by\":\"worker-7\",\"verified_on\":\"2026-11-02\"}",
             sequence % 7, sequence % 100);
    return (ms_event){.sequence = sequence,
                      .at = text_of("2026-11-02T15:04:05Z"),
                      .actor = text_of("worker-7"),
                      .effective = ms_date_from_civil((ms_civil){2026, 11, 2}),
                      .kind = text_of("fact_recorded"),
                      .body = text_of(body)};
}

static const char *path_in(const char *folder, const char *name, char path[600])
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, 600, "%s/%s%s", folder, name, ends[2 - i]);
        unlink(path);
    }
    return path;
}

static void expect(ms_store *store, ms_store_status status)
{
    if (status != MS_STORE_OK) {
        die(store == NULL ? "out of memory" : ms_store_message(store));
    }
}

static ms_store *open_store(const char *folder)
{
    char path[600];
    ms_store *store;
    ms_store_status status = ms_store_open(path_in(folder, "store.db", path), MS_STORE_CREATE, &store);
    expect(store, status);
    return store;
}

/* ---- bare SQLite ------------------------------------------------------------------------------------------------- */

typedef struct bare {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *put_case, *clear_tasks, *put_task, *commit;
    bool event_alone;
} bare;

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        die(sqlite3_errmsg(db));
    }
    return s;
}

static void step(sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE) {
        die(sqlite3_errmsg(sqlite3_db_handle(s)));
    }
    sqlite3_reset(s);
}

static void bind(sqlite3_stmt *s, int index, const char *text)
{
    sqlite3_bind_text(s, index, text, -1, SQLITE_STATIC);
}

static void open_bare(const char *folder, bool event_alone, bare *b)
{
    char path[600];
    b->event_alone = event_alone;
    if (sqlite3_open(path_in(folder, event_alone ? "alone.db" : "bare.db", path), &b->db) != SQLITE_OK
        || sqlite3_exec(b->db,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                        "PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536",
                        NULL, NULL, NULL)
               != SQLITE_OK
        || sqlite3_exec(b->db, ms_migrations_sqlite[0], NULL, NULL, NULL) != SQLITE_OK) {
        die(sqlite3_errmsg(b->db));
    }
    b->begin = prepare(b->db, "BEGIN IMMEDIATE");
    b->insert = prepare(b->db, "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    b->put_case = prepare(b->db, "INSERT OR REPLACE INTO cases VALUES (?1, ?2, ?3)");
    b->clear_tasks = prepare(b->db, "DELETE FROM tasks WHERE case_id = ?1");
    b->put_task = prepare(b->db, "INSERT INTO tasks VALUES (?1, ?2, ?3, ?4, ?5)");
    b->commit = prepare(b->db, "COMMIT");
}

static void close_bare(bare *b)
{
    sqlite3_stmt *const all[] = {b->begin, b->insert, b->put_case, b->clear_tasks, b->put_task, b->commit};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        sqlite3_finalize(all[i]);
    }
    sqlite3_close(b->db);
}

static void put_derived_bare(const bare *b, const char *case_id, uint64_t sequence)
{
    bind(b->clear_tasks, 1, case_id);
    step(b->clear_tasks);
    bind(b->put_case, 1, case_id);
    sqlite3_bind_int64(b->put_case, 2, (sqlite3_int64)sequence);
    bind(b->put_case, 3, state_text);
    step(b->put_case);
    for (int i = 1; i <= TASKS; i++) {
        bind(b->put_task, 1, case_id);
        sqlite3_bind_int(b->put_task, 2, i);
        bind(b->put_task, 3, "2026-11-30");
        bind(b->put_task, 4, "worker-7");
        bind(b->put_task, 5, task_text);
        step(b->put_task);
    }
}

static void append_bare(const bare *b, uint64_t position, const char *case_id, const ms_event *event)
{
    static const unsigned char hash[MS_HASH_SIZE] = {1};
    step(b->begin);
    sqlite3_bind_int64(b->insert, 1, (sqlite3_int64)position);
    bind(b->insert, 2, case_id);
    sqlite3_bind_int64(b->insert, 3, (sqlite3_int64)event->sequence);
    bind(b->insert, 4, event->at.at);
    bind(b->insert, 5, event->actor.at);
    bind(b->insert, 6, "2026-11-02");
    bind(b->insert, 7, event->kind.at);
    bind(b->insert, 8, event->body.at);
    sqlite3_bind_blob(b->insert, 9, hash, MS_HASH_SIZE, SQLITE_STATIC);
    step(b->insert);
    if (!b->event_alone) {
        put_derived_bare(b, case_id, event->sequence);
    }
    step(b->commit);
}

/* ---- appending --------------------------------------------------------------------------------------------------- */

/* Appends events `from` to `to` in one of the three ways. */
static int64_t measure_appends(ms_store *store, const bare *b, uint64_t from, uint64_t to)
{
    char tasks[2 * sizeof task_text + 8];
    snprintf(tasks, sizeof tasks, "[%s,%s]", task_text, task_text);
    int64_t start = wall_nanoseconds();
    for (uint64_t i = from; i < to; i++) {
        char case_id[32], body[WORDS];
        snprintf(case_id, sizeof case_id, "2026-%06" PRIu64, i / EVENTS_A_CASE);
        ms_event event = make_event(i % EVENTS_A_CASE + 1, body);
        if (store != NULL) {
            expect(store,
                   ms_store_append(store, case_id, event.sequence - 1, &event, 1, text_of(state_text), text_of(tasks)));
        } else {
            append_bare(b, i + 1, case_id, &event);
        }
    }
    return wall_nanoseconds() - start;
}

static void measure_append(const char *folder, uint64_t count)
{
    int64_t taken[3] = {0};
    bare same, alone;
    ms_store *store = open_store(folder);
    open_bare(folder, false, &same);
    open_bare(folder, true, &alone);
    for (uint64_t done = 0; done < count; done += ROUND) {
        taken[0] += measure_appends(store, NULL, done, done + ROUND);
        taken[1] += measure_appends(NULL, &same, done, done + ROUND);
        taken[2] += measure_appends(NULL, &alone, done, done + ROUND);
    }
    printf("%.0f %.0f %.0f", (double)taken[0] / (double)count, (double)taken[1] / (double)count,
           (double)taken[2] / (double)count);
    close_bare(&same);
    close_bare(&alone);
    ms_store_close(store);
}

/* The store on PostgreSQL, where cases are left from the round before: each round has its own. */
static double measure_server(ms_store *server, uint64_t round, uint64_t count)
{
    uint64_t from = round * count;
    return (double)measure_appends(server, NULL, from, from + count) / (double)count;
}

int main(int argc, char **argv)
{
    ms_store *server = NULL;
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) / ROUND * ROUND : 0, round = 0;
    if (argc < 3 || argc > 4 || count == 0 || count % EVENTS_A_CASE != 0) {
        fprintf(stderr, "bench-store FOLDER N [ADDRESS]; N: hundreds\n");
        return 2;
    }
    if (argc == 4) {
        ms_store_status status = ms_store_open(argv[3], MS_STORE_CREATE, &server);
        expect(server, status);
    }
    printf("%" PRIu64 "\n", count);
    fflush(stdout);
    for (char line[64]; fgets(line, sizeof line, stdin) != NULL; round++) {
        measure_append(argv[1], count);
        if (server != NULL) {
            printf(" %.0f", measure_server(server, round, count));
        }
        printf("\n");
        fflush(stdout);
    }
    ms_store_close(server);
    return 0;
}
