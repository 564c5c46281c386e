/* The kinds of events: one table, one entry a kind. */
#ifndef MEDSUPPORT_CASEFILE_KINDS_H
#define MEDSUPPORT_CASEFILE_KINDS_H

#include "casefile/body.h"
#include "casefile/matter.h"
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

enum { MS_MAX_FOLLOW_UPS = 64 };

struct ms_event_kind;

/* Events that an event brings with it, written together with it or not at all. */
typedef struct ms_follow_up {
    const struct ms_event_kind *kind;
    ms_date effective;
    ms_buffer body;
} ms_follow_up;

typedef struct ms_follow_ups {
    size_t count;
    ms_follow_up items[MS_MAX_FOLLOW_UPS];
} ms_follow_ups;

typedef struct ms_event_kind {
    const char *name;    /* "fact_recorded" */
    const char *summary; /* for people */
    bool of_others;      /* what others did: recorded as it happened, and flagged, even where it came too late */
    bool after_closing;  /* may be recorded when the case is closed */
    size_t field_count;
    const ms_body_field *fields;
    size_t record_size; /* of the record, which begins with its entry; of a step of a course, with its ms_matter_step */
    const ms_course *course; /* the course of which it is a step; NULL: none. Its first field names the matter, */
    bool begins;             /* unless it begins one. */
    /* What the office may not do is refused; NULL: it may always. The state is not changed. */
    ms_status (*check)(const ms_state *state, ms_tools *tools, const ms_read_event *event, ms_refusal *refusal);
    /* Takes the event into the state; NULL: nothing beyond the record. record: zeroed but for the entry, and the
     * ms_matter_step of a step. */
    ms_status (*apply)(ms_state *state, const ms_read_event *event, ms_entry *record, ms_refusal *refusal);
    /* What it brings with it, once it is in the state; NULL: nothing. */
    ms_status (*follow)(const ms_state *state, ms_tools *tools, const ms_entry *record, ms_follow_ups *follow_ups);
    /* Whether it rests on an earlier event, beyond what the table of its course says, so that the other is not taken back
     * before it; NULL: on none. */
    bool (*rests)(const ms_entry *record, const ms_entry *other);
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

/* Adds an event to those that follow; its body is to be written to the buffer. NULL when there are too many. */
ms_buffer *ms_follow_up_add(ms_follow_ups *follow_ups, const ms_event_kind *kind, ms_date effective);

void ms_follow_ups_free(ms_follow_ups *follow_ups);

/* "parent_not_seeking" or "parent_seeking" in a body. */
ms_status ms_body_party(const ms_body *body, size_t field, ms_party *party, ms_refusal *refusal);

#endif
