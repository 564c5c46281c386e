/* The page of a simulation, in parts: words and tables (page_tables.c), charts (page_charts.c), and the whole
 * (simulation_html.c). */
#ifndef MEDSUPPORT_BATCH_PAGE_H
#define MEDSUPPORT_BATCH_PAGE_H

#include "base/arena.h"
#include "batch/chart.h"
#include "batch/simulation_view.h"

/* So many settings have a bar each, and a row each; the rest are left to --csv and --json. */
enum { MS_PAGE_BARS = 24, MS_PAGE_ROWS = 200 };

typedef struct ms_page {
    const ms_simulation *simulation;
    ms_buffer *out;
    ms_arena texts; /* what charts borrow */
    ms_svg svg;
    ms_telling telling;
    unsigned has;        /* bit s: children come out under standing s under some setting */
    bool open;           /* some child's outcome is open under some setting */
    bool varies_percent; /* three values or more, so that they make a scale */
} ms_page;

/* ---- which settings are shown ------------------------------------------------------------------------------------ */

/* How many settings are shown where there is room for `room`, 1.., and which is shown at a place: the first, and the
 * baseline, as the last of them where it comes later. */
uint32_t ms_page_shown(const ms_page *page, uint32_t room);
uint32_t ms_page_setting_at(const ms_page *page, uint32_t room, uint32_t place);

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* A copy of what was put in a buffer, NUL-terminated, that lasts as long as the page; the buffer is freed. */
const char *ms_page_text(ms_page *page, ms_buffer *text);

/* A setting in a few words, for rows and bars: "5 %", "as-parent", "5 %, as-parent"; "setting 12" where that is long. */
const char *ms_page_label(ms_page *page, uint32_t setting);

/* Appends a setting as it stands in a sentence: "a ceiling of 8 %, the reading custodian=as-parent". */
void ms_page_put_setting(ms_buffer *out, const ms_simulation *simulation, uint32_t setting);

/* What a standing means, a sentence. */
const char *ms_standing_meaning(unsigned standing);

/* "(A)", .. with the share of the children, for a chart: "(A) 17.2 %". */
const char *ms_page_share_label(ms_page *page, unsigned standing, uint32_t setting);

/* Whether children come out so under some setting. */
static inline bool ms_page_has(const ms_page *page, unsigned standing)
{
    return (page->has >> standing & 1u) != 0;
}

/* A little square as a standing is drawn, and its name. */
void ms_page_put_swatch(ms_page *page, unsigned standing);

/* The key to a chart: a swatch for each of the standings in a set, bit s for standing s. */
void ms_page_put_key(ms_page *page, unsigned standings);

/* ---- tables ------------------------------------------------------------------------------------------------------ */

void ms_page_meaning_table(ms_page *page);
void ms_page_outcome_table(ms_page *page);
void ms_page_mover_table(ms_page *page);
void ms_page_flow_table(ms_page *page, uint32_t setting);
void ms_page_premium_table(ms_page *page);
void ms_page_bound_table(ms_page *page);
void ms_page_setting_table(ms_page *page);

/* ---- charts ------------------------------------------------------------------------------------------------------ */

void ms_page_outcome_charts(ms_page *page);
void ms_page_mover_chart(ms_page *page);
void ms_page_flow_chart(ms_page *page, uint32_t setting);
void ms_page_premium_chart(ms_page *page);
void ms_page_bound_chart(ms_page *page);

#endif
