/* The options of the commands, read by one table. */
#ifndef MEDSUPPORT_CLI_OPTIONS_H
#define MEDSUPPORT_CLI_OPTIONS_H

#include <medsupport/date.h>
#include <medsupport/readings.h>

#include <stdbool.h>
#include <stdint.h>

typedef enum ms_option {
    MS_OPTION_JSON = 0,
    MS_OPTION_NDJSON,
    MS_OPTION_TEXT,
    MS_OPTION_SVG,
    MS_OPTION_TRACE,
    MS_OPTION_AS_OF,
    MS_OPTION_READING,
    MS_OPTION_OUTPUT,
    MS_OPTION_COLOR,
    MS_OPTION_CHOICES,
    MS_OPTION_LINE_1,
    MS_OPTION_LINE_1A,
    MS_OPTION_LINE_2A,
    MS_OPTION_LINE_2B,
    MS_OPTION_LINE_2C,
    MS_OPTION_CSV,
    MS_OPTION_TABLES,
    MS_OPTION_THREADS,
    MS_OPTION_REJECTS,
    MS_OPTION_MAX_REJECTS,
    MS_OPTION_RESUME,
    MS_OPTION_QUIET,
    MS_OPTION_VARY,
    MS_OPTION_BASELINE,
    MS_OPTION_HTML,
    MS_OPTION_MOVED,
    MS_OPTION_CASES,
    MS_OPTION_SEED,
    MS_OPTION_MISSING,
    MS_OPTION_TO_TABLES,
    MS_OPTION_DB,
    MS_OPTION_ON,
    MS_OPTION_ACTOR,
    MS_OPTION_WORKER,
    MS_OPTION_SOURCE,
    MS_OPTION_SAID_BY,
    MS_OPTION_EVIDENCE,
    MS_OPTION_RECEIVED,
    MS_OPTION_VERIFIED_BY,
    MS_OPTION_VERIFIED_ON,
    MS_OPTION_CHANGED,
    MS_OPTION_REASON,
    MS_OPTION_DESPITE,
    MS_OPTION_DOCUMENT,
    MS_OPTION_STALE,
    MS_OPTION_OVERDUE,
    MS_OPTION_WITHIN,
    MS_OPTION_ICS,
    MS_OPTION_DRY_RUN,
    MS_OPTION_ORDERS_GO_ON,
    MS_OPTION_OF,
    MS_OPTION_FROM_DETERMINATION,
    MS_OPTION_HELP,
    MS_OPTION_COUNT
} ms_option;

/* Bit i for option i. */
typedef uint64_t ms_option_set;

/* A baseline sets two numbers and the readings, each once. */
enum { MS_MAX_VARY = 8, MS_MAX_BASELINES = 2 + MS_READING_COUNT, MS_MAX_FIELD_OPTIONS = 96 };

/* What is given for a field of the event that a command records. */
typedef struct ms_field_option {
    size_t field;
    const char *value; /* "" for one that takes no value */
} ms_field_option;

enum { MS_FORM14_LINE_OPTIONS = MS_OPTION_LINE_2C - MS_OPTION_LINE_1 + 1 };

typedef enum ms_colour { MS_COLOUR_AUTO = 0, MS_COLOUR_ALWAYS, MS_COLOUR_NEVER } ms_colour;

struct ms_command;

typedef struct ms_options {
    const struct ms_command *command;
    ms_option_set given;
    ms_date as_of; /* MS_NO_DATE: not given */
    ms_readings readings;
    uint32_t readings_given; /* bit r: reading r was chosen */
    ms_colour colour;
    const char *output;                        /* NULL: standard output */
    const char *lines[MS_FORM14_LINE_OPTIONS]; /* of the worksheet, "PNS,PSS"; NULL: not given */
    const char *texts[MS_OPTION_COUNT];        /* what else was given with an option; NULL: not given */
    const char *vary[MS_MAX_VARY];             /* of each --vary */
    int vary_count;
    const char *baselines[MS_MAX_BASELINES]; /* of each --baseline */
    int baseline_count;
    ms_field_option fields[MS_MAX_FIELD_OPTIONS];
    int field_count;
    int operand_count;
    char **operands;
} ms_options;

bool ms_option_given(const ms_options *options, ms_option option);

/* Reads the arguments after the command's name; the operands are gathered at the front of `arguments`. False, and a
 * message for each fault, when the command cannot be run so. */
bool ms_options_read(const struct ms_command *command, int count, char **arguments, ms_options *options);

#endif
