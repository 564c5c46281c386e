/*
 * One child's case as (5) sees it: the child's facts and both parents' plans, and, for what several plans share and is
 * unknown (a parent's income, the child's home), all the values that make a difference.
 */
#ifndef MEDSUPPORT_DETERMINE_VIEW_H
#define MEDSUPPORT_DETERMINE_VIEW_H

#include "determine/homes.h"

#include <medsupport/determine.h>

/* Enough for the lowest and the highest income, one that passes a cent, and, for each plan, the incomes from which its
 * lowest and its highest cost pass. */
enum { MS_MAX_INCOMES = 2 * MS_MAX_PLANS + 3 };

typedef struct ms_parent_view {
    bool plans_known;
    bool not_shown; /* what is unknown of this parent counts as not shown, (4) */
    uint32_t plan_count;
    uint32_t income_count; /* 1.. */
    uint32_t area_unknown; /* bit i: plan i's area is unknown */
    ms_plan_facts plans[MS_MAX_PLANS];
    ms_cents incomes[MS_MAX_INCOMES]; /* a year, ascending; where unknown, one for each set of plans that pass */
} ms_parent_view;

typedef struct ms_child_view {
    const ms_case *facts;
    uint32_t child;
    const ms_settings *settings;
    ms_parent_view parents[2];
    bool pss_can_be_ordered;
    ms_truth pss_wants;
    unsigned public_coverage;
    bool other_private_coverage;
} ms_child_view;

/* Sides that cover the child, and those that do not. */
enum { MS_SIDES_COVERING = 0xAA, MS_SIDES_NOT_COVERING = 0x55 };

/* Whether what is unknown of a party counts as not shown, (4). */
bool ms_party_not_shown(const ms_case *facts, ms_party party, const ms_settings *settings);

/* Whether a plan covers a child on a day: its cover is in force, and it names the child. */
ms_truth ms_plan_covers(const ms_plan *plan, uint32_t child, ms_date as_of);

/* Whether a plan can be had on a day. */
bool ms_plan_available(const ms_plan *plan, ms_date as_of);

/* Whether a plan is through an employer or union. */
ms_truth ms_plan_workplace(const ms_plan *plan);

/* The first child of whom all that (5) asks is as it is of this one: the home, public coverage, cover by others, and the
 * plans that cover the child. Under any settings their outcomes are the same, also when more is known of the parents. */
uint32_t ms_first_like(const ms_case *facts, uint32_t child);

/* The view of a child. Its plans' `accessible` is yet to be set. */
void ms_view_make(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_child_view *view);

/* Sets each plan's `accessible` for a home of a reach. */
void ms_view_set_reach(ms_child_view *view, ms_reach reach);

/* The sides that a party may turn out to be at the reach last set, over all its incomes. */
ms_sides ms_view_sides(const ms_child_view *view, ms_party party, bool anyone_covers);

/* The paragraphs possible for the child at the reach last set. */
ms_paragraphs ms_view_possible_here(const ms_child_view *view);

/* The paragraphs possible for the child. */
ms_paragraphs ms_view_possible(ms_child_view *view);

/* The same of a child without a view: `possible` of ms_determine_child, for those who ask for nothing else. */
ms_paragraphs ms_possible_for(const ms_case *facts, uint32_t child, const ms_settings *settings);

/* The outcome of a child of whom these paragraphs, at least one, are possible; no more of the child matters. */
void ms_outcome_make(const ms_case *facts, const ms_settings *settings, ms_paragraphs possible, ms_outcome *outcome);

#endif
