#include "cli/db_rebuild.h"

#include "batch/crew.h"
#include "casefile/value.h"
#include "cli/case_file.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/processors.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The cases are read, folded and looked at by threads that share the work. One of them at a time uses the store. */
typedef struct rebuilding {
    const ms_case_file *file; /* what they have in common */
    ms_buffer ids;            /* of all cases, each with a NUL behind it */
    pthread_mutex_t lock;     /* guards the store and what follows */
    size_t at;                /* where the next id begins */
    uint64_t cases;
    bool damaged; /* the events of a case do not come to a case, which was said */
    int exit;
} rebuilding;

/* One thread's case, and what is derived of it. */
typedef struct derivation {
    ms_case_file file;
    ms_buffer state, due;
    bool derived; /* what was derived is still to be kept */
} derivation;

/* The store cannot be called while it hands the cases out. */
static bool gather(void *context, const ms_store_case *listed)
{
    ms_buffer *ids = context;
    ms_buffer_add(ids, listed->case_id.at, listed->case_id.length);
    ms_buffer_add(ids, "", 1);
    return !ids->failed;
}

/* ---- one case ---------------------------------------------------------------------------------------------------- */

/* Derives what is to be said of a case that was folded. */
static void derive(derivation *d)
{
    ms_open_tasks tasks;
    ms_case_file *file = &d->file;
    d->state.length = d->due.length = 0;
    ms_status status = ms_tasks_find(&file->state, &file->tools, &tasks);
    if (status == MS_OK) {
        ms_tasks_put(&d->due, &file->state, &tasks);
        status = ms_summary_put(&file->state, &file->tools, &tasks, &d->state);
    }
    if (status == MS_OK && (d->due.failed || d->state.failed)) {
        status = MS_ERROR_MEMORY;
    }
    if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
    }
    d->derived = status == MS_OK;
}

/* Within the lock: keeps what the thread derived last. */
static void keep(derivation *d)
{
    ms_case_file *file = &d->file;
    if (d->derived) {
        d->derived = false;
        file->exit = ms_database_exit(file->store, ms_store_set_derived(file->store, file->case_id,
                                                                        (ms_text){d->state.text, d->state.length},
                                                                        (ms_text){d->due.text, d->due.length}));
    }
}

/* Within the lock: reads the next case. False when there is none left. */
static bool load_next(rebuilding *r, derivation *d)
{
    if (r->at == r->ids.length) {
        return false;
    }
    const char *case_id = r->ids.text + r->at;
    r->at += strlen(case_id) + 1;
    r->cases++;
    return ms_case_file_load(&d->file, case_id);
}

/* Keeps what was derived and goes on to the next case. False when there is none, or no going on. */
static bool go_on(rebuilding *r, derivation *d)
{
    pthread_mutex_lock(&r->lock);
    if (d->file.exit == MS_EXIT_DAMAGED) {
        r->damaged = true;
        d->file.exit = MS_EXIT_OK;
    }
    if (r->exit == MS_EXIT_OK && d->file.exit == MS_EXIT_OK) {
        keep(d);
    }
    bool good = r->exit == MS_EXIT_OK && d->file.exit == MS_EXIT_OK && load_next(r, d);
    r->exit = r->exit == MS_EXIT_OK ? d->file.exit : r->exit;
    pthread_mutex_unlock(&r->lock);
    return good;
}

/* A thread's work. A case whose events do not come to one is passed over. */
static void work(void *context, unsigned number)
{
    rebuilding *r = context;
    derivation d = {.derived = false};
    (void)number;
    bool prepared = ms_case_file_beside(&d.file, r->file);
    while (go_on(r, &d) && prepared) {
        if (ms_case_file_fold(&d.file)) {
            derive(&d);
        }
    }
    ms_buffer_free(&d.state);
    ms_buffer_free(&d.due);
    ms_case_file_close(&d.file);
}

/* ---- counting ---------------------------------------------------------------------------------------------------- */

typedef struct counts {
    uint64_t events, tasks; /* of the cases listed; and that they say are open */
    uint64_t found;         /* tasks of the worklist */
} counts;

static bool count_case(void *context, const ms_store_case *listed)
{
    counts *c = context;
    ms_text open = ms_value_member(listed->state, "open_tasks");
    c->events += listed->sequence;
    c->tasks += open.at == NULL ? 0 : strtoull(open.at, NULL, 10);
    return true;
}

static bool count_task(void *context, const ms_store_task *task)
{
    (void)task;
    ((counts *)context)->found++;
    return true;
}

/* Counts once; *steady: nothing was appended meanwhile. */
static ms_store_status count(ms_store *store, bool *derived, bool *steady)
{
    counts c = {0};
    ms_store_head before = {0}, after = {0};
    ms_store_status status = ms_store_chain_head(store, &before);
    if (status == MS_STORE_OK) {
        status = ms_store_cases(store, NULL, count_case, &c);
    }
    if (status == MS_STORE_OK) {
        status = ms_store_tasks(store, MS_LAST_DATE, NULL, count_task, &c);
    }
    if (status == MS_STORE_OK) {
        status = ms_store_chain_head(store, &after);
    }
    *steady = status != MS_STORE_OK || after.count == before.count;
    *derived = c.events == before.count && c.tasks == c.found;
    return status;
}

ms_store_status ms_db_is_derived(ms_store *store, bool *derived)
{
    enum { TRIES = 10 };
    bool steady = false;
    ms_store_status status = MS_STORE_OK;
    for (int i = 0; i < TRIES && !steady; i++) {
        status = count(store, derived, &steady);
    }
    *derived = *derived || !steady; /* what others keep writing to cannot be counted */
    return status;
}

/* ---- all cases --------------------------------------------------------------------------------------------------- */

/* Within the transaction that derives all. */
static int derive_all(rebuilding *r)
{
    ms_crew *crew;
    r->exit = ms_database_exit(r->file->store, ms_store_cases(r->file->store, NULL, gather, &r->ids));
    if (r->exit == MS_EXIT_OK && r->ids.failed) {
        r->exit = ms_case_file_fail(MS_ERROR_MEMORY);
    }
    if (r->exit == MS_EXIT_OK && ms_crew_start(ms_processors(), work, r, &crew) == MS_OK) {
        ms_crew_end(crew);
    } else if (r->exit == MS_EXIT_OK) {
        r->exit = ms_case_file_fail(MS_ERROR_MEMORY);
    }
    return r->exit;
}

int ms_db_rebuild(const ms_options *options, uint64_t *cases)
{
    ms_case_file file;
    rebuilding r = {.file = &file};
    pthread_mutex_init(&r.lock, NULL);
    if (ms_case_file_begin(&file, options, MS_STORE_WRITE)) {
        file.exit = ms_database_exit(file.store, ms_store_derive_begin(file.store));
        if (file.exit == MS_EXIT_OK) {
            file.exit = derive_all(&r);
        }
        if (file.exit == MS_EXIT_OK) {
            file.exit = ms_database_exit(file.store, ms_store_derive_end(file.store));
        }
    }
    *cases = r.cases;
    pthread_mutex_destroy(&r.lock);
    ms_buffer_free(&r.ids);
    ms_case_file_close(&file);
    return file.exit == MS_EXIT_OK && r.damaged ? MS_EXIT_DAMAGED : file.exit;
}
