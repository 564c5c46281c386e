/* Taking an event into a case: everything that must hold before it is written. */
#ifndef MEDSUPPORT_CASEFILE_ACCEPT_H
#define MEDSUPPORT_CASEFILE_ACCEPT_H

#include "casefile/kinds.h"

/* Checks an event, takes it into the state, and sees that the case document can still be derived and read. When it fails
 * the event must not be written, and the state may hold half of it: fold the case anew. */
ms_status ms_event_accept(ms_state *state, ms_tools *tools, const ms_event *event, ms_refusal *refusal);

#endif
