/*
 * The course of a matter: an order, a notice, a cost, a judgment, a report of noncompliance. A matter begins with an event and
 * goes on with others, its steps. What may follow on what is a table of states and kinds of events, one table a course.
 */
#ifndef MEDSUPPORT_CASEFILE_COURSE_H
#define MEDSUPPORT_CASEFILE_COURSE_H

#include "casefile/refusal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ms_event_kind;
struct ms_matter;

/* What an event does in a state. All zero: nothing is said of it, and the state's own words refuse it. */
typedef struct ms_course_cell {
    uint8_t next;         /* the state that follows, which may be the same; 0: the event is refused */
    const char *citation; /* of the refusal, or of the law from which it departs; NULL: the state's */
    const char *why;
    bool departs; /* others did it: it is recorded, goes on to `next`, and is flagged with the citation and the words */
} ms_course_cell;

typedef struct ms_course_state {
    const char *name;     /* "in_force" */
    const char *words;    /* for people: "in force" */
    const char *citation; /* why nothing else may follow in this state, where the cell says nothing */
    const char *why;
    bool ended; /* nothing is open any more */
} ms_course_state;

typedef struct ms_course {
    const char *name;              /* of the matter and of the field that names it: "order" */
    const char *words;             /* "order" */
    const ms_course_state *states; /* [0]: before it begins */
    size_t state_count;
    const struct ms_event_kind *const *events; /* the columns; NULL ends them */
    size_t event_count;
    const ms_course_cell *cells; /* state_count rows of event_count */
    /* Whether a step is one for this matter at all, as approval by a court is not for an administrative order. For those who
     * show what may come next; the kind's check refuses it. NULL: all are. */
    bool (*concerns)(const struct ms_matter *matter, const struct ms_event_kind *kind);
} ms_course;

/* The column of a kind; event_count where it is no step of the course. */
size_t ms_course_column(const ms_course *course, const struct ms_event_kind *kind);

const ms_course_cell *ms_course_cell_of(const ms_course *course, unsigned state, size_t column);

/* Why a cell refuses, or flags: its own citation and words, else the state's. */
void ms_course_reason(const ms_course *course, unsigned state, size_t column, const char **citation, const char **why);

#endif
