/* 13 CSR 40-112.010(2): when a plan is had at a reasonable cost. */
#include <medsupport/rule.h>

#include "law/terms.h"

/*@ logic integer least(ms_amount a) = a.known ? a.cents : 0;

    logic integer most(ms_amount a) = a.known ? a.cents : MS_MONEY_MAX;

    predicate is_cost(ms_cost c) =
        MS_COST_UNKNOWN <= c.basis <= MS_COST_ADD_DEPENDENTS && MS_PERIOD_UNKNOWN <= c.per <= MS_PER_YEAR
        && is_amount(c.self_only) && is_amount(c.family) && is_amount(c.add_dependents);

    logic integer least_increase(ms_cost c) =
        c.basis == MS_COST_ADD_DEPENDENTS ? least(c.add_dependents) :
        c.basis == MS_COST_TIERS ? least(c.family) - most(c.self_only) : -MS_MONEY_MAX;

    logic integer most_increase(ms_cost c) =
        c.basis == MS_COST_ADD_DEPENDENTS ? most(c.add_dependents) :
        c.basis == MS_COST_TIERS ? most(c.family) - least(c.self_only) : MS_MONEY_MAX;

    predicate may_increase(ms_cost c, integer cents) =
        (c.basis != MS_COST_TIERS && may_be(c.add_dependents, cents))
        || (c.basis != MS_COST_ADD_DEPENDENTS
            && \exists integer family, self_only;
                may_be(c.family, family) && may_be(c.self_only, self_only) && cents == family - self_only);
*/

/* The least and the most that an amount may be. */
/*@ requires \valid_read(amount);
    requires is_amount(*amount);
    assigns \nothing;
    ensures \result.lo == least(*amount);
    ensures \result.hi == most(*amount);
    ensures 0 <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
static ms_range bounds(const ms_amount *amount)
{
    if (amount->known) {
        return (ms_range){amount->cents, amount->cents};
    }
    return (ms_range){0, MS_MONEY_MAX};
}

/* The increase for one period, by whichever measure applies. */
/*@ requires \valid_read(cost);
    requires is_cost(*cost);
    assigns \nothing;
    ensures \result.lo == least_increase(*cost);
    ensures \result.hi == most_increase(*cost);
    ensures \forall integer cents; may_increase(*cost, cents) ==> \result.lo <= cents <= \result.hi;
    ensures -MS_MONEY_MAX <= \result.lo <= \result.hi <= MS_MONEY_MAX; */
static ms_range increase_per_period(const ms_cost *cost)
{
    if (cost->basis == MS_COST_ADD_DEPENDENTS) {
        return bounds(&cost->add_dependents);
    }
    if (cost->basis == MS_COST_TIERS) {
        ms_range self_only = bounds(&cost->self_only);
        ms_range family = bounds(&cost->family);
        return (ms_range){family.lo - self_only.hi, family.hi - self_only.lo};
    }
    return (ms_range){-MS_MONEY_MAX, MS_MONEY_MAX};
}

/* The same for a year. Where the period is unknown, the year holds 1 to 52 of them. */
/*@ requires -MS_MONEY_MAX <= increase.lo <= increase.hi <= MS_MONEY_MAX;
    requires MS_PERIOD_UNKNOWN <= per <= MS_PER_YEAR;
    assigns \nothing;
    ensures -MS_YEARLY_MAX <= \result.lo <= \result.hi <= MS_YEARLY_MAX;
    ensures \forall integer cents, p; increase.lo <= cents <= increase.hi && may_be_each(per, p)
            ==> \result.lo <= periods_of(p) * cents <= \result.hi;
    behavior period_known:
      assumes per != MS_PERIOD_UNKNOWN;
      ensures \result.lo == periods_of(per) * increase.lo;
      ensures \result.hi == periods_of(per) * increase.hi;
    behavior period_unknown:
      assumes per == MS_PERIOD_UNKNOWN;
      ensures \result.lo == \min(increase.lo, 52 * increase.lo);
      ensures \result.hi == \max(increase.hi, 52 * increase.hi);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(2) */
static ms_range for_a_year(ms_range increase, ms_period per)
{
    if (per != MS_PERIOD_UNKNOWN) {
        int64_t periods = ms_periods_per_year(per);
        return (ms_range){periods * increase.lo, periods * increase.hi};
    }
    return (ms_range){increase.lo < 0 ? 52 * increase.lo : increase.lo,
                      increase.hi > 0 ? 52 * increase.hi : increase.hi};
}

/*@ requires \valid_read(cost);
    requires is_cost(*cost);
    assigns \nothing;
    ensures -MS_YEARLY_MAX <= \result.lo <= \result.hi <= MS_YEARLY_MAX;
    ensures \forall integer cents, per; may_increase(*cost, cents) && may_be_each(cost->per, per)
            ==> \result.lo <= periods_of(per) * cents <= \result.hi;
    behavior period_known:
      assumes cost->per != MS_PERIOD_UNKNOWN;
      ensures \result.lo == periods_of(cost->per) * least_increase(*cost);
      ensures \result.hi == periods_of(cost->per) * most_increase(*cost);
    behavior period_unknown:
      assumes cost->per == MS_PERIOD_UNKNOWN;
      ensures \result.lo == \min(least_increase(*cost), 52 * least_increase(*cost));
      ensures \result.hi == \max(most_increase(*cost), 52 * most_increase(*cost));
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(2) */
ms_range ms_rule_2_increase(const ms_cost *cost)
{
    return for_a_year(increase_per_period(cost), cost->per);
}

/*@ requires 0 <= income <= MS_YEARLY_MAX;
    requires 0 <= percent <= 10000;
    assigns \nothing;
    ensures 0 <= \result <= income;
    ensures \forall integer x; x * 10000 <= percent * income <==> x <= \result;
    ensures \result * 10000 <= percent * income < (\result + 1) * 10000; */
/* Cites: 13 CSR 40-112.010(2) */
ms_cents ms_rule_2_ceiling(ms_cents income, int32_t percent)
{
    return income * percent / 10000;
}

/*@ requires -MS_YEARLY_MAX <= increase <= MS_YEARLY_MAX;
    requires 0 <= income <= MS_YEARLY_MAX;
    requires 0 <= percent <= 10000;
    assigns \nothing;
    ensures \result <==> increase * 10000 <= percent * income; */
/* Cites: 13 CSR 40-112.010(2) */
bool ms_rule_2_within(ms_cents increase, ms_cents income, int32_t percent)
{
    return increase * 10000 <= income * percent;
}

/*@ requires -MS_YEARLY_MAX <= increase.lo <= increase.hi <= MS_YEARLY_MAX;
    requires 0 <= income <= MS_YEARLY_MAX;
    requires 0 <= percent <= 10000;
    assigns \nothing;
    ensures \result == MS_YES
            <==> (\forall integer x; increase.lo <= x <= increase.hi ==> x * 10000 <= percent * income);
    ensures \result == MS_NO
            <==> (\forall integer x; increase.lo <= x <= increase.hi ==> x * 10000 > percent * income);
    ensures \result == test_of(increase, income, percent); */
/* Cites: 13 CSR 40-112.010(2) */
ms_truth ms_rule_2_test(ms_range increase, ms_cents income, int32_t percent)
{
    if (ms_rule_2_within(increase.hi, income, percent)) {
        return MS_YES;
    }
    return ms_rule_2_within(increase.lo, income, percent) ? MS_UNKNOWN : MS_NO;
}

/*@ requires \valid_read(readings);
    requires is_readings(readings);
    assigns \nothing;
    ensures \result <==> is_exempt(covers, anyone_covers, readings);
    behavior same_plan:
      assumes readings->choice[MS_COVERED_EXEMPTION] == MS_SAME_PLAN;
      ensures \result <==> covers;
    behavior any_plan:
      assumes readings->choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN;
      ensures \result <==> anyone_covers;
    behavior only_kept:
      assumes readings->choice[MS_COVERED_EXEMPTION] == MS_ONLY_KEPT;
      ensures !\result;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(2) */
bool ms_rule_2_exempt(bool covers, bool anyone_covers, const ms_readings *readings)
{
    switch (readings->choice[MS_COVERED_EXEMPTION]) {
    case MS_SAME_PLAN:
        return covers;
    case MS_ANY_PLAN:
        return anyone_covers;
    default:
        return false;
    }
}

/* The paragraph defines reasonable for plans "through an employer or union" alone. */
/*@ requires \valid_read(readings);
    requires is_readings(readings) && is_truth(workplace) && is_truth(test);
    assigns \nothing;
    ensures \result == (exempt ? MS_YES : reasonable_of(workplace, test, readings));
    ensures is_truth(\result);
    behavior not_tested:
      assumes exempt;
      ensures \result == MS_YES;
    behavior five_percent:
      assumes !exempt && readings->choice[MS_NON_EMPLOYER_COST] == MS_FIVE_PERCENT;
      ensures \result == test;
    behavior never_reasonable:
      assumes !exempt && readings->choice[MS_NON_EMPLOYER_COST] == MS_NEVER_REASONABLE;
      ensures \result == MS_YES <==> workplace == MS_YES && test == MS_YES;
      ensures \result == MS_NO <==> workplace == MS_NO || test == MS_NO;
    behavior always_reasonable:
      assumes !exempt && readings->choice[MS_NON_EMPLOYER_COST] == MS_ALWAYS_REASONABLE;
      ensures \result == MS_YES <==> workplace == MS_NO || test == MS_YES;
      ensures \result == MS_NO <==> workplace == MS_YES && test == MS_NO;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(2) */
ms_truth ms_rule_2_reasonable(ms_truth workplace, bool exempt, ms_truth test, const ms_readings *readings)
{
    if (exempt) {
        return MS_YES;
    }
    switch (readings->choice[MS_NON_EMPLOYER_COST]) {
    case MS_NEVER_REASONABLE:
        return ms_and(workplace, test);
    case MS_ALWAYS_REASONABLE:
        return ms_or(ms_not(workplace), test);
    default:
        return test;
    }
}
