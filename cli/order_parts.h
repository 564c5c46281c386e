/* The parts of `medsupport order` and `medsupport enforce` that are more than one event recorded. */
#ifndef MEDSUPPORT_CLI_ORDER_PARTS_H
#define MEDSUPPORT_CLI_ORDER_PARTS_H

#include "cli/command.h"

extern const ms_command ms_order_list, ms_order_qualify, ms_order_show, ms_order_terms_command, ms_enforce_show;

#endif
