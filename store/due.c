#include "store/due.h"

#include "facts/json_text.h"

#include <stdlib.h>
#include <string.h>

/* The member of an object, or 0. */
static uint32_t member(const ms_json_tree *tree, uint32_t object, const char *name)
{
    size_t length = strlen(name);
    for (uint32_t node = object + 1; node < tree->nodes[object].next; node = tree->nodes[node].next) {
        const ms_json_node *at = &tree->nodes[node];
        if (at->name_length == length && memcmp(tree->text + at->name_at, name, length) == 0) {
            return node;
        }
    }
    return 0;
}

/* A string without its escapes, in `room`, which goes on behind it. False when it is no text. */
static bool read_text(const ms_json_tree *tree, uint32_t node, char **room, ms_text *text)
{
    const ms_json_node *at = &tree->nodes[node];
    size_t length = 0;
    if (at->type != MS_JSON_STRING || !ms_json_unescape(tree->text + at->at, at->length, *room, &length)) {
        return false;
    }
    *text = (ms_text){*room, length};
    *room += length;
    return true;
}

static bool read_task(const ms_json_tree *tree, uint32_t node, char **room, ms_due_task *task)
{
    const ms_json_node *at = &tree->nodes[node];
    if (at->type != MS_JSON_OBJECT) {
        return false;
    }
    uint32_t due = member(tree, node, "due");
    uint32_t worker = member(tree, node, "worker");
    task->task = (ms_text){tree->text + at->at, at->length};
    task->worker = (ms_text){"", 0};
    if (due == 0 || tree->nodes[due].type != MS_JSON_STRING
        || ms_date_parse(tree->text + tree->nodes[due].at, tree->nodes[due].length) == MS_NO_DATE) {
        return false;
    }
    memcpy(task->due, tree->text + tree->nodes[due].at, MS_DATE_TEXT_SIZE - 1);
    task->due[MS_DATE_TEXT_SIZE - 1] = '\0';
    return worker == 0 || tree->nodes[worker].type == MS_JSON_NULL || read_text(tree, worker, room, &task->worker);
}

static bool read_tasks(const ms_json_tree *tree, uint32_t list, char *room, ms_due *due)
{
    const ms_json_node *at = &tree->nodes[list];
    if (at->type != MS_JSON_ARRAY) {
        return false;
    }
    due->tasks = calloc(at->count > 0 ? at->count : 1, sizeof *due->tasks);
    if (due->tasks == NULL) {
        return false;
    }
    for (uint32_t node = list + 1; node < at->next; node = tree->nodes[node].next) {
        if (!read_task(tree, node, &room, &due->tasks[due->count])) {
            return false;
        }
        due->count++;
    }
    return true;
}

bool ms_due_read(ms_json *json, ms_buffer *scratch, ms_text array, ms_due *due)
{
    static const char before[] = "{\"due\":"; /* the parser wants an object */
    ms_json_tree tree;
    scratch->length = 0;
    *due = (ms_due){0};
    ms_buffer_put(scratch, before);
    ms_buffer_add(scratch, array.at, array.length);
    ms_buffer_put(scratch, "}");
    if (scratch->failed || ms_json_flatten(json, scratch->text, scratch->length, &tree) != MS_OK
        || tree.nodes[0].count != 1) {
        return false;
    }
    /* The parser has its own copy, so that the names can go where the text was: they are no longer than it. */
    if (!read_tasks(&tree, 1, scratch->text, due)) {
        ms_due_free(due);
        return false;
    }
    return true;
}

void ms_due_free(ms_due *due)
{
    free(due->tasks);
    *due = (ms_due){0};
}
