/* medsupport notice: what employers, plans and obligors did, and the coverage that came of it. Each part records one event. */
#include "casefile/notices.h"
#include "cli/notice_parts.h"
#include "cli/step.h"

const ms_command ms_notice_forwarded = {
    .name = "notice forwarded",
    .summary = "the employer passed the notice to the plan",
    .help = "Records that the employer passed Part B to the plan administrator. It has twenty\n"
            "business days from the date of the notice; what came later is recorded and\n"
            "flagged.\n",
    .examples = "  medsupport notice forwarded 2026-000123 --to \"Midland Benefit Services\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_employer_forwarded,
};

const ms_command ms_notice_unavailable = {
    .name = "notice unavailable",
    .summary = "there is no coverage through this employer",
    .help = "Records the answer that there is no coverage: the parent was never employed\n"
            "there, no coverage of dependents is offered, or the parent is of a class that\n"
            "has none; or, by the plan administrator, that the child is not eligible. With\n"
            "--plan the plan in the case can be had no more, so that a determination that\n"
            "rests on it is made again.\n",
    .examples = "  medsupport notice unavailable 2026-000123 --answer no-dependent-coverage\n"
                "  medsupport notice unavailable 2026-000123 --answer ineligible-class \\\n"
                "      --plan acme-ppo --evidence \"part-time\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_coverage_unavailable,
};

const ms_command ms_notice_limits = {
    .name = "notice limits",
    .summary = "the earnings do not allow the premium",
    .help = "Records the employer's answer that the limits on withholding do not allow the\n"
            "premium. Where the figures recorded with 'withhold' leave room for it, the\n"
            "answer is flagged.\n",
    .examples = "  medsupport notice limits 2026-000123 --evidence \"three pay stubs\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_employer_limited,
};

const ms_command ms_notice_wait = {
    .name = "notice wait",
    .summary = "coverage is put off",
    .help = "Records that coverage is put off by a waiting period, or until the employee is\n"
            "back. A waiting period that ends within ninety days of the plan administrator's\n"
            "receipt puts nothing off: the child is enrolled at once, and what departs from\n"
            "that is flagged. Say its length in --days, its last day with --until, or by\n"
            "--measure that it is not measured by time.\n",
    .examples = "  medsupport notice wait 2026-000123 --by plan-administrator --days 120\n"
                "  medsupport notice wait 2026-000123 --by plan-administrator \\\n"
                "      --measure \"600 hours worked\"\n"
                "  medsupport notice wait 2026-000123 --by employer --for absence \\\n"
                "      --until 2027-03-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_coverage_deferred,
};

const ms_command ms_notice_option = {
    .name = "notice option",
    .summary = "the plan offers an option",
    .help = "Records one of several options that the plan administrator reports, each with an\n"
            "event of its own. The division selects one with the custodial parent within\n"
            "twenty business days of the report.\n",
    .examples = "  medsupport notice option 2026-000123 --option \"PPO family\" --plan acme-ppo \\\n"
                "      --contribution 180.00 --per month --default\n"
                "  medsupport notice option 2026-000123 --option \"HMO family\" --plan acme-hmo \\\n"
                "      --contribution 140.00 --per month --area \"Cole and Boone counties\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_plan_option,
};

const ms_command ms_notice_enrolled = {
    .name = "notice enrolled",
    .summary = "the plan enrolled the child",
    .help = "Records that the plan enrolled the children, and since when. Coverage begins for\n"
            "each, and the facts of the case say so: the plan covers the child from that day.\n"
            "A determination that rests on it is stale then.\n",
    .examples = "  medsupport notice enrolled 2026-000123 --plan acme-ppo --from 2027-02-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_plan_enrolled,
};

const ms_command ms_notice_rejected = {
    .name = "notice rejected",
    .summary = "the plan says that the notice is not qualified",
    .help = "Records the plan administrator's answer that the notice is not qualified, with\n"
            "the reasons. A notice that was appropriately completed is qualified, 29 CFR\n"
            "2590.609-2; a rejection for the want of what it states is flagged. Send a\n"
            "corrected notice next.\n",
    .examples = "  medsupport notice rejected 2026-000123 --lacks child \\\n"
                "      --reasons \"The child's date of birth is left blank.\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_plan_rejected,
};

const ms_command ms_notice_employment_ended = {
    .name = "notice employment-ended",
    .summary = "the parent left the employer",
    .help = "Records that the employment ended. The plans that the parent had through this\n"
            "employer can be had no more from the day after, or after the last day of\n"
            "coverage where the employer states one. A notice goes to the next employer, as a\n"
            "notice of its own.\n"
            "\n"
            "A discharge between the notice and the thirtieth day from the day on which the\n"
            "order takes effect is presumed to be because of the order, RSMo 454.645.1, and\n"
            "flagged.\n",
    .examples = "  medsupport notice employment-ended 2026-000123 --ended 2027-06-18 \\\n"
                "      --how discharged --covered-until 2027-06-30 \\\n"
                "      --new-employer \"Birch Logistics\"\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = ms_step_run,
    .kind = &ms_kind_employment_ended,
};

const ms_command ms_notice_contest = {
    .name = "notice contest",
    .summary = "the obligor contests the notice",
    .help = "Records a contest of the obligor, beside the course of the notice. The obligor\n"
            "has thirty days from the mailing; the grounds are a mistake of fact, or\n"
            "comparable insurance obtained before, RSMo 454.609.1(4). What came late or on\n"
            "another ground is recorded and flagged. The obligor is heard within thirty days\n"
            "of its receipt.\n",
    .examples = "  medsupport notice contest 2026-000123 --notice 30 \\\n"
                "      --ground comparable-insurance --insured-since 2025-01-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_contest_received,
};

const ms_command ms_notice_hear = {
    .name = "notice hear",
    .summary = "the obligor was heard",
    .help = "Records the hearing on a contest and what was decided: the notice stands, or it\n"
            "ends. When it ends the employer is to be told.\n",
    .examples = "  medsupport notice hear 2026-000123 --outcome notice-stands --by division\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [CONTEST]",
    .run = ms_step_run,
    .kind = &ms_kind_contest_heard,
};

const ms_command ms_notice_contest_withdrawn = {
    .name = "notice contest-withdrawn",
    .summary = "the obligor takes the contest back",
    .help = "Records that the obligor took the contest back.\n",
    .examples = "  medsupport notice contest-withdrawn 2026-000123\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [CONTEST]",
    .run = ms_step_run,
    .kind = &ms_kind_contest_withdrawn,
};

const ms_command ms_notice_coverage_began = {
    .name = "notice coverage-began",
    .summary = "coverage of a child began",
    .help = "Records that coverage of a child in a plan began, with or without a notice. The\n"
            "facts of the case say so from its first day on.\n",
    .examples = "  medsupport notice coverage-began 2026-000123 --child c1 --plan acme-ppo \\\n"
                "      --party pns --from 2027-02-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = ms_step_run,
    .kind = &ms_kind_coverage_began,
};

const ms_command ms_notice_coverage_ended = {
    .name = "notice coverage-ended",
    .summary = "coverage of a child ended",
    .help = "Records that coverage of a child ended, and why. While an order requires it,\n"
            "RSMo 454.700.1(3) lets it end only where the order is over, comparable coverage\n"
            "begins no later, the employer has ended family coverage for all, or continuation\n"
            "coverage is not elected or has run out; any other end is flagged. The facts of\n"
            "the case say so from the next day on.\n",
    .examples = "  medsupport notice coverage-ended 2026-000123 --until 2027-06-30 \\\n"
                "      --reason comparable-coverage --other-from 2027-07-01\n",
    .takes = MS_STEP_OPTIONS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COVERAGE]",
    .run = ms_step_run,
    .kind = &ms_kind_coverage_ended,
};
