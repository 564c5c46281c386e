/* What becomes of an order in force: the parents are told, a later one takes its place, it is terminated, or it ends. */
#include "casefile/duty.h"
#include "casefile/orders.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

static const char establish_or_modify[] = "RSMo 454.603.1";
static const char how_long[] = "RSMo 452.340.3";

static const ms_matter *order_of(const ms_state *state, const ms_body *body, size_t field)
{
    return ms_state_matter(state, ms_body_sequence(body, field), &ms_order_course);
}

/* ---- order_told -------------------------------------------------------------------------------------------------- */

enum { TOLD_ORDER, TOLD_PARTY, TOLD_HOW, TOLD_FIELDS };

static const ms_body_field told_fields[TOLD_FIELDS] = {
    [TOLD_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [TOLD_PARTY] = {.name = "party",
                    .type = MS_BODY_WORD,
                    .required = true,
                    .words = ms_party_words,
                    .help = "the parent who was told"},
    [TOLD_HOW] = {.name = "how", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "by mail, in person, in court"},
};

static ms_status apply_told(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_told *told = (ms_order_told *)record;
    (void)state;
    return ms_body_party(&read->body, TOLD_PARTY, &told->party, refusal);
}

const ms_event_kind ms_kind_order_told = {
    .name = "order_told",
    .summary = "parent told of an order",
    .fields = told_fields,
    .field_count = TOLD_FIELDS,
    .record_size = sizeof(ms_order_told),
    .course = &ms_order_course,
    .apply = apply_told,
};

/* ---- order_superseded -------------------------------------------------------------------------------------------- */

enum { SUPERSEDED_ORDER, SUPERSEDED_BY, SUPERSEDED_FIELDS };

static const ms_body_field superseded_fields[SUPERSEDED_FIELDS] = {
    [SUPERSEDED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [SUPERSEDED_BY] = {.name = "by", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order in its place"},
};

static ms_status check_superseded(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body, SUPERSEDED_ORDER);
    const ms_matter *later = order_of(state, &read->body, SUPERSEDED_BY);
    (void)tools;
    bool modifies = later != NULL && ms_order_request_of(later)->modifies == order
                    && ms_matter_state(later, ms_look_at_all(state)) == MS_ORDER_IN_FORCE;
    if (!modifies) {
        return ms_refuse(refusal, establish_or_modify,
                         "an order gives way to one in force that modifies it, and %llu is none such",
                         (unsigned long long)ms_body_sequence(&read->body, SUPERSEDED_BY));
    }
    return MS_OK;
}

static ms_status apply_superseded(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)refusal;
    ((ms_order_superseded *)record)->by = order_of(state, &read->body, SUPERSEDED_BY);
    return MS_OK;
}

/* It rests on the entry of the order that takes its place. */
static bool rests_superseded(const ms_entry *record, const ms_entry *other)
{
    bool entered = other->kind == &ms_kind_order_approved || other->kind == &ms_kind_order_issued;
    return entered && ((const ms_matter_step *)other)->matter == ((const ms_order_superseded *)record)->by;
}

const ms_event_kind ms_kind_order_superseded = {
    .name = "order_superseded",
    .summary = "order superseded by a later one",
    .of_others = true,
    .fields = superseded_fields,
    .field_count = SUPERSEDED_FIELDS,
    .record_size = sizeof(ms_order_superseded),
    .course = &ms_order_course,
    .check = check_superseded,
    .apply = apply_superseded,
    .rests = rests_superseded,
};

/* ---- order_terminated -------------------------------------------------------------------------------------------- */

enum {
    TERMINATED_ORDER,
    TERMINATED_BY,
    TERMINATED_REASON,
    TERMINATED_JUDGE,
    TERMINATED_COURT,
    TERMINATED_DOCKET,
    TERMINATED_FIELDS
};

typedef enum terminator { BY_DIVISION = 0, BY_COURT } terminator;

static const char *const terminator_words[] = {[BY_DIVISION] = "division", [BY_COURT] = "court", [BY_COURT + 1] = NULL};

static const ms_body_field terminated_fields[TERMINATED_FIELDS] = {
    [TERMINATED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [TERMINATED_BY] =
        {.name = "by", .type = MS_BODY_WORD, .required = true, .words = terminator_words, .help = "who terminates it"},
    [TERMINATED_REASON] = {.name = "reason",
                           .type = MS_BODY_TEXT,
                           .required = true,
                           .most = LONGEST_REASON,
                           .help = "why it ends before its time"},
    [TERMINATED_JUDGE] = {.name = "judge", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the judge's name"},
    [TERMINATED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [TERMINATED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
};

static ms_status check_terminated(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body, TERMINATED_ORDER);
    int by = ms_body_word(&read->body, TERMINATED_BY, terminated_fields);
    ms_date since = ms_order_since(order, ms_look_at_all(state));
    (void)tools;
    if (by == BY_DIVISION && ms_order_way_of(order) == MS_JUDICIAL) {
        return ms_refuse(refusal, establish_or_modify, "order %llu is a court's, and the court terminates it",
                         (unsigned long long)order->number);
    }
    if (by == BY_DIVISION && (read->event->effective < state->opened || ms_state_closed(state))) {
        return ms_refuse(refusal, ms_record_keeping, "the division acts while the case is open, and not before");
    }
    if (by == BY_COURT && !ms_body_has(&read->body, TERMINATED_JUDGE)) {
        return ms_refuse(refusal, ms_event_format, "a court's termination names the judge");
    }
    if (read->event->effective < since) {
        return ms_refuse(refusal, ms_record_keeping, "the order was not in force yet on that day");
    }
    return MS_OK;
}

const ms_event_kind ms_kind_order_terminated = {
    .name = "order_terminated",
    .summary = "order terminated",
    .of_others = true,
    .fields = terminated_fields,
    .field_count = TERMINATED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_order_course,
    .check = check_terminated,
};

/* ---- order_ended ------------------------------------------------------------------------------------------------- */

enum { ENDED_ORDER, ENDED_NOTE, ENDED_FIELDS };

static const ms_body_field ended_fields[ENDED_FIELDS] = {
    [ENDED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [ENDED_NOTE] = {.name = "note", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what is to be remembered"},
};

/* An order runs as long as the duty for one of its children does. */
static ms_status check_ended(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body, ENDED_ORDER);
    const ms_order_terms *terms = ms_order_terms_of(order, ms_look_at_all(state));
    ms_text rest = terms->children, child;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        ms_duty_facts facts;
        ms_status status = ms_duty_facts_find(state, ms_look_at_all(state), id, terms->ends, tools->arena, &facts);
        if (status != MS_OK) {
            return status;
        }
        ms_duty duty = ms_duty_at(&facts, read->event->effective);
        if (duty.status != MS_DUTY_ENDED) {
            return ms_refuse(refusal, how_long,
                             duty.status == MS_DUTY_RUNS
                                 ? "the duty for child '%.*s' still runs on that day"
                                 : "the duty for child '%.*s' may still run on that day; record "
                                   "what carries it on, or that nothing does",
                             id.length < 60 ? (int)id.length : 60, id.at);
        }
    }
    return MS_OK;
}

/* It rests on what was recorded of the duty for its children. */
static bool rests_ended(const ms_entry *record, const ms_entry *other)
{
    const ms_matter_step *step = (const ms_matter_step *)record;
    const ms_order_terms *terms = ms_order_terms_of(step->matter, (ms_look){record->sequence, MS_LAST_DATE});
    if (terms == NULL) {
        return false;
    }
    if (other->kind == &ms_kind_duty_ended) {
        return ms_order_names(terms, ((const ms_duty_end *)other)->child);
    }
    bool bears = other->kind == &ms_kind_duty_extended || other->kind == &ms_kind_duty_not_extended;
    return bears && ms_order_names(terms, ((const ms_duty_extension *)other)->child);
}

const ms_event_kind ms_kind_order_ended = {
    .name = "order_ended",
    .summary = "order ended, its period over",
    .fields = ended_fields,
    .field_count = ENDED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_order_course,
    .check = check_ended,
    .rests = rests_ended,
};
