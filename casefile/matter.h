/* The matters of a case, each with its steps. How a matter stands is found from the steps that stand. */
#ifndef MEDSUPPORT_CASEFILE_MATTER_H
#define MEDSUPPORT_CASEFILE_MATTER_H

#include "casefile/course.h"
#include "casefile/state.h"

/* The record of every kind that is a step of a course begins with it. */
typedef struct ms_matter_step {
    ms_entry entry;
    struct ms_matter *matter;
    struct ms_matter_step *next; /* of the same matter */
} ms_matter_step;

typedef struct ms_matter {
    const ms_course *course;
    uint64_t number;              /* of the event that began it */
    ms_matter_step *first, *last; /* the first is the beginning */
    struct ms_matter *next;       /* of the case, in the order of their beginnings */
} ms_matter;

/* Where a matter is looked at: what was recorded up to an event, and takes effect by a day. */
typedef struct ms_look {
    uint64_t upto;
    ms_date on;
} ms_look;

/* Everything that is recorded, whenever it takes effect. */
ms_look ms_look_at_all(const ms_state *state);
ms_look ms_look_on(const ms_state *state, ms_date on);

/* The state of the course; 0: it has not begun, or its beginning was taken back. */
unsigned ms_matter_state(const ms_matter *matter, ms_look look);

/* Whether a matter may take a step of a column of its course, as far as the table and the course say. */
bool ms_matter_may_take(const ms_matter *matter, size_t column, ms_look look);

/* The day on which it came into its state; MS_NO_DATE where it has not begun. */
ms_date ms_matter_since(const ms_matter *matter, ms_look look);

/* The state in words: ms_course_state of it. */
const ms_course_state *ms_matter_standing(const ms_matter *matter, ms_look look);

/* The matter that an event began; NULL: none of that course. course: NULL: of any. */
ms_matter *ms_state_matter(const ms_state *state, uint64_t number, const ms_course *course);

/* The next matter of a course behind one (NULL: the first); NULL: none. Those whose beginning was taken back are left
 * out. */
const ms_matter *ms_matter_next(const ms_state *state, const ms_matter *behind, const ms_course *course);

/* The last step of a kind that stands and is in sight; NULL: none. */
const ms_matter_step *ms_matter_last(const ms_matter *matter, const struct ms_event_kind *kind, ms_look look);

/* The day of the last of its steps in sight; MS_NO_DATE: there is none. */
ms_date ms_matter_last_day(const ms_matter *matter, ms_look look);

/* Whether a step is in sight and stands. */
bool ms_step_seen(const ms_matter_step *step, ms_look look);

/* Whether an event may be a step of its matter, by the table. MS_ERROR_INVALID with the reason where it may not. */
ms_status ms_matter_check(const ms_matter *matter, const struct ms_event_kind *kind, ms_look look, ms_refusal *refusal);

/* Whether taking a step back leaves a course that the table allows. MS_ERROR_INVALID with the step that rests on it. */
ms_status ms_matter_check_without(const ms_matter *matter, const ms_matter_step *without, ms_look look,
                                  ms_refusal *refusal);

/* Notes on a record where it departs from the law; the words are copied. As printf does. */
__attribute__((format(printf, 4, 5))) ms_status ms_entry_depart(ms_state *state, ms_entry *entry, const char *citation,
                                                                const char *words, ...);

#endif
