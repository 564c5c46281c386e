/* medsupport case request, receive: 13 CSR 40-112.010(4). */
#include "casefile/redetermine.h"
#include "cli/case_parts.h"
#include "cli/load.h"
#include "cli/message.h"
#include "facts/wording.h"

#include <string.h>

/* ---- request ----------------------------------------------------------------------------------------------------- */

static const char request_help[] = //
    "Usage: medsupport case request [OPTION]... CASE PARENT [PATH]...\n"
    "\n"
    "Records that information was requested from a parent: one request with all that\n"
    "is still needed of that person to determine the case, or with the PATHs given.\n"
    "The parent has 30 days from the date of the request; a second request while one\n"
    "runs is refused. PARENT is parent_not_seeking (pns) or parent_seeking (pss).\n"
    "\n"
    "Options:\n"
    "  --on=DATE       the date of the request (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who sends it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case request 2026-000123 pns\n";

/* Appends a path in quotation marks unless it stands there already. */
static void put_once(ms_buffer *list, const ms_fact_path *path)
{
    ms_buffer one = {0};
    ms_buffer_put(&one, "\"");
    ms_fact_path_put(&one, path);
    ms_buffer_put(&one, "\"");
    bool found = false;
    for (size_t at = 0; !one.failed && at + one.length <= list->length && !found; at++) {
        found = memcmp(list->text + at, one.text, one.length) == 0;
    }
    if (!found) {
        ms_buffer_put(list, list->length > 0 ? "," : "");
        ms_buffer_add(list, one.text, one.length);
    }
    list->failed = list->failed || one.failed;
    ms_buffer_free(&one);
}

/* Puts what the determination needs of the party. False, and a message, when the case cannot be determined. */
static bool put_needs(ms_case_file *file, ms_party party, ms_buffer *list)
{
    ms_settings settings;
    ms_readings readings = {{0}};
    ms_view view = {.upto = file->state.sequence, .on = file->on};
    ms_derivation what = ms_derivation_of(ms_standings_make(&file->state, view, &file->scratch), view);
    if (what.standings == NULL || !ms_load_settings(file->case_id, file->on, &readings, &settings)) {
        return false;
    }
    ms_status status = ms_redetermine(&file->state, &file->tools, &what, &settings, 0);
    if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
        return false;
    }
    const ms_determination *made = file->tools.determination;
    for (uint32_t i = 0; i < made->explanation.need_count; i++) {
        ms_fact fact = made->explanation.needs[i].fact;
        ms_fact_path path;
        bool of_party = strcmp(ms_whom_to_ask(made->document, fact), ms_party_member(party)) == 0;
        if (of_party && ms_fact_path_of(made->document, fact, &path)) {
            put_once(list, &path);
        }
    }
    if (list->length == 0) {
        ms_complain("nothing is needed of this parent to determine the case; name the PATHs to ask for all the same");
    }
    return list->length > 0;
}

static bool put_operands(const ms_options *options, ms_buffer *list)
{
    for (int i = 2; i < options->operand_count; i++) {
        ms_put_member(list, list->length > 0 ? "," : "", options->operands[i]);
    }
    return true;
}

static bool add_request(ms_case_file *file)
{
    const ms_options *options = file->options;
    ms_buffer list = {0}, body = {0};
    ms_party party;
    bool good = ms_party_operand(options->operands[1], &party)
                && (options->operand_count > 2 ? put_operands(options, &list) : put_needs(file, party, &list));
    if (good) {
        ms_put_member(&body, "{\"of\":", ms_party_member(party));
        ms_buffer_put(&body, ",\"asked\":[");
        ms_buffer_add(&body, list.text, list.length);
        ms_buffer_put(&body, "]}");
        body.failed = body.failed || list.failed;
        good = ms_case_file_add(file, "request_sent", file->on, &body);
    }
    ms_buffer_free(&list);
    ms_buffer_free(&body);
    return good;
}

static int run_request(const ms_options *options)
{
    return ms_case_change(options, add_request);
}

const ms_command ms_case_request = {
    .name = "case request",
    .summary = "request information from a parent",
    .help = request_help,
    .takes = MS_CASE_WRITES,
    .least_operands = 2,
    .most_operands = MS_ANY_NUMBER,
    .operands = "CASE PARENT [PATH]...",
    .run = run_request,
};

/* ---- receive ----------------------------------------------------------------------------------------------------- */

static const char receive_help[] = //
    "Usage: medsupport case receive [OPTION]... CASE PARENT [PATH VALUE]...\n"
    "\n"
    "Records that a parent answered, and what the answer says, with that parent as\n"
    "its source. An answer is recorded whenever it comes; one that comes late,\n"
    "without a request or after a determination is flagged. What it says counts all\n"
    "the same.\n"
    "\n"
    "Options:\n"
    "  --evidence=TEXT    what came with it\n"
    "  --on=DATE       the day on which it was received (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who records it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case receive 2026-000123 pss --evidence \"letter\" \\\n"
    "      /parent_seeking/plans '[]' /parent_seeking/maintain_coverage false\n";

static bool add_answer(ms_case_file *file)
{
    const ms_options *options = file->options;
    ms_buffer body = {0};
    ms_party party;
    if (!ms_party_operand(options->operands[1], &party)) {
        return false;
    }
    ms_put_member(&body, "{\"of\":", ms_party_member(party));
    ms_put_member(&body, ",\"evidence\":", options->texts[MS_OPTION_EVIDENCE]);
    ms_buffer_put(&body, "}");
    bool good = ms_case_file_add(file, "answer_received", file->on, &body);
    ms_buffer_free(&body);
    return good && ms_case_record_pairs(file, 2, ms_party_member(party));
}

static int run_receive(const ms_options *options)
{
    if (options->operand_count % 2 != 0) {
        ms_complain("each PATH needs its VALUE: '%s' has none", options->operands[options->operand_count - 1]);
        return MS_EXIT_BAD;
    }
    return ms_case_change(options, add_answer);
}

const ms_command ms_case_receive = {
    .name = "case receive",
    .summary = "record a parent's answer",
    .help = receive_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_EVIDENCE,
    .least_operands = 2,
    .most_operands = MS_ANY_NUMBER,
    .operands = "CASE PARENT [PATH VALUE]...",
    .run = run_receive,
};
