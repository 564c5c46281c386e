/* A growing text buffer that remembers whether memory ran out, so that writers need not check each piece. */
#ifndef MEDSUPPORT_BASE_BUFFER_H
#define MEDSUPPORT_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Zero-initialised is empty and ready. `text` is not NUL-terminated. */
typedef struct ms_buffer {
    char *text;
    size_t length;
    size_t capacity;
    bool failed; /* memory ran out; what follows was dropped */
} ms_buffer;

/* Makes room for `more` bytes after length; false when memory is out. */
bool ms_buffer_reserve(ms_buffer *buffer, size_t more);

/* Appends room for `length` bytes, which the caller fills; NULL when memory is out. */
static inline char *ms_buffer_room(ms_buffer *buffer, size_t length)
{
    if (length > buffer->capacity - buffer->length && !ms_buffer_reserve(buffer, length)) {
        return NULL;
    }
    char *room = buffer->text + buffer->length;
    buffer->length += length;
    return room;
}

/* Appends `length` bytes. Always in place, so that short texts of known length become a few moves. */
__attribute__((always_inline)) static inline void ms_buffer_add(ms_buffer *buffer, const char *text, size_t length)
{
    if (length > 0 && (length <= buffer->capacity - buffer->length || ms_buffer_reserve(buffer, length))) {
        memcpy(buffer->text + buffer->length, text, length);
        buffer->length += length;
    }
}

/* Appends a NUL-terminated text. */
__attribute__((always_inline)) static inline void ms_buffer_put(ms_buffer *buffer, const char *text)
{
    ms_buffer_add(buffer, text, strlen(text));
}

/* Appends a number in decimal digits. */
void ms_buffer_put_number(ms_buffer *buffer, unsigned long long number);

/* Appends text as the inside of a JSON string: quotes, backslashes and control characters escaped. text: UTF-8. */
void ms_buffer_add_json(ms_buffer *buffer, const char *text, size_t length);

/* Appends text escaped for HTML and XML content and quoted attributes; control characters other than a new line and a
 * tab become U+FFFD. text: UTF-8. */
void ms_buffer_add_xml(ms_buffer *buffer, const char *text, size_t length);

/* Frees the text; the buffer is empty and ready. */
void ms_buffer_free(ms_buffer *buffer);

#endif
