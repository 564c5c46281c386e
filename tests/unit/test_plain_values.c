/* facts/: values that stand in few bytes, and the name that was probably meant. */
#include "facts/nearest.h"
#include "facts/plain_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Texts of any length up to some steps of eight bytes, different in one byte at most. */
static void compares_texts_of_every_length(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    char a[LONGEST], b[LONGEST];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    for (size_t length = 0; length <= LONGEST; length++) {
        const char *left = a + LONGEST - length; /* a byte read behind either is seen */
        char *right = b + LONGEST - length;
        assert_true(ms_text_same((ms_text){left, length}, (ms_text){right, length}));
        assert_false(ms_text_same((ms_text){left, length}, (ms_text){right, length + 1}));
        for (size_t i = 0; i < length; i++) {
            right[i] = 'y';
            assert_false(ms_text_same((ms_text){left, length}, (ms_text){right, length}));
            right[i] = 'x';
        }
    }
}

/* Every text that differs from a zip in one byte: a zip if that byte is a digit. */
static void tells_zips(void **state)
{
    (void)state;
    static const char *const zips[] = {"65101", "65101-0999"};
    for (size_t which = 0; which < 2; which++) {
        char text[10];
        size_t length = strlen(zips[which]);
        memcpy(text, zips[which], length);
        for (size_t at = 0; at < length; at++) {
            for (int byte = 0; byte < 256; byte++) {
                text[at] = (char)byte;
                bool zip = at == 5 ? byte == '-' : byte >= '0' && byte <= '9';
                uint32_t number =
                    (uint32_t)strtoul((char[]){text[0], text[1], text[2], text[3], text[4], '\0'}, NULL, 10);
                assert_int_equal(ms_zip_number((ms_text){text, length}), zip ? number + 1 : 0);
            }
            text[at] = zips[which][at];
        }
        for (size_t shorter = 0; shorter < length; shorter++) {
            assert_int_equal(ms_zip_number((ms_text){text, shorter}) != 0, shorter == 5);
        }
    }
}

static void numbers_states(void **state)
{
    (void)state;
    uint16_t count = 0;
    while (ms_state_code((uint16_t)(count + 1)) != NULL) {
        count++;
        assert_int_equal(ms_state_number(ms_state_code(count), 2), count);
    }
    assert_int_equal(count, 59);
    for (int text = 0; text <= 0xFFFF; text++) { /* any two bytes: as many of them are states */
        char code[2] = {(char)(text >> 8), (char)(text & 0xFF)};
        count = (uint16_t)(count - (ms_state_number(code, 2) != 0));
    }
    assert_int_equal(count, 0);
    assert_null(ms_state_code(0));
    assert_null(ms_state_name(0));
    assert_null(ms_state_name(60));
    assert_string_equal(ms_state_name(ms_state_number("AA", 2)), "Armed Forces Americas");
    assert_string_equal(ms_state_name(ms_state_number("MO", 2)), "Missouri");
    assert_string_equal(ms_state_name(ms_state_number("WY", 2)), "Wyoming");
    assert_int_equal(ms_state_number("mo", 2), 0);
    assert_int_equal(ms_state_number("XX", 2), 0);
    assert_int_equal(ms_state_number("ZZ", 2), 0);
    assert_int_equal(ms_state_number("MOX", 3), 0);
    assert_int_equal(ms_state_number("M", 1), 0);
}

/* ---- the nearest name -------------------------------------------------------------------------------------------- */

static const char *nearest_of(const char *text)
{
    static const char *const names[] = {"plans", "provenance", "plant", "as_of", "covers"};
    ms_nearest nearest = ms_nearest_to(text, strlen(text));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ms_nearest_offer(&nearest, names[i], strlen(names[i]));
    }
    return nearest.name != NULL ? nearest.name : "";
}

static void finds_the_nearest_name(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("plans"), "plans");
    assert_string_equal(nearest_of("plan"), "plans");   /* missing; the first of two as near */
    assert_string_equal(nearest_of("plantt"), "plant"); /* too many */
    assert_string_equal(nearest_of("plams"), "plans");  /* wrong */
    assert_string_equal(nearest_of("palns"), "plans");  /* changed with its neighbour */
    assert_string_equal(nearest_of("AS_OF"), "as_of");  /* case is no slip */
    assert_string_equal(nearest_of("povenence"), "provenance");
    assert_string_equal(nearest_of("provxxxxce"), ""); /* four slips are too many */
    assert_string_equal(nearest_of("pl"), "");
    assert_string_equal(nearest_of("xlxxs"), "");
    assert_string_equal(nearest_of(""), "");
    ms_nearest long_one = ms_nearest_to("x", 1);
    ms_nearest_offer(&long_one, "X", 1);
    assert_string_equal(long_one.name, "X");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_texts_of_every_length),
        cmocka_unit_test(tells_zips),
        cmocka_unit_test(numbers_states),
        cmocka_unit_test(finds_the_nearest_name),
    };
    return cmocka_run_group_tests_name("plain_values", tests, NULL, NULL);
}
