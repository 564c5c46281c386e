/* 15 USC 1673(b)(2): the ceiling on what is withheld of disposable earnings, and the premium's place under it. */
#include "law/terms.h"

#include <medsupport/withholding.h>

enum { WHOLE = 10000 };

/* The source that was found breaks off after the 50 percent; the others, and the five points for old arrears, are
 * from memory and stay marked so until somebody has read them in the statute. */
static const ms_ceiling_row ceilings[] = {
    {false, false, 6000, "15 USC 1673(b)(2)(B)", false},
    {false, true, 6500, "15 USC 1673(b)(2)(B)", false},
    {true, false, 5000, "15 USC 1673(b)(2)(A)", true},
    {true, true, 5500, "15 USC 1673(b)(2)(A)", false},
};

enum { CEILINGS = sizeof ceilings / sizeof ceilings[0] };

/*@ logic integer ceiling_of(integer supports_another, integer old_arrears) =
        (supports_another != 0 ? 5000 : 6000) + (old_arrears != 0 ? 500 : 0);

    logic integer least_of(ms_amount a) = a.known != 0 ? a.cents : 0;

    logic integer most_of(ms_amount a) = a.known != 0 ? a.cents : MS_MONEY_MAX;

    logic integer above(integer a, integer b) = a > b ? a - b : 0;

    predicate is_period{L}(ms_pay_period *p) =
        is_amount(p->disposable) && is_amount(p->current) && is_amount(p->arrears) && is_amount(p->premium)
        && is_truth(p->supports_another) && is_truth(p->old_arrears)
        && MS_PREMIUM_PLACE_UNKNOWN <= p->place <= MS_PREMIUM_LAST;
*/

/*@ predicate may_hold(integer truth, integer value) = truth == MS_UNKNOWN || (truth == MS_YES <==> value != 0);

    predicate is_possible{L}(ms_pay_period *p, ms_ceiling_row *row) =
        may_hold(p->supports_another, row->supports_another) && may_hold(p->old_arrears, row->old_arrears);
*/

/* What comes before the premium: the least and the most of it, over all places where the place is not known. */
/*@ logic integer ahead_lo{L}(ms_pay_period *p) =
        ((p->place == MS_PREMIUM_AFTER_CURRENT || p->place == MS_PREMIUM_LAST) ? least_of(p->current) : 0)
        + (p->place == MS_PREMIUM_LAST ? least_of(p->arrears) : 0);

    logic integer ahead_hi{L}(ms_pay_period *p) =
        (p->place != MS_PREMIUM_FIRST ? most_of(p->current) : 0)
        + ((p->place == MS_PREMIUM_LAST || p->place == MS_PREMIUM_PLACE_UNKNOWN) ? most_of(p->arrears) : 0);
*/

/* Whether a premium fits, in every case that is still possible, or in some. */
/*@ logic integer fits_of(ms_amount premium, ms_range room) =
        most_of(premium) <= room.lo ? MS_YES : least_of(premium) <= room.hi ? MS_UNKNOWN : MS_NO; */

/* ---- the ceiling ------------------------------------------------------------------------------------------------ */

/*@ assigns \nothing;
    ensures \result->percentage == ceiling_of(supports_another, old_arrears);
    ensures (\result->verified != 0) <==> (supports_another && !old_arrears);
    ensures \valid_read(\result); */
/* Cites: 15 USC 1673(b)(2) */
const ms_ceiling_row *ms_ceiling_describe(bool supports_another, bool old_arrears)
{
    return &ceilings[(supports_another ? 2 : 0) + (old_arrears ? 1 : 0)];
}

/* Down: the statute says what the part withheld may not exceed, and a cent more would exceed it. */
/*@ requires 0 <= disposable <= MS_MONEY_MAX;
    requires 0 <= percentage <= WHOLE;
    assigns \nothing;
    ensures \result * WHOLE <= disposable * percentage < (\result + 1) * WHOLE;
    ensures 0 <= \result <= disposable; */
/* Cites: 15 USC 1673(b)(2) */
ms_cents ms_withholding_ceiling(ms_cents disposable, int32_t percentage)
{
    //@ assert 0 <= disposable * percentage <= disposable * WHOLE;
    return ms_divide_down(disposable * percentage, WHOLE);
}

/* What an amount may be. */
/*@ requires is_amount(amount);
    assigns \nothing;
    ensures \result.lo == least_of(amount) && \result.hi == most_of(amount);
    ensures 0 <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
static ms_range bounds(ms_amount amount)
{
    return amount.known ? (ms_range){amount.cents, amount.cents} : (ms_range){0, MS_MONEY_MAX};
}

/* The least percentage and the greatest of the two questions: the greatest for one who supports nobody else. */
/*@ requires \valid_read(p) && is_period(p);
    assigns \nothing;
    ensures \result.lo == ceiling_of(p->supports_another == MS_NO ? 0 : 1, p->old_arrears == MS_YES ? 1 : 0);
    ensures \result.hi == ceiling_of(p->supports_another == MS_YES ? 1 : 0, p->old_arrears == MS_NO ? 0 : 1);
    ensures 5000 <= \result.lo <= \result.hi <= 6500; */
/* Cites: 15 USC 1673(b)(2) */
static ms_range percentages(const ms_pay_period *p)
{
    const ms_ceiling_row *least =
        ms_ceiling_describe(ms_may_be_yes(p->supports_another), !ms_may_be_no(p->old_arrears));
    const ms_ceiling_row *most = ms_ceiling_describe(!ms_may_be_no(p->supports_another), ms_may_be_yes(p->old_arrears));
    return (ms_range){least->percentage, most->percentage};
}

/*@ requires is_truth(truth);
    assigns \nothing;
    ensures \result <==> truth == MS_UNKNOWN || (truth == MS_YES <==> value); */
static bool may_be(ms_truth truth, bool value)
{
    return value ? ms_may_be_yes(truth) : ms_may_be_no(truth);
}

/* Whether every ceiling that is still possible was found in a source. */
/*@ requires \valid_read(p) && is_period(p);
    assigns \nothing;
    ensures \result <==> p->supports_another == MS_YES && p->old_arrears == MS_NO; */
static bool all_verified(const ms_pay_period *p)
{
    bool all = true;
    /*@ loop invariant 0 <= i <= CEILINGS;
        loop invariant all <==> \forall integer k; 0 <= k < i && is_possible(p, &ceilings[k]) ==> ceilings[k].verified;
        loop assigns i, all;
        loop variant CEILINGS - i; */
    for (int i = 0; i < CEILINGS; i++) {
        bool possible = may_be(p->supports_another, ceilings[i].supports_another)
                        && may_be(p->old_arrears, ceilings[i].old_arrears);
        all = all && (ceilings[i].verified || !possible);
    }
    //@ assert is_possible(p, &ceilings[0]) <==> p->supports_another != MS_YES && p->old_arrears != MS_YES;
    //@ assert is_possible(p, &ceilings[1]) <==> p->supports_another != MS_YES && p->old_arrears != MS_NO;
    //@ assert is_possible(p, &ceilings[2]) <==> p->supports_another != MS_NO && p->old_arrears != MS_YES;
    //@ assert is_possible(p, &ceilings[3]) <==> p->supports_another != MS_NO && p->old_arrears != MS_NO;
    return all;
}

/* ---- the premium's place ---------------------------------------------------------------------------------------- */

/*@ requires \valid_read(p) && is_period(p);
    assigns \nothing;
    ensures \result.lo == ahead_lo(p) && \result.hi == ahead_hi(p);
    ensures 0 <= \result.lo <= \result.hi <= 2 * MS_MONEY_MAX; */
static ms_range ahead_of(const ms_pay_period *p)
{
    ms_range current = bounds(p->current);
    ms_range arrears = bounds(p->arrears);
    switch (p->place) {
    case MS_PREMIUM_FIRST:
        return (ms_range){0, 0};
    case MS_PREMIUM_AFTER_CURRENT:
        return current;
    case MS_PREMIUM_LAST:
        return (ms_range){current.lo + arrears.lo, current.hi + arrears.hi};
    default:
        return (ms_range){0, current.hi + arrears.hi};
    }
}

/* The range of a difference, not below zero, of two quantities that vary by themselves. */
/*@ requires 0 <= a.lo <= a.hi <= 2 * MS_MONEY_MAX && 0 <= b.lo <= b.hi <= 2 * MS_MONEY_MAX;
    assigns \nothing;
    ensures \result.lo == above(a.lo, b.hi) && \result.hi == above(a.hi, b.lo);
    ensures 0 <= \result.lo <= \result.hi <= a.hi; */
static ms_range above_of(ms_range a, ms_range b)
{
    return (ms_range){a.lo > b.hi ? a.lo - b.hi : 0, a.hi > b.lo ? a.hi - b.lo : 0};
}

/*@ requires 0 <= premium.lo <= premium.hi;
    assigns \nothing;
    ensures premium.hi <= room.lo ==> \result == MS_YES;
    ensures premium.lo <= room.hi && room.lo < premium.hi ==> \result == MS_UNKNOWN;
    ensures room.hi < premium.lo && room.lo < premium.hi ==> \result == MS_NO; */
static ms_truth fits_whole(ms_range premium, ms_range room)
{
    if (premium.hi <= room.lo) {
        return MS_YES;
    }
    return premium.lo <= room.hi ? MS_UNKNOWN : MS_NO;
}

/* The disposable earnings, the percentage and the place of the premium vary by themselves, so that each end of a range
 * can be reached. */
/*@ requires \valid_read(period) && is_period(period);
    assigns \nothing;
    ensures \result.percentage.lo
            == ceiling_of(period->supports_another == MS_NO ? 0 : 1, period->old_arrears == MS_YES ? 1 : 0);
    ensures \result.percentage.hi
            == ceiling_of(period->supports_another == MS_YES ? 1 : 0, period->old_arrears == MS_NO ? 0 : 1);
    ensures \result.verified <==> period->supports_another == MS_YES && period->old_arrears == MS_NO;
    ensures \result.ceiling.lo * WHOLE <= least_of(period->disposable) * \result.percentage.lo
            < (\result.ceiling.lo + 1) * WHOLE;
    ensures \result.ceiling.hi * WHOLE <= most_of(period->disposable) * \result.percentage.hi
            < (\result.ceiling.hi + 1) * WHOLE;
    ensures \result.ahead.lo == ahead_lo(period) && \result.ahead.hi == ahead_hi(period);
    ensures \result.room.lo == above(\result.ceiling.lo, \result.ahead.hi);
    ensures \result.room.hi == above(\result.ceiling.hi, \result.ahead.lo);
    ensures \result.fits == fits_of(period->premium, \result.room);
    ensures \result.shortfall.lo == above(least_of(period->premium), \result.room.hi);
    ensures \result.shortfall.hi == above(most_of(period->premium), \result.room.lo); */
/* Cites: 15 USC 1673(b)(2) */
ms_withholding ms_withhold(const ms_pay_period *period)
{
    ms_range disposable = bounds(period->disposable);
    ms_range premium = bounds(period->premium);
    ms_withholding result = {
        .percentage = percentages(period),
        .verified = all_verified(period),
        .ahead = ahead_of(period),
    };
    result.ceiling.lo = ms_withholding_ceiling(disposable.lo, (int32_t)result.percentage.lo);
    result.ceiling.hi = ms_withholding_ceiling(disposable.hi, (int32_t)result.percentage.hi);
    result.room = above_of(result.ceiling, result.ahead);
    result.fits = fits_whole(premium, result.room);
    result.shortfall = above_of(premium, result.room);
    return result;
}
