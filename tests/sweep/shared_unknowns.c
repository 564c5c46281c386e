/*
 * Unknown facts that several plans share: a parent's income, the child's home. Cases with up to two plans a parent are
 * drawn from a fixed sequence; every completion of each is made one by one and determined, and from these outcomes
 * alone it is told which paragraphs are possible and which facts matter. Under all readings, `source` and parts of
 * costs and incomes unknown too. And every "what would change it" of a determined case is carried out on the case
 * itself, and must come out as it says.
 */
#include "determine/parts.h"
#include "determine/unknown.h"

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 60000, MOST_COMPLETIONS = 20000, MOST_FACTS = 24 };

static unsigned long passed;
static unsigned long failed;
static unsigned long number; /* of the case at hand */

static void check(bool good, const char *what)
{
    if (good) {
        passed++;
    } else if (failed++ < 20) {
        printf("# case %lu: %s\n", number, what);
    }
}

static unsigned draw(unsigned below)
{
    static uint64_t state = 20261122;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

/* ---- drawing a case ---------------------------------------------------------------------------------------------- */

enum { ZIP_1 = 65102, ZIP_2 = 65110, ZIP_3 = 65202 };

static const uint32_t zip_lists[8][3] = {{0},     {ZIP_1},        {ZIP_2},        {ZIP_1, ZIP_2},
                                         {ZIP_3}, {ZIP_1, ZIP_3}, {ZIP_2, ZIP_3}, {ZIP_1, ZIP_2, ZIP_3}};
static const uint32_t zip_counts[8] = {0, 1, 1, 2, 1, 2, 2, 3};
static const ms_cents yearly_incomes[] = {0, 999900, 1000000, 1002000, 2999900, 3000000, 3002000, MS_MONEY_MAX};
static const ms_place counties[2] = {{0, 1, 1}, {0, 2, 1}};
static const uint16_t states[1] = {2};

/* The areas that tell homes apart: eight lists of zips; everywhere; a county; a state. */
enum { UNLIMITED = 8, COUNTY = 9, STATE = 10, AREAS = 11 };

static ms_area area_of(unsigned list)
{
    switch (list) {
    case UNLIMITED:
        return (ms_area){.kind = MS_AREA_UNLIMITED};
    case COUNTY:
        return (ms_area){.kind = MS_AREA_LISTS, .counties = counties, .county_count = 2};
    case STATE:
        return (ms_area){.kind = MS_AREA_LISTS, .states = states, .state_count = 1};
    default:
        return (ms_area){.kind = MS_AREA_LISTS, .zips = zip_lists[list], .zip_count = zip_counts[list]};
    }
}

static ms_area draw_area(void)
{
    unsigned way = draw(14);
    if (way == 13) {
        return (ms_area){0};
    }
    if (way == 12) {
        return (ms_area){
            .kind = MS_AREA_LISTS, .counties = counties, .county_count = 2, .zips = zip_lists[1], .zip_count = 1};
    }
    return area_of(way % AREAS);
}

static ms_amount draw_amount(unsigned chance)
{
    static const ms_cents amounts[] = {0, 1000, 4100, 4200, 12500, 50000, 50100, 150000};
    ms_amount amount = {draw(chance) != 0, amounts[draw(8)]};
    return amount.known ? amount : (ms_amount){0};
}

static ms_cost draw_cost(void)
{
    ms_cost cost = {.per = draw(8) == 0 ? MS_PERIOD_UNKNOWN : (ms_period)(1 + draw(5))};
    switch (draw(5)) {
    case 0:
        return (ms_cost){0};
    case 1:
        cost.basis = MS_COST_TIERS;
        cost.self_only = draw_amount(4);
        cost.family = draw_amount(cost.self_only.known ? 4 : 1000);
        return cost;
    default:
        cost.basis = MS_COST_ADD_DEPENDENTS;
        cost.add_dependents = draw_amount(12);
        return cost;
    }
}

static void draw_parent(ms_plan plans[3], ms_parent *parent)
{
    *parent = (ms_parent){.plans = plans, .plans_known = draw(8) != 0};
    parent->plan_count = parent->plans_known ? draw(3) : 0;
    if (draw(4) != 0) {
        parent->income.amount = (ms_amount){true, yearly_incomes[draw(7)]};
    }
    parent->income.per = draw(10) == 0 ? MS_PERIOD_UNKNOWN : draw(2) == 0 ? MS_PER_YEAR : MS_PER_MONTH;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        plans[i] = (ms_plan){.medical = draw(10) != 0, .dental = true, .covers_known = draw(5) != 0};
        plans[i].covers = plans[i].covers_known && draw(4) == 0 ? 1 : 0;
        plans[i].source = (ms_source)draw(4);
        plans[i].cost = draw_cost();
        plans[i].area = draw_area();
        plans[i].available_from = draw(12) == 0 ? 739001 : MS_NO_DATE;
    }
}

static void draw_case(ms_case *facts, ms_plan plans[2][3], ms_child *child)
{
    *child = (ms_child){.home = {draw(2) == 0 ? 0 : ZIP_1, (uint16_t)draw(3), (uint16_t)draw(3)},
                        .public_coverage = (ms_public)draw(6),
                        .other_private_coverage = draw(5) == 0};
    *facts = (ms_case){.as_of = 739000,
                       .kind = draw(4) == 0 ? MS_KIND_CUSTODIAN : MS_KIND_PARENT,
                       .maintain_coverage = (ms_truth)(1 + draw(3)),
                       .child_count = 1,
                       .children = child,
                       .form14 = {.calculated = MS_NO}};
    draw_parent(plans[0], &facts->parents[MS_PNS]);
    draw_parent(plans[1], &facts->parents[MS_PSS]);
}

static void draw_readings(ms_readings *readings)
{
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        unsigned choices = ms_reading_describe((ms_reading)reading)->choice_count;
        readings->choice[reading] = (uint8_t)(draw(2) == 0 ? 0 : draw(choices));
    }
}

/* ---- completions, one by one ------------------------------------------------------------------------------------- */

static bool give_amount(ms_amount *amount, uint32_t k)
{
    static const ms_cents amounts[] = {0,     100,    1000,   4167,   12500,  50000,
                                       50001, 100005, 150001, 200000, 350000, MS_MONEY_MAX};
    if (k >= sizeof amounts / sizeof amounts[0]) {
        return false;
    }
    *amount = (ms_amount){true, amounts[k]};
    return true;
}

static bool give_income(ms_income *income, uint32_t k)
{
    static const ms_cents incomes[] = {0,       10000,   100000,   500000,   999900,    1000000,   1002000,     2999900,
                                       3000000, 3002000, 10000000, 20000000, 100000000, 700000000, MS_MONEY_MAX};
    if (k >= sizeof incomes / sizeof incomes[0]) {
        return false;
    }
    *income = (ms_income){{true, incomes[k]}, MS_PER_YEAR};
    return true;
}

/* What an unknown list of plans may be: none, or one plan in every way that matters. */
static bool give_plans(ms_parent *parent, uint32_t k)
{
    static const unsigned areas[] = {0, 1, 2, UNLIMITED, COUNTY, STATE};
    static const ms_cents prices[] = {0, 50000, 200000, 52 * MS_MONEY_MAX};
    enum { AREA_COUNT = 6, PRICE_COUNT = 4 };
    parent->plans_known = true;
    parent->plan_count = k == 0 ? 0 : 1;
    uint32_t way = k - 1;
    bool dear = way / (2 * AREA_COUNT) % PRICE_COUNT == PRICE_COUNT - 1;
    ms_cents price = prices[way / (2 * AREA_COUNT) % PRICE_COUNT];
    parent->plans[0] = (ms_plan){.medical = true,
                                 .covers_known = true,
                                 .covers = way % 2,
                                 .source = MS_SOURCE_EMPLOYER,
                                 .cost = {.basis = MS_COST_ADD_DEPENDENTS,
                                          .per = dear ? MS_PER_WEEK : MS_PER_YEAR,
                                          .add_dependents = {true, dear ? price / 52 : price}},
                                 .area = area_of(areas[way / 2 % AREA_COUNT])};
    return k <= 2 * AREA_COUNT * PRICE_COUNT;
}

static bool give_place(uint16_t *part, uint32_t k)
{
    *part = (uint16_t)(k + 1); /* 1, 2 are listed, 3 is not */
    return k < 3;
}

/* Gives a fact its k-th value of those that can matter in the cases drawn. */
static bool give(ms_case *facts, ms_fact fact, uint32_t k)
{
    static const uint32_t zips[] = {ZIP_1, ZIP_2, ZIP_3, 70000};
    ms_parent *parent = &facts->parents[fact.party == MS_PSS ? MS_PSS : MS_PNS];
    switch (fact.kind) {
    case MS_FACT_INCOME:
        return give_income(&parent->income, k);
    case MS_FACT_INCOME_AMOUNT: {
        ms_period per = parent->income.per;
        if (!give_income(&parent->income, k)) {
            return false;
        }
        parent->income.per = per;
        parent->income.amount.cents /= per == MS_PER_MONTH ? 12 : 1;
        return true;
    }
    case MS_FACT_PLANS:
        return give_plans(parent, k);
    case MS_FACT_PLAN_COST:
        parent->plans[fact.index].cost = (ms_cost){.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_WEEK};
        return give_amount(&parent->plans[fact.index].cost.add_dependents, k);
    case MS_FACT_PLAN_SELF_ONLY:
        return give_amount(&parent->plans[fact.index].cost.self_only, k);
    case MS_FACT_PLAN_FAMILY:
        return give_amount(&parent->plans[fact.index].cost.family, k);
    case MS_FACT_PLAN_ADDING:
        return give_amount(&parent->plans[fact.index].cost.add_dependents, k);
    case MS_FACT_PLAN_AREA:
        parent->plans[fact.index].area = area_of(k % AREAS);
        return k < AREAS;
    case MS_FACT_HOME_ZIP:
        facts->children[0].home.zip = zips[k % 4];
        return k < 4;
    case MS_FACT_HOME_STATE:
        return give_place(&facts->children[0].home.state, k);
    case MS_FACT_HOME_COUNTY:
        return give_place(&facts->children[0].home.county, k);
    default:
        return ms_fact_assign(facts, fact, k); /* yes or no, or one of a few: every value there is */
    }
}

/* All outcomes of a case: one paragraph for each combination of values, the first fact running fastest. */
typedef struct completions {
    uint32_t fact_count;
    ms_fact facts[MOST_FACTS];
    uint32_t value_counts[MOST_FACTS];
    uint32_t count;
    ms_paragraphs outcomes[MOST_COMPLETIONS];
} completions;

/* False when there are too many. */
static bool count_values(const ms_case *facts, ms_case *copy, completions *all)
{
    all->count = 1;
    for (uint32_t i = 0; i < all->fact_count; i++) {
        uint32_t values = 0;
        ms_case_restore(copy, facts);
        while (give(copy, all->facts[i], values)) {
            values++;
        }
        all->value_counts[i] = values;
        all->count *= values;
        if (all->count > MOST_COMPLETIONS) {
            return false;
        }
    }
    return true;
}

static unsigned determine_all(const ms_case *facts, ms_case *copy, const ms_settings *settings, completions *all)
{
    unsigned reached = 0;
    for (uint32_t n = 0; n < all->count; n++) {
        ms_case_restore(copy, facts);
        uint32_t rest = n;
        for (uint32_t i = 0; i < all->fact_count; i++) {
            give(copy, all->facts[i], rest % all->value_counts[i]);
            rest /= all->value_counts[i];
        }
        ms_outcome outcome;
        ms_determine_child(copy, 0, settings, &outcome);
        check((outcome.possible & (outcome.possible - 1)) == 0, "a completion has one outcome");
        all->outcomes[n] = outcome.possible;
        reached |= outcome.possible;
    }
    return reached;
}

/* Whether two completions that differ in fact i alone come out differently. */
static bool matters(const completions *all, uint32_t i)
{
    uint32_t step = 1;
    for (uint32_t k = 0; k < i; k++) {
        step *= all->value_counts[k];
    }
    for (uint32_t n = 0; n < all->count; n++) {
        uint32_t value = n / step % all->value_counts[i];
        if (value > 0 && all->outcomes[n] != all->outcomes[n - value * step]) {
            return true;
        }
    }
    return false;
}

static bool is_needed(const ms_explanation *explanation, ms_fact fact)
{
    for (uint32_t i = 0; i < explanation->need_count; i++) {
        const ms_fact *need = &explanation->needs[i].fact;
        if (need->kind == fact.kind && need->party == fact.party && need->index == fact.index) {
            return true;
        }
    }
    return false;
}

/* ---- what would change it ---------------------------------------------------------------------------------------- */

/* Carries out one change on a copy of the case. */
static void carry_out(ms_case *copy, const ms_what_if *change)
{
    ms_parent *parent = &copy->parents[change->fact.party == MS_PSS ? MS_PSS : MS_PNS];
    ms_plan *plan = &parent->plans[change->fact.index < 3 ? change->fact.index : 0];
    ms_cents amount = change->cents;
    if (change->change == MS_CHANGE_ABOVE) {
        amount += 1;
    }
    if (change->change == MS_CHANGE_BELOW) {
        amount -= 1;
    }
    switch (change->fact.kind) {
    case MS_FACT_PLAN_COVERS:
        plan->covers = change->change == MS_CHANGE_YES ? 1 : 0;
        plan->covered_until = MS_NO_DATE;
        return;
    case MS_FACT_PLAN_FAMILY:
        plan->cost.family.cents = amount;
        return;
    case MS_FACT_PLAN_ADDING:
        plan->cost.add_dependents.cents = amount;
        return;
    case MS_FACT_INCOME:
        parent->income.amount.cents = amount;
        return;
    case MS_FACT_PLAN_SOURCE:
        plan->source = change->source;
        return;
    case MS_FACT_PLAN_AREA:
        plan->area = area_of(change->change == MS_CHANGE_REACHES ? UNLIMITED : 0);
        return;
    case MS_FACT_PLANS:
        parent->plans[parent->plan_count++] = (ms_plan){.medical = true,
                                                        .covers_known = true,
                                                        .source = MS_SOURCE_UNION,
                                                        .cost = {MS_COST_TIERS, MS_PER_WEEK, {true, 5}, {true, 5}, {0}},
                                                        .area = area_of(UNLIMITED)};
        return;
    case MS_FACT_WISH:
        copy->maintain_coverage = change->change == MS_CHANGE_YES ? MS_YES : MS_NO;
        return;
    case MS_FACT_OTHER_PRIVATE:
        copy->children[0].other_private_coverage = change->change == MS_CHANGE_YES;
        return;
    case MS_FACT_PUBLIC:
        copy->children[0].public_coverage = change->public_coverage;
        return;
    case MS_FACT_AS_OF:
        copy->as_of = change->date;
        return;
    default:
        check(false, "a change of a fact that none is made of");
    }
}

static void check_changes(const ms_case *facts, ms_case *copy, const ms_settings *settings, ms_arena *arena)
{
    ms_explanation explanation;
    if (ms_explain(facts, settings, MS_EXPLAIN_ALL, arena, &explanation) != MS_OK) {
        check(false, "memory");
        return;
    }
    for (uint32_t i = 0; i < explanation.what_if_count; i++) {
        const ms_what_if *change = &explanation.what_ifs[i];
        ms_case_restore(copy, facts);
        carry_out(copy, change);
        ms_outcome outcome;
        ms_determine_child(copy, 0, settings, &outcome);
        check(ms_outcome_same(&outcome, &change->outcome), "a change comes out as it says");
        check(!ms_outcome_same(&outcome, &explanation.children[0].outcome), "a change moves the outcome");
    }
    check(explanation.status == MS_DETERMINED || explanation.what_if_count == 0, "changes of a determined case alone");
}

/* Each settling set, with some values, settles the case, and no smaller set of needs does. */
static bool can_settle(const ms_case *facts, const ms_settings *settings, const ms_explanation *explanation,
                       ms_settling_set set, ms_arena *arena)
{
    if (set == 0) {
        ms_outcome outcome;
        ms_determine_child(facts, 0, settings, &outcome);
        return outcome.status != MS_NEEDS_INFORMATION;
    }
    uint32_t need = 0;
    while ((set >> need & 1) == 0) {
        need++;
    }
    ms_case *copy = ms_case_copy(facts, arena);
    for (uint32_t k = 0; copy != NULL && ms_fact_assign(copy, explanation->needs[need].fact, k); k++) {
        if (can_settle(copy, settings, explanation, set & (set - 1), arena)) {
            return true;
        }
        ms_case_restore(copy, facts);
    }
    return false;
}

static unsigned size_of(ms_settling_set set)
{
    unsigned size = 0;
    for (; set != 0; set &= set - 1) {
        size++;
    }
    return size;
}

static void check_settling(const ms_case *facts, const ms_settings *settings, ms_arena *arena)
{
    ms_explanation e;
    if (ms_explain(facts, settings, 0, arena, &e) != MS_OK || e.need_count == 0 || e.need_count > 7) {
        return;
    }
    check(e.settling_count > 0, "something settles the case");
    unsigned size = e.settling_count > 0 ? size_of(e.settling[0]) : 0;
    for (ms_settling_set set = 1; set < UINT64_C(1) << e.need_count; set++) {
        bool listed = false;
        for (uint32_t i = 0; i < e.settling_count; i++) {
            listed = listed || e.settling[i] == set;
        }
        if (size_of(set) <= size) {
            check(listed == can_settle(facts, settings, &e, set, arena), "the smallest settling sets");
        }
    }
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static void check_case(const ms_case *facts, const ms_settings *settings, completions *all, ms_arena *arena)
{
    ms_explanation explanation;
    size_t count = 0;
    ms_unknown *unknowns = ms_unknowns(facts, arena, &count);
    ms_case *copy = ms_case_copy(facts, arena);
    if (unknowns == NULL || copy == NULL || ms_explain(facts, settings, 0, arena, &explanation) != MS_OK) {
        check(false, "memory");
        return;
    }
    all->fact_count = 0;
    for (size_t i = 0; i < count && i < MOST_FACTS; i++) {
        all->facts[all->fact_count++] = unknowns[i].fact;
    }
    check_changes(facts, copy, settings, arena);
    if (!count_values(facts, copy, all)) {
        return;
    }
    unsigned reached = determine_all(facts, copy, settings, all);
    check(reached == explanation.children[0].outcome.possible, "possible");
    for (uint32_t i = 0; i < all->fact_count; i++) {
        check(matters(all, i) == is_needed(&explanation, all->facts[i]), "needs");
    }
    if (number % 8 == 0) {
        check_settling(facts, settings, arena);
    }
}

int main(void)
{
    ms_arena arena = {0};
    ms_settings settings;
    completions *all = malloc(sizeof *all);
    if (all == NULL || ms_settings_at(739000, &settings) != MS_OK) {
        return 1;
    }
    for (number = 0; number < CASES; number++) {
        ms_plan plans[2][3];
        ms_child child;
        ms_case facts;
        draw_case(&facts, plans, &child);
        draw_readings(&settings.readings);
        check_case(&facts, &settings, all, &arena);
        ms_arena_reset(&arena);
    }
    free(all);
    ms_arena_free(&arena);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
