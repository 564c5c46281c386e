/* What is open about notices, contests and coverage: every clock of law/digest rows 5 to 14, and what has none. */
#include "casefile/notice_tasks.h"
#include "casefile/duty.h"
#include "casefile/notice_facts.h"
#include "casefile/orders.h"
#include "casefile/value.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

typedef struct notice_words {
    ms_task_kind kind;
    const char *before, *after; /* the number of the matter stands between */
} notice_words;

static const notice_words words[] = {
    {MS_TASK_FIND_EMPLOYER, "find the employer and begin a notice under order ", ""},
    {MS_TASK_SEND_NOTICE, "send notice ", " to the employer, and to the obligor theirs"},
    {MS_TASK_FORWARD_NOTICE, "the employer passes notice ", " to the plan administrator"},
    {MS_TASK_EMPLOYER_ANSWERS, "if there is no coverage, the employer answers notice ", ""},
    {MS_TASK_PLAN_ANSWERS, "the plan administrator answers notice ", ""},
    {MS_TASK_SELECT_OPTION, "select an option with the custodial parent, notice ", ""},
    {MS_TASK_ENROL, "the plan enrols the child, notice ", ""},
    {MS_TASK_WAIT, "the wait before coverage is over, notice ", ""},
    {MS_TASK_CORRECT_NOTICE, "send a corrected notice: the plan says that it is not qualified, notice ", ""},
    {MS_TASK_RENEW_NOTICE, "the order has changed: send a notice under it in place of notice ", ""},
    {MS_TASK_WITHOUT_EFFECT, "no coverage came of it: see whether the order is to be modified, notice ", ""},
    {MS_TASK_TERMINATE_NOTICE, "tell the employer that notice ", " is over"},
    {MS_TASK_CONTEST, "the obligor may contest notice ", ""},
    {MS_TASK_HEAR_CONTEST, "hear the obligor on contest ", ""},
    {MS_TASK_RETALIATION, "look into the discharge, which is presumed to be retaliation, notice ", ""},
    {MS_TASK_OLDER_ARREARS, "compute the withholding again once the arrears are older than twelve weeks, notice ", ""},
    {MS_TASK_NEXT_EMPLOYER, "find the next employer and send a new notice; the last was notice ", ""},
    {MS_TASK_CHECK_COVERAGE, "ask whether it goes on: what brought it is over, coverage ", ""},
    {MS_TASK_COVERAGE_LOST, "an order requires coverage, and none has begun since the end of coverage ", ""},
};

void ms_say_notice_task(ms_buffer *out, const ms_open_task *task)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i].kind == task->kind) {
            ms_buffer_put(out, words[i].before);
            ms_buffer_put_number(out, task->of);
            ms_buffer_put(out, words[i].after);
        }
    }
    if (task->child.at != NULL) {
        ms_buffer_put(out, " of child ");
        ms_buffer_add(out, task->child.at, task->child.length);
    }
}

/* ---- adding ------------------------------------------------------------------------------------------------------ */

static void add(ms_finding *f, ms_task_kind kind, const ms_matter *matter, ms_date due, const ms_clock_row *clock)
{
    ms_finding_add(f, (ms_open_task){.kind = kind,
                                     .due = due,
                                     .clock = clock,
                                     .party = MS_PARTY_UNKNOWN,
                                     .of = matter->number,
                                     .matter = matter});
}

/* A clock that runs from a day; none is added beyond the calendar. */
static void add_clock(ms_finding *f, ms_task_kind kind, const ms_matter *matter, ms_clock clock, ms_date from)
{
    ms_date due = ms_clock_due(clock, from);
    if (due != MS_NO_DATE) {
        add(f, kind, matter, due, ms_clock_describe(clock));
    }
}

static ms_date later_of(ms_date a, ms_date b)
{
    return a > b ? a : b;
}

/* ---- a notice, by the state in which it is ----------------------------------------------------------------------- */

static void find_due(ms_finding *f, const ms_matter *notice)
{
    const ms_matter *order = ms_notice_order(f->state, notice);
    ms_date due = ms_notice_sending_due(f->state, notice, f->look);
    if (!ms_notice_binds(f->state, notice, f->look)) {
        return;
    }
    if (due != MS_NO_DATE) {
        add(f, MS_TASK_SEND_NOTICE, notice, due, ms_clock_describe(MS_CLOCK_NOTICE));
        return;
    }
    ms_date since = ms_order_since(order, f->look);
    add(f, MS_TASK_SEND_NOTICE, notice, later_of(notice->first->entry.effective, since), NULL);
}

static void find_sent(ms_finding *f, const ms_matter *notice)
{
    ms_date on = ms_notice_last_sent(notice, f->look)->step.entry.effective;
    add_clock(f, MS_TASK_FORWARD_NOTICE, notice, MS_CLOCK_TRANSFER, on);
    add_clock(f, MS_TASK_EMPLOYER_ANSWERS, notice, MS_CLOCK_NO_COVERAGE, on);
    add_clock(f, MS_TASK_PLAN_ANSWERS, notice, MS_CLOCK_PLAN_ANSWER, on);
}

/* What the employer passed on without a notice of the office, as on the parent's own application, has no clock. */
static void find_forwarded(ms_finding *f, const ms_matter *notice)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, f->look);
    if (sent != NULL) {
        add_clock(f, MS_TASK_PLAN_ANSWERS, notice, MS_CLOCK_PLAN_ANSWER, sent->step.entry.effective);
    }
}

static void find_options(ms_finding *f, const ms_matter *notice)
{
    ms_date due = ms_notice_selection_due(notice, f->look);
    if (due != MS_NO_DATE) {
        add(f, MS_TASK_SELECT_OPTION, notice, due, ms_clock_describe(MS_CLOCK_SELECTION));
    }
}

static void find_selected(ms_finding *f, const ms_matter *notice)
{
    add(f, MS_TASK_ENROL, notice, ms_matter_last_day(notice, f->look), NULL);
}

/* A waiting period that puts nothing off leaves the plan to enrol at once. Others are over on the day that was stated;
 * where they are not measured by time, the longest period is when to ask. */
static void find_waiting(ms_finding *f, const ms_matter *notice)
{
    const ms_deferral *wait = (const ms_deferral *)ms_matter_last(notice, &ms_kind_coverage_deferred, f->look);
    ms_date due = wait->until != MS_NO_DATE ? wait->until : ms_clock_due(MS_CLOCK_WAITING_PERIOD, wait->received);
    if (wait->at_once) {
        add(f, MS_TASK_ENROL, notice, wait->step.entry.effective, NULL);
    } else if (due != MS_NO_DATE) {
        add(f, MS_TASK_WAIT, notice, due, ms_clock_describe(MS_CLOCK_WAITING_PERIOD));
    }
}

static void find_rejected(ms_finding *f, const ms_matter *notice)
{
    add(f, MS_TASK_CORRECT_NOTICE, notice, ms_matter_last_day(notice, f->look), NULL);
}

/* Whether an employment of the same parent became known later. */
static bool has_next_employer(const ms_finding *f, const ms_matter *notice)
{
    const ms_matter *later = notice;
    while ((later = ms_finding_next(f, later, &ms_notice_course)) != NULL) {
        if (ms_notice_employment(later)->party == ms_notice_employment(notice)->party) {
            return true;
        }
    }
    return false;
}

static void find_left(ms_finding *f, const ms_matter *notice)
{
    const ms_employment_end *end =
        (const ms_employment_end *)ms_matter_last(notice, &ms_kind_employment_ended, f->look);
    if (ms_notice_binds(f->state, notice, f->look) && !has_next_employer(f, notice)) {
        add(f, MS_TASK_NEXT_EMPLOYER, notice, end->step.entry.effective, NULL);
    }
}

/* Whether somebody asked since for a modification of the order. */
static bool is_modification_asked(const ms_finding *f, const ms_matter *order)
{
    const ms_matter *later = NULL;
    while ((later = ms_finding_next(f, later, &ms_order_course)) != NULL) {
        if (ms_order_request_of(later)->modifies == order) {
            return true;
        }
    }
    return false;
}

/* Whether every child whom the notice, or without one the order, names is covered by some plan. */
static bool are_covered(const ms_finding *f, const ms_matter *notice)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, f->look);
    ms_text rest =
        sent != NULL ? sent->children : ms_order_terms_of(ms_notice_order(f->state, notice), f->look)->children;
    ms_text child;
    while (ms_value_next(&rest, &child)) {
        if (ms_coverage_running(f->state, ms_value_inside(child), (ms_text){.at = NULL}, f->look) == NULL) {
            return false;
        }
    }
    return true;
}

/* The order requires coverage, and this employer gives none: another way has to be found. */
static void find_without_effect(ms_finding *f, const ms_matter *notice)
{
    bool binds = ms_notice_binds(f->state, notice, f->look);
    if (binds && !has_next_employer(f, notice) && !is_modification_asked(f, ms_notice_order(f->state, notice))
        && !are_covered(f, notice)) {
        add(f, MS_TASK_WITHOUT_EFFECT, notice, ms_matter_last_day(notice, f->look), NULL);
    }
}

static void (*const by_state[MS_NOTICE_STATES])(ms_finding *f, const ms_matter *notice) = {
    [MS_NOTICE_DUE] = find_due,
    [MS_NOTICE_SENT] = find_sent,
    [MS_NOTICE_FORWARDED] = find_forwarded,
    [MS_NOTICE_OPTIONS] = find_options,
    [MS_NOTICE_SELECTED] = find_selected,
    [MS_NOTICE_WAITING] = find_waiting,
    [MS_NOTICE_UNAVAILABLE] = find_without_effect,
    [MS_NOTICE_LIMITED] = find_without_effect,
    [MS_NOTICE_REJECTED] = find_rejected,
    [MS_NOTICE_EMPLOYMENT_ENDED] = find_left,
};

/* ---- a notice, in whatever state --------------------------------------------------------------------------------- */

/* The day on which what a notice that was sent rests on fell away: the order, or the notice itself on a contest. Without
 * an order there never was anything. */
static ms_date over_since(const ms_finding *f, const ms_matter *notice)
{
    const ms_matter *order = ms_notice_order(f->state, notice), *contest = NULL;
    ms_date since = order == NULL ? MS_NO_DATE : ms_matter_last_day(order, f->look);
    if (since == MS_NO_DATE) {
        return ms_notice_last_sent(notice, f->look)->step.entry.effective;
    }
    while (ms_notice_binds(f->state, notice, f->look)
           && (contest = ms_finding_next(f, contest, &ms_contest_course)) != NULL) {
        since = ((const ms_contest *)contest->first)->notice == notice->number ? ms_matter_last_day(contest, f->look)
                                                                               : since;
    }
    return since;
}

/* Whether a later order binds the employee to provide coverage for one of the children. */
static bool is_bound_anew(const ms_finding *f, const ms_matter *notice, const ms_sent_notice *sent)
{
    ms_text rest = sent->children, child;
    while (ms_value_next(&rest, &child)) {
        const ms_matter *order = ms_order_in_force(f->state, ms_look_on(f->state, f->latest), ms_value_inside(child),
                                                   ms_notice_employment(notice)->party, false);
        if (order != NULL && order != ms_notice_order(f->state, notice)) {
            return true;
        }
    }
    return false;
}

/* RSMo 454.606.3(2): promptly, when the order is no longer in effect; and when a contest was upheld. Where a later order
 * is, a notice under that one takes the place of this. */
static void find_termination(ms_finding *f, const ms_matter *notice)
{
    bool unbound = !ms_notice_binds(f->state, notice, f->look);
    if (!ms_notice_runs(notice, f->look) || (!unbound && !ms_notice_set_aside(f->state, notice, f->look))) {
        return;
    }
    bool anew = unbound && is_bound_anew(f, notice, ms_notice_last_sent(notice, f->look));
    add(f, anew ? MS_TASK_RENEW_NOTICE : MS_TASK_TERMINATE_NOTICE, notice, over_since(f, notice), NULL);
}

/* The first day without the duty for a child, by the event in sight that ended it; MS_NO_DATE: none did. */
static ms_date duty_ended_on(const ms_finding *f, ms_text child)
{
    for (uint64_t i = 1; i <= f->state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(f->state, i);
        const ms_duty_end *end = (const ms_duty_end *)entry;
        if (entry->kind == &ms_kind_duty_ended && ms_finding_sees(f, entry) && ms_text_same(end->child, child)) {
            return end->ground == MS_ENDED_BY_AGE || entry->effective == MS_LAST_DATE ? entry->effective
                                                                                      : entry->effective + 1;
        }
    }
    return MS_NO_DATE;
}

/* A child whose duty has ended is named no more, while the order goes on for others. */
static void find_ended_children(ms_finding *f, const ms_matter *notice)
{
    if (!ms_notice_runs(notice, f->look) || !ms_notice_binds(f->state, notice, f->look)) {
        return;
    }
    ms_text rest = ms_notice_last_sent(notice, f->look)->children, child;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        ms_date ended = duty_ended_on(f, id);
        if (ended != MS_NO_DATE) {
            ms_finding_add(f, (ms_open_task){.kind = MS_TASK_RENEW_NOTICE,
                                             .due = ended,
                                             .party = MS_PARTY_UNKNOWN,
                                             .of = notice->number,
                                             .matter = notice,
                                             .child = id});
        }
    }
}

/* Whether the obligor contested the notice that was sent last. */
static bool is_contested(const ms_finding *f, const ms_matter *notice, const ms_sent_notice *sent)
{
    const ms_matter *contest = NULL;
    while ((contest = ms_finding_next(f, contest, &ms_contest_course)) != NULL) {
        if (((const ms_contest *)contest->first)->notice == notice->number
            && contest->number > sent->step.entry.sequence) {
            return true;
        }
    }
    return false;
}

/* The obligor's period is open until a step that is recorded later than its last day shows that it went by unused. */
static void find_contest_period(ms_finding *f, const ms_matter *notice)
{
    const ms_sent_notice *sent = ms_notice_last_sent(notice, f->look);
    if (sent == NULL || !ms_notice_runs(notice, f->look) || is_contested(f, notice, sent)) {
        return;
    }
    ms_date due = ms_clock_due(MS_CLOCK_CONTEST, sent->step.entry.effective);
    if (due != MS_NO_DATE && ms_matter_last_day(notice, f->look) <= due) {
        add(f, MS_TASK_CONTEST, notice, due, ms_clock_describe(MS_CLOCK_CONTEST));
    }
}

/* A discharge that is presumed to be retaliation is to be looked into. */
static void find_retaliation(ms_finding *f, const ms_matter *notice)
{
    const ms_employment_end *end =
        (const ms_employment_end *)ms_matter_last(notice, &ms_kind_employment_ended, f->look);
    const ms_matter_step *considered = ms_matter_last(notice, &ms_kind_retaliation_considered, f->look);
    bool done = considered != NULL && end != NULL && considered->entry.sequence > end->step.entry.sequence;
    if (end != NULL && end->presumed_to != MS_NO_DATE && !done) {
        add(f, MS_TASK_RETALIATION, notice, end->presumed_to, ms_clock_describe(MS_CLOCK_RETALIATION));
    }
}

/* Arrears that grow older than twelve weeks raise the ceiling, and the premium may fit that did not. */
static void find_older_arrears(ms_finding *f, const ms_matter *notice)
{
    const ms_recorded_withholding *set =
        (const ms_recorded_withholding *)ms_matter_last(notice, &ms_kind_withholding_set, f->look);
    bool young = set != NULL && set->arrears_since != MS_NO_DATE && set->period.old_arrears == MS_NO
                 && !(set->period.arrears.known && set->period.arrears.cents == 0);
    if (young && set->result.fits != MS_YES && ms_notice_runs(notice, f->look)) {
        add_clock(f, MS_TASK_OLDER_ARREARS, notice, MS_CLOCK_ARREARS, set->arrears_since);
    }
}

/* ---- contests and coverage --------------------------------------------------------------------------------------- */

static void find_hearing(ms_finding *f, const ms_matter *contest)
{
    if (ms_matter_state(contest, f->look) == MS_CONTEST_RECEIVED) {
        add_clock(f, MS_TASK_HEAR_CONTEST, contest, MS_CLOCK_HEARING, contest->first->entry.effective);
    }
}

static void add_of_child(ms_finding *f, ms_task_kind kind, const ms_matter *matter, ms_date due)
{
    ms_finding_add(f, (ms_open_task){.kind = kind,
                                     .due = due,
                                     .party = MS_PARTY_UNKNOWN,
                                     .of = matter->number,
                                     .matter = matter,
                                     .child = ((const ms_coverage *)matter->first)->child});
}

/* Coverage never stops silently: when the notice that brought it is over, its end has to be recorded, or that it goes
 * on in another way. */
static void find_running(ms_finding *f, const ms_matter *matter)
{
    const ms_coverage *coverage = (const ms_coverage *)matter->first;
    const ms_matter *notice = ms_state_matter(f->state, coverage->notice, &ms_notice_course);
    unsigned state = notice == NULL ? MS_NOTICE_NONE : ms_matter_state(notice, f->look);
    if (state == MS_NOTICE_EMPLOYMENT_ENDED || state == MS_NOTICE_TERMINATED) {
        add_of_child(f, MS_TASK_CHECK_COVERAGE, matter, ms_matter_last_day(notice, f->look));
    }
}

/* Whether coverage of the child ended or began later than this one. */
static bool has_later_coverage(const ms_finding *f, const ms_matter *matter)
{
    const ms_coverage *coverage = (const ms_coverage *)matter->first;
    const ms_matter *later = matter;
    while ((later = ms_finding_next(f, later, &ms_coverage_course)) != NULL) {
        if (ms_text_same(((const ms_coverage *)later->first)->child, coverage->child)) {
            return true;
        }
    }
    return ms_coverage_running(f->state, coverage->child, (ms_text){.at = NULL}, f->look) != NULL;
}

/* The child has lost coverage that an order requires. */
static void find_lost(ms_finding *f, const ms_matter *matter)
{
    const ms_coverage *coverage = (const ms_coverage *)matter->first;
    const ms_coverage_end *end = (const ms_coverage_end *)ms_matter_last(matter, &ms_kind_coverage_ended, f->look);
    if (end->until == MS_LAST_DATE) {
        return;
    }
    ms_look look = ms_look_on(f->state, later_of(end->until + 1, f->latest));
    const ms_matter *order = ms_order_in_force(f->state, look, coverage->child, coverage->party, false);
    if (order != NULL && !has_later_coverage(f, matter)) {
        add_of_child(f, MS_TASK_COVERAGE_LOST, matter, end->until + 1);
    }
}

static void find_coverage(ms_finding *f, const ms_matter *matter)
{
    if (ms_matter_state(matter, f->look) == MS_COVERAGE_RUNS) {
        find_running(f, matter);
    } else {
        find_lost(f, matter);
    }
}

/* ---- orders ------------------------------------------------------------------------------------------------------ */

/* Whether a notice was begun under an order. */
static bool has_notice(const ms_finding *f, const ms_matter *order)
{
    const ms_matter *notice = NULL;
    while ((notice = ms_finding_next(f, notice, &ms_notice_course)) != NULL) {
        if (ms_notice_employment(notice)->order == order->number) {
            return true;
        }
    }
    return false;
}

/* Whether a plan of the parent covers a child, by the facts. */
static bool is_covered_by(const ms_finding *f, ms_party party, ms_text child)
{
    for (const ms_thing *plan = f->state->plans[party].first; plan != NULL; plan = plan->next) {
        ms_standing covers = f->standings[plan->facts[MS_FIELD_COVERS - MS_FIELD_PLAN].number];
        bool there = f->standings[plan->facts[0].number].kind == MS_STANDS_KNOWN;
        if (there && covers.kind == MS_STANDS_KNOWN && ms_list_holds(covers.claim->value, child)) {
            return true;
        }
    }
    return false;
}

/* An order that nobody carries out: no notice was begun under it, and a child whom it names is not covered. */
static void find_order(ms_finding *f, const ms_matter *order)
{
    const ms_order_terms *terms = ms_order_terms_of(order, f->look);
    bool in_force = terms != NULL && ms_matter_state(order, f->look) == MS_ORDER_IN_FORCE;
    if (!in_force || terms->provides == MS_PARTY_UNKNOWN || has_notice(f, order)) {
        return;
    }
    ms_text rest = terms->children, child;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        if (duty_ended_on(f, id) == MS_NO_DATE && !is_covered_by(f, terms->provides, id)) {
            add(f, MS_TASK_FIND_EMPLOYER, order, ms_order_since(order, f->look), NULL);
            return;
        }
    }
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static void find_notice(ms_finding *f, const ms_matter *notice)
{
    unsigned state = ms_matter_state(notice, f->look);
    bool over = ms_notice_set_aside(f->state, notice, f->look);
    if (by_state[state] != NULL && !over) {
        by_state[state](f, notice);
    }
    find_termination(f, notice);
    find_ended_children(f, notice);
    find_contest_period(f, notice);
    find_retaliation(f, notice);
    find_older_arrears(f, notice);
}

static void each(ms_finding *f, const ms_course *course, void (*find)(ms_finding *f, const ms_matter *matter))
{
    const ms_matter *matter = NULL;
    while ((matter = ms_finding_next(f, matter, course)) != NULL) {
        find(f, matter);
    }
}

void ms_find_notice_tasks(ms_finding *finding)
{
    each(finding, &ms_order_course, find_order);
    each(finding, &ms_notice_course, find_notice);
    each(finding, &ms_contest_course, find_hearing);
    each(finding, &ms_coverage_course, find_coverage);
}
