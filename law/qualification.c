/*
 * 29 USC 1169(a)(2) to (5)(C) and 29 CFR 2590.609-2: when an order, or a notice, is a qualified medical child support
 * order. What identifies people is curable where the plan administrator has it; what the document grants is not.
 */
#include <medsupport/qualification.h>

#include "law/terms.h"

static const ms_requirement_row rows[MS_REQUIREMENT_COUNT] = {
    [MS_REQUIREMENT_ISSUED] = {"issued", "29 USC 1169(a)(2)(B)", NULL},
    [MS_REQUIREMENT_LAW] = {"law", "29 USC 1169(a)(2)(B)", NULL},
    [MS_REQUIREMENT_RIGHT] = {"right", "29 USC 1169(a)(2)(A)", NULL},
    [MS_REQUIREMENT_FORM] = {"form", NULL, "29 USC 1169(a)(5)(C)"},
    [MS_REQUIREMENT_AGENCY] = {"agency", NULL, "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_SUPPORT_ORDER] = {"support_order", NULL, "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_PARTICIPANT] = {"participant", "29 USC 1169(a)(2)(A)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_PARTICIPANT_NAME] = {"participant_name", "29 USC 1169(a)(3)(A)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_PARTICIPANT_ADDRESS] = {"participant_address", "29 USC 1169(a)(3)(A)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_CHILD] = {"child", "29 USC 1169(a)(2)(C)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_RECIPIENT_NAME] = {"recipient_name", "29 USC 1169(a)(3)(A)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_RECIPIENT_ADDRESS] = {"recipient_address", "29 USC 1169(a)(3)(A)", "29 CFR 2590.609-2(b)"},
    [MS_REQUIREMENT_COVERAGE] = {"coverage", "29 USC 1169(a)(3)(B)", "29 USC 1169(a)(3)(B)"},
    [MS_REQUIREMENT_PERIOD] = {"period", "29 USC 1169(a)(3)(C)", "29 USC 1169(a)(3)(C)"},
    [MS_REQUIREMENT_BENEFITS] = {"benefits", "29 USC 1169(a)(4)", "29 USC 1169(a)(4)"},
};

/* A fact that decides by itself, and a particular that the administrator may supply. */
/*@ logic integer assessed_of(integer truth) =
        truth == MS_YES ? MS_ASSESSED_MET : truth == MS_NO ? MS_ASSESSED_MISSING : MS_ASSESSED_UNKNOWN;

    logic integer supplied_of(integer stated, integer held) =
        stated == MS_YES ? MS_ASSESSED_MET :
        held == MS_YES ? MS_ASSESSED_CURABLE :
        stated == MS_NO && held == MS_NO ? MS_ASSESSED_MISSING : MS_ASSESSED_UNKNOWN;

    logic integer worse_of(integer a, integer b) = a > b ? a : b;

    predicate is_particular(ms_particular p) = is_truth(p.stated) && is_truth(p.held);

    predicate is_recipient(ms_alternate_recipient r) =
        is_truth(r.child) && is_particular(r.name) && is_particular(r.address) && is_truth(r.official);

    predicate is_benefit(ms_required_benefit b) = is_truth(b.provided) && is_truth(b.needed);

    logic integer child_of(ms_alternate_recipient r) = assessed_of(r.child);

    logic integer name_of(ms_alternate_recipient r) = supplied_of(r.name.stated, r.name.held);

    logic integer address_of(ms_alternate_recipient r) =
        supplied_of(or_of(r.address.stated, r.official), r.address.held);

    logic integer recipient_of(ms_alternate_recipient r) =
        worse_of(child_of(r), worse_of(name_of(r), address_of(r)));

    logic integer benefit_of(ms_required_benefit b) = assessed_of(or_of(b.provided, b.needed));

    predicate are_recipients(ms_order_facts *f) =
        f->recipients_known
        ==> \valid_read(f->recipients + (0 .. f->recipient_count - 1))
            && \forall integer i; 0 <= i < f->recipient_count ==> is_recipient(f->recipients[i]);

    predicate are_benefits(ms_order_facts *f) =
        f->benefits_known
        ==> \valid_read(f->benefits + (0 .. f->benefit_count - 1))
            && \forall integer i; 0 <= i < f->benefit_count ==> is_benefit(f->benefits[i]);

    predicate is_order_facts(ms_order_facts *f) =
        is_truth(f->court) && is_truth(f->process) && is_truth(f->force_of_law) && is_truth(f->domestic_relations)
        && is_truth(f->support) && is_truth(f->medical_law) && is_truth(f->right) && is_truth(f->form)
        && is_particular(f->agency) && is_particular(f->support_order) && is_truth(f->participant)
        && is_particular(f->participant_name) && is_particular(f->participant_address)
        && is_truth(f->address_exists) && is_truth(f->coverage) && is_truth(f->period);

    predicate all_are(integer child, integer name, integer address, integer assessment) =
        child == assessment && name == assessment && address == assessment;

    predicate is_best(ms_order_facts *f, integer i) =
        0 <= i < f->recipient_count
        && \forall integer k; 0 <= k < f->recipient_count
           ==> recipient_of(f->recipients[i]) <= recipient_of(f->recipients[k]);

    predicate best_recipient_is(ms_order_facts *f, integer child, integer name, integer address) =
        \exists integer i; is_best(f, i) && child == child_of(f->recipients[i])
        && name == name_of(f->recipients[i]) && address == address_of(f->recipients[i]);

    predicate worst_benefit_is(ms_order_facts *f, integer assessment) =
        MS_ASSESSED_MET <= assessment
        && (\forall integer i; 0 <= i < f->benefit_count ==> benefit_of(f->benefits[i]) <= assessment)
        && (assessment == MS_ASSESSED_MET
            || \exists integer i; 0 <= i < f->benefit_count && benefit_of(f->benefits[i]) == assessment);

    predicate one_reaches(ms_assessment *of, integer assessment) =
        \exists integer r; 0 <= r < MS_REQUIREMENT_COUNT && of[r] >= assessment;

    predicate is_whole(ms_qualification *q) =
        one_reaches(&q->of[0], MS_ASSESSED_MISSING) ? q->whole == MS_NOT_QUALIFIED :
        one_reaches(&q->of[0], MS_ASSESSED_UNKNOWN) ? q->whole == MS_QUALIFIED_UNKNOWN :
        one_reaches(&q->of[0], MS_ASSESSED_CURABLE) ? q->whole == MS_QUALIFIED_ONCE_CURED : q->whole == MS_QUALIFIED;
*/

/*@ predicate is_row(ms_requirement_row *row, integer requirement) = row == &rows[requirement]; */

/*@ requires 0 <= requirement < MS_REQUIREMENT_COUNT;
    assigns \nothing;
    ensures is_row((ms_requirement_row *)\result, requirement); */
const ms_requirement_row *ms_requirement_describe(ms_requirement requirement)
{
    return &rows[requirement];
}

/* ---- one requirement --------------------------------------------------------------------------------------------- */

/*@ requires is_truth(truth);
    assigns \nothing;
    ensures \result == assessed_of(truth);
    behavior met:
      assumes truth == MS_YES;
      ensures \result == MS_ASSESSED_MET;
    behavior missing:
      assumes truth == MS_NO;
      ensures \result == MS_ASSESSED_MISSING;
    behavior unknown:
      assumes truth == MS_UNKNOWN;
      ensures \result == MS_ASSESSED_UNKNOWN;
    complete behaviors;
    disjoint behaviors; */
static ms_assessment assess(ms_truth truth)
{
    if (truth == MS_UNKNOWN) {
        return MS_ASSESSED_UNKNOWN;
    }
    return truth == MS_YES ? MS_ASSESSED_MET : MS_ASSESSED_MISSING;
}

/* What the administrator has is no ground to reject, whether or not it is known to stand in the document. */
/*@ requires is_truth(stated) && is_truth(held);
    assigns \nothing;
    ensures \result == supplied_of(stated, held);
    behavior met:
      assumes stated == MS_YES;
      ensures \result == MS_ASSESSED_MET;
    behavior curable:
      assumes stated != MS_YES && held == MS_YES;
      ensures \result == MS_ASSESSED_CURABLE;
    behavior missing:
      assumes stated == MS_NO && held == MS_NO;
      ensures \result == MS_ASSESSED_MISSING;
    behavior unknown:
      assumes stated != MS_YES && held != MS_YES && (stated == MS_UNKNOWN || held == MS_UNKNOWN);
      ensures \result == MS_ASSESSED_UNKNOWN;
    complete behaviors;
    disjoint behaviors; */
static ms_assessment assess_supplied(ms_truth stated, ms_truth held)
{
    if (stated == MS_YES) {
        return MS_ASSESSED_MET;
    }
    if (held == MS_YES) {
        return MS_ASSESSED_CURABLE;
    }
    return stated == MS_NO && held == MS_NO ? MS_ASSESSED_MISSING : MS_ASSESSED_UNKNOWN;
}

/*@ assigns \nothing;
    ensures \result == worse_of(a, b);
    ensures a <= \result && b <= \result && (\result == a || \result == b); */
static ms_assessment worse(ms_assessment a, ms_assessment b)
{
    return a > b ? a : b;
}

/* (B)(I), (II) A court, or a process whose orders have the force of law; a settlement alone is neither. */
/*@ requires \valid_read(f) && is_truth(f->court) && is_truth(f->process) && is_truth(f->force_of_law);
    assigns \nothing;
    ensures \result == assessed_of(or_of(f->court, and_of(f->process, f->force_of_law))); */
/* Cites: 29 USC 1169(a)(2)(B) */
static ms_assessment assess_issued(const ms_order_facts *f)
{
    return assess(ms_or(f->court, ms_and(f->process, f->force_of_law)));
}

/* (B)(i), (ii) Domestic relations law with support or coverage for the child, or a law of section 1908. */
/*@ requires \valid_read(f) && is_truth(f->domestic_relations) && is_truth(f->support) && is_truth(f->medical_law);
    assigns \nothing;
    ensures \result == assessed_of(or_of(and_of(f->domestic_relations, f->support), f->medical_law)); */
/* Cites: 29 USC 1169(a)(2)(B) */
static ms_assessment assess_law(const ms_order_facts *f)
{
    return assess(ms_or(ms_and(f->domestic_relations, f->support), f->medical_law));
}

/* "Last known mailing address (if any)": where nobody knows one, none is asked for. */
/*@ requires \valid_read(f) && is_particular(f->participant_address) && is_truth(f->address_exists);
    assigns \nothing;
    ensures \result == supplied_of(or_of(f->participant_address.stated, not_of(f->address_exists)),
                                   f->participant_address.held); */
/* Cites: 29 USC 1169(a)(3)(A), 29 CFR 2590.609-2(b) */
static ms_assessment assess_participant_address(const ms_order_facts *f)
{
    return assess_supplied(ms_or(f->participant_address.stated, ms_not(f->address_exists)),
                           f->participant_address.held);
}

/* ---- alternate recipients ---------------------------------------------------------------------------------------- */

/*@ requires \valid_read(recipient) && is_recipient(*recipient);
    assigns \nothing;
    ensures \result == child_of(*recipient); */
static ms_assessment assess_child(const ms_alternate_recipient *recipient)
{
    return assess(recipient->child);
}

/*@ requires \valid_read(recipient) && is_recipient(*recipient);
    assigns \nothing;
    ensures \result == name_of(*recipient); */
static ms_assessment assess_name(const ms_alternate_recipient *recipient)
{
    return assess_supplied(recipient->name.stated, recipient->name.held);
}

/* The official's name and address stand in the place of the child's address, not of the child's name. */
/*@ requires \valid_read(recipient) && is_recipient(*recipient);
    assigns \nothing;
    ensures \result == address_of(*recipient); */
static ms_assessment assess_address(const ms_alternate_recipient *recipient)
{
    return assess_supplied(ms_or(recipient->address.stated, recipient->official), recipient->address.held);
}

/*@ requires \valid_read(recipient) && is_recipient(*recipient);
    assigns \nothing;
    ensures \result.child == child_of(*recipient);
    ensures \result.name == name_of(*recipient);
    ensures \result.address == address_of(*recipient); */
/* Cites: 29 USC 1169(a)(2)(C), 29 USC 1169(a)(3)(A), 29 CFR 2590.609-2(b) */
ms_recipient_assessment ms_qualify_recipient(const ms_alternate_recipient *recipient)
{
    ms_recipient_assessment assessment;
    assessment.child = assess_child(recipient);
    assessment.name = assess_name(recipient);
    assessment.address = assess_address(recipient);
    return assessment;
}

/* A recipient as the worst of what is asked of one. */
/*@ requires \valid_read(recipient) && is_recipient(*recipient);
    assigns \nothing;
    ensures \result == recipient_of(*recipient); */
static ms_assessment assess_recipient(const ms_alternate_recipient *recipient)
{
    return worse(assess_child(recipient), worse(assess_name(recipient), assess_address(recipient)));
}

/* The same assessment of all that is asked of recipients. */
/*@ assigns \nothing;
    ensures \result.child == all && \result.name == all && \result.address == all; */
static ms_recipient_assessment alike(ms_assessment all)
{
    ms_recipient_assessment assessment;
    assessment.child = all;
    assessment.name = all;
    assessment.address = all;
    return assessment;
}

/* Of several recipients the worst in one respect. */
/*@ predicate worst_child_is(ms_order_facts *f, integer assessment) =
        (\forall integer i; 0 <= i < f->recipient_count ==> child_of(f->recipients[i]) <= assessment)
        && (\exists integer i; 0 <= i < f->recipient_count && child_of(f->recipients[i]) == assessment);

    predicate worst_name_is(ms_order_facts *f, integer assessment) =
        (\forall integer i; 0 <= i < f->recipient_count ==> name_of(f->recipients[i]) <= assessment)
        && (\exists integer i; 0 <= i < f->recipient_count && name_of(f->recipients[i]) == assessment);

    predicate worst_address_is(ms_order_facts *f, integer assessment) =
        (\forall integer i; 0 <= i < f->recipient_count ==> address_of(f->recipients[i]) <= assessment)
        && (\exists integer i; 0 <= i < f->recipient_count && address_of(f->recipients[i]) == assessment);

    predicate each_recipient_is(ms_order_facts *f, integer child, integer name, integer address) =
        worst_child_is(f, child) && worst_name_is(f, name) && worst_address_is(f, address);
*/

/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures worst_child_is(f, \result); */
static ms_assessment worst_child(const ms_order_facts *f)
{
    ms_assessment worst = assess_child(&f->recipients[0]);
    /*@ loop invariant 1 <= i <= f->recipient_count;
        loop invariant \forall integer k; 0 <= k < i ==> child_of(f->recipients[k]) <= worst;
        loop invariant \exists integer k; 0 <= k < i && child_of(f->recipients[k]) == worst;
        loop assigns i, worst;
        loop variant f->recipient_count - i; */
    for (uint32_t i = 1; i < f->recipient_count; i++) {
        worst = worse(worst, assess_child(&f->recipients[i]));
    }
    return worst;
}

/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures worst_name_is(f, \result); */
static ms_assessment worst_name(const ms_order_facts *f)
{
    ms_assessment worst = assess_name(&f->recipients[0]);
    /*@ loop invariant 1 <= i <= f->recipient_count;
        loop invariant \forall integer k; 0 <= k < i ==> name_of(f->recipients[k]) <= worst;
        loop invariant \exists integer k; 0 <= k < i && name_of(f->recipients[k]) == worst;
        loop assigns i, worst;
        loop variant f->recipient_count - i; */
    for (uint32_t i = 1; i < f->recipient_count; i++) {
        worst = worse(worst, assess_name(&f->recipients[i]));
    }
    return worst;
}

/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures worst_address_is(f, \result); */
static ms_assessment worst_address(const ms_order_facts *f)
{
    ms_assessment worst = assess_address(&f->recipients[0]);
    /*@ loop invariant 1 <= i <= f->recipient_count;
        loop invariant \forall integer k; 0 <= k < i ==> address_of(f->recipients[k]) <= worst;
        loop invariant \exists integer k; 0 <= k < i && address_of(f->recipients[k]) == worst;
        loop assigns i, worst;
        loop variant f->recipient_count - i; */
    for (uint32_t i = 1; i < f->recipient_count; i++) {
        worst = worse(worst, assess_address(&f->recipients[i]));
    }
    return worst;
}

/* "Each alternate recipient": the worst of each requirement. Where none is named, all is missing. */
/*@ requires \valid_read(f) && are_recipients(f);
    assigns \nothing;
    behavior not_known:
      assumes !f->recipients_known;
      ensures all_are(\result.child, \result.name, \result.address, MS_ASSESSED_UNKNOWN);
    behavior none:
      assumes f->recipients_known && f->recipient_count == 0;
      ensures all_are(\result.child, \result.name, \result.address, MS_ASSESSED_MISSING);
    behavior some:
      assumes f->recipients_known && f->recipient_count > 0;
      ensures each_recipient_is(f, \result.child, \result.name, \result.address);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 USC 1169(a)(2)(C), 29 USC 1169(a)(3)(A) */
static ms_recipient_assessment assess_every_recipient(const ms_order_facts *f)
{
    if (!f->recipients_known) {
        return alike(MS_ASSESSED_UNKNOWN);
    }
    if (f->recipient_count == 0) {
        return alike(MS_ASSESSED_MISSING);
    }
    ms_recipient_assessment worst;
    worst.child = worst_child(f);
    worst.name = worst_name(f);
    worst.address = worst_address(f);
    return worst;
}

/*@ assigns \nothing;
    ensures \result <= a && \result <= b && (\result == a || \result == b); */
static ms_assessment better(ms_assessment a, ms_assessment b)
{
    return a > b ? b : a;
}

/* How the recipient stands who stands best. */
/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures \forall integer i; 0 <= i < f->recipient_count ==> \result <= recipient_of(f->recipients[i]);
    ensures \exists integer i; 0 <= i < f->recipient_count && recipient_of(f->recipients[i]) == \result; */
static ms_assessment best_assessment(const ms_order_facts *f)
{
    ms_assessment best = assess_recipient(&f->recipients[0]);
    /*@ loop invariant 1 <= i <= f->recipient_count;
        loop invariant \forall integer k; 0 <= k < i ==> best <= recipient_of(f->recipients[k]);
        loop invariant \exists integer k; 0 <= k < i && recipient_of(f->recipients[k]) == best;
        loop assigns i, best;
        loop variant f->recipient_count - i; */
    for (uint32_t i = 1; i < f->recipient_count; i++) {
        best = better(best, assess_recipient(&f->recipients[i]));
    }
    return best;
}

/* The first recipient who stands so, or better. */
/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures 0 <= \result < f->recipient_count;
    ensures recipient_of(f->recipients[\result]) <= assessment
            || \forall integer k; 0 <= k < f->recipient_count ==> assessment + 1 <= recipient_of(f->recipients[k]); */
static uint32_t first_recipient(const ms_order_facts *f, ms_assessment assessment)
{
    /*@ loop invariant 0 <= i <= f->recipient_count;
        loop invariant \forall integer k; 0 <= k < i ==> assessment + 1 <= recipient_of(f->recipients[k]);
        loop assigns i;
        loop variant f->recipient_count - i; */
    for (uint32_t i = 0; i < f->recipient_count; i++) {
        if (assess_recipient(&f->recipients[i]) <= assessment) {
            return i;
        }
    }
    return 0;
}

/* "One or more": the first of those that stand best. */
/*@ requires \valid_read(f) && are_recipients(f) && f->recipients_known && f->recipient_count > 0;
    assigns \nothing;
    ensures is_best(f, \result); */
/* Cites: 29 CFR 2590.609-2(b) */
static uint32_t best_recipient(const ms_order_facts *f)
{
    return first_recipient(f, best_assessment(f));
}

/*@ requires \valid_read(f) && are_recipients(f);
    assigns \nothing;
    behavior not_known:
      assumes !f->recipients_known;
      ensures all_are(\result.child, \result.name, \result.address, MS_ASSESSED_UNKNOWN);
    behavior none:
      assumes f->recipients_known && f->recipient_count == 0;
      ensures all_are(\result.child, \result.name, \result.address, MS_ASSESSED_MISSING);
    behavior some:
      assumes f->recipients_known && f->recipient_count > 0;
      ensures best_recipient_is(f, \result.child, \result.name, \result.address);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 CFR 2590.609-2(b) */
static ms_recipient_assessment assess_one_recipient(const ms_order_facts *f)
{
    if (!f->recipients_known) {
        return alike(MS_ASSESSED_UNKNOWN);
    }
    if (f->recipient_count == 0) {
        return alike(MS_ASSESSED_MISSING);
    }
    return ms_qualify_recipient(&f->recipients[best_recipient(f)]);
}

/* ---- benefits ---------------------------------------------------------------------------------------------------- */

/*@ requires \valid_read(benefit) && is_benefit(*benefit);
    assigns \nothing;
    ensures \result == benefit_of(*benefit); */
/* Cites: 29 USC 1169(a)(4) */
ms_assessment ms_qualify_benefit(const ms_required_benefit *benefit)
{
    return assess(ms_or(benefit->provided, benefit->needed));
}

/* The worst of the benefits; a document that requires none asks for nothing new. */
/*@ requires \valid_read(f) && are_benefits(f);
    assigns \nothing;
    behavior not_known:
      assumes !f->benefits_known;
      ensures \result == MS_ASSESSED_UNKNOWN;
    behavior known:
      assumes f->benefits_known;
      ensures worst_benefit_is(f, \result);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 USC 1169(a)(4) */
static ms_assessment assess_benefits(const ms_order_facts *f)
{
    if (!f->benefits_known) {
        return MS_ASSESSED_UNKNOWN;
    }
    ms_assessment worst = MS_ASSESSED_MET;
    /*@ loop invariant 0 <= i <= f->benefit_count;
        loop invariant MS_ASSESSED_MET <= worst <= MS_ASSESSED_MISSING;
        loop invariant \forall integer k; 0 <= k < i ==> benefit_of(f->benefits[k]) <= worst;
        loop invariant worst == MS_ASSESSED_MET
                       || \exists integer k; 0 <= k < i && benefit_of(f->benefits[k]) == worst;
        loop assigns i, worst;
        loop variant f->benefit_count - i; */
    for (uint32_t i = 0; i < f->benefit_count; i++) {
        worst = worse(worst, ms_qualify_benefit(&f->benefits[i]));
    }
    return worst;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* The worst of the requirements. */
/*@ requires \valid_read(of + (0 .. MS_REQUIREMENT_COUNT - 1));
    assigns \nothing;
    ensures MS_ASSESSED_MET <= \result;
    ensures \forall integer r; 0 <= r < MS_REQUIREMENT_COUNT ==> of[r] <= \result;
    ensures \result == MS_ASSESSED_MET || one_reaches(of, \result); */
static ms_assessment worst_of(const ms_assessment *of)
{
    ms_assessment worst = MS_ASSESSED_MET;
    /*@ loop invariant 0 <= r <= MS_REQUIREMENT_COUNT;
        loop invariant MS_ASSESSED_MET <= worst;
        loop invariant \forall integer k; 0 <= k < r ==> of[k] <= worst;
        loop invariant worst == MS_ASSESSED_MET || \exists integer k; 0 <= k < r && of[k] == worst;
        loop assigns r, worst;
        loop variant MS_REQUIREMENT_COUNT - r; */
    for (int r = 0; r < MS_REQUIREMENT_COUNT; r++) {
        worst = worse(worst, of[r]);
    }
    return worst;
}

/* What is missing decides, then what is not known, then what has to be supplied. */
/*@ requires \valid(result);
    assigns result->whole;
    ensures is_whole(result);
    behavior not_qualified:
      assumes one_reaches(&result->of[0], MS_ASSESSED_MISSING);
      ensures result->whole == MS_NOT_QUALIFIED;
    behavior unknown:
      assumes !one_reaches(&result->of[0], MS_ASSESSED_MISSING);
      assumes one_reaches(&result->of[0], MS_ASSESSED_UNKNOWN);
      ensures result->whole == MS_QUALIFIED_UNKNOWN;
    behavior once_cured:
      assumes !one_reaches(&result->of[0], MS_ASSESSED_UNKNOWN);
      assumes one_reaches(&result->of[0], MS_ASSESSED_CURABLE);
      ensures result->whole == MS_QUALIFIED_ONCE_CURED;
    behavior qualified:
      assumes !one_reaches(&result->of[0], MS_ASSESSED_CURABLE);
      ensures result->whole == MS_QUALIFIED;
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 USC 1169(a)(2)(A) */
static void assess_whole(ms_qualification *result)
{
    ms_assessment worst = worst_of(result->of);
    if (worst == MS_ASSESSED_MET) {
        result->whole = MS_QUALIFIED;
        return;
    }
    if (worst == MS_ASSESSED_CURABLE) {
        result->whole = MS_QUALIFIED_ONCE_CURED;
        return;
    }
    result->whole = worst == MS_ASSESSED_UNKNOWN ? MS_QUALIFIED_UNKNOWN : MS_NOT_QUALIFIED;
}

/* What is asked of orders and of notices alike, with the recipients as they were assessed. */
/*@ requires \valid_read(f) && is_order_facts(f) && are_benefits(f) && \valid(result);
    assigns result->of[MS_REQUIREMENT_PARTICIPANT], result->of[MS_REQUIREMENT_PARTICIPANT_NAME],
            result->of[MS_REQUIREMENT_PARTICIPANT_ADDRESS], result->of[MS_REQUIREMENT_CHILD],
            result->of[MS_REQUIREMENT_RECIPIENT_NAME], result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS],
            result->of[MS_REQUIREMENT_BENEFITS];
    ensures result->of[MS_REQUIREMENT_PARTICIPANT] == assessed_of(\old(f->participant));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_NAME]
            == supplied_of(\old(f->participant_name.stated), \old(f->participant_name.held));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_ADDRESS]
            == supplied_of(or_of(\old(f->participant_address.stated), not_of(\old(f->address_exists))),
                           \old(f->participant_address.held));
    ensures result->of[MS_REQUIREMENT_CHILD] == recipients.child;
    ensures result->of[MS_REQUIREMENT_RECIPIENT_NAME] == recipients.name;
    ensures result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS] == recipients.address;
    ensures \old(f->benefits_known) ? worst_benefit_is{Old}(f, result->of[MS_REQUIREMENT_BENEFITS])
                                    : result->of[MS_REQUIREMENT_BENEFITS] == MS_ASSESSED_UNKNOWN; */
/* Cites: 29 USC 1169(a)(3)(A), 29 USC 1169(a)(4), 29 CFR 2590.609-2(b) */
static void assess_both(const ms_order_facts *f, ms_recipient_assessment recipients, ms_qualification *result)
{
    ms_assessment benefits = assess_benefits(f);
    ms_assessment participant = assess(f->participant);
    ms_assessment name = assess_supplied(f->participant_name.stated, f->participant_name.held);
    ms_assessment address = assess_participant_address(f);
    result->of[MS_REQUIREMENT_PARTICIPANT] = participant;
    result->of[MS_REQUIREMENT_PARTICIPANT_NAME] = name;
    result->of[MS_REQUIREMENT_PARTICIPANT_ADDRESS] = address;
    result->of[MS_REQUIREMENT_CHILD] = recipients.child;
    result->of[MS_REQUIREMENT_RECIPIENT_NAME] = recipients.name;
    result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS] = recipients.address;
    result->of[MS_REQUIREMENT_BENEFITS] = benefits;
}

/*@ requires \valid_read(facts) && is_order_facts(facts) && are_recipients(facts) && are_benefits(facts);
    requires \valid(result);
    assigns *result;
    ensures result->of[MS_REQUIREMENT_ISSUED]
            == assessed_of(or_of(\old(facts->court), and_of(\old(facts->process), \old(facts->force_of_law))));
    ensures result->of[MS_REQUIREMENT_LAW]
            == assessed_of(or_of(and_of(\old(facts->domestic_relations), \old(facts->support)),
                                 \old(facts->medical_law)));
    ensures result->of[MS_REQUIREMENT_RIGHT] == assessed_of(\old(facts->right));
    ensures result->of[MS_REQUIREMENT_FORM] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_AGENCY] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_SUPPORT_ORDER] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_PARTICIPANT] == assessed_of(\old(facts->participant));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_NAME]
            == supplied_of(\old(facts->participant_name.stated), \old(facts->participant_name.held));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_ADDRESS]
            == supplied_of(or_of(\old(facts->participant_address.stated), not_of(\old(facts->address_exists))),
                           \old(facts->participant_address.held));
    ensures result->of[MS_REQUIREMENT_COVERAGE] == assessed_of(\old(facts->coverage));
    ensures result->of[MS_REQUIREMENT_PERIOD] == assessed_of(\old(facts->period));
    ensures \old(facts->benefits_known) ? worst_benefit_is{Old}(facts, result->of[MS_REQUIREMENT_BENEFITS])
                                  : result->of[MS_REQUIREMENT_BENEFITS] == MS_ASSESSED_UNKNOWN;
    ensures is_whole(result);
    behavior not_known:
      assumes !facts->recipients_known;
      ensures all_are(result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                      result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS], MS_ASSESSED_UNKNOWN);
    behavior none:
      assumes facts->recipients_known && facts->recipient_count == 0;
      ensures all_are(result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                      result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS], MS_ASSESSED_MISSING);
    behavior some:
      assumes facts->recipients_known && facts->recipient_count > 0;
      ensures each_recipient_is{Old}(facts, result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                                result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS]);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 USC 1169(a)(2)(A), 29 USC 1169(a)(3)(B), 29 USC 1169(a)(3)(C) */
void ms_qualify_order(const ms_order_facts *facts, ms_qualification *result)
{
    ms_recipient_assessment recipients = assess_every_recipient(facts);
    ms_assessment issued = assess_issued(facts);
    ms_assessment law = assess_law(facts);
    ms_assessment right = assess(facts->right);
    ms_assessment coverage = assess(facts->coverage);
    ms_assessment period = assess(facts->period);
    assess_both(facts, recipients, result);
    result->of[MS_REQUIREMENT_ISSUED] = issued;
    result->of[MS_REQUIREMENT_LAW] = law;
    result->of[MS_REQUIREMENT_RIGHT] = right;
    result->of[MS_REQUIREMENT_FORM] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_AGENCY] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_SUPPORT_ORDER] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_COVERAGE] = coverage;
    result->of[MS_REQUIREMENT_PERIOD] = period;
    assess_whole(result);
}

/* The form says what coverage is asked and for how long; other blanks in it do no harm. */
/*@ requires \valid_read(facts) && is_order_facts(facts) && are_recipients(facts) && are_benefits(facts);
    requires \valid(result);
    assigns *result;
    ensures result->of[MS_REQUIREMENT_ISSUED] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_LAW] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_RIGHT] == MS_ASSESSED_NOT_ASKED;
    ensures result->of[MS_REQUIREMENT_FORM] == assessed_of(\old(facts->form));
    ensures result->of[MS_REQUIREMENT_AGENCY] == supplied_of(\old(facts->agency.stated), \old(facts->agency.held));
    ensures result->of[MS_REQUIREMENT_SUPPORT_ORDER]
            == supplied_of(\old(facts->support_order.stated), \old(facts->support_order.held));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT] == assessed_of(\old(facts->participant));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_NAME]
            == supplied_of(\old(facts->participant_name.stated), \old(facts->participant_name.held));
    ensures result->of[MS_REQUIREMENT_PARTICIPANT_ADDRESS]
            == supplied_of(or_of(\old(facts->participant_address.stated), not_of(\old(facts->address_exists))),
                           \old(facts->participant_address.held));
    ensures result->of[MS_REQUIREMENT_COVERAGE] == assessed_of(or_of(\old(facts->form), \old(facts->coverage)));
    ensures result->of[MS_REQUIREMENT_PERIOD] == assessed_of(or_of(\old(facts->form), \old(facts->period)));
    ensures \old(facts->benefits_known) ? worst_benefit_is{Old}(facts, result->of[MS_REQUIREMENT_BENEFITS])
                                  : result->of[MS_REQUIREMENT_BENEFITS] == MS_ASSESSED_UNKNOWN;
    ensures is_whole(result);
    behavior not_known:
      assumes !facts->recipients_known;
      ensures all_are(result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                      result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS], MS_ASSESSED_UNKNOWN);
    behavior none:
      assumes facts->recipients_known && facts->recipient_count == 0;
      ensures all_are(result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                      result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS], MS_ASSESSED_MISSING);
    behavior some:
      assumes facts->recipients_known && facts->recipient_count > 0;
      ensures best_recipient_is{Old}(facts, result->of[MS_REQUIREMENT_CHILD], result->of[MS_REQUIREMENT_RECIPIENT_NAME],
                                result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS]);
    complete behaviors;
    disjoint behaviors; */
/* Cites: 29 USC 1169(a)(5)(C), 29 CFR 2590.609-2(b) */
void ms_qualify_notice(const ms_order_facts *facts, ms_qualification *result)
{
    ms_recipient_assessment recipient = assess_one_recipient(facts);
    ms_assessment form = assess(facts->form);
    ms_assessment agency = assess_supplied(facts->agency.stated, facts->agency.held);
    ms_assessment support_order = assess_supplied(facts->support_order.stated, facts->support_order.held);
    ms_assessment coverage = assess(ms_or(facts->form, facts->coverage));
    ms_assessment period = assess(ms_or(facts->form, facts->period));
    assess_both(facts, recipient, result);
    result->of[MS_REQUIREMENT_ISSUED] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_LAW] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_RIGHT] = MS_ASSESSED_NOT_ASKED;
    result->of[MS_REQUIREMENT_FORM] = form;
    result->of[MS_REQUIREMENT_AGENCY] = agency;
    result->of[MS_REQUIREMENT_SUPPORT_ORDER] = support_order;
    result->of[MS_REQUIREMENT_COVERAGE] = coverage;
    result->of[MS_REQUIREMENT_PERIOD] = period;
    assess_whole(result);
}
