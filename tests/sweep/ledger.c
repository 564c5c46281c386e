/*
 * The ledger over a million random operations: claims, restatements, disputes, decisions, demands, reversals, payments of
 * any day, returned payments, judgments, collections, satisfactions, vacated judgments and corrections, each checked as a
 * command is, in cases under orders of every kind. After each life:
 *
 *   - every cent is somewhere: owed less paid less collected is open and in dispute less credit, and is what the lines
 *     add up to, for each parent;
 *   - what was paid and collected is what the events said, kept apart here;
 *   - a demanded share is base times percentage to the nearest cent, reckoned here, and shares sum to the base;
 *   - on no debt more is applied than is owed; payments lie on what is due first, and a credit stands only where nothing
 *     undisputed is open;
 *   - the balance as of any day is the sum of the lines up to it;
 *   - folding the events again gives the same ledger;
 *   - recording the payments in another order gives the same accounts.
 */
#include "casefile/ledger.h"
#include "casefile/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPERATIONS = 1000000, LIFE = 100, SETUP = 4, MOST_EVENTS = LIFE + SETUP, MOST_BODY = 400, FIRST_DAY = 740000 };

enum { OF_UNCOVERED, OF_REASONABLE, NO_PERCENTAGE, ORDER_KINDS };

static unsigned long passed, failed;
static unsigned long long seed = 42;

static void check(bool good, const char *what)
{
    if (good) {
        passed++;
    } else if (failed++ < 20) {
        printf("# %s\n", what);
    }
}

static uint64_t draw(uint64_t below)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 33) % below;
}

/* ---- a case ------------------------------------------------------------------------------------------------------ */

typedef struct recorded {
    char kind[32];
    char body[MOST_BODY];
    ms_date on;
} recorded;

typedef struct life {
    ms_arena arena, scratch;
    ms_tools tools;
    ms_state state;
    recorded events[MOST_EVENTS];
    size_t count;
    unsigned order_kind;
    int32_t percentage;
    ms_date today;
    unsigned long taken; /* operations that were accepted */
} life;

static ms_event event_of(const recorded *r, uint64_t sequence)
{
    return (ms_event){.sequence = sequence,
                      .at = {"2026-11-22T00:00:00Z", 20},
                      .actor = {"dana", 4},
                      .effective = r->on,
                      .kind = {r->kind, strlen(r->kind)},
                      .body = {r->body, strlen(r->body)}};
}

static bool apply(life *l, ms_state *state, const recorded *r)
{
    ms_refusal refusal;
    ms_event event = event_of(r, state->sequence + 1);
    return ms_state_apply(state, l->tools.json, &event, &refusal) == MS_OK;
}

static void add(life *l, bool checked, const char *kind, ms_date on, const char *body)
{
    ms_refusal refusal;
    recorded *r = &l->events[l->count];
    snprintf(r->kind, sizeof r->kind, "%s", kind);
    snprintf(r->body, sizeof r->body, "%s", body);
    r->on = on;
    ms_event event = event_of(r, l->state.sequence + 1);
    ms_arena_reset(&l->scratch);
    if (checked && ms_event_check(&l->state, &l->tools, &event, &refusal) != MS_OK) {
        return;
    }
    check(apply(l, &l->state, r), "what is checked can be applied");
    l->count++;
    l->taken += checked;
}

static void begin(life *l)
{
    char body[MOST_BODY];
    l->count = 0;
    l->today = FIRST_DAY / 2;
    l->order_kind = (unsigned)draw(ORDER_KINDS);
    l->percentage = (int32_t)draw(10001);
    ms_arena_reset(&l->arena);
    ms_state_begin(&l->state, &l->arena);
    add(l, false, "case_opened", FIRST_DAY - 1, "{\"case_id\":\"c\",\"children\":[\"c1\"]}");
    add(l, false, "order_requested", FIRST_DAY - 1, "{\"way\":\"judicial\",\"by\":\"agency\"}");
    if (l->order_kind == NO_PERCENTAGE) {
        snprintf(body, sizeof body,
                 "{\"order\":2,\"children\":[\"c1\"],\"provides\":\"parent_not_seeking\",\"coverage\":\"any\"}");
    } else {
        snprintf(body, sizeof body,
                 "{\"order\":2,\"children\":[\"c1\"],\"pays\":\"parent_not_seeking\",\"costs\":\"%s\","
                 "\"percentage\":\"%d.%02d\",\"days_to_pay\":%d}",
                 l->order_kind == OF_UNCOVERED ? "uncovered" : "reasonable", l->percentage / 100, l->percentage % 100,
                 (int)draw(40));
    }
    add(l, false, "order_terms", FIRST_DAY - 1, body);
    add(l, false, "order_approved", FIRST_DAY - 1,
        "{\"order\":2,\"judge\":\"x\",\"docket\":\"x\",\"as_entered\":true}");
}

/* ---- operations -------------------------------------------------------------------------------------------------- */

/* A matter of a course at random; 0: none. */
static uint64_t some(const life *l, const ms_course *course)
{
    uint64_t found = 0, seen = 0;
    for (const ms_matter *m = ms_matter_next(&l->state, NULL, course); m != NULL;
         m = ms_matter_next(&l->state, m, course)) {
        seen++;
        found = draw(seen) == 0 ? m->number : found;
    }
    return found;
}

static const char *party(uint64_t which)
{
    return which == 0 ? "parent_not_seeking" : "parent_seeking";
}

static void say_amount(char text[MS_MONEY_TEXT_SIZE], uint64_t below)
{
    ms_money_format((ms_cents)draw(below), text);
}

/* The days of what payments are applied to are even, those of payments odd: on one day the order of the record counts. */
static ms_date even(const life *l)
{
    return l->today * 2;
}

static void claim(life *l)
{
    char body[MOST_BODY], day[MS_DATE_TEXT_SIZE], billed[MS_MONEY_TEXT_SIZE], plan[MS_MONEY_TEXT_SIZE];
    char others[MS_MONEY_TEXT_SIZE], reasonable[MS_MONEY_TEXT_SIZE];
    static const char *const payers[] = {"", ",\"paid_by\":\"parent_seeking\"", ",\"paid_by\":\"parent_not_seeking\""};
    say_amount(billed, 20000);
    say_amount(plan, 15000);
    say_amount(others, 3000);
    say_amount(reasonable, 20000);
    ms_date_format(FIRST_DAY + (ms_date)draw((uint64_t)(even(l) - FIRST_DAY) + 1), day);
    snprintf(body, sizeof body,
             "{\"child\":\"c1\",\"provider\":\"p\",\"service\":\"%s\",\"billed\":\"%s\",\"paid_by_plan\":\"%s\","
             "\"paid_by_others\":\"%s\",\"reasonable\":\"%s\"%s}",
             day, billed, plan, others, reasonable, payers[draw(8) < 6 ? draw(2) : 2]);
    add(l, true, "cost_claimed", even(l), body);
}

static void restate(life *l)
{
    char body[MOST_BODY], plan[MS_MONEY_TEXT_SIZE];
    say_amount(plan, 15000);
    snprintf(body, sizeof body, "{\"cost\":%llu,\"paid_by_plan\":\"%s\"}", (unsigned long long)some(l, &ms_cost_course),
             plan);
    add(l, true, "cost_restated", even(l), body);
}

static void dispute(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"cost\":%llu,\"by\":\"%s\",\"ground\":\"other\"}",
             (unsigned long long)some(l, &ms_cost_course), party(draw(2)));
    add(l, true, "cost_disputed", even(l), body);
}

static void decide(life *l)
{
    char body[MOST_BODY], amount[MS_MONEY_TEXT_SIZE], what[80] = "";
    unsigned how = (unsigned)draw(3);
    say_amount(amount, 20000);
    if (how > 0) {
        snprintf(what, sizeof what, how == 1 ? ",\"not_necessary\":true" : ",\"reasonable\":\"%s\"", amount);
    }
    snprintf(body, sizeof body, "{\"cost\":%llu,\"by\":\"%s\",\"reason\":\"r\"%s}",
             (unsigned long long)some(l, &ms_cost_course), draw(2) == 0 ? "court" : "division", what);
    add(l, true, "cost_decided", even(l), body);
}

static void demand(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"cost\":%llu,\"of\":\"%s\"}", (unsigned long long)some(l, &ms_cost_course),
             party(draw(4) == 0));
    add(l, true, "cost_demanded", even(l), body);
}

static void reverse(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"cost\":%llu,\"reason\":\"r\"}", (unsigned long long)some(l, &ms_cost_course));
    add(l, true, "cost_reversed", even(l), body);
}

static void pay(life *l)
{
    char body[MOST_BODY], amount[MS_MONEY_TEXT_SIZE];
    ms_date on = FIRST_DAY + 1 + 2 * (ms_date)draw((uint64_t)(even(l) - FIRST_DAY) / 2 + 1);
    say_amount(amount, draw(4) == 0 ? 50000 : 6000);
    snprintf(body, sizeof body, "{\"from\":\"%s\",\"amount\":\"%s\"}", party(draw(4) == 0), amount);
    add(l, true, "payment_received", on, body);
}

static void bounce(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"payment\":%llu,\"reason\":\"r\"}", (unsigned long long)some(l, &ms_payment_course));
    add(l, true, "payment_reversed", even(l) + 1, body);
}

static void judge(life *l)
{
    char body[MOST_BODY], amount[MS_MONEY_TEXT_SIZE];
    unsigned long long first = some(l, &ms_cost_course), second = some(l, &ms_cost_course);
    say_amount(amount, 15000);
    snprintf(body, sizeof body,
             first == second ? "{\"debtor\":\"%s\",\"amount\":\"%s\",\"court\":\"x\",\"costs\":[\"%llu\"]}"
                             : "{\"debtor\":\"%s\",\"amount\":\"%s\",\"court\":\"x\",\"costs\":[\"%llu\",\"%llu\"]}",
             party(draw(6) == 0), amount, first, second);
    add(l, true, "judgment_entered", even(l), body);
}

static void collect(life *l)
{
    char body[MOST_BODY], amount[MS_MONEY_TEXT_SIZE];
    say_amount(amount, 8000);
    snprintf(body, sizeof body, "{\"judgment\":%llu,\"amount\":\"%s\",\"how\":\"lien\"}",
             (unsigned long long)some(l, &ms_judgment_course), amount);
    add(l, true, "collection_made", even(l), body);
}

static void end_judgment(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"judgment\":%llu}", (unsigned long long)some(l, &ms_judgment_course));
    add(l, true, draw(2) == 0 ? "judgment_satisfied" : "judgment_vacated", even(l), body);
}

static void correct(life *l)
{
    char body[MOST_BODY];
    snprintf(body, sizeof body, "{\"of\":%llu,\"reason\":\"r\"}",
             (unsigned long long)(SETUP + 1 + draw(l->count - SETUP + 1)));
    add(l, true, "correction", even(l), body);
}

static void (*const operations[])(life *l) = {
    claim, claim, restate, dispute, decide, decide,  demand,  demand,       demand,  reverse,
    pay,   pay,   pay,     bounce,  judge,  collect, collect, end_judgment, correct,
};

/* ---- what must hold ---------------------------------------------------------------------------------------------- */

static void make(life *l, const ms_state *state, ms_date on, ms_ledger *ledger)
{
    check(ms_ledger_make(state, ms_look_on(state, on), &l->scratch, ledger) == MS_OK, "a ledger is made");
}

/* The share by the order, reckoned here. */
static ms_cents share_of(const life *l, const ms_cost_line *line, int side)
{
    const ms_bill_amounts *a = &line->amounts;
    bool reasonable = l->order_kind == OF_REASONABLE && a->decided < 0 && a->reasonable < a->billed;
    ms_cents allowed = a->decided >= 0 ? a->decided : reasonable ? a->reasonable : a->billed;
    ms_cents counted = allowed < a->billed ? allowed : a->billed; /* a bill may become lower after the decision */
    ms_cents base = counted - a->by_plan - a->by_others;
    if (line->reversed || a->not_necessary || base < 0 || (int)line->bill->paid_by == side) {
        return 0;
    }
    if (l->order_kind == NO_PERCENTAGE) {
        return side == MS_PNS ? (base + 1) / 2 : base / 2;
    }
    return side == MS_PNS ? (base * l->percentage + 5000) / 10000 : 0;
}

static void check_costs(const life *l, const ms_ledger *ledger)
{
    for (size_t i = 0; i < ledger->cost_count; i++) {
        const ms_cost_line *line = &ledger->costs[i];
        for (int side = MS_PNS; side <= MS_PSS; side++) {
            const ms_cost_share *share = &line->shares[side];
            const ms_debt *debt = line->debts[side];
            check(share->share == share_of(l, line, side), "a share is base times percentage");
            check(share->share + share->rest == share->base, "a share and the rest are the base");
            check(debt == NULL || debt->judged != NULL || debt->amount == share->share, "what is owed is the share");
        }
    }
}

static void check_debts(const ms_ledger *ledger)
{
    for (size_t i = 0; i < ledger->debt_count; i++) {
        const ms_debt *d = &ledger->debts[i];
        ms_cents counts = d->collected < d->amount ? d->collected : d->amount;
        check(d->amount >= 0 && d->applied >= 0 && d->open >= 0, "nothing is below zero");
        check(counts + d->applied + d->open == d->amount, "collected, applied and open make up what is owed");
        check(!d->disputed || d->applied == 0, "what is disputed waits");
        check(d->open == 0 || d->disputed || ledger->accounts[d->party].credit == 0,
              "no credit while something is open");
        for (size_t j = 0; j < ledger->debt_count; j++) {
            const ms_debt *later = &ledger->debts[j];
            bool after = later->party == d->party && later->due > d->due;
            check(!after || d->open == 0 || d->disputed || later->applied == 0, "payments lie on what is due first");
        }
    }
}

static void check_accounts(const ms_ledger *ledger)
{
    for (int side = MS_PNS; side <= MS_PSS; side++) {
        const ms_account *a = &ledger->accounts[side];
        ms_cents lines = 0;
        for (size_t i = 0; i < ledger->posting_count; i++) {
            if ((int)ledger->postings[i].party == side) {
                lines += ledger->postings[i].amount;
                check(ledger->postings[i].balance == lines, "a line's balance is the sum of those up to it");
            }
        }
        check(a->balance == lines, "the balance is the sum of the lines");
        check(a->balance == a->open + a->disputed - a->credit, "every cent is somewhere");
        check(a->balance == a->owed - a->paid - a->collected, "owed less paid and collected");
        check(a->credit >= 0 && a->overdue <= a->due && a->due <= a->open, "the parts are parts");
    }
}

/* What the events say was paid and collected. */
static void check_money(const life *l, const ms_ledger *ledger)
{
    ms_cents paid[2] = {0, 0}, collected[2] = {0, 0};
    for (const ms_matter *m = l->state.matters; m != NULL; m = m->next) {
        for (const ms_matter_step *step = m->first; step != NULL; step = step->next) {
            const ms_event_kind *kind = step->entry.kind;
            if (!ms_entry_stands(&step->entry)) {
                continue;
            }
            if (kind == &ms_kind_payment_received) {
                paid[((const ms_payment *)step)->from] += ((const ms_payment *)step)->amount;
            } else if (kind == &ms_kind_payment_reversed) {
                paid[((const ms_payment *)m->first)->from] -= ((const ms_payment *)m->first)->amount;
            } else if (kind == &ms_kind_collection_made) {
                collected[((const ms_judgment *)m->first)->debtor] += ((const ms_collection *)step)->amount;
            }
        }
    }
    for (int side = MS_PNS; side <= MS_PSS; side++) {
        check(ledger->accounts[side].paid == paid[side], "what was paid is what was recorded");
        check(ledger->accounts[side].collected == collected[side], "what was collected is what was recorded");
    }
    check(collected[MS_PSS] == 0, "nothing is collected of the parent seeking support");
}

static void check_day(life *l, const ms_ledger *whole)
{
    ms_ledger ledger;
    ms_date on = FIRST_DAY + (ms_date)draw((uint64_t)(even(l) - FIRST_DAY) + 1);
    make(l, &l->state, on, &ledger);
    check_accounts(&ledger);
    check_debts(&ledger);
    for (int side = MS_PNS; side <= MS_PSS; side++) {
        ms_cents lines = 0;
        for (size_t i = 0; i < whole->posting_count; i++) {
            bool counts = (int)whole->postings[i].party == side && whole->postings[i].on <= on;
            lines += counts ? whole->postings[i].amount : 0;
        }
        check(ledger.accounts[side].balance == lines, "the balance of a day is the sum of the lines up to it");
    }
}

static bool same(const ms_ledger *a, const ms_ledger *b)
{
    return memcmp(a->accounts, b->accounts, sizeof a->accounts) == 0;
}

/* The events once more, from the first. */
static void fold(life *l, ms_arena *arena, ms_ledger *ledger)
{
    ms_state state;
    ms_arena_reset(arena);
    ms_state_begin(&state, arena);
    for (size_t i = 0; i < l->count; i++) {
        check(apply(l, &state, &l->events[i]), "events fold again");
    }
    make(l, &state, MS_LAST_DATE, ledger);
}

/* Whether an event is a payment that nothing else names. */
static bool is_free(const life *l, size_t i)
{
    const ms_matter_step *step = (const ms_matter_step *)ms_state_entry(&l->state, i + 1);
    return step->entry.kind == &ms_kind_payment_received && ms_entry_stands(&step->entry) && step->next == NULL;
}

static void shuffle_payments(life *l)
{
    for (size_t i = 0; i < l->count; i++) {
        size_t other = (size_t)draw(l->count);
        if (is_free(l, i) && is_free(l, other)) {
            recorded r = l->events[i];
            l->events[i] = l->events[other];
            l->events[other] = r;
        }
    }
}

static void check_life(life *l, ms_arena *arena)
{
    ms_ledger whole, again;
    ms_arena_reset(&l->scratch);
    make(l, &l->state, MS_LAST_DATE, &whole);
    check_accounts(&whole);
    check_debts(&whole);
    check_costs(l, &whole);
    check_money(l, &whole);
    check_day(l, &whole);
    fold(l, arena, &again);
    check(same(&whole, &again), "folding again gives the same ledger");
    shuffle_payments(l);
    fold(l, arena, &again);
    check(same(&whole, &again), "the order in which payments are recorded does not matter");
}

int main(void)
{
    static life l;
    ms_arena arena = {0};
    unsigned long done = 0;
    l.tools.arena = &l.scratch;
    if (ms_json_new(&l.tools.json) != MS_OK) {
        return 1;
    }
    while (done < OPERATIONS) {
        begin(&l);
        for (int i = 0; i < LIFE; i++, done++) {
            l.today += draw(4) == 0;
            operations[draw(sizeof operations / sizeof operations[0])](&l);
        }
        check_life(&l, &arena);
    }
    check(l.taken > OPERATIONS / 2, "most operations are taken");
    printf("# %lu operations, %lu taken\n", done, l.taken);
    ms_json_free(l.tools.json);
    ms_arena_free(&l.arena);
    ms_arena_free(&l.scratch);
    ms_arena_free(&arena);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
