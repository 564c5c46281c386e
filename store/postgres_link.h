/* The connection to PostgreSQL: making it, making it again, and what its failures mean. */
#ifndef MEDSUPPORT_STORE_POSTGRES_LINK_H
#define MEDSUPPORT_STORE_POSTGRES_LINK_H

#include "store/postgres.h"

/* Connects to the store's location, and sets the session up. */
ms_store_status ms_postgres_connect(ms_store *store);

/* Connects again where the link was lost. */
ms_store_status ms_postgres_ready(ms_store *store);

#endif
