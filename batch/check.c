/* After FNV-1a, eight bytes at a time: what differs in the highest of them is brought down, for a product moves it up
 * alone. */
#include "batch/check.h"

#include <string.h>

uint64_t ms_check_begin(void)
{
    return UINT64_C(14695981039346656037);
}

static uint64_t add_piece(uint64_t check, uint64_t piece)
{
    check = (check ^ piece) * UINT64_C(1099511628211);
    return check ^ check >> 32;
}

uint64_t ms_check_more(uint64_t check, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t piece;
    for (; length >= sizeof piece; at += sizeof piece, length -= sizeof piece) {
        memcpy(&piece, at, sizeof piece);
        check = add_piece(check, piece);
    }
    for (; length > 0; at++, length--) {
        check = add_piece(check, *at);
    }
    return check;
}
