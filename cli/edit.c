#include "cli/edit.h"

#include "facts/json_text.h"

#include <string.h>

enum { NOT_FOUND = 0 }; /* node 0 is the whole document and no member */

/* A name of the pointer; `rest` is what follows it, "" at the end. */
typedef struct pointer_step {
    const char *name;
    size_t length;
    const char *rest;
} pointer_step;

/* pointer: begins with '/'. */
static pointer_step first_step(const char *pointer)
{
    size_t length = strcspn(pointer + 1, "/");
    return (pointer_step){pointer + 1, length, pointer + 1 + length};
}

/* Whether a member's name is the step's, however it is written. */
static bool is_named(const ms_json_tree *tree, const ms_json_node *member, pointer_step step)
{
    enum { LONGEST_NAME = 100, LONGEST_ESCAPE = 6 };
    char plain[LONGEST_NAME * LONGEST_ESCAPE];
    const char *name = tree->text + member->name_at;
    size_t length = member->name_length;
    if (member->name_escaped) {
        if (length > sizeof plain || !ms_json_unescape(name, length, plain, &length)) {
            return false;
        }
        name = plain;
    }
    return length == step.length && memcmp(name, step.name, length) == 0;
}

static bool is_step(const ms_json_tree *tree, uint32_t node, uint32_t container, pointer_step step)
{
    const ms_json_node *at = &tree->nodes[node];
    if (tree->nodes[container].type == MS_JSON_OBJECT) {
        return is_named(tree, at, step);
    }
    uint32_t index = 0;
    for (size_t i = 0; i < step.length; i++) {
        index = 10 * index + (uint32_t)(step.name[i] - '0');
    }
    return at->position == index;
}

/* The member or element of a container that a step names. */
static uint32_t find(const ms_json_tree *tree, uint32_t container, pointer_step step)
{
    for (uint32_t node = container + 1; node < tree->nodes[container].next; node = tree->nodes[node].next) {
        if (is_step(tree, node, container, step)) {
            return node;
        }
    }
    return NOT_FOUND;
}

/* Just past the string whose opening quotation mark stands at an offset. */
static size_t string_end(const ms_json_tree *tree, size_t at)
{
    at++;
    while (tree->text[at] != '"') {
        at += tree->text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

/* Just past the container whose bracket stands at an offset. */
static size_t container_end(const ms_json_tree *tree, size_t at)
{
    int depth = 0;
    do {
        char c = tree->text[at];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        at = c == '"' ? string_end(tree, at) : at + 1;
    } while (depth > 0);
    return at;
}

static size_t node_begin(const ms_json_tree *tree, uint32_t node)
{
    const ms_json_node *at = &tree->nodes[node];
    return at->type == MS_JSON_STRING ? at->at - 1u : at->at;
}

static size_t node_end(const ms_json_tree *tree, uint32_t node)
{
    const ms_json_node *at = &tree->nodes[node];
    switch (at->type) {
    case MS_JSON_STRING:
        return at->at + at->length + 1u;
    case MS_JSON_ARRAY:
    case MS_JSON_OBJECT:
        return container_end(tree, node == 0 ? strspn(tree->text, " \n\r\t") : at->at);
    default:
        return at->at + at->length;
    }
}

/* The value wrapped in an object for each name that is left of the pointer. */
static void put_nested(ms_buffer *out, const char *pointer, const char *value)
{
    if (pointer[0] == '\0') {
        ms_buffer_put(out, value);
        return;
    }
    pointer_step step = first_step(pointer);
    ms_buffer_put(out, "{\"");
    ms_buffer_add(out, step.name, step.length);
    ms_buffer_put(out, "\": ");
    put_nested(out, step.rest, value);
    ms_buffer_put(out, "}");
}

/* The white space before a member, so that the next can stand as it does. */
static size_t space_before(const ms_json_tree *tree, uint32_t member)
{
    size_t quote = tree->nodes[member].name_at - 1u;
    size_t at = quote;
    while (at > 0 && strchr(" \n\r\t", tree->text[at - 1]) != NULL) {
        at--;
    }
    return quote - at;
}

/* Puts a new member after the last of an object. */
static void put_member(ms_buffer *out, const ms_json_tree *tree, uint32_t object, uint32_t last, pointer_step step,
                       const char *value)
{
    size_t place = last == NOT_FOUND ? node_end(tree, object) - 1 : node_end(tree, last);
    ms_buffer_add(out, tree->text, place);
    if (last != NOT_FOUND) {
        size_t space = space_before(tree, last);
        ms_buffer_put(out, ",");
        ms_buffer_add(out, tree->text + tree->nodes[last].name_at - 1 - space, space);
        ms_buffer_put(out, space == 0 && tree->nodes[last].position == 0 ? " " : "");
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add(out, step.name, step.length);
    ms_buffer_put(out, "\": ");
    put_nested(out, step.rest, value);
    ms_buffer_add(out, tree->text + place, tree->length - place);
}

static uint32_t last_member(const ms_json_tree *tree, uint32_t container)
{
    uint32_t last = NOT_FOUND;
    for (uint32_t node = container + 1; node < tree->nodes[container].next; node = tree->nodes[node].next) {
        last = node;
    }
    return last;
}

static void put_replaced(ms_buffer *out, const ms_json_tree *tree, uint32_t node, const char *rest, const char *value)
{
    size_t end = node_end(tree, node);
    ms_buffer_add(out, tree->text, node_begin(tree, node));
    put_nested(out, rest, value);
    ms_buffer_add(out, tree->text + end, tree->length - end);
}

static bool is_container(const ms_json_tree *tree, uint32_t node)
{
    return tree->nodes[node].type == MS_JSON_OBJECT || tree->nodes[node].type == MS_JSON_ARRAY;
}

/* Writes the changed text. False when a value that is neither null nor a container stands on the way. */
static bool put_changed(ms_buffer *out, const ms_json_tree *tree, const char *pointer, const char *value)
{
    uint32_t node = 0;
    pointer_step step = first_step(pointer);
    for (;;) {
        uint32_t held = find(tree, node, step);
        if (held == NOT_FOUND) {
            if (tree->nodes[node].type != MS_JSON_OBJECT) {
                return false;
            }
            put_member(out, tree, node, last_member(tree, node), step, value);
            return true;
        }
        if (step.rest[0] == '\0' || tree->nodes[held].type == MS_JSON_NULL) {
            put_replaced(out, tree, held, step.rest, value);
            return true;
        }
        if (!is_container(tree, held)) {
            return false;
        }
        node = held;
        step = first_step(step.rest);
    }
}

ms_status ms_edit_set(ms_json *json, ms_buffer *text, const char *pointer, const char *value)
{
    ms_json_tree tree;
    ms_status status = ms_json_flatten(json, text->text, text->length, &tree);
    if (status != MS_OK) {
        return status;
    }
    ms_buffer changed = {0};
    bool possible = put_changed(&changed, &tree, pointer, value);
    if (!possible || changed.failed) {
        ms_buffer_free(&changed);
        return possible ? MS_ERROR_MEMORY : MS_ERROR_INVALID;
    }
    ms_buffer_free(text);
    *text = changed;
    return MS_OK;
}
