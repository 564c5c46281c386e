/* Bytes taken several at a time. In which order they stand in a number is the machine's own: for comparing alone. */
#ifndef MEDSUPPORT_BASE_BYTES_H
#define MEDSUPPORT_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

#endif
