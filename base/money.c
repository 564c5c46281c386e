/* Money in whole cents; see money.h. */
#include <medsupport/money.h>

/* The words of the contracts: digits, the number that they write, and the grammar of an amount with its worth in cents.
 * `whole` is the count of digits before the point. */
/*@ predicate digit(integer c) = '0' <= c <= '9';

    predicate digits{L}(char *text, integer from, integer to) =
        \forall integer i; from <= i < to ==> digit(text[i]);

    logic integer number{L}(char *text, integer count) =
        count <= 0 ? 0 : number(text, count - 1) * 10 + (text[count - 1] - '0');

    logic integer ten_to(integer n) =
        n <= 0 ? 1 : n == 1 ? 10 : n == 2 ? 100 : n == 3 ? 1000 : n == 4 ? 10000 : n == 5 ? 100000
        : n == 6 ? 1000000 : n == 7 ? 10000000 : n == 8 ? 100000000 : n == 9 ? 1000000000
        : n == 10 ? 10000000000 : n == 11 ? 100000000000 : n == 12 ? 1000000000000 : 10000000000000;

    predicate whole_dollars{L}(char *text, integer whole) =
        1 <= whole <= 9 && digits(text, 0, whole) && (whole > 1 ==> text[0] != '0');

    predicate decimals{L}(char *text, integer whole, integer length) =
        whole + 2 <= length <= whole + 3 && text[whole] == '.' && digits(text, whole + 1, length);

    predicate amount{L}(char *text, integer length, integer whole) =
        whole <= length && whole_dollars(text, whole) && (whole == length || decimals(text, whole, length));

    logic integer worth{L}(char *text, integer length, integer whole) =
        number(text, whole) * 100 + (whole + 1 < length ? (text[whole + 1] - '0') * 10 : 0)
        + (whole + 2 < length ? text[whole + 2] - '0' : 0); */

/*@ assigns \nothing;
    ensures \result <==> digit(c); */
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
    ensures 0 <= *dollars <= 999999999;
    ensures \result > 0 ==> whole_dollars(text, \result) && *dollars == number(text, \result);
    ensures \forall integer whole; amount(text, length, whole) ==> whole == \result; */
static size_t parse_dollars(const char *text, size_t length, int64_t *dollars)
{
    size_t most = length < 9 ? length : 9;
    size_t count = 0;
    *dollars = 0;
    /*@ loop invariant 0 <= count <= 9 && count <= length;
        loop invariant digits(text, 0, count);
        loop invariant *dollars == number(text, count);
        loop invariant count == 0 ==> *dollars == 0;
        loop invariant count == 1 ==> 0 <= *dollars <= 9;
        loop invariant count == 2 ==> 0 <= *dollars <= 99;
        loop invariant count == 3 ==> 0 <= *dollars <= 999;
        loop invariant count == 4 ==> 0 <= *dollars <= 9999;
        loop invariant count == 5 ==> 0 <= *dollars <= 99999;
        loop invariant count == 6 ==> 0 <= *dollars <= 999999;
        loop invariant count == 7 ==> 0 <= *dollars <= 9999999;
        loop invariant count == 8 ==> 0 <= *dollars <= 99999999;
        loop invariant count == 9 ==> 0 <= *dollars <= 999999999;
        loop assigns count, *dollars;
        loop variant 9 - count; */
    while (count < most && is_digit(text[count])) {
        *dollars = *dollars * 10 + (text[count] - '0');
        count++;
    }
    if (count > 1 && text[0] == '0') {
        return 0;
    }
    return count;
}

/*@ requires \valid_read(text + (0 .. length - 1));
    requires \valid(cents);
    requires \separated(text + (0 .. length - 1), cents);
    assigns *cents;
    ensures \result <==> \exists integer whole; amount(text, length, whole);
    ensures \result ==> 0 <= *cents <= MS_MONEY_MAX;
    ensures !\result ==> *cents == \old(*cents);
    ensures \forall integer whole; amount(text, length, whole) ==> *cents == worth(text, length, whole); */
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
    //@ assert amount(text, length, at);
    *cents = value;
    return true;
}

/*@ requires -MS_YEARLY_MAX <= cents <= MS_YEARLY_MAX;
    requires \valid(text + (0 .. MS_MONEY_TEXT_SIZE - 1));
    assigns text[0 .. MS_MONEY_TEXT_SIZE - 1];
    ensures 4 <= \result <= 15;
    ensures text[\result] == 0 && text[\result - 3] == '.';
    ensures text[0] == '-' <==> cents < 0;
    ensures \forall integer i; (cents < 0 ? 1 : 0) <= i < \result && i != \result - 3 ==> digit(text[i]); */
size_t ms_money_format(ms_cents cents, char text[MS_MONEY_TEXT_SIZE])
{
    char reversed[MS_MONEY_TEXT_SIZE];
    size_t count = 0;
    uint64_t left = cents < 0 ? (uint64_t)-cents : (uint64_t)cents;
    /*@ loop invariant 0 <= count <= 14 && count != 3;
        loop invariant left < ten_to(count < 3 ? 13 - count : 14 - count);
        loop invariant \forall integer i; 0 <= i < count ==> (i == 2 ? reversed[i] == '.' : digit(reversed[i]));
        loop assigns count, left, reversed[0 .. MS_MONEY_TEXT_SIZE - 1];
        loop variant 14 - count; */
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
    /*@ loop invariant 0 <= i <= count;
        loop invariant \forall integer k; 0 <= k < i ==> text[k] == reversed[count - 1 - k];
        loop assigns i, text[0 .. MS_MONEY_TEXT_SIZE - 1];
        loop variant count - i; */
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
    requires dividend > INT64_MIN;
    assigns \nothing;
    ensures (\result - 1) * divisor < dividend <= \result * divisor; */
int64_t ms_divide_up(int64_t dividend, int64_t divisor)
{
    int64_t quotient = dividend / divisor;
    return dividend % divisor > 0 ? quotient + 1 : quotient;
}
