/*
 * A child's medical costs between those who owe them: what of a cost is shared under 13 CSR 40-112.010(5)(E) and (F),
 * by which percentage (there, and under RSMo 454.633), and how cents are split so that the parts always sum to the
 * whole.
 */
#ifndef MEDSUPPORT_APPORTIONMENT_H
#define MEDSUPPORT_APPORTIONMENT_H

#include <medsupport/api.h>
#include <medsupport/facts.h>
#include <medsupport/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Those who can owe a cost together, as in foster or kin care; and the half of RSMo 454.633.3. */
enum { MS_MAX_PARTS = 4, MS_STATUTORY_SHARE = 5000 };

/* ---- what is shared --------------------------------------------------------------------------------------------- */

/* (5)(E) The uncovered part of a cost: what was billed less what plans paid, not below 0. `billed`: where a dispute has
 * settled how much of it was reasonable and necessary, that amount. Unknown amounts: 0..MS_MONEY_MAX. */
MS_API ms_range ms_uncovered_costs(ms_amount billed, ms_amount paid_by_plans);

/* (5)(F) The reasonable costs net of what third parties paid, not below 0: the rule says nothing of a third party's
 * insurance, but what has been paid is owed by nobody. */
MS_API ms_range ms_reasonable_costs(ms_amount reasonable, ms_amount paid_by_others);

/* ---- by which percentage ---------------------------------------------------------------------------------------- */

/* RSMo 454.633.1: whether an obligor who failed to maintain the ordered coverage is liable for a cost, and so for the
 * whole of it: one of the order's date or later, on a day without the coverage. MS_NO_DATE: not known.
 * maintained: the ordered coverage was in force on the day of the service. */
MS_API ms_truth ms_liable_for_whole(ms_date ordered, ms_date service, ms_truth maintained);

/* Where a percentage comes from. */
typedef enum ms_owed_basis {
    MS_OWED_UNKNOWN = 0,
    MS_OWED_WHOLE,  /* the obligor failed to maintain coverage, RSMo 454.633.1 */
    MS_OWED_NAMED,  /* the order or agreement names it */
    MS_OWED_DEFAULT /* none is named: half each, RSMo 454.633.3 */
} ms_owed_basis;

typedef struct ms_owed {
    bool known;          /* every completion of what is unknown gives this percentage */
    int32_t percentage;  /* hundredths of a percent, when known */
    ms_owed_basis basis; /* MS_OWED_UNKNOWN when the percentage is known but not from which of them */
} ms_owed;

/* The percentage that one of two parents owes of a cost. named: whether the order or a written agreement names a
 * percentage; percentage: which, 0..10000 hundredths, where it does. */
MS_API ms_owed ms_owed_percentage(ms_truth liable, ms_truth named, int32_t percentage);

/* ---- cents ------------------------------------------------------------------------------------------------------ */

/* share + rest is the cost, always. */
typedef struct ms_split {
    ms_cents share; /* of the parent whose percentage is ordered */
    ms_cents rest;  /* the other parent's under RSMo 454.633; under (5)(E) and (F) the rule lays it on nobody */
} ms_split;

/* A percentage of a cost to the nearest cent; half a cent goes to the share. cost: 0..MS_YEARLY_MAX, percentage:
 * 0..10000. */
MS_API ms_split ms_apportion(ms_cents cost, int32_t percentage);

/* Splits an amount over several in proportion to their weights: to each the whole cents, then a cent to those with the
 * largest remainders, the earlier one where remainders are equal. The parts sum to the amount. count: 1..MS_MAX_PARTS,
 * amount: 0..MS_YEARLY_MAX, weights: 0..10000, not all 0. */
MS_API void ms_apportion_over(ms_cents amount, uint32_t count, const int32_t *weights, ms_cents *parts);

#ifdef __cplusplus
}
#endif

#endif
