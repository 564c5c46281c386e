/* What a database has to do for the store: one table of functions each for SQLite and PostgreSQL. store.c holds what is
 * the same for both. */
#ifndef MEDSUPPORT_STORE_ENGINE_H
#define MEDSUPPORT_STORE_ENGINE_H

#include "facts/json.h"
#include "store/due.h"
#include "store/last_seen.h"
#include "store/store.h"

enum { MS_STORE_WAIT = 5000 /* milliseconds for which a writer waits for another */ };

/* An event as it is kept. */
typedef struct ms_stored_event {
    uint64_t position; /* in the chain, from 1 */
    const char *case_id;
    ms_event event;
    unsigned char hash[MS_HASH_SIZE];
} ms_stored_event;

typedef bool (*ms_each_stored)(void *context, const ms_stored_event *stored);
typedef bool (*ms_each_last)(void *context, const char *case_id, uint64_t sequence);

/* Every function returns MS_STORE_OK, or why it failed, said with ms_store_fail. */
typedef struct ms_engine {
    /* Connects, looks what stands there, runs migrations. */
    ms_store_status (*open)(ms_store *store);
    void (*close)(ms_store *store);

    /* A transaction that writes; from its begin on no other one does. */
    ms_store_status (*begin)(ms_store *store);
    ms_store_status (*commit)(ms_store *store);
    void (*rollback)(ms_store *store);

    ms_store_status (*head)(ms_store *store, ms_store_head *head);
    /* The sequence of a case's last event; 0: it has none. */
    ms_store_status (*last)(ms_store *store, const char *case_id, uint64_t *sequence);
    ms_store_status (*last_of_all)(ms_store *store, ms_each_last each, void *context);
    /* The events of a case from a sequence on; case_id NULL: all, in the order of the chain. */
    ms_store_status (*events)(ms_store *store, const char *case_id, uint64_t from, ms_each_stored each, void *context);
    ms_store_status (*cases)(ms_store *store, const char *after, ms_store_each_case each, void *context);
    ms_store_status (*tasks)(ms_store *store, ms_date until, const char *worker, ms_store_each_task each,
                             void *context);
    /* What the engine can check of its own: before the chain is gone through; and behind it, that nothing beside the
     * events is missing. */
    ms_store_status (*check)(ms_store *store);
    ms_store_status (*check_parts)(ms_store *store);
    ms_store_status (*backup)(ms_store *store, const char *path);

    /* Within a transaction. */
    ms_store_status (*insert)(ms_store *store, const ms_stored_event *stored);
    ms_store_status (*put_case)(ms_store *store, const char *case_id, uint64_t sequence, ms_text state);
    ms_store_status (*put_tasks)(ms_store *store, const char *case_id, const ms_due *due);

    /* Many events, within a transaction, with nothing else in between. */
    ms_store_status (*bulk_begin)(ms_store *store);
    ms_store_status (*bulk_put)(ms_store *store, const ms_stored_event *stored);
    ms_store_status (*bulk_end)(ms_store *store);

    /* Within a transaction: lists the cases of the events behind a position; forgets all that is derived. */
    ms_store_status (*list_cases)(ms_store *store, uint64_t behind);
    ms_store_status (*forget)(ms_store *store);
} ms_engine;

extern const ms_engine ms_engine_sqlite;
extern const ms_engine ms_engine_postgres;

struct ms_store {
    const ms_engine *engine;
    ms_store_mode mode;
    char *location;
    char *name; /* for messages */
    char message[400];
    ms_json *json;
    ms_buffer scratch; /* for JSON that is looked into */
    bool reading;      /* a callback is being called */
    bool in_bulk;
    bool grouped;       /* between ms_store_group_begin and its end */
    bool deriving;      /* between ms_store_derive_begin and its end */
    ms_store_head head; /* of the chain, in bulk */
    uint64_t behind;    /* the position before the bulk */
    ms_last_seen *seen; /* the last sequence of each case, in bulk */
    void *connection;   /* the engine's */
};

/* Keeps the message and returns the status. The message holds no fact of a case. */
__attribute__((format(printf, 3, 4))) ms_store_status ms_store_fail(ms_store *store, ms_store_status status,
                                                                    const char *format, ...);

/* Says that the row of a position, or of a sequence in a case, is not as any version writes it. */
ms_store_status ms_store_bad_row(ms_store *store, uint64_t position);

/* Says that what is derived, "the worklist", is not as any version writes it. */
ms_store_status ms_store_bad_derived(ms_store *store, const char *what);

/* MS_STORE_TOO_NEW or MS_STORE_OK, by the version of the tables. */
ms_store_status ms_store_check_version(ms_store *store, int64_t version);

#endif
