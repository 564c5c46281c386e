/* What is open about notices, contests and coverage. */
#ifndef MEDSUPPORT_CASEFILE_NOTICE_TASKS_H
#define MEDSUPPORT_CASEFILE_NOTICE_TASKS_H

#include "casefile/notices.h"
#include "casefile/task_finding.h"

void ms_find_notice_tasks(ms_finding *finding);

/* "the plan administrator answers notice 12" */
void ms_say_notice_task(ms_buffer *out, const ms_open_task *task);

#endif
