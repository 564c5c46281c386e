/*
 * Every abstract case under every combination of the readings that bear on it. The facts, each known or unknown:
 *
 *   either parent's plans   unknown; none; or one plan, of which whether it covers the child, whether its cost passes
 *                           the test, and whether it is accessible are each yes, no or unknown: 29 states a parent
 *   the wish                yes, no, unknown
 *   public coverage         not enrolled; through the parent seeking support; through another; enrolled, through whom
 *                           is unknown; unknown
 *   other private coverage  yes, no
 *   who seeks support       parent, custodian, agency
 *
 * For each case, from the outcomes of its completions alone: the possible paragraphs are exactly those that some
 * completion reaches, and a status follows; learning a fact never adds a possible paragraph, so it never changes a
 * determined child; and a fact is among the needs if and only if two completions that differ in it alone come out
 * differently.
 */
#include "determine/parts.h"

#include <stdio.h>
#include <string.h>

enum { STATES = 29, PLAN_STATES = 27, KINDS = 9, WISHES = 3, PUBLICS = 5, OTHERS = 2, WAYS = 3 };
enum { UNKNOWN_PLANS = 0, NO_PLANS = 1, FIRST_PLAN = 2 };

/* A case: a state a parent, a wish (0 no, 1 yes, 2 unknown), public coverage, other private coverage. */
typedef struct abstract {
    unsigned pns, pss, wish, coverage, other;
} abstract;

/* What is possible in every abstract case, and in every definite one, under the readings at hand. */
static ms_paragraphs possible_of[STATES][STATES][WISHES][PUBLICS][OTHERS];
static ms_paragraphs definite[KINDS][KINDS][2][WAYS][OTHERS];

static unsigned long passed;
static unsigned long failed;

static void check(bool good, const char *what, const abstract *a, ms_kind kind)
{
    if (good) {
        passed++;
        return;
    }
    if (failed++ < 20) {
        printf("# %s: pns %u pss %u wish %u public %u other %u kind %d\n", what, a->pns, a->pss, a->wish, a->coverage,
               a->other, (int)kind);
    }
}

/* ---- making a case ----------------------------------------------------------------------------------------------- */

/* Answers 0 no, 1 yes, 2 unknown of a plan state: covers, passes, accessible. */
static unsigned answer(unsigned state, unsigned which)
{
    static const unsigned divisors[] = {1, 3, 9};
    return (state - FIRST_PLAN) / divisors[which] % 3;
}

static void make_parent(unsigned state, ms_plan *plan, ms_parent *parent)
{
    *plan = (ms_plan){.medical = true, .source = MS_SOURCE_EMPLOYER};
    *parent = (ms_parent){.income = {{true, 400000}, MS_PER_MONTH}, .plans = plan};
    parent->plans_known = state != UNKNOWN_PLANS;
    if (state < FIRST_PLAN) {
        return;
    }
    parent->plan_count = 1;
    plan->covers_known = answer(state, 0) != 2;
    plan->covers = answer(state, 0) == 1 ? 1 : 0;
    if (answer(state, 1) != 2) {
        ms_cents price = answer(state, 1) == 1 ? 20000 : 20001; /* 5 % of $4,000.00 is $200.00 */
        plan->cost = (ms_cost){.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_MONTH, .add_dependents = {true, price}};
    }
    static const ms_area_kind areas[] = {MS_AREA_LISTS, MS_AREA_UNLIMITED, MS_AREA_UNKNOWN};
    plan->area.kind = areas[answer(state, 2)];
}

/* The case, with its plans and its child in the places given. */
static ms_case make_case(const abstract *a, ms_kind kind, ms_plan plans[2], ms_child *child)
{
    static const ms_truth wishes[] = {MS_NO, MS_YES, MS_UNKNOWN};
    static const ms_public publics[] = {MS_PUBLIC_NONE, MS_PUBLIC_THROUGH_PSS, MS_PUBLIC_THROUGH_OTHER,
                                        MS_PUBLIC_ENROLLED, MS_PUBLIC_UNKNOWN};
    *child = (ms_child){
        .home = {65102, 1, 1}, .public_coverage = publics[a->coverage], .other_private_coverage = a->other != 0};
    ms_case facts = {.as_of = 739000,
                     .kind = kind,
                     .maintain_coverage = wishes[a->wish],
                     .child_count = 1,
                     .children = child,
                     .form14 = {.calculated = MS_NO}};
    make_parent(a->pns, &plans[MS_PNS], &facts.parents[MS_PNS]);
    make_parent(a->pss, &plans[MS_PSS], &facts.parents[MS_PSS]);
    return facts;
}

/* ---- completions ------------------------------------------------------------------------------------------------- */

/* A definite kind of parent: 0 no plan; else 1 + covers + 2 passes + 4 accessible. Its state. */
static unsigned state_of_kind(unsigned kind)
{
    if (kind == 0) {
        return NO_PLANS;
    }
    unsigned bits = kind - 1;
    return FIRST_PLAN + (bits & 1) + 3 * (bits >> 1 & 1) + 9 * (bits >> 2);
}

/* The kinds that a state may turn out to be, bit k for kind k. */
static unsigned kinds_of(unsigned state)
{
    if (state == UNKNOWN_PLANS) {
        return (1u << KINDS) - 1;
    }
    if (state == NO_PLANS) {
        return 1;
    }
    unsigned kinds = 0;
    for (unsigned bits = 0; bits < 8; bits++) {
        bool fits = true;
        for (unsigned which = 0; which < 3; which++) {
            unsigned known = answer(state, which);
            fits = fits && (known == 2 || known == (bits >> which & 1));
        }
        kinds |= (fits ? 1u : 0u) << (bits + 1);
    }
    return kinds;
}

static unsigned wishes_of(unsigned wish)
{
    return wish == 2 ? 3u : 1u << wish;
}

static unsigned ways_of(unsigned coverage)
{
    static const unsigned ways[PUBLICS] = {1, 2, 4, 6, 7};
    return ways[coverage];
}

/* The paragraphs that the completions reach. */
static unsigned reached(const abstract *a)
{
    unsigned pns = kinds_of(a->pns);
    unsigned pss = kinds_of(a->pss);
    unsigned found = 0;
    for (unsigned i = 0; i < KINDS; i++) {
        for (unsigned j = 0; j < KINDS; j++) {
            if ((pns >> i & pss >> j & 1) == 0) {
                continue;
            }
            for (unsigned wish = 0; wish < 2; wish++) {
                for (unsigned way = 0; way < WAYS; way++) {
                    bool open = (wishes_of(a->wish) >> wish & ways_of(a->coverage) >> way & 1) != 0;
                    found |= open ? definite[i][j][wish][way][a->other] : 0u;
                }
            }
        }
    }
    return found;
}

/* ---- needs ------------------------------------------------------------------------------------------------------- */

/* Whether two kinds of a parent differ in this fact alone. */
static bool differ_in(ms_fact_kind fact, unsigned a, unsigned b)
{
    if (fact == MS_FACT_PLANS) {
        return a != b;
    }
    unsigned bit = fact == MS_FACT_PLAN_COVERS ? 1 : fact == MS_FACT_PLAN_COST ? 2 : 4;
    return a != 0 && b != 0 && ((a - 1) ^ (b - 1)) == bit;
}

/* Whether, everything else being equal, definite kinds i and j of one party come out differently. */
static bool kinds_differ(const abstract *a, ms_party party, unsigned i, unsigned j)
{
    unsigned others = kinds_of(party == MS_PNS ? a->pss : a->pns);
    for (unsigned k = 0; k < KINDS; k++) {
        for (unsigned wish = 0; wish < 2 && (others >> k & 1) != 0; wish++) {
            for (unsigned way = 0; way < WAYS; way++) {
                if ((wishes_of(a->wish) >> wish & ways_of(a->coverage) >> way & 1) == 0) {
                    continue;
                }
                ms_paragraphs first =
                    party == MS_PNS ? definite[i][k][wish][way][a->other] : definite[k][i][wish][way][a->other];
                ms_paragraphs second =
                    party == MS_PNS ? definite[j][k][wish][way][a->other] : definite[k][j][wish][way][a->other];
                if (first != second) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool parent_fact_matters(const abstract *a, ms_party party, ms_fact_kind fact)
{
    unsigned kinds = kinds_of(party == MS_PNS ? a->pns : a->pss);
    for (unsigned i = 0; i < KINDS; i++) {
        for (unsigned j = 0; j < i; j++) {
            if ((kinds >> i & kinds >> j & 1) != 0 && differ_in(fact, i, j) && kinds_differ(a, party, i, j)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the wish, or public coverage, alone changes some completion. */
static bool child_fact_matters(const abstract *a, ms_fact_kind fact)
{
    unsigned pns = kinds_of(a->pns);
    unsigned pss = kinds_of(a->pss);
    bool is_wish = fact == MS_FACT_WISH;
    for (unsigned i = 0; i < KINDS; i++) {
        for (unsigned j = 0; j < KINDS && (pns >> i & 1) != 0; j++) {
            if ((pss >> j & 1) == 0) {
                continue;
            }
            for (unsigned same = 0; same < (is_wish ? WAYS : 2u); same++) {
                unsigned open = is_wish ? ways_of(a->coverage) : wishes_of(a->wish);
                unsigned varied = is_wish ? wishes_of(a->wish) : ways_of(a->coverage);
                unsigned found = 0;
                for (unsigned v = 0; v < WAYS && (open >> same & 1) != 0; v++) {
                    if ((varied >> v & 1) != 0) {
                        found |= is_wish ? definite[i][j][v][same][a->other] : definite[i][j][same][v][a->other];
                    }
                }
                if ((found & (found - 1)) != 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Which facts are unknown in the case. */
static unsigned unknown_facts(const abstract *a, ms_kind kind, ms_fact facts[16])
{
    unsigned count = 0;
    static const ms_fact_kind of_plan[] = {MS_FACT_PLAN_COVERS, MS_FACT_PLAN_COST, MS_FACT_PLAN_AREA};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        unsigned state = party == MS_PNS ? a->pns : a->pss;
        if (state == UNKNOWN_PLANS) {
            facts[count++] = (ms_fact){MS_FACT_PLANS, (ms_party)party, 0};
        }
        for (unsigned which = 0; which < 3 && state >= FIRST_PLAN; which++) {
            if (answer(state, which) == 2) {
                facts[count++] = (ms_fact){of_plan[which], (ms_party)party, 0};
            }
        }
    }
    if (a->wish == 2 && kind != MS_KIND_AGENCY) {
        facts[count++] = (ms_fact){MS_FACT_WISH, MS_PSS, 0};
    }
    if (a->coverage >= 3) {
        ms_fact_kind fact = a->coverage == 3 ? MS_FACT_PUBLIC_THROUGH : MS_FACT_PUBLIC;
        facts[count++] = (ms_fact){fact, MS_PARTY_UNKNOWN, 0};
    }
    return count;
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

static void check_needs(const abstract *a, const ms_case *facts, const ms_settings *settings, ms_arena *arena)
{
    ms_context context = {.facts = facts, .settings = settings, .arena = arena};
    ms_child_result child = {0};
    ms_explanation explanation = {.child_count = 1, .children = &child};
    ms_determine_child(facts, 0, settings, &child.outcome);
    explanation.status = child.outcome.status;
    if (ms_explain_needs(&context, &explanation) != MS_OK) {
        check(false, "memory", a, facts->kind);
        return;
    }
    ms_fact unknown[16];
    unsigned count = unknown_facts(a, facts->kind, unknown);
    unsigned needed = 0;
    for (unsigned i = 0; i < count; i++) {
        bool of_parent = unknown[i].kind == MS_FACT_PLANS || unknown[i].kind >= MS_FACT_PLAN_BENEFITS;
        of_parent = of_parent && unknown[i].party != MS_PARTY_UNKNOWN;
        bool matters = of_parent ? parent_fact_matters(a, unknown[i].party, unknown[i].kind)
                                 : child_fact_matters(a, unknown[i].kind);
        check(matters == is_needed(&explanation, unknown[i]), "needs", a, facts->kind);
        needed += matters ? 1 : 0;
    }
    check(needed == explanation.need_count, "needs, their number", a, facts->kind);
    ms_arena_reset(arena);
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static void determine_definite(ms_kind kind, const ms_settings *settings)
{
    for (unsigned i = 0; i < KINDS; i++) {
        for (unsigned j = 0; j < KINDS; j++) {
            for (unsigned rest = 0; rest < 2 * WAYS * OTHERS; rest++) {
                abstract a = {state_of_kind(i), state_of_kind(j), rest & 1, rest >> 1 & 1 ? 1 : 0, 0};
                a.coverage = rest / 2 % WAYS;
                a.other = rest / (2 * WAYS);
                ms_plan plans[2];
                ms_child child;
                ms_case facts = make_case(&a, kind, plans, &child);
                ms_outcome outcome;
                ms_determine_child(&facts, 0, settings, &outcome);
                definite[i][j][a.wish][a.coverage][a.other] = outcome.possible;
                bool one = outcome.possible != 0 && (outcome.possible & (outcome.possible - 1)) == 0;
                check(one, "one outcome or one gap", &a, kind);
            }
        }
    }
}

static void check_case(const abstract *a, ms_kind kind, const ms_settings *settings, ms_arena *arena)
{
    ms_plan plans[2];
    ms_child child;
    ms_case facts = make_case(a, kind, plans, &child);
    ms_outcome outcome;
    ms_determine_child(&facts, 0, settings, &outcome);
    possible_of[a->pns][a->pss][a->wish][a->coverage][a->other] = outcome.possible;
    check(outcome.possible == reached(a), "possible", a, kind);
    bool one = (outcome.possible & (outcome.possible - 1)) == 0;
    ms_outcome_status status = !one                                        ? MS_NEEDS_INFORMATION
                               : outcome.possible == 1u << MS_NO_PARAGRAPH ? MS_UNDECIDED
                                                                           : MS_DETERMINED;
    check(outcome.status == status, "status", a, kind);
    check_needs(a, &facts, settings, arena);
}

/* The states that one answer more about the plan, or about whether there is one, can lead to. */
static bool is_learned(unsigned from, unsigned to)
{
    if (from == UNKNOWN_PLANS) {
        return to != UNKNOWN_PLANS;
    }
    if (from == NO_PLANS || to < FIRST_PLAN) {
        return false;
    }
    unsigned differences = 0;
    for (unsigned which = 0; which < 3; which++) {
        unsigned before = answer(from, which);
        unsigned after = answer(to, which);
        if (before != after && before != 2) {
            return false;
        }
        differences += before != after ? 1 : 0;
    }
    return differences == 1;
}

static void check_learning(const abstract *a, ms_kind kind)
{
    unsigned before = possible_of[a->pns][a->pss][a->wish][a->coverage][a->other];
    for (unsigned state = 0; state < STATES; state++) {
        if (is_learned(a->pns, state)) {
            unsigned after = possible_of[state][a->pss][a->wish][a->coverage][a->other];
            check((after & ~before) == 0, "learning of the parent not seeking support", a, kind);
        }
        if (kind != MS_KIND_AGENCY && is_learned(a->pss, state)) {
            unsigned after = possible_of[a->pns][state][a->wish][a->coverage][a->other];
            check((after & ~before) == 0, "learning of the parent seeking support", a, kind);
        }
    }
    for (unsigned wish = 0; wish < 2 && a->wish == 2; wish++) {
        unsigned after = possible_of[a->pns][a->pss][wish][a->coverage][a->other];
        check((after & ~before) == 0, "learning the wish", a, kind);
    }
    for (unsigned coverage = 0; coverage < a->coverage && a->coverage >= 3; coverage++) {
        unsigned after = possible_of[a->pns][a->pss][a->wish][coverage][a->other];
        bool fits = (ways_of(coverage) & ~ways_of(a->coverage)) == 0;
        check(!fits || (after & ~before) == 0, "learning of public coverage", a, kind);
    }
}

static void for_each_case(ms_kind kind, const ms_settings *settings, ms_arena *arena, bool learning)
{
    abstract a;
    unsigned first = kind == MS_KIND_AGENCY ? NO_PLANS : 0;
    unsigned last = kind == MS_KIND_AGENCY ? NO_PLANS : STATES - 1;
    for (a.pns = 0; a.pns < STATES; a.pns++) {
        for (a.pss = first; a.pss <= last; a.pss++) {
            for (a.wish = 0; a.wish < WISHES; a.wish++) {
                for (unsigned rest = 0; rest < PUBLICS * OTHERS; rest++) {
                    a.coverage = rest % PUBLICS;
                    a.other = rest / PUBLICS;
                    if (learning) {
                        check_learning(&a, kind);
                    } else {
                        check_case(&a, kind, settings, arena);
                    }
                }
            }
        }
    }
}

int main(void)
{
    ms_arena arena = {0};
    ms_settings settings;
    if (ms_settings_at(739000, &settings) != MS_OK) {
        return 1;
    }
    for (int kind = MS_KIND_PARENT; kind <= MS_KIND_AGENCY; kind++) {
        for (unsigned choice = 0; choice < 48; choice++) {
            uint8_t *choices = settings.readings.choice;
            choices[MS_UNWILLING_COVERAGE] = choice & 1;
            choices[MS_INACCESSIBLE_PLAN] = choice >> 1 & 1;
            choices[MS_PUBLIC_THROUGH_ANOTHER] = choice >> 2 & 1;
            choices[MS_CUSTODIAN] = choice >> 3 & 1;
            choices[MS_COVERED_EXEMPTION] = (uint8_t)(choice >> 4);
            if (kind != MS_KIND_CUSTODIAN && choices[MS_CUSTODIAN] != 0) {
                continue; /* this reading bears on custodians alone */
            }
            determine_definite((ms_kind)kind, &settings);
            for_each_case((ms_kind)kind, &settings, &arena, false);
            for_each_case((ms_kind)kind, &settings, &arena, true);
        }
    }
    ms_arena_free(&arena);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
