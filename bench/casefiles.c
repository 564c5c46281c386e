/*
 * The files of cases: a caseload of them, their fold, and the opening of one.
 *
 *   bench-casefiles make CASES EXPORT COUNT EACH
 *   bench-casefiles long CASES EXPORT EVENTS
 *   bench-casefiles fold EXPORT
 *   bench-casefiles open DATABASE CASE
 *
 * make: takes the first COUNT case documents of CASES, one a line, through the same life each and writes the events as
 * `medsupport db export` does: opened, determined, every fourth with a request to a parent, and for each EACHth a plan
 * that is offered months later, which makes the determination stale. Says how many events those are. long: one case with
 * that many events. EXPORT may be -, standard output; then nothing is said.
 *
 * fold and open say how many events there are, then measure once for each line that comes in. fold: all cases folded one
 * after the other, from events in memory; nanoseconds an event, of the processor. open: the database opened, the case
 * read and folded, all closed; nanoseconds by the clock on the wall.
 */
#include "bench/clock.h"
#include "casefile/opening.h"
#include "casefile/redetermine.h"
#include "casefile/tasks.h"
#include "store/chain.h"
#include "store/event_line.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 300, DETERMINED_AFTER = 20, OFFERED_AFTER = 60, OFFERED_WITHIN = 300, REQUEST_EACH = 4, BODY = 400 };

static const ms_text some_time = {"2026-11-02T15:04:05Z", 20};

static void die(const char *what)
{
    fprintf(stderr, "bench-casefiles: %s\n", what);
    exit(1);
}

static void expect(bool condition, const char *what)
{
    if (!condition) {
        die(what);
    }
}

static ms_text text_of(const char *text)
{
    return (ms_text){text, strlen(text)};
}

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

static FILE *open_file(const char *path, const char *how)
{
    FILE *file = is_standard(path) ? stdout : fopen(path, how);
    expect(file != NULL, "a file cannot be opened");
    return file;
}

/* ---- making cases ------------------------------------------------------------------------------------------------ */

typedef struct maker {
    ms_arena of_state, of_tools;
    ms_tools tools;
    ms_state state;
    ms_settings settings;
    char case_id[MS_MAX_ID + 1];
    char worker[32];
    FILE *out;
    bool tells; /* on standard output how many events there are */
    ms_buffer line;
    ms_store_head head;
} maker;

static void begin_making(maker *m, const char *path)
{
    *m = (maker){.out = open_file(path, "w"), .tells = !is_standard(path)};
    m->tools.arena = &m->of_tools;
    expect(ms_json_new(&m->tools.json) == MS_OK && ms_reader_new(&m->tools.reader) == MS_OK, "out of memory");
    ms_event_line_put_first(&m->line);
}

static void write_line(maker *m)
{
    expect(!m->line.failed && fwrite(m->line.text, 1, m->line.length, m->out) == m->line.length,
           "nothing can be written");
    m->line.length = 0;
}

/* Takes the next event into the case and writes it. */
static void add(maker *m, ms_date effective, const char *kind, ms_text body)
{
    ms_refusal refusal;
    char at[] = "0000-00-00T15:04:05Z", day[MS_DATE_TEXT_SIZE]; /* recorded on the day on which it takes effect */
    ms_date_format(effective, day);
    memcpy(at, day, strlen(day));
    ms_event event = {m->state.sequence + 1, text_of(at), text_of(m->worker), effective, text_of(kind), body};
    expect(ms_state_apply(&m->state, m->tools.json, &event, &refusal) == MS_OK, "an event cannot be folded");
    ms_chain_add(&m->head, m->case_id, &event);
    ms_event_line_put(&m->line, m->case_id, &event);
    if (m->line.length > 256 * 1024) {
        write_line(m);
    }
}

/* The events of a document, the first of a case. */
static void add_opening(maker *m, const char *text, size_t length)
{
    ms_opening_events events;
    ms_opening opening = {
        .at = some_time, .actor = text_of(m->worker), .worker = text_of(m->worker), .as_of = MS_NO_DATE};
    const ms_document *document;
    ms_arena_reset(&m->of_state);
    ms_arena_reset(&m->of_tools);
    expect(ms_reader_read(m->tools.reader, text, length, MS_NO_DATE, &document) == MS_OK, "a document cannot be read");
    expect(document->case_id.length <= MS_MAX_ID, "the id of a case is too long");
    snprintf(m->case_id, sizeof m->case_id, "%.*s", (int)document->case_id.length, document->case_id.at);
    expect(ms_opening_make(&m->tools, text, length, &opening, &events) == MS_OK, "a document cannot be opened");
    ms_state_begin(&m->state, &m->of_state);
    for (size_t i = 0; i < events.count; i++) {
        const ms_event *event = &events.events[i];
        char kind[64];
        snprintf(kind, sizeof kind, "%.*s", (int)event->kind.length, event->kind.at);
        add(m, event->effective, kind, event->body);
    }
}

static void add_determination(maker *m, ms_date on)
{
    ms_buffer body = {0};
    ms_view view = {m->state.sequence, on};
    expect(ms_settings_at(on, &m->settings) == MS_OK
               && ms_determination_body(&m->state, &m->tools, view, &m->settings, true, &body) == MS_OK,
           "a case cannot be determined");
    add(m, on, "determination_made", (ms_text){body.text, body.length});
    ms_buffer_free(&body);
}

/* A plan that nobody has heard of yet: it is looked at wherever a parent's plans are. */
static void add_offer(maker *m, ms_date on, uint64_t number)
{
    char body[BODY];
    snprintf(body, sizeof body,
             "{\"path\":\"/parent_not_seeking/plans/offer-%" PRIu64 "/covers\",\"value\":[],\"source\":\"employer\","
             "\"evidence\":\"letter of the plan's administrator\",\"received\":\"2026-11-02\",\"changed\":true}",
             number);
    add(m, on, "fact_recorded", text_of(body));
}

/* The next document of a file. False at its end. */
static bool next_document(FILE *file, char **text, size_t *room, size_t *length)
{
    ssize_t read = getline(text, room, file);
    *length = read > 0 ? (size_t)read - ((*text)[read - 1] == '\n') : 0;
    return read > 0;
}

static void finish_making(maker *m)
{
    ms_event_line_put_last(&m->line, &m->head);
    write_line(m);
    expect(fclose(m->out) == 0, "nothing can be written");
    if (m->tells) {
        printf("%" PRIu64 "\n", m->head.count);
    }
    ms_json_free(m->tools.json);
    ms_reader_free(m->tools.reader);
    ms_determination_free(m->tools.determination);
    ms_buffer_free(&m->tools.document);
    ms_arena_free(&m->of_state);
    ms_arena_free(&m->of_tools);
    ms_buffer_free(&m->line);
}

static void make(const char *cases, const char *export, uint64_t count, uint64_t each)
{
    maker m;
    char *text = NULL;
    size_t room = 0, length;
    FILE *in = open_file(cases, "r");
    begin_making(&m, export);
    for (uint64_t i = 0; i < count && next_document(in, &text, &room, &length); i++) {
        snprintf(m.worker, sizeof m.worker, "worker-%" PRIu64, i % WORKERS);
        add_opening(&m, text, length);
        ms_date known = ms_state_latest(&m.state), offered = known + OFFERED_AFTER + (ms_date)(i % OFFERED_WITHIN);
        add_determination(&m, known + DETERMINED_AFTER);
        if (i % REQUEST_EACH == 0) {
            add(&m, offered, "request_sent",
                text_of("{\"of\":\"parent_not_seeking\",\"asked\":[\"/parent_not_seeking/gross_income\"]}"));
        }
        if (i % each == 0) {
            add_offer(&m, offered, 1);
        }
    }
    finish_making(&m);
    fclose(in);
    free(text);
}

/* One case: notes, facts said again and again, and a determination here and there, as years bring them. */
static void make_long(const char *cases, const char *export, uint64_t events)
{
    maker m;
    char *text = NULL;
    size_t room = 0, length;
    FILE *in = open_file(cases, "r");
    begin_making(&m, export);
    snprintf(m.worker, sizeof m.worker, "worker-1");
    expect(next_document(in, &text, &room, &length), "there is no document");
    add_opening(&m, text, length);
    ms_date known = ms_state_latest(&m.state);
    for (uint64_t i = 0; m.state.sequence < events; i++) {
        ms_date on = known + (ms_date)i;
        if (i % 50 == 49) {
            add_determination(&m, on);
        } else if (i % 5 == 4) {
            add(&m, on, "note", text_of("{\"note\":\"Called the office of the employer; the form comes next week.\"}"));
        } else {
            add_offer(&m, on, i % 7);
        }
    }
    finish_making(&m);
    fclose(in);
    free(text);
}

/* ---- folding ----------------------------------------------------------------------------------------------------- */

/* All events of an export: the cases stand one behind the other in it. */
typedef struct caseload {
    ms_arena texts;
    ms_event *events;
    size_t count, room;
} caseload;

static ms_text keep(caseload *c, ms_text text)
{
    char *kept = ms_arena_room(&c->texts, text.length, 1);
    expect(kept != NULL, "out of memory");
    memcpy(kept, text.at, text.length);
    return (ms_text){kept, text.length};
}

static void keep_event(caseload *c, const ms_event *event)
{
    if (c->count == c->room) {
        c->room = c->room == 0 ? 1024 : 2 * c->room;
        c->events = realloc(c->events, c->room * sizeof *c->events);
        expect(c->events != NULL, "out of memory");
    }
    ms_event *kept = &c->events[c->count++];
    *kept = *event;
    kept->at = keep(c, event->at);
    kept->actor = keep(c, event->actor);
    kept->kind = keep(c, event->kind);
    kept->body = keep(c, event->body);
}

static void load(caseload *c, const char *path)
{
    FILE *file = open_file(path, "r");
    char *line = NULL;
    size_t room = 0, length;
    ms_buffer scratch = {0};
    while (next_document(file, &line, &room, &length)) {
        ms_event_line read;
        if (ms_event_line_read(line, length, &scratch, &read)) {
            keep_event(c, &read.event);
        }
    }
    expect(c->count > 0, "the export holds no events");
    ms_buffer_free(&scratch);
    fclose(file);
    free(line);
}

/* Folds each case by itself. */
static void fold_all(const caseload *c, ms_json *json, ms_arena *arena)
{
    for (size_t first = 0, end; first < c->count; first = end) {
        ms_state state;
        ms_refusal refusal;
        size_t done;
        for (end = first + 1; end < c->count && c->events[end].sequence > 1; end++) {
        }
        ms_arena_reset(arena);
        ms_state_begin(&state, arena);
        expect(ms_state_fold(&state, json, c->events + first, end - first, &done, &refusal) == MS_OK,
               "a case cannot be folded");
    }
}

static void measure_fold(const char *path)
{
    caseload c = {.count = 0};
    ms_arena arena = {0};
    ms_json *json;
    load(&c, path);
    expect(ms_json_new(&json) == MS_OK, "out of memory");
    printf("%zu\n", c.count);
    fflush(stdout);
    for (char line[16]; fgets(line, sizeof line, stdin) != NULL;) {
        int64_t start = nanoseconds();
        fold_all(&c, json, &arena);
        printf("%.1f\n", (double)(nanoseconds() - start) / (double)c.count);
        fflush(stdout);
    }
    ms_json_free(json);
    ms_arena_free(&arena);
    ms_arena_free(&c.texts);
    free(c.events);
}

/* ---- opening one ------------------------------------------------------------------------------------------------- */

typedef struct folding {
    ms_arena arena;
    ms_state state;
    ms_json *json;
} folding;

static bool take_in(void *context, const char *case_id, const ms_event *event)
{
    folding *f = context;
    ms_refusal refusal;
    (void)case_id;
    expect(ms_state_apply(&f->state, f->json, event, &refusal) == MS_OK, "an event cannot be folded");
    return true;
}

static ms_store *open_store(const char *database)
{
    ms_store *store;
    expect(ms_store_open(database, MS_STORE_READ, &store) == MS_STORE_OK, "the database cannot be opened");
    return store;
}

/* Reads the case and folds it; how many events it has. */
static uint64_t read_once(ms_store *store, const char *case_id, folding *f)
{
    ms_arena_reset(&f->arena);
    ms_state_begin(&f->state, &f->arena);
    expect(ms_store_read(store, case_id, 1, take_in, f) == MS_STORE_OK, "the case cannot be read");
    return f->state.sequence;
}

/* The same with all that a program does that begins with it. */
static void open_once(const char *database, const char *case_id)
{
    folding f = {.json = NULL};
    expect(ms_json_new(&f.json) == MS_OK, "out of memory");
    ms_store *store = open_store(database);
    read_once(store, case_id, &f);
    ms_store_close(store);
    ms_json_free(f.json);
    ms_arena_free(&f.arena);
}

static int64_t wall_nanoseconds(void)
{
    return nanoseconds_by(CLOCK_MONOTONIC);
}

static void measure_open(const char *database, const char *case_id)
{
    folding f = {.json = NULL};
    expect(ms_json_new(&f.json) == MS_OK, "out of memory");
    ms_store *store = open_store(database);
    printf("%" PRIu64 "\n", read_once(store, case_id, &f));
    fflush(stdout);
    for (char line[16]; fgets(line, sizeof line, stdin) != NULL;) {
        int64_t start = wall_nanoseconds();
        read_once(store, case_id, &f);
        int64_t between = wall_nanoseconds();
        open_once(database, case_id);
        printf("%" PRId64 " %" PRId64 "\n", between - start, wall_nanoseconds() - between);
        fflush(stdout);
    }
    ms_store_close(store);
    ms_json_free(f.json);
    ms_arena_free(&f.arena);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    if (argc == 6 && strcmp(what, "make") == 0) {
        uint64_t each = strtoull(argv[5], NULL, 10);
        make(argv[2], argv[3], strtoull(argv[4], NULL, 10), each > 0 ? each : 1);
    } else if (argc == 5 && strcmp(what, "long") == 0) {
        make_long(argv[2], argv[3], strtoull(argv[4], NULL, 10));
    } else if (argc == 3 && strcmp(what, "fold") == 0) {
        measure_fold(argv[2]);
    } else if (argc == 4 && strcmp(what, "open") == 0) {
        measure_open(argv[2], argv[3]);
    } else {
        fprintf(stderr,
                "bench-casefiles make CASES EXPORT N EACH, long CASES EXPORT N, fold EXPORT, open DATABASE CASE\n");
        return 2;
    }
    return 0;
}
