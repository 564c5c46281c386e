/* medsupport gaps: where the text of (5) has no answer, or more than one. */
#include "determine/gaps.h"
#include "cli/command.h"
#include "cli/json_out.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/names.h"

static const char help[] = //
    "Usage: medsupport gaps [OPTION]...\n"
    "\n"
    "Walks every situation that nine yes/no facts can make (288, the impossible\n"
    "ones removed) and counts, for the literal text of 13 CSR 40-112.010(5) and for\n"
    "the chosen readings: how many situations have no outcome when the paragraphs\n"
    "are read in order, and how many have more than one when each is read on its\n"
    "own words. Each family is shown with its size and one example.\n"
    "\n"
    "The nine facts: each parent covers the child or not; each parent's plan is\n"
    "reasonable or not, accessible or not; the parent seeking support wants to\n"
    "maintain the cover; the child is on public coverage; and is so through the\n"
    "parent seeking support.\n"
    "\n"
    "Options:\n"
    "  -r, --reading=NAME=CHOICE   choose a reading for the second count\n"
    "  --json              as JSON, with custodians and agencies in full\n"
    "  -o, --output=FILE   write to FILE\n"
    "  --color=WHEN        auto (the default: on a terminal), always or never\n"
    "\n"
    "Examples:\n"
    "  medsupport gaps\n"
    "  medsupport gaps --reading inaccessible-plan=literal\n";

enum { EXAMPLE_COLUMN = 7 };

static const char *const seekers[] = {
    [MS_KIND_PARENT] = "parent seeking support",
    [MS_KIND_CUSTODIAN] = "custodian seeking support",
    [MS_KIND_AGENCY] = "agency seeking support",
};

/* ---- for people -------------------------------------------------------------------------------------------------- */

static const char *plan_words(bool reasonable, bool accessible)
{
    if (reasonable) {
        return accessible ? "can have a plan that is reasonable and accessible"
                          : "can have a plan that is reasonable but not accessible";
    }
    return accessible ? "can have a plan that is accessible but not reasonable"
                      : "can have no plan that is reasonable or accessible";
}

static const char *cover_words(const ms_nine_facts *f)
{
    if (!f->pss_covers) {
        return "does not cover the child";
    }
    return f->pss_wants ? "covers the child and wants to go on" : "covers the child but does not want to go on";
}

static const char *public_words(const ms_nine_facts *f)
{
    if (!f->enrolled) {
        return "is not on public coverage";
    }
    return f->through_pss ? "is on public coverage through the parent seeking support"
                          : "is on public coverage, but not through the parent seeking support";
}

static void put_example(ms_buffer *out, const ms_nine_facts *f)
{
    ms_print_lines(out, 0, "", EXAMPLE_COLUMN,
                   "For example: the parent not seeking support %s, and %s; the parent seeking support %s, and "
                   "%s; the child %s.",
                   f->pns_covers ? "covers the child" : "does not cover the child",
                   plan_words(f->pns_reasonable, f->pns_accessible), cover_words(f),
                   plan_words(f->pss_reasonable, f->pss_accessible), public_words(f));
}

static void put_gap(ms_buffer *out, const ms_family *family, int reading)
{
    if (family->count == 0) {
        return;
    }
    if (reading == MS_READING_COUNT) {
        ms_print(out, "  %3u  by no other choice of one reading\n", family->count);
    } else {
        const ms_reading_text *row = ms_reading_describe((ms_reading)reading);
        ms_print(out, "  %3u  %s  %s\n", family->count, row->name, row->paragraph);
        ms_print_lines(out, 0, "", EXAMPLE_COLUMN, "%s", row->question);
    }
    put_example(out, &family->example);
}

/* "(5)(A) and (5)(D)" */
static void put_set(ms_buffer *out, unsigned set)
{
    const char *between = "";
    for (int p = MS_5A; p <= MS_5F; p++) {
        if ((set & 1u << p) != 0) {
            ms_print(out, "%s%s", between, ms_paragraph_name((ms_paragraph)p));
            between = " and ";
        }
    }
}

static void put_double(ms_buffer *out, const ms_family *family, unsigned set)
{
    if (family->count == 0) {
        return;
    }
    ms_print(out, "  %3u  ", family->count);
    put_set(out, set);
    ms_buffer_put(out, "\n");
    put_example(out, &family->example);
}

static void put_families(ms_buffer *out, const ms_gap_survey *survey)
{
    ms_print(out, "\n  No outcome, read in order: %u%s\n", survey->none,
             survey->none == 0 ? "" : ", by the reading that would give one");
    for (int reading = 0; reading <= MS_READING_COUNT; reading++) {
        put_gap(out, &survey->gaps[reading], reading);
    }
    ms_print(out, "\n  More than one outcome, each paragraph on its own words: %u\n", survey->several);
    for (unsigned set = 0; set < MS_PARAGRAPH_SETS; set++) {
        put_double(out, &survey->doubles[set], set);
    }
    if (survey->several > 0) {
        ms_print_lines(out, 0, "", 2,
                       "(D), (E) and (F) do not repeat that neither parent maintains coverage. Read in order, the "
                       "first paragraph that applies decides, and no situation has two outcomes.");
    }
}

static void put_counts(ms_buffer *out, ms_kind kind, const ms_gap_survey *survey)
{
    ms_print_lines(out, 0, "", 2,
                   "With a%s %s: %u situations; %u with one outcome, %u with none, %u with more than one.",
                   kind == MS_KIND_AGENCY ? "n" : "", seekers[kind], survey->situations, survey->one, survey->none,
                   survey->several);
}

static void put_text(ms_buffer *out, bool coloured, const char *title, const ms_readings *readings)
{
    ms_gap_survey parent, survey;
    ms_print_heading(out, coloured, title);
    ms_gaps_walk(MS_KIND_PARENT, readings, &parent);
    put_counts(out, MS_KIND_PARENT, &parent);
    for (int kind = MS_KIND_CUSTODIAN; kind <= MS_KIND_AGENCY; kind++) {
        ms_gaps_walk((ms_kind)kind, readings, &survey);
        put_counts(out, (ms_kind)kind, &survey);
    }
    put_families(out, &parent);
}

/* "Under the chosen readings (inaccessible-plan=literal)" */
static void put_title(ms_buffer *title, const ms_readings *readings)
{
    const char *before = "Under the chosen readings (";
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *row = ms_reading_describe((ms_reading)reading);
        if (readings->choice[reading] != 0) {
            ms_print(title, "%s%s=%s", before, row->name, row->choices[readings->choice[reading]].name);
            before = ", ";
        }
    }
    ms_buffer_put(title, title->length > 0 ? ")" : "Under the default readings");
    ms_buffer_add(title, "", 1);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void json_example(ms_json_out *out, const ms_nine_facts *f)
{
    ms_json_out_open(out, "example", '{');
    ms_json_out_truth(out, "parent_not_seeking_covers", f->pns_covers);
    ms_json_out_truth(out, "parent_not_seeking_plan_reasonable", f->pns_reasonable);
    ms_json_out_truth(out, "parent_not_seeking_plan_accessible", f->pns_accessible);
    ms_json_out_truth(out, "parent_seeking_covers", f->pss_covers);
    ms_json_out_truth(out, "parent_seeking_plan_reasonable", f->pss_reasonable);
    ms_json_out_truth(out, "parent_seeking_plan_accessible", f->pss_accessible);
    ms_json_out_truth(out, "parent_seeking_wants_to_maintain", f->pss_wants);
    ms_json_out_truth(out, "public_coverage_through_parent_seeking", f->through_pss);
    ms_json_out_truth(out, "public_coverage", f->enrolled);
    ms_json_out_close(out, '}');
}

static void json_gaps(ms_json_out *out, const ms_gap_survey *survey)
{
    ms_json_out_open(out, "no_outcome", '[');
    for (int reading = 0; reading <= MS_READING_COUNT; reading++) {
        if (survey->gaps[reading].count > 0) {
            const char *name = reading < MS_READING_COUNT ? ms_reading_describe((ms_reading)reading)->name : NULL;
            ms_json_out_open(out, NULL, '{');
            ms_json_out_text(out, "reading", name);
            ms_json_out_number(out, "count", survey->gaps[reading].count);
            json_example(out, &survey->gaps[reading].example);
            ms_json_out_close(out, '}');
        }
    }
    ms_json_out_close(out, ']');
}

static void json_doubles(ms_json_out *out, const ms_gap_survey *survey)
{
    ms_json_out_open(out, "several_outcomes", '[');
    for (unsigned set = 0; set < MS_PARAGRAPH_SETS; set++) {
        if (survey->doubles[set].count == 0) {
            continue;
        }
        ms_json_out_open(out, NULL, '{');
        ms_json_out_open(out, "paragraphs", '[');
        for (int p = MS_5A; p <= MS_5F; p++) {
            if ((set & 1u << p) != 0) {
                ms_json_out_text(out, NULL, ms_paragraph_name((ms_paragraph)p));
            }
        }
        ms_json_out_close(out, ']');
        ms_json_out_number(out, "count", survey->doubles[set].count);
        json_example(out, &survey->doubles[set].example);
        ms_json_out_close(out, '}');
    }
    ms_json_out_close(out, ']');
}

static void json_kind(ms_json_out *out, ms_kind kind, const ms_readings *readings)
{
    ms_gap_survey survey;
    ms_gaps_walk(kind, readings, &survey);
    ms_json_out_open(out, ms_kind_name(kind), '{');
    ms_json_out_number(out, "situations", survey.situations);
    ms_json_out_number(out, "one", survey.one);
    ms_json_out_number(out, "none", survey.none);
    ms_json_out_number(out, "several", survey.several);
    json_gaps(out, &survey);
    json_doubles(out, &survey);
    ms_json_out_close(out, '}');
}

static void json_readings(ms_json_out *out, const char *name, const ms_readings *readings)
{
    ms_json_out_open(out, name, '{');
    ms_json_out_open(out, "readings", '{');
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *row = ms_reading_describe((ms_reading)reading);
        ms_json_out_text(out, row->name, row->choices[readings->choice[reading]].name);
    }
    ms_json_out_close(out, '}');
    for (int kind = MS_KIND_PARENT; kind <= MS_KIND_AGENCY; kind++) {
        json_kind(out, (ms_kind)kind, readings);
    }
    ms_json_out_close(out, '}');
}

static void put_json(ms_buffer *out, const ms_readings *literal, const ms_readings *chosen)
{
    ms_json_out json = {.buffer = out};
    ms_json_out_open(&json, NULL, '{');
    json_readings(&json, "literal", literal);
    json_readings(&json, "chosen", chosen);
    ms_json_out_close(&json, '}');
}

static int run(const ms_options *options)
{
    ms_buffer out = {0}, title = {0};
    ms_readings literal = ms_gaps_literal();
    if (ms_option_given(options, MS_OPTION_JSON)) {
        put_json(&out, &literal, &options->readings);
        return ms_output_finish(&out, options->output, MS_EXIT_OK);
    }
    bool coloured = ms_output_coloured(options->colour, options->output);
    put_text(&out, coloured, "The text of 13 CSR 40-112.010(5), literally", &literal);
    ms_buffer_put(&out, "\n");
    put_title(&title, &options->readings);
    put_text(&out, coloured, title.failed ? "" : title.text, &options->readings);
    out.failed = out.failed || title.failed;
    ms_buffer_free(&title);
    return ms_output_finish(&out, options->output, MS_EXIT_OK);
}

const ms_command ms_command_gaps = {
    .name = "gaps",
    .summary = "count the situations for which the text has no answer, or two",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_READING | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_OUTPUT
             | UINT64_C(1) << MS_OPTION_COLOR | UINT64_C(1) << MS_OPTION_HELP,
    .operands = "",
    .run = run,
};
