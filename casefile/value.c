#include "casefile/value.h"

#include "facts/json_text.h"
#include "facts/plain_values.h"

#include <medsupport/money.h>

#include <string.h>

/* ---- copying ----------------------------------------------------------------------------------------------------- */

/* Where a value is written; what was counted first has room. */
typedef struct copy {
    const ms_json_tree *tree;
    char *out;
    size_t length;
    char *plain; /* room for a string without its escapes */
    bool valid;
} copy;

static void put(copy *c, const char *text, size_t length)
{
    memcpy(c->out + c->length, text, length);
    c->length += length;
}

/* Writes one character of a string: as itself, else as the shortest escape. */
static void put_character(copy *c, char character)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char u = (unsigned char)character;
    if (u == '"' || u == '\\') {
        put(c, (char[]){'\\', character}, 2);
    } else if (u >= 0x20) {
        put(c, &character, 1);
    } else if (u == '\n' || u == '\r' || u == '\t') {
        put(c, (char[]){'\\', u == '\n' ? 'n' : u == '\r' ? 'r' : 't'}, 2);
    } else {
        put(c, (char[]){'\\', 'u', '0', '0', hex[u >> 4], hex[u & 15]}, 6);
    }
}

/* Strings with escapes are spelt anew, which never makes them longer. */
static void put_string(copy *c, const char *text, size_t length, bool escaped)
{
    put(c, "\"", 1);
    if (!escaped) {
        put(c, text, length);
    } else {
        size_t plain_length = 0;
        c->valid = ms_json_unescape(text, length, c->plain, &plain_length) && c->valid;
        for (size_t i = 0; i < plain_length && c->valid; i++) {
            put_character(c, c->plain[i]);
        }
    }
    put(c, "\"", 1);
}

static void put_value(copy *c, uint32_t node);

static void put_members(copy *c, uint32_t node)
{
    const ms_json_node *nodes = c->tree->nodes;
    bool object = nodes[node].type == MS_JSON_OBJECT;
    bool begun = false;
    put(c, object ? "{" : "[", 1);
    for (uint32_t member = node + 1; member < nodes[node].next; member = nodes[member].next) {
        if (object && nodes[member].type == MS_JSON_NULL) {
            continue;
        }
        put(c, ",", begun ? 1 : 0);
        begun = true;
        if (object) {
            put_string(c, c->tree->text + nodes[member].name_at, nodes[member].name_length, nodes[member].name_escaped);
            put(c, ":", 1);
        }
        put_value(c, member);
    }
    put(c, object ? "}" : "]", 1);
}

static void put_value(copy *c, uint32_t node)
{
    const ms_json_node *n = &c->tree->nodes[node];
    const char *text = c->tree->text + n->at;
    if (n->type == MS_JSON_OBJECT || n->type == MS_JSON_ARRAY) {
        put_members(c, node);
    } else if (n->type == MS_JSON_STRING) {
        put_string(c, text, n->length, n->escaped);
    } else {
        put(c, text, n->length);
    }
}

ms_text ms_value_copy(const ms_json_tree *tree, uint32_t node, ms_arena *arena, bool *valid)
{
    const ms_json_node *n = &tree->nodes[node];
    size_t room = n->length + 2; /* with the quotation marks of a string */
    copy c = {.tree = tree, .out = ms_arena_room(arena, 2 * room, 1), .valid = true};
    *valid = true;
    if (c.out == NULL) {
        return (ms_text){.at = NULL};
    }
    c.plain = c.out + room;
    put_value(&c, node);
    *valid = c.valid;
    return c.valid ? (ms_text){c.out, c.length} : (ms_text){.at = NULL};
}

ms_text ms_value_text(const ms_json_tree *tree, uint32_t node, ms_arena *arena, bool *valid)
{
    const ms_json_node *n = &tree->nodes[node];
    char *out = ms_arena_room(arena, n->length + 1, 1);
    size_t length = 0;
    *valid = true;
    if (out == NULL) {
        return (ms_text){.at = NULL};
    }
    *valid = ms_json_unescape(tree->text + n->at, n->length, out, &length);
    return *valid ? (ms_text){out, length} : (ms_text){.at = NULL};
}

/* ---- walking ----------------------------------------------------------------------------------------------------- */

/* The length of the string at the start of a text, with its quotation marks. */
static size_t string_length(ms_text text)
{
    size_t at = 1;
    while (at < text.length && text.at[at] != '"') {
        at += text.at[at] == '\\' ? 2 : 1;
    }
    return at < text.length ? at + 1 : text.length;
}

/* The length of the value at the start of a text. */
static size_t value_length(ms_text text)
{
    size_t at = 0;
    int depth = 0;
    while (at < text.length) {
        char c = text.at[at];
        if (c == '"') {
            at += string_length((ms_text){text.at + at, text.length - at});
        } else if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
            return at;
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            at++;
        }
        if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
            return at;
        }
    }
    return at;
}

static ms_text text_from(ms_text text, size_t at)
{
    return (ms_text){text.at + at, text.length - at};
}

bool ms_value_next(ms_text *rest, ms_text *element)
{
    /* What is no list or object has no elements. */
    if (rest->length < 2 || rest->at[0] == '\0' || strchr("[{,:", rest->at[0]) == NULL) {
        return false;
    }
    ms_text behind = text_from(*rest, 1); /* past the bracket or the comma */
    if (behind.at[0] == ']' || behind.at[0] == '}') {
        return false;
    }
    element->at = behind.at;
    element->length = value_length(behind);
    *rest = text_from(behind, element->length);
    return true;
}

/* The next member of an object behind *rest, which begins as the object. */
static bool next_member(ms_text *rest, ms_text *name, ms_text *value)
{
    if (!ms_value_next(rest, name) || rest->length < 2) {
        return false;
    }
    value->at = rest->at + 1; /* past the colon */
    value->length = value_length(text_from(*rest, 1));
    *rest = text_from(*rest, 1 + value->length);
    return true;
}

static ms_text find_member(ms_text object, ms_text quoted)
{
    ms_text rest = object, name, value;
    while (next_member(&rest, &name, &value)) {
        if (ms_text_same(name, quoted)) {
            return value;
        }
    }
    return (ms_text){.at = NULL};
}

ms_text ms_value_member(ms_text object, const char *name)
{
    size_t length = strlen(name);
    ms_text rest = object, found, value;
    while (object.length > 0 && object.at[0] == '{' && next_member(&rest, &found, &value)) {
        if (found.length == length + 2 && memcmp(found.at + 1, name, length) == 0) {
            return value;
        }
    }
    return (ms_text){.at = NULL};
}

ms_text ms_value_inside(ms_text value)
{
    if (value.length < 2 || value.at[0] != '"') {
        return (ms_text){.at = NULL};
    }
    return (ms_text){value.at + 1, value.length - 2};
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

/* An amount, in a number or a text. */
static bool is_amount(ms_text value, ms_cents *cents)
{
    ms_text inside = ms_value_inside(value);
    ms_text digits = inside.at != NULL ? inside : value;
    return ms_money_parse(digits.at, digits.length, cents);
}

static bool same_scalars(ms_text a, ms_text b)
{
    ms_cents first, second;
    return ms_text_same(a, b) || (is_amount(a, &first) && is_amount(b, &second) && first == second);
}

/* Whether every element of one list is in the other. */
static bool all_within(ms_text list, ms_text other)
{
    ms_text rest = list, element;
    while (ms_value_next(&rest, &element)) {
        ms_text others = other, candidate;
        bool found = false;
        while (!found && ms_value_next(&others, &candidate)) {
            found = ms_values_compare(element, candidate) == MS_VALUES_SAME;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* Compares the members that both have; *missing: whether one lacks some. */
static bool members_agree(ms_text a, ms_text b, bool *missing)
{
    ms_text rest = a, name, value;
    while (next_member(&rest, &name, &value)) {
        ms_text other = find_member(b, name);
        if (other.at == NULL) {
            *missing = true;
        } else if (ms_values_compare(value, other) != MS_VALUES_SAME) {
            return false;
        }
    }
    return true;
}

static ms_agreement compare_objects(ms_text a, ms_text b)
{
    bool b_lacks = false, a_lacks = false;
    if (!members_agree(a, b, &b_lacks) || !members_agree(b, a, &a_lacks) || (a_lacks && b_lacks)) {
        return MS_VALUES_DIFFER;
    }
    return a_lacks ? MS_FIRST_WITHIN : b_lacks ? MS_SECOND_WITHIN : MS_VALUES_SAME;
}

ms_agreement ms_values_compare(ms_text first, ms_text second)
{
    if (ms_text_same(first, second)) {
        return MS_VALUES_SAME;
    }
    if (first.at[0] == '{' && second.at[0] == '{') {
        return compare_objects(first, second);
    }
    if (first.at[0] == '[' && second.at[0] == '[') {
        return all_within(first, second) && all_within(second, first) ? MS_VALUES_SAME : MS_VALUES_DIFFER;
    }
    return same_scalars(first, second) ? MS_VALUES_SAME : MS_VALUES_DIFFER;
}
