/* The outcome for one child. */
#include "determine/view.h"

/* What all the possible paragraphs have in common of obligation and obligor. */
static void fill_obligation(ms_outcome *outcome)
{
    ms_paragraph first = (ms_paragraph)__builtin_ctz(outcome->possible);
    outcome->obligation = ms_rule_5_obligation(first);
    outcome->obligor = ms_rule_5_obligor(first);
    for (unsigned left = outcome->possible & (outcome->possible - 1u); left != 0; left &= left - 1) {
        ms_paragraph paragraph = (ms_paragraph)__builtin_ctz(left);
        if (ms_rule_5_obligation(paragraph) != outcome->obligation
            || ms_rule_5_obligor(paragraph) != outcome->obligor) {
            outcome->obligation = MS_NO_OBLIGATION;
            outcome->obligor = MS_PARTY_UNKNOWN;
            return;
        }
    }
}

/* The only paragraph of a set, which is not empty, or MS_PARAGRAPH_COUNT. */
static ms_paragraph only_paragraph(ms_paragraphs possible)
{
    return (possible & (possible - 1)) == 0 ? (ms_paragraph)__builtin_ctz(possible) : MS_PARAGRAPH_COUNT;
}

static ms_outcome_status status_of(const ms_outcome *outcome)
{
    switch (outcome->paragraph) {
    case MS_PARAGRAPH_COUNT:
        return MS_NEEDS_INFORMATION;
    case MS_NO_PARAGRAPH:
        return MS_UNDECIDED;
    case MS_5E:
    case MS_5F:
        return outcome->share.known ? MS_DETERMINED : MS_NEEDS_INFORMATION;
    default:
        return MS_DETERMINED;
    }
}

/* ---- where all that (5) asks is known ---------------------------------------------------------------------------- */

/* A child's case as (5) goes through it, question by question. */
typedef struct inquiry {
    const ms_case *facts;
    uint32_t child;
    const ms_settings *settings;
    ms_situation found; /* what the questions asked so far have found */
    bool anyone_covers; /* of ms_rule_2_exempt */
    bool open;          /* a question was asked whose answer is not known */
} inquiry;

/* Whether the party has the child covered. */
static inline bool ask_cover(inquiry *q, ms_party party)
{
    const ms_parent *parent = &q->facts->parents[party];
    unsigned met = 0; /* bit t: of some plan the answer is t */
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        ms_truth covers = ms_plan_covers(plan, q->child, q->facts->as_of);
        met |= ms_rule_1d_counts(plan, &q->settings->readings) ? 1u << covers : 0;
    }
    if ((met & 1u << MS_YES) != 0) {
        return true;
    }
    q->open = q->open || !parent->plans_known || (met & 1u << MS_UNKNOWN) != 0;
    return false;
}

/* Whether a plan is had at a reasonable cost; unknown where the incomes of the range tell differently. */
static ms_truth ask_cost(const inquiry *q, const ms_plan *plan, ms_range income)
{
    ms_truth covers = ms_plan_covers(plan, q->child, q->facts->as_of);
    if (covers == MS_UNKNOWN) {
        return MS_UNKNOWN; /* and with it the exemption */
    }
    bool exempt = ms_rule_2_exempt(covers == MS_YES, q->anyone_covers, &q->settings->readings);
    ms_range increase = ms_rule_2_increase(&plan->cost);
    ms_truth at_least = ms_rule_2_test(increase, income.lo, q->settings->percent);
    ms_truth at_most = ms_rule_2_test(increase, income.hi, q->settings->percent);
    ms_truth test = at_least == at_most ? at_least : MS_UNKNOWN;
    return ms_rule_2_reasonable(ms_plan_workplace(plan), exempt, test, &q->settings->readings);
}

/* Whether the party has a plan available at a reasonable cost, and one that is accessible too. */
static inline void ask_plans(inquiry *q, ms_party party, ms_side *side)
{
    const ms_parent *parent = &q->facts->parents[party];
    if (parent->plan_count == 0) {
        return; /* ask_cover has asked whether that is known */
    }
    const ms_place *home = &q->facts->children[q->child].home;
    ms_range income = ms_rule_1a_gross_income(&parent->income);
    bool open = false;
    for (uint32_t i = 0; i < parent->plan_count && !side->suitable; i++) {
        const ms_plan *plan = &parent->plans[i];
        if (!ms_rule_1d_counts(plan, &q->settings->readings) || !ms_plan_available(plan, q->facts->as_of)) {
            continue;
        }
        ms_truth reasonable = ask_cost(q, plan, income);
        if (reasonable == MS_NO) {
            continue;
        }
        ms_truth accessible = ms_rule_3_accessible(&plan->area, home);
        side->reasonable = side->reasonable || reasonable == MS_YES;
        side->suitable = reasonable == MS_YES && accessible == MS_YES;
        open = open || reasonable == MS_UNKNOWN || accessible == MS_UNKNOWN;
    }
    q->open = q->open || (open && !side->suitable);
}

/* (5)(A) and (B): who has the child covered, and the wish. */
static void ask_who_covers(inquiry *q)
{
    const ms_readings *readings = &q->settings->readings;
    ms_situation *found = &q->found;
    found->pns.covers = ask_cover(q, MS_PNS);
    if (q->open || found->pns.covers) {
        return;
    }
    found->pss_can_be_ordered = ms_rule_1b_can_be_ordered(q->facts->kind, readings);
    bool any_plan = readings->choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN && q->facts->kind != MS_KIND_AGENCY;
    if (found->pss_can_be_ordered || any_plan) {
        found->pss.covers = ask_cover(q, MS_PSS);
    }
    q->anyone_covers = found->pss.covers || q->facts->children[q->child].other_private_coverage;
    if (found->pss_can_be_ordered && found->pss.covers) {
        found->pss_wants = q->facts->maintain_coverage == MS_YES;
        q->open = q->open || q->facts->maintain_coverage == MS_UNKNOWN;
    }
}

/* (5)(E) and (F): public coverage. */
static void ask_public(inquiry *q)
{
    unsigned ways = ms_rule_1e_public(q->facts->children[q->child].public_coverage);
    q->found.public_coverage = (ms_enrolment)(ways >> 1); /* of bits 1, 2, 4 the place */
    q->open = q->open || (ways & (ways - 1)) != 0;
}

/* The paragraph of a child of whom all that (5) asks, in its order, is known; MS_PARAGRAPH_COUNT where it is not. Once
 * a paragraph orders something, what has not been asked does not matter. */
static ms_paragraph known_paragraph(inquiry *q)
{
    const ms_readings *readings = &q->settings->readings;
    const ms_situation *found = &q->found;
    ask_who_covers(q);
    if (q->open) {
        return MS_PARAGRAPH_COUNT;
    }
    if (ms_rule_5a(found) || ms_rule_5b(found)) {
        return ms_rule_5(found, readings);
    }
    ask_plans(q, MS_PNS, &q->found.pns);
    if (!q->open && ms_rule_5c(found, readings)) {
        return ms_rule_5(found, readings);
    }
    if (found->pss_can_be_ordered) {
        ask_plans(q, MS_PSS, &q->found.pss);
    }
    if (!q->open && ms_rule_5d(found, readings)) {
        return ms_rule_5(found, readings);
    }
    ask_public(q);
    return q->open ? MS_PARAGRAPH_COUNT : ms_rule_5(found, readings);
}

/* ---- where something is open ------------------------------------------------------------------------------------- */

static ms_paragraphs open_possible(const ms_case *facts, uint32_t child, const ms_settings *settings)
{
    ms_child_view view;
    ms_view_make(facts, child, settings, &view);
    return ms_view_possible(&view);
}

ms_paragraphs ms_possible_for(const ms_case *facts, uint32_t child, const ms_settings *settings)
{
    inquiry q = {.facts = facts, .child = child, .settings = settings};
    ms_paragraph known = known_paragraph(&q);
    if (known == MS_PARAGRAPH_COUNT) {
        return open_possible(facts, child, settings);
    }
    return (ms_paragraphs)(1u << known);
}

void ms_outcome_make(const ms_case *facts, const ms_settings *settings, ms_paragraphs possible, ms_outcome *outcome)
{
    *outcome = (ms_outcome){.possible = possible, .paragraph = only_paragraph(possible)};
    fill_obligation(outcome);
    if (outcome->paragraph == MS_5E || outcome->paragraph == MS_5F) {
        outcome->share = ms_rule_5_percentage(&facts->form14, settings->default_share);
    }
    outcome->status = status_of(outcome);
}

void ms_determine_child(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_outcome *outcome)
{
    ms_outcome_make(facts, settings, ms_possible_for(facts, child, settings), outcome);
}

bool ms_outcome_same(const ms_outcome *a, const ms_outcome *b)
{
    return a->status == b->status && a->possible == b->possible && a->paragraph == b->paragraph
           && a->obligor == b->obligor && a->obligation == b->obligation && a->share.known == b->share.known
           && a->share.percentage == b->share.percentage;
}
