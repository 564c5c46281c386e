/* casefile/: notices, contests, withholding, coverage: every answer, every clock, what is refused, what is flagged. */
#include "casefile/accept.h"
#include "casefile/notices.h"
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

enum { MOST_EVENTS = 400, MOST_BODY = 2000 };

typedef struct bench_case {
    ms_arena arena, scratch, texts;
    ms_tools tools;
    ms_state state;
    ms_event events[MOST_EVENTS];
    size_t count;
    ms_refusal refusal;
    uint64_t order, notice, contest;
} bench_case;

static ms_text word(const char *text)
{
    return (ms_text){text, strlen(text)};
}

static ms_date day(const char *text)
{
    return ms_date_parse(text, strlen(text));
}

/* Folds what was accepted anew, as after a refusal. */
static void fold_anew(bench_case *c)
{
    size_t done;
    ms_refusal refusal; /* the other one is looked at */
    ms_arena_reset(&c->arena);
    ms_state_begin(&c->state, &c->arena);
    assert_int_equal(ms_state_fold(&c->state, c->tools.json, c->events, c->count, &done, &refusal), MS_OK);
}

static ms_status add(bench_case *c, const char *kind, ms_date on, const char *body, size_t length);

/* What an event brings with it is added as well. */
static void add_follow_ups(bench_case *c)
{
    const ms_entry *record = ms_state_entry(&c->state, c->state.sequence);
    ms_follow_ups *follow_ups = calloc(1, sizeof *follow_ups);
    assert_non_null(follow_ups);
    if (record->kind->follow != NULL) {
        assert_int_equal(record->kind->follow(&c->state, &c->tools, record, follow_ups), MS_OK);
    }
    for (size_t i = 0; i < follow_ups->count; i++) {
        const ms_follow_up *item = &follow_ups->items[i];
        assert_false(item->body.failed);
        ms_status status = add(c, item->kind->name, item->effective, item->body.text, item->body.length);
        if (status != MS_OK) {
            print_error("%.*s: %s\n", (int)item->body.length, item->body.text, c->refusal.reason);
        }
        assert_int_equal(status, MS_OK);
    }
    ms_follow_ups_free(follow_ups);
    free(follow_ups);
}

static ms_status add(bench_case *c, const char *kind, ms_date on, const char *body, size_t length)
{
    char *kept = ms_arena_room(&c->texts, length, 1);
    assert_true(kept != NULL && c->count < MOST_EVENTS);
    memcpy(kept, body, length);
    c->events[c->count] = (ms_event){.sequence = c->count + 1,
                                     .at = word("2026-11-22T00:00:00Z"),
                                     .actor = word("dana"),
                                     .effective = on,
                                     .kind = word(kind),
                                     .body = {kept, length}};
    ms_status status = ms_event_accept(&c->state, &c->tools, &c->events[c->count], &c->refusal);
    if (status != MS_OK) {
        fold_anew(c);
        return status;
    }
    c->count++;
    add_follow_ups(c);
    return MS_OK;
}

/* Adds an event; returns its number. The body is made as printf makes it. */
__attribute__((format(printf, 4, 5))) static uint64_t accepted(bench_case *c, const char *kind, const char *on,
                                                               const char *body, ...)
{
    char text[MOST_BODY];
    uint64_t number = c->count + 1;
    va_list arguments;
    va_start(arguments, body);
    (void)vsnprintf(text, sizeof text, body, arguments);
    va_end(arguments);
    ms_status status = add(c, kind, day(on), text, strlen(text));
    if (status != MS_OK) {
        print_error("%s %s: %s (%s)\n", kind, text, c->refusal.reason, c->refusal.citation);
    }
    assert_int_equal(status, MS_OK);
    return number;
}

__attribute__((format(printf, 6, 7))) static void refused(bench_case *c, const char *citation, const char *reason,
                                                          const char *kind, const char *on, const char *body, ...)
{
    char text[MOST_BODY];
    size_t before = c->count;
    va_list arguments;
    va_start(arguments, body);
    (void)vsnprintf(text, sizeof text, body, arguments);
    va_end(arguments);
    assert_int_equal(add(c, kind, day(on), text, strlen(text)), MS_ERROR_INVALID);
    if (strstr(c->refusal.citation, citation) == NULL || strstr(c->refusal.reason, reason) == NULL) {
        fail_msg("%s %s: '%s' (%s)", kind, text, c->refusal.reason, c->refusal.citation);
    }
    assert_int_equal(c->count, before);
}

/* ---- what is looked at ------------------------------------------------------------------------------------------- */

static void notice_is(const bench_case *c, ms_notice_state state)
{
    const ms_matter *notice = ms_state_matter(&c->state, c->notice, &ms_notice_course);
    assert_int_equal(state, ms_matter_state(notice, ms_look_at_all(&c->state)));
}

/* The task of a kind is due on a day, by a clock (-1: none); on NULL: there is no such task. */
static void task_is(bench_case *c, ms_task_kind kind, const char *on, int clock)
{
    ms_open_tasks tasks;
    const ms_open_task *found = NULL;
    assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
    for (size_t i = 0; i < tasks.count; i++) {
        found = tasks.tasks[i].kind == kind ? &tasks.tasks[i] : found;
    }
    if ((found != NULL) != (on != NULL)) {
        fail_msg("%s: %s", ms_task_name(kind), on == NULL ? "is open" : "is not open");
    }
    if (found != NULL) {
        char due[MS_DATE_TEXT_SIZE];
        ms_date_format(found->due, due);
        assert_string_equal(on, due);
        assert_ptr_equal(clock < 0 ? NULL : ms_clock_describe((ms_clock)clock), found->clock);
        assert_true(strlen(ms_task_citation(found)) > 0);
    }
}

/* Whether the last event of a kind departs from the law, with a citation that holds a text. citation NULL: it does not. */
static void departs(const bench_case *c, const char *kind, const char *citation)
{
    const ms_entry *last = NULL;
    for (uint64_t i = 1; i <= c->state.sequence; i++) {
        const ms_entry *entry = ms_state_entry(&c->state, i);
        last = strcmp(entry->kind->name, kind) == 0 ? entry : last;
    }
    assert_non_null(last);
    bool found = false;
    for (const ms_departure *d = last->departures; d != NULL; d = d->next) {
        found = found || (citation != NULL && strstr(d->citation, citation) != NULL);
    }
    assert_int_equal(citation != NULL, found);
    assert_int_equal(citation != NULL, (last->flags & MS_EVENT_DEPARTS) != 0);
}

/* ---- a case with an order in force, and a notice ----------------------------------------------------------------- */

static void open_case(bench_case *c)
{
    accepted(c, "case_opened", "2026-09-14", "{\"case_id\":\"t-1\",\"children\":[\"c1\",\"c2\"]}");
    accepted(c, "fact_recorded", "2026-09-14",
             "{\"path\":\"/children/c1/name\",\"value\":\"Ana\",\"source\":\"agency_record\"}");
    accepted(c, "fact_recorded", "2026-09-14",
             "{\"path\":\"/children/c2/name\",\"value\":\"Leo\",\"source\":\"agency_record\"}");
    accepted(c, "fact_recorded", "2026-09-14",
             "{\"path\":\"/parent_not_seeking/name\",\"value\":\"Luis\",\"source\":\"agency_record\"}");
    accepted(c, "fact_recorded", "2026-09-14",
             "{\"path\":\"/parent_not_seeking/plans\",\"value\":[],\"source\":\"parent_not_seeking\"}");
}

static void make_order(bench_case *c, const char *children)
{
    c->order = accepted(c, "order_requested", "2026-10-05", "{\"way\":\"judicial\",\"by\":\"custodial_parent\"}");
    accepted(c, "order_terms", "2026-11-16",
             "{\"order\":%llu,\"children\":%s,\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}",
             (unsigned long long)c->order, children);
    accepted(c, "order_approved", "2026-11-20",
             "{\"order\":%llu,\"judge\":\"R. Ames\",\"docket\":\"26AC-CC00417\",\"as_entered\":true}",
             (unsigned long long)c->order);
}

static void hire(bench_case *c, const char *employer, const char *on)
{
    c->notice =
        accepted(c, "new_hire_entered", on, "{\"order\":%llu,\"party\":\"parent_not_seeking\",\"employer\":\"%s\"}",
                 (unsigned long long)c->order, employer);
}

static void send(bench_case *c, const char *on)
{
    accepted(c, "notice_sent", on,
             "{\"notice\":%llu,\"obligor_mailed\":\"%s\",\"participant_address\":\"stated\",\"child_address\":\"own\"}",
             (unsigned long long)c->notice, on);
}

/* A step of the notice with further members, each with a comma before it. */
static void step(bench_case *c, const char *kind, const char *on, const char *members)
{
    accepted(c, kind, on, "{\"notice\":%llu%s}", (unsigned long long)c->notice, members);
}

static int set_up(void **state)
{
    bench_case *c = calloc(1, sizeof *c);
    *state = c;
    if (c == NULL || ms_json_new(&c->tools.json) != MS_OK || ms_reader_new(&c->tools.reader) != MS_OK) {
        return -1;
    }
    c->tools.arena = &c->scratch;
    ms_state_begin(&c->state, &c->arena);
    open_case(c);
    make_order(c, "[\"c1\"]");
    hire(c, "Acme Foods", "2026-11-24");
    return 0;
}

static int set_up_sent(void **state)
{
    int failed = set_up(state);
    send(*state, "2026-11-25");
    return failed;
}

static int tear_down(void **state)
{
    bench_case *c = *state;
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

/* ---- sending ----------------------------------------------------------------------------------------------------- */

/* Thanksgiving lies between: Tuesday the 24th, Wednesday, Friday the 27th. */
static void two_business_days_to_send(void **state)
{
    bench_case *c = *state;
    task_is(c, MS_TASK_SEND_NOTICE, "2026-11-27", MS_CLOCK_NOTICE);
    send(c, "2026-11-27");
    departs(c, "notice_sent", NULL);
    task_is(c, MS_TASK_SEND_NOTICE, NULL, -1);
    notice_is(c, MS_NOTICE_SENT);
}

/* An order in force that nobody carries out is a task, until a notice is begun or the child is covered. */
static void an_order_is_carried_out_by_somebody(void **state)
{
    bench_case *c = *state;
    task_is(c, MS_TASK_FIND_EMPLOYER, NULL, -1); /* a notice was begun */
    accepted(c, "correction", "2026-11-24", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)c->notice);
    task_is(c, MS_TASK_FIND_EMPLOYER, "2026-11-20", -1);
    accepted(c, "coverage_began", "2026-12-01",
             "{\"child\":\"c1\",\"plan\":\"union\",\"party\":\"parent_not_seeking\"}");
    task_is(c, MS_TASK_FIND_EMPLOYER, NULL, -1);
    accepted(c, "correction", "2026-12-01", "{\"of\":%zu,\"reason\":\"x\"}", c->count);
    task_is(c, MS_TASK_FIND_EMPLOYER, "2026-11-20", -1);
    accepted(c, "order_terminated", "2026-12-02",
             "{\"order\":%llu,\"by\":\"court\",\"judge\":\"R. Ames\",\"docket\":\"x\",\"reason\":\"x\"}",
             (unsigned long long)c->order);
    task_is(c, MS_TASK_FIND_EMPLOYER, NULL, -1);
}

static void sent_late_is_flagged(void **state)
{
    bench_case *c = *state;
    send(c, "2026-11-30");
    departs(c, "notice_sent", "45 CFR 303.32(c)(2)");
    send(c, "2026-12-01"); /* another one is not late */
    departs(c, "notice_sent", NULL);
}

/* An entry before there is an order: the days run from the order. */
static void days_run_from_the_later(void **state)
{
    bench_case *c = *state;
    uint64_t order = c->order;
    c->order = accepted(c, "order_requested", "2026-11-24", "{\"way\":\"judicial\",\"by\":\"custodial_parent\"}");
    accepted(c, "order_terms", "2026-11-24",
             "{\"order\":%llu,\"children\":[\"c2\"],\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}",
             (unsigned long long)c->order);
    hire(c, "Birch", "2026-11-24");
    refused(c, "45 CFR 303.32(a)", "no order in force", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
    accepted(c, "order_approved", "2026-12-23",
             "{\"order\":%llu,\"judge\":\"R. Ames\",\"docket\":\"x\",\"as_entered\":true}",
             (unsigned long long)c->order);
    task_is(c, MS_TASK_SEND_NOTICE, "2026-12-28", MS_CLOCK_NOTICE); /* over Christmas and a weekend */
    assert_int_not_equal(order, c->order);
}

static void an_employer_found_otherwise_has_no_days(void **state)
{
    bench_case *c = *state;
    send(c, "2026-11-25");
    c->notice = accepted(c, "employer_found", "2026-11-26",
                         "{\"order\":%llu,\"party\":\"parent_not_seeking\",\"employer\":\"Birch\"}",
                         (unsigned long long)c->order);
    task_is(c, MS_TASK_SEND_NOTICE, "2026-11-26", -1);
    send(c, "2027-02-01");
    departs(c, "notice_sent", NULL);
}

static void sending_is_refused(void **state)
{
    bench_case *c = *state;
    unsigned long long n = c->notice;
    refused(c, "RSMo 454.609.1", "obligor_mailed", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"participant_address\":\"stated\",\"child_address\":\"own\"}", n);
    refused(c, "RSMo 454.609.1", "on the day of the notice", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-26\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            n);
    refused(c, "29 CFR 2590.609-2", "participant_address", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"child_address\":\"own\"}", n);
    refused(c, "29 CFR 2590.609-2", "recipient_address", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\"}", n);
    refused(c, "45 CFR 303.32(a)", "does not name", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\",\"children\":[\"c2\"]}",
            n);
    refused(c, "", "child", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\",\"children\":[]}",
            n);
    refused(c, "record", "no order 3", "employer_found", "2026-11-25",
            "{\"order\":3,\"party\":\"parent_not_seeking\",\"employer\":\"Birch\"}");
    refused(c, "format", "nine digits", "employer_found", "2026-11-25",
            "{\"order\":%llu,\"party\":\"parent_not_seeking\",\"employer\":\"Birch\",\"fein\":\"12-34567\"}",
            (unsigned long long)c->order);
    /* "if any": a participant whose address nobody knows does not make it incomplete; nor does an official's address */
    accepted(c, "notice_sent", "2026-11-25",
             "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"none_known\","
             "\"child_address\":\"official\"}",
             n);
}

/* What is sealed never goes to an employer. */
static void a_protected_address_needs_an_official(void **state)
{
    bench_case *c = *state;
    static const char *const paths[] = {"/parent_seeking/protected_address", "/children/c1/protected_address"};
    for (int i = 0; i < 2; i++) {
        uint64_t secret =
            accepted(c, "secret_recorded", "2026-11-24",
                     "{\"path\":\"%s\",\"sealed\":\"sealed:1:0a1b2c3d:AAAA\",\"source\":\"parent_seeking\"}", paths[i]);
        refused(c, "A-63", "protected address", "notice_sent", "2026-11-25",
                "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
                "\"child_address\":\"own\"}",
                (unsigned long long)c->notice);
        accepted(c, "correction", "2026-11-24", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)secret);
    }
    send(c, "2026-11-25");
}

static void a_name_has_to_be_known(void **state)
{
    bench_case *c = *state;
    accepted(c, "fact_withdrawn", "2026-11-24", "{\"of\":2}");
    refused(c, "29 CFR 2590.609-2", "recipient_name", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
}

static void the_other_parent_is_not_bound(void **state)
{
    bench_case *c = *state;
    c->notice =
        accepted(c, "new_hire_entered", "2026-11-24",
                 "{\"order\":%llu,\"party\":\"parent_seeking\",\"employer\":\"Birch\"}", (unsigned long long)c->order);
    task_is(c, MS_TASK_SEND_NOTICE, "2026-11-27", MS_CLOCK_NOTICE); /* of the first one alone */
    refused(c, "RSMo 454.606.1", "binds this parent", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
}

static void other_coverage_spares_the_notice(void **state)
{
    bench_case *c = *state;
    step(c, "notice_not_required", "2026-11-25", ",\"evidence\":\"paragraph 4\"");
    notice_is(c, MS_NOTICE_NOT_REQUIRED);
    task_is(c, MS_TASK_SEND_NOTICE, NULL, -1);
    refused(c, "45 CFR 303.32(b)", "other than through the employer", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
}

static void a_later_notice_replaces(void **state)
{
    bench_case *c = *state;
    uint64_t first = c->notice;
    send(c, "2026-11-25");
    hire(c, "ACME foods", "2026-12-01"); /* the same, written otherwise */
    send(c, "2026-12-02");
    assert_int_equal(MS_NOTICE_REPLACED,
                     ms_matter_state(ms_state_matter(&c->state, first, &ms_notice_course), ms_look_at_all(&c->state)));
    hire(c, "Birch", "2026-12-08");
    send(c, "2026-12-09"); /* another employer: both run */
    notice_is(c, MS_NOTICE_SENT);
    refused(c, "Part A", "no notice to this employer", "notice_replaced", "2026-12-10", "{\"notice\":%llu,\"by\":%zu}",
            (unsigned long long)c->notice, c->count);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static void the_clocks_of_a_notice(void **state)
{
    bench_case *c = *state;
    task_is(c, MS_TASK_FORWARD_NOTICE, "2026-12-24", MS_CLOCK_TRANSFER);
    task_is(c, MS_TASK_EMPLOYER_ANSWERS, "2026-12-24", MS_CLOCK_NO_COVERAGE);
    task_is(c, MS_TASK_PLAN_ANSWERS, "2027-01-26", MS_CLOCK_PLAN_ANSWER);
    task_is(c, MS_TASK_CONTEST, "2026-12-28", MS_CLOCK_CONTEST); /* the thirtieth day is Christmas, a Friday */
    step(c, "employer_forwarded", "2026-12-24", ",\"to\":\"Midland\"");
    departs(c, "employer_forwarded", NULL);
    notice_is(c, MS_NOTICE_FORWARDED);
    task_is(c, MS_TASK_FORWARD_NOTICE, NULL, -1);
    task_is(c, MS_TASK_EMPLOYER_ANSWERS, NULL, -1);
    task_is(c, MS_TASK_PLAN_ANSWERS, "2027-01-26", MS_CLOCK_PLAN_ANSWER);
    step(c, "plan_enrolled", "2027-01-26", ",\"plan\":\"acme-ppo\",\"from\":\"2027-02-01\"");
    departs(c, "plan_enrolled", NULL);
    notice_is(c, MS_NOTICE_ENROLLED);
    task_is(c, MS_TASK_PLAN_ANSWERS, NULL, -1);
    task_is(c, MS_TASK_CONTEST, NULL, -1); /* the answer came later than its last day */
}

typedef struct answer {
    const char *kind, *members;
    ms_notice_state state;
    const char *citation; /* of an answer on the day after the last */
    bool of_plan;
} answer;

static const answer answers[] = {
    {"employer_forwarded", "", MS_NOTICE_FORWARDED, "45 CFR 303.32(c)(3)", false},
    {"coverage_unavailable", ",\"answer\":\"never_employed\"", MS_NOTICE_UNAVAILABLE, "Part A", false},
    {"coverage_unavailable", ",\"answer\":\"no_dependent_coverage\"", MS_NOTICE_UNAVAILABLE, "Part A", false},
    {"coverage_unavailable", ",\"answer\":\"ineligible_class\"", MS_NOTICE_UNAVAILABLE, "Part A", false},
    {"coverage_unavailable", ",\"answer\":\"child_not_eligible\",\"by\":\"plan_administrator\"", MS_NOTICE_UNAVAILABLE,
     "RSMo 454.615.2", true},
    {"employer_limited", "", MS_NOTICE_LIMITED, "Part A", false},
    {"coverage_deferred", ",\"by\":\"employer\",\"days\":120", MS_NOTICE_WAITING, "Part A", false},
    {"coverage_deferred", ",\"by\":\"employer\",\"for\":\"absence\",\"until\":\"2027-06-01\"", MS_NOTICE_WAITING,
     "Part A", false},
    {"coverage_deferred", ",\"by\":\"plan_administrator\",\"days\":120", MS_NOTICE_WAITING, "RSMo 454.615.2", true},
    {"coverage_deferred", ",\"by\":\"plan_administrator\",\"measure\":\"600 hours\"", MS_NOTICE_WAITING,
     "RSMo 454.615.2", true},
    {"plan_option", ",\"option\":\"PPO\"", MS_NOTICE_OPTIONS, "RSMo 454.615.2", true},
    {"plan_enrolled", ",\"plan\":\"acme-ppo\",\"from\":\"2027-02-01\"", MS_NOTICE_ENROLLED, "RSMo 454.615.2", true},
    {"plan_rejected", ",\"reasons\":\"it asks for dental benefits\",\"lacks\":\"benefit\"", MS_NOTICE_REJECTED,
     "RSMo 454.615.2", true},
};

/* Each answer in time on its last day, late on the next. */
static void every_answer(void **state)
{
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        const answer *a = &answers[i];
        for (int late = 0; late <= 1; late++) {
            assert_int_equal(0, set_up_sent(state));
            bench_case *c = *state;
            const char *on = a->of_plan ? (late ? "2027-01-27" : "2027-01-26") : (late ? "2026-12-28" : "2026-12-24");
            step(c, a->kind, on, a->members);
            notice_is(c, a->state);
            departs(c, a->kind, late ? a->citation : NULL);
            tear_down(state);
        }
    }
    assert_int_equal(0, set_up_sent(state)); /* for the tear-down */
}

static void an_answer_without_a_notice(void **state)
{
    bench_case *c = *state;
    refused(c, "45 CFR 303.32(c)", "no notice has been sent", "employer_forwarded", "2026-11-26", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
    /* on the parent's own application the child may be enrolled all the same, RSMo 454.618.1 */
    step(c, "plan_enrolled", "2026-11-26", ",\"plan\":\"acme-ppo\",\"from\":\"2026-12-01\"");
    notice_is(c, MS_NOTICE_ENROLLED);
    departs(c, "plan_enrolled", NULL);
}

static void a_rejection_of_a_complete_notice_departs(void **state)
{
    bench_case *c = *state;
    step(c, "plan_rejected", "2026-12-15", ",\"reasons\":\"no date of birth\",\"lacks\":\"child\"");
    departs(c, "plan_rejected", "29 CFR 2590.609-2");
    task_is(c, MS_TASK_CORRECT_NOTICE, "2026-12-15", -1);
    send(c, "2026-12-16");
    task_is(c, MS_TASK_CORRECT_NOTICE, NULL, -1);
    task_is(c, MS_TASK_PLAN_ANSWERS, "2027-02-17", MS_CLOCK_PLAN_ANSWER); /* anew, over five holidays */
}

static void waiting_periods(void **state)
{
    bench_case *c = *state;
    /* ninety days from the receipt: at once; ninety-one: put off */
    step(c, "coverage_deferred", "2026-12-15",
         ",\"by\":\"plan_administrator\",\"received\":\"2026-12-01\",\"days\":90");
    departs(c, "coverage_deferred", "Response 4");
    task_is(c, MS_TASK_ENROL, "2026-12-15", -1);
    task_is(c, MS_TASK_WAIT, NULL, -1);
    step(c, "coverage_deferred", "2026-12-16",
         ",\"by\":\"plan_administrator\",\"received\":\"2026-12-01\",\"days\":91");
    departs(c, "coverage_deferred", NULL);
    task_is(c, MS_TASK_WAIT, "2027-03-02", MS_CLOCK_WAITING_PERIOD);
    step(c, "coverage_deferred", "2026-12-17",
         ",\"by\":\"plan_administrator\",\"received\":\"2026-12-01\",\"measure\":\"600 hours worked\"");
    departs(c, "coverage_deferred", NULL);
    task_is(c, MS_TASK_WAIT, "2027-03-01", MS_CLOCK_WAITING_PERIOD); /* when to ask */
    /* of the employer, and of an absence, there is no such limit */
    step(c, "coverage_deferred", "2026-12-18", ",\"by\":\"employer\",\"for\":\"absence\",\"until\":\"2027-01-10\"");
    departs(c, "coverage_deferred", NULL);
    task_is(c, MS_TASK_WAIT, "2027-01-10", MS_CLOCK_WAITING_PERIOD);
    refused(c, "format", "say one", "coverage_deferred", "2026-12-19",
            "{\"notice\":%llu,\"by\":\"employer\",\"days\":3,\"measure\":\"hours\"}", (unsigned long long)c->notice);
    refused(c, "format", "say one", "coverage_deferred", "2026-12-19", "{\"notice\":%llu,\"by\":\"employer\"}",
            (unsigned long long)c->notice);
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

static void offer(bench_case *c, bool with_default)
{
    step(c, "plan_option", "2026-12-10", ",\"option\":\"HMO\",\"plan\":\"acme-hmo\",\"contribution\":\"140.00\"");
    step(c, "plan_option", "2026-12-11",
         with_default ? ",\"option\":\"PPO\",\"plan\":\"acme-ppo\",\"default\":true" : ",\"option\":\"PPO\"");
}

static void an_option_is_selected_in_time(void **state)
{
    bench_case *c = *state;
    unsigned long long n = c->notice;
    offer(c, true);
    /* twenty business days from the report of the last option, over Christmas and New Year */
    task_is(c, MS_TASK_SELECT_OPTION, "2027-01-12", MS_CLOCK_SELECTION);
    refused(c, "RSMo 454.618", "no option of that name", "option_selected", "2026-12-14",
            "{\"notice\":%llu,\"option\":\"EPO\",\"consulted\":\"call\"}", n);
    refused(c, "RSMo 454.618", "consultation", "option_selected", "2026-12-14", "{\"notice\":%llu,\"option\":\"HMO\"}",
            n);
    refused(c, "record", "recorded as event", "plan_option", "2026-12-14", "{\"notice\":%llu,\"option\":\"HMO\"}", n);
    refused(c, "record", "at most", "plan_option", "2026-12-14",
            "{\"notice\":%llu,\"option\":\"EPO\",\"default\":true}", n);
    refused(c, "RSMo 454.618", "until 2027-01-12", "default_taken", "2027-01-12", "{\"notice\":%llu}", n);
    step(c, "option_selected", "2027-01-12", ",\"option\":\"HMO\",\"consulted\":\"call\"");
    task_is(c, MS_TASK_SELECT_OPTION, NULL, -1);
    task_is(c, MS_TASK_ENROL, "2027-01-12", -1);
    step(c, "plan_enrolled", "2027-01-20", ",\"plan\":\"acme-ppo\",\"from\":\"2027-02-01\"");
    departs(c, "plan_enrolled", "RSMo 454.618"); /* in another one */
    task_is(c, MS_TASK_ENROL, NULL, -1);
}

static void the_default_applies_after(void **state)
{
    bench_case *c = *state;
    offer(c, true);
    refused(c, "RSMo 454.618", "default option applies", "option_selected", "2027-01-13",
            "{\"notice\":%llu,\"option\":\"HMO\",\"consulted\":\"call\"}", (unsigned long long)c->notice);
    step(c, "default_taken", "2027-01-13", "");
    notice_is(c, MS_NOTICE_SELECTED);
    step(c, "plan_enrolled", "2027-01-20", ",\"plan\":\"acme-ppo\",\"from\":\"2027-02-01\"");
    departs(c, "plan_enrolled", NULL);
}

static void without_a_default_the_agency_still_selects(void **state)
{
    bench_case *c = *state;
    offer(c, false);
    refused(c, "RSMo 454.618", "no default", "default_taken", "2027-02-01", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
    step(c, "option_selected", "2027-02-01", ",\"option\":\"HMO\",\"consulted\":\"call\"");
    notice_is(c, MS_NOTICE_SELECTED);
}

static void enrolled_before_the_choice_is_flagged(void **state)
{
    bench_case *c = *state;
    offer(c, true);
    step(c, "plan_enrolled", "2026-12-14", ",\"plan\":\"acme-hmo\",\"from\":\"2027-01-01\"");
    departs(c, "plan_enrolled", "RSMo 454.618");
    notice_is(c, MS_NOTICE_ENROLLED);
}

/* The options of a notice that was replaced by another are history. */
static void options_are_of_the_last_notice(void **state)
{
    bench_case *c = *state;
    offer(c, true);
    send(c, "2026-12-14");
    assert_null(ms_notice_next_option(ms_state_matter(&c->state, c->notice, &ms_notice_course), NULL));
    offer(c, false);
    assert_null(ms_notice_default(ms_state_matter(&c->state, c->notice, &ms_notice_course)));
}

/* ---- the contest ------------------------------------------------------------------------------------------------- */

static void contest(bench_case *c, const char *on, const char *members)
{
    c->contest = accepted(c, "contest_received", on, "{\"notice\":%llu%s}", (unsigned long long)c->notice, members);
}

static void a_contest_in_time(void **state)
{
    bench_case *c = *state;
    contest(c, "2026-12-28", ",\"ground\":\"mistake_of_fact\"");
    departs(c, "contest_received", NULL);
    task_is(c, MS_TASK_CONTEST, NULL, -1);
    task_is(c, MS_TASK_HEAR_CONTEST, "2027-01-27", MS_CLOCK_HEARING);
    refused(c, "RSMo 454.606.3(2)", "is in force", "notice_terminated", "2027-01-05", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
    accepted(c, "contest_heard", "2027-01-27", "{\"contest\":%llu,\"outcome\":\"notice_ends\",\"by\":\"division\"}",
             (unsigned long long)c->contest);
    departs(c, "contest_heard", NULL);
    task_is(c, MS_TASK_HEAR_CONTEST, NULL, -1);
    task_is(c, MS_TASK_TERMINATE_NOTICE, "2027-01-27", -1);
    task_is(c, MS_TASK_PLAN_ANSWERS, NULL, -1); /* nothing is awaited on it any more */
    step(c, "notice_terminated", "2027-01-28", "");
    notice_is(c, MS_NOTICE_TERMINATED);
    task_is(c, MS_TASK_TERMINATE_NOTICE, NULL, -1);
}

static void a_contest_late_or_on_other_grounds(void **state)
{
    bench_case *c = *state;
    contest(c, "2026-12-29", ",\"ground\":\"mistake_of_fact\"");
    departs(c, "contest_received", "RSMo 454.609.1(4)");
    accepted(c, "contest_withdrawn", "2026-12-30", "{\"contest\":%llu}", (unsigned long long)c->contest);
    task_is(c, MS_TASK_HEAR_CONTEST, NULL, -1);
    accepted(c, "contest_heard", "2027-01-05", "{\"contest\":%llu,\"outcome\":\"notice_stands\",\"by\":\"court\"}",
             (unsigned long long)c->contest);
    departs(c, "contest_heard", "RSMo 454.609.1(5)");
    contest(c, "2026-12-01", ",\"ground\":\"other\"");
    departs(c, "contest_received", "RSMo 454.609.1(4)");
    contest(c, "2026-12-01", ",\"ground\":\"comparable_insurance\",\"insured_since\":\"2026-11-25\"");
    departs(c, "contest_received", "RSMo 454.609.1(4)");
    contest(c, "2026-12-01", ",\"ground\":\"comparable_insurance\",\"insured_since\":\"2026-11-24\"");
    departs(c, "contest_received", NULL);
    /* thirty days end on New Year's Eve, a Thursday; heard a day later is late */
    task_is(c, MS_TASK_HEAR_CONTEST, "2026-12-31", MS_CLOCK_HEARING);
    accepted(c, "contest_heard", "2027-01-04", "{\"contest\":%llu,\"outcome\":\"notice_stands\",\"by\":\"division\"}",
             (unsigned long long)c->contest);
    departs(c, "contest_heard", "RSMo 454.609.1(5)");
    notice_is(c, MS_NOTICE_SENT); /* the course of the notice went on beside it */
}

static void nothing_to_contest(void **state)
{
    bench_case *c = *state;
    refused(c, "record", "nothing to contest", "contest_received", "2026-12-01",
            "{\"notice\":%llu,\"ground\":\"mistake_of_fact\"}", (unsigned long long)c->notice);
}

/* A contest of an earlier notice does not set the next one aside. */
static void a_new_notice_is_contested_anew(void **state)
{
    bench_case *c = *state;
    contest(c, "2026-12-01", ",\"ground\":\"mistake_of_fact\"");
    accepted(c, "contest_heard", "2026-12-10", "{\"contest\":%llu,\"outcome\":\"notice_ends\",\"by\":\"court\"}",
             (unsigned long long)c->contest);
    task_is(c, MS_TASK_TERMINATE_NOTICE, "2026-12-10", -1);
    send(c, "2026-12-14");
    task_is(c, MS_TASK_TERMINATE_NOTICE, NULL, -1);
    task_is(c, MS_TASK_CONTEST, "2027-01-13", MS_CLOCK_CONTEST);
}

/* ---- withholding ------------------------------------------------------------------------------------------------- */

static const char figures[] = ",\"disposable\":\"1000.00\",\"support\":\"400.00\",\"arrears\":\"100.00\","
                              "\"premium\":\"45.00\",\"supports_another\":\"yes\",\"place\":\"last\"";

static const ms_recorded_withholding *last_withholding(const bench_case *c)
{
    return (const ms_recorded_withholding *)ms_matter_last(ms_state_matter(&c->state, c->notice, &ms_notice_course),
                                                           &ms_kind_withholding_set, ms_look_at_all(&c->state));
}

static void older_arrears_make_room(void **state)
{
    bench_case *c = *state;
    char members[MOST_BODY];
    snprintf(members, sizeof members, "%s,\"arrears_since\":\"2026-10-01\"", figures);
    step(c, "withholding_set", "2026-12-24", members); /* the 84th day */
    assert_int_equal(MS_NO, last_withholding(c)->result.fits);
    assert_int_equal(50000, last_withholding(c)->result.ceiling.hi);
    task_is(c, MS_TASK_OLDER_ARREARS, "2026-12-24", MS_CLOCK_ARREARS);
    step(c, "employer_limited", "2026-12-24", "");
    departs(c, "employer_limited", NULL);
    step(c, "withholding_set", "2026-12-25", members);
    assert_int_equal(MS_YES, last_withholding(c)->result.fits);
    assert_int_equal(55000, last_withholding(c)->result.ceiling.hi);
    assert_false(last_withholding(c)->result.verified); /* 55 %: from memory */
    task_is(c, MS_TASK_OLDER_ARREARS, NULL, -1);
    step(c, "employer_limited", "2026-12-26", "");
    departs(c, "employer_limited", "15 USC 1673(b)"); /* the figures leave room */
}

static void withheld_beyond_the_ceiling_is_flagged(void **state)
{
    bench_case *c = *state;
    char members[MOST_BODY];
    snprintf(members, sizeof members, "%s,\"arrears_weeks\":12,\"withheld\":true", figures);
    step(c, "withholding_set", "2026-12-24", members);
    departs(c, "withholding_set", "15 USC 1673(b)");
    task_is(c, MS_TASK_OLDER_ARREARS, NULL, -1); /* since when is not known to the day */
    snprintf(members, sizeof members, "%s,\"arrears_weeks\":13,\"withheld\":true", figures);
    step(c, "withholding_set", "2026-12-25", members);
    departs(c, "withholding_set", NULL);
    refused(c, "format", "say how old", "withholding_set", "2026-12-26",
            "{\"notice\":%llu,\"arrears_weeks\":13,\"arrears_since\":\"2026-10-01\"}", (unsigned long long)c->notice);
    refused(c, "format", "none yet", "withholding_set", "2026-12-26",
            "{\"notice\":%llu,\"arrears_since\":\"2026-12-27\"}", (unsigned long long)c->notice);
}

static void unknown_figures_stay_unknown(void **state)
{
    bench_case *c = *state;
    step(c, "withholding_set", "2026-12-24", ",\"premium\":\"45.00\"");
    assert_int_equal(MS_UNKNOWN, last_withholding(c)->result.fits);
    step(c, "withholding_set", "2026-12-24",
         ",\"disposable\":\"1000.00\",\"support\":\"10.00\",\"arrears\":\"0.00\",\"premium\":\"45.00\"");
    assert_int_equal(MS_YES, last_withholding(c)->result.fits); /* whatever is not said */
    assert_int_equal(MS_NO, last_withholding(c)->period.old_arrears);
}

/* ---- the end of the employment ----------------------------------------------------------------------------------- */

static void a_discharge_is_presumed_retaliation(void **state)
{
    bench_case *c = *state;
    /* the order takes effect on 20 November; the thirtieth day is 20 December */
    step(c, "employment_ended", "2026-12-21", ",\"ended\":\"2026-12-20\",\"how\":\"discharged\"");
    departs(c, "employment_ended", "RSMo 454.645.1");
    task_is(c, MS_TASK_RETALIATION, "2026-12-20", MS_CLOCK_RETALIATION);
    task_is(c, MS_TASK_NEXT_EMPLOYER, "2026-12-21", -1);
    step(c, "retaliation_considered", "2026-12-22", ",\"outcome\":\"action_brought\"");
    task_is(c, MS_TASK_RETALIATION, NULL, -1);
    refused(c, "RSMo 454.606.1", "next employer", "notice_sent", "2026-12-22",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-12-22\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
    hire(c, "Birch", "2026-12-22");
    task_is(c, MS_TASK_NEXT_EMPLOYER, NULL, -1);
}

/* The next employer by the word of the last: a notice is to be sent there. An entry in the directory comes later, and
 * one notice answers both. */
static void the_next_employer_is_named(void **state)
{
    bench_case *c = *state;
    uint64_t left = c->notice;
    step(c, "employment_ended", "2027-02-01", ",\"ended\":\"2027-01-29\",\"new_employer\":\"Birch \\\"B\\\" Ltd\"");
    task_is(c, MS_TASK_NEXT_EMPLOYER, NULL, -1);
    task_is(c, MS_TASK_SEND_NOTICE, "2027-02-01", -1);
    uint64_t named = c->count;
    hire(c, "birch \\\"b\\\" ltd", "2027-02-03");
    send(c, "2027-02-04");
    assert_int_equal(MS_NOTICE_REPLACED,
                     ms_matter_state(ms_state_matter(&c->state, named, &ms_notice_course), ms_look_at_all(&c->state)));
    assert_int_equal(MS_NOTICE_EMPLOYMENT_ENDED,
                     ms_matter_state(ms_state_matter(&c->state, left, &ms_notice_course), ms_look_at_all(&c->state)));
    task_is(c, MS_TASK_SEND_NOTICE, NULL, -1);
}

static void other_ends_are_not(void **state)
{
    bench_case *c = *state;
    step(c, "employment_ended", "2026-12-22", ",\"ended\":\"2026-12-21\",\"how\":\"discharged\"");
    departs(c, "employment_ended", NULL);
    refused(c, "RSMo 454.645.1", "no discharge", "retaliation_considered", "2026-12-22",
            "{\"notice\":%llu,\"outcome\":\"explained\"}", (unsigned long long)c->notice);
    hire(c, "Birch", "2026-12-01");
    send(c, "2026-12-02");
    step(c, "employment_ended", "2026-12-05", ",\"ended\":\"2026-12-04\",\"how\":\"left\"");
    departs(c, "employment_ended", NULL);
    hire(c, "Cedar", "2026-12-01");
    send(c, "2026-12-02");
    step(c, "employment_ended", "2026-12-05", ",\"ended\":\"2026-12-01\",\"how\":\"discharged\"");
    departs(c, "employment_ended", NULL); /* before the notice */
    refused(c, "format", "coverage-ended", "employment_ended", "2026-12-06",
            "{\"notice\":%llu,\"ended\":\"2026-12-04\",\"covered_until\":\"2026-12-03\"}",
            (unsigned long long)c->notice);
}

/* ---- coverage and the facts -------------------------------------------------------------------------------------- */

static void holds(bench_case *c, const char *on, const char *part, bool there)
{
    ms_buffer out = {0};
    ms_view view = {.upto = c->state.sequence, .on = day(on)};
    ms_derivation what = ms_derivation_of(ms_standings_make(&c->state, view, &c->scratch), view);
    ms_derive(&c->state, &what, &out);
    ms_buffer_add(&out, "", 1);
    if ((strstr(out.text, part) != NULL) != there) {
        fail_msg("%s: '%s' is%s there", out.text, part, there ? " not" : "");
    }
    ms_buffer_free(&out);
}

static void enrolment_feeds_the_facts(void **state)
{
    bench_case *c = *state;
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    holds(c, "2026-12-31", "acme-ppo", false);
    holds(c, "2026-12-31", "\"plans\":[]", true);
    holds(c, "2027-01-01", "\"covers\":[\"c1\"]", true);
    holds(c, "2027-01-01", "\"source\":\"employer\"", true);
    holds(c, "2027-01-01", "\"employer\":\"Acme Foods\"", true);
    size_t before = c->count;
    step(c, "plan_enrolled", "2026-12-16", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    assert_int_equal(before + 1, c->count); /* it runs already: nothing follows */
    accepted(c, "coverage_began", "2027-02-01",
             "{\"child\":\"c2\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\",\"source\":\"employer\"}");
    holds(c, "2027-02-01", "\"covers\":[\"c1\",\"c2\"]", true);
    refused(c, "record", "runs already", "coverage_began", "2027-02-02",
            "{\"child\":\"c2\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\"}");
    refused(c, "record", "no child", "coverage_began", "2027-02-02",
            "{\"child\":\"c9\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\"}");
    refused(c, "record", "no notice", "coverage_began", "2027-02-02",
            "{\"child\":\"c2\",\"plan\":\"b\",\"party\":\"parent_not_seeking\",\"notice\":1}");
    refused(c, "format", "plan's id", "coverage_began", "2027-02-02",
            "{\"child\":\"c2\",\"plan\":\"a b\",\"party\":\"parent_not_seeking\"}");
}

/* The coverage of a child by what is recorded. */
static unsigned long long coverage_of(const bench_case *c, const char *child)
{
    const ms_matter *matter = ms_coverage_running(&c->state, word(child), (ms_text){.at = NULL});
    assert_non_null(matter);
    return matter->number;
}

typedef struct end {
    const char *reason;
    bool departs;
} end;

/* The grounds of 454.700 while the order is in force; any other is flagged. */
static void only_some_grounds_end_coverage(void **state)
{
    static const end ends[] = {
        {"\"order_over\"", true},
        {"\"comparable_coverage\",\"other_from\":\"2027-04-01\"", false},
        {"\"comparable_coverage\",\"other_from\":\"2027-04-02\"", true},
        {"\"comparable_coverage\"", true},
        {"\"family_coverage_eliminated\"", false},
        {"\"continuation_not_elected\"", false},
        {"\"continuation_over\"", false},
        {"\"other\"", true},
    };
    bench_case *c = *state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        accepted(c, "coverage_began", "2027-01-01",
                 "{\"child\":\"c1\",\"plan\":\"p%zu\",\"party\":\"parent_not_seeking\"}", i);
        unsigned long long number = coverage_of(c, "c1");
        accepted(c, "coverage_ended", "2027-03-15", "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":%s}",
                 number, ends[i].reason);
        departs(c, "coverage_ended", ends[i].departs ? "RSMo 454.700.1(3)" : NULL);
        refused(c, "record", "has ended", "coverage_ended", "2027-04-15",
                "{\"coverage\":%llu,\"until\":\"2027-04-30\",\"reason\":\"other\"}", number);
    }
    task_is(c, MS_TASK_COVERAGE_LOST, "2027-04-01", -1);
    accepted(c, "coverage_began", "2027-04-05", "{\"child\":\"c1\",\"plan\":\"q\",\"party\":\"parent_not_seeking\"}");
    task_is(c, MS_TASK_COVERAGE_LOST, NULL, -1);
    refused(c, "record", "after it has begun", "coverage_ended", "2027-04-06",
            "{\"coverage\":%llu,\"until\":\"2027-04-03\",\"reason\":\"other\"}", coverage_of(c, "c1"));
    /* no order names the other child */
    accepted(c, "coverage_began", "2027-01-01", "{\"child\":\"c2\",\"plan\":\"p\",\"party\":\"parent_not_seeking\"}");
    accepted(c, "coverage_ended", "2027-03-15", "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":\"other\"}",
             coverage_of(c, "c2"));
    departs(c, "coverage_ended", NULL);
}

static void loss_of_coverage_feeds_the_facts(void **state)
{
    bench_case *c = *state;
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    accepted(c, "coverage_ended", "2027-03-01",
             "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":\"continuation_over\"}", coverage_of(c, "c1"));
    holds(c, "2027-03-31", "\"covers\":[\"c1\"]", true);
    holds(c, "2027-04-01", "\"covers\":[]", true);
    accepted(c, "coverage_began", "2027-05-01",
             "{\"child\":\"c1\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\"}");
    accepted(c, "coverage_ended", "2027-06-01",
             "{\"coverage\":%llu,\"until\":\"2027-06-30\",\"reason\":\"family_coverage_eliminated\"}",
             coverage_of(c, "c1"));
    holds(c, "2027-06-30", "acme-ppo", true);
    holds(c, "2027-07-01", "acme-ppo", false);
}

static void leaving_ends_the_plans_of_the_employer(void **state)
{
    bench_case *c = *state;
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/acme-hmo/employer\",\"value\":\"ACME FOODS\","
             "\"source\":\"employer\",\"changed\":true}");
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/union/source\",\"value\":\"union\",\"source\":\"other\","
             "\"changed\":true}");
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    step(c, "employment_ended", "2027-06-21", ",\"ended\":\"2027-06-18\",\"covered_until\":\"2027-06-30\"");
    holds(c, "2027-06-30", "acme-ppo", true);
    holds(c, "2027-07-01", "acme-ppo", false);
    holds(c, "2027-07-01", "acme-hmo", false);
    holds(c, "2027-07-01", "union", true);
    task_is(c, MS_TASK_CHECK_COVERAGE, "2027-06-21", -1);
    accepted(c, "coverage_ended", "2027-07-01",
             "{\"coverage\":%llu,\"until\":\"2027-06-30\",\"reason\":\"continuation_not_elected\"}",
             coverage_of(c, "c1"));
    task_is(c, MS_TASK_CHECK_COVERAGE, NULL, -1);
    task_is(c, MS_TASK_COVERAGE_LOST, "2027-07-01", -1);
    /* the same plan again, through the same employer */
    hire(c, "Acme Foods", "2027-08-02");
    send(c, "2027-08-03");
    step(c, "plan_enrolled", "2027-08-20", ",\"plan\":\"acme-ppo\",\"from\":\"2027-09-01\"");
    holds(c, "2027-09-01", "\"covers\":[\"c1\"]", true);
    task_is(c, MS_TASK_COVERAGE_LOST, NULL, -1);
}

static void no_coverage_ends_the_plan_named(void **state)
{
    bench_case *c = *state;
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/acme-ppo/source\",\"value\":\"employer\",\"source\":\"employer\","
             "\"changed\":true}");
    step(c, "coverage_unavailable", "2026-12-15", ",\"answer\":\"ineligible_class\",\"plan\":\"acme-ppo\"");
    holds(c, "2026-12-14", "acme-ppo", true);
    holds(c, "2026-12-15", "acme-ppo", false);
    refused(c, "format", "plan's id", "coverage_unavailable", "2026-12-16",
            "{\"notice\":%llu,\"answer\":\"ineligible_class\",\"plan\":\"-\"}", (unsigned long long)c->notice);
}

/* Determines the case on a day. */
static void determine(bench_case *c, const char *on)
{
    ms_settings settings;
    ms_buffer body = {0};
    ms_view view = {.upto = c->state.sequence, .on = day(on)};
    assert_int_equal(MS_OK, ms_settings_at(view.on, &settings));
    assert_int_equal(MS_OK, ms_determination_body(&c->state, &c->tools, view, &settings, false, &body));
    assert_int_equal(MS_OK, add(c, "determination_made", view.on, body.text, body.length));
    ms_buffer_free(&body);
}

static void coverage_makes_determinations_stale(void **state)
{
    bench_case *c = *state;
    accepted(c, "fact_recorded", "2026-11-24",
             "{\"path\":\"/children/c1/public_coverage\",\"value\":false,\"source\":\"agency_record\"}");
    determine(c, "2026-11-30");
    task_is(c, MS_TASK_REDETERMINE, NULL, -1);
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    task_is(c, MS_TASK_REDETERMINE, "2027-01-01", -1);
    determine(c, "2027-01-04");
    task_is(c, MS_TASK_REDETERMINE, NULL, -1);
    accepted(c, "coverage_ended", "2027-03-01",
             "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":\"continuation_over\"}", coverage_of(c, "c1"));
    task_is(c, MS_TASK_REDETERMINE, "2027-04-01", -1);
    determine(c, "2027-04-01");
    step(c, "employment_ended", "2027-06-21", ",\"ended\":\"2027-06-18\"");
    task_is(c, MS_TASK_REDETERMINE, "2027-06-19", -1);
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

static void the_order_ends_and_so_does_the_notice(void **state)
{
    bench_case *c = *state;
    accepted(c, "order_terminated", "2027-06-01",
             "{\"order\":%llu,\"by\":\"court\",\"judge\":\"R. Ames\",\"docket\":\"x\",\"reason\":\"adoption\"}",
             (unsigned long long)c->order);
    task_is(c, MS_TASK_TERMINATE_NOTICE, "2027-06-01", -1);
    step(c, "notice_terminated", "2027-06-02", "");
    task_is(c, MS_TASK_TERMINATE_NOTICE, NULL, -1);
    step(c, "employer_forwarded", "2027-06-10", ""); /* belated papers are kept, and change nothing */
    notice_is(c, MS_NOTICE_TERMINATED);
    step(c, "plan_enrolled", "2027-06-11", ",\"plan\":\"acme-ppo\",\"from\":\"2027-07-01\"");
    departs(c, "plan_enrolled", "RSMo 454.606.3(2)");
    refused(c, "RSMo 454.606.3(2)", "is over", "notice_sent", "2027-06-12", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
}

static void cannot_be_corrected(bench_case *c, uint64_t event)
{
    refused(c, "record", "rests on it", "correction", "2027-12-01", "{\"of\":%llu,\"reason\":\"x\"}",
            (unsigned long long)event);
}

/* What came with an event is taken back before it, so that no fact is left of what never happened. */
static void what_rests_on_what(void **state)
{
    bench_case *c = *state;
    cannot_be_corrected(c, c->order + 2); /* the approval, on which the notice rests */
    uint64_t sent = c->count;
    contest(c, "2026-12-01", ",\"ground\":\"mistake_of_fact\"");
    cannot_be_corrected(c, sent);
    uint64_t offered = c->count + 1;
    offer(c, true);
    step(c, "option_selected", "2026-12-14", ",\"option\":\"PPO\",\"consulted\":\"call\"");
    cannot_be_corrected(c, offered + 1);
    accepted(c, "correction", "2026-12-14", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)offered);
    uint64_t enrolled = c->count + 1;
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    uint64_t last = c->count;
    for (uint64_t event = enrolled; event < enrolled + 2; event++) {
        cannot_be_corrected(c, event);
    }
    for (uint64_t event = last; event >= enrolled; event--) {
        accepted(c, "correction", "2026-12-16", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)event);
    }
    holds(c, "2027-01-01", "acme-ppo", false);
    notice_is(c, MS_NOTICE_SELECTED);
}

/* Asks for a modification of the order, which takes its place. */
static void modify(bench_case *c, const char *provides)
{
    uint64_t old = c->order;
    c->order =
        accepted(c, "order_requested", "2027-03-01",
                 "{\"way\":\"judicial\",\"by\":\"custodial_parent\",\"modifies\":%llu}", (unsigned long long)old);
    accepted(c, "order_terms", "2027-03-02",
             "{\"order\":%llu,\"children\":[\"c1\",\"c2\"],\"provides\":\"%s\",\"coverage\":\"medical\"}",
             (unsigned long long)c->order, provides);
    accepted(c, "order_approved", "2027-03-15",
             "{\"order\":%llu,\"judge\":\"R. Ames\",\"docket\":\"x\",\"as_entered\":true}",
             (unsigned long long)c->order);
}

/* A modified order wants another notice, and ends the last where it binds the parent no more. */
static void the_order_is_modified(void **state)
{
    bench_case *c = *state;
    uint64_t old = c->notice;
    modify(c, "parent_not_seeking");
    task_is(c, MS_TASK_RENEW_NOTICE, "2027-03-15", -1);
    task_is(c, MS_TASK_TERMINATE_NOTICE, NULL, -1);
    c->notice = accepted(c, "employer_found", "2027-03-16",
                         "{\"order\":%llu,\"party\":\"parent_not_seeking\",\"employer\":\"Acme Foods\"}",
                         (unsigned long long)c->order);
    send(c, "2027-03-16");
    task_is(c, MS_TASK_RENEW_NOTICE, NULL, -1);
    assert_int_equal(MS_NOTICE_REPLACED,
                     ms_matter_state(ms_state_matter(&c->state, old, &ms_notice_course), ms_look_at_all(&c->state)));
}

static void the_modified_order_binds_the_other_parent(void **state)
{
    bench_case *c = *state;
    modify(c, "parent_seeking");
    task_is(c, MS_TASK_RENEW_NOTICE, NULL, -1);
    task_is(c, MS_TASK_TERMINATE_NOTICE, "2027-03-15", -1);
}

/* The duty for one child ends, the order goes on for the other. */
static void a_child_is_named_no_more(void **state)
{
    bench_case *c = *state;
    modify(c, "parent_not_seeking");
    hire(c, "Acme Foods", "2027-03-16");
    send(c, "2027-03-16");
    accepted(c, "duty_ended", "2027-05-03", "{\"child\":\"c1\",\"ground\":\"marriage\"}");
    task_is(c, MS_TASK_RENEW_NOTICE, "2027-05-04", -1);
    refused(c, "45 CFR 303.32(a)", "c1", "notice_sent", "2027-05-04",
            "{\"notice\":%llu,\"obligor_mailed\":\"2027-05-04\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
    step(c, "notice_sent", "2027-05-04",
         ",\"obligor_mailed\":\"2027-05-04\",\"participant_address\":\"stated\",\"child_address\":\"own\","
         "\"children\":[\"c2\"]");
    task_is(c, MS_TASK_RENEW_NOTICE, NULL, -1);
}

/* An order that no employer can carry out does not lie there unseen. */
static void no_coverage_asks_for_another_way(void **state)
{
    bench_case *c = *state;
    step(c, "coverage_unavailable", "2026-12-15", ",\"answer\":\"no_dependent_coverage\"");
    task_is(c, MS_TASK_WITHOUT_EFFECT, "2026-12-15", -1);
    size_t last = c->count;
    accepted(c, "coverage_began", "2026-12-20",
             "{\"child\":\"c1\",\"plan\":\"union\",\"party\":\"parent_not_seeking\"}");
    task_is(c, MS_TASK_WITHOUT_EFFECT, NULL, -1);
    refused(c, "record", "rests on it", "correction", "2026-12-20", "{\"of\":%zu,\"reason\":\"x\"}", c->count - 2);
    for (size_t event = c->count; event > last; event--) {
        accepted(c, "correction", "2026-12-20", "{\"of\":%zu,\"reason\":\"x\"}", event);
    }
    task_is(c, MS_TASK_WITHOUT_EFFECT, "2026-12-15", -1);
    accepted(c, "order_requested", "2026-12-21", "{\"way\":\"judicial\",\"by\":\"other_parent\",\"modifies\":%llu}",
             (unsigned long long)c->order);
    task_is(c, MS_TASK_WITHOUT_EFFECT, NULL, -1);
}

/* A step on which another rests is not taken back. */
static void corrections(void **state)
{
    bench_case *c = *state;
    uint64_t sent = c->count;
    step(c, "employer_forwarded", "2026-12-10", "");
    refused(c, "record", "rests on it", "correction", "2026-12-11", "{\"of\":%llu,\"reason\":\"x\"}",
            (unsigned long long)sent);
    accepted(c, "correction", "2026-12-11", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)sent + 1);
    notice_is(c, MS_NOTICE_SENT);
    accepted(c, "correction", "2026-12-11", "{\"of\":%llu,\"reason\":\"x\"}", (unsigned long long)sent);
    notice_is(c, MS_NOTICE_DUE);
    task_is(c, MS_TASK_SEND_NOTICE, "2026-11-27", MS_CLOCK_NOTICE);
}

/* ---- anything after anything ------------------------------------------------------------------------------------- */

enum { WALKS = 300, STEPS = 40 };

/* Members behind the number of the matter. */
static const struct {
    const char *kind, *first, *members;
} moves[] = {
    {"notice_sent", "notice",
     ",\"obligor_mailed\":\"%s\",\"participant_address\":\"stated\",\"child_address\":\"own\""},
    {"notice_not_required", "notice", ",\"evidence\":\"x\""},
    {"employer_forwarded", "notice", ""},
    {"coverage_unavailable", "notice", ",\"answer\":\"ineligible_class\",\"plan\":\"p\""},
    {"employer_limited", "notice", ""},
    {"coverage_deferred", "notice", ",\"by\":\"plan_administrator\",\"until\":\"%s\""},
    {"coverage_deferred", "notice", ",\"by\":\"employer\",\"measure\":\"hours\""},
    {"plan_option", "notice", ",\"option\":\"A\",\"plan\":\"p\",\"default\":true"},
    {"plan_option", "notice", ",\"option\":\"B\",\"plan\":\"q\""},
    {"option_selected", "notice", ",\"option\":\"B\",\"consulted\":\"x\""},
    {"default_taken", "notice", ""},
    {"plan_enrolled", "notice", ",\"plan\":\"p\",\"from\":\"%s\""},
    {"plan_enrolled", "notice", ",\"plan\":\"q\",\"from\":\"%s\""},
    {"plan_rejected", "notice", ",\"reasons\":\"x\",\"lacks\":\"benefit\""},
    {"withholding_set", "notice", ",\"arrears_since\":\"2026-11-01\",\"premium\":\"45.00\",\"disposable\":\"80.00\""},
    {"employment_ended", "notice", ",\"ended\":\"%s\",\"how\":\"discharged\""},
    {"retaliation_considered", "notice", ",\"outcome\":\"explained\""},
    {"notice_terminated", "notice", ""},
    {"contest_received", "notice", ",\"ground\":\"mistake_of_fact\""},
    {"contest_heard", "contest", ",\"outcome\":\"notice_ends\",\"by\":\"court\""},
    {"contest_heard", "contest", ",\"outcome\":\"notice_stands\",\"by\":\"division\""},
    {"contest_withdrawn", "contest", ""},
    {"coverage_ended", "coverage", ",\"until\":\"%s\",\"reason\":\"other\""},
    {"coverage_ended", "coverage", ",\"until\":\"%s\",\"reason\":\"family_coverage_eliminated\""},
    {"correction", "of", ",\"reason\":\"x\""},
    {"employer_found", "order", ",\"party\":\"parent_not_seeking\",\"employer\":\"Acme Foods\""},
    {"order_terminated", "order", ",\"by\":\"court\",\"reason\":\"x\""},
};

enum { MOVES = sizeof moves / sizeof moves[0] };

static uint64_t last_notice(const bench_case *c)
{
    const ms_matter *notice = NULL;
    uint64_t number = c->notice;
    while ((notice = ms_matter_next(&c->state, notice, &ms_notice_course)) != NULL) {
        number = notice->number;
    }
    return number;
}

/* The same numbers on every machine. */
static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* One move on the notice or on some event of the case, most of which are no matter of it. */
static void move_at_random(bench_case *c, ms_date on, unsigned *seed)
{
    char date[MS_DATE_TEXT_SIZE], format[MOST_BODY], body[MOST_BODY];
    unsigned move = next_random(seed) % MOVES;
    size_t first = (size_t)c->order;
    size_t any = first + next_random(seed) % (c->count - first + 1);
    bool of_notice = moves[move].first[0] == 'n' && next_random(seed) % 8 != 0;
    size_t number = of_notice ? (size_t)c->notice : any;
    ms_date_format(on, date);
    int length = snprintf(format, sizeof format, "{\"%s\":%zu%s}", moves[move].first, number, moves[move].members);
    char *day_at = strstr(format, "%s");
    if (day_at == NULL) {
        memcpy(body, format, (size_t)length + 1);
    } else {
        snprintf(body, sizeof body, "%.*s%s%s", (int)(day_at - format), format, date, day_at + 2);
    }
    ms_status status = add(c, moves[move].kind, on, body, strlen(body));
    if (status != MS_OK) {
        assert_int_equal(MS_ERROR_INVALID, status);
        assert_non_null(c->refusal.citation);
    }
}

/* The states of all matters, one after the other. */
static void gather_states(const bench_case *c, ms_buffer *out)
{
    for (const ms_matter *matter = c->state.matters; matter != NULL; matter = matter->next) {
        unsigned state = ms_matter_state(matter, ms_look_at_all(&c->state));
        assert_true(state < matter->course->state_count);
        ms_buffer_put(out, matter->course->states[state].name);
        ms_buffer_put(out, " ");
    }
}

/* The state is what the table gives, whatever came; tasks are found; and folding anew gives the same. */
static void anything_after_anything(void **state)
{
    unsigned seed = 5;
    bool seen[MS_NOTICE_STATES] = {false};
    for (int walk = 0; walk < WALKS; walk++) {
        ms_buffer before = {0}, after = {0};
        ms_open_tasks tasks;
        assert_int_equal(0, set_up_sent(state));
        bench_case *c = *state;
        ms_date on = day("2026-11-25");
        for (int i = 0; i < STEPS && c->count < MOST_EVENTS / 2; i++) {
            on += (ms_date)(next_random(&seed) % 12);
            c->notice = walk % 2 == 0 ? c->notice : last_notice(c);
            move_at_random(c, on, &seed);
            assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
            seen[ms_matter_state(ms_state_matter(&c->state, c->notice, &ms_notice_course), ms_look_at_all(&c->state))] =
                true;
        }
        gather_states(c, &before);
        fold_anew(c);
        gather_states(c, &after);
        assert_int_equal(before.length, after.length);
        assert_memory_equal(before.text, after.text, before.length);
        ms_buffer_free(&before);
        ms_buffer_free(&after);
        tear_down(state);
    }
    for (int i = MS_NOTICE_DUE; i <= MS_NOTICE_TERMINATED; i++) {
        assert_true(seen[i]); /* the walks go everywhere */
    }
    assert_int_equal(0, set_up_sent(state)); /* for the tear-down */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_business_days_to_send, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_order_is_carried_out_by_somebody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sent_late_is_flagged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_run_from_the_later, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_employer_found_otherwise_has_no_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sending_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_protected_address_needs_an_official, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_has_to_be_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_other_parent_is_not_bound, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_coverage_spares_the_notice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_notice_replaces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_clocks_of_a_notice, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(every_answer, NULL, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_without_a_notice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rejection_of_a_complete_notice_departs, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(waiting_periods, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(an_option_is_selected_in_time, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(the_default_applies_after, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(without_a_default_the_agency_still_selects, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(enrolled_before_the_choice_is_flagged, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(options_are_of_the_last_notice, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(a_contest_in_time, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(a_contest_late_or_on_other_grounds, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(nothing_to_contest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_notice_is_contested_anew, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(older_arrears_make_room, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(withheld_beyond_the_ceiling_is_flagged, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(unknown_figures_stay_unknown, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(a_discharge_is_presumed_retaliation, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(the_next_employer_is_named, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(other_ends_are_not, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(enrolment_feeds_the_facts, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(only_some_grounds_end_coverage, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(loss_of_coverage_feeds_the_facts, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(leaving_ends_the_plans_of_the_employer, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(no_coverage_ends_the_plan_named, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(coverage_makes_determinations_stale, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(the_order_ends_and_so_does_the_notice, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(the_order_is_modified, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(the_modified_order_binds_the_other_parent, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(a_child_is_named_no_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_coverage_asks_for_another_way, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(what_rests_on_what, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(corrections, set_up_sent, tear_down),
        cmocka_unit_test_setup_teardown(anything_after_anything, NULL, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
