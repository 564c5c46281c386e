/* facts/: figures, days and names as they are shown. */
#include "facts/figures.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the figures of (2) ------------------------------------------------------------------------------------------ */

/* Cites: 13 CSR 40-112.010(2) */
static void figures_are_never_rounded_across_the_ceiling(void **state)
{
    static const struct {
        int64_t increase, income; /* a year's cents */
        ms_margin_side side;
        int64_t shown, ceiling, distance, percent;
    } rows[] = {
        {228000, 4800000, MS_SIDE_BELOW, 19000, 20000, 1000, 475},
        {240000, 4800000, MS_SIDE_AT, 20000, 20000, 0, 500},
        {240001, 4800000, MS_SIDE_ABOVE, 20001, 20000, 1, 501}, /* 5.00002 % */
        {239999, 4800000, MS_SIDE_BELOW, 19999, 20000, 1, 499}, /* 4.99998 % */
        {1000, 19999, MS_SIDE_ABOVE, 84, 83, 1, 501},           /* ceiling 999.95 a year */
        {999, 19999, MS_SIDE_BELOW, 83, 83, 0, 499},
        {1, 0, MS_SIDE_ABOVE, 1, 0, 1, -1},
        {0, 0, MS_SIDE_AT, 0, 0, 0, -1},
        {-1, 0, MS_SIDE_BELOW, -1, 0, 1, -1},
        {-12000, 4800000, MS_SIDE_BELOW, -1000, 20000, 21000, -25},
        {52 * MS_MONEY_MAX, 1, MS_SIDE_ABOVE, 433333333329, 0, 433333333329, 51999999999480000},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool within = ms_rule_2_within(rows[i].increase, rows[i].income, 500);
        ms_figures figures = ms_figures_of((ms_range){rows[i].increase, rows[i].increase},
                                           (ms_range){rows[i].income, rows[i].income}, ms_truth_of(within), 500);
        assert_int_equal(figures.side, rows[i].side);
        assert_true(figures.increase.known && figures.ceiling.known && figures.distance.known);
        assert_int_equal(figures.increase.cents, rows[i].shown);
        assert_int_equal(figures.ceiling.cents, rows[i].ceiling);
        assert_int_equal(figures.distance.cents, rows[i].distance);
        assert_int_equal(figures.percent_known, rows[i].percent != -1);
        if (figures.percent_known) {
            assert_int_equal(figures.percent, rows[i].percent);
        }
    }
}

/* What is shown fails or passes as the test does, for every increase around the ceiling of many incomes. */
static void shown_figures_agree_with_the_test(void **state)
{
    (void)state;
    for (int64_t income = 1; income < 400000; income += 1237) {
        for (int32_t percent = 0; percent <= 1000; percent += 125) {
            ms_cents ceiling = ms_rule_2_ceiling(income, percent);
            for (int64_t increase = ceiling - 13; increase <= ceiling + 13; increase++) {
                bool within = ms_rule_2_within(increase, income, percent);
                ms_figures figures = ms_figures_of((ms_range){increase, increase}, (ms_range){income, income},
                                                   ms_truth_of(within), percent);
                assert_int_equal(figures.increase.cents <= figures.ceiling.cents, within);
                assert_int_equal(figures.percent <= percent, within);
                assert_int_equal(figures.side == MS_SIDE_ABOVE, !within);
            }
        }
    }
}

static void unknown_figures_are_not_shown(void **state)
{
    (void)state;
    ms_range known = {240000, 240000};
    ms_range unknown = {0, 240000};
    ms_figures figures = ms_figures_of(unknown, known, MS_UNKNOWN, 500);
    assert_int_equal(figures.side, MS_SIDE_UNKNOWN);
    assert_false(figures.increase.known || figures.distance.known || figures.percent_known);
    assert_true(figures.ceiling.known);
    figures = ms_figures_of(known, unknown, MS_NO, 500);
    assert_int_equal(figures.side, MS_SIDE_ABOVE);
    assert_true(figures.increase.known);
    assert_false(figures.ceiling.known || figures.distance.known || figures.percent_known);
    /* Within whatever the rest is: below, though it may turn out to be at the ceiling exactly. */
    figures = ms_figures_of((ms_range){0, 240000}, (ms_range){4800000, 9600000}, MS_YES, 500);
    assert_int_equal(figures.side, MS_SIDE_BELOW);
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static void money_and_dates_in_words(void **state)
{
    static const struct {
        ms_cents cents;
        const char *words;
    } rows[] = {{0, "$0.00"},
                {5, "$0.05"},
                {99999, "$999.99"},
                {100000, "$1,000.00"},
                {12345678, "$123,456.78"},
                {99999999999, "$999,999,999.99"},
                {-1050, "-$10.50"},
                {-123456789, "-$1,234,567.89"}};
    (void)state;
    ms_buffer out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        out.length = 0;
        ms_put_money(&out, rows[i].cents);
        ms_buffer_add(&out, "", 1);
        assert_string_equal(out.text, rows[i].words);
    }
    out.length = 0;
    ms_put_date_in_words(&out, ms_date_parse("2024-02-29", 10));
    ms_buffer_add(&out, "", 1);
    assert_string_equal(out.text, "February 29, 2024");
    out.length = 0;
    ms_put_percent(&out, 6130);
    ms_buffer_add(&out, "", 1);
    assert_string_equal(out.text, "61.30%");
    ms_buffer_free(&out);
}

/* Every name of the format is there: no value is without one by oversight. */
static void names_are_complete(void **state)
{
    (void)state;
    for (int i = 0; i < MS_QUESTION_COUNT; i++) {
        assert_non_null(ms_question_name((ms_question)i));
    }
    for (int i = 0; i < MS_RULE_PLACE_COUNT; i++) {
        assert_non_null(ms_place_in_rule_name((ms_place_in_rule)i));
    }
    for (int i = MS_CHANGE_ABOVE; i <= MS_CHANGE_DAY; i++) {
        assert_non_null(ms_change_kind_name((ms_change_kind)i));
    }
    for (int i = 0; i < MS_FLAG_COUNT; i++) {
        const ms_flag_text *flag = ms_flag_describe((ms_flag_name)i);
        assert_true(flag->name.length > 0);
        assert_non_null(flag->pattern);
        assert_int_equal(flag->citation.text[0] == '(', 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_never_rounded_across_the_ceiling),
        cmocka_unit_test(shown_figures_agree_with_the_test),
        cmocka_unit_test(unknown_figures_are_not_shown),
        cmocka_unit_test(money_and_dates_in_words),
        cmocka_unit_test(names_are_complete),
    };
    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
