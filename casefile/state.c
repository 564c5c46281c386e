#include "casefile/state.h"

#include "casefile/kinds.h"

#include <string.h>

enum { FIRST_ENTRIES = 16, LONGEST_ACTOR = 400 };

void ms_state_begin(ms_state *state, ms_arena *arena)
{
    *state = (ms_state){.arena = arena};
    for (int field = 0; field < MS_CASE_FIELDS; field++) {
        ms_fact_slot *slot = &state->case_facts[field];
        slot->number = state->slot_count++;
        slot->path = (ms_fact_path){.field = (ms_fact_field)field, .party = MS_PARTY_UNKNOWN};
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (int i = 0; i < MS_PARENT_FIELDS; i++) {
            ms_fact_slot *slot = &state->parent_facts[party][i];
            slot->number = state->slot_count++;
            slot->path = (ms_fact_path){.field = (ms_fact_field)(MS_CASE_FIELDS + i), .party = (ms_party)party};
        }
    }
}

/* ---- facts ------------------------------------------------------------------------------------------------------- */

/* The children, or the plans of a party, among which a path's owner stands. */
static ms_things *things_of(ms_state *state, const ms_fact_path *path)
{
    bool child = ms_fact_row_of(path->field)->scope == MS_SCOPE_CHILD;
    return child ? &state->children : &state->plans[path->party];
}

static ms_thing *find_thing(const ms_things *things, ms_text id)
{
    for (ms_thing *thing = things->first; thing != NULL; thing = thing->next) {
        if (thing->id.length == id.length && memcmp(thing->id.at, id.at, id.length) == 0) {
            return thing;
        }
    }
    return NULL;
}

/* The first field of a thing of that scope. */
static int first_field(ms_fact_scope scope)
{
    return scope == MS_SCOPE_CHILD ? (int)MS_FIELD_CHILD : (int)MS_FIELD_PLAN;
}

static ms_thing *add_thing(ms_state *state, const ms_fact_path *path)
{
    ms_things *things = things_of(state, path);
    ms_fact_scope scope = ms_fact_row_of(path->field)->scope;
    ms_thing *thing = ms_arena_take(state->arena, 1, sizeof *thing);
    char *id = ms_arena_room(state->arena, path->id.length, 1);
    if (thing == NULL || id == NULL) {
        return NULL;
    }
    memcpy(id, path->id.at, path->id.length);
    thing->id = (ms_text){id, path->id.length};
    int count = scope == MS_SCOPE_CHILD ? (int)MS_CHILD_FIELDS : (int)MS_PLAN_FIELDS;
    for (int i = 0; i < count; i++) {
        thing->facts[i].number = state->slot_count++;
        thing->facts[i].path = (ms_fact_path){(ms_fact_field)(first_field(scope) + i), path->party, thing->id};
    }
    if (things->last != NULL) {
        things->last->next = thing;
    } else {
        things->first = thing;
    }
    things->last = thing;
    things->count++;
    return thing;
}

ms_fact_slot *ms_state_slot(ms_state *state, const ms_fact_path *path)
{
    ms_fact_scope scope = ms_fact_row_of(path->field)->scope;
    if (scope == MS_SCOPE_CASE) {
        return &state->case_facts[path->field];
    }
    if (scope == MS_SCOPE_PARENT) {
        return &state->parent_facts[path->party][path->field - MS_CASE_FIELDS];
    }
    ms_thing *thing = find_thing(things_of(state, path), path->id);
    if (thing == NULL) {
        thing = add_thing(state, path);
    }
    return thing == NULL ? NULL : &thing->facts[(int)path->field - first_field(scope)];
}

const ms_fact_slot *ms_state_find(const ms_state *state, const ms_fact_path *path)
{
    ms_fact_scope scope = ms_fact_row_of(path->field)->scope;
    if (scope == MS_SCOPE_CASE) {
        return &state->case_facts[path->field];
    }
    if (scope == MS_SCOPE_PARENT) {
        return &state->parent_facts[path->party][path->field - MS_CASE_FIELDS];
    }
    const ms_things *things = scope == MS_SCOPE_CHILD ? &state->children : &state->plans[path->party];
    const ms_thing *thing = find_thing(things, path->id);
    return thing == NULL ? NULL : &thing->facts[(int)path->field - first_field(scope)];
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

/* Makes room for the record of one more event. */
static bool reserve_entry(ms_state *state)
{
    if (state->sequence < state->entry_room) {
        return true;
    }
    size_t room = state->entry_room == 0 ? (size_t)FIRST_ENTRIES : 2 * state->entry_room;
    ms_entry **entries = ms_arena_room(state->arena, room, sizeof(ms_entry *));
    if (entries == NULL) {
        return false;
    }
    if (state->sequence > 0) {
        memcpy(entries, state->entries, state->sequence * sizeof(ms_entry *));
    }
    state->entries = entries;
    state->entry_room = room;
    return true;
}

/* What every event must have, whatever its kind. */
static ms_status check_frame(const ms_state *state, const ms_event *event, const ms_event_kind *kind,
                             ms_refusal *refusal)
{
    if (kind == NULL) {
        int shown = event->kind.length < 60 ? (int)event->kind.length : 60;
        return ms_refuse(refusal, ms_event_format, "there is no kind of event '%.*s'", shown, event->kind.at);
    }
    if (event->sequence != state->sequence + 1) {
        return ms_refuse(refusal, ms_record_keeping, "the next event of the case is number %llu, not %llu",
                         (unsigned long long)state->sequence + 1, (unsigned long long)event->sequence);
    }
    if (event->effective < 1 || event->effective > MS_LAST_DATE) {
        return ms_refuse(refusal, ms_event_format, "the event has no day on which it takes effect");
    }
    if (event->actor.length == 0 || event->actor.length > LONGEST_ACTOR) {
        return ms_refuse(refusal, ms_event_format, "the event does not say who recorded it, in 1 to 100 characters");
    }
    bool opens = kind == &ms_kind_case_opened;
    if (opens != (state->sequence == 0)) {
        return ms_refuse(refusal, ms_record_keeping,
                         opens ? "the case is open already" : "the first event of a case opens it");
    }
    return MS_OK;
}

/* The matter of a step, begun where the kind begins one. NULL, and a refusal, when there is none such. */
static ms_matter *matter_of(ms_state *state, const ms_read_event *read, const ms_event_kind *kind, ms_refusal *refusal)
{
    if (!kind->begins) {
        ms_matter *matter = ms_state_matter(state, ms_body_sequence(&read->body, 0), kind->course);
        if (matter == NULL) {
            (void)ms_refuse(refusal, ms_record_keeping, "the case has no %s of that number", kind->course->words);
        }
        return matter;
    }
    ms_matter *matter = ms_arena_take(state->arena, 1, sizeof *matter);
    if (matter == NULL) {
        return NULL;
    }
    matter->course = kind->course;
    matter->number = read->event->sequence;
    if (state->last_matter != NULL) {
        state->last_matter->next = matter;
    } else {
        state->matters = matter;
    }
    state->last_matter = matter;
    return matter;
}

/* Makes a record the next step of its matter, and notes where the table says that it departs from the law. */
static ms_status take_step(ms_state *state, const ms_read_event *read, const ms_event_kind *kind, ms_matter_step *step,
                           ms_refusal *refusal)
{
    const char *citation, *why;
    refusal->citation = NULL;
    ms_matter *matter = matter_of(state, read, kind, refusal);
    if (matter == NULL) {
        return refusal->citation != NULL ? MS_ERROR_INVALID : MS_ERROR_MEMORY;
    }
    unsigned before = matter->first == NULL ? 0 : ms_matter_state(matter, ms_look_at_all(state));
    size_t column = ms_course_column(kind->course, kind);
    step->matter = matter;
    if (matter->last != NULL) {
        matter->last->next = step;
    } else {
        matter->first = step;
    }
    matter->last = step;
    if (!ms_course_cell_of(kind->course, before, column)->departs) {
        return MS_OK;
    }
    ms_course_reason(kind->course, before, column, &citation, &why);
    return ms_entry_depart(state, &step->entry, citation, "%s", why);
}

/* The day of a time; MS_NO_DATE where it says none. */
static ms_date day_of(ms_text at)
{
    return at.length < MS_DATE_TEXT_SIZE - 1 ? MS_NO_DATE : ms_date_parse(at.at, MS_DATE_TEXT_SIZE - 1);
}

static ms_date later_of(ms_date a, ms_date b)
{
    return a > b ? a : b;
}

ms_status ms_state_apply(ms_state *state, ms_json *json, const ms_event *event, ms_refusal *refusal)
{
    const ms_event_kind *kind = ms_event_kind_find(event->kind);
    ms_status status = check_frame(state, event, kind, refusal);
    if (status != MS_OK) {
        return status;
    }
    ms_read_event read = {.event = event};
    status = ms_body_read(json, event->body, kind->fields, kind->field_count, &read.body, refusal);
    if (status != MS_OK) {
        return status;
    }
    ms_entry *record = ms_arena_take(state->arena, 1, kind->record_size);
    if (record == NULL || !reserve_entry(state)) {
        return MS_ERROR_MEMORY;
    }
    record->kind = kind;
    record->sequence = event->sequence;
    record->effective = event->effective;
    record->flags = ms_state_closed(state) && !kind->after_closing ? (unsigned)MS_EVENT_AFTER_CLOSING : 0u;
    if (kind->course != NULL) {
        status = take_step(state, &read, kind, (ms_matter_step *)record, refusal);
    }
    if (status == MS_OK && kind->apply != NULL) {
        status = kind->apply(state, &read, record, refusal);
    }
    if (status != MS_OK) {
        return status;
    }
    state->entries[state->sequence] = record;
    state->sequence = event->sequence;
    state->recorded = later_of(state->recorded, day_of(event->at));
    return MS_OK;
}

ms_status ms_state_fold(ms_state *state, ms_json *json, const ms_event *events, size_t count, size_t *done,
                        ms_refusal *refusal)
{
    for (*done = 0; *done < count; (*done)++) {
        ms_status status = ms_state_apply(state, json, &events[*done], refusal);
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
}

/* ---- asking ------------------------------------------------------------------------------------------------------ */

void ms_state_each_slot(const ms_state *state, void (*each)(void *context, const ms_fact_slot *slot), void *context)
{
    for (int field = 0; field < MS_CASE_FIELDS; field++) {
        each(context, &state->case_facts[field]);
    }
    for (const ms_thing *child = state->children.first; child != NULL; child = child->next) {
        for (int i = 0; i < MS_CHILD_FIELDS; i++) {
            each(context, &child->facts[i]);
        }
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (int i = 0; i < MS_PARENT_FIELDS; i++) {
            each(context, &state->parent_facts[party][i]);
        }
        for (const ms_thing *plan = state->plans[party].first; plan != NULL; plan = plan->next) {
            for (int i = 0; i < MS_PLAN_FIELDS; i++) {
                each(context, &plan->facts[i]);
            }
        }
    }
}

ms_entry *ms_state_entry(const ms_state *state, uint64_t sequence)
{
    return sequence >= 1 && sequence <= state->sequence ? state->entries[sequence - 1] : NULL;
}

bool ms_entry_stands(const ms_entry *entry)
{
    return entry->corrected == NULL;
}

ms_text ms_state_worker(const ms_state *state)
{
    for (const ms_assignment *a = state->assignments; a != NULL; a = a->before) {
        if (ms_entry_stands(&a->entry)) {
            return a->worker;
        }
    }
    return (ms_text){"", 0};
}

bool ms_state_closed_by(const ms_state *state, ms_date on)
{
    for (const ms_closing *closing = state->closings; closing != NULL; closing = closing->before) {
        if (ms_entry_stands(&closing->entry) && closing->entry.effective <= on) {
            return true;
        }
    }
    return false;
}

bool ms_state_closed(const ms_state *state)
{
    return ms_state_closed_by(state, MS_LAST_DATE);
}

static bool is_answered(const ms_sent_request *request)
{
    return request->answer != NULL && ms_entry_stands(request->answer);
}

ms_sent_request *ms_state_open_request(const ms_state *state, ms_party of, ms_date on)
{
    ms_sent_request *open = NULL;
    for (ms_sent_request *request = state->requests; request != NULL; request = request->next) {
        bool runs = request->last_day == MS_NO_DATE || request->last_day >= on;
        if (request->of == of && ms_entry_stands(&request->entry) && !is_answered(request) && runs) {
            open = request;
        }
    }
    return open;
}

const ms_recorded_determination *ms_state_determination_by(const ms_state *state, ms_date on)
{
    const ms_recorded_determination *made = state->determinations;
    while (made != NULL && (!ms_entry_stands(&made->entry) || made->entry.effective > on)) {
        made = made->before;
    }
    return made;
}

const ms_recorded_determination *ms_state_determination(const ms_state *state)
{
    return ms_state_determination_by(state, MS_LAST_DATE);
}
