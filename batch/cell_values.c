#include "batch/cell_values.h"

#include "batch/columns.h"

bool ms_cell_is(ms_text cell, const char *text)
{
    return ms_text_same(cell, (ms_text){text, strlen(text)});
}

/* Whether a cell is a word of lower case, whatever its own case. */
static inline bool is_word(ms_text cell, const char *word, size_t length)
{
    if (cell.length != length) {
        return false;
    }
    unsigned differing = 0;
    for (size_t i = 0; i < length; i++) {
        differing |= ((unsigned char)cell.at[i] | 0x20u) ^ (unsigned char)word[i];
    }
    return differing == 0;
}

ms_truth ms_cell_says(ms_text cell)
{
    if (is_word(cell, "true", 4)) {
        return MS_YES;
    }
    return is_word(cell, "false", 5) ? MS_NO : MS_UNKNOWN;
}

bool ms_cell_truth(const ms_row_cells *row, uint32_t field, ms_truth *truth)
{
    ms_text text = ms_cell_text(row, field);
    *truth = ms_cell_says(text);
    return text.length == 0 || *truth != MS_UNKNOWN;
}

bool ms_cell_state(const ms_row_cells *row, uint32_t field, uint16_t *state)
{
    ms_text text = ms_cell_text(row, field);
    *state = text.length == 0 ? 0 : ms_state_number(text.at, text.length);
    return text.length == 0 || *state != 0;
}

bool ms_cell_zip(const ms_row_cells *row, uint32_t field, ms_text *zip, uint32_t *number)
{
    *zip = ms_cell_text(row, field);
    *number = zip->length == 0 ? 0 : ms_zip_number(*zip);
    return zip->length == 0 || *number != 0;
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
