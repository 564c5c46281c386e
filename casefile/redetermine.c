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

/* What a determination says that rests on facts which its trace and needs read. */
static bool is_essential(ms_text name)
{
    static const char *const members[] = {"status",  "children", "obligations", "needs",
                                          "settles", "readings", "changes",     "trace"};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (name.length == strlen(members[i]) && memcmp(name.at, members[i], name.length) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes the next member of an object behind *rest, which begins as the object. */
static bool next_member(ms_text *rest, ms_text *name, ms_text *value)
{
    bool found = ms_value_next(rest, name) && ms_value_next(rest, value);
    if (found) {
        *name = ms_value_inside(*name);
    }
    return found;
}

/* Whether two determinations of the same case, day and settings say the same in what is essential. Both have the same
 * members in the same order. */
static bool same_essence(ms_text before, ms_text after)
{
    ms_text name, others_name, value, others_value;
    if (before.length == after.length && memcmp(before.at, after.at, after.length) == 0) {
        return true;
    }
    while (next_member(&before, &name, &value) && next_member(&after, &others_name, &others_value)) {
        bool same = value.length == others_value.length && memcmp(value.at, others_value.at, value.length) == 0;
        if (!same && is_essential(name)) {
            return false;
        }
    }
    return true;
}

static ms_status determine_and_write(const ms_state *state, ms_tools *tools, const ms_derivation *what,
                                     const ms_settings *settings, ms_buffer *out)
{
    ms_status status = ms_redetermine(state, tools, what, settings, MS_WITH_TRACE);
    if (status == MS_OK) {
        ms_write_json(tools->determination, out);
        status = out->failed ? MS_ERROR_MEMORY : MS_OK;
    }
    return status;
}

/* Whether a parent was silent in a document. */
static bool was_silent(const ms_document *document, ms_party party, int32_t days)
{
    const ms_case *facts = &document->facts;
    return ms_rule_4_silent(facts->requests, facts->request_count, party, facts->as_of, days);
}

ms_status ms_stale_begin(ms_stale_test *test, const ms_state *state, ms_tools *tools,
                         const ms_recorded_determination *made)
{
    const ms_document *document;
    ms_view then = ms_view_of(made);
    *test = (ms_stale_test){.state = state, .tools = tools, .then = then};
    ms_status status = ms_settings_of(made->text, &test->settings);
    if (status != MS_OK) {
        return status;
    }
    test->what = ms_derivation_of(ms_standings_make(state, then, tools->arena), then);
    test->what.provenance = false;
    if (test->what.standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_derive(state, &test->what, &test->document);
    if (test->document.failed) {
        return MS_ERROR_MEMORY;
    }
    status = ms_reader_read(tools->reader, test->document.text, test->document.length, MS_NO_DATE, &document);
    for (int party = MS_PNS; party <= MS_PSS && status == MS_OK; party++) {
        test->silent[party] = was_silent(document, (ms_party)party, test->settings.answer_days);
    }
    return status;
}

/* The same determination on the facts as they stand now. *differs: whether they are other facts at all. */
static ms_status derive_now(ms_stale_test *test, ms_view now, ms_derivation *what, bool *differs)
{
    ms_tools *tools = test->tools;
    ms_view then = test->then, later = {now.upto, now.on > then.on ? now.on : then.on};
    *what = (ms_derivation){.as_of = then.on, .requests = then};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        what->answers[party] = test->silent[party] ? later : then;
    }
    what->standings = ms_standings_make(test->state, later, tools->arena);
    tools->document.length = 0;
    if (what->standings != NULL) {
        ms_derive(test->state, what, &tools->document);
    }
    *differs = tools->document.length != test->document.length
               || memcmp(tools->document.text, test->document.text, test->document.length) != 0;
    return what->standings == NULL || tools->document.failed ? MS_ERROR_MEMORY : MS_OK;
}

ms_status ms_stale_at(ms_stale_test *test, ms_view now, bool *stale)
{
    ms_derivation what;
    bool differs = false;
    ms_buffer after = {0};
    *stale = false;
    ms_status status = derive_now(test, now, &what, &differs);
    if (status != MS_OK || !differs) {
        return status;
    }
    status = determine_and_write(test->state, test->tools, &what, &test->settings, &after);
    if (status == MS_OK && test->before.length == 0) {
        status = determine_and_write(test->state, test->tools, &test->what, &test->settings, &test->before);
    }
    *stale = status == MS_OK
             && !same_essence((ms_text){test->before.text, test->before.length}, (ms_text){after.text, after.length});
    ms_buffer_free(&after);
    return status;
}

void ms_stale_end(ms_stale_test *test)
{
    ms_buffer_free(&test->document);
    ms_buffer_free(&test->before);
}

/* ---- conflicts that decide --------------------------------------------------------------------------------------- */

/* A conflict on a fact whose absence has a meaning, so that some source's word is taken. */
typedef struct disputed {
    const ms_fact_slot *slot;
    const ms_claim **claims; /* the words that differ; the first is the one that is taken */
    size_t count, room;
    bool decides; /* the outcome turns on whose word is taken, whatever is taken of the others */
} disputed;

/* What a determination came to. */
typedef struct result {
    uint32_t child_count;
    ms_outcome outcomes[MS_MAX_CHILDREN];
} result;

/* All combinations of words are tried as long as there are no more of them; beyond, each of the conflicts decides. */
enum { MOST_COMBINATIONS = 1024 };

/* The search for them. */
typedef struct search {
    const ms_state *state;
    ms_tools *tools;
    ms_view view;
    const ms_settings *settings;
    ms_standing *standings;
    ms_buffer *paths;
    const char *between;
    uint32_t need_count;
    ms_fact_path *needs;
    disputed *disputed;
    size_t disputed_count;
    result *results; /* those that differ */
    size_t result_count;
    ms_status status;
} search;

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

static bool is_needed(const search *s, const ms_fact_slot *slot)
{
    for (uint32_t i = 0; i < s->need_count; i++) {
        if (ms_fact_path_same(&s->needs[i], &slot->path)) {
            return true;
        }
    }
    return false;
}

/* Whether it is in conflict, and not only shown there: a plan itself shows in the parent's plans as well. */
static bool is_in_conflict(const search *s, const ms_fact_slot *slot)
{
    return slot->path.field != MS_FIELD_PLAN && s->standings[slot->number].kind == MS_STANDS_CONFLICT;
}

/* ---- whose word is taken ----------------------------------------------------------------------------------------- */

/* Adds a word that says something else than the ones before. */
static void add_word(void *context, const ms_claim *claim)
{
    disputed *d = context;
    for (size_t i = 0; i < d->count; i++) {
        if (ms_values_compare(d->claims[i]->value, claim->value) == MS_VALUES_SAME) {
            return;
        }
    }
    if (d->count < d->room) {
        d->claims[d->count++] = claim;
    }
}

static void add_disputed(void *context, const ms_fact_slot *slot)
{
    search *s = context;
    if (!is_in_conflict(s, slot) || !ms_fact_row_of(slot->path.field)->absent_means || is_needed(s, slot)) {
        return;
    }
    disputed *d = &s->disputed[s->disputed_count++];
    *d = (disputed){.slot = slot};
    for (const ms_claim *claim = slot->first; claim != NULL; claim = claim->next) {
        d->room++;
    }
    d->claims = ms_arena_room(s->tools->arena, d->room, sizeof(const ms_claim *));
    if (d->claims == NULL) {
        s->status = MS_ERROR_MEMORY;
        return;
    }
    add_word(d, s->standings[slot->number].claim);
    ms_standing_claims(s->state, s->view, slot, add_word, d);
}

/* How many combinations of words there are; MOST_COMBINATIONS + 1 where there are too many. */
static size_t count_combinations(const search *s)
{
    size_t count = 1;
    for (size_t i = 0; i < s->disputed_count; i++) {
        count *= s->disputed[i].count;
        if (count > MOST_COMBINATIONS) {
            return MOST_COMBINATIONS + 1;
        }
    }
    return count;
}

/* Takes the words of a combination, the first conflict's changing first. */
static void take_words(search *s, size_t combination)
{
    for (size_t i = 0; i < s->disputed_count; i++) {
        const disputed *d = &s->disputed[i];
        const ms_claim *claim = d->claims[combination % d->count];
        bool denied = ms_fact_row_of(d->slot->path.field)->name == NULL && claim->value.at[0] == 'f';
        s->standings[d->slot->number] = (ms_standing){denied ? MS_STANDS_UNKNOWN : MS_STANDS_KNOWN, claim};
        combination /= d->count;
    }
}

static bool same_result(const result *a, const result *b)
{
    bool same = a->child_count == b->child_count;
    for (uint32_t i = 0; i < a->child_count && same; i++) {
        same = ms_outcome_same(&a->outcomes[i], &b->outcomes[i]);
    }
    return same;
}

/* The number of what the last determination came to among those that differ. */
static uint16_t number_of_result(search *s)
{
    const ms_explanation *explanation = &s->tools->determination->explanation;
    result *found = &s->results[s->result_count];
    *found = (result){.child_count = explanation->child_count};
    for (uint32_t i = 0; i < found->child_count; i++) {
        found->outcomes[i] = explanation->children[i].outcome;
    }
    size_t number = 0;
    while (!same_result(&s->results[number], found)) {
        number++;
    }
    s->result_count += number == s->result_count;
    return (uint16_t)number;
}

/* Determines the case for each combination. */
static void determine_all(search *s, size_t count, uint16_t numbers[MOST_COMBINATIONS])
{
    s->results = ms_arena_room(s->tools->arena, count + 1, sizeof *s->results);
    if (s->results == NULL) {
        s->status = MS_ERROR_MEMORY;
    }
    for (size_t i = 0; i < count && s->status == MS_OK; i++) {
        take_words(s, i);
        ms_derivation what = ms_derivation_of(s->standings, s->view);
        s->status = ms_redetermine(s->state, s->tools, &what, s->settings, 0);
        if (s->status == MS_OK) {
            numbers[i] = number_of_result(s);
        }
    }
}

/* Whether two combinations that differ in one conflict alone come to different outcomes. step: how far apart they are. */
static bool turns_on(const disputed *d, size_t step, size_t count, const uint16_t numbers[MOST_COMBINATIONS])
{
    for (size_t i = 0; i < count; i++) {
        size_t word = i / step % d->count;
        if (numbers[i] != numbers[i - word * step]) {
            return true;
        }
    }
    return false;
}

/* Finds which of the conflicts the outcome turns on, alone or together with others. */
static void find_turning(search *s)
{
    uint16_t numbers[MOST_COMBINATIONS];
    size_t count = count_combinations(s), step = 1;
    bool tried = count <= MOST_COMBINATIONS;
    if (tried && count > 1) {
        determine_all(s, count, numbers);
    }
    for (size_t i = 0; i < s->disputed_count && s->status == MS_OK; i++) {
        disputed *d = &s->disputed[i];
        d->decides = !tried || (count > 1 && turns_on(d, step, count, numbers));
        step *= d->count;
    }
    for (size_t i = 0; i < s->disputed_count; i++) {
        const disputed *d = &s->disputed[i];
        s->standings[d->slot->number] = (ms_standing){MS_STANDS_CONFLICT, d->claims[0]};
    }
}

/* ---- telling ----------------------------------------------------------------------------------------------------- */

static bool is_turned_on(const search *s, const ms_fact_slot *slot)
{
    for (size_t i = 0; i < s->disputed_count; i++) {
        if (s->disputed[i].slot == slot) {
            return s->disputed[i].decides;
        }
    }
    return false;
}

static void tell(void *context, const ms_fact_slot *slot)
{
    search *s = context;
    if (s->status == MS_OK && is_in_conflict(s, slot) && (is_needed(s, slot) || is_turned_on(s, slot))) {
        ms_buffer_put(s->paths, s->between);
        ms_buffer_put(s->paths, "\"");
        ms_fact_path_put(s->paths, &slot->path);
        ms_buffer_put(s->paths, "\"");
        s->between = ",";
    }
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
                .between = "[",
                .disputed = ms_arena_room(tools->arena, state->slot_count, sizeof(disputed))};
    s.status = s.standings == NULL || s.disputed == NULL ? MS_ERROR_MEMORY : find_needs(&s);
    if (s.status == MS_OK) {
        ms_state_each_slot(state, add_disputed, &s);
    }
    if (s.status == MS_OK) {
        find_turning(&s);
    }
    if (s.status == MS_OK) {
        ms_state_each_slot(state, tell, &s);
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
