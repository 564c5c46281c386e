#include "cli/course_svg.h"

#include "cli/course_layers.h"
#include "cli/print.h"
#include "facts/layout.h"

#include <string.h>

enum {
    MARGIN = 28,
    TITLE_Y = 46,
    FIRST_Y = 78,
    BOX_WIDTH = 164,
    BOX_HEIGHT = 62,
    BOX_GAP = 22,
    PASS_WIDTH = 26, /* of a place that a line passes */
    LAYER_HEIGHT = 118,
    LINE_HEIGHT = 16,
    LEAST_WIDTH = 720,
    BOX_COLUMNS = 22,
    BACK_ROOM = 84, /* at the right, for the lines that lead back up */
    TEXT_LINE = 20,
    MOST_LINES_IN_BOX = 2,
    MOST_WAYS = 40 /* with more, only the ways that were gone and those that may come next have lines */
};

static const char style[] =
    "<style>\n"
    ".ms-paper{fill:#ffffff}\n"
    ".ms-course text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "font-size:14px;fill:#1f2328}\n"
    ".ms-course .ms-title{font-size:20px;font-weight:700}\n"
    ".ms-course .ms-head{font-weight:700}\n"
    ".ms-course .ms-word{font-size:13px;text-anchor:middle}\n"
    ".ms-box{fill:#ffffff;stroke:#8c959f;stroke-width:1}\n"
    ".ms-been{stroke:#1f2328;stroke-width:2}\n"
    ".ms-next{stroke:#1f2328;stroke-width:2;stroke-dasharray:6 4}\n"
    ".ms-here{fill:#1f2328;stroke:#1f2328;stroke-width:4}\n"
    ".ms-course .ms-in-here{fill:#ffffff;font-weight:700}\n"
    ".ms-course .ms-day{font-size:12px;text-anchor:middle;font-weight:400}\n"
    ".ms-way{fill:none;stroke:#afb8c1;stroke-width:1}\n"
    ".ms-way.ms-went{stroke:#1f2328;stroke-width:2.5}\n"
    ".ms-way.ms-may{stroke:#1f2328;stroke-width:2;stroke-dasharray:6 4}\n"
    ".ms-tip{fill:#afb8c1}\n"
    ".ms-tip.ms-dark{fill:#1f2328}\n"
    "@media (prefers-color-scheme:dark){\n"
    ".ms-paper{fill:#0d1117}\n"
    ".ms-course text{fill:#e6edf3}\n"
    ".ms-box{fill:#0d1117;stroke:#6e7681}\n"
    ".ms-been,.ms-next{stroke:#e6edf3}\n"
    ".ms-here{fill:#e6edf3;stroke:#e6edf3}\n"
    ".ms-course .ms-in-here{fill:#0d1117}\n"
    ".ms-way{stroke:#484f58}\n"
    ".ms-way.ms-went,.ms-way.ms-may{stroke:#e6edf3}\n"
    ".ms-tip{fill:#484f58}\n"
    ".ms-tip.ms-dark{fill:#e6edf3}\n"
    "}\n"
    "</style>\n";

typedef struct picture {
    const ms_matter *matter;
    ms_look look;
    unsigned here;                   /* the state in which it stands */
    ms_date entered[MS_MOST_STATES]; /* the last day on which it came into a state; MS_NO_DATE: never */
    bool went[MS_MOST_STATES][MS_MOST_STATES];
    bool may[MS_MOST_STATES]; /* the states that may come next */
    ms_course_layers layers;
    int width, x[MS_MOST_NODES];
    ms_buffer *out;
} picture;

/* ---- the way it went --------------------------------------------------------------------------------------------- */

static void follow_steps(picture *p)
{
    const ms_course *course = p->matter->course;
    unsigned state = 0;
    for (const ms_matter_step *step = p->matter->first; step != NULL; step = step->next) {
        if (!ms_step_seen(step, p->look)) {
            continue;
        }
        unsigned next = ms_course_cell_of(course, state, ms_course_column(course, step->entry.kind))->next;
        if (next == 0 || next == state) {
            continue;
        }
        p->went[state][next] = true;
        p->entered[next] = step->entry.effective;
        state = next;
    }
    p->here = state;
    for (size_t column = 0; column < course->event_count && state != 0; column++) {
        unsigned next = ms_course_cell_of(course, state, column)->next;
        p->may[next] = p->may[next] || ms_matter_may_take(p->matter, column, p->look);
    }
    p->may[0] = false;
    p->may[state] = false;
}

/* Lays the course out. All lines of a course in which nearly everything may follow on everything hide what matters. */
static void lay_out(picture *p)
{
    bool marked[MS_MOST_STATES][MS_MOST_STATES];
    for (unsigned source = 0; source < MS_MOST_STATES; source++) {
        for (unsigned target = 0; target < MS_MOST_STATES; target++) {
            marked[source][target] = p->went[source][target] || (source == p->here && p->may[target]);
        }
    }
    bool all = ms_course_ways(p->matter->course) <= MOST_WAYS;
    ms_course_lay_out(p->matter->course, all ? NULL : (const bool(*)[MS_MOST_STATES])marked, &p->layers);
}

/* ---- boxes ------------------------------------------------------------------------------------------------------- */

static int node_width(const ms_course_node *node)
{
    return node->state == 0 ? PASS_WIDTH : BOX_WIDTH;
}

static int layer_width(const ms_course_layers *layers, int layer)
{
    int width = -BOX_GAP;
    for (int i = 0; i < layers->node_count; i++) {
        width += layers->nodes[i].layer == layer ? node_width(&layers->nodes[i]) + BOX_GAP : 0;
    }
    return width;
}

/* Gives each layer its nodes from left to right, the layer in the middle of the page. */
static void place_nodes(picture *p)
{
    ms_course_layers *l = &p->layers;
    bool back = false;
    for (int i = 0; i < l->line_count; i++) {
        back = back || l->lines[i].back;
    }
    p->width = LEAST_WIDTH;
    for (int layer = 0; layer < l->layer_count; layer++) {
        int width = layer_width(l, layer) + 2 * MARGIN + (back ? 2 * BACK_ROOM : 0);
        p->width = width > p->width ? width : p->width;
    }
    for (int i = 0; i < l->node_count; i++) {
        const ms_course_node *node = &l->nodes[i];
        int x = (p->width - layer_width(l, node->layer)) / 2;
        for (int j = 0; j < l->node_count; j++) {
            bool left = l->nodes[j].layer == node->layer && l->nodes[j].place < node->place;
            x += left ? node_width(&l->nodes[j]) + BOX_GAP : 0;
        }
        p->x[i] = x + node_width(node) / 2;
    }
}

static int top_of(const ms_course_node *node)
{
    return FIRST_Y + node->layer * LAYER_HEIGHT;
}

static void put_box(const picture *p, int index)
{
    const ms_course_node *node = &p->layers.nodes[index];
    const char *text = p->matter->course->states[node->state].words;
    size_t length = strlen(text);
    bool here = node->state == p->here, been = p->entered[node->state] != MS_NO_DATE;
    const char *class = here ? " ms-here" : p->may[node->state] ? " ms-next" : been ? " ms-been" : "";
    const char *inside = here ? " ms-in-here" : "";
    int y = top_of(node), line_y = y + (been ? 20 : 28);
    ms_print(p->out, "<rect class=\"ms-box%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", class,
             p->x[index] - BOX_WIDTH / 2, y, BOX_WIDTH, BOX_HEIGHT);
    for (int line = 0; length > 0 && line < MOST_LINES_IN_BOX; line++) {
        size_t shown = ms_line_length(text, length, BOX_COLUMNS, NULL);
        ms_print(p->out, "<text class=\"ms-word%s\" x=\"%d\" y=\"%d\">", inside, p->x[index], line_y);
        ms_buffer_add_xml(p->out, text, shown);
        ms_buffer_put(p->out, "</text>\n");
        ms_pass_line(&text, &length, shown);
        line_y += LINE_HEIGHT;
    }
    if (been) {
        char day[MS_DATE_TEXT_SIZE];
        ms_date_format(p->entered[node->state], day);
        ms_print(p->out, "<text class=\"ms-day%s\" x=\"%d\" y=\"%d\">%s%s</text>\n", inside, p->x[index],
                 y + BOX_HEIGHT - 9, here ? "\xE2\x96\xB6 since " : "", day);
    }
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static void put_tip(const picture *p, int x, int y, bool left, bool dark)
{
    ms_print(p->out,
             left ? "<path class=\"ms-tip%s\" d=\"M%d %dl9 -5v10z\"/>\n"
                  : "<path class=\"ms-tip%s\" d=\"M%d %dl-5 -9h10z\"/>\n",
             dark ? " ms-dark" : "", x, y);
}

static void put_line(const picture *p, const ms_course_line *line)
{
    const ms_course_node *from = &p->layers.nodes[line->from], *to = &p->layers.nodes[line->to];
    bool went = p->went[line->source][line->target], may = line->source == p->here && p->may[line->target];
    const char *class = went ? " ms-went" : may ? " ms-may" : "";
    int x = p->x[line->from], end_x = p->x[line->to];
    int y = top_of(from) + BOX_HEIGHT, end_y = top_of(to);
    if (line->back) {
        int middle = top_of(from) + BOX_HEIGHT / 2, end_middle = end_y + BOX_HEIGHT / 2;
        int right = (x > end_x ? x : end_x) + BOX_WIDTH / 2 + BACK_ROOM;
        x += BOX_WIDTH / 2;
        end_x += BOX_WIDTH / 2;
        ms_print(p->out, "<path class=\"ms-way%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n", class, x, middle, right, middle,
                 right, end_middle, end_x + 8, end_middle);
        put_tip(p, end_x, end_middle, true, went || may);
        return;
    }
    int stop_y = to->state == 0 ? end_y : end_y - 8;
    int bend = (y + stop_y) / 2;
    ms_print(p->out, "<path class=\"ms-way%s\" d=\"M%d %dC%d %d %d %d %d %d", class, x, y, x, bend, end_x, bend, end_x,
             stop_y);
    if (to->state == 0) {
        ms_print(p->out, "V%d", end_y + BOX_HEIGHT); /* past the boxes of the layer */
    }
    ms_buffer_put(p->out, "\"/>\n");
    if (to->state != 0) {
        put_tip(p, end_x, end_y, false, went || may);
    }
}

/* Faint lines first, so that those that matter lie above them. */
static void put_lines(const picture *p, bool marked)
{
    for (int i = 0; i < p->layers.line_count; i++) {
        const ms_course_line *line = &p->layers.lines[i];
        bool is_marked = p->went[line->source][line->target] || (line->source == p->here && p->may[line->target]);
        if (is_marked == marked) {
            put_line(p, line);
        }
    }
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static int put_text(const picture *p, const char *class, int y, const char *words)
{
    ms_print(p->out, "<text%s x=\"%d\" y=\"%d\">", class, MARGIN, y);
    ms_buffer_add_xml(p->out, words, strlen(words));
    ms_buffer_put(p->out, "</text>\n");
    return y + TEXT_LINE;
}

/* What may come next, in words; where it ends. */
static int put_next(const picture *p, int y)
{
    const ms_course *course = p->matter->course;
    ms_buffer words = {0};
    bool any = false;
    for (size_t column = 0; column < course->event_count; column++) {
        const ms_course_cell *cell = ms_course_cell_of(course, p->here, column);
        if (!ms_matter_may_take(p->matter, column, p->look)) {
            continue;
        }
        y = any ? y : put_text(p, " class=\"ms-head\"", y, "What may come next");
        any = true;
        words.length = 0;
        ms_print(&words, "%s: %s%s", course->events[column]->summary,
                 cell->next == p->here ? "it stays as it is" : course->states[cell->next].words,
                 cell->departs ? " (recorded, and flagged)" : "");
        ms_buffer_add(&words, "", 1);
        y = put_text(p, "", y, words.failed ? "" : words.text);
    }
    p->out->failed = p->out->failed || words.failed;
    ms_buffer_free(&words);
    return any ? y : put_text(p, " class=\"ms-head\"", y, "Nothing more may come.");
}

void ms_draw_course(const ms_matter *matter, ms_look look, const char *title, ms_buffer *out)
{
    ms_buffer body = {0};
    picture p = {.matter = matter, .look = look, .out = &body};
    follow_steps(&p);
    lay_out(&p);
    place_nodes(&p);
    put_lines(&p, false);
    put_lines(&p, true);
    for (int i = 0; i < p.layers.node_count; i++) {
        if (p.layers.nodes[i].state != 0) {
            put_box(&p, i);
        }
    }
    int height = put_next(&p, FIRST_Y + p.layers.layer_count * LAYER_HEIGHT) + MARGIN - TEXT_LINE / 2;
    ms_print(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ms-course\" role=\"img\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\">\n<title>",
             p.width, height, p.width, height);
    ms_buffer_add_xml(out, title, strlen(title));
    ms_print(out, "</title>\n%s<rect class=\"ms-paper\" width=\"%d\" height=\"%d\"/>\n", style, p.width, height);
    ms_print(out, "<text class=\"ms-title\" x=\"%d\" y=\"%d\">", MARGIN, TITLE_Y);
    ms_buffer_add_xml(out, title, strlen(title));
    ms_buffer_put(out, "</text>\n");
    ms_buffer_add(out, body.text, body.length);
    ms_buffer_put(out, "</svg>\n");
    out->failed = out->failed || body.failed;
    ms_buffer_free(&body);
}
