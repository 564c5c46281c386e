/* Comparing two JSON texts field by field. */
#ifndef MEDSUPPORT_CLI_COMPARE_H
#define MEDSUPPORT_CLI_COMPARE_H

#include "base/buffer.h"
#include "facts/json.h"

/* A place at which the two differ; the nodes are of the two trees. */
typedef struct ms_difference {
    const char *pointer;       /* JSON pointer, NUL-terminated; lasts until the report returns */
    bool in_given, in_derived; /* whether anything stands there */
    uint32_t given, derived;
} ms_difference;

typedef struct ms_comparison {
    const ms_json_tree *given, *derived;
    const char *const *left_out; /* members of the whole that `given` may lack or have as empty lists; NULL ends */
    void (*report)(void *context, const ms_difference *difference);
    void *context;
    size_t compared;   /* fields and elements compared */
    ms_buffer pointer; /* where the comparison has come to */
} ms_comparison;

/* Compares every field and every element that either of the two has. False when memory is out. */
bool ms_compare(ms_comparison *comparison);

/* The member of an object by name, 0 when there is none. */
uint32_t ms_json_member(const ms_json_tree *tree, uint32_t object, const char *name);

/* The first that a container holds, and the next beside a node, 0 at the end. */
uint32_t ms_json_first(const ms_json_tree *tree, uint32_t container);
uint32_t ms_json_next(const ms_json_tree *tree, uint32_t node);

/* A string, or a member's name, without its escapes, NUL-terminated, freed with free; NULL when it is no text or
 * memory is out. */
char *ms_json_string(const ms_json_tree *tree, uint32_t node);
char *ms_json_name(const ms_json_tree *tree, uint32_t node);

#endif
