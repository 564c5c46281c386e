/* A growing text buffer that remembers whether memory ran out, so that writers need not check each piece. */
#ifndef MEDSUPPORT_BASE_BUFFER_H
#define MEDSUPPORT_BASE_BUFFER_H

#include <assert.h>
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

/* Where the text ends, with room for `most` bytes behind it: the caller writes there, piece by piece and without asking
 * again, and then says where it stopped. NULL when memory is out. */
__attribute__((always_inline)) static inline char *ms_buffer_begin(ms_buffer *buffer, size_t most)
{
    if (most > buffer->capacity - buffer->length && !ms_buffer_reserve(buffer, most)) {
        return NULL;
    }
    return buffer->text + buffer->length;
}

/* Appends what was written from ms_buffer_begin up to `end`. */
static inline void ms_buffer_end(ms_buffer *buffer, const char *end)
{
    buffer->length = (size_t)(end - buffer->text);
    assert(buffer->length <= buffer->capacity);
}

/* Writes a text where there is room, and returns where it ends. */
__attribute__((always_inline)) static inline char *ms_write(char *at, const char *text)
{
    size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

/* The same with a text that is most often short: no call below 32 bytes, but two moves that may overlap. */
static inline char *ms_write_short(char *at, const char *text, size_t length)
{
    char *end = at + length;
    if (length < 2) {
        if (length == 1) {
            *at = *text;
        }
    } else if (length < 4) {
        memcpy(at, text, 2);
        memcpy(end - 2, text + length - 2, 2);
    } else if (length < 8) {
        memcpy(at, text, 4);
        memcpy(end - 4, text + length - 4, 4);
    } else if (length < 16) {
        memcpy(at, text, 8);
        memcpy(end - 8, text + length - 8, 8);
    } else if (length < 32) {
        memcpy(at, text, 16);
        memcpy(end - 16, text + length - 16, 16);
    } else {
        memcpy(at, text, length);
    }
    return end;
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
