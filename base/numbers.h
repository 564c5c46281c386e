/* Numbers in order, such as days and percentages. */
#ifndef MEDSUPPORT_BASE_NUMBERS_H
#define MEDSUPPORT_BASE_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

/* Compares two int32_t, for qsort and bsearch. */
int ms_numbers_compare(const void *left, const void *right);

/* Puts numbers in order and leaves each once; how many are left. */
size_t ms_numbers_once(int32_t *numbers, size_t count);

#endif
