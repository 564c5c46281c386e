/* A determination as medsupport.determination/1; docs/determination-format.md describes it. */
#include "facts/write.h"

#include "facts/figures.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <string.h>

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

/* Room for the keys of all lists, one after the other; for an entry of a list with those behind it, without its
 * sentences: at most two lists of ids, then words, amounts and days. */
enum { REST_ROOM = 512, ENTRY_ROOM = 2 * MS_ID_LIST_ROOM + 1536 + REST_ROOM };

/* Each piece is written from `at` on, where there is room, and returns where it ends. This one: a key with what stands
 * before it, as in `,"status":`, then a word or null. */
__attribute__((always_inline)) static inline char *put_name(char *at, const char *key, const ms_name *name)
{
    at = ms_write(at, key);
    if (name->length == 0) {
        return ms_write(at, "null");
    }
    *at++ = '"';
    at = ms_write_name(at, name);
    *at++ = '"';
    return at;
}

/* A key, then in quotation marks bytes that need no escape. */
__attribute__((always_inline)) static inline char *put_quoted(char *at, const char *key, const char *text,
                                                              size_t length)
{
    at = ms_write(at, key);
    *at++ = '"';
    at = ms_write_short(at, text, length);
    *at++ = '"';
    return at;
}

/* The same with a text or NULL, which is null. */
__attribute__((always_inline)) static inline char *put_word(char *at, const char *key, const char *word)
{
    return word == NULL ? ms_write(ms_write(at, key), "null") : put_quoted(at, key, word, strlen(word));
}

/* An id, which holds no character that JSON would escape. */
static inline char *put_id(char *at, const char *key, ms_text id)
{
    return put_quoted(at, key, id.at, id.length);
}

/* Money, or a percentage in hundredths: both have two decimals. */
__attribute__((always_inline)) static inline char *put_decimal(char *at, const char *key, bool known,
                                                               int64_t hundredths)
{
    at = ms_write(at, key);
    if (!known) {
        return ms_write(at, "null");
    }
    *at++ = '"';
    at += ms_money_format(hundredths, at);
    *at++ = '"';
    return at;
}

__attribute__((always_inline)) static inline char *put_date(char *at, const char *key, ms_date date)
{
    at = ms_write(at, key);
    if (date == MS_NO_DATE) {
        return ms_write(at, "null");
    }
    *at++ = '"';
    ms_date_format(date, at);
    at += MS_DATE_TEXT_SIZE - 1;
    *at++ = '"';
    return at;
}

__attribute__((always_inline)) static inline char *put_bool(char *at, const char *key, bool value)
{
    at = ms_write(at, key);
    return value ? ms_write(at, "true") : ms_write(at, "false");
}

__attribute__((always_inline)) static inline char *put_children(const ms_determination *d, char *at, const char *key,
                                                                uint32_t children)
{
    return ms_write_child_ids(ms_write(at, key), d->document, children);
}

static inline char *put_child(const ms_determination *d, char *at, const char *key, uint32_t child)
{
    return put_id(at, key, d->document->children[child].id);
}

static inline char *put_plan(const ms_determination *d, char *at, const char *key, ms_party party, int32_t plan)
{
    return plan == MS_NO_PLAN ? put_word(at, key, NULL) : put_id(at, key, d->document->plans[party][plan].id);
}

static char *put_possible(char *at, ms_paragraphs possible)
{
    at = ms_write(at, ",\"possible\":[");
    for (unsigned left = possible; left != 0; left &= left - 1) {
        at = put_name(at, "", ms_name_of_paragraph((ms_paragraph)__builtin_ctz(left)));
        *at++ = ',';
    }
    at -= possible != 0; /* no comma after the last */
    *at++ = ']';
    return at;
}

/* Entries are told apart by a comma. */
static inline char *put_between(char *at, uint32_t index)
{
    *at = ',';
    return at + (index > 0);
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* Whether there was no memory for more; the compiler is to look upon that as rare, and upon what follows as common. */
__attribute__((always_inline)) static inline bool memory_is_out(const char *at)
{
    return __builtin_expect_with_probability(at == NULL, false, 0.9999);
}

/* Goes on with a text after what other functions appended; NULL when memory is out. */
__attribute__((always_inline)) static inline char *go_on(ms_buffer *out, const char *text)
{
    char *at = ms_buffer_begin(out, ENTRY_ROOM);
    return memory_is_out(at) ? NULL : ms_write(at, text);
}

/* Writes entry `index` of a list from `at` on, where there is ENTRY_ROOM, and returns where it ends, with REST_ROOM
 * behind; NULL when memory is out. */
typedef char *put_entry(const ms_prose *prose, char *at, uint32_t index);

/* Writes a list with a key before it. at: with REST_ROOM behind, or NULL when memory is out; so is what is returned. */
__attribute__((always_inline)) static inline char *put_list(const ms_prose *prose, char *at, const char *key,
                                                            uint32_t count, put_entry *entry)
{
    if (memory_is_out(at)) {
        return NULL;
    }
    at = ms_write(at, key);
    for (uint32_t i = 0; i < count; i++) {
        ms_buffer_end(prose->out, at);
        at = ms_buffer_begin(prose->out, ENTRY_ROOM);
        at = memory_is_out(at) ? NULL : entry(prose, put_between(at, i), i);
        if (memory_is_out(at)) {
            return NULL;
        }
    }
    return ms_write(at, "]");
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static char *put_rule(const ms_determination *d, char *at)
{
    at = put_word(at, ",\"rule\":{\"citation\":\"13 CSR 40-112.010\",\"version\":", d->version->name);
    at = put_bool(at, ",\"inferred\":", d->version->inferred);
    if (d->version->inferred) {
        at = put_word(at, ",\"basis\":", d->version->basis);
    }
    return ms_write(at, "}");
}

static char *put_settings(const ms_determination *d, char *at)
{
    at = put_decimal(at, ",\"settings\":{\"percent\":", true, d->settings.percent);
    at = put_decimal(at, ",\"default_share\":", true, d->settings.default_share);
    at = ms_write(at, ",\"readings\":{");
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        at = put_between(at, (uint32_t)reading);
        at = put_word(at, "", text->name);
        at = put_word(at, ":", text->choices[d->settings.readings.choice[reading]].name);
    }
    return ms_write(at, "},\"answer_days\":");
}

void ms_write_json_head(ms_determination *determination)
{
    ms_buffer *head = &determination->head;
    ms_buffer_free(head);
    char *at = ms_buffer_begin(head, ENTRY_ROOM);
    if (memory_is_out(at)) {
        return;
    }
    ms_buffer_end(head, put_settings(determination, put_rule(determination, at)));
    ms_buffer_put_number(head, (unsigned long long)determination->settings.answer_days);
    ms_buffer_put(head, "}");
}

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

/* What an outcome and an order end with, after their plans. */
static char *put_percentage(char *at, bool known, int32_t percentage)
{
    return ms_write(put_decimal(at, "],\"percentage\":", known, percentage), "}");
}

static char *put_plan_list(const ms_determination *d, char *at, ms_party party, const uint32_t *plans, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        at = put_between(at, i);
        at = put_plan(d, at, "", party, (int32_t)plans[i]);
    }
    return at;
}

static char *put_child_result(const ms_prose *prose, char *at, uint32_t child)
{
    const ms_determination *d = prose->of;
    const ms_child_result *result = &d->explanation.children[child];
    const ms_outcome *outcome = &result->outcome;
    at = put_child(d, at, "{\"id\":", child);
    at = put_name(at, ",\"status\":", ms_name_of_status(outcome->status));
    at = put_name(at, ",\"paragraph\":", ms_name_of_certain(outcome->paragraph));
    at = put_possible(at, outcome->possible);
    at = put_name(at, ",\"obligor\":", ms_name_of_party(outcome->obligor));
    at = put_name(at, ",\"obligation\":", ms_name_of_obligation(outcome->obligation));
    at = ms_write(at, ",\"plans\":[");
    at = put_plan_list(d, at, outcome->obligor, result->plans, result->plan_count);
    at = ms_write(at, "],\"plans_open\":[");
    at = put_plan_list(d, at, outcome->obligor, result->plans_open, result->plan_open_count);
    return put_percentage(at, outcome->share.known, outcome->share.percentage);
}

/* The keys of an order, beginning with its children. */
static char *put_order(const ms_determination *d, char *at, const ms_order *order)
{
    at = put_children(d, at, "\"children\":", order->children);
    at = put_name(at, ",\"paragraph\":", ms_name_of_certain(order->paragraph));
    at = put_name(at, ",\"obligor\":", ms_name_of_party(order->obligor));
    at = put_name(at, ",\"obligation\":", ms_name_of_obligation(order->obligation));
    at = ms_write(at, ",\"plans\":[");
    for (uint32_t i = 0; i < order->plan_count; i++) {
        at = put_between(at, i);
        at = put_id(at, "", order->plans[i]);
    }
    return put_percentage(at, order->percentage_known, order->percentage);
}

static char *put_obligation(const ms_prose *prose, char *at, uint32_t index)
{
    return put_order(prose->of, ms_write(at, "{"), &prose->of->orders[index]);
}

static char *put_change(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_order_change *change = &prose->of->changes[index];
    at = put_word(at, "{\"what\":", ms_order_change_name(change->what));
    return put_order(prose->of, ms_write(at, ","), &change->order);
}

/* ---- what is missing --------------------------------------------------------------------------------------------- */

static char *put_need(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_need *need = &prose->of->explanation.needs[index];
    ms_buffer *out = prose->out;
    ms_buffer_end(out, ms_write(at, "{\"fact\":\""));
    ms_put_pointer(out, need->fact);
    at = go_on(out, "\"");
    if (memory_is_out(at)) {
        return NULL;
    }
    at = put_word(at, ",\"ask\":", ms_whom_to_ask(prose->of->document, need->fact));
    at = put_name(at, ",\"paragraph\":", ms_name_of_certain(need->paragraph));
    at = put_children(prose->of, at, ",\"children\":", need->children);
    ms_buffer_end(out, ms_write(at, ",\"question\":\""));
    ms_say_question(prose, need->fact, need->children);
    return go_on(out, "\"}");
}

static char *put_settling_set(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_explanation *explanation = &prose->of->explanation;
    const char *before = "[\"";
    ms_buffer_end(prose->out, at);
    for (ms_settling_set left = explanation->settling[index]; left != 0; left &= left - 1) {
        ms_buffer_put(prose->out, before);
        ms_put_pointer(prose->out, explanation->needs[__builtin_ctzll(left)].fact);
        before = "\",\"";
    }
    return go_on(prose->out, "\"]");
}

/* ---- readings ---------------------------------------------------------------------------------------------------- */

/* The readings on which an outcome stands: bit r for reading r. */
static uint32_t readings_that_bear(const ms_explanation *explanation)
{
    uint32_t readings = 0;
    for (uint32_t i = 0; i < explanation->other_reading_count; i++) {
        readings |= UINT32_C(1) << explanation->other_readings[i].reading;
    }
    return readings;
}

static char *put_reading(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_determination *d = prose->of;
    uint32_t left = readings_that_bear(&d->explanation);
    for (uint32_t i = 0; i < index; i++) {
        left &= left - 1;
    }
    ms_reading reading = (ms_reading)__builtin_ctz(left);
    const ms_reading_text *text = ms_reading_describe(reading);
    uint8_t choice = d->settings.readings.choice[reading];
    at = put_word(at, "{\"name\":", text->name);
    at = put_word(at, ",\"choice\":", text->choices[choice].name);
    at = put_word(at, ",\"paragraph\":", text->paragraph);
    at = put_children(d, at, ",\"children\":", ms_children_of_reading(&d->explanation, reading));
    ms_buffer_end(prose->out, ms_write(at, ",\"reason\":\""));
    ms_say_reading_reason(prose, reading, choice);
    return go_on(prose->out, "\"}");
}

/* The keys of an outcome in a list of alternatives. */
static char *put_outcome(char *at, const ms_outcome *outcome, bool with_possible)
{
    at = put_name(at, ",\"status\":", ms_name_of_status(outcome->status));
    at = put_name(at, ",\"paragraph\":", ms_name_of_certain(outcome->paragraph));
    if (with_possible) {
        at = put_possible(at, outcome->possible);
    }
    at = put_name(at, ",\"obligor\":", ms_name_of_party(outcome->obligor));
    at = put_name(at, ",\"obligation\":", ms_name_of_obligation(outcome->obligation));
    at = put_decimal(at, ",\"percentage\":", outcome->share.known, outcome->share.percentage);
    return ms_write(at, "}");
}

static char *put_other_reading(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_other_reading *other = &prose->of->explanation.other_readings[index];
    const ms_reading_text *text = ms_reading_describe(other->reading);
    at = put_word(at, "{\"reading\":", text->name);
    at = put_word(at, ",\"choice\":", text->choices[other->choice].name);
    at = put_child(prose->of, at, ",\"child\":", other->child);
    return put_outcome(at, &other->outcome, true);
}

/* ---- flags, margins, what would change it ------------------------------------------------------------------------ */

static char *put_flag(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_flag *flag = &prose->of->explanation.flags[index];
    const ms_flag_text *text = ms_flag_describe(flag->name);
    at = put_name(at, "{\"name\":", &text->name);
    at = put_name(at, ",\"citation\":", &text->citation);
    at = put_children(prose->of, at, ",\"children\":", flag->children);
    at = put_name(at, ",\"parent\":", ms_name_of_party(flag->party));
    at = put_plan(prose->of, at, ",\"plan\":", flag->party, flag->plan);
    ms_buffer_end(prose->out, ms_write(at, ",\"text\":\""));
    ms_say_flag(prose, flag);
    return go_on(prose->out, "\"}");
}

static char *put_margin(const ms_prose *prose, char *at, uint32_t index)
{
    static const char *const sides[] = {
        [MS_SIDE_UNKNOWN] = "unknown", [MS_SIDE_BELOW] = "below", [MS_SIDE_AT] = "at", [MS_SIDE_ABOVE] = "above"};
    const ms_determination *d = prose->of;
    const ms_margin *margin = &d->explanation.margins[index];
    ms_figures figures = ms_figures_of(margin->increase, margin->income, margin->within, d->settings.percent);
    at = put_name(at, "{\"parent\":", ms_name_of_party(margin->party));
    at = put_plan(d, at, ",\"plan\":", margin->party, (int32_t)margin->plan);
    at = put_children(d, at, ",\"children\":", margin->children);
    at = put_children(d, at, ",\"exempt\":", margin->exempt);
    at = put_bool(at, ",\"beside\":", margin->beside);
    at = put_decimal(at, ",\"increase_per_month\":", figures.increase.known, figures.increase.cents);
    at = put_decimal(at, ",\"ceiling_per_month\":", figures.ceiling.known, figures.ceiling.cents);
    at = put_decimal(at, ",\"percent_of_income\":", figures.percent_known, figures.percent);
    at = put_decimal(at, ",\"distance_per_month\":", figures.distance.known, figures.distance.cents);
    at = put_word(at, ",\"side\":", sides[figures.side]);
    return ms_write(at, "}");
}

/* What a changed fact would be: an amount, a date or a word; null where `change` says it all. */
static char *put_changed_value(char *at, const ms_what_if *what_if)
{
    at = ms_write(at, ",\"value\":");
    switch (what_if->change) {
    case MS_CHANGE_ABOVE:
    case MS_CHANGE_AT_MOST:
    case MS_CHANGE_AT_LEAST:
    case MS_CHANGE_BELOW:
        return put_decimal(at, "", true, what_if->cents);
    case MS_CHANGE_PUBLIC:
        return put_word(at, "",
                        what_if->public_coverage == MS_PUBLIC_NONE ? "none" : ms_public_name(what_if->public_coverage));
    case MS_CHANGE_SOURCE:
        return put_word(at, "", ms_source_name(what_if->source));
    case MS_CHANGE_DAY:
        return put_date(at, "", what_if->date);
    default:
        return put_word(at, "", NULL);
    }
}

static char *put_what_if(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_what_if *what_if = &prose->of->explanation.what_ifs[index];
    ms_buffer *out = prose->out;
    at = put_child(prose->of, at, "{\"child\":", what_if->child);
    ms_buffer_end(out, ms_write(at, ",\"fact\":\""));
    ms_put_pointer(out, what_if->fact);
    at = go_on(out, "\"");
    if (memory_is_out(at)) {
        return NULL;
    }
    at = put_word(at, ",\"change\":", ms_change_kind_name(what_if->change));
    at = put_changed_value(at, what_if);
    ms_buffer_end(out, ms_write(at, ",\"text\":\""));
    ms_say_what_if(prose, what_if);
    at = go_on(out, "\"");
    return memory_is_out(at) ? NULL : put_outcome(at, &what_if->outcome, false);
}

/* ---- the trace --------------------------------------------------------------------------------------------------- */

static void put_text(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    ms_put_json_text(out, text);
}

static void put_provenance(ms_buffer *out, const ms_provenance *provenance)
{
    if (provenance == NULL) {
        ms_buffer_put(out, ",\"provenance\":null}");
        return;
    }
    put_text(out, ",\"provenance\":{\"source\":", provenance->source);
    char *at = ms_buffer_begin(out, ENTRY_ROOM);
    if (memory_is_out(at)) {
        return;
    }
    ms_buffer_end(out, put_date(at, ",\"received\":", provenance->received));
    put_text(out, ",\"evidence\":", provenance->evidence);
    ms_buffer_put(out, "}}");
}

static void put_reads(const ms_determination *d, ms_buffer *out, const ms_step *step)
{
    ms_buffer_put(out, ",\"reads\":[");
    for (uint32_t i = 0; i < step->read_count; i++) {
        ms_buffer_put(out, i > 0 ? ",{\"fact\":\"" : "{\"fact\":\"");
        ms_put_pointer(out, step->reads[i]);
        ms_buffer_put(out, "\",\"value\":");
        ms_put_fact_value(out, d->document, step->reads[i]);
        put_provenance(out, ms_fact_provenance(d->document, step->reads[i]));
    }
}

static char *put_applied_reading(const ms_determination *d, char *at, int32_t reading)
{
    if (reading == MS_NO_READING) {
        return ms_write(at, ",\"reading\":null");
    }
    const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
    at = put_word(at, ",\"reading\":{\"name\":", text->name);
    at = put_word(at, ",\"choice\":", text->choices[d->settings.readings.choice[reading]].name);
    return ms_write(at, "}");
}

static char *put_asked(const ms_determination *d, char *at, const ms_step *step)
{
    at = put_child(d, at, "{\"child\":", step->child);
    at = put_word(at, ",\"paragraph\":", ms_place_in_rule_name(step->place));
    at = put_name(at, ",\"under\":", ms_name_of_paragraph(step->under));
    at = put_word(at, ",\"question\":", ms_question_name(step->question));
    at = put_name(at, ",\"parent\":", ms_name_of_party(step->party));
    at = put_plan(d, at, ",\"plan\":", step->party, step->plan);
    at = put_word(at, ",\"answer\":", ms_truth_name(step->answer));
    at = put_word(at, ",\"result\":", ms_step_result_name(step->result));
    return put_bool(at, ",\"beside\":", step->beside);
}

static char *put_step(const ms_prose *prose, char *at, uint32_t index)
{
    const ms_determination *d = prose->of;
    const ms_step *step = &d->explanation.steps[index];
    ms_buffer *out = prose->out;
    ms_buffer_end(out, put_asked(d, at, step));
    put_reads(d, out, step);
    at = go_on(out, "]");
    if (memory_is_out(at)) {
        return NULL;
    }
    at = put_applied_reading(d, at, step->reading);
    ms_buffer_end(out, ms_write(at, ",\"text\":\""));
    ms_say_step(prose, index);
    return go_on(out, "\"}");
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static char *put_heading(const ms_determination *d, ms_buffer *out)
{
    char *at = ms_buffer_begin(out, ENTRY_ROOM + d->head.length);
    if (memory_is_out(at)) {
        return NULL;
    }
    at = put_id(at, "{\"format\":\"medsupport.determination/1\",\"case_id\":", d->document->case_id);
    at = put_word(at, ",\"action\":", ms_action_name(d->document->facts.action));
    at = put_quoted(at, ",\"as_of\":", d->as_of, MS_DATE_TEXT_SIZE - 1);
    memcpy(at, d->head.text, d->head.length);
    return put_name(at + d->head.length, ",\"status\":", ms_name_of_status(d->explanation.status));
}

void ms_write_json(const ms_determination *determination, ms_buffer *out)
{
    const ms_explanation *explanation = &determination->explanation;
    const ms_prose prose = {.out = out, .of = determination, .json = true};
    uint32_t reading_count = (uint32_t)__builtin_popcount(readings_that_bear(explanation));
    char *at = put_heading(determination, out);
    at = put_list(&prose, at, ",\"children\":[", explanation->child_count, put_child_result);
    at = put_list(&prose, at, ",\"obligations\":[", determination->order_count, put_obligation);
    at = put_list(&prose, at, ",\"needs\":[", explanation->need_count, put_need);
    at = put_list(&prose, at, ",\"settles\":[", explanation->settling_count, put_settling_set);
    at = put_list(&prose, at, ",\"readings\":[", reading_count, put_reading);
    at = put_list(&prose, at, ",\"other_readings\":[", explanation->other_reading_count, put_other_reading);
    at = put_list(&prose, at, ",\"flags\":[", explanation->flag_count, put_flag);
    at = put_list(&prose, at, ",\"margins\":[", explanation->margin_count, put_margin);
    at = put_list(&prose, at, ",\"changes\":[", determination->change_count, put_change);
    at = put_list(&prose, at, ",\"what_if\":[", explanation->what_if_count, put_what_if);
    at = put_list(&prose, at, ",\"trace\":[", explanation->step_count, put_step);
    if (!memory_is_out(at)) {
        ms_buffer_end(out, ms_write(at, "}"));
    }
}
