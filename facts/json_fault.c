/*
 * simdjson says that a text is no JSON, not why. This second look is for such texts alone: it walks to the first
 * fault, and says what stands there and what may.
 */
#include "facts/json_fault.h"

#include "facts/json_text.h"

#include <medsupport/case.h>

#include <string.h>

typedef struct scanner {
    const char *text;
    size_t length;
    size_t at;
    int depth;
    bool object[MS_MAX_DEPTH]; /* whether each open container is an object */
    ms_json_fault *fault;
} scanner;

/* What may stand next. */
typedef enum state { VALUE, FIRST_ELEMENT, NAME, FIRST_NAME, COLON, AFTER_VALUE, DONE } state;

static const char end_of_text[] = "the end of the text";
static const char one_value[] = "a value: text in quotation marks, a number, true, false, null, [ or {";

/* Sets down the fault; always false, so that a step can return it. */
static bool fail(scanner *s, size_t at, size_t length, const char *found, const char *expected)
{
    *s->fault = (ms_json_fault){.at = at, .length = length, .found = found, .expected = expected};
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Whether a character can be part of a word or number, so that a wrong one is shown whole. */
static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-'
           || c == '+' || c == '.';
}

/* What stands at the scanner's place and should not: a word, or one character. */
static bool unexpected(scanner *s, const char *expected)
{
    if (s->at == s->length) {
        return fail(s, s->at, 0, end_of_text, expected);
    }
    size_t end = s->at;
    while (end < s->length && is_word(s->text[end])) {
        end++;
    }
    if (end > s->at) {
        return fail(s, s->at, end - s->at, "the word ", expected);
    }
    size_t character = ms_utf8_length(s->text + s->at, s->length - s->at);
    if (character == 0) {
        return fail(s, s->at, 0, "a byte that is not UTF-8", "text in UTF-8");
    }
    unsigned char c = (unsigned char)s->text[s->at];
    if (c < 0x20 || c == 0x7F) {
        return fail(s, s->at, 0, "a control character", expected);
    }
    return fail(s, s->at, character, "the character ", expected);
}

/* One character of a string that is no plain ASCII. */
static bool scan_special(scanner *s, char c)
{
    static const char escapes[] = "an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits";
    size_t left = s->length - s->at;
    if (c == '\\') {
        size_t escape = ms_json_escape_length(s->text + s->at, left);
        s->at += escape;
        return escape > 0 || fail(s, s->at, 0, "a backslash that begins no escape", escapes);
    }
    if ((unsigned char)c < 0x20) {
        const char *found = c == '\n' || c == '\r' ? "a line break in a text" : "a control character in a text";
        return fail(s, s->at, 0, found, "the closing quotation mark, or an escape such as \\n or \\t");
    }
    size_t character = ms_utf8_length(s->text + s->at, left);
    s->at += character;
    return character > 0 || fail(s, s->at, 0, "a byte that is not UTF-8", "text in UTF-8");
}

/* A string, from its opening quotation mark. */
static bool scan_string(scanner *s)
{
    size_t start = s->at++;
    while (s->at < s->length) {
        char c = s->text[s->at];
        if (c == '"') {
            s->at++;
            return true;
        }
        if (c != '\\' && (unsigned char)c >= 0x20 && (unsigned char)c < 0x80) {
            s->at++;
        } else if (!scan_special(s, c)) {
            return false;
        }
    }
    return fail(s, start, 0, "a text without its closing quotation mark", "a closing quotation mark");
}

/* Why what stands at the scanner's place is no number. */
static const char *number_rule(const char *word, size_t length)
{
    size_t digits = length > 0 && word[0] == '-' ? 1 : 0;
    if (length > digits + 1 && word[digits] == '0' && word[digits + 1] >= '0' && word[digits + 1] <= '9') {
        return "a number without a zero before its first digit";
    }
    if (word[0] == '.' || word[0] == '+') {
        return "a number that begins with a digit";
    }
    return "a number: digits, then if need be a point and more digits";
}

/* true, false, null or a number. */
static bool scan_word(scanner *s)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *word = s->text + s->at;
    size_t length = 0;
    while (s->at + length < s->length && is_word(word[length])) {
        length++;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (length == strlen(words[i]) && memcmp(word, words[i], length) == 0) {
            s->at += length;
            return true;
        }
    }
    if (length > 0 && ms_json_number_length(word, length) == length) {
        s->at += length;
        return true;
    }
    bool numeric = length > 0 && strchr("0123456789+-.", word[0]) != NULL;
    return unexpected(s, numeric ? number_rule(word, length) : one_value);
}

static bool open_container(scanner *s, state *next)
{
    if (s->depth == MS_MAX_DEPTH) {
        return fail(s, s->at, 0, "a 17th level of nesting", "at most 16 levels");
    }
    bool object = s->text[s->at++] == '{';
    s->object[s->depth++] = object;
    *next = object ? FIRST_NAME : FIRST_ELEMENT;
    return true;
}

static void close_container(scanner *s, state *next)
{
    s->at++;
    s->depth--;
    *next = s->depth == 0 ? DONE : AFTER_VALUE;
}

static bool step_value(scanner *s, char c, state *next)
{
    if (c == '{' || c == '[') {
        return open_container(s, next);
    }
    *next = AFTER_VALUE;
    if (c == ']' && s->text[s->at - 1] == ',') {
        return unexpected(s, "a value after the comma");
    }
    return c == '"' ? scan_string(s) : scan_word(s);
}

static bool step_first_element(scanner *s, char c, state *next)
{
    if (c == ']') {
        close_container(s, next);
        return true;
    }
    return step_value(s, c, next);
}

static bool step_name(scanner *s, char c, state *next)
{
    *next = COLON;
    return c == '"' ? scan_string(s) : unexpected(s, "a name in quotation marks");
}

static bool step_first_name(scanner *s, char c, state *next)
{
    if (c == '}') {
        close_container(s, next);
        return true;
    }
    return step_name(s, c, next);
}

static bool step_colon(scanner *s, char c, state *next)
{
    *next = VALUE;
    s->at++;
    if (c != ':') {
        s->at--;
        return unexpected(s, "a colon after the name");
    }
    return true;
}

static bool step_after_value(scanner *s, char c, state *next)
{
    bool object = s->object[s->depth - 1];
    if (c == ',') {
        s->at++;
        *next = object ? NAME : VALUE;
        return true;
    }
    if (c == (object ? '}' : ']')) {
        close_container(s, next);
        return true;
    }
    return unexpected(s, object ? "a comma or }" : "a comma or ]");
}

static bool step_done(scanner *s, char c, state *next)
{
    (void)c;
    (void)next;
    return unexpected(s, "nothing after the document");
}

/* The whole text from its first brace. True when it is a document. */
static bool scan(scanner *s)
{
    static bool (*const steps[])(scanner *, char, state *) = {
        [VALUE] = step_value, [FIRST_ELEMENT] = step_first_element, [NAME] = step_name, [FIRST_NAME] = step_first_name,
        [COLON] = step_colon, [AFTER_VALUE] = step_after_value,     [DONE] = step_done,
    };
    static const char *const missing[] = {
        [VALUE] = one_value,
        [FIRST_ELEMENT] = "a value or ]",
        [NAME] = "a name in quotation marks",
        [FIRST_NAME] = "a name in quotation marks or }",
        [COLON] = "a colon after the name",
    };
    state now = VALUE;
    for (;;) {
        while (s->at < s->length && is_space(s->text[s->at])) {
            s->at++;
        }
        if (s->at == s->length && now == DONE) {
            return true;
        }
        if (s->at == s->length && now == AFTER_VALUE) {
            return unexpected(s, s->object[s->depth - 1] ? "a comma or }" : "a comma or ]");
        }
        if (s->at == s->length) {
            return unexpected(s, missing[now]);
        }
        if (!steps[now](s, s->text[s->at], &now)) {
            return false;
        }
    }
}

bool ms_json_find_fault(const char *text, size_t length, ms_json_fault *fault)
{
    static const char one_object[] = "a JSON object, from { to }";
    scanner s = {.text = text, .length = length, .fault = fault};
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        return !fail(&s, 0, 0, "a byte order mark", "a JSON object from the first byte, in UTF-8 without the mark");
    }
    while (s.at < length && is_space(text[s.at])) {
        s.at++;
    }
    if (s.at == length) {
        return !fail(&s, 0, 0, "no text", one_object);
    }
    if (text[s.at] == '[' || text[s.at] == '"') {
        return !fail(&s, s.at, 0, text[s.at] == '[' ? "a list" : "a text", one_object);
    }
    if (text[s.at] != '{') {
        return !unexpected(&s, one_object);
    }
    return !scan(&s);
}
