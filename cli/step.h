/* Commands that record one event: what they take, their help and what they say come from the table of the event's
 * kind. */
#ifndef MEDSUPPORT_CLI_STEP_H
#define MEDSUPPORT_CLI_STEP_H

#include "cli/case_parts.h"

/* The options of every such command beside the fields of its kind. */
#define MS_STEP_OPTIONS (MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_DRY_RUN)

/* Records the event of options->command->kind in the case that is the first operand. Returns the exit status. */
int ms_step_run(const ms_options *options);

/* Adds the event in a case that is read; `more` appends members of its body that are no options, each with a comma
 * before it where the body has members already. NULL: nothing. */
bool ms_step_add(ms_case_file *file, bool (*more)(ms_case_file *file, ms_buffer *body));

/* Writes how a command is used that records an event. */
void ms_step_help(const ms_command *command, ms_buffer *out);

/* Appends what is given for the fields of the kind, but for the matter's number, as members of its body. False, and a
 * message, where it cannot be. */
bool ms_step_put_fields(ms_buffer *body, const ms_options *options);

/* Whether a field is given as an operand: the matter of which the event is a step. */
bool ms_step_is_operand(const ms_event_kind *kind, size_t field);

/* The field that an option of that name, --days-to-pay, stands for; the number of fields where there is none. */
size_t ms_step_field(const ms_event_kind *kind, const char *name, size_t length);

#endif
