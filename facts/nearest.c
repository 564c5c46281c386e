#include "facts/nearest.h"

#include <string.h>

enum { LONGEST = 64, MOST_SLIPS = 3 };

ms_nearest ms_nearest_to(const char *text, size_t length)
{
    size_t slips = length / 3 < MOST_SLIPS ? length / 3 : MOST_SLIPS;
    return (ms_nearest){.text = text, .length = length, .distance = slips + 1};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many slips lie between two texts of at most LONGEST bytes: optimal string alignment. */
static size_t slips_between(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned char rows[3][LONGEST + 1]; /* of the last letter but one, the last letter, and this letter of a */
    unsigned char *before = rows[0];
    unsigned char *last = rows[1];
    unsigned char *row = rows[2];
    for (size_t j = 0; j <= b_length; j++) {
        last[j] = (unsigned char)j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = (unsigned char)i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]);
            char y = lower(b[j - 1]);
            size_t least = smaller(smaller(last[j], row[j - 1]) + 1U, last[j - 1] + (x == y ? 0U : 1U));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y) {
                least = smaller(least, before[j - 2] + 1U);
            }
            row[j] = (unsigned char)least;
        }
        unsigned char *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_length];
}

void ms_nearest_offer(ms_nearest *nearest, const char *name, size_t length)
{
    size_t gap = length > nearest->length ? length - nearest->length : nearest->length - length;
    if (nearest->length > LONGEST || length > LONGEST || gap >= nearest->distance) {
        return;
    }
    size_t distance = slips_between(nearest->text, nearest->length, name, length);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->name = name;
        nearest->name_length = length;
    }
}
