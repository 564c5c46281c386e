/* What can go wrong with a server of PostgreSQL: the connection, the address, what the server refuses. */
#define _XOPEN_SOURCE 700
#include "place.h"

#include <libpq-fe.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int clear(void **state)
{
    (void)state;
    place_clear();
    return 0;
}

static ms_store_status append(ms_store *store, const char *case_id, uint64_t sequence)
{
    ms_event event = place_event(sequence, "words of a case");
    return ms_store_append(store, case_id, sequence - 1, &event, 1, place_text("{}"), place_text("[]"));
}

static uint64_t count(ms_store *store)
{
    ms_store_head head;
    place_expect(store, MS_STORE_OK, ms_store_verify(store, NULL, &head));
    return head.count;
}

static void cut_connections(void)
{
    place_sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
              "WHERE application_name = 'medsupport' AND pid <> pg_backend_pid()");
}

static void restart(void)
{
    const char *script = getenv("MEDSUPPORT_TEST_RESTART");
    char command[500];
    assert_non_null(script);
    snprintf(command, sizeof command, "sh '%s' --restart", script);
    assert_int_equal(system(command), 0);
}

/* The call under way is told, the next one connects again, and nothing is lost or there twice. */
static void meet_a_cut(void (*cut)(void))
{
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    cut();
    place_expect(store, MS_STORE_UNREACHABLE, append(store, "a", 2));
    assert_non_null(strstr(ms_store_message(store), "try again"));
    assert_null(strstr(ms_store_message(store), "words of"));
    place_expect(store, MS_STORE_OK, append(store, "a", 2));
    cut();
    place_expect(store, MS_STORE_UNREACHABLE, ms_store_chain_head(store, &(ms_store_head){0}));
    assert_int_equal(count(store), 2);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    ms_event event = place_event(3, "x");
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &event));
    cut();
    place_expect(store, MS_STORE_UNREACHABLE, ms_store_bulk_end(store));
    assert_int_equal(count(store), 2);
    place_expect(store, MS_STORE_OK, append(store, "a", 3));
    assert_int_equal(count(store), 3);
    ms_store_close(store);
}

static void a_connection_that_is_cut(void **state)
{
    (void)state;
    meet_a_cut(cut_connections);
}

static void a_server_that_is_restarted(void **state)
{
    (void)state;
    meet_a_cut(restart);
}

static bool cut_in_between(void *context, const char *case_id, const ms_event *event)
{
    (void)case_id;
    if (event->sequence == 1) {
        cut_connections();
    }
    ++*(int *)context;
    return true;
}

static void a_walk_that_is_cut(void **state)
{
    (void)state;
    enum { EVENTS = 400, SIZE = 20000 };
    char *words = test_malloc(SIZE + 1);
    memset(words, 'x', SIZE);
    words[SIZE] = '\0';
    ms_store *store = place_open(MS_STORE_CREATE);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    for (uint64_t i = 1; i <= EVENTS; i++) { /* more than what is under way at once */
        ms_event event = place_event(i, words);
        place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &event));
    }
    place_expect(store, MS_STORE_OK, ms_store_bulk_end(store));
    int seen = 0;
    place_expect(store, MS_STORE_UNREACHABLE, ms_store_read_all(store, cut_in_between, &seen));
    assert_true(seen > 0 && seen < EVENTS);
    assert_int_equal(count(store), EVENTS);
    ms_store_close(store);
    test_free(words);
}

static void expect_open(const char *location, ms_store_mode mode, ms_store_status expected, const char *words)
{
    ms_store *store;
    ms_store_status status = ms_store_open(location, mode, &store);
    place_expect(store, expected, status);
    if (strstr(ms_store_message(store), words) == NULL) {
        print_error("'%s' lacks '%s'\n", ms_store_message(store), words);
        fail();
    }
    assert_null(strstr(ms_store_message(store), "hunter2"));
    assert_null(strstr(ms_store_name(store), "hunter2"));
    ms_store_close(store);
}

static void addresses_that_lead_nowhere(void **state)
{
    (void)state;
    char other[600];
    const char *host = strstr(place_location(), "host=");
    assert_non_null(host);
    expect_open("postgresql://me:hunter2@/x?host=/nowhere", MS_STORE_WRITE, MS_STORE_UNREACHABLE, "cannot be reached");
    expect_open("postgres://me:hunter2@127.0.0.1:1/x", MS_STORE_WRITE, MS_STORE_UNREACHABLE, "127.0.0.1:1/x");
    expect_open("postgresql://me:hunter2@h:99999999/x", MS_STORE_WRITE, MS_STORE_UNREACHABLE, "h:99999999");
    expect_open("postgresql://me:hunter2@[x", MS_STORE_WRITE, MS_STORE_FAILED, "not well formed");
    expect_open("postgresql:///x?no_such=hunter2", MS_STORE_WRITE, MS_STORE_FAILED, "not well formed");
    snprintf(other, sizeof other, "postgresql:///no_such?%s", host);
    expect_open(other, MS_STORE_CREATE, MS_STORE_NOT_FOUND, "there is no such database");
    snprintf(other, sizeof other, "%s-nobody", place_location());
    expect_open(other, MS_STORE_CREATE, MS_STORE_UNREACHABLE, "cannot be reached");
}

/* Of several hosts the one is taken that can be reached and takes writing. */
static void several_hosts(void **state)
{
    (void)state;
    char several[900], socket[300];
    ms_store *store;
    const char *host = strstr(place_location(), "host=") + strlen("host=");
    snprintf(socket, sizeof socket, "%.*s", (int)strcspn(host, "&"), host);
    snprintf(several, sizeof several,
             "postgresql:///medsupport?host=/nowhere,%s&user=medsupport&target_session_attrs=read-write", socket);
    ms_store_status status = ms_store_open(several, MS_STORE_CREATE, &store);
    place_expect(store, MS_STORE_OK, status);
    place_append(store, "a", 1);
    restart();
    place_expect(store, MS_STORE_UNREACHABLE, append(store, "a", 2));
    place_expect(store, MS_STORE_OK, append(store, "a", 2));
    ms_store_close(store);
    /* A server on which nothing may be written is not taken for writing, whether the address says so or not. */
    place_sql("ALTER DATABASE medsupport SET default_transaction_read_only = on");
    status = ms_store_open(several, MS_STORE_WRITE, &store);
    ms_store *plain, *reader;
    ms_store_status plain_status = ms_store_open(place_location(), MS_STORE_WRITE, &plain);
    ms_store_status reader_status = ms_store_open(place_location(), MS_STORE_READ, &reader);
    place_sql("ALTER DATABASE medsupport RESET default_transaction_read_only");
    place_expect(store, MS_STORE_UNREACHABLE, status);
    place_expect(plain, MS_STORE_UNREACHABLE, plain_status);
    place_expect(reader, MS_STORE_OK, reader_status);
    assert_int_equal(count(reader), 2);
    ms_store_close(store);
    ms_store_close(plain);
    ms_store_close(reader);
}

/* The server goes over to reading only while a store is open, as when another one takes its place. */
static void a_server_that_takes_no_writing(void **state)
{
    (void)state;
    char address[600];
    ms_store *store;
    ms_store_close(place_open(MS_STORE_CREATE));
    snprintf(address, sizeof address, "%s&target_session_attrs=any&options=-cdefault_transaction_read_only%%3Don",
             place_location());
    ms_store_status status = ms_store_open(address, MS_STORE_WRITE, &store);
    place_expect(store, MS_STORE_OK, status);
    place_expect(store, MS_STORE_FULL, append(store, "a", 1));
    assert_non_null(strstr(ms_store_message(store), "takes no writing"));
    assert_int_equal(count(store), 0);
    ms_store_close(store);
}

static void a_user_without_rights(void **state)
{
    (void)state;
    char address[600];
    ms_store *store;
    ms_store_close(place_open(MS_STORE_CREATE));
    place_sql("CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA medsupport TO guest; "
              "GRANT SELECT ON ALL TABLES IN SCHEMA medsupport TO guest");
    snprintf(address, sizeof address, "%.*suser=guest", (int)(strstr(place_location(), "user=") - place_location()),
             place_location());
    ms_store_status status = ms_store_open(address, MS_STORE_WRITE, &store);
    place_expect(store, MS_STORE_OK, status);
    place_expect(store, MS_STORE_FULL, append(store, "a", 1));
    assert_int_equal(count(store), 0);
    ms_store_close(store);
    place_sql("DROP OWNED BY guest; DROP ROLE guest");
}

static void written_is_written(void **state)
{
    (void)state;
    char address[600];
    ms_store *store;
    snprintf(address, sizeof address, "%s&options=-csynchronous_commit%%3Doff", place_location());
    ms_store_status status = ms_store_open(address, MS_STORE_CREATE, &store);
    place_expect(store, MS_STORE_OK, status);
    /* What the session has, seen from a function that is called when an event comes. */
    place_sql("CREATE TABLE seen (setting text); "
              "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
              "INSERT INTO medsupport.seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$; "
              "CREATE TRIGGER look BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION look()");
    place_append(store, "a", 1);
    assert_int_equal(place_number("SELECT count(*) FROM seen WHERE setting = 'on'"), 1);
    ms_store_close(store);
}

static void backups_are_the_servers(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_expect(store, MS_STORE_FAILED, ms_store_backup(store, "x.db"));
    assert_non_null(strstr(ms_store_message(store), "db export"));
    ms_store_close(store);
}

static void a_schema_of_another_program(void **state)
{
    (void)state;
    place_sql("CREATE SCHEMA medsupport");
    expect_open(place_location(), MS_STORE_CREATE, MS_STORE_FAILED, "another program");
}

int main(void)
{
    place_choose("postgres");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_connection_that_is_cut, clear),
        cmocka_unit_test_setup(a_server_that_is_restarted, clear),
        cmocka_unit_test_setup(a_walk_that_is_cut, clear),
        cmocka_unit_test_setup(addresses_that_lead_nowhere, clear),
        cmocka_unit_test_setup(several_hosts, clear),
        cmocka_unit_test_setup(a_server_that_takes_no_writing, clear),
        cmocka_unit_test_setup(a_user_without_rights, clear),
        cmocka_unit_test_setup(written_is_written, clear),
        cmocka_unit_test_setup(backups_are_the_servers, clear),
        cmocka_unit_test_setup(a_schema_of_another_program, clear),
    };
    int failed = cmocka_run_group_tests_name("server", tests, NULL, NULL);
    place_end();
    return failed;
}
