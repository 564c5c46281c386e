/* The signals that end a program and can be heeded before: SIGHUP, SIGINT and SIGTERM. */
#ifndef MEDSUPPORT_CLI_ENDING_SIGNALS_H
#define MEDSUPPORT_CLI_ENDING_SIGNALS_H

/* From now on they are handled so, with flags of sigaction. Those that are ignored stay so. */
void ms_heed_ending(void (*handler)(int signal_number), int flags);

/* Holds them back in a program of one thread, until they are let through. */
void ms_hold_ending(void);
void ms_release_ending(void);

#endif
