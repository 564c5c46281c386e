/*
 * Numbers that look random and are the same on every machine: the generator SplitMix64 of G. L. Steele, D. Lea and
 * C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, https://doi.org/10.1145/2660193.2660195.
 * Good enough to draw facts, and no secret: do not use it for one.
 */
#ifndef MEDSUPPORT_BATCH_RANDOM_H
#define MEDSUPPORT_BATCH_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* A sequence of numbers; the state is all there is to it. */
typedef struct ms_random {
    uint64_t state;
} ms_random;

/* The sequence for one index of one purpose under a seed. Sequences of different indices have nothing to do with one
 * another, so that any one can be drawn without those before it. */
ms_random ms_random_at(uint64_t seed, uint64_t purpose, uint64_t index);

/* The next 64 bits. */
uint64_t ms_random_next(ms_random *random);

/* A number from 0 to below - 1, by one step of the sequence whatever comes out. below: at least 1. No number comes more
 * often than another by more than one part in 2^32 / below. */
uint32_t ms_random_below(ms_random *random, uint32_t below);

/* Whether something happens that does so many times in a thousand. */
bool ms_random_chance(ms_random *random, uint32_t in_thousand);

#endif
