/* The parts of an explanation, one function each; ms_explain calls them in this order. */
#ifndef MEDSUPPORT_DETERMINE_PARTS_H
#define MEDSUPPORT_DETERMINE_PARTS_H

#include "determine/explanation.h"
#include "determine/survey.h"
#include "determine/view.h"

/* The view of each child, made when it is first asked for. */
typedef struct ms_views {
    ms_child_view *at;
    uint32_t made; /* bit i: that of child i */
} ms_views;

/* What each part reads. The outcomes of all children are there before any other part is asked for. */
typedef struct ms_context {
    const ms_case *facts;
    const ms_settings *settings;
    ms_arena *arena;
    const ms_survey *survey;
    ms_views *views; /* of the parts that ask ms_view_of */
} ms_context;

/* The view of a child, for the parts that change nothing in it. */
static inline const ms_child_view *ms_view_of(const ms_context *context, uint32_t child)
{
    ms_child_view *view = &context->views->at[child];
    if ((context->views->made >> child & 1u) == 0) {
        ms_view_make(context->facts, child, context->settings, view);
        context->views->made |= 1u << child;
    }
    return view;
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

/* What is certain of one plan for one child whatever the shared unknowns turn out to be. */
typedef struct ms_plan_tests {
    ms_truth covers;     /* covers the child now */
    ms_truth exempt;     /* the cost test is off for it */
    ms_truth within;     /* the increase passes the test */
    ms_truth reasonable; /* had at a reasonable cost */
    ms_truth accessible;
} ms_plan_tests;

/* The tests of plan `index` of a party, as counted under (4). `unwilling`: on the way past (B), where cover that the
 * parent seeking support does not want to keep may exempt a plan. */
ms_plan_tests ms_plan_tests_of(const ms_child_view *view, ms_party party, uint32_t index);

#endif
