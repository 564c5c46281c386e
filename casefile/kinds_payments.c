/* Payments of the parents, and failures to maintain ordered coverage. */
#include "casefile/costs.h"
#include "casefile/duty.h"
#include "casefile/orders.h"

enum { LONGEST_REASON = 4000 };

static const char failure_to_maintain[] = "RSMo 454.633.1";

/* ---- payment_received -------------------------------------------------------------------------------------------- */

enum { PAID_FROM, PAID_AMOUNT, PAID_EVIDENCE, PAID_FIELDS };

static const ms_body_field paid_fields[PAID_FIELDS] = {
    [PAID_FROM] = {.name = "from",
                   .type = MS_BODY_WORD,
                   .required = true,
                   .words = ms_party_words,
                   .help = "the parent who paid"},
    [PAID_AMOUNT] = {.name = "amount", .type = MS_BODY_MONEY, .required = true, .help = "how much"},
    [PAID_EVIDENCE] = {.name = "evidence",
                       .type = MS_BODY_TEXT,
                       .most = LONGEST_REASON,
                       .help = "what shows it: \"receipt\""},
};

static ms_status check_paid(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    (void)state, (void)tools;
    if (ms_body_money(&read->body, PAID_AMOUNT) == 0) {
        return ms_refuse(refusal, ms_event_format, "a payment of nothing is none");
    }
    return MS_OK;
}

static ms_status apply_paid(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_payment *payment = (ms_payment *)record;
    (void)state, (void)refusal;
    payment->from = (ms_party)ms_body_word(&read->body, PAID_FROM, paid_fields);
    payment->amount = ms_body_money(&read->body, PAID_AMOUNT);
    return MS_OK;
}

const ms_event_kind ms_kind_payment_received = {
    .name = "payment_received",
    .summary = "payment received",
    .of_others = true,
    .fields = paid_fields,
    .field_count = PAID_FIELDS,
    .record_size = sizeof(ms_payment),
    .course = &ms_payment_course,
    .begins = true,
    .check = check_paid,
    .apply = apply_paid,
};

/* ---- payment_reversed -------------------------------------------------------------------------------------------- */

enum { RETURNED_PAYMENT, RETURNED_REASON, RETURNED_FIELDS };

static const ms_body_field returned_fields[RETURNED_FIELDS] = {
    [RETURNED_PAYMENT] = {.name = "payment", .type = MS_BODY_SEQUENCE, .required = true, .help = "the payment"},
    [RETURNED_REASON] = {.name = "reason",
                         .type = MS_BODY_TEXT,
                         .required = true,
                         .most = LONGEST_REASON,
                         .help = "why: \"returned by the bank\""},
};

static ms_status check_returned(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    uint64_t number = ms_body_sequence(&read->body, RETURNED_PAYMENT);
    (void)tools;
    return ms_check_after_beginning(ms_state_matter(state, number, &ms_payment_course), read->event, refusal);
}

const ms_event_kind ms_kind_payment_reversed = {
    .name = "payment_reversed",
    .summary = "payment reversed",
    .of_others = true,
    .fields = returned_fields,
    .field_count = RETURNED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_payment_course,
    .check = check_returned,
};

/* ---- maintenance_failed ------------------------------------------------------------------------------------------ */

enum { FAILED_ORDER, FAILED_CHILDREN, FAILED_EVIDENCE, FAILED_FIELDS };

static const ms_body_field failed_fields[FAILED_FIELDS] = {
    [FAILED_ORDER] = {.name = "order",
                      .type = MS_BODY_SEQUENCE,
                      .required = true,
                      .help = "the order under which coverage was to be maintained"},
    [FAILED_CHILDREN] = {.name = "children",
                         .type = MS_BODY_LIST,
                         .help = "the id of a child without the coverage (every child of the order)"},
    [FAILED_EVIDENCE] =
        {.name = "evidence", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_status check_failed(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    uint64_t number = ms_body_sequence(&read->body, FAILED_ORDER);
    const ms_matter *order = ms_state_matter(state, number, &ms_order_course);
    ms_look look = ms_look_on(state, read->event->effective);
    ms_text children;
    if (order == NULL || ms_matter_state(order, look) != MS_ORDER_IN_FORCE) {
        return ms_refuse(refusal, failure_to_maintain,
                         "who fails to maintain ordered coverage is liable, and %llu is no order in force on that day",
                         (unsigned long long)number);
    }
    const ms_order_terms *terms = ms_order_terms_of(order, look);
    if (terms == NULL || terms->provides == MS_PARTY_UNKNOWN) {
        return ms_refuse(refusal, failure_to_maintain, "order %llu obliges nobody to provide coverage",
                         (unsigned long long)number);
    }
    if (!ms_body_has(&read->body, FAILED_CHILDREN)) {
        return MS_OK;
    }
    ms_status status = ms_body_value(&read->body, FAILED_CHILDREN, tools->arena, &children, refusal);
    return status == MS_OK ? ms_check_children(state, children, refusal) : status;
}

static ms_status apply_failed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_lapse *lapse = (ms_lapse *)record;
    uint64_t number = ms_body_sequence(&read->body, FAILED_ORDER);
    lapse->order = ms_state_matter(state, number, &ms_order_course);
    if (lapse->order == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu began no order", (unsigned long long)number);
    }
    return ms_body_value(&read->body, FAILED_CHILDREN, state->arena, &lapse->children, refusal);
}

const ms_event_kind ms_kind_maintenance_failed = {
    .name = "maintenance_failed",
    .summary = "ordered coverage not maintained",
    .of_others = true,
    .fields = failed_fields,
    .field_count = FAILED_FIELDS,
    .record_size = sizeof(ms_lapse),
    .course = &ms_lapse_course,
    .begins = true,
    .check = check_failed,
    .apply = apply_failed,
};

/* ---- maintenance_resumed ----------------------------------------------------------------------------------------- */

enum { RESUMED_LAPSE, RESUMED_EVIDENCE, RESUMED_FIELDS };

static const ms_body_field resumed_fields[RESUMED_FIELDS] = {
    [RESUMED_LAPSE] = {.name = "lapse",
                       .type = MS_BODY_SEQUENCE,
                       .required = true,
                       .help = "the failure to maintain coverage"},
    [RESUMED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_status check_resumed(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    uint64_t number = ms_body_sequence(&read->body, RESUMED_LAPSE);
    (void)tools;
    return ms_check_after_beginning(ms_state_matter(state, number, &ms_lapse_course), read->event, refusal);
}

const ms_event_kind ms_kind_maintenance_resumed = {
    .name = "maintenance_resumed",
    .summary = "ordered coverage maintained again",
    .of_others = true,
    .fields = resumed_fields,
    .field_count = RESUMED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_lapse_course,
    .check = check_resumed,
};
