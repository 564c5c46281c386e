/* law/form_14.c: Form 14, lines 1 to 4, and the percentage of 13 CSR 40-112.010(5)(E) and (F). */
#include <medsupport/form14.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static ms_amount dollars(int64_t whole)
{
    return (ms_amount){.known = true, .cents = 100 * whole};
}

static const ms_amount unknown = {.known = false, .cents = 77};

static ms_form14_column column(int64_t l1, int64_t l1a, int64_t l2a, int64_t l2b, int64_t l2c)
{
    return (ms_form14_column){dollars(l1), dollars(l1a), dollars(l2a), dollars(l2b), dollars(l2c)};
}

static void assert_line_3(ms_form14_column entries, int64_t lo, int64_t hi)
{
    ms_range line_3 = ms_form14_line_3(&entries);
    assert_int_equal(line_3.lo, lo);
    assert_int_equal(line_3.hi, hi);
}

/* ---- entries ----------------------------------------------------------------------------------------------------- */

/* Cites: Form 14, line 1 */
static void fifty_cents_go_up(void **state)
{
    (void)state;
    assert_int_equal(ms_form14_entry(0), 0);
    assert_int_equal(ms_form14_entry(49), 0);
    assert_int_equal(ms_form14_entry(50), 1);
    assert_int_equal(ms_form14_entry(149), 1);
    assert_int_equal(ms_form14_entry(150), 2);
    assert_int_equal(ms_form14_entry(400049), 4000);
    assert_int_equal(ms_form14_entry(400050), 4001);
    assert_int_equal(ms_form14_entry(MS_MONEY_MAX), 1000000000);
}

/* Cites: Form 14, line 1 */
static void every_entry_is_the_nearest_dollar(void **state)
{
    (void)state;
    int64_t whole = 0;
    int cents = 0;
    for (ms_cents amount = 0; amount <= 100000; amount++) {
        assert_int_equal(ms_form14_entry(amount), cents >= 50 ? whole + 1 : whole);
        cents++;
        if (cents == 100) {
            cents = 0;
            whole++;
        }
    }
}

/* ---- line 3 ------------------------------------------------------------------------------------------------------ */

/* Cites: Form 14, line 1, Form 14, line 1a, Form 14, line 2a, Form 14, line 2b, Form 14, line 2c, Form 14, line 3 */
static void line_3_adds_two_lines_and_takes_three_away(void **state)
{
    (void)state;
    assert_line_3(column(4000, 0, 0, 0, 0), 4000, 4000);
    assert_line_3(column(4000, 300, 0, 0, 0), 4300, 4300);
    assert_line_3(column(4000, 0, 300, 0, 0), 3700, 3700);
    assert_line_3(column(4000, 0, 0, 300, 0), 3700, 3700);
    assert_line_3(column(4000, 0, 0, 0, 300), 3700, 3700);
    assert_line_3(column(10000, 1000, 100, 10, 1), 10889, 10889);
}

/* Cites: Form 14, line 3 */
static void line_3_is_not_below_zero(void **state)
{
    (void)state;
    assert_line_3(column(500, 0, 499, 0, 0), 1, 1);
    assert_line_3(column(500, 0, 500, 0, 0), 0, 0);
    assert_line_3(column(500, 0, 501, 0, 0), 0, 0);
    assert_line_3(column(0, 0, 900, 900, 900), 0, 0);
}

/* Each entry is rounded by itself: two of 50 cents make two dollars. */
/* Cites: Form 14, line 3 */
static void entries_are_rounded_before_they_are_added(void **state)
{
    (void)state;
    ms_form14_column halves = column(0, 0, 0, 0, 0);
    halves.line_1.cents = 50;
    halves.line_1a.cents = 50;
    assert_line_3(halves, 2, 2);
    halves.line_2a.cents = 49;
    assert_line_3(halves, 2, 2);
    halves.line_2a.cents = 50;
    assert_line_3(halves, 1, 1);
}

/* Cites: Form 14, line 3 */
static void an_unknown_entry_is_not_zero(void **state)
{
    (void)state;
    ms_form14_column entries = column(4000, 0, 100, 0, 0);
    entries.line_1a = unknown;
    assert_line_3(entries, 3900, 1000003900);
    entries.line_2b = unknown;
    assert_line_3(entries, 0, 1000003900);
    entries.line_1a = dollars(0);
    assert_line_3(entries, 0, 3900);
    ms_form14_column nothing = {unknown, unknown, unknown, unknown, unknown};
    assert_line_3(nothing, 0, 2000000000);
}

/* Cites: Form 14, line 3 */
static void each_unknown_line_moves_line_3_its_own_way(void **state)
{
    (void)state;
    ms_form14_column entries = column(4000, 0, 0, 0, 0);
    entries.line_1 = unknown;
    assert_line_3(entries, 0, 1000000000);
    entries = column(4000, 0, 0, 0, 0);
    entries.line_2a = unknown;
    assert_line_3(entries, 0, 4000);
    entries = column(4000, 0, 0, 0, 0);
    entries.line_2c = unknown;
    assert_line_3(entries, 0, 4000);
}

/* ---- line 4 ------------------------------------------------------------------------------------------------------ */

__extension__ typedef __int128 wide;

/* To the nearest tenth, half up: the one number of tenths t with t - 1/2 <= 1000 a / (a + b) < t + 1/2. */
static void check_line_4(int64_t a, int64_t b)
{
    int32_t line_4 = ms_form14_line_4(a, b);
    wide t = line_4 / 10;
    wide twice = (wide)2000 * a;
    wide combined = (wide)a + b;
    if (line_4 % 10 != 0 || (2 * t - 1) * combined > twice || (2 * t + 1) * combined <= twice) {
        fail_msg("%lld of %lld: %d", (long long)a, (long long)(a + b), line_4);
    }
}

/* The other parent's share is the rest to 100.0; rounded by itself it could only differ by the tenth of a tie. */
static void check_pair(int64_t a, int64_t b)
{
    check_line_4(a, b);
    check_line_4(b, a);
    int32_t rest = 10000 - ms_form14_line_4(a, b);
    int32_t by_itself = ms_form14_line_4(b, a);
    bool tie = (wide)2000 * a % (a + b) == 0 && (wide)2000 * a / (a + b) % 2 == 1;
    if (rest < 0 || rest > 10000 || by_itself - rest != (tie ? 10 : 0)) {
        fail_msg("%lld and %lld: the rest is %d, by itself %d", (long long)a, (long long)b, rest, by_itself);
    }
}

/* Cites: Form 14, line 4 */
static void line_4_of_every_small_pair(void **state)
{
    (void)state;
    for (int64_t a = 0; a <= 400; a++) {
        for (int64_t b = a == 0 ? 1 : 0; b <= 400; b++) {
            check_pair(a, b);
        }
    }
}

/* Cites: Form 14, line 4 */
static void line_4_of_large_pairs(void **state)
{
    (void)state;
    static const int64_t large[] = {0,          1,          999,        1000,       1001,      1999,      2000,
                                    2001,       4000,       123456,     1999999,    2000000,   999999999, 1000000000,
                                    1000000001, 1333333333, 1999999998, 1999999999, 2000000000};
    enum { LARGE = sizeof large / sizeof large[0] };
    for (int i = 0; i < LARGE; i++) {
        for (int j = i == 0 ? 1 : 0; j < LARGE; j++) {
            check_pair(large[i], large[j]);
        }
    }
}

/* k + 1/2 tenths of a percent, for every k: each goes up. */
/* Cites: Form 14, line 4 */
static void an_exact_half_of_a_tenth_goes_up(void **state)
{
    (void)state;
    for (int32_t k = 0; k < 1000; k++) {
        int64_t odd = 2 * k + 1;
        assert_int_equal(ms_form14_line_4(odd, 2000 - odd), 10 * (k + 1));
        assert_int_equal(ms_form14_line_4(odd * 999999, (2000 - odd) * 999999), 10 * (k + 1));
    }
}

/* Cites: Form 14, line 4 */
static void line_4_as_a_preparer_works_it_out(void **state)
{
    (void)state;
    assert_int_equal(ms_form14_line_4(4000, 1950), 6720);
    assert_int_equal(ms_form14_line_4(1950, 4000), 3280);
    assert_int_equal(ms_form14_line_4(1, 2), 3330);
    assert_int_equal(ms_form14_line_4(2, 1), 6670);
    assert_int_equal(ms_form14_line_4(5, 5), 5000);
    assert_int_equal(ms_form14_line_4(5, 0), 10000);
    assert_int_equal(ms_form14_line_4(0, 5), 0);
    assert_int_equal(ms_form14_line_4(1, 1999), 10);
    assert_int_equal(ms_form14_line_4(1, 2000), 0);
}

/* ---- the percentage that is ordered ------------------------------------------------------------------------------ */

static void assert_share(ms_form14 form14, int32_t default_share, int32_t percentage, ms_share_basis basis)
{
    ms_share share = ms_rule_5_percentage(&form14, default_share);
    assert_true(share.known);
    assert_int_equal(share.percentage, percentage);
    assert_int_equal(share.basis, basis);
}

static void assert_open(ms_form14 form14, int32_t default_share)
{
    ms_share share = ms_rule_5_percentage(&form14, default_share);
    assert_false(share.known);
    assert_int_equal(share.percentage, 0);
    assert_int_equal(share.basis, MS_SHARE_UNKNOWN);
}

/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void without_a_form_14_it_is_the_default_share(void **state)
{
    (void)state;
    assert_share((ms_form14){.calculated = MS_NO}, 5000, 5000, MS_SHARE_NO_FORM14);
    assert_share((ms_form14){.calculated = MS_NO}, 4000, 4000, MS_SHARE_NO_FORM14);
}

/* Line 4 of a form that the division did not calculate is not read. */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void only_the_division_s_form_14_counts(void **state)
{
    (void)state;
    assert_share((ms_form14){.calculated = MS_NO, .source = MS_FORM14_LINE_4, .line_4 = 6130}, 5000, 5000,
                 MS_SHARE_NO_FORM14);
}

/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void with_a_form_14_it_is_line_4(void **state)
{
    (void)state;
    static const int32_t lines[] = {0, 10, 4990, 5000, 6130, 10000};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_share((ms_form14){.calculated = MS_YES, .source = MS_FORM14_LINE_4, .line_4 = lines[i]}, 5000, lines[i],
                     MS_SHARE_LINE_4);
    }
}

/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void a_form_14_of_which_nothing_is_known(void **state)
{
    (void)state;
    assert_open((ms_form14){.calculated = MS_YES}, 5000);
    assert_open((ms_form14){.calculated = MS_UNKNOWN}, 5000);
}

/* Whether there is a form is open: the percentage is certain only where line 4 is the default share. */
/* Cites: 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void the_same_percentage_either_way(void **state)
{
    (void)state;
    ms_form14 form14 = {.calculated = MS_UNKNOWN, .source = MS_FORM14_LINE_4, .line_4 = 6130};
    assert_open(form14, 5000);
    form14.line_4 = 5000;
    assert_share(form14, 5000, 5000, MS_SHARE_UNKNOWN);
}

static ms_form14 worksheet(ms_form14_column pns, ms_form14_column pss)
{
    return (ms_form14){.calculated = MS_YES, .source = MS_FORM14_LINES, .columns = {[MS_PNS] = pns, [MS_PSS] = pss}};
}

/* Cites: Form 14, line 4, 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void a_worksheet_gives_the_share_of_the_parent_not_seeking_support(void **state)
{
    (void)state;
    assert_share(worksheet(column(4000, 0, 0, 0, 0), column(1950, 0, 0, 0, 0)), 5000, 6720, MS_SHARE_LINE_4);
    assert_share(worksheet(column(1950, 0, 0, 0, 0), column(4000, 0, 0, 0, 0)), 5000, 3280, MS_SHARE_LINE_4);
    assert_share(worksheet(column(100, 0, 900, 0, 0), column(4000, 0, 0, 0, 0)), 5000, 0, MS_SHARE_LINE_4);
    assert_share(worksheet(column(4000, 0, 0, 0, 0), column(0, 0, 0, 0, 0)), 5000, 10000, MS_SHARE_LINE_4);
}

/* 0 / 0 is no share (the digest's A-52): the division calculates none. */
/* Cites: Form 14, line 4, 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void a_combined_line_3_of_zero_gives_the_default_share(void **state)
{
    (void)state;
    ms_form14 zero = worksheet(column(0, 0, 0, 0, 0), column(300, 0, 0, 400, 0));
    assert_share(zero, 5000, 5000, MS_SHARE_ZERO_COMBINED);
    assert_share(zero, 4000, 4000, MS_SHARE_ZERO_COMBINED);
    zero.calculated = MS_UNKNOWN;
    assert_share(zero, 5000, 5000, MS_SHARE_UNKNOWN);
}

/* An unknown entry of the parent whose line 3 is the whole cannot move the share. */
/* Cites: Form 14, line 4 */
static void an_unknown_line_that_cannot_matter(void **state)
{
    (void)state;
    ms_form14 form14 = worksheet(column(4000, 0, 0, 0, 0), column(0, 0, 0, 0, 0));
    form14.columns[MS_PNS].line_1a = unknown;
    assert_share(form14, 5000, 10000, MS_SHARE_LINE_4);
    form14.columns[MS_PSS].line_2c = unknown;
    assert_share(form14, 5000, 10000, MS_SHARE_LINE_4);
    form14.columns[MS_PSS].line_1 = unknown;
    assert_open(form14, 5000);
}

/* ---- unknown lines, by filling them in --------------------------------------------------------------------------- */

/* Two lines for each parent vary; -1 is unknown. Line 4 only rises or falls with each, so that filling an unknown with
 * the least, the most and the fifty cents that make a dollar meets every percentage at its extremes. */
static const ms_cents entries[] = {-1, 0, 50, 100000, MS_MONEY_MAX};
static const ms_cents fillings[] = {0, 50, 100000, MS_MONEY_MAX};
static const int32_t shares[] = {0, 3330, 5000, 10000};

enum {
    ENTRIES = sizeof entries / sizeof entries[0],
    FILLINGS = sizeof fillings / sizeof fillings[0],
    SHARES = sizeof shares / sizeof shares[0],
    VARIED = 4
};

/* Line 3 of a parent from lines 1 and 2a in cents. */
static int64_t adjusted(ms_cents line_1, ms_cents line_2a)
{
    int64_t line_3 = (line_1 / 50 + 1) / 2 - (line_2a / 50 + 1) / 2;
    return line_3 > 0 ? line_3 : 0;
}

/* The percentage and its basis when every line is known. */
static ms_share filled_in(const ms_cents *lines, int32_t default_share)
{
    int64_t own = adjusted(lines[0], lines[1]);
    int64_t other = adjusted(lines[2], lines[3]);
    if (own + other == 0) {
        return (ms_share){true, default_share, MS_SHARE_ZERO_COMBINED};
    }
    int64_t hundredths = 10 * ((1000 * own + (own + other) / 2) / (own + other));
    return (ms_share){true, (int32_t)hundredths, MS_SHARE_LINE_4};
}

/* Adds one more way in which things may turn out: what they all have in common. */
static void join(ms_share *all, ms_share one, bool first)
{
    if (first) {
        *all = one;
        return;
    }
    if (all->basis != one.basis) {
        all->basis = MS_SHARE_UNKNOWN;
    }
    all->known = all->known && all->percentage == one.percentage;
}

static ms_share over_all_fillings(const ms_cents *stated, ms_truth calculated, int32_t default_share)
{
    ms_share all = {false, 0, MS_SHARE_UNKNOWN};
    bool first = true;
    for (int i = 0; i < FILLINGS * FILLINGS * FILLINGS * FILLINGS; i++) {
        ms_cents lines[VARIED];
        int left = i;
        for (int line = 0; line < VARIED; line++) {
            lines[line] = stated[line] < 0 ? fillings[left % FILLINGS] : stated[line];
            left /= FILLINGS;
        }
        join(&all, filled_in(lines, default_share), first);
        first = false;
    }
    if (calculated == MS_UNKNOWN) {
        join(&all, (ms_share){true, default_share, MS_SHARE_NO_FORM14}, false);
    }
    return all;
}

static ms_amount entry(ms_cents cents)
{
    return cents < 0 ? unknown : (ms_amount){.known = true, .cents = cents};
}

static void check_worksheet(const ms_cents *stated, ms_truth calculated, int32_t default_share)
{
    ms_form14 form14 = worksheet(column(0, 0, 0, 0, 0), column(0, 0, 0, 0, 0));
    form14.calculated = calculated;
    form14.columns[MS_PNS].line_1 = entry(stated[0]);
    form14.columns[MS_PNS].line_2a = entry(stated[1]);
    form14.columns[MS_PSS].line_1 = entry(stated[2]);
    form14.columns[MS_PSS].line_2a = entry(stated[3]);
    ms_share expected = over_all_fillings(stated, calculated, default_share);
    ms_share share = ms_rule_5_percentage(&form14, default_share);
    if (!expected.known) {
        expected = (ms_share){false, 0, MS_SHARE_UNKNOWN};
    }
    if (share.known != expected.known || share.percentage != expected.percentage || share.basis != expected.basis) {
        fail_msg("lines 1 and 2a %lld %lld, of the other %lld %lld; default %d, calculated %d: known %d, %d by %d; "
                 "expected known %d, %d by %d",
                 (long long)stated[0], (long long)stated[1], (long long)stated[2], (long long)stated[3], default_share,
                 (int)calculated, share.known, share.percentage, (int)share.basis, expected.known, expected.percentage,
                 (int)expected.basis);
    }
}

/* Known exactly when every way to fill in the unknown lines gives one percentage. */
/* Cites: Form 14, line 4, 13 CSR 40-112.010(5)(E), 13 CSR 40-112.010(5)(F) */
static void unknown_lines_leave_open_exactly_what_they_may_move(void **state)
{
    (void)state;
    for (int i = 0; i < ENTRIES * ENTRIES * ENTRIES * ENTRIES; i++) {
        ms_cents stated[VARIED];
        int left = i;
        for (int line = 0; line < VARIED; line++) {
            stated[line] = entries[left % ENTRIES];
            left /= ENTRIES;
        }
        for (int share = 0; share < SHARES; share++) {
            check_worksheet(stated, MS_YES, shares[share]);
            check_worksheet(stated, MS_UNKNOWN, shares[share]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_cents_go_up),
        cmocka_unit_test(every_entry_is_the_nearest_dollar),
        cmocka_unit_test(line_3_adds_two_lines_and_takes_three_away),
        cmocka_unit_test(line_3_is_not_below_zero),
        cmocka_unit_test(entries_are_rounded_before_they_are_added),
        cmocka_unit_test(an_unknown_entry_is_not_zero),
        cmocka_unit_test(each_unknown_line_moves_line_3_its_own_way),
        cmocka_unit_test(line_4_of_every_small_pair),
        cmocka_unit_test(line_4_of_large_pairs),
        cmocka_unit_test(an_exact_half_of_a_tenth_goes_up),
        cmocka_unit_test(line_4_as_a_preparer_works_it_out),
        cmocka_unit_test(without_a_form_14_it_is_the_default_share),
        cmocka_unit_test(only_the_division_s_form_14_counts),
        cmocka_unit_test(with_a_form_14_it_is_line_4),
        cmocka_unit_test(a_form_14_of_which_nothing_is_known),
        cmocka_unit_test(the_same_percentage_either_way),
        cmocka_unit_test(a_worksheet_gives_the_share_of_the_parent_not_seeking_support),
        cmocka_unit_test(a_combined_line_3_of_zero_gives_the_default_share),
        cmocka_unit_test(an_unknown_line_that_cannot_matter),
        cmocka_unit_test(unknown_lines_leave_open_exactly_what_they_may_move),
    };
    return cmocka_run_group_tests_name("form-14", tests, NULL, NULL);
}
