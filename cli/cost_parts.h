/* The parts of `medsupport cost` and `medsupport judgment`, and what they share. */
#ifndef MEDSUPPORT_CLI_COST_PARTS_H
#define MEDSUPPORT_CLI_COST_PARTS_H

#include "casefile/ledger.h"
#include "cli/step.h"

extern const ms_command ms_cost_list, ms_cost_show, ms_cost_statement, ms_judgment_show;

/* A statement of account as of a day, for one parent or both. */
typedef struct ms_statement {
    ms_case_file *file;
    ms_ledger ledger;
    bool of[2]; /* by ms_party */
} ms_statement;

/* Each writes the whole of it. */
void ms_statement_text(const ms_statement *statement, ms_buffer *out);
void ms_statement_json(const ms_statement *statement, ms_buffer *out);
void ms_statement_csv(const ms_statement *statement, ms_buffer *out);

/* Members of JSON objects: the amounts of a cost and the sums of a judgment, each with a comma before it; what a parent
 * owes of a cost, without a comma before the first. */
void ms_put_bill_members(ms_buffer *out, const ms_cost_line *line);
void ms_put_judgment_members(ms_buffer *out, const ms_debt *debt);
void ms_put_share_members(ms_buffer *out, const ms_cost_line *line, ms_party party, ms_date on);

/* What a parent owes of a cost and why, what was demanded and paid. */
void ms_say_cost_share(ms_buffer *out, const ms_cost_line *line, ms_party party, ms_date on);

/* What stands beside the amount that is open: "overdue", "in dispute". */
const char *ms_debt_words(const ms_debt *debt, ms_date on);

/* "2500.00"; also a percentage in hundredths, "61.30". As a member of a JSON object a text; null where it is below 0. */
void ms_put_cents(ms_buffer *out, ms_cents cents);
void ms_put_cents_member(ms_buffer *out, const char *key, ms_cents cents);

/* The name of a parent that is in force on the day; false where it is not known. */
bool ms_put_parent_name(const ms_case_file *file, ms_party party, ms_buffer *out);

/* Reads the case and makes its ledger as of --on, then lets `put` write it. Returns the exit status. */
int ms_ledger_run(const ms_options *options, void (*put)(const ms_statement *statement, ms_buffer *out));

#endif
