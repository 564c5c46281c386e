/* The parts of an explanation, one function each; ms_explain calls them in this order. */
#ifndef MEDSUPPORT_DETERMINE_PARTS_H
#define MEDSUPPORT_DETERMINE_PARTS_H

#include "determine/explanation.h"
#include "determine/plan_tests.h"
#include "determine/survey.h"
#include "determine/view.h"

/* What each part reads. The outcomes of all children are there before any other part is asked for. */
typedef struct ms_context {
    const ms_case *facts;
    const ms_settings *settings;
    ms_arena *arena;
    const ms_survey *survey;
    const uint32_t *first_like; /* ms_first_like of each child */
    ms_child_tests *tests;      /* of each child who is the first like that */
} ms_context;

/* The tests of a child's plans; children who are alike share them. */
static inline ms_child_tests *ms_tests_of(const ms_context *context, uint32_t child)
{
    return &context->tests[context->first_like[child]];
}

/* Each returns MS_OK or MS_ERROR_MEMORY. */
ms_status ms_explain_plans(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_needs(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_settling(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_other_readings(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_flags(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_margins(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_what_if(const ms_context *context, ms_explanation *explanation);
ms_status ms_explain_steps(const ms_context *context, ms_explanation *explanation);

#endif
