#include "batch/movers.h"

#include "batch/turning.h"
#include "determine/plan_tests.h"
#include "determine/view.h"
#include "facts/names.h"

#include <string.h>

/* ---- why --------------------------------------------------------------------------------------------------------- */

/* Where a child stands under some settings. */
static unsigned standing_under(const ms_case *facts, uint32_t child, const ms_settings *settings)
{
    ms_outcome outcome;
    ms_determine_child(facts, child, settings, &outcome);
    return ms_standing_of(ms_code_of(&outcome));
}

/* A move that is being explained. `needed`: the baseline with what of the setting has not been found to be idle. */
typedef struct inquiry {
    const ms_grid *grid;
    ms_move *move;
    ms_settings needed;
} inquiry;

/* Takes one thing back to the baseline, if the child comes out in the same place without it. True when it did. */
static bool take_back(inquiry *q, ms_variable variable)
{
    ms_settings without = q->needed;
    int32_t baseline = ms_setting_value(&q->grid->baseline, variable);
    if (ms_setting_value(&without, variable) == baseline) {
        return false;
    }
    ms_setting_set(&without, variable, baseline);
    if (standing_under(&q->move->stored->facts, q->move->child, &without) != q->move->to) {
        return false;
    }
    q->needed = without;
    return true;
}

/* Takes back what is idle until nothing is: the default share first, then the readings, and the ceiling last, so that of
 * several things each of which would do, the ceiling is named. */
static void find_needed(inquiry *q)
{
    bool again = true;
    while (again) {
        again = take_back(q, MS_VARY_SHARE);
        for (int reading = 0; reading < MS_READING_COUNT; reading++) {
            again = take_back(q, (ms_variable)(MS_VARY_READING + reading)) || again;
        }
        again = take_back(q, MS_VARY_PERCENT) || again;
    }
}

/* Whether the cost test of a plan turns between the two percentages, and where. */
static bool turns(const inquiry *q, ms_party party, uint32_t plan, int32_t *passes_from)
{
    const ms_parent *parent = &q->move->stored->facts.parents[party];
    int32_t one = q->grid->baseline.percent, other = q->needed.percent;
    ms_range increase = ms_rule_2_increase(&parent->plans[plan].cost);
    ms_range income = ms_rule_1a_gross_income(&parent->income);
    if (increase.lo != increase.hi || income.lo != income.hi) {
        return false;
    }
    *passes_from = ms_passes_from(increase.lo, income.lo);
    return *passes_from > (one < other ? one : other) && *passes_from <= (one < other ? other : one);
}

/* Whether (5) asks at all for the plan's cost: it counts, and can be had and ordered. */
static bool is_candidate(const ms_case *facts, const ms_readings *readings, ms_party party, uint32_t index)
{
    const ms_plan *plan = &facts->parents[party].plans[index];
    bool ordered = party == MS_PNS || ms_rule_1b_can_be_ordered(facts->kind, readings);
    return ordered && ms_rule_1d_counts(plan, readings) && ms_plan_available(plan, facts->as_of);
}

/* Whether a plan that the child surely cannot use is of consequence: read literally, that of the parent not seeking
 * support keeps (D) closed once its cost is reasonable. */
static bool closes_d(const ms_readings *readings, ms_party party)
{
    return party == MS_PNS && readings->choice[MS_INACCESSIBLE_PLAN] == MS_INACCESSIBLE_LITERAL;
}

/* Whether between the two percentages, all else as in `settings`, the answer changes that a determination gets when it
 * asks for the plan's cost. It asks for none where the test is off, or the answer makes no difference to the child. */
static bool is_asked(const inquiry *q, const ms_settings *settings, ms_party party, uint32_t plan)
{
    const ms_case *facts = &q->move->stored->facts;
    if (!is_candidate(facts, &settings->readings, party, plan)) {
        return false;
    }
    ms_settings one = *settings, other = *settings;
    ms_child_tests under_one, under_other;
    one.percent = q->grid->baseline.percent;
    other.percent = q->needed.percent;
    ms_child_tests_begin(facts, q->move->child, &one, &under_one);
    ms_child_tests_begin(facts, q->move->child, &other, &under_other);
    const ms_plan_tests *tests = ms_plan_tests_of(&under_one, party, plan);
    if (tests->accessible == MS_NO && !closes_d(&settings->readings, party)) {
        return false;
    }
    return tests->reasonable != ms_plan_tests_of(&under_other, party, plan)->reasonable;
}

static bool set_turn(inquiry *q, const ms_settings *settings, ms_party party, uint32_t plan)
{
    ms_move_reason *reason = &q->move->reason;
    reason->turn_known = turns(q, party, plan, &reason->passes_from) && is_asked(q, settings, party, plan);
    reason->party = party;
    reason->plan = plan;
    return reason->turn_known;
}

/* The plan whose test turns: the one that is ordered where the ceiling is higher, else the first that does of those whose
 * cost is asked for. */
static void find_turn(inquiry *q)
{
    const ms_case *facts = &q->move->stored->facts;
    bool raised = q->needed.percent > q->grid->baseline.percent;
    const ms_settings *higher = raised ? &q->needed : &q->grid->baseline;
    ms_paragraphs possible = ms_possible_for(facts, q->move->child, higher);
    uint8_t ordered = ms_ordered_plan(facts, q->move->child, higher, possible);
    if (ordered < MS_NO_ORDERED_PLAN
        && set_turn(q, higher, (ms_party)(ordered / MS_MAX_PLANS), (uint32_t)(ordered % MS_MAX_PLANS))) {
        return;
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t plan = 0; plan < facts->parents[party].plan_count; plan++) {
            if (set_turn(q, &q->needed, (ms_party)party, plan)) {
                return;
            }
        }
    }
}

static void explain(const ms_grid *grid, ms_move *move)
{
    inquiry q = {.grid = grid, .move = move, .needed = grid->settings[move->setting]};
    ms_move_reason *reason = &move->reason;
    if (grid->dimension_count > 1) {
        find_needed(&q);
    }
    *reason = (ms_move_reason){.share = q.needed.default_share != grid->baseline.default_share,
                               .percent = q.needed.percent != grid->baseline.percent};
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        bool differs = q.needed.readings.choice[reading] != grid->baseline.readings.choice[reading];
        reason->readings |= differs ? 1u << reading : 0;
    }
    if (reason->percent) {
        find_turn(&q);
    }
}

bool ms_moves_of(ms_evaluator *evaluator, const ms_stored_case *stored, ms_take_move take, void *context)
{
    const ms_grid *grid = evaluator->sharing->grid;
    uint8_t codes[MS_MAX_SETTINGS + 1], plans[MS_MAX_SETTINGS + 1];
    ms_evaluator_case(evaluator, &stored->facts);
    for (uint32_t child = 0; child < stored->facts.child_count; child++) {
        ms_evaluator_child(evaluator, child, codes, plans);
        unsigned from = ms_standing_of(codes[grid->baseline_setting]);
        for (uint32_t setting = 0; setting < grid->setting_count; setting++) {
            unsigned to = ms_standing_of(codes[setting]);
            ms_move move = {.stored = stored, .child = child, .setting = setting, .from = from, .to = to};
            if (from == to) {
                continue;
            }
            explain(grid, &move);
            if (!take(context, &move)) {
                return false;
            }
        }
    }
    return true;
}

ms_move ms_move_of(const ms_grid *grid, uint32_t setting, const ms_moved_child *moved)
{
    const ms_case *facts = &moved->stored->facts;
    ms_move move = {.stored = moved->stored, .child = moved->child, .setting = setting};
    move.from = standing_under(facts, moved->child, &grid->baseline);
    move.to = standing_under(facts, moved->child, &grid->settings[setting]);
    explain(grid, &move);
    return move;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

const char *ms_standing_name(unsigned standing)
{
    if (standing < MS_NO_PARAGRAPH) {
        return ms_paragraph_name((ms_paragraph)standing);
    }
    return ms_outcome_status_name(ms_status_of_standing(standing));
}

static void put_turn(ms_buffer *out, const ms_move *move)
{
    const ms_move_reason *reason = &move->reason;
    if (!reason->turn_known) {
        ms_buffer_put(out, "a cost test turns");
        return;
    }
    ms_buffer_put(out, "cost test of plan ");
    ms_buffer_put(out, ms_stored_plan_id(move->stored, reason->party, reason->plan));
    ms_buffer_put(out, " turns at ");
    ms_put_hundredths(out, reason->passes_from);
    ms_buffer_put(out, " %");
}

void ms_put_reason(ms_buffer *out, const ms_grid *grid, const ms_move *move)
{
    const ms_move_reason *reason = &move->reason;
    const ms_settings *settings = &grid->settings[move->setting];
    const char *between = "";
    if (reason->percent) {
        put_turn(out, move);
        between = "; ";
    }
    for (uint32_t left = reason->readings; left != 0; left &= left - 1) {
        int reading = __builtin_ctz(left);
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        ms_buffer_put(out, between);
        ms_buffer_put(out, "reading ");
        ms_buffer_put(out, text->name);
        ms_buffer_put(out, "=");
        ms_buffer_put(out, text->choices[settings->readings.choice[reading]].name);
        between = "; ";
    }
    if (reason->share) {
        ms_buffer_put(out, between);
        ms_buffer_put(out, "default share ");
        ms_put_hundredths(out, settings->default_share);
        ms_buffer_put(out, " %");
    }
}
