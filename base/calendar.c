/* Civil dates as day numbers; see date.h. */
#include "base/calendar_terms.h"

#include <medsupport/date.h>

enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_100_YEARS = 36524, DAYS_OF_4_YEARS = 1461, DAYS_OF_YEAR = 365 };

/* Days of a common year before each month. */
static const int days_before_month[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

/* Days of each month of a common year. */
static const int days_of_month[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* Days follow each other, and each has one name. */
/*@ lemma years_in_order: \forall integer a, b; 1 <= a < b ==> before_year(a) + 365 + leap_day(a) <= before_year(b);

    lemma within_its_year: \forall integer y, m, d; is_civil(y, m, d)
        ==> before_year(y) < day_number(y, m, d) <= before_year(y) + 365 + leap_day(y);

    lemma one_year: \forall integer y, m, d, z, n, e;
        is_civil(y, m, d) && is_civil(z, n, e) && day_number(y, m, d) == day_number(z, n, e) ==> y == z;

    lemma one_civil: \forall integer y, m, d, z, n, e;
        is_civil(y, m, d) && is_civil(z, n, e) && day_number(y, m, d) == day_number(z, n, e)
        ==> y == z && m == n && d == e;
*/

/* Counted out without branches, as what follows is: of days like those of births they would be foretold wrongly too
 * often. */
/*@ requires 1 <= year <= 9999;
    assigns \nothing;
    ensures \result <==> is_leap(year); */
bool ms_leap_year(int year)
{
    return (year % 4 == 0) - (year % 100 == 0) + (year % 400 == 0) == 1;
}

/*@ requires 1 <= year <= 9999;
    requires 1 <= month <= 12;
    assigns \nothing;
    ensures \result == month_length(year, month);
    ensures 28 <= \result <= 31; */
int ms_days_in_month(int year, int month)
{
    return days_of_month[month] + (month == 2) * ms_leap_year(year);
}

/* Days from 0001-01-01 to 1 January of the year. */
/*@ requires 1 <= year <= 9999;
    assigns \nothing;
    ensures \result == before_year(year);
    ensures 0 <= \result <= 3651694; */
static int days_before_year(int year)
{
    int past = year - 1;
    return past * DAYS_OF_YEAR + past / 4 - past / 100 + past / 400;
}

/* Days of the year before its month. */
/*@ requires 1 <= year <= 9999;
    requires 1 <= month <= 12;
    assigns \nothing;
    ensures \result == before_month(year, month);
    ensures 0 <= \result <= 335; */
static int days_before(int year, int month)
{
    return days_before_month[month] + (month > 2) * ms_leap_year(year);
}

/*@ assigns \nothing;
    ensures MS_NO_DATE <= \result <= MS_LAST_DATE;
    behavior real:
      assumes is_civil(civil.year, civil.month, civil.day);
      ensures \result == day_number(civil.year, civil.month, civil.day) >= 1;
    behavior no_such_day:
      assumes !is_civil(civil.year, civil.month, civil.day);
      ensures \result == MS_NO_DATE;
    complete behaviors;
    disjoint behaviors; */
ms_date ms_date_from_civil(ms_civil civil)
{
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1) {
        return MS_NO_DATE;
    }
    if (civil.day > ms_days_in_month(civil.year, civil.month)) {
        return MS_NO_DATE;
    }
    return days_before_year(civil.year) + days_before(civil.year, civil.month) + civil.day;
}

/* The year that a day lies in. */
/*@ requires 1 <= date <= MS_LAST_DATE;
    assigns \nothing;
    ensures 1 <= \result <= 9999;
    ensures before_year(\result) < date <= before_year(\result + 1); */
static int year_of(ms_date date)
{
    int left = date - 1;
    int cycles = left / DAYS_OF_400_YEARS;
    left %= DAYS_OF_400_YEARS;
    int centuries = left / DAYS_OF_100_YEARS;
    left %= DAYS_OF_100_YEARS;
    int fours = left / DAYS_OF_4_YEARS;
    left %= DAYS_OF_4_YEARS;
    int singles = left / DAYS_OF_YEAR;
    //@ assert 0 <= date - 1 - 146097 * cycles - 36524 * centuries - 1461 * fours - 365 * singles < 365;
    int past = 400 * cycles + 100 * centuries + 4 * fours + singles;
    /*@ assert centuries < 4 && singles < 4
            ==> past / 4 == 100 * cycles + 25 * centuries + fours && past / 100 == 4 * cycles + centuries
                && past / 400 == cycles; */
    /*@ assert singles == 4
            ==> centuries < 4 && fours < 24 && past / 4 == 100 * cycles + 25 * centuries + fours + 1
                && past / 100 == 4 * cycles + centuries && past / 400 == cycles; */
    //@ assert centuries == 4 ==> fours == 0 && singles == 0 && past == 400 * cycles + 400;
    //@ assert centuries == 4 || singles == 4 ==> date == before_year(past + 1);
    //@ assert centuries < 4 && singles < 4 ==> before_year(past + 1) < date <= before_year(past + 1) + 365;
    //@ assert past >= 1 ==> before_year(past) + 365 <= before_year(past + 1);
    //@ assert before_year(past + 1) + 365 <= before_year(past + 2);
    //@ assert centuries == 4 || singles == 4 ==> before_year(past) < date <= before_year(past + 1);
    //@ assert centuries < 4 && singles < 4 ==> before_year(past + 1) < date <= before_year(past + 2);
    int year = centuries == 4 || singles == 4 ? past : past + 1; /* 4: 31 December of a leap year */
    //@ assert before_year(year) < date <= before_year(year + 1);
    return year;
}

/*@ requires 1 <= date <= MS_LAST_DATE;
    assigns \nothing;
    ensures is_civil(\result.year, \result.month, \result.day);
    ensures day_number(\result.year, \result.month, \result.day) == date; */
ms_civil ms_date_to_civil(ms_date date)
{
    ms_civil civil = {.year = year_of(date), .month = 1, .day = 1};
    //@ assert civil.year / 4 == (civil.year - 1) / 4 + (civil.year % 4 == 0 ? 1 : 0);
    //@ assert civil.year / 100 == (civil.year - 1) / 100 + (civil.year % 100 == 0 ? 1 : 0);
    //@ assert civil.year / 400 == (civil.year - 1) / 400 + (civil.year % 400 == 0 ? 1 : 0);
    //@ assert before_year(civil.year + 1) == before_year(civil.year) + 365 + leap_day(civil.year);
    int day_of_year = date - days_before_year(civil.year);
    //@ assert 1 <= day_of_year <= 365 + leap_day(civil.year);
    civil.month = (day_of_year - 1) / 31 + 1; /* or the next, since some months have fewer days */
    //@ assert 1 <= civil.month <= 12;
    //@ assert before_month(civil.year, civil.month) < day_of_year;
    if (civil.month < 12 && day_of_year > days_before(civil.year, civil.month + 1)) {
        civil.month++;
    }
    //@ assert day_of_year <= before_month(civil.year, civil.month) + month_length(civil.year, civil.month);
    civil.day = day_of_year - days_before(civil.year, civil.month);
    return civil;
}

/* Dates as texts, "YYYY-MM-DD". */
/*@ logic integer digit{L}(char *text, integer at) = text[at] - '0';

    logic integer number{L}(char *text, integer count) =
        count == 2 ? 10 * digit(text, 0) + digit(text, 1)
                   : 1000 * digit(text, 0) + 100 * digit(text, 1) + 10 * digit(text, 2) + digit(text, 3);

    predicate is_digits{L}(char *text, integer count) =
        \forall integer i; 0 <= i < count ==> '0' <= text[i] <= '9';

    predicate is_date_text{L}(char *text) =
        is_digits(text, 4) && text[4] == '-' && is_digits(text + 5, 2) && text[7] == '-' && is_digits(text + 8, 2);

    predicate is_date{L}(char *text) =
        is_date_text(text) && is_civil(number(text, 4), number(text + 5, 2), number(text + 8, 2));

    logic integer date_of{L}(char *text) = day_number(number(text, 4), number(text + 5, 2), number(text + 8, 2));
*/

/* The number written by `count` digits, or -1 when one is no digit. */
/*@ requires count == 2 || count == 4;
    requires \valid_read(text + (0 .. count - 1));
    assigns \nothing;
    ensures is_digits(text, count) ==> \result == number(text, count);
    ensures !is_digits(text, count) ==> \result == -1;
    ensures -1 <= \result <= 9999; */
static int parse_digits(const char *text, int count)
{
    int value = 0;
    /*@ loop invariant 0 <= i <= count;
        loop invariant is_digits(text, i);
        loop invariant i == 0 ==> value == 0;
        loop invariant i == 1 ==> value == digit(text, 0);
        loop invariant i == 2 ==> value == number(text, 2);
        loop invariant i == 3 ==> value == 10 * number(text, 2) + digit(text, 2);
        loop invariant i == 4 ==> value == number(text, 4);
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

/*@ requires \valid_read(text + (0 .. length - 1));
    assigns \nothing;
    behavior real:
      assumes length == 10 && is_date(text);
      ensures \result == date_of(text);
      ensures 1 <= \result <= MS_LAST_DATE;
    behavior no_such_day:
      assumes length != 10 || !is_date(text);
      ensures \result == MS_NO_DATE;
    complete behaviors;
    disjoint behaviors; */
ms_date ms_date_parse(const char *text, size_t length)
{
    if (length != MS_DATE_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-') {
        return MS_NO_DATE;
    }
    ms_civil civil = {
        .year = parse_digits(text, 4), .month = parse_digits(text + 5, 2), .day = parse_digits(text + 8, 2)};
    return ms_date_from_civil(civil);
}

/*@ requires count == 2 || count == 4;
    requires 0 <= value <= (count == 2 ? 99 : 9999);
    requires \valid(text + (0 .. count - 1));
    assigns text[0 .. count - 1];
    ensures is_digits(text, count);
    ensures number(text, count) == value; */
static void format_digits(int value, int count, char *text)
{
    /*@ loop invariant -1 <= i <= count - 1;
        loop invariant 0 <= value <= 9999;
        loop invariant \forall integer k; i < k < count ==> '0' <= text[k] <= '9';
        loop invariant i == count - 1 ==> \at(value, Pre) == value;
        loop invariant i == count - 2 ==> \at(value, Pre) == 10 * value + digit(text, count - 1);
        loop invariant i == count - 3
            ==> \at(value, Pre) == 100 * value + 10 * digit(text, count - 2) + digit(text, count - 1);
        loop invariant i == count - 4
            ==> \at(value, Pre) == 1000 * value + 100 * digit(text, count - 3) + 10 * digit(text, count - 2)
                                    + digit(text, count - 1);
        loop invariant i == count - 5 ==> \at(value, Pre) == number(text, 4);
        loop assigns i, value, text[0 .. count - 1];
        loop variant i; */
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

/*@ requires 1 <= date <= MS_LAST_DATE;
    requires \valid(text + (0 .. MS_DATE_TEXT_SIZE - 1));
    assigns text[0 .. MS_DATE_TEXT_SIZE - 1];
    ensures is_date(text);
    ensures date_of(text) == date;
    ensures text[10] == 0; */
void ms_date_format(ms_date date, char text[MS_DATE_TEXT_SIZE])
{
    ms_civil civil = ms_date_to_civil(date);
    format_digits(civil.year, 4, text);
    text[4] = '-';
    format_digits(civil.month, 2, text + 5);
    text[7] = '-';
    format_digits(civil.day, 2, text + 8);
    text[10] = '\0';
    //@ assert is_digits(text, 4) && number(text, 4) == civil.year;
    //@ assert is_digits(text + 5, 2) && number(text + 5, 2) == civil.month;
    //@ assert is_digits(text + 8, 2) && number(text + 8, 2) == civil.day;
}

/*@ requires 1 <= birth <= MS_LAST_DATE && 1 <= on <= MS_LAST_DATE;
    assigns \nothing;
    ensures 0 <= \result <= 9998;
    behavior not_after:
      assumes on <= birth;
      ensures \result == 0;
    behavior after:
      assumes birth < on;
      ensures \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == birth
              ==> day_number(y + \result, m, d) <= on < day_number(y + \result + 1, m, d);
    complete behaviors;
    disjoint behaviors; */
int ms_years_between(ms_date birth, ms_date on)
{
    if (on <= birth) {
        return 0;
    }
    ms_civil from = ms_date_to_civil(birth);
    ms_civil to = ms_date_to_civil(on);
    /*@ assert \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == birth
            ==> y == from.year && m == from.month && d == from.day; */
    bool before_birthday = to.month < from.month || (to.month == from.month && to.day < from.day);
    return to.year - from.year - (before_birthday ? 1 : 0);
}

/*@ requires 1 <= birth <= MS_LAST_DATE && 0 <= years <= 9999;
    assigns \nothing;
    ensures \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == birth
            ==> \result == (y + years > 9999 ? MS_NO_DATE : day_number(y + years, m, d));
    ensures \result == MS_NO_DATE || birth <= \result <= MS_LAST_DATE; */
ms_date ms_date_of_age(ms_date birth, int years)
{
    ms_civil civil = ms_date_to_civil(birth);
    /*@ assert \forall integer y, m, d; is_civil(y, m, d) && day_number(y, m, d) == birth
            ==> y == civil.year && m == civil.month && d == civil.day; */
    if (civil.year + years > 9999) {
        return MS_NO_DATE;
    }
    civil.year += years;
    if (civil.month == 2 && civil.day == 29 && !ms_leap_year(civil.year)) {
        civil.month = 3;
        civil.day = 1;
    }
    return ms_date_from_civil(civil);
}

/*@ requires 1 <= date <= MS_LAST_DATE;
    assigns \nothing;
    ensures \result == (date - 1) % 7;
    ensures 0 <= \result <= 6; */
int ms_weekday(ms_date date)
{
    return (date - 1) % 7; /* 0001-01-01 was a Monday */
}
