#include "store/event_line.h"

#include "facts/json_text.h"
#include "store/chain.h"

#include <string.h>

static const char first_line[] = "{\"format\":\"medsupport.events/1\"}";
static const char before_head[] = "{\"head\":\"";
static const char behind_head[] = "\"}";

/* ---- writing ----------------------------------------------------------------------------------------------------- */

void ms_event_line_put_first(ms_buffer *out)
{
    ms_buffer_put(out, first_line);
    ms_buffer_put(out, "\n");
}

void ms_event_line_put_last(ms_buffer *out, const ms_store_head *head)
{
    char text[MS_HEAD_TEXT_SIZE];
    ms_chain_format(head, text);
    ms_buffer_put(out, before_head);
    ms_buffer_put(out, text);
    ms_buffer_put(out, behind_head);
    ms_buffer_put(out, "\n");
}

void ms_event_line_put(ms_buffer *out, const char *case_id, const ms_event *event)
{
    char effective[MS_DATE_TEXT_SIZE];
    ms_date_format(event->effective, effective);
    ms_buffer_put(out, "{\"case_id\":\"");
    ms_buffer_put(out, case_id);
    ms_buffer_put(out, "\",\"sequence\":");
    ms_buffer_put_number(out, event->sequence);
    ms_buffer_put(out, ",\"at\":\"");
    ms_buffer_add(out, event->at.at, event->at.length);
    ms_buffer_put(out, "\",\"actor\":\"");
    ms_buffer_add_json(out, event->actor.at, event->actor.length);
    ms_buffer_put(out, "\",\"effective\":\"");
    ms_buffer_put(out, effective);
    ms_buffer_put(out, "\",\"kind\":\"");
    ms_buffer_add(out, event->kind.at, event->kind.length);
    ms_buffer_put(out, "\",\"body\":");
    ms_buffer_add(out, event->body.at, event->body.length);
    ms_buffer_put(out, "}\n");
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* What is left of a line. */
typedef struct rest {
    const char *at;
    size_t length;
} rest;

static bool skip(rest *r, const char *expected)
{
    size_t length = strlen(expected);
    if (r->length < length || memcmp(r->at, expected, length) != 0) {
        return false;
    }
    r->at += length;
    r->length -= length;
    return true;
}

/* Takes what stands before the quotation mark that ends a string, and the mark. */
static bool take_string(rest *r, ms_text *text, bool *escaped)
{
    size_t length = 0;
    *escaped = false;
    while (length < r->length && r->at[length] != '"') {
        bool escape = r->at[length] == '\\';
        *escaped = *escaped || escape;
        length += escape ? 2 : 1;
    }
    if (length >= r->length) {
        return false;
    }
    *text = (ms_text){r->at, length};
    r->at += length + 1;
    r->length -= length + 1;
    return true;
}

static bool take_plain(rest *r, ms_text *text)
{
    bool escaped = false;
    return take_string(r, text, &escaped) && !escaped;
}

static bool take_unescaped(rest *r, ms_buffer *scratch, ms_text *text)
{
    bool escaped = false;
    size_t length = 0;
    if (!take_string(r, text, &escaped)) {
        return false;
    }
    if (!escaped) {
        return true;
    }
    scratch->length = 0;
    if (!ms_json_escapes_valid(text->at, text->length) || !ms_buffer_reserve(scratch, text->length)
        || !ms_json_unescape(text->at, text->length, scratch->text, &length)) {
        return false;
    }
    *text = (ms_text){scratch->text, length};
    return true;
}

static bool take_number(rest *r, uint64_t *number)
{
    *number = 0;
    size_t digits = 0;
    for (; digits < r->length && r->at[digits] >= '0' && r->at[digits] <= '9'; digits++) {
        uint64_t digit = (uint64_t)(r->at[digits] - '0');
        if (*number > (INT64_MAX - digit) / 10) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    r->at += digits;
    r->length -= digits;
    return digits > 0;
}

static bool take_case_id(rest *r, char case_id[MS_MAX_CASE_ID + 1])
{
    ms_text text;
    if (!take_plain(r, &text) || text.length > MS_MAX_CASE_ID) {
        return false;
    }
    memcpy(case_id, text.at, text.length);
    case_id[text.length] = '\0';
    return true;
}

static bool take_day(rest *r, ms_date *day)
{
    ms_text text;
    if (!take_plain(r, &text)) {
        return false;
    }
    *day = ms_date_parse(text.at, text.length);
    return *day != MS_NO_DATE;
}

bool ms_event_line_read(const char *line, size_t length, ms_buffer *scratch, ms_event_line *read)
{
    rest r = {line, length};
    ms_event *event = &read->event;
    *event = (ms_event){0};
    bool good = skip(&r, "{\"case_id\":\"") && take_case_id(&r, read->case_id) && skip(&r, ",\"sequence\":")
                && take_number(&r, &event->sequence) && skip(&r, ",\"at\":\"") && take_plain(&r, &event->at)
                && skip(&r, ",\"actor\":\"") && take_unescaped(&r, scratch, &event->actor)
                && skip(&r, ",\"effective\":\"") && take_day(&r, &event->effective) && skip(&r, ",\"kind\":\"")
                && take_plain(&r, &event->kind) && skip(&r, ",\"body\":") && r.length > 0 && r.at[r.length - 1] == '}';
    if (good) {
        event->body = (ms_text){r.at, r.length - 1};
    }
    return good;
}

bool ms_event_line_is_first(const char *line, size_t length)
{
    return length == sizeof first_line - 1 && memcmp(line, first_line, length) == 0;
}

bool ms_event_line_is_last(const char *line, size_t length, ms_store_head *head)
{
    rest r = {line, length};
    size_t behind = sizeof behind_head - 1;
    if (!skip(&r, before_head) || r.length < behind || memcmp(r.at + r.length - behind, behind_head, behind) != 0) {
        return false;
    }
    return ms_chain_parse(r.at, r.length - behind, head);
}
