/* The facts of a case by name: which field of the case document each one is. */
#ifndef MEDSUPPORT_DETERMINE_FACT_H
#define MEDSUPPORT_DETERMINE_FACT_H

#include <medsupport/facts.h>

typedef enum ms_fact_kind {
    MS_FACT_AS_OF = 0,         /* /as_of */
    MS_FACT_KIND,              /* /parent_seeking/kind */
    MS_FACT_WISH,              /* /parent_seeking/maintain_coverage */
    MS_FACT_REQUESTS,          /* /information_requests; party: of whom */
    MS_FACT_PLANS,             /* /PARTY/plans */
    MS_FACT_INCOME,            /* /PARTY/gross_income, when nothing of it is known, or all */
    MS_FACT_INCOME_AMOUNT,     /* /PARTY/gross_income/amount */
    MS_FACT_INCOME_PER,        /* /PARTY/gross_income/per */
    MS_FACT_PLAN_BENEFITS,     /* /PARTY/plans/INDEX/benefits */
    MS_FACT_PLAN_COVERS,       /* .../covers */
    MS_FACT_PLAN_UNTIL,        /* .../covered_until */
    MS_FACT_PLAN_FROM,         /* .../available_from */
    MS_FACT_PLAN_SOURCE,       /* .../source */
    MS_FACT_PLAN_COST,         /* .../cost, when nothing of it is known, or all */
    MS_FACT_PLAN_COST_PER,     /* .../cost/per */
    MS_FACT_PLAN_SELF_ONLY,    /* .../cost/self_only */
    MS_FACT_PLAN_FAMILY,       /* .../cost/family */
    MS_FACT_PLAN_ADDING,       /* .../cost/add_dependents */
    MS_FACT_PLAN_AREA,         /* .../service_area */
    MS_FACT_HOME_ZIP,          /* /children/INDEX/residence/zip */
    MS_FACT_HOME_COUNTY,       /* /children/INDEX/residence/county */
    MS_FACT_HOME_STATE,        /* /children/INDEX/residence/state */
    MS_FACT_OTHER_PRIVATE,     /* /children/INDEX/other_private_coverage */
    MS_FACT_PUBLIC,            /* /children/INDEX/public_coverage */
    MS_FACT_PUBLIC_THROUGH,    /* /children/INDEX/public_coverage/through */
    MS_FACT_BIRTH,             /* /children/INDEX/date_of_birth */
    MS_FACT_FORM14,            /* /form_14 */
    MS_FACT_FORM14_CALCULATED, /* /form_14/calculated */
    MS_FACT_FORM14_LINE_4,     /* /form_14/line_4_percent */
    MS_FACT_FORM14_LINE,       /* /form_14/lines/PARTY/line_...; index: 0..4 for 1, 1a, 2a, 2b, 2c */
    MS_FACT_KIND_COUNT
} ms_fact_kind;

typedef struct ms_fact {
    ms_fact_kind kind;
    ms_party party; /* whose, where the field is a parent's */
    uint32_t index; /* the plan, the child or the line */
} ms_fact;

#endif
