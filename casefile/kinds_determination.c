/* A determination that is recorded whole, and must be what the rule gives on the facts that are recorded. */
#include "casefile/redetermine.h"
#include "casefile/value.h"
#include "facts/names.h"
#include "facts/write.h"

#include <string.h>

enum { MADE_AS_OF, MADE_STATUS, MADE_HASH, MADE_CONFLICTS, MADE_DETERMINATION, MADE_FIELDS, LONGEST_STATUS = 32 };

static const char rule[] = "13 CSR 40-112.010";
static const char rule_of_conflicts[] = "13 CSR 40-112.010(4), which does not say whose word counts (A-30)";

static const ms_body_field made_fields[] = {
    [MADE_AS_OF] = {.name = "as_of", .type = MS_BODY_DATE, .required = true},
    [MADE_STATUS] = {.name = "status", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_STATUS},
    [MADE_HASH] = {.name = "facts_hash", .type = MS_BODY_TEXT, .required = true, .most = MS_FACTS_HASH_SIZE - 1},
    [MADE_CONFLICTS] = {.name = "conflicts", .type = MS_BODY_LIST},
    [MADE_DETERMINATION] = {.name = "determination", .type = MS_BODY_OBJECT, .required = true}};

/* What the body says, copied: the parser's tree does not outlive the next document. */
static ms_status read_made(const ms_body *body, ms_arena *arena, ms_recorded_determination *made, ms_refusal *refusal)
{
    ms_text raw = ms_body_raw(body, MADE_DETERMINATION);
    char *text = ms_arena_room(arena, raw.length, 1);
    if (text == NULL) {
        return MS_ERROR_MEMORY;
    }
    memcpy(text, raw.at, raw.length);
    made->text = (ms_text){text, raw.length};
    made->as_of = ms_body_date(body, MADE_AS_OF);
    ms_status status = ms_body_text(body, MADE_STATUS, arena, &made->status, refusal);
    if (status == MS_OK) {
        status = ms_body_text(body, MADE_HASH, arena, &made->facts_hash, refusal);
    }
    return status == MS_OK ? ms_body_value(body, MADE_CONFLICTS, arena, &made->conflicts, refusal) : status;
}

static bool is_text(ms_text text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.at, word, text.length) == 0;
}

/* Makes the determination again and compares. */
static ms_status check_same(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made,
                            const ms_settings *settings, ms_refusal *refusal)
{
    char hash[MS_FACTS_HASH_SIZE];
    ms_buffer text = {0};
    ms_view view = {.upto = state->sequence, .on = made->as_of};
    const ms_standing *standings = ms_standings_make(state, view, tools->arena);
    ms_derivation what = ms_derivation_of(standings, view);
    ms_status status = standings == NULL ? MS_ERROR_MEMORY : ms_redetermine(state, tools, &what, settings, MS_WITH_ALL);
    if (status != MS_OK) {
        return status == MS_ERROR_MEMORY ? status
                                         : ms_refuse(refusal, rule, "the case cannot be determined as of that day: %s",
                                                     ms_status_text(status));
    }
    ms_write_json(tools->determination, &text);
    bool same = !text.failed && text.length == made->text.length && memcmp(text.text, made->text.at, text.length) == 0;
    bool failed = text.failed;
    ms_buffer_free(&text);
    ms_facts_hash(tools->document.text, tools->document.length, hash);
    if (failed) {
        return MS_ERROR_MEMORY;
    }
    if (!same || !is_text(made->facts_hash, hash)
        || !is_text(made->status, ms_outcome_status_name(ms_determination_status(tools->determination)))) {
        return ms_refuse(refusal, rule,
                         "it is not what the rule gives on the facts that are recorded for that day; "
                         "determine the case again");
    }
    return MS_OK;
}

/* Whether a list holds an element. */
static bool holds(ms_text list, ms_text element)
{
    ms_text rest = list, other;
    while (list.at != NULL && ms_value_next(&rest, &other)) {
        if (other.length == element.length && memcmp(other.at, element.at, element.length) == 0) {
            return true;
        }
    }
    return false;
}

/* Facts on which the sources disagree may decide only where the determination says so. */
static ms_status check_conflicts(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made,
                                 const ms_settings *settings, ms_refusal *refusal)
{
    ms_buffer paths = {0};
    ms_view view = {.upto = state->sequence, .on = made->as_of};
    ms_status status = ms_deciding_conflicts(state, tools, view, settings, &paths);
    ms_text rest = {paths.text, paths.length}, path;
    while (status == MS_OK && !paths.failed && ms_value_next(&rest, &path)) {
        if (!holds(made->conflicts, path)) {
            status = ms_refuse(refusal, rule_of_conflicts,
                               "the sources disagree on %.*s, and the outcome turns on it; resolve that, or determine "
                               "in spite of the conflict and say so",
                               path.length < 200 ? (int)path.length : 200, path.at);
        }
    }
    status = paths.failed ? MS_ERROR_MEMORY : status;
    ms_buffer_free(&paths);
    return status;
}

static ms_status check_made(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_recorded_determination made = {.text = {.at = NULL}};
    ms_settings settings;
    ms_status status = read_made(&read->body, tools->arena, &made, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (made.as_of != read->event->effective) {
        return ms_refuse(refusal, ms_record_keeping, "a determination takes effect on the day as of which it is made");
    }
    if (ms_settings_of(made.text, &settings) != MS_OK) {
        return ms_refuse(refusal, ms_event_format, "the determination does not say with which settings it was made");
    }
    status = check_same(state, tools, &made, &settings, refusal);
    return status == MS_OK ? check_conflicts(state, tools, &made, &settings, refusal) : status;
}

static ms_status apply_made(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_recorded_determination *made = (ms_recorded_determination *)record;
    made->before = state->determinations;
    state->determinations = made;
    return read_made(&read->body, state->arena, made, refusal);
}

const ms_event_kind ms_kind_determination_made = {
    .name = "determination_made",
    .summary = "determination made",
    .fields = made_fields,
    .field_count = MADE_FIELDS,
    .record_size = sizeof(ms_recorded_determination),
    .check = check_made,
    .apply = apply_made,
};
