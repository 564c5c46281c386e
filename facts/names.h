/* The words of medsupport.determination/1 (and of medsupport.case/1, where it uses the same) for the law's values. */
#ifndef MEDSUPPORT_FACTS_NAMES_H
#define MEDSUPPORT_FACTS_NAMES_H

#include "facts/determination.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* The longest word and its NUL, with what makes a row of a table 48 bytes. */
enum { MS_NAME_ROOM = 47 };

/* A word with its length, 0 where there is none. Writing copies the whole of its place, in moves of known size. */
typedef struct ms_name {
    char text[MS_NAME_ROOM]; /* NUL-terminated */
    uint8_t length;
} ms_name;
static_assert(sizeof(ms_name) == 48, "a row is three moves of 16 bytes");

/* clang-format off */
#define MS_NAME(text) {text, sizeof(text) - 1}
/* clang-format on */

/* Writes a word where there is room for MS_NAME_ROOM bytes, and returns where it ends. */
static inline char *ms_write_name(char *at, const ms_name *name)
{
    memcpy(at, name->text, sizeof name->text);
    return at + name->length;
}

/* The words that every result has, as rows of their tables. */
const ms_name *ms_name_of_paragraph(ms_paragraph paragraph);
const ms_name *ms_name_of_party(ms_party party);
const ms_name *ms_name_of_obligation(ms_obligation obligation);
const ms_name *ms_name_of_status(ms_outcome_status status);

/* The paragraph of an outcome: no word where several are possible, or none. */
const ms_name *ms_name_of_certain(ms_paragraph paragraph);

/* "(5)(A)" .. "(5)(F)", "none" for MS_NO_PARAGRAPH; NULL for MS_PARAGRAPH_COUNT. */
const char *ms_paragraph_name(ms_paragraph paragraph);

/* "(1)(B)" .. "(5)(F)". */
const char *ms_place_in_rule_name(ms_place_in_rule place);

/* "parent_not_seeking", "parent_seeking"; NULL for MS_PARTY_UNKNOWN. */
const char *ms_party_name(ms_party party);

/* "provide_coverage" ..; NULL for MS_NO_OBLIGATION. */
const char *ms_obligation_name(ms_obligation obligation);

/* "determined", "undecided", "needs_information". */
const char *ms_outcome_status_name(ms_outcome_status status);

/* "establish", "modify". */
const char *ms_action_name(ms_action action);

/* "parent", "custodian", "agency". */
const char *ms_kind_name(ms_kind kind);

/* "yes", "no", "unknown". */
const char *ms_truth_name(ms_truth truth);

/* "taken", "refused", "open"; NULL for MS_STEP_PART. */
const char *ms_step_result_name(ms_step_result result);

/* "covers", "reasonable" .. */
const char *ms_question_name(ms_question question);

/* "above", "at_most" .. */
const char *ms_change_kind_name(ms_change_kind change);

/* "ends", "begins", "stays". */
const char *ms_order_change_name(ms_order_change_kind what);

/* "week" ..; NULL for MS_PERIOD_UNKNOWN. */
const char *ms_period_name(ms_period per);

/* "employer", "union", "other"; NULL for MS_SOURCE_UNKNOWN. */
const char *ms_source_name(ms_source source);

/* Through whom a child is on public coverage: "parent_seeking", "parent_not_seeking", "other"; NULL for the rest. */
const char *ms_public_name(ms_public coverage);

/* "line_1" .. "line_2c"; line: 0..4. */
const char *ms_form14_line_name(uint32_t line);

#endif
