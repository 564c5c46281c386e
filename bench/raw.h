/* simdjson alone, for comparison with the reader that stands on it. */
#ifndef BENCH_RAW_H
#define BENCH_RAW_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { RAW_PADDING = 64 }; /* bytes that stand after a text */

typedef struct raw_parser raw_parser;

/* A new parser, or NULL. */
raw_parser *raw_new(void);

void raw_free(raw_parser *parser);

/* Parses a text into simdjson's document, all of it checked; false when it is no JSON. */
bool raw_parse(raw_parser *parser, const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
