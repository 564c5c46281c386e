/*
 * A child's medical costs, from the claim to its payment or to a court's judgment: the records of their events, and what
 * a parent owes of a cost and why (13 CSR 40-112.010(5)(E), (F), RSMo 454.633).
 */
#ifndef MEDSUPPORT_CASEFILE_COSTS_H
#define MEDSUPPORT_CASEFILE_COSTS_H

#include "casefile/kinds.h"

#include <medsupport/apportionment.h>

/* ---- courses ----------------------------------------------------------------------------------------------------- */

typedef enum ms_bill_state {
    MS_BILL_NONE = 0,
    MS_BILL_CLAIMED,
    MS_BILL_DISPUTED,  /* before any demand */
    MS_BILL_DEMANDED,  /* of one parent or of both */
    MS_BILL_CONTESTED, /* disputed after a demand */
    MS_BILL_REVERSED,  /* the claim is taken back */
    MS_BILL_STATES
} ms_bill_state;

typedef enum ms_payment_state {
    MS_PAYMENT_NONE = 0,
    MS_PAYMENT_RECEIVED,
    MS_PAYMENT_REVERSED,
    MS_PAYMENT_STATES
} ms_payment_state;

typedef enum ms_lapse_state { MS_LAPSE_NONE = 0, MS_LAPSE_OPEN, MS_LAPSE_ENDED, MS_LAPSE_STATES } ms_lapse_state;

typedef enum ms_judgment_state {
    MS_JUDGMENT_NONE = 0,
    MS_JUDGMENT_STANDS,
    MS_JUDGMENT_SATISFIED,
    MS_JUDGMENT_VACATED,
    MS_JUDGMENT_STATES
} ms_judgment_state;

/* A cost, a payment, a failure to maintain coverage, a sum-certain judgment. */
extern const ms_course ms_cost_course, ms_payment_course, ms_lapse_course, ms_judgment_course;

extern const ms_event_kind ms_kind_cost_claimed, ms_kind_cost_restated, ms_kind_cost_disputed, ms_kind_cost_decided,
    ms_kind_cost_demanded, ms_kind_cost_reversed, ms_kind_payment_received, ms_kind_payment_reversed,
    ms_kind_maintenance_failed, ms_kind_maintenance_resumed, ms_kind_judgment_entered, ms_kind_collection_made,
    ms_kind_judgment_satisfied, ms_kind_judgment_vacated;

/* ---- records ----------------------------------------------------------------------------------------------------- */

/* The amounts of a cost; -1: not said. */
typedef struct ms_bill_amounts {
    ms_cents billed;
    ms_cents by_plan;    /* unknown where it is not said */
    ms_cents by_others;  /* none where it is not said */
    ms_cents reasonable; /* what is allowed as reasonable, where that is less than what was billed */
    ms_cents decided;    /* what a decision found reasonable; -1: no decision names an amount */
    bool not_necessary;  /* a decision found that the care was not necessary */
} ms_bill_amounts;

/* cost_claimed; effective: the day on which the claim came in. */
typedef struct ms_bill {
    ms_matter_step step;
    ms_text child, provider, care, evidence;
    ms_date service;
    ms_bill_amounts amounts;
    ms_party paid_by;     /* who has paid the provider; MS_PARTY_UNKNOWN: neither parent */
    bool paid_by_another; /* who is neither plan nor parent */
} ms_bill;

/* cost_restated; what is not said stays as it was. */
typedef struct ms_bill_restated {
    ms_matter_step step;
    ms_bill_amounts amounts;
} ms_bill_restated;

typedef struct ms_bill_decided {
    ms_matter_step step;
    ms_cents amount; /* found reasonable; -1: as it was claimed */
    bool not_necessary;
} ms_bill_decided;

/* cost_demanded; effective: the day of the demand. */
typedef struct ms_bill_demanded {
    ms_matter_step step;
    ms_party of;
    ms_cents share; /* what was demanded: the share by what was recorded then */
    ms_date due;
    bool silent; /* the order names no days to pay: due on demand */
} ms_bill_demanded;

typedef struct ms_payment {
    ms_matter_step step;
    ms_party from;
    ms_cents amount;
} ms_payment;

/* maintenance_failed; effective: the first day without the ordered coverage. */
typedef struct ms_lapse {
    ms_matter_step step;
    const ms_matter *order;
    ms_text children; /* a JSON list of ids; at NULL: every child of the order */
} ms_lapse;

typedef struct ms_judgment {
    ms_matter_step step;
    ms_party debtor;
    ms_cents amount;
    ms_text costs; /* a JSON list of numbers of costs, as texts */
} ms_judgment;

typedef struct ms_collection {
    ms_matter_step step;
    ms_cents amount;
} ms_collection;

/* ---- shares ------------------------------------------------------------------------------------------------------ */

/* Why a parent owes a share of a cost, or owes none. */
typedef enum ms_share_ground {
    MS_SHARE_NO_ORDER = 0,   /* no order in force on the day of the service names the child */
    MS_SHARE_REVERSED,       /* the claim is taken back */
    MS_SHARE_PAID,           /* this parent has paid the provider */
    MS_SHARE_PAID_BY_OTHER,  /* someone who is no parent has */
    MS_SHARE_NOT_NECESSARY,  /* the care was found not to be necessary */
    MS_SHARE_AMOUNT_OPEN,    /* what plans paid is not known */
    MS_SHARE_OF_OTHER,       /* the order names the other parent's percentage; the rest it lays on nobody */
    MS_SHARE_WHOLE_OF_OTHER, /* the other parent is liable for the whole, RSMo 454.633.1 */
    MS_SHARE_UNCOVERED,      /* a percentage of uncovered costs, (5)(E) */
    MS_SHARE_REASONABLE,     /* a percentage of reasonable costs, (5)(F) */
    MS_SHARE_DEFAULT,        /* the order names no percentage: half each, RSMo 454.633.3 */
    MS_SHARE_WHOLE,          /* this parent failed to maintain the ordered coverage, RSMo 454.633.1 */
    MS_SHARE_GROUNDS
} ms_share_ground;

typedef struct ms_cost_share {
    ms_share_ground ground;
    const ms_matter *order; /* in force on the day of the service; NULL: none */
    ms_cents base;          /* what is shared */
    int32_t percentage;     /* hundredths of a percent */
    ms_cents share, rest;   /* together the base */
} ms_cost_share;

/* The amounts of a cost when it is claimed, and with what a later event says of them. */
ms_bill_amounts ms_bill_claimed(const ms_bill *bill);
void ms_bill_restate(ms_bill_amounts *amounts, const ms_bill_restated *restated);
void ms_bill_decide(ms_bill_amounts *amounts, const ms_bill_decided *decided);

/* What of the bill counts: what a decision found reasonable, or, of `reasonable` costs, what is allowed as that; never more
 * than was billed, for a bill may become lower after a decision. */
ms_cents ms_bill_counted(const ms_bill_amounts *amounts, bool reasonable);

/* What a parent owes of a cost, by what was recorded up to an event: the percentage in force on the day of the service. */
ms_cost_share ms_share_of(const ms_state *state, uint64_t upto, const ms_bill *bill, const ms_bill_amounts *amounts,
                          ms_party party);

/* The amounts of a cost by all of its steps that stand. */
ms_bill_amounts ms_bill_now(const ms_matter *cost);

/* When a share that is demanded on a day is due, by the order's days to pay; *silent: the order names none, and it is due
 * on demand. service: the day of the service. */
ms_date ms_share_due(const ms_cost_share *share, uint64_t upto, ms_date service, ms_date demanded, bool *silent);

/* Whether anything is owed on that ground. */
bool ms_share_owes(ms_share_ground ground);

/* The law on which a share rests, and why it is or is not owed, for people. */
const char *ms_share_citation(const ms_cost_share *share);
const char *ms_share_words(ms_share_ground ground);

/* Refuses what comes before the beginning of its matter. */
ms_status ms_check_after_beginning(const ms_matter *matter, const ms_event *event, ms_refusal *refusal);

/* The number that an element of a judgment's list stands for; 0: none. */
uint64_t ms_cost_number(ms_text element);

#endif
