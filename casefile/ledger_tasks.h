/* What is open about costs and judgments. */
#ifndef MEDSUPPORT_CASEFILE_LEDGER_TASKS_H
#define MEDSUPPORT_CASEFILE_LEDGER_TASKS_H

#include "casefile/task_finding.h"

void ms_find_ledger_tasks(ms_finding *finding);

void ms_say_ledger_task(ms_buffer *out, const ms_open_task *task);

#endif
