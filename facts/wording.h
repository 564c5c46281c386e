/*
 * Every sentence in which a determination is told: in JSON, in text for people and in the picture. A sentence is a
 * pattern with words in braces, {parent} or {plan}, that stand for what it speaks of.
 */
#ifndef MEDSUPPORT_FACTS_WORDING_H
#define MEDSUPPORT_FACTS_WORDING_H

#include "base/buffer.h"
#include "facts/determination.h"
#include "facts/fact_fields.h"
#include "facts/figures.h"
#include "facts/names.h"

/* Where words go, and whose determination they tell. */
typedef struct ms_prose {
    ms_buffer *out;
    const ms_determination *of;
    bool json; /* names are escaped for the inside of a JSON string; otherwise what would upset a line is replaced */
} ms_prose;

/* What the words in braces stand for. */
typedef struct ms_subject {
    uint32_t children; /* bit i: child i */
    ms_party party;
    int32_t plan; /* of the party, or MS_NO_PLAN */
    ms_date date;
    ms_figures figures;
    ms_range income; /* a year's cents */
    ms_cents cents;
    ms_period per;
    const char *word;
} ms_subject;

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

/* A text of the document, escaped or made safe as the prose asks. */
void ms_put_text(const ms_prose *prose, ms_text text);

/* "$1,234.50", "-$5.00". */
void ms_put_money(ms_buffer *out, ms_cents cents);

/* "5.00%", of hundredths of a percent. */
void ms_put_percent(ms_buffer *out, int64_t hundredths);

/* "November 2, 2026". */
void ms_put_date_in_words(ms_buffer *out, ms_date date);

/* "Cole County"; a name that says what it is stands alone. */
void ms_put_county(const ms_prose *prose, ms_text county);

/* Whether the document names this party. */
bool ms_party_is_named(const ms_document *document, ms_party party);

/* "parent not seeking support", "parent seeking support", "custodian seeking support", "agency seeking support". */
const char *ms_role(const ms_document *document, ms_party party);

/* "Medicaid", "CHIP"; NULL where the child's program of public coverage is not said. */
const char *ms_program(const ms_document *document, uint32_t child);

/* Appends a pattern with its words in braces replaced. */
void ms_say(const ms_prose *prose, const ms_subject *subject, const char *pattern);

/* ---- facts ------------------------------------------------------------------------------------------------------- */

/* "Luis Diaz's gross income". */
void ms_say_fact(const ms_prose *prose, ms_fact fact);

/* The value in words: "$4,000.00 a month", "not known". */
void ms_say_fact_value(const ms_prose *prose, ms_fact fact);

/* " (employer, received October 1, 2026: pay stubs)"; nothing for NULL. */
void ms_say_provenance(const ms_prose *prose, const ms_provenance *provenance);

/* Whom to ask for a fact: "parent_not_seeking", "parent_seeking", "agency_record". */
const char *ms_whom_to_ask(const ms_document *document, ms_fact fact);

/* The question that would bring a fact for some children, and in words whom to ask. */
void ms_say_question(const ms_prose *prose, ms_fact fact, uint32_t children);
void ms_say_whom_to_ask(const ms_prose *prose, ms_fact fact);

/* ---- steps ------------------------------------------------------------------------------------------------------- */

/* What a step found, in a sentence. index: into the explanation's steps. */
void ms_say_step(const ms_prose *prose, uint32_t index);

/* Why a paragraph orders something, does not, or may: the sentence, and the same in a few words for the picture.
 * index: of an MS_ASK_PARAGRAPH step. */
void ms_say_reason(const ms_prose *prose, uint32_t index);
void ms_say_short_reason(const ms_prose *prose, uint32_t index);

/* The first of the steps that end with the MS_ASK_PARAGRAPH step at `index`. */
uint32_t ms_first_step_of(const ms_explanation *explanation, uint32_t index);

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

/* The outcome of a child in a sentence that names the parent with the role. */
void ms_say_outcome(const ms_prose *prose, uint32_t child);

/* What another outcome of a child would be, without a full stop: "(5)(D), Mara Diaz is ordered to ...". */
void ms_say_alternative(const ms_prose *prose, uint32_t child, const ms_outcome *outcome);

/* What a paragraph that is possible for a child orders: "Luis Diaz provides health coverage". */
void ms_say_paragraph_order(const ms_prose *prose, uint32_t child, ms_paragraph paragraph);

/* "(5)(C)", "(5)(C) or (5)(F)", "(5)(C), (5)(F) or no outcome". */
void ms_say_possible(const ms_prose *prose, ms_paragraphs possible);

/* What one order asks: "Luis Diaz provides health coverage through plan a for Ana Diaz", without a full stop. */
void ms_say_order(const ms_prose *prose, const ms_order *order);

/* "If Luis Diaz's gross income were below $4,000.00 a month: (5)(D), ..." */
void ms_say_what_if(const ms_prose *prose, const ms_what_if *what_if);

/* The children whose outcome stands on a reading. */
uint32_t ms_children_of_reading(const ms_explanation *explanation, ms_reading reading);

/* Why a reading is as it is: the reason of the default, or what was chosen in its place. */
void ms_say_reading_reason(const ms_prose *prose, ms_reading reading, uint8_t choice);

/* ---- flags ------------------------------------------------------------------------------------------------------- */

typedef struct ms_flag_text {
    ms_name name;
    ms_name citation; /* the paragraph, and the number of the open question in the text */
    const char *pattern;
} ms_flag_text;

/* The table's row of a flag. */
const ms_flag_text *ms_flag_describe(ms_flag_name name);

void ms_say_flag(const ms_prose *prose, const ms_flag *flag);

#endif
