/* medsupport case assign, note, correct, close. */
#include "cli/case_parts.h"
#include "cli/message.h"

/* Adds an event with one text in its body, that of the second operand. */
static bool add_text(ms_case_file *file, const char *kind, const char *key)
{
    ms_buffer body = {0};
    ms_put_member(&body, key, file->options->operands[1]);
    ms_buffer_put(&body, "}");
    bool good = ms_case_file_add(file, kind, file->on, &body);
    ms_buffer_free(&body);
    return good;
}

/* ---- assign ------------------------------------------------------------------------------------------------------ */

static const char assign_help[] = //
    "Usage: medsupport case assign [OPTION]... CASE WORKER\n"
    "\n"
    "Gives the case to a worker, in whose worklist its tasks stand from now on.\n"
    "\n"
    "Options:\n"
    "  --on=DATE       the day from which it is so (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who records it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case assign 2026-000123 dana\n";

static bool add_assignment(ms_case_file *file)
{
    return add_text(file, "worker_assigned", "{\"worker\":");
}

static int run_assign(const ms_options *options)
{
    return ms_case_change(options, add_assignment);
}

const ms_command ms_case_assign = {
    .name = "case assign",
    .summary = "give the case to a worker",
    .help = assign_help,
    .takes = MS_CASE_WRITES,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE WORKER",
    .run = run_assign,
};

/* ---- note -------------------------------------------------------------------------------------------------------- */

static const char note_help[] = //
    "Usage: medsupport case note [OPTION]... CASE TEXT\n"
    "\n"
    "Adds a note to the case; it changes nothing else.\n"
    "\n"
    "Options:\n"
    "  --on=DATE       its day (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    whose note it is\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case note 2026-000123 \"The father called; the form is on its way.\"\n";

static bool add_note(ms_case_file *file)
{
    return add_text(file, "note", "{\"note\":");
}

static int run_note(const ms_options *options)
{
    return ms_case_change(options, add_note);
}

const ms_command ms_case_note = {
    .name = "case note",
    .summary = "add a note",
    .help = note_help,
    .takes = MS_CASE_WRITES,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE TEXT",
    .run = run_note,
};

/* ---- correct ----------------------------------------------------------------------------------------------------- */

static const char correct_help[] = //
    "Usage: medsupport case correct --reason=TEXT [OPTION]... CASE EVENT\n"
    "\n"
    "Takes an event back that should not have been recorded. It stays in the history\n"
    "with the correction; the case stands as if it had not happened.\n"
    "\n"
    "Options:\n"
    "  --reason=TEXT   what was wrong\n"
    "  --on=DATE       the day of the correction (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who corrects it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case correct 2026-000123 9 --reason \"of another case\"\n";

static bool add_correction(ms_case_file *file)
{
    return ms_case_add_of(file, "correction");
}

static int run_correct(const ms_options *options)
{
    if (options->texts[MS_OPTION_REASON] == NULL) {
        ms_complain("--reason says what was wrong");
        return MS_EXIT_BAD;
    }
    return ms_case_change(options, add_correction);
}

const ms_command ms_case_correct = {
    .name = "case correct",
    .summary = "take an event back",
    .help = correct_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_REASON,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE EVENT",
    .run = run_correct,
};

/* ---- close ------------------------------------------------------------------------------------------------------- */

static const char close_help[] = //
    "Usage: medsupport case close --reason=TEXT [OPTION]... CASE\n"
    "\n"
    "Closes the case: it has no tasks any more, and the office does nothing in it.\n"
    "What others do is still recorded, and flagged. To open it again, correct the\n"
    "event that closed it.\n"
    "\n"
    "Options:\n"
    "  --reason=TEXT   why it is closed\n"
    "  --orders-go-on  although an order is in force, over which nobody watches then\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who closes it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case close 2026-000123 --reason \"the child is grown\"\n";

static bool add_closing(ms_case_file *file)
{
    ms_buffer body = {0};
    ms_put_member(&body, "{\"reason\":", file->options->texts[MS_OPTION_REASON]);
    ms_buffer_put(&body, ms_option_given(file->options, MS_OPTION_ORDERS_GO_ON) ? ",\"orders_go_on\":true}" : "}");
    bool good = ms_case_file_add(file, "case_closed", file->on, &body);
    ms_buffer_free(&body);
    return good;
}

static int run_close(const ms_options *options)
{
    if (options->texts[MS_OPTION_REASON] == NULL) {
        ms_complain("--reason says why the case is closed");
        return MS_EXIT_BAD;
    }
    return ms_case_change(options, add_closing);
}

const ms_command ms_case_close = {
    .name = "case close",
    .summary = "close the case",
    .help = close_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_REASON | UINT64_C(1) << MS_OPTION_ORDERS_GO_ON,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = run_close,
};
