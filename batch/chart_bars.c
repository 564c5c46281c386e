/* Bars from the left, in groups, with a scale above and below. */
#include "batch/chart.h"

#include <string.h>

enum {
    LEFT = 236,  /* the edge from which bars go */
    RIGHT = 750, /* where the scale ends */
    TOP = 46,
    BAR = 18,   /* a bar's height */
    STEP = 25,  /* from bar to bar */
    GROUP = 32, /* for the name of a group */
    BELOW = 12,
    MOST_TICKS = 6
};

typedef struct bars {
    ms_svg *svg;
    const ms_bar_chart *chart;
    uint64_t whole;
    int y;
} bars;

static int along(const bars *b, uint64_t value)
{
    return LEFT + (int)((__uint128_t)value * (RIGHT - LEFT) / b->whole);
}

static uint64_t length_of(const ms_bar *bar)
{
    uint64_t length = 0;
    for (uint32_t i = 0; i < bar->count; i++) {
        length += bar->values[i];
    }
    return length;
}

static uint64_t longest(const ms_bar_chart *chart)
{
    uint64_t most = 1;
    for (uint32_t i = 0; i < chart->count; i++) {
        uint64_t length = length_of(&chart->bars[i]);
        most = length > most ? length : most;
    }
    return most;
}

static int height_of(const ms_bar_chart *chart)
{
    int height = TOP + BELOW;
    for (uint32_t i = 0; i < chart->count; i++) {
        height += STEP + (chart->bars[i].group == NULL ? 0 : GROUP);
    }
    return height;
}

/* The scale, its lines as long as the bars go down. */
static void put_scale(const bars *b, int height)
{
    uint64_t step = ms_scale_step(b->whole, MOST_TICKS);
    ms_buffer text = {0};
    ms_svg_words(b->svg, "axis", "start", LEFT, 14, b->chart->axis);
    for (uint64_t value = 0; value <= b->whole; value += step) {
        int x = along(b, value);
        text.length = 0;
        b->chart->tick(&text, value);
        ms_svg_line(b->svg, value == 0 ? "edge" : "grid", x, TOP - 8, x, height - BELOW);
        ms_svg_text(b->svg, "tick", "middle", x, TOP - 14, text.text, text.length);
    }
    ms_buffer_free(&text);
}

static void put_bar(bars *b, const ms_bar *bar)
{
    uint64_t before = 0;
    if (bar->group != NULL) {
        ms_svg_words(b->svg, "group", "start", 0, b->y + 20, bar->group);
        b->y += GROUP;
    }
    ms_svg_words(b->svg, bar->marked ? "label marked" : "label", "end", LEFT - 10, b->y + 14, bar->label);
    for (uint32_t i = 0; i < bar->count; i++) {
        int from = along(b, before), to = along(b, before + bar->values[i]);
        before += bar->values[i];
        if (bar->values[i] > 0) {
            ms_svg_rectangle(b->svg, bar->fills[i], from, b->y, to - from < 1 ? 1 : to - from, BAR);
        }
    }
    ms_svg_words(b->svg, "value", "start", along(b, before) + 8, b->y + 14, bar->end);
    b->y += STEP;
}

void ms_draw_bars(ms_svg *svg, const ms_bar_chart *chart)
{
    int height = height_of(chart);
    bars b = {.svg = svg, .chart = chart, .whole = chart->whole > 0 ? chart->whole : longest(chart), .y = TOP};
    ms_svg_begin(svg, height, chart->title, chart->description);
    put_scale(&b, height);
    for (uint32_t i = 0; i < chart->count; i++) {
        put_bar(&b, &chart->bars[i]);
    }
    ms_svg_end(svg);
}
