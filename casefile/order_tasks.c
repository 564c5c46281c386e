#include "casefile/order_tasks.h"

#include "casefile/duty.h"
#include "casefile/enforcement.h"
#include "casefile/orders.h"
#include "casefile/value.h"

#include <string.h>

/* ---- an order ---------------------------------------------------------------------------------------------------- */

static void find_untold(ms_finding *f, const ms_matter *order)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (!ms_order_party_told(order, (ms_party)party, f->look)) {
            ms_finding_add(f, (ms_open_task){.kind = MS_TASK_TELL,
                                             .due = ms_order_since(order, f->look),
                                             .party = (ms_party)party,
                                             .of = order->number,
                                             .matter = order});
        }
    }
}

/* Whether an earlier order in force names the child too, so that its tasks are found already. */
static bool named_before(const ms_finding *f, const ms_matter *order, ms_text child)
{
    const ms_matter *other = NULL;
    while ((other = ms_finding_next(f, other, &ms_order_course)) != order) {
        const ms_order_terms *terms = ms_order_terms_of(other, f->look);
        if (ms_matter_state(other, f->look) == MS_ORDER_IN_FORCE && terms->ends == MS_NO_DATE
            && ms_order_names(terms, child)) {
            return true;
        }
    }
    return false;
}

/* The duty for a child nears its first possible end: what carries it on is found out; a known end is recorded. */
static void find_duty(ms_finding *f, const ms_matter *order, ms_text child)
{
    ms_duty_facts facts;
    if (ms_duty_was_ended(f->state, f->look, child) || named_before(f, order, child)) {
        return;
    }
    if (ms_duty_facts_find(f->state, f->look, child, MS_NO_DATE, f->tools->arena, &facts) != MS_OK) {
        f->failed = true;
        return;
    }
    ms_duty duty = ms_duty_at(&facts, f->latest);
    bool known = duty.earliest != MS_NO_DATE && duty.earliest == duty.latest;
    ms_finding_add(f,
                   (ms_open_task){.kind = known ? MS_TASK_DUTY_END : MS_TASK_DUTY,
                                  .due = duty.earliest != MS_NO_DATE ? duty.earliest : ms_order_since(order, f->look),
                                  .of = order->number,
                                  .matter = order,
                                  .child = child});
}

static void find_end(ms_finding *f, const ms_matter *order)
{
    const ms_order_terms *terms = ms_order_terms_of(order, f->look);
    ms_text rest = terms->children, child;
    if (terms->ends != MS_NO_DATE && terms->ends < MS_LAST_DATE) {
        ms_finding_add(
            f, (ms_open_task){.kind = MS_TASK_ORDER_END, .due = terms->ends + 1, .of = order->number, .matter = order});
        return;
    }
    while (ms_value_next(&rest, &child)) {
        find_duty(f, order, ms_value_inside(child));
    }
}

void ms_find_order_tasks(ms_finding *finding)
{
    const ms_matter *order = NULL;
    while ((order = ms_finding_next(finding, order, &ms_order_course)) != NULL) {
        unsigned state = ms_matter_state(order, finding->look);
        bool own = ms_order_way_of(order) == MS_ADMINISTRATIVE;
        if (state == MS_ORDER_IN_FORCE) {
            find_untold(finding, order);
            find_end(finding, order);
        } else if (own && (state == MS_ORDER_REQUESTED || state == MS_ORDER_DRAFTED)) {
            ms_finding_add(finding, (ms_open_task){.kind = MS_TASK_ISSUE,
                                                   .due = order->first->entry.effective,
                                                   .of = order->number,
                                                   .matter = order});
        }
    }
}

/* ---- enforcement ------------------------------------------------------------------------------------------------- */

void ms_find_enforcement_tasks(ms_finding *finding)
{
    const ms_matter *report = NULL;
    while ((report = ms_finding_next(finding, report, &ms_report_course)) != NULL) {
        ms_open_task task = {.of = report->number, .matter = report, .due = ms_matter_last_day(report, finding->look)};
        const ms_matter_step *hearing = ms_matter_last(report, &ms_kind_hearing_set, finding->look);
        const ms_matter_step *contempt = ms_matter_last(report, &ms_kind_contempt_found, finding->look);
        unsigned state = ms_matter_state(report, finding->look);
        if (state == MS_REPORT_MADE) {
            task.kind = MS_TASK_REPORT;
        } else if (state == MS_REPORT_SET) {
            task.kind = MS_TASK_HEARING;
            task.due = ((const ms_hearing *)hearing)->day;
        } else if (state == MS_REPORT_CONTEMPT && ((const ms_contempt *)contempt)->purge_by != MS_NO_DATE) {
            task.kind = MS_TASK_PURGE;
            task.due = ((const ms_contempt *)contempt)->purge_by;
        } else {
            continue;
        }
        ms_finding_add(finding, task);
    }
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static const char *party_words(ms_party party)
{
    return party == MS_PNS ? "the parent not seeking support" : "the parent seeking support";
}

/* What is done, with %s for the parent or the child; the order or report follows. */
static const char *words_of(ms_task_kind kind)
{
    switch (kind) {
    case MS_TASK_TELL:
        return "tell %s of order ";
    case MS_TASK_ISSUE:
        return "state the terms of the order asked for, and issue it: order ";
    case MS_TASK_DUTY:
        return "find out what carries the duty for child %s on from that day, or that nothing does: order ";
    case MS_TASK_DUTY_END:
        return "record that the duty for child %s is over from that day: order ";
    case MS_TASK_ORDER_END:
        return "record that the order has ended, its period over: order ";
    case MS_TASK_REPORT:
        return "file a motion, or close the report of noncompliance: report ";
    case MS_TASK_HEARING:
        return "the hearing is held: report ";
    default: /* MS_TASK_PURGE, the last that is said here */
        return "the contempt is purged by that day: report ";
    }
}

void ms_say_order_task(ms_buffer *out, const ms_open_task *task)
{
    const char *words = words_of(task->kind);
    const char *place = strstr(words, "%s");
    if (place == NULL) {
        ms_buffer_put(out, words);
    } else {
        ms_buffer_add(out, words, (size_t)(place - words));
        if (task->child.at != NULL) {
            ms_buffer_add(out, task->child.at, task->child.length);
        } else {
            ms_buffer_put(out, party_words(task->party));
        }
        ms_buffer_put(out, place + 2);
    }
    ms_buffer_put_number(out, task->of);
}
