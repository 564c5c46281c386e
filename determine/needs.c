/* The facts that could still change an outcome. */
#include "determine/pairs.h"
#include "determine/parts.h"
#include "determine/unknown.h"

static bool is_form14_fact(ms_fact fact)
{
    return fact.kind >= MS_FACT_FORM14 && fact.kind <= MS_FACT_FORM14_LINE;
}

/* ---- Form 14 ----------------------------------------------------------------------------------------------------- */

/* Whether the fact alone changes the percentage, every other one having its value. */
static bool share_turns(const ms_case *facts, ms_fact fact, int32_t default_share)
{
    ms_case given = *facts;
    int32_t first = -1;
    for (uint32_t k = 0;; k++) {
        given.form14 = facts->form14;
        if (!ms_fact_assign(&given, fact, k)) {
            return false;
        }
        ms_share share = ms_rule_5_percentage(&given.form14, default_share);
        if (first >= 0 && share.percentage != first) {
            return true;
        }
        first = share.percentage;
    }
}

/* The same for some values of the other unknown facts of Form 14, of which there are `count`. */
static bool share_may_turn(const ms_case *facts, ms_fact fact, const ms_unknown *others, size_t count,
                           int32_t default_share)
{
    if (count == 0) {
        return share_turns(facts, fact, default_share);
    }
    ms_fact other = others[count - 1].fact;
    if (!is_form14_fact(other) || (other.kind == fact.kind && other.party == fact.party && other.index == fact.index)) {
        return share_may_turn(facts, fact, others, count - 1, default_share);
    }
    ms_case given = *facts;
    for (uint32_t k = 0;; k++) {
        given.form14 = facts->form14;
        if (!ms_fact_assign(&given, other, k)) {
            return false;
        }
        if (share_may_turn(&given, fact, others, count - 1, default_share)) {
            return true;
        }
    }
}

/* ---- needs ------------------------------------------------------------------------------------------------------- */

enum { PERCENTAGE_PARAGRAPHS = 1 << MS_5E | 1 << MS_5F };

/* Whether the fact can still change the outcome of the view's child. */
static bool child_needs(ms_child_view *view, const ms_outcome *outcome, ms_fact fact)
{
    if (outcome->status != MS_NEEDS_INFORMATION || outcome->paragraph != MS_PARAGRAPH_COUNT) {
        return false; /* settled, or open in its percentage alone */
    }
    return ms_fact_matters(view, fact);
}

/* The children whose percentage is open and could be ordered. */
static uint32_t children_needing_percentage(const ms_explanation *explanation)
{
    uint32_t children = 0;
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        const ms_outcome *outcome = &explanation->children[i].outcome;
        if (outcome->status == MS_NEEDS_INFORMATION && (outcome->possible & PERCENTAGE_PARAGRAPHS) != 0) {
            children |= 1u << i;
        }
    }
    return children;
}

static ms_need need_of(const ms_context *context, const ms_explanation *explanation, ms_child_view *views,
                       const ms_unknown *unknowns, size_t count, size_t at)
{
    ms_need need = {.fact = unknowns[at].fact, .paragraph = unknowns[at].paragraph};
    if (is_form14_fact(need.fact)) {
        int32_t share = context->settings->default_share;
        uint32_t children = children_needing_percentage(explanation);
        if (children != 0 && share_may_turn(context->facts, need.fact, unknowns, count, share)) {
            need.children = children;
        }
        return need;
    }
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        if (child_needs(&views[i], &explanation->children[i].outcome, need.fact)) {
            need.children |= 1u << i;
        }
    }
    return need;
}

/* Whether any child's outcome is open. */
static bool is_open(const ms_explanation *explanation)
{
    return explanation->status == MS_NEEDS_INFORMATION;
}

ms_status ms_explain_needs(const ms_context *context, ms_explanation *explanation)
{
    explanation->need_count = 0;
    if (!is_open(explanation)) {
        return MS_OK;
    }
    size_t count = 0;
    ms_unknown *unknowns = ms_unknowns(context->facts, context->arena, &count);
    ms_child_view *views = ms_arena_take(context->arena, explanation->child_count, sizeof *views);
    explanation->needs = ms_arena_take(context->arena, count, sizeof *explanation->needs);
    if (unknowns == NULL || views == NULL || explanation->needs == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        ms_view_make(context->facts, i, context->settings, &views[i]);
    }
    for (size_t i = 0; i < count; i++) {
        ms_need need = need_of(context, explanation, views, unknowns, count, i);
        if (need.children != 0) {
            explanation->needs[explanation->need_count++] = need;
        }
    }
    return MS_OK;
}
