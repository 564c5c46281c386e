#include "casefile/business_days.h"

#include "casefile/holidays.h"

enum { FRIDAY = 4 };

bool ms_is_business_day(ms_date date)
{
    return ms_weekday(date) <= FRIDAY && ms_holiday_on(date) == NULL;
}

ms_date ms_business_day_from(ms_date date)
{
    while (date <= MS_LAST_DATE && !ms_is_business_day(date)) {
        date++;
    }
    return date <= MS_LAST_DATE ? date : MS_NO_DATE;
}

ms_date ms_calendar_days_after(ms_date date, int days)
{
    return days <= MS_LAST_DATE - date ? date + days : MS_NO_DATE;
}

ms_date ms_business_days_after(ms_date date, int days)
{
    int left = days;
    while (left > 0 && date < MS_LAST_DATE) {
        date++;
        left -= ms_is_business_day(date);
    }
    return left == 0 ? date : MS_NO_DATE;
}

int ms_business_days_between(ms_date from, ms_date to)
{
    int count = 0;
    for (ms_date day = from + 1; day <= to; day++) {
        count += ms_is_business_day(day);
    }
    return count;
}
