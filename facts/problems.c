#include "facts/problems.h"

#include "facts/json_text.h"

#include <string.h>

enum { LONGEST_SHOWN = 80 };

void ms_problems_begin(ms_problems *problems, ms_arena *arena, const ms_json_tree *tree)
{
    problems->arena = arena;
    problems->tree = tree;
    problems->scratch.length = 0;
    problems->scratch.failed = false;
    problems->count = 0;
    problems->out_of_memory = false;
}

bool ms_problems_wants(const ms_problems *problems, size_t offset)
{
    return problems->count < MS_MAX_PROBLEMS || offset < problems->offsets[MS_MAX_PROBLEMS - 1];
}

/* ---- texts that can be printed ----------------------------------------------------------------------------------- */

/* Whether a character is a control character or changes the direction of writing. */
static bool is_hidden(const char *at, size_t length)
{
    unsigned char first = (unsigned char)at[0];
    unsigned char second = length > 1 ? (unsigned char)at[1] : 0;
    unsigned char third = length > 2 ? (unsigned char)at[2] : 0;
    if (length == 1) {
        return first < 0x20 || first == 0x7F;
    }
    if (length == 2) {
        return first == 0xC2 && second < 0xA0; /* U+0080..U+009F */
    }
    bool marks = second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE));
    bool isolates = second == 0x81 && third >= 0xA0 && third <= 0xAF;
    return length == 3 && first == 0xE2 && (marks || isolates);
}

void ms_put_shown(ms_buffer *out, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && at < LONGEST_SHOWN) {
        size_t character = ms_utf8_length(text + at, length - at);
        size_t step = character > 0 ? character : 1;
        if (character == 0 || is_hidden(text + at, character)) {
            ms_buffer_put(out, "\xEF\xBF\xBD");
        } else {
            ms_buffer_add(out, text + at, character);
        }
        at += step;
    }
    if (at < length) {
        ms_buffer_put(out, "\xE2\x80\xA6");
    }
}

/* The scratch as a NUL-terminated text of the arena; the scratch is empty again. */
static const char *take_scratch(ms_problems *problems)
{
    ms_buffer *scratch = &problems->scratch;
    char *copy = ms_arena_take(problems->arena, scratch->length + 1, 1);
    bool failed = copy == NULL || scratch->failed;
    if (!failed && scratch->length > 0) {
        memcpy(copy, scratch->text, scratch->length);
    }
    scratch->length = 0;
    problems->out_of_memory = problems->out_of_memory || failed;
    return failed ? "" : copy;
}

static const char *shown(ms_problems *problems, const char *text, size_t length)
{
    ms_put_shown(&problems->scratch, text, length);
    return take_scratch(problems);
}

/* Appends a member's name as a part of a JSON pointer (RFC 6901, section 4). A name that will be cut anyway keeps its
 * escapes. */
static void put_pointer_part(ms_buffer *out, const char *name, size_t length, bool escaped)
{
    char plain[LONGEST_SHOWN * 6];
    if (escaped && length <= sizeof plain && ms_json_unescape(name, length, plain, &length)) {
        name = plain;
    }
    size_t from = 0;
    size_t end = length < LONGEST_SHOWN ? length : LONGEST_SHOWN;
    for (size_t i = 0; i < end; i++) {
        if (name[i] == '~' || name[i] == '/') {
            ms_put_shown(out, name + from, i - from);
            ms_buffer_put(out, name[i] == '~' ? "~0" : "~1");
            from = i + 1;
        }
    }
    ms_put_shown(out, name + from, length - from);
}

/* Appends the pointer of a node. */
static void put_pointer(ms_problems *problems, uint32_t node)
{
    const ms_json_tree *tree = problems->tree;
    uint32_t path[MS_MAX_DEPTH + 1];
    size_t depth = 0;
    for (uint32_t at = node; at != 0; at = tree->nodes[at].parent) {
        path[depth++] = at;
    }
    while (depth > 0) {
        const ms_json_node *step = &tree->nodes[path[--depth]];
        ms_buffer_put(&problems->scratch, "/");
        if (tree->nodes[step->parent].type == MS_JSON_ARRAY) {
            ms_buffer_put_number(&problems->scratch, step->position);
        } else {
            put_pointer_part(&problems->scratch, tree->text + step->name_at, step->name_length, step->name_escaped);
        }
    }
}

/* A value in words. */
static const char *value_in_words(ms_problems *problems, const ms_json_node *node)
{
    const char *text = problems->tree->text + node->at;
    switch ((ms_json_type)node->type) {
    case MS_JSON_OBJECT:
        return node->count == 0 ? "an empty object" : "an object";
    case MS_JSON_ARRAY:
        if (node->count == 0) {
            return "an empty list";
        }
        ms_buffer_put(&problems->scratch, "a list of ");
        ms_buffer_put_number(&problems->scratch, node->count);
        return take_scratch(problems);
    case MS_JSON_STRING:
        ms_buffer_put(&problems->scratch, "\"");
        ms_put_shown(&problems->scratch, text, node->length);
        ms_buffer_put(&problems->scratch, "\"");
        return take_scratch(problems);
    default:
        return shown(problems, text, node->length);
    }
}

static const char *found_in_words(ms_problems *problems, const ms_finding *finding)
{
    const ms_json_node *node = &problems->tree->nodes[finding->node];
    if (finding->found != NULL) {
        return finding->found;
    }
    if (finding->missing != NULL) {
        return "nothing";
    }
    if (!finding->at_name) {
        return value_in_words(problems, node);
    }
    ms_buffer_put(&problems->scratch, "the name \"");
    ms_put_shown(&problems->scratch, problems->tree->text + node->name_at, node->name_length);
    ms_buffer_put(&problems->scratch, "\"");
    return take_scratch(problems);
}

static const char *pointer_of(ms_problems *problems, const ms_finding *finding)
{
    put_pointer(problems, finding->node);
    if (finding->missing != NULL) {
        ms_buffer_put(&problems->scratch, "/");
        ms_buffer_put(&problems->scratch, finding->missing);
    }
    return take_scratch(problems);
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

/* Opens the place of a problem at an offset, behind those that stand at or before it; of a full list the last falls
 * off. */
static ms_problem *insert(ms_problems *problems, size_t offset, const ms_finding *finding)
{
    size_t at = problems->count < MS_MAX_PROBLEMS ? problems->count++ : MS_MAX_PROBLEMS - 1;
    while (at > 0 && problems->offsets[at - 1] > offset) {
        problems->offsets[at] = problems->offsets[at - 1];
        problems->findings[at] = problems->findings[at - 1];
        problems->list[at] = problems->list[at - 1];
        at--;
    }
    problems->offsets[at] = offset;
    problems->findings[at] = *finding;
    problems->list[at] = (ms_problem){.pointer = ""};
    return &problems->list[at];
}

void ms_problems_add(ms_problems *problems, const ms_finding *finding)
{
    const ms_json_node *node = &problems->tree->nodes[finding->node];
    /* The place of a text or name is its opening quotation mark. */
    size_t value_at = node->type == MS_JSON_STRING ? node->at - 1 : node->at;
    size_t offset = finding->at_name ? node->name_at - 1 : value_at;
    if (!ms_problems_wants(problems, offset)) {
        return;
    }
    ms_problem *problem = insert(problems, offset, finding);
    problem->pointer = pointer_of(problems, finding);
    problem->found = found_in_words(problems, finding);
    problem->expected = finding->expected;
    if (finding->suggestion != NULL) {
        problem->suggestion = shown(problems, finding->suggestion, finding->suggestion_length);
    }
}

void ms_problems_add_at(ms_problems *problems, size_t offset, const char *words, const char *text, size_t length,
                        const char *expected)
{
    if (!ms_problems_wants(problems, offset)) {
        return;
    }
    ms_problem *problem = insert(problems, offset, &(ms_finding){.node = 0});
    ms_buffer_put(&problems->scratch, words);
    ms_put_shown(&problems->scratch, text, length);
    problem->found = take_scratch(problems);
    problem->expected = expected;
}

void ms_problems_finish(ms_problems *problems)
{
    const char *text = problems->tree->text;
    size_t line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < problems->count; i++) {
        size_t offset = problems->offsets[i];
        const char *break_at = NULL;
        while ((break_at = memchr(text + line_start, '\n', offset - line_start)) != NULL) {
            line++;
            line_start = (size_t)(break_at - text) + 1;
        }
        problems->list[i].line = line;
        problems->list[i].column = offset - line_start + 1;
    }
}

void ms_problems_free(ms_problems *problems)
{
    ms_buffer_free(&problems->scratch);
}
