/* medsupport.qualification/1; docs/qualification.md describes it. */
#include "facts/qualification.h"
#include "facts/write.h"

static void put_comma(ms_buffer *out, bool *first)
{
    ms_buffer_put(out, *first ? "" : ",");
    *first = false;
}

/* Appends a key with what stands before it, as in `,"status":`, then a text in quotation marks, or null. */
static void put_text(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    if (text.at == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_word(ms_buffer *out, const char *key, const char *word)
{
    put_text(out, key, (ms_text){.at = word, .length = word == NULL ? 0 : strlen(word)});
}

static void put_date(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date != MS_NO_DATE) {
        ms_date_format(date, text);
    }
    put_word(out, key, date == MS_NO_DATE ? NULL : text);
}

static void put_requirements(const ms_qualified_document *q, ms_buffer *out)
{
    bool first = true;
    ms_buffer_put(out, ",\"requirements\":[");
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        ms_requirement requirement = (ms_requirement)i;
        ms_assessment assessment = q->result.of[i];
        if (assessment == MS_ASSESSED_NOT_ASKED) {
            continue;
        }
        put_comma(out, &first);
        put_word(out, "{\"name\":", ms_requirement_describe(requirement)->name);
        put_word(out, ",\"status\":", ms_assessment_name(assessment));
        put_word(out, ",\"citation\":", ms_requirement_citation(requirement, q->document->is_notice));
        put_word(out, ",\"cure\":", assessment == MS_ASSESSED_CURABLE ? MS_CURE_CITATION : NULL);
        put_word(out, ",\"words\":", ms_requirement_words(q, requirement));
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "]");
}

/* Each alternate recipient and each benefit by itself. */
static void put_parts(const ms_order_document *document, ms_buffer *out)
{
    bool first = true;
    ms_buffer_put(out, ",\"alternate_recipients\":[");
    for (uint32_t i = 0; i < document->facts.recipient_count; i++) {
        ms_recipient_assessment assessment = ms_qualify_recipient(&document->facts.recipients[i]);
        put_comma(out, &first);
        put_text(out, "{\"name\":", document->recipients[i].name);
        put_word(out, ",\"child\":", ms_assessment_name(assessment.child));
        put_word(out, ",\"recipient_name\":", ms_assessment_name(assessment.name));
        put_word(out, ",\"recipient_address\":", ms_assessment_name(assessment.address));
        ms_buffer_put(out, "}");
    }
    first = true;
    ms_buffer_put(out, "],\"benefits_required\":[");
    for (uint32_t i = 0; i < document->facts.benefit_count; i++) {
        put_comma(out, &first);
        put_text(out, "{\"what\":", document->benefits[i]);
        put_word(out, ",\"status\":", ms_assessment_name(ms_qualify_benefit(&document->facts.benefits[i])));
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "]");
}

static void put_beyond(const ms_order_document *document, ms_buffer *out)
{
    bool first = true;
    ms_buffer_put(out, ",\"beyond_the_law\":[");
    for (int i = 0; i < MS_BEYOND_COUNT; i++) {
        ms_truth stated = document->beyond[i];
        put_comma(out, &first);
        put_word(out, "{\"name\":", ms_beyond_name((ms_beyond)i));
        ms_buffer_put(out, ",\"stated\":");
        ms_buffer_put(out, stated == MS_UNKNOWN ? "null" : stated == MS_YES ? "true" : "false");
        put_word(out, ",\"words\":", ms_beyond_words((ms_beyond)i));
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "]");
}

static void put_answer(const ms_answer_time *answer, ms_buffer *out)
{
    ms_buffer_put(out, ",\"answer\":");
    if (answer->last_day == MS_NO_DATE) {
        ms_buffer_put(out, "null");
        return;
    }
    put_date(out, "{\"last_day\":", answer->last_day);
    ms_buffer_put(out, ",\"business_days_left\":");
    ms_buffer_put(out, answer->days_left < 0 ? "-" : "");
    ms_buffer_put_number(out, (unsigned long long)(answer->days_left < 0 ? -answer->days_left : answer->days_left));
    put_word(out, ",\"citation\":", answer->citation);
    ms_buffer_put(out, "}");
}

void ms_write_qualification(const ms_qualified_document *q, ms_buffer *out)
{
    ms_buffer line = {0};
    put_word(&line, "{\"format\":", "medsupport.qualification/1");
    put_word(&line, ",\"kind\":", q->document->is_notice ? "notice" : "order");
    put_text(&line, ",\"id\":", q->document->id);
    put_date(&line, ",\"date\":", q->document->date);
    put_date(&line, ",\"as_of\":", q->as_of);
    put_word(&line, ",\"status\":", ms_qualified_name(q->result.whole));
    put_word(&line, ",\"words\":", ms_qualified_words(q->result.whole, q->document->is_notice));
    put_requirements(q, &line);
    put_parts(q->document, &line);
    put_beyond(q->document, &line);
    put_answer(&q->answer, &line);
    ms_buffer_put(&line, "}");
    ms_lay_out_json(&line, out);
    ms_buffer_free(&line);
}
