/*
 * From any bytes that are a case document to a determination in every form, under readings that the bytes pick. The outcome that a determination shows is the one that ms_determine_child gives.
 */
#include <medsupport/case.h>
#include <medsupport/determination.h>
#include <medsupport/readings.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void check_outcomes(const ms_determination *determination, const ms_case *facts, const ms_settings *settings)
{
    ms_outcome_status least = MS_DETERMINED;
    for (uint32_t child = 0; child < facts->child_count; child++) {
        ms_outcome outcome;
        ms_determine_child(facts, child, settings, &outcome);
        require(ms_outcome_same(&outcome, ms_determination_outcome(determination, child)));
        least = outcome.status > least ? outcome.status : least;
    }
    require(ms_determination_status(determination) == least);
}

static void check_forms(const ms_determination *determination)
{
    for (int format = MS_JSON; format <= MS_SVG; format++) {
        char *text = NULL;
        size_t length = 0;
        require(ms_determination_write(determination, (ms_format)format, &text, &length) == MS_OK);
        require(length > 0 && strlen(text) == length);
        ms_text_free(text);
    }
}

/* Choices of readings that change with every byte of the document. */
static ms_readings pick_readings(const uint8_t *data, size_t size)
{
    ms_readings readings = {.choice = {0}};
    uint32_t hash = UINT32_C(2166136261); /* FNV-1a */
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ data[i]) * UINT32_C(16777619);
    }
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        readings.choice[reading] = (uint8_t)(hash % ms_reading_describe((ms_reading)reading)->choice_count);
        hash /= 3;
    }
    return readings;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ms_reader *reader;
    require(reader != NULL || ms_reader_new(&reader) == MS_OK);
    const ms_document *document = NULL;
    if (ms_reader_read(reader, (const char *)data, size, 740000, &document) != MS_OK) {
        return 0;
    }
    ms_settings settings;
    ms_determination *determination = NULL;
    const ms_case *facts = ms_document_facts(document);
    if (ms_settings_at(facts->as_of, &settings) != MS_OK) {
        require(ms_rule_version_at(facts->as_of) == NULL);
        return 0;
    }
    settings.readings = pick_readings(data, size);
    require(ms_determination_make(document, &settings, MS_WITH_ALL, &determination) == MS_OK);
    check_outcomes(determination, facts, &settings);
    check_forms(determination);
    ms_determination_free(determination);
    return 0;
}
