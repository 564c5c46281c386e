/* Both parents: who they are, their gross income (1)(A), their plans, the wish of the parent seeking support. */
#include "facts/walk.h"

/* ---- gross income ------------------------------------------------------------------------------------------------ */

enum { INCOME_AMOUNT, INCOME_PER, INCOME_FIELDS };

static const ms_field income_fields[] = {[INCOME_AMOUNT] = {"amount", false}, [INCOME_PER] = {"per", false}};

static const ms_object_kind income_kind = {"amount or per", income_fields, INCOME_FIELDS};

static ms_income read_income(ms_walk *w, uint32_t node)
{
    if (node == 0) {
        return (ms_income){.per = MS_PERIOD_UNKNOWN};
    }
    uint32_t slots[INCOME_FIELDS];
    ms_read_object(w, node, &income_kind, slots);
    return (ms_income){.amount = ms_read_money(w, slots[INCOME_AMOUNT]), .per = ms_read_period(w, slots[INCOME_PER])};
}

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

/* What both parents have. */
static void read_parent(ms_walk *w, const uint32_t *slots, ms_party party)
{
    w->document->parent_names[party] = ms_read_name(w, slots[PARENT_NAME]);
    w->document->facts.parents[party].income = read_income(w, slots[PARENT_INCOME]);
    ms_read_plans(w, slots[PARENT_PLANS], party);
}

static void read_not_seeking(ms_walk *w, uint32_t node)
{
    if (node == 0) {
        return;
    }
    uint32_t slots[PARENT_FIELDS];
    ms_read_object(w, node, &not_seeking_kind, slots);
    read_parent(w, slots, MS_PNS);
}

/* An agency is known to have no plans, no income and no wish, so a document may not say otherwise. */
static void read_agency(ms_walk *w, const uint32_t *slots)
{
    uint32_t plans = slots[PARENT_PLANS];
    if (plans != 0 && ms_node(w, plans)->type == MS_JSON_ARRAY && ms_node(w, plans)->count > 0) {
        ms_walk_problem(w, plans, "no plans: an agency has none");
    }
    if (slots[PARENT_INCOME] != 0) {
        ms_walk_problem(w, slots[PARENT_INCOME], "no gross income: an agency has none");
    }
    if (slots[SEEKING_WISH] != 0) {
        ms_walk_problem(w, slots[SEEKING_WISH], "no wish to maintain coverage: an agency has none");
    }
    ms_case *facts = &w->document->facts;
    facts->maintain_coverage = MS_NO;
    facts->parents[MS_PSS] =
        (ms_parent){.income = {.amount = {.known = true, .cents = 0}, .per = MS_PER_YEAR}, .plans_known = true};
}

static const ms_choice kinds[] = {
    {"parent", MS_KIND_PARENT}, {"custodian", MS_KIND_CUSTODIAN}, {"agency", MS_KIND_AGENCY}};
static const ms_choices kind_choices = {"parent, custodian or agency", kinds, 3};

static void read_seeking(ms_walk *w, uint32_t node)
{
    w->document->facts.maintain_coverage = MS_UNKNOWN;
    if (node == 0) {
        return;
    }
    uint32_t slots[SEEKING_FIELDS];
    ms_read_object(w, node, &seeking_kind, slots);
    read_parent(w, slots, MS_PSS);
    ms_case *facts = &w->document->facts;
    facts->kind = (ms_kind)ms_read_choice(w, slots[SEEKING_KIND], &kind_choices, MS_KIND_PARENT);
    facts->maintain_coverage = ms_read_truth(w, slots[SEEKING_WISH]);
    if (facts->kind == MS_KIND_AGENCY) {
        read_agency(w, slots);
    }
}

void ms_read_parents(ms_walk *w, uint32_t not_seeking, uint32_t seeking)
{
    if (seeking < not_seeking) {
        /* In the order of the document, so that of two plans of one id the second is the problem. */
        read_seeking(w, seeking);
        read_not_seeking(w, not_seeking);
        return;
    }
    read_not_seeking(w, not_seeking);
    read_seeking(w, seeking);
}
