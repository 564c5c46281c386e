/*
 * Charts as inline SVG, drawn with whole numbers. Colours are classes, ms-0 to ms-7 for the standings of evaluation.h, so
 * that the page's style gives them for light and for dark; no chart tells anything by colour alone.
 */
#ifndef MEDSUPPORT_BATCH_CHART_H
#define MEDSUPPORT_BATCH_CHART_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All charts are so many user units wide. */
enum { MS_CHART_WIDTH = 860 };

/* A chart's parts share an id that is its own on the page. */
typedef struct ms_svg {
    ms_buffer *out;
    unsigned id;
} ms_svg;

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

/* Begins a picture with its title and a description for those who do not see it. */
void ms_svg_begin(ms_svg *svg, int height, const char *title, const ms_buffer *description);
void ms_svg_end(ms_svg *svg);

/* ` name="number"` */
void ms_svg_attribute(ms_svg *svg, const char *name, int number);

/* class_name: as in the style; anchor: "start", "middle" or "end". */
void ms_svg_text(ms_svg *svg, const char *class_name, const char *anchor, int x, int y, const char *text,
                 size_t length);
void ms_svg_words(ms_svg *svg, const char *class_name, const char *anchor, int x, int y, const char *words);

void ms_svg_rectangle(ms_svg *svg, const char *class_name, int x, int y, int width, int height);
void ms_svg_line(ms_svg *svg, const char *class_name, int x1, int y1, int x2, int y2);

/* "ms-0" .. : what is filled as a standing is. */
const char *ms_svg_fill(unsigned standing);

/* A scale's step: the least of 1, 2, 5 times a power of ten by which at most `most` steps make `whole`. whole > 0. */
uint64_t ms_scale_step(uint64_t whole, unsigned most);

/* ---- bars -------------------------------------------------------------------------------------------------------- */

enum { MS_MAX_SEGMENTS = 8 };

/* One bar from the left: segments one after the other, and what is said behind them. */
typedef struct ms_bar {
    const char *label; /* before the bar; borrowed */
    const char *group; /* above it; NULL: none */
    const char *end;   /* behind it */
    bool marked;       /* the baseline's */
    uint32_t count;    /* of segments */
    uint64_t values[MS_MAX_SEGMENTS];
    const char *fills[MS_MAX_SEGMENTS]; /* classes */
} ms_bar;

typedef struct ms_bar_chart {
    const char *title;
    const ms_buffer *description;
    const char *axis;                             /* what the scale counts */
    void (*tick)(ms_buffer *out, uint64_t value); /* writes a place on the scale */
    uint64_t whole;                               /* the end of the scale; 0: the longest bar */
    uint32_t count;
    const ms_bar *bars;
} ms_bar_chart;

void ms_draw_bars(ms_svg *svg, const ms_bar_chart *chart);

/* ---- areas ------------------------------------------------------------------------------------------------------- */

/* Shares stacked over a number: column i stands at x[i], ascending; shares in ten-thousandths, each column's make
 * 10000. */
typedef struct ms_area_chart {
    const char *title;
    const ms_buffer *description;
    const char *axis;                    /* what x is */
    uint32_t count;                      /* of columns, 2.. */
    const int32_t *x;                    /* hundredths */
    uint16_t (*shares)[MS_MAX_SEGMENTS]; /* only read */
    int32_t baseline;                    /* is marked where it lies on the scale */
    const char *const *names;            /* of the bands, at the right */
} ms_area_chart;

void ms_draw_areas(ms_svg *svg, const ms_area_chart *chart);

/* ---- flows ------------------------------------------------------------------------------------------------------- */

/* How many go from where to where. */
typedef struct ms_flow_chart {
    const char *title;
    const ms_buffer *description;
    const char *from, *to;              /* headings */
    uint64_t (*flows)[MS_MAX_SEGMENTS]; /* only read */
    const char *const *names;
} ms_flow_chart;

void ms_draw_flows(ms_svg *svg, const ms_flow_chart *chart);

#endif
