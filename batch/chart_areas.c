/* Shares stacked over a number, each named at the right. */
#include "batch/chart.h"

enum {
    LEFT = 56,
    RIGHT = 650,
    TOP = 46,
    BOTTOM = 386,
    HEIGHT = 440,
    WHOLE = 10000,   /* of shares */
    APART = 19,      /* the least from name to name */
    TICKS_APART = 40 /* the least from number to number on the scale: room for 12.25 */
};

typedef struct areas {
    ms_svg *svg;
    const ms_area_chart *chart;
} areas;

static int across(const areas *a, int32_t x)
{
    int32_t first = a->chart->x[0], last = a->chart->x[a->chart->count - 1];
    return LEFT + (int)((int64_t)(x - first) * (RIGHT - LEFT) / (last - first));
}

static int down(unsigned share)
{
    return BOTTOM - (int)(share * (unsigned)(BOTTOM - TOP) / WHOLE);
}

/* What lies below a band in a column. */
static unsigned below(const areas *a, uint32_t column, unsigned band)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < band; i++) {
        sum += a->chart->shares[column][i];
    }
    return sum;
}

static bool is_empty(const areas *a, unsigned band)
{
    for (uint32_t i = 0; i < a->chart->count; i++) {
        if (a->chart->shares[i][band] > 0) {
            return false;
        }
    }
    return true;
}

static void put_point(const areas *a, const char *command, int x, int y)
{
    ms_buffer_put(a->svg->out, command);
    ms_buffer_put_number(a->svg->out, (unsigned long long)x);
    ms_buffer_put(a->svg->out, " ");
    ms_buffer_put_number(a->svg->out, (unsigned long long)y);
}

/* Along the top from the left, and back along the bottom. */
static void put_band(const areas *a, unsigned band)
{
    uint32_t count = a->chart->count;
    ms_buffer_put(a->svg->out, "<path class=\"");
    ms_buffer_put(a->svg->out, ms_svg_fill(band));
    ms_buffer_put(a->svg->out, "\" d=\"");
    for (uint32_t i = 0; i < count; i++) {
        put_point(a, i == 0 ? "M" : "L", across(a, a->chart->x[i]), down(below(a, i, band + 1)));
    }
    for (uint32_t i = count; i-- > 0;) {
        put_point(a, "L", across(a, a->chart->x[i]), down(below(a, i, band)));
    }
    ms_buffer_put(a->svg->out, "Z\"/>\n");
}

static void put_hundredths(ms_buffer *out, int32_t value)
{
    ms_buffer_put_number(out, (unsigned long long)(value / 100));
    if (value % 100 != 0) {
        char decimals[] = {'.', (char)('0' + value % 100 / 10), (char)('0' + value % 10)};
        ms_buffer_add(out, decimals, value % 10 == 0 ? 2 : 3);
    }
}

/* ---- the scales -------------------------------------------------------------------------------------------------- */

static bool are_near(const areas *a, int32_t one, int32_t other)
{
    int distance = across(a, one) - across(a, other);
    return (distance < 0 ? -distance : distance) < TICKS_APART;
}

static bool is_end(const areas *a, int32_t x)
{
    return x == a->chart->x[0] || x == a->chart->x[a->chart->count - 1];
}

static bool is_near_end(const areas *a, int32_t x)
{
    return are_near(a, x, a->chart->x[0]) || are_near(a, x, a->chart->x[a->chart->count - 1]);
}

/* Whether a column's number can stand beside those of the ends and of the baseline, which go before it. */
static bool has_room(const areas *a, int32_t x)
{
    int32_t baseline = a->chart->baseline;
    return !is_near_end(a, x) && (x == baseline || is_near_end(a, baseline) || !are_near(a, x, baseline));
}

/* Whether the columns that are multiples of a step are so far apart that each can have its number. */
static bool step_fits(const areas *a, int32_t step)
{
    int32_t before = a->chart->x[0];
    for (uint32_t i = 1; i < a->chart->count; i++) {
        int32_t x = a->chart->x[i];
        if (x % step != 0 || !has_room(a, x)) {
            continue;
        }
        if (are_near(a, x, before)) {
            return false;
        }
        before = x;
    }
    return true;
}

/* The least of 1, 2, 5 times a power of ten that fits: numbers are thinned by their place, and round ones are kept. */
static int32_t tick_step(const areas *a)
{
    static const int32_t leading[] = {1, 2, 5};
    for (int32_t power = 1;; power *= 10) {
        for (int i = 0; i < 3; i++) {
            if (step_fits(a, leading[i] * power)) {
                return leading[i] * power;
            }
        }
    }
}

static void put_shares(const areas *a)
{
    ms_buffer text = {0};
    for (unsigned share = 0; share <= WHOLE; share += WHOLE / 5) {
        text.length = 0;
        ms_buffer_put_number(&text, share / 100);
        ms_buffer_put(&text, " %");
        ms_svg_text(a->svg, "tick", "end", LEFT - 8, down(share) + 4, text.text, text.length);
        ms_svg_line(a->svg, "grid", LEFT - 4, down(share), LEFT, down(share));
    }
    ms_buffer_free(&text);
    ms_svg_words(a->svg, "axis", "start", 0, 14, "Share of children");
}

static void put_ticks(const areas *a)
{
    int32_t step = tick_step(a);
    ms_buffer text = {0};
    for (uint32_t i = 0; i < a->chart->count; i++) {
        int32_t value = a->chart->x[i];
        bool round = value == a->chart->baseline || value % step == 0;
        if (!is_end(a, value) && !(round && has_room(a, value))) {
            continue;
        }
        int x = across(a, value);
        text.length = 0;
        put_hundredths(&text, value);
        ms_svg_text(a->svg, "tick", "middle", x, BOTTOM + 20, text.text, text.length);
        ms_svg_line(a->svg, "grid", x, BOTTOM, x, BOTTOM + 5);
    }
    ms_buffer_free(&text);
    ms_svg_words(a->svg, "axis", "start", LEFT, BOTTOM + 42, a->chart->axis);
}

/* Its label goes inward where it would leave the chart; it has the number, for which the scale may have no room. */
static void put_baseline(const areas *a)
{
    enum { HALF = 50 };
    int32_t baseline = a->chart->baseline;
    if (baseline < a->chart->x[0] || baseline > a->chart->x[a->chart->count - 1]) {
        return;
    }
    int x = across(a, baseline);
    ms_svg_line(a->svg, "mark-under", x, TOP - 6, x, BOTTOM);
    ms_svg_line(a->svg, "mark", x, TOP - 6, x, BOTTOM);
    ms_buffer text = {0};
    ms_buffer_put(&text, "baseline ");
    put_hundredths(&text, baseline);
    ms_buffer_put(&text, " %");
    ms_svg_text(a->svg, "label marked",
                x < LEFT + HALF    ? "start"
                : x > RIGHT - HALF ? "end"
                                   : "middle",
                x, TOP - 12, text.text, text.length);
    ms_buffer_free(&text);
}

/* ---- the names --------------------------------------------------------------------------------------------------- */

/* A name at the right: the band's middle, moved where names would touch. */
typedef struct name {
    unsigned band;
    int middle, y;
} name;

static void put_name(const areas *a, const name *n)
{
    ms_svg_line(a->svg, "leader", RIGHT + 2, n->middle, RIGHT + 16, n->y);
    ms_svg_rectangle(a->svg, ms_svg_fill(n->band), RIGHT + 18, n->y - 6, 12, 12);
    ms_svg_words(a->svg, "value", "start", RIGHT + 36, n->y + 5, a->chart->names[n->band]);
}

/* From the bottom up, then, where that came out at the top, from the top down. */
static void put_names(const areas *a)
{
    name names[MS_MAX_SEGMENTS];
    int count = 0;
    uint32_t last = a->chart->count - 1;
    for (unsigned band = 0; band < MS_MAX_SEGMENTS; band++) {
        if (!is_empty(a, band)) {
            int middle = (down(below(a, last, band)) + down(below(a, last, band + 1))) / 2;
            int highest = count == 0 ? BOTTOM : names[count - 1].y - APART;
            names[count++] = (name){band, middle, middle > highest ? highest : middle};
        }
    }
    for (int i = count, lowest = TOP; i-- > 0; lowest = names[i].y + APART) {
        names[i].y = names[i].y < lowest ? lowest : names[i].y;
    }
    for (int i = 0; i < count; i++) {
        put_name(a, &names[i]);
    }
}

void ms_draw_areas(ms_svg *svg, const ms_area_chart *chart)
{
    areas a = {.svg = svg, .chart = chart};
    ms_svg_begin(svg, HEIGHT, chart->title, chart->description);
    for (unsigned band = 0; band < MS_MAX_SEGMENTS; band++) {
        if (!is_empty(&a, band)) {
            put_band(&a, band);
        }
    }
    put_shares(&a);
    put_ticks(&a);
    put_baseline(&a);
    put_names(&a);
    ms_svg_end(svg);
}
