#include "cli/cost_words.h"

#include "casefile/costs.h"
#include "cli/print.h"

void ms_say_cost_demand(ms_buffer *out, const ms_entry *entry)
{
    const ms_bill_demanded *demanded = (const ms_bill_demanded *)entry;
    char share[MS_MONEY_TEXT_SIZE], due[MS_DATE_TEXT_SIZE];
    ms_money_format(demanded->share, share);
    ms_date_format(demanded->due, due);
    ms_print(out, "share of cost %llu demanded: %s of the %s, due %s%s",
             (unsigned long long)demanded->step.matter->number, share,
             demanded->of == MS_PNS ? "parent not seeking support" : "parent seeking support", due,
             demanded->silent ? " (on demand: the order names no days)" : "");
}
