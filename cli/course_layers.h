/* Where the boxes and lines of a course's picture stand: states in layers, one below the other, lines between them. */
#ifndef MEDSUPPORT_CLI_COURSE_LAYERS_H
#define MEDSUPPORT_CLI_COURSE_LAYERS_H

#include "casefile/course.h"

enum { MS_MOST_STATES = 32, MS_MOST_NODES = 256, MS_MOST_LINES = 512 };

/* A state, or a place that a line passes on its way down. */
typedef struct ms_course_node {
    unsigned state; /* 0: a line passes */
    int layer;      /* from 0 */
    int place;      /* in the layer, from 0 */
} ms_course_node;

/* A line between two nodes of neighbouring layers, or back up from one state to an earlier one. */
typedef struct ms_course_line {
    int from, to;            /* nodes */
    unsigned source, target; /* the states that it is part of the way between */
    bool back;
} ms_course_line;

typedef struct ms_course_layers {
    ms_course_node nodes[MS_MOST_NODES]; /* those of states first, by state - 1 */
    int node_count;
    ms_course_line lines[MS_MOST_LINES];
    int line_count;
    int layer_count;
    int widest; /* how many nodes the widest layer has */
} ms_course_layers;

/* How many ways lead from a state to another. */
size_t ms_course_ways(const ms_course *course);

/* Lays a course out. It has at most MS_MOST_STATES states. drawn: the ways that have lines, by their two states; NULL:
 * all. */
void ms_course_lay_out(const ms_course *course, const bool (*drawn)[MS_MOST_STATES], ms_course_layers *layers);

#endif
