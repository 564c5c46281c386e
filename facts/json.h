/*
 * A JSON text as a flat array of nodes in document order: a container, then all that it holds, then what follows it.
 * Behind this header stands simdjson; nothing of C++ shows through it.
 */
#ifndef MEDSUPPORT_FACTS_JSON_H
#define MEDSUPPORT_FACTS_JSON_H

#include <medsupport/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ms_json_type {
    MS_JSON_NULL = 0,
    MS_JSON_FALSE,
    MS_JSON_TRUE,
    MS_JSON_NUMBER,
    MS_JSON_STRING,
    MS_JSON_ARRAY,
    MS_JSON_OBJECT
} ms_json_type;

/* Node 0 is the whole document and holds itself; no other node holds it. Offsets are in bytes of the text. */
typedef struct ms_json_node {
    uint32_t at, length; /* of the value; of a string, of what stands between its quotation marks */
    uint32_t name_at;    /* of a member's name between its quotation marks */
    uint32_t name_length;
    uint32_t parent;            /* the node that holds this one */
    uint32_t position;          /* its place in there, from 0 */
    uint32_t count;             /* how many members or elements it holds */
    uint32_t next;              /* the node after all that it holds */
    uint8_t type;               /* ms_json_type */
    bool escaped, name_escaped; /* whether the string, or the name, has escapes */
} ms_json_node;

typedef struct ms_json_tree {
    const char *text; /* a copy of the document */
    size_t length;
    const ms_json_node *nodes;
    uint32_t count;
} ms_json_tree;

/* Where the words of a text begin: each bracket, comma, colon, string, number and literal. Behind the last of them stands
 * the place behind the text. */
typedef struct ms_json_words {
    const char *text; /* with MS_JSON_PADDING bytes behind it */
    size_t length;
    const uint32_t *places; /* NULL where the text is no JSON */
    uint32_t count;
} ms_json_words;

/* The bytes behind a text that can be read, all NUL. */
enum { MS_JSON_PADDING = 64 };

/* The parser with its memory, which serves one document after another. */
typedef struct ms_json ms_json;

/* A new parser in *json, owned by the caller; MS_ERROR_MEMORY. */
ms_status ms_json_new(ms_json **json);

void ms_json_free(ms_json *json);

/* Flattens a text of less than UINT32_MAX / 2 bytes. A case document has MS_MAX_DOCUMENT at most, and its reader sees to
 * that; a determination may be longer. The parser takes up to 50 bytes of memory for each byte of the longest text so
 * far, and keeps them. MS_OK: *tree is borrowed until the next call, every name and string in it is UTF-8 with valid
 * escapes, every number and literal well formed. MS_ERROR_INVALID: the text is no JSON object, or nests deeper than
 * MS_MAX_DEPTH: ms_json_find_fault says where. MS_ERROR_MEMORY. */
ms_status ms_json_flatten(ms_json *json, const char *text, size_t length, ms_json_tree *tree);

/* The same in two steps, of a text with MS_JSON_PADDING bytes behind it, which stays the caller's. The first finds the
 * words, borrowed until the next call: the text is UTF-8, every string ends and holds no control character, and between
 * the words is nothing but white space. MS_ERROR_INVALID, MS_ERROR_MEMORY. The second sees whether they may follow each
 * other so, and makes the nodes. MS_ERROR_INVALID. */
ms_status ms_json_find_words(ms_json *json, const char *text, size_t length, ms_json_words *words);
ms_status ms_json_make_nodes(ms_json *json, const ms_json_words *words, ms_json_tree *tree);

#ifdef __cplusplus
}
#endif

#endif
