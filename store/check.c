#include "store/check.h"

#include "facts/json_text.h"

#include <string.h>

enum { LONGEST_ACTOR = 100, LONGEST_KIND = 64, LONGEST_BODY = 64 * 1024 * 1024 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alphanumeric(char c)
{
    return is_digit(c) || is_small(c) || (c >= 'A' && c <= 'Z');
}

bool ms_check_case_id(const char *case_id)
{
    size_t length = 0;
    for (; case_id[length] != '\0'; length++) {
        char c = case_id[length];
        bool inside = length > 0 && (c == '.' || c == '-' || c == '_');
        if (length == MS_MAX_CASE_ID || (!is_alphanumeric(c) && !inside)) {
            return false;
        }
    }
    return length > 0;
}

/* "2026-11-02T15:04:05Z" */
static bool is_time(ms_text at)
{
    static const char pattern[] = "0000-00-00T00:00:00Z";
    enum { DAY = 10, HOURS = 11, MINUTES = 14, SECONDS = 17 };
    if (at.at == NULL || at.length != sizeof pattern - 1) {
        return false;
    }
    for (size_t i = 0; i < at.length; i++) {
        if (pattern[i] == '0' ? !is_digit(at.at[i]) : at.at[i] != pattern[i]) {
            return false;
        }
    }
    /* 60: a leap second */
    return ms_date_parse(at.at, DAY) != MS_NO_DATE && memcmp(at.at + HOURS, "24", 2) < 0
           && memcmp(at.at + MINUTES, "60", 2) < 0 && memcmp(at.at + SECONDS, "60", 2) <= 0;
}

/* UTF-8 characters, none of them a control character. */
static bool is_name(ms_text name, size_t longest)
{
    size_t characters = 0, at = 0;
    while (at < name.length) {
        size_t length = ms_utf8_length(name.at + at, name.length - at);
        unsigned char first = (unsigned char)name.at[at];
        bool control = first < 0x20 || first == 0x7F || (first == 0xC2 && (unsigned char)name.at[at + 1] < 0xA0);
        if (length == 0 || control) {
            return false;
        }
        at += length;
        characters++;
    }
    return characters > 0 && characters <= longest;
}

static bool is_kind(ms_text kind)
{
    for (size_t i = 0; i < kind.length; i++) {
        if (!is_small(kind.at[i]) && (i == 0 || (!is_digit(kind.at[i]) && kind.at[i] != '_'))) {
            return false;
        }
    }
    return kind.length > 0 && kind.length <= LONGEST_KIND;
}

/* Whether a text goes from brace to brace on one line. */
static bool is_one_line(ms_text text)
{
    return text.at != NULL && text.length >= 2 && text.length <= LONGEST_BODY && text.at[0] == '{'
           && text.at[text.length - 1] == '}' && memchr(text.at, '\n', text.length) == NULL
           && memchr(text.at, '\r', text.length) == NULL;
}

bool ms_check_object(ms_json *json, ms_text text)
{
    ms_json_tree tree;
    return is_one_line(text) && ms_json_flatten(json, text.at, text.length, &tree) == MS_OK;
}

static const char no_object[] = "its body is not a JSON object on one line";

const char *ms_check_frame(const ms_event *event)
{
    if (!is_time(event->at)) {
        return "its time is not written as 2026-11-02T15:04:05Z";
    }
    if (!is_name(event->actor, LONGEST_ACTOR)) {
        return "its actor is not a name of 1 to 100 characters";
    }
    if (event->effective < 1 || event->effective > MS_LAST_DATE) {
        return "it takes effect on no day of the calendar";
    }
    if (!is_kind(event->kind)) {
        return "its kind is not 1 to 64 small letters, digits and underscores";
    }
    return is_one_line(event->body) ? NULL : no_object;
}

const char *ms_check_event(ms_json *json, const ms_event *event)
{
    const char *wrong = ms_check_frame(event);
    return wrong != NULL || ms_check_object(json, event->body) ? wrong : no_object;
}
