/*
 * Whether an order or a notice is a qualified medical child support order: an order against 29 USC 1169(a)(2) to (4)
 * (ERISA 609(a)), the National Medical Support Notice against 29 CFR 2590.609-2. It is the plan administrator who
 * decides; this says, requirement by requirement, what the law asks. No allocation, no input or output.
 */
#ifndef MEDSUPPORT_QUALIFICATION_H
#define MEDSUPPORT_QUALIFICATION_H

#include <medsupport/api.h>
#include <medsupport/truth.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MS_MAX_RECIPIENTS = 32, MS_MAX_BENEFITS = 64 };

/* ---- what is known of an order or notice ------------------------------------------------------------------------- */

/* A piece of identifying information. */
typedef struct ms_particular {
    ms_truth stated; /* rightly, in the document */
    ms_truth held;   /* known or reasonably available to the plan administrator, by asking too */
} ms_particular;

/* A child for whom coverage is asked. */
typedef struct ms_alternate_recipient {
    ms_truth child; /* a child of the participant, by birth, adoption or placement for adoption */
    ms_particular name, address;
    ms_truth official; /* the name and address of an official stand in the place of the child's address */
} ms_alternate_recipient;

/* A type or form of benefit, or an option, that the document requires of the plan. */
typedef struct ms_required_benefit {
    ms_truth provided; /* the plan provides it otherwise */
    ms_truth needed;   /* a state law under section 1908 of the Social Security Act needs it */
} ms_required_benefit;

/* The facts. What is asked of an order only, or of a notice only, may be left unknown for the other. */
typedef struct ms_order_facts {
    /* Of an order: where it comes from. */
    ms_truth court;              /* issued by a court, or a settlement that a court approved */
    ms_truth process;            /* issued through an administrative process under state law */
    ms_truth force_of_law;       /* what that process issues has the force and effect of law */
    ms_truth domestic_relations; /* made under a state's domestic relations law */
    ms_truth support;            /* provides for child support, or for health coverage of the child */
    ms_truth medical_law;        /* made under a state law of section 1908 of the Social Security Act */
    ms_truth right;              /* creates, recognises or assigns the child's right to benefits under the plan */

    /* Of a notice. */
    ms_truth form;               /* it is the National Medical Support Notice, and no letter */
    ms_particular agency;        /* the name of the issuing agency, a state's child support enforcement agency */
    ms_particular support_order; /* the child support order that underlies the notice */

    /* Of both. */
    ms_truth participant; /* the person named is eligible under the plan, enrolled or not, waiting or not */
    ms_particular participant_name;
    ms_particular participant_address;
    ms_truth address_exists; /* anybody knows a mailing address of the participant */
    bool recipients_known;   /* whether `recipients` are all; false: nothing is known of them */
    uint32_t recipient_count;
    const ms_alternate_recipient *recipients;
    ms_truth coverage;   /* describes the type of coverage, or the manner in which it is determined */
    ms_truth period;     /* says to which period it applies */
    bool benefits_known; /* whether `benefits` are all; false: nothing is known of them */
    uint32_t benefit_count;
    const ms_required_benefit *benefits;
} ms_order_facts;

/* ---- what comes of it -------------------------------------------------------------------------------------------- */

/* Each worse than the one before. */
typedef enum ms_assessment {
    MS_ASSESSED_NOT_ASKED = 0, /* the law does not ask it of this kind of document */
    MS_ASSESSED_MET,
    MS_ASSESSED_CURABLE, /* not stated, or not known to be, but the administrator has it: no ground to reject */
    MS_ASSESSED_UNKNOWN, /* an unknown fact decides; never taken for "missing" */
    MS_ASSESSED_MISSING
} ms_assessment;

typedef enum ms_requirement {
    MS_REQUIREMENT_ISSUED = 0, /* by a court, or by a process with the force of law */
    MS_REQUIREMENT_LAW,        /* made under domestic relations law, or a law of section 1908 */
    MS_REQUIREMENT_RIGHT,      /* the child's right to benefits */
    MS_REQUIREMENT_FORM,       /* it is the National Medical Support Notice */
    MS_REQUIREMENT_AGENCY,
    MS_REQUIREMENT_SUPPORT_ORDER,
    MS_REQUIREMENT_PARTICIPANT, /* is one */
    MS_REQUIREMENT_PARTICIPANT_NAME,
    MS_REQUIREMENT_PARTICIPANT_ADDRESS,
    MS_REQUIREMENT_CHILD, /* of the participant */
    MS_REQUIREMENT_RECIPIENT_NAME,
    MS_REQUIREMENT_RECIPIENT_ADDRESS,
    MS_REQUIREMENT_COVERAGE,
    MS_REQUIREMENT_PERIOD,
    MS_REQUIREMENT_BENEFITS, /* nothing that the plan does not provide */
    MS_REQUIREMENT_COUNT
} ms_requirement;

typedef struct ms_requirement_row {
    const char *name;            /* "participant_address" */
    const char *order_citation;  /* NULL: not asked of an order */
    const char *notice_citation; /* NULL: not asked of a notice */
} ms_requirement_row;

/* Why what the administrator has is no ground to reject. */
#define MS_CURE_CITATION "DOL EBSA, Qualified Medical Child Support Orders (guide)"

/* As ms_assessment, of the whole. */
typedef enum ms_qualified {
    MS_QUALIFIED = MS_ASSESSED_MET,
    MS_QUALIFIED_ONCE_CURED = MS_ASSESSED_CURABLE, /* by what the administrator has */
    MS_QUALIFIED_UNKNOWN = MS_ASSESSED_UNKNOWN,
    MS_NOT_QUALIFIED = MS_ASSESSED_MISSING
} ms_qualified;

typedef struct ms_qualification {
    ms_assessment of[MS_REQUIREMENT_COUNT];
    ms_qualified whole;
} ms_qualification;

/* How one alternate recipient stands. */
typedef struct ms_recipient_assessment {
    ms_assessment child, name, address;
} ms_recipient_assessment;

/* The table's row; requirement: below MS_REQUIREMENT_COUNT. */
MS_API const ms_requirement_row *ms_requirement_describe(ms_requirement requirement);

/* (2)(C), (3)(A) One alternate recipient: a child of the participant, named, with an address or an official. */
MS_API ms_recipient_assessment ms_qualify_recipient(const ms_alternate_recipient *recipient);

/* (4) One benefit that the document requires. */
MS_API ms_assessment ms_qualify_benefit(const ms_required_benefit *benefit);

/* An order; every alternate recipient has to be specified. */
MS_API void ms_qualify_order(const ms_order_facts *facts, ms_qualification *result);

/* A notice; one alternate recipient has to be specified, and the best that is counts. Type of coverage and period are
 * what the form itself says. */
MS_API void ms_qualify_notice(const ms_order_facts *facts, ms_qualification *result);

/* ---- what plans ask beyond the law ------------------------------------------------------------------------------- */

/* What plans commonly ask for, and no requirement: nothing here decides anything. */
typedef enum ms_beyond {
    MS_BEYOND_SOCIAL_SECURITY_NUMBERS = 0,
    MS_BEYOND_DATES_OF_BIRTH,
    MS_BEYOND_PLAN_NAME,
    MS_BEYOND_CERTIFIED_COPY,
    MS_BEYOND_GENDER,
    MS_BEYOND_CUSTODIAL_PARENT,
    MS_BEYOND_TELEPHONE,
    MS_BEYOND_EMPLOYER_NUMBER,
    MS_BEYOND_OWN_FORM,
    MS_BEYOND_COUNT
} ms_beyond;

#ifdef __cplusplus
}
#endif

#endif
