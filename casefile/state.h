/*
 * The state of a case: what its events come to. A pure fold, one event after the other, without input or output, clock or
 * global; all memory is of the arena that it is given. What holds on a day is a view of it (view.h).
 */
#ifndef MEDSUPPORT_CASEFILE_STATE_H
#define MEDSUPPORT_CASEFILE_STATE_H

#include "casefile/event.h"
#include "casefile/fact_path.h"
#include "casefile/refusal.h"
#include "facts/json.h"

struct ms_event_kind;
struct ms_matter;

/* What a reader of the record should see about an event. */
enum {
    MS_EVENT_LATE = 1,              /* an answer after its last day */
    MS_EVENT_UNASKED = 2,           /* an answer without a request that is open */
    MS_EVENT_AFTER_CLOSING = 4,     /* it came when the case was closed */
    MS_EVENT_AFTER_DETERMINING = 8, /* an answer that came after a determination */
    MS_EVENT_DEPARTS = 16,          /* what others did departs from the law; its departures say how */
    MS_EVENT_FLAGS = 5              /* how many there are */
};

/* How what others did departs from the law. */
typedef struct ms_departure {
    struct ms_departure *next;
    const char *citation;
    ms_text words;
} ms_departure;

/* What stands for an event; every record below begins with it. */
typedef struct ms_entry {
    const struct ms_event_kind *kind;
    uint64_t sequence;
    ms_date effective;
    unsigned flags;                   /* MS_EVENT_ bits */
    ms_departure *departures;         /* in the order of their noting; NULL: none */
    const struct ms_entry *corrected; /* the correction that takes it back; NULL: it stands */
} ms_entry;

/* What one source says of one fact. */
typedef struct ms_claim {
    ms_entry entry;
    struct ms_claim *next; /* the next of the same fact, by sequence */
    struct ms_fact_slot *slot;
    ms_text value;  /* as value.h keeps it */
    ms_text source; /* "employer" */
    ms_text said_by, evidence, verified_by;
    ms_date received, verified_on;
    bool changed; /* the fact itself changed on the effective day: what was said of it before is history */
    struct ms_withdrawal *withdrawals; /* the last first */
} ms_claim;

/* The source of a claim takes it back. */
typedef struct ms_withdrawal {
    ms_entry entry;
    struct ms_withdrawal *before;
} ms_withdrawal;

typedef struct ms_resolution {
    ms_entry entry;
    struct ms_resolution *next;
    const ms_claim *chosen;
    ms_text reason;
} ms_resolution;

/* A fact and all that was ever said of it. */
typedef struct ms_fact_slot {
    uint32_t number; /* 0..slot_count-1 */
    ms_fact_path path;
    ms_claim *first, *last;
    ms_resolution *resolutions; /* the last first */
} ms_fact_slot;

/* A child or a plan, in the order of first mention. */
typedef struct ms_thing {
    struct ms_thing *next;
    ms_text id;
    bool of_opening;                    /* a child that the case was opened with */
    ms_fact_slot facts[MS_PLAN_FIELDS]; /* the thing itself first; of a child MS_CHILD_FIELDS */
} ms_thing;

typedef struct ms_things {
    ms_thing *first, *last;
    uint32_t count;
} ms_things;

/* An information request, (4). */
typedef struct ms_sent_request {
    ms_entry entry; /* effective: the date of the request */
    struct ms_sent_request *next;
    ms_party of;
    ms_text asked;          /* a JSON list of paths */
    ms_date last_day;       /* in time; MS_NO_DATE beyond the calendar */
    const ms_entry *answer; /* the last that answered it, if it stands; NULL: none. A view asks the answers. */
} ms_sent_request;

typedef struct ms_received_answer {
    ms_entry entry; /* effective: the day on which it was received */
    struct ms_received_answer *next;
    ms_party of;
    const ms_sent_request *request; /* the one that it answers; NULL: none */
} ms_received_answer;

/* A determination, whole. */
typedef struct ms_recorded_determination {
    ms_entry entry;
    struct ms_recorded_determination *before;
    ms_date as_of;
    ms_text status;     /* "determined" */
    ms_text text;       /* medsupport.determination/1 on one line */
    ms_text facts_hash; /* of the case document that it was made from */
    ms_text conflicts;  /* a JSON list of the paths of conflicts that decide and were acknowledged */
} ms_recorded_determination;

typedef struct ms_assignment {
    ms_entry entry;
    struct ms_assignment *before;
    ms_text worker;
} ms_assignment;

/* The closing of the case, which may be taken back and done again. */
typedef struct ms_closing {
    ms_entry entry;
    struct ms_closing *before;
} ms_closing;

typedef struct ms_state {
    ms_arena *arena;
    uint64_t sequence; /* of the last event; 0: no case yet */
    ms_text case_id;
    ms_date opened;
    ms_date recorded; /* the latest day, UTC, on which an event was recorded; MS_NO_DATE: none says */
    uint32_t slot_count;
    ms_fact_slot case_facts[MS_CASE_FIELDS];
    ms_fact_slot parent_facts[2][MS_PARENT_FIELDS];
    ms_things children;
    ms_things plans[2];
    ms_sent_request *requests, *last_request;
    uint32_t request_count;
    ms_received_answer *answers, *last_answer;
    ms_recorded_determination *determinations; /* the last first */
    ms_assignment *assignments;
    ms_closing *closings;
    struct ms_sealed_value *sealed;          /* the last first; see sealed.h */
    struct ms_matter *matters, *last_matter; /* orders, notices, costs and so on; see matter.h */
    ms_entry **entries;                      /* by sequence - 1 */
    size_t entry_room;
} ms_state;

/* Begins the state of no case yet. */
void ms_state_begin(ms_state *state, ms_arena *arena);

/* Takes in the next event, whose texts are copied. MS_ERROR_INVALID, and a refusal, when it is malformed, is not the
 * next or cannot have a place in this case; then, and with MS_ERROR_MEMORY, the state is good for nothing but its
 * arena's reset. Whether the office may do what the event says is check.h's to say. */
ms_status ms_state_apply(ms_state *state, ms_json *json, const ms_event *event, ms_refusal *refusal);

/* The same for several; *done: how many were taken in. */
ms_status ms_state_fold(ms_state *state, ms_json *json, const ms_event *events, size_t count, size_t *done,
                        ms_refusal *refusal);

/* The fact at a path; NULL when nothing was ever said of that child or plan. */
const ms_fact_slot *ms_state_find(const ms_state *state, const ms_fact_path *path);

/* The same, made where it is lacking; NULL when memory is out. */
ms_fact_slot *ms_state_slot(ms_state *state, const ms_fact_path *path);

/* Calls with every fact that something was said of or could be, in the order of the case document. */
void ms_state_each_slot(const ms_state *state, void (*each)(void *context, const ms_fact_slot *slot), void *context);

/* The record of an event, or NULL. */
ms_entry *ms_state_entry(const ms_state *state, uint64_t sequence);

/* Whether an event stands: nothing takes it back. */
bool ms_entry_stands(const ms_entry *entry);

/* The worker of the case; an empty text for none. */
ms_text ms_state_worker(const ms_state *state);

/* Whether the case is closed by a day. */
bool ms_state_closed_by(const ms_state *state, ms_date on);

/* The same, whenever the closing takes effect. */
bool ms_state_closed(const ms_state *state);

/* The last request to a party that stands and has no answer that stands, with the last day on or after a day; NULL:
 * none. */
ms_sent_request *ms_state_open_request(const ms_state *state, ms_party of, ms_date on);

/* The last determination that stands and takes effect by a day, or NULL. */
const ms_recorded_determination *ms_state_determination_by(const ms_state *state, ms_date on);

/* The same, whenever it takes effect. */
const ms_recorded_determination *ms_state_determination(const ms_state *state);

#endif
