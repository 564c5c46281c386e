/*
 * The files that a command reads and writes. What is written may be nothing that is read, for it would be lost, and no
 * two things may be written to one file. Files are known by what they are and not by how they are named: a link and
 * another spelling are the same file.
 */
#ifndef MEDSUPPORT_CLI_FILE_USES_H
#define MEDSUPPORT_CLI_FILE_USES_H

#include "cli/options.h"

/* Whether the inputs of a command (its operands and --tables) and its outputs (--output, --rejects, --html, --moved) are
 * files apart from each other. keeps_parts: the output and the rejects have parts beside them while they are written
 * (part.h), and the output a state. False, and a message that names both, when they are not; or when memory is out. */
bool ms_files_apart(const ms_options *options, bool keeps_parts);

#endif
