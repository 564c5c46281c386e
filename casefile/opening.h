/* A case document as the events that open a case: deriving the document from them gives it back, as data. */
#ifndef MEDSUPPORT_CASEFILE_OPENING_H
#define MEDSUPPORT_CASEFILE_OPENING_H

#include "casefile/kinds.h"

typedef struct ms_opening {
    ms_text at, actor; /* of each event */
    ms_text worker;    /* empty: nobody's yet */
    ms_date as_of;     /* of a document that states none */
    ms_text case_id;   /* instead of the document's; empty: the document's */
} ms_opening;

typedef struct ms_opening_events {
    size_t count;
    ms_event *events;
} ms_opening_events;

/* Makes the events of a document, in tools->arena. The case is opened on the document's day, or on that of the first
 * request in it. MS_ERROR_INVALID: the reader's problems say why; MS_ERROR_LIMIT; MS_ERROR_MEMORY. */
ms_status ms_opening_make(ms_tools *tools, const char *text, size_t length, const ms_opening *opening,
                          ms_opening_events *events);

#endif
