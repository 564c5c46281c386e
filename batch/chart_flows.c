/* Who goes from where to where: two columns of places, and between them bands as broad as many go. */
#include "batch/chart.h"
#include "batch/tally.h"

enum {
    LEFT = 250,  /* the right edge of the places at the left */
    RIGHT = 610, /* the left edge of those at the right */
    PLACE = 16,  /* their width */
    TOP = 40,
    ROOM = 320, /* for the bands, without gaps */
    GAP = 24,
    BELOW = 12
};

/* A column of places. */
typedef struct side {
    uint64_t sizes[MS_MAX_SEGMENTS];
    int tops[MS_MAX_SEGMENTS];
    int next[MS_MAX_SEGMENTS]; /* where the next band begins */
    int height;
} side;

typedef struct flows {
    ms_svg *svg;
    const ms_flow_chart *chart;
    uint64_t all;
    side from, to;
} flows;

/* How broad so many are. */
static int breadth(const flows *f, uint64_t count)
{
    int size = (int)((__uint128_t)count * ROOM / f->all);
    return size < 1 ? 1 : size;
}

static void place(const flows *f, side *s)
{
    int y = TOP;
    for (unsigned i = 0; i < MS_MAX_SEGMENTS; i++) {
        s->tops[i] = y;
        s->next[i] = y;
        y += s->sizes[i] == 0 ? 0 : breadth(f, s->sizes[i]) + GAP;
    }
    s->height = y - GAP;
}

static void put_pair(const flows *f, int x, int y)
{
    ms_buffer_put_number(f->svg->out, (unsigned long long)x);
    ms_buffer_put(f->svg->out, " ");
    ms_buffer_put_number(f->svg->out, (unsigned long long)y);
    ms_buffer_put(f->svg->out, " ");
}

static void put_curve(const flows *f, int from_x, int from_y, int to_x, int to_y)
{
    int middle = (from_x + to_x) / 2;
    ms_buffer_put(f->svg->out, "C");
    put_pair(f, middle, from_y);
    put_pair(f, middle, to_y);
    put_pair(f, to_x, to_y);
}

/* A band has the colour of where it goes, as the bars of those who move have. */
static void put_band(flows *f, unsigned from, unsigned to)
{
    ms_buffer *out = f->svg->out;
    uint64_t count = f->chart->flows[from][to];
    int size = breadth(f, count), left = f->from.next[from], right = f->to.next[to];
    ms_buffer_put(out, "<path class=\"band ");
    ms_buffer_put(out, ms_svg_fill(to));
    ms_buffer_put(out, "\" d=\"M");
    put_pair(f, LEFT, left);
    put_curve(f, LEFT, left, RIGHT, right);
    ms_buffer_put(out, "V");
    ms_buffer_put_number(out, (unsigned long long)(right + size));
    put_curve(f, RIGHT, right + size, LEFT, left + size);
    ms_buffer_put(out, "Z\"><title>");
    ms_buffer_put(out, f->chart->names[from]);
    ms_buffer_put(out, " to ");
    ms_buffer_put(out, f->chart->names[to]);
    ms_buffer_put(out, ": ");
    ms_put_thousands(out, count);
    ms_buffer_put(out, "</title></path>\n");
    f->from.next[from] += size;
    f->to.next[to] += size;
}

/* A place with its name and how many it has, outside. */
static void put_place(const flows *f, const side *s, unsigned at, bool is_left)
{
    ms_buffer text = {0};
    int size = breadth(f, s->sizes[at]);
    int y = s->tops[at] + size / 2 + 5;
    ms_buffer_put(&text, f->chart->names[at]);
    ms_buffer_put(&text, "  ");
    ms_put_thousands(&text, s->sizes[at]);
    ms_svg_rectangle(f->svg, ms_svg_fill(at), is_left ? LEFT - PLACE : RIGHT, s->tops[at], PLACE, size);
    ms_svg_text(f->svg, "value", is_left ? "end" : "start", is_left ? LEFT - PLACE - 8 : RIGHT + PLACE + 8, y,
                text.text, text.length);
    ms_buffer_free(&text);
}

static void put_places(const flows *f)
{
    for (unsigned i = 0; i < MS_MAX_SEGMENTS; i++) {
        if (f->from.sizes[i] > 0) {
            put_place(f, &f->from, i, true);
        }
        if (f->to.sizes[i] > 0) {
            put_place(f, &f->to, i, false);
        }
    }
}

/* How many leave and reach each place. False when nobody goes anywhere. */
static bool add_up(flows *f)
{
    for (unsigned from = 0; from < MS_MAX_SEGMENTS; from++) {
        for (unsigned to = 0; to < MS_MAX_SEGMENTS; to++) {
            f->from.sizes[from] += f->chart->flows[from][to];
            f->to.sizes[to] += f->chart->flows[from][to];
            f->all += f->chart->flows[from][to];
        }
    }
    return f->all > 0;
}

void ms_draw_flows(ms_svg *svg, const ms_flow_chart *chart)
{
    flows f = {.svg = svg, .chart = chart};
    if (!add_up(&f)) {
        return;
    }
    place(&f, &f.from);
    place(&f, &f.to);
    int height = (f.from.height > f.to.height ? f.from.height : f.to.height) + GAP + BELOW;
    ms_svg_begin(svg, height, chart->title, chart->description);
    ms_svg_words(svg, "axis", "end", LEFT, 18, chart->from);
    ms_svg_words(svg, "axis", "start", RIGHT, 18, chart->to);
    for (unsigned from = 0; from < MS_MAX_SEGMENTS; from++) {
        for (unsigned to = 0; to < MS_MAX_SEGMENTS; to++) {
            if (chart->flows[from][to] > 0) {
                put_band(&f, from, to);
            }
        }
    }
    put_places(&f);
    ms_svg_end(svg);
}
