/* medsupport simulate: a whole caseload under other percentages and readings. */
#define _POSIX_C_SOURCE 200809L
#include "batch/movers.h"
#include "batch/pipeline.h"
#include "batch/simulation.h"
#include "cli/command.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/load_caseload.h"
#include "cli/message.h"
#include "cli/number_option.h"
#include "cli/output.h"
#include "cli/processors.h"
#include "cli/progress.h"
#include "cli/stream.h"

#include <string.h>
#include <unistd.h>

static const char help[] = //
    "Usage: medsupport simulate [OPTION]... [FILE]...\n"
    "       medsupport simulate [OPTION]... --tables DIR\n"
    "\n"
    "Determines a whole caseload under many settings, and says where the children\n"
    "come out under each, who moves between a baseline and each, and the premiums\n"
    "ordered. A FILE holds one case document (medsupport.case/1) a line (NDJSON);\n"
    "without FILE, or where FILE is -, reads standard input. The caseload is read\n"
    "once and kept in memory, about 1 KiB a case.\n"
    "\n"
    "Options:\n"
    "  --vary=WHAT=VALUES    what to vary; several are multiplied. WHAT is percent\n"
    "                        (the ceiling of (2)), default-share (without a Form 14)\n"
    "                        or reading:NAME. VALUES: 3..10:0.5 from 3 by 0.5 up to\n"
    "                        10, which belongs to it where the steps come to it, or\n"
    "                        4,5,8; of a reading its choices, all if none is named\n"
    "  --baseline=SETTING    what the settings are compared with, and keep where they\n"
    "                        are not varied: percent=5,reading:custodian=as-parent;\n"
    "                        several add up; unless given, the rule as it stands\n"
    "  -r, --reading=NAME=CHOICE   choose a reading for the baseline; what --baseline\n"
    "                        sets cannot be set again\n"
    "  --as-of=DATE          determine as of this day, whatever a case says; where\n"
    "                        neither says, as of today\n"
    "  --tables=DIR          read cases.csv, children.csv and plans.csv from DIR\n"
    "  --csv                 write one row a figure instead of text\n"
    "  --json                write medsupport.simulation/1 instead of text\n"
    "  -o, --output=FILE     write to FILE, whole or not at all\n"
    "  --html=FILE           write a page with charts as well\n"
    "  --moved=FILE          list every child who moves, and why, as CSV\n"
    "  --rejects=FILE        keep each case that could not be read, with the reasons\n"
    "                        and the original text, as NDJSON\n"
    "  -j, --threads=N       work with N threads (the default: one a processor)\n"
    "  -q, --quiet           no progress\n"
    "\n"
    "Exit status: 0 every case was read, 1 some were rejected, 2 bad usage or an\n"
    "output that could not be written.\n"
    "\n"
    "Examples:\n"
    "  medsupport simulate --vary percent=3..10:0.5 --html page.html cases.ndjson\n"
    "  medsupport simulate --vary percent=8 --moved moved.csv cases.ndjson\n"
    "  medsupport simulate --vary reading:custodian --vary default-share=40,50,60 \\\n"
    "      --json --tables caseload/\n";

enum { LOOK_EVERY = 200 };

typedef struct simulate {
    const ms_options *options;
    uint64_t threads;
    ms_grid *grid;
    ms_sharing *sharing;
    ms_case_input input;
    ms_loaded loaded;
    ms_simulation simulation;
} simulate;

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

static bool out_of_memory(void)
{
    ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    return false;
}

/* Says what is wrong with an option's value, if anything is. */
static bool say_fault(bool good, const char *option, ms_buffer *fault)
{
    if (!good) {
        ms_complain("--%s: %.*s", option, (int)fault->length, fault->text);
    }
    return good;
}

/* What --reading chose is part of the baseline, and --baseline cannot choose it again. */
static bool fill_baseline(const simulate *s, ms_buffer *fault)
{
    const ms_options *options = s->options;
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if ((options->readings_given >> reading & 1u) != 0) {
            ms_grid_state(s->grid, (ms_variable)(MS_VARY_READING + reading));
        }
    }
    for (int i = 0; i < options->baseline_count; i++) {
        if (!say_fault(ms_grid_baseline(s->grid, options->baselines[i], fault), "baseline", fault)) {
            return false;
        }
    }
    return true;
}

static bool fill_grid(const simulate *s, ms_buffer *fault)
{
    const ms_options *options = s->options;
    if (!fill_baseline(s, fault)) {
        return false;
    }
    for (int i = 0; i < options->vary_count; i++) {
        if (!say_fault(ms_grid_vary(s->grid, options->vary[i], fault), "vary", fault)) {
            return false;
        }
    }
    return say_fault(ms_grid_finish(s->grid, fault), "vary", fault);
}

static bool make_grid(simulate *s)
{
    const ms_options *options = s->options;
    ms_date day = options->as_of == MS_NO_DATE ? ms_today() : options->as_of;
    ms_settings settings;
    if (!ms_load_settings("--as-of", day, &options->readings, &settings)) {
        return false;
    }
    ms_buffer fault = {0};
    bool good = ms_grid_new(&settings, &s->grid, &fault) ? fill_grid(s, &fault) : out_of_memory();
    ms_buffer_free(&fault);
    return good && (ms_sharing_new(s->grid, &s->sharing) == MS_OK || out_of_memory());
}

static bool read_options(simulate *s)
{
    const ms_options *options = s->options;
    s->threads = ms_processors();
    if (ms_option_given(options, MS_OPTION_CSV) && ms_option_given(options, MS_OPTION_JSON)) {
        ms_complain("give one of --csv and --json, not both");
        return false;
    }
    return ms_files_apart(options, false)
           && ms_number_option("threads", options->texts[MS_OPTION_THREADS], 1, MS_MAX_THREADS, &s->threads)
           && make_grid(s);
}

/* ---- the run ----------------------------------------------------------------------------------------------------- */

static bool count_all(simulate *s)
{
    ms_simulating *simulating;
    uint64_t done;
    if (ms_simulate_start(&s->loaded.store, s->sharing, (unsigned)s->threads, &simulating) != MS_OK) {
        return out_of_memory();
    }
    ms_progress progress = ms_progress_begin(ms_option_given(s->options, MS_OPTION_QUIET), 0, 0);
    while (!ms_simulate_wait(simulating, LOOK_EVERY, &done)) {
        ms_progress_show(&progress, done, s->loaded.store.case_count, done, s->loaded.rejects);
    }
    ms_progress_end(&progress);
    if (ms_simulate_end(simulating, &s->simulation) != MS_OK) {
        return out_of_memory();
    }
    s->simulation.reject_count = s->loaded.rejects;
    s->simulation.as_of = s->options->as_of;
    return true;
}

/* ---- what is written --------------------------------------------------------------------------------------------- */

static bool put(void *context, const char *text, size_t length)
{
    return ms_stream_put(context, text, length);
}

static bool write_moved(const simulate *s, const char *path)
{
    ms_stream stream;
    if (!ms_stream_open(&stream, path)) {
        return false;
    }
    ms_stream_remove_on_signal(&stream);
    ms_status status = ms_moves_write(&s->loaded.store, s->sharing, (unsigned)s->threads, put, &stream);
    if (status == MS_OK) {
        return ms_stream_finish(&stream);
    }
    ms_stream_abandon(&stream);
    return status == MS_ERROR_MEMORY ? out_of_memory() : false;
}

static bool write_form(const simulate *s, void (*write)(const ms_simulation *simulation, ms_buffer *out),
                       const char *path)
{
    ms_buffer out = {0};
    write(&s->simulation, &out);
    bool written = ms_output_write(&out, path);
    ms_buffer_free(&out);
    return written;
}

/* The page and the list first: who reads of the run on a terminal then has them. */
static bool write_all(const simulate *s)
{
    const ms_options *options = s->options;
    const char *page = options->texts[MS_OPTION_HTML], *moved = options->texts[MS_OPTION_MOVED];
    void (*form)(const ms_simulation *, ms_buffer *) = ms_option_given(options, MS_OPTION_CSV)    ? ms_simulation_csv
                                                       : ms_option_given(options, MS_OPTION_JSON) ? ms_simulation_json
                                                                                                  : ms_simulation_text;
    return (page == NULL || write_form(s, ms_simulation_html, page)) && (moved == NULL || write_moved(s, moved))
           && write_form(s, form, options->output);
}

static int run(const ms_options *options)
{
    simulate s = {.options = options};
    int status = MS_EXIT_BAD;
    if (read_options(&s) && ms_case_input_open(&s.input, options)
        && ms_load_caseload(&s.input, options, (unsigned)s.threads, &s.loaded) && count_all(&s) && write_all(&s)) {
        status = s.loaded.rejects > 0 ? MS_EXIT_REJECTS : MS_EXIT_OK;
    }
    ms_simulation_free(&s.simulation);
    ms_case_store_free(&s.loaded.store);
    ms_case_input_close(&s.input);
    ms_sharing_free(s.sharing);
    ms_grid_free(s.grid);
    return status;
}

const ms_command ms_command_simulate = {
    .name = "simulate",
    .summary = "determine a caseload under other percentages and readings",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_VARY | UINT64_C(1) << MS_OPTION_BASELINE | UINT64_C(1) << MS_OPTION_READING
             | UINT64_C(1) << MS_OPTION_AS_OF | UINT64_C(1) << MS_OPTION_TABLES | UINT64_C(1) << MS_OPTION_CSV
             | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_HTML
             | UINT64_C(1) << MS_OPTION_MOVED | UINT64_C(1) << MS_OPTION_REJECTS | UINT64_C(1) << MS_OPTION_THREADS
             | UINT64_C(1) << MS_OPTION_QUIET | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = MS_ANY_NUMBER,
    .operands = "[FILE]...",
    .run = run,
};
