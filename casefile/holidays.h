/*
 * The days on which Missouri's state offices are closed beside weekends, by rule, for any year: RSMo 9.010. What the
 * sources do not say is marked so in the table.
 */
#ifndef MEDSUPPORT_CASEFILE_HOLIDAYS_H
#define MEDSUPPORT_CASEFILE_HOLIDAYS_H

#include <medsupport/date.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct ms_holiday {
    const char *name;
    const char *citation;
    int month;
    int day;        /* of the month; 0: by weekday */
    int weekday;    /* 0 Monday .. 6 Sunday, where day is 0 */
    int week;       /* the first is 1; -1 is the last of the month */
    int first_year; /* in which it is a holiday; 0: as far as the sources go back */
    bool verified;  /* found in a source that can be looked at; false: from memory, unverified */
} ms_holiday;

enum { MS_MAX_HOLIDAYS = 13 };

/* The table, in the order of the year. */
extern const ms_holiday ms_holidays[MS_MAX_HOLIDAYS];

/* The day of a holiday in a year, as the statute names it; MS_NO_DATE where it was none in that year. year: 1..9999. */
ms_date ms_holiday_day(const ms_holiday *holiday, int year);

/* The weekday on which a holiday is kept: on Monday for a Sunday (RSMo 9.010), on Friday for a Saturday (the practice of
 * the state's offices). MS_NO_DATE as above, and where that day lies outside of the calendar. */
ms_date ms_holiday_kept(const ms_holiday *holiday, int year);

/* The holiday that is kept on a day, NULL for none. A Saturday or Sunday is nobody's. date: 1..MS_LAST_DATE. */
const ms_holiday *ms_holiday_on(ms_date date);

#endif
