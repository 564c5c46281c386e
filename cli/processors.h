/* The processors of this machine. */
#ifndef MEDSUPPORT_CLI_PROCESSORS_H
#define MEDSUPPORT_CLI_PROCESSORS_H

/* How many there are to work with, 1..MS_MAX_THREADS. */
unsigned ms_processors(void);

#endif
