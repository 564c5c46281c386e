/* The events of the office's own keeping: opening, assigning, notes, corrections, closing. */
#include "casefile/kinds.h"
#include "casefile/orders.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000, LONGEST_NOTE = 40000 };

/* ---- case_opened ------------------------------------------------------------------------------------------------- */

enum { OPENED_CASE, OPENED_CHILDREN, OPENED_WORKER, OPENED_FIELDS };

static const ms_body_field opened_fields[] = {
    [OPENED_CASE] = {.name = "case_id", .type = MS_BODY_TEXT, .required = true, .most = MS_MAX_ID},
    [OPENED_CHILDREN] = {.name = "children", .type = MS_BODY_LIST, .required = true},
    [OPENED_WORKER] = {.name = "worker", .type = MS_BODY_TEXT, .most = LONGEST_NAME}};

static ms_text plain_text(const ms_json_tree *tree, uint32_t node)
{
    return (ms_text){tree->text + tree->nodes[node].at, tree->nodes[node].length};
}

/* An opening is also the first mention of the children. */
static ms_status open_children(ms_state *state, const ms_body *body, ms_refusal *refusal)
{
    uint32_t list = body->nodes[OPENED_CHILDREN];
    const ms_json_node *nodes = body->tree.nodes;
    if (nodes[list].count == 0 || nodes[list].count > MS_MAX_CHILDREN) {
        return ms_refuse(refusal, ms_event_format, "a case has 1 to 32 children");
    }
    for (uint32_t node = list + 1; node < nodes[list].next; node = nodes[node].next) {
        ms_fact_path path = {MS_FIELD_CHILD, MS_PARTY_UNKNOWN, plain_text(&body->tree, node)};
        if (!ms_is_id(path.id) || ms_state_find(state, &path) != NULL) {
            return ms_refuse(refusal, ms_event_format, "each child needs an id of its own");
        }
        if (ms_state_slot(state, &path) == NULL) {
            return MS_ERROR_MEMORY;
        }
        state->children.last->of_opening = true;
    }
    return MS_OK;
}

static ms_status apply_opened(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_assignment *first = (ms_assignment *)record;
    ms_status status = ms_body_text(&read->body, OPENED_CASE, state->arena, &state->case_id, refusal);
    if (status == MS_OK && !ms_is_id(state->case_id)) {
        status = ms_refuse(refusal, ms_event_format,
                           "a case's id is 1 to 64 letters, digits, dots, dashes and "
                           "underscores, the first a letter or digit");
    }
    if (status == MS_OK) {
        status = open_children(state, &read->body, refusal);
    }
    if (status == MS_OK) {
        status = ms_body_text(&read->body, OPENED_WORKER, state->arena, &first->worker, refusal);
    }
    state->opened = read->event->effective;
    state->assignments = first->worker.at != NULL ? first : NULL;
    return status;
}

const ms_event_kind ms_kind_case_opened = {
    .name = "case_opened",
    .summary = "case opened",
    .fields = opened_fields,
    .field_count = OPENED_FIELDS,
    .record_size = sizeof(ms_assignment),
    .apply = apply_opened,
};

/* ---- worker_assigned --------------------------------------------------------------------------------------------- */

static const ms_body_field assigned_fields[] = {
    {.name = "worker", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME}};

static ms_status apply_assigned(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_assignment *assignment = (ms_assignment *)record;
    assignment->before = state->assignments;
    state->assignments = assignment;
    return ms_body_text(&read->body, 0, state->arena, &assignment->worker, refusal);
}

const ms_event_kind ms_kind_worker_assigned = {
    .name = "worker_assigned",
    .summary = "worker assigned",
    .fields = assigned_fields,
    .field_count = 1,
    .record_size = sizeof(ms_assignment),
    .apply = apply_assigned,
};

/* ---- note -------------------------------------------------------------------------------------------------------- */

static const ms_body_field note_fields[] = {
    {.name = "note", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NOTE}};

static ms_status apply_note(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)state, (void)read, (void)record, (void)refusal;
    return MS_OK;
}

const ms_event_kind ms_kind_note = {
    .name = "note",
    .summary = "note",
    .after_closing = true,
    .fields = note_fields,
    .field_count = 1,
    .record_size = sizeof(ms_entry),
    .apply = apply_note,
};

/* ---- correction -------------------------------------------------------------------------------------------------- */

enum { CORRECTION_OF, CORRECTION_REASON, CORRECTION_FIELDS };

static const ms_body_field correction_fields[] = {
    [CORRECTION_OF] = {.name = "of", .type = MS_BODY_SEQUENCE, .required = true},
    [CORRECTION_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON}};

/* An answer rests on its request, so that it is taken back first. */
static bool has_answer(const ms_entry *target)
{
    const ms_sent_request *request = (const ms_sent_request *)target;
    return target->kind == &ms_kind_request_sent && request->answer != NULL && ms_entry_stands(request->answer);
}

static ms_status correction_target(const ms_state *state, const ms_body *body, ms_entry **target, ms_refusal *refusal)
{
    ms_status status = ms_event_target(state, ms_body_sequence(body, CORRECTION_OF), target, refusal);
    if (status != MS_OK) {
        return status;
    }
    if ((*target)->kind == &ms_kind_case_opened || (*target)->kind == &ms_kind_correction) {
        return ms_refuse(refusal, ms_record_keeping, "a %s cannot be corrected; record what is right anew",
                         (*target)->kind == &ms_kind_correction ? "correction" : "case's opening");
    }
    if (has_answer(*target)) {
        return ms_refuse(refusal, ms_record_keeping,
                         "request %llu has an answer, which is event %llu; correct the answer first",
                         (unsigned long long)(*target)->sequence,
                         (unsigned long long)((const ms_sent_request *)*target)->answer->sequence);
    }
    return MS_OK;
}

/* An event that stands and rests on another is taken back before it. */
static ms_status check_resting(const ms_state *state, const ms_entry *target, ms_refusal *refusal)
{
    for (uint64_t i = target->sequence + 1; i <= state->sequence; i++) {
        const ms_entry *later = ms_state_entry(state, i);
        if (ms_entry_stands(later) && later->kind->rests != NULL && later->kind->rests(later, target)) {
            return ms_refuse(refusal, ms_record_keeping, "event %llu (%s) rests on it; correct that one first",
                             (unsigned long long)i, later->kind->summary);
        }
    }
    return MS_OK;
}

static ms_status check_correction(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    ms_entry *target;
    (void)tools;
    ms_status status = correction_target(state, &read->body, &target, refusal);
    status = status == MS_OK ? check_resting(state, target, refusal) : status;
    if (status != MS_OK || target->kind->course == NULL) {
        return status;
    }
    const ms_matter_step *step = (const ms_matter_step *)target;
    return ms_matter_check_without(step->matter, step, ms_look_at_all(state), refusal);
}

static ms_status apply_correction(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_entry *target;
    ms_status status = correction_target(state, &read->body, &target, refusal);
    if (status == MS_OK) {
        target->corrected = record;
    }
    return status;
}

const ms_event_kind ms_kind_correction = {
    .name = "correction",
    .summary = "correction",
    .after_closing = true,
    .fields = correction_fields,
    .field_count = CORRECTION_FIELDS,
    .record_size = sizeof(ms_entry),
    .check = check_correction,
    .apply = apply_correction,
};

/* ---- case_closed ------------------------------------------------------------------------------------------------- */

enum { CLOSED_REASON, CLOSED_ORDERS_GO_ON, CLOSED_FIELDS };

static const ms_body_field closed_fields[CLOSED_FIELDS] = {
    [CLOSED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON},
    [CLOSED_ORDERS_GO_ON] = {.name = "orders_go_on", .type = MS_BODY_TRUTH}};

/* A closed case has no tasks, so nobody would watch over an order that goes on: that has to be said. */
static ms_status check_closed(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_look look = ms_look_on(state, read->event->effective);
    (void)tools;
    for (const ms_matter *order = ms_matter_next(state, NULL, &ms_order_course); order != NULL;
         order = ms_matter_next(state, order, &ms_order_course)) {
        bool runs = ms_matter_state(order, look) == MS_ORDER_IN_FORCE;
        if (runs && !ms_body_truth(&read->body, CLOSED_ORDERS_GO_ON)) {
            return ms_refuse(refusal, ms_record_keeping,
                             "order %llu is in force, and nobody would watch over it; end it first, or close the case "
                             "saying that its orders go on",
                             (unsigned long long)order->number);
        }
    }
    return MS_OK;
}

static ms_status apply_closed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_closing *closing = (ms_closing *)record;
    (void)read, (void)refusal;
    closing->before = state->closings;
    state->closings = closing;
    return MS_OK;
}

const ms_event_kind ms_kind_case_closed = {
    .name = "case_closed",
    .summary = "case closed",
    .fields = closed_fields,
    .field_count = CLOSED_FIELDS,
    .record_size = sizeof(ms_closing),
    .check = check_closed,
    .apply = apply_closed,
};
