/* Every period that the law sets in a medical support case, in one table; and the last day of each. */
#ifndef MEDSUPPORT_CASEFILE_CLOCKS_H
#define MEDSUPPORT_CASEFILE_CLOCKS_H

#include <medsupport/date.h>

#include <stdbool.h>

typedef enum ms_clock {
    MS_CLOCK_INFORMATION = 0, /* a parent's answer to an information request */
    MS_CLOCK_NOTICE,          /* the notice to a new employer */
    MS_CLOCK_TRANSFER,        /* employer to plan */
    MS_CLOCK_NO_COVERAGE,     /* employer's answer that there is no coverage */
    MS_CLOCK_PLAN_ANSWER,     /* plan administrator to agency */
    MS_CLOCK_SELECTION,       /* agency's choice among plan options */
    MS_CLOCK_WAITING_PERIOD,  /* the longest waiting period before enrolment is put off */
    MS_CLOCK_CONTEST,         /* obligor's written contest */
    MS_CLOCK_HEARING,         /* chance to be heard after a contest */
    MS_CLOCK_RETALIATION,     /* discharge that is presumed to be retaliation */
    MS_CLOCK_ARREARS,         /* arrears so old that more may be withheld */
    MS_CLOCK_COUNT
} ms_clock;

typedef enum ms_day_kind { MS_CALENDAR_DAYS = 0, MS_BUSINESS_DAYS } ms_day_kind;

/* What happens when a period of calendar days ends on a Saturday, a Sunday or a holiday. */
typedef enum ms_last_day_rule {
    MS_LAST_DAY_STANDS = 0, /* nothing extends it */
    MS_LAST_DAY_MOVES       /* it ends on the next business day, RSMo 506.060.1 */
} ms_last_day_rule;

typedef struct ms_clock_row {
    const char *name; /* "information-request" */
    const char *what; /* what is to be done, or what follows */
    int days;
    ms_day_kind kind;
    ms_last_day_rule last_day;
    const char *from; /* the event from which it runs */
    const char *who;  /* must act */
    const char *citation;
    const char *note; /* what the sources leave open; NULL: nothing */
    bool verified;    /* the length and its unit were found in a source; false: from memory, unverified */
} ms_clock_row;

/* The table's row; never NULL for a clock below MS_CLOCK_COUNT. */
const ms_clock_row *ms_clock_describe(ms_clock clock);

/* The last day of a clock that runs from a day; MS_NO_DATE beyond the calendar. from: 1..MS_LAST_DATE. */
ms_date ms_clock_due(ms_clock clock, ms_date from);

#endif
