/* What is open about orders, the duty for each child, and enforcement. */
#ifndef MEDSUPPORT_CASEFILE_ORDER_TASKS_H
#define MEDSUPPORT_CASEFILE_ORDER_TASKS_H

#include "casefile/task_finding.h"

void ms_find_order_tasks(ms_finding *finding);
void ms_find_enforcement_tasks(ms_finding *finding);

void ms_say_order_task(ms_buffer *out, const ms_open_task *task);

#endif
