/* Reading case documents from files and standard input, with every problem said. */
#ifndef MEDSUPPORT_CLI_LOAD_H
#define MEDSUPPORT_CLI_LOAD_H

#include "base/buffer.h"
#include "facts/document.h"

#include <medsupport/medsupport.h>

/* Today on this machine. The only clock in the project. */
ms_date ms_today(void);

/* Reads the whole of a file; "-" is standard input. False, and a message, when that fails. */
bool ms_load_file(const char *path, ms_buffer *text);

/* What messages call a file. */
const char *ms_load_name(const char *path);

/* The documents of a text: one, or one a line (NDJSON) when the first line that is not empty holds a whole one. */
typedef struct ms_pieces {
    const char *text;
    size_t length;
    size_t at;   /* where the next begins */
    size_t line; /* its line, from 1 */
    bool by_line;
} ms_pieces;

typedef struct ms_piece {
    const char *text;
    size_t length;
    size_t line; /* on which it begins, from 1 */
} ms_piece;

ms_pieces ms_pieces_of(const char *text, size_t length);

/* The next piece. False when there is none left. */
bool ms_pieces_next(ms_pieces *pieces, ms_piece *piece);

/* Reads a document, as of a date, or with MS_NO_DATE as of its own, else of today. False, and a message for each
 * problem, when it is none. The document lasts as long as the reader's. */
bool ms_load_document(ms_reader *reader, const char *name, const ms_piece *piece, ms_date as_of, ms_document *document);

/* Says why a text is no document: the reader's problems of its last read, which returned `status`. */
void ms_load_complain(const char *name, const ms_piece *piece, const ms_reader *reader, ms_status status);

/* The settings of a date with some readings. False, and a message, before the rule. */
bool ms_load_settings(const char *name, ms_date as_of, const ms_readings *readings, ms_settings *settings);

#endif
