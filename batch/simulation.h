/* The forms of a simulation, each appended to a buffer that remembers whether memory ran out. */
#ifndef MEDSUPPORT_BATCH_SIMULATION_H
#define MEDSUPPORT_BATCH_SIMULATION_H

#include "batch/simulate.h"

/* For people, in 80 columns wherever the figures allow it. */
void ms_simulation_text(const ms_simulation *simulation, ms_buffer *out);

/* A row for each figure (RFC 4180); docs/simulation-format.md. */
void ms_simulation_csv(const ms_simulation *simulation, ms_buffer *out);

/* medsupport.simulation/1; docs/simulation-format.md. */
void ms_simulation_json(const ms_simulation *simulation, ms_buffer *out);

/* A page by itself, with charts, for those who decide. */
void ms_simulation_html(const ms_simulation *simulation, ms_buffer *out);

#endif
