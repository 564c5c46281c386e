/* Where a text stops being a JSON document. */
#ifndef MEDSUPPORT_FACTS_JSON_FAULT_H
#define MEDSUPPORT_FACTS_JSON_FAULT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ms_json_fault {
    size_t at;         /* the offset of the place */
    const char *found; /* what stands there and should not, in words */
    size_t length;     /* how many bytes of the text at the place belong to what was found */
    const char *expected;
} ms_json_fault;

/* Looks for the first place at which a text is no JSON object in UTF-8, nested at most MS_MAX_DEPTH deep. False when
 * there is none. */
bool ms_json_find_fault(const char *text, size_t length, ms_json_fault *fault);

#endif
