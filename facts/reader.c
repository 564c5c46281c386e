/* The reader: text to nodes, nodes to facts; see case.h and reader.h. */
#include "facts/reader.h"

#include "facts/json_fault.h"
#include "facts/walk.h"

#include <stdlib.h>

struct ms_reader {
    ms_json *json;
    ms_json_tree tree;
    ms_arena arena;
    ms_problems problems;
    ms_document document;
};

ms_status ms_reader_new(ms_reader **reader)
{
    *reader = NULL;
    ms_reader *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return MS_ERROR_MEMORY;
    }
    if (ms_json_new(&fresh->json) != MS_OK) {
        free(fresh);
        return MS_ERROR_MEMORY;
    }
    *reader = fresh;
    return MS_OK;
}

void ms_reader_free(ms_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    ms_json_free(reader->json);
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

/* A walk through the reader's nodes. */
static ms_walk walk_of(ms_reader *reader, ms_date as_of)
{
    return (ms_walk){.tree = &reader->tree,
                     .arena = &reader->arena,
                     .problems = &reader->problems,
                     .counties = {.arena = &reader->arena},
                     .document = &reader->document,
                     .as_of = as_of};
}

/* Begins another document. */
static void begin(ms_reader *reader, const ms_json_tree *tree)
{
    ms_arena_reset(&reader->arena);
    reader->document = (ms_document){.case_id = {.at = NULL}};
    reader->tree = *tree;
    ms_problems_begin(&reader->problems, &reader->arena, &reader->tree);
}

/* What came of reading the document. */
static ms_status finish(ms_reader *reader, const ms_walk *walk, const ms_document **document)
{
    ms_problems_finish(&reader->problems);
    if (walk->out_of_memory || reader->problems.out_of_memory) {
        return MS_ERROR_MEMORY;
    }
    if (reader->problems.count > 0) {
        return MS_ERROR_INVALID;
    }
    *document = &reader->document;
    return MS_OK;
}

ms_status ms_reader_read(ms_reader *reader, const char *text, size_t length, ms_date as_of,
                         const ms_document **document)
{
    *document = NULL;
    begin(reader, &(ms_json_tree){.text = text});
    if (length > MS_MAX_DOCUMENT) {
        static const char most[] = "at most 1 MiB, which is 1,048,576 bytes";
        ms_problems_add_at(&reader->problems, 0, "a longer document", "", 0, most);
        ms_problems_finish(&reader->problems);
        return MS_ERROR_LIMIT;
    }
    ms_walk walk = walk_of(reader, as_of);
    ms_status status = ms_json_flatten(reader->json, text, length, &reader->tree);
    if (status == MS_ERROR_MEMORY) {
        return MS_ERROR_MEMORY;
    }
    if (status == MS_ERROR_INVALID) {
        report_fault(reader);
    } else {
        ms_read_case(&walk);
    }
    return finish(reader, &walk, document);
}

ms_status ms_reader_read_tree(ms_reader *reader, const ms_json_tree *tree, ms_date as_of, const ms_document **document)
{
    *document = NULL;
    begin(reader, tree);
    ms_walk walk = walk_of(reader, as_of);
    ms_read_case(&walk);
    return finish(reader, &walk, document);
}

ms_status ms_reader_read_flat(ms_reader *reader, const ms_flat_case *flat, ms_date as_of, const ms_document **document)
{
    *document = NULL;
    begin(reader, &flat->tree);
    ms_walk walk = walk_of(reader, as_of);
    ms_read_flat_case(&walk, flat);
    return finish(reader, &walk, document);
}

const ms_json_tree *ms_reader_tree(const ms_reader *reader)
{
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
