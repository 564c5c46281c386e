#include "batch/page_style.h"

/* Colours of the standings: a hue for each pair of paragraphs, dark and light by turns, so that neighbours differ in
 * lightness too; each stands out from the paper by at least 3 to 1. The last two are patterns. */
static const char colours[] =
    ":root{color-scheme:light dark;"
    "--paper:#ffffff;--ink:#1b2027;--soft:#4a535e;--line:#c9d0d8;--panel:#f4f6f8;--link:#0b4f8a;"
    "--c0:#0b4f8a;--c1:#3f8fd6;--c2:#00634a;--c3:#2b9a74;--c4:#a33f00;--c5:#d57200;--c6:#5f6670;--c7:#3f464f}\n"
    "@media screen and (prefers-color-scheme:dark){:root{"
    "--paper:#10151b;--ink:#e6eaef;--soft:#aeb7c2;--line:#3a434d;--panel:#19212a;--link:#9ccbf5;"
    "--c0:#3f88d4;--c1:#9ccbf5;--c2:#1f9e7a;--c3:#86d9bd;--c4:#e0762a;--c5:#f9c07c;--c6:#9aa4ae;--c7:#c3cad2}}\n";

static const char text[] =
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);"
    "font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif}\n"
    "main{max-width:920px;margin:0 auto;padding:32px 24px 64px}\n"
    "h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em}\n"
    "h2{font-size:1.35rem;line-height:1.3;margin:3rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:2rem 0 .25rem}\n"
    "p,ul,dl{margin:.5rem 0 1rem;max-width:46rem}\n"
    "li{margin:.25rem 0}\n"
    "a{color:var(--link)}\n"
    ".kicker{color:var(--soft);font-size:.9rem;margin:0 0 .5rem}\n"
    ".intro{font-size:1.1rem}\n"
    ".soft{color:var(--soft)}\n"
    ".found{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:16px;padding:0;margin:1.5rem 0;"
    "max-width:none;list-style:none}\n"
    ".found li{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:16px 18px;margin:0}\n"
    ".found strong{display:block;font-size:1.6rem;line-height:1.2;margin-bottom:.25rem}\n";

static const char tables[] =
    ".scroll{overflow-x:auto;margin:1rem 0 1.5rem}\n"
    ".scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "table{border-collapse:collapse;min-width:min(100%,34rem);font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:600;padding:0 0 .5rem;max-width:min(46rem,100vw - 48px);position:sticky;left:0}\n"
    "th,td{padding:5px 12px 5px 0;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);"
    "white-space:nowrap}\n"
    "th:last-child,td:last-child{padding-right:0}\n"
    "th{font-weight:600}\n"
    "thead th{white-space:normal;vertical-align:bottom;border-bottom:2px solid var(--soft)}\n"
    "tbody th,th.words,td.words{text-align:left}\n"
    "td.words{white-space:normal}\n"
    "tbody th{font-weight:500}\n"
    "tr.baseline th,tr.baseline td{font-weight:700;background:var(--panel)}\n"
    ".none,small{color:var(--soft)}\n"
    "small{display:block;font-size:.85em}\n"
    "thead .over{border-bottom:1px solid var(--line);text-align:center}\n"
    ".grouped colgroup+colgroup{border-left:1px solid var(--line)}\n"
    ".grouped th+th,.grouped td,.grouped td+th{padding-left:6px;padding-right:6px}\n"
    "tr.baseline small{font-weight:400}\n"
    ".key{display:flex;flex-wrap:wrap;gap:4px 20px;padding:0;margin:1rem 0 0;max-width:none;list-style:none;"
    "font-size:.9rem}\n"
    ".key li{margin:0}\n"
    ".swatch{display:inline-block;width:14px;height:14px;margin-right:8px;vertical-align:-2px}\n";

/* Text of the charts keeps a size that can be read: on a narrow screen they scroll instead of shrinking. */
static const char charts[] =
    "figure{margin:1.5rem 0 .5rem}\n"
    "figure svg{display:block;width:100%;min-width:700px;height:auto}\n"
    "svg text{font-family:inherit;font-size:13.5px;fill:var(--ink)}\n"
    "svg .axis{font-size:12.5px;fill:var(--soft)}\n"
    "svg .tick{font-size:12.5px;fill:var(--soft)}\n"
    "svg .group{font-weight:700}\n"
    "svg .group,svg .value{paint-order:stroke;stroke:var(--paper);stroke-width:5px;stroke-linejoin:round}\n"
    "svg .marked{font-weight:700}\n"
    ".grid{stroke:var(--line)}\n"
    ".edge{stroke:var(--soft)}\n"
    ".leader{stroke:var(--soft)}\n"
    ".mark-under{stroke:var(--paper);stroke-width:5}\n"
    ".mark{stroke:var(--ink);stroke-width:2;stroke-dasharray:6 4}\n"
    "path[class^=ms-],rect[class^=ms-]{stroke:var(--paper);stroke-width:1.2}\n"
    ".ms-0{fill:var(--c0)}.ms-1{fill:var(--c1)}.ms-2{fill:var(--c2)}.ms-3{fill:var(--c3)}\n"
    ".ms-4{fill:var(--c4)}.ms-5{fill:var(--c5)}\n"
    ".ms-6{fill:url(#dots)}.ms-7{fill:url(#stripes)}\n"
    "rect.ms-6,rect.ms-7,path.ms-6,path.ms-7{stroke:var(--soft);stroke-width:.8}\n"
    ".dot{fill:var(--c6)}.stripe{stroke:var(--c7);stroke-width:3}.under{fill:var(--paper)}\n"
    ".perhaps{fill:url(#stripes);stroke:var(--soft)}\n"
    ".band{fill-opacity:.62}.band.ms-6,.band.ms-7{fill:var(--c6);fill-opacity:.4;stroke:none}\n"
    ".swatch{background:none}\n";

static const char paper[] = "@media print{body{font-size:10.5pt}main{max-width:none;padding:0}"
                            "figure,table,.found li{break-inside:avoid}h2,h3{break-after:avoid}"
                            ".scroll{overflow:visible}figure svg{min-width:0}"
                            "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

void ms_put_page_style(ms_buffer *out)
{
    ms_buffer_put(out, "<style>\n");
    ms_buffer_put(out, colours);
    ms_buffer_put(out, text);
    ms_buffer_put(out, tables);
    ms_buffer_put(out, charts);
    ms_buffer_put(out, paper);
    ms_buffer_put(out, "</style>\n");
}

void ms_put_page_patterns(ms_buffer *out)
{
    ms_buffer_put(out,
                  "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\"><defs>"
                  "<pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(45)\"><rect class=\"under\" width=\"7\" height=\"7\"/>"
                  "<line class=\"stripe\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\"/></pattern>"
                  "<pattern id=\"dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                  "<rect class=\"under\" width=\"6\" height=\"6\"/><circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"2\"/>"
                  "</pattern></defs></svg>\n");
}
