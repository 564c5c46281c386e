/* Answers about plans: which there are, whom they cover, what they cost, where they serve. */
#include "cli/answers.h"
#include "cli/print.h"
#include "facts/names.h"

#include <string.h>

/* ---- which plans there are --------------------------------------------------------------------------------------- */

/* Takes "(dental)" off the end of a plan's name. NULL when what stands there is no benefit. */
static const char *take_benefits(ms_word *name)
{
    static const struct {
        const char *word, *json;
    } benefits[] = {
        {"(medical)", ""},
        {"(dental)", ", \"benefits\": [\"dental\"]"},
        {"(both)", ", \"benefits\": [\"medical\", \"dental\"]"},
    };
    const char *open = memchr(name->at, '(', name->length);
    if (open == NULL) {
        return "";
    }
    size_t before = (size_t)(open - name->at);
    ms_word mark = {open, name->length - before};
    *name = ms_word_trim(name->at, before);
    for (size_t i = 0; i < sizeof benefits / sizeof benefits[0]; i++) {
        if (ms_word_is(mark, benefits[i].word)) {
            return benefits[i].json;
        }
    }
    return NULL;
}

/* Whether a name is one of a program of public assistance, whatever stands between its words. */
static bool is_public(ms_word name)
{
    static const char *const programs[] = {"medicaid", "chip", "schip", "mohealthnet", "mohealthnetforkids"};
    enum { LONGEST = 24 };
    char letters[LONGEST];
    ms_word plain = {letters, 0};
    for (size_t i = 0; i < name.length; i++) {
        if (strchr(" .-_", name.at[i]) != NULL) {
            continue;
        }
        if (plain.length == LONGEST) {
            return false;
        }
        letters[plain.length++] = name.at[i];
    }
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        if (ms_word_is(plain, programs[i])) {
            return true;
        }
    }
    return false;
}

/* Takes one plan of an answer. */
static bool take_plan(ms_word name, const char *before, ms_answer *answer)
{
    const char *benefits = take_benefits(&name);
    if (is_public(name)) {
        return ms_answer_refuse(answer,
                                "'%.*s' is public assistance and no private plan, (1)(D); public coverage is asked for "
                                "later",
                                (int)name.length, name.at);
    }
    if (benefits == NULL) {
        return ms_answer_refuse(answer, "after the name of a plan stands nothing, (medical), (dental) or (both)");
    }
    if (!ms_word_is_id(name)) {
        return ms_answer_refuse(answer,
                                "'%.*s' is no short name of letters, digits, '.', '_' and '-', such as acme-ppo",
                                (int)name.length, name.at);
    }
    ms_print(&answer->json, "%s{\"id\": \"%.*s\"%s}", before, (int)name.length, name.at, benefits);
    return true;
}

bool ms_answer_plans(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    (void)asked;
    ms_word rest = text, name;
    const char *before = "[";
    if (ms_word_is(text, "none") || ms_word_is(text, "no")) {
        ms_buffer_put(&answer->json, "[]");
        return true;
    }
    while (ms_word_next(&rest, ",;", &name)) {
        if (!take_plan(name, before, answer)) {
            return false;
        }
        before = ", ";
    }
    ms_buffer_put(&answer->json, "]");
    return before[0] == ',' || ms_answer_refuse(answer, "no plan is named; write none if there is none");
}

/* ---- whom a plan covers ------------------------------------------------------------------------------------------ */

static bool is_text(ms_word word, ms_text text)
{
    return text.length == word.length && text.length > 0 && memcmp(text.at, word.at, text.length) == 0;
}

/* The children whose id or name a word is: an id as it is written, a name without case. After "id " stands an id. */
static uint32_t children_of(const ms_document *document, ms_word word)
{
    static const char by_id[] = "id ";
    size_t length = strlen(by_id);
    bool marked = word.length > length && ms_word_is((ms_word){word.at, length}, by_id);
    ms_word id = marked ? ms_word_trim(word.at + length, word.length - length) : word;
    uint32_t found = 0;
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        ms_text name = document->children[i].name;
        if (is_text(id, document->children[i].id) || ms_word_same(word, (ms_word){name.at, name.length})) {
            found |= UINT32_C(1) << i;
        }
    }
    return found;
}

/* Says by which ids some children are told apart: "id c1 or id c2". */
static void put_ids(const ms_document *document, uint32_t children, ms_buffer *out)
{
    const char *before = "";
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        if ((children & UINT32_C(1) << i) != 0) {
            ms_text id = document->children[i].id;
            ms_print(out, "%sid %.*s", before, (int)id.length, id.at);
            before = " or ";
        }
    }
}

static void put_children(const ms_document *document, uint32_t children, ms_buffer *out)
{
    const char *before = "[";
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        if ((children & UINT32_C(1) << i) != 0) {
            ms_text id = document->children[i].id;
            ms_print(out, "%s\"%.*s\"", before, (int)id.length, id.at);
            before = ", ";
        }
    }
    ms_buffer_put(out, before[0] == '[' ? "[]" : "]");
}

/* The children that a list names. */
static bool read_children(const ms_document *document, ms_word text, uint32_t *children, ms_answer *answer)
{
    ms_word rest = text, name;
    while (ms_word_next_name(&rest, &name)) {
        uint32_t called = children_of(document, name);
        if (called == 0) {
            return ms_answer_refuse(answer, "'%.*s' is no child of this case", (int)name.length, name.at);
        }
        if ((called & (called - 1)) != 0) {
            ms_answer_refuse(answer, "more children than one are called '%.*s'; write ", (int)name.length, name.at);
            put_ids(document, called, &answer->fault);
            return false;
        }
        *children |= called;
    }
    return *children != 0 || ms_answer_refuse(answer, "no child is named; write none if the plan covers none");
}

/* Refuses a word that means some of the children and is what others are called. */
static bool refuse_either(const ms_document *document, ms_word text, uint32_t called, ms_answer *answer)
{
    ms_answer_refuse(answer, "'%.*s' is what a child is called, too; write ", (int)text.length, text.at);
    put_ids(document, called, &answer->fault);
    ms_buffer_put(&answer->fault, ", or all of them, or none of them");
    return false;
}

bool ms_answer_covers(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    enum { LISTED, ALL, NOBODY, YES };
    static const ms_named words[] = {
        {"all", ALL}, {"all of them", ALL}, {"none", NOBODY},   {"no", NOBODY}, {"n", NOBODY}, {"none of them", NOBODY},
        {"yes", YES}, {"y", YES},           {"nobody", NOBODY}, {NULL, LISTED}};
    const ms_document *document = asked->document;
    int said = ms_word_value(text, words, LISTED);
    uint32_t all = UINT32_MAX >> (MS_MAX_CHILDREN - document->facts.child_count);
    uint32_t children = said == ALL || said == YES ? all : 0;
    uint32_t called = said == LISTED ? 0 : children_of(document, text);
    if (called != 0 && called != children) {
        return refuse_either(document, text, called, answer);
    }
    if (said == YES && document->facts.child_count > 1) {
        return ms_answer_refuse(answer, "there are several children; say all, none, or which");
    }
    if (said == LISTED && !read_children(document, text, &children, answer)) {
        return false;
    }
    put_children(document, children, &answer->json);
    return true;
}

/* ---- what a plan costs ------------------------------------------------------------------------------------------- */

enum { NO_MEASURE = -1, SELF_ONLY = 0, FAMILY, ADDING, MEASURES, FILLER };

/* What an answer about costs has said so far. */
typedef struct costs {
    ms_amount amounts[MEASURES];
    ms_amount amount; /* one whose measure is yet to come */
    int measure;      /* one whose amount is yet to come */
} costs;

/* Takes one word of the answer; false when it is none. */
static bool take_cost_word(costs *said, ms_word word)
{
    static const ms_named words[] = {
        {"alone", SELF_ONLY}, {"self-only", SELF_ONLY}, {"self_only", SELF_ONLY},
        {"self", SELF_ONLY},  {"single", SELF_ONLY},    {"family", FAMILY},
        {"adding", ADDING},   {"add", ADDING},          {"add_dependents", ADDING},
        {"and", FILLER},      {"the", FILLER},          {"for", FILLER},
        {"is", FILLER},       {"costs", FILLER},        {NULL, NO_MEASURE},
    };
    int value = ms_word_value(word, words, NO_MEASURE);
    if (value == FILLER) {
        return true;
    }
    if (value != NO_MEASURE) {
        bool free = said->measure == NO_MEASURE;
        said->measure = value;
        return free;
    }
    bool free = !said->amount.known;
    said->amount.known = ms_word_money(word, &said->amount.cents);
    return free && said->amount.known;
}

/* Joins a measure and an amount once both are said. False when the measure has an amount already. */
static bool join_cost(costs *said)
{
    if (said->measure == NO_MEASURE || !said->amount.known) {
        return true;
    }
    ms_amount *amount = &said->amounts[said->measure];
    bool first = !amount->known;
    *amount = said->amount;
    said->amount.known = false;
    said->measure = NO_MEASURE;
    return first;
}

/* A word without the commas after it. */
static ms_word without_commas(ms_word word)
{
    while (word.length > 0 && word.at[word.length - 1] == ',') {
        word.length--;
    }
    return word;
}

static bool read_costs(ms_word text, costs *said)
{
    ms_word rest = text, word;
    *said = (costs){.measure = NO_MEASURE};
    while (ms_word_next(&rest, " \t;:=", &word)) {
        word = without_commas(word);
        if (word.length > 0 && (!take_cost_word(said, word) || !join_cost(said))) {
            return false;
        }
    }
    bool any = said->amounts[SELF_ONLY].known || said->amounts[FAMILY].known || said->amounts[ADDING].known;
    return any && said->measure == NO_MEASURE && !said->amount.known;
}

static void put_costs(ms_buffer *out, const costs *said, ms_period per)
{
    static const char *const names[MEASURES] = {"self_only", "family", "add_dependents"};
    const char *before = "{";
    if (per != MS_PERIOD_UNKNOWN) {
        ms_print(out, "{\"per\": \"%s\"", ms_period_name(per));
        before = ", ";
    }
    for (int measure = 0; measure < MEASURES; measure++) {
        if (said->amounts[measure].known) {
            ms_print(out, "%s\"%s\": ", before, names[measure]);
            ms_answer_put_money(out, said->amounts[measure].cents);
            before = ", ";
        }
    }
    ms_buffer_put(out, "}");
}

bool ms_answer_cost(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    costs said;
    ms_word amounts = text;
    ms_period per = ms_word_take_period(&amounts);
    if (!read_costs(amounts, &said)) {
        return ms_answer_refuse(answer, "that is no cost such as: alone 120, family 310, month; or: adding 95, month");
    }
    if (said.amounts[ADDING].known && (said.amounts[SELF_ONLY].known || said.amounts[FAMILY].known)) {
        return ms_answer_refuse(answer, "give alone and family, or adding: the one measure that applies, not both");
    }
    if (per == MS_PERIOD_UNKNOWN) { /* the document may know that much */
        per = asked->document->facts.parents[asked->fact.party].plans[asked->fact.index].cost.per;
    }
    put_costs(&answer->json, &said, per);
    return true;
}

/* ---- where a plan serves ----------------------------------------------------------------------------------------- */

/* The places of each sort, as the inside of a JSON list. */
typedef struct places {
    ms_buffer zips, counties, states;
} places;

static void put_between(ms_buffer *list)
{
    ms_buffer_put(list, list->length > 0 ? ", " : "");
}

/* "Cole MO" or "Cole County MO": a county and the state's code after it. "Cole Co" has none: Colorado is CO. */
static bool take_county(ms_word word, places *all)
{
    char state[MS_STATE_CODE + 1];
    if (word.length <= MS_STATE_CODE + 1 || word.at[word.length - MS_STATE_CODE - 1] != ' ') {
        return false;
    }
    size_t before = word.length - MS_STATE_CODE;
    ms_word county = ms_word_county(ms_word_trim(word.at, before));
    if (!ms_word_is_county(county) || !ms_word_state((ms_word){word.at + before, MS_STATE_CODE}, state)
        || (strcmp(state, "CO") == 0 && memcmp(word.at + before, state, MS_STATE_CODE) != 0)) {
        return false;
    }
    put_between(&all->counties);
    ms_print(&all->counties, "{\"state\": \"%s\", \"county\": ", state);
    ms_answer_put_string(&all->counties, county);
    ms_buffer_put(&all->counties, "}");
    return true;
}

static bool take_place(ms_word word, places *all)
{
    char state[MS_STATE_CODE + 1];
    if (ms_word_is_zip(word)) {
        put_between(&all->zips);
        ms_answer_put_string(&all->zips, word);
        return true;
    }
    if (ms_word_state(word, state)) {
        put_between(&all->states);
        ms_print(&all->states, "\"%s\"", state);
        return true;
    }
    return take_county(word, all);
}

static void put_list(ms_buffer *out, const char *before, const char *name, const ms_buffer *list)
{
    ms_print(out, "%s\"%s\": [%.*s]", before, name, (int)list->length, list->length > 0 ? list->text : "");
    out->failed = out->failed || list->failed;
}

static bool read_places(ms_word text, places *all, ms_answer *answer)
{
    ms_word rest = text, word;
    while (ms_word_next(&rest, ",;", &word)) {
        if (!take_place(word, all)) {
            return ms_answer_refuse(answer,
                                    "'%.*s' is no ZIP code (65101), county with its state (Cole MO) or state (KS)",
                                    (int)word.length, word.at);
        }
    }
    return all->zips.length + all->counties.length + all->states.length > 0
           || ms_answer_refuse(answer, "no place is named");
}

bool ms_answer_area(const ms_asked *asked, ms_word text, ms_answer *answer)
{
    enum { LISTED, EVERYWHERE };
    static const ms_named words[] = {
        {"everywhere", EVERYWHERE}, {"unlimited", EVERYWHERE}, {"anywhere", EVERYWHERE}, {NULL, LISTED}};
    (void)asked;
    if (ms_word_value(text, words, LISTED) == EVERYWHERE) {
        ms_buffer_put(&answer->json, "\"unlimited\"");
        return true;
    }
    places all = {0};
    bool good = read_places(text, &all, answer);
    put_list(&answer->json, "{", "zips", &all.zips);
    put_list(&answer->json, ", ", "counties", &all.counties);
    put_list(&answer->json, ", ", "states", &all.states);
    ms_buffer_put(&answer->json, "}");
    ms_buffer_free(&all.zips);
    ms_buffer_free(&all.counties);
    ms_buffer_free(&all.states);
    return good;
}
