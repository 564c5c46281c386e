#include "batch/result_csv.h"

#include "facts/fact_fields.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <string.h>

void ms_result_csv_header(ms_buffer *out)
{
    ms_buffer_put(out, "case_id,child_id,as_of,status,paragraph,possible,obligor,obligation,plans,plans_open,"
                       "percentage,needs,readings,flags\r\n");
}

/* Nothing that is put here has a comma, a quotation mark or a line break: ids and pointers have none by the format,
 * names and paragraphs by their tables. Lists are told apart by spaces. */
static void put_item(ms_buffer *out, bool first, const char *text, size_t length)
{
    if (!first) {
        ms_buffer_add(out, " ", 1);
    }
    ms_buffer_add(out, text, length);
}

static void put_plans(ms_buffer *out, const ms_document *document, ms_party party, const uint32_t *plans,
                      uint32_t count)
{
    ms_buffer_add(out, ",", 1);
    for (uint32_t i = 0; i < count; i++) {
        ms_text id = document->plans[party][plans[i]].id;
        put_item(out, i == 0, id.at, id.length);
    }
}

static void put_needs(ms_buffer *out, const ms_explanation *explanation, uint32_t child)
{
    bool first = true;
    ms_buffer_add(out, ",", 1);
    for (uint32_t i = 0; i < explanation->need_count; i++) {
        if ((explanation->needs[i].children >> child & 1u) != 0) {
            put_item(out, first, "", 0);
            ms_put_pointer(out, explanation->needs[i].fact);
            first = false;
        }
    }
}

static void put_readings(ms_buffer *out, const ms_explanation *explanation, uint32_t child)
{
    bool first = true;
    ms_buffer_add(out, ",", 1);
    for (int reading = 0; reading < MS_READING_COUNT && explanation->other_reading_count > 0; reading++) {
        if ((ms_children_of_reading(explanation, (ms_reading)reading) >> child & 1u) != 0) {
            const char *name = ms_reading_describe((ms_reading)reading)->name;
            put_item(out, first, name, strlen(name));
            first = false;
        }
    }
}

static void put_flags(ms_buffer *out, const ms_explanation *explanation, uint32_t child)
{
    uint32_t put = 0; /* a flag may stand for several plans, and is named once */
    ms_buffer_add(out, ",", 1);
    for (uint32_t i = 0; i < explanation->flag_count; i++) {
        const ms_flag *flag = &explanation->flags[i];
        if ((flag->children >> child & 1u) != 0 && (put >> flag->name & 1u) == 0) {
            const ms_name *name = &ms_flag_describe(flag->name)->name;
            put_item(out, put == 0, name->text, name->length);
            put |= 1u << flag->name;
        }
    }
}

/* ---- the columns of no more than a few words --------------------------------------------------------------------- */

/* Each writes from `at` on, where there is room, and returns where it ends. */
static char *write_id(char *at, ms_text id)
{
    return ms_write_short(at, id.at, id.length);
}

static char *write_name(char *at, const ms_name *name)
{
    *at++ = ',';
    return ms_write_name(at, name);
}

static char *write_possible(char *at, ms_paragraphs possible)
{
    char between = ',';
    for (unsigned left = possible; left != 0; left &= left - 1) {
        *at++ = between;
        at = ms_write_name(at, ms_name_of_paragraph((ms_paragraph)__builtin_ctz(left)));
        between = ' ';
    }
    return at;
}

/* The columns up to the plans: two ids, a day, and words. */
static void put_outcome(ms_buffer *out, const ms_document *document, uint32_t child, const char *as_of,
                        const ms_outcome *outcome)
{
    enum { MOST_BYTES = 2 * MS_MAX_ID + 384 };
    char *at = ms_buffer_begin(out, MOST_BYTES);
    if (at == NULL) {
        return;
    }
    at = write_id(at, document->case_id);
    *at++ = ',';
    at = write_id(at, document->children[child].id);
    *at++ = ',';
    memcpy(at, as_of, MS_DATE_TEXT_SIZE - 1);
    at = write_name(at + MS_DATE_TEXT_SIZE - 1, ms_name_of_status(outcome->status));
    at = write_name(at, ms_name_of_certain(outcome->paragraph));
    at = write_possible(at, outcome->possible);
    at = write_name(at, ms_name_of_party(outcome->obligor));
    ms_buffer_end(out, write_name(at, ms_name_of_obligation(outcome->obligation)));
}

static void put_percentage(ms_buffer *out, ms_share share)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_buffer_add(out, ",", 1);
    if (share.known) {
        ms_buffer_add(out, text, ms_money_format(share.percentage, text));
    }
}

void ms_result_csv(const ms_determination *determination, ms_buffer *out)
{
    const ms_document *document = determination->document;
    const ms_explanation *explanation = &determination->explanation;
    for (uint32_t child = 0; child < explanation->child_count; child++) {
        const ms_child_result *result = &explanation->children[child];
        const ms_outcome *outcome = &result->outcome;
        put_outcome(out, document, child, determination->as_of, outcome);
        put_plans(out, document, outcome->obligor, result->plans, result->plan_count);
        put_plans(out, document, outcome->obligor, result->plans_open, result->plan_open_count);
        put_percentage(out, outcome->share);
        put_needs(out, explanation, child);
        put_readings(out, explanation, child);
        put_flags(out, explanation, child);
        ms_buffer_add(out, "\r\n", 2);
    }
}
