#include "determine/bearing.h"

/* What may be said of some plan of either parent, whatever its unknown facts turn out to be. */
typedef struct matter {
    const ms_case *facts;
    const ms_survey *survey;
    uint32_t child;
    ms_cover cover;
} matter;

/* Whether the party may have a plan that is not known. */
static bool may_have_others(const matter *m, ms_party party)
{
    return !m->facts->parents[party].plans_known && (party == MS_PNS || m->facts->kind != MS_KIND_AGENCY);
}

/* Whether a party may have a plan that is in a set. */
static bool may_have(const matter *m, ms_party party, ms_plan_set plans)
{
    return (plans & ms_plans_of(party)) != 0 || may_have_others(m, party);
}

static bool either_may_have(const matter *m, ms_plan_set plans)
{
    return plans != 0 || may_have_others(m, MS_PNS) || may_have_others(m, MS_PSS);
}

/* Whether the parent not seeking support may have a plan that the child cannot reach. */
static bool may_be_out_of_reach(const matter *m)
{
    const ms_parent *parent = &m->facts->parents[MS_PNS];
    const ms_place *home = &m->facts->children[m->child].home;
    ms_plan_set plans = m->survey->available & m->survey->limited & ms_plans_of(MS_PNS);
    for (; plans != 0; plans &= plans - 1) {
        if (ms_rule_3_accessible(&parent->plans[__builtin_ctzll(plans)].area, home) != MS_YES) {
            return true;
        }
    }
    return !parent->plans_known;
}

static uint32_t reading_if(bool bears, ms_reading reading)
{
    return (uint32_t)bears << reading;
}

/* The readings about silence, (4). */
static uint32_t of_silence(const ms_survey *survey)
{
    const bool *silent = survey->silent, *answered = survey->answered;
    bool one = (silent[MS_PNS] && answered[MS_PSS]) || (silent[MS_PSS] && answered[MS_PNS]);
    return reading_if(one, MS_ONE_SILENT) | reading_if(silent[MS_PNS] && silent[MS_PSS], MS_BOTH_SILENT);
}

/* The others, each where its question may come up. */
static uint32_t of_plans(const matter *m)
{
    const ms_survey *survey = m->survey;
    const ms_child *child = &m->facts->children[m->child];
    bool unwilling = m->facts->maintain_coverage != MS_YES && may_have(m, MS_PSS, m->cover.maybe);
    /* One parent's plan is out of reach, and the other may have one for (D). */
    bool inaccessible = may_have(m, MS_PSS, survey->available) && may_be_out_of_reach(m);
    bool on_public_otherwise = (ms_rule_1e_public(child->public_coverage) & MS_ON_PUBLIC_OTHERWISE) != 0;
    bool no_workplace = either_may_have(m, survey->available & ~survey->at_work);
    /* What an exemption may make reasonable, and a cover that may exempt it. */
    bool exempt =
        either_may_have(m, survey->available) && (child->other_private_coverage || either_may_have(m, m->cover.maybe));
    bool dental_only = either_may_have(m, survey->all & ~survey->medical);
    bool custodian = m->facts->kind == MS_KIND_CUSTODIAN && may_have(m, MS_PSS, survey->all);
    return reading_if(unwilling, MS_UNWILLING_COVERAGE) | reading_if(inaccessible, MS_INACCESSIBLE_PLAN)
           | reading_if(on_public_otherwise, MS_PUBLIC_THROUGH_ANOTHER) | reading_if(no_workplace, MS_NON_EMPLOYER_COST)
           | reading_if(exempt, MS_COVERED_EXEMPTION) | reading_if(dental_only, MS_DENTAL_ONLY)
           | reading_if(custodian, MS_CUSTODIAN);
}

/* Whether the child is under (A) or (B) whatever is read: they come first, and ask for nothing but the cover, by a plan
 * that counts however that is read, and the wish. */
static bool is_surely_covered(const matter *m)
{
    ms_plan_set surely = m->cover.surely & m->survey->medical;
    if ((surely & ms_plans_of(MS_PNS)) != 0) {
        return true;
    }
    return surely != 0 && m->facts->kind == MS_KIND_PARENT && m->facts->maintain_coverage == MS_YES
           && !may_have(m, MS_PNS, m->cover.maybe);
}

uint32_t ms_bearing(const ms_case *facts, const ms_survey *survey, uint32_t child, uint32_t readings)
{
    if (readings == 0) {
        return 0;
    }
    matter m = {facts, survey, child, ms_survey_cover(survey, facts, child)};
    if (is_surely_covered(&m)) { /* of whom this alone is asked, for it bears on the plans that the order names */
        bool dental_only = either_may_have(&m, survey->all & ~survey->medical);
        return readings & reading_if(dental_only, MS_DENTAL_ONLY);
    }
    return readings & (of_plans(&m) | of_silence(survey));
}
