/* casefile/tasks.h: an event that is dated ahead of its recording closes nothing before its day. */
#include "tests/unit/case_bench.h"

static const char today[] = "2027-02-01";

/* A case with an order of 2026-11-04 to pay, a cost and its demand; all recorded by 2027-02-01. */
static uint64_t begin(case_bench *c)
{
    accepted(c, "case_opened", "2026-11-01", "{\"case_id\":\"t\",\"children\":[\"c1\"]}");
    c->order = accepted(c, "order_requested", "2026-11-02", "{\"way\":\"judicial\",\"by\":\"agency\"}");
    accepted(c, "order_terms", "2026-11-02",
             "{\"order\":2,\"children\":[\"c1\"],\"pays\":\"parent_not_seeking\",\"costs\":\"uncovered\","
             "\"percentage\":\"50.00\",\"days_to_pay\":30}");
    accepted(c, "order_approved", "2026-11-04",
             "{\"order\":2,\"judge\":\"R. Hale\",\"docket\":\"1\",\"as_entered\":true}");
    uint64_t cost = accepted(c, "cost_claimed", "2027-01-10",
                             "{\"child\":\"c1\",\"provider\":\"p\",\"service\":\"2026-12-01\",\"billed\":\"200.00\","
                             "\"paid_by_plan\":\"0.00\"}");
    accepted(c, "cost_demanded", today, "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)cost);
    c->today = day(today);
    return cost;
}

static const ms_open_task *find(const ms_open_tasks *tasks, ms_task_kind kind)
{
    for (size_t i = 0; i < tasks->count; i++) {
        if (tasks->tasks[i].kind == kind) {
            return &tasks->tasks[i];
        }
    }
    return NULL;
}

/* The task of a kind is open until a day, and not on it. */
static void closes(case_bench *c, ms_task_kind kind, const char *on)
{
    ms_open_tasks before = bench_tasks_on(c, day(on) - 1), then = bench_tasks_on(c, day(on));
    const ms_open_task *task = find(&before, kind);
    assert_non_null(task);
    assert_int_equal(day(on), task->closes);
    assert_null(find(&then, kind));
}

static void a_mistyped_year(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    ms_open_tasks tasks = bench_tasks_on(c, day(today));
    assert_non_null(find(&tasks, MS_TASK_TELL));
    assert_int_equal(MS_NO_DATE, find(&tasks, MS_TASK_TELL)->closes);
    accepted(c, "order_terminated", "2062-01-04",
             "{\"order\":2,\"by\":\"court\",\"judge\":\"R. Hale\",\"reason\":\"x\"}");
    closes(c, MS_TASK_TELL, "2062-01-04");
}

static void a_payment_ahead(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    accepted(c, "payment_received", "2027-04-01", "{\"from\":\"parent_not_seeking\",\"amount\":\"100.00\"}");
    closes(c, MS_TASK_PAY, "2027-04-01");
}

/* Each task says its own day, and one that goes on is found once. */
static void several_days_ahead(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    size_t count = bench_tasks_on(c, day(today)).count;
    accepted(c, "payment_received", "2027-04-01", "{\"from\":\"parent_not_seeking\",\"amount\":\"100.00\"}");
    accepted(c, "order_terminated", "2027-05-03",
             "{\"order\":2,\"by\":\"court\",\"judge\":\"R. Hale\",\"reason\":\"x\"}");
    accepted(c, "note", "2027-06-01", "{\"note\":\"x\"}");
    closes(c, MS_TASK_PAY, "2027-04-01");
    closes(c, MS_TASK_TELL, "2027-05-03");
    assert_int_equal(count, bench_tasks_on(c, day(today)).count);
    assert_int_equal(count - 1, bench_tasks_on(c, day("2027-04-01")).count);
}

static void a_determination_ahead(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    (void)bench_determine(c, "2027-03-01");
    closes(c, MS_TASK_DETERMINE, "2027-03-01");
}

/* A request that nobody answered is settled by a determination after its last day. */
static void a_request_that_ran_out(void **state)
{
    case_bench *c = *state;
    accepted(c, "case_opened", "2026-11-01", "{\"case_id\":\"t\",\"children\":[\"c1\"]}");
    accepted(c, "request_sent", "2026-11-02", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    (void)bench_determine(c, "2026-12-02");
    ms_open_tasks tasks = bench_tasks_on(c, day("2026-12-10"));
    assert_non_null(find(&tasks, MS_TASK_ANSWER));
    (void)bench_determine(c, "2026-12-03");
    tasks = bench_tasks_on(c, day("2026-12-10"));
    assert_null(find(&tasks, MS_TASK_ANSWER));
}

/* A part of it leaves the rest to be paid. */
static void a_part_paid_ahead(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    accepted(c, "payment_received", "2027-04-01", "{\"from\":\"parent_not_seeking\",\"amount\":\"40.00\"}");
    ms_open_tasks tasks = bench_tasks_on(c, day("2027-05-01"));
    assert_non_null(find(&tasks, MS_TASK_PAY));
    assert_int_equal(MS_NO_DATE, find(&tasks, MS_TASK_PAY)->closes);
}

static void a_closing_ahead(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    accepted(c, "case_closed", "2027-06-01", "{\"reason\":\"moved\",\"orders_go_on\":true}");
    closes(c, MS_TASK_PAY, "2027-06-01");
    closes(c, MS_TASK_DETERMINE, "2027-06-01");
    assert_int_equal(0, bench_tasks_on(c, day("2027-06-01")).count);
}

/* What begins ahead is shown before its day, as everything is that will be due. */
static void a_dispute_ahead(void **state)
{
    case_bench *c = *state;
    uint64_t cost = begin(c);
    accepted(c, "cost_disputed", "2027-03-15", "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"paid\"}",
             (unsigned long long)cost);
    closes(c, MS_TASK_PAY, "2027-03-15");
    ms_open_tasks tasks = bench_tasks_on(c, day(today));
    assert_non_null(find(&tasks, MS_TASK_DISPUTE));
    assert_int_equal(day("2027-03-15"), find(&tasks, MS_TASK_DISPUTE)->due);
}

static void an_answer_ahead(void **state)
{
    case_bench *c = *state;
    accepted(c, "case_opened", "2026-11-01", "{\"case_id\":\"t\",\"children\":[\"c1\"]}");
    accepted(c, "request_sent", "2026-11-02", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    c->today = day("2026-11-02");
    accepted(c, "answer_received", "2026-11-20", "{\"of\":\"parent_seeking\"}");
    closes(c, MS_TASK_ANSWER, "2026-11-20");
    ms_open_tasks tasks = bench_tasks_on(c, day("2026-11-20"));
    assert_int_equal(day("2026-11-20"), find(&tasks, MS_TASK_DETERMINE)->due);
}

/* With the days, what was ahead is past: a later recording leaves nothing that closes. */
static void days_go_by(void **state)
{
    case_bench *c = *state;
    (void)begin(c);
    accepted(c, "payment_received", "2027-04-01", "{\"from\":\"parent_not_seeking\",\"amount\":\"100.00\"}");
    c->today = day("2027-04-02");
    accepted(c, "note", "2027-04-02", "{\"note\":\"x\"}");
    ms_open_tasks tasks;
    assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
    assert_null(find(&tasks, MS_TASK_PAY));
    for (size_t i = 0; i < tasks.count; i++) {
        assert_int_equal(MS_NO_DATE, tasks.tasks[i].closes);
    }
}

/* Of many days the first are looked at singly: what is paid on the 80th stays open until the last, not too short. */
static void very_many_days(void **state)
{
    enum { DAYS = 100 };
    case_bench *c = *state;
    (void)begin(c);
    for (int i = 0; i < DAYS; i++) {
        char on[MS_DATE_TEXT_SIZE];
        ms_date_format(day("2027-04-01") + (ms_date)i, on);
        accepted(c, "payment_received", on, "{\"from\":\"parent_not_seeking\",\"amount\":\"1.25\"}");
    }
    ms_open_tasks tasks = bench_tasks_on(c, day(today));
    assert_int_equal(day("2027-04-01") + DAYS - 1, find(&tasks, MS_TASK_PAY)->closes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_mistyped_year, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_payment_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(several_days_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_determination_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_request_that_ran_out, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_part_paid_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_closing_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_dispute_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_answer_ahead, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(days_go_by, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(very_many_days, bench_set_up, bench_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
