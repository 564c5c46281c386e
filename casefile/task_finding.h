/* How the parts of a case find what is open in them. */
#ifndef MEDSUPPORT_CASEFILE_TASK_FINDING_H
#define MEDSUPPORT_CASEFILE_TASK_FINDING_H

#include "casefile/matter.h"
#include "casefile/tasks.h"

typedef struct ms_finding {
    const ms_state *state;
    ms_tools *tools;
    ms_look look;                 /* the events that have taken effect where tasks are looked for */
    ms_date latest;               /* the day on which the last of them does */
    const ms_standing *standings; /* on that day */
    ms_open_tasks *tasks;
    size_t room;
    bool failed; /* memory is out */
} ms_finding;

/* The next matter of a course behind one (NULL: the first) that has begun; NULL: none. */
const ms_matter *ms_finding_next(const ms_finding *finding, const ms_matter *behind, const ms_course *course);

/* Whether an event stands and has taken effect. */
bool ms_finding_sees(const ms_finding *finding, const ms_entry *entry);

/* Adds what is open. */
void ms_finding_add(ms_finding *finding, ms_open_task task);

#endif
