#include "cli/notice_words.h"

#include "cli/case_words.h"
#include "cli/print.h"

static void put_amount(ms_buffer *out, const char *before, ms_amount amount)
{
    char text[MS_MONEY_TEXT_SIZE];
    if (amount.known) {
        ms_money_format(amount.cents, text);
        ms_print(out, "%s%s", before, text);
    }
}

/* The ceiling, where it is known to the cent. */
static void put_ceiling(ms_buffer *out, const ms_recorded_withholding *set)
{
    char text[MS_MONEY_TEXT_SIZE];
    if (set->result.ceiling.lo == set->result.ceiling.hi) {
        ms_money_format(set->result.ceiling.hi, text);
        ms_print(out, " of %s", text);
    }
    ms_buffer_put(out, set->result.verified ? "" : " [from memory, unverified]");
}

void ms_say_withholding_set(ms_buffer *out, const ms_entry *entry)
{
    static const char *const fits[] = {[MS_YES] = " fits whole under the ceiling",
                                       [MS_NO] = " does not fit whole under the ceiling",
                                       [MS_UNKNOWN] = " may or may not fit whole under the ceiling"};
    const ms_recorded_withholding *set = (const ms_recorded_withholding *)entry;
    ms_print(out, "withholding for notice %llu: the premium", (unsigned long long)set->step.matter->number);
    put_amount(out, " of ", set->period.premium);
    ms_buffer_put(out, fits[set->result.fits]);
    put_ceiling(out, set);
    put_amount(out, "; disposable earnings ", set->period.disposable);
    put_amount(out, ", current support ", set->period.current);
    put_amount(out, ", for arrears ", set->period.arrears);
}

void ms_say_default_taken(ms_buffer *out, const ms_entry *entry)
{
    const ms_taken_option *taken = (const ms_taken_option *)entry;
    ms_buffer_put(out, "the plan's default option applies: ");
    ms_say_plain(out, taken->option->option);
    ms_print(out, ", notice %llu", (unsigned long long)taken->step.matter->number);
}
