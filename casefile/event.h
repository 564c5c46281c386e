/*
 * One entry of a case's history. Events are never edited or deleted: a mistake is corrected by an event that says so. The
 * state of a case is a pure fold of its events.
 */
#ifndef MEDSUPPORT_CASEFILE_EVENT_H
#define MEDSUPPORT_CASEFILE_EVENT_H

#include "facts/document.h"

#include <stdint.h>

typedef struct ms_event {
    uint64_t sequence; /* within the case, from 1 */
    ms_text at;        /* when it was recorded, UTC: "2026-11-02T15:04:05Z" */
    ms_text actor;     /* who recorded it: a name or login of 1 to 100 characters */
    ms_date effective; /* the day on which it takes effect */
    ms_text kind;      /* one of the table in casefile/kinds.c: "fact_recorded" */
    ms_text body;      /* a JSON object on one line, by its kind */
} ms_event;

#endif
