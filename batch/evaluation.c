#include "batch/evaluation.h"

#include "batch/turning.h"
#include "determine/bearing.h"
#include "determine/view.h"

enum { PARAGRAPHS_OF_COVER = 1 << MS_5A | 1 << MS_5B };

uint8_t ms_code_of(const ms_outcome *outcome)
{
    bool pays = outcome->paragraph == MS_5E || outcome->paragraph == MS_5F;
    return (uint8_t)(outcome->possible | (pays && !outcome->share.known ? MS_CODE_SHARE_OPEN : 0));
}

void ms_evaluator_case(ms_evaluator *evaluator, const ms_case *facts)
{
    const ms_sharing *sharing = evaluator->sharing;
    evaluator->facts = facts;
    evaluator->shares_ready = false;
    if (sharing->varied != 0) { /* or no reading is asked whether it bears */
        ms_survey_make(facts, sharing->grid->baseline.answer_days, &evaluator->survey);
    }
    ms_stretches(facts, sharing->percents, sharing->percent_count, evaluator->stretch);
}

/* Works out the percentage under each default share, which is the same for all children of the case. */
static void find_shares(ms_evaluator *evaluator)
{
    const ms_sharing *sharing = evaluator->sharing;
    for (uint32_t i = 0; i < sharing->share_count && !evaluator->shares_ready; i++) {
        evaluator->shares[i] = ms_rule_5_percentage(&evaluator->facts->form14, sharing->shares[i]);
        evaluator->share_open[i] = evaluator->shares[i].known ? 0 : MS_CODE_SHARE_OPEN;
    }
    evaluator->shares_ready = true;
}

const ms_share *ms_evaluator_share(ms_evaluator *evaluator, uint32_t setting)
{
    find_shares(evaluator);
    return &evaluator->shares[evaluator->sharing->share_of[setting]];
}

/* What one determination found, for all the settings that share it. */
typedef struct found {
    ms_paragraphs possible; /* the code, without MS_CODE_SHARE_OPEN where pays */
    uint8_t plan;
    bool pays;     /* (E) or (F) for certain */
    bool no_tests; /* no paragraph that is possible asks for a cost, so that no percentage changes it */
} found;

static found determine(ms_evaluator *evaluator, uint32_t child, uint32_t setting)
{
    const ms_settings *settings = &evaluator->sharing->grid->settings[setting];
    ms_paragraphs possible = ms_possible_for(evaluator->facts, child, settings);
    evaluator->determinations++;
    found f = {.possible = possible,
               .plan = ms_ordered_plan(evaluator->facts, child, settings, possible),
               .pays = possible == 1u << MS_5E || possible == 1u << MS_5F,
               .no_tests = (possible & ~PARAGRAPHS_OF_COVER) == 0};
    if (f.pays) {
        find_shares(evaluator);
    }
    return f;
}

void ms_evaluator_child(ms_evaluator *evaluator, uint32_t child, uint8_t *codes, uint8_t *plans)
{
    const ms_sharing *sharing = evaluator->sharing;
    const ms_grid *grid = sharing->grid;
    uint32_t bearing = ms_bearing(evaluator->facts, &evaluator->survey, child, sharing->varied);
    const ms_place_in_order *order = ms_sharing_order(sharing, bearing);
    evaluator->order = order;
    found f = determine(evaluator, child, order[0].setting);
    uint16_t kind = order[0].kind, stretch = evaluator->stretch[order[0].percent];
    for (uint32_t i = 0; i < grid->setting_count; i++) {
        ms_place_in_order at = order[i];
        if (at.kind != kind || (evaluator->stretch[at.percent] != stretch && !f.no_tests)) {
            f = determine(evaluator, child, at.setting);
            kind = at.kind;
            stretch = evaluator->stretch[at.percent];
        }
        codes[at.setting] = (uint8_t)(f.possible | (f.pays ? evaluator->share_open[at.share] : 0));
        plans[at.setting] = f.plan;
    }
}
