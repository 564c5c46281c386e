/* medsupport ask: a case document filled in by an interview. */
#define _XOPEN_SOURCE 700
#include "cli/ask_parts.h"
#include "cli/command.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] = //
    "Usage: medsupport ask [OPTION]... [FILE]\n"
    "\n"
    "Asks, question by question, for the facts of a case that can still change the\n"
    "outcome, and for no others. After every answer it shows which paragraphs of\n"
    "(5) remain possible. FILE is a case document: if it is there, the interview\n"
    "goes on from it and leaves all else in it as it is; if not, a new one begins.\n"
    "\n"
    "Instead of an answer:\n"
    "  ?            what the question means and how to answer it\n"
    "  don't know   leave it out; asked again only if nothing else is left\n"
    "  back         take the last answer back\n"
    "  save [FILE]  write the document; another FILE that is there is not replaced\n"
    "  quit         stop; what is not saved can be saved first\n"
    "They are understood at the questions at the end too; quit there saves nothing.\n"
    "\n"
    "Where the input ends, or Ctrl-C, a hangup or SIGTERM ends it, the answers are\n"
    "saved to FILE. Without FILE a name is asked for once after Ctrl-D or Ctrl-C on a\n"
    "terminal; otherwise a message says that they are not saved. A FILE that\n"
    "someone else changed meanwhile, or that is write-protected, is replaced only\n"
    "after a yes; otherwise another name is asked for. At the end of the input it is\n"
    "left as it is, and the exit status is 2.\n"
    "\n"
    "Options:\n"
    "  --as-of=DATE    determine as of this day\n"
    "  -r, --reading=NAME=CHOICE   choose a reading\n"
    "  --color=WHEN    auto (the default: on a terminal), always or never\n"
    "\n"
    "Exit status: 0 every child is determined, 3 information is still needed,\n"
    "4 undecided by the text, 2 bad usage or input.\n"
    "\n"
    "Examples:\n"
    "  medsupport ask\n"
    "  medsupport ask case.json\n";

/* ---- the conversation -------------------------------------------------------------------------------------------- */

static void take_answer(ms_conversation *c, ms_word line)
{
    ms_buffer reply = {0};
    bool good = ms_interview_answer(c->interview, line, &reply);
    if (!good) {
        ms_ask_say_lines(c, "Not understood: %.*s.", (int)reply.length, reply.text);
    } else if (reply.length > 0) {
        ms_ask_say_lines(c, "%.*s", (int)reply.length, reply.text);
    }
    ms_buffer_free(&reply);
    if (good) {
        ms_ask_show_possible(c);
    }
}

static void take_back(ms_conversation *c)
{
    if (!ms_interview_back(c->interview)) {
        ms_ask_say_lines(c, "This is the first question.");
    }
}

static void take_skip(ms_conversation *c, ms_turn turn)
{
    if (turn == MS_TURN_FIRST) {
        ms_ask_say_lines(c, "A case cannot begin without this.");
    } else if (!ms_interview_skip(c->interview)) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    }
}

/* Asks one question and takes what is said. False when the person quits or the input ends. */
static bool ask_one(ms_conversation *c, ms_turn turn)
{
    ms_word line, rest;
    ms_ask_show_question(c, turn);
    while (ms_ask_hear(c, &line)) {
        switch (ms_ask_understand(line, &rest)) {
        case MS_HEARD_QUIT:
            return false;
        case MS_HEARD_HELP:
            ms_ask_say_lines(c, "%s", ms_interview_answers(c->interview)->help);
            continue;
        case MS_HEARD_SAVE:
            return ms_ask_save(c, rest);
        case MS_HEARD_SKIP:
            take_skip(c, turn);
            return true;
        case MS_HEARD_BACK:
            take_back(c);
            return true;
        default:
            take_answer(c, line);
            return true;
        }
    }
    return false;
}

/* Asks whether to go through the facts again that were not known. False when that is all. */
static bool ask_again(ms_conversation *c)
{
    static const char help[] =
        "Yes asks once more for what was left out with don't know. No is the end of the interview. "
        "Back takes the last answer back.";
    ms_word name = {"", 0};
    switch (ms_ask_confirm(c, "Only facts that were not known are left. Go through them again?", help, &name)) {
    case MS_HEARD_YES:
        return ms_interview_ask_again(c->interview);
    case MS_HEARD_BACK:
        take_back(c);
        return true;
    case MS_HEARD_SAVE:
        return ms_ask_save(c, name);
    default:
        return false;
    }
}

/* Goes on until nothing is left to ask, or the person quits. */
static void converse(ms_conversation *c)
{
    bool goes_on = true;
    while (goes_on) {
        ms_turn turn = ms_interview_turn(c->interview);
        if (turn == MS_TURN_DONE) {
            return;
        }
        goes_on = turn == MS_TURN_SKIPPED ? ask_again(c) : ask_one(c, turn);
    }
}

static int hold(ms_conversation *c)
{
    ms_heard settled = MS_HEARD_BACK;
    ms_typed_begin();
    ms_ask_show_possible(c);
    while (settled == MS_HEARD_BACK) {
        converse(c);
        settled = ms_ask_settle(c);
        if (settled == MS_HEARD_BACK) {
            take_back(c);
        }
    }
    ms_typed_end(&c->lines); /* what is shown now may be cut short */
    const ms_determination *determination = ms_interview_determination(c->interview);
    if (determination == NULL) {
        return MS_EXIT_NEEDS;
    }
    ms_ask_show_result(c);
    bool failed = c->broken || settled == MS_HEARD_END;
    return failed ? MS_EXIT_BAD : ms_exit_of(ms_determination_status(determination));
}

static int run(const ms_options *options)
{
    const char *path = options->operand_count > 0 ? options->operands[0] : NULL;
    if (path != NULL && strcmp(path, "-") == 0) {
        ms_complain("ask fills in a file; standard input is where it hears the answers");
        return MS_EXIT_BAD;
    }
    ms_buffer text = {0};
    ms_conversation c = {.coloured = ms_output_coloured(options->colour, NULL), .terminal = isatty(STDIN_FILENO) == 1};
    int status = MS_EXIT_BAD;
    c.known = path == NULL ? c.known : ms_file_state_of(path); /* before it is read, so that no change is missed */
    if (!c.known.there || ms_load_file(path, &text)) {
        ms_interview_start start = {path == NULL ? "the new case" : path, c.known.there ? text.text : NULL, text.length,
                                    options->as_of, options->readings};
        c.path = path == NULL ? NULL : strdup(path);
        if (ms_interview_begin(&start, &c.interview)) {
            status = hold(&c);
        }
    }
    ms_interview_free(c.interview);
    free(c.path);
    ms_buffer_free(&text);
    return status;
}

const ms_command ms_command_ask = {
    .name = "ask",
    .summary = "fill in a case document by questions and answers",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_AS_OF | UINT64_C(1) << MS_OPTION_READING | UINT64_C(1) << MS_OPTION_COLOR
             | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = 1,
    .operands = "[FILE]",
    .run = run,
};
