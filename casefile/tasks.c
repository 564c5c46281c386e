#include "casefile/tasks.h"

#include "base/numbers.h"
#include "casefile/ledger_tasks.h"
#include "casefile/notice_tasks.h"
#include "casefile/order_tasks.h"
#include "casefile/redetermine.h"
#include "casefile/task_finding.h"
#include "casefile/value.h"

#include <stdlib.h>
#include <string.h>

/* What is open, for people. */
typedef struct task_row {
    const char *name;
    const char *citation; /* of a task without a clock */
    void (*say)(ms_buffer *out, const ms_open_task *task);
} task_row;

static void say_number(ms_buffer *out, const char *words, uint64_t number)
{
    ms_buffer_put(out, words);
    ms_buffer_put_number(out, number);
}

static void say_answer(ms_buffer *out, const ms_open_task *task)
{
    ms_buffer_put(out, task->party == MS_PNS ? "the parent not seeking support answers"
                                             : "the parent seeking support answers");
    say_number(out, " request ", task->of);
}

static void say_resolve(ms_buffer *out, const ms_open_task *task)
{
    ms_buffer_put(out, "resolve the conflict on ");
    ms_fact_path_say(out, &task->slot->path);
}

static void say_determine(ms_buffer *out, const ms_open_task *task)
{
    (void)task;
    ms_buffer_put(out, "determine the case");
}

static void say_redetermine(ms_buffer *out, const ms_open_task *task)
{
    say_number(out, "determine again: a fact that mattered to determination ", task->of);
    ms_buffer_put(out, " has changed");
}

static const task_row rows[MS_TASK_KINDS] = {
    [MS_TASK_ANSWER] = {"answer", "13 CSR 40-112.010(4)", say_answer},
    [MS_TASK_RESOLVE] = {"resolve", "13 CSR 40-112.010(4) (A-30)", say_resolve},
    [MS_TASK_DETERMINE] = {"determine", "13 CSR 40-112.010(5)", say_determine},
    [MS_TASK_REDETERMINE] = {"redetermine", "13 CSR 40-112.010(5)", say_redetermine},
    [MS_TASK_TELL] = {"tell", "RSMo 454.609.1, for the obligor", ms_say_order_task},
    [MS_TASK_ISSUE] = {"issue", "RSMo 454.603.1", ms_say_order_task},
    [MS_TASK_DUTY] = {"duty", "RSMo 452.340", ms_say_order_task},
    [MS_TASK_DUTY_END] = {"duty-end", "RSMo 452.340", ms_say_order_task},
    [MS_TASK_ORDER_END] = {"order-end", "RSMo 452.340", ms_say_order_task},
    [MS_TASK_REPORT] = {"report", "RSMo 454.633", ms_say_order_task},
    [MS_TASK_HEARING] = {"hearing", "RSMo 454.633", ms_say_order_task},
    [MS_TASK_PURGE] = {"purge", "general law of contempt, unverified", ms_say_order_task},
    [MS_TASK_FIND_EMPLOYER] = {"find-employer", "RSMo 454.606.1", ms_say_notice_task},
    [MS_TASK_SEND_NOTICE] = {"send-notice", "RSMo 454.606.1", ms_say_notice_task},
    [MS_TASK_FORWARD_NOTICE] = {"forward-notice", "45 CFR 303.32(c)(3)", ms_say_notice_task},
    [MS_TASK_EMPLOYER_ANSWERS] = {"employer-answers", "National Medical Support Notice, Part A", ms_say_notice_task},
    [MS_TASK_PLAN_ANSWERS] = {"plan-answers", "RSMo 454.615.2", ms_say_notice_task},
    [MS_TASK_SELECT_OPTION] = {"select-option", "RSMo 454.618", ms_say_notice_task},
    [MS_TASK_ENROL] = {"enrol", "RSMo 454.618", ms_say_notice_task},
    [MS_TASK_WAIT] = {"wait", "National Medical Support Notice, Part B, Response 4", ms_say_notice_task},
    [MS_TASK_CORRECT_NOTICE] = {"correct-notice", "29 CFR 2590.609-2", ms_say_notice_task},
    [MS_TASK_RENEW_NOTICE] = {"renew-notice", "RSMo 454.606", ms_say_notice_task},
    [MS_TASK_WITHOUT_EFFECT] = {"without-effect", "RSMo 454.603.1", ms_say_notice_task},
    [MS_TASK_TERMINATE_NOTICE] = {"terminate-notice", "RSMo 454.606.3(2)", ms_say_notice_task},
    [MS_TASK_CONTEST] = {"contest", "RSMo 454.609.1(4)", ms_say_notice_task},
    [MS_TASK_HEAR_CONTEST] = {"hear-contest", "RSMo 454.609.1(5)", ms_say_notice_task},
    [MS_TASK_RETALIATION] = {"retaliation", "RSMo 454.645.1", ms_say_notice_task},
    [MS_TASK_OLDER_ARREARS] = {"older-arrears", "15 USC 1673(b)(2)", ms_say_notice_task},
    [MS_TASK_NEXT_EMPLOYER] = {"next-employer", "RSMo 454.606.1", ms_say_notice_task},
    [MS_TASK_CHECK_COVERAGE] = {"check-coverage", "RSMo 454.700.1(3)", ms_say_notice_task},
    [MS_TASK_COVERAGE_LOST] = {"coverage-lost", "RSMo 454.606.1", ms_say_notice_task},
    [MS_TASK_DISPUTE] = {"dispute", "13 CSR 40-112.010(5)(E), (F)", ms_say_ledger_task},
    [MS_TASK_PLAN_PAID] = {"plan-paid", "13 CSR 40-112.010(5)(E), (F)", ms_say_ledger_task},
    [MS_TASK_DEMAND] = {"demand", "RSMo 454.633.3; 13 CSR 40-112.010(5)(E), (F)", ms_say_ledger_task},
    [MS_TASK_PAY] = {"pay", "RSMo 454.633.3; 13 CSR 40-112.010(5)(E), (F)", ms_say_ledger_task},
    [MS_TASK_COLLECT] = {"collect", "13 CSR 40-112.010(5)(E), (F)", ms_say_ledger_task},
};

const char *ms_task_name(ms_task_kind kind)
{
    return rows[kind].name;
}

const char *ms_task_citation(const ms_open_task *task)
{
    return task->clock != NULL ? task->clock->citation : rows[task->kind].citation;
}

void ms_task_say(ms_buffer *out, const ms_open_task *task)
{
    rows[task->kind].say(out, task);
}

/* The last day up to another on which something takes effect. */
static ms_date latest_by(const ms_state *state, ms_date on)
{
    ms_date latest = state->opened;
    for (uint64_t i = 1; i <= state->sequence; i++) {
        ms_date effective = ms_state_entry(state, i)->effective;
        latest = effective > latest && effective <= on ? effective : latest;
    }
    return latest;
}

ms_date ms_state_latest(const ms_state *state)
{
    return latest_by(state, MS_LAST_DATE);
}

/* ---- staleness over time ----------------------------------------------------------------------------------------- */

/* The days up to `on` on which something took effect that the determination could not know of, in order, each once. */
static size_t days_after(const ms_state *state, const ms_recorded_determination *made, ms_date on, ms_date *days)
{
    size_t count = 0;
    for (uint64_t i = 1; i <= state->sequence; i++) {
        ms_date day = ms_state_entry(state, i)->effective;
        bool known = i < made->entry.sequence && day <= made->as_of;
        if (!known && i != made->entry.sequence && day <= on) {
            days[count++] = day > made->as_of ? day : made->as_of;
        }
    }
    return ms_numbers_once(days, count);
}

/* Since when a determination is stale on a day, by all events; MS_NO_DATE while it is not. */
static ms_status stale_since(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made, ms_date on,
                             ms_date *since)
{
    *since = MS_NO_DATE;
    ms_date *days = ms_arena_room(tools->arena, state->sequence, sizeof *days);
    if (days == NULL) {
        return MS_ERROR_MEMORY;
    }
    size_t count = days_after(state, made, on, days);
    if (count == 0) {
        return MS_OK;
    }
    ms_stale_test test;
    ms_status status = ms_stale_begin(&test, state, tools, made);
    bool stale = false;
    /* From the last day back: it is stale since the first day of those after which it never stood again. */
    while (count > 0 && status == MS_OK) {
        ms_view view = {.upto = state->sequence, .on = days[count - 1]};
        status = ms_stale_at(&test, view, &stale);
        if (!stale) {
            break;
        }
        *since = days[--count];
    }
    ms_stale_end(&test);
    return status;
}

ms_status ms_stale_since(const ms_state *state, ms_tools *tools, ms_date on, ms_date *since)
{
    const ms_recorded_determination *made = ms_state_determination(state);
    *since = MS_NO_DATE;
    return made == NULL ? MS_OK : stale_since(state, tools, made, on, since);
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

enum { FIRST_ROOM = 16 };

void ms_finding_add(ms_finding *finding, ms_open_task task)
{
    ms_open_tasks *tasks = finding->tasks;
    if (tasks->count == finding->room) {
        size_t room = finding->room == 0 ? (size_t)FIRST_ROOM : 2 * finding->room;
        ms_open_task *wider = ms_arena_room(finding->tools->arena, room, sizeof *wider);
        if (wider == NULL) {
            finding->failed = true;
            return;
        }
        if (tasks->count > 0) {
            memcpy(wider, tasks->tasks, tasks->count * sizeof *wider);
        }
        tasks->tasks = wider;
        finding->room = room;
    }
    tasks->tasks[tasks->count++] = task;
}

const ms_matter *ms_finding_next(const ms_finding *finding, const ms_matter *behind, const ms_course *course)
{
    const ms_matter *matter = behind;
    do {
        matter = ms_matter_next(finding->state, matter, course);
    } while (matter != NULL && !ms_step_seen(matter->first, finding->look));
    return matter;
}

bool ms_finding_sees(const ms_finding *finding, const ms_entry *entry)
{
    return ms_in_view(entry, (ms_view){finding->look.upto, finding->look.on});
}

static bool is_answered(const ms_finding *f, const ms_sent_request *request)
{
    for (const ms_received_answer *answer = f->state->answers; answer != NULL; answer = answer->next) {
        if (answer->request == request && ms_finding_sees(f, &answer->entry)) {
            return true;
        }
    }
    return false;
}

/* A request is settled by an answer, or by a determination after its last day. */
static bool is_awaited(const ms_finding *f, const ms_sent_request *request)
{
    const ms_recorded_determination *made = ms_state_determination_by(f->state, f->look.on);
    bool passed = made != NULL && request->last_day != MS_NO_DATE && made->as_of > request->last_day;
    return ms_finding_sees(f, &request->entry) && !passed && request->last_day != MS_NO_DATE
           && !is_answered(f, request);
}

static void find_answers(ms_finding *f)
{
    for (const ms_sent_request *request = f->state->requests; request != NULL; request = request->next) {
        bool replaced = false;
        for (const ms_sent_request *later = request->next; later != NULL; later = later->next) {
            replaced = replaced || (later->of == request->of && ms_finding_sees(f, &later->entry));
        }
        if (is_awaited(f, request) && !replaced) {
            ms_finding_add(f, (ms_open_task){.kind = MS_TASK_ANSWER,
                                             .due = request->last_day,
                                             .clock = ms_clock_describe(MS_CLOCK_INFORMATION),
                                             .party = request->of,
                                             .of = request->entry.sequence});
        }
    }
}

static void find_conflict(void *context, const ms_fact_slot *slot)
{
    ms_finding *f = context;
    ms_standing standing = f->standings[slot->number];
    bool plan_itself = slot->path.field == MS_FIELD_PLAN; /* shows in the parent's plans as well */
    if (standing.kind == MS_STANDS_CONFLICT && !plan_itself) {
        ms_finding_add(f,
                       (ms_open_task){.kind = MS_TASK_RESOLVE, .due = standing.claim->entry.effective, .slot = slot});
    }
}

/* The day since when nothing stands in the way of the first determination. */
static ms_date ready_since(const ms_finding *f)
{
    ms_date ready = f->state->opened;
    for (const ms_received_answer *answer = f->state->answers; answer != NULL; answer = answer->next) {
        if (ms_finding_sees(f, &answer->entry) && answer->entry.effective > ready) {
            ready = answer->entry.effective;
        }
    }
    return ready;
}

static ms_status find_determination(ms_finding *f)
{
    const ms_recorded_determination *made = ms_state_determination_by(f->state, f->look.on);
    ms_date since;
    if (made == NULL) {
        bool waits = f->tasks->count > 0 && f->tasks->tasks[0].kind == MS_TASK_ANSWER;
        if (!waits) {
            ms_finding_add(f, (ms_open_task){.kind = MS_TASK_DETERMINE, .due = ready_since(f)});
        }
        return MS_OK;
    }
    ms_status status = stale_since(f->state, f->tools, made, f->latest, &since);
    if (status == MS_OK && since != MS_NO_DATE) {
        ms_finding_add(f, (ms_open_task){.kind = MS_TASK_REDETERMINE, .due = since, .of = made->entry.sequence});
    }
    return status;
}

static int compare_texts(ms_text a, ms_text b)
{
    size_t length = a.length < b.length ? a.length : b.length;
    int order = length == 0 ? 0 : memcmp(a.at, b.at, length);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_tasks(const void *left, const void *right)
{
    const ms_open_task *a = left, *b = right;
    if (a->due != b->due) {
        return a->due < b->due ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    uint32_t first = a->slot != NULL ? a->slot->number : 0, second = b->slot != NULL ? b->slot->number : 0;
    if (first != second || a->of != b->of) {
        return first != second ? (first < second ? -1 : 1) : (a->of < b->of ? -1 : 1);
    }
    int party = (a->party > b->party) - (a->party < b->party);
    return party != 0 ? party : compare_texts(a->child, b->child);
}

/* What is open once everything has taken effect that does by a day. */
static ms_status find_by(const ms_state *state, ms_tools *tools, ms_date on, ms_open_tasks *tasks)
{
    ms_finding f = {
        .state = state, .tools = tools, .look = {state->sequence, on}, .latest = latest_by(state, on), .tasks = tasks};
    *tasks = (ms_open_tasks){0};
    if (ms_state_closed_by(state, on)) {
        return MS_OK;
    }
    f.standings = ms_standings_make(state, (ms_view){state->sequence, f.latest}, tools->arena);
    if (f.standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    find_answers(&f);
    ms_status status = find_determination(&f);
    ms_state_each_slot(state, find_conflict, &f);
    ms_find_order_tasks(&f);
    ms_find_enforcement_tasks(&f);
    ms_find_ledger_tasks(&f);
    ms_find_notice_tasks(&f);
    if (tasks->count > 0) {
        qsort(tasks->tasks, tasks->count, sizeof *tasks->tasks, compare_tasks);
    }
    return f.failed ? MS_ERROR_MEMORY : status;
}

/* ---- events dated ahead ------------------------------------------------------------------------------------------ */

/* A case with more such days is looked at on the first ones and at the end. */
enum { MOST_DAYS_AHEAD = 64 };

/* The days after the last recording on which something takes effect, in order, each once. */
static size_t days_ahead(const ms_state *state, ms_date *days)
{
    size_t count = 0;
    for (uint64_t i = 1; i <= state->sequence; i++) {
        const ms_entry *entry = ms_state_entry(state, i);
        if (state->recorded != MS_NO_DATE && entry->effective > state->recorded && ms_entry_stands(entry)) {
            days[count++] = entry->effective;
        }
    }
    return ms_numbers_once(days, count);
}

/* Puts among the tasks those that are open only until a day; both are in order. */
static ms_status add_closing(ms_tools *tools, ms_open_tasks *tasks, const ms_open_tasks *earlier, ms_date closes)
{
    size_t room = tasks->count + earlier->count, i = 0, j = 0;
    ms_open_tasks both = {.tasks = ms_arena_room(tools->arena, room, sizeof *both.tasks)};
    if (both.tasks == NULL) {
        return MS_ERROR_MEMORY;
    }
    while (i < tasks->count || j < earlier->count) {
        int order = i == tasks->count     ? 1
                    : j == earlier->count ? -1
                                          : compare_tasks(&tasks->tasks[i], &earlier->tasks[j]);
        if (order > 0) {
            both.tasks[both.count] = earlier->tasks[j++];
            both.tasks[both.count++].closes = closes;
            continue;
        }
        both.tasks[both.count++] = tasks->tasks[i++];
        j += order == 0;
    }
    *tasks = both;
    return MS_OK;
}

/* The days ahead part the time: in each part nothing changes. From the last part back, what is open in a part and not
 * behind it is closed on the day on which the next one begins. */
ms_status ms_tasks_find(const ms_state *state, ms_tools *tools, ms_open_tasks *tasks)
{
    *tasks = (ms_open_tasks){0};
    if (state->sequence == 0) {
        return MS_OK;
    }
    ms_date *days = ms_arena_room(tools->arena, state->sequence, sizeof *days);
    if (days == NULL) {
        return MS_ERROR_MEMORY;
    }
    size_t count = days_ahead(state, days);
    ms_status status = find_by(state, tools, MS_LAST_DATE, tasks);
    ms_date closes = count > 0 ? days[count - 1] : MS_NO_DATE;
    for (size_t part = count < MOST_DAYS_AHEAD ? count : MOST_DAYS_AHEAD; part-- > 0 && status == MS_OK;) {
        ms_open_tasks earlier;
        status = find_by(state, tools, days[part] - 1, &earlier);
        if (status == MS_OK) {
            status = add_closing(tools, tasks, &earlier, closes);
        }
        closes = part > 0 ? days[part - 1] : MS_NO_DATE;
    }
    return status;
}

void ms_tasks_on(ms_open_tasks *tasks, ms_date on)
{
    size_t kept = 0;
    for (size_t i = 0; i < tasks->count; i++) {
        if (tasks->tasks[i].closes == MS_NO_DATE || tasks->tasks[i].closes > on) {
            tasks->tasks[kept++] = tasks->tasks[i];
        }
    }
    tasks->count = kept;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static void put_string(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_word(ms_buffer *out, const char *key, const char *word)
{
    put_string(out, key, (ms_text){word, strlen(word)});
}

static void put_day(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date == MS_NO_DATE) {
        ms_buffer_put(out, key);
        ms_buffer_put(out, "null");
        return;
    }
    ms_date_format(date, text);
    put_word(out, key, text);
}

void ms_tasks_put(ms_buffer *out, const ms_state *state, const ms_open_tasks *tasks)
{
    ms_buffer words = {0};
    ms_buffer_put(out, "[");
    for (size_t i = 0; i < tasks->count; i++) {
        const ms_open_task *task = &tasks->tasks[i];
        words.length = 0;
        ms_task_say(&words, task);
        put_word(out, i > 0 ? ",{\"task\":" : "{\"task\":", ms_task_name(task->kind));
        put_day(out, ",\"due\":", task->due);
        if (task->closes != MS_NO_DATE) {
            put_day(out, ",\"closes_on\":", task->closes);
        }
        put_string(out, ",\"worker\":", ms_state_worker(state));
        put_string(out, ",\"what\":", (ms_text){words.text, words.length});
        put_word(out, ",\"citation\":", ms_task_citation(task));
        if (task->clock != NULL) {
            put_word(out, ",\"clock\":", task->clock->name);
        }
        if (task->of != 0) {
            say_number(out, ",\"of\":", task->of);
        }
        if (task->child.at != NULL) {
            put_string(out, ",\"child\":", task->child);
        }
        if (task->slot != NULL) {
            ms_buffer_put(out, ",\"path\":\"");
            ms_fact_path_put(out, &task->slot->path);
            ms_buffer_put(out, "\"");
        }
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "]");
    out->failed = out->failed || words.failed;
    ms_buffer_free(&words);
}

/* ---- what the list shows ----------------------------------------------------------------------------------------- */

/* The value of a fact, with its quotation marks; null when it is unknown. */
static void put_fact(ms_buffer *out, const char *key, const ms_standing *standings, const ms_fact_slot *slot)
{
    ms_standing standing = standings[slot->number];
    ms_buffer_put(out, key);
    if (standing.kind == MS_STANDS_KNOWN) {
        ms_buffer_add(out, standing.claim->value.at, standing.claim->value.length);
    } else {
        ms_buffer_put(out, "null");
    }
}

static void put_people(const ms_state *state, const ms_standing *standings, ms_buffer *out)
{
    const char *key = ",\"children\":[";
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        put_fact(out, party == MS_PNS ? ",\"parent_not_seeking\":" : ",\"parent_seeking\":", standings,
                 &state->parent_facts[party][MS_FIELD_PARENT_NAME - MS_CASE_FIELDS]);
    }
    for (const ms_thing *child = state->children.first; child != NULL; child = child->next) {
        if (standings[child->facts[0].number].kind != MS_STANDS_UNKNOWN) {
            put_fact(out, key, standings, &child->facts[MS_FIELD_CHILD_NAME - MS_FIELD_CHILD]);
            key = ",";
        }
    }
    ms_buffer_put(out, key[1] == '\0' ? "]" : ",\"children\":[]");
}

ms_status ms_summary_put(const ms_state *state, ms_tools *tools, const ms_open_tasks *tasks, ms_buffer *out)
{
    const ms_recorded_determination *made = ms_state_determination(state);
    const ms_standing *standings =
        ms_standings_make(state, (ms_view){state->sequence, ms_state_latest(state)}, tools->arena);
    size_t of_kind[MS_TASK_KINDS] = {0};
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (size_t i = 0; i < tasks->count; i++) {
        of_kind[tasks->tasks[i].kind]++;
    }
    put_day(out, "{\"opened\":", state->opened);
    ms_buffer_put(out, ms_state_closed(state) ? ",\"closed\":true" : ",\"closed\":false");
    put_string(out, ",\"worker\":", ms_state_worker(state));
    put_people(state, standings, out);
    if (made != NULL) {
        put_day(out, ",\"determined\":", made->as_of);
        put_string(out, ",\"status\":", made->status);
    } else {
        ms_buffer_put(out, ",\"determined\":null,\"status\":null");
    }
    ms_buffer_put(out, of_kind[MS_TASK_REDETERMINE] > 0 ? ",\"stale\":true" : ",\"stale\":false");
    say_number(out, ",\"conflicts\":", of_kind[MS_TASK_RESOLVE]);
    say_number(out, ",\"open_tasks\":", tasks->count);
    ms_buffer_put(out, "}");
    return out->failed ? MS_ERROR_MEMORY : MS_OK;
}
