/* Civil dates as day numbers; see date.h. */
#include <medsupport/date.h>

enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_100_YEARS = 36524, DAYS_OF_4_YEARS = 1461, DAYS_OF_YEAR = 365 };

/* Days of a common year before each month. */
static const int days_before_month[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

/*@ requires 1 <= year <= 9999;
    assigns \nothing;
    ensures \result <==> (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)); */
bool ms_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/*@ requires 1 <= year <= 9999;
    requires 1 <= month <= 12;
    assigns \nothing;
    ensures 28 <= \result <= 31; */
int ms_days_in_month(int year, int month)
{
    if (month == 2) {
        return ms_leap_year(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Days from 0001-01-01 to 1 January of the year. */
/*@ requires 1 <= year <= 9999;
    assigns \nothing;
    ensures \result == (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    ensures 0 <= \result <= 3651694; */
static int days_before_year(int year)
{
    int past = year - 1;
    return past * DAYS_OF_YEAR + past / 4 - past / 100 + past / 400;
}

/*@ assigns \nothing;
    ensures MS_NO_DATE <= \result <= MS_LAST_DATE; */
ms_date ms_date_from_civil(ms_civil civil)
{
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1) {
        return MS_NO_DATE;
    }
    if (civil.day > ms_days_in_month(civil.year, civil.month)) {
        return MS_NO_DATE;
    }
    int leap_day = civil.month > 2 && ms_leap_year(civil.year) ? 1 : 0;
    return days_before_year(civil.year) + days_before_month[civil.month] + leap_day + civil.day;
}

/* The year that a day lies in. */
/*@ requires 1 <= date <= MS_LAST_DATE;
    assigns \nothing;
    ensures 1 <= \result <= 9999; */
static int year_of(ms_date date)
{
    int left = date - 1;
    int years = left / DAYS_OF_400_YEARS * 400;
    left %= DAYS_OF_400_YEARS;
    int centuries = left / DAYS_OF_100_YEARS;
    if (centuries == 4) { /* 31 December of a year divisible by 400 */
        return years + 400;
    }
    left %= DAYS_OF_100_YEARS;
    years += centuries * 100 + left / DAYS_OF_4_YEARS * 4;
    left %= DAYS_OF_4_YEARS;
    int single = left / DAYS_OF_YEAR;
    return years + (single == 4 ? 4 : single + 1); /* 4: 31 December of a leap year */
}

ms_civil ms_date_to_civil(ms_date date)
{
    ms_civil civil = {.year = year_of(date), .month = 1, .day = 1};
    int day_of_year = date - days_before_year(civil.year);
    while (civil.month < 12 && day_of_year > ms_days_in_month(civil.year, civil.month)) {
        day_of_year -= ms_days_in_month(civil.year, civil.month);
        civil.month++;
    }
    civil.day = day_of_year;
    return civil;
}

/* The number written by `count` digits, or -1 when one is no digit. */
/*@ requires 1 <= count <= 4;
    requires \valid_read(text + (0 .. count - 1));
    assigns \nothing;
    ensures -1 <= \result <= 9999; */
static int parse_digits(const char *text, int count)
{
    int value = 0;
    /*@ loop invariant 0 <= i <= count;
        loop invariant 0 <= value;
        loop invariant i == 0 ==> value == 0;
        loop invariant i == 1 ==> value <= 9;
        loop invariant i == 2 ==> value <= 99;
        loop invariant i == 3 ==> value <= 999;
        loop invariant i == 4 ==> value <= 9999;
        loop assigns i, value;
        loop variant count - i; */
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

ms_date ms_date_parse(const char *text, size_t length)
{
    if (length != MS_DATE_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-') {
        return MS_NO_DATE;
    }
    ms_civil civil = {
        .year = parse_digits(text, 4), .month = parse_digits(text + 5, 2), .day = parse_digits(text + 8, 2)};
    return ms_date_from_civil(civil);
}

/*@ requires 0 <= value <= 9999;
    requires 1 <= count <= 4;
    requires \valid(text + (0 .. count - 1));
    assigns text[0 .. count - 1]; */
static void format_digits(int value, int count, char *text)
{
    /*@ loop invariant -1 <= i <= count - 1;
        loop invariant 0 <= value <= 9999;
        loop assigns i, value, text[0 .. count - 1];
        loop variant i; */
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void ms_date_format(ms_date date, char text[MS_DATE_TEXT_SIZE])
{
    ms_civil civil = ms_date_to_civil(date);
    format_digits(civil.year, 4, text);
    text[4] = '-';
    format_digits(civil.month, 2, text + 5);
    text[7] = '-';
    format_digits(civil.day, 2, text + 8);
    text[10] = '\0';
}

int ms_years_between(ms_date birth, ms_date on)
{
    if (on <= birth) {
        return 0;
    }
    ms_civil from = ms_date_to_civil(birth);
    ms_civil to = ms_date_to_civil(on);
    bool before_birthday = to.month < from.month || (to.month == from.month && to.day < from.day);
    return to.year - from.year - (before_birthday ? 1 : 0);
}

int ms_weekday(ms_date date)
{
    return (date - 1) % 7; /* 0001-01-01 was a Monday */
}
