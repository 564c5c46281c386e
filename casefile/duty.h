/*
 * How long the duty for a child runs, from what is recorded: RSMo 452.340 (law/duration.c). Nothing ends by itself: an
 * age that passes raises a task, and a recorded fact ends the duty.
 */
#ifndef MEDSUPPORT_CASEFILE_DUTY_H
#define MEDSUPPORT_CASEFILE_DUTY_H

#include "casefile/kinds.h"

#include <medsupport/duration.h>

/* What may carry the duty past an age. */
typedef enum ms_extension_ground {
    MS_EXTENDED_BY_SCHOOL = 0, /* secondary school */
    MS_EXTENDED_BY_EDUCATION,  /* vocational or higher education */
    MS_EXTENDED_BY_INCAPACITY,
    MS_EXTENSION_GROUNDS
} ms_extension_ground;

/* What ends the duty. */
typedef enum ms_end_ground {
    MS_ENDED_BY_DEATH = 0,
    MS_ENDED_BY_MARRIAGE,
    MS_ENDED_BY_ACTIVE_DUTY,
    MS_ENDED_BY_SELF_SUPPORT,
    MS_ENDED_BY_AGE,
    MS_END_GROUNDS
} ms_end_ground;

/* duty_extended and duty_not_extended. Of education the effective day is the day on which the child entered. */
typedef struct ms_duty_extension {
    ms_entry entry;
    ms_text child;
    ms_extension_ground ground;
    ms_date until; /* the last day; MS_NO_DATE: not known */
} ms_duty_extension;

/* duty_ended. Of an age the effective day is the first without the duty, of the others the day of the event. */
typedef struct ms_duty_end {
    ms_entry entry;
    ms_text child;
    ms_end_ground ground;
} ms_duty_end;

extern const ms_event_kind ms_kind_duty_extended, ms_kind_duty_not_extended, ms_kind_duty_ended;

/* Whether the case has a child of that id. */
bool ms_state_has_child(const ms_state *state, ms_text id);

/* Refuses a list of children that names one whom the case does not have, or nobody. */
ms_status ms_check_children(const ms_state *state, ms_text children, ms_refusal *refusal);

/* Whether a recorded fact ended the duty for a child by the day that is looked at. */
bool ms_duty_was_ended(const ms_state *state, ms_look look, ms_text child);

/* What is recorded about a child. order_last: the last day of the order's own period, or MS_NO_DATE. MS_ERROR_MEMORY. */
ms_status ms_duty_facts_find(const ms_state *state, ms_look look, ms_text child, ms_date order_last, ms_arena *arena,
                             ms_duty_facts *facts);

#endif
