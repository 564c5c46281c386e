/*
 * Notices: the National Medical Support Notice of an order to an employer, from the day the employer is known to the end; the obligor's
 * contest beside it; and the coverage that comes of it. One notice is one employment: one employer, one parent, one order.
 */
#ifndef MEDSUPPORT_CASEFILE_NOTICES_H
#define MEDSUPPORT_CASEFILE_NOTICES_H

#include "casefile/clocks.h"
#include "casefile/kinds.h"

#include <medsupport/withholding.h>

typedef enum ms_notice_state {
    MS_NOTICE_NONE = 0,
    MS_NOTICE_DUE,              /* the employer is known, and the notice is to be sent */
    MS_NOTICE_NOT_REQUIRED,     /* the order stipulates other coverage */
    MS_NOTICE_SENT,             /* the employer has it */
    MS_NOTICE_FORWARDED,        /* the plan administrator has Part B */
    MS_NOTICE_OPTIONS,          /* the plan offers several options, and one is to be chosen */
    MS_NOTICE_SELECTED,         /* an option is chosen, or the default applies; the child is to be enrolled */
    MS_NOTICE_WAITING,          /* for the end of a waiting period or an absence */
    MS_NOTICE_ENROLLED,         /* the child is enrolled; the premium is withheld */
    MS_NOTICE_UNAVAILABLE,      /* there is no coverage through this employer */
    MS_NOTICE_LIMITED,          /* the earnings do not allow the premium */
    MS_NOTICE_REJECTED,         /* the plan administrator says that it is not qualified */
    MS_NOTICE_EMPLOYMENT_ENDED, /* the parent has left */
    MS_NOTICE_TERMINATED,       /* the employer was told that it is over */
    MS_NOTICE_REPLACED,         /* a later notice stands in its place */
    MS_NOTICE_STATES
} ms_notice_state;

typedef enum ms_contest_state {
    MS_CONTEST_NONE = 0,
    MS_CONTEST_RECEIVED,
    MS_CONTEST_DECIDED,
    MS_CONTEST_WITHDRAWN,
    MS_CONTEST_STATES
} ms_contest_state;

typedef enum ms_coverage_state {
    MS_COVERAGE_NONE = 0,
    MS_COVERAGE_RUNS,
    MS_COVERAGE_ENDED,
    MS_COVERAGE_STATES
} ms_coverage_state;

extern const ms_course ms_notice_course, ms_contest_course, ms_coverage_course;

extern const ms_event_kind ms_kind_new_hire_entered, ms_kind_employer_found, ms_kind_notice_not_required,
    ms_kind_notice_sent, ms_kind_notice_replaced, ms_kind_employer_forwarded, ms_kind_coverage_unavailable,
    ms_kind_employer_limited, ms_kind_coverage_deferred, ms_kind_plan_option, ms_kind_option_selected,
    ms_kind_default_taken, ms_kind_plan_enrolled, ms_kind_plan_rejected, ms_kind_withholding_set,
    ms_kind_employment_ended, ms_kind_retaliation_considered, ms_kind_notice_terminated;
extern const ms_event_kind ms_kind_contest_received, ms_kind_contest_heard, ms_kind_contest_withdrawn;
extern const ms_event_kind ms_kind_coverage_began, ms_kind_coverage_ended;

/* ---- the records of the steps ------------------------------------------------------------------------------------ */

/* The beginning: an employment becomes known. */
typedef struct ms_employment {
    ms_matter_step step;
    uint64_t order;
    ms_party party; /* the employee */
    ms_text employer, fein;
    uint64_t brought_by; /* the event with which it was recorded; 0: it came by itself */
} ms_employment;

typedef struct ms_replacement {
    ms_matter_step step;
    uint64_t by;
} ms_replacement;

/* Takes effect on the date of the notice, which is also that of its mailing and of the obligor's own notice. */
typedef struct ms_sent_notice {
    ms_matter_step step;
    ms_text children; /* a JSON list of ids */
} ms_sent_notice;

typedef struct ms_deferral {
    ms_matter_step step;
    ms_date until;    /* the last day of the wait; MS_NO_DATE: it is measured by something other than time */
    ms_date received; /* by the plan administrator */
    bool of_plan;     /* the plan administrator says so; else the employer */
    bool at_once;     /* a waiting period so short that the plan enrols the child at once */
} ms_deferral;

typedef struct ms_unavailable_answer {
    ms_matter_step step;
    bool of_plan;
    ms_text plan; /* that cannot be had; at NULL: none is named */
} ms_unavailable_answer;

typedef struct ms_offered_option {
    ms_matter_step step;
    ms_text option, plan; /* plan: its id in the case; at NULL: none is named */
    bool is_default;
} ms_offered_option;

/* An option that the agency selected, or the default that applies. */
typedef struct ms_taken_option {
    ms_matter_step step;
    const ms_offered_option *option;
} ms_taken_option;

typedef struct ms_enrolment_answer {
    ms_matter_step step;
    ms_text children, plan;
    ms_date from;
} ms_enrolment_answer;

typedef struct ms_recorded_withholding {
    ms_matter_step step;
    ms_pay_period period;
    ms_withholding result;
    ms_date arrears_since; /* the day on which the oldest arrears fell due; MS_NO_DATE: not known, or there are none */
} ms_recorded_withholding;

typedef struct ms_employment_end {
    ms_matter_step step;
    ms_date ended;         /* the last day of the employment */
    ms_date covered_until; /* the last day of coverage, by the employer; MS_NO_DATE: not said */
    ms_text new_employer;  /* at NULL: not known */
    ms_date presumed_to;   /* a discharge up to this day is presumed to be retaliation; MS_NO_DATE: this one is not */
} ms_employment_end;

typedef struct ms_contest {
    ms_matter_step step;
    uint64_t notice;
    const ms_sent_notice *sent; /* the notice as it was sent last before */
} ms_contest;

typedef struct ms_contest_decision {
    ms_matter_step step;
    bool notice_ends;
} ms_contest_decision;

/* Coverage of one child in one plan. */
typedef struct ms_coverage {
    ms_matter_step step;
    ms_text child, plan;
    ms_party party; /* whose plan */
    ms_date from;
    uint64_t notice;     /* under which it began; 0: none */
    uint64_t brought_by; /* the event with which it was recorded; 0: it came by itself */
    ms_text source;      /* of the fact */
} ms_coverage;

typedef struct ms_coverage_end {
    ms_matter_step step;
    ms_date until; /* the last day */
    bool plan_gone;
    ms_text source;
} ms_coverage_end;

/* ---- asking ------------------------------------------------------------------------------------------------------ */

const ms_employment *ms_notice_employment(const ms_matter *notice);

/* The order that a notice enforces. */
const ms_matter *ms_notice_order(const ms_state *state, const ms_matter *notice);

/* Whether an order is in force and binds the employee to provide coverage. */
bool ms_notice_binds(const ms_state *state, const ms_matter *notice, ms_look look);

/* The notice that was sent last, and the children that it names; NULL: none. */
const ms_sent_notice *ms_notice_last_sent(const ms_matter *notice, ms_look look);

/* Whether a notice runs at the employer: it was sent, and neither ended nor was replaced. */
bool ms_notice_runs(const ms_matter *notice, ms_look look);

/* The options that the plan has offered since the last notice: those behind one (NULL: the first); NULL: no more. */
const ms_offered_option *ms_notice_next_option(const ms_matter *notice, const ms_offered_option *behind, ms_look look);

/* The default among them; NULL: none. */
const ms_offered_option *ms_notice_default(const ms_matter *notice, ms_look look);

/* The last day on which the agency may select; MS_NO_DATE: no option is offered. */
ms_date ms_notice_selection_due(const ms_matter *notice, ms_look look);

/* Whether a contest of it was decided so that it ends. */
bool ms_notice_set_aside(const ms_state *state, const ms_matter *notice, ms_look look);

/* The coverage of a child that runs: in that plan (at NULL: in any); NULL: none. */
const ms_matter *ms_coverage_running(const ms_state *state, ms_text child, ms_text plan, ms_look look);

/* ---- what the kinds share ---------------------------------------------------------------------------------------- */

/* Whether a JSON list holds a text. */
bool ms_list_holds(ms_text list, ms_text element);

/* Notes on a step that it came after the last day of a clock that runs from the last notice sent before it. */
ms_status ms_notice_note_late(ms_state *state, ms_entry *record, ms_clock clock);

#endif
