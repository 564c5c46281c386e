/* The words of an answer: case, spaces, amounts, periods, names. */
#ifndef MEDSUPPORT_CLI_WORDS_H
#define MEDSUPPORT_CLI_WORDS_H

#include <medsupport/facts.h>

#include <stdbool.h>
#include <stddef.h>

/* Part of an answer. */
typedef struct ms_word {
    const char *at;
    size_t length;
} ms_word;

/* A text without the blanks around it. */
ms_word ms_word_trim(const char *text, size_t length);

/* Whether a word is the name, ASCII letters compared without case. */
bool ms_word_is(ms_word word, const char *name);

/* Whether two words are the same, compared so. */
bool ms_word_same(ms_word a, ms_word b);

/* A name for a value; several names may stand for one. */
typedef struct ms_named {
    const char *name; /* NULL ends a table */
    int value;
} ms_named;

/* The value of the name that a word is; `otherwise` when it is none of them. */
int ms_word_value(ms_word word, const ms_named *names, int otherwise);

/* What stands up to the next of some separators; *rest goes past them. False when nothing is left. Empty words are
 * passed over. */
bool ms_word_next(ms_word *rest, const char *separators, ms_word *word);

/* The next name of a list with commas or semicolons. Jr., Sr., II, III and IV are no name but the end of the one before. */
bool ms_word_next_name(ms_word *rest, ms_word *name);

/* "4000", "$4,000.00". */
bool ms_word_money(ms_word word, ms_cents *cents);

/* Looks for a period in words at the end of a text, "a month", "every two weeks", and takes it off. */
ms_period ms_word_take_period(ms_word *text);

/* Whether a word is a ZIP code, "65101" or "65101-1234". */
bool ms_word_is_zip(ms_word word);

enum { MS_STATE_CODE = 2 };

/* A state's code in capitals and a NUL. False when the word is none. */
bool ms_word_state(ms_word word, char code[MS_STATE_CODE + 1]);

/* The number of the state that a word is by its code or its name; 0 when it is none. */
uint16_t ms_word_state_number(ms_word word);

/* Takes a state off the end of a text, after a comma or a blank: "Cole, MO", "Cole Missouri". Its number; 0, and the text
 * as it was, when there is none after something else. "Cole Co" names no state. */
uint16_t ms_word_take_state(ms_word *text);

/* A county's name without the words that call it one: "Cole County", "Cole Co.", "County of Cole". A city that is no part
 * of a county keeps its own: "St. Louis City". */
ms_word ms_word_county(ms_word word);

/* Whether a word can be a county's name: no number, no list. */
bool ms_word_is_county(ms_word word);

/* Whether a word can be the id of a case, a child or a plan. */
bool ms_word_is_id(ms_word word);

#endif
