#include "cli/case_words.h"

#include "casefile/costs.h"
#include "casefile/orders.h"
#include "casefile/value.h"
#include "cli/cost_words.h"
#include "cli/notice_words.h"
#include "cli/order_words.h"
#include "cli/print.h"
#include "cli/sayings.h"

#include <string.h>

enum { LONGEST_SHOWN = 300 };

/* ---- words for names --------------------------------------------------------------------------------------------- */

static const char *const words[][2] = {
    {"parent_not_seeking", "parent not seeking support"},
    {"parent_seeking", "parent seeking support"},
    {"employer", "employer"},
    {"plan_administrator", "plan administrator"},
    {"agency_record", "agency record"},
    {"other", "other source"},
    {"case_document", "case document"},
    {"determined", "determined"},
    {"needs_information", "information is needed"},
    {"undecided", "undecided by the text"},
};

const char *ms_source_words(ms_text source)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i][0]) == source.length && memcmp(words[i][0], source.at, source.length) == 0) {
            return words[i][1];
        }
    }
    return "unknown source";
}

void ms_say_plain(ms_buffer *out, ms_text text)
{
    size_t shown = text.length < LONGEST_SHOWN ? text.length : (size_t)LONGEST_SHOWN;
    while (shown < text.length && shown > 0 && ((unsigned char)text.at[shown] & 0xC0) == 0x80) {
        shown--; /* not within a character */
    }
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)text.at[i];
        ms_buffer_add(out, c < 0x20 || c == 0x7F ? "?" : text.at + i, 1);
    }
    ms_buffer_put(out, shown < text.length ? " ..." : "");
}

static void put_text(ms_buffer *out, const char *before, ms_text text)
{
    if (text.at != NULL) {
        ms_buffer_put(out, before);
        ms_say_plain(out, text);
    }
}

static void put_day(ms_buffer *out, const char *before, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date != MS_NO_DATE) {
        ms_date_format(date, text);
        ms_buffer_put(out, before);
        ms_buffer_put(out, text);
    }
}

/* One JSON value in words: `amount 4000.00, per month`. */
static void say_part(ms_buffer *out, ms_text value, int depth)
{
    ms_text rest = value, element, inside = ms_value_inside(value);
    if (inside.at != NULL) {
        ms_buffer_add(out, inside.at, inside.length);
        return;
    }
    if ((value.at[0] != '{' && value.at[0] != '[') || depth > 8) {
        ms_buffer_add(out, value.at, value.length);
        return;
    }
    bool object = value.at[0] == '{';
    const char *between = depth > 0 && object ? "(" : "";
    bool any = false;
    while (ms_value_next(&rest, &element)) {
        ms_buffer_put(out, any ? ", " : between);
        any = true;
        if (object) {
            ms_text name = ms_value_inside(element), member = rest;
            ms_buffer_add(out, name.at, name.length);
            ms_buffer_put(out, " ");
            if (!ms_value_next(&member, &element)) {
                return;
            }
            rest = member;
        }
        say_part(out, element, depth + 1);
    }
    ms_buffer_put(out, !any ? "none" : between[0] == '(' ? ")" : "");
}

void ms_say_value(ms_buffer *out, ms_text value)
{
    ms_buffer whole = {0};
    if (value.at[0] == 't' || value.at[0] == 'f') {
        ms_buffer_put(out, value.at[0] == 't' ? "yes" : "no");
        return;
    }
    say_part(&whole, value, 0);
    for (size_t i = 0; i < whole.length; i++) {
        whole.text[i] = whole.text[i] == '_' ? ' ' : whole.text[i];
    }
    ms_say_plain(out, (ms_text){whole.text, whole.length});
    ms_buffer_free(&whole);
}

void ms_say_claim(ms_buffer *out, const ms_claim *claim)
{
    ms_say_value(out, claim->value);
    ms_buffer_put(out, "; from ");
    if (claim->said_by.at != NULL) {
        put_text(out, "", claim->said_by);
    } else {
        ms_buffer_put(out, "the ");
        ms_buffer_put(out, ms_source_words(claim->source));
    }
    put_text(out, ", ", claim->evidence);
    put_day(out, ", received ", claim->received);
    put_text(out, ", verified by ", claim->verified_by);
    put_day(out, " on ", claim->verified_on);
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

static const char *const flag_names[MS_EVENT_FLAGS] = {"late", "unasked", "after-closing", "after-determination",
                                                       "departs"};
static const char *const flag_words[MS_EVENT_FLAGS] = {
    "Late: after the last day of the request.", "No request to this parent was open.",
    "It came when the case was closed.", "It came after a determination.", "It departs from the law:"};

void ms_put_event_flags(ms_buffer *out, const ms_entry *entry, bool json)
{
    const char *between = "";
    for (unsigned i = 0; i < MS_EVENT_FLAGS; i++) {
        if ((entry->flags >> i & 1u) != 0) {
            ms_print(out, json ? "%s\"%s\"" : "%s %s", between, json ? flag_names[i] : flag_words[i]);
            between = json ? "," : "";
        }
    }
}

void ms_put_departures(ms_buffer *out, const ms_entry *entry)
{
    const char *between = "";
    ms_buffer_put(out, ",\"departures\":[");
    for (const ms_departure *d = entry->departures; d != NULL; d = d->next) {
        ms_print(out, "%s{\"citation\":\"%s\",\"why\":\"", between, d->citation);
        ms_buffer_add_json(out, d->words.at, d->words.length);
        ms_buffer_put(out, "\"}");
        between = ",";
    }
    ms_buffer_put(out, "]");
}

static void say_departures(ms_buffer *out, const ms_entry *entry)
{
    const char *between = " ";
    for (const ms_departure *d = entry->departures; d != NULL; d = d->next) {
        ms_buffer_put(out, between);
        ms_say_plain(out, d->words);
        ms_print(out, " (%s)%s", d->citation, d->next == NULL ? "." : "");
        between = "; ";
    }
}

static void say_fact(ms_buffer *out, const ms_entry *entry)
{
    const ms_claim *claim = (const ms_claim *)entry;
    ms_fact_path_say(out, &claim->slot->path);
    ms_buffer_put(out, claim->changed ? " is now: " : ": ");
    ms_say_claim(out, claim);
}

static void say_party(ms_buffer *out, ms_party party)
{
    ms_buffer_put(out, party == MS_PNS ? "the parent not seeking support" : "the parent seeking support");
}

static void say_request(ms_buffer *out, const ms_entry *entry)
{
    const ms_sent_request *request = (const ms_sent_request *)entry;
    ms_text rest = request->asked, path;
    const char *between = ", for ";
    ms_buffer_put(out, "information request to ");
    say_party(out, request->of);
    put_day(out, ", to be answered by ", request->last_day);
    while (ms_value_next(&rest, &path)) {
        ms_fact_path fact;
        if (ms_fact_path_within(ms_value_inside(path), &fact)) {
            ms_buffer_put(out, between);
            ms_fact_path_say(out, &fact);
            between = ", ";
        }
    }
}

static void say_answer(ms_buffer *out, const ms_entry *entry)
{
    const ms_received_answer *answer = (const ms_received_answer *)entry;
    ms_buffer_put(out, "answer of ");
    say_party(out, answer->of);
    if (answer->request != NULL) {
        ms_buffer_put(out, " to request ");
        ms_buffer_put_number(out, answer->request->entry.sequence);
    }
}

/* "(5)(C): parent not seeking support, provide coverage" for each order. */
static void say_determination(ms_buffer *out, const ms_entry *entry)
{
    const ms_recorded_determination *made = (const ms_recorded_determination *)entry;
    ms_text rest = ms_value_member(made->text, "obligations"), order;
    put_day(out, "determination as of ", made->as_of);
    ms_buffer_put(out, ": ");
    ms_buffer_put(out, ms_source_words(made->status));
    while (rest.at != NULL && ms_value_next(&rest, &order)) {
        put_text(out, "; ", ms_value_inside(ms_value_member(order, "paragraph")));
        ms_buffer_put(out, " for ");
        ms_say_value(out, ms_value_member(order, "children"));
        ms_buffer_put(out, ": the ");
        ms_buffer_put(out, ms_source_words(ms_value_inside(ms_value_member(order, "obligor"))));
        ms_buffer_put(out, ", ");
        ms_say_value(out, ms_value_member(order, "obligation"));
        ms_text percentage = ms_value_inside(ms_value_member(order, "percentage"));
        put_text(out, ", ", percentage);
        ms_buffer_put(out, percentage.at != NULL ? " %" : "");
    }
    if (made->conflicts.length > 2) {
        ms_buffer_put(out, "; in spite of a conflict on ");
        ms_say_value(out, made->conflicts);
    }
}

static void say_resolution(ms_buffer *out, const ms_entry *entry)
{
    const ms_resolution *resolution = (const ms_resolution *)entry;
    ms_buffer_put(out, "conflict resolved: ");
    ms_fact_path_say(out, &resolution->chosen->slot->path);
    ms_buffer_put(out, ": ");
    ms_say_claim(out, resolution->chosen);
    put_text(out, ". Reason: ", resolution->reason);
}

/* A sealed value: whose, what may be shown of it, and who says it. */
void ms_say_sealed(ms_buffer *out, const ms_sealed_value *value)
{
    ms_sealed_path_say(out, &value->path);
    if (value->shown.at != NULL) {
        ms_buffer_put(out, ": ");
        ms_buffer_add(out, value->shown.at, value->shown.length);
    }
    ms_buffer_put(out, "; from ");
    if (value->said_by.at != NULL) {
        put_text(out, "", value->said_by);
    } else {
        ms_buffer_put(out, "the ");
        ms_buffer_put(out, ms_source_words(value->source));
    }
    put_text(out, ", ", value->evidence);
    put_day(out, ", received ", value->received);
}

static void say_sealed(ms_buffer *out, const ms_entry *entry)
{
    ms_say_sealed(out, (const ms_sealed_value *)entry);
}

static void say_revealing(ms_buffer *out, const ms_entry *entry)
{
    const ms_revealing *revealing = (const ms_revealing *)entry;
    ms_buffer_put(out, "revealed: ");
    ms_sealed_path_say(out, &revealing->value->path);
    put_text(out, ". Reason: ", revealing->reason);
}

static void say_resealing(ms_buffer *out, const ms_entry *entry)
{
    ms_buffer_put(out, "sealed with another key: ");
    ms_sealed_path_say(out, &((const ms_resealing *)entry)->value->path);
}

/* Of the other kinds the body says it. */
static void say_body(ms_buffer *out, const ms_event *event, const ms_event_kind *kind)
{
    if (!ms_say_sentence(out, kind, event->body)) {
        ms_buffer_put(out, kind->summary);
        ms_buffer_put(out, ": ");
        ms_say_value(out, event->body);
    }
}

void ms_say_event(ms_buffer *out, const ms_state *state, const ms_event *event)
{
    static const struct {
        const ms_event_kind *kind;
        void (*say)(ms_buffer *out, const ms_entry *entry);
    } sayings[] = {{&ms_kind_fact_recorded, say_fact},
                   {&ms_kind_request_sent, say_request},
                   {&ms_kind_answer_received, say_answer},
                   {&ms_kind_determination_made, say_determination},
                   {&ms_kind_conflict_resolved, say_resolution},
                   {&ms_kind_order_terms, ms_say_order_terms},
                   {&ms_kind_cost_demanded, ms_say_cost_demand},
                   {&ms_kind_secret_recorded, say_sealed},
                   {&ms_kind_secret_revealed, say_revealing},
                   {&ms_kind_secret_resealed, say_resealing},
                   {&ms_kind_withholding_set, ms_say_withholding_set},
                   {&ms_kind_default_taken, ms_say_default_taken}};
    const ms_entry *entry = ms_state_entry(state, event->sequence);
    bool said = false;
    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0] && !said; i++) {
        if (sayings[i].kind == entry->kind) {
            sayings[i].say(out, entry);
            said = true;
        }
    }
    if (!said) {
        say_body(out, event, entry->kind);
    }
    bool ended = out->length > 0 && out->text[out->length - 1] == '.';
    ms_buffer_put(out, ended ? "" : ".");
    ms_put_event_flags(out, entry, false);
    say_departures(out, entry);
    if (entry->corrected != NULL) {
        ms_buffer_put(out, " Taken back by event ");
        ms_buffer_put_number(out, entry->corrected->sequence);
        ms_buffer_put(out, ".");
    }
}

/* ---- tasks ------------------------------------------------------------------------------------------------------- */

const char ms_closed_ahead[] = ", open until an event dated ahead closes it on ";

void ms_put_tasks(ms_buffer *out, const char *heading, const ms_open_tasks *tasks, ms_date on)
{
    ms_buffer text = {0};
    if (tasks->count > 0) {
        ms_print(out, "\n%s\n", heading);
    }
    for (size_t i = 0; i < tasks->count; i++) {
        const ms_open_task *task = &tasks->tasks[i];
        char due[MS_DATE_TEXT_SIZE], closes[MS_DATE_TEXT_SIZE] = "";
        text.length = 0;
        ms_task_say(&text, task);
        ms_buffer_add(&text, "", 1);
        ms_date_format(task->due, due);
        if (task->closes != MS_NO_DATE) {
            ms_date_format(task->closes, closes);
        }
        ms_print_lines(out, 2, due, 14, "%s (%s)%s%s%s", text.failed ? "" : text.text, ms_task_citation(task),
                       task->due < on ? ", overdue" : "", closes[0] != '\0' ? ms_closed_ahead : "", closes);
    }
    ms_buffer_free(&text);
}
