/* A case that a test writes event by event, as the program does: with what each event brings with it. */
#ifndef MEDSUPPORT_TESTS_CASE_BENCH_H
#define MEDSUPPORT_TESTS_CASE_BENCH_H

#include "casefile/accept.h"
#include "casefile/redetermine.h"
#include "casefile/tasks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BENCH_EVENTS = 600, LONGEST_BENCH_BODY = 64 * 1024 };

typedef struct case_bench {
    ms_arena arena, scratch, texts;
    ms_tools tools;
    ms_state state;
    ms_event events[MOST_BENCH_EVENTS];
    size_t count;
    ms_refusal refusal;
    ms_date today; /* on which events are recorded; MS_NO_DATE: each on its own day, with what it brings with it */
    uint64_t order, notice, contest; /* of which a test tells */
} case_bench;

static inline ms_text word(const char *text)
{
    return (ms_text){text, strlen(text)};
}

static inline ms_date day(const char *text)
{
    ms_date found = ms_date_parse(text, strlen(text));
    assert_int_not_equal(MS_NO_DATE, found);
    return found;
}

static inline int bench_set_up(void **state)
{
    case_bench *c = calloc(1, sizeof *c);
    *state = c;
    if (c == NULL || ms_json_new(&c->tools.json) != MS_OK || ms_reader_new(&c->tools.reader) != MS_OK) {
        return -1;
    }
    c->tools.arena = &c->scratch;
    ms_state_begin(&c->state, &c->arena);
    return 0;
}

static inline int bench_tear_down(void **state)
{
    case_bench *c = *state;
    ms_json_free(c->tools.json);
    ms_reader_free(c->tools.reader);
    ms_determination_free(c->tools.determination);
    ms_buffer_free(&c->tools.document);
    ms_arena_free(&c->arena);
    ms_arena_free(&c->scratch);
    ms_arena_free(&c->texts);
    free(c);
    return 0;
}

/* Folds the first events anew, as after a refusal. */
static inline void bench_fold(case_bench *c, size_t count)
{
    size_t done;
    ms_refusal ignored;
    c->count = count;
    ms_arena_reset(&c->arena);
    ms_state_begin(&c->state, &c->arena);
    assert_int_equal(MS_OK, ms_state_fold(&c->state, c->tools.json, c->events, c->count, &done, &ignored));
}

static inline ms_status bench_accept(case_bench *c, const char *kind, ms_date on, const char *body, size_t length)
{
    char *kept = ms_arena_room(&c->texts, length, 1), *at = ms_arena_room(&c->texts, 32, 1);
    char today[MS_DATE_TEXT_SIZE];
    assert_true(c->count < MOST_BENCH_EVENTS);
    memcpy(kept, body, length);
    ms_date_format(c->today != MS_NO_DATE ? c->today : on, today);
    snprintf(at, 32, "%sT00:00:00Z", today);
    c->events[c->count] = (ms_event){.sequence = c->count + 1,
                                     .at = word(at),
                                     .actor = word("dana"),
                                     .effective = on,
                                     .kind = word(kind),
                                     .body = {kept, length}};
    ms_status status = ms_event_accept(&c->state, &c->tools, &c->events[c->count], &c->refusal);
    c->count += status == MS_OK;
    return status;
}

/* Adds an event with those that it brings with it, or none of them. */
static inline ms_status bench_add(case_bench *c, const char *kind, ms_date on, const char *body, size_t length)
{
    ms_follow_ups follow_ups = {0};
    size_t before = c->count;
    ms_date today = c->today;
    c->today = today != MS_NO_DATE ? today : on;
    ms_status status = bench_accept(c, kind, on, body, length);
    const ms_entry *record = status == MS_OK ? ms_state_entry(&c->state, c->state.sequence) : NULL;
    if (record != NULL && record->kind->follow != NULL) {
        status = record->kind->follow(&c->state, &c->tools, record, &follow_ups);
    }
    for (size_t i = 0; i < follow_ups.count && status == MS_OK; i++) {
        const ms_follow_up *item = &follow_ups.items[i];
        status = bench_add(c, item->kind->name, item->effective, item->body.text, item->body.length);
    }
    ms_follow_ups_free(&follow_ups);
    c->today = today;
    if (status != MS_OK) {
        bench_fold(c, before);
    }
    return status;
}

__attribute__((format(printf, 2, 0))) static inline void bench_say(char text[LONGEST_BENCH_BODY], const char *body,
                                                                   va_list arguments)
{
    int length = vsnprintf(text, LONGEST_BENCH_BODY, body, arguments);
    assert_in_range(length, 0, LONGEST_BENCH_BODY - 1);
}

/* Both take the body as printf does. The number of the event that was added. */
__attribute__((format(printf, 4, 5))) static inline uint64_t accepted(case_bench *c, const char *kind, const char *on,
                                                                      const char *body, ...)
{
    char text[LONGEST_BENCH_BODY];
    size_t before = c->count;
    va_list arguments;
    va_start(arguments, body);
    bench_say(text, body, arguments);
    va_end(arguments);
    ms_status status = bench_add(c, kind, day(on), text, strlen(text));
    if (status != MS_OK) {
        const char *why = status == MS_ERROR_INVALID ? c->refusal.reason : ms_status_text(status);
        print_error("%s %s: %s (%s)\n", kind, text, why, status == MS_ERROR_INVALID ? c->refusal.citation : "");
    }
    assert_int_equal(MS_OK, status);
    return before + 1;
}

__attribute__((format(printf, 6, 7))) static inline void refused(case_bench *c, const char *citation,
                                                                 const char *reason, const char *kind, const char *on,
                                                                 const char *body, ...)
{
    char text[LONGEST_BENCH_BODY];
    size_t before = c->count;
    va_list arguments;
    va_start(arguments, body);
    bench_say(text, body, arguments);
    va_end(arguments);
    ms_status status = bench_add(c, kind, day(on), text, strlen(text));
    if (status != MS_ERROR_INVALID) {
        print_error("%s %s was not refused\n", kind, text);
    }
    assert_int_equal(MS_ERROR_INVALID, status);
    if (strstr(c->refusal.citation, citation) == NULL || strstr(c->refusal.reason, reason) == NULL) {
        fail_msg("'%s' (%s) is not '%s' (%s)", c->refusal.reason, c->refusal.citation, reason, citation);
    }
    assert_int_equal(before, c->count);
    assert_int_equal(before, c->state.sequence);
}

/* How many departures an event has. */
static inline int bench_departures(const case_bench *c, uint64_t sequence, const char *words)
{
    int count = 0;
    const ms_entry *entry = ms_state_entry(&c->state, sequence);
    for (const ms_departure *d = entry->departures; d != NULL; d = d->next) {
        assert_non_null(d->citation);
        char text[600];
        snprintf(text, sizeof text, "%.*s", (int)d->words.length, d->words.at);
        count += strstr(text, words) != NULL;
    }
    assert_int_equal(entry->departures != NULL, (entry->flags & MS_EVENT_DEPARTS) != 0);
    return count;
}

/* Determines the case as it stands on a day; `despite`: in spite of conflicts. What came of adding it. */
static inline ms_status bench_determination(case_bench *c, const char *on, bool despite)
{
    ms_settings settings;
    ms_buffer body = {0};
    ms_view view = {.upto = c->state.sequence, .on = day(on)};
    assert_int_equal(MS_OK, ms_settings_at(view.on, &settings));
    assert_int_equal(MS_OK, ms_determination_body(&c->state, &c->tools, view, &settings, despite, &body));
    ms_status status = bench_add(c, "determination_made", view.on, body.text, body.length);
    ms_buffer_free(&body);
    return status;
}

/* The same, accepted; the number of the last event. */
static inline uint64_t bench_determine(case_bench *c, const char *on)
{
    assert_int_equal(MS_OK, bench_determination(c, on, false));
    return c->count;
}

/* The case document of a day, with a zero behind it. */
static inline void bench_document(case_bench *c, const char *on, ms_buffer *out)
{
    ms_view view = {.upto = c->state.sequence, .on = day(on)};
    ms_derivation what = ms_derivation_of(ms_standings_make(&c->state, view, &c->scratch), view);
    out->length = 0;
    ms_derive(&c->state, &what, out);
    ms_buffer_add(out, "", 1);
}

/* Whether that holds a part, or does not. */
static inline void bench_holds(case_bench *c, const char *on, const char *part, bool there)
{
    ms_buffer out = {0};
    bench_document(c, on, &out);
    if ((strstr(out.text, part) != NULL) != there) {
        fail_msg("%s: '%s' is%s there", out.text, part, there ? " not" : "");
    }
    ms_buffer_free(&out);
}

static inline void bench_fact(case_bench *c, const char *on, const char *path, const char *value, bool changed)
{
    (void)accepted(c, "fact_recorded", on, "{\"path\":\"%s\",\"value\":%s,\"source\":\"employer\"%s}", path, value,
                   changed ? ",\"changed\":true" : "");
}

/* The tasks that are open on a day. */
static inline ms_open_tasks bench_tasks_on(case_bench *c, ms_date on)
{
    ms_open_tasks tasks;
    assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
    ms_tasks_on(&tasks, on);
    return tasks;
}

static inline bool bench_same_task(const ms_open_task *a, const ms_open_task *b)
{
    bool same_slot = (a->slot == NULL) == (b->slot == NULL) && (a->slot == NULL || a->slot->number == b->slot->number);
    return a->kind == b->kind && a->due == b->due && a->of == b->of && a->party == b->party && same_slot
           && a->child.length == b->child.length
           && (a->child.at == NULL || memcmp(a->child.at, b->child.at, a->child.length) == 0);
}

/* Adds an event, recorded with the last, that takes effect some days after all others, and holds that it closes nothing
 * that is open on the day before. A correction takes back at once. */
static inline ms_status bench_add_ahead(case_bench *c, const char *kind, ms_date ahead, const char *body, size_t length)
{
    ms_date latest = ms_state_latest(&c->state);
    ms_date on = ahead + (latest > c->state.recorded ? latest : c->state.recorded);
    ms_open_tasks before = bench_tasks_on(c, on - 1);
    c->today = c->state.recorded;
    ms_status status = bench_add(c, kind, on, body, length);
    c->today = MS_NO_DATE;
    if (status != MS_OK || strcmp(kind, "correction") == 0) {
        return status;
    }
    ms_open_tasks after = bench_tasks_on(c, on - 1);
    for (size_t i = 0; i < before.count; i++) {
        bool still = false;
        for (size_t j = 0; j < after.count && !still; j++) {
            still = bench_same_task(&before.tasks[i], &after.tasks[j]);
        }
        if (!still) {
            ms_buffer words = {0};
            ms_task_say(&words, &before.tasks[i]);
            fail_msg("%s, %u days ahead, closes before its day: %.*s", kind, (unsigned)ahead, (int)words.length,
                     words.text);
        }
    }
    return status;
}

/* The open task of a kind and, where it is not 0, of a matter; due: its day. False where there is none. */
static inline bool bench_task(case_bench *c, ms_task_kind kind, uint64_t of, const char *due)
{
    ms_open_tasks tasks;
    assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
    for (size_t i = 0; i < tasks.count; i++) {
        bool same = tasks.tasks[i].kind == kind && (of == 0 || tasks.tasks[i].of == of);
        if (same && (due == NULL || tasks.tasks[i].due == day(due))) {
            assert_non_null(ms_task_citation(&tasks.tasks[i]));
            return true;
        }
    }
    return false;
}

#endif
