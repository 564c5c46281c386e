/*
 * The rule in CLIPS, the peer against which bench/outcomes.c is measured.
 *
 *   bench-clips RULE ANSWERS
 *
 * RULE is rule.clp, loaded once. For each case its facts are asserted, the agenda is run, and the facts are removed;
 * all of that is measured, for facts enter CLIPS in no other way. A case by itself is the fastest: facts of many
 * cases at once need a number of the case to join on, and (reset) does more than remove facts. See turns.h for what
 * comes out.
 */
#include "bench/peers/turns.h"

#include <clips/clips.h>

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 131072, PASSES = 1, KINDS = MS_KIND_AGENCY + 1 };

typedef struct engine {
    void *environment;
    void *child, *plan; /* deftemplates */
    void *parties[2], *kinds[KINDS];
} engine;

/* ---- facts ------------------------------------------------------------------------------------------------------- */

/* A fact whose slots are filled one after the other. */
typedef struct entry {
    void *environment;
    struct fact *fact;
    int slots;
} entry;

static entry start_fact(const engine *clips, void *template)
{
    return (entry){clips->environment, EnvCreateFact(clips->environment, template), 0};
}

static void fill_slot(entry *into, int type, void *value)
{
    into->slots++;
    SetMFType(&into->fact->theProposition, into->slots, type);
    SetMFValue(&into->fact->theProposition, into->slots, value);
}

static void add(entry *into, int64_t value)
{
    fill_slot(into, INTEGER, EnvAddLong(into->environment, value));
}

/* The slots in the order of rule.clp. */
static void assert_plan(const engine *clips, ms_party party, const flat_plan *plan)
{
    entry into = start_fact(clips, clips->plan);
    fill_slot(&into, SYMBOL, clips->parties[party]);
    add(&into, plan->medical);
    add(&into, plan->covers);
    add(&into, plan->covered_until);
    add(&into, plan->available_from);
    add(&into, plan->basis);
    add(&into, plan->per);
    add(&into, plan->self_only);
    add(&into, plan->family);
    add(&into, plan->add_dependents);
    add(&into, plan->area);
    for (int i = 0; i < ZIPS_A_PLAN; i++) {
        add(&into, plan->zips[i]);
    }
    add(&into, plan->state);
    for (int i = 0; i < COUNTIES_A_PLAN; i++) {
        add(&into, plan->county_states[i]);
        add(&into, plan->counties[i]);
    }
    EnvAssert(clips->environment, into.fact);
}

static void assert_child(const engine *clips, const flat_case *flat)
{
    entry into = start_fact(clips, clips->child);
    add(&into, flat->as_of);
    fill_slot(&into, SYMBOL, clips->kinds[flat->kind]);
    add(&into, flat->wish);
    add(&into, flat->public_coverage);
    add(&into, flat->zip);
    add(&into, flat->state);
    add(&into, flat->county);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        add(&into, flat->parents[party].income);
        add(&into, flat->parents[party].income_per);
    }
    EnvAssert(clips->environment, into.fact);
}

static void assert_case(const engine *clips, const flat_case *flat)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (int i = 0; i < flat->parents[party].plan_count; i++) {
            assert_plan(clips, (ms_party)party, &flat->plans[party][i]);
        }
    }
    assert_child(clips, flat);
}

/* ---- the rule ---------------------------------------------------------------------------------------------------- */

enum { NOTHING_ORDERED = UINT8_MAX };

/* What the rule that fired has ordered. */
static uint8_t ordered;

/* The function (order LETTER) of rule.clp. */
static int order(void *environment)
{
    ordered = (uint8_t)(EnvRtnLexeme(environment, 1)[0] - 'A');
    return 0;
}

static void *symbol(void *environment, const char *text)
{
    void *found = EnvAddSymbol(environment, text);
    IncrementSymbolCount(found);
    return found;
}

static bool prepare(engine *clips, char *rule)
{
    void *environment = CreateEnvironment();
    clips->environment = environment;
    if (environment == NULL || EnvDefineFunction2(environment, "order", 'v', PTIEF order, "order", "11w") == 0
        || EnvLoad(environment, rule) != 1) {
        return false;
    }
    EnvReset(environment);
    /* Two plans that are alike change nothing, and looking for them takes time. */
    EnvSetFactDuplication(environment, TRUE);
    clips->child = EnvFindDeftemplate(environment, "child");
    clips->plan = EnvFindDeftemplate(environment, "plan");
    clips->parties[MS_PNS] = symbol(environment, "pns");
    clips->parties[MS_PSS] = symbol(environment, "pss");
    clips->kinds[MS_KIND_PARENT] = symbol(environment, "parent");
    clips->kinds[MS_KIND_CUSTODIAN] = symbol(environment, "custodian");
    clips->kinds[MS_KIND_AGENCY] = symbol(environment, "agency");
    return clips->child != NULL && clips->plan != NULL;
}

static bool decide(void *peer, const flat_case *flats, size_t count, uint8_t *paragraphs)
{
    const engine *clips = peer;
    for (size_t i = 0; i < count; i++) {
        ordered = NOTHING_ORDERED;
        assert_case(clips, &flats[i]);
        EnvRun(clips->environment, -1);
        RemoveAllFacts(clips->environment);
        paragraphs[i] = ordered;
    }
    return true;
}

int main(int argc, char **argv)
{
    engine clips = {0};
    if (argc != 3 || !prepare(&clips, argv[1])) {
        fprintf(stderr, "bench-clips RULE ANSWERS\n");
        return 2;
    }
    flat_case *flats = draw_known_cases(CASES);
    bool good = flats != NULL && take_turns(decide, &clips, flats, CASES, PASSES, argv[2]);
    if (!good) {
        fprintf(stderr, "bench-clips: no memory, or %s cannot be written\n", argv[2]);
    }
    DestroyEnvironment(clips.environment);
    free(flats);
    return good ? 0 : 1;
}
