/* The Gregorian calendar in ACSL: what the contracts of base/calendar.c and of law/ say about days. A compiler sees
 * nothing here. */
#ifndef MEDSUPPORT_BASE_CALENDAR_TERMS_H
#define MEDSUPPORT_BASE_CALENDAR_TERMS_H

/*@ predicate is_leap(integer year) = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    logic integer leap_day(integer year) = (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 1 : 0;

    logic integer month_length(integer year, integer month) =
        month == 2 ? 28 + leap_day(year) :
        (month == 4 || month == 6 || month == 9 || month == 11) ? 30 : 31;

    logic integer before_year(integer year) =
        (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;

    logic integer before_month(integer year, integer month) =
        month == 1 ? 0 : month == 2 ? 31 :
        leap_day(year) + (month == 3 ? 59 : month == 4 ? 90 : month == 5 ? 120 : month == 6 ? 151 : month == 7 ? 181 :
                          month == 8 ? 212 : month == 9 ? 243 : month == 10 ? 273 : month == 11 ? 304 : 334);

    logic integer day_number(integer year, integer month, integer day) =
        before_year(year) + before_month(year, month) + day;

    predicate is_civil(integer year, integer month, integer day) =
        1 <= year <= 9999 && 1 <= month <= 12 && 1 <= day <= month_length(year, month);
*/

#endif
