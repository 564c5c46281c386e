/* base/money.c: amounts in cents, their texts, and division with a stated direction. */
#include <medsupport/money.h>

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The grammar (0|[1-9][0-9]{0,8})(\.[0-9]{1,2})? as a machine: a state a row, a kind of character a column. */
enum { DIGIT_0, DIGIT_1_TO_9, POINT, OTHER, KINDS };
enum { START, ZERO, WHOLE, DOT, TENTHS, CENTS, DEAD, STATES };

static const int machine[STATES][KINDS] = {
    [START] = {ZERO, WHOLE, DEAD, DEAD},  [ZERO] = {DEAD, DEAD, DOT, DEAD},      [WHOLE] = {WHOLE, WHOLE, DOT, DEAD},
    [DOT] = {TENTHS, TENTHS, DEAD, DEAD}, [TENTHS] = {CENTS, CENTS, DEAD, DEAD}, [CENTS] = {DEAD, DEAD, DEAD, DEAD},
    [DEAD] = {DEAD, DEAD, DEAD, DEAD},
};

static int kind_of(char c)
{
    if (c == '.') {
        return POINT;
    }
    if (c < '0' || c > '9') {
        return OTHER;
    }
    return c == '0' ? DIGIT_0 : DIGIT_1_TO_9;
}

/* The cents that a text says, or -1 for a text outside the grammar. */
static ms_cents by_the_machine(const char *text, size_t length)
{
    static const ms_cents worth_of_last_digit[STATES] = {[ZERO] = 100, [WHOLE] = 100, [TENTHS] = 10, [CENTS] = 1};
    int at = START;
    int whole_digits = 0;
    ms_cents digits = 0;
    for (size_t i = 0; i < length; i++) {
        at = machine[at][kind_of(text[i])];
        whole_digits += at == ZERO || at == WHOLE ? 1 : 0;
        if (at == DEAD || whole_digits > 9) {
            return -1;
        }
        digits = at == DOT ? digits : digits * 10 + (text[i] - '0');
    }
    return at == START || at == DOT ? -1 : digits * worth_of_last_digit[at];
}

/* Reads a text that ends where its memory ends, so that a byte read beyond it is seen, and compares. */
static void compare(const char *text, size_t length)
{
    static const ms_cents before = -77;
    ms_cents cents = before;
    ms_cents expected = by_the_machine(text, length);
    bool read = ms_money_parse(text, length, &cents);
    if (read != (expected >= 0) || cents != (expected >= 0 ? expected : before)) {
        fail_msg("'%.*s' (%zu bytes): %s, %lld; expected %lld", (int)length, text, length, read ? "read" : "refused",
                 (long long)cents, (long long)expected);
    }
}

static void every_short_text(void **state)
{
    (void)state;
    static const char alphabet[] = {'0', '1', '9', '.', '-', 'e', ' ', '\0'};
    enum { LETTERS = sizeof alphabet, LONGEST = 7 };
    char *memory = malloc(LONGEST);
    assert_non_null(memory);
    size_t count = 1;
    for (size_t length = 0; length <= LONGEST; length++) {
        char *text = memory + (LONGEST - length);
        for (size_t number = 0; number < count; number++) {
            size_t left = number;
            for (size_t i = 0; i < length; i++) {
                text[i] = alphabet[left % LETTERS];
                left /= LETTERS;
            }
            compare(text, length);
        }
        count *= LETTERS;
    }
    free(memory);
}

static void any_byte_at_any_place(void **state)
{
    (void)state;
    static const char *const models[] = {"0", "7", "12.34", "0.5", "999999999.99", "100"};
    for (size_t model = 0; model < sizeof models / sizeof models[0]; model++) {
        size_t length = strlen(models[model]);
        for (size_t place = 0; place < length; place++) {
            for (int byte = 0; byte <= UCHAR_MAX; byte++) {
                char text[16] = "";
                memcpy(text, models[model], length);
                text[place] = (char)byte;
                compare(text, length);
            }
        }
    }
}

static void amounts_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ms_cents cents; /* -1: refused */
    } cases[] = {
        {"0", 0},
        {"0.0", 0},
        {"0.00", 0},
        {"0.01", 1},
        {"0.1", 10},
        {"310", 31000},
        {"310.5", 31050},
        {"310.50", 31050},
        {"310.05", 31005},
        {"900", 90000},
        {"4000.00", 400000},
        {"999999999", MS_MONEY_MAX - 99},
        {"999999999.99", MS_MONEY_MAX},
        {"1000000000", -1},
        {"1000000000.00", -1},
        {"9999999999", -1},
        {"00", -1},
        {"01", -1},
        {"00.50", -1},
        {"", -1},
        {".", -1},
        {".5", -1},
        {"5.", -1},
        {"5.001", -1},
        {"5.000", -1},
        {"1.2.3", -1},
        {"1,000", -1},
        {"-1", -1},
        {"+1", -1},
        {"1e3", -1},
        {"$5", -1},
        {" 5", -1},
        {"5 ", -1},
        {"0x5", -1},
        {"Infinity", -1},
        {"99999999999999999999", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ms_cents cents = -1;
        bool read = ms_money_parse(cases[i].text, strlen(cases[i].text), &cents);
        if (read != (cases[i].cents >= 0) || cents != cases[i].cents) {
            fail_msg("'%s': %lld", cases[i].text, (long long)cents);
        }
    }
}

/* What follows the text in memory is no part of it. */
static void the_length_counts_and_not_what_follows(void **state)
{
    (void)state;
    static const char text[] = "310.505";
    static const ms_cents expected[] = {-1, 300, 3100, 31000, -1, 31050, 31050, -1};
    for (size_t length = 0; length < sizeof text; length++) {
        ms_cents cents = -1;
        assert_int_equal(ms_money_parse(text, length, &cents), expected[length] >= 0);
        assert_int_equal(cents, expected[length]);
    }
}

static void check_text(ms_cents cents)
{
    char expected[48];
    char text[MS_MONEY_TEXT_SIZE];
    long long size = cents < 0 ? -(long long)cents : (long long)cents;
    snprintf(expected, sizeof expected, "%s%lld.%02lld", cents < 0 ? "-" : "", size / 100, size % 100);
    memset(text, '#', sizeof text);
    size_t length = ms_money_format(cents, text);
    if (strcmp(text, expected) != 0 || length != strlen(expected)) {
        fail_msg("%lld is written %s, not %s", (long long)cents, text, expected);
    }
    ms_cents back = -1;
    bool readable = cents >= 0 && cents <= MS_MONEY_MAX;
    if (ms_money_parse(text, length, &back) != readable || back != (readable ? cents : -1)) {
        fail_msg("%s is not read back", text);
    }
}

static void amounts_are_written_and_read_back(void **state)
{
    (void)state;
    for (ms_cents cents = -20000; cents <= 20000; cents++) {
        check_text(cents);
    }
    for (ms_cents cents = 0; cents <= MS_MONEY_MAX; cents += 1000003) {
        check_text(cents);
        check_text(-cents);
    }
    static const ms_cents ends[] = {MS_MONEY_MAX, MS_MONEY_MAX + 1, MS_YEARLY_MAX - 1, MS_YEARLY_MAX};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        check_text(ends[i]);
        check_text(-ends[i]);
    }
}

static void the_largest_amounts(void **state)
{
    (void)state;
    char text[MS_MONEY_TEXT_SIZE];
    assert_int_equal(ms_money_format(-MS_YEARLY_MAX, text), 15);
    assert_string_equal(text, "-51999999999.48");
    ms_money_format(MS_MONEY_MAX, text);
    assert_string_equal(text, "999999999.99");
    ms_money_format(-5, text);
    assert_string_equal(text, "-0.05");
}

__extension__ typedef __int128 wide;

/* Down is the one whole number q with q d <= n < (q + 1) d, up the one with (q - 1) d < n <= q d. */
static void check_division(int64_t n, int64_t d)
{
    wide down = ms_divide_down(n, d);
    if (down * d > n || (down + 1) * d <= n) {
        fail_msg("%lld / %lld down: %lld", (long long)n, (long long)d, (long long)down);
    }
    if (n == INT64_MIN) {
        return;
    }
    wide up = ms_divide_up(n, d);
    if (up * d < n || (up - 1) * d >= n) {
        fail_msg("%lld / %lld up: %lld", (long long)n, (long long)d, (long long)up);
    }
}

static void division_goes_the_way_it_says(void **state)
{
    (void)state;
    for (int64_t n = -300; n <= 300; n++) {
        for (int64_t d = 1; d <= 60; d++) {
            check_division(n, d);
        }
    }
    static const int64_t large[] = {INT64_MIN, INT64_MIN + 1, -MS_YEARLY_MAX, MS_YEARLY_MAX, INT64_MAX - 1, INT64_MAX};
    static const int64_t divisors[] = {1, 2, 12, 52, 100, 10000, MS_YEARLY_MAX, INT64_MAX - 1, INT64_MAX};
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
        for (size_t j = 0; j < sizeof divisors / sizeof divisors[0]; j++) {
            check_division(large[i], divisors[j]);
        }
    }
    assert_int_equal(ms_divide_down(-7, 2), -4);
    assert_int_equal(ms_divide_down(7, 2), 3);
    assert_int_equal(ms_divide_up(-7, 2), -3);
    assert_int_equal(ms_divide_up(7, 2), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_text),
        cmocka_unit_test(any_byte_at_any_place),
        cmocka_unit_test(amounts_as_people_write_them),
        cmocka_unit_test(the_length_counts_and_not_what_follows),
        cmocka_unit_test(amounts_are_written_and_read_back),
        cmocka_unit_test(the_largest_amounts),
        cmocka_unit_test(division_goes_the_way_it_says),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
