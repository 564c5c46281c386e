#include "casefile/duty.h"

#include "casefile/value.h"
#include "casefile/view.h"
#include "facts/plain_values.h"

/* ---- children ---------------------------------------------------------------------------------------------------- */

bool ms_state_has_child(const ms_state *state, ms_text id)
{
    ms_fact_path path = {.field = MS_FIELD_CHILD, .party = MS_PARTY_UNKNOWN, .id = id};
    return ms_state_find(state, &path) != NULL;
}

ms_status ms_check_children(const ms_state *state, ms_text children, ms_refusal *refusal)
{
    ms_text rest = children, child;
    bool any = false;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        any = true;
        if (!ms_state_has_child(state, id)) {
            return ms_refuse(refusal, ms_record_keeping, "the case has no child '%.*s'",
                             id.length < 60 ? (int)id.length : 60, id.at);
        }
    }
    return any ? MS_OK : ms_refuse(refusal, ms_event_format, "it names no child");
}

/* ---- what is recorded -------------------------------------------------------------------------------------------- */

/* Whether an event is in sight, stands, and is of that kind. */
static bool is_seen(const ms_entry *entry, const ms_event_kind *kind, ms_look look)
{
    return entry->kind == kind && ms_entry_stands(entry) && entry->sequence <= look.upto && entry->effective <= look.on;
}

bool ms_duty_was_ended(const ms_state *state, ms_look look, ms_text child)
{
    for (uint64_t i = 1; i <= state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(state, i);
        const ms_duty_end *end = (const ms_duty_end *)entry;
        if (!is_seen(entry, &ms_kind_duty_ended, look) || !ms_text_same(end->child, child)) {
            continue;
        }
        /* The day of an event is still a day with the duty; a birthday is not. */
        if (end->ground == MS_ENDED_BY_AGE || entry->effective < look.on) {
            return true;
        }
    }
    return false;
}

static void take_end(ms_duty_facts *facts, const ms_duty_end *end)
{
    switch (end->ground) {
    case MS_ENDED_BY_DEATH:
        facts->died = end->entry.effective;
        return;
    case MS_ENDED_BY_MARRIAGE:
        facts->married = end->entry.effective;
        return;
    case MS_ENDED_BY_ACTIVE_DUTY:
        facts->entered_active_duty = end->entry.effective;
        return;
    case MS_ENDED_BY_SELF_SUPPORT:
        facts->self_supporting = end->entry.effective;
        return;
    case MS_ENDED_BY_AGE: /* follows from the other facts */
    case MS_END_GROUNDS:
        return;
    }
}

static void take_extension(ms_duty_facts *facts, const ms_duty_extension *extension)
{
    bool holds = extension->entry.kind == &ms_kind_duty_extended;
    ms_truth truth = ms_truth_of(holds);
    switch (extension->ground) {
    case MS_EXTENDED_BY_SCHOOL:
        facts->school = truth;
        facts->school_last = extension->until;
        return;
    case MS_EXTENDED_BY_EDUCATION:
        facts->education = truth;
        facts->education_entered = holds ? extension->entry.effective : MS_NO_DATE;
        facts->education_last = extension->until;
        return;
    case MS_EXTENDED_BY_INCAPACITY:
        facts->incapacity = truth;
        facts->incapacity_last = extension->until;
        return;
    case MS_EXTENSION_GROUNDS:
        return;
    }
}

/* The later word of the same ground takes the place of the earlier one. */
static void take_events(const ms_state *state, ms_look look, ms_text child, ms_duty_facts *facts)
{
    for (uint64_t i = 1; i <= state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(state, i);
        if (is_seen(entry, &ms_kind_duty_ended, look) && ms_text_same(((const ms_duty_end *)entry)->child, child)) {
            take_end(facts, (const ms_duty_end *)entry);
        }
        bool extends = is_seen(entry, &ms_kind_duty_extended, look) || is_seen(entry, &ms_kind_duty_not_extended, look);
        if (extends && ms_text_same(((const ms_duty_extension *)entry)->child, child)) {
            take_extension(facts, (const ms_duty_extension *)entry);
        }
    }
}

ms_status ms_duty_facts_find(const ms_state *state, ms_look look, ms_text child, ms_date order_last, ms_arena *arena,
                             ms_duty_facts *facts)
{
    ms_fact_path path = {.field = MS_FIELD_BIRTH, .party = MS_PARTY_UNKNOWN, .id = child};
    ms_standing birth;
    *facts = (ms_duty_facts){
        .order_last = order_last, .school = MS_UNKNOWN, .education = MS_UNKNOWN, .incapacity = MS_UNKNOWN};
    ms_status status =
        ms_standing_find(state, (ms_view){look.upto, look.on}, ms_state_find(state, &path), arena, &birth);
    if (status != MS_OK) {
        return status;
    }
    if (birth.kind == MS_STANDS_KNOWN) {
        ms_text day = ms_value_inside(birth.claim->value);
        facts->date_of_birth = ms_date_parse(day.at, day.length);
    }
    take_events(state, look, child, facts);
    return MS_OK;
}
