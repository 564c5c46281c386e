#include "cli/db_rebuild.h"

#include "cli/case_file.h"
#include "cli/command.h"
#include "cli/database.h"

#include <string.h>

/* The ids of all cases, each with a NUL behind it: the store cannot be called while it hands them out. */
static bool gather(void *context, const ms_store_case *listed)
{
    ms_buffer *ids = context;
    ms_buffer_add(ids, listed->case_id.at, listed->case_id.length);
    ms_buffer_add(ids, "", 1);
    return !ids->failed;
}

/* Derives what is to be said of a case that was read. False, and a message, when memory is out. */
static bool derive_read(ms_case_file *file, ms_buffer *state, ms_buffer *due)
{
    ms_open_tasks tasks;
    state->length = due->length = 0;
    ms_status status = ms_tasks_find(&file->state, &file->tools, &tasks);
    if (status == MS_OK) {
        ms_tasks_put(due, &file->state, &tasks);
        status = ms_summary_put(&file->state, &file->tools, &tasks, state);
    }
    if (status == MS_OK && (due->failed || state->failed)) {
        status = MS_ERROR_MEMORY;
    }
    if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
    }
    return status == MS_OK;
}

/* Derives one case. False when there is no going on; *damaged: its events do not come to a case, which was said. */
static bool derive_case(ms_case_file *file, const char *case_id, ms_buffer *state, ms_buffer *due, bool *damaged)
{
    if (!ms_case_file_read(file, case_id)) {
        *damaged = *damaged || file->exit == MS_EXIT_DAMAGED;
        file->exit = file->exit == MS_EXIT_DAMAGED ? MS_EXIT_OK : file->exit;
        return file->exit == MS_EXIT_OK;
    }
    if (!derive_read(file, state, due)) {
        return false;
    }
    file->exit =
        ms_database_exit(file->store, ms_store_set_derived(file->store, case_id, (ms_text){state->text, state->length},
                                                           (ms_text){due->text, due->length}));
    return file->exit == MS_EXIT_OK;
}

static bool derive_each(ms_case_file *file, const ms_buffer *ids, bool *damaged, uint64_t *cases)
{
    ms_buffer state = {0}, due = {0};
    bool good = true;
    for (size_t at = 0; good && at < ids->length; at += strlen(ids->text + at) + 1) {
        good = derive_case(file, ids->text + at, &state, &due, damaged);
        ++*cases;
    }
    ms_buffer_free(&state);
    ms_buffer_free(&due);
    return good;
}

/* Within the transaction that derives all. */
static bool derive_all(ms_case_file *file, bool *damaged, uint64_t *cases)
{
    ms_buffer ids = {0};
    file->exit = ms_database_exit(file->store, ms_store_cases(file->store, NULL, gather, &ids));
    if (file->exit == MS_EXIT_OK && ids.failed) {
        file->exit = ms_case_file_fail(MS_ERROR_MEMORY);
    }
    bool good = file->exit == MS_EXIT_OK && derive_each(file, &ids, damaged, cases);
    ms_buffer_free(&ids);
    return good;
}

int ms_db_rebuild(const ms_options *options, uint64_t *cases)
{
    ms_case_file file;
    bool damaged = false;
    *cases = 0;
    if (ms_case_file_begin(&file, options, MS_STORE_WRITE)) {
        file.exit = ms_database_exit(file.store, ms_store_derive_begin(file.store));
        if (file.exit == MS_EXIT_OK && derive_all(&file, &damaged, cases)) {
            file.exit = ms_database_exit(file.store, ms_store_derive_end(file.store));
        }
    }
    ms_case_file_close(&file);
    return file.exit == MS_EXIT_OK && damaged ? MS_EXIT_DAMAGED : file.exit;
}
