/* The rows of a case in one text, and what stands in its cells: without doubled quotation marks, word by word. */
#ifndef MEDSUPPORT_BATCH_CASE_TEXT_H
#define MEDSUPPORT_BATCH_CASE_TEXT_H

#include "batch/table_layout.h"
#include "batch/table_rows.h"

#include <string.h>

/* A piece of the text. */
typedef struct ms_piece {
    uint32_t at, length;
} ms_piece;

typedef struct ms_case_text {
    const ms_layout *layout;
    char *text; /* the names of the layout, then the rows, then cells that had to be rewritten */
    size_t length, capacity;
    uint32_t *places; /* of each row, where it begins */
    size_t row_capacity;
} ms_case_text;

/* Puts down the rows of a case. False when memory is out. Of cells that are rewritten there is room for each one twice. */
bool ms_case_text_make(ms_case_text *text, const ms_case_rows *rows);

void ms_case_text_free(ms_case_text *text);

/* The content of a cell of a row. */
ms_piece ms_case_text_cell(ms_case_text *text, size_t row, const ms_csv_cell *cell);

/* Whether a piece is this text. */
static inline bool ms_case_text_is(const ms_case_text *text, ms_piece piece, const char *other)
{
    size_t length = strlen(other); /* known when this is compiled */
    return piece.length == length && memcmp(text->text + piece.at, other, length) == 0;
}

/* What a piece says that is true or false, whatever its case. MS_UNKNOWN: neither. */
ms_truth ms_case_text_says(const ms_case_text *text, ms_piece piece);

/* What the list in a cell holds: nothing where it is (none), else all of the cell. */
ms_piece ms_case_text_list(const ms_case_text *text, ms_piece cell);

/* Takes the next word off what a list holds. False when there is none left. */
bool ms_case_text_word(const ms_case_text *text, ms_piece *list, ms_piece *word);

/* A county: its state, if there is a colon, and its name, which may be of no length. */
typedef struct ms_county_piece {
    bool has_state;
    ms_piece state, name;
} ms_county_piece;

/* Takes the next county off what a list holds. False when there is none left. */
bool ms_case_text_county(ms_case_text *text, ms_piece *list, ms_county_piece *county);

#endif
