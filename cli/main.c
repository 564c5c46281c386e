#define _XOPEN_SOURCE 700 /* SIGXFSZ */
/* The medsupport command. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/step.h"

#include <signal.h>
#include <string.h>

const ms_command *const ms_commands[] = {
    &ms_command_determine, &ms_command_batch,
    &ms_command_simulate,  &ms_command_ask,
    &ms_command_readings,  &ms_command_gaps,
    &ms_command_form14,    &ms_command_verify,
    &ms_command_qualify,   &ms_command_generate,
    &ms_command_convert,   &ms_command_case,
    &ms_command_order,     &ms_command_notice,
    &ms_command_cost,      &ms_command_judgment,
    &ms_command_enforce,   &ms_command_worklist,
    &ms_command_db,        &ms_command_law,
    &ms_command_help,      NULL,
};

enum { MAX_COMMANDS = sizeof ms_commands / sizeof ms_commands[0], MAX_PARTS = 32 };

const ms_command *ms_command_find(const char *name)
{
    const char *names[MAX_COMMANDS];
    size_t count = 0;
    for (; ms_commands[count] != NULL; count++) {
        names[count] = ms_commands[count]->name;
        if (strcmp(name, names[count]) == 0) {
            return ms_commands[count];
        }
    }
    ms_complain("there is no command '%s'%s; 'medsupport help' lists them", name, ms_did_you_mean(name, names, count));
    return NULL;
}

const ms_command *ms_command_part(const ms_command *command, const char *name)
{
    const char *names[MAX_PARTS];
    size_t count = 0;
    for (; count < MAX_PARTS && command->parts[count] != NULL; count++) {
        names[count] = strrchr(command->parts[count]->name, ' ') + 1;
        if (strcmp(name, names[count]) == 0) {
            return command->parts[count];
        }
    }
    ms_complain("there is no '%s %s'%s; 'medsupport help %s' lists them", command->name, name,
                ms_did_you_mean(name, names, count), command->name);
    return NULL;
}

int ms_exit_of(ms_outcome_status status)
{
    static const int exits[] = {
        [MS_DETERMINED] = MS_EXIT_OK, [MS_UNDECIDED] = MS_EXIT_UNDECIDED, [MS_NEEDS_INFORMATION] = MS_EXIT_NEEDS};
    return exits[status];
}

int ms_command_say_help(const ms_command *command)
{
    ms_buffer out = {0};
    if (command->kind != NULL) {
        ms_step_help(command, &out);
    } else {
        ms_buffer_put(&out, command->help);
    }
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

static int print(const char *text)
{
    ms_buffer out = {0};
    ms_buffer_put(&out, text);
    return ms_output_finish(&out, NULL, MS_EXIT_OK);
}

static int run(const ms_command *command, int count, char **arguments)
{
    ms_options options;
    if (command->parts != NULL && count > 0 && arguments[0][0] != '-') {
        command = ms_command_part(command, arguments[0]);
        count--;
        arguments++;
    }
    if (command == NULL) {
        return MS_EXIT_BAD;
    }
    if (!ms_options_read(command, count, arguments, &options)) {
        ms_complain("'medsupport %s --help' says how to use it", command->name);
        return MS_EXIT_BAD;
    }
    if (ms_option_given(&options, MS_OPTION_HELP)) {
        return ms_command_say_help(command);
    }
    return command->run(&options);
}

/* What stands in the place of a command, and the argument behind it: NULL, for it takes none. */
static int run_program_option(const char *option, const char *behind)
{
    static const char *const names[] = {"--help", "--version", "-h", "-V"};
    bool version = strcmp(option, "--version") == 0 || strcmp(option, "-V") == 0;
    bool helps = strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0;
    if ((version || helps) && behind != NULL) {
        ms_complain("%s stands alone, found '%s' behind it; 'medsupport help' lists the commands", option, behind);
        return MS_EXIT_BAD;
    }
    if (version) {
        return print("medsupport " MEDSUPPORT_VERSION "\n");
    }
    if (helps) {
        return ms_command_help.run(&(ms_options){0});
    }
    ms_complain("there is no option '%s' before a command%s", option,
                ms_did_you_mean(option, names, sizeof names / sizeof names[0]));
    return MS_EXIT_BAD;
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is met as a full disk is */
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is an error of writing, and said so */
    if (argc < 2) {
        ms_complain("which command? 'medsupport help' lists them");
        return MS_EXIT_BAD;
    }
    if (argv[1][0] == '-') {
        return run_program_option(argv[1], argv[2]);
    }
    const ms_command *command = ms_command_find(argv[1]);
    return command == NULL ? MS_EXIT_BAD : run(command, argc - 2, argv + 2);
}
