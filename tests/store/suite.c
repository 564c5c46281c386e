/* What a store does, the same for both engines: suite ENGINE. */
#define _XOPEN_SOURCE 700
#include "place.h"

#include "store/chain.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int clear(void **state)
{
    (void)state;
    place_clear();
    return 0;
}

/* ---- reading back ------------------------------------------------------------------------------------------------ */

typedef struct seen {
    char text[20000];
    size_t count;
    size_t most; /* stop after so many; 0: never */
} seen;

static bool see(void *context, const char *case_id, const ms_event *event)
{
    seen *s = context;
    size_t length = strlen(s->text);
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(event->effective, day);
    snprintf(s->text + length, sizeof s->text - length, "%s %" PRIu64 " %.*s %.*s %s %.*s %.*s\n", case_id,
             event->sequence, (int)event->at.length, event->at.at, (int)event->actor.length, event->actor.at, day,
             (int)event->kind.length, event->kind.at, (int)event->body.length, event->body.at);
    s->count++;
    return s->count != s->most;
}

static void assert_events(ms_store *store, const char *case_id, uint64_t from, const char *expected)
{
    seen s = {.count = 0};
    place_expect(store, MS_STORE_OK,
                 case_id == NULL ? ms_store_read_all(store, see, &s) : ms_store_read(store, case_id, from, see, &s));
    assert_string_equal(s.text, expected);
}

static size_t count_events(ms_store *store)
{
    ms_store_head head;
    place_expect(store, MS_STORE_OK, ms_store_verify(store, NULL, &head));
    return (size_t)head.count;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static void nothing_is_made_unless_asked(void **state)
{
    (void)state;
    ms_store *store;
    ms_store_status status = ms_store_open(place_location(), MS_STORE_WRITE, &store);
    place_expect(store, MS_STORE_NOT_FOUND, status);
    assert_non_null(strstr(ms_store_message(store), "medsupport db init"));
    assert_int_not_equal(ms_store_chain_head(store, &(ms_store_head){0}), MS_STORE_OK);
    ms_store_close(store);
    status = ms_store_open("", MS_STORE_CREATE, &store);
    place_expect(store, MS_STORE_NOT_FOUND, status);
    ms_store_close(store);
    ms_store_close(NULL);
}

static void made_once_and_opened_again(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    ms_store_close(store);
    store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 2);
    ms_store_close(store);
    store = place_open(MS_STORE_WRITE);
    place_append(store, "a", 3);
    assert_int_equal(count_events(store), 3);
    ms_store_close(store);
}

static void who_reads_does_not_write(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    ms_store_close(store);
    store = place_open(MS_STORE_READ);
    ms_event event = place_event(2, "no");
    assert_int_not_equal(ms_store_append(store, "a", 1, &event, 1, place_text("{}"), place_text("[]")), MS_STORE_OK);
    assert_non_null(strstr(ms_store_message(store), "reading only"));
    assert_int_not_equal(ms_store_bulk_begin(store), MS_STORE_OK);
    assert_int_equal(count_events(store), 1);
    ms_store_close(store);
}

static void a_later_version_is_refused(void **state)
{
    (void)state;
    static const ms_store_mode modes[] = {MS_STORE_READ, MS_STORE_WRITE, MS_STORE_CREATE};
    ms_store_close(place_open(MS_STORE_CREATE));
    place_sql(place_is_sqlite() ? "PRAGMA user_version = 999" : "UPDATE version SET version = 999");
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        ms_store *store;
        ms_store_status status = ms_store_open(place_location(), modes[i], &store);
        place_expect(store, MS_STORE_TOO_NEW, status);
        assert_non_null(strstr(ms_store_message(store), "999"));
        ms_store_close(store);
    }
}

static void many_make_it_at_once(void **state)
{
    (void)state;
    enum { MAKERS = 12 };
    for (int i = 0; i < MAKERS; i++) {
        if (fork() == 0) {
            ms_store *store;
            ms_store_status status = ms_store_open(place_location(), MS_STORE_CREATE, &store);
            if (status != MS_STORE_OK) {
                fprintf(stderr, "%s\n", ms_store_message(store));
            }
            ms_store_close(store);
            _exit(status == MS_STORE_OK ? 0 : 1);
        }
    }
    int ended, bad = 0;
    while (wait(&ended) > 0) {
        bad += ended != 0;
    }
    assert_int_equal(bad, 0);
    ms_store *store = place_open(MS_STORE_WRITE);
    place_append(store, "a", 1);
    ms_store_close(store);
}

/* ---- appending and reading --------------------------------------------------------------------------------------- */

static void what_is_appended_is_read_back(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    ms_event events[2] = {place_event(1, "ä € 𝄞 \\u0000 \\\" ' ; --"), place_event(2, "two")};
    events[0].actor = place_text("Zoë O'Neil");
    events[1].effective = ms_date_from_civil((ms_civil){1, 1, 1});
    events[1].at = place_text("2024-02-29T23:59:60Z");
    place_expect(store, MS_STORE_OK, ms_store_append(store, "b-1", 0, events, 2, place_text("{}"), place_text("[]")));
    place_append(store, "a", 1);
    static const char first[] = "b-1 1 2026-11-02T15:04:05Z Zoë O'Neil 2026-11-02 note "
                                "{\"number\":1,\"text\":\"ä € 𝄞 \\u0000 \\\" ' ; --\"}\n";
    static const char second[] =
        "b-1 2 2024-02-29T23:59:60Z worker-7 0001-01-01 note {\"number\":2,\"text\":\"two\"}\n";
    static const char third[] = "a 1 2026-11-02T15:04:05Z worker-7 2026-11-02 note {\"number\":1,\"text\":\"a\"}\n";
    char all[2000];
    snprintf(all, sizeof all, "%s%s%s", first, second, third);
    assert_events(store, NULL, 0, all);
    assert_events(store, "a", 1, third);
    assert_events(store, "b-1", 2, second);
    assert_events(store, "b-1", 3, "");
    assert_events(store, "b-1", UINT64_MAX, "");
    seen s = {.count = 0};
    place_expect(store, MS_STORE_NOT_FOUND, ms_store_read(store, "c", 1, see, &s));
    place_expect(store, MS_STORE_NOT_FOUND, ms_store_read(store, "A", 1, see, &s));
    ms_store_close(store);
}

static void a_megabyte_is_kept_to_the_byte(void **state)
{
    (void)state;
    enum { SIZE = 1024 * 1024 };
    char *words = test_malloc(SIZE + 1);
    memset(words, 'x', SIZE);
    words[SIZE] = '\0';
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    ms_event event = place_event(2, words);
    place_expect(store, MS_STORE_OK, ms_store_append(store, "a", 1, &event, 1, place_text("{}"), place_text("[]")));
    assert_int_equal(place_number("SELECT length(body) FROM events WHERE position = 2"), (long long)event.body.length);
    assert_int_equal(count_events(store), 2);
    ms_store_close(store);
    test_free(words);
}

static void who_comes_second_is_told(void **state)
{
    (void)state;
    static const uint64_t wrong[] = {0, 1, 3, 100};
    ms_store *store = place_open(MS_STORE_CREATE);
    ms_store *other = place_open(MS_STORE_WRITE);
    place_append(store, "a", 1);
    place_append(other, "a", 2);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ms_event event = place_event(wrong[i] + 1, "late");
        place_expect(store, MS_STORE_CONFLICT,
                     ms_store_append(store, "a", wrong[i], &event, 1, place_text("{\"late\":1}"), place_text("[]")));
    }
    ms_event first = place_event(5, "no first");
    place_expect(store, MS_STORE_CONFLICT,
                 ms_store_append(store, "new", 4, &first, 1, place_text("{}"), place_text("[]")));
    assert_int_equal(count_events(store), 2);
    assert_int_equal(place_number("SELECT count(*) FROM cases WHERE state <> '{}'"), 0);
    place_append(store, "a", 3);
    ms_store_close(other);
    ms_store_close(store);
}

static void refuse_append(ms_store *store, const char *case_id, const ms_event *events, size_t count, const char *state,
                          const char *due, const char *words)
{
    ms_store_status status = ms_store_append(store, case_id, 0, events, count, place_text(state), place_text(due));
    place_expect(store, MS_STORE_FAILED, status);
    if (strstr(ms_store_message(store), words) == NULL) {
        print_error("'%s' lacks '%s'\n", ms_store_message(store), words);
        fail();
    }
    assert_null(strstr(ms_store_message(store), "secret"));
}

static void what_cannot_be_kept_is_refused_whole(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    static const char *const bodies[] = {"",    "[]", "{", " {}", "{} ", "{\"secret\":\n1}", "{\"secret\":\"\xff\"}",
                                         "{}{}"};
    static const char *const actors[] = {"", "secret\n", "\xffsecret", "\xc2\x85secret"};
    static const char *const times[] = {"",
                                        "2026-11-02 15:04:05",
                                        "2026-02-30T15:04:05Z",
                                        "2026-11-02T24:00:00Z",
                                        "2026-11-02T15:60:00Z",
                                        "2026-11-02T15:04:61Z"};
    static const char *const kinds[] = {"", "Note", "_x", "a-b"};
    ms_event events[2] = {place_event(1, "good"), place_event(2, "secret")};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        events[1].body = place_text(bodies[i]);
        refuse_append(store, "a", events, 2, "{}", "[]", "its body");
    }
    events[1] = place_event(2, "secret");
    for (size_t i = 0; i < sizeof actors / sizeof actors[0]; i++) {
        events[1].actor = place_text(actors[i]);
        refuse_append(store, "a", events, 2, "{}", "[]", "its actor");
    }
    events[1] = place_event(2, "secret");
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        events[1].at = place_text(times[i]);
        refuse_append(store, "a", events, 2, "{}", "[]", "its time");
    }
    events[1] = place_event(2, "secret");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        events[1].kind = place_text(kinds[i]);
        refuse_append(store, "a", events, 2, "{}", "[]", "its kind");
    }
    events[1] = place_event(2, "secret");
    events[1].effective = MS_NO_DATE;
    refuse_append(store, "a", events, 2, "{}", "[]", "no day");
    events[1] = place_event(3, "secret");
    refuse_append(store, "a", events, 2, "{}", "[]", "does not follow");
    refuse_append(store, "a", events, 0, "{}", "[]", "nothing");
    refuse_append(store, "", events, 1, "{}", "[]", "not an id");
    refuse_append(store, "sec ret", events, 1, "{}", "[]", "not an id");
    refuse_append(store, "a", events, 1, "secret", "[]", "state");
    refuse_append(store, "a", events, 1, "{}", "{}", "tasks");
    refuse_append(store, "a", events, 1, "{}", "[{\"due\":\"2026-02-30\"}]", "tasks");
    refuse_append(store, "a", events, 1, "{}", "[],\"x\":[]", "tasks");
    refuse_append(store, "a", events, 1, "{}", "[{\"due\":\"2026-02-03\",\"worker\":7}]", "tasks");
    assert_int_equal(count_events(store), 0);
    assert_int_equal(place_number("SELECT count(*) FROM cases"), 0);
    ms_store_close(store);
}

/* ---- what is derived --------------------------------------------------------------------------------------------- */

static bool see_case(void *context, const ms_store_case *listed)
{
    seen *s = context;
    size_t length = strlen(s->text);
    snprintf(s->text + length, sizeof s->text - length, "%.*s %" PRIu64 " %.*s\n", (int)listed->case_id.length,
             listed->case_id.at, listed->sequence, (int)listed->state.length, listed->state.at);
    s->count++;
    return s->count != s->most;
}

static bool see_task(void *context, const ms_store_task *task)
{
    seen *s = context;
    size_t length = strlen(s->text);
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(task->due, day);
    snprintf(s->text + length, sizeof s->text - length, "%s %.*s [%.*s] %.*s\n", day, (int)task->case_id.length,
             task->case_id.at, (int)task->worker.length, task->worker.at, (int)task->task.length, task->task.at);
    s->count++;
    return s->count != s->most;
}

static void append_with(ms_store *store, const char *case_id, uint64_t sequence, const char *listed, const char *due)
{
    ms_event event = place_event(sequence, "x");
    place_expect(store, MS_STORE_OK,
                 ms_store_append(store, case_id, sequence - 1, &event, 1, place_text(listed), place_text(due)));
}

static void assert_cases(ms_store *store, const char *after, size_t most, const char *expected)
{
    seen s = {.most = most};
    place_expect(store, MS_STORE_OK, ms_store_cases(store, after, see_case, &s));
    assert_string_equal(s.text, expected);
}

static void cases_are_listed_in_order(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    append_with(store, "b", 1, "{\"n\":1}", "[]");
    append_with(store, "a_1", 1, "{\"n\":2}", "[]");
    append_with(store, "B", 1, "{\"n\":3}", "[]");
    append_with(store, "a-1", 1, "{\"n\":4}", "[]");
    append_with(store, "b", 2, "{\"n\":5}", "[]");
    assert_cases(store, NULL, 0, "B 1 {\"n\":3}\na-1 1 {\"n\":4}\na_1 1 {\"n\":2}\nb 2 {\"n\":5}\n");
    assert_cases(store, "a-1", 0, "a_1 1 {\"n\":2}\nb 2 {\"n\":5}\n");
    assert_cases(store, "a-1", 1, "a_1 1 {\"n\":2}\n");
    assert_cases(store, "b", 0, "");
    place_expect(store, MS_STORE_OK, ms_store_set_derived(store, "B", place_text("{\"n\":9}"), place_text("[]")));
    assert_cases(store, NULL, 1, "B 1 {\"n\":9}\n");
    place_expect(store, MS_STORE_NOT_FOUND, ms_store_set_derived(store, "c", place_text("{}"), place_text("[]")));
    place_expect(store, MS_STORE_FAILED, ms_store_set_derived(store, "B", place_text("x"), place_text("[]")));
    ms_store_close(store);
}

static void assert_tasks(ms_store *store, int day, const char *worker, const char *expected);

static void all_is_derived_anew(void **state)
{
    (void)state;
    ms_event event = place_event(3, "x");
    ms_store *store = place_open(MS_STORE_CREATE);
    append_with(store, "a", 1, "{\"n\":1}", "[{\"due\":\"2026-11-05\"}]");
    append_with(store, "b", 1, "{\"n\":2}", "[{\"due\":\"2026-11-06\"}]");
    append_with(store, "b", 2, "{\"n\":3}", "[{\"due\":\"2026-11-07\"}]");
    place_sql("DELETE FROM tasks; DELETE FROM cases; INSERT INTO cases VALUES ('nobody', 7, '{}')");
    place_expect(store, MS_STORE_OK, ms_store_derive_begin(store));
    assert_cases(store, NULL, 0, "a 1 {}\nb 2 {}\n");
    assert_events(store, "b", 2, "b 2 2026-11-02T15:04:05Z worker-7 2026-11-02 note {\"number\":2,\"text\":\"x\"}\n");
    assert_cases(store, NULL, 1, "a 1 {}\n"); /* stopping does not end the transaction */
    place_expect(store, MS_STORE_FAILED, ms_store_append(store, "b", 2, &event, 1, place_text("{}"), place_text("[]")));
    place_expect(store, MS_STORE_FAILED, ms_store_bulk_begin(store));
    place_expect(store, MS_STORE_FAILED, ms_store_derive_begin(store));
    place_expect(store, MS_STORE_OK,
                 ms_store_set_derived(store, "b", place_text("{\"n\":4}"), place_text("[{\"due\":\"2026-11-08\"}]")));
    place_expect(store, MS_STORE_OK, ms_store_derive_end(store));
    assert_cases(store, NULL, 0, "a 1 {}\nb 2 {\"n\":4}\n");
    assert_tasks(store, 30, NULL, "2026-11-08 b [] {\"due\":\"2026-11-08\"}\n");
    place_expect(store, MS_STORE_OK, ms_store_derive_begin(store));
    place_expect(store, MS_STORE_NOT_FOUND, ms_store_set_derived(store, "c", place_text("{}"), place_text("[]")));
    place_expect(store, MS_STORE_FAILED, ms_store_derive_end(store));
    assert_cases(store, NULL, 0, "a 1 {}\nb 2 {\"n\":4}\n");
    place_expect(store, MS_STORE_OK, ms_store_derive_begin(store));
    ms_store_close(store); /* in the middle */
    store = place_open(MS_STORE_WRITE);
    assert_cases(store, NULL, 0, "a 1 {}\nb 2 {\"n\":4}\n");
    append_with(store, "a", 2, "{}", "[]");
    ms_store_close(store);
}

static void assert_tasks(ms_store *store, int day, const char *worker, const char *expected)
{
    seen s = {.count = 0};
    ms_date until = ms_date_from_civil((ms_civil){2026, 11, day});
    place_expect(store, MS_STORE_OK, ms_store_tasks(store, until, worker, see_task, &s));
    assert_string_equal(s.text, expected);
}

static void the_worklist_is_by_day(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    append_with(store, "b", 1, "{}",
                "[{\"due\":\"2026-11-05\",\"worker\":\"Zo\\u00eb\",\"n\":1}, {\"n\":2,\"due\":\"2026-11-04\"}]");
    append_with(store, "a", 1, "{}", "[{\"due\":\"2026-11-05\",\"worker\":null}]");
    static const char fourth[] = "2026-11-04 b [] {\"n\":2,\"due\":\"2026-11-04\"}\n";
    static const char of_zoe[] = "2026-11-05 b [Zoë] {\"due\":\"2026-11-05\",\"worker\":\"Zo\\u00eb\",\"n\":1}\n";
    char all[1000];
    snprintf(all, sizeof all, "%s2026-11-05 a [] {\"due\":\"2026-11-05\",\"worker\":null}\n%s", fourth, of_zoe);
    assert_tasks(store, 3, NULL, "");
    assert_tasks(store, 4, NULL, fourth);
    assert_tasks(store, 5, NULL, all);
    assert_tasks(store, 30, "Zoë", of_zoe);
    assert_tasks(store, 30, "Zo", "");
    append_with(store, "b", 2, "{}", "[]");
    assert_tasks(store, 30, NULL, "2026-11-05 a [] {\"due\":\"2026-11-05\",\"worker\":null}\n");
    place_expect(store, MS_STORE_OK,
                 ms_store_set_derived(store, "a", place_text("{}"), place_text("[{\"due\":\"2026-11-30\"}]")));
    assert_tasks(store, 30, NULL, "2026-11-30 a [] {\"due\":\"2026-11-30\"}\n");
    assert_int_not_equal(ms_store_tasks(store, MS_NO_DATE, NULL, see_task, NULL), MS_STORE_OK);
    ms_store_close(store);
}

/* ---- the chain --------------------------------------------------------------------------------------------------- */

static void the_chain_is_the_one_of_the_events(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    ms_store_head mine = {0}, head;
    place_expect(store, MS_STORE_OK, ms_store_chain_head(store, &head));
    assert_true(ms_chain_same(&mine, &head));
    for (uint64_t i = 1; i <= 3; i++) {
        ms_event event = place_event(i, "a");
        ms_chain_add(&mine, "a", &event);
        place_append(store, "a", i);
        place_expect(store, MS_STORE_OK, ms_store_chain_head(store, &head));
        assert_true(ms_chain_same(&mine, &head));
    }
    place_expect(store, MS_STORE_OK, ms_store_verify(store, &mine, &head));
    assert_true(ms_chain_same(&mine, &head));
    ms_store_close(store);
}

static void heads_are_text(void **state)
{
    (void)state;
    /* Made by another program (Python's hashlib.blake2b). Every version has to give it, or no kept head fits any more. */
    ms_store_head head = {0}, again;
    char text[MS_HEAD_TEXT_SIZE];
    ms_event event = place_event(1, "a");
    ms_chain_add(&head, "a", &event);
    ms_chain_format(&head, text);
    assert_string_equal(text, "1:5319eacc1c7b98f67884d7ee8256959ca8794cd6c83e16704d0701303289d835");
    assert_true(ms_chain_parse(text, strlen(text), &again));
    assert_true(ms_chain_same(&head, &again));
    strcat(text, "\n");
    assert_true(ms_chain_parse(text, strlen(text), &again));
    static const char *const bad[] = {"", ":", "1", "1:", "1:00", "x:00", "99999999999999999999:"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(ms_chain_parse(bad[i], strlen(bad[i]), &again));
    }
    text[0] = '-';
    assert_false(ms_chain_parse(text, strlen(text), &again));
}

/* No two of these events may have the same hash: what stands in one field cannot move into the next. */
static void every_field_counts(void **state)
{
    (void)state;
    enum { EVENTS = 9 };
    ms_event events[EVENTS];
    const char *cases[EVENTS];
    ms_store_head heads[EVENTS] = {0};
    for (size_t i = 0; i < EVENTS; i++) {
        events[i] = place_event(1, "a");
        cases[i] = i == 1 ? "b" : "a";
    }
    events[2].sequence = 2;
    events[3].at = place_text("2026-11-02T15:04:06Z");
    events[4].actor = place_text("worker-8");
    events[5].effective++;
    events[6].kind = place_text("notes");
    events[7].body = place_text("{}");
    heads[8].hash[31] = 1;
    for (size_t i = 0; i < EVENTS; i++) {
        ms_chain_add(&heads[i], cases[i], &events[i]);
        for (size_t j = 0; j < i; j++) {
            assert_false(ms_chain_same(&heads[i], &heads[j]));
        }
    }
}

/* ---- hostile databases ------------------------------------------------------------------------------------------- */

/* Six events of two cases. */
static ms_store_head fill(void)
{
    ms_store_head head;
    ms_store *store = place_open(MS_STORE_CREATE);
    for (uint64_t i = 1; i <= 3; i++) {
        place_append(store, "a", i);
        place_append(store, "b", i);
    }
    place_expect(store, MS_STORE_OK, ms_store_chain_head(store, &head));
    ms_store_close(store);
    return head;
}

static void events_are_guarded(void **state)
{
    (void)state;
    (void)fill();
    assert_int_equal(place_number("SELECT count(*) FROM events"), 6);
    assert_true(place_refuses("UPDATE events SET body = '{}' WHERE position = 3"));
    assert_true(place_refuses("DELETE FROM events WHERE position = 6"));
    assert_int_equal(place_number("SELECT count(*) FROM events WHERE body <> '{}'"), 6);
}

static void expect_damage(const char *sql, const ms_store_head *known, const char *words)
{
    place_clear();
    ms_store_head kept = fill(), head;
    place_unguard();
    place_sql(sql);
    ms_store *store = place_open(MS_STORE_READ);
    ms_store_status status = ms_store_verify(store, known == NULL ? NULL : &kept, &head);
    if (status != MS_STORE_DAMAGED || strstr(ms_store_message(store), words) == NULL) {
        print_error("%s: status %d, '%s' lacks '%s'\n", sql, (int)status, ms_store_message(store), words);
        fail();
    }
    assert_null(strstr(ms_store_message(store), "number")); /* nothing of a body */
    if (known == NULL) {
        seen s = {.count = 0};
        place_expect(store, MS_STORE_DAMAGED, ms_store_read_all(store, see, &s));
        assert_true(s.count < 7);
    }
    ms_store_close(store);
}

static void what_was_changed_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *words;
    } edits[] = {
        {"UPDATE events SET body = '{}' WHERE position = 3", "event 3 is altered"},
        {"UPDATE events SET actor = 'someone' WHERE position = 1", "event 1 is altered"},
        {"UPDATE events SET at = '2026-11-02T15:04:06Z' WHERE position = 6", "event 6 is altered"},
        {"UPDATE events SET effective = '2026-11-03' WHERE position = 4", "event 4 is altered"},
        {"UPDATE events SET effective = '2026-02-30' WHERE position = 4", "event 4 is damaged"},
        {"UPDATE events SET kind = 'other' WHERE position = 2", "event 2 is altered"},
        {"UPDATE events SET case_id = 'c' WHERE position = 2", "event 2 is altered"},
        {"UPDATE events SET case_id = '' WHERE position = 2", "event 2 is altered"},
        {"UPDATE events SET sequence = 9 WHERE position = 5", "event 5 is altered"},
        {"UPDATE events SET hash = (SELECT hash FROM events WHERE position = 2) WHERE position = 3",
         "event 3 is altered"},
        {"DELETE FROM events WHERE position = 3", "event 3 is missing"},
        {"DELETE FROM events WHERE position = 1", "event 1 is missing"},
        {"DELETE FROM events WHERE position = 5; UPDATE events SET position = 5 WHERE position = 6",
         "event 5 is altered"},
        {"UPDATE events SET position = 100 WHERE position = 2; UPDATE events SET position = 2 WHERE position = 3; "
         "UPDATE events SET position = 3 WHERE position = 100",
         "event 2 is altered"},
        {"INSERT INTO events SELECT 7, 'c', 1, at, actor, effective, kind, body, hash FROM events WHERE position = 6",
         "event 7 is altered"},
    };
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        expect_damage(edits[i].sql, NULL, edits[i].words);
    }
}

static void a_cut_tail_is_found_against_a_kept_head(void **state)
{
    (void)state;
    static const ms_store_head any;
    expect_damage("DELETE FROM events WHERE position = 6", &any, "event 6 is missing");
    expect_damage("DELETE FROM events", &any, "event 1 is missing");
    place_clear();
    ms_store_head kept = fill(), head;
    ms_store *store = place_open(MS_STORE_WRITE);
    place_append(store, "c", 1);
    place_expect(store, MS_STORE_OK, ms_store_verify(store, &kept, &head)); /* the chain went on */
    assert_int_equal(head.count, 7);
    kept.hash[0] ^= 1;
    place_expect(store, MS_STORE_DAMAGED, ms_store_verify(store, &kept, &head));
    assert_non_null(strstr(ms_store_message(store), "event 6"));
    ms_store_close(store);
}

/* A chain that fits, but skips in a case: someone who knows how it is made wrote it. */
static void a_gap_in_a_case_is_found(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    ms_store_head head;
    place_expect(store, MS_STORE_OK, ms_store_chain_head(store, &head));
    ms_event event = place_event(3, "a");
    ms_chain_add(&head, "a", &event);
    char text[MS_HEAD_TEXT_SIZE], sql[600];
    ms_chain_format(&head, text);
    snprintf(
        sql, sizeof sql,
        "INSERT INTO events (position, case_id, sequence, at, actor, effective, kind, body, hash) VALUES (2, 'a', 3, "
        "'2026-11-02T15:04:05Z', 'worker-7', '2026-11-02', 'note', '%s', %s%s')",
        event.body.at, place_is_sqlite() ? "X'" : "'\\x", strchr(text, ':') + 1);
    place_sql(sql);
    place_expect(store, MS_STORE_DAMAGED, ms_store_verify(store, NULL, &head));
    assert_non_null(strstr(ms_store_message(store), "out of order in its case"));
    ms_store_close(store);
}

/* ---- several at once --------------------------------------------------------------------------------------------- */

static uint64_t last_of(ms_store *store, const char *case_id)
{
    seen s = {.count = 0};
    ms_store_status status = ms_store_read(store, case_id, 1, see, &s);
    return status == MS_STORE_OK ? s.count : 0;
}

/* Appends until `count` of its own events are in; another's conflict is met by looking again. */
static int write_many(const char *case_id, int count)
{
    ms_store *store;
    if (ms_store_open(place_location(), MS_STORE_WRITE, &store) != MS_STORE_OK) {
        return 1;
    }
    while (count > 0) {
        uint64_t last = last_of(store, case_id);
        ms_event event = place_event(last + 1, "mine");
        ms_store_status status = ms_store_append(store, case_id, last, &event, 1, place_text("{}"), place_text("[]"));
        if (status != MS_STORE_OK && status != MS_STORE_CONFLICT) {
            fprintf(stderr, "%s\n", ms_store_message(store));
            return 1;
        }
        count -= status == MS_STORE_OK;
    }
    ms_store_close(store);
    return 0;
}

static void writers_at_once_lose_nothing(void **state)
{
    (void)state;
    enum { WRITERS = 4, EACH = 12 };
    ms_store_close(place_open(MS_STORE_CREATE));
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0) {
            int bad = write_many("shared", EACH);
            char own[20];
            snprintf(own, sizeof own, "own-%d", i);
            _exit(bad != 0 ? bad : write_many(own, EACH));
        }
    }
    int ended, bad = 0;
    while (wait(&ended) > 0) {
        bad += ended != 0;
    }
    assert_int_equal(bad, 0);
    ms_store *store = place_open(MS_STORE_READ);
    assert_int_equal(count_events(store), 2 * WRITERS * EACH);
    assert_int_equal(last_of(store, "shared"), WRITERS * EACH);
    assert_int_equal(last_of(store, "own-3"), EACH);
    ms_store_close(store);
}

static void who_waits_too_long_is_told(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    ms_store *other = place_open(MS_STORE_WRITE);
    place_expect(other, MS_STORE_OK, ms_store_bulk_begin(other));
    ms_event event = place_event(2, "x");
    place_expect(store, MS_STORE_BUSY, ms_store_append(store, "a", 1, &event, 1, place_text("{}"), place_text("[]")));
    assert_int_equal(count_events(store), 1); /* readers go on */
    place_expect(other, MS_STORE_OK, ms_store_bulk_end(other));
    place_append(store, "a", 2);
    ms_store_close(other);
    ms_store_close(store);
}

static bool call_back(void *context, const char *case_id, const ms_event *event)
{
    (void)event;
    ms_store *store = context;
    seen s = {.count = 0};
    assert_int_not_equal(ms_store_read(store, case_id, 1, see, &s), MS_STORE_OK);
    assert_non_null(strstr(ms_store_message(store), "hands out"));
    return false;
}

static void a_callback_may_stop_but_not_call(void **state)
{
    (void)state;
    (void)fill();
    ms_store *store = place_open(MS_STORE_WRITE);
    place_expect(store, MS_STORE_OK, ms_store_read(store, "a", 1, call_back, store));
    for (size_t most = 1; most < 6; most++) {
        seen s = {.most = most};
        place_expect(store, MS_STORE_OK, ms_store_read_all(store, see, &s));
        assert_int_equal(s.count, most);
    }
    place_append(store, "a", 4);
    ms_store_close(store);
}

/* ---- many at once ------------------------------------------------------------------------------------------------ */

static bool add(void *context, const char *case_id, const ms_event *event)
{
    ms_store *store = context;
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, case_id, event));
    return true;
}

static void a_group_is_kept_whole(void **state)
{
    (void)state;
    ms_store *store = place_open(MS_STORE_CREATE);
    place_append(store, "a", 1);
    place_expect(store, MS_STORE_OK, ms_store_group_begin(store));
    place_append(store, "a", 2);
    place_append(store, "b", 1);
    ms_event late = place_event(2, "late");
    ms_store_status status = ms_store_append(store, "a", 1, &late, 1, place_text("{}"), place_text("[]"));
    place_expect(store, MS_STORE_CONFLICT, status); /* and the others stay */
    assert_int_not_equal(ms_store_group_begin(store), MS_STORE_OK);
    assert_int_not_equal(ms_store_bulk_begin(store), MS_STORE_OK);
    assert_int_not_equal(ms_store_derive_begin(store), MS_STORE_OK);
    place_append(store, "b", 2);
    place_expect(store, MS_STORE_OK, ms_store_group_end(store));
    assert_int_not_equal(ms_store_group_end(store), MS_STORE_OK);
    assert_int_equal(count_events(store), 4);
    place_expect(store, MS_STORE_OK, ms_store_group_begin(store));
    place_append(store, "c", 1);
    ms_store_group_undo(store);
    place_append(store, "a", 3);
    place_expect(store, MS_STORE_OK, ms_store_group_begin(store));
    place_append(store, "c", 1);
    ms_store_close(store); /* undoes it too */
    store = place_open(MS_STORE_READ);
    assert_int_equal(count_events(store), 5);
    ms_store_close(store);
}

static void bulk_gives_the_same_chain(void **state)
{
    (void)state;
    ms_store_head kept = fill(), head;
    place_clear();
    ms_store *store = place_open(MS_STORE_CREATE);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    for (uint64_t i = 1; i <= 3; i++) {
        ms_event a = place_event(i, "a"), b = place_event(i, "b");
        assert_true(add(store, "a", &a));
        assert_true(add(store, "b", &b));
    }
    place_expect(store, MS_STORE_OK, ms_store_bulk_end(store));
    place_expect(store, MS_STORE_OK, ms_store_verify(store, &kept, &head));
    assert_true(ms_chain_same(&kept, &head));
    assert_cases(store, NULL, 0, "a 3 {}\nb 3 {}\n");
    append_with(store, "a", 4, "{\"kept\":1}", "[]");
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    ms_event a = place_event(5, "a"), b = place_event(4, "b");
    assert_true(add(store, "b", &b));
    assert_true(add(store, "a", &a));
    place_expect(store, MS_STORE_OK, ms_store_bulk_end(store));
    assert_cases(store, NULL, 0, "a 5 {\"kept\":1}\nb 4 {}\n");
    assert_int_equal(count_events(store), 9);
    ms_store_close(store);
}

static void a_bulk_that_fails_leaves_nothing(void **state)
{
    (void)state;
    (void)fill();
    ms_store *store = place_open(MS_STORE_WRITE);
    ms_event good = place_event(4, "a"), again = place_event(4, "a"), bad = place_event(5, "a");
    bad.body = place_text("[]");
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &good));
    place_expect(store, MS_STORE_CONFLICT, ms_store_bulk_add(store, "a", &again));
    place_expect(store, MS_STORE_FAILED, ms_store_bulk_add(store, "a", &good)); /* it is over */
    place_expect(store, MS_STORE_FAILED, ms_store_bulk_end(store));
    assert_int_equal(count_events(store), 6);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &good));
    place_expect(store, MS_STORE_FAILED, ms_store_bulk_add(store, "a", &bad));
    assert_int_equal(count_events(store), 6);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &good));
    ms_store_bulk_undo(store);
    assert_int_equal(count_events(store), 6);
    place_expect(store, MS_STORE_OK, ms_store_bulk_begin(store));
    place_expect(store, MS_STORE_OK, ms_store_bulk_add(store, "a", &good));
    ms_store_close(store); /* in the middle */
    store = place_open(MS_STORE_WRITE);
    assert_int_equal(count_events(store), 6);
    place_append(store, "a", 4);
    ms_store_close(store);
}

int main(int argc, char **argv)
{
    place_choose(argc > 1 ? argv[1] : "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_is_made_unless_asked, clear),
        cmocka_unit_test_setup(made_once_and_opened_again, clear),
        cmocka_unit_test_setup(who_reads_does_not_write, clear),
        cmocka_unit_test_setup(a_later_version_is_refused, clear),
        cmocka_unit_test_setup(many_make_it_at_once, clear),
        cmocka_unit_test_setup(what_is_appended_is_read_back, clear),
        cmocka_unit_test_setup(a_megabyte_is_kept_to_the_byte, clear),
        cmocka_unit_test_setup(who_comes_second_is_told, clear),
        cmocka_unit_test_setup(what_cannot_be_kept_is_refused_whole, clear),
        cmocka_unit_test_setup(cases_are_listed_in_order, clear),
        cmocka_unit_test_setup(the_worklist_is_by_day, clear),
        cmocka_unit_test_setup(all_is_derived_anew, clear),
        cmocka_unit_test_setup(the_chain_is_the_one_of_the_events, clear),
        cmocka_unit_test_setup(heads_are_text, clear),
        cmocka_unit_test_setup(every_field_counts, clear),
        cmocka_unit_test_setup(events_are_guarded, clear),
        cmocka_unit_test_setup(what_was_changed_is_found, clear),
        cmocka_unit_test_setup(a_cut_tail_is_found_against_a_kept_head, clear),
        cmocka_unit_test_setup(a_gap_in_a_case_is_found, clear),
        cmocka_unit_test_setup(writers_at_once_lose_nothing, clear),
        cmocka_unit_test_setup(who_waits_too_long_is_told, clear),
        cmocka_unit_test_setup(a_callback_may_stop_but_not_call, clear),
        cmocka_unit_test_setup(a_group_is_kept_whole, clear),
        cmocka_unit_test_setup(bulk_gives_the_same_chain, clear),
        cmocka_unit_test_setup(a_bulk_that_fails_leaves_nothing, clear),
    };
    int failed = cmocka_run_group_tests_name(argv[1], tests, NULL, NULL);
    place_end();
    return failed;
}
