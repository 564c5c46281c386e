/* Both parents: who they are, their gross income (1)(A), their plans, the wish of the parent seeking support. */
#include "facts/walk.h"

/* ---- gross income ------------------------------------------------------------------------------------------------ */

enum { INCOME_AMOUNT, INCOME_PER, INCOME_FIELDS };

static const ms_field income_fields[] = {[INCOME_AMOUNT] = {"amount", false}, [INCOME_PER] = {"per", false}};

static const ms_object_kind income_kind = {"amount or per", income_fields, INCOME_FIELDS};

/* ---- parents ----------------------------------------------------------------------------------------------------- */

/* The fields of both parents come first. */
enum {
    PARENT_NAME,
    PARENT_INCOME,
    PARENT_PLANS,
    PARENT_FIELDS,
    SEEKING_KIND = PARENT_FIELDS,
    SEEKING_WISH,
    SEEKING_FIELDS
};

static const ms_field parent_fields[] = {[PARENT_NAME] = {"name", false},
                                         [PARENT_INCOME] = {"gross_income", false},
                                         [PARENT_PLANS] = {"plans", false},
                                         [SEEKING_KIND] = {"kind", false},
                                         [SEEKING_WISH] = {"maintain_coverage", false}};

static const ms_object_kind not_seeking_kind = {"name, gross_income or plans", parent_fields, PARENT_FIELDS};

static const ms_object_kind seeking_kind = {"kind, name, gross_income, plans or maintain_coverage", parent_fields,
                                            SEEKING_FIELDS};

void ms_take_parent(ms_walk *w, uint32_t node, ms_party party, uint32_t *fields)
{
    uint32_t slots[SEEKING_FIELDS] = {0};
    memset(fields, 0, MS_PARENT_FIELDS * sizeof *fields);
    if (node != 0) {
        ms_read_object(w, node, party == MS_PNS ? &not_seeking_kind : &seeking_kind, slots);
    }
    fields[MS_PARENT_NAME] = slots[PARENT_NAME];
    fields[MS_PARENT_INCOME] = slots[PARENT_INCOME];
    if (slots[PARENT_INCOME] != 0) {
        ms_read_object(w, slots[PARENT_INCOME], &income_kind, &fields[MS_PARENT_AMOUNT]);
    }
    fields[MS_PARENT_PLANS] = slots[PARENT_PLANS];
    fields[MS_PARENT_KIND] = slots[SEEKING_KIND];
    fields[MS_PARENT_WISH] = slots[SEEKING_WISH];
}

static const ms_choice kinds[] = {
    {"parent", MS_KIND_PARENT}, {"custodian", MS_KIND_CUSTODIAN}, {"agency", MS_KIND_AGENCY}};
static const ms_choices kind_choices = {"parent, custodian or agency", kinds, 3};

void ms_read_parent(ms_walk *w, const uint32_t *fields, ms_party party)
{
    ms_case *facts = &w->document->facts;
    w->document->parent_names[party] = ms_read_name(w, fields[MS_PARENT_NAME]);
    facts->parents[party].income = (ms_income){.amount = ms_read_money(w, fields[MS_PARENT_AMOUNT]),
                                               .per = ms_read_period(w, fields[MS_PARENT_PER])};
    if (party == MS_PSS) {
        facts->kind = (ms_kind)ms_read_choice(w, fields[MS_PARENT_KIND], &kind_choices, MS_KIND_PARENT);
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
