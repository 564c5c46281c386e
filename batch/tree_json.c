#include "batch/tree_json.h"

#include "facts/json_text.h"

#include <medsupport/case.h>

#include <string.h>

/* A string or name; what is escaped already stays as it is. */
static void put_string(ms_buffer *out, const char *text, uint32_t length, bool escaped)
{
    ms_buffer_add(out, "\"", 1);
    if (escaped) {
        ms_buffer_add(out, text, length);
    } else {
        ms_buffer_add_json(out, text, length);
    }
    ms_buffer_add(out, "\"", 1);
}

/* What does not hold anything. */
static void put_scalar(ms_buffer *out, const ms_json_tree *tree, const ms_json_node *node)
{
    static const char *const words[] = {[MS_JSON_NULL] = "null", [MS_JSON_FALSE] = "false", [MS_JSON_TRUE] = "true"};
    if (node->type == MS_JSON_STRING) {
        put_string(out, tree->text + node->at, node->length, node->escaped);
    } else if (node->type == MS_JSON_NUMBER) {
        ms_buffer_add(out, tree->text + node->at, node->length);
    } else {
        ms_buffer_put(out, words[node->type]);
    }
}

/* Opens or writes a node; returns how many containers are open then. */
static int put_node(ms_buffer *out, const ms_json_tree *tree, uint32_t number, int depth)
{
    const ms_json_node *node = &tree->nodes[number];
    if (number != 0) {
        ms_buffer_add(out, ",", node->position > 0 ? 1 : 0);
        if (tree->nodes[node->parent].type == MS_JSON_OBJECT) {
            put_string(out, tree->text + node->name_at, node->name_length, node->name_escaped);
            ms_buffer_add(out, ":", 1);
        }
    }
    if (node->type != MS_JSON_OBJECT && node->type != MS_JSON_ARRAY) {
        put_scalar(out, tree, node);
        return depth;
    }
    ms_buffer_add(out, node->type == MS_JSON_OBJECT ? "{" : "[", 1);
    return depth + 1;
}

void ms_tree_json(ms_buffer *out, const ms_json_tree *tree)
{
    uint32_t open[MS_MAX_DEPTH];
    int depth = 0;
    for (uint32_t number = 0; number < tree->count; number++) {
        int deeper = put_node(out, tree, number, depth);
        if (deeper > depth) {
            open[depth] = number;
        }
        depth = deeper;
        while (depth > 0 && tree->nodes[open[depth - 1]].next == number + 1) {
            ms_buffer_add(out, tree->nodes[open[--depth]].type == MS_JSON_OBJECT ? "}" : "]", 1);
        }
    }
}
