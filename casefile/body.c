#include "casefile/body.h"

#include "casefile/value.h"
#include "facts/nearest.h"

#include <string.h>

enum { MOST_DIGITS = 18 };

static const char *const wanted[] = {[MS_BODY_TEXT] = "text",
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
    switch (field->type) {
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
        if (strlen(fields[i].name) == member->name_length
            && memcmp(fields[i].name, tree->text + member->name_at, member->name_length) == 0) {
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
    return ms_refuse(refusal, ms_event_format, "the body has an unknown field '%.*s'%s%.*s%s", shown, name,
                     nearest.name == NULL ? "" : " (did you mean '", (int)nearest.name_length,
                     nearest.name == NULL ? "" : nearest.name, nearest.name == NULL ? "" : "'?)");
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
            return ms_refuse(refusal, ms_event_format, "the body has '%s' twice", fields[field].name);
        }
        if (nodes[node].type == MS_JSON_NULL) {
            continue;
        }
        if (!fits(&body->tree, node, &fields[field])) {
            return ms_refuse(refusal, ms_event_format, "'%s' in the body is not %s%s", fields[field].name,
                             wanted[fields[field].type],
                             fields[field].type == MS_BODY_TEXT ? ", or is empty or too long" : "");
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
            status = ms_refuse(refusal, ms_event_format, "the body lacks '%s', which is %s", fields[i].name,
                               wanted[fields[i].type]);
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
