/*
 * What the peers in C have in common: they decide the cases of bench/cases.c, all facts known, from the first on,
 * write what they found to a file, a paragraph a byte, and then measure in turns as bench/outcomes.c does.
 */
#ifndef BENCH_PEERS_TURNS_H
#define BENCH_PEERS_TURNS_H

#include "bench/cases.h"

/* Decides every case: 0 for (5)(A) to 5 for (5)(F). False when it cannot. */
typedef bool decide_all(void *peer, const flat_case *flats, size_t count, uint8_t *paragraphs);

/* `count` cases, all facts known; NULL when there is no memory. To be freed. */
flat_case *draw_known_cases(size_t count);

/* Decides once, writes the paragraphs to `path` and the count to the standard output. Then decides `passes` times for
 * each line that comes in and answers with the nanoseconds a case; what is decided must stay the same. False when it
 * fails. */
bool take_turns(decide_all *decide, void *peer, const flat_case *flats, size_t count, int passes, const char *path);

#endif
