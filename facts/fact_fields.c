/* The facts of a case document by name: where each stands, where it came from and what its value is. */
#include "facts/fact_fields.h"

#include "facts/names.h"

#include <string.h>

/* ---- pointers ---------------------------------------------------------------------------------------------------- */

static const struct {
    ms_fact_owner owner;
    const char *pointer; /* what follows the owner's pointer */
} fields[MS_FACT_KIND_COUNT] = {
    [MS_FACT_AS_OF] = {MS_OF_CASE, "/as_of"},
    [MS_FACT_KIND] = {MS_OF_CASE, "/parent_seeking/kind"},
    [MS_FACT_WISH] = {MS_OF_CASE, "/parent_seeking/maintain_coverage"},
    [MS_FACT_REQUESTS] = {MS_OF_CASE, "/information_requests"},
    [MS_FACT_PLANS] = {MS_OF_PARTY, "/plans"},
    [MS_FACT_INCOME] = {MS_OF_PARTY, "/gross_income"},
    [MS_FACT_INCOME_AMOUNT] = {MS_OF_PARTY, "/gross_income/amount"},
    [MS_FACT_INCOME_PER] = {MS_OF_PARTY, "/gross_income/per"},
    [MS_FACT_PLAN_BENEFITS] = {MS_OF_PLAN, "/benefits"},
    [MS_FACT_PLAN_COVERS] = {MS_OF_PLAN, "/covers"},
    [MS_FACT_PLAN_UNTIL] = {MS_OF_PLAN, "/covered_until"},
    [MS_FACT_PLAN_FROM] = {MS_OF_PLAN, "/available_from"},
    [MS_FACT_PLAN_SOURCE] = {MS_OF_PLAN, "/source"},
    [MS_FACT_PLAN_COST] = {MS_OF_PLAN, "/cost"},
    [MS_FACT_PLAN_COST_PER] = {MS_OF_PLAN, "/cost/per"},
    [MS_FACT_PLAN_SELF_ONLY] = {MS_OF_PLAN, "/cost/self_only"},
    [MS_FACT_PLAN_FAMILY] = {MS_OF_PLAN, "/cost/family"},
    [MS_FACT_PLAN_ADDING] = {MS_OF_PLAN, "/cost/add_dependents"},
    [MS_FACT_PLAN_AREA] = {MS_OF_PLAN, "/service_area"},
    [MS_FACT_HOME_ZIP] = {MS_OF_CHILD, "/residence/zip"},
    [MS_FACT_HOME_COUNTY] = {MS_OF_CHILD, "/residence/county"},
    [MS_FACT_HOME_STATE] = {MS_OF_CHILD, "/residence/state"},
    [MS_FACT_OTHER_PRIVATE] = {MS_OF_CHILD, "/other_private_coverage"},
    [MS_FACT_PUBLIC] = {MS_OF_CHILD, "/public_coverage"},
    [MS_FACT_PUBLIC_THROUGH] = {MS_OF_CHILD, "/public_coverage/through"},
    [MS_FACT_BIRTH] = {MS_OF_CHILD, "/date_of_birth"},
    [MS_FACT_FORM14] = {MS_OF_CASE, "/form_14"},
    [MS_FACT_FORM14_CALCULATED] = {MS_OF_CASE, "/form_14/calculated"},
    [MS_FACT_FORM14_LINE_4] = {MS_OF_CASE, "/form_14/line_4_percent"},
    [MS_FACT_FORM14_LINE] = {MS_OF_LINE, ""},
};

ms_fact_owner ms_owner_of(ms_fact_kind kind)
{
    return fields[kind].owner;
}

static void put_party_pointer(ms_buffer *out, ms_party party)
{
    ms_buffer_put(out, "/");
    ms_buffer_put(out, ms_party_name(party));
}

void ms_put_pointer(ms_buffer *out, ms_fact fact)
{
    switch (fields[fact.kind].owner) {
    case MS_OF_PARTY:
        put_party_pointer(out, fact.party);
        break;
    case MS_OF_PLAN:
        put_party_pointer(out, fact.party);
        ms_buffer_put(out, "/plans/");
        ms_buffer_put_number(out, fact.index);
        break;
    case MS_OF_CHILD:
        ms_buffer_put(out, "/children/");
        ms_buffer_put_number(out, fact.index);
        break;
    case MS_OF_LINE:
        ms_buffer_put(out, "/form_14/lines");
        put_party_pointer(out, fact.party);
        ms_buffer_put(out, "/");
        ms_buffer_put(out, ms_form14_line_name(fact.index));
        break;
    default:
        break;
    }
    ms_buffer_put(out, fields[fact.kind].pointer);
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

const ms_plan *ms_fact_plan(const ms_document *document, ms_fact fact)
{
    return &document->facts.parents[fact.party].plans[fact.index];
}

const ms_child *ms_fact_child(const ms_document *document, ms_fact fact)
{
    return &document->facts.children[fact.index];
}

/* The name of the county in which the child lives; empty where unknown. */
ms_text ms_county_of(const ms_document *document, const ms_child *child)
{
    ms_text none = {0};
    return child->home.county == 0 ? none : document->counties[child->home.county - 1];
}

enum { LINES_GIVEN = 5 };

static const ms_amount *line_of(const ms_document *document, ms_fact fact)
{
    const ms_form14_column *column = &document->facts.form14.columns[fact.party];
    const ms_amount *lines[] = {&column->line_1, &column->line_1a, &column->line_2a, &column->line_2b,
                                &column->line_2c};
    return lines[fact.index];
}

/* The amount of a fact that is one. */
ms_amount ms_fact_amount(const ms_document *document, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_INCOME_AMOUNT:
        return document->facts.parents[fact.party].income.amount;
    case MS_FACT_PLAN_SELF_ONLY:
        return ms_fact_plan(document, fact)->cost.self_only;
    case MS_FACT_PLAN_FAMILY:
        return ms_fact_plan(document, fact)->cost.family;
    case MS_FACT_PLAN_ADDING:
        return ms_fact_plan(document, fact)->cost.add_dependents;
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
        return ms_fact_plan(document, fact)->cost.per;
    case MS_FACT_FORM14_LINE:
        return MS_PER_MONTH;
    default:
        return MS_PERIOD_UNKNOWN;
    }
}

ms_date ms_fact_date(const ms_document *document, ms_fact fact)
{
    switch (fact.kind) {
    case MS_FACT_AS_OF:
        return document->facts.as_of;
    case MS_FACT_PLAN_UNTIL:
        return ms_fact_plan(document, fact)->covered_until;
    case MS_FACT_PLAN_FROM:
        return ms_fact_plan(document, fact)->available_from;
    default:
        return ms_fact_child(document, fact)->date_of_birth;
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

void ms_put_json_text(ms_buffer *out, ms_text text)
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
    char *at = ms_buffer_begin(out, MS_ID_LIST_ROOM);
    if (at != NULL) {
        ms_buffer_end(out, ms_write_child_ids(at, document, plan->covers));
    }
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
        ms_put_json_text(out, document->plans[party][i].id);
    }
    ms_buffer_put(out, "]");
}

static void put_public(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    ms_public coverage = ms_fact_child(document, fact)->public_coverage;
    if (coverage == MS_PUBLIC_UNKNOWN || coverage == MS_PUBLIC_NONE) {
        ms_buffer_put(out, coverage == MS_PUBLIC_NONE ? "false" : "null");
        return;
    }
    ms_buffer_put(out, "{\"program\":");
    ms_put_json_text(out, document->children[fact.index].program);
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

/* {"line_1":"2800.00",...} */
static void put_form14_lines(ms_buffer *out, const ms_document *document, ms_party party)
{
    for (uint32_t line = 0; line < LINES_GIVEN; line++) {
        ms_buffer_put(out, line == 0 ? "{\"" : ",\"");
        ms_buffer_put(out, ms_form14_line_name(line));
        ms_buffer_put(out, "\":");
        put_json_amount(out, *line_of(document, (ms_fact){MS_FACT_FORM14_LINE, party, line}));
    }
    ms_buffer_put(out, "}");
}

static void put_form14(ms_buffer *out, const ms_document *document)
{
    const ms_form14 *form14 = &document->facts.form14;
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
    if (form14->source == MS_FORM14_LINES) {
        ms_buffer_put(out, ",\"lines\":{\"parent_not_seeking\":");
        put_form14_lines(out, document, MS_PNS);
        ms_buffer_put(out, ",\"parent_seeking\":");
        put_form14_lines(out, document, MS_PSS);
        ms_buffer_put(out, "}");
    }
    ms_buffer_put(out, "}");
}

char *ms_write_child_ids(char *at, const ms_document *document, uint32_t children)
{
    if (children == 0) {
        return ms_write(at, "[]");
    }
    char before = '[';
    for (uint32_t left = children; left != 0; left &= left - 1, before = ',') {
        ms_text id = document->children[__builtin_ctz(left)].id;
        *at++ = before;
        *at++ = '"';
        at = ms_write_short(at, id.at, id.length);
        *at++ = '"';
    }
    *at++ = ']';
    return at;
}

/* The values of a plan's facts. */
static void put_plan_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_plan *plan = ms_fact_plan(document, fact);
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
        put_json_date(out, ms_fact_date(document, fact));
        return;
    default:
        put_json_amount(out, ms_fact_amount(document, fact));
    }
}

/* The values of a child's facts. */
static void put_child_value(ms_buffer *out, const ms_document *document, ms_fact fact)
{
    const ms_child *child = ms_fact_child(document, fact);
    switch (fact.kind) {
    case MS_FACT_HOME_ZIP:
        ms_put_json_text(out, document->children[fact.index].zip);
        return;
    case MS_FACT_HOME_COUNTY:
        ms_put_json_text(out, ms_county_of(document, child));
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
        put_form14(out, document);
        return;
    case MS_FACT_FORM14_CALCULATED:
        put_json_truth(out, facts->form14.calculated);
        return;
    case MS_FACT_FORM14_LINE_4:
        put_line_4(out, &facts->form14);
        return;
    default:
        put_json_amount(out, ms_fact_amount(document, fact));
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
    switch (fields[fact.kind].owner) {
    case MS_OF_PARTY:
        put_party_value(out, document, fact);
        return;
    case MS_OF_PLAN:
        put_plan_value(out, document, fact);
        return;
    case MS_OF_CHILD:
        put_child_value(out, document, fact);
        return;
    default:
        put_case_value(out, document, fact);
    }
}
