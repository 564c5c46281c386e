/* What each step found, in a sentence; and why a paragraph orders something or does not. */
#include "facts/wording.h"

#include "determine/view.h"
#include "facts/names.h"

/* ---- what a step speaks of --------------------------------------------------------------------------------------- */

static const ms_parent *parent_of(const ms_determination *d, const ms_step *step)
{
    return &d->document->facts.parents[step->party];
}

static const ms_plan *plan_of(const ms_determination *d, const ms_step *step)
{
    return &parent_of(d, step)->plans[step->plan];
}

static const ms_child *child_of(const ms_determination *d, const ms_step *step)
{
    return &d->document->facts.children[step->child];
}

static bool has_plan(const ms_step *step)
{
    return step->plan != MS_NO_PLAN;
}

/* Whether the parent is known to have no plan at all. */
static bool has_none(const ms_determination *d, ms_party party)
{
    const ms_parent *parent = &d->document->facts.parents[party];
    return parent->plans_known && parent->plan_count == 0;
}

/* Whether what is unknown of the parent counts as not shown, (4). */
static bool not_shown(const ms_determination *d, ms_party party)
{
    return ms_party_not_shown(&d->document->facts, party, &d->settings);
}

/* The first last day for an answer of a silent parent. It is over, so it lies within the calendar, as the last day of a
 * request that is still running need not. */
static ms_date overdue_since(const ms_determination *d, ms_party party)
{
    const ms_case *facts = &d->document->facts;
    ms_date first = MS_NO_DATE;
    for (uint32_t i = 0; i < facts->request_count; i++) {
        const ms_request *request = &facts->requests[i];
        if (request->of != party || request->sent == MS_NO_DATE) {
            continue;
        }
        ms_date last_day = ms_rule_4_last_day(request->sent, d->settings.answer_days);
        if (last_day < facts->as_of && (first == MS_NO_DATE || last_day < first)) {
            first = last_day;
        }
    }
    return first;
}

/* ---- the sentence of each question ------------------------------------------------------------------------------- */

static const char *silent_words(const ms_determination *d, const ms_step *step)
{
    if (step->answer == MS_YES) {
        return "{Parent} has not answered the request for information; the last day for it was {date}.";
    }
    const ms_case *facts = &d->document->facts;
    if (ms_rule_4_answered(facts->requests, facts->request_count, step->party, facts->as_of)) {
        return "{Parent} has answered the request for information.";
    }
    return "No request for information to {parent} is overdue.";
}

static const char *not_shown_words(const ms_determination *d, const ms_step *step)
{
    (void)d;
    return step->answer == MS_YES ? "What is not known of {parent}'s plans and income counts as not shown."
                                  : "What is not known of {parent}'s plans and income stays unknown.";
}

static const char *plan_counts_words(const ms_determination *d, const ms_step *step)
{
    (void)d;
    return step->answer == MS_YES ? "{Plan} gives dental benefits alone, and counts as any private plan does."
                                  : "{Plan} gives dental benefits alone, and opens and closes no paragraph.";
}

static const char *can_be_ordered_words(const ms_determination *d, const ms_step *step)
{
    if (d->document->facts.kind == MS_KIND_AGENCY) {
        return "An agency seeks support: it has no plan of which to order coverage.";
    }
    return step->answer == MS_YES ? "{Seeking} is no parent, and is treated as a parent."
                                  : "{Seeking} is no parent, and cannot be ordered to provide coverage.";
}

static const char *covers_words(const ms_determination *d, const ms_step *step)
{
    if (!has_plan(step)) {
        if (step->answer == MS_UNKNOWN) {
            return "Whether {parent} has a private plan that covers {child} is not known.";
        }
        return has_none(d, step->party) ? "{Parent} has no private plan."
                                        : "{Parent} has not shown a private plan that covers {child}.";
    }
    const ms_plan *plan = plan_of(d, step);
    if (step->answer == MS_YES) {
        return "{Plan} covers {child}.";
    }
    if (step->answer == MS_UNKNOWN) {
        return "Whether {plan} covers {child} is not known.";
    }
    if (plan->covered_until != MS_NO_DATE && plan->covered_until < d->document->facts.as_of) {
        return "Cover by {plan} ended on {date}.";
    }
    return plan->covers_known ? "{Plan} does not cover {child}." : "It is not shown that {plan} covers {child}.";
}

static const char *wants_words(const ms_determination *d, const ms_step *step)
{
    (void)d;
    static const char *const sentences[] = {
        [MS_YES] = "{Seeking} wants to go on covering {child}.",
        [MS_NO] = "{Seeking} does not want to go on covering {child}.",
        [MS_UNKNOWN] = "Whether {seeking} wants to go on covering {child} is not known.",
    };
    return sentences[step->answer];
}

/* Whether the trace found on the way to (B) that a plan of the parent seeking support covers the child. */
static bool seeking_covers(const ms_determination *d, uint32_t child)
{
    for (uint32_t i = 0; i < d->explanation.step_count; i++) {
        const ms_step *step = &d->explanation.steps[i];
        if (step->child == child && step->under == MS_5B && step->question == MS_ASK_COVERS && step->answer == MS_YES
            && !step->beside) {
            return true;
        }
    }
    return false;
}

static const char *neither_words(const ms_determination *d, const ms_step *step)
{
    bool certain = seeking_covers(d, step->child) && d->document->facts.maintain_coverage == MS_NO;
    if (step->answer == MS_UNKNOWN) {
        return "Whether a parent maintains coverage for {child} is not known.";
    }
    if (step->answer == MS_NO) {
        return certain ? "{Seeking} does not want to go on, but still covers {child}: read literally, coverage is "
                         "maintained."
                       : "Here {seeking} covers {child} without wanting to go on: read literally, coverage "
                         "is maintained.";
    }
    if (step->reading == MS_NO_READING) {
        return "Neither parent maintains coverage for {child}.";
    }
    return certain
               ? "Neither parent maintains coverage for {child}: cover that {seeking} does not want to go on with "
                 "counts as not maintained."
               : "Neither parent maintains coverage for {child}: if {seeking} covers {child}, it is without wanting "
                 "to go on, and counts as not maintained.";
}

static const char *d_open_words(const ms_determination *d, const ms_step *step)
{
    if (step->answer == MS_UNKNOWN) {
        return "Whether {not seeking} has such coverage is not known.";
    }
    if (step->answer == MS_NO) {
        return "{Not seeking} has a plan at a reasonable cost.";
    }
    if (not_shown(d, MS_PNS)) {
        return "{Not seeking} has not shown a plan that is both reasonable and accessible to {child}.";
    }
    return step->reading == MS_NO_READING ? "{Not seeking} has no plan at a reasonable cost."
                                          : "{Not seeking} has no plan that is both reasonable and accessible to "
                                            "{child}.";
}

static const char *available_words(const ms_determination *d, const ms_step *step)
{
    if (!has_plan(step)) {
        if (step->answer == MS_UNKNOWN) {
            return "Whether {parent} has a private plan available is not known.";
        }
        return has_none(d, step->party) ? "{Parent} has no private plan."
                                        : "{Parent} has not shown that a private plan is available.";
    }
    return step->answer == MS_YES ? "{Plan} can be had now." : "{Plan} cannot be had before {date}.";
}

static const char *exempt_words(const ms_determination *d, const ms_step *step)
{
    if (step->answer == MS_NO) {
        return "The cost test applies to {plan}.";
    }
    if (step->answer == MS_UNKNOWN) {
        return "Whether the cost test applies to {plan} is not known.";
    }
    return d->settings.readings.choice[MS_COVERED_EXEMPTION] == MS_ANY_PLAN
               ? "The cost test is off for {plan}: a private plan covers {child} now."
               : "The cost test is off for {plan}: it covers {child} now.";
}

/* Whether the test's own figures give the answer: no exemption, no reading of other plans, no silence. */
static ms_truth tested(const ms_determination *d, const ms_step *step)
{
    ms_range income = ms_rule_1a_gross_income(&parent_of(d, step)->income);
    ms_range increase = ms_rule_2_increase(&plan_of(d, step)->cost);
    if (ms_rule_2_within(increase.hi, income.lo, d->settings.percent)) {
        return MS_YES;
    }
    return ms_rule_2_within(increase.lo, income.hi, d->settings.percent) ? MS_UNKNOWN : MS_NO;
}

/* The sentence where the answer is the test's own. */
static const char *tested_words(const ms_step *step, const ms_figures *figures)
{
    static const char *const known[] = {
        [MS_SIDE_UNKNOWN] = "",
        [MS_SIDE_BELOW] = "{Plan} is reasonable: {increase}. The ceiling is {ceiling} a month, {limit} of {income}; "
                          "{distance} below.",
        [MS_SIDE_AT] = "{Plan} is reasonable: {increase}. That is exactly the ceiling, {limit} of {income} a month.",
        [MS_SIDE_ABOVE] =
            "{Plan} is not reasonable: {increase}. The ceiling is {ceiling} a month, {limit} of {income}; "
            "{distance} above.",
    };
    if (figures->increase.known && figures->ceiling.known) {
        return known[figures->side];
    }
    return step->answer == MS_YES ? "{Plan} is reasonable: whatever the missing figures are, it adds no more than "
                                    "{limit} of {parent}'s gross income."
                                  : "{Plan} is not reasonable: whatever the missing figures are, it adds more than "
                                    "{limit} of {parent}'s gross income.";
}

/* The sentence where the answer comes from elsewhere than the test. */
static const char *untested_words(const ms_determination *d, const ms_step *step)
{
    if (step->answer == MS_NO) {
        return plan_of(d, step)->source == MS_SOURCE_OTHER
                       && d->settings.readings.choice[MS_NON_EMPLOYER_COST] == MS_NEVER_REASONABLE
                   ? "{Plan} is not reasonable: it is not through an employer or union."
                   : "It is not shown that {plan} is reasonable.";
    }
    return plan_of(d, step)->source == MS_SOURCE_OTHER
                   && d->settings.readings.choice[MS_NON_EMPLOYER_COST] == MS_ALWAYS_REASONABLE
               ? "{Plan} is reasonable: it is not through an employer or union, and no test applies to it."
               : "{Plan} is reasonable: the cost test is off.";
}

static const char *reasonable_words(const ms_determination *d, const ms_step *step)
{
    if (!has_plan(step)) {
        return available_words(d, step);
    }
    if (step->answer == MS_UNKNOWN) {
        return "Whether {plan} is reasonable is not known.";
    }
    ms_range income = ms_rule_1a_gross_income(&parent_of(d, step)->income);
    ms_range increase = ms_rule_2_increase(&plan_of(d, step)->cost);
    ms_truth within = tested(d, step);
    if (within != step->answer) {
        return untested_words(d, step);
    }
    ms_figures figures = ms_figures_of(increase, income, within, d->settings.percent);
    return tested_words(step, &figures);
}

static const char *accessible_words(const ms_determination *d, const ms_step *step)
{
    if (!has_plan(step)) {
        return available_words(d, step);
    }
    const ms_area *area = &plan_of(d, step)->area;
    if (step->answer == MS_UNKNOWN) {
        return area->kind == MS_AREA_UNKNOWN
                   ? "Whether {plan} is accessible is not known: its service area is not known."
                   : "Whether {plan} is accessible is not known: not enough of {child}'s home "
                     "is known.";
    }
    if (step->answer == MS_YES) {
        return area->kind == MS_AREA_UNLIMITED ? "{Plan} is accessible: it is not limited to an area."
                                               : "{Plan} is accessible: {child}'s home ({home}) is in its area.";
    }
    if (area->kind == MS_AREA_LISTS && area->zip_count + area->county_count + area->state_count == 0) {
        return "{Plan} is not accessible: no place is in its area.";
    }
    return ms_rule_3_accessible(area, &child_of(d, step)->home) == MS_NO
               ? "{Plan} is not accessible: {child}'s home ({home}) is outside its area."
               : "It is not shown that {plan} is accessible to {child}.";
}

static const char *public_words(const ms_determination *d, const ms_step *step)
{
    static const char *const sentences[] = {
        [MS_PUBLIC_UNKNOWN] = "Whether {child} is on public coverage is not known.",
        [MS_PUBLIC_NONE] = "{Child} is not on public coverage.",
        [MS_PUBLIC_THROUGH_PSS] = "{Child} is on {public} through {seeking}.",
        [MS_PUBLIC_THROUGH_PNS] = "{Child} is on {public}, but through {not seeking}.",
        [MS_PUBLIC_THROUGH_OTHER] = "{Child} is on {public}, but through neither side.",
        [MS_PUBLIC_ENROLLED] = "{Child} is on {public}; through whom is not known.",
    };
    return sentences[child_of(d, step)->public_coverage];
}

static const char *percentage_words(const ms_determination *d, const ms_step *step)
{
    static const char *const sentences[] = {
        [MS_SHARE_UNKNOWN] = "The percentage is {percent} whether the division calculates a Form 14 or not.",
        [MS_SHARE_LINE_4] = "The percentage is {percent}: line 4 of Form 14 for {not seeking}.",
        [MS_SHARE_NO_FORM14] = "The percentage is {percent}: the division calculates no Form 14.",
        [MS_SHARE_ZERO_COMBINED] =
            "The percentage is {percent}: combined line 3 of Form 14 is zero, so it has no line 4.",
    };
    if (step->answer != MS_YES) {
        return "The percentage is not known.";
    }
    return sentences[ms_rule_5_percentage(&d->document->facts.form14, d->settings.default_share).basis];
}

static const char *(*const choosers[MS_QUESTION_COUNT])(const ms_determination *d, const ms_step *step) = {
    [MS_ASK_SILENT] = silent_words,           [MS_ASK_NOT_SHOWN] = not_shown_words,
    [MS_ASK_PLAN_COUNTS] = plan_counts_words, [MS_ASK_CAN_BE_ORDERED] = can_be_ordered_words,
    [MS_ASK_COVERS] = covers_words,           [MS_ASK_WANTS] = wants_words,
    [MS_ASK_NEITHER] = neither_words,         [MS_ASK_D_OPEN] = d_open_words,
    [MS_ASK_AVAILABLE] = available_words,     [MS_ASK_EXEMPT] = exempt_words,
    [MS_ASK_REASONABLE] = reasonable_words,   [MS_ASK_ACCESSIBLE] = accessible_words,
    [MS_ASK_PUBLIC] = public_words,           [MS_ASK_PERCENTAGE] = percentage_words,
};

/* The date that a step's sentence may name. */
static ms_date date_of(const ms_determination *d, const ms_step *step)
{
    switch (step->question) {
    case MS_ASK_SILENT:
        return overdue_since(d, step->party);
    case MS_ASK_COVERS:
        return has_plan(step) ? plan_of(d, step)->covered_until : MS_NO_DATE;
    case MS_ASK_AVAILABLE:
        return has_plan(step) ? plan_of(d, step)->available_from : MS_NO_DATE;
    default:
        return MS_NO_DATE;
    }
}

static ms_subject subject_of(const ms_determination *d, const ms_step *step)
{
    ms_subject subject = {
        .children = UINT32_C(1) << step->child, .party = step->party, .plan = step->plan, .date = date_of(d, step)};
    if (step->question == MS_ASK_REASONABLE && has_plan(step)) {
        ms_range increase = ms_rule_2_increase(&plan_of(d, step)->cost);
        subject.income = ms_rule_1a_gross_income(&parent_of(d, step)->income);
        subject.figures = ms_figures_of(increase, subject.income, tested(d, step), d->settings.percent);
    }
    if (step->question == MS_ASK_PERCENTAGE) {
        subject.cents = ms_rule_5_percentage(&d->document->facts.form14, d->settings.default_share).percentage;
    }
    return subject;
}

/* ---- why a paragraph orders something or not ----------------------------------------------------------------------- */

typedef enum reason {
    TAKEN = 0,
    OPEN,
    NO_PLAN,        /* the parent has none */
    NO_COVER,       /* no plan of the parent covers the child */
    NO_COVER_SHOWN, /* the same of a silent parent */
    DENTAL_COVER,   /* a plan that does not count covers the child */
    CANNOT_BE_ORDERED,
    AGENCY,
    UNWILLING,       /* the parent covers, and does not want to go on */
    MAINTAINED,      /* (C) is closed */
    NOT_SUITABLE,    /* no plan is both reasonable and accessible */
    NONE_SHOWN,      /* the same of a silent parent */
    DENTAL_PLANS,    /* the parent has only plans that do not count */
    CLOSED_BY_OTHER, /* (D) is closed by the other parent's plan */
    NOT_ENROLLED,    /* (E) */
    NOT_THROUGH_PSS, /* (E), read literally */
    ENROLLED,        /* (F) */
    PLAN_EXISTS,     /* (E), (F): a parent has a suitable plan, which no paragraph orders */
    REASON_COUNT
} reason;

static const struct {
    const char *sentence;
    const char *in_short;
} reasons[REASON_COUNT] = {
    [TAKEN] = {"", ""},
    [OPEN] = {"This may apply; what is missing decides.", "what is missing decides"},
    [NO_PLAN] = {"{Parent} has no private plan.", "no plan"},
    [NO_COVER] = {"No plan of {parent} covers {child}.", "no plan covers the child"},
    [NO_COVER_SHOWN] = {"{Parent} has not shown a plan that covers {child}.", "no cover shown"},
    [DENTAL_COVER] = {"{Parent} covers {child} for dental care alone, which does not count.", "dental cover alone"},
    [CANNOT_BE_ORDERED] = {"{Seeking} is no parent, and cannot be ordered to provide coverage.",
                           "a custodian is no parent"},
    [AGENCY] = {"An agency seeks support, and has no plan.", "an agency has no plan"},
    [UNWILLING] = {"{Parent} covers {child}, but does not want to go on.", "does not want to go on"},
    [MAINTAINED] = {"{Seeking} still maintains coverage for {child}, wanted or not.", "coverage is maintained"},
    [NOT_SUITABLE] = {"{Parent} has no plan that is both reasonable and accessible to {child}.",
                      "no plan is reasonable and accessible"},
    [NONE_SHOWN] = {"{Parent} has not shown a plan that is both reasonable and accessible to {child}.",
                    "no suitable plan shown"},
    [DENTAL_PLANS] = {"{Parent} has plans for dental care alone, which do not count.", "dental plans alone"},
    [CLOSED_BY_OTHER] = {"{Not seeking} has a plan at a reasonable cost, so this paragraph does not open.",
                         "the other parent has a reasonable plan"},
    [NOT_ENROLLED] = {"{Child} is not on public coverage.", "not on public coverage"},
    [NOT_THROUGH_PSS] = {"{Child} is on public coverage, but not through {seeking}.",
                         "public coverage through another"},
    [ENROLLED] = {"{Child} is on public coverage.", "on public coverage"},
    [PLAN_EXISTS] = {"A parent has a plan that is both reasonable and accessible.", "a suitable plan exists"},
};

uint32_t ms_first_step_of(const ms_explanation *explanation, uint32_t index)
{
    const ms_step *steps = explanation->steps;
    uint32_t first = index;
    while (first > 0 && steps[first - 1].child == steps[index].child && steps[first - 1].under == steps[index].under
           && steps[first - 1].question != MS_ASK_PARAGRAPH) {
        first--;
    }
    return first;
}

/* Whether a step of the paragraph that ends at `index` gave an answer to a question. */
static bool answered(const ms_determination *d, uint32_t index, ms_question question, ms_truth answer)
{
    for (uint32_t i = ms_first_step_of(&d->explanation, index); i < index; i++) {
        const ms_step *step = &d->explanation.steps[i];
        if (step->question == question && step->answer == answer && !step->beside) {
            return true;
        }
    }
    return false;
}

/* Whether the parent has plans and none of them opens a paragraph. */
static bool none_counts(const ms_determination *d, ms_party party)
{
    const ms_parent *parent = &d->document->facts.parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (ms_rule_1d_counts(&parent->plans[i], &d->settings.readings)) {
            return false;
        }
    }
    return parent->plan_count > 0;
}

/* Whether a step of the paragraph found that a plan which does not count covers the child. */
static bool dental_cover(const ms_determination *d, uint32_t index)
{
    for (uint32_t i = ms_first_step_of(&d->explanation, index); i < index; i++) {
        const ms_step *step = &d->explanation.steps[i];
        if (step->question == MS_ASK_COVERS && step->answer == MS_YES && step->beside) {
            return true;
        }
    }
    return false;
}

/* Why no plan of the parent covers the child. */
static reason no_cover(const ms_determination *d, uint32_t index, ms_party party)
{
    if (has_none(d, party)) {
        return NO_PLAN;
    }
    if (dental_cover(d, index)) {
        return DENTAL_COVER;
    }
    return not_shown(d, party) ? NO_COVER_SHOWN : NO_COVER;
}

/* Why no plan of the parent is to be ordered. */
static reason not_suitable(const ms_determination *d, ms_party party)
{
    if (has_none(d, party)) {
        return NO_PLAN;
    }
    if (none_counts(d, party)) {
        return DENTAL_PLANS;
    }
    return not_shown(d, party) ? NONE_SHOWN : NOT_SUITABLE;
}

/* Why the parent seeking support cannot be ordered. */
static reason not_to_be_ordered(const ms_determination *d)
{
    return d->document->facts.kind == MS_KIND_AGENCY ? AGENCY : CANNOT_BE_ORDERED;
}

static reason refused_b(const ms_determination *d, uint32_t index)
{
    if (answered(d, index, MS_ASK_CAN_BE_ORDERED, MS_NO)) {
        return not_to_be_ordered(d);
    }
    return answered(d, index, MS_ASK_WANTS, MS_NO) ? UNWILLING : no_cover(d, index, MS_PSS);
}

static reason refused_c(const ms_determination *d, uint32_t index)
{
    return answered(d, index, MS_ASK_NEITHER, MS_NO) ? MAINTAINED : not_suitable(d, MS_PNS);
}

static reason refused_d(const ms_determination *d, uint32_t index)
{
    if (answered(d, index, MS_ASK_D_OPEN, MS_NO)) {
        return CLOSED_BY_OTHER;
    }
    return answered(d, index, MS_ASK_CAN_BE_ORDERED, MS_NO) ? not_to_be_ordered(d) : not_suitable(d, MS_PSS);
}

/* (E) and (F): the public coverage is not as the paragraph asks, or a parent has a suitable plan after all. */
static reason refused_share(const ms_determination *d, uint32_t index)
{
    const ms_step *step = &d->explanation.steps[index];
    if (!answered(d, index, MS_ASK_PUBLIC, MS_NO)) {
        return PLAN_EXISTS;
    }
    if (step->under == MS_5F) {
        return ENROLLED;
    }
    return child_of(d, step)->public_coverage == MS_PUBLIC_NONE ? NOT_ENROLLED : NOT_THROUGH_PSS;
}

static reason reason_of(const ms_determination *d, uint32_t index)
{
    const ms_step *step = &d->explanation.steps[index];
    if (step->result != MS_STEP_REFUSED) {
        return step->result == MS_STEP_TAKEN ? TAKEN : OPEN;
    }
    switch (step->under) {
    case MS_5A:
        return no_cover(d, index, MS_PNS);
    case MS_5B:
        return refused_b(d, index);
    case MS_5C:
        return refused_c(d, index);
    case MS_5D:
        return refused_d(d, index);
    default:
        return refused_share(d, index);
    }
}

/* What a paragraph's reason speaks of: its own parent. */
static ms_subject subject_of_paragraph(const ms_step *step)
{
    return (ms_subject){
        .children = UINT32_C(1) << step->child, .party = ms_rule_5_obligor(step->under), .plan = MS_NO_PLAN};
}

/* What is taken, in a sentence and in short. */
static const char *taken_sentence(ms_paragraph paragraph)
{
    static const char *const sentences[] = {
        [MS_5A] = "{Parent} has {child} covered by a private plan.",
        [MS_5B] = "{Parent} has {child} covered by a private plan and wants to go on.",
        [MS_5C] = "{Parent} can have a plan that is reasonable and accessible to {child}.",
        [MS_5D] = "{Parent} can have a plan that is reasonable and accessible to {child}.",
        [MS_5E] = "No plan can be ordered, and {child} is on public coverage.",
        [MS_5F] = "No plan can be ordered, and {child} is not on public coverage.",
    };
    return sentences[paragraph];
}

static const char *taken_in_short(ms_paragraph paragraph)
{
    static const char *const words[] = {
        [MS_5A] = "covers the child now",
        [MS_5B] = "covers the child, and wants to go on",
        [MS_5C] = "has a plan that is reasonable and accessible",
        [MS_5D] = "has a plan that is reasonable and accessible",
        [MS_5E] = "no plan can be ordered; on public coverage",
        [MS_5F] = "no plan can be ordered; not on public coverage",
    };
    return words[paragraph];
}

void ms_say_reason(const ms_prose *prose, uint32_t index)
{
    const ms_step *step = &prose->of->explanation.steps[index];
    ms_subject subject = subject_of_paragraph(step);
    reason why = reason_of(prose->of, index);
    ms_say(prose, &subject, why == TAKEN ? taken_sentence(step->under) : reasons[why].sentence);
}

/* The step that speaks against a parent's only plan that counts: the first of its tests that fails; NULL where the
 * parent has several plans, or none fails for certain. */
static const ms_step *failed_test(const ms_determination *d, uint32_t index)
{
    const ms_step *failed = NULL;
    int32_t plan = MS_NO_PLAN;
    for (uint32_t i = ms_first_step_of(&d->explanation, index); i < index; i++) {
        const ms_step *step = &d->explanation.steps[i];
        if (!has_plan(step) || step->beside) {
            continue;
        }
        if (plan != MS_NO_PLAN && plan != step->plan) {
            return NULL;
        }
        plan = step->plan;
        bool test = step->question == MS_ASK_AVAILABLE || step->question == MS_ASK_REASONABLE
                    || step->question == MS_ASK_ACCESSIBLE;
        if (failed == NULL && test && step->answer == MS_NO) {
            failed = step;
        }
    }
    return failed;
}

/* What is wrong with a plan, in a few words. */
static const char *failure(const ms_step *step, const ms_figures *figures)
{
    switch (step->question) {
    case MS_ASK_AVAILABLE:
        return "the plan cannot be had before {date}";
    case MS_ASK_ACCESSIBLE:
        return "the plan does not serve the child's home";
    default:
        return figures->side == MS_SIDE_ABOVE && figures->distance.known ? "the plan costs {distance} a month too much"
                                                                         : "the plan is not reasonable";
    }
}

void ms_say_short_reason(const ms_prose *prose, uint32_t index)
{
    const ms_step *step = &prose->of->explanation.steps[index];
    reason why = reason_of(prose->of, index);
    const ms_step *failed = why == NOT_SUITABLE ? failed_test(prose->of, index) : NULL;
    if (failed != NULL) {
        ms_subject subject = subject_of(prose->of, failed);
        ms_say(prose, &subject, failure(failed, &subject.figures));
        return;
    }
    ms_buffer_put(prose->out, why == TAKEN ? taken_in_short(step->under) : reasons[why].in_short);
}

/* ---- steps ------------------------------------------------------------------------------------------------------- */

static void say_paragraph(const ms_prose *prose, uint32_t index)
{
    static const char *const openings[] = {
        [MS_STEP_PART] = "",
        [MS_STEP_TAKEN] = " applies. ",
        [MS_STEP_REFUSED] = " does not apply. ",
        [MS_STEP_OPEN] = " may apply; what is missing decides.",
    };
    const ms_step *step = &prose->of->explanation.steps[index];
    ms_buffer_put(prose->out, ms_paragraph_name(step->under));
    ms_buffer_put(prose->out, openings[step->result]);
    if (step->result == MS_STEP_OPEN) {
        return;
    }
    ms_say_reason(prose, index);
}

void ms_say_step(const ms_prose *prose, uint32_t index)
{
    const ms_step *step = &prose->of->explanation.steps[index];
    if (step->question == MS_ASK_PARAGRAPH) {
        say_paragraph(prose, index);
        return;
    }
    ms_subject subject = subject_of(prose->of, step);
    ms_say(prose, &subject, choosers[step->question](prose->of, step));
}
