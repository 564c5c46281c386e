/*
 * What there is in a case on its day, whatever is read: which parent is silent, and which plans are of which sort. Made
 * once a case, it tells of most readings and flags that they have nothing to do with it.
 */
#ifndef MEDSUPPORT_DETERMINE_SURVEY_H
#define MEDSUPPORT_DETERMINE_SURVEY_H

#include <medsupport/rule.h>

/* Plans of both parents: bit 32 p + i for plan i of party p. */
typedef uint64_t ms_plan_set;

/* An agency has no plans. */
typedef struct ms_survey {
    bool silent[2];   /* by party, (4) */
    bool answered[2]; /* by party, where either is silent */
    ms_plan_set all;
    ms_plan_set medical;      /* the others are dental alone */
    ms_plan_set available;    /* can be had on the day */
    ms_plan_set at_work;      /* surely through an employer or union */
    ms_plan_set outside_work; /* surely not */
    ms_plan_set limited;      /* to a service area, or they may be */
    ms_plan_set naming;       /* some child as covered, or they may */
    ms_plan_set ending;       /* the last day of their cover is known */
    ms_plan_set of_another;   /* their holder is not the parent */
} ms_survey;

/* The plans that surely cover a child, and those that may. */
typedef struct ms_cover {
    ms_plan_set surely, maybe;
} ms_cover;

static inline ms_plan_set ms_plan_at(ms_party party, uint32_t index)
{
    return UINT64_C(1) << (32 * (uint32_t)party + index);
}

/* All that a party may have. */
static inline ms_plan_set ms_plans_of(ms_party party)
{
    return UINT64_C(0xFFFFFFFF) << (32 * (uint32_t)party);
}

/* answer_days: of the settings. */
void ms_survey_make(const ms_case *facts, int32_t answer_days, ms_survey *survey);

/* Which of all the plans cover a child. */
ms_cover ms_survey_cover(const ms_survey *survey, const ms_case *facts, uint32_t child);

#endif
