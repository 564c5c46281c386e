/* Orders and enforcement: what is refused and on what, what is flagged, whom an order binds on a day, and events at
 * random. */
#include "casefile/duty.h"
#include "casefile/enforcement.h"
#include "casefile/existing.h"
#include "casefile/orders.h"
#include "tests/unit/case_bench.h"

#define PLAN "/parent_not_seeking/plans/acme-ppo/"

/* A case of two children that comes to (5)(C) for both. */
static void open_case(case_bench *c)
{
    accepted(c, "case_opened", "2026-09-14", "{\"case_id\":\"2026-000123\",\"children\":[\"c1\",\"c2\"]}");
    bench_fact(c, "2026-09-14", "/children/c1/date_of_birth", "\"2015-03-02\"", false);
    bench_fact(c, "2026-09-14", "/children/c2/date_of_birth", "\"2018-06-10\"", false);
    bench_fact(c, "2026-09-14", "/children/c1/public_coverage", "false", false);
    bench_fact(c, "2026-09-14", "/children/c2/public_coverage", "false", false);
    bench_fact(c, "2026-09-14", "/form_14", "{\"calculated\":true,\"line_4_percent\":\"61.3\"}", false);
    bench_fact(c, "2026-09-14", "/parent_not_seeking/gross_income", "{\"amount\":\"4000.00\",\"per\":\"month\"}",
               false);
    bench_fact(c, "2026-09-14", PLAN "source", "\"employer\"", false);
    bench_fact(c, "2026-09-14", PLAN "covers", "[]", false);
    bench_fact(c, "2026-09-14", PLAN "cost", "{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"310.00\"}",
               false);
    bench_fact(c, "2026-09-14", PLAN "service_area", "\"unlimited\"", false);
    bench_fact(c, "2026-09-14", "/parent_seeking/plans", "[]", false);
}

#define BOTH "\"children\":[\"c1\",\"c2\"]"

static uint64_t ask(case_bench *c, const char *way, const char *by, const char *on)
{
    return accepted(c, "order_requested", on, "{\"way\":\"%s\",\"by\":\"%s\"}", way, by);
}

/* A court's order for both children that has terms and every finding. */
static uint64_t weighed(case_bench *c)
{
    static const char *const about[] = {"parents_incomes", "child_needs", "available_plans", "other_coverage"};
    uint64_t order = ask(c, "judicial", "custodial_parent", "2026-10-01");
    accepted(c, "order_terms", "2026-10-01",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}", (int)order);
    for (size_t i = 0; i < 4; i++) {
        accepted(c, "order_finding", "2026-10-02", "{\"order\":%d,\"about\":\"%s\",\"finding\":\"as shown\"}",
                 (int)order, about[i]);
    }
    return order;
}

#define JUDGE "\"judge\":\"R. Ames\",\"docket\":\"26AC-CC00417\""

static uint64_t approved(case_bench *c)
{
    uint64_t order = weighed(c);
    accepted(c, "order_approved", "2026-10-05", "{\"order\":%d," JUDGE "}", (int)order);
    return order;
}

/* The division's order on the determination. */
static uint64_t issued(case_bench *c)
{
    uint64_t made = bench_determine(c, "2026-10-01"), order = ask(c, "administrative", "agency", "2026-10-02");
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}", (int)order);
    accepted(c, "order_issued", "2026-10-03", "{\"order\":%d,\"determination\":%d}", (int)order, (int)made);
    return order;
}

static unsigned standing(const case_bench *c, uint64_t order, const char *on)
{
    const ms_matter *matter = ms_state_matter(&c->state, order, &ms_order_course);
    return ms_matter_state(matter, ms_look_on(&c->state, day(on)));
}

static const ms_matter *in_force(const case_bench *c, const char *on, const char *child, ms_party party, bool pays)
{
    ms_text id = child == NULL ? (ms_text){.at = NULL} : word(child);
    return ms_order_in_force(&c->state, ms_look_on(&c->state, day(on)), id, party, pays);
}

/* ---- asking ------------------------------------------------------------------------------------------------------ */

/* Every way, every asker, prepared here or not. */
static void who_may_ask(void **state)
{
    static const char *const by[] = {"custodial_parent", "guardian", "agency", "other_parent", "court"};
    case_bench *c = *state;
    open_case(c);
    for (int i = 0; i < 20; i++) {
        bool judicial = i % 2 == 1, here = i / 2 % 2 == 1;
        int asker = i / 4;
        char body[200];
        snprintf(body, sizeof body, "{\"way\":\"%s\",\"by\":\"%s\",\"prepared_here\":%s}",
                 judicial ? "judicial" : "administrative", by[asker], here ? "true" : "false");
        bool wrong_way = !judicial && asker == 4, not_for = judicial && here && asker >= 3;
        if (wrong_way || not_for) {
            refused(c, "454.603.1", wrong_way ? "judicial way" : "prepared here", "order_requested", "2026-10-01", "%s",
                    body);
        } else {
            accepted(c, "order_requested", "2026-10-01", "%s", body);
        }
    }
    refused(c, "order of the record", "and not before", "order_requested", "2026-09-13",
            "{\"way\":\"administrative\",\"by\":\"agency\"}");
    accepted(c, "order_requested", "2020-01-01", "{\"way\":\"judicial\",\"by\":\"court\"}");
}

static void terms_make_sense(void **state)
{
    static const struct {
        const char *terms, *citation, *reason;
    } wrong[] = {
        {"\"children\":[\"c1\"]", "454.603.1", "obliges a parent"},
        {"\"children\":[],\"provides\":\"parent_seeking\"", "format", "names no child"},
        {"\"children\":[\"c9\"],\"provides\":\"parent_seeking\"", "record", "no child 'c9'"},
        {"\"children\":[\"c1\"],\"pays\":\"parent_seeking\"", "format", "said together"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"costs\":\"uncovered\"", "format", "said together"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"percentage\":\"50.00\"", "format",
         "somebody who pays"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"begins\":\"2027-01-02\",\"ends\":\"2027-01-01\"",
         "format", "before it begins"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"premium_share_pns\":\"70\",\"premium_share_pss\":\"20\"",
         "454.633.3", "the whole of it"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\"", "1169(a)(3)(B)", "of what type"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"coverage\":\"x\",\"existing\":\"ends\"", "454.603.1",
         "decree"},
        {"\"children\":[\"c1\"],\"provides\":\"parent_seeking\",\"coverage\":\"x\",\"ends\":\"2030-01-01\"", "452.340",
         "child 'c1' runs"},
    };
    case_bench *c = *state;
    open_case(c);
    uint64_t order = ask(c, "administrative", "agency", "2026-10-01");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        refused(c, wrong[i].citation, wrong[i].reason, "order_terms", "2026-10-01", "{\"order\":%d,%s}", (int)order,
                wrong[i].terms);
    }
    /* A court may; it is flagged. */
    order = ask(c, "judicial", "court", "2026-10-01");
    uint64_t vague = accepted(c, "order_terms", "2026-10-01",
                              "{\"order\":%d,\"children\":[\"c1\"],\"provides\":\"parent_seeking\","
                              "\"ends\":\"2030-01-01\"}",
                              (int)order);
    assert_int_equal(1, bench_departures(c, vague, "of what type"));
    assert_int_equal(1, bench_departures(c, vague, "ends while the duty"));
    accepted(c, "duty_ended", "2027-05-01", "{\"child\":\"c1\",\"ground\":\"death\"}");
    uint64_t late = accepted(c, "order_terms", "2026-10-01",
                             "{\"order\":%d,\"children\":[\"c1\"],\"provides\":\"parent_seeking\","
                             "\"coverage\":\"x\",\"ends\":\"2030-01-01\"}",
                             (int)order);
    assert_int_equal(1, bench_departures(c, late, "goes on after the duty"));
}

/* ---- the court --------------------------------------------------------------------------------------------------- */

/* Every set of findings: approved only when all four are there, else as entered and flagged for each that lacks. */
static void all_findings_or_flagged(void **state)
{
    static const char *const about[] = {"parents_incomes", "child_needs", "available_plans", "other_coverage"};
    case_bench *c = *state;
    open_case(c);
    for (unsigned set = 0; set < 16; set++) {
        uint64_t order = ask(c, "judicial", "custodial_parent", "2026-10-01");
        int lacking = 0;
        refused(c, "1169(a)(3)", "no terms", "order_approved", "2026-10-02", "{\"order\":%d," JUDGE "}", (int)order);
        accepted(c, "order_terms", "2026-10-01",
                 "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}", (int)order);
        for (unsigned i = 0; i < 4; i++) {
            lacking += (set >> i & 1u) == 0;
            if ((set >> i & 1u) != 0) {
                accepted(c, "order_finding", "2026-10-02", "{\"order\":%d,\"about\":\"%s\",\"finding\":\"x\"}",
                         (int)order, about[i]);
            }
        }
        if (lacking > 0) {
            refused(c, "454.603.2", "has not found on", "order_approved", "2026-10-03", "{\"order\":%d," JUDGE "}",
                    (int)order);
        }
        refused(c, "order of the record", "not decided on before", "order_approved", "2026-09-30",
                "{\"order\":%d," JUDGE ",\"as_entered\":true}", (int)order);
        uint64_t entry = accepted(c, "order_approved", "2026-10-03", "{\"order\":%d," JUDGE "%s}", (int)order,
                                  lacking > 0 ? ",\"as_entered\":true" : "");
        assert_int_equal(lacking, bench_departures(c, entry, "did not find on"));
        assert_int_equal(set > 0, bench_departures(c, entry, "does not modify it")); /* the one before is in force */
        assert_int_equal(MS_ORDER_IN_FORCE, standing(c, order, "2026-10-03"));
    }
}

static void each_way_has_its_own_decision(void **state)
{
    case_bench *c = *state;
    open_case(c);
    uint64_t made = bench_determine(c, "2026-10-01"), order = weighed(c);
    refused(c, "454.603.1", "approves or denies", "order_issued", "2026-10-05", "{\"order\":%d,\"determination\":%d}",
            (int)order, (int)made);
    accepted(c, "order_denied", "2026-10-05", "{\"order\":%d," JUDGE "}", (int)order);
    refused(c, "order of the record", "begins anew", "order_approved", "2026-10-06", "{\"order\":%d," JUDGE "}",
            (int)order);
    uint64_t own = ask(c, "administrative", "agency", "2026-10-01");
    accepted(c, "order_terms", "2026-10-01",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\"}", (int)own);
    refused(c, "454.603.2", "the court's", "order_finding", "2026-10-02",
            "{\"order\":%d,\"about\":\"child_needs\",\"finding\":\"x\"}", (int)own);
    refused(c, "454.603.1", "no court decides", "order_approved", "2026-10-05", "{\"order\":%d," JUDGE "}", (int)own);
    refused(c, "454.603.1", "no court decides", "order_denied", "2026-10-05", "{\"order\":%d," JUDGE "}", (int)own);
    accepted(c, "order_withdrawn", "2026-10-05", "{\"order\":%d,\"reason\":\"agreed\"}", (int)own);
    refused(c, "order of the record", "taken back", "order_told", "2026-10-06",
            "{\"order\":%d,\"party\":\"parent_seeking\"}", (int)own);
}

/* ---- the division ------------------------------------------------------------------------------------------------ */

static void issued_as_determined(void **state)
{
    static const char *const other[] = {
        BOTH ",\"provides\":\"parent_seeking\",\"plans\":[\"acme-ppo\"]",
        "\"children\":[\"c1\"],\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]",
        BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"other-plan\"]",
        BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"],\"pays\":\"parent_not_seeking\","
             "\"costs\":\"reasonable\",\"percentage\":\"50\"",
        BOTH ",\"pays\":\"parent_not_seeking\",\"costs\":\"uncovered\",\"percentage\":\"61.30\"",
    };
    case_bench *c = *state;
    open_case(c);
    uint64_t order = ask(c, "administrative", "agency", "2026-10-02");
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        accepted(c, "order_terms", "2026-10-02", "{\"order\":%d,%s}", (int)order, other[i]);
        if (i == 0) {
            refused(c, "40-112.010(5)", "not the last determination", "order_issued", "2026-10-03",
                    "{\"order\":%d,\"determination\":3}", (int)order);
            (void)bench_determine(c, "2026-10-01");
        }
        const ms_recorded_determination *made = ms_state_determination(&c->state);
        refused(c, "40-112.010(5)(C)", "orders otherwise", "order_issued", "2026-10-03",
                "{\"order\":%d,\"determination\":%d}", (int)order, (int)made->entry.sequence);
    }
    /* With a clause on uncovered costs it is still what was determined. */
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"coverage\":\"medical\","
             "\"pays\":\"parent_not_seeking\",\"costs\":\"uncovered\",\"percentage\":\"50\"}",
             (int)order);
    int made = (int)ms_state_determination(&c->state)->entry.sequence;
    bench_fact(c, "2026-10-10", "/parent_not_seeking/gross_income", "{\"amount\":\"3000.00\",\"per\":\"month\"}", true);
    refused(c, "40-112.010(5)", "stale since 2026-10-10", "order_issued", "2026-10-10",
            "{\"order\":%d,\"determination\":%d}", (int)order, made);
    accepted(c, "order_issued", "2026-10-09", "{\"order\":%d,\"determination\":%d}", (int)order, made);
    assert_int_equal(MS_ORDER_DRAFTED, standing(c, order, "2026-10-08"));
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, order, "2026-10-09"));
}

/* A percentage is ordered to the hundredth. */
static void issued_percentage(void **state)
{
    case_bench *c = *state;
    open_case(c);
    bench_fact(c, "2026-10-01", "/parent_not_seeking/plans", "[]", true);
    int made = (int)bench_determine(c, "2026-10-01"), order = (int)ask(c, "administrative", "agency", "2026-10-02");
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"pays\":\"parent_not_seeking\",\"costs\":\"reasonable\","
             "\"percentage\":\"61.29\"}",
             order);
    refused(c, "40-112.010(5)(F)", "percentage", "order_issued", "2026-10-02", "{\"order\":%d,\"determination\":%d}",
            order, made);
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"pays\":\"parent_not_seeking\",\"costs\":\"reasonable\","
             "\"percentage\":\"61.30\"}",
             order);
    accepted(c, "order_issued", "2026-10-02", "{\"order\":%d,\"determination\":%d}", order, made);
    assert_non_null(in_force(c, "2026-10-02", "c2", MS_PNS, true));
    assert_null(in_force(c, "2026-10-02", "c2", MS_PNS, false));
}

static void undecided_is_not_issued(void **state)
{
    case_bench *c = *state;
    open_case(c);
    bench_fact(c, "2026-10-01", PLAN "cost", "{\"per\":\"month\",\"self_only\":\"120.00\"}", true);
    int made = (int)bench_determine(c, "2026-10-01"), order = (int)ask(c, "administrative", "agency", "2026-10-02");
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"coverage\":\"x\"}", order);
    refused(c, "40-112.010(5)", "does not settle", "order_issued", "2026-10-02", "{\"order\":%d,\"determination\":%d}",
            order, made);
}

static void modified_by_a_new_determination(void **state)
{
    case_bench *c = *state;
    open_case(c);
    uint64_t first = issued(c);
    int old = (int)ms_state_determination(&c->state)->entry.sequence;
    refused(c, "454.603.1", "is none", "order_requested", "2026-11-01",
            "{\"way\":\"administrative\",\"by\":\"agency\",\"modifies\":3}");
    refused(c, "454.603.1", "says why", "order_requested", "2026-11-01",
            "{\"way\":\"administrative\",\"by\":\"agency\",\"modifies\":%d}", (int)first);
    /* Another order beside it is no modification. */
    int beside = (int)ask(c, "administrative", "agency", "2026-10-04");
    accepted(c, "order_terms", "2026-10-04",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}", beside);
    refused(c, "454.603.1", "modification of it", "order_issued", "2026-10-04", "{\"order\":%d,\"determination\":%d}",
            beside, old);
    int second = (int)accepted(c, "order_requested", "2026-11-01",
                               "{\"way\":\"administrative\",\"by\":\"other_parent\",\"modifies\":%d,"
                               "\"reason\":\"a new employer\"}",
                               (int)first);
    accepted(c, "order_terms", "2026-11-01",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}", second);
    refused(c, "454.603.1", "determination to modify", "order_issued", "2026-11-01",
            "{\"order\":%d,\"determination\":%d}", second, old);
    bench_fact(c, "2026-11-01", "/action", "\"modify\"", false);
    bench_fact(c, "2026-11-01", "/current_obligations",
               "[{\"children\":[\"c1\",\"c2\"],\"obligor\":\"parent_not_seeking\",\"obligation\":\"provide_coverage\","
               "\"plans\":[\"acme-ppo\"]}]",
               false);
    int made = (int)bench_determine(c, "2026-11-01");
    accepted(c, "order_issued", "2026-11-02", "{\"order\":%d,\"determination\":%d}", second, made);
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, first, "2026-11-01"));
    assert_int_equal(MS_ORDER_SUPERSEDED, standing(c, first, "2026-11-02"));
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, (uint64_t)second, "2026-11-02"));
    refused(c, "454.603.1", "none such", "order_superseded", "2026-11-03", "{\"order\":%d,\"by\":%d}", second,
            (int)first);
    /* What rests on what. */
    int entry = (int)ms_matter_last(ms_state_matter(&c->state, (uint64_t)second, NULL), &ms_kind_order_issued,
                                    ms_look_at_all(&c->state))
                    ->entry.sequence;
    refused(c, "record", "order superseded", "correction", "2026-11-03", "{\"of\":%d,\"reason\":\"x\"}", entry);
    refused(c, "record", "order issued", "correction", "2026-11-03", "{\"of\":%d,\"reason\":\"x\"}", made);
    accepted(c, "correction", "2026-11-03", "{\"of\":%d,\"reason\":\"x\"}", entry + 1);
    accepted(c, "correction", "2026-11-03", "{\"of\":%d,\"reason\":\"x\"}", entry);
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, first, "2026-11-02"));
    assert_int_equal(MS_ORDER_DRAFTED, standing(c, (uint64_t)second, "2026-11-02"));
}

static void a_courts_order_is_the_courts(void **state)
{
    case_bench *c = *state;
    open_case(c);
    uint64_t order = approved(c);
    refused(c, "454.603.1", "the court modifies it", "order_requested", "2026-11-01",
            "{\"way\":\"administrative\",\"by\":\"agency\",\"modifies\":%d,\"reason\":\"x\"}", (int)order);
    refused(c, "454.603.1", "the court terminates it", "order_terminated", "2026-11-01",
            "{\"order\":%d,\"by\":\"division\",\"reason\":\"x\"}", (int)order);
    refused(c, "format", "names the judge", "order_terminated", "2026-11-01",
            "{\"order\":%d,\"by\":\"court\",\"reason\":\"x\"}", (int)order);
    refused(c, "record", "not in force yet", "order_terminated", "2026-10-04",
            "{\"order\":%d,\"by\":\"court\",\"judge\":\"R. Ames\",\"reason\":\"x\"}", (int)order);
    accepted(c, "order_terminated", "2026-11-01",
             "{\"order\":%d,\"by\":\"court\",\"judge\":\"R. Ames\",\"reason\":\"x\"}", (int)order);
    assert_non_null(in_force(c, "2026-10-31", "c1", MS_PNS, false));
    assert_null(in_force(c, "2026-11-01", "c1", MS_PNS, false));
}

/* ---- coverage that is there already ------------------------------------------------------------------------------ */

static void existing_coverage_is_not_replaced_in_silence(void **state)
{
    case_bench *c = *state;
    open_case(c);
    int made = (int)bench_determine(c, "2026-10-01"), order = (int)ask(c, "administrative", "agency", "2026-10-02");
    int decree = (int)accepted(c, "existing_coverage_recorded", "2021-05-04",
                               "{\"decree\":\"divorce\",\"children\":[\"c2\"],\"provides\":\"parent_seeking\"}");
    accepted(c, "order_terms", "2026-10-02",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}", order);
    refused(c, "decree", "how the order stands", "order_issued", "2026-10-03", "{\"order\":%d,\"determination\":%d}",
            order, made);
    uint64_t court = weighed(c);
    uint64_t entry = accepted(c, "order_approved", "2026-10-05", "{\"order\":%d," JUDGE "}", (int)court);
    assert_int_equal(1, bench_departures(c, entry, "how it stands to the coverage"));
    accepted(c, "order_terminated", "2026-10-05",
             "{\"order\":%d,\"by\":\"court\",\"judge\":\"R. Ames\",\"reason\":\"x\"}", (int)court);
    accepted(c, "order_terms", "2026-10-05",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"],"
             "\"existing\":\"pays_first\"}",
             order);
    accepted(c, "order_issued", "2026-10-06", "{\"order\":%d,\"determination\":%d}", order, made);
    ms_look after = ms_look_on(&c->state, day("2026-12-01"));
    ms_text c2 = word("[\"c2\"]"), c1 = word("[\"c1\"]");
    assert_non_null(ms_existing_coverage_of(&c->state, after, c2));
    assert_null(ms_existing_coverage_of(&c->state, after, c1));
    accepted(c, "existing_coverage_ended", "2026-11-30", "{\"existing\":%d,\"reason\":\"left\"}", decree);
    refused(c, "record", "ended already", "existing_coverage_ended", "2026-12-30",
            "{\"existing\":%d,\"reason\":\"left\"}", decree);
    refused(c, "record", "rests on it", "correction", "2026-12-30", "{\"of\":%d,\"reason\":\"x\"}", decree);
    after.upto = c->state.sequence;
    assert_null(ms_existing_coverage_of(&c->state, after, c2));
    after.on = day("2026-11-29");
    assert_non_null(ms_existing_coverage_of(&c->state, after, c2));
}

/* ---- how long ---------------------------------------------------------------------------------------------------- */

static void told_and_ended_child_by_child(void **state)
{
    case_bench *c = *state;
    open_case(c);
    int order = (int)issued(c);
    assert_true(bench_task(c, MS_TASK_TELL, (uint64_t)order, "2026-10-03"));
    accepted(c, "order_told", "2026-10-04", "{\"order\":%d,\"party\":\"parent_not_seeking\"}", order);
    accepted(c, "order_told", "2026-10-04", "{\"order\":%d,\"party\":\"parent_seeking\"}", order);
    assert_false(bench_task(c, MS_TASK_TELL, 0, NULL));
    assert_true(bench_task(c, MS_TASK_DUTY, (uint64_t)order, "2033-03-02"));
    assert_true(bench_task(c, MS_TASK_DUTY, (uint64_t)order, "2036-06-10"));
    refused(c, "452.340", "still runs", "order_ended", "2033-03-01", "{\"order\":%d}", order);
    refused(c, "452.340", "may still run", "order_ended", "2036-06-11", "{\"order\":%d}", order);
    refused(c, "452.340", "may go on", "duty_ended", "2033-03-02", "{\"child\":\"c1\",\"ground\":\"age\"}");
    accepted(c, "duty_extended", "2033-02-01", "{\"child\":\"c1\",\"ground\":\"school\",\"until\":\"2033-05-20\"}");
    assert_true(bench_task(c, MS_TASK_DUTY, (uint64_t)order, "2033-05-21"));
    refused(c, "format", "last day lies before", "duty_extended", "2033-08-22",
            "{\"child\":\"c1\",\"ground\":\"education\",\"until\":\"2033-08-21\"}");
    refused(c, "record", "no child 'c3'", "duty_extended", "2033-08-22", "{\"child\":\"c3\",\"ground\":\"education\"}");
    accepted(c, "duty_not_extended", "2033-10-02", "{\"child\":\"c1\",\"ground\":\"education\"}");
    accepted(c, "duty_not_extended", "2033-10-02", "{\"child\":\"c1\",\"ground\":\"incapacity\"}");
    assert_true(bench_task(c, MS_TASK_DUTY_END, (uint64_t)order, "2033-05-21"));
    refused(c, "452.340", "was 2033-05-21", "duty_ended", "2033-06-01", "{\"child\":\"c1\",\"ground\":\"age\"}");
    refused(c, "452.340", "still runs", "duty_ended", "2033-05-20", "{\"child\":\"c1\",\"ground\":\"age\"}");
    accepted(c, "duty_ended", "2033-05-21", "{\"child\":\"c1\",\"ground\":\"age\"}");
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, (uint64_t)order, "2033-06-01"));
    assert_non_null(in_force(c, "2033-05-20", "c1", MS_PNS, false));
    assert_null(in_force(c, "2033-05-21", "c1", MS_PNS, false));
    assert_non_null(in_force(c, "2033-05-21", "c2", MS_PNS, false));
    assert_non_null(in_force(c, "2033-05-21", NULL, MS_PNS, false));
    assert_null(in_force(c, "2033-05-21", "c2", MS_PSS, false));
    /* The day of an event is a day with the duty; the last child ends the order. */
    uint64_t wedding = accepted(c, "duty_ended", "2035-07-07", "{\"child\":\"c2\",\"ground\":\"marriage\"}");
    assert_non_null(in_force(c, "2035-07-07", "c2", MS_PNS, false));
    assert_null(in_force(c, "2035-07-08", "c2", MS_PNS, false));
    assert_int_equal(MS_ORDER_IN_FORCE, standing(c, (uint64_t)order, "2035-07-07"));
    assert_int_equal(MS_ORDER_ENDED, standing(c, (uint64_t)order, "2035-07-08"));
    refused(c, "record", "order ended", "correction", "2035-08-01", "{\"of\":%d,\"reason\":\"x\"}", (int)wedding);
    assert_int_equal(1, bench_departures(c,
                                         accepted(c, "order_terminated", "2035-08-01",
                                                  "{\"order\":%d,\"by\":\"division\",\"reason\":\"x\"}", order),
                                         "over already"));
}

static void an_order_names_its_own_period(void **state)
{
    case_bench *c = *state;
    open_case(c);
    int order = (int)ask(c, "judicial", "custodial_parent", "2026-10-01");
    accepted(c, "order_terms", "2026-10-01",
             "{\"order\":%d," BOTH ",\"provides\":\"parent_seeking\",\"coverage\":\"medical\","
             "\"pays\":\"parent_not_seeking\",\"costs\":\"uncovered\",\"begins\":\"2026-11-01\","
             "\"ends\":\"2040-01-31\"}",
             order);
    accepted(c, "order_approved", "2026-10-05", "{\"order\":%d," JUDGE ",\"as_entered\":true}", order);
    assert_null(in_force(c, "2026-10-31", "c1", MS_PSS, false));
    assert_non_null(in_force(c, "2026-11-01", "c1", MS_PSS, false));
    assert_non_null(in_force(c, "2040-01-31", "c1", MS_PNS, true));
    assert_null(in_force(c, "2040-02-01", "c1", MS_PNS, true));
    assert_true(bench_task(c, MS_TASK_ORDER_END, (uint64_t)order, "2040-02-01"));
    assert_false(bench_task(c, MS_TASK_DUTY, 0, NULL));
    refused(c, "452.340", "still runs", "order_ended", "2040-01-31", "{\"order\":%d}", order);
    accepted(c, "order_ended", "2040-02-01", "{\"order\":%d}", order);
}

/* ---- enforcement ------------------------------------------------------------------------------------------------- */

static uint64_t reported(case_bench *c, uint64_t order, const char *of, const char *since)
{
    return accepted(c, "noncompliance_reported", "2026-12-01",
                    "{\"order\":%d,\"by\":\"custodial_parent\",\"of\":\"%s\",\"what\":\"x\",\"since\":\"%s\"}",
                    (int)order, of, since);
}

static void reports_are_weighed(void **state)
{
    case_bench *c = *state;
    open_case(c);
    uint64_t order = approved(c);
    assert_int_equal(0, bench_departures(c, reported(c, order, "parent_not_seeking", "2026-10-05"), ""));
    assert_int_equal(1, bench_departures(c, reported(c, order, "parent_not_seeking", "2026-10-04"), "not in force"));
    assert_int_equal(1, bench_departures(c, reported(c, order, "parent_seeking", "2026-10-05"), "lays nothing"));
    refused(c, "record", "has no order", "noncompliance_reported", "2026-12-01",
            "{\"order\":3,\"by\":\"agency\",\"of\":\"parent_seeking\",\"what\":\"x\"}");
}

static void from_motion_to_purge(void **state)
{
    case_bench *c = *state;
    open_case(c);
    int report = (int)reported(c, approved(c), "parent_not_seeking", "2026-10-05");
    assert_true(bench_task(c, MS_TASK_REPORT, (uint64_t)report, "2026-12-01"));
    refused(c, "454.633", "no motion", "motion_granted", "2026-12-02",
            "{\"report\":%d,\"relief\":[\"compensation\"],\"judge\":\"R. Ames\"}", report);
    refused(c, "format", "relief is", "motion_filed", "2026-12-02",
            "{\"report\":%d,\"relief\":[\"apology\"],\"by\":\"agency\"}", report);
    refused(c, "format", "no relief", "motion_filed", "2026-12-02", "{\"report\":%d,\"relief\":[],\"by\":\"agency\"}",
            report);
    accepted(c, "motion_filed", "2026-12-02",
             "{\"report\":%d,\"relief\":[\"compensation\",\"contempt\"],\"by\":\"custodial_parent\"}", report);
    assert_false(bench_task(c, MS_TASK_REPORT, 0, NULL));
    refused(c, "record", "lies ahead", "hearing_set", "2026-12-03", "{\"report\":%d,\"day\":\"2026-12-02\"}", report);
    accepted(c, "hearing_set", "2026-12-03", "{\"report\":%d,\"day\":\"2027-01-11\"}", report);
    assert_true(bench_task(c, MS_TASK_HEARING, (uint64_t)report, "2027-01-11"));
    accepted(c, "hearing_held", "2027-01-11", "{\"report\":%d}", report);
    assert_false(bench_task(c, MS_TASK_HEARING, 0, NULL));
    uint64_t contempt = accepted(c, "contempt_found", "2027-01-11",
                                 "{\"report\":%d,\"judge\":\"R. Ames\",\"purge\":\"enrol\",\"purge_by\":"
                                 "\"2027-02-15\"}",
                                 report);
    assert_int_equal(0, bench_departures(c, contempt, ""));
    assert_true(bench_task(c, MS_TASK_PURGE, (uint64_t)report, "2027-02-15"));
    refused(c, "contempt", "purged first", "motion_denied", "2027-01-12", "{\"report\":%d,\"judge\":\"R. Ames\"}",
            report);
    accepted(c, "contempt_purged", "2027-02-10", "{\"report\":%d,\"how\":\"enrolled\"}", report);
    assert_false(bench_task(c, MS_TASK_PURGE, 0, NULL));
}

static void courts_are_recorded_and_flagged(void **state)
{
    case_bench *c = *state;
    open_case(c);
    int report = (int)reported(c, approved(c), "parent_not_seeking", "2026-10-05");
    accepted(c, "motion_filed", "2026-12-02",
             "{\"report\":%d,\"relief\":[\"compensation\"],\"by\":\"custodial_parent\"}", report);
    refused(c, "record", "an event of its own", "motion_granted", "2026-12-05",
            "{\"report\":%d,\"relief\":[\"contempt\"],\"judge\":\"R. Ames\"}", report);
    uint64_t granted = accepted(c, "motion_granted", "2026-12-05",
                                "{\"report\":%d,\"relief\":[\"compensation\",\"portion_of_bills\"],\"judge\":"
                                "\"R. Ames\",\"amount\":\"412.50\"}",
                                report);
    assert_int_equal(1, bench_departures(c, granted, "without a hearing"));
    assert_int_equal(1, bench_departures(c, granted, "asks for portion_of_bills"));
    assert_int_equal(0, bench_departures(c, granted, "asks for compensation"));
    accepted(c, "motion_filed", "2027-01-02",
             "{\"report\":%d,\"relief\":[\"portion_of_bills\"],\"by\":\"custodial_parent\"}", report);
    uint64_t contempt = accepted(c, "contempt_found", "2027-01-11", "{\"report\":%d,\"judge\":\"R. Ames\"}", report);
    assert_int_equal(1, bench_departures(c, contempt, "asks for contempt"));
    assert_int_equal(1, bench_departures(c, contempt, "what purges"));
    accepted(c, "employer_sanction_recorded", "2027-01-11",
             "{\"employer\":\"Acme Foods\",\"for\":\"discharge\",\"what\":\"back wages\"}");
}

/* ---- at random --------------------------------------------------------------------------------------------------- */

/* Bodies with %d for the number of a matter, or of an event. */
static const struct {
    const char *kind, *body;
} drawn[] = {
    {"order_requested", "{\"way\":\"judicial\",\"by\":\"court\"}"},
    {"order_requested", "{\"way\":\"administrative\",\"by\":\"agency\"}"},
    {"order_requested", "{\"way\":\"judicial\",\"by\":\"other_parent\",\"modifies\":%d}"},
    {"order_finding", "{\"order\":%d,\"about\":\"child_needs\",\"finding\":\"x\"}"},
    {"order_terms",
     "{\"order\":%d,\"children\":[\"c1\"],\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}"},
    {"order_terms", "{\"order\":%d," BOTH ",\"provides\":\"parent_not_seeking\",\"plans\":[\"acme-ppo\"]}"},
    {"order_terms",
     "{\"order\":%d," BOTH ",\"pays\":\"parent_seeking\",\"costs\":\"uncovered\",\"ends\":\"2040-01-01\"}"},
    {"order_approved", "{\"order\":%d," JUDGE ",\"as_entered\":true}"},
    {"order_approved", "{\"order\":%d," JUDGE "}"},
    {"order_denied", "{\"order\":%d," JUDGE "}"},
    {"order_withdrawn", "{\"order\":%d,\"reason\":\"x\"}"},
    {"order_issued", "{\"order\":%d,\"determination\":13}"},
    {"order_told", "{\"order\":%d,\"party\":\"parent_seeking\"}"},
    {"order_superseded", "{\"order\":%d,\"by\":20}"},
    {"order_terminated", "{\"order\":%d,\"by\":\"court\",\"judge\":\"A\",\"reason\":\"x\"}"},
    {"order_ended", "{\"order\":%d}"},
    {"existing_coverage_recorded", "{\"decree\":\"x\",\"children\":[\"c1\"]}"},
    {"existing_coverage_ended", "{\"existing\":%d,\"reason\":\"x\"}"},
    {"duty_extended", "{\"child\":\"c1\",\"ground\":\"school\",\"until\":\"2033-05-20\"}"},
    {"duty_not_extended", "{\"child\":\"c1\",\"ground\":\"education\"}"},
    {"duty_ended", "{\"child\":\"c1\",\"ground\":\"marriage\"}"},
    {"duty_ended", "{\"child\":\"c2\",\"ground\":\"age\"}"},
    {"noncompliance_reported", "{\"order\":%d,\"by\":\"agency\",\"of\":\"parent_seeking\",\"what\":\"x\"}"},
    {"motion_filed", "{\"report\":%d,\"relief\":[\"contempt\"],\"by\":\"agency\"}"},
    {"hearing_set", "{\"report\":%d,\"day\":\"2045-01-01\"}"},
    {"hearing_held", "{\"report\":%d}"},
    {"motion_granted", "{\"report\":%d,\"relief\":[\"compensation\"],\"judge\":\"A\"}"},
    {"motion_denied", "{\"report\":%d,\"judge\":\"A\"}"},
    {"contempt_found", "{\"report\":%d,\"judge\":\"A\",\"purge_by\":\"2045-02-01\"}"},
    {"contempt_purged", "{\"report\":%d,\"how\":\"x\"}"},
    {"noncompliance_closed", "{\"report\":%d,\"why\":\"settled\"}"},
    {"correction", "{\"of\":%d,\"reason\":\"x\"}"},
};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Each matter that stands went only where its table leads, and what an order in force needs is there. */
static void look_at_matters(const case_bench *c)
{
    const ms_look all = ms_look_at_all(&c->state);
    for (const ms_matter *matter = c->state.matters; matter != NULL; matter = matter->next) {
        unsigned at = 0;
        for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
            if (!ms_entry_stands(&step->entry)) {
                continue;
            }
            size_t column = ms_course_column(matter->course, step->entry.kind);
            at = ms_course_cell_of(matter->course, at, column)->next;
            assert_int_not_equal(0, at);
        }
        assert_int_equal(at, ms_matter_state(matter, all));
        if (matter->course == &ms_order_course && at == MS_ORDER_IN_FORCE) {
            const ms_order_terms *terms = ms_order_terms_of(matter, all);
            assert_non_null(terms);
            assert_int_not_equal(MS_NO_DATE, ms_order_since(matter, all));
        }
        if (matter->course == &ms_order_course && at == MS_ORDER_SUPERSEDED) {
            const ms_matter_step *step = ms_matter_last(matter, &ms_kind_order_superseded, all);
            assert_non_null(((const ms_order_superseded *)step)->by);
        }
    }
}

static void any_sequence_keeps_a_legal_state(void **state)
{
    case_bench *c = *state;
    uint32_t seed = 1;
    size_t taken = 0, refused = 0;
    open_case(c);
    size_t opened = c->count + 1;
    (void)bench_determine(c, "2026-10-01");
    for (int round = 0; round < 40; round++) {
        bench_fold(c, opened);
        for (int i = 0; i < 60; i++) {
            char body[400];
            size_t which = next_random(&seed) % (sizeof drawn / sizeof drawn[0]);
            int number = 14 + (int)(next_random(&seed) % (c->count - 11));
            ms_date on = day("2026-10-02") + (ms_date)(next_random(&seed) % 40 + (uint32_t)i * 20);
            const char *place = strstr(drawn[which].body, "%d");
            int head = place == NULL ? (int)strlen(drawn[which].body) : (int)(place - drawn[which].body);
            int length = snprintf(body, sizeof body, "%.*s", head, drawn[which].body);
            if (place != NULL) {
                length += snprintf(body + length, sizeof body - (size_t)length, "%d%s", number, place + 2);
            }
            c->refusal.citation = NULL;
            ms_status status = next_random(&seed) % 4 != 0
                                   ? bench_add(c, drawn[which].kind, on, body, (size_t)length)
                                   : bench_add_ahead(c, drawn[which].kind, (ms_date)(1 + next_random(&seed) % 60), body,
                                                     (size_t)length);
            assert_true(status == MS_OK || (status == MS_ERROR_INVALID && c->refusal.citation != NULL));
            taken += status == MS_OK;
            refused += status != MS_OK;
            ms_open_tasks tasks;
            assert_int_equal(MS_OK, ms_tasks_find(&c->state, &c->tools, &tasks));
            look_at_matters(c);
            ms_arena_reset(&c->scratch);
        }
        /* What was accepted folds to the same again. */
        uint64_t sequence = c->state.sequence;
        bench_fold(c, c->count);
        assert_int_equal(sequence, c->state.sequence);
        look_at_matters(c);
    }
    assert_true(taken > 300);
    assert_true(refused > 300);
}

/* A closed case has no tasks, so that an order must be ended first, or be said to go on. */
static void no_case_closes_over_an_order_silently(void **state)
{
    case_bench *c = *state;
    open_case(c);
    (void)approved(c);
    refused(c, "the order of the record", "is in force", "case_closed", "2026-11-01", "{\"reason\":\"moved\"}");
    accepted(c, "case_closed", "2026-11-01", "{\"reason\":\"moved\",\"orders_go_on\":true}");
}

#define ON_A_CASE(test) cmocka_unit_test_setup_teardown(test, bench_set_up, bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_CASE(who_may_ask),
        ON_A_CASE(terms_make_sense),
        ON_A_CASE(all_findings_or_flagged),
        ON_A_CASE(each_way_has_its_own_decision),
        ON_A_CASE(issued_as_determined),
        ON_A_CASE(issued_percentage),
        ON_A_CASE(undecided_is_not_issued),
        ON_A_CASE(modified_by_a_new_determination),
        ON_A_CASE(a_courts_order_is_the_courts),
        ON_A_CASE(existing_coverage_is_not_replaced_in_silence),
        ON_A_CASE(told_and_ended_child_by_child),
        ON_A_CASE(an_order_names_its_own_period),
        ON_A_CASE(reports_are_weighed),
        ON_A_CASE(from_motion_to_purge),
        ON_A_CASE(courts_are_recorded_and_flagged),
        ON_A_CASE(no_case_closes_over_an_order_silently),
        ON_A_CASE(any_sequence_keeps_a_legal_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
