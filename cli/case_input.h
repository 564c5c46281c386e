/* The cases that a command is given: files with a case a line, standard input, or the tables of a folder. */
#ifndef MEDSUPPORT_CLI_CASE_INPUT_H
#define MEDSUPPORT_CLI_CASE_INPUT_H

#include "batch/input.h"
#include "cli/options.h"

/* Zero-initialised is closed. */
typedef struct ms_case_input {
    ms_input input;
    ms_tables *tables;
    char **names; /* of the files, for messages */
} ms_case_input;

/* Opens what the operands and --tables name. False, and a message for each fault, when that cannot be; close it all the
 * same. */
bool ms_case_input_open(ms_case_input *input, const ms_options *options);

/* Says what is wrong with a table of a folder. */
void ms_say_table_problem(const char *folder, const ms_table_problem *problem);

void ms_case_input_close(ms_case_input *input);

#endif
