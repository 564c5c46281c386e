/*
 * What the contracts in law/ say, in ACSL: the words of 13 CSR 40-112.010 that more than one file proves something
 * about. A compiler sees nothing here.
 */
#ifndef LAW_TERMS_H
#define LAW_TERMS_H

#include <medsupport/rule.h>

/*@ predicate is_truth(ms_truth truth) = truth == MS_NO || truth == MS_YES || truth == MS_UNKNOWN;

    predicate is_readings(ms_readings *r) =
        r->choice[MS_UNWILLING_COVERAGE] <= MS_UNWILLING_LITERAL
        && r->choice[MS_INACCESSIBLE_PLAN] <= MS_INACCESSIBLE_LITERAL
        && r->choice[MS_PUBLIC_THROUGH_ANOTHER] <= MS_PUBLIC_LITERAL
        && r->choice[MS_NON_EMPLOYER_COST] <= MS_ALWAYS_REASONABLE
        && r->choice[MS_COVERED_EXEMPTION] <= MS_ONLY_KEPT
        && r->choice[MS_DENTAL_ONLY] <= MS_COUNTS
        && r->choice[MS_CUSTODIAN] <= MS_AS_PARENT
        && r->choice[MS_ONE_SILENT] <= MS_WAIT_FOR_ONE
        && r->choice[MS_BOTH_SILENT] <= MS_USE_WHAT_IS_KNOWN_OF_BOTH;
*/

/* (1)(A) Periods of a year, and what an amount may be. */
/*@ logic integer periods_of(integer per) =
        per == MS_PER_WEEK ? 52 : per == MS_PER_TWO_WEEKS ? 26 : per == MS_PER_HALF_MONTH ? 24 :
        per == MS_PER_MONTH ? 12 : 1;

    predicate is_amount(ms_amount a) = a.known ==> 0 <= a.cents <= MS_MONEY_MAX;

    predicate may_be(ms_amount a, integer cents) = a.known ? cents == a.cents : 0 <= cents <= MS_MONEY_MAX;

    predicate may_be_each(integer stated, integer per) =
        MS_PER_WEEK <= per <= MS_PER_YEAR && (stated == MS_PERIOD_UNKNOWN || per == stated);
*/

/* (2) Whether a cost is reasonable: as a truth, so with what is unknown left open. */
/*@ logic integer not_of(integer a) = a == MS_NO ? MS_YES : a == MS_YES ? MS_NO : MS_UNKNOWN;

    logic integer and_of(integer a, integer b) =
        (a == MS_NO || b == MS_NO) ? MS_NO : (a == MS_YES && b == MS_YES) ? MS_YES : MS_UNKNOWN;

    logic integer or_of(integer a, integer b) =
        (a == MS_YES || b == MS_YES) ? MS_YES : (a == MS_NO && b == MS_NO) ? MS_NO : MS_UNKNOWN;

    logic integer test_of(ms_range increase, integer income, integer percent) =
        increase.hi * 10000 <= percent * income ? MS_YES :
        increase.lo * 10000 <= percent * income ? MS_UNKNOWN : MS_NO;

    predicate is_exempt(integer covers, integer anyone_covers, ms_readings *r) =
        r->choice[MS_COVERED_EXEMPTION] == MS_SAME_PLAN ? covers != 0 :
        r->choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN && anyone_covers != 0;

    logic integer reasonable_of(integer workplace, integer test, ms_readings *r) =
        r->choice[MS_NON_EMPLOYER_COST] == MS_NEVER_REASONABLE ? and_of(workplace, test) :
        r->choice[MS_NON_EMPLOYER_COST] == MS_ALWAYS_REASONABLE ? or_of(not_of(workplace), test) : test;
*/

/* (5) Each paragraph on its own words, as read. */
/*@ predicate neither_maintains(ms_situation s, ms_readings *r) =
        !s.pns.covers
        && !(s.pss_can_be_ordered && s.pss.covers
             && (s.pss_wants || r->choice[MS_UNWILLING_COVERAGE] == MS_UNWILLING_LITERAL));

    predicate not_at_reasonable_cost(ms_situation s, ms_readings *r) =
        !s.pns.suitable
        && !(s.pns.reasonable && r->choice[MS_INACCESSIBLE_PLAN] == MS_INACCESSIBLE_LITERAL);

    predicate neither_suitable(ms_situation s) =
        !s.pns.suitable && !(s.pss_can_be_ordered && s.pss.suitable);

    predicate orders_a(ms_situation s) = s.pns.covers != 0;

    predicate orders_b(ms_situation s) =
        !s.pns.covers && s.pss_can_be_ordered && s.pss.covers && s.pss_wants;

    predicate orders_c(ms_situation s, ms_readings *r) = neither_maintains(s, r) && s.pns.suitable;

    predicate orders_d(ms_situation s, ms_readings *r) =
        not_at_reasonable_cost(s, r) && s.pss_can_be_ordered && s.pss.suitable;

    predicate orders_e(ms_situation s, ms_readings *r) =
        neither_suitable(s)
        && (s.public_coverage == MS_THROUGH_PSS
            || (s.public_coverage == MS_THROUGH_ANOTHER && r->choice[MS_PUBLIC_THROUGH_ANOTHER] == MS_AS_E));

    predicate orders_f(ms_situation s) = neither_suitable(s) && s.public_coverage == MS_NOT_ENROLLED;
*/

/* (5) The paragraphs in their order: the first that orders something. */
/*@ predicate none_before_c(ms_situation s) = !orders_a(s) && !orders_b(s);

    predicate none_before_e(ms_situation s, ms_readings *r) =
        none_before_c(s) && !orders_c(s, r) && !orders_d(s, r);

    predicate reaches(ms_situation s, ms_readings *r, integer paragraph) =
        paragraph == MS_5A ? orders_a(s) :
        paragraph == MS_5B ? !orders_a(s) && orders_b(s) :
        paragraph == MS_5C ? none_before_c(s) && orders_c(s, r) :
        paragraph == MS_5D ? none_before_c(s) && !orders_c(s, r) && orders_d(s, r) :
        paragraph == MS_5E ? none_before_e(s, r) && orders_e(s, r) :
        paragraph == MS_5F ? none_before_e(s, r) && !orders_e(s, r) && orders_f(s) :
        paragraph == MS_NO_PARAGRAPH && none_before_e(s, r) && !orders_e(s, r) && !orders_f(s);
*/

#endif
