/* What a parent owes of a medical cost, and why. */
#include "casefile/business_days.h"
#include "casefile/costs.h"
#include "casefile/orders.h"
#include "casefile/value.h"

#include <string.h>

enum { WHOLE = 10000, MOST_DIGITS = 18 };

typedef struct ground_row {
    const char *citation; /* of a share under an order of the division; of none under any */
    const char *words;
    bool owes;
} ground_row;

static const ground_row rows[MS_SHARE_GROUNDS] = {
    [MS_SHARE_NO_ORDER] = {"RSMo 454.633.3; 13 CSR 40-112.010(5)(E), (F)",
                           "no order in force on the day of the service names the child", false},
    [MS_SHARE_REVERSED] = {"RSMo 454.633.3", "the claim was taken back", false},
    [MS_SHARE_PAID] = {"RSMo 454.633.3", "this parent has paid the provider", false},
    [MS_SHARE_PAID_BY_OTHER] = {"13 CSR 40-112.010(5)(E), (F) (A-49)",
                                "someone who is neither plan nor parent has paid the provider", false},
    [MS_SHARE_NOT_NECESSARY] = {"13 CSR 40-112.010(5)(E), (F)", "the care was found not to be necessary", false},
    [MS_SHARE_AMOUNT_OPEN] = {"13 CSR 40-112.010(5)(E), (F)", "what plans paid of it is not known", false},
    [MS_SHARE_OF_OTHER] = {"13 CSR 40-112.010(5)(E), (F) (A-55)",
                           "the order lays a percentage on the other parent, and the rest on nobody", false},
    [MS_SHARE_WHOLE_OF_OTHER] = {"RSMo 454.633.1",
                                 "the other parent failed to maintain the ordered coverage and is liable for the whole",
                                 false},
    [MS_SHARE_UNCOVERED] = {"13 CSR 40-112.010(5)(E)", "a percentage of the uncovered costs", true},
    [MS_SHARE_REASONABLE] = {"13 CSR 40-112.010(5)(F)", "a percentage of the reasonable costs", true},
    [MS_SHARE_DEFAULT] = {"RSMo 454.633.3", "the order names no percentage: half of what no plan covered", true},
    [MS_SHARE_WHOLE] = {"RSMo 454.633.1", "the ordered coverage was not maintained: the whole of what no plan covered",
                        true},
};

bool ms_share_owes(ms_share_ground ground)
{
    return rows[ground].owes;
}

const char *ms_share_words(ms_share_ground ground)
{
    return rows[ground].words;
}

/* (5)(E) and (F) speak of the division's orders; a court apportions costs under the statute. */
const char *ms_share_citation(const ms_cost_share *share)
{
    bool percentage = share->ground == MS_SHARE_UNCOVERED || share->ground == MS_SHARE_REASONABLE;
    bool judicial = share->order != NULL && ms_order_way_of(share->order) == MS_JUDICIAL;
    return percentage && judicial ? "RSMo 454.633.3" : rows[share->ground].citation;
}

/* ---- amounts ----------------------------------------------------------------------------------------------------- */

ms_bill_amounts ms_bill_claimed(const ms_bill *bill)
{
    return bill->amounts;
}

static void restate(ms_cents *amount, ms_cents said)
{
    *amount = said >= 0 ? said : *amount;
}

void ms_bill_restate(ms_bill_amounts *amounts, const ms_bill_restated *restated)
{
    restate(&amounts->billed, restated->amounts.billed);
    restate(&amounts->by_plan, restated->amounts.by_plan);
    restate(&amounts->by_others, restated->amounts.by_others);
    restate(&amounts->reasonable, restated->amounts.reasonable);
}

void ms_bill_decide(ms_bill_amounts *amounts, const ms_bill_decided *decided)
{
    amounts->decided = decided->amount;
    amounts->not_necessary = decided->not_necessary;
}

ms_bill_amounts ms_bill_now(const ms_matter *cost)
{
    ms_bill_amounts amounts = ms_bill_claimed((const ms_bill *)cost->first);
    for (const ms_matter_step *step = cost->first; step != NULL; step = step->next) {
        if (!ms_entry_stands(&step->entry)) {
            continue;
        }
        if (step->entry.kind == &ms_kind_cost_restated) {
            ms_bill_restate(&amounts, (const ms_bill_restated *)step);
        } else if (step->entry.kind == &ms_kind_cost_decided) {
            ms_bill_decide(&amounts, (const ms_bill_decided *)step);
        }
    }
    return amounts;
}

/* What plans and others paid. What has been paid is owed by nobody. */
static ms_amount paid_of(const ms_bill_amounts *amounts)
{
    ms_cents by_others = amounts->by_others >= 0 ? amounts->by_others : 0;
    if (amounts->by_plan < 0) {
        return (ms_amount){.known = false};
    }
    ms_cents paid = amounts->by_plan + by_others;
    return (ms_amount){true, paid < MS_MONEY_MAX ? paid : MS_MONEY_MAX};
}

ms_cents ms_bill_counted(const ms_bill_amounts *amounts, bool reasonable)
{
    ms_cents least = amounts->decided >= 0 ? amounts->decided : reasonable ? amounts->reasonable : -1;
    return least >= 0 && least < amounts->billed ? least : amounts->billed;
}

/* (5)(E) shares uncovered costs, in which the word "reasonable" is missing: what counts there is the bill, until a
 * dispute settles what of it was reasonable. (5)(F) shares reasonable costs. */
static ms_range base_of(const ms_bill_amounts *amounts, ms_obligation costs)
{
    bool reasonable = costs == MS_PAY_REASONABLE_COSTS;
    ms_amount counted = {true, ms_bill_counted(amounts, reasonable)};
    return reasonable ? ms_reasonable_costs(counted, paid_of(amounts)) : ms_uncovered_costs(counted, paid_of(amounts));
}

/* ---- who owes ---------------------------------------------------------------------------------------------------- */

/* A cost of a day, looked at by what was recorded up to an event. */
typedef struct question {
    const ms_state *state;
    const ms_bill *bill;
    ms_look look; /* on the day of the service */
} question;

static bool lapse_names(const ms_lapse *lapse, ms_text child)
{
    ms_text rest = lapse->children, element;
    while (lapse->children.at != NULL && ms_value_next(&rest, &element)) {
        ms_text id = ms_value_inside(element);
        if (id.length == child.length && memcmp(id.at, child.at, id.length) == 0) {
            return true;
        }
    }
    return lapse->children.at == NULL;
}

/* RSMo 454.633.1: the order that a party was to provide coverage under and failed to maintain on the day; NULL: none. */
static const ms_matter *failed_order(const question *q, ms_party party)
{
    const ms_matter *lapse = NULL;
    while ((lapse = ms_matter_next(q->state, lapse, &ms_lapse_course)) != NULL) {
        const ms_lapse *failure = (const ms_lapse *)lapse->first;
        const ms_order_terms *terms = ms_order_terms_of(failure->order, q->look);
        if (terms == NULL || terms->provides != party || !ms_order_names(terms, q->bill->child)) {
            continue;
        }
        bool failing = ms_matter_state(lapse, q->look) == MS_LAPSE_OPEN && lapse_names(failure, q->bill->child)
                       && ms_order_in_force(q->state, q->look, q->bill->child, party, false) == failure->order;
        ms_date ordered = ms_order_since(failure->order, q->look);
        if (ms_liable_for_whole(ordered, q->bill->service, ms_truth_of(!failing)) == MS_YES) {
            return failure->order;
        }
    }
    return NULL;
}

static const ms_matter *paying_order(const question *q, ms_party party)
{
    return ms_order_in_force(q->state, q->look, q->bill->child, party, true);
}

static int32_t named_by(const question *q, const ms_matter *order)
{
    const ms_order_terms *terms = order == NULL ? NULL : ms_order_terms_of(order, q->look);
    return terms == NULL ? -1 : terms->percentage;
}

/* An order that says who provides coverage, and nothing of costs. */
static const ms_matter *covering_order(const question *q)
{
    const ms_matter *order = ms_order_in_force(q->state, q->look, q->bill->child, MS_PNS, false);
    return order != NULL ? order : ms_order_in_force(q->state, q->look, q->bill->child, MS_PSS, false);
}

/* The order that decides for a party, and on what ground. Where both parents failed to maintain coverage that each was
 * to provide, neither is liable for the whole, which could not be owed twice: the order's shares hold. */
static ms_cost_share decide(const question *q, ms_party party)
{
    ms_party other = party == MS_PNS ? MS_PSS : MS_PNS;
    const ms_matter *failed = failed_order(q, party), *failed_by_other = failed_order(q, other);
    const ms_matter *own = paying_order(q, party), *of_other = paying_order(q, other);
    if (failed != NULL && failed_by_other == NULL) {
        return (ms_cost_share){.ground = MS_SHARE_WHOLE, .order = failed};
    }
    if (failed_by_other != NULL && failed == NULL) {
        return (ms_cost_share){.ground = MS_SHARE_WHOLE_OF_OTHER, .order = failed_by_other};
    }
    if (own != NULL && named_by(q, own) >= 0) {
        bool reasonable = ms_order_terms_of(own, q->look)->costs == MS_PAY_REASONABLE_COSTS;
        return (ms_cost_share){.ground = reasonable ? MS_SHARE_REASONABLE : MS_SHARE_UNCOVERED, .order = own};
    }
    if (own == NULL && named_by(q, of_other) >= 0) {
        return (ms_cost_share){.ground = MS_SHARE_OF_OTHER, .order = of_other};
    }
    const ms_matter *order = own != NULL ? own : of_other != NULL ? of_other : covering_order(q);
    return (ms_cost_share){.ground = order == NULL ? MS_SHARE_NO_ORDER : MS_SHARE_DEFAULT, .order = order};
}

/* ---- how much ---------------------------------------------------------------------------------------------------- */

/* The percentage by the law of apportionment, RSMo 454.633. */
static int32_t percentage_of(const question *q, const ms_cost_share *share)
{
    int32_t named = named_by(q, share->order);
    bool names = share->ground == MS_SHARE_UNCOVERED || share->ground == MS_SHARE_REASONABLE;
    ms_owed owed =
        ms_owed_percentage(ms_truth_of(share->ground == MS_SHARE_WHOLE), ms_truth_of(names), names ? named : 0);
    return owed.percentage;
}

/* Whether the other parent owes all that this one does not: then both shares together are the base, to the cent. */
static bool other_owes_rest(const question *q, const ms_cost_share *share, ms_party party)
{
    ms_party other = party == MS_PNS ? MS_PSS : MS_PNS;
    int32_t of_other = named_by(q, paying_order(q, other));
    bool both = share->ground == MS_SHARE_UNCOVERED || share->ground == MS_SHARE_REASONABLE;
    return share->ground == MS_SHARE_DEFAULT || (both && of_other >= 0 && share->percentage + of_other == WHOLE);
}

static void split(const question *q, ms_cost_share *share, ms_party party)
{
    int32_t weights[2];
    ms_cents parts[2];
    if (!other_owes_rest(q, share, party)) {
        ms_split whole = ms_apportion(share->base, share->percentage);
        share->share = whole.share;
        share->rest = whole.rest;
        return;
    }
    weights[party] = share->percentage;
    weights[1 - party] = WHOLE - share->percentage;
    ms_apportion_over(share->base, 2, weights, parts);
    share->share = parts[party];
    share->rest = parts[1 - party];
}

ms_cost_share ms_share_of(const ms_state *state, uint64_t upto, const ms_bill *bill, const ms_bill_amounts *amounts,
                          ms_party party)
{
    const question q = {state, bill, {upto, bill->service}};
    ms_cost_share share = decide(&q, party);
    if (!rows[share.ground].owes) {
        return share;
    }
    if (bill->paid_by == party) {
        return (ms_cost_share){.ground = MS_SHARE_PAID, .order = share.order};
    }
    if (bill->paid_by_another) {
        return (ms_cost_share){.ground = MS_SHARE_PAID_BY_OTHER, .order = share.order};
    }
    if (amounts->not_necessary) {
        return (ms_cost_share){.ground = MS_SHARE_NOT_NECESSARY, .order = share.order};
    }
    ms_range base =
        base_of(amounts, share.ground == MS_SHARE_REASONABLE ? MS_PAY_REASONABLE_COSTS : MS_PAY_UNCOVERED_COSTS);
    if (base.lo != base.hi) {
        return (ms_cost_share){.ground = MS_SHARE_AMOUNT_OPEN, .order = share.order};
    }
    share.base = base.lo;
    share.percentage = percentage_of(&q, &share);
    split(&q, &share, party);
    return share;
}

/* The due date is the order's to name; where it is silent, a share is due on demand. */
ms_date ms_share_due(const ms_cost_share *share, uint64_t upto, ms_date service, ms_date demanded, bool *silent)
{
    const ms_order_terms *terms =
        share->order == NULL ? NULL : ms_order_terms_of(share->order, (ms_look){upto, service});
    *silent = terms == NULL || terms->days_to_pay < 0;
    ms_date due = *silent ? demanded : ms_calendar_days_after(demanded, terms->days_to_pay);
    return due == MS_NO_DATE ? MS_LAST_DATE : due;
}

uint64_t ms_cost_number(ms_text element)
{
    ms_text digits = ms_value_inside(element);
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9' || digits.length > MOST_DIGITS) {
            return 0;
        }
        number = number * 10 + (uint64_t)(digits.at[i] - '0');
    }
    return number;
}
