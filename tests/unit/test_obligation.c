/* law/obligation.c: 13 CSR 40-112.010(5)(A) to (F), where nothing is open. */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ms_readings defaults = {{0}};

static const ms_readings literal = {
    {[MS_UNWILLING_COVERAGE] = MS_UNWILLING_LITERAL,
     [MS_INACCESSIBLE_PLAN] = MS_INACCESSIBLE_LITERAL,
     [MS_PUBLIC_THROUGH_ANOTHER] = MS_PUBLIC_LITERAL},
};

/* What a parent's plans come to: `none` at a reasonable cost, one out of reach, or one that suits. */
static const ms_side none = {false, false, false};
static const ms_side out_of_reach = {false, true, false};
static const ms_side suits = {false, true, true};
static const ms_side covers_only = {true, false, false};
static const ms_side covers_and_suits = {true, true, true};

/* Two parents who can be ordered, the one seeking support willing, the child on no public coverage. */
static ms_situation parents(ms_side pns, ms_side pss)
{
    return (ms_situation){.pns = pns, .pss = pss, .pss_can_be_ordered = true, .pss_wants = true};
}

static ms_situation unwilling(ms_side pns, ms_side pss)
{
    ms_situation s = parents(pns, pss);
    s.pss_wants = false;
    return s;
}

static ms_situation on_public(ms_side pns, ms_side pss, ms_enrolment way)
{
    ms_situation s = parents(pns, pss);
    s.public_coverage = way;
    return s;
}

static void assert_outcome(ms_situation s, const ms_readings *readings, ms_paragraph expected)
{
    assert_int_equal(ms_rule_5(&s, readings), expected);
}

/* ---- the cases that a lawyer would name -------------------------------------------------------------------------- */

/* Cites: 13 CSR 40-112.010(5)(A) */
static void a_the_parent_who_has_the_child_covered_goes_on(void **state)
{
    (void)state;
    assert_outcome(parents(covers_only, none), &defaults, MS_5A);
    assert_outcome(parents(covers_and_suits, none), &defaults, MS_5A);
}

/* (A) has no test of cost or place: cover at 9 % of income stands before the other parent's plan at 3 %. */
/* Cites: 13 CSR 40-112.010(5)(A) */
static void a_decides_before_the_other_parent_s_better_plan(void **state)
{
    (void)state;
    assert_outcome(parents(covers_only, suits), &defaults, MS_5A);
    assert_outcome(parents(covers_only, covers_and_suits), &defaults, MS_5A);
    assert_outcome(on_public(covers_only, suits, MS_THROUGH_PSS), &defaults, MS_5A);
}

/* Cites: 13 CSR 40-112.010(5)(B) */
static void b_the_parent_seeking_support_covers_and_wants_to_go_on(void **state)
{
    (void)state;
    assert_outcome(parents(none, covers_only), &defaults, MS_5B);
    assert_outcome(parents(suits, covers_only), &defaults, MS_5B);
    assert_outcome(on_public(none, covers_only, MS_THROUGH_ANOTHER), &defaults, MS_5B);
}

/* Cites: 13 CSR 40-112.010(5)(B) */
static void b_needs_cover_and_not_only_the_wish(void **state)
{
    (void)state;
    ms_situation s = parents(none, suits);
    assert_false(ms_rule_5b(&s));
    assert_outcome(s, &defaults, MS_5D);
}

/* Cites: 13 CSR 40-112.010(5)(C) */
static void c_a_suitable_plan_of_the_parent_not_seeking_support(void **state)
{
    (void)state;
    assert_outcome(parents(suits, none), &defaults, MS_5C);
    assert_outcome(parents(suits, suits), &defaults, MS_5C);
    assert_outcome(on_public(suits, none, MS_THROUGH_PSS), &defaults, MS_5C);
}

/* Cites: 13 CSR 40-112.010(5)(D) */
static void d_a_suitable_plan_of_the_parent_seeking_support(void **state)
{
    (void)state;
    assert_outcome(parents(none, suits), &defaults, MS_5D);
    assert_outcome(on_public(none, suits, MS_THROUGH_PSS), &defaults, MS_5D);
    assert_outcome(on_public(none, suits, MS_THROUGH_ANOTHER), &literal, MS_5D);
}

/* Cites: 13 CSR 40-112.010(5)(E) */
static void e_no_suitable_plan_and_public_coverage(void **state)
{
    (void)state;
    assert_outcome(on_public(none, none, MS_THROUGH_PSS), &defaults, MS_5E);
    assert_outcome(on_public(out_of_reach, out_of_reach, MS_THROUGH_PSS), &defaults, MS_5E);
    assert_outcome(on_public(out_of_reach, out_of_reach, MS_THROUGH_PSS), &literal, MS_5E);
}

/* Cites: 13 CSR 40-112.010(5)(F) */
static void f_no_suitable_plan_and_no_public_coverage(void **state)
{
    (void)state;
    assert_outcome(parents(none, none), &defaults, MS_5F);
    assert_outcome(parents(out_of_reach, out_of_reach), &defaults, MS_5F);
    assert_outcome(parents(out_of_reach, none), &literal, MS_5F);
}

/* ---- where the text leaves a question open ----------------------------------------------------------------------- */

/* The digest's A-38, family G1: (C) asks that neither parent maintains coverage. */
/* Cites: 13 CSR 40-112.010(5)(B), 13 CSR 40-112.010(5)(C) */
static void unwilling_cover_beside_a_suitable_plan(void **state)
{
    (void)state;
    assert_outcome(unwilling(suits, covers_only), &defaults, MS_5C);
    assert_outcome(unwilling(suits, covers_only), &literal, MS_NO_PARAGRAPH);
    assert_outcome(unwilling(suits, covers_and_suits), &literal, MS_NO_PARAGRAPH);
}

/* (D) knows no wish: it can reach the same unwilling parent. */
/* Cites: 13 CSR 40-112.010(5)(D) */
static void unwilling_cover_that_suits_comes_back_under_d(void **state)
{
    (void)state;
    assert_outcome(unwilling(none, covers_and_suits), &defaults, MS_5D);
    assert_outcome(unwilling(none, covers_and_suits), &literal, MS_5D);
    assert_outcome(unwilling(none, covers_only), &defaults, MS_5F);
    assert_outcome(unwilling(none, covers_only), &literal, MS_5F);
}

/* The digest's A-40, family G2: reasonable and out of reach. */
/* Cites: 13 CSR 40-112.010(5)(C), 13 CSR 40-112.010(5)(D) */
static void a_reasonable_plan_out_of_reach(void **state)
{
    (void)state;
    assert_outcome(parents(out_of_reach, suits), &defaults, MS_5D);
    assert_outcome(parents(out_of_reach, suits), &literal, MS_NO_PARAGRAPH);
    assert_outcome(on_public(out_of_reach, suits, MS_THROUGH_PSS), &literal, MS_NO_PARAGRAPH);
}

/* The digest's A-47, family G3: publicly covered, but not through the parent seeking support. */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void public_coverage_through_another(void **state)
{
    (void)state;
    assert_outcome(on_public(none, none, MS_THROUGH_ANOTHER), &defaults, MS_5E);
    assert_outcome(on_public(none, none, MS_THROUGH_ANOTHER), &literal, MS_NO_PARAGRAPH);
}

/* A custodian who is no parent, or an agency: (B) and (D) cannot order, and (C) finds no parent who maintains. */
/* Cites: 13 CSR 40-112.010(5)(B), 13 CSR 40-112.010(5)(D), 13 CSR 40-112.010(1)(B) */
static void nobody_to_order_on_the_seeking_side(void **state)
{
    (void)state;
    for (int way = MS_NOT_ENROLLED; way <= MS_THROUGH_PSS; way++) {
        ms_situation s = on_public(none, covers_and_suits, (ms_enrolment)way);
        s.pss_can_be_ordered = false;
        assert_outcome(s, &defaults, way == MS_THROUGH_PSS ? MS_5E : MS_5F);
        s.pns = suits;
        assert_outcome(s, &literal, MS_5C);
    }
}

/* ---- every situation under every reading, against rows that read like the rule ----------------------------------- */

/* Columns: the parent not seeking support covers (y n), the other can be ordered, covers, wants to go on; what plan
 * each has (- none at a reasonable cost, r one out of reach, s one that suits); public coverage (0 none, S through the
 * parent seeking support, O otherwise); the readings of unwilling cover, of a plan out of reach and of public coverage
 * through another (d as by default, l literal). A star matches anything; the first row that matches has the outcome. */
enum { COLUMNS = 10 };

static const struct row {
    const char *pattern;
    ms_paragraph outcome;
} rows[] = {
    {"y*********", MS_5A},           /* has the child covered */
    {"nyyy******", MS_5B},           /* the other has, and wants to maintain it */
    {"nyyns**l**", MS_NO_PARAGRAPH}, /* G1: unwilling, read literally: only (C) could order it */
    {"n***s*****", MS_5C},           /* a plan at a reasonable cost that is accessible */
    {"ny**rs**l*", MS_NO_PARAGRAPH}, /* G2: reasonable and out of reach, read literally */
    {"ny***s****", MS_5D},           /* the other's plan at a reasonable cost that is accessible */
    {"n*****S***", MS_5E},           /* on public coverage through the parent seeking support */
    {"n*****O**l", MS_NO_PARAGRAPH}, /* G3: on public coverage otherwise, read literally */
    {"n*****O**d", MS_5E},           /* on public coverage otherwise */
    {"n*****0***", MS_5F},           /* not enrolled */
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static const char *const letters[COLUMNS] = {"ny", "ny", "ny", "ny", "-rs", "-rs", "0SO", "dl", "dl", "dl"};

static int row_of(const char *situation)
{
    for (int row = 0; row < ROWS; row++) {
        int column = 0;
        while (column < COLUMNS
               && (rows[row].pattern[column] == '*' || rows[row].pattern[column] == situation[column])) {
            column++;
        }
        if (column == COLUMNS) {
            return row;
        }
    }
    return ROWS;
}

static ms_side side_from(char covers, char plan)
{
    return (ms_side){.covers = covers == 'y', .reasonable = plan != '-', .suitable = plan == 's'};
}

static ms_paragraph decide(const char *t)
{
    ms_situation s = {.pns = side_from(t[0], t[4]),
                      .pss = side_from(t[2], t[5]),
                      .pss_can_be_ordered = t[1] == 'y',
                      .pss_wants = t[3] == 'y',
                      .public_coverage = t[6] == '0'   ? MS_NOT_ENROLLED
                                         : t[6] == 'S' ? MS_THROUGH_PSS
                                                       : MS_THROUGH_ANOTHER};
    ms_readings readings = {{0}};
    readings.choice[MS_UNWILLING_COVERAGE] = t[7] == 'l' ? MS_UNWILLING_LITERAL : MS_NOT_MAINTAINED;
    readings.choice[MS_INACCESSIBLE_PLAN] = t[8] == 'l' ? MS_INACCESSIBLE_LITERAL : MS_GO_ON;
    readings.choice[MS_PUBLIC_THROUGH_ANOTHER] = t[9] == 'l' ? MS_PUBLIC_LITERAL : MS_AS_E;
    return ms_rule_5(&s, &readings);
}

/* Steps to the next text over the letters; false after the last. */
static bool next_text(char *text)
{
    for (int column = 0; column < COLUMNS; column++) {
        const char *next = strchr(letters[column], text[column]) + 1;
        if (*next != '\0') {
            text[column] = *next;
            return true;
        }
        text[column] = letters[column][0];
    }
    return false;
}

/* Cites: 13 CSR 40-112.010(5)(A), (B), (C), (D), (E), (F) */
static void every_situation_under_every_reading(void **state)
{
    (void)state;
    int matched[ROWS + 1] = {0};
    int situations = 0;
    char text[COLUMNS + 1] = "";
    for (int column = 0; column < COLUMNS; column++) {
        text[column] = letters[column][0];
    }
    do {
        int row = row_of(text);
        matched[row]++;
        situations++;
        if (row == ROWS || decide(text) != rows[row].outcome) {
            fail_msg("%s: row %d, outcome %d", text, row, (int)decide(text));
        }
    } while (next_text(text));
    assert_int_equal(situations, 2 * 2 * 2 * 2 * 3 * 3 * 3 * 2 * 2 * 2);
    for (int row = 0; row < ROWS; row++) {
        assert_true(matched[row] > 0);
    }
}

/* ---- the literal text, paragraph by paragraph -------------------------------------------------------------------- */

typedef struct tally {
    int none, one, more, unwilling, out_of_reach, through_another;
} tally;

static void count_literally(const ms_situation *s, tally *counted)
{
    int outcomes = ms_rule_5a(s) + ms_rule_5b(s) + ms_rule_5c(s, &literal) + ms_rule_5d(s, &literal)
                   + ms_rule_5e(s, &literal) + ms_rule_5f(s);
    counted->none += outcomes == 0;
    counted->one += outcomes == 1;
    counted->more += outcomes > 1;
    if (outcomes > 0) {
        assert_int_not_equal(ms_rule_5(s, &literal), MS_NO_PARAGRAPH);
        return;
    }
    assert_int_equal(ms_rule_5(s, &literal), MS_NO_PARAGRAPH);
    counted->unwilling += s->pns.suitable;
    counted->out_of_reach += !s->pns.suitable && s->pss.suitable;
    counted->through_another += !s->pns.suitable && !s->pss.suitable;
}

/* The digest's count (6.0): nine facts, 288 situations that can be; each paragraph read alone has 156 with one outcome,
 * 36 with none in three families, 96 with two. */
/* Cites: 13 CSR 40-112.010(5)(A), (B), (C), (D), (E), (F) */
static void the_literal_text_has_36_gaps_and_96_doubles(void **state)
{
    (void)state;
    tally counted = {0};
    for (int i = 0; i < 2 * 3 * 4 * 4 * 3; i++) {
        int cover = i / 2 % 3, pns = i / 6 % 4, pss = i / 24 % 4; /* reasonable is bit 0, accessible bit 1 */
        ms_situation s = {.pns = {i % 2 == 1, (pns & 1) != 0, pns == 3},
                          .pss = {cover > 0, (pss & 1) != 0, pss == 3},
                          .pss_can_be_ordered = true,
                          .pss_wants = cover == 2,
                          .public_coverage = (ms_enrolment)(i / 96)};
        count_literally(&s, &counted);
    }
    assert_int_equal(counted.one, 156);
    assert_int_equal(counted.none, 36);
    assert_int_equal(counted.more, 96);
    assert_int_equal(counted.unwilling, 12);
    assert_int_equal(counted.out_of_reach, 6);
    assert_int_equal(counted.through_another, 18);
}

/* (D), (E) and (F) do not repeat that neither parent maintains coverage: on their own words they meet (A) and (B). */
/* Cites: 13 CSR 40-112.010(5)(D), 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void the_last_three_paragraphs_do_not_ask_about_present_cover(void **state)
{
    (void)state;
    ms_situation d = parents(covers_only, suits);
    ms_situation e = on_public(covers_only, none, MS_THROUGH_PSS);
    ms_situation f = parents(none, covers_only);
    assert_true(ms_rule_5a(&d) && ms_rule_5d(&d, &literal));
    assert_true(ms_rule_5a(&e) && ms_rule_5e(&e, &literal));
    assert_true(ms_rule_5b(&f) && ms_rule_5f(&f));
    assert_outcome(d, &literal, MS_5A);
    assert_outcome(e, &literal, MS_5A);
    assert_outcome(f, &literal, MS_5B);
}

/* ---- what is ordered, and from whom ------------------------------------------------------------------------------ */

/* Cites: 13 CSR 40-112.010(5)(A), (B), (C), (D), (E), (F) */
static void what_each_paragraph_orders_and_from_whom(void **state)
{
    (void)state;
    static const struct {
        ms_paragraph paragraph;
        ms_obligation obligation;
        ms_party obligor;
    } orders[] = {
        {MS_5A, MS_PROVIDE_COVERAGE, MS_PNS},
        {MS_5B, MS_PROVIDE_COVERAGE, MS_PSS},
        {MS_5C, MS_PROVIDE_COVERAGE, MS_PNS},
        {MS_5D, MS_PROVIDE_COVERAGE, MS_PSS},
        {MS_5E, MS_PAY_UNCOVERED_COSTS, MS_PNS},
        {MS_5F, MS_PAY_REASONABLE_COSTS, MS_PNS},
        {MS_NO_PARAGRAPH, MS_NO_OBLIGATION, MS_PARTY_UNKNOWN},
    };
    assert_int_equal(sizeof orders / sizeof orders[0], MS_PARAGRAPH_COUNT);
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        assert_int_equal(ms_rule_5_obligation(orders[i].paragraph), orders[i].obligation);
        assert_int_equal(ms_rule_5_obligor(orders[i].paragraph), orders[i].obligor);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_the_parent_who_has_the_child_covered_goes_on),
        cmocka_unit_test(a_decides_before_the_other_parent_s_better_plan),
        cmocka_unit_test(b_the_parent_seeking_support_covers_and_wants_to_go_on),
        cmocka_unit_test(b_needs_cover_and_not_only_the_wish),
        cmocka_unit_test(c_a_suitable_plan_of_the_parent_not_seeking_support),
        cmocka_unit_test(d_a_suitable_plan_of_the_parent_seeking_support),
        cmocka_unit_test(e_no_suitable_plan_and_public_coverage),
        cmocka_unit_test(f_no_suitable_plan_and_no_public_coverage),
        cmocka_unit_test(unwilling_cover_beside_a_suitable_plan),
        cmocka_unit_test(unwilling_cover_that_suits_comes_back_under_d),
        cmocka_unit_test(a_reasonable_plan_out_of_reach),
        cmocka_unit_test(public_coverage_through_another),
        cmocka_unit_test(nobody_to_order_on_the_seeking_side),
        cmocka_unit_test(every_situation_under_every_reading),
        cmocka_unit_test(the_literal_text_has_36_gaps_and_96_doubles),
        cmocka_unit_test(the_last_three_paragraphs_do_not_ask_about_present_cover),
        cmocka_unit_test(what_each_paragraph_orders_and_from_whom),
    };
    return cmocka_run_group_tests_name("obligation", tests, NULL, NULL);
}
