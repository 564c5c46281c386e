/* What the two files of the PostgreSQL engine share: the connection, its failures, and many rows at once. */
#ifndef MEDSUPPORT_STORE_POSTGRES_H
#define MEDSUPPORT_STORE_POSTGRES_H

#include "store/engine.h"

#include <libpq-fe.h>

typedef struct ms_postgres {
    PGconn *link;
    bool lost;           /* the link is of no use any more, whatever libpq thinks of it */
    bool in_transaction; /* what was begun on a link that is lost cannot go on with another */
    ms_buffer copied;    /* rows on their way in a COPY */
} ms_postgres;

/* Says what a result, or the link where there is none, means. Clears the result. */
ms_store_status ms_postgres_fail(ms_store *store, PGresult *result);

/* The values of a statement: $1 and on. Zero-initialised has none. */
enum { MS_POSTGRES_VALUES = 9 };
typedef struct ms_postgres_values {
    int count;
    Oid types[MS_POSTGRES_VALUES];
    const char *at[MS_POSTGRES_VALUES];
    int lengths[MS_POSTGRES_VALUES];
    unsigned char numbers[MS_POSTGRES_VALUES][8];
} ms_postgres_values;

void ms_postgres_add_number(ms_postgres_values *values, uint64_t number);
void ms_postgres_add_text(ms_postgres_values *values, const char *text, size_t length);

/* Runs one statement, and passes over its rows. */
ms_store_status ms_postgres_run(ms_store *store, const char *sql, const ms_postgres_values *values);

/* Eight bytes, the greatest first, as PostgreSQL sends numbers. */
void ms_postgres_put_number(unsigned char bytes[8], uint64_t number);
uint64_t ms_postgres_number(const unsigned char bytes[8]);

/* ---- of store/postgres_copy.c ---- */

ms_store_status ms_postgres_bulk_begin(ms_store *store);
ms_store_status ms_postgres_bulk_put(ms_store *store, const ms_stored_event *stored);
ms_store_status ms_postgres_bulk_end(ms_store *store);

/* Gives up a COPY that is under way, so that the link can be used. */
void ms_postgres_bulk_leave(ms_store *store);

#endif
