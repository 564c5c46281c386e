#include "batch/case_text.h"

#include "batch/cell_values.h"
#include "batch/room.h"

#include <stdlib.h>

void ms_case_text_free(ms_case_text *text)
{
    free(text->text);
    free(text->places);
    text->text = NULL;
    text->places = NULL;
    text->length = text->capacity = text->row_capacity = 0;
}

/* Makes room for a text and for the places of its rows. False when memory is out. */
static bool make_room(ms_case_text *text, size_t length, size_t rows)
{
    char *longer = ms_grown(text->text, &text->capacity, length, 1);
    text->text = longer != NULL ? longer : text->text;
    uint32_t *places = ms_grown(text->places, &text->row_capacity, rows, sizeof *places);
    text->places = places != NULL ? places : text->places;
    return longer != NULL && places != NULL;
}

bool ms_case_text_make(ms_case_text *text, const ms_case_rows *rows)
{
    size_t stored = 0;
    for (size_t i = 0; i < rows->row_count; i++) {
        stored += rows->rows[i].csv.length;
    }
    if (!make_room(text, text->layout->length + 3 * stored, rows->row_count)) {
        return false;
    }
    memcpy(text->text, text->layout->text, text->layout->length);
    text->length = text->layout->length;
    for (size_t i = 0; i < rows->row_count; i++) {
        const ms_csv_row *row = &rows->rows[i].csv;
        memcpy(text->text + text->length, row->text, row->length);
        text->places[i] = (uint32_t)text->length;
        text->length += row->length;
    }
    return true;
}

ms_piece ms_case_text_cell(ms_case_text *text, size_t row, const ms_csv_cell *cell)
{
    uint32_t at = text->places[row] + cell->at;
    if (!ms_csv_is_doubled(text->text + text->places[row], *cell)) {
        return (ms_piece){at, cell->length};
    }
    size_t length = ms_csv_undouble(text->text + at, cell->length, text->text + text->length);
    ms_piece piece = {(uint32_t)text->length, (uint32_t)length};
    text->length += length;
    return piece;
}

static ms_text text_of(const ms_case_text *text, ms_piece piece)
{
    return (ms_text){text->text + piece.at, piece.length};
}

static ms_piece piece_of(const ms_case_text *text, ms_text part)
{
    return (ms_piece){(uint32_t)(part.at - text->text), (uint32_t)part.length};
}

ms_truth ms_case_text_says(const ms_case_text *text, ms_piece piece)
{
    return ms_cell_says(text_of(text, piece));
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

ms_piece ms_case_text_list(const ms_case_text *text, ms_piece cell)
{
    cell.length = ms_case_text_is(text, cell, MS_CELL_NONE) ? 0 : cell.length;
    return cell;
}

bool ms_case_text_word(const ms_case_text *text, ms_piece *list, ms_piece *word)
{
    ms_text left = text_of(text, *list), taken;
    bool found = ms_next_word(&left, &taken);
    *list = piece_of(text, left);
    *word = piece_of(text, taken);
    return found;
}

/* Where a county ends: at the first separator that is not escaped, or at `end`. *last: without the spaces before it. */
static uint32_t county_end(const ms_case_text *text, uint32_t at, uint32_t end, uint32_t *last)
{
    *last = at;
    while (at < end && text->text[at] != MS_BETWEEN_COUNTIES) {
        bool escape = text->text[at] == MS_COUNTY_ESCAPE && at + 1 < end;
        bool space = text->text[at] == ' ';
        at += escape ? 2 : 1;
        *last = space ? *last : at;
    }
    return at;
}

/* The name of a county without its escapes, from `at` to `end`. */
static ms_piece county_name(ms_case_text *text, uint32_t at, uint32_t end)
{
    if (at == end || memchr(text->text + at, MS_COUNTY_ESCAPE, end - at) == NULL) {
        return (ms_piece){at, end - at};
    }
    uint32_t from = (uint32_t)text->length;
    for (; at < end; at++) {
        at += text->text[at] == MS_COUNTY_ESCAPE && at + 1 < end;
        text->text[text->length++] = text->text[at];
    }
    return (ms_piece){from, (uint32_t)text->length - from};
}

bool ms_case_text_county(ms_case_text *text, ms_piece *list, ms_county_piece *county)
{
    uint32_t end = list->at + list->length;
    uint32_t at = list->at, last = at;
    while (last == at && at < end) { /* what is between two semicolons may be nothing */
        uint32_t from = at;
        uint32_t stop = county_end(text, from, end, &last);
        while (from < last && text->text[from] == ' ') {
            from++;
        }
        at = stop < end ? stop + 1 : end;
        *list = (ms_piece){at, end - at};
        if (last > from) {
            const char *colon = memchr(text->text + from, MS_AFTER_STATE, last - from);
            uint32_t name = colon == NULL ? from : (uint32_t)(colon - text->text) + 1;
            county->has_state = colon != NULL;
            county->state = (ms_piece){from, county->has_state ? name - 1 - from : 0};
            county->name = county_name(text, name, last);
            return true;
        }
        last = at;
    }
    return false;
}
