/*
 * A case file on any events, one a line: the kind's name and a blank, or one byte for any kind; a byte for the day; the body. What is
 * accepted must leave a case whose document can be read; what a damaged database could hold, folded without a check, must do no
 * harm.
 */
#include "casefile/accept.h"
#include "casefile/derive.h"
#include "casefile/tasks.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_LINES = 64, FIRST_DAY = 739870 /* 2026-09-14 */ };

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

/* The kind that a line begins with, and how many bytes name it. */
static const ms_event_kind *kind_of(const char *text, size_t length, size_t *named)
{
    const char *blank = memchr(text, ' ', length);
    *named = blank == NULL ? 0 : (size_t)(blank - text);
    const ms_event_kind *kind = ms_event_kind_find((ms_text){text, *named});
    size_t count = 0;
    if (kind != NULL) {
        (*named)++;
        return kind;
    }
    while (ms_event_kinds[count] != NULL) {
        count++;
    }
    *named = 1;
    return ms_event_kinds[(unsigned char)text[0] % count];
}

/* The next line as an event. */
static bool next_event(const char **text, size_t *left, uint64_t sequence, ms_event *event)
{
    size_t named;
    if (*left < 3) {
        return false;
    }
    const char *end = memchr(*text, '\n', *left);
    size_t length = end != NULL ? (size_t)(end - *text) : *left;
    if (length < 3) {
        return false;
    }
    const char *kind = kind_of(*text, length, &named)->name;
    if (length < named + 2) {
        return false;
    }
    *event = (ms_event){.sequence = sequence,
                        .at = {"2026-11-22T00:00:00Z", 20},
                        .actor = {"dana", 4},
                        .effective = FIRST_DAY + (unsigned char)(*text)[named] % 64 * 4,
                        .kind = {kind, strlen(kind)},
                        .body = {*text + named + 1, length - named - 1}};
    *text += end != NULL ? length + 1 : length;
    *left -= end != NULL ? length + 1 : length;
    return true;
}

/* Derives and lists what stands. valid: whether the document must be one that can be read. */
static void look(const ms_state *state, ms_tools *tools, bool valid)
{
    const ms_document *document;
    ms_open_tasks tasks;
    ms_buffer out = {0};
    ms_view view = {.upto = state->sequence, .on = ms_state_latest(state)};
    ms_standing *standings = ms_standings_make(state, view, tools->arena);
    require(standings != NULL);
    ms_derivation what = ms_derivation_of(standings, view);
    ms_derive(state, &what, &out);
    require(!out.failed);
    ms_status status = ms_reader_read(tools->reader, out.text, out.length, MS_NO_DATE, &document);
    require(!valid || status == MS_OK);
    out.length = 0;
    status = ms_tasks_find(state, tools, &tasks);
    require(!valid || status == MS_OK);
    if (status == MS_OK) {
        ms_tasks_put(&out, state, &tasks);
        require(ms_summary_put(state, tools, &tasks, &out) == MS_OK);
    }
    ms_buffer_free(&out);
}

static void run(const char *text, size_t left, ms_tools *tools, bool checked)
{
    static const char opening[] = "{\"case_id\":\"f\",\"children\":[\"c1\",\"c2\"]}";
    ms_arena arena = {0};
    ms_state state;
    ms_refusal refusal;
    ms_event event = {.sequence = 1,
                      .at = {"2026-11-22T00:00:00Z", 20},
                      .actor = {"dana", 4},
                      .effective = FIRST_DAY,
                      .kind = {"case_opened", 11},
                      .body = {opening, sizeof opening - 1}};
    ms_state_begin(&state, &arena);
    ms_status status = ms_state_apply(&state, tools->json, &event, &refusal);
    require(status == MS_OK);
    for (int i = 0; i < MOST_LINES && status == MS_OK && next_event(&text, &left, state.sequence + 1, &event); i++) {
        status = checked ? ms_event_accept(&state, tools, &event, &refusal)
                         : ms_state_apply(&state, tools->json, &event, &refusal);
        if (status == MS_OK) {
            look(&state, tools, checked);
        }
        ms_arena_reset(tools->arena);
    }
    ms_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ms_arena scratch = {0};
    ms_tools tools = {.arena = &scratch};
    require(ms_json_new(&tools.json) == MS_OK && ms_reader_new(&tools.reader) == MS_OK);
    run((const char *)data, size, &tools, true);
    run((const char *)data, size, &tools, false);
    ms_json_free(tools.json);
    ms_reader_free(tools.reader);
    ms_determination_free(tools.determination);
    ms_buffer_free(&tools.document);
    ms_arena_free(&scratch);
    return 0;
}
