/* medsupport form14: lines 1 to 4 of the worksheet, with the rounding shown. */
#include "cli/command.h"
#include "cli/file_uses.h"
#include "cli/json_out.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <stdio.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport form14 --line-1=PNS,PSS [--line-1a=PNS,PSS]...\n"
    "       medsupport form14 FILE\n"
    "\n"
    "Works out Form 14, lines 1 to 4: each parent's adjusted monthly gross income\n"
    "and share. Amounts are monthly, first the parent not seeking support (PNS),\n"
    "then the parent seeking support (PSS); ? is an amount that is not known. A line\n"
    "that is not given is entered as 0. FILE is a case document with form_14.\n"
    "\n"
    "Entries are rounded to the dollar, half up; line 3 is not below 0; line 4 is\n"
    "rounded to a tenth of a percent, half up, and the other parent's is the rest.\n"
    "\n"
    "Options:\n"
    "  --line-1=PNS,PSS    monthly gross income\n"
    "  --line-1a=PNS,PSS   maintenance received under an order\n"
    "  --line-2a=PNS,PSS   support paid for other children under an order\n"
    "  --line-2b=PNS,PSS   maintenance paid under an order\n"
    "  --line-2c=PNS,PSS   support obligation for other children at home\n"
    "  --as-of=DATE        for the percentage where no Form 14 is calculated\n"
    "  --json              as JSON\n"
    "  -o, --output=FILE   write to FILE\n"
    "  --color=WHEN        auto (the default: on a terminal), always or never\n"
    "\n"
    "Exit status: 0 the percentage is known, 3 it is not, 2 bad usage or input.\n"
    "\n"
    "Examples:\n"
    "  medsupport form14 --line-1 4000,1950\n"
    "  medsupport form14 --line-1 4000,1950.50 --line-2a 310,0 --json\n"
    "  medsupport form14 case.json\n";

enum { LINES = MS_FORM14_LINE_OPTIONS };

typedef struct line_text {
    const char *number;
    const char *title;
} line_text;

static const line_text lines[LINES] = {
    {"1", "Monthly gross income"}, {"1a", "+ maintenance received"},   {"2a", "- support for other children, by order"},
    {"2b", "- maintenance paid"},  {"2c", "- other children at home"},
};

static ms_amount *entry(ms_form14 *form14, ms_party party, int line)
{
    ms_form14_column *column = &form14->columns[party];
    ms_amount *const entries[LINES] = {&column->line_1, &column->line_1a, &column->line_2a, &column->line_2b,
                                       &column->line_2c};
    return entries[line];
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool read_amount(const char *text, size_t length, ms_amount *amount)
{
    if (length == 1 && text[0] == '?') {
        *amount = (ms_amount){false, 0};
        return true;
    }
    amount->known = ms_money_parse(text, length, &amount->cents);
    return amount->known;
}

/* "PNS,PSS" of one line. */
static bool read_pair(const char *text, int line, ms_form14 *form14)
{
    size_t first = strcspn(text, ",");
    bool good = text[first] == ',' && read_amount(text, first, entry(form14, MS_PNS, line))
                && read_amount(text + first + 1, strlen(text + first + 1), entry(form14, MS_PSS, line));
    if (!good) {
        ms_complain("--line-%s: '%s' is not two amounts; write PNS,PSS such as 4000,1950.50, with ? for an amount "
                    "that is not known",
                    lines[line].number, text);
    }
    return good;
}

static bool read_options(const ms_options *options, ms_form14 *form14)
{
    bool good = true;
    *form14 = (ms_form14){.calculated = MS_YES, .source = MS_FORM14_LINES};
    for (int line = 0; line < LINES; line++) {
        *entry(form14, MS_PNS, line) = *entry(form14, MS_PSS, line) = (ms_amount){true, 0};
        if (options->lines[line] != NULL) {
            good = read_pair(options->lines[line], line, form14) && good;
        }
    }
    return good;
}

/* Takes the form and the day from a case document. */
static bool read_case(const ms_options *options, const char *path, ms_form14 *form14, ms_date *as_of)
{
    ms_buffer text = {0};
    ms_reader *reader = NULL;
    ms_document document;
    bool good = ms_load_file(path, &text);
    if (good && ms_reader_new(&reader) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        good = false;
    }
    ms_piece piece = {text.text, text.length, 1};
    good = good && ms_load_document(reader, ms_load_name(path), &piece, options->as_of, &document);
    if (good) {
        *form14 = document.facts.form14;
        *as_of = document.facts.as_of;
    }
    ms_reader_free(reader);
    ms_buffer_free(&text);
    return good;
}

static bool any_line(const ms_options *options)
{
    for (int line = 0; line < LINES; line++) {
        if (options->lines[line] != NULL) {
            return true;
        }
    }
    return false;
}

static bool read_form(const ms_options *options, ms_form14 *form14, ms_date *as_of)
{
    bool given = any_line(options);
    if (given == (options->operand_count > 0)) {
        ms_complain("form14 works on the lines given as options or on one case document: %s",
                    given ? "give one of the two" : "give --line-1 PNS,PSS or a FILE");
        return false;
    }
    if (!given) {
        return read_case(options, options->operands[0], form14, as_of);
    }
    if (options->lines[0] == NULL) {
        ms_complain("--line-1 PNS,PSS is missing: the shares are shares of income");
        return false;
    }
    *as_of = options->as_of == MS_NO_DATE ? ms_today() : options->as_of;
    return read_options(options, form14);
}

/* ---- what comes of it -------------------------------------------------------------------------------------------- */

typedef struct result {
    ms_form14 form14;
    ms_date as_of;
    ms_range line_3[2]; /* by ms_party */
    bool line_4_known;
    int32_t line_4; /* hundredths of a percent, of the parent not seeking support */
    ms_share share; /* what (5)(E) and (F) order */
    int32_t default_share;
} result;

static bool known(ms_range range)
{
    return range.lo == range.hi;
}

static void work_out(result *r)
{
    bool by_lines = r->form14.source == MS_FORM14_LINES;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        r->line_3[party] = by_lines ? ms_form14_line_3(&r->form14.columns[party]) : (ms_range){0, 1};
    }
    r->share = ms_rule_5_percentage(&r->form14, r->default_share);
    r->line_4_known = r->share.known && r->share.basis == MS_SHARE_LINE_4;
    r->line_4 = r->line_4_known ? r->share.percentage : 0;
}

/* ---- for people -------------------------------------------------------------------------------------------------- */

static void put_right(ms_buffer *out, const char *text)
{
    ms_print(out, "%17s", text);
}

static void put_given(ms_buffer *out, const ms_amount *amount)
{
    ms_buffer text = {0};
    if (amount->known) {
        ms_put_money(&text, amount->cents);
    } else {
        ms_buffer_put(&text, "not known");
    }
    ms_buffer_add(&text, "", 1);
    put_right(out, text.failed ? "" : text.text);
    out->failed = out->failed || text.failed;
    ms_buffer_free(&text);
}

/* Whole dollars; a range that is not one amount is not known. */
static void put_dollars(ms_buffer *out, ms_range dollars)
{
    ms_buffer text = {0};
    ms_put_money(&text, 100 * dollars.lo);
    const char *point = text.failed ? NULL : memchr(text.text, '.', text.length);
    char whole[32];
    snprintf(whole, sizeof whole, "%.*s", point == NULL ? 0 : (int)(point - text.text), text.text);
    put_right(out, known(dollars) ? whole : "not known");
    out->failed = out->failed || text.failed;
    ms_buffer_free(&text);
}

/* An entry as it goes into the worksheet. */
static void put_entered(ms_buffer *out, const ms_amount *amount)
{
    int64_t dollars = ms_form14_entry(amount->cents);
    put_dollars(out, amount->known ? (ms_range){dollars, dollars} : (ms_range){0, 1});
}

static void put_label(ms_buffer *out, const char *number, const char *title)
{
    ms_print(out, " %-3s %-40s", number, title);
}

/* One line as given and, where rounding changes it, as entered. */
static void put_line(ms_buffer *out, result *r, int line)
{
    const ms_amount *pns = entry(&r->form14, MS_PNS, line), *pss = entry(&r->form14, MS_PSS, line);
    put_label(out, lines[line].number, lines[line].title);
    put_given(out, pns);
    put_given(out, pss);
    ms_buffer_put(out, "\n");
    if (pns->cents % 100 == 0 && pss->cents % 100 == 0) {
        return;
    }
    put_label(out, "", "  entered to the dollar, half up");
    put_entered(out, pns);
    put_entered(out, pss);
    ms_buffer_put(out, "\n");
}

/* A share in tenths of a percent, "67.2%". */
static void put_tenths(ms_buffer *out, const result *r, int32_t hundredths)
{
    char text[32];
    snprintf(text, sizeof text, "%d.%d%%", (int)(hundredths / 100), (int)(hundredths % 100 / 10));
    const char *otherwise = r->share.basis == MS_SHARE_ZERO_COMBINED ? "undefined" : "not known";
    put_right(out, r->line_4_known ? text : otherwise);
}

/* "4,000 / 5,950 = 67.226...%", the quotient cut after three decimals. */
static void put_quotient(ms_buffer *out, const result *r)
{
    int64_t own = r->line_3[MS_PNS].lo, combined = own + r->line_3[MS_PSS].lo;
    int64_t thousandths = 100000 * own / combined;
    bool exact = 100000 * own % combined == 0;
    ms_print_lines(out, 0, "", 5, "%lld / %lld = %lld.%03lld%s%%, to the nearest tenth, half up; the rest to 100%%",
                   (long long)own, (long long)combined, (long long)(thousandths / 1000),
                   (long long)(thousandths % 1000), exact ? "" : "...");
}

static void put_worksheet(ms_buffer *out, result *r)
{
    put_label(out, "", "Monthly amounts");
    put_right(out, "Not seeking");
    put_right(out, "Seeking");
    ms_buffer_put(out, "\n");
    for (int line = 0; line < LINES; line++) {
        put_line(out, r, line);
    }
    put_label(out, "3", "Adjusted monthly gross income");
    put_dollars(out, r->line_3[MS_PNS]);
    put_dollars(out, r->line_3[MS_PSS]);
    ms_buffer_put(out, "\n");
}

static void put_line_4(ms_buffer *out, const result *r)
{
    put_label(out, "4", "Share of the combined line 3");
    put_tenths(out, r, r->line_4);
    put_tenths(out, r, 10000 - r->line_4);
    ms_buffer_put(out, "\n");
    bool worked_out = r->form14.source == MS_FORM14_LINES && known(r->line_3[MS_PNS]) && known(r->line_3[MS_PSS]);
    if (worked_out && r->line_3[MS_PNS].lo + r->line_3[MS_PSS].lo > 0) {
        put_quotient(out, r);
    }
}

/* From what the percentage follows; NULL where nothing is known of it. */
static const char *basis_words(const result *r)
{
    static const char *const words[] = {
        [MS_SHARE_UNKNOWN] = "the same whichever way what is unknown turns out",
        [MS_SHARE_LINE_4] = "line 4 of the parent not seeking support",
        [MS_SHARE_NO_FORM14] = "the division calculates no Form 14",
        [MS_SHARE_ZERO_COMBINED] = "the combined line 3 is zero, line 4 is undefined, and none is calculated",
    };
    return words[r->share.basis];
}

static void put_text(ms_buffer *out, bool coloured, result *r)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(r->as_of, day);
    ms_print_heading(out, coloured, "Form 14, lines 1 to 4");
    if (r->form14.source == MS_FORM14_LINES) {
        put_worksheet(out, r);
    }
    if (r->form14.source != MS_FORM14_NOTHING) {
        put_line_4(out, r);
    }
    ms_buffer_put(out, "\n");
    if (r->share.known) {
        ms_print_lines(out, 0, "", 0, "(5)(E) and (F) order %d.%02d%% as of %s: %s.", (int)(r->share.percentage / 100),
                       (int)(r->share.percentage % 100), day, basis_words(r));
    } else {
        ms_print_lines(out, 0, "", 0, "What (5)(E) and (F) order as of %s is not known: %s.", day,
                       r->form14.source == MS_FORM14_NOTHING ? "nothing is known of line 4 of the division's Form 14"
                                                             : "it depends on what is not known here");
    }
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void json_column(ms_json_out *out, result *r, ms_party party)
{
    ms_json_out_open(out, ms_party_name(party), '{');
    for (int line = 0; line < LINES; line++) {
        const ms_amount *amount = entry(&r->form14, party, line);
        char given[MS_MONEY_TEXT_SIZE];
        ms_money_format(amount->cents, given);
        ms_json_out_open(out, ms_form14_line_name((uint32_t)line), '{');
        ms_json_out_text(out, "given", amount->known ? given : NULL);
        if (amount->known) {
            ms_json_out_number(out, "entered", ms_form14_entry(amount->cents));
        } else {
            ms_json_out_text(out, "entered", NULL);
        }
        ms_json_out_close(out, '}');
    }
    if (known(r->line_3[party])) {
        ms_json_out_number(out, "line_3", r->line_3[party].lo);
    } else {
        ms_json_out_text(out, "line_3", NULL);
    }
    ms_json_out_close(out, '}');
}

static void json_percent(ms_json_out *out, const char *name, bool is_known, int32_t hundredths, int decimals)
{
    char text[32];
    int fraction = hundredths % 100;
    snprintf(text, sizeof text, "%d.%0*d", (int)(hundredths / 100), decimals, decimals == 1 ? fraction / 10 : fraction);
    ms_json_out_text(out, name, is_known ? text : NULL);
}

static void put_json(ms_buffer *buffer, result *r)
{
    static const char *const bases[] = {NULL, "line_4", "no_form_14", "zero_combined"};
    ms_json_out out = {.buffer = buffer};
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(r->as_of, day);
    ms_json_out_open(&out, NULL, '{');
    ms_json_out_text(&out, "as_of", day);
    if (r->form14.source == MS_FORM14_LINES) {
        ms_json_out_open(&out, "lines", '{');
        json_column(&out, r, MS_PNS);
        json_column(&out, r, MS_PSS);
        ms_json_out_close(&out, '}');
    }
    ms_json_out_open(&out, "line_4_percent", '{');
    json_percent(&out, ms_party_name(MS_PNS), r->line_4_known, r->line_4, 1);
    json_percent(&out, ms_party_name(MS_PSS), r->line_4_known, 10000 - r->line_4, 1);
    ms_json_out_close(&out, '}');
    json_percent(&out, "percentage", r->share.known, r->share.percentage, 2);
    ms_json_out_text(&out, "basis", bases[r->share.basis]);
    ms_json_out_close(&out, '}');
}

static int run(const ms_options *options)
{
    static const ms_readings defaults;
    result r = {0};
    ms_settings settings;
    const char *name = options->operand_count > 0 ? ms_load_name(options->operands[0]) : "--as-of";
    if (!ms_files_apart(options, false) || !read_form(options, &r.form14, &r.as_of)
        || !ms_load_settings(name, r.as_of, &defaults, &settings)) {
        return MS_EXIT_BAD;
    }
    r.default_share = settings.default_share;
    work_out(&r);
    ms_buffer out = {0};
    if (ms_option_given(options, MS_OPTION_JSON)) {
        put_json(&out, &r);
    } else {
        put_text(&out, ms_output_coloured(options->colour, options->output), &r);
    }
    return ms_output_finish(&out, options->output, r.share.known ? MS_EXIT_OK : MS_EXIT_NEEDS);
}

const ms_command ms_command_form14 = {
    .name = "form14",
    .summary = "work out Form 14, lines 1 to 4",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_LINE_1 | UINT64_C(1) << MS_OPTION_LINE_1A | UINT64_C(1) << MS_OPTION_LINE_2A
             | UINT64_C(1) << MS_OPTION_LINE_2B | UINT64_C(1) << MS_OPTION_LINE_2C | UINT64_C(1) << MS_OPTION_AS_OF
             | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_COLOR
             | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = 1,
    .operands = "[FILE]",
    .run = run,
};
