/*
 * What employers and plan administrators answer to a notice, each answer that its two parts have room for, and the choice among
 * the plan's options. RSMo 454.615, 454.618; 45 CFR 303.32(c); National Medical Support Notice, Parts A and B.
 */
#include "casefile/business_days.h"
#include "casefile/duty.h"
#include "casefile/notice_facts.h"
#include "casefile/notices.h"
#include "casefile/orders.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_WORD = 2000 };

enum { BY_EMPLOYER, BY_PLAN };
static const char *const by_words[] = {"employer", "plan_administrator", NULL};

/* How a notice stood before a step. */
static unsigned state_before(const ms_matter_step *step)
{
    return ms_matter_state(step->matter, (ms_look){step->entry.sequence - 1, MS_LAST_DATE});
}

/* Whether the step is the first answer that the office has of this notice. */
static bool is_first_answer(const ms_matter_step *step, bool of_plan)
{
    unsigned before = state_before(step);
    return before == MS_NOTICE_SENT || (of_plan && before == MS_NOTICE_FORWARDED);
}

/* Notes an answer that came too late: of the employer by its clock, of the plan by its own. */
static ms_status note_late(ms_state *state, ms_entry *record, bool of_plan, ms_clock employers)
{
    if (!is_first_answer((const ms_matter_step *)record, of_plan)) {
        return MS_OK;
    }
    return ms_notice_note_late(state, record, of_plan ? MS_CLOCK_PLAN_ANSWER : employers);
}

static ms_matter *notice_of(const ms_state *state, const ms_read_event *read)
{
    return ms_state_matter(state, ms_body_sequence(&read->body, 0), &ms_notice_course);
}

/* ---- employer_forwarded ------------------------------------------------------------------------------------------ */

enum { FORWARDED_NOTICE, FORWARDED_TO, FORWARDED_EVIDENCE, FORWARDED_FIELDS };

static const ms_body_field forwarded_fields[] = {
    [FORWARDED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [FORWARDED_TO] = {.name = "to",
                      .type = MS_BODY_TEXT,
                      .most = LONGEST_NAME,
                      .help = "the plan administrator to whom Part B was passed"},
    [FORWARDED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

static ms_status apply_forwarded(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)read, (void)refusal;
    return note_late(state, record, false, MS_CLOCK_TRANSFER);
}

const ms_event_kind ms_kind_employer_forwarded = {
    .name = "employer_forwarded",
    .summary = "employer passed the notice to the plan",
    .of_others = true,
    .fields = forwarded_fields,
    .field_count = FORWARDED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
    .apply = apply_forwarded,
};

/* ---- coverage_unavailable ---------------------------------------------------------------------------------------- */

enum {
    UNAVAILABLE_NOTICE,
    UNAVAILABLE_ANSWER,
    UNAVAILABLE_BY,
    UNAVAILABLE_PLAN,
    UNAVAILABLE_EVIDENCE,
    UNAVAILABLE_FIELDS
};

static const char *const unavailable_words[] = {
    "never_employed", "no_dependent_coverage", "ineligible_class", "child_not_eligible", "other", NULL};

static const ms_body_field unavailable_fields[] = {
    [UNAVAILABLE_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [UNAVAILABLE_ANSWER] = {.name = "answer",
                            .type = MS_BODY_WORD,
                            .required = true,
                            .words = unavailable_words,
                            .help = "why there is no coverage"},
    [UNAVAILABLE_BY] = {.name = "by", .type = MS_BODY_WORD, .words = by_words, .help = "who says so (employer)"},
    [UNAVAILABLE_PLAN] = {.name = "plan",
                          .type = MS_BODY_TEXT,
                          .most = MS_MAX_ID,
                          .help = "the id of a plan in the case that therefore cannot be had"},
    [UNAVAILABLE_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

/* An id in a body, where one is given. */
static ms_status check_plan_id(const ms_read_event *read, size_t field, ms_refusal *refusal)
{
    if (ms_body_has(&read->body, field) && !ms_is_id(ms_body_plain(&read->body, field))) {
        return ms_refuse(refusal, ms_event_format,
                         "a plan's id is 1 to 64 letters, digits, dots, dashes and underscores, the first a letter or "
                         "digit");
    }
    return MS_OK;
}

static ms_status check_unavailable(const ms_state *state, ms_tools *tools, const ms_read_event *read,
                                   ms_refusal *refusal)
{
    (void)state, (void)tools;
    return check_plan_id(read, UNAVAILABLE_PLAN, refusal);
}

static ms_status apply_unavailable(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_unavailable_answer *answer = (ms_unavailable_answer *)record;
    answer->of_plan = ms_body_word(&read->body, UNAVAILABLE_BY, unavailable_fields) == BY_PLAN;
    ms_status status = ms_body_text(&read->body, UNAVAILABLE_PLAN, state->arena, &answer->plan, refusal);
    return status == MS_OK ? note_late(state, record, answer->of_plan, MS_CLOCK_NO_COVERAGE) : status;
}

const ms_event_kind ms_kind_coverage_unavailable = {
    .name = "coverage_unavailable",
    .summary = "no coverage through this employer",
    .of_others = true,
    .fields = unavailable_fields,
    .field_count = UNAVAILABLE_FIELDS,
    .record_size = sizeof(ms_unavailable_answer),
    .course = &ms_notice_course,
    .check = check_unavailable,
    .apply = apply_unavailable,
    .follow = ms_follow_unavailable,
};

/* ---- employer_limited -------------------------------------------------------------------------------------------- */

enum { LIMITED_NOTICE, LIMITED_EVIDENCE, LIMITED_FIELDS };

static const ms_body_field limited_fields[] = {
    [LIMITED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [LIMITED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

/* The employer's word is kept; where the figures that are recorded leave room for the premium, that shows. */
static ms_status apply_limited(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    const ms_matter *notice = ((const ms_matter_step *)record)->matter;
    const ms_recorded_withholding *last = (const ms_recorded_withholding *)ms_matter_last(
        notice, &ms_kind_withholding_set, (ms_look){record->sequence, MS_LAST_DATE});
    (void)read, (void)refusal;
    ms_status status = note_late(state, record, false, MS_CLOCK_NO_COVERAGE);
    if (status == MS_OK && last != NULL && last->result.fits == MS_YES) {
        status = ms_entry_depart(state, record, "15 USC 1673(b)", "by the figures of event %llu the premium fits",
                                 (unsigned long long)last->step.entry.sequence);
    }
    return status;
}

const ms_event_kind ms_kind_employer_limited = {
    .name = "employer_limited",
    .summary = "the limits on withholding do not allow the premium, by the employer",
    .of_others = true,
    .fields = limited_fields,
    .field_count = LIMITED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
    .apply = apply_limited,
};

/* ---- coverage_deferred ------------------------------------------------------------------------------------------- */

enum {
    DEFERRED_NOTICE,
    DEFERRED_BY,
    DEFERRED_FOR,
    DEFERRED_RECEIVED,
    DEFERRED_DAYS,
    DEFERRED_UNTIL,
    DEFERRED_MEASURE,
    DEFERRED_EVIDENCE,
    DEFERRED_FIELDS
};

static const char *const wait_words[] = {"waiting_period", "absence", NULL};

static const ms_body_field deferred_fields[] = {
    [DEFERRED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [DEFERRED_BY] = {.name = "by", .type = MS_BODY_WORD, .required = true, .words = by_words, .help = "who says so"},
    [DEFERRED_FOR] = {.name = "for", .type = MS_BODY_WORD, .words = wait_words, .help = "why (a waiting period)"},
    [DEFERRED_RECEIVED] = {.name = "received",
                           .type = MS_BODY_DATE,
                           .help = "when the plan administrator received the notice (the day of the answer)"},
    [DEFERRED_DAYS] = {.name = "days", .type = MS_BODY_COUNT, .help = "how many days are left from the receipt"},
    [DEFERRED_UNTIL] = {.name = "until", .type = MS_BODY_DATE, .help = "the last day of the wait"},
    [DEFERRED_MEASURE] = {.name = "measure",
                          .type = MS_BODY_TEXT,
                          .most = LONGEST_WORD,
                          .help = "by what it is measured, if not by time: hours worked"},
    [DEFERRED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

static ms_status check_deferred(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    int given = 0;
    (void)state, (void)tools;
    for (size_t field = DEFERRED_DAYS; field <= DEFERRED_MEASURE; field++) {
        given += ms_body_has(&read->body, field) ? 1 : 0;
    }
    if (given != 1) {
        return ms_refuse(refusal, ms_event_format,
                         "a wait is of 'days', or 'until' a day, or by another 'measure': say one");
    }
    return MS_OK;
}

static ms_date received_of(const ms_read_event *read)
{
    ms_date received = ms_body_date(&read->body, DEFERRED_RECEIVED);
    return received == MS_NO_DATE ? read->event->effective : received;
}

static ms_date end_of_wait(const ms_read_event *read)
{
    int32_t days = ms_body_count(&read->body, DEFERRED_DAYS);
    return days >= 0 ? ms_calendar_days_after(received_of(read), days) : ms_body_date(&read->body, DEFERRED_UNTIL);
}

/* A wait that is over within ninety days of the receipt puts nothing off: the plan enrols the child at once. */
static ms_status apply_deferred(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_deferral *deferral = (ms_deferral *)record;
    bool absence = ms_body_word(&read->body, DEFERRED_FOR, deferred_fields) == 1;
    (void)refusal;
    deferral->until = end_of_wait(read);
    deferral->received = received_of(read);
    deferral->of_plan = ms_body_word(&read->body, DEFERRED_BY, deferred_fields) == BY_PLAN;
    ms_status status = note_late(state, record, deferral->of_plan, MS_CLOCK_NO_COVERAGE);
    ms_date longest = ms_clock_due(MS_CLOCK_WAITING_PERIOD, deferral->received);
    bool short_wait = deferral->until != MS_NO_DATE && longest != MS_NO_DATE && deferral->until <= longest;
    deferral->at_once = deferral->of_plan && short_wait && !absence;
    if (status == MS_OK && deferral->at_once) {
        status =
            ms_entry_depart(state, record, ms_clock_describe(MS_CLOCK_WAITING_PERIOD)->citation,
                            "the waiting period ends within %d days of the receipt: the plan enrols the child at once",
                            ms_clock_describe(MS_CLOCK_WAITING_PERIOD)->days);
    }
    return status;
}

const ms_event_kind ms_kind_coverage_deferred = {
    .name = "coverage_deferred",
    .summary = "coverage put off",
    .of_others = true,
    .fields = deferred_fields,
    .field_count = DEFERRED_FIELDS,
    .record_size = sizeof(ms_deferral),
    .course = &ms_notice_course,
    .check = check_deferred,
    .apply = apply_deferred,
};

/* ---- plan_option ------------------------------------------------------------------------------------------------- */

enum {
    OPTION_NOTICE,
    OPTION_OPTION,
    OPTION_PLAN,
    OPTION_CONTRIBUTION,
    OPTION_PER,
    OPTION_AREA,
    OPTION_DEFAULT,
    OPTION_EVIDENCE,
    OPTION_FIELDS
};

static const char *const per_words[] = {"week", "two_weeks", "half_month", "month", "year", NULL};

static const ms_body_field option_fields[] = {
    [OPTION_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [OPTION_OPTION] =
        {.name = "option", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "its name"},
    [OPTION_PLAN] = {.name = "plan", .type = MS_BODY_TEXT, .most = MS_MAX_ID, .help = "the id of the plan in the case"},
    [OPTION_CONTRIBUTION] = {.name = "contribution",
                             .type = MS_BODY_MONEY,
                             .help = "what the employee pays for it in addition"},
    [OPTION_PER] = {.name = "per", .type = MS_BODY_WORD, .words = per_words, .help = "how often"},
    [OPTION_AREA] = {.name = "area",
                     .type = MS_BODY_TEXT,
                     .most = LONGEST_WORD,
                     .help = "its service area, where that is limited"},
    [OPTION_DEFAULT] = {.name = "default",
                        .type = MS_BODY_TRUTH,
                        .help = "it applies when no option is selected in time"},
    [OPTION_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

/* The option of that name that stands; NULL: none. */
static const ms_offered_option *find_option(const ms_state *state, const ms_matter *notice, ms_text name)
{
    const ms_look all = ms_look_at_all(state);
    const ms_offered_option *option = ms_notice_next_option(notice, NULL, all);
    while (option != NULL && !ms_text_same(option->option, name)) {
        option = ms_notice_next_option(notice, option, all);
    }
    return option;
}

static ms_status check_option(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *notice = notice_of(state, read);
    const ms_offered_option *taken = ms_notice_default(notice, ms_look_at_all(state));
    ms_text name;
    ms_status status = ms_body_text(&read->body, OPTION_OPTION, tools->arena, &name, refusal);
    if (status == MS_OK) {
        status = check_plan_id(read, OPTION_PLAN, refusal);
    }
    if (status == MS_OK && find_option(state, notice, name) != NULL) {
        status = ms_refuse(refusal, ms_record_keeping, "an option of that name is recorded as event %llu",
                           (unsigned long long)find_option(state, notice, name)->step.entry.sequence);
    }
    if (status == MS_OK && ms_body_truth(&read->body, OPTION_DEFAULT) && taken != NULL) {
        status = ms_refuse(refusal, ms_record_keeping, "the default option is that of event %llu; there is one at most",
                           (unsigned long long)taken->step.entry.sequence);
    }
    return status;
}

static ms_status apply_option(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_offered_option *option = (ms_offered_option *)record;
    option->is_default = ms_body_truth(&read->body, OPTION_DEFAULT);
    ms_status status = ms_body_text(&read->body, OPTION_OPTION, state->arena, &option->option, refusal);
    if (status == MS_OK) {
        status = ms_body_text(&read->body, OPTION_PLAN, state->arena, &option->plan, refusal);
    }
    return status == MS_OK ? note_late(state, record, true, MS_CLOCK_PLAN_ANSWER) : status;
}

const ms_event_kind ms_kind_plan_option = {
    .name = "plan_option",
    .summary = "option offered by the plan",
    .of_others = true,
    .fields = option_fields,
    .field_count = OPTION_FIELDS,
    .record_size = sizeof(ms_offered_option),
    .course = &ms_notice_course,
    .check = check_option,
    .apply = apply_option,
};

/* ---- option_selected, default_taken ------------------------------------------------------------------------------ */

enum { SELECTED_NOTICE, SELECTED_OPTION, SELECTED_CONSULTED, SELECTED_FIELDS };

static const ms_body_field selected_fields[] = {
    [SELECTED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [SELECTED_OPTION] = {.name = "option",
                         .type = MS_BODY_TEXT,
                         .required = true,
                         .most = LONGEST_NAME,
                         .help = "the name of the option"},
    [SELECTED_CONSULTED] = {.name = "consulted",
                            .type = MS_BODY_TEXT,
                            .most = LONGEST_WORD,
                            .help = "how the custodial parent was consulted"}};

static const char of_choice[] = "RSMo 454.618; National Medical Support Notice, Part B";

/* After the twenty business days the default option applies, where the plan has one. */
static ms_status check_selected(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *notice = notice_of(state, read);
    ms_date due = ms_notice_selection_due(notice, ms_look_at_all(state));
    char last[MS_DATE_TEXT_SIZE];
    ms_text name;
    ms_status status = ms_body_text(&read->body, SELECTED_OPTION, tools->arena, &name, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (find_option(state, notice, name) == NULL) {
        return ms_refuse(refusal, of_choice, "the plan offers no option of that name");
    }
    if (!ms_body_has(&read->body, SELECTED_CONSULTED)) {
        return ms_refuse(refusal, "RSMo 454.618",
                         "the agency selects in consultation with the custodial parent; say how (consulted)");
    }
    if (due != MS_NO_DATE && read->event->effective > due && ms_notice_default(notice, ms_look_at_all(state)) != NULL) {
        ms_date_format(due, last);
        return ms_refuse(refusal, of_choice,
                         "the last day to select was %s, and the plan's default option applies; record that", last);
    }
    return MS_OK;
}

static ms_status apply_selected(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_taken_option *taken = (ms_taken_option *)record;
    ms_text name;
    ms_status status = ms_body_text(&read->body, SELECTED_OPTION, state->arena, &name, refusal);
    if (status == MS_OK) {
        taken->option = find_option(state, taken->step.matter, name);
        status =
            taken->option != NULL ? MS_OK : ms_refuse(refusal, of_choice, "the plan offers no option of that name");
    }
    return status;
}

static bool taken_rests(const ms_entry *record, const ms_entry *target)
{
    return target == &((const ms_taken_option *)record)->option->step.entry;
}

const ms_event_kind ms_kind_option_selected = {
    .name = "option_selected",
    .summary = "option selected",
    .fields = selected_fields,
    .field_count = SELECTED_FIELDS,
    .record_size = sizeof(ms_taken_option),
    .course = &ms_notice_course,
    .check = check_selected,
    .apply = apply_selected,
    .rests = taken_rests,
};

static const ms_body_field default_fields[] = {{.name = "notice", .type = MS_BODY_SEQUENCE, .required = true}};

static ms_status check_default(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *notice = notice_of(state, read);
    ms_date due = ms_notice_selection_due(notice, ms_look_at_all(state));
    char last[MS_DATE_TEXT_SIZE];
    (void)tools;
    if (ms_notice_default(notice, ms_look_at_all(state)) == NULL) {
        return ms_refuse(refusal, of_choice, "the plan has no default option; the agency selects one");
    }
    if (due == MS_NO_DATE || read->event->effective <= due) {
        ms_date_format(due == MS_NO_DATE ? MS_LAST_DATE : due, last);
        return ms_refuse(refusal, of_choice, "the agency may select until %s; the default applies after that day",
                         last);
    }
    return MS_OK;
}

static ms_status apply_default(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_taken_option *taken = (ms_taken_option *)record;
    (void)state, (void)read;
    taken->option = ms_notice_default(taken->step.matter, ms_look_at_all(state));
    return taken->option != NULL ? MS_OK : ms_refuse(refusal, of_choice, "the plan has no default option");
}

const ms_event_kind ms_kind_default_taken = {
    .name = "default_taken",
    .summary = "the plan's default option applies",
    .fields = default_fields,
    .field_count = 1,
    .record_size = sizeof(ms_taken_option),
    .course = &ms_notice_course,
    .check = check_default,
    .apply = apply_default,
    .rests = taken_rests,
};

/* ---- plan_enrolled ----------------------------------------------------------------------------------------------- */

enum {
    ENROLLED_NOTICE,
    ENROLLED_PLAN,
    ENROLLED_FROM,
    ENROLLED_CHILDREN,
    ENROLLED_EMPLOYEE,
    ENROLLED_EVIDENCE,
    ENROLLED_FIELDS
};

static const ms_body_field enrolled_fields[] = {
    [ENROLLED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [ENROLLED_PLAN] = {.name = "plan",
                       .type = MS_BODY_TEXT,
                       .required = true,
                       .most = MS_MAX_ID,
                       .help = "the id of the plan in the case; a new one becomes a plan of the case"},
    [ENROLLED_FROM] = {.name = "from",
                       .type = MS_BODY_DATE,
                       .required = true,
                       .help = "the day from which the coverage takes effect"},
    [ENROLLED_CHILDREN] = {.name = "children",
                           .type = MS_BODY_LIST,
                           .help = "the child's id (all whom the notice names, unless given)"},
    [ENROLLED_EMPLOYEE] = {.name = "employee_too",
                           .type = MS_BODY_TRUTH,
                           .help = "the employee was enrolled as well, as the plan needs it"},
    [ENROLLED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

/* The children who were enrolled: those given, else those of the notice, else those of the order. */
static ms_status enrolled_children(const ms_state *state, const ms_matter *notice, const ms_read_event *read,
                                   ms_arena *arena, ms_text *children, ms_refusal *refusal)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, ms_look_at_all(state));
    const ms_matter *order = ms_notice_order(state, notice);
    const ms_order_terms *terms = order == NULL ? NULL : ms_order_terms_of(order, ms_look_at_all(state));
    if (ms_body_has(&read->body, ENROLLED_CHILDREN)) {
        return ms_body_value(&read->body, ENROLLED_CHILDREN, arena, children, refusal);
    }
    if (sent == NULL && terms == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "no notice and no order names the children; say whom (children)");
    }
    *children = sent != NULL ? sent->children : terms->children;
    return MS_OK;
}

static ms_status check_enrolled(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text children;
    ms_status status = check_plan_id(read, ENROLLED_PLAN, refusal);
    if (status == MS_OK) {
        status = enrolled_children(state, notice_of(state, read), read, tools->arena, &children, refusal);
    }
    return status == MS_OK ? ms_check_children(state, children, refusal) : status;
}

/* The option that was taken last; NULL: none. */
static const ms_offered_option *taken_option(const ms_matter *notice)
{
    const ms_taken_option *taken = NULL;
    for (const ms_matter_step *step = notice->first; step != NULL; step = step->next) {
        bool takes = step->entry.kind == &ms_kind_option_selected || step->entry.kind == &ms_kind_default_taken;
        if (takes && ms_entry_stands(&step->entry)) {
            taken = (const ms_taken_option *)step;
        }
    }
    return taken == NULL ? NULL : taken->option;
}

static ms_status apply_enrolled(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_enrolment_answer *answer = (ms_enrolment_answer *)record;
    const ms_matter *notice = answer->step.matter;
    answer->from = ms_body_date(&read->body, ENROLLED_FROM);
    ms_status status = enrolled_children(state, notice, read, state->arena, &answer->children, refusal);
    if (status == MS_OK) {
        status = ms_body_text(&read->body, ENROLLED_PLAN, state->arena, &answer->plan, refusal);
    }
    if (status == MS_OK) {
        status = note_late(state, record, true, MS_CLOCK_PLAN_ANSWER);
    }
    const ms_offered_option *option = taken_option(notice);
    bool chosen = state_before(&answer->step) == MS_NOTICE_SELECTED && option != NULL && option->plan.at != NULL;
    if (status == MS_OK && chosen && !ms_text_same(option->plan, answer->plan)) {
        status = ms_entry_depart(state, record, of_choice, "the option taken is of the plan %.*s",
                                 (int)option->plan.length, option->plan.at);
    }
    return status;
}

/* Coverage begins for each child who is not covered by the plan yet. */
static ms_status follow_enrolled(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                 ms_follow_ups *follow_ups)
{
    const ms_enrolment_answer *answer = (const ms_enrolment_answer *)record;
    const ms_matter *notice = answer->step.matter;
    ms_text rest = answer->children, child;
    char from[MS_DATE_TEXT_SIZE];
    (void)tools;
    ms_date_format(answer->from, from);
    while (ms_value_next(&rest, &child)) {
        if (ms_coverage_running(state, ms_value_inside(child), answer->plan, ms_look_at_all(state)) != NULL) {
            continue;
        }
        ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_coverage_began, record->effective);
        if (body == NULL) {
            return MS_ERROR_LIMIT;
        }
        ms_buffer_put(body, "{\"child\":");
        ms_buffer_add(body, child.at, child.length);
        ms_buffer_put(body, ",\"plan\":\"");
        ms_buffer_add(body, answer->plan.at, answer->plan.length);
        ms_buffer_put(body, "\",\"party\":\"");
        ms_buffer_put(body, ms_party_member(ms_notice_employment(notice)->party));
        ms_buffer_put(body, "\",\"from\":\"");
        ms_buffer_put(body, from);
        ms_buffer_put(body, "\",\"notice\":");
        ms_buffer_put_number(body, notice->number);
        ms_buffer_put(body, ",\"source\":\"plan_administrator\",\"brought_by\":");
        ms_buffer_put_number(body, record->sequence);
        ms_buffer_put(body, "}");
    }
    return MS_OK;
}

const ms_event_kind ms_kind_plan_enrolled = {
    .name = "plan_enrolled",
    .summary = "child enrolled by the plan",
    .of_others = true,
    .fields = enrolled_fields,
    .field_count = ENROLLED_FIELDS,
    .record_size = sizeof(ms_enrolment_answer),
    .course = &ms_notice_course,
    .check = check_enrolled,
    .apply = apply_enrolled,
    .follow = follow_enrolled,
};

/* ---- plan_rejected ----------------------------------------------------------------------------------------------- */

enum { REJECTED_NOTICE, REJECTED_REASONS, REJECTED_LACKS, REJECTED_EVIDENCE, REJECTED_FIELDS };

static const char *const lacking_words[] = {"issuing_agency", "participant", "child", "support_order",
                                            "address",        "benefit",     "other", NULL};
enum { LACKS_BENEFIT = 5 };

static const ms_body_field rejected_fields[] = {
    [REJECTED_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [REJECTED_REASONS] = {.name = "reasons",
                          .type = MS_BODY_TEXT,
                          .required = true,
                          .most = LONGEST_WORD,
                          .help = "the plan administrator's reasons"},
    [REJECTED_LACKS] = {.name = "lacks",
                        .type = MS_BODY_WORD,
                        .words = lacking_words,
                        .help = "what the notice is said to lack, or to require beyond the plan's benefits"},
    [REJECTED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

/* What the notice states cannot be lacking: no notice is recorded as sent that does not state these. */
static ms_status apply_rejected(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    int lacks = ms_body_word(&read->body, REJECTED_LACKS, rejected_fields);
    (void)refusal;
    ms_status status = note_late(state, record, true, MS_CLOCK_PLAN_ANSWER);
    if (status == MS_OK && lacks >= 0 && lacks < LACKS_BENEFIT) {
        status = ms_entry_depart(state, record, "29 CFR 2590.609-2; 29 USC 1169(a)(5)(C)",
                                 "by the record the notice was appropriately completed, which makes it qualified");
    }
    return status;
}

const ms_event_kind ms_kind_plan_rejected = {
    .name = "plan_rejected",
    .summary = "notice not qualified, by the plan administrator",
    .of_others = true,
    .fields = rejected_fields,
    .field_count = REJECTED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_notice_course,
    .apply = apply_rejected,
};
