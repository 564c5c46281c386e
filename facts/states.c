/* The states and other places that have a Postal Service code: 50 states, DC, territories, military addresses. */
#include "facts/document.h"

/* In alphabetical order. A state's number is its place here, from 1. */
static const char codes[][3] = {
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA",
    "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO",
    "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA",
    "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
};

enum { STATE_COUNT = sizeof codes / sizeof codes[0] };

/* The place of the first code that begins with each letter or a later one; those of a letter end where the next begin. */
static const unsigned char first_codes['Z' - 'A' + 2] = {0,  8,  8,  11, 13, 13, 14, 16, 17, 21, 21, 23, 24, 33,
                                                         41, 44, 46, 46, 47, 49, 51, 52, 55, 59, 59, 59, 59};

const char *ms_state_code(uint16_t state)
{
    return state >= 1 && state <= STATE_COUNT ? codes[state - 1] : NULL;
}

uint16_t ms_state_number(const char *code, size_t length)
{
    if (length != 2 || code[0] < 'A' || code[0] > 'Z') {
        return 0;
    }
    const unsigned char *first = &first_codes[code[0] - 'A'];
    for (unsigned i = first[0]; i < first[1]; i++) {
        if (codes[i][1] == code[1]) {
            return (uint16_t)(i + 1);
        }
    }
    return 0;
}
