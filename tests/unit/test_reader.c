/* facts/, reading side: what each field of a case document becomes, and every kind of problem with its place. */
#include "facts/names.h"
#include "facts/nearest.h"
#include "facts/plain_values.h"
#include "facts/reader.h"

#include <medsupport/case.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static ms_reader *reader;

static int make_reader(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static int free_reader(void **state)
{
    (void)state;
    ms_reader_free(reader);
    return 0;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

/* Reads a text that ends where its memory ends, so that a byte read beyond it is seen. */
static ms_status read_bytes(const char *text, size_t length, ms_date as_of, const ms_document **document)
{
    char *exact = malloc(length > 0 ? length : 1);
    assert_non_null(exact);
    if (length > 0) {
        memcpy(exact, text, length);
    }
    ms_status status = ms_reader_read(reader, exact, length, as_of, document);
    free(exact); /* a document does not stand on the caller's text */
    return status;
}

static const ms_document *must_read(const char *text)
{
    const ms_document *document = NULL;
    ms_status status = read_bytes(text, strlen(text), MS_NO_DATE, &document);
    for (size_t i = 0; i < ms_reader_problem_count(reader); i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        print_error("%s: found %s, expected %s\n", problem->pointer, problem->found, problem->expected);
    }
    assert_int_equal(status, MS_OK);
    assert_non_null(document);
    assert_null(ms_reader_problem(reader, 0));
    return document;
}

static void must_refuse(const char *text)
{
    const ms_document *document = NULL;
    assert_int_equal(read_bytes(text, strlen(text), MS_NO_DATE, &document), MS_ERROR_INVALID);
    assert_null(document);
    assert_true(ms_reader_problem_count(reader) > 0);
}

static char filled[2 * 1024 * 1024];

/* A text with one value, or several members, put where it has a %s. */
static const char *fill(const char *text, const char *with)
{
    const char *gap = strstr(text, "%s");
    assert_non_null(gap);
    size_t before = (size_t)(gap - text);
    assert_true(strlen(text) + strlen(with) < sizeof filled);
    memcpy(filled, text, before);
    strcpy(filled + before, with);
    strcat(filled + before, gap + 2);
    return filled;
}

static void assert_text(ms_text text, const char *expected)
{
    if (expected == NULL) {
        assert_null(text.at);
        return;
    }
    assert_non_null(text.at);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.at, expected, text.length);
}

static void assert_amount(ms_amount amount, ms_cents cents)
{
    assert_true(amount.known);
    assert_int_equal(amount.cents, cents);
}

/* Documents with a line of their own for what is put in: it begins at line 2, column 1. */
static const char in_case[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                              "\"children\":[{\"id\":\"c1\"},{\"id\":\"child-2\"}],\n%s}";
static const char in_child[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                               "\"children\":[{\"id\":\"c1\",\n%s}]}";
static const char in_plan[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                              "\"children\":[{\"id\":\"c1\"},{\"id\":\"child-2\"}],"
                              "\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"plans\":[{\"id\":\"p1\",\n%s}]}}";
static const char in_order[] =
    "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
    "\"children\":[{\"id\":\"c1\"}],\"action\":\"modify\",\"current_obligations\":[{"
    "\"children\":[\"c1\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\","
    "\n%s}]}";

static const ms_plan *read_plan(const char *members)
{
    return &must_read(fill(in_plan, members))->facts.parents[MS_PNS].plans[0];
}

/* ---- what is read ------------------------------------------------------------------------------------------------ */

static const char everything[] =
    "{\"format\":\"medsupport.case/1\",\"case_id\":\"2026-000123\",\"group_id\":\"g\",\"action\":\"modify\","
    "\"as_of\":\"2026-11-02\",\"children\":[{\"id\":\"c1\",\"name\":\"Ana D\\u00edaz\",\"date_of_birth\":\"2015-03-02\","
    "\"residence\":{\"state\":\"MO\",\"county\":\"Cole\",\"zip\":\"65101-1234\"},"
    "\"public_coverage\":{\"program\":\"medicaid\",\"through\":\"parent_seeking\"},\"other_private_coverage\":true},"
    "{\"id\":\"c2\"}],"
    "\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"gross_income\":{\"amount\":\"4000.5\",\"per\":\"month\"},"
    "\"plans\":[{\"id\":\"acme-ppo\",\"source\":\"employer\",\"benefits\":[\"medical\",\"dental\"],"
    "\"holder\":\"LUIS  diaz\",\"employer\":\"Acme Foods\",\"available_from\":\"2027-01-01\","
    "\"covered_until\":\"2026-12-31\",\"covers\":[\"c2\"],"
    "\"cost\":{\"per\":\"week\",\"self_only\":120,\"family\":310.25},"
    "\"service_area\":{\"zips\":[\"65101\",\"00001\"],\"counties\":[{\"state\":\"MO\",\"county\":\" COLE \"},"
    "{\"state\":\"KS\",\"county\":\"Miami\"}],\"states\":[\"AA\",\"WY\"]}},"
    "{\"id\":\"other\",\"source\":\"union\",\"holder\":\"Rosa Diaz\",\"covers\":[],"
    "\"cost\":{\"per\":\"year\",\"add_dependents\":\"0\"},\"service_area\":\"unlimited\"}]},"
    "\"parent_seeking\":{\"kind\":\"custodian\",\"name\":\"Mara\",\"gross_income\":{\"amount\":900,\"per\":\"two_weeks\"},"
    "\"plans\":[],\"maintain_coverage\":false},"
    "\"form_14\":{\"calculated\":true,\"line_4_percent\":\"61.3\"},"
    "\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":\"2026-09-14\",\"answered\":\"2026-10-01\"},"
    "{\"of\":\"parent_not_seeking\",\"sent\":\"2026-09-15\",\"answered\":null}],"
    "\"current_obligations\":[{\"children\":[\"c2\",\"c1\"],\"paragraph\":\"(5)(E)\",\"obligor\":\"parent_not_seeking\","
    "\"obligation\":\"pay_percentage_of_uncovered_costs\",\"plans\":[\"gone\",\"acme-ppo\"],\"percentage\":\"61.30\"}],"
    "\"provenance\":{\"/parent_not_seeking/gross_income\":{\"source\":\"employer\",\"received\":\"2026-10-01\","
    "\"evidence\":\"pay stubs\"},\"/provenance/~1children~10\":null,\"/children/0\":{}},"
    "\"notes\":\"a\\n\\\"b\\\" \\ud83d\\ude00\"}";

static void reads_the_case(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_case *facts = ms_document_facts(document);
    assert_string_equal(ms_document_case_id(document), "2026-000123");
    assert_text(document->case_id, "2026-000123");
    assert_text(document->group_id, "g");
    assert_text(document->notes, "a\n\"b\" \xF0\x9F\x98\x80");
    assert_true(facts->in_group);
    assert_int_equal(facts->action, MS_MODIFY);
    assert_int_equal(facts->as_of, ms_date_parse("2026-11-02", 10));
}

static void reads_children(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_case *facts = &document->facts;
    assert_int_equal(facts->child_count, 2);
    assert_text(document->children[0].id, "c1");
    assert_text(document->children[0].name, "Ana D\xC3\xAD"
                                            "az");
    assert_text(document->children[0].program, "medicaid");
    assert_text(document->children[0].zip, "65101-1234");
    assert_int_equal(facts->children[0].date_of_birth, ms_date_parse("2015-03-02", 10));
    assert_int_equal(facts->children[0].home.zip, 65102);
    assert_string_equal(ms_state_code(facts->children[0].home.state), "MO");
    assert_int_equal(facts->children[0].home.county, 1);
    assert_int_equal(facts->children[0].public_coverage, MS_PUBLIC_THROUGH_PSS);
    assert_true(facts->children[0].other_private_coverage);
    assert_text(document->children[1].id, "c2");
    assert_text(document->children[1].name, NULL);
    assert_text(document->children[1].program, NULL);
    assert_text(document->children[1].zip, NULL);
    assert_int_equal(facts->children[1].date_of_birth, MS_NO_DATE);
    assert_int_equal(facts->children[1].home.zip, 0);
    assert_int_equal(facts->children[1].home.state, 0);
    assert_int_equal(facts->children[1].home.county, 0);
    assert_int_equal(facts->children[1].public_coverage, MS_PUBLIC_UNKNOWN);
    assert_false(facts->children[1].other_private_coverage);
}

static void reads_parents(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_case *facts = &document->facts;
    assert_text(document->parent_names[MS_PNS], "Luis Diaz");
    assert_text(document->parent_names[MS_PSS], "Mara");
    assert_amount(facts->parents[MS_PNS].income.amount, 400050);
    assert_int_equal(facts->parents[MS_PNS].income.per, MS_PER_MONTH);
    assert_amount(facts->parents[MS_PSS].income.amount, 90000);
    assert_int_equal(facts->parents[MS_PSS].income.per, MS_PER_TWO_WEEKS);
    assert_true(facts->parents[MS_PNS].plans_known);
    assert_int_equal(facts->parents[MS_PNS].plan_count, 2);
    assert_true(facts->parents[MS_PSS].plans_known);
    assert_int_equal(facts->parents[MS_PSS].plan_count, 0);
    assert_int_equal(facts->kind, MS_KIND_CUSTODIAN);
    assert_int_equal(facts->maintain_coverage, MS_NO);
}

static void reads_plans(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_plan *plan = &document->facts.parents[MS_PNS].plans[0];
    assert_text(document->plans[MS_PNS][0].id, "acme-ppo");
    assert_text(document->plans[MS_PNS][0].holder, "LUIS  diaz");
    assert_text(document->plans[MS_PNS][0].employer, "Acme Foods");
    assert_true(plan->medical && plan->dental);
    assert_false(plan->other_holder); /* case and spaces make no other person */
    assert_int_equal(plan->source, MS_SOURCE_EMPLOYER);
    assert_int_equal(plan->available_from, ms_date_parse("2027-01-01", 10));
    assert_int_equal(plan->covered_until, ms_date_parse("2026-12-31", 10));
    assert_true(plan->covers_known);
    assert_int_equal(plan->covers, 2);
    assert_int_equal(plan->cost.basis, MS_COST_TIERS);
    assert_int_equal(plan->cost.per, MS_PER_WEEK);
    assert_amount(plan->cost.self_only, 12000);
    assert_amount(plan->cost.family, 31025);
    assert_false(plan->cost.add_dependents.known);
    const ms_plan *second = &document->facts.parents[MS_PNS].plans[1];
    assert_true(second->medical && !second->dental);
    assert_true(second->other_holder);
    assert_int_equal(second->source, MS_SOURCE_UNION);
    assert_true(second->covers_known);
    assert_int_equal(second->covers, 0);
    assert_int_equal(second->cost.basis, MS_COST_ADD_DEPENDENTS);
    assert_amount(second->cost.add_dependents, 0);
    assert_int_equal(second->area.kind, MS_AREA_UNLIMITED);
}

static void reads_service_areas(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_area *area = &document->facts.parents[MS_PNS].plans[0].area;
    assert_int_equal(area->kind, MS_AREA_LISTS);
    assert_int_equal(area->zip_count, 2);
    assert_int_equal(area->zips[0], 65102);
    assert_int_equal(area->zips[1], 2);
    assert_int_equal(area->county_count, 2);
    assert_int_equal(area->counties[0].county, 1); /* the home's, by another spelling */
    assert_int_equal(area->counties[0].state, ms_state_number("MO", 2));
    assert_int_equal(area->counties[1].county, 2);
    assert_int_equal(area->counties[1].state, ms_state_number("KS", 2));
    assert_int_equal(area->state_count, 2);
    assert_int_equal(area->states[0], ms_state_number("AA", 2));
    assert_int_equal(area->states[1], ms_state_number("WY", 2));
    assert_int_equal(document->county_count, 2);
    assert_text(document->counties[0], "Cole");
    assert_text(document->counties[1], "Miami");
    const ms_area *empty = &read_plan("\"service_area\":{}")->area;
    assert_int_equal(empty->kind, MS_AREA_LISTS);
    assert_int_equal(empty->zip_count + empty->county_count + empty->state_count, 0);
}

static void reads_records(void **state)
{
    (void)state;
    const ms_document *document = must_read(everything);
    const ms_case *facts = &document->facts;
    assert_int_equal(facts->form14.calculated, MS_YES);
    assert_int_equal(facts->form14.source, MS_FORM14_LINE_4);
    assert_int_equal(facts->form14.line_4, 6130);
    assert_int_equal(facts->request_count, 2);
    assert_int_equal(facts->requests[0].of, MS_PSS);
    assert_int_equal(facts->requests[0].sent, ms_date_parse("2026-09-14", 10));
    assert_int_equal(facts->requests[0].answered, ms_date_parse("2026-10-01", 10));
    assert_int_equal(facts->requests[1].of, MS_PNS);
    assert_int_equal(facts->requests[1].answered, MS_NO_DATE);
    assert_int_equal(document->current_count, 1);
    const ms_current_obligation *current = &document->current[0];
    assert_int_equal(current->children, 3);
    assert_int_equal(current->paragraph, MS_5E);
    assert_int_equal(current->obligor, MS_PNS);
    assert_int_equal(current->obligation, MS_PAY_UNCOVERED_COSTS);
    assert_int_equal(current->plan_count, 2);
    assert_text(current->plans[0], "gone"); /* a plan of the old order need not be one of this document */
    assert_true(current->percentage_known);
    assert_int_equal(current->percentage, 6130);
    assert_int_equal(document->provenance_count, 3);
    assert_text(document->provenance[0].pointer, "/parent_not_seeking/gross_income");
    assert_text(document->provenance[0].source, "employer");
    assert_text(document->provenance[0].evidence, "pay stubs");
    assert_int_equal(document->provenance[0].received, ms_date_parse("2026-10-01", 10));
    assert_text(document->provenance[1].source, NULL);
}

/* What is absent is unknown, but for the few fields whose absence has a meaning of its own. */
static void assert_nothing_known(const ms_document *document)
{
    const ms_case *facts = &document->facts;
    assert_int_equal(facts->action, MS_ESTABLISH);
    assert_int_equal(facts->kind, MS_KIND_PARENT);
    assert_int_equal(facts->maintain_coverage, MS_UNKNOWN);
    assert_false(facts->in_group);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        assert_false(facts->parents[party].plans_known);
        assert_false(facts->parents[party].income.amount.known);
        assert_int_equal(facts->parents[party].income.per, MS_PERIOD_UNKNOWN);
        assert_text(document->parent_names[party], NULL);
    }
    assert_int_equal(facts->form14.calculated, MS_UNKNOWN);
    assert_int_equal(facts->form14.source, MS_FORM14_NOTHING);
    assert_int_equal(facts->request_count, 0);
    assert_int_equal(document->current_count, 0);
    assert_int_equal(document->provenance_count, 0);
    assert_text(document->notes, NULL);
}

static void reads_absent_and_null_alike(void **state)
{
    (void)state;
    assert_nothing_known(must_read(fill(in_case, "\"group_id\":null")));
    assert_nothing_known(
        must_read(fill(in_case, "\"group_id\":null,\"action\":null,\"parent_not_seeking\":null,\"parent_seeking\":null,"
                                "\"form_14\":null,\"information_requests\":null,\"current_obligations\":null,"
                                "\"provenance\":null,\"notes\":null")));
    assert_nothing_known(must_read(
        fill(in_case, "\"parent_not_seeking\":{\"name\":null,\"gross_income\":null,\"plans\":null},"
                      "\"parent_seeking\":{\"kind\":null,\"name\":null,\"gross_income\":{\"amount\":null,\"per\":null},"
                      "\"plans\":null,\"maintain_coverage\":null},\"form_14\":{}")));
    static const char *const plans[] = {
        "\"employer\":null",
        ("\"source\":null,\"benefits\":null,\"holder\":null,\"available_from\":null,\"covered_until\":null,"
         "\"covers\":null,\"cost\":null,\"service_area\":null"),
        "\"cost\":{},\"benefits\":[\"medical\"]",
        "\"cost\":{\"per\":null,\"self_only\":null,\"family\":null,\"add_dependents\":null}",
    };
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        const ms_plan *plan = read_plan(plans[i]);
        assert_true(plan->medical && !plan->dental && !plan->other_holder && !plan->covers_known);
        assert_int_equal(plan->source, MS_SOURCE_UNKNOWN);
        assert_int_equal(plan->available_from + plan->covered_until, MS_NO_DATE);
        assert_int_equal(plan->cost.basis, MS_COST_UNKNOWN);
        assert_int_equal(plan->cost.per, MS_PERIOD_UNKNOWN);
        assert_int_equal(plan->area.kind, MS_AREA_UNKNOWN);
    }
}

static void reads_half_of_a_pair(void **state)
{
    (void)state;
    const ms_cost *cost = &read_plan("\"cost\":{\"family\":\"310\",\"add_dependents\":null}")->cost;
    assert_int_equal(cost->basis, MS_COST_TIERS);
    assert_amount(cost->family, 31000);
    assert_false(cost->self_only.known);
    assert_int_equal(read_plan("\"cost\":{\"per\":\"year\"}")->cost.basis, MS_COST_UNKNOWN);
    assert_int_equal(read_plan("\"cost\":{\"per\":\"year\"}")->cost.per, MS_PER_YEAR);
}

static void reads_holders(void **state)
{
    (void)state;
    assert_false(read_plan("\"holder\":\"luis\\u00a0DIAZ \"")->other_holder);
    assert_true(read_plan("\"holder\":\"Luisa Diaz\"")->other_holder);
    /* Without the parent's name nobody knows whether the holder is another. */
    static const char nameless[] = "\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"holder\":\"Luisa\"}]}";
    assert_false(must_read(fill(in_case, nameless))->facts.parents[MS_PSS].plans[0].other_holder);
}

static void reads_money(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ms_cents cents;
    } amounts[] = {{"0", 0},
                   {"\"0\"", 0},
                   {"0.5", 50},
                   {"\"0.05\"", 5},
                   {"0.29", 29},
                   {"310.00", 31000},
                   {"\"1.10\"", 110},
                   {"999999999.99", MS_MONEY_MAX},
                   {"\"999999999.99\"", MS_MONEY_MAX},
                   {"\"\\u0031\"", 100}};
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        char members[100];
        (void)snprintf(members, sizeof members, "\"cost\":{\"add_dependents\":%s}", amounts[i].text);
        assert_amount(read_plan(members)->cost.add_dependents, amounts[i].cents);
    }
}

static void reads_public_coverage(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ms_public coverage;
    } values[] = {{"false", MS_PUBLIC_NONE},
                  {"null", MS_PUBLIC_UNKNOWN},
                  {"{}", MS_PUBLIC_ENROLLED},
                  {"{\"program\":\"chip\"}", MS_PUBLIC_ENROLLED},
                  {"{\"program\":null,\"through\":null}", MS_PUBLIC_ENROLLED},
                  {"{\"through\":\"parent_seeking\"}", MS_PUBLIC_THROUGH_PSS},
                  {"{\"through\":\"parent_not_seeking\"}", MS_PUBLIC_THROUGH_PNS},
                  {"{\"program\":\"medicaid\",\"through\":\"other\"}", MS_PUBLIC_THROUGH_OTHER}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char members[100];
        (void)snprintf(members, sizeof members, "\"public_coverage\":%s", values[i].text);
        assert_int_equal(must_read(fill(in_child, members))->facts.children[0].public_coverage, values[i].coverage);
    }
}

/* What the writer calls a value, the reader reads as that value. */
static void reads_the_names_that_are_written(void **state)
{
    (void)state;
    char members[300];
    for (int per = MS_PER_WEEK; per <= MS_PER_YEAR; per++) {
        (void)snprintf(members, sizeof members, "\"cost\":{\"per\":\"%s\"}", ms_period_name((ms_period)per));
        assert_int_equal(read_plan(members)->cost.per, per);
    }
    for (int source = MS_SOURCE_EMPLOYER; source <= MS_SOURCE_OTHER; source++) {
        (void)snprintf(members, sizeof members, "\"source\":\"%s\"", ms_source_name((ms_source)source));
        assert_int_equal(read_plan(members)->source, source);
    }
    for (int kind = MS_KIND_PARENT; kind <= MS_KIND_AGENCY; kind++) {
        (void)snprintf(members, sizeof members, "\"parent_seeking\":{\"kind\":\"%s\"}", ms_kind_name((ms_kind)kind));
        assert_int_equal(must_read(fill(in_case, members))->facts.kind, kind);
    }
    for (int p = MS_5A; p <= MS_5F; p++) {
        (void)snprintf(members, sizeof members, "\"paragraph\":\"%s\"", ms_paragraph_name((ms_paragraph)p));
        assert_int_equal(must_read(fill(in_order, members))->current[0].paragraph, p);
    }
    for (int o = MS_PROVIDE_COVERAGE; o <= MS_PAY_REASONABLE_COSTS; o++) {
        for (int party = MS_PNS; party <= MS_PSS; party++) {
            (void)snprintf(members, sizeof members,
                           "\"action\":\"%s\",\"current_obligations\":[{\"children\":[\"c1\"],\"obligor\":\"%s\","
                           "\"obligation\":\"%s\"}]",
                           ms_action_name(MS_MODIFY), ms_party_name((ms_party)party),
                           ms_obligation_name((ms_obligation)o));
            const ms_document *document = must_read(fill(in_case, members));
            assert_int_equal(document->current[0].obligor, party);
            assert_int_equal(document->current[0].obligation, o);
            assert_int_equal(document->current[0].paragraph, MS_PARAGRAPH_COUNT);
            assert_false(document->current[0].percentage_known);
        }
    }
}

static void knows_what_an_agency_has(void **state)
{
    (void)state;
    static const char agency[] =
        "\"parent_seeking\":{\"kind\":\"agency\",\"name\":\"The Division\",\"plans\":[]},"
        "\"form_14\":{\"calculated\":true,\"lines\":{\"parent_not_seeking\":{\"line_1\":\"10\"}}}";
    const ms_case *facts = &must_read(fill(in_case, agency))->facts;
    assert_int_equal(facts->kind, MS_KIND_AGENCY);
    assert_true(facts->parents[MS_PSS].plans_known);
    assert_int_equal(facts->parents[MS_PSS].plan_count, 0);
    assert_amount(facts->parents[MS_PSS].income.amount, 0);
    assert_int_not_equal(facts->parents[MS_PSS].income.per, MS_PERIOD_UNKNOWN);
    assert_int_equal(facts->maintain_coverage, MS_NO);
    assert_amount(facts->form14.columns[MS_PNS].line_1, 1000);
    assert_false(facts->form14.columns[MS_PNS].line_2a.known);
    assert_amount(facts->form14.columns[MS_PSS].line_1, 0);
    assert_amount(facts->form14.columns[MS_PSS].line_1a, 0);
    assert_amount(facts->form14.columns[MS_PSS].line_2a, 0);
    assert_amount(facts->form14.columns[MS_PSS].line_2b, 0);
    assert_amount(facts->form14.columns[MS_PSS].line_2c, 0);
}

/* Cites: Form 14, line 1 */
static void reads_form_14_lines(void **state)
{
    (void)state;
    static const char lines[] =
        "\"form_14\":{\"calculated\":true,\"lines\":{\"parent_not_seeking\":{\"line_1\":1,\"line_1a\":2,\"line_2a\":3,"
        "\"line_2b\":4,\"line_2c\":5},\"parent_seeking\":{\"line_1a\":\"7.50\"}}}";
    const ms_form14 *form = &must_read(fill(in_case, lines))->facts.form14;
    assert_int_equal(form->source, MS_FORM14_LINES);
    assert_amount(form->columns[MS_PNS].line_1, 100);
    assert_amount(form->columns[MS_PNS].line_1a, 200);
    assert_amount(form->columns[MS_PNS].line_2a, 300);
    assert_amount(form->columns[MS_PNS].line_2b, 400);
    assert_amount(form->columns[MS_PNS].line_2c, 500);
    assert_amount(form->columns[MS_PSS].line_1a, 750);
    assert_false(form->columns[MS_PSS].line_1.known);
}

/* Cites: Form 14, line 4 */
static void reads_line_4(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t hundredths;
    } values[] = {{"0", 0},   {"\"0.0\"", 0},  {"61.3", 6130},       {"\"61.3\"", 6130},
                  {"7", 700}, {"\"0.1\"", 10}, {"\"100.0\"", 10000}, {"100", 10000}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char members[100];
        (void)snprintf(members, sizeof members, "\"form_14\":{\"calculated\":true,\"line_4_percent\":%s}",
                       values[i].text);
        assert_int_equal(must_read(fill(in_case, members))->facts.form14.line_4, values[i].hundredths);
    }
    assert_int_equal(must_read(fill(in_case, "\"form_14\":{\"calculated\":false}"))->facts.form14.calculated, MS_NO);
    const ms_form14 *open = &must_read(fill(in_case, "\"form_14\":{\"calculated\":true}"))->facts.form14;
    assert_int_equal(open->calculated, MS_YES);
    assert_int_equal(open->source, MS_FORM14_NOTHING);
}

static void compares_counties_without_case(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Cole", "COLE"},
        {"Ste. Genevieve", "  ste.\\u00a0\\t GENEVIEVE "},
        {"Mayag\\u00fcez", "MAYAG\\u00dcEZ"},
        {"\\u0141\\u00f3d\\u017a", "\\u0142\\u00d3D\\u0179"},
        {"\\u0100\\u0130\\u0148\\u0176", "\\u0101\\u0130\\u0147\\u0177"},
        {"\\u0178", "\\u00ff"},
        {"mi\\u017f\\u017fouri", "Missouri"},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        char members[400];
        (void)snprintf(members, sizeof members,
                       "\"service_area\":{\"counties\":[{\"state\":\"MO\",\"county\":\"%s\"},"
                       "{\"state\":\"KS\",\"county\":\"%s\"},{\"state\":\"MO\",\"county\":\"%s2\"}]}",
                       same[i][0], same[i][1], same[i][0]);
        const ms_area *area = &read_plan(members)->area;
        assert_int_equal(area->counties[0].county, area->counties[1].county);
        assert_int_not_equal(area->counties[0].county, area->counties[2].county);
    }
    /* The signs of multiplication and division are no pair of letters; n with a tilde is no plain n. */
    const ms_area *area = &read_plan("\"service_area\":{\"counties\":[{\"state\":\"MO\",\"county\":\"\\u00d7\"},"
                                     "{\"state\":\"MO\",\"county\":\"\\u00f7\"},{\"state\":\"MO\",\"county\":\"n\"},"
                                     "{\"state\":\"MO\",\"county\":\"\\u00f1\"},{\"state\":\"MO\",\"county\":\"ab\"},"
                                     "{\"state\":\"MO\",\"county\":\"a b\"}]}")
                               ->area;
    for (uint32_t i = 0; i < area->county_count; i++) {
        assert_int_equal(area->counties[i].county, i + 1);
    }
}

static void numbers_many_counties(void **state)
{
    (void)state;
    static char members[300 * 60];
    size_t length = (size_t)sprintf(members, "\"service_area\":{\"counties\":[");
    for (int i = 0; i < 300; i++) {
        length += (size_t)sprintf(members + length, "%s{\"state\":\"MO\",\"county\":\"County %d\"}", i > 0 ? "," : "",
                                  i % 250);
    }
    (void)sprintf(members + length, "]}");
    const ms_document *document = must_read(fill(in_plan, members));
    const ms_area *area = &document->facts.parents[MS_PNS].plans[0].area;
    assert_int_equal(document->county_count, 250);
    for (uint32_t i = 0; i < 300; i++) {
        assert_int_equal(area->counties[i].county, i % 250 + 1);
    }
    assert_text(document->counties[249], "County 249");
}

/* A document whose counties are named "FIRST", "FIRST + 1" and so on, each with its state. */
static const ms_document *read_counties(const char *name, int first, int count)
{
    static char members[300 * 60];
    size_t length = (size_t)sprintf(members, "\"service_area\":{\"counties\":[");
    for (int i = 0; i < count; i++) {
        length += (size_t)sprintf(members + length, "%s{\"state\":\"MO\",\"county\":\"%s%d\"}", i > 0 ? "," : "", name,
                                  first + i);
    }
    (void)sprintf(members + length, "]}");
    return must_read(fill(in_plan, members));
}

/* What spellings are the same is kept from one document to the next; their numbers and how they are written are not. */
static void numbers_counties_anew_in_each_document(void **state)
{
    (void)state;
    static const char *const spellings[] = {"ST. LOUIS ", "st. louis ", "St. Louis ", "st. louis "};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        int first = i % 2 == 0 ? 1 : 3; /* the second of the first document is the third of the next */
        const ms_document *document = read_counties(spellings[i], first, 4);
        const ms_area *area = &document->facts.parents[MS_PNS].plans[0].area;
        char name[20];
        (void)snprintf(name, sizeof name, "%s%d", spellings[i], first);
        assert_int_equal(document->county_count, 4);
        assert_text(document->counties[0], name);
        assert_int_equal(area->counties[3].county, 4);
    }
}

/* More spellings than are kept: what was kept is forgotten at the start of a document, never within one. */
static void forgets_counties(void **state)
{
    (void)state;
    for (int i = 0; i < 40; i++) {
        const ms_document *document = read_counties("COUNTY ", 300 * i, 300);
        const ms_area *area = &document->facts.parents[MS_PNS].plans[0].area;
        assert_int_equal(document->county_count, 300);
        for (uint32_t k = 0; k < 300; k++) {
            assert_int_equal(area->counties[k].county, k + 1);
        }
    }
}

/* Texts of any length up to some steps of eight bytes, different in one byte at most. */
static void compares_texts_of_every_length(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    char a[LONGEST], b[LONGEST];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    for (size_t length = 0; length <= LONGEST; length++) {
        const char *left = a + LONGEST - length; /* a byte read behind either is seen */
        char *right = b + LONGEST - length;
        assert_true(ms_text_same((ms_text){left, length}, (ms_text){right, length}));
        assert_false(ms_text_same((ms_text){left, length}, (ms_text){right, length + 1}));
        for (size_t i = 0; i < length; i++) {
            right[i] = 'y';
            assert_false(ms_text_same((ms_text){left, length}, (ms_text){right, length}));
            right[i] = 'x';
        }
    }
}

/* Every text that differs from a zip in one byte: a zip if that byte is a digit. */
static void tells_zips(void **state)
{
    (void)state;
    static const char *const zips[] = {"65101", "65101-0999"};
    for (size_t which = 0; which < 2; which++) {
        char text[10];
        size_t length = strlen(zips[which]);
        memcpy(text, zips[which], length);
        for (size_t at = 0; at < length; at++) {
            for (int byte = 0; byte < 256; byte++) {
                text[at] = (char)byte;
                bool zip = at == 5 ? byte == '-' : byte >= '0' && byte <= '9';
                uint32_t number =
                    (uint32_t)strtoul((char[]){text[0], text[1], text[2], text[3], text[4], '\0'}, NULL, 10);
                assert_int_equal(ms_zip_number((ms_text){text, length}), zip ? number + 1 : 0);
            }
            text[at] = zips[which][at];
        }
        for (size_t shorter = 0; shorter < length; shorter++) {
            assert_int_equal(ms_zip_number((ms_text){text, shorter}) != 0, shorter == 5);
        }
    }
}

static void numbers_states(void **state)
{
    (void)state;
    uint16_t count = 0;
    while (ms_state_code((uint16_t)(count + 1)) != NULL) {
        count++;
        assert_int_equal(ms_state_number(ms_state_code(count), 2), count);
    }
    assert_int_equal(count, 59);
    for (int text = 0; text <= 0xFFFF; text++) { /* any two bytes: as many of them are states */
        char code[2] = {(char)(text >> 8), (char)(text & 0xFF)};
        count = (uint16_t)(count - (ms_state_number(code, 2) != 0));
    }
    assert_int_equal(count, 0);
    assert_null(ms_state_code(0));
    assert_int_equal(ms_state_number("mo", 2), 0);
    assert_int_equal(ms_state_number("XX", 2), 0);
    assert_int_equal(ms_state_number("ZZ", 2), 0);
    assert_int_equal(ms_state_number("MOX", 3), 0);
    assert_int_equal(ms_state_number("M", 1), 0);
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

typedef struct fault {
    const char *text; /* what is put into the document, on line 2 from column 1 */
    const char *pointer;
    size_t column;
    const char *found;
    const char *expected;
    const char *suggestion;
} fault;

/* The one problem of each document. */
static void check_faults(const char *frame, const fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        must_refuse(fill(frame, faults[i].text));
        const ms_problem *problem = ms_reader_problem(reader, 0);
        if (ms_reader_problem_count(reader) != 1 || strcmp(problem->pointer, faults[i].pointer) != 0) {
            print_error("%s\n", faults[i].text);
        }
        assert_string_equal(problem->pointer, faults[i].pointer);
        assert_string_equal(problem->found, faults[i].found);
        assert_string_equal(problem->expected, faults[i].expected);
        assert_int_equal(problem->line, 2);
        assert_int_equal(problem->column, faults[i].column);
        if (faults[i].suggestion == NULL) {
            assert_null(problem->suggestion);
        } else {
            assert_non_null(problem->suggestion);
            assert_string_equal(problem->suggestion, faults[i].suggestion);
        }
        assert_int_equal(ms_reader_problem_count(reader), 1);
    }
}

static const char case_names[] =
    "format, case_id, group_id, action, as_of, children, parent_not_seeking, parent_seeking, form_14, "
    "information_requests, current_obligations, provenance or notes";
static const char id_rule[] = "an id: 1 to 64 letters, digits, points, hyphens or underscores, a letter or digit first";
static const char zip_rule[] = "a zip code as text: five digits, or five, a hyphen and four";
static const char state_rule[] = "a state as its two capital letters, such as \"MO\"";
static const char line_4_rule[] = "a percentage from 0 to 100 with at most one decimal";
static const char in_document[] = "a JSON pointer to something in the document";
static const char last_part_absent[] =
    "a JSON pointer to something in the document: the last part of this one is absent there";
static const char no_text[] = "text without U+0000 and without half of a surrogate pair";
static const char date_rule[] = "a date as YYYY-MM-DD";
static const char no_day[] = "a day that the calendar has";

static void finds_problems_of_the_case(void **state)
{
    (void)state;
    static const fault faults[] = {
        {"\"acton\":\"modify\"", "/acton", 1, "the name \"acton\"", case_names, "action"},
        {"\"childen\":[]", "/childen", 1, "the name \"childen\"", case_names, "children"},
        {"\"frmo_14\":{}", "/frmo_14", 1, "the name \"frmo_14\"", case_names, "form_14"},
        {"\"zebra\":1", "/zebra", 1, "the name \"zebra\"", case_names, NULL},
        {"\"\":1", "/", 1, "the name \"\"", case_names, NULL},
        {"\"a/b~c\\u001b\":{\"deep\":[1]}", "/a~1b~0c\xEF\xBF\xBD", 1, "the name \"a/b~c\\u001b\"", case_names, NULL},
        {"\"x\\u0000\":1", "/x\\u0000", 1, "the name \"x\\u0000\"", case_names, NULL},
        {"\"notes\":\"a\", \"notes\":\"b\"", "/notes", 14, "the name \"notes\"", "each name once", NULL},
        {"\"notes\":null, \"no\\u0074es\":\"b\"", "/notes", 15, "the name \"no\\u0074es\"", "each name once", NULL},
        {"\"group_id\":\"-a\"", "/group_id", 12, "\"-a\"", id_rule, NULL},
        {"\"group_id\":\"a b\"", "/group_id", 12, "\"a b\"", id_rule, NULL},
        {"\"group_id\":\"\"", "/group_id", 12, "\"\"", id_rule, NULL},
        {"\"group_id\":7", "/group_id", 12, "7", id_rule, NULL},
        {"\"action\":\"modfy\"", "/action", 10, "\"modfy\"", "establish or modify", "modify"},
        {"\"action\":\"Establish\"", "/action", 10, "\"Establish\"", "establish or modify", "establish"},
        {"\"action\":\"terminate\"", "/action", 10, "\"terminate\"", "establish or modify", NULL},
        {"\"action\":[1]", "/action", 10, "a list of 1", "establish or modify", NULL},
        {"\"notes\":\"a\\u0000b\"", "/notes", 9, "\"a\\u0000b\"", no_text, NULL},
        {"\"notes\":\"\\ud800\"", "/notes", 9, "\"\\ud800\"", no_text, NULL},
        {"\"notes\":\"\\ud800\\u0041\"", "/notes", 9, "\"\\ud800\\u0041\"", no_text, NULL},
        {"\"notes\":\"\\udc00\\ud800\"", "/notes", 9, "\"\\udc00\\ud800\"", no_text, NULL},
        {"\"notes\":{}", "/notes", 9, "an empty object", "text of at most 10,000 characters", NULL},
        {"\"current_obligations\":[]", "/current_obligations", 23, "an empty list",
         "current_obligations only where action is modify", NULL},
    };
    check_faults(in_case, faults, sizeof faults / sizeof faults[0]);
}

static void finds_problems_of_children(void **state)
{
    (void)state;
    static const char child_names[] = "id, name, date_of_birth, residence, public_coverage or other_private_coverage";
    static const char name_rule[] = "a name of 1 to 200 characters";
    static const char county_rule[] = "a county's name of 1 to 100 characters";
    static const fault faults[] = {
        {"\"nmae\":\"Ana\"", "/children/0/nmae", 1, "the name \"nmae\"", child_names, "name"},
        {"\"name\":\"\"", "/children/0/name", 8, "\"\"", name_rule, NULL},
        {"\"name\":true", "/children/0/name", 8, "true", name_rule, NULL},
        {"\"date_of_birth\":\"2025-02-30\"", "/children/0/date_of_birth", 17, "\"2025-02-30\"", no_day, NULL},
        {"\"date_of_birth\":\"2025-2-3\"", "/children/0/date_of_birth", 17, "\"2025-2-3\"", date_rule, NULL},
        {"\"date_of_birth\":\"0000-01-01\"", "/children/0/date_of_birth", 17, "\"0000-01-01\"", no_day, NULL},
        {"\"date_of_birth\":20250203", "/children/0/date_of_birth", 17, "20250203", date_rule, NULL},
        {"\"residence\":\"MO\"", "/children/0/residence", 13, "\"MO\"", "an object, from { to }", NULL},
        {"\"residence\":{\"zipp\":\"65101\"}", "/children/0/residence/zipp", 14, "the name \"zipp\"",
         "state, county or zip", "zip"},
        {"\"residence\":{\"state\":\"mo\"}", "/children/0/residence/state", 22, "\"mo\"", state_rule, "MO"},
        {"\"residence\":{\"state\":\"XX\"}", "/children/0/residence/state", 22, "\"XX\"", state_rule, NULL},
        {"\"residence\":{\"zip\":65101}", "/children/0/residence/zip", 20, "65101", zip_rule, NULL},
        {"\"residence\":{\"zip\":\"6510\"}", "/children/0/residence/zip", 20, "\"6510\"", zip_rule, NULL},
        {"\"residence\":{\"zip\":\"651011\"}", "/children/0/residence/zip", 20, "\"651011\"", zip_rule, NULL},
        {"\"residence\":{\"zip\":\"65101-123\"}", "/children/0/residence/zip", 20, "\"65101-123\"", zip_rule, NULL},
        {"\"residence\":{\"zip\":\"65101-12345\"}", "/children/0/residence/zip", 20, "\"65101-12345\"", zip_rule, NULL},
        {"\"residence\":{\"county\":\" \"}", "/children/0/residence/county", 23, "\" \"", county_rule, NULL},
        {"\"public_coverage\":true", "/children/0/public_coverage", 19, "true",
         "false, or an object with program and through", NULL},
        {"\"public_coverage\":{\"program\":\"medicare\"}", "/children/0/public_coverage/program", 30, "\"medicare\"",
         "medicaid or chip", "medicaid"},
        {"\"public_coverage\":{\"through\":\"parent_sekeing\"}", "/children/0/public_coverage/through", 30,
         "\"parent_sekeing\"", "parent_seeking, parent_not_seeking or other", "parent_seeking"},
        {"\"public_coverage\":{\"trough\":\"other\"}", "/children/0/public_coverage/trough", 20, "the name \"trough\"",
         "program or through", "through"},
        {"\"other_private_coverage\":\"no\"", "/children/0/other_private_coverage", 26, "\"no\"", "true or false",
         NULL},
    };
    check_faults(in_child, faults, sizeof faults / sizeof faults[0]);
}

static void finds_problems_of_parents(void **state)
{
    (void)state;
    static const char object_rule[] = "an object, from { to }";
    static const fault faults[] = {
        {"\"parent_seeking\":[]", "/parent_seeking", 18, "an empty list", object_rule, NULL},
        {"\"parent_not_seeking\":{\"kind\":\"parent\"}", "/parent_not_seeking/kind", 23, "the name \"kind\"",
         "name, gross_income or plans", NULL},
        {"\"parent_seeking\":{\"income\":{}}", "/parent_seeking/income", 19, "the name \"income\"",
         "kind, name, gross_income, plans or maintain_coverage", NULL},
        {"\"parent_seeking\":{\"kind\":\"Agency\"}", "/parent_seeking/kind", 26, "\"Agency\"",
         "parent, custodian or agency", "agency"},
        {"\"parent_seeking\":{\"maintain_coverage\":1}", "/parent_seeking/maintain_coverage", 39, "1", "true or false",
         NULL},
        {"\"parent_seeking\":{\"gross_income\":4000}", "/parent_seeking/gross_income", 34, "4000", object_rule, NULL},
        {"\"parent_seeking\":{\"gross_income\":{\"per\":\"monthly\"}}", "/parent_seeking/gross_income/per", 41,
         "\"monthly\"", "week, two_weeks, half_month, month or year", "month"},
        {"\"parent_seeking\":{\"gross_income\":{\"ammount\":1}}", "/parent_seeking/gross_income/ammount", 35,
         "the name \"ammount\"", "amount or per", "amount"},
        {"\"parent_seeking\":{\"plans\":{}}", "/parent_seeking/plans", 27, "an empty object",
         "a list of at most 32 plans", NULL},
        {"\"parent_seeking\":{\"plans\":[3]}", "/parent_seeking/plans/0", 28, "3", object_rule, NULL},
        {"\"parent_seeking\":{\"plans\":[{}]}", "/parent_seeking/plans/0/id", 28, "nothing",
         "this field, which is required", NULL},
        {"\"parent_seeking\":{\"plans\":[{\"id\":null}]}", "/parent_seeking/plans/0/id", 34, "null",
         "a value, which is required here", NULL},
        {"\"parent_seeking\":{\"kind\":\"agency\",\"plans\":[{\"id\":\"p\"}]}", "/parent_seeking/plans", 43,
         "a list of 1", "no plans: an agency has none", NULL},
        {"\"parent_seeking\":{\"kind\":\"agency\",\"gross_income\":{}}", "/parent_seeking/gross_income", 50,
         "an empty object", "no gross income: an agency has none", NULL},
        {"\"parent_seeking\":{\"kind\":\"agency\",\"maintain_coverage\":false}", "/parent_seeking/maintain_coverage",
         55, "false", "no wish to maintain coverage: an agency has none", NULL},
        {"\"parent_seeking\":{\"plans\":[{\"id\":\"p\"}]},\"parent_not_seeking\":{\"plans\":[{\"id\":\"p\"}]}",
         "/parent_not_seeking/plans/0/id", 78, "\"p\"", "an id that no other plan has", NULL},
    };
    check_faults(in_case, faults, sizeof faults / sizeof faults[0]);
}

static void finds_problems_of_money(void **state)
{
    (void)state;
    static const char plain[] = "an amount of money: digits, then if need be a point and one or two digits";
    static const struct {
        const char *text;
        const char *expected;
    } amounts[] = {
        {"-1", "an amount that is not negative"},
        {"-0", "an amount that is not negative"},
        {"\"-1\"", "an amount that is not negative"},
        {"1e3", "an amount without an exponent"},
        {"1E3", "an amount without an exponent"},
        {"1.5e1", "an amount without an exponent"},
        {"\"1e3\"", "an amount without an exponent"},
        {"1.234", "an amount with at most two decimals"},
        {"1.000", "an amount with at most two decimals"},
        {"\"1.234\"", "an amount with at most two decimals"},
        {"\"01\"", "an amount without a zero before its first digit"},
        {"\"00.50\"", "an amount without a zero before its first digit"},
        {"1000000000", "an amount of at most 999999999.99"},
        {"\"1000000000.00\"", "an amount of at most 999999999.99"},
        {"\"4,000\"", "an amount without commas"},
        {"\"1.\"", plain},
        {"\".5\"", plain},
        {"\"$4\"", plain},
        {"\"4 \"", plain},
        {"\"1.2.3\"", plain},
        {"\"\"", plain},
        {"true", "an amount of money, as a number or as text"},
        {"{}", "an amount of money, as a number or as text"},
    };
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        char text[100];
        (void)snprintf(text, sizeof text, "\"cost\":{\"family\":%s}", amounts[i].text);
        const char *found = strcmp(amounts[i].text, "{}") == 0 ? "an empty object" : amounts[i].text;
        fault one = {text, "/parent_not_seeking/plans/0/cost/family", 18, found, amounts[i].expected, NULL};
        check_faults(in_plan, &one, 1);
    }
}

static void finds_problems_of_plans(void **state)
{
    (void)state;
    static const char plan_names[] = "id, source, benefits, holder, employer, available_from, covered_until, covers, "
                                     "cost or service_area";
    static const char area_rule[] = "\"unlimited\", or an object with zips, counties and states";
    static const fault faults[] = {
        {"\"cover\":[]", "/parent_not_seeking/plans/0/cover", 1, "the name \"cover\"", plan_names, "covers"},
        {"\"servce_area\":{}", "/parent_not_seeking/plans/0/servce_area", 1, "the name \"servce_area\"", plan_names,
         "service_area"},
        {"\"id\":\"p2\"", "/parent_not_seeking/plans/0/id", 1, "the name \"id\"", "each name once", NULL},
        {"\"source\":\"Employer\"", "/parent_not_seeking/plans/0/source", 10, "\"Employer\"",
         "employer, union or other", "employer"},
        {"\"benefits\":[]", "/parent_not_seeking/plans/0/benefits", 12, "an empty list",
         "a list of medical, dental or both", NULL},
        {"\"benefits\":\"medical\"", "/parent_not_seeking/plans/0/benefits", 12, "\"medical\"",
         "a list of medical, dental or both", NULL},
        {"\"benefits\":[\"dentla\"]", "/parent_not_seeking/plans/0/benefits/0", 13, "\"dentla\"", "medical or dental",
         "dental"},
        {"\"benefits\":[\"dental\",\"dental\"]", "/parent_not_seeking/plans/0/benefits/1", 22, "\"dental\"",
         "each benefit once", NULL},
        {"\"benefits\":[\"medical\",\"dental\",\"medical\"]", "/parent_not_seeking/plans/0/benefits", 12, "a list of 3",
         "a list of medical, dental or both", NULL},
        {"\"covers\":[\"child2\"]", "/parent_not_seeking/plans/0/covers/0", 11, "\"child2\"",
         "the id of a child of this case", "child-2"},
        {"\"covers\":[\"nobody\"]", "/parent_not_seeking/plans/0/covers/0", 11, "\"nobody\"",
         "the id of a child of this case", NULL},
        {"\"covers\":[\"c1\",\"c1\"]", "/parent_not_seeking/plans/0/covers/1", 16, "\"c1\"", "each child once", NULL},
        {"\"covers\":[null]", "/parent_not_seeking/plans/0/covers/0", 11, "null", id_rule, NULL},
        {"\"covers\":\"c1\"", "/parent_not_seeking/plans/0/covers", 10, "\"c1\"",
         "a list of at most 32 ids of children", NULL},
        {"\"available_from\":\"2026-11-31\"", "/parent_not_seeking/plans/0/available_from", 18, "\"2026-11-31\"",
         no_day, NULL},
        {"\"cost\":{\"self_only\":1,\"add_dependents\":2}", "/parent_not_seeking/plans/0/cost/add_dependents", 40, "2",
         "either self_only and family, or add_dependents: not both", NULL},
        {"\"cost\":{\"add_dependents\":2,\"family\":1}", "/parent_not_seeking/plans/0/cost/add_dependents", 26, "2",
         "either self_only and family, or add_dependents: not both", NULL},
        {"\"service_area\":\"unlimted\"", "/parent_not_seeking/plans/0/service_area", 16, "\"unlimted\"", area_rule,
         "unlimited"},
        {"\"service_area\":[]", "/parent_not_seeking/plans/0/service_area", 16, "an empty list", area_rule, NULL},
        {"\"service_area\":{\"zip\":[]}", "/parent_not_seeking/plans/0/service_area/zip", 17, "the name \"zip\"",
         "zips, counties or states", "zips"},
        {"\"service_area\":{\"zips\":\"65101\"}", "/parent_not_seeking/plans/0/service_area/zips", 24, "\"65101\"",
         "a list of at most 2,000 zip codes", NULL},
        {"\"service_area\":{\"zips\":[\"65101\",\"x\"]}", "/parent_not_seeking/plans/0/service_area/zips/1", 33,
         "\"x\"", zip_rule, NULL},
        {"\"service_area\":{\"counties\":[\"Cole\"]}", "/parent_not_seeking/plans/0/service_area/counties/0", 29,
         "\"Cole\"", "an object, from { to }", NULL},
        {"\"service_area\":{\"counties\":[{\"state\":\"MO\"}]}",
         "/parent_not_seeking/plans/0/service_area/counties/0/county", 29, "nothing", "this field, which is required",
         NULL},
        {"\"service_area\":{\"counties\":[{\"county\":\"Cole\",\"state\":null}]}",
         "/parent_not_seeking/plans/0/service_area/counties/0/state", 54, "null", "a value, which is required here",
         NULL},
        {"\"service_area\":{\"states\":[\"Mo\"]}", "/parent_not_seeking/plans/0/service_area/states/0", 27, "\"Mo\"",
         state_rule, "MO"},
    };
    check_faults(in_plan, faults, sizeof faults / sizeof faults[0]);
}

static void finds_problems_of_records(void **state)
{
    (void)state;
    static const fault faults[] = {
        {"\"form_14\":false", "/form_14", 11, "false", "an object, from { to }", NULL},
        {"\"form_14\":{\"calculated\":\"yes\",\"line_4_percent\":5}", "/form_14/calculated", 25, "\"yes\"",
         "true or false", NULL},
        {"\"form_14\":{\"calculated\":true,\"line_4\":1}", "/form_14/line_4", 30, "the name \"line_4\"",
         "calculated, line_4_percent or lines", "lines"},
        {"\"form_14\":{\"calculated\":true,\"line_4_percent\":61.35}", "/form_14/line_4_percent", 47, "61.35",
         line_4_rule, NULL},
        {"\"form_14\":{\"calculated\":true,\"line_4_percent\":\"100.1\"}", "/form_14/line_4_percent", 47, "\"100.1\"",
         line_4_rule, NULL},
        {"\"form_14\":{\"calculated\":true,\"line_4_percent\":\"\"}", "/form_14/line_4_percent", 47, "\"\"",
         line_4_rule, NULL},
        {"\"form_14\":{\"calculated\":true,\"line_4_percent\":true}", "/form_14/line_4_percent", 47, "true",
         line_4_rule, NULL},
        {"\"form_14\":{\"calculated\":true,\"line_4_percent\":\"\\udc00\"}", "/form_14/line_4_percent", 47,
         "\"\\udc00\"", no_text, NULL},
        {"\"form_14\":{\"calculated\":false,\"line_4_percent\":50}", "/form_14/line_4_percent", 48, "50",
         "nothing where calculated is false", NULL},
        {"\"form_14\":{\"line_4_percent\":50}", "/form_14/line_4_percent", 29, "50", "\"calculated\": true beside it",
         NULL},
        {"\"form_14\":{\"calculated\":false,\"lines\":{}}", "/form_14/lines", 39, "an empty object",
         "nothing where calculated is false", NULL},
        {"\"form_14\":{\"calculated\":null,\"lines\":{}}", "/form_14/lines", 38, "an empty object",
         "\"calculated\": true beside it", NULL},
        {"\"form_14\":{\"calculated\":true,\"lines\":{},\"line_4_percent\":5}", "/form_14/lines", 38, "an empty object",
         "either line_4_percent or lines: not both", NULL},
        {"\"form_14\":{\"calculated\":true,\"lines\":{\"parent_seeking\":{\"line_3\":5}}}",
         "/form_14/lines/parent_seeking/line_3", 57, "the name \"line_3\"",
         "line_1, line_1a, line_2a, line_2b or line_2c", "line_1"},
        {"\"information_requests\":{}", "/information_requests", 24, "an empty object", "a list of at most 64 requests",
         NULL},
        {"\"information_requests\":[{\"sent\":\"2026-01-01\"}]", "/information_requests/0/of", 25, "nothing",
         "this field, which is required", NULL},
        {"\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":null}]", "/information_requests/0/sent", 55,
         "null", "a value, which is required here", NULL},
        {"\"information_requests\":[{\"of\":\"agency\",\"sent\":\"2026-01-01\"}]", "/information_requests/0/of", 31,
         "\"agency\"", "parent_not_seeking or parent_seeking", NULL},
    };
    check_faults(in_case, faults, sizeof faults / sizeof faults[0]);
}

static void finds_problems_of_obligations(void **state)
{
    (void)state;
    static const char percentage_rule[] = "a percentage from 0.00 to 100.00 as text with two decimals";
    static const fault faults[] = {
        {"\"paragraph\":\"5(A)\"", "/current_obligations/0/paragraph", 13, "\"5(A)\"",
         "a paragraph from (5)(A) to (5)(F)", NULL},
        {"\"paragraph\":\"(5)(G)\"", "/current_obligations/0/paragraph", 13, "\"(5)(G)\"",
         "a paragraph from (5)(A) to (5)(F)", "(5)(A)"},
        {"\"percentage\":50", "/current_obligations/0/percentage", 14, "50", percentage_rule, NULL},
        {"\"percentage\":\"50\"", "/current_obligations/0/percentage", 14, "\"50\"", percentage_rule, NULL},
        {"\"percentage\":\"50.0\"", "/current_obligations/0/percentage", 14, "\"50.0\"", percentage_rule, NULL},
        {"\"percentage\":\".50\"", "/current_obligations/0/percentage", 14, "\".50\"", percentage_rule, NULL},
        {"\"percentage\":\"100.01\"", "/current_obligations/0/percentage", 14, "\"100.01\"", percentage_rule, NULL},
        {"\"percentage\":\"0100.00\"", "/current_obligations/0/percentage", 14, "\"0100.00\"", percentage_rule, NULL},
        {"\"plans\":[\"p\",\"q\",\"p\"]", "/current_obligations/0/plans/2", 18, "\"p\"", "each plan once", NULL},
        {"\"plan\":[]", "/current_obligations/0/plan", 1, "the name \"plan\"",
         "children, paragraph, obligor, obligation, plans or percentage", "plans"},
    };
    check_faults(in_order, faults, sizeof faults / sizeof faults[0]);
    static const fault whole[] = {
        {"\"action\":\"modify\",\"current_obligations\":[{\"children\":[],\"obligor\":\"parent_seeking\","
         "\"obligation\":\"provide_coverage\"}]",
         "/current_obligations/0/children", 54, "an empty list", "a list of 1 to 32 ids of children", NULL},
        {"\"action\":\"modify\",\"current_obligations\":[{\"children\":[\"c2\"],\"obligor\":\"parent_seeking\","
         "\"obligation\":\"provide_coverage\"}]",
         "/current_obligations/0/children/0", 55, "\"c2\"", "the id of a child of this case", NULL},
        {"\"action\":\"modify\",\"current_obligations\":[{\"children\":[\"c1\"],\"obligor\":\"parent_seeking\"}]",
         "/current_obligations/0/obligation", 42, "nothing", "this field, which is required", NULL},
    };
    check_faults(in_case, whole, sizeof whole / sizeof whole[0]);
}

static void finds_problems_of_provenance(void **state)
{
    (void)state;
    static const char pointer_rule[] = "a JSON pointer, such as /parent_seeking/plans";
    static const fault faults[] = {
        {"\"provenance\":[]", "/provenance", 14, "an empty list",
         "an object of at most 512 entries, each named by a JSON pointer", NULL},
        {"\"provenance\":{\"notes\":{}}", "/provenance/notes", 15, "the name \"notes\"", pointer_rule, NULL},
        {"\"provenance\":{\"\":{}}", "/provenance/", 15, "the name \"\"", pointer_rule, NULL},
        {"\"provenance\":{\"/a~2\":{}}", "/provenance/~1a~02", 15, "the name \"/a~2\"", pointer_rule, NULL},
        {"\"provenance\":{\"/case_id~\":{}}", "/provenance/~1case_id~0", 15, "the name \"/case_id~\"", pointer_rule,
         NULL},
        /* The document is there, the field is not. */
        {"\"provenance\":{\"/notes\":{}}", "/provenance/~1notes", 15, "the name \"/notes\"", last_part_absent, NULL},
        {"\"provenance\":{\"/children/2\":{}}", "/provenance/~1children~12", 15, "the name \"/children/2\"",
         last_part_absent, NULL},
        {"\"provenance\":{\"/children/01\":{}}", "/provenance/~1children~101", 15, "the name \"/children/01\"",
         last_part_absent, NULL},
        {"\"provenance\":{\"/children/-\":{}}", "/provenance/~1children~1-", 15, "the name \"/children/-\"",
         last_part_absent, NULL},
        {"\"provenance\":{\"/children/99999999999999999999\":{}}", "/provenance/~1children~199999999999999999999", 15,
         "the name \"/children/99999999999999999999\"", last_part_absent, NULL},
        {"\"provenance\":{\"/children/\":{}}", "/provenance/~1children~1", 15, "the name \"/children/\"",
         last_part_absent, NULL},
        {"\"provenance\":{\"/children/0/id/x\":{}}", "/provenance/~1children~10~1id~1x", 15,
         "the name \"/children/0/id/x\"", last_part_absent, NULL},
        {"\"provenance\":{\"/form_14/lines\":{}}", "/provenance/~1form_14~1lines", 15, "the name \"/form_14/lines\"",
         in_document, NULL},
        {"\"provenance\":{\"/case_id\":{},\"/case_i\\u0064\":null}", "/provenance/~1case_id", 29,
         "the name \"/case_i\\u0064\"", "each name once", NULL},
        {"\"provenance\":{\"/case_id\\u0000\":{}}", "/provenance/~1case_id\\u0000", 15, "the name \"/case_id\\u0000\"",
         "a name without U+0000 and without half of a surrogate pair", NULL},
        {"\"provenance\":{\"/case_id\":\"court\"}", "/provenance/~1case_id", 26, "\"court\"", "an object, from { to }",
         NULL},
        {"\"provenance\":{\"/case_id\":{\"sorce\":\"court\"}}", "/provenance/~1case_id/sorce", 27, "the name \"sorce\"",
         "source, received or evidence", "source"},
        {"\"provenance\":{\"/case_id\":{\"received\":\"2026\"}}", "/provenance/~1case_id/received", 38, "\"2026\"",
         date_rule, NULL},
        {"\"provenance\":{\"/case_id\":{\"source\":1}}", "/provenance/~1case_id/source", 36, "1",
         "text of at most 500 characters", NULL},
    };
    check_faults(in_case, faults, sizeof faults / sizeof faults[0]);
    (void)must_read(fill(in_case, "\"notes\":null,\"provenance\":{\"/notes\":{}}")); /* there, and null */
}

static void finds_what_is_required(void **state)
{
    (void)state;
    static const char *const pointers[] = {"/format", "/case_id", "/children", "/as_of"};
    must_refuse("{}");
    assert_int_equal(ms_reader_problem_count(reader), 4);
    for (size_t i = 0; i < 4; i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        assert_string_equal(problem->pointer, pointers[i]);
        assert_string_equal(problem->found, "nothing");
        assert_int_equal(problem->line, 1);
        assert_int_equal(problem->column, 1);
    }
    assert_null(ms_reader_problem(reader, 4));
    must_refuse("{\"format\":1,\"case_id\":null,\"children\":null,\"as_of\":\"2026-11-02\"}");
    assert_int_equal(ms_reader_problem_count(reader), 3);
    assert_string_equal(ms_reader_problem(reader, 0)->expected, "medsupport.case/1");
    must_refuse("{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\",\"children\":[]}");
    assert_string_equal(ms_reader_problem(reader, 0)->expected, "a list of 1 to 32 children");
    /* Where no child is known there is no telling whether an id is a child's. */
    must_refuse("{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\",\"children\":[],"
                "\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"covers\":[\"c1\"]}]}}");
    assert_int_equal(ms_reader_problem_count(reader), 1);
}

static void names_the_format_that_is_read(void **state)
{
    (void)state;
    must_refuse("{\"status\":\"determined\",\"format\":\"medsupport.determination/1\"}");
    assert_int_equal(ms_reader_problem_count(reader), 1); /* the rest is measured by another format */
    const ms_problem *problem = ms_reader_problem(reader, 0);
    assert_string_equal(problem->pointer, "/format");
    assert_string_equal(problem->found, "\"medsupport.determination/1\"");
    assert_string_equal(problem->expected, "medsupport.case/1, the format that is read here");
    assert_int_equal(problem->column, 33);
    (void)must_read("{\"format\":\"medsupport.case\\/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                    "\"children\":[{\"id\":\"c\"}]}");
}

static void takes_the_day_from_the_caller(void **state)
{
    (void)state;
    static const char undated[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":null,"
                                  "\"children\":[{\"id\":\"c\"}]}";
    const ms_document *document = NULL;
    assert_int_equal(read_bytes(undated, strlen(undated), 740000, &document), MS_OK);
    assert_int_equal(document->facts.as_of, 740000);
    must_refuse(undated);
    assert_string_equal(ms_reader_problem(reader, 0)->pointer, "/as_of");
    assert_string_equal(ms_reader_problem(reader, 0)->expected, "the day of the determination");
    const char *dated = fill(in_case, "\"notes\":null");
    assert_int_equal(read_bytes(dated, strlen(dated), 740000, &document), MS_OK);
    assert_int_equal(document->facts.as_of, ms_date_parse("2026-11-02", 10));
    /* A day before the rule is for the determination to refuse. */
    (void)must_read("{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"0001-01-01\","
                    "\"children\":[{\"id\":\"c\"}]}");
}

static void tells_every_problem_in_order(void **state)
{
    (void)state;
    must_refuse("{\"notes\":1,\n"
                "  \"children\":[{\"id\":\"c\"},{\"id\":\"c\",\n"
                "    \"name\":2}],\n"
                "\t\"case_id\":\"\xC3\xA9\", \"as_of\":3,\n"
                "\"format\":\"medsupport.case/1\",\"x\":4}");
    static const struct {
        const char *pointer;
        size_t line, column;
    } expected[] = {{"/notes", 1, 10},   {"/children/1/id", 2, 32}, {"/children/1/name", 3, 12},
                    {"/case_id", 4, 12}, {"/as_of", 4, 26},         {"/x", 5, 30}};
    assert_int_equal(ms_reader_problem_count(reader), sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        assert_string_equal(problem->pointer, expected[i].pointer);
        assert_int_equal(problem->line, expected[i].line);
        assert_int_equal(problem->column, expected[i].column);
    }
}

/* Of more problems than are kept the first are kept, whatever the order in which they were found. */
static void keeps_the_first_problems(void **state)
{
    (void)state;
    static char text[64 * 1024];
    size_t length = (size_t)sprintf(text, "{\"children\":[{\"id\":1}],\"provenance\":{");
    for (int i = 0; i < 300; i++) {
        length += (size_t)sprintf(text + length, "%s\"no-pointer-%03d\":{}", i > 0 ? "," : "", i);
    }
    length += (size_t)sprintf(text + length, "}");
    for (int i = 0; i < 300; i++) {
        length += (size_t)sprintf(text + length, ",\"unknown%d\":1", i);
    }
    (void)sprintf(text + length, "}");
    must_refuse(text);
    assert_int_equal(ms_reader_problem_count(reader), MS_MAX_PROBLEMS);
    assert_string_equal(ms_reader_problem(reader, 2)->pointer, "/as_of");
    assert_string_equal(ms_reader_problem(reader, 3)->pointer, "/children/0/id");
    assert_string_equal(ms_reader_problem(reader, 4)->pointer, "/provenance/no-pointer-000");
    assert_string_equal(ms_reader_problem(reader, 199)->pointer, "/provenance/no-pointer-195");
}

static void cuts_what_is_long(void **state)
{
    (void)state;
    static char members[5000] = "\"";
    memset(members + 1, 'k', 3000);
    strcpy(members + 3001, "\":1");
    must_refuse(fill(in_case, members));
    const ms_problem *problem = ms_reader_problem(reader, 0);
    assert_int_equal(strlen(problem->pointer), 1 + 80 + 3);
    assert_string_equal(problem->pointer + 81, "\xE2\x80\xA6");
    assert_true(strlen(problem->found) < 120);
}

static void shows_nothing_that_moves_the_cursor(void **state)
{
    (void)state;
    /* C1 controls, an override of the direction of writing, DEL. */
    must_refuse(fill(in_case, "\"action\":\"\xC2\x9B"
                              "31m\xE2\x80\xAE\xE2\x81\xA6\x7F\xC3\xA9\""));
    assert_string_equal(ms_reader_problem(reader, 0)->found, "\"\xEF\xBF\xBD"
                                                             "31m\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9\"");
}

/* ---- texts that are no JSON -------------------------------------------------------------------------------------- */

static const char one_object[] = "a JSON object, from { to }";
static const char one_value[] = "a value: text in quotation marks, a number, true, false, null, [ or {";
static const char escapes[] = "an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits";
static const char string_rule[] = "the closing quotation mark, or an escape such as \\n or \\t";
static const char a_number[] = "a number: digits, then if need be a point and more digits";
/* Texts that are no JSON object, and the first place where that shows. */
static const struct {
    const char *text;
    size_t line, column;
    const char *found;
    const char *expected;
} broken_texts[] = {
    {"", 1, 1, "no text", one_object},
    {" \n ", 1, 1, "no text", one_object},
    {"\xEF\xBB\xBF{}", 1, 1, "a byte order mark", "a JSON object from the first byte, in UTF-8 without the mark"},
    {"[]", 1, 1, "a list", one_object},
    {"\n \"x\"", 2, 2, "a text", one_object},
    {"null", 1, 1, "the word null", one_object},
    {"12", 1, 1, "the word 12", one_object},
    {"<xml>", 1, 1, "the character <", one_object},
    {"{", 1, 2, "the end of the text", "a name in quotation marks or }"},
    {"{\"a\"", 1, 5, "the end of the text", "a colon after the name"},
    {"{\"a\":", 1, 6, "the end of the text", one_value},
    {"{\"a\":1", 1, 7, "the end of the text", "a comma or }"},
    {"{\"a\":1,", 1, 8, "the end of the text", "a name in quotation marks"},
    {"{\"a\":[", 1, 7, "the end of the text", "a value or ]"},
    {"{\"a\":[1", 1, 8, "the end of the text", "a comma or ]"},
    {"{\"a\":\n  \"x", 2, 3, "a text without its closing quotation mark", "a closing quotation mark"},
    {"{'a':1}", 1, 2, "the character '", "a name in quotation marks"},
    {"{a:1}", 1, 2, "the word a", "a name in quotation marks"},
    {"{1:1}", 1, 2, "the word 1", "a name in quotation marks"},
    {"{\"a\" 1}", 1, 6, "the word 1", "a colon after the name"},
    {"{\"a\":1,}", 1, 8, "the character }", "a name in quotation marks"},
    {"{\"a\":[1,]}", 1, 9, "the character ]", "a value after the comma"},
    {"{\"a\":[1 2]}", 1, 9, "the word 2", "a comma or ]"},
    {"{\"a\":[1}", 1, 8, "the character }", "a comma or ]"},
    {"{\"a\":1]", 1, 7, "the character ]", "a comma or }"},
    {"{\"a\":1 \"b\":2}", 1, 8, "the character \"", "a comma or }"},
    {"{\"a\":\"b\"x}", 1, 9, "the word x", "a comma or }"},
    {"{\"a\":tru}", 1, 6, "the word tru", one_value},
    {"{\"a\":NULL}", 1, 6, "the word NULL", one_value},
    {"{\"a\":NaN}", 1, 6, "the word NaN", one_value},
    {"{\"a\":truefalse}", 1, 6, "the word truefalse", one_value},
    {"{\"a\":01}", 1, 6, "the word 01", "a number without a zero before its first digit"},
    {"{\"a\":-01}", 1, 6, "the word -01", "a number without a zero before its first digit"},
    {"{\"a\":1.}", 1, 6, "the word 1.", a_number},
    {"{\"a\":1e}", 1, 6, "the word 1e", a_number},
    {"{\"a\":-}", 1, 6, "the word -", a_number},
    {"{\"a\":1.2.3}", 1, 6, "the word 1.2.3", a_number},
    {"{\"a\":.5}", 1, 6, "the word .5", "a number that begins with a digit"},
    {"{\"a\":+5}", 1, 6, "the word +5", "a number that begins with a digit"},
    {"{\"a\":,}", 1, 6, "the character ,", one_value},
    {"{\"a\":\xC3\xA9}", 1, 6, "the character \xC3\xA9", one_value},
    {"{\"a\":\x01}", 1, 6, "a control character", one_value},
    {"{\"a\":\"\\q\"}", 1, 7, "a backslash that begins no escape", escapes},
    {"{\"a\":\"\\u12g4\"}", 1, 7, "a backslash that begins no escape", escapes},
    {"{\"a\":\"\\u12\"}", 1, 7, "a backslash that begins no escape", escapes},
    {"{\"a\\x\":1}", 1, 4, "a backslash that begins no escape", escapes},
    {"{\"a\":\"x\ny\"}", 1, 8, "a line break in a text", string_rule},
    {"{\"a\":\"x\ty\"}", 1, 8, "a control character in a text", string_rule},
    {"{\"a\":\"\xFF\"}", 1, 7, "a byte that is not UTF-8", "text in UTF-8"},
    {"{\"a\":\"\xC0\x80\"}", 1, 7, "a byte that is not UTF-8", "text in UTF-8"},
    {"{\"a\":\"\xED\xA0\x80\"}", 1, 7, "a byte that is not UTF-8", "text in UTF-8"},
    {"{\"a\":\"\xF4\x90\x80\x80\"}", 1, 7, "a byte that is not UTF-8", "text in UTF-8"},
    {"{\"a\":\"\xE2\x82\"}", 1, 7, "a byte that is not UTF-8", "text in UTF-8"},
    {"{\"a\":\xFF}", 1, 6, "a byte that is not UTF-8", "text in UTF-8"},
    {"{}{}", 1, 3, "the character {", "nothing after the document"},
    {"{} x", 1, 4, "the word x", "nothing after the document"},
    {"{\"a\":1}}", 1, 8, "the character }", "nothing after the document"},
    {"{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}", 1, 21, "a 17th level of nesting", "at most 16 levels"},
};

static void finds_where_json_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken_texts / sizeof broken_texts[0]; i++) {
        must_refuse(broken_texts[i].text);
        const ms_problem *problem = ms_reader_problem(reader, 0);
        if (strcmp(problem->found, broken_texts[i].found) != 0 || problem->column != broken_texts[i].column) {
            print_error("%s\n", broken_texts[i].text);
        }
        assert_int_equal(ms_reader_problem_count(reader), 1);
        assert_string_equal(problem->pointer, "");
        assert_string_equal(problem->found, broken_texts[i].found);
        assert_string_equal(problem->expected, broken_texts[i].expected);
        assert_int_equal(problem->line, broken_texts[i].line);
        assert_int_equal(problem->column, broken_texts[i].column);
        assert_null(problem->suggestion);
    }
}

static void nests_to_16_levels(void **state)
{
    (void)state;
    must_refuse("{\"a\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}");
    assert_string_equal(ms_reader_problem(reader, 3)->pointer, "/as_of"); /* read, and measured by the format */
    assert_string_equal(ms_reader_problem(reader, 4)->pointer, "/a");
}

static void refuses_a_zero_byte(void **state)
{
    (void)state;
    const ms_document *document = NULL;
    static const char in_text[] = "{\"a\":\"x\0y\"}";
    assert_int_equal(read_bytes(in_text, sizeof in_text - 1, MS_NO_DATE, &document), MS_ERROR_INVALID);
    assert_string_equal(ms_reader_problem(reader, 0)->found, "a control character in a text");
    static const char after[] = "{}\0";
    assert_int_equal(read_bytes(after, sizeof after - 1, MS_NO_DATE, &document), MS_ERROR_INVALID);
    assert_string_equal(ms_reader_problem(reader, 0)->found, "a control character");
    assert_int_equal(ms_reader_read(reader, NULL, 0, MS_NO_DATE, &document), MS_ERROR_INVALID);
}

/* ---- limits ------------------------------------------------------------------------------------------------------ */

/* `count` times a piece, with commas, between an opening and a closing. */
static const char *repeat(const char *opening, const char *piece, int count, const char *closing)
{
    static char out[400 * 1024];
    size_t length = (size_t)sprintf(out, "%s", opening);
    for (int i = 0; i < count; i++) {
        length += (size_t)sprintf(out + length, "%s", i > 0 ? "," : "");
        length += (size_t)sprintf(out + length, piece, i);
    }
    (void)sprintf(out + length, "%s", closing);
    return out;
}

static void holds_the_limits_of_lists(void **state)
{
    (void)state;
    static const char wide[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\",%s}";
    static const struct {
        const char *frame;
        const char *opening, *piece, *closing;
        int most;
    } lists[] = {
        {wide, "\"children\":[", "{\"id\":\"c%d\"}", "]", MS_MAX_CHILDREN},
        {in_case, "\"parent_seeking\":{\"plans\":[", "{\"id\":\"q%d\"}", "]}", MS_MAX_PLANS},
        {in_plan, "\"service_area\":{\"zips\":[", "\"%05d\"", "]}", 2000},
        {in_plan, "\"service_area\":{\"counties\":[", "{\"state\":\"MO\",\"county\":\"%d\"}", "]}", 300},
        {in_plan, "\"service_area\":{\"states\":[", "\"MO\"", "]}", 60},
        {in_case, "\"information_requests\":[", "{\"of\":\"parent_seeking\",\"sent\":\"2026-01-01\"}", "]",
         MS_MAX_REQUESTS},
        {in_case, "\"action\":\"modify\",\"current_obligations\":[",
         "{\"children\":[\"c1\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\"}", "]", 64},
        {in_order, "\"plans\":[", "\"p%d\"", "]", 32},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        (void)must_read(
            fill(lists[i].frame, repeat(lists[i].opening, lists[i].piece, lists[i].most, lists[i].closing)));
        must_refuse(
            fill(lists[i].frame, repeat(lists[i].opening, lists[i].piece, lists[i].most + 1, lists[i].closing)));
        assert_int_equal(ms_reader_problem_count(reader), 1);
        char found[40];
        (void)snprintf(found, sizeof found, "a list of %d", lists[i].most + 1);
        assert_string_equal(ms_reader_problem(reader, 0)->found, found);
    }
}

static void holds_the_limit_of_provenance(void **state)
{
    (void)state;
    static char text[512 * 1024];
    for (int count = 512; count <= 513; count++) {
        size_t length =
            (size_t)sprintf(text, "%s,\"provenance\":{",
                            repeat("\"parent_seeking\":{\"plans\":[{\"id\":\"p\",\"service_area\":{\"zips\":[",
                                   "\"%05d\"", 600, "]}}]}"));
        for (int i = 0; i < count; i++) {
            length += (size_t)sprintf(text + length, "%s\"/parent_seeking/plans/0/service_area/zips/%d\":{}",
                                      i > 0 ? "," : "", i);
        }
        (void)sprintf(text + length, "}");
        if (count == 512) {
            assert_int_equal(must_read(fill(in_case, text))->provenance_count, 512);
            continue;
        }
        must_refuse(fill(in_case, text));
        assert_int_equal(ms_reader_problem_count(reader), 1);
        assert_string_equal(ms_reader_problem(reader, 0)->found, "a larger object");
    }
}

static void holds_the_limits_of_texts(void **state)
{
    (void)state;
    static const struct {
        const char *frame;
        const char *before, *after;
        int most;
    } texts[] = {
        {in_child, "\"name\":\"", "\"", 200},
        {in_plan, "\"holder\":\"", "\"", 200},
        {in_plan, "\"employer\":\"", "\"", 200},
        {in_child, "\"residence\":{\"county\":\"", "\"}", 100},
        {in_case, "\"notes\":\"", "\"", 10000},
        {in_case, "\"provenance\":{\"/case_id\":{\"source\":\"", "\"}}", 500},
        {in_case, "\"provenance\":{\"/case_id\":{\"evidence\":\"", "\"}}", 500},
    };
    static char text[64 * 1024];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int over = 0; over <= 1; over++) {
            size_t length = (size_t)sprintf(text, "%s", texts[i].before);
            for (int k = 0; k < texts[i].most + over; k++) {
                length += (size_t)sprintf(text + length, "\xF0\x9F\x98\x80"); /* one character of four bytes */
            }
            (void)sprintf(text + length, "%s", texts[i].after);
            if (over == 0) {
                (void)must_read(fill(texts[i].frame, text));
            } else {
                must_refuse(fill(texts[i].frame, text));
            }
        }
    }
    char id[80] = "\"group_id\":\"";
    memset(id + 12, 'i', 64);
    strcpy(id + 76, "\"");
    assert_int_equal(must_read(fill(in_case, id))->group_id.length, 64);
    strcpy(id + 76, "i\"");
    must_refuse(fill(in_case, id));
}

static void holds_the_limit_of_a_document(void **state)
{
    (void)state;
    char *text = malloc(MS_MAX_DOCUMENT + 1);
    assert_non_null(text);
    memset(text, ' ', MS_MAX_DOCUMENT + 1);
    const char *document_text = fill(in_case, "\"notes\":null");
    memcpy(text, document_text, strlen(document_text));
    const ms_document *document = NULL;
    assert_int_equal(ms_reader_read(reader, text, MS_MAX_DOCUMENT, MS_NO_DATE, &document), MS_OK);
    assert_int_equal(ms_reader_read(reader, text, MS_MAX_DOCUMENT + 1, MS_NO_DATE, &document), MS_ERROR_LIMIT);
    assert_null(document);
    assert_int_equal(ms_reader_problem_count(reader), 1);
    assert_string_equal(ms_reader_problem(reader, 0)->expected, "at most 1 MiB, which is 1,048,576 bytes");
    assert_int_equal(ms_reader_problem(reader, 0)->line, 1);
    free(text);
}

/* One reader serves documents good and bad, large and small, one after another. */
static void serves_many_documents(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++) {
        must_refuse("{\"a\":");
        reads_plans(state);
        must_refuse(fill(in_case, "\"zebra\":1"));
        assert_nothing_known(must_read(fill(in_case, "\"notes\":null")));
        holds_the_limits_of_lists(state);
    }
}

/* ---- the nearest name -------------------------------------------------------------------------------------------- */

static const char *nearest_of(const char *text)
{
    static const char *const names[] = {"plans", "provenance", "plant", "as_of", "covers"};
    ms_nearest nearest = ms_nearest_to(text, strlen(text));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ms_nearest_offer(&nearest, names[i], strlen(names[i]));
    }
    return nearest.name != NULL ? nearest.name : "";
}

static void finds_the_nearest_name(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("plans"), "plans");
    assert_string_equal(nearest_of("plan"), "plans");   /* missing; the first of two as near */
    assert_string_equal(nearest_of("plantt"), "plant"); /* too many */
    assert_string_equal(nearest_of("plams"), "plans");  /* wrong */
    assert_string_equal(nearest_of("palns"), "plans");  /* changed with its neighbour */
    assert_string_equal(nearest_of("AS_OF"), "as_of");  /* case is no slip */
    assert_string_equal(nearest_of("povenence"), "provenance");
    assert_string_equal(nearest_of("provxxxxce"), ""); /* four slips are too many */
    assert_string_equal(nearest_of("pl"), "");
    assert_string_equal(nearest_of("xlxxs"), "");
    assert_string_equal(nearest_of(""), "");
    ms_nearest long_one = ms_nearest_to("x", 1);
    ms_nearest_offer(&long_one, "X", 1);
    assert_string_equal(long_one.name, "X");
}

/* Documents of readers that share what they read with stay while another reads, and while others are freed. */
static void reads_beside_others(void **state)
{
    (void)state;
    static char large[600 * 1024];
    static const char head[] =
        "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\",\"children\":"
        "[{\"id\":\"a\",\"residence\":{\"state\":\"%s\",\"county\":\"%s\"}}]%s";
    char wrong[300], cole[300];
    int wrong_length = snprintf(wrong, sizeof wrong, head, "mo", "Boone", "}");
    int cole_length = snprintf(cole, sizeof cole, head, "MO", "Cole", "}");
    int large_length = snprintf(large, sizeof large, head, "MO", "Boone", ",\"notes\":\"");
    memset(large + large_length, 'n', 9000);
    memcpy(large + large_length + 9000, "\"}", sizeof "\"}");
    ms_reader *first, *second, *third;
    const ms_document *document, *kept;
    assert_int_equal(ms_reader_new(&first), MS_OK);
    assert_int_equal(ms_reader_new_beside(first, &second), MS_OK);
    assert_int_equal(ms_reader_new_beside(second, &third), MS_OK);
    assert_int_equal(ms_reader_read(first, wrong, (size_t)wrong_length, MS_NO_DATE, &document), MS_ERROR_INVALID);
    assert_int_equal(ms_reader_read(third, cole, (size_t)cole_length, MS_NO_DATE, &kept), MS_OK);
    assert_int_equal(ms_reader_read(second, large, strlen(large), MS_NO_DATE, &document), MS_OK);
    assert_int_equal(ms_reader_problem_count(first), 1);
    assert_string_equal(ms_reader_problem(first, 0)->pointer, "/children/0/residence/state");
    assert_string_equal(ms_reader_problem(first, 0)->suggestion, "MO");
    ms_reader_free(first);
    ms_reader_free(second);
    assert_string_equal(ms_document_case_id(kept), "x");
    assert_int_equal(kept->county_count, 1);
    assert_memory_equal(kept->counties[0].at, "Cole", 4);
    assert_int_equal(ms_reader_read(third, cole, (size_t)cole_length, MS_NO_DATE, &kept), MS_OK);
    ms_reader_free(third);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_case),
        cmocka_unit_test(reads_children),
        cmocka_unit_test(reads_parents),
        cmocka_unit_test(reads_plans),
        cmocka_unit_test(reads_service_areas),
        cmocka_unit_test(reads_records),
        cmocka_unit_test(reads_absent_and_null_alike),
        cmocka_unit_test(reads_half_of_a_pair),
        cmocka_unit_test(reads_holders),
        cmocka_unit_test(reads_money),
        cmocka_unit_test(reads_public_coverage),
        cmocka_unit_test(reads_the_names_that_are_written),
        cmocka_unit_test(knows_what_an_agency_has),
        cmocka_unit_test(reads_form_14_lines),
        cmocka_unit_test(reads_line_4),
        cmocka_unit_test(compares_counties_without_case),
        cmocka_unit_test(numbers_many_counties),
        cmocka_unit_test(numbers_counties_anew_in_each_document),
        cmocka_unit_test(forgets_counties),
        cmocka_unit_test(compares_texts_of_every_length),
        cmocka_unit_test(tells_zips),
        cmocka_unit_test(numbers_states),
        cmocka_unit_test(finds_problems_of_the_case),
        cmocka_unit_test(finds_problems_of_children),
        cmocka_unit_test(finds_problems_of_parents),
        cmocka_unit_test(finds_problems_of_money),
        cmocka_unit_test(finds_problems_of_plans),
        cmocka_unit_test(finds_problems_of_records),
        cmocka_unit_test(finds_problems_of_obligations),
        cmocka_unit_test(finds_problems_of_provenance),
        cmocka_unit_test(finds_what_is_required),
        cmocka_unit_test(names_the_format_that_is_read),
        cmocka_unit_test(takes_the_day_from_the_caller),
        cmocka_unit_test(tells_every_problem_in_order),
        cmocka_unit_test(keeps_the_first_problems),
        cmocka_unit_test(cuts_what_is_long),
        cmocka_unit_test(shows_nothing_that_moves_the_cursor),
        cmocka_unit_test(finds_where_json_ends),
        cmocka_unit_test(nests_to_16_levels),
        cmocka_unit_test(refuses_a_zero_byte),
        cmocka_unit_test(holds_the_limits_of_lists),
        cmocka_unit_test(holds_the_limit_of_provenance),
        cmocka_unit_test(holds_the_limits_of_texts),
        cmocka_unit_test(holds_the_limit_of_a_document),
        cmocka_unit_test(serves_many_documents),
        cmocka_unit_test(reads_beside_others),
        cmocka_unit_test(finds_the_nearest_name),
    };
    return cmocka_run_group_tests_name("reader", tests, make_reader, free_reader);
}
