#include "casefile/clocks.h"

#include "casefile/business_days.h"

static const ms_clock_row rows[MS_CLOCK_COUNT] = {
    [MS_CLOCK_INFORMATION] = {"information-request", "answer the division's information request", 30, MS_CALENDAR_DAYS,
                              MS_LAST_DAY_STANDS, "the date of the request", "the parent who was asked",
                              "13 CSR 40-112.010(4)",
                              "Nothing in the rule extends the thirty days for mail, weekends or holidays (A-31).",
                              true},
    [MS_CLOCK_NOTICE] = {"notice-to-employer", "send the National Medical Support Notice to the employer", 2,
                         MS_BUSINESS_DAYS, MS_LAST_DAY_STANDS, "the entry in the State Directory of New Hires",
                         "the division", "45 CFR 303.32(c)(2); RSMo 454.606.3(1)", NULL, true},
    [MS_CLOCK_TRANSFER] = {"employer-to-plan", "pass the order or notice to the group health plan", 20,
                           MS_BUSINESS_DAYS, MS_LAST_DAY_STANDS, "the date of the order or notice",
                           "the employer or union", "45 CFR 303.32(c)(3); RSMo 454.615.1", NULL, true},
    [MS_CLOCK_NO_COVERAGE] = {"employer-response", "return the Employer Response when there is no coverage", 20,
                              MS_BUSINESS_DAYS, MS_LAST_DAY_STANDS, "the date of the notice", "the employer or union",
                              "National Medical Support Notice, Part A",
                              "Found in other states' rules and instructions, not in Missouri's.", true},
    [MS_CLOCK_PLAN_ANSWER] = {"plan-response", "answer the agency whether coverage is available", 40, MS_BUSINESS_DAYS,
                              MS_LAST_DAY_STANDS, "the date of the order or notice", "the plan administrator",
                              "RSMo 454.615.2; 29 USC 1169(a)(5)(C)", NULL, true},
    [MS_CLOCK_SELECTION] = {"plan-selection", "choose among the plan's options, else its default option applies", 20,
                            MS_BUSINESS_DAYS, MS_LAST_DAY_STANDS, "the plan administrator's response",
                            "the division with the custodial parent",
                            "RSMo 454.618; National Medical Support Notice, Part B",
                            "Business days in the notice; summaries of the Missouri bill say days.", true},
    [MS_CLOCK_WAITING_PERIOD] = {"waiting-period",
                                 "the longest waiting period after which the child is still enrolled at once", 90,
                                 MS_CALENDAR_DAYS, MS_LAST_DAY_STANDS, "the plan administrator's receipt of the notice",
                                 "the plan administrator", "National Medical Support Notice, Part B, Response 4",
                                 "A waiting period measured by anything but time counts as longer.", true},
    [MS_CLOCK_CONTEST] = {"obligor-contest", "contest the order or notice in writing", 30, MS_CALENDAR_DAYS,
                          MS_LAST_DAY_MOVES, "the mailing of the order or notice", "the obligor",
                          "RSMo 454.609.1(4); RSMo 506.060.1", NULL, true},
    [MS_CLOCK_HEARING] = {"contest-hearing", "give the obligor a chance to be heard", 30, MS_CALENDAR_DAYS,
                          MS_LAST_DAY_MOVES, "the receipt of the notice of contest", "the court or the division",
                          "RSMo 454.609.1(5); RSMo 506.060.1", NULL, true},
    [MS_CLOCK_RETALIATION] = {"retaliation", "a discharge up to this day is presumed to be retaliation", 30,
                              MS_CALENDAR_DAYS, MS_LAST_DAY_STANDS, "the day on which the order is to take effect",
                              "the employer", "RSMo 454.645.1", NULL, true},
    [MS_CLOCK_ARREARS] = {"arrears-age", "arrears older than this raise the withholding ceiling by five points", 84,
                          MS_CALENDAR_DAYS, MS_LAST_DAY_STANDS, "the day on which the arrears fell due", "the employer",
                          "15 USC 1673(b)(2)", "Twelve weeks: confirmed in part only.", false},
};

const ms_clock_row *ms_clock_describe(ms_clock clock)
{
    return &rows[clock];
}

ms_date ms_clock_due(ms_clock clock, ms_date from)
{
    const ms_clock_row *row = &rows[clock];
    if (row->kind == MS_BUSINESS_DAYS) {
        return ms_business_days_after(from, row->days);
    }
    ms_date last = ms_calendar_days_after(from, row->days);
    return last == MS_NO_DATE || row->last_day == MS_LAST_DAY_STANDS ? last : ms_business_day_from(last);
}
