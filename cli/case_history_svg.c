/* The timeline as a picture: a line down the page, a node for each event, its words beside it. A shape, never a colour
 * alone, tells the kinds apart. */
#include "cli/case_history.h"

#include "cli/case_words.h"
#include "cli/print.h"
#include "facts/layout.h"

#include <string.h>

enum {
    WIDTH = 880,
    MARGIN = 28,
    LINE_X = 148,
    WORDS_X = 176,
    FIRST_Y = 86,
    LINE_HEIGHT = 19,
    GAP = 14,
    COLUMNS = 84 /* of the words beside the line */
};

static const char style[] =
    "<style>\n"
    ".ms-paper{fill:#ffffff}\n"
    ".ms-history text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "font-size:14px;fill:#1f2328}\n"
    ".ms-history .ms-title{font-size:20px;font-weight:700}\n"
    ".ms-history .ms-day{font-weight:600}\n"
    ".ms-history .ms-back{fill:#656d76}\n"
    ".ms-line{stroke:#6e7781;stroke-width:2}\n"
    ".ms-node{fill:#ffffff;stroke:#57606a;stroke-width:2}\n"
    ".ms-node.ms-solid{fill:#1f2328;stroke:#1f2328}\n"
    ".ms-cross{stroke:#57606a;stroke-width:2}\n"
    "@media (prefers-color-scheme:dark){\n"
    ".ms-paper{fill:#0d1117}\n"
    ".ms-history text{fill:#e6edf3}\n"
    ".ms-history .ms-back{fill:#8b949e}\n"
    ".ms-line{stroke:#9198a1}\n"
    ".ms-node{fill:#0d1117;stroke:#b7bfc9}\n"
    ".ms-node.ms-solid{fill:#e6edf3;stroke:#e6edf3}\n"
    ".ms-cross{stroke:#b7bfc9}\n"
    "}\n"
    "</style>\n";

/* A circle for what was said, a square for requests and answers, a diamond for determinations; a cross for what was
 * taken back. */
static void put_node(ms_buffer *out, const ms_entry *entry, int y)
{
    bool letter = entry->kind == &ms_kind_request_sent || entry->kind == &ms_kind_answer_received;
    if (entry->corrected != NULL) {
        ms_print(out, "<path class=\"ms-cross\" d=\"M%d %dl12 12m0 -12l-12 12\"/>\n", LINE_X - 6, y - 6);
    } else if (entry->kind == &ms_kind_determination_made) {
        ms_print(out, "<path class=\"ms-node ms-solid\" d=\"M%d %dl9 9l-9 9l-9 -9z\"/>\n", LINE_X, y - 9);
    } else if (letter) {
        ms_print(out, "<rect class=\"ms-node\" x=\"%d\" y=\"%d\" width=\"14\" height=\"14\"/>\n", LINE_X - 7, y - 7);
    } else {
        ms_print(out, "<circle class=\"ms-node\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", LINE_X, y);
    }
}

/* The words of an event in lines; how far down they reach. */
static int put_words(ms_buffer *out, const ms_entry *entry, const ms_buffer *words, int y)
{
    const char *text = words->text;
    size_t length = words->length;
    while (length > 0) {
        size_t line = ms_line_length(text, length, COLUMNS, NULL);
        ms_print(out, "<text%s x=\"%d\" y=\"%d\">", entry->corrected != NULL ? " class=\"ms-back\"" : "", WORDS_X,
                 y + 5);
        ms_buffer_add_xml(out, text, line);
        ms_buffer_put(out, "</text>\n");
        ms_pass_line(&text, &length, line);
        y += LINE_HEIGHT;
    }
    return y + GAP;
}

/* Draws the events; how far down they reach. */
static int put_events(const ms_case_file *file, ms_buffer *out)
{
    ms_buffer words = {0};
    ms_date before = MS_NO_DATE;
    int y = FIRST_Y;
    for (size_t i = 0; i < file->count; i++) {
        const ms_event *event = &file->events[i];
        const ms_entry *entry = ms_state_entry(&file->state, event->sequence);
        char day[MS_DATE_TEXT_SIZE];
        if (event->effective != before) {
            ms_date_format(event->effective, day);
            ms_print(out, "<text class=\"ms-day\" x=\"%d\" y=\"%d\">%s</text>\n", MARGIN, y + 5, day);
            before = event->effective;
        }
        words.length = 0;
        ms_print(&words, "%llu. ", (unsigned long long)event->sequence);
        ms_say_event(&words, &file->state, event);
        put_node(out, entry, y);
        y = put_words(out, entry, &words, y);
    }
    out->failed = out->failed || words.failed;
    ms_buffer_free(&words);
    return y;
}

void ms_draw_history(const ms_case_file *file, ms_buffer *out)
{
    ms_buffer events = {0};
    int height = put_events(file, &events) + MARGIN;
    ms_print(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ms-history\" role=\"img\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\">\n<title>Timeline of case %s</title>\n",
             WIDTH, height, WIDTH, height, file->case_id);
    ms_buffer_put(out, style);
    ms_print(out, "<rect class=\"ms-paper\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height);
    ms_print(out, "<text class=\"ms-title\" x=\"%d\" y=\"%d\">Case %s</text>\n", MARGIN, MARGIN + 18, file->case_id);
    ms_print(out, "<path class=\"ms-line\" d=\"M%d %dV%d\"/>\n", LINE_X, FIRST_Y, height - MARGIN - GAP);
    ms_buffer_add(out, events.text, events.length);
    ms_buffer_put(out, "</svg>\n");
    out->failed = out->failed || events.failed;
    ms_buffer_free(&events);
}
