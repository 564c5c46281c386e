/*
 * What short texts of a case say: one of a few names, an id, a place, a percentage. Documents and tables are read by these
 * rules alike. Each function is given any text, whose bytes alone it reads, and says whether it is such a thing; what is
 * wrong with it otherwise, and who is told, is its caller's to say. Dates and money: see date.h, money.h.
 */
#ifndef MEDSUPPORT_FACTS_PLAIN_VALUES_H
#define MEDSUPPORT_FACTS_PLAIN_VALUES_H

#include "facts/document.h"

#include <string.h>

/* How many characters such a text may have. */
enum {
    MS_MAX_ID = 64,
    MS_MAX_COUNTY = 100,
    MS_MAX_NAME = 200, /* of a person, an employer */
    MS_MAX_SOURCE = 500,
    MS_MAX_NOTES = 10000
};

/* ---- whether texts are the same ---------------------------------------------------------------------------------- */

static inline uint64_t ms_eight_bytes(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static inline uint32_t ms_four_bytes(const char *at)
{
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* Whether the bytes are the same; most texts are so short that a call would cost more. The last step may overlap the one
 * before. */
static inline bool ms_same_bytes(const char *a, const char *b, size_t length)
{
    if (length >= 8) {
        size_t last = length - 8;
        for (size_t at = 0; at < last; at += 8) {
            if (ms_eight_bytes(a + at) != ms_eight_bytes(b + at)) {
                return false;
            }
        }
        return ms_eight_bytes(a + last) == ms_eight_bytes(b + last);
    }
    if (length >= 4) {
        size_t last = length - 4;
        return ms_four_bytes(a) == ms_four_bytes(b) && ms_four_bytes(a + last) == ms_four_bytes(b + last);
    }
    return length == 0 || (a[0] == b[0] && a[length / 2] == b[length / 2] && a[length - 1] == b[length - 1]);
}

static inline bool ms_text_same(ms_text a, ms_text b)
{
    return a.length == b.length && ms_same_bytes(a.at, b.at, a.length);
}

/* ---- one of a few names ------------------------------------------------------------------------------------------ */

typedef struct ms_choice {
    char name[40]; /* filled up with NUL */
    int value;
} ms_choice;

typedef struct ms_choices {
    const char *expected; /* the names in words */
    const ms_choice *list;
    uint32_t count;
} ms_choices;

/* The choice of a name; NULL when it is none of them. */
static inline const ms_choice *ms_find_choice(const ms_choices *choices, ms_text name)
{
    if (name.length == 0 || name.length >= sizeof choices->list->name) {
        return NULL;
    }
    for (const ms_choice *choice = choices->list, *end = choice + choices->count; choice < end; choice++) {
        if (choice->name[0] == name.at[0] && choice->name[name.length] == '\0'
            && ms_same_bytes(choice->name, name.at, name.length)) {
            return choice;
        }
    }
    return NULL;
}

/* The values of public coverage's programs, and of benefits, which are bits. */
enum { MS_PROGRAM_MEDICAID = 1, MS_PROGRAM_CHIP };
enum { MS_BENEFIT_MEDICAL = 1, MS_BENEFIT_DENTAL = 2 };

/* The names of an ms_action, ms_kind, ms_period, ms_public, ms_source, ms_party, ms_paragraph, ms_obligation, and of the
 * values above. */
extern const ms_choices ms_action_choices, ms_kind_choices, ms_period_choices, ms_program_choices, ms_through_choices,
    ms_source_choices, ms_benefit_choices, ms_party_choices, ms_paragraph_choices, ms_obligation_choices;

/* ---- ids, places, percentages ------------------------------------------------------------------------------------ */

/* Whether a text is an id: 1 to 64 letters, digits, points, hyphens or underscores, a letter or digit first. */
bool ms_is_id(ms_text text);

/* The number of a zip, written as five digits, or as five, a hyphen and four: the five and 1. 0 when it is none. */
uint32_t ms_zip_number(ms_text text);

/* A percentage of 0 to 100, written as money is, with so many decimals: its hundredths. -1 when it is none. */
int32_t ms_percentage(ms_text text, size_t least_decimals, size_t most_decimals);

#endif
