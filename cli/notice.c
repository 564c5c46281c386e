/*
 * medsupport notice: the office's own steps of a notice, and the list of all the parts. Each part records one event; the
 * others are in notice_answers.c, notice_withhold.c and notice_show.c.
 */
#include "casefile/notices.h"
#include "cli/message.h"
#include "cli/notice_parts.h"
#include "cli/step.h"

static const char help[] = //
    "Usage: medsupport notice PART [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Keeps the notices of a case: the National Medical Support Notice of an order to\n"
    "an employer, the answers of the employer and the plan, the obligor's contest,\n"
    "withholding, and the coverage that comes of it. The division's own unlawful step\n"
    "is refused with what it rests on; what others did is recorded as it happened,\n"
    "and flagged where it departs from the law. NUMBER is that of the event that\n"
    "began the notice, the contest or the coverage; it may be left out when one alone\n"
    "can take the step.\n"
    "\n"
    "Parts:\n"
    "  new-hire           a new hire was entered in the State Directory\n"
    "  employer           an employer became known in another way\n"
    "  not-required       the order stipulates other coverage\n"
    "  send               the notice goes to the employer and the obligor\n"
    "  forwarded          the employer passed the notice to the plan\n"
    "  unavailable        there is no coverage through this employer\n"
    "  limits             the earnings do not allow the premium\n"
    "  wait               coverage is put off\n"
    "  option             the plan offers an option\n"
    "  select             an option of the plan is selected\n"
    "  default            the plan's default option applies\n"
    "  enrolled           the plan enrolled the child\n"
    "  rejected           the plan says that the notice is not qualified\n"
    "  withhold           what may be withheld, and whether the premium fits\n"
    "  contest            the obligor contests the notice\n"
    "  hear               the obligor was heard\n"
    "  contest-withdrawn  the obligor takes the contest back\n"
    "  employment-ended   the parent left the employer\n"
    "  retaliation        a discharge was looked into\n"
    "  terminate          the employer is told that the notice is over\n"
    "  coverage-began     coverage of a child began\n"
    "  coverage-ended     coverage of a child ended\n"
    "  show               how the notices stand, and what may come next\n"
    "  list               the notices of the case\n"
    "  contests           how the contests stand\n"
    "  coverage           the coverage of each child\n"
    "\n"
    "'medsupport notice PART --help' says how to use each. Of these options each part\n"
    "takes those that it names, besides those of what it records:\n"
    "  --dry-run       say what would be written, and which clocks it starts\n"
    "  --svg           the course of a notice as a picture\n"
    "  --on=DATE       the day it takes effect, or as of which to look (today)\n"
    "  --db=LOCATION   the database: a file or a postgresql:// address (otherwise\n"
    "                  MEDSUPPORT_DB, else medsupport.db)\n"
    "  --actor=NAME    who records it (otherwise MEDSUPPORT_ACTOR, else the login)\n"
    "  --json          the result as JSON\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport notice new-hire 2026-000123 --order 21 --party pns \\\n"
    "      --employer \"Acme Foods\" --on 2026-11-24\n"
    "  medsupport notice send 2026-000123 --obligor-mailed 2026-11-25 \\\n"
    "      --participant-address stated --child-address own --on 2026-11-25\n"
    "  medsupport notice withhold --disposable 1200.00 --support 400.00 \\\n"
    "      --premium 90.00 --supports-another no --place after-current\n"
    "  medsupport notice show 2026-000123\n";

const ms_command ms_notice_new_hire = {
    .name = "notice new-hire",
    .summary = "a new hire was entered in the State Directory",
    .help = "Records that the employment of a parent was entered in the State Directory of\n"
            "New Hires. The day of the entry is --on; from it, or from the order where that\n"
            "came later, the division has two business days to send the notice to the\n"
            "employer, 45 CFR 303.32(c)(2). This begins a notice: one employer, one parent,\n"
            "one order.\n",
    .examples = "  medsupport notice new-hire 2026-000123 --order 21 --party pns \\\n"
                "      --employer \"Acme Foods\" --fein 12-3456789 --on 2026-11-24\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_new_hire_entered,
};

const ms_command ms_notice_employer = {
    .name = "notice employer",
    .summary = "an employer became known in another way",
    .help = "Records that the employer of a parent became known otherwise than by the State\n"
            "Directory of New Hires: from the order, a parent or the employer. This begins a\n"
            "notice as 'new-hire' does. No number of days is set for it.\n",
    .examples = "  medsupport notice employer 2026-000123 --order 21 --party pns \\\n"
                "      --employer \"Acme Foods\" --evidence \"pay stubs\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_employer_found,
};

const ms_command ms_notice_not_required = {
    .name = "notice not-required",
    .summary = "the order stipulates other coverage",
    .help = "Records that no notice is required, because the order stipulates coverage other\n"
            "than through the employer, 45 CFR 303.32(b).\n",
    .examples = "  medsupport notice not-required 2026-000123 \\\n"
                "      --evidence \"paragraph 4 of the order: coverage through the union\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_notice_not_required,
};

const ms_command ms_notice_send = {
    .name = "notice send",
    .summary = "the notice goes to the employer and the obligor",
    .help = "Records that the National Medical Support Notice was sent to the employer. --on\n"
            "is its date, from which the answers of the employer and the plan run. It is\n"
            "refused unless an order in force binds the parent to provide coverage for the\n"
            "children on that day; unless it is complete, 29 CFR 2590.609-2; and unless the\n"
            "obligor's own notice was mailed on the same day, RSMo 454.609.1.\n"
            "\n"
            "The names must be known to the case. Addresses are not kept here; say whether\n"
            "they stand in the notice. Where the children's address has to stay confidential,\n"
            "that of an official takes its place.\n"
            "\n"
            "It takes the place of a notice to the same employer for the same employee and\n"
            "children. Sending another after a refusal makes the days run anew.\n",
    .examples = "  medsupport notice send 2026-000123 --on 2026-11-25 \\\n"
                "      --obligor-mailed 2026-11-25 --participant-address stated \\\n"
                "      --child-address official\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_notice_sent,
};

const ms_command ms_notice_select = {
    .name = "notice select",
    .summary = "an option of the plan is selected",
    .help = "Records which of the plan's options the division selected in consultation with\n"
            "the custodial parent, RSMo 454.618. It has twenty business days from the plan's\n"
            "report of its options; after them the plan's default option applies, where it\n"
            "has one, and 'default' records that.\n",
    .examples = "  medsupport notice select 2026-000123 --option \"PPO family\" \\\n"
                "      --consulted \"telephone call with the mother on 2027-01-20\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_option_selected,
};

const ms_command ms_notice_default_taken = {
    .name = "notice default",
    .summary = "the plan's default option applies",
    .help = "Records that no option was selected in time, so that the plan's default option\n"
            "applies.\n",
    .examples = "  medsupport notice default 2026-000123\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_default_taken,
};

const ms_command ms_notice_retaliation = {
    .name = "notice retaliation",
    .summary = "a discharge was looked into",
    .help = "Records what came of a discharge that is presumed to be because of the order,\n"
            "RSMo 454.645.\n",
    .examples = "  medsupport notice retaliation 2026-000123 --outcome explained \\\n"
                "      --reason \"the whole plant closed\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_retaliation_considered,
};

const ms_command ms_notice_terminate = {
    .name = "notice terminate",
    .summary = "the employer is told that the notice is over",
    .help = "Records that the employer was told that the notice is over. It is refused while\n"
            "the order is in force and binds the parent, unless a contest was decided so that\n"
            "the notice ends. RSMo 454.606.3(2) wants it done promptly once the order is no\n"
            "longer in effect.\n",
    .examples = "  medsupport notice terminate 2026-000123 --reason \"order 21 has ended\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_notice_terminated,
};

/* ---- all the parts ----------------------------------------------------------------------------------------------- */

static const ms_command *const parts[] = {
    &ms_notice_new_hire,
    &ms_notice_employer,
    &ms_notice_not_required,
    &ms_notice_send,
    &ms_notice_forwarded,
    &ms_notice_unavailable,
    &ms_notice_limits,
    &ms_notice_wait,
    &ms_notice_option,
    &ms_notice_select,
    &ms_notice_default_taken,
    &ms_notice_enrolled,
    &ms_notice_rejected,
    &ms_notice_withhold,
    &ms_notice_contest,
    &ms_notice_hear,
    &ms_notice_contest_withdrawn,
    &ms_notice_employment_ended,
    &ms_notice_retaliation,
    &ms_notice_terminate,
    &ms_notice_coverage_began,
    &ms_notice_coverage_ended,
    &ms_notice_show,
    &ms_notice_list,
    &ms_notice_contests,
    &ms_notice_coverage,
    NULL,
};

static int run(const ms_options *options)
{
    (void)options;
    ms_complain("which part of notice? 'medsupport help notice' lists them");
    return MS_EXIT_BAD;
}

const ms_command ms_command_notice = {
    .name = "notice",
    .summary = "notices to employers, contests, withholding, coverage",
    .help = help,
    .takes = MS_STEP_OPTIONS | UINT64_C(1) << MS_OPTION_SVG | UINT64_C(1) << MS_OPTION_OUTPUT,
    .most_operands = MS_ANY_NUMBER,
    .operands = "PART [ARGUMENT]...",
    .run = run,
    .parts = parts,
};
