/* The statement of account as data: JSON (medsupport.statement/1) and a table. */
#include "casefile/value.h"
#include "cli/cost_parts.h"
#include "cli/print.h"

#include <string.h>

static bool is_judgment(const ms_debt *debt)
{
    return debt->matter->course == &ms_judgment_course;
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void put_text_member(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    if (text.at == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_day_member(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    ms_date_format(date, text);
    ms_buffer_put(out, key);
    ms_put_member(out, "", text);
}

static void put_number_member(ms_buffer *out, const char *key, uint64_t number)
{
    ms_buffer_put(out, key);
    if (number == 0) {
        ms_buffer_put(out, "null");
    } else {
        ms_buffer_put_number(out, number);
    }
}

/* Also below 0. */
static void put_balance_member(ms_buffer *out, const char *key, ms_cents cents)
{
    ms_buffer_put(out, key);
    ms_buffer_put(out, "\"");
    ms_put_cents(out, cents);
    ms_buffer_put(out, "\"");
}

static void put_demand(ms_buffer *out, const ms_debt *debt, ms_date on)
{
    ms_buffer_put(out, ",\"demand\":");
    if (debt == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    put_number_member(out, "{\"event\":", debt->event);
    put_day_member(out, ",\"demanded\":", debt->since);
    put_day_member(out, ",\"due\":", debt->due);
    ms_buffer_put(out, debt->silent ? ",\"order_names_days\":false" : ",\"order_names_days\":true");
    put_number_member(out, ",\"judgment\":", debt->judged == NULL ? 0 : debt->judged->matter->number);
    ms_put_cents_member(out, ",\"owed\":", debt->amount);
    ms_put_cents_member(out, ",\"paid\":", debt->applied);
    ms_put_cents_member(out, ",\"open\":", debt->open);
    ms_put_member(out, ",\"standing\":", ms_debt_words(debt, on));
    ms_buffer_put(out, "}");
}

void ms_put_share_members(ms_buffer *out, const ms_cost_line *line, ms_party party, ms_date on)
{
    const ms_cost_share *share = &line->shares[party];
    bool owes = ms_share_owes(share->ground);
    put_number_member(out, "\"order\":", share->order == NULL ? 0 : share->order->number);
    ms_put_member(out, ",\"citation\":", ms_share_citation(share));
    ms_put_member(out, ",\"why\":", ms_share_words(share->ground));
    ms_put_cents_member(out, ",\"base\":", owes ? share->base : -1);
    ms_put_cents_member(out, ",\"percentage\":", owes ? share->percentage : -1);
    ms_put_cents_member(out, ",\"share\":", owes ? share->share : -1);
    ms_put_cents_member(out, ",\"rest\":", owes ? share->rest : -1);
    put_demand(out, line->debts[party], on);
}

void ms_put_bill_members(ms_buffer *out, const ms_cost_line *line)
{
    const ms_bill *bill = line->bill;
    put_text_member(out, ",\"child\":", bill->child);
    put_day_member(out, ",\"service\":", bill->service);
    put_text_member(out, ",\"provider\":", bill->provider);
    put_text_member(out, ",\"care\":", bill->care);
    ms_put_cents_member(out, ",\"billed\":", line->amounts.billed);
    ms_put_cents_member(out, ",\"paid_by_plan\":", line->amounts.by_plan);
    ms_put_cents_member(out, ",\"paid_by_others\":", line->amounts.by_others);
    ms_put_cents_member(out, ",\"reasonable\":", line->amounts.reasonable);
    ms_put_cents_member(out, ",\"decided\":", line->amounts.decided);
}

static void put_cost(const ms_statement *s, const ms_cost_line *line, ms_party party, ms_buffer *out)
{
    put_number_member(out, "{\"number\":", line->matter->number);
    ms_put_bill_members(out, line);
    ms_buffer_put(out, ",");
    ms_put_share_members(out, line, party, s->ledger.look.on);
    ms_buffer_put(out, "}");
}

static void put_costs_of(ms_buffer *out, const ms_judgment *judgment)
{
    ms_text rest = judgment->costs, element;
    const char *between = "";
    ms_buffer_put(out, ",\"costs\":[");
    while (ms_value_next(&rest, &element)) {
        ms_print(out, "%s%llu", between, (unsigned long long)ms_cost_number(element));
        between = ",";
    }
    ms_buffer_put(out, "]");
}

void ms_put_judgment_members(ms_buffer *out, const ms_debt *debt)
{
    const ms_judgment *judgment = (const ms_judgment *)debt->matter->first;
    put_day_member(out, ",\"entered\":", debt->since);
    ms_put_member(out, ",\"debtor\":", ms_party_words[debt->party]);
    put_costs_of(out, judgment);
    ms_put_cents_member(out, ",\"amount\":", judgment->amount);
    ms_put_cents_member(out, ",\"in_place_of\":", debt->replaced);
    ms_put_cents_member(out, ",\"owed\":", debt->amount);
    ms_put_cents_member(out, ",\"collected\":", debt->collected);
    ms_put_cents_member(out, ",\"paid\":", debt->applied);
    ms_put_cents_member(out, ",\"open\":", debt->open);
}

static void put_judgment(const ms_ledger *ledger, const ms_debt *debt, ms_buffer *out)
{
    put_number_member(out, "{\"number\":", debt->matter->number);
    ms_put_judgment_members(out, debt);
    ms_put_member(out, ",\"standing\":", ms_matter_standing(debt->matter, ledger->look)->name);
    ms_buffer_put(out, "}");
}

static void put_posting(ms_buffer *out, const ms_posting *line)
{
    put_day_member(out, "{\"on\":", line->on);
    put_number_member(out, ",\"event\":", line->event);
    ms_put_member(out, ",\"kind\":", ms_posting_name(line->kind));
    put_number_member(out, ",\"of\":", line->matter->number);
    put_balance_member(out, ",\"amount\":", line->amount);
    put_balance_member(out, ",\"balance\":", line->balance);
    put_number_member(out, ",\"takes_back\":", line->takes_back);
    put_number_member(out, ",\"taken_back_by\":", line->taken_back_by);
    ms_buffer_put(out, "}");
}

static void put_totals(ms_buffer *out, const ms_account *account)
{
    ms_buffer_put(out, "],\"totals\":{");
    put_balance_member(out, "\"owed\":", account->owed);
    put_balance_member(out, ",\"paid\":", account->paid);
    put_balance_member(out, ",\"collected\":", account->collected);
    put_balance_member(out, ",\"balance\":", account->balance);
    put_balance_member(out, ",\"open\":", account->open);
    put_balance_member(out, ",\"due\":", account->due);
    put_balance_member(out, ",\"overdue\":", account->overdue);
    put_balance_member(out, ",\"disputed\":", account->disputed);
    put_balance_member(out, ",\"credit\":", account->credit);
    ms_buffer_put(out, "}}");
}

static void put_side(const ms_statement *s, ms_party party, ms_buffer *out)
{
    const ms_ledger *ledger = &s->ledger;
    const char *between = "";
    ms_put_member(out, "{\"party\":", ms_party_words[party]);
    ms_buffer_put(out, ",\"costs\":[");
    for (size_t i = 0; i < ledger->cost_count; i++) {
        ms_buffer_put(out, i > 0 ? "," : "");
        put_cost(s, &ledger->costs[i], party, out);
    }
    ms_buffer_put(out, "],\"judgments\":[");
    for (size_t i = 0; i < ledger->debt_count; i++) {
        if (ledger->debts[i].party == party && is_judgment(&ledger->debts[i])) {
            ms_buffer_put(out, between);
            put_judgment(ledger, &ledger->debts[i], out);
            between = ",";
        }
    }
    ms_buffer_put(out, "],\"lines\":[");
    between = "";
    for (size_t i = 0; i < ledger->posting_count; i++) {
        if (ledger->postings[i].party == party) {
            ms_buffer_put(out, between);
            put_posting(out, &ledger->postings[i]);
            between = ",";
        }
    }
    put_totals(out, &ledger->accounts[party]);
}

void ms_statement_json(const ms_statement *s, ms_buffer *out)
{
    const char *between = "";
    ms_put_member(out, "{\"format\":\"medsupport.statement/1\",\"case_id\":", s->file->case_id);
    put_day_member(out, ",\"as_of\":", s->ledger.look.on);
    ms_buffer_put(out, ",\"interest\":null,\"accounts\":[");
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (s->of[party]) {
            ms_buffer_put(out, between);
            put_side(s, (ms_party)party, out);
            between = ",";
        }
    }
    ms_buffer_put(out, "]}\n");
}

/* ---- a table ----------------------------------------------------------------------------------------------------- */

static void put_cell(ms_buffer *out, ms_text text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.length; i++) {
        quoted = quoted || strchr(",\"\r\n", text.at[i]) != NULL;
    }
    ms_buffer_put(out, quoted ? "\"" : "");
    for (size_t i = 0; i < text.length; i++) {
        ms_buffer_put(out, quoted && text.at[i] == '"' ? "\"" : "");
        ms_buffer_add(out, text.at + i, 1);
    }
    ms_buffer_put(out, quoted ? "\"" : "");
}

static void put_word(ms_buffer *out, const char *word)
{
    put_cell(out, (ms_text){word, strlen(word)});
    ms_buffer_put(out, ",");
}

static void put_amount(ms_buffer *out, ms_cents cents)
{
    if (cents >= 0) {
        ms_put_cents(out, cents);
    }
    ms_buffer_put(out, ",");
}

static void put_date(ms_buffer *out, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE] = "";
    if (date != MS_NO_DATE) {
        ms_date_format(date, text);
    }
    put_word(out, text);
}

/* demanded,due,judgment,owed,collected,paid,open,standing */
static void put_debt_cells(const ms_statement *s, const ms_debt *debt, ms_buffer *out)
{
    if (debt == NULL) {
        ms_buffer_put(out, ",,,,,,,not demanded\n");
        return;
    }
    put_date(out, debt->since);
    put_date(out, debt->due);
    if (debt->judged != NULL) {
        ms_buffer_put_number(out, debt->judged->matter->number);
    }
    ms_buffer_put(out, ",");
    put_amount(out, debt->amount);
    put_amount(out, debt->collected);
    put_amount(out, debt->applied);
    put_amount(out, debt->open);
    ms_print(out, "%s\n", ms_debt_words(debt, s->ledger.look.on));
}

static void put_cost_row(const ms_statement *s, const ms_cost_line *line, ms_party party, ms_buffer *out)
{
    const ms_cost_share *share = &line->shares[party];
    bool owes = ms_share_owes(share->ground);
    ms_print(out, "%s,cost,%llu,", ms_party_words[party], (unsigned long long)line->matter->number);
    put_cell(out, line->bill->child);
    ms_buffer_put(out, ",");
    put_date(out, line->bill->service);
    put_cell(out, line->bill->provider);
    ms_buffer_put(out, ",");
    put_amount(out, line->amounts.billed);
    put_amount(out, line->amounts.by_plan);
    put_amount(out, line->amounts.by_others);
    put_amount(out, owes ? share->base : -1);
    put_amount(out, owes ? share->percentage : -1);
    if (share->order != NULL) {
        ms_buffer_put_number(out, share->order->number);
    }
    ms_buffer_put(out, ",");
    put_word(out, ms_share_citation(share));
    put_amount(out, owes ? share->share : -1);
    put_debt_cells(s, line->debts[party], out);
}

void ms_statement_csv(const ms_statement *s, ms_buffer *out)
{
    const ms_ledger *ledger = &s->ledger;
    ms_buffer_put(out, "party,kind,number,child,service,provider,billed,paid_by_plan,paid_by_others,base,percentage,"
                       "order,citation,share,demanded,due,judgment,owed,collected,paid,open,standing\n");
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (size_t i = 0; i < ledger->cost_count && s->of[party]; i++) {
            put_cost_row(s, &ledger->costs[i], (ms_party)party, out);
        }
        for (size_t i = 0; i < ledger->debt_count && s->of[party]; i++) {
            if ((int)ledger->debts[i].party == party && is_judgment(&ledger->debts[i])) {
                ms_print(out, "%s,judgment,%llu,,,,,,,,,,,,", ms_party_words[party],
                         (unsigned long long)ledger->debts[i].matter->number);
                put_debt_cells(s, &ledger->debts[i], out);
            }
        }
    }
}
