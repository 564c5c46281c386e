/* Coverage that a divorce or a separation agreement established. No order takes its place in silence. */
#ifndef MEDSUPPORT_CASEFILE_EXISTING_H
#define MEDSUPPORT_CASEFILE_EXISTING_H

#include "casefile/kinds.h"

typedef struct ms_existing_coverage {
    ms_entry entry;
    ms_party provides;     /* MS_PARTY_UNKNOWN: somebody else */
    ms_text children;      /* a JSON list of ids */
    const ms_entry *ended; /* the last event that ended it, if it stands; NULL: it goes on */
} ms_existing_coverage;

extern const ms_event_kind ms_kind_existing_coverage_recorded, ms_kind_existing_coverage_ended;

/* The first that goes on on the day that is looked at and covers one of the children; NULL: none. */
const ms_existing_coverage *ms_existing_coverage_of(const ms_state *state, ms_look look, ms_text children);

#endif
