/* Money in whole cents; percentages in hundredths of a percent. Nothing is rounded unless a function says how. */
#ifndef MEDSUPPORT_MONEY_H
#define MEDSUPPORT_MONEY_H

#include <medsupport/api.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t ms_cents;

/* The largest amount that a document may state: $999,999,999.99. */
#define MS_MONEY_MAX INT64_C(99999999999)

/* The most that an amount so limited can come to in a year: paid every week. */
#define MS_YEARLY_MAX (52 * MS_MONEY_MAX)

/* Room for any amount up to MS_YEARLY_MAX with a sign, "-51999999999.48", and its NUL. */
enum { MS_MONEY_TEXT_SIZE = 24 };

/* Reads digits, then at most a point and one or two digits: "0", "310", "310.5", "310.50". No sign, no exponent, no
 * leading zero, at most MS_MONEY_MAX. True and *cents when it is such an amount. */
MS_API bool ms_money_parse(const char *text, size_t length, ms_cents *cents);

/* Writes "1234.50" (with "-" before it when negative) and a NUL; returns the length without the NUL.
 * cents: -MS_YEARLY_MAX..MS_YEARLY_MAX. */
MS_API size_t ms_money_format(ms_cents cents, char text[MS_MONEY_TEXT_SIZE]);

/* dividend / divisor rounded towards minus infinity. divisor > 0. */
MS_API int64_t ms_divide_down(int64_t dividend, int64_t divisor);

/* dividend / divisor rounded towards plus infinity. divisor > 0, dividend > INT64_MIN. */
MS_API int64_t ms_divide_up(int64_t dividend, int64_t divisor);

#ifdef __cplusplus
}
#endif

#endif
