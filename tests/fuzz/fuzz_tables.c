/*
 * The reader of tables on any bytes: the six tables one behind the other, with a byte 0x1E between them. Beside memory and
 * undefined behaviour it is held to what tables.h promises of problems; a case has to be the same by the short way and by
 * the long one, and to come back from JSON and from the tables that are written of it as it was; and rows are joined in one
 * order as in any.
 */
#include "batch/csv.h"
#include "batch/open_tables.h"
#include "batch/table_write.h"
#include "facts/json_text.h"
#include "facts/reader.h"
#include "tests/unit/digest.h"

#include <stdlib.h>
#include <string.h>

enum { BETWEEN_TABLES = 0x1E, SOME_DAY = 740000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

/* A text that can be printed: UTF-8 without control characters. */
static void check_text(const char *text)
{
    require(text != NULL);
    size_t left = strlen(text);
    while (left > 0) {
        size_t character = ms_utf8_length(text, left);
        require(character > 0 && ((unsigned char)text[0] >= 0x20 && text[0] != 0x7F));
        text += character;
        left -= character;
    }
}

static void check_problem(const ms_table_problem *problem)
{
    check_text(problem->file);
    check_text(problem->pointer);
    check_text(problem->found);
    check_text(problem->expected);
    if (problem->column != NULL) {
        check_text(problem->column);
    }
    if (problem->suggestion != NULL) {
        check_text(problem->suggestion);
    }
}

static void check_open_problems(const ms_tables *tables)
{
    require(ms_tables_problem_count(tables) > 0);
    for (size_t i = 0; i < ms_tables_problem_count(tables); i++) {
        check_problem(ms_tables_problem(tables, i));
    }
}

static void check_problems(const ms_table_reader *reader)
{
    size_t count = ms_table_reader_problem_count(reader);
    require(count > 0 && count <= 2 * MS_MAX_PROBLEMS);
    for (size_t i = 0; i < count; i++) {
        const ms_table_problem *problem = ms_table_reader_problem(reader, i);
        check_problem(problem);
        require(problem->row >= 2);
    }
}

static void check_rows(const ms_table_reader *reader)
{
    require(ms_table_reader_row_count(reader) > 0);
    for (size_t i = 0; i < ms_table_reader_row_count(reader); i++) {
        ms_table_row row = ms_table_reader_row(reader, i);
        require(row.number >= 2 && row.length > 0);
        require((strcmp(row.file, "cases.csv") == 0) >= (i == 0));
    }
}

/* ---- there and back ---------------------------------------------------------------------------------------------- */

/* A case as the only one of tables that are written of its document. */
static void check_written_tables(const ms_json_tree *tree, const ms_buffer *document)
{
    ms_buffer rows[MS_TABLE_COUNT] = {{0}};
    const char *texts[MS_TABLE_COUNT];
    size_t lengths[MS_TABLE_COUNT];
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        ms_table_header(table, &rows[table]);
    }
    ms_table_write(tree, rows);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        texts[table] = rows[table].text;
        lengths[table] = rows[table].length;
    }
    ms_tables *tables;
    ms_table_reader *reader = NULL;
    const ms_document *read;
    require(ms_tables_open_texts(texts, lengths, &tables) == MS_OK && ms_tables_case_count(tables) == 1);
    require(ms_tables_stray_count(tables) == 0 && ms_table_reader_new(tables, &reader) == MS_OK);
    ms_table_part part = ms_tables_part(tables, 0);
    ms_table_reader_begin(reader, &part);
    require(ms_table_reader_next(reader) && ms_table_reader_read(reader, SOME_DAY, &read) == MS_OK);
    ms_buffer again = {0};
    ms_table_reader_write(reader, &again);
    require(again.length == document->length && memcmp(again.text, document->text, again.length) == 0);
    ms_buffer_free(&again);
    ms_table_reader_free(reader);
    ms_tables_free(tables);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        ms_buffer_free(&rows[table]);
    }
}

/* A case that was read: its document is one, and says the same. */
static void check_document(ms_table_reader *reader)
{
    static ms_reader *json;
    require(json != NULL || ms_reader_new(&json) == MS_OK);
    ms_buffer document = {0};
    ms_table_reader_write(reader, &document);
    const ms_document *read;
    if (document.length <= MS_MAX_DOCUMENT) {
        require(ms_reader_read(json, document.text, document.length, SOME_DAY, &read) == MS_OK);
        check_written_tables(ms_reader_tree(json), &document);
    }
    ms_buffer_free(&document);
}

/* A case is the same by the long way. `found`: its digest, empty where it was refused. */
static void check_long_way(ms_table_reader *reader, const ms_buffer *found)
{
    const ms_document *document;
    ms_buffer digest = {0};
    size_t problems = ms_table_reader_problem_count(reader);
    ms_status status = ms_table_reader_read_by(reader, true, SOME_DAY, &document);
    require((status == MS_OK) == (found->length > 0) && problems == ms_table_reader_problem_count(reader));
    if (status == MS_OK) {
        digest_document(&digest, document);
    }
    require(digest.length == found->length
            && (found->length == 0 || memcmp(digest.text, found->text, found->length) == 0));
    ms_buffer_free(&digest);
}

/* ---- all cases --------------------------------------------------------------------------------------------------- */

/* Reads every case; what they come to, in one text. */
static void read_all(const ms_tables *tables, bool check, ms_buffer *out)
{
    ms_table_reader *reader;
    require(ms_table_reader_new(tables, &reader) == MS_OK);
    uint64_t cases = 0;
    for (uint64_t number = 0; number < ms_tables_part_count(tables); number++) {
        ms_table_part part = ms_tables_part(tables, number);
        ms_table_reader_begin(reader, &part);
        for (; ms_table_reader_next(reader); cases++) {
            require(ms_table_reader_case(reader) == cases);
            const ms_document *document;
            ms_status status = ms_table_reader_read(reader, SOME_DAY, &document);
            require((status == MS_OK) == (document != NULL));
            ms_buffer digest = {0};
            if (status == MS_OK) {
                digest_document(&digest, document);
                require(ms_table_reader_problem_count(reader) == 0);
                ms_table_reader_write(reader, out);
            }
            ms_buffer_put_number(out, ms_table_reader_problem_count(reader));
            if (check && status == MS_OK) {
                check_document(reader);
            } else if (check) {
                check_problems(reader);
            }
            if (check) {
                check_long_way(reader, &digest);
            }
            ms_buffer_free(&digest);
            check_rows(reader);
        }
    }
    require(cases == ms_tables_case_count(tables));
    ms_table_reader_free(reader);
}

/* Tables in one order come to the same when nobody looks at it. */
static void check_join(ms_tables *tables, const ms_buffer *found)
{
    ms_join_free(&tables->join);
    require(ms_join_make_listed(tables->files, &tables->join) == MS_OK);
    require(ms_tables_stray_count(tables) == 0);
    ms_buffer again = {0};
    read_all(tables, false, &again);
    require(again.length == found->length && (again.length == 0 || memcmp(again.text, found->text, again.length) == 0));
    ms_buffer_free(&again);
}

static void check_strays(const ms_tables *tables)
{
    ms_buffer scratch = {0};
    for (uint64_t i = 0; i < ms_tables_stray_count(tables); i++) {
        ms_table_row row;
        ms_table_problem problem;
        require(ms_tables_stray(tables, i, &scratch, &row, &problem));
        check_problem(&problem);
        require(row.number == problem.row && row.number >= 2);
    }
    for (uint64_t i = 0; i < ms_tables_repeated_count(tables); i++) {
        require(ms_tables_repeated(tables, i).number > 2);
    }
    ms_buffer_free(&scratch);
}

/* The tables in copies of their own, so that a byte read beyond one is seen. */
static void split_tables(const char *text, size_t size, char **copies, size_t *lengths)
{
    for (int table = 0; table < MS_TABLE_COUNT && text != NULL; table++) {
        const char *end = size == 0 || table + 1 == MS_TABLE_COUNT ? NULL : memchr(text, BETWEEN_TABLES, size);
        lengths[table] = end == NULL ? size : (size_t)(end - text);
        copies[table] = malloc(lengths[table] > 0 ? lengths[table] : 1);
        require(copies[table] != NULL);
        if (lengths[table] > 0) {
            memcpy(copies[table], text, lengths[table]);
        }
        size -= end == NULL ? size : lengths[table] + 1;
        text = end == NULL ? NULL : end + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copies[MS_TABLE_COUNT] = {NULL};
    size_t lengths[MS_TABLE_COUNT] = {0};
    split_tables((const char *)data, size, copies, lengths);
    ms_tables *tables;
    ms_status status = ms_tables_open_texts((const char *const *)copies, lengths, &tables);
    require(status == MS_OK || status == MS_ERROR_INVALID);
    if (status == MS_OK) {
        ms_buffer found = {0};
        read_all(tables, true, &found);
        check_strays(tables);
        if (tables->join.sorted) {
            check_join(tables, &found);
        }
        ms_buffer_free(&found);
    } else {
        check_open_problems(tables);
    }
    ms_tables_free(tables);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        free(copies[table]);
    }
    return 0;
}
