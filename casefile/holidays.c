#include "casefile/holidays.h"

enum { BY_WEEKDAY = 0, LAST = -1, MONDAY = 0, THURSDAY = 3, SATURDAY = 5, SUNDAY = 6 };

static const char rsmo[] = "RSMo 9.010";

/* Juneteenth came with the session of 2022; in 2021 the Governor closed the offices on Friday, 18 June, which is the day
 * that the rule below gives. */
static const char juneteenth[] = "RSMo 9.010 as amended in 2022; in 2021 by order of the Governor";

const ms_holiday ms_holidays[MS_MAX_HOLIDAYS] = {
    {"New Year's Day", rsmo, 1, 1, 0, 0, 0, true},
    {"Martin Luther King Day", rsmo, 1, BY_WEEKDAY, MONDAY, 3, 0, true},
    {"Lincoln Day", rsmo, 2, 12, 0, 0, 0, true},
    {"Washington's Birthday", rsmo, 2, BY_WEEKDAY, MONDAY, 3, 0, true},
    {"Truman Day", rsmo, 5, 8, 0, 0, 0, true},
    {"Memorial Day", rsmo, 5, BY_WEEKDAY, MONDAY, LAST, 0, true},
    {"Juneteenth", juneteenth, 6, 19, 0, 0, 2021, true},
    {"Independence Day", rsmo, 7, 4, 0, 0, 0, true},
    {"Labor Day", rsmo, 9, BY_WEEKDAY, MONDAY, 1, 0, true},
    {"Columbus Day", rsmo, 10, BY_WEEKDAY, MONDAY, 2, 0, true},
    {"Veterans Day", rsmo, 11, 11, 0, 0, 0, true},
    {"Thanksgiving Day", rsmo, 11, BY_WEEKDAY, THURSDAY, 4, 0, true},
    {"Christmas Day", rsmo, 12, 25, 0, 0, 0, true},
};

/* The `week`th, or last, of a weekday in a month. */
static ms_date nth_weekday(int year, int month, int weekday, int week)
{
    if (week == LAST) {
        ms_date last = ms_date_from_civil((ms_civil){year, month, ms_days_in_month(year, month)});
        return last - (ms_weekday(last) - weekday + 7) % 7;
    }
    ms_date first = ms_date_from_civil((ms_civil){year, month, 1});
    return first + (weekday - ms_weekday(first) + 7) % 7 + 7 * (week - 1);
}

ms_date ms_holiday_day(const ms_holiday *holiday, int year)
{
    if (year < holiday->first_year) {
        return MS_NO_DATE;
    }
    if (holiday->day != BY_WEEKDAY) {
        return ms_date_from_civil((ms_civil){year, holiday->month, holiday->day});
    }
    return nth_weekday(year, holiday->month, holiday->weekday, holiday->week);
}

ms_date ms_holiday_kept(const ms_holiday *holiday, int year)
{
    ms_date day = ms_holiday_day(holiday, year);
    if (day == MS_NO_DATE) {
        return MS_NO_DATE;
    }
    int weekday = ms_weekday(day);
    ms_date kept = weekday == SUNDAY ? day + 1 : weekday == SATURDAY ? day - 1 : day;
    return kept >= 1 && kept <= MS_LAST_DATE ? kept : MS_NO_DATE;
}

const ms_holiday *ms_holiday_on(ms_date date)
{
    int year = ms_date_to_civil(date).year;
    for (size_t i = 0; i < MS_MAX_HOLIDAYS; i++) {
        if (ms_holiday_kept(&ms_holidays[i], year) == date) {
            return &ms_holidays[i];
        }
    }
    /* New Year's Day on a Saturday is kept on the last day of the year before. */
    if (year < 9999 && ms_holiday_kept(&ms_holidays[0], year + 1) == date) {
        return &ms_holidays[0];
    }
    return NULL;
}
