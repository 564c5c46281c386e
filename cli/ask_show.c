/* What is shown in an interview: the next question, what is possible, the determination. */
#include "cli/ask_parts.h"
#include "cli/message.h"
#include "cli/print.h"
#include "facts/names.h"
#include "facts/wording.h"

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

void ms_ask_show_possible(ms_conversation *c)
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
    ms_ask_say(c, &out);
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

void ms_ask_show_question(ms_conversation *c, ms_turn turn)
{
    ms_buffer out = {0};
    if (turn == MS_TURN_FIRST) {
        ms_print_heading(&out, c->coloured, ms_interview_first(c->interview)->question);
    } else {
        put_need(&out, c->interview, c->coloured);
    }
    ms_print_lines(&out, 0, "", 2, "[%s; ? for help]", ms_interview_answers(c->interview)->hint);
    ms_ask_say(c, &out);
}

void ms_ask_show_result(ms_conversation *c)
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
    ms_ask_say(c, &out);
}
