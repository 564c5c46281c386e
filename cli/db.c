/* medsupport db: the database of cases as a whole. */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/db_keys.h"
#include "cli/db_rebuild.h"
#include "cli/db_transfer.h"
#include "cli/json_out.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "store/chain.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char help[] = //
    "Usage: medsupport db ACTION [OPERAND] [OPTION]...\n"
    "\n"
    "Makes, checks, copies and moves the database of cases: one SQLite file, or the\n"
    "tables of a PostgreSQL database. Events are only ever appended to it; each\n"
    "carries a hash that is chained to the event before. The head is the number of\n"
    "events and the last hash, COUNT:HASH. Keep it elsewhere: against it, verify\n"
    "also finds that the end was cut off.\n"
    "\n"
    "Actions:\n"
    "  init            make the database, or bring it up to date\n"
    "  head            print the head\n"
    "  verify [HEAD]   check every event, that HEAD is part of the chain, and that\n"
    "                  the list of cases and the worklist tell of all of them\n"
    "  backup FILE     copy a SQLite database while others go on working; the head\n"
    "                  goes to FILE.head\n"
    "  restore FILE    make the database, where there is none, from a backup\n"
    "  export [FILE]   write all events to FILE, which only its owner can read, or to\n"
    "                  standard output, one a line\n"
    "  import FILE     take the events of an export into a database without any\n"
    "  rebuild         derive the list of cases and the worklist from the events anew\n"
    "  key FILE        make a key, with which Social Security numbers and protected\n"
    "                  addresses are sealed\n"
    "  rekey           put a new key in front of those in MEDSUPPORT_KEY_FILE, and\n"
    "                  seal with it what is in force\n"
    "\n"
    "Options:\n"
    "  --db=LOCATION   the file, or postgresql://[USER@]HOST/DATABASE; unless given,\n"
    "                  what MEDSUPPORT_DB names, else medsupport.db in this folder\n"
    "  --json          print what was done as JSON\n"
    "\n"
    "Exit status: 0 done, 1 the database or file is not what was written, 2 bad\n"
    "usage, or it could not be done.\n"
    "\n"
    "Examples:\n"
    "  medsupport db init --db cases.db\n"
    "  medsupport db head >head.txt\n"
    "  medsupport db verify \"$(cat head.txt)\"\n"
    "  medsupport db backup /backups/2026-11-02.db\n"
    "  medsupport db export | medsupport db import - --db postgresql://server/cases\n";

/* ---- what was done ----------------------------------------------------------------------------------------------- */

typedef struct outcome {
    const char *action;
    const char *database; /* its name */
    const char *file;     /* NULL: none */
    const char *problem;  /* NULL: none */
    ms_store_head head;
} outcome;

static void put_json(ms_buffer *out, const outcome *o)
{
    char head[MS_HEAD_TEXT_SIZE];
    ms_json_out json = {.buffer = out};
    ms_chain_format(&o->head, head);
    ms_json_out_open(&json, NULL, '{');
    ms_json_out_text(&json, "action", o->action);
    ms_json_out_text(&json, "database", o->database);
    ms_json_out_text(&json, "file", o->file);
    ms_json_out_number(&json, "events", (long long)o->head.count);
    ms_json_out_text(&json, "head", head);
    ms_json_out_text(&json, "problem", o->problem);
    ms_json_out_close(&json, '}');
}

/* Prints what was done: as JSON, or a sentence and the head. */
static int tell(const ms_options *options, const outcome *o, const char *sentence)
{
    ms_buffer out = {0};
    char head[MS_HEAD_TEXT_SIZE];
    if (ms_option_given(options, MS_OPTION_JSON)) {
        put_json(&out, o);
    } else {
        ms_chain_format(&o->head, head);
        ms_print(&out, "%s %llu event%s. Head:\n%s\n", sentence, (unsigned long long)o->head.count,
                 o->head.count == 1 ? "" : "s", head);
    }
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

/* ---- actions ----------------------------------------------------------------------------------------------------- */

/* Opens the database and reads its head. NULL, and a message, when that fails. */
static ms_store *open_with_head(const ms_options *options, ms_store_mode mode, ms_store_head *head, int *exit)
{
    ms_store *store = ms_database_open(options, mode, exit);
    if (store != NULL) {
        *exit = ms_database_exit(store, ms_store_chain_head(store, head));
    }
    if (store != NULL && *exit != MS_EXIT_OK) {
        ms_store_close(store);
        store = NULL;
    }
    return store;
}

static int run_init(const ms_options *options)
{
    int exit;
    outcome o = {.action = "init"};
    ms_store *store = open_with_head(options, MS_STORE_CREATE, &o.head, &exit);
    if (store != NULL) {
        o.database = ms_store_name(store);
        exit = tell(options, &o, "The database is ready. It holds");
    }
    ms_store_close(store);
    return exit;
}

static int run_head(const ms_options *options)
{
    int exit;
    outcome o = {.action = "head"};
    ms_store *store = open_with_head(options, MS_STORE_READ, &o.head, &exit);
    if (store == NULL) {
        return exit;
    }
    ms_buffer out = {0};
    char head[MS_HEAD_TEXT_SIZE];
    o.database = ms_store_name(store);
    ms_chain_format(&o.head, head);
    if (ms_option_given(options, MS_OPTION_JSON)) {
        put_json(&out, &o);
    } else {
        ms_print(&out, "%s\n", head);
    }
    ms_store_close(store);
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

/* The head that an operand is. False, and a message, when it is none. */
static bool read_head(const char *text, ms_store_head *head)
{
    bool good = ms_chain_parse(text, strlen(text), head);
    if (!good) {
        ms_complain("'%s' is no head; 'medsupport db head' prints one", text);
    }
    return good;
}

/* A database that is not what was written is an answer: with --json it is told on standard output too. */
static int tell_damaged(const ms_options *options, outcome *o, const char *problem)
{
    o->problem = problem;
    int told = ms_option_given(options, MS_OPTION_JSON) ? tell(options, o, "") : MS_EXIT_OK;
    ms_complain("%s", problem);
    return told == MS_EXIT_OK ? MS_EXIT_DAMAGED : told;
}

/* derived: whether the list of cases and the worklist are those of the events. */
static int tell_verified(const ms_options *options, ms_store *store, ms_store_status status, bool derived, outcome *o)
{
    o->database = ms_store_name(store);
    if (status == MS_STORE_DAMAGED) {
        return tell_damaged(options, o, ms_store_message(store));
    }
    if (status != MS_STORE_OK) {
        return ms_database_exit(store, status);
    }
    if (!derived) {
        return tell_damaged(options, o,
                            "the list of cases or the worklist is not what the events come to; 'medsupport db rebuild' "
                            "derives them anew");
    }
    return tell(options, o, "Nothing is altered, missing or out of order in");
}

static int run_verify(const ms_options *options)
{
    int exit;
    ms_store_head known;
    const char *operand = options->operand_count > 1 ? options->operands[1] : NULL;
    outcome o = {.action = "verify"};
    if (operand != NULL && !read_head(operand, &known)) {
        return MS_EXIT_BAD;
    }
    ms_store *store = ms_database_open(options, MS_STORE_READ, &exit);
    if (store != NULL) {
        ms_store_status status = ms_store_verify(store, operand == NULL ? NULL : &known, &o.head);
        bool derived = true;
        if (status == MS_STORE_OK) {
            status = ms_db_is_derived(store, &derived);
        }
        exit = tell_verified(options, store, status, derived, &o);
    }
    ms_store_close(store);
    return exit;
}

/* ---- backups ----------------------------------------------------------------------------------------------------- */

/* The name of the file beside a backup that holds its head; freed with the buffer. False, and a message, when memory is
 * out. */
static bool name_head_file(const char *backup, ms_buffer *name)
{
    ms_buffer_put(name, backup);
    ms_buffer_add(name, ".head", sizeof ".head");
    if (name->failed) {
        ms_complain("out of memory");
    }
    return !name->failed;
}

/* Goes through a file that holds a database. known: NULL for no head. */
static int check_file(const char *path, const ms_store_head *known, ms_store_head *head)
{
    ms_store *store;
    ms_store_status status = ms_store_open(path, MS_STORE_READ, &store);
    if (status == MS_STORE_OK) {
        status = ms_store_verify(store, known, head);
    }
    int exit = ms_database_exit(store, status);
    ms_store_close(store);
    return exit;
}

static int write_head_file(const char *backup, const ms_store_head *head)
{
    ms_buffer name = {0}, line = {0};
    char text[MS_HEAD_TEXT_SIZE];
    ms_chain_format(head, text);
    ms_print(&line, "%s\n", text);
    bool good = name_head_file(backup, &name) && ms_output_write(&line, name.text);
    ms_buffer_free(&name);
    ms_buffer_free(&line);
    return good ? MS_EXIT_OK : MS_EXIT_BAD;
}

static int run_backup(const ms_options *options)
{
    int exit;
    const char *file = options->operands[1];
    outcome o = {.action = "backup", .file = file};
    ms_store *store = ms_database_open(options, MS_STORE_READ, &exit);
    if (store == NULL) {
        return exit;
    }
    o.database = ms_store_name(store);
    exit = ms_database_exit(store, ms_store_backup(store, file));
    if (exit == MS_EXIT_OK) {
        exit = check_file(file, NULL, &o.head); /* a backup that cannot be read is none */
    }
    if (exit == MS_EXIT_OK) {
        exit = write_head_file(file, &o.head);
    }
    if (exit == MS_EXIT_OK) {
        exit = tell(options, &o, "The backup is checked. It holds");
    }
    ms_store_close(store);
    return exit;
}

/* The head that was kept beside a backup. *kept: whether there is one. False, a message and the exit status when it
 * cannot be read. */
static bool read_head_file(const char *backup, ms_store_head *head, bool *kept, int *exit)
{
    ms_buffer name = {0}, text = {0};
    *kept = false;
    *exit = MS_EXIT_BAD;
    bool good = name_head_file(backup, &name);
    if (good && access(name.text, F_OK) == 0) {
        *kept = true;
        good = ms_load_file(name.text, &text);
        if (good && !ms_chain_parse(text.text, text.length, head)) {
            ms_complain("%s holds no head", name.text);
            *exit = MS_EXIT_DAMAGED;
            good = false;
        }
    }
    ms_buffer_free(&name);
    ms_buffer_free(&text);
    return good;
}

static int copy_back(const ms_options *options, const char *file)
{
    ms_store *backup;
    const char *location = ms_database_location(options);
    ms_store_status status = ms_store_open(file, MS_STORE_READ, &backup);
    if (status == MS_STORE_OK) {
        status = ms_store_backup(backup, location);
    }
    int exit = ms_database_exit(backup, status);
    ms_store_close(backup);
    return exit;
}

static int run_restore(const ms_options *options)
{
    bool kept;
    int exit;
    ms_store_head known;
    const char *file = options->operands[1];
    outcome o = {.action = "restore", .file = file};
    if (ms_store_is_server(ms_database_location(options))) {
        ms_complain(
            "restore makes a SQLite file; 'medsupport db export' from the backup, then import, fills PostgreSQL");
        return MS_EXIT_BAD;
    }
    if (access(file, R_OK) != 0) {
        ms_complain("cannot read %s: %s", file, strerror(errno));
        return MS_EXIT_BAD;
    }
    if (!read_head_file(file, &known, &kept, &exit)) {
        return exit;
    }
    exit = check_file(file, kept ? &known : NULL, &o.head);
    if (exit == MS_EXIT_OK) {
        exit = copy_back(options, file);
    }
    if (exit != MS_EXIT_OK) {
        return exit;
    }
    ms_store *store = open_with_head(options, MS_STORE_WRITE, &o.head, &exit);
    if (store != NULL) {
        o.database = ms_store_name(store);
        exit = tell(options, &o,
                    kept ? "The database is restored, and its head is the one that was kept. It holds"
                         : "The database is restored. It holds");
    }
    ms_store_close(store);
    return exit;
}

/* ---- moving ------------------------------------------------------------------------------------------------------ */

static int run_export(const ms_options *options)
{
    int exit;
    const char *file = options->operand_count > 1 ? options->operands[1] : NULL;
    outcome o = {.action = "export", .file = file};
    if (file == NULL && ms_option_given(options, MS_OPTION_JSON)) {
        ms_complain("export: --json says what was done, and so do the events on standard output; name a FILE");
        return MS_EXIT_BAD;
    }
    ms_store *store = ms_database_open(options, MS_STORE_READ, &exit);
    if (store == NULL) {
        return exit;
    }
    o.database = ms_store_name(store);
    exit = ms_db_export(store, file, &o.head);
    if (exit == MS_EXIT_OK && file != NULL) {
        exit = tell(options, &o, "The export holds");
    }
    ms_store_close(store);
    return exit;
}

/* The events are in; what is derived of them follows. */
static int finish_import(const ms_options *options, const outcome *o)
{
    uint64_t cases;
    int told = tell(options, o, "The database now holds");
    return told == MS_EXIT_OK ? ms_db_rebuild(options, &cases) : told;
}

static int run_import(const ms_options *options)
{
    int exit;
    const char *file = options->operands[1];
    outcome o = {.action = "import", .file = file};
    ms_store *store = ms_database_open(options, MS_STORE_CREATE, &exit);
    if (store == NULL) {
        return exit;
    }
    o.database = ms_store_name(store);
    exit = ms_db_import(store, file, &o.head);
    if (exit == MS_EXIT_OK) {
        exit = finish_import(options, &o);
    }
    ms_store_close(store);
    return exit;
}

static int run_rebuild(const ms_options *options)
{
    int opened;
    uint64_t cases;
    outcome o = {.action = "rebuild"};
    int exit = ms_db_rebuild(options, &cases);
    ms_store *store = exit == MS_EXIT_BAD ? NULL : open_with_head(options, MS_STORE_READ, &o.head, &opened);
    if (store == NULL) {
        return exit;
    }
    o.database = ms_store_name(store);
    int told = tell(options, &o, "The list of cases and the worklist are derived anew, from");
    ms_store_close(store);
    return told == MS_EXIT_OK ? exit : told;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    int least, most; /* operands of its own */
    const char *operands;
    int (*run)(const ms_options *options);
} actions[] = {
    {"init", 0, 0, "", run_init},
    {"head", 0, 0, "", run_head},
    {"verify", 0, 1, " [HEAD]", run_verify},
    {"backup", 1, 1, " FILE", run_backup},
    {"restore", 1, 1, " FILE", run_restore},
    {"export", 0, 1, " [FILE]", run_export},
    {"import", 1, 1, " FILE", run_import},
    {"rebuild", 0, 0, "", run_rebuild},
    {"key", 1, 1, " FILE", ms_db_key},
    {"rekey", 0, 0, "", ms_db_rekey},
};

enum { ACTIONS = sizeof actions / sizeof actions[0] };

static int run(const ms_options *options)
{
    const char *names[ACTIONS];
    const char *name = options->operands[0];
    for (size_t i = 0; i < ACTIONS; i++) {
        names[i] = actions[i].name;
        int own = options->operand_count - 1;
        if (strcmp(name, names[i]) != 0) {
            continue;
        }
        if (own < actions[i].least || own > actions[i].most) {
            ms_complain("use it as: medsupport db %s%s", name, actions[i].operands);
            return MS_EXIT_BAD;
        }
        return actions[i].run(options);
    }
    ms_complain("db has no action '%s'%s", name, ms_did_you_mean(name, names, ACTIONS));
    return MS_EXIT_BAD;
}

const ms_command ms_command_db = {
    .name = "db",
    .summary = "make, check, copy and move the database of cases",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_HELP,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "ACTION [OPERAND]",
    .run = run,
};
