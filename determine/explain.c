/* The outcomes of a case, then each part of why. */
#include "determine/parts.h"

static ms_status explain_outcomes(const ms_context *context, ms_explanation *explanation)
{
    explanation->child_count = context->facts->child_count;
    explanation->status = MS_DETERMINED;
    explanation->children = ms_arena_take(context->arena, explanation->child_count, sizeof *explanation->children);
    if (explanation->children == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        ms_outcome *outcome = &explanation->children[i].outcome;
        uint32_t like = ms_first_like(context->facts, i);
        if (like < i) {
            *outcome = explanation->children[like].outcome;
            continue;
        }
        ms_determine_child(context->facts, i, context->settings, outcome);
        if (outcome->status > explanation->status) {
            explanation->status = outcome->status;
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
    ms_views views = {.at = ms_arena_room(arena, facts->child_count, sizeof *views.at)};
    ms_survey survey;
    ms_context context = {facts, settings, arena, &survey, &views};
    *explanation = (ms_explanation){0};
    if (views.at == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_survey_make(facts, settings->answer_days, &survey);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if ((steps[i].part != 0 && (parts & steps[i].part) == 0) || (parts & steps[i].without) != 0) {
            continue;
        }
        ms_status status = steps[i].explain(&context, explanation);
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
}
