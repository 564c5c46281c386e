/* law/parameters.c: the versions and the numbers of the rule by date. */
#include <medsupport/parameters.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static ms_date day(const char *text)
{
    ms_date date = ms_date_parse(text, strlen(text));
    assert_int_not_equal(date, MS_NO_DATE);
    return date;
}

static void the_first_version_begins_on_2019_08_28(void **state)
{
    (void)state;
    assert_null(ms_rule_version_at(1));
    assert_null(ms_rule_version_at(day("2018-08-28")));
    assert_null(ms_rule_version_at(day("2019-08-27")));
    const ms_rule_version *version = ms_rule_version_at(day("2019-08-28"));
    assert_non_null(version);
    assert_int_equal(version->effective, day("2019-08-28"));
    assert_ptr_equal(ms_rule_version_at(day("2019-08-29")), version);
    assert_ptr_equal(ms_rule_version_at(day("2026-11-22")), version);
    assert_ptr_equal(ms_rule_version_at(MS_LAST_DATE), version);
}

/* The sources give the rule no effective date; the version has to say so. */
static void an_inferred_version_says_so(void **state)
{
    (void)state;
    const ms_rule_version *version = ms_rule_version_at(MS_LAST_DATE);
    assert_string_equal(version->name, "2019-08-28");
    assert_int_equal(day(version->name), version->effective);
    assert_true(version->inferred);
    assert_non_null(strstr(version->basis, "inferred"));
    assert_non_null(strstr(version->basis, "454.603"));
}

static void check_parameter(ms_parameter parameter, int32_t value, const char *name, const char *citation)
{
    assert_null(ms_parameter_at(parameter, 1));
    assert_null(ms_parameter_at(parameter, day("2019-08-27")));
    const ms_parameter_value *row = ms_parameter_at(parameter, day("2019-08-28"));
    assert_non_null(row);
    assert_ptr_equal(ms_parameter_at(parameter, MS_LAST_DATE), row);
    assert_int_equal(row->parameter, parameter);
    assert_int_equal(row->effective, day("2019-08-28"));
    assert_int_equal(row->value, value);
    assert_string_equal(row->name, name);
    assert_string_equal(row->citation, citation);
    assert_true(strlen(row->unit) > 0);
}

/* Cites: 13 CSR 40-112.010(2) */
static void the_ceiling_is_five_percent(void **state)
{
    (void)state;
    check_parameter(MS_CEILING_PERCENT, 500, "percent", "13 CSR 40-112.010(2)");
}

/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void the_default_share_is_fifty_percent(void **state)
{
    (void)state;
    check_parameter(MS_DEFAULT_SHARE, 5000, "default-share", "13 CSR 40-112.010(5)(E),(F)");
}

/* Cites: 13 CSR 40-112.010(4) */
static void an_answer_has_thirty_days(void **state)
{
    (void)state;
    check_parameter(MS_ANSWER_DAYS, 30, "answer-days", "13 CSR 40-112.010(4)");
    assert_non_null(strstr(ms_parameter_at(MS_ANSWER_DAYS, MS_LAST_DATE)->unit, "calendar days"));
}

static void settings_before_the_rule_are_refused(void **state)
{
    (void)state;
    static const ms_date early[] = {1, 737298};
    assert_int_equal(early[1], day("2019-08-27"));
    for (size_t i = 0; i < sizeof early / sizeof early[0]; i++) {
        ms_settings settings, before;
        memset(&settings, 7, sizeof settings);
        before = settings;
        assert_int_equal(ms_settings_at(early[i], &settings), MS_ERROR_BEFORE_RULE);
        assert_memory_equal(&settings, &before, sizeof settings);
    }
}

static void settings_of_a_day(void **state)
{
    (void)state;
    static const char *const days[] = {"2019-08-28", "2026-11-22", "9999-12-31"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        ms_settings settings;
        memset(&settings, 7, sizeof settings);
        assert_int_equal(ms_settings_at(day(days[i]), &settings), MS_OK);
        assert_int_equal(settings.percent, 500);
        assert_int_equal(settings.default_share, 5000);
        assert_int_equal(settings.answer_days, 30);
        for (int reading = 0; reading < MS_READING_COUNT; reading++) {
            assert_int_equal(settings.readings.choice[reading], 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_version_begins_on_2019_08_28),
        cmocka_unit_test(an_inferred_version_says_so),
        cmocka_unit_test(the_ceiling_is_five_percent),
        cmocka_unit_test(the_default_share_is_fifty_percent),
        cmocka_unit_test(an_answer_has_thirty_days),
        cmocka_unit_test(settings_before_the_rule_are_refused),
        cmocka_unit_test(settings_of_a_day),
    };
    return cmocka_run_group_tests_name("parameters", tests, NULL, NULL);
}
