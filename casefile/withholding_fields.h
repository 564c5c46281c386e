/* The figures of one pay period as an event, or a command without a case, states them. */
#ifndef MEDSUPPORT_CASEFILE_WITHHOLDING_FIELDS_H
#define MEDSUPPORT_CASEFILE_WITHHOLDING_FIELDS_H

#include "casefile/body.h"

#include <medsupport/withholding.h>

enum {
    MS_WITHHOLDING_NOTICE,
    MS_WITHHOLDING_DISPOSABLE,
    MS_WITHHOLDING_PER,
    MS_WITHHOLDING_PREMIUM,
    MS_WITHHOLDING_SUPPORT,
    MS_WITHHOLDING_ARREARS,
    MS_WITHHOLDING_ARREARS_SINCE,
    MS_WITHHOLDING_ARREARS_WEEKS,
    MS_WITHHOLDING_SUPPORTS_ANOTHER,
    MS_WITHHOLDING_PLACE,
    MS_WITHHOLDING_WITHHELD,
    MS_WITHHOLDING_EVIDENCE,
    MS_WITHHOLDING_FIELDS
};

extern const ms_body_field ms_withholding_fields[];

/* The words of MS_WITHHOLDING_PLACE, by ms_premium_place - 1. */
extern const char *const ms_premium_place_words[];

/* The figures of a body, on a day; *since: when the oldest arrears fell due, MS_NO_DATE where that is not stated.
 * MS_ERROR_INVALID where they contradict each other. */
ms_status ms_withholding_read(const ms_body *body, ms_date on, ms_pay_period *period, ms_date *since,
                              ms_refusal *refusal);

#endif
