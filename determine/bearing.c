#include "determine/bearing.h"

#include "determine/view.h"

/* What may be said of some plan of a parent, whatever its unknown facts turn out to be. */
enum {
    MAY_COVER = 1,
    SURELY_COVERS = 2, /* and counts however the rest is read */
    IS_THERE = 4,      /* can be had on the day */
    NO_WORKPLACE = 8,  /* the same, and may be through no employer or union */
    DENTAL_ONLY = 16,
    OF_UNKNOWN_PLANS = MAY_COVER | IS_THERE | NO_WORKPLACE | DENTAL_ONLY
};

/* What the questions are asked about. */
typedef struct matter {
    const ms_case *facts;
    uint32_t child;
    int32_t answer_days;
    unsigned plans[2]; /* by party; an agency has none */
} matter;

static unsigned look_at_plan(const ms_plan *plan, uint32_t child, ms_date as_of)
{
    ms_truth covers = ms_plan_covers(plan, child, as_of);
    unsigned seen = covers == MS_NO ? 0 : MAY_COVER;
    seen |= plan->medical ? 0 : DENTAL_ONLY;
    seen |= plan->medical && covers == MS_YES ? SURELY_COVERS : 0;
    if (ms_plan_available(plan, as_of)) {
        seen |= ms_plan_workplace(plan) == MS_YES ? IS_THERE : IS_THERE | NO_WORKPLACE;
    }
    return seen;
}

static unsigned look_at_plans(const matter *m, ms_party party)
{
    const ms_parent *parent = &m->facts->parents[party];
    unsigned seen = parent->plans_known ? 0 : OF_UNKNOWN_PLANS;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        seen |= look_at_plan(&parent->plans[i], m->child, m->facts->as_of);
    }
    return seen;
}

static bool some_plan_of_either(const matter *m, unsigned seen)
{
    return ((m->plans[MS_PNS] | m->plans[MS_PSS]) & seen) != 0;
}

/* Whether the parent not seeking support may have a plan that the child cannot reach. */
static bool may_be_out_of_reach(const matter *m)
{
    const ms_parent *parent = &m->facts->parents[MS_PNS];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &parent->plans[i];
        if (ms_plan_available(plan, m->facts->as_of)
            && ms_rule_3_accessible(&plan->area, &m->facts->children[m->child].home) != MS_YES) {
            return true;
        }
    }
    return !parent->plans_known;
}

/* ---- a question for each reading --------------------------------------------------------------------------------- */

/* The parent seeking support may cover the child and not want to go on. */
static bool unwilling_coverage(const matter *m)
{
    return m->facts->maintain_coverage != MS_YES && (m->plans[MS_PSS] & MAY_COVER) != 0;
}

/* One parent may have a plan that the child cannot reach, the other may have one for (D). */
static bool inaccessible_plan(const matter *m)
{
    return (m->plans[MS_PSS] & IS_THERE) != 0 && may_be_out_of_reach(m);
}

static bool public_through_another(const matter *m)
{
    unsigned ways = ms_rule_1e_public(m->facts->children[m->child].public_coverage);
    return (ways & MS_ON_PUBLIC_OTHERWISE) != 0;
}

static bool non_employer_cost(const matter *m)
{
    return some_plan_of_either(m, NO_WORKPLACE);
}

static bool covered_exemption(const matter *m)
{
    return m->facts->children[m->child].other_private_coverage || some_plan_of_either(m, MAY_COVER);
}

static bool dental_only(const matter *m)
{
    return some_plan_of_either(m, DENTAL_ONLY);
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

/* ---- what no reading changes ------------------------------------------------------------------------------------- */

/* Whether the child is under (A) or (B) whatever is read: they come first, and ask for nothing but the cover and the
 * wish. */
static bool is_surely_covered(const matter *m)
{
    if ((m->plans[MS_PNS] & SURELY_COVERS) != 0) {
        return true;
    }
    return m->facts->kind == MS_KIND_PARENT && m->facts->maintain_coverage == MS_YES
           && (m->plans[MS_PSS] & SURELY_COVERS) != 0 && (m->plans[MS_PNS] & MAY_COVER) == 0;
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
    matter m = {facts, child, answer_days, {0, 0}};
    uint32_t bearing = 0;
    if (readings == 0) {
        return 0;
    }
    m.plans[MS_PNS] = look_at_plans(&m, MS_PNS);
    m.plans[MS_PSS] = facts->kind == MS_KIND_AGENCY ? 0 : look_at_plans(&m, MS_PSS);
    if (is_surely_covered(&m)) {
        readings &= 1u << MS_DENTAL_ONLY; /* which bears on the plans that the order names */
    }
    for (uint32_t left = readings; left != 0; left &= left - 1) {
        int reading = __builtin_ctz(left);
        bearing |= questions[reading](&m) ? 1u << reading : 0;
    }
    return bearing;
}
