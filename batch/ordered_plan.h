/* Which plan an order names first: for (A) and (B) the plan that covers now, for (C) and (D) the one of least increase. */
#ifndef MEDSUPPORT_BATCH_ORDERED_PLAN_H
#define MEDSUPPORT_BATCH_ORDERED_PLAN_H

#include <medsupport/determine.h>

/* A plan of the two parents as one number: 32 p + i for plan i of party p; or one of the rest. */
enum {
    MS_NO_ORDERED_PLAN = 64,   /* no coverage is ordered, or it is not yet determined */
    MS_ORDERED_PLAN_OPEN = 65, /* plus the ms_party: coverage is ordered, by which plan is open */
    MS_ORDERED_PLANS = 67
};

/* The plan of a child's outcome, of which `possible` are the possible paragraphs: the first of those that ms_explain
 * lists for it. */
uint8_t ms_ordered_plan(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_paragraphs possible);

#endif
