/*
 * Rows of a table as text: RFC 4180, UTF-8, lines that end with LF or CRLF. A cell that holds a comma, a quotation mark
 * or a line break stands between quotation marks, and each quotation mark in it is doubled.
 *
 * Where a row breaks these rules it still ends somewhere, and everybody who reads it finds the same end.
 */
#ifndef MEDSUPPORT_BATCH_CSV_H
#define MEDSUPPORT_BATCH_CSV_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest row, in bytes. */
enum { MS_CSV_LONGEST_ROW = 1024 * 1024 };

/* A cell, without the quotation marks around it. */
typedef struct ms_csv_cell {
    uint32_t at; /* in the row */
    uint32_t length;
} ms_csv_cell;

/* How many cells more than a row has there is to be room for, that it is split fast. */
enum { MS_CSV_SPARE_ROOM = 64 };

typedef enum ms_csv_fault {
    MS_CSV_GOOD = 0,
    MS_CSV_TOO_LONG,    /* more than MS_CSV_LONGEST_ROW; its cells are not given */
    MS_CSV_OPEN,        /* a quotation mark opens a cell and none closes it */
    MS_CSV_STRAY_QUOTE, /* a quotation mark in a cell that does not stand between quotation marks */
    MS_CSV_AFTER_QUOTE, /* something behind the quotation mark that closes a cell */
    MS_CSV_RETURN,      /* a carriage return that ends no line, outside quotation marks */
    MS_CSV_NUL,         /* the character U+0000 */
    MS_CSV_NOT_UTF8
} ms_csv_fault;

typedef struct ms_csv_row {
    const char *text;
    size_t length;       /* without the line break */
    const char *next;    /* behind the line break */
    uint32_t count;      /* of cells */
    bool doubled;        /* a cell holds two quotation marks for each one */
    ms_csv_fault fault;  /* the first */
    uint32_t fault_cell; /* in which */
} ms_csv_row;

/* Where the row that begins at `at` ends: at its line break, or at `end`. */
const char *ms_csv_row_end(const char *at, const char *end);

/* Splits the row that begins at `at`, before `end`, into cells, and gives the first of them, at most `room`. */
void ms_csv_split(const char *at, const char *end, ms_csv_cell *cells, uint32_t room, ms_csv_row *row);

/* Whether a row has no content at all: nothing, or empty cells only. Such a row says nothing and is passed over. */
static inline bool ms_csv_blank(const char *at, const char *end)
{
    while (at < end && (*at == ',' || *at == '\r')) {
        at++;
    }
    return at == end || *at == '\n';
}

/* Whether what stands in a cell is text: UTF-8 without U+0000. */
bool ms_csv_is_text(const char *text, size_t length);

/* Whether a cell of a row holds two quotation marks for each one. */
bool ms_csv_is_doubled(const char *row, ms_csv_cell cell);

/* Writes the text of a cell that is doubled to out, which has room for its length; returns the length. */
size_t ms_csv_undouble(const char *text, size_t length, char *out);

/* Appends a cell, between quotation marks where it needs them. */
void ms_csv_put(ms_buffer *out, const char *text, size_t length);

/* A fault in words: what was found, and what is expected. */
const char *ms_csv_found(ms_csv_fault fault);
const char *ms_csv_expected(ms_csv_fault fault);

#endif
