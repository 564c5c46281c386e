/* medsupport generate: a synthetic caseload, of nobody. */
#include "batch/generate.h"
#include "cli/command.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/number_option.h"
#include "cli/progress.h"
#include "cli/stream.h"

static const char help[] = //
    "Usage: medsupport generate --cases=N [OPTION]...\n"
    "\n"
    "Writes N synthetic case documents (medsupport.case/1), one a line, for trials\n"
    "and measurements. They are of nobody: incomes, premiums, homes and all else are\n"
    "drawn at random. The same seed gives the same cases on every machine.\n"
    "\n"
    "Options:\n"
    "  -n, --cases=N   how many, 1 to 1,000,000,000\n"
    "  --seed=S        which caseload, 0 to 18446744073709551615; 1 unless given.\n"
    "                  A smaller caseload is the beginning of a larger one\n"
    "  --missing=P     leave out each fact that may be unknown with this chance, 0 to\n"
    "                  1 or 0% to 100%; 0 unless given. The facts that are left in\n"
    "                  are the same whatever the chance\n"
    "  --as-of=DATE    the day on which the facts stand; 2026-11-02 unless given\n"
    "  -o, --output=FILE   write to FILE, whole or not at all\n"
    "\n"
    "Exit status: 0 written, 2 bad usage, or the cases could not be written.\n"
    "\n"
    "Examples:\n"
    "  medsupport generate --cases 10\n"
    "  medsupport generate -n 1,000,000 --seed 7 --missing 20% -o cases.ndjson\n"
    "  medsupport generate -n 1000 | medsupport determine --ndjson\n";

enum {
    DEFAULT_SEED = 1,
    MOST_CASES = 1000000000,
    PIECE = 256 * 1024, /* bytes written at once */
    LOOK_AGAIN = 200,   /* milliseconds between two lines of progress */
};

/* ---- options ----------------------------------------------------------------------------------------------------- */

/* Reads "0.2" or "20%" as millionths. False where it is neither, is more than the whole, or is finer than that. */
static bool read_share(const char *text, uint32_t *millionths)
{
    uint64_t number = 0;
    bool digits = false, point = false;
    uint32_t unit = MS_ALL_MISSING; /* what a one in the last place read is worth */
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        unit = point ? unit / 10 : unit;
        number = number * 10 + (uint64_t)(*text - '0');
        digits = true;
        if (unit == 0 || number > MS_ALL_MISSING) {
            return false;
        }
    }
    bool percent = *text == '%';
    uint64_t share = number * unit;
    if (!digits || text[percent] != '\0' || (percent && share % 100 != 0)) {
        return false;
    }
    share /= percent ? 100 : 1;
    *millionths = (uint32_t)share;
    return share <= MS_ALL_MISSING;
}

static bool read_missing(const char *text, uint32_t *millionths)
{
    if (text == NULL || read_share(text, millionths)) {
        return true;
    }
    ms_complain("--missing: '%s' is not a share from 0 to 1; write it as 0.2 or 20%%, no finer than a millionth", text);
    return false;
}

/* The day of the cases: one on which the rule is known. */
static bool read_day(const ms_options *options, ms_date *as_of)
{
    static const ms_readings defaults;
    ms_settings settings;
    *as_of = options->as_of != MS_NO_DATE ? options->as_of : ms_date_from_civil((ms_civil){2026, 11, 2});
    return ms_load_settings("--as-of", *as_of, &defaults, &settings);
}

static bool read_options(const ms_options *options, ms_caseload *caseload, uint64_t *cases)
{
    const char *count = options->texts[MS_OPTION_CASES];
    *caseload = (ms_caseload){.seed = DEFAULT_SEED};
    bool good = ms_number_option("cases", count, 1, MOST_CASES, cases);
    good = ms_number_option("seed", options->texts[MS_OPTION_SEED], 0, UINT64_MAX, &caseload->seed) && good;
    good = read_missing(options->texts[MS_OPTION_MISSING], &caseload->missing) && good;
    good = read_day(options, &caseload->as_of) && good;
    if (count == NULL) {
        ms_complain("how many cases? --cases=N says so");
    }
    return good && count != NULL;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* Writes the cases piece by piece; memory does not grow with their number. */
static bool write_cases(const ms_caseload *caseload, uint64_t cases, ms_stream *stream, const ms_progress *progress)
{
    ms_buffer piece = {0};
    int64_t shown = ms_now();
    bool good = true;
    for (uint64_t i = 0; i < cases && good; i++) {
        good = ms_generate_case(caseload, i, &piece);
        if (!good) {
            ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        }
        if (good && (piece.length >= PIECE || i + 1 == cases)) {
            good = ms_stream_put(stream, piece.text, piece.length);
            piece.length = 0;
        }
        if (piece.length == 0 && ms_now() - shown >= LOOK_AGAIN) {
            ms_progress_show(progress, i + 1, cases, i + 1, 0);
            shown = ms_now();
        }
    }
    ms_buffer_free(&piece);
    return good;
}

static int run(const ms_options *options)
{
    ms_caseload caseload;
    uint64_t cases = 0;
    ms_stream stream;
    if (!read_options(options, &caseload, &cases) || !ms_stream_open(&stream, options->output)) {
        return MS_EXIT_BAD;
    }
    ms_stream_remove_on_signal(&stream);
    ms_progress progress = ms_progress_begin(false, 0, 0);
    bool written = write_cases(&caseload, cases, &stream, &progress);
    ms_progress_end(&progress);
    if (!written) {
        ms_stream_abandon(&stream);
        return MS_EXIT_BAD;
    }
    return ms_stream_finish(&stream) ? MS_EXIT_OK : MS_EXIT_BAD;
}

const ms_command ms_command_generate = {
    .name = "generate",
    .summary = "write a synthetic caseload, of nobody, for trials",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_CASES | UINT64_C(1) << MS_OPTION_SEED | UINT64_C(1) << MS_OPTION_MISSING
             | UINT64_C(1) << MS_OPTION_AS_OF | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_HELP,
    .operands = "",
    .run = run,
};
