/* FNV-1a. */
#include "batch/check.h"

uint64_t ms_check_begin(void)
{
    return UINT64_C(14695981039346656037);
}

uint64_t ms_check_more(uint64_t check, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++) {
        check = (check ^ at[i]) * UINT64_C(1099511628211);
    }
    return check;
}
