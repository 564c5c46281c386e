/* What carries the duty for a child past an age, and what ends it: RSMo 452.340. */
#include "casefile/duty.h"
#include "casefile/orders.h"
#include "casefile/value.h"

#include <string.h>

enum { LONGEST_REASON = 4000 };

static const char how_long[] = "RSMo 452.340.3";

static ms_status check_child(const ms_state *state, const ms_body *body, size_t field, ms_arena *arena, ms_text *child,
                             ms_refusal *refusal)
{
    ms_status status = ms_body_text(body, field, arena, child, refusal);
    if (status == MS_OK && !ms_state_has_child(state, *child)) {
        status = ms_refuse(refusal, ms_record_keeping, "the case has no child '%.*s'", (int)child->length, child->at);
    }
    return status;
}

/* ---- duty_extended, duty_not_extended ---------------------------------------------------------------------------- */

enum {
    EXTENDED_CHILD,
    EXTENDED_GROUND,
    EXTENDED_EVIDENCE,
    NOT_EXTENDED_FIELDS,
    EXTENDED_UNTIL = NOT_EXTENDED_FIELDS,
    EXTENDED_FIELDS
};

static const char *const extension_words[] = {
    [MS_EXTENDED_BY_SCHOOL] = "school",
    [MS_EXTENDED_BY_EDUCATION] = "education",
    [MS_EXTENDED_BY_INCAPACITY] = "incapacity",
    [MS_EXTENSION_GROUNDS] = NULL,
};

static const ms_body_field extended_fields[EXTENDED_FIELDS] = {
    [EXTENDED_CHILD] =
        {.name = "child", .type = MS_BODY_TEXT, .required = true, .most = MS_MAX_ID, .help = "the child's id"},
    [EXTENDED_GROUND] = {.name = "ground",
                         .type = MS_BODY_WORD,
                         .required = true,
                         .words = extension_words,
                         .help = "what bears on the duty"},
    [EXTENDED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
    [EXTENDED_UNTIL] = {.name = "until", .type = MS_BODY_DATE, .help = "the last day, where it is known"},
};

static ms_status check_extended(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text child;
    bool extends = ms_event_kind_find(read->event->kind) == &ms_kind_duty_extended;
    bool education = ms_body_word(&read->body, EXTENDED_GROUND, extended_fields) == MS_EXTENDED_BY_EDUCATION;
    ms_date until = extends ? ms_body_date(&read->body, EXTENDED_UNTIL) : (ms_date)MS_NO_DATE;
    if (education && until != MS_NO_DATE && until < read->event->effective) {
        return ms_refuse(
            refusal, ms_event_format,
            "of education the event takes effect on the day on which the child entered, and the last day lies before that");
    }
    return check_child(state, &read->body, EXTENDED_CHILD, tools->arena, &child, refusal);
}

static ms_status apply_extended(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_duty_extension *extension = (ms_duty_extension *)record;
    extension->ground = (ms_extension_ground)ms_body_word(&read->body, EXTENDED_GROUND, extended_fields);
    extension->until =
        record->kind == &ms_kind_duty_extended ? ms_body_date(&read->body, EXTENDED_UNTIL) : (ms_date)MS_NO_DATE;
    return ms_body_text(&read->body, EXTENDED_CHILD, state->arena, &extension->child, refusal);
}

const ms_event_kind ms_kind_duty_extended = {
    .name = "duty_extended",
    .summary = "duty for a child carried on",
    .of_others = true,
    .fields = extended_fields,
    .field_count = EXTENDED_FIELDS,
    .record_size = sizeof(ms_duty_extension),
    .check = check_extended,
    .apply = apply_extended,
};

const ms_event_kind ms_kind_duty_not_extended = {
    .name = "duty_not_extended",
    .summary = "duty for a child not carried on",
    .of_others = true,
    .fields = extended_fields,
    .field_count = NOT_EXTENDED_FIELDS,
    .record_size = sizeof(ms_duty_extension),
    .check = check_extended,
    .apply = apply_extended,
};

/* ---- duty_ended -------------------------------------------------------------------------------------------------- */

enum { ENDED_CHILD, ENDED_GROUND, ENDED_EVIDENCE, ENDED_FIELDS };

static const char *const end_words[] = {
    [MS_ENDED_BY_DEATH] = "death",
    [MS_ENDED_BY_MARRIAGE] = "marriage",
    [MS_ENDED_BY_ACTIVE_DUTY] = "active_duty",
    [MS_ENDED_BY_SELF_SUPPORT] = "self_supporting",
    [MS_ENDED_BY_AGE] = "age",
    [MS_END_GROUNDS] = NULL,
};

static const ms_body_field ended_fields[ENDED_FIELDS] = {
    [ENDED_CHILD] =
        {.name = "child", .type = MS_BODY_TEXT, .required = true, .most = MS_MAX_ID, .help = "the child's id"},
    [ENDED_GROUND] =
        {.name = "ground", .type = MS_BODY_WORD, .required = true, .words = end_words, .help = "what ended the duty"},
    [ENDED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

/* An age ends the duty on the day that the law names, and only where nothing that is open could carry it on. */
static ms_status check_age(const ms_state *state, ms_tools *tools, ms_text child, ms_date on, ms_refusal *refusal)
{
    ms_duty_facts facts;
    char day[MS_DATE_TEXT_SIZE];
    ms_status status = ms_duty_facts_find(state, ms_look_at_all(state), child, MS_NO_DATE, tools->arena, &facts);
    if (status != MS_OK) {
        return status;
    }
    ms_duty duty = ms_duty_at(&facts, on);
    if (duty.status == MS_DUTY_OPEN) {
        return ms_refuse(refusal, how_long,
                         "the duty may go on after that day; record what carries it on (school, education, "
                         "incapacity), or that nothing does");
    }
    if (duty.status == MS_DUTY_RUNS) {
        return ms_refuse(refusal, how_long, "the duty still runs on that day");
    }
    if (duty.earliest != on) {
        ms_date_format(duty.earliest, day);
        return ms_refuse(refusal, how_long, "the first day without the duty was %s; record it as of that day", day);
    }
    return MS_OK;
}

static ms_status check_ended(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text child;
    bool age = ms_body_word(&read->body, ENDED_GROUND, ended_fields) == MS_ENDED_BY_AGE;
    ms_status status = check_child(state, &read->body, ENDED_CHILD, tools->arena, &child, refusal);
    return status == MS_OK && age ? check_age(state, tools, child, read->event->effective, refusal) : status;
}

static ms_status apply_ended(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_duty_end *end = (ms_duty_end *)record;
    end->ground = (ms_end_ground)ms_body_word(&read->body, ENDED_GROUND, ended_fields);
    return ms_body_text(&read->body, ENDED_CHILD, state->arena, &end->child, refusal);
}

/* The day from which an order has run its course for every child; MS_NO_DATE while the end for one is not recorded. */
static ms_status find_last_end(const ms_state *state, const ms_order_terms *terms, ms_arena *arena, ms_date *last)
{
    const ms_look all = ms_look_at_all(state);
    ms_text rest = terms->children, child;
    *last = MS_NO_DATE;
    while (ms_value_next(&rest, &child)) {
        ms_duty_facts facts;
        ms_text id = ms_value_inside(child);
        ms_status status = ms_duty_facts_find(state, all, id, MS_NO_DATE, arena, &facts);
        if (status != MS_OK) {
            return status;
        }
        ms_duty duty = ms_duty_at(&facts, all.on);
        if (!ms_duty_was_ended(state, all, id) || duty.latest == MS_NO_DATE) {
            *last = MS_NO_DATE;
            return MS_OK;
        }
        *last = duty.latest > *last ? duty.latest : *last;
    }
    return MS_OK;
}

/* The first day on which an order can end: nothing was done with it later. */
static ms_date not_before_steps(const ms_matter *order, ms_date day)
{
    for (const ms_matter_step *step = order->first; step != NULL; step = step->next) {
        if (ms_entry_stands(&step->entry) && step->entry.effective > day) {
            day = step->entry.effective;
        }
    }
    return day;
}

static ms_status end_order(const ms_matter *order, ms_date last, ms_follow_ups *follow_ups)
{
    ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_order_ended, not_before_steps(order, last));
    if (body == NULL) {
        return MS_ERROR_LIMIT;
    }
    ms_buffer_put(body, "{\"order\":");
    ms_buffer_put_number(body, order->number);
    ms_buffer_put(body, "}");
    return body->failed ? MS_ERROR_MEMORY : MS_OK;
}

/* An order ends when the duty for the last of its children has. */
static ms_status follow_ended(const ms_state *state, ms_tools *tools, const ms_entry *record, ms_follow_ups *follow_ups)
{
    const ms_look all = ms_look_at_all(state);
    const ms_matter *order = NULL;
    (void)record;
    while ((order = ms_matter_next(state, order, &ms_order_course)) != NULL) {
        ms_date last;
        if (ms_matter_state(order, all) != MS_ORDER_IN_FORCE) {
            continue;
        }
        ms_status status = find_last_end(state, ms_order_terms_of(order, all), tools->arena, &last);
        if (status == MS_OK && last != MS_NO_DATE) {
            status = end_order(order, last, follow_ups);
        }
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
}

const ms_event_kind ms_kind_duty_ended = {
    .name = "duty_ended",
    .summary = "duty for a child ended",
    .of_others = true,
    .fields = ended_fields,
    .field_count = ENDED_FIELDS,
    .record_size = sizeof(ms_duty_end),
    .check = check_ended,
    .apply = apply_ended,
    .follow = follow_ended,
};
