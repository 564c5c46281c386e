/* The orders that follow from the outcomes, and what they change of the obligations in force. */
#ifndef MEDSUPPORT_FACTS_ORDERS_H
#define MEDSUPPORT_FACTS_ORDERS_H

#include "facts/determination.h"

/* Fills in the orders and changes of a determination whose explanation is made, and that has none yet. Returns MS_OK or
 * MS_ERROR_MEMORY. */
ms_status ms_orders_make(ms_determination *determination);

#endif
