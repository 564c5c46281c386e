/*
 * RSMo 452.340: how long the duty for one child runs. An end is "the first day without the duty": a birthday ends the
 * duty on the birthday itself; the day of an event, and the last day of school, of an incapacity or of the order's
 * period, is still a day with it. Age alone ends nothing here: what could carry the duty on, and is not recorded, stays
 * open, and so does the end.
 */
#ifndef MEDSUPPORT_DURATION_H
#define MEDSUPPORT_DURATION_H

#include <medsupport/api.h>
#include <medsupport/date.h>
#include <medsupport/truth.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MS_AGE_OF_END = 18, MS_AGE_OF_LAST_END = 21 };

/* What is recorded about one child and the order. A date is MS_NO_DATE where none is recorded; a day ahead is allowed.
 * An event that is not recorded has not happened. A state that is recorded without its last day goes on. */
typedef struct ms_duty_facts {
    ms_date date_of_birth; /* MS_NO_DATE: unknown */

    /* Events, each the day on which it happened. */
    ms_date died;
    ms_date married;
    ms_date entered_active_duty; /* active military duty */
    ms_date self_supporting;     /* with the custodian's consent */

    /* The last day of the period that the order itself names; MS_NO_DATE: it names none. It stands in the place of the
     * ages and of what carries the duty past them, not in that of the events. */
    ms_date order_last;

    /* Secondary school: the last day, graduation or leaving, at whatever age. Where that is not known: whether the
     * child attends at 18. */
    ms_date school_last;
    ms_truth school;

    /* An institution of vocational or higher education: whether the child entered one, the day on which it did, and
     * the last day, completion or leaving. */
    ms_truth education;
    ms_date education_entered;
    ms_date education_last;

    /* An incapacity for which the duty was extended, and its last day. */
    ms_truth incapacity;
    ms_date incapacity_last;
} ms_duty_facts;

/* Why the duty runs, ends or may end. */
typedef enum ms_duty_ground {
    MS_DUTY_NOTHING = 0, /* no ground */
    MS_DUTY_DEATH,
    MS_DUTY_MARRIAGE,
    MS_DUTY_ACTIVE_DUTY,
    MS_DUTY_SELF_SUPPORTING,
    MS_DUTY_EIGHTEEN,      /* running: is not yet 18; ending: is 18 */
    MS_DUTY_TWENTY_ONE,    /* is 21 */
    MS_DUTY_ORDER,         /* the period that the order names */
    MS_DUTY_SCHOOL,        /* secondary school */
    MS_DUTY_OCTOBER_FIRST, /* as a turn: from this day it is too late to enter vocational or higher education */
    MS_DUTY_EDUCATION,     /* vocational or higher education */
    MS_DUTY_INCAPACITY,
    MS_DUTY_GROUND_COUNT
} ms_duty_ground;

typedef struct ms_duty_ground_row {
    const char *name;     /* "active-duty" */
    const char *citation; /* "RSMo 452.340.3" */
} ms_duty_ground_row;

typedef enum ms_duty_status {
    MS_DUTY_OPEN = 0, /* it may have ended by this day: what is not recorded decides */
    MS_DUTY_RUNS,     /* it runs on this day, whatever is not recorded */
    MS_DUTY_ENDED     /* it does not run on this day any more, whatever is not recorded */
} ms_duty_status;

/* What is not recorded and could have carried the duty to this day. */
typedef struct ms_duty_asks {
    bool date_of_birth;
    bool school;     /* whether the child attends secondary school at 18 */
    bool graduation; /* the last day of secondary school, on which October 1 depends */
    bool education;  /* whether the child entered vocational or higher education, and when */
    bool incapacity; /* whether the duty was extended for an incapacity */
} ms_duty_asks;

typedef struct ms_duty {
    ms_duty_status status;

    /* The first days without the duty that are still possible; the end is known when they are equal. MS_NO_DATE as
     * `latest`: no end is in sight. As `earliest`: none either, or, while the status is open, the date of birth is
     * missing and it may be any day. */
    ms_date earliest, latest;

    /* Running: what carries it on this day. Ended: what ended it. Open: what it ends by unless more is recorded;
     * MS_DUTY_NOTHING where that is the missing date of birth. */
    ms_duty_ground ground;

    /* The next day after this one, up to `latest`, from which a fact or an age bears on the duty, and which. MS_NO_DATE
     * and MS_DUTY_NOTHING: none is known. */
    ms_date turn_day;
    ms_duty_ground turn;

    ms_duty_asks asks; /* what decides an open status; nothing otherwise */
} ms_duty;

/* The table's row of a ground; never NULL below MS_DUTY_GROUND_COUNT. */
MS_API const ms_duty_ground_row *ms_duty_ground_describe(ms_duty_ground ground);

/* The last day to enter vocational or higher education: the first October 1 after graduation, MS_NO_DATE beyond the
 * calendar. graduation: 1..MS_LAST_DATE. */
MS_API ms_date ms_duty_october_first(ms_date graduation);

/* The duty for the child on a day. as_of: 1..MS_LAST_DATE; the dates: MS_NO_DATE..MS_LAST_DATE. */
MS_API ms_duty ms_duty_at(const ms_duty_facts *facts, ms_date as_of);

#ifdef __cplusplus
}
#endif

#endif
