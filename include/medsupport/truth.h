/*
 * Three-valued truth. A truth is the set of answers that a fact may still have: bit 0 stands for "no", bit 1 for
 * "yes". Unknown is both at once, so it is never taken for "no", and Kleene's logic is the logic of these sets.
 */
#ifndef MEDSUPPORT_TRUTH_H
#define MEDSUPPORT_TRUTH_H

#include <stdbool.h>

typedef enum ms_truth { MS_NO = 1, MS_YES = 2, MS_UNKNOWN = 3 } ms_truth;

/*@ assigns \nothing;
    ensures \result == MS_NO || \result == MS_YES;
    ensures (\result == MS_YES) <==> value; */
static inline ms_truth ms_truth_of(bool value)
{
    return value ? MS_YES : MS_NO;
}

/*@ assigns \nothing;
    ensures \result <==> truth != MS_NO; */
static inline bool ms_may_be_yes(ms_truth truth)
{
    return truth != MS_NO;
}

/*@ assigns \nothing;
    ensures \result <==> truth != MS_YES; */
static inline bool ms_may_be_no(ms_truth truth)
{
    return truth != MS_YES;
}

/*@ assigns \nothing;
    ensures \result == MS_NO <==> (a == MS_NO || b == MS_NO);
    ensures \result == MS_YES <==> (a == MS_YES && b == MS_YES);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static inline ms_truth ms_and(ms_truth a, ms_truth b)
{
    if (a == MS_NO || b == MS_NO) {
        return MS_NO;
    }
    return a == MS_YES && b == MS_YES ? MS_YES : MS_UNKNOWN;
}

/*@ assigns \nothing;
    ensures \result == MS_YES <==> (a == MS_YES || b == MS_YES);
    ensures \result == MS_NO <==> (a == MS_NO && b == MS_NO);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static inline ms_truth ms_or(ms_truth a, ms_truth b)
{
    if (a == MS_YES || b == MS_YES) {
        return MS_YES;
    }
    return a == MS_NO && b == MS_NO ? MS_NO : MS_UNKNOWN;
}

/*@ assigns \nothing;
    ensures \result == MS_YES <==> truth == MS_NO;
    ensures \result == MS_NO <==> truth == MS_YES;
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static inline ms_truth ms_not(ms_truth truth)
{
    if (truth == MS_NO) {
        return MS_YES;
    }
    return truth == MS_YES ? MS_NO : MS_UNKNOWN;
}

#endif
