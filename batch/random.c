#include "batch/random.h"

/* The step of the state: 2^64 divided by the golden ratio, made odd. */
static const uint64_t step = 0x9E3779B97F4A7C15;

/* The mixing function of SplitMix64; it maps the 64-bit numbers one to one. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

ms_random ms_random_at(uint64_t seed, uint64_t purpose, uint64_t index)
{
    return (ms_random){mix(mix(mix(seed) + purpose * step) + index * step)};
}

uint64_t ms_random_next(ms_random *random)
{
    random->state += step;
    return mix(random->state);
}

uint32_t ms_random_below(ms_random *random, uint32_t below)
{
    return (uint32_t)(((ms_random_next(random) >> 32) * below) >> 32);
}

bool ms_random_chance(ms_random *random, uint32_t in_thousand)
{
    return ms_random_below(random, 1000) < in_thousand;
}
