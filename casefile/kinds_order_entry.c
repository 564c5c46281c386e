/* How a request for an order is decided: the court approves or denies it, the division issues its own, the asker withdraws. */
#include "casefile/existing.h"
#include "casefile/order_basis.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

static const char establish_or_modify[] = "RSMo 454.603.1";
static const char the_court_considers[] = "RSMo 454.603.2";
static const char already_established[] = "practice of qualified orders: coverage by a decree";

static const ms_matter *order_of(const ms_state *state, const ms_body *body)
{
    return ms_state_matter(state, ms_body_sequence(body, 0), &ms_order_course);
}

/* ---- what else stands -------------------------------------------------------------------------------------------- */

/* What the entry of an order meets on its day. */
typedef struct around {
    const ms_matter *order;
    const ms_order_terms *terms;
    const ms_matter *beside;              /* another order in force for one of the children; NULL: none */
    const ms_existing_coverage *existing; /* of which the terms say nothing; NULL: none */
} around;

static around look_around(const ms_state *state, const ms_matter *order, ms_date on)
{
    ms_look look = {state->sequence, on};
    around a = {.order = order, .terms = ms_order_terms_of(order, ms_look_at_all(state))};
    if (a.terms == NULL) {
        return a;
    }
    a.beside = ms_order_beside(state, look, order, a.terms->children);
    if (a.terms->existing == MS_BESIDE_NOT_STATED && a.terms->provides != MS_PARTY_UNKNOWN) {
        a.existing = ms_existing_coverage_of(state, look, a.terms->children);
    }
    return a;
}

/* An order that is decided on was asked for, and said what it says, by then. */
static ms_status check_after(const ms_matter *order, const ms_event *event, const ms_state *state, ms_refusal *refusal)
{
    const ms_order_terms *terms = ms_order_terms_of(order, ms_look_at_all(state));
    char day[MS_DATE_TEXT_SIZE];
    ms_date first = order->first->entry.effective;
    if (terms != NULL && terms->step.entry.effective > first) {
        first = terms->step.entry.effective;
    }
    if (event->effective >= first) {
        return MS_OK;
    }
    ms_date_format(first, day);
    return ms_refuse(refusal, ms_record_keeping,
                     "the request and the terms are recorded as of %s, and are not decided on before", day);
}

/* ---- order_approved ---------------------------------------------------------------------------------------------- */

enum { APPROVED_ORDER, APPROVED_JUDGE, APPROVED_DOCKET, APPROVED_COURT, APPROVED_AS_ENTERED, APPROVED_FIELDS };

static const ms_body_field approved_fields[APPROVED_FIELDS] = {
    [APPROVED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [APPROVED_JUDGE] =
        {.name = "judge", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the judge's name"},
    [APPROVED_DOCKET] =
        {.name = "docket", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the docket number"},
    [APPROVED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [APPROVED_AS_ENTERED] = {.name = "as_entered",
                             .type = MS_BODY_TRUTH,
                             .help = "the court entered the order so, though findings are lacking; they are flagged"},
};

static ms_status check_judicial(const ms_matter *order, ms_refusal *refusal)
{
    if (ms_order_way_of(order) == MS_JUDICIAL) {
        return MS_OK;
    }
    return ms_refuse(refusal, establish_or_modify,
                     "order %llu was asked for the administrative way; the division issues it, no court decides on it",
                     (unsigned long long)order->number);
}

static ms_status check_findings(const ms_matter *order, const ms_state *state, ms_refusal *refusal)
{
    unsigned found = ms_order_found(order, ms_look_at_all(state));
    ms_buffer lacking = {0};
    if (found == (1u << MS_FINDINGS) - 1) {
        return MS_OK;
    }
    for (int about = 0; about < MS_FINDINGS; about++) {
        if ((found >> about & 1u) == 0) {
            ms_buffer_put(&lacking, lacking.length > 0 ? "; " : "");
            ms_buffer_put(&lacking, ms_order_finding_words((ms_order_matter_found)about));
        }
    }
    ms_status status = ms_refuse(refusal, the_court_considers,
                                 "the court has not found on %.*s; record its findings, or that the order was entered "
                                 "without them (as entered)",
                                 (int)lacking.length, lacking.length > 0 ? lacking.text : "");
    ms_buffer_free(&lacking);
    return status;
}

static ms_status check_approved(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body);
    (void)tools;
    ms_status status = check_judicial(order, refusal);
    if (status == MS_OK && !ms_body_truth(&read->body, APPROVED_AS_ENTERED)) {
        status = check_findings(order, state, refusal);
    }
    return status == MS_OK ? check_after(order, read->event, state, refusal) : status;
}

/* What the court did is recorded; where it departs from the law, that is noted. */
static ms_status note_findings(ms_state *state, const ms_matter *order, ms_entry *record)
{
    unsigned found = ms_order_found(order, ms_look_at_all(state));
    ms_status status = MS_OK;
    for (int about = 0; about < MS_FINDINGS && status == MS_OK; about++) {
        if ((found >> about & 1u) == 0) {
            status = ms_entry_depart(state, record, the_court_considers, "the court did not find on %s",
                                     ms_order_finding_words((ms_order_matter_found)about));
        }
    }
    return status;
}

static ms_status note_around(ms_state *state, const around *a, ms_entry *record)
{
    const ms_matter *modified = ms_order_request_of(a->order)->modifies;
    ms_status status = MS_OK;
    if (a->beside != NULL) {
        status = ms_entry_depart(state, record, establish_or_modify,
                                 "order %llu is in force for the same child, and this one does not modify it",
                                 (unsigned long long)a->beside->number);
    }
    if (status == MS_OK && a->existing != NULL) {
        status = ms_entry_depart(state, record, already_established,
                                 "the order does not say how it stands to the coverage of event %llu",
                                 (unsigned long long)a->existing->entry.sequence);
    }
    if (status == MS_OK && modified != NULL && ms_matter_state(modified, ms_look_at_all(state)) != MS_ORDER_IN_FORCE) {
        status = ms_entry_depart(state, record, establish_or_modify, "order %llu, which it modifies, was not in force",
                                 (unsigned long long)modified->number);
    }
    return status;
}

static ms_status apply_approved(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_entry *approved = (ms_order_entry *)record;
    around a = look_around(state, approved->step.matter, record->effective);
    (void)refusal;
    approved->as_entered = ms_body_truth(&read->body, APPROVED_AS_ENTERED);
    ms_status status = note_findings(state, a.order, record);
    return status == MS_OK ? note_around(state, &a, record) : status;
}

/* An order that modifies another takes its place. */
static ms_status follow_entry(const ms_state *state, ms_tools *tools, const ms_entry *record, ms_follow_ups *follow_ups)
{
    const ms_matter *order = ((const ms_matter_step *)record)->matter;
    const ms_matter *modified = ms_order_request_of(order)->modifies;
    (void)tools;
    if (modified == NULL || ms_matter_state(modified, ms_look_at_all(state)) != MS_ORDER_IN_FORCE) {
        return MS_OK;
    }
    ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_order_superseded, record->effective);
    if (body == NULL) {
        return MS_ERROR_LIMIT;
    }
    ms_buffer_put(body, "{\"order\":");
    ms_buffer_put_number(body, modified->number);
    ms_buffer_put(body, ",\"by\":");
    ms_buffer_put_number(body, order->number);
    ms_buffer_put(body, "}");
    return body->failed ? MS_ERROR_MEMORY : MS_OK;
}

/* The entry of an order rests on the findings and terms before it, and an issue on its determination. */
static bool rests_entry(const ms_entry *record, const ms_entry *other)
{
    const ms_order_entry *entered = (const ms_order_entry *)record;
    if (other->kind == &ms_kind_order_terms || other->kind == &ms_kind_order_finding) {
        return ((const ms_matter_step *)other)->matter == entered->step.matter;
    }
    return entered->determination != 0 && other->sequence == entered->determination;
}

const ms_event_kind ms_kind_order_approved = {
    .name = "order_approved",
    .summary = "order approved by the court",
    .of_others = true,
    .fields = approved_fields,
    .field_count = APPROVED_FIELDS,
    .record_size = sizeof(ms_order_entry),
    .course = &ms_order_course,
    .check = check_approved,
    .apply = apply_approved,
    .follow = follow_entry,
    .rests = rests_entry,
};

/* ---- order_denied ------------------------------------------------------------------------------------------------ */

enum { DENIED_ORDER, DENIED_JUDGE, DENIED_DOCKET, DENIED_COURT, DENIED_REASON, DENIED_FIELDS };

static const ms_body_field denied_fields[DENIED_FIELDS] = {
    [DENIED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order asked for"},
    [DENIED_JUDGE] =
        {.name = "judge", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the judge's name"},
    [DENIED_DOCKET] =
        {.name = "docket", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the docket number"},
    [DENIED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [DENIED_REASON] = {.name = "reason",
                       .type = MS_BODY_TEXT,
                       .most = LONGEST_REASON,
                       .help = "why, as the court says"},
};

static ms_status check_denied(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body);
    (void)tools;
    ms_status status = check_judicial(order, refusal);
    return status == MS_OK ? check_after(order, read->event, state, refusal) : status;
}

const ms_event_kind ms_kind_order_denied = {
    .name = "order_denied",
    .summary = "order denied by the court",
    .of_others = true,
    .fields = denied_fields,
    .field_count = DENIED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_order_course,
    .check = check_denied,
};

/* ---- order_withdrawn --------------------------------------------------------------------------------------------- */

enum { WITHDRAWN_ORDER, WITHDRAWN_REASON, WITHDRAWN_FIELDS };

static const ms_body_field withdrawn_fields[WITHDRAWN_FIELDS] = {
    [WITHDRAWN_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order asked for"},
    [WITHDRAWN_REASON] = {.name = "reason",
                          .type = MS_BODY_TEXT,
                          .required = true,
                          .most = LONGEST_REASON,
                          .help = "why the request was taken back"},
};

const ms_event_kind ms_kind_order_withdrawn = {
    .name = "order_withdrawn",
    .summary = "request for an order taken back",
    .of_others = true,
    .fields = withdrawn_fields,
    .field_count = WITHDRAWN_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_order_course,
};

/* ---- order_issued ------------------------------------------------------------------------------------------------ */

enum { ISSUED_ORDER, ISSUED_DETERMINATION, ISSUED_BY, ISSUED_FIELDS };

static const ms_body_field issued_fields[ISSUED_FIELDS] = {
    [ISSUED_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [ISSUED_DETERMINATION] = {.name = "determination",
                              .type = MS_BODY_SEQUENCE,
                              .required = true,
                              .help = "the determination on which it rests"},
    [ISSUED_BY] = {.name = "signed_by", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "who signed it"},
};

static ms_status check_around(const around *a, ms_refusal *refusal)
{
    if (a->beside != NULL) {
        return ms_refuse(refusal, establish_or_modify,
                         "order %llu is in force for the same child; ask for a modification of it",
                         (unsigned long long)a->beside->number);
    }
    if (a->existing != NULL) {
        return ms_refuse(refusal, already_established,
                         "event %llu records coverage that goes on; the terms must say how the order stands to it",
                         (unsigned long long)a->existing->entry.sequence);
    }
    return MS_OK;
}

static ms_status check_issued(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body);
    if (ms_order_way_of(order) == MS_JUDICIAL) {
        return ms_refuse(refusal, establish_or_modify,
                         "order %llu was asked for from the court, which approves or denies it",
                         (unsigned long long)order->number);
    }
    around a = look_around(state, order, read->event->effective);
    ms_status status = check_around(&a, refusal);
    if (status != MS_OK) {
        return status;
    }
    uint64_t determination = ms_body_sequence(&read->body, ISSUED_DETERMINATION);
    return ms_order_basis_check(state, tools, order, determination, read->event->effective, refusal);
}

static ms_status apply_issued(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_entry *issued = (ms_order_entry *)record;
    (void)state, (void)refusal;
    issued->determination = ms_body_sequence(&read->body, ISSUED_DETERMINATION);
    return MS_OK;
}

const ms_event_kind ms_kind_order_issued = {
    .name = "order_issued",
    .summary = "order issued by the division",
    .fields = issued_fields,
    .field_count = ISSUED_FIELDS,
    .record_size = sizeof(ms_order_entry),
    .course = &ms_order_course,
    .check = check_issued,
    .apply = apply_issued,
    .follow = follow_entry,
    .rests = rests_entry,
};
