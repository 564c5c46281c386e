/* Outcomes, orders and changes in sentences. */
#include "facts/wording.h"

#include "facts/names.h"

#include <string.h>

static ms_subject subject_of(uint32_t children, ms_party party)
{
    return (ms_subject){.children = children, .party = party, .plan = MS_NO_PLAN, .word = ""};
}

/* What an obligation asks, after "is ordered to"; the second where its percentage is not known. */
static const char *const duties[][2] = {
    [MS_NO_OBLIGATION] = {"", ""},
    [MS_PROVIDE_COVERAGE] = {"provide health coverage", "provide health coverage"},
    [MS_PAY_UNCOVERED_COSTS] = {"pay {percent} of the uncovered costs of {child}'s necessary medical care",
                                "pay a percentage of the uncovered costs of {child}'s necessary medical care"},
    [MS_PAY_REASONABLE_COSTS] = {"pay {percent} of the reasonable costs of {child}'s necessary medical care",
                                 "pay a percentage of the reasonable costs of {child}'s necessary medical care"},
};

/* The same in short. */
static const char *const short_duties[][2] = {
    [MS_NO_OBLIGATION] = {"", ""},
    [MS_PROVIDE_COVERAGE] = {"provide health coverage", "provide health coverage"},
    [MS_PAY_UNCOVERED_COSTS] = {"pay {percent} of the uncovered costs", "pay a percentage of the uncovered costs"},
    [MS_PAY_REASONABLE_COSTS] = {"pay {percent} of the reasonable costs", "pay a percentage of the reasonable costs"},
};

/* What a parent does under an obligation. */
static const char *const deeds[][2] = {
    [MS_NO_OBLIGATION] = {"", ""},
    [MS_PROVIDE_COVERAGE] = {"{Parent} provides health coverage", "{Parent} provides health coverage"},
    [MS_PAY_UNCOVERED_COSTS] = {"{Parent} pays {percent} of the uncovered costs",
                                "{Parent} pays a percentage of the uncovered costs"},
    [MS_PAY_REASONABLE_COSTS] = {"{Parent} pays {percent} of the reasonable costs",
                                 "{Parent} pays a percentage of the reasonable costs"},
};

/* Says what an obligation asks, from one of the tables. */
static void say_duty(const ms_prose *prose, ms_subject subject, const char *const table[][2], ms_obligation obligation,
                     bool percentage_known, int32_t percentage)
{
    subject.cents = percentage;
    ms_say(prose, &subject, table[obligation][percentage_known ? 0 : 1]);
}

void ms_say_possible(const ms_prose *prose, ms_paragraphs possible)
{
    unsigned left = possible;
    for (unsigned p = MS_5A; p <= MS_NO_PARAGRAPH; p++) {
        if ((left >> p & 1u) == 0) {
            continue;
        }
        bool first = left == possible;
        left &= ~(1u << p);
        if (!first) {
            ms_buffer_put(prose->out, left == 0 ? " or " : ", ");
        }
        ms_buffer_put(prose->out, p == MS_NO_PARAGRAPH ? "no outcome" : ms_paragraph_name((ms_paragraph)p));
    }
}

/* The outcome where facts are missing. */
static void say_open_outcome(const ms_prose *prose, ms_subject subject, const ms_outcome *outcome)
{
    if (outcome->obligation == MS_NO_OBLIGATION) {
        ms_buffer_put(prose->out, "Information is missing. Still possible: ");
        ms_say_possible(prose, outcome->possible);
        ms_buffer_put(prose->out, ".");
        return;
    }
    ms_say(prose, &subject, "{Parent with role} is ordered to ");
    say_duty(prose, subject, duties, outcome->obligation, outcome->share.known, outcome->share.percentage);
    if (outcome->paragraph == MS_PARAGRAPH_COUNT) {
        ms_buffer_put(prose->out, ", whatever the missing information is; which paragraph orders it is open: ");
        ms_say_possible(prose, outcome->possible);
        ms_buffer_put(prose->out, ".");
        return;
    }
    ms_buffer_put(prose->out, "; which percentage turns on missing information. ");
    ms_buffer_put(prose->out, ms_paragraph_name(outcome->paragraph));
}

void ms_say_outcome(const ms_prose *prose, uint32_t child)
{
    const ms_outcome *outcome = &prose->of->explanation.children[child].outcome;
    ms_subject subject = subject_of(UINT32_C(1) << child, outcome->obligor);
    if (outcome->status == MS_UNDECIDED) {
        ms_buffer_put(prose->out, "No paragraph of (5), as read, orders anything.");
        return;
    }
    if (outcome->status == MS_NEEDS_INFORMATION) {
        say_open_outcome(prose, subject, outcome);
        return;
    }
    ms_say(prose, &subject, "{Parent with role} is ordered to ");
    say_duty(prose, subject, duties, outcome->obligation, outcome->share.known, outcome->share.percentage);
    ms_buffer_put(prose->out, ". ");
    ms_buffer_put(prose->out, ms_paragraph_name(outcome->paragraph));
}

void ms_say_alternative(const ms_prose *prose, uint32_t child, const ms_outcome *outcome)
{
    ms_subject subject = subject_of(UINT32_C(1) << child, outcome->obligor);
    if (outcome->status == MS_UNDECIDED) {
        ms_buffer_put(prose->out, "no paragraph of (5) orders anything");
        return;
    }
    if (outcome->paragraph == MS_PARAGRAPH_COUNT) {
        ms_buffer_put(prose->out, "information is missing, and ");
        ms_say_possible(prose, outcome->possible);
        ms_buffer_put(prose->out, " is possible");
        return;
    }
    ms_buffer_put(prose->out, ms_paragraph_name(outcome->paragraph));
    ms_say(prose, &subject, ", {parent} is ordered to ");
    say_duty(prose, subject, short_duties, outcome->obligation, outcome->share.known, outcome->share.percentage);
    if (outcome->status == MS_NEEDS_INFORMATION) {
        ms_buffer_put(prose->out, " that is not known yet");
    }
}

void ms_say_paragraph_order(const ms_prose *prose, uint32_t child, ms_paragraph paragraph)
{
    const ms_determination *d = prose->of;
    ms_share share = ms_rule_5_percentage(&d->document->facts.form14, d->settings.default_share);
    ms_subject subject = subject_of(UINT32_C(1) << child, ms_rule_5_obligor(paragraph));
    say_duty(prose, subject, deeds, ms_rule_5_obligation(paragraph), share.known, share.percentage);
}

static void say_plans(const ms_prose *prose, const ms_order *order)
{
    if (order->plan_count == 0) {
        return;
    }
    ms_buffer_put(prose->out, order->plan_count == 1 ? " through plan " : " through one of the plans ");
    for (uint32_t i = 0; i < order->plan_count; i++) {
        if (i > 0) {
            ms_buffer_put(prose->out, i + 1 == order->plan_count ? " and " : ", ");
        }
        ms_put_text(prose, order->plans[i]);
    }
}

void ms_say_order(const ms_prose *prose, const ms_order *order)
{
    ms_subject subject = subject_of(order->children, order->obligor);
    if (order->obligation == MS_NO_OBLIGATION) {
        ms_say(prose, &subject, "the obligation for {child}");
        return;
    }
    ms_say(prose, &subject, order->obligor == MS_PARTY_UNKNOWN ? "a parent is to " : "{parent} is to ");
    say_duty(prose, subject, duties, order->obligation, order->percentage_known, order->percentage);
    if (order->obligation == MS_PROVIDE_COVERAGE) {
        ms_say(prose, &subject, " for {child}");
        say_plans(prose, order);
    }
}

uint32_t ms_children_of_reading(const ms_explanation *explanation, ms_reading reading)
{
    uint32_t children = 0;
    for (uint32_t i = 0; i < explanation->other_reading_count; i++) {
        if (explanation->other_readings[i].reading == reading) {
            children |= UINT32_C(1) << explanation->other_readings[i].child;
        }
    }
    return children;
}

void ms_say_reading_reason(const ms_prose *prose, ms_reading reading, uint8_t choice)
{
    const ms_reading_text *text = ms_reading_describe(reading);
    const char *reason = choice == 0 ? text->reason : text->choices[choice].effect;
    ms_text whole = {reason, strlen(reason)};
    if (choice != 0) {
        ms_buffer_put(prose->out, "Chosen in place of the default, ");
        ms_buffer_put(prose->out, text->choices[0].name);
        ms_buffer_put(prose->out, ": ");
    }
    ms_put_text(prose, whole); /* the table's texts may hold quotation marks */
}

/* ---- what would change an outcome -------------------------------------------------------------------------------- */

static const char *const source_conditions[] = {
    [MS_SOURCE_UNKNOWN] = "",
    [MS_SOURCE_EMPLOYER] = "If {plan} were through an employer",
    [MS_SOURCE_UNION] = "If {plan} were through a union",
    [MS_SOURCE_OTHER] = "If {plan} were not through an employer or union",
};

static const char *const public_conditions[] = {
    [MS_PUBLIC_UNKNOWN] = "",
    [MS_PUBLIC_NONE] = "If {child} were not on public coverage",
    [MS_PUBLIC_THROUGH_PSS] = "If {child} were on public coverage through {seeking}",
    [MS_PUBLIC_THROUGH_PNS] = "If {child} were on public coverage through {not seeking}",
    [MS_PUBLIC_THROUGH_OTHER] = "If {child} were on public coverage, but not through {seeking}",
    [MS_PUBLIC_ENROLLED] = "If {child} were on public coverage",
};

/* The other changes that are no amounts. */
static const struct {
    ms_fact_kind fact;
    ms_change_kind change;
    const char *pattern;
} conditions[] = {
    {MS_FACT_WISH, MS_CHANGE_YES, "If {seeking} wanted to go on covering {child}"},
    {MS_FACT_WISH, MS_CHANGE_NO, "If {seeking} did not want to go on covering {child}"},
    {MS_FACT_PLAN_COVERS, MS_CHANGE_YES, "If {plan} covered {child} now"},
    {MS_FACT_PLAN_COVERS, MS_CHANGE_NO, "If {plan} did not cover {child} now"},
    {MS_FACT_PLAN_AREA, MS_CHANGE_REACHES, "If {plan} served {child}'s home"},
    {MS_FACT_PLAN_AREA, MS_CHANGE_MISSES, "If {plan} did not serve {child}'s home"},
    {MS_FACT_OTHER_PRIVATE, MS_CHANGE_YES, "If someone who is neither parent covered {child} by a private plan"},
    {MS_FACT_OTHER_PRIVATE, MS_CHANGE_NO, "If nobody but a parent covered {child} by a private plan"},
    {MS_FACT_FORM14, MS_CHANGE_NO, "If the division calculated no Form 14"},
    {MS_FACT_AS_OF, MS_CHANGE_DAY, "From {date} on, as far as is known now"},
};

/* "If Luis Diaz's gross income were below $4,000.00 a month" */
static void say_amount_condition(const ms_prose *prose, const ms_what_if *what_if)
{
    static const char *const changes[] = {
        [MS_CHANGE_ABOVE] = " were above {money}{a month}",
        [MS_CHANGE_AT_MOST] = " were {money}{a month} or less",
        [MS_CHANGE_AT_LEAST] = " were {money}{a month} or more",
        [MS_CHANGE_BELOW] = " were below {money}{a month}",
    };
    ms_subject subject = {.cents = what_if->cents, .per = ms_fact_period(prose->of->document, what_if->fact)};
    ms_buffer_put(prose->out, "If ");
    ms_say_fact(prose, what_if->fact);
    ms_say(prose, &subject, changes[what_if->change]);
}

/* The pattern of a change that is no amount. */
static const char *condition_of(const ms_document *document, const ms_what_if *what_if)
{
    switch (what_if->change) {
    case MS_CHANGE_SOURCE:
        return source_conditions[what_if->source];
    case MS_CHANGE_PUBLIC:
        return public_conditions[what_if->public_coverage];
    default:
        break;
    }
    if (what_if->fact.kind == MS_FACT_PLANS) {
        return document->facts.parents[what_if->fact.party].plan_count > 0
                   ? "If {parent} had another plan that passed every test"
                   : "If {parent} had a plan that passed every test";
    }
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        if (conditions[i].fact == what_if->fact.kind && conditions[i].change == what_if->change) {
            return conditions[i].pattern;
        }
    }
    return "If the case were otherwise";
}

void ms_say_what_if(const ms_prose *prose, const ms_what_if *what_if)
{
    ms_subject subject = {.children = UINT32_C(1) << what_if->child,
                          .party = what_if->fact.party,
                          .plan = (int32_t)what_if->fact.index,
                          .date = what_if->date};
    if (what_if->change <= MS_CHANGE_BELOW) {
        say_amount_condition(prose, what_if);
    } else {
        ms_say(prose, &subject, condition_of(prose->of->document, what_if));
    }
    ms_buffer_put(prose->out, ": ");
    ms_say_alternative(prose, what_if->child, &what_if->outcome);
    ms_buffer_put(prose->out, ".");
}
