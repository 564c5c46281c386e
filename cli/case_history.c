/* medsupport case history: the timeline of a case. */
#include "cli/case_history.h"
#include "cli/case_parts.h"
#include "cli/case_secrets.h"
#include "cli/case_words.h"
#include "cli/output.h"
#include "cli/print.h"

#include <stdio.h>

static const char help[] = //
    "Usage: medsupport case history [OPTION]... CASE\n"
    "\n"
    "Tells the case from its opening on: each event with its number, the day on which\n"
    "it takes effect, who recorded it, and what it says. What was taken back stays in\n"
    "its place and says so; what came late is marked.\n"
    "\n"
    "Options:\n"
    "  --json          each event as JSON, one a line\n"
    "  --svg           a picture\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport case history 2026-000123\n"
    "  medsupport case history --svg -o history.svg 2026-000123\n";

static void put_text(const ms_case_file *file, ms_buffer *out)
{
    ms_buffer words = {0};
    ms_date before = MS_NO_DATE;
    ms_print(out, "Case %s\n", file->case_id);
    for (size_t i = 0; i < file->count; i++) {
        const ms_event *event = &file->events[i];
        char day[MS_DATE_TEXT_SIZE], label[24];
        words.length = 0;
        if (event->effective != before) {
            ms_date_format(event->effective, day);
            ms_print(out, "\n%s\n", day);
            before = event->effective;
        }
        snprintf(label, sizeof label, "%llu.", (unsigned long long)event->sequence);
        ms_say_event(&words, &file->state, event);
        ms_print(&words, " [%.*s]", (int)event->actor.length, event->actor.at);
        ms_buffer_add(&words, "", 1);
        ms_print_lines(out, 2, label, 8, "%s", words.failed ? "" : words.text);
    }
    ms_buffer_free(&words);
}

static void put_json(const ms_case_file *file, ms_buffer *out)
{
    for (size_t i = 0; i < file->count; i++) {
        const ms_event *event = &file->events[i];
        const ms_entry *entry = ms_state_entry(&file->state, event->sequence);
        char day[MS_DATE_TEXT_SIZE];
        ms_date_format(event->effective, day);
        ms_buffer_put(out, "{\"sequence\":");
        ms_buffer_put_number(out, event->sequence);
        ms_print(out, ",\"at\":\"%.*s\",\"actor\":\"", (int)event->at.length, event->at.at);
        ms_buffer_add_json(out, event->actor.at, event->actor.length);
        ms_print(out, "\",\"effective\":\"%s\",\"kind\":\"%.*s\",\"flags\":[", day, (int)event->kind.length,
                 event->kind.at);
        ms_put_event_flags(out, entry, true);
        ms_buffer_put(out, "]");
        ms_put_departures(out, entry);
        ms_buffer_put(out, ",\"corrected_by\":");
        if (entry->corrected != NULL) {
            ms_buffer_put_number(out, entry->corrected->sequence);
        } else {
            ms_buffer_put(out, "null");
        }
        ms_buffer_put(out, ",\"body\":");
        ms_buffer_add(out, event->body.at, event->body.length);
        ms_buffer_put(out, "}\n");
    }
}

static int run(const ms_options *options)
{
    ms_case_file file;
    ms_buffer out = {0};
    if (ms_case_file_open(&file, options, MS_STORE_READ)) {
        ms_secrets_show(&file);
        if (ms_option_given(options, MS_OPTION_JSON)) {
            put_json(&file, &out);
        } else if (ms_option_given(options, MS_OPTION_SVG)) {
            ms_draw_history(&file, &out);
        } else {
            put_text(&file, &out);
        }
    }
    int exit = file.exit;
    ms_case_file_close(&file);
    return exit == MS_EXIT_OK ? ms_output_finish(&out, options->output, exit) : exit;
}

const ms_command ms_case_history = {
    .name = "case history",
    .summary = "the timeline of the case",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_SVG
             | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_HELP,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = run,
};
