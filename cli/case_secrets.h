/* What is kept sealed in a case, for those who may see it. */
#ifndef MEDSUPPORT_CLI_CASE_SECRETS_H
#define MEDSUPPORT_CLI_CASE_SECRETS_H

#include "casefile/sealed.h"
#include "cli/case_file.h"
#include "store/secrets.h"

/* Fills in what may be shown of each sealed value, the last digits of a number, as far as the keys are at hand. */
void ms_secrets_show(ms_case_file *file);

/* Opens the keys. NULL, and a message, when that fails. */
ms_secrets *ms_secrets_at_hand(void);

/* Reveals a sealed value, or seals one, for its place in the case. The plain text is a JSON string; the caller wipes it. */
ms_secrets_status ms_secrets_open_value(const ms_secrets *secrets, const char *case_id, const ms_sealed_value *value,
                                        ms_buffer *plain);
ms_secrets_status ms_secrets_seal_value(const ms_secrets *secrets, const char *case_id, const ms_sealed_path *path,
                                        const ms_buffer *plain, ms_buffer *sealed);

#endif
