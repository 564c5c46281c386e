/*
 * Civil dates of the Gregorian calendar as day numbers: 0001-01-01 is day 1, 9999-12-31 the last. MS_NO_DATE stands
 * for a date that is not known or does not exist. Nothing here reads a clock.
 */
#ifndef MEDSUPPORT_DATE_H
#define MEDSUPPORT_DATE_H

#include <medsupport/api.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t ms_date;

enum { MS_NO_DATE = 0, MS_LAST_DATE = 3652059, MS_DATE_TEXT_SIZE = 11 };

typedef struct ms_civil {
    int year;  /* 1..9999 */
    int month; /* 1..12 */
    int day;   /* 1..31 */
} ms_civil;

/* Whether the year has a 29th of February. year: 1..9999. */
MS_API bool ms_leap_year(int year);

/* The days of a month of a year, 28..31. year: 1..9999, month: 1..12. */
MS_API int ms_days_in_month(int year, int month);

/* The day number of a civil date, or MS_NO_DATE when there is no such day. Any argument is allowed. */
MS_API ms_date ms_date_from_civil(ms_civil civil);

/* The civil date of a day number 1..MS_LAST_DATE. */
MS_API ms_civil ms_date_to_civil(ms_date date);

/* The date in a text "YYYY-MM-DD" of exactly `length` bytes, or MS_NO_DATE when it is not a real day so written. */
MS_API ms_date ms_date_parse(const char *text, size_t length);

/* Writes "YYYY-MM-DD" and a NUL. date: 1..MS_LAST_DATE. */
MS_API void ms_date_format(ms_date date, char text[MS_DATE_TEXT_SIZE]);

/* Whole years from `birth` to `on`, as a birthday counts them (29 February: reached on 1 March of a common year);
 * 0 when `on` is not after `birth`. Both 1..MS_LAST_DATE. */
MS_API int ms_years_between(ms_date birth, ms_date on);

/* The first day on which that many whole years have passed since `birth`, counted in the same way: a birthday, and
 * `birth` itself for 0 years. MS_NO_DATE beyond the calendar. birth: 1..MS_LAST_DATE, years: 0..9999. */
MS_API ms_date ms_date_of_age(ms_date birth, int years);

/* The day of the week: 0 Monday .. 6 Sunday. date: 1..MS_LAST_DATE. */
MS_API int ms_weekday(ms_date date);

#ifdef __cplusplus
}
#endif

#endif
