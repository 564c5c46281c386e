/* The unknown facts of a case, in the order in which the rule asks for them, and values that they may take. */
#ifndef MEDSUPPORT_DETERMINE_UNKNOWN_H
#define MEDSUPPORT_DETERMINE_UNKNOWN_H

#include "base/arena.h"
#include "determine/fact.h"

#include <medsupport/rule.h>

#include <stddef.h>

/* An unknown fact and the earliest paragraph of (5) that asks for it. */
typedef struct ms_unknown {
    ms_fact fact;
    ms_paragraph paragraph;
} ms_unknown;

/* All unknown facts of the case in the order of the rule, of which *count; NULL when memory is out. Whether any of
 * them matters is not asked. */
ms_unknown *ms_unknowns(const ms_case *facts, ms_arena *arena, size_t *count);

/* A copy of a case whose facts can be changed without changing the original: plans and children are its own, with
 * room for one plan of a parent of whose plans nothing is known. NULL when memory is out. */
ms_case *ms_case_copy(const ms_case *facts, ms_arena *arena);

/* Puts the copy's children and plans back as they are in the original. */
void ms_case_restore(ms_case *copy, const ms_case *facts);

/* Gives an unknown fact its k-th value of those that can settle what turns on it; false when there are no more.
 * The case must be a copy. */
bool ms_fact_assign(ms_case *copy, ms_fact fact, uint32_t k);

#endif
