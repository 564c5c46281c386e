#include "casefile/redetermine.h"

#include "casefile/value.h"
#include "facts/determination.h"
#include "facts/names.h"
#include "facts/write.h"

#include <sodium/crypto_generichash.h>

#include <string.h>

enum { HASH_BYTES = 32 };

void ms_facts_hash(const char *text, size_t length, char hash[MS_FACTS_HASH_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[HASH_BYTES];
    (void)crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, length, NULL, 0);
    for (size_t i = 0; i < HASH_BYTES; i++) {
        hash[2 * i] = digits[bytes[i] >> 4];
        hash[2 * i + 1] = digits[bytes[i] & 15];
    }
    hash[2 * HASH_BYTES] = '\0';
}

/* ---- determining ------------------------------------------------------------------------------------------------- */

ms_status ms_redetermine(const ms_state *state, ms_tools *tools, const ms_derivation *what, const ms_settings *settings,
                         unsigned parts)
{
    const ms_document *document;
    tools->document.length = 0;
    ms_derive(state, what, &tools->document);
    if (tools->document.failed) {
        return MS_ERROR_MEMORY;
    }
    ms_status status =
        ms_reader_read(tools->reader, tools->document.text, tools->document.length, MS_NO_DATE, &document);
    if (status != MS_OK) {
        return status;
    }
    return tools->determination == NULL ? ms_determination_make(document, settings, parts, &tools->determination)
                                        : ms_determination_remake(tools->determination, document, settings, parts);
}

/* ---- a recorded determination ------------------------------------------------------------------------------------ */

/* A percentage as a determination writes it, in hundredths; -1 when it is none. */
static int32_t hundredths(ms_text value)
{
    ms_cents cents = 0;
    ms_text inside = ms_value_inside(value);
    bool good = inside.at != NULL && ms_money_parse(inside.at, inside.length, &cents) && cents <= 10000;
    return good ? (int32_t)cents : -1;
}

static bool read_readings(ms_text list, ms_readings *readings)
{
    char choice[128];
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const char *name = ms_reading_describe((ms_reading)reading)->name;
        ms_text chosen = ms_value_inside(ms_value_member(list, name));
        size_t length = strlen(name);
        if (chosen.at == NULL || length + 1 + chosen.length > sizeof choice) {
            return false;
        }
        memcpy(choice, name, length);
        choice[length] = '=';
        memcpy(choice + length + 1, chosen.at, chosen.length);
        if (!ms_reading_set(readings, choice, length + 1 + chosen.length)) {
            return false;
        }
    }
    return true;
}

/* A whole number of at most three digits, or -1. */
static int32_t small_number(ms_text value)
{
    int32_t number = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.length > 3 || value.at[i] < '0' || value.at[i] > '9') {
            return -1;
        }
        number = number * 10 + (value.at[i] - '0');
    }
    return value.length == 0 ? -1 : number;
}

ms_status ms_settings_of(ms_text determination, ms_settings *settings)
{
    ms_text said = ms_value_member(determination, "settings");
    *settings = (ms_settings){.percent = -1};
    if (said.at == NULL) {
        return MS_ERROR_INVALID;
    }
    settings->percent = hundredths(ms_value_member(said, "percent"));
    settings->default_share = hundredths(ms_value_member(said, "default_share"));
    settings->answer_days = small_number(ms_value_member(said, "answer_days"));
    bool good = settings->percent >= 0 && settings->default_share >= 0 && settings->answer_days >= 0
                && read_readings(ms_value_member(said, "readings"), &settings->readings);
    return good ? MS_OK : MS_ERROR_INVALID;
}

ms_view ms_view_of(const ms_recorded_determination *made)
{
    return (ms_view){.upto = made->entry.sequence - 1, .on = made->as_of};
}

ms_status ms_replay(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made, unsigned parts)
{
    ms_settings settings;
    ms_view view = ms_view_of(made);
    const ms_standing *standings = ms_standings_make(state, view, tools->arena);
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_status status = ms_settings_of(made->text, &settings);
    if (status != MS_OK) {
        return status;
    }
    ms_derivation what = ms_derivation_of(standings, view);
    return ms_redetermine(state, tools, &what, &settings, parts);
}

/* ---- staleness --------------------------------------------------------------------------------------------------- */

/* Appends what a determination says that rests on facts which its trace and needs read. */
static ms_status put_essence(ms_tools *tools, ms_buffer *out)
{
    static const char *const members[] = {"status",  "children", "obligations", "needs",
                                          "settles", "readings", "changes",     "trace"};
    ms_buffer text = {0};
    ms_write_json(tools->determination, &text);
    for (size_t i = 0; i < sizeof members / sizeof members[0] && !text.failed; i++) {
        ms_text value = ms_value_member((ms_text){text.text, text.length}, members[i]);
        ms_buffer_add(out, value.at, value.length);
    }
    out->failed = out->failed || text.failed;
    ms_buffer_free(&text);
    return out->failed ? MS_ERROR_MEMORY : MS_OK;
}

/* Whether a parent was silent in the document that was last determined. */
static bool was_silent(const ms_tools *tools, ms_party party, int32_t days)
{
    const ms_case *facts = &tools->determination->document->facts;
    return ms_rule_4_silent(facts->requests, facts->request_count, party, facts->as_of, days);
}

/* The same determination on the facts as they stand now. */
static ms_status put_now(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made, ms_view now,
                         const ms_settings *settings, ms_buffer *out)
{
    ms_view then = ms_view_of(made);
    ms_view later = {now.upto, now.on > then.on ? now.on : then.on};
    ms_derivation what = {.as_of = then.on, .requests = then};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        what.answers[party] = was_silent(tools, (ms_party)party, settings->answer_days) ? later : then;
    }
    what.standings = ms_standings_make(state, later, tools->arena);
    if (what.standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_status status = ms_redetermine(state, tools, &what, settings, MS_WITH_TRACE);
    return status == MS_OK ? put_essence(tools, out) : status;
}

ms_status ms_is_stale(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made, ms_view now,
                      bool *stale)
{
    ms_settings settings;
    ms_view then = ms_view_of(made);
    ms_buffer before = {0}, after = {0};
    *stale = false;
    ms_status status = ms_settings_of(made->text, &settings);
    if (status != MS_OK) {
        return status;
    }
    ms_derivation what = ms_derivation_of(ms_standings_make(state, then, tools->arena), then);
    what.provenance = false;
    status = what.standings == NULL ? MS_ERROR_MEMORY : ms_redetermine(state, tools, &what, &settings, MS_WITH_TRACE);
    if (status == MS_OK) {
        status = put_essence(tools, &before);
    }
    if (status == MS_OK) {
        status = put_now(state, tools, made, now, &settings, &after);
    }
    *stale = status == MS_OK && (before.length != after.length || memcmp(before.text, after.text, after.length) != 0);
    ms_buffer_free(&before);
    ms_buffer_free(&after);
    return status;
}

/* ---- conflicts that decide --------------------------------------------------------------------------------------- */

/* The search for them. */
typedef struct search {
    const ms_state *state;
    ms_tools *tools;
    ms_view view;
    const ms_settings *settings;
    ms_standing *standings;
    ms_buffer *paths;
    const char *between;
    uint32_t child_count; /* of the determination with the conflicts as they are */
    ms_outcome outcomes[MS_MAX_CHILDREN];
    uint32_t need_count;
    ms_fact_path *needs;
    bool differs; /* some source's word gives another outcome */
    ms_status status;
} search;

static ms_status determine_base(search *s)
{
    ms_derivation what = ms_derivation_of(s->standings, s->view);
    ms_status status = ms_redetermine(s->state, s->tools, &what, s->settings, 0);
    if (status != MS_OK) {
        return status;
    }
    const ms_determination *made = s->tools->determination;
    s->child_count = made->explanation.child_count;
    for (uint32_t i = 0; i < s->child_count; i++) {
        s->outcomes[i] = made->explanation.children[i].outcome;
    }
    return MS_OK;
}

/* What is needed where silence counts for nothing: a fact in conflict is not one that was not shown, (4). */
static ms_status find_needs(search *s)
{
    ms_settings waiting = *s->settings;
    waiting.readings.choice[MS_ONE_SILENT] = MS_WAIT_FOR_ONE;
    waiting.readings.choice[MS_BOTH_SILENT] = MS_WAIT_FOR_BOTH;
    ms_derivation what = ms_derivation_of(s->standings, s->view);
    ms_status status = ms_redetermine(s->state, s->tools, &what, &waiting, 0);
    if (status != MS_OK) {
        return status;
    }
    const ms_determination *made = s->tools->determination;
    s->needs = ms_arena_take(s->tools->arena, made->explanation.need_count, sizeof *s->needs);
    if (s->needs == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < made->explanation.need_count; i++) {
        ms_fact_path path;
        if (!ms_fact_path_of(made->document, made->explanation.needs[i].fact, &path)) {
            continue;
        }
        /* The id is the document's, which the next determination gives up: the state's own stays. */
        const ms_fact_slot *slot = ms_state_find(s->state, &path);
        if (slot != NULL) {
            s->needs[s->need_count++] = slot->path;
        }
    }
    return MS_OK;
}

/* Takes one source's word for the fact in conflict. */
static void try_claim(void *context, const ms_claim *claim)
{
    search *s = context;
    if (s->differs || s->status != MS_OK) {
        return;
    }
    ms_standing *standing = &s->standings[claim->slot->number];
    ms_standing kept = *standing;
    bool denied = ms_fact_row_of(claim->slot->path.field)->name == NULL && claim->value.at[0] == 'f';
    *standing = (ms_standing){denied ? MS_STANDS_UNKNOWN : MS_STANDS_KNOWN, claim};
    ms_derivation what = ms_derivation_of(s->standings, s->view);
    s->status = ms_redetermine(s->state, s->tools, &what, s->settings, 0);
    *standing = kept;
    if (s->status != MS_OK) {
        return;
    }
    const ms_explanation *explanation = &s->tools->determination->explanation;
    s->differs = explanation->child_count != s->child_count;
    for (uint32_t i = 0; i < s->child_count && !s->differs; i++) {
        s->differs = !ms_outcome_same(&explanation->children[i].outcome, &s->outcomes[i]);
    }
}

static bool is_needed(const search *s, const ms_fact_slot *slot)
{
    for (uint32_t i = 0; i < s->need_count; i++) {
        if (ms_fact_path_same(&s->needs[i], &slot->path)) {
            return true;
        }
    }
    return false;
}

static void look_at(search *s, const ms_fact_slot *slot)
{
    bool plan_itself = slot->path.field == MS_FIELD_PLAN; /* shows in the parent's plans as well */
    if (s->status != MS_OK || plan_itself || s->standings[slot->number].kind != MS_STANDS_CONFLICT) {
        return;
    }
    bool decides = is_needed(s, slot);
    if (!decides && ms_fact_row_of(slot->path.field)->absent_means) {
        s->differs = false;
        ms_standing_claims(s->state, s->view, slot, try_claim, s);
        decides = s->differs;
    }
    if (decides) {
        ms_buffer_put(s->paths, s->between);
        ms_buffer_put(s->paths, "\"");
        ms_fact_path_put(s->paths, &slot->path);
        ms_buffer_put(s->paths, "\"");
        s->between = ",";
    }
}

static void look_at_slot(void *context, const ms_fact_slot *slot)
{
    look_at(context, slot);
}

ms_status ms_deciding_conflicts(const ms_state *state, ms_tools *tools, ms_view view, const ms_settings *settings,
                                ms_buffer *paths)
{
    search s = {.state = state,
                .tools = tools,
                .view = view,
                .settings = settings,
                .standings = ms_standings_make(state, view, tools->arena),
                .paths = paths,
                .between = "["};
    s.status = s.standings == NULL ? MS_ERROR_MEMORY : determine_base(&s);
    if (s.status == MS_OK) {
        s.status = find_needs(&s);
    }
    if (s.status == MS_OK) {
        ms_state_each_slot(state, look_at_slot, &s);
    }
    ms_buffer_put(paths, s.between[0] == '[' ? "[]" : "]");
    return s.status;
}

/* ---- the event --------------------------------------------------------------------------------------------------- */

static void put_body(ms_tools *tools, ms_view view, const ms_buffer *conflicts, ms_buffer *body)
{
    char hash[MS_FACTS_HASH_SIZE], as_of[MS_DATE_TEXT_SIZE];
    ms_facts_hash(tools->document.text, tools->document.length, hash);
    ms_date_format(view.on, as_of);
    ms_buffer_put(body, "{\"as_of\":\"");
    ms_buffer_put(body, as_of);
    ms_buffer_put(body, "\",\"status\":\"");
    ms_buffer_put(body, ms_outcome_status_name(ms_determination_status(tools->determination)));
    ms_buffer_put(body, "\",\"facts_hash\":\"");
    ms_buffer_put(body, hash);
    ms_buffer_put(body, "\"");
    if (conflicts->length > 0) {
        ms_buffer_put(body, ",\"conflicts\":");
        ms_buffer_add(body, conflicts->text, conflicts->length);
    }
    ms_buffer_put(body, ",\"determination\":");
    ms_write_json(tools->determination, body);
    ms_buffer_put(body, "}");
    body->failed = body->failed || conflicts->failed;
}

ms_status ms_determination_body(const ms_state *state, ms_tools *tools, ms_view view, const ms_settings *settings,
                                bool acknowledge_conflicts, ms_buffer *body)
{
    ms_buffer conflicts = {0};
    ms_status status = acknowledge_conflicts ? ms_deciding_conflicts(state, tools, view, settings, &conflicts) : MS_OK;
    if (status == MS_OK) {
        const ms_standing *standings = ms_standings_make(state, view, tools->arena);
        ms_derivation what = ms_derivation_of(standings, view);
        status = standings == NULL ? MS_ERROR_MEMORY : ms_redetermine(state, tools, &what, settings, MS_WITH_ALL);
    }
    if (status == MS_OK) {
        put_body(tools, view, &conflicts, body);
        status = body->failed ? MS_ERROR_MEMORY : MS_OK;
    }
    ms_buffer_free(&conflicts);
    return status;
}
