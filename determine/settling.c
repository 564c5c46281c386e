/* The smallest sets of needed facts that could settle the case. */
#include "determine/parts.h"
#include "determine/unknown.h"

/* More sets than a person reads, and more work than a person waits for, are not gone into. The work of determining a
 * child is the number of plans looked at, once for each home that the child may have. */
enum { MAX_SETS = 16, MAX_WORK = 1000000, MAX_NEEDS = 64 };

/* The numbers of the values of a need that are worth a try; k NULL: all of them. */
typedef struct tries {
    uint32_t count;
    const uint32_t *k;
} tries;

typedef struct search {
    const ms_context *context;
    const ms_explanation *explanation;
    ms_case *copy;
    uint32_t need_count;
    uint32_t work; /* done so far */
    uint32_t work_of[MS_MAX_CHILDREN];
    uint32_t given_count; /* facts given a value on the way here */
    uint32_t given[MAX_NEEDS];
    uint32_t values[MAX_NEEDS];
    tries tries_of[MAX_NEEDS];
    ms_settling_set passed; /* facts that are looked at no more: every set with them is gone through */
    uint32_t found_count;
    ms_settling_set found[MAX_SETS];
} search;

/* Gives the copy the values chosen so far; false when the last fact has no such value. */
static bool give_values(search *s)
{
    ms_case_restore(s->copy, s->context->facts);
    for (uint32_t i = 0; i < s->given_count; i++) {
        if (!ms_fact_assign(s->copy, s->explanation->needs[s->given[i]].fact, s->values[i])) {
            return false;
        }
    }
    return true;
}

/* The children that are open before any fact is given a value, bit i for child i. */
static uint32_t open_at_first(const search *s)
{
    uint32_t open = 0;
    for (uint32_t i = 0; i < s->explanation->child_count; i++) {
        open |= (uint32_t)(s->explanation->children[i].outcome.status == MS_NEEDS_INFORMATION) << i;
    }
    return open;
}

/* Which of the children that were open still are, once the last fact has its value; no more than the first of them when
 * `one` is enough. A fact changes nothing for a child who does not need it, whatever else is known. */
static uint32_t open_children(search *s, uint32_t before, bool one)
{
    uint32_t touched = s->explanation->needs[s->given[s->given_count - 1]].children;
    uint32_t open = before & ~touched;
    for (uint32_t i = 0; i < s->copy->child_count && !(one && open != 0); i++) {
        if ((before & touched & 1u << i) == 0) {
            continue;
        }
        ms_outcome outcome;
        ms_determine_child(s->copy, i, s->context->settings, &outcome);
        s->work += s->work_of[i];
        if (outcome.status == MS_NEEDS_INFORMATION) {
            open |= 1u << i;
        }
    }
    return open;
}

/* The needs of a child that may still be given a value. */
static ms_settling_set needs_left(const search *s, uint32_t child)
{
    ms_settling_set needs = 0;
    for (uint32_t i = 0; i < s->need_count; i++) {
        needs |= (ms_settling_set)(s->explanation->needs[i].children >> child & 1u) << i;
    }
    for (uint32_t i = 0; i < s->given_count; i++) {
        needs &= ~(UINT64_C(1) << s->given[i]);
    }
    return needs & ~s->passed;
}

/* How many facts at least are wanting: open children no two of whom have a need in common each want one, and one who has
 * none left wants more than there are. */
static uint32_t least_wanting(const search *s, uint32_t open)
{
    uint32_t least = 0;
    ms_settling_set taken = 0;
    for (uint32_t child = 0; child < s->copy->child_count; child++) {
        if ((open >> child & 1u) == 0) {
            continue;
        }
        ms_settling_set needs = needs_left(s, child);
        if (needs == 0) {
            return MAX_NEEDS + 1;
        }
        if ((needs & taken) == 0) {
            least++;
            taken |= needs;
        }
    }
    return least;
}

static void record(search *s)
{
    ms_settling_set set = 0;
    for (uint32_t i = 0; i < s->given_count; i++) {
        set |= UINT64_C(1) << s->given[i];
    }
    for (uint32_t i = 0; i < s->found_count; i++) {
        if (s->found[i] == set) {
            return;
        }
    }
    s->found[s->found_count++] = set;
}

static bool is_over(const search *s)
{
    return s->found_count == MAX_SETS || s->work >= MAX_WORK;
}

static void look(search *s, uint32_t open, uint32_t left);

/* Tries every value of one need that is worth it while these children are open. */
static void look_with(search *s, uint32_t open, uint32_t need, uint32_t left)
{
    const tries *tries = &s->tries_of[need];
    uint32_t at = s->given_count++;
    s->given[at] = need;
    for (uint32_t i = 0; !is_over(s) && (tries->k == NULL || i < tries->count); i++) {
        s->values[at] = tries->k == NULL ? i : tries->k[i];
        if (!give_values(s)) {
            break;
        }
        look(s, open_children(s, open, left == 1), left - 1);
    }
    s->given_count = at;
}

/* Looks for sets with `left` more facts while these children are open; the copy has the values chosen so far. */
static void look(search *s, uint32_t open, uint32_t left)
{
    if (open == 0) {
        record(s);
        return;
    }
    if (least_wanting(s, open) > left) {
        return;
    }
    uint32_t child = 0; /* the first open child wants one of its needs, whatever the others want */
    while ((open >> child & 1u) == 0) {
        child++;
    }
    ms_settling_set passed = s->passed;
    ms_settling_set wanted = needs_left(s, child);
    for (uint32_t i = 0; i < s->need_count && !is_over(s); i++) {
        if ((wanted >> i & 1u) != 0) {
            look_with(s, open, i, left);
            s->passed |= UINT64_C(1) << i;
        }
    }
    s->passed = passed;
}

static void sort_sets(ms_settling_set *sets, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        ms_settling_set set = sets[i];
        uint32_t at = i;
        while (at > 0 && sets[at - 1] > set) {
            sets[at] = sets[at - 1];
            at--;
        }
        sets[at] = set;
    }
}

/* What it takes to determine a child. */
static uint32_t work_of(const ms_case *facts, uint32_t child)
{
    ms_homes homes;
    (void)ms_homes_make(facts, &facts->children[child].home, &homes);
    uint32_t plans = facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    return (plans + 1) * homes.zip_count * homes.place_count;
}

static bool is_part_of_home(ms_fact_kind kind, ms_home_part *part)
{
    switch (kind) {
    case MS_FACT_HOME_ZIP:
        *part = MS_HOME_ZIP;
        return true;
    case MS_FACT_HOME_COUNTY:
        *part = MS_HOME_COUNTY;
        return true;
    case MS_FACT_HOME_STATE:
        *part = MS_HOME_STATE;
        return true;
    default:
        return false;
    }
}

/* Of the places where a child may live those that no plan tells apart are worth one try. */
static bool find_tries(search *s, uint32_t need)
{
    const ms_case *facts = s->context->facts;
    ms_fact fact = s->explanation->needs[need].fact;
    tries *of = &s->tries_of[need];
    ms_home_part part;
    if (!is_part_of_home(fact.kind, &part)) {
        return true;
    }
    of->k = ms_homes_apart(facts, &facts->children[fact.index].home, part, s->context->arena, &of->count);
    return of->k != NULL;
}

ms_status ms_explain_settling(const ms_context *context, ms_explanation *explanation)
{
    explanation->settling_count = 0;
    if (explanation->need_count == 0) {
        return MS_OK;
    }
    search *s = ms_arena_take(context->arena, 1, sizeof *s);
    if (s == NULL) {
        return MS_ERROR_MEMORY;
    }
    s->context = context;
    s->explanation = explanation;
    s->need_count = explanation->need_count < MAX_NEEDS ? explanation->need_count : MAX_NEEDS;
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        s->work_of[i] = work_of(context->facts, i);
    }
    bool good = true;
    for (uint32_t need = 0; need < s->need_count && good; need++) {
        good = find_tries(s, need);
    }
    s->copy = good ? ms_case_copy(context->facts, context->arena) : NULL;
    if (s->copy == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t size = 1; size <= s->need_count && s->found_count == 0 && !is_over(s); size++) {
        look(s, open_at_first(s), size);
    }
    sort_sets(s->found, s->found_count);
    explanation->settling = s->found;
    explanation->settling_count = s->found_count;
    return MS_OK;
}
