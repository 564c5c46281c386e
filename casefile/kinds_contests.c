/* The obligor's contest of a notice, beside its course: RSMo 454.609.1(4), (5). */
#include "casefile/notices.h"

enum { LONGEST_WORD = 2000, LONGEST_REASON = 4000 };

static const char of_contest[] = "RSMo 454.609.1(4)";
static const char of_hearing[] = "RSMo 454.609.1(5)";

/* ---- the course -------------------------------------------------------------------------------------------------- */

enum { RECEIVED, HEARD, WITHDRAWN, EVENTS };

static const ms_event_kind *const events[EVENTS + 1] = {
    &ms_kind_contest_received,
    &ms_kind_contest_heard,
    &ms_kind_contest_withdrawn,
    NULL,
};

static const ms_course_state states[MS_CONTEST_STATES] = {
    [MS_CONTEST_NONE] = {"none", "not begun", of_contest, "the obligor has to contest it first", false},
    [MS_CONTEST_RECEIVED] = {"received", "received, a hearing is due", of_hearing, "it is to be heard", false},
    [MS_CONTEST_DECIDED] = {"decided", "decided", of_hearing, "it was heard and decided", true},
    [MS_CONTEST_WITHDRAWN] = {"withdrawn", "withdrawn", of_contest, "the obligor took it back", true},
};

static const ms_course_cell cells[MS_CONTEST_STATES][EVENTS] = {
    [MS_CONTEST_NONE] = {[RECEIVED] = {.next = MS_CONTEST_RECEIVED}},
    [MS_CONTEST_RECEIVED] = {[HEARD] = {.next = MS_CONTEST_DECIDED}, [WITHDRAWN] = {.next = MS_CONTEST_WITHDRAWN}},
    [MS_CONTEST_DECIDED] = {[HEARD] = {.next = MS_CONTEST_DECIDED}}, /* heard again, as on a review */
    [MS_CONTEST_WITHDRAWN] = {[HEARD] = {MS_CONTEST_DECIDED, of_hearing, "it was heard after the obligor took it back",
                                         true}},
};

const ms_course ms_contest_course = {
    .name = "contest",
    .words = "contest",
    .states = states,
    .state_count = MS_CONTEST_STATES,
    .events = events,
    .event_count = EVENTS,
    .cells = &cells[0][0],
};

/* ---- contest_received -------------------------------------------------------------------------------------------- */

enum { CONTEST_NOTICE, CONTEST_GROUND, CONTEST_INSURED_SINCE, CONTEST_EVIDENCE, CONTEST_FIELDS };

enum { MISTAKE_OF_FACT, COMPARABLE_INSURANCE, OTHER_GROUND };
static const char *const ground_words[] = {"mistake_of_fact", "comparable_insurance", "other", NULL};

static const ms_body_field contest_fields[] = {
    [CONTEST_NOTICE] = {.name = "notice",
                        .type = MS_BODY_SEQUENCE,
                        .required = true,
                        .help = "the number of the notice"},
    [CONTEST_GROUND] = {.name = "ground",
                        .type = MS_BODY_WORD,
                        .required = true,
                        .words = ground_words,
                        .help = "why the obligor contests it"},
    [CONTEST_INSURED_SINCE] = {.name = "insured_since",
                               .type = MS_BODY_DATE,
                               .help = "of comparable insurance: since when the obligor has provided it"},
    [CONTEST_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what came with it"}};

/* The notice that a contest is of, as it was sent by an event; NULL: it was not. */
static const ms_sent_notice *sent_notice(const ms_state *state, const ms_body *body, uint64_t upto)
{
    const ms_matter *notice = ms_state_matter(state, ms_body_sequence(body, CONTEST_NOTICE), &ms_notice_course);
    return notice == NULL ? NULL : ms_notice_last_sent(notice, (ms_look){upto, MS_LAST_DATE});
}

static ms_status check_contest(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    (void)tools;
    if (sent_notice(state, &read->body, state->sequence) == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "no notice %llu was sent, so there is nothing to contest",
                         (unsigned long long)ms_body_sequence(&read->body, CONTEST_NOTICE));
    }
    return MS_OK;
}

static ms_status note_late(ms_state *state, ms_entry *record, const ms_sent_notice *sent)
{
    char last[MS_DATE_TEXT_SIZE];
    ms_date due = ms_clock_due(MS_CLOCK_CONTEST, sent->step.entry.effective);
    if (due == MS_NO_DATE || record->effective <= due) {
        return MS_OK;
    }
    ms_date_format(due, last);
    return ms_entry_depart(state, record, ms_clock_describe(MS_CLOCK_CONTEST)->citation,
                           "it came after the last day to contest, %s", last);
}

/* The law knows two grounds, and insurance only where it was there before the notice. */
static ms_status note_ground(ms_state *state, ms_entry *record, const ms_sent_notice *sent, const ms_body *body)
{
    int ground = ms_body_word(body, CONTEST_GROUND, contest_fields);
    ms_date since = ms_body_date(body, CONTEST_INSURED_SINCE);
    if (ground == OTHER_GROUND) {
        return ms_entry_depart(state, record, of_contest,
                               "the grounds are a mistake of fact and comparable insurance obtained before");
    }
    if (ground == COMPARABLE_INSURANCE && since >= sent->step.entry.effective) {
        return ms_entry_depart(state, record, of_contest, "the insurance was not obtained before the notice");
    }
    return MS_OK;
}

static ms_status apply_contest(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_contest *contest = (ms_contest *)record;
    const ms_sent_notice *sent = sent_notice(state, &read->body, record->sequence);
    contest->notice = ms_body_sequence(&read->body, CONTEST_NOTICE);
    contest->sent = sent;
    if (sent == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "no such notice was sent");
    }
    ms_status status = note_ground(state, record, sent, &read->body);
    return status == MS_OK ? note_late(state, record, sent) : status;
}

/* A contest is of a notice that was sent. */
static bool contest_rests(const ms_entry *record, const ms_entry *target)
{
    const ms_contest *contest = (const ms_contest *)record;
    return target == &contest->sent->step.entry || target->sequence == contest->notice;
}

const ms_event_kind ms_kind_contest_received = {
    .name = "contest_received",
    .summary = "notice contested by the obligor",
    .of_others = true,
    .fields = contest_fields,
    .field_count = CONTEST_FIELDS,
    .record_size = sizeof(ms_contest),
    .course = &ms_contest_course,
    .begins = true,
    .check = check_contest,
    .apply = apply_contest,
    .rests = contest_rests,
};

/* ---- contest_heard ----------------------------------------------------------------------------------------------- */

enum { HEARD_CONTEST, HEARD_OUTCOME, HEARD_BY, HEARD_REASON, HEARD_FIELDS };

enum { NOTICE_STANDS, NOTICE_ENDS };
static const char *const outcome_words[] = {"notice_stands", "notice_ends", NULL};
static const char *const by_words[] = {"division", "court", NULL};

static const ms_body_field heard_fields[] = {
    [HEARD_CONTEST] = {.name = "contest", .type = MS_BODY_SEQUENCE, .required = true},
    [HEARD_OUTCOME] =
        {.name = "outcome", .type = MS_BODY_WORD, .required = true, .words = outcome_words, .help = "what was decided"},
    [HEARD_BY] = {.name = "by", .type = MS_BODY_WORD, .required = true, .words = by_words, .help = "who heard it"},
    [HEARD_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why, in words"}};

static ms_status apply_heard(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_contest_decision *decision = (ms_contest_decision *)record;
    const ms_matter *contest = decision->step.matter;
    ms_date due = ms_clock_due(MS_CLOCK_HEARING, contest->first->entry.effective);
    bool again = ms_matter_last(contest, &ms_kind_contest_heard, (ms_look){record->sequence - 1, MS_LAST_DATE}) != NULL;
    char last[MS_DATE_TEXT_SIZE];
    (void)refusal;
    decision->notice_ends = ms_body_word(&read->body, HEARD_OUTCOME, heard_fields) == NOTICE_ENDS;
    if (due == MS_NO_DATE || record->effective <= due || again) {
        return MS_OK;
    }
    ms_date_format(due, last);
    return ms_entry_depart(state, record, ms_clock_describe(MS_CLOCK_HEARING)->citation,
                           "the obligor was to be heard by %s", last);
}

const ms_event_kind ms_kind_contest_heard = {
    .name = "contest_heard",
    .summary = "contest heard",
    .of_others = true,
    .fields = heard_fields,
    .field_count = HEARD_FIELDS,
    .record_size = sizeof(ms_contest_decision),
    .course = &ms_contest_course,
    .apply = apply_heard,
};

/* ---- contest_withdrawn ------------------------------------------------------------------------------------------- */

enum { WITHDRAWN_CONTEST, WITHDRAWN_REASON, WITHDRAWN_FIELDS };

static const ms_body_field withdrawn_fields[] = {
    [WITHDRAWN_CONTEST] = {.name = "contest", .type = MS_BODY_SEQUENCE, .required = true},
    [WITHDRAWN_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why, in words"}};

const ms_event_kind ms_kind_contest_withdrawn = {
    .name = "contest_withdrawn",
    .summary = "contest taken back by the obligor",
    .of_others = true,
    .fields = withdrawn_fields,
    .field_count = WITHDRAWN_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_contest_course,
};
