/* Why an event is not taken into a case: a reason for people, and the rule it rests on. */
#ifndef MEDSUPPORT_CASEFILE_REFUSAL_H
#define MEDSUPPORT_CASEFILE_REFUSAL_H

#include "base/buffer.h"

#include <medsupport/status.h>

enum { MS_REASON_SIZE = 512 };

typedef struct ms_refusal {
    const char *citation; /* "13 CSR 40-112.010(4)"; "the format of events" where the event is malformed */
    char reason[MS_REASON_SIZE];
} ms_refusal;

/* The citation of events that are malformed, and of those that would make the record say what was not so. */
extern const char ms_event_format[];
extern const char ms_record_keeping[];

/* Fills a refusal, as printf does; cut where it is long. Returns MS_ERROR_INVALID. */
__attribute__((format(printf, 3, 4))) ms_status ms_refuse(ms_refusal *refusal, const char *citation, const char *format,
                                                          ...);

#endif
