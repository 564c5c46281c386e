/*
 * What is kept sealed in a case: Social Security numbers and protected addresses. The case document never holds them, for
 * no determination needs them. Whoever records one seals it first (store/secrets.h): here it is a text that nobody can
 * read.
 */
#ifndef MEDSUPPORT_CASEFILE_SEALED_H
#define MEDSUPPORT_CASEFILE_SEALED_H

#include "casefile/kinds.h"

typedef enum ms_sealed_field { MS_SEALED_NUMBER = 0, MS_SEALED_ADDRESS, MS_SEALED_FIELDS } ms_sealed_field;

/* Whose it is, and what. */
typedef struct ms_sealed_path {
    ms_sealed_field field;
    ms_party party; /* MS_PARTY_UNKNOWN: a child's */
    ms_text child;  /* its id */
} ms_sealed_path;

/* Reads "/parent_seeking/ssn", "/children/c1/protected_address". False when it is none such; the id is borrowed. */
bool ms_sealed_path_read(ms_text text, ms_sealed_path *path);

/* Appends it as it is read, and in words: "the Social Security number of the parent seeking support". */
void ms_sealed_path_put(ms_buffer *out, const ms_sealed_path *path);
void ms_sealed_path_say(ms_buffer *out, const ms_sealed_path *path);

/* Whether a text is a sealed value: "sealed:1:", the eight hexadecimal digits of its key's name, a colon, base64. */
bool ms_is_sealed(ms_text text);

/* What a source says, sealed. */
typedef struct ms_sealed_value {
    ms_entry entry;
    struct ms_sealed_value *before;
    ms_sealed_path path;
    ms_text sealed; /* as it was sealed last */
    ms_text source, said_by, evidence;
    ms_date received;
    ms_text shown; /* what may be shown of it; the fold, which cannot read it, leaves it empty */
} ms_sealed_value;

/* Somebody has read a value. */
typedef struct ms_revealing {
    ms_entry entry;
    const ms_sealed_value *value;
    ms_text reason;
} ms_revealing;

/* A value was sealed anew, with another key. */
typedef struct ms_resealing {
    ms_entry entry;
    ms_sealed_value *value;
} ms_resealing;

extern const ms_event_kind ms_kind_secret_recorded, ms_kind_secret_revealed, ms_kind_secret_resealed;

/* The value in force at a path, the last that stands; NULL when there is none. */
const ms_sealed_value *ms_sealed_find(const ms_state *state, const ms_sealed_path *path);

/* Whether a value is the one in force at its path. */
bool ms_sealed_in_force(const ms_state *state, const ms_sealed_value *value);

#endif
