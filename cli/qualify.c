/* medsupport qualify: whether an order or notice is a qualified medical child support order. */
#include "cli/qualify.h"
#include "casefile/business_days.h"
#include "casefile/clocks.h"
#include "cli/command.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/qualification.h"
#include "facts/reader.h"
#include "facts/wording.h"

static const char help[] = //
    "Usage: medsupport qualify [OPTION]... FILE|-\n"
    "\n"
    "Says whether an order or notice (medsupport.order/1) is a qualified medical\n"
    "child support order: an order against 29 USC 1169(a)(2) to (4), the National\n"
    "Medical Support Notice against 29 CFR 2590.609-2. Each requirement is met,\n"
    "missing, unknown, or curable: the plan administrator has what the document\n"
    "does not state, so that is no ground to reject it. Apart from these: what plans\n"
    "commonly ask beyond the law, which decides nothing; and the days left for the\n"
    "plan administrator's answer. The plan administrator decides; this says what the\n"
    "law asks.\n"
    "\n"
    "Options:\n"
    "  --json              as JSON, medsupport.qualification/1\n"
    "  --as-of=DATE        count the days left from DATE instead of today\n"
    "  -o, --output=FILE   write to FILE\n"
    "  --color=WHEN        auto (the default: on a terminal), always or never\n"
    "\n"
    "Exit status: 0 qualified, or once cured by what the administrator has; 1 not\n"
    "qualified; 3 an unknown fact decides; 2 bad usage or input.\n"
    "\n"
    "Examples:\n"
    "  medsupport qualify examples/orders/decree-without-addresses.json\n"
    "  medsupport qualify --json --as-of 2026-12-01 order.json\n";

/* ---- when the administrator answers ------------------------------------------------------------------------------ */

static ms_answer_time answer_time(ms_date of_document, ms_date as_of)
{
    ms_answer_time answer = {.citation = ms_clock_describe(MS_CLOCK_PLAN_ANSWER)->citation};
    answer.last_day = of_document == MS_NO_DATE ? MS_NO_DATE : ms_clock_due(MS_CLOCK_PLAN_ANSWER, of_document);
    if (answer.last_day != MS_NO_DATE) {
        answer.days_left = answer.last_day >= as_of ? ms_business_days_between(as_of, answer.last_day)
                                                    : -ms_business_days_between(answer.last_day, as_of);
    }
    return answer;
}

/* ---- for people -------------------------------------------------------------------------------------------------- */

enum { COLUMN = 11 };

/* A text of the document that can be shown, as a NUL-terminated text of `shown`. */
static const char *shown_text(ms_buffer *shown, ms_text text, const char *otherwise)
{
    shown->length = 0;
    if (text.at == NULL) {
        ms_buffer_put(shown, otherwise);
    } else {
        ms_put_text(&(ms_prose){.out = shown}, text);
    }
    ms_buffer_add(shown, "", 1);
    return shown->failed ? otherwise : shown->text;
}

static void put_heading(ms_buffer *out, bool coloured, const ms_order_document *document)
{
    ms_buffer title = {0}, id = {0};
    ms_print(&title, "%s", document->is_notice ? "Notice" : "Order");
    if (document->id.at != NULL) {
        ms_print(&title, " %s", shown_text(&id, document->id, ""));
    }
    if (document->date != MS_NO_DATE) {
        ms_buffer_put(&title, " of ");
        ms_put_date_in_words(&title, document->date);
    }
    ms_buffer_add(&title, "", 1);
    ms_print_heading(out, coloured, title.failed ? "" : title.text);
    out->failed = out->failed || title.failed || id.failed;
    ms_buffer_free(&title);
    ms_buffer_free(&id);
}

static void put_requirements(ms_buffer *out, bool coloured, const ms_qualified_document *q)
{
    ms_print_heading(out, coloured, "What the law asks");
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        ms_requirement requirement = (ms_requirement)i;
        ms_assessment assessment = q->result.of[i];
        if (assessment != MS_ASSESSED_NOT_ASKED) {
            const char *citation = ms_requirement_citation(requirement, q->document->is_notice);
            ms_print_lines(out, 2, ms_assessment_name(assessment), COLUMN, "%s. %s",
                           ms_requirement_title(q->document, requirement), ms_requirement_words(q, requirement));
            ms_print_lines(out, 0, "", COLUMN, "%s%s%s", citation, assessment == MS_ASSESSED_CURABLE ? "; " : "",
                           assessment == MS_ASSESSED_CURABLE ? MS_CURE_CITATION : "");
        }
    }
}

static void put_recipients(ms_buffer *out, bool coloured, const ms_order_document *document)
{
    if (document->facts.recipient_count == 0) {
        return;
    }
    ms_buffer name = {0};
    ms_buffer_put(out, "\n");
    ms_print_heading(out, coloured, "Alternate recipients, one by one");
    for (uint32_t i = 0; i < document->facts.recipient_count; i++) {
        ms_recipient_assessment one = ms_qualify_recipient(&document->facts.recipients[i]);
        ms_print_lines(out, 2, "-", 4, "%s: child of the participant %s, name %s, address %s",
                       shown_text(&name, document->recipients[i].name, "not named"), ms_assessment_name(one.child),
                       ms_assessment_name(one.name), ms_assessment_name(one.address));
    }
    out->failed = out->failed || name.failed;
    ms_buffer_free(&name);
}

static void put_benefits(ms_buffer *out, bool coloured, const ms_order_document *document)
{
    static const char *const words[] = {
        [MS_ASSESSED_MET] = "the plan provides it, or a state's law on medical child support needs it",
        [MS_ASSESSED_UNKNOWN] =
            "it is not known whether the plan provides it, or whether a state's law on medical child "
            "support needs it",
        [MS_ASSESSED_MISSING] = "the plan does not provide it, and no state's law on medical child support needs it",
    };
    if (document->facts.benefit_count == 0) {
        return;
    }
    ms_buffer what = {0};
    ms_buffer_put(out, "\n");
    ms_print_heading(out, coloured, "Benefits and options it requires");
    for (uint32_t i = 0; i < document->facts.benefit_count; i++) {
        ms_print_lines(out, 2, "-", 4, "%s: %s", shown_text(&what, document->benefits[i], ""),
                       words[ms_qualify_benefit(&document->facts.benefits[i])]);
    }
    out->failed = out->failed || what.failed;
    ms_buffer_free(&what);
}

/* What is stated, what is not, and what is not known, of what plans ask beyond the law. */
static void put_beyond(ms_buffer *out, bool coloured, const ms_order_document *document)
{
    static const struct {
        ms_truth stated;
        const char *label;
    } groups[] = {{MS_YES, "stated"}, {MS_NO, "absent"}, {MS_UNKNOWN, "unknown"}};
    ms_buffer_put(out, "\n");
    ms_print_heading(out, coloured, "What plans commonly ask beyond the law (decides nothing)");
    for (size_t group = 0; group < sizeof groups / sizeof groups[0]; group++) {
        ms_buffer list = {0};
        for (int i = 0; i < MS_BEYOND_COUNT; i++) {
            if (document->beyond[i] == groups[group].stated) {
                ms_print(&list, "%s%s", list.length > 0 ? "; " : "", ms_beyond_words((ms_beyond)i));
            }
        }
        if (list.length > 0) {
            ms_print_lines(out, 2, groups[group].label, COLUMN, "%.*s", (int)list.length, list.text);
        }
        out->failed = out->failed || list.failed;
        ms_buffer_free(&list);
    }
}

static void put_answer(ms_buffer *out, bool coloured, const ms_qualified_document *q)
{
    const ms_answer_time *answer = &q->answer;
    const char *what = q->document->is_notice ? "notice" : "order";
    ms_buffer day = {0};
    ms_buffer_put(out, "\n");
    ms_print_heading(out, coloured, "Answer of the plan administrator");
    if (answer->last_day == MS_NO_DATE) {
        ms_print_lines(out, 0, "", 2, "Within 40 business days of the date of the %s, which is not known here.", what);
    } else {
        ms_put_date_in_words(&day, answer->last_day);
        int days = answer->days_left < 0 ? -answer->days_left : answer->days_left;
        ms_print_lines(out, 0, "", 2, "By %.*s, 40 business days after the date of the %s: %d business day%s %s.",
                       (int)day.length, day.text, what, days, days == 1 ? "" : "s",
                       answer->days_left < 0 ? "late" : "left");
    }
    ms_print_lines(out, 0, "", 2, "%s", answer->citation);
    out->failed = out->failed || day.failed;
    ms_buffer_free(&day);
}

static void put_text(ms_buffer *out, bool coloured, const ms_qualified_document *q)
{
    put_heading(out, coloured, q->document);
    ms_print_lines(out, 0, "", 0, "%s", ms_qualified_words(q->result.whole, q->document->is_notice));
    ms_buffer_put(out, "\n");
    put_requirements(out, coloured, q);
    put_recipients(out, coloured, q->document);
    put_benefits(out, coloured, q->document);
    put_beyond(out, coloured, q->document);
    put_answer(out, coloured, q);
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static int exit_of(ms_qualified whole)
{
    static const int exits[] = {[MS_QUALIFIED] = MS_EXIT_OK,
                                [MS_QUALIFIED_ONCE_CURED] = MS_EXIT_OK,
                                [MS_QUALIFIED_UNKNOWN] = MS_EXIT_NEEDS,
                                [MS_NOT_QUALIFIED] = MS_EXIT_NOT_QUALIFIED};
    return exits[whole];
}

int ms_qualify_report(const ms_options *options, const ms_order_document *document)
{
    ms_date as_of = options->as_of == MS_NO_DATE ? ms_today() : options->as_of;
    ms_qualified_document q = {document, ms_order_document_qualify(document), as_of,
                               answer_time(document->date, as_of)};
    ms_buffer out = {0};
    if (ms_option_given(options, MS_OPTION_JSON)) {
        ms_write_qualification(&q, &out);
    } else {
        put_text(&out, ms_output_coloured(options->colour, options->output), &q);
    }
    return ms_output_finish(&out, options->output, exit_of(q.result.whole));
}

static int run(const ms_options *options)
{
    const char *path = options->operands[0];
    const ms_order_document *document = NULL;
    ms_buffer text = {0};
    ms_reader *reader = NULL;
    int code = MS_EXIT_BAD;
    bool good = ms_files_apart(options, false) && ms_load_file(path, &text);
    ms_status status = good ? ms_reader_new(&reader) : MS_OK;
    if (good && status == MS_OK) {
        status = ms_reader_read_order(reader, text.text, text.length, &document);
    }
    if (status != MS_OK) {
        ms_load_complain(ms_load_name(path), &(ms_piece){text.text, text.length, 1}, reader, status);
    } else if (document != NULL) {
        code = ms_qualify_report(options, document);
    }
    ms_reader_free(reader);
    ms_buffer_free(&text);
    return code;
}

const ms_command ms_command_qualify = {
    .name = "qualify",
    .summary = "say whether an order or notice is qualified, and what it lacks",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_AS_OF | UINT64_C(1) << MS_OPTION_OUTPUT
             | UINT64_C(1) << MS_OPTION_COLOR | UINT64_C(1) << MS_OPTION_HELP,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "FILE",
    .run = run,
};
