/* What a call returns: zero, or why it could not do its work. */
#ifndef MEDSUPPORT_STATUS_H
#define MEDSUPPORT_STATUS_H

#include <medsupport/api.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ms_status {
    MS_OK = 0,
    MS_ERROR_MEMORY = -1,      /* an allocation failed; nothing was changed */
    MS_ERROR_INVALID = -2,     /* the document or the argument breaks its format; problems say where */
    MS_ERROR_BEFORE_RULE = -3, /* the date lies before the first known version of the rule */
    MS_ERROR_LIMIT = -4,       /* a stated limit is passed */
    MS_ERROR_OUTPUT = -5       /* the output could not be written whole */
} ms_status;

/* A short sentence in English for a status; never NULL, owned by the library. */
MS_API const char *ms_status_text(ms_status status);

#ifdef __cplusplus
}
#endif

#endif
