/*
 * The course of a notice: 45 CFR 303.32, RSMo 454.606-454.618, and the answers that the National Medical Support Notice has room for. One
 * table: what may follow on what. What the law says of the content of a step is in its kind.
 */
#include "casefile/notices.h"

#include "casefile/orders.h"
#include "casefile/value.h"

/* ---- the table --------------------------------------------------------------------------------------------------- */

enum {
    NEW_HIRE,
    FOUND,
    NOT_REQUIRED,
    SENT,
    REPLACED,
    FORWARDED,
    UNAVAILABLE,
    LIMITED,
    DEFERRED,
    OPTION,
    SELECTED,
    DEFAULT,
    ENROLLED,
    REJECTED,
    WITHHOLDING,
    LEFT,
    RETALIATION,
    TERMINATED,
    EVENTS
};

static const ms_event_kind *const events[EVENTS + 1] = {
    [NEW_HIRE] = &ms_kind_new_hire_entered,
    [FOUND] = &ms_kind_employer_found,
    [NOT_REQUIRED] = &ms_kind_notice_not_required,
    [SENT] = &ms_kind_notice_sent,
    [REPLACED] = &ms_kind_notice_replaced,
    [FORWARDED] = &ms_kind_employer_forwarded,
    [UNAVAILABLE] = &ms_kind_coverage_unavailable,
    [LIMITED] = &ms_kind_employer_limited,
    [DEFERRED] = &ms_kind_coverage_deferred,
    [OPTION] = &ms_kind_plan_option,
    [SELECTED] = &ms_kind_option_selected,
    [DEFAULT] = &ms_kind_default_taken,
    [ENROLLED] = &ms_kind_plan_enrolled,
    [REJECTED] = &ms_kind_plan_rejected,
    [WITHHOLDING] = &ms_kind_withholding_set,
    [LEFT] = &ms_kind_employment_ended,
    [RETALIATION] = &ms_kind_retaliation_considered,
    [TERMINATED] = &ms_kind_notice_terminated,
    [EVENTS] = NULL,
};

static const char of_employer[] = "45 CFR 303.32(c)(3); RSMo 454.615.1";
static const char of_plan[] = "29 USC 1169(a)(5); RSMo 454.615.2";
static const char of_choice[] = "RSMo 454.618; National Medical Support Notice, Part B";
static const char of_end[] = "RSMo 454.606.3(2)";
static const char of_loss[] = "RSMo 454.700.1(3)";
static const char of_premium[] = "RSMo 454.618.1";
static const char of_need[] = "45 CFR 303.32(b)";
static const char of_discharge[] = "RSMo 454.645";

static const ms_course_state states[MS_NOTICE_STATES] = {
    [MS_NOTICE_NONE] = {"none", "not begun", "45 CFR 303.32(a)", "an employer has to be known first", false},
    [MS_NOTICE_DUE] = {"due", "to be sent", "45 CFR 303.32(c)", "no notice has been sent to this employer yet", false},
    [MS_NOTICE_NOT_REQUIRED] = {"not_required", "not required", "45 CFR 303.32(b)",
                                "the order stipulates coverage other than through the employer", true},
    [MS_NOTICE_SENT] = {"sent", "sent, the employer's answer is awaited", of_employer,
                        "the employer and the plan have not answered yet", false},
    [MS_NOTICE_FORWARDED] = {"forwarded", "with the plan administrator", of_plan,
                             "the plan administrator has not answered yet", false},
    [MS_NOTICE_OPTIONS] = {"options", "awaiting an option", of_choice, "an option is to be chosen first", false},
    [MS_NOTICE_SELECTED] = {"selected", "awaiting enrolment", of_choice, "an option is taken already", false},
    [MS_NOTICE_WAITING] = {"waiting", "awaiting the end of a wait",
                           "National Medical Support Notice, Part B, Response 4", "the wait is not over yet", false},
    [MS_NOTICE_ENROLLED] = {"enrolled", "obeyed, the child is enrolled", of_premium, "the child is enrolled already",
                            false},
    [MS_NOTICE_UNAVAILABLE] = {"unavailable", "without effect, no coverage there", of_premium,
                               "there is no coverage through this employer", false},
    [MS_NOTICE_LIMITED] = {"limited", "without effect, earnings too low", "15 USC 1673(b)",
                           "the earnings do not allow the premium", false},
    [MS_NOTICE_REJECTED] = {"rejected", "not qualified, says the plan", "29 USC 1169(a)(5)(C); 29 CFR 2590.609-2",
                            "the plan administrator did not take the notice", false},
    [MS_NOTICE_EMPLOYMENT_ENDED] = {"employment_ended", "over, the employment has ended", "RSMo 454.606.1",
                                    "the employment has ended; a notice goes to the next employer", true},
    [MS_NOTICE_TERMINATED] = {"terminated", "terminated", of_end, "the employer was told that the notice is over",
                              true},
    [MS_NOTICE_REPLACED] = {"replaced", "replaced by a later notice", "National Medical Support Notice, Part A",
                            "a later notice stands in its place", true},
};

/* Others' belated papers change nothing any more, and are recorded all the same. */
static const ms_course_cell cells[MS_NOTICE_STATES][EVENTS] =
    {
        [MS_NOTICE_NONE] = {[NEW_HIRE] = {.next = MS_NOTICE_DUE}, [FOUND] = {.next = MS_NOTICE_DUE}},
        [MS_NOTICE_DUE] =
            {
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [NOT_REQUIRED] = {.next = MS_NOTICE_NOT_REQUIRED},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED}, /* on the parent's own application, RSMo 454.618.1 */
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
            },
        [MS_NOTICE_NOT_REQUIRED] = {[LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED}},
        [MS_NOTICE_SENT] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [WITHHOLDING] = {.next = MS_NOTICE_SENT},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_FORWARDED] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [WITHHOLDING] = {.next = MS_NOTICE_FORWARDED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_OPTIONS] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_OPTIONS},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [SELECTED] = {.next = MS_NOTICE_SELECTED},
                [DEFAULT] = {.next = MS_NOTICE_SELECTED},
                [ENROLLED] = {MS_NOTICE_ENROLLED, of_choice,
                              "the plan enrolled the child before an option was selected or its default applied", true},
                [REJECTED] = {MS_NOTICE_REJECTED, of_plan,
                              "the plan had offered its options, which it does for a notice that is qualified", true},
                [WITHHOLDING] = {.next = MS_NOTICE_OPTIONS},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_SELECTED] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_SELECTED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {MS_NOTICE_OPTIONS, of_choice, "the plan reported an option after one was taken", true},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {MS_NOTICE_REJECTED, of_plan,
                              "the plan had offered its options, which it does for a notice that is qualified", true},
                [WITHHOLDING] = {.next = MS_NOTICE_SELECTED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_WAITING] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [WITHHOLDING] = {.next = MS_NOTICE_WAITING},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_ENROLLED] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_ENROLLED},
                [UNAVAILABLE] = {MS_NOTICE_UNAVAILABLE, of_loss,
                                 "the child was enrolled: coverage ends only on the grounds of that section, which "
                                 "'coverage-ended' records",
                                 true},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {MS_NOTICE_WAITING, of_loss, "the child was enrolled, and a wait cannot follow", true},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {MS_NOTICE_REJECTED, of_loss, "the plan had taken the notice and enrolled the child",
                              true},
                [WITHHOLDING] = {.next = MS_NOTICE_ENROLLED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_UNAVAILABLE] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED}, /* on learning that the employee has become eligible */
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_LIMITED] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [WITHHOLDING] = {.next = MS_NOTICE_LIMITED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_REJECTED] =
            {
                [NOT_REQUIRED] = {0, of_need, "a notice was sent to this employer; it can be terminated", false},
                [RETALIATION] = {0, of_discharge, "no discharge is recorded", false},
                [SENT] = {.next = MS_NOTICE_SENT},
                [REPLACED] = {.next = MS_NOTICE_REPLACED},
                [FORWARDED] = {.next = MS_NOTICE_FORWARDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_UNAVAILABLE},
                [LIMITED] = {.next = MS_NOTICE_LIMITED},
                [DEFERRED] = {.next = MS_NOTICE_WAITING},
                [OPTION] = {.next = MS_NOTICE_OPTIONS},
                [ENROLLED] = {.next = MS_NOTICE_ENROLLED},
                [REJECTED] = {.next = MS_NOTICE_REJECTED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [TERMINATED] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_EMPLOYMENT_ENDED] =
            {
                [FORWARDED] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [UNAVAILABLE] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [LIMITED] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [DEFERRED] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [OPTION] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [ENROLLED] = {MS_NOTICE_EMPLOYMENT_ENDED, "29 USC 1169(a)(1)",
                              "the plan enrolled the child after the employment had ended", true},
                [REJECTED] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [WITHHOLDING] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [LEFT] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
                [RETALIATION] = {.next = MS_NOTICE_EMPLOYMENT_ENDED},
            },
        [MS_NOTICE_TERMINATED] =
            {
                [FORWARDED] = {.next = MS_NOTICE_TERMINATED},
                [UNAVAILABLE] = {.next = MS_NOTICE_TERMINATED},
                [LIMITED] = {.next = MS_NOTICE_TERMINATED},
                [DEFERRED] = {.next = MS_NOTICE_TERMINATED},
                [OPTION] = {.next = MS_NOTICE_TERMINATED},
                [ENROLLED] = {MS_NOTICE_TERMINATED, of_end, "the plan enrolled the child on a notice that is over",
                              true},
                [REJECTED] = {.next = MS_NOTICE_TERMINATED},
                [WITHHOLDING] = {MS_NOTICE_TERMINATED, of_end, "the employer withholds on a notice that is over", true},
                [LEFT] = {.next = MS_NOTICE_TERMINATED},
                [RETALIATION] = {.next = MS_NOTICE_TERMINATED},
            },
        [MS_NOTICE_REPLACED] =
            {
                [FORWARDED] = {.next = MS_NOTICE_REPLACED},
                [UNAVAILABLE] = {.next = MS_NOTICE_REPLACED},
                [LIMITED] = {.next = MS_NOTICE_REPLACED},
                [DEFERRED] = {.next = MS_NOTICE_REPLACED},
                [OPTION] = {.next = MS_NOTICE_REPLACED},
                [ENROLLED] = {.next = MS_NOTICE_REPLACED},
                [REJECTED] = {.next = MS_NOTICE_REPLACED},
                [WITHHOLDING] = {.next = MS_NOTICE_REPLACED},
                [LEFT] = {.next = MS_NOTICE_REPLACED},
                [RETALIATION] = {.next = MS_NOTICE_REPLACED},
            },
};

const ms_course ms_notice_course = {
    .name = "notice",
    .words = "notice",
    .states = states,
    .state_count = MS_NOTICE_STATES,
    .events = events,
    .event_count = EVENTS,
    .cells = &cells[0][0],
};

/* ---- asking ------------------------------------------------------------------------------------------------------ */

const ms_employment *ms_notice_employment(const ms_matter *notice)
{
    return (const ms_employment *)notice->first;
}

const ms_matter *ms_notice_order(const ms_state *state, const ms_matter *notice)
{
    return ms_state_matter(state, ms_notice_employment(notice)->order, &ms_order_course);
}

bool ms_notice_binds(const ms_state *state, const ms_matter *notice, ms_look look)
{
    const ms_matter *order = ms_notice_order(state, notice);
    const ms_order_terms *terms = order == NULL ? NULL : ms_order_terms_of(order, look);
    return terms != NULL && ms_matter_state(order, look) == MS_ORDER_IN_FORCE
           && terms->provides == ms_notice_employment(notice)->party;
}

const ms_sent_notice *ms_notice_last_sent(const ms_matter *notice, ms_look look)
{
    return (const ms_sent_notice *)ms_matter_last(notice, &ms_kind_notice_sent, look);
}

bool ms_notice_runs(const ms_matter *notice, ms_look look)
{
    return ms_notice_last_sent(notice, look) != NULL && !ms_matter_standing(notice, look)->ended;
}

/* Whether a step is in sight and came after the last notice. */
static bool is_current(const ms_matter_step *step, const ms_sent_notice *sent, ms_look look)
{
    return ms_step_seen(step, look) && (sent == NULL || step->entry.sequence > sent->step.entry.sequence);
}

const ms_offered_option *ms_notice_next_option(const ms_matter *notice, const ms_offered_option *behind, ms_look look)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, look);
    const ms_matter_step *step = behind == NULL ? notice->first : behind->step.next;
    while (step != NULL && (step->entry.kind != &ms_kind_plan_option || !is_current(step, sent, look))) {
        step = step->next;
    }
    return (const ms_offered_option *)step;
}

const ms_offered_option *ms_notice_default(const ms_matter *notice, ms_look look)
{
    const ms_offered_option *option = ms_notice_next_option(notice, NULL, look);
    while (option != NULL && !option->is_default) {
        option = ms_notice_next_option(notice, option, look);
    }
    return option;
}

ms_date ms_notice_selection_due(const ms_matter *notice, ms_look look)
{
    const ms_offered_option *last = NULL, *option = NULL;
    while ((option = ms_notice_next_option(notice, option, look)) != NULL) {
        last = option;
    }
    return last == NULL ? MS_NO_DATE : ms_clock_due(MS_CLOCK_SELECTION, last->step.entry.effective);
}

bool ms_notice_set_aside(const ms_state *state, const ms_matter *notice, ms_look look)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, look);
    const ms_matter *contest = NULL;
    while ((contest = ms_matter_next(state, contest, &ms_contest_course)) != NULL) {
        const ms_matter_step *heard = ms_matter_last(contest, &ms_kind_contest_heard, look);
        bool of_it = ((const ms_contest *)contest->first)->notice == notice->number && sent != NULL
                     && contest->number > sent->step.entry.sequence;
        if (of_it && heard != NULL && ((const ms_contest_decision *)heard)->notice_ends) {
            return true;
        }
    }
    return false;
}

const ms_matter *ms_coverage_running(const ms_state *state, ms_text child, ms_text plan, ms_look look)
{
    const ms_matter *matter = NULL;
    while ((matter = ms_matter_next(state, matter, &ms_coverage_course)) != NULL) {
        const ms_coverage *coverage = (const ms_coverage *)matter->first;
        bool same_plan = plan.at == NULL || ms_text_same(coverage->plan, plan);
        if (same_plan && ms_text_same(coverage->child, child) && ms_matter_state(matter, look) == MS_COVERAGE_RUNS) {
            return matter;
        }
    }
    return NULL;
}

/* ---- what the kinds share ---------------------------------------------------------------------------------------- */

bool ms_list_holds(ms_text list, ms_text element)
{
    ms_text rest = list, member;
    while (list.at != NULL && ms_value_next(&rest, &member)) {
        if (ms_text_same(ms_value_inside(member), element)) {
            return true;
        }
    }
    return false;
}

ms_status ms_notice_note_late(ms_state *state, ms_entry *record, ms_clock clock)
{
    const ms_matter *notice = ((const ms_matter_step *)record)->matter;
    const ms_sent_notice *sent = ms_notice_last_sent(notice, (ms_look){record->sequence, MS_LAST_DATE});
    ms_date due = sent == NULL ? MS_NO_DATE : ms_clock_due(clock, sent->step.entry.effective);
    char last[MS_DATE_TEXT_SIZE];
    if (due == MS_NO_DATE || record->effective <= due) {
        return MS_OK;
    }
    const ms_clock_row *row = ms_clock_describe(clock);
    ms_date_format(due, last);
    return ms_entry_depart(state, record, row->citation, "it came after its last day, %s, %d business days after %s",
                           last, row->days, row->from);
}
