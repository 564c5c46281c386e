#include "batch/put.h"

enum { MONTHS = 12, CENTS = 100 };

void ms_put_share(ms_buffer *out, uint64_t part, uint64_t whole)
{
    uint64_t tenths = whole == 0 ? 0 : (uint64_t)(((__uint128_t)part * 2000 + whole) / ((__uint128_t)whole * 2));
    ms_buffer_put_number(out, tenths / 10);
    ms_buffer_put(out, ".");
    ms_buffer_put_number(out, tenths % 10);
}

void ms_put_dollars_a_month(ms_buffer *out, __int128_t year_cents)
{
    bool negative = year_cents < 0;
    __uint128_t cents = (__uint128_t)(negative ? -year_cents : year_cents);
    uint64_t dollars = (uint64_t)((cents + MONTHS * CENTS / 2) / (MONTHS * CENTS));
    ms_buffer_put(out, negative && dollars > 0 ? "-$" : "$");
    ms_put_thousands(out, dollars);
}

void ms_put_dollars(ms_buffer *out, __int128_t cents)
{
    bool negative = cents < 0;
    __uint128_t left = (__uint128_t)(negative ? -cents : cents);
    unsigned rest = (unsigned)(left % CENTS);
    char decimals[] = {'.', (char)('0' + rest / 10), (char)('0' + rest % 10)};
    ms_buffer_put(out, negative ? "-" : "");
    ms_buffer_put_number(out, (unsigned long long)(left / CENTS));
    ms_buffer_add(out, decimals, sizeof decimals);
}

void ms_put_right(ms_buffer *out, size_t columns, const char *text, size_t length)
{
    for (size_t i = length; i < columns; i++) {
        ms_buffer_add(out, " ", 1);
    }
    ms_buffer_add(out, text, length);
}

void ms_put_blanks_to(ms_buffer *out, size_t begin, size_t columns)
{
    while (!out->failed && out->length < begin + columns) {
        ms_buffer_add(out, " ", 1);
    }
}
