#include "batch/cell_values.h"

#include "batch/columns.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

const ms_cell_word ms_action_cell_words[] = {{"establish", MS_ESTABLISH}, {"modify", MS_MODIFY}, {"", 0}};
const ms_cell_word ms_kind_cell_words[] = {
    {"parent", MS_KIND_PARENT}, {"custodian", MS_KIND_CUSTODIAN}, {"agency", MS_KIND_AGENCY}, {"", 0}};
const ms_cell_word ms_period_cell_words[] = {
    {"week", MS_PER_WEEK},   {"two_weeks", MS_PER_TWO_WEEKS}, {"half_month", MS_PER_HALF_MONTH},
    {"month", MS_PER_MONTH}, {"year", MS_PER_YEAR},           {"", 0}};
const ms_cell_word ms_program_cell_words[] = {{"medicaid", 1}, {"chip", 1}, {"", 0}};
const ms_cell_word ms_through_cell_words[] = {{"parent_seeking", MS_PUBLIC_THROUGH_PSS},
                                              {"parent_not_seeking", MS_PUBLIC_THROUGH_PNS},
                                              {"other", MS_PUBLIC_THROUGH_OTHER},
                                              {"", 0}};
const ms_cell_word ms_source_cell_words[] = {
    {"employer", MS_SOURCE_EMPLOYER}, {"union", MS_SOURCE_UNION}, {"other", MS_SOURCE_OTHER}, {"", 0}};
const ms_cell_word ms_benefit_cell_words[] = {{"medical", MS_BENEFIT_MEDICAL}, {"dental", MS_BENEFIT_DENTAL}, {"", 0}};
const ms_cell_word ms_party_cell_words[] = {{"parent_not_seeking", MS_PNS}, {"parent_seeking", MS_PSS}, {"", 0}};
const ms_cell_word ms_paragraph_cell_words[] = {{"(5)(A)", MS_5A},
                                                {"(5)(B)", MS_5B},
                                                {"(5)(C)", MS_5C},
                                                {"(5)(D)", MS_5D},
                                                {"(5)(E)", MS_5E},
                                                {"(5)(F)", MS_5F},
                                                {"", 0}};
const ms_cell_word ms_obligation_cell_words[] = {{"provide_coverage", MS_PROVIDE_COVERAGE},
                                                 {"pay_percentage_of_uncovered_costs", MS_PAY_UNCOVERED_COSTS},
                                                 {"pay_percentage_of_reasonable_costs", MS_PAY_REASONABLE_COSTS},
                                                 {"", 0}};

bool ms_read_word_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    for (; words->name[0] != '\0' && cell.length < sizeof words->name; words++) {
        if (words->name[0] == cell.at[0] && words->name[cell.length] == '\0'
            && memcmp(words->name, cell.at, cell.length) == 0) {
            *(int *)value = words->value;
            return true;
        }
    }
    return false;
}

bool ms_cell_is(ms_text cell, const char *text)
{
    size_t length = strlen(text);
    return cell.length == length && memcmp(cell.at, text, length) == 0;
}

/* Whether a cell is this word of lower case, whatever its own case: programs write true as TRUE and as True. */
static bool is_in_any_case(ms_text cell, const char *word)
{
    size_t at = 0;
    while (at < cell.length && word[at] != '\0' && (cell.at[at] | 0x20) == word[at]) {
        at++;
    }
    return at == cell.length && word[at] == '\0';
}

bool ms_read_truth_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    bool yes = is_in_any_case(cell, "true");
    *(ms_truth *)value = ms_truth_of(yes);
    return yes || is_in_any_case(cell, "false");
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* How many bytes such a text may have; a text of more bytes may have fewer characters, and is left to the long way. */
enum { LONGEST_ID = 64, LONGEST_NAME = 200, LONGEST_SOURCE = 500, LONGEST_NOTES = 10000, LONGEST_COUNTY = 100 };

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool ms_read_id_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    bool good = cell.length > 0 && cell.length <= LONGEST_ID && is_alphanumeric(cell.at[0]);
    for (size_t i = 1; good && i < cell.length; i++) {
        char c = cell.at[i];
        good = is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
    }
    *(ms_text *)value = cell;
    return good;
}

bool ms_read_name_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    *(ms_text *)value = cell;
    return cell.length <= LONGEST_NAME;
}

bool ms_read_source_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    *(ms_text *)value = cell;
    return cell.length <= LONGEST_SOURCE;
}

bool ms_read_notes_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    *(ms_text *)value = cell;
    return cell.length <= LONGEST_NOTES;
}

bool ms_read_any_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    *(ms_text *)value = cell;
    return true;
}

bool ms_pass_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)cell;
    (void)words;
    (void)value;
    return true;
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

bool ms_read_date_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    ms_date date = ms_date_parse(cell.at, cell.length);
    *(ms_date *)value = date;
    return date != MS_NO_DATE;
}

bool ms_read_money_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    ms_amount *amount = value;
    amount->known = ms_money_parse(cell.at, cell.length, &amount->cents);
    return amount->known;
}

/* How many bytes follow the point. */
static size_t decimals(ms_text cell)
{
    const char *point = memchr(cell.at, '.', cell.length);
    return point == NULL ? 0 : cell.length - (size_t)(point - cell.at) - 1;
}

/* Reads a percentage, which is written as money is. */
static bool read_percentage(ms_text cell, int32_t *value)
{
    ms_cents hundredths = 0;
    bool good = ms_money_parse(cell.at, cell.length, &hundredths) && hundredths <= 10000;
    *value = (int32_t)hundredths;
    return good;
}

bool ms_read_tenths_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    return read_percentage(cell, value) && decimals(cell) <= 1;
}

bool ms_read_share_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    return read_percentage(cell, value) && decimals(cell) == 2;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

bool ms_read_state_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    uint16_t state = ms_state_number(cell.at, cell.length);
    *(uint16_t *)value = state;
    return state != 0;
}

/* The number that digits write; whether they are digits. */
static bool read_digits(const char *at, size_t count, uint32_t *number)
{
    unsigned others = 0;
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)at[i] - '0';
        others |= digit > 9;
        *number = *number * 10 + digit;
    }
    return others == 0;
}

bool ms_read_zip_cell(ms_text cell, const ms_cell_word *words, void *value)
{
    (void)words;
    enum { FIVE = 5, FIVE_AND_FOUR = 10 };
    uint32_t number = 0, four = 0;
    bool good = (cell.length == FIVE || cell.length == FIVE_AND_FOUR) && read_digits(cell.at, FIVE, &number);
    if (cell.length == FIVE_AND_FOUR) {
        good = good && cell.at[FIVE] == '-' && read_digits(cell.at + FIVE + 1, FIVE_AND_FOUR - FIVE - 1, &four);
    }
    *(ms_cell_zip *)value = (ms_cell_zip){.number = number + 1, .text = cell};
    return good;
}

bool ms_is_plain_county(ms_text name)
{
    return name.length > 0 && name.length <= LONGEST_COUNTY && name.at[0] > ' ' && name.at[0] < 0x7F;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

ms_text ms_cell_list(ms_text cell)
{
    bool nothing = cell.at == NULL || ms_cell_is(cell, MS_CELL_NONE);
    return nothing ? (ms_text){"", 0} : cell;
}

bool ms_next_word(ms_text *list, ms_text *word)
{
    const char *at = list->at, *end = list->at + list->length;
    while (at < end && *at == MS_BETWEEN_WORDS) {
        at++;
    }
    word->at = at;
    while (at < end && *at != MS_BETWEEN_WORDS) {
        at++;
    }
    word->length = (size_t)(at - word->at);
    *list = (ms_text){at, (size_t)(end - at)};
    return word->length > 0;
}

/* Reads a county as it is mostly written: MO:Cole, with nothing around it but spaces. */
static bool read_county(ms_text text, ms_cell_county *county)
{
    while (text.at[text.length - 1] == ' ') { /* something else stands before */
        text.length--;
    }
    enum { STATE_LENGTH = 2 };
    if (text.length <= STATE_LENGTH || text.at[STATE_LENGTH] != MS_AFTER_STATE) {
        return false;
    }
    county->state = ms_state_number(text.at, STATE_LENGTH);
    county->name = (ms_text){text.at + STATE_LENGTH + 1, text.length - STATE_LENGTH - 1};
    return county->state != 0 && ms_is_plain_county(county->name)
           && memchr(text.at, MS_COUNTY_ESCAPE, text.length) == NULL;
}

ms_list_step ms_next_county(ms_text *list, ms_cell_county *county)
{
    const char *at = list->at, *end = list->at + list->length;
    while (at < end && (*at == ' ' || *at == MS_BETWEEN_COUNTIES)) {
        at++;
    }
    if (at == end) {
        return MS_LIST_END;
    }
    const char *found = memchr(at, MS_BETWEEN_COUNTIES, (size_t)(end - at));
    const char *stop = found == NULL ? end : found;
    *list = (ms_text){stop, (size_t)(end - stop)};
    return read_county((ms_text){at, (size_t)(stop - at)}, county) ? MS_LIST_NEXT : MS_LIST_UNSURE;
}
