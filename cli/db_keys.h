/* The keys of what is sealed: medsupport db key, db rekey. */
#ifndef MEDSUPPORT_CLI_DB_KEYS_H
#define MEDSUPPORT_CLI_DB_KEYS_H

#include "cli/options.h"

/* Makes a key file, the second operand. Returns the exit status. */
int ms_db_key(const ms_options *options);

/* Puts a new key in front of those of MEDSUPPORT_KEY_FILE and seals with it every value in force that another key has
 * sealed. Returns the exit status. */
int ms_db_rekey(const ms_options *options);

#endif
