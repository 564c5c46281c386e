/* What holds in a case on a day, as far as it was recorded by an event: the facts in force, and conflicts. */
#ifndef MEDSUPPORT_CASEFILE_VIEW_H
#define MEDSUPPORT_CASEFILE_VIEW_H

#include "casefile/state.h"

#include <medsupport/status.h>

typedef struct ms_view {
    uint64_t upto; /* the last event that is looked at */
    ms_date on;    /* what takes effect later is left out */
} ms_view;

typedef enum ms_standing_kind {
    MS_STANDS_UNKNOWN = 0, /* nobody says */
    MS_STANDS_KNOWN,
    MS_STANDS_CONFLICT /* the sources disagree */
} ms_standing_kind;

/* How a fact stands. Of a child or plan itself: whether there is one, by whatever claim mentions it (NULL: the opening of
 * the case). Of a parent's plans: known when there is none. */
typedef struct ms_standing {
    ms_standing_kind kind;
    const ms_claim *claim; /* the one in force; of a conflict the latest */
} ms_standing;

/* How every fact stands, by the slots' numbers; in the arena, NULL when memory is out. */
ms_standing *ms_standings_make(const ms_state *state, ms_view view, ms_arena *arena);

/* How one fact stands. slot: NULL stands for unknown. MS_ERROR_MEMORY. */
ms_status ms_standing_find(const ms_state *state, ms_view view, const ms_fact_slot *slot, ms_arena *arena,
                           ms_standing *standing);

/* Whether what a claim says still counts: it is not taken back, superseded by its own source, or history. */
bool ms_claim_counts(const ms_state *state, ms_view view, const ms_claim *claim);

/* Calls with each claim that counts on a fact; for a parent's plans that is each claim of having none and of each plan.
 */
void ms_standing_claims(const ms_state *state, ms_view view, const ms_fact_slot *slot,
                        void (*each)(void *context, const ms_claim *claim), void *context);

/* Whether an event is in view and stands there. */
bool ms_in_view(const ms_entry *entry, ms_view view);

/* The names of sources; NULL ends it. */
extern const char *const ms_fact_sources[];
bool ms_is_fact_source(ms_text name);

#endif
