/* Choosing readings by name, with every fault explained. */
#ifndef MEDSUPPORT_CLI_READING_OPTION_H
#define MEDSUPPORT_CLI_READING_OPTION_H

#include <medsupport/readings.h>

/* Sets one reading from "NAME=CHOICE". False, a message and nothing changed, when it names none. */
bool ms_reading_option(const char *text, ms_readings *readings);

/* The reading of a name of `length` bytes; MS_READING_COUNT, and a message, when there is none. */
ms_reading ms_reading_find(const char *name, size_t length);

#endif
