/*
 * The office's own steps of a notice: an employer becomes known, the notice is sent, replaced, not required or terminated.
 * RSMo 454.606, 454.609; 45 CFR 303.32.
 */
#include "casefile/duty.h"
#include "casefile/notice_facts.h"
#include "casefile/notices.h"
#include "casefile/orders.h"
#include "casefile/sealed.h"
#include "casefile/value.h"

#include <medsupport/qualification.h>

enum { LONGEST_NAME = 800, LONGEST_WORD = 2000, LONGEST_REASON = 4000, LONGEST_FEIN = 10, FEIN_DIGITS = 9 };

/* ---- new_hire_entered, employer_found ---------------------------------------------------------------------------- */

enum {
    EMPLOYMENT_ORDER,
    EMPLOYMENT_PARTY,
    EMPLOYMENT_EMPLOYER,
    EMPLOYMENT_FEIN,
    EMPLOYMENT_EVIDENCE,
    EMPLOYMENT_BROUGHT_BY,
    EMPLOYMENT_FIELDS
};

static const ms_body_field employment_fields[] = {
    [EMPLOYMENT_ORDER] = {.name = "order",
                          .type = MS_BODY_SEQUENCE,
                          .required = true,
                          .help = "the number of the order that the notice is to enforce"},
    [EMPLOYMENT_PARTY] = {.name = "party",
                          .type = MS_BODY_WORD,
                          .required = true,
                          .words = ms_party_words,
                          .help = "the parent who is employed"},
    [EMPLOYMENT_EMPLOYER] = {.name = "employer",
                             .type = MS_BODY_TEXT,
                             .required = true,
                             .most = LONGEST_NAME,
                             .help = "the employer's or union's name"},
    [EMPLOYMENT_FEIN] = {.name = "fein",
                         .type = MS_BODY_TEXT,
                         .most = LONGEST_FEIN,
                         .help = "its federal employer identification number, nine digits"},
    [EMPLOYMENT_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"},
    [EMPLOYMENT_BROUGHT_BY] = {
        .name = "brought_by", .type = MS_BODY_SEQUENCE, .help = "the event with which it was recorded"}};

static bool is_fein(ms_text text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool digit = text.at[i] >= '0' && text.at[i] <= '9';
        if (!digit && !(text.at[i] == '-' && i == 2)) {
            return false;
        }
        digits += digit ? 1 : 0;
    }
    return digits == FEIN_DIGITS;
}

static ms_status check_employment(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    uint64_t order = ms_body_sequence(&read->body, EMPLOYMENT_ORDER);
    const ms_matter *matter = ms_state_matter(state, order, &ms_order_course);
    (void)tools;
    if (matter == NULL || !ms_entry_stands(&matter->first->entry)) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no order %llu", (unsigned long long)order);
    }
    if (ms_body_has(&read->body, EMPLOYMENT_FEIN) && !is_fein(ms_body_plain(&read->body, EMPLOYMENT_FEIN))) {
        return ms_refuse(refusal, ms_event_format, "an employer's number has nine digits, as in 12-3456789");
    }
    return MS_OK;
}

static ms_status apply_employment(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_employment *employment = (ms_employment *)record;
    const ms_body *body = &read->body;
    employment->order = ms_body_sequence(body, EMPLOYMENT_ORDER);
    employment->party = (ms_party)ms_body_word(body, EMPLOYMENT_PARTY, employment_fields);
    employment->brought_by = ms_body_sequence(body, EMPLOYMENT_BROUGHT_BY);
    ms_status status = ms_body_text(body, EMPLOYMENT_EMPLOYER, state->arena, &employment->employer, refusal);
    return status == MS_OK ? ms_body_text(body, EMPLOYMENT_FEIN, state->arena, &employment->fein, refusal) : status;
}

static bool employment_rests(const ms_entry *record, const ms_entry *target)
{
    const ms_employment *employment = (const ms_employment *)record;
    return target->sequence == employment->brought_by || target->sequence == employment->order;
}

const ms_event_kind ms_kind_new_hire_entered = {
    .name = "new_hire_entered",
    .summary = "new hire entered in the State Directory",
    .of_others = true,
    .fields = employment_fields,
    .field_count = EMPLOYMENT_FIELDS,
    .record_size = sizeof(ms_employment),
    .course = &ms_notice_course,
    .begins = true,
    .check = check_employment,
    .apply = apply_employment,
    .rests = employment_rests,
};

const ms_event_kind ms_kind_employer_found = {
    .name = "employer_found",
    .summary = "employer found",
    .of_others = true,
    .fields = employment_fields,
    .field_count = EMPLOYMENT_FIELDS,
    .record_size = sizeof(ms_employment),
    .course = &ms_notice_course,
    .begins = true,
    .check = check_employment,
    .apply = apply_employment,
    .rests = employment_rests,
};

/* ---- notice_not_required ----------------------------------------------------------------------------------------- */

enum { SPARED_NOTICE, SPARED_EVIDENCE, SPARED_FIELDS };

static const ms_body_field spared_fields[] = {
    [SPARED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [SPARED_EVIDENCE] = {.name = "evidence",
                         .type = MS_BODY_TEXT,
                         .required = true,
                         .most = LONGEST_WORD,
                         .help = "where the order stipulates other coverage, and which"}};

const ms_event_kind ms_kind_notice_not_required = {
    .name = "notice_not_required",
    .summary = "no notice is required: the order stipulates other coverage",
    .fields = spared_fields,
    .field_count = SPARED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
};

/* ---- notice_sent ------------------------------------------------------------------------------------------------- */

enum {
    SENT_NOTICE,
    SENT_CHILDREN,
    SENT_OBLIGOR_MAILED,
    SENT_PARTICIPANT_ADDRESS,
    SENT_CHILD_ADDRESS,
    SENT_COVERAGE,
    SENT_TRACKING,
    SENT_FIELDS
};

enum { ADDRESS_STATED, ADDRESS_NONE_KNOWN };
enum { CHILD_ADDRESS_OWN, CHILD_ADDRESS_OFFICIAL };

static const char *const participant_words[] = {"stated", "none_known", NULL};
static const char *const child_words[] = {"own", "official", NULL};

static const ms_body_field sent_fields[] = {
    [SENT_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [SENT_CHILDREN] = {.name = "children",
                       .type = MS_BODY_LIST,
                       .help = "the child's id (all whom the order names, unless given)"},
    [SENT_OBLIGOR_MAILED] = {.name = "obligor_mailed",
                             .type = MS_BODY_DATE,
                             .help = "the day on which the obligor's own notice was mailed"},
    [SENT_PARTICIPANT_ADDRESS] = {.name = "participant_address",
                                  .type = MS_BODY_WORD,
                                  .words = participant_words,
                                  .help = "the employee's mailing address in the notice"},
    [SENT_CHILD_ADDRESS] = {.name = "child_address",
                            .type = MS_BODY_WORD,
                            .words = child_words,
                            .help = "the children's mailing address in the notice: their own, or that of an official "
                                    "in its place"},
    [SENT_COVERAGE] = {.name = "coverage",
                       .type = MS_BODY_TEXT,
                       .most = LONGEST_WORD,
                       .help = "the coverage asked for (all that is available, unless given)"},
    [SENT_TRACKING] = {
        .name = "tracking", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the document tracking identifier"}};

static const char of_need[] = "45 CFR 303.32(a); RSMo 454.606.1";
static const char of_obligor[] = "RSMo 454.609.1";

/* The children that a notice names: those given, else all whom the order names. */
static ms_status children_of(const ms_read_event *read, const ms_order_terms *terms, ms_arena *arena, ms_text *children,
                             ms_refusal *refusal)
{
    if (!ms_body_has(&read->body, SENT_CHILDREN)) {
        *children = terms->children;
        return MS_OK;
    }
    return ms_body_value(&read->body, SENT_CHILDREN, arena, children, refusal);
}

/* An order in force binds the employee to provide coverage, and on the day for each child. */
static ms_status check_bound(const ms_state *state, const ms_matter *notice, const ms_order_terms *terms,
                             ms_text children, ms_date on, ms_refusal *refusal)
{
    const ms_employment *employment = ms_notice_employment(notice);
    ms_look look = ms_look_on(state, on);
    ms_text rest = children, child;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        if (!ms_order_names(terms, id)) {
            return ms_refuse(refusal, of_need, "order %llu does not name the child %.*s",
                             (unsigned long long)employment->order, (int)id.length, id.at);
        }
        if (ms_order_in_force(state, look, id, employment->party, false) == NULL) {
            return ms_refuse(refusal, of_need, "no order binds this parent to provide coverage for %.*s on that day",
                             (int)id.length, id.at);
        }
    }
    return MS_OK;
}

/* The notice to the obligor goes out at the same time. */
static ms_status check_obligor(const ms_read_event *read, ms_refusal *refusal)
{
    ms_date mailed = ms_body_date(&read->body, SENT_OBLIGOR_MAILED);
    if (mailed == MS_NO_DATE) {
        return ms_refuse(refusal, of_obligor,
                         "the obligor gets a notice at the same time; say on which day it was mailed (obligor_mailed)");
    }
    if (mailed != read->event->effective) {
        return ms_refuse(refusal, of_obligor, "the notice to the obligor is mailed on the day of the notice itself");
    }
    return MS_OK;
}

/* An address that is protected, the child's or that of the parent who is not the employee, does not go to the employer:
 * that of an official stands in its place. */
static ms_status check_protected(const ms_state *state, const ms_read_event *read, ms_party employee, ms_text children,
                                 ms_refusal *refusal)
{
    const ms_sealed_path other = {MS_SEALED_ADDRESS, employee == MS_PNS ? MS_PSS : MS_PNS, {.at = NULL}};
    bool found = ms_sealed_find(state, &other) != NULL;
    ms_text rest = children, child;
    while (ms_value_next(&rest, &child)) {
        const ms_sealed_path own = {MS_SEALED_ADDRESS, MS_PARTY_UNKNOWN, ms_value_inside(child)};
        found = found || ms_sealed_find(state, &own) != NULL;
    }
    if (found && ms_body_word(&read->body, SENT_CHILD_ADDRESS, sent_fields) == CHILD_ADDRESS_OWN) {
        return ms_refuse(refusal, "29 USC 1169(a)(3)(A); National Medical Support Notice, Part A (A-63)",
                         "a protected address is recorded; let the address of an official stand in the place of the "
                         "children's (child_address official)");
    }
    return MS_OK;
}

static ms_particular stated(bool is)
{
    return (ms_particular){.stated = ms_truth_of(is), .held = MS_NO};
}

/* What the office does not state is missing: it does not count on what the administrator may have. */
static ms_status find_contents(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_party party,
                               ms_order_facts *facts)
{
    int address = ms_body_word(&read->body, SENT_PARTICIPANT_ADDRESS, sent_fields);
    bool named = false;
    ms_status status = ms_name_is_known(state, tools, party, (ms_text){.at = NULL}, read->event->effective, &named);
    *facts = (ms_order_facts){.form = MS_YES,
                              .agency = stated(true),
                              .support_order = stated(true),
                              .participant = MS_UNKNOWN, /* the plan administrator's to say */
                              .participant_name = stated(named),
                              .participant_address = stated(address == ADDRESS_STATED),
                              .address_exists = ms_truth_of(address != ADDRESS_NONE_KNOWN),
                              .benefits_known = true};
    return status;
}

/* 29 CFR 2590.609-2: the notice is appropriately completed, for each child. */
static ms_status check_complete(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_party party,
                                ms_text children, ms_refusal *refusal)
{
    int address = ms_body_word(&read->body, SENT_CHILD_ADDRESS, sent_fields);
    ms_order_facts facts;
    ms_qualification result;
    ms_text rest = children, child;
    ms_status status = find_contents(state, tools, read, party, &facts);
    while (status == MS_OK && ms_value_next(&rest, &child)) {
        ms_alternate_recipient recipient = {.child = MS_UNKNOWN,
                                            .official = ms_truth_of(address == CHILD_ADDRESS_OFFICIAL)};
        bool named = false;
        status =
            ms_name_is_known(state, tools, MS_PARTY_UNKNOWN, ms_value_inside(child), read->event->effective, &named);
        recipient.name = stated(named);
        recipient.address = stated(address == CHILD_ADDRESS_OWN);
        facts.recipients_known = true;
        facts.recipients = &recipient;
        facts.recipient_count = 1;
        ms_qualify_notice(&facts, &result);
        for (int i = 0; i < MS_REQUIREMENT_COUNT && status == MS_OK; i++) {
            const ms_requirement_row *row = ms_requirement_describe((ms_requirement)i);
            if (result.of[i] == MS_ASSESSED_MISSING) {
                status =
                    ms_refuse(refusal, row->notice_citation, "the notice is not complete, it lacks: %s", row->name);
            }
        }
    }
    return status;
}

/* What the law asks of the notice as it goes out. */
static ms_status check_contents(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_party employee,
                                ms_text children, ms_refusal *refusal)
{
    ms_status status = check_obligor(read, refusal);
    if (status == MS_OK) {
        status = check_protected(state, read, employee, children, refusal);
    }
    return status == MS_OK ? check_complete(state, tools, read, employee, children, refusal) : status;
}

static ms_status check_sent(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *notice = ms_state_matter(state, ms_body_sequence(&read->body, SENT_NOTICE), &ms_notice_course);
    ms_date on = read->event->effective;
    ms_text children;
    if (!ms_notice_binds(state, notice, ms_look_on(state, on))) {
        return ms_refuse(refusal, of_need, "no order in force on that day binds this parent to provide coverage");
    }
    const ms_order_terms *terms = ms_order_terms_of(ms_notice_order(state, notice), ms_look_on(state, on));
    ms_status status = children_of(read, terms, tools->arena, &children, refusal);
    if (status == MS_OK) {
        status = ms_check_children(state, children, refusal);
    }
    if (status == MS_OK) {
        status = check_bound(state, notice, terms, children, on, refusal);
    }
    return status == MS_OK ? check_contents(state, tools, read, ms_notice_employment(notice)->party, children, refusal)
                           : status;
}

/* The last day of the office's own clock: from the entry of the new hire, or from the order where that is later. */
static ms_status note_late_sending(ms_state *state, ms_entry *record)
{
    char last[MS_DATE_TEXT_SIZE];
    ms_date due = ms_notice_sending_due(state, ((const ms_matter_step *)record)->matter, ms_look_at_all(state));
    bool first =
        ms_notice_last_sent(((const ms_matter_step *)record)->matter, (ms_look){record->sequence - 1, MS_LAST_DATE})
        == NULL;
    if (due == MS_NO_DATE || record->effective <= due || !first) {
        return MS_OK;
    }
    ms_date_format(due, last);
    return ms_entry_depart(state, record, ms_clock_describe(MS_CLOCK_NOTICE)->citation,
                           "it was to be sent by %s, two business days after %s", last,
                           ms_clock_describe(MS_CLOCK_NOTICE)->from);
}

static ms_status apply_sent(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_sent_notice *sent = (ms_sent_notice *)record;
    const ms_matter *order = ms_notice_order(state, sent->step.matter);
    const ms_order_terms *terms = order == NULL ? NULL : ms_order_terms_of(order, ms_look_at_all(state));
    if (terms == NULL) {
        return ms_refuse(refusal, of_need, "the order of this notice has no terms");
    }
    ms_status status = children_of(read, terms, state->arena, &sent->children, refusal);
    return status == MS_OK ? note_late_sending(state, record) : status;
}

static bool is_same_employer(const ms_employment *a, const ms_employment *b)
{
    bool both = a->fein.at != NULL && b->fein.at != NULL;
    return both ? ms_fein_same(a->fein, b->fein) : ms_name_same(a->employer, b->employer);
}

/* Whether a notice at the same employer for the same employee names one of the children; one that is still to be sent
 * has the same order instead. */
static bool is_replaced(const ms_matter *notice, const ms_sent_notice *by, ms_look look)
{
    const ms_employment *old = ms_notice_employment(notice), *fresh = ms_notice_employment(by->step.matter);
    const ms_sent_notice *sent = ms_notice_last_sent(notice, look);
    ms_text common;
    if (notice == by->step.matter || old->party != fresh->party || !is_same_employer(old, fresh)) {
        return false;
    }
    if (ms_matter_state(notice, look) == MS_NOTICE_DUE) {
        return old->order == fresh->order;
    }
    return ms_notice_runs(notice, look) && ms_order_share(sent->children, by->children, &common);
}

/* Part A: a notice takes the place of any earlier one for the same employee and children. */
static ms_status follow_sent(const ms_state *state, ms_tools *tools, const ms_entry *record, ms_follow_ups *follow_ups)
{
    const ms_matter *notice = NULL;
    (void)tools;
    while ((notice = ms_matter_next(state, notice, &ms_notice_course)) != NULL) {
        if (!is_replaced(notice, (const ms_sent_notice *)record, ms_look_at_all(state))) {
            continue;
        }
        ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_notice_replaced, record->effective);
        if (body == NULL) {
            return MS_ERROR_LIMIT;
        }
        ms_buffer_put(body, "{\"notice\":");
        ms_buffer_put_number(body, notice->number);
        ms_buffer_put(body, ",\"by\":");
        ms_buffer_put_number(body, record->sequence);
        ms_buffer_put(body, "}");
    }
    return MS_OK;
}

/* A notice rests on the entry of its order. */
static bool sent_rests(const ms_entry *record, const ms_entry *target)
{
    bool entry = target->kind == &ms_kind_order_approved || target->kind == &ms_kind_order_issued;
    return entry
           && ((const ms_matter_step *)target)->matter->number
                  == ms_notice_employment(((const ms_matter_step *)record)->matter)->order;
}

const ms_event_kind ms_kind_notice_sent = {
    .name = "notice_sent",
    .summary = "notice sent to the employer and the obligor",
    .fields = sent_fields,
    .field_count = SENT_FIELDS,
    .record_size = sizeof(ms_sent_notice),
    .course = &ms_notice_course,
    .check = check_sent,
    .apply = apply_sent,
    .follow = follow_sent,
    .rests = sent_rests,
};

/* ---- notice_replaced --------------------------------------------------------------------------------------------- */

enum { REPLACED_NOTICE, REPLACED_BY, REPLACED_FIELDS };

static const ms_body_field replaced_fields[] = {
    [REPLACED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [REPLACED_BY] = {.name = "by", .type = MS_BODY_SEQUENCE, .required = true, .help = "the event that replaces it"}};

static ms_status check_replaced(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *notice = ms_state_matter(state, ms_body_sequence(&read->body, REPLACED_NOTICE), &ms_notice_course);
    ms_entry *by = NULL;
    (void)tools;
    ms_status status = ms_event_target(state, ms_body_sequence(&read->body, REPLACED_BY), &by, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (by->kind != &ms_kind_notice_sent || !is_replaced(notice, (const ms_sent_notice *)by, ms_look_at_all(state))) {
        return ms_refuse(refusal, "National Medical Support Notice, Part A",
                         "event %llu is no notice to this employer for the same employee and children",
                         (unsigned long long)by->sequence);
    }
    return MS_OK;
}

static ms_status apply_replaced(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)state, (void)refusal;
    ((ms_replacement *)record)->by = ms_body_sequence(&read->body, REPLACED_BY);
    return MS_OK;
}

static bool replaced_rests(const ms_entry *record, const ms_entry *target)
{
    return ((const ms_replacement *)record)->by == target->sequence;
}

const ms_event_kind ms_kind_notice_replaced = {
    .name = "notice_replaced",
    .summary = "notice replaced by a later one",
    .fields = replaced_fields,
    .field_count = REPLACED_FIELDS,
    .record_size = sizeof(ms_replacement),
    .course = &ms_notice_course,
    .check = check_replaced,
    .apply = apply_replaced,
    .rests = replaced_rests,
};

/* ---- notice_terminated ------------------------------------------------------------------------------------------- */

enum { TERMINATED_NOTICE, TERMINATED_REASON, TERMINATED_FIELDS };

static const ms_body_field terminated_fields[] = {
    [TERMINATED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [TERMINATED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why, in words"}};

/* The employer is told that it is over when it is: the order binds no more, or the obligor's contest was upheld. */
static ms_status check_terminated(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    const ms_matter *notice =
        ms_state_matter(state, ms_body_sequence(&read->body, TERMINATED_NOTICE), &ms_notice_course);
    (void)tools;
    if (ms_notice_binds(state, notice, ms_look_on(state, read->event->effective))
        && !ms_notice_set_aside(state, notice, ms_look_at_all(state))) {
        return ms_refuse(refusal, "RSMo 454.606.3(2)",
                         "order %llu is in force and binds this parent to provide coverage; the employer is told that "
                         "the notice is over when the order is",
                         (unsigned long long)ms_notice_employment(notice)->order);
    }
    return MS_OK;
}

const ms_event_kind ms_kind_notice_terminated = {
    .name = "notice_terminated",
    .summary = "termination notice sent",
    .fields = terminated_fields,
    .field_count = TERMINATED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
    .check = check_terminated,
};
