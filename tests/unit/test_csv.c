/* batch/csv.c: rows and cells, every fault with its cell, and that whoever looks for the end of a row finds the same. */
#include "batch/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 64 };

static ms_csv_cell cells[ROOM];
static ms_csv_row row;

/* Splits the first row of a text that ends where its memory ends, so that a byte read beyond it is seen. */
static char *split_bytes(const char *text, size_t length)
{
    char *exact = malloc(length > 0 ? length : 1);
    assert_non_null(exact);
    if (length > 0) {
        memcpy(exact, text, length);
    }
    ms_csv_split(exact, exact + length, cells, ROOM, &row);
    assert_ptr_equal(row.text, exact);
    const char *end = ms_csv_row_end(exact, exact + length);
    assert_ptr_equal(row.next, end == exact + length ? end : end + 1);
    return exact;
}

/* The cells of the first row of a text that have content, each in [], with its number before it. */
static void assert_cells(const char *text, const char *expected)
{
    char *exact = split_bytes(text, strlen(text));
    char found[512] = "";
    size_t length = 0;
    for (uint32_t i = 0; i < row.count; i++) {
        char plain[256];
        size_t size = cells[i].length;
        if (size == 0) {
            continue;
        }
        memcpy(plain, exact + cells[i].at, size);
        if (ms_csv_is_doubled(exact, cells[i])) {
            size = ms_csv_undouble(exact + cells[i].at, cells[i].length, plain);
        }
        length += (size_t)snprintf(found + length, sizeof found - length, "%u[%.*s]", i, (int)size, plain);
    }
    snprintf(found + length, sizeof found - length, "/%u", row.count);
    assert_string_equal(found, expected);
    free(exact);
}

static void assert_fault(const char *text, size_t length, ms_csv_fault fault, uint32_t cell)
{
    char *exact = split_bytes(text, length);
    assert_int_equal(row.fault, fault);
    assert_int_equal(row.fault_cell, cell);
    assert_true(strlen(ms_csv_found(fault)) > 0 && strlen(ms_csv_expected(fault)) > 0);
    free(exact);
}

static void cells_of_a_row(void **state)
{
    (void)state;
    assert_cells("a,b,c", "0[a]1[b]2[c]/3");
    assert_cells("a,b,c\nd,e\n", "0[a]1[b]2[c]/3");
    assert_cells("a,b,c\r\nd", "0[a]1[b]2[c]/3");
    assert_cells("a,b,c\r", "0[a]1[b]2[c]/3");
    assert_cells("a,,c,\n", "0[a]2[c]/4");
    assert_cells(",\n", "/2");
    assert_cells("\n", "/1");
    assert_cells("\r\n", "/1");
    assert_cells("", "/1");
    assert_cells(" a , b \n", "0[ a ]1[ b ]/2");
    assert_cells("fifteen bytes..,x\n", "0[fifteen bytes..]1[x]/2");
    assert_cells("exactly sixteen.\r\nx", "0[exactly sixteen.]/1");
    assert_cells("fifteen bytes..\r\nx", "0[fifteen bytes..]/1");
    assert_cells("fourteen bytes\r\nx", "0[fourteen bytes]/1");
    assert_cells("Jos\xC3\xA9,Nu\xC3\xB1"
                 "ez\n",
                 "0[Jos\xC3\xA9]1[Nu\xC3\xB1"
                 "ez]/2");
}

static void cells_between_quotation_marks(void **state)
{
    (void)state;
    assert_cells("\"a,b\",c\n", "0[a,b]1[c]/2");
    assert_cells("\"a\nb\r\nc\",d\ne", "0[a\nb\r\nc]1[d]/2");
    assert_cells("\"say \"\"no\"\"\",x\n", "0[say \"no\"]1[x]/2");
    assert_cells("\"\",\"\"\"\"\n", "1[\"]/2");
    assert_cells("a,\"b\"\r\nc", "0[a]1[b]/2");
    assert_cells("a,\"b\"\r", "0[a]1[b]/2");
    assert_cells("a,\"b\"", "0[a]1[b]/2");
    assert_cells("\"x\"\n\"y\"", "0[x]/1");
}

static void faults(void **state)
{
    (void)state;
    assert_fault("a,\"b\nc,d\n", 9, MS_CSV_OPEN, 1);
    assert_fault("\"", 1, MS_CSV_OPEN, 0);
    assert_fault("a,b\"c,d\n", 8, MS_CSV_STRAY_QUOTE, 1);
    assert_fault("a,\"b\"c,d\n", 9, MS_CSV_AFTER_QUOTE, 1);
    assert_fault("a,\"b\" \r\n", 8, MS_CSV_AFTER_QUOTE, 1);
    assert_fault("a,b\rc,d\n", 8, MS_CSV_RETURN, 1);
    assert_fault("a\r\r\n", 4, MS_CSV_RETURN, 0);
    assert_fault("exactly sixteen.\r\r\n", 19, MS_CSV_RETURN, 0);
    assert_fault("fourteen bytes\r\r\n", 17, MS_CSV_RETURN, 0);
    assert_fault("a,b\0c\n", 6, MS_CSV_NUL, 1);
    assert_fault("a,\"b\0c\"\n", 8, MS_CSV_NUL, 1);
    assert_fault("a,,\xFF\n", 5, MS_CSV_NOT_UTF8, 2);
    assert_fault("\xC3\n", 2, MS_CSV_NOT_UTF8, 0);
    assert_fault("0123456789abcdef\xED\xA0\x80,b\n", 22, MS_CSV_NOT_UTF8, 0);
    char *exact = split_bytes("a,\x01tab\there\x7F\n", 13); /* other control characters are text */
    assert_int_equal(row.fault, MS_CSV_GOOD);
    free(exact);
}

/* A row that is open ends at its first line break, so that the rows behind it are still read. */
static void an_open_row_ends_somewhere(void **state)
{
    (void)state;
    char *exact = split_bytes("a,\"b\nc,d\n", 9);
    assert_ptr_equal(row.next, exact + 5);
    free(exact);
}

static void long_rows(void **state)
{
    (void)state;
    size_t length = MS_CSV_LONGEST_ROW + 2;
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, 'x', length);
    text[length - 1] = '\n';
    ms_csv_split(text, text + length, cells, ROOM, &row);
    assert_int_equal(row.fault, MS_CSV_TOO_LONG);
    assert_int_equal(row.count, 0);
    assert_ptr_equal(row.next, text + length);
    text[length - 2] = '\n';
    ms_csv_split(text, text + length, cells, ROOM, &row);
    assert_int_equal(row.fault, MS_CSV_GOOD);
    assert_int_equal(cells[0].length, MS_CSV_LONGEST_ROW);
    memset(text, ',', length);
    ms_csv_split(text, text + MS_CSV_LONGEST_ROW, cells, ROOM, &row);
    assert_int_equal(row.count, MS_CSV_LONGEST_ROW + 1);
    assert_int_equal(cells[ROOM - 1].at, ROOM - 1);
    text[0] = '"'; /* what no quotation mark closes for a whole row's length ends at its line */
    memset(text + 1, 'x', length - 1);
    text[length / 2] = '\n';
    text[length - 1] = '"';
    ms_csv_split(text, text + length, cells, ROOM, &row);
    assert_int_equal(row.fault, MS_CSV_OPEN);
    assert_ptr_equal(row.next, text + length / 2 + 1);
    free(text);
}

static void fewer_cells_than_there_are(void **state)
{
    (void)state;
    static const char text[] = "a,,c,d,e\n\"f\",g\n";
    cells[3].at = 77;
    ms_csv_split(text, text + sizeof text - 1, cells, 3, &row);
    assert_int_equal(row.count, 5);
    assert_int_equal(cells[1].length, 0);
    assert_int_equal(cells[2].at, 3);
    assert_int_equal(cells[3].at, 77); /* nothing is written behind the room */
    ms_csv_split(text, text + sizeof text - 1, NULL, 0, &row);
    assert_int_equal(row.count, 5);
    assert_int_equal(row.length, 8);
    static const char alone[] = "alone\n";
    ms_csv_split(alone, alone + sizeof alone - 1, NULL, 0, &row);
    assert_int_equal(row.count, 1);
}

static void blank_rows(void **state)
{
    (void)state;
    static const char *const blank[] = {"", "\n", "\r\n", ",,,\n", ",,\r\n", ","};
    for (size_t i = 0; i < sizeof blank / sizeof blank[0]; i++) {
        assert_true(ms_csv_blank(blank[i], blank[i] + strlen(blank[i])));
    }
    static const char *const filled[] = {" ", ",a\n", "\"\"\n"};
    for (size_t i = 0; i < sizeof filled / sizeof filled[0]; i++) {
        assert_false(ms_csv_blank(filled[i], filled[i] + strlen(filled[i])));
    }
}

/* ---- against a simpler eye ------------------------------------------------------------------------------------------- */

/* Cell by cell, character by character, for texts without faults. */
static void assert_same_as_simple(const char *text, size_t length)
{
    size_t at = 0;
    uint32_t count = 0;
    bool more = true;
    while (more) {
        size_t size = 0;
        bool quoted = at < length && text[at] == '"';
        size_t from = at += quoted;
        while (at < length) {
            bool doubled = quoted && text[at] == '"' && at + 1 < length && text[at + 1] == '"';
            bool ends = quoted ? text[at] == '"' && !doubled : text[at] == ',' || text[at] == '\n';
            if (ends) {
                break;
            }
            at += doubled ? 2 : 1;
        }
        size = at - from;
        at += quoted;
        bool last = at >= length || text[at] == '\n';
        if (!quoted && last && size > 0 && text[from + size - 1] == '\r') {
            size--;
        }
        assert_int_equal(cells[count].length, size);
        if (size > 0) {
            assert_int_equal(cells[count].at, from);
            assert_int_equal(from > 0 && text[from - 1] == '"', quoted);
        }
        count++;
        while (at < length && text[at] == '\r') {
            at++;
        }
        more = at < length && text[at++] == ',';
    }
    assert_int_equal(row.count, count);
}

static uint32_t draw(uint32_t below)
{
    static uint64_t state = 20261122;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

static void drawn_rows(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "bc",   ",",  ",",        ",,",         "\"", "\"\"",
                                         "\n", "\r\n", "\r", "\xC3\xA9", "0123456789", " "};
    size_t good = 0;
    for (int i = 0; i < 200000; i++) {
        char text[192];
        size_t length = 0;
        for (uint32_t left = draw(14); left > 0; left--) {
            const char *piece = pieces[draw(sizeof pieces / sizeof pieces[0])];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        if (draw(2) == 0) { /* other rows behind it, so that it does not end with the text */
            memset(text + length, '\n', 80);
            length += 80;
        }
        char *exact = split_bytes(text, length);
        if (row.fault == MS_CSV_GOOD) {
            assert_same_as_simple(exact, length);
            good++;
        }
        free(exact);
    }
    assert_true(good > 50000);
}

/* What is written as a cell is read as it was. */
static void written_cells_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"a",        "a,b", "say \"no\"", "\"", "\"\"",       "line\nbreak",
                                        "return\r", " a ", "\r\n",       ",",  "caf\xC3\xA9"};
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    ms_buffer out = {0};
    for (size_t i = 0; i < TEXTS; i++) {
        ms_buffer_add(&out, ",", i == 0 ? 0 : 1);
        ms_csv_put(&out, texts[i], strlen(texts[i]));
    }
    ms_buffer_add(&out, ",\n", 2);
    char *exact = split_bytes(out.text, out.length);
    assert_int_equal(row.fault, MS_CSV_GOOD);
    assert_int_equal(row.count, TEXTS + 1);
    assert_true(row.doubled);
    for (size_t i = 0; i < TEXTS; i++) {
        char plain[64];
        size_t length = ms_csv_undouble(exact + cells[i].at, cells[i].length, plain);
        assert_int_equal(length, strlen(texts[i]));
        assert_memory_equal(plain, texts[i], length);
    }
    free(exact);
    ms_buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_a_row),
        cmocka_unit_test(cells_between_quotation_marks),
        cmocka_unit_test(faults),
        cmocka_unit_test(an_open_row_ends_somewhere),
        cmocka_unit_test(long_rows),
        cmocka_unit_test(fewer_cells_than_there_are),
        cmocka_unit_test(blank_rows),
        cmocka_unit_test(drawn_rows),
        cmocka_unit_test(written_cells_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
