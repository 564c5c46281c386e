/* medsupport cost show, list; judgment show: how each stands, and what may come next. */
#include "casefile/value.h"
#include "cli/case_words.h"
#include "cli/cost_parts.h"
#include "cli/matter_show.h"
#include "cli/print.h"

/* ---- a cost ------------------------------------------------------------------------------------------------------ */

static void put_care(ms_buffer *out, const ms_matter *cost)
{
    const ms_bill *bill = (const ms_bill *)cost->first;
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(bill->service, day);
    ms_print(out, " (%s, child ", day);
    ms_say_plain(out, bill->child);
    ms_buffer_put(out, ", ");
    ms_say_plain(out, bill->provider);
    ms_buffer_put(out, ")");
}

static const ms_cost_line *find_line(ms_case_file *file, const ms_matter *cost, ms_look look, ms_ledger *ledger)
{
    ms_status status = ms_ledger_make(&file->state, look, &file->scratch, ledger);
    return status == MS_OK ? ms_ledger_cost(ledger, cost->number) : NULL;
}

/* What each parent owes of it. */
static ms_status put_shares(ms_case_file *file, const ms_matter *cost, ms_look look, ms_buffer *out)
{
    ms_ledger ledger;
    const ms_cost_line *line = find_line(file, cost, look, &ledger);
    if (line == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_buffer words = {0};
    ms_buffer_put(out, "\n  Shares\n");
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_print(&words, "%s: ", party == MS_PNS ? "parent not seeking support" : "parent seeking support");
        ms_say_cost_share(&words, line, (ms_party)party, look.on);
        ms_buffer_add(&words, "", 1);
        ms_print_lines(out, 3, "", 4, "%s", words.failed ? "" : words.text);
        words.length = 0;
    }
    ms_buffer_free(&words);
    return MS_OK;
}

static ms_status put_cost_members(ms_case_file *file, const ms_matter *cost, ms_look look, ms_buffer *out)
{
    ms_ledger ledger;
    const ms_cost_line *line = find_line(file, cost, look, &ledger);
    if (line == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_put_bill_members(out, line);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_print(out, ",\"%s\":{", ms_party_words[party]);
        ms_put_share_members(out, line, (ms_party)party, look.on);
        ms_buffer_put(out, "}");
    }
    return MS_OK;
}

static const ms_matter_view costs = {
    .course = &ms_cost_course, .plural = "costs", .about = put_care, .lines = put_shares, .members = put_cost_members};

static int show_costs(const ms_options *options)
{
    return ms_matter_show(options, &costs);
}

static int list_costs(const ms_options *options)
{
    return ms_matter_list(options, &costs);
}

static const char show_help[] = //
    "Usage: medsupport cost show [OPTION]... CASE [COST]\n"
    "\n"
    "Shows how a cost stands on a day, or each: its steps, what each parent owes of\n"
    "it and why, what may come next.\n"
    "\n"
    "Options:\n"
    "  --json          as JSON\n"
    "  --svg           its course as a picture\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport cost show 2026-000123 9\n"
    "  medsupport cost show 2026-000123 9 --svg -o cost.svg\n";

const ms_command ms_cost_show = {
    .name = "cost show",
    .summary = "how a cost stands, and what may come next",
    .help = show_help,
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COST]",
    .run = show_costs,
};

static const char list_help[] = //
    "Usage: medsupport cost list [OPTION]... CASE\n"
    "\n"
    "Lists the costs that are claimed, one a line, with how each stands on a day.\n"
    "\n"
    "Options:\n"
    "  --json          as JSON\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Example:\n"
    "  medsupport cost list 2026-000123\n";

const ms_command ms_cost_list = {
    .name = "cost list",
    .summary = "the costs",
    .help = list_help,
    .takes = MS_CASE_READS | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = list_costs,
};

/* ---- a judgment -------------------------------------------------------------------------------------------------- */

static void put_debtor(ms_buffer *out, const ms_matter *matter)
{
    const ms_judgment *judgment = (const ms_judgment *)matter->first;
    ms_print(out, " (against the %s, ",
             judgment->debtor == MS_PNS ? "parent not seeking support" : "parent seeking support");
    ms_put_cents(out, judgment->amount);
    ms_buffer_put(out, ")");
}

static const ms_debt *find_debt(ms_case_file *file, const ms_matter *matter, ms_look look, ms_ledger *ledger)
{
    ms_status status = ms_ledger_make(&file->state, look, &file->scratch, ledger);
    return status == MS_OK ? ms_ledger_debt(ledger, matter, ((const ms_judgment *)matter->first)->debtor) : NULL;
}

static ms_status put_sums(ms_case_file *file, const ms_matter *matter, ms_look look, ms_buffer *out)
{
    ms_ledger ledger;
    const ms_debt *debt = find_debt(file, matter, look, &ledger);
    if (debt == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_buffer_put(out, "\n  In place of ");
    ms_put_cents(out, debt->replaced);
    ms_buffer_put(out, " open on its costs. Collected ");
    ms_put_cents(out, debt->collected);
    ms_buffer_put(out, ", paid ");
    ms_put_cents(out, debt->applied);
    ms_buffer_put(out, ", open ");
    ms_put_cents(out, debt->open);
    ms_buffer_put(out, ".\n");
    return MS_OK;
}

static ms_status put_judgment_members(ms_case_file *file, const ms_matter *matter, ms_look look, ms_buffer *out)
{
    ms_ledger ledger;
    const ms_debt *debt = find_debt(file, matter, look, &ledger);
    if (debt == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_put_judgment_members(out, debt);
    return MS_OK;
}

static const ms_matter_view judgments = {.course = &ms_judgment_course,
                                         .plural = "judgments",
                                         .about = put_debtor,
                                         .lines = put_sums,
                                         .members = put_judgment_members};

static int show_judgments(const ms_options *options)
{
    return ms_matter_show(options, &judgments);
}

static const char judgment_help[] = //
    "Usage: medsupport judgment show [OPTION]... CASE [JUDGMENT]\n"
    "\n"
    "Shows how a judgment stands on a day, or each: the debtor and the sum, what was\n"
    "collected and paid on it, what is open, what may come next.\n"
    "\n"
    "Options:\n"
    "  --json          as JSON\n"
    "  --svg           its course as a picture\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Example:\n"
    "  medsupport judgment show 2026-000123\n";

const ms_command ms_judgment_show = {
    .name = "judgment show",
    .summary = "the judgments, and what is open on them",
    .help = judgment_help,
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [JUDGMENT]",
    .run = show_judgments,
};
