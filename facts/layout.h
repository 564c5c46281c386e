/* Lines of at most 80 columns: text wrapped under a hanging indent, with a label before it. */
#ifndef MEDSUPPORT_FACTS_LAYOUT_H
#define MEDSUPPORT_FACTS_LAYOUT_H

#include "base/buffer.h"

enum { MS_TEXT_COLUMNS = 80 };

/* How a label or a text is set off on a terminal; each also says in words what the colour says. */
typedef enum ms_style { MS_PLAIN = 0, MS_BOLD, MS_DIM, MS_GOOD, MS_OPEN } ms_style;

typedef struct ms_layout {
    ms_buffer *out;
    bool colour;
} ms_layout;

/* A label at column `indent`, then the text from column `hang` on, all its lines. An empty label is none.
 * indent + columns of label < hang < MS_TEXT_COLUMNS - 20. text: UTF-8 without control characters. */
typedef struct ms_paragraph_layout {
    size_t indent, hang;
    const char *label;
    ms_style label_style, style;
} ms_paragraph_layout;

/* Lays out a paragraph. A word longer than a line is broken between characters. */
void ms_lay_out(const ms_layout *layout, ms_paragraph_layout how, const char *text, size_t length);

/* The room that a character takes; columns: its columns on a terminal. */
typedef size_t (*ms_measure)(const char *character, size_t length, size_t columns);

/* The bytes of the next line of a text: up to the last space that lets it fit, or as many characters as fit. Each
 * character takes what `measure` says, its columns where that is NULL. At least one character. */
size_t ms_line_length(const char *text, size_t length, size_t room, ms_measure measure);

/* Goes on to what follows a line and the spaces that end it. */
void ms_pass_line(const char **text, size_t *length, size_t line);

/* An empty line. */
void ms_lay_out_gap(const ms_layout *layout);

#endif
