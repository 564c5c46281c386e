#include "cli/db_keys.h"

#include "cli/case_secrets.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

#include <stdlib.h>
#include <string.h>

int ms_db_key(const ms_options *options)
{
    ms_buffer out = {0};
    const char *path = options->operands[1];
    ms_secrets_status status = ms_secrets_make_key(path);
    if (status != MS_SECRETS_OK) {
        ms_complain("%s cannot be made: it must not be there yet, and its folder must let itself be written", path);
        return MS_EXIT_BAD;
    }
    ms_print(&out, "The key is made. Only you can read the file. Let MEDSUPPORT_KEY_FILE name it,\n"
                   "and keep a copy elsewhere: without it nobody can read what it has sealed.\n");
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

/* ---- rekey ------------------------------------------------------------------------------------------------------- */

typedef struct rekeying {
    ms_case_file file;
    ms_secrets *secrets;
    uint64_t values, cases; /* that were sealed anew */
} rekeying;

/* Opens a value with whichever key sealed it, and adds the event that seals it with the first. */
static bool reseal(rekeying *r, const ms_sealed_value *value)
{
    ms_buffer plain = {0}, sealed = {0}, body = {0};
    ms_case_file *file = &r->file;
    ms_secrets_status status = ms_secrets_open_value(r->secrets, file->case_id, value, &plain);
    if (status == MS_SECRETS_OK) {
        status = ms_secrets_seal_value(r->secrets, file->case_id, &value->path, &plain, &sealed);
    }
    ms_secrets_wipe(&plain);
    bool good = status == MS_SECRETS_OK;
    if (good) {
        ms_buffer_put(&body, "{\"of\":");
        ms_buffer_put_number(&body, value->entry.sequence);
        ms_buffer_put(&body, ",\"sealed\":");
        ms_buffer_add(&body, sealed.text, sealed.length);
        ms_buffer_put(&body, "}");
        good = ms_case_file_add(file, ms_kind_secret_resealed.name, file->on, &body);
        r->values += good;
    } else {
        ms_complain("case %s, event %llu: %s", file->case_id, (unsigned long long)value->entry.sequence,
                    ms_secrets_text(status));
        file->exit = MS_EXIT_BAD;
    }
    ms_buffer_free(&sealed);
    ms_buffer_free(&body);
    return good;
}

/* Whether a value is in force and was sealed with another key than the first. */
static bool is_due(const rekeying *r, const ms_sealed_value *value)
{
    ms_buffer quoted = {0};
    ms_buffer_put(&quoted, "\"");
    ms_buffer_add(&quoted, value->sealed.at, value->sealed.length);
    ms_buffer_put(&quoted, "\"");
    bool current = ms_secrets_is_current(r->secrets, (ms_text){quoted.text, quoted.length});
    ms_buffer_free(&quoted);
    return !current && ms_sealed_in_force(&r->file.state, value);
}

/* The values of one case, all or none. False when there is no going on. */
static bool rekey_case(rekeying *r, const char *case_id)
{
    ms_case_file *file = &r->file;
    bool good = ms_case_file_read(file, case_id);
    for (const ms_sealed_value *value = file->state.sealed; good && value != NULL; value = value->before) {
        good = !is_due(r, value) || reseal(r, value);
    }
    if (good && file->count > file->stored) {
        r->cases++;
        good = ms_case_file_write(file);
    }
    return good;
}

/* The store cannot be called while it hands the cases out. */
static bool gather(void *context, const ms_store_case *listed)
{
    ms_buffer *ids = context;
    ms_buffer_add(ids, listed->case_id.at, listed->case_id.length);
    ms_buffer_add(ids, "", 1);
    return !ids->failed;
}

static int rekey_all(rekeying *r)
{
    ms_buffer ids = {0};
    r->file.exit = ms_database_exit(r->file.store, ms_store_cases(r->file.store, NULL, gather, &ids));
    bool good = r->file.exit == MS_EXIT_OK && !ids.failed;
    for (size_t at = 0; good && at < ids.length; at += strlen(ids.text + at) + 1) {
        good = rekey_case(r, ids.text + at);
    }
    ms_buffer_free(&ids);
    return good ? MS_EXIT_OK : r->file.exit != MS_EXIT_OK ? r->file.exit : MS_EXIT_BAD;
}

/* Puts the new key in its place and takes it up. */
static bool take_new_key(rekeying *r)
{
    const char *path = getenv("MEDSUPPORT_KEY_FILE");
    if (path == NULL || path[0] == '\0') {
        ms_complain("MEDSUPPORT_KEY_FILE must name the key file, which is given a new key");
        return false;
    }
    ms_secrets_status status = ms_secrets_add_key(path);
    if (status != MS_SECRETS_OK) {
        ms_complain("%s: %s", path, ms_secrets_text(status));
        return false;
    }
    r->secrets = ms_secrets_at_hand();
    return r->secrets != NULL;
}

static int tell_rekeyed(const ms_options *options, const rekeying *r)
{
    ms_buffer out = {0};
    if (ms_option_given(options, MS_OPTION_JSON)) {
        ms_print(&out, "{\"action\":\"rekey\",\"values\":%llu,\"cases\":%llu}\n", (unsigned long long)r->values,
                 (unsigned long long)r->cases);
    } else {
        ms_print(&out,
                 "The first key of the file is new. Sealed with it: %llu value%s of %llu case%s.\n"
                 "What was sealed before stands in older events and backups still, for whoever\n"
                 "has the older keys. Once nobody needs those, take their lines out of the file.\n",
                 (unsigned long long)r->values, r->values == 1 ? "" : "s", (unsigned long long)r->cases,
                 r->cases == 1 ? "" : "s");
    }
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

int ms_db_rekey(const ms_options *options)
{
    rekeying r = {.secrets = NULL};
    int exit = MS_EXIT_BAD;
    if (ms_case_file_begin(&r.file, options, MS_STORE_WRITE) && take_new_key(&r)) {
        exit = rekey_all(&r);
    }
    ms_secrets_close(r.secrets);
    ms_case_file_close(&r.file);
    if (exit != MS_EXIT_OK) {
        return exit;
    }
    return tell_rekeyed(options, &r);
}
