/*
 * Orders: a medical child support order from its request to its end, judicial or administrative, and what it says on a day. Notices,
 * costs and enforcement ask here.
 */
#ifndef MEDSUPPORT_CASEFILE_ORDERS_H
#define MEDSUPPORT_CASEFILE_ORDERS_H

#include "casefile/kinds.h"

#include <medsupport/rule.h>

typedef enum ms_order_way { MS_ADMINISTRATIVE = 0, MS_JUDICIAL } ms_order_way;

/* Who asks for an order. */
typedef enum ms_order_asker {
    MS_CUSTODIAL_PARENT_ASKS = 0,
    MS_GUARDIAN_ASKS,
    MS_AGENCY_ASKS,
    MS_OTHER_PARENT_ASKS,
    MS_COURT_ASKS /* of its own motion */
} ms_order_asker;

/* The states of the course of an order. */
typedef enum ms_order_state {
    MS_ORDER_NONE = 0,
    MS_ORDER_REQUESTED,  /* asked for, and without terms */
    MS_ORDER_DRAFTED,    /* asked for, with terms; findings are recorded */
    MS_ORDER_IN_FORCE,   /* approved by the court, or issued by the division */
    MS_ORDER_DENIED,     /* the court denied it */
    MS_ORDER_WITHDRAWN,  /* who asked for it took the request back */
    MS_ORDER_SUPERSEDED, /* a later order stands in its place */
    MS_ORDER_TERMINATED, /* ended by the court or the division before its time */
    MS_ORDER_ENDED,      /* its period is over for every child */
    MS_ORDER_STATES
} ms_order_state;

extern const ms_course ms_order_course;

/* The steps of an order. */
extern const ms_event_kind ms_kind_order_requested, ms_kind_order_finding, ms_kind_order_terms, ms_kind_order_approved,
    ms_kind_order_denied, ms_kind_order_withdrawn, ms_kind_order_issued, ms_kind_order_told, ms_kind_order_superseded,
    ms_kind_order_terminated, ms_kind_order_ended;

/* The request, with which an order begins. */
typedef struct ms_order_request {
    ms_matter_step step;
    ms_order_way way;
    ms_order_asker by;
    const ms_matter *modifies; /* the order that it is to take the place of; NULL: none */
    uint64_t determination;    /* on which it rests; 0: not stated */
} ms_order_request;

/* What the court considers before it orders coverage, and finds on. */
typedef enum ms_order_matter_found {
    MS_PARENTS_INCOMES = 0,
    MS_CHILD_NEEDS,
    MS_AVAILABLE_PLANS,
    MS_OTHER_COVERAGE,
    MS_FINDINGS
} ms_order_matter_found;

typedef struct ms_order_finding {
    ms_matter_step step;
    ms_order_matter_found about;
} ms_order_finding;

/* How an order stands to coverage that a divorce or separation agreement established. */
typedef enum ms_order_standing_to {
    MS_BESIDE_NOT_STATED = 0,
    MS_EXISTING_GOES_ON, /* the existing coverage goes on and fulfils the duty for those whom it covers */
    MS_EXISTING_FIRST,   /* both; the existing coverage pays first */
    MS_ORDERED_FIRST,    /* both; the ordered coverage pays first */
    MS_EXISTING_ENDS     /* the order takes its place, and says so */
} ms_order_standing_to;

/* The terms of an order. */
typedef struct ms_order_terms {
    ms_matter_step step;      /* of the event that states them */
    ms_party provides;        /* the participant, who must provide coverage; MS_PARTY_UNKNOWN: nobody */
    ms_party pays;            /* who owes a percentage of costs; MS_PARTY_UNKNOWN: nobody */
    ms_obligation costs;      /* MS_PAY_UNCOVERED_COSTS or MS_PAY_REASONABLE_COSTS, where somebody pays */
    int32_t percentage;       /* of the costs, in hundredths of a percent; -1: none is stated */
    int32_t premium_share[2]; /* of the premium, by ms_party, in hundredths of a percent; -1: not stated */
    int32_t days_to_pay;      /* from a demand to its due date; -1: not stated */
    ms_text children;         /* the alternate recipients, a JSON list of ids */
    ms_text coverage;         /* the type of coverage, or how it is found */
    ms_text plans;            /* a JSON list of ids; at NULL: none is named */
    ms_date begins, ends;     /* the period; MS_NO_DATE: from its entry; to the end of the duty */
    ms_order_standing_to existing;
} ms_order_terms;

/* The approval or issue, and a termination. */
typedef struct ms_order_entry {
    ms_matter_step step;
    bool as_entered;        /* the court's order was entered so, whatever the record lacks */
    uint64_t determination; /* on which an issue rests; 0: none */
} ms_order_entry;

typedef struct ms_order_told {
    ms_matter_step step;
    ms_party party;
} ms_order_told;

typedef struct ms_order_superseded {
    ms_matter_step step;
    const ms_matter *by;
} ms_order_superseded;

const ms_order_request *ms_order_request_of(const ms_matter *order);

ms_order_way ms_order_way_of(const ms_matter *order);

/* The terms that are in sight, the last stated; NULL: none. */
const ms_order_terms *ms_order_terms_of(const ms_matter *order, ms_look look);

/* The day from which an order is in force: of its approval or issue; MS_NO_DATE while it is neither. */
ms_date ms_order_since(const ms_matter *order, ms_look look);

/* What the court has found on: bits 1 << ms_order_matter_found. */
unsigned ms_order_found(const ms_matter *order, ms_look look);

/* Whether a party has been told of the order in force. */
bool ms_order_party_told(const ms_matter *order, ms_party party, ms_look look);

/* "the parents' incomes" */
const char *ms_order_finding_words(ms_order_matter_found about);

/* Whether an order names a child as an alternate recipient. */
bool ms_order_names(const ms_order_terms *terms, ms_text child);

/* Whether two lists of ids have one in common; it is set in *common. */
bool ms_order_share(ms_text list, ms_text other, ms_text *common);

/* The order in force on a day that names a child (at NULL: any) and binds a party to provide (pays false) or to pay
 * (pays true); the last entered of several; NULL: none. A child for whom the duty was ended is bound to no more. */
const ms_matter *ms_order_in_force(const ms_state *state, ms_look look, ms_text child, ms_party party, bool pays);

/* An order in force, other than this one and the one that it modifies, that names one of the children; NULL: none. */
const ms_matter *ms_order_beside(const ms_state *state, ms_look look, const ms_matter *order, ms_text children);

#endif
