/*
 * 13 CSR 40-112.010(5): who is ordered to do what. Each paragraph stands on its own words, as read; ms_rule_5 takes
 * them in their order, the first that orders something deciding (digest A-42: "if", "if neither").
 */
#include <medsupport/rule.h>

#include "law/terms.h"

/*@ requires \valid_read(s);
    assigns \nothing;
    ensures \result <==> (s->pss_can_be_ordered && s->pss.covers); */
static bool seeking_parent_covers(const ms_situation *s)
{
    return s->pss_can_be_ordered && s->pss.covers;
}

/*@ requires \valid_read(s);
    assigns \nothing;
    ensures \result <==> neither_suitable(*s); */
static bool neither_has_suitable_plan(const ms_situation *s)
{
    return !s->pns.suitable && !(s->pss_can_be_ordered && s->pss.suitable);
}

/*@ requires \valid_read(s);
    assigns \nothing;
    ensures \result <==> orders_a(*s); */
/* Cites: 13 CSR 40-112.010(5)(A) */
bool ms_rule_5a(const ms_situation *s)
{
    return s->pns.covers;
}

/*@ requires \valid_read(s);
    assigns \nothing;
    ensures \result <==> orders_b(*s); */
/* Cites: 13 CSR 40-112.010(5)(B) */
bool ms_rule_5b(const ms_situation *s)
{
    return !s->pns.covers && seeking_parent_covers(s) && s->pss_wants;
}

/* "Neither parent maintains": literally closed by a parent who covers the child but does not want to go on. */
/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> neither_maintains(*s, readings); */
static bool neither_parent_maintains(const ms_situation *s, const ms_readings *readings)
{
    if (s->pns.covers) {
        return false;
    }
    if (!seeking_parent_covers(s)) {
        return true;
    }
    return !s->pss_wants && readings->choice[MS_UNWILLING_COVERAGE] != MS_UNWILLING_LITERAL;
}

/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> orders_c(*s, readings); */
/* Cites: 13 CSR 40-112.010(5)(C) */
bool ms_rule_5c(const ms_situation *s, const ms_readings *readings)
{
    return neither_parent_maintains(s, readings) && s->pns.suitable;
}

/* Literally, (D) opens only where the other parent's coverage is not "at reasonable cost", accessible or not. */
/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> not_at_reasonable_cost(*s, readings); */
static bool d_is_open(const ms_situation *s, const ms_readings *readings)
{
    if (s->pns.suitable) {
        return false;
    }
    return !s->pns.reasonable || readings->choice[MS_INACCESSIBLE_PLAN] != MS_INACCESSIBLE_LITERAL;
}

/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> orders_d(*s, readings); */
/* Cites: 13 CSR 40-112.010(5)(D) */
bool ms_rule_5d(const ms_situation *s, const ms_readings *readings)
{
    return d_is_open(s, readings) && s->pss_can_be_ordered && s->pss.suitable;
}

/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> orders_e(*s, readings); */
/* Cites: 13 CSR 40-112.010(5)(E) */
bool ms_rule_5e(const ms_situation *s, const ms_readings *readings)
{
    if (!neither_has_suitable_plan(s)) {
        return false;
    }
    if (s->public_coverage == MS_THROUGH_ANOTHER) {
        return readings->choice[MS_PUBLIC_THROUGH_ANOTHER] == MS_AS_E; /* */
    }
    return s->public_coverage == MS_THROUGH_PSS;
}

/*@ requires \valid_read(s);
    assigns \nothing;
    ensures \result <==> orders_f(*s); */
/* Cites: 13 CSR 40-112.010(5)(F) */
bool ms_rule_5f(const ms_situation *s)
{
    return neither_has_suitable_plan(s) && s->public_coverage == MS_NOT_ENROLLED;
}

/*@ requires \valid_read(s) && \valid_read(readings);
    assigns \nothing;
    ensures \forall integer p; reaches(*s, readings, p) <==> p == \result;
    ensures MS_5A <= \result <= MS_NO_PARAGRAPH;
    behavior A:
      assumes orders_a(*s);
      ensures \result == MS_5A;
    behavior B:
      assumes !orders_a(*s) && orders_b(*s);
      ensures \result == MS_5B;
    behavior C:
      assumes !orders_a(*s) && !orders_b(*s) && orders_c(*s, readings);
      ensures \result == MS_5C;
    behavior D:
      assumes !orders_a(*s) && !orders_b(*s) && !orders_c(*s, readings) && orders_d(*s, readings);
      ensures \result == MS_5D;
    behavior E:
      assumes !orders_a(*s) && !orders_b(*s) && !orders_c(*s, readings) && !orders_d(*s, readings);
      assumes orders_e(*s, readings);
      ensures \result == MS_5E;
    behavior F:
      assumes !orders_a(*s) && !orders_b(*s) && !orders_c(*s, readings) && !orders_d(*s, readings);
      assumes !orders_e(*s, readings) && orders_f(*s);
      ensures \result == MS_5F;
    behavior gap:
      assumes !orders_a(*s) && !orders_b(*s) && !orders_c(*s, readings) && !orders_d(*s, readings);
      assumes !orders_e(*s, readings) && !orders_f(*s);
      ensures \result == MS_NO_PARAGRAPH;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(5)(A), 13 CSR 40-112.010(5)(B), 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D),
 *        13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
ms_paragraph ms_rule_5(const ms_situation *s, const ms_readings *readings)
{
    if (ms_rule_5a(s)) {
        return MS_5A;
    }
    if (ms_rule_5b(s)) {
        return MS_5B;
    }
    if (ms_rule_5c(s, readings)) {
        return MS_5C;
    }
    if (ms_rule_5d(s, readings)) {
        return MS_5D;
    }
    if (ms_rule_5e(s, readings)) {
        return MS_5E;
    }
    return ms_rule_5f(s) ? MS_5F : MS_NO_PARAGRAPH;
}

/*@ assigns \nothing;
    ensures MS_5A <= paragraph <= MS_5D ==> \result == MS_PROVIDE_COVERAGE;
    ensures paragraph == MS_5E ==> \result == MS_PAY_UNCOVERED_COSTS;
    ensures paragraph == MS_5F ==> \result == MS_PAY_REASONABLE_COSTS;
    ensures paragraph == MS_NO_PARAGRAPH ==> \result == MS_NO_OBLIGATION; */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
ms_obligation ms_rule_5_obligation(ms_paragraph paragraph)
{
    switch (paragraph) {
    case MS_5A:
    case MS_5B:
    case MS_5C:
    case MS_5D:
        return MS_PROVIDE_COVERAGE;
    case MS_5E:
        return MS_PAY_UNCOVERED_COSTS;
    case MS_5F:
        return MS_PAY_REASONABLE_COSTS;
    default:
        return MS_NO_OBLIGATION;
    }
}

/*@ assigns \nothing;
    ensures paragraph == MS_5B || paragraph == MS_5D ==> \result == MS_PSS;
    ensures paragraph == MS_5A || paragraph == MS_5C || paragraph == MS_5E || paragraph == MS_5F
            ==> \result == MS_PNS;
    ensures paragraph == MS_NO_PARAGRAPH ==> \result == MS_PARTY_UNKNOWN; */
/* Cites: 13 CSR 40-112.010(5)(B), 13 CSR 40-112.010(5)(D) */
ms_party ms_rule_5_obligor(ms_paragraph paragraph)
{
    switch (paragraph) {
    case MS_5B:
    case MS_5D:
        return MS_PSS;
    case MS_5A:
    case MS_5C:
    case MS_5E:
    case MS_5F:
        return MS_PNS;
    default:
        return MS_PARTY_UNKNOWN;
    }
}
