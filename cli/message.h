/* What the program says on standard error. */
#ifndef MEDSUPPORT_CLI_MESSAGE_H
#define MEDSUPPORT_CLI_MESSAGE_H

#include <stddef.h>

/* One message, a line of its own, after the program's name. Control characters become '?', so that no name in a
 * document or argument can work the terminal. */
__attribute__((format(printf, 1, 2))) void ms_complain(const char *format, ...);

/* The same without the program's name: the place comes first. */
__attribute__((format(printf, 1, 2))) void ms_complain_at(const char *format, ...);

/* " (did you mean 'x'?)" for the nearest of some names, or "" when none is near. The text lasts until the next call. */
const char *ms_did_you_mean(const char *text, const char *const *names, size_t count);

#endif
