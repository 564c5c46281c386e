#include "cli/compare.h"

#include "facts/json_text.h"

#include <stdlib.h>
#include <string.h>

/* ---- looking into a tree ----------------------------------------------------------------------------------------- */

uint32_t ms_json_first(const ms_json_tree *tree, uint32_t container)
{
    return tree->nodes[container].count > 0 ? container + 1 : 0;
}

uint32_t ms_json_next(const ms_json_tree *tree, uint32_t node)
{
    uint32_t container = tree->nodes[node].parent;
    uint32_t next = tree->nodes[node].next;
    return next < tree->nodes[container].next ? next : 0;
}

static char *plain(const char *text, size_t length)
{
    char *out = malloc(length + 1);
    size_t out_length = 0;
    if (out == NULL || !ms_json_unescape(text, length, out, &out_length)) {
        free(out);
        return NULL;
    }
    out[out_length] = '\0';
    return out;
}

char *ms_json_string(const ms_json_tree *tree, uint32_t node)
{
    return plain(tree->text + tree->nodes[node].at, tree->nodes[node].length);
}

char *ms_json_name(const ms_json_tree *tree, uint32_t node)
{
    return plain(tree->text + tree->nodes[node].name_at, tree->nodes[node].name_length);
}

static bool same_bytes(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return a_length == b_length && memcmp(a, b, a_length) == 0;
}

/* Whether two texts between quotation marks say the same, however they are escaped. */
static bool same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (same_bytes(a, a_length, b, b_length)) {
        return true;
    }
    if (memchr(a, '\\', a_length) == NULL && memchr(b, '\\', b_length) == NULL) {
        return false;
    }
    char *plain_a = plain(a, a_length), *plain_b = plain(b, b_length);
    bool same = plain_a != NULL && plain_b != NULL && strcmp(plain_a, plain_b) == 0;
    free(plain_a);
    free(plain_b);
    return same;
}

/* The member of an object whose name is written between quotation marks as `name`. */
static uint32_t member(const ms_json_tree *tree, uint32_t object, const char *name, size_t length)
{
    uint32_t node = ms_json_first(tree, object);
    while (node != 0) {
        const ms_json_node *at = &tree->nodes[node];
        if (same_text(tree->text + at->name_at, at->name_length, name, length)) {
            return node;
        }
        node = ms_json_next(tree, node);
    }
    return 0;
}

uint32_t ms_json_member(const ms_json_tree *tree, uint32_t object, const char *name)
{
    return tree->nodes[object].type == MS_JSON_OBJECT ? member(tree, object, name, strlen(name)) : 0;
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static void compare_nodes(ms_comparison *c, uint32_t given, uint32_t derived);

static void report(ms_comparison *c, bool in_given, uint32_t given, bool in_derived, uint32_t derived)
{
    size_t length = c->pointer.length;
    ms_buffer_add(&c->pointer, "", 1);
    if (!c->pointer.failed) {
        c->report(c->context, &(ms_difference){c->pointer.text, in_given, in_derived, given, derived});
    }
    c->pointer.length = length;
}

/* A name in a pointer: '~' and '/' have escapes of their own. */
static void put_step(ms_buffer *pointer, const char *name, size_t length)
{
    ms_buffer_put(pointer, "/");
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '~' || name[i] == '/') {
            ms_buffer_put(pointer, name[i] == '~' ? "~0" : "~1");
        } else {
            ms_buffer_add(pointer, name + i, 1);
        }
    }
}

/* Whether a member is one of the whole that may be left out. */
static bool may_be_left_out(const ms_comparison *c, const ms_json_tree *tree, const ms_json_node *member)
{
    for (const char *const *name = c->left_out; *name != NULL && member->parent == 0; name++) {
        if (same_bytes(tree->text + member->name_at, member->name_length, *name, strlen(*name))) {
            return true;
        }
    }
    return false;
}

/* The members that were not handed over. */
static void report_missing(ms_comparison *c, uint32_t given, uint32_t derived)
{
    for (uint32_t node = ms_json_first(c->derived, derived); node != 0; node = ms_json_next(c->derived, node)) {
        const ms_json_node *at = &c->derived->nodes[node];
        const char *name = c->derived->text + at->name_at;
        if (may_be_left_out(c, c->derived, at) || member(c->given, given, name, at->name_length) != 0) {
            continue;
        }
        size_t length = c->pointer.length;
        put_step(&c->pointer, name, at->name_length);
        c->compared++;
        report(c, false, 0, true, node);
        c->pointer.length = length;
    }
}

static void compare_members(ms_comparison *c, uint32_t given, uint32_t derived)
{
    for (uint32_t node = ms_json_first(c->given, given); node != 0; node = ms_json_next(c->given, node)) {
        const ms_json_node *at = &c->given->nodes[node];
        if (at->type == MS_JSON_ARRAY && at->count == 0 && may_be_left_out(c, c->given, at)) {
            continue;
        }
        size_t length = c->pointer.length;
        const char *name = c->given->text + at->name_at;
        put_step(&c->pointer, name, at->name_length);
        uint32_t other = member(c->derived, derived, name, at->name_length);
        if (other == 0) {
            report(c, true, node, false, 0);
        } else {
            compare_nodes(c, node, other);
        }
        c->pointer.length = length;
    }
    report_missing(c, given, derived);
}

static void compare_elements(ms_comparison *c, uint32_t given, uint32_t derived)
{
    uint32_t a = ms_json_first(c->given, given), b = ms_json_first(c->derived, derived);
    for (unsigned index = 0; a != 0 || b != 0; index++) {
        size_t length = c->pointer.length;
        ms_buffer_put(&c->pointer, "/");
        ms_buffer_put_number(&c->pointer, index);
        if (a != 0 && b != 0) {
            compare_nodes(c, a, b);
        } else {
            report(c, a != 0, a, b != 0, b);
        }
        c->pointer.length = length;
        a = a == 0 ? 0 : ms_json_next(c->given, a);
        b = b == 0 ? 0 : ms_json_next(c->derived, b);
    }
}

static bool same_scalar(const ms_json_tree *one, const ms_json_node *a, const ms_json_tree *other,
                        const ms_json_node *b)
{
    if (a->type == MS_JSON_STRING) {
        return same_text(one->text + a->at, a->length, other->text + b->at, b->length);
    }
    return same_bytes(one->text + a->at, a->length, other->text + b->at, b->length);
}

static void compare_nodes(ms_comparison *c, uint32_t given, uint32_t derived)
{
    const ms_json_node *a = &c->given->nodes[given], *b = &c->derived->nodes[derived];
    c->compared++;
    if (a->type != b->type) {
        report(c, true, given, true, derived);
    } else if (a->type == MS_JSON_OBJECT) {
        compare_members(c, given, derived);
    } else if (a->type == MS_JSON_ARRAY) {
        compare_elements(c, given, derived);
    } else if (!same_scalar(c->given, a, c->derived, b)) {
        report(c, true, given, true, derived);
    }
}

bool ms_compare(ms_comparison *comparison)
{
    comparison->pointer.length = 0;
    compare_members(comparison, 0, 0);
    bool good = !comparison->pointer.failed;
    ms_buffer_free(&comparison->pointer);
    return good;
}
