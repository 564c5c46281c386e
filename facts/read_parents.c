/* Both parents: who they are, their gross income (1)(A), their plans, the wish of the parent seeking support. */
#include "facts/walk.h"

void ms_read_parent(ms_walk *w, const uint32_t *fields, ms_party party)
{
    ms_case *facts = &w->document->facts;
    w->document->parent_names[party] = ms_read_name(w, fields[MS_PARENT_NAME]);
    facts->parents[party].income =
        (ms_income){.amount = ms_read_money(w, fields[MS_PARENT_AMOUNT]),
                    .per = (ms_period)ms_read_choice(w, fields[MS_PARENT_PER], &ms_period_choices, MS_PERIOD_UNKNOWN)};
    if (party == MS_PSS) {
        facts->kind = (ms_kind)ms_read_choice(w, fields[MS_PARENT_KIND], &ms_kind_choices, MS_KIND_PARENT);
        facts->maintain_coverage = ms_read_truth(w, fields[MS_PARENT_WISH]);
    }
}

/* An agency is known to have no plans, no income and no wish, so a document may not say otherwise. */
void ms_read_agency(ms_walk *w, const uint32_t *fields)
{
    ms_case *facts = &w->document->facts;
    if (facts->kind != MS_KIND_AGENCY) {
        return;
    }
    if (facts->parents[MS_PSS].plan_count > 0) {
        ms_walk_problem(w, fields[MS_PARENT_PLANS], "no plans: an agency has none");
    }
    if (fields[MS_PARENT_INCOME] != 0) {
        ms_walk_problem(w, fields[MS_PARENT_INCOME], "no gross income: an agency has none");
    }
    if (fields[MS_PARENT_WISH] != 0) {
        ms_walk_problem(w, fields[MS_PARENT_WISH], "no wish to maintain coverage: an agency has none");
    }
    facts->maintain_coverage = MS_NO;
    facts->parents[MS_PSS] =
        (ms_parent){.income = {.amount = {.known = true, .cents = 0}, .per = MS_PER_YEAR}, .plans_known = true};
}
