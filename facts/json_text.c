#include "facts/json_text.h"

#include <stdint.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const char *text, size_t length, size_t at)
{
    while (at < length && is_digit(text[at])) {
        at++;
    }
    return at;
}

/* Past the point and the decimals at `at`, if there are any; 0 when a point stands alone. */
static size_t skip_decimals(const char *text, size_t length, size_t at)
{
    if (at >= length || text[at] != '.') {
        return at;
    }
    size_t end = skip_digits(text, length, at + 1);
    return end > at + 1 ? end : 0;
}

/* Past the exponent at `at`, if there is one; 0 when it has no digits. */
static size_t skip_exponent(const char *text, size_t length, size_t at)
{
    if (at >= length || (text[at] != 'e' && text[at] != 'E')) {
        return at;
    }
    size_t digits = at + 1;
    if (digits < length && (text[digits] == '+' || text[digits] == '-')) {
        digits++;
    }
    size_t end = skip_digits(text, length, digits);
    return end > digits ? end : 0;
}

size_t ms_json_number_length(const char *text, size_t length)
{
    size_t start = length > 0 && text[0] == '-' ? 1 : 0;
    size_t at = skip_digits(text, length, start);
    if (at == start || (text[start] == '0' && at > start + 1)) {
        return 0;
    }
    at = skip_decimals(text, length, at);
    return at == 0 ? 0 : skip_exponent(text, length, at);
}

/* The value of a hexadecimal digit, or -1. */
static int hex_digit(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

size_t ms_json_escape_length(const char *text, size_t length)
{
    if (length < 2 || text[1] == '\0') {
        return 0;
    }
    if (strchr("\"\\/bfnrt", text[1]) != NULL) {
        return 2;
    }
    if (text[1] != 'u' || length < 6) {
        return 0;
    }
    for (size_t i = 2; i < 6; i++) {
        if (hex_digit(text[i]) < 0) {
            return 0;
        }
    }
    return 6;
}

bool ms_json_escapes_valid(const char *text, size_t length)
{
    const char *end = text + length;
    const char *slash = memchr(text, '\\', length);
    while (slash != NULL) {
        size_t escape = ms_json_escape_length(slash, (size_t)(end - slash));
        if (escape == 0) {
            return false;
        }
        slash = memchr(slash + escape, '\\', (size_t)(end - slash) - escape);
    }
    return true;
}

/* The number that a \u escape writes. */
static uint32_t escape_value(const char *escape)
{
    uint32_t value = 0;
    for (size_t i = 2; i < 6; i++) {
        value = value * 16 + (uint32_t)hex_digit(escape[i]);
    }
    return value;
}

/* The character of the \u escape at the start of a text, with both halves of a surrogate pair; 0 when there is no such
 * character, or it is U+0000. *used: how many bytes wrote it. */
static uint32_t escaped_character(const char *text, size_t length, size_t *used)
{
    uint32_t first = escape_value(text);
    *used = 6;
    if (first < 0xD800 || first > 0xDFFF) {
        return first;
    }
    if (first > 0xDBFF || length < 12 || text[6] != '\\' || text[7] != 'u') {
        return 0;
    }
    uint32_t second = escape_value(text + 6);
    if (second < 0xDC00 || second > 0xDFFF) {
        return 0;
    }
    *used = 12;
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

/* Writes a character as UTF-8; how many bytes. */
static size_t put_utf8(uint32_t character, char *out)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3F));
        out[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3F));
    out[2] = (char)(0x80 | (character >> 6 & 0x3F));
    out[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

/* The character that a two-byte escape stands for. */
static char short_escape(char letter)
{
    static const char letters[] = "bfnrt";
    static const char characters[] = "\b\f\n\r\t";
    const char *found = strchr(letters, letter);
    return found != NULL ? characters[found - letters] : letter;
}

bool ms_json_unescape(const char *text, size_t length, char *out, size_t *out_length)
{
    size_t written = 0;
    size_t at = 0;
    while (at < length) {
        if (text[at] != '\\') {
            out[written++] = text[at++];
            continue;
        }
        if (text[at + 1] != 'u') {
            out[written++] = short_escape(text[at + 1]);
            at += 2;
            continue;
        }
        size_t used = 0;
        uint32_t character = escaped_character(text + at, length - at, &used);
        if (character == 0) {
            return false;
        }
        written += put_utf8(character, out + written);
        at += used;
    }
    *out_length = written;
    return true;
}

/* The range of the second byte of a UTF-8 character and how many bytes follow the first (RFC 3629, section 4). */
static size_t utf8_follow(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
        return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
}

size_t ms_utf8_length(const char *text, size_t length)
{
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) {
        return 1;
    }
    unsigned char low = 0;
    unsigned char high = 0;
    size_t follow = utf8_follow(first, &low, &high);
    if (follow == 0 || length <= follow) {
        return 0;
    }
    unsigned char second = (unsigned char)text[1];
    if (second < low || second > high) {
        return 0;
    }
    for (size_t i = 2; i <= follow; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return follow + 1;
}
