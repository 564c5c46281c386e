/* libpq, loaded where it is first needed. */
#ifndef MEDSUPPORT_STORE_POSTGRES_LIBRARY_H
#define MEDSUPPORT_STORE_POSTGRES_LIBRARY_H

#include <stdbool.h>

/* Loads libpq once; before any of its functions is called, by one thread. False when this machine has none. */
bool ms_postgres_library_load(void);

#endif
