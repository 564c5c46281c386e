/* The words of JSON: numbers, and strings with their escapes. */
#ifndef MEDSUPPORT_FACTS_JSON_TEXT_H
#define MEDSUPPORT_FACTS_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The length of the JSON number at the start of a text, 0 when none stands there. */
size_t ms_json_number_length(const char *text, size_t length);

/* The length of the escape at the start of a text, 2 or 6, 0 when it is none. text[0] is a backslash. */
size_t ms_json_escape_length(const char *text, size_t length);

/* Whether every backslash in what stands between two quotation marks begins an escape. */
bool ms_json_escapes_valid(const char *text, size_t length);

/* Writes a string without its escapes to out, which has room for `length` bytes. False when it holds U+0000 or half of
 * a surrogate pair, which is no text. The escapes are valid. */
bool ms_json_unescape(const char *text, size_t length, char *out, size_t *out_length);

/* The length of the UTF-8 character at the start of a text, 1..4; 0 when none stands there. length: not 0. */
size_t ms_utf8_length(const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
