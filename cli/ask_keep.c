/* Where an interview is kept: what was written by others meanwhile is not written over unasked. */
#define _XOPEN_SOURCE 700
#include "cli/ask_parts.h"
#include "cli/ending_signals.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

#include <medsupport/medsupport.h>

#include <stdlib.h>
#include <string.h>

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* A signal that asks for the end waits until all is written. */
static bool write_to(ms_conversation *c, const char *path)
{
    ms_hold_ending();
    bool written = ms_output_write(ms_interview_text(c->interview), path);
    ms_release_ending();
    if (!written) {
        return false;
    }
    c->known = ms_file_state_of(path);
    ms_interview_kept(c->interview);
    ms_ask_say_lines(c, "Saved %s.", path);
    return true;
}

/* Saves to another file, which becomes the interview's own once that is done; one that is there already is not written
 * over. */
static bool save_as(ms_conversation *c, ms_word name)
{
    static const ms_file_state absent;
    char *path = strndup(name.at, name.length);
    if (path == NULL) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    bool same = c->path != NULL && strcmp(path, c->path) == 0;
    const char *objection = ms_file_objection(path, same ? &c->known : &absent);
    if (objection != NULL) {
        ms_ask_say_lines(c, "%s %s; name another file.", path, same ? objection : "is there already");
    }
    if (objection != NULL || !write_to(c, path)) {
        free(path);
        return false;
    }
    free(c->path);
    c->path = path;
    return true;
}

/* ---- asking for a name ------------------------------------------------------------------------------------------- */

static const char name_help[] =
    "The name of a file that is not there yet: the answers are written to it as a case document. No: they are not kept. "
    "Back takes the last answer back and goes on; quit stops without saving. A file that is called as one of these is: "
    "save NAME.";

/* Takes what was said to ask_for_name: MS_HEARD_ANSWER when it did not settle it. */
static ms_heard take_name(ms_conversation *c, ms_word line, bool may_replace)
{
    ms_word name;
    ms_heard heard = ms_ask_understand_own(line, &name);
    switch (heard) {
    case MS_HEARD_NO:
    case MS_HEARD_BACK:
    case MS_HEARD_QUIT:
        return heard;
    case MS_HEARD_YES:
        if (may_replace && write_to(c, c->path)) {
            return MS_HEARD_SAVE;
        }
        break;
    case MS_HEARD_HELP:
        ms_ask_say_lines(c, "%s", name_help);
        return MS_HEARD_ANSWER;
    case MS_HEARD_ANSWER:
        return save_as(c, line) ? MS_HEARD_SAVE : MS_HEARD_ANSWER;
    default:
        if (name.length > 0) {
            return save_as(c, name) ? MS_HEARD_SAVE : MS_HEARD_ANSWER;
        }
    }
    ms_ask_say_lines(c, "Write the name of a file, or no.");
    return MS_HEARD_ANSWER;
}

/* Asks for the name of a file until the answers are saved to one or are not to be. objection: why they are not saved to
 * the interview's own, or NULL. */
static ms_heard ask_for_name(ms_conversation *c, const char *objection)
{
    ms_word line;
    if (objection == NULL) {
        ms_ask_say_lines(c, "Save the answers%s? [the name of a file, or no; ? for help]",
                         c->path == NULL ? "" : " to another file");
    } else {
        ms_ask_say_lines(
            c,
            "%s %s. Save the answers to another file? [its name, or no; yes replaces %s, and what is in it "
            "is lost; ? for help]",
            c->path, objection, c->path);
    }
    while (ms_ask_hear(c, &line)) {
        ms_heard heard = take_name(c, line, objection != NULL);
        if (heard != MS_HEARD_ANSWER) {
            return heard;
        }
    }
    return MS_HEARD_END;
}

/* ---- the command, and the end ------------------------------------------------------------------------------------ */

bool ms_ask_save(ms_conversation *c, ms_word name)
{
    if (ms_interview_determination(c->interview) == NULL) {
        ms_ask_say_lines(c, "There is nothing to save before these first questions are answered.");
        return true;
    }
    if (name.length > 0) {
        save_as(c, name);
        return true;
    }
    if (c->path == NULL) {
        ms_ask_say_lines(c, "Which file? Write: save FILE");
        return true;
    }
    const char *objection = ms_file_objection(c->path, &c->known);
    if (objection == NULL) {
        write_to(c, c->path);
        return true;
    }
    ms_heard heard = ask_for_name(c, objection);
    return heard != MS_HEARD_QUIT && heard != MS_HEARD_END;
}

/* Whether the answers go to the interview's own file: MS_HEARD_YES where they do, or nobody is there to say. */
static ms_heard ask_to_save(ms_conversation *c)
{
    static const char help[] =
        "Yes writes the answers to the file. No leaves it as it is. Back takes the last answer back and goes on; quit "
        "stops without saving; save NAME writes to another file.";
    ms_buffer question = {0};
    ms_word name = {"", 0};
    ms_print(&question, "Save the answers to %s?", c->path);
    ms_buffer_add(&question, "", 1);
    ms_heard heard =
        c->ended ? MS_HEARD_END : ms_ask_confirm(c, question.failed ? "Save?" : question.text, help, &name);
    ms_buffer_free(&question);
    if (heard == MS_HEARD_SAVE && name.length > 0) {
        return save_as(c, name) ? MS_HEARD_SAVE : MS_HEARD_ANSWER;
    }
    return heard == MS_HEARD_SAVE || heard == MS_HEARD_END ? MS_HEARD_YES : heard;
}

/* Whether somebody can still be asked. */
static bool listens(ms_conversation *c)
{
    c->ended = c->ended && (c->broken || !ms_typed_again(&c->lines));
    return !c->ended;
}

static ms_heard complain_unsaved(const ms_conversation *c, const char *objection)
{
    if (c->path == NULL) {
        ms_complain("the answers are not saved: no file was named");
        return MS_HEARD_NO;
    }
    ms_complain("the answers are not saved%s%s%s%s", objection == NULL ? "" : ": ", objection == NULL ? "" : c->path,
                objection == NULL ? "" : " ", objection == NULL ? "" : objection);
    return MS_HEARD_END;
}

ms_heard ms_ask_settle(ms_conversation *c)
{
    const char *objection = NULL;
    ms_heard heard = MS_HEARD_ANSWER;
    if (!ms_interview_changed(c->interview)) {
        return MS_HEARD_NO;
    }
    if (ms_interview_determination(c->interview) == NULL) {
        ms_complain("the answers are not saved: a case begins with all of the first questions");
        return MS_HEARD_NO;
    }
    if (c->path != NULL) {
        heard = ask_to_save(c);
    }
    if (heard == MS_HEARD_YES) {
        objection = ms_file_objection(c->path, &c->known);
        heard = objection == NULL && write_to(c, c->path) ? MS_HEARD_SAVE : MS_HEARD_ANSWER;
    }
    if (heard == MS_HEARD_ANSWER) {
        heard = listens(c) ? ask_for_name(c, objection) : MS_HEARD_END;
    }
    if (heard == MS_HEARD_QUIT) {
        ms_complain("the answers are not saved");
    }
    return heard == MS_HEARD_END ? complain_unsaved(c, objection) : heard;
}
