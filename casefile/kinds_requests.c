/* 13 CSR 40-112.010(4): requests for information, and the answers to them. */
#include "casefile/clocks.h"
#include "casefile/kinds.h"

static const char rule_4[] = "13 CSR 40-112.010(4)";

/* ---- request_sent ------------------------------------------------------------------------------------------------ */

enum { SENT_OF, SENT_ASKED, SENT_FIELDS, LONGEST_PARTY = 32, LONGEST_WORD = 2000, SHOWN_PATH = 100 };

static const ms_body_field sent_fields[] = {
    [SENT_OF] = {.name = "of", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_PARTY},
    [SENT_ASKED] = {.name = "asked", .type = MS_BODY_LIST, .required = true}};

static ms_status check_asked(const ms_body *body, ms_refusal *refusal)
{
    const ms_json_node *nodes = body->tree.nodes;
    uint32_t list = body->nodes[SENT_ASKED];
    if (nodes[list].count == 0) {
        return ms_refuse(refusal, rule_4, "a request asks for something: name the facts");
    }
    for (uint32_t node = list + 1; node < nodes[list].next; node = nodes[node].next) {
        ms_fact_path path;
        ms_text text = {body->tree.text + nodes[node].at, nodes[node].length};
        if (!ms_fact_path_within(text, &path)) {
            return ms_refuse(refusal, ms_event_format, "'%.*s' is the path of no fact",
                             text.length < SHOWN_PATH ? (int)text.length : SHOWN_PATH, text.at);
        }
    }
    return MS_OK;
}

static ms_status check_sent(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_party party;
    char last[MS_DATE_TEXT_SIZE] = "9999-12-31";
    (void)tools;
    ms_status status = ms_body_party(&read->body, SENT_OF, &party, refusal);
    if (status == MS_OK) {
        status = check_asked(&read->body, refusal);
    }
    if (status != MS_OK) {
        return status;
    }
    const ms_sent_request *open = ms_state_open_request(state, party, read->event->effective);
    if (open != NULL) {
        if (open->last_day != MS_NO_DATE) {
            ms_date_format(open->last_day, last);
        }
        return ms_refuse(refusal, rule_4,
                         "request %llu to this parent runs until %s; one request asks for all that is "
                         "needed, and another may follow when it is answered or its time is over",
                         (unsigned long long)open->entry.sequence, last);
    }
    if (state->request_count == MS_MAX_REQUESTS) {
        return ms_refuse(refusal, "medsupport.case/1", "a case has at most 64 requests");
    }
    return MS_OK;
}

static ms_status apply_sent(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_sent_request *request = (ms_sent_request *)record;
    ms_status status = ms_body_party(&read->body, SENT_OF, &request->of, refusal);
    if (status == MS_OK) {
        status = ms_body_value(&read->body, SENT_ASKED, state->arena, &request->asked, refusal);
    }
    if (status != MS_OK) {
        return status;
    }
    request->last_day = ms_clock_due(MS_CLOCK_INFORMATION, record->effective);
    if (state->last_request != NULL) {
        state->last_request->next = request;
    } else {
        state->requests = request;
    }
    state->last_request = request;
    state->request_count++;
    return MS_OK;
}

const ms_event_kind ms_kind_request_sent = {
    .name = "request_sent",
    .summary = "information request sent",
    .fields = sent_fields,
    .field_count = SENT_FIELDS,
    .record_size = sizeof(ms_sent_request),
    .check = check_sent,
    .apply = apply_sent,
};

/* ---- answer_received --------------------------------------------------------------------------------------------- */

enum { ANSWER_OF, ANSWER_EVIDENCE, ANSWER_FIELDS };

static const ms_body_field answer_fields[] = {
    [ANSWER_OF] = {.name = "of", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_PARTY},
    [ANSWER_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD}};

/* The last request to the parent that was sent by the day and has no answer that stands, however late; NULL: none. */
static ms_sent_request *unanswered(const ms_state *state, ms_party of, ms_date on)
{
    ms_sent_request *found = NULL;
    for (ms_sent_request *request = state->requests; request != NULL; request = request->next) {
        bool answered = request->answer != NULL && ms_entry_stands(request->answer);
        if (request->of == of && ms_entry_stands(&request->entry) && !answered && request->entry.effective <= on) {
            found = request;
        }
    }
    return found;
}

/* What a reader should see about an answer. */
static unsigned flags_of(const ms_state *state, const ms_sent_request *request, ms_date on)
{
    const ms_recorded_determination *made = ms_state_determination(state);
    unsigned flags = made != NULL && made->as_of <= on ? MS_EVENT_AFTER_DETERMINING : 0;
    if (request == NULL) {
        return flags | MS_EVENT_UNASKED;
    }
    bool late = request->last_day != MS_NO_DATE && on > request->last_day;
    return late ? flags | MS_EVENT_LATE : flags;
}

static ms_status apply_answer(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_received_answer *answer = (ms_received_answer *)record;
    ms_status status = ms_body_party(&read->body, ANSWER_OF, &answer->of, refusal);
    if (status != MS_OK) {
        return status;
    }
    ms_sent_request *request = unanswered(state, answer->of, record->effective);
    if (request != NULL) {
        request->answer = record;
    }
    answer->request = request;
    record->flags |= flags_of(state, request, record->effective);
    if (state->last_answer != NULL) {
        state->last_answer->next = answer;
    } else {
        state->answers = answer;
    }
    state->last_answer = answer;
    return MS_OK;
}

const ms_event_kind ms_kind_answer_received = {
    .name = "answer_received",
    .summary = "answer received",
    .of_others = true,
    .fields = answer_fields,
    .field_count = ANSWER_FIELDS,
    .record_size = sizeof(ms_received_answer),
    .apply = apply_answer,
};
