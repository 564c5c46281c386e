/* A check of bytes, by which what changed since is noticed; against mishaps, not against malice. */
#ifndef MEDSUPPORT_BATCH_CHECK_H
#define MEDSUPPORT_BATCH_CHECK_H

#include <stddef.h>
#include <stdint.h>

/* The check of no bytes. */
uint64_t ms_check_begin(void);

/* The check of those bytes whose check is given, and `length` bytes behind them. The same bytes in other pieces may have
 * another check, and so may those of a machine with another order of bytes. */
uint64_t ms_check_more(uint64_t check, const void *bytes, size_t length);

#endif
