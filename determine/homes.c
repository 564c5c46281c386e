#include "determine/homes.h"

#include <medsupport/rule.h>

/* Which of the three lists of a service area to count or take from. */
typedef enum list { ZIPS, COUNTIES, STATES } list;

static uint32_t list_length(const ms_area *area, list which)
{
    switch (which) {
    case ZIPS:
        return area->zip_count;
    case COUNTIES:
        return area->county_count;
    default:
        return area->state_count;
    }
}

/* How many entries the lists of all plans have together. */
static uint32_t entry_count(const ms_case *facts, list which)
{
    uint32_t count = 0;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &facts->parents[party];
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            count += list_length(&parent->plans[i].area, which);
        }
    }
    return count;
}

/* The area that holds entry *k of all plans' lists taken one after the other; *k becomes its place in that list. */
static const ms_area *find_entry(const ms_case *facts, list which, uint32_t *k)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &facts->parents[party];
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            uint32_t length = list_length(&parent->plans[i].area, which);
            if (*k < length) {
                return &parent->plans[i].area;
            }
            *k -= length;
        }
    }
    return NULL;
}

ms_reach ms_reach_of(const ms_case *facts, const ms_place *home)
{
    ms_reach reach = 0;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        const ms_parent *parent = &facts->parents[party];
        for (uint32_t i = 0; i < parent->plan_count; i++) {
            if (ms_rule_3_accessible(&parent->plans[i].area, home) == MS_YES) {
                reach |= UINT64_C(1) << (32 * party + (int)i);
            }
        }
    }
    return reach;
}

uint32_t ms_zip_candidate_count(const ms_case *facts, const ms_place *home)
{
    return home->zip != 0 ? 1 : entry_count(facts, ZIPS) + 1;
}

uint32_t ms_zip_candidate(const ms_case *facts, const ms_place *home, uint32_t k)
{
    if (home->zip != 0) {
        return home->zip;
    }
    const ms_area *area = find_entry(facts, ZIPS, &k);
    return area == NULL ? MS_ZIP_ELSEWHERE : area->zips[k];
}

uint32_t ms_first_state_candidate(const ms_case *facts)
{
    return 2 * entry_count(facts, COUNTIES);
}

uint32_t ms_place_candidate_count(const ms_case *facts, const ms_place *home)
{
    if (home->state != 0 && home->county != 0) {
        return 1;
    }
    return ms_first_state_candidate(facts) + entry_count(facts, STATES) + 1;
}

/* The k-th place that the lists name, whatever is known of the home. */
static ms_place listed_place(const ms_case *facts, uint32_t k)
{
    ms_place place = {.zip = MS_ZIP_ELSEWHERE, .state = MS_ELSEWHERE, .county = MS_ELSEWHERE};
    uint32_t counties = entry_count(facts, COUNTIES);
    bool whole = k < counties;
    uint32_t entry = whole ? k : k - counties;
    if (entry < counties) {
        const ms_area *area = find_entry(facts, COUNTIES, &entry);
        place.state = area->counties[entry].state;
        place.county = whole ? area->counties[entry].county : MS_ELSEWHERE;
        return place;
    }
    entry -= counties;
    const ms_area *area = find_entry(facts, STATES, &entry);
    if (area != NULL) {
        place.state = area->states[entry];
    }
    return place;
}

ms_place ms_place_candidate(const ms_case *facts, const ms_place *home, uint32_t k)
{
    ms_place place = {.zip = MS_ZIP_ELSEWHERE, .state = home->state, .county = home->county};
    if (home->state != 0 && home->county != 0) {
        return place;
    }
    ms_place listed = listed_place(facts, k);
    if (home->state == 0) {
        place.state = listed.state;
    }
    if (home->county == 0) {
        place.county = listed.county;
    }
    return place;
}

uint32_t ms_home_candidate_count(const ms_case *facts, const ms_place *home, ms_home_part part)
{
    return part == MS_HOME_ZIP ? ms_zip_candidate_count(facts, home) : ms_place_candidate_count(facts, home);
}

static bool same_place(const ms_place *a, const ms_place *b)
{
    return a->zip == b->zip && a->state == b->state && a->county == b->county;
}

/* Adds a reach to those already there, once. */
static bool add_reach(ms_reach reaches[MS_MAX_HOMES], uint32_t *count, ms_reach reach)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (reaches[i] == reach) {
            return true;
        }
    }
    if (*count == MS_MAX_HOMES) {
        return false;
    }
    reaches[(*count)++] = reach;
    return true;
}

bool ms_homes_make(const ms_case *facts, const ms_place *home, ms_homes *homes)
{
    homes->zip_count = 0;
    homes->place_count = 0;
    bool all = true;
    uint32_t zips = ms_zip_candidate_count(facts, home);
    for (uint32_t k = 0; k < zips; k++) {
        ms_place place = {ms_zip_candidate(facts, home, k), MS_ELSEWHERE, MS_ELSEWHERE};
        all = add_reach(homes->zips, &homes->zip_count, ms_reach_of(facts, &place)) && all;
    }
    uint32_t places = ms_place_candidate_count(facts, home);
    ms_place last = {.zip = 0};
    for (uint32_t k = 0; k < places; k++) {
        ms_place place = ms_place_candidate(facts, home, k);
        if (!same_place(&place, &last)) { /* as in a list of one state's counties */
            all = add_reach(homes->places, &homes->place_count, ms_reach_of(facts, &place)) && all;
        }
        last = place;
    }
    return all && homes->zip_count * homes->place_count <= MS_MAX_HOMES;
}
