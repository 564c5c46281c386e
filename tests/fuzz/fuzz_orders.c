/*
 * Orders and notices on any bytes: the reader of medsupport.order/1, the law behind it and the writer of
 * medsupport.qualification/1. Held to what qualification.h promises of facts and results, and to one opinion: the whole
 * is as its worst requirement, and what is written is JSON again.
 */
#include "facts/json.h"
#include "facts/qualification.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void check_truth(ms_truth truth)
{
    require(truth == MS_NO || truth == MS_YES || truth == MS_UNKNOWN);
}

static void check_particular(ms_particular particular, ms_text text)
{
    check_truth(particular.stated);
    check_truth(particular.held);
    require(particular.stated != MS_YES || text.length > 0);
}

static void check_lists(const ms_order_document *document)
{
    const ms_order_facts *f = &document->facts;
    require(f->recipient_count <= (f->recipients_known ? MS_MAX_RECIPIENTS : 0));
    require(f->benefit_count <= (f->benefits_known ? MS_MAX_BENEFITS : 0));
    for (uint32_t i = 0; i < f->recipient_count; i++) {
        check_truth(f->recipients[i].child);
        check_truth(f->recipients[i].official);
        check_particular(f->recipients[i].name, document->recipients[i].name);
        check_particular(f->recipients[i].address, document->recipients[i].address);
    }
    for (uint32_t i = 0; i < f->benefit_count; i++) {
        check_truth(f->benefits[i].provided);
        check_truth(f->benefits[i].needed);
        require(document->benefits[i].length > 0);
    }
}

static void check_facts(const ms_order_document *document)
{
    const ms_order_facts *f = &document->facts;
    const ms_truth truths[] = {f->court,       f->process,        f->force_of_law, f->domestic_relations,
                               f->support,     f->medical_law,    f->right,        f->form,
                               f->participant, f->address_exists, f->coverage,     f->period};
    for (size_t i = 0; i < sizeof truths / sizeof truths[0]; i++) {
        check_truth(truths[i]);
    }
    for (int i = 0; i < MS_BEYOND_COUNT; i++) {
        check_truth(document->beyond[i]);
    }
    check_particular(f->agency, document->issuer);
    check_particular(f->support_order, document->reference);
    check_particular(f->participant_name, document->participant.name);
    check_particular(f->participant_address, document->participant.address);
    check_lists(document);
}

static void check_result(const ms_qualification *result)
{
    int worst = MS_ASSESSED_MET;
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        require(result->of[i] <= MS_ASSESSED_MISSING);
        worst = (int)result->of[i] > worst ? (int)result->of[i] : worst;
    }
    require((int)result->whole == worst);
}

/* What is written of a document is a JSON object. */
static void check_written(const ms_qualified_document *qualified)
{
    static ms_json *json;
    require(json != NULL || ms_json_new(&json) == MS_OK);
    ms_buffer out = {0};
    ms_json_tree tree;
    ms_write_qualification(qualified, &out);
    require(!out.failed && ms_json_flatten(json, out.text, out.length, &tree) == MS_OK);
    ms_buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ms_reader *reader;
    require(reader != NULL || ms_reader_new(&reader) == MS_OK);
    const ms_order_document *document = NULL;
    ms_status status = ms_reader_read_order(reader, (const char *)data, size, &document);
    require((status == MS_OK) == (document != NULL));
    require((status == MS_OK) == (ms_reader_problem_count(reader) == 0));
    if (status != MS_OK) {
        return 0;
    }
    ms_qualified_document qualified = {document, ms_order_document_qualify(document), 740000, {740001, 1, "RSMo"}};
    check_facts(document);
    check_result(&qualified.result);
    check_written(&qualified);
    return 0;
}
