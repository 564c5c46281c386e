/*
 * Whether one unknown fact can still change a child's paragraph: two worlds that differ in that fact alone, every other
 * unknown fact taking one value in both, are looked for in which (5) comes out differently. The search is exact, and
 * does not grow with the number of other unknowns: plans are independent of each other, so the pairs of sides that a
 * parent may turn out to be in the two worlds are the combinations of what each plan may be in them.
 */
#ifndef MEDSUPPORT_DETERMINE_PAIRS_H
#define MEDSUPPORT_DETERMINE_PAIRS_H

#include "determine/fact.h"
#include "determine/view.h"

/* Whether an unknown fact of the case, of the view's child or of a parent and not of Form 14, can change the child's
 * paragraph. homes: all of the child's. The plans' `accessible` is changed on the way. */
bool ms_fact_matters(ms_child_view *view, const ms_homes *homes, ms_fact fact);

#endif
