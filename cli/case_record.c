/* medsupport case record, withdraw, resolve: what sources say, take back, and disagree on. */
#include "casefile/view.h"
#include "cli/case_parts.h"
#include "cli/message.h"

#include <string.h>

/* ---- record ------------------------------------------------------------------------------------------------------ */

static const char record_help[] = //
    "Usage: medsupport case record --source=SOURCE [OPTION]... CASE PATH VALUE\n"
    "                              [PATH VALUE]...\n"
    "\n"
    "Records what a source says of one fact or several. PATH is the JSON pointer of\n"
    "the case document with ids of children and plans, such as\n"
    "/parent_not_seeking/plans/acme-ppo/cost; VALUE is JSON as it stands in the\n"
    "document, or plain text. A child or plan of a new id begins to exist with its\n"
    "first fact. /parent_seeking/plans [] says that there is none.\n"
    "\n"
    "Sources that disagree make a conflict: the fact is unknown until a source says\n"
    "otherwise or 'case resolve' settles it. What one source says again replaces\n"
    "what it said before. With --changed the fact itself became another on the day\n"
    "of --on, and what was said before, by whomever, is history.\n"
    "\n"
    "Options:\n"
    "  --source=SOURCE    parent_not_seeking, parent_seeking, employer,\n"
    "                     plan_administrator, agency_record or other\n"
    "  --said-by=TEXT     the source in words\n"
    "  --evidence=TEXT    what shows it: \"pay stubs\"\n"
    "  --received=DATE    when it was received\n"
    "  --verified-by=NAME    who verified it\n"
    "  --verified-on=DATE    when\n"
    "  --changed       the fact itself changed on that day\n"
    "  --on=DATE       the day from which it holds (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who records it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Examples:\n"
    "  medsupport case record 2026-000123 --source employer --evidence stubs \\\n"
    "      /parent_not_seeking/gross_income '{\"amount\": \"4000.00\", \"per\": \"month\"}'\n"
    "  medsupport case record 2026-000123 --source parent_seeking \\\n"
    "      /parent_seeking/maintain_coverage false\n"
    "  medsupport case record 2026-000123 --source employer --changed \\\n"
    "      --on 2027-01-01 /parent_not_seeking/plans/acme-ppo/cost \\\n"
    "      '{\"per\": \"month\", \"self_only\": \"130.00\", \"family\": \"420.00\"}'\n";

/* Appends a value: as it is when it is JSON, else as text. */
static void put_value(ms_case_file *file, ms_buffer *body, const char *value)
{
    ms_buffer whole = {0};
    ms_json_tree tree;
    ms_buffer_put(&whole, "{\"v\":");
    ms_buffer_put(&whole, value);
    ms_buffer_put(&whole, "}");
    bool json = !whole.failed && ms_json_flatten(file->tools.json, whole.text, whole.length, &tree) == MS_OK
                && tree.nodes[0].count == 1;
    if (json) {
        ms_buffer_put(body, ",\"value\":");
        for (const char *c = value; *c != '\0'; c++) {
            ms_buffer_add(body, *c == '\n' || *c == '\r' || *c == '\t' ? " " : c, 1); /* one line; not within strings */
        }
    } else {
        ms_put_member(body, ",\"value\":", value);
    }
    body->failed = body->failed || whole.failed;
    ms_buffer_free(&whole);
}

bool ms_case_record_pairs(ms_case_file *file, int first, const char *source)
{
    const ms_options *options = file->options;
    const char *const *texts = options->texts;
    ms_buffer body = {0};
    bool good = true;
    for (int i = first; i + 1 < options->operand_count && good; i += 2) {
        ms_put_member(&body, "{\"path\":", options->operands[i]);
        put_value(file, &body, options->operands[i + 1]);
        ms_put_member(&body, ",\"source\":", source != NULL ? source : texts[MS_OPTION_SOURCE]);
        ms_put_member(&body, ",\"said_by\":", texts[MS_OPTION_SAID_BY]);
        ms_put_member(&body, ",\"evidence\":", texts[MS_OPTION_EVIDENCE]);
        ms_put_member(&body, ",\"received\":", texts[MS_OPTION_RECEIVED]);
        ms_put_member(&body, ",\"verified_by\":", texts[MS_OPTION_VERIFIED_BY]);
        ms_put_member(&body, ",\"verified_on\":", texts[MS_OPTION_VERIFIED_ON]);
        ms_buffer_put(&body, ms_option_given(options, MS_OPTION_CHANGED) ? ",\"changed\":true}" : "}");
        good = ms_case_file_add(file, "fact_recorded", file->on, &body);
    }
    ms_buffer_free(&body);
    return good;
}

static bool add_facts(ms_case_file *file)
{
    return ms_case_record_pairs(file, 1, NULL);
}

bool ms_source_option(const ms_options *options)
{
    const char *source = options->texts[MS_OPTION_SOURCE];
    if (source != NULL && ms_is_fact_source((ms_text){source, strlen(source)})) {
        return true;
    }
    size_t count = 0;
    while (ms_fact_sources[count] != NULL) {
        count++;
    }
    ms_complain("--source says who says it: parent_not_seeking, parent_seeking, employer, plan_administrator, "
                "agency_record or other%s",
                source == NULL ? "" : ms_did_you_mean(source, ms_fact_sources, count));
    return false;
}

static int run_record(const ms_options *options)
{
    if (options->operand_count % 2 == 0) {
        ms_complain("each PATH needs its VALUE: '%s' has none", options->operands[options->operand_count - 1]);
        return MS_EXIT_BAD;
    }
    return ms_source_option(options) ? ms_case_change(options, add_facts) : MS_EXIT_BAD;
}

const ms_command ms_case_record = {
    .name = "case record",
    .summary = "record what a source says of a fact",
    .help = record_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_SOURCE | UINT64_C(1) << MS_OPTION_SAID_BY
             | UINT64_C(1) << MS_OPTION_EVIDENCE | UINT64_C(1) << MS_OPTION_RECEIVED
             | UINT64_C(1) << MS_OPTION_VERIFIED_BY | UINT64_C(1) << MS_OPTION_VERIFIED_ON
             | UINT64_C(1) << MS_OPTION_CHANGED,
    .least_operands = 3,
    .most_operands = MS_ANY_NUMBER,
    .operands = "CASE PATH VALUE [PATH VALUE]...",
    .run = run_record,
};

/* ---- withdraw ---------------------------------------------------------------------------------------------------- */

static const char withdraw_help[] = //
    "Usage: medsupport case withdraw [OPTION]... CASE EVENT\n"
    "\n"
    "Records that a source takes back what it said in an event. A slip of the office\n"
    "is taken back by 'case correct' instead.\n"
    "\n"
    "Options:\n"
    "  --reason=TEXT   why\n"
    "  --on=DATE       the day from which it is taken back (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who records it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case withdraw 2026-000123 12 --reason \"was another employee\"\n";

static bool add_withdrawal(ms_case_file *file)
{
    return ms_case_add_of(file, "fact_withdrawn");
}

static int run_withdraw(const ms_options *options)
{
    return ms_case_change(options, add_withdrawal);
}

const ms_command ms_case_withdraw = {
    .name = "case withdraw",
    .summary = "record that a source takes back what it said",
    .help = withdraw_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_REASON,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE EVENT",
    .run = run_withdraw,
};

/* ---- resolve ----------------------------------------------------------------------------------------------------- */

static const char resolve_help[] = //
    "Usage: medsupport case resolve --reason=TEXT [OPTION]... CASE PATH EVENT\n"
    "\n"
    "Settles a conflict: of what the sources say of the fact at PATH, what EVENT\n"
    "says is in force from now on. A source that says otherwise later makes a new\n"
    "conflict.\n"
    "\n"
    "Options:\n"
    "  --reason=TEXT   why this source is believed\n"
    "  --on=DATE       the day from which it is settled (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who settles it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case resolve 2026-000123 /parent_not_seeking/gross_income 14 \\\n"
    "      --reason \"pay stubs against memory\"\n";

static bool add_resolution(ms_case_file *file)
{
    const ms_options *options = file->options;
    ms_buffer body = {0};
    uint64_t sequence = ms_sequence_operand(options->operands[2]);
    if (sequence == 0) {
        return false;
    }
    ms_put_member(&body, "{\"path\":", options->operands[1]);
    ms_buffer_put(&body, ",\"chosen\":");
    ms_buffer_put_number(&body, sequence);
    ms_put_member(&body, ",\"reason\":", options->texts[MS_OPTION_REASON]);
    ms_buffer_put(&body, "}");
    bool good = ms_case_file_add(file, "conflict_resolved", file->on, &body);
    ms_buffer_free(&body);
    return good;
}

static int run_resolve(const ms_options *options)
{
    if (options->texts[MS_OPTION_REASON] == NULL) {
        ms_complain("--reason says why this source is believed");
        return MS_EXIT_BAD;
    }
    return ms_case_change(options, add_resolution);
}

const ms_command ms_case_resolve = {
    .name = "case resolve",
    .summary = "settle a conflict between sources, with a reason",
    .help = resolve_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_REASON,
    .least_operands = 3,
    .most_operands = 3,
    .operands = "CASE PATH EVENT",
    .run = run_resolve,
};
