#include "determine/survey.h"

#include "determine/view.h"

/* Without a branch, which of facts like these would be foretold wrongly too often. */
static ms_plan_set plan_if(bool is_so, ms_plan_set plan)
{
    return (0 - (ms_plan_set)is_so) & plan;
}

static void add_plan(const ms_plan *plan, ms_plan_set at, ms_date as_of, ms_survey *survey)
{
    ms_truth workplace = ms_plan_workplace(plan);
    survey->all |= at;
    survey->medical |= plan_if(plan->medical, at);
    survey->available |= plan_if(ms_plan_available(plan, as_of), at);
    survey->at_work |= plan_if(workplace == MS_YES, at);
    survey->outside_work |= plan_if(workplace == MS_NO, at);
    survey->limited |= plan_if(plan->area.kind != MS_AREA_UNLIMITED, at);
    survey->naming |= plan_if(plan->covers != 0 || !plan->covers_known, at);
    survey->ending |= plan_if(plan->covered_until != MS_NO_DATE, at);
    survey->of_another |= plan_if(plan->other_holder, at);
}

static void add_requests(const ms_case *facts, int32_t answer_days, ms_survey *survey)
{
    const ms_request *requests = facts->requests;
    uint32_t count = facts->request_count;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        survey->silent[party] = ms_rule_4_silent(requests, count, (ms_party)party, facts->as_of, answer_days);
    }
    bool asked = survey->silent[MS_PNS] || survey->silent[MS_PSS];
    for (int party = MS_PNS; asked && party <= MS_PSS; party++) {
        survey->answered[party] = ms_rule_4_answered(requests, count, (ms_party)party, facts->as_of);
    }
}

void ms_survey_make(const ms_case *facts, int32_t answer_days, ms_survey *survey)
{
    const ms_parent *pns = &facts->parents[MS_PNS], *pss = &facts->parents[MS_PSS];
    *survey = (ms_survey){.all = 0};
    for (uint32_t i = 0; i < pns->plan_count; i++) {
        add_plan(&pns->plans[i], ms_plan_at(MS_PNS, i), facts->as_of, survey);
    }
    for (uint32_t i = 0; facts->kind != MS_KIND_AGENCY && i < pss->plan_count; i++) {
        add_plan(&pss->plans[i], ms_plan_at(MS_PSS, i), facts->as_of, survey);
    }
    if (facts->request_count > 0) {
        add_requests(facts, answer_days, survey);
    }
}

ms_cover ms_survey_cover(const ms_survey *survey, const ms_case *facts, uint32_t child)
{
    ms_cover cover = {0, 0};
    for (ms_plan_set left = survey->naming; left != 0; left &= left - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(left);
        ms_truth covers = ms_plan_covers(&facts->parents[at / 32].plans[at % 32], child, facts->as_of);
        cover.surely |= plan_if(covers == MS_YES, left & -left);
        cover.maybe |= plan_if(covers != MS_NO, left & -left);
    }
    return cover;
}
