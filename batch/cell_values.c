#include "batch/cell_values.h"

#include "batch/columns.h"

/* ---- words ------------------------------------------------------------------------------------------------------- */

bool ms_read_word_cell(ms_text cell, const ms_choices *choices, void *value)
{
    const ms_choice *choice = ms_find_choice(choices, cell);
    if (choice != NULL) {
        *(int *)value = choice->value;
    }
    return choice != NULL;
}

bool ms_cell_is(ms_text cell, const char *text)
{
    return ms_text_same(cell, (ms_text){text, strlen(text)});
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

bool ms_read_truth_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    bool yes = is_in_any_case(cell, "true");
    *(ms_truth *)value = ms_truth_of(yes);
    return yes || is_in_any_case(cell, "false");
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

bool ms_read_id_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    *(ms_text *)value = cell;
    return ms_is_id(cell);
}

/* A text of more bytes may have few enough characters all the same, and is left to the long way. */
bool ms_read_name_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    *(ms_text *)value = cell;
    return cell.length <= MS_MAX_NAME;
}

bool ms_read_source_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    *(ms_text *)value = cell;
    return cell.length <= MS_MAX_SOURCE;
}

bool ms_read_notes_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    *(ms_text *)value = cell;
    return cell.length <= MS_MAX_NOTES;
}

bool ms_read_any_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    *(ms_text *)value = cell;
    return true;
}

bool ms_pass_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)cell;
    (void)choices;
    (void)value;
    return true;
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

bool ms_read_date_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    ms_date date = ms_date_parse(cell.at, cell.length);
    *(ms_date *)value = date;
    return date != MS_NO_DATE;
}

bool ms_read_money_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    ms_amount *amount = value;
    amount->known = ms_money_parse(cell.at, cell.length, &amount->cents);
    return amount->known;
}

bool ms_read_tenths_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    int32_t percentage = ms_percentage(cell, 0, 1);
    *(int32_t *)value = percentage;
    return percentage >= 0;
}

bool ms_read_share_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    int32_t percentage = ms_percentage(cell, 2, 2);
    *(int32_t *)value = percentage;
    return percentage >= 0;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

bool ms_read_state_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    uint16_t state = ms_state_number(cell.at, cell.length);
    *(uint16_t *)value = state;
    return state != 0;
}

bool ms_read_zip_cell(ms_text cell, const ms_choices *choices, void *value)
{
    (void)choices;
    uint32_t number = ms_zip_number(cell);
    *(ms_cell_zip *)value = (ms_cell_zip){.number = number, .text = cell};
    return number != 0;
}

bool ms_is_plain_county(ms_text name)
{
    return name.length > 0 && name.length <= MS_MAX_COUNTY && name.at[0] > ' ' && name.at[0] < 0x7F;
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
