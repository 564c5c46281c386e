/* medsupport order: an order from its request to its end. Most parts record one event. */
#include "casefile/duty.h"
#include "casefile/existing.h"
#include "casefile/orders.h"
#include "cli/message.h"
#include "cli/order_parts.h"
#include "cli/step.h"

static const char help[] = //
    "Usage: medsupport order PART [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Keeps the orders of a case: asked for, weighed, approved or issued, told to the\n"
    "parents, modified, ended. The division's own unlawful step is refused with what\n"
    "it rests on; what a court did is recorded as it happened, and flagged where it\n"
    "departs from the law. NUMBER is that of the event that began the order; it may\n"
    "be left out when one order alone can take the step.\n"
    "\n"
    "Parts:\n"
    "  request         an order is asked for, the administrative or the judicial way\n"
    "  find            the court finds on one of the four matters it considers\n"
    "  terms           what the order says\n"
    "  approve         the court approves it\n"
    "  deny            the court denies it\n"
    "  withdraw        the request is taken back\n"
    "  issue           the division issues its own order\n"
    "  tell            a parent is told of it\n"
    "  terminate       it is ended before its time\n"
    "  end             it has ended, its period over\n"
    "  existing        coverage by a divorce or separation agreement\n"
    "  existing-ended  that coverage is over\n"
    "  extend          what carries the duty for a child on\n"
    "  not-extended    nothing of a kind carries the duty for a child on\n"
    "  emancipate      what ended the duty for a child\n"
    "  show            how an order stands, and what may come next\n"
    "  qualify         whether an order is qualified, and what it lacks\n"
    "  list            the orders of the case\n"
    "\n"
    "'medsupport order PART --help' says how to use each. Of these options each part\n"
    "takes those that it names, besides those of what it records:\n"
    "  --from-determination    take terms from the last determination\n"
    "  --dry-run       say what would be written, and which clocks it starts\n"
    "  --document      the order as a document\n"
    "  --svg           the course of the order as a picture\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  --json          the result as JSON\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport order request 2026-000123 --way administrative --by agency\n"
    "  medsupport order terms 2026-000123 --from-determination\n"
    "  medsupport order issue 2026-000123 --determination 14\n"
    "  medsupport order show 2026-000123 --svg -o order.svg\n";

/* ---- the request and what is weighed ----------------------------------------------------------------------------- */

static const ms_command request = {
    .name = "order request",
    .summary = "an order is asked for",
    .help = "Records that a medical support order is asked for. The administrative way leads\n"
            "to the division's own order, which rests on a determination. The judicial way\n"
            "leads to a court, which considers the parents' incomes, the child's needs, the\n"
            "available plans and other coverage, and approves or denies.\n"
            "\n"
            "An application to the court is prepared here for the custodial parent, the\n"
            "guardian or the agency alone. What the other parent or the court of its own\n"
            "motion asks for is recorded as it came. With --modifies it is a modification of\n"
            "an order in force, and takes its place once it is approved or issued.\n",
    .examples = "  medsupport order request 2026-000123 --way administrative --by agency\n"
                "  medsupport order request 2026-000123 --way judicial --by custodial-parent \\\n"
                "      --prepared-here --court \"Circuit Court of Cole County\"\n"
                "  medsupport order request 2026-000123 --way administrative \\\n"
                "      --by other-parent --modifies 21 --reason \"new employer\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_order_requested,
};

static const ms_command find = {
    .name = "order find",
    .summary = "a finding of the court",
    .help = "Records what the court found on one of the four matters that it considers\n"
            "before it orders coverage, RSMo 454.603.2. An order is not approved before it\n"
            "has found on each, unless the record says that it was entered so.\n",
    .examples = "  medsupport order find 2026-000123 --about parents-incomes \\\n"
                "      --finding \"father 4,000.00 a month, mother 900.00 every two weeks\"\n"
                "  medsupport order find 2026-000123 --about other-coverage \\\n"
                "      --finding \"the child is on MO HealthNet\" --evidence \"agency record\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_finding,
};

/* ---- the decision ------------------------------------------------------------------------------------------------ */

static const ms_command approve = {
    .name = "order approve",
    .summary = "the court approves an order",
    .help = "Records that a court approved the order, which is in force from that day. It\n"
            "must have terms, and a finding on each of the four matters. With --as-entered\n"
            "it is recorded although findings are lacking, and each of them is flagged. An\n"
            "order that modifies another takes its place.\n",
    .examples = "  medsupport order approve 2026-000123 --judge \"R. Ames\" --docket 26AC-CC00417\n"
                "  medsupport order approve 2026-000123 --judge \"R. Ames\" \\\n"
                "      --docket 26AC-CC00417 --as-entered\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_approved,
};

static const ms_command deny = {
    .name = "order deny",
    .summary = "the court denies an order",
    .help = "Records that a court denied what was asked for.\n",
    .examples = "  medsupport order deny 2026-000123 --judge \"R. Ames\" --docket 26AC-CC00417 \\\n"
                "      --reason \"no plan is available to either parent\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_denied,
};

static const ms_command withdraw = {
    .name = "order withdraw",
    .summary = "the request for an order is taken back",
    .help = "Records that who asked for an order took the request back before it was decided.\n",
    .examples = "  medsupport order withdraw 2026-000123 --reason \"the parents agreed\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_withdrawn,
};

static const ms_command issue = {
    .name = "order issue",
    .summary = "the division issues its own order",
    .help = "Issues the division's own order. It rests on the last determination that stands:\n"
            "one that settles the case, is not stale on that day, and orders what the terms\n"
            "say: the same parent, duty, children, plan and percentage. Otherwise it is\n"
            "refused with the paragraph of 13 CSR 40-112.010(5). A modification rests on a\n"
            "determination to modify that was made after the order in force.\n",
    .examples = "  medsupport order issue 2026-000123 --determination 14\n"
                "  medsupport order issue 2026-000123 --determination 14 --dry-run\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_issued,
};

/* ---- in force ---------------------------------------------------------------------------------------------------- */

static const ms_command tell = {
    .name = "order tell",
    .summary = "a parent is told of an order",
    .help = "Records that a parent was told of the order. Both parents are; until each is,\n"
            "the worklist says so.\n",
    .examples = "  medsupport order tell 2026-000123 --party pns --how \"certified mail\"\n"
                "  medsupport order tell 2026-000123 --party pss --how \"regular mail\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_told,
};

static const ms_command terminate = {
    .name = "order terminate",
    .summary = "an order is ended before its time",
    .help = "Records that the court, or the division its own order, ended an order before its\n"
            "time, with the reason.\n",
    .examples = "  medsupport order terminate 2026-000123 --by division \\\n"
                "      --reason \"the parents live together again\"\n"
                "  medsupport order terminate 2026-000123 --by court --judge \"R. Ames\" \\\n"
                "      --docket 26AC-CC00417 --reason \"adoption\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_terminated,
};

static const ms_command end = {
    .name = "order end",
    .summary = "an order has ended, its period over",
    .help = "Records that an order has ended because its period is over for every child:\n"
            "that which it names itself, or the duty under RSMo 452.340. Coverage never\n"
            "stops in silence: where something that is not recorded could carry the duty\n"
            "on, it is refused. When 'order emancipate' records the end for the last child,\n"
            "the order's end is recorded with it.\n",
    .examples = "  medsupport order end 2026-000123 --on 2033-03-02\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = ms_step_run,
    .kind = &ms_kind_order_ended,
};

/* ---- what stands beside an order --------------------------------------------------------------------------------- */

static const ms_command existing = {
    .name = "order existing",
    .summary = "coverage by a divorce or separation agreement",
    .help = "Records coverage that a divorce or separation agreement established. No order\n"
            "takes its place in silence: the terms of an order for the same child must say\n"
            "how the two stand together (order terms --existing).\n",
    .examples = "  medsupport order existing 2026-000123 --decree \"divorce decree\" \\\n"
                "      --children c1 --provides pss --docket 21AC-DR00088 --decided 2021-05-04\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_existing_coverage_recorded,
};

static const ms_command existing_ended = {
    .name = "order existing-ended",
    .summary = "coverage by a divorce or separation agreement is over",
    .help = "Records that coverage by a divorce or separation agreement is over.\n",
    .examples = "  medsupport order existing-ended 2026-000123 --existing 9 \\\n"
                "      --reason \"the mother left the employer\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_existing_coverage_ended,
};

/* ---- the duty for a child ---------------------------------------------------------------------------------------- */

static const ms_command extend = {
    .name = "order extend",
    .summary = "what carries the duty for a child on",
    .help = "Records what carries the duty for a child on past 18 or 21, RSMo 452.340:\n"
            "secondary school, vocational or higher education (--on is the day on which the\n"
            "child entered), an incapacity. With --until its last day is known. A later word\n"
            "on the same ground takes the place of an earlier one.\n",
    .examples = "  medsupport order extend 2026-000123 --child c1 --ground school \\\n"
                "      --until 2033-05-20 --evidence \"letter of the school\"\n"
                "  medsupport order extend 2026-000123 --child c1 --ground education \\\n"
                "      --on 2033-08-22\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_duty_extended,
};

static const ms_command not_extended = {
    .name = "order not-extended",
    .summary = "nothing of a kind carries the duty for a child on",
    .help = "Records that a child is not in secondary school at 18, did not enter vocational\n"
            "or higher education in time, or has no incapacity for which the duty goes on.\n"
            "What is not recorded stays open, and the duty with it.\n",
    .examples = "  medsupport order not-extended 2026-000123 --child c1 --ground incapacity \\\n"
                "      --evidence \"statement of both parents\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_duty_not_extended,
};

static const ms_command emancipate = {
    .name = "order emancipate",
    .summary = "what ended the duty for a child",
    .help = "Records what ended the duty for a child, RSMo 452.340: death, marriage, active\n"
            "military duty, self-support with the custodian's consent (--on is the day of\n"
            "the event), or an age, which is taken on the first day without the duty and\n"
            "only where nothing that is open could carry it on. When it is the last child\n"
            "of an order, the order's end is recorded with it.\n",
    .examples = "  medsupport order emancipate 2026-000123 --child c1 --ground age \\\n"
                "      --on 2036-03-02\n"
                "  medsupport order emancipate 2026-000123 --child c1 --ground marriage \\\n"
                "      --on 2034-06-11 --evidence \"certificate\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_duty_ended,
};

/* ---- the command ------------------------------------------------------------------------------------------------- */

static const ms_command *const parts[] = {
    &request,
    &find,
    &ms_order_terms_command,
    &approve,
    &deny,
    &withdraw,
    &issue,
    &tell,
    &terminate,
    &end,
    &existing,
    &existing_ended,
    &extend,
    &not_extended,
    &emancipate,
    &ms_order_show,
    &ms_order_qualify,
    &ms_order_list,
    NULL,
};

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of order? 'medsupport help order' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_order = {
    .name = "order",
    .summary = "keep the orders of cases, from the request to the end",
    .help = help,
    .takes = MS_STEP_OPTIONS | UINT64_C(1) << MS_OPTION_FROM_DETERMINATION | UINT64_C(1) << MS_OPTION_SVG
             | UINT64_C(1) << MS_OPTION_OUTPUT | UINT64_C(1) << MS_OPTION_DOCUMENT,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART [ARGUMENT]...",
    .run = run,
    .parts = parts,
};
