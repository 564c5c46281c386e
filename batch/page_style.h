/* The style of a simulation's page: light, dark, and on paper. */
#ifndef MEDSUPPORT_BATCH_PAGE_STYLE_H
#define MEDSUPPORT_BATCH_PAGE_STYLE_H

#include "base/buffer.h"

/* Appends the style, and the patterns that fill what has no colour of its own. */
void ms_put_page_style(ms_buffer *out);
void ms_put_page_patterns(ms_buffer *out);

#endif
