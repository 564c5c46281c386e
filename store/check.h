/* What an event has to be so that both engines keep it to the byte and an export gives it back. */
#ifndef MEDSUPPORT_STORE_CHECK_H
#define MEDSUPPORT_STORE_CHECK_H

#include "casefile/event.h"
#include "facts/json.h"

#include <stdbool.h>

enum { MS_MAX_CASE_ID = 64 };

/* What is wrong with an event, in words for a message that hold nothing of it; NULL: nothing. */
const char *ms_check_event(ms_json *json, const ms_event *event);

/* The same without a look into its body, which has only to stand on one line. */
const char *ms_check_frame(const ms_event *event);

/* Whether a text is an id as case documents have them. */
bool ms_check_case_id(const char *case_id);

/* Whether a text is one JSON object on one line, from brace to brace. */
bool ms_check_object(ms_json *json, ms_text text);

#endif
