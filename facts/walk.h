/*
 * Reading a case document: what the files read_*.c share. An object is first taken apart into a row by its shape
 * (json_parts.h); then each field is read from the value in its place. A value is a word of the text, or a node. Nearly
 * every document of JSON is read from its words; where anything is wrong with it, or odd, it is read again from its
 * nodes, and what is wrong is reported.
 */
#ifndef MEDSUPPORT_FACTS_WALK_H
#define MEDSUPPORT_FACTS_WALK_H

#include "base/arena.h"
#include "facts/case_shape.h"
#include "facts/document.h"
#include "facts/places.h"
#include "facts/plain_values.h"
#include "facts/problems.h"

typedef struct ms_walk {
    ms_json_words words; /* places NULL: values are nodes of the tree */
    bool odd;            /* of words: something is wrong, or left to the nodes */
    const ms_json_tree *tree;
    ms_arena *arena;
    ms_problems *problems;
    ms_counties *counties;
    ms_document *document;
    ms_date as_of; /* of a document that states none */
    bool out_of_memory;
} ms_walk;

/* ---- what the files hand each other ------------------------------------------------------------------------------ */

/* Reads the whole document, from node 0, or taken apart. */
void ms_read_case(ms_walk *w);
void ms_read_flat_case(ms_walk *w, const ms_flat_case *flat);

/* read_qualification.c: reads the whole document of an order or notice, from node 0. */
struct ms_order_document;
void ms_read_order(ms_walk *w, struct ms_order_document *document);

/* read_parents.c: reads a parent but for the plans. */
void ms_read_parent(ms_walk *w, const uint32_t *fields, ms_party party);

/* What is known of an agency: the last to be read of it. */
void ms_read_agency(ms_walk *w, const uint32_t *fields);

/* read_plans.c: reads one parent's plans, from the node of their list, or taken apart. */
void ms_read_plans(ms_walk *w, uint32_t list, ms_party party);
void ms_read_flat_plans(ms_walk *w, const ms_flat_list *plans, ms_party party);

/* read_records.c: reads Form 14. */
void ms_read_form_14(ms_walk *w, const uint32_t *fields);

/* Each from the node of its list, or taken apart. */
void ms_read_requests(ms_walk *w, uint32_t list);
void ms_read_flat_requests(ms_walk *w, const ms_flat_list *requests);
void ms_read_current_obligations(ms_walk *w, uint32_t list);
void ms_read_flat_obligations(ms_walk *w, const ms_flat_list *obligations);

/* read_provenance.c: the same; taken apart, the pointers are known to name something. */
void ms_read_provenance(ms_walk *w, uint32_t node);
void ms_read_flat_provenance(ms_walk *w, const ms_flat_list *entries);

/* ---- objects and lists ------------------------------------------------------------------------------------------- */

typedef struct ms_field {
    const char *name;
    bool required;
} ms_field;

typedef struct ms_object_kind {
    const char *unknown_name; /* what is expected where a name is not among the fields */
    const ms_field *fields;
    uint32_t count;
} ms_object_kind;

/* Sorts the members of an object, a node, into `slots`, one a field of its kind; problems: not an object, an unknown
 * name, a name given twice, a required field absent or null. What is no object leaves all slots 0. */
void ms_read_object(ms_walk *w, uint32_t node, const ms_object_kind *kind, uint32_t *slots);

/* Takes an object apart by its shape into a row of `width`, with the objects that it holds once; problems as above. */
void ms_take_apart(ms_walk *w, uint32_t value, const ms_json_shape *shape, uint32_t *row, size_t width);

/* How many elements of a list to read, at most `most`; problems: not a list, more than `most`. 0 for a node of 0. */
uint32_t ms_read_list(ms_walk *w, uint32_t node, uint32_t most, const char *expected);

/* ---- values ------------------------------------------------------------------------------------------------------ */

typedef struct ms_value {
    ms_json_type type;
    bool escaped; /* a string has escapes */
    ms_text text; /* of a string, what stands between its quotation marks */
} ms_value;

static inline const ms_json_node *ms_node(const ms_walk *w, uint32_t node)
{
    return &w->tree->nodes[node];
}

static inline ms_value ms_value_of(const ms_walk *w, uint32_t value)
{
    ms_value found = {.escaped = false};
    if (w->words.places != NULL) {
        found.type = ms_json_word(&w->words, value, &found.text);
        return found;
    }
    const ms_json_node *n = ms_node(w, value);
    return (ms_value){(ms_json_type)n->type, n->escaped, {.at = w->tree->text + n->at, .length = n->length}};
}

/* The first byte of a word. */
static inline char ms_first_byte(const ms_json_words *words, uint32_t word)
{
    return words->text[words->places[word]];
}

/* What a value is, without its text. */
static inline ms_json_type ms_type_of(const ms_walk *w, uint32_t value)
{
    ms_text text;
    if (w->words.places == NULL) {
        return (ms_json_type)ms_node(w, value)->type;
    }
    switch (ms_first_byte(&w->words, value)) {
    case '"':
        return MS_JSON_STRING;
    case '[':
        return MS_JSON_ARRAY;
    case '{':
        return MS_JSON_OBJECT;
    default:
        return ms_json_other_word(&w->words, value, &text);
    }
}

/* How many elements a list has, and the value after another of them; the first is the list's own + 1. */
static inline uint32_t ms_element_count(const ms_walk *w, uint32_t list)
{
    return w->words.places != NULL ? ms_json_count_elements(&w->words, list) : ms_node(w, list)->count;
}

static inline uint32_t ms_next_element(const ms_walk *w, uint32_t element)
{
    return w->words.places != NULL ? ms_json_next_element(&w->words, element) : ms_node(w, element)->next;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

/* Memory of the document, for what is filled at once; NULL when memory is out, which the walk then remembers. */
static inline void *ms_walk_room(ms_walk *w, size_t count, size_t size)
{
    void *memory = ms_arena_room(w->arena, count, size);
    w->out_of_memory = w->out_of_memory || memory == NULL;
    return memory;
}

/* The same, zeroed. */
static inline void *ms_walk_take(ms_walk *w, size_t count, size_t size)
{
    void *memory = ms_arena_take(w->arena, count, size);
    w->out_of_memory = w->out_of_memory || memory == NULL;
    return memory;
}

/* The name of a member without escapes; false when it has no such text. */
bool ms_walk_name(ms_walk *w, uint32_t node, ms_text *name);

/* Adds a problem, which words have no place for: they are odd. */
void ms_walk_report(ms_walk *w, const ms_finding *finding);

/* The same: a value is not what is expected. */
void ms_walk_problem(ms_walk *w, uint32_t value, const char *expected);

/* ---- fields ------------------------------------------------------------------------------------------------------ */

/* Each reads the field of a value, 0 included; a value that breaks the format is a problem and reads as absent. Nearly every
 * value is a plain string that says what it should, and is read where it is asked for. The functions named `any` read
 * whatever else there is, and tell what is wrong with it; they are kept out of line so that they take no registers from
 * the usual way. */

/* Whether a value is surely a string without escapes, and its text: of words any string is. */
static inline bool ms_plain_string(const ms_walk *w, uint32_t value, ms_text *text)
{
    if (w->words.places == NULL || ms_first_byte(&w->words, value) != '"') {
        return false;
    }
    *text = ms_json_string(&w->words, value);
    return true;
}

__attribute__((noinline)) bool ms_walk_any_text(ms_walk *w, uint32_t value, ms_text *text);

/* The text of a string without escapes; false with a problem when it has no such text. value: a string. */
static inline bool ms_walk_text(ms_walk *w, uint32_t value, ms_text *text)
{
    return ms_plain_string(w, value, text) || ms_walk_any_text(w, value, text);
}

__attribute__((noinline)) ms_amount ms_read_any_money(ms_walk *w, uint32_t value);

static inline ms_amount ms_read_money(ms_walk *w, uint32_t value)
{
    ms_amount amount = {.known = false};
    ms_text text;
    if (value == 0) {
        return amount;
    }
    amount.known = ms_plain_string(w, value, &text) && ms_money_parse(text.at, text.length, &amount.cents);
    return amount.known ? amount : ms_read_any_money(w, value);
}

__attribute__((noinline)) ms_date ms_read_any_date(ms_walk *w, uint32_t value);

static inline ms_date ms_read_date(ms_walk *w, uint32_t value)
{
    ms_text text;
    if (value == 0) {
        return MS_NO_DATE;
    }
    ms_date date = ms_plain_string(w, value, &text) ? ms_date_parse(text.at, text.length) : MS_NO_DATE;
    return date != MS_NO_DATE ? date : ms_read_any_date(w, value);
}

__attribute__((noinline)) ms_text ms_read_any_text(ms_walk *w, uint32_t value, size_t most, const char *expected);

/* Text of at most `most` characters; `expected` says so in words. */
static inline ms_text ms_read_text(ms_walk *w, uint32_t value, size_t most, const char *expected)
{
    ms_text text = {.at = NULL};
    bool usual = value == 0 || (ms_plain_string(w, value, &text) && text.length <= most);
    return usual ? text : ms_read_any_text(w, value, most, expected);
}

__attribute__((noinline)) ms_text ms_read_any_name(ms_walk *w, uint32_t value);

/* A name of 1 to 200 characters. */
static inline ms_text ms_read_name(ms_walk *w, uint32_t value)
{
    ms_text text = {.at = NULL};
    bool usual = value == 0 || (ms_plain_string(w, value, &text) && text.length > 0 && text.length <= MS_MAX_NAME);
    return usual ? text : ms_read_any_name(w, value);
}

ms_truth ms_read_truth(ms_walk *w, uint32_t value);
ms_text ms_read_id(ms_walk *w, uint32_t value);
ms_text ms_read_zip(ms_walk *w, uint32_t value, uint32_t *zip);
uint16_t ms_read_state(ms_walk *w, uint32_t value);
uint16_t ms_read_county(ms_walk *w, uint32_t value);

/* The value of one of the names, `absent` for a value of 0 or a problem. */
int ms_read_choice(ms_walk *w, uint32_t value, const ms_choices *choices, int absent);

/* The child that an id names, or -1 with a problem: here, or at the children when there are none. */
int ms_read_child_reference(ms_walk *w, uint32_t value);

/* The children that a list of ids names, each once, as bits. */
uint32_t ms_read_child_references(ms_walk *w, uint32_t list);

__attribute__((noinline)) bool ms_read_any_format(ms_walk *w, uint32_t value, const char *format,
                                                  const char *read_here);

/* Whether a document is of the format that is read, or says none; `read_here`: "FORMAT, the format that is read here". A
 * document of another format has that problem alone: what is wrong by this one may be right by that one. */
static inline bool ms_read_format(ms_walk *w, uint32_t value, const char *format, const char *read_here)
{
    ms_text text;
    ms_text wanted = {.at = format, .length = strlen(format)};
    bool usual = value == 0 || (ms_plain_string(w, value, &text) && ms_text_same(text, wanted));
    return usual || ms_read_any_format(w, value, format, read_here);
}

#endif
