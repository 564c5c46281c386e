/* A case of the database, folded; and what a command adds to it, written at once or not at all. */
#ifndef MEDSUPPORT_CLI_CASE_FILE_H
#define MEDSUPPORT_CLI_CASE_FILE_H

#include "casefile/kinds.h"
#include "casefile/tasks.h"
#include "cli/options.h"
#include "store/store.h"

enum { MS_TIME_TEXT_SIZE = 21 };

/* Zero-initialised is closed. */
typedef struct ms_case_file {
    const ms_options *options;
    ms_store *store;
    const char *case_id;
    ms_date on; /* --on, or today */
    char at[MS_TIME_TEXT_SIZE];
    const char *actor;
    ms_arena arena;   /* of the events and the state */
    ms_arena scratch; /* of the tools */
    ms_tools tools;
    ms_state state;
    ms_event *events; /* all of them, the ones to be written last */
    size_t count, room;
    size_t stored;        /* how many are in the database */
    ms_open_tasks before; /* what was open before a step of a matter; see step.h */
    bool beside;          /* the store is another's */
    int exit;             /* the exit status once something went wrong */
} ms_case_file;

/* Opens the database and prepares for cases. False, and a message, when that fails; close it all the same. */
bool ms_case_file_begin(ms_case_file *file, const ms_options *options, ms_store_mode mode);

/* Prepares for cases of the same database with memory of its own, for another thread; one at a time may use the store. */
bool ms_case_file_beside(ms_case_file *file, const ms_case_file *other);

/* Reads a case and folds it; another may have been read before. False, and a message, when there is none such. */
bool ms_case_file_read(ms_case_file *file, const char *case_id);

/* The two halves of that; only the first uses the store. */
bool ms_case_file_load(ms_case_file *file, const char *case_id);
bool ms_case_file_fold(ms_case_file *file);

/* Begins a case that is not in the database yet. */
void ms_case_file_new(ms_case_file *file, const char *case_id);

/* Both: the case that is the first operand. */
bool ms_case_file_open(ms_case_file *file, const ms_options *options, ms_store_mode mode);

/* Adds an event whose body stands in a buffer, which is emptied, and the events that it brings with it. False, and a
 * message, when one is refused or memory is out: then nothing of what was added is written. */
bool ms_case_file_add(ms_case_file *file, const char *kind, ms_date effective, ms_buffer *body);

/* Adds an event as it is. */
bool ms_case_file_add_event(ms_case_file *file, const ms_event *event);

/* Writes what was added. False, and a message, when it cannot be. */
bool ms_case_file_write(ms_case_file *file);

/* Writes what was added, unless --dry-run, and reports it, as text or as JSON; returns the exit status. */
int ms_case_file_finish(ms_case_file *file);

/* Says what was written: each event and what is open now. */
void ms_case_file_report(ms_case_file *file, ms_buffer *out);

void ms_case_file_close(ms_case_file *file);

/* The day of an option, MS_NO_DATE where it is not given; --on, or today. */
ms_date ms_option_day(const ms_options *options, ms_option option);
ms_date ms_option_on(const ms_options *options);

/* Says that memory is out, or what went wrong; returns MS_EXIT_BAD. */
int ms_case_file_fail(ms_status status);

/* Appends `key` and a text as JSON; a NULL text appends nothing. */
void ms_put_member(ms_buffer *out, const char *key, const char *text);

#endif
