/* A case document (medsupport.case/1) as read: its facts, and the names and texts that the facts leave behind. */
#ifndef MEDSUPPORT_FACTS_DOCUMENT_H
#define MEDSUPPORT_FACTS_DOCUMENT_H

#include "base/arena.h"

#include <medsupport/facts.h>
#include <medsupport/rule.h>

#include <stddef.h>

/* UTF-8 without a terminating NUL; at is NULL when the document has no such text. */
typedef struct ms_text {
    const char *at;
    size_t length;
} ms_text;

typedef struct ms_plan_texts {
    ms_text id, holder, employer;
} ms_plan_texts;

typedef struct ms_child_texts {
    ms_text id, name;
    ms_text program; /* of public coverage: "medicaid", "chip" */
    ms_text zip;     /* as written, with ZIP+4 */
} ms_child_texts;

typedef struct ms_provenance {
    ms_text pointer; /* the JSON pointer of the fact */
    ms_text source, evidence;
    ms_date received;
} ms_provenance;

/* An obligation in force before a modification. */
typedef struct ms_current_obligation {
    uint32_t children;      /* bit i: child i */
    ms_paragraph paragraph; /* MS_PARAGRAPH_COUNT: not said */
    ms_party obligor;       /* MS_PARTY_UNKNOWN: not said */
    ms_obligation obligation;
    uint32_t plan_count;
    ms_text *plans; /* their ids; they need not be plans of this document */
    bool percentage_known;
    int32_t percentage; /* hundredths of a percent */
} ms_current_obligation;

typedef struct ms_document {
    ms_case facts;
    ms_text case_id, group_id, notes;
    ms_text parent_names[2];
    ms_plan_texts *plans[2]; /* by party; as many as facts.parents[].plan_count */
    ms_child_texts *children;
    size_t county_count;
    ms_text *counties; /* name number k is counties[k - 1] */
    size_t provenance_count;
    ms_provenance *provenance;
    bool current_known; /* what the order in force lays down */
    size_t current_count;
    ms_current_obligation *current;
} ms_document;

/* The state of a number (1..): "MO"; NULL for 0 and beyond the list. */
const char *ms_state_code(uint16_t state);

/* The same in words: "Missouri". */
const char *ms_state_name(uint16_t state);

/* The number of a state's code, or 0. */
uint16_t ms_state_number(const char *code, size_t length);

#endif
