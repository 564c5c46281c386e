/* Noncompliance that is reported, what is asked of the court, and what the court does. */
#include "casefile/enforcement.h"
#include "casefile/orders.h"
#include "casefile/value.h"

#include <string.h>

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

static const char liability[] = "RSMo 454.633";
static const char contempt_law[] = "general law of contempt, unverified";

/* ---- noncompliance_reported -------------------------------------------------------------------------------------- */

enum { REPORTED_ORDER, REPORTED_BY, REPORTED_OF, REPORTED_WHAT, REPORTED_SINCE, REPORTED_EVIDENCE, REPORTED_FIELDS };

static const char *const reporter_words[] = {"custodial_parent", "guardian", "agency", "other_parent",
                                             "provider",         "other",    NULL};

static const ms_body_field reported_fields[REPORTED_FIELDS] = {
    [REPORTED_ORDER] = {.name = "order",
                        .type = MS_BODY_SEQUENCE,
                        .required = true,
                        .help = "the order that was not obeyed"},
    [REPORTED_BY] =
        {.name = "by", .type = MS_BODY_WORD, .required = true, .words = reporter_words, .help = "who reports it"},
    [REPORTED_OF] = {.name = "of",
                     .type = MS_BODY_WORD,
                     .required = true,
                     .words = ms_party_words,
                     .help = "the parent who did not obey it"},
    [REPORTED_WHAT] =
        {.name = "what", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON, .help = "what was not done"},
    [REPORTED_SINCE] = {.name = "since", .type = MS_BODY_DATE, .help = "the first day of it"},
    [REPORTED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_status check_reported(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    uint64_t number = ms_body_sequence(&read->body, REPORTED_ORDER);
    const ms_matter *order = ms_state_matter(state, number, &ms_order_course);
    (void)tools;
    if (order == NULL || !ms_entry_stands(&order->first->entry)) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no order that event %llu began",
                         (unsigned long long)number);
    }
    return MS_OK;
}

/* A report may be mistaken about the order; that is noted, for a motion on it would fail. */
static ms_status note_order(ms_state *state, ms_report *report, ms_date since)
{
    ms_entry *record = &report->step.entry;
    ms_look look = {state->sequence, since};
    const ms_order_terms *terms = ms_order_terms_of(report->order, look);
    if (terms == NULL || ms_matter_state(report->order, look) != MS_ORDER_IN_FORCE) {
        char day[MS_DATE_TEXT_SIZE];
        ms_date_format(since, day);
        return ms_entry_depart(state, record, liability, "order %llu was not in force on %s",
                               (unsigned long long)report->order->number, day);
    }
    if (terms->provides != report->of && terms->pays != report->of) {
        return ms_entry_depart(state, record, liability, "order %llu lays nothing on this parent",
                               (unsigned long long)report->order->number);
    }
    return MS_OK;
}

static ms_status apply_reported(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_report *report = (ms_report *)record;
    ms_date since = ms_body_date(&read->body, REPORTED_SINCE);
    report->order = ms_state_matter(state, ms_body_sequence(&read->body, REPORTED_ORDER), &ms_order_course);
    if (report->order == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no such order");
    }
    ms_status status = ms_body_party(&read->body, REPORTED_OF, &report->of, refusal);
    return status == MS_OK ? note_order(state, report, since == MS_NO_DATE ? record->effective : since) : status;
}

/* Nobody can have disobeyed an order that was never asked for. */
static bool rests_reported(const ms_entry *record, const ms_entry *other)
{
    return other == &((const ms_report *)record)->order->first->entry;
}

const ms_event_kind ms_kind_noncompliance_reported = {
    .name = "noncompliance_reported",
    .summary = "noncompliance reported",
    .of_others = true,
    .fields = reported_fields,
    .field_count = REPORTED_FIELDS,
    .record_size = sizeof(ms_report),
    .course = &ms_report_course,
    .begins = true,
    .check = check_reported,
    .apply = apply_reported,
    .rests = rests_reported,
};

/* ---- relief ------------------------------------------------------------------------------------------------------ */

const char *const ms_relief_words[] = {
    [MS_RELIEF_COMPENSATION] = "compensation",
    [MS_RELIEF_PORTION] = "portion_of_bills",
    [MS_RELIEF_SUPPORT] = "increase_of_support",
    [MS_RELIEF_CONTEMPT] = "contempt",
    [MS_RELIEFS] = NULL,
};

static bool is_relief(ms_text word, const char *known)
{
    return word.length == strlen(known) && memcmp(word.at, known, word.length) == 0;
}

static ms_status read_relief(const ms_body *body, size_t field, ms_arena *arena, unsigned *relief, ms_refusal *refusal)
{
    ms_text list, word;
    *relief = 0;
    ms_status status = ms_body_value(body, field, arena, &list, refusal);
    while (status == MS_OK && ms_value_next(&list, &word)) {
        unsigned bit = 0;
        for (unsigned i = 0; i < MS_RELIEFS; i++) {
            bit = is_relief(ms_value_inside(word), ms_relief_words[i]) ? 1u << i : bit;
        }
        *relief |= bit;
        if (bit == 0) {
            status = ms_refuse(refusal, ms_event_format,
                               "relief is compensation, portion_of_bills, increase_of_support or contempt");
        }
    }
    return status == MS_OK && *relief == 0 ? ms_refuse(refusal, ms_event_format, "no relief is named") : status;
}

static ms_status check_relief(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    unsigned relief;
    (void)state;
    return read_relief(&read->body, 1, tools->arena, &relief, refusal);
}

/* ---- motion_filed ------------------------------------------------------------------------------------------------ */

enum { FILED_REPORT, FILED_RELIEF, FILED_BY, FILED_COURT, FILED_DOCKET, FILED_EVIDENCE, FILED_FIELDS };

static const char *const mover_words[] = {"custodial_parent", "guardian", "agency", "other_parent", NULL};

static const ms_body_field filed_fields[FILED_FIELDS] = {
    [FILED_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [FILED_RELIEF] = {.name = "relief",
                      .type = MS_BODY_LIST,
                      .required = true,
                      .words = ms_relief_words,
                      .help = "what is asked for: compensation, portion_of_bills, increase_of_support or contempt"},
    [FILED_BY] = {.name = "by", .type = MS_BODY_WORD, .required = true, .words = mover_words, .help = "who files it"},
    [FILED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [FILED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [FILED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what is attached"},
};

static ms_status apply_filed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_motion *motion = (ms_motion *)record;
    return read_relief(&read->body, FILED_RELIEF, state->arena, &motion->relief, refusal);
}

const ms_event_kind ms_kind_motion_filed = {
    .name = "motion_filed",
    .summary = "motion filed",
    .of_others = true,
    .fields = filed_fields,
    .field_count = FILED_FIELDS,
    .record_size = sizeof(ms_motion),
    .course = &ms_report_course,
    .check = check_relief,
    .apply = apply_filed,
};

/* ---- hearing_set, hearing_held ----------------------------------------------------------------------------------- */

enum { SET_REPORT, SET_DAY, SET_COURT, SET_PLACE, SET_FIELDS };

static const ms_body_field set_fields[SET_FIELDS] = {
    [SET_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [SET_DAY] = {.name = "day", .type = MS_BODY_DATE, .required = true, .help = "the day of the hearing"},
    [SET_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [SET_PLACE] = {.name = "place",
                   .type = MS_BODY_TEXT,
                   .most = LONGEST_NAME,
                   .help = "the room or place, and the hour"},
};

static ms_status check_set(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    (void)state, (void)tools;
    if (ms_body_date(&read->body, SET_DAY) < read->event->effective) {
        return ms_refuse(refusal, ms_record_keeping, "a hearing is set for a day that lies ahead");
    }
    return MS_OK;
}

static ms_status apply_set(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)state, (void)refusal;
    ((ms_hearing *)record)->day = ms_body_date(&read->body, SET_DAY);
    return MS_OK;
}

const ms_event_kind ms_kind_hearing_set = {
    .name = "hearing_set",
    .summary = "hearing set",
    .of_others = true,
    .fields = set_fields,
    .field_count = SET_FIELDS,
    .record_size = sizeof(ms_hearing),
    .course = &ms_report_course,
    .check = check_set,
    .apply = apply_set,
};

enum { HELD_REPORT, HELD_WHAT, HELD_EVIDENCE, HELD_FIELDS };

static const ms_body_field held_fields[HELD_FIELDS] = {
    [HELD_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [HELD_WHAT] = {.name = "what", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "who came, what was said"},
    [HELD_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what was shown"},
};

const ms_event_kind ms_kind_hearing_held = {
    .name = "hearing_held",
    .summary = "hearing held",
    .of_others = true,
    .fields = held_fields,
    .field_count = HELD_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_report_course,
};

/* ---- motion_granted ---------------------------------------------------------------------------------------------- */

enum { GRANTED_REPORT, GRANTED_RELIEF, GRANTED_JUDGE, GRANTED_DOCKET, GRANTED_AMOUNT, GRANTED_TERMS, GRANTED_FIELDS };

static const ms_body_field granted_fields[GRANTED_FIELDS] = {
    [GRANTED_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [GRANTED_RELIEF] = {.name = "relief",
                        .type = MS_BODY_LIST,
                        .required = true,
                        .words = ms_relief_words,
                        .help = "what the court ordered: compensation, portion_of_bills or increase_of_support"},
    [GRANTED_JUDGE] =
        {.name = "judge", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the judge's name"},
    [GRANTED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [GRANTED_AMOUNT] = {.name = "amount",
                        .type = MS_BODY_MONEY,
                        .help =
                            "the amount, where one is named; a sum-certain judgment is recorded with 'judgment enter'"},
    [GRANTED_TERMS] = {.name = "terms", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what else was ordered"},
};

static ms_status check_granted(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    unsigned relief;
    (void)state;
    ms_status status = read_relief(&read->body, GRANTED_RELIEF, tools->arena, &relief, refusal);
    if (status == MS_OK && (relief >> MS_RELIEF_CONTEMPT & 1u) != 0) {
        return ms_refuse(refusal, ms_record_keeping, "contempt is recorded by an event of its own, with its purge");
    }
    return status;
}

/* What the court gave beyond what was asked for. */
static ms_status note_beyond(ms_state *state, const ms_matter *report, ms_entry *record, unsigned given)
{
    unsigned beyond = given & ~ms_report_relief(report, ms_look_at_all(state));
    ms_status status = MS_OK;
    for (unsigned i = 0; i < MS_RELIEFS && status == MS_OK; i++) {
        if ((beyond >> i & 1u) != 0) {
            status = ms_entry_depart(state, record, i == MS_RELIEF_CONTEMPT ? contempt_law : liability,
                                     "no motion on record asks for %s", ms_relief_words[i]);
        }
    }
    return status;
}

static ms_status apply_granted(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_motion *granted = (ms_motion *)record;
    ms_status status = read_relief(&read->body, GRANTED_RELIEF, state->arena, &granted->relief, refusal);
    return status == MS_OK ? note_beyond(state, granted->step.matter, record, granted->relief) : status;
}

const ms_event_kind ms_kind_motion_granted = {
    .name = "motion_granted",
    .summary = "motion granted",
    .of_others = true,
    .fields = granted_fields,
    .field_count = GRANTED_FIELDS,
    .record_size = sizeof(ms_motion),
    .course = &ms_report_course,
    .check = check_granted,
    .apply = apply_granted,
};

/* ---- motion_denied ----------------------------------------------------------------------------------------------- */

enum { DENIED_REPORT, DENIED_JUDGE, DENIED_DOCKET, DENIED_REASON, DENIED_FIELDS };

static const ms_body_field denied_fields[DENIED_FIELDS] = {
    [DENIED_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [DENIED_JUDGE] =
        {.name = "judge", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the judge's name"},
    [DENIED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [DENIED_REASON] = {.name = "reason",
                       .type = MS_BODY_TEXT,
                       .most = LONGEST_REASON,
                       .help = "why, as the court says"},
};

const ms_event_kind ms_kind_motion_denied = {
    .name = "motion_denied",
    .summary = "motion denied",
    .of_others = true,
    .fields = denied_fields,
    .field_count = DENIED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_report_course,
};

/* ---- contempt_found, contempt_purged ----------------------------------------------------------------------------- */

enum {
    CONTEMPT_REPORT,
    CONTEMPT_JUDGE,
    CONTEMPT_DOCKET,
    CONTEMPT_REASON,
    CONTEMPT_PURGE,
    CONTEMPT_BY,
    CONTEMPT_FIELDS
};

static const ms_body_field contempt_fields[CONTEMPT_FIELDS] = {
    [CONTEMPT_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [CONTEMPT_JUDGE] =
        {.name = "judge", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the judge's name"},
    [CONTEMPT_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [CONTEMPT_REASON] = {.name = "reason",
                         .type = MS_BODY_TEXT,
                         .most = LONGEST_REASON,
                         .help = "what the court found"},
    [CONTEMPT_PURGE] = {.name = "purge",
                        .type = MS_BODY_TEXT,
                        .most = LONGEST_REASON,
                        .help = "what purges the contempt"},
    [CONTEMPT_BY] = {.name = "purge_by", .type = MS_BODY_DATE, .help = "the last day for it"},
};

static ms_status apply_contempt(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_contempt *contempt = (ms_contempt *)record;
    (void)refusal;
    contempt->purge_by = ms_body_date(&read->body, CONTEMPT_BY);
    ms_status status = note_beyond(state, contempt->step.matter, record, 1u << MS_RELIEF_CONTEMPT);
    if (status == MS_OK && !ms_body_has(&read->body, CONTEMPT_PURGE)) {
        status = ms_entry_depart(state, record, contempt_law, "it is not recorded what purges the contempt");
    }
    return status;
}

const ms_event_kind ms_kind_contempt_found = {
    .name = "contempt_found",
    .summary = "contempt found",
    .of_others = true,
    .fields = contempt_fields,
    .field_count = CONTEMPT_FIELDS,
    .record_size = sizeof(ms_contempt),
    .course = &ms_report_course,
    .apply = apply_contempt,
};

enum { PURGED_REPORT, PURGED_HOW, PURGED_FIELDS };

static const ms_body_field purged_fields[PURGED_FIELDS] = {
    [PURGED_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [PURGED_HOW] = {.name = "how",
                    .type = MS_BODY_TEXT,
                    .required = true,
                    .most = LONGEST_REASON,
                    .help = "what was done, and what shows it"},
};

const ms_event_kind ms_kind_contempt_purged = {
    .name = "contempt_purged",
    .summary = "contempt purged",
    .of_others = true,
    .fields = purged_fields,
    .field_count = PURGED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_report_course,
};

/* ---- noncompliance_closed ---------------------------------------------------------------------------------------- */

enum { CLOSED_REPORT, CLOSED_WHY, CLOSED_NOTE, CLOSED_FIELDS };

static const char *const closing_words[] = {"complied", "settled", "withdrawn", "vacated", "carried_out", NULL};

static const ms_body_field closed_fields[CLOSED_FIELDS] = {
    [CLOSED_REPORT] = {.name = "report", .type = MS_BODY_SEQUENCE, .required = true, .help = "the report"},
    [CLOSED_WHY] = {.name = "why",
                    .type = MS_BODY_WORD,
                    .required = true,
                    .words = closing_words,
                    .help = "how it came to an end"},
    [CLOSED_NOTE] = {.name = "note", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "in words"},
};

const ms_event_kind ms_kind_noncompliance_closed = {
    .name = "noncompliance_closed",
    .summary = "report of noncompliance closed",
    .of_others = true,
    .fields = closed_fields,
    .field_count = CLOSED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_report_course,
};

/* ---- employer_sanction_recorded ---------------------------------------------------------------------------------- */

enum {
    SANCTION_EMPLOYER,
    SANCTION_FOR,
    SANCTION_WHAT,
    SANCTION_COURT,
    SANCTION_DOCKET,
    SANCTION_AMOUNT,
    SANCTION_FIELDS
};

static const char *const sanction_words[] = {"discharge", "discipline", "refusal_to_hire", "noncompliance", NULL};

/* RSMo 454.645, whose amounts were not found: it is recorded, and nothing is computed from it. */
static const ms_body_field sanction_fields[SANCTION_FIELDS] = {
    [SANCTION_EMPLOYER] =
        {.name = "employer", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the employer"},
    [SANCTION_FOR] = {.name = "for",
                      .type = MS_BODY_WORD,
                      .required = true,
                      .words = sanction_words,
                      .help = "what the employer did"},
    [SANCTION_WHAT] = {.name = "what",
                       .type = MS_BODY_TEXT,
                       .required = true,
                       .most = LONGEST_REASON,
                       .help = "what was asked for, or ordered: reinstatement, back wages"},
    [SANCTION_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [SANCTION_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [SANCTION_AMOUNT] = {.name = "amount", .type = MS_BODY_MONEY, .help = "the amount, where one is named"},
};

const ms_event_kind ms_kind_employer_sanction_recorded = {
    .name = "employer_sanction_recorded",
    .summary = "sanction of an employer",
    .of_others = true,
    .fields = sanction_fields,
    .field_count = SANCTION_FIELDS,
    .record_size = sizeof(ms_entry),
};
