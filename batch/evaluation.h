/*
 * The outcomes of a child under every setting of a grid, each exactly what ms_determine_child gives, with as few
 * determinations as can be shown to be enough: readings that cannot bear on the child are passed over (bearing.h), so are
 * percentages between which no cost test of the case turns (turning.h), and the default share changes no more than the
 * percentage of (E) and (F).
 */
#ifndef MEDSUPPORT_BATCH_EVALUATION_H
#define MEDSUPPORT_BATCH_EVALUATION_H

#include "batch/ordered_plan.h"
#include "batch/sharing.h"
#include "determine/survey.h"

/* An outcome as a byte: the possible paragraphs, bit p for paragraph p, and one bit more. */
enum { MS_CODE_PARAGRAPHS = 0x7F, MS_CODE_SHARE_OPEN = 0x80 /* certain (E) or (F), the percentage unknown */ };

/* Where a child comes out: determined under a paragraph, MS_5A..MS_5F; undecided; or in need of information. */
enum { MS_STANDS_UNDECIDED = MS_NO_PARAGRAPH, MS_STANDS_NEEDS, MS_STANDINGS };

uint8_t ms_code_of(const ms_outcome *outcome);

/* 0..MS_STANDINGS-1. */
static inline unsigned ms_standing_of(uint8_t code)
{
    return (code & (code - 1u)) == 0 ? (unsigned)__builtin_ctz(code) : MS_STANDS_NEEDS;
}

static inline ms_outcome_status ms_status_of_standing(unsigned standing)
{
    if (standing == MS_STANDS_NEEDS) {
        return MS_NEEDS_INFORMATION;
    }
    return standing == MS_STANDS_UNDECIDED ? MS_UNDECIDED : MS_DETERMINED;
}

/* What one thread works with. */
typedef struct ms_evaluator {
    const ms_sharing *sharing;
    const ms_case *facts;
    ms_survey survey;                      /* of the case, where readings are varied */
    uint16_t stretch[MS_MAX_SETTINGS + 1]; /* of the case, by place among the percentages */
    bool shares_ready;                     /* of the case, what follows */
    ms_share shares[MS_MAX_SETTINGS + 1];  /* by place among the default shares */
    uint8_t share_open[MS_MAX_SETTINGS + 1];
    const ms_place_in_order *order; /* of the child */
    uint64_t determinations;        /* made so far */
} ms_evaluator;

/* Begins another case, which lasts until the next. */
void ms_evaluator_case(ms_evaluator *evaluator, const ms_case *facts);

/* The outcomes of a child of the case under each setting, and the plan that each orders. */
void ms_evaluator_child(ms_evaluator *evaluator, uint32_t child, uint8_t *codes, uint8_t *plans);

/* The percentage of (E) and (F) under a setting. */
const ms_share *ms_evaluator_share(ms_evaluator *evaluator, uint32_t setting);

#endif
