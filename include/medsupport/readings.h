/*
 * The readings: each question that the text of 13 CSR 40-112.010 leaves open, the choice made where nobody chooses,
 * and the alternatives. One table; choice 0 is the default.
 */
#ifndef MEDSUPPORT_READINGS_H
#define MEDSUPPORT_READINGS_H

#include <medsupport/api.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ms_reading {
    MS_UNWILLING_COVERAGE = 0,
    MS_INACCESSIBLE_PLAN,
    MS_PUBLIC_THROUGH_ANOTHER,
    MS_NON_EMPLOYER_COST,
    MS_COVERED_EXEMPTION,
    MS_DENTAL_ONLY,
    MS_CUSTODIAN,
    MS_ONE_SILENT,
    MS_BOTH_SILENT,
    MS_READING_COUNT
} ms_reading;

enum { MS_MAX_CHOICES = 3 };

enum { MS_NOT_MAINTAINED = 0, MS_UNWILLING_LITERAL = 1 };                        /* MS_UNWILLING_COVERAGE */
enum { MS_GO_ON = 0, MS_INACCESSIBLE_LITERAL = 1 };                              /* MS_INACCESSIBLE_PLAN */
enum { MS_AS_E = 0, MS_PUBLIC_LITERAL = 1 };                                     /* MS_PUBLIC_THROUGH_ANOTHER */
enum { MS_FIVE_PERCENT = 0, MS_NEVER_REASONABLE = 1, MS_ALWAYS_REASONABLE = 2 }; /* MS_NON_EMPLOYER_COST */
enum { MS_SAME_PLAN = 0, MS_ANY_PLAN = 1, MS_ONLY_KEPT = 2 };                    /* MS_COVERED_EXEMPTION */
enum { MS_LEFT_OUT = 0, MS_COUNTS = 1 };                                         /* MS_DENTAL_ONLY */
enum { MS_NEVER_ORDERED = 0, MS_AS_PARENT = 1 };                                 /* MS_CUSTODIAN */
enum { MS_USE_WHAT_IS_KNOWN = 0, MS_WAIT_FOR_ONE = 1 };                          /* MS_ONE_SILENT */
enum { MS_WAIT_FOR_BOTH = 0, MS_USE_WHAT_IS_KNOWN_OF_BOTH = 1 };                 /* MS_BOTH_SILENT */

/* One choice a reading, each below the reading's choice_count. All zero: the defaults. */
typedef struct ms_readings {
    uint8_t choice[MS_READING_COUNT];
} ms_readings;

typedef struct ms_choice_text {
    const char *name;   /* as in NAME=CHOICE */
    const char *effect; /* what follows from it, a sentence */
} ms_choice_text;

typedef struct ms_reading_text {
    const char *name;
    const char *paragraph; /* "(5)(B),(C)" */
    const char *question;
    const char *reason; /* why the default is the default */
    uint8_t choice_count;
    ms_choice_text choices[MS_MAX_CHOICES]; /* the default first */
} ms_reading_text;

/* The table's row of a reading; never NULL for a reading below MS_READING_COUNT. */
MS_API const ms_reading_text *ms_reading_describe(ms_reading reading);

/* Sets one reading from "NAME=CHOICE" (length bytes). False, and nothing changed, when either name is unknown. */
MS_API bool ms_reading_set(ms_readings *readings, const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
