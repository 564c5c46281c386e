/* casefile/: notices, contests, withholding, coverage: every answer, every clock, what is refused, what is flagged. */
#include "tests/unit/notice_bench.h"

/* ---- sending ----------------------------------------------------------------------------------------------------- */

/* Thanksgiving lies between: Tuesday the 24th, Wednesday, Friday the 27th. */
static void two_business_days_to_send(void **state)
{
    case_bench *c = *state;
    task_is(c, MS_TASK_SEND_NOTICE, "2026-11-27", MS_CLOCK_NOTICE);
    send(c, "2026-11-27");
    departs(c, "notice_sent", NULL);
    task_is(c, MS_TASK_SEND_NOTICE, NULL, -1);
    notice_is(c, MS_NOTICE_SENT);
}

/* An order in force that nobody carries out is a task, until a notice is begun or the child is covered. */
static void an_order_is_carried_out_by_somebody(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
    send(c, "2026-11-30");
    departs(c, "notice_sent", "45 CFR 303.32(c)(2)");
    send(c, "2026-12-01"); /* another one is not late */
    departs(c, "notice_sent", NULL);
}

/* An entry before there is an order: the days run from the order. */
static void days_run_from_the_later(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
    accepted(c, "fact_withdrawn", "2026-11-24", "{\"of\":2}");
    refused(c, "29 CFR 2590.609-2", "recipient_name", "notice_sent", "2026-11-25",
            "{\"notice\":%llu,\"obligor_mailed\":\"2026-11-25\",\"participant_address\":\"stated\","
            "\"child_address\":\"own\"}",
            (unsigned long long)c->notice);
}

static void the_other_parent_is_not_bound(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
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
            case_bench *c = *state;
            const char *on = a->of_plan ? (late ? "2027-01-27" : "2027-01-26") : (late ? "2026-12-28" : "2026-12-24");
            step(c, a->kind, on, a->members);
            notice_is(c, a->state);
            departs(c, a->kind, late ? a->citation : NULL);
            bench_tear_down(state);
        }
    }
    assert_int_equal(0, set_up_sent(state)); /* for the tear-down */
}

static void an_answer_without_a_notice(void **state)
{
    case_bench *c = *state;
    refused(c, "45 CFR 303.32(c)", "no notice has been sent", "employer_forwarded", "2026-11-26", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
    /* on the parent's own application the child may be enrolled all the same, RSMo 454.618.1 */
    step(c, "plan_enrolled", "2026-11-26", ",\"plan\":\"acme-ppo\",\"from\":\"2026-12-01\"");
    notice_is(c, MS_NOTICE_ENROLLED);
    departs(c, "plan_enrolled", NULL);
}

static void a_rejection_of_a_complete_notice_departs(void **state)
{
    case_bench *c = *state;
    step(c, "plan_rejected", "2026-12-15", ",\"reasons\":\"no date of birth\",\"lacks\":\"child\"");
    departs(c, "plan_rejected", "29 CFR 2590.609-2");
    task_is(c, MS_TASK_CORRECT_NOTICE, "2026-12-15", -1);
    send(c, "2026-12-16");
    task_is(c, MS_TASK_CORRECT_NOTICE, NULL, -1);
    task_is(c, MS_TASK_PLAN_ANSWERS, "2027-02-17", MS_CLOCK_PLAN_ANSWER); /* anew, over five holidays */
}

static void waiting_periods(void **state)
{
    case_bench *c = *state;
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

static void an_option_is_selected_in_time(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
    offer(c, false);
    refused(c, "RSMo 454.618", "no default", "default_taken", "2027-02-01", "{\"notice\":%llu}",
            (unsigned long long)c->notice);
    step(c, "option_selected", "2027-02-01", ",\"option\":\"HMO\",\"consulted\":\"call\"");
    notice_is(c, MS_NOTICE_SELECTED);
}

static void enrolled_before_the_choice_is_flagged(void **state)
{
    case_bench *c = *state;
    offer(c, true);
    step(c, "plan_enrolled", "2026-12-14", ",\"plan\":\"acme-hmo\",\"from\":\"2027-01-01\"");
    departs(c, "plan_enrolled", "RSMo 454.618");
    notice_is(c, MS_NOTICE_ENROLLED);
}

/* The options of a notice that was replaced by another are history. */
static void options_are_of_the_last_notice(void **state)
{
    case_bench *c = *state;
    offer(c, true);
    send(c, "2026-12-14");
    assert_null(ms_notice_next_option(ms_state_matter(&c->state, c->notice, &ms_notice_course), NULL,
                                      ms_look_at_all(&c->state)));
    offer(c, false);
    assert_null(ms_notice_default(ms_state_matter(&c->state, c->notice, &ms_notice_course), ms_look_at_all(&c->state)));
}

/* ---- the contest ------------------------------------------------------------------------------------------------- */

static void a_contest_in_time(void **state)
{
    case_bench *c = *state;
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
    case_bench *c = *state;
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
    case_bench *c = *state;
    refused(c, "record", "nothing to contest", "contest_received", "2026-12-01",
            "{\"notice\":%llu,\"ground\":\"mistake_of_fact\"}", (unsigned long long)c->notice);
}

/* A contest of an earlier notice does not set the next one aside. */
static void a_new_notice_is_contested_anew(void **state)
{
    case_bench *c = *state;
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

static const ms_recorded_withholding *last_withholding(const case_bench *c)
{
    return (const ms_recorded_withholding *)ms_matter_last(ms_state_matter(&c->state, c->notice, &ms_notice_course),
                                                           &ms_kind_withholding_set, ms_look_at_all(&c->state));
}

static void older_arrears_make_room(void **state)
{
    case_bench *c = *state;
    char members[LONGEST_BENCH_BODY];
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
    case_bench *c = *state;
    char members[LONGEST_BENCH_BODY];
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
    case_bench *c = *state;
    step(c, "withholding_set", "2026-12-24", ",\"premium\":\"45.00\"");
    assert_int_equal(MS_UNKNOWN, last_withholding(c)->result.fits);
    step(c, "withholding_set", "2026-12-24",
         ",\"disposable\":\"1000.00\",\"support\":\"10.00\",\"arrears\":\"0.00\",\"premium\":\"45.00\"");
    assert_int_equal(MS_YES, last_withholding(c)->result.fits); /* whatever is not said */
    assert_int_equal(MS_NO, last_withholding(c)->period.old_arrears);
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

static uint64_t last_notice(const case_bench *c)
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
static void move_at_random(case_bench *c, ms_date on, unsigned *seed)
{
    char date[MS_DATE_TEXT_SIZE], format[LONGEST_BENCH_BODY], body[LONGEST_BENCH_BODY];
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
    ms_status status =
        next_random(seed) % 4 != 0
            ? bench_add(c, moves[move].kind, on, body, strlen(body))
            : bench_add_ahead(c, moves[move].kind, (ms_date)(1 + next_random(seed) % 60), body, strlen(body));
    if (status != MS_OK) {
        assert_int_equal(MS_ERROR_INVALID, status);
        assert_non_null(c->refusal.citation);
    }
}

/* The states of all matters, one after the other. */
static void gather_states(const case_bench *c, ms_buffer *out)
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
        case_bench *c = *state;
        ms_date on = day("2026-11-25");
        for (int i = 0; i < STEPS && c->count < MOST_BENCH_EVENTS / 2; i++) {
            on += (ms_date)(next_random(&seed) % 12);
            c->notice = walk % 2 == 0 ? c->notice : last_notice(c);
            move_at_random(c, on, &seed);
            assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
            seen[ms_matter_state(ms_state_matter(&c->state, c->notice, &ms_notice_course), ms_look_at_all(&c->state))] =
                true;
        }
        gather_states(c, &before);
        bench_fold(c, c->count);
        gather_states(c, &after);
        assert_int_equal(before.length, after.length);
        assert_memory_equal(before.text, after.text, before.length);
        ms_buffer_free(&before);
        ms_buffer_free(&after);
        bench_tear_down(state);
    }
    for (int i = MS_NOTICE_DUE; i <= MS_NOTICE_TERMINATED; i++) {
        assert_true(seen[i]); /* the walks go everywhere */
    }
    assert_int_equal(0, set_up_sent(state)); /* for the tear-down */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_business_days_to_send, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_order_is_carried_out_by_somebody, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(sent_late_is_flagged, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(days_run_from_the_later, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_employer_found_otherwise_has_no_days, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(sending_is_refused, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_protected_address_needs_an_official, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_name_has_to_be_known, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_other_parent_is_not_bound, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(other_coverage_spares_the_notice, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_later_notice_replaces, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_clocks_of_a_notice, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(every_answer, NULL, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_answer_without_a_notice, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_rejection_of_a_complete_notice_departs, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(waiting_periods, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_option_is_selected_in_time, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_default_applies_after, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(without_a_default_the_agency_still_selects, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(enrolled_before_the_choice_is_flagged, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(options_are_of_the_last_notice, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_contest_in_time, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_contest_late_or_on_other_grounds, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(nothing_to_contest, set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_new_notice_is_contested_anew, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(older_arrears_make_room, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(withheld_beyond_the_ceiling_is_flagged, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(unknown_figures_stay_unknown, set_up_sent, bench_tear_down),
        cmocka_unit_test_setup_teardown(anything_after_anything, NULL, bench_tear_down),
    };
    return cmocka_run_group_tests_name("notices", tests, NULL, NULL);
}
