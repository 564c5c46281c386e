#include "batch/generate.h"

#include "batch/synthetic.h"
#include "batch/synthetic_places.h"

#include <string.h>

/* Room for any case, so that nothing has to move while one is written. */
enum { ROOM = 16 * 1024 };

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

/* Begins the next value of a list or object: with a comma, unless it is the first. */
static void separate(ms_buffer *out)
{
    char last = out->text[out->length - 1];
    if (last != '{' && last != '[') {
        ms_buffer_add(out, ",", 1);
    }
}

/* Begins a member: a name that needs no escapes, and the colon. */
static void put_name(ms_buffer *out, const char *name)
{
    separate(out);
    ms_buffer_add(out, "\"", 1);
    ms_buffer_put(out, name);
    ms_buffer_add(out, "\":", 2);
}

/* Begins a member that is a list or an object, or with no name an element that is one. */
static void open_value(ms_buffer *out, const char *name, char bracket)
{
    if (name == NULL) {
        separate(out);
    } else {
        put_name(out, name);
    }
    ms_buffer_add(out, &bracket, 1);
}

static void close_value(ms_buffer *out, char bracket)
{
    ms_buffer_add(out, &bracket, 1);
}

static void put_quoted(ms_buffer *out, const char *text, size_t length)
{
    ms_buffer_add(out, "\"", 1);
    ms_buffer_add(out, text, length);
    ms_buffer_add(out, "\"", 1);
}

/* A member whose text needs no escapes. */
static void put_text(ms_buffer *out, const char *name, const char *text)
{
    put_name(out, name);
    put_quoted(out, text, strlen(text));
}

static void put_literal(ms_buffer *out, const char *name, const char *literal)
{
    put_name(out, name);
    ms_buffer_put(out, literal);
}

static void put_truth(ms_buffer *out, const char *name, bool truth)
{
    put_literal(out, name, truth ? "true" : "false");
}

/* Writes at least `width` digits of a number before `end`; returns where they begin. */
static char *put_digits(char *end, uint64_t number, unsigned width)
{
    char *at = end;
    for (unsigned digits = 0; number > 0 || digits < width; digits++) {
        *--at = (char)('0' + number % 10);
        number /= 10;
    }
    return at;
}

enum { DIGITS = 24 };

/* A member that is a number with so many decimals, as text. */
static void put_decimal(ms_buffer *out, const char *name, uint64_t number, unsigned decimals)
{
    static const uint64_t powers[] = {1, 10, 100};
    char text[DIGITS];
    char *end = text + sizeof text;
    char *at = put_digits(end, number % powers[decimals], decimals);
    *--at = '.';
    at = put_digits(at, number / powers[decimals], 1);
    put_name(out, name);
    put_quoted(out, at, (size_t)(end - at));
}

static void put_money(ms_buffer *out, const char *name, ms_cents cents)
{
    put_decimal(out, name, (uint64_t)cents, 2);
}

static void put_date(ms_buffer *out, const char *name, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    ms_date_format(date, text);
    put_text(out, name, text);
}

static void put_period(ms_buffer *out, ms_period per)
{
    static const char *const names[] = {[MS_PER_WEEK] = "week",
                                        [MS_PER_TWO_WEEKS] = "two_weeks",
                                        [MS_PER_HALF_MONTH] = "half_month",
                                        [MS_PER_MONTH] = "month",
                                        [MS_PER_YEAR] = "year"};
    put_text(out, "per", names[per]);
}

/* A member or, with no name, an element: a text that ends in a number of at least `width` digits. */
static void put_numbered(ms_buffer *out, const char *name, const char *before, uint64_t number, unsigned width)
{
    char digits[DIGITS];
    char *end = digits + sizeof digits;
    char *at = put_digits(end, number, width);
    if (name == NULL) {
        separate(out);
    } else {
        put_name(out, name);
    }
    ms_buffer_add(out, "\"", 1);
    ms_buffer_put(out, before);
    ms_buffer_add(out, at, (size_t)(end - at));
    ms_buffer_add(out, "\"", 1);
}

/* A member: LETTER-SEED-NUMBER. */
static void put_id(ms_buffer *out, const char *name, char letter, uint64_t seed, uint64_t number)
{
    enum { WIDTH = 9 };
    char text[2 * DIGITS];
    char *end = text + sizeof text;
    char *at = put_digits(end, number, WIDTH);
    *--at = '-';
    at = put_digits(at, seed, 1);
    *--at = '-';
    *--at = letter;
    put_name(out, name);
    put_quoted(out, at, (size_t)(end - at));
}

static bool known(unsigned lost, unsigned fact)
{
    return (lost & fact) == 0;
}

/* ---- children ---------------------------------------------------------------------------------------------------- */

/* The ids of the children of a set. */
static void put_children_of(ms_buffer *out, const char *name, unsigned set)
{
    open_value(out, name, '[');
    for (unsigned i = 0; i < MS_SYNTHETIC_CHILDREN; i++) {
        if ((set >> i & 1) != 0) {
            put_numbered(out, NULL, "c", i + 1, 1);
        }
    }
    close_value(out, ']');
}

static void put_residence(ms_buffer *out, const ms_synthetic_child *child)
{
    const ms_synthetic_place *place = &ms_synthetic_places[child->place];
    open_value(out, "residence", '{');
    if (known(child->lost, MS_LOST_STATE)) {
        put_text(out, "state", place->state);
    }
    if (known(child->lost, MS_LOST_COUNTY)) {
        put_text(out, "county", place->county);
    }
    if (known(child->lost, MS_LOST_ZIP)) {
        put_numbered(out, "zip", "", child->zip, 5);
    }
    close_value(out, '}');
}

static void put_public(ms_buffer *out, const ms_synthetic_child *child)
{
    static const char *const throughs[] = {[MS_PUBLIC_THROUGH_PSS] = "parent_seeking",
                                           [MS_PUBLIC_THROUGH_PNS] = "parent_not_seeking",
                                           [MS_PUBLIC_THROUGH_OTHER] = "other"};
    if (child->public_coverage == MS_SYNTHETIC_NOT_ENROLLED) {
        put_truth(out, "public_coverage", false);
        return;
    }
    open_value(out, "public_coverage", '{');
    if (known(child->lost, MS_LOST_PROGRAM)) {
        put_text(out, "program", child->public_coverage == MS_SYNTHETIC_MEDICAID ? "medicaid" : "chip");
    }
    if (known(child->lost, MS_LOST_THROUGH)) {
        put_text(out, "through", throughs[child->through]);
    }
    close_value(out, '}');
}

static void put_children(ms_buffer *out, const ms_synthetic_case *c)
{
    open_value(out, "children", '[');
    for (unsigned i = 0; i < c->child_count; i++) {
        const ms_synthetic_child *child = &c->children[i];
        open_value(out, NULL, '{');
        put_numbered(out, "id", "c", i + 1, 1);
        put_numbered(out, "name", "Child ", i + 1, 1);
        if (known(child->lost, MS_LOST_BIRTH)) {
            put_date(out, "date_of_birth", child->birth);
        }
        if (known(child->lost, MS_LOST_RESIDENCE)) {
            put_residence(out, child);
        }
        if (known(child->lost, MS_LOST_PUBLIC)) {
            put_public(out, child);
        }
        if (child->other_private_coverage) {
            put_truth(out, "other_private_coverage", true);
        }
        close_value(out, '}');
    }
    close_value(out, ']');
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static const char *name_of(const ms_synthetic_case *c, ms_party party)
{
    static const char *const seeking[] = {
        [MS_KIND_PARENT] = "Parent 2", [MS_KIND_CUSTODIAN] = "Custodian 1", [MS_KIND_AGENCY] = "Agency 1"};
    return party == MS_PNS ? "Parent 1" : seeking[c->kind];
}

static void put_zips(ms_buffer *out, const ms_synthetic_area *area)
{
    open_value(out, "zips", '[');
    for (unsigned i = 0; i < area->zip_count; i++) {
        put_numbered(out, NULL, "", area->zips[i], 5);
    }
    close_value(out, ']');
}

static void put_counties(ms_buffer *out, const ms_synthetic_area *area)
{
    open_value(out, "counties", '[');
    for (unsigned i = 0; i < area->county_count; i++) {
        const ms_synthetic_place *place = &ms_synthetic_places[area->counties[i]];
        open_value(out, NULL, '{');
        put_text(out, "state", place->state);
        put_text(out, "county", place->county);
        close_value(out, '}');
    }
    close_value(out, ']');
}

static void put_states(ms_buffer *out, const ms_synthetic_area *area)
{
    open_value(out, "states", '[');
    for (unsigned i = 0; i < area->state_count; i++) {
        separate(out);
        put_quoted(out, ms_synthetic_places[area->states[i]].state, 2);
    }
    close_value(out, ']');
}

/* A list that is left out is empty. */
static void put_area(ms_buffer *out, const ms_synthetic_area *area)
{
    if (area->unlimited) {
        put_text(out, "service_area", "unlimited");
        return;
    }
    open_value(out, "service_area", '{');
    if (area->zip_count > 0) {
        put_zips(out, area);
    }
    if (area->county_count > 0) {
        put_counties(out, area);
    }
    if (area->state_count > 0) {
        put_states(out, area);
    }
    close_value(out, '}');
}

static void put_cost(ms_buffer *out, const ms_synthetic_plan *plan)
{
    bool tiers = plan->basis == MS_COST_TIERS;
    open_value(out, "cost", '{');
    if (known(plan->lost, MS_LOST_COST_PER)) {
        put_period(out, plan->per);
    }
    if (known(plan->lost, MS_LOST_SELF_ONLY)) {
        put_money(out, tiers ? "self_only" : "add_dependents", tiers ? plan->self_only : plan->increase);
    }
    if (tiers && known(plan->lost, MS_LOST_FAMILY)) {
        put_money(out, "family", plan->self_only + plan->increase);
    }
    close_value(out, '}');
}

/* Through whom the plan is had, and whose it is. */
static void put_source(ms_buffer *out, const ms_synthetic_plan *plan, const char *parent)
{
    static const char *const sources[] = {
        [MS_SOURCE_EMPLOYER] = "employer", [MS_SOURCE_UNION] = "union", [MS_SOURCE_OTHER] = "other"};
    static const char *const benefits[2][2] = {{"", "[\"dental\"]"}, {"[\"medical\"]", "[\"medical\",\"dental\"]"}};
    if (known(plan->lost, MS_LOST_SOURCE)) {
        put_text(out, "source", sources[plan->source]);
    }
    if (plan->benefits_said) {
        put_literal(out, "benefits", benefits[plan->medical][plan->dental]);
    }
    if (plan->holder != MS_HOLDER_UNSAID) {
        put_text(out, "holder", plan->holder == MS_HOLDER_PARENT ? parent : "Spouse 1");
    }
    if (known(plan->lost, MS_LOST_EMPLOYER) && plan->source != MS_SOURCE_OTHER) {
        put_numbered(out, "employer", plan->source == MS_SOURCE_UNION ? "Union " : "Employer ", plan->employer, 4);
    }
}

static void put_plan(ms_buffer *out, const ms_synthetic_plan *plan, const char *letter, unsigned number,
                     const char *parent)
{
    open_value(out, NULL, '{');
    put_numbered(out, "id", letter, number, 1);
    put_source(out, plan, parent);
    if (plan->available_from != MS_NO_DATE) {
        put_date(out, "available_from", plan->available_from);
    }
    if (plan->covered_until != MS_NO_DATE) {
        put_date(out, "covered_until", plan->covered_until);
    }
    if (known(plan->lost, MS_LOST_COVERS)) {
        put_children_of(out, "covers", plan->covers);
    }
    if (known(plan->lost, MS_LOST_COST)) {
        put_cost(out, plan);
    }
    if (known(plan->lost, MS_LOST_AREA)) {
        put_area(out, &plan->area);
    }
    close_value(out, '}');
}

/* ---- parents ----------------------------------------------------------------------------------------------------- */

static void put_income(ms_buffer *out, const ms_synthetic_parent *parent)
{
    open_value(out, "gross_income", '{');
    if (known(parent->lost, MS_LOST_AMOUNT)) {
        put_money(out, "amount", parent->income);
    }
    if (known(parent->lost, MS_LOST_PER)) {
        put_period(out, parent->per);
    }
    close_value(out, '}');
}

/* Income and plans. */
static void put_means(ms_buffer *out, const ms_synthetic_case *c, ms_party party)
{
    const ms_synthetic_parent *parent = &c->parents[party];
    if (known(parent->lost, MS_LOST_INCOME)) {
        put_income(out, parent);
    }
    if (!known(parent->lost, MS_LOST_PLANS)) {
        return;
    }
    open_value(out, "plans", '[');
    for (unsigned i = 0; i < parent->plan_count; i++) {
        put_plan(out, &parent->plans[i], party == MS_PNS ? "n" : "s", i + 1, name_of(c, party));
    }
    close_value(out, ']');
}

/* The wish is asked of a parent who has covered a child. */
static bool has_wish(const ms_synthetic_case *c)
{
    unsigned covers = 0;
    for (unsigned i = 0; i < c->parents[MS_PSS].plan_count; i++) {
        covers |= c->parents[MS_PSS].plans[i].covers;
    }
    return covers != 0 && known(c->lost, MS_LOST_WISH);
}

static void put_parents(ms_buffer *out, const ms_synthetic_case *c)
{
    static const char *const kinds[] = {
        [MS_KIND_PARENT] = "parent", [MS_KIND_CUSTODIAN] = "custodian", [MS_KIND_AGENCY] = "agency"};
    open_value(out, "parent_not_seeking", '{');
    put_text(out, "name", name_of(c, MS_PNS));
    put_means(out, c, MS_PNS);
    close_value(out, '}');
    open_value(out, "parent_seeking", '{');
    put_text(out, "kind", kinds[c->kind]);
    put_text(out, "name", name_of(c, MS_PSS));
    if (c->kind != MS_KIND_AGENCY) {
        put_means(out, c, MS_PSS);
    }
    if (has_wish(c)) {
        put_truth(out, "maintain_coverage", c->wish);
    }
    close_value(out, '}');
}

/* ---- the division's records -------------------------------------------------------------------------------------- */

static void put_lines(ms_buffer *out, const ms_synthetic_form14 *form14)
{
    static const char *const columns[] = {[MS_PNS] = "parent_not_seeking", [MS_PSS] = "parent_seeking"};
    static const char *const lines[MS_SYNTHETIC_LINES] = {"line_1", "line_1a", "line_2a", "line_2b", "line_2c"};
    open_value(out, "lines", '{');
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        open_value(out, columns[party], '{');
        for (unsigned i = 0; i < MS_SYNTHETIC_LINES; i++) {
            if (known(form14->lost[party], 1u << i)) {
                put_money(out, lines[i], form14->lines[party][i]);
            }
        }
        close_value(out, '}');
    }
    close_value(out, '}');
}

static void put_form14(ms_buffer *out, const ms_synthetic_case *c)
{
    open_value(out, "form_14", '{');
    put_truth(out, "calculated", c->form14.source != MS_FORM14_NOTHING);
    if (c->form14.source == MS_FORM14_LINE_4 && known(c->lost, MS_LOST_SHARE)) {
        put_decimal(out, "line_4_percent", c->form14.line_4, 1);
    }
    if (c->form14.source == MS_FORM14_LINES && known(c->lost, MS_LOST_SHARE)) {
        put_lines(out, &c->form14);
    }
    close_value(out, '}');
}

static void put_request(ms_buffer *out, const ms_synthetic_parent *parent, const char *of)
{
    if (parent->sent == MS_NO_DATE) {
        return;
    }
    open_value(out, NULL, '{');
    put_text(out, "of", of);
    put_date(out, "sent", parent->sent);
    if (parent->answered != MS_NO_DATE) {
        put_date(out, "answered", parent->answered);
    }
    close_value(out, '}');
}

static void put_requests(ms_buffer *out, const ms_synthetic_case *c)
{
    if (c->parents[MS_PNS].sent == MS_NO_DATE && c->parents[MS_PSS].sent == MS_NO_DATE) {
        return;
    }
    open_value(out, "information_requests", '[');
    put_request(out, &c->parents[MS_PNS], "parent_not_seeking");
    put_request(out, &c->parents[MS_PSS], "parent_seeking");
    close_value(out, ']');
}

/* What an order lays down, as a determination words it. */
typedef struct order_text {
    const char *paragraph, *obligor, *obligation, *plans, *percentage;
} order_text;

static void put_obligations(ms_buffer *out, const ms_synthetic_case *c)
{
    static const order_text texts[] = {
        [MS_ORDER_PNS_COVERS] = {"(5)(C)", "parent_not_seeking", "provide_coverage", "[\"former-plan\"]", NULL},
        [MS_ORDER_PSS_COVERS] = {"(5)(B)", "parent_seeking", "provide_coverage", "[\"former-plan\"]", NULL},
        [MS_ORDER_UNCOVERED_COSTS] = {"(5)(E)", "parent_not_seeking", "pay_percentage_of_uncovered_costs", "[]",
                                      "50.00"},
        [MS_ORDER_REASONABLE_COSTS] = {"(5)(F)", "parent_not_seeking", "pay_percentage_of_reasonable_costs", "[]",
                                       "50.00"},
    };
    open_value(out, "current_obligations", '[');
    if (c->order != MS_ORDER_NOTHING) {
        const order_text *order = &texts[c->order];
        open_value(out, NULL, '{');
        put_children_of(out, "children", c->order_for_first ? 1 : (1u << c->child_count) - 1);
        put_text(out, "paragraph", order->paragraph);
        put_text(out, "obligor", order->obligor);
        put_text(out, "obligation", order->obligation);
        put_literal(out, "plans", order->plans);
        if (order->percentage != NULL) {
            put_text(out, "percentage", order->percentage);
        }
        close_value(out, '}');
    }
    close_value(out, ']');
}

/* ---- provenance -------------------------------------------------------------------------------------------------- */

/* Which of the facts whose source is said the document holds. */
static unsigned sourced(const ms_synthetic_case *c, ms_party party)
{
    const ms_synthetic_parent *parent = &c->parents[party];
    bool has_cost =
        parent->plan_count > 0 && known(parent->lost, MS_LOST_PLANS) && known(parent->plans[0].lost, MS_LOST_COST);
    bool has_income = known(parent->lost, MS_LOST_INCOME) && (party == MS_PNS || c->kind != MS_KIND_AGENCY);
    unsigned here = (has_income ? MS_SOURCE_OF_INCOME : 0) | (has_cost ? MS_SOURCE_OF_COST : 0);
    return c->provenance >> party & here;
}

static void put_provenance_of(ms_buffer *out, const char *pointer, const char *source, ms_date received,
                              const char *evidence)
{
    open_value(out, pointer, '{');
    put_text(out, "source", source);
    put_date(out, "received", received);
    put_text(out, "evidence", evidence);
    close_value(out, '}');
}

static void put_provenance(ms_buffer *out, const ms_synthetic_case *c)
{
    static const char *const incomes[] = {"/parent_not_seeking/gross_income", "/parent_seeking/gross_income"};
    static const char *const costs[] = {"/parent_not_seeking/plans/0/cost", "/parent_seeking/plans/0/cost"};
    if ((sourced(c, MS_PNS) | sourced(c, MS_PSS)) == 0) {
        return;
    }
    open_value(out, "provenance", '{');
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        unsigned sources = sourced(c, (ms_party)party);
        if ((sources & MS_SOURCE_OF_INCOME) != 0) {
            put_provenance_of(out, incomes[party], "employer", c->received, "pay stubs");
        }
        if ((sources & MS_SOURCE_OF_COST) != 0) {
            put_provenance_of(out, costs[party], "plan administrator", c->received, "benefit sheet");
        }
    }
    close_value(out, '}');
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

bool ms_generate_case(const ms_caseload *caseload, uint64_t index, ms_buffer *out)
{
    ms_synthetic_case c;
    if (!ms_buffer_reserve(out, ROOM)) {
        return false;
    }
    ms_synthetic_draw(caseload, index, &c);
    ms_buffer_add(out, "{", 1);
    put_text(out, "format", "medsupport.case/1");
    put_id(out, "case_id", 'G', c.seed, c.index);
    if (c.in_group) {
        put_id(out, "group_id", 'F', c.seed, c.family);
    }
    put_text(out, "action", c.action == MS_MODIFY ? "modify" : "establish");
    put_date(out, "as_of", c.as_of);
    put_children(out, &c);
    put_parents(out, &c);
    if (known(c.lost, MS_LOST_FORM_14)) {
        put_form14(out, &c);
    }
    put_requests(out, &c);
    if (c.action == MS_MODIFY && known(c.lost, MS_LOST_OBLIGATIONS)) {
        put_obligations(out, &c);
    }
    put_provenance(out, &c);
    ms_buffer_add(out, "}\n", 2);
    return !out->failed;
}
