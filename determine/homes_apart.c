/* The places of a home that plans tell apart. What the lists say of each place is gathered and put in order once, for lists
 * are long and places many. */
#include "determine/homes.h"

#include <stdlib.h>

enum { WHATEVER = 0 };

/* That a plan's list holds a value of one part of a home, beside a value of another. */
typedef struct listing {
    uint32_t value;
    uint32_t beside; /* the county of a state, the state of a county; WHATEVER: beside all of them */
    uint32_t k;      /* of which candidate */
    ms_reach reach;  /* the plan; 0: none */
} listing;

typedef struct gathering {
    const ms_case *facts;
    const ms_place *home;
    ms_home_part part;
    ms_reach always; /* plans that hold the home whatever the part is */
    uint16_t state;  /* the last that was looked up, and the plans that list the whole of it */
    ms_reach whole;
    uint32_t zips, counties, states; /* how many entries the lists have that were gone through */
    listing *list;
    uint32_t count;
} gathering;

/* ---- gathering --------------------------------------------------------------------------------------------------- */

static ms_reach reach_always(const gathering *g)
{
    const ms_place *home = g->home;
    ms_place anywhere = {.zip = g->part != MS_HOME_ZIP && home->zip != 0 ? home->zip : MS_ZIP_ELSEWHERE,
                         .state = g->part != MS_HOME_STATE && home->state != 0 ? home->state : MS_ELSEWHERE,
                         .county = g->part != MS_HOME_COUNTY && home->county != 0 ? home->county : MS_ELSEWHERE};
    return ms_reach_of(g->facts, &anywhere);
}

/* The plans that hold a whole state; counties of one state often stand together. */
static ms_reach reach_of_state(gathering *g, uint16_t state)
{
    if (state != g->state) {
        g->state = state;
        g->whole = ms_reach_of(g->facts, &(ms_place){MS_ZIP_ELSEWHERE, state, MS_ELSEWHERE});
    }
    return g->whole;
}

/* known: the other part, where it is known; other values beside it are then of no matter. */
static void add(gathering *g, uint32_t known, listing said)
{
    if (known != 0) {
        said.reach = known == said.beside || said.beside == WHATEVER ? said.reach : 0;
        said.beside = WHATEVER;
    }
    said.reach &= ~g->always;
    g->list[g->count++] = said;
}

static void add_county(gathering *g, const ms_place *entry, uint32_t k, ms_reach plan)
{
    if (g->part == MS_HOME_STATE) {
        add(g, g->home->county, (listing){entry->state, entry->county, k, plan});
    } else {
        ms_reach whole = g->home->state == 0 ? reach_of_state(g, entry->state) : 0;
        add(g, g->home->state, (listing){entry->county, entry->state, k, plan & ~whole});
    }
}

/* What one plan's lists say. Candidates are numbered as homes.h has them. */
static void gather_plan(gathering *g, const ms_area *area, ms_reach plan, uint32_t first_state)
{
    for (uint32_t i = 0; i < area->zip_count && g->part == MS_HOME_ZIP; i++) {
        add(g, 0, (listing){area->zips[i], WHATEVER, g->zips + i, plan});
    }
    for (uint32_t i = 0; i < area->county_count && g->part != MS_HOME_ZIP; i++) {
        add_county(g, &area->counties[i], g->counties + i, plan);
    }
    for (uint32_t i = 0; i < area->state_count && g->part == MS_HOME_STATE; i++) {
        add(g, g->home->county, (listing){area->states[i], WHATEVER, first_state + g->states + i, plan});
    }
    g->zips += area->zip_count;
    g->counties += area->county_count;
    g->states += area->state_count;
}

/* Of each candidate what all plans say, and of the one that is elsewhere, nothing. */
static void gather(gathering *g)
{
    uint32_t first_state = ms_first_state_candidate(g->facts);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &g->facts->parents[party];
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            gather_plan(g, &parent->plans[i].area, UINT64_C(1) << (32 * party + (int)i), first_state);
        }
    }
    uint32_t last = ms_home_candidate_count(g->facts, g->home, g->part) - 1;
    uint32_t elsewhere = g->part == MS_HOME_ZIP ? MS_ZIP_ELSEWHERE : (uint32_t)MS_ELSEWHERE;
    add(g, 0, (listing){elsewhere, WHATEVER, last, 0});
}

/* ---- telling apart ----------------------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
    const listing *a = left, *b = right;
    if (a->value != b->value) {
        return a->value < b->value ? -1 : 1;
    }
    if (a->beside != b->beside) {
        return a->beside < b->beside ? -1 : 1;
    }
    return (a->k > b->k) - (a->k < b->k);
}

/* What is said of one value: whatever is beside it, and what more beside some, in order. */
typedef struct saying {
    uint32_t k; /* a candidate that has it */
    ms_reach whatever;
    const listing *more;
    uint32_t count;
} saying;

/* Takes the next value out of the list at *at, whose listings are put together where they stand. */
static saying take(gathering *g, uint32_t *at)
{
    listing *more = &g->list[*at];
    uint32_t value = more->value;
    saying said = {.k = more->k, .more = more};
    for (; *at < g->count && g->list[*at].value == value; ++*at) {
        listing next = g->list[*at];
        if (next.beside == WHATEVER) { /* these come first */
            said.whatever |= next.reach;
            continue;
        }
        next.reach &= ~said.whatever;
        if (said.count > 0 && more[said.count - 1].beside == next.beside) {
            more[said.count - 1].reach |= next.reach;
        } else if (next.reach != 0) {
            more[said.count++] = next;
        }
    }
    return said;
}

static bool same(const saying *a, const saying *b)
{
    bool same = a->whatever == b->whatever && a->count == b->count;
    for (uint32_t i = 0; i < a->count && same; i++) {
        same = a->more[i].beside == b->more[i].beside && a->more[i].reach == b->more[i].reach;
    }
    return same;
}

static uint32_t keep_different(gathering *g, saying *kept, uint32_t *chosen)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < g->count;) {
        kept[count] = take(g, &at);
        bool again = false;
        for (uint32_t i = 0; i < count && !again; i++) {
            again = same(&kept[i], &kept[count]);
        }
        if (!again) {
            chosen[count] = kept[count].k;
            count++;
        }
    }
    return count;
}

const uint32_t *ms_homes_apart(const ms_case *facts, const ms_place *home, ms_home_part part, ms_arena *arena,
                               uint32_t *count)
{
    uint32_t most = ms_home_candidate_count(facts, home, part);
    gathering g = {.facts = facts, .home = home, .part = part, .list = ms_arena_room(arena, most, sizeof *g.list)};
    saying *kept = ms_arena_room(arena, most, sizeof *kept);
    uint32_t *chosen = ms_arena_room(arena, most, sizeof *chosen);
    if (g.list == NULL || kept == NULL || chosen == NULL) {
        return NULL;
    }
    g.always = reach_always(&g);
    gather(&g);
    qsort(g.list, g.count, sizeof *g.list, compare);
    *count = keep_different(&g, kept, chosen);
    return chosen;
}
