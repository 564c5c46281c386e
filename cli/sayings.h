/* A sentence for each kind of event that its members tell whole. */
#ifndef MEDSUPPORT_CLI_SAYINGS_H
#define MEDSUPPORT_CLI_SAYINGS_H

#include "base/buffer.h"
#include "casefile/kinds.h"

/* Says an event by the sentence of its kind. False when its kind has none; nothing is written then. */
bool ms_say_sentence(ms_buffer *out, const ms_event_kind *kind, ms_text body);

/* Fills in a sentence: {member} is the value of that member of the body in words, and what stands in [ ] is left out
 * where a member that it names is absent. [member?words] says the words where the member is present. */
void ms_say_template(ms_buffer *out, const char *sentence, ms_text body);

#endif
