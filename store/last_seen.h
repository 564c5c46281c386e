/* The sequence of the last event of each case, kept in memory while events of many cases go by. */
#ifndef MEDSUPPORT_STORE_LAST_SEEN_H
#define MEDSUPPORT_STORE_LAST_SEEN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ms_last_seen ms_last_seen;

/* NULL when memory is out. */
ms_last_seen *ms_last_seen_new(void);

/* NULL is allowed. */
void ms_last_seen_free(ms_last_seen *seen);

/* Where the sequence of a case stands, 0 until it is written there; valid until the next call. NULL when memory is out. */
uint64_t *ms_last_seen_of(ms_last_seen *seen, const char *case_id);

#endif
