/* A database to test on, of either engine, and ways to get at it behind the store's back. Failures end the test. */
#ifndef TESTS_STORE_PLACE_H
#define TESTS_STORE_PLACE_H

#include "store/store.h"

/* "sqlite" or "postgres"; the latter at the address in MEDSUPPORT_TEST_POSTGRES. Anything else ends the program. */
void place_choose(const char *engine);
bool place_is_sqlite(void);

/* A folder for files, emptied by place_clear. */
const char *place_folder(void);

/* Where the database is, or will be. */
const char *place_location(void);

/* Removes the database, so that the next test begins with none. */
void place_clear(void);
void place_end(void);

/* Opens the database, which must go well. */
ms_store *place_open(ms_store_mode mode);

/* Runs SQL as someone would who is not medsupport. The tables have no schema before their names. */
void place_sql(const char *sql);
/* Whether the engine refuses SQL. */
bool place_refuses(const char *sql);

long long place_number(const char *sql);

/* Takes away what keeps events from being changed. */
void place_unguard(void);

/* An event of a case, with a body that tells which it is. The texts last until place_clear. */
ms_event place_event(uint64_t sequence, const char *words);

/* Appends an event, which must go well. */
void place_append(ms_store *store, const char *case_id, uint64_t sequence);

/* Asserts a status, and shows the message when it is another one. */
void place_expect(ms_store *store, ms_store_status expected, ms_store_status status);

ms_text place_text(const char *text);

#endif
