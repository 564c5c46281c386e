#include "cli/order_words.h"

#include "casefile/orders.h"
#include "cli/case_words.h"
#include "cli/print.h"

static const char *party_words(ms_party party)
{
    return party == MS_PNS ? "the parent not seeking support" : "the parent seeking support";
}

static void say_percent(ms_buffer *out, int32_t hundredths)
{
    ms_print(out, "%d.%02d %%", (int)(hundredths / 100), (int)(hundredths % 100));
}

static void say_coverage(ms_buffer *out, const ms_order_terms *terms)
{
    ms_print(out, "%s provides coverage", party_words(terms->provides));
    if (terms->plans.at != NULL) {
        ms_buffer_put(out, " by plan ");
        ms_say_value(out, terms->plans);
    }
    if (terms->coverage.at != NULL) {
        ms_buffer_put(out, ": ");
        ms_say_plain(out, terms->coverage);
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (terms->premium_share[party] >= 0) {
            ms_buffer_put(out, "; of the premium ");
            say_percent(out, terms->premium_share[party]);
            ms_print(out, " is borne by %s", party_words((ms_party)party));
        }
    }
}

static void say_costs(ms_buffer *out, const ms_order_terms *terms)
{
    ms_print(out, "%s pays ", party_words(terms->pays));
    if (terms->percentage >= 0) {
        say_percent(out, terms->percentage);
    } else {
        ms_buffer_put(out, "a share, of which no percentage is named,");
    }
    ms_buffer_put(out, terms->costs == MS_PAY_UNCOVERED_COSTS ? " of uncovered costs" : " of reasonable costs");
    if (terms->days_to_pay >= 0) {
        ms_print(out, ", due %d days from a demand", (int)terms->days_to_pay);
    }
}

static void say_period(ms_buffer *out, const ms_order_terms *terms)
{
    char day[MS_DATE_TEXT_SIZE];
    if (terms->begins != MS_NO_DATE) {
        ms_date_format(terms->begins, day);
        ms_print(out, "; from %s", day);
    }
    if (terms->ends != MS_NO_DATE) {
        ms_date_format(terms->ends, day);
        ms_print(out, "; to %s", day);
    }
}

void ms_say_order_terms(ms_buffer *out, const ms_entry *entry)
{
    static const char *const existing[] = {
        [MS_BESIDE_NOT_STATED] = "",
        [MS_EXISTING_GOES_ON] = "; coverage by a decree or agreement goes on",
        [MS_EXISTING_FIRST] = "; coverage by a decree or agreement pays first",
        [MS_ORDERED_FIRST] = "; coverage by a decree or agreement pays second",
        [MS_EXISTING_ENDS] = "; coverage by a decree or agreement ends",
    };
    const ms_order_terms *terms = (const ms_order_terms *)entry;
    ms_print(out, "terms of order %llu, for ", (unsigned long long)terms->step.matter->number);
    ms_say_value(out, terms->children);
    ms_buffer_put(out, ": ");
    if (terms->provides != MS_PARTY_UNKNOWN) {
        say_coverage(out, terms);
    }
    if (terms->pays != MS_PARTY_UNKNOWN) {
        ms_buffer_put(out, terms->provides != MS_PARTY_UNKNOWN ? "; " : "");
        say_costs(out, terms);
    }
    say_period(out, terms);
    ms_buffer_put(out, existing[terms->existing]);
}
