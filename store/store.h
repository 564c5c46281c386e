/*
 * Where the events of all cases are kept: one SQLite file, or PostgreSQL. Both behave the same. Events are only ever
 * appended, each carries a hash chained to the one before, and nothing here looks into their bodies.
 */
#ifndef MEDSUPPORT_STORE_STORE_H
#define MEDSUPPORT_STORE_STORE_H

#include "casefile/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ms_store ms_store;

typedef enum ms_store_status {
    MS_STORE_OK = 0,
    MS_STORE_CONFLICT,    /* another writer was there first: the case has other events than expected */
    MS_STORE_NOT_FOUND,   /* no such database or case */
    MS_STORE_BUSY,        /* locked by another writer for too long */
    MS_STORE_UNREACHABLE, /* the server or the connection is gone; what was acknowledged is kept */
    MS_STORE_FULL,        /* no room, or the file may not be written */
    MS_STORE_DAMAGED,     /* what is stored is not what was written */
    MS_STORE_TOO_NEW,     /* made by a later version of medsupport */
    MS_STORE_FAILED       /* anything else; ms_store_message says what */
} ms_store_status;

enum {
    MS_HASH_SIZE = 32,
    MS_HASH_TEXT_SIZE = 2 * MS_HASH_SIZE + 1,
    MS_HEAD_TEXT_SIZE = 20 + 1 + MS_HASH_TEXT_SIZE /* "COUNT:HASH", store/chain.h */
};

/* The end of a chain. */
typedef struct ms_store_head {
    uint64_t count;                   /* events in the chain */
    unsigned char hash[MS_HASH_SIZE]; /* BLAKE2b of the last; zeros for none */
} ms_store_head;

typedef enum ms_store_mode { MS_STORE_READ = 0, MS_STORE_WRITE, MS_STORE_CREATE } ms_store_mode;

/* Opens the database at a location, the path of a file or a postgresql:// address, in *store, owned by the caller.
 * MS_STORE_CREATE makes it where there is none (of PostgreSQL: the tables, in a database that is there); migrations are
 * run when it may be written. When it fails *store still holds the message, unless it is NULL: memory is out. A store
 * serves one thread. After MS_STORE_UNREACHABLE the next call connects again. */
ms_store_status ms_store_open(const char *location, ms_store_mode mode, ms_store **store);

/* NULL is allowed. */
void ms_store_close(ms_store *store);

/* Whether a location is an address of PostgreSQL, and not a file. */
bool ms_store_is_server(const char *location);

/* How messages name the database: its path, or its address without a password. */
const char *ms_store_name(const ms_store *store);

/* What went wrong with the last call, in a sentence that names the place and the remedy; holds no fact of any case. */
const char *ms_store_message(const ms_store *store);

/* Appends events to a case, all or none, durably. case_id: an id as in a case document. The texts of an event are UTF-8
 * without control characters; its body is one JSON object from brace to brace. expected: the sequence of the last event that the caller has seen, 0
 * for a new case; the events' own sequences follow it. MS_STORE_CONFLICT, and nothing written, when the case has gone on
 * since. MS_STORE_UNREACHABLE: the message says whether the events may have been kept all the same; trying
 * again is safe, for what was kept makes it MS_STORE_CONFLICT. `state`: what the list of cases shows of the case, a JSON
 * object, replaced with each append; `due`: its open tasks for the worklist, a JSON array of objects, each with "due", a
 * day, and "worker", a string or nothing. Both are derived and can be rebuilt. */
ms_store_status ms_store_append(ms_store *store, const char *case_id, uint64_t expected, const ms_event *events,
                                size_t count, ms_text state, ms_text due);

/* Makes the appends up to ms_store_group_end one transaction, which is durable as a whole. Other writers wait
 * meanwhile, so that what is read in between stays as it is. An append that is MS_STORE_CONFLICT leaves the others as
 * they are; any other failure undoes everything since, and ends it, as ms_store_group_undo does. */
ms_store_status ms_store_group_begin(ms_store *store);
ms_store_status ms_store_group_end(ms_store *store);
void ms_store_group_undo(ms_store *store);

/* Called with each event in turn; what it points to lasts until it returns. It may not call the store. False: stop. */
typedef bool (*ms_store_each)(void *context, const char *case_id, const ms_event *event);

/* The events of one case from a sequence on, in order. MS_STORE_NOT_FOUND: there is no such case. */
ms_store_status ms_store_read(ms_store *store, const char *case_id, uint64_t from, ms_store_each each, void *context);

/* The events of all cases in the order in which they were appended, each checked against the chain before it is handed
 * out: MS_STORE_DAMAGED at the first that does not fit. */
ms_store_status ms_store_read_all(ms_store *store, ms_store_each each, void *context);

/* The same, and the head of what was read. */
ms_store_status ms_store_walk(ms_store *store, ms_store_each each, void *context, ms_store_head *head);

/* A case in the list. */
typedef struct ms_store_case {
    ms_text case_id;
    uint64_t sequence; /* of its last event */
    ms_text state;     /* as last given to ms_store_append */
} ms_store_case;

typedef bool (*ms_store_each_case)(void *context, const ms_store_case *listed);

/* The cases in order of case_id, after `after` (NULL: from the first). */
ms_store_status ms_store_cases(ms_store *store, const char *after, ms_store_each_case each, void *context);

/* A task of the worklist. */
typedef struct ms_store_task {
    ms_text case_id;
    ms_text task; /* the JSON object as given to ms_store_append */
    ms_date due;
    ms_text worker;
} ms_store_task;

typedef bool (*ms_store_each_task)(void *context, const ms_store_task *task);

/* The open tasks due on or before a day, by day and case; worker: NULL for all. */
ms_store_status ms_store_tasks(ms_store *store, ms_date until, const char *worker, ms_store_each_task each,
                               void *context);

/* The end of the chain of all events. */
ms_store_status ms_store_chain_head(ms_store *store, ms_store_head *head);

/* Goes through the chain, and through what the engine can check of its own. MS_STORE_DAMAGED: the message names the first event that is altered, missing or out of order,
 * or that the chain ends before `known`, a head kept outside (NULL: none). */
ms_store_status ms_store_verify(ms_store *store, const ms_store_head *known, ms_store_head *head);

/* Copies the whole database to a file while others go on working with it; SQLite only. The file appears whole or not at
 * all, and is not made where there is one. */
ms_store_status ms_store_backup(ms_store *store, const char *path);

/* Replaces what is derived of a case. Between ms_store_derive_begin and its end it is one transaction with them; a failure
 * of the database then undoes everything since, and ends it. */
ms_store_status ms_store_set_derived(ms_store *store, const char *case_id, ms_text state, ms_text due);

/* Derives all cases anew: forgets the state and the tasks of all, which are then set one by one, and lists every case that
 * has events. In between the store may be read. Other writers wait meanwhile. */
ms_store_status ms_store_derive_begin(ms_store *store);
ms_store_status ms_store_derive_end(ms_store *store);
void ms_store_derive_undo(ms_store *store);

/* ---- bulk ---------------------------------------------------------------------------------------------------------- */

/* Appends events of any cases in the order given, all or none; used by import. Other writers wait meanwhile. Each event
 * has the sequence that is next in its case, or MS_STORE_CONFLICT. ms_store_bulk_end makes them durable; the cases are
 * listed, their state and tasks to be rebuilt. A failure undoes everything since ms_store_bulk_begin, and ends it, as
 * ms_store_bulk_undo does. */
ms_store_status ms_store_bulk_begin(ms_store *store);
ms_store_status ms_store_bulk_add(ms_store *store, const char *case_id, const ms_event *event);

/* The head that ms_store_bulk_end would leave. */
ms_store_head ms_store_bulk_head(const ms_store *store);

ms_store_status ms_store_bulk_end(ms_store *store);
void ms_store_bulk_undo(ms_store *store);

#endif
