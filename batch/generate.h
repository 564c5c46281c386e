/*
 * A synthetic caseload: as many case documents as one wants, of nobody. What is drawn and how often is in
 * docs/synthetic-caseload.md.
 */
#ifndef MEDSUPPORT_BATCH_GENERATE_H
#define MEDSUPPORT_BATCH_GENERATE_H

#include "base/buffer.h"

#include <medsupport/date.h>

#include <stdbool.h>
#include <stdint.h>

/* The whole, of which a share that facts are left out is a part: millionths. */
enum { MS_ALL_MISSING = 1000000 };

typedef struct ms_caseload {
    uint64_t seed;
    uint32_t missing; /* 0..MS_ALL_MISSING: how often a fact that may be unknown is left out */
    ms_date as_of;    /* of every document; 1..MS_LAST_DATE */
} ms_caseload;

/* Appends case number `index` as one line of JSON, medsupport.case/1, with its line break. It depends on the caseload
 * and the index alone, so that any slice can be made by itself, on any thread. Another share of missing facts leaves out
 * other facts and changes none; a greater share leaves out all that a smaller one does, and more. False when memory is
 * out. */
bool ms_generate_case(const ms_caseload *caseload, uint64_t index, ms_buffer *out);

#endif
