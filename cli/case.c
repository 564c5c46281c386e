/* medsupport case: the files of cases, each a sequence of events. The parts are in files of their own. */
#include "cli/case_parts.h"
#include "cli/message.h"

#include "casefile/fact_path.h"

#include <string.h>

static const char help[] = //
    "Usage: medsupport case PART [OPTION]... [ARGUMENT]...\n"
    "\n"
    "Keeps the file of a case: every fact with who said it and when, every request\n"
    "with its clock, every determination with what it rested on. Nothing is changed\n"
    "or deleted; a mistake is corrected by an event that says so. What the office\n"
    "may not do is refused with the reason, and nothing is written.\n"
    "\n"
    "Parts:\n"
    "  open       open a case from a case document\n"
    "  show       how the case stands: facts, conflicts, requests, tasks\n"
    "  record     record what a source says of a fact\n"
    "  withdraw   record that a source takes back what it said\n"
    "  resolve    settle a conflict between sources, with a reason\n"
    "  request    request information from a parent, (4)\n"
    "  receive    record a parent's answer\n"
    "  determine  determine the case and keep the determination\n"
    "  compare    what changed between determinations, and what did it\n"
    "  history    the timeline of the case\n"
    "  list       the cases\n"
    "  find       the cases with a name or id\n"
    "  protect    record a Social Security number or a protected address, sealed\n"
    "  reveal     print one, and record that\n"
    "  assign     give the case to a worker\n"
    "  note       add a note\n"
    "  correct    take an event back\n"
    "  close      close the case\n"
    "\n"
    "'medsupport case PART --help' says how to use each. Of these options each part\n"
    "takes those that it names:\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --json          the result as JSON\n"
    "  --text          the result for people\n"
    "  --svg           the timeline as a picture\n"
    "  --document      the case document\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  --worker=NAME   whose case it is\n"
    "  --source=SOURCE    who says it\n"
    "  --said-by=TEXT     the source in words\n"
    "  --evidence=TEXT    what shows it\n"
    "  --received=DATE    when it was received\n"
    "  --verified-by=NAME    who verified it\n"
    "  --verified-on=DATE    when\n"
    "  --changed       the fact itself changed on that day\n"
    "  --reason=TEXT   why\n"
    "  -r, --reading=NAME=CHOICE    choose a reading\n"
    "  --despite-conflicts    determine although sources disagree, and say so\n"
    "  --orders-go-on  close the case although an order is in force\n"
    "  --stale         every case whose determination is stale\n"
    "  -o, --output=FILE    write to FILE\n"
    "  --color=WHEN    auto (the default: on a terminal), always or never\n"
    "\n"
    "Examples:\n"
    "  medsupport case open case.json\n"
    "  medsupport case show 2026-000123\n"
    "  medsupport case record 2026-000123 --source employer \\\n"
    "      /parent_not_seeking/plans/acme-ppo/cost \\\n"
    "      '{\"per\": \"month\", \"self_only\": \"120.00\", \"family\": \"310.00\"}'\n"
    "  medsupport case determine 2026-000123\n";

static const ms_command *const parts[] = {
    &ms_case_open,
    &ms_case_show,
    &ms_case_record,
    &ms_case_withdraw,
    &ms_case_resolve,
    &ms_case_request,
    &ms_case_receive,
    &ms_case_determine,
    &ms_case_compare,
    &ms_case_history,
    &ms_case_list,
    &ms_case_find,
    &ms_case_protect,
    &ms_case_reveal,
    &ms_case_assign,
    &ms_case_note,
    &ms_case_correct,
    &ms_case_close,
    NULL,
};

uint64_t ms_sequence_operand(const char *text)
{
    uint64_t sequence = 0;
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || length > 18) {
            sequence = 0;
            break;
        }
        sequence = sequence * 10 + (uint64_t)(text[i] - '0');
    }
    if (sequence == 0) {
        ms_complain("'%s' is not the number of an event; 'medsupport case history' shows them", text);
    }
    return sequence;
}

bool ms_party_operand(const char *text, ms_party *party)
{
    static const char *const names[] = {"parent_not_seeking", "parent_seeking", "pns", "pss"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(text, names[i]) == 0) {
            *party = (ms_party)(i % 2);
            return true;
        }
    }
    ms_complain("'%s' is no parent: write parent_not_seeking (pns) or parent_seeking (pss)%s", text,
                ms_did_you_mean(text, names, 4));
    return false;
}

bool ms_case_add_of(ms_case_file *file, const char *kind)
{
    ms_buffer body = {0};
    uint64_t sequence = ms_sequence_operand(file->options->operands[1]);
    if (sequence == 0) {
        return false;
    }
    ms_buffer_put(&body, "{\"of\":");
    ms_buffer_put_number(&body, sequence);
    ms_put_member(&body, ",\"reason\":", file->options->texts[MS_OPTION_REASON]);
    ms_buffer_put(&body, "}");
    bool good = ms_case_file_add(file, kind, file->on, &body);
    ms_buffer_free(&body);
    return good;
}

int ms_case_change(const ms_options *options, bool (*add)(ms_case_file *file))
{
    ms_case_file file;
    int exit = MS_EXIT_BAD;
    if (ms_case_file_open(&file, options, MS_STORE_WRITE) && add(&file)) {
        exit = ms_case_file_finish(&file);
    } else if (file.exit != MS_EXIT_OK) {
        exit = file.exit;
    }
    ms_case_file_close(&file);
    return exit;
}

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of case? 'medsupport help case' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_case = {
    .name = "case",
    .summary = "keep the files of cases: facts, requests, determinations",
    .help = help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_TEXT | UINT64_C(1) << MS_OPTION_SVG
             | UINT64_C(1) << MS_OPTION_DOCUMENT | UINT64_C(1) << MS_OPTION_WORKER | UINT64_C(1) << MS_OPTION_SOURCE
             | UINT64_C(1) << MS_OPTION_SAID_BY | UINT64_C(1) << MS_OPTION_EVIDENCE | UINT64_C(1) << MS_OPTION_RECEIVED
             | UINT64_C(1) << MS_OPTION_VERIFIED_BY | UINT64_C(1) << MS_OPTION_VERIFIED_ON
             | UINT64_C(1) << MS_OPTION_CHANGED | UINT64_C(1) << MS_OPTION_REASON | UINT64_C(1) << MS_OPTION_READING
             | UINT64_C(1) << MS_OPTION_DESPITE | UINT64_C(1) << MS_OPTION_ORDERS_GO_ON | UINT64_C(1) << MS_OPTION_STALE
             | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_COLOR,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART [ARGUMENT]...",
    .run = run,
    .parts = parts,
};
