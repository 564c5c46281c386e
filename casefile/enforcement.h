/* Enforcement: noncompliance with an order from its report to what the court made of it. Every step with its date. */
#ifndef MEDSUPPORT_CASEFILE_ENFORCEMENT_H
#define MEDSUPPORT_CASEFILE_ENFORCEMENT_H

#include "casefile/kinds.h"

/* The states of the course of a report. */
typedef enum ms_report_state {
    MS_REPORT_NONE = 0,
    MS_REPORT_MADE,     /* nothing is before a court */
    MS_REPORT_MOTION,   /* a motion is before the court */
    MS_REPORT_SET,      /* its hearing is set */
    MS_REPORT_HEARD,    /* it was heard, and is to be decided */
    MS_REPORT_GRANTED,  /* the court ordered relief */
    MS_REPORT_DENIED,   /* the court denied it */
    MS_REPORT_CONTEMPT, /* the court found contempt, which is to be purged */
    MS_REPORT_PURGED,   /* the contempt was purged */
    MS_REPORT_CLOSED,   /* settled, complied with or withdrawn */
    MS_REPORT_STATES
} ms_report_state;

extern const ms_course ms_report_course;

extern const ms_event_kind ms_kind_noncompliance_reported, ms_kind_motion_filed, ms_kind_hearing_set,
    ms_kind_hearing_held, ms_kind_motion_granted, ms_kind_motion_denied, ms_kind_contempt_found,
    ms_kind_contempt_purged, ms_kind_noncompliance_closed, ms_kind_employer_sanction_recorded;

/* What a motion asks for, and a court gives. */
typedef enum ms_relief {
    MS_RELIEF_COMPENSATION = 0, /* of the other parent */
    MS_RELIEF_PORTION,          /* a portion of the child's medical bills */
    MS_RELIEF_SUPPORT,          /* more child support */
    MS_RELIEF_CONTEMPT,
    MS_RELIEFS
} ms_relief;

/* "compensation" */
extern const char *const ms_relief_words[];

typedef struct ms_report {
    ms_matter_step step;
    const ms_matter *order; /* that was not obeyed */
    ms_party of;            /* who did not obey */
} ms_report;

/* motion_filed and motion_granted */
typedef struct ms_motion {
    ms_matter_step step;
    unsigned relief; /* bits 1 << ms_relief */
} ms_motion;

typedef struct ms_hearing {
    ms_matter_step step;
    ms_date day;
} ms_hearing;

typedef struct ms_contempt {
    ms_matter_step step;
    ms_date purge_by; /* MS_NO_DATE: no day is set */
} ms_contempt;

/* What is asked for in the motions that are in sight. */
unsigned ms_report_relief(const ms_matter *report, ms_look look);

#endif
