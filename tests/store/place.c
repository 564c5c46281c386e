#define _XOPEN_SOURCE 700
#include "place.h"

#include "base/arena.h"
#include "store/postgres_library.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool sqlite_chosen;
static char folder[200];
static char location[400];
static ms_arena texts;

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static void make_folder(void)
{
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/medsupport-store.XXXXXX", base == NULL ? P_tmpdir : base);
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        exit(2);
    }
}

void place_choose(const char *engine)
{
    const char *postgres = getenv("MEDSUPPORT_TEST_POSTGRES");
    sqlite_chosen = strcmp(engine, "sqlite") == 0;
    if (!sqlite_chosen && (strcmp(engine, "postgres") != 0 || postgres == NULL)) {
        fprintf(stderr, "the engine is sqlite, or postgres with MEDSUPPORT_TEST_POSTGRES set by with_postgres.sh\n");
        exit(2);
    }
    make_folder();
    snprintf(location, sizeof location, "%s%s", sqlite_chosen ? folder : postgres, sqlite_chosen ? "/cases.db" : "");
}

bool place_is_sqlite(void)
{
    return sqlite_chosen;
}

const char *place_folder(void)
{
    return folder;
}

const char *place_location(void)
{
    return location;
}

/* ---- behind the store's back ------------------------------------------------------------------------------------- */

/* Both return whether the SQL was run; *number: of the first column of the first row, where asked for. */
static bool sqlite_sql(const char *sql, long long *number)
{
    sqlite3 *db;
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_open_v2(location, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    bool good;
    if (number == NULL) {
        good = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    } else {
        good = sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
        *number = sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
    }
    sqlite3_close(db);
    return good;
}

static bool postgres_sql(const char *sql, long long *number)
{
    static const char *const keywords[] = {"dbname", NULL};
    const char *const values[] = {location, NULL};
    if (!ms_postgres_library_load()) {
        return false;
    }
    PGconn *link = PQconnectdbParams(keywords, values, 1);
    PQclear(PQexec(link, "SET search_path = medsupport; SET client_min_messages = error; "
                         "SET default_transaction_read_only = off"));
    PGresult *result = PQexec(link, sql);
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
    if (good && number != NULL) {
        *number = atoll(PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    PQfinish(link);
    return good;
}

static bool run(const char *sql, long long *number)
{
    return sqlite_chosen ? sqlite_sql(sql, number) : postgres_sql(sql, number);
}

void place_sql(const char *sql)
{
    if (!run(sql, NULL)) {
        print_error("refused: %s\n", sql);
        fail();
    }
}

bool place_refuses(const char *sql)
{
    return !run(sql, NULL);
}

long long place_number(const char *sql)
{
    long long number = 0;
    assert_true(run(sql, &number));
    return number;
}

void place_unguard(void)
{
    place_sql(sqlite_chosen ? "DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted"
                            : "DROP TRIGGER events_are_not_changed ON events");
}

void place_clear(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    ms_arena_free(&texts);
    if (!sqlite_chosen) {
        (void)postgres_sql("DROP SCHEMA IF EXISTS medsupport CASCADE", NULL);
    }
    make_folder();
    if (sqlite_chosen) {
        snprintf(location, sizeof location, "%s/cases.db", folder);
    }
}

void place_end(void)
{
    place_clear();
    rmdir(folder);
}

/* ---- the store --------------------------------------------------------------------------------------------------- */

void place_expect(ms_store *store, ms_store_status expected, ms_store_status status)
{
    if (status != expected) {
        print_error("status %d, not %d: %s\n", (int)status, (int)expected, ms_store_message(store));
    }
    assert_int_equal(status, expected);
    if (expected != MS_STORE_OK) {
        assert_true(strlen(ms_store_message(store)) > 10);
    }
}

ms_store *place_open(ms_store_mode mode)
{
    ms_store *store;
    ms_store_status status = ms_store_open(location, mode, &store);
    assert_non_null(store);
    place_expect(store, MS_STORE_OK, status);
    return store;
}

ms_text place_text(const char *text)
{
    return (ms_text){text, strlen(text)};
}

ms_event place_event(uint64_t sequence, const char *words)
{
    size_t size = strlen(words) + 64;
    char *body = ms_arena_take(&texts, size, 1);
    assert_non_null(body);
    snprintf(body, size, "{\"number\":%llu,\"text\":\"%s\"}", (unsigned long long)sequence, words);
    return (ms_event){.sequence = sequence,
                      .at = place_text("2026-11-02T15:04:05Z"),
                      .actor = place_text("worker-7"),
                      .effective = ms_date_from_civil((ms_civil){2026, 11, 2}),
                      .kind = place_text("note"),
                      .body = place_text(body)};
}

void place_append(ms_store *store, const char *case_id, uint64_t sequence)
{
    ms_event event = place_event(sequence, case_id);
    place_expect(store, MS_STORE_OK,
                 ms_store_append(store, case_id, sequence - 1, &event, 1, place_text("{}"), place_text("[]")));
}
