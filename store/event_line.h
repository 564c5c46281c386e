/* Events as lines of text, medsupport.events/1: a first line that says so, a line for each event in the order of the
 * chain, a last line with the head. The members of a line stand in one order, without blanks, so that a body is copied
 * to the byte. */
#ifndef MEDSUPPORT_STORE_EVENT_LINE_H
#define MEDSUPPORT_STORE_EVENT_LINE_H

#include "base/buffer.h"
#include "store/check.h"
#include "store/store.h"

/* Each appends a line with its line break. */
void ms_event_line_put_first(ms_buffer *out);
void ms_event_line_put(ms_buffer *out, const char *case_id, const ms_event *event);
void ms_event_line_put_last(ms_buffer *out, const ms_store_head *head);

/* Each reads a line without its line break; false when it is not one. */
bool ms_event_line_is_first(const char *line, size_t length);
bool ms_event_line_is_last(const char *line, size_t length, ms_store_head *head);

/* An event as read: its texts point into the line, and where they have escapes into the buffer. */
typedef struct ms_event_line {
    char case_id[MS_MAX_CASE_ID + 1];
    ms_event event;
} ms_event_line;

bool ms_event_line_read(const char *line, size_t length, ms_buffer *scratch, ms_event_line *read);

#endif
