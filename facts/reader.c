/* The reader: text to words, and where need be to nodes, and these to facts; see case.h and reader.h. */
#include "facts/reader.h"

#include "facts/json_fault.h"
#include "facts/qualification.h"
#include "facts/walk.h"

#include <stdlib.h>

/* What is of use while a document is read, and no longer: readers that take turns share it. */
typedef struct reading {
    unsigned readers; /* that share it */
    ms_json *json;
    ms_json_guide *guide;
    ms_counties counties;
    ms_flat_case flat; /* a case taken apart, with the rows of its lists */
    ms_json_rows lists[MS_LIST_COUNT];
    uint32_t children[MS_MAX_CHILDREN][MS_CHILD_FIELDS];
    uint32_t plans[2][MS_MAX_PLANS][MS_PLAN_FIELDS];
    uint32_t requests[MS_MAX_REQUESTS][MS_REQUEST_FIELDS];
    uint32_t obligations[MS_MAX_OBLIGATIONS][MS_OBLIGATION_FIELDS];
    uint32_t provenance[MS_MAX_PROVENANCE][MS_ENTRY_FIELDS];
} reading;

struct ms_reader {
    reading *reading;
    ms_json_words words; /* of the last text */
    ms_json_tree tree;
    ms_arena arena; /* holds the text and all that is made of it */
    ms_problems problems;
    ms_document document;
    ms_order_document order;
};

static void free_reading(reading *r)
{
    if (r == NULL || --r->readers > 0) {
        return;
    }
    ms_json_free(r->json);
    free(r->guide);
    ms_counties_free(&r->counties);
    free(r);
}

/* Gives the lists of a case their rows. */
static void lay_out(reading *r)
{
    r->lists[MS_LIST_CHILDREN] = (ms_json_rows){r->children[0], MS_MAX_CHILDREN, MS_CHILD_FIELDS, false, 0};
    r->lists[MS_LIST_REQUESTS] = (ms_json_rows){r->requests[0], MS_MAX_REQUESTS, MS_REQUEST_FIELDS, false, 0};
    r->lists[MS_LIST_OBLIGATIONS] =
        (ms_json_rows){r->obligations[0], MS_MAX_OBLIGATIONS, MS_OBLIGATION_FIELDS, false, 0};
    r->lists[MS_LIST_ENTRIES] = (ms_json_rows){r->provenance[0], MS_MAX_PROVENANCE, MS_ENTRY_FIELDS, false, 0};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        r->lists[MS_LIST_PLANS + party] = (ms_json_rows){r->plans[party][0], MS_MAX_PLANS, MS_PLAN_FIELDS, false, 0};
    }
}

/* A reading for one reader; NULL when memory is out. */
static reading *new_reading(void)
{
    reading *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return NULL;
    }
    fresh->readers = 1;
    lay_out(fresh);
    fresh->guide = ms_json_guide_new(&ms_case_shape);
    if (fresh->guide == NULL || ms_json_new(&fresh->json) != MS_OK) {
        free_reading(fresh);
        return NULL;
    }
    return fresh;
}

ms_status ms_reader_new(ms_reader **reader)
{
    *reader = calloc(1, sizeof **reader);
    if (*reader == NULL) {
        return MS_ERROR_MEMORY;
    }
    (*reader)->reading = new_reading();
    if ((*reader)->reading == NULL) {
        free(*reader);
        *reader = NULL;
        return MS_ERROR_MEMORY;
    }
    return MS_OK;
}

ms_status ms_reader_new_beside(const ms_reader *other, ms_reader **reader)
{
    *reader = calloc(1, sizeof **reader);
    if (*reader == NULL) {
        return MS_ERROR_MEMORY;
    }
    (*reader)->reading = other->reading;
    other->reading->readers++;
    return MS_OK;
}

void ms_reader_free(ms_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    free_reading(reader->reading);
    ms_problems_free(&reader->problems);
    ms_arena_free(&reader->arena);
    free(reader);
}

/* The one problem of a text that is no JSON object. */
static void report_fault(ms_reader *reader)
{
    const ms_json_tree *tree = &reader->tree;
    ms_json_fault fault = {.found = "a text", .expected = "a JSON object"};
    (void)ms_json_find_fault(tree->text, tree->length, &fault);
    ms_problems_add_at(&reader->problems, fault.at, fault.found, tree->text + fault.at, fault.length, fault.expected);
}

/* A walk through the reader's nodes, or its words where it is given them. */
static ms_walk walk_of(ms_reader *reader, ms_date as_of)
{
    return (ms_walk){.tree = &reader->tree,
                     .arena = &reader->arena,
                     .problems = &reader->problems,
                     .counties = &reader->reading->counties,
                     .document = &reader->document,
                     .as_of = as_of >= 1 && as_of <= MS_LAST_DATE ? as_of : MS_NO_DATE};
}

/* Begins with a document, or once more. */
static void begin(ms_reader *reader, const ms_json_tree *tree)
{
    reader->document = (ms_document){.case_id = {.at = NULL}};
    reader->tree = *tree;
    ms_problems_begin(&reader->problems, &reader->arena, &reader->tree);
}

/* What came of reading. */
static ms_status outcome(ms_reader *reader, const ms_walk *walk)
{
    ms_problems_finish(&reader->problems);
    if (walk->out_of_memory || reader->problems.out_of_memory) {
        return MS_ERROR_MEMORY;
    }
    return reader->problems.count > 0 ? MS_ERROR_INVALID : MS_OK;
}

static ms_status finish(ms_reader *reader, const ms_walk *walk, const ms_document **document)
{
    ms_status status = outcome(reader, walk);
    *document = status == MS_OK ? &reader->document : NULL;
    return status;
}

/* ---- from words -------------------------------------------------------------------------------------------------- */

static ms_flat_list list_of(const ms_json_rows *rows)
{
    return (ms_flat_list){.known = rows->known, .count = rows->count, .fields = rows->rows};
}

/* Whether the pointers of the provenance surely name something. */
static bool check_pointers(const ms_reader *reader, const ms_json_parts *parts)
{
    const ms_json_rows *entries = &parts->lists[MS_LIST_ENTRIES];
    for (uint32_t i = 0; i < entries->count; i++) {
        uint32_t pointer = reader->reading->provenance[i][MS_ENTRY_POINTER];
        if (!ms_json_parts_have(parts, ms_json_string(&reader->words, pointer))) {
            return false;
        }
    }
    return true;
}

/* Takes the words of a document apart. False when they are left to the nodes. */
static bool take_apart(ms_reader *reader)
{
    reading *r = reader->reading;
    ms_json_rows *lists = r->lists;
    ms_flat_case *flat = &r->flat;
    ms_json_parts parts = {.shape = &ms_case_shape, .guide = r->guide, .row = flat->fields, .lists = lists};
    memset(flat->fields, 0, sizeof flat->fields);
    for (size_t i = 0; i < MS_LIST_COUNT; i++) {
        lists[i].known = false;
        lists[i].count = 0;
    }
    if (!ms_json_take_apart(&reader->words, &parts) || lists[MS_LIST_CHILDREN].count == 0) {
        return false;
    }
    flat->children = list_of(&lists[MS_LIST_CHILDREN]);
    flat->plans[MS_PNS] = list_of(&lists[MS_LIST_PLANS + MS_PNS]);
    flat->plans[MS_PSS] = list_of(&lists[MS_LIST_PLANS + MS_PSS]);
    flat->requests = list_of(&lists[MS_LIST_REQUESTS]);
    flat->obligations = list_of(&lists[MS_LIST_OBLIGATIONS]);
    flat->provenance = list_of(&lists[MS_LIST_ENTRIES]);
    return check_pointers(reader, &parts);
}

/* Reads a document from its words. False when it is left to the nodes. */
static bool read_words(ms_reader *reader, ms_walk *walk)
{
    if (!take_apart(reader)) {
        return false;
    }
    walk->words = reader->words;
    ms_read_flat_case(walk, &reader->reading->flat);
    return !walk->odd;
}

/* ---- from the text ----------------------------------------------------------------------------------------------- */

/* A copy of a text with as many bytes behind it as its words want; NULL when memory is out. */
static char *copy_of(ms_reader *reader, const char *text, size_t length)
{
    char *copy = ms_arena_room(&reader->arena, length + MS_JSON_PADDING, 1);
    if (copy != NULL) {
        memcpy(copy, length > 0 ? text : "", length);
        memset(copy + length, 0, MS_JSON_PADDING);
    }
    return copy;
}

/* Finds the words of a text. MS_ERROR_LIMIT: it is too long, and the problem says so. */
static ms_status find_words(ms_reader *reader, const char *text, size_t length)
{
    reader->words = (ms_json_words){.text = text};
    ms_arena_reset(&reader->arena);
    begin(reader, &(ms_json_tree){.text = text});
    if (length > MS_MAX_DOCUMENT) {
        static const char most[] = "at most 1 MiB, which is 1,048,576 bytes";
        ms_problems_add_at(&reader->problems, 0, "a longer document", "", 0, most);
        ms_problems_finish(&reader->problems);
        return MS_ERROR_LIMIT;
    }
    char *copy = copy_of(reader, text, length);
    if (copy == NULL) {
        return MS_ERROR_MEMORY;
    }
    reader->tree = (ms_json_tree){.text = copy, .length = length};
    return ms_json_find_words(reader->reading->json, copy, length, &reader->words);
}

/* Begins with the nodes of the words. False when they make no JSON object, and the problem says so. */
static bool begin_nodes(ms_reader *reader)
{
    ms_json_tree tree;
    ms_status status = ms_json_make_nodes(reader->reading->json, &reader->words, &tree);
    begin(reader, &tree);
    if (status == MS_ERROR_INVALID) {
        report_fault(reader);
    }
    return status == MS_OK;
}

ms_status ms_reader_read(ms_reader *reader, const char *text, size_t length, ms_date as_of,
                         const ms_document **document)
{
    *document = NULL;
    ms_status status = find_words(reader, text, length);
    if (status == MS_ERROR_MEMORY || status == MS_ERROR_LIMIT) {
        return status;
    }
    ms_walk walk = walk_of(reader, as_of);
    if (status == MS_ERROR_INVALID || !read_words(reader, &walk)) {
        bool good = begin_nodes(reader);
        walk = walk_of(reader, as_of);
        if (good) {
            ms_read_case(&walk);
        }
    }
    return finish(reader, &walk, document);
}

ms_status ms_reader_read_order(ms_reader *reader, const char *text, size_t length, const ms_order_document **document)
{
    *document = NULL;
    reader->order = (ms_order_document){.id = {.at = NULL}};
    ms_status status = find_words(reader, text, length);
    if (status == MS_ERROR_MEMORY || status == MS_ERROR_LIMIT) {
        return status;
    }
    bool good = begin_nodes(reader);
    ms_walk walk = walk_of(reader, MS_NO_DATE);
    if (good) {
        ms_read_order(&walk, &reader->order);
    }
    status = outcome(reader, &walk);
    *document = status == MS_OK ? &reader->order : NULL;
    return status;
}

/* ---- from nodes -------------------------------------------------------------------------------------------------- */

ms_status ms_reader_read_tree(ms_reader *reader, const ms_json_tree *tree, ms_date as_of, const ms_document **document)
{
    *document = NULL;
    reader->words = (ms_json_words){.places = NULL};
    ms_arena_reset(&reader->arena);
    begin(reader, tree);
    ms_walk walk = walk_of(reader, as_of);
    ms_read_case(&walk);
    return finish(reader, &walk, document);
}

const ms_json_tree *ms_reader_tree(ms_reader *reader)
{
    if (reader->tree.count == 0 && reader->words.places != NULL) {
        /* A document that was read has them. */
        (void)ms_json_make_nodes(reader->reading->json, &reader->words, &reader->tree);
    }
    return &reader->tree;
}

ms_problem_node ms_reader_problem_node(const ms_reader *reader, size_t index)
{
    const ms_finding *finding = &reader->problems.findings[index];
    return (ms_problem_node){finding->node, finding->at_name, finding->missing};
}

size_t ms_reader_problem_count(const ms_reader *reader)
{
    return reader->problems.count;
}

const ms_problem *ms_reader_problem(const ms_reader *reader, size_t index)
{
    return index < reader->problems.count ? &reader->problems.list[index] : NULL;
}

const char *ms_document_case_id(const ms_document *document)
{
    return document->case_id.at;
}

const ms_case *ms_document_facts(const ms_document *document)
{
    return &document->facts;
}
