/* What people answer in the interview, as JSON for the case document. */
#ifndef MEDSUPPORT_CLI_ANSWERS_H
#define MEDSUPPORT_CLI_ANSWERS_H

#include "base/buffer.h"
#include "cli/words.h"
#include "determine/fact.h"
#include "facts/document.h"

/* An answer that was understood, or why it was not. */
typedef struct ms_answer {
    const char *pointer;  /* where it goes when not to the fact's own place; else NULL */
    ms_buffer json;       /* the value */
    ms_buffer fault;      /* what is wrong, in words without a full stop */
    ms_buffer understood; /* in a sentence, where that is said back; else empty */
} ms_answer;

void ms_answer_free(ms_answer *answer);

/* What a question is about. */
typedef struct ms_asked {
    const ms_document *document; /* NULL while a new case has none */
    ms_fact fact;
} ms_asked;

/* Reads an answer, trimmed and not empty. False, with the fault in the answer, when it is none. */
typedef bool ms_answer_reader(const ms_asked *asked, ms_word text, ms_answer *answer);

/* How questions of a sort are answered. */
typedef struct ms_answer_kind {
    const char *hint; /* the answers there are, in a few words */
    const char *help; /* the same at length */
    ms_answer_reader *read;
} ms_answer_kind;

/* How a fact is asked for; NULL when an interview does not ask for it. */
const ms_answer_kind *ms_answer_kind_of(ms_fact fact);

/* What a new case begins with, in this order. */
typedef enum ms_first_question {
    MS_FIRST_CASE_ID = 0,
    MS_FIRST_CHILDREN,
    MS_FIRST_ACTION,
    MS_FIRST_KIND,
    MS_FIRST_COUNT
} ms_first_question;

typedef struct ms_first_text {
    const char *question;
    const char *pointer;
    ms_answer_kind kind;
} ms_first_text;

const ms_first_text *ms_first_question_text(ms_first_question question);

/* ---- for the files answers_*.c ----------------------------------------------------------------------------------- */

/* Says what is wrong with an answer; always false. */
__attribute__((format(printf, 2, 3))) bool ms_answer_refuse(ms_answer *answer, const char *format, ...);

/* Appends a JSON string. */
void ms_answer_put_string(ms_buffer *out, ms_word word);

/* Appends an amount as a JSON string, "1234.50". */
void ms_answer_put_money(ms_buffer *out, ms_cents cents);

ms_answer_reader ms_answer_plans, ms_answer_covers, ms_answer_cost, ms_answer_area;

#endif
