/* The flags: what a reviewer should see, with the paragraph and the open question (A-1 ...) that it comes from. */
#include "facts/wording.h"

static const ms_flag_text texts[MS_FLAG_COUNT] = {
    [MS_FLAG_DENTAL_ONLY_COVER] = {MS_NAME("dental-only-cover"), MS_NAME("(1)(D), A-9"),
                                   "{Plan} covers {child} for dental care alone; no medical cover comes with it."},
    [MS_FLAG_INACCESSIBLE_COVER] =
        {MS_NAME("inaccessible-cover"), MS_NAME("(5)(A),(B), A-27"),
         "{Plan} covers {child}, but does not serve where {child} {lives}; cover in force is "
         "ordered all the same."},
    [MS_FLAG_ZERO_INCOME] = {MS_NAME("zero-income"), MS_NAME("(2), A-18"),
                             "{Parent} has no gross income, so only a plan that costs nothing more is reasonable."},
    [MS_FLAG_CUSTODIAN_NO_PARENT] = {MS_NAME("custodian-no-parent"), MS_NAME("(1)(B), A-6"),
                                     "{Seeking} is no parent; (5)(B) and (D) order a parent."},
    [MS_FLAG_AGENCY_SEEKING] = {MS_NAME("agency-seeking"), MS_NAME("(1)(B), A-5"),
                                "An agency seeks support. It has no plan, no income and no wish, so (5)(B) and (D) "
                                "cannot apply."},
    [MS_FLAG_SPLIT_FAMILY] = {MS_NAME("split-family"), MS_NAME("(5), A-45"),
                              "The children differ: each is determined on the facts of that child alone."},
    [MS_FLAG_LINE_4_ZERO] = {MS_NAME("line-4-zero"), MS_NAME("(5)(E),(F), A-53"),
                             "Line 4 of Form 14 for {not seeking} is 0%, so the order would be to pay nothing."},
    [MS_FLAG_LINE_4_HUNDRED] = {MS_NAME("line-4-hundred"), MS_NAME("(5)(E),(F), A-53"),
                                "Line 4 of Form 14 for {not seeking} is 100%, so that parent would pay all."},
    [MS_FLAG_COMBINED_ZERO] = {MS_NAME("combined-zero"), MS_NAME("(5)(E),(F), A-52"),
                               "Combined line 3 of Form 14 is zero, so there is no line 4; the percentage is that of "
                               "cases without a Form 14."},
    [MS_FLAG_ADULT_CHILD] = {MS_NAME("adult-child"), MS_NAME("(5), RSMo 452.340"),
                             "{Child} {is} 18 or more on the day; check that support is still owed."},
    [MS_FLAG_NON_EMPLOYER_PLAN] = {MS_NAME("non-employer-plan"), MS_NAME("(2), A-12"),
                                   "{Plan} is not through an employer or union, and (2) speaks of those alone."},
    [MS_FLAG_UNWILLING_COVERAGE] = {MS_NAME("unwilling-coverage"), MS_NAME("(5)(B),(C), A-38"),
                                    "{Seeking} covers {child} and does not want to go on."},
    [MS_FLAG_BOTH_COVER] = {MS_NAME("both-cover"), MS_NAME("(5)(A), A-36"),
                            "Both parents cover {child}. (5)(A) comes first and orders {not seeking} alone."},
    [MS_FLAG_COVER_ENDING] = {MS_NAME("cover-ending"), MS_NAME("(5)(A),(B), A-37"), "Cover by {plan} ends on {date}."},
    [MS_FLAG_COSTLY_COVER] = {MS_NAME("costly-cover"), MS_NAME("(2), A-19"),
                              "{Plan} costs more than the ceiling; no test applies to it, since it covers {child}."},
    [MS_FLAG_INACCESSIBLE_PLAN] = {MS_NAME("inaccessible-plan"), MS_NAME("(5)(C),(D), A-40"),
                                   "{Not seeking} has a plan at a reasonable cost, but none that is also accessible to "
                                   "{child}; the text leaves open whether (D) then applies."},
    [MS_FLAG_SAME_PLAN] = {MS_NAME("same-plan"), MS_NAME("(5)(C),(D), A-41"),
                           "{Parent} has one plan that is reasonable and another that is accessible, but none that is "
                           "both."},
    [MS_FLAG_PUBLIC_THROUGH_OTHER] = {MS_NAME("public-through-other"), MS_NAME("(5)(E),(F), A-47"),
                                      "{Child} {is} on public coverage, but not through {seeking}; neither (E) nor (F) "
                                      "speaks of that."},
    [MS_FLAG_THIRD_PARTY_COVER] = {MS_NAME("third-party-cover"), MS_NAME("(5)(E),(F), A-50"),
                                   "Someone who is neither parent covers {child} by a private plan."},
    [MS_FLAG_SILENT_PARENT] = {MS_NAME("silent-parent"), MS_NAME("(4)"),
                               "{Parent} has not answered in time. What is not known of that parent's plans and income "
                               "counts as not shown."},
    [MS_FLAG_BOTH_SILENT] = {MS_NAME("both-silent"), MS_NAME("(4), A-29"),
                             "Neither parent has answered in time; (4) settles only the case of one."},
    [MS_FLAG_LATE_ANSWER] = {MS_NAME("late-answer"), MS_NAME("(4), A-30"),
                             "{Parent} answered after the last day. The answer is used all the same."},
    [MS_FLAG_PLAN_AHEAD] = {MS_NAME("plan-ahead"), MS_NAME("(5)(C),(D), A-43"),
                            "{Plan} can be had from {date}; determine the case again then."},
    [MS_FLAG_TWO_NOT_SEEKING] =
        {MS_NAME("two-not-seeking"), MS_NAME("(1)(C), A-7"),
         "Another document of the same group is for another parent not seeking support; each is "
         "determined alone, and both outcomes may apply."},
    [MS_FLAG_SHARE_REMAINDER] = {MS_NAME("share-remainder"), MS_NAME("(5)(E),(F), A-55"),
                                 "The rule says nothing of who pays the rest of the costs."},
    [MS_FLAG_OTHER_HOLDER] = {MS_NAME("other-holder"), MS_NAME("(1)(D), A-11"),
                              "{Plan} is listed for {parent}, but {holder} holds it."},
};

const ms_flag_text *ms_flag_describe(ms_flag_name name)
{
    return &texts[name];
}

/* The day that a flag's sentence names. */
static ms_date date_of(const ms_document *document, const ms_flag *flag)
{
    if (flag->plan == MS_NO_PLAN) {
        return MS_NO_DATE;
    }
    const ms_plan *plan = &document->facts.parents[flag->party].plans[flag->plan];
    return flag->name == MS_FLAG_COVER_ENDING ? plan->covered_until : plan->available_from;
}

void ms_say_flag(const ms_prose *prose, const ms_flag *flag)
{
    ms_subject subject = {.children = flag->children,
                          .party = flag->party,
                          .plan = flag->plan,
                          .date = date_of(prose->of->document, flag)};
    ms_say(prose, &subject, texts[flag->name].pattern);
}
