/* medsupport ask: a case document filled in by an interview. */
#define _XOPEN_SOURCE 700
#include "cli/command.h"
#include "cli/interview.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/typed_lines.h"
#include "facts/json_text.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
    "  save [FILE]  write the document\n"
    "  quit         stop; what is not saved can be saved first\n"
    "\n"
    "Where the input ends, or Ctrl-C, a hangup or SIGTERM ends it, the answers are\n"
    "saved to FILE.\n"
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

/* One interview with a person, or with a script on a pipe. */
typedef struct conversation {
    ms_interview *interview;
    char *path; /* where it is saved; NULL: not said yet */
    bool coloured;
    bool terminal; /* what is typed is seen on the screen */
    bool broken;   /* the output cannot be written: nothing more is said */
    bool ended;
    ms_typed_lines lines;
} conversation;

/* ---- saying and hearing ------------------------------------------------------------------------------------------ */

static void say(conversation *c, ms_buffer *text)
{
    c->broken = c->broken || !ms_output_write(text, NULL);
    ms_buffer_free(text);
}

__attribute__((format(printf, 2, 3))) static void say_lines(conversation *c, const char *format, ...)
{
    ms_buffer text = {0}, out = {0};
    va_list arguments;
    va_start(arguments, format);
    ms_print_list(&text, format, arguments);
    va_end(arguments);
    ms_print_lines(&out, 0, "", 0, "%.*s", (int)text.length, text.text);
    out.failed = out.failed || text.failed;
    ms_buffer_free(&text);
    say(c, &out);
}

/* Whether a line is text that a document can hold. */
static bool is_text(ms_word line)
{
    for (size_t i = 0; i < line.length;) {
        size_t length = ms_utf8_length(line.at + i, line.length - i);
        if (length == 0 || (unsigned char)line.at[i] < 0x20 || line.at[i] == 0x7F) {
            return false;
        }
        i += length;
    }
    return true;
}

/* The next line that says something, without the blanks around it. False at the end of the input. */
static bool hear(conversation *c, const char *prompt, ms_word *line)
{
    for (;;) {
        ms_buffer out = {0};
        ms_buffer_put(&out, prompt);
        say(c, &out);
        c->ended = c->ended || c->broken || !ms_typed_next(&c->lines, line);
        if (c->ended || !c->terminal) {
            ms_buffer_put(&out, "\n");
            say(c, &out);
        }
        if (c->ended) {
            return false;
        }
        *line = ms_word_trim(line->at, line->length);
        if (line->length > 0 && is_text(*line)) {
            return true;
        }
        say_lines(c, "%s", line->length == 0 ? "Write an answer, or ? for help." : "That is no text in UTF-8.");
    }
}

/* Asks until the answer is yes or no; at the end of the input `otherwise`. */
static bool confirm(conversation *c, const char *question, bool otherwise)
{
    enum { NEITHER, NO, YES };
    static const ms_named words[] = {{"yes", YES}, {"y", YES}, {"no", NO}, {"n", NO}, {NULL, NEITHER}};
    ms_word line;
    say_lines(c, "%s [yes or no]", question);
    while (hear(c, "> ", &line)) {
        int value = ms_word_value(line, words, NEITHER);
        if (value != NEITHER) {
            return value == YES;
        }
        say_lines(c, "Write yes or no.");
    }
    return otherwise;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

static void put_possible(ms_buffer *out, const ms_determination *d, uint32_t child)
{
    ms_prose prose = {.out = out, .of = d};
    const ms_outcome *outcome = ms_determination_outcome(d, child);
    ms_buffer_put(out, outcome->status == MS_NEEDS_INFORMATION ? "Still possible: " : "Settled: ");
    ms_say_possible(&prose, outcome->possible);
    bool percentage_open = outcome->status == MS_NEEDS_INFORMATION && outcome->paragraph < MS_NO_PARAGRAPH;
    ms_buffer_put(out, percentage_open ? "; the percentage is open." : ".");
}

static bool all_alike(const ms_determination *d)
{
    for (uint32_t child = 1; child < d->document->facts.child_count; child++) {
        if (!ms_outcome_same(ms_determination_outcome(d, child), ms_determination_outcome(d, 0))) {
            return false;
        }
    }
    return true;
}

/* Which paragraphs remain possible, for each child where they differ. */
static void show_possible(conversation *c)
{
    const ms_determination *d = ms_interview_determination(c->interview);
    if (d == NULL) {
        return;
    }
    ms_buffer out = {0};
    bool alike = all_alike(d);
    uint32_t count = alike ? 1 : d->document->facts.child_count;
    for (uint32_t child = 0; child < count; child++) {
        ms_buffer line = {0};
        ms_prose prose = {.out = &line, .of = d};
        if (!alike) {
            ms_say(&prose, &(ms_subject){.children = UINT32_C(1) << child, .plan = MS_NO_PLAN}, "{Child}: ");
        }
        put_possible(&line, d, child);
        ms_print_lines(&out, 0, "", 0, "%.*s", (int)line.length, line.text);
        ms_buffer_free(&line);
    }
    ms_buffer_put(&out, "\n");
    say(c, &out);
}

/* The question of a fact, with its paragraph and whom to ask. */
static void put_need(ms_buffer *out, const ms_interview *interview, bool coloured)
{
    const ms_need *need = ms_interview_need(interview);
    ms_buffer line = {0};
    ms_prose prose = {.out = &line, .of = ms_interview_determination(interview)};
    ms_say_question(&prose, need->fact, need->children);
    ms_buffer_add(&line, "", 1);
    ms_print_heading(out, coloured, line.failed ? "" : line.text);
    line.length = 0;
    ms_print(&line, "For %s. ", ms_paragraph_name(need->paragraph));
    ms_say_whom_to_ask(&prose, need->fact);
    ms_print_lines(out, 0, "", 2, "%.*s", (int)line.length, line.text);
    ms_buffer_free(&line);
}

static void show_question(conversation *c, ms_turn turn)
{
    ms_buffer out = {0};
    if (turn == MS_TURN_FIRST) {
        ms_print_heading(&out, c->coloured, ms_interview_first(c->interview)->question);
    } else {
        put_need(&out, c->interview, c->coloured);
    }
    ms_print_lines(&out, 0, "", 2, "[%s; ? for help]", ms_interview_answers(c->interview)->hint);
    say(c, &out);
}

static void show_result(conversation *c)
{
    char *text;
    size_t length;
    ms_status status = ms_determination_write(ms_interview_determination(c->interview),
                                              c->coloured ? MS_TEXT_COLOUR : MS_TEXT, &text, &length);
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
        c->broken = true;
        return;
    }
    ms_buffer out = {0};
    ms_buffer_add(&out, text, length);
    ms_text_free(text);
    say(c, &out);
}

/* ---- saving ------------------------------------------------------------------------------------------------------ */

static bool save(conversation *c)
{
    if (!ms_output_write(ms_interview_text(c->interview), c->path)) {
        return false;
    }
    ms_interview_kept(c->interview);
    say_lines(c, "Saved %s.", c->path);
    return true;
}

/* Takes another file to save to; one that is there already is not written over. */
static bool take_path(conversation *c, ms_word name)
{
    struct stat there;
    char *path = strndup(name.at, name.length);
    if (path == NULL) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    bool same = c->path != NULL && strcmp(path, c->path) == 0;
    if (!same && stat(path, &there) == 0) {
        say_lines(c, "%s is there already; name another file.", path);
        free(path);
        return false;
    }
    free(c->path);
    c->path = path;
    return true;
}

/* "save" or "save FILE". */
static void command_save(conversation *c, ms_word name)
{
    if (ms_interview_determination(c->interview) == NULL) {
        say_lines(c, "There is nothing to save before these first questions are answered.");
        return;
    }
    if (name.length > 0 && !take_path(c, name)) {
        return;
    }
    if (c->path == NULL) {
        say_lines(c, "Which file? Write: save FILE");
        return;
    }
    save(c);
}

/* Offers to save what is not saved. Where the input has ended, answers are not thrown away. False when that failed. */
static bool settle_changes(conversation *c)
{
    if (ms_interview_determination(c->interview) == NULL || !ms_interview_changed(c->interview)) {
        return true;
    }
    if (c->path != NULL) {
        ms_buffer question = {0};
        ms_print(&question, "Save the answers to %s?", c->path);
        ms_buffer_add(&question, "", 1);
        bool wanted = c->ended || confirm(c, question.failed ? "Save?" : question.text, true);
        ms_buffer_free(&question);
        return !wanted || save(c);
    }
    ms_word line;
    say_lines(c, "Save the answers? [the name of a file, or no]");
    while (!c->ended && hear(c, "> ", &line)) {
        if (ms_word_is(line, "no")) {
            return true;
        }
        if (take_path(c, line) && save(c)) {
            return true;
        }
    }
    ms_complain("the answers are not saved: no file was named");
    return true;
}

/* ---- the conversation -------------------------------------------------------------------------------------------- */

typedef enum heard { HEARD_ANSWER = 0, HEARD_HELP, HEARD_SKIP, HEARD_BACK, HEARD_SAVE, HEARD_QUIT } heard;

static heard understand(ms_word line, ms_word *rest)
{
    static const ms_named words[] = {
        {"?", HEARD_HELP},
        {"help", HEARD_HELP},
        {"don't know", HEARD_SKIP},
        {"dont know", HEARD_SKIP},
        {"don\xE2\x80\x99t know", HEARD_SKIP},
        {"dk", HEARD_SKIP},
        {"unknown", HEARD_SKIP},
        {"not known", HEARD_SKIP},
        {"skip", HEARD_SKIP},
        {"back", HEARD_BACK},
        {"save", HEARD_SAVE},
        {"quit", HEARD_QUIT},
        {"exit", HEARD_QUIT},
        {NULL, HEARD_ANSWER},
    };
    static const char save_to[] = "save ";
    size_t length = strlen(save_to);
    *rest = (ms_word){line.at + line.length, 0};
    if (line.length > length && ms_word_is((ms_word){line.at, length}, save_to)) {
        *rest = ms_word_trim(line.at + length, line.length - length);
        return HEARD_SAVE;
    }
    return (heard)ms_word_value(line, words, HEARD_ANSWER);
}

static void take_answer(conversation *c, ms_word line)
{
    ms_buffer reply = {0};
    bool good = ms_interview_answer(c->interview, line, &reply);
    if (!good) {
        say_lines(c, "Not understood: %.*s.", (int)reply.length, reply.text);
    } else if (reply.length > 0) {
        say_lines(c, "%.*s", (int)reply.length, reply.text);
    }
    ms_buffer_free(&reply);
    if (good) {
        show_possible(c);
    }
}

static void take_skip(conversation *c, ms_turn turn)
{
    if (turn == MS_TURN_FIRST) {
        say_lines(c, "A case cannot begin without this.");
    } else if (!ms_interview_skip(c->interview)) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    }
}

/* Asks one question and takes what is said. False when the person quits or the input ends. */
static bool ask_one(conversation *c, ms_turn turn)
{
    ms_word line, rest;
    show_question(c, turn);
    while (hear(c, "> ", &line)) {
        switch (understand(line, &rest)) {
        case HEARD_QUIT:
            return false;
        case HEARD_HELP:
            say_lines(c, "%s", ms_interview_answers(c->interview)->help);
            continue;
        case HEARD_SAVE:
            command_save(c, rest);
            continue;
        case HEARD_SKIP:
            take_skip(c, turn);
            return true;
        case HEARD_BACK:
            if (!ms_interview_back(c->interview)) {
                say_lines(c, "This is the first question.");
            }
            return true;
        default:
            take_answer(c, line);
            return true;
        }
    }
    return false;
}

/* Goes on until nothing is left to ask, or the person quits. */
static void converse(conversation *c)
{
    for (;;) {
        ms_turn turn = ms_interview_turn(c->interview);
        bool again = turn == MS_TURN_SKIPPED
                     && confirm(c, "Only facts that were not known are left. Go through them again?", false);
        if (turn == MS_TURN_DONE || (turn == MS_TURN_SKIPPED && !again)) {
            return;
        }
        bool goes_on = turn == MS_TURN_SKIPPED ? ms_interview_ask_again(c->interview) : ask_one(c, turn);
        if (!goes_on) {
            return;
        }
    }
}

static int hold(conversation *c)
{
    ms_typed_begin();
    show_possible(c);
    converse(c);
    bool settled = settle_changes(c);
    ms_typed_end(&c->lines); /* what is shown now may be cut short */
    const ms_determination *determination = ms_interview_determination(c->interview);
    if (determination == NULL) {
        return MS_EXIT_NEEDS;
    }
    show_result(c);
    return c->broken || !settled ? MS_EXIT_BAD : ms_exit_of(ms_determination_status(determination));
}

/* The document of a file that is there; `text` stays empty where there is none yet. */
static bool load(const char *path, ms_buffer *text, bool *found)
{
    struct stat there;
    *found = path != NULL && stat(path, &there) == 0;
    return !*found || ms_load_file(path, text);
}

static int run(const ms_options *options)
{
    const char *path = options->operand_count > 0 ? options->operands[0] : NULL;
    if (path != NULL && strcmp(path, "-") == 0) {
        ms_complain("ask fills in a file; standard input is where it hears the answers");
        return MS_EXIT_BAD;
    }
    ms_buffer text = {0};
    bool found;
    conversation c = {.coloured = ms_output_coloured(options->colour, NULL), .terminal = isatty(STDIN_FILENO) == 1};
    int status = MS_EXIT_BAD;
    if (load(path, &text, &found)) {
        ms_interview_start start = {path == NULL ? "the new case" : path, found ? text.text : NULL, text.length,
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
