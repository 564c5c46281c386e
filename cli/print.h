/* Text for people, made as printf makes it. */
#ifndef MEDSUPPORT_CLI_PRINT_H
#define MEDSUPPORT_CLI_PRINT_H

#include "base/buffer.h"

#include <stdarg.h>
#include <stddef.h>

/* Appends text as it is. */
__attribute__((format(printf, 2, 3))) void ms_print(ms_buffer *out, const char *format, ...);
__attribute__((format(printf, 2, 0))) void ms_print_list(ms_buffer *out, const char *format, va_list arguments);

/* Appends a paragraph of at most 80 columns: the label at column `indent`, the text from column `hang` on. The label
 * ends before that column. */
__attribute__((format(printf, 5, 6))) void ms_print_lines(ms_buffer *out, size_t indent, const char *label, size_t hang,
                                                          const char *format, ...);

/* Appends a heading, bold when `coloured`. */
void ms_print_heading(ms_buffer *out, bool coloured, const char *text);

#endif
