#include "casefile/body.h"

#include "casefile/value.h"
#include "facts/nearest.h"

#include <string.h>

enum { MOST_DIGITS = 18, MOST_COUNT_DIGITS = 4, HUNDRED_PERCENT = 10000 };

const char *const ms_party_words[] = {"parent_not_seeking", "parent_seeking", NULL};

static const char *const wanted[] = {[MS_BODY_TEXT] = "text",
                                     [MS_BODY_WORD] = "one of the words",
                                     [MS_BODY_MONEY] = "an amount of money, such as 1234.50",
                                     [MS_BODY_PERCENT] = "a percentage from 0 to 100, such as 61.30",
                                     [MS_BODY_COUNT] = "a whole number from 0 to 9999",
                                     [MS_BODY_DATE] = "a day, written YYYY-MM-DD",
                                     [MS_BODY_SEQUENCE] = "the sequence number of an event",
                                     [MS_BODY_TRUTH] = "true or false",
                                     [MS_BODY_LIST] = "a list of texts",
                                     [MS_BODY_OBJECT] = "an object",
                                     [MS_BODY_ANY] = "a value"};

static bool is_sequence(const ms_json_tree *tree, const ms_json_node *node)
{
    const char *digits = tree->text + node->at;
    if (node->type != MS_JSON_NUMBER || node->length > MOST_DIGITS || digits[0] == '0') {
        return false;
    }
    for (uint32_t i = 0; i < node->length; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return false;
        }
    }
    return true;
}

static bool is_count(const ms_json_tree *tree, const ms_json_node *node)
{
    const char *digits = tree->text + node->at;
    bool number = node->type == MS_JSON_NUMBER && node->length <= MOST_COUNT_DIGITS;
    for (uint32_t i = 0; number && i < node->length; i++) {
        number = digits[i] >= '0' && digits[i] <= '9';
    }
    return number;
}

/* An amount is a text or a number, as in the case document. */
static bool read_amount(const ms_json_tree *tree, const ms_json_node *node, ms_cents *cents)
{
    return (node->type == MS_JSON_STRING || node->type == MS_JSON_NUMBER)
           && ms_money_parse(tree->text + node->at, node->length, cents);
}

static int find_word(const ms_json_tree *tree, const ms_json_node *node, const char *const *words)
{
    for (int i = 0; words[i] != NULL && node->type == MS_JSON_STRING; i++) {
        if (strlen(words[i]) == node->length && memcmp(words[i], tree->text + node->at, node->length) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_list_of_texts(const ms_json_tree *tree, uint32_t list)
{
    const ms_json_node *nodes = tree->nodes;
    for (uint32_t i = list + 1; i < nodes[list].next; i++) {
        if (nodes[i].type != MS_JSON_STRING) {
            return false;
        }
    }
    return nodes[list].type == MS_JSON_ARRAY;
}

/* Whether a value is of the type of its field. */
static bool fits(const ms_json_tree *tree, uint32_t node, const ms_body_field *field)
{
    const ms_json_node *n = &tree->nodes[node];
    ms_cents cents;
    switch (field->type) {
    case MS_BODY_WORD:
        return find_word(tree, n, field->words) >= 0;
    case MS_BODY_MONEY:
        return read_amount(tree, n, &cents);
    case MS_BODY_PERCENT:
        return read_amount(tree, n, &cents) && cents <= HUNDRED_PERCENT;
    case MS_BODY_COUNT:
        return is_count(tree, n);
    case MS_BODY_TEXT:
        return n->type == MS_JSON_STRING && n->length > 0 && n->length <= field->most;
    case MS_BODY_DATE:
        return n->type == MS_JSON_STRING && ms_date_parse(tree->text + n->at, n->length) != MS_NO_DATE;
    case MS_BODY_SEQUENCE:
        return is_sequence(tree, n);
    case MS_BODY_TRUTH:
        return n->type == MS_JSON_TRUE || n->type == MS_JSON_FALSE;
    case MS_BODY_LIST:
        return is_list_of_texts(tree, node);
    case MS_BODY_OBJECT:
        return n->type == MS_JSON_OBJECT;
    case MS_BODY_ANY:
        return true;
    }
    return false;
}

static size_t find_field(const ms_json_tree *tree, const ms_json_node *member, const ms_body_field *fields,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(fields[i].name, tree->text + member->name_at, member->name_length) == 0
            && strlen(fields[i].name) == member->name_length) {
            return i;
        }
    }
    return count;
}

static ms_status refuse_name(const ms_json_tree *tree, const ms_json_node *member, const ms_body_field *fields,
                             size_t count, ms_refusal *refusal)
{
    const char *name = tree->text + member->name_at;
    ms_nearest nearest = ms_nearest_to(name, member->name_length);
    for (size_t i = 0; i < count; i++) {
        ms_nearest_offer(&nearest, fields[i].name, strlen(fields[i].name));
    }
    int shown = member->name_length < 60 ? (int)member->name_length : 60;
    return ms_refuse(refusal, ms_event_format, "there is no field '%.*s'%s%.*s%s", shown, name,
                     nearest.name == NULL ? "" : " (did you mean '", (int)nearest.name_length,
                     nearest.name == NULL ? "" : nearest.name, nearest.name == NULL ? "" : "'?)");
}

/* Says what a value should have been. */
static ms_status refuse_value(const ms_body_field *field, ms_refusal *refusal)
{
    ms_buffer words = {0};
    for (int i = 0; field->type == MS_BODY_WORD && field->words[i] != NULL; i++) {
        ms_buffer_put(&words, i > 0 ? ", " : ": ");
        ms_buffer_put(&words, field->words[i]);
    }
    const char *also = field->type == MS_BODY_TEXT ? ", or is empty or too long" : "";
    ms_status status = ms_refuse(refusal, ms_event_format, "'%s' is not %s%.*s%s", field->name, wanted[field->type],
                                 (int)words.length, words.length > 0 ? words.text : "", also);
    ms_buffer_free(&words);
    return status;
}

static ms_status read_members(const ms_body_field *fields, size_t count, ms_body *body, ms_refusal *refusal)
{
    const ms_json_node *nodes = body->tree.nodes;
    for (uint32_t node = 1; node < nodes[0].next; node = nodes[node].next) {
        size_t field = find_field(&body->tree, &nodes[node], fields, count);
        if (field == count) {
            return refuse_name(&body->tree, &nodes[node], fields, count, refusal);
        }
        if (body->nodes[field] != 0) {
            return ms_refuse(refusal, ms_event_format, "'%s' is given twice", fields[field].name);
        }
        if (nodes[node].type == MS_JSON_NULL) {
            continue;
        }
        if (!fits(&body->tree, node, &fields[field])) {
            return refuse_value(&fields[field], refusal);
        }
        body->nodes[field] = node;
    }
    return MS_OK;
}

ms_status ms_body_read(ms_json *json, ms_text text, const ms_body_field *fields, size_t count, ms_body *body,
                       ms_refusal *refusal)
{
    memset(body->nodes, 0, sizeof body->nodes);
    ms_status status = ms_json_flatten(json, text.at, text.length, &body->tree);
    if (status != MS_OK) {
        return status == MS_ERROR_MEMORY ? status : ms_refuse(refusal, ms_event_format, "the body is no JSON object");
    }
    status = read_members(fields, count, body, refusal);
    for (size_t i = 0; i < count && status == MS_OK; i++) {
        if (fields[i].required && body->nodes[i] == 0) {
            status = ms_refuse(refusal, ms_event_format, "'%s' is missing: %s", fields[i].name, wanted[fields[i].type]);
        }
    }
    return status;
}

static const ms_json_node *node_of(const ms_body *body, size_t field)
{
    return &body->tree.nodes[body->nodes[field]];
}

static ms_status copied(ms_text text, bool valid, ms_refusal *refusal)
{
    if (!valid) {
        return ms_refuse(refusal, ms_event_format, "a text in the body holds U+0000 or half of a surrogate pair");
    }
    return text.at == NULL ? MS_ERROR_MEMORY : MS_OK;
}

ms_status ms_body_text(const ms_body *body, size_t field, ms_arena *arena, ms_text *text, ms_refusal *refusal)
{
    bool valid = true;
    *text = (ms_text){.at = NULL};
    if (body->nodes[field] == 0) {
        return MS_OK;
    }
    *text = ms_value_text(&body->tree, body->nodes[field], arena, &valid);
    return copied(*text, valid, refusal);
}

ms_status ms_body_value(const ms_body *body, size_t field, ms_arena *arena, ms_text *value, ms_refusal *refusal)
{
    bool valid = true;
    *value = (ms_text){.at = NULL};
    if (body->nodes[field] == 0) {
        return MS_OK;
    }
    *value = ms_value_copy(&body->tree, body->nodes[field], arena, &valid);
    return copied(*value, valid, refusal);
}

bool ms_body_has(const ms_body *body, size_t field)
{
    return body->nodes[field] != 0;
}

ms_text ms_body_plain(const ms_body *body, size_t field)
{
    const ms_json_node *node = node_of(body, field);
    return ms_body_has(body, field) ? (ms_text){body->tree.text + node->at, node->length} : (ms_text){.at = NULL};
}

ms_cents ms_body_money(const ms_body *body, size_t field)
{
    ms_cents cents = -1;
    return ms_body_has(body, field) && read_amount(&body->tree, node_of(body, field), &cents) ? cents : -1;
}

int32_t ms_body_percent(const ms_body *body, size_t field)
{
    return (int32_t)ms_body_money(body, field); /* hundredths of a percent are written as cents are */
}

int32_t ms_body_count(const ms_body *body, size_t field)
{
    const ms_json_node *node = node_of(body, field);
    int32_t count = ms_body_has(body, field) ? 0 : -1;
    for (uint32_t i = 0; count >= 0 && i < node->length; i++) {
        count = count * 10 + (body->tree.text[node->at + i] - '0');
    }
    return count;
}

int ms_body_word(const ms_body *body, size_t field, const ms_body_field *fields)
{
    return ms_body_has(body, field) ? find_word(&body->tree, node_of(body, field), fields[field].words) : -1;
}

ms_date ms_body_date(const ms_body *body, size_t field)
{
    const ms_json_node *node = node_of(body, field);
    return body->nodes[field] == 0 ? MS_NO_DATE : ms_date_parse(body->tree.text + node->at, node->length);
}

uint64_t ms_body_sequence(const ms_body *body, size_t field)
{
    const ms_json_node *node = node_of(body, field);
    uint64_t sequence = 0;
    for (uint32_t i = 0; body->nodes[field] != 0 && i < node->length; i++) {
        sequence = sequence * 10 + (uint64_t)(body->tree.text[node->at + i] - '0');
    }
    return sequence;
}

bool ms_body_truth(const ms_body *body, size_t field)
{
    return body->nodes[field] != 0 && node_of(body, field)->type == MS_JSON_TRUE;
}

ms_text ms_body_raw(const ms_body *body, size_t field)
{
    const ms_json_node *node = node_of(body, field);
    return body->nodes[field] == 0 ? (ms_text){.at = NULL} : (ms_text){body->tree.text + node->at, node->length};
}
