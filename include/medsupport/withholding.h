/*
 * 15 USC 1673(b)(2): how much of the disposable earnings of a pay period may be withheld for support, and what room
 * that leaves for the premium of the coverage that a notice asks for. A premium is withheld whole or not at all. In
 * what order support and premium are withheld is the law of the state in which the employee works, and not settled
 * here: it is an argument.
 */
#ifndef MEDSUPPORT_WITHHOLDING_H
#define MEDSUPPORT_WITHHOLDING_H

#include <medsupport/api.h>
#include <medsupport/facts.h>
#include <medsupport/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One of the four ceilings. */
typedef struct ms_ceiling_row {
    bool supports_another; /* another spouse or child than those of the order */
    bool old_arrears;      /* arrears of more than twelve weeks */
    int32_t percentage;    /* of disposable earnings, hundredths of a percent */
    const char *citation;
    bool verified; /* the number was found in a source; false: from memory, unverified */
} ms_ceiling_row;

/* What the premium comes after. */
typedef enum ms_premium_place {
    MS_PREMIUM_PLACE_UNKNOWN = 0,
    MS_PREMIUM_FIRST,         /* before all support */
    MS_PREMIUM_AFTER_CURRENT, /* after current support, before arrears */
    MS_PREMIUM_LAST           /* after current support and arrears */
} ms_premium_place;

/* One pay period of one employee. Amounts: 0..MS_MONEY_MAX cents or unknown. */
typedef struct ms_pay_period {
    ms_amount disposable;      /* disposable earnings */
    ms_truth supports_another; /* see ms_ceiling_row */
    ms_truth old_arrears;
    ms_amount current; /* withheld for current support, under all orders together */
    ms_amount arrears; /* withheld for arrears */
    ms_amount premium; /* the employee's part of the premium in this period */
    ms_premium_place place;
} ms_pay_period;

/* Each range holds all that is still possible, and nothing below or above. */
typedef struct ms_withholding {
    ms_range percentage; /* of disposable earnings, hundredths of a percent */
    bool verified;       /* every ceiling that is still possible was found in a source */
    ms_range ceiling;    /* the most that may be withheld, cents */
    ms_range ahead;      /* what comes before the premium */
    ms_range room;       /* what the ceiling leaves for the premium after it; not below 0 */
    ms_truth fits;       /* whether the premium fits whole */
    ms_range shortfall;  /* by how much the premium passes the room; 0 where it fits */
} ms_withholding;

/* The table's row; never NULL. */
MS_API const ms_ceiling_row *ms_ceiling_describe(bool supports_another, bool old_arrears);

/* The most that may be withheld of known disposable earnings: the percentage, cents below a whole cent dropped.
 * disposable: 0..MS_MONEY_MAX, percentage: 0..10000. */
MS_API ms_cents ms_withholding_ceiling(ms_cents disposable, int32_t percentage);

/* The ceiling of a pay period and the premium's place under it. */
MS_API ms_withholding ms_withhold(const ms_pay_period *period);

#ifdef __cplusplus
}
#endif

#endif
