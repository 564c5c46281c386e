/* What is said in an interview, and heard. */
#include "cli/ask_parts.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/json_text.h"

#include <stdarg.h>
#include <string.h>

void ms_ask_say(ms_conversation *c, ms_buffer *text)
{
    c->broken = c->broken || !ms_output_write(text, NULL);
    ms_buffer_free(text);
}

void ms_ask_say_lines(ms_conversation *c, const char *format, ...)
{
    ms_buffer text = {0}, out = {0};
    va_list arguments;
    va_start(arguments, format);
    ms_print_list(&text, format, arguments);
    va_end(arguments);
    ms_print_lines(&out, 0, "", 0, "%.*s", (int)text.length, text.text);
    out.failed = out.failed || text.failed;
    ms_buffer_free(&text);
    ms_ask_say(c, &out);
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

/* The next line, whatever it says. */
static bool hear_line(ms_conversation *c, ms_word *line)
{
    ms_buffer out = {0};
    ms_buffer_put(&out, "> ");
    ms_ask_say(c, &out);
    c->ended = c->ended || c->broken || !ms_typed_next(&c->lines, line);
    if (c->ended || !c->terminal) {
        ms_buffer_put(&out, "\n");
        ms_ask_say(c, &out);
    }
    return !c->ended;
}

bool ms_ask_hear(ms_conversation *c, ms_word *line)
{
    while (!c->ended && hear_line(c, line)) {
        *line = ms_word_trim(line->at, line->length);
        if (line->length > 0 && is_text(*line)) {
            return true;
        }
        ms_ask_say_lines(c, "%s", line->length == 0 ? "Write an answer, or ? for help." : "That is no text in UTF-8.");
    }
    return false;
}

/* ---- commands ---------------------------------------------------------------------------------------------------- */

ms_heard ms_ask_understand(ms_word line, ms_word *rest)
{
    static const ms_named words[] = {
        {"?", MS_HEARD_HELP},
        {"help", MS_HEARD_HELP},
        {"don't know", MS_HEARD_SKIP},
        {"dont know", MS_HEARD_SKIP},
        {"don\xE2\x80\x99t know", MS_HEARD_SKIP},
        {"dk", MS_HEARD_SKIP},
        {"unknown", MS_HEARD_SKIP},
        {"not known", MS_HEARD_SKIP},
        {"skip", MS_HEARD_SKIP},
        {"back", MS_HEARD_BACK},
        {"save", MS_HEARD_SAVE},
        {"quit", MS_HEARD_QUIT},
        {"exit", MS_HEARD_QUIT},
        {NULL, MS_HEARD_ANSWER},
    };
    static const char save_to[] = "save ";
    size_t length = strlen(save_to);
    *rest = (ms_word){line.at + line.length, 0};
    if (line.length > length && ms_word_is((ms_word){line.at, length}, save_to)) {
        *rest = ms_word_trim(line.at + length, line.length - length);
        return MS_HEARD_SAVE;
    }
    return (ms_heard)ms_word_value(line, words, MS_HEARD_ANSWER);
}

ms_heard ms_ask_understand_own(ms_word line, ms_word *rest)
{
    static const ms_named words[] = {
        {"yes", MS_HEARD_YES}, {"y", MS_HEARD_YES}, {"no", MS_HEARD_NO}, {"n", MS_HEARD_NO}, {NULL, MS_HEARD_ANSWER}};
    ms_heard heard = ms_ask_understand(line, rest);
    return heard == MS_HEARD_ANSWER ? (ms_heard)ms_word_value(line, words, MS_HEARD_ANSWER) : heard;
}

ms_heard ms_ask_confirm(ms_conversation *c, const char *question, const char *help, ms_word *rest)
{
    ms_word line;
    ms_ask_say_lines(c, "%s [yes or no; ? for help]", question);
    while (ms_ask_hear(c, &line)) {
        ms_heard heard = ms_ask_understand_own(line, rest);
        if (heard != MS_HEARD_HELP && heard != MS_HEARD_SKIP && heard != MS_HEARD_ANSWER) {
            return heard;
        }
        ms_ask_say_lines(c, "%s", heard == MS_HEARD_HELP ? help : "Write yes or no.");
    }
    return MS_HEARD_END;
}
