/* How the parts of a case find what is open in them. */
#ifndef MEDSUPPORT_CASEFILE_TASK_FINDING_H
#define MEDSUPPORT_CASEFILE_TASK_FINDING_H

#include "casefile/tasks.h"

typedef struct ms_finding {
    const ms_state *state;
    ms_tools *tools;
    const ms_standing *standings; /* on the latest day */
    ms_date latest;               /* the day on which the last event takes effect */
    ms_open_tasks *tasks;
    size_t room;
    bool failed; /* memory is out */
} ms_finding;

/* Adds what is open. */
void ms_finding_add(ms_finding *finding, ms_open_task task);

#endif
