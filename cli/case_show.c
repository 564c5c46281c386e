/* medsupport case show: how a case stands on a day. */
#include "casefile/redetermine.h"
#include "casefile/value.h"
#include "cli/case_matters.h"
#include "cli/case_parts.h"
#include "cli/case_secrets.h"
#include "cli/case_words.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/plain_values.h"

#include <stdio.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport case show [OPTION]... CASE\n"
    "\n"
    "Shows how the case stands on a day: each fact in force with its source, what the\n"
    "sources disagree on, requests, the last determination, and the open tasks.\n"
    "\n"
    "Options:\n"
    "  --document      the case document (medsupport.case/1) instead\n"
    "  --json          as JSON\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport case show 2026-000123\n"
    "  medsupport case show --document 2026-000123 | medsupport determine\n";

typedef struct showing {
    ms_case_file *file;
    ms_buffer *out;
    ms_view view;
    const ms_standing *standings;
    const char *between;        /* before the next element of JSON */
    const ms_fact_path *before; /* the fact told last; NULL: none */
} showing;

/* ---- for people -------------------------------------------------------------------------------------------------- */

static void put_line(showing *s, size_t hang, const char *label, ms_buffer *words)
{
    ms_buffer_add(words, "", 1);
    ms_print_lines(s->out, 2, label, hang, "%s", words->failed ? "" : words->text);
    words->length = 0;
}

static void put_claim(void *context, const ms_claim *claim)
{
    showing *s = context;
    ms_buffer words = {0};
    char number[24];
    snprintf(number, sizeof number, "%llu.", (unsigned long long)claim->entry.sequence);
    ms_say_claim(&words, claim);
    ms_buffer_add(&words, "", 1);
    ms_print_lines(s->out, 6, number, 12, "%s", words.failed ? "" : words.text);
    ms_buffer_free(&words);
}

/* Whose a fact is, as a heading where it is another's than the one before. */
static void put_owner(showing *s, const ms_fact_path *path)
{
    static const char *const parents[] = {[MS_PNS] = "Parent not seeking support", [MS_PSS] = "Parent seeking support"};
    ms_fact_scope scope = ms_fact_row_of(path->field)->scope;
    if (s->before != NULL && ms_fact_row_of(s->before->field)->scope == scope && s->before->party == path->party
        && ms_text_same(s->before->id, path->id)) {
        return;
    }
    s->before = path;
    ms_buffer_put(s->out, "\n");
    if (scope == MS_SCOPE_CASE) {
        ms_buffer_put(s->out, "Facts of the case\n");
    } else if (scope == MS_SCOPE_PARENT) {
        ms_print(s->out, "%s\n", parents[path->party]);
    } else {
        ms_print(s->out, "%s %.*s%s\n", scope == MS_SCOPE_CHILD ? "Child" : "Plan", (int)path->id.length, path->id.at,
                 scope == MS_SCOPE_CHILD ? ""
                 : path->party == MS_PNS ? " of the parent not seeking support"
                                         : " of the parent seeking support");
    }
}

/* What a fact is called under the heading of its owner: "the gross income" without its article. */
static const char *short_name(const ms_fact_path *path)
{
    const char *words = ms_fact_row_of(path->field)->words;
    return strncmp(words, "the ", 4) == 0 ? words + 4 : words;
}

static void put_fact(void *context, const ms_fact_slot *slot)
{
    showing *s = context;
    ms_buffer words = {0};
    ms_standing standing = s->standings[slot->number];
    bool shown = standing.kind == MS_STANDS_CONFLICT
                 || (standing.kind == MS_STANDS_KNOWN && standing.claim != NULL && standing.claim->slot == slot);
    if (!shown || slot->path.field == MS_FIELD_PLAN) {
        return;
    }
    put_owner(s, &slot->path);
    ms_buffer_put(&words, short_name(&slot->path));
    ms_buffer_put(&words, ": ");
    if (standing.kind == MS_STANDS_CONFLICT) {
        ms_buffer_put(&words, "IN CONFLICT, so it is unknown. The sources say:");
        put_line(s, 4, "", &words);
        ms_standing_claims(&s->file->state, s->view, slot, put_claim, s);
    } else {
        ms_say_claim(&words, standing.claim);
        put_line(s, 4, "", &words);
    }
    ms_buffer_free(&words);
}

/* The sealed values in force, with what may be shown of them. */
static void put_sealed(showing *s)
{
    ms_buffer words = {0};
    bool begun = false;
    for (const ms_sealed_value *value = s->file->state.sealed; value != NULL; value = value->before) {
        if (ms_in_view(&value->entry, s->view) && ms_sealed_in_force(&s->file->state, value)) {
            ms_buffer_put(s->out, begun ? "" : "\nProtected\n");
            begun = true;
            ms_say_sealed(&words, value);
            put_line(s, 4, "", &words);
        }
    }
    ms_buffer_free(&words);
}

static void put_requests(showing *s)
{
    const ms_state *state = &s->file->state;
    ms_buffer words = {0};
    bool begun = false;
    for (const ms_sent_request *request = state->requests; request != NULL; request = request->next) {
        char day[MS_DATE_TEXT_SIZE];
        if (!ms_in_view(&request->entry, s->view)) {
            continue;
        }
        ms_buffer_put(s->out, begun ? "" : "\nInformation requests, (4)\n");
        begun = true;
        ms_date answered = ms_request_answered(state, request, s->view);
        ms_print(&words, "to the %s: ",
                 ms_source_words((ms_text){ms_party_member(request->of), strlen(ms_party_member(request->of))}));
        ms_date_format(answered != MS_NO_DATE ? answered : request->last_day, day);
        ms_print(&words, answered != MS_NO_DATE ? "answered on %s%s" : "to be answered by %s%s", day,
                 answered == MS_NO_DATE && request->last_day < s->view.on ? "; that day is past" : "");
        ms_date_format(request->entry.effective, day);
        put_line(s, 14, day, &words);
    }
    ms_buffer_free(&words);
}

/* The last determination that was made by the day; NULL: none. */
static const ms_recorded_determination *determination_of(const showing *s)
{
    const ms_recorded_determination *made = ms_state_determination(&s->file->state);
    while (made != NULL && !(ms_entry_stands(&made->entry) && ms_in_view(&made->entry, s->view))) {
        made = made->before;
    }
    return made;
}

/* Since when it is stale. One that a later determination took the place of is not asked: it is history. */
static ms_status stale_since(const showing *s, const ms_recorded_determination *made, ms_date *since)
{
    *since = MS_NO_DATE;
    if (made != ms_state_determination(&s->file->state)) {
        return MS_OK;
    }
    return ms_stale_since(&s->file->state, &s->file->tools, s->view.on, since);
}

static ms_status put_determination(showing *s)
{
    const ms_state *state = &s->file->state;
    const ms_recorded_determination *made = determination_of(s);
    ms_date since;
    if (made == NULL) {
        ms_buffer_put(s->out, "\nNot determined yet.\n");
        return MS_OK;
    }
    ms_buffer words = {0};
    ms_status status = stale_since(s, made, &since);
    ms_buffer_put(s->out, "\nDetermination\n");
    ms_say_event(&words, state, &s->file->events[made->entry.sequence - 1]);
    if (since != MS_NO_DATE) {
        char day[MS_DATE_TEXT_SIZE];
        ms_date_format(since, day);
        ms_print(&words, " STALE since %s: a fact that mattered has changed.", day);
    }
    put_line(s, 4, "", &words);
    ms_buffer_free(&words);
    return status;
}

static ms_status put_text(showing *s, const ms_open_tasks *tasks)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_text worker = ms_state_worker(&s->file->state);
    ms_date_format(s->view.on, day);
    ms_print(s->out, "Case %s on %s%s%s", s->file->case_id, day, ms_state_closed(&s->file->state) ? ", closed" : "",
             worker.length > 0 ? ", worker " : "");
    ms_say_plain(s->out, worker);
    ms_buffer_put(s->out, "\n");
    ms_state_each_slot(&s->file->state, put_fact, s);
    put_sealed(s);
    put_requests(s);
    ms_status status = put_determination(s);
    ms_put_matters(s->out, &s->file->state, (ms_look){s->view.upto, s->view.on});
    ms_put_tasks(s->out, "Open tasks", tasks, s->view.on);
    return status;
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void put_text_member(ms_buffer *out, const char *key, ms_text text)
{
    if (text.at != NULL) {
        ms_buffer_put(out, key);
        ms_buffer_put(out, "\"");
        ms_buffer_add_json(out, text.at, text.length);
        ms_buffer_put(out, "\"");
    }
}

static void put_day_member(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date != MS_NO_DATE) {
        ms_date_format(date, text);
        ms_put_member(out, key, text);
    }
}

static void json_claim(void *context, const ms_claim *claim)
{
    showing *s = context;
    ms_buffer *out = s->out;
    ms_buffer_put(out, s->between);
    ms_buffer_put(out, "{\"sequence\":");
    ms_buffer_put_number(out, claim->entry.sequence);
    ms_buffer_put(out, ",\"value\":");
    ms_buffer_add(out, claim->value.at, claim->value.length);
    put_text_member(out, ",\"source\":", claim->source);
    put_text_member(out, ",\"said_by\":", claim->said_by);
    put_text_member(out, ",\"evidence\":", claim->evidence);
    put_day_member(out, ",\"effective\":", claim->entry.effective);
    put_day_member(out, ",\"received\":", claim->received);
    put_text_member(out, ",\"verified_by\":", claim->verified_by);
    put_day_member(out, ",\"verified_on\":", claim->verified_on);
    ms_buffer_put(out, "}");
    s->between = ",";
}

static void json_fact(void *context, const ms_fact_slot *slot)
{
    showing *s = context;
    ms_standing standing = s->standings[slot->number];
    bool own = standing.claim != NULL && (standing.claim->slot == slot || standing.kind == MS_STANDS_CONFLICT);
    if (standing.kind == MS_STANDS_UNKNOWN || !own) {
        return;
    }
    ms_buffer_put(s->out, s->between);
    ms_buffer_put(s->out, "{\"path\":\"");
    ms_fact_path_put(s->out, &slot->path);
    ms_buffer_put(s->out, standing.kind == MS_STANDS_KNOWN ? "\",\"conflict\":false,\"in_force\":"
                                                           : "\",\"conflict\":true,\"in_force\":");
    if (standing.kind == MS_STANDS_KNOWN) {
        ms_buffer_put_number(s->out, standing.claim->entry.sequence);
    } else {
        ms_buffer_put(s->out, "null");
    }
    ms_buffer_put(s->out, ",\"claims\":[");
    s->between = "";
    ms_standing_claims(&s->file->state, s->view, slot, json_claim, s);
    ms_buffer_put(s->out, "]}");
    s->between = ",";
}

static void json_sealed(showing *s)
{
    s->between = "";
    for (const ms_sealed_value *value = s->file->state.sealed; value != NULL; value = value->before) {
        if (!ms_in_view(&value->entry, s->view) || !ms_sealed_in_force(&s->file->state, value)) {
            continue;
        }
        ms_buffer_put(s->out, s->between);
        ms_buffer_put(s->out, "{\"path\":\"");
        ms_sealed_path_put(s->out, &value->path);
        ms_buffer_put(s->out, "\",\"sequence\":");
        ms_buffer_put_number(s->out, value->entry.sequence);
        put_text_member(s->out, ",\"shown\":", value->shown);
        put_text_member(s->out, ",\"source\":", value->source);
        put_text_member(s->out, ",\"said_by\":", value->said_by);
        put_text_member(s->out, ",\"evidence\":", value->evidence);
        put_day_member(s->out, ",\"received\":", value->received);
        ms_buffer_put(s->out, "}");
        s->between = ",";
    }
}

static ms_status put_json(showing *s, const ms_open_tasks *tasks)
{
    const ms_state *state = &s->file->state;
    const ms_recorded_determination *made = determination_of(s);
    ms_date since;
    ms_status status = stale_since(s, made, &since);
    ms_put_member(s->out, "{\"case_id\":", s->file->case_id);
    put_day_member(s->out, ",\"on\":", s->view.on);
    ms_buffer_put(s->out, ",\"sequence\":");
    ms_buffer_put_number(s->out, state->sequence);
    put_day_member(s->out, ",\"opened\":", state->opened);
    ms_buffer_put(s->out, ms_state_closed(state) ? ",\"closed\":true" : ",\"closed\":false");
    put_text_member(s->out, ",\"worker\":", ms_state_worker(state));
    ms_buffer_put(s->out, ",\"facts\":[");
    s->between = "";
    ms_state_each_slot(state, json_fact, s);
    ms_buffer_put(s->out, "],\"protected\":[");
    json_sealed(s);
    ms_buffer_put(s->out, "],\"determination\":");
    if (made == NULL) {
        ms_buffer_put(s->out, "null");
    } else {
        ms_buffer_put(s->out, "{\"sequence\":");
        ms_buffer_put_number(s->out, made->entry.sequence);
        put_day_member(s->out, ",\"as_of\":", made->as_of);
        put_text_member(s->out, ",\"status\":", made->status);
        ms_buffer_put(s->out, since != MS_NO_DATE ? ",\"stale\":true" : ",\"stale\":false");
        put_day_member(s->out, ",\"stale_since\":", since);
        ms_buffer_put(s->out, "}");
    }
    ms_buffer_put(s->out, ",\"matters\":");
    ms_put_matters_json(s->out, state, (ms_look){s->view.upto, s->view.on});
    ms_buffer_put(s->out, ",\"open_tasks\":");
    ms_tasks_put(s->out, state, tasks);
    ms_buffer_put(s->out, "}\n");
    return status;
}

static ms_status put_document(showing *s)
{
    ms_derivation what = ms_derivation_of(s->standings, s->view);
    ms_derive(&s->file->state, &what, s->out);
    ms_buffer_put(s->out, "\n");
    return MS_OK;
}

static ms_status put_all(showing *s)
{
    ms_open_tasks tasks;
    if (ms_option_given(s->file->options, MS_OPTION_DOCUMENT)) {
        return put_document(s);
    }
    ms_status status = ms_tasks_find(&s->file->state, &s->file->tools, &tasks);
    if (status != MS_OK) {
        return status;
    }
    ms_tasks_on(&tasks, s->view.on);
    return ms_option_given(s->file->options, MS_OPTION_JSON) ? put_json(s, &tasks) : put_text(s, &tasks);
}

static int run(const ms_options *options)
{
    ms_case_file file;
    ms_buffer out = {0};
    bool good = ms_case_file_open(&file, options, MS_STORE_READ);
    if (good) {
        ms_secrets_show(&file);
        showing s = {.file = &file, .out = &out, .view = {file.state.sequence, file.on}};
        s.standings = ms_standings_make(&file.state, s.view, &file.scratch);
        ms_status status = s.standings == NULL ? MS_ERROR_MEMORY : put_all(&s);
        file.exit = status == MS_OK ? MS_EXIT_OK : ms_case_file_fail(status);
    }
    int exit = file.exit;
    ms_case_file_close(&file);
    if (exit != MS_EXIT_OK) {
        ms_buffer_free(&out);
        return exit;
    }
    return ms_output_finish(&out, options->output, exit);
}

const ms_command ms_case_show = {
    .name = "case show",
    .summary = "how the case stands",
    .help = help,
    .takes = MS_CASE_READS | UINT64_C(1) << MS_OPTION_DOCUMENT | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = run,
};
