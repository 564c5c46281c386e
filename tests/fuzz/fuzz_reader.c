/*
 * The reader on any bytes. Beside memory and undefined behaviour it is held to what case.h promises of problems, to
 * what facts.h promises of facts, and the two eyes on JSON, simdjson and json_fault.c, to one opinion; and what is read
 * from the words of a text to what its nodes say.
 */
#include "facts/document.h"
#include "facts/json.h"
#include "facts/json_fault.h"
#include "facts/json_text.h"
#include "facts/reader.h"
#include "tests/unit/digest.h"

#include <medsupport/case.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

/* A text that can be printed: UTF-8 without control characters. */
static void check_text(const char *text)
{
    require(text != NULL);
    size_t left = strlen(text);
    while (left > 0) {
        size_t character = ms_utf8_length(text, left);
        require(character > 0 && ((unsigned char)text[0] >= 0x20 && text[0] != 0x7F));
        text += character;
        left -= character;
    }
}

static void check_problems(const ms_reader *reader)
{
    size_t count = ms_reader_problem_count(reader);
    require(count > 0 && count <= MS_MAX_PROBLEMS);
    for (size_t i = 0; i < count; i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        check_text(problem->pointer);
        check_text(problem->found);
        check_text(problem->expected);
        if (problem->suggestion != NULL) {
            check_text(problem->suggestion);
        }
        require(problem->line >= 1 && problem->column >= 1);
        const ms_problem *before = i > 0 ? ms_reader_problem(reader, i - 1) : problem;
        require(before->line < problem->line || (before->line == problem->line && before->column <= problem->column));
    }
}

static void check_amount(ms_amount amount)
{
    require(!amount.known || (amount.cents >= 0 && amount.cents <= MS_MONEY_MAX));
}

static void check_area(const ms_document *document, const ms_area *area)
{
    for (uint32_t i = 0; i < area->zip_count; i++) {
        require(area->zips[i] >= 1 && area->zips[i] <= 100000);
    }
    for (uint32_t i = 0; i < area->county_count; i++) {
        require(area->counties[i].county >= 1 && area->counties[i].county <= document->county_count);
        require(ms_state_code(area->counties[i].state) != NULL);
    }
    for (uint32_t i = 0; i < area->state_count; i++) {
        require(ms_state_code(area->states[i]) != NULL);
    }
}

static void check_plan(const ms_document *document, const ms_plan *plan)
{
    require(plan->medical || plan->dental);
    require(plan->covers_known || plan->covers == 0);
    require((uint64_t)plan->covers >> document->facts.child_count == 0);
    check_amount(plan->cost.self_only);
    check_amount(plan->cost.family);
    check_amount(plan->cost.add_dependents);
    check_area(document, &plan->area);
}

static void check_facts(const ms_document *document)
{
    const ms_case *facts = ms_document_facts(document);
    require(strlen(ms_document_case_id(document)) == document->case_id.length);
    require(facts->as_of >= 1 && facts->as_of <= MS_LAST_DATE);
    require(facts->child_count >= 1 && facts->child_count <= MS_MAX_CHILDREN);
    require(facts->request_count <= MS_MAX_REQUESTS);
    require(facts->form14.line_4 >= 0 && facts->form14.line_4 <= 10000);
    for (uint32_t i = 0; i < facts->child_count; i++) {
        require(facts->children[i].home.county <= document->county_count);
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &facts->parents[party];
        check_amount(parent->income.amount);
        require(parent->plan_count <= (parent->plans_known ? MS_MAX_PLANS : 0));
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            check_plan(document, &parent->plans[i]);
        }
    }
}

/* Both ways of telling whether a text is a JSON object agree. */
static void check_json(const char *text, size_t size)
{
    static ms_json *json;
    require(json != NULL || ms_json_new(&json) == MS_OK);
    ms_json_tree tree;
    ms_status status = ms_json_flatten(json, text, size, &tree);
    ms_json_fault fault;
    bool faulty = ms_json_find_fault(text, size, &fault);
    require(faulty == (status == MS_ERROR_INVALID));
    require(!faulty || fault.at + fault.length <= size);
    require(faulty || (tree.count >= 1 && tree.nodes[0].next == tree.count));
}

/* A text that is JSON reads the same from its nodes, which have no other way. document: NULL where it was refused. */
static void check_nodes(ms_reader *reader, const char *text, size_t size, ms_date as_of, const ms_document *document)
{
    static ms_json *json;
    static ms_reader *other;
    require(json != NULL || (ms_json_new(&json) == MS_OK && ms_reader_new(&other) == MS_OK));
    ms_json_tree tree;
    if (ms_json_flatten(json, text, size, &tree) != MS_OK) {
        require(document == NULL);
        return;
    }
    const ms_document *again;
    (void)ms_reader_read_tree(other, &tree, as_of, &again);
    require((document == NULL) == (again == NULL));
    require(ms_reader_problem_count(reader) == ms_reader_problem_count(other));
    if (document == NULL) {
        return;
    }
    ms_buffer digests[2] = {{0}};
    digest_document(&digests[0], document);
    digest_document(&digests[1], again);
    require(digests[0].length == digests[1].length && memcmp(digests[0].text, digests[1].text, digests[0].length) == 0);
    require(ms_reader_tree(reader)->count == tree.count);
    ms_buffer_free(&digests[0]);
    ms_buffer_free(&digests[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ms_reader *reader;
    require(reader != NULL || ms_reader_new(&reader) == MS_OK);
    const char *text = (const char *)data;
    const ms_document *document = NULL;
    ms_date as_of = size % 2 == 0 ? MS_NO_DATE : 740000;
    ms_status status = ms_reader_read(reader, text, size, as_of, &document);
    require((status == MS_OK) == (document != NULL));
    if (status == MS_OK) {
        require(ms_reader_problem_count(reader) == 0);
        check_facts(document);
    } else {
        check_problems(reader);
    }
    if (size <= MS_MAX_DOCUMENT) {
        check_json(text, size);
        check_nodes(reader, text, size, as_of, document);
    }
    return 0;
}
