/* The database that a command works with. */
#ifndef MEDSUPPORT_CLI_DATABASE_H
#define MEDSUPPORT_CLI_DATABASE_H

#include "cli/options.h"
#include "store/store.h"

/* Where it is: --db, else the environment's MEDSUPPORT_DB, else medsupport.db in this folder. */
const char *ms_database_location(const ms_options *options);

/* Opens it. NULL, and a message, when that fails. *exit: then the exit status. */
ms_store *ms_database_open(const ms_options *options, ms_store_mode mode, int *exit);

/* Says what went wrong and returns the exit status; MS_EXIT_OK, and no word, for MS_STORE_OK. */
int ms_database_exit(const ms_store *store, ms_store_status status);

#endif
