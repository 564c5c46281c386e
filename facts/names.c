#include "facts/names.h"

/* The text of a row, NULL where there is no word. */
static const char *text_of(const ms_name *name)
{
    return name->length > 0 ? name->text : NULL;
}

const ms_name *ms_name_of_paragraph(ms_paragraph paragraph)
{
    static const ms_name names[MS_PARAGRAPH_COUNT + 1] = {
        [MS_5A] = MS_NAME("(5)(A)"),         [MS_5B] = MS_NAME("(5)(B)"), [MS_5C] = MS_NAME("(5)(C)"),
        [MS_5D] = MS_NAME("(5)(D)"),         [MS_5E] = MS_NAME("(5)(E)"), [MS_5F] = MS_NAME("(5)(F)"),
        [MS_NO_PARAGRAPH] = MS_NAME("none"),
    };
    return &names[paragraph];
}

const ms_name *ms_name_of_certain(ms_paragraph paragraph)
{
    return ms_name_of_paragraph(paragraph == MS_NO_PARAGRAPH ? MS_PARAGRAPH_COUNT : paragraph);
}

const char *ms_paragraph_name(ms_paragraph paragraph)
{
    return text_of(ms_name_of_paragraph(paragraph));
}

const char *ms_place_in_rule_name(ms_place_in_rule place)
{
    static const char *const names[MS_RULE_PLACE_COUNT] = {
        [MS_RULE_1B] = "(1)(B)", [MS_RULE_1D] = "(1)(D)", [MS_RULE_2] = "(2)",     [MS_RULE_3] = "(3)",
        [MS_RULE_4] = "(4)",     [MS_RULE_5A] = "(5)(A)", [MS_RULE_5B] = "(5)(B)", [MS_RULE_5C] = "(5)(C)",
        [MS_RULE_5D] = "(5)(D)", [MS_RULE_5E] = "(5)(E)", [MS_RULE_5F] = "(5)(F)",
    };
    return names[place];
}

const ms_name *ms_name_of_party(ms_party party)
{
    static const ms_name names[MS_PARTY_UNKNOWN + 1] = {
        [MS_PNS] = MS_NAME("parent_not_seeking"), [MS_PSS] = MS_NAME("parent_seeking")};
    return &names[party];
}

const char *ms_party_name(ms_party party)
{
    return text_of(ms_name_of_party(party));
}

const ms_name *ms_name_of_obligation(ms_obligation obligation)
{
    static const ms_name names[] = {
        [MS_NO_OBLIGATION] = {.length = 0},
        [MS_PROVIDE_COVERAGE] = MS_NAME("provide_coverage"),
        [MS_PAY_UNCOVERED_COSTS] = MS_NAME("pay_percentage_of_uncovered_costs"),
        [MS_PAY_REASONABLE_COSTS] = MS_NAME("pay_percentage_of_reasonable_costs"),
    };
    return &names[obligation];
}

const char *ms_obligation_name(ms_obligation obligation)
{
    return text_of(ms_name_of_obligation(obligation));
}

const ms_name *ms_name_of_status(ms_outcome_status status)
{
    static const ms_name names[] = {[MS_DETERMINED] = MS_NAME("determined"),
                                    [MS_UNDECIDED] = MS_NAME("undecided"),
                                    [MS_NEEDS_INFORMATION] = MS_NAME("needs_information")};
    return &names[status];
}

const char *ms_outcome_status_name(ms_outcome_status status)
{
    return text_of(ms_name_of_status(status));
}

const char *ms_action_name(ms_action action)
{
    return action == MS_MODIFY ? "modify" : "establish";
}

const char *ms_kind_name(ms_kind kind)
{
    static const char *const names[] = {
        [MS_KIND_PARENT] = "parent", [MS_KIND_CUSTODIAN] = "custodian", [MS_KIND_AGENCY] = "agency"};
    return names[kind];
}

const char *ms_truth_name(ms_truth truth)
{
    static const char *const names[] = {[MS_NO] = "no", [MS_YES] = "yes", [MS_UNKNOWN] = "unknown"};
    return names[truth];
}

const char *ms_step_result_name(ms_step_result result)
{
    static const char *const names[] = {
        [MS_STEP_PART] = NULL, [MS_STEP_TAKEN] = "taken", [MS_STEP_REFUSED] = "refused", [MS_STEP_OPEN] = "open"};
    return names[result];
}

const char *ms_question_name(ms_question question)
{
    static const char *const names[MS_QUESTION_COUNT] = {
        [MS_ASK_SILENT] = "silent",
        [MS_ASK_NOT_SHOWN] = "not_shown",
        [MS_ASK_PLAN_COUNTS] = "plan_counts",
        [MS_ASK_CAN_BE_ORDERED] = "can_be_ordered",
        [MS_ASK_COVERS] = "covers",
        [MS_ASK_WANTS] = "wants_to_maintain",
        [MS_ASK_NEITHER] = "neither_maintains",
        [MS_ASK_D_OPEN] = "d_open",
        [MS_ASK_AVAILABLE] = "available",
        [MS_ASK_EXEMPT] = "exempt",
        [MS_ASK_REASONABLE] = "reasonable",
        [MS_ASK_ACCESSIBLE] = "accessible",
        [MS_ASK_PUBLIC] = "public_coverage",
        [MS_ASK_PERCENTAGE] = "percentage",
        [MS_ASK_PARAGRAPH] = "paragraph",
    };
    return names[question];
}

const char *ms_change_kind_name(ms_change_kind change)
{
    static const char *const names[] = {
        [MS_CHANGE_ABOVE] = "above",   [MS_CHANGE_AT_MOST] = "at_most", [MS_CHANGE_AT_LEAST] = "at_least",
        [MS_CHANGE_BELOW] = "below",   [MS_CHANGE_YES] = "yes",         [MS_CHANGE_NO] = "no",
        [MS_CHANGE_PUBLIC] = "public", [MS_CHANGE_SOURCE] = "source",   [MS_CHANGE_REACHES] = "reaches",
        [MS_CHANGE_MISSES] = "misses", [MS_CHANGE_DAY] = "day",
    };
    return names[change];
}

const char *ms_order_change_name(ms_order_change_kind what)
{
    static const char *const names[] = {
        [MS_ORDER_ENDS] = "ends", [MS_ORDER_BEGINS] = "begins", [MS_ORDER_STAYS] = "stays"};
    return names[what];
}

const char *ms_period_name(ms_period per)
{
    static const char *const names[] = {
        [MS_PERIOD_UNKNOWN] = NULL,         [MS_PER_WEEK] = "week",   [MS_PER_TWO_WEEKS] = "two_weeks",
        [MS_PER_HALF_MONTH] = "half_month", [MS_PER_MONTH] = "month", [MS_PER_YEAR] = "year",
    };
    return names[per];
}

const char *ms_source_name(ms_source source)
{
    static const char *const names[] = {
        [MS_SOURCE_UNKNOWN] = NULL,
        [MS_SOURCE_EMPLOYER] = "employer",
        [MS_SOURCE_UNION] = "union",
        [MS_SOURCE_OTHER] = "other",
    };
    return names[source];
}

const char *ms_public_name(ms_public coverage)
{
    static const char *const names[] = {
        [MS_PUBLIC_UNKNOWN] = NULL,
        [MS_PUBLIC_NONE] = NULL,
        [MS_PUBLIC_THROUGH_PSS] = "parent_seeking",
        [MS_PUBLIC_THROUGH_PNS] = "parent_not_seeking",
        [MS_PUBLIC_THROUGH_OTHER] = "other",
        [MS_PUBLIC_ENROLLED] = NULL,
    };
    return names[coverage];
}

const char *ms_form14_line_name(uint32_t line)
{
    static const char *const names[] = {"line_1", "line_1a", "line_2a", "line_2b", "line_2c"};
    return names[line];
}
