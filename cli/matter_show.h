/* Showing the matters of a course: how each stands, its steps, what may come next, what is open. */
#ifndef MEDSUPPORT_CLI_MATTER_SHOW_H
#define MEDSUPPORT_CLI_MATTER_SHOW_H

#include "cli/case_parts.h"

/* The options of such a command. */
#define MS_MATTER_SHOWS (MS_CASE_READS | UINT64_C(1) << MS_OPTION_SVG | UINT64_C(1) << MS_OPTION_OUTPUT)

/* What a course has to show beyond its steps; NULL members: nothing. */
typedef struct ms_matter_view {
    const ms_course *course;
    const char *plural; /* "orders": the name of the list in JSON */
    /* Words behind the number of a matter: " (administrative)". */
    void (*about)(ms_buffer *out, const ms_matter *matter);
    /* Lines of their own, for people. */
    ms_status (*lines)(ms_case_file *file, const ms_matter *matter, ms_look look, ms_buffer *out);
    /* Members of the JSON object, each with a comma before it. */
    ms_status (*members)(ms_case_file *file, const ms_matter *matter, ms_look look, ms_buffer *out);
} ms_matter_view;

/* Shows the matter whose number is the second operand, else each of the course, on the day of --on: for people, --json
 * or, of one, --svg. Returns the exit status. */
int ms_matter_show(const ms_options *options, const ms_matter_view *view);

/* One line for each matter, or --json. */
int ms_matter_list(const ms_options *options, const ms_matter_view *view);

#endif
