/* What notices and coverage read from the facts of the case, and what they say of them. */
#ifndef MEDSUPPORT_CASEFILE_NOTICE_FACTS_H
#define MEDSUPPORT_CASEFILE_NOTICE_FACTS_H

#include "casefile/notices.h"

/* Whether a name is known on a day: a parent's, or with MS_PARTY_UNKNOWN a child's. MS_ERROR_MEMORY. */
ms_status ms_name_is_known(const ms_state *state, ms_tools *tools, ms_party party, ms_text child, ms_date on,
                           bool *known);

/* Whether two employers have the same number, dash or not; the same name, in any case. */
bool ms_fein_same(ms_text a, ms_text b);
bool ms_name_same(ms_text a, ms_text b);

/* The last day on which the notice for a new hire is to be sent: two business days after the entry, or after the order
 * where that came later. MS_NO_DATE: no period of law, or no order yet. */
ms_date ms_notice_sending_due(const ms_state *state, const ms_matter *notice, ms_look look);

/* A fact that follows from an event. */
typedef struct ms_said_fact {
    ms_fact_path path;
    ms_text value;  /* JSON */
    ms_text source; /* "employer" */
    ms_date from;   /* the day from which it holds */
    const ms_entry *shown_by;
} ms_said_fact;

/* Adds it to what follows, as a change of the fact. */
ms_status ms_follow_fact(ms_follow_ups *follow_ups, const ms_said_fact *fact);

/* What follows from the beginning of coverage: the plan covers the child as well; and the plan itself, where it is new. */
ms_status ms_follow_coverage_began(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                   ms_follow_ups *follow_ups);

/* From its end: the plan does not cover the child from the next day. */
ms_status ms_follow_coverage_ended(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                   ms_follow_ups *follow_ups);

/* From the end of an employment: the plans that the parent had through it cannot be had any more; and the next employer
 * is found, where it is named. */
ms_status ms_follow_employment_ended(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                     ms_follow_ups *follow_ups);

/* From the answer that there is no coverage: the plan that it names cannot be had. */
ms_status ms_follow_unavailable(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                ms_follow_ups *follow_ups);

#endif
