/*
 * What stands in a cell, as a value: the value that the reader of documents gives to a text of the same field. Each reader
 * is false where that one finds anything wrong, or may find it; what it is then, table_tree.h tells. Those of a row's cells
 * are not false where a cell is empty: its value is unknown then.
 */
#ifndef MEDSUPPORT_BATCH_CELL_VALUES_H
#define MEDSUPPORT_BATCH_CELL_VALUES_H

#include "batch/csv.h"
#include "facts/plain_values.h"

#include <stdint.h>

/* ---- the cells of a row ------------------------------------------------------------------------------------------ */

/* A row whose cells are found by their fields in the document, taken apart (facts/flat.h). */
typedef struct ms_row_cells {
    const char *text;
    const ms_csv_cell *cells;
    const uint8_t *cell_of; /* field; that of an empty cell where there is no such column */
} ms_row_cells;

/* The text of a cell; at: NULL where it is empty. */
static inline ms_text ms_cell_text(const ms_row_cells *row, uint32_t field)
{
    ms_csv_cell cell = row->cells[row->cell_of[field]];
    return (ms_text){cell.length == 0 ? NULL : row->text + cell.at, cell.length};
}

/* A text of more bytes than `most` characters may have few enough characters all the same, and is left to the long way. */
static inline bool ms_cell_name(const ms_row_cells *row, uint32_t field, size_t most, ms_text *name)
{
    *name = ms_cell_text(row, field);
    return name->length <= most;
}

static inline bool ms_cell_id(const ms_row_cells *row, uint32_t field, ms_text *id)
{
    *id = ms_cell_text(row, field);
    return id->length == 0 || ms_is_id(*id);
}

/* Empty: MS_NO_DATE. */
static inline bool ms_cell_date(const ms_row_cells *row, uint32_t field, ms_date *date)
{
    ms_text text = ms_cell_text(row, field);
    *date = text.length == 0 ? MS_NO_DATE : ms_date_parse(text.at, text.length);
    return text.length == 0 || *date != MS_NO_DATE;
}

static inline bool ms_cell_money(const ms_row_cells *row, uint32_t field, ms_amount *amount)
{
    ms_text text = ms_cell_text(row, field);
    *amount = (ms_amount){.known = false};
    if (text.length == 0) {
        return true;
    }
    amount->known = ms_money_parse(text.at, text.length, &amount->cents);
    return amount->known;
}

/* A percentage with so many decimals, in hundredths. Empty: -1. */
static inline bool ms_cell_percentage(const ms_row_cells *row, uint32_t field, size_t least, size_t most,
                                      int32_t *percentage)
{
    ms_text text = ms_cell_text(row, field);
    *percentage = text.length == 0 ? -1 : ms_percentage(text, least, most);
    return text.length == 0 || *percentage >= 0;
}

/* The value of one of a few words. Empty: `otherwise`. */
static inline bool ms_cell_word(const ms_row_cells *row, uint32_t field, const ms_choices *choices, int otherwise,
                                int *value)
{
    ms_text text = ms_cell_text(row, field);
    *value = otherwise;
    if (text.length == 0) {
        return true;
    }
    const ms_choice *choice = ms_find_choice(choices, text);
    *value = choice == NULL ? otherwise : choice->value;
    return choice != NULL;
}

/* Empty: MS_UNKNOWN. */
bool ms_cell_truth(const ms_row_cells *row, uint32_t field, ms_truth *truth);

/* Empty: 0. */
bool ms_cell_state(const ms_row_cells *row, uint32_t field, uint16_t *state);

/* A zip as it is written, and its number. Empty: 0. */
bool ms_cell_zip(const ms_row_cells *row, uint32_t field, ms_text *zip, uint32_t *number);

/* Whether a cell is this text. */
bool ms_cell_is(ms_text cell, const char *text);

/* What a cell says that is true or false, whatever its case: programs write TRUE and True. MS_UNKNOWN: neither. */
ms_truth ms_cell_says(ms_text cell);

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* What the list in a cell holds: nothing where it is (none) or there is no cell, else all of the cell. */
ms_text ms_cell_list(ms_text cell);

/* Takes the next word off what a list holds. False when there is none left. */
bool ms_next_word(ms_text *list, ms_text *word);

/* A county as it is listed. */
typedef struct ms_cell_county {
    uint16_t state;
    ms_text name;
} ms_cell_county;

typedef enum ms_list_step { MS_LIST_NEXT = 0, MS_LIST_END, MS_LIST_UNSURE } ms_list_step;

/* Takes the next county off what a list holds, or is unsure of it. */
ms_list_step ms_next_county(ms_text *list, ms_cell_county *county);

/* Whether a text may be the name of a county, as most are written: it begins with no space. */
bool ms_is_plain_county(ms_text name);

#endif
