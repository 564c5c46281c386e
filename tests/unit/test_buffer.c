/* base/buffer.c: a growing text, and the escapes of JSON and XML. */
#include "base/buffer.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* AddressSanitizer asks for this: an allocation that cannot be met returns NULL, as it does without it. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void assert_text(ms_buffer *buffer, const char *expected, size_t length)
{
    assert_false(buffer->failed);
    assert_int_equal(buffer->length, length);
    assert_memory_equal(buffer->text, expected, length);
    buffer->length = 0;
}

static void texts_and_numbers_in_their_order(void **state)
{
    (void)state;
    ms_buffer buffer = {0};
    ms_buffer_put(&buffer, "");
    ms_buffer_add(&buffer, "never", 0);
    assert_int_equal(buffer.length, 0);
    ms_buffer_put(&buffer, "one ");
    ms_buffer_add(&buffer, "two-three", 3);
    ms_buffer_put(&buffer, " ");
    ms_buffer_put_number(&buffer, 345);
    assert_text(&buffer, "one two 345", 11);
    ms_buffer_free(&buffer);
}

static void numbers(void **state)
{
    (void)state;
    static const unsigned long long samples[] = {0, 1, 9, 10, 99, 100, 65535, 1234567890, ULLONG_MAX - 1, ULLONG_MAX};
    ms_buffer buffer = {0};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char expected[32];
        int length = snprintf(expected, sizeof expected, "%llu", samples[i]);
        ms_buffer_put_number(&buffer, samples[i]);
        assert_text(&buffer, expected, (size_t)length);
    }
    ms_buffer_free(&buffer);
}

/* What was written stays while the text moves to larger memory. */
static void it_grows_and_keeps_what_it_holds(void **state)
{
    (void)state;
    enum { ROUNDS = 50000 };
    ms_buffer buffer = {0};
    for (int i = 0; i < ROUNDS; i++) {
        char piece[16];
        snprintf(piece, sizeof piece, "%05d", i);
        ms_buffer_put(&buffer, piece);
        assert_true(buffer.length <= buffer.capacity);
    }
    assert_int_equal(buffer.length, 5 * ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
        char piece[16];
        snprintf(piece, sizeof piece, "%05d", i);
        assert_memory_equal(buffer.text + 5 * i, piece, 5);
    }
    ms_buffer_free(&buffer);
}

static void room_that_was_made_is_there(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        ms_buffer buffer = {0};
        ms_buffer_put(&buffer, "x");
        assert_true(ms_buffer_reserve(&buffer, sizes[i]));
        assert_int_equal(buffer.length, 1);
        assert_true(buffer.capacity - buffer.length >= sizes[i]);
        memset(buffer.text + buffer.length, 'y', sizes[i]);
        ms_buffer_free(&buffer);
    }
}

/* What is written between the beginning and the end stands where it was written, also after the text has moved. */
static void it_takes_in_what_was_written(void **state)
{
    (void)state;
    enum { ROUNDS = 2000, MOST = 100 };
    ms_buffer buffer = {0};
    for (int i = 0; i < ROUNDS; i++) {
        char *at = ms_buffer_begin(&buffer, MOST);
        assert_true(buffer.capacity - buffer.length >= MOST);
        at = ms_write(at, "abc");
        ms_buffer_end(&buffer, ms_write_short(at, "defg", 4));
    }
    assert_int_equal(buffer.length, 7 * ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
        assert_memory_equal(buffer.text + 7 * i, "abcdefg", 7);
    }
    assert_null(ms_buffer_begin(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    ms_buffer_free(&buffer);
}

/* Of every length: all of the text, and nothing beside it. */
static void short_texts_of_every_length(void **state)
{
    (void)state;
    enum { MOST = 80 };
    char text[MOST], expected[MOST], written[MOST];
    for (size_t i = 0; i < MOST; i++) {
        text[i] = (char)(i + 1);
    }
    for (size_t length = 0; length < MOST; length++) {
        memset(expected, 0, sizeof expected);
        memset(written, 0, sizeof written);
        memcpy(expected, text, length);
        char *exact = malloc(length + 1); /* nothing is read behind the text */
        assert_non_null(exact);
        memcpy(exact, text, length);
        assert_ptr_equal(ms_write_short(written, exact, length), written + length);
        assert_memory_equal(written, expected, MOST);
        free(exact);
    }
}

/* The buffer remembers: what follows a failure is dropped, so that no text has a hole. */
static void a_failure_is_remembered(void **state)
{
    (void)state;
    static const size_t too_much[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 2 - 1, SIZE_MAX / 4};
    for (size_t i = 0; i < sizeof too_much / sizeof too_much[0]; i++) {
        ms_buffer buffer = {0};
        ms_buffer_put(&buffer, "kept");
        assert_false(ms_buffer_reserve(&buffer, too_much[i]));
        assert_true(buffer.failed);
        ms_buffer_put(&buffer, "dropped");
        assert_false(ms_buffer_reserve(&buffer, 1));
        assert_int_equal(buffer.length, 4);
        assert_memory_equal(buffer.text, "kept", 4);
        ms_buffer_free(&buffer);
        assert_false(buffer.failed);
        assert_null(buffer.text);
    }
}

static void a_freed_buffer_is_ready(void **state)
{
    (void)state;
    ms_buffer buffer = {0};
    ms_buffer_free(&buffer);
    ms_buffer_put(&buffer, "again");
    ms_buffer_free(&buffer);
    ms_buffer_put(&buffer, "once more");
    assert_text(&buffer, "once more", 9);
    ms_buffer_free(&buffer);
}

/* What one byte becomes inside a JSON string. */
static size_t json_of(int byte, char *expected)
{
    static const struct {
        int byte;
        const char *escape;
    } named[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        if (named[i].byte == byte) {
            return (size_t)sprintf(expected, "%s", named[i].escape);
        }
    }
    return (size_t)sprintf(expected, byte < 0x20 ? "\\u%04x" : "%c", byte);
}

/* What one byte becomes in XML. A carriage return goes the way of the forbidden characters: an XML reader would turn it
 * into a newline. */
static size_t xml_of(int byte, char *expected)
{
    static const struct {
        int byte;
        const char *entity;
    } named[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        if (named[i].byte == byte) {
            return (size_t)sprintf(expected, "%s", named[i].entity);
        }
    }
    bool replaced = byte < 0x20 && byte != '\n' && byte != '\t';
    if (replaced) {
        return (size_t)sprintf(expected, "\xEF\xBF\xBD");
    }
    return (size_t)sprintf(expected, "%c", byte);
}

typedef void escape(ms_buffer *buffer, const char *text, size_t length);
typedef size_t oracle(int byte, char *expected);

/* Every byte from `first` on alone, at the start, at the end, in the middle and doubled. */
static void check_escapes(escape *add, oracle *expected_of, int first)
{
    ms_buffer buffer = {0};
    for (int byte = first; byte <= UCHAR_MAX; byte++) {
        char one[8], expected[32];
        size_t length = expected_of(byte, one);
        one[length] = '\0';
        char text[] = {'a', (char)byte, 'b', (char)byte, (char)byte, 'c'};
        add(&buffer, text + 1, 1);
        assert_text(&buffer, one, length);
        add(&buffer, text, 2);
        size_t whole = (size_t)snprintf(expected, sizeof expected, "a%s", one);
        assert_text(&buffer, expected, whole);
        add(&buffer, text, sizeof text);
        whole = (size_t)snprintf(expected, sizeof expected, "a%sb%s%sc", one, one, one);
        assert_text(&buffer, expected, whole);
    }
    add(&buffer, "", 0);
    assert_int_equal(buffer.length, 0);
    ms_buffer_free(&buffer);
}

static void json_escapes(void **state)
{
    (void)state;
    check_escapes(ms_buffer_add_json, json_of, 1);
    ms_buffer buffer = {0};
    ms_buffer_add_json(&buffer, "a\0b", 3);
    assert_text(&buffer, "a\\u0000b", 8);
    ms_buffer_free(&buffer);
}

/* Every byte at every place in texts of every length up to 40: nothing else is changed, and no escape is missed. */
static void json_escapes_at_every_place(void **state)
{
    (void)state;
    enum { MOST = 40 };
    ms_buffer buffer = {0};
    for (size_t length = 1; length <= MOST; length++) {
        for (size_t place = 0; place < length; place++) {
            for (int byte = 1; byte <= UCHAR_MAX; byte++) {
                char text[MOST], expected[MOST + 8];
                memset(text, 'x', length);
                text[place] = (char)byte;
                memset(expected, 'x', place);
                size_t escape = json_of(byte, expected + place);
                memset(expected + place + escape, 'x', length - place - 1);
                ms_buffer_add_json(&buffer, text, length);
                assert_text(&buffer, expected, length - 1 + escape);
            }
        }
    }
    ms_buffer_free(&buffer);
}

static void xml_escapes(void **state)
{
    (void)state;
    check_escapes(ms_buffer_add_xml, xml_of, 1);
    ms_buffer buffer = {0};
    ms_buffer_add_xml(&buffer, "a\0b", 3);
    assert_text(&buffer,
                "a\xEF\xBF\xBD"
                "b",
                5);
    ms_buffer_free(&buffer);
}

/* Letters beyond ASCII pass as they are. */
static void utf_8_passes_unchanged(void **state)
{
    (void)state;
    static const char text[] = "Muñoz – 5 €";
    ms_buffer buffer = {0};
    ms_buffer_add_json(&buffer, text, strlen(text));
    assert_text(&buffer, text, strlen(text));
    ms_buffer_add_xml(&buffer, text, strlen(text));
    assert_text(&buffer, text, strlen(text));
    ms_buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_numbers_in_their_order),
        cmocka_unit_test(numbers),
        cmocka_unit_test(it_grows_and_keeps_what_it_holds),
        cmocka_unit_test(room_that_was_made_is_there),
        cmocka_unit_test(it_takes_in_what_was_written),
        cmocka_unit_test(short_texts_of_every_length),
        cmocka_unit_test(a_failure_is_remembered),
        cmocka_unit_test(a_freed_buffer_is_ready),
        cmocka_unit_test(json_escapes),
        cmocka_unit_test(json_escapes_at_every_place),
        cmocka_unit_test(xml_escapes),
        cmocka_unit_test(utf_8_passes_unchanged),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
