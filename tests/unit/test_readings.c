/* law/readings.c: the table of readings and NAME=CHOICE. */
#define _DEFAULT_SOURCE /* for memory that ends in a page which nobody may read */
#include <medsupport/readings.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

/* The readings as the design lists them, written out again; the default first. */
static const struct {
    ms_reading reading;
    const char *name, *paragraph;
    uint8_t choice_count;
    const char *choices[MS_MAX_CHOICES];
} listed[] = {
    {MS_UNWILLING_COVERAGE, "unwilling-coverage", "(5)(B),(C)", 2, {"not-maintained", "literal"}},
    {MS_INACCESSIBLE_PLAN, "inaccessible-plan", "(5)(C),(D)", 2, {"go-on", "literal"}},
    {MS_PUBLIC_THROUGH_ANOTHER, "public-through-other", "(5)(E),(F)", 2, {"as-E", "literal"}},
    {MS_NON_EMPLOYER_COST, "non-employer-cost", "(2)", 3, {"five-percent", "never-reasonable", "always-reasonable"}},
    {MS_COVERED_EXEMPTION, "covered-exemption", "(2)", 3, {"same-plan", "any-plan", "only-kept"}},
    {MS_DENTAL_ONLY, "dental-only", "(1)(D)", 2, {"left-out", "counts"}},
    {MS_CUSTODIAN, "custodian", "(1)(B),(5)", 2, {"never-ordered", "as-parent"}},
    {MS_ONE_SILENT, "one-silent", "(4)", 2, {"use-what-is-known", "wait"}},
    {MS_BOTH_SILENT, "both-silent", "(4)", 2, {"wait", "use-what-is-known"}},
};

enum { LISTED = sizeof listed / sizeof listed[0] };

/* A choice by the constant that the code branches on, and its name. */
static const struct {
    ms_reading reading;
    int choice;
    const char *name;
} constants[] = {
    {MS_UNWILLING_COVERAGE, MS_NOT_MAINTAINED, "not-maintained"},
    {MS_UNWILLING_COVERAGE, MS_UNWILLING_LITERAL, "literal"},
    {MS_INACCESSIBLE_PLAN, MS_GO_ON, "go-on"},
    {MS_INACCESSIBLE_PLAN, MS_INACCESSIBLE_LITERAL, "literal"},
    {MS_PUBLIC_THROUGH_ANOTHER, MS_AS_E, "as-E"},
    {MS_PUBLIC_THROUGH_ANOTHER, MS_PUBLIC_LITERAL, "literal"},
    {MS_NON_EMPLOYER_COST, MS_FIVE_PERCENT, "five-percent"},
    {MS_NON_EMPLOYER_COST, MS_NEVER_REASONABLE, "never-reasonable"},
    {MS_NON_EMPLOYER_COST, MS_ALWAYS_REASONABLE, "always-reasonable"},
    {MS_COVERED_EXEMPTION, MS_SAME_PLAN, "same-plan"},
    {MS_COVERED_EXEMPTION, MS_ANY_PLAN, "any-plan"},
    {MS_COVERED_EXEMPTION, MS_ONLY_KEPT, "only-kept"},
    {MS_DENTAL_ONLY, MS_LEFT_OUT, "left-out"},
    {MS_DENTAL_ONLY, MS_COUNTS, "counts"},
    {MS_CUSTODIAN, MS_NEVER_ORDERED, "never-ordered"},
    {MS_CUSTODIAN, MS_AS_PARENT, "as-parent"},
    {MS_ONE_SILENT, MS_USE_WHAT_IS_KNOWN, "use-what-is-known"},
    {MS_ONE_SILENT, MS_WAIT_FOR_ONE, "wait"},
    {MS_BOTH_SILENT, MS_WAIT_FOR_BOTH, "wait"},
    {MS_BOTH_SILENT, MS_USE_WHAT_IS_KNOWN_OF_BOTH, "use-what-is-known"},
};

enum { CONSTANTS = sizeof constants / sizeof constants[0] };

static void the_table_is_that_of_the_design(void **state)
{
    (void)state;
    assert_int_equal(LISTED, MS_READING_COUNT);
    for (int i = 0; i < LISTED; i++) {
        const ms_reading_text *text = ms_reading_describe(listed[i].reading);
        assert_non_null(text);
        assert_string_equal(text->name, listed[i].name);
        assert_string_equal(text->paragraph, listed[i].paragraph);
        assert_int_equal(text->choice_count, listed[i].choice_count);
        for (int choice = 0; choice < text->choice_count; choice++) {
            assert_string_equal(text->choices[choice].name, listed[i].choices[choice]);
        }
    }
}

static void every_text_is_there(void **state)
{
    (void)state;
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        assert_true(strlen(text->question) > 0);
        assert_true(strlen(text->reason) > 0);
        for (int choice = 0; choice < text->choice_count; choice++) {
            size_t length = strlen(text->choices[choice].effect);
            assert_true(length > 0);
            assert_int_equal(text->choices[choice].effect[length - 1], '.');
        }
    }
}

static void the_default_is_choice_zero(void **state)
{
    (void)state;
    for (int i = 0; i < LISTED; i++) {
        char text[64];
        ms_readings readings;
        memset(&readings, 9, sizeof readings);
        snprintf(text, sizeof text, "%s=%s", listed[i].name, listed[i].choices[0]);
        assert_true(ms_reading_set(&readings, text, strlen(text)));
        assert_int_equal(readings.choice[listed[i].reading], 0);
    }
}

/* Sets each choice by name over a filled value: that reading alone changes, and to the constant of that name. */
static void each_choice_is_set_by_its_name_alone(void **state)
{
    (void)state;
    for (int i = 0; i < CONSTANTS; i++) {
        char text[64];
        ms_readings readings, expected;
        memset(&readings, 9, sizeof readings);
        expected = readings;
        expected.choice[constants[i].reading] = (uint8_t)constants[i].choice;
        snprintf(text, sizeof text, "%s=%s", listed[constants[i].reading].name, constants[i].name);
        assert_true(ms_reading_set(&readings, text, strlen(text)));
        assert_memory_equal(&readings, &expected, sizeof readings);
    }
}

static void no_choice_is_left_out_of_the_constants(void **state)
{
    (void)state;
    int choices = 0;
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        choices += ms_reading_describe((ms_reading)reading)->choice_count;
    }
    assert_int_equal(choices, CONSTANTS);
}

/* Where memory ends: a byte read from here on ends the program, with a sanitizer or without. */
static char *end_of_memory(void)
{
    static char *end;
    if (end == NULL) {
        size_t page = (size_t)sysconf(_SC_PAGESIZE);
        char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        assert_ptr_not_equal(pages, MAP_FAILED);
        end = pages + page;
        assert_int_equal(mprotect(end, page, PROT_NONE), 0);
    }
    return end;
}

static void refused(const char *text, size_t length)
{
    ms_readings readings, before;
    memset(&readings, 9, sizeof readings);
    before = readings;
    char *exact = end_of_memory() - length;
    memcpy(exact, text, length);
    if (ms_reading_set(&readings, exact, length)) {
        fail_msg("'%s' (%zu bytes) was taken", text, length);
    }
    assert_memory_equal(&readings, &before, sizeof readings);
}

static void unknown_names_change_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "=",
        "custodian",
        "custodian=",
        "=as-parent",
        "as-parent",
        "custodian=as-paren",
        "custodian=as-parents",
        "custodia=as-parent",
        "custodians=as-parent",
        "Custodian=as-parent",
        "custodian=As-Parent",
        "custodian = as-parent",
        " custodian=as-parent",
        "custodian=as-parent ",
        "custodian==as-parent",
        "custodian=as-parent=",
        "custodian:as-parent",
        "custodian=literal",
        "custodian=0",
        "0=as-parent",
        "dental_only=counts",
        "public-through-other=as-e",
        "inaccessible-plan=not-maintained",
        "both-silent=go-on",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        refused(texts[i], strlen(texts[i]));
    }
}

static void the_length_counts_and_not_the_nul(void **state)
{
    (void)state;
    static const char text[] = "custodian=as-parent";
    for (size_t length = 0; length < strlen(text); length++) {
        refused(text, length);
    }
    refused(text, sizeof text);
    refused("custodian\0=as-parent", sizeof "custodian\0=as-parent" - 1);
    refused("custodian=as-parent\0x", sizeof "custodian=as-parent\0x" - 1);
    ms_readings readings = {{0}};
    assert_true(ms_reading_set(&readings, "custodian=as-parent,", strlen(text)));
    assert_int_equal(readings.choice[MS_CUSTODIAN], MS_AS_PARENT);
}

/* A choice of one reading is never a choice of another that does not list it. */
static void choices_belong_to_their_reading(void **state)
{
    (void)state;
    for (int i = 0; i < LISTED; i++) {
        for (int j = 0; j < CONSTANTS; j++) {
            char text[64];
            snprintf(text, sizeof text, "%s=%s", listed[i].name, constants[j].name);
            bool own = false;
            for (int choice = 0; choice < listed[i].choice_count; choice++) {
                own = own || strcmp(listed[i].choices[choice], constants[j].name) == 0;
            }
            ms_readings readings = {{0}};
            assert_int_equal(ms_reading_set(&readings, text, strlen(text)), own);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_that_of_the_design),
        cmocka_unit_test(every_text_is_there),
        cmocka_unit_test(the_default_is_choice_zero),
        cmocka_unit_test(each_choice_is_set_by_its_name_alone),
        cmocka_unit_test(no_choice_is_left_out_of_the_constants),
        cmocka_unit_test(unknown_names_change_nothing),
        cmocka_unit_test(the_length_counts_and_not_the_nul),
        cmocka_unit_test(choices_belong_to_their_reading),
    };
    return cmocka_run_group_tests_name("readings", tests, NULL, NULL);
}
