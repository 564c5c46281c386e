/*
 * 13 CSR 40-112.010, paragraph by paragraph, as pure functions: no allocation, no input or output, no clock, no
 * global, no floating point. Yearly money is in cents. Every function here is in law/, in the order of the rule.
 */
#ifndef MEDSUPPORT_RULE_H
#define MEDSUPPORT_RULE_H

#include <medsupport/facts.h>
#include <medsupport/parameters.h>
#include <medsupport/readings.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- (1) definitions -------------------------------------------------------------------------------------------- */

/* All the whole amounts that a quantity may still be: lo..hi, lo <= hi; known when they are equal. */
typedef struct ms_range {
    int64_t lo, hi;
} ms_range;

/* How many of a period make a year: 52, 26, 24, 12, 1. per: not MS_PERIOD_UNKNOWN. */
MS_API int ms_periods_per_year(ms_period per);

/* (1)(A) Gross income a year: what the stated amount may come to, 0..MS_YEARLY_MAX. */
MS_API ms_range ms_rule_1a_gross_income(const ms_income *income);

/* (1)(B), (1)(C) Whether a plan of this side can be ordered from "that parent" in (5): not from an agency, and from a
 * custodian only as the reading `custodian` says. */
MS_API bool ms_rule_1b_can_be_ordered(ms_kind kind, const ms_readings *readings);

/* (1)(D) Whether the plan opens and closes paragraphs of (5): the reading `dental-only`. */
MS_API bool ms_rule_1d_counts(const ms_plan *plan, const ms_readings *readings);

/* (1)(E) Whether the child may be on public coverage in this way: bits MS_NOT_ON_PUBLIC, ... that remain open. */
enum { MS_NOT_ON_PUBLIC = 1, MS_ON_PUBLIC_THROUGH_PSS = 2, MS_ON_PUBLIC_OTHERWISE = 4 };
MS_API unsigned ms_rule_1e_public(ms_public coverage);

/* ---- (2) reasonable cost ---------------------------------------------------------------------------------------- */

/* (2) The yearly increase in the parent's premiums: what it may come to, -MS_YEARLY_MAX..MS_YEARLY_MAX. */
MS_API ms_range ms_rule_2_increase(const ms_cost *cost);

/* (2) The highest yearly increase that still passes: income's percent, cents below a whole cent dropped.
 * income: 0..MS_YEARLY_MAX, percent: 0..10000 hundredths of a percent. */
MS_API ms_cents ms_rule_2_ceiling(ms_cents income, int32_t percent);

/* (2) "by more than five percent": whether an increase passes; exactly at the percentage it does, and so does an
 * increase of zero or less whatever the income. increase: -MS_YEARLY_MAX..MS_YEARLY_MAX. */
MS_API bool ms_rule_2_within(ms_cents increase, ms_cents income, int32_t percent);

/* (2) The same where the increase is not exactly known. */
MS_API ms_truth ms_rule_2_test(ms_range increase, ms_cents income, int32_t percent);

/* (2) last sentence: whether the test is off for a plan; the reading `covered-exemption`. `covers`: this plan covers
 * the child now; `anyone_covers`: some private plan that counts does. */
MS_API bool ms_rule_2_exempt(bool covers, bool anyone_covers, const ms_readings *readings);

/* (2) Whether a plan is had at a reasonable cost, from its source, the exemption and the test; the reading
 * `non-employer-cost`. workplace: through an employer or union. */
MS_API ms_truth ms_rule_2_reasonable(ms_truth workplace, bool exempt, ms_truth test, const ms_readings *readings);

/* ---- (3) accessible --------------------------------------------------------------------------------------------- */

/* (3) Whether the home lies in a plan's service area; unknown only where an unknown part of the home, or the unknown
 * area, could still make it so. */
MS_API ms_truth ms_rule_3_accessible(const ms_area *area, const ms_place *home);

/* ---- (4) cooperation -------------------------------------------------------------------------------------------- */

/* (4) The last day on which an answer to a request is in time, which may lie up to `days` beyond MS_LAST_DATE.
 * sent: 1..MS_LAST_DATE, days: 0..365. */
MS_API ms_date ms_rule_4_last_day(ms_date sent, int32_t days);

/* (4) Whether the parent has answered a request by the day. */
MS_API bool ms_rule_4_answered(const ms_request *requests, uint32_t count, ms_party parent, ms_date as_of);

/* (4) Whether the parent is silent: a request is past its last day, and none to that parent has been answered. */
MS_API bool ms_rule_4_silent(const ms_request *requests, uint32_t count, ms_party parent, ms_date as_of, int32_t days);

/* (4) last sentence: whether what is unknown of this parent's plans and income counts as not shown; the readings
 * `one-silent` and `both-silent`. */
MS_API bool ms_rule_4_not_shown(bool silent, bool other_silent, bool other_answered, const ms_readings *readings);

/* ---- (5) the obligation ----------------------------------------------------------------------------------------- */

/* The outcomes of (5). */
typedef enum ms_paragraph {
    MS_5A = 0,
    MS_5B,
    MS_5C,
    MS_5D,
    MS_5E,
    MS_5F,
    MS_NO_PARAGRAPH, /* the text, as read, gives no outcome */
    MS_PARAGRAPH_COUNT
} ms_paragraph;

typedef enum ms_obligation {
    MS_NO_OBLIGATION = 0,
    MS_PROVIDE_COVERAGE,
    MS_PAY_UNCOVERED_COSTS, /* a percentage of uncovered costs, (5)(E) */
    MS_PAY_REASONABLE_COSTS /* a percentage of reasonable costs, (5)(F) */
} ms_obligation;

/* What one parent's plans come to for one child, when nothing is open. `suitable`: one available plan is both
 * reasonable and accessible; then `reasonable` holds too. */
typedef struct ms_side {
    bool covers;     /* has the child covered now */
    bool reasonable; /* has a plan available at a reasonable cost */
    bool suitable;   /* has a plan available at a reasonable cost that is accessible to the child */
} ms_side;

typedef enum ms_enrolment { MS_NOT_ENROLLED = 0, MS_THROUGH_PSS, MS_THROUGH_ANOTHER } ms_enrolment;

/* All that (5) asks about one child, when nothing is open. */
typedef struct ms_situation {
    ms_side pns, pss;
    bool pss_can_be_ordered; /* ms_rule_1b_can_be_ordered */
    bool pss_wants;          /* wants to maintain its cover */
    ms_enrolment public_coverage;
} ms_situation;

/* (5)(A)..(F): whether each paragraph, on its own words as read, orders something. */
MS_API bool ms_rule_5a(const ms_situation *s);
MS_API bool ms_rule_5b(const ms_situation *s);
MS_API bool ms_rule_5c(const ms_situation *s, const ms_readings *readings);
MS_API bool ms_rule_5d(const ms_situation *s, const ms_readings *readings);
MS_API bool ms_rule_5e(const ms_situation *s, const ms_readings *readings);
MS_API bool ms_rule_5f(const ms_situation *s);

/* (5) The first paragraph, in their order, that orders something; MS_NO_PARAGRAPH when none does. */
MS_API ms_paragraph ms_rule_5(const ms_situation *s, const ms_readings *readings);

/* (5) What a paragraph orders, and from whom. MS_NO_OBLIGATION and MS_PARTY_UNKNOWN for MS_NO_PARAGRAPH. */
MS_API ms_obligation ms_rule_5_obligation(ms_paragraph paragraph);
MS_API ms_party ms_rule_5_obligor(ms_paragraph paragraph);

/* ---- (5) where facts are unknown -------------------------------------------------------------------------------- */

/* A set of sides, bit k for the side with covers, reasonable, suitable as bits 0, 1, 2 of k. */
typedef uint8_t ms_sides;

/* A set of paragraphs, bit p for paragraph p. */
typedef uint8_t ms_paragraphs;

/* One plan for one child with every shared unknown (the home, the income) settled. */
typedef struct ms_plan_facts {
    bool counts;         /* ms_rule_1d_counts */
    bool available;      /* can be had on the day */
    ms_truth covers;     /* covers the child now */
    ms_truth workplace;  /* through an employer or union */
    ms_truth accessible; /* ms_rule_3_accessible */
    ms_range increase;   /* ms_rule_2_increase */
} ms_plan_facts;

/* One parent's plans for one child with every shared unknown settled. */
typedef struct ms_parent_facts {
    bool plans_known;
    bool not_shown;  /* ms_rule_4_not_shown */
    ms_cents income; /* 0..MS_YEARLY_MAX */
    uint32_t plan_count;
    const ms_plan_facts *plans;
} ms_parent_facts;

/* The sides that the parent may turn out to be. anyone_covers: see ms_rule_2_exempt; sides that cover the child are
 * among them even where it is false, and are the caller's to leave out. */
MS_API ms_sides ms_parent_sides(const ms_parent_facts *parent, bool anyone_covers, const ms_settings *settings);

/* What remains open about one child. */
typedef struct ms_open_situation {
    ms_sides pns, pss;
    bool pss_can_be_ordered;
    ms_truth pss_wants;
    unsigned public_coverage; /* bits of ms_rule_1e_public */
} ms_open_situation;

/* The paragraphs that (5) reaches in some situation that is still open. */
MS_API ms_paragraphs ms_rule_5_possible(const ms_open_situation *open, const ms_readings *readings);

#ifdef __cplusplus
}
#endif

#endif
