/* The end of a program whose tables become shorter while it reads them where they are mapped: a signal, SIGBUS. */
#ifndef MEDSUPPORT_CLI_BUS_ERROR_H
#define MEDSUPPORT_CLI_BUS_ERROR_H

/* From now on that signal ends the program as other faults do: with a message that names the folder, without a temporary
 * of a stream (stream.h), with exit status 2. The folder's name must stay where it is. */
void ms_end_on_bus_error(const char *folder);

#endif
