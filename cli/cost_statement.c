/* medsupport cost statement: the account of a parent that can be checked line by line. */
#include "casefile/orders.h"
#include "casefile/value.h"
#include "cli/case_words.h"
#include "cli/cost_parts.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

#include <stdio.h>
#include <string.h>

enum { HANG = 8, LABEL_SIZE = 24 };

/* ---- what both share --------------------------------------------------------------------------------------------- */

void ms_put_cents(ms_buffer *out, ms_cents cents)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_buffer_add(out, text, ms_money_format(cents, text));
}

void ms_put_cents_member(ms_buffer *out, const char *key, ms_cents cents)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_buffer_put(out, key);
    if (cents < 0) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_money_format(cents, text);
    ms_put_member(out, "", text);
}

const char *ms_debt_words(const ms_debt *debt, ms_date on)
{
    if (debt->open == 0) {
        return debt->judged != NULL ? "in judgment" : debt->ended ? "ended" : "settled";
    }
    if (debt->disputed) {
        return "in dispute";
    }
    return debt->due < on ? "overdue" : debt->due == on ? "due" : "not yet due";
}

bool ms_put_parent_name(const ms_case_file *file, ms_party party, ms_buffer *out)
{
    ms_standing standing;
    ms_arena arena = {0};
    const ms_fact_slot *slot = &file->state.parent_facts[party][MS_FIELD_PARENT_NAME - MS_CASE_FIELDS];
    ms_view view = {file->state.sequence, file->on};
    ms_status status = ms_standing_find(&file->state, view, slot, &arena, &standing);
    bool known = status == MS_OK && standing.kind == MS_STANDS_KNOWN;
    if (known) {
        ms_text name = ms_value_inside(standing.claim->value);
        ms_buffer_add(out, name.at, name.length);
    }
    out->failed = out->failed || status == MS_ERROR_MEMORY;
    ms_arena_free(&arena);
    return known;
}

/* Whether anything is, or was, owed or paid on a parent's side. */
static bool has_lines(const ms_ledger *ledger, ms_party party)
{
    for (size_t i = 0; i < ledger->posting_count; i++) {
        if (ledger->postings[i].party == party) {
            return true;
        }
    }
    for (size_t i = 0; i < ledger->cost_count; i++) {
        if (ms_share_owes(ledger->costs[i].shares[party].ground)) {
            return true;
        }
    }
    return false;
}

/* The side that --of names; without it those where something stands, and the parent not seeking support anyway. */
static bool choose_sides(ms_statement *s)
{
    ms_party party;
    const char *of = s->file->options->texts[MS_OPTION_OF];
    if (of == NULL) {
        s->of[MS_PNS] = true;
        s->of[MS_PSS] = has_lines(&s->ledger, MS_PSS);
        return true;
    }
    if (!ms_party_operand(of, &party)) {
        return false;
    }
    s->of[party] = true;
    return true;
}

int ms_ledger_run(const ms_options *options, void (*put)(const ms_statement *statement, ms_buffer *out))
{
    ms_case_file file;
    ms_buffer out = {0};
    if (ms_case_file_open(&file, options, MS_STORE_READ)) {
        ms_statement s = {.file = &file};
        ms_status status = ms_ledger_make(&file.state, ms_look_on(&file.state, file.on), &file.scratch, &s.ledger);
        if (status != MS_OK) {
            file.exit = ms_case_file_fail(status);
        } else if (!choose_sides(&s)) {
            file.exit = MS_EXIT_BAD;
        } else {
            put(&s, &out);
        }
    }
    int exit = file.exit;
    ms_case_file_close(&file);
    if (exit != MS_EXIT_OK) {
        ms_buffer_free(&out);
        return exit;
    }
    return ms_output_finish(&out, options->output, exit);
}

/* ---- a cost for people ------------------------------------------------------------------------------------------- */

/* A paragraph behind a label; the words are emptied. */
static void put_line(ms_buffer *out, const char *label, ms_buffer *words)
{
    ms_buffer_add(words, "", 1);
    ms_print_lines(out, 2, label, HANG, "%s", words->failed ? "" : words->text);
    words->length = 0;
}

static void put_day(ms_buffer *out, const char *before, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    ms_date_format(date, text);
    ms_print(out, "%s%s", before, text);
}

static void say_care(ms_buffer *out, const ms_bill *bill)
{
    put_day(out, "", bill->service);
    ms_buffer_put(out, "  ");
    ms_say_plain(out, bill->child);
    ms_buffer_put(out, ": ");
    ms_say_plain(out, bill->provider);
    if (bill->care.at != NULL) {
        ms_buffer_put(out, ", ");
        ms_say_plain(out, bill->care);
    }
}

/* "150.00 found reasonable of 200.00 billed" */
static void say_counted(ms_buffer *out, const ms_bill_amounts *a, ms_share_ground ground)
{
    ms_cents counted = ms_bill_counted(a, ground == MS_SHARE_REASONABLE);
    bool decided = a->decided >= 0 && a->decided <= a->billed;
    ms_put_cents(out, counted);
    if (decided || counted < a->billed) {
        ms_buffer_put(out, decided ? " found reasonable of " : " reasonable of ");
        ms_put_cents(out, a->billed);
    }
    ms_buffer_put(out, " billed");
}

/* "200.00 billed - 80.00 plans = 120.00 uncovered" */
static void say_base(ms_buffer *out, const ms_cost_line *line, const ms_cost_share *share)
{
    say_counted(out, &line->amounts, share->ground);
    ms_buffer_put(out, " - ");
    ms_put_cents(out, line->amounts.by_plan);
    ms_buffer_put(out, " plans");
    if (line->amounts.by_others > 0) {
        ms_buffer_put(out, " - ");
        ms_put_cents(out, line->amounts.by_others);
        ms_buffer_put(out, " others");
    }
    ms_buffer_put(out, " = ");
    ms_put_cents(out, share->base);
    ms_buffer_put(out, share->ground == MS_SHARE_REASONABLE ? " reasonable" : " uncovered");
}

/* "120.00 x 61.30 % = 73.56: order 4, 13 CSR 40-112.010(5)(E); the rest, 46.44, is laid on nobody (A-55)" */
static void say_share(ms_buffer *out, const ms_cost_share *share)
{
    ms_put_cents(out, share->base);
    ms_buffer_put(out, " x ");
    ms_put_cents(out, share->percentage);
    ms_buffer_put(out, " % = ");
    ms_put_cents(out, share->share);
    ms_print(out, ": order %llu, %s", (unsigned long long)share->order->number, ms_share_citation(share));
    if (share->rest > 0) {
        ms_buffer_put(out, "; the rest, ");
        ms_put_cents(out, share->rest);
        ms_buffer_put(out, share->ground == MS_SHARE_DEFAULT ? ", is the other parent's"
                                                             : ", is laid on nobody by it (A-55)");
    }
}

static void say_debt(ms_buffer *out, const ms_debt *debt, ms_date on)
{
    put_day(out, "demanded ", debt->since);
    put_day(out, ", due ", debt->due);
    ms_buffer_put(out, debt->silent ? " (on demand: the order names no days)" : "");
    ms_buffer_put(out, "; paid ");
    ms_put_cents(out, debt->applied);
    ms_buffer_put(out, ", open ");
    ms_put_cents(out, debt->open);
    ms_print(out, ", %s", ms_debt_words(debt, on));
    if (debt->judged != NULL) {
        ms_print(out, " %llu", (unsigned long long)debt->judged->matter->number);
    }
}

void ms_say_cost_share(ms_buffer *out, const ms_cost_line *line, ms_party party, ms_date on)
{
    const ms_cost_share *share = &line->shares[party];
    const ms_debt *debt = line->debts[party];
    if (!ms_share_owes(share->ground)) {
        ms_print(out, "no share: %s (%s)", ms_share_words(share->ground), ms_share_citation(share));
    } else {
        say_base(out, line, share);
        ms_buffer_put(out, "; ");
        say_share(out, share);
    }
    if (debt != NULL) {
        ms_buffer_put(out, "; ");
        say_debt(out, debt, on);
    }
}

static void put_cost(const ms_statement *s, const ms_cost_line *line, ms_party party, ms_buffer *out)
{
    const ms_cost_share *share = &line->shares[party];
    const ms_debt *debt = line->debts[party];
    ms_buffer words = {0};
    char label[LABEL_SIZE];
    snprintf(label, sizeof label, "%llu.", (unsigned long long)line->matter->number);
    say_care(&words, line->bill);
    put_line(out, label, &words);
    if (ms_share_owes(share->ground)) {
        say_base(&words, line, share);
        put_line(out, "", &words);
        say_share(&words, share);
    } else {
        ms_print(&words, "no share: %s (%s)", ms_share_words(share->ground), ms_share_citation(share));
    }
    put_line(out, "", &words);
    if (debt != NULL) {
        say_debt(&words, debt, s->ledger.look.on);
        put_line(out, "", &words);
    } else if (ms_share_owes(share->ground)) {
        ms_buffer_put(&words, "not demanded");
        put_line(out, "", &words);
    }
    ms_buffer_free(&words);
}

/* ---- the statement for people ------------------------------------------------------------------------------------ */

static void put_judgments(const ms_statement *s, ms_party party, ms_buffer *out)
{
    ms_buffer words = {0};
    bool begun = false;
    for (size_t i = 0; i < s->ledger.debt_count; i++) {
        const ms_debt *debt = &s->ledger.debts[i];
        char label[LABEL_SIZE];
        if (debt->party != party || debt->matter->course != &ms_judgment_course) {
            continue;
        }
        ms_buffer_put(out, begun ? "" : "\nJudgments\n");
        begun = true;
        snprintf(label, sizeof label, "%llu.", (unsigned long long)debt->matter->number);
        put_day(&words, "", debt->since);
        ms_buffer_put(&words, "  for ");
        ms_put_cents(&words, ((const ms_judgment *)debt->matter->first)->amount);
        ms_buffer_put(&words, ", in place of ");
        ms_put_cents(&words, debt->replaced);
        ms_buffer_put(&words, " open on its costs; collected ");
        ms_put_cents(&words, debt->collected);
        ms_buffer_put(&words, ", paid ");
        ms_put_cents(&words, debt->applied);
        ms_buffer_put(&words, ", open ");
        ms_put_cents(&words, debt->open);
        ms_print(&words, ", %s", ms_matter_standing(debt->matter, s->ledger.look)->words);
        put_line(out, label, &words);
    }
    ms_buffer_free(&words);
}

/* What a line is for, but for the number of its cost, payment or judgment. */
static const char *const posting_words[MS_POSTING_KINDS][2] = {
    [MS_POST_DEMAND] = {"share of cost ", " demanded"},    [MS_POST_CHANGE] = {"share of cost ", " changed"},
    [MS_POST_REVERSAL] = {"cost ", " taken back"},         [MS_POST_PAYMENT] = {"payment ", ""},
    [MS_POST_RETURN] = {"payment ", " reversed"},          [MS_POST_JUDGMENT] = {"judgment ", " in place of shares"},
    [MS_POST_COLLECTION] = {"collected on judgment ", ""}, [MS_POST_RELEASE] = {"judgment ", " satisfied, released"},
    [MS_POST_VACATED] = {"judgment ", " vacated"},
};

static void put_posting(ms_buffer *out, const ms_posting *line)
{
    char day[MS_DATE_TEXT_SIZE], amount[MS_MONEY_TEXT_SIZE], balance[MS_MONEY_TEXT_SIZE], what[80];
    const char *const *words = posting_words[line->kind];
    ms_date_format(line->on, day);
    ms_money_format(line->amount, amount);
    ms_money_format(line->balance, balance);
    if (line->takes_back != 0) {
        snprintf(what, sizeof what, "correction of event %llu", (unsigned long long)line->takes_back);
    } else {
        snprintf(what, sizeof what, "%s%llu%s", words[0], (unsigned long long)line->matter->number, words[1]);
    }
    ms_print(out, "  %s %5llu  %-31s %13s %13s\n", day, (unsigned long long)line->event, what, amount, balance);
}

static void put_postings(const ms_ledger *ledger, ms_party party, ms_buffer *out)
{
    ms_print(out, "\nAccount\n  %-10s %5s  %-31s %13s %13s\n", "day", "event", "what", "amount", "balance");
    for (size_t i = 0; i < ledger->posting_count; i++) {
        if (ledger->postings[i].party == party) {
            put_posting(out, &ledger->postings[i]);
        }
    }
}

static void put_total(ms_buffer *out, const char *words, ms_cents cents)
{
    char amount[MS_MONEY_TEXT_SIZE];
    ms_money_format(cents, amount);
    ms_print(out, "  %-62s %13s\n", words, amount);
}

static void put_totals(const ms_account *account, ms_buffer *out)
{
    ms_buffer_put(out, "\nTotals\n");
    put_total(out, "owed in all", account->owed);
    put_total(out, "paid", account->paid);
    put_total(out, "collected on judgments", account->collected);
    put_total(out, "balance: owed less paid and collected", account->balance);
    ms_buffer_put(out, "  It is made up of\n");
    put_total(out, "open, not yet due", account->open - account->due);
    put_total(out, "open, due on that day", account->due - account->overdue);
    put_total(out, "open, overdue", account->overdue);
    put_total(out, "open, in dispute", account->disputed);
    put_total(out, "less paid ahead, and applied to nothing yet", -account->credit);
}

static void put_side(const ms_statement *s, ms_party party, ms_buffer *out)
{
    ms_buffer name = {0};
    bool known = ms_put_parent_name(s->file, party, &name);
    ms_print(out, "\nThe %s%s", party == MS_PNS ? "parent not seeking support" : "parent seeking support",
             known ? ", " : "");
    ms_say_plain(out, (ms_text){name.text, name.length});
    ms_buffer_put(out, s->ledger.cost_count > 0 ? "\n\nCosts\n" : "\n\nNo costs are claimed by that day.\n");
    for (size_t i = 0; i < s->ledger.cost_count; i++) {
        put_cost(s, &s->ledger.costs[i], party, out);
    }
    put_judgments(s, party, out);
    put_postings(&s->ledger, party, out);
    put_totals(&s->ledger.accounts[party], out);
    ms_buffer_free(&name);
}

void ms_statement_text(const ms_statement *s, ms_buffer *out)
{
    ms_print(out, "Statement of account, case %s\n", s->file->case_id);
    put_day(out, "As of ", s->ledger.look.on);
    ms_buffer_put(out, "\n");
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (s->of[party]) {
            put_side(s, (ms_party)party, out);
        }
    }
    ms_buffer_put(out, "\n");
    ms_print_lines(out, 0, "", 0,
                   "Payments are applied to what is due first; a cost in dispute waits. No interest is computed: no "
                   "source names a rate.");
}

static const char statement_help[] = //
    "Usage: medsupport cost statement [OPTION]... CASE\n"
    "\n"
    "The account of a parent as of a day: of each cost what is shared, by which\n"
    "percentage of which order and paragraph, the share, what was paid on it and what\n"
    "is open; then every line of the account with the balance after it. Corrections\n"
    "and reversals are lines of their own.\n"
    "\n"
    "Options:\n"
    "  --of=PARENT     whose account: pns or pss (each with anything in it)\n"
    "  --on=DATE       as of which day (today)\n"
    "  --json          as JSON (medsupport.statement/1)\n"
    "  --csv           as a table, a row for each cost and judgment\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport cost statement 2026-000123\n"
    "  medsupport cost statement 2026-000123 --of pns --on 2027-06-30 --csv\n";

static int run_statement(const ms_options *options)
{
    bool json = ms_option_given(options, MS_OPTION_JSON), csv = ms_option_given(options, MS_OPTION_CSV);
    if (json && csv) {
        ms_complain("give one of --json and --csv, not both");
        return MS_EXIT_BAD;
    }
    return ms_ledger_run(options, json ? ms_statement_json : csv ? ms_statement_csv : ms_statement_text);
}

const ms_command ms_cost_statement = {
    .name = "cost statement",
    .summary = "the account of a parent as of any day",
    .help = statement_help,
    .takes =
        MS_CASE_READS | UINT64_C(1) << MS_OPTION_CSV | UINT64_C(1) << MS_OPTION_OF | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = run_statement,
};
