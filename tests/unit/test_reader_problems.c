/* facts/reader.h: every kind of problem with its place, of texts that are no JSON too. */
#include "tests/unit/reader_bench.h"

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

static void an_answer_follows_its_request(void **state)
{
    (void)state;
    static const fault faults[] = {
        {"\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":\"2026-09-01\",\"answered\":\"2026-08-31\"}]",
         "/information_requests/0/answered", 79, "\"2026-08-31\"",
         "a day that does not come before the one on which it was sent", NULL},
    };
    check_faults(in_case, faults, 1);
    (void)must_read(fill(in_case, "\"information_requests\":[{\"of\":\"parent_seeking\",\"sent\":\"2026-09-01\","
                                  "\"answered\":\"2026-09-01\"}]"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_problems_of_the_case),
        cmocka_unit_test(finds_problems_of_children),
        cmocka_unit_test(finds_problems_of_parents),
        cmocka_unit_test(finds_problems_of_money),
        cmocka_unit_test(finds_problems_of_plans),
        cmocka_unit_test(finds_problems_of_records),
        cmocka_unit_test(an_answer_follows_its_request),
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
    };
    return cmocka_run_group_tests_name("reader_problems", tests, make_reader, free_reader);
}
