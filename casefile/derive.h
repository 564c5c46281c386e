/* The case document (medsupport.case/1) of a case file. */
#ifndef MEDSUPPORT_CASEFILE_DERIVE_H
#define MEDSUPPORT_CASEFILE_DERIVE_H

#include "base/buffer.h"
#include "casefile/view.h"

/* What is derived. */
typedef struct ms_derivation {
    const ms_standing *standings; /* how each fact stands */
    ms_date as_of;
    ms_view requests;   /* which information requests count */
    ms_view answers[2]; /* of which party which answers count; later ones count as of as_of */
    bool provenance;    /* whether to say where the facts come from */
} ms_derivation;

/* How everything recorded up to an event stands on a day; standings: of that view. */
ms_derivation ms_derivation_of(const ms_standing *standings, ms_view view);

/* Appends the document on one line, no newline after it. A fact in conflict is left out, so that it is unknown; of one
 * whose absence has a meaning the latest claim is taken. out->failed when memory is out. */
void ms_derive(const ms_state *state, const ms_derivation *what, ms_buffer *out);

/* Whether the party's request is answered in a view, and when; MS_NO_DATE: it is not. */
ms_date ms_request_answered(const ms_state *state, const ms_sent_request *request, ms_view view);

#endif
