/* facts/: how wide characters are, and where lines are broken. */
#include "facts/columns.h"
#include "facts/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static void columns_of_characters(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {{"", 0},
                {"abc", 3},
                {"\xC3\xA9", 1},                 /* e acute */
                {"e\xCC\x81", 1},                /* e and a combining acute */
                {"\xE5\xB1\xB1\xE7\x94\xB0", 4}, /* two ideographs */
                {"\xF0\x9F\x91\xB6", 2},         /* an emoji */
                {"\xE2\x80\x8B", 0},             /* zero width space */
                {"\xE1\x85\xA1", 0},             /* a medial jamo */
                {"\xEF\xBC\xA1", 2},             /* fullwidth A */
                {"\xC3", 1},                     /* cut off */
                {"\x80\xFF", 2}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(ms_columns(rows[i].text, strlen(rows[i].text)), rows[i].columns);
    }
}

static void lines_are_wrapped(void **state)
{
    (void)state;
    ms_buffer out = {0};
    ms_layout layout = {.out = &out};
    char text[200];
    memset(text, 'x', sizeof text);
    text[30] = ' ';
    text[31] = ' ';
    ms_lay_out(&layout, (ms_paragraph_layout){.indent = 2, .hang = 10, .label = "-"}, text, sizeof text);
    ms_buffer_add(&out, "", 1);
    const char *line = strtok(out.text, "\n");
    assert_int_equal(strlen(line), 40);
    assert_memory_equal(line, "  -       x", 11);
    line = strtok(NULL, "\n");
    assert_int_equal(strlen(line), MS_TEXT_COLUMNS);
    line = strtok(NULL, "\n");
    assert_int_equal(strlen(line), MS_TEXT_COLUMNS);
    line = strtok(NULL, "\n");
    assert_int_equal(strlen(line), 10 + 200 - 32 - 2 * 70);
    assert_null(strtok(NULL, "\n"));
    ms_buffer_free(&out);
}

static void wide_characters_are_not_cut(void **state)
{
    (void)state;
    char text[240];
    for (size_t i = 0; i < 80; i++) {
        memcpy(text + 3 * i, "\xE5\xB1\xB1", 3);
    }
    assert_int_equal(ms_line_length(text, sizeof text, 79, NULL), 3 * 39);
    assert_int_equal(ms_line_length(text, sizeof text, 1, NULL), 3);
    assert_int_equal(ms_line_length("abc def", 7, 7, NULL), 7);
    assert_int_equal(ms_line_length("abc def", 7, 6, NULL), 3);
    assert_int_equal(ms_line_length("abc def", 7, 3, NULL), 3);
    assert_int_equal(ms_line_length("abc def", 7, 2, NULL), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_of_characters),
        cmocka_unit_test(lines_are_wrapped),
        cmocka_unit_test(wide_characters_are_not_cut),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
