#include "casefile/comparison.h"

#include "casefile/value.h"
#include "facts/plain_values.h"
#include "facts/write.h"

#include <string.h>

typedef struct comparing {
    const ms_state *state;
    ms_tools *tools;
    const ms_side_of_case *before, *after;
    ms_standing *standings[2]; /* before, after */
    ms_standing *mixed;
    ms_case_comparison *result;
    size_t most;
} comparing;

/* ---- what is different ------------------------------------------------------------------------------------------- */

static void add(comparing *c, ms_case_difference difference)
{
    if (c->result->count < c->most) {
        c->result->differences[c->result->count++] = difference;
    }
}

static bool same_standing(ms_standing a, ms_standing b)
{
    if (a.kind != b.kind || (a.claim == NULL) != (b.claim == NULL)) {
        return false;
    }
    if (a.claim == NULL || a.claim == b.claim) {
        return true;
    }
    return a.kind == MS_STANDS_KNOWN && a.claim->slot == b.claim->slot
           && ms_values_compare(a.claim->value, b.claim->value) == MS_VALUES_SAME;
}

/* Of a child or plan that is there by any mention, which mention it is does not matter. */
static bool same_thing(ms_standing a, ms_standing b)
{
    return (a.kind == MS_STANDS_UNKNOWN) == (b.kind == MS_STANDS_UNKNOWN) && a.kind == b.kind;
}

static void add_fact(void *context, const ms_fact_slot *slot)
{
    comparing *c = context;
    ms_standing before = c->standings[0][slot->number], after = c->standings[1][slot->number];
    bool thing = ms_fact_row_of(slot->path.field)->name == NULL;
    if (!(thing ? same_thing(before, after) : same_standing(before, after))) {
        add(c, (ms_case_difference){.kind = MS_DIFFERENT_FACT, .slot = slot, .before = before, .after = after});
    }
}

/* Whether requests or answers count on one side that do not on the other. */
static bool different_requests(const comparing *c)
{
    for (const ms_sent_request *request = c->state->requests; request != NULL; request = request->next) {
        if (ms_in_view(&request->entry, c->before->view) != ms_in_view(&request->entry, c->after->view)
            || ms_request_answered(c->state, request, c->before->view)
                   != ms_request_answered(c->state, request, c->after->view)) {
            return true;
        }
    }
    return false;
}

static void find_differences(comparing *c)
{
    const ms_settings *a = &c->before->settings, *b = &c->after->settings;
    ms_state_each_slot(c->state, add_fact, c);
    if (different_requests(c)) {
        add(c, (ms_case_difference){.kind = MS_DIFFERENT_REQUESTS});
    }
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if (a->readings.choice[reading] != b->readings.choice[reading]) {
            add(c, (ms_case_difference){.kind = MS_DIFFERENT_READING, .reading = (ms_reading)reading});
        }
    }
    if (a->percent != b->percent || a->default_share != b->default_share || a->answer_days != b->answer_days) {
        add(c, (ms_case_difference){.kind = MS_DIFFERENT_NUMBERS});
    }
    if (c->before->view.on != c->after->view.on) {
        add(c, (ms_case_difference){.kind = MS_DIFFERENT_DAY});
    }
}

/* ---- with some of the differences -------------------------------------------------------------------------------- */

/* Begins with all as it was before and takes over the differences that are marked. */
static void mix(comparing *c, ms_derivation *what, ms_settings *settings)
{
    ms_view before = c->before->view;
    memcpy(c->mixed, c->standings[0], c->state->slot_count * sizeof *c->mixed);
    *what = (ms_derivation){
        .standings = c->mixed, .as_of = before.on, .requests = before, .answers = {before, before}, .provenance = true};
    *settings = c->before->settings;
    for (size_t i = 0; i < c->result->count; i++) {
        const ms_case_difference *d = &c->result->differences[i];
        if (!d->did_it) {
            continue;
        }
        switch (d->kind) {
        case MS_DIFFERENT_FACT:
            c->mixed[d->slot->number] = d->after;
            break;
        case MS_DIFFERENT_REQUESTS:
            what->requests = c->after->view;
            what->answers[MS_PNS] = what->answers[MS_PSS] = c->after->view;
            break;
        case MS_DIFFERENT_READING:
            settings->readings.choice[d->reading] = c->after->settings.readings.choice[d->reading];
            break;
        case MS_DIFFERENT_NUMBERS:
            settings->percent = c->after->settings.percent;
            settings->default_share = c->after->settings.default_share;
            settings->answer_days = c->after->settings.answer_days;
            break;
        case MS_DIFFERENT_DAY:
            what->as_of = c->after->view.on;
            break;
        }
    }
}

static ms_text keep(ms_tools *tools, ms_text text)
{
    char *kept = ms_arena_room(tools->arena, text.length, 1);
    if (kept == NULL || text.at == NULL) {
        return (ms_text){.at = NULL};
    }
    memcpy(kept, text.at, text.length);
    return (ms_text){kept, text.length};
}

/* The outcome with the differences that are marked. MS_ERROR_INVALID: with these alone there is no such case. */
static ms_status evaluate(comparing *c, ms_text *outcome, ms_text *orders)
{
    ms_derivation what;
    ms_settings settings;
    ms_buffer text = {0};
    mix(c, &what, &settings);
    ms_status status = ms_redetermine(c->state, c->tools, &what, &settings, 0);
    if (status != MS_OK) {
        return status;
    }
    ms_write_json(c->tools->determination, &text);
    if (!text.failed) {
        ms_text whole = {text.text, text.length};
        *outcome = keep(c->tools, ms_value_member(whole, "children"));
        *orders = keep(c->tools, ms_value_member(whole, "obligations"));
    }
    bool failed = text.failed || outcome->at == NULL || orders->at == NULL;
    ms_buffer_free(&text);
    return failed ? MS_ERROR_MEMORY : MS_OK;
}

static void mark_all(comparing *c, bool mark)
{
    for (size_t i = 0; i < c->result->count; i++) {
        c->result->differences[i].did_it = mark;
    }
}

/* Takes the differences away one by one and keeps away those without which the outcome is still what it became. */
static ms_status leave_out(comparing *c)
{
    for (size_t i = 0; i < c->result->count; i++) {
        ms_text outcome, orders;
        c->result->differences[i].did_it = false;
        ms_status status = evaluate(c, &outcome, &orders);
        if (status == MS_ERROR_MEMORY) {
            return status;
        }
        c->result->differences[i].did_it = status != MS_OK || !ms_text_same(outcome, c->result->after);
    }
    return MS_OK;
}

ms_status ms_compare_sides(const ms_state *state, ms_tools *tools, const ms_side_of_case *before,
                           const ms_side_of_case *after, ms_case_comparison *comparison)
{
    comparing c = {.state = state, .tools = tools, .before = before, .after = after, .result = comparison};
    *comparison = (ms_case_comparison){.count = 0};
    c.most = state->slot_count + MS_READING_COUNT + 3;
    comparison->differences = ms_arena_take(tools->arena, c.most, sizeof *comparison->differences);
    c.standings[0] = ms_standings_make(state, before->view, tools->arena);
    c.standings[1] = ms_standings_make(state, after->view, tools->arena);
    c.mixed = ms_arena_take(tools->arena, state->slot_count, sizeof *c.mixed);
    if (comparison->differences == NULL || c.standings[0] == NULL || c.standings[1] == NULL || c.mixed == NULL) {
        return MS_ERROR_MEMORY;
    }
    find_differences(&c);
    ms_status status = evaluate(&c, &comparison->before, &comparison->before_orders);
    if (status == MS_OK) {
        mark_all(&c, true);
        status = evaluate(&c, &comparison->after, &comparison->after_orders);
    }
    if (status != MS_OK) {
        return status;
    }
    comparison->moved = !ms_text_same(comparison->before, comparison->after);
    if (!comparison->moved) {
        mark_all(&c, false);
        return MS_OK;
    }
    return leave_out(&c);
}

void ms_case_difference_say(ms_buffer *out, const ms_case_difference *difference)
{
    switch (difference->kind) {
    case MS_DIFFERENT_FACT:
        ms_fact_path_say(out, &difference->slot->path);
        return;
    case MS_DIFFERENT_REQUESTS:
        ms_buffer_put(out, "information requests and answers, (4)");
        return;
    case MS_DIFFERENT_READING:
        ms_buffer_put(out, "the reading ");
        ms_buffer_put(out, ms_reading_describe(difference->reading)->name);
        return;
    case MS_DIFFERENT_NUMBERS:
        ms_buffer_put(out, "the numbers of the rule");
        return;
    case MS_DIFFERENT_DAY:
        ms_buffer_put(out, "the day, and the version of the rule on it");
        return;
    }
}
