/* The parts of `medsupport ask`: what is said and heard, what is shown, where it is kept. */
#ifndef MEDSUPPORT_CLI_ASK_PARTS_H
#define MEDSUPPORT_CLI_ASK_PARTS_H

#include "cli/file_state.h"
#include "cli/interview.h"
#include "cli/typed_lines.h"

/* One interview with a person, or with a script on a pipe. */
typedef struct ms_conversation {
    ms_interview *interview;
    char *path;          /* where it is saved; NULL: not said yet */
    ms_file_state known; /* what was there when it was read or written last */
    ms_typed_lines lines;
    bool coloured;
    bool terminal; /* what is typed is seen on the screen */
    bool broken;   /* the output cannot be written: nothing more is said */
    bool ended;    /* nothing more is heard */
} ms_conversation;

/* ---- saying and hearing (ask_talk.c) ----------------------------------------------------------------------------- */

/* Says a text, and frees it. */
void ms_ask_say(ms_conversation *c, ms_buffer *text);

/* Says a paragraph, made as printf makes it. */
__attribute__((format(printf, 2, 3))) void ms_ask_say_lines(ms_conversation *c, const char *format, ...);

/* The next line that says something, without the blanks around it. False at the end of the input. */
bool ms_ask_hear(ms_conversation *c, ms_word *line);

/* What a line is: an answer, or one of the commands that are understood wherever something is asked. */
typedef enum ms_heard {
    MS_HEARD_ANSWER = 0,
    MS_HEARD_HELP,
    MS_HEARD_SKIP,
    MS_HEARD_BACK,
    MS_HEARD_SAVE,
    MS_HEARD_QUIT,
    MS_HEARD_YES, /* of questions of the interview's own */
    MS_HEARD_NO,
    MS_HEARD_END /* nothing: the input has ended */
} ms_heard;

/* *rest: the name after "save", or nothing. */
ms_heard ms_ask_understand(ms_word line, ms_word *rest);

/* The same where yes and no are asked for. */
ms_heard ms_ask_understand_own(ms_word line, ms_word *rest);

/* Asks until the answer is yes, no or a command other than that for help. */
ms_heard ms_ask_confirm(ms_conversation *c, const char *question, const char *help, ms_word *rest);

/* ---- showing (ask_show.c) ---------------------------------------------------------------------------------------- */

/* Which paragraphs remain possible, for each child where they differ. */
void ms_ask_show_possible(ms_conversation *c);

/* The question of a turn, MS_TURN_FIRST or MS_TURN_FACT. */
void ms_ask_show_question(ms_conversation *c, ms_turn turn);

/* The determination. */
void ms_ask_show_result(ms_conversation *c);

/* ---- keeping (ask_keep.c) ---------------------------------------------------------------------------------------- */

/* "save" or "save FILE". False when the person quits over it, or the input ends. */
bool ms_ask_save(ms_conversation *c, ms_word name);

/* Offers to save what is not saved; where the input has ended, saves it. MS_HEARD_BACK: the interview is to go on.
 * MS_HEARD_END: it was wanted and failed. Anything else: settled. */
ms_heard ms_ask_settle(ms_conversation *c);

#endif
