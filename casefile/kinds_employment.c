/*
 * While a notice runs and after: what is withheld and may be (15 USC 1673(b), law/withholding.c), the end of the employment, and a
 * discharge that is presumed to be retaliation (RSMo 454.645).
 */
#include "casefile/business_days.h"
#include "casefile/notice_facts.h"
#include "casefile/notices.h"
#include "casefile/orders.h"
#include "casefile/withholding_fields.h"

enum { LONGEST_NAME = 800, LONGEST_WORD = 2000, LONGEST_REASON = 4000 };

static const char of_discharge[] = "RSMo 454.645.1";

/* ---- withholding_set --------------------------------------------------------------------------------------------- */

/* Withholding a premium that does not fit breaks the ceiling. */
static ms_status apply_withholding(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_recorded_withholding *set = (ms_recorded_withholding *)record;
    ms_status status = ms_withholding_read(&read->body, record->effective, &set->period, &set->arrears_since, refusal);
    if (status != MS_OK) {
        return status;
    }
    set->result = ms_withhold(&set->period);
    if (ms_body_truth(&read->body, MS_WITHHOLDING_WITHHELD) && set->result.fits == MS_NO) {
        status = ms_entry_depart(state, record, "15 USC 1673(b)",
                                 "the premium is withheld although it does not fit under the ceiling");
    }
    return status;
}

static ms_status check_withholding(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                   ms_refusal *refusal)
{
    ms_pay_period period;
    ms_date since;
    (void)state, (void)tools;
    return ms_withholding_read(&read->body, read->event->effective, &period, &since, refusal);
}

const ms_event_kind ms_kind_withholding_set = {
    .name = "withholding_set",
    .summary = "room for the premium under the ceiling of withholding",
    .of_others = true,
    .fields = ms_withholding_fields,
    .field_count = MS_WITHHOLDING_FIELDS,
    .record_size = sizeof(ms_recorded_withholding),
    .course = &ms_notice_course,
    .check = check_withholding,
    .apply = apply_withholding,
};

/* ---- employment_ended -------------------------------------------------------------------------------------------- */

enum { LEFT_NOTICE, LEFT_ENDED, LEFT_HOW, LEFT_COVERED_UNTIL, LEFT_NEW_EMPLOYER, LEFT_EVIDENCE, LEFT_FIELDS };

enum { HOW_DISCHARGED = 1 };
static const char *const how_words[] = {"left", "discharged", "laid_off", "other", NULL};

static const ms_body_field left_fields[] = {
    [LEFT_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [LEFT_ENDED] = {.name = "ended", .type = MS_BODY_DATE, .required = true, .help = "the last day of the employment"},
    [LEFT_HOW] = {.name = "how", .type = MS_BODY_WORD, .words = how_words, .help = "how it ended"},
    [LEFT_COVERED_UNTIL] = {.name = "covered_until",
                            .type = MS_BODY_DATE,
                            .help = "the last day of coverage, by the employer"},
    [LEFT_NEW_EMPLOYER] = {.name = "new_employer",
                           .type = MS_BODY_TEXT,
                           .most = LONGEST_NAME,
                           .help = "the next employer, where it is known"},
    [LEFT_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

static ms_status check_left(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_date until = ms_body_date(&read->body, LEFT_COVERED_UNTIL);
    (void)state, (void)tools;
    if (until != MS_NO_DATE && until < ms_body_date(&read->body, LEFT_ENDED)) {
        return ms_refuse(refusal, ms_event_format,
                         "coverage that ended before the employment is recorded as coverage-ended");
    }
    return MS_OK;
}

/* The day on which the order is to take effect. */
static ms_date effect_of(const ms_state *state, const ms_matter *notice)
{
    const ms_look all = ms_look_at_all(state);
    const ms_matter *order = ms_notice_order(state, notice);
    const ms_order_terms *terms = order == NULL ? NULL : ms_order_terms_of(order, all);
    ms_date since = order == NULL ? MS_NO_DATE : ms_order_since(order, all);
    return terms != NULL && terms->begins > since ? terms->begins : since;
}

/* A discharge between the notice and the thirtieth day from the effect of the order is presumed to be retaliation. */
static ms_status apply_left(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_employment_end *end = (ms_employment_end *)record;
    const ms_matter *notice = end->step.matter;
    const ms_sent_notice *sent = ms_notice_last_sent(notice, ms_look_at_all(state));
    ms_date effect = effect_of(state, notice);
    ms_date last = effect == MS_NO_DATE ? MS_NO_DATE : ms_clock_due(MS_CLOCK_RETALIATION, effect);
    char day[MS_DATE_TEXT_SIZE];
    end->ended = ms_body_date(&read->body, LEFT_ENDED);
    end->covered_until = ms_body_date(&read->body, LEFT_COVERED_UNTIL);
    ms_status status = ms_body_text(&read->body, LEFT_NEW_EMPLOYER, state->arena, &end->new_employer, refusal);
    bool discharged = ms_body_word(&read->body, LEFT_HOW, left_fields) == HOW_DISCHARGED;
    bool noticed = sent != NULL && end->ended >= sent->step.entry.effective;
    if (status != MS_OK || !discharged || !noticed || last == MS_NO_DATE || end->ended > last) {
        return status;
    }
    end->presumed_to = last;
    ms_date_format(last, day);
    return ms_entry_depart(state, record, of_discharge,
                           "a discharge up to %s is presumed to be because of the order, unless clear, cogent and "
                           "convincing evidence shows otherwise",
                           day);
}

const ms_event_kind ms_kind_employment_ended = {
    .name = "employment_ended",
    .summary = "employment ended",
    .of_others = true,
    .fields = left_fields,
    .field_count = LEFT_FIELDS,
    .record_size = sizeof(ms_employment_end),
    .course = &ms_notice_course,
    .check = check_left,
    .apply = apply_left,
    .follow = ms_follow_employment_ended,
};

/* ---- retaliation_considered -------------------------------------------------------------------------------------- */

enum { CONSIDERED_NOTICE, CONSIDERED_OUTCOME, CONSIDERED_REASON, CONSIDERED_FIELDS };

static const char *const outcome_words[] = {"action_brought", "explained", "left_to_parent", NULL};

static const ms_body_field considered_fields[] = {
    [CONSIDERED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [CONSIDERED_OUTCOME] =
        {.name = "outcome", .type = MS_BODY_WORD, .required = true, .words = outcome_words, .help = "what came of it"},
    [CONSIDERED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why, in words"}};

static ms_status check_considered(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                  ms_refusal *refusal)
{
    const ms_matter *notice =
        ms_state_matter(state, ms_body_sequence(&read->body, CONSIDERED_NOTICE), &ms_notice_course);
    const ms_employment_end *end =
        (const ms_employment_end *)ms_matter_last(notice, &ms_kind_employment_ended, ms_look_at_all(state));
    (void)tools;
    if (end == NULL || end->presumed_to == MS_NO_DATE) {
        return ms_refuse(refusal, of_discharge, "no discharge is recorded that is presumed to be retaliation");
    }
    return MS_OK;
}

const ms_event_kind ms_kind_retaliation_considered = {
    .name = "retaliation_considered",
    .summary = "discharge looked into",
    .fields = considered_fields,
    .field_count = CONSIDERED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
    .check = check_considered,
};
