/* Commands that record one event: what they take, their help and what they say come from the table of the event's
 * kind. */
#ifndef MEDSUPPORT_CLI_STEP_H
#define MEDSUPPORT_CLI_STEP_H

#include "cli/case_parts.h"

/* The options of every such command beside the fields of its kind. */
#define MS_STEP_OPTIONS (MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_DRY_RUN)

/* Records the event of options->command->kind in the case that is the first operand. Returns the exit status. */
int ms_step_run(const ms_options *options);

/* Writes how a command is used that records an event. */
void ms_step_help(const ms_command *command, ms_buffer *out);

/* Whether a field is given as an operand: the matter of which the event is a step. */
bool ms_step_is_operand(const ms_event_kind *kind, size_t field);

/* The field that an option of that name, --days-to-pay, stands for; the number of fields where there is none. */
size_t ms_step_field(const ms_event_kind *kind, const char *name, size_t length);

#endif
