/* base/calendar.c: civil dates as day numbers. */
#include <medsupport/date.h>

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A counter of days that knows nothing but how one day follows another. */
typedef struct counter {
    int year, month, day, weekday;
} counter;

static const counter first_day = {1, 1, 1, 0};

static int days_of_month(int year, int month)
{
    static const int common[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 400 == 0 || (year % 100 != 0 && year % 4 == 0);
    return month == 2 && leap ? 29 : common[month - 1];
}

static void next_day(counter *at)
{
    at->weekday = at->weekday == 6 ? 0 : at->weekday + 1;
    if (at->day < days_of_month(at->year, at->month)) {
        at->day++;
        return;
    }
    at->day = 1;
    if (at->month < 12) {
        at->month++;
        return;
    }
    at->month = 1;
    at->year++;
}

static bool is_real_day(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12) {
        return false;
    }
    return day >= 1 && day <= days_of_month(year, month);
}

static ms_date day_of(int year, int month, int day)
{
    return ms_date_from_civil((ms_civil){year, month, day});
}

static ms_date parse(const char *text)
{
    return ms_date_parse(text, strlen(text));
}

static void every_day_is_counted_once(void **state)
{
    (void)state;
    counter at = first_day;
    for (ms_date date = 1; date <= MS_LAST_DATE; date++) {
        ms_civil civil = ms_date_to_civil(date);
        if (civil.year != at.year || civil.month != at.month || civil.day != at.day) {
            fail_msg("day %d is %d-%d-%d, not %d-%d-%d", date, at.year, at.month, at.day, civil.year, civil.month,
                     civil.day);
        }
        if (ms_date_from_civil(civil) != date || ms_weekday(date) != at.weekday) {
            fail_msg("day %d does not come back, or has another weekday than %d", date, at.weekday);
        }
        next_day(&at);
    }
    assert_int_equal(at.year, 10000);
    assert_int_equal(at.month, 1);
    assert_int_equal(at.day, 1);
}

static void every_day_is_written_and_read_back(void **state)
{
    (void)state;
    counter at = first_day;
    for (ms_date date = 1; date <= MS_LAST_DATE; date++) {
        char expected[48];
        char text[MS_DATE_TEXT_SIZE];
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", at.year, at.month, at.day);
        ms_date_format(date, text);
        if (strcmp(text, expected) != 0 || parse(text) != date) {
            fail_msg("day %d is written %s, not %s, or not read back", date, text, expected);
        }
        next_day(&at);
    }
}

static void days_known_from_elsewhere(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ms_date date;
        int weekday;
    } known[] = {
        {"0001-01-01", 1, 0},      {"1582-10-15", 577736, 4}, {"1900-03-01", 693655, 3},
        {"1970-01-01", 719163, 3}, {"2000-02-29", 730179, 1}, {"2019-08-28", 737299, 2},
        {"2026-11-22", 739942, 6}, {"2400-02-29", 876276, 1}, {"9999-12-31", 3652059, 4},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_int_equal(parse(known[i].text), known[i].date);
        assert_int_equal(ms_weekday(known[i].date), known[i].weekday);
    }
}

static void a_day_that_does_not_exist_is_no_date(void **state)
{
    (void)state;
    static const int years[] = {INT_MIN, -1, 0, 1, 4, 100, 1900, 2000, 2023, 2024, 9999, 10000, INT_MAX};
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        for (int month = -1; month <= 14; month++) {
            for (int day = -1; day <= 33; day++) {
                bool found = day_of(years[i], month, day) != MS_NO_DATE;
                if (found != is_real_day(years[i], month, day)) {
                    fail_msg("%d-%d-%d", years[i], month, day);
                }
            }
        }
    }
    assert_int_equal(day_of(2024, INT_MIN, 1), MS_NO_DATE);
    assert_int_equal(day_of(2024, INT_MAX, 1), MS_NO_DATE);
    assert_int_equal(day_of(2024, 1, INT_MIN), MS_NO_DATE);
    assert_int_equal(day_of(2024, 1, INT_MAX), MS_NO_DATE);
}

static void leap_years_and_lengths_of_months(void **state)
{
    (void)state;
    assert_true(ms_leap_year(2000));
    assert_true(ms_leap_year(2024));
    assert_false(ms_leap_year(1900));
    assert_false(ms_leap_year(2023));
    for (int year = 1; year <= 9999; year++) {
        assert_int_equal(ms_leap_year(year), days_of_month(year, 2) == 29);
        for (int month = 1; month <= 12; month++) {
            assert_int_equal(ms_days_in_month(year, month), days_of_month(year, month));
        }
    }
}

static void texts_that_are_no_date(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "2026",
        "2026-11",
        "2026-11-2",
        "2026-11-022",
        "2026-11-02 ",
        " 2026-11-02",
        "26-11-02",
        "2026-1-002",
        "2026/11/02",
        "2026-11/02",
        "2026.11.02",
        "20261102",
        "02-11-2026",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "0000-01-01",
        "+026-11-02",
        "-026-11-02",
        "2026-+1-02",
        "2026-11- 2",
        "2O26-11-02",
        "2026-11-0x",
        "2026-11-02T",
        "2026-11-02Z",
        "12026-11-02",
        "today",
        "0x7e-11-02",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (parse(texts[i]) != MS_NO_DATE) {
            fail_msg("'%s' was read as a date", texts[i]);
        }
    }
}

/* "2024-02-29" with any byte at any place: a date exactly when ten digits and hyphens still name a real day. */
static void any_byte_at_any_place(void **state)
{
    (void)state;
    for (int place = 0; place < MS_DATE_TEXT_SIZE - 1; place++) {
        for (int byte = 0; byte <= UCHAR_MAX; byte++) {
            char text[MS_DATE_TEXT_SIZE] = "2024-02-29";
            bool hyphen = text[place] == '-';
            text[place] = (char)byte;
            bool well_written = hyphen ? byte == '-' : byte >= '0' && byte <= '9';
            int year = 0, month = 0, day = 0;
            bool expected =
                well_written && sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3 && is_real_day(year, month, day);
            if ((ms_date_parse(text, MS_DATE_TEXT_SIZE - 1) != MS_NO_DATE) != expected) {
                fail_msg("byte %d at place %d", byte, place);
            }
        }
    }
}

static void the_length_counts_and_not_the_nul(void **state)
{
    (void)state;
    assert_int_equal(ms_date_parse("2026-11-22T10:00", 10), 739942);
    assert_int_equal(ms_date_parse("2026-11-22", 9), MS_NO_DATE);
    assert_int_equal(ms_date_parse("2026-11-22", 0), MS_NO_DATE);
    assert_int_equal(ms_date_parse("2026-11-22\0", 11), MS_NO_DATE);
}

static void birthdays(void **state)
{
    (void)state;
    static const struct {
        const char *birth, *on;
        int years;
    } cases[] = {
        {"2008-11-22", "2026-11-21", 17},   {"2008-11-22", "2026-11-22", 18}, {"2008-11-22", "2026-11-23", 18},
        {"2008-11-22", "2026-12-01", 18},   {"2008-11-22", "2026-10-31", 17}, {"2026-11-22", "2026-11-22", 0},
        {"2026-11-22", "2026-11-21", 0},    {"2026-11-22", "2020-01-01", 0},  {"2008-02-29", "2026-02-28", 17},
        {"2008-02-29", "2026-03-01", 18},   {"2008-02-29", "2028-02-28", 19}, {"2008-02-29", "2028-02-29", 20},
        {"0001-01-01", "9999-12-31", 9998},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int years = ms_years_between(parse(cases[i].birth), parse(cases[i].on));
        if (years != cases[i].years) {
            fail_msg("%s to %s: %d", cases[i].birth, cases[i].on, years);
        }
    }
}

/* Births on every day of a leap year and the year after it, followed day by day: one year more on each birthday. */
static void age_grows_by_one_on_each_birthday(void **state)
{
    (void)state;
    for (ms_date birth = day_of(2000, 1, 1); birth <= day_of(2001, 12, 31); birth++) {
        ms_civil born = ms_date_to_civil(birth);
        int age = 0;
        for (ms_date on = birth; on <= day_of(2009, 12, 31); on++) {
            ms_civil today = ms_date_to_civil(on);
            bool on_the_day = today.month == born.month && today.day == born.day;
            bool on_1_march = born.month == 2 && born.day == 29 && today.month == 3 && today.day == 1
                              && days_of_month(today.year, 2) == 28;
            age += on > birth && (on_the_day || on_1_march) ? 1 : 0;
            if (ms_years_between(birth, on) != age) {
                fail_msg("born on day %d, on day %d: not %d", birth, on, age);
            }
        }
    }
}

/* The day of an age is the first on which that many years have passed. */
static void the_day_of_an_age(void **state)
{
    (void)state;
    assert_int_equal(ms_date_of_age(day_of(2008, 2, 29), 18), day_of(2026, 3, 1));
    assert_int_equal(ms_date_of_age(day_of(2008, 2, 29), 20), day_of(2028, 2, 29));
    assert_int_equal(ms_date_of_age(day_of(2008, 5, 20), 0), day_of(2008, 5, 20));
    assert_int_equal(ms_date_of_age(day_of(9981, 12, 31), 18), MS_LAST_DATE);
    assert_int_equal(ms_date_of_age(day_of(9982, 1, 1), 18), MS_NO_DATE);
    assert_int_equal(ms_date_of_age(day_of(1, 1, 1), 9999), MS_NO_DATE);
    for (ms_date birth = day_of(2000, 1, 1); birth <= day_of(2004, 12, 31); birth++) {
        for (int age = 1; age < 100; age++) {
            ms_date on = ms_date_of_age(birth, age);
            assert_int_equal(ms_years_between(birth, on), age);
            assert_int_equal(ms_years_between(birth, on - 1), age - 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_is_counted_once),
        cmocka_unit_test(every_day_is_written_and_read_back),
        cmocka_unit_test(days_known_from_elsewhere),
        cmocka_unit_test(a_day_that_does_not_exist_is_no_date),
        cmocka_unit_test(leap_years_and_lengths_of_months),
        cmocka_unit_test(texts_that_are_no_date),
        cmocka_unit_test(any_byte_at_any_place),
        cmocka_unit_test(the_length_counts_and_not_the_nul),
        cmocka_unit_test(birthdays),
        cmocka_unit_test(age_grows_by_one_on_each_birthday),
        cmocka_unit_test(the_day_of_an_age),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
