/*
 * The facts of one case as values: what the case document says, with names and texts left behind. A field that is not
 * known says so; it is never zero and never "no". The arrays belong to whoever made the value.
 */
#ifndef MEDSUPPORT_FACTS_H
#define MEDSUPPORT_FACTS_H

#include <medsupport/date.h>
#include <medsupport/money.h>
#include <medsupport/truth.h>

#include <stdint.h>

enum { MS_MAX_CHILDREN = 32, MS_MAX_PLANS = 32, MS_MAX_REQUESTS = 64 };

/* The two sides of a case: parent not seeking support (1)(C), parent seeking support (1)(B). */
typedef enum ms_party { MS_PNS = 0, MS_PSS = 1, MS_PARTY_UNKNOWN = 2 } ms_party;

/* What the parent seeking support is: (1)(B) allows a person who is no parent, and a state agency. */
typedef enum ms_kind { MS_KIND_PARENT = 0, MS_KIND_CUSTODIAN, MS_KIND_AGENCY } ms_kind;

/* How often an amount is earned or paid. */
typedef enum ms_period {
    MS_PERIOD_UNKNOWN = 0,
    MS_PER_WEEK,
    MS_PER_TWO_WEEKS,
    MS_PER_HALF_MONTH,
    MS_PER_MONTH,
    MS_PER_YEAR
} ms_period;

/* An amount of money, 0..MS_MONEY_MAX cents, or unknown. */
typedef struct ms_amount {
    bool known;
    ms_cents cents;
} ms_amount;

/* Gross income, (1)(A). */
typedef struct ms_income {
    ms_amount amount;
    ms_period per;
} ms_income;

/* Which of the two cost measures of (2) applies to this parent's plan options. */
typedef enum ms_cost_basis {
    MS_COST_UNKNOWN = 0,    /* nothing known: either measure */
    MS_COST_TIERS,          /* family coverage less self-only coverage */
    MS_COST_ADD_DEPENDENTS, /* adding the dependents to existing coverage */
    MS_COST_BASES
} ms_cost_basis;

typedef struct ms_cost {
    ms_cost_basis basis;
    ms_period per;
    ms_amount self_only;      /* of MS_COST_TIERS */
    ms_amount family;         /* of MS_COST_TIERS */
    ms_amount add_dependents; /* of MS_COST_ADD_DEPENDENTS */
} ms_cost;

/* Numbers that no name has: some other state or county, some other zip. */
enum { MS_ELSEWHERE = 0xFFFF };
#define MS_ZIP_ELSEWHERE UINT32_MAX

/* A home or a place of a service area. Numbers stand for names, each name one number within a case; 0 is unknown. */
typedef struct ms_place {
    uint32_t zip;    /* the five digits plus 1; below MS_ZIP_ELSEWHERE */
    uint16_t state;  /* the state's number; below MS_ELSEWHERE */
    uint16_t county; /* the county name's number, compared without case; below MS_ELSEWHERE */
} ms_place;

typedef enum ms_area_kind { MS_AREA_UNKNOWN = 0, MS_AREA_UNLIMITED, MS_AREA_LISTS } ms_area_kind;

/* Where a plan serves, (3). Any list that holds the home makes the plan accessible. */
typedef struct ms_area {
    ms_area_kind kind;
    uint32_t zip_count, county_count, state_count;
    const uint32_t *zips;     /* each as ms_place.zip, not 0 */
    const ms_place *counties; /* state and county of each, not 0 */
    const uint16_t *states;   /* each as ms_place.state, not 0 */
} ms_area;

/* Through whom a plan is had, (2). */
typedef enum ms_source { MS_SOURCE_UNKNOWN = 0, MS_SOURCE_EMPLOYER, MS_SOURCE_UNION, MS_SOURCE_OTHER } ms_source;

/* A private health benefit plan of one parent, (1)(D). */
typedef struct ms_plan {
    bool medical, dental; /* what it provides; at least one */
    bool other_holder;    /* the document names a holder who is not this parent */
    bool covers_known;    /* whether it is known which children it covers */
    uint32_t covers;      /* bit i: names child i as covered; 0 unless covers_known */
    ms_source source;
    ms_date available_from; /* MS_NO_DATE: now */
    ms_date covered_until;  /* the last day of the cover; MS_NO_DATE: open */
    ms_cost cost;
    ms_area area;
} ms_plan;

typedef struct ms_parent {
    ms_income income;
    bool plans_known;    /* false: whether this parent has any plan is unknown, and plan_count is 0 */
    uint32_t plan_count; /* 0..MS_MAX_PLANS */
    ms_plan *plans;
} ms_parent;

/* Public coverage, (1)(E): whether the child is enrolled, and through whom. */
typedef enum ms_public {
    MS_PUBLIC_UNKNOWN = 0,
    MS_PUBLIC_NONE, /* not enrolled */
    MS_PUBLIC_THROUGH_PSS,
    MS_PUBLIC_THROUGH_PNS,
    MS_PUBLIC_THROUGH_OTHER,
    MS_PUBLIC_ENROLLED /* enrolled, through whom is unknown */
} ms_public;

typedef struct ms_child {
    ms_place home;
    ms_public public_coverage;
    bool other_private_coverage; /* someone who is neither parent covers the child */
    ms_date date_of_birth;       /* MS_NO_DATE: unknown */
} ms_child;

/* An information request under (4). */
typedef struct ms_request {
    ms_party of;      /* MS_PARTY_UNKNOWN: not said */
    ms_date sent;     /* MS_NO_DATE: not known */
    ms_date answered; /* MS_NO_DATE: not answered */
} ms_request;

/* One parent's monthly entries of Form 14 before line 4. */
typedef struct ms_form14_column {
    ms_amount line_1, line_1a, line_2a, line_2b, line_2c;
} ms_form14_column;

typedef enum ms_form14_source { MS_FORM14_NOTHING = 0, MS_FORM14_LINE_4, MS_FORM14_LINES } ms_form14_source;

/* The division's own calculation of Form 14. */
typedef struct ms_form14 {
    ms_truth calculated;
    ms_form14_source source;     /* what the document gives of it */
    int32_t line_4;              /* hundredths of a percent, 0..10000, of MS_FORM14_LINE_4 */
    ms_form14_column columns[2]; /* by ms_party, of MS_FORM14_LINES */
} ms_form14;

typedef enum ms_action { MS_ESTABLISH = 0, MS_MODIFY } ms_action;

typedef struct ms_case {
    ms_action action;
    ms_date as_of; /* the day of the determination, 1..MS_LAST_DATE */
    ms_kind kind;
    ms_truth maintain_coverage; /* the parent seeking support wants to maintain the cover, (5)(B) */
    bool in_group;              /* another document of the same group is for another parent not seeking support */
    ms_parent parents[2];       /* by ms_party */
    uint32_t child_count;       /* 1..MS_MAX_CHILDREN */
    ms_child *children;
    uint32_t request_count; /* 0..MS_MAX_REQUESTS */
    const ms_request *requests;
    ms_form14 form14;
} ms_case;

#endif
