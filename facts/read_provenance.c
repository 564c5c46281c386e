/* Where the facts of a document come from: a JSON pointer (RFC 6901) to each fact, and its source. */
#include "facts/walk.h"

#include "facts/json_text.h"

#include <stdlib.h>

enum { MOST_SEARCHED = 2000 };

/* ---- what a pointer names ---------------------------------------------------------------------------------------- */

static bool is_pointer(ms_text text)
{
    if (text.length == 0 || text.at[0] != '/') {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        bool escape = i + 1 < text.length && (text.at[i + 1] == '0' || text.at[i + 1] == '1');
        if (text.at[i] == '~' && !escape) {
            return false;
        }
    }
    return true;
}

/* Whether a part of a pointer, with its ~0 and ~1, is a member's name. */
static bool part_is_name(ms_text part, ms_text name)
{
    size_t at = 0;
    for (size_t i = 0; i < name.length; i++) {
        if (at == part.length) {
            return false;
        }
        char c = part.at[at++];
        if (c == '~') {
            c = part.at[at++] == '0' ? '~' : '/';
        }
        if (c != name.at[i]) {
            return false;
        }
    }
    return at == part.length;
}

/* The member of an object that a part names, 0 for none. */
static uint32_t find_member(const ms_walk *w, uint32_t object, ms_text part)
{
    uint32_t member = object + 1;
    uint32_t count = ms_node(w, object)->count < MOST_SEARCHED ? ms_node(w, object)->count : MOST_SEARCHED;
    for (uint32_t i = 0; i < count; i++, member = ms_node(w, member)->next) {
        const ms_json_node *n = ms_node(w, member);
        char plain[128]; /* longer than any field's name, and names longer than that are an id's or a pointer's */
        ms_text name = {.at = w->tree->text + n->name_at, .length = n->name_length};
        if (n->name_escaped && n->name_length <= sizeof plain
            && ms_json_unescape(name.at, n->name_length, plain, &name.length)) {
            name.at = plain;
        }
        if (part_is_name(part, name)) {
            return member;
        }
    }
    return 0;
}

/* The element of a list that a part names, 0 for none. */
static uint32_t find_element(const ms_walk *w, uint32_t list, ms_text part)
{
    uint32_t index = 0;
    for (size_t i = 0; i < part.length; i++) {
        if (part.at[i] < '0' || part.at[i] > '9' || index >= MOST_SEARCHED) {
            return 0;
        }
        index = index * 10 + (uint32_t)(part.at[i] - '0');
    }
    bool needless_zero = part.length > 1 && part.at[0] == '0';
    if (part.length == 0 || needless_zero || index >= ms_node(w, list)->count || index >= MOST_SEARCHED) {
        return 0;
    }
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < index; i++) {
        element = ms_node(w, element)->next;
    }
    return element;
}

/* The part of a pointer after the slash at `at`. */
static ms_text part_at(ms_text pointer, size_t at)
{
    const char *start = pointer.at + at + 1;
    size_t left = pointer.length - at - 1;
    const char *slash = memchr(start, '/', left);
    return (ms_text){.at = start, .length = slash != NULL ? (size_t)(slash - start) : left};
}

/* NULL when a pointer names something in the document, else what is expected of it. */
static const char *pointer_rule(const ms_walk *w, ms_text pointer)
{
    if (!is_pointer(pointer)) {
        return "a JSON pointer, such as /parent_seeking/plans";
    }
    uint32_t node = 0;
    size_t at = 0;
    while (at < pointer.length) {
        ms_text part = part_at(pointer, at);
        const ms_json_node *n = ms_node(w, node);
        uint32_t next = 0;
        if (n->type == MS_JSON_OBJECT) {
            next = find_member(w, node, part);
        } else if (n->type == MS_JSON_ARRAY) {
            next = find_element(w, node, part);
        }
        at += part.length + 1;
        if (next == 0 && at >= pointer.length) {
            return "a JSON pointer to something in the document: the last part of this one is absent there";
        }
        if (next == 0) {
            return "a JSON pointer to something in the document";
        }
        node = next;
    }
    return NULL;
}

/* ---- the entries ------------------------------------------------------------------------------------------------- */

typedef struct entry_name {
    ms_text text;
    uint32_t node;
} entry_name;

/* By text, then in the order of the document. */
static int compare_names(const void *left, const void *right)
{
    const entry_name *a = left;
    const entry_name *b = right;
    size_t shorter = a->text.length < b->text.length ? a->text.length : b->text.length;
    int order = memcmp(a->text.at, b->text.at, shorter);
    if (order != 0) {
        return order;
    }
    if (a->text.length != b->text.length) {
        return a->text.length < b->text.length ? -1 : 1;
    }
    return a->node < b->node ? -1 : 1;
}

static void name_problem(ms_walk *w, uint32_t node, const char *expected)
{
    ms_problems_add(w->problems, &(ms_finding){.node = node, .at_name = true, .expected = expected});
}

/* Problems for the names that are given twice. at_name: they are names of nodes; else texts of them. */
static void check_names(ms_walk *w, entry_name *names, uint32_t count, bool at_name)
{
    if (count < 2) {
        return;
    }
    qsort(names, count, sizeof *names, compare_names);
    for (uint32_t i = 1; i < count; i++) {
        if (ms_text_same(names[i - 1].text, names[i].text)) {
            ms_walk_report(w, &(ms_finding){.node = names[i].node, .at_name = at_name, .expected = "each name once"});
        }
    }
}

static ms_provenance read_entry(ms_walk *w, const uint32_t *fields, ms_text pointer)
{
    static const char expected[] = "text of at most 500 characters";
    return (ms_provenance){.pointer = pointer,
                           .source = ms_read_text(w, fields[MS_ENTRY_SOURCE], MS_MAX_SOURCE, expected),
                           .evidence = ms_read_text(w, fields[MS_ENTRY_EVIDENCE], MS_MAX_SOURCE, expected),
                           .received = ms_read_date(w, fields[MS_ENTRY_RECEIVED])};
}

/* How many entries to read. */
static uint32_t count_entries(ms_walk *w, uint32_t node)
{
    static const char expected[] = "an object of at most 512 entries, each named by a JSON pointer";
    const ms_json_node *n = ms_node(w, node);
    if (n->type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, expected);
        return 0;
    }
    if (n->count <= MS_MAX_PROVENANCE) {
        return n->count;
    }
    ms_problems_add(w->problems, &(ms_finding){.node = node, .found = "a larger object", .expected = expected});
    return MS_MAX_PROVENANCE;
}

void ms_read_provenance(ms_walk *w, uint32_t node)
{
    if (node == 0) {
        return;
    }
    uint32_t count = count_entries(w, node);
    ms_provenance *entries = ms_walk_take(w, count, sizeof *entries);
    entry_name *names = ms_walk_take(w, count, sizeof *names);
    if (entries == NULL || names == NULL) {
        return;
    }
    uint32_t member = node + 1;
    for (uint32_t i = 0; i < count; i++, member = ms_node(w, member)->next) {
        names[i].node = member;
        const char *rule = "a name without U+0000 and without half of a surrogate pair";
        if (ms_walk_name(w, member, &names[i].text)) {
            rule = pointer_rule(w, names[i].text);
        }
        if (rule != NULL) {
            name_problem(w, member, rule);
        }
        uint32_t fields[MS_ENTRY_FIELDS] = {0};
        if (ms_node(w, member)->type != MS_JSON_NULL) {
            ms_take_apart(w, member, &ms_entry_shape, fields, MS_ENTRY_FIELDS);
        }
        entries[i] = read_entry(w, fields, names[i].text);
    }
    check_names(w, names, count, true);
    w->document->provenance = entries;
    w->document->provenance_count = count;
}

void ms_read_flat_provenance(ms_walk *w, const ms_flat_list *list)
{
    ms_provenance *entries = ms_walk_room(w, list->count, sizeof *entries);
    entry_name *names = ms_walk_room(w, list->count, sizeof *names);
    if (entries == NULL || names == NULL) {
        return;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        const uint32_t *fields = list->fields + i * MS_ENTRY_FIELDS;
        names[i].node = fields[MS_ENTRY_POINTER];
        (void)ms_walk_text(w, fields[MS_ENTRY_POINTER], &names[i].text);
        entries[i] = read_entry(w, fields, names[i].text);
    }
    check_names(w, names, list->count, false);
    w->document->provenance = entries;
    w->document->provenance_count = list->count;
}
