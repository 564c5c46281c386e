/* Form 14, lines 1 to 4, and the percentage that 13 CSR 40-112.010(5)(E) and (F) take from it. */
#include <medsupport/form14.h>

#include "law/terms.h"

/* An entry in dollars, line 3 by its entries, and line 4 by the two lines 3. */
/*@ predicate is_entry(integer dollars, integer cents) = dollars * 100 - 50 <= cents < dollars * 100 + 50;

    predicate may_be_entry(ms_amount a, integer dollars) =
        a.known ? is_entry(dollars, a.cents) : 0 <= dollars <= 1000000000;

    predicate is_column(ms_form14_column c) =
        is_amount(c.line_1) && is_amount(c.line_1a) && is_amount(c.line_2a) && is_amount(c.line_2b)
        && is_amount(c.line_2c);

    predicate may_be_line_3(ms_form14_column c, integer line_3) =
        \exists integer e1, e1a, e2a, e2b, e2c;
            may_be_entry(c.line_1, e1) && may_be_entry(c.line_1a, e1a) && may_be_entry(c.line_2a, e2a)
            && may_be_entry(c.line_2b, e2b) && may_be_entry(c.line_2c, e2c)
            && line_3 == \max(0, e1 + e1a - e2a - e2b - e2c);

    predicate not_above(integer share, integer own, integer combined) =
        share * combined <= 10000 * own + 5 * combined;

    predicate is_below(integer own, integer combined, integer share) =
        10000 * own + 5 * combined < share * combined;

    predicate is_share(integer share, integer own, integer combined) =
        share % 10 == 0 && not_above(share, own, combined) && is_below(own, combined, share + 10);

    predicate is_line_4(integer share, integer own, integer other) = is_share(share, own, own + other);

    predicate is_percentage(integer share, integer own, integer other, integer default_share) =
        own + other == 0 ? share == default_share : is_line_4(share, own, other);

    predicate may_be_by_lines(ms_form14 *f, integer default_share, integer share) =
        \exists integer own, other;
            may_be_line_3(f->columns[MS_PNS], own) && may_be_line_3(f->columns[MS_PSS], other)
            && is_percentage(share, own, other, default_share);

    predicate may_be_calculated(ms_form14 *f, integer default_share, integer share) =
        f->source == MS_FORM14_LINE_4 ? share == f->line_4 :
        f->source == MS_FORM14_LINES ? may_be_by_lines(f, default_share, share) : 0 <= share <= 10000;

    predicate may_be_percentage(ms_form14 *f, integer default_share, integer share) =
        (f->calculated != MS_YES && share == default_share)
        || (f->calculated != MS_NO && may_be_calculated(f, default_share, share));

    predicate is_form14(ms_form14 *f) =
        is_truth(f->calculated) && MS_FORM14_NOTHING <= f->source <= MS_FORM14_LINES
        && (f->source == MS_FORM14_LINE_4 ==> 0 <= f->line_4 <= 10000)
        && is_column(f->columns[MS_PNS]) && is_column(f->columns[MS_PSS]);
*/

/* Line 4 grows with the parent's own line 3 and falls with the other's. */
/*@ lemma in_between: \forall integer share, limit, a, c, p, q;
        0 < p && 0 < q && 0 <= a && a * q <= c * p && not_above(share, a, p) && is_below(c, q, limit) ==> share < limit;

    lemma share_grows: \forall integer less, more, a, c, p, q;
        is_share(less, a, p) && is_share(more, c, q) && 0 < p && 0 < q && 0 <= a && a * q <= c * p ==> less <= more;

    lemma larger_part: \forall integer a, b, c, d;
        0 <= a <= c && 0 <= d <= b ==> a * (c + d) <= c * (a + b);

    lemma larger_share_grows: \forall integer a, b, c, d, less, more;
        0 <= a && 0 < a + b && 0 < c + d && is_line_4(less, a, b) && is_line_4(more, c, d)
        && a * (c + d) <= c * (a + b) ==> less <= more;

    lemma line_4_grows: \forall integer a, b, c, d, less, more;
        0 <= a <= c && 0 <= d <= b && 0 < a + b && 0 < c + d && is_line_4(less, a, b) && is_line_4(more, c, d)
        ==> less <= more;
*/

/* Money entries are to the nearest dollar, fifty cents up. */
/*@ requires 0 <= cents <= MS_MONEY_MAX;
    assigns \nothing;
    ensures is_entry(\result, cents);
    ensures 0 <= \result <= 1000000000; */
/* Cites: Form 14, line 1 */
int64_t ms_form14_entry(ms_cents cents)
{
    return (cents + 50) / 100;
}

/* What one entry may come to, in dollars. */
/*@ requires \valid_read(amount);
    requires is_amount(*amount);
    assigns \nothing;
    ensures 0 <= \result.lo <= \result.hi <= 1000000000;
    ensures \forall integer dollars; may_be_entry(*amount, dollars) ==> \result.lo <= dollars <= \result.hi;
    ensures may_be_entry(*amount, \result.lo);
    ensures may_be_entry(*amount, \result.hi); */
static ms_range entry_range(const ms_amount *amount)
{
    if (amount->known) {
        int64_t entry = ms_form14_entry(amount->cents);
        return (ms_range){entry, entry};
    }
    return (ms_range){0, ms_form14_entry(MS_MONEY_MAX)};
}

/*@ assigns \nothing;
    ensures value < 0 ==> \result == 0;
    ensures value >= 0 ==> \result == value; */
/* Cites: Form 14, line 3 */
static int64_t not_below_zero(int64_t value)
{
    return value < 0 ? 0 : value;
}

/*@ requires \valid_read(column);
    requires is_column(*column);
    assigns \nothing;
    ensures 0 <= \result.lo <= \result.hi <= 2000000000;
    ensures \forall integer line_3; may_be_line_3(*column, line_3) ==> \result.lo <= line_3 <= \result.hi;
    ensures may_be_line_3(*column, \result.lo);
    ensures may_be_line_3(*column, \result.hi); */
/* Cites: Form 14, line 1, Form 14, line 1a, Form 14, line 2a, Form 14, line 2b, Form 14, line 2c, Form 14, line 3 */
ms_range ms_form14_line_3(const ms_form14_column *column)
{
    ms_range line_1 = entry_range(&column->line_1);
    ms_range line_1a = entry_range(&column->line_1a);
    ms_range line_2a = entry_range(&column->line_2a);
    ms_range line_2b = entry_range(&column->line_2b);
    ms_range line_2c = entry_range(&column->line_2c);
    int64_t least = line_1.lo + line_1a.lo - line_2a.hi - line_2b.hi - line_2c.hi;
    int64_t most = line_1.hi + line_1a.hi - line_2a.lo - line_2b.lo - line_2c.lo;
    return (ms_range){not_below_zero(least), not_below_zero(most)};
}

/* line_3 / combined in tenths of a percent, half up: floor(1000 a / t + 1/2) = floor((2000 a + t) / 2 t). */
/*@ requires 0 <= line_3 <= 2000000000;
    requires 0 <= other_line_3 <= 2000000000;
    requires line_3 + other_line_3 > 0;
    assigns \nothing;
    ensures is_line_4(\result, line_3, other_line_3);
    ensures 0 <= \result <= 10000; */
/* Cites: Form 14, line 4 */
int32_t ms_form14_line_4(int64_t line_3, int64_t other_line_3)
{
    int64_t combined = line_3 + other_line_3;
    int64_t tenths = (2000 * line_3 + combined) / (2 * combined);
    //@ assert 2 * (combined * tenths) <= 2000 * line_3 + combined < 2 * (combined * tenths) + 2 * combined;
    //@ assert 0 <= tenths <= 1000;
    //@ assert not_above(10 * tenths, line_3, combined) && is_below(line_3, combined, 10 * tenths + 10);
    return (int32_t)(10 * tenths);
}

/* The least and the most that line 4 may be while combined line 3 is not zero. Line 4 grows with the parent's own
 * line 3 and falls with the other's; it is 100 % where the other's is zero for certain, and 0 % where its own is. */
/*@ requires 0 <= own.lo <= own.hi <= 2000000000;
    requires 0 <= other.lo <= other.hi <= 2000000000;
    requires own.hi + other.hi > 0;
    assigns \nothing;
    ensures 0 <= \result.lo <= \result.hi <= 10000;
    ensures own.lo + other.hi > 0 ==> is_line_4(\result.lo, own.lo, other.hi);
    ensures own.hi + other.lo > 0 ==> is_line_4(\result.hi, own.hi, other.lo);
    ensures own.lo + other.hi == 0 || own.hi + other.lo == 0 ==> \result.lo == \result.hi;
    ensures \forall integer a, b, share;
            own.lo <= a <= own.hi && other.lo <= b <= other.hi && a + b > 0 && is_line_4(share, a, b)
            ==> \result.lo <= share <= \result.hi; */
static ms_range line_4_range(ms_range own, ms_range other)
{
    ms_range share = {10000, 0};
    if (own.lo + other.hi > 0) {
        share.lo = ms_form14_line_4(own.lo, other.hi);
    }
    if (own.hi + other.lo > 0) {
        share.hi = ms_form14_line_4(own.hi, other.lo);
    }
    return share;
}

/* The percentage by the worksheet's lines, supposing that the division calculates a Form 14. */
/*@ requires \valid_read(form14);
    requires is_form14(form14) && form14->source == MS_FORM14_LINES;
    requires 0 <= default_share <= 10000;
    assigns \nothing;
    ensures \result.known ==> may_be_calculated(form14, default_share, \result.percentage);
    ensures \result.known ==> \forall integer share;
            may_be_calculated(form14, default_share, share) ==> share == \result.percentage;
    ensures !\result.known ==> \exists integer share, another;
            share != another && may_be_calculated(form14, default_share, share)
            && may_be_calculated(form14, default_share, another);
    ensures \result.basis == MS_SHARE_ZERO_COMBINED ==> \result.percentage == default_share; */
/* Cites: Form 14, line 4 */
static ms_share share_by_lines(const ms_form14 *form14, int32_t default_share)
{
    ms_range own = ms_form14_line_3(&form14->columns[MS_PNS]);
    ms_range other = ms_form14_line_3(&form14->columns[MS_PSS]);
    if (own.hi + other.hi == 0) { /* 0 / 0: line 4 is undefined */
        //@ assert is_percentage(default_share, 0, 0, default_share);
        return (ms_share){true, default_share, MS_SHARE_ZERO_COMBINED};
    }
    ms_range share = line_4_range(own, other);
    //@ assert own.lo + other.hi > 0 ==> is_percentage(share.lo, own.lo, other.hi, default_share);
    //@ assert own.hi + other.lo > 0 ==> is_percentage(share.hi, own.hi, other.lo, default_share);
    if (share.lo != share.hi) {
        //@ assert may_be_calculated(form14, default_share, share.lo);
        //@ assert may_be_calculated(form14, default_share, share.hi);
        return (ms_share){false, 0, MS_SHARE_UNKNOWN};
    }
    //@ assert may_be_calculated(form14, default_share, share.lo);
    if (own.lo + other.lo > 0) {
        return (ms_share){true, (int32_t)share.lo, MS_SHARE_LINE_4};
    }
    //@ assert is_percentage(default_share, 0, 0, default_share);
    //@ assert may_be_calculated(form14, default_share, default_share);
    bool same_either_way = share.lo == default_share;
    return (ms_share){same_either_way, same_either_way ? default_share : 0, MS_SHARE_UNKNOWN};
}

/* The percentage supposing that the division calculates a Form 14. */
/*@ requires \valid_read(form14);
    requires is_form14(form14);
    requires 0 <= default_share <= 10000;
    assigns \nothing;
    ensures \result.known ==> \forall integer share;
            may_be_calculated(form14, default_share, share) <==> share == \result.percentage;
    ensures !\result.known ==> \exists integer share, another;
            share != another && may_be_calculated(form14, default_share, share)
            && may_be_calculated(form14, default_share, another);
    ensures form14->source == MS_FORM14_LINE_4
            ==> \result.known && \result.percentage == form14->line_4 && \result.basis == MS_SHARE_LINE_4; */
static ms_share share_if_calculated(const ms_form14 *form14, int32_t default_share)
{
    switch (form14->source) {
    case MS_FORM14_LINE_4:
        return (ms_share){true, form14->line_4, MS_SHARE_LINE_4};
    case MS_FORM14_LINES:
        return share_by_lines(form14, default_share);
    default:
        //@ assert may_be_calculated(form14, default_share, 0) && may_be_calculated(form14, default_share, 10000);
        return (ms_share){false, 0, MS_SHARE_UNKNOWN};
    }
}

/*@ requires \valid_read(form14);
    requires is_form14(form14);
    requires 0 <= default_share <= 10000;
    assigns \nothing;
    ensures \result.known ==> \forall integer share;
            may_be_percentage(form14, default_share, share) <==> share == \result.percentage;
    ensures !\result.known ==> \exists integer share, another;
            share != another && may_be_percentage(form14, default_share, share)
            && may_be_percentage(form14, default_share, another);
    behavior no_form_14:
      assumes form14->calculated == MS_NO;
      ensures \result.known && \result.percentage == default_share && \result.basis == MS_SHARE_NO_FORM14;
    behavior line_4:
      assumes form14->calculated == MS_YES && form14->source == MS_FORM14_LINE_4;
      ensures \result.known && \result.percentage == form14->line_4 && \result.basis == MS_SHARE_LINE_4;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
ms_share ms_rule_5_percentage(const ms_form14 *form14, int32_t default_share)
{
    if (form14->calculated == MS_NO) {
        return (ms_share){true, default_share, MS_SHARE_NO_FORM14};
    }
    ms_share share = share_if_calculated(form14, default_share);
    /*@ assert \forall integer p;
            may_be_calculated(form14, default_share, p) ==> may_be_percentage(form14, default_share, p); */
    //@ assert form14->calculated != MS_YES ==> may_be_percentage(form14, default_share, default_share);
    //@ assert share.known ==> may_be_percentage(form14, default_share, share.percentage);
    if (form14->calculated == MS_YES || !share.known) {
        return share;
    }
    if (share.percentage == default_share) { /* the same percentage either way */
        return (ms_share){true, default_share, MS_SHARE_UNKNOWN};
    }
    return (ms_share){false, 0, MS_SHARE_UNKNOWN};
}
