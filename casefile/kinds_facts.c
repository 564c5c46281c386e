/* What sources say of facts, what they take back, and what is made of sources that disagree. */
#include "casefile/fact_value.h"
#include "casefile/value.h"
#include "casefile/view.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_PATH = 400, LONGEST_WORD = 2000, LONGEST_REASON = 4000 };

/* ---- fact_recorded ----------------------------------------------------------------------------------------------- */

enum {
    FACT_PATH,
    FACT_VALUE,
    FACT_SOURCE,
    FACT_SAID_BY,
    FACT_EVIDENCE,
    FACT_RECEIVED,
    FACT_VERIFIED_BY,
    FACT_VERIFIED_ON,
    FACT_CHANGED,
    FACT_FIELDS
};

static const ms_body_field fact_fields[] = {
    [FACT_PATH] = {.name = "path", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_PATH},
    [FACT_VALUE] = {.name = "value", .type = MS_BODY_ANY, .required = true},
    [FACT_SOURCE] = {.name = "source", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_WORD},
    [FACT_SAID_BY] = {.name = "said_by", .type = MS_BODY_TEXT, .most = LONGEST_WORD},
    [FACT_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD},
    [FACT_RECEIVED] = {.name = "received", .type = MS_BODY_DATE},
    [FACT_VERIFIED_BY] = {.name = "verified_by", .type = MS_BODY_TEXT, .most = LONGEST_WORD},
    [FACT_VERIFIED_ON] = {.name = "verified_on", .type = MS_BODY_DATE},
    [FACT_CHANGED] = {.name = "changed", .type = MS_BODY_TRUTH}};

const char *const ms_fact_sources[] = {"parent_not_seeking", "parent_seeking", "employer",      "plan_administrator",
                                       "agency_record",      "other",          "case_document", NULL};

bool ms_is_fact_source(ms_text name)
{
    for (int i = 0; ms_fact_sources[i] != NULL; i++) {
        if (strlen(ms_fact_sources[i]) == name.length && memcmp(ms_fact_sources[i], name.at, name.length) == 0) {
            return true;
        }
    }
    return false;
}

/* The path in a body; the text lasts as long as the body. */
static ms_status read_path(const ms_body *body, size_t field, ms_fact_path *path, ms_refusal *refusal)
{
    const ms_json_node *node = &body->tree.nodes[body->nodes[field]];
    ms_text text = {body->tree.text + node->at, node->length};
    if (!ms_fact_path_read(text, path)) {
        return ms_refuse(refusal, ms_event_format, "'%.*s' is the path of no fact",
                         text.length < 100 ? (int)text.length : 100, text.at);
    }
    return MS_OK;
}

static ms_status check_source(const ms_body *body, ms_refusal *refusal)
{
    const ms_json_node *node = &body->tree.nodes[body->nodes[FACT_SOURCE]];
    if (!ms_is_fact_source((ms_text){body->tree.text + node->at, node->length})) {
        return ms_refuse(refusal, ms_event_format,
                         "a source is parent_not_seeking, parent_seeking, employer, plan_administrator, "
                         "agency_record, other or case_document");
    }
    if (body->nodes[FACT_VERIFIED_ON] != 0 && body->nodes[FACT_VERIFIED_BY] == 0) {
        return ms_refuse(refusal, ms_event_format, "'verified_on' says when; 'verified_by' must say who");
    }
    return MS_OK;
}

/* A plan's id is its own in the case, and no parent has more plans than a document holds. */
static ms_status check_thing(const ms_state *state, const ms_fact_path *path, ms_refusal *refusal)
{
    ms_fact_scope scope = ms_fact_row_of(path->field)->scope;
    if (scope == MS_SCOPE_CHILD && ms_state_find(state, path) == NULL && state->children.count == MS_MAX_CHILDREN) {
        return ms_refuse(refusal, "medsupport.case/1", "a case has at most 32 children");
    }
    if (scope != MS_SCOPE_PLAN) {
        return MS_OK;
    }
    ms_fact_path others = *path;
    others.party = path->party == MS_PNS ? MS_PSS : MS_PNS;
    if (ms_state_find(state, &others) != NULL) {
        return ms_refuse(refusal, "medsupport.case/1",
                         "the other parent has a plan %.*s; each plan has an id of its own", (int)path->id.length,
                         path->id.at);
    }
    if (ms_state_find(state, path) == NULL && state->plans[path->party].count == MS_MAX_PLANS) {
        return ms_refuse(refusal, "medsupport.case/1", "a parent has at most 32 plans");
    }
    return MS_OK;
}

static ms_status check_fact(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_fact_path path;
    ms_text value, text;
    ms_arena arena = {0};
    ms_status status = read_path(&read->body, FACT_PATH, &path, refusal);
    if (status == MS_OK) {
        status = check_source(&read->body, refusal);
    }
    if (status == MS_OK) {
        status = check_thing(state, &path, refusal);
    }
    for (size_t field = FACT_SAID_BY; field <= FACT_EVIDENCE && status == MS_OK; field++) {
        status = ms_body_text(&read->body, field, &arena, &text, refusal);
    }
    if (status == MS_OK) {
        status = ms_body_value(&read->body, FACT_VALUE, &arena, &value, refusal);
    }
    if (status == MS_OK) {
        status = ms_fact_value_check(state, tools, &path, value, refusal);
    }
    ms_arena_free(&arena);
    return status;
}

static ms_status read_claim(const ms_body *body, ms_arena *arena, ms_claim *claim, ms_refusal *refusal)
{
    ms_text *const texts[] = {[FACT_SOURCE] = &claim->source,
                              [FACT_SAID_BY] = &claim->said_by,
                              [FACT_EVIDENCE] = &claim->evidence,
                              [FACT_VERIFIED_BY] = &claim->verified_by,
                              [FACT_CHANGED] = NULL};
    ms_status status = ms_body_value(body, FACT_VALUE, arena, &claim->value, refusal);
    for (size_t field = 0; field < FACT_FIELDS && status == MS_OK; field++) {
        if (texts[field] != NULL) {
            status = ms_body_text(body, field, arena, texts[field], refusal);
        }
    }
    claim->received = ms_body_date(body, FACT_RECEIVED);
    claim->verified_on = ms_body_date(body, FACT_VERIFIED_ON);
    claim->changed = ms_body_truth(body, FACT_CHANGED);
    return status;
}

static ms_status apply_fact(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_claim *claim = (ms_claim *)record;
    ms_fact_path path;
    ms_status status = read_path(&read->body, FACT_PATH, &path, refusal);
    if (status != MS_OK) {
        return status;
    }
    claim->slot = ms_state_slot(state, &path);
    if (claim->slot == NULL) {
        return MS_ERROR_MEMORY;
    }
    status = read_claim(&read->body, state->arena, claim, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (claim->slot->last != NULL) {
        claim->slot->last->next = claim;
    } else {
        claim->slot->first = claim;
    }
    claim->slot->last = claim;
    return MS_OK;
}

/* A fact that an event brought with it names it as its evidence. */
static bool fact_rests(const ms_entry *record, const ms_entry *other)
{
    char event[48];
    ms_text evidence = ((const ms_claim *)record)->evidence;
    int length = snprintf(event, sizeof event, "event %llu", (unsigned long long)other->sequence);
    return evidence.length == (size_t)length && memcmp(evidence.at, event, evidence.length) == 0;
}

const ms_event_kind ms_kind_fact_recorded = {
    .name = "fact_recorded",
    .summary = "fact recorded",
    .of_others = true,
    .fields = fact_fields,
    .field_count = FACT_FIELDS,
    .record_size = sizeof(ms_claim),
    .check = check_fact,
    .apply = apply_fact,
    .rests = fact_rests,
};

/* ---- fact_withdrawn ---------------------------------------------------------------------------------------------- */

enum { WITHDRAWN_OF, WITHDRAWN_REASON, WITHDRAWN_FIELDS };

static const ms_body_field withdrawn_fields[] = {
    [WITHDRAWN_OF] = {.name = "of", .type = MS_BODY_SEQUENCE, .required = true},
    [WITHDRAWN_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON}};

static ms_status claim_of(const ms_state *state, uint64_t sequence, ms_claim **claim, ms_refusal *refusal)
{
    ms_entry *target = NULL;
    *claim = NULL;
    ms_status status = ms_event_target(state, sequence, &target, refusal);
    if (status == MS_OK && target->kind != &ms_kind_fact_recorded) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu records no fact", (unsigned long long)sequence);
    }
    *claim = (ms_claim *)target;
    return status;
}

static ms_status check_withdrawn(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_claim *claim = NULL;
    (void)tools;
    ms_status status = claim_of(state, ms_body_sequence(&read->body, WITHDRAWN_OF), &claim, refusal);
    const ms_withdrawal *last = status == MS_OK ? claim->withdrawals : NULL;
    if (last != NULL && ms_entry_stands(&last->entry)) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu is withdrawn already, by event %llu",
                         (unsigned long long)claim->entry.sequence, (unsigned long long)last->entry.sequence);
    }
    return status;
}

static ms_status apply_withdrawn(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_claim *claim = NULL;
    ms_status status = claim_of(state, ms_body_sequence(&read->body, WITHDRAWN_OF), &claim, refusal);
    ms_withdrawal *withdrawal = (ms_withdrawal *)record;
    if (status == MS_OK) {
        withdrawal->before = claim->withdrawals;
        claim->withdrawals = withdrawal;
    }
    return status;
}

const ms_event_kind ms_kind_fact_withdrawn = {
    .name = "fact_withdrawn",
    .summary = "fact withdrawn by its source",
    .of_others = true,
    .fields = withdrawn_fields,
    .field_count = WITHDRAWN_FIELDS,
    .record_size = sizeof(ms_withdrawal),
    .check = check_withdrawn,
    .apply = apply_withdrawn,
};

/* ---- conflict_resolved ------------------------------------------------------------------------------------------- */

enum { RESOLVED_PATH, RESOLVED_CHOSEN, RESOLVED_REASON, RESOLVED_FIELDS };

static const ms_body_field resolved_fields[] = {
    [RESOLVED_PATH] = {.name = "path", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_PATH},
    [RESOLVED_CHOSEN] = {.name = "chosen", .type = MS_BODY_SEQUENCE, .required = true},
    [RESOLVED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON}};

/* Whether choosing a claim answers the question at a path: it is of that fact, or of a plan where the question is whether
 * the parent has any. */
static bool answers(const ms_claim *claim, const ms_fact_path *path)
{
    const ms_fact_path *of = &claim->slot->path;
    bool plan = ms_fact_row_of(of->field)->scope == MS_SCOPE_PLAN;
    return ms_fact_path_same(of, path) || (path->field == MS_FIELD_NO_PLANS && plan && of->party == path->party);
}

/* The claim that is chosen. */
static ms_status chosen_of(const ms_state *state, const ms_body *body, ms_fact_path *path, ms_claim **chosen,
                           ms_refusal *refusal)
{
    ms_status status = read_path(body, RESOLVED_PATH, path, refusal);
    if (status == MS_OK) {
        status = claim_of(state, ms_body_sequence(body, RESOLVED_CHOSEN), chosen, refusal);
    }
    if (status == MS_OK && !answers(*chosen, path)) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu is about another fact",
                         (unsigned long long)(*chosen)->entry.sequence);
    }
    return status;
}

static ms_status check_resolved(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_fact_path path;
    ms_claim *chosen = NULL;
    ms_status status = chosen_of(state, &read->body, &path, &chosen, refusal);
    if (status != MS_OK) {
        return status;
    }
    ms_view view = {.upto = state->sequence, .on = read->event->effective};
    const ms_fact_slot *slot = ms_state_find(state, &path);
    ms_standing standing;
    status = ms_standing_find(state, view, slot, tools->arena, &standing);
    if (status != MS_OK) {
        return status;
    }
    if (standing.kind != MS_STANDS_CONFLICT) {
        return ms_refuse(refusal, ms_record_keeping, "the sources do not disagree on this fact on that day");
    }
    if (!ms_claim_counts(state, view, chosen)) {
        return ms_refuse(refusal, ms_record_keeping, "what event %llu says does not stand any more",
                         (unsigned long long)chosen->entry.sequence);
    }
    return MS_OK;
}

static ms_status apply_resolved(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_resolution *resolution = (ms_resolution *)record;
    ms_fact_path path;
    ms_claim *chosen = NULL;
    ms_status status = chosen_of(state, &read->body, &path, &chosen, refusal);
    if (status != MS_OK) {
        return status;
    }
    ms_fact_slot *slot = ms_state_slot(state, &path);
    if (slot == NULL) {
        return MS_ERROR_MEMORY;
    }
    resolution->chosen = chosen;
    resolution->next = slot->resolutions;
    slot->resolutions = resolution;
    return ms_body_text(&read->body, RESOLVED_REASON, state->arena, &resolution->reason, refusal);
}

const ms_event_kind ms_kind_conflict_resolved = {
    .name = "conflict_resolved",
    .summary = "conflict resolved",
    .fields = resolved_fields,
    .field_count = RESOLVED_FIELDS,
    .record_size = sizeof(ms_resolution),
    .check = check_resolved,
    .apply = apply_resolved,
};
