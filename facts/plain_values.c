#include "facts/plain_values.h"

/* ---- names ------------------------------------------------------------------------------------------------------- */

static const ms_choice actions[] = {{MS_NAME("establish"), MS_ESTABLISH}, {MS_NAME("modify"), MS_MODIFY}};
static const ms_choice kinds[] = {{MS_NAME("parent"), MS_KIND_PARENT},
                                  {MS_NAME("custodian"), MS_KIND_CUSTODIAN},
                                  {MS_NAME("agency"), MS_KIND_AGENCY}};
static const ms_choice periods[] = {{MS_NAME("week"), MS_PER_WEEK},
                                    {MS_NAME("two_weeks"), MS_PER_TWO_WEEKS},
                                    {MS_NAME("half_month"), MS_PER_HALF_MONTH},
                                    {MS_NAME("month"), MS_PER_MONTH},
                                    {MS_NAME("year"), MS_PER_YEAR}};
static const ms_choice programs[] = {{MS_NAME("medicaid"), MS_PROGRAM_MEDICAID}, {MS_NAME("chip"), MS_PROGRAM_CHIP}};
static const ms_choice throughs[] = {{MS_NAME("parent_seeking"), MS_PUBLIC_THROUGH_PSS},
                                     {MS_NAME("parent_not_seeking"), MS_PUBLIC_THROUGH_PNS},
                                     {MS_NAME("other"), MS_PUBLIC_THROUGH_OTHER}};
static const ms_choice sources[] = {{MS_NAME("employer"), MS_SOURCE_EMPLOYER},
                                    {MS_NAME("union"), MS_SOURCE_UNION},
                                    {MS_NAME("other"), MS_SOURCE_OTHER}};
static const ms_choice benefits[] = {{MS_NAME("medical"), MS_BENEFIT_MEDICAL}, {MS_NAME("dental"), MS_BENEFIT_DENTAL}};
static const ms_choice parties[] = {{MS_NAME("parent_not_seeking"), MS_PNS}, {MS_NAME("parent_seeking"), MS_PSS}};
static const ms_choice paragraphs[] = {{MS_NAME("(5)(A)"), MS_5A}, {MS_NAME("(5)(B)"), MS_5B},
                                       {MS_NAME("(5)(C)"), MS_5C}, {MS_NAME("(5)(D)"), MS_5D},
                                       {MS_NAME("(5)(E)"), MS_5E}, {MS_NAME("(5)(F)"), MS_5F}};
static const ms_choice obligations[] = {{MS_NAME("provide_coverage"), MS_PROVIDE_COVERAGE},
                                        {MS_NAME("pay_percentage_of_uncovered_costs"), MS_PAY_UNCOVERED_COSTS},
                                        {MS_NAME("pay_percentage_of_reasonable_costs"), MS_PAY_REASONABLE_COSTS}};

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

/* ---- ids --------------------------------------------------------------------------------------------------------- */

enum { INNER = MS_WITHIN_ID, ANY = MS_WITHIN_ID | MS_BEGINS_ID };

const uint8_t ms_id_bytes[256] = {
    ['-'] = INNER, ['.'] = INNER, ['_'] = INNER, ['0'] = ANY, ['1'] = ANY, ['2'] = ANY, ['3'] = ANY, ['4'] = ANY,
    ['5'] = ANY,   ['6'] = ANY,   ['7'] = ANY,   ['8'] = ANY, ['9'] = ANY, ['A'] = ANY, ['B'] = ANY, ['C'] = ANY,
    ['D'] = ANY,   ['E'] = ANY,   ['F'] = ANY,   ['G'] = ANY, ['H'] = ANY, ['I'] = ANY, ['J'] = ANY, ['K'] = ANY,
    ['L'] = ANY,   ['M'] = ANY,   ['N'] = ANY,   ['O'] = ANY, ['P'] = ANY, ['Q'] = ANY, ['R'] = ANY, ['S'] = ANY,
    ['T'] = ANY,   ['U'] = ANY,   ['V'] = ANY,   ['W'] = ANY, ['X'] = ANY, ['Y'] = ANY, ['Z'] = ANY, ['a'] = ANY,
    ['b'] = ANY,   ['c'] = ANY,   ['d'] = ANY,   ['e'] = ANY, ['f'] = ANY, ['g'] = ANY, ['h'] = ANY, ['i'] = ANY,
    ['j'] = ANY,   ['k'] = ANY,   ['l'] = ANY,   ['m'] = ANY, ['n'] = ANY, ['o'] = ANY, ['p'] = ANY, ['q'] = ANY,
    ['r'] = ANY,   ['s'] = ANY,   ['t'] = ANY,   ['u'] = ANY, ['v'] = ANY, ['w'] = ANY, ['x'] = ANY, ['y'] = ANY,
    ['z'] = ANY};

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
