/* The timeline as a picture: a line down the page, a node for each event, its words beside it, and beside the line how
 * long a request waited for its answer. A shape, never a colour alone, tells the kinds apart. */
#include "cli/case_history.h"

#include "cli/case_words.h"
#include "cli/print.h"
#include "facts/layout.h"

#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 880,
    MARGIN = 28,
    LINE_X = 168,
    NUMBER_X = 208, /* where the numbers end */
    WORDS_X = 218,
    FIRST_Y = 130,
    LEGEND_Y = 84,
    LINE_HEIGHT = 19,
    GAP = 14,
    DATED = 42,           /* the least height of what has a day with words below it */
    WAIT_X = LINE_X - 18, /* of the bracket beside the line; of the other parent further out */
    WAIT_STEP = 10,
    COLUMNS = 80 /* of the words beside the line */
};

static const char style[] =
    "<style>\n"
    ".ms-paper{fill:#ffffff}\n"
    ".ms-history text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "font-size:14px;fill:#1f2328}\n"
    ".ms-history .ms-title{font-size:20px;font-weight:700}\n"
    ".ms-history .ms-day,.ms-history .ms-main{font-weight:600}\n"
    ".ms-history .ms-back{fill:#57606a}\n"
    ".ms-history .ms-back.ms-small{font-size:12px}\n"
    ".ms-wait{fill:none;stroke:#57606a;stroke-width:1.5}\n"
    ".ms-open{stroke-dasharray:3 3}\n"
    ".ms-line{stroke:#6e7781;stroke-width:2}\n"
    ".ms-node{fill:#ffffff;stroke:#57606a;stroke-width:2}\n"
    ".ms-node.ms-solid{fill:#1f2328;stroke:#1f2328}\n"
    ".ms-cross{stroke:#57606a;stroke-width:2}\n"
    "@media (prefers-color-scheme:dark){\n"
    ".ms-paper{fill:#0d1117}\n"
    ".ms-history text{fill:#e6edf3}\n"
    ".ms-history .ms-back{fill:#9198a1}\n"
    ".ms-wait{stroke:#9198a1}\n"
    ".ms-line{stroke:#9198a1}\n"
    ".ms-node{fill:#0d1117;stroke:#b7bfc9}\n"
    ".ms-node.ms-solid{fill:#e6edf3;stroke:#e6edf3}\n"
    ".ms-cross{stroke:#b7bfc9}\n"
    "}\n"
    "</style>\n";

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

typedef enum shape { CIRCLE = 0, SQUARE, TRIANGLE, DIAMOND, CROSS, SHAPES } shape;

/* What they stand for, as the legend says. */
static const char *const shape_words[SHAPES] = {[CIRCLE] = "said, or kept",
                                                [SQUARE] = "request, answer",
                                                [TRIANGLE] = "order, notice, cost",
                                                [DIAMOND] = "determination",
                                                [CROSS] = "taken back"};

static shape shape_of(const ms_entry *entry)
{
    if (entry->corrected != NULL) {
        return CROSS;
    }
    if (entry->kind == &ms_kind_determination_made) {
        return DIAMOND;
    }
    if (entry->kind == &ms_kind_request_sent || entry->kind == &ms_kind_answer_received) {
        return SQUARE;
    }
    return entry->kind->course != NULL ? TRIANGLE : CIRCLE;
}

static void put_node(ms_buffer *out, shape which, int x, int y)
{
    switch (which) {
    case SQUARE:
        ms_print(out, "<rect class=\"ms-node\" x=\"%d\" y=\"%d\" width=\"13\" height=\"13\"/>\n", x - 6, y - 6);
        return;
    case TRIANGLE:
        ms_print(out, "<path class=\"ms-node\" d=\"M%d %dl8 14h-16z\"/>\n", x, y - 8);
        return;
    case DIAMOND:
        ms_print(out, "<path class=\"ms-node ms-solid\" d=\"M%d %dl9 9l-9 9l-9 -9z\"/>\n", x, y - 9);
        return;
    case CROSS:
        ms_print(out, "<path class=\"ms-cross\" d=\"M%d %dl12 12m0 -12l-12 12\"/>\n", x - 6, y - 6);
        return;
    case CIRCLE:
    case SHAPES:
        ms_print(out, "<circle class=\"ms-node\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", x, y);
        return;
    }
}

/* What the shapes stand for that are in the picture. */
static void put_legend(ms_buffer *out, const ms_case_file *file)
{
    enum { LETTER = 7, BEHIND = 44 };
    bool used[SHAPES] = {false};
    int x = MARGIN + 8;
    for (uint64_t i = 1; i <= file->state.sequence; i++) {
        used[shape_of(ms_state_entry(&file->state, i))] = true;
    }
    for (int i = 0; i < SHAPES; i++) {
        if (used[i]) {
            put_node(out, (shape)i, x, LEGEND_Y);
            ms_print(out, "<text class=\"ms-back ms-small\" x=\"%d\" y=\"%d\">%s</text>\n", x + 14, LEGEND_Y + 4,
                     shape_words[i]);
            x += (int)strlen(shape_words[i]) * LETTER + BEHIND;
        }
    }
    if (file->state.requests != NULL) {
        ms_print(
            out,
            "<path class=\"ms-wait\" d=\"M%d %dh-10v12h6\"/><path class=\"ms-wait ms-open\" d=\"M%d %dh-10v12\"/>\n",
            x + 4, LEGEND_Y - 6, x + 24, LEGEND_Y - 6);
        ms_print(out, "<text class=\"ms-back ms-small\" x=\"%d\" y=\"%d\">answered; not answered</text>\n", x + 34,
                 LEGEND_Y + 4);
    }
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

/* How far down the wait for an answer goes: to the answer, or to the first event behind its last day; *open: it has not
 * come yet. */
static int end_of_wait(const ms_case_file *file, const ms_sent_request *request, const int *places, int bottom,
                       bool *open)
{
    bool answered = request->answer != NULL && ms_entry_stands(request->answer);
    *open = !answered;
    if (answered) {
        return places[request->answer->sequence - 1];
    }
    for (uint64_t i = request->entry.sequence + 1; i <= file->state.sequence; i++) {
        if (ms_state_entry(&file->state, i)->effective > request->last_day) {
            return places[i - 1];
        }
    }
    return bottom;
}

/* A bracket beside the line for each request, dashed where nobody answered. */
static void put_waits(const ms_case_file *file, const int *places, int bottom, ms_buffer *out)
{
    for (const ms_sent_request *request = file->state.requests; request != NULL; request = request->next) {
        bool open;
        int from = places[request->entry.sequence - 1], to = end_of_wait(file, request, places, bottom, &open);
        int x = WAIT_X - (request->of == MS_PNS ? 0 : WAIT_STEP);
        if (ms_entry_stands(&request->entry) && to > from) {
            ms_print(out, "<path class=\"ms-wait%s\" d=\"M%d %dH%dV%dH%d\"/>\n", open ? " ms-open" : "", LINE_X - 8,
                     from, x, to, open ? x : LINE_X - 8);
        }
    }
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

/* The words of an event in lines; how far down they reach. */
static int put_words(ms_buffer *out, const ms_entry *entry, const ms_buffer *words, int y)
{
    const char *text = words->text;
    size_t length = words->length;
    bool main = entry->corrected == NULL && entry->kind == &ms_kind_determination_made;
    const char *class = entry->corrected != NULL ? " class=\"ms-back\"" : main ? " class=\"ms-main\"" : "";
    while (length > 0) {
        size_t line = ms_line_length(text, length, COLUMNS, NULL);
        ms_print(out, "<text%s x=\"%d\" y=\"%d\">", class, WORDS_X, y + 5);
        ms_buffer_add_xml(out, text, line);
        ms_buffer_put(out, "</text>\n");
        ms_pass_line(&text, &length, line);
        y += LINE_HEIGHT;
    }
    return y + GAP;
}

/* The day, and below it how long after the day before. */
static void put_date(ms_buffer *out, ms_date date, ms_date before, int y)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(date, day);
    ms_print(out, "<text class=\"ms-day\" x=\"%d\" y=\"%d\">%s</text>\n", MARGIN, y + 5, day);
    if (before != MS_NO_DATE && date > before) {
        int days = (int)(date - before);
        ms_print(out, "<text class=\"ms-back ms-small\" x=\"%d\" y=\"%d\">%d day%s later</text>\n", MARGIN, y + 20,
                 days, days == 1 ? "" : "s");
    }
}

/* Draws the events; how far down they reach. places: where each one's node is. */
static int put_events(const ms_case_file *file, int *places, ms_buffer *out)
{
    ms_buffer words = {0};
    ms_date before = MS_NO_DATE;
    int y = FIRST_Y;
    for (size_t i = 0; i < file->count; i++) {
        const ms_event *event = &file->events[i];
        const ms_entry *entry = ms_state_entry(&file->state, event->sequence);
        int least = y;
        if (event->effective != before) {
            put_date(out, event->effective, before, y);
            least += before == MS_NO_DATE ? 0 : DATED;
            before = event->effective;
        }
        words.length = 0;
        ms_say_event(&words, &file->state, event);
        ms_print(out, "<text class=\"ms-back\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%llu</text>\n", NUMBER_X, y + 5,
                 (unsigned long long)event->sequence);
        places[i] = y;
        put_node(out, shape_of(entry), LINE_X, y);
        y = put_words(out, entry, &words, y);
        y = y < least ? least : y;
    }
    out->failed = out->failed || words.failed;
    ms_buffer_free(&words);
    return y;
}

void ms_draw_history(const ms_case_file *file, ms_buffer *out)
{
    ms_buffer events = {0};
    int *places = calloc(file->count, sizeof *places);
    if (places == NULL) {
        out->failed = true;
        return;
    }
    int height = put_events(file, places, &events) + MARGIN, bottom = places[file->count - 1];
    ms_print(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ms-history\" role=\"img\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\">\n<title>Timeline of case %s</title>\n",
             WIDTH, height, WIDTH, height, file->case_id);
    ms_buffer_put(out, style);
    ms_print(out, "<rect class=\"ms-paper\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height);
    ms_print(out, "<text class=\"ms-title\" x=\"%d\" y=\"%d\">Case %s</text>\n", MARGIN, MARGIN + 18, file->case_id);
    put_legend(out, file);
    ms_print(out, "<path class=\"ms-line\" d=\"M%d %dV%d\"/>\n", LINE_X, FIRST_Y, bottom);
    put_waits(file, places, bottom, out);
    ms_buffer_add(out, events.text, events.length);
    ms_buffer_put(out, "</svg>\n");
    out->failed = out->failed || events.failed;
    ms_buffer_free(&events);
    free(places);
}
