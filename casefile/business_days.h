/*
 * Counting days. The day from which a period runs is not counted, its last day is (RSMo 1.040). A business day is one on
 * which the state's offices are open for regular business (42 USC 654b(c)(2) says so for payments; taken for all clocks
 * that count business days).
 */
#ifndef MEDSUPPORT_CASEFILE_BUSINESS_DAYS_H
#define MEDSUPPORT_CASEFILE_BUSINESS_DAYS_H

#include <medsupport/date.h>

#include <stdbool.h>

/* Monday to Friday, and no holiday. date: 1..MS_LAST_DATE. */
bool ms_is_business_day(ms_date date);

/* The day itself when it is a business day, else the next one; MS_NO_DATE beyond the calendar. */
ms_date ms_business_day_from(ms_date date);

/* The day `days` calendar days after; MS_NO_DATE beyond the calendar. date: 1..MS_LAST_DATE, days: not negative. */
ms_date ms_calendar_days_after(ms_date date, int days);

/* The `days`th business day after a day, which need not be one itself; the day itself for 0 days. MS_NO_DATE beyond
 * the calendar. */
ms_date ms_business_days_after(ms_date date, int days);

/* How many business days lie after `from`, up to and with `to`; 0 when `to` is not after it. */
int ms_business_days_between(ms_date from, ms_date to);

#endif
