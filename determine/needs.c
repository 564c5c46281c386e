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

static bool is_of_child(ms_fact_kind kind)
{
    return kind >= MS_FACT_HOME_ZIP && kind <= MS_FACT_BIRTH;
}

static bool is_of_home(ms_fact_kind kind)
{
    return kind >= MS_FACT_HOME_ZIP && kind <= MS_FACT_HOME_STATE;
}

/* Marks, for one child whose paragraph is open, the unknown facts that can still change it. */
static void mark_child(const ms_context *context, uint32_t child, const ms_unknown *unknowns, size_t count,
                       ms_need *needs)
{
    ms_child_view view;
    ms_homes homes;
    ms_view_make(context->facts, child, context->settings, &view);
    bool gone_through = ms_homes_make(context->facts, &context->facts->children[child].home, &homes);
    for (size_t i = 0; i < count; i++) {
        ms_fact fact = unknowns[i].fact;
        bool of_another = is_of_child(fact.kind) && fact.index != child;
        if (is_form14_fact(fact) || of_another) {
            continue;
        }
        bool matters = gone_through ? ms_fact_matters(&view, &homes, fact) : is_of_home(fact.kind);
        needs[i].children |= (matters ? 1u : 0u) << child;
    }
}

/* Marks the unknown facts of Form 14 for the children whose percentage is open and may be ordered. */
static void mark_percentage(const ms_context *context, const ms_explanation *explanation, const ms_unknown *unknowns,
                            size_t count, ms_need *needs)
{
    uint32_t children = 0;
    unsigned possible = 0;
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        const ms_outcome *outcome = &explanation->children[i].outcome;
        if (outcome->status == MS_NEEDS_INFORMATION && (outcome->possible & PERCENTAGE_PARAGRAPHS) != 0) {
            children |= 1u << i;
            possible |= outcome->possible;
        }
    }
    for (size_t i = 0; i < count && children != 0; i++) {
        int32_t share = context->settings->default_share;
        if (!is_form14_fact(unknowns[i].fact)
            || !share_may_turn(context->facts, unknowns[i].fact, unknowns, count, share)) {
            continue;
        }
        needs[i].children = children;
        needs[i].paragraph = (possible & 1u << MS_5E) != 0 ? MS_5E : MS_5F;
    }
}

/* Keeps the needs that some child has, in their order; how many. */
static uint32_t keep_marked(ms_need *needs, size_t count)
{
    uint32_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (needs[i].children != 0) {
            needs[kept++] = needs[i];
        }
    }
    return kept;
}

ms_status ms_explain_needs(const ms_context *context, ms_explanation *explanation)
{
    explanation->need_count = 0;
    if (explanation->status != MS_NEEDS_INFORMATION) {
        return MS_OK;
    }
    size_t count = 0;
    ms_unknown *unknowns = ms_unknowns(context->facts, context->arena, &count);
    ms_need *needs = ms_arena_take(context->arena, count, sizeof *needs);
    if (unknowns == NULL || needs == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        needs[i] = (ms_need){.fact = unknowns[i].fact, .paragraph = unknowns[i].paragraph};
    }
    for (uint32_t child = 0; child < explanation->child_count; child++) {
        if (explanation->children[child].outcome.paragraph == MS_PARAGRAPH_COUNT) {
            mark_child(context, child, unknowns, count, needs);
        }
    }
    mark_percentage(context, explanation, unknowns, count, needs);
    explanation->needs = needs;
    explanation->need_count = keep_marked(needs, count);
    return MS_OK;
}
