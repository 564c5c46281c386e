/* Events out of a database into a file, and back: medsupport db export, import. */
#ifndef MEDSUPPORT_CLI_DB_TRANSFER_H
#define MEDSUPPORT_CLI_DB_TRANSFER_H

#include "cli/options.h"
#include "store/store.h"

/* Writes all events to a file, or to standard output where it is NULL. Returns the exit status; *head: of what was
 * written. */
int ms_db_export(ms_store *store, const char *path, ms_store_head *head);

/* Takes all events of a file ("-": standard input) into a database without any, all or none. Returns the exit status;
 * *head: of the database then. */
int ms_db_import(ms_store *store, const char *path, ms_store_head *head);

#endif
