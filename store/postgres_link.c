#define _POSIX_C_SOURCE 200809L
#include "store/postgres_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what failures mean ------------------------------------------------------------------------------------------ */

/* By SQLSTATE, or the class that it begins with. What the server itself says is not repeated: it can hold values. */
static const struct {
    const char *state;
    ms_store_status status;
    const char *words;
} meanings[] = {
    {"08", MS_STORE_UNREACHABLE, "the connection is lost; nothing was written; try again"},
    {"23505", MS_STORE_CONFLICT, "someone else was there first; look at the case again"},
    {"25006", MS_STORE_FULL, "the server takes no writing, as a standby does; nothing was written"},
    {"25P03", MS_STORE_UNREACHABLE, "the server closed the connection; nothing was written; try again"},
    {"28", MS_STORE_FAILED, "the server refuses this user"},
    {"3D000", MS_STORE_NOT_FOUND, "there is no such database; createdb makes one"},
    {"40", MS_STORE_BUSY, "others are writing at the same time; nothing was written; try again"},
    {"42501", MS_STORE_FULL, "this user may not do that in the database"},
    {"53100", MS_STORE_FULL, "no room left on the server; nothing was written; make room and try again"},
    {"53300", MS_STORE_BUSY, "the server has too many connections; try again"},
    {"53", MS_STORE_FAILED, "the server lacks memory or another resource"},
    {"54", MS_STORE_FAILED, "an event is too large for the server"},
    {"55P03", MS_STORE_BUSY, "another program has been writing for too long; try again"},
    {"57014", MS_STORE_BUSY, "the server cancelled the statement; nothing was written; try again"},
    {"57P", MS_STORE_UNREACHABLE, "the server is stopping or starting; nothing was written; try again"},
    {"58", MS_STORE_FAILED, "the server cannot read or write its files"},
    {"XX001", MS_STORE_DAMAGED, "the server finds its tables damaged; restore a backup"},
    {"XX002", MS_STORE_DAMAGED, "the server finds an index damaged; REINDEX may help"},
    {"", MS_STORE_FAILED, "the server refuses a statement"},
};

static size_t meaning_of(const char *state)
{
    size_t i = 0;
    while (strncmp(state, meanings[i].state, strlen(meanings[i].state)) != 0) {
        i++;
    }
    return i;
}

ms_store_status ms_postgres_fail(ms_store *store, PGresult *result)
{
    ms_postgres *p = store->connection;
    char state[6];
    const char *given = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    /* The server gives each of its errors a state: what has none is libpq's, which could not send or receive. */
    snprintf(state, sizeof state, "%s", given == NULL ? "08006" : given);
    p->lost = p->lost || given == NULL || PQstatus(p->link) != CONNECTION_OK;
    PQclear(result);
    size_t i = meaning_of(state);
    return ms_store_fail(store, meanings[i].status, "%s: %s (SQLSTATE %s)", store->name, meanings[i].words, state);
}

/* Why no connection could be made. libpq's words hold the host, user and database, and no password. */
static ms_store_status cannot_connect(ms_store *store)
{
    const ms_postgres *p = store->connection;
    const char *words = PQerrorMessage(p->link);
    bool missing = strstr(words, "does not exist") != NULL && strstr(words, "database \"") != NULL;
    size_t length = strcspn(words, "\n");
    if (missing) {
        return ms_store_fail(store, MS_STORE_NOT_FOUND, "%s: there is no such database; createdb makes one",
                             store->name);
    }
    return ms_store_fail(store, MS_STORE_UNREACHABLE, "%s cannot be reached: %.*s", store->name, (int)length, words);
}

/* ---- connecting -------------------------------------------------------------------------------------------------- */

/* The value of a keyword of the address, or NULL. */
static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
    for (; options->keyword != NULL; options++) {
        if (strcmp(options->keyword, keyword) == 0) {
            return options->val == NULL || options->val[0] == '\0' ? NULL : options->val;
        }
    }
    return NULL;
}

/* Names the database without the password, and not with whatever else its address holds. */
static ms_store_status name_database(ms_store *store)
{
    PQconninfoOption *options = PQconninfoParse(store->location, NULL);
    if (options == NULL) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "the address of the database is not well formed; write it as postgresql://HOST/DATABASE");
    }
    const char *host = value_of(options, "host"), *port = value_of(options, "port");
    const char *database = value_of(options, "dbname");
    const char *parts[] = {"postgresql://",
                           host == NULL ? "" : host,
                           port == NULL ? "" : ":",
                           port == NULL ? "" : port,
                           "/",
                           database == NULL ? "" : database};
    ms_buffer name = {0};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        ms_buffer_put(&name, parts[i]);
    }
    ms_buffer_add(&name, "", 1);
    PQconninfoFree(options);
    if (name.failed) {
        ms_buffer_free(&name);
        return ms_store_fail(store, MS_STORE_FAILED, "out of memory");
    }
    free(store->name);
    store->name = name.text;
    return MS_STORE_OK;
}

/* The server's notices are nobody's business here. */
static void pass_over(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

/* What holds for a session: written is written, a writer waits no longer than on SQLite, nobody holds up the others. */
static ms_store_status set_up(ms_store *store)
{
    static const char *const statements[] = {
        "SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') "
        "THEN 'on' ELSE current_setting('synchronous_commit') END, false)",
        "SELECT set_config('search_path', 'pg_catalog', false), set_config('lock_timeout', $1::text, false), "
        "set_config('idle_in_transaction_session_timeout', '60000', false), "
        "set_config('default_transaction_isolation', 'read committed', false)",
    };
    char wait[16];
    ms_postgres_values none = {0}, values = {0};
    int length = snprintf(wait, sizeof wait, "%d", (int)MS_STORE_WAIT);
    ms_postgres_add_text(&values, wait, (size_t)length);
    ms_store_status status = ms_postgres_run(store, statements[0], &none);
    if (status == MS_STORE_OK) {
        status = ms_postgres_run(store, statements[1], &values);
    }
    if (status == MS_STORE_OK && store->mode == MS_STORE_READ) {
        status = ms_postgres_run(store, "SELECT set_config('default_transaction_read_only', 'on', false)", &none);
    }
    return status;
}

static ms_store_status look_at_encoding(ms_store *store)
{
    const ms_postgres *p = store->connection;
    const char *encoding = PQparameterStatus(p->link, "server_encoding");
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0) {
        return ms_store_fail(store, MS_STORE_FAILED, "%s keeps text as %s; make the database with ENCODING 'UTF8'",
                             store->name, encoding == NULL ? "something unknown" : encoding);
    }
    return set_up(store);
}

ms_store_status ms_postgres_connect(ms_store *store)
{
    /* What the address says of these counts; several hosts and target_session_attrs are libpq's to follow. */
    const char *writes = store->mode == MS_STORE_READ ? "any" : "read-write";
    const char *keywords[] = {"target_session_attrs",      "connect_timeout", "keepalives_idle", "tcp_user_timeout",
                              "fallback_application_name", "dbname",          "client_encoding", NULL};
    const char *values[] = {writes, "10", "30", "30000", "medsupport", store->location, "UTF8", NULL};
    ms_postgres *p = store->connection;
    ms_store_status status = name_database(store);
    if (status != MS_STORE_OK) {
        return status;
    }
    p->link = PQconnectdbParams(keywords, values, 1);
    if (p->link == NULL) {
        return ms_store_fail(store, MS_STORE_FAILED, "out of memory");
    }
    PQsetNoticeReceiver(p->link, pass_over, NULL);
    return PQstatus(p->link) == CONNECTION_OK ? look_at_encoding(store) : cannot_connect(store);
}

ms_store_status ms_postgres_ready(ms_store *store)
{
    ms_postgres *p = store->connection;
    if (PQstatus(p->link) == CONNECTION_OK && !p->lost) {
        return MS_STORE_OK;
    }
    if (p->in_transaction) {
        return ms_postgres_fail(store, NULL);
    }
    PQreset(p->link);
    p->lost = false;
    return PQstatus(p->link) == CONNECTION_OK ? look_at_encoding(store) : cannot_connect(store);
}
