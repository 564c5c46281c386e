/* The figures of a simulation as they are shown. */
#ifndef MEDSUPPORT_BATCH_PUT_H
#define MEDSUPPORT_BATCH_PUT_H

#include "base/buffer.h"
#include "batch/tally.h" /* ms_put_thousands */

#include <stdint.h>

/* Appends a share of a whole as a percentage to the nearest tenth, half up: "17.2"; "0.0" of nothing. */
void ms_put_share(ms_buffer *out, uint64_t part, uint64_t whole);

/* Appends yearly cents as dollars a month to the nearest dollar, half away from zero: "$5,628,110", "-$3". */
void ms_put_dollars_a_month(ms_buffer *out, __int128_t year_cents);

/* Appends yearly cents as dollars exactly: "67537320.00", "-0.50". */
void ms_put_dollars(ms_buffer *out, __int128_t cents);

/* Appends text to the right of a column of so many columns, after as many blanks as fit; ASCII. */
void ms_put_right(ms_buffer *out, size_t columns, const char *text, size_t length);

/* Appends blanks until the line that begins at `begin` is so many columns long; ASCII. */
void ms_put_blanks_to(ms_buffer *out, size_t begin, size_t columns);

#endif
