#include "casefile/course.h"

size_t ms_course_column(const ms_course *course, const struct ms_event_kind *kind)
{
    size_t column = 0;
    while (column < course->event_count && course->events[column] != kind) {
        column++;
    }
    return column;
}

const ms_course_cell *ms_course_cell_of(const ms_course *course, unsigned state, size_t column)
{
    return &course->cells[state * course->event_count + column];
}

void ms_course_reason(const ms_course *course, unsigned state, size_t column, const char **citation, const char **why)
{
    const ms_course_cell *cell = ms_course_cell_of(course, state, column);
    *citation = cell->citation != NULL ? cell->citation : course->states[state].citation;
    *why = cell->why != NULL ? cell->why : course->states[state].why;
}
