/* medsupport cost: the children's medical costs, from a claim to its payment. */
#include "cli/cost_parts.h"
#include "cli/matter_show.h"
#include "cli/message.h"

static const char help[] = //
    "Usage: medsupport cost PART [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Keeps the account of the children's medical costs: who claims what, what of it\n"
    "is shared under the order in force on the day of the service, what was demanded\n"
    "and paid, and what is still open. Of an order under (5)(E) uncovered costs are\n"
    "shared, under (5)(F) reasonable ones; where an order names no percentage, each\n"
    "parent owes half of what no plan covered (RSMo 454.633.3).\n"
    "\n"
    "Parts:\n"
    "  claim      record that a cost is claimed\n"
    "  restate    record other amounts of it: a plan's late payment\n"
    "  dispute    record that a parent disputes it\n"
    "  decide     record how the dispute was decided\n"
    "  demand     demand a parent's share\n"
    "  reverse    take the claim back\n"
    "  pay        record a payment\n"
    "  bounce     record that a payment was reversed\n"
    "  failed     record that ordered coverage was not maintained\n"
    "  resumed    record that it is maintained again\n"
    "  statement  the account of a parent as of any day\n"
    "  show       how a cost stands, and what may come next\n"
    "  list       the costs\n"
    "\n"
    "'medsupport cost PART --help' says how to use each, with the options of its\n"
    "own. Of these options each part takes those that it names:\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --json          the result as JSON\n"
    "  --csv           the statement as a table\n"
    "  --svg           the course of a cost as a picture\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --of=PARENT     whose account: pns or pss\n"
    "  --dry-run       say what would be written, and which clocks it starts\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport cost claim 2026-000123 --child c1 --provider \"Cole Clinic\" \\\n"
    "      --service 2026-12-01 --billed 200.00 --paid-by-plan 80.00 --paid-by pss\n"
    "  medsupport cost demand 2026-000123 9 --of pns\n"
    "  medsupport cost statement 2026-000123 --of pns\n";

/* ---- claims ------------------------------------------------------------------------------------------------------ */

static const ms_command claim = {
    .name = "cost claim",
    .summary = "record that a cost is claimed",
    .help = "Records a medical cost of a child: who gave the care and when, what was billed,\n"
            "and what of it plans and others paid. --on is the day on which the claim came\n"
            "in. What plans paid is unknown until it is said; --paid-by-plan 0.00 says that\n"
            "they paid nothing.\n",
    .examples = "  medsupport cost claim 2026-000123 --child c1 --provider \"Cole Clinic\" \\\n"
                "      --care \"office visit\" --service 2026-12-01 --billed 200.00 \\\n"
                "      --paid-by-plan 80.00 --paid-by pss --evidence \"bill and receipt\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_cost_claimed,
};

static const ms_command restate = {
    .name = "cost restate",
    .summary = "record other amounts of a cost",
    .help = "Records that the amounts of a cost are others than they were: a plan paid\n"
            "later, the provider billed less. What is not named stays as it was. A share\n"
            "that was demanded changes with it, unless a court's judgment stands on it.\n",
    .examples = "  medsupport cost restate 2026-000123 9 --paid-by-plan 140.00 \\\n"
                "      --evidence \"explanation of benefits\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = ms_step_run,
    .kind = &ms_kind_cost_restated,
};

static const ms_command dispute = {
    .name = "cost dispute",
    .summary = "record that a parent disputes a cost",
    .help = "Records that a parent disputes a cost. While the dispute is open, no share of\n"
            "it is demanded, and payments are not applied to it.\n",
    .examples = "  medsupport cost dispute 2026-000123 9 --by pns --ground not-necessary \\\n"
                "      --reason \"a second pair of glasses in a month\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = ms_step_run,
    .kind = &ms_kind_cost_disputed,
};

static const ms_command decide = {
    .name = "cost decide",
    .summary = "record how a dispute was decided",
    .help = "Records who decided a dispute about a cost, and how: that what was claimed\n"
            "stands, that less of it was reasonable (--reasonable), or that the care was not\n"
            "necessary and nothing is owed (--not-necessary).\n",
    .examples = "  medsupport cost decide 2026-000123 9 --by division --reasonable 150.00 \\\n"
                "      --reason \"the usual charge in the county\"\n"
                "  medsupport cost decide 2026-000123 9 --by court --not-necessary \\\n"
                "      --court \"Circuit Court of Cole County\" --reason \"as found\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = ms_step_run,
    .kind = &ms_kind_cost_decided,
};

static const ms_command demand = {
    .name = "cost demand",
    .summary = "demand a parent's share of a cost",
    .help = "Demands of a parent the share of a cost, by the percentage in force on the day\n"
            "of the service. It is due when the days that the order names are over, and at\n"
            "once where the order names none. Refused where this parent owes no share of\n"
            "it, with the reason.\n",
    .examples = "  medsupport cost demand 2026-000123 9 --of pns --on 2026-12-20\n"
                "  medsupport cost demand 2026-000123 9 --of pns --dry-run\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = ms_step_run,
    .kind = &ms_kind_cost_demanded,
};

static const ms_command reverse = {
    .name = "cost reverse",
    .summary = "take the claim of a cost back",
    .help = "Takes the claim of a cost back: what was demanded of it is owed no more, by a\n"
            "line of its own in the statement. A slip in the record is taken back by\n"
            "'medsupport case correct' instead.\n",
    .examples = "  medsupport cost reverse 2026-000123 9 --reason \"billed twice\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = ms_step_run,
    .kind = &ms_kind_cost_reversed,
};

/* ---- payments ---------------------------------------------------------------------------------------------------- */

static const ms_command pay = {
    .name = "cost pay",
    .summary = "record a payment",
    .help = "Records what a parent paid. It is applied to what that parent owes, oldest due\n"
            "first; what is in dispute waits. What is left over stands as a credit.\n",
    .examples = "  medsupport cost pay 2026-000123 --from pns --amount 50.00 \\\n"
                "      --evidence \"money order\" --on 2027-01-15\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_payment_received,
};

static const ms_command bounce = {
    .name = "cost bounce",
    .summary = "record that a payment was reversed",
    .help = "Records that a payment did not last: from that day on it counts no more, and\n"
            "the statement shows both. A slip in the record is taken back by 'medsupport\n"
            "case correct' instead.\n",
    .examples = "  medsupport cost bounce 2026-000123 14 --reason \"returned by the bank\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [PAYMENT]",
    .run = ms_step_run,
    .kind = &ms_kind_payment_reversed,
};

/* ---- failures to maintain coverage ------------------------------------------------------------------------------- */

static const ms_command failed = {
    .name = "cost failed",
    .summary = "record that ordered coverage was not maintained",
    .help = "Records that a parent who was ordered to provide coverage did not maintain it;\n"
            "--on is the first day without. Of a service on a day without the coverage that\n"
            "parent owes the whole of what no plan covered (RSMo 454.633.1).\n",
    .examples = "  medsupport cost failed 2026-000123 --order 6 --on 2027-02-01 \\\n"
                "      --evidence \"the insurer's letter\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_maintenance_failed,
};

static const ms_command resumed = {
    .name = "cost resumed",
    .summary = "record that coverage is maintained again",
    .help = "Records that the ordered coverage is in force again; --on is the first day\n"
            "with it.\n",
    .examples = "  medsupport cost resumed 2026-000123 --on 2027-04-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NUMBER]",
    .run = ms_step_run,
    .kind = &ms_kind_maintenance_resumed,
};

/* ---- the command ------------------------------------------------------------------------------------------------- */

static const ms_command *const parts[] = {
    &claim,  &restate, &dispute,           &decide,       &demand,       &reverse, &pay, &bounce,
    &failed, &resumed, &ms_cost_statement, &ms_cost_show, &ms_cost_list, NULL,
};

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of cost? 'medsupport help cost' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_cost = {
    .name = "cost",
    .summary = "the children's medical costs: shares, payments, statements",
    .help = help,
    .takes = MS_STEP_OPTIONS | MS_MATTER_SHOWS | UINT64_C(1) << MS_OPTION_CSV | UINT64_C(1) << MS_OPTION_OF,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART CASE [NUMBER]",
    .run = run,
    .parts = parts,
};
