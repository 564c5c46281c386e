#include "casefile/view.h"

#include "casefile/value.h"
#include "facts/plain_values.h"

/* A place in the order in which things take effect. */
typedef struct key {
    ms_date effective;
    uint64_t sequence;
} key;

static key key_of(const ms_entry *entry)
{
    return (key){entry->effective, entry->sequence};
}

static bool before(key a, key b)
{
    return a.effective != b.effective ? a.effective < b.effective : a.sequence < b.sequence;
}

bool ms_in_view(const ms_entry *entry, ms_view view)
{
    if (entry->sequence > view.upto || entry->effective > view.on) {
        return false;
    }
    return entry->corrected == NULL || entry->corrected->sequence > view.upto;
}

/* Whether a claim is recorded, in effect, and neither corrected nor withdrawn. */
static bool is_said(const ms_claim *claim, ms_view view)
{
    for (const ms_withdrawal *w = claim->withdrawals; w != NULL; w = w->before) {
        if (ms_in_view(&w->entry, view)) {
            return false;
        }
    }
    return ms_in_view(&claim->entry, view);
}

/* ---- what makes claims history ----------------------------------------------------------------------------------- */

/* What a reading of a fact leaves out. */
typedef struct limits {
    ms_view view;
    key floor;              /* what took effect before is history */
    const ms_claim *chosen; /* by the resolution; NULL: none */
    uint64_t settled;       /* claims recorded before this event are settled by the resolution */
} limits;

static void raise(key *floor, key to)
{
    if (before(*floor, to)) {
        *floor = to;
    }
}

/* A change of the fact itself makes what was said of it before history. */
static void raise_to_changes(const ms_fact_slot *slot, ms_view view, key *floor)
{
    for (const ms_claim *claim = slot->first; claim != NULL; claim = claim->next) {
        if (claim->changed && is_said(claim, view)) {
            raise(floor, key_of(&claim->entry));
        }
    }
}

/* The last resolution in view whose choice is still said and not history. */
static const ms_resolution *resolution_of(const ms_fact_slot *slot, ms_view view, key floor)
{
    for (const ms_resolution *r = slot->resolutions; r != NULL; r = r->next) {
        bool history = before(key_of(&r->chosen->entry), floor);
        if (ms_in_view(&r->entry, view) && is_said(r->chosen, view) && !history) {
            return r;
        }
    }
    return NULL;
}

static const ms_fact_slot *no_plans_of(const ms_state *state, ms_party party)
{
    return &state->parent_facts[party][MS_FIELD_NO_PLANS - MS_CASE_FIELDS];
}

/* The limits of a plan's facts that come of the parent's having no plan: a change to none, or a resolution for none. */
static void limit_by_no_plans(const ms_state *state, ms_party party, limits *l)
{
    const ms_fact_slot *none = no_plans_of(state, party);
    raise_to_changes(none, l->view, &l->floor);
    const ms_resolution *r = resolution_of(none, l->view, (key){0, 0});
    if (r != NULL && r->chosen->slot == none && l->settled < r->entry.sequence) {
        l->settled = r->entry.sequence;
    }
}

static limits limits_of(const ms_state *state, ms_view view, const ms_fact_slot *slot)
{
    limits l = {.view = view};
    if (ms_fact_row_of(slot->path.field)->scope == MS_SCOPE_PLAN) {
        limit_by_no_plans(state, slot->path.party, &l);
    }
    raise_to_changes(slot, view, &l.floor);
    const ms_resolution *r = resolution_of(slot, view, l.floor);
    if (r != NULL && r->entry.sequence > l.settled) {
        l.settled = r->entry.sequence;
        l.chosen = r->chosen;
    }
    return l;
}

static bool within_limits(const ms_claim *claim, const limits *l)
{
    if (!is_said(claim, l->view) || before(key_of(&claim->entry), l->floor)) {
        return false;
    }
    return claim == l->chosen || claim->entry.sequence > l->settled;
}

static bool same_source(const ms_claim *a, const ms_claim *b)
{
    return ms_text_same(a->source, b->source) && ms_text_same(a->said_by, b->said_by);
}

/* Whether the source of a claim has said something later of the same fact. */
static bool is_superseded(const ms_claim *claim, const limits *l)
{
    for (const ms_claim *other = claim->slot->first; other != NULL; other = other->next) {
        if (other != claim && same_source(claim, other) && before(key_of(&claim->entry), key_of(&other->entry))
            && within_limits(other, l)) {
            return true;
        }
    }
    return false;
}

static bool counts(const ms_claim *claim, const limits *l)
{
    return within_limits(claim, l) && !is_superseded(claim, l);
}

/* ---- one fact by itself ------------------------------------------------------------------------------------------ */

/* Whether everything that counts on a fact agrees with a claim and says no more than it. */
static bool all_agree(const ms_claim *with, const limits *l)
{
    for (const ms_claim *claim = with->slot->first; claim != NULL; claim = claim->next) {
        if (claim == with || !counts(claim, l)) {
            continue;
        }
        ms_agreement agreement = ms_values_compare(claim->value, with->value);
        if (agreement != MS_VALUES_SAME && agreement != MS_FIRST_WITHIN) {
            return false;
        }
    }
    return true;
}

/* Of two claims that say the same the verified one is named, else the later one. */
static bool is_better(const ms_claim *claim, const ms_claim *than)
{
    bool verified = claim->verified_by.at != NULL;
    if (than == NULL || verified != (than->verified_by.at != NULL)) {
        return than == NULL || verified;
    }
    return before(key_of(&than->entry), key_of(&claim->entry));
}

static ms_standing stand(const ms_fact_slot *slot, const limits *l)
{
    const ms_claim *agreed = NULL, *latest = NULL;
    for (const ms_claim *claim = slot->first; claim != NULL; claim = claim->next) {
        if (!counts(claim, l)) {
            continue;
        }
        if (latest == NULL || before(key_of(&latest->entry), key_of(&claim->entry))) {
            latest = claim;
        }
        if (all_agree(claim, l) && is_better(claim, agreed)) {
            agreed = claim;
        }
    }
    if (agreed != NULL) {
        return (ms_standing){MS_STANDS_KNOWN, agreed};
    }
    return (ms_standing){latest == NULL ? MS_STANDS_UNKNOWN : MS_STANDS_CONFLICT, latest};
}

/* ---- children and plans ------------------------------------------------------------------------------------------ */

static int field_count(const ms_thing *thing)
{
    bool child = thing->facts[0].path.field == MS_FIELD_CHILD;
    return child ? (int)MS_CHILD_FIELDS : (int)MS_PLAN_FIELDS;
}

/* A claim that mentions the thing, or NULL. */
static const ms_claim *mention_of(const ms_state *state, ms_view view, const ms_thing *thing)
{
    for (int i = 0; i < field_count(thing); i++) {
        limits l = limits_of(state, view, &thing->facts[i]);
        for (const ms_claim *claim = thing->facts[i].first; claim != NULL; claim = claim->next) {
            if (within_limits(claim, &l)) {
                return claim;
            }
        }
    }
    return NULL;
}

static ms_standing stand_of_thing(const ms_state *state, ms_view view, const ms_thing *thing)
{
    limits l = limits_of(state, view, &thing->facts[0]);
    ms_standing itself = stand(&thing->facts[0], &l);
    if (itself.kind == MS_STANDS_CONFLICT) {
        return itself;
    }
    if (itself.kind == MS_STANDS_KNOWN) {
        bool there = itself.claim->value.at[0] == 't';
        return there ? itself : (ms_standing){MS_STANDS_UNKNOWN, NULL};
    }
    const ms_claim *mention = mention_of(state, view, thing);
    if (mention != NULL || thing->of_opening) {
        return (ms_standing){MS_STANDS_KNOWN, mention};
    }
    return (ms_standing){MS_STANDS_UNKNOWN, NULL};
}

/* ---- whether a parent has plans ---------------------------------------------------------------------------------- */

/* Whether the source of a claim of no plans has since spoken of one. */
static bool has_named_plan(const ms_state *state, const ms_claim *none, ms_view view)
{
    for (const ms_thing *plan = state->plans[none->slot->path.party].first; plan != NULL; plan = plan->next) {
        for (int i = 0; i < MS_PLAN_FIELDS; i++) {
            for (const ms_claim *claim = plan->facts[i].first; claim != NULL; claim = claim->next) {
                if (is_said(claim, view) && same_source(none, claim)
                    && before(key_of(&none->entry), key_of(&claim->entry))) {
                    return true;
                }
            }
        }
    }
    return false;
}

static limits limits_of_no_plans(const ms_state *state, ms_party party, ms_view view)
{
    const ms_fact_slot *none = no_plans_of(state, party);
    limits l = {.view = view};
    raise_to_changes(none, view, &l.floor);
    for (const ms_thing *plan = state->plans[party].first; plan != NULL; plan = plan->next) {
        for (int i = 0; i < MS_PLAN_FIELDS; i++) {
            raise_to_changes(&plan->facts[i], view, &l.floor);
        }
    }
    const ms_resolution *r = resolution_of(none, view, (key){0, 0});
    if (r != NULL) {
        l.settled = r->entry.sequence;
        l.chosen = r->chosen->slot == none ? r->chosen : NULL;
    }
    return l;
}

/* The latest claim of no plans that counts, or NULL. */
static const ms_claim *claim_of_none(const ms_state *state, ms_party party, ms_view view)
{
    const ms_claim *latest = NULL;
    limits l = limits_of_no_plans(state, party, view);
    for (const ms_claim *claim = no_plans_of(state, party)->first; claim != NULL; claim = claim->next) {
        bool later = latest == NULL || before(key_of(&latest->entry), key_of(&claim->entry));
        if (later && counts(claim, &l) && !has_named_plan(state, claim, view)) {
            latest = claim;
        }
    }
    return latest;
}

/* How the parent's plans stand, from how each of them does. */
static ms_standing stand_of_plans(const ms_state *state, ms_party party, ms_view view)
{
    const ms_claim *none = claim_of_none(state, party, view);
    bool any = false;
    for (const ms_thing *plan = state->plans[party].first; plan != NULL; plan = plan->next) {
        ms_standing standing = stand_of_thing(state, view, plan);
        if (standing.kind == MS_STANDS_CONFLICT) {
            return standing;
        }
        any = any || standing.kind == MS_STANDS_KNOWN;
    }
    if (none == NULL) {
        return (ms_standing){MS_STANDS_UNKNOWN, NULL};
    }
    return (ms_standing){any ? MS_STANDS_CONFLICT : MS_STANDS_KNOWN, none};
}

/* ---- the view ---------------------------------------------------------------------------------------------------- */

static void stand_of_things(const ms_state *state, ms_view view, const ms_things *things, ms_standing *standings)
{
    for (const ms_thing *thing = things->first; thing != NULL; thing = thing->next) {
        standings[thing->facts[0].number] = stand_of_thing(state, view, thing);
        for (int i = 1; i < field_count(thing); i++) {
            limits l = limits_of(state, view, &thing->facts[i]);
            standings[thing->facts[i].number] = stand(&thing->facts[i], &l);
        }
    }
}

ms_standing *ms_standings_make(const ms_state *state, ms_view view, ms_arena *arena)
{
    ms_standing *standings = ms_arena_take(arena, state->slot_count, sizeof *standings);
    if (standings == NULL) {
        return NULL;
    }
    for (int field = 0; field < MS_CASE_FIELDS; field++) {
        limits l = limits_of(state, view, &state->case_facts[field]);
        standings[state->case_facts[field].number] = stand(&state->case_facts[field], &l);
    }
    stand_of_things(state, view, &state->children, standings);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (int i = 0; i < MS_PARENT_FIELDS; i++) {
            const ms_fact_slot *slot = &state->parent_facts[party][i];
            limits l = limits_of(state, view, slot);
            standings[slot->number] = stand(slot, &l);
        }
        stand_of_things(state, view, &state->plans[party], standings);
        standings[no_plans_of(state, (ms_party)party)->number] = stand_of_plans(state, (ms_party)party, view);
    }
    return standings;
}

ms_status ms_standing_find(const ms_state *state, ms_view view, const ms_fact_slot *slot, ms_arena *arena,
                           ms_standing *standing)
{
    *standing = (ms_standing){MS_STANDS_UNKNOWN, NULL};
    if (slot == NULL) {
        return MS_OK;
    }
    const ms_standing *standings = ms_standings_make(state, view, arena);
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    *standing = standings[slot->number];
    return MS_OK;
}

static limits limits_at(const ms_state *state, ms_view view, const ms_fact_slot *slot)
{
    bool none = slot->path.field == MS_FIELD_NO_PLANS;
    return none ? limits_of_no_plans(state, slot->path.party, view) : limits_of(state, view, slot);
}

bool ms_claim_counts(const ms_state *state, ms_view view, const ms_claim *claim)
{
    limits l = limits_at(state, view, claim->slot);
    bool none = claim->slot->path.field == MS_FIELD_NO_PLANS;
    return counts(claim, &l) && !(none && has_named_plan(state, claim, view));
}

static void each_of_slot(const ms_state *state, ms_view view, const ms_fact_slot *slot,
                         void (*each)(void *context, const ms_claim *claim), void *context)
{
    for (const ms_claim *claim = slot->first; claim != NULL; claim = claim->next) {
        if (ms_claim_counts(state, view, claim)) {
            each(context, claim);
        }
    }
}

void ms_standing_claims(const ms_state *state, ms_view view, const ms_fact_slot *slot,
                        void (*each)(void *context, const ms_claim *claim), void *context)
{
    each_of_slot(state, view, slot, each, context);
    if (slot->path.field != MS_FIELD_NO_PLANS) {
        return;
    }
    for (const ms_thing *plan = state->plans[slot->path.party].first; plan != NULL; plan = plan->next) {
        for (int i = 0; i < MS_PLAN_FIELDS; i++) {
            each_of_slot(state, view, &plan->facts[i], each, context);
        }
    }
}
