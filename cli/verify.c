/* medsupport verify: re-derives a determination that was handed over, and says what differs. */
#include "cli/command.h"
#include "cli/compare.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/reading_option.h"
#include "facts/json_fault.h"
#include "facts/problems.h"
#include "facts/wording.h"

#include <stdlib.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport verify RESULT CASE\n"
    "\n"
    "Determines CASE (medsupport.case/1) again as RESULT says it was determined\n"
    "(medsupport.determination/1): as of the same day, with the same percentages,\n"
    "days to answer and readings. Says first where these figures are not the rule's,\n"
    "and which readings were chosen. Compares every field and prints what differs:\n"
    "where, what was handed over, and what the rule gives. A trace, margins or\n"
    "what_if that RESULT leaves out (an empty list) is not compared. One of the two\n"
    "may be -, standard input.\n"
    "\n"
    "Options:\n"
    "  -o, --output=FILE   write to FILE\n"
    "\n"
    "Exit status: 0 the same, 1 something differs, 2 bad usage or input.\n"
    "\n"
    "Examples:\n"
    "  medsupport determine --json case.json >result.json\n"
    "  medsupport verify result.json case.json\n";

/* What a determination may leave out. */
static const char *const parts[] = {"trace", "margins", "what_if", NULL};

/* The result handed over. */
typedef struct handed_over {
    const char *name;
    ms_buffer text;
    ms_json *json;
    ms_json_tree tree;
    ms_date as_of;
    ms_settings settings;
} handed_over;

/* ---- reading the result ------------------------------------------------------------------------------------------ */

/* Where an offset of the text stands. */
static void find_place(const handed_over *h, size_t offset, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < offset && i < h->text.length; i++) {
        bool ends = h->text.text[i] == '\n';
        *line += ends;
        *column = ends ? 1 : *column + 1;
    }
}

static void refuse(const handed_over *h, size_t offset, const char *pointer, const char *found, const char *expected)
{
    size_t line, column;
    find_place(h, offset, &line, &column);
    ms_complain_at("%s:%zu:%zu%s%s: found %s, expected %s", h->name, line, column, pointer[0] == '\0' ? "" : ": ",
                   pointer, found, expected);
}

static bool flatten(handed_over *h)
{
    if (ms_json_new(&h->json) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    if (h->text.length >= UINT32_MAX / 2) {
        ms_complain_at("%s: found %zu bytes, expected a determination of less than 2 GB", h->name, h->text.length);
        return false;
    }
    ms_status status = ms_json_flatten(h->json, h->text.text, h->text.length, &h->tree);
    if (status == MS_OK) {
        return true;
    }
    ms_json_fault fault;
    if (status == MS_ERROR_INVALID && ms_json_find_fault(h->text.text, h->text.length, &fault)) {
        ms_buffer found = {0};
        ms_buffer_put(&found, fault.found == NULL ? "something else" : fault.found);
        ms_put_shown(&found, h->text.text + fault.at, fault.length);
        ms_buffer_add(&found, "", 1);
        refuse(h, fault.at, "", found.failed ? "something else" : found.text, fault.expected);
        ms_buffer_free(&found);
    } else {
        ms_complain("%s: %s", h->name, ms_status_text(status));
    }
    return false;
}

/* The string that a member of an object is, to be freed; NULL, and a message, when it is none. */
static char *string_member(const handed_over *h, uint32_t object, const char *pointer, const char *expected)
{
    const char *name = strrchr(pointer, '/') + 1;
    uint32_t node = ms_json_member(&h->tree, object, name);
    if (node == 0) {
        refuse(h, h->tree.nodes[object].at, pointer, "nothing", expected);
        return NULL;
    }
    char *text = h->tree.nodes[node].type == MS_JSON_STRING ? ms_json_string(&h->tree, node) : NULL;
    if (text == NULL) {
        refuse(h, h->tree.nodes[node].at, pointer, "something else", expected);
    }
    return text;
}

static bool read_format(const handed_over *h)
{
    static const char known[] = "medsupport.determination/1";
    char *format = string_member(h, 0, "/format", "\"medsupport.determination/1\"");
    bool good = format != NULL && strcmp(format, known) == 0;
    if (format != NULL && !good) {
        ms_complain_at("%s: /format: found \"%s\", expected \"%s\"", h->name, format, known);
    }
    free(format);
    return good;
}

static bool read_as_of(handed_over *h)
{
    char *text = string_member(h, 0, "/as_of", "the day of the determination, YYYY-MM-DD");
    h->as_of = text == NULL ? MS_NO_DATE : ms_date_parse(text, strlen(text));
    if (text != NULL && h->as_of == MS_NO_DATE) {
        ms_complain_at("%s: /as_of: found \"%s\", expected a day, YYYY-MM-DD", h->name, text);
    }
    free(text);
    return h->as_of != MS_NO_DATE;
}

/* A percentage of the settings, hundredths of a percent. */
static bool read_percent(const handed_over *h, uint32_t settings, const char *pointer, int32_t *percent)
{
    static const char expected[] = "a percentage from \"0.00\" to \"100.00\"";
    char *text = string_member(h, settings, pointer, expected);
    ms_cents hundredths = 0;
    bool good = text != NULL && ms_money_parse(text, strlen(text), &hundredths) && hundredths <= 10000;
    if (text != NULL && !good) {
        ms_complain_at("%s: %s: found \"%s\", expected %s", h->name, pointer, text, expected);
    }
    free(text);
    *percent = (int32_t)hundredths;
    return good;
}

/* One reading: a member of the object of readings. */
static bool read_reading(handed_over *h, uint32_t node)
{
    ms_buffer text = {0};
    char *name = ms_json_name(&h->tree, node);
    char *choice = h->tree.nodes[node].type == MS_JSON_STRING ? ms_json_string(&h->tree, node) : NULL;
    if (name == NULL || choice == NULL) {
        refuse(h, h->tree.nodes[node].at, "/settings/readings", "something else", "\"NAME\": \"CHOICE\"");
    }
    ms_print(&text, "%s=%s", name == NULL ? "" : name, choice == NULL ? "" : choice);
    ms_buffer_add(&text, "", 1);
    bool good = name != NULL && choice != NULL && !text.failed && ms_reading_option(text.text, &h->settings.readings);
    ms_buffer_free(&text);
    free(name);
    free(choice);
    return good;
}

static bool read_readings(handed_over *h, uint32_t settings)
{
    uint32_t readings = ms_json_member(&h->tree, settings, "readings");
    if (readings == 0 || h->tree.nodes[readings].type != MS_JSON_OBJECT) {
        refuse(h, h->tree.nodes[settings].at, "/settings/readings", readings == 0 ? "nothing" : "something else",
               "the readings by name");
        return false;
    }
    bool good = true;
    for (uint32_t node = ms_json_first(&h->tree, readings); node != 0; node = ms_json_next(&h->tree, node)) {
        good = read_reading(h, node) && good;
    }
    return good;
}

/* The days to answer a request, (4); a result need not give them. */
static bool read_answer_days(handed_over *h, uint32_t settings)
{
    enum { MOST_DAYS = 365, MOST_DIGITS = 3 };
    uint32_t node = ms_json_member(&h->tree, settings, "answer_days");
    if (node == 0) {
        return true;
    }
    const ms_json_node *at = &h->tree.nodes[node];
    int32_t days = 0;
    bool good = at->type == MS_JSON_NUMBER && at->length <= MOST_DIGITS;
    for (uint32_t i = 0; good && i < at->length; i++) {
        char digit = h->tree.text[at->at + i];
        good = digit >= '0' && digit <= '9';
        days = 10 * days + (digit - '0');
    }
    if (!good || days > MOST_DAYS) {
        refuse(h, at->at, "/settings/answer_days", "something else", "a whole number of days from 0 to 365");
        return false;
    }
    h->settings.answer_days = days;
    return true;
}

static bool read_settings(handed_over *h)
{
    static const ms_readings defaults;
    uint32_t settings = ms_json_member(&h->tree, 0, "settings");
    if (settings == 0 || h->tree.nodes[settings].type != MS_JSON_OBJECT) {
        refuse(h, h->tree.nodes[settings].at, "/settings", settings == 0 ? "nothing" : "something else",
               "the settings of the determination");
        return false;
    }
    bool good = ms_load_settings(h->name, h->as_of, &defaults, &h->settings);
    good = read_percent(h, settings, "/settings/percent", &h->settings.percent) && good;
    good = read_percent(h, settings, "/settings/default_share", &h->settings.default_share) && good;
    good = read_answer_days(h, settings) && good;
    return read_readings(h, settings) && good;
}

/* What a result must have for there to be anything to verify. */
static bool has_result(const handed_over *h)
{
    static const struct {
        const char *name;
        ms_json_type type;
    } needed[] = {{"case_id", MS_JSON_STRING}, {"status", MS_JSON_STRING}, {"children", MS_JSON_ARRAY}};
    bool good = true;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        uint32_t node = ms_json_member(&h->tree, 0, needed[i].name);
        if (node == 0 || h->tree.nodes[node].type != needed[i].type) {
            ms_complain_at("%s: /%s: found %s, expected a %s", h->name, needed[i].name,
                           node == 0 ? "nothing" : "something else",
                           needed[i].type == MS_JSON_ARRAY ? "list" : "string");
            good = false;
        }
    }
    return good;
}

static bool read_result(handed_over *h, const char *path)
{
    h->name = ms_load_name(path);
    if (!ms_load_file(path, &h->text) || !flatten(h)) {
        return false;
    }
    return read_format(h) && read_as_of(h) && has_result(h) && read_settings(h);
}

/* ---- deriving it again ------------------------------------------------------------------------------------------- */

/* Determines the case as the result says; the text is freed with ms_text_free. */
static bool derive(const handed_over *h, const char *path, char **text, size_t *length)
{
    ms_buffer source = {0};
    ms_reader *reader = NULL;
    ms_document document;
    ms_determination *determination = NULL;
    bool good = ms_load_file(path, &source);
    ms_status status = good ? ms_reader_new(&reader) : MS_OK;
    ms_piece piece = {source.text, source.length, 1};
    good = good && status == MS_OK && ms_load_document(reader, ms_load_name(path), &piece, h->as_of, &document);
    if (good) {
        status = ms_determination_make(&document, &h->settings, MS_WITH_ALL, &determination);
        status = status == MS_OK ? ms_determination_write(determination, MS_JSON, text, length) : status;
    }
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
        good = false;
    }
    ms_determination_free(determination);
    ms_reader_free(reader);
    ms_buffer_free(&source);
    return good;
}

/* ---- what differs ------------------------------------------------------------------------------------------------ */

typedef struct report_state {
    const ms_json_tree *given, *derived;
    bool departs; /* the result was made under figures that are not the rule's */
    ms_buffer *out;
    size_t differences;
} report_state;

/* Appends text that can be shown on a terminal, cut where it is long. */
static void put_cut(ms_buffer *out, const char *text, size_t length)
{
    enum { LONGEST = 400 };
    size_t shown = length;
    if (length > LONGEST) {
        shown = LONGEST;
        while ((text[shown] & 0xC0) == 0x80) { /* not within a character */
            shown--;
        }
    }
    ms_put_text(&(ms_prose){.out = out}, (ms_text){text, shown});
    ms_buffer_put(out, shown < length ? "..." : "");
}

/* A value in a line: strings and numbers as they are written. */
static void put_value(ms_buffer *out, const char *label, const ms_json_tree *tree, bool present, uint32_t node)
{
    enum { COLUMN = 19 };
    if (!present) {
        ms_print_lines(out, 2, label, COLUMN, "nothing");
        return;
    }
    const ms_json_node *at = &tree->nodes[node];
    if (at->type == MS_JSON_OBJECT || at->type == MS_JSON_ARRAY) {
        ms_print_lines(out, 2, label, COLUMN, "%s of %u", at->type == MS_JSON_ARRAY ? "a list" : "an object",
                       at->count);
        return;
    }
    const char *quote = at->type == MS_JSON_STRING ? "\"" : "";
    ms_buffer value = {0};
    put_cut(&value, tree->text + at->at, at->length);
    ms_print_lines(out, 2, label, COLUMN, "%s%.*s%s", quote, (int)value.length, value.text, quote);
    out->failed = out->failed || value.failed;
    ms_buffer_free(&value);
}

static void report(void *context, const ms_difference *difference)
{
    report_state *state = context;
    ms_buffer pointer = {0};
    put_cut(&pointer, difference->pointer, strlen(difference->pointer));
    ms_print_lines(state->out, 0, "", 0, "%.*s", (int)pointer.length, pointer.text);
    ms_buffer_free(&pointer);
    put_value(state->out, "handed over:", state->given, difference->in_given, difference->given);
    put_value(state->out, state->departs ? "determined so:" : "the rule gives:", state->derived, difference->in_derived,
              difference->derived);
    state->differences++;
}

static void put_departure(ms_buffer *out, const char *what, const ms_buffer *found, const ms_buffer *of_rule)
{
    ms_print_lines(out, 0, "", 0, "Not by the rule's figures: %s %.*s, where the rule has %.*s.", what,
                   (int)found->length, found->text, (int)of_rule->length, of_rule->text);
    out->failed = out->failed || found->failed || of_rule->failed;
}

/* Says that a figure of the settings is not the rule's, if it is not. */
static void check_figure(ms_buffer *out, const char *what, int32_t found, int32_t of_rule,
                         void (*put)(ms_buffer *out, int64_t figure))
{
    ms_buffer texts[2] = {{0}, {0}};
    if (found == of_rule) {
        return;
    }
    put(&texts[0], found);
    put(&texts[1], of_rule);
    put_departure(out, what, &texts[0], &texts[1]);
    ms_buffer_free(&texts[0]);
    ms_buffer_free(&texts[1]);
}

static void put_days(ms_buffer *out, int64_t days)
{
    ms_buffer_put_number(out, (unsigned long long)days);
}

/* Says under which figures a result was made that are not the rule's of its day: so far the rule does not give it. */
static bool put_departures(ms_buffer *out, const handed_over *h)
{
    ms_settings of_rule;
    size_t before = out->length;
    if (ms_settings_at(h->as_of, &of_rule) != MS_OK) {
        return false;
    }
    check_figure(out, "the ceiling of (2) is", h->settings.percent, of_rule.percent, ms_put_percent);
    check_figure(out, "the share without a Form 14 is", h->settings.default_share, of_rule.default_share,
                 ms_put_percent);
    check_figure(out, "the days to answer under (4) are", h->settings.answer_days, of_rule.answer_days, put_days);
    return out->length > before;
}

/* Names the readings that were chosen in place of the defaults. */
static void put_chosen(ms_buffer *out, const ms_readings *readings)
{
    for (int reading = 0; reading < MS_READING_COUNT; reading++) {
        const ms_reading_text *text = ms_reading_describe((ms_reading)reading);
        if (readings->choice[reading] != 0) {
            ms_print_lines(out, 0, "", 0, "Reading chosen: %s=%s.", text->name,
                           text->choices[readings->choice[reading]].name);
        }
    }
}

static void put_summary(ms_buffer *out, const handed_over *h, const ms_comparison *c, size_t differences)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(h->as_of, day);
    if (differences == 0) {
        ms_print_lines(out, 0, "", 0, "The same: %zu values compared, determined again as of %s.", c->compared, day);
    } else {
        ms_print_lines(out, 0, "", 0, "%zu of %zu values differ, determined again as of %s.", differences, c->compared,
                       day);
    }
    for (const char *const *part = parts; *part != NULL; part++) {
        uint32_t node = ms_json_member(&h->tree, 0, *part);
        if (node == 0 || h->tree.nodes[node].count == 0) {
            ms_print(out, "Not compared, for it was left out: %s.\n", *part);
        }
    }
}

/* Compares and prints; the exit status. */
static int compare(const handed_over *h, const char *text, size_t length, const char *output)
{
    ms_json *json;
    ms_json_tree derived;
    ms_status status = ms_json_new(&json);
    if (status != MS_OK || (status = ms_json_flatten(json, text, length, &derived)) != MS_OK) {
        ms_complain("%s", ms_status_text(status));
        ms_json_free(json);
        return MS_EXIT_BAD;
    }
    ms_buffer out = {0};
    bool departs = put_departures(&out, h);
    put_chosen(&out, &h->settings.readings);
    report_state state = {.given = &h->tree, .derived = &derived, .departs = departs, .out = &out};
    ms_comparison c = {.given = &h->tree, .derived = &derived, .left_out = parts, .report = report, .context = &state};
    out.failed = !ms_compare(&c) || out.failed;
    put_summary(&out, h, &c, state.differences);
    ms_json_free(json);
    return ms_output_finish(&out, output, state.differences > 0 ? MS_EXIT_DIFFERS : MS_EXIT_OK);
}

static int run(const ms_options *options)
{
    handed_over h = {0};
    char *text = NULL;
    size_t length = 0;
    int status = MS_EXIT_BAD;
    if (strcmp(options->operands[0], "-") == 0 && strcmp(options->operands[1], "-") == 0) {
        ms_complain("verify: RESULT and CASE cannot both be standard input");
    } else if (ms_files_apart(options, false) && read_result(&h, options->operands[0])
               && derive(&h, options->operands[1], &text, &length)) {
        status = compare(&h, text, length, options->output);
    }
    ms_text_free(text);
    ms_json_free(h.json);
    ms_buffer_free(&h.text);
    return status;
}

const ms_command ms_command_verify = {
    .name = "verify",
    .summary = "determine a case again and compare with a result handed over",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_HELP,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "RESULT CASE",
    .run = run,
};
