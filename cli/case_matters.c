#include "cli/case_matters.h"

#include "cli/print.h"

static void put_matter(ms_buffer *out, const ms_matter *matter, ms_look look)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(ms_matter_since(matter, look), day);
    ms_print_lines(out, 2, day, 14, "%s %llu: %s", matter->course->words, (unsigned long long)matter->number,
                   ms_matter_standing(matter, look)->words);
}

static void put_matter_json(ms_buffer *out, const ms_matter *matter, ms_look look)
{
    char day[MS_DATE_TEXT_SIZE];
    const ms_course_state *standing = ms_matter_standing(matter, look);
    ms_date_format(ms_matter_since(matter, look), day);
    ms_print(out, "{\"matter\":\"%s\",\"number\":%llu,\"state\":\"%s\",\"since\":\"%s\",\"ended\":%s}",
             matter->course->name, (unsigned long long)matter->number, standing->name, day,
             standing->ended ? "true" : "false");
}

/* Calls with each matter that has begun, with what comes before it. */
static void each_matter(ms_buffer *out, const ms_state *state, ms_look look, const char *first, const char *next,
                        void (*put)(ms_buffer *out, const ms_matter *matter, ms_look look))
{
    const char *before = first;
    for (const ms_matter *matter = state->matters; matter != NULL; matter = matter->next) {
        if (ms_matter_state(matter, look) != 0) {
            ms_buffer_put(out, before);
            put(out, matter, look);
            before = next;
        }
    }
}

void ms_put_matters(ms_buffer *out, const ms_state *state, ms_look look)
{
    each_matter(out, state, look, "\nOrders and what follows from them\n", "", put_matter);
}

void ms_put_matters_json(ms_buffer *out, const ms_state *state, ms_look look)
{
    ms_buffer_put(out, "[");
    each_matter(out, state, look, "", ",", put_matter_json);
    ms_buffer_put(out, "]");
}
