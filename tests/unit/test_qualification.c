/* law/qualification.c: 29 USC 1169(a) and 29 CFR 2590.609-2; and the reader of medsupport.order/1. */
#include "facts/qualification.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ms_particular stated = {MS_YES, MS_UNKNOWN};
static const ms_particular supplied = {MS_NO, MS_YES};
static const ms_particular lacking = {MS_NO, MS_NO};
static const ms_particular open = {MS_NO, MS_UNKNOWN};

static const ms_alternate_recipient complete = {MS_YES, {MS_YES, MS_UNKNOWN}, {MS_YES, MS_UNKNOWN}, MS_UNKNOWN};

/* A court's decree, and a notice, that lack nothing. */
static ms_order_facts good_facts(void)
{
    return (ms_order_facts){
        .court = MS_YES,
        .process = MS_NO,
        .force_of_law = MS_UNKNOWN,
        .domestic_relations = MS_YES,
        .support = MS_YES,
        .medical_law = MS_UNKNOWN,
        .right = MS_YES,
        .form = MS_YES,
        .agency = stated,
        .support_order = stated,
        .participant = MS_YES,
        .participant_name = stated,
        .participant_address = stated,
        .address_exists = MS_UNKNOWN,
        .recipients_known = true,
        .recipient_count = 1,
        .recipients = &complete,
        .coverage = MS_YES,
        .period = MS_YES,
        .benefits_known = true,
    };
}

static void assert_order(const ms_order_facts *facts, ms_requirement requirement, ms_assessment expected)
{
    ms_qualification result;
    ms_qualify_order(facts, &result);
    assert_int_equal(result.of[requirement], expected);
    assert_int_equal(result.whole, expected);
}

static void assert_notice(const ms_order_facts *facts, ms_requirement requirement, ms_assessment expected)
{
    ms_qualification result;
    ms_qualify_notice(facts, &result);
    assert_int_equal(result.of[requirement], expected);
    assert_int_equal(result.whole, expected);
}

/* ---- orders ------------------------------------------------------------------------------------------------------ */

/* Cites: 29 USC 1169(a)(2)(A) */
static void an_order_that_says_it_all_is_qualified(void **state)
{
    (void)state;
    ms_qualification result;
    ms_order_facts facts = good_facts();
    ms_qualify_order(&facts, &result);
    assert_int_equal(result.whole, MS_QUALIFIED);
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        bool asked = ms_requirement_describe((ms_requirement)i)->order_citation != NULL;
        assert_int_equal(result.of[i], asked ? MS_ASSESSED_MET : MS_ASSESSED_NOT_ASKED);
    }
}

/* Cites: 29 USC 1169(a)(2)(A) */
static void an_order_has_to_give_the_child_a_right(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.right = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_RIGHT, MS_ASSESSED_MISSING);
    facts.right = MS_UNKNOWN;
    assert_order(&facts, MS_REQUIREMENT_RIGHT, MS_ASSESSED_UNKNOWN);
}

/* Cites: 29 USC 1169(a)(2)(B) */
static void a_court_or_a_process_with_the_force_of_law(void **state)
{
    (void)state;
    static const struct {
        ms_truth court, process, force_of_law;
        ms_assessment expected;
    } rows[] = {
        {MS_NO, MS_YES, MS_YES, MS_ASSESSED_MET},
        {MS_NO, MS_YES, MS_UNKNOWN, MS_ASSESSED_UNKNOWN},
        {MS_NO, MS_YES, MS_NO, MS_ASSESSED_MISSING},
        {MS_NO, MS_NO, MS_YES, MS_ASSESSED_MISSING},
        {MS_UNKNOWN, MS_UNKNOWN, MS_UNKNOWN, MS_ASSESSED_UNKNOWN},
        {MS_YES, MS_UNKNOWN, MS_UNKNOWN, MS_ASSESSED_MET},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ms_order_facts facts = good_facts();
        facts.court = rows[i].court;
        facts.process = rows[i].process;
        facts.force_of_law = rows[i].force_of_law;
        assert_order(&facts, MS_REQUIREMENT_ISSUED, rows[i].expected);
    }
}

/* Cites: 29 USC 1169(a)(2)(B) */
static void domestic_relations_law_with_support_or_the_medical_law(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.support = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_LAW, MS_ASSESSED_UNKNOWN);
    facts.medical_law = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_LAW, MS_ASSESSED_MISSING);
    facts.medical_law = MS_YES;
    assert_order(&facts, MS_REQUIREMENT_LAW, MS_ASSESSED_MET);
}

/* Cites: 29 USC 1169(a)(3)(A) */
static void an_address_if_there_is_any(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.participant_address = lacking;
    assert_order(&facts, MS_REQUIREMENT_PARTICIPANT_ADDRESS, MS_ASSESSED_UNKNOWN);
    facts.address_exists = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_PARTICIPANT_ADDRESS, MS_ASSESSED_MET);
    facts.address_exists = MS_YES;
    assert_order(&facts, MS_REQUIREMENT_PARTICIPANT_ADDRESS, MS_ASSESSED_MISSING);
    facts.participant_address = supplied;
    assert_order(&facts, MS_REQUIREMENT_PARTICIPANT_ADDRESS, MS_ASSESSED_CURABLE);
    facts.participant_address = open;
    assert_order(&facts, MS_REQUIREMENT_PARTICIPANT_ADDRESS, MS_ASSESSED_UNKNOWN);
}

/* Cites: 29 USC 1169(a)(3)(A), 29 USC 1169(a)(2)(C) */
static void each_recipient_has_to_be_specified(void **state)
{
    (void)state;
    ms_alternate_recipient recipients[3] = {complete, complete, complete};
    ms_order_facts facts = good_facts();
    facts.recipients = recipients;
    facts.recipient_count = 3;
    assert_order(&facts, MS_REQUIREMENT_RECIPIENT_NAME, MS_ASSESSED_MET);
    recipients[1].address = supplied;
    assert_order(&facts, MS_REQUIREMENT_RECIPIENT_ADDRESS, MS_ASSESSED_CURABLE);
    recipients[2].name = open;
    assert_order(&facts, MS_REQUIREMENT_RECIPIENT_NAME, MS_ASSESSED_UNKNOWN);
    recipients[0].child = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_CHILD, MS_ASSESSED_MISSING);
}

/* Cites: 29 USC 1169(a)(3)(A) */
static void an_official_stands_for_the_address_and_not_for_the_name(void **state)
{
    (void)state;
    ms_alternate_recipient recipient = complete;
    recipient.name = recipient.address = lacking;
    recipient.official = MS_YES;
    ms_recipient_assessment assessment = ms_qualify_recipient(&recipient);
    assert_int_equal(assessment.child, MS_ASSESSED_MET);
    assert_int_equal(assessment.name, MS_ASSESSED_MISSING);
    assert_int_equal(assessment.address, MS_ASSESSED_MET);
}

/* Cites: 29 USC 1169(a)(3)(A) */
static void nobody_named_is_missing_and_nobody_known_is_unknown(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.recipient_count = 0;
    assert_order(&facts, MS_REQUIREMENT_RECIPIENT_NAME, MS_ASSESSED_MISSING);
    assert_notice(&facts, MS_REQUIREMENT_RECIPIENT_NAME, MS_ASSESSED_MISSING);
    facts.recipients_known = false;
    assert_order(&facts, MS_REQUIREMENT_CHILD, MS_ASSESSED_UNKNOWN);
    assert_notice(&facts, MS_REQUIREMENT_RECIPIENT_ADDRESS, MS_ASSESSED_UNKNOWN);
}

/* Cites: 29 USC 1169(a)(3)(B), 29 USC 1169(a)(3)(C) */
static void coverage_and_period_cannot_be_looked_up(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.coverage = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_COVERAGE, MS_ASSESSED_MISSING);
    facts = good_facts();
    facts.period = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_PERIOD, MS_ASSESSED_MISSING);
}

/* Cites: 29 USC 1169(a)(4) */
static void nothing_new_but_for_the_state_s_law(void **state)
{
    (void)state;
    ms_required_benefit benefits[2] = {{MS_YES, MS_NO}, {MS_NO, MS_YES}};
    ms_order_facts facts = good_facts();
    facts.benefits = benefits;
    facts.benefit_count = 2;
    assert_order(&facts, MS_REQUIREMENT_BENEFITS, MS_ASSESSED_MET);
    benefits[1].needed = MS_UNKNOWN;
    assert_order(&facts, MS_REQUIREMENT_BENEFITS, MS_ASSESSED_UNKNOWN);
    benefits[1].needed = MS_NO;
    assert_order(&facts, MS_REQUIREMENT_BENEFITS, MS_ASSESSED_MISSING);
    assert_notice(&facts, MS_REQUIREMENT_BENEFITS, MS_ASSESSED_MISSING);
    facts.benefits_known = false;
    assert_order(&facts, MS_REQUIREMENT_BENEFITS, MS_ASSESSED_UNKNOWN);
}

/* What is missing decides before what is unknown, and that before what has to be supplied. */
/* Cites: 29 USC 1169(a)(2)(A) */
static void the_worst_requirement_decides(void **state)
{
    (void)state;
    ms_qualification result;
    ms_order_facts facts = good_facts();
    facts.participant_name = supplied;
    ms_qualify_order(&facts, &result);
    assert_int_equal(result.whole, MS_QUALIFIED_ONCE_CURED);
    facts.coverage = MS_UNKNOWN;
    ms_qualify_order(&facts, &result);
    assert_int_equal(result.whole, MS_QUALIFIED_UNKNOWN);
    facts.period = MS_NO;
    ms_qualify_order(&facts, &result);
    assert_int_equal(result.whole, MS_NOT_QUALIFIED);
}

/* ---- notices ----------------------------------------------------------------------------------------------------- */

/* Cites: 29 USC 1169(a)(5)(C), 29 CFR 2590.609-2(b) */
static void of_a_notice_the_form_says_coverage_and_period(void **state)
{
    (void)state;
    ms_qualification result;
    ms_order_facts facts = good_facts();
    facts.court = facts.domestic_relations = facts.right = facts.coverage = facts.period = MS_NO;
    ms_qualify_notice(&facts, &result);
    assert_int_equal(result.whole, MS_QUALIFIED);
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        bool asked = ms_requirement_describe((ms_requirement)i)->notice_citation != NULL;
        assert_int_equal(result.of[i], asked ? MS_ASSESSED_MET : MS_ASSESSED_NOT_ASKED);
    }
    facts.form = MS_NO;
    assert_notice(&facts, MS_REQUIREMENT_FORM, MS_ASSESSED_MISSING);
    assert_notice(&facts, MS_REQUIREMENT_PERIOD, MS_ASSESSED_MISSING);
}

/* Cites: 29 CFR 2590.609-2(b) */
static void agency_and_support_order_may_be_supplied(void **state)
{
    (void)state;
    ms_order_facts facts = good_facts();
    facts.agency = supplied;
    assert_notice(&facts, MS_REQUIREMENT_AGENCY, MS_ASSESSED_CURABLE);
    facts.support_order = open;
    assert_notice(&facts, MS_REQUIREMENT_SUPPORT_ORDER, MS_ASSESSED_UNKNOWN);
    facts.support_order = lacking;
    assert_notice(&facts, MS_REQUIREMENT_SUPPORT_ORDER, MS_ASSESSED_MISSING);
}

/* Cites: 29 CFR 2590.609-2(b) */
static void of_a_notice_one_child_suffices(void **state)
{
    (void)state;
    ms_alternate_recipient recipients[3] = {complete, complete, complete};
    ms_order_facts facts = good_facts();
    facts.recipients = recipients;
    facts.recipient_count = 3;
    recipients[0].name = lacking;
    recipients[1].address = supplied;
    recipients[2].child = MS_NO;
    assert_notice(&facts, MS_REQUIREMENT_RECIPIENT_ADDRESS, MS_ASSESSED_CURABLE);
    recipients[2] = complete;
    assert_notice(&facts, MS_REQUIREMENT_RECIPIENT_ADDRESS, MS_ASSESSED_MET);
}

/* ---- documents --------------------------------------------------------------------------------------------------- */

#define ORDER  "{\"format\": \"medsupport.order/1\", \"kind\": \"order\""
#define NOTICE "{\"format\": \"medsupport.order/1\", \"kind\": \"notice\""

static ms_reader *reader;

static int set_up(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ms_reader_free(reader);
    return 0;
}

static const ms_order_document *read_good(const char *text)
{
    const ms_order_document *document = NULL;
    assert_int_equal(ms_reader_read_order(reader, text, strlen(text), &document), MS_OK);
    assert_int_equal(ms_reader_problem_count(reader), 0);
    assert_non_null(document);
    return document;
}

/* The one problem of a text: where it is, and what is expected there. */
static void assert_problem(const char *text, const char *pointer, const char *expected, const char *suggestion)
{
    const ms_order_document *document = NULL;
    assert_int_equal(ms_reader_read_order(reader, text, strlen(text), &document), MS_ERROR_INVALID);
    assert_null(document);
    assert_int_equal(ms_reader_problem_count(reader), 1);
    const ms_problem *problem = ms_reader_problem(reader, 0);
    assert_string_equal(problem->pointer, pointer);
    assert_non_null(strstr(problem->expected, expected));
    if (suggestion == NULL) {
        assert_null(problem->suggestion);
    } else {
        assert_string_equal(problem->suggestion, suggestion);
    }
}

static void absent_is_unknown(void **state)
{
    (void)state;
    const ms_order_document *document = read_good(ORDER "}");
    const ms_order_facts *f = &document->facts;
    assert_false(document->is_notice);
    assert_int_equal(document->date, MS_NO_DATE);
    assert_int_equal(f->court, MS_UNKNOWN);
    assert_int_equal(f->process, MS_UNKNOWN);
    assert_int_equal(f->participant_name.stated, MS_UNKNOWN);
    assert_int_equal(f->address_exists, MS_UNKNOWN);
    assert_false(f->recipients_known);
    assert_false(f->benefits_known);
    assert_int_equal(f->coverage, MS_UNKNOWN);
    for (int i = 0; i < MS_BEYOND_COUNT; i++) {
        assert_int_equal(document->beyond[i], MS_UNKNOWN);
    }
    ms_qualification result = ms_order_document_qualify(document);
    assert_int_equal(result.whole, MS_QUALIFIED_UNKNOWN);
}

static void false_is_known_not_to_be_stated(void **state)
{
    (void)state;
    const ms_order_document *document = read_good(
        ORDER ", \"participant\": {\"name\": false, \"address\": false}, \"coverage\": {\"type\": false, "
              "\"manner\": false}, \"period\": false, \"alternate_recipients\": [], \"benefits_required\": []}");
    assert_int_equal(document->facts.participant_name.stated, MS_NO);
    assert_int_equal(document->facts.participant_address.stated, MS_NO);
    assert_int_equal(document->facts.coverage, MS_NO);
    assert_int_equal(document->facts.period, MS_NO);
    assert_true(document->facts.recipients_known && document->facts.recipient_count == 0);
    assert_true(document->facts.benefits_known && document->facts.benefit_count == 0);
}

static void a_name_that_is_misstated_is_not_stated(void **state)
{
    (void)state;
    const ms_order_document *document = read_good(
        ORDER ", \"participant\": {\"name\": \"Louis\", \"name_misstated\": true, \"administrator_has_name\": true}}");
    assert_int_equal(document->facts.participant_name.stated, MS_NO);
    assert_int_equal(document->facts.participant_name.held, MS_YES);
    assert_int_equal(document->participant.name.length, 5);
}

static void a_settlement_is_a_court_s_once_approved(void **state)
{
    (void)state;
    static const struct {
        const char *issued_by;
        ms_truth court, process;
    } rows[] = {
        {"{\"by\": \"court\"}", MS_YES, MS_NO},
        {"{\"by\": \"agency\"}", MS_NO, MS_YES},
        {"{\"by\": \"parties\"}", MS_UNKNOWN, MS_NO},
        {"{\"by\": \"parties\", \"approved_by_court\": false}", MS_NO, MS_NO},
        {"{\"by\": \"parties\", \"approved_by_court\": true}", MS_YES, MS_NO},
        {"{}", MS_UNKNOWN, MS_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200] = ORDER ", \"issued_by\": ";
        strcat(text, rows[i].issued_by);
        strcat(text, "}");
        const ms_order_document *document = read_good(text);
        assert_int_equal(document->facts.court, rows[i].court);
        assert_int_equal(document->facts.process, rows[i].process);
    }
}

static void an_official_needs_name_and_address(void **state)
{
    (void)state;
    static const struct {
        const char *official;
        ms_truth expected;
    } rows[] = {
        {"false", MS_NO},
        {"null", MS_UNKNOWN},
        {"{}", MS_UNKNOWN},
        {"{\"name\": \"Clerk\"}", MS_UNKNOWN},
        {"{\"name\": \"Clerk\", \"address\": false}", MS_NO},
        {"{\"name\": \"Clerk\", \"address\": \"1 Court Square\"}", MS_YES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200] = ORDER ", \"alternate_recipients\": [{\"official\": ";
        strcat(text, rows[i].official);
        strcat(text, "}]}");
        const ms_order_document *document = read_good(text);
        assert_int_equal(document->facts.recipients[0].official, rows[i].expected);
    }
}

static void the_form_is_the_notice_of_an_agency_alone(void **state)
{
    (void)state;
    const ms_order_document *document =
        read_good(NOTICE ", \"standard_form\": true, \"issued_by\": {\"by\": \"agency\", \"name\": \"Office\"}, "
                         "\"support_order\": {\"reference\": \"26EX-1\"}}");
    assert_true(document->is_notice);
    assert_int_equal(document->facts.form, MS_YES);
    assert_int_equal(document->facts.agency.stated, MS_YES);
    assert_int_equal(document->facts.support_order.stated, MS_YES);
    document = read_good(NOTICE ", \"standard_form\": true, \"issued_by\": {\"by\": \"court\"}}");
    assert_int_equal(document->facts.form, MS_NO);
    document = read_good(NOTICE ", \"standard_form\": true}");
    assert_int_equal(document->facts.form, MS_UNKNOWN);
}

static void what_breaks_the_format_is_said_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pointer, *expected, *suggestion;
    } rows[] = {
        {"[]", "", "a JSON object", NULL},
        {"{\"format\": \"medsupport.case/1\"}", "/format", "medsupport.order/1, the format", NULL},
        {"{\"format\": 1, \"kind\": \"order\"}", "/format", "medsupport.order/1", NULL},
        {"{\"kind\": \"order\"}", "/format", "which is required", NULL},
        {"{\"format\": \"medsupport.order/1\"}", "/kind", "which is required", NULL},
        {"{\"format\": \"medsupport.order/1\", \"kind\": \"notise\"}", "/kind", "order or notice", "notice"},
        {ORDER ", \"perod\": \"x\"}", "/perod", "format, kind", "period"},
        {ORDER ", \"period\": \"\"}", "/period", "text of 1 to 2,000 characters", NULL},
        {ORDER ", \"period\": true}", "/period", "text of 1 to 2,000 characters, or false", NULL},
        {ORDER ", \"date\": \"2026-02-30\"}", "/date", "", NULL},
        {ORDER ", \"standard_form\": true}", "/standard_form", "asked of a notice", NULL},
        {ORDER ", \"support_order\": {}}", "/support_order", "asked of a notice", NULL},
        {NOTICE ", \"recognizes_right\": true}", "/recognizes_right", "asked of an order", NULL},
        {NOTICE ", \"provides\": {}}", "/provides", "asked of an order", NULL},
        {NOTICE ", \"made_under\": {}}", "/made_under", "asked of an order", NULL},
        {ORDER ", \"issued_by\": {\"by\": \"court\", \"approved_by_court\": true}}", "/issued_by/approved_by_court",
         "unless the parties", NULL},
        {ORDER ", \"issued_by\": {\"by\": \"court\", \"force_of_law\": true}}", "/issued_by/force_of_law",
         "unless an agency", NULL},
        {ORDER ", \"participant\": {\"address\": \"x\", \"address_exists\": false}}", "/participant/address_exists",
         "true, or nothing", NULL},
        {ORDER ", \"participant\": {\"administrator_has_address\": true, \"address_exists\": false}}",
         "/participant/address_exists", "true, or nothing", NULL},
        {ORDER ", \"participant\": {\"name\": false, \"name_misstated\": true}}", "/participant/name_misstated",
         "the name that is misstated", NULL},
        {ORDER ", \"participant\": {\"name_misstated\": true}}", "/participant/name_misstated",
         "the name that is misstated", NULL},
        {ORDER ", \"alternate_recipients\": {}}", "/alternate_recipients", "at most 32", NULL},
        {ORDER ", \"alternate_recipients\": [{\"official\": true}]}", "/alternate_recipients/0/official",
         "false, or an", NULL},
        {ORDER ", \"alternate_recipients\": [{}, {\"child_of_particpant\": true}]}",
         "/alternate_recipients/1/child_of_particpant", "name, name_misstated", "child_of_participant"},
        {ORDER ", \"benefits_required\": [{\"plan_provides\": true}]}", "/benefits_required/0/what", "required", NULL},
        {ORDER ", \"also_states\": {\"plan_nam\": true}}", "/also_states/plan_nam", "social_security_numbers",
         "plan_name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_problem(rows[i].text, rows[i].pointer, rows[i].expected, rows[i].suggestion);
    }
}

static void a_longer_document_than_the_limit_is_refused(void **state)
{
    (void)state;
    static char text[MS_MAX_DOCUMENT + 1];
    const ms_order_document *document = NULL;
    memset(text, ' ', sizeof text);
    assert_int_equal(ms_reader_read_order(reader, text, sizeof text, &document), MS_ERROR_LIMIT);
    assert_null(document);
}

/* One reader reads both kinds of documents by turns. */
static void a_reader_reads_cases_and_orders_by_turns(void **state)
{
    (void)state;
    static const char one_case[] =
        "{\"format\": \"medsupport.case/1\", \"case_id\": \"a\", \"as_of\": \"2026-11-02\", \"children\": [{\"id\": \"c\"}]}";
    const ms_document *document = NULL;
    assert_int_equal(read_good(ORDER ", \"period\": false}")->facts.period, MS_NO);
    assert_int_equal(ms_reader_read(reader, one_case, strlen(one_case), MS_NO_DATE, &document), MS_OK);
    assert_string_equal(ms_document_case_id(document), "a");
    assert_int_equal(read_good(ORDER "}")->facts.period, MS_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_that_says_it_all_is_qualified),
        cmocka_unit_test(an_order_has_to_give_the_child_a_right),
        cmocka_unit_test(a_court_or_a_process_with_the_force_of_law),
        cmocka_unit_test(domestic_relations_law_with_support_or_the_medical_law),
        cmocka_unit_test(an_address_if_there_is_any),
        cmocka_unit_test(each_recipient_has_to_be_specified),
        cmocka_unit_test(an_official_stands_for_the_address_and_not_for_the_name),
        cmocka_unit_test(nobody_named_is_missing_and_nobody_known_is_unknown),
        cmocka_unit_test(coverage_and_period_cannot_be_looked_up),
        cmocka_unit_test(nothing_new_but_for_the_state_s_law),
        cmocka_unit_test(the_worst_requirement_decides),
        cmocka_unit_test(of_a_notice_the_form_says_coverage_and_period),
        cmocka_unit_test(agency_and_support_order_may_be_supplied),
        cmocka_unit_test(of_a_notice_one_child_suffices),
        cmocka_unit_test(absent_is_unknown),
        cmocka_unit_test(false_is_known_not_to_be_stated),
        cmocka_unit_test(a_name_that_is_misstated_is_not_stated),
        cmocka_unit_test(a_settlement_is_a_court_s_once_approved),
        cmocka_unit_test(an_official_needs_name_and_address),
        cmocka_unit_test(the_form_is_the_notice_of_an_agency_alone),
        cmocka_unit_test(what_breaks_the_format_is_said_where_it_stands),
        cmocka_unit_test(a_longer_document_than_the_limit_is_refused),
        cmocka_unit_test(a_reader_reads_cases_and_orders_by_turns),
    };
    return cmocka_run_group_tests_name("qualification", tests, set_up, tear_down);
}
