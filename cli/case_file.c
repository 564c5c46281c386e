#define _XOPEN_SOURCE 700
#include "cli/case_file.h"

#include "casefile/accept.h"
#include "cli/case_words.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_EVENTS = 64 };

ms_date ms_option_day(const ms_options *options, ms_option option)
{
    const char *text = options->texts[option];
    return text == NULL ? MS_NO_DATE : ms_date_parse(text, strlen(text));
}

ms_date ms_option_on(const ms_options *options)
{
    ms_date on = ms_option_day(options, MS_OPTION_ON);
    return on == MS_NO_DATE ? ms_today() : on;
}

int ms_case_file_fail(ms_status status)
{
    ms_complain("%s", ms_status_text(status));
    return MS_EXIT_BAD;
}

void ms_put_member(ms_buffer *out, const char *key, const char *text)
{
    if (text != NULL) {
        ms_buffer_put(out, key);
        ms_buffer_put(out, "\"");
        ms_buffer_add_json(out, text, strlen(text));
        ms_buffer_put(out, "\"");
    }
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* Who records: --actor, else the login. */
static const char *actor_of(const ms_options *options)
{
    const char *names[] = {options->texts[MS_OPTION_ACTOR], getenv("MEDSUPPORT_ACTOR"), getenv("LOGNAME"),
                           getenv("USER")};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i] != NULL && names[i][0] != '\0') {
            return names[i];
        }
    }
    return "unknown";
}

static void read_clock(char at[MS_TIME_TEXT_SIZE])
{
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) == NULL || strftime(at, MS_TIME_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        at[0] = '\0';
    }
}

static bool prepare_tools(ms_case_file *file)
{
    file->tools.arena = &file->scratch;
    if (ms_json_new(&file->tools.json) != MS_OK || ms_reader_new(&file->tools.reader) != MS_OK) {
        file->exit = ms_case_file_fail(MS_ERROR_MEMORY);
        return false;
    }
    return true;
}

bool ms_case_file_beside(ms_case_file *file, const ms_case_file *other)
{
    *file = (ms_case_file){
        .options = other->options, .on = other->on, .actor = other->actor, .store = other->store, .beside = true};
    memcpy(file->at, other->at, sizeof file->at);
    return prepare_tools(file);
}

bool ms_case_file_begin(ms_case_file *file, const ms_options *options, ms_store_mode mode)
{
    *file = (ms_case_file){.options = options, .on = ms_option_on(options), .actor = actor_of(options)};
    read_clock(file->at);
    if (!prepare_tools(file)) {
        return false;
    }
    file->store = ms_database_open(options, mode, &file->exit);
    return file->store != NULL;
}

void ms_case_file_new(ms_case_file *file, const char *case_id)
{
    ms_arena_reset(&file->arena);
    ms_arena_reset(&file->scratch);
    file->case_id = case_id;
    file->events = NULL;
    file->count = file->stored = file->room = 0;
    ms_state_begin(&file->state, &file->arena);
}

static ms_text keep(ms_case_file *file, ms_text text)
{
    char *kept = ms_arena_room(&file->arena, text.length, 1);
    if (kept == NULL) {
        return (ms_text){.at = NULL};
    }
    memcpy(kept, text.at, text.length);
    return (ms_text){kept, text.length};
}

/* Copies an event behind the others. False when memory is out. */
static bool keep_event(ms_case_file *file, const ms_event *event)
{
    if (file->count == file->room) {
        size_t room = file->room == 0 ? (size_t)FIRST_EVENTS : 2 * file->room;
        ms_event *events = ms_arena_room(&file->arena, room, sizeof *events);
        if (events == NULL) {
            return false;
        }
        if (file->count > 0) {
            memcpy(events, file->events, file->count * sizeof *events);
        }
        file->events = events;
        file->room = room;
    }
    ms_event *kept = &file->events[file->count];
    *kept = *event;
    kept->at = keep(file, event->at);
    kept->actor = keep(file, event->actor);
    kept->kind = keep(file, event->kind);
    kept->body = keep(file, event->body);
    file->count++;
    return kept->at.at != NULL && kept->actor.at != NULL && kept->kind.at != NULL && kept->body.at != NULL;
}

static bool take_in(void *context, const char *case_id, const ms_event *event)
{
    ms_case_file *file = context;
    (void)case_id;
    if (!keep_event(file, event)) {
        file->exit = ms_case_file_fail(MS_ERROR_MEMORY);
        return false;
    }
    return true;
}

bool ms_case_file_load(ms_case_file *file, const char *case_id)
{
    ms_case_file_new(file, case_id);
    ms_store_status read = ms_store_read(file->store, case_id, 1, take_in, file);
    if (read != MS_STORE_OK) {
        file->exit = ms_database_exit(file->store, read);
    }
    file->stored = file->count;
    return file->exit == MS_EXIT_OK;
}

bool ms_case_file_fold(ms_case_file *file)
{
    ms_refusal refusal;
    size_t done;
    ms_status status = ms_state_fold(&file->state, file->tools.json, file->events, file->count, &done, &refusal);
    if (status == MS_ERROR_INVALID) {
        ms_complain("case %s: event %zu cannot be read: %s", file->case_id, done + 1, refusal.reason);
        file->exit = MS_EXIT_DAMAGED;
    } else if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
    }
    return status == MS_OK;
}

bool ms_case_file_read(ms_case_file *file, const char *case_id)
{
    return ms_case_file_load(file, case_id) && ms_case_file_fold(file);
}

bool ms_case_file_open(ms_case_file *file, const ms_options *options, ms_store_mode mode)
{
    return ms_case_file_begin(file, options, mode) && ms_case_file_read(file, options->operands[0]);
}

void ms_case_file_close(ms_case_file *file)
{
    ms_store_close(file->beside ? NULL : file->store);
    ms_json_free(file->tools.json);
    ms_reader_free(file->tools.reader);
    ms_determination_free(file->tools.determination);
    ms_buffer_free(&file->tools.document);
    ms_arena_free(&file->arena);
    ms_arena_free(&file->scratch);
    int exit = file->exit;
    *file = (ms_case_file){.exit = exit};
}

/* ---- adding ------------------------------------------------------------------------------------------------------ */

bool ms_case_file_add_event(ms_case_file *file, const ms_event *event)
{
    ms_refusal refusal;
    if (!keep_event(file, event)) {
        file->exit = ms_case_file_fail(MS_ERROR_MEMORY);
        return false;
    }
    ms_status status = ms_event_accept(&file->state, &file->tools, &file->events[file->count - 1], &refusal);
    if (status == MS_OK) {
        return true;
    }
    if (status == MS_ERROR_INVALID) {
        ms_complain("refused: %s (%s); nothing was written", refusal.reason, refusal.citation);
        file->exit = MS_EXIT_BAD;
    } else {
        file->exit = ms_case_file_fail(status);
    }
    return false;
}

/* Adds what the last event brings with it. */
static bool add_follow_ups(ms_case_file *file)
{
    const ms_entry *record = ms_state_entry(&file->state, file->state.sequence);
    ms_follow_ups follow_ups = {0};
    if (record->kind->follow == NULL) {
        return true;
    }
    ms_status status = record->kind->follow(&file->state, &file->tools, record, &follow_ups);
    bool good = status == MS_OK;
    file->exit = good ? file->exit : ms_case_file_fail(status);
    for (size_t i = 0; i < follow_ups.count && good; i++) {
        ms_follow_up *item = &follow_ups.items[i];
        good = ms_case_file_add(file, item->kind->name, item->effective, &item->body);
    }
    ms_follow_ups_free(&follow_ups);
    return good;
}

bool ms_case_file_add(ms_case_file *file, const char *kind, ms_date effective, ms_buffer *body)
{
    if (body->failed) {
        file->exit = ms_case_file_fail(MS_ERROR_MEMORY);
        return false;
    }
    ms_event event = {.sequence = file->state.sequence + 1,
                      .at = {file->at, strlen(file->at)},
                      .actor = {file->actor, strlen(file->actor)},
                      .effective = effective,
                      .kind = {kind, strlen(kind)},
                      .body = {body->text, body->length}};
    bool added = ms_case_file_add_event(file, &event) && add_follow_ups(file);
    body->length = 0;
    return added;
}

bool ms_case_file_write(ms_case_file *file)
{
    ms_buffer state = {0}, due = {0};
    ms_open_tasks tasks;
    ms_status status = ms_tasks_find(&file->state, &file->tools, &tasks);
    if (status == MS_OK) {
        ms_tasks_put(&due, &file->state, &tasks);
        status = ms_summary_put(&file->state, &file->tools, &tasks, &state);
    }
    if (status != MS_OK || due.failed) {
        file->exit = ms_case_file_fail(status == MS_OK ? MS_ERROR_MEMORY : status);
    } else {
        ms_store_status written = ms_store_append(file->store, file->case_id, file->stored, file->events + file->stored,
                                                  file->count - file->stored, (ms_text){state.text, state.length},
                                                  (ms_text){due.text, due.length});
        if (written == MS_STORE_CONFLICT && file->stored == 0) {
            ms_complain("case %s is open already; nothing was written", file->case_id);
            file->exit = MS_EXIT_BAD;
        } else {
            file->exit = ms_database_exit(file->store, written);
        }
    }
    ms_buffer_free(&state);
    ms_buffer_free(&due);
    return file->exit == MS_EXIT_OK;
}

/* ---- reporting --------------------------------------------------------------------------------------------------- */

static bool same_task(const ms_open_task *a, const ms_open_task *b)
{
    return a->kind == b->kind && a->due == b->due && a->of == b->of && a->matter == b->matter && a->slot == b->slot
           && a->party == b->party && a->child.at == b->child.at;
}

/* The clocks that run now and did not before. */
static ms_status find_started(ms_case_file *file, const ms_open_tasks *tasks, ms_open_tasks *started)
{
    *started = (ms_open_tasks){.tasks = ms_arena_room(&file->scratch, tasks->count, sizeof *started->tasks)};
    if (started->tasks == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (size_t i = 0; i < tasks->count; i++) {
        bool before = tasks->tasks[i].clock == NULL;
        for (size_t j = 0; j < file->before.count && !before; j++) {
            before = same_task(&tasks->tasks[i], &file->before.tasks[j]);
        }
        if (!before) {
            started->tasks[started->count++] = tasks->tasks[i];
        }
    }
    return MS_OK;
}

static void report_json(ms_case_file *file, const ms_open_tasks *tasks, const ms_open_tasks *started, ms_buffer *out)
{
    ms_put_member(out, "{\"case_id\":", file->case_id);
    ms_buffer_put(out, ",\"recorded\":[");
    for (size_t i = file->stored; i < file->count; i++) {
        ms_buffer_put(out, i > file->stored ? ",{\"sequence\":" : "{\"sequence\":");
        ms_buffer_put_number(out, file->events[i].sequence);
        ms_print(out, ",\"kind\":\"%.*s\",\"flags\":[", (int)file->events[i].kind.length, file->events[i].kind.at);
        ms_put_event_flags(out, ms_state_entry(&file->state, file->events[i].sequence), true);
        ms_buffer_put(out, "]");
        ms_put_departures(out, ms_state_entry(&file->state, file->events[i].sequence));
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "]");
    if (file->options->command->kind != NULL) {
        ms_buffer_put(out,
                      ms_option_given(file->options, MS_OPTION_DRY_RUN) ? ",\"dry_run\":true" : ",\"dry_run\":false");
        ms_buffer_put(out, ",\"clocks_started\":");
        ms_tasks_put(out, &file->state, started);
    }
    ms_buffer_put(out, ",\"open_tasks\":");
    ms_tasks_put(out, &file->state, tasks);
    ms_buffer_put(out, "}\n");
}

/* An event that is dated ahead changes nothing yet, which a mistyped year should not hide. */
static void say_ahead(ms_buffer *out, const ms_case_file *file, const ms_event *event)
{
    char day[MS_DATE_TEXT_SIZE];
    if (event->effective > file->state.recorded) {
        ms_date_format(event->effective, day);
        ms_print(out, " It takes effect on %s, which is ahead.", day);
    }
}

static void report_text(ms_case_file *file, const ms_open_tasks *tasks, const ms_open_tasks *started, ms_buffer *out)
{
    ms_buffer words = {0};
    char label[24];
    ms_print(out, "Case %s\n", file->case_id);
    for (size_t i = file->stored; i < file->count; i++) {
        words.length = 0;
        ms_say_event(&words, &file->state, &file->events[i]);
        say_ahead(&words, file, &file->events[i]);
        ms_buffer_add(&words, "", 1);
        snprintf(label, sizeof label, "%llu.", (unsigned long long)file->events[i].sequence);
        ms_print_lines(out, 2, label, 8, "%s", words.failed ? "" : words.text);
    }
    if (file->options->command->kind != NULL) {
        ms_put_tasks(out, "Clocks that it starts", started, file->on);
    }
    ms_put_tasks(out, "Open tasks", tasks, file->on);
    if (ms_option_given(file->options, MS_OPTION_DRY_RUN)) {
        ms_buffer_put(out, "\nNothing was written: --dry-run.\n");
    }
    ms_buffer_free(&words);
}

void ms_case_file_report(ms_case_file *file, ms_buffer *out)
{
    ms_open_tasks tasks, started;
    ms_status status = ms_tasks_find(&file->state, &file->tools, &tasks);
    if (status == MS_OK) {
        status = find_started(file, &tasks, &started);
        ms_tasks_on(&tasks, file->on);
    }
    if (status != MS_OK) {
        out->failed = true;
    } else if (ms_option_given(file->options, MS_OPTION_JSON)) {
        report_json(file, &tasks, &started, out);
    } else {
        report_text(file, &tasks, &started, out);
    }
}

int ms_case_file_finish(ms_case_file *file)
{
    ms_buffer out = {0};
    if (!ms_option_given(file->options, MS_OPTION_DRY_RUN) && !ms_case_file_write(file)) {
        return file->exit;
    }
    ms_case_file_report(file, &out);
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}
