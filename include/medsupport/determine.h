/* From the facts of a case to the outcome for each child. */
#ifndef MEDSUPPORT_DETERMINE_H
#define MEDSUPPORT_DETERMINE_H

#include <medsupport/facts.h>
#include <medsupport/form14.h>
#include <medsupport/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How settled an outcome is, the least settled last. */
typedef enum ms_outcome_status {
    MS_DETERMINED = 0,
    MS_UNDECIDED,        /* no completion of the unknown facts has an outcome, as the text is read */
    MS_NEEDS_INFORMATION /* an unknown fact decides */
} ms_outcome_status;

typedef struct ms_outcome {
    ms_outcome_status status;
    ms_paragraphs possible;   /* exactly the paragraphs that some completion of the unknown facts reaches */
    ms_paragraph paragraph;   /* the only possible one; MS_PARAGRAPH_COUNT while several are possible */
    ms_party obligor;         /* MS_PARTY_UNKNOWN unless all that is possible falls on one parent and one obligation */
    ms_obligation obligation; /* MS_NO_OBLIGATION likewise */
    ms_share share;           /* of MS_5E and MS_5F; not known otherwise */
} ms_outcome;

/* Determines child `child` (0..child_count-1) of a case. The case is not changed; nothing is allocated. */
MS_API void ms_determine_child(const ms_case *facts, uint32_t child, const ms_settings *settings, ms_outcome *outcome);

/* Whether two outcomes are the same in status, paragraph, possible paragraphs, obligor, obligation and percentage. */
MS_API bool ms_outcome_same(const ms_outcome *a, const ms_outcome *b);

#ifdef __cplusplus
}
#endif

#endif
