/* The cost test of each plan that was tested, with its distance from the ceiling. */
#include "determine/parts.h"

enum { BEFORE_C = 1 << MS_5A | 1 << MS_5B, BEFORE_D = BEFORE_C | 1 << MS_5C };

/* Whether (C), or (D) for the parent seeking support, comes to a party's plans for a child. */
static bool comes_to(const ms_context *context, ms_party party, const ms_outcome *outcome)
{
    if (party == MS_PNS) {
        return (outcome->possible & ~BEFORE_C) != 0;
    }
    return ms_rule_1b_can_be_ordered(context->facts->kind, &context->settings->readings)
           && (outcome->possible & ~BEFORE_D) != 0;
}

/* Adds what one child has to do with the test of a plan. */
static void add_child(const ms_context *context, uint32_t child, const ms_outcome *outcome, ms_margin *margin)
{
    if (!comes_to(context, margin->party, outcome)) {
        return;
    }
    const ms_plan_tests *tests = ms_plan_tests_of(ms_tests_of(context, child), margin->party, margin->plan);
    margin->children |= 1u << child;
    if (tests->exempt == MS_YES) {
        margin->exempt |= 1u << child;
    }
    margin->increase = tests->increase;
    margin->within = tests->within;
}

ms_status ms_explain_margins(const ms_context *context, ms_explanation *explanation)
{
    const ms_case *facts = context->facts;
    size_t most = (size_t)facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    explanation->margin_count = 0;
    explanation->margins = ms_arena_room(context->arena, most, sizeof *explanation->margins);
    if (explanation->margins == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t plan = 0; plan < facts->parents[party].plan_count; plan++) {
            ms_margin margin = {
                .party = (ms_party)party,
                .plan = plan,
                .beside = !ms_rule_1d_counts(&facts->parents[party].plans[plan], &context->settings->readings),
                .income = ms_rule_1a_gross_income(&facts->parents[party].income),
            };
            for (uint32_t i = 0; i < explanation->child_count; i++) {
                add_child(context, i, &explanation->children[i].outcome, &margin);
            }
            if (margin.children != 0) {
                explanation->margins[explanation->margin_count++] = margin;
            }
        }
    }
    return MS_OK;
}
