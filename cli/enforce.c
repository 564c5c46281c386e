/* medsupport enforce: noncompliance with an order, from its report to what the court made of it. */
#include "casefile/enforcement.h"
#include "cli/message.h"
#include "cli/order_parts.h"
#include "cli/step.h"

static const char help[] = //
    "Usage: medsupport enforce PART [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Keeps what is done when an order is not obeyed: the report, the motion with the\n"
    "relief that it asks for, the hearing, what the court decided, the purge of a\n"
    "contempt. Everything is recorded with its day and evidence as it happened, and\n"
    "flagged where it departs from the law. NUMBER is that of the event that reported\n"
    "it; it may be left out when one report alone can take the step.\n"
    "\n"
    "Parts:\n"
    "  report    an order is not obeyed\n"
    "  motion    a motion is filed\n"
    "  hearing   its hearing is set\n"
    "  heard     the hearing was held\n"
    "  grant     the court grants relief\n"
    "  deny      the court denies it\n"
    "  contempt  the court finds contempt\n"
    "  purge     the contempt is purged\n"
    "  close     settled, complied with, withdrawn or vacated\n"
    "  sanction  a sanction of an employer, RSMo 454.645\n"
    "  show      how a report stands, and what may come next\n"
    "\n"
    "'medsupport enforce PART --help' says how to use each. Of these options each\n"
    "part takes those that it names, besides those of what it records:\n"
    "  --dry-run       say what would be written, and which clocks it starts\n"
    "  --svg           the course of the report as a picture\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  --json          the result as JSON\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport enforce report 2026-000123 --order 21 --by custodial-parent \\\n"
    "      --of pns --what \"never enrolled the child\" --since 2027-02-01\n"
    "  medsupport enforce motion 2026-000123 --relief compensation \\\n"
    "      --relief contempt --by custodial-parent --docket 26AC-CC00417\n"
    "  medsupport enforce show 2026-000123\n";

static const ms_command report = {
    .name = "enforce report",
    .summary = "an order is not obeyed",
    .help = "Records a report that an order is not obeyed. It is flagged where the order was\n"
            "not in force on that day, or lays nothing on that parent.\n",
    .examples = "  medsupport enforce report 2026-000123 --order 21 --by custodial-parent \\\n"
                "      --of pns --what \"never enrolled the child\" --since 2027-02-01 \\\n"
                "      --evidence \"letter of the plan\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_noncompliance_reported,
};

static const ms_command motion = {
    .name = "enforce motion",
    .summary = "a motion is filed",
    .help = "Records a motion, and the relief that it asks for: compensation of the other\n"
            "parent, a portion of the child's medical bills, more child support (RSMo\n"
            "454.633.2), or contempt.\n",
    .examples = "  medsupport enforce motion 2026-000123 --relief compensation \\\n"
                "      --relief portion-of-bills --by custodial-parent --docket 26AC-CC00417\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_motion_filed,
};

static const ms_command hearing = {
    .name = "enforce hearing",
    .summary = "a hearing is set",
    .help = "Records that a hearing is set, or set anew. The worklist shows its day.\n",
    .examples = "  medsupport enforce hearing 2026-000123 --day 2027-04-12 \\\n"
                "      --place \"division II, 9:00\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_hearing_set,
};

static const ms_command heard = {
    .name = "enforce heard",
    .summary = "a hearing was held",
    .help = "Records that the hearing was held.\n",
    .examples = "  medsupport enforce heard 2026-000123 --on 2027-04-12 \\\n"
                "      --what \"both parents came\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_hearing_held,
};

static const ms_command grant = {
    .name = "enforce grant",
    .summary = "the court grants relief",
    .help = "Records what the court ordered. It is flagged where no motion on record asks for\n"
            "it, or no hearing is recorded. A judgment for a sum certain is recorded with\n"
            "'medsupport judgment enter', and contempt with 'medsupport enforce contempt'.\n",
    .examples = "  medsupport enforce grant 2026-000123 --relief compensation \\\n"
                "      --judge \"R. Ames\" --docket 26AC-CC00417 --amount 412.50\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_motion_granted,
};

static const ms_command deny = {
    .name = "enforce deny",
    .summary = "the court denies relief",
    .help = "Records that the court denied what was asked for.\n",
    .examples = "  medsupport enforce deny 2026-000123 --judge \"R. Ames\" \\\n"
                "      --reason \"the child was enrolled in time\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_motion_denied,
};

static const ms_command contempt = {
    .name = "enforce contempt",
    .summary = "the court finds contempt",
    .help = "Records that the court found contempt, with what purges it and by when. The\n"
            "worklist shows that day. It is flagged where no motion on record asks for it,\n"
            "no hearing is recorded, or nothing says what purges it.\n",
    .examples = "  medsupport enforce contempt 2026-000123 --judge \"R. Ames\" \\\n"
                "      --purge \"enrol the child and pay 412.50\" --purge-by 2027-06-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_contempt_found,
};

static const ms_command purge = {
    .name = "enforce purge",
    .summary = "the contempt is purged",
    .help = "Records that the contempt was purged, with what was done.\n",
    .examples = "  medsupport enforce purge 2026-000123 --how \"enrolled and paid in full\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_contempt_purged,
};

static const ms_command close = {
    .name = "enforce close",
    .summary = "a report is closed",
    .help = "Records how a report came to an end otherwise: the parent complied, the parents\n"
            "settled, the motion was withdrawn, a contempt was vacated, relief carried out.\n",
    .examples = "  medsupport enforce close 2026-000123 --why complied \\\n"
                "      --note \"enrolled on 2027-03-01\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = ms_step_run,
    .kind = &ms_kind_noncompliance_closed,
};

static const ms_command sanction = {
    .name = "enforce sanction",
    .summary = "a sanction of an employer",
    .help = "Records what was asked for or ordered against an employer that discharged,\n"
            "disciplined or would not hire an obligor because of an order or notice, or did\n"
            "not comply with it, RSMo 454.645. Nothing is computed from it.\n",
    .examples = "  medsupport enforce sanction 2026-000123 --employer \"Acme Foods\" \\\n"
                "      --for discharge --what \"reinstatement and back wages\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_employer_sanction_recorded,
};

static const ms_command *const parts[] = {
    &report, &motion, &hearing, &heard, &grant, &deny, &contempt, &purge, &close, &sanction, &ms_enforce_show, NULL,
};

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of enforce? 'medsupport help enforce' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_enforce = {
    .name = "enforce",
    .summary = "keep what is done when an order is not obeyed",
    .help = help,
    .takes = MS_STEP_OPTIONS | UINT64_C(1) << MS_OPTION_SVG | UINT64_C(1) << MS_OPTION_OUTPUT,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART [ARGUMENT]...",
    .run = run,
    .parts = parts,
};
