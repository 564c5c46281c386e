#include "cli/course_layers.h"

#include <string.h>

enum { SWEEPS = 8, SCALE = 1024 };

/* The ways from state to state; a step that stays in its state is none. */
typedef struct ways {
    size_t count; /* of states */
    bool leads[MS_MOST_STATES][MS_MOST_STATES];
    bool back[MS_MOST_STATES][MS_MOST_STATES]; /* of those, the ones that lead up again */
    int layer[MS_MOST_STATES];
} ways;

/* ---- layers ------------------------------------------------------------------------------------------------------ */

static void find_ways(const ms_course *course, ways *w)
{
    memset(w, 0, sizeof *w);
    w->count = course->state_count < MS_MOST_STATES ? course->state_count : (size_t)MS_MOST_STATES;
    for (unsigned state = 1; state < w->count; state++) {
        for (size_t column = 0; column < course->event_count; column++) {
            unsigned next = ms_course_cell_of(course, state, column)->next;
            if (next != 0 && next != state && next < w->count) {
                w->leads[state][next] = true;
            }
        }
    }
}

/* Goes down from a state; what leads to a state that is still on the way down leads back. The depth is at most the
 * number of states. */
static void go_down(ways *w, unsigned state, bool on_way[MS_MOST_STATES], bool seen[MS_MOST_STATES])
{
    on_way[state] = true;
    seen[state] = true;
    for (unsigned next = 1; next < w->count; next++) {
        if (w->leads[state][next] && on_way[next]) {
            w->back[state][next] = true;
        } else if (w->leads[state][next] && !seen[next]) {
            go_down(w, next, on_way, seen);
        }
    }
    on_way[state] = false;
}

/* Each state stands below all that lead to it. */
static void find_layers(ways *w)
{
    bool on_way[MS_MOST_STATES] = {false}, seen[MS_MOST_STATES] = {false};
    for (unsigned state = 1; state < w->count; state++) {
        if (!seen[state]) {
            go_down(w, state, on_way, seen);
        }
    }
    for (size_t round = 0; round < w->count; round++) {
        for (unsigned state = 1; state < w->count; state++) {
            for (unsigned next = 1; next < w->count; next++) {
                bool down = w->leads[state][next] && !w->back[state][next];
                if (down && w->layer[next] <= w->layer[state]) {
                    w->layer[next] = w->layer[state] + 1;
                }
            }
        }
    }
}

/* ---- nodes and lines --------------------------------------------------------------------------------------------- */

static int add_node(ms_course_layers *l, unsigned state, int layer)
{
    int place = 0;
    for (int i = 0; i < l->node_count; i++) {
        place += l->nodes[i].layer == layer;
    }
    l->nodes[l->node_count] = (ms_course_node){state, layer, place};
    l->widest = place + 1 > l->widest ? place + 1 : l->widest;
    l->layer_count = layer + 1 > l->layer_count ? layer + 1 : l->layer_count;
    return l->node_count++;
}

static void add_line(ms_course_layers *l, ms_course_line line)
{
    if (l->line_count < MS_MOST_LINES) {
        l->lines[l->line_count++] = line;
    }
}

/* A way down passes each layer between. */
static void add_way(ms_course_layers *l, const ways *w, unsigned source, unsigned target)
{
    int from = (int)source - 1, to = (int)target - 1;
    if (w->back[source][target]) {
        add_line(l, (ms_course_line){from, to, source, target, true});
        return;
    }
    for (int layer = w->layer[source] + 1; layer < w->layer[target] && l->node_count < MS_MOST_NODES; layer++) {
        int passed = add_node(l, 0, layer);
        add_line(l, (ms_course_line){from, passed, source, target, false});
        from = passed;
    }
    add_line(l, (ms_course_line){from, to, source, target, false});
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

/* Where a node would stand if it stood in the middle of those that it is joined to in the layer above, or below. */
static int middle(const ms_course_layers *l, int node, bool above)
{
    int sum = 0, count = 0;
    for (int i = 0; i < l->line_count; i++) {
        const ms_course_line *line = &l->lines[i];
        int here = above ? line->to : line->from, there = above ? line->from : line->to;
        if (!line->back && here == node) {
            sum += l->nodes[there].place * SCALE;
            count++;
        }
    }
    return count > 0 ? sum / count : l->nodes[node].place * SCALE;
}

/* Puts the nodes of a layer in the order of their middles. */
static void order_layer(ms_course_layers *l, int layer, bool above)
{
    int members[MS_MOST_NODES], middles[MS_MOST_NODES], count = 0;
    for (int i = 0; i < l->node_count; i++) {
        if (l->nodes[i].layer != layer) {
            continue;
        }
        int own = middle(l, i, above), at = count++;
        while (at > 0
               && (middles[at - 1] > own
                   || (middles[at - 1] == own && l->nodes[members[at - 1]].place > l->nodes[i].place))) {
            members[at] = members[at - 1];
            middles[at] = middles[at - 1];
            at--;
        }
        members[at] = i;
        middles[at] = own;
    }
    for (int i = 0; i < count; i++) {
        l->nodes[members[i]].place = i;
    }
}

size_t ms_course_ways(const ms_course *course)
{
    ways w;
    size_t count = 0;
    find_ways(course, &w);
    for (unsigned state = 1; state < w.count; state++) {
        for (unsigned next = 1; next < w.count; next++) {
            count += w.leads[state][next];
        }
    }
    return count;
}

void ms_course_lay_out(const ms_course *course, const bool (*drawn)[MS_MOST_STATES], ms_course_layers *layers)
{
    ways w;
    *layers = (ms_course_layers){.node_count = 0};
    find_ways(course, &w);
    find_layers(&w);
    for (unsigned state = 1; state < w.count; state++) {
        (void)add_node(layers, state, w.layer[state]);
    }
    for (unsigned source = 1; source < w.count; source++) {
        for (unsigned target = 1; target < w.count; target++) {
            if (w.leads[source][target] && (drawn == NULL || drawn[source][target])) {
                add_way(layers, &w, source, target);
            }
        }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int i = 1; i < layers->layer_count; i++) {
            bool down = sweep % 2 == 0;
            order_layer(layers, down ? i : layers->layer_count - 1 - i, down);
        }
    }
}
