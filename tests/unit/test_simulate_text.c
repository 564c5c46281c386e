/* batch/simulation_text and batch/figure_columns: a simulation as text, its totals made up to see what becomes of them. */
#include "batch/figure_columns.h"
#include "batch/simulation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { AS_OF = 739922, MOST = 8 }; /* 2026-11-02 */

static ms_grid *grid;
static ms_setting_totals totals[MOST];
static ms_examples examples[MOST];
static ms_simulation simulation;
static ms_buffer out;

/* ---- preparing --------------------------------------------------------------------------------------------------- */

/* A simulation of so many children in which nothing is counted yet. */
static void begin_text(const char *varied, uint64_t children)
{
    ms_settings settings;
    assert_int_equal(ms_settings_at(AS_OF, &settings), MS_OK);
    assert_true(ms_grid_new(&settings, &grid, &out));
    assert_true(ms_grid_vary(grid, varied, &out));
    assert_true(ms_grid_finish(grid, &out));
    assert_true(grid->setting_count <= MOST);
    memset(totals, 0, sizeof totals);
    memset(examples, 0, sizeof examples);
    simulation = (ms_simulation){.grid = grid,
                                 .case_count = children,
                                 .child_count = children,
                                 .as_of = MS_NO_DATE,
                                 .totals = totals,
                                 .examples = examples};
}

static const char *text_of(void)
{
    out.length = 0;
    ms_simulation_text(&simulation, &out);
    ms_buffer_add(&out, "", 1);
    assert_false(out.failed);
    return out.text;
}

static void end_text(void)
{
    ms_grid_free(grid);
    ms_buffer_free(&out);
}

/* Puts the children of a setting under paragraphs that are possible for them. */
static void put_children(uint32_t setting, unsigned possible, int64_t children)
{
    totals[setting].codes[possible] += children;
    totals[setting].cases[(possible & (possible - 1)) == 0 ? MS_DETERMINED : MS_NEEDS_INFORMATION] += children;
}

static void move_all(uint32_t setting, unsigned from, unsigned to, uint64_t children)
{
    ms_setting_totals *moved = &totals[setting];
    moved->moved[from][to] = children;
    moved->moved_cases = moved->other_percentage = moved->certain_movers = moved->possible_movers = children;
}

/* All children are open under 5 %, go to (E) under 3 % and to (C) under 8 %, and everybody's premium is 100.00 a month. */
static void fill(int64_t children)
{
    put_children(0, 1u << MS_5E, children);
    put_children(1, 1u << MS_5C | 1u << MS_5E, children);
    put_children(2, 1u << MS_5C, children);
    move_all(0, MS_STANDS_NEEDS, MS_5E, (uint64_t)children);
    move_all(2, MS_STANDS_NEEDS, MS_5C, (uint64_t)children);
    for (uint32_t setting = 0; setting < 3; setting++) {
        for (int party = MS_PNS; party <= MS_PSS; party++) {
            totals[setting].premiums[party] =
                (ms_premiums){.year_cents = (__int128_t)children * 120000, .plans = children, .unknown = children};
        }
    }
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

/* A number as it is written: digits with a comma before each three but the first, and no needless zero. */
static bool is_number(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool comma = i > 0 && (length - i) % 4 == 0;
        if (comma ? at[i] != ',' : at[i] < '0' || at[i] > '9') {
            return false;
        }
    }
    return length > 0 && (at[0] != '0' || length == 1);
}

/* What stands in a table: a number, dollars, a dot, or the value of a setting. */
static void assert_figure(const char *at, size_t length)
{
    size_t sign = length > 0 && at[0] == '$';
    if (strspn(at, "0123456789,.$") < length) {
        return; /* a word */
    }
    if (!(length == 1 && at[0] == '.') && !is_number(at + sign, length - sign)) {
        fail_msg("run together: %.*s", (int)length, at);
    }
}

/* No two figures of a text run together. */
static void assert_apart(const char *text)
{
    for (const char *at = strstr(text, "Children by outcome"); *at != '\0';) {
        size_t length = strcspn(at, " \n");
        assert_figure(at, length);
        at += length;
        at += strspn(at, " \n");
    }
}

/* The longest line. */
static size_t widest_line(const char *text)
{
    size_t widest = 0;
    for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
        size_t length = strcspn(at, "\n");
        widest = length > widest ? length : widest;
    }
    return widest;
}

static void numbers_stay_apart(void **state)
{
    (void)state;
    static const int64_t children[] = {0,         999999,      1280000,      12345678,
                                       123456789, 12345678901, 999999999999, INT64_MAX / 4};
    for (size_t i = 0; i < sizeof children / sizeof children[0]; i++) {
        begin_text("percent=3,5,8", (uint64_t)children[i]);
        fill(children[i]);
        const char *text = text_of();
        assert_apart(text);
        if (children[i] < 100000000) {
            assert_in_range(widest_line(text), 1, 80);
        }
        end_text();
    }
}

static void a_million_children(void **state)
{
    (void)state;
    begin_text("percent=3,5,8", 1280000);
    fill(1280000);
    const char *text = text_of();
    static const char *const rows[] = {
        "\n  3              0       0         0       0 1,280,000       0       0         0\n",
        "\n  8        $128,000,000 1,280,000 1,280,000 $128,000,000 1,280,000 1,280,000\n",
        "\n            most       0       0 1,280,000       0 1,280,000       0       0\n",
        "\n  needs         .       .       .       . 1,280,000       .       .        \n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_non_null(strstr(text, rows[i]));
    }
    end_text();
}

/* Where all figures are wide, lines are longer than 80 columns rather than run together. */
static void figures_wider_than_the_page(void **state)
{
    (void)state;
    begin_text("percent=3,5,8", UINT64_C(80000000000));
    for (uint32_t setting = 0; setting < 3; setting++) {
        for (unsigned paragraph = MS_5A; paragraph <= MS_5F; paragraph++) {
            put_children(setting, 1u << paragraph, INT64_C(10000000000));
            put_children(setting, 1u << paragraph | 1u << MS_NO_PARAGRAPH, INT64_C(3333333333));
        }
    }
    const char *text = text_of();
    assert_apart(text);
    assert_true(widest_line(text) > 80);
    end_text();
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

/* Whether the bounds have a row of the setting with this name. */
static bool has_bounds_of(const char *text, const char *name)
{
    const char *table = strstr(text, "Once missing facts are known");
    const char *row = table == NULL ? NULL : strstr(table, name);
    return row != NULL && strncmp(row + strlen(name), " least ", 7) == 0;
}

/* A setting that is open is among them, also where others tell more. */
static void bounds_of_what_is_open(void **state)
{
    (void)state;
    begin_text("percent=3,4,5,8", 10);
    for (uint32_t setting = 0; setting < 4; setting++) {
        put_children(setting, 1u << MS_5E, 8);
        put_children(setting, setting == 1 ? 1u << MS_5C | 1u << MS_5E : 1u << MS_5E, 2);
    }
    move_all(0, MS_5C, MS_5E, 5);
    move_all(1, MS_5E, MS_STANDS_NEEDS, 2);
    const char *text = text_of();
    assert_true(has_bounds_of(text, "\n  3       "));
    assert_true(has_bounds_of(text, "\n  4       "));
    assert_true(has_bounds_of(text, "\n  5 *     "));
    assert_false(has_bounds_of(text, "\n  8       "));
    end_text();
}

static void no_bounds_where_nothing_is_open(void **state)
{
    (void)state;
    begin_text("percent=3,5", 10);
    put_children(0, 1u << MS_5E, 10);
    put_children(1, 1u << MS_5C, 10);
    assert_null(strstr(text_of(), "Once missing facts are known"));
    end_text();
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static ms_figure_columns columns_of(size_t count, size_t width)
{
    ms_figure_columns columns = {.count = count};
    for (size_t i = 0; i < count; i++) {
        columns.width[i] = width;
    }
    return columns;
}

static void columns_keep_their_width(void **state)
{
    (void)state;
    ms_figure_columns columns = columns_of(3, 8);
    ms_columns_hold(&columns, 1, 7);
    ms_columns_hold(&columns, 1, 5); /* a shorter one changes nothing */
    assert_int_equal(ms_columns_needed(&columns), 8);
    ms_columns_fit(&columns, 24);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(columns.width[i], 8);
    }
}

static void columns_give_way(void **state)
{
    (void)state;
    ms_figure_columns columns = columns_of(3, 8);
    ms_columns_hold(&columns, 0, 6);
    ms_columns_hold(&columns, 1, 10);
    ms_columns_hold(&columns, 2, 3);
    ms_columns_fit(&columns, 24);
    assert_int_equal(columns.width[0], 8);
    assert_int_equal(columns.width[1], 11);
    assert_int_equal(columns.width[2], 5);
    ms_columns_fit(&columns, 10); /* no less than is needed */
    assert_int_equal(columns.width[0], 7);
    assert_int_equal(columns.width[1], 11);
    assert_int_equal(columns.width[2], 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stay_apart),
        cmocka_unit_test(a_million_children),
        cmocka_unit_test(figures_wider_than_the_page),
        cmocka_unit_test(bounds_of_what_is_open),
        cmocka_unit_test(no_bounds_where_nothing_is_open),
        cmocka_unit_test(columns_keep_their_width),
        cmocka_unit_test(columns_give_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
