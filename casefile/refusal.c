#include "casefile/refusal.h"

#include <stdarg.h>
#include <stdio.h>

const char ms_event_format[] = "the format of events";
const char ms_record_keeping[] = "the order of the record";

ms_status ms_refuse(ms_refusal *refusal, const char *citation, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    refusal->citation = citation;
    (void)vsnprintf(refusal->reason, sizeof refusal->reason, format, arguments);
    va_end(arguments);
    return MS_ERROR_INVALID;
}
