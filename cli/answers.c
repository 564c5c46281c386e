#include "cli/answers.h"

#include "cli/print.h"
#include "facts/names.h"

#include <medsupport/money.h>

#include <string.h>

void ms_answer_free(ms_answer *answer)
{
    ms_buffer_free(&answer->json);
    ms_buffer_free(&answer->fault);
    ms_buffer_free(&answer->understood);
}

bool ms_answer_refuse(ms_answer *answer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ms_print_list(&answer->fault, format, arguments);
    va_end(arguments);
    return false;
}

void ms_answer_put_string(ms_buffer *out, ms_word word)
{
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, word.at, word.length);
    ms_buffer_put(out, "\"");
}

void ms_answer_put_money(ms_buffer *out, ms_cents cents)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_buffer_put(out, "\"");
    ms_buffer_add(out, text, ms_money_format(cents, text));
    ms_buffer_put(out, "\"");
}

/* ---- answers of one word ----------------------------------------------------------------------------------------- */

/* A word that stands for a JSON value; NULL ends a table. */
typedef struct word_json {
    const char *word, *json;
} word_json;

/* Reads an answer that is one of the words of a table. */
static bool read_word(const word_json *words, ms_word text, ms_answer *answer, const char *expected)
{
    for (; words->word != NULL; words++) {
        if (ms_word_is(text, words->word)) {
            ms_buffer_put(&answer->json, words->json);
            return true;
        }
    }
    return ms_answer_refuse(answer, "'%.*s' is none of %s", (int)text.length, text.at, expected);
}

static bool read_yes_or_no(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {{"yes", "true"}, {"y", "true"}, {"no", "false"}, {"n", "false"}, {NULL, NULL}};
    (void)asked;
    return read_word(words, text, answer, "yes, no");
}

static bool read_source(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {
        {"employer", "\"employer\""}, {"work", "\"employer\""}, {"job", "\"employer\""},
        {"union", "\"union\""},       {"other", "\"other\""},   {"something else", "\"other\""},
        {"marketplace", "\"other\""}, {"private", "\"other\""}, {NULL, NULL},
    };
    (void)asked;
    return read_word(words, text, answer, "employer, union, other");
}

static bool read_public(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {
        {"no", "false"},
        {"n", "false"},
        {"none", "false"},
        {"medicaid", "{\"program\": \"medicaid\"}"},
        {"mo healthnet", "{\"program\": \"medicaid\"}"},
        {"chip", "{\"program\": \"chip\"}"},
        {"yes", "{}"},
        {"y", "{}"},
        {NULL, NULL},
    };
    (void)asked;
    return read_word(words, text, answer, "no, medicaid, chip, yes");
}

static bool read_action(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {
        {"establish", "\"establish\""}, {"new", "\"establish\""}, {"modify", "\"modify\""}, {NULL, NULL}};
    (void)asked;
    return read_word(words, text, answer, "establish, modify");
}

static bool read_kind(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {
        {"parent", "\"parent\""}, {"custodian", "\"custodian\""}, {"agency", "\"agency\""}, {NULL, NULL}};
    (void)asked;
    return read_word(words, text, answer, "parent, custodian, agency");
}

/* The parents whose name a word is: bit i, party i. */
static unsigned parties_called(const ms_document *document, ms_word text)
{
    unsigned called = 0;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_text name = document->parent_names[party];
        called |= ms_word_same(text, (ms_word){name.at, name.length}) ? 1U << party : 0U;
    }
    return called;
}

/* One of the parents, by role or by the name in the document, or someone else. */
static bool read_through(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    enum { OTHER = MS_PSS + 1, NEITHER };
    static const ms_named roles[] = {
        {"seeking", MS_PSS},
        {"parent seeking", MS_PSS},
        {"parent seeking support", MS_PSS},
        {"not seeking", MS_PNS},
        {"parent not seeking", MS_PNS},
        {"parent not seeking support", MS_PNS},
        {"parent_seeking", MS_PSS},
        {"parent_not_seeking", MS_PNS},
        {"other", OTHER},
        {"someone else", OTHER},
        {"else", OTHER},
        {NULL, NEITHER},
    };
    unsigned called = parties_called(asked->document, text);
    int role = ms_word_value(text, roles, NEITHER);
    if (called == (1U << MS_PNS | 1U << MS_PSS)) {
        return ms_answer_refuse(answer, "two are called '%.*s'; write seeking or not seeking", (int)text.length,
                                text.at);
    }
    if (called != 0 && role != NEITHER && called != 1U << role) {
        return ms_answer_refuse(answer,
                                "'%.*s' is what a parent is called, too; write parent seeking, parent not seeking or "
                                "someone else",
                                (int)text.length, text.at);
    }
    if (called == 0 && role == NEITHER) {
        return ms_answer_refuse(answer, "'%.*s' is none of seeking, not seeking, other", (int)text.length, text.at);
    }
    int party = called == 0 ? role : called == 1U << MS_PSS ? MS_PSS : MS_PNS;
    ms_print(&answer->json, "\"%s\"", party == OTHER ? "other" : ms_party_name((ms_party)party));
    return true;
}

/* ---- income ------------------------------------------------------------------------------------------------------ */

static bool read_money(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_cents cents;
    if (!ms_word_money(text, &cents)) {
        return ms_answer_refuse(answer, "'%.*s' is no amount such as 4000 or 1234.50, at most 999,999,999.99",
                                (int)text.length, text.at);
    }
    ms_answer_put_money(&answer->json, cents);
    return true;
}

static bool read_period(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_word rest = text;
    ms_period per = ms_word_take_period(&rest);
    if (per == MS_PERIOD_UNKNOWN || rest.length > 0) {
        return ms_answer_refuse(answer, "'%.*s' is none of week, two weeks, half month, month, year", (int)text.length,
                                text.at);
    }
    ms_print(&answer->json, "\"%s\"", ms_period_name(per));
    return true;
}

/* "4000 a month"; without a period that is asked for later. */
static bool read_income(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_word amount = text;
    ms_period per = ms_word_take_period(&amount);
    ms_cents cents;
    if (!ms_word_money(amount, &cents)) {
        return ms_answer_refuse(answer, "'%.*s' is no amount and period such as 4000 a month", (int)text.length,
                                text.at);
    }
    ms_buffer_put(&answer->json, "{\"amount\": ");
    ms_answer_put_money(&answer->json, cents);
    if (per != MS_PERIOD_UNKNOWN) {
        ms_print(&answer->json, ", \"per\": \"%s\"", ms_period_name(per));
    }
    ms_buffer_put(&answer->json, "}");
    return true;
}

/* ---- homes ------------------------------------------------------------------------------------------------------- */

static bool read_zip(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    if (!ms_word_is_zip(text)) {
        return ms_answer_refuse(answer, "'%.*s' is no ZIP code such as 65101", (int)text.length, text.at);
    }
    ms_answer_put_string(&answer->json, text);
    return true;
}

/* A county's name, with or without its state after it. What is kept is compared with the names of a plan's area, so that
 * what is no name of a county must not pass for one. */
static bool read_county(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    uint16_t home = asked->document->facts.children[asked->fact.index].home.state;
    if (ms_word_state_number(text) != 0) {
        return ms_answer_refuse(answer, "'%.*s' is a state; write its county, such as Cole or Texas County",
                                (int)text.length, text.at);
    }
    ms_word place = text;
    uint16_t state = ms_word_take_state(&place);
    ms_word county = ms_word_county(place);
    if (!ms_word_is_county(county)) {
        return ms_answer_refuse(answer, "'%.*s' is no name of a county; write it alone, such as Cole", (int)text.length,
                                text.at);
    }
    if (state != 0 && home != 0 && state != home) {
        return ms_answer_refuse(answer, "the home is in %s and that county in %s", ms_state_code(home),
                                ms_state_code(state));
    }
    ms_answer_put_string(&answer->json, county);
    return true;
}

static bool read_state(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    char code[MS_STATE_CODE + 1];
    if (!ms_word_state(text, code)) {
        return ms_answer_refuse(answer, "'%.*s' is no state's code of two letters, such as MO", (int)text.length,
                                text.at);
    }
    ms_print(&answer->json, "\"%s\"", code);
    return true;
}

/* ---- Form 14 ----------------------------------------------------------------------------------------------------- */

/* A percentage from 0 to 100 with at most one decimal, with or without its sign. */
static bool is_percent(ms_word *text)
{
    if (text->length > 0 && text->at[text->length - 1] == '%') {
        *text = ms_word_trim(text->at, text->length - 1);
    }
    bool two_decimals = text->length > 3 && text->at[text->length - 3] == '.';
    ms_cents hundredths;
    return !two_decimals && ms_money_parse(text->at, text->length, &hundredths) && hundredths <= 10000;
}

/* Line 4 itself, or the wish to enter the lines that it follows from. */
static bool read_line_4(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_word percent = text;
    if (ms_word_is(text, "worksheet")) {
        answer->pointer = "/form_14/lines";
        ms_buffer_put(&answer->json, "{}");
        return true;
    }
    if (!is_percent(&percent)) {
        return ms_answer_refuse(answer, "'%.*s' is no percentage from 0 to 100 with at most one decimal, such as 61.3",
                                (int)text.length, text.at);
    }
    ms_answer_put_string(&answer->json, percent);
    return true;
}

static bool read_form14(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    static const word_json words[] = {
        {"no", "{\"calculated\": false}"},
        {"n", "{\"calculated\": false}"},
        {"yes", "{\"calculated\": true}"},
        {"y", "{\"calculated\": true}"},
        {"worksheet", "{\"calculated\": true, \"lines\": {}}"},
        {NULL, NULL},
    };
    (void)asked;
    ms_word percent = text;
    if (!is_percent(&percent)) {
        return read_word(words, text, answer, "no, yes, worksheet, or line 4 as a percentage such as 61.3");
    }
    ms_buffer_put(&answer->json, "{\"calculated\": true, \"line_4_percent\": ");
    ms_answer_put_string(&answer->json, percent);
    ms_buffer_put(&answer->json, "}");
    return true;
}

/* ---- a new case -------------------------------------------------------------------------------------------------- */

static bool read_case_id(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    if (!ms_word_is_id(text)) {
        return ms_answer_refuse(answer, "an id has 1 to 64 letters, digits, '.', '_' or '-', a letter or digit first");
    }
    ms_answer_put_string(&answer->json, text);
    return true;
}

/* Says how many children were understood and which, so that a slip is seen. */
static void put_understood(ms_word text, unsigned count, ms_buffer *out)
{
    ms_word rest = text, name;
    const char *between = "";
    ms_print(out, "%u %s: ", count, count == 1 ? "child" : "children");
    while (ms_word_next_name(&rest, &name)) {
        ms_print(out, "%s%.*s", between, (int)name.length, name.at);
        between = memchr(name.at, ',', name.length) == NULL ? ", " : "; ";
    }
    ms_buffer_put(out, out->length > 0 && out->text[out->length - 1] == '.' ? "" : ".");
}

static bool read_children(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_word rest = text, name;
    unsigned count = 0;
    while (ms_word_next_name(&rest, &name)) {
        ms_print(&answer->json, "%s{\"id\": \"c%u\", \"name\": ", count == 0 ? "[" : ", ", count + 1);
        ms_answer_put_string(&answer->json, name);
        ms_buffer_put(&answer->json, "}");
        count++;
    }
    if (count == 0 || count > MS_MAX_CHILDREN) {
        return ms_answer_refuse(answer, "a case has 1 to %d children, and %u are named", MS_MAX_CHILDREN, count);
    }
    ms_buffer_put(&answer->json, "]");
    put_understood(text, count, &answer->understood);
    return true;
}

static const ms_first_text first_texts[MS_FIRST_COUNT] = {
    [MS_FIRST_CASE_ID] = {"Which id does the case have?",
                          "/case_id",
                          {"such as 2026-000123",
                           "Any id of up to 64 letters, digits, '.', '_' and '-'. It is printed with the result.",
                           read_case_id}},
    [MS_FIRST_CHILDREN] =
        {"What are the children called?",
         "/children",
         {"one or more names, with commas",
          "The names of all the children of this case, such as: Ana Diaz, Ben Diaz, Jr. What follows a comma is another "
          "child, but for Jr., Sr., II, III and IV.",
          read_children}},
    [MS_FIRST_ACTION] = {"Is support to be established, or an order in force to be modified?",
                         "/action",
                         {"establish or modify",
                          "Establish: there is no order for medical support yet. Modify: there is one, and it is to be "
                          "changed.",
                          read_action}},
    [MS_FIRST_KIND] = {"Who seeks support: a parent, a custodian who is no parent, or an agency?",
                       "/parent_seeking/kind",
                       {"parent, custodian or agency",
                        "The parent seeking support is whoever will receive it, (1)(B): one of the two parents, "
                        "another person with whom the child lives, or a state agency.",
                        read_kind}},
};

const ms_first_text *ms_first_question_text(ms_first_question question)
{
    return &first_texts[question];
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static const char money_hint[] = "dollars, such as 4000 or 1234.50";
static const char money_help[] =
    "An amount from 0 to 999,999,999.99 with at most two decimals. It is taken exactly; nothing is rounded.";
static const char period_hint[] = "week, two weeks, half month, month or year";
static const char period_help[] =
    "How often the amount is paid: week (52 times a year), two weeks (26), half month (24), month (12) or year.";

static const ms_answer_kind kinds[MS_FACT_KIND_COUNT] = {
    [MS_FACT_WISH] = {"yes or no",
                      "(5)(B) orders the parent seeking support to provide coverage only where that parent covers the "
                      "child and wants to maintain that coverage.",
                      read_yes_or_no},
    [MS_FACT_PLANS] = {"none, or a short name for each plan, with commas",
                       "Write none if there is no plan. Otherwise give each plan a short name of letters, digits, "
                       "'.', '_' and '-', such as: acme-ppo, union-plan. After a plan with dental benefits alone write "
                       "(dental); after one with both, (both): smile-plus (dental). Count plans that cover a child now "
                       "and plans that could be had: private plans only, not Medicaid (MO HealthNet), CHIP or other "
                       "public assistance, (1)(D).",
                       ms_answer_plans},
    [MS_FACT_INCOME] = {"amount and period, such as 4000 a month or 900 every two weeks",
                        "What is earned before taxes and any other deduction, (1)(A). The periods are week, two weeks, "
                        "half month, month and year.",
                        read_income},
    [MS_FACT_INCOME_AMOUNT] = {money_hint, money_help, read_money},
    [MS_FACT_INCOME_PER] = {period_hint, period_help, read_period},
    [MS_FACT_PLAN_COVERS] =
        {"yes or no; of several children: all, none or names with commas",
         "Whether a policy is in force now. A plan that could be had and covers nobody yet: no. For "
         "one of several children write the name or id: Ana Diaz, c1; of two that are called alike: id c1.",
         ms_answer_covers},
    [MS_FACT_PLAN_SOURCE] =
        {"employer, union or other",
         "The cost test of (2) speaks of plans through an employer or a union. Other: bought on the "
         "market, through an association, and so on.",
         read_source},
    [MS_FACT_PLAN_COST] = {"such as: alone 120, family 310, month; or: adding 95, month",
                           "The measure of (2) is the difference between coverage for this parent alone and for the "
                           "family, or the cost of adding the children to coverage in force: whichever applies to this "
                           "person. Write what you know: alone AMOUNT, family AMOUNT or adding AMOUNT, and at the end "
                           "the period (week, two weeks, half month, month, year).",
                           ms_answer_cost},
    [MS_FACT_PLAN_COST_PER] = {period_hint, period_help, read_period},
    [MS_FACT_PLAN_SELF_ONLY] = {money_hint, money_help, read_money},
    [MS_FACT_PLAN_FAMILY] = {money_hint, money_help, read_money},
    [MS_FACT_PLAN_ADDING] = {money_hint, money_help, read_money},
    [MS_FACT_PLAN_AREA] =
        {"everywhere, or places such as: 65101, Cole MO, KS",
         "Everywhere: the plan does not limit coverage to an area, (3). Otherwise list the places "
         "that it serves, with commas: ZIP codes (65101), counties with their state (Cole MO), states "
         "(KS).",
         ms_answer_area},
    [MS_FACT_HOME_ZIP] = {"a ZIP code, such as 65101", "Five digits, or ZIP+4; only the five digits are compared.",
                          read_zip},
    [MS_FACT_HOME_COUNTY] = {"a county, such as Cole",
                             "The county's name; a state after it is not kept. A county that has the name of a "
                             "state: Texas County. St. Louis City is not St. Louis County.",
                             read_county},
    [MS_FACT_HOME_STATE] = {"a state's code, such as MO", "Two letters, as in a postal address.", read_state},
    [MS_FACT_PUBLIC] =
        {"no, medicaid, chip, or yes if the program is not known",
         "Public coverage is Medicaid (Title XIX; in Missouri, MO HealthNet) or CHIP (Title XXI), (1)(E), "
         "and counts once the child is enrolled. Through whom is asked next, if it matters.",
         read_public},
    [MS_FACT_PUBLIC_THROUGH] = {"seeking, not seeking or other",
                                "Who has the child on public coverage: the parent seeking support, the parent not "
                                "seeking support, or someone else.",
                                read_through},
    [MS_FACT_FORM14] =
        {"no, line 4 such as 61.3, yes, or worksheet",
         "(5)(E) and (F) take the percentage from line 4 of the Form 14 that the division itself "
         "calculated, else 50%. No: the division calculates none. A percentage: line 4 of the parent not "
         "seeking support. Worksheet: enter the lines that line 4 follows from.",
         read_form14},
    [MS_FACT_FORM14_CALCULATED] = {"yes or no", "Whether the division itself calculated a Form 14, (5)(E), (F).",
                                   read_yes_or_no},
    [MS_FACT_FORM14_LINE_4] = {"a percentage such as 61.3, or worksheet",
                               "Line 4 of the parent not seeking support, from 0 to 100 with at most one decimal. "
                               "Worksheet: enter the lines that it follows from.",
                               read_line_4},
};

static const char line_hint[] = "dollars a month, such as 4000; 0 where the line is empty";

/* By the index of MS_FACT_FORM14_LINE. */
static const ms_answer_kind lines[] = {
    {line_hint,
     "Form 14, line 1: the parent's gross income a month, a twelfth of the year's. Entered to the dollar, half up.",
     read_money},
    {line_hint,
     "Form 14, line 1a: court-ordered maintenance that the parent receives each month; it is added to line 1. Entered to "
     "the dollar, half up.",
     read_money},
    {line_hint,
     "Form 14, line 2a: support for other children that the parent pays each month under an order; it is taken off. "
     "Entered to the dollar, half up.",
     read_money},
    {line_hint,
     "Form 14, line 2b: court-ordered maintenance that the parent pays each month; it is taken off. Entered to the "
     "dollar, half up.",
     read_money},
    {line_hint,
     "Form 14, line 2c: the monthly support obligation for other children who live mainly with the parent; it is taken "
     "off. Entered to the dollar, half up.",
     read_money},
};

const ms_answer_kind *ms_answer_kind_of(ms_fact fact)
{
    const ms_answer_kind *kind = fact.kind == MS_FACT_FORM14_LINE ? &lines[fact.index] : &kinds[fact.kind];
    return kind->read == NULL ? NULL : kind;
}
