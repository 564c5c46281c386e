/* medsupport readings: the table of readings. */
#include "cli/command.h"
#include "cli/json_out.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/reading_option.h"

#include <stdio.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport readings [--json | --choices] [NAME]\n"
    "\n"
    "Lists the readings: the questions that the text of 13 CSR 40-112.010 leaves\n"
    "open, the choice made where nobody chooses, the alternatives and what follows\n"
    "from each, and the reason for the default. 'determine', 'ask' and 'gaps' take\n"
    "another choice with --reading NAME=CHOICE.\n"
    "\n"
    "Options:\n"
    "  --json         the table as JSON\n"
    "  --choices      only NAME=CHOICE, one a line\n"
    "  --color=WHEN   auto (the default: on a terminal), always or never\n"
    "  -o, --output FILE   write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport readings\n"
    "  medsupport readings covered-exemption\n"
    "  medsupport determine --reading inaccessible-plan=literal case.json\n";

static void write_text(ms_buffer *out, bool coloured, const ms_reading_text *row)
{
    char heading[100];
    snprintf(heading, sizeof heading, "%s  %s", row->name, row->paragraph);
    ms_print_heading(out, coloured, heading);
    ms_print_lines(out, 0, "", 2, "%s", row->question);
    for (uint8_t i = 0; i < row->choice_count; i++) {
        const char *mark = i == 0 ? " (default)" : "";
        ms_print_lines(out, 2, "-", 4, "%s%s: %s", row->choices[i].name, mark, row->choices[i].effect);
    }
    ms_print_lines(out, 0, "", 2, "Why the default: %s", row->reason);
}

static void write_json(ms_json_out *out, const ms_reading_text *row)
{
    ms_json_out_open(out, NULL, '{');
    ms_json_out_text(out, "name", row->name);
    ms_json_out_text(out, "paragraph", row->paragraph);
    ms_json_out_text(out, "question", row->question);
    ms_json_out_text(out, "default", row->choices[0].name);
    ms_json_out_open(out, "choices", '[');
    for (uint8_t i = 0; i < row->choice_count; i++) {
        ms_json_out_open(out, NULL, '{');
        ms_json_out_text(out, "name", row->choices[i].name);
        ms_json_out_text(out, "effect", row->choices[i].effect);
        ms_json_out_close(out, '}');
    }
    ms_json_out_close(out, ']');
    ms_json_out_text(out, "reason", row->reason);
    ms_json_out_close(out, '}');
}

static void write_choices(ms_buffer *out, const ms_reading_text *row)
{
    for (uint8_t i = 0; i < row->choice_count; i++) {
        ms_print(out, "%s=%s\n", row->name, row->choices[i].name);
    }
}

/* The readings from `first` on, `count` of them. */
static void write_rows(ms_buffer *out, const ms_options *options, int first, int count)
{
    bool coloured = ms_output_coloured(options->colour, options->output);
    ms_json_out json = {.buffer = out};
    if (ms_option_given(options, MS_OPTION_JSON)) {
        ms_json_out_open(&json, NULL, '[');
    }
    for (int reading = first; reading < first + count; reading++) {
        const ms_reading_text *row = ms_reading_describe((ms_reading)reading);
        if (ms_option_given(options, MS_OPTION_JSON)) {
            write_json(&json, row);
        } else if (ms_option_given(options, MS_OPTION_CHOICES)) {
            write_choices(out, row);
        } else {
            ms_buffer_put(out, reading > first ? "\n" : "");
            write_text(out, coloured, row);
        }
    }
    if (ms_option_given(options, MS_OPTION_JSON)) {
        ms_json_out_close(&json, ']');
    }
}

static int run(const ms_options *options)
{
    ms_buffer out = {0};
    if (options->operand_count == 0) {
        write_rows(&out, options, 0, MS_READING_COUNT);
        return ms_output_finish(&out, options->output, MS_EXIT_OK);
    }
    const char *name = options->operands[0];
    ms_reading reading = ms_reading_find(name, strlen(name));
    if (reading == MS_READING_COUNT) {
        return MS_EXIT_BAD;
    }
    write_rows(&out, options, (int)reading, 1);
    return ms_output_finish(&out, options->output, MS_EXIT_OK);
}

const ms_command ms_command_readings = {
    .name = "readings",
    .summary = "list the questions that the text leaves open, and the choices",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_CHOICES | UINT64_C(1) << MS_OPTION_COLOR
             | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = 1,
    .operands = "[NAME]",
    .run = run,
};
