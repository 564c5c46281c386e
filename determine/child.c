/* The outcome for one child. */
#include "determine/view.h"

/* What all the possible paragraphs have in common of obligation and obligor. */
static void fill_obligation(ms_outcome *outcome)
{
    bool first = true;
    for (unsigned p = MS_5A; p < MS_PARAGRAPH_COUNT; p++) {
        if (((unsigned)outcome->possible >> p & 1u) == 0) {
            continue;
        }
        ms_obligation obligation = ms_rule_5_obligation((ms_paragraph)p);
        ms_party obligor = ms_rule_5_obligor((ms_paragraph)p);
        if (!first && (obligation != outcome->obligation || obligor != outcome->obligor)) {
            outcome->obligation = MS_NO_OBLIGATION;
            outcome->obligor = MS_PARTY_UNKNOWN;
            return;
        }
        outcome->obligation = obligation;
        outcome->obligor = obligor;
        first = false;
    }
}

/* The only paragraph of a set, or MS_PARAGRAPH_COUNT. */
static ms_paragraph only_paragraph(ms_paragraphs possible)
{
    for (unsigned p = MS_5A; p < MS_PARAGRAPH_COUNT; p++) {
        if (possible == 1u << p) {
            return (ms_paragraph)p;
        }
    }
    return MS_PARAGRAPH_COUNT;
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

void ms_determine_child(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_outcome *outcome)
{
    ms_child_view view;
    ms_view_make(facts, child, settings, &view);
    *outcome = (ms_outcome){.possible = ms_view_possible(&view), .obligor = MS_PARTY_UNKNOWN};
    outcome->paragraph = only_paragraph(outcome->possible);
    fill_obligation(outcome);
    if (outcome->paragraph == MS_5E || outcome->paragraph == MS_5F) {
        outcome->share = ms_rule_5_percentage(&facts->form14, settings->default_share);
    }
    outcome->status = status_of(outcome);
}

bool ms_outcome_same(const ms_outcome *a, const ms_outcome *b)
{
    return a->status == b->status && a->possible == b->possible && a->paragraph == b->paragraph
           && a->obligor == b->obligor && a->obligation == b->obligation && a->share.known == b->share.known
           && a->share.percentage == b->share.percentage;
}
