#include "casefile/enforcement.h"

static const char contempt_law[] = "general law of contempt, unverified";
static const char liability[] = "RSMo 454.633";

enum { REPORTED, FILED, SET, HELD, GRANTED, DENIED, CONTEMPT, PURGED, CLOSED, COLUMNS };

static const ms_event_kind *const events[COLUMNS + 1] = {
    [REPORTED] = &ms_kind_noncompliance_reported,
    [FILED] = &ms_kind_motion_filed,
    [SET] = &ms_kind_hearing_set,
    [HELD] = &ms_kind_hearing_held,
    [GRANTED] = &ms_kind_motion_granted,
    [DENIED] = &ms_kind_motion_denied,
    [CONTEMPT] = &ms_kind_contempt_found,
    [PURGED] = &ms_kind_contempt_purged,
    [CLOSED] = &ms_kind_noncompliance_closed,
    [COLUMNS] = NULL,
};

static const ms_course_state states[MS_REPORT_STATES] = {
    [MS_REPORT_NONE] = {"none", "not reported", ms_record_keeping, "it begins with a report", false},
    [MS_REPORT_MADE] = {"reported", "reported", liability, "no motion is before a court yet", false},
    [MS_REPORT_MOTION] = {"motion_filed", "before the court", ms_record_keeping, "the court has not decided", false},
    [MS_REPORT_SET] = {"hearing_set", "set for a hearing", ms_record_keeping, "the court has not decided", false},
    [MS_REPORT_HEARD] = {"heard", "heard", ms_record_keeping, "the court has not decided", false},
    [MS_REPORT_GRANTED] = {"granted", "granted", ms_record_keeping,
                           "it was decided; more is asked for by another motion", true},
    [MS_REPORT_DENIED] = {"denied", "denied", ms_record_keeping, "it was decided; more is asked for by another motion",
                          true},
    [MS_REPORT_CONTEMPT] = {"contempt", "in contempt", contempt_law, "the contempt is to be purged first", false},
    [MS_REPORT_PURGED] = {"purged", "purged", ms_record_keeping, "it is over; what happens anew is reported anew",
                          true},
    [MS_REPORT_CLOSED] = {"closed", "closed", ms_record_keeping, "it is over; what happens anew is reported anew",
                          true},
};

/* A court may decide as it does; what it decided without a hearing is flagged where the parent is burdened by it. */
static const ms_course_cell cells[MS_REPORT_STATES][COLUMNS] = {
    [MS_REPORT_NONE] = {[REPORTED] = {.next = MS_REPORT_MADE}},
    [MS_REPORT_MADE] =
        {
            [FILED] = {.next = MS_REPORT_MOTION},
            [SET] = {MS_REPORT_SET, contempt_law, "a hearing was set though no motion is recorded", true},
            [CLOSED] = {.next = MS_REPORT_CLOSED},
        },
    [MS_REPORT_MOTION] =
        {
            [FILED] = {.next = MS_REPORT_MOTION},
            [SET] = {.next = MS_REPORT_SET},
            [HELD] = {.next = MS_REPORT_HEARD},
            [GRANTED] = {MS_REPORT_GRANTED, liability, "it was granted without a hearing that is recorded", true},
            [DENIED] = {.next = MS_REPORT_DENIED},
            [CONTEMPT] = {MS_REPORT_CONTEMPT, contempt_law, "contempt was found without a hearing that is recorded",
                          true},
            [CLOSED] = {.next = MS_REPORT_CLOSED},
        },
    [MS_REPORT_SET] =
        {
            [FILED] = {.next = MS_REPORT_SET},
            [SET] = {.next = MS_REPORT_SET},
            [HELD] = {.next = MS_REPORT_HEARD},
            [GRANTED] = {MS_REPORT_GRANTED, liability, "it was granted without a hearing that is recorded", true},
            [DENIED] = {.next = MS_REPORT_DENIED},
            [CONTEMPT] = {MS_REPORT_CONTEMPT, contempt_law, "contempt was found without a hearing that is recorded",
                          true},
            [CLOSED] = {.next = MS_REPORT_CLOSED},
        },
    [MS_REPORT_HEARD] =
        {
            [SET] = {.next = MS_REPORT_SET},
            [GRANTED] = {.next = MS_REPORT_GRANTED},
            [DENIED] = {.next = MS_REPORT_DENIED},
            [CONTEMPT] = {.next = MS_REPORT_CONTEMPT},
            [CLOSED] = {.next = MS_REPORT_CLOSED},
        },
    [MS_REPORT_GRANTED] = {[FILED] = {.next = MS_REPORT_MOTION}, [CLOSED] = {.next = MS_REPORT_CLOSED}},
    [MS_REPORT_DENIED] = {[FILED] = {.next = MS_REPORT_MOTION}, [CLOSED] = {.next = MS_REPORT_CLOSED}},
    [MS_REPORT_CONTEMPT] = {[PURGED] = {.next = MS_REPORT_PURGED}, [CLOSED] = {.next = MS_REPORT_CLOSED}},
};

const ms_course ms_report_course = {
    .name = "report",
    .words = "report",
    .states = states,
    .state_count = MS_REPORT_STATES,
    .events = events,
    .event_count = COLUMNS,
    .cells = &cells[0][0],
};

unsigned ms_report_relief(const ms_matter *report, ms_look look)
{
    unsigned relief = 0;
    for (const ms_matter_step *step = report->first; step != NULL; step = step->next) {
        if (step->entry.kind == &ms_kind_motion_filed && ms_step_seen(step, look)) {
            relief |= ((const ms_motion *)step)->relief;
        }
    }
    return relief;
}
