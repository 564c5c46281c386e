/* A whole number given with an option. */
#ifndef MEDSUPPORT_CLI_NUMBER_OPTION_H
#define MEDSUPPORT_CLI_NUMBER_OPTION_H

#include <stdbool.h>
#include <stdint.h>

/* Reads the number in `text`, least..most, given with the option `name` ("threads"); commas between thousands are
 * allowed. *number stays as it is where text is NULL. False, and a message, when it is no such number. */
bool ms_number_option(const char *name, const char *text, uint64_t least, uint64_t most, uint64_t *number);

#endif
