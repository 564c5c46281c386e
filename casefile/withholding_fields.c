#include "casefile/withholding_fields.h"

#include "casefile/clocks.h"

enum { LONGEST_WORD = 2000, TWELVE_WEEKS = 12 };

static const char *const per_words[] = {"week", "two_weeks", "half_month", "month", "year", NULL};
static const char *const yes_no_words[] = {"yes", "no", NULL};
const char *const ms_premium_place_words[] = {"first", "after_current", "last", NULL};

const ms_body_field ms_withholding_fields[] = {
    [MS_WITHHOLDING_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .required = true},
    [MS_WITHHOLDING_DISPOSABLE] = {.name = "disposable",
                                   .type = MS_BODY_MONEY,
                                   .help = "disposable earnings of the pay period: what is left after the deductions "
                                           "that law requires"},
    [MS_WITHHOLDING_PER] = {.name = "per",
                            .type = MS_BODY_WORD,
                            .words = per_words,
                            .help = "the pay period, to which all amounts belong"},
    [MS_WITHHOLDING_PREMIUM] = {.name = "premium", .type = MS_BODY_MONEY, .help = "the employee's part of the premium"},
    [MS_WITHHOLDING_SUPPORT] = {.name = "support",
                                .type = MS_BODY_MONEY,
                                .help = "current support to be withheld, under all orders together"},
    [MS_WITHHOLDING_ARREARS] = {.name = "arrears", .type = MS_BODY_MONEY, .help = "to be withheld for arrears"},
    [MS_WITHHOLDING_ARREARS_SINCE] = {.name = "arrears_since",
                                      .type = MS_BODY_DATE,
                                      .help = "the day on which the oldest arrears fell due"},
    [MS_WITHHOLDING_ARREARS_WEEKS] = {.name = "arrears_weeks",
                                      .type = MS_BODY_COUNT,
                                      .help = "how old the oldest arrears are, in weeks, a part of a week for a whole "
                                              "one; instead of the day"},
    [MS_WITHHOLDING_SUPPORTS_ANOTHER] = {.name = "supports_another",
                                         .type = MS_BODY_WORD,
                                         .words = yes_no_words,
                                         .help = "whether the employee supports a spouse or child other than those of "
                                                 "the order"},
    [MS_WITHHOLDING_PLACE] = {.name = "place",
                              .type = MS_BODY_WORD,
                              .words = ms_premium_place_words,
                              .help = "where the law of the state of employment puts the premium: before all support, "
                                      "after current support, or after arrears too"},
    [MS_WITHHOLDING_WITHHELD] = {.name = "withheld",
                                 .type = MS_BODY_TRUTH,
                                 .help = "the employer withholds the premium"},
    [MS_WITHHOLDING_EVIDENCE] = {
        .name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it: pay stubs"}};

static ms_amount amount_of(const ms_body *body, size_t field)
{
    ms_cents cents = ms_body_money(body, field);
    return cents < 0 ? (ms_amount){.known = false} : (ms_amount){true, cents};
}

/* Whether the arrears are more than twelve weeks old. Without arrears they are not. */
static ms_truth old_arrears(const ms_body *body, ms_amount arrears, ms_date since, ms_date on)
{
    int32_t weeks = ms_body_count(body, MS_WITHHOLDING_ARREARS_WEEKS);
    if (arrears.known && arrears.cents == 0) {
        return MS_NO;
    }
    if (weeks >= 0) {
        return ms_truth_of(weeks > TWELVE_WEEKS);
    }
    ms_date last = since == MS_NO_DATE ? MS_NO_DATE : ms_clock_due(MS_CLOCK_ARREARS, since);
    return last == MS_NO_DATE ? MS_UNKNOWN : ms_truth_of(on > last);
}

static ms_status check_arrears(const ms_body *body, ms_date since, ms_date on, ms_refusal *refusal)
{
    if (since != MS_NO_DATE && ms_body_has(body, MS_WITHHOLDING_ARREARS_WEEKS)) {
        return ms_refuse(refusal, ms_event_format, "say how old the arrears are once: arrears_since or arrears_weeks");
    }
    if (since > on) {
        return ms_refuse(refusal, ms_event_format, "arrears that fall due later are none yet");
    }
    return MS_OK;
}

ms_status ms_withholding_read(const ms_body *body, ms_date on, ms_pay_period *period, ms_date *since,
                              ms_refusal *refusal)
{
    static const ms_truth answers[] = {MS_YES, MS_NO};
    int another = ms_body_word(body, MS_WITHHOLDING_SUPPORTS_ANOTHER, ms_withholding_fields);
    int place = ms_body_word(body, MS_WITHHOLDING_PLACE, ms_withholding_fields);
    *since = ms_body_date(body, MS_WITHHOLDING_ARREARS_SINCE);
    ms_status status = check_arrears(body, *since, on, refusal);
    *period = (ms_pay_period){.disposable = amount_of(body, MS_WITHHOLDING_DISPOSABLE),
                              .current = amount_of(body, MS_WITHHOLDING_SUPPORT),
                              .arrears = amount_of(body, MS_WITHHOLDING_ARREARS),
                              .premium = amount_of(body, MS_WITHHOLDING_PREMIUM),
                              .supports_another = another < 0 ? MS_UNKNOWN : answers[another],
                              .place = place < 0 ? MS_PREMIUM_PLACE_UNKNOWN : (ms_premium_place)(place + 1)};
    period->old_arrears = old_arrears(body, period->arrears, *since, on);
    return status;
}
