#include "casefile/matter.h"

#include "casefile/kinds.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_DEPARTURE = 512 };

ms_look ms_look_at_all(const ms_state *state)
{
    return (ms_look){state->sequence, MS_LAST_DATE};
}

ms_look ms_look_on(const ms_state *state, ms_date on)
{
    return (ms_look){state->sequence, on};
}

bool ms_step_seen(const ms_matter_step *step, ms_look look)
{
    return ms_entry_stands(&step->entry) && step->entry.sequence <= look.upto && step->entry.effective <= look.on;
}

/* The state after the steps in sight but one (NULL: all). *stuck: the first step that the table does not allow there; NULL: none. */
static unsigned walk(const ms_matter *matter, ms_look look, const ms_matter_step *without, const ms_matter_step **stuck)
{
    unsigned state = 0;
    *stuck = NULL;
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        if (step == without || !ms_step_seen(step, look)) {
            continue;
        }
        size_t column = ms_course_column(matter->course, step->entry.kind);
        unsigned next = ms_course_cell_of(matter->course, state, column)->next;
        if (next == 0 && *stuck == NULL) {
            *stuck = step;
        }
        state = next != 0 ? next : state;
    }
    return state;
}

unsigned ms_matter_state(const ms_matter *matter, ms_look look)
{
    const ms_matter_step *stuck;
    return ms_step_seen(matter->first, look) ? walk(matter, look, NULL, &stuck) : 0;
}

bool ms_matter_may_take(const ms_matter *matter, size_t column, ms_look look)
{
    const ms_course *course = matter->course;
    return ms_course_cell_of(course, ms_matter_state(matter, look), column)->next != 0
           && (course->concerns == NULL || course->concerns(matter, course->events[column]));
}

ms_date ms_matter_since(const ms_matter *matter, ms_look look)
{
    unsigned state = 0;
    ms_date since = MS_NO_DATE;
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        size_t column = ms_course_column(matter->course, step->entry.kind);
        unsigned next = ms_step_seen(step, look) ? ms_course_cell_of(matter->course, state, column)->next : 0u;
        if (next != 0 && next != state) {
            state = next;
            since = step->entry.effective;
        }
    }
    return since;
}

const ms_course_state *ms_matter_standing(const ms_matter *matter, ms_look look)
{
    return &matter->course->states[ms_matter_state(matter, look)];
}

ms_matter *ms_state_matter(const ms_state *state, uint64_t number, const ms_course *course)
{
    const ms_entry *entry = ms_state_entry(state, number);
    if (entry == NULL || !entry->kind->begins) {
        return NULL;
    }
    ms_matter *matter = ((const ms_matter_step *)entry)->matter;
    return course == NULL || matter->course == course ? matter : NULL;
}

const ms_matter *ms_matter_next(const ms_state *state, const ms_matter *behind, const ms_course *course)
{
    const ms_matter *matter = behind == NULL ? state->matters : behind->next;
    while (matter != NULL && (matter->course != course || !ms_entry_stands(&matter->first->entry))) {
        matter = matter->next;
    }
    return matter;
}

const ms_matter_step *ms_matter_last(const ms_matter *matter, const ms_event_kind *kind, ms_look look)
{
    const ms_matter_step *last = NULL;
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        if (step->entry.kind == kind && ms_step_seen(step, look)) {
            last = step;
        }
    }
    return last;
}

ms_date ms_matter_last_day(const ms_matter *matter, ms_look look)
{
    ms_date last = MS_NO_DATE;
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        bool later = ms_step_seen(step, look) && step->entry.effective > last;
        last = later ? step->entry.effective : last;
    }
    return last;
}

ms_status ms_matter_check(const ms_matter *matter, const ms_event_kind *kind, ms_look look, ms_refusal *refusal)
{
    const char *citation, *why;
    unsigned state = matter == NULL ? 0 : ms_matter_state(matter, look);
    size_t column = ms_course_column(kind->course, kind);
    if (ms_course_cell_of(kind->course, state, column)->next != 0) {
        return MS_OK;
    }
    ms_course_reason(kind->course, state, column, &citation, &why);
    return ms_refuse(refusal, citation, "%s %llu is %s: %s", kind->course->words,
                     (unsigned long long)(matter == NULL ? 0 : matter->number), kind->course->states[state].words, why);
}

ms_status ms_matter_check_without(const ms_matter *matter, const ms_matter_step *without, ms_look look,
                                  ms_refusal *refusal)
{
    const ms_matter_step *stuck;
    (void)walk(matter, look, without, &stuck);
    if (stuck == NULL) {
        return MS_OK;
    }
    return ms_refuse(refusal, ms_record_keeping, "event %llu (%s) rests on it; correct that one first",
                     (unsigned long long)stuck->entry.sequence, stuck->entry.kind->summary);
}

ms_status ms_entry_depart(ms_state *state, ms_entry *entry, const char *citation, const char *words, ...)
{
    char text[LONGEST_DEPARTURE];
    va_list arguments;
    va_start(arguments, words);
    int length = vsnprintf(text, sizeof text, words, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    ms_departure *departure = ms_arena_take(state->arena, 1, sizeof *departure);
    char *copy = ms_arena_room(state->arena, kept, 1);
    if (departure == NULL || copy == NULL) {
        return MS_ERROR_MEMORY;
    }
    memcpy(copy, text, kept);
    *departure = (ms_departure){NULL, citation, {copy, kept}};
    ms_departure **end = &entry->departures;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = departure;
    entry->flags |= MS_EVENT_DEPARTS;
    return MS_OK;
}
