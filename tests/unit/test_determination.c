/* facts/, writing side: the orders and their changes, and each form of a determination. */
#include "facts/determination.h"
#include "facts/fact_fields.h"

#include <medsupport/determination.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static ms_reader *reader;
static ms_determination *made;

static int make_reader(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static int free_reader(void **state)
{
    (void)state;
    ms_determination_free(made);
    made = NULL;
    ms_reader_free(reader);
    return 0;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static const ms_document *read_document(const char *text)
{
    const ms_document *document = NULL;
    assert_int_equal(ms_reader_read(reader, text, strlen(text), MS_NO_DATE, &document), MS_OK);
    return document;
}

static ms_settings settings_of(const char *reading)
{
    ms_settings settings;
    assert_int_equal(ms_settings_at(ms_date_parse("2026-11-02", 10), &settings), MS_OK);
    if (reading != NULL) {
        assert_true(ms_reading_set(&settings.readings, reading, strlen(reading)));
    }
    return settings;
}

static void determine_with(const char *text, const char *reading)
{
    ms_settings settings = settings_of(reading);
    assert_int_equal(ms_determination_make(read_document(text), &settings, MS_WITH_ALL, &made), MS_OK);
}

static void determine(const char *text)
{
    determine_with(text, NULL);
}

/* The form as a NUL-terminated text; to be freed. */
static char *form(ms_format format)
{
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(ms_determination_write(made, format, &text, &length), MS_OK);
    assert_int_equal(strlen(text), length);
    return text;
}

static void assert_form_has(ms_format format, const char *piece)
{
    char *text = form(format);
    if (strstr(text, piece) == NULL) {
        print_error("no %s in:\n%s\n", piece, text);
        fail();
    }
    ms_text_free(text);
}

static void assert_form_lacks(ms_format format, const char *piece)
{
    char *text = form(format);
    if (strstr(text, piece) != NULL) {
        print_error("%s in:\n%s\n", piece, text);
        fail();
    }
    ms_text_free(text);
}

static void assert_form(ms_format format, const char *expected)
{
    char *text = form(format);
    assert_string_equal(text, expected);
    ms_text_free(text);
}

/* Ana's father can have a plan that costs $190.00 a month more; the ceiling is $200.00. */
#define FATHER                                                                                                         \
    "\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"gross_income\":{\"amount\":\"4000.00\",\"per\":\"month\"},"      \
    "\"plans\":[{\"id\":\"acme\",\"source\":\"employer\",\"employer\":\"Acme Foods\",\"covers\":[],"                   \
    "\"cost\":{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"310.00\"},\"service_area\":\"unlimited\"}]}"
#define MOTHER   "\"parent_seeking\":{\"name\":\"Mara Diaz\",\"plans\":[]}"
#define CHILDREN "\"children\":[{\"id\":\"ana\",\"name\":\"Ana Diaz\",\"public_coverage\":false}]"
#define HEAD     "{\"format\":\"medsupport.case/1\",\"case_id\":\"diaz\",\"as_of\":\"2026-11-02\","

static const char diaz[] = HEAD CHILDREN "," FATHER "," MOTHER ",\"form_14\":{\"calculated\":false}}";

/* ---- whole forms ------------------------------------------------------------------------------------------------- */

static void json_of_a_determined_case(void **state)
{
    (void)state;
    ms_settings settings = settings_of(NULL);
    assert_int_equal(ms_determination_make(read_document(diaz), &settings, MS_WITH_MARGINS, &made), MS_OK);
    assert_form(
        MS_JSON,
        "{\"format\":\"medsupport.determination/1\",\"case_id\":\"diaz\",\"action\":\"establish\","
        "\"as_of\":\"2026-11-02\",\"rule\":{\"citation\":\"13 CSR 40-112.010\",\"version\":\"2019-08-28\","
        "\"inferred\":true,\"basis\":\"inferred: the rule rests on RSMo Supp. 2019, whose section 454.603 took effect "
        "on 2019-08-28\"},\"settings\":{\"percent\":\"5.00\",\"default_share\":\"50.00\",\"readings\":{"
        "\"unwilling-coverage\":\"not-maintained\",\"inaccessible-plan\":\"go-on\",\"public-through-other\":\"as-E\","
        "\"non-employer-cost\":\"five-percent\",\"covered-exemption\":\"same-plan\",\"dental-only\":\"left-out\","
        "\"custodian\":\"never-ordered\",\"one-silent\":\"use-what-is-known\",\"both-silent\":\"wait\"},"
        "\"answer_days\":30},\"status\":\"determined\",\"children\":[{\"id\":\"ana\",\"status\":\"determined\","
        "\"paragraph\":\"(5)(C)\",\"possible\":[\"(5)(C)\"],\"obligor\":\"parent_not_seeking\","
        "\"obligation\":\"provide_coverage\",\"plans\":[\"acme\"],\"plans_open\":[],\"percentage\":null}],"
        "\"obligations\":[{\"children\":[\"ana\"],\"paragraph\":\"(5)(C)\",\"obligor\":\"parent_not_seeking\","
        "\"obligation\":\"provide_coverage\",\"plans\":[\"acme\"],\"percentage\":null}],\"needs\":[],\"settles\":[],"
        "\"readings\":[],\"other_readings\":[],\"flags\":[],\"margins\":[{\"parent\":\"parent_not_seeking\","
        "\"plan\":\"acme\",\"children\":[\"ana\"],\"exempt\":[],\"beside\":false,\"increase_per_month\":\"190.00\","
        "\"ceiling_per_month\":\"200.00\",\"percent_of_income\":\"4.75\",\"distance_per_month\":\"10.00\","
        "\"side\":\"below\"}],\"changes\":[],\"what_if\":[],\"trace\":[]}");
}

static void text_of_a_determined_case(void **state)
{
    (void)state;
    determine(diaz);
    assert_form(MS_TEXT, "Case diaz\n"
                         "Establishing medical support as of November 2, 2026, under 13 CSR 40-112.010,\n"
                         "version 2019-08-28 (that date is inferred).\n"
                         "\n"
                         "Parent not seeking support    Luis Diaz\n"
                         "Parent seeking support        Mara Diaz\n"
                         "\n"
                         "Ana Diaz\n"
                         "  Luis Diaz (parent not seeking support) is ordered to provide health coverage.\n"
                         "  (5)(C)\n"
                         "  Plan            acme, through Acme Foods\n"
                         "\n"
                         "  Why\n"
                         "  (5)(A)  no      No plan of Luis Diaz covers Ana Diaz.\n"
                         "  (5)(B)  no      Mara Diaz has no private plan.\n"
                         "  (5)(C)  yes     Luis Diaz can have a plan that is reasonable and accessible to\n"
                         "                  Ana Diaz.\n"
                         "                  (2) Plan acme is reasonable: $190.00 a month more. The ceiling\n"
                         "                  is $200.00 a month, 5.00% of $4,000.00; $10.00 below.\n"
                         "                  (3) Plan acme is accessible: it is not limited to an area.\n"
                         "\n"
                         "  What would change it\n"
                         "    - If plan acme covered Ana Diaz now: (5)(A), Luis Diaz is ordered to provide\n"
                         "      health coverage.\n"
                         "    - If the family premium of plan acme were above $320.00 a month: (5)(F),\n"
                         "      Luis Diaz is ordered to pay 50.00% of the reasonable costs.\n"
                         "    - If plan acme did not serve Ana Diaz's home: (5)(F), Luis Diaz is ordered\n"
                         "      to pay 50.00% of the reasonable costs.\n"
                         "    - If Luis Diaz's gross income were below $3,800.00 a month: (5)(F), Luis\n"
                         "      Diaz is ordered to pay 50.00% of the reasonable costs.\n");
}

static void text_of_what_is_missing(void **state)
{
    (void)state;
    determine(HEAD CHILDREN ",\"parent_not_seeking\":{\"plans\":[{\"id\":\"acme\",\"covers\":[],"
                            "\"cost\":{\"per\":\"month\",\"family\":\"310.00\"},\"service_area\":\"unlimited\"}],"
                            "\"gross_income\":{\"amount\":\"4000.00\",\"per\":\"month\"}}," MOTHER "}");
    assert_form_has(MS_TEXT, "  Information is missing. Still possible: (5)(C) or (5)(F).\n");
    assert_form_has(MS_TEXT, "  1.  What does the parent not seeking support's plan acme cost a month for the\n"
                             "      parent not seeking support alone? Ask the parent not seeking support.\n"
                             "      (5)(C)\n");
    assert_form_has(MS_TEXT, "  2.  Has the division calculated a Form 14, and what is line 4 for the parent\n"
                             "      not seeking support? Look in the agency's records. ");
    assert_form_has(MS_TEXT, "  The case could be settled by the answer to 1 alone.\n");
    assert_form_has(MS_JSON, "\"needs\":[{\"fact\":\"/parent_not_seeking/plans/0/cost/self_only\","
                             "\"ask\":\"parent_not_seeking\",\"paragraph\":\"(5)(C)\",\"children\":[\"ana\"],"
                             "\"question\":\"What does the parent not seeking support's plan acme cost a month for "
                             "the parent not seeking support alone?\"}");
    assert_form_has(MS_JSON, "\"settles\":[[\"/parent_not_seeking/plans/0/cost/self_only\"]]");
}

static void every_step_with_where_it_came_from(void **state)
{
    (void)state;
    determine(HEAD CHILDREN "," FATHER "," MOTHER ",\"form_14\":{\"calculated\":false},\"provenance\":{"
                            "\"/parent_not_seeking/gross_income\":{\"source\":\"employer\",\"received\":\"2026-10-01\","
                            "\"evidence\":\"pay \\\"stubs\\\"\"}}}");
    assert_form_has(MS_TEXT_STEPS, "                  - whom plan acme covers: none of the children\n");
    assert_form_has(MS_TEXT, "                  - Luis Diaz's gross income: $4,000.00 a month (employer,\n"
                             "                    received October 1, 2026, pay \"stubs\")\n");
    assert_form_lacks(MS_TEXT, "whom plan acme covers");
    assert_form_has(MS_JSON, "{\"fact\":\"/parent_not_seeking/gross_income\",\"value\":{\"amount\":\"4000.00\","
                             "\"per\":\"month\"},\"provenance\":{\"source\":\"employer\",\"received\":\"2026-10-01\","
                             "\"evidence\":\"pay \\\"stubs\\\"\"}}");
    assert_form_has(MS_JSON, "{\"fact\":\"/parent_not_seeking/plans/0/cost\",\"value\":{\"per\":\"month\","
                             "\"self_only\":\"120.00\",\"family\":\"310.00\"},\"provenance\":null}");
}

/* The text without the white space that stands outside strings; to be freed. */
static char *without_space(const char *text)
{
    char *packed = malloc(strlen(text) + 1);
    assert_non_null(packed);
    size_t length = 0;
    bool inside = false;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (inside && text[i] == '\\') {
            packed[length++] = text[i++];
        } else if (text[i] == '"') {
            inside = !inside;
        }
        if (inside || (text[i] != ' ' && text[i] != '\n')) {
            packed[length++] = text[i];
        }
    }
    packed[length] = '\0';
    return packed;
}

static void indented_json_is_the_same(void **state)
{
    (void)state;
    determine(diaz);
    char *line = form(MS_JSON);
    char *indented = form(MS_JSON_PRETTY);
    char *packed = without_space(indented);
    assert_string_equal(packed, line);
    assert_non_null(strstr(indented, "\n  \"status\": \"determined\",\n"));
    assert_non_null(strstr(indented, "\n      \"possible\": [\"(5)(C)\"],\n"));
    assert_int_equal(indented[strlen(indented) - 1], '\n');
    free(packed);
    ms_text_free(indented);
    ms_text_free(line);
}

static void colour_adds_codes_and_nothing_else(void **state)
{
    (void)state;
    determine(diaz);
    char *plain = form(MS_TEXT);
    char *coloured = form(MS_TEXT_COLOUR);
    size_t length = 0;
    size_t codes = 0;
    for (size_t i = 0; coloured[i] != '\0'; i++) {
        if (coloured[i] == '\x1b') {
            i += strcspn(coloured + i, "m");
            codes++;
        } else {
            coloured[length++] = coloured[i];
        }
    }
    coloured[length] = '\0';
    assert_string_equal(coloured, plain);
    assert_true(codes > 0);
    assert_null(strchr(plain, '\x1b'));
    ms_text_free(coloured);
    ms_text_free(plain);
}

/* ---- under every status ------------------------------------------------------------------------------------------ */

#define INACCESSIBLE                                                                                                   \
    "\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"gross_income\":{\"amount\":\"4000.00\",\"per\":\"month\"},"      \
    "\"plans\":[{\"id\":\"hmo\",\"source\":\"employer\",\"covers\":[],"                                                \
    "\"cost\":{\"per\":\"month\",\"add_dependents\":\"10.00\"},\"service_area\":{\"zips\":[]}}]}"
#define MOTHERS_PLAN                                                                                                   \
    "\"parent_seeking\":{\"name\":\"Mara Diaz\",\"gross_income\":{\"amount\":\"4000.00\",\"per\":\"month\"},"          \
    "\"plans\":[{\"id\":\"hers\",\"source\":\"employer\",\"covers\":[],"                                               \
    "\"cost\":{\"per\":\"month\",\"add_dependents\":\"10.00\"},\"service_area\":\"unlimited\"}]}"

static void undecided_says_so(void **state)
{
    (void)state;
    determine_with(HEAD CHILDREN "," INACCESSIBLE "," MOTHERS_PLAN "}", "inaccessible-plan=literal");
    assert_int_equal(ms_determination_status(made), MS_UNDECIDED);
    assert_form_has(MS_JSON, "\"status\":\"undecided\",\"paragraph\":null,\"possible\":[\"none\"],\"obligor\":null,"
                             "\"obligation\":null,\"plans\":[],\"plans_open\":[],\"percentage\":null}]");
    assert_form_has(MS_JSON, "\"obligations\":[]");
    assert_form_has(MS_TEXT, "Reading chosen: inaccessible-plan=literal.\n");
    assert_form_has(MS_TEXT, "  No paragraph of (5), as read, orders anything.\n");
    assert_form_has(MS_TEXT, "With inaccessible-plan=go-on: (5)(D), Mara Diaz is ordered to provide\n");
    assert_form_has(MS_SVG, "Undecided: the text, as it is read, gives no outcome");
    assert_form_has(MS_JSON, "\"reason\":\"Chosen in place of the default, go-on: ");
}

static void reading_and_alternative_are_told(void **state)
{
    (void)state;
    determine(HEAD CHILDREN "," INACCESSIBLE "," MOTHERS_PLAN "}");
    assert_form_has(MS_JSON, "\"readings\":[{\"name\":\"inaccessible-plan\",\"choice\":\"go-on\","
                             "\"paragraph\":\"(5)(C),(D)\",\"children\":[\"ana\"],\"reason\":\"");
    assert_form_has(MS_JSON, "\"other_readings\":[{\"reading\":\"inaccessible-plan\",\"choice\":\"literal\","
                             "\"child\":\"ana\",\"status\":\"undecided\",\"paragraph\":null,\"possible\":[\"none\"],"
                             "\"obligor\":null,\"obligation\":null,\"percentage\":null}]");
    assert_form_has(MS_JSON, "\"flags\":[{\"name\":\"inaccessible-plan\",\"citation\":\"(5)(C),(D), A-40\",");
    assert_form_has(MS_TEXT, "With inaccessible-plan=literal: no paragraph of (5) orders anything.\n");
}

static void percentage_alone_is_missing(void **state)
{
    (void)state;
    determine(HEAD CHILDREN ",\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"plans\":[]}," MOTHER "}");
    assert_form_has(MS_TEXT, "  Luis Diaz (parent not seeking support) is ordered to pay a percentage of the\n"
                             "  reasonable costs of Ana Diaz's necessary medical care; which percentage turns\n"
                             "  on missing information. (5)(F)\n");
    assert_form_has(MS_SVG, ">Luis Diaz pays a percentage");
    assert_form_has(MS_JSON, "\"status\":\"needs_information\",\"paragraph\":\"(5)(F)\",\"possible\":[\"(5)(F)\"],"
                             "\"obligor\":\"parent_not_seeking\"");
    assert_form_has(MS_JSON, "\"obligations\":[]");
}

static void obligation_certain_and_paragraph_open(void **state)
{
    (void)state;
    determine(HEAD CHILDREN ",\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"plans\":[{\"id\":\"free\","
                            "\"source\":\"employer\",\"cost\":{\"per\":\"month\",\"add_dependents\":0},"
                            "\"service_area\":\"unlimited\"}]}," MOTHER "}");
    assert_form_has(MS_TEXT, "  Luis Diaz (parent not seeking support) is ordered to provide health coverage,\n"
                             "  whatever the missing information is; which paragraph orders it is open: (5)(A)\n"
                             "  or (5)(C).\n");
    assert_form_has(MS_TEXT, "  Perhaps plan    free\n");
}

static void agency_and_custodian_by_their_roles(void **state)
{
    (void)state;
    determine(HEAD CHILDREN "," INACCESSIBLE ",\"parent_seeking\":{\"kind\":\"agency\"},"
                            "\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_TEXT, "Agency seeking support        (no name given)\n");
    assert_form_has(MS_TEXT, "  (5)(B)  no      An agency seeks support, and has no plan.\n");
    assert_form_has(MS_SVG, "(B) Agency seeking support covers, wants to go on");
    ms_determination_free(made);
    determine(HEAD CHILDREN "," INACCESSIBLE ",\"parent_seeking\":{\"kind\":\"custodian\",\"name\":\"Ida Moss\","
                            "\"plans\":[]},\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_TEXT, "Custodian seeking support     Ida Moss\n");
    assert_form_has(MS_TEXT, "Ida Moss is no parent, and cannot be ordered to ");
}

static void silence_is_not_told_as_no(void **state)
{
    (void)state;
    determine(HEAD CHILDREN ",\"parent_not_seeking\":{\"name\":\"Luis Diaz\"}," MOTHERS_PLAN
                            ",\"form_14\":{\"calculated\":false},\"information_requests\":["
                            "{\"of\":\"parent_not_seeking\",\"sent\":\"2026-09-01\"},"
                            "{\"of\":\"parent_seeking\",\"sent\":\"2026-09-01\",\"answered\":\"2026-09-15\"}]}");
    assert_form_has(MS_TEXT, "  (5)(A)  no      Luis Diaz has not shown a plan that covers Ana Diaz.\n");
    assert_form_has(MS_TEXT, "was October 1, 2026.\n");
    assert_form_lacks(MS_TEXT_STEPS, "Luis Diaz has no ");
    assert_form_has(MS_SVG, "No: no cover shown");
}

/* The thirty days of a request can end after the last day that has a name; no form tries to name it. */
static void last_day_beyond_the_calendar(void **state)
{
    (void)state;
    static const char asked[] =
        "{\"format\":\"medsupport.case/1\",\"case_id\":\"diaz\",\"as_of\":\"9999-12-31\"," CHILDREN
        ",\"parent_not_seeking\":{\"name\":\"Luis Diaz\"}," MOTHER ",\"form_14\":{\"calculated\":false},"
        "\"information_requests\":[%s{\"of\":\"parent_not_seeking\",\"sent\":\"9999-12-02\"},"
        "{\"of\":\"parent_seeking\",\"sent\":\"9999-12-31\",\"answered\":\"9999-12-31\"}]}";
    static const char overdue[] = "{\"of\":\"parent_not_seeking\",\"sent\":\"9999-11-30\"},";
    char text[sizeof asked + sizeof overdue];
    snprintf(text, sizeof text, asked, "");
    determine(text);
    assert_int_equal(ms_determination_status(made), MS_NEEDS_INFORMATION);
    assert_form_lacks(MS_TEXT_STEPS, "the last day for it");
    ms_determination_free(made);
    snprintf(text, sizeof text, asked, overdue);
    determine(text);
    assert_form_has(MS_TEXT, "was December 30, 9999.\n");
    assert_form_has(MS_JSON, "the last day for it was December 30, 9999.");
    assert_form_lacks(MS_JSON, "10000");
}

static void unwilling_cover_that_is_only_possible(void **state)
{
    (void)state;
    determine(HEAD CHILDREN "," FATHER ",\"parent_seeking\":{\"name\":\"Mara Diaz\"}}");
    assert_form_lacks(MS_JSON, "cover that Mara Diaz does not want");
    assert_form_has(MS_JSON, "if Mara Diaz covers Ana Diaz, it is without wanting to go on");
    assert_form_has(MS_JSON, "\"question\":\"If Mara Diaz covers Ana Diaz: does Mara Diaz want to go on?\"");
}

/* ---- orders and changes ------------------------------------------------------------------------------------------ */

/* What begins may stand already: nothing is listed, and why not is said. */
static void what_is_in_force_is_not_known(void **state)
{
    (void)state;
    determine(HEAD "\"action\":\"modify\"," CHILDREN "," FATHER "," MOTHER ",\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_JSON, "\"changes\":[]");
    assert_form_has(MS_TEXT, "It is not known what the order in force lays down.");
    assert_form_lacks(MS_TEXT, "Begins");
    ms_determination_free(made);
    determine(HEAD "\"action\":\"modify\",\"current_obligations\":[]," CHILDREN "," FATHER "," MOTHER
                   ",\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_JSON, "\"changes\":[{\"what\":\"begins\"");
    assert_form_has(MS_TEXT, "Begins");
    ms_determination_free(made);
    determine(diaz);
    assert_form_lacks(MS_TEXT, "in force");
}

/* The father covers both; of a third child nothing is known but public coverage. */
static const char three[] = HEAD
    "\"action\":\"modify\",\"children\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}],"
    "\"parent_not_seeking\":{\"plans\":[{\"id\":\"p\",\"covers\":[\"a\",\"b\"]},{\"id\":\"q\",\"covers\":[\"b\"]}]},"
    "\"parent_seeking\":{\"plans\":[]},\"current_obligations\":[%s]}";

static void determine_three(const char *current)
{
    char text[2048];
    snprintf(text, sizeof text, three, current);
    determine(text);
}

static void like_orders_are_one(void **state)
{
    (void)state;
    determine(HEAD "\"children\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}],"
                   "\"parent_not_seeking\":{\"plans\":[{\"id\":\"p\",\"covers\":[\"a\",\"c\"]},"
                   "{\"id\":\"q\",\"covers\":[\"b\"]}]}}");
    assert_int_equal(made->order_count, 2);
    assert_int_equal(made->orders[0].children, 1 << 0 | 1 << 2);
    assert_int_equal(made->orders[1].children, 1 << 1);
    assert_int_equal(made->change_count, 0);
}

static void coverage_stays_where_a_plan_is_the_same(void **state)
{
    (void)state;
    determine_three("{\"children\":[\"a\",\"b\"],\"obligor\":\"parent_not_seeking\","
                    "\"obligation\":\"provide_coverage\",\"plans\":[\"q\"]}");
    /* a: q ends, p begins; b, whom q covers too: stays. */
    assert_int_equal(made->change_count, 3);
    assert_int_equal(made->changes[0].what, MS_ORDER_ENDS);
    assert_int_equal(made->changes[0].order.children, 1 << 0);
    assert_int_equal(made->changes[1].what, MS_ORDER_BEGINS);
    assert_int_equal(made->changes[1].order.children, 1 << 0);
    assert_int_equal(made->changes[1].order.paragraph, MS_5A);
    assert_int_equal(made->changes[2].what, MS_ORDER_STAYS);
    assert_int_equal(made->changes[2].order.children, 1 << 1);
    assert_int_equal(made->changes[2].order.plan_count, 2);
}

static void coverage_without_a_plan_stays(void **state)
{
    (void)state;
    determine_three("{\"children\":[\"a\"],\"obligor\":\"parent_not_seeking\",\"obligation\":\"provide_coverage\"}");
    assert_int_equal(made->change_count, 2);
    assert_int_equal(made->changes[0].what, MS_ORDER_BEGINS);
    assert_int_equal(made->changes[0].order.children, 1 << 1);
    assert_int_equal(made->changes[1].what, MS_ORDER_STAYS);
    assert_int_equal(made->changes[1].order.children, 1 << 0);
}

/* Of the third child, who is not determined, nothing ends. */
static void other_parent_ends(void **state)
{
    (void)state;
    determine_three("{\"children\":[\"a\",\"b\",\"c\"],\"paragraph\":\"(5)(D)\",\"obligor\":\"parent_seeking\","
                    "\"obligation\":\"provide_coverage\",\"plans\":[\"old\"]}");
    assert_int_equal(made->changes[0].what, MS_ORDER_ENDS);
    assert_int_equal(made->changes[0].order.children, 1 << 0 | 1 << 1);
    assert_int_equal(made->changes[1].what, MS_ORDER_BEGINS);
    assert_form_has(MS_TEXT, "    Ends    the parent seeking support is to provide health coverage for child a\n"
                             "            and child b through plan old. (5)(D)\n");
    assert_form_has(MS_JSON, "\"changes\":[{\"what\":\"ends\",\"children\":[\"a\",\"b\"],\"paragraph\":\"(5)(D)\","
                             "\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\",\"plans\":[\"old\"],"
                             "\"percentage\":null}");
}

static void percentage_stays_where_it_is_the_same(void **state)
{
    static const struct {
        const char *current;
        ms_order_change_kind first;
        uint32_t count;
    } rows[] = {
        {"\"percentage\":\"50.00\"", MS_ORDER_STAYS, 1},
        {"\"percentage\":\"49.99\"", MS_ORDER_ENDS, 2},
        {"\"percentage\":null", MS_ORDER_ENDS, 2}, /* what is not said is not known to go on */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 HEAD "\"action\":\"modify\"," CHILDREN ",\"parent_not_seeking\":{\"plans\":[]}," MOTHER
                      ",\"form_14\":{\"calculated\":false},\"current_obligations\":[{\"children\":[\"ana\"],"
                      "\"obligor\":\"parent_not_seeking\",\"obligation\":\"pay_percentage_of_reasonable_costs\",%s}]}",
                 rows[i].current);
        determine(text);
        assert_int_equal(made->change_count, rows[i].count);
        assert_int_equal(made->changes[0].what, rows[i].first);
        ms_determination_free(made);
        made = NULL;
    }
}

/* ---- names and where facts came from ------------------------------------------------------------------------------ */

/* A name may hold what upsets JSON, XML, a terminal or a pattern. */
static void hostile_names(void **state)
{
    (void)state;
    determine(HEAD "\"children\":[{\"id\":\"ana\",\"name\":\"A\\u001b[31m\\u202e\\u0085<b>&\\\"'\\\\{plan}\\n]]>\","
                   "\"public_coverage\":false}],\"parent_not_seeking\":{\"plans\":[]}," MOTHER
                   ",\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_JSON,
                    "No plan can be ordered, and A\\u001b[31m\xE2\x80\xAE\xC2\x85<b>&\\\"'\\\\{plan}\\n]]> is not");
    assert_form_has(MS_TEXT, "\nA\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD<b>&\"'\\{plan} ]]>\n");
    assert_form_has(MS_SVG,
                    ">A\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD&lt;b&gt;&amp;&quot;&#39;\\{plan} ]]&gt;</text>");
    assert_form_lacks(MS_TEXT, "\x1b");
}

static void same_names_are_told_apart(void **state)
{
    (void)state;
    determine(HEAD "\"children\":[{\"id\":\"c1\",\"name\":\"Lee\",\"public_coverage\":false},"
                   "{\"id\":\"c2\",\"name\":\"Lee\",\"public_coverage\":false}],"
                   "\"parent_not_seeking\":{\"name\":\"Lee\",\"plans\":[]},"
                   "\"parent_seeking\":{\"name\":\"Lee\",\"plans\":[]},\"form_14\":{\"calculated\":false}}");
    assert_form_has(MS_TEXT, "\nLee (c1)\n");
    assert_form_has(MS_TEXT, "\nLee (c2)\n");
    assert_form_has(MS_TEXT, "  Lee (parent not seeking support) is ordered to pay 50.00% of the reasonable\n"
                             "  costs of Lee (c1)'s necessary medical care. (5)(F)\n");
    assert_form_has(MS_TEXT, "Lee (parent seeking support) has no private plan.\n");
}

static void nearest_provenance(void **state)
{
    (void)state;
    const ms_document *document =
        read_document(HEAD CHILDREN "," FATHER "," MOTHER ",\"provenance\":{"
                                    "\"/parent_not_seeking\":{\"source\":\"all\"},"
                                    "\"/parent_not_seeking/plans/0\":{\"source\":\"plan\"},"
                                    "\"/parent_not_seeking/gross_income/amount\":{\"source\":\"amount\"}}}");
    static const struct {
        ms_fact fact;
        const char *source;
    } rows[] = {
        {{MS_FACT_PLAN_COST, MS_PNS, 0}, "plan"},
        {{MS_FACT_INCOME_AMOUNT, MS_PNS, 0}, "amount"},
        {{MS_FACT_INCOME, MS_PNS, 0}, "all"},
        {{MS_FACT_INCOME_PER, MS_PNS, 0}, "all"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ms_provenance *found = ms_fact_provenance(document, rows[i].fact);
        assert_non_null(found);
        assert_int_equal(found->source.length, strlen(rows[i].source));
        assert_memory_equal(found->source.at, rows[i].source, found->source.length);
    }
    assert_null(ms_fact_provenance(document, (ms_fact){MS_FACT_PLANS, MS_PSS, 0}));
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

static void before_the_rule(void **state)
{
    (void)state;
    ms_settings settings = settings_of(NULL);
    const ms_document *document = read_document("{\"format\":\"medsupport.case/1\",\"case_id\":\"x\","
                                                "\"as_of\":\"2019-08-27\",\"children\":[{\"id\":\"c\"}]}");
    assert_int_equal(ms_determination_make(document, &settings, 0, &made), MS_ERROR_BEFORE_RULE);
    assert_null(made);
}

static void settings_that_cannot_be(void **state)
{
    (void)state;
    const ms_document *document = read_document(diaz);
    ms_settings good = settings_of(NULL);
    ms_settings bad[5] = {good, good, good, good, good};
    bad[0].percent = -1;
    bad[1].percent = 10001;
    bad[2].default_share = 10001;
    bad[3].answer_days = 366;
    bad[4].readings.choice[MS_CUSTODIAN] = 2;
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(ms_determination_make(document, &bad[i], 0, &made), MS_ERROR_INVALID);
    }
    assert_int_equal(ms_determination_make(document, &good, 0, &made), MS_OK);
}

static void made_again(void **state)
{
    (void)state;
    ms_settings settings = settings_of(NULL);
    ms_settings bad = settings;
    bad.percent = -1;
    determine(diaz);
    char *first = form(MS_JSON);
    const ms_document *document = made->document;
    assert_int_equal(ms_determination_remake(made, document, &bad, MS_WITH_ALL), MS_ERROR_INVALID);
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(ms_determination_write(made, MS_JSON, &text, &length), MS_ERROR_INVALID);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ms_determination_remake(made, document, &settings, MS_WITH_ALL), MS_OK);
        assert_form(MS_JSON, first);
    }
    ms_text_free(first);
}

/* Made again without its orders it has none of before, and with them what it had. */
static void orders_are_left_out(void **state)
{
    (void)state;
    ms_settings settings = settings_of(NULL);
    determine_three("{\"children\":[\"a\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\"}");
    char *first = form(MS_JSON);
    const ms_document *document = made->document;
    assert_form_lacks(MS_JSON, "\"obligations\":[]");
    assert_form_lacks(MS_JSON, "\"changes\":[]");
    assert_int_equal(ms_determination_remake(made, document, &settings, MS_WITH_ALL | MS_WITHOUT_ORDERS), MS_OK);
    assert_form_has(MS_JSON, "\"obligations\":[]");
    assert_form_has(MS_JSON, "\"changes\":[]");
    assert_form_has(MS_JSON, "\"paragraph\":\"(5)(A)\"");
    assert_int_equal(ms_determination_remake(made, document, &settings, MS_WITH_ALL), MS_OK);
    assert_form(MS_JSON, first);
    ms_text_free(first);
}

static void status_and_outcome(void **state)
{
    (void)state;
    determine(diaz);
    assert_int_equal(ms_determination_status(made), MS_DETERMINED);
    assert_int_equal(ms_determination_outcome(made, 0)->paragraph, MS_5C);
    ms_determination_free(NULL);
    ms_text_free(NULL);
}

/* Without the steps text and picture still say what is ordered. */
static void forms_without_steps(void **state)
{
    (void)state;
    ms_settings settings = settings_of(NULL);
    assert_int_equal(ms_determination_make(read_document(diaz), &settings, 0, &made), MS_OK);
    assert_form_has(MS_TEXT, "is ordered to provide health coverage.\n");
    assert_form_lacks(MS_TEXT, "Why");
    assert_form_has(MS_SVG, "Luis Diaz provides health");
    assert_form_has(MS_SVG, "<title id=\"ms-title-diaz\">Medical support, case diaz</title>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(json_of_a_determined_case, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(text_of_a_determined_case, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(text_of_what_is_missing, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(every_step_with_where_it_came_from, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(indented_json_is_the_same, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(colour_adds_codes_and_nothing_else, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(undecided_says_so, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(reading_and_alternative_are_told, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(percentage_alone_is_missing, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(obligation_certain_and_paragraph_open, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(agency_and_custodian_by_their_roles, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(silence_is_not_told_as_no, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(last_day_beyond_the_calendar, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(unwilling_cover_that_is_only_possible, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(what_is_in_force_is_not_known, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(like_orders_are_one, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(coverage_stays_where_a_plan_is_the_same, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(coverage_without_a_plan_stays, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(other_parent_ends, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(percentage_stays_where_it_is_the_same, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(hostile_names, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(same_names_are_told_apart, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(nearest_provenance, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(before_the_rule, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(settings_that_cannot_be, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(made_again, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(orders_are_left_out, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(status_and_outcome, make_reader, free_reader),
        cmocka_unit_test_setup_teardown(forms_without_steps, make_reader, free_reader),
    };
    return cmocka_run_group_tests_name("determination", tests, NULL, NULL);
}
