/*
 * 13 CSR 40-112.010(5) where facts are unknown. What is unknown of one plan does not depend on what is unknown of
 * another, so the sides that a parent may turn out to be are the combinations of what each plan may turn out to be,
 * and the possible paragraphs are exactly those of (5) over the situations still open.
 */
#include <medsupport/rule.h>

#include "law/terms.h"

enum { SIDE_COUNT = 8, COVERS = 1, REASONABLE = 2, SUITABLE = 4, NO_PLAN = 1 };

/* A parent of whose plans nothing is known: every side there is. Suitable implies reasonable. */
enum {
    ANY_SIDE = 1 << 0 | 1 << COVERS | 1 << REASONABLE | 1 << (COVERS | REASONABLE) | 1 << (REASONABLE | SUITABLE)
               | 1 << (COVERS | REASONABLE | SUITABLE)
};

/*@ predicate is_plan_facts(ms_plan_facts *plan) =
        is_truth(plan->covers) && is_truth(plan->workplace) && is_truth(plan->accessible)
        && -MS_YEARLY_MAX <= plan->increase.lo <= plan->increase.hi <= MS_YEARLY_MAX;

    predicate is_parent_facts(ms_parent_facts *parent) =
        0 <= parent->income <= MS_YEARLY_MAX && \valid_read(parent->plans + (0 .. parent->plan_count - 1))
        && \forall integer i; 0 <= i < parent->plan_count ==> is_plan_facts(&parent->plans[i]);

    predicate is_settings(ms_settings *settings) =
        0 <= settings->percent <= 10000 && is_readings(&settings->readings);
*/

/* What counts of an answer: where the division uses what is known, the unknown is not shown. */
/*@ requires is_truth(answer);
    assigns \nothing;
    ensures is_truth(\result);
    ensures not_shown && answer == MS_UNKNOWN ==> \result == MS_NO;
    ensures !(not_shown && answer == MS_UNKNOWN) ==> \result == answer; */
/* Cites: 13 CSR 40-112.010(4) */
static ms_truth counted(ms_truth answer, bool not_shown)
{
    return not_shown && answer == MS_UNKNOWN ? MS_NO : answer;
}

/* The set with one side more. A side is below SIDE_COUNT as it is; the remainder shows that to the proof. */
/*@ assigns \nothing; */
static unsigned with(unsigned sides, unsigned side)
{
    return sides | 1u << side % SIDE_COUNT;
}

/* The sides of one plan once it is settled whether it covers the child. */
/*@ requires \valid_read(plan) && \valid_read(parent) && \valid_read(settings);
    requires is_plan_facts(plan) && is_settings(settings) && 0 <= parent->income <= MS_YEARLY_MAX;
    assigns \nothing; */
static unsigned sides_when(const ms_plan_facts *plan, bool covers, bool anyone_covers, const ms_parent_facts *parent,
                           const ms_settings *settings)
{
    unsigned side = covers ? COVERS : 0;
    if (!plan->available) {
        return with(0, side);
    }
    bool exempt = ms_rule_2_exempt(covers, anyone_covers, &settings->readings);
    ms_truth test = ms_rule_2_test(plan->increase, parent->income, settings->percent);
    ms_truth reasonable = ms_rule_2_reasonable(plan->workplace, exempt, test, &settings->readings);
    reasonable = counted(reasonable, parent->not_shown);
    ms_truth accessible = counted(plan->accessible, parent->not_shown);
    unsigned sides = ms_may_be_no(reasonable) ? with(0, side) : 0;
    if (ms_may_be_yes(reasonable) && ms_may_be_no(accessible)) {
        sides = with(sides, side + REASONABLE);
    }
    if (ms_may_be_yes(reasonable) && ms_may_be_yes(accessible)) {
        sides = with(sides, side + REASONABLE + SUITABLE); /* one plan that is both */
    }
    return sides;
}

/* The sides of one plan. */
/*@ requires \valid_read(plan) && \valid_read(parent) && \valid_read(settings);
    requires is_plan_facts(plan) && is_settings(settings) && 0 <= parent->income <= MS_YEARLY_MAX;
    assigns \nothing; */
static unsigned plan_sides(const ms_plan_facts *plan, bool anyone_covers, const ms_parent_facts *parent,
                           const ms_settings *settings)
{
    if (!plan->counts) {
        return NO_PLAN;
    }
    ms_truth covers = counted(plan->covers, parent->not_shown);
    unsigned sides = 0;
    if (ms_may_be_no(covers)) {
        sides |= sides_when(plan, false, anyone_covers, parent, settings);
    }
    if (ms_may_be_yes(covers)) {
        sides |= sides_when(plan, true, anyone_covers, parent, settings);
    }
    return sides;
}

/* What two plans together may come to: a parent has what any of its plans has. */
/*@ assigns \nothing; */
static unsigned combine(unsigned a, unsigned b)
{
    if (a == NO_PLAN) {
        return b;
    }
    unsigned both = 0;
    /*@ loop invariant 0 <= i <= SIDE_COUNT;
        loop assigns i, both;
        loop variant SIDE_COUNT - i; */
    for (unsigned i = 0; i < SIDE_COUNT; i++) {
        if ((a & 1u << i) == 0) {
            continue;
        }
        /*@ loop invariant 0 <= j <= SIDE_COUNT;
            loop assigns j, both;
            loop variant SIDE_COUNT - j; */
        for (unsigned j = 0; j < SIDE_COUNT; j++) {
            if ((b & 1u << j) != 0) {
                both = with(both, i | j);
            }
        }
    }
    return both;
}

/*@ requires \valid_read(parent) && \valid_read(settings);
    requires is_parent_facts(parent) && is_settings(settings);
    assigns \nothing; */
ms_sides ms_parent_sides(const ms_parent_facts *parent, bool anyone_covers, const ms_settings *settings)
{
    if (!parent->plans_known) {
        return parent->not_shown ? NO_PLAN : ANY_SIDE;
    }
    unsigned sides = NO_PLAN;
    /*@ loop invariant 0 <= i <= parent->plan_count;
        loop assigns i, sides;
        loop variant parent->plan_count - i; */
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        sides = combine(sides, plan_sides(&parent->plans[i], anyone_covers, parent, settings));
    }
    return (ms_sides)sides;
}

/* The definite side that bit k of ms_sides stands for. */
/*@ assigns \nothing; */
static ms_side side_of(unsigned k)
{
    return (ms_side){.covers = (k & COVERS) != 0, .reasonable = (k & REASONABLE) != 0, .suitable = (k & SUITABLE) != 0};
}

/* The paragraphs reached in a situation whose public coverage alone is open. */
/*@ requires \valid_read(readings);
    assigns \nothing; */
static unsigned over_public(ms_situation s, unsigned public_coverage, const ms_readings *readings)
{
    unsigned possible = 0;
    /*@ loop invariant 0 <= way <= 3;
        loop assigns way, possible, s.public_coverage;
        loop variant 3 - way; */
    for (unsigned way = MS_NOT_ENROLLED; way <= MS_THROUGH_ANOTHER; way++) {
        if ((public_coverage & 1u << way) != 0) {
            s.public_coverage = (ms_enrolment)way;
            possible |= 1u << ms_rule_5(&s, readings);
        }
    }
    return possible;
}

/* The paragraphs reached where both sides are settled. */
/*@ requires \valid_read(open) && \valid_read(readings);
    requires is_truth(open->pss_wants);
    assigns \nothing; */
static unsigned over_wish(ms_situation s, const ms_open_situation *open, const ms_readings *readings)
{
    unsigned possible = 0;
    if (ms_may_be_yes(open->pss_wants)) {
        s.pss_wants = true;
        possible |= over_public(s, open->public_coverage, readings);
    }
    if (ms_may_be_no(open->pss_wants)) {
        s.pss_wants = false;
        possible |= over_public(s, open->public_coverage, readings);
    }
    return possible;
}

/* The paragraphs reached where the side of the parent not seeking support is settled. */
/*@ requires \valid_read(open) && \valid_read(readings);
    requires is_truth(open->pss_wants);
    assigns \nothing; */
static unsigned over_pss(ms_side pns, const ms_open_situation *open, const ms_readings *readings)
{
    unsigned possible = 0;
    /*@ loop invariant 0 <= j <= SIDE_COUNT;
        loop assigns j, possible;
        loop variant SIDE_COUNT - j; */
    for (unsigned j = 0; j < SIDE_COUNT; j++) {
        if ((open->pss & 1u << j) != 0) {
            ms_situation s = {.pns = pns, .pss = side_of(j), .pss_can_be_ordered = open->pss_can_be_ordered};
            possible |= over_wish(s, open, readings);
        }
    }
    return possible;
}

/*@ requires \valid_read(open) && \valid_read(readings);
    requires is_truth(open->pss_wants);
    assigns \nothing; */
/* Cites: 13 CSR 40-112.010(5)(A), 13 CSR 40-112.010(5)(B), 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D),
 *        13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
ms_paragraphs ms_rule_5_possible(const ms_open_situation *open, const ms_readings *readings)
{
    unsigned possible = 0;
    /*@ loop invariant 0 <= i <= SIDE_COUNT;
        loop assigns i, possible;
        loop variant SIDE_COUNT - i; */
    for (unsigned i = 0; i < SIDE_COUNT; i++) {
        if ((open->pns & 1u << i) != 0) {
            possible |= over_pss(side_of(i), open, readings);
        }
    }
    return (ms_paragraphs)possible;
}
