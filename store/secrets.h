/*
 * Secrets at rest: Social Security numbers, protected addresses. A JSON value is sealed into a JSON string that takes its
 * place in the body of an event (libsodium secretbox, XSalsa20 and Poly1305), with a key of its own for each place, so
 * that a sealed value can neither be read nor changed nor moved to another case or fact.
 */
#ifndef MEDSUPPORT_STORE_SECRETS_H
#define MEDSUPPORT_STORE_SECRETS_H

#include "base/buffer.h"
#include "facts/document.h"

#include <stdbool.h>

typedef struct ms_secrets ms_secrets;

typedef enum ms_secrets_status {
    MS_SECRETS_OK = 0,
    MS_SECRETS_NO_KEY,    /* there is no key file, or none is named */
    MS_SECRETS_UNSAFE,    /* others can read the key file */
    MS_SECRETS_BAD,       /* there is no key in it, or it cannot be read or made */
    MS_SECRETS_OTHER_KEY, /* the value was sealed with a key that is not among these */
    MS_SECRETS_WRONG,     /* the value was not sealed for this place, or was altered */
    MS_SECRETS_MEMORY
} ms_secrets_status;

/* Makes a key file for its owner alone: a key is a line of 64 hexadecimal digits. A file that is there stays as it is:
 * MS_SECRETS_BAD. */
ms_secrets_status ms_secrets_make_key(const char *path);

/* Puts a new key in front of those of a key file, in one step. It seals from then on, the others reveal what they sealed.
 * A file that is full is MS_SECRETS_BAD. */
ms_secrets_status ms_secrets_add_key(const char *path);

/* Reads the keys from a file, or with NULL from the one that MEDSUPPORT_KEY_FILE names, or where that is not set from
 * MEDSUPPORT_KEY, with blanks or line breaks between the keys. The file must be its owner's, who is the user of this process or root,
 * and nobody else's to read. *secrets is owned by the caller, NULL on failure. */
ms_secrets_status ms_secrets_open(const char *path, ms_secrets **secrets);

/* Forgets the keys. NULL is allowed. */
void ms_secrets_close(ms_secrets *secrets);

/* What a status means, in a sentence that holds nothing secret. */
const char *ms_secrets_text(ms_secrets_status status);

/* Appends the JSON string that seals a JSON value. case_id and place, such as a fact's path: where it will stand. */
ms_secrets_status ms_secrets_seal(const ms_secrets *secrets, const char *case_id, ms_text place, ms_text value,
                                  ms_buffer *sealed);

/* Whether a JSON value is a sealed one. */
bool ms_secrets_is_sealed(ms_text value);

/* Whether it was sealed with the first key. */
bool ms_secrets_is_current(const ms_secrets *secrets, ms_text sealed);

/* Appends the JSON value that was sealed. The buffer is the caller's to wipe. */
ms_secrets_status ms_secrets_reveal(const ms_secrets *secrets, const char *case_id, ms_text place, ms_text sealed,
                                    ms_buffer *value);

/* Frees a buffer and leaves nothing of it in memory. */
void ms_secrets_wipe(ms_buffer *buffer);

typedef enum ms_secret_kind { MS_SECRET_NUMBER = 0, MS_SECRET_ADDRESS } ms_secret_kind;

/* Appends what is shown in place of a JSON value, sealed or not: of a Social Security number the last four digits where
 * they are known, "***-**-6789"; of an address nothing, "(protected)". */
void ms_secrets_mask(ms_secret_kind kind, ms_text value, ms_buffer *shown);

#endif
