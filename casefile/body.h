/* The body of an event, read by a table of its fields. */
#ifndef MEDSUPPORT_CASEFILE_BODY_H
#define MEDSUPPORT_CASEFILE_BODY_H

#include "casefile/event.h"
#include "casefile/refusal.h"
#include "facts/json.h"

#include <stdbool.h>

typedef enum ms_body_type {
    MS_BODY_TEXT = 0,
    MS_BODY_DATE,
    MS_BODY_SEQUENCE, /* a whole number from 1 */
    MS_BODY_TRUTH,
    MS_BODY_LIST, /* of texts */
    MS_BODY_OBJECT,
    MS_BODY_ANY /* anything but null */
} ms_body_type;

typedef struct ms_body_field {
    const char *name;
    ms_body_type type;
    bool required;
    size_t most; /* bytes of a text, as written */
} ms_body_field;

enum { MS_MAX_BODY_FIELDS = 10 };

/* A body that has been read. A field that is absent or null has node 0. */
typedef struct ms_body {
    ms_json_tree tree;
    uint32_t nodes[MS_MAX_BODY_FIELDS]; /* in the order of the table */
} ms_body;

/* Reads a body. MS_ERROR_INVALID, and a refusal, when it is not of that shape; MS_ERROR_MEMORY. The body is borrowed
 * from the parser until its next use. */
ms_status ms_body_read(ms_json *json, ms_text text, const ms_body_field *fields, size_t count, ms_body *body,
                       ms_refusal *refusal);

/* The fields of a body that has been read. Of one that is absent: no text, MS_NO_DATE, 0, false. */
ms_status ms_body_text(const ms_body *body, size_t field, ms_arena *arena, ms_text *text, ms_refusal *refusal);
ms_date ms_body_date(const ms_body *body, size_t field);
uint64_t ms_body_sequence(const ms_body *body, size_t field);
bool ms_body_truth(const ms_body *body, size_t field);

/* A value, a list or an object as value.h keeps it. */
ms_status ms_body_value(const ms_body *body, size_t field, ms_arena *arena, ms_text *value, ms_refusal *refusal);

/* An object or a list exactly as it stands in the body. */
ms_text ms_body_raw(const ms_body *body, size_t field);

#endif
