/*
 * What stands in a cell, as a value: the value that the reader of documents gives to a text of the same field. Each reader
 * is false where that one finds anything wrong, or may find it; what it is then, table_tree.h tells.
 */
#ifndef MEDSUPPORT_BATCH_CELL_VALUES_H
#define MEDSUPPORT_BATCH_CELL_VALUES_H

#include "facts/plain_values.h"

#include <stdint.h>

/* A zip as it is written, and its number. */
typedef struct ms_cell_zip {
    uint32_t number;
    ms_text text;
} ms_cell_zip;

/* Reads a cell, which is not empty, into *value; choices: of ms_read_word_cell. */
typedef bool ms_cell_reader(ms_text cell, const ms_choices *choices, void *value);

ms_cell_reader ms_read_id_cell;     /* ms_text */
ms_cell_reader ms_read_name_cell;   /* ms_text: a person's, an employer's */
ms_cell_reader ms_read_source_cell; /* ms_text: where a fact is from */
ms_cell_reader ms_read_notes_cell;  /* ms_text */
ms_cell_reader ms_read_any_cell;    /* ms_text: of which the parts are yet to be read */
ms_cell_reader ms_read_date_cell;   /* ms_date */
ms_cell_reader ms_read_money_cell;  /* ms_amount */
ms_cell_reader ms_read_truth_cell;  /* ms_truth */
ms_cell_reader ms_read_word_cell;   /* int */
ms_cell_reader ms_read_state_cell;  /* uint16_t */
ms_cell_reader ms_read_zip_cell;    /* ms_cell_zip */
ms_cell_reader ms_read_tenths_cell; /* int32_t: a percentage with at most one decimal, in hundredths */
ms_cell_reader ms_read_share_cell;  /* int32_t: a percentage with two decimals, in hundredths */
ms_cell_reader ms_pass_cell;        /* nothing: the cell has been looked at before */

/* Whether a cell is this text. */
bool ms_cell_is(ms_text cell, const char *text);

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
