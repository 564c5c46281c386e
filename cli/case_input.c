#define _POSIX_C_SOURCE 200809L
#include "cli/case_input.h"

#include "batch/reject.h"
#include "cli/bus_error.h"
#include "cli/load.h"
#include "cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool open_files(ms_case_input *input, const ms_options *options)
{
    static char *standard_input[] = {"-"};
    uint32_t count = options->operand_count == 0 ? 1 : (uint32_t)options->operand_count;
    char **paths = options->operand_count == 0 ? standard_input : options->operands;
    input->names = calloc(count, sizeof *input->names);
    input->input.lines = ms_lines_new(paths, count);
    if (input->names == NULL || input->input.lines == NULL) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    bool readable = true;
    for (uint32_t i = 0; i < count; i++) {
        input->names[i] = (char *)ms_load_name(paths[i]);
        if (strcmp(paths[i], "-") != 0 && access(paths[i], R_OK) != 0) {
            ms_complain("cannot read %s: %s", paths[i], strerror(errno));
            readable = false;
        }
    }
    input->input.names = input->names;
    return readable;
}

void ms_say_table_problem(const char *folder, const ms_table_problem *problem)
{
    ms_reject_problem reject = ms_reject_of_table(problem);
    ms_buffer line = {0};
    ms_buffer_put(&line, folder);
    ms_buffer_put(&line, problem->file[0] == '\0' ? "" : "/");
    ms_reject_say(&line, problem->file, problem->row, &reject);
    ms_complain_at("%.*s", line.length == 0 ? 0 : (int)line.length - 1, line.text);
    ms_buffer_free(&line);
}

static bool open_tables(ms_case_input *input, const char *folder)
{
    ms_end_on_bus_error(folder);
    ms_status status = ms_tables_open(folder, &input->tables);
    input->input.tables = input->tables;
    if (status == MS_ERROR_MEMORY) {
        ms_complain("%s", ms_status_text(status));
    }
    size_t count = status == MS_ERROR_INVALID ? ms_tables_problem_count(input->tables) : 0;
    for (size_t i = 0; i < count; i++) {
        ms_say_table_problem(folder, ms_tables_problem(input->tables, i));
    }
    return status == MS_OK;
}

bool ms_case_input_open(ms_case_input *input, const ms_options *options)
{
    const char *folder = options->texts[MS_OPTION_TABLES];
    if (folder != NULL && options->operand_count > 0) {
        ms_complain("give --tables or files, not both");
        return false;
    }
    return folder != NULL ? open_tables(input, folder) : open_files(input, options);
}

void ms_case_input_close(ms_case_input *input)
{
    ms_lines_free(input->input.lines);
    ms_tables_free(input->tables);
    free(input->names);
    *input = (ms_case_input){0};
}
