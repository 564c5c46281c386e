/* medsupport worklist: the open tasks of all cases by their due days. */
#include "batch/check.h"
#include "casefile/value.h"
#include "cli/case_file.h"
#include "cli/case_words.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport worklist [OPTION]...\n"
    "\n"
    "Lists the open tasks of all cases by the day on which they are due, each with\n"
    "its legal basis: answers that are awaited, conflicts, determinations to make or\n"
    "to make again. A task that an event dated ahead will close is open until then,\n"
    "and says so.\n"
    "\n"
    "Options:\n"
    "  --overdue       only what was due before the day\n"
    "  --within=N      only what is due within N days, or overdue\n"
    "  --worker=NAME   only the cases of this worker\n"
    "  --on=DATE       the day (today)\n"
    "  --ics=FILE      write the tasks as a calendar (iCalendar), one day each\n"
    "  --json          one JSON object a line\n"
    "  --db=LOCATION   the database\n"
    "\n"
    "Examples:\n"
    "  medsupport worklist --worker dana --within 7\n"
    "  medsupport worklist --overdue --json\n"
    "  medsupport worklist --ics tasks.ics\n";

enum { MOST_DAYS = 100000, ICS_LINE = 75 };

typedef struct working {
    const ms_options *options;
    ms_date on;
    ms_buffer *out, *calendar;
    size_t count;
} working;

/* ---- for people and programs ------------------------------------------------------------------------------------- */

/* A member of a task, without its quotation marks and escapes as they are. */
static ms_text part(const ms_store_task *task, const char *name)
{
    ms_text value = ms_value_member(task->task, name);
    ms_text inside = ms_value_inside(value.at == NULL ? (ms_text){"", 0} : value);
    return inside.at == NULL ? (ms_text){"", 0} : inside;
}

static void put_text(working *w, const ms_store_task *task)
{
    char due[MS_DATE_TEXT_SIZE];
    /* As they stand in the JSON, where control characters are escapes. */
    ms_text what = part(task, "what"), citation = part(task, "citation"), worker = part(task, "worker");
    ms_text closes = part(task, "closes_on");
    ms_date_format(task->due, due);
    ms_print_lines(w->out, 0, due, 12, "%.*s: %.*s (%.*s)%s%.*s%s%s%.*s", (int)task->case_id.length, task->case_id.at,
                   (int)what.length, what.at, (int)citation.length, citation.at, worker.length > 0 ? ", " : "",
                   (int)worker.length, worker.at, task->due < w->on ? ", overdue" : "",
                   closes.length > 0 ? ms_closed_ahead : "", (int)closes.length, closes.at);
}

static void put_json(working *w, const ms_store_task *task)
{
    ms_buffer_put(w->out, "{\"case_id\":\"");
    ms_buffer_add_json(w->out, task->case_id.at, task->case_id.length);
    ms_buffer_put(w->out, task->due < w->on ? "\",\"overdue\":true,\"task\":" : "\",\"overdue\":false,\"task\":");
    ms_buffer_add(w->out, task->task.at, task->task.length);
    ms_buffer_put(w->out, "}\n");
}

/* ---- the calendar, RFC 5545 -------------------------------------------------------------------------------------- */

/* Whether a byte begins a UTF-8 character. */
static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* A line, folded to 75 bytes between characters. */
static void put_ics_line(ms_buffer *out, const ms_buffer *line)
{
    size_t at = 0, room = ICS_LINE;
    while (line->length - at > room) {
        size_t end = at + room;
        while (!begins_character(line->text[end])) {
            end--;
        }
        ms_buffer_add(out, line->text + at, end - at);
        ms_buffer_put(out, "\r\n ");
        at = end;
        room = ICS_LINE - 1;
    }
    ms_buffer_add(out, line->text + at, line->length - at);
    ms_buffer_put(out, "\r\n");
}

static void put_ics_text(ms_buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        ms_buffer_put(out, text[i] == ',' || text[i] == ';' || text[i] == '\\' ? "\\" : "");
        ms_buffer_add(out, text + i, 1);
    }
}

static void put_property(ms_buffer *out, const char *name, ms_text first, const char *between, ms_text second)
{
    ms_buffer line = {0};
    ms_buffer_put(&line, name);
    put_ics_text(&line, first.at, first.length);
    put_ics_text(&line, between, strlen(between));
    put_ics_text(&line, second.at, second.length);
    if (!line.failed) {
        put_ics_line(out, &line);
    }
    out->failed = out->failed || line.failed;
    ms_buffer_free(&line);
}

/* "20261102" */
static void compact_day(ms_date date, char text[MS_DATE_TEXT_SIZE])
{
    char dashed[MS_DATE_TEXT_SIZE];
    ms_date_format(date, dashed);
    memcpy(text, dashed, 4);
    memcpy(text + 4, dashed + 5, 2);
    memcpy(text + 6, dashed + 8, 2);
    text[8] = '\0';
}

/* Tells tasks of one kind about one matter apart, of two children or of both parents, without their names. */
static uint32_t check_of(ms_text what)
{
    uint64_t check = ms_check_more(ms_check_begin(), what.at, what.length);
    return (uint32_t)(check ^ check >> 32);
}

static void put_event(working *w, const ms_store_task *task)
{
    char due[MS_DATE_TEXT_SIZE], stamp[MS_DATE_TEXT_SIZE];
    ms_text none = {"", 0}, kind = part(task, "task"), of = ms_value_member(task->task, "of");
    ms_text path = part(task, "path");
    ms_buffer uid = {0};
    compact_day(task->due, due);
    compact_day(w->on, stamp);
    ms_print(&uid, "%.*s-%.*s-%.*s%.*s-%08" PRIx32 "@medsupport", (int)task->case_id.length, task->case_id.at,
             (int)kind.length, kind.at, (int)of.length, of.at == NULL ? "" : of.at, (int)path.length, path.at,
             check_of(part(task, "what")));
    ms_buffer_put(w->calendar, "BEGIN:VEVENT\r\n");
    put_property(w->calendar, "UID:", (ms_text){uid.text, uid.length}, "", none);
    ms_print(w->calendar, "DTSTAMP:%sT000000Z\r\nDTSTART;VALUE=DATE:%s\r\n", stamp, due);
    put_property(w->calendar, "SUMMARY:", task->case_id, ": ", part(task, "what"));
    put_property(w->calendar, "DESCRIPTION:", part(task, "citation"), "", none);
    ms_buffer_put(w->calendar, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    w->calendar->failed = w->calendar->failed || uid.failed;
    ms_buffer_free(&uid);
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

/* Whether an event that was dated ahead when it was recorded has closed the task by the day. */
static bool is_closed(const ms_store_task *task, ms_date on)
{
    ms_text closes = part(task, "closes_on");
    ms_date day = ms_date_parse(closes.at, closes.length);
    return day != MS_NO_DATE && day <= on;
}

static bool each(void *context, const ms_store_task *task)
{
    working *w = context;
    if (is_closed(task, w->on)) {
        return true;
    }
    w->count++;
    if (w->options->texts[MS_OPTION_ICS] != NULL) {
        put_event(w, task);
    }
    if (ms_option_given(w->options, MS_OPTION_JSON)) {
        put_json(w, task);
    } else {
        put_text(w, task);
    }
    return !w->out->failed && !w->calendar->failed;
}

/* The last day that is asked for. False, and a message, when the options do not say. */
static bool last_day(const ms_options *options, ms_date on, ms_date *last)
{
    const char *within = options->texts[MS_OPTION_WITHIN];
    *last = ms_option_given(options, MS_OPTION_OVERDUE) ? on - 1 : MS_LAST_DATE;
    if (within == NULL) {
        return true;
    }
    char *end;
    long days = strtol(within, &end, 10);
    if (*end != '\0' || days < 0 || days > MOST_DAYS || ms_option_given(options, MS_OPTION_OVERDUE)) {
        ms_complain(ms_option_given(options, MS_OPTION_OVERDUE) ? "give --overdue or --within, not both"
                                                                : "--within is a number of days from 0 to 100000");
        return false;
    }
    *last = days < MS_LAST_DATE - on ? on + (ms_date)days : MS_LAST_DATE;
    return true;
}

static int write_all(working *w)
{
    const char *path = w->options->texts[MS_OPTION_ICS];
    if (path != NULL) {
        ms_buffer whole = {0};
        ms_buffer_put(&whole, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//medsupport//worklist//EN\r\n");
        ms_buffer_add(&whole, w->calendar->text, w->calendar->length);
        ms_buffer_put(&whole, "END:VCALENDAR\r\n");
        whole.failed = whole.failed || w->calendar->failed;
        int exit = ms_output_finish(&whole, path, MS_EXIT_OK);
        if (exit != MS_EXIT_OK) {
            return exit;
        }
    }
    if (w->count == 0 && !ms_option_given(w->options, MS_OPTION_JSON)) {
        ms_buffer_put(w->out, "Nothing is open.\n");
    }
    return ms_output_write(w->out, NULL) ? MS_EXIT_OK : MS_EXIT_BAD;
}

static int run(const ms_options *options)
{
    ms_buffer out = {0}, calendar = {0};
    working w = {.options = options, .on = ms_option_on(options), .out = &out, .calendar = &calendar};
    ms_date last;
    int exit = MS_EXIT_BAD;
    if (!last_day(options, w.on, &last)) {
        return exit;
    }
    ms_store *store = ms_database_open(options, MS_STORE_READ, &exit);
    if (store != NULL) {
        exit = ms_database_exit(store, ms_store_tasks(store, last, options->texts[MS_OPTION_WORKER], each, &w));
        ms_store_close(store);
        exit = exit == MS_EXIT_OK ? write_all(&w) : exit;
    }
    ms_buffer_free(&out);
    ms_buffer_free(&calendar);
    return exit;
}

const ms_command ms_command_worklist = {
    .name = "worklist",
    .summary = "the open tasks of all cases by their due days",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_ON
             | UINT64_C(1) << MS_OPTION_OVERDUE | UINT64_C(1) << MS_OPTION_WITHIN | UINT64_C(1) << MS_OPTION_WORKER
             | UINT64_C(1) << MS_OPTION_ICS | UINT64_C(1) << MS_OPTION_HELP,
    .operands = "",
    .run = run,
};
