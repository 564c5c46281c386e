#include "base/buffer.h"

#include "base/bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A buffer that failed has no room left, so that nothing is appended after what was dropped. */
static bool fail(ms_buffer *buffer)
{
    buffer->failed = true;
    buffer->capacity = buffer->length;
    return false;
}

bool ms_buffer_reserve(ms_buffer *buffer, size_t more)
{
    if (buffer->failed || more > SIZE_MAX / 2 - buffer->length) {
        return fail(buffer);
    }
    size_t needed = buffer->length + more;
    if (needed <= buffer->capacity) {
        return true;
    }
    size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *text = realloc(buffer->text, capacity);
    if (text == NULL) {
        return fail(buffer);
    }
    buffer->text = text;
    buffer->capacity = capacity;
    return true;
}

void ms_buffer_put_number(ms_buffer *buffer, unsigned long long number)
{
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    ms_buffer_add(buffer, digits + at, sizeof digits - at);
}

/* Writes one control character as JSON wants it. */
static void add_json_control(ms_buffer *buffer, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    switch (c) {
    case '\n':
        ms_buffer_add(buffer, "\\n", 2);
        return;
    case '\r':
        ms_buffer_add(buffer, "\\r", 2);
        return;
    case '\t':
        ms_buffer_add(buffer, "\\t", 2);
        return;
    default:
        ms_buffer_add(buffer, escape, sizeof escape);
    }
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Whether one of eight bytes may need an escape; not, surely, where none does. A byte below a number borrows when that
 * number is taken from it, which sets its highest bit. With one bit turned over, a quotation mark stands right above
 * the control characters, a blank and an exclamation mark beyond it. */
static bool may_need_escape(uint64_t bytes)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t turned = bytes ^ each * ('"' ^ 0x20);
    uint64_t backslash = bytes ^ each * '\\';
    uint64_t borrowed = ((turned - each * 0x21) & ~turned) | ((backslash - each) & ~backslash);
    return (borrowed & each * 0x80) != 0;
}

/* The bytes of a text of 1 to 7, some of them twice or with blanks between them. */
static uint64_t few_bytes(const char *text, size_t length)
{
    if (length >= 4) {
        return (uint64_t)ms_four_bytes(text) << 32 | ms_four_bytes(text + length - 4);
    }
    const unsigned char *bytes = (const unsigned char *)text;
    return UINT64_C(0x2020202020000000) | (uint64_t)bytes[0] << 16 | (uint64_t)bytes[length / 2] << 8
           | bytes[length - 1];
}

/* Whether a byte of a text that is not empty may need an escape; not, surely, where none does. */
static bool may_need_escapes(const char *text, size_t length)
{
    if (length < sizeof(uint64_t)) {
        return may_need_escape(few_bytes(text, length));
    }
    size_t last = length - sizeof(uint64_t);
    bool may = may_need_escape(ms_eight_bytes(text + last));
    for (size_t at = 0; at < last && !may; at += sizeof(uint64_t)) {
        may = may_need_escape(ms_eight_bytes(text + at));
    }
    return may;
}

/* Where the next byte stands that needs an escape, from `at` on; `length` when there is none. */
static size_t next_escape(const char *text, size_t length, size_t at)
{
    while (length - at >= sizeof(uint64_t) && !may_need_escape(ms_eight_bytes(text + at))) {
        at += sizeof(uint64_t);
    }
    while (at < length && !needs_escape((unsigned char)text[at])) {
        at++;
    }
    return at;
}

/* Apart, so that a text without escapes, as most are, costs nothing of it. */
__attribute__((noinline)) static void add_escaped(ms_buffer *buffer, const char *text, size_t length)
{
    size_t plain = 0; /* where the run of bytes that need no escape began */
    size_t at = 0;
    while ((at = next_escape(text, length, at)) < length) {
        unsigned char c = (unsigned char)text[at];
        ms_buffer_add(buffer, text + plain, at - plain);
        plain = ++at;
        if (c < 0x20) {
            add_json_control(buffer, c);
        } else {
            char escape[2] = {'\\', (char)c};
            ms_buffer_add(buffer, escape, sizeof escape);
        }
    }
    ms_buffer_add(buffer, text + plain, length - plain);
}

void ms_buffer_add_json(ms_buffer *buffer, const char *text, size_t length)
{
    if (length == 0) {
        return;
    }
    if (may_need_escapes(text, length)) {
        add_escaped(buffer, text, length);
        return;
    }
    char *at = ms_buffer_begin(buffer, length);
    if (at != NULL) {
        ms_buffer_end(buffer, ms_write_short(at, text, length));
    }
}

/* The replacement of a byte in XML, or NULL when it stands for itself. */
static const char *xml_entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return c < 0x20 && c != '\n' && c != '\t' ? "\xEF\xBF\xBD" : NULL;
    }
}

void ms_buffer_add_xml(ms_buffer *buffer, const char *text, size_t length)
{
    size_t plain = 0;
    for (size_t i = 0; i < length; i++) {
        const char *entity = xml_entity((unsigned char)text[i]);
        if (entity != NULL) {
            ms_buffer_add(buffer, text + plain, i - plain);
            ms_buffer_put(buffer, entity);
            plain = i + 1;
        }
    }
    ms_buffer_add(buffer, text + plain, length - plain);
}

void ms_buffer_free(ms_buffer *buffer)
{
    free(buffer->text);
    *buffer = (ms_buffer){0};
}
