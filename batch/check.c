/* After FNV-1a, eight bytes at a time: what differs in the highest of them is brought down, for a product moves it up
 * alone. */
#include "batch/check.h"

#include "base/bytes.h"

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
    const char *at = bytes;
    for (; length >= sizeof(uint64_t); at += sizeof(uint64_t), length -= sizeof(uint64_t)) {
        check = add_piece(check, ms_eight_bytes(at));
    }
    for (; length > 0; at++, length--) {
        check = add_piece(check, (unsigned char)*at);
    }
    return check;
}
