/*
 * Form 14, lines 1 to 4: each parent's adjusted monthly gross income and the shares of the two in it. Entries are
 * rounded to the dollar, half up; line 3 is not below zero; line 4 is to the nearest tenth of a percent, half up.
 */
#ifndef MEDSUPPORT_FORM14_H
#define MEDSUPPORT_FORM14_H

#include <medsupport/facts.h>
#include <medsupport/parameters.h>
#include <medsupport/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An entry to the nearest dollar, half up. cents: 0..MS_MONEY_MAX. Dollars. */
MS_API int64_t ms_form14_entry(ms_cents cents);

/* Line 3 = lines 1 + 1a - 2a - 2b - 2c, not below 0, in dollars: what it may come to. */
MS_API ms_range ms_form14_line_3(const ms_form14_column *column);

/* Line 4 of the first parent, hundredths of a percent and always whole tenths: 0..10000. Both in dollars, 0..2,000,000,000;
 * the combined line 3 is not zero. The other parent's line 4 is the rest to 10000. */
MS_API int32_t ms_form14_line_4(int64_t line_3, int64_t other_line_3);

typedef enum ms_share_basis {
    MS_SHARE_UNKNOWN = 0,
    MS_SHARE_LINE_4,       /* line 4 of the division's Form 14 */
    MS_SHARE_NO_FORM14,    /* the division calculates none */
    MS_SHARE_ZERO_COMBINED /* combined line 3 is zero: line 4 is undefined, so none is calculated */
} ms_share_basis;

/* The percentage that (5)(E) and (F) order. */
typedef struct ms_share {
    bool known;           /* every completion of what is unknown gives this percentage */
    int32_t percentage;   /* hundredths of a percent, when known */
    ms_share_basis basis; /* MS_SHARE_UNKNOWN when the percentage is known but not from which of them */
} ms_share;

/* (5)(E), (F) The percentage of the parent not seeking support: line 4, else the default share. */
MS_API ms_share ms_rule_5_percentage(const ms_form14 *form14, int32_t default_share);

#ifdef __cplusplus
}
#endif

#endif
