/* Facts in memory to outcomes: what is ordered as the price of adding the child to a plan goes up? */
#include <medsupport/medsupport.h>

#include <stdio.h>

static const char *const orders[] = {
    [MS_NO_OBLIGATION] = "nothing",
    [MS_PROVIDE_COVERAGE] = "provide coverage",
    [MS_PAY_UNCOVERED_COSTS] = "pay a share of uncovered costs",
    [MS_PAY_REASONABLE_COSTS] = "pay a share of reasonable costs",
};

static void print_outcome(ms_cents price, const ms_outcome *outcome)
{
    char text[MS_MONEY_TEXT_SIZE];
    ms_money_format(price, text);
    printf("$%s a month: (5)(%c), %s", text, 'A' + (int)outcome->paragraph, orders[outcome->obligation]);
    if (outcome->share.known) {
        printf(", %d.%02d %%", outcome->share.percentage / 100, outcome->share.percentage % 100);
    }
    printf("\n");
}

int main(void)
{
    ms_plan plan = {
        .medical = true,
        .covers_known = true, /* and covers nobody now */
        .source = MS_SOURCE_EMPLOYER,
        .cost = {.basis = MS_COST_ADD_DEPENDENTS, .per = MS_PER_MONTH, .add_dependents = {.known = true}},
        .area = {.kind = MS_AREA_UNLIMITED},
    };
    ms_child child = {.public_coverage = MS_PUBLIC_THROUGH_PSS};
    ms_case facts = {
        .as_of = ms_date_from_civil((ms_civil){2026, 11, 2}),
        .maintain_coverage = MS_UNKNOWN,
        .child_count = 1,
        .children = &child,
        .parents = {[MS_PNS] = {.income = {{true, 400000}, MS_PER_MONTH},
                                .plans_known = true,
                                .plan_count = 1,
                                .plans = &plan},
                    [MS_PSS] = {.plans_known = true}},
        .form14 = {.calculated = MS_YES, .source = MS_FORM14_LINE_4, .line_4 = 6130},
    };
    ms_settings settings;
    if (ms_settings_at(facts.as_of, &settings) != MS_OK) {
        return 1;
    }
    for (ms_cents price = 19900; price <= 20100; price += 50) {
        ms_outcome outcome;
        plan.cost.add_dependents.cents = price;
        ms_determine_child(&facts, 0, &settings, &outcome);
        print_outcome(price, &outcome);
    }
    return 0;
}
