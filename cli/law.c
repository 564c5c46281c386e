/* medsupport law: each paragraph in our words, and where its code, proof and scenarios are. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "law_table.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport law [PARAGRAPH]\n"
    "\n"
    "Lists the law that medsupport applies, each paragraph in our own words; or,\n"
    "for one PARAGRAPH, also the readings that touch it, the functions that\n"
    "implement it and whether they are proved, and the scenarios and tests that\n"
    "show it. Places are files of the source tree.\n"
    "\n"
    "PARAGRAPH is written '(5)(C)' or 5c; 5 is all of (5); 'line 4' is of Form 14;\n"
    "other law as it is cited, 'RSMo 452.340' or 452.340 with all of its parts. A\n"
    "document alone, '13 CSR 40-112.010', is all of it.\n"
    "\n"
    "Options:\n"
    "  -o, --output=FILE   write to FILE\n"
    "  --color=WHEN        auto (the default: on a terminal), always or never\n"
    "\n"
    "Examples:\n"
    "  medsupport law\n"
    "  medsupport law 5c\n"
    "  medsupport law 'Form 14, line 4'\n"
    "  medsupport law 'RSMo 452.340.3'\n";

enum { LONGEST_KEY = 64 };

/* ---- finding paragraphs ------------------------------------------------------------------------------------------ */

/* How citations of a document begin that may be left out. */
static const char *const openings[] = {"13csr40112.010", "form14", "rsmo"};

/* A citation as letters and digits alone, "13csr40112.0105c"; a point stays between digits, "rsmo452.340.3". */
static void make_whole_key(const char *text, size_t length, char key[LONGEST_KEY])
{
    size_t count = 0;
    for (size_t i = 0; i < length && count < LONGEST_KEY - 1; i++) {
        bool inner_point = text[i] == '.' && i > 0 && i + 1 < length && isdigit((unsigned char)text[i - 1])
                           && isdigit((unsigned char)text[i + 1]);
        if (isalnum((unsigned char)text[i]) || inner_point) {
            key[count++] = (char)tolower((unsigned char)text[i]);
        }
    }
    key[count] = '\0';
}

/* The same without the document: "5c" of "(5)(C)", "line4" of "Form 14, line 4", "452.340.3". Of the document alone it
 * stays. */
static void make_key(const char *text, size_t length, char key[LONGEST_KEY])
{
    make_whole_key(text, length, key);
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        size_t opening = strlen(openings[i]);
        if (strncmp(key, openings[i], opening) == 0 && key[opening] != '\0') {
            memmove(key, key + opening, strlen(key + opening) + 1);
            return;
        }
    }
}

static void key_of(const struct ms_law_entry *entry, char key[LONGEST_KEY])
{
    make_key(entry->label, strlen(entry->label), key);
}

/* Whether one key is another or contains it: "5" contains "5c", and not "52a". */
static bool contains(const char *part, const char *whole)
{
    size_t length = strlen(part);
    if (length == 0 || strncmp(part, whole, length) != 0) {
        return false;
    }
    return !isdigit((unsigned char)part[length - 1]) || !isdigit((unsigned char)whole[length]);
}

/* Whether a document was asked for as a whole, and an entry is of it. */
static bool is_of_document(const struct ms_law_entry *entry, const char *asked)
{
    char key[LONGEST_KEY];
    make_whole_key(entry->citation, strlen(entry->citation), key);
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        if (strcmp(asked, openings[i]) == 0) {
            return strncmp(key, asked, strlen(asked)) == 0;
        }
    }
    return false;
}

/* How an entry answers what was asked for: 2 it is the one, 1 it is a part of it, 0 not. */
static int match(const struct ms_law_entry *entry, const char *asked)
{
    char key[LONGEST_KEY];
    key_of(entry, key);
    if (strcmp(key, asked) == 0) {
        return 2;
    }
    return contains(asked, key) || is_of_document(entry, asked) ? 1 : 0;
}

static int best_match(const char *asked)
{
    int best = 0;
    for (const struct ms_law_entry *entry = ms_law_table; entry->citation != NULL; entry++) {
        int found = match(entry, asked);
        best = found > best ? found : best;
    }
    return best;
}

/* Whether a reading's paragraphs, "(5)(B),(C)" or "(1)(B),(5)", touch an entry. A letter alone is a paragraph of the
 * number before it. */
static bool touches(const char *paragraphs, const char *entry_key)
{
    char number = '\0';
    for (const char *at = paragraphs; *at != '\0';) {
        size_t length = strcspn(at, ",");
        char key[LONGEST_KEY];
        make_key(at, length, key);
        if (isdigit((unsigned char)key[0])) {
            number = key[0];
        } else {
            memmove(key + 1, key, strlen(key) + 1);
            key[0] = number;
        }
        if (contains(key, entry_key) || contains(entry_key, key)) {
            return true;
        }
        at += length + (at[length] == ',');
    }
    return false;
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static void put_readings(ms_buffer *out, const struct ms_law_entry *entry)
{
    char key[LONGEST_KEY];
    key_of(entry, key);
    const char *title = "  Readings\n";
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *row = ms_reading_describe((ms_reading)reading);
        if (touches(row->paragraph, key)) {
            ms_buffer_put(out, title);
            ms_print_lines(out, 2, "-", 4, "%s: %s", row->name, row->question);
            title = "";
        }
    }
}

static void put_functions(ms_buffer *out, const struct ms_law_function *function)
{
    ms_buffer_put(out, function->name == NULL ? "" : "  Code and proof\n");
    for (; function->name != NULL; function++) {
        ms_print_lines(out, 2, "-", 4, "%s %s: %s", function->place, function->name, function->proof);
    }
}

static void put_scenarios(ms_buffer *out, const struct ms_law_scenario *scenario)
{
    ms_buffer_put(out, scenario->path == NULL ? "" : "  Scenarios\n");
    for (; scenario->path != NULL; scenario++) {
        ms_print_lines(out, 2, "-", 4, "%s: %s", scenario->path, scenario->title);
    }
}

static void put_tests(ms_buffer *out, const char *const *test)
{
    ms_buffer_put(out, *test == NULL ? "" : "  Tests\n");
    for (; *test != NULL; test++) {
        ms_print_lines(out, 2, "-", 4, "%s", *test);
    }
}

static void put_entry(ms_buffer *out, bool coloured, const struct ms_law_entry *entry, bool whole)
{
    ms_print_heading(out, coloured, whole ? entry->citation : entry->label);
    ms_print_lines(out, 0, "", 2, "%s", entry->summary);
    if (whole) {
        put_readings(out, entry);
        put_functions(out, entry->functions);
        put_scenarios(out, entry->scenarios);
        put_tests(out, entry->tests);
    }
}

static int refuse(const char *asked)
{
    enum { MOST_ENTRIES = 100 };
    const char *labels[MOST_ENTRIES];
    size_t count = 0;
    for (const struct ms_law_entry *entry = ms_law_table; entry->citation != NULL && count < MOST_ENTRIES; entry++) {
        labels[count++] = entry->label;
    }
    ms_complain("'%s' is no paragraph that medsupport applies%s; 'medsupport law' lists them", asked,
                ms_did_you_mean(asked, labels, count));
    return MS_EXIT_BAD;
}

static int run(const ms_options *options)
{
    char asked[LONGEST_KEY] = "";
    int least = 0;
    if (options->operand_count > 0) {
        const char *text = options->operands[0];
        make_key(text, strlen(text), asked);
        least = best_match(asked);
        if (least == 0) {
            return refuse(text);
        }
    }
    ms_buffer out = {0};
    bool coloured = ms_output_coloured(options->colour, options->output);
    for (const struct ms_law_entry *entry = ms_law_table; entry->citation != NULL; entry++) {
        if (least == 0 || match(entry, asked) >= least) {
            ms_buffer_put(&out, out.length > 0 ? "\n" : "");
            put_entry(&out, coloured, entry, least > 0);
        }
    }
    return ms_output_finish(&out, options->output, MS_EXIT_OK);
}

const ms_command ms_command_law = {
    .name = "law",
    .summary = "show a paragraph in our words, its code, proof and scenarios",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_COLOR | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = 1,
    .operands = "[PARAGRAPH]",
    .run = run,
};
