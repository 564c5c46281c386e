/* casefile/: costs, shares, payments, judgments and the ledger: what is owed, what is refused, what is flagged. */
#include "casefile/ledger.h"
#include "tests/unit/case_bench.h"

static ms_ledger ledger; /* as it was last made */

/* Whether the last event is flagged with these words. */
static void flagged(const case_bench *c, const char *words)
{
    assert_true(bench_departures(c, c->state.sequence, words) > 0);
}

static const ms_account *account_on(case_bench *c, const char *on, ms_party party)
{
    assert_int_equal(MS_OK, ms_ledger_make(&c->state, ms_look_on(&c->state, day(on)), &c->scratch, &ledger));
    return &ledger.accounts[party];
}

static const ms_cost_line *line_of(case_bench *c, const char *on, uint64_t number)
{
    (void)account_on(c, on, MS_PNS);
    const ms_cost_line *line = ms_ledger_cost(&ledger, number);
    assert_non_null(line);
    return line;
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

/* A case with two children and a court's order of 2026-11-04 that says what is given. */
static void begin(case_bench *c, const char *terms)
{
    accepted(c, "case_opened", "2026-11-01", "{\"case_id\":\"t\",\"children\":[\"c1\",\"c2\"]}");
    accepted(c, "order_requested", "2026-11-02", "{\"way\":\"judicial\",\"by\":\"agency\"}");
    accepted(c, "order_terms", "2026-11-02", "{\"order\":2,\"children\":[\"c1\"],%s}", terms);
    accepted(c, "order_approved", "2026-11-04",
             "{\"order\":2,\"judge\":\"R. Hale\",\"docket\":\"1\",\"as_entered\":true}");
}

static const char uncovered[] =
    "\"pays\":\"parent_not_seeking\",\"costs\":\"uncovered\",\"percentage\":\"61.30\",\"days_to_pay\":30";
static const char reasonable[] = "\"pays\":\"parent_not_seeking\",\"costs\":\"reasonable\",\"percentage\":\"61.30\"";
static const char coverage[] = "\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"";

static uint64_t claim(case_bench *c, const char *service, const char *more)
{
    return accepted(c, "cost_claimed", "2027-01-10", "{\"child\":\"c1\",\"provider\":\"p\",\"service\":\"%s\",%s}",
                    service, more);
}

static uint64_t demanded(case_bench *c, uint64_t cost, const char *of, const char *on)
{
    return accepted(c, "cost_demanded", on, "{\"cost\":%llu,\"of\":\"%s\"}", (unsigned long long)cost, of);
}

static void pay(case_bench *c, const char *on, const char *amount)
{
    accepted(c, "payment_received", on, "{\"from\":\"parent_not_seeking\",\"amount\":\"%s\"}", amount);
}

static void share_is(case_bench *c, uint64_t cost, ms_party party, ms_share_ground ground, ms_cents base,
                     ms_cents share)
{
    const ms_cost_share *found = &line_of(c, "2030-01-01", cost)->shares[party];
    assert_int_equal(ground, found->ground);
    assert_int_equal(base, found->base);
    assert_int_equal(share, found->share);
    assert_int_equal(base, found->share + found->rest);
}

/* ---- tasks ------------------------------------------------------------------------------------------------------- */

/* The tasks about costs, in words. */
static void open_tasks(case_bench *c, ms_buffer *out)
{
    ms_open_tasks tasks;
    out->length = 0;
    assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
    for (size_t i = 0; i < tasks.count; i++) {
        char due[MS_DATE_TEXT_SIZE];
        if (tasks.tasks[i].matter == NULL || tasks.tasks[i].matter->course == &ms_cost_course
            || tasks.tasks[i].matter->course == &ms_judgment_course) {
            ms_date_format(tasks.tasks[i].due, due);
            ms_buffer_put(out, due);
            ms_buffer_put(out, " ");
            ms_task_say(out, &tasks.tasks[i]);
            ms_buffer_put(out, "\n");
            assert_non_null(ms_task_citation(&tasks.tasks[i]));
        }
    }
    ms_buffer_add(out, "", 1);
}

static void task(case_bench *c, const char *words, bool there)
{
    ms_buffer out = {0};
    open_tasks(c, &out);
    if ((strstr(out.text, words) != NULL) != there) {
        fail_msg("'%s' is%s among\n%s", words, there ? " not" : "", out.text);
    }
    ms_buffer_free(&out);
}

/* ---- shares ------------------------------------------------------------------------------------------------------ */

static void uncovered_costs_are_shared(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t plain = claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"80.00\"");
    uint64_t others =
        claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"80.00\",\"paid_by_others\":\"20.00\"");
    uint64_t allowed =
        claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"0.00\",\"reasonable\":\"150.00\"");
    uint64_t covered = claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"250.00\"");
    share_is(c, plain, MS_PNS, MS_SHARE_UNCOVERED, 12000, 7356);
    share_is(c, plain, MS_PSS, MS_SHARE_OF_OTHER, 0, 0);
    share_is(c, others, MS_PNS, MS_SHARE_UNCOVERED, 10000, 6130);
    share_is(c, allowed, MS_PNS, MS_SHARE_UNCOVERED, 20000, 12260); /* (5)(E) does not say "reasonable" */
    share_is(c, covered, MS_PNS, MS_SHARE_UNCOVERED, 0, 0);
    refused(c, "(5)(E), (F)", "comes to nothing", "cost_demanded", "2027-01-11",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)covered);
}

static void reasonable_costs_are_shared(void **state)
{
    case_bench *c = *state;
    begin(c, reasonable);
    uint64_t cost =
        claim(c, "2026-12-01",
              "\"billed\":\"200.00\",\"paid_by_plan\":\"0.00\",\"paid_by_others\":\"50.00\",\"reasonable\":\"150.00\"");
    share_is(c, cost, MS_PNS, MS_SHARE_REASONABLE, 10000, 6130);
}

/* One cent goes to one parent, and to one alone. */
static void half_each_where_no_percentage_is_named(void **state)
{
    case_bench *c = *state;
    begin(c, coverage);
    uint64_t odd = claim(c, "2026-12-01", "\"billed\":\"0.01\",\"paid_by_plan\":\"0.00\"");
    uint64_t paid =
        claim(c, "2026-12-01", "\"billed\":\"80.00\",\"paid_by_plan\":\"30.00\",\"paid_by\":\"parent_not_seeking\"");
    share_is(c, odd, MS_PNS, MS_SHARE_DEFAULT, 1, 1);
    share_is(c, odd, MS_PSS, MS_SHARE_DEFAULT, 1, 0);
    uint64_t other = claim(c, "2026-12-01", "\"billed\":\"80.00\",\"paid_by_plan\":\"30.00\",\"paid_by\":\"other\"");
    share_is(c, other, MS_PNS, MS_SHARE_PAID_BY_OTHER, 0, 0);
    share_is(c, other, MS_PSS, MS_SHARE_PAID_BY_OTHER, 0, 0);
    share_is(c, paid, MS_PNS, MS_SHARE_PAID, 0, 0);
    share_is(c, paid, MS_PSS, MS_SHARE_DEFAULT, 5000, 2500);
    refused(c, "454.633.3", "has paid the provider", "cost_demanded", "2027-01-11",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)paid);
    demanded(c, paid, "parent_seeking", "2027-01-11");
    assert_int_equal(2500, account_on(c, "2027-02-01", MS_PSS)->overdue);
}

/* The order of the day of the service decides, whatever stands in its place later. */
static void the_percentage_of_the_day(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t before = claim(c, "2027-01-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    uint64_t after = claim(c, "2027-01-02", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    unsigned long long order =
        accepted(c, "order_requested", "2027-01-02", "{\"way\":\"judicial\",\"by\":\"court\",\"modifies\":2}");
    accepted(c, "order_terms", "2027-01-02",
             "{\"order\":%llu,\"children\":[\"c1\"],\"pays\":\"parent_seeking\",\"costs\":\"reasonable\","
             "\"percentage\":\"40.00\"}",
             order);
    accepted(c, "order_approved", "2027-01-02",
             "{\"order\":%llu,\"judge\":\"R. Hale\",\"docket\":\"1\",\"as_entered\":true}", order);
    share_is(c, before, MS_PNS, MS_SHARE_UNCOVERED, 10000, 6130);
    share_is(c, before, MS_PSS, MS_SHARE_OF_OTHER, 0, 0);
    share_is(c, after, MS_PNS, MS_SHARE_OF_OTHER, 0, 0);
    share_is(c, after, MS_PSS, MS_SHARE_REASONABLE, 10000, 4000);
}

static void no_order_no_share(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t before = claim(c, "2026-11-03", "\"billed\":\"10.00\",\"paid_by_plan\":\"0.00\"");
    uint64_t other = accepted(c, "cost_claimed", "2027-01-10",
                              "{\"child\":\"c2\",\"provider\":\"p\",\"service\":\"2026-12-01\",\"billed\":\"10.00\","
                              "\"paid_by_plan\":\"0.00\"}");
    share_is(c, before, MS_PNS, MS_SHARE_NO_ORDER, 0, 0);
    share_is(c, other, MS_PNS, MS_SHARE_NO_ORDER, 0, 0);
    refused(c, "454.633.3", "no order in force on the day of the service", "cost_demanded", "2027-01-11",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)before);
}

/* What plans paid is not zero because nobody has said it. */
static void an_amount_that_is_unknown(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"100.00\"");
    share_is(c, cost, MS_PNS, MS_SHARE_AMOUNT_OPEN, 0, 0);
    refused(c, "(5)(E), (F)", "what plans paid of it is not known", "cost_demanded", "2027-01-11",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)cost);
    accepted(c, "cost_restated", "2027-01-12", "{\"cost\":%llu,\"paid_by_plan\":\"40.00\"}", (unsigned long long)cost);
    share_is(c, cost, MS_PNS, MS_SHARE_UNCOVERED, 6000, 3678);
}

/* RSMo 454.633.1: the whole, of a day without the ordered coverage, and of no other. */
static void coverage_that_was_not_maintained(void **state)
{
    case_bench *c = *state;
    begin(c, "\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\",\"pays\":\"parent_not_seeking\","
             "\"costs\":\"uncovered\",\"percentage\":\"20.00\"");
    uint64_t before = claim(c, "2026-11-30", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    uint64_t during = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    uint64_t after = claim(c, "2027-01-05", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    refused(c, "454.633.1", "no order in force on that day", "maintenance_failed", "2026-11-03",
            "{\"order\":2,\"evidence\":\"letter\"}");
    refused(c, "454.633.1", "no order in force", "maintenance_failed", "2026-12-01",
            "{\"order\":1,\"evidence\":\"letter\"}");
    uint64_t lapse = accepted(c, "maintenance_failed", "2026-12-01", "{\"order\":2,\"evidence\":\"letter\"}");
    share_is(c, after, MS_PNS, MS_SHARE_WHOLE, 10000, 10000);
    accepted(c, "maintenance_resumed", "2027-01-05", "{\"lapse\":%llu}", (unsigned long long)lapse);
    share_is(c, before, MS_PNS, MS_SHARE_UNCOVERED, 10000, 2000);
    share_is(c, during, MS_PNS, MS_SHARE_WHOLE, 10000, 10000);
    share_is(c, during, MS_PSS, MS_SHARE_WHOLE_OF_OTHER, 0, 0);
    share_is(c, after, MS_PNS, MS_SHARE_UNCOVERED, 10000, 2000);
    refused(c, "order of the record", "resumed already", "maintenance_resumed", "2027-01-06", "{\"lapse\":%llu}",
            (unsigned long long)lapse);
}

static void a_failure_for_one_child_alone(void **state)
{
    case_bench *c = *state;
    begin(c, coverage);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    accepted(c, "maintenance_failed", "2026-12-01", "{\"order\":2,\"children\":[\"c2\"],\"evidence\":\"letter\"}");
    share_is(c, cost, MS_PNS, MS_SHARE_DEFAULT, 10000, 5000);
    refused(c, "", "", "maintenance_failed", "2026-12-01", "{\"order\":2,\"children\":[\"c9\"],\"evidence\":\"x\"}");
    accepted(c, "maintenance_failed", "2026-12-01", "{\"order\":2,\"children\":[\"c1\"],\"evidence\":\"letter\"}");
    share_is(c, cost, MS_PNS, MS_SHARE_WHOLE, 10000, 10000);
}

static void an_order_that_obliges_nobody_to_cover(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    refused(c, "454.633.1", "obliges nobody", "maintenance_failed", "2026-12-01",
            "{\"order\":2,\"evidence\":\"letter\"}");
}

/* ---- claims, disputes, demands ----------------------------------------------------------------------------------- */

static void claims_that_are_none(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    refused(c, "order of the record", "no child 'c9'", "cost_claimed", "2027-01-10",
            "{\"child\":\"c9\",\"provider\":\"p\",\"service\":\"2026-12-01\",\"billed\":\"1.00\"}");
    refused(c, "order of the record", "lies after the claim", "cost_claimed", "2026-12-01",
            "{\"child\":\"c1\",\"provider\":\"p\",\"service\":\"2026-12-02\",\"billed\":\"1.00\"}");
    refused(c, "format", "cost of nothing", "cost_claimed", "2027-01-10",
            "{\"child\":\"c1\",\"provider\":\"p\",\"service\":\"2026-12-01\",\"billed\":\"0.00\"}");
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"1.00\"");
    refused(c, "format", "names no amount", "cost_restated", "2027-01-11", "{\"cost\":%llu}", (unsigned long long)cost);
    refused(c, "format", "reverse the claim", "cost_restated", "2027-01-11", "{\"cost\":%llu,\"billed\":\"0.00\"}",
            (unsigned long long)cost);
    refused(c, "order of the record", "cannot come before it", "cost_restated", "2027-01-09",
            "{\"cost\":%llu,\"billed\":\"2.00\"}", (unsigned long long)cost);
}

static void a_dispute_is_decided_first(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    unsigned long long cost = claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"80.00\"");
    accepted(c, "cost_disputed", "2027-01-12", "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"other\"}",
             cost);
    refused(c, "(5)(E), (F)", "the dispute is decided first", "cost_demanded", "2027-01-13",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", cost);
    refused(c, "order of the record", "disputes the cost after that day", "cost_decided", "2027-01-11",
            "{\"cost\":%llu,\"by\":\"division\",\"reason\":\"r\"}", cost);
    refused(c, "format", "say one or the other", "cost_decided", "2027-01-13",
            "{\"cost\":%llu,\"by\":\"division\",\"reason\":\"r\",\"not_necessary\":true,\"reasonable\":\"5.00\"}",
            cost);
    refused(c, "(A-49)", "not more than what was billed", "cost_decided", "2027-01-13",
            "{\"cost\":%llu,\"by\":\"division\",\"reason\":\"r\",\"reasonable\":\"200.01\"}", cost);
    accepted(c, "cost_decided", "2027-01-13",
             "{\"cost\":%llu,\"by\":\"agreement\",\"reason\":\"r\",\"reasonable\":\"150.00\"}", cost);
    share_is(c, cost, MS_PNS, MS_SHARE_UNCOVERED, 7000, 4291);
    accepted(c, "cost_decided", "2027-01-14",
             "{\"cost\":%llu,\"by\":\"court\",\"reason\":\"r\",\"reasonable\":\"200.01\"}", cost);
    flagged(c, "more to be reasonable than was billed");
    accepted(c, "cost_decided", "2027-01-15",
             "{\"cost\":%llu,\"by\":\"court\",\"reason\":\"r\",\"not_necessary\":true}", cost);
    share_is(c, cost, MS_PNS, MS_SHARE_NOT_NECESSARY, 0, 0);
}

static void a_demand_is_made_once(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"80.00\"");
    demanded(c, cost, "parent_not_seeking", "2027-01-12");
    refused(c, "order of the record", "demanded of this parent already", "cost_demanded", "2027-01-13",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)cost);
    refused(c, "A-55", "the rest on nobody", "cost_demanded", "2027-01-13", "{\"cost\":%llu,\"of\":\"parent_seeking\"}",
            (unsigned long long)cost);
    const ms_debt *debt = line_of(c, "2027-02-11", cost)->debts[MS_PNS];
    assert_int_equal(day("2027-02-11"), debt->due);
    assert_false(debt->silent);
    assert_int_equal(0, account_on(c, "2027-02-10", MS_PNS)->due);
    assert_int_equal(7356, account_on(c, "2027-02-11", MS_PNS)->due);
    assert_int_equal(0, account_on(c, "2027-02-11", MS_PNS)->overdue);
    assert_int_equal(7356, account_on(c, "2027-02-12", MS_PNS)->overdue);
}

/* An order that names no days to pay leaves the share due on demand, and that is said. */
static void a_silent_order(void **state)
{
    case_bench *c = *state;
    begin(c, reasonable);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    demanded(c, cost, "parent_not_seeking", "2027-01-12");
    const ms_debt *debt = line_of(c, "2027-01-12", cost)->debts[MS_PNS];
    assert_int_equal(day("2027-01-12"), debt->due);
    assert_true(debt->silent);
}

static void a_reversed_claim(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"200.00\",\"paid_by_plan\":\"80.00\"");
    demanded(c, cost, "parent_not_seeking", "2027-01-12");
    pay(c, "2027-01-20", "50.00");
    accepted(c, "cost_reversed", "2027-02-01", "{\"cost\":%llu,\"reason\":\"billed twice\"}", (unsigned long long)cost);
    assert_int_equal(2356, account_on(c, "2027-01-31", MS_PNS)->balance);
    assert_int_equal(-5000, account_on(c, "2027-02-01", MS_PNS)->balance);
    assert_int_equal(5000, ledger.accounts[MS_PNS].credit);
    refused(c, "454.633.3", "taken back", "cost_demanded", "2027-02-02", "{\"cost\":%llu,\"of\":\"parent_seeking\"}",
            (unsigned long long)cost);
    accepted(c, "cost_disputed", "2027-02-03", "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"paid\"}",
             (unsigned long long)cost);
    flagged(c, "taken back before");
}

/* ---- payments ---------------------------------------------------------------------------------------------------- */

static void oldest_due_first(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t late = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    uint64_t early = claim(c, "2026-12-02", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    demanded(c, early, "parent_not_seeking", "2027-01-12");
    demanded(c, late, "parent_not_seeking", "2027-01-13");
    pay(c, "2027-01-20", "70.00");
    assert_int_equal(6130, line_of(c, "2027-03-01", early)->debts[MS_PNS]->applied);
    assert_int_equal(870, line_of(c, "2027-03-01", late)->debts[MS_PNS]->applied);
    /* What is in dispute waits. */
    accepted(c, "cost_disputed", "2027-03-02",
             "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"not_necessary\"}", (unsigned long long)early);
    assert_int_equal(0, line_of(c, "2027-03-02", early)->debts[MS_PNS]->applied);
    assert_int_equal(6130, line_of(c, "2027-03-02", late)->debts[MS_PNS]->applied);
    assert_int_equal(6130, ledger.accounts[MS_PNS].disputed);
    assert_int_equal(870, ledger.accounts[MS_PNS].credit);
    assert_int_equal(5260, ledger.accounts[MS_PNS].balance);
}

static void a_payment_that_did_not_last(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    demanded(c, cost, "parent_not_seeking", "2027-01-12");
    pay(c, "2027-01-20", "61.30");
    unsigned long long payment = c->count;
    refused(c, "format", "payment of nothing", "payment_received", "2027-01-20",
            "{\"from\":\"parent_not_seeking\",\"amount\":\"0.00\"}");
    refused(c, "order of the record", "cannot come before it", "payment_reversed", "2027-01-19",
            "{\"payment\":%llu,\"reason\":\"r\"}", payment);
    accepted(c, "payment_reversed", "2027-01-25", "{\"payment\":%llu,\"reason\":\"bank\"}", payment);
    refused(c, "order of the record", "reversed already", "payment_reversed", "2027-01-26",
            "{\"payment\":%llu,\"reason\":\"r\"}", payment);
    assert_int_equal(0, account_on(c, "2027-01-24", MS_PNS)->balance);
    assert_int_equal(6130, account_on(c, "2027-01-25", MS_PNS)->balance);
    refused(c, "order of the record", "rests on it", "correction", "2027-01-26", "{\"of\":%llu,\"reason\":\"slip\"}",
            payment);
}

/* A correction takes a line back where it stood; the statement shows both, and no day's balance has it. */
static void a_correction_is_a_line(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    uint64_t cost = claim(c, "2026-12-01", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
    demanded(c, cost, "parent_not_seeking", "2027-01-12");
    pay(c, "2027-01-20", "600.13");
    unsigned long long wrong = c->count;
    unsigned long long correction = accepted(c, "correction", "2027-02-01", "{\"of\":%llu,\"reason\":\"slip\"}", wrong);
    pay(c, "2027-01-20", "60.13");
    assert_int_equal(117, account_on(c, "2027-01-31", MS_PNS)->balance);
    assert_int_equal(4, ledger.posting_count);
    assert_int_equal(wrong, ledger.postings[1].event);
    assert_int_equal(correction, ledger.postings[1].taken_back_by);
    assert_int_equal(-60013, ledger.postings[1].amount);
    assert_int_equal(correction, ledger.postings[2].event);
    assert_int_equal(wrong, ledger.postings[2].takes_back);
    assert_int_equal(60013, ledger.postings[2].amount);
    assert_int_equal(6130, ledger.postings[2].balance);
}

/* ---- judgments --------------------------------------------------------------------------------------------------- */

/* Two costs of 61.30, demanded, and 50.00 paid. */
static void begin_debts(case_bench *c, uint64_t costs[2])
{
    begin(c, uncovered);
    for (int i = 0; i < 2; i++) {
        costs[i] = claim(c, i == 0 ? "2026-12-01" : "2026-12-02", "\"billed\":\"100.00\",\"paid_by_plan\":\"0.00\"");
        demanded(c, costs[i], "parent_not_seeking", "2027-01-12");
    }
    pay(c, "2027-01-20", "50.00");
}

static uint64_t judgment(case_bench *c, const char *on, const char *amount, uint64_t first, uint64_t second)
{
    return accepted(
        c, "judgment_entered", on,
        "{\"debtor\":\"parent_not_seeking\",\"amount\":\"%s\",\"court\":\"x\",\"costs\":[\"%llu\",\"%llu\"]}", amount,
        (unsigned long long)first, (unsigned long long)second);
}

static void a_judgment_takes_the_place_of_shares(void **state)
{
    case_bench *c = *state;
    uint64_t costs[2];
    begin_debts(c, costs);
    uint64_t number = judgment(c, "2027-05-03", "72.60", costs[0], costs[1]);
    assert_null(ms_state_entry(&c->state, number)->departures);
    assert_int_equal(7260, account_on(c, "2027-05-02", MS_PNS)->balance);
    assert_int_equal(7260, account_on(c, "2027-05-03", MS_PNS)->balance);
    const ms_debt *debt = ms_ledger_debt(&ledger, ms_state_matter(&c->state, number, NULL), MS_PNS);
    assert_int_equal(7260, debt->amount);
    assert_int_equal(7260, debt->replaced);
    assert_int_equal(5000, line_of(c, "2027-05-03", costs[0])->debts[MS_PNS]->amount);
    assert_int_equal(0, line_of(c, "2027-05-03", costs[1])->debts[MS_PNS]->amount);
    /* A plan that pays later does not change what the court entered. */
    accepted(c, "cost_restated", "2027-05-10", "{\"cost\":%llu,\"paid_by_plan\":\"90.00\"}",
             (unsigned long long)costs[1]);
    flagged(c, "the court's to change");
    assert_int_equal(7260, account_on(c, "2027-05-10", MS_PNS)->balance);
    refused(c, "(5)(E), (F)", "only the court can change that", "cost_reversed", "2027-05-11",
            "{\"cost\":%llu,\"reason\":\"r\"}", (unsigned long long)costs[1]);
    refused(c, "(5)(E), (F)", "only the court can change that", "cost_decided", "2027-05-11",
            "{\"cost\":%llu,\"by\":\"division\",\"reason\":\"r\"}", (unsigned long long)costs[1]);
    accepted(c, "cost_disputed", "2027-05-12", "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"paid\"}",
             (unsigned long long)costs[1]);
    flagged(c, "only the court can change that");
    /* Vacated, the shares stand again as they are by then. */
    accepted(c, "judgment_vacated", "2027-06-01", "{\"judgment\":%llu}", (unsigned long long)number);
    assert_int_equal(6130 + 613 - 5000, account_on(c, "2027-06-01", MS_PNS)->balance);
}

static void a_judgment_that_departs(void **state)
{
    case_bench *c = *state;
    uint64_t costs[2];
    begin_debts(c, costs);
    uint64_t loose = claim(c, "2026-12-03", "\"billed\":\"10.00\",\"paid_by_plan\":\"0.00\"");
    judgment(c, "2027-05-03", "80.00", costs[0], loose);
    flagged(c, "the judgment is for 80.00, more than the 11.30");
    flagged(c, "was demanded of this parent");
    task(c, "demand of", false);
    refused(c, "(5)(E), (F)", "no share beside", "cost_demanded", "2027-05-04",
            "{\"cost\":%llu,\"of\":\"parent_not_seeking\"}", (unsigned long long)loose);
    judgment(c, "2027-05-04", "5.00", costs[0], costs[1]);
    flagged(c, "stands on cost");
    flagged(c, "less than the 61.30");
    refused(c, "order of the record", "no cost \"2\"", "judgment_entered", "2027-05-05",
            "{\"debtor\":\"parent_not_seeking\",\"amount\":\"5.00\",\"court\":\"x\",\"costs\":[\"2\"]}");
    refused(c, "order of the record", "no cost", "judgment_entered", "2027-05-05",
            "{\"debtor\":\"parent_not_seeking\",\"amount\":\"5.00\",\"court\":\"x\",\"costs\":[\"all\"]}");
    refused(c, "format", "named twice", "judgment_entered", "2027-05-05",
            "{\"debtor\":\"parent_not_seeking\",\"amount\":\"5.00\",\"court\":\"x\",\"costs\":[\"%llu\",\"%llu\"]}",
            (unsigned long long)loose, (unsigned long long)loose);
    refused(c, "format", "names no cost", "judgment_entered", "2027-05-05",
            "{\"debtor\":\"parent_not_seeking\",\"amount\":\"5.00\",\"court\":\"x\",\"costs\":[]}");
    refused(c, "format", "nothing to collect", "judgment_entered", "2027-05-05",
            "{\"debtor\":\"parent_not_seeking\",\"amount\":\"0.00\",\"court\":\"x\",\"costs\":[\"%llu\"]}",
            (unsigned long long)loose);
}

static void collecting(void **state)
{
    case_bench *c = *state;
    uint64_t costs[2];
    begin_debts(c, costs);
    refused(c, "13 CSR 40-112.010(5)(E), (F)", "sum-certain judgment", "collection_made", "2027-05-01",
            "{\"judgment\":%llu,\"amount\":\"1.00\",\"how\":\"lien\"}", (unsigned long long)costs[0]);
    unsigned long long number = judgment(c, "2027-05-03", "72.60", costs[0], costs[1]);
    refused(c, "order of the record", "cannot come before it", "collection_made", "2027-05-02",
            "{\"judgment\":%llu,\"amount\":\"1.00\",\"how\":\"lien\"}", number);
    refused(c, "format", "collection of nothing", "collection_made", "2027-05-04",
            "{\"judgment\":%llu,\"amount\":\"0.00\",\"how\":\"lien\"}", number);
    refused(c, "13 CSR 40-112.010(5)(E), (F)", "72.60 is open on judgment", "collection_made", "2027-05-04",
            "{\"judgment\":%llu,\"amount\":\"72.61\",\"how\":\"lien\"}", number);
    accepted(c, "collection_made", "2027-05-04", "{\"judgment\":%llu,\"amount\":\"40.00\",\"how\":\"lien\"}", number);
    pay(c, "2027-05-10", "30.00");
    refused(c, "13 CSR 40-112.010(5)(E), (F)", "2.60 is open", "collection_made", "2027-05-11",
            "{\"judgment\":%llu,\"amount\":\"2.61\",\"how\":\"lien\"}", number);
    accepted(c, "judgment_satisfied", "2027-06-01", "{\"judgment\":%llu}", number);
    flagged(c, "2.60 of it was still open");
    assert_int_equal(260, account_on(c, "2027-05-31", MS_PNS)->balance);
    assert_int_equal(0, account_on(c, "2027-06-01", MS_PNS)->balance);
    refused(c, "13 CSR 40-112.010(5)(E), (F)", "nothing of it is left", "collection_made", "2027-06-02",
            "{\"judgment\":%llu,\"amount\":\"1.00\",\"how\":\"lien\"}", number);
    accepted(c, "judgment_satisfied", "2027-06-03", "{\"judgment\":%llu}", number);
    flagged(c, "satisfied already");
    accepted(c, "judgment_vacated", "2027-06-04", "{\"judgment\":%llu}", number);
    refused(c, "13 CSR 40-112.010(5)(E), (F)", "stands no more", "collection_made", "2027-06-05",
            "{\"judgment\":%llu,\"amount\":\"1.00\",\"how\":\"lien\"}", number);
    /* What was collected counts as paid: 122.60 in shares less 80.00 paid and 40.00 collected. */
    assert_int_equal(260, account_on(c, "2027-06-04", MS_PNS)->balance);
    assert_int_equal(260, ledger.accounts[MS_PNS].open);
}

/* The rule speaks of what the parent not seeking support owes. */
static void a_judgment_against_the_other(void **state)
{
    case_bench *c = *state;
    begin(c, coverage);
    uint64_t cost =
        claim(c, "2026-12-01", "\"billed\":\"80.00\",\"paid_by_plan\":\"0.00\",\"paid_by\":\"parent_not_seeking\"");
    demanded(c, cost, "parent_seeking", "2027-01-12");
    unsigned long long number =
        accepted(c, "judgment_entered", "2027-05-03",
                 "{\"debtor\":\"parent_seeking\",\"amount\":\"40.00\",\"court\":\"x\",\"costs\":[\"%llu\"]}",
                 (unsigned long long)cost);
    refused(c, "A-57", "of a judgment against the parent seeking support", "collection_made", "2027-05-04",
            "{\"judgment\":%llu,\"amount\":\"1.00\",\"how\":\"lien\"}", number);
}

/* Everything that is taken back leaves its two lines, and nothing else. */
static void taking_everything_back(void **state)
{
    case_bench *c = *state;
    uint64_t costs[2];
    begin_debts(c, costs);
    uint64_t number = judgment(c, "2027-05-03", "72.60", costs[0], costs[1]);
    accepted(c, "collection_made", "2027-05-04", "{\"judgment\":%llu,\"amount\":\"40.00\",\"how\":\"lien\"}",
             (unsigned long long)number);
    accepted(c, "judgment_satisfied", "2027-05-05", "{\"judgment\":%llu}", (unsigned long long)number);
    for (uint64_t event = c->count; event > 4; event--) {
        accepted(c, "correction", "2027-06-01", "{\"of\":%llu,\"reason\":\"slip\"}", (unsigned long long)event);
    }
    const ms_account *account = account_on(c, "2027-06-01", MS_PNS);
    ms_cents lines = 0;
    assert_int_equal(0, account->balance);
    assert_int_equal(0, ledger.cost_count);
    assert_int_equal(0, ledger.debt_count);
    assert_true(ledger.posting_count >= 10);
    for (size_t i = 0; i < ledger.posting_count; i++) {
        const ms_posting *line = &ledger.postings[i];
        assert_true((line->takes_back != 0) != (line->taken_back_by != 0));
        lines += line->amount;
    }
    assert_int_equal(0, lines);
}

/* ---- what is to be done ---------------------------------------------------------------------------------------- */

static void what_is_to_be_done(void **state)
{
    case_bench *c = *state;
    begin(c, uncovered);
    unsigned long long cost = claim(c, "2026-12-01", "\"billed\":\"100.00\"");
    task(c, "2027-01-10 find out what plans paid of cost 5", true);
    accepted(c, "cost_restated", "2027-01-11", "{\"cost\":%llu,\"paid_by_plan\":\"0.00\"}", cost);
    task(c, "find out", false);
    task(c, "2027-01-10 demand of the parent not seeking support the share of cost 5", true);
    accepted(c, "cost_disputed", "2027-01-12", "{\"cost\":%llu,\"by\":\"parent_not_seeking\",\"ground\":\"other\"}",
             cost);
    task(c, "2027-01-12 settle the dispute about cost 5", true);
    task(c, "demand of", false);
    accepted(c, "cost_decided", "2027-01-13", "{\"cost\":%llu,\"by\":\"division\",\"reason\":\"r\"}", cost);
    task(c, "settle", false);
    demanded(c, cost, "parent_not_seeking", "2027-01-14");
    task(c, "2027-02-13 the parent not seeking support pays what is open of cost 5", true);
    accepted(c, "judgment_entered", "2027-05-03",
             "{\"debtor\":\"parent_not_seeking\",\"amount\":\"61.30\",\"court\":\"x\",\"costs\":[\"%llu\"]}", cost);
    task(c, "pays what is open", false);
    task(c, "2027-05-03 collect what is open of judgment 10", true);
    accepted(c, "collection_made", "2027-05-04", "{\"judgment\":10,\"amount\":\"61.30\",\"how\":\"lien\"}");
    task(c, "collect", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(uncovered_costs_are_shared, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(reasonable_costs_are_shared, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(half_each_where_no_percentage_is_named, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_percentage_of_the_day, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(no_order_no_share, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_amount_that_is_unknown, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(coverage_that_was_not_maintained, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_failure_for_one_child_alone, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(an_order_that_obliges_nobody_to_cover, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(claims_that_are_none, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_dispute_is_decided_first, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_demand_is_made_once, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_silent_order, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_reversed_claim, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(oldest_due_first, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_payment_that_did_not_last, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_correction_is_a_line, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_judgment_takes_the_place_of_shares, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_judgment_that_departs, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(collecting, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_judgment_against_the_other, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(taking_everything_back, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(what_is_to_be_done, bench_set_up, bench_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
