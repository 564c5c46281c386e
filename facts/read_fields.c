/* What every part of a case document is made of: objects, lists, and the kinds of fields. */
#include "facts/walk.h"

#include "facts/json_text.h"
#include "facts/nearest.h"

#include <string.h>

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

void ms_walk_report(ms_walk *w, const ms_finding *finding)
{
    if (w->words.places != NULL) {
        w->odd = true;
        return;
    }
    ms_problems_add(w->problems, finding);
}

void ms_walk_problem(ms_walk *w, uint32_t value, const char *expected)
{
    ms_walk_report(w, &(ms_finding){.node = value, .expected = expected});
}

/* The same with the name that was probably meant. */
static void problem_near(ms_walk *w, uint32_t node, const char *expected, const ms_nearest *nearest)
{
    ms_walk_report(w, &(ms_finding){.node = node,
                                    .expected = expected,
                                    .suggestion = nearest->name,
                                    .suggestion_length = nearest->name_length});
}

/* A name or string of the text without its escapes; false when it has U+0000 or half a surrogate pair. */
static bool plain_text(ms_walk *w, ms_text written, bool escaped, ms_text *text)
{
    *text = written;
    if (!escaped) {
        return true;
    }
    char *out = ms_walk_take(w, written.length, 1);
    if (out == NULL) {
        *text = (ms_text){.at = "", .length = 0};
        return true;
    }
    text->at = out;
    return ms_json_unescape(written.at, written.length, out, &text->length);
}

bool ms_walk_any_text(ms_walk *w, uint32_t node, ms_text *text)
{
    ms_value value = ms_value_of(w, node);
    if (plain_text(w, value.text, value.escaped, text)) {
        return true;
    }
    ms_walk_problem(w, node, "text without U+0000 and without half of a surrogate pair");
    return false;
}

bool ms_walk_name(ms_walk *w, uint32_t node, ms_text *name)
{
    const ms_json_node *n = ms_node(w, node);
    ms_text written = {.at = w->tree->text + n->name_at, .length = n->name_length};
    return plain_text(w, written, n->name_escaped, name);
}

/* How many characters a text has. */
static size_t characters(ms_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    }
    return count;
}

/* The text of a field that has to be a string; its at is NULL, with a problem, when it is none. */
static ms_text string_of(ms_walk *w, uint32_t node, const char *expected)
{
    ms_text text;
    if (ms_type_of(w, node) != MS_JSON_STRING) {
        ms_walk_problem(w, node, expected);
        return (ms_text){.at = NULL};
    }
    return ms_walk_text(w, node, &text) ? text : (ms_text){.at = NULL};
}

/* ---- objects and lists ------------------------------------------------------------------------------------------- */

/* Whether a text, which holds no NUL, is the name of a field. */
static bool is_field(const char *name, ms_text text)
{
    return text.length > 0 && strncmp(name, text.at, text.length) == 0 && name[text.length] == '\0';
}

/* The field of a name; kind->count when there is none. The search begins at `first`: members mostly stand in order. */
static uint32_t find_field(const ms_object_kind *kind, ms_text name, uint32_t first)
{
    for (uint32_t i = 0; i < kind->count; i++) {
        uint32_t field = first + i < kind->count ? first + i : first + i - kind->count;
        if (is_field(kind->fields[field].name, name)) {
            return field;
        }
    }
    return kind->count;
}

static void report_unknown_name(ms_walk *w, uint32_t node, const ms_object_kind *kind, ms_text name)
{
    if (!ms_problems_wants(w->problems, ms_node(w, node)->name_at)) {
        return;
    }
    ms_nearest nearest = ms_nearest_to(name.at, name.length);
    for (uint32_t i = 0; i < kind->count; i++) {
        ms_nearest_offer(&nearest, kind->fields[i].name, strlen(kind->fields[i].name));
    }
    ms_problems_add(w->problems, &(ms_finding){.node = node,
                                               .at_name = true,
                                               .expected = kind->unknown_name,
                                               .suggestion = nearest.name,
                                               .suggestion_length = nearest.name_length});
}

/* Puts one member in its slot. `next`: the field where its search begins, then that after it. */
static void place_member(ms_walk *w, uint32_t node, const ms_object_kind *kind, uint32_t *slots, uint32_t *next)
{
    ms_text name;
    uint32_t field = ms_walk_name(w, node, &name) ? find_field(kind, name, *next) : kind->count;
    if (field == kind->count) {
        report_unknown_name(w, node, kind, name);
        return;
    }
    *next = field + 1 < kind->count ? field + 1 : 0;
    if (slots[field] != 0) {
        ms_problems_add(w->problems, &(ms_finding){.node = node, .at_name = true, .expected = "each name once"});
        return;
    }
    slots[field] = node;
}

/* A required field that is missing, or null. */
static void report_missing(ms_walk *w, uint32_t node, uint32_t slot, const char *name)
{
    if (slot != 0) {
        ms_walk_problem(w, slot, "a value, which is required here");
        return;
    }
    ms_problems_add(w->problems,
                    &(ms_finding){.node = node, .missing = name, .expected = "this field, which is required"});
}

/* Empties the slots of null; problems for required fields that are missing. */
static void check_slots(ms_walk *w, uint32_t node, const ms_object_kind *kind, uint32_t *slots)
{
    for (uint32_t i = 0; i < kind->count; i++) {
        if (slots[i] != 0 && ms_node(w, slots[i])->type != MS_JSON_NULL) {
            continue;
        }
        if (kind->fields[i].required) {
            report_missing(w, node, slots[i], kind->fields[i].name);
        }
        slots[i] = 0;
    }
}

void ms_read_object(ms_walk *w, uint32_t node, const ms_object_kind *kind, uint32_t *slots)
{
    memset(slots, 0, kind->count * sizeof *slots);
    const ms_json_node *n = ms_node(w, node);
    if (n->type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, "an object, from { to }");
        return;
    }
    uint32_t next = 0;
    for (uint32_t member = node + 1; member < n->next; member = ms_node(w, member)->next) {
        place_member(w, member, kind, slots, &next);
    }
    check_slots(w, node, kind, slots);
}

/* Takes an object apart, a node. Reached at most as deep as shapes are in each other. */
static void take_object(ms_walk *w, uint32_t node, const ms_json_shape *shape, uint32_t *row)
{
    ms_field fields[MS_MOST_FIELDS];
    uint32_t slots[MS_MOST_FIELDS];
    for (uint32_t i = 0; i < shape->count; i++) {
        fields[i] = (ms_field){shape->fields[i].name, shape->fields[i].required};
    }
    ms_read_object(w, node, &(ms_object_kind){shape->names, fields, shape->count}, slots);
    for (uint32_t i = 0; i < shape->count; i++) {
        const ms_json_field *field = &shape->fields[i];
        if (field->slot != MS_NO_SLOT) {
            row[field->slot] = slots[i];
        }
        bool either = field->kind == MS_FIELD_EITHER && ms_node(w, slots[i])->type == MS_JSON_OBJECT;
        if (slots[i] != 0 && (field->kind == MS_FIELD_OBJECT || either)) {
            take_object(w, slots[i], field->shape, row + field->from);
        }
    }
}

void ms_take_apart(ms_walk *w, uint32_t value, const ms_json_shape *shape, uint32_t *row, size_t width)
{
    memset(row, 0, width * sizeof *row);
    if (w->words.places == NULL) {
        take_object(w, value, shape, row);
    } else if (!ms_json_take_element(&w->words, value, shape, row)) {
        w->odd = true;
    }
}

uint32_t ms_read_list(ms_walk *w, uint32_t list, uint32_t most, const char *expected)
{
    if (list == 0) {
        return 0;
    }
    if (ms_type_of(w, list) != MS_JSON_ARRAY) {
        ms_walk_problem(w, list, expected);
        return 0;
    }
    uint32_t count = ms_element_count(w, list);
    if (count <= most) {
        return count;
    }
    ms_walk_problem(w, list, expected);
    return most;
}

/* ---- money ------------------------------------------------------------------------------------------------------- */

/* Past the digits at `at`. */
static size_t skip_digits(ms_text text, size_t at)
{
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9') {
        at++;
    }
    return at;
}

/* Why a text is no amount of money, as what is expected instead. */
static const char *money_rule(ms_text text)
{
    static const char plain[] = "an amount of money: digits, then if need be a point and one or two digits";
    if (text.length > 0 && text.at[0] == '-') {
        return "an amount that is not negative";
    }
    size_t dollars = skip_digits(text, 0);
    if (dollars == 0) {
        return plain;
    }
    if (dollars > 1 && text.at[0] == '0') {
        return "an amount without a zero before its first digit";
    }
    bool point = dollars < text.length && text.at[dollars] == '.';
    size_t end = point ? skip_digits(text, dollars + 1) : dollars;
    if (end < text.length && (text.at[end] == 'e' || text.at[end] == 'E')) {
        return "an amount without an exponent";
    }
    if (end < text.length && text.at[end] == ',') {
        return "an amount without commas";
    }
    if (end != text.length || end == dollars + 1) {
        return plain;
    }
    return end > dollars + 3 ? "an amount with at most two decimals" : "an amount of at most 999999999.99";
}

ms_amount ms_read_any_money(ms_walk *w, uint32_t node)
{
    static const char expected[] = "an amount of money, as a number or as text";
    ms_value value = ms_value_of(w, node);
    ms_text text = value.type == MS_JSON_NUMBER ? value.text : string_of(w, node, expected);
    ms_amount amount = {.known = false};
    amount.known = text.at != NULL && ms_money_parse(text.at, text.length, &amount.cents);
    if (!amount.known && text.at != NULL) {
        ms_walk_problem(w, node, money_rule(text));
    }
    return amount;
}

/* ---- dates, truths, texts ---------------------------------------------------------------------------------------- */

/* Whether a text is written like a date, be there such a day or not. */
static bool has_date_shape(ms_text text)
{
    static const char shape[] = "0000-00-00";
    if (text.length != sizeof shape - 1) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        bool digit = text.at[i] >= '0' && text.at[i] <= '9';
        if (shape[i] == '0' ? !digit : text.at[i] != '-') {
            return false;
        }
    }
    return true;
}

ms_date ms_read_any_date(ms_walk *w, uint32_t node)
{
    static const char expected[] = "a date as YYYY-MM-DD";
    ms_text text = string_of(w, node, expected);
    ms_date date = text.at != NULL ? ms_date_parse(text.at, text.length) : MS_NO_DATE;
    if (date == MS_NO_DATE && text.at != NULL) {
        ms_walk_problem(w, node, has_date_shape(text) ? "a day that the calendar has" : expected);
    }
    return date;
}

ms_truth ms_read_truth(ms_walk *w, uint32_t node)
{
    if (node == 0) {
        return MS_UNKNOWN;
    }
    ms_json_type type = ms_type_of(w, node);
    if (type != MS_JSON_TRUE && type != MS_JSON_FALSE) {
        ms_walk_problem(w, node, "true or false");
        return MS_UNKNOWN;
    }
    return ms_truth_of(type == MS_JSON_TRUE);
}

ms_text ms_read_any_text(ms_walk *w, uint32_t node, size_t most, const char *expected)
{
    ms_text text = string_of(w, node, expected);
    if (text.length > most && characters(text) > most) {
        ms_walk_problem(w, node, expected);
        return (ms_text){.at = NULL};
    }
    return text;
}

ms_text ms_read_any_name(ms_walk *w, uint32_t node)
{
    static const char expected[] = "a name of 1 to 200 characters";
    ms_text name = ms_read_any_text(w, node, MS_MAX_NAME, expected);
    if (name.at != NULL && name.length == 0) {
        ms_walk_problem(w, node, expected);
        return (ms_text){.at = NULL};
    }
    return name;
}

/* ---- ids --------------------------------------------------------------------------------------------------------- */

__attribute__((noinline)) static ms_text read_any_id(ms_walk *w, uint32_t node)
{
    static const char expected[] =
        "an id: 1 to 64 letters, digits, points, hyphens or underscores, a letter or digit first";
    ms_text text = string_of(w, node, expected);
    if (text.at != NULL && !ms_is_id(text)) {
        ms_walk_problem(w, node, expected);
        return (ms_text){.at = NULL};
    }
    return text;
}

ms_text ms_read_id(ms_walk *w, uint32_t node)
{
    ms_text text = {.at = NULL};
    bool usual = node == 0 || (ms_plain_string(w, node, &text) && ms_is_id(text));
    return usual ? text : read_any_id(w, node);
}

int ms_read_child_reference(ms_walk *w, uint32_t node)
{
    ms_text id = ms_read_id(w, node);
    const ms_document *document = w->document;
    if (id.at == NULL || document->facts.child_count == 0) {
        return -1; /* a document without children has that problem, and not this one as well */
    }
    for (uint32_t child = 0; child < document->facts.child_count; child++) {
        ms_text known = document->children[child].id;
        if (known.at != NULL && ms_text_same(known, id)) {
            return (int)child;
        }
    }
    ms_nearest nearest = ms_nearest_to(id.at, id.length);
    for (uint32_t child = 0; child < document->facts.child_count; child++) {
        ms_text known = document->children[child].id;
        ms_nearest_offer(&nearest, known.at, known.length);
    }
    problem_near(w, node, "the id of a child of this case", &nearest);
    return -1;
}

uint32_t ms_read_child_references(ms_walk *w, uint32_t list)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_CHILDREN, "a list of at most 32 ids of children");
    uint32_t children = 0;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count; i++, element = ms_next_element(w, element)) {
        int child = ms_read_child_reference(w, element);
        uint32_t bit = child < 0 ? 0 : UINT32_C(1) << child;
        if ((children & bit) != 0) {
            ms_walk_problem(w, element, "each child once");
        }
        children |= bit;
    }
    return children;
}

/* ---- format ------------------------------------------------------------------------------------------------------ */

bool ms_read_any_format(ms_walk *w, uint32_t node, const char *format, const char *read_here)
{
    if (ms_type_of(w, node) != MS_JSON_STRING) {
        ms_walk_problem(w, node, format);
        return true;
    }
    if (ms_text_same(string_of(w, node, format), (ms_text){.at = format, .length = strlen(format)})) {
        return true;
    }
    w->problems->count = 0;
    ms_walk_problem(w, node, read_here);
    return false;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

__attribute__((noinline)) static ms_text read_any_zip(ms_walk *w, uint32_t node, uint32_t *zip)
{
    static const char expected[] = "a zip code as text: five digits, or five, a hyphen and four";
    ms_text text = string_of(w, node, expected);
    *zip = ms_zip_number(text);
    if (*zip == 0 && text.at != NULL) {
        ms_walk_problem(w, node, expected);
    }
    return text;
}

ms_text ms_read_zip(ms_walk *w, uint32_t node, uint32_t *zip)
{
    ms_text text = {.at = NULL};
    *zip = 0;
    bool usual = node == 0 || (ms_plain_string(w, node, &text) && (*zip = ms_zip_number(text)) != 0);
    return usual ? text : read_any_zip(w, node, zip);
}

static void report_state(ms_walk *w, uint32_t node, const char *expected, ms_text text)
{
    ms_nearest nearest = ms_nearest_to(text.at, text.length);
    for (uint16_t number = 1; ms_state_code(number) != NULL; number++) {
        ms_nearest_offer(&nearest, ms_state_code(number), 2);
    }
    problem_near(w, node, expected, &nearest);
}

__attribute__((noinline)) static uint16_t read_any_state(ms_walk *w, uint32_t node)
{
    static const char expected[] = "a state as its two capital letters, such as \"MO\"";
    ms_text text = string_of(w, node, expected);
    uint16_t state = ms_state_number(text.at, text.length);
    if (state == 0 && text.at != NULL) {
        report_state(w, node, expected, text);
    }
    return state;
}

uint16_t ms_read_state(ms_walk *w, uint32_t node)
{
    ms_text text;
    if (node == 0) {
        return 0;
    }
    uint16_t state = ms_plain_string(w, node, &text) ? ms_state_number(text.at, text.length) : 0;
    return state != 0 ? state : read_any_state(w, node);
}

uint16_t ms_read_county(ms_walk *w, uint32_t node)
{
    static const char expected[] = "a county's name of 1 to 100 characters";
    ms_text name = ms_read_text(w, node, MS_MAX_COUNTY, expected);
    if (name.at == NULL) {
        return 0;
    }
    if (ms_is_blank_name(name)) {
        ms_walk_problem(w, node, expected);
        return 0;
    }
    uint16_t county = ms_county_number(w->counties, name);
    w->out_of_memory = w->out_of_memory || county == 0;
    return county;
}

/* ---- choices ----------------------------------------------------------------------------------------------------- */

static void report_choice(ms_walk *w, uint32_t node, const ms_choices *choices, ms_text text)
{
    ms_nearest nearest = ms_nearest_to(text.at, text.length);
    for (uint32_t i = 0; i < choices->count; i++) {
        ms_nearest_offer(&nearest, choices->list[i].name.text, choices->list[i].name.length);
    }
    problem_near(w, node, choices->expected, &nearest);
}

__attribute__((noinline)) static int read_any_choice(ms_walk *w, uint32_t node, const ms_choices *choices, int absent)
{
    ms_text text = string_of(w, node, choices->expected);
    const ms_choice *choice = ms_find_choice(choices, text);
    if (choice == NULL && text.at != NULL) {
        report_choice(w, node, choices, text);
    }
    return choice != NULL ? choice->value : absent;
}

int ms_read_choice(ms_walk *w, uint32_t node, const ms_choices *choices, int absent)
{
    ms_text text;
    if (node == 0) {
        return absent;
    }
    const ms_choice *choice = ms_plain_string(w, node, &text) ? ms_find_choice(choices, text) : NULL;
    return choice != NULL ? choice->value : read_any_choice(w, node, choices, absent);
}
