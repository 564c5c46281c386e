/* medsupport help: the list of commands, or one command's help. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

static const char help[] = //
    "Usage: medsupport help [COMMAND [PART]]\n"
    "\n"
    "Lists the commands, or says how to use one.\n"
    "\n"
    "Examples:\n"
    "  medsupport help\n"
    "  medsupport help determine\n"
    "  medsupport help case record\n";

static void list_commands(ms_buffer *out)
{
    ms_buffer_put(out, "Usage: medsupport COMMAND [ARGUMENT]...\n"
                       "\n"
                       "Decides medical child support under 13 CSR 40-112.010: which parent is ordered\n"
                       "to provide health coverage, or what percentage of the costs is owed, and why.\n"
                       "\n"
                       "Commands:\n");
    for (int i = 0; ms_commands[i] != NULL; i++) {
        ms_print(out, "  %-10s %s\n", ms_commands[i]->name, ms_commands[i]->summary);
    }
    ms_buffer_put(out, "\n"
                       "Options:\n"
                       "  -h, --help      this list; after a command, how to use it\n"
                       "  -V, --version   the version\n"
                       "\n"
                       "Exit status: 0 determined (or done), 1 verify found a difference, an order or\n"
                       "notice is not qualified, or some cases of a caseload were rejected, 2 bad usage\n"
                       "or input, 3 information needed, 4 undecided by the text, 130 interrupted.\n"
                       "\n"
                       "Examples:\n"
                       "  medsupport determine case.json\n"
                       "  medsupport ask case.json\n"
                       "  medsupport help determine\n");
}

static int run(const ms_options *options)
{
    ms_buffer out = {0};
    if (options->operand_count == 0) {
        list_commands(&out);
        return ms_output_finish(&out, NULL, MS_EXIT_OK);
    }
    const ms_command *command = ms_command_find(options->operands[0]);
    if (command != NULL && command->parts == NULL && options->operand_count > 1) {
        ms_complain("'%s' has no parts, found '%s'; 'medsupport help %s' says how to use it", command->name,
                    options->operands[1], command->name);
        return MS_EXIT_BAD;
    }
    if (command != NULL && options->operand_count > 1) {
        command = ms_command_part(command, options->operands[1]);
    }
    return command == NULL ? MS_EXIT_BAD : ms_command_say_help(command);
}

const ms_command ms_command_help = {
    .name = "help",
    .summary = "list the commands, or say how to use one",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = 2,
    .operands = "[COMMAND [PART]]",
    .run = run,
};
