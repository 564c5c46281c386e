/* A determination as medsupport.determination/1; docs/determination-format.md describes it. */
#include "facts/write.h"

#include "facts/figures.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <string.h>

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

/* Appends a key with what stands before it, as in `,"status":`, then in quotation marks bytes that need no escape. */
__attribute__((always_inline)) static inline void put_quoted(ms_buffer *out, const char *key, const char *text,
                                                             size_t length)
{
    size_t begin = strlen(key);
    char *room = ms_buffer_room(out, begin + length + 2);
    if (room != NULL) {
        memcpy(room, key, begin);
        room[begin] = '"';
        memcpy(room + begin + 1, text, length);
        room[begin + 1 + length] = '"';
    }
}

/* The same with a word, or null. */
__attribute__((always_inline)) static inline void put_word(ms_buffer *out, const char *key, const char *word)
{
    if (word != NULL) {
        put_quoted(out, key, word, strlen(word));
        return;
    }
    ms_buffer_put(out, key);
    ms_buffer_add(out, "null", 4);
}

static inline void put_text(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    if (text.length == 0) {
        ms_buffer_add(out, "null", 4);
        return;
    }
    ms_buffer_add(out, "\"", 1);
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_add(out, "\"", 1);
}

/* An id, which holds no character that JSON would escape. */
static inline void put_id(ms_buffer *out, const char *key, ms_text id)
{
    put_quoted(out, key, id.at, id.length);
}

/* Money, or a percentage in hundredths: both have two decimals. */
static void put_decimal(ms_buffer *out, const char *key, bool known, int64_t hundredths)
{
    char text[MS_MONEY_TEXT_SIZE];
    if (!known) {
        put_word(out, key, NULL);
        return;
    }
    ms_money_format(hundredths, text);
    put_word(out, key, text);
}

static void put_date(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date == MS_NO_DATE) {
        put_word(out, key, NULL);
        return;
    }
    ms_date_format(date, text);
    put_word(out, key, text);
}

static void put_bool(ms_buffer *out, const char *key, bool value)
{
    ms_buffer_put(out, key);
    ms_buffer_put(out, value ? "true" : "false");
}

static void put_children(const ms_determination *d, ms_buffer *out, const char *key, uint32_t children)
{
    ms_buffer_put(out, key);
    ms_put_child_ids(out, d->document, children);
}

static void put_child(const ms_determination *d, ms_buffer *out, const char *key, uint32_t child)
{
    put_id(out, key, d->document->children[child].id);
}

static void put_plan(const ms_determination *d, ms_buffer *out, const char *key, ms_party party, int32_t plan)
{
    if (plan == MS_NO_PLAN) {
        put_word(out, key, NULL);
        return;
    }
    put_id(out, key, d->document->plans[party][plan].id);
}

static void put_pointer(ms_buffer *out, const char *key, ms_fact fact)
{
    ms_buffer_put(out, key);
    ms_buffer_add(out, "\"", 1);
    ms_put_pointer(out, fact);
    ms_buffer_add(out, "\"", 1);
}

/* The paragraph of an outcome; null where several are possible, or none. */
static const char *paragraph_or_null(ms_paragraph paragraph)
{
    return paragraph >= MS_NO_PARAGRAPH ? NULL : ms_paragraph_name(paragraph);
}

static void put_possible(ms_buffer *out, ms_paragraphs possible)
{
    const char *key = ",\"possible\":[";
    unsigned left = possible;
    for (unsigned p = MS_5A; p <= MS_NO_PARAGRAPH; p++) {
        if ((left >> p & 1u) != 0) {
            put_word(out, key, ms_paragraph_name((ms_paragraph)p));
            key = ",";
        }
    }
    ms_buffer_put(out, "]");
}

/* Entries are told apart by a comma. */
static inline void put_between(ms_buffer *out, uint32_t index)
{
    if (index > 0) {
        ms_buffer_add(out, ",", 1);
    }
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static void put_rule(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"rule\":{\"citation\":\"13 CSR 40-112.010\"");
    put_word(out, ",\"version\":", d->version->name);
    put_bool(out, ",\"inferred\":", d->version->inferred);
    if (d->version->inferred) {
        put_word(out, ",\"basis\":", d->version->basis);
    }
    ms_buffer_put(out, "}");
}

static void put_settings(const ms_determination *d, ms_buffer *out)
{
    put_decimal(out, ",\"settings\":{\"percent\":", true, d->settings.percent);
    put_decimal(out, ",\"default_share\":", true, d->settings.default_share);
    ms_buffer_put(out, ",\"readings\":{");
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        put_between(out, (uint32_t)reading);
        put_word(out, "", text->name);
        put_word(out, ":", text->choices[d->settings.readings.choice[reading]].name);
    }
    ms_buffer_put(out, "},\"answer_days\":");
    ms_buffer_put_number(out, (unsigned long long)d->settings.answer_days);
    ms_buffer_put(out, "}");
}

void ms_write_json_head(ms_determination *determination)
{
    ms_buffer_free(&determination->head);
    put_rule(determination, &determination->head);
    put_settings(determination, &determination->head);
}

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

static void put_plan_list(const ms_determination *d, ms_buffer *out, ms_party party, const uint32_t *plans,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        put_between(out, i);
        put_plan(d, out, "", party, (int32_t)plans[i]);
    }
}

static void put_child_result(const ms_determination *d, ms_buffer *out, uint32_t child)
{
    const ms_child_result *result = &d->explanation.children[child];
    const ms_outcome *outcome = &result->outcome;
    put_child(d, out, "{\"id\":", child);
    put_word(out, ",\"status\":", ms_outcome_status_name(outcome->status));
    put_word(out, ",\"paragraph\":", paragraph_or_null(outcome->paragraph));
    put_possible(out, outcome->possible);
    put_word(out, ",\"obligor\":", ms_party_name(outcome->obligor));
    put_word(out, ",\"obligation\":", ms_obligation_name(outcome->obligation));
    ms_buffer_put(out, ",\"plans\":[");
    put_plan_list(d, out, outcome->obligor, result->plans, result->plan_count);
    ms_buffer_put(out, "],\"plans_open\":[");
    put_plan_list(d, out, outcome->obligor, result->plans_open, result->plan_open_count);
    put_decimal(out, "],\"percentage\":", outcome->share.known, outcome->share.percentage);
    ms_buffer_put(out, "}");
}

static void put_children_results(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"children\":[");
    for (uint32_t i = 0; i < d->explanation.child_count; i++) {
        put_between(out, i);
        put_child_result(d, out, i);
    }
    ms_buffer_put(out, "]");
}

/* The keys of an order, beginning with its children. */
static void put_order(const ms_determination *d, ms_buffer *out, const char *key, const ms_order *order)
{
    put_children(d, out, key, order->children);
    put_word(out, ",\"paragraph\":", paragraph_or_null(order->paragraph));
    put_word(out, ",\"obligor\":", ms_party_name(order->obligor));
    put_word(out, ",\"obligation\":", ms_obligation_name(order->obligation));
    ms_buffer_put(out, ",\"plans\":[");
    for (uint32_t i = 0; i < order->plan_count; i++) {
        put_between(out, i);
        put_id(out, "", order->plans[i]);
    }
    put_decimal(out, "],\"percentage\":", order->percentage_known, order->percentage);
    ms_buffer_put(out, "}");
}

static void put_obligations(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"obligations\":[");
    for (uint32_t i = 0; i < d->order_count; i++) {
        put_between(out, i);
        put_order(d, out, "{\"children\":", &d->orders[i]);
    }
    ms_buffer_put(out, "]");
}

static void put_changes(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"changes\":[");
    for (uint32_t i = 0; i < d->change_count; i++) {
        put_between(out, i);
        put_word(out, "{\"what\":", ms_order_change_name(d->changes[i].what));
        put_order(d, out, ",\"children\":", &d->changes[i].order);
    }
    ms_buffer_put(out, "]");
}

/* ---- what is missing --------------------------------------------------------------------------------------------- */

static void put_need(const ms_prose *prose, const ms_need *need)
{
    ms_buffer *out = prose->out;
    put_pointer(out, "{\"fact\":", need->fact);
    put_word(out, ",\"ask\":", ms_whom_to_ask(prose->of->document, need->fact));
    put_word(out, ",\"paragraph\":", paragraph_or_null(need->paragraph));
    put_children(prose->of, out, ",\"children\":", need->children);
    ms_buffer_put(out, ",\"question\":\"");
    ms_say_question(prose, need->fact, need->children);
    ms_buffer_put(out, "\"}");
}

static void put_needs(const ms_prose *prose)
{
    const ms_explanation *explanation = &prose->of->explanation;
    ms_buffer_put(prose->out, ",\"needs\":[");
    for (uint32_t i = 0; i < explanation->need_count; i++) {
        put_between(prose->out, i);
        put_need(prose, &explanation->needs[i]);
    }
    ms_buffer_put(prose->out, "]");
}

static void put_settling_set(const ms_explanation *explanation, ms_buffer *out, ms_settling_set set)
{
    const char *key = "[";
    ms_settling_set left = set;
    for (uint32_t need = 0; left != 0; need++, left >>= 1) {
        if ((left & 1u) != 0) {
            put_pointer(out, key, explanation->needs[need].fact);
            key = ",";
        }
    }
    ms_buffer_put(out, "]");
}

static void put_settles(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"settles\":[");
    for (uint32_t i = 0; i < d->explanation.settling_count; i++) {
        put_between(out, i);
        put_settling_set(&d->explanation, out, d->explanation.settling[i]);
    }
    ms_buffer_put(out, "]");
}

/* ---- readings ---------------------------------------------------------------------------------------------------- */

static void put_readings(const ms_prose *prose)
{
    const ms_determination *d = prose->of;
    ms_buffer *out = prose->out;
    uint32_t count = 0;
    ms_buffer_put(out, ",\"readings\":[");
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        uint32_t children = ms_children_of_reading(&d->explanation, (ms_reading)reading);
        if (children == 0) {
            continue;
        }
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        uint8_t choice = d->settings.readings.choice[reading];
        put_between(out, count++);
        put_word(out, "{\"name\":", text->name);
        put_word(out, ",\"choice\":", text->choices[choice].name);
        put_word(out, ",\"paragraph\":", text->paragraph);
        put_children(d, out, ",\"children\":", children);
        ms_buffer_put(out, ",\"reason\":\"");
        ms_say_reading_reason(prose, (ms_reading)reading, choice);
        ms_buffer_put(out, "\"}");
    }
    ms_buffer_put(out, "]");
}

/* The keys of an outcome in a list of alternatives. */
static void put_outcome(ms_buffer *out, const ms_outcome *outcome, bool with_possible)
{
    put_word(out, ",\"status\":", ms_outcome_status_name(outcome->status));
    put_word(out, ",\"paragraph\":", paragraph_or_null(outcome->paragraph));
    if (with_possible) {
        put_possible(out, outcome->possible);
    }
    put_word(out, ",\"obligor\":", ms_party_name(outcome->obligor));
    put_word(out, ",\"obligation\":", ms_obligation_name(outcome->obligation));
    put_decimal(out, ",\"percentage\":", outcome->share.known, outcome->share.percentage);
    ms_buffer_put(out, "}");
}

static void put_other_readings(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"other_readings\":[");
    for (uint32_t i = 0; i < d->explanation.other_reading_count; i++) {
        const ms_other_reading *other = &d->explanation.other_readings[i];
        const ms_reading_text *text = ms_reading_describe(other->reading);
        put_between(out, i);
        put_word(out, "{\"reading\":", text->name);
        put_word(out, ",\"choice\":", text->choices[other->choice].name);
        put_child(d, out, ",\"child\":", other->child);
        put_outcome(out, &other->outcome, true);
    }
    ms_buffer_put(out, "]");
}

/* ---- flags, margins, what would change it ------------------------------------------------------------------------ */

static void put_flags(const ms_prose *prose)
{
    const ms_determination *d = prose->of;
    ms_buffer *out = prose->out;
    ms_buffer_put(out, ",\"flags\":[");
    for (uint32_t i = 0; i < d->explanation.flag_count; i++) {
        const ms_flag *flag = &d->explanation.flags[i];
        const ms_flag_text *text = ms_flag_describe(flag->name);
        put_between(out, i);
        put_word(out, "{\"name\":", text->name);
        put_word(out, ",\"citation\":", text->citation);
        put_children(d, out, ",\"children\":", flag->children);
        put_word(out, ",\"parent\":", ms_party_name(flag->party));
        put_plan(d, out, ",\"plan\":", flag->party, flag->plan);
        ms_buffer_put(out, ",\"text\":\"");
        ms_say_flag(prose, flag);
        ms_buffer_put(out, "\"}");
    }
    ms_buffer_put(out, "]");
}

static void put_margin(const ms_determination *d, ms_buffer *out, const ms_margin *margin)
{
    static const char *const sides[] = {
        [MS_SIDE_UNKNOWN] = "unknown", [MS_SIDE_BELOW] = "below", [MS_SIDE_AT] = "at", [MS_SIDE_ABOVE] = "above"};
    ms_figures figures = ms_figures_of(margin->increase, margin->income, margin->within, d->settings.percent);
    put_word(out, "{\"parent\":", ms_party_name(margin->party));
    put_plan(d, out, ",\"plan\":", margin->party, (int32_t)margin->plan);
    put_children(d, out, ",\"children\":", margin->children);
    put_children(d, out, ",\"exempt\":", margin->exempt);
    put_bool(out, ",\"beside\":", margin->beside);
    put_decimal(out, ",\"increase_per_month\":", figures.increase.known, figures.increase.cents);
    put_decimal(out, ",\"ceiling_per_month\":", figures.ceiling.known, figures.ceiling.cents);
    put_decimal(out, ",\"percent_of_income\":", figures.percent_known, figures.percent);
    put_decimal(out, ",\"distance_per_month\":", figures.distance.known, figures.distance.cents);
    put_word(out, ",\"side\":", sides[figures.side]);
    ms_buffer_put(out, "}");
}

static void put_margins(const ms_determination *d, ms_buffer *out)
{
    ms_buffer_put(out, ",\"margins\":[");
    for (uint32_t i = 0; i < d->explanation.margin_count; i++) {
        put_between(out, i);
        put_margin(d, out, &d->explanation.margins[i]);
    }
    ms_buffer_put(out, "]");
}

/* What a changed fact would be: an amount, a date or a word; null where `change` says it all. */
static void put_changed_value(ms_buffer *out, const ms_what_if *what_if)
{
    const char *key = ",\"value\":";
    switch (what_if->change) {
    case MS_CHANGE_ABOVE:
    case MS_CHANGE_AT_MOST:
    case MS_CHANGE_AT_LEAST:
    case MS_CHANGE_BELOW:
        put_decimal(out, key, true, what_if->cents);
        return;
    case MS_CHANGE_PUBLIC:
        put_word(out, key,
                 what_if->public_coverage == MS_PUBLIC_NONE ? "none" : ms_public_name(what_if->public_coverage));
        return;
    case MS_CHANGE_SOURCE:
        put_word(out, key, ms_source_name(what_if->source));
        return;
    case MS_CHANGE_DAY:
        put_date(out, key, what_if->date);
        return;
    default:
        put_word(out, key, NULL);
    }
}

static void put_what_ifs(const ms_prose *prose)
{
    const ms_explanation *explanation = &prose->of->explanation;
    ms_buffer *out = prose->out;
    ms_buffer_put(out, ",\"what_if\":[");
    for (uint32_t i = 0; i < explanation->what_if_count; i++) {
        const ms_what_if *what_if = &explanation->what_ifs[i];
        put_between(out, i);
        put_child(prose->of, out, "{\"child\":", what_if->child);
        put_pointer(out, ",\"fact\":", what_if->fact);
        put_word(out, ",\"change\":", ms_change_kind_name(what_if->change));
        put_changed_value(out, what_if);
        ms_buffer_put(out, ",\"text\":\"");
        ms_say_what_if(prose, what_if);
        ms_buffer_put(out, "\"");
        put_outcome(out, &what_if->outcome, false);
    }
    ms_buffer_put(out, "]");
}

/* ---- the trace --------------------------------------------------------------------------------------------------- */

static void put_provenance(ms_buffer *out, const ms_provenance *provenance)
{
    if (provenance == NULL) {
        ms_buffer_put(out, ",\"provenance\":null}");
        return;
    }
    put_text(out, ",\"provenance\":{\"source\":", provenance->source);
    put_date(out, ",\"received\":", provenance->received);
    put_text(out, ",\"evidence\":", provenance->evidence);
    ms_buffer_put(out, "}}");
}

static void put_reads(const ms_determination *d, ms_buffer *out, const ms_step *step)
{
    ms_buffer_put(out, ",\"reads\":[");
    for (uint32_t i = 0; i < step->read_count; i++) {
        put_between(out, i);
        put_pointer(out, "{\"fact\":", step->reads[i]);
        ms_buffer_put(out, ",\"value\":");
        ms_put_fact_value(out, d->document, step->reads[i]);
        put_provenance(out, ms_fact_provenance(d->document, step->reads[i]));
    }
    ms_buffer_put(out, "]");
}

static void put_applied_reading(const ms_determination *d, ms_buffer *out, int32_t reading)
{
    if (reading == MS_NO_READING) {
        ms_buffer_put(out, ",\"reading\":null");
        return;
    }
    const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
    put_word(out, ",\"reading\":{\"name\":", text->name);
    put_word(out, ",\"choice\":", text->choices[d->settings.readings.choice[reading]].name);
    ms_buffer_put(out, "}");
}

static void put_step(const ms_prose *prose, uint32_t index)
{
    const ms_determination *d = prose->of;
    const ms_step *step = &d->explanation.steps[index];
    ms_buffer *out = prose->out;
    put_child(d, out, "{\"child\":", step->child);
    put_word(out, ",\"paragraph\":", ms_place_in_rule_name(step->place));
    put_word(out, ",\"under\":", ms_paragraph_name(step->under));
    put_word(out, ",\"question\":", ms_question_name(step->question));
    put_word(out, ",\"parent\":", ms_party_name(step->party));
    put_plan(d, out, ",\"plan\":", step->party, step->plan);
    put_word(out, ",\"answer\":", ms_truth_name(step->answer));
    put_word(out, ",\"result\":", ms_step_result_name(step->result));
    put_bool(out, ",\"beside\":", step->beside);
    put_reads(d, out, step);
    put_applied_reading(d, out, step->reading);
    ms_buffer_put(out, ",\"text\":\"");
    ms_say_step(prose, index);
    ms_buffer_put(out, "\"}");
}

static void put_trace(const ms_prose *prose)
{
    ms_buffer_put(prose->out, ",\"trace\":[");
    for (uint32_t i = 0; i < prose->of->explanation.step_count; i++) {
        put_between(prose->out, i);
        put_step(prose, i);
    }
    ms_buffer_put(prose->out, "]");
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

void ms_write_json(const ms_determination *determination, ms_buffer *out)
{
    const ms_document *document = determination->document;
    ms_prose prose = {.out = out, .of = determination, .json = true};
    put_id(out, "{\"format\":\"medsupport.determination/1\",\"case_id\":", document->case_id);
    put_word(out, ",\"action\":", ms_action_name(document->facts.action));
    put_date(out, ",\"as_of\":", document->facts.as_of);
    ms_buffer_add(out, determination->head.text, determination->head.length);
    put_word(out, ",\"status\":", ms_outcome_status_name(determination->explanation.status));
    put_children_results(determination, out);
    put_obligations(determination, out);
    put_needs(&prose);
    put_settles(determination, out);
    put_readings(&prose);
    put_other_readings(determination, out);
    put_flags(&prose);
    put_margins(determination, out);
    put_changes(determination, out);
    put_what_ifs(&prose);
    put_trace(&prose);
    ms_buffer_put(out, "}");
}
