/*
 * The homes that a child may turn out to have, as far as the plans can tell them apart. Where a part of the home is
 * unknown it may be any that some service area lists, or one that none lists.
 */
#ifndef MEDSUPPORT_DETERMINE_HOMES_H
#define MEDSUPPORT_DETERMINE_HOMES_H

#include "base/arena.h"

#include <medsupport/facts.h>

/* How many homes are told apart at most. */
enum { MS_MAX_HOMES = 256 };

/* The plans whose service area holds one home: bit 32 p + i for plan i of party p. */
typedef uint64_t ms_reach;

/* The different reaches that homes may have; a home's reach is one by its zip with one by its state and county. */
typedef struct ms_homes {
    uint32_t zip_count, place_count; /* at least 1 */
    ms_reach zips[MS_MAX_HOMES];
    ms_reach places[MS_MAX_HOMES];
} ms_homes;

/* The plans that surely hold a home; a part of it that is unknown reaches nothing. */
ms_reach ms_reach_of(const ms_case *facts, const ms_place *home);

/* How many zips a home may have that lists could tell apart, and the k-th; some may come more than once. */
uint32_t ms_zip_candidate_count(const ms_case *facts, const ms_place *home);
uint32_t ms_zip_candidate(const ms_case *facts, const ms_place *home, uint32_t k);

/* The same for the state and county together: each listed county, each of their states with another county, each listed
 * state, and elsewhere. The zip of a candidate is MS_ZIP_ELSEWHERE. */
uint32_t ms_place_candidate_count(const ms_case *facts, const ms_place *home);
uint32_t ms_first_state_candidate(const ms_case *facts); /* the number of the first listed state */
ms_place ms_place_candidate(const ms_case *facts, const ms_place *home, uint32_t k);

typedef enum ms_home_part { MS_HOME_ZIP = 0, MS_HOME_COUNTY, MS_HOME_STATE } ms_home_part;

/* How many candidates there are for a part of a home that is unknown. */
uint32_t ms_home_candidate_count(const ms_case *facts, const ms_place *home, ms_home_part part);

/* Of the candidates for a part that is unknown those that plans tell apart: of several that none does, whatever the other parts
 * are, one. Their numbers in the arena, *count of them; NULL when memory is out. */
const uint32_t *ms_homes_apart(const ms_case *facts, const ms_place *home, ms_home_part part, ms_arena *arena,
                               uint32_t *count);

/* All the reaches that the home may have. False, and some are left out, where the plans tell more than MS_MAX_HOMES
 * homes apart. A document that would is refused; of such facts made otherwise nothing is ruled out. */
bool ms_homes_make(const ms_case *facts, const ms_place *home, ms_homes *homes);

#endif
