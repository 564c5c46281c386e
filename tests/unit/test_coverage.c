/* casefile/: what answers and reports make of coverage, of the employment and of the order. */
#include "tests/unit/notice_bench.h"

/* ---- the end of the employment ----------------------------------------------------------------------------------- */

static void a_discharge_is_presumed_retaliation(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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

static void enrolment_feeds_the_facts(void **state)
{
    case_bench *c = *state;
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    bench_holds(c, "2026-12-31", "acme-ppo", false);
    bench_holds(c, "2026-12-31", "\"plans\":[]", true);
    bench_holds(c, "2027-01-01", "\"covers\":[\"c1\"]", true);
    bench_holds(c, "2027-01-01", "\"source\":\"employer\"", true);
    bench_holds(c, "2027-01-01", "\"employer\":\"Acme Foods\"", true);
    size_t before = c->count;
    step(c, "plan_enrolled", "2026-12-16", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    assert_int_equal(before + 1, c->count); /* it runs already: nothing follows */
    accepted(c, "coverage_began", "2027-02-01",
             "{\"child\":\"c2\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\",\"source\":\"employer\"}");
    bench_holds(c, "2027-02-01", "\"covers\":[\"c1\",\"c2\"]", true);
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
static unsigned long long coverage_of(const case_bench *c, const char *child)
{
    const ms_matter *matter =
        ms_coverage_running(&c->state, word(child), (ms_text){.at = NULL}, ms_look_at_all(&c->state));
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
    case_bench *c = *state;
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
    case_bench *c = *state;
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    accepted(c, "coverage_ended", "2027-03-01",
             "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":\"continuation_over\"}", coverage_of(c, "c1"));
    bench_holds(c, "2027-03-31", "\"covers\":[\"c1\"]", true);
    bench_holds(c, "2027-04-01", "\"covers\":[]", true);
    accepted(c, "coverage_began", "2027-05-01",
             "{\"child\":\"c1\",\"plan\":\"acme-ppo\",\"party\":\"parent_not_seeking\"}");
    accepted(c, "coverage_ended", "2027-06-01",
             "{\"coverage\":%llu,\"until\":\"2027-06-30\",\"reason\":\"family_coverage_eliminated\"}",
             coverage_of(c, "c1"));
    bench_holds(c, "2027-06-30", "acme-ppo", true);
    bench_holds(c, "2027-07-01", "acme-ppo", false);
}

static void leaving_ends_the_plans_of_the_employer(void **state)
{
    case_bench *c = *state;
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/acme-hmo/employer\",\"value\":\"ACME FOODS\","
             "\"source\":\"employer\",\"changed\":true}");
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/union/source\",\"value\":\"union\",\"source\":\"other\","
             "\"changed\":true}");
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    step(c, "employment_ended", "2027-06-21", ",\"ended\":\"2027-06-18\",\"covered_until\":\"2027-06-30\"");
    bench_holds(c, "2027-06-30", "acme-ppo", true);
    bench_holds(c, "2027-07-01", "acme-ppo", false);
    bench_holds(c, "2027-07-01", "acme-hmo", false);
    bench_holds(c, "2027-07-01", "union", true);
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
    bench_holds(c, "2027-09-01", "\"covers\":[\"c1\"]", true);
    task_is(c, MS_TASK_COVERAGE_LOST, NULL, -1);
}

static void no_coverage_ends_the_plan_named(void **state)
{
    case_bench *c = *state;
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans/acme-ppo/source\",\"value\":\"employer\",\"source\":\"employer\","
             "\"changed\":true}");
    step(c, "coverage_unavailable", "2026-12-15", ",\"answer\":\"ineligible_class\",\"plan\":\"acme-ppo\"");
    bench_holds(c, "2026-12-14", "acme-ppo", true);
    bench_holds(c, "2026-12-15", "acme-ppo", false);
    refused(c, "format", "plan's id", "coverage_unavailable", "2026-12-16",
            "{\"notice\":%llu,\"answer\":\"ineligible_class\",\"plan\":\"-\"}", (unsigned long long)c->notice);
}

static void coverage_makes_determinations_stale(void **state)
{
    case_bench *c = *state;
    accepted(c, "fact_recorded", "2026-11-24",
             "{\"path\":\"/children/c1/public_coverage\",\"value\":false,\"source\":\"agency_record\"}");
    bench_determine(c, "2026-11-30");
    task_is(c, MS_TASK_REDETERMINE, NULL, -1);
    step(c, "plan_enrolled", "2026-12-15", ",\"plan\":\"acme-ppo\",\"from\":\"2027-01-01\"");
    task_is(c, MS_TASK_REDETERMINE, "2027-01-01", -1);
    bench_determine(c, "2027-01-04");
    task_is(c, MS_TASK_REDETERMINE, NULL, -1);
    accepted(c, "coverage_ended", "2027-03-01",
             "{\"coverage\":%llu,\"until\":\"2027-03-31\",\"reason\":\"continuation_over\"}", coverage_of(c, "c1"));
    task_is(c, MS_TASK_REDETERMINE, "2027-04-01", -1);
    bench_determine(c, "2027-04-01");
    step(c, "employment_ended", "2027-06-21", ",\"ended\":\"2027-06-18\"");
    task_is(c, MS_TASK_REDETERMINE, "2027-06-19", -1);
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

static void the_order_ends_and_so_does_the_notice(void **state)
{
    case_bench *c = *state;
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

static void cannot_be_corrected(case_bench *c, uint64_t event)
{
    refused(c, "record", "rests on it", "correction", "2027-12-01", "{\"of\":%llu,\"reason\":\"x\"}",
            (unsigned long long)event);
}

/* What came with an event is taken back before it, so that no fact is left of what never happened. */
static void what_rests_on_what(void **state)
{
    case_bench *c = *state;
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
    bench_holds(c, "2027-01-01", "acme-ppo", false);
    notice_is(c, MS_NOTICE_SELECTED);
}

/* Asks for a modification of the order, which takes its place. */
static void modify(case_bench *c, const char *provides)
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
    case_bench *c = *state;
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
    case_bench *c = *state;
    modify(c, "parent_seeking");
    task_is(c, MS_TASK_RENEW_NOTICE, NULL, -1);
    task_is(c, MS_TASK_TERMINATE_NOTICE, "2027-03-15", -1);
}

/* The duty for one child ends, the order goes on for the other. */
static void a_child_is_named_no_more(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_discharge_is_presumed_retaliation, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_next_employer_is_named, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(other_ends_are_not, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(enrolment_feeds_the_facts, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(only_some_grounds_end_coverage, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(loss_of_coverage_feeds_the_facts, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(leaving_ends_the_plans_of_the_employer, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(no_coverage_ends_the_plan_named, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(coverage_makes_determinations_stale, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_order_ends_and_so_does_the_notice, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_order_is_modified, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_modified_order_binds_the_other_parent, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_child_is_named_no_more, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(no_coverage_asks_for_another_way, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(what_rests_on_what, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(corrections, set_up_sent, bench_tear_down),
    };
    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
