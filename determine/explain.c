/* The outcomes of a case, then each part of why. */
#include "determine/parts.h"

static ms_status explain_outcomes(const ms_context *context, ms_explanation *explanation)
{
    explanation->child_count = context->facts->child_count;
    explanation->status = MS_DETERMINED;
    explanation->children = ms_arena_room(context->arena, explanation->child_count, sizeof *explanation->children);
    if (explanation->children == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        ms_child_result *result = &explanation->children[i];
        uint32_t like = context->first_like[i];
        if (like < i) {
            *result = explanation->children[like];
            continue;
        }
        *result = (ms_child_result){.plan_count = 0};
        ms_determine_child(context->facts, i, context->settings, &result->outcome);
        if (result->outcome.status > explanation->status) {
            explanation->status = result->outcome.status;
        }
    }
    return MS_OK;
}

ms_status ms_explain(const ms_case *facts, const ms_settings *settings, unsigned parts, ms_arena *arena,
                     ms_explanation *explanation)
{
    static const struct {
        unsigned part;    /* only with this bit; 0: always */
        unsigned without; /* but not with this one */
        ms_status (*explain)(const ms_context *context, ms_explanation *explanation);
    } steps[] = {
        {0, 0, explain_outcomes},
        {0, 0, ms_explain_plans},
        {0, 0, ms_explain_needs},
        {0, MS_EXPLAIN_NO_SETTLING, ms_explain_settling},
        {0, 0, ms_explain_other_readings},
        {0, 0, ms_explain_flags},
        {MS_EXPLAIN_MARGINS, 0, ms_explain_margins},
        {MS_EXPLAIN_WHAT_IF, 0, ms_explain_what_if},
        {MS_EXPLAIN_TRACE, 0, ms_explain_steps},
    };
    uint32_t first_like[MS_MAX_CHILDREN];
    ms_survey survey;
    ms_child_tests *tests = ms_arena_room(arena, facts->child_count, sizeof *tests);
    ms_context context = {facts, settings, arena, &survey, first_like, tests};
    *explanation = (ms_explanation){0};
    if (tests == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < facts->child_count; i++) {
        first_like[i] = ms_first_like(facts, i);
        ms_child_tests_begin(facts, i, settings, &tests[i]);
    }
    ms_survey_make(facts, settings->answer_days, &survey);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if ((parts & (steps[i].part | steps[i].without)) != steps[i].part) {
            continue;
        }
        ms_status status = steps[i].explain(&context, explanation);
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
}
