/* The problems of one document, gathered in any order and kept in the document's. */
#ifndef MEDSUPPORT_FACTS_PROBLEMS_H
#define MEDSUPPORT_FACTS_PROBLEMS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "facts/json.h"

#include <medsupport/case.h>

/* One thing found. What is left zero is worked out from the node. */
typedef struct ms_finding {
    uint32_t node;
    bool at_name;        /* the place is the node's name, not its value */
    const char *missing; /* the name of a member that the node lacks; the place is the node */
    const char *found;   /* NULL: the value, or the name, in words */
    const char *expected;
    const char *suggestion; /* not NUL-terminated; NULL: none */
    size_t suggestion_length;
} ms_finding;

typedef struct ms_problems {
    ms_arena *arena;          /* of the texts */
    const ms_json_tree *tree; /* of the document; no nodes while it is no JSON */
    ms_buffer scratch;
    size_t count;
    size_t offsets[MS_MAX_PROBLEMS];
    ms_finding findings[MS_MAX_PROBLEMS]; /* of problems at a node */
    ms_problem list[MS_MAX_PROBLEMS];     /* line and column are set by ms_problems_finish */
    bool out_of_memory;
} ms_problems;

/* Begins another document. */
void ms_problems_begin(ms_problems *problems, ms_arena *arena, const ms_json_tree *tree);

/* Whether a problem at an offset would be kept: the first MS_MAX_PROBLEMS of the document are. */
bool ms_problems_wants(const ms_problems *problems, size_t offset);

/* Adds a problem at a node. Pointer, found and suggestion are cut where they are long, and show control characters as
 * U+FFFD, so that they can be printed. */
void ms_problems_add(ms_problems *problems, const ms_finding *finding);

/* Adds a problem of the document as a whole at an offset. Found: words, then `length` bytes of text. */
void ms_problems_add_at(ms_problems *problems, size_t offset, const char *words, const char *text, size_t length,
                        const char *expected);

/* Works out lines and columns. */
void ms_problems_finish(ms_problems *problems);

/* Appends text that can be printed: cut where it is long, control characters and bytes that are no UTF-8 as U+FFFD. */
void ms_put_shown(ms_buffer *out, const char *text, size_t length);

/* Gives the memory back. */
void ms_problems_free(ms_problems *problems);

#endif
