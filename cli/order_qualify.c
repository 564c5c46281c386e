/* medsupport order qualify: an order of a case as a document (medsupport.order/1), and whether it is qualified. */
#include "casefile/orders.h"
#include "casefile/value.h"
#include "casefile/view.h"
#include "cli/case_parts.h"
#include "cli/message.h"
#include "cli/order_parts.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/qualify.h"
#include "facts/reader.h"

#include <string.h>

static const char help[] = //
    "Usage: medsupport order qualify [OPTION]... CASE [ORDER]\n"
    "\n"
    "Says whether an order of a case is a qualified medical child support order, as\n"
    "'medsupport qualify' does of a document. What the case does not know, such as\n"
    "mailing addresses, is unknown, and never taken for missing. --document writes\n"
    "the document instead (medsupport.order/1), to be completed and qualified.\n"
    "\n"
    "Options:\n"
    "  --document      the document itself\n"
    "  --json          as JSON, medsupport.qualification/1\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Exit status: 0 qualified, or once cured by what the administrator has; 1 not\n"
    "qualified; 3 an unknown fact decides; 2 bad usage or input.\n"
    "\n"
    "Examples:\n"
    "  medsupport order qualify 2026-000123\n"
    "  medsupport order qualify 2026-000123 --document | medsupport qualify -\n";

enum { DIGITS = 21 }; /* of a number, with a point before it */

typedef struct writing {
    ms_case_file *file;
    const ms_matter *order;
    const ms_order_terms *terms;
    ms_view view;
    ms_buffer *out;
} writing;

/* ---- the document ------------------------------------------------------------------------------------------------ */

/* A fact that is known; at NULL: it is not. */
static ms_text known(const writing *w, ms_fact_field field, ms_party party, ms_text id)
{
    ms_fact_path path = {.field = field, .party = party, .id = id};
    ms_standing standing;
    ms_status status =
        ms_standing_find(&w->file->state, w->view, ms_state_find(&w->file->state, &path), &w->file->scratch, &standing);
    bool found = status == MS_OK && standing.kind == MS_STANDS_KNOWN && standing.claim != NULL;
    return found ? standing.claim->value : (ms_text){.at = NULL};
}

static void put_known(const writing *w, const char *key, ms_text value)
{
    if (value.at != NULL) {
        ms_print(w->out, "%s%.*s", key, (int)value.length, value.at);
    }
}

static bool is_word(ms_text text, const char *word)
{
    return text.at != NULL && text.length == strlen(word) && memcmp(text.at, word, text.length) == 0;
}

/* Whether a plan that the terms name is one through the participant's work, so that the participant is eligible. */
static bool is_eligible(const writing *w)
{
    ms_text rest = w->terms->plans, plan;
    while (rest.at != NULL && ms_value_next(&rest, &plan)) {
        ms_text source = ms_value_inside(known(w, MS_FIELD_SOURCE, w->terms->provides, ms_value_inside(plan)));
        if (is_word(source, "employer") || is_word(source, "union")) {
            return true;
        }
    }
    return false;
}

/* A court, or the division by its administrative process; a reading of RSMo 454.603.1. */
static void put_origin(const writing *w)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date since = ms_order_since(w->order, (ms_look){w->view.upto, w->view.on});
    bool judicial = ms_order_way_of(w->order) == MS_JUDICIAL;
    ms_buffer_put(w->out, "{\"format\":\"medsupport.order/1\",\"kind\":\"order\"");
    if (strlen(w->file->case_id) + DIGITS < MS_MAX_ID) {
        ms_print(w->out, ",\"id\":\"%s.%llu\"", w->file->case_id, (unsigned long long)w->order->number);
    }
    if (since != MS_NO_DATE) {
        ms_date_format(since, day);
        ms_print(w->out, ",\"date\":\"%s\"", day);
    }
    ms_buffer_put(w->out, judicial ? ",\"issued_by\":{\"by\":\"court\"}"
                                   : ",\"issued_by\":{\"by\":\"agency\",\"force_of_law\":true}");
    ms_buffer_put(w->out, ",\"made_under\":{\"domestic_relations_law\":true},\"provides\":{\"health_coverage\":true},"
                          "\"recognizes_right\":true");
}

static void put_people(const writing *w)
{
    ms_party provides = w->terms->provides;
    ms_text rest = w->terms->children, child, kind = ms_value_inside(known(w, MS_FIELD_KIND, MS_PSS, (ms_text){"", 0}));
    bool parent = provides == MS_PNS || kind.at == NULL || is_word(kind, "parent");
    const char *between = "";
    ms_text name = known(w, MS_FIELD_PARENT_NAME, provides, (ms_text){"", 0});
    ms_buffer_put(w->out, ",\"participant\":{");
    put_known(w, "\"name\":", name);
    ms_buffer_put(w->out, !is_eligible(w) ? "}" : name.at != NULL ? ",\"eligible\":true}" : "\"eligible\":true}");
    ms_buffer_put(w->out, ",\"alternate_recipients\":[");
    while (ms_value_next(&rest, &child)) {
        ms_buffer_put(w->out, between);
        ms_buffer_put(w->out, parent ? "{\"child_of_participant\":true" : "{\"child_of_participant\":null");
        put_known(w, ",\"name\":", known(w, MS_FIELD_CHILD_NAME, MS_PARTY_UNKNOWN, ms_value_inside(child)));
        ms_buffer_put(w->out, "}");
        between = ",";
    }
    ms_buffer_put(w->out, "]");
}

static void put_coverage(const writing *w)
{
    ms_text coverage = w->terms->coverage, rest = w->terms->plans, plan;
    const char *between = "";
    ms_buffer_put(w->out, ",\"coverage\":{\"type\":");
    if (coverage.at == NULL) {
        ms_buffer_put(w->out, "false");
    } else {
        ms_buffer_put(w->out, "\"");
        ms_buffer_add_json(w->out, coverage.at, coverage.length);
        ms_buffer_put(w->out, "\"");
    }
    ms_buffer_put(w->out, ",\"manner\":");
    if (rest.at == NULL) {
        ms_buffer_put(w->out, "false");
    } else {
        ms_buffer_put(w->out, "\"as the plan named provides: ");
        while (ms_value_next(&rest, &plan)) {
            ms_text id = ms_value_inside(plan);
            ms_print(w->out, "%s%.*s", between, (int)id.length, id.at);
            between = ", ";
        }
        ms_buffer_put(w->out, "\"");
    }
    ms_buffer_put(w->out, "}");
}

static void put_period(const writing *w)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_buffer_put(w->out, ",\"period\":\"");
    if (w->terms->begins != MS_NO_DATE) {
        ms_date_format(w->terms->begins, day);
        ms_print(w->out, "from %s ", day);
    }
    if (w->terms->ends != MS_NO_DATE) {
        ms_date_format(w->terms->ends, day);
        ms_print(w->out, "to %s\"", day);
    } else {
        ms_buffer_put(w->out, "as long as the duty of support for each child runs\"");
    }
    ms_buffer_put(w->out, ",\"benefits_required\":[]}\n");
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

/* The order that is named, else the last; NULL, and a message, for none that orders coverage. */
static const ms_matter *find_order(const ms_case_file *file, ms_look look)
{
    const ms_matter *order = NULL, *found = NULL;
    bool named = file->options->operand_count > 1;
    uint64_t number = named ? ms_sequence_operand(file->options->operands[1]) : 0;
    while ((order = ms_matter_next(&file->state, order, &ms_order_course)) != NULL) {
        const ms_order_terms *terms = ms_order_terms_of(order, look);
        bool meant = !named || order->number == number;
        found = meant && terms != NULL && terms->provides != MS_PARTY_UNKNOWN ? order : found;
    }
    if (found == NULL && (!named || number != 0)) {
        ms_complain("case %s has no such order with terms that order coverage on that day", file->case_id);
    }
    return found;
}

static int report(const ms_case_file *file, const ms_buffer *text)
{
    ms_options options = *file->options;
    const ms_order_document *document;
    options.as_of = file->on;
    options.colour = MS_COLOUR_NEVER;
    ms_status status = ms_reader_read_order(file->tools.reader, text->text, text->length, &document);
    return status == MS_OK ? ms_qualify_report(&options, document) : ms_case_file_fail(status);
}

static int qualify(ms_case_file *file)
{
    ms_look look = ms_look_on(&file->state, file->on);
    ms_buffer text = {0};
    const ms_matter *order = find_order(file, look);
    if (order == NULL) {
        return MS_EXIT_BAD;
    }
    writing w = {file, order, ms_order_terms_of(order, look), {look.upto, look.on}, &text};
    put_origin(&w);
    put_people(&w);
    put_coverage(&w);
    put_period(&w);
    if (text.failed) {
        ms_buffer_free(&text);
        return ms_case_file_fail(MS_ERROR_MEMORY);
    }
    if (ms_option_given(file->options, MS_OPTION_DOCUMENT)) {
        return ms_output_finish(&text, file->options->output, MS_EXIT_OK);
    }
    int exit = report(file, &text);
    ms_buffer_free(&text);
    return exit;
}

static int run(const ms_options *options)
{
    ms_case_file file;
    int exit = MS_EXIT_BAD;
    if (ms_case_file_open(&file, options, MS_STORE_READ)) {
        exit = qualify(&file);
    } else if (file.exit != MS_EXIT_OK) {
        exit = file.exit;
    }
    ms_case_file_close(&file);
    return exit;
}

const ms_command ms_order_qualify = {
    .name = "order qualify",
    .summary = "whether an order is qualified, and what it lacks",
    .help = help,
    .takes = MS_CASE_READS | UINT64_C(1) << MS_OPTION_DOCUMENT | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = run,
};
