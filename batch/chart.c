#include "batch/chart.h"

#include <string.h>

void ms_svg_attribute(ms_svg *svg, const char *name, int number)
{
    ms_buffer_put(svg->out, " ");
    ms_buffer_put(svg->out, name);
    ms_buffer_put(svg->out, number < 0 ? "=\"-" : "=\"");
    ms_buffer_put_number(svg->out, (unsigned long long)(number < 0 ? -number : number));
    ms_buffer_put(svg->out, "\"");
}

static void put_class(ms_svg *svg, const char *element, const char *class_name)
{
    ms_buffer_put(svg->out, "<");
    ms_buffer_put(svg->out, element);
    ms_buffer_put(svg->out, " class=\"");
    ms_buffer_put(svg->out, class_name);
    ms_buffer_put(svg->out, "\"");
}

static void put_id(ms_svg *svg, const char *what)
{
    ms_buffer_put(svg->out, what);
    ms_buffer_put_number(svg->out, svg->id);
}

void ms_svg_begin(ms_svg *svg, int height, const char *title, const ms_buffer *description)
{
    ms_buffer_put(svg->out, "<svg role=\"img\" viewBox=\"0 0 ");
    ms_buffer_put_number(svg->out, MS_CHART_WIDTH);
    ms_buffer_put(svg->out, " ");
    ms_buffer_put_number(svg->out, (unsigned long long)height);
    put_id(svg, "\" aria-labelledby=\"title-");
    put_id(svg, " about-");
    put_id(svg, "\"><title id=\"title-");
    ms_buffer_put(svg->out, "\">");
    ms_buffer_add_xml(svg->out, title, strlen(title));
    put_id(svg, "</title><desc id=\"about-");
    ms_buffer_put(svg->out, "\">");
    ms_buffer_add_xml(svg->out, description->text, description->length);
    ms_buffer_put(svg->out, "</desc>\n");
}

void ms_svg_end(ms_svg *svg)
{
    ms_buffer_put(svg->out, "</svg>\n");
    svg->id++;
}

void ms_svg_text(ms_svg *svg, const char *class_name, const char *anchor, int x, int y, const char *text, size_t length)
{
    put_class(svg, "text", class_name);
    ms_svg_attribute(svg, "x", x);
    ms_svg_attribute(svg, "y", y);
    ms_buffer_put(svg->out, " text-anchor=\"");
    ms_buffer_put(svg->out, anchor);
    ms_buffer_put(svg->out, "\">");
    ms_buffer_add_xml(svg->out, text, length);
    ms_buffer_put(svg->out, "</text>\n");
}

void ms_svg_words(ms_svg *svg, const char *class_name, const char *anchor, int x, int y, const char *words)
{
    ms_svg_text(svg, class_name, anchor, x, y, words, strlen(words));
}

void ms_svg_rectangle(ms_svg *svg, const char *class_name, int x, int y, int width, int height)
{
    put_class(svg, "rect", class_name);
    ms_svg_attribute(svg, "x", x);
    ms_svg_attribute(svg, "y", y);
    ms_svg_attribute(svg, "width", width);
    ms_svg_attribute(svg, "height", height);
    ms_buffer_put(svg->out, "/>\n");
}

void ms_svg_line(ms_svg *svg, const char *class_name, int x1, int y1, int x2, int y2)
{
    put_class(svg, "line", class_name);
    ms_svg_attribute(svg, "x1", x1);
    ms_svg_attribute(svg, "y1", y1);
    ms_svg_attribute(svg, "x2", x2);
    ms_svg_attribute(svg, "y2", y2);
    ms_buffer_put(svg->out, "/>\n");
}

const char *ms_svg_fill(unsigned standing)
{
    static const char *const fills[MS_MAX_SEGMENTS] = {"ms-0", "ms-1", "ms-2", "ms-3", "ms-4", "ms-5", "ms-6", "ms-7"};
    return fills[standing];
}

uint64_t ms_scale_step(uint64_t whole, unsigned most)
{
    static const uint64_t leading[] = {1, 2, 5};
    for (uint64_t power = 1;; power *= 10) {
        for (int i = 0; i < 3; i++) {
            if (whole / (leading[i] * power) <= most) {
                return leading[i] * power;
            }
        }
    }
}
