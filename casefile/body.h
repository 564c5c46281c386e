/* The body of an event, read by a table of its fields. */
#ifndef MEDSUPPORT_CASEFILE_BODY_H
#define MEDSUPPORT_CASEFILE_BODY_H

#include "casefile/event.h"
#include "casefile/refusal.h"
#include "facts/json.h"

#include <medsupport/money.h>

#include <stdbool.h>

typedef enum ms_body_type {
    MS_BODY_TEXT = 0,
    MS_BODY_WORD, /* one of the field's words */
    MS_BODY_DATE,
    MS_BODY_MONEY,    /* "1234.50" */
    MS_BODY_PERCENT,  /* "61.30", from 0 to 100 */
    MS_BODY_COUNT,    /* a whole number from 0 to 9999 */
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
    size_t most;              /* bytes of a text, as written */
    const char *const *words; /* of MS_BODY_WORD, and of a list of words; NULL ends them */
    const char *help;         /* what it says, for people: "the judge's name" */
} ms_body_field;

enum { MS_MAX_BODY_FIELDS = 24 };

/* The words of a field that names a parent. */
extern const char *const ms_party_words[];

/* A body that has been read. A field that is absent or null has node 0. */
typedef struct ms_body {
    ms_json_tree tree;
    uint32_t nodes[MS_MAX_BODY_FIELDS]; /* in the order of the table */
} ms_body;

/* Reads a body. MS_ERROR_INVALID, and a refusal, when it is not of that shape; MS_ERROR_MEMORY. The body is borrowed
 * from the parser until its next use. */
ms_status ms_body_read(ms_json *json, ms_text text, const ms_body_field *fields, size_t count, ms_body *body,
                       ms_refusal *refusal);

bool ms_body_has(const ms_body *body, size_t field);

/* The fields of a body that has been read. Of one that is absent: no text, MS_NO_DATE, -1, 0, false. */
ms_status ms_body_text(const ms_body *body, size_t field, ms_arena *arena, ms_text *text, ms_refusal *refusal);
ms_date ms_body_date(const ms_body *body, size_t field);
uint64_t ms_body_sequence(const ms_body *body, size_t field);
bool ms_body_truth(const ms_body *body, size_t field);

/* In cents, or in hundredths of a percent; -1 where it is absent. */
ms_cents ms_body_money(const ms_body *body, size_t field);
int32_t ms_body_percent(const ms_body *body, size_t field);

/* A whole number; -1 where it is absent. */
int32_t ms_body_count(const ms_body *body, size_t field);

/* Which of the field's words it is; -1 where it is absent. */
int ms_body_word(const ms_body *body, size_t field, const ms_body_field *fields);

/* The text as written, with its escapes; borrowed from the body. */
ms_text ms_body_plain(const ms_body *body, size_t field);

/* A value, a list or an object as value.h keeps it. */
ms_status ms_body_value(const ms_body *body, size_t field, ms_arena *arena, ms_text *value, ms_refusal *refusal);

/* An object or a list exactly as it stands in the body. */
ms_text ms_body_raw(const ms_body *body, size_t field);

#endif
