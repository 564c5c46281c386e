/* The parts of `medsupport case`, and what they share. */
#ifndef MEDSUPPORT_CLI_CASE_PARTS_H
#define MEDSUPPORT_CLI_CASE_PARTS_H

#include "cli/case_file.h"
#include "cli/command.h"

extern const ms_command ms_case_assign, ms_case_close, ms_case_compare, ms_case_correct, ms_case_determine,
    ms_case_find, ms_case_history, ms_case_list, ms_case_note, ms_case_open, ms_case_protect, ms_case_receive,
    ms_case_record, ms_case_request, ms_case_resolve, ms_case_reveal, ms_case_show, ms_case_withdraw;

/* The options of every part that reads a case: --db, --json, --on, --help; one that writes has --actor too. */
#define MS_CASE_READS                                                                                                  \
    (UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_ON                         \
     | UINT64_C(1) << MS_OPTION_HELP)
#define MS_CASE_WRITES (MS_CASE_READS | UINT64_C(1) << MS_OPTION_ACTOR)

/* Adds a fact for each pair of operands PATH VALUE from the operand `first` on. source: NULL: of --source. */
bool ms_case_record_pairs(ms_case_file *file, int first, const char *source);

/* Whether --source names a source. False, and a message, when it does not. */
bool ms_source_option(const ms_options *options);

/* The sequence number that a text is; 0, and a message, when it is none. */
uint64_t ms_sequence_operand(const char *text);

/* The party that an operand names: parent_not_seeking or pns, parent_seeking or pss. False, and a message, for none. */
bool ms_party_operand(const char *text, ms_party *party);

/* Adds an event about the event that is the second operand, with the reason of --reason. */
bool ms_case_add_of(ms_case_file *file, const char *kind);

/* The first operand is a case; runs `add`, then writes and reports. Returns the exit status. */
int ms_case_change(const ms_options *options, bool (*add)(ms_case_file *file));

#endif
