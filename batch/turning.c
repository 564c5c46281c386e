#include "batch/turning.h"

#include "determine/view.h"

#include <string.h>

enum { WHOLE = 10000, MAX_COSTS = 2 * MS_MAX_PLANS };

int32_t ms_passes_from(ms_cents increase, ms_cents income)
{
    if (increase <= 0) {
        return 0;
    }
    if (income == 0) {
        return MS_NEVER_PASSES;
    }
    int64_t percent = ms_divide_up(increase * WHOLE, income);
    return percent > WHOLE ? MS_NEVER_PASSES : (int32_t)percent;
}

/* The parents whose plans may be tested: an agency has none. */
static int party_count(const ms_case *facts)
{
    return facts->kind == MS_KIND_AGENCY ? 1 : 2;
}

/* Marks where a stretch begins: turns[i] with the i-th percentage. */
typedef struct marks {
    const int32_t *percents;
    uint32_t count;
    uint16_t *turns;
} marks;

/* Marks the first of the percentages that is not below one. */
static void mark(marks *m, int32_t percent)
{
    if (percent <= m->percents[0] || percent > m->percents[m->count - 1]) {
        return;
    }
    uint32_t low = 0, high = m->count - 1; /* percents[low] < percent <= percents[high] */
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (m->percents[middle] < percent) {
            low = middle;
        } else {
            high = middle;
        }
    }
    m->turns[high] = 1;
}

/* ---- where the income is known, or is one of five ---------------------------------------------------------------- */

/* Of an increase that is not known, its least and its most decide: the law asks for nothing else. */
static void mark_plan(marks *m, ms_range increase, ms_cents income)
{
    mark(m, ms_passes_from(increase.lo, income));
    mark(m, ms_passes_from(increase.hi, income));
}

static void mark_income(marks *m, const ms_case *facts, const ms_parent *parent, ms_cents income)
{
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (ms_plan_available(&parent->plans[i], facts->as_of)) {
            mark_plan(m, ms_rule_2_increase(&parent->plans[i].cost), income);
        }
    }
}

/* An amount whose period is unknown stands for an income by each of the periods. */
static void mark_known_amount(marks *m, const ms_case *facts, const ms_parent *parent)
{
    const ms_income *income = &parent->income;
    if (income->per != MS_PERIOD_UNKNOWN) {
        mark_income(m, facts, parent, ms_rule_1a_gross_income(income).lo);
        return;
    }
    for (ms_period per = MS_PER_WEEK; per <= MS_PER_YEAR; per++) {
        mark_income(m, facts, parent, ms_periods_per_year(per) * income->amount.cents);
    }
}

/* ---- where the income may be anything ---------------------------------------------------------------------------- */

/* The costs of a parent's plans that are above zero, ascending, each once. */
typedef struct costs {
    uint32_t count;
    ms_cents at[MAX_COSTS];
} costs;

static void add_cost(costs *all, ms_cents cost)
{
    uint32_t at = all->count;
    while (at > 0 && all->at[at - 1] >= cost) {
        at--;
    }
    if (cost <= 0 || (at < all->count && all->at[at] == cost)) {
        return;
    }
    memmove(&all->at[at + 1], &all->at[at], (all->count - at) * sizeof all->at[0]);
    all->at[at] = cost;
    all->count++;
}

/* What the tests can tell apart under one percentage. */
typedef struct chain {
    uint64_t together; /* bit i: no income passes cost i that does not pass cost i + 1 */
    uint32_t reached;  /* how many costs some income passes */
} chain;

/* The incomes, whole numbers of `periods`, from which each cost passes ascend with the costs, so that which of them pass
 * together is known from which incomes are the same. */
static chain chain_at(const costs *all, ms_cents highest, int64_t periods, int32_t percent)
{
    chain found = {0, 0};
    ms_cents before = 0;
    for (uint32_t i = 0; i < all->count && percent > 0; i++) {
        ms_cents income = periods * ms_divide_up(ms_divide_up(all->at[i] * WHOLE, percent), periods);
        if (income > highest) {
            break;
        }
        if (i > 0 && income == before) {
            found.together |= UINT64_C(1) << (i - 1);
        }
        before = income;
        found.reached++;
    }
    return found;
}

static void mark_unknown_amount(marks *m, const ms_case *facts, const ms_parent *parent)
{
    costs all = {.count = 0};
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_range increase = ms_rule_2_increase(&parent->plans[i].cost);
        if (ms_plan_available(&parent->plans[i], facts->as_of)) {
            add_cost(&all, increase.lo);
            add_cost(&all, increase.hi);
        }
    }
    if (all.count == 0) {
        return;
    }
    ms_period per = parent->income.per;
    ms_cents highest = ms_rule_1a_gross_income(&parent->income).hi;
    int64_t periods = per == MS_PERIOD_UNKNOWN ? 1 : ms_periods_per_year(per);
    chain before = chain_at(&all, highest, periods, m->percents[0]);
    for (uint32_t i = 1; i < m->count; i++) {
        chain here = chain_at(&all, highest, periods, m->percents[i]);
        m->turns[i] |= here.together != before.together || here.reached != before.reached;
        before = here;
    }
}

/* ---- both -------------------------------------------------------------------------------------------------------- */

uint32_t ms_stretches(const ms_case *facts, const int32_t *percents, uint32_t count, uint16_t *stretch)
{
    memset(stretch, 0, count * sizeof *stretch);
    if (count == 1) {
        return 1;
    }
    marks m = {percents, count, stretch};
    for (int party = MS_PNS; party < party_count(facts); party++) {
        const ms_parent *parent = &facts->parents[party];
        if (parent->income.amount.known) {
            mark_known_amount(&m, facts, parent);
        } else {
            mark_unknown_amount(&m, facts, parent);
        }
    }
    for (uint32_t i = 1; i < count; i++) {
        stretch[i] = (uint16_t)(stretch[i] + stretch[i - 1]);
    }
    return stretch[count - 1] + 1u;
}

/* The same over all that the plan's cost and the income may be. */
static bool plan_may_turn(const ms_plan *plan, ms_range income, int32_t low, int32_t high)
{
    ms_range increase = ms_rule_2_increase(&plan->cost);
    return !ms_rule_2_within(increase.hi, income.lo, low) && ms_rule_2_within(increase.lo, income.hi, high);
}

bool ms_may_turn(const ms_case *facts, int32_t percent, int32_t other)
{
    int32_t low = percent < other ? percent : other, high = percent < other ? other : percent;
    for (int party = MS_PNS; party < party_count(facts) && low != high; party++) {
        const ms_parent *parent = &facts->parents[party];
        ms_range income = ms_rule_1a_gross_income(&parent->income);
        if (!parent->plans_known) {
            return true;
        }
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            bool available = ms_plan_available(&parent->plans[i], facts->as_of);
            if (available && plan_may_turn(&parent->plans[i], income, low, high)) {
                return true;
            }
        }
    }
    return false;
}
