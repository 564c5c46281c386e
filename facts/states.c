/* The states and other places that have a Postal Service code: 50 states, DC, territories, military addresses. */
#include "facts/document.h"

/* In alphabetical order of the codes. A state's number is its place here, from 1. */
static const struct {
    char code[3];
    const char *name;
} states[] = {
    {"AA", "Armed Forces Americas"},
    {"AE", "Armed Forces Europe"},
    {"AK", "Alaska"},
    {"AL", "Alabama"},
    {"AP", "Armed Forces Pacific"},
    {"AR", "Arkansas"},
    {"AS", "American Samoa"},
    {"AZ", "Arizona"},
    {"CA", "California"},
    {"CO", "Colorado"},
    {"CT", "Connecticut"},
    {"DC", "District of Columbia"},
    {"DE", "Delaware"},
    {"FL", "Florida"},
    {"GA", "Georgia"},
    {"GU", "Guam"},
    {"HI", "Hawaii"},
    {"IA", "Iowa"},
    {"ID", "Idaho"},
    {"IL", "Illinois"},
    {"IN", "Indiana"},
    {"KS", "Kansas"},
    {"KY", "Kentucky"},
    {"LA", "Louisiana"},
    {"MA", "Massachusetts"},
    {"MD", "Maryland"},
    {"ME", "Maine"},
    {"MI", "Michigan"},
    {"MN", "Minnesota"},
    {"MO", "Missouri"},
    {"MP", "Northern Mariana Islands"},
    {"MS", "Mississippi"},
    {"MT", "Montana"},
    {"NC", "North Carolina"},
    {"ND", "North Dakota"},
    {"NE", "Nebraska"},
    {"NH", "New Hampshire"},
    {"NJ", "New Jersey"},
    {"NM", "New Mexico"},
    {"NV", "Nevada"},
    {"NY", "New York"},
    {"OH", "Ohio"},
    {"OK", "Oklahoma"},
    {"OR", "Oregon"},
    {"PA", "Pennsylvania"},
    {"PR", "Puerto Rico"},
    {"RI", "Rhode Island"},
    {"SC", "South Carolina"},
    {"SD", "South Dakota"},
    {"TN", "Tennessee"},
    {"TX", "Texas"},
    {"UT", "Utah"},
    {"VA", "Virginia"},
    {"VI", "Virgin Islands"},
    {"VT", "Vermont"},
    {"WA", "Washington"},
    {"WI", "Wisconsin"},
    {"WV", "West Virginia"},
    {"WY", "Wyoming"},
};

enum { STATE_COUNT = sizeof states / sizeof states[0] };

/* The number by both letters, 0 where they are no code. */
enum { A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z, LETTERS };
static const uint8_t numbers[LETTERS][LETTERS] = {
    [A] = {[A] = 1, [E] = 2, [K] = 3, [L] = 4, [P] = 5, [R] = 6, [S] = 7, [Z] = 8},
    [C] = {[A] = 9, [O] = 10, [T] = 11},
    [D] = {[C] = 12, [E] = 13},
    [F] = {[L] = 14},
    [G] = {[A] = 15, [U] = 16},
    [H] = {[I] = 17},
    [I] = {[A] = 18, [D] = 19, [L] = 20, [N] = 21},
    [K] = {[S] = 22, [Y] = 23},
    [L] = {[A] = 24},
    [M] = {[A] = 25, [D] = 26, [E] = 27, [I] = 28, [N] = 29, [O] = 30, [P] = 31, [S] = 32, [T] = 33},
    [N] = {[C] = 34, [D] = 35, [E] = 36, [H] = 37, [J] = 38, [M] = 39, [V] = 40, [Y] = 41},
    [O] = {[H] = 42, [K] = 43, [R] = 44},
    [P] = {[A] = 45, [R] = 46},
    [R] = {[I] = 47},
    [S] = {[C] = 48, [D] = 49},
    [T] = {[N] = 50, [X] = 51},
    [U] = {[T] = 52},
    [V] = {[A] = 53, [I] = 54, [T] = 55},
    [W] = {[A] = 56, [I] = 57, [V] = 58, [Y] = 59},
};

const char *ms_state_code(uint16_t state)
{
    return state >= 1 && state <= STATE_COUNT ? states[state - 1].code : NULL;
}

const char *ms_state_name(uint16_t state)
{
    return state >= 1 && state <= STATE_COUNT ? states[state - 1].name : NULL;
}

uint16_t ms_state_number(const char *code, size_t length)
{
    if (length != 2) {
        return 0;
    }
    unsigned first = (unsigned char)code[0] - 'A', second = (unsigned char)code[1] - 'A';
    return first < LETTERS && second < LETTERS ? numbers[first][second] : 0;
}
