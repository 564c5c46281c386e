/* How many columns of a terminal a text takes. */
#ifndef MEDSUPPORT_FACTS_COLUMNS_H
#define MEDSUPPORT_FACTS_COLUMNS_H

#include <stddef.h>

/* The length in bytes of the character at the start of a text, 1..left; bytes that are no UTF-8 count one by one.
 * *columns: how many it takes, 0..2. left > 0. */
size_t ms_character(const char *text, size_t left, size_t *columns);

/* The columns of a whole text. */
size_t ms_columns(const char *text, size_t length);

#endif
