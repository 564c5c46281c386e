#define _POSIX_C_SOURCE 200809L
#include "store/engine.h"

#include "store/chain.h"
#include "store/check.h"
#include "store/migrations.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

/* ---- messages ---------------------------------------------------------------------------------------------------- */

ms_store_status ms_store_fail(ms_store *store, ms_store_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(store->message, sizeof store->message, format, arguments);
    va_end(arguments);
    return status;
}

const char *ms_store_message(const ms_store *store)
{
    return store->message;
}

const char *ms_store_name(const ms_store *store)
{
    return store->name;
}

static ms_store_status out_of_memory(ms_store *store)
{
    return ms_store_fail(store, MS_STORE_FAILED, "out of memory; nothing was written");
}

ms_store_status ms_store_bad_row(ms_store *store, uint64_t position)
{
    return ms_store_fail(store, MS_STORE_DAMAGED,
                         "%s: event %" PRIu64 " is damaged: it does not have the fields of an event; restore a backup",
                         store->name, position);
}

ms_store_status ms_store_bad_derived(ms_store *store, const char *what)
{
    return ms_store_fail(store, MS_STORE_DAMAGED,
                         "%s: %s is damaged; 'medsupport db rebuild' derives it from the events anew", store->name,
                         what);
}

ms_store_status ms_store_check_version(ms_store *store, int64_t version)
{
    if (version > MS_STORE_VERSION) {
        return ms_store_fail(store, MS_STORE_TOO_NEW,
                             "%s was made by a later medsupport: its tables have version %" PRId64
                             ", this program knows %d; use the later program",
                             store->name, version, (int)MS_STORE_VERSION);
    }
    return MS_STORE_OK;
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Which engine serves which locations; the last serves all that are left. */
static const struct {
    const char *begins_with;
    const ms_engine *engine;
} engines[] = {
    {"postgresql://", &ms_engine_postgres},
    {"postgres://", &ms_engine_postgres},
    {"", &ms_engine_sqlite},
};

static const ms_engine *engine_of(const char *location)
{
    size_t i = 0;
    while (!begins(location, engines[i].begins_with)) {
        i++;
    }
    return engines[i].engine;
}

bool ms_store_is_server(const char *location)
{
    return engine_of(location) == &ms_engine_postgres;
}

void ms_store_close(ms_store *store)
{
    if (store == NULL) {
        return;
    }
    ms_store_bulk_undo(store);
    ms_store_derive_undo(store);
    ms_store_group_undo(store);
    store->engine->close(store);
    ms_json_free(store->json);
    ms_buffer_free(&store->scratch);
    free(store->location);
    free(store->name);
    free(store);
}

ms_store_status ms_store_open(const char *location, ms_store_mode mode, ms_store **store)
{
    ms_store *made = calloc(1, sizeof *made);
    *store = made;
    if (made == NULL) {
        return MS_STORE_FAILED;
    }
    made->engine = engine_of(location);
    made->mode = mode;
    made->location = strdup(location);
    made->name = strdup(made->engine == &ms_engine_sqlite ? location : "the PostgreSQL database");
    if (made->location == NULL || made->name == NULL || ms_json_new(&made->json) != MS_OK || sodium_init() < 0) {
        return out_of_memory(made);
    }
    if (location[0] == '\0') {
        return ms_store_fail(made, MS_STORE_NOT_FOUND, "the location of the database is empty");
    }
    return made->engine->open(made);
}

/* ---- what may be called when ------------------------------------------------------------------------------------- */

/* Whether a call may begin. A callback may not call the store: one connection does one thing at a time. */
static ms_store_status ready(ms_store *store, bool writes)
{
    if (store->connection == NULL) {
        return store->message[0] != '\0' ? MS_STORE_FAILED
                                         : ms_store_fail(store, MS_STORE_FAILED, "the database is not open");
    }
    if (store->reading || store->in_bulk) {
        return ms_store_fail(store, MS_STORE_FAILED, "the store is called while %s",
                             store->reading ? "it hands out what it reads" : "many events are being appended");
    }
    if (writes && store->mode == MS_STORE_READ) {
        return ms_store_fail(store, MS_STORE_FAILED, "%s is open for reading only", store->name);
    }
    store->message[0] = '\0';
    return MS_STORE_OK;
}

/* Whether a transaction of one's own may begin. */
static ms_store_status ready_to_begin(ms_store *store)
{
    ms_store_status status = ready(store, true);
    if (status == MS_STORE_OK && store->deriving) {
        return ms_store_fail(store, MS_STORE_FAILED, "the store is called while all cases are being derived");
    }
    if (status == MS_STORE_OK && store->grouped) {
        return ms_store_fail(store, MS_STORE_FAILED, "the store is called while a group of events is being appended");
    }
    return status;
}

/* ---- appending --------------------------------------------------------------------------------------------------- */

static ms_store_status conflict(ms_store *store, uint64_t expected, uint64_t found)
{
    return ms_store_fail(store, MS_STORE_CONFLICT,
                         "the case has %" PRIu64 " events, %" PRIu64
                         " were expected: someone else was there first; look at the case again",
                         found, expected);
}

static ms_store_status refuse(ms_store *store, uint64_t sequence, const char *what)
{
    return ms_store_fail(store, MS_STORE_FAILED, "event %" PRIu64 " of the case cannot be kept: %s", sequence, what);
}

/* Looks at what is to be appended before anything is written. */
static ms_store_status check_append(ms_store *store, const char *case_id, uint64_t expected, const ms_event *events,
                                    size_t count, ms_text state)
{
    if (!ms_check_case_id(case_id)) {
        return ms_store_fail(store, MS_STORE_FAILED, "the case's id is not an id");
    }
    if (expected > INT64_MAX - count || count == 0) {
        return ms_store_fail(store, MS_STORE_FAILED, "there is nothing that could be appended");
    }
    for (size_t i = 0; i < count; i++) {
        const char *wrong = ms_check_event(store->json, &events[i]);
        if (wrong != NULL) {
            return refuse(store, expected + i + 1, wrong);
        }
        if (events[i].sequence != expected + i + 1) {
            return refuse(store, expected + i + 1, "its sequence does not follow the one expected");
        }
    }
    if (!ms_check_object(store->json, state)) {
        return ms_store_fail(store, MS_STORE_FAILED, "the state of the case is not a JSON object on one line");
    }
    return MS_STORE_OK;
}

static ms_store_status insert_events(ms_store *store, const char *case_id, const ms_event *events, size_t count)
{
    ms_store_head head;
    ms_store_status status = store->engine->head(store, &head);
    for (size_t i = 0; status == MS_STORE_OK && i < count; i++) {
        ms_chain_add(&head, case_id, &events[i]);
        ms_stored_event stored = {.position = head.count, .case_id = case_id, .event = events[i]};
        memcpy(stored.hash, head.hash, MS_HASH_SIZE);
        status = store->engine->insert(store, &stored);
    }
    return status;
}

static ms_store_status put_derived(ms_store *store, const char *case_id, uint64_t sequence, ms_text state,
                                   const ms_due *due)
{
    ms_store_status status = store->engine->put_case(store, case_id, sequence, state);
    return status != MS_STORE_OK ? status : store->engine->put_tasks(store, case_id, due);
}

/* Ends a transaction: commits when all went well. */
static ms_store_status end(ms_store *store, ms_store_status status)
{
    if (status == MS_STORE_OK) {
        status = store->engine->commit(store);
    }
    if (status != MS_STORE_OK) {
        store->engine->rollback(store);
    }
    return status;
}

/* Appends within a transaction. */
static ms_store_status append_now(ms_store *store, const char *case_id, uint64_t expected, const ms_event *events,
                                  size_t count)
{
    uint64_t last = 0;
    ms_store_status status = store->engine->last(store, case_id, &last);
    if (status == MS_STORE_OK && last != expected) {
        return conflict(store, expected, last);
    }
    return status != MS_STORE_OK ? status : insert_events(store, case_id, events, count);
}

static ms_store_status read_due(ms_store *store, ms_text text, ms_due *due)
{
    if (text.at == NULL || !ms_due_read(store->json, &store->scratch, text, due)) {
        return ms_store_fail(store, MS_STORE_FAILED,
                             "the tasks of the case are not a JSON array of objects with a due day");
    }
    return MS_STORE_OK;
}

/* In a transaction of its own, or in that of the group. */
static ms_store_status append_whole(ms_store *store, const char *case_id, uint64_t expected, const ms_event *events,
                                    size_t count, ms_text state, const ms_due *due)
{
    ms_store_status status = store->grouped ? MS_STORE_OK : store->engine->begin(store);
    if (status != MS_STORE_OK) {
        return status;
    }
    status = append_now(store, case_id, expected, events, count);
    if (status == MS_STORE_OK) {
        status = put_derived(store, case_id, expected + count, state, due);
    }
    if (!store->grouped) {
        return end(store, status);
    }
    if (status != MS_STORE_OK && status != MS_STORE_CONFLICT) {
        ms_store_group_undo(store);
    }
    return status;
}

ms_store_status ms_store_append(ms_store *store, const char *case_id, uint64_t expected, const ms_event *events,
                                size_t count, ms_text state, ms_text due)
{
    ms_due tasks = {0};
    ms_store_status status = store->grouped ? ready(store, true) : ready_to_begin(store);
    if (status == MS_STORE_OK) {
        status = check_append(store, case_id, expected, events, count, state);
    }
    if (status == MS_STORE_OK) {
        status = read_due(store, due, &tasks);
    }
    if (status == MS_STORE_OK) {
        status = append_whole(store, case_id, expected, events, count, state, &tasks);
    }
    ms_due_free(&tasks);
    return status;
}

ms_store_status ms_store_group_begin(ms_store *store)
{
    ms_store_status status = ready_to_begin(store);
    if (status == MS_STORE_OK) {
        status = store->engine->begin(store);
        store->grouped = status == MS_STORE_OK;
    }
    return status;
}

ms_store_status ms_store_group_end(ms_store *store)
{
    if (!store->grouped) {
        return ms_store_fail(store, MS_STORE_FAILED, "no group of events has begun");
    }
    store->grouped = false;
    return end(store, MS_STORE_OK);
}

void ms_store_group_undo(ms_store *store)
{
    if (store->grouped) {
        store->grouped = false;
        store->engine->rollback(store);
    }
}

/* Within a transaction. */
static ms_store_status set_derived_now(ms_store *store, const char *case_id, ms_text state, const ms_due *due)
{
    uint64_t last = 0;
    ms_store_status status = store->engine->last(store, case_id, &last);
    if (status == MS_STORE_OK && last == 0) {
        return ms_store_fail(store, MS_STORE_NOT_FOUND, "%s holds no such case", store->name);
    }
    return status == MS_STORE_OK ? put_derived(store, case_id, last, state, due) : status;
}

/* In a transaction of its own, or in the one that derives all cases. */
static ms_store_status set_derived(ms_store *store, const char *case_id, ms_text state, const ms_due *due)
{
    ms_store_status status = store->deriving ? MS_STORE_OK : store->engine->begin(store);
    if (status != MS_STORE_OK) {
        return status;
    }
    status = set_derived_now(store, case_id, state, due);
    if (!store->deriving) {
        return end(store, status);
    }
    if (status != MS_STORE_OK) {
        ms_store_derive_undo(store);
    }
    return status;
}

ms_store_status ms_store_set_derived(ms_store *store, const char *case_id, ms_text state, ms_text due)
{
    ms_due tasks = {0};
    ms_store_status status = ready(store, true);
    if (status == MS_STORE_OK && !ms_check_object(store->json, state)) {
        status = ms_store_fail(store, MS_STORE_FAILED, "the state of the case is not a JSON object on one line");
    }
    if (status == MS_STORE_OK) {
        status = read_due(store, due, &tasks);
    }
    if (status == MS_STORE_OK) {
        status = set_derived(store, case_id, state, &tasks);
    }
    ms_due_free(&tasks);
    return status;
}

ms_store_status ms_store_derive_begin(ms_store *store)
{
    ms_store_status status = ready_to_begin(store);
    if (status == MS_STORE_OK) {
        status = store->engine->begin(store);
    }
    if (status != MS_STORE_OK) {
        return status;
    }
    store->deriving = true;
    status = store->engine->forget(store);
    if (status == MS_STORE_OK) {
        status = store->engine->list_cases(store, 0);
    }
    if (status != MS_STORE_OK) {
        ms_store_derive_undo(store);
    }
    return status;
}

ms_store_status ms_store_derive_end(ms_store *store)
{
    if (!store->deriving) {
        return ms_store_fail(store, MS_STORE_FAILED, "no deriving of all cases has begun");
    }
    store->deriving = false;
    return end(store, MS_STORE_OK);
}

void ms_store_derive_undo(ms_store *store)
{
    if (store->deriving) {
        store->deriving = false;
        store->engine->rollback(store);
    }
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Nobody is handed what the store would not have kept: someone else may have written to the database. */

/* A caller's function, and whether it was called. */
typedef struct reader {
    ms_store *store;
    ms_store_each each;
    void *context;
    bool called;
    ms_store_status status;
} reader;

static bool hand_out(void *context, const ms_stored_event *stored)
{
    reader *r = context;
    r->called = true;
    if (ms_check_frame(&stored->event) != NULL) {
        r->status = ms_store_bad_row(r->store, stored->position);
        return false;
    }
    return r->each(r->context, stored->case_id, &stored->event);
}

ms_store_status ms_store_read(ms_store *store, const char *case_id, uint64_t from, ms_store_each each, void *context)
{
    reader r = {.store = store, .each = each, .context = context};
    uint64_t last = 0;
    ms_store_status status = ready(store, false);
    if (status != MS_STORE_OK) {
        return status;
    }
    store->reading = true;
    status = store->engine->events(store, case_id, from, hand_out, &r);
    store->reading = false;
    status = status == MS_STORE_OK ? r.status : status;
    if (status == MS_STORE_OK && !r.called) { /* there may be no such case, or none of its events from there on */
        status = store->engine->last(store, case_id, &last);
        if (status == MS_STORE_OK && last == 0) {
            status = ms_store_fail(store, MS_STORE_NOT_FOUND, "%s holds no such case", store->name);
        }
    }
    return status;
}

/* A caller's function for what is derived. */
typedef struct derived_reader {
    ms_store *store;
    ms_store_each_case each_case;
    ms_store_each_task each_task;
    void *context;
    ms_store_status status;
} derived_reader;

static bool check_derived(derived_reader *r, ms_text case_id, ms_text object, const char *what)
{
    bool good =
        strlen(case_id.at) == case_id.length && ms_check_case_id(case_id.at) && ms_check_object(r->store->json, object);
    if (!good) {
        r->status = ms_store_bad_derived(r->store, what);
    }
    return good;
}

static bool hand_out_case(void *context, const ms_store_case *listed)
{
    derived_reader *r = context;
    return check_derived(r, listed->case_id, listed->state, "the list of cases") && r->each_case(r->context, listed);
}

static bool hand_out_task(void *context, const ms_store_task *task)
{
    derived_reader *r = context;
    return check_derived(r, task->case_id, task->task, "the worklist") && r->each_task(r->context, task);
}

ms_store_status ms_store_cases(ms_store *store, const char *after, ms_store_each_case each, void *context)
{
    derived_reader r = {.store = store, .each_case = each, .context = context};
    ms_store_status status = ready(store, false);
    if (status == MS_STORE_OK) {
        store->reading = true;
        status = store->engine->cases(store, after == NULL ? "" : after, hand_out_case, &r);
        store->reading = false;
    }
    return status == MS_STORE_OK ? r.status : status;
}

ms_store_status ms_store_tasks(ms_store *store, ms_date until, const char *worker, ms_store_each_task each,
                               void *context)
{
    derived_reader r = {.store = store, .each_task = each, .context = context};
    ms_store_status status = ready(store, false);
    if (status == MS_STORE_OK && (until < 1 || until > MS_LAST_DATE)) {
        status = ms_store_fail(store, MS_STORE_FAILED, "the day of the worklist is none");
    }
    if (status == MS_STORE_OK) {
        store->reading = true;
        status = store->engine->tasks(store, until, worker, hand_out_task, &r);
        store->reading = false;
    }
    return status == MS_STORE_OK ? r.status : status;
}

ms_store_status ms_store_chain_head(ms_store *store, ms_store_head *head)
{
    ms_store_status status = ready(store, false);
    return status == MS_STORE_OK ? store->engine->head(store, head) : status;
}

ms_store_status ms_store_backup(ms_store *store, const char *path)
{
    ms_store_status status = ready(store, false);
    return status == MS_STORE_OK ? store->engine->backup(store, path) : status;
}

/* ---- going through the chain ------------------------------------------------------------------------------------- */

/* Where a walk through the chain has come to. */
typedef struct walk {
    ms_store *store;
    ms_store_each each; /* NULL: nobody looks */
    void *context;
    ms_store_head head;
    const ms_store_head *known; /* NULL: none */
    ms_last_seen *seen;
    ms_store_status status;
} walk;

static bool damaged(walk *w, uint64_t position, const char *what)
{
    w->status = ms_store_fail(w->store, MS_STORE_DAMAGED,
                              "%s: event %" PRIu64 " %s; restore a backup, and find out who wrote to the database",
                              w->store->name, position, what);
    return false;
}

static bool check_link(walk *w, const ms_stored_event *stored)
{
    if (stored->position != w->head.count + 1) {
        return damaged(w, w->head.count + 1, "is missing");
    }
    if (!ms_check_case_id(stored->case_id)) {
        return damaged(w, stored->position, "is altered: its case has no id");
    }
    ms_chain_add(&w->head, stored->case_id, &stored->event);
    if (memcmp(w->head.hash, stored->hash, MS_HASH_SIZE) != 0) {
        return damaged(w, stored->position, "is altered or out of order: its hash does not fit");
    }
    if (w->known != NULL && w->known->count == w->head.count && !ms_chain_same(w->known, &w->head)) {
        return damaged(w, stored->position, "is not the one of the head that was kept: the chain was written anew");
    }
    uint64_t *last = ms_last_seen_of(w->seen, stored->case_id);
    if (last == NULL) {
        w->status = out_of_memory(w->store);
        return false;
    }
    if (stored->event.sequence != *last + 1) {
        return damaged(w, stored->position, "is out of order in its case");
    }
    *last = stored->event.sequence;
    return true;
}

static bool step(void *context, const ms_stored_event *stored)
{
    walk *w = context;
    if (!check_link(w, stored)) {
        return false;
    }
    return w->each == NULL || w->each(w->context, stored->case_id, &stored->event);
}

static ms_store_status go_through(walk *w)
{
    ms_store *store = w->store;
    w->seen = ms_last_seen_new();
    if (w->seen == NULL) {
        return out_of_memory(store);
    }
    store->reading = true;
    ms_store_status status = store->engine->events(store, NULL, 0, step, w);
    store->reading = false;
    ms_last_seen_free(w->seen);
    return status != MS_STORE_OK ? status : w->status;
}

ms_store_status ms_store_walk(ms_store *store, ms_store_each each, void *context, ms_store_head *head)
{
    walk w = {.store = store, .each = each, .context = context};
    ms_store_status status = ready(store, false);
    if (status == MS_STORE_OK) {
        status = go_through(&w);
        *head = w.head;
    }
    return status;
}

ms_store_status ms_store_read_all(ms_store *store, ms_store_each each, void *context)
{
    ms_store_head head;
    return ms_store_walk(store, each, context, &head);
}

/* Whether a chain that was gone through, up to `head`, can have had the head that was kept. */
static ms_store_status hold_against(ms_store *store, const ms_store_head *known, const ms_store_head *head)
{
    static const ms_store_head none;
    if (known->count > head->count) {
        return ms_store_fail(store, MS_STORE_DAMAGED,
                             "%s: event %" PRIu64
                             " is missing: the chain ends there, the head that was kept has %" PRIu64
                             " events; restore a backup",
                             store->name, head->count + 1, known->count);
    }
    if (known->count == 0 && !ms_chain_same(known, &none)) {
        return ms_store_fail(store, MS_STORE_FAILED, "the head that was kept is none: it has a hash but no events");
    }
    return MS_STORE_OK;
}

ms_store_status ms_store_verify(ms_store *store, const ms_store_head *known, ms_store_head *head)
{
    walk w = {.store = store, .known = known};
    ms_store_status status = ready(store, false);
    if (status == MS_STORE_OK) {
        status = store->engine->check(store);
    }
    if (status == MS_STORE_OK) {
        status = go_through(&w);
    }
    *head = w.head;
    if (status == MS_STORE_OK && known != NULL) {
        status = hold_against(store, known, head);
    }
    return status == MS_STORE_OK ? store->engine->check_parts(store) : status;
}

/* ---- bulk -------------------------------------------------------------------------------------------------------- */

static bool remember_last(void *context, const char *case_id, uint64_t sequence)
{
    ms_store *store = context;
    uint64_t *last = ms_last_seen_of(store->seen, case_id);
    if (last == NULL) {
        (void)out_of_memory(store); /* the message tells the caller, who sees that it is there */
        return false;
    }
    *last = sequence;
    return true;
}

/* Ends the bulk, committed or not. */
static ms_store_status leave_bulk(ms_store *store, ms_store_status status)
{
    ms_last_seen_free(store->seen);
    store->seen = NULL;
    store->in_bulk = false;
    return end(store, status);
}

void ms_store_bulk_undo(ms_store *store)
{
    if (store->in_bulk) {
        ms_last_seen_free(store->seen);
        store->seen = NULL;
        store->in_bulk = false;
        store->engine->rollback(store);
    }
}

ms_store_status ms_store_bulk_begin(ms_store *store)
{
    ms_store_status status = ready_to_begin(store);
    if (status == MS_STORE_OK) {
        status = store->engine->begin(store);
    }
    if (status != MS_STORE_OK) {
        return status;
    }
    store->in_bulk = true;
    store->seen = ms_last_seen_new();
    status = store->seen == NULL ? out_of_memory(store) : store->engine->head(store, &store->head);
    store->behind = store->head.count;
    if (status == MS_STORE_OK) {
        status = store->engine->last_of_all(store, remember_last, store);
    }
    if (status == MS_STORE_OK && store->message[0] != '\0') {
        status = MS_STORE_FAILED;
    }
    if (status == MS_STORE_OK) {
        status = store->engine->bulk_begin(store);
    }
    return status == MS_STORE_OK ? status : leave_bulk(store, status);
}

static ms_store_status check_bulk(ms_store *store, const char *case_id, const ms_event *event)
{
    const char *wrong = ms_check_case_id(case_id) ? ms_check_event(store->json, event) : "its case has no id";
    if (wrong != NULL) {
        return refuse(store, event->sequence, wrong);
    }
    uint64_t *last = ms_last_seen_of(store->seen, case_id);
    if (last == NULL) {
        return out_of_memory(store);
    }
    if (event->sequence != *last + 1) {
        return ms_store_fail(store, MS_STORE_CONFLICT,
                             "event %" PRIu64 " of its case comes where event %" PRIu64 " is next", event->sequence,
                             *last + 1);
    }
    *last = event->sequence;
    return MS_STORE_OK;
}

ms_store_status ms_store_bulk_add(ms_store *store, const char *case_id, const ms_event *event)
{
    if (!store->in_bulk) {
        return ms_store_fail(store, MS_STORE_FAILED, "no appending of many events has begun");
    }
    ms_store_status status = check_bulk(store, case_id, event);
    if (status == MS_STORE_OK) {
        ms_chain_add(&store->head, case_id, event);
        ms_stored_event stored = {.position = store->head.count, .case_id = case_id, .event = *event};
        memcpy(stored.hash, store->head.hash, MS_HASH_SIZE);
        status = store->engine->bulk_put(store, &stored);
    }
    return status == MS_STORE_OK ? status : leave_bulk(store, status);
}

ms_store_head ms_store_bulk_head(const ms_store *store)
{
    return store->head;
}

ms_store_status ms_store_bulk_end(ms_store *store)
{
    if (!store->in_bulk) {
        return ms_store_fail(store, MS_STORE_FAILED, "no appending of many events has begun");
    }
    ms_store_status status = store->engine->bulk_end(store);
    if (status == MS_STORE_OK) {
        status = store->engine->list_cases(store, store->behind);
    }
    return leave_bulk(store, status);
}
