#include "cli/number_option.h"

#include "cli/message.h"

/* The number, without commas; false when it is none or too large for any. */
static bool parse(const char *text, uint64_t *number)
{
    bool digits = false;
    *number = 0;
    for (; *text != '\0'; text++) {
        if (*text == ',' && digits) {
            continue;
        }
        if (*text < '0' || *text > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(*text - '0');
        if (*number > (UINT64_MAX - digit) / 10) {
            return false;
        }
        *number = *number * 10 + digit;
        digits = true;
    }
    return digits;
}

bool ms_number_option(const char *name, const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
    uint64_t read;
    if (text == NULL) {
        return true;
    }
    if (!parse(text, &read) || read < least || read > most) {
        ms_complain("--%s: '%s' is not a whole number from %llu to %llu", name, text, (unsigned long long)least,
                    (unsigned long long)most);
        return false;
    }
    *number = read;
    return true;
}
