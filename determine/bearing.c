#include "determine/bearing.h"

#include "determine/view.h"

/* What the questions are asked about. */
typedef struct matter {
    const ms_case *facts;
    uint32_t child;
    int32_t answer_days;
} matter;

/* The parents whose plans are asked about: an agency has none. */
static int party_count(const ms_case *facts)
{
    return facts->kind == MS_KIND_AGENCY ? 1 : 2;
}

/* Whether something may be true of some plan of a party; of plans that are unknown `unknown` is. */
static bool some_plan(const matter *m, int party, bool (*is_so)(const matter *m, const ms_plan *plan), bool unknown)
{
    const ms_parent *parent = &m->facts->parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (is_so(m, &parent->plans[i])) {
            return true;
        }
    }
    return unknown && !parent->plans_known;
}

static bool some_plan_of_either(const matter *m, bool (*is_so)(const matter *m, const ms_plan *plan), bool unknown)
{
    bool found = false;
    for (int party = MS_PNS; party < party_count(m->facts); party++) {
        found = found || some_plan(m, party, is_so, unknown);
    }
    return found;
}

static bool may_cover(const matter *m, const ms_plan *plan)
{
    return ms_plan_covers(plan, m->child, m->facts->as_of) != MS_NO;
}

static bool is_there(const matter *m, const ms_plan *plan)
{
    return ms_plan_available(plan, m->facts->as_of);
}

static bool may_be_out_of_reach(const matter *m, const ms_plan *plan)
{
    return is_there(m, plan) && ms_rule_3_accessible(&plan->area, &m->facts->children[m->child].home) != MS_YES;
}

static bool may_be_no_workplace(const matter *m, const ms_plan *plan)
{
    return is_there(m, plan) && ms_plan_workplace(plan) != MS_YES;
}

static bool is_dental_only(const matter *m, const ms_plan *plan)
{
    (void)m;
    return !plan->medical;
}

/* ---- a question for each reading --------------------------------------------------------------------------------- */

/* The parent seeking support may cover the child and not want to go on. */
static bool unwilling_coverage(const matter *m)
{
    return m->facts->kind != MS_KIND_AGENCY && m->facts->maintain_coverage != MS_YES
           && some_plan(m, MS_PSS, may_cover, true);
}

/* One parent may have a plan that the child cannot reach, the other may have one for (D). */
static bool inaccessible_plan(const matter *m)
{
    return m->facts->kind != MS_KIND_AGENCY && some_plan(m, MS_PSS, is_there, true)
           && some_plan(m, MS_PNS, may_be_out_of_reach, true);
}

static bool public_through_another(const matter *m)
{
    unsigned ways = ms_rule_1e_public(m->facts->children[m->child].public_coverage);
    return (ways & MS_ON_PUBLIC_OTHERWISE) != 0;
}

static bool non_employer_cost(const matter *m)
{
    return some_plan_of_either(m, may_be_no_workplace, true);
}

static bool covered_exemption(const matter *m)
{
    return m->facts->children[m->child].other_private_coverage || some_plan_of_either(m, may_cover, true);
}

static bool dental_only(const matter *m)
{
    return some_plan_of_either(m, is_dental_only, true);
}

static bool custodian(const matter *m)
{
    return m->facts->kind == MS_KIND_CUSTODIAN;
}

static bool is_silent(const matter *m, ms_party party)
{
    const ms_case *facts = m->facts;
    return ms_rule_4_silent(facts->requests, facts->request_count, party, facts->as_of, m->answer_days);
}

static bool has_answered(const matter *m, ms_party party)
{
    return ms_rule_4_answered(m->facts->requests, m->facts->request_count, party, m->facts->as_of);
}

static bool one_silent(const matter *m)
{
    return m->facts->request_count > 0
           && ((is_silent(m, MS_PNS) && has_answered(m, MS_PSS)) || (is_silent(m, MS_PSS) && has_answered(m, MS_PNS)));
}

static bool both_silent(const matter *m)
{
    return m->facts->request_count > 0 && is_silent(m, MS_PNS) && is_silent(m, MS_PSS);
}

uint32_t ms_bearing(const ms_case *facts, uint32_t child, uint32_t readings, int32_t answer_days)
{
    static bool (*const questions[MS_READING_COUNT])(const matter *m) = {
        [MS_UNWILLING_COVERAGE] = unwilling_coverage,
        [MS_INACCESSIBLE_PLAN] = inaccessible_plan,
        [MS_PUBLIC_THROUGH_ANOTHER] = public_through_another,
        [MS_NON_EMPLOYER_COST] = non_employer_cost,
        [MS_COVERED_EXEMPTION] = covered_exemption,
        [MS_DENTAL_ONLY] = dental_only,
        [MS_CUSTODIAN] = custodian,
        [MS_ONE_SILENT] = one_silent,
        [MS_BOTH_SILENT] = both_silent,
    };
    matter m = {facts, child, answer_days};
    uint32_t bearing = 0;
    for (uint32_t left = readings; left != 0; left &= left - 1) {
        int reading = __builtin_ctz(left);
        bearing |= questions[reading](&m) ? 1u << reading : 0;
    }
    return bearing;
}
