/* Copying a SQLite database while others work with it. */
#ifndef MEDSUPPORT_STORE_SQLITE_COPY_H
#define MEDSUPPORT_STORE_SQLITE_COPY_H

#include "store/store.h"

#include <sqlite3.h>

/* Copies a database to a file that does not exist yet and appears whole, readable without a write-ahead log. */
ms_store_status ms_sqlite_copy(ms_store *store, sqlite3 *from, const char *path);

/* ---- of store/sqlite.c ---- */

/* Says what a connection's last failure means for the file of a name; db NULL: memory is out. */
ms_store_status ms_sqlite_fail(ms_store *store, sqlite3 *db, const char *name);

#endif
