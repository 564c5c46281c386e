/* The tables of each engine, as numbered steps from nothing to what this version of medsupport uses. */
#ifndef MEDSUPPORT_STORE_MIGRATIONS_H
#define MEDSUPPORT_STORE_MIGRATIONS_H

/* "MSCF" in the header of an SQLite file, and the key of the lock on PostgreSQL. */
enum { MS_APPLICATION_ID = 0x4D534346 };

/* The version of the tables: how many steps there are. */
enum { MS_STORE_VERSION = 1 };

/* Step i leads from version i to version i + 1; statements after one another. */
extern const char *const ms_migrations_sqlite[MS_STORE_VERSION];
extern const char *const ms_migrations_postgres[MS_STORE_VERSION];

#endif
