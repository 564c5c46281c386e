/* The words for what stands in a case file. */
#ifndef MEDSUPPORT_CLI_CASE_WORDS_H
#define MEDSUPPORT_CLI_CASE_WORDS_H

#include "casefile/sealed.h"
#include "casefile/tasks.h"

/* "fact recorded: the cost of plan acme-ppo, {...}; from the employer". */
void ms_say_event(ms_buffer *out, const ms_state *state, const ms_event *event);

/* The flags of an event: as sentences, each after a blank, or as JSON texts with commas between them. */
void ms_put_event_flags(ms_buffer *out, const ms_entry *entry, bool json);

/* What one source says of a fact: value, source, evidence, days. */
void ms_say_claim(ms_buffer *out, const ms_claim *claim);

/* A sealed value: whose it is, what may be shown of it, and who says it. */
void ms_say_sealed(ms_buffer *out, const ms_sealed_value *value);

/* A text on a terminal: control characters become question marks, and what is long is cut. */
void ms_say_plain(ms_buffer *out, ms_text text);

/* A value as people write it: text without quotation marks. */
void ms_say_value(ms_buffer *out, ms_text value);

/* "parent not seeking support", for the name of a source, a party or a status. */
const char *ms_source_words(ms_text source);

/* How an event departs from the law, as a member of a JSON object with a comma before it. */
void ms_put_departures(ms_buffer *out, const ms_entry *entry);

/* Before the day on which an event dated ahead closes a task. */
extern const char ms_closed_ahead[];

/* Tasks under a heading with their days, each overdue one marked; nothing where there are none. */
void ms_put_tasks(ms_buffer *out, const char *heading, const ms_open_tasks *tasks, ms_date on);

#endif
