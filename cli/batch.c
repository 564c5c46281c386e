/* medsupport batch: a whole caseload, on all processors, in bounded memory. */
#define _POSIX_C_SOURCE 200809L
#include "batch/check.h"
#include "batch/pipeline.h"
#include "cli/batch_output.h"
#include "cli/case_input.h"
#include "cli/command.h"
#include "cli/ending_signals.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/number_option.h"
#include "cli/processors.h"
#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static const char help[] = //
    "Usage: medsupport batch [OPTION]... [FILE]...\n"
    "       medsupport batch [OPTION]... --tables DIR\n"
    "\n"
    "Determines every case of a caseload and writes one determination a case, in the\n"
    "order of the input: medsupport.determination/1 without trace, margins and\n"
    "what_if. A FILE holds one case document (medsupport.case/1) a line (NDJSON);\n"
    "without FILE, or where FILE is -, reads standard input. Works on all processors,\n"
    "in memory that does not grow with the caseload. A case that cannot be read never\n"
    "stops the run: it is counted and kept among the rejects. A summary follows on\n"
    "standard error.\n"
    "\n"
    "Options:\n"
    "  --tables=DIR    read cases.csv, children.csv and plans.csv from DIR\n"
    "  --csv           write one row a child instead of JSON\n"
    "  --trace         every step, taken and refused, with the facts it read\n"
    "  --as-of=DATE    determine as of this day, whatever a case says; where neither\n"
    "                  says, as of today\n"
    "  -r, --reading=NAME=CHOICE   choose a reading; 'medsupport readings' lists them\n"
    "  -o, --output=FILE           write to FILE, whole or not at all\n"
    "  --rejects=FILE  keep each rejected case with its place, the reasons and the\n"
    "                  original text, as NDJSON\n"
    "  --max-rejects=N give up when more than N cases are rejected\n"
    "  --resume        go on with an interrupted run; needs the same arguments\n"
    "  -j, --threads=N work with N threads (the default: one a processor)\n"
    "  -q, --quiet     no progress and no summary\n"
    "\n"
    "Until FILE is whole the results are in FILE.part, and FILE.part-state tells how\n"
    "far the run came. Ctrl-C ends it cleanly; with --resume the same command goes\n"
    "on, and no case is lost or done twice.\n"
    "\n"
    "Exit status: 0 every case was read, whatever its determination; 1 some were\n"
    "rejected; 2 bad usage, too many rejects, or the output could not be written;\n"
    "130 interrupted.\n"
    "\n"
    "Examples:\n"
    "  medsupport batch -o results.ndjson --rejects rejects.ndjson cases.ndjson\n"
    "  medsupport batch --csv --tables caseload/ >children.csv\n"
    "  medsupport batch --resume -o results.ndjson cases.ndjson\n"
    "  zcat cases.ndjson.gz | medsupport batch -r custodian=as-parent >results.ndjson\n";

enum {
    LOOK_EVERY = 200, /* milliseconds */
    SAVE_SHARE = 10,  /* saving takes no more than a tenth of the time */
    WORTH_A_SPEED = 500,
    LARGE_PIECE = 512 * 1024
};

typedef struct batch {
    const ms_options *options;
    ms_batch_settings settings;
    uint64_t threads;
    ms_case_input input;
    ms_batch_output output;
    uint64_t first_bytes; /* of the input, done by an earlier run */
    ms_resume_point seen; /* a copy of the output's */
    bool unsaved;         /* a point could not be saved */
} batch;

/* ---- interruption ------------------------------------------------------------------------------------------------ */

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

static bool read_options(batch *b)
{
    const ms_options *options = b->options;
    b->settings = (ms_batch_settings){.readings = options->readings,
                                      .as_of = options->as_of,
                                      .today = ms_today(),
                                      .trace = ms_option_given(options, MS_OPTION_TRACE),
                                      .csv = ms_option_given(options, MS_OPTION_CSV),
                                      .reject_lines = options->texts[MS_OPTION_REJECTS] == NULL};
    b->threads = ms_processors();
    b->output = (ms_batch_output){.results_path = options->output,
                                  .rejects_path = options->texts[MS_OPTION_REJECTS],
                                  .max_rejects = UINT64_MAX,
                                  .csv = b->settings.csv};
    bool resume = ms_option_given(options, MS_OPTION_RESUME);
    if (b->settings.trace && b->settings.csv) {
        ms_complain("--trace has no place in the rows of --csv; leave one of them out");
        return false;
    }
    if (resume && !ms_part_can_wait(options->output)) {
        ms_complain("--resume goes on with a file: give it with --output FILE, as the interrupted run did");
        return false;
    }
    ms_settings settings;
    if (options->as_of != MS_NO_DATE && !ms_load_settings("--as-of", options->as_of, &options->readings, &settings)) {
        return false;
    }
    return ms_files_apart(options, true)
           && ms_number_option("threads", options->texts[MS_OPTION_THREADS], 1, MS_MAX_THREADS, &b->threads)
           && ms_number_option("max-rejects", options->texts[MS_OPTION_MAX_REJECTS], 0, UINT64_MAX - 1,
                               &b->output.max_rejects);
}

static uint64_t check_text(uint64_t check, const char *text)
{
    return ms_check_more(check, text, strlen(text) + 1);
}

/* A check of all that decides what is written. */
static uint64_t check_of_arguments(const batch *b)
{
    const ms_options *options = b->options;
    const char *rejects = b->output.rejects_path, *tables = options->texts[MS_OPTION_TABLES];
    const ms_readings *readings = &b->settings.readings;
    uint64_t check = check_text(ms_check_begin(), MEDSUPPORT_VERSION);
    check = ms_check_more(check, readings->choice, sizeof readings->choice);
    check = ms_check_more(check, &b->settings.as_of, sizeof b->settings.as_of);
    check = check_text(check, b->settings.trace ? "trace" : "");
    check = check_text(check, b->settings.csv ? "csv" : "");
    check = check_text(check, rejects == NULL ? "" : rejects);
    check = check_text(check, tables == NULL ? "" : tables);
    for (int i = 0; i < options->operand_count; i++) {
        check = check_text(check, options->operands[i]);
    }
    return check;
}

/* ---- the run ----------------------------------------------------------------------------------------------------- */

static bool take(void *context, const ms_work *work, const ms_batch_part *part)
{
    batch *b = context;
    ms_lines_mark mark = ms_input_mark(&b->input.input, work);
    return ms_batch_output_take(&b->output, part, part->more ? NULL : &mark, work->bytes);
}

static void look(void *context)
{
    batch *b = context;
    b->seen = b->output.point;
}

/* Saves from where to go on, if enough time has passed since the last time, `*saved`, that took `*cost`. */
static void save(batch *b, int64_t *saved, int64_t *cost)
{
    int64_t now = ms_now();
    if (b->unsaved || now - *saved < *cost * SAVE_SHARE) {
        return;
    }
    b->unsaved = !ms_batch_output_save(&b->output, &b->seen);
    *saved = ms_now();
    *cost = *saved - now;
}

/* Waits for the threads, shows how far they are, and saves from where to go on. */
static void attend(batch *b, ms_pipeline *pipeline)
{
    bool shared = b->options->output == NULL && isatty(STDOUT_FILENO) == 1; /* the terminal, with the results */
    uint64_t total = ms_input_total(&b->input.input);
    int64_t saved = ms_now(), cost = 0;
    ms_pipeline_look(pipeline, look, b);
    ms_progress progress = ms_progress_begin(shared || ms_option_given(b->options, MS_OPTION_QUIET), b->first_bytes,
                                             b->output.first_cases);
    while (!ms_pipeline_wait(pipeline, LOOK_EVERY)) {
        if (interrupted || b->unsaved) {
            ms_pipeline_stop(pipeline);
        }
        ms_pipeline_look(pipeline, look, b);
        ms_progress_show(&progress, b->seen.bytes, total, b->seen.tally.cases, b->seen.tally.rejects);
        save(b, &saved, &cost);
    }
    ms_progress_end(&progress);
}

/* Whether the output could not be written, which was said. */
static bool failed(const batch *b)
{
    return b->unsaved || b->output.results.failed || b->output.rejects.failed;
}

/* Why a run ended that is not whole. */
static void complain(const batch *b, ms_pipeline_status status, int error)
{
    unsigned long long cases = b->output.point.tally.cases;
    const char *rejects = b->output.rejects_path;
    if (b->output.too_many_rejects) {
        ms_complain("given up: more than %llu cases were rejected; %s%s", (unsigned long long)b->output.max_rejects,
                    rejects == NULL ? "--rejects FILE keeps them, with the reasons" : "they are in ",
                    rejects == NULL ? "" : rejects);
        return;
    }
    if (status == MS_PIPELINE_UNREADABLE) {
        ms_complain("cannot read %s: %s", ms_load_name(ms_lines_path(b->input.input.lines)), ms_lines_why(error));
    } else if (status == MS_PIPELINE_MEMORY) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    }
    bool goes_on = b->output.saved && !(status == MS_PIPELINE_UNREADABLE && error == 0);
    ms_complain("stopped after %llu case%s%s", cases, cases == 1 ? "" : "s",
                goes_on ? "; the same command with --resume goes on" : "");
}

/* Tells of the rows of tables that belong to no case. The point stays before them until all are told. */
static ms_pipeline_status add_strays(batch *b)
{
    uint64_t count = b->input.tables == NULL ? 0 : ms_tables_stray_count(b->input.tables);
    ms_worker *worker = NULL;
    ms_batch_part part = {0};
    ms_lines_mark end = b->output.point.mark;
    bool made = count == 0 || ms_worker_new(&b->input.input, &b->settings, &worker) == MS_OK;
    bool taken = true;
    for (uint64_t i = 0; made && taken && i < count; i++) {
        ms_batch_part_begin(&part);
        made = ms_worker_stray(worker, i, &part) == MS_OK;
        taken = made && ms_batch_output_take(&b->output, &part, i + 1 == count ? &end : NULL, 0);
    }
    ms_batch_part_free(&part);
    ms_worker_free(worker);
    return !made ? MS_PIPELINE_MEMORY : !taken ? MS_PIPELINE_STOPPED : MS_PIPELINE_DONE;
}

/* Runs the pipeline to its end. The exit status: 0, or why it did not come to its end. */
static int determine_all(batch *b)
{
    ms_pipeline *pipeline;
    int error = 0;
    ms_heed_ending(interrupt, (int)SA_RESETHAND); /* a first signal ends the run cleanly, a second at once */
    b->first_bytes = b->output.point.bytes;
    if (ms_pipeline_start(&b->input.input, &b->settings, (unsigned)b->threads, take, b, &pipeline) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return MS_EXIT_BAD;
    }
    attend(b, pipeline);
    ms_pipeline_status status = ms_pipeline_end(pipeline, &error);
    if (b->input.tables != NULL && !ms_tables_unchanged(b->input.tables)) {
        ms_complain("%s: a table was changed while it was read; begin anew", b->options->texts[MS_OPTION_TABLES]);
        return MS_EXIT_BAD;
    }
    status = status == MS_PIPELINE_DONE ? add_strays(b) : status;
    if (status == MS_PIPELINE_DONE) {
        return MS_EXIT_OK;
    }
    if (!b->output.too_many_rejects && !b->unsaved) {
        ms_batch_output_cut(&b->output);
        b->unsaved = !ms_batch_output_save(&b->output, &b->output.point);
    }
    complain(b, status, error);
    bool stopped = status == MS_PIPELINE_STOPPED && interrupted && !b->output.too_many_rejects && !failed(b);
    return stopped ? MS_EXIT_INTERRUPTED : MS_EXIT_BAD;
}

static void summarise(const batch *b, int64_t began)
{
    ms_buffer out = {0};
    char seconds[48];
    int64_t elapsed = ms_now() - began;
    uint64_t cases = b->output.point.tally.cases - b->output.first_cases;
    if (ms_option_given(b->options, MS_OPTION_QUIET)) {
        return;
    }
    ms_tally_write(&b->output.point.tally, &out);
    snprintf(seconds, sizeof seconds, "In %lld.%02lld s", (long long)(elapsed / 1000),
             (long long)(elapsed % 1000 / 10));
    ms_buffer_put(&out, seconds);
    if (elapsed >= WORTH_A_SPEED) {
        ms_buffer_put(&out, ": ");
        ms_put_thousands(&out, cases * 1000 / (uint64_t)elapsed);
        ms_buffer_put(&out, " cases a second");
    }
    ms_buffer_put(&out, ".\n");
    fwrite(out.text, 1, out.length, stderr);
    ms_buffer_free(&out);
}

/* Goes to where an earlier run ended, and works on from there. */
static int work(batch *b)
{
    bool found;
    uint64_t arguments = check_of_arguments(b), input = ms_input_check(&b->input.input);
    bool resume = ms_option_given(b->options, MS_OPTION_RESUME);
    if (!ms_batch_output_open(&b->output, arguments, input, resume, &b->settings.today, &found)) {
        return MS_EXIT_BAD;
    }
    int status = MS_EXIT_OK;
    if (!found || !b->output.point.whole) {
        if (found && !ms_input_go_to(&b->input.input, &b->output.point.mark)) {
            ms_complain("cannot go on: the input is not what it was; remove %s to begin anew", b->output.state_path);
            return MS_EXIT_BAD;
        }
        status = determine_all(b);
    }
    if (status != MS_EXIT_OK) {
        return status;
    }
    if (!ms_batch_output_finish(&b->output)) {
        return MS_EXIT_BAD;
    }
    return b->output.point.tally.rejects > 0 ? MS_EXIT_REJECTS : MS_EXIT_OK;
}

/* What the environment does with a program that knows better. */
static void prepare(void)
{
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow further is an error of writing, and said so */
#ifdef __GLIBC__
    /* Large pieces of memory go back to the system at once; the bound of the whole depends on it. */
    mallopt(M_MMAP_THRESHOLD, LARGE_PIECE);
    mallopt(M_TRIM_THRESHOLD, LARGE_PIECE);
#endif
}

static int run(const ms_options *options)
{
    batch b = {.options = options};
    int64_t began = ms_now();
    int status = MS_EXIT_BAD;
    prepare();
    if (read_options(&b) && ms_case_input_open(&b.input, options)) {
        status = work(&b);
    }
    if (status == MS_EXIT_OK || status == MS_EXIT_REJECTS) {
        summarise(&b, began);
    }
    ms_batch_output_close(&b.output);
    ms_case_input_close(&b.input);
    return status;
}

const ms_command ms_command_batch = {
    .name = "batch",
    .summary = "determine a whole caseload",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_TABLES | UINT64_C(1) << MS_OPTION_CSV | UINT64_C(1) << MS_OPTION_TRACE
             | UINT64_C(1) << MS_OPTION_AS_OF | UINT64_C(1) << MS_OPTION_READING | UINT64_C(1) << MS_OPTION_OUTPUT
             | UINT64_C(1) << MS_OPTION_REJECTS | UINT64_C(1) << MS_OPTION_MAX_REJECTS | UINT64_C(1) << MS_OPTION_RESUME
             | UINT64_C(1) << MS_OPTION_THREADS | UINT64_C(1) << MS_OPTION_QUIET | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = MS_ANY_NUMBER,
    .operands = "[FILE]...",
    .run = run,
};
