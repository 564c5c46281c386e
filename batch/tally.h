/* What a caseload came to, counted. Tallies of parts add up to that of the whole, in any order. */
#ifndef MEDSUPPORT_BATCH_TALLY_H
#define MEDSUPPORT_BATCH_TALLY_H

#include "base/buffer.h"
#include "facts/determination.h"

/* The kinds of facts of which a parent's are told apart: three of each, by ms_party. */
enum { MS_TALLY_FACTS = MS_FACT_KIND_COUNT * 3 };

typedef struct ms_tally {
    uint64_t cases; /* determined or not, without those rejected */
    uint64_t children;
    uint64_t rejects;
    uint64_t case_status[MS_NEEDS_INFORMATION + 1];  /* cases, by ms_outcome_status */
    uint64_t child_status[MS_NEEDS_INFORMATION + 1]; /* children */
    uint64_t paragraph[MS_NO_PARAGRAPH];             /* children determined, by paragraph */
    uint64_t needed[MS_TALLY_FACTS];                 /* cases that need such a fact */
    uint64_t readings[MS_READING_COUNT];             /* cases in which an outcome stands on the reading */
} ms_tally;

/* Counts one case. */
void ms_tally_add(ms_tally *tally, const ms_determination *determination);

/* Adds the counts of `part`. */
void ms_tally_join(ms_tally *tally, const ms_tally *part);

/* Appends a number with commas between its thousands. */
void ms_put_thousands(ms_buffer *out, uint64_t number);

/* The summary for people, in lines of at most 80 columns: outcomes by paragraph, the facts most often missing, the
 * readings that mattered. */
void ms_tally_write(const ms_tally *tally, ms_buffer *out);

#endif
