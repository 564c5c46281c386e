/* A case with an order in force and a notice that a test leads on by events, and what is looked at. */
#ifndef MEDSUPPORT_TESTS_NOTICE_BENCH_H
#define MEDSUPPORT_TESTS_NOTICE_BENCH_H

#include "casefile/notices.h"
#include "tests/unit/case_bench.h"

/* ---- what is looked at ------------------------------------------------------------------------------------------- */

static inline void notice_is(const case_bench *c, ms_notice_state state)
{
    const ms_matter *notice = ms_state_matter(&c->state, c->notice, &ms_notice_course);
    assert_int_equal(state, ms_matter_state(notice, ms_look_at_all(&c->state)));
}

/* The task of a kind is due on a day, by a clock (-1: none); on NULL: there is no such task. */
static inline void task_is(case_bench *c, ms_task_kind kind, const char *on, int clock)
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
static inline void departs(const case_bench *c, const char *kind, const char *citation)
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

static inline void open_case(case_bench *c)
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

static inline void make_order(case_bench *c, const char *children)
{
    c->order = accepted(c, "order_requested", "2026-10-05", "{\"way\":\"judicial\",\"by\":\"custodial_parent\"}");
    accepted(c, "order_terms", "2026-11-16",
             "{\"order\":%llu,\"children\":%s,\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}",
             (unsigned long long)c->order, children);
    accepted(c, "order_approved", "2026-11-20",
             "{\"order\":%llu,\"judge\":\"R. Ames\",\"docket\":\"26AC-CC00417\",\"as_entered\":true}",
             (unsigned long long)c->order);
}

static inline void hire(case_bench *c, const char *employer, const char *on)
{
    c->notice =
        accepted(c, "new_hire_entered", on, "{\"order\":%llu,\"party\":\"parent_not_seeking\",\"employer\":\"%s\"}",
                 (unsigned long long)c->order, employer);
}

static inline void send(case_bench *c, const char *on)
{
    accepted(c, "notice_sent", on,
             "{\"notice\":%llu,\"obligor_mailed\":\"%s\",\"participant_address\":\"stated\",\"child_address\":\"own\"}",
             (unsigned long long)c->notice, on);
}

/* A step of the notice with further members, each with a comma before it. */
static inline void step(case_bench *c, const char *kind, const char *on, const char *members)
{
    accepted(c, kind, on, "{\"notice\":%llu%s}", (unsigned long long)c->notice, members);
}

static inline void offer(case_bench *c, bool with_default)
{
    step(c, "plan_option", "2026-12-10", ",\"option\":\"HMO\",\"plan\":\"acme-hmo\",\"contribution\":\"140.00\"");
    step(c, "plan_option", "2026-12-11",
         with_default ? ",\"option\":\"PPO\",\"plan\":\"acme-ppo\",\"default\":true" : ",\"option\":\"PPO\"");
}

static inline void contest(case_bench *c, const char *on, const char *members)
{
    c->contest = accepted(c, "contest_received", on, "{\"notice\":%llu%s}", (unsigned long long)c->notice, members);
}

static inline int set_up(void **state)
{
    if (bench_set_up(state) != 0) {
        return -1;
    }
    case_bench *c = *state;
    open_case(c);
    make_order(c, "[\"c1\"]");
    hire(c, "Acme Foods", "2026-11-24");
    return 0;
}

static inline int set_up_sent(void **state)
{
    int failed = set_up(state);
    send(*state, "2026-11-25");
    return failed;
}

#endif
