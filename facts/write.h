/* The forms of a determination, each appended to a buffer that remembers whether memory ran out. */
#ifndef MEDSUPPORT_FACTS_WRITE_H
#define MEDSUPPORT_FACTS_WRITE_H

#include "base/buffer.h"
#include "facts/determination.h"

/* medsupport.determination/1 on one line, no newline after it. */
void ms_write_json(const ms_determination *determination, ms_buffer *out);

/* Writes the members `rule` and `settings` of that into determination->head, which ms_write_json copies. */
void ms_write_json_head(ms_determination *determination);

/* Appends JSON that stands on one line, as written here, indented; ends with a newline. */
void ms_lay_out_json(const ms_buffer *line, ms_buffer *out);

/* medsupport.determination/1, indented; ends with a newline. */
void ms_write_json_pretty(const ms_determination *determination, ms_buffer *out);

/* For people, at most 80 columns; format: one of the MS_TEXT forms. */
void ms_write_text(const ms_determination *determination, ms_format format, ms_buffer *out);

/* The cascade (A) to (F) for each child as a picture. */
void ms_write_svg(const ms_determination *determination, ms_buffer *out);

#endif
