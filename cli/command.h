/* The commands of the program: one table, one file a command. */
#ifndef MEDSUPPORT_CLI_COMMAND_H
#define MEDSUPPORT_CLI_COMMAND_H

#include "cli/options.h"

#include <medsupport/determine.h>

/* What the program says with its exit status. */
enum {
    MS_EXIT_OK = 0,            /* done; every child determined */
    MS_EXIT_DIFFERS = 1,       /* verify: the determination handed over is not what the rule gives */
    MS_EXIT_DAMAGED = 1,       /* db: the database is not what was written */
    MS_EXIT_NOT_QUALIFIED = 1, /* qualify: the order or notice lacks what the law asks */
    MS_EXIT_REJECTS = 1,       /* batch, simulate: some cases could not be read; the others are done */
    MS_EXIT_BAD = 2,           /* bad usage, bad input, or the output could not be written */
    MS_EXIT_NEEDS = 3,         /* an unknown fact decides for some child */
    MS_EXIT_UNDECIDED = 4,     /* the text gives some child no outcome */
    MS_EXIT_INTERRUPTED = 130  /* stopped by the terminal or a signal */
};

enum { MS_ANY_NUMBER = -1 };

struct ms_event_kind;

typedef struct ms_command {
    const char *name;
    const char *summary; /* one line */
    const char *help;    /* usage, options and examples, 80 columns */
    ms_option_set takes; /* which options */
    int least_operands;
    int most_operands;    /* MS_ANY_NUMBER: any */
    const char *operands; /* their names, for messages */
    int (*run)(const ms_options *options);
    const struct ms_command *const *parts; /* commands of its own, as in `case open`; NULL ends them */
    /* Of a command that records one event (step.h): the event's kind, whose fields are options as well. `help` then says
     * only what the command is for. */
    const struct ms_event_kind *kind;
    const char *examples;
} ms_command;

extern const ms_command ms_command_ask;
extern const ms_command ms_command_batch;
extern const ms_command ms_command_case;
extern const ms_command ms_command_convert;
extern const ms_command ms_command_cost;
extern const ms_command ms_command_db;
extern const ms_command ms_command_determine;
extern const ms_command ms_command_enforce;
extern const ms_command ms_command_form14;
extern const ms_command ms_command_gaps;
extern const ms_command ms_command_generate;
extern const ms_command ms_command_help;
extern const ms_command ms_command_judgment;
extern const ms_command ms_command_law;
extern const ms_command ms_command_qualify;
extern const ms_command ms_command_order;
extern const ms_command ms_command_notice;
extern const ms_command ms_command_readings;
extern const ms_command ms_command_simulate;
extern const ms_command ms_command_verify;
extern const ms_command ms_command_worklist;

/* Every command, in the order of the list that `help` prints; NULL ends it. */
extern const ms_command *const ms_commands[];

/* The exit status that stands for how settled an outcome is. */
int ms_exit_of(ms_outcome_status status);

/* Prints how to use a command; returns the exit status. */
int ms_command_say_help(const ms_command *command);

/* The part of a command by the last word of its name; NULL, and a message, when there is none. */
const ms_command *ms_command_part(const ms_command *command, const char *name);

/* The command of a name; NULL, and a message, when there is none. */
const ms_command *ms_command_find(const char *name);

#endif
