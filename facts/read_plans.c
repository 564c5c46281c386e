/* Private health benefit plans (1)(D): what they are, what they cost (2), whom they cover, where they serve (3). */
#include "facts/walk.h"

enum { MAX_ZIPS = 2000, MAX_COUNTIES = 300, MAX_STATES = 60 };

/* ---- cost -------------------------------------------------------------------------------------------------------- */

static ms_cost read_cost(ms_walk *w, const uint32_t *fields)
{
    ms_cost cost = {.basis = MS_COST_UNKNOWN,
                    .per = (ms_period)ms_read_choice(w, fields[MS_PLAN_PER], &ms_period_choices, MS_PERIOD_UNKNOWN),
                    .self_only = ms_read_money(w, fields[MS_PLAN_SELF_ONLY]),
                    .family = ms_read_money(w, fields[MS_PLAN_FAMILY]),
                    .add_dependents = ms_read_money(w, fields[MS_PLAN_ADD_DEPENDENTS])};
    bool tiers = fields[MS_PLAN_SELF_ONLY] != 0 || fields[MS_PLAN_FAMILY] != 0;
    bool added = fields[MS_PLAN_ADD_DEPENDENTS] != 0;
    if (added) {
        cost.basis = MS_COST_ADD_DEPENDENTS;
    } else if (tiers) {
        cost.basis = MS_COST_TIERS;
    }
    if (added && tiers) {
        ms_walk_problem(w, fields[MS_PLAN_ADD_DEPENDENTS], "either self_only and family, or add_dependents: not both");
    }
    return cost;
}

/* ---- service area ------------------------------------------------------------------------------------------------ */

static void read_zips(ms_walk *w, uint32_t list, ms_area *area)
{
    uint32_t count = ms_read_list(w, list, MAX_ZIPS, "a list of at most 2,000 zip codes");
    uint32_t *zips = ms_walk_room(w, count, sizeof *zips);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && zips != NULL; i++, element = ms_next_element(w, element)) {
        (void)ms_read_zip(w, element, &zips[i]);
    }
    area->zips = zips;
    area->zip_count = zips != NULL ? count : 0;
}

static void read_counties(ms_walk *w, uint32_t list, ms_area *area)
{
    uint32_t count = ms_read_list(w, list, MAX_COUNTIES, "a list of at most 300 counties, each {state, county}");
    ms_place *counties = ms_walk_room(w, count, sizeof *counties);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && counties != NULL; i++, element = ms_next_element(w, element)) {
        uint32_t fields[MS_PLACE_FIELDS];
        ms_take_apart(w, element, &ms_place_shape, fields, MS_PLACE_FIELDS);
        uint16_t state = ms_read_state(w, fields[MS_PLACE_STATE]);
        counties[i] = (ms_place){.state = state, .county = ms_read_county(w, fields[MS_PLACE_COUNTY])};
    }
    area->counties = counties;
    area->county_count = counties != NULL ? count : 0;
}

static void read_states(ms_walk *w, uint32_t list, ms_area *area)
{
    uint32_t count = ms_read_list(w, list, MAX_STATES, "a list of at most 60 states");
    uint16_t *states = ms_walk_room(w, count, sizeof *states);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && states != NULL; i++, element = ms_next_element(w, element)) {
        states[i] = ms_read_state(w, element);
    }
    area->states = states;
    area->state_count = states != NULL ? count : 0;
}

static const ms_choice unlimited[] = {{MS_NAME("unlimited"), MS_AREA_UNLIMITED}};
static const ms_choices unlimited_choices = {"\"unlimited\", or an object with zips, counties and states", unlimited,
                                             1};

static ms_area read_area(ms_walk *w, const uint32_t *fields)
{
    ms_area area = {.kind = MS_AREA_UNKNOWN};
    uint32_t node = fields[MS_PLAN_AREA];
    if (node == 0) {
        return area;
    }
    if (ms_type_of(w, node) != MS_JSON_OBJECT) {
        area.kind = (ms_area_kind)ms_read_choice(w, node, &unlimited_choices, MS_AREA_UNKNOWN);
        return area;
    }
    area.kind = MS_AREA_LISTS;
    read_zips(w, fields[MS_PLAN_ZIPS], &area);
    read_counties(w, fields[MS_PLAN_COUNTIES], &area);
    read_states(w, fields[MS_PLAN_STATES], &area);
    return area;
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static void read_benefits(ms_walk *w, uint32_t list, ms_plan *plan)
{
    static const char expected[] = "a list of medical, dental or both";
    plan->medical = list == 0;
    uint32_t count = ms_read_list(w, list, 2, expected);
    if (list != 0 && count == 0 && ms_type_of(w, list) == MS_JSON_ARRAY) {
        ms_walk_problem(w, list, expected);
    }
    int seen = 0;
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count; i++, element = ms_next_element(w, element)) {
        int benefit = ms_read_choice(w, element, &ms_benefit_choices, 0);
        if ((seen & benefit) != 0) {
            ms_walk_problem(w, element, "each benefit once");
        }
        seen |= benefit;
    }
    plan->medical = plan->medical || (seen & MS_BENEFIT_MEDICAL) != 0;
    plan->dental = (seen & MS_BENEFIT_DENTAL) != 0;
}

/* Whether a plan that is read has this id. */
static bool is_taken(const ms_document *document, ms_text id)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < document->facts.parents[party].plan_count; i++) {
            if (ms_text_same(document->plans[party][i].id, id)) {
                return true;
            }
        }
    }
    return false;
}

/* Reads the plan after the party's plan_count plans that are read. */
static void read_plan(ms_walk *w, const uint32_t *fields, ms_party party)
{
    ms_parent *parent = &w->document->facts.parents[party];
    ms_plan *plan = &parent->plans[parent->plan_count];
    ms_plan_texts *texts = &w->document->plans[party][parent->plan_count];
    texts->id = ms_read_id(w, fields[MS_PLAN_ID]);
    if (texts->id.at != NULL && is_taken(w->document, texts->id)) {
        ms_walk_problem(w, fields[MS_PLAN_ID], "an id that no other plan has");
    }
    plan->source = (ms_source)ms_read_choice(w, fields[MS_PLAN_SOURCE], &ms_source_choices, MS_SOURCE_UNKNOWN);
    read_benefits(w, fields[MS_PLAN_BENEFITS], plan);
    texts->holder = ms_read_name(w, fields[MS_PLAN_HOLDER]);
    texts->employer = ms_read_name(w, fields[MS_PLAN_EMPLOYER]);
    ms_text name = w->document->parent_names[party];
    plan->other_holder = texts->holder.at != NULL && name.at != NULL && !ms_same_name(texts->holder, name);
    plan->available_from = ms_read_date(w, fields[MS_PLAN_FROM]);
    plan->covered_until = ms_read_date(w, fields[MS_PLAN_UNTIL]);
    plan->covers_known = fields[MS_PLAN_COVERS] != 0;
    plan->covers = ms_read_child_references(w, fields[MS_PLAN_COVERS]);
    plan->cost = read_cost(w, fields);
    plan->area = read_area(w, fields);
    parent->plan_count++;
}

/* Makes room for a parent's plans. False when memory is out. */
static bool begin_plans(ms_walk *w, uint32_t count, bool known, ms_party party)
{
    ms_parent *parent = &w->document->facts.parents[party];
    parent->plans_known = known;
    parent->plans = ms_walk_room(w, count, sizeof *parent->plans);
    w->document->plans[party] = ms_walk_room(w, count, sizeof *w->document->plans[party]);
    return parent->plans != NULL && w->document->plans[party] != NULL;
}

void ms_read_plans(ms_walk *w, uint32_t list, ms_party party)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_PLANS, "a list of at most 32 plans");
    bool good = begin_plans(w, count, list != 0, party);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && good; i++, element = ms_next_element(w, element)) {
        uint32_t fields[MS_PLAN_FIELDS];
        ms_take_apart(w, element, &ms_plan_shape, fields, MS_PLAN_FIELDS);
        read_plan(w, fields, party);
    }
}

void ms_read_flat_plans(ms_walk *w, const ms_flat_list *plans, ms_party party)
{
    bool good = begin_plans(w, plans->count, plans->known, party);
    for (uint32_t i = 0; i < plans->count && good; i++) {
        read_plan(w, plans->fields + i * MS_PLAN_FIELDS, party);
    }
}
