/* Money in whole cents; see money.h. */
#include <medsupport/money.h>

/*@ assigns \nothing;
    ensures \result <==> '0' <= c <= '9'; */
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads the digits of whole dollars at the start; how many, or 0 when they are none, too many or begin with a needless
 * zero. */
/*@ requires \valid_read(text + (0 .. length - 1));
    requires \valid(dollars);
    requires \separated(text + (0 .. length - 1), dollars);
    assigns *dollars;
    ensures \result <= length;
    ensures \result <= 9;
    ensures 0 <= *dollars <= 999999999; */
static size_t parse_dollars(const char *text, size_t length, int64_t *dollars)
{
    size_t count = 0;
    *dollars = 0;
    /*@ loop invariant 0 <= count <= 9 && count <= length;
        loop assigns count, *dollars;
        loop variant 9 - count; */
    while (count < 9 && count < length && is_digit(text[count])) {
        *dollars = *dollars * 10 + (text[count] - '0');
        count++;
    }
    if (count > 1 && text[0] == '0') {
        return 0;
    }
    return count;
}

bool ms_money_parse(const char *text, size_t length, ms_cents *cents)
{
    int64_t dollars = 0;
    size_t at = parse_dollars(text, length, &dollars);
    if (at == 0) {
        return false;
    }
    int64_t value = dollars * 100;
    if (at < length) {
        size_t decimals = length - at - 1;
        if (text[at] != '.' || decimals < 1 || decimals > 2 || !is_digit(text[at + 1])) {
            return false;
        }
        value += 10 * (text[at + 1] - '0');
        if (decimals == 2) {
            if (!is_digit(text[at + 2])) {
                return false;
            }
            value += text[at + 2] - '0';
        }
    }
    *cents = value;
    return true;
}

size_t ms_money_format(ms_cents cents, char text[MS_MONEY_TEXT_SIZE])
{
    char reversed[MS_MONEY_TEXT_SIZE];
    size_t count = 0;
    uint64_t left = cents < 0 ? (uint64_t)-cents : (uint64_t)cents;
    while (count < 3 || left > 0) {
        if (count == 2) {
            reversed[count++] = '.';
        }
        reversed[count++] = (char)('0' + left % 10);
        left /= 10;
    }
    if (cents < 0) {
        reversed[count++] = '-';
    }
    for (size_t i = 0; i < count; i++) {
        text[i] = reversed[count - 1 - i];
    }
    text[count] = '\0';
    return count;
}

/*@ requires divisor > 0;
    assigns \nothing;
    ensures \result * divisor <= dividend < (\result + 1) * divisor; */
int64_t ms_divide_down(int64_t dividend, int64_t divisor)
{
    int64_t quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/*@ requires divisor > 0;
    assigns \nothing;
    ensures (\result - 1) * divisor < dividend <= \result * divisor; */
int64_t ms_divide_up(int64_t dividend, int64_t divisor)
{
    int64_t quotient = dividend / divisor;
    return dividend % divisor > 0 ? quotient + 1 : quotient;
}
