#include "facts/orders.h"

#include "facts/plain_values.h"

#include <string.h>

/* Whether one order says what both children's results say. A parent's plans have each an id of their own, so that their
 * places tell them apart. */
static bool same_order(const ms_child_result *a, const ms_child_result *b)
{
    if (!ms_outcome_same(&a->outcome, &b->outcome) || a->plan_count != b->plan_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->plan_count; i++) {
        if (a->plans[i] != b->plans[i]) {
            return false;
        }
    }
    return true;
}

/* The order that there is already for a result like this one, or NULL. */
static ms_order *find_order(const ms_determination *determination, const ms_child_result *result)
{
    for (uint32_t i = 0; i < determination->order_count; i++) {
        ms_order *order = &determination->orders[i];
        if (same_order(&determination->explanation.children[__builtin_ctz(order->children)], result)) {
            return order;
        }
    }
    return NULL;
}

/* Adds the order for one determined child. False when memory is out. */
static bool add_order(ms_determination *determination, uint32_t child)
{
    const ms_child_result *result = &determination->explanation.children[child];
    const ms_outcome *outcome = &result->outcome;
    ms_text *plans = ms_arena_room(&determination->arena, result->plan_count, sizeof *plans);
    if (plans == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < result->plan_count; i++) {
        plans[i] = determination->document->plans[outcome->obligor][result->plans[i]].id;
    }
    determination->orders[determination->order_count++] = (ms_order){.children = 1u << child,
                                                                     .paragraph = outcome->paragraph,
                                                                     .obligor = outcome->obligor,
                                                                     .obligation = outcome->obligation,
                                                                     .plan_count = result->plan_count,
                                                                     .plans = plans,
                                                                     .percentage_known = outcome->share.known,
                                                                     .percentage = outcome->share.percentage};
    return true;
}

static ms_status make_orders(ms_determination *determination)
{
    const ms_explanation *explanation = &determination->explanation;
    determination->orders = ms_arena_room(&determination->arena, explanation->child_count, sizeof(ms_order));
    if (determination->orders == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t child = 0; child < explanation->child_count; child++) {
        const ms_child_result *result = &explanation->children[child];
        if (result->outcome.status != MS_DETERMINED) {
            continue;
        }
        ms_order *order = find_order(determination, result);
        if (order != NULL) {
            order->children |= 1u << child;
        } else if (!add_order(determination, child)) {
            return MS_ERROR_MEMORY;
        }
    }
    return MS_OK;
}

static bool share_a_plan(const ms_order *a, const ms_order *b)
{
    for (uint32_t i = 0; i < a->plan_count; i++) {
        for (uint32_t j = 0; j < b->plan_count; j++) {
            if (ms_text_same(a->plans[i], b->plans[j])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether an obligation in force goes on under a new order: the same parent, the same duty and the same percentage.
 * Coverage goes on where one plan is in both, or where either names none. What is not said of it never matches. */
static bool goes_on(const ms_order *current, const ms_order *order)
{
    if (current->obligor != order->obligor || current->obligation != order->obligation
        || current->obligation == MS_NO_OBLIGATION) {
        return false;
    }
    if (order->obligation != MS_PROVIDE_COVERAGE) {
        return current->percentage_known && current->percentage == order->percentage;
    }
    return current->plan_count == 0 || order->plan_count == 0 || share_a_plan(current, order);
}

static ms_order current_order(const ms_current_obligation *current)
{
    return (ms_order){.children = current->children,
                      .paragraph = current->paragraph,
                      .obligor = current->obligor,
                      .obligation = current->obligation,
                      .plan_count = current->plan_count,
                      .plans = current->plans,
                      .percentage_known = current->percentage_known,
                      .percentage = current->percentage};
}

/* Adds a change for some children; a change without children is none. */
static void add_change(ms_determination *determination, ms_order_change_kind what, ms_order order, uint32_t children)
{
    if (children != 0) {
        order.children = children;
        determination->changes[determination->change_count++] = (ms_order_change){what, order};
    }
}

/* The children of `order` for whom some obligation of the list goes on under it. */
static uint32_t children_going_on(const ms_determination *determination, const ms_order *order)
{
    const ms_document *document = determination->document;
    uint32_t children = 0;
    for (size_t i = 0; i < document->current_count; i++) {
        ms_order current = current_order(&document->current[i]);
        if (goes_on(&current, order)) {
            children |= current.children & order->children;
        }
    }
    return children;
}

/* The children of a current obligation for whom it ends: determined ones under whose new order it does not go on. */
static uint32_t children_ending(const ms_determination *determination, const ms_order *current)
{
    uint32_t ending = 0;
    for (uint32_t i = 0; i < determination->order_count; i++) {
        const ms_order *order = &determination->orders[i];
        if (!goes_on(current, order)) {
            ending |= current->children & order->children;
        }
    }
    return ending;
}

/* What ends first, then what begins, then what stays. A child who is not determined keeps what is in force, and no
 * change is listed. Nor is any where it is not known what is in force: what is ordered may stand already. */
static ms_status make_changes(ms_determination *determination)
{
    const ms_document *document = determination->document;
    size_t most = document->current_count + 2 * (size_t)determination->order_count;
    determination->changes = ms_arena_room(&determination->arena, most, sizeof(ms_order_change));
    if (determination->changes == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (size_t i = 0; i < document->current_count; i++) {
        ms_order current = current_order(&document->current[i]);
        add_change(determination, MS_ORDER_ENDS, current, children_ending(determination, &current));
    }
    for (uint32_t i = 0; i < determination->order_count; i++) {
        ms_order order = determination->orders[i];
        add_change(determination, MS_ORDER_BEGINS, order, order.children & ~children_going_on(determination, &order));
    }
    for (uint32_t i = 0; i < determination->order_count; i++) {
        ms_order order = determination->orders[i];
        add_change(determination, MS_ORDER_STAYS, order, children_going_on(determination, &order));
    }
    return MS_OK;
}

ms_status ms_orders_make(ms_determination *determination)
{
    ms_status status = make_orders(determination);
    const ms_document *document = determination->document;
    if (status != MS_OK || document->facts.action != MS_MODIFY || !document->current_known) {
        return status;
    }
    return make_changes(determination);
}
