/* Tables in a folder of their own that a test writes, opens and reads, and what is said of them. */
#ifndef MEDSUPPORT_TESTS_TABLE_BENCH_H
#define MEDSUPPORT_TESTS_TABLE_BENCH_H

#include "batch/columns.h"
#include "batch/open_tables.h"
#include "batch/tables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOME_DAY = 740000 };

static char folder[] = P_tmpdir "/medsupport-tables-XXXXXX";
static ms_tables *tables;
static ms_table_reader *reader;

static inline int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static inline const char *path_of(const char *file)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static inline void close_tables(void)
{
    ms_table_reader_free(reader);
    ms_tables_free(tables);
    reader = NULL;
    tables = NULL;
}

/* Before each test: no files. */
static inline int empty_folder(void **state)
{
    (void)state;
    close_tables();
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        unlink(path_of(ms_table_kinds[table].file));
    }
    unlink(path_of("request.csv"));
    unlink(path_of("results.csv"));
    return 0;
}

static inline int remove_folder(void **state)
{
    empty_folder(state);
    return rmdir(folder);
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static inline void put_bytes(const char *file, const char *text, size_t length)
{
    FILE *open = fopen(path_of(file), "wb");
    assert_non_null(open);
    assert_int_equal(fwrite(text, 1, length, open), length);
    assert_int_equal(fclose(open), 0);
}

static inline void put(const char *file, const char *text)
{
    put_bytes(file, text, strlen(text));
}

/* The three tables that there have to be. */
static inline void put_all(const char *cases, const char *children, const char *plans)
{
    put("cases.csv", cases);
    put("children.csv", children);
    put("plans.csv", plans);
}

static const char no_plans[] = "case_id,parent,plan_id\n";

static inline void must_open(void)
{
    close_tables();
    ms_status status = ms_tables_open(folder, &tables);
    for (size_t i = 0; i < ms_tables_problem_count(tables); i++) {
        const ms_table_problem *problem = ms_tables_problem(tables, i);
        print_error("%s:%d: found %s\n", problem->file, (int)problem->row, problem->found);
    }
    assert_int_equal(status, MS_OK);
    assert_int_equal(ms_table_reader_new(tables, &reader), MS_OK);
}

/* Goes to a case, by its number. */
static inline void go_to(uint64_t number)
{
    ms_table_part part = ms_tables_part(tables, number / MS_PART_CASES);
    ms_table_reader_begin(reader, &part);
    do {
        assert_true(ms_table_reader_next(reader));
    } while (ms_table_reader_case(reader) < number);
}

/* The problems of a case in lines; lasts until the next call. */
static inline const char *problems_of(uint64_t number)
{
    static char text[64 * 1024];
    const ms_document *document;
    go_to(number);
    assert_int_equal(ms_table_reader_read(reader, SOME_DAY, &document), MS_ERROR_INVALID);
    assert_null(document);
    size_t length = 0;
    for (size_t i = 0; i < ms_table_reader_problem_count(reader); i++) {
        const ms_table_problem *p = ms_table_reader_problem(reader, i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s:%d %s %s: %s | %s%s%s\n", p->file,
                                   (int)p->row, p->column == NULL ? "-" : p->column, p->pointer, p->found, p->expected,
                                   p->suggestion == NULL ? "" : " | ", p->suggestion == NULL ? "" : p->suggestion);
        assert_true(length < sizeof text);
    }
    return text;
}

/* The problems of the tables, which cannot be opened. */
static inline const char *open_problems(void)
{
    static char text[4096];
    close_tables();
    assert_int_equal(ms_tables_open(folder, &tables), MS_ERROR_INVALID);
    size_t length = 0;
    for (size_t i = 0; i < ms_tables_problem_count(tables); i++) {
        const ms_table_problem *p = ms_tables_problem(tables, i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s:%d %s: %s | %s%s%s\n", p->file, (int)p->row,
                                   p->column == NULL ? "-" : p->column, p->found, p->expected,
                                   p->suggestion == NULL ? "" : " | ", p->suggestion == NULL ? "" : p->suggestion);
    }
    assert_true(length > 0 && length < sizeof text);
    return text;
}

static inline void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("not in:\n%s\n%s\n", text, part);
        fail();
    }
}

#define TEST(name) cmocka_unit_test_setup(name, empty_folder)

#endif
