/* Coverage by a divorce or separation agreement, and its end. */
#include "casefile/duty.h"
#include "casefile/existing.h"
#include "casefile/orders.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

/* ---- existing_coverage_recorded ---------------------------------------------------------------------------------- */

enum {
    EXISTING_DECREE,
    EXISTING_CHILDREN,
    EXISTING_PROVIDES,
    EXISTING_PLAN,
    EXISTING_COURT,
    EXISTING_DOCKET,
    EXISTING_DECIDED,
    EXISTING_EVIDENCE,
    EXISTING_FIELDS
};

static const ms_body_field existing_fields[EXISTING_FIELDS] = {
    [EXISTING_DECREE] = {.name = "decree",
                         .type = MS_BODY_TEXT,
                         .required = true,
                         .most = LONGEST_NAME,
                         .help = "the decree or agreement, in words"},
    [EXISTING_CHILDREN] = {.name = "children",
                           .type = MS_BODY_LIST,
                           .required = true,
                           .help = "a child whom it covers, by id"},
    [EXISTING_PROVIDES] = {.name = "provides",
                           .type = MS_BODY_WORD,
                           .words = ms_party_words,
                           .help = "the parent who provides the coverage"},
    [EXISTING_PLAN] = {.name = "plan", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the plan, in words"},
    [EXISTING_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [EXISTING_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [EXISTING_DECIDED] = {.name = "decided", .type = MS_BODY_DATE, .help = "the day of the decree or agreement"},
    [EXISTING_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_status check_existing(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text children;
    ms_status status = ms_body_value(&read->body, EXISTING_CHILDREN, tools->arena, &children, refusal);
    return status == MS_OK ? ms_check_children(state, children, refusal) : status;
}

static ms_status apply_existing(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_existing_coverage *existing = (ms_existing_coverage *)record;
    int provides = ms_body_word(&read->body, EXISTING_PROVIDES, existing_fields);
    existing->provides = provides < 0 ? MS_PARTY_UNKNOWN : (ms_party)provides;
    return ms_body_value(&read->body, EXISTING_CHILDREN, state->arena, &existing->children, refusal);
}

const ms_event_kind ms_kind_existing_coverage_recorded = {
    .name = "existing_coverage_recorded",
    .summary = "coverage by a decree or agreement",
    .of_others = true,
    .fields = existing_fields,
    .field_count = EXISTING_FIELDS,
    .record_size = sizeof(ms_existing_coverage),
    .check = check_existing,
    .apply = apply_existing,
};

/* ---- existing_coverage_ended ------------------------------------------------------------------------------------- */

enum { OVER_EXISTING, OVER_REASON, OVER_FIELDS };

static const ms_body_field over_fields[OVER_FIELDS] = {
    [OVER_EXISTING] = {.name = "existing",
                       .type = MS_BODY_SEQUENCE,
                       .required = true,
                       .help = "the event that recorded the coverage"},
    [OVER_REASON] =
        {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON, .help = "how it ended"},
};

static bool goes_on(const ms_existing_coverage *existing, ms_look look)
{
    const ms_entry *ended = existing->ended;
    return ended == NULL || !ms_entry_stands(ended) || ended->sequence > look.upto || ended->effective > look.on;
}

static ms_status find_existing(const ms_state *state, const ms_body *body, ms_existing_coverage **existing,
                               ms_refusal *refusal)
{
    ms_entry *target;
    *existing = NULL;
    ms_status status = ms_event_target(state, ms_body_sequence(body, OVER_EXISTING), &target, refusal);
    if (status == MS_OK && target->kind != &ms_kind_existing_coverage_recorded) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu records no coverage by a decree or agreement",
                         (unsigned long long)target->sequence);
    }
    if (status == MS_OK) {
        *existing = (ms_existing_coverage *)target;
    }
    return status;
}

static ms_status check_over(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_existing_coverage *existing;
    (void)tools;
    ms_status status = find_existing(state, &read->body, &existing, refusal);
    if (status == MS_OK && !goes_on(existing, ms_look_at_all(state))) {
        status = ms_refuse(refusal, ms_record_keeping, "it ended already, by event %llu",
                           (unsigned long long)existing->ended->sequence);
    }
    return status;
}

static ms_status apply_over(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_existing_coverage *existing;
    ms_status status = find_existing(state, &read->body, &existing, refusal);
    if (status == MS_OK) {
        existing->ended = record;
    }
    return status;
}

static bool rests_over(const ms_entry *record, const ms_entry *other)
{
    return other->kind == &ms_kind_existing_coverage_recorded && ((const ms_existing_coverage *)other)->ended == record;
}

const ms_event_kind ms_kind_existing_coverage_ended = {
    .name = "existing_coverage_ended",
    .summary = "coverage by a decree or agreement over",
    .of_others = true,
    .fields = over_fields,
    .field_count = OVER_FIELDS,
    .record_size = sizeof(ms_entry),
    .check = check_over,
    .apply = apply_over,
    .rests = rests_over,
};

/* ---- asking ------------------------------------------------------------------------------------------------------ */

const ms_existing_coverage *ms_existing_coverage_of(const ms_state *state, ms_look look, ms_text children)
{
    ms_text common;
    for (uint64_t i = 1; i <= state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(state, i);
        const ms_existing_coverage *existing = (const ms_existing_coverage *)entry;
        bool seen = entry->kind == &ms_kind_existing_coverage_recorded && ms_entry_stands(entry)
                    && entry->sequence <= look.upto && entry->effective <= look.on;
        if (seen && goes_on(existing, look) && ms_order_share(existing->children, children, &common)) {
            return existing;
        }
    }
    return NULL;
}
