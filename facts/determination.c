#include "facts/determination.h"

#include "facts/orders.h"
#include "facts/write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Whether every number and choice of the settings is one that the law knows. */
static bool valid_settings(const ms_settings *settings)
{
    bool numbers = settings->percent >= 0 && settings->percent <= 10000 && settings->default_share >= 0
                   && settings->default_share <= 10000 && settings->answer_days >= 0 && settings->answer_days <= 365;
    if (!numbers) {
        return false;
    }
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if (settings->readings.choice[reading] >= ms_reading_describe((ms_reading)reading)->choice_count) {
            return false;
        }
    }
    return true;
}

/* What is explained is named by the same bits; orders are no part of that. */
static_assert((int)MS_WITH_TRACE == (int)MS_EXPLAIN_TRACE && (int)MS_WITH_MARGINS == (int)MS_EXPLAIN_MARGINS
                  && (int)MS_WITH_WHAT_IF == (int)MS_EXPLAIN_WHAT_IF
                  && (int)MS_WITHOUT_SETTLES == (int)MS_EXPLAIN_NO_SETTLING,
              "parts are handed on as they are");
static_assert((MS_WITHOUT_ORDERS & ((int)MS_EXPLAIN_ALL | (int)MS_EXPLAIN_NO_SETTLING)) == 0, "a bit of its own");

/* Explains the case and draws up its orders, if they are wanted, in the determination's arena. */
static ms_status work_out(ms_determination *determination, unsigned parts)
{
    ms_status status = ms_explain(&determination->document->facts, &determination->settings, parts,
                                  &determination->arena, &determination->explanation);
    determination->order_count = 0;
    determination->change_count = 0;
    return status == MS_OK && (parts & MS_WITHOUT_ORDERS) == 0 ? ms_orders_make(determination) : status;
}

/* Whether the determination made before had the same settings, which were found valid. */
static bool has_settings(const ms_determination *determination, const ms_settings *settings)
{
    const ms_settings *before = &determination->settings;
    return determination->head.length > 0 && before->percent == settings->percent
           && before->default_share == settings->default_share && before->answer_days == settings->answer_days
           && memcmp(&before->readings, &settings->readings, sizeof before->readings) == 0;
}

ms_status ms_determination_remake(ms_determination *determination, const ms_document *document,
                                  const ms_settings *settings, unsigned parts)
{
    determination->document = NULL;
    bool same_settings = has_settings(determination, settings);
    if (!same_settings && !valid_settings(settings)) {
        return MS_ERROR_INVALID;
    }
    const ms_rule_version *version = ms_rule_version_at(document->facts.as_of);
    if (version == NULL) {
        return MS_ERROR_BEFORE_RULE;
    }
    ms_arena_reset(&determination->arena);
    determination->document = document;
    if (!same_settings || determination->version != version) { /* else what is written of them stays */
        determination->settings = *settings;
        determination->version = version;
        ms_write_json_head(determination);
    }
    if (determination->day != document->facts.as_of) {
        determination->day = document->facts.as_of;
        ms_date_format(determination->day, determination->as_of);
    }
    ms_status status = determination->head.failed ? MS_ERROR_MEMORY : work_out(determination, parts);
    if (status != MS_OK) {
        determination->document = NULL;
    }
    return status;
}

ms_status ms_determination_make(const ms_document *document, const ms_settings *settings, unsigned parts,
                                ms_determination **determination)
{
    ms_determination *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_status status = ms_determination_remake(made, document, settings, parts);
    if (status != MS_OK) {
        ms_determination_free(made);
        return status;
    }
    *determination = made;
    return MS_OK;
}

void ms_determination_free(ms_determination *determination)
{
    if (determination == NULL) {
        return;
    }
    ms_arena_free(&determination->arena);
    ms_buffer_free(&determination->head);
    free(determination);
}

ms_outcome_status ms_determination_status(const ms_determination *determination)
{
    return determination->explanation.status;
}

const ms_outcome *ms_determination_outcome(const ms_determination *determination, uint32_t child)
{
    return &determination->explanation.children[child].outcome;
}

/* The writer of each form. */
static void write_form(const ms_determination *determination, ms_format format, ms_buffer *out)
{
    switch (format) {
    case MS_JSON:
        ms_write_json(determination, out);
        return;
    case MS_JSON_PRETTY:
        ms_write_json_pretty(determination, out);
        return;
    case MS_SVG:
        ms_write_svg(determination, out);
        return;
    default:
        ms_write_text(determination, format, out);
    }
}

ms_status ms_determination_write(const ms_determination *determination, ms_format format, char **text, size_t *length)
{
    if (determination->document == NULL) {
        return MS_ERROR_INVALID;
    }
    ms_buffer out = {0};
    write_form(determination, format, &out);
    ms_buffer_add(&out, "", 1);
    if (out.failed) {
        ms_buffer_free(&out);
        return MS_ERROR_MEMORY;
    }
    *text = out.text;
    *length = out.length - 1;
    return MS_OK;
}

void ms_text_free(char *text)
{
    free(text);
}
