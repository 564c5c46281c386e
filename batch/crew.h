/* Some threads that do the same work until there is none left, and a caller who waits for them. */
#ifndef MEDSUPPORT_BATCH_CREW_H
#define MEDSUPPORT_BATCH_CREW_H

#include <medsupport/status.h>

#include <stdbool.h>

typedef struct ms_crew ms_crew;

/* Starts `threads` threads, or as many as the system lets, each calling `work` once with its number, from 0. In *crew,
 * owned by the caller. The context must outlive it. MS_ERROR_MEMORY: none could start. */
ms_status ms_crew_start(unsigned threads, void (*work)(void *context, unsigned number), void *context, ms_crew **crew);

/* Waits until all are done, or `milliseconds` have passed. True when all are done. */
bool ms_crew_wait(ms_crew *crew, unsigned milliseconds);

/* Waits until all are done, and frees the crew. */
void ms_crew_end(ms_crew *crew);

#endif
