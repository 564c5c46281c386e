/* The orders, notices, costs and other matters of a case, a line each. */
#ifndef MEDSUPPORT_CLI_CASE_MATTERS_H
#define MEDSUPPORT_CLI_CASE_MATTERS_H

#include "casefile/kinds.h"

/* For people, under a heading; nothing where there are none. */
void ms_put_matters(ms_buffer *out, const ms_state *state, ms_look look);

/* As a JSON list. */
void ms_put_matters_json(ms_buffer *out, const ms_state *state, ms_look look);

#endif
