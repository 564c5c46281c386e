/* Facts by name: where each stands in the case document, its value, and the question that would bring it. */
#include "facts/names.h"
#include "facts/wording.h"

#include <string.h>

/* ---- pointers ---------------------------------------------------------------------------------------------------- */

/* Whose a fact is. */
typedef enum fact_owner { OF_CASE = 0, OF_PARTY, OF_PLAN, OF_CHILD, OF_LINE } fact_owner;

typedef struct fact_text {
    fact_owner owner;
    const char *pointer;  /* what follows the owner's pointer */
    const char *noun;     /* pattern: the fact by name */
    const char *question; /* pattern: what would bring it */
} fact_text;

static const fact_text texts[MS_FACT_KIND_COUNT] = {
    [MS_FACT_AS_OF] = {OF_CASE, "/as_of", "the day of the determination", "As of which day is the case determined?"},
    [MS_FACT_KIND] = {OF_CASE, "/parent_seeking/kind", "what the one seeking support is",
                      "Is the one who seeks support a parent, another person or an agency?"},
    [MS_FACT_WISH] = {OF_CASE, "/parent_seeking/maintain_coverage", "{seeking}'s wish to maintain the cover",
                      "Does {seeking} want to go on covering {child}?"},
    [MS_FACT_REQUESTS] = {OF_CASE, "/information_requests", "the requests to {parent}",
                          "When was {parent} asked for information, and when was it answered?"},
    [MS_FACT_PLANS] =
        {OF_PARTY, "/plans", "{parent}'s plans",
         "Which health plans, if any, does {parent} have, or could have, through work, a union or otherwise?"},
    [MS_FACT_INCOME] = {OF_PARTY, "/gross_income", "{parent}'s gross income",
                        "What does {parent} earn before taxes and deductions, and how often is that paid?"},
    [MS_FACT_INCOME_AMOUNT] = {OF_PARTY, "/gross_income/amount", "{parent}'s gross income",
                               "What does {parent} earn{a month} before taxes and deductions?"},
    [MS_FACT_INCOME_PER] = {OF_PARTY, "/gross_income/per", "how often {parent} is paid",
                            "How often is {parent} paid the {money} of gross income?"},
    [MS_FACT_PLAN_BENEFITS] = {OF_PLAN, "/benefits", "the benefits of {plan}",
                               "Does {plan} give medical benefits, dental ones, or both?"},
    [MS_FACT_PLAN_COVERS] = {OF_PLAN, "/covers", "whom {plan} covers", "Does {parent}'s {plan} cover {child} now?"},
    [MS_FACT_PLAN_UNTIL] = {OF_PLAN, "/covered_until", "the last day of cover by {plan}",
                            "Until which day does {plan} cover?"},
    [MS_FACT_PLAN_FROM] = {OF_PLAN, "/available_from", "the day from which {plan} can be had",
                           "From which day can {plan} be had?"},
    [MS_FACT_PLAN_SOURCE] = {OF_PLAN, "/source", "the source of {plan}",
                             "Is {parent}'s {plan} through an employer, a union or something else?"},
    [MS_FACT_PLAN_COST] =
        {OF_PLAN, "/cost", "the cost of {plan}",
         "What does {parent}'s {plan} cost: the premium for {parent} alone and for the family, or the "
         "cost of adding the children, and how often is it paid?"},
    [MS_FACT_PLAN_COST_PER] = {OF_PLAN, "/cost/per", "how often the premium of {plan} is paid",
                               "How often is the premium of {parent}'s {plan} paid?"},
    [MS_FACT_PLAN_SELF_ONLY] = {OF_PLAN, "/cost/self_only", "the self-only premium of {plan}",
                                "What does {parent}'s {plan} cost{a month} for {parent} alone?"},
    [MS_FACT_PLAN_FAMILY] = {OF_PLAN, "/cost/family", "the family premium of {plan}",
                             "What does {parent}'s {plan} cost{a month} for the family?"},
    [MS_FACT_PLAN_ADDING] = {OF_PLAN, "/cost/add_dependents", "the cost of adding the children to {plan}",
                             "What does it cost{a month} to add the children to {parent}'s {plan}?"},
    [MS_FACT_PLAN_AREA] = {OF_PLAN, "/service_area", "the service area of {plan}",
                           "Which ZIP codes, counties or states does {parent}'s {plan} serve, or is it unlimited?"},
    [MS_FACT_HOME_ZIP] = {OF_CHILD, "/residence/zip", "the ZIP code of {child}'s home",
                          "What is the ZIP code of {child}'s home?"},
    [MS_FACT_HOME_COUNTY] = {OF_CHILD, "/residence/county", "the county of {child}'s home",
                             "In which county is {child}'s home?"},
    [MS_FACT_HOME_STATE] = {OF_CHILD, "/residence/state", "the state of {child}'s home",
                            "In which state is {child}'s home?"},
    [MS_FACT_OTHER_PRIVATE] = {OF_CHILD, "/other_private_coverage", "private cover of {child} by someone else",
                               "Does someone who is neither parent cover {child} by a private plan?"},
    [MS_FACT_PUBLIC] = {OF_CHILD, "/public_coverage", "{child}'s public coverage",
                        "Is {child} on public coverage (Medicaid or CHIP), and if so through whom?"},
    [MS_FACT_PUBLIC_THROUGH] =
        {OF_CHILD, "/public_coverage/through", "through whom {child} is on public coverage",
         "Through whom is {child} on public coverage: {seeking}, {not seeking} or someone else?"},
    [MS_FACT_BIRTH] = {OF_CHILD, "/date_of_birth", "{child}'s date of birth", "When was {child} born?"},
    [MS_FACT_FORM14] = {OF_CASE, "/form_14", "the division's Form 14",
                        "Has the division calculated a Form 14, and what is line 4 for {not seeking}?"},
    [MS_FACT_FORM14_CALCULATED] = {OF_CASE, "/form_14/calculated", "whether the division calculated a Form 14",
                                   "Has the division calculated a Form 14?"},
    [MS_FACT_FORM14_LINE_4] = {OF_CASE, "/form_14/line_4_percent", "line 4 of Form 14 for {not seeking}",
                               "What is line 4 of the division's Form 14 for {not seeking}?"},
    [MS_FACT_FORM14_LINE] = {OF_LINE, "", "{word} of Form 14 for {parent}",
                             "What is {word} of the division's Form 14 for {parent}?"},
};

static void put_party_pointer(ms_buffer *out, ms_party party)
{
    ms_buffer_put(out, "/");
    ms_buffer_put(out, ms_party_name(party));
}

void ms_put_pointer(ms_buffer *out, ms_fact fact)
{
    const fact_text *text = &texts[fact.kind];
    switch (text->owner) {
    case OF_PARTY:
        put_party_pointer(out, fact.party);
        break;
    case OF_PLAN:
        put_party_pointer(out, fact.party);
        ms_buffer_put(out, "/plans/");
        ms_buffer_put_number(out, fact.index);
        break;
    case OF_CHILD:
        ms_buffer_put(out, "/children/");
        ms_buffer_put_number(out, fact.index);
        break;
    case OF_LINE:
        ms_buffer_put(out, "/form_14/lines");
        put_party_pointer(out, fact.party);
        ms_buffer_put(out, "/");
        ms_buffer_put(out, ms_form14_line_name(fact.index));
        break;
    default:
        break;
    }
    ms_buffer_put(out, text->pointer);
}

/* ---- where a fact came from -------------------------------------------------------------------------------------- */

/* Whether `inner` is a place within `outer`. */
static bool within(const char *inner, size_t inner_length, const char *outer, size_t outer_length)
{
    return inner_length > outer_length && inner[outer_length] == '/' && memcmp(inner, outer, outer_length) == 0;
}

/* How well an entry's pointer fits a fact's: 0 not at all, 1 for a part within it, more the nearer around it. */
static size_t fit(ms_text entry, const char *pointer, size_t length)
{
    if (entry.length == length && memcmp(entry.at, pointer, length) == 0) {
        return length + 2;
    }
    if (within(pointer, length, entry.at, entry.length)) {
        return entry.length + 2;
    }
    return within(entry.at, entry.length, pointer, length) ? 1 : 0;
}

const ms_provenance *ms_fact_provenance(const ms_document *document, ms_fact fact)
{
    if (document->provenance_count == 0) {
        return NULL;
    }
    char space[128]; /* the longest pointer of a fact is far shorter */
    ms_buffer pointer = {.text = space, .capacity = sizeof space};
    ms_put_pointer(&pointer, fact);
    const ms_provenance *best = NULL;
    size_t best_fit = 0;
    for (size_t i = 0; i < document->provenance_count; i++) {
        size_t fits = fit(document->provenance[i].pointer, pointer.text, pointer.length);
        if (fits > best_fit) {
            best_fit = fits;
            best = &document->provenance[i];
        }
    }
    return best;
}

/* ---- the fields behind facts ------------------------------------------------------------------------------------- */

static const ms_plan *plan_of(const ms_document *document, ms_fact fact)
{
    return &document->facts.parents[fact.party].plans[fact.index];
}

static const ms_child *child_of(const ms_document *document, ms_fact fact)
{
    return &document->facts.children[fact.index];
}

static const ms_amount *line_of(const ms_document *document, ms_fact fact)
{
    const ms_form14_column *column = &document->facts.form14.columns[fact.party];
    const ms_amount *lines[] = {&column->line_1, &column->line_1a, &column->line_2a, &column->line_2b,
                                &column->line_2c};
    return lines[fact.index];
}

/* The amount of a fact that is one. */
static ms_amount amount_of(const ms_document *document, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_INCOME_AMOUNT:
        return document->facts.parents[fact.party].income.amount;
    case MS_FACT_PLAN_SELF_ONLY:
        return plan_of(document, fact)->cost.self_only;
    case MS_FACT_PLAN_FAMILY:
        return plan_of(document, fact)->cost.family;
    case MS_FACT_PLAN_ADDING:
        return plan_of(document, fact)->cost.add_dependents;
    default:
        return *line_of(document, fact);
    }
}

ms_period ms_fact_period(const ms_document *document, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_INCOME:
    case MS_FACT_INCOME_AMOUNT:
    case MS_FACT_INCOME_PER:
        return document->facts.parents[fact.party].income.per;
    case MS_FACT_PLAN_COST:
    case MS_FACT_PLAN_COST_PER:
    case MS_FACT_PLAN_SELF_ONLY:
    case MS_FACT_PLAN_FAMILY:
    case MS_FACT_PLAN_ADDING:
        return plan_of(document, fact)->cost.per;
    case MS_FACT_FORM14_LINE:
        return MS_PER_MONTH;
    default:
        return MS_PERIOD_UNKNOWN;
    }
}

static ms_date date_of(const ms_document *document, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_AS_OF:
        return document->facts.as_of;
    case MS_FACT_PLAN_UNTIL:
        return plan_of(document, fact)->covered_until;
    case MS_FACT_PLAN_FROM:
        return plan_of(document, fact)->available_from;
    default:
        return child_of(document, fact)->date_of_birth;
    }
}

/* ---- values as JSON ---------------------------------------------------------------------------------------------- */

static void put_json_word(ms_buffer *out, const char *word)
{
    if (word == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_put(out, word);
    ms_buffer_put(out, "\"");
}

static void put_json_text(ms_buffer *out, ms_text text)
{
    if (text.length == 0) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_json_amount(ms_buffer *out, ms_amount amount)
{
    char text[MS_MONEY_TEXT_SIZE];
    if (!amount.known) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add(out, text, ms_money_format(amount.cents, text));
    ms_buffer_put(out, "\"");
}

static void put_json_date(ms_buffer *out, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    if (date == MS_NO_DATE) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_date_format(date, text);
    put_json_word(out, text);
}

static void put_json_truth(ms_buffer *out, ms_truth truth)
{
    static const char *const names[] = {[MS_NO] = "false", [MS_YES] = "true", [MS_UNKNOWN] = "null"};
    ms_buffer_put(out, names[truth]);
}

/* {"amount":"4000.00","per":"month"} */
static void put_income(ms_buffer *out, const ms_income *income)
{
    if (!income->amount.known && income->per == MS_PERIOD_UNKNOWN) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "{\"amount\":");
    put_json_amount(out, income->amount);
    ms_buffer_put(out, ",\"per\":");
    put_json_word(out, ms_period_name(income->per));
    ms_buffer_put(out, "}");
}

static void put_cost(ms_buffer *out, const ms_cost *cost)
{
    if (cost->basis == MS_COST_UNKNOWN && cost->per == MS_PERIOD_UNKNOWN) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "{\"per\":");
    put_json_word(out, ms_period_name(cost->per));
    if (cost->basis == MS_COST_TIERS) {
        ms_buffer_put(out, ",\"self_only\":");
        put_json_amount(out, cost->self_only);
        ms_buffer_put(out, ",\"family\":");
        put_json_amount(out, cost->family);
    }
    if (cost->basis == MS_COST_ADD_DEPENDENTS) {
        ms_buffer_put(out, ",\"add_dependents\":");
        put_json_amount(out, cost->add_dependents);
    }
    ms_buffer_put(out, "}");
}

static void put_count(ms_buffer *out, const char *name, uint32_t count)
{
    ms_buffer_put(out, name);
    ms_buffer_put_number(out, count);
}

/* An area's lists are given by how long they are: they may be long, and the pointer names them. */
static void put_area(ms_buffer *out, const ms_area *area)
{
    if (area->kind == MS_AREA_UNKNOWN) {
        ms_buffer_put(out, "null");
        return;
    }
    if (area->kind == MS_AREA_UNLIMITED) {
        ms_buffer_put(out, "\"unlimited\"");
        return;
    }
    put_count(out, "{\"zips\":", area->zip_count);
    put_count(out, ",\"counties\":", area->county_count);
    put_count(out, ",\"states\":", area->state_count);
    ms_buffer_put(out, "}");
}

static void put_benefits(ms_buffer *out, const ms_plan *plan)
{
    ms_buffer_put(out, plan->medical ? "[\"medical\"" : "[");
    if (plan->dental) {
        ms_buffer_put(out, plan->medical ? ",\"dental\"" : "\"dental\"");
    }
    ms_buffer_put(out, "]");
}

static void put_covers(ms_buffer *out, const ms_document *document, const ms_plan *plan)
{
    if (!plan->covers_known) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_put_child_ids(out, document, plan->covers);
}

static void put_plans(ms_buffer *out, const ms_document *document, ms_party party)
{
    const ms_parent *parent = &document->facts.parents[party];
    if (!parent->plans_known) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "[");
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_buffer_put(out, i > 0 ? "," : "");
        put_json_text(out, document->plans[party][i].id);
    }
    ms_buffer_put(out, "]");
}

static void put_public(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    ms_public coverage = child_of(document, fact)->public_coverage;
    if (coverage == MS_PUBLIC_UNKNOWN || coverage == MS_PUBLIC_NONE) {
        ms_buffer_put(out, coverage == MS_PUBLIC_NONE ? "false" : "null");
        return;
    }
    ms_buffer_put(out, "{\"program\":");
    put_json_text(out, document->children[fact.index].program);
    ms_buffer_put(out, ",\"through\":");
    put_json_word(out, ms_public_name(coverage));
    ms_buffer_put(out, "}");
}

static void put_requests(ms_buffer *out, const ms_document *document, ms_party party)
{
    const char *between = "[";
    for (uint32_t i = 0; i < document->facts.request_count; i++) {
        const ms_request *request = &document->facts.requests[i];
        if (request->of != party) {
            continue;
        }
        ms_buffer_put(out, between);
        ms_buffer_put(out, "{\"sent\":");
        put_json_date(out, request->sent);
        ms_buffer_put(out, ",\"answered\":");
        put_json_date(out, request->answered);
        ms_buffer_put(out, "}");
        between = ",";
    }
    ms_buffer_put(out, between[0] == '[' ? "[]" : "]");
}

/* Line 4 as the document writes it: a percentage to a tenth, kept with two decimals. */
static void put_line_4(ms_buffer *out, const ms_form14 *form14)
{
    put_json_amount(out, (ms_amount){form14->source == MS_FORM14_LINE_4, form14->line_4});
}

static void put_form14(ms_buffer *out, const ms_form14 *form14)
{
    if (form14->calculated == MS_UNKNOWN && form14->source == MS_FORM14_NOTHING) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "{\"calculated\":");
    put_json_truth(out, form14->calculated);
    if (form14->source == MS_FORM14_LINE_4) {
        ms_buffer_put(out, ",\"line_4_percent\":");
        put_line_4(out, form14);
    }
    ms_buffer_put(out, "}");
}

static void put_county(ms_buffer *out, const ms_document *document, uint16_t county)
{
    put_json_text(out, county == 0 ? (ms_text){0} : document->counties[county - 1]);
}

void ms_put_child_ids(ms_buffer *out, const ms_document *document, uint32_t children)
{
    const char *between = "[\"";
    for (uint32_t child = 0; child < document->facts.child_count; child++) {
        if ((children >> child & 1u) != 0) {
            ms_buffer_put(out, between);
            ms_buffer_add_json(out, document->children[child].id.at, document->children[child].id.length);
            between = "\",\"";
        }
    }
    ms_buffer_put(out, between[0] == '[' ? "[]" : "\"]");
}

/* The values of a plan's facts. */
static void put_plan_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_plan *plan = plan_of(document, fact);
    switch (fact.kind) {
    case MS_FACT_PLAN_BENEFITS:
        put_benefits(out, plan);
        return;
    case MS_FACT_PLAN_COVERS:
        put_covers(out, document, plan);
        return;
    case MS_FACT_PLAN_SOURCE:
        put_json_word(out, ms_source_name(plan->source));
        return;
    case MS_FACT_PLAN_COST:
        put_cost(out, &plan->cost);
        return;
    case MS_FACT_PLAN_COST_PER:
        put_json_word(out, ms_period_name(plan->cost.per));
        return;
    case MS_FACT_PLAN_AREA:
        put_area(out, &plan->area);
        return;
    case MS_FACT_PLAN_UNTIL:
    case MS_FACT_PLAN_FROM:
        put_json_date(out, date_of(document, fact));
        return;
    default:
        put_json_amount(out, amount_of(document, fact));
    }
}

/* The values of a child's facts. */
static void put_child_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_child *child = child_of(document, fact);
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        put_json_text(out, document->children[fact.index].zip);
        return;
    case MS_FACT_HOME_COUNTY:
        put_county(out, document, child->home.county);
        return;
    case MS_FACT_HOME_STATE:
        put_json_word(out, ms_state_code(child->home.state));
        return;
    case MS_FACT_OTHER_PRIVATE:
        ms_buffer_put(out, child->other_private_coverage ? "true" : "false");
        return;
    case MS_FACT_PUBLIC:
        put_public(out, document, fact);
        return;
    case MS_FACT_PUBLIC_THROUGH:
        put_json_word(out, ms_public_name(child->public_coverage));
        return;
    default:
        put_json_date(out, child->date_of_birth);
    }
}

/* The values of the other facts. */
static void put_case_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_case *facts = &document->facts;
    switch (fact.kind) {
    case MS_FACT_AS_OF:
        put_json_date(out, facts->as_of);
        return;
    case MS_FACT_KIND:
        put_json_word(out, ms_kind_name(facts->kind));
        return;
    case MS_FACT_WISH:
        put_json_truth(out, facts->maintain_coverage);
        return;
    case MS_FACT_REQUESTS:
        put_requests(out, document, fact.party);
        return;
    case MS_FACT_FORM14:
        put_form14(out, &facts->form14);
        return;
    case MS_FACT_FORM14_CALCULATED:
        put_json_truth(out, facts->form14.calculated);
        return;
    case MS_FACT_FORM14_LINE_4:
        put_line_4(out, &facts->form14);
        return;
    default:
        put_json_amount(out, amount_of(document, fact));
    }
}

/* The values of a parent's facts. */
static void put_party_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_income *income = &document->facts.parents[fact.party].income;
    switch (fact.kind) {
    case MS_FACT_PLANS:
        put_plans(out, document, fact.party);
        return;
    case MS_FACT_INCOME:
        put_income(out, income);
        return;
    case MS_FACT_INCOME_PER:
        put_json_word(out, ms_period_name(income->per));
        return;
    default:
        put_json_amount(out, income->amount);
    }
}

void ms_put_fact_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    switch (texts[fact.kind].owner) {
    case OF_PARTY:
        put_party_value(out, document, fact);
        return;
    case OF_PLAN:
        put_plan_value(out, document, fact);
        return;
    case OF_CHILD:
        put_child_value(out, document, fact);
        return;
    default:
        put_case_value(out, document, fact);
    }
}

/* ---- facts and questions in words -------------------------------------------------------------------------------- */

/* What a fact's patterns speak of. */
static ms_subject subject_of(const ms_document *document, ms_fact fact)
{
    static const char *const lines[] = {"line 1", "line 1a", "line 2a", "line 2b", "line 2c"};
    fact_owner owner = texts[fact.kind].owner;
    ms_subject subject = {.party = fact.party, .plan = MS_NO_PLAN, .per = ms_fact_period(document, fact), .word = ""};
    uint32_t all = UINT32_MAX >> (MS_MAX_CHILDREN - document->facts.child_count);
    subject.children = owner == OF_CHILD ? UINT32_C(1) << fact.index : all;
    if (owner == OF_PLAN) {
        subject.plan = (int32_t)fact.index;
    }
    if (owner == OF_LINE) {
        subject.word = lines[fact.index];
    }
    if (fact.kind == MS_FACT_INCOME_PER) {
        subject.cents = document->facts.parents[fact.party].income.amount.cents;
    }
    return subject;
}

void ms_say_fact(const ms_prose *prose, ms_fact fact)
{
    ms_subject subject = subject_of(prose->of->document, fact);
    ms_say(prose, &subject, texts[fact.kind].noun);
}

/* ---- values in words --------------------------------------------------------------------------------------------- */

static const char *const not_known = "not known";

static void say_amount(const ms_prose *prose, ms_amount amount, ms_period per)
{
    ms_subject subject = {.cents = amount.cents, .per = per};
    ms_say(prose, &subject, amount.known ? "{money}{a month}" : not_known);
}

static void say_date(const ms_prose *prose, ms_date date)
{
    ms_subject subject = {.date = date};
    ms_say(prose, &subject, date == MS_NO_DATE ? "none" : "{date}");
}

static void say_period(const ms_prose *prose, ms_period per)
{
    static const char *const words[] = {
        [MS_PERIOD_UNKNOWN] = "not known",     [MS_PER_WEEK] = "every week",   [MS_PER_TWO_WEEKS] = "every two weeks",
        [MS_PER_HALF_MONTH] = "twice a month", [MS_PER_MONTH] = "every month", [MS_PER_YEAR] = "every year",
    };
    ms_buffer_put(prose->out, words[per]);
}

static void say_cost(const ms_prose *prose, const ms_cost *cost)
{
    if (cost->basis == MS_COST_TIERS) {
        ms_buffer_put(prose->out, "self-only ");
        say_amount(prose, cost->self_only, cost->per);
        ms_buffer_put(prose->out, ", family ");
        say_amount(prose, cost->family, cost->per);
        return;
    }
    say_amount(prose, cost->basis == MS_COST_ADD_DEPENDENTS ? cost->add_dependents : (ms_amount){0}, cost->per);
    ms_buffer_put(prose->out, cost->basis == MS_COST_ADD_DEPENDENTS ? " to add the children" : "");
}

/* "2 ZIP codes", after what stands before. */
static void say_count(const ms_prose *prose, uint32_t count, const char *one, const char *many, const char **between)
{
    if (count == 0) {
        return;
    }
    ms_buffer_put(prose->out, *between);
    ms_buffer_put_number(prose->out, count);
    ms_buffer_put(prose->out, count == 1 ? one : many);
    *between = ", ";
}

static void say_area(const ms_prose *prose, const ms_area *area)
{
    if (area->kind != MS_AREA_LISTS) {
        ms_buffer_put(prose->out, area->kind == MS_AREA_UNLIMITED ? "unlimited" : not_known);
        return;
    }
    const char *between = "";
    say_count(prose, area->zip_count, " ZIP code", " ZIP codes", &between);
    say_count(prose, area->county_count, " county", " counties", &between);
    say_count(prose, area->state_count, " state", " states", &between);
    ms_buffer_put(prose->out, between[0] == '\0' ? "nowhere" : "");
}

static void say_covers(const ms_prose *prose, const ms_plan *plan)
{
    ms_subject subject = {.children = plan->covers};
    ms_say(prose, &subject, plan->covers != 0 ? "{child}" : plan->covers_known ? "none of the children" : not_known);
}

static void say_plan_value(const ms_prose *prose, ms_fact fact)
{
    static const char *const sources[] = {
        [MS_SOURCE_UNKNOWN] = "not known",
        [MS_SOURCE_EMPLOYER] = "an employer",
        [MS_SOURCE_UNION] = "a union",
        [MS_SOURCE_OTHER] = "neither employer nor union",
    };
    const ms_plan *plan = plan_of(prose->of->document, fact);
    switch (fact.kind) {
    case MS_FACT_PLAN_BENEFITS:
        ms_buffer_put(prose->out, !plan->medical ? "dental" : plan->dental ? "medical and dental" : "medical");
        return;
    case MS_FACT_PLAN_COVERS:
        say_covers(prose, plan);
        return;
    case MS_FACT_PLAN_SOURCE:
        ms_buffer_put(prose->out, sources[plan->source]);
        return;
    case MS_FACT_PLAN_COST:
        say_cost(prose, &plan->cost);
        return;
    case MS_FACT_PLAN_COST_PER:
        say_period(prose, plan->cost.per);
        return;
    case MS_FACT_PLAN_AREA:
        say_area(prose, &plan->area);
        return;
    case MS_FACT_PLAN_UNTIL:
    case MS_FACT_PLAN_FROM:
        say_date(prose, date_of(prose->of->document, fact));
        return;
    default:
        say_amount(prose, amount_of(prose->of->document, fact), plan->cost.per);
    }
}

static void say_text_or_unknown(const ms_prose *prose, ms_text text)
{
    if (text.length == 0) {
        ms_buffer_put(prose->out, not_known);
        return;
    }
    ms_put_text(prose, text);
}

static void say_public(const ms_prose *prose, ms_fact fact)
{
    static const char *const ways[] = {
        [MS_PUBLIC_UNKNOWN] = "not known",
        [MS_PUBLIC_NONE] = "none",
        [MS_PUBLIC_THROUGH_PSS] = "through {seeking}",
        [MS_PUBLIC_THROUGH_PNS] = "through {not seeking}",
        [MS_PUBLIC_THROUGH_OTHER] = "through someone else",
        [MS_PUBLIC_ENROLLED] = "enrolled, through whom is not known",
    };
    static const struct {
        const char *key;
        const char *words;
    } programs[] = {{"medicaid", "Medicaid "}, {"chip", "CHIP "}};
    ms_text program = prose->of->document->children[fact.index].program;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        if (program.length == strlen(programs[i].key) && memcmp(program.at, programs[i].key, program.length) == 0) {
            ms_buffer_put(prose->out, programs[i].words);
        }
    }
    ms_subject subject = {.plan = MS_NO_PLAN};
    ms_say(prose, &subject, ways[child_of(prose->of->document, fact)->public_coverage]);
}

static void say_child_value(const ms_prose *prose, ms_fact fact)
{
    const ms_document *document = prose->of->document;
    const ms_child *child = child_of(document, fact);
    const char *state = ms_state_code(child->home.state);
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        say_text_or_unknown(prose, document->children[fact.index].zip);
        return;
    case MS_FACT_HOME_COUNTY:
        say_text_or_unknown(prose, child->home.county == 0 ? (ms_text){0} : document->counties[child->home.county - 1]);
        return;
    case MS_FACT_HOME_STATE:
        ms_buffer_put(prose->out, state == NULL ? not_known : state);
        return;
    case MS_FACT_OTHER_PRIVATE:
        ms_buffer_put(prose->out, child->other_private_coverage ? "yes" : "none");
        return;
    case MS_FACT_PUBLIC:
    case MS_FACT_PUBLIC_THROUGH:
        say_public(prose, fact);
        return;
    default:
        say_date(prose, child->date_of_birth);
    }
}

/* "sent September 1, 2026 and not answered" for each request to the party. */
static void say_requests(const ms_prose *prose, ms_party party)
{
    const ms_case *facts = &prose->of->document->facts;
    const char *between = "";
    for (uint32_t i = 0; i < facts->request_count; i++) {
        const ms_request *request = &facts->requests[i];
        if (request->of != party) {
            continue;
        }
        ms_subject sent = {.date = request->sent};
        ms_subject answered = {.date = request->answered};
        ms_buffer_put(prose->out, between);
        ms_say(prose, &sent, request->sent == MS_NO_DATE ? "date not known" : "sent {date}");
        ms_say(prose, &answered, request->answered == MS_NO_DATE ? ", not answered" : ", answered {date}");
        between = "; ";
    }
    ms_buffer_put(prose->out, between[0] == '\0' ? "none" : "");
}

static void say_form14(const ms_prose *prose)
{
    static const char *const calculated[] = {
        [MS_NO] = "none is calculated", [MS_YES] = "calculated", [MS_UNKNOWN] = "not known"};
    const ms_form14 *form14 = &prose->of->document->facts.form14;
    ms_buffer_put(prose->out, calculated[form14->calculated]);
    if (form14->source == MS_FORM14_LINE_4) {
        ms_buffer_put(prose->out, ", line 4 is ");
        ms_put_percent(prose->out, form14->line_4);
    }
}

static void say_plans(const ms_prose *prose, ms_party party)
{
    const ms_document *document = prose->of->document;
    const ms_parent *parent = &document->facts.parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_buffer_put(prose->out, i > 0 ? ", " : "");
        ms_put_text(prose, document->plans[party][i].id);
    }
    if (parent->plan_count == 0) {
        ms_buffer_put(prose->out, parent->plans_known ? "none" : not_known);
    }
}

static void say_case_value(const ms_prose *prose, ms_fact fact)
{
    static const char *const kinds[] = {
        [MS_KIND_PARENT] = "a parent", [MS_KIND_CUSTODIAN] = "a custodian", [MS_KIND_AGENCY] = "an agency"};
    static const char *const wishes[] = {[MS_NO] = "no", [MS_YES] = "yes", [MS_UNKNOWN] = "not known"};
    const ms_case *facts = &prose->of->document->facts;
    switch (fact.kind) {
    case MS_FACT_AS_OF:
        say_date(prose, facts->as_of);
        return;
    case MS_FACT_KIND:
        ms_buffer_put(prose->out, kinds[facts->kind]);
        return;
    case MS_FACT_WISH:
        ms_buffer_put(prose->out, wishes[facts->maintain_coverage]);
        return;
    case MS_FACT_REQUESTS:
        say_requests(prose, fact.party);
        return;
    case MS_FACT_FORM14_LINE:
        say_amount(prose, amount_of(prose->of->document, fact), MS_PER_MONTH);
        return;
    default:
        say_form14(prose);
    }
}

static void say_party_value(const ms_prose *prose, ms_fact fact)
{
    const ms_income *income = &prose->of->document->facts.parents[fact.party].income;
    switch (fact.kind) {
    case MS_FACT_PLANS:
        say_plans(prose, fact.party);
        return;
    case MS_FACT_INCOME_PER:
        say_period(prose, income->per);
        return;
    default:
        say_amount(prose, income->amount, income->per);
    }
}

void ms_say_fact_value(const ms_prose *prose, ms_fact fact)
{
    switch (texts[fact.kind].owner) {
    case OF_PARTY:
        say_party_value(prose, fact);
        return;
    case OF_PLAN:
        say_plan_value(prose, fact);
        return;
    case OF_CHILD:
        say_child_value(prose, fact);
        return;
    default:
        say_case_value(prose, fact);
    }
}

void ms_say_provenance(const ms_prose *prose, const ms_provenance *provenance)
{
    if (provenance == NULL) {
        return;
    }
    const char *between = " (";
    if (provenance->source.length > 0) {
        ms_buffer_put(prose->out, between);
        ms_put_text(prose, provenance->source);
        between = ", ";
    }
    if (provenance->received != MS_NO_DATE) {
        ms_buffer_put(prose->out, between);
        ms_buffer_put(prose->out, "received ");
        ms_put_date_in_words(prose->out, provenance->received);
        between = ", ";
    }
    if (provenance->evidence.length > 0) {
        ms_buffer_put(prose->out, between);
        ms_put_text(prose, provenance->evidence);
        between = ", ";
    }
    ms_buffer_put(prose->out, between[0] == ',' ? ")" : "");
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

void ms_say_question(const ms_prose *prose, ms_fact fact, uint32_t children)
{
    ms_subject subject = subject_of(prose->of->document, fact);
    if (texts[fact.kind].owner != OF_CHILD) {
        subject.children = children;
    }
    ms_say(prose, &subject, texts[fact.kind].question);
}

/* The one who would know: the parent of a parent's facts, the one seeking support of the children's home, the agency's
 * records of public coverage and Form 14. An agency that seeks support answers from its records. */
static ms_party whom_to_ask(const ms_document *document, ms_fact fact)
{
    ms_party party = MS_PARTY_UNKNOWN;
    switch (fact.kind) {
    case MS_FACT_WISH:
    case MS_FACT_HOME_ZIP:
    case MS_FACT_HOME_COUNTY:
    case MS_FACT_HOME_STATE:
    case MS_FACT_OTHER_PRIVATE:
    case MS_FACT_BIRTH:
        party = MS_PSS;
        break;
    default:
        if (texts[fact.kind].owner == OF_PARTY || texts[fact.kind].owner == OF_PLAN
            || texts[fact.kind].owner == OF_LINE) {
            party = fact.party;
        }
    }
    return party == MS_PSS && document->facts.kind == MS_KIND_AGENCY ? MS_PARTY_UNKNOWN : party;
}

const char *ms_whom_to_ask(const ms_document *document, ms_fact fact)
{
    const char *party = ms_party_name(whom_to_ask(document, fact));
    return party == NULL ? "agency_record" : party;
}

void ms_say_whom_to_ask(const ms_prose *prose, ms_fact fact)
{
    ms_subject subject = {.party = whom_to_ask(prose->of->document, fact)};
    ms_say(prose, &subject, subject.party == MS_PARTY_UNKNOWN ? "Look in the agency's records." : "Ask {parent}.");
}
