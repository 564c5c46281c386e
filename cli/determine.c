/* medsupport determine: from case documents to determinations. */
#include "cli/command.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"

#include <stdlib.h>

static const char help[] = //
    "Usage: medsupport determine [OPTION]... [FILE]...\n"
    "\n"
    "Says for each child of each case which paragraph of 13 CSR 40-112.010(5)\n"
    "applies, what is ordered of whom, and why; or which facts are missing.\n"
    "A FILE holds one case document (medsupport.case/1) or one a line (NDJSON).\n"
    "Without FILE, or where FILE is -, reads standard input.\n"
    "\n"
    "Options:\n"
    "  --text          for people, 80 columns (the default)\n"
    "  --json          medsupport.determination/1: indented for one case, one line\n"
    "                  each for several\n"
    "  --ndjson        the same, always one line each\n"
    "  --svg           a picture of the paragraphs; one case only\n"
    "  --trace         every step, taken and refused, with the facts it read\n"
    "  --as-of=DATE    determine as of this day, whatever the document says; where\n"
    "                  neither says, as of today\n"
    "  -r, --reading=NAME=CHOICE   choose a reading; 'medsupport readings' lists them\n"
    "  -o, --output=FILE           write to FILE, whole or not at all\n"
    "  --color=WHEN    auto (the default: on a terminal), always or never\n"
    "\n"
    "Exit status: 0 every child is determined, 3 information is needed,\n"
    "4 undecided by the text, 2 bad usage or input (nothing is written then).\n"
    "Of several cases the least settled counts: 3 before 4 before 0.\n"
    "\n"
    "Examples:\n"
    "  medsupport determine case.json\n"
    "  medsupport determine --json --trace case.json\n"
    "  medsupport determine --svg -o case.svg case.json\n"
    "  medsupport determine --json <cases.ndjson >determinations.ndjson\n"
    "  medsupport determine --as-of 2026-01-31 -r custodian=as-parent case.json\n";

/* One file, read whole. */
typedef struct source {
    const char *name;
    ms_buffer text;
} source;

/* Everything that one run needs. */
typedef struct run_state {
    const ms_options *options;
    source *inputs;
    size_t input_count;
    ms_format format;
    unsigned parts;
    ms_reader *reader;
    ms_determination *determination; /* NULL before the first */
    ms_buffer out;
    ms_outcome_status worst;
} run_state;

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Reads every file, or standard input where none is named. */
static bool read_inputs(run_state *state)
{
    static char *standard_input[] = {"-"};
    const ms_options *options = state->options;
    size_t count = options->operand_count == 0 ? 1 : (size_t)options->operand_count;
    char **paths = options->operand_count == 0 ? standard_input : options->operands;
    state->inputs = calloc(count, sizeof *state->inputs);
    if (state->inputs == NULL) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    state->input_count = count;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        state->inputs[i].name = ms_load_name(paths[i]);
        good = ms_load_file(paths[i], &state->inputs[i].text) && good;
    }
    return good;
}

static ms_pieces pieces_of(const source *input)
{
    return ms_pieces_of(input->text.text, input->text.length);
}

static size_t count_cases(const run_state *state)
{
    size_t count = 0;
    for (size_t i = 0; i < state->input_count; i++) {
        ms_pieces pieces = pieces_of(&state->inputs[i]);
        ms_piece piece;
        while (ms_pieces_next(&pieces, &piece)) {
            count++;
        }
    }
    return count;
}

/* ---- how it is written ------------------------------------------------------------------------------------------- */

static ms_format text_format(const ms_options *options)
{
    bool coloured = ms_output_coloured(options->colour, options->output);
    if (ms_option_given(options, MS_OPTION_TRACE)) {
        return coloured ? MS_TEXT_STEPS_COLOUR : MS_TEXT_STEPS;
    }
    return coloured ? MS_TEXT_COLOUR : MS_TEXT;
}

/* Settles form and parts. False, and a message, where they cannot be had. */
static bool choose_form(run_state *state, size_t cases)
{
    const ms_options *options = state->options;
    bool json = ms_option_given(options, MS_OPTION_JSON);
    bool one_line = ms_option_given(options, MS_OPTION_NDJSON) || cases > 1;
    bool picture = ms_option_given(options, MS_OPTION_SVG);
    if (picture && cases > 1) {
        ms_complain("--svg draws one case, and there are %zu; draw each with -o FILE", cases);
        return false;
    }
    if (json || ms_option_given(options, MS_OPTION_NDJSON)) {
        state->format = one_line ? MS_JSON : MS_JSON_PRETTY;
        state->parts = MS_WITH_MARGINS | MS_WITH_WHAT_IF;
        state->parts |= ms_option_given(options, MS_OPTION_TRACE) ? MS_WITH_TRACE : 0;
        return true;
    }
    state->format = picture ? MS_SVG : text_format(options);
    state->parts = MS_WITH_ALL;
    return true;
}

static bool append(run_state *state)
{
    char *text;
    size_t length;
    ms_status status = ms_determination_write(state->determination, state->format, &text, &length);
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
        return false;
    }
    bool people = state->format != MS_JSON && state->format != MS_JSON_PRETTY;
    ms_buffer_put(&state->out, people && state->out.length > 0 ? "\n" : "");
    ms_buffer_add(&state->out, text, length);
    ms_buffer_put(&state->out, length > 0 && text[length - 1] != '\n' ? "\n" : "");
    ms_text_free(text);
    return true;
}

/* ---- determining ------------------------------------------------------------------------------------------------- */

static bool make(run_state *state, const ms_document *document, const ms_settings *settings)
{
    ms_status status = state->determination == NULL
                           ? ms_determination_make(document, settings, state->parts, &state->determination)
                           : ms_determination_remake(state->determination, document, settings, state->parts);
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
    }
    return status == MS_OK;
}

static bool determine_piece(run_state *state, const char *name, const ms_piece *piece)
{
    ms_document document;
    ms_settings settings;
    if (!ms_load_document(state->reader, name, piece, state->options->as_of, &document)
        || !ms_load_settings(name, document.facts.as_of, &state->options->readings, &settings)
        || !make(state, &document, &settings) || !append(state)) {
        return false;
    }
    ms_outcome_status status = ms_determination_status(state->determination);
    state->worst = status > state->worst ? status : state->worst;
    return true;
}

/* Determines every case, so that every problem is said, even where one is found early. */
static bool determine_all(run_state *state)
{
    bool good = true;
    for (size_t i = 0; i < state->input_count; i++) {
        ms_pieces pieces = pieces_of(&state->inputs[i]);
        ms_piece piece;
        while (ms_pieces_next(&pieces, &piece)) {
            good = determine_piece(state, state->inputs[i].name, &piece) && good;
        }
    }
    return good;
}

static void release(run_state *state)
{
    for (size_t i = 0; i < state->input_count; i++) {
        ms_buffer_free(&state->inputs[i].text);
    }
    free(state->inputs);
    ms_determination_free(state->determination);
    ms_reader_free(state->reader);
    ms_buffer_free(&state->out);
}

static int run(const ms_options *options)
{
    run_state state = {.options = options, .worst = MS_DETERMINED};
    int status = MS_EXIT_BAD;
    if (!ms_files_apart(options, false)) {
        return MS_EXIT_BAD;
    }
    if (ms_reader_new(&state.reader) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    } else if (read_inputs(&state) && choose_form(&state, count_cases(&state)) && determine_all(&state)) {
        status = ms_output_finish(&state.out, options->output, ms_exit_of(state.worst));
    }
    release(&state);
    return status;
}

const ms_command ms_command_determine = {
    .name = "determine",
    .summary = "say what is ordered for each child, and why",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_TEXT | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_NDJSON
             | UINT64_C(1) << MS_OPTION_SVG | UINT64_C(1) << MS_OPTION_TRACE | UINT64_C(1) << MS_OPTION_AS_OF
             | UINT64_C(1) << MS_OPTION_READING | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_COLOR
             | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = MS_ANY_NUMBER,
    .operands = "[FILE]...",
    .run = run,
};
