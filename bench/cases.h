/*
 * Cases for the benchmarks, drawn from a fixed sequence: one child, one or two plans a parent, every kind of fact that
 * (1) to (5) ask about. Each is kept flat, so that the same facts can be written as columns, and as an ms_case.
 */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

#include <medsupport/facts.h>

#include <stddef.h>

enum { PLANS_A_PARENT = 2, ZIPS_A_PLAN = 3, COUNTIES_A_PLAN = 2, UNKNOWN_NUMBER = -1 };

/* One plan. Amounts are cents, UNKNOWN_NUMBER where not known; enumerations as in facts.h; 0 ends a list of places. */
typedef struct flat_plan {
    int64_t self_only, family, add_dependents;
    ms_date available_from, covered_until;
    uint32_t zips[ZIPS_A_PLAN];
    uint16_t county_states[COUNTIES_A_PLAN], counties[COUNTIES_A_PLAN];
    uint16_t state;
    uint8_t medical, dental, covers, source, basis, per, area; /* covers: an ms_truth */
} flat_plan;

typedef struct flat_parent {
    int64_t income;
    ms_date sent, answered; /* of the one information request; MS_NO_DATE: none */
    uint8_t income_per;
    int8_t plan_count; /* UNKNOWN_NUMBER: whether there is any is not known */
} flat_parent;

typedef struct flat_case {
    flat_parent parents[2];
    flat_plan plans[2][PLANS_A_PARENT];
    ms_date as_of;
    uint32_t zip;
    int32_t line_4; /* of Form 14; UNKNOWN_NUMBER: none stated */
    uint16_t state, county;
    uint8_t kind, wish, public_coverage, calculated; /* wish, calculated: an ms_truth */
} flat_case;

/* The memory for cases: taken from the front, never given back. */
typedef struct pool {
    unsigned char *next, *end;
} pool;

/* No case takes more than this. */
enum { BYTES_A_CASE = 1280 };

/* Draws a case. missing_in_ten: how many of ten facts that may be unknown are. */
void draw_case(unsigned missing_in_ten, flat_case *flat);

/* The case of the same facts. It stands together with all that it points to in the pool, which has room for it. */
const ms_case *make_case(const flat_case *flat, pool *memory);

/* Writes `count` elements of `size` bytes, each `stride` bytes after the one before, in NumPy's format 1.0. type: NumPy's
 * name of theirs, "<i4". False when the file cannot be written. */
bool write_column(const char *path, const char *type, size_t size, size_t count, const void *first, size_t stride);

/* Writes a column of each field of `count` cases as DIRECTORY/NAME.npy; false when one cannot be written. */
bool write_columns(const flat_case *flats, size_t count, const char *directory);

#endif
