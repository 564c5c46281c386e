/* To which file a path leads through links, be the file there yet or not. */
#ifndef MEDSUPPORT_CLI_TARGET_H
#define MEDSUPPORT_CLI_TARGET_H

#include <stdbool.h>

/* The path of that file; owned by the caller. NULL with errno set: links that lead nowhere, or memory is out. */
char *ms_target_of(const char *path);

/* Whether that file is a regular one to which standard output goes: /dev/stdout, and whatever else leads there. It
 * cannot be replaced, for who called the program goes on to write to the one that is there. */
bool ms_is_standard_output(const char *path);

/* Why no output may take the place of a file, in words: it holds a database, or the keys of MEDSUPPORT_KEY_FILE. NULL where
 * one may. */
const char *ms_must_stay(const char *path);

#endif
