/* What is derived of the cases: from their events anew, for medsupport db rebuild and behind db import; and whether it is
 * there, for db verify. */
#ifndef MEDSUPPORT_CLI_DB_REBUILD_H
#define MEDSUPPORT_CLI_DB_REBUILD_H

#include "cli/options.h"
#include "store/store.h"

#include <stdint.h>

/* Derives the list of cases and the worklist of the database, all or nothing. A case whose events do not come to a case
 * is told of and listed without a state. Returns the exit status; *cases: how many there are. */
int ms_db_rebuild(const ms_options *options, uint64_t *cases);

/* Whether the list of cases and the worklist can be what the events come to: they tell of as many events, and there are as
 * many open tasks as the cases have. What the store returned. */
ms_store_status ms_db_is_derived(ms_store *store, bool *derived);

#endif
