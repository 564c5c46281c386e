/* A reader, documents with a gap for what a test puts in, and what must become of them. */
#ifndef MEDSUPPORT_TESTS_READER_BENCH_H
#define MEDSUPPORT_TESTS_READER_BENCH_H

#include "facts/document.h"
#include "facts/reader.h"

#include <medsupport/case.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static ms_reader *reader;

static inline int make_reader(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static inline int free_reader(void **state)
{
    (void)state;
    ms_reader_free(reader);
    return 0;
}

/* Reads a text that ends where its memory ends, so that a byte read beyond it is seen. */
static inline ms_status read_bytes(const char *text, size_t length, ms_date as_of, const ms_document **document)
{
    char *exact = malloc(length > 0 ? length : 1);
    assert_non_null(exact);
    if (length > 0) {
        memcpy(exact, text, length);
    }
    ms_status status = ms_reader_read(reader, exact, length, as_of, document);
    free(exact); /* a document does not stand on the caller's text */
    return status;
}

static inline const ms_document *must_read(const char *text)
{
    const ms_document *document = NULL;
    ms_status status = read_bytes(text, strlen(text), MS_NO_DATE, &document);
    for (size_t i = 0; i < ms_reader_problem_count(reader); i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        print_error("%s: found %s, expected %s\n", problem->pointer, problem->found, problem->expected);
    }
    assert_int_equal(status, MS_OK);
    assert_non_null(document);
    assert_null(ms_reader_problem(reader, 0));
    return document;
}

static inline void must_refuse(const char *text)
{
    const ms_document *document = NULL;
    assert_int_equal(read_bytes(text, strlen(text), MS_NO_DATE, &document), MS_ERROR_INVALID);
    assert_null(document);
    assert_true(ms_reader_problem_count(reader) > 0);
}

static char filled[2 * 1024 * 1024];

/* A text with one value, or several members, put where it has a %s. */
static inline const char *fill(const char *text, const char *with)
{
    const char *gap = strstr(text, "%s");
    assert_non_null(gap);
    size_t before = (size_t)(gap - text);
    assert_true(strlen(text) + strlen(with) < sizeof filled);
    memcpy(filled, text, before);
    strcpy(filled + before, with);
    strcat(filled + before, gap + 2);
    return filled;
}

static inline void assert_text(ms_text text, const char *expected)
{
    if (expected == NULL) {
        assert_null(text.at);
        return;
    }
    assert_non_null(text.at);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.at, expected, text.length);
}

static inline void assert_amount(ms_amount amount, ms_cents cents)
{
    assert_true(amount.known);
    assert_int_equal(amount.cents, cents);
}

/* Documents with a line of their own for what is put in: it begins at line 2, column 1. */
static const char in_case[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                              "\"children\":[{\"id\":\"c1\"},{\"id\":\"child-2\"}],\n%s}";
static const char in_child[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                               "\"children\":[{\"id\":\"c1\",\n%s}]}";
static const char in_plan[] = "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                              "\"children\":[{\"id\":\"c1\"},{\"id\":\"child-2\"}],"
                              "\"parent_not_seeking\":{\"name\":\"Luis Diaz\",\"plans\":[{\"id\":\"p1\",\n%s}]}}";
static const char in_order[] =
    "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
    "\"children\":[{\"id\":\"c1\"}],\"action\":\"modify\",\"current_obligations\":[{"
    "\"children\":[\"c1\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\","
    "\n%s}]}";

static inline const ms_plan *read_plan(const char *members)
{
    return &must_read(fill(in_plan, members))->facts.parents[MS_PNS].plans[0];
}

#endif
