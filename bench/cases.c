#include "bench/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static unsigned draw(unsigned below)
{
    static uint64_t state = 20261122;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((state >> 33) % below);
}

/* Whether a fact that may be unknown is: so many in ten. */
static bool is_missing(unsigned missing_in_ten)
{
    return draw(10) < missing_in_ten;
}

static int64_t draw_amount(unsigned missing_in_ten, unsigned least, unsigned below)
{
    return is_missing(missing_in_ten) ? UNKNOWN_NUMBER : (int64_t)(least + draw(below - least));
}

static uint8_t draw_truth(unsigned missing_in_ten, unsigned yes_in_ten)
{
    if (is_missing(missing_in_ten)) {
        return MS_UNKNOWN;
    }
    return draw(10) < yes_in_ten ? MS_YES : MS_NO;
}

/* A period, weekly pay coming in more often than yearly pay. */
static uint8_t draw_period(unsigned missing_in_ten)
{
    static const uint8_t periods[] = {MS_PER_WEEK,  MS_PER_TWO_WEEKS, MS_PER_TWO_WEEKS, MS_PER_HALF_MONTH,
                                      MS_PER_MONTH, MS_PER_MONTH,     MS_PER_YEAR};
    return is_missing(missing_in_ten) ? MS_PERIOD_UNKNOWN : periods[draw(7)];
}

enum { SOME_STATES = 3, SOME_COUNTIES = 4, SOME_ZIPS = 12 };

static void draw_lists(flat_plan *plan)
{
    enum { OF_ZIPS = 1, OF_COUNTIES = 2, OF_STATES = 4 };
    static const unsigned some[] = {OF_ZIPS, OF_COUNTIES, OF_STATES, OF_ZIPS | OF_COUNTIES};
    unsigned lists = some[draw(4)];
    unsigned zips = (lists & OF_ZIPS) != 0 ? 1 + draw(ZIPS_A_PLAN) : 0;
    for (unsigned i = 0; i < zips; i++) {
        plan->zips[i] = 65002 + draw(SOME_ZIPS);
    }
    unsigned counties = (lists & OF_COUNTIES) != 0 ? 1 + draw(COUNTIES_A_PLAN) : 0;
    for (unsigned i = 0; i < counties; i++) {
        plan->county_states[i] = (uint16_t)(1 + draw(SOME_STATES));
        plan->counties[i] = (uint16_t)(1 + draw(SOME_COUNTIES));
    }
    plan->state = (lists & OF_STATES) != 0 ? (uint16_t)(1 + draw(SOME_STATES)) : 0;
}

static void draw_cost(unsigned missing_in_ten, flat_plan *plan)
{
    static const unsigned periods[] = {1, 52, 26, 24, 12, 1};
    plan->per = draw_period(missing_in_ten);
    unsigned a_year = 600000 / periods[plan->per];
    plan->basis = is_missing(missing_in_ten) ? MS_COST_UNKNOWN : draw(2) == 0 ? MS_COST_TIERS : MS_COST_ADD_DEPENDENTS;
    plan->self_only = UNKNOWN_NUMBER;
    plan->family = UNKNOWN_NUMBER;
    plan->add_dependents = UNKNOWN_NUMBER;
    if (plan->basis == MS_COST_TIERS) {
        plan->self_only = draw_amount(missing_in_ten, 0, a_year / 2);
        plan->family = draw_amount(missing_in_ten, a_year / 3, a_year);
    }
    if (plan->basis == MS_COST_ADD_DEPENDENTS) {
        plan->add_dependents = draw_amount(missing_in_ten, 0, a_year);
    }
}

static void draw_plan(unsigned missing_in_ten, ms_date as_of, flat_plan *plan)
{
    unsigned benefits = draw(8);
    plan->medical = benefits != 0;
    plan->dental = benefits < 2;
    plan->covers = draw_truth(missing_in_ten, 2);
    plan->source = is_missing(missing_in_ten) ? MS_SOURCE_UNKNOWN : (uint8_t)(MS_SOURCE_EMPLOYER + draw(3));
    plan->available_from = draw(5) != 0 ? MS_NO_DATE : as_of - 60 + (ms_date)draw(120);
    plan->covered_until = draw(5) != 0 ? MS_NO_DATE : as_of - 60 + (ms_date)draw(120);
    draw_cost(missing_in_ten, plan);
    plan->area = is_missing(missing_in_ten) ? MS_AREA_UNKNOWN : draw(2) == 0 ? MS_AREA_UNLIMITED : MS_AREA_LISTS;
    if (plan->area == MS_AREA_LISTS) {
        draw_lists(plan);
    }
}

static void draw_parent(unsigned missing_in_ten, bool agency, flat_case *flat, ms_party party)
{
    flat_parent *parent = &flat->parents[party];
    static const unsigned periods[] = {1, 52, 26, 24, 12, 1};
    if (draw(3) == 0) {
        parent->sent = flat->as_of - (ms_date)draw(60);
        parent->answered = draw(2) == 0 ? MS_NO_DATE : parent->sent + (ms_date)draw(40);
    }
    parent->income_per = draw_period(missing_in_ten);
    parent->income = draw_amount(missing_in_ten, 0, 9000000 / periods[parent->income_per]);
    parent->plan_count = agency ? 0 : is_missing(missing_in_ten) ? UNKNOWN_NUMBER : (int8_t)(1 + draw(2));
    for (int i = 0; i < parent->plan_count; i++) {
        draw_plan(missing_in_ten, flat->as_of, &flat->plans[party][i]);
    }
}

void draw_case(unsigned missing_in_ten, flat_case *flat)
{
    memset(flat, 0, sizeof *flat);
    flat->as_of = 738000 + (ms_date)draw(1000);
    unsigned who = draw(10);
    flat->kind = who == 0 ? MS_KIND_AGENCY : who == 1 ? MS_KIND_CUSTODIAN : MS_KIND_PARENT;
    flat->wish = draw_truth(missing_in_ten, 6);
    flat->public_coverage = is_missing(missing_in_ten) ? (draw(2) == 0 ? MS_PUBLIC_UNKNOWN : MS_PUBLIC_ENROLLED)
                                                       : (uint8_t)(MS_PUBLIC_NONE + draw(4));
    flat->zip = is_missing(missing_in_ten) ? 0 : 65002 + draw(SOME_ZIPS);
    flat->state = is_missing(missing_in_ten) ? 0 : (uint16_t)(1 + draw(SOME_STATES));
    flat->county = is_missing(missing_in_ten) ? 0 : (uint16_t)(1 + draw(SOME_COUNTIES));
    flat->calculated = draw_truth(missing_in_ten, 7);
    flat->line_4 =
        flat->calculated == MS_YES && !is_missing(missing_in_ten) ? (int32_t)(10 * draw(1001)) : UNKNOWN_NUMBER;
    draw_parent(missing_in_ten, false, flat, MS_PNS);
    draw_parent(missing_in_ten, flat->kind == MS_KIND_AGENCY, flat, MS_PSS);
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

static ms_amount amount_of(int64_t cents)
{
    return cents == UNKNOWN_NUMBER ? (ms_amount){0} : (ms_amount){true, cents};
}

/* `count` zeroed elements of `size` bytes. */
static void *take(pool *memory, size_t count, size_t size)
{
    void *piece = memory->next;
    size_t bytes = (count * size + 7) / 8 * 8;
    if (bytes > (size_t)(memory->end - memory->next)) {
        abort();
    }
    memory->next += bytes;
    return memset(piece, 0, bytes);
}

static void fill_area(const flat_plan *flat, pool *memory, ms_area *area)
{
    area->kind = (ms_area_kind)flat->area;
    while (area->zip_count < ZIPS_A_PLAN && flat->zips[area->zip_count] != 0) {
        area->zip_count++;
    }
    while (area->county_count < COUNTIES_A_PLAN && flat->counties[area->county_count] != 0) {
        area->county_count++;
    }
    area->state_count = flat->state != 0 ? 1 : 0;
    uint32_t *zips = take(memory, area->zip_count, sizeof *zips);
    memcpy(zips, flat->zips, area->zip_count * sizeof *zips);
    ms_place *counties = take(memory, area->county_count, sizeof *counties);
    for (uint32_t i = 0; i < area->county_count; i++) {
        counties[i] = (ms_place){.state = flat->county_states[i], .county = flat->counties[i]};
    }
    uint16_t *states = take(memory, area->state_count, sizeof *states);
    memcpy(states, &flat->state, area->state_count * sizeof *states);
    area->zips = zips;
    area->counties = counties;
    area->states = states;
}

static void fill_plan(const flat_plan *flat, pool *memory, ms_plan *plan)
{
    *plan = (ms_plan){.medical = flat->medical != 0,
                      .dental = flat->dental != 0,
                      .covers_known = flat->covers != MS_UNKNOWN,
                      .covers = flat->covers == MS_YES ? 1 : 0,
                      .source = (ms_source)flat->source,
                      .available_from = flat->available_from,
                      .covered_until = flat->covered_until,
                      .cost = {.basis = (ms_cost_basis)flat->basis,
                               .per = (ms_period)flat->per,
                               .self_only = amount_of(flat->self_only),
                               .family = amount_of(flat->family),
                               .add_dependents = amount_of(flat->add_dependents)}};
    fill_area(flat, memory, &plan->area);
}

static ms_parent make_parent(const flat_parent *flat, const flat_plan *plans, pool *memory)
{
    ms_parent parent = {.income = {amount_of(flat->income), (ms_period)flat->income_per},
                        .plans_known = flat->plan_count != UNKNOWN_NUMBER,
                        .plan_count = flat->plan_count > 0 ? (uint32_t)flat->plan_count : 0};
    parent.plans = take(memory, parent.plan_count, sizeof *parent.plans);
    for (uint32_t i = 0; i < parent.plan_count; i++) {
        fill_plan(&plans[i], memory, &parent.plans[i]);
    }
    return parent;
}

/* The requests that were sent. */
static const ms_request *make_requests(const flat_case *flat, pool *memory, uint32_t *count)
{
    ms_request *requests = take(memory, 2, sizeof *requests);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const flat_parent *parent = &flat->parents[party];
        if (parent->sent != MS_NO_DATE) {
            requests[(*count)++] = (ms_request){(ms_party)party, parent->sent, parent->answered};
        }
    }
    return requests;
}

const ms_case *make_case(const flat_case *flat, pool *memory)
{
    ms_case *facts = take(memory, 1, sizeof *facts);
    ms_child *child = take(memory, 1, sizeof *child);
    *child =
        (ms_child){.home = {flat->zip, flat->state, flat->county}, .public_coverage = (ms_public)flat->public_coverage};
    *facts = (ms_case){.as_of = flat->as_of,
                       .kind = (ms_kind)flat->kind,
                       .maintain_coverage = (ms_truth)flat->wish,
                       .child_count = 1,
                       .children = child,
                       .form14 = {.calculated = (ms_truth)flat->calculated,
                                  .source = flat->line_4 == UNKNOWN_NUMBER ? MS_FORM14_NOTHING : MS_FORM14_LINE_4,
                                  .line_4 = flat->line_4}};
    facts->requests = make_requests(flat, memory, &facts->request_count);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        facts->parents[party] = make_parent(&flat->parents[party], flat->plans[party], memory);
    }
    return facts;
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

/* A field: its name, NumPy's name of its type, where it stands. */
typedef struct field {
    const char *name;
    const char *type;
    size_t at, size;
} field;

static const field case_fields[] = {
    {"as_of", "<i4", offsetof(flat_case, as_of), 4},
    {"zip", "<u4", offsetof(flat_case, zip), 4},
    {"state", "<u2", offsetof(flat_case, state), 2},
    {"county", "<u2", offsetof(flat_case, county), 2},
    {"kind", "|u1", offsetof(flat_case, kind), 1},
    {"wish", "|u1", offsetof(flat_case, wish), 1},
    {"public_coverage", "|u1", offsetof(flat_case, public_coverage), 1},
};

static const field parent_fields[] = {
    {"income", "<i8", offsetof(flat_parent, income), 8},
    {"sent", "<i4", offsetof(flat_parent, sent), 4},
    {"answered", "<i4", offsetof(flat_parent, answered), 4},
    {"income_per", "|u1", offsetof(flat_parent, income_per), 1},
    {"plan_count", "|i1", offsetof(flat_parent, plan_count), 1},
};

static const field plan_fields[] = {
    {"self_only", "<i8", offsetof(flat_plan, self_only), 8},
    {"family", "<i8", offsetof(flat_plan, family), 8},
    {"add_dependents", "<i8", offsetof(flat_plan, add_dependents), 8},
    {"available_from", "<i4", offsetof(flat_plan, available_from), 4},
    {"covered_until", "<i4", offsetof(flat_plan, covered_until), 4},
    {"zip_0", "<u4", offsetof(flat_plan, zips[0]), 4},
    {"zip_1", "<u4", offsetof(flat_plan, zips[1]), 4},
    {"zip_2", "<u4", offsetof(flat_plan, zips[2]), 4},
    {"county_state_0", "<u2", offsetof(flat_plan, county_states[0]), 2},
    {"county_state_1", "<u2", offsetof(flat_plan, county_states[1]), 2},
    {"county_0", "<u2", offsetof(flat_plan, counties[0]), 2},
    {"county_1", "<u2", offsetof(flat_plan, counties[1]), 2},
    {"state", "<u2", offsetof(flat_plan, state), 2},
    {"medical", "|u1", offsetof(flat_plan, medical), 1},
    {"covers", "|u1", offsetof(flat_plan, covers), 1},
    {"basis", "|u1", offsetof(flat_plan, basis), 1},
    {"per", "|u1", offsetof(flat_plan, per), 1},
    {"area", "|u1", offsetof(flat_plan, area), 1},
};

/* NumPy's format 1.0: a magic word, the length of the header, the header padded to 64 bytes in all, the elements. */
static bool write_header(FILE *file, const char *type, size_t count)
{
    enum { HEAD = 10, WHOLE = 128 };
    char header[WHOLE + 1];
    int length =
        snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': (%zu,), }", type, count);
    static const char magic[HEAD] = {'\x93', 'N', 'U', 'M', 'P', 'Y', 1, 0, WHOLE - HEAD, 0};
    return length > 0 && length < WHOLE - HEAD && fwrite(magic, 1, HEAD, file) == HEAD
           && fprintf(file, "%-*s\n", WHOLE - HEAD - 1, header) == WHOLE - HEAD;
}

bool write_column(const char *path, const char *type, size_t size, size_t count, const void *first, size_t stride)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool good = write_header(file, type, count);
    for (size_t i = 0; good && i < count; i++) {
        good = fwrite((const char *)first + i * stride, size, 1, file) == 1;
    }
    return fclose(file) == 0 && good;
}

/* Writes the fields of one struct of the case, which stands at `base` in it, as DIRECTORY/PREFIXNAME.npy. */
static bool write_fields(const flat_case *flats, size_t count, const char *directory, const char *prefix,
                         const field *fields, size_t field_count, size_t base)
{
    for (size_t i = 0; i < field_count; i++) {
        char path[512];
        int length = snprintf(path, sizeof path, "%s/%s%s.npy", directory, prefix, fields[i].name);
        const char *first = (const char *)flats + base + fields[i].at;
        if (length < 0 || length >= (int)sizeof path
            || !write_column(path, fields[i].type, fields[i].size, count, first, sizeof *flats)) {
            return false;
        }
    }
    return true;
}

bool write_columns(const flat_case *flats, size_t count, const char *directory)
{
    static const char *const prefixes[2][1 + PLANS_A_PARENT] = {{"pns_", "pns_0_", "pns_1_"},
                                                                {"pss_", "pss_0_", "pss_1_"}};
    static const size_t plan_field_count = sizeof plan_fields / sizeof plan_fields[0];
    static const size_t parent_field_count = sizeof parent_fields / sizeof parent_fields[0];
    bool good = write_fields(flats, count, directory, "", case_fields, sizeof case_fields / sizeof case_fields[0], 0);
    for (size_t party = 0; party < 2; party++) {
        size_t base = offsetof(flat_case, parents) + party * sizeof(flat_parent);
        good =
            good && write_fields(flats, count, directory, prefixes[party][0], parent_fields, parent_field_count, base);
        for (size_t i = 0; i < PLANS_A_PARENT; i++) {
            base = offsetof(flat_case, plans) + (party * PLANS_A_PARENT + i) * sizeof(flat_plan);
            good =
                good
                && write_fields(flats, count, directory, prefixes[party][1 + i], plan_fields, plan_field_count, base);
        }
    }
    return good;
}
