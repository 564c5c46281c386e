/* 13 CSR 40-112.010(5)(E) and (F), RSMo 454.633: who owes how much of a child's medical costs, to the cent. */
#include "law/terms.h"

#include <medsupport/apportionment.h>

enum { WHOLE = 10000 };

/* What an amount may be, and what one leaves of another. */
/*@ logic integer least_of(ms_amount a) = a.known != 0 ? a.cents : 0;

    logic integer most_of(ms_amount a) = a.known != 0 ? a.cents : MS_MONEY_MAX;

    logic integer above(integer a, integer b) = a > b ? a - b : 0;
*/

/* ---- what is shared --------------------------------------------------------------------------------------------- */

/* What payments leave of a cost: as a range, each end of which can be reached. */
/*@ requires is_amount(cost) && is_amount(paid);
    assigns \nothing;
    ensures \result.lo == above(least_of(cost), most_of(paid));
    ensures \result.hi == above(most_of(cost), least_of(paid));
    ensures 0 <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
static ms_range left_of(ms_amount cost, ms_amount paid)
{
    ms_cents least = (cost.known ? cost.cents : 0) - (paid.known ? paid.cents : MS_MONEY_MAX);
    ms_cents most = (cost.known ? cost.cents : MS_MONEY_MAX) - (paid.known ? paid.cents : 0);
    return (ms_range){least > 0 ? least : 0, most > 0 ? most : 0};
}

/*@ requires is_amount(billed) && is_amount(paid_by_plans);
    assigns \nothing;
    ensures \result.lo == above(least_of(billed), most_of(paid_by_plans));
    ensures \result.hi == above(most_of(billed), least_of(paid_by_plans));
    ensures 0 <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
/* Cites: 13 CSR 40-112.010(5)(E) */
ms_range ms_uncovered_costs(ms_amount billed, ms_amount paid_by_plans)
{
    return left_of(billed, paid_by_plans);
}

/*@ requires is_amount(reasonable) && is_amount(paid_by_others);
    assigns \nothing;
    ensures \result.lo == above(least_of(reasonable), most_of(paid_by_others));
    ensures \result.hi == above(most_of(reasonable), least_of(paid_by_others));
    ensures 0 <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
/* Cites: 13 CSR 40-112.010(5)(F) */
ms_range ms_reasonable_costs(ms_amount reasonable, ms_amount paid_by_others)
{
    return left_of(reasonable, paid_by_others);
}

/* ---- by which percentage ---------------------------------------------------------------------------------------- */

/*@ requires is_truth(maintained);
    requires MS_NO_DATE <= ordered <= MS_LAST_DATE && MS_NO_DATE <= service <= MS_LAST_DATE;
    assigns \nothing;
    behavior not_liable:
      assumes maintained == MS_YES || (ordered != MS_NO_DATE && service != MS_NO_DATE && service < ordered);
      ensures \result == MS_NO;
    behavior liable:
      assumes maintained == MS_NO && ordered != MS_NO_DATE && ordered <= service;
      ensures \result == MS_YES;
    behavior open:
      assumes maintained != MS_YES && (ordered == MS_NO_DATE || service == MS_NO_DATE || ordered <= service);
      assumes maintained != MS_NO || ordered == MS_NO_DATE || service == MS_NO_DATE;
      ensures \result == MS_UNKNOWN;
    complete behaviors;
    disjoint behaviors; */
/* Cites: RSMo 454.633.1 */
ms_truth ms_liable_for_whole(ms_date ordered, ms_date service, ms_truth maintained)
{
    ms_truth since_order = MS_UNKNOWN;
    if (ordered != MS_NO_DATE && service != MS_NO_DATE) {
        since_order = ms_truth_of(service >= ordered);
    }
    return ms_and(since_order, ms_not(maintained));
}

/*@ requires is_truth(named);
    requires named == MS_YES ==> 0 <= percentage <= WHOLE;
    assigns \nothing;
    ensures named == MS_YES ==> \result.known && \result.percentage == percentage && \result.basis == MS_OWED_NAMED;
    ensures named == MS_NO
            ==> \result.known && \result.percentage == MS_STATUTORY_SHARE && \result.basis == MS_OWED_DEFAULT;
    ensures named == MS_UNKNOWN ==> !\result.known && \result.basis == MS_OWED_UNKNOWN; */
/* Cites: RSMo 454.633.3 */
static ms_owed by_the_order(ms_truth named, int32_t percentage)
{
    switch (named) {
    case MS_YES:
        return (ms_owed){true, percentage, MS_OWED_NAMED};
    case MS_NO:
        return (ms_owed){true, MS_STATUTORY_SHARE, MS_OWED_DEFAULT};
    default:
        return (ms_owed){false, 0, MS_OWED_UNKNOWN};
    }
}

/*@ requires is_truth(liable) && is_truth(named);
    requires named == MS_YES ==> 0 <= percentage <= WHOLE;
    assigns \nothing;
    behavior whole:
      assumes liable == MS_YES;
      ensures \result.known && \result.percentage == WHOLE && \result.basis == MS_OWED_WHOLE;
    behavior named_share:
      assumes liable == MS_NO && named == MS_YES;
      ensures \result.known && \result.percentage == percentage && \result.basis == MS_OWED_NAMED;
    behavior half:
      assumes liable == MS_NO && named == MS_NO;
      ensures \result.known && \result.percentage == MS_STATUTORY_SHARE && \result.basis == MS_OWED_DEFAULT;
    behavior whole_either_way:
      assumes liable == MS_UNKNOWN && named == MS_YES && percentage == WHOLE;
      ensures \result.known && \result.percentage == WHOLE && \result.basis == MS_OWED_UNKNOWN;
    behavior open:
      assumes liable != MS_YES && (liable == MS_UNKNOWN || named == MS_UNKNOWN);
      assumes !(liable == MS_UNKNOWN && named == MS_YES && percentage == WHOLE);
      ensures !\result.known && \result.basis == MS_OWED_UNKNOWN;
    complete behaviors;
    disjoint behaviors; */
/* Cites: RSMo 454.633.1, RSMo 454.633.3 */
ms_owed ms_owed_percentage(ms_truth liable, ms_truth named, int32_t percentage)
{
    if (liable == MS_YES) {
        return (ms_owed){true, WHOLE, MS_OWED_WHOLE};
    }
    ms_owed owed = by_the_order(named, percentage);
    if (liable == MS_NO) {
        return owed;
    }
    bool same_either_way = owed.known && owed.percentage == WHOLE;
    return (ms_owed){same_either_way, same_either_way ? WHOLE : 0, MS_OWED_UNKNOWN};
}

/* ---- cents ------------------------------------------------------------------------------------------------------ */

/* Half a cent goes to the share: the law is silent, and the child's cost is whole either way. */
/*@ requires 0 <= cost <= MS_YEARLY_MAX;
    requires 0 <= percentage <= WHOLE;
    assigns \nothing;
    ensures \result.share + \result.rest == cost;
    ensures \result.share * WHOLE - WHOLE / 2 <= cost * percentage < \result.share * WHOLE + WHOLE / 2;
    ensures 0 <= \result.share <= cost;
    ensures percentage == 0 ==> \result.share == 0;
    ensures percentage == WHOLE ==> \result.share == cost; */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F), RSMo 454.633.3 */
ms_split ms_apportion(ms_cents cost, int32_t percentage)
{
    //@ assert 0 <= cost * percentage <= cost * WHOLE;
    ms_cents share = ms_divide_down(cost * percentage + WHOLE / 2, WHOLE);
    return (ms_split){share, cost - share};
}

/* The words for splitting over several: of up to four numbers, the sum of the first. */
/*@ logic integer of_first(integer count, integer a, integer b, integer c, integer d) =
        (count > 0 ? a : 0) + (count > 1 ? b : 0) + (count > 2 ? c : 0) + (count > 3 ? d : 0);

    logic integer sum{L}(ms_cents *n, integer count) = of_first(count, n[0], n[1], n[2], n[3]);

    logic integer weight_of{L}(int32_t *w, integer count) = of_first(count, w[0], w[1], w[2], w[3]);

    predicate are_weights{L}(int32_t *w, integer count) =
        \valid_read(w + (0 .. count - 1)) && \forall integer i; 0 <= i < count ==> 0 <= w[i] <= WHOLE;
*/

/*@ requires 1 <= count <= MS_MAX_PARTS && are_weights(weights, count);
    assigns \nothing;
    ensures \result == weight_of(weights, count);
    ensures 0 <= \result <= MS_MAX_PARTS * WHOLE; */
static int64_t all_weights(uint32_t count, const int32_t *weights)
{
    int64_t total = 0;
    /*@ loop invariant 0 <= i <= count;
        loop invariant total == weight_of(weights, i);
        loop invariant 0 <= total <= i * WHOLE;
        loop assigns i, total;
        loop variant count - i; */
    for (uint32_t i = 0; i < count; i++) {
        total += weights[i];
    }
    return total;
}

/* The place of the largest number, the first of several. */
/*@ requires 1 <= count <= MS_MAX_PARTS && \valid_read(numbers + (0 .. count - 1));
    assigns \nothing;
    ensures 0 <= \result < count;
    ensures \forall integer i; 0 <= i < count ==> numbers[i] <= numbers[\result];
    ensures \forall integer i; 0 <= i < \result ==> numbers[i] < numbers[\result]; */
static uint32_t largest(uint32_t count, const int64_t *numbers)
{
    uint32_t found = 0;
    /*@ loop invariant 1 <= i <= count && 0 <= found < i;
        loop invariant \forall integer k; 0 <= k < i ==> numbers[k] <= numbers[found];
        loop invariant \forall integer k; 0 <= k < found ==> numbers[k] < numbers[found];
        loop assigns i, found;
        loop variant count - i; */
    for (uint32_t i = 1; i < count; i++) {
        found = numbers[i] > numbers[found] ? i : found;
    }
    return found;
}

/* The whole cents of each part, and what is left of each beyond them in units of a cent by the weight of all. */
/*@ requires 1 <= count <= MS_MAX_PARTS && are_weights(weights, count);
    requires 0 <= amount <= MS_YEARLY_MAX && 0 < total <= MS_MAX_PARTS * WHOLE;
    requires \valid(parts + (0 .. count - 1)) && \valid(left + (0 .. count - 1));
    requires \separated(parts + (0 .. count - 1), left + (0 .. count - 1), weights + (0 .. count - 1));
    assigns parts[0 .. count - 1], left[0 .. count - 1];
    ensures \forall integer i; 0 <= i < count
            ==> parts[i] * total + left[i] == amount * weights[i] && 0 <= left[i] < total;
    ensures \forall integer i; 0 <= i < count ==> 0 <= parts[i] <= MS_YEARLY_MAX * WHOLE; */
static void whole_cents(ms_cents amount, uint32_t count, const int32_t *weights, int64_t total, ms_cents *parts,
                        int64_t *left)
{
    /*@ loop invariant 0 <= i <= count;
        loop invariant \forall integer k; 0 <= k < i
                       ==> parts[k] * total + left[k] == amount * weights[k] && 0 <= left[k] < total;
        loop invariant \forall integer k; 0 <= k < i ==> 0 <= parts[k] <= MS_YEARLY_MAX * WHOLE;
        loop assigns i, parts[0 .. count - 1], left[0 .. count - 1];
        loop variant count - i; */
    for (uint32_t i = 0; i < count; i++) {
        //@ assert 0 <= amount * weights[i] <= MS_YEARLY_MAX * WHOLE;
        parts[i] = amount * weights[i] / total;
        left[i] = amount * weights[i] % total;
    }
}

/*@ requires 1 <= count <= MS_MAX_PARTS && \valid_read(parts + (0 .. count - 1));
    requires \forall integer i; 0 <= i < count ==> 0 <= parts[i] <= MS_YEARLY_MAX * WHOLE;
    assigns \nothing;
    ensures \result == sum(parts, count); */
static ms_cents all_cents(uint32_t count, const ms_cents *parts)
{
    ms_cents total = 0;
    /*@ loop invariant 0 <= i <= count;
        loop invariant total == sum(parts, i);
        loop invariant 0 <= total <= i * MS_YEARLY_MAX * WHOLE;
        loop assigns i, total;
        loop variant count - i; */
    for (uint32_t i = 0; i < count; i++) {
        total += parts[i];
    }
    return total;
}

/* A cent more to one part after the other. What is left of all comes to as many cents as are missing, and of each to
 * less than one, so that no part gets two. */
/*@ requires 1 <= count <= MS_MAX_PARTS && are_weights(weights, count);
    requires weight_of(weights, count) > 0;
    requires 0 <= amount <= MS_YEARLY_MAX;
    requires \valid(parts + (0 .. count - 1));
    requires \separated(parts + (0 .. count - 1), weights + (0 .. count - 1));
    assigns parts[0 .. count - 1];
    ensures sum(parts, count) == amount;
    ensures \forall integer i; 0 <= i < count ==> parts[i] >= 0; */
/* Cites: RSMo 454.633.3 */
void ms_apportion_over(ms_cents amount, uint32_t count, const int32_t *weights, ms_cents *parts)
{
    int64_t left[MS_MAX_PARTS];
    int64_t total = all_weights(count, weights);
    whole_cents(amount, count, weights, total, parts, left);
    ms_cents given = all_cents(count, parts);
    //@ assert count == 1 ==> given * total == parts[0] * total && amount * total == amount * weights[0];
    //@ assert count == 2 ==> given * total == parts[0] * total + parts[1] * total;
    //@ assert count == 2 ==> amount * total == amount * weights[0] + amount * weights[1];
    //@ assert count == 3 ==> given * total == parts[0] * total + parts[1] * total + parts[2] * total;
    //@ assert count == 3 ==> amount * total == amount * weights[0] + amount * weights[1] + amount * weights[2];
    /*@ assert count == 4
            ==> given * total == parts[0] * total + parts[1] * total + parts[2] * total + parts[3] * total; */
    /*@ assert count == 4
            ==> amount * total
                == amount * weights[0] + amount * weights[1] + amount * weights[2] + amount * weights[3]; */
    //@ assert given * total + sum(&left[0], count) == amount * total;
    //@ assert 0 <= sum(&left[0], count) == (amount - given) * total;
    /*@ loop invariant given == sum(parts, count) && given <= amount;
        loop invariant \forall integer i; 0 <= i < count ==> parts[i] >= 0;
        loop assigns given, parts[0 .. count - 1], left[0 .. count - 1];
        loop variant amount - given; */
    for (; given < amount; given++) {
        uint32_t next = largest(count, left);
        //@ assert parts[next] <= given;
        parts[next]++;
        left[next] = 0;
    }
}
