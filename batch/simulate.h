/*
 * A caseload under every setting of a grid, counted: where the children come out, who moves between the baseline and each
 * setting, the premiums ordered, and what may be once missing facts are known. Counts of parts add up to those of the
 * whole in any order, so that the number of threads changes nothing.
 */
#ifndef MEDSUPPORT_BATCH_SIMULATE_H
#define MEDSUPPORT_BATCH_SIMULATE_H

#include "batch/caseload.h"
#include "batch/evaluation.h"

/* The increases in premiums that are ordered of one parent: of the first plan of each order, once a case. */
typedef struct ms_premiums {
    __int128_t year_cents; /* of those that are known */
    int64_t plans;         /* how many are known */
    int64_t unknown;       /* how many are not: the cost, or by which plan */
} ms_premiums;

/* What a setting comes to. */
typedef struct ms_setting_totals {
    int64_t codes[256];                         /* children by ms_code_of */
    int64_t cases[MS_NEEDS_INFORMATION + 1];    /* cases by the status of the least settled child */
    ms_premiums premiums[2];                    /* by ms_party */
    uint64_t moved[MS_STANDINGS][MS_STANDINGS]; /* children, from the baseline's standing to this one's; they differ */
    uint64_t moved_cases;                       /* cases with such a child */
    uint64_t other_percentage;                  /* children who stay under (E) or (F) with another percentage */
    uint64_t certain_movers, possible_movers;   /* children whose paragraph differs, whatever the missing facts are;
                                                    and may differ, once they are known */
} ms_setting_totals;

/* A child who moves, by way of example. */
typedef struct ms_moved_child {
    const ms_stored_case *stored;
    size_t part;
    uint32_t child;
} ms_moved_child;

/* The first movers of a setting, in the order of the caseload. */
enum { MS_MAX_EXAMPLES = 10 };

typedef struct ms_examples {
    uint32_t count;
    ms_moved_child at[MS_MAX_EXAMPLES];
} ms_examples;

typedef struct ms_simulation {
    const ms_grid *grid;
    uint64_t case_count, child_count;
    uint64_t reject_count;     /* cases that could not be read */
    ms_date as_of;             /* of every case; MS_NO_DATE: of each as it says */
    uint64_t determinations;   /* how many were made for all settings together */
    ms_setting_totals *totals; /* by setting */
    ms_examples *examples;     /* likewise */
} ms_simulation;

typedef struct ms_simulating ms_simulating;

/* Starts to count on `threads` threads, in *simulating, owned by the caller. Store and sharing must outlive it. */
ms_status ms_simulate_start(const ms_case_store *store, const ms_sharing *sharing, unsigned threads,
                            ms_simulating **simulating);

/* Waits until all is done, or `milliseconds` have passed; *cases: how many are done. True when all is done. */
bool ms_simulate_wait(ms_simulating *simulating, unsigned milliseconds, uint64_t *cases);

/* Waits until all is done, frees what was started, and gives what it came to in *simulation, which the caller frees with
 * ms_simulation_free, and completes with what the caller alone knows: reject_count and as_of. Its examples last as long
 * as the store. MS_ERROR_MEMORY. */
ms_status ms_simulate_end(ms_simulating *simulating, ms_simulation *simulation);

void ms_simulation_free(ms_simulation *simulation);

/* ---- what the totals say ----------------------------------------------------------------------------------------- */

/* Children of a standing, 0..MS_STANDINGS-1. */
uint64_t ms_total_children(const ms_setting_totals *totals, unsigned standing);

/* The fewest and the most children that may come under a paragraph, MS_5A..MS_NO_PARAGRAPH, once missing facts are
 * known. */
uint64_t ms_total_least(const ms_setting_totals *totals, ms_paragraph paragraph);
uint64_t ms_total_most(const ms_setting_totals *totals, ms_paragraph paragraph);

/* Children whose standing differs from the baseline's: all; those who come from a standing; those who go to one. */
uint64_t ms_total_moved(const ms_setting_totals *totals);
uint64_t ms_total_moved_from(const ms_setting_totals *totals, unsigned standing);
uint64_t ms_total_moved_to(const ms_setting_totals *totals, unsigned standing);

#endif
