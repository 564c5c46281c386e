#include "batch/synthetic.h"

#include "batch/synthetic_places.h"

#include <string.h>

/* What a sequence of random numbers is for. */
enum { FOR_GROUP = 1, FOR_FAMILY, FOR_CASE, FOR_LOSSES };

/* Where the drawing of one case has come to. Facts and losses come from sequences of their own, so that another share of
 * missing facts leaves every fact as it is. */
typedef struct drawing {
    ms_random facts, losses;
    uint32_t missing;
    ms_synthetic_case *out;
} drawing;

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static uint32_t below(drawing *d, uint32_t bound)
{
    return ms_random_below(&d->facts, bound);
}

static bool chance(drawing *d, uint32_t in_thousand)
{
    return ms_random_chance(&d->facts, in_thousand);
}

/* A number from least to most. */
static int32_t between(drawing *d, int32_t least, int32_t most)
{
    return least + (int32_t)below(d, (uint32_t)(most - least + 1));
}

/* One of some choices, each so many times in a thousand; the last takes the rest. */
static unsigned pick(drawing *d, const uint16_t *in_thousand, unsigned count)
{
    uint32_t drawn = below(d, 1000);
    unsigned choice = 0;
    while (choice + 1 < count && drawn >= in_thousand[choice]) {
        drawn -= in_thousand[choice];
        choice++;
    }
    return choice;
}

/* Which of `count` facts the document leaves out, a bit each. */
static unsigned lose(drawing *d, unsigned count)
{
    unsigned lost = 0;
    for (unsigned i = 0; i < count && d->missing > 0; i++) {
        lost |= (unsigned)(ms_random_below(&d->losses, MS_ALL_MISSING) < d->missing) << i;
    }
    return lost;
}

enum { QUANTILES = 21 };

/* An amount a year in cents: every twentieth of the people lies evenly between two neighbours in a table of dollars. */
static ms_cents draw_dollars(drawing *d, const int32_t table[QUANTILES])
{
    enum { STEPS = 10000 };
    uint32_t drawn = below(d, (QUANTILES - 1) * STEPS);
    int32_t from = table[drawn / STEPS];
    int32_t to = table[drawn / STEPS + 1];
    return from * INT64_C(100) + (to - from) * INT64_C(100) * (drawn % STEPS) / STEPS;
}

/* A day so many days after another, kept among the days that there are. */
static ms_date days_after(ms_date day, int32_t days)
{
    int64_t after = (int64_t)day + days;
    return after < 1 ? 1 : after > MS_LAST_DATE ? MS_LAST_DATE : (ms_date)after;
}

static const uint8_t periods_a_year[] = {
    [MS_PER_WEEK] = 52, [MS_PER_TWO_WEEKS] = 26, [MS_PER_HALF_MONTH] = 24, [MS_PER_MONTH] = 12, [MS_PER_YEAR] = 1};

/* ---- the children ------------------------------------------------------------------------------------------------ */

static void draw_home(drawing *d, unsigned place, ms_synthetic_child *child)
{
    const ms_synthetic_place *home = &ms_synthetic_places[place];
    child->place = place;
    child->zip = home->first_zip + below(d, home->zip_count);
}

/* How likely public coverage is turns on the income of the parent with whom the child lives. */
static void draw_public(drawing *d, ms_synthetic_child *child)
{
    static const uint16_t throughs[] = {820, 70, 110}; /* parent seeking, not seeking, other */
    const ms_synthetic_parent *seeking = &d->out->parents[MS_PSS];
    ms_cents a_year = seeking->income * periods_a_year[seeking->per];
    bool poor = a_year < 2500000;
    uint32_t enrolled = d->out->kind != MS_KIND_PARENT ? 800 : poor ? 680 : a_year < 5000000 ? 440 : 150;
    bool is_enrolled = chance(d, enrolled);
    bool medicaid = chance(d, poor ? 920 : 640);
    child->through = (ms_public)(MS_PUBLIC_THROUGH_PSS + (int)pick(d, throughs, 3));
    child->public_coverage = !is_enrolled ? MS_SYNTHETIC_NOT_ENROLLED
                             : medicaid   ? MS_SYNTHETIC_MEDICAID
                                          : MS_SYNTHETIC_CHIP;
}

static ms_date draw_birth(drawing *d)
{
    bool grown = chance(d, 25);
    int32_t days = grown ? between(d, 6575, 7600) : between(d, 20, 6570); /* 18 to 20 years, or less than 18 */
    return days_after(d->out->as_of, -days);
}

static void draw_children(drawing *d)
{
    static const uint16_t counts[] = {572, 280, 105, 33, 10};
    ms_synthetic_case *c = d->out;
    c->child_count = 1 + pick(d, counts, MS_SYNTHETIC_CHILDREN);
    draw_home(d, c->parents[MS_PSS].place, &c->children[0]);
    draw_public(d, &c->children[0]);
    for (unsigned i = 0; i < c->child_count; i++) {
        ms_synthetic_child *child = &c->children[i];
        if (i > 0) { /* as the first, mostly */
            *child = c->children[0];
            if (chance(d, 70)) {
                draw_home(d, ms_synthetic_place_draw(&d->facts), child);
            }
            if (chance(d, 120)) {
                draw_public(d, child);
            }
        }
        child->birth = draw_birth(d);
        child->other_private_coverage = chance(d, 50);
    }
}

/* ---- service areas ----------------------------------------------------------------------------------------------- */

/* A local network: of the zips of a county and of those that follow it in its region three in four. */
static void draw_zips(drawing *d, unsigned place, ms_synthetic_area *area)
{
    unsigned wanted = (unsigned)between(d, 10, MS_SYNTHETIC_ZIPS);
    unsigned start = place;
    do {
        const ms_synthetic_place *county = &ms_synthetic_places[place];
        uint64_t served = ms_random_next(&d->facts);
        served |= ms_random_next(&d->facts);
        for (unsigned i = 0; i < county->zip_count && area->zip_count < wanted; i++) {
            if ((served >> i & 1) != 0) {
                area->zips[area->zip_count++] = county->first_zip + i;
            }
        }
        place = ms_synthetic_place_next(place);
    } while (area->zip_count < wanted && place != start);
}

/* Neighbours in a region, as many as it has at most. */
static void draw_counties(drawing *d, unsigned place, ms_synthetic_area *area)
{
    unsigned wanted = (unsigned)between(d, 2, MS_SYNTHETIC_COUNTIES);
    unsigned start = place;
    do {
        area->counties[area->county_count++] = place;
        place = ms_synthetic_place_next(place);
    } while (area->county_count < wanted && place != start);
}

/* The parent's state, and sometimes another. */
static void draw_states(drawing *d, unsigned place, ms_synthetic_area *area)
{
    area->states[area->state_count++] = place;
    unsigned other = ms_synthetic_place_beyond(&d->facts);
    if (chance(d, 400) && strcmp(ms_synthetic_places[other].state, ms_synthetic_places[place].state) != 0) {
        area->states[area->state_count++] = other;
    }
}

/* Where a plan serves whose holder lives in a place. Only the very first plan may name both zips and counties: so the
 * plans can never tell more homes of a child apart than the reader goes through. */
static void draw_area(drawing *d, unsigned place, bool first, ms_synthetic_area *area)
{
    enum { UNLIMITED, STATES, COUNTIES, ZIPS, NOWHERE, KINDS };
    static const uint16_t kinds[KINDS] = {480, 190, 150, 170, 10};
    unsigned kind = pick(d, kinds, KINDS);
    bool both = chance(d, 200) && first && kind == ZIPS;
    area->unlimited = kind == UNLIMITED;
    if (kind == STATES) {
        draw_states(d, place, area);
    }
    if (kind == COUNTIES || both) {
        draw_counties(d, place, area);
    }
    if (kind == ZIPS) {
        draw_zips(d, place, area);
    }
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static void draw_source(drawing *d, ms_synthetic_plan *plan)
{
    static const uint16_t sources[] = {780, 80, 140}; /* employer, union, other */
    plan->source = (ms_source)(MS_SOURCE_EMPLOYER + (int)pick(d, sources, 3));
    plan->employer = 1 + below(d, plan->source == MS_SOURCE_UNION ? 99 : 9999);
}

static void draw_benefits(drawing *d, ms_synthetic_plan *plan)
{
    static const uint16_t benefits[] = {660, 260, 80}; /* medical, both, dental */
    unsigned drawn = pick(d, benefits, 3);
    plan->medical = drawn < 2;
    plan->dental = drawn > 0;
    plan->benefits_said = chance(d, 500) || plan->dental;
}

/* Which children it covers now. */
static void draw_covers(drawing *d, uint32_t in_thousand, ms_synthetic_plan *plan)
{
    unsigned all = (1u << d->out->child_count) - 1;
    bool covers = chance(d, in_thousand);
    bool some = chance(d, 150);
    unsigned drawn = below(d, 1u << MS_SYNTHETIC_CHILDREN);
    plan->covers = !covers ? 0 : some ? drawn & all : all;
}

/* Cover that has an end, past or ahead; a plan that can be had from a day on, past or ahead. */
static void draw_days(drawing *d, ms_synthetic_plan *plan)
{
    ms_date as_of = d->out->as_of;
    bool ends = chance(d, 160);
    ms_date end = days_after(as_of, chance(d, 400) ? between(d, -120, -1) : between(d, 0, 240));
    bool begins = chance(d, 140);
    ms_date begin = days_after(as_of, between(d, -60, 120));
    plan->covered_until = ends && plan->covers != 0 ? end : MS_NO_DATE;
    plan->available_from = begins && plan->covers == 0 ? begin : MS_NO_DATE;
}

/* A plan priced on the edge: what is added is the most that five percent of the income allow, or one cent more. */
static void price_on_edge(drawing *d, const ms_synthetic_parent *parent, ms_synthetic_plan *plan)
{
    plan->per = parent->per;
    plan->increase = parent->income / 20 + (chance(d, 500) ? 1 : 0);
}

static void draw_cost(drawing *d, const ms_synthetic_parent *parent, ms_synthetic_plan *plan)
{
    static const int32_t self_only[QUANTILES] = {0,    0,    0,    60,   360,  540,  690,  820,  950,  1080, 1200,
                                                 1330, 1470, 1620, 1790, 1990, 2240, 2560, 3000, 3700, 7000};
    static const int32_t increase[QUANTILES] = {0,    0,    240,  480,  720,  960,  1200, 1450, 1700,  2000, 2350,
                                                2750, 3200, 3700, 4300, 5000, 5800, 6800, 8100, 10400, 18000};
    bool dental_only = plan->dental && !plan->medical;
    ms_cents part = dental_only ? 12 : 1; /* dental plans cost a small part of medical ones */
    plan->basis = chance(d, 620) ? MS_COST_TIERS : MS_COST_ADD_DEPENDENTS;
    plan->per = chance(d, 650) && parent->per != MS_PER_YEAR ? parent->per : MS_PER_MONTH;
    ms_cents alone = draw_dollars(d, self_only) / part;
    ms_cents more = draw_dollars(d, increase) / part;
    if (chance(d, 30)) {
        price_on_edge(d, parent, plan);
    } else {
        plan->increase = more / periods_a_year[plan->per];
    }
    plan->self_only = plan->basis == MS_COST_TIERS ? alone / periods_a_year[plan->per] : 0;
}

static void draw_plan(drawing *d, ms_synthetic_parent *parent, uint32_t covers_in_thousand, bool first,
                      ms_synthetic_plan *plan)
{
    static const uint16_t holders[] = {750, 200, 50};
    draw_source(d, plan);
    draw_benefits(d, plan);
    plan->holder = (ms_synthetic_holder)pick(d, holders, 3);
    draw_covers(d, covers_in_thousand, plan);
    draw_days(d, plan);
    draw_cost(d, parent, plan);
    draw_area(d, parent->place, first, &plan->area);
    plan->lost = lose(d, MS_PLAN_FACTS);
}

/* Draws the plans of a parent, the first of which covers the children so many times in a thousand. */
static void draw_plans(drawing *d, ms_party party, const uint16_t counts[MS_SYNTHETIC_PLANS + 1],
                       uint32_t covers_in_thousand)
{
    ms_synthetic_parent *parent = &d->out->parents[party];
    parent->plan_count = pick(d, counts, MS_SYNTHETIC_PLANS + 1);
    for (unsigned i = 0; i < parent->plan_count; i++) {
        bool first = i == 0;
        draw_plan(d, parent, first ? covers_in_thousand : 90, first && party == MS_PNS, &parent->plans[i]);
    }
}

/* ---- parents ----------------------------------------------------------------------------------------------------- */

static void draw_income(drawing *d, uint32_t none_in_thousand, const int32_t table[QUANTILES],
                        ms_synthetic_parent *parent)
{
    static const uint16_t periods[] = {311, 350, 190, 109, 40};
    bool none = chance(d, none_in_thousand);
    ms_period per = (ms_period)(MS_PER_WEEK + (int)pick(d, periods, 5));
    ms_cents a_year = draw_dollars(d, table);
    parent->per = none ? MS_PER_MONTH : per;
    parent->income = none ? 0 : a_year / periods_a_year[parent->per];
}

/* The request for information to a parent, and the answer where it came before as_of. */
static void draw_request(drawing *d, bool sent, ms_synthetic_parent *parent)
{
    ms_date as_of = d->out->as_of;
    ms_date day = days_after(as_of, -between(d, 5, 120));
    bool answers = chance(d, 700);
    ms_date answer = days_after(day, between(d, 3, 45));
    parent->sent = sent ? day : MS_NO_DATE;
    parent->answered = sent && answers && answer <= as_of ? answer : MS_NO_DATE;
}

/* Where a parent lives who lives apart from the children. */
static unsigned draw_place_apart(drawing *d, unsigned home)
{
    static const uint16_t wheres[] = {450, 190, 230, 130};
    enum { SAME_COUNTY, SAME_REGION, ANYWHERE };
    switch (pick(d, wheres, 4)) {
    case SAME_COUNTY:
        return home;
    case SAME_REGION:
        return ms_synthetic_place_near(&d->facts, home);
    case ANYWHERE:
        return ms_synthetic_place_draw(&d->facts);
    default:
        return ms_synthetic_place_beyond(&d->facts);
    }
}

static void draw_parent_seeking(drawing *d)
{
    static const int32_t incomes[QUANTILES] = {900,   4800,  8400,  11600, 14300, 16800, 19200,
                                               21500, 23800, 26200, 28700, 31400, 34300, 37500,
                                               41100, 45300, 50500, 57500, 68000, 88000, 210000};
    ms_synthetic_parent *parent = &d->out->parents[MS_PSS];
    parent->place = ms_synthetic_place_draw(&d->facts);
    parent->per = MS_PER_MONTH;
    if (d->out->kind != MS_KIND_AGENCY) {
        draw_income(d, 220, incomes, parent);
    }
    parent->lost = lose(d, MS_PARENT_FACTS);
}

static void draw_plans_seeking(drawing *d)
{
    static const uint16_t of_parent[] = {400, 430, 130, 40};
    static const uint16_t of_custodian[] = {600, 330, 60, 10};
    if (d->out->kind == MS_KIND_PARENT) {
        draw_plans(d, MS_PSS, of_parent, 460);
    }
    if (d->out->kind == MS_KIND_CUSTODIAN) {
        draw_plans(d, MS_PSS, of_custodian, 250);
    }
    d->out->wish = chance(d, 740);
}

static void draw_parent_not_seeking(drawing *d)
{
    static const int32_t incomes[QUANTILES] = {1500,  6500,  11000, 14600, 17600, 20400,  23000,
                                               25600, 28300, 31100, 34000, 37100, 40500,  44300,
                                               48600, 53600, 59800, 68000, 80500, 104000, 260000};
    static const uint16_t plans[] = {300, 470, 170, 60};
    ms_synthetic_parent *parent = &d->out->parents[MS_PNS];
    parent->place = draw_place_apart(d, d->out->children[0].place);
    draw_income(d, 90, incomes, parent);
    draw_plans(d, MS_PNS, plans, 280);
    parent->lost = lose(d, MS_PARENT_FACTS);
}

static void draw_requests(drawing *d)
{
    bool any = chance(d, 600);
    bool to_both = chance(d, 800);
    bool to_pns = chance(d, 500);
    bool agency = d->out->kind == MS_KIND_AGENCY;
    draw_request(d, any && (to_both || to_pns), &d->out->parents[MS_PNS]);
    draw_request(d, any && (to_both || !to_pns) && !agency, &d->out->parents[MS_PSS]);
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

/* Line 4 in tenths of a percent, of the monthly incomes alone. */
static uint32_t line_4_of(ms_cents pns, ms_cents pss)
{
    ms_cents both = pns + pss;
    return both == 0 ? 500 : (uint32_t)((pns * 1000 + both / 2) / both);
}

static void draw_lines(drawing *d, ms_party party, ms_cents monthly)
{
    static const uint16_t in_thousand[MS_SYNTHETIC_LINES] = {1000, 40, 160, 40, 220};
    ms_cents *lines = d->out->form14.lines[party];
    for (unsigned i = 1; i < MS_SYNTHETIC_LINES; i++) {
        bool entered = chance(d, in_thousand[i]);
        ms_cents amount = 100 * (ms_cents)between(d, 60, 600);
        lines[i] = entered ? amount : 0;
    }
    lines[0] = monthly;
    d->out->form14.lost[party] = lose(d, MS_SYNTHETIC_LINES);
}

static void draw_form14(drawing *d)
{
    static const uint16_t sources[] = {220, 450, 330}; /* none calculated, line 4, the lines */
    ms_cents monthly[2];
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_synthetic_parent *parent = &d->out->parents[party];
        monthly[party] = parent->income * periods_a_year[parent->per] / 12;
        draw_lines(d, (ms_party)party, monthly[party]);
    }
    d->out->form14.source = (ms_form14_source)pick(d, sources, 3);
    d->out->form14.line_4 = line_4_of(monthly[MS_PNS], monthly[MS_PSS]);
}

static void draw_order(drawing *d)
{
    static const uint16_t orders[] = {120, 250, 150, 240, 240};
    ms_synthetic_case *c = d->out;
    c->action = chance(d, 220) ? MS_MODIFY : MS_ESTABLISH;
    c->order = (ms_synthetic_order)pick(d, orders, 5);
    c->order_for_first = chance(d, 150);
}

static void draw_provenance(drawing *d)
{
    bool any = chance(d, 300);
    unsigned drawn = below(d, 1u << MS_SYNTHETIC_SOURCES);
    d->out->received = days_after(d->out->as_of, -between(d, 1, 90));
    d->out->provenance = any ? drawn : 0;
}

static ms_kind draw_kind(drawing *d)
{
    static const uint16_t kinds[] = {840, 90, 70};
    static const uint16_t kinds_of_groups[] = {0, 500, 500}; /* neither parent seeks support */
    return (ms_kind)pick(d, d->out->in_group ? kinds_of_groups : kinds, 3);
}

/* Two cases that follow one another may be of one family with two parents not seeking support. */
static void draw_group(const ms_caseload *caseload, uint64_t index, ms_synthetic_case *c)
{
    ms_random random = ms_random_at(caseload->seed, FOR_GROUP, index / 2);
    c->in_group = ms_random_chance(&random, 30);
    c->family = c->in_group ? index / 2 * 2 : index;
}

void ms_synthetic_draw(const ms_caseload *caseload, uint64_t index, ms_synthetic_case *out)
{
    memset(out, 0, sizeof *out);
    out->seed = caseload->seed;
    out->index = index;
    out->as_of = caseload->as_of;
    draw_group(caseload, index, out);
    drawing d = {.facts = ms_random_at(caseload->seed, FOR_FAMILY, out->family),
                 .losses = ms_random_at(caseload->seed, FOR_LOSSES, index),
                 .missing = caseload->missing,
                 .out = out};
    out->kind = draw_kind(&d);
    draw_parent_seeking(&d);
    draw_children(&d);
    draw_plans_seeking(&d);
    d.facts = ms_random_at(caseload->seed, FOR_CASE, index);
    draw_parent_not_seeking(&d);
    draw_requests(&d);
    draw_form14(&d);
    draw_order(&d);
    draw_provenance(&d);
    for (unsigned i = 0; i < out->child_count; i++) {
        out->children[i].lost = lose(&d, MS_CHILD_FACTS);
    }
    out->lost = lose(&d, MS_CASE_FACTS);
}
