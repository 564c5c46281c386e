/* The kinds of events: one table, one entry a kind. */
#ifndef MEDSUPPORT_CASEFILE_KINDS_H
#define MEDSUPPORT_CASEFILE_KINDS_H

#include "casefile/body.h"
#include "casefile/state.h"

#include <medsupport/case.h>
#include <medsupport/determination.h>

/* What checking and determining need beside the state; everything is the caller's and is used by turns. */
typedef struct ms_tools {
    ms_json *json;
    ms_reader *reader;
    ms_determination *determination; /* NULL before the first */
    ms_arena *arena;                 /* of what lasts until the caller resets it */
    ms_buffer document;              /* the case document last derived */
} ms_tools;

/* An event with its body read. */
typedef struct ms_read_event {
    const ms_event *event;
    ms_body body;
} ms_read_event;

typedef struct ms_event_kind {
    const char *name;    /* "fact_recorded" */
    const char *summary; /* for people */
    bool of_others;      /* what others did: recorded as it happened, and flagged, even where it came too late */
    bool after_closing;  /* may be recorded when the case is closed */
    size_t field_count;
    const ms_body_field *fields;
    size_t record_size; /* of the record, which begins with its entry */
    /* What the office may not do is refused; NULL: it may always. The state is not changed. */
    ms_status (*check)(const ms_state *state, ms_tools *tools, const ms_read_event *event, ms_refusal *refusal);
    /* Takes the event into the state. record: zeroed but for the entry. */
    ms_status (*apply)(ms_state *state, const ms_read_event *event, ms_entry *record, ms_refusal *refusal);
} ms_event_kind;

extern const ms_event_kind ms_kind_case_opened, ms_kind_fact_recorded, ms_kind_fact_withdrawn,
    ms_kind_conflict_resolved, ms_kind_request_sent, ms_kind_answer_received, ms_kind_determination_made,
    ms_kind_worker_assigned, ms_kind_note, ms_kind_correction, ms_kind_case_closed;

/* Every kind; NULL ends it. */
extern const ms_event_kind *const ms_event_kinds[];

/* The kind of a name, or NULL. */
const ms_event_kind *ms_event_kind_find(ms_text name);

/* Whether an event may be the next of a case: MS_OK, or MS_ERROR_INVALID with the reason. */
ms_status ms_event_check(const ms_state *state, ms_tools *tools, const ms_event *event, ms_refusal *refusal);

/* Names the event that a body points to. MS_ERROR_INVALID when there is none such, or it is taken back. */
ms_status ms_event_target(const ms_state *state, uint64_t sequence, ms_entry **target, ms_refusal *refusal);

/* "parent_not_seeking" or "parent_seeking" in a body. */
ms_status ms_body_party(const ms_body *body, size_t field, ms_party *party, ms_refusal *refusal);

#endif
