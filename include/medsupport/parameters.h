/* The rule's versions and numbers by date, each with its citation; and the settings of one determination. */
#ifndef MEDSUPPORT_PARAMETERS_H
#define MEDSUPPORT_PARAMETERS_H

#include <medsupport/api.h>
#include <medsupport/date.h>
#include <medsupport/readings.h>
#include <medsupport/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A version of 13 CSR 40-112.010, in force from a date until the next version. */
typedef struct ms_rule_version {
    ms_date effective;
    const char *name; /* "2019-08-28" */
    bool inferred;    /* the sources give no effective date; basis says what it was taken from */
    const char *basis;
} ms_rule_version;

typedef enum ms_parameter {
    MS_CEILING_PERCENT = 0, /* (2): hundredths of a percent of gross income */
    MS_DEFAULT_SHARE,       /* (5)(E),(F) without a Form 14: hundredths of a percent */
    MS_ANSWER_DAYS,         /* (4): calendar days from the date of the request */
    MS_PARAMETER_COUNT
} ms_parameter;

typedef struct ms_parameter_value {
    ms_parameter parameter;
    ms_date effective;
    int32_t value;
    const char *name;
    const char *unit;
    const char *citation;
} ms_parameter_value;

/* What a determination is made with. Take it from ms_settings_at, then change what is to differ. */
typedef struct ms_settings {
    int32_t percent;       /* the ceiling of (2), hundredths of a percent, 0..10000 */
    int32_t default_share; /* (5)(E),(F) without a Form 14, hundredths of a percent, 0..10000 */
    int32_t answer_days;   /* (4), 0..365 */
    ms_readings readings;
} ms_settings;

/* The version in force on a date, or NULL before the first. date: 1..MS_LAST_DATE. */
MS_API const ms_rule_version *ms_rule_version_at(ms_date date);

/* The row of a parameter in force on a date, or NULL before the first. */
MS_API const ms_parameter_value *ms_parameter_at(ms_parameter parameter, ms_date date);

/* The settings of a date with the default readings. MS_ERROR_BEFORE_RULE, and *settings unchanged, before the rule.
 * date: 1..MS_LAST_DATE. */
MS_API ms_status ms_settings_at(ms_date date, ms_settings *settings);

#ifdef __cplusplus
}
#endif

#endif
