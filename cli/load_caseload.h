/* Reading a whole caseload into memory, with progress, and with what is no case told and kept. */
#ifndef MEDSUPPORT_CLI_LOAD_CASELOAD_H
#define MEDSUPPORT_CLI_LOAD_CASELOAD_H

#include "batch/caseload.h"
#include "cli/case_input.h"

/* A caseload, and how many cases of it were rejected. Zero-initialised is empty. */
typedef struct ms_loaded {
    ms_case_store store;
    uint64_t rejects;
} ms_loaded;

/* Reads all cases of an input. Rejects go to the file of --rejects, or else the first of them are told. False, and a
 * message, when the input cannot be read, or what is to be written cannot. */
bool ms_load_caseload(ms_case_input *input, const ms_options *options, unsigned threads, ms_loaded *loaded);

#endif
