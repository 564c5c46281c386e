#include "facts/plain_values.h"

/* ---- names ------------------------------------------------------------------------------------------------------- */

static const ms_choice actions[] = {{"establish", MS_ESTABLISH}, {"modify", MS_MODIFY}};
static const ms_choice kinds[] = {
    {"parent", MS_KIND_PARENT}, {"custodian", MS_KIND_CUSTODIAN}, {"agency", MS_KIND_AGENCY}};
static const ms_choice periods[] = {{"week", MS_PER_WEEK},
                                    {"two_weeks", MS_PER_TWO_WEEKS},
                                    {"half_month", MS_PER_HALF_MONTH},
                                    {"month", MS_PER_MONTH},
                                    {"year", MS_PER_YEAR}};
static const ms_choice programs[] = {{"medicaid", MS_PROGRAM_MEDICAID}, {"chip", MS_PROGRAM_CHIP}};
static const ms_choice throughs[] = {{"parent_seeking", MS_PUBLIC_THROUGH_PSS},
                                     {"parent_not_seeking", MS_PUBLIC_THROUGH_PNS},
                                     {"other", MS_PUBLIC_THROUGH_OTHER}};
static const ms_choice sources[] = {
    {"employer", MS_SOURCE_EMPLOYER}, {"union", MS_SOURCE_UNION}, {"other", MS_SOURCE_OTHER}};
static const ms_choice benefits[] = {{"medical", MS_BENEFIT_MEDICAL}, {"dental", MS_BENEFIT_DENTAL}};
static const ms_choice parties[] = {{"parent_not_seeking", MS_PNS}, {"parent_seeking", MS_PSS}};
static const ms_choice paragraphs[] = {{"(5)(A)", MS_5A}, {"(5)(B)", MS_5B}, {"(5)(C)", MS_5C},
                                       {"(5)(D)", MS_5D}, {"(5)(E)", MS_5E}, {"(5)(F)", MS_5F}};
static const ms_choice obligations[] = {{"provide_coverage", MS_PROVIDE_COVERAGE},
                                        {"pay_percentage_of_uncovered_costs", MS_PAY_UNCOVERED_COSTS},
                                        {"pay_percentage_of_reasonable_costs", MS_PAY_REASONABLE_COSTS}};

const ms_choices ms_action_choices = {"establish or modify", actions, 2};
const ms_choices ms_kind_choices = {"parent, custodian or agency", kinds, 3};
const ms_choices ms_period_choices = {"week, two_weeks, half_month, month or year", periods, 5};
const ms_choices ms_program_choices = {"medicaid or chip", programs, 2};
const ms_choices ms_through_choices = {"parent_seeking, parent_not_seeking or other", throughs, 3};
const ms_choices ms_source_choices = {"employer, union or other", sources, 3};
const ms_choices ms_benefit_choices = {"medical or dental", benefits, 2};
const ms_choices ms_party_choices = {"parent_not_seeking or parent_seeking", parties, 2};
const ms_choices ms_paragraph_choices = {"a paragraph from (5)(A) to (5)(F)", paragraphs, 6};
const ms_choices ms_obligation_choices = {
    "provide_coverage, pay_percentage_of_uncovered_costs or pay_percentage_of_reasonable_costs", obligations, 3};

/* ---- percentages ------------------------------------------------------------------------------------------------- */

int32_t ms_percentage(ms_text text, size_t least_decimals, size_t most_decimals)
{
    enum { WHOLE = 10000 };
    ms_cents hundredths = 0;
    const char *point = memchr(text.at, '.', text.length);
    size_t decimals = point == NULL ? 0 : text.length - (size_t)(point - text.at) - 1;
    bool good = decimals >= least_decimals && decimals <= most_decimals
                && ms_money_parse(text.at, text.length, &hundredths) && hundredths <= WHOLE;
    return good ? (int32_t)hundredths : -1;
}
