/* medsupport judgment: sum-certain judgments, and what the division collects on them. */
#include "cli/cost_parts.h"
#include "cli/matter_show.h"
#include "cli/message.h"

static const char help[] = //
    "Usage: medsupport judgment PART [OPTION]... CASE [NUMBER]\n"
    "\n"
    "A parent who does not pay a share as ordered owes it; the division collects it\n"
    "only when a court has entered a judgment for a sum certain, and no more than\n"
    "that sum (13 CSR 40-112.010(5)(E), (F)). A judgment takes the place of what was\n"
    "open on its costs. What a court entered is recorded as it was entered, and\n"
    "flagged where the ledger shows otherwise. No interest is computed: no source\n"
    "names a rate.\n"
    "\n"
    "Parts:\n"
    "  enter      record a court's judgment\n"
    "  collect    record what the division collected on it\n"
    "  satisfy    record that it is satisfied\n"
    "  vacate     record that the court vacated it\n"
    "  show       the judgments, and what is open on them\n"
    "\n"
    "'medsupport judgment PART --help' says how to use each, with the options of its\n"
    "own. Of these options each part takes those that it names:\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --json          the result as JSON\n"
    "  --svg           the course of a judgment as a picture\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --dry-run       say what would be written, and which clocks it starts\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport judgment enter 2026-000123 --debtor pns --amount 73.56 --costs 9 \\\n"
    "      --court \"Circuit Court of Cole County\" --docket 27AC-CC00017\n"
    "  medsupport judgment collect 2026-000123 --amount 40.00 --how withholding\n"
    "  medsupport judgment show 2026-000123\n";

static const ms_command enter = {
    .name = "judgment enter",
    .summary = "record a court's judgment",
    .help = "Records a court's judgment for a sum certain, and the costs that it is for. It\n"
            "is held against the ledger, and flagged where they differ.\n",
    .examples = "  medsupport judgment enter 2026-000123 --debtor pns --amount 73.56 \\\n"
                "      --costs 9 --costs 11 --court \"Circuit Court of Cole County\" \\\n"
                "      --judge \"R. Hale\" --docket 27AC-CC00017 --on 2027-05-03\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_judgment_entered,
};

static const ms_command collect = {
    .name = "judgment collect",
    .summary = "record what the division collected",
    .help = "Records what the division collected on a judgment. Refused without one that\n"
            "stands, beyond what is open on it, and on one against the parent seeking\n"
            "support, of which the rule says nothing.\n",
    .examples = "  medsupport judgment collect 2026-000123 --amount 40.00 \\\n"
                "      --how withholding --on 2027-06-15\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [JUDGMENT]",
    .run = ms_step_run,
    .kind = &ms_kind_collection_made,
};

static const ms_command satisfy = {
    .name = "judgment satisfy",
    .summary = "record that a judgment is satisfied",
    .help = "Records that a judgment is satisfied. What the ledger shows open on it is\n"
            "released by a line of its own, and flagged.\n",
    .examples = "  medsupport judgment satisfy 2026-000123 --evidence \"acknowledgment filed\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [JUDGMENT]",
    .run = ms_step_run,
    .kind = &ms_kind_judgment_satisfied,
};

static const ms_command vacate = {
    .name = "judgment vacate",
    .summary = "record that the court vacated a judgment",
    .help = "Records that the court vacated a judgment: the shares of its costs stand in its\n"
            "place again, and what was collected on it counts as paid.\n",
    .examples = "  medsupport judgment vacate 2026-000123 --judge \"R. Hale\" \\\n"
                "      --reason \"no service of process\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [JUDGMENT]",
    .run = ms_step_run,
    .kind = &ms_kind_judgment_vacated,
};

/* ---- the command ------------------------------------------------------------------------------------------------- */

static const ms_command *const parts[] = {&enter, &collect, &satisfy, &vacate, &ms_judgment_show, NULL};

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of judgment? 'medsupport help judgment' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_judgment = {
    .name = "judgment",
    .summary = "sum-certain judgments, and what is collected on them",
    .help = help,
    .takes = MS_STEP_OPTIONS | MS_MATTER_SHOWS,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART CASE [NUMBER]",
    .run = run,
    .parts = parts,
};
