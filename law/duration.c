/*
 * RSMo 452.340.3 to .5: how long the duty for one child runs. Every end is kept as the first day without the duty.
 * Where facts are not recorded there are two: the earliest, as if nothing more carried the duty on, and the latest, as
 * if all did that still may. NEVER stands for an end that does not come, or comes beyond the calendar.
 */
#include "base/calendar_terms.h"
#include "law/terms.h"

#include <medsupport/duration.h>

/* BEGINNING is the end of what carries nothing. */
enum { BEGINNING = 1, NEVER = MS_LAST_DATE + 1 };

/* Of the list of causes: its length, and the place of the last that ends the duty. */
enum { CAUSES = 11, LAST_END = 9 };

/* The first days without the duty by the ages and the states, with the one or the other of what is not recorded. */
struct days {
    ms_date eighteen, twenty_one, school, education, incapacity;
};

/* A day from which something bears on the duty. */
struct cause {
    ms_duty_ground ground;
    ms_date day;
};

struct causes {
    struct cause at[CAUSES];
};

/* What a source gives without the number of its subsection is cited without it. */
static const ms_duty_ground_row grounds[MS_DUTY_GROUND_COUNT] = {
    [MS_DUTY_NOTHING] = {"nothing", "RSMo 452.340.3"},
    [MS_DUTY_DEATH] = {"death", "RSMo 452.340.3"},
    [MS_DUTY_MARRIAGE] = {"marriage", "RSMo 452.340.3"},
    [MS_DUTY_ACTIVE_DUTY] = {"active-duty", "RSMo 452.340.3"},
    [MS_DUTY_SELF_SUPPORTING] = {"self-supporting", "RSMo 452.340.3"},
    [MS_DUTY_ORDER] = {"order", "RSMo 452.340.3"},
    [MS_DUTY_EIGHTEEN] = {"eighteen", "RSMo 452.340.3"},
    [MS_DUTY_TWENTY_ONE] = {"twenty-one", "RSMo 452.340.3"},
    [MS_DUTY_SCHOOL] = {"secondary-school", "RSMo 452.340"},
    [MS_DUTY_OCTOBER_FIRST] = {"october-first", "RSMo 452.340"},
    [MS_DUTY_EDUCATION] = {"education", "RSMo 452.340"},
    [MS_DUTY_INCAPACITY] = {"incapacity", "RSMo 452.340"},
};

/* ---- the words of the contracts --------------------------------------------------------------------------------- */

/* The first day after the last one of something; never, where it has none or has not happened. */
/*@ logic integer after(integer last) = last == MS_NO_DATE ? NEVER : last + 1;

    logic integer sooner(integer a, integer b) = a <= b ? a : b;

    logic integer later(integer a, integer b) = a >= b ? a : b;

    predicate is_day(integer date) = MS_NO_DATE <= date <= MS_LAST_DATE;

    predicate is_end(integer day) = BEGINNING <= day <= NEVER;

    predicate is_facts{L}(ms_duty_facts *f) =
        is_day(f->date_of_birth) && is_day(f->died) && is_day(f->married) && is_day(f->entered_active_duty)
        && is_day(f->self_supporting) && is_day(f->order_last) && is_day(f->school_last)
        && is_day(f->education_entered) && is_day(f->education_last) && is_day(f->incapacity_last)
        && is_truth(f->school) && is_truth(f->education) && is_truth(f->incapacity);

    logic integer holds(integer truth, integer latest) =
        truth == MS_YES || (truth == MS_UNKNOWN && latest != 0) ? 1 : 0;
*/

/* Birthdays and October 1, by the calendar. */
/*@ predicate is_birthday(integer day, integer birth, integer age, integer latest) =
        birth == MS_NO_DATE ? day == (latest != 0 ? NEVER : BEGINNING) :
        \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == birth
        ==> day == (y + age > 9999 ? NEVER : day_number(y + age, m, d));

    predicate is_october_first(integer day, integer graduation, integer none) =
        \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == graduation
        ==> day == (graduation < day_number(y, 10, 1) ? day_number(y, 10, 1) :
                    y < 9999 ? day_number(y + 1, 10, 1) : none);

    predicate is_last_to_enter(integer day, integer graduation) =
        graduation == MS_NO_DATE ? day == MS_NO_DATE : is_october_first(day, graduation, NEVER);
*/

/* What carries the duty past 18, and until when. */
/*@ logic integer school_of{L}(ms_duty_facts *f, integer at_21, integer latest) =
        f->school_last != MS_NO_DATE ? sooner(f->school_last + 1, at_21) :
        holds(f->school, latest) != 0 ? at_21 : BEGINNING;

    logic integer in_time_of{L}(ms_duty_facts *f, integer october) =
        f->education != MS_YES ? f->education :
        (f->education_entered == MS_NO_DATE || october == MS_NO_DATE) ? MS_UNKNOWN :
        f->education_entered <= october ? MS_YES : MS_NO;

    logic integer education_of{L}(ms_duty_facts *f, integer october, integer at_21, integer latest) =
        holds(in_time_of(f, october), latest) == 0 ? BEGINNING :
        f->education == MS_YES ? sooner(after(f->education_last), at_21) : at_21;

    logic integer incapacity_of{L}(ms_duty_facts *f, integer latest) =
        holds(f->incapacity, latest) == 0 ? BEGINNING :
        f->incapacity == MS_YES ? after(f->incapacity_last) : NEVER;

    predicate is_days{L}(struct days at, ms_duty_facts *f, integer october, integer latest) =
        is_birthday(at.eighteen, f->date_of_birth, 18, latest)
        && is_birthday(at.twenty_one, f->date_of_birth, 21, latest)
        && at.school == school_of(f, at.twenty_one, latest)
        && at.education == education_of(f, october, at.twenty_one, latest)
        && at.incapacity == incapacity_of(f, latest);

    predicate are_ends(struct days at) =
        is_end(at.eighteen) && is_end(at.twenty_one) && is_end(at.school) && is_end(at.education)
        && is_end(at.incapacity);
*/

/* The end of the duty: the first of the events, and of the order's own period or else the last of the rest. */
/*@ logic integer event_of{L}(ms_duty_facts *f) =
        sooner(sooner(after(f->died), after(f->married)),
               sooner(after(f->entered_active_duty), after(f->self_supporting)));

    logic integer end_of{L}(ms_duty_facts *f, struct days at) =
        sooner(event_of(f), f->order_last != MS_NO_DATE ? f->order_last + 1 :
                            later(later(at.eighteen, at.school), later(at.education, at.incapacity)));

    logic integer known_day(integer end) = (end == BEGINNING || end == NEVER) ? MS_NO_DATE : end;
*/

/* Why it ends on a day, an event before the order's period and that before the rest; and why it runs. */
/*@ logic integer ended_by{L}(ms_duty_facts *f, struct days at, integer day) =
        day == BEGINNING ? MS_DUTY_NOTHING :
        day == after(f->died) ? MS_DUTY_DEATH :
        day == after(f->married) ? MS_DUTY_MARRIAGE :
        day == after(f->entered_active_duty) ? MS_DUTY_ACTIVE_DUTY :
        day == after(f->self_supporting) ? MS_DUTY_SELF_SUPPORTING :
        f->order_last != MS_NO_DATE ? MS_DUTY_ORDER :
        day == at.eighteen ? MS_DUTY_EIGHTEEN :
        day == at.twenty_one ? MS_DUTY_TWENTY_ONE :
        day == at.school ? MS_DUTY_SCHOOL :
        day == at.education ? MS_DUTY_EDUCATION : MS_DUTY_INCAPACITY;

    logic integer carried_by{L}(ms_duty_facts *f, struct days at, integer day) =
        f->order_last != MS_NO_DATE ? MS_DUTY_ORDER :
        day < at.eighteen ? MS_DUTY_EIGHTEEN :
        day < at.school ? MS_DUTY_SCHOOL :
        day < at.education ? MS_DUTY_EDUCATION : MS_DUTY_INCAPACITY;

    predicate is_status{L}(integer status, integer ground, ms_duty_facts *f, struct days early, struct days late,
                           integer as_of) =
        as_of < end_of(f, early) ? status == MS_DUTY_RUNS && ground == carried_by(f, early, as_of) :
        end_of(f, late) <= as_of ? status == MS_DUTY_ENDED && ground == ended_by(f, late, end_of(f, late)) :
        status == MS_DUTY_OPEN && ground == ended_by(f, early, end_of(f, early));
*/

/* The days from which something bears on the duty, and what; the next of them. */
/*@ predicate is_event{L}(ms_duty_facts *f, integer ground, integer day) =
        (ground == MS_DUTY_DEATH && day == after(f->died))
        || (ground == MS_DUTY_MARRIAGE && day == after(f->married))
        || (ground == MS_DUTY_ACTIVE_DUTY && day == after(f->entered_active_duty))
        || (ground == MS_DUTY_SELF_SUPPORTING && day == after(f->self_supporting));

    predicate is_age_or_state{L}(ms_duty_facts *f, struct days late, integer october, integer ground, integer day) =
        (ground == MS_DUTY_EIGHTEEN && day == late.eighteen)
        || (ground == MS_DUTY_TWENTY_ONE && day == late.twenty_one)
        || (ground == MS_DUTY_SCHOOL && day == late.school)
        || (ground == MS_DUTY_OCTOBER_FIRST && f->education == MS_UNKNOWN && day == after(october))
        || (ground == MS_DUTY_EDUCATION && day == late.education)
        || (ground == MS_DUTY_INCAPACITY && day == late.incapacity);

    predicate is_turn{L}(ms_duty_facts *f, struct days late, integer october, integer ground, integer day) =
        is_event(f, ground, day)
        || (f->order_last != MS_NO_DATE ? ground == MS_DUTY_ORDER && day == f->order_last + 1
                                        : is_age_or_state(f, late, october, ground, day));

    predicate is_ahead(integer day, integer as_of, integer latest) = as_of < day <= latest && day < NEVER;

    predicate is_next{L}(integer day, integer ground, ms_duty_facts *f, struct days late, integer october,
                         integer as_of) =
        (day == MS_NO_DATE
         ==> ground == MS_DUTY_NOTHING
             && \forall integer g, d; is_turn(f, late, october, g, d) ==> !is_ahead(d, as_of, end_of(f, late)))
        && (day != MS_NO_DATE
            ==> is_turn(f, late, october, ground, day) && is_ahead(day, as_of, end_of(f, late))
                && \forall integer g, d; is_turn(f, late, october, g, d) && is_ahead(d, as_of, end_of(f, late))
                   ==> day <= d);

    logic integer unless_ordered(integer order_last, integer day) = order_last == MS_NO_DATE ? day : NEVER;

    predicate are_causes{L}(struct causes c, ms_duty_facts *f, struct days at, integer october) =
        c.at[0].ground == MS_DUTY_DEATH && c.at[0].day == after(f->died)
        && c.at[1].ground == MS_DUTY_MARRIAGE && c.at[1].day == after(f->married)
        && c.at[2].ground == MS_DUTY_ACTIVE_DUTY && c.at[2].day == after(f->entered_active_duty)
        && c.at[3].ground == MS_DUTY_SELF_SUPPORTING && c.at[3].day == after(f->self_supporting)
        && c.at[4].ground == MS_DUTY_ORDER && c.at[4].day == after(f->order_last)
        && c.at[5].ground == MS_DUTY_EIGHTEEN && c.at[5].day == unless_ordered(f->order_last, at.eighteen)
        && c.at[6].ground == MS_DUTY_TWENTY_ONE && c.at[6].day == unless_ordered(f->order_last, at.twenty_one)
        && c.at[7].ground == MS_DUTY_SCHOOL && c.at[7].day == unless_ordered(f->order_last, at.school)
        && c.at[8].ground == MS_DUTY_EDUCATION && c.at[8].day == unless_ordered(f->order_last, at.education)
        && c.at[9].ground == MS_DUTY_INCAPACITY && c.at[9].day == unless_ordered(f->order_last, at.incapacity)
        && c.at[10].ground == MS_DUTY_OCTOBER_FIRST
        && c.at[10].day
           == (f->education == MS_UNKNOWN && october < NEVER ? unless_ordered(f->order_last, after(october)) : NEVER);
*/

/* What is not recorded and decides. */
/*@ predicate is_asks{L}(ms_duty_asks a, ms_duty_facts *f, struct days late, integer october, integer as_of) =
        (a.date_of_birth <==> f->date_of_birth == MS_NO_DATE)
        && (a.school <==> f->school_last == MS_NO_DATE && f->school == MS_UNKNOWN && as_of < late.school)
        && (a.graduation <==> f->education == MS_YES && f->education_entered != MS_NO_DATE
                              && october == MS_NO_DATE && as_of < late.education)
        && (a.education <==> (f->education == MS_UNKNOWN
                              || (f->education == MS_YES && f->education_entered == MS_NO_DATE))
                             && as_of < late.education)
        && (a.incapacity <==> f->incapacity == MS_UNKNOWN);

    predicate is_nothing(ms_duty_asks a) =
        !a.date_of_birth && !a.school && !a.graduation && !a.education && !a.incapacity;

    predicate is_asked{L}(integer status, ms_duty_asks a, ms_duty_facts *f, struct days late, integer october,
                          integer as_of) =
        status == MS_DUTY_OPEN ? is_asks(a, f, late, october, as_of) : is_nothing(a);
*/

/* ---- each age and state ----------------------------------------------------------------------------------------- */

/*@ requires is_day(last);
    assigns \nothing;
    ensures \result == after(last); */
static ms_date day_after(ms_date last)
{
    return last == MS_NO_DATE ? NEVER : last + 1;
}

/*@ assigns \nothing;
    ensures \result == sooner(a, b); */
static ms_date sooner_of(ms_date a, ms_date b)
{
    return a <= b ? a : b;
}

/*@ assigns \nothing;
    ensures \result == later(a, b); */
static ms_date later_of(ms_date a, ms_date b)
{
    return a >= b ? a : b;
}

/* What is unknown carries nothing to the earliest end, and all it can to the latest. */
/*@ requires is_truth(truth);
    assigns \nothing;
    ensures \result <==> holds(truth, latest) != 0; */
static bool counts(ms_truth truth, bool latest)
{
    return latest ? ms_may_be_yes(truth) : !ms_may_be_no(truth);
}

/* The birthday itself is a day without the duty; any day may be it where the date of birth is missing. */
/*@ requires is_day(birth) && (age == 18 || age == 21);
    assigns \nothing;
    ensures is_birthday(\result, birth, age, latest);
    ensures is_end(\result); */
static ms_date birthday(ms_date birth, int age, bool latest)
{
    if (birth == MS_NO_DATE) {
        return latest ? NEVER : BEGINNING;
    }
    ms_date day = ms_date_of_age(birth, age);
    return day == MS_NO_DATE ? NEVER : day;
}

/* A pupil without a last day goes on, to 21 at most; one who left before 18 is carried to no later day. */
/*@ requires \valid_read(f) && is_facts(f) && is_end(twenty_one);
    assigns \nothing;
    ensures \result == school_of(f, twenty_one, latest);
    ensures is_end(\result); */
/* Cites: RSMo 452.340.5 */
static ms_date school_end(const ms_duty_facts *f, ms_date twenty_one, bool latest)
{
    if (f->school_last != MS_NO_DATE) {
        return sooner_of(day_after(f->school_last), twenty_one);
    }
    return counts(f->school, latest) ? twenty_one : BEGINNING;
}

/*@ requires 1 <= graduation <= MS_LAST_DATE;
    assigns \nothing;
    ensures is_october_first(\result, graduation, MS_NO_DATE);
    ensures is_day(\result); */
/* Cites: RSMo 452.340.5 */
ms_date ms_duty_october_first(ms_date graduation)
{
    ms_civil civil = ms_date_to_civil(graduation);
    ms_date october = ms_date_from_civil((ms_civil){.year = civil.year, .month = 10, .day = 1});
    if (graduation < october) {
        return october;
    }
    return ms_date_from_civil((ms_civil){.year = civil.year + 1, .month = 10, .day = 1});
}

/* The last day to enter an institution; MS_NO_DATE while the graduation is not known. */
/*@ requires is_day(graduation);
    assigns \nothing;
    ensures is_last_to_enter(\result, graduation);
    ensures MS_NO_DATE <= \result <= NEVER;
    ensures \result == MS_NO_DATE <==> graduation == MS_NO_DATE; */
static ms_date last_day_to_enter(ms_date graduation)
{
    if (graduation == MS_NO_DATE) {
        return MS_NO_DATE;
    }
    ms_date october = ms_duty_october_first(graduation);
    return october == MS_NO_DATE ? NEVER : october;
}

/*@ requires \valid_read(f) && is_facts(f);
    assigns \nothing;
    ensures \result == in_time_of(f, october);
    ensures is_truth(\result); */
/* Cites: RSMo 452.340.5 */
static ms_truth entered_in_time(const ms_duty_facts *f, ms_date october)
{
    if (f->education != MS_YES) {
        return f->education;
    }
    if (f->education_entered == MS_NO_DATE || october == MS_NO_DATE) {
        return MS_UNKNOWN;
    }
    return ms_truth_of(f->education_entered <= october);
}

/* The summer between school and the next institution lies inside the duty once the child has entered in time. */
/*@ requires \valid_read(f) && is_facts(f) && is_end(twenty_one);
    assigns \nothing;
    ensures \result == education_of(f, october, twenty_one, latest);
    ensures is_end(\result); */
/* Cites: RSMo 452.340.5 */
static ms_date education_end(const ms_duty_facts *f, ms_date october, ms_date twenty_one, bool latest)
{
    if (!counts(entered_in_time(f, october), latest)) {
        return BEGINNING;
    }
    return f->education == MS_YES ? sooner_of(day_after(f->education_last), twenty_one) : twenty_one;
}

/* Neither 18 nor 21 bounds an incapacity. */
/*@ requires \valid_read(f) && is_facts(f);
    assigns \nothing;
    ensures \result == incapacity_of(f, latest);
    ensures is_end(\result); */
/* Cites: RSMo 452.340.4 */
static ms_date incapacity_end(const ms_duty_facts *f, bool latest)
{
    if (!counts(f->incapacity, latest)) {
        return BEGINNING;
    }
    return f->incapacity == MS_YES ? day_after(f->incapacity_last) : NEVER;
}

/*@ requires \valid_read(f) && is_facts(f);
    assigns \nothing;
    ensures is_days(\result, f, october, latest);
    ensures are_ends(\result); */
static struct days days_of(const ms_duty_facts *f, ms_date october, bool latest)
{
    ms_date twenty_one = birthday(f->date_of_birth, MS_AGE_OF_LAST_END, latest);
    return (struct days){
        .eighteen = birthday(f->date_of_birth, MS_AGE_OF_END, latest),
        .twenty_one = twenty_one,
        .school = school_end(f, twenty_one, latest),
        .education = education_end(f, october, twenty_one, latest),
        .incapacity = incapacity_end(f, latest),
    };
}

/* ---- the end ---------------------------------------------------------------------------------------------------- */

/* The order's own period takes the place of the ages and of what carries the duty past them; an event ends the duty
 * within that period too, for a period says nothing of it. */
/*@ requires \valid_read(f) && is_facts(f) && are_ends(at);
    assigns \nothing;
    ensures \result == end_of(f, at);
    ensures is_end(\result); */
/* Cites: RSMo 452.340.3 */
static ms_date first_day_without(const ms_duty_facts *f, struct days at)
{
    ms_date event = sooner_of(sooner_of(day_after(f->died), day_after(f->married)),
                              sooner_of(day_after(f->entered_active_duty), day_after(f->self_supporting)));
    if (f->order_last != MS_NO_DATE) {
        return sooner_of(event, day_after(f->order_last));
    }
    ms_date last = later_of(later_of(at.eighteen, at.school), later_of(at.education, at.incapacity));
    return sooner_of(event, last);
}

/* An end as the result gives it. */
/*@ assigns \nothing;
    ensures \result == known_day(end); */
static ms_date dated(ms_date end)
{
    return end == BEGINNING || end == NEVER ? MS_NO_DATE : end;
}

/*@ requires \valid_read(f);
    assigns \nothing;
    ensures \result == carried_by(f, at, as_of); */
static ms_duty_ground carrying(const ms_duty_facts *f, struct days at, ms_date as_of)
{
    if (f->order_last != MS_NO_DATE) {
        return MS_DUTY_ORDER;
    }
    if (as_of < at.eighteen) {
        return MS_DUTY_EIGHTEEN;
    }
    if (as_of < at.school) {
        return MS_DUTY_SCHOOL;
    }
    return as_of < at.education ? MS_DUTY_EDUCATION : MS_DUTY_INCAPACITY;
}

/* ---- its causes ------------------------------------------------------------------------------------------------- */

/*@ requires \valid_read(f);
    assigns \nothing;
    ensures \result == unless_ordered(f->order_last, day); */
static ms_date without_order(const ms_duty_facts *f, ms_date day)
{
    return f->order_last == MS_NO_DATE ? day : NEVER;
}

/* All that may end the duty, that first which is named where two fall on a day; then the day from which it is too late
 * to enter an institution. What does not bear on the duty has no day. */
/*@ requires \valid_read(f) && is_facts(f) && are_ends(at);
    requires MS_NO_DATE <= october <= NEVER;
    assigns \nothing;
    ensures are_causes(\result, f, at, october); */
static struct causes causes_of(const ms_duty_facts *f, struct days at, ms_date october)
{
    bool may_enter = f->education == MS_UNKNOWN && october != NEVER;
    return (struct causes){{
        {MS_DUTY_DEATH, day_after(f->died)},
        {MS_DUTY_MARRIAGE, day_after(f->married)},
        {MS_DUTY_ACTIVE_DUTY, day_after(f->entered_active_duty)},
        {MS_DUTY_SELF_SUPPORTING, day_after(f->self_supporting)},
        {MS_DUTY_ORDER, day_after(f->order_last)},
        {MS_DUTY_EIGHTEEN, without_order(f, at.eighteen)},
        {MS_DUTY_TWENTY_ONE, without_order(f, at.twenty_one)},
        {MS_DUTY_SCHOOL, without_order(f, at.school)},
        {MS_DUTY_EDUCATION, without_order(f, at.education)},
        {MS_DUTY_INCAPACITY, without_order(f, at.incapacity)},
        {MS_DUTY_OCTOBER_FIRST, may_enter ? without_order(f, day_after(october)) : NEVER},
    }};
}

/*@ requires \valid_read(f) && is_facts(f) && are_ends(at);
    requires day == end_of(f, at) && day < NEVER;
    assigns \nothing;
    ensures \result == ended_by(f, at, day); */
/* Cites: RSMo 452.340.3, RSMo 452.340.4, RSMo 452.340.5 */
static ms_duty_ground ending(const ms_duty_facts *f, struct days at, ms_date day)
{
    if (day == BEGINNING) { /* any day, for the date of birth is missing */
        return MS_DUTY_NOTHING;
    }
    struct causes causes = causes_of(f, at, MS_NO_DATE);
    int i = 0;
    /*@ loop invariant 0 <= i <= LAST_END;
        loop invariant \forall integer k; 0 <= k < i ==> causes.at[k].day != day;
        loop assigns i;
        loop variant LAST_END - i; */
    while (i < LAST_END && causes.at[i].day != day) {
        i++;
    }
    return causes.at[i].ground;
}

/* The next day on which something bears on a duty that has not ended by then. */
/*@ requires \valid_read(f) && is_facts(f) && are_ends(late);
    requires MS_NO_DATE <= october <= NEVER;
    requires 1 <= as_of <= MS_LAST_DATE && latest == end_of(f, late);
    assigns \nothing;
    ensures is_next(\result.day, \result.ground, f, late, october, as_of);
    ensures is_day(\result.day); */
static struct cause next_turn(const ms_duty_facts *f, struct days late, ms_date october, ms_date as_of, ms_date latest)
{
    struct causes causes = causes_of(f, late, october);
    struct cause next = {MS_DUTY_NOTHING, NEVER};
    /*@ loop invariant 0 <= i <= CAUSES;
        loop invariant next.day == NEVER ==> next.ground == MS_DUTY_NOTHING;
        loop invariant next.day != NEVER
                       ==> is_ahead(next.day, as_of, latest) && is_turn(f, late, october, next.ground, next.day);
        loop invariant \forall integer k; 0 <= k < i && is_ahead(causes.at[k].day, as_of, latest)
                       ==> next.day <= causes.at[k].day;
        loop assigns i, next;
        loop variant CAUSES - i; */
    for (int i = 0; i < CAUSES; i++) {
        //@ assert i == 0 || i == 1 || i == 2 || i == 3 || i == 4 || i == 5 || i == 6 || i == 7 || i == 8 || i >= 9;
        //@ assert i == 9 || i == 10 || i < 9;
        //@ assert causes.at[i].day < NEVER ==> is_turn(f, late, october, causes.at[i].ground, causes.at[i].day);
        if (causes.at[i].day > as_of && causes.at[i].day <= latest && causes.at[i].day < next.day) {
            next = causes.at[i];
        }
    }
    /*@ assert \forall integer g, d; is_turn(f, late, october, g, d) && d < NEVER
            ==> \exists integer k; 0 <= k < CAUSES && causes.at[k].day == d; */
    /*@ assert \forall integer g, d; is_turn(f, late, october, g, d) && is_ahead(d, as_of, latest)
            ==> next.day <= d; */
    next.day = dated(next.day);
    return next;
}

/* ---- the duty --------------------------------------------------------------------------------------------------- */

/*@ requires \valid_read(f) && is_facts(f) && are_ends(late);
    assigns \nothing;
    ensures is_asks(\result, f, late, october, as_of); */
static ms_duty_asks asks_of(const ms_duty_facts *f, struct days late, ms_date october, ms_date as_of)
{
    bool education_matters = entered_in_time(f, october) == MS_UNKNOWN && as_of < late.education;
    bool entered = f->education == MS_YES && f->education_entered != MS_NO_DATE;
    return (ms_duty_asks){
        .date_of_birth = f->date_of_birth == MS_NO_DATE,
        .school = f->school_last == MS_NO_DATE && f->school == MS_UNKNOWN && as_of < late.school,
        .graduation = education_matters && entered,
        .education = education_matters && !entered,
        .incapacity = f->incapacity == MS_UNKNOWN,
    };
}

/* The duty between its earliest and its latest end. */
/*@ requires \valid_read(f) && is_facts(f) && are_ends(early) && are_ends(late);
    requires MS_NO_DATE <= october <= NEVER;
    requires 1 <= as_of <= MS_LAST_DATE;
    assigns \nothing;
    ensures is_status(\result.status, \result.ground, f, early, late, as_of);
    ensures \result.earliest == known_day(end_of(f, early)) && \result.latest == known_day(end_of(f, late));
    ensures is_next(\result.turn_day, \result.turn, f, late, october, as_of);
    ensures is_asked(\result.status, \result.asks, f, late, october, as_of); */
static ms_duty duty_between(const ms_duty_facts *f, struct days early, struct days late, ms_date october, ms_date as_of)
{
    ms_date earliest = first_day_without(f, early);
    ms_date latest = first_day_without(f, late);
    struct cause next = next_turn(f, late, october, as_of, latest);
    ms_duty duty = {
        .earliest = dated(earliest),
        .latest = dated(latest),
        .turn_day = next.day,
        .turn = next.ground,
    };
    if (as_of < earliest) {
        duty.status = MS_DUTY_RUNS;
        duty.ground = carrying(f, early, as_of);
    } else if (latest <= as_of) {
        duty.status = MS_DUTY_ENDED;
        duty.ground = ending(f, late, latest);
    } else {
        duty.status = MS_DUTY_OPEN;
        duty.ground = ending(f, early, earliest);
        duty.asks = asks_of(f, late, october, as_of);
    }
    return duty;
}

/*@ requires \valid_read(f) && is_facts(f);
    requires 1 <= as_of <= MS_LAST_DATE;
    assigns \nothing;
    ensures \exists struct days early, late; \exists integer october;
            is_last_to_enter(october, f->school_last)
            && is_days(early, f, october, 0) && is_days(late, f, october, 1)
            && is_status(\result.status, \result.ground, f, early, late, as_of)
            && \result.earliest == known_day(end_of(f, early)) && \result.latest == known_day(end_of(f, late))
            && is_next(\result.turn_day, \result.turn, f, late, october, as_of)
            && is_asked(\result.status, \result.asks, f, late, october, as_of); */
/* Cites: RSMo 452.340.3, RSMo 452.340.4, RSMo 452.340.5 */
ms_duty ms_duty_at(const ms_duty_facts *f, ms_date as_of)
{
    ms_date october = last_day_to_enter(f->school_last);
    struct days early = days_of(f, october, false);
    struct days late = days_of(f, october, true);
    return duty_between(f, early, late, october, as_of);
}

/*@ requires 0 <= ground < MS_DUTY_GROUND_COUNT;
    assigns \nothing;
    ensures (ms_duty_ground_row *)\result == &grounds[ground]; */
const ms_duty_ground_row *ms_duty_ground_describe(ms_duty_ground ground)
{
    return &grounds[ground];
}
