/* 13 CSR 40-112.010(1): the terms of the rule. */
#include <medsupport/rule.h>

#include "law/terms.h"

/*@ requires MS_PER_WEEK <= per <= MS_PER_YEAR;
    assigns \nothing;
    ensures per == MS_PER_WEEK ==> \result == 52;
    ensures per == MS_PER_TWO_WEEKS ==> \result == 26;
    ensures per == MS_PER_HALF_MONTH ==> \result == 24;
    ensures per == MS_PER_MONTH ==> \result == 12;
    ensures per == MS_PER_YEAR ==> \result == 1; */
/* Cites: 13 CSR 40-112.010(1)(A) */
int ms_periods_per_year(ms_period per)
{
    switch (per) {
    case MS_PER_WEEK:
        return 52;
    case MS_PER_TWO_WEEKS:
        return 26;
    case MS_PER_HALF_MONTH:
        return 24;
    case MS_PER_MONTH:
        return 12;
    default:
        return 1;
    }
}

/* The paragraph names no period; income and premiums are both taken to the year, so that they compare. */
/*@ requires \valid_read(income);
    requires is_amount(income->amount);
    requires MS_PERIOD_UNKNOWN <= income->per <= MS_PER_YEAR;
    assigns \nothing;
    ensures 0 <= \result.lo <= \result.hi <= MS_YEARLY_MAX;
    ensures \forall integer cents, per; may_be(income->amount, cents) && may_be_each(income->per, per)
            ==> \result.lo <= periods_of(per) * cents <= \result.hi;
    behavior known:
      assumes income->amount.known && income->per != MS_PERIOD_UNKNOWN;
      ensures \result.lo == \result.hi == periods_of(income->per) * income->amount.cents;
    behavior period_unknown:
      assumes income->amount.known && income->per == MS_PERIOD_UNKNOWN;
      ensures \result.lo == income->amount.cents && \result.hi == 52 * income->amount.cents;
    behavior amount_unknown:
      assumes !income->amount.known && income->per != MS_PERIOD_UNKNOWN;
      ensures \result.lo == 0 && \result.hi == periods_of(income->per) * MS_MONEY_MAX;
    behavior both_unknown:
      assumes !income->amount.known && income->per == MS_PERIOD_UNKNOWN;
      ensures \result.lo == 0 && \result.hi == MS_YEARLY_MAX;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(1)(A) */
ms_range ms_rule_1a_gross_income(const ms_income *income)
{
    ms_range stated = {0, MS_MONEY_MAX};
    if (income->amount.known) {
        stated.lo = income->amount.cents;
        stated.hi = income->amount.cents;
    }
    if (income->per == MS_PERIOD_UNKNOWN) {
        return (ms_range){stated.lo, 52 * stated.hi};
    }
    int64_t periods = ms_periods_per_year(income->per);
    return (ms_range){periods * stated.lo, periods * stated.hi};
}

/* (1)(B) lets a state agency or any person seek support; (1)(C) the other side is a person. An agency has no plan, and
 * a custodian is none of the parents of whom (5) speaks unless read so. */
/*@ requires \valid_read(readings);
    assigns \nothing;
    ensures \result <==> (kind == MS_KIND_PARENT
                          || (kind == MS_KIND_CUSTODIAN && readings->choice[MS_CUSTODIAN] == MS_AS_PARENT)); */
/* Cites: 13 CSR 40-112.010(1)(B), 13 CSR 40-112.010(1)(C) */
bool ms_rule_1b_can_be_ordered(ms_kind kind, const ms_readings *readings)
{
    if (kind == MS_KIND_CUSTODIAN) {
        return readings->choice[MS_CUSTODIAN] == MS_AS_PARENT;
    }
    return kind == MS_KIND_PARENT;
}

/*@ requires \valid_read(plan) && \valid_read(readings);
    assigns \nothing;
    ensures \result <==> (plan->medical
                          || (plan->dental && readings->choice[MS_DENTAL_ONLY] == MS_COUNTS)); */
/* Cites: 13 CSR 40-112.010(1)(D) */
bool ms_rule_1d_counts(const ms_plan *plan, const ms_readings *readings)
{
    if (plan->medical) {
        return true;
    }
    return plan->dental && readings->choice[MS_DENTAL_ONLY] == MS_COUNTS;
}

/*@ requires MS_PUBLIC_UNKNOWN <= coverage <= MS_PUBLIC_ENROLLED;
    assigns \nothing;
    behavior not_enrolled:
      assumes coverage == MS_PUBLIC_NONE;
      ensures \result == MS_NOT_ON_PUBLIC;
    behavior through_pss:
      assumes coverage == MS_PUBLIC_THROUGH_PSS;
      ensures \result == MS_ON_PUBLIC_THROUGH_PSS;
    behavior through_another:
      assumes coverage == MS_PUBLIC_THROUGH_PNS || coverage == MS_PUBLIC_THROUGH_OTHER;
      ensures \result == MS_ON_PUBLIC_OTHERWISE;
    behavior through_unknown:
      assumes coverage == MS_PUBLIC_ENROLLED;
      ensures \result == MS_ON_PUBLIC_THROUGH_PSS + MS_ON_PUBLIC_OTHERWISE;
    behavior unknown:
      assumes coverage == MS_PUBLIC_UNKNOWN;
      ensures \result == MS_NOT_ON_PUBLIC + MS_ON_PUBLIC_THROUGH_PSS + MS_ON_PUBLIC_OTHERWISE;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(1)(E) */
unsigned ms_rule_1e_public(ms_public coverage)
{
    switch (coverage) {
    case MS_PUBLIC_NONE:
        return MS_NOT_ON_PUBLIC;
    case MS_PUBLIC_THROUGH_PSS:
        return MS_ON_PUBLIC_THROUGH_PSS;
    case MS_PUBLIC_THROUGH_PNS:
    case MS_PUBLIC_THROUGH_OTHER:
        return MS_ON_PUBLIC_OTHERWISE;
    case MS_PUBLIC_ENROLLED:
        return MS_ON_PUBLIC_THROUGH_PSS | MS_ON_PUBLIC_OTHERWISE;
    default:
        return MS_NOT_ON_PUBLIC | MS_ON_PUBLIC_THROUGH_PSS | MS_ON_PUBLIC_OTHERWISE;
    }
}
