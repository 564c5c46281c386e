/* Facts in words: what each is called, its value, and the question that would bring it. */
#include "facts/names.h"
#include "facts/wording.h"

typedef struct fact_text {
    const char *noun;     /* pattern: the fact by name */
    const char *question; /* pattern: what would bring it */
} fact_text;

static const fact_text texts[MS_FACT_KIND_COUNT] = {
    [MS_FACT_AS_OF] = {"the day of the determination", "As of which day is the case determined?"},
    [MS_FACT_KIND] = {"what the one seeking support is",
                      "Is the one who seeks support a parent, another person or an agency?"},
    [MS_FACT_WISH] = {"{seeking}'s wish to maintain the cover", "Does {seeking} want to go on covering {child}?"},
    [MS_FACT_REQUESTS] = {"the requests to {parent}",
                          "When was {parent} asked for information, and when was it answered?"},
    [MS_FACT_PLANS] =
        {"{parent}'s plans",
         "Which private health plans, if any, does {parent} have, or could have, through work, a union or otherwise (not "
         "Medicaid or CHIP)?"},
    [MS_FACT_INCOME] = {"{parent}'s gross income",
                        "What does {parent} earn before taxes and deductions, and how often is that paid?"},
    [MS_FACT_INCOME_AMOUNT] = {"{parent}'s gross income",
                               "What does {parent} earn{a month} before taxes and deductions?"},
    [MS_FACT_INCOME_PER] = {"how often {parent} is paid", "How often is {parent} paid the {money} of gross income?"},
    [MS_FACT_PLAN_BENEFITS] = {"the benefits of {plan}", "Does {plan} give medical benefits, dental ones, or both?"},
    [MS_FACT_PLAN_COVERS] = {"whom {plan} covers", "Does {parent}'s {plan} cover {child} now?"},
    [MS_FACT_PLAN_UNTIL] = {"the last day of cover by {plan}", "Until which day does {plan} cover?"},
    [MS_FACT_PLAN_FROM] = {"the day from which {plan} can be had", "From which day can {plan} be had?"},
    [MS_FACT_PLAN_SOURCE] = {"the source of {plan}",
                             "Is {parent}'s {plan} through an employer, a union or something else?"},
    [MS_FACT_PLAN_COST] =
        {"the cost of {plan}",
         "What does {parent}'s {plan} cost: the premium for {parent} alone and for the family, or the "
         "cost of adding the children, and how often is it paid?"},
    [MS_FACT_PLAN_COST_PER] = {"how often the premium of {plan} is paid",
                               "How often is the premium of {parent}'s {plan} paid?"},
    [MS_FACT_PLAN_SELF_ONLY] = {"the self-only premium of {plan}",
                                "What does {parent}'s {plan} cost{a month} for {parent} alone?"},
    [MS_FACT_PLAN_FAMILY] = {"the family premium of {plan}",
                             "What does {parent}'s {plan} cost{a month} for the family?"},
    [MS_FACT_PLAN_ADDING] = {"the cost of adding the children to {plan}",
                             "What does it cost{a month} to add the children to {parent}'s {plan}?"},
    [MS_FACT_PLAN_AREA] = {"the service area of {plan}",
                           "Which ZIP codes, counties or states does {parent}'s {plan} serve, or is it unlimited?"},
    [MS_FACT_HOME_ZIP] = {"the ZIP code of {child}'s home", "What is the ZIP code of {child}'s home?"},
    [MS_FACT_HOME_COUNTY] = {"the county of {child}'s home", "In which county is {child}'s home?"},
    [MS_FACT_HOME_STATE] = {"the state of {child}'s home", "In which state is {child}'s home?"},
    [MS_FACT_OTHER_PRIVATE] = {"private cover of {child} by someone else",
                               "Does someone who is neither parent cover {child} by a private plan?"},
    [MS_FACT_PUBLIC] = {"{child}'s public coverage",
                        "Is {child} on public coverage (Medicaid or CHIP), and if so through whom?"},
    [MS_FACT_PUBLIC_THROUGH] =
        {"through whom {child} is on public coverage",
         "Through whom is {child} on public coverage: {seeking}, {not seeking} or someone else?"},
    [MS_FACT_BIRTH] = {"{child}'s date of birth", "When was {child} born?"},
    [MS_FACT_FORM14] = {"the division's Form 14",
                        "Has the division calculated a Form 14, and what is line 4 for {not seeking}?"},
    [MS_FACT_FORM14_CALCULATED] = {"whether the division calculated a Form 14",
                                   "Has the division calculated a Form 14?"},
    [MS_FACT_FORM14_LINE_4] = {"line 4 of Form 14 for {not seeking}",
                               "What is line 4 of the division's Form 14 for {not seeking}?"},
    [MS_FACT_FORM14_LINE] = {"{word} of Form 14 for {parent}",
                             "What is {word} of the division's Form 14 for {parent}?"},
};

/* ---- facts and questions in words -------------------------------------------------------------------------------- */

/* The entries of Form 14's worksheet. */
static const struct {
    const char *number, *in_full;
} lines[] = {
    {"line 1", "line 1 (gross income a month)"},
    {"line 1a", "line 1a (maintenance received)"},
    {"line 2a", "line 2a (support for other children, by order)"},
    {"line 2b", "line 2b (maintenance paid)"},
    {"line 2c", "line 2c (other children at home)"},
};

/* What a fact's patterns speak of. */
static ms_subject subject_of(const ms_document *document, ms_fact fact)
{
    ms_fact_owner owner = ms_owner_of(fact.kind);
    ms_subject subject = {.party = fact.party, .plan = MS_NO_PLAN, .per = ms_fact_period(document, fact), .word = ""};
    uint32_t all = UINT32_MAX >> (MS_MAX_CHILDREN - document->facts.child_count);
    subject.children = owner == MS_OF_CHILD ? UINT32_C(1) << fact.index : all;
    if (owner == MS_OF_PLAN) {
        subject.plan = (int32_t)fact.index;
    }
    if (owner == MS_OF_LINE) {
        subject.word = lines[fact.index].number;
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
    say_amount(prose, cost->add_dependents, cost->per);
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
    const ms_plan *plan = ms_fact_plan(prose->of->document, fact);
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
        say_date(prose, ms_fact_date(prose->of->document, fact));
        return;
    default:
        say_amount(prose, ms_fact_amount(prose->of->document, fact), plan->cost.per);
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
    const char *program = ms_program(prose->of->document, fact.index);
    if (program != NULL) {
        ms_buffer_put(prose->out, program);
        ms_buffer_put(prose->out, " ");
    }
    ms_subject subject = {.plan = MS_NO_PLAN};
    ms_say(prose, &subject, ways[ms_fact_child(prose->of->document, fact)->public_coverage]);
}

static void say_child_value(const ms_prose *prose, ms_fact fact)
{
    const ms_document *document = prose->of->document;
    const ms_child *child = ms_fact_child(document, fact);
    const char *state = ms_state_code(child->home.state);
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        say_text_or_unknown(prose, document->children[fact.index].zip);
        return;
    case MS_FACT_HOME_COUNTY:
        say_text_or_unknown(prose, ms_county_of(document, child));
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

/* ", line 3 is $2,800.00 for Luis Diaz" */
static void say_line_3(const ms_prose *prose, ms_party party)
{
    ms_range line_3 = ms_form14_line_3(&prose->of->document->facts.form14.columns[party]);
    ms_subject subject = {.party = party, .cents = 100 * line_3.lo};
    ms_say(prose, &subject,
           line_3.lo == line_3.hi ? ", line 3 is {money} for {parent}" : ", line 3 is not known for {parent}");
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
    if (form14->source == MS_FORM14_LINES) {
        say_line_3(prose, MS_PNS);
        say_line_3(prose, MS_PSS);
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
        say_amount(prose, ms_fact_amount(prose->of->document, fact), MS_PER_MONTH);
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
    switch (ms_owner_of(fact.kind)) {
    case MS_OF_PARTY:
        say_party_value(prose, fact);
        return;
    case MS_OF_PLAN:
        say_plan_value(prose, fact);
        return;
    case MS_OF_CHILD:
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

/* Whether a plan of the parent seeking support is known to name one of the children as covered. */
static bool seeking_covers(const ms_document *document, uint32_t children)
{
    const ms_parent *seeking = &document->facts.parents[MS_PSS];
    uint32_t covered = 0;
    for (uint32_t i = 0; i < seeking->plan_count; i++) {
        covered |= seeking->plans[i].covers;
    }
    return (covered & children) != 0;
}

void ms_say_question(const ms_prose *prose, ms_fact fact, uint32_t children)
{
    ms_subject subject = subject_of(prose->of->document, fact);
    if (ms_owner_of(fact.kind) != MS_OF_CHILD) {
        subject.children = children;
    }
    if (ms_owner_of(fact.kind) == MS_OF_LINE) {
        subject.word = lines[fact.index].in_full;
    }
    bool only_if = fact.kind == MS_FACT_WISH && !seeking_covers(prose->of->document, children);
    ms_say(prose, &subject,
           only_if ? "If {seeking} covers {child}: does {seeking} want to go on?" : texts[fact.kind].question);
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
        if (ms_owner_of(fact.kind) == MS_OF_PARTY || ms_owner_of(fact.kind) == MS_OF_PLAN) {
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
