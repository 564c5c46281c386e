/* A determination of a whole case with its explanation, and the forms in which it is handed on. */
#ifndef MEDSUPPORT_DETERMINATION_H
#define MEDSUPPORT_DETERMINATION_H

#include <medsupport/api.h>
#include <medsupport/case.h>
#include <medsupport/determine.h>
#include <medsupport/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ms_determination ms_determination;

/* What a determination works out and shows beyond outcomes, orders, needs, settles, readings and flags. */
enum { MS_WITH_TRACE = 1, MS_WITH_MARGINS = 2, MS_WITH_WHAT_IF = 4, MS_WITH_ALL = 7 };

/* Leaves `settles` out, which may take long where much is unknown, or `obligations` and `changes`. */
enum { MS_WITHOUT_SETTLES = 8, MS_WITHOUT_ORDERS = 16 };

/* Determines a case. *determination is owned by the caller and borrows from the document, which must outlive it.
 * `parts`: MS_WITH_ and MS_WITHOUT_ bits. MS_ERROR_BEFORE_RULE: the document's as_of lies before the rule; MS_ERROR_INVALID: a number or
 * choice of the settings that cannot be; MS_ERROR_MEMORY. */
MS_API ms_status ms_determination_make(const ms_document *document, const ms_settings *settings, unsigned parts,
                                       ms_determination **determination);

/* Makes another determination in the place and memory of one that ms_determination_make gave. When it fails the
 * determination is good only to be made again or freed. */
MS_API ms_status ms_determination_remake(ms_determination *determination, const ms_document *document,
                                         const ms_settings *settings, unsigned parts);

MS_API void ms_determination_free(ms_determination *determination);

/* The status of the least settled child. */
MS_API ms_outcome_status ms_determination_status(const ms_determination *determination);

/* The outcome of child 0..child_count-1, borrowed. */
MS_API const ms_outcome *ms_determination_outcome(const ms_determination *determination, uint32_t child);

/* How a determination is written. */
typedef enum ms_format {
    MS_JSON = 0,    /* medsupport.determination/1 on one line */
    MS_JSON_PRETTY, /* the same, indented */
    MS_TEXT,        /* for people, 80 columns */
    MS_TEXT_COLOUR, /* the same with ANSI colours */
    MS_SVG,         /* the cascade as a picture */
    MS_TEXT_STEPS,  /* as MS_TEXT, with every step of the trace and the facts that it read */
    MS_TEXT_STEPS_COLOUR
} ms_format;

/* Writes a determination as text, NUL-terminated, in *text with its length; owned by the caller, freed with
 * ms_text_free. A part that was not worked out is an empty list. Text and picture tell why from the steps, so make them
 * MS_WITH_TRACE. MS_ERROR_MEMORY; MS_ERROR_INVALID when the last making failed. */
MS_API ms_status ms_determination_write(const ms_determination *determination, ms_format format, char **text,
                                        size_t *length);

MS_API void ms_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
