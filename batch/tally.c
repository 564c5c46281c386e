#include "batch/tally.h"

#include "facts/fact_fields.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <stdio.h>
#include <string.h>

/* ---- counting ---------------------------------------------------------------------------------------------------- */

/* Counts each kind of fact once a case, however many plans or children lack it. */
static void add_needs(ms_tally *tally, const ms_explanation *explanation)
{
    bool counted[MS_TALLY_FACTS] = {false};
    for (uint32_t i = 0; i < explanation->need_count; i++) {
        ms_fact fact = explanation->needs[i].fact;
        size_t at = (size_t)fact.kind * 3 + (size_t)fact.party;
        tally->needed[at] += !counted[at];
        counted[at] = true;
    }
}

static void add_readings(ms_tally *tally, const ms_explanation *explanation)
{
    uint32_t counted = 0;
    for (uint32_t i = 0; i < explanation->other_reading_count; i++) {
        counted |= 1u << explanation->other_readings[i].reading;
    }
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        tally->readings[reading] += counted >> reading & 1u;
    }
}

void ms_tally_add(ms_tally *tally, const ms_determination *determination)
{
    const ms_explanation *explanation = &determination->explanation;
    tally->cases++;
    tally->case_status[explanation->status]++;
    tally->children += explanation->child_count;
    for (uint32_t i = 0; i < explanation->child_count; i++) {
        const ms_outcome *outcome = &explanation->children[i].outcome;
        tally->child_status[outcome->status]++;
        if (outcome->status == MS_DETERMINED) {
            tally->paragraph[outcome->paragraph]++;
        }
    }
    if (explanation->need_count > 0) {
        add_needs(tally, explanation);
    }
    if (explanation->other_reading_count > 0) {
        add_readings(tally, explanation);
    }
}

static void join(uint64_t *counts, const uint64_t *more, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        counts[i] += more[i];
    }
}

void ms_tally_join(ms_tally *tally, const ms_tally *part)
{
    tally->cases += part->cases;
    tally->children += part->children;
    tally->rejects += part->rejects;
    join(tally->case_status, part->case_status, MS_NEEDS_INFORMATION + 1);
    join(tally->child_status, part->child_status, MS_NEEDS_INFORMATION + 1);
    join(tally->paragraph, part->paragraph, MS_NO_PARAGRAPH);
    join(tally->needed, part->needed, MS_TALLY_FACTS);
    join(tally->readings, part->readings, MS_READING_COUNT);
}

/* ---- the summary ------------------------------------------------------------------------------------------------- */

enum { NUMBER_ROOM = 32, FACTS_SHOWN = 8 };

void ms_put_thousands(ms_buffer *out, uint64_t number)
{
    char digits[NUMBER_ROOM];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            ms_buffer_add(out, ",", 1);
        }
        ms_buffer_add(out, &digits[i], 1);
    }
}

/* "1,234 cases", "1 case" */
static void put_count(ms_buffer *out, uint64_t count, const char *one, const char *many)
{
    ms_put_thousands(out, count);
    ms_buffer_put(out, " ");
    ms_buffer_put(out, count == 1 ? one : many);
}

/* A count in a column of its own, its share in tenths of a percent, then what was counted. */
static void put_row(ms_buffer *out, uint64_t count, uint64_t whole, const char *what)
{
    ms_buffer number = {0};
    ms_put_thousands(&number, count);
    char share[NUMBER_ROOM] = "";
    if (whole > 0) {
        uint64_t tenths = (uint64_t)(((__uint128_t)count * 1000 + whole / 2) / whole);
        snprintf(share, sizeof share, "%llu.%llu %%", (unsigned long long)(tenths / 10),
                 (unsigned long long)(tenths % 10));
    }
    char row[NUMBER_ROOM * 3];
    snprintf(row, sizeof row, "  %15.*s  %7s  ", (int)number.length, number.text == NULL ? "" : number.text, share);
    ms_buffer_put(out, row);
    ms_buffer_put(out, what);
    ms_buffer_put(out, "\n");
    ms_buffer_free(&number);
}

static void write_outcomes(const ms_tally *tally, ms_buffer *out)
{
    static const char *const orders[MS_NO_PARAGRAPH] = {
        [MS_5A] = "(5)(A) parent not seeking support keeps coverage",
        [MS_5B] = "(5)(B) parent seeking support keeps coverage",
        [MS_5C] = "(5)(C) parent not seeking support provides coverage",
        [MS_5D] = "(5)(D) parent seeking support provides coverage",
        [MS_5E] = "(5)(E) a percentage of uncovered costs",
        [MS_5F] = "(5)(F) a percentage of reasonable costs",
    };
    ms_buffer_put(out, "Outcomes, in children:\n");
    for (int paragraph = MS_5A; paragraph < MS_NO_PARAGRAPH; paragraph++) {
        put_row(out, tally->paragraph[paragraph], tally->children, orders[paragraph]);
    }
    put_row(out, tally->child_status[MS_NEEDS_INFORMATION], tally->children, "need information");
    put_row(out, tally->child_status[MS_UNDECIDED], tally->children, "undecided by the text as read");
}

/* The kind of fact that most cases need among those not yet `shown`; MS_TALLY_FACTS when none is left. */
static size_t most_needed(const ms_tally *tally, const bool *shown)
{
    size_t most = MS_TALLY_FACTS;
    for (size_t i = 0; i < MS_TALLY_FACTS; i++) {
        if (!shown[i] && tally->needed[i] > 0 && (most == MS_TALLY_FACTS || tally->needed[i] > tally->needed[most])) {
            most = i;
        }
    }
    return most;
}

/* The place of a kind of fact in a document, with a star for whichever plan, child or line. */
static void put_place(ms_buffer *out, ms_fact fact)
{
    ms_buffer pointer = {0};
    ms_put_pointer(&pointer, fact);
    const char *at = pointer.text, *end = at + pointer.length;
    while (at < end) {
        const char *next = memchr(at + 1, '/', (size_t)(end - at) - 1);
        const char *stop = next == NULL ? end : next;
        bool line = fact.kind == MS_FACT_FORM14_LINE && stop == end;
        bool any = line || (stop - at == 2 && at[1] == '0');
        ms_buffer_add(out, any ? "/*" : at, any ? 2 : (size_t)(stop - at));
        at = stop;
    }
    ms_buffer_free(&pointer);
}

static void write_needs(const ms_tally *tally, ms_buffer *out)
{
    bool shown[MS_TALLY_FACTS] = {false};
    if (tally->case_status[MS_NEEDS_INFORMATION] == 0) {
        return;
    }
    ms_buffer_put(out, "Facts most often missing, in the ");
    put_count(out, tally->case_status[MS_NEEDS_INFORMATION], "case that needs", "cases that need");
    ms_buffer_put(out, " information:\n");
    for (int row = 0; row < FACTS_SHOWN; row++) {
        size_t most = most_needed(tally, shown);
        if (most == MS_TALLY_FACTS) {
            return;
        }
        shown[most] = true;
        ms_buffer place = {0};
        put_place(&place, (ms_fact){.kind = (ms_fact_kind)(most / 3), .party = (ms_party)(most % 3)});
        ms_buffer_add(&place, "", 1);
        put_row(out, tally->needed[most], tally->case_status[MS_NEEDS_INFORMATION],
                place.text == NULL ? "" : place.text);
        ms_buffer_free(&place);
    }
}

static void write_readings(const ms_tally *tally, ms_buffer *out)
{
    bool headed = false;
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        if (tally->readings[reading] == 0) {
            continue;
        }
        if (!headed) {
            ms_buffer_put(out, "Readings on which an outcome stands, in cases:\n");
            headed = true;
        }
        put_row(out, tally->readings[reading], tally->cases, ms_reading_describe((ms_reading)reading)->name);
    }
}

void ms_tally_write(const ms_tally *tally, ms_buffer *out)
{
    put_count(out, tally->cases, "case, ", "cases, ");
    put_count(out, tally->children, "child", "children");
    if (tally->rejects > 0) {
        ms_buffer_put(out, ", ");
        ms_put_thousands(out, tally->rejects);
        ms_buffer_put(out, " rejected");
    }
    ms_buffer_put(out, "\n");
    if (tally->cases > 0) {
        write_outcomes(tally, out);
        write_needs(tally, out);
        write_readings(tally, out);
    }
}
