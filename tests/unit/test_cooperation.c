/* law/cooperation.c: 13 CSR 40-112.010(4). */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { DAYS = 30 };

static ms_date day(const char *text)
{
    ms_date date = ms_date_parse(text, strlen(text));
    assert_int_not_equal(date, MS_NO_DATE);
    return date;
}

static bool silent(const ms_request *requests, uint32_t count, ms_party parent, const char *as_of)
{
    return ms_rule_4_silent(requests, count, parent, day(as_of), DAYS);
}

static bool answered(const ms_request *requests, uint32_t count, ms_party parent, const char *as_of)
{
    return ms_rule_4_answered(requests, count, parent, day(as_of));
}

static ms_request sent(ms_party of, const char *date)
{
    return (ms_request){.of = of, .sent = day(date), .answered = MS_NO_DATE};
}

static ms_request sent_and_answered(ms_party of, const char *date, const char *answer)
{
    return (ms_request){.of = of, .sent = day(date), .answered = day(answer)};
}

/* Calendar days from the date of the request: 14 September and 30 days are 14 October. */
/* Cites: 13 CSR 40-112.010(4) */
static void the_last_day(void **state)
{
    (void)state;
    assert_int_equal(ms_rule_4_last_day(day("2026-09-14"), DAYS), day("2026-10-14"));
    assert_int_equal(ms_rule_4_last_day(day("2027-02-01"), DAYS), day("2027-03-03"));
    assert_int_equal(ms_rule_4_last_day(day("2028-02-01"), DAYS), day("2028-03-02"));
    assert_int_equal(ms_rule_4_last_day(day("2026-12-15"), DAYS), day("2027-01-14"));
    assert_int_equal(ms_rule_4_last_day(day("2026-09-14"), 0), day("2026-09-14"));
    assert_int_equal(ms_rule_4_last_day(day("2026-09-14"), 365), day("2027-09-14"));
}

/* A last day on a Sunday stays on the Sunday (the digest's A-31). */
/* Cites: 13 CSR 40-112.010(4) */
static void no_day_is_added_for_a_weekend(void **state)
{
    (void)state;
    ms_request request = sent(MS_PSS, "2026-10-23");
    assert_int_equal(ms_weekday(ms_rule_4_last_day(request.sent, DAYS)), 6);
    assert_false(silent(&request, 1, MS_PSS, "2026-11-22"));
    assert_true(silent(&request, 1, MS_PSS, "2026-11-23"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void the_thirtieth_day_is_in_time_and_the_thirty_first_is_not(void **state)
{
    (void)state;
    ms_request request = sent(MS_PSS, "2026-09-14");
    assert_false(silent(&request, 1, MS_PSS, "2026-09-14"));
    assert_false(silent(&request, 1, MS_PSS, "2026-10-13"));
    assert_false(silent(&request, 1, MS_PSS, "2026-10-14"));
    assert_true(silent(&request, 1, MS_PSS, "2026-10-15"));
    assert_true(silent(&request, 1, MS_PSS, "2027-10-15"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void the_days_are_a_setting(void **state)
{
    (void)state;
    ms_request request = sent(MS_PNS, "2026-09-14");
    assert_false(ms_rule_4_silent(&request, 1, MS_PNS, day("2026-09-14"), 0));
    assert_true(ms_rule_4_silent(&request, 1, MS_PNS, day("2026-09-15"), 0));
    assert_false(ms_rule_4_silent(&request, 1, MS_PNS, day("2026-10-29"), 45));
    assert_true(ms_rule_4_silent(&request, 1, MS_PNS, day("2026-10-30"), 45));
}

/* Cites: 13 CSR 40-112.010(4) */
static void a_request_not_yet_sent_makes_nobody_silent(void **state)
{
    (void)state;
    ms_request request = sent(MS_PSS, "2026-09-14");
    assert_false(silent(&request, 1, MS_PSS, "2026-08-01"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void an_answer_in_time(void **state)
{
    (void)state;
    ms_request request = sent_and_answered(MS_PSS, "2026-09-14", "2026-10-14");
    assert_true(answered(&request, 1, MS_PSS, "2026-11-02"));
    assert_false(silent(&request, 1, MS_PSS, "2026-11-02"));
}

/* What a late answer brings is used (the digest's A-30): the parent is silent only until then. */
/* Cites: 13 CSR 40-112.010(4) */
static void a_late_answer_is_an_answer(void **state)
{
    (void)state;
    ms_request request = sent_and_answered(MS_PSS, "2026-09-14", "2026-10-30");
    assert_true(silent(&request, 1, MS_PSS, "2026-10-29"));
    assert_false(answered(&request, 1, MS_PSS, "2026-10-29"));
    assert_false(silent(&request, 1, MS_PSS, "2026-10-30"));
    assert_true(answered(&request, 1, MS_PSS, "2026-10-30"));
}

/* The library has no clock: an answer dated after the day of the determination has not come. */
/* Cites: 13 CSR 40-112.010(4) */
static void an_answer_after_the_day_is_no_answer_yet(void **state)
{
    (void)state;
    ms_request request = sent_and_answered(MS_PNS, "2026-09-14", "2026-12-01");
    assert_false(answered(&request, 1, MS_PNS, "2026-11-30"));
    assert_true(silent(&request, 1, MS_PNS, "2026-11-30"));
    assert_true(answered(&request, 1, MS_PNS, "2026-12-01"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void the_other_parent_s_request_and_answer_do_not_count(void **state)
{
    (void)state;
    ms_request requests[] = {sent(MS_PNS, "2026-09-01"), sent_and_answered(MS_PSS, "2026-09-01", "2026-09-20")};
    assert_true(silent(requests, 2, MS_PNS, "2026-11-02"));
    assert_false(answered(requests, 2, MS_PNS, "2026-11-02"));
    assert_false(silent(requests, 2, MS_PSS, "2026-11-02"));
    assert_true(answered(requests, 2, MS_PSS, "2026-11-02"));
    assert_false(silent(requests, 1, MS_PSS, "2026-11-02"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void a_request_without_a_date_or_a_parent(void **state)
{
    (void)state;
    ms_request undated = {.of = MS_PSS, .sent = MS_NO_DATE, .answered = MS_NO_DATE};
    assert_false(silent(&undated, 1, MS_PSS, "9999-12-31"));
    undated.answered = day("2026-10-01");
    assert_true(answered(&undated, 1, MS_PSS, "2026-11-02"));
    ms_request nobody_s = sent(MS_PARTY_UNKNOWN, "2026-09-14");
    assert_false(silent(&nobody_s, 1, MS_PSS, "2026-11-02"));
    assert_false(silent(&nobody_s, 1, MS_PNS, "2026-11-02"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void one_overdue_request_of_several_is_enough(void **state)
{
    (void)state;
    ms_request requests[] = {sent(MS_PSS, "2026-09-14"), sent(MS_PSS, "2026-10-20")};
    assert_true(silent(requests, 2, MS_PSS, "2026-11-02"));
    ms_request reversed[] = {requests[1], requests[0]};
    assert_true(silent(reversed, 2, MS_PSS, "2026-11-02"));
    assert_false(silent(reversed, 1, MS_PSS, "2026-11-02"));
}

/* Cites: 13 CSR 40-112.010(4) */
static void one_answered_request_of_several_breaks_the_silence(void **state)
{
    (void)state;
    ms_request requests[] = {sent(MS_PSS, "2026-07-01"), sent_and_answered(MS_PSS, "2026-09-14", "2026-09-20"),
                             sent(MS_PSS, "2026-09-25")};
    for (uint32_t first = 0; first < 2; first++) {
        assert_false(silent(requests + first, 3 - first, MS_PSS, "2026-11-02"));
        assert_true(answered(requests + first, 3 - first, MS_PSS, "2026-11-02"));
    }
}

/* Cites: 13 CSR 40-112.010(4) */
static void who_was_never_asked_is_neither_silent_nor_heard(void **state)
{
    (void)state;
    assert_false(silent(NULL, 0, MS_PNS, "2026-11-02"));
    assert_false(answered(NULL, 0, MS_PNS, "2026-11-02"));
}

static ms_readings silence_readings(int one, int both)
{
    ms_readings readings = {{0}};
    readings.choice[MS_ONE_SILENT] = (uint8_t)one;
    readings.choice[MS_BOTH_SILENT] = (uint8_t)both;
    return readings;
}

/* "If only one (1) parent provides information": the other's unknown facts count as not shown. */
/* Cites: 13 CSR 40-112.010(4) */
static void what_one_silent_parent_has_not_shown(void **state)
{
    (void)state;
    ms_readings use = silence_readings(MS_USE_WHAT_IS_KNOWN, MS_WAIT_FOR_BOTH);
    ms_readings wait = silence_readings(MS_WAIT_FOR_ONE, MS_WAIT_FOR_BOTH);
    assert_true(ms_rule_4_not_shown(true, false, true, &use));
    assert_false(ms_rule_4_not_shown(true, false, true, &wait));
}

/* Cites: 13 CSR 40-112.010(4) */
static void what_two_silent_parents_have_not_shown(void **state)
{
    (void)state;
    ms_readings wait = silence_readings(MS_USE_WHAT_IS_KNOWN, MS_WAIT_FOR_BOTH);
    ms_readings use = silence_readings(MS_USE_WHAT_IS_KNOWN, MS_USE_WHAT_IS_KNOWN_OF_BOTH);
    assert_false(ms_rule_4_not_shown(true, true, false, &wait));
    assert_true(ms_rule_4_not_shown(true, true, false, &use));
}

/* The other may be neither silent nor heard: asked in the last thirty days, or never. Then nothing is settled. */
/* Cites: 13 CSR 40-112.010(4) */
static void the_other_parent_may_still_answer(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        ms_readings readings = silence_readings(i / 2, i % 2);
        assert_false(ms_rule_4_not_shown(true, false, false, &readings));
    }
}

/* Cites: 13 CSR 40-112.010(4) */
static void a_parent_who_is_not_silent_keeps_the_unknown_unknown(void **state)
{
    (void)state;
    for (int i = 0; i < 16; i++) {
        ms_readings readings = silence_readings(i / 2 % 2, i % 2);
        assert_false(ms_rule_4_not_shown(false, i / 8 != 0, i / 4 % 2 != 0, &readings));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day),
        cmocka_unit_test(no_day_is_added_for_a_weekend),
        cmocka_unit_test(the_thirtieth_day_is_in_time_and_the_thirty_first_is_not),
        cmocka_unit_test(the_days_are_a_setting),
        cmocka_unit_test(a_request_not_yet_sent_makes_nobody_silent),
        cmocka_unit_test(an_answer_in_time),
        cmocka_unit_test(a_late_answer_is_an_answer),
        cmocka_unit_test(an_answer_after_the_day_is_no_answer_yet),
        cmocka_unit_test(the_other_parent_s_request_and_answer_do_not_count),
        cmocka_unit_test(a_request_without_a_date_or_a_parent),
        cmocka_unit_test(one_overdue_request_of_several_is_enough),
        cmocka_unit_test(one_answered_request_of_several_breaks_the_silence),
        cmocka_unit_test(who_was_never_asked_is_neither_silent_nor_heard),
        cmocka_unit_test(what_one_silent_parent_has_not_shown),
        cmocka_unit_test(what_two_silent_parents_have_not_shown),
        cmocka_unit_test(the_other_parent_may_still_answer),
        cmocka_unit_test(a_parent_who_is_not_silent_keeps_the_unknown_unknown),
    };
    return cmocka_run_group_tests_name("cooperation", tests, NULL, NULL);
}
