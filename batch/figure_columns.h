/* How wide the columns of a table of figures are: never so narrow that two figures run together. */
#ifndef MEDSUPPORT_BATCH_FIGURE_COLUMNS_H
#define MEDSUPPORT_BATCH_FIGURE_COLUMNS_H

#include <stddef.h>

enum { MS_MOST_COLUMNS = 8 };

typedef struct ms_figure_columns {
    size_t count;                   /* 1..MS_MOST_COLUMNS */
    size_t width[MS_MOST_COLUMNS];  /* wanted, and after ms_columns_fit given */
    size_t needed[MS_MOST_COLUMNS]; /* by the longest figure, with a blank before it */
} ms_figure_columns;

/* Makes room in a column for a figure of so many characters. */
void ms_columns_hold(ms_figure_columns *columns, size_t column, size_t length);

/* How many characters all columns need together. */
size_t ms_columns_needed(const ms_figure_columns *columns);

/* Gives each column the width that it wants, or what it needs where that is more. Where this takes more than `room`,
 * those with most to spare become narrower, none below what it needs: together they exceed the room only where all that
 * they need does. */
void ms_columns_fit(ms_figure_columns *columns, size_t room);

#endif
