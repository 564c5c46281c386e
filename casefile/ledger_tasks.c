#include "casefile/ledger_tasks.h"

#include "casefile/ledger.h"

static void add(ms_finding *f, ms_task_kind kind, const ms_matter *matter, ms_party party, ms_date due)
{
    ms_finding_add(f, (ms_open_task){.kind = kind, .due = due, .party = party, .of = matter->number, .matter = matter});
}

/* A share that nobody was asked for yet, or that cannot be worked out before it is known what plans paid. */
static void find_undemanded(ms_finding *f, const ms_cost_line *line, ms_party party)
{
    const ms_cost_share *share = &line->shares[party];
    bool judged = ms_judgment_on(f->state, f->look, line->matter->number, party) != NULL;
    if (line->debts[party] == NULL && !judged && ms_share_owes(share->ground) && share->share > 0) {
        add(f, MS_TASK_DEMAND, line->matter, party, line->bill->step.entry.effective);
    }
}

static void find_of_cost(ms_finding *f, const ms_cost_line *line)
{
    unsigned state = ms_matter_state(line->matter, f->look);
    ms_date claimed = line->bill->step.entry.effective;
    if (state == MS_BILL_DISPUTED || state == MS_BILL_CONTESTED) {
        add(f, MS_TASK_DISPUTE, line->matter, MS_PNS,
            ms_matter_last(line->matter, &ms_kind_cost_disputed, f->look)->entry.effective);
        return;
    }
    if (line->shares[MS_PNS].ground == MS_SHARE_AMOUNT_OPEN || line->shares[MS_PSS].ground == MS_SHARE_AMOUNT_OPEN) {
        add(f, MS_TASK_PLAN_PAID, line->matter, MS_PNS, claimed);
        return;
    }
    find_undemanded(f, line, MS_PNS);
    find_undemanded(f, line, MS_PSS);
}

/* What the parent not seeking support owes by judgment is the division's to collect; everything else the parent's to
 * pay. */
static void find_of_debt(ms_finding *f, const ms_debt *debt)
{
    if (debt->open <= 0 || debt->disputed) {
        return;
    }
    bool collects = debt->matter->course == &ms_judgment_course && debt->party == MS_PNS && !debt->ended;
    add(f, collects ? MS_TASK_COLLECT : MS_TASK_PAY, debt->matter, debt->party, debt->due);
}

void ms_find_ledger_tasks(ms_finding *finding)
{
    ms_ledger ledger;
    bool any = ms_finding_next(finding, NULL, &ms_cost_course) != NULL;
    if (!any) {
        return;
    }
    if (ms_ledger_make(finding->state, finding->look, finding->tools->arena, &ledger) != MS_OK) {
        finding->failed = true;
        return;
    }
    for (size_t i = 0; i < ledger.cost_count; i++) {
        if (!ledger.costs[i].reversed) {
            find_of_cost(finding, &ledger.costs[i]);
        }
    }
    for (size_t i = 0; i < ledger.debt_count; i++) {
        find_of_debt(finding, &ledger.debts[i]);
    }
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

void ms_say_ledger_task(ms_buffer *out, const ms_open_task *task)
{
    const char *parent = task->party == MS_PNS ? "the parent not seeking support" : "the parent seeking support";
    if (task->kind == MS_TASK_DEMAND) {
        ms_buffer_put(out, "demand of ");
        ms_buffer_put(out, parent);
        ms_buffer_put(out, " the share of ");
    } else if (task->kind == MS_TASK_PAY) {
        ms_buffer_put(out, parent);
        ms_buffer_put(out, " pays what is open of ");
    } else if (task->kind == MS_TASK_DISPUTE) {
        ms_buffer_put(out, "settle the dispute about ");
    } else if (task->kind == MS_TASK_PLAN_PAID) {
        ms_buffer_put(out, "find out what plans paid of ");
    } else {
        ms_buffer_put(out, "collect what is open of ");
    }
    ms_buffer_put(out, task->matter->course->words);
    ms_buffer_put(out, " ");
    ms_buffer_put_number(out, task->of);
}
