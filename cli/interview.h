/* The interview: a case document, the questions that can still matter, and the way back. */
#ifndef MEDSUPPORT_CLI_INTERVIEW_H
#define MEDSUPPORT_CLI_INTERVIEW_H

#include "cli/answers.h"
#include "facts/determination.h"
#include "facts/json.h"

#include <medsupport/medsupport.h>

typedef struct ms_interview ms_interview;

/* What an interview is about; a new one where text is NULL. The name is what messages call the document. */
typedef struct ms_interview_start {
    const char *name;
    const char *text;
    size_t length;
    ms_date as_of; /* MS_NO_DATE: the document's, else today */
    ms_readings readings;
} ms_interview_start;

/* An interview in *interview, freed with ms_interview_free. False, and messages, when the document is none. */
bool ms_interview_begin(const ms_interview_start *start, ms_interview **interview);

void ms_interview_free(ms_interview *interview);

/* The next question. */
typedef enum ms_turn {
    MS_TURN_FIRST,   /* one with which a new case begins */
    MS_TURN_FACT,    /* a fact that could still change an outcome */
    MS_TURN_SKIPPED, /* none but facts that were skipped are left */
    MS_TURN_DONE     /* nothing is left that an interview can ask */
} ms_turn;

ms_turn ms_interview_turn(const ms_interview *interview);

/* How the next question is answered; of MS_TURN_FIRST and MS_TURN_FACT. */
const ms_answer_kind *ms_interview_answers(const ms_interview *interview);

/* The question of MS_TURN_FIRST. */
const ms_first_text *ms_interview_first(const ms_interview *interview);

/* The need of MS_TURN_FACT. */
const ms_need *ms_interview_need(const ms_interview *interview);

/* The case as it stands; NULL while a new case is not begun. */
const ms_determination *ms_interview_determination(const ms_interview *interview);

/* Answers the question. *reply is to be freed with ms_buffer_free: how the answer was understood, where that is said back.
 * False, and nothing changed but *reply, when that is no answer: what is wrong. */
bool ms_interview_answer(ms_interview *interview, ms_word text, ms_buffer *reply);

/* Leaves the fact out until nothing else is left. */
bool ms_interview_skip(ms_interview *interview);

/* Asks again what was skipped. */
bool ms_interview_ask_again(ms_interview *interview);

/* Takes back the last answer or skip. False when there is none. */
bool ms_interview_back(ms_interview *interview);

/* The document as it stands, and whether it differs from the one last kept. */
const ms_buffer *ms_interview_text(const ms_interview *interview);
bool ms_interview_changed(const ms_interview *interview);
void ms_interview_kept(ms_interview *interview);

#endif
