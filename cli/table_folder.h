/*
 * A folder of tables that is being written. They appear all or none: they are written into a folder beside it, which takes
 * its name when they are complete; where the folder is there already, into one within it, out of which they are moved. A
 * folder that has anything in it is never touched.
 */
#ifndef MEDSUPPORT_CLI_TABLE_FOLDER_H
#define MEDSUPPORT_CLI_TABLE_FOLDER_H

#include "base/buffer.h"
#include "batch/columns.h"

#include <stdbool.h>

typedef struct ms_table_folder {
    const char *path;                 /* borrowed */
    char *target;                     /* the folder to which that leads */
    bool exists;                      /* it is there already */
    char *temporary;                  /* NULL: closed */
    int files[MS_TABLE_COUNT];        /* -1: not open */
    ms_buffer tables[MS_TABLE_COUNT]; /* what is put, until it is written */
} ms_table_folder;

/* Opens a folder that is not there or has nothing in it, and puts the headers. SIGHUP, SIGINT and SIGTERM remove what was
 * written before they end the program. One at a time. False, and a message, when it cannot be written. */
bool ms_table_folder_open(ms_table_folder *folder, const char *path);

/* Writes what is in the buffers when it is enough, or `all` of it. False, and a message, when it cannot be written. */
bool ms_table_folder_write(ms_table_folder *folder, bool all);

/* Closes the tables, after all was written; they can be read in folder->temporary. False, and a message, when that
 * fails. */
bool ms_table_folder_end(ms_table_folder *folder);

/* Puts the tables in their place and closes. False, and a message, when that fails. */
bool ms_table_folder_finish(ms_table_folder *folder);

/* Removes what was written and closes. Nothing happens to a closed folder. */
void ms_table_folder_abandon(ms_table_folder *folder);

#endif
