/* Changing one value in a JSON text and leaving every other byte as it is. */
#ifndef MEDSUPPORT_CLI_EDIT_H
#define MEDSUPPORT_CLI_EDIT_H

#include "base/buffer.h"
#include "facts/json.h"

/* Sets the value at a JSON pointer (names without `~`) to a JSON text. Objects on the way are made where they are
 * absent or null; elements of arrays are there. MS_ERROR_INVALID: the text is no JSON object, or something else stands
 * in the way; MS_ERROR_MEMORY. The text is unchanged then. */
ms_status ms_edit_set(ms_json *json, ms_buffer *text, const char *pointer, const char *value);

#endif
