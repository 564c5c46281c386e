#include "casefile/ledger.h"

#include "casefile/value.h"

#include <stdlib.h>
#include <string.h>

enum { POSTINGS_AN_EVENT = 2 };

/* The ledger that is being made. */
typedef struct fold {
    const ms_state *state;
    ms_arena *arena;
    ms_ledger *ledger;
    ms_cents paid[2];  /* by each party, and not reversed */
    ms_debt **waiting; /* room for the debts of a party, to be sorted */
    bool failed;       /* memory is out */
} fold;

/* ---- applying payments ------------------------------------------------------------------------------------------- */

/* Oldest due first; what is due on one day by the day of the service, then by number. */
static int compare_debts(const void *left, const void *right)
{
    const ms_debt *a = *(ms_debt *const *)left, *b = *(ms_debt *const *)right;
    if (a->due != b->due) {
        return a->due < b->due ? -1 : 1;
    }
    if (a->service != b->service) {
        return a->service < b->service ? -1 : 1;
    }
    return (a->matter->number > b->matter->number) - (a->matter->number < b->matter->number);
}

/* A court that entered a judgment on a cost has decided what was disputed about it. */
static bool is_disputed(const fold *f, const ms_debt *debt, ms_date on)
{
    unsigned state = ms_matter_state(debt->matter, (ms_look){f->ledger->look.upto, on});
    return debt->matter->course == &ms_cost_course && debt->judged == NULL
           && (state == MS_BILL_DISPUTED || state == MS_BILL_CONTESTED);
}

/* What a debt comes to before payments. What was collected beyond it, on a judgment that was vacated, is returned. */
static ms_cents begin_debt(const fold *f, ms_debt *debt, ms_date on)
{
    ms_cents counts = debt->collected < debt->amount ? debt->collected : debt->amount;
    debt->applied = 0;
    debt->open = debt->amount - counts;
    debt->disputed = is_disputed(f, debt, on);
    return debt->collected - counts;
}

/* Applies what a party paid to its debts, all of it anew; what is disputed waits. Returns the credit that is left. */
static ms_cents apply_payments(fold *f, ms_party party, ms_date on)
{
    ms_cents left = f->paid[party];
    size_t count = 0;
    for (size_t i = 0; i < f->ledger->debt_count; i++) {
        ms_debt *debt = &f->ledger->debts[i];
        if (debt->party != party) {
            continue;
        }
        left += begin_debt(f, debt, on);
        if (!debt->disputed) {
            f->waiting[count++] = debt;
        }
    }
    qsort(f->waiting, count, sizeof f->waiting[0], compare_debts);
    for (size_t i = 0; i < count && left > 0; i++) {
        ms_debt *debt = f->waiting[i];
        debt->applied = debt->open < left ? debt->open : left;
        debt->open -= debt->applied;
        left -= debt->applied;
    }
    return left;
}

/* ---- lines and debts --------------------------------------------------------------------------------------------- */

static ms_cost_line *find_line(const ms_ledger *ledger, uint64_t number)
{
    size_t low = 0, high = ledger->cost_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ledger->costs[middle].matter->number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < ledger->cost_count && ledger->costs[low].matter->number == number;
    return found ? &ledger->costs[low] : NULL;
}

/* The debt on a judgment; NULL where its entry was taken back, and with it what rests on it. */
static ms_debt *find_debt(const ms_ledger *ledger, const ms_matter *matter)
{
    for (size_t i = 0; i < ledger->debt_count; i++) {
        if (ledger->debts[i].matter == matter) {
            return &ledger->debts[i];
        }
    }
    return NULL;
}

static void post(fold *f, ms_posting_kind kind, const ms_matter_step *step, ms_party party, ms_cents amount)
{
    f->ledger->postings[f->ledger->posting_count++] = (ms_posting){.kind = kind,
                                                                   .party = party,
                                                                   .on = step->entry.effective,
                                                                   .event = step->entry.sequence,
                                                                   .matter = step->matter,
                                                                   .amount = amount};
}

/* What a parent owes of a cost by what is known now. */
static void find_shares(fold *f, ms_cost_line *line)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        line->shares[party] =
            line->reversed ? (ms_cost_share){.ground = MS_SHARE_REVERSED}
                           : ms_share_of(f->state, f->ledger->look.upto, line->bill, &line->amounts, (ms_party)party);
    }
}

/* Brings what is owed on a cost to what is known now; a judgment's amount stays what the court entered. Returns what it
 * adds. */
static ms_cents recharge(const ms_cost_line *line, ms_debt *debt)
{
    if (debt == NULL || debt->judged != NULL) {
        return 0;
    }
    ms_cents change = line->shares[debt->party].share - debt->amount;
    debt->share = line->shares[debt->party];
    debt->amount = debt->share.share;
    return change;
}

static void change_shares(fold *f, ms_cost_line *line, ms_posting_kind kind, const ms_matter_step *step)
{
    find_shares(f, line);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_cents change = recharge(line, line->debts[party]);
        if (change != 0) {
            post(f, kind, step, (ms_party)party, change);
        }
    }
}

static ms_debt *add_debt(fold *f, const ms_matter_step *step, ms_party party)
{
    ms_debt *debt = &f->ledger->debts[f->ledger->debt_count++];
    *debt = (ms_debt){.matter = step->matter,
                      .party = party,
                      .event = step->entry.sequence,
                      .since = step->entry.effective,
                      .due = step->entry.effective};
    return debt;
}

/* ---- costs ------------------------------------------------------------------------------------------------------- */

static void take_claim(fold *f, const ms_matter_step *step)
{
    ms_cost_line *line = find_line(f->ledger, step->entry.sequence);
    line->amounts = ms_bill_claimed(line->bill);
    find_shares(f, line);
}

static void take_restated(fold *f, const ms_matter_step *step)
{
    ms_cost_line *line = find_line(f->ledger, step->matter->number);
    ms_bill_restate(&line->amounts, (const ms_bill_restated *)step);
    change_shares(f, line, MS_POST_CHANGE, step);
}

static void take_decided(fold *f, const ms_matter_step *step)
{
    ms_cost_line *line = find_line(f->ledger, step->matter->number);
    ms_bill_decide(&line->amounts, (const ms_bill_decided *)step);
    change_shares(f, line, MS_POST_CHANGE, step);
}

static void take_reversed(fold *f, const ms_matter_step *step)
{
    ms_cost_line *line = find_line(f->ledger, step->matter->number);
    line->reversed = true;
    change_shares(f, line, MS_POST_REVERSAL, step);
}

static void take_demanded(fold *f, const ms_matter_step *step)
{
    ms_cost_line *line = find_line(f->ledger, step->matter->number);
    ms_party party = ((const ms_bill_demanded *)step)->of;
    if (line->debts[party] != NULL) {
        return;
    }
    ms_debt *debt = add_debt(f, step, party);
    line->debts[party] = debt;
    debt->service = line->bill->service;
    debt->share = line->shares[party];
    debt->amount = debt->share.share;
    debt->due = ms_share_due(&debt->share, f->ledger->look.upto, debt->service, debt->since, &debt->silent);
    post(f, MS_POST_DEMAND, step, party, debt->amount);
}

/* ---- payments ---------------------------------------------------------------------------------------------------- */

static void take_payment(fold *f, const ms_matter_step *step)
{
    const ms_payment *payment = (const ms_payment *)step;
    f->paid[payment->from] += payment->amount;
    post(f, MS_POST_PAYMENT, step, payment->from, -payment->amount);
}

static void take_returned(fold *f, const ms_matter_step *step)
{
    const ms_payment *payment = (const ms_payment *)step->matter->first;
    f->paid[payment->from] -= payment->amount;
    post(f, MS_POST_RETURN, step, payment->from, payment->amount);
}

/* ---- judgments --------------------------------------------------------------------------------------------------- */

/* What is open on a cost goes on in the judgment; what was paid on it before stays there. */
static void merge(fold *f, ms_debt *judgment, uint64_t number)
{
    ms_cost_line *line = find_line(f->ledger, number);
    ms_debt *debt = line == NULL ? NULL : line->debts[judgment->party];
    if (debt == NULL || debt->judged != NULL) {
        return;
    }
    debt->judged = judgment;
    debt->amount -= debt->open;
    judgment->replaced += debt->open;
}

static void take_judgment(fold *f, const ms_matter_step *step)
{
    const ms_judgment *entered = (const ms_judgment *)step;
    ms_text rest = entered->costs, element;
    (void)apply_payments(f, entered->debtor, step->entry.effective);
    ms_debt *judgment = add_debt(f, step, entered->debtor);
    judgment->amount = entered->amount;
    while (ms_value_next(&rest, &element)) {
        merge(f, judgment, ms_cost_number(element));
    }
    post(f, MS_POST_JUDGMENT, step, judgment->party, judgment->amount - judgment->replaced);
}

static void take_collection(fold *f, const ms_matter_step *step)
{
    ms_debt *judgment = find_debt(f->ledger, step->matter);
    ms_cents amount = ((const ms_collection *)step)->amount;
    if (judgment != NULL) {
        judgment->collected += amount;
    }
    post(f, MS_POST_COLLECTION, step, ((const ms_judgment *)step->matter->first)->debtor, -amount);
}

static void take_satisfied(fold *f, const ms_matter_step *step)
{
    ms_debt *judgment = find_debt(f->ledger, step->matter);
    if (judgment == NULL) {
        return;
    }
    (void)apply_payments(f, judgment->party, step->entry.effective);
    judgment->amount -= judgment->open;
    judgment->ended = true;
    if (judgment->open != 0) {
        post(f, MS_POST_RELEASE, step, judgment->party, -judgment->open);
    }
}

/* The shares of its costs stand again. */
static void take_vacated(fold *f, const ms_matter_step *step)
{
    ms_debt *judgment = find_debt(f->ledger, step->matter);
    if (judgment == NULL) {
        return;
    }
    ms_cents change = -judgment->amount;
    for (size_t i = 0; i < f->ledger->debt_count; i++) {
        ms_debt *debt = &f->ledger->debts[i];
        if (debt->judged == judgment) {
            debt->judged = NULL;
            change += recharge(find_line(f->ledger, debt->matter->number), debt);
        }
    }
    judgment->amount = 0;
    judgment->ended = true;
    post(f, MS_POST_VACATED, step, judgment->party, change);
}

/* ---- the fold ---------------------------------------------------------------------------------------------------- */

typedef void taker(fold *f, const ms_matter_step *step);

static const struct {
    const ms_event_kind *kind;
    taker *take;
} takers[] = {
    {&ms_kind_cost_claimed, take_claim},         {&ms_kind_cost_restated, take_restated},
    {&ms_kind_cost_decided, take_decided},       {&ms_kind_cost_demanded, take_demanded},
    {&ms_kind_cost_reversed, take_reversed},     {&ms_kind_payment_received, take_payment},
    {&ms_kind_payment_reversed, take_returned},  {&ms_kind_judgment_entered, take_judgment},
    {&ms_kind_collection_made, take_collection}, {&ms_kind_judgment_satisfied, take_satisfied},
    {&ms_kind_judgment_vacated, take_vacated},
};

static taker *taker_of(const ms_event_kind *kind)
{
    for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++) {
        if (takers[i].kind == kind) {
            return takers[i].take;
        }
    }
    return NULL;
}

/* A step of a matter that had not begun on its day has nothing to stand on. */
static bool has_begun(const ms_matter_step *step)
{
    return step->matter->first->entry.effective <= step->entry.effective;
}

static int compare_steps(const void *left, const void *right)
{
    const ms_entry *a = *(const ms_entry *const *)left, *b = *(const ms_entry *const *)right;
    if (a->effective != b->effective) {
        return a->effective < b->effective ? -1 : 1;
    }
    return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

/* What an event that was taken back would have done, and the lines that take it back. */
static void take_and_take_back(fold *f, const ms_matter_step *step, taker *take)
{
    ms_ledger *ledger = f->ledger;
    size_t debts = ledger->debt_count, first = ledger->posting_count;
    ms_cents paid[2] = {f->paid[MS_PNS], f->paid[MS_PSS]};
    ms_cost_line *lines = ms_arena_room(f->arena, ledger->cost_count, sizeof *lines);
    ms_debt *before = ms_arena_room(f->arena, debts, sizeof *before);
    if (lines == NULL || before == NULL) {
        f->failed = true;
        return;
    }
    memcpy(lines, ledger->costs, ledger->cost_count * sizeof *lines);
    memcpy(before, ledger->debts, debts * sizeof *before);
    take(f, step);
    memcpy(ledger->costs, lines, ledger->cost_count * sizeof *lines);
    memcpy(ledger->debts, before, debts * sizeof *before);
    ledger->debt_count = debts;
    memcpy(f->paid, paid, sizeof paid);
    size_t last = ledger->posting_count;
    for (size_t i = first; i < last; i++) {
        ledger->postings[i].taken_back_by = step->entry.corrected->sequence;
    }
    for (size_t i = first; i < last; i++) {
        ms_posting *line = &ledger->postings[ledger->posting_count++];
        *line = ledger->postings[i];
        line->amount = -line->amount;
        line->event = step->entry.corrected->sequence;
        line->takes_back = step->entry.sequence;
        line->taken_back_by = 0;
    }
}

static void take_all(fold *f, const ms_matter_step *const *steps, size_t count)
{
    for (size_t i = 0; i < count && !f->failed; i++) {
        taker *take = taker_of(steps[i]->entry.kind);
        if (ms_entry_stands(&steps[i]->entry)) {
            take(f, steps[i]);
        } else {
            take_and_take_back(f, steps[i], take);
        }
    }
}

/* The steps in sight, by the day on which they take effect; the lines of the costs among them. */
static size_t gather(fold *f, const ms_matter_step **steps)
{
    ms_ledger *ledger = f->ledger;
    size_t count = 0;
    for (uint64_t i = 1; i <= ledger->look.upto && i <= f->state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(f->state, i);
        const ms_matter_step *step = (const ms_matter_step *)entry;
        if (taker_of(entry->kind) == NULL || entry->effective > ledger->look.on || !has_begun(step)) {
            continue;
        }
        if (entry->kind == &ms_kind_cost_claimed) {
            ledger->costs[ledger->cost_count++] =
                (ms_cost_line){.matter = step->matter, .bill = (const ms_bill *)entry};
        }
        steps[count++] = step;
    }
    qsort(steps, count, sizeof steps[0], compare_steps);
    return count;
}

/* ---- the result -------------------------------------------------------------------------------------------------- */

static void leave_out_taken_back(ms_ledger *ledger)
{
    size_t kept = 0;
    for (size_t i = 0; i < ledger->cost_count; i++) {
        if (ms_entry_stands(&ledger->costs[i].bill->step.entry)) {
            ledger->costs[kept++] = ledger->costs[i];
        }
    }
    ledger->cost_count = kept;
}

static void add_up(ms_account *account, const ms_debt *debt, ms_date on)
{
    account->owed += debt->amount;
    account->collected += debt->collected;
    if (debt->disputed) {
        account->disputed += debt->open;
        return;
    }
    account->open += debt->open;
    account->due += debt->due <= on ? debt->open : 0;
    account->overdue += debt->due < on ? debt->open : 0;
}

static void close_accounts(fold *f)
{
    ms_ledger *ledger = f->ledger;
    ms_cents balances[2] = {0, 0};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ledger->accounts[party].paid = f->paid[party];
        ledger->accounts[party].credit = apply_payments(f, (ms_party)party, ledger->look.on);
    }
    for (size_t i = 0; i < ledger->debt_count; i++) {
        add_up(&ledger->accounts[ledger->debts[i].party], &ledger->debts[i], ledger->look.on);
    }
    for (size_t i = 0; i < ledger->posting_count; i++) {
        ms_posting *line = &ledger->postings[i];
        balances[line->party] += line->amount;
        line->balance = balances[line->party];
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_account *account = &ledger->accounts[party];
        account->balance = account->owed - account->paid - account->collected;
    }
}

static size_t count_steps(const ms_state *state, uint64_t upto)
{
    size_t count = 0;
    for (uint64_t i = 1; i <= upto && i <= state->sequence; i++) {
        count += taker_of(ms_state_entry(state, i)->kind) != NULL;
    }
    return count;
}

ms_status ms_ledger_make(const ms_state *state, ms_look look, ms_arena *arena, ms_ledger *ledger)
{
    size_t room = count_steps(state, look.upto);
    const ms_matter_step **steps = ms_arena_room(arena, room, sizeof *steps);
    *ledger = (ms_ledger){.look = look};
    ledger->costs = ms_arena_take(arena, room, sizeof *ledger->costs);
    ledger->debts = ms_arena_take(arena, room, sizeof *ledger->debts);
    ledger->postings = ms_arena_take(arena, 2 * POSTINGS_AN_EVENT * room, sizeof *ledger->postings);
    fold f = {.state = state, .arena = arena, .ledger = ledger};
    f.waiting = ms_arena_room(arena, room, sizeof *f.waiting);
    if (steps == NULL || ledger->costs == NULL || ledger->debts == NULL || ledger->postings == NULL
        || f.waiting == NULL) {
        return MS_ERROR_MEMORY;
    }
    size_t count = gather(&f, steps);
    take_all(&f, steps, count);
    leave_out_taken_back(ledger);
    close_accounts(&f);
    return f.failed ? MS_ERROR_MEMORY : MS_OK;
}

const ms_debt *ms_ledger_debt(const ms_ledger *ledger, const ms_matter *matter, ms_party party)
{
    for (size_t i = 0; i < ledger->debt_count; i++) {
        if (ledger->debts[i].matter == matter && ledger->debts[i].party == party) {
            return &ledger->debts[i];
        }
    }
    return NULL;
}

const ms_cost_line *ms_ledger_cost(const ms_ledger *ledger, uint64_t number)
{
    return find_line(ledger, number);
}

const ms_matter *ms_judgment_on(const ms_state *state, ms_look look, uint64_t cost, ms_party debtor)
{
    const ms_matter *judgment = NULL;
    while ((judgment = ms_matter_next(state, judgment, &ms_judgment_course)) != NULL) {
        const ms_judgment *entered = (const ms_judgment *)judgment->first;
        unsigned standing = ms_matter_state(judgment, look);
        ms_text rest = entered->costs, element;
        while (entered->debtor == debtor && (standing == MS_JUDGMENT_STANDS || standing == MS_JUDGMENT_SATISFIED)
               && ms_value_next(&rest, &element)) {
            if (ms_cost_number(element) == cost) {
                return judgment;
            }
        }
    }
    return NULL;
}

const char *ms_posting_name(ms_posting_kind kind)
{
    static const char *const names[MS_POSTING_KINDS] = {
        "demand", "change", "reversal", "payment", "payment_reversed", "judgment", "collection", "release", "vacated",
    };
    return names[kind];
}
