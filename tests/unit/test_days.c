/* Holidays, business days and clocks: across weekends, holidays, leap days and year ends. */
#include "casefile/business_days.h"
#include "casefile/clocks.h"
#include "casefile/holidays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static ms_date day(const char *text)
{
    ms_date date = ms_date_parse(text, strlen(text));
    assert_int_not_equal(date, MS_NO_DATE);
    return date;
}

static void assert_day(ms_date date, const char *text)
{
    char shown[MS_DATE_TEXT_SIZE] = "no date";
    if (date != MS_NO_DATE) {
        ms_date_format(date, shown);
    }
    assert_string_equal(shown, text);
}

/* The days of one year, worked out by hand from RSMo 9.010. */
static void test_holidays_of_2026(void **state)
{
    static const char *const kept[] = {"2026-01-01", "2026-01-19", "2026-02-12", "2026-02-16", "2026-05-08",
                                       "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
                                       "2026-11-11", "2026-11-26", "2026-12-25"};
    size_t found = 0;
    (void)state;
    for (ms_date date = day("2026-01-01"); date <= day("2026-12-31"); date++) {
        if (ms_holiday_on(date) != NULL) {
            assert_day(date, kept[found]);
            found++;
        }
    }
    assert_int_equal(found, 13);
}

static void test_sundays_and_saturdays(void **state)
{
    (void)state;
    assert_string_equal(ms_holiday_on(day("2023-01-02"))->name, "New Year's Day"); /* Sunday, 1 January 2023 */
    assert_null(ms_holiday_on(day("2023-01-01")));
    assert_string_equal(ms_holiday_on(day("2021-12-31"))->name, "New Year's Day"); /* Saturday, 1 January 2022 */
    assert_string_equal(ms_holiday_on(day("2021-06-18"))->name, "Juneteenth");
    assert_null(ms_holiday_on(day("2020-06-19")));
    assert_string_equal(ms_holiday_on(day("2027-05-07"))->name, "Truman Day"); /* Saturday, 8 May 2027 */
    assert_string_equal(ms_holiday_on(day("2022-05-09"))->name, "Truman Day"); /* Sunday, 8 May 2022 */
    assert_string_equal(ms_holiday_on(day("2022-12-26"))->name, "Christmas Day");
}

static void test_moving_holidays(void **state)
{
    (void)state;
    assert_day(ms_holiday_day(&ms_holidays[5], 2027), "2027-05-31"); /* the last Monday is the last day */
    assert_day(ms_holiday_day(&ms_holidays[5], 2026), "2026-05-25");
    assert_day(ms_holiday_day(&ms_holidays[8], 2025), "2025-09-01"); /* the first Monday is the first day */
    assert_day(ms_holiday_day(&ms_holidays[11], 2029), "2029-11-22");
    assert_day(ms_holiday_day(&ms_holidays[11], 2028), "2028-11-23");
}

/* Of every year: each holiday falls on a weekday, none on the day of another, and not before it began. */
static void test_every_year(void **state)
{
    (void)state;
    for (int year = 1; year <= 9999; year++) {
        ms_date kept[MS_MAX_HOLIDAYS];
        for (size_t i = 0; i < MS_MAX_HOLIDAYS; i++) {
            kept[i] = ms_holiday_kept(&ms_holidays[i], year);
            bool none = kept[i] == MS_NO_DATE;
            assert_true(none == (year < ms_holidays[i].first_year) || year == 1);
            assert_true(none || ms_weekday(kept[i]) < 5);
            assert_true(none || ms_holiday_on(kept[i]) != NULL);
            assert_true(none || i == 0 || kept[i - 1] < kept[i] || kept[i - 1] == MS_NO_DATE);
        }
    }
}

static void test_business_days(void **state)
{
    (void)state;
    assert_true(ms_is_business_day(day("2026-11-25")));
    assert_false(ms_is_business_day(day("2026-11-26"))); /* Thanksgiving Day */
    assert_true(ms_is_business_day(day("2026-11-27")));
    assert_false(ms_is_business_day(day("2026-11-28")));
    assert_day(ms_business_day_from(day("2026-07-03")), "2026-07-06");
    assert_day(ms_business_days_after(day("2026-11-25"), 1), "2026-11-27");
    assert_day(ms_business_days_after(day("2026-11-25"), 2), "2026-11-30");
    assert_day(ms_business_days_after(day("2026-12-31"), 1), "2027-01-04"); /* over New Year's Day and a weekend */
    assert_day(ms_business_days_after(day("2028-02-28"), 1), "2028-02-29"); /* a leap day is a Tuesday */
    assert_day(ms_business_days_after(day("2028-02-28"), 2), "2028-03-01");
    assert_day(ms_business_days_after(day("2026-11-28"), 0), "2026-11-28");
    assert_int_equal(ms_business_days_after(MS_LAST_DATE, 1), MS_NO_DATE);
    assert_int_equal(ms_business_day_from(MS_LAST_DATE), MS_LAST_DATE); /* 31 December 9999 is a Friday */
    assert_int_equal(ms_business_days_between(day("2026-11-26"), day("2026-11-26")), 0);
}

/* The nth business day after a day is a business day, and n business days lie up to it. */
static void test_counting_both_ways(void **state)
{
    (void)state;
    for (ms_date from = day("2024-01-01"); from <= day("2029-12-31"); from++) {
        for (int days = 1; days <= 45; days += 11) {
            ms_date to = ms_business_days_after(from, days);
            assert_true(ms_is_business_day(to));
            assert_int_equal(ms_business_days_between(from, to), days);
            assert_int_equal(ms_business_days_between(from, to - 1), days - 1);
        }
    }
}

/* Thirty days from the date of the request: nothing extends them. */
static void test_information_request(void **state)
{
    (void)state;
    assert_day(ms_clock_due(MS_CLOCK_INFORMATION, day("2026-09-14")), "2026-10-14");
    assert_day(ms_clock_due(MS_CLOCK_INFORMATION, day("2026-12-02")), "2027-01-01"); /* a holiday */
    assert_day(ms_clock_due(MS_CLOCK_INFORMATION, day("2027-01-30")), "2027-03-01");
    assert_day(ms_clock_due(MS_CLOCK_INFORMATION, day("2028-01-30")), "2028-02-29");
    assert_day(ms_clock_due(MS_CLOCK_INFORMATION, day("2026-10-02")), "2026-11-01"); /* a Sunday */
    assert_int_equal(ms_clock_due(MS_CLOCK_INFORMATION, MS_LAST_DATE), MS_NO_DATE);
}

static void test_business_clocks(void **state)
{
    (void)state;
    assert_day(ms_clock_due(MS_CLOCK_NOTICE, day("2026-11-25")), "2026-11-30");
    assert_day(ms_clock_due(MS_CLOCK_TRANSFER, day("2026-12-01")), "2026-12-30"); /* Christmas Day between */
    assert_day(ms_clock_due(MS_CLOCK_NO_COVERAGE, day("2026-12-01")), "2026-12-30");
    assert_day(ms_clock_due(MS_CLOCK_PLAN_ANSWER, day("2026-12-01")), "2027-01-29"); /* two more: 1 and 18 January */
    assert_day(ms_clock_due(MS_CLOCK_SELECTION, day("2028-02-01")), "2028-03-02");   /* closed on 11 and 21 February */
}

/* A period of calendar days that a statute sets for an act ends on a business day; one that measures does not. */
static void test_calendar_clocks(void **state)
{
    (void)state;
    assert_day(ms_clock_due(MS_CLOCK_CONTEST, day("2026-10-02")), "2026-11-02"); /* Sunday, 1 November */
    assert_day(ms_clock_due(MS_CLOCK_CONTEST, day("2026-12-02")), "2027-01-04"); /* New Year's Day, a Friday */
    assert_day(ms_clock_due(MS_CLOCK_HEARING, day("2026-10-27")), "2026-11-27"); /* after Thanksgiving Day */
    assert_day(ms_clock_due(MS_CLOCK_WAITING_PERIOD, day("2026-10-03")), "2027-01-01");
    assert_day(ms_clock_due(MS_CLOCK_RETALIATION, day("2026-10-02")), "2026-11-01");
    assert_day(ms_clock_due(MS_CLOCK_ARREARS, day("2026-10-02")), "2026-12-25");
}

static void test_the_table(void **state)
{
    (void)state;
    for (int clock = 0; clock < MS_CLOCK_COUNT; clock++) {
        const ms_clock_row *row = ms_clock_describe((ms_clock)clock);
        assert_non_null(row->name);
        assert_true(row->days > 0 && strlen(row->citation) > 0 && strlen(row->who) > 0 && strlen(row->from) > 0);
        assert_true(row->verified || row->note != NULL);
        for (int other = 0; other < clock; other++) {
            assert_string_not_equal(row->name, ms_clock_describe((ms_clock)other)->name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holidays_of_2026),    cmocka_unit_test(test_sundays_and_saturdays),
        cmocka_unit_test(test_moving_holidays),     cmocka_unit_test(test_every_year),
        cmocka_unit_test(test_business_days),       cmocka_unit_test(test_counting_both_ways),
        cmocka_unit_test(test_information_request), cmocka_unit_test(test_business_clocks),
        cmocka_unit_test(test_calendar_clocks),     cmocka_unit_test(test_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
