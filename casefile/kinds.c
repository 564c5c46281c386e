#include "casefile/kinds.h"

#include "casefile/costs.h"
#include "casefile/duty.h"
#include "casefile/enforcement.h"
#include "casefile/existing.h"
#include "casefile/notices.h"
#include "casefile/orders.h"
#include "casefile/sealed.h"

#include <string.h>

const ms_event_kind *const ms_event_kinds[] = {
    &ms_kind_case_opened,
    &ms_kind_fact_recorded,
    &ms_kind_fact_withdrawn,
    &ms_kind_conflict_resolved,
    &ms_kind_request_sent,
    &ms_kind_answer_received,
    &ms_kind_determination_made,
    &ms_kind_worker_assigned,
    &ms_kind_note,
    &ms_kind_correction,
    &ms_kind_case_closed,
    /* what is kept sealed */
    &ms_kind_secret_recorded,
    &ms_kind_secret_revealed,
    &ms_kind_secret_resealed,
    /* orders */
    &ms_kind_order_requested,
    &ms_kind_order_finding,
    &ms_kind_order_terms,
    &ms_kind_order_approved,
    &ms_kind_order_denied,
    &ms_kind_order_withdrawn,
    &ms_kind_order_issued,
    &ms_kind_order_told,
    &ms_kind_order_superseded,
    &ms_kind_order_terminated,
    &ms_kind_order_ended,
    &ms_kind_existing_coverage_recorded,
    &ms_kind_existing_coverage_ended,
    &ms_kind_duty_extended,
    &ms_kind_duty_not_extended,
    &ms_kind_duty_ended,
    /* enforcement */
    &ms_kind_noncompliance_reported,
    &ms_kind_motion_filed,
    &ms_kind_hearing_set,
    &ms_kind_hearing_held,
    &ms_kind_motion_granted,
    &ms_kind_motion_denied,
    &ms_kind_contempt_found,
    &ms_kind_contempt_purged,
    &ms_kind_noncompliance_closed,
    &ms_kind_employer_sanction_recorded,
    /* notices */
    &ms_kind_new_hire_entered,
    &ms_kind_employer_found,
    &ms_kind_notice_not_required,
    &ms_kind_notice_sent,
    &ms_kind_notice_replaced,
    &ms_kind_employer_forwarded,
    &ms_kind_coverage_unavailable,
    &ms_kind_employer_limited,
    &ms_kind_coverage_deferred,
    &ms_kind_plan_option,
    &ms_kind_option_selected,
    &ms_kind_default_taken,
    &ms_kind_plan_enrolled,
    &ms_kind_plan_rejected,
    &ms_kind_withholding_set,
    &ms_kind_employment_ended,
    &ms_kind_retaliation_considered,
    &ms_kind_notice_terminated,
    &ms_kind_contest_received,
    &ms_kind_contest_heard,
    &ms_kind_contest_withdrawn,
    &ms_kind_coverage_began,
    &ms_kind_coverage_ended,
    /* costs and judgments */
    &ms_kind_cost_claimed,
    &ms_kind_cost_restated,
    &ms_kind_cost_disputed,
    &ms_kind_cost_decided,
    &ms_kind_cost_demanded,
    &ms_kind_cost_reversed,
    &ms_kind_payment_received,
    &ms_kind_payment_reversed,
    &ms_kind_maintenance_failed,
    &ms_kind_maintenance_resumed,
    &ms_kind_judgment_entered,
    &ms_kind_collection_made,
    &ms_kind_judgment_satisfied,
    &ms_kind_judgment_vacated,
    NULL,
};

const ms_event_kind *ms_event_kind_find(ms_text name)
{
    for (int i = 0; ms_event_kinds[i] != NULL; i++) {
        const char *known = ms_event_kinds[i]->name;
        if (strncmp(known, name.at, name.length) == 0 && strlen(known) == name.length) {
            return ms_event_kinds[i];
        }
    }
    return NULL;
}

ms_status ms_event_target(const ms_state *state, uint64_t sequence, ms_entry **target, ms_refusal *refusal)
{
    *target = ms_state_entry(state, sequence);
    if (*target == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no event number %llu", (unsigned long long)sequence);
    }
    if (!ms_entry_stands(*target)) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu is corrected already, by event %llu",
                         (unsigned long long)sequence, (unsigned long long)(*target)->corrected->sequence);
    }
    return MS_OK;
}

ms_status ms_body_party(const ms_body *body, size_t field, ms_party *party, ms_refusal *refusal)
{
    const ms_json_node *node = &body->tree.nodes[body->nodes[field]];
    *party = ms_party_of((ms_text){body->tree.text + node->at, node->length});
    if (*party == MS_PARTY_UNKNOWN) {
        return ms_refuse(refusal, ms_event_format, "a parent is parent_not_seeking or parent_seeking");
    }
    return MS_OK;
}

ms_buffer *ms_follow_up_add(ms_follow_ups *follow_ups, const ms_event_kind *kind, ms_date effective)
{
    if (follow_ups->count == MS_MAX_FOLLOW_UPS) {
        return NULL;
    }
    ms_follow_up *item = &follow_ups->items[follow_ups->count++];
    *item = (ms_follow_up){.kind = kind, .effective = effective};
    return &item->body;
}

void ms_follow_ups_free(ms_follow_ups *follow_ups)
{
    for (size_t i = 0; i < follow_ups->count; i++) {
        ms_buffer_free(&follow_ups->items[i].body);
    }
    follow_ups->count = 0;
}

/* The days and the closing bind every kind that is the office's own. */
static ms_status check_time(const ms_state *state, const ms_event_kind *kind, const ms_event *event,
                            ms_refusal *refusal)
{
    char opened[MS_DATE_TEXT_SIZE];
    if (kind == &ms_kind_case_opened) {
        return MS_OK;
    }
    if (!kind->of_others && event->effective < state->opened) {
        ms_date_format(state->opened, opened);
        return ms_refuse(refusal, ms_record_keeping, "the case was opened on %s, and nothing was done in it before",
                         opened);
    }
    if (ms_state_closed(state) && !kind->of_others && !kind->after_closing) {
        return ms_refuse(refusal, ms_record_keeping,
                         "the case is closed; to go on with it, correct the event that closed it");
    }
    return MS_OK;
}

/* What the office did before is not overtaken by what it did later. */
static ms_status check_day(const ms_matter *matter, const ms_event *event, ms_refusal *refusal)
{
    const ms_matter_step *latest = matter->first;
    char day[MS_DATE_TEXT_SIZE];
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        if (ms_entry_stands(&step->entry) && step->entry.effective > latest->entry.effective) {
            latest = step;
        }
    }
    if (event->effective >= latest->entry.effective) {
        return MS_OK;
    }
    ms_date_format(latest->entry.effective, day);
    return ms_refuse(refusal, ms_record_keeping, "event %llu (%s) took effect on %s, and this cannot come before it",
                     (unsigned long long)latest->entry.sequence, latest->entry.kind->summary, day);
}

/* What the table of the course says of the event. */
static ms_status check_course(const ms_state *state, const ms_event_kind *kind, const ms_read_event *read,
                              ms_refusal *refusal)
{
    if (kind->course == NULL) {
        return MS_OK;
    }
    const ms_matter *matter = NULL;
    if (!kind->begins) {
        uint64_t number = ms_body_sequence(&read->body, 0);
        matter = ms_state_matter(state, number, kind->course);
        if (matter == NULL || !ms_entry_stands(&matter->first->entry)) {
            return ms_refuse(refusal, kind->course->states[0].citation, "the case has no %s that event %llu began: %s",
                             kind->course->words, (unsigned long long)number, kind->course->states[0].why);
        }
    }
    ms_status status = ms_matter_check(matter, kind, ms_look_at_all(state), refusal);
    bool own = matter != NULL && !kind->of_others;
    return status == MS_OK && own ? check_day(matter, read->event, refusal) : status;
}

ms_status ms_event_check(const ms_state *state, ms_tools *tools, const ms_event *event, ms_refusal *refusal)
{
    const ms_event_kind *kind = ms_event_kind_find(event->kind);
    ms_read_event read = {.event = event};
    if (kind == NULL) {
        return ms_refuse(refusal, ms_event_format, "there is no kind of event '%.*s'",
                         event->kind.length < 60 ? (int)event->kind.length : 60, event->kind.at);
    }
    ms_status status = ms_body_read(tools->json, event->body, kind->fields, kind->field_count, &read.body, refusal);
    if (status == MS_OK) {
        status = check_time(state, kind, event, refusal);
    }
    if (status == MS_OK) {
        status = check_course(state, kind, &read, refusal);
    }
    if (status == MS_OK && kind->check != NULL) {
        status = kind->check(state, tools, &read, refusal);
    }
    return status;
}
