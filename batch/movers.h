/* Who moves between the baseline and another setting, and why. */
#ifndef MEDSUPPORT_BATCH_MOVERS_H
#define MEDSUPPORT_BATCH_MOVERS_H

#include "batch/simulate.h"

/* What of a setting makes the difference: without any of it the child would not come out where it does. */
typedef struct ms_move_reason {
    uint32_t readings; /* bit r: the choice of reading r */
    bool share;        /* the default share */
    bool percent;      /* the ceiling: a cost test turns */
    bool turn_known;   /* of the ceiling, what follows: which test, and where */
    ms_party party;
    uint32_t plan;
    int32_t passes_from; /* hundredths of a percent */
} ms_move_reason;

typedef struct ms_move {
    const ms_stored_case *stored;
    uint32_t child;
    uint32_t setting;
    unsigned from, to; /* standings */
    ms_move_reason reason;
} ms_move;

/* What is done with a move. False: give up. */
typedef bool (*ms_take_move)(void *context, const ms_move *move);

/* The moves of a case, child by child, in the order of the settings. False when `take` gave up. */
bool ms_moves_of(ms_evaluator *evaluator, const ms_stored_case *stored, ms_take_move take, void *context);

/* The move of a child under a setting where it moves. */
ms_move ms_move_of(const ms_grid *grid, uint32_t setting, const ms_moved_child *moved);

/* The name of a standing: "(5)(A)" .. "(5)(F)", "undecided", "needs_information". */
const char *ms_standing_name(unsigned standing);

/* Appends a reason: "cost test of plan acme-ppo turns at 6.28 %; reading custodian=as-parent". */
void ms_put_reason(ms_buffer *out, const ms_grid *grid, const ms_move *move);

/* The moves of a whole caseload as a table (RFC 4180), in the order of the caseload, whatever the number of threads:
 * case_id, child_id, what is varied, from, to, reason. `put` is called by one thread at a time. MS_ERROR_OUTPUT when it
 * gave up; MS_ERROR_MEMORY. */
ms_status ms_moves_write(const ms_case_store *store, const ms_sharing *sharing, unsigned threads,
                         bool (*put)(void *context, const char *text, size_t length), void *context);

#endif
