/* medsupport case determine: a case, or every case whose determination is stale. */
#include "casefile/redetermine.h"
#include "cli/case_parts.h"
#include "cli/database.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/write.h"

#include <stdlib.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport case determine [OPTION]... CASE\n"
    "       medsupport case determine --stale [OPTION]...\n"
    "\n"
    "Determines the case on the facts in force on the day and keeps the determination\n"
    "whole: with the version of the rule, the readings and the facts. With --stale,\n"
    "every case whose last determination rests on a fact that has changed since.\n"
    "Where sources disagree on a fact that decides, it is refused until the conflict\n"
    "is resolved, or --despite-conflicts says so; the fact is unknown then.\n"
    "\n"
    "Options:\n"
    "  --stale         every case whose determination is stale\n"
    "  --despite-conflicts    determine although sources disagree, and say so\n"
    "  -r, --reading=NAME=CHOICE    choose a reading\n"
    "  --on=DATE       the day as of which it is determined (today)\n"
    "  --json          the determination as JSON (medsupport.determination/1)\n"
    "  --text          for people (the default)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who determines\n"
    "  --color=WHEN    auto (the default: on a terminal), always or never\n"
    "\n"
    "Exit status: 0 determined, 3 information is needed, 4 undecided by the text,\n"
    "2 refused, bad usage or input. Of several the least settled counts.\n"
    "\n"
    "Examples:\n"
    "  medsupport case determine 2026-000123\n"
    "  medsupport case determine 2026-000123 --on 2027-01-04 -r custodian=as-parent\n"
    "  medsupport case determine --stale --json\n";

/* Says why the case cannot be determined. */
static bool complain(ms_case_file *file, ms_status status)
{
    if (status == MS_ERROR_INVALID) {
        ms_piece piece = {file->tools.document.text, file->tools.document.length, 1};
        ms_load_complain(file->case_id, &piece, file->tools.reader, status);
        file->exit = MS_EXIT_BAD;
    } else {
        file->exit = ms_case_file_fail(status);
    }
    return false;
}

static bool add_determination(ms_case_file *file)
{
    ms_settings settings;
    ms_buffer body = {0};
    ms_view view = {.upto = file->state.sequence, .on = file->on};
    if (!ms_load_settings(file->case_id, file->on, &file->options->readings, &settings)) {
        file->exit = MS_EXIT_BAD;
        return false;
    }
    bool despite = ms_option_given(file->options, MS_OPTION_DESPITE);
    ms_status status = ms_determination_body(&file->state, &file->tools, view, &settings, despite, &body);
    bool good = status == MS_OK ? ms_case_file_add(file, "determination_made", view.on, &body) : complain(file, status);
    ms_buffer_free(&body);
    return good;
}

/* Writes the last determination of the case, made again, to out. */
static bool show(ms_case_file *file, ms_buffer *out)
{
    const ms_recorded_determination *made = ms_state_determination(&file->state);
    if (ms_option_given(file->options, MS_OPTION_JSON)) {
        ms_buffer_add(out, made->text.at, made->text.length);
        ms_buffer_put(out, "\n");
        return true;
    }
    ms_status status = ms_replay(&file->state, &file->tools, made, MS_WITH_ALL);
    if (status != MS_OK) {
        return complain(file, status);
    }
    bool coloured = ms_output_coloured(file->options->colour, NULL);
    ms_write_text(file->tools.determination, coloured ? MS_TEXT_COLOUR : MS_TEXT, out);
    ms_print(out, "\nKept as event %llu of case %s.\n", (unsigned long long)made->entry.sequence, file->case_id);
    return true;
}

/* The exit status that a determination's status stands for. */
static int exit_of(const ms_recorded_determination *made)
{
    return made->status.at[0] == 'd' ? MS_EXIT_OK : made->status.at[0] == 'n' ? MS_EXIT_NEEDS : MS_EXIT_UNDECIDED;
}

static bool determine_one(ms_case_file *file, ms_buffer *out)
{
    return add_determination(file) && ms_case_file_write(file) && show(file, out);
}

/* ---- every stale case -------------------------------------------------------------------------------------------- */

enum { GROUP = 64 /* cases in one transaction; others who write wait for less than a second */ };

/* The ids of the cases, one after the other with a NUL each. */
static bool gather(void *context, const ms_store_case *listed)
{
    ms_buffer *ids = context;
    ms_buffer_add(ids, listed->case_id.at, listed->case_id.length);
    ms_buffer_add(ids, "", 1);
    return !ids->failed;
}

/* What came of all so far. */
typedef struct bulk {
    int worst; /* exit status */
    bool told; /* of a case */
} bulk;

/* Keeps the two apart in words. */
static void put_between(const ms_case_file *file, const bulk *b, ms_buffer *out)
{
    ms_buffer_put(out, b->told && !ms_option_given(file->options, MS_OPTION_JSON) ? "\n" : "");
}

/* Determines a case again if it is stale on the day. False when the rest is better left. */
static bool determine_if_stale(ms_case_file *file, const char *case_id, ms_buffer *out, bulk *b)
{
    ms_date since;
    if (!ms_case_file_read(file, case_id)) {
        return false;
    }
    ms_status status =
        ms_state_closed(&file->state) ? MS_OK : ms_stale_since(&file->state, &file->tools, file->on, &since);
    if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
        return false;
    }
    if (ms_state_closed(&file->state) || since == MS_NO_DATE) {
        return true;
    }
    size_t length = out->length;
    put_between(file, b, out);
    if (!determine_one(file, out)) {
        out->length = length;
        ms_complain("case %s: not determined again", case_id);
        file->exit = MS_EXIT_OK; /* the others go on */
        b->worst = MS_EXIT_BAD;
        return true;
    }
    b->told = true;
    static const int ranks[] = {[MS_EXIT_OK] = 0, [MS_EXIT_BAD] = 3, [MS_EXIT_NEEDS] = 2, [MS_EXIT_UNDECIDED] = 1};
    int exit = exit_of(ms_state_determination(&file->state));
    b->worst = ranks[exit] > ranks[b->worst] ? exit : b->worst;
    return true;
}

/* Determines stale cases of the list from *at on, several of them in one transaction, and tells of them when they are
 * kept. False when the rest is better left. */
static bool determine_group(ms_case_file *file, const ms_buffer *ids, size_t *at, bulk *b)
{
    ms_buffer out = {0};
    file->exit = ms_database_exit(file->store, ms_store_group_begin(file->store));
    bool good = file->exit == MS_EXIT_OK;
    for (int i = 0; good && i < GROUP && *at < ids->length; i++) {
        good = determine_if_stale(file, ids->text + *at, &out, b);
        *at += strlen(ids->text + *at) + 1;
    }
    if (good) {
        file->exit = ms_database_exit(file->store, ms_store_group_end(file->store));
        good = file->exit == MS_EXIT_OK && ms_output_write(&out, NULL);
        file->exit = file->exit == MS_EXIT_OK && !good ? MS_EXIT_BAD : file->exit;
    }
    ms_store_group_undo(file->store);
    ms_buffer_free(&out);
    return good;
}

static int run_stale(const ms_options *options)
{
    ms_case_file file;
    ms_buffer ids = {0};
    size_t at = 0;
    bulk b = {.worst = MS_EXIT_OK};
    if (ms_case_file_begin(&file, options, MS_STORE_WRITE)) {
        file.exit = ms_database_exit(file.store, ms_store_cases(file.store, NULL, gather, &ids));
    }
    bool good = file.exit == MS_EXIT_OK;
    while (good && at < ids.length) {
        good = determine_group(&file, &ids, &at, &b);
    }
    int exit = file.exit != MS_EXIT_OK ? file.exit : b.worst;
    ms_buffer_free(&ids);
    ms_case_file_close(&file);
    return exit;
}

static int run(const ms_options *options)
{
    bool stale = ms_option_given(options, MS_OPTION_STALE);
    if (stale != (options->operand_count == 0)) {
        ms_complain(stale ? "give --stale or a CASE, not both" : "which case? or --stale, for every stale one");
        return MS_EXIT_BAD;
    }
    if (stale) {
        return run_stale(options);
    }
    ms_case_file file;
    ms_buffer out = {0};
    bool good = ms_case_file_open(&file, options, MS_STORE_WRITE) && determine_one(&file, &out);
    int exit = good ? exit_of(ms_state_determination(&file.state)) : MS_EXIT_BAD;
    exit = file.exit != MS_EXIT_OK ? file.exit : exit;
    ms_case_file_close(&file);
    return ms_output_finish(&out, NULL, exit);
}

const ms_command ms_case_determine = {
    .name = "case determine",
    .summary = "determine the case and keep the determination",
    .help = help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_STALE | UINT64_C(1) << MS_OPTION_DESPITE
             | UINT64_C(1) << MS_OPTION_READING | UINT64_C(1) << MS_OPTION_TEXT | UINT64_C(1) << MS_OPTION_COLOR,
    .most_operands = 1,
    .operands = "[CASE]",
    .run = run,
};
