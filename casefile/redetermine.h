/* Determining a case from its file: now, again as it was, and whether a determination still rests on what is known. */
#ifndef MEDSUPPORT_CASEFILE_REDETERMINE_H
#define MEDSUPPORT_CASEFILE_REDETERMINE_H

#include "casefile/derive.h"
#include "casefile/kinds.h"

enum { MS_FACTS_HASH_SIZE = 65 }; /* 64 hexadecimal digits and a NUL */

/* Derives the case document into tools->document, reads it, and makes tools->determination of it. MS_ERROR_INVALID: the
 * reader's problems say why; MS_ERROR_BEFORE_RULE; MS_ERROR_MEMORY. */
ms_status ms_redetermine(const ms_state *state, ms_tools *tools, const ms_derivation *what, const ms_settings *settings,
                         unsigned parts);

/* The BLAKE2b hash of a text in hexadecimal digits. */
void ms_facts_hash(const char *text, size_t length, char hash[MS_FACTS_HASH_SIZE]);

/* The settings that a determination says it was made with. MS_ERROR_INVALID when it does not say. */
ms_status ms_settings_of(ms_text determination, ms_settings *settings);

/* The view that a determination was made of: all that was recorded before it, on its day. */
ms_view ms_view_of(const ms_recorded_determination *made);

/* Makes a recorded determination again: tools->determination, tools->document. */
ms_status ms_replay(const ms_state *state, ms_tools *tools, const ms_recorded_determination *made, unsigned parts);

/* Whether a determination still rests on what is known: asked of one determination for any number of views. */
typedef struct ms_stale_test {
    const ms_state *state;
    ms_tools *tools;
    ms_settings settings; /* that it was made with */
    ms_view then;
    ms_derivation what; /* the facts that it was made from */
    ms_buffer document; /* they themselves, without provenance */
    bool silent[2];     /* the parents whom it took for silent */
    ms_buffer before;   /* the determination of them, once it was needed */
} ms_stale_test;

/* Prepares it; end it all the same when that fails. The tools may serve others between two calls, but their arena is not
 * to be reset. */
ms_status ms_stale_begin(ms_stale_test *test, const ms_state *state, ms_tools *tools,
                         const ms_recorded_determination *made);

/* Whether a fact that the determination rests on stands otherwise in a view of the case: one that its trace or needs
 * read, or an answer of a parent whom it took for silent. */
ms_status ms_stale_at(ms_stale_test *test, ms_view now, bool *stale);

void ms_stale_end(ms_stale_test *test);

/* The paths of the conflicts that decide the case in a view, as a JSON list appended to *paths: those whose fact is among
 * the needs, and, of facts whose absence has a meaning, those where the outcome turns on whose word is taken, whatever is
 * taken of the others. With more than 1,024 combinations of words each of the latter decides. */
ms_status ms_deciding_conflicts(const ms_state *state, ms_tools *tools, ms_view view, const ms_settings *settings,
                                ms_buffer *paths);

/* Appends the body of determination_made for the view: the case is determined as of view.on. Returns what ms_redetermine
 * does. */
ms_status ms_determination_body(const ms_state *state, ms_tools *tools, ms_view view, const ms_settings *settings,
                                bool acknowledge_conflicts, ms_buffer *body);

#endif
