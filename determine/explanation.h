/*
 * Why a determination is what it is: the steps taken and refused, what is missing, what would settle it, what would
 * change it, and how it stands under other readings. Made from the facts by evaluating the law, never by prose.
 */
#ifndef MEDSUPPORT_DETERMINE_EXPLANATION_H
#define MEDSUPPORT_DETERMINE_EXPLANATION_H

#include "base/arena.h"
#include "determine/fact.h"

#include <medsupport/determine.h>
#include <medsupport/status.h>

/* ---- the steps --------------------------------------------------------------------------------------------------- */

/* What a step asked. */
typedef enum ms_question {
    MS_ASK_SILENT = 0,     /* (4) is this parent silent? */
    MS_ASK_NOT_SHOWN,      /* (4) does what is unknown of this parent count as not shown? */
    MS_ASK_PLAN_COUNTS,    /* (1)(D) does this plan open or close paragraphs? asked of dental-only plans */
    MS_ASK_CAN_BE_ORDERED, /* (1)(B) can the parent seeking support be ordered? asked of custodians and agencies */
    MS_ASK_COVERS,         /* (5)(A), (B) does this plan cover the child now? */
    MS_ASK_WANTS,          /* (5)(B) does the parent seeking support want to maintain the cover? */
    MS_ASK_NEITHER,        /* (5)(C) does neither parent maintain coverage? */
    MS_ASK_D_OPEN,         /* (5)(D) has the parent not seeking support no such coverage? */
    MS_ASK_AVAILABLE,      /* (5)(C), (D) can this plan be had on the day? */
    MS_ASK_EXEMPT,         /* (2) is the test off because the child is covered? asked where some plan covers */
    MS_ASK_REASONABLE,     /* (2) is this plan had at a reasonable cost? */
    MS_ASK_ACCESSIBLE,     /* (3) is this plan accessible to the child? */
    MS_ASK_PUBLIC,         /* (5)(E), (F) is the child on public coverage, as the paragraph asks? */
    MS_ASK_PERCENTAGE,     /* (5)(E), (F) which percentage? answer: yes when known */
    MS_ASK_PARAGRAPH,      /* the paragraph as a whole: does it order something? */
    MS_QUESTION_COUNT
} ms_question;

/* What became of a paragraph, of MS_ASK_PARAGRAPH; of other questions MS_STEP_PART. */
typedef enum ms_step_result { MS_STEP_PART = 0, MS_STEP_TAKEN, MS_STEP_REFUSED, MS_STEP_OPEN } ms_step_result;

/* The paragraph under which a question stands. */
typedef enum ms_place_in_rule {
    MS_RULE_1B = 0,
    MS_RULE_1D,
    MS_RULE_2,
    MS_RULE_3,
    MS_RULE_4,
    MS_RULE_5A,
    MS_RULE_5B,
    MS_RULE_5C,
    MS_RULE_5D,
    MS_RULE_5E,
    MS_RULE_5F,
    MS_RULE_PLACE_COUNT
} ms_place_in_rule;

enum { MS_MAX_READS = 8, MS_NO_PLAN = -1, MS_NO_READING = -1 };

/* One step. Steps of a paragraph follow each other and end with its MS_ASK_PARAGRAPH. A child's trace ends with the
 * paragraph taken, if one is certain; a paragraph that is open is followed by those that come if it orders nothing. */
typedef struct ms_step {
    uint32_t child;
    ms_paragraph under;     /* the paragraph of (5) on the way to which it was asked */
    ms_place_in_rule place; /* the paragraph whose question it is */
    ms_question question;
    ms_party party; /* whose plan or wish; MS_PARTY_UNKNOWN when nobody's */
    int32_t plan;   /* index of the party's plan, or MS_NO_PLAN */
    bool beside;    /* a dental-only plan's own test, which decides nothing */
    ms_truth answer;
    ms_step_result result;
    int32_t reading; /* the ms_reading applied, or MS_NO_READING */
    uint8_t read_count;
    ms_fact reads[MS_MAX_READS];
} ms_step;

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

/* A fact that could still change an outcome. Needs stand in the order in which the rule asks. */
typedef struct ms_need {
    ms_fact fact;
    ms_paragraph paragraph; /* of the earliest paragraph of (5) that asks for it */
    uint32_t children;      /* bit i: it could change child i's outcome */
} ms_need;

/* A smallest set of needs that could settle the case: bit i for need i. */
typedef uint64_t ms_settling_set;

/* The cost test of one plan, (2). Yearly cents. */
typedef struct ms_margin {
    ms_party party;
    uint32_t plan;
    uint32_t children; /* for whom the plan was tested */
    uint32_t exempt;   /* for whom the test is off */
    bool beside;       /* a dental-only plan left out: decides nothing */
    ms_range increase; /* known when lo == hi */
    ms_range income;   /* known when lo == hi */
    ms_truth within;
} ms_margin;

/* A reading on whose choice an outcome stands, and what another choice would give. */
typedef struct ms_other_reading {
    uint32_t child;
    ms_reading reading;
    uint8_t choice;
    ms_outcome outcome;
} ms_other_reading;

/* How a fact would have to be different. */
typedef enum ms_change_kind {
    MS_CHANGE_ABOVE = 0, /* an amount above `cents`, in the document's period */
    MS_CHANGE_AT_MOST,   /* an amount of `cents` or less */
    MS_CHANGE_AT_LEAST,  /* an amount of `cents` or more */
    MS_CHANGE_BELOW,     /* an amount below `cents` */
    MS_CHANGE_YES,       /* this plan covers the child; wants to; someone else covers the child; ... */
    MS_CHANGE_NO,        /* the contrary; no plan, no longer available, not enrolled, no Form 14 */
    MS_CHANGE_PUBLIC,    /* public coverage becomes `public_coverage` */
    MS_CHANGE_SOURCE,    /* the plan's source becomes `source` */
    MS_CHANGE_REACHES,   /* the service area, or the home, is such that the plan is accessible */
    MS_CHANGE_MISSES,    /* the contrary */
    MS_CHANGE_DAY        /* nothing but time: from `date` on */
} ms_change_kind;

/* One change of one fact that moves one child's determined outcome. */
typedef struct ms_what_if {
    uint32_t child;
    ms_fact fact;
    ms_change_kind change;
    ms_cents cents;
    ms_public public_coverage;
    ms_source source;
    ms_date date;
    ms_outcome outcome;
} ms_what_if;

/* What a reviewer should see. The table of names, citations and sentences is in facts/. */
typedef enum ms_flag_name {
    MS_FLAG_DENTAL_ONLY_COVER = 0,
    MS_FLAG_INACCESSIBLE_COVER,
    MS_FLAG_ZERO_INCOME,
    MS_FLAG_CUSTODIAN_NO_PARENT,
    MS_FLAG_AGENCY_SEEKING,
    MS_FLAG_SPLIT_FAMILY,
    MS_FLAG_LINE_4_ZERO,
    MS_FLAG_LINE_4_HUNDRED,
    MS_FLAG_COMBINED_ZERO,
    MS_FLAG_ADULT_CHILD,
    MS_FLAG_NON_EMPLOYER_PLAN,
    MS_FLAG_UNWILLING_COVERAGE,
    MS_FLAG_BOTH_COVER,
    MS_FLAG_COVER_ENDING,
    MS_FLAG_COSTLY_COVER,
    MS_FLAG_INACCESSIBLE_PLAN,
    MS_FLAG_SAME_PLAN,
    MS_FLAG_PUBLIC_THROUGH_OTHER,
    MS_FLAG_THIRD_PARTY_COVER,
    MS_FLAG_SILENT_PARENT,
    MS_FLAG_BOTH_SILENT,
    MS_FLAG_LATE_ANSWER,
    MS_FLAG_PLAN_AHEAD,
    MS_FLAG_TWO_NOT_SEEKING,
    MS_FLAG_SHARE_REMAINDER,
    MS_FLAG_OTHER_HOLDER,
    MS_FLAG_COUNT
} ms_flag_name;

typedef struct ms_flag {
    ms_flag_name name;
    uint32_t children; /* bit i: it concerns child i */
    ms_party party;    /* MS_PARTY_UNKNOWN when nobody's */
    int32_t plan;      /* or MS_NO_PLAN */
} ms_flag;

typedef struct ms_child_result {
    ms_outcome outcome;
    uint32_t plan_count;      /* of the obligor's plans that the order names */
    uint32_t *plans;          /* indexes, in the order of design.md §5 */
    uint32_t plan_open_count; /* of those that might yet join */
    uint32_t *plans_open;
} ms_child_result;

/* What to work out beyond the outcomes, needs and readings. */
enum { MS_EXPLAIN_TRACE = 1, MS_EXPLAIN_MARGINS = 2, MS_EXPLAIN_WHAT_IF = 4, MS_EXPLAIN_ALL = 7 };

/* What to leave out: it may take long where much is unknown. */
enum { MS_EXPLAIN_NO_SETTLING = 8 };

/* Everything is in the arena that ms_explain was given. */
typedef struct ms_explanation {
    ms_outcome_status status; /* of the least settled child */
    uint32_t child_count;
    ms_child_result *children;
    uint32_t need_count;
    ms_need *needs;
    uint32_t settling_count;
    ms_settling_set *settling;
    uint32_t other_reading_count;
    ms_other_reading *other_readings;
    uint32_t flag_count;
    ms_flag *flags;
    uint32_t margin_count;
    ms_margin *margins;
    uint32_t what_if_count;
    ms_what_if *what_ifs;
    uint32_t step_count;
    ms_step *steps;
} ms_explanation;

/* Determines every child of the case and explains the whole. `parts`: MS_EXPLAIN_ bits. Returns MS_OK or
 * MS_ERROR_MEMORY. */
ms_status ms_explain(const ms_case *facts, const ms_settings *settings, unsigned parts, ms_arena *arena,
                     ms_explanation *explanation);

#endif
