/* batch/settings_grid: what --vary and --baseline take, what they make of it, and what they say when they do not. */
#include "batch/settings_grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { AS_OF = 739922 }; /* 2026-11-02 */

static ms_grid *grid;
static ms_buffer words;

static int begin(void **state)
{
    (void)state;
    ms_settings settings;
    assert_int_equal(ms_settings_at(AS_OF, &settings), MS_OK);
    return ms_grid_new(&settings, &grid, &words) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    ms_grid_free(grid);
    ms_buffer_free(&words);
    return 0;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static void vary(const char *text)
{
    assert_true(ms_grid_vary(grid, text, &words));
    assert_int_equal(words.length, 0);
}

static const char *said(void)
{
    ms_buffer_add(&words, "", 1);
    return words.text;
}

/* The values of the last thing varied, as they are written. */
static void assert_values(const char *expected)
{
    const ms_dimension *dimension = &grid->dimensions[grid->dimension_count - 1];
    words.length = 0;
    for (uint32_t i = 0; i < dimension->count; i++) {
        ms_buffer_put(&words, i == 0 ? "" : " ");
        ms_put_value(&words, dimension->variable, dimension->values[i]);
    }
    assert_string_equal(said(), expected);
    words.length = 0;
}

static void assert_setting(uint32_t setting, const char *expected)
{
    words.length = 0;
    ms_put_setting(&words, grid, setting);
    assert_string_equal(said(), expected);
    words.length = 0;
}

static void refuse_vary(const char *text, const char *reason)
{
    assert_false(ms_grid_vary(grid, text, &words));
    assert_string_equal(said(), reason);
    words.length = 0;
    grid->dimension_count = 0;
}

static void refuse_baseline(const char *text, const char *reason)
{
    assert_false(ms_grid_baseline(grid, text, &words));
    assert_string_equal(said(), reason);
    words.length = 0;
    memset(grid->stated, 0, sizeof grid->stated);
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void ranges(void **state)
{
    (void)state;
    vary("percent=3..5:0.5");
    assert_values("3 3.5 4 4.5 5");
    grid->dimension_count = 0;
    vary("percent=3..5");
    assert_values("3 4 5");
    grid->dimension_count = 0;
    vary("percent=0..1:0.3,100");
    assert_values("0 0.3 0.6 0.9 100");
    grid->dimension_count = 0;
    vary("percent=5..5:0.01");
    assert_values("5");
    grid->dimension_count = 0;
    vary("percent=9..10:0.3"); /* the end is not among them where the steps pass over it */
    assert_values("9 9.3 9.6 9.9");
    grid->dimension_count = 0;
    vary("default-share=40,33.33,0.05");
    assert_values("40 33.33 0.05");
    vary("percent=0..40:0.01");
    assert_int_equal(grid->dimensions[1].count, 4001);
}

static void choices(void **state)
{
    (void)state;
    vary("reading:covered-exemption");
    assert_values("same-plan any-plan only-kept");
    vary("reading:custodian=as-parent");
    assert_values("as-parent");
    vary("reading:dental-only=counts,left-out");
    assert_values("counts left-out");
}

/* ---- settings ---------------------------------------------------------------------------------------------------- */

static void product(void **state)
{
    (void)state;
    vary("percent=4,5");
    vary("reading:custodian");
    assert_true(ms_grid_finish(grid, &words));
    assert_int_equal(grid->setting_count, 4);
    assert_int_equal(grid->baseline_setting, 2);
    assert_setting(0, "percent=4 reading:custodian=never-ordered");
    assert_setting(1, "percent=4 reading:custodian=as-parent");
    assert_setting(2, "percent=5 reading:custodian=never-ordered");
    assert_setting(3, "percent=5 reading:custodian=as-parent");
    assert_int_equal(grid->settings[3].readings.choice[MS_CUSTODIAN], MS_AS_PARENT);
    assert_int_equal(grid->settings[3].default_share, 5000);
}

static void baseline_before_the_product(void **state)
{
    (void)state;
    assert_true(ms_grid_baseline(grid, "percent=6.5,default-share=40,reading:one-silent=wait", &words));
    vary("percent=4,5");
    assert_true(ms_grid_finish(grid, &words));
    assert_int_equal(grid->setting_count, 3);
    assert_int_equal(grid->baseline_setting, 0);
    assert_setting(0, "percent=6.5");
    assert_setting(2, "percent=5");
    for (uint32_t i = 0; i < 3; i++) { /* what is not varied is as in the baseline */
        assert_int_equal(grid->settings[i].default_share, 4000);
        assert_int_equal(grid->settings[i].readings.choice[MS_ONE_SILENT], MS_WAIT_FOR_ONE);
    }
}

static void several_baselines_add_up(void **state)
{
    (void)state;
    assert_true(ms_grid_baseline(grid, "percent=7", &words));
    assert_true(ms_grid_baseline(grid, "reading:custodian=as-parent", &words));
    assert_int_equal(grid->baseline.percent, 700);
    assert_int_equal(grid->baseline.readings.choice[MS_CUSTODIAN], MS_AS_PARENT);
    assert_false(ms_grid_baseline(grid, "default-share=40,percent=7", &words));
    assert_string_equal(said(), "'percent' is set twice");
}

static void what_is_stated_elsewhere_is_not_set_again(void **state)
{
    (void)state;
    ms_grid_state(grid, (ms_variable)(MS_VARY_READING + MS_CUSTODIAN));
    assert_true(ms_grid_baseline(grid, "reading:one-silent=wait", &words));
    assert_false(ms_grid_baseline(grid, "reading:custodian=never-ordered", &words));
    assert_string_equal(said(), "'reading:custodian' is set twice");
}

static void nothing_varied(void **state)
{
    (void)state;
    assert_true(ms_grid_finish(grid, &words));
    assert_int_equal(grid->setting_count, 1);
    assert_int_equal(grid->baseline_setting, 0);
    assert_setting(0, "baseline");
}

static void as_many_as_may_be(void **state)
{
    (void)state;
    assert_true(ms_grid_baseline(grid, "percent=70", &words));
    vary("percent=1..64");
    vary("default-share=1..64");
    assert_true(ms_grid_finish(grid, &words));
    assert_int_equal(grid->setting_count, 4096 + 1);
    assert_setting(4096, "percent=64 default-share=64");
}

static void too_many(void **state)
{
    (void)state;
    static const char *const eight[] = {"percent=5",
                                        "default-share=50",
                                        "reading:unwilling-coverage",
                                        "reading:inaccessible-plan",
                                        "reading:public-through-other",
                                        "reading:non-employer-cost",
                                        "reading:covered-exemption",
                                        "reading:dental-only"};
    for (size_t i = 0; i < 8; i++) {
        vary(eight[i]);
    }
    refuse_vary("reading:custodian", "'reading:custodian' is one thing too many; at most 8 are varied at once");
    vary("percent=1..65");
    vary("default-share=1..64");
    assert_false(ms_grid_finish(grid, &words));
    assert_string_equal(said(),
                        "there are more than 4,096 settings: all that is varied is multiplied; vary less at once");
}

/* ---- faults ------------------------------------------------------------------------------------------------------ */

static void faults_of_vary(void **state)
{
    (void)state;
    static const char *const faults[][2] = {
        {"percnt=3", "there is nothing called 'percnt' (did you mean 'percent'?); it is percent, default-share or "
                     "reading:NAME"},
        {"custodian", "there is nothing called 'custodian' (did you mean 'reading:custodian'?); it is percent, "
                      "default-share or reading:NAME"},
        {"", "there is nothing called ''; it is percent, default-share or reading:NAME"},
        {"reading:custodain",
         "no reading is called 'custodain' (did you mean 'custodian'?); 'medsupport readings' lists "
         "them"},
        {"reading:", "no reading is called ''; 'medsupport readings' lists them"},
        {"reading:custodian=as-parnet", "'as-parnet' is none of the choices: never-ordered, as-parent (did you mean "
                                        "'as-parent'?)"},
        {"reading:custodian=", "'' is none of the choices: never-ordered, as-parent"},
        {"percent", "'percent' has no values; write them as 3..10:0.5 or 3,4.5,6"},
        {"percent=", "'' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=5,", "'' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=5%", "'5%' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=-1", "'-1' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=5.125", "'5.125' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=100.01", "'100.01' is above 100 percent"},
        {"percent=3..", "'' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=..3", "'' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=3..4:", "'' is no percentage; write one as 5, 5.5 or 5.25"},
        {"percent=3..4:0", "the range '3..4:0' has a step of zero"},
        {"percent=4..3", "the range '4..3' ends before it begins"},
        {"percent=3..101", "'101' is above 100 percent"},
        {"percent=4,5,4.00", "the value 4 of '4.00' is listed before"},
        {"percent=3..5,4", "the value 4 of '4' is listed before"},
        {"percent=0..50:0.01", "'0..50:0.01' makes more than 4,096 values"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        refuse_vary(faults[i][0], faults[i][1]);
    }
    vary("percent=5");
    refuse_vary("percent=6", "'percent' is varied twice");
}

static void faults_of_the_baseline(void **state)
{
    (void)state;
    refuse_baseline("percent", "'percent' has no value; write percent=5, default-share=40 or reading:NAME=CHOICE");
    refuse_baseline("percent=5,percent=6", "'percent' is set twice");
    refuse_baseline("percent=3..5", "'3..5' is no percentage; write one as 5, 5.5 or 5.25");
    refuse_baseline("reading:one-silent=weit", "'weit' is none of the choices: use-what-is-known, wait (did you mean "
                                               "'wait'?)");
    refuse_baseline("answer-days=3", "there is nothing called 'answer-days'; it is percent, default-share or "
                                     "reading:NAME");
    refuse_baseline("percent=5,,", "'' has no value; write percent=5, default-share=40 or reading:NAME=CHOICE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ranges, begin, end),
        cmocka_unit_test_setup_teardown(choices, begin, end),
        cmocka_unit_test_setup_teardown(product, begin, end),
        cmocka_unit_test_setup_teardown(baseline_before_the_product, begin, end),
        cmocka_unit_test_setup_teardown(several_baselines_add_up, begin, end),
        cmocka_unit_test_setup_teardown(what_is_stated_elsewhere_is_not_set_again, begin, end),
        cmocka_unit_test_setup_teardown(nothing_varied, begin, end),
        cmocka_unit_test_setup_teardown(as_many_as_may_be, begin, end),
        cmocka_unit_test_setup_teardown(too_many, begin, end),
        cmocka_unit_test_setup_teardown(faults_of_vary, begin, end),
        cmocka_unit_test_setup_teardown(faults_of_the_baseline, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
