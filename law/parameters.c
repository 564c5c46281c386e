/* The versions and the numbers of 13 CSR 40-112.010 by date. */
#include <medsupport/parameters.h>

/* 2019-08-28 as a day number. */
enum { FIRST_VERSION = 737299 };

/* The sources give the rule no effective date. It names sections 454.600 and 454.603 of the statutes' 2019 supplement,
 * whose amendment took effect on 2019-08-28; the first known version is placed there. */
static const ms_rule_version versions[] = {
    {FIRST_VERSION, "2019-08-28", true,
     "inferred: the rule rests on RSMo Supp. 2019, whose section 454.603 took effect on 2019-08-28"},
};

static const ms_parameter_value values[] = {
    {MS_CEILING_PERCENT, FIRST_VERSION, 500, "percent", "hundredths of a percent of gross income",
     "13 CSR 40-112.010(2)"},
    {MS_DEFAULT_SHARE, FIRST_VERSION, 5000, "default-share", "hundredths of a percent", "13 CSR 40-112.010(5)(E),(F)"},
    {MS_ANSWER_DAYS, FIRST_VERSION, 30, "answer-days", "calendar days from the date of the request",
     "13 CSR 40-112.010(4)"},
};

enum { VERSION_COUNT = sizeof versions / sizeof versions[0], VALUE_COUNT = sizeof values / sizeof values[0] };

/*@ predicate is_version(ms_rule_version *v) = \exists integer k; 0 <= k < VERSION_COUNT && v == &versions[k];

    predicate is_value(ms_parameter_value *v) = \exists integer k; 0 <= k < VALUE_COUNT && v == &values[k];

    predicate is_in_force(ms_parameter_value *v, integer parameter, integer date) =
        v->parameter == parameter && v->effective <= date;

    predicate is_default(ms_readings r) = \forall integer k; 0 <= k < MS_READING_COUNT ==> r.choice[k] == 0;
*/

/*@ assigns \nothing;
    ensures \result == \null <==> \forall integer k; 0 <= k < VERSION_COUNT ==> date < versions[k].effective;
    ensures \result != \null ==> is_version((ms_rule_version *)\result);
    ensures \result != \null ==> \result->effective <= date;
    ensures \result != \null ==> \forall integer k; 0 <= k < VERSION_COUNT && versions[k].effective <= date
            ==> versions[k].effective <= \result->effective; */
const ms_rule_version *ms_rule_version_at(ms_date date)
{
    const ms_rule_version *found = NULL;
    /*@ loop invariant 0 <= i <= VERSION_COUNT;
        loop invariant found == \null <==> \forall integer k; 0 <= k < i ==> date < versions[k].effective;
        loop invariant found != \null ==> is_version(found);
        loop invariant found != \null ==> found->effective <= date;
        loop invariant found != \null ==> \forall integer k; 0 <= k < i && versions[k].effective <= date
                       ==> versions[k].effective <= found->effective;
        loop assigns i, found;
        loop variant VERSION_COUNT - i; */
    for (int i = 0; i < VERSION_COUNT; i++) {
        if (versions[i].effective <= date) {
            found = &versions[i];
        }
    }
    return found;
}

/*@ assigns \nothing;
    ensures \result == \null <==> \forall integer k; 0 <= k < VALUE_COUNT ==> !is_in_force(&values[k], parameter, date);
    ensures \result != \null ==> is_value((ms_parameter_value *)\result);
    ensures \result != \null ==> is_in_force((ms_parameter_value *)\result, parameter, date);
    ensures \result != \null ==> \forall integer k; 0 <= k < VALUE_COUNT && is_in_force(&values[k], parameter, date)
            ==> values[k].effective <= \result->effective; */
const ms_parameter_value *ms_parameter_at(ms_parameter parameter, ms_date date)
{
    const ms_parameter_value *found = NULL;
    /*@ loop invariant 0 <= i <= VALUE_COUNT;
        loop invariant found == \null <==> \forall integer k; 0 <= k < i ==> !is_in_force(&values[k], parameter, date);
        loop invariant found != \null ==> is_value(found);
        loop invariant found != \null ==> is_in_force(found, parameter, date);
        loop invariant found != \null ==> \forall integer k; 0 <= k < i && is_in_force(&values[k], parameter, date)
                       ==> values[k].effective <= found->effective;
        loop assigns i, found;
        loop variant VALUE_COUNT - i; */
    for (int i = 0; i < VALUE_COUNT; i++) {
        if (values[i].parameter == parameter && values[i].effective <= date) {
            found = &values[i];
        }
    }
    return found;
}

/*@ requires \valid(settings);
    assigns *settings;
    behavior before_the_rule:
      assumes date < FIRST_VERSION;
      assigns \nothing;
      ensures \result == MS_ERROR_BEFORE_RULE;
    behavior from_2019:
      assumes FIRST_VERSION <= date;
      ensures \result == MS_OK;
      ensures settings->percent == 500 && settings->default_share == 5000 && settings->answer_days == 30;
      ensures is_default(settings->readings);
    complete behaviors;
    disjoint behaviors; */
ms_status ms_settings_at(ms_date date, ms_settings *settings)
{
    const ms_parameter_value *percent = ms_parameter_at(MS_CEILING_PERCENT, date);
    const ms_parameter_value *share = ms_parameter_at(MS_DEFAULT_SHARE, date);
    const ms_parameter_value *days = ms_parameter_at(MS_ANSWER_DAYS, date);
    if (percent == NULL) { /* every parameter has a row from the first version on, which the proof shows */
        return MS_ERROR_BEFORE_RULE;
    }
    //@ assert percent->value == 500 && share->value == 5000 && days->value == 30;
    *settings = (ms_settings){.percent = percent->value, .default_share = share->value, .answer_days = days->value};
    return MS_OK;
}
