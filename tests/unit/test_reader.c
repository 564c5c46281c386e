/* facts/reader.h: what each field of a case document becomes, and how much of it there may be. */
#include "facts/names.h"
#include "facts/plain_values.h"
#include "tests/unit/reader_bench.h"

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

/* What the caller gives as the day of a document that states none has to be one. */
static void takes_days_of_the_calendar_alone(void **state)
{
    (void)state;
    static const char undated[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"children\":[{\"id\":\"c\"}]}";
    static const ms_date days[] = {INT32_MIN, -1, MS_NO_DATE, MS_LAST_DATE + 1, INT32_MAX};
    const ms_document *document;
    ms_reader *reader;
    assert_int_equal(MS_OK, ms_reader_new(&reader));
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        assert_int_equal(MS_ERROR_INVALID, ms_reader_read(reader, undated, strlen(undated), days[i], &document));
        assert_string_equal("/as_of", ms_reader_problem(reader, 0)->pointer);
    }
    assert_int_equal(MS_OK, ms_reader_read(reader, undated, strlen(undated), MS_LAST_DATE, &document));
    assert_int_equal(MS_LAST_DATE, ms_document_facts(document)->as_of);
    ms_reader_free(reader);
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
        cmocka_unit_test(takes_days_of_the_calendar_alone),
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
        cmocka_unit_test(holds_the_limits_of_lists),
        cmocka_unit_test(holds_the_limit_of_provenance),
        cmocka_unit_test(holds_the_limits_of_texts),
        cmocka_unit_test(holds_the_limit_of_a_document),
        cmocka_unit_test(serves_many_documents),
        cmocka_unit_test(reads_beside_others),
    };
    return cmocka_run_group_tests_name("reader", tests, make_reader, free_reader);
}
