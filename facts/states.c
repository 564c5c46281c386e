/* The states and other places that have a Postal Service code: 50 states, DC, territories, military addresses. */
#include "facts/document.h"

#include <string.h>

/* In alphabetical order. A state's number is its place here, from 1. */
static const char codes[][3] = {
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA",
    "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO",
    "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA",
    "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
};

enum { STATE_COUNT = sizeof codes / sizeof codes[0] };

const char *ms_state_code(uint16_t state)
{
    return state >= 1 && state <= STATE_COUNT ? codes[state - 1] : NULL;
}

uint16_t ms_state_number(const char *code, size_t length)
{
    if (length != 2) {
        return 0;
    }
    size_t low = 0;
    size_t high = STATE_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(code, codes[middle], 2);
        if (order == 0) {
            return (uint16_t)(middle + 1);
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return 0;
}
