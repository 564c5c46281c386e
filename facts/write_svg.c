/*
 * The cascade of (5) as a picture: (A) to (F) down a ladder for each child, the way taken lit, and what it orders beside
 * it. Colours are never alone: each rung has an icon and says yes, no or perhaps in words.
 */
#include "facts/write.h"

#include "facts/layout.h"
#include "facts/names.h"
#include "facts/wording.h"

#include <string.h>

/* ---- measures in user units ------------------------------------------------------------------------------------------ */

enum {
    WIDTH = 880,
    MARGIN = 28,
    LADDER = 52, /* the middle of the nodes */
    NODE = 13,   /* their radius */
    RUNG = 80,   /* the left edge of a rung */
    RUNG_WIDTH = 468,
    ORDER = 584, /* the left edge of what is ordered */
    ORDER_WIDTH = 268,
    RUNG_HEIGHT = 56,
    LOW_RUNG_HEIGHT = 36, /* of one that is not reached */
    RUNG_GAP = 12,
    PAD = 14,
    MAX_LINES = 6
};

/* A size of text: its class, its font size, its line height, and the width of its letters in hundredths of regular. */
typedef struct face {
    const char *class_name;
    int size, line, breadth;
} face;

static const face face_title = {"ms-title", 20, 28, 112};
static const face face_note = {"ms-note", 13, 19, 100};
static const face face_name = {"ms-name", 18, 25, 112};
static const face face_outcome = {"ms-outcome", 15, 22, 100};
static const face face_order = {"ms-order", 13, 18, 112};
static const face face_why = {"ms-why", 13, 18, 100};

/* What became of a rung. */
typedef enum rung_state { RUNG_NO = 0, RUNG_YES, RUNG_PERHAPS, RUNG_NOT_REACHED, RUNG_NOTHING } rung_state;

static const char *const state_classes[] = {"ms-no", "ms-yes", "ms-perhaps", "ms-later", "ms-perhaps ms-sure"};
static const char *const state_words[] = {"No: ", "Yes: ", "Perhaps: ", "", "Undecided: "};

/* ---- colours and type --------------------------------------------------------------------------------------------- */

/* librsvg knows no variables, so that each scheme names its colours. */
static const char style[] =
    "<style>\n"
    ".ms-paper{fill:#ffffff}\n"
    ".ms-svg text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif;"
    "font-size:14px;fill:#1f2328}\n"
    ".ms-svg .ms-title{font-size:20px;font-weight:700}\n"
    ".ms-svg .ms-note{font-size:13px;fill:#57606a}\n"
    ".ms-svg .ms-name{font-size:18px;font-weight:700}\n"
    ".ms-svg .ms-outcome{font-size:15px}\n"
    ".ms-svg .ms-what{font-weight:600}\n"
    ".ms-svg .ms-why{font-size:13px;fill:#424a53}\n"
    ".ms-svg .ms-order{font-size:13px;font-weight:600}\n"
    ".ms-rule{fill:none;stroke:#d0d7de;stroke-width:1}\n"
    ".ms-rung{fill:#f6f8fa;stroke:#d0d7de;stroke-width:1}\n"
    ".ms-node{fill:#ffffff;stroke:#6e7781;stroke-width:2}\n"
    ".ms-icon{fill:none;stroke:#57606a;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}\n"
    ".ms-way{fill:none;stroke:#6e7781;stroke-width:2}\n"
    ".ms-way.ms-yes{stroke:#1a7f37;stroke-width:3}\n"
    ".ms-way.ms-perhaps{stroke:#9a6700;stroke-dasharray:6 4}\n"
    ".ms-way.ms-later{stroke:#868f99;stroke-dasharray:2 5}\n"
    ".ms-yes .ms-rung{fill:#dafbe1;stroke:#1a7f37;stroke-width:2}\n"
    ".ms-yes .ms-node{fill:#1a7f37;stroke:#1a7f37}\n"
    ".ms-yes .ms-icon{stroke:#ffffff}\n"
    ".ms-svg .ms-yes text{fill:#0f3d1c}\n"
    ".ms-perhaps .ms-rung{fill:#fff8c5;stroke:#9a6700;stroke-width:1.5;stroke-dasharray:6 4}\n"
    ".ms-perhaps .ms-node{stroke:#9a6700}\n"
    ".ms-perhaps .ms-icon{stroke:#7d4e00}\n"
    ".ms-svg .ms-perhaps text{fill:#4d3000}\n"
    ".ms-sure .ms-rung,.ms-sure .ms-way{stroke-dasharray:none}\n"
    ".ms-later .ms-rung{fill:none;stroke-dasharray:2 5}\n"
    ".ms-later .ms-node{stroke:#868f99}\n"
    ".ms-later .ms-icon{stroke:#818b98}\n"
    ".ms-svg .ms-later text{fill:#656d76}\n"
    "@media (prefers-color-scheme:dark){\n"
    ".ms-paper{fill:#0d1117}\n"
    ".ms-svg text{fill:#e6edf3}\n"
    ".ms-svg .ms-note{fill:#9ea7b3}\n"
    ".ms-svg .ms-why{fill:#b7bfc9}\n"
    ".ms-rule{stroke:#30363d}\n"
    ".ms-rung{fill:#161b22;stroke:#3d444d}\n"
    ".ms-node{fill:#0d1117;stroke:#9198a1}\n"
    ".ms-icon{stroke:#b7bfc9}\n"
    ".ms-way{stroke:#9198a1}\n"
    ".ms-way.ms-yes{stroke:#3fb950}\n"
    ".ms-way.ms-perhaps{stroke:#d29922}\n"
    ".ms-way.ms-later{stroke:#656e79}\n"
    ".ms-yes .ms-rung{fill:#12361f;stroke:#3fb950}\n"
    ".ms-yes .ms-node{fill:#3fb950;stroke:#3fb950}\n"
    ".ms-yes .ms-icon{stroke:#04120a}\n"
    ".ms-svg .ms-yes text{fill:#d3f9d8}\n"
    ".ms-perhaps .ms-rung{fill:#32270c;stroke:#d29922}\n"
    ".ms-perhaps .ms-node{stroke:#d29922}\n"
    ".ms-perhaps .ms-icon{stroke:#f2cc60}\n"
    ".ms-svg .ms-perhaps text{fill:#f8e3a1}\n"
    ".ms-later .ms-rung{fill:none}\n"
    ".ms-later .ms-node{stroke:#656e79}\n"
    ".ms-later .ms-icon{stroke:#7d8590}\n"
    ".ms-svg .ms-later text{fill:#8b949e}\n"
    "}\n"
    "</style>\n";

/* ---- drawing ------------------------------------------------------------------------------------------------------ */

typedef struct drawing {
    const ms_determination *d;
    ms_buffer *out;
    ms_buffer words; /* the text that is being put together */
    ms_prose prose;  /* into the words */
    int y;           /* how far down the picture is drawn */
} drawing;

static void put(drawing *g, const char *text)
{
    ms_buffer_put(g->out, text);
}

static void put_int(drawing *g, int number)
{
    if (number < 0) {
        put(g, "-");
    }
    ms_buffer_put_number(g->out, (unsigned long long)(number < 0 ? -number : number));
}

/* ` name="number"` */
static void put_attribute(drawing *g, const char *name, int number)
{
    put(g, " ");
    put(g, name);
    put(g, "=\"");
    put_int(g, number);
    put(g, "\"");
}

static void say(drawing *g, const char *words)
{
    ms_buffer_put(&g->words, words);
}

/* A line of text at a point, with an ellipsis where more was cut off. */
static void put_line(drawing *g, const char *class_name, int x, int y, const char *text, size_t length, bool cut)
{
    put(g, "<text class=\"");
    put(g, class_name);
    put(g, "\"");
    put_attribute(g, "x", x);
    put_attribute(g, "y", y);
    put(g, ">");
    ms_buffer_add_xml(g->out, text, length);
    put(g, cut ? "\u2026</text>\n" : "</text>\n");
}

/* The width of a character in hundredths of the font size, that of the broader fonts. */
static size_t measure(const char *character, size_t length, size_t columns)
{
    char c = character[0];
    if (columns != 1) {
        return columns * 54;
    }
    if (length > 1) {
        return 80;
    }
    if (strchr(" .,:;'()[]ijlrftI|!-/", c) != NULL) {
        return 40;
    }
    if (c == 'M' || c == 'W' || c == 'm' || c == '@' || c == '%') {
        return 102;
    }
    return (c >= 'A' && c <= 'Z') || c == 'w' ? 80 : 64;
}

/* Writes what was said on lines of at most `width`, the first with its foot at y, and forgets it; returns how many
 * lines. What does not fit in MAX_LINES is cut with an ellipsis. */
static int write_lines(drawing *g, const face *f, int x, int y, int width)
{
    size_t room = (size_t)(10000 * width / (f->size * f->breadth));
    const char *text = g->words.text;
    size_t left = g->words.length;
    int lines = 0;
    while (left > 0 && lines < MAX_LINES) {
        size_t length = ms_line_length(text, left, room, measure);
        bool cut = lines + 1 == MAX_LINES && length < left;
        put_line(g, f->class_name, x, y + lines * f->line, text, length, cut);
        ms_pass_line(&text, &left, length);
        lines++;
    }
    g->words.length = 0;
    return lines;
}

static void begin_group(drawing *g, const char *class_name)
{
    put(g, "<g class=\"");
    put(g, class_name);
    put(g, "\">\n");
}

static void put_box(drawing *g, int x, int y, int width, int height)
{
    put(g, "<rect class=\"ms-rung\" rx=\"8\"");
    put_attribute(g, "x", x);
    put_attribute(g, "y", y);
    put_attribute(g, "width", width);
    put_attribute(g, "height", height);
    put(g, "/>\n");
}

/* A straight way between two points. */
static void put_way(drawing *g, rung_state state, int x1, int y1, int x2, int y2)
{
    put(g, "<path class=\"ms-way ");
    put(g, state_classes[state]);
    put(g, "\" d=\"M");
    put_int(g, x1);
    put(g, " ");
    put_int(g, y1);
    put(g, "L");
    put_int(g, x2);
    put(g, " ");
    put_int(g, y2);
    put(g, "\"/>\n");
}

/* ---- a rung ------------------------------------------------------------------------------------------------------- */

/* What became of a paragraph for a child. */
static rung_state state_of(const ms_outcome *outcome, ms_paragraph paragraph)
{
    unsigned possible = outcome->possible;
    unsigned self = 1u << paragraph;
    if (possible == self) {
        return paragraph == MS_NO_PARAGRAPH ? RUNG_NOTHING : RUNG_YES;
    }
    if ((possible & self) != 0) {
        return RUNG_PERHAPS;
    }
    return possible > self ? RUNG_NO : RUNG_NOT_REACHED;
}

/* The step in which the trace ends a paragraph; step_count when it does not come to it. */
static uint32_t paragraph_step(const ms_explanation *explanation, uint32_t child, ms_paragraph paragraph)
{
    uint32_t i = 0;
    while (i < explanation->step_count
           && (explanation->steps[i].child != child || explanation->steps[i].under != paragraph
               || explanation->steps[i].question != MS_ASK_PARAGRAPH)) {
        i++;
    }
    return i;
}

/* What the paragraph asks. */
static void say_question(drawing *g, ms_paragraph paragraph)
{
    static const char *const questions[] = {
        [MS_5A] = "(A) Parent not seeking support covers the child",
        [MS_5B] = " covers, wants to go on",
        [MS_5C] = "(C) Parent not seeking support has a suitable plan",
        [MS_5D] = " has a suitable plan",
        [MS_5E] = "(E) No suitable plan; the child is on public coverage",
        [MS_5F] = "(F) No suitable plan and no public coverage",
        [MS_NO_PARAGRAPH] = "No paragraph orders anything",
    };
    static const char *const seeking[] = {
        [MS_KIND_PARENT] = "Parent seeking support",
        [MS_KIND_CUSTODIAN] = "Custodian seeking support",
        [MS_KIND_AGENCY] = "Agency seeking support",
    };
    if (paragraph == MS_5B || paragraph == MS_5D) {
        say(g, paragraph == MS_5B ? "(B) " : "(D) ");
        say(g, seeking[g->d->document->facts.kind]);
    }
    say(g, questions[paragraph]);
}

/* Why, in a few words. */
static void say_why(drawing *g, uint32_t child, ms_paragraph paragraph, rung_state state)
{
    say(g, state_words[state]);
    if (paragraph == MS_NO_PARAGRAPH) {
        say(g, "the text, as it is read, gives no outcome");
        return;
    }
    uint32_t step = paragraph_step(&g->d->explanation, child, paragraph);
    if (step < g->d->explanation.step_count) {
        ms_say_short_reason(&g->prose, step);
    }
}

/* A tick, a cross, a question mark, a dot. */
static void put_node(drawing *g, rung_state state, int y)
{
    static const char *const icons[] = {
        [RUNG_NO] = "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5",
        [RUNG_YES] = "M-5.5 0.5L-1.5 4.5L5.5 -4",
        [RUNG_PERHAPS] = "M-3.5 -3.5C-3.5 -8 3.5 -8 3.5 -3.5C3.5 -0.5 0 -0.5 0 2.5M0 6.4L0 6.5",
        [RUNG_NOT_REACHED] = "M-0.1 0L0.1 0",
        [RUNG_NOTHING] = "M0 -6L0 1.5M0 5.6L0 5.7",
    };
    put(g, "<circle class=\"ms-node\"");
    put_attribute(g, "cx", LADDER);
    put_attribute(g, "cy", y);
    put_attribute(g, "r", NODE);
    put(g, "/>\n<path class=\"ms-icon\" transform=\"translate(");
    put_int(g, LADDER);
    put(g, " ");
    put_int(g, y);
    put(g, ")\" d=\"");
    put(g, icons[state]);
    put(g, "\"/>\n");
}

static int height_of(rung_state state)
{
    return state == RUNG_NOT_REACHED ? LOW_RUNG_HEIGHT : RUNG_HEIGHT;
}

/* The plans that the child's order names, after those words: "Plan a or b". */
static void say_plans(drawing *g, uint32_t child)
{
    const ms_child_result *result = &g->d->explanation.children[child];
    for (uint32_t i = 0; i < result->plan_count; i++) {
        say(g, i == 0 ? "Plan " : i + 1 == result->plan_count ? " or " : ", ");
        ms_put_text(&g->prose, g->d->document->plans[result->outcome.obligor][result->plans[i]].id);
    }
}

/* What the paragraph orders, beside its rung, with the plans where it is certain; returns the height that it takes. */
static int put_order(drawing *g, uint32_t child, ms_paragraph paragraph, rung_state state, int top)
{
    if (paragraph == MS_NO_PARAGRAPH || (state != RUNG_YES && state != RUNG_PERHAPS)) {
        return height_of(state);
    }
    ms_buffer box = {0};
    ms_buffer *out = g->out;
    g->out = &box;
    ms_say_paragraph_order(&g->prose, child, paragraph);
    int foot = top + PAD + 10;
    foot += face_order.line * write_lines(g, &face_order, ORDER + PAD, foot, ORDER_WIDTH - 2 * PAD);
    if (state == RUNG_YES) {
        say_plans(g, child);
        foot += face_why.line * write_lines(g, &face_why, ORDER + PAD, foot, ORDER_WIDTH - 2 * PAD);
    }
    g->out = out;
    int height = foot - top - 4 > RUNG_HEIGHT ? foot - top - 4 : RUNG_HEIGHT;
    put_way(g, state, RUNG + RUNG_WIDTH, top + RUNG_HEIGHT / 2, ORDER, top + RUNG_HEIGHT / 2);
    put_box(g, ORDER, top, ORDER_WIDTH, height);
    ms_buffer_add(out, box.text, box.length);
    out->failed = out->failed || box.failed;
    ms_buffer_free(&box);
    return height;
}

/* What a rung says: what the paragraph asks, and under it why; of one that is not reached, no more than that. */
static void put_rung_words(drawing *g, uint32_t child, ms_paragraph paragraph, rung_state state)
{
    if (state == RUNG_NOT_REACHED) {
        say_question(g, paragraph);
        say(g, ": not reached");
        put_line(g, "ms-why", RUNG + PAD, g->y + 23, g->words.text, g->words.length, false);
        g->words.length = 0;
        return;
    }
    say_question(g, paragraph);
    put_line(g, "ms-what", RUNG + PAD, g->y + 24, g->words.text, g->words.length, false);
    g->words.length = 0;
    say_why(g, child, paragraph, state);
    put_line(g, "ms-why", RUNG + PAD, g->y + 43, g->words.text, g->words.length, false);
    g->words.length = 0;
}

/* One rung at g->y; returns the height that it takes. */
static int put_rung(drawing *g, uint32_t child, ms_paragraph paragraph, rung_state state)
{
    int middle = g->y + height_of(state) / 2;
    begin_group(g, state_classes[state]);
    int height = put_order(g, child, paragraph, state, g->y);
    put_box(g, RUNG, g->y, RUNG_WIDTH, height_of(state));
    put_way(g, state, LADDER + NODE, middle, RUNG, middle);
    put_node(g, state, middle);
    put_rung_words(g, child, paragraph, state);
    put(g, "</g>\n");
    return height;
}

/* ---- a child ------------------------------------------------------------------------------------------------------ */

/* The way from a rung to the next: lit as far as it leads to the one that applies, open from the first that may. */
static rung_state way_to(const ms_outcome *outcome, int next)
{
    unsigned before = outcome->possible & ((1u << next) - 1u);
    if (state_of(outcome, (ms_paragraph)next) == RUNG_NOT_REACHED) {
        return RUNG_NOT_REACHED;
    }
    if (before != 0) {
        return RUNG_PERHAPS;
    }
    return outcome->paragraph < MS_NO_PARAGRAPH ? RUNG_YES : RUNG_NO;
}

static void put_ladder(drawing *g, uint32_t child)
{
    const ms_outcome *outcome = &g->d->explanation.children[child].outcome;
    bool none = (outcome->possible >> MS_NO_PARAGRAPH & 1) != 0;
    int last = none ? MS_NO_PARAGRAPH : MS_5F;
    for (int paragraph = MS_5A; paragraph <= last; paragraph++) {
        rung_state state = state_of(outcome, (ms_paragraph)paragraph);
        int height = put_rung(g, child, (ms_paragraph)paragraph, state);
        int foot = g->y + height_of(state) / 2 + NODE;
        g->y += height + RUNG_GAP;
        if (paragraph < last) {
            rung_state way = way_to(outcome, paragraph + 1);
            put_way(g, way, LADDER, foot, LADDER, g->y + height_of(way) / 2 - NODE);
        }
    }
}

static void put_child(drawing *g, uint32_t child)
{
    ms_subject subject = {.children = UINT32_C(1) << child, .plan = MS_NO_PLAN};
    put(g, "<path class=\"ms-rule\" d=\"M");
    put_int(g, MARGIN);
    put(g, " ");
    put_int(g, g->y);
    put(g, "H");
    put_int(g, WIDTH - MARGIN);
    put(g, "\"/>\n");
    g->y += 34;
    ms_say(&g->prose, &subject, "{Child}");
    g->y += face_name.line * write_lines(g, &face_name, MARGIN, g->y, WIDTH - 2 * MARGIN);
    ms_say_outcome(&g->prose, child);
    g->y += face_outcome.line * write_lines(g, &face_outcome, MARGIN, g->y, WIDTH - 2 * MARGIN);
    g->y += 2;
    put_ladder(g, child);
    g->y += 12;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

static void put_heading(drawing *g)
{
    g->y = 44;
    say(g, "Case ");
    ms_put_text(&g->prose, g->d->document->case_id);
    g->y += face_title.line * write_lines(g, &face_title, MARGIN, g->y, WIDTH - 2 * MARGIN);
    say(g, "13 CSR 40-112.010(5), ");
    say(g, g->d->document->facts.action == MS_MODIFY ? "modifying" : "establishing");
    say(g, " medical support as of ");
    ms_put_date_in_words(&g->words, g->d->document->facts.as_of);
    g->y += face_note.line * write_lines(g, &face_note, MARGIN, g->y - 4, WIDTH - 2 * MARGIN);
    g->y += 4;
}

/* The outcome and the way to it in words, for those who do not see the picture. */
static void say_description(drawing *g)
{
    const ms_explanation *explanation = &g->d->explanation;
    for (uint32_t child = 0; child < explanation->child_count; child++) {
        ms_subject subject = {.children = UINT32_C(1) << child, .plan = MS_NO_PLAN};
        ms_say(&g->prose, &subject, "{Child}: ");
        ms_say_outcome(&g->prose, child);
        say(g, " ");
        for (uint32_t i = 0; i < explanation->step_count; i++) {
            if (explanation->steps[i].child == child && explanation->steps[i].question == MS_ASK_PARAGRAPH) {
                ms_say_step(&g->prose, i);
                say(g, " ");
            }
        }
    }
}

/* An element that holds what was said, with an id that no other picture of a page has. */
static void put_named(drawing *g, const char *element)
{
    put(g, "<");
    put(g, element);
    put(g, " id=\"ms-");
    put(g, element);
    put(g, "-");
    ms_buffer_add_xml(g->out, g->d->document->case_id.at, g->d->document->case_id.length);
    put(g, "\">");
    ms_buffer_add_xml(g->out, g->words.text, g->words.length);
    put(g, "</");
    put(g, element);
    put(g, ">\n");
    g->words.length = 0;
}

static void put_id(drawing *g, const char *name)
{
    put(g, name);
    ms_buffer_add_xml(g->out, g->d->document->case_id.at, g->d->document->case_id.length);
}

static void put_opening(drawing *g, int height)
{
    put(g, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ms-svg\" role=\"img\"");
    put_id(g, " aria-labelledby=\"ms-title-");
    put_id(g, " ms-desc-");
    put(g, "\"");
    put_attribute(g, "width", WIDTH);
    put_attribute(g, "height", height);
    put(g, " viewBox=\"0 0 ");
    put_int(g, WIDTH);
    put(g, " ");
    put_int(g, height);
    put(g, "\">\n");
    say(g, "Medical support, case ");
    ms_put_text(&g->prose, g->d->document->case_id);
    put_named(g, "title");
    say_description(g);
    put_named(g, "desc");
    put(g, style);
    put(g, "<rect class=\"ms-paper\" width=\"100%\" height=\"100%\"/>\n");
}

void ms_write_svg(const ms_determination *determination, ms_buffer *out)
{
    ms_buffer body = {0};
    drawing g = {.d = determination, .out = &body};
    g.prose = (ms_prose){.out = &g.words, .of = determination};
    put_heading(&g);
    for (uint32_t child = 0; child < determination->explanation.child_count; child++) {
        put_child(&g, child);
    }
    g.out = out;
    put_opening(&g, g.y);
    ms_buffer_add(out, body.text, body.length);
    put(&g, "</svg>\n");
    out->failed = out->failed || body.failed || g.words.failed;
    ms_buffer_free(&body);
    ms_buffer_free(&g.words);
}
