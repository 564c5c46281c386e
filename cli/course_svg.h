/* The course of a matter as a picture: its states as boxes, the way it went, where it stands, what may come next. */
#ifndef MEDSUPPORT_CLI_COURSE_SVG_H
#define MEDSUPPORT_CLI_COURSE_SVG_H

#include "casefile/kinds.h"

/* Draws a matter as it stands in a look. title: above the picture, "Order 12 of case 2026-000123". */
void ms_draw_course(const ms_matter *matter, ms_look look, const char *title, ms_buffer *out);

#endif
