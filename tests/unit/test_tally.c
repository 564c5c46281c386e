/* batch/tally: counts of a caseload, that those of parts add up, and the summary. */
#include "batch/tally.h"

#include "batch/generate.h"
#include "facts/fact_fields.h"

#include <medsupport/medsupport.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { CASES = 400, COLUMNS = 80 };

static ms_reader *reader;
static ms_determination *determination;
static ms_buffer text;

static int begin(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    ms_determination_free(determination);
    ms_reader_free(reader);
    ms_buffer_free(&text);
    return 0;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static const ms_determination *determined(const char *document, size_t length)
{
    const ms_document *read;
    ms_settings settings;
    assert_int_equal(ms_reader_read(reader, document, length, MS_NO_DATE, &read), MS_OK);
    assert_int_equal(ms_settings_at(ms_document_facts(read)->as_of, &settings), MS_OK);
    ms_determination_free(determination);
    assert_int_equal(ms_determination_make(read, &settings, 0, &determination), MS_OK);
    return determination;
}

/* Counts a document. */
static void add(ms_tally *tally, const char *document)
{
    ms_tally_add(tally, determined(document, strlen(document)));
}

/* The summary, NUL-terminated. */
static const char *summary(const ms_tally *tally)
{
    text.length = 0;
    ms_tally_write(tally, &text);
    ms_buffer_add(&text, "", 1);
    assert_false(text.failed);
    return text.text;
}

static void assert_has(const ms_tally *tally, const char *part)
{
    if (strstr(summary(tally), part) == NULL) {
        fail_msg("'%s' is not in:\n%s", part, text.text);
    }
}

static void assert_lacks(const ms_tally *tally, const char *part)
{
    if (strstr(summary(tally), part) != NULL) {
        fail_msg("'%s' is in:\n%s", part, text.text);
    }
}

static void assert_narrow(const ms_tally *tally)
{
    for (const char *at = summary(tally); *at != '\0'; at += strcspn(at, "\n") + 1) {
        size_t columns = strcspn(at, "\n");
        if (columns > COLUMNS) {
            fail_msg("%zu columns: %.*s", columns, (int)columns, at);
        }
    }
}

static uint64_t sum(const uint64_t *counts, size_t count)
{
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        total += counts[i];
    }
    return total;
}

/* ---- counting ---------------------------------------------------------------------------------------------------- */

static void one_case(void **state)
{
    (void)state;
    ms_tally tally = {0};
    add(&tally, "{\"format\":\"medsupport.case/1\",\"case_id\":\"a\",\"as_of\":\"2026-11-02\",\"children\":["
                "{\"id\":\"c1\",\"public_coverage\":false},{\"id\":\"c2\"},"
                "{\"id\":\"c3\",\"public_coverage\":{\"program\":\"chip\",\"through\":\"other\"}}],"
                "\"parent_not_seeking\":{\"plans\":[]},\"parent_seeking\":{\"plans\":[]},"
                "\"form_14\":{\"calculated\":false}}");
    assert_int_equal(tally.cases, 1);
    assert_int_equal(tally.children, 3);
    assert_int_equal(tally.rejects, 0);
    assert_int_equal(tally.case_status[MS_NEEDS_INFORMATION], 1);
    assert_int_equal(tally.child_status[MS_NEEDS_INFORMATION], 1);
    assert_int_equal(tally.child_status[MS_DETERMINED], 2);
    assert_int_equal(tally.paragraph[MS_5F], 1);
    assert_int_equal(tally.paragraph[MS_5E], 1);
    assert_int_equal(sum(tally.paragraph, MS_NO_PARAGRAPH), 2);
    assert_int_equal(tally.needed[MS_FACT_PUBLIC * 3 + MS_PARTY_UNKNOWN] + tally.needed[MS_FACT_PUBLIC * 3], 1);
    assert_int_equal(sum(tally.needed, MS_TALLY_FACTS), 1);
    assert_int_equal(tally.readings[MS_PUBLIC_THROUGH_ANOTHER], 1);
    assert_has(&tally, "1 case, 3 children\n");
    assert_has(&tally, "              1   33.3 %  (5)(E) a percentage of uncovered costs\n");
    assert_has(&tally, "              1   33.3 %  need information\n");
    assert_has(&tally, "in the 1 case that needs information:\n");
    assert_has(&tally, "              1  100.0 %  /children/*/public_coverage\n");
    assert_has(&tally, "              1  100.0 %  public-through-other\n");
    assert_lacks(&tally, "rejected");
}

/* A kind of fact counts once a case, and each parent's by itself. */
static void facts_of_several_plans(void **state)
{
    (void)state;
    ms_tally tally = {0};
    const char *document =
        "{\"format\":\"medsupport.case/1\",\"case_id\":\"a\",\"as_of\":\"2026-11-02\",\"children\":[{\"id\":\"c1\"}],"
        "\"parent_not_seeking\":{\"plans\":[{\"id\":\"p\"},{\"id\":\"q\"}]},"
        "\"parent_seeking\":{\"plans\":[{\"id\":\"r\"}]}}";
    add(&tally, document);
    add(&tally, document);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        assert_int_equal(tally.needed[MS_FACT_PLAN_COVERS * 3 + party], 2);
        assert_int_equal(tally.needed[MS_FACT_INCOME * 3 + party], 2);
    }
    assert_has(&tally, "in the 2 cases that need information:\n");
    assert_has(&tally, "              2  100.0 %  /parent_not_seeking/plans/*/covers\n");
    assert_has(&tally, "              2  100.0 %  /parent_seeking/plans/*/covers\n");
}

/* Parts in any order add up to the whole. */
static void parts_add_up(void **state)
{
    (void)state;
    const ms_caseload caseload = {.seed = 5, .missing = MS_ALL_MISSING / 5, .as_of = 739922};
    ms_tally whole = {0}, parts[3] = {{0}, {0}, {0}}, joined = {0};
    ms_buffer document = {0};
    for (uint64_t i = 0; i < CASES; i++) {
        document.length = 0;
        assert_true(ms_generate_case(&caseload, i, &document));
        const ms_determination *one = determined(document.text, document.length);
        ms_tally_add(&whole, one);
        ms_tally_add(&parts[i * i % 3], one);
    }
    for (int part = 2; part >= 0; part--) {
        parts[part].rejects = (uint64_t)part + 1;
        ms_tally_join(&joined, &parts[part]);
    }
    whole.rejects = 6;
    assert_memory_equal(&whole, &joined, sizeof whole);
    assert_int_equal(whole.cases, CASES);
    assert_int_equal(sum(whole.case_status, MS_NEEDS_INFORMATION + 1), CASES);
    assert_int_equal(sum(whole.child_status, MS_NEEDS_INFORMATION + 1), whole.children);
    assert_int_equal(sum(whole.paragraph, MS_NO_PARAGRAPH), whole.child_status[MS_DETERMINED]);
    for (int paragraph = MS_5A; paragraph < MS_NO_PARAGRAPH; paragraph++) {
        assert_true(whole.paragraph[paragraph] > 0);
    }
    assert_true(whole.case_status[MS_NEEDS_INFORMATION] > CASES / 4);
    ms_buffer_free(&document);
}

/* ---- the summary ------------------------------------------------------------------------------------------------- */

static void thousands(void **state)
{
    (void)state;
    static const struct {
        uint64_t number;
        const char *written;
    } rows[] = {{0, "0"},
                {7, "7"},
                {999, "999"},
                {1000, "1,000"},
                {12345, "12,345"},
                {123456, "123,456"},
                {1000000, "1,000,000"},
                {UINT64_MAX, "18,446,744,073,709,551,615"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        text.length = 0;
        ms_put_thousands(&text, rows[i].number);
        assert_int_equal(text.length, strlen(rows[i].written));
        assert_memory_equal(text.text, rows[i].written, text.length);
    }
}

static void nothing(void **state)
{
    (void)state;
    assert_string_equal(summary(&(ms_tally){0}), "0 cases, 0 children\n");
    assert_string_equal(summary(&(ms_tally){.rejects = 1234567}), "0 cases, 0 children, 1,234,567 rejected\n");
}

/* Shares to a tenth, halves up; they do not overflow. */
static void shares(void **state)
{
    (void)state;
    ms_tally tally = {.cases = 1, .children = 2000, .paragraph = {[MS_5A] = 1, [MS_5B] = 1999, [MS_5C] = 3}};
    assert_has(&tally, "              1    0.1 %  (5)(A)");
    assert_has(&tally, "          1,999  100.0 %  (5)(B)");
    assert_has(&tally, "              3    0.2 %  (5)(C)");
    assert_has(&tally, "              0    0.0 %  (5)(D)");
    tally = (ms_tally){.cases = 1, .children = UINT64_MAX, .paragraph = {[MS_5A] = UINT64_MAX / 4}};
    assert_has(&tally, "   25.0 %  (5)(A)");
}

/* The eight facts most often missing, most often first. */
static void facts_most_often_missing(void **state)
{
    (void)state;
    ms_tally tally = {.cases = 100, .children = 100, .case_status = {[MS_NEEDS_INFORMATION] = 100}};
    for (size_t i = 0; i < 9; i++) {
        tally.needed[(MS_FACT_PLAN_COVERS + i) * 3 + MS_PNS] = 10 + i;
    }
    const char *last = strstr(summary(&tally), "             11");
    const char *first = strstr(text.text, "             18");
    assert_non_null(first);
    assert_non_null(last);
    assert_true(first < last);
    assert_lacks(&tally, "             10   10.0 %  ");
    tally.needed[MS_FACT_FORM14_LINE * 3 + MS_PSS] = 99;
    assert_has(&tally, "             99   99.0 %  /form_14/lines/parent_seeking/*\n");
}

/* No line is too long for a terminal, whatever the fact and the counts. */
static void eighty_columns(void **state)
{
    (void)state;
    static const uint64_t many = 999999999999;
    ms_tally tally = {.cases = many, .children = many, .rejects = many, .case_status = {[MS_NEEDS_INFORMATION] = many}};
    for (int i = 0; i < MS_READING_COUNT; i++) {
        tally.readings[i] = many;
    }
    for (int i = 0; i < MS_NO_PARAGRAPH; i++) {
        tally.paragraph[i] = many;
    }
    for (size_t i = 0; i < MS_TALLY_FACTS; i++) {
        ms_fact_owner owner = ms_owner_of((ms_fact_kind)(i / 3));
        bool of_party = owner == MS_OF_PARTY || owner == MS_OF_PLAN || owner == MS_OF_LINE;
        tally.needed[i] = of_party && i % 3 == MS_PARTY_UNKNOWN ? 0 : many;
        assert_narrow(&tally);
        tally.needed[i] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_case),       cmocka_unit_test(facts_of_several_plans),
        cmocka_unit_test(parts_add_up),   cmocka_unit_test(thousands),
        cmocka_unit_test(nothing),        cmocka_unit_test(shares),
        cmocka_unit_test(eighty_columns), cmocka_unit_test(facts_most_often_missing),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
