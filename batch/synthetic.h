/*
 * One case of a synthetic caseload before it is written: every fact of it, and beside the facts which of them the
 * document leaves out. docs/synthetic-caseload.md gives the distributions.
 */
#ifndef MEDSUPPORT_BATCH_SYNTHETIC_H
#define MEDSUPPORT_BATCH_SYNTHETIC_H

#include "batch/generate.h"

#include <medsupport/facts.h>

enum {
    MS_SYNTHETIC_CHILDREN = 5,
    MS_SYNTHETIC_PLANS = 3, /* of one parent */
    MS_SYNTHETIC_ZIPS = 60,
    MS_SYNTHETIC_COUNTIES = 12,
    MS_SYNTHETIC_STATES = 2,
    MS_SYNTHETIC_SOURCES = 4,
};

/* Facts that a document may leave out: bits of `lost`. */
enum { MS_LOST_AMOUNT = 1, MS_LOST_PER = 2, MS_LOST_INCOME = 4, MS_LOST_PLANS = 8, MS_PARENT_FACTS = 4 };
enum {
    MS_LOST_BIRTH = 1,
    MS_LOST_RESIDENCE = 2,
    MS_LOST_STATE = 4,
    MS_LOST_COUNTY = 8,
    MS_LOST_ZIP = 16,
    MS_LOST_PUBLIC = 32,
    MS_LOST_PROGRAM = 64,
    MS_LOST_THROUGH = 128,
    MS_CHILD_FACTS = 8
};
enum {
    MS_LOST_SOURCE = 1,
    MS_LOST_EMPLOYER = 2,
    MS_LOST_COVERS = 4,
    MS_LOST_COST = 8,
    MS_LOST_COST_PER = 16,
    MS_LOST_SELF_ONLY = 32, /* or the price of adding the children */
    MS_LOST_FAMILY = 64,
    MS_LOST_AREA = 128,
    MS_PLAN_FACTS = 8
};
enum { MS_LOST_WISH = 1, MS_LOST_FORM_14 = 2, MS_LOST_SHARE = 4, MS_LOST_OBLIGATIONS = 8, MS_CASE_FACTS = 4 };

typedef enum ms_synthetic_public {
    MS_SYNTHETIC_NOT_ENROLLED = 0,
    MS_SYNTHETIC_MEDICAID,
    MS_SYNTHETIC_CHIP
} ms_synthetic_public;

typedef struct ms_synthetic_child {
    ms_date birth;
    uint32_t zip;
    unsigned place; /* of the table of places */
    ms_synthetic_public public_coverage;
    ms_public through; /* MS_PUBLIC_THROUGH_PSS, _PNS or _OTHER */
    bool other_private_coverage;
    unsigned lost;
} ms_synthetic_child;

typedef struct ms_synthetic_area {
    bool unlimited;
    unsigned zip_count, county_count, state_count;
    uint32_t zips[MS_SYNTHETIC_ZIPS];
    unsigned counties[MS_SYNTHETIC_COUNTIES]; /* places */
    unsigned states[MS_SYNTHETIC_STATES];     /* places, each for its state */
} ms_synthetic_area;

/* Whose plan it is said to be. */
typedef enum ms_synthetic_holder { MS_HOLDER_UNSAID = 0, MS_HOLDER_PARENT, MS_HOLDER_SPOUSE } ms_synthetic_holder;

typedef struct ms_synthetic_plan {
    ms_source source;
    unsigned employer; /* number of the employer or union */
    bool medical, dental;
    bool benefits_said; /* medical benefits alone may go without saying */
    ms_synthetic_holder holder;
    ms_date available_from, covered_until; /* MS_NO_DATE: not said */
    unsigned covers;                       /* bit i: child i */
    ms_cost_basis basis;
    ms_period per;
    ms_cents self_only; /* 0 with MS_COST_ADD_DEPENDENTS */
    ms_cents increase;
    ms_synthetic_area area;
    unsigned lost;
} ms_synthetic_plan;

typedef struct ms_synthetic_parent {
    unsigned place;  /* where the parent lives */
    ms_cents income; /* a period */
    ms_period per;
    unsigned plan_count;
    ms_synthetic_plan plans[MS_SYNTHETIC_PLANS];
    ms_date sent, answered; /* the information request; MS_NO_DATE: none, or not answered */
    unsigned lost;
} ms_synthetic_parent;

/* Columns of Form 14, in the order of ms_form14_column. */
enum { MS_SYNTHETIC_LINES = 5 };

typedef struct ms_synthetic_form14 {
    ms_form14_source source; /* MS_FORM14_NOTHING: the division calculates none */
    uint32_t line_4;         /* tenths of a percent */
    ms_cents lines[2][MS_SYNTHETIC_LINES];
    unsigned lost[2]; /* bit i: line i of that column */
} ms_synthetic_form14;

/* What the order in force lays down. */
typedef enum ms_synthetic_order {
    MS_ORDER_NOTHING = 0,
    MS_ORDER_PNS_COVERS,
    MS_ORDER_PSS_COVERS,
    MS_ORDER_UNCOVERED_COSTS,
    MS_ORDER_REASONABLE_COSTS
} ms_synthetic_order;

/* The facts whose source may be said: the income and the first plan's cost of each parent, by ms_party. */
enum { MS_SOURCE_OF_INCOME = 1, MS_SOURCE_OF_COST = 4 };

typedef struct ms_synthetic_case {
    uint64_t seed, index;
    ms_date as_of;
    bool in_group;
    uint64_t family; /* the number of the first case of the group */
    ms_action action;
    ms_kind kind;
    unsigned child_count;
    ms_synthetic_child children[MS_SYNTHETIC_CHILDREN];
    ms_synthetic_parent parents[2]; /* by ms_party */
    bool wish;
    ms_synthetic_form14 form14;
    ms_synthetic_order order;
    bool order_for_first; /* for the first child alone */
    unsigned provenance;  /* MS_SOURCE_OF_ bits, shifted by the party */
    ms_date received;
    unsigned lost;
} ms_synthetic_case;

/* Draws case number `index`. */
void ms_synthetic_draw(const ms_caseload *caseload, uint64_t index, ms_synthetic_case *out);

#endif
