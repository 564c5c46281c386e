#include "casefile/orders.h"

#include "casefile/duty.h"
#include "casefile/value.h"
#include "facts/plain_values.h"

/* ---- the course -------------------------------------------------------------------------------------------------- */

static const char contents[] = "29 USC 1169(a)(3)";
static const char considered[] = "RSMo 454.603.2";
static const char how_long[] = "RSMo 452.340.3";
static const char establish_or_modify[] = "RSMo 454.603.1";

enum { REQUESTED, FINDING, TERMS, APPROVED, DENIED, WITHDRAWN, ISSUED, TOLD, SUPERSEDED, TERMINATED, ENDED, COLUMNS };

static const ms_event_kind *const events[COLUMNS + 1] = {
    [REQUESTED] = &ms_kind_order_requested,   [FINDING] = &ms_kind_order_finding,
    [TERMS] = &ms_kind_order_terms,           [APPROVED] = &ms_kind_order_approved,
    [DENIED] = &ms_kind_order_denied,         [WITHDRAWN] = &ms_kind_order_withdrawn,
    [ISSUED] = &ms_kind_order_issued,         [TOLD] = &ms_kind_order_told,
    [SUPERSEDED] = &ms_kind_order_superseded, [TERMINATED] = &ms_kind_order_terminated,
    [ENDED] = &ms_kind_order_ended,           [COLUMNS] = NULL,
};

static const ms_course_state states[MS_ORDER_STATES] = {
    [MS_ORDER_NONE] = {"none", "not asked for", ms_record_keeping, "an order begins with a request", false},
    [MS_ORDER_REQUESTED] = {"requested", "asked for", ms_record_keeping,
                            "there is no order yet; a request is decided or withdrawn", false},
    [MS_ORDER_DRAFTED] = {"drafted", "asked for, with terms", ms_record_keeping,
                          "there is no order yet; a request is decided or withdrawn", false},
    [MS_ORDER_IN_FORCE] = {"in_force", "in force", establish_or_modify,
                           "what it says changes by a modification, which begins with a request of its own", false},
    [MS_ORDER_DENIED] = {"denied", "denied", ms_record_keeping, "the request was decided; another begins anew", true},
    [MS_ORDER_WITHDRAWN] = {"withdrawn", "withdrawn", ms_record_keeping,
                            "the request was taken back; another begins anew", true},
    [MS_ORDER_SUPERSEDED] = {"superseded", "superseded", ms_record_keeping, "a later order stands in its place", true},
    [MS_ORDER_TERMINATED] = {"terminated", "terminated", ms_record_keeping, "another order begins with a request",
                             true},
    [MS_ORDER_ENDED] = {"ended", "ended", how_long, "its period is over for every child; another begins with a request",
                        true},
};

static const ms_course_cell cells[MS_ORDER_STATES][COLUMNS] = {
    [MS_ORDER_NONE] = {[REQUESTED] = {.next = MS_ORDER_REQUESTED}},
    [MS_ORDER_REQUESTED] =
        {
            [FINDING] = {.next = MS_ORDER_REQUESTED},
            [TERMS] = {.next = MS_ORDER_DRAFTED},
            [APPROVED] = {0, contents, "it has no terms; record first what it says", false},
            [DENIED] = {.next = MS_ORDER_DENIED},
            [WITHDRAWN] = {.next = MS_ORDER_WITHDRAWN},
            [ISSUED] = {0, contents, "it has no terms; record first what it says", false},
        },
    [MS_ORDER_DRAFTED] =
        {
            [FINDING] = {.next = MS_ORDER_DRAFTED},
            [TERMS] = {.next = MS_ORDER_DRAFTED},
            [APPROVED] = {.next = MS_ORDER_IN_FORCE},
            [DENIED] = {.next = MS_ORDER_DENIED},
            [WITHDRAWN] = {.next = MS_ORDER_WITHDRAWN},
            [ISSUED] = {.next = MS_ORDER_IN_FORCE},
        },
    [MS_ORDER_IN_FORCE] =
        {
            [FINDING] = {MS_ORDER_IN_FORCE, considered, "the court found on it after it had approved the order", true},
            [WITHDRAWN] = {0, establish_or_modify, "the request was granted; an order in force is terminated", false},
            [TOLD] = {.next = MS_ORDER_IN_FORCE},
            [SUPERSEDED] = {.next = MS_ORDER_SUPERSEDED},
            [TERMINATED] = {.next = MS_ORDER_TERMINATED},
            [ENDED] = {.next = MS_ORDER_ENDED},
        },
    [MS_ORDER_DENIED] = {[TOLD] = {.next = MS_ORDER_DENIED}},
    [MS_ORDER_SUPERSEDED] =
        {
            [TOLD] = {.next = MS_ORDER_SUPERSEDED},
            [TERMINATED] = {MS_ORDER_SUPERSEDED, ms_record_keeping, "a later order stood in its place already", true},
        },
    [MS_ORDER_TERMINATED] = {[TOLD] = {.next = MS_ORDER_TERMINATED}},
    [MS_ORDER_ENDED] =
        {
            [TOLD] = {.next = MS_ORDER_ENDED},
            [TERMINATED] = {MS_ORDER_ENDED, how_long, "its period was over already", true},
        },
};

/* The court finds, approves and denies in the judicial way; the division issues in the administrative one. */
static bool concerns(const ms_matter *order, const ms_event_kind *kind)
{
    bool of_court = kind == &ms_kind_order_finding || kind == &ms_kind_order_approved || kind == &ms_kind_order_denied;
    bool judicial = ms_order_way_of(order) == MS_JUDICIAL;
    return judicial ? kind != &ms_kind_order_issued : !of_court;
}

const ms_course ms_order_course = {
    .name = "order",
    .words = "order",
    .states = states,
    .state_count = MS_ORDER_STATES,
    .events = events,
    .event_count = COLUMNS,
    .cells = &cells[0][0],
    .concerns = concerns,
};

/* ---- what an order says ------------------------------------------------------------------------------------------ */

const ms_order_request *ms_order_request_of(const ms_matter *order)
{
    return (const ms_order_request *)order->first;
}

ms_order_way ms_order_way_of(const ms_matter *order)
{
    return ms_order_request_of(order)->way;
}

const ms_order_terms *ms_order_terms_of(const ms_matter *order, ms_look look)
{
    return (const ms_order_terms *)ms_matter_last(order, &ms_kind_order_terms, look);
}

ms_date ms_order_since(const ms_matter *order, ms_look look)
{
    const ms_matter_step *entry = ms_matter_last(order, &ms_kind_order_approved, look);
    if (entry == NULL) {
        entry = ms_matter_last(order, &ms_kind_order_issued, look);
    }
    return entry == NULL ? MS_NO_DATE : entry->entry.effective;
}

unsigned ms_order_found(const ms_matter *order, ms_look look)
{
    unsigned found = 0;
    for (const ms_matter_step *step = order->first; step != NULL; step = step->next) {
        if (step->entry.kind == &ms_kind_order_finding && ms_step_seen(step, look)) {
            found |= 1u << ((const ms_order_finding *)step)->about;
        }
    }
    return found;
}

bool ms_order_party_told(const ms_matter *order, ms_party party, ms_look look)
{
    for (const ms_matter_step *step = order->first; step != NULL; step = step->next) {
        if (step->entry.kind == &ms_kind_order_told && ms_step_seen(step, look)
            && ((const ms_order_told *)step)->party == party) {
            return true;
        }
    }
    return false;
}

const char *ms_order_finding_words(ms_order_matter_found about)
{
    static const char *const words[MS_FINDINGS] = {
        [MS_PARENTS_INCOMES] = "the parents' incomes",
        [MS_CHILD_NEEDS] = "the child's needs",
        [MS_AVAILABLE_PLANS] = "the available plans",
        [MS_OTHER_COVERAGE] = "other coverage (Medicaid, CHIP)",
    };
    return words[about];
}

/* ---- children ---------------------------------------------------------------------------------------------------- */

static bool list_names(ms_text list, ms_text id)
{
    ms_text rest = list, element;
    while (list.at != NULL && ms_value_next(&rest, &element)) {
        if (ms_text_same(ms_value_inside(element), id)) {
            return true;
        }
    }
    return false;
}

bool ms_order_names(const ms_order_terms *terms, ms_text child)
{
    return list_names(terms->children, child);
}

bool ms_order_share(ms_text list, ms_text other, ms_text *common)
{
    ms_text rest = list, element;
    while (list.at != NULL && ms_value_next(&rest, &element)) {
        *common = ms_value_inside(element);
        if (list_names(other, *common)) {
            return true;
        }
    }
    return false;
}

/* ---- orders in force --------------------------------------------------------------------------------------------- */

/* Whether the order's own period takes in a day. */
static bool within_period(const ms_order_terms *terms, ms_date on)
{
    return on >= terms->begins && (terms->ends == MS_NO_DATE || on <= terms->ends);
}

/* Whether an order binds a party on the day that is looked at, for a child where one is named. */
static bool binds(const ms_state *state, const ms_matter *order, ms_look look, ms_text child, ms_party party, bool pays)
{
    const ms_order_terms *terms = ms_order_terms_of(order, look);
    if (terms == NULL || ms_matter_state(order, look) != MS_ORDER_IN_FORCE || !within_period(terms, look.on)) {
        return false;
    }
    bool named = child.at == NULL || (ms_order_names(terms, child) && !ms_duty_was_ended(state, look, child));
    return named && (pays ? terms->pays : terms->provides) == party;
}

const ms_matter *ms_order_in_force(const ms_state *state, ms_look look, ms_text child, ms_party party, bool pays)
{
    const ms_matter *found = NULL, *order = NULL;
    while ((order = ms_matter_next(state, order, &ms_order_course)) != NULL) {
        bool later = found == NULL || ms_order_since(order, look) >= ms_order_since(found, look);
        if (binds(state, order, look, child, party, pays) && later) {
            found = order;
        }
    }
    return found;
}

const ms_matter *ms_order_beside(const ms_state *state, ms_look look, const ms_matter *order, ms_text children)
{
    const ms_matter *other = NULL;
    const ms_matter *modified = ms_order_request_of(order)->modifies;
    ms_text common;
    while ((other = ms_matter_next(state, other, &ms_order_course)) != NULL) {
        const ms_order_terms *terms = ms_order_terms_of(other, look);
        bool in_force = terms != NULL && ms_matter_state(other, look) == MS_ORDER_IN_FORCE;
        if (other != order && other != modified && in_force && ms_order_share(terms->children, children, &common)) {
            return other;
        }
    }
    return NULL;
}
