/*
 * What short texts of a case say: one of a few names, an id, a place, a percentage. Documents and tables are read by these
 * rules alike. Each function is given any text, whose bytes alone it reads, and says whether it is such a thing; what is
 * wrong with it otherwise, and who is told, is its caller's to say. Dates and money: see date.h, money.h.
 */
#ifndef MEDSUPPORT_FACTS_PLAIN_VALUES_H
#define MEDSUPPORT_FACTS_PLAIN_VALUES_H

#include "base/bytes.h"
#include "facts/document.h"
#include "facts/names.h"

#include <stdint.h>

/* How many characters such a text may have. */
enum {
    MS_MAX_ID = 64,
    MS_MAX_COUNTY = 100,
    MS_MAX_NAME = 200, /* of a person, an employer */
    MS_MAX_SOURCE = 500,
    MS_MAX_NOTES = 10000
};

/* ---- whether texts are the same ---------------------------------------------------------------------------------- */

static inline bool ms_text_same(ms_text a, ms_text b)
{
    return a.length == b.length && ms_same_bytes(a.at, b.at, a.length);
}

/* ---- one of a few names ------------------------------------------------------------------------------------------ */

typedef struct ms_choice {
    ms_name name;
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
    for (const ms_choice *choice = choices->list, *end = choice + choices->count; choice < end; choice++) {
        if (choice->name.length == name.length && ms_same_bytes(choice->name.text, name.at, name.length)) {
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

/* ---- ids --------------------------------------------------------------------------------------------------------- */

/* What each byte may be in an id: MS_WITHIN_ID, MS_BEGINS_ID too, or nothing. */
enum { MS_WITHIN_ID = 1, MS_BEGINS_ID = 2 };
extern const uint8_t ms_id_bytes[256];

/* Whether a text is an id: 1 to 64 letters, digits, points, hyphens or underscores, a letter or digit first. */
static inline bool ms_is_id(ms_text text)
{
    if (text.length == 0 || text.length > MS_MAX_ID || (ms_id_bytes[(unsigned char)text.at[0]] & MS_BEGINS_ID) == 0) {
        return false;
    }
    unsigned all = MS_WITHIN_ID;
    for (size_t i = 1; i < text.length; i++) {
        all &= ms_id_bytes[(unsigned char)text.at[i]];
    }
    return all != 0;
}

/* ---- zips -------------------------------------------------------------------------------------------------------- */

enum { MS_ZIP_LENGTH = 5, MS_ZIP_AND_FOUR_LENGTH = 10, MS_NO_FOUR_DIGITS = 10000 };

/* The number that four digits write; MS_NO_FOUR_DIGITS when one is no digit. All four are looked at together: a byte that
 * is a digit differs from '0' by less than 10. */
static inline uint32_t ms_four_digits(const char *at)
{
    uint32_t first = (unsigned char)at[0], second = (unsigned char)at[1];
    uint32_t third = (unsigned char)at[2], fourth = (unsigned char)at[3];
    uint32_t digits = (first | second << 8 | third << 16 | fourth << 24) ^ 0x30303030;
    if (((digits | (digits + 0x76767676)) & 0x80808080) != 0) {
        return MS_NO_FOUR_DIGITS;
    }
    uint32_t pairs = (digits * 10 + (digits >> 8)) & 0x00FF00FF;
    return (pairs * 100 + (pairs >> 16)) & 0xFFFF;
}

/* The number of a zip, written as five digits, or as five, a hyphen and four: the five and 1. 0 when it is none. */
static inline uint32_t ms_zip_number(ms_text text)
{
    if (text.length != MS_ZIP_LENGTH
        && (text.length != MS_ZIP_AND_FOUR_LENGTH || text.at[MS_ZIP_LENGTH] != '-'
            || ms_four_digits(text.at + MS_ZIP_LENGTH + 1) == MS_NO_FOUR_DIGITS)) {
        return 0;
    }
    uint32_t four = ms_four_digits(text.at);
    uint32_t fifth = (uint32_t)text.at[MS_ZIP_LENGTH - 1] - '0';
    return four == MS_NO_FOUR_DIGITS || fifth > 9 ? 0 : four * 10 + fifth + 1;
}

/* ---- percentages ------------------------------------------------------------------------------------------------- */

/* A percentage of 0 to 100, written as money is, with so many decimals: its hundredths. -1 when it is none. */
int32_t ms_percentage(ms_text text, size_t least_decimals, size_t most_decimals);

/* ---- requests ---------------------------------------------------------------------------------------------------- */

/* Whether a request was answered before it was sent, which is no answer to it. */
static inline bool ms_answers_nothing(const ms_request *request)
{
    return request->sent != MS_NO_DATE && request->answered != MS_NO_DATE && request->answered < request->sent;
}

#endif
