#include <medsupport/status.h>

#include <stddef.h>

/*@ assigns \nothing;
    ensures \result != \null;
    ensures \valid_read(\result); */
const char *ms_status_text(ms_status status)
{
    static const struct {
        ms_status status;
        const char *text;
    } texts[] = {
        {MS_OK, "done"},
        {MS_ERROR_MEMORY, "out of memory"},
        {MS_ERROR_INVALID, "the input breaks its format"},
        {MS_ERROR_BEFORE_RULE, "the date lies before the first known version of 13 CSR 40-112.010"},
        {MS_ERROR_LIMIT, "a limit is passed"},
        {MS_ERROR_OUTPUT, "the output could not be written whole"},
    };
    /*@ loop invariant 0 <= i <= 6;
        loop assigns i;
        loop variant 6 - i; */
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].status == status) {
            return texts[i].text;
        }
    }
    return "unknown status";
}
