/* medsupport order terms: what an order says, as given or as the last determination has it. */
#include "casefile/order_basis.h"
#include "casefile/value.h"
#include "cli/message.h"
#include "cli/order_parts.h"
#include "cli/print.h"
#include "cli/step.h"

#include <string.h>

/* ---- from the determination -------------------------------------------------------------------------------------- */

/* Whether a field of the terms is given as an option. */
static bool is_given(const ms_options *options, const char *option)
{
    size_t field = ms_step_field(options->command->kind, option, strlen(option));
    for (int i = 0; i < options->field_count; i++) {
        if (options->fields[i].field == field) {
            return true;
        }
    }
    return false;
}

/* Whether the children that are given are those of an obligation: each given one is, and there are as many. */
static bool is_for_given(const ms_options *options, ms_text children)
{
    size_t field = ms_step_field(options->command->kind, "children", strlen("children"));
    ms_text rest = children, child;
    int count = 0, found = 0;
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        count++;
        for (int i = 0; i < options->field_count; i++) {
            const char *value = options->fields[i].value;
            bool same = strlen(value) == id.length && memcmp(value, id.at, id.length) == 0;
            found += options->fields[i].field == field && same;
        }
    }
    return count == found;
}

/* The one obligation that the terms are to state. False, and a message, when it is not clear which. */
static bool choose(const ms_options *options, const ms_recorded_determination *made, ms_determined_obligation *chosen)
{
    ms_text rest = ms_determined_obligations(made->text);
    ms_determined_obligation obligation;
    int fitting = 0;
    while (ms_determined_obligation_next(&rest, &obligation)) {
        if (!is_given(options, "children") || is_for_given(options, obligation.children)) {
            *chosen = obligation;
            fitting++;
        }
    }
    if (fitting == 1) {
        return true;
    }
    ms_complain(fitting == 0 ? "determination %llu orders nothing for just these children"
                             : "determination %llu orders several things; name the children of one with --children",
                (unsigned long long)made->entry.sequence);
    return false;
}

static void put_key(ms_buffer *body, const char *name)
{
    ms_print(body, "%s\"%s\":", body->length > 1 ? "," : "", name);
}

static void put_word(ms_buffer *body, const char *name, const char *word)
{
    put_key(body, name);
    ms_print(body, "\"%s\"", word);
}

static void put_percentage(ms_buffer *body, int32_t hundredths)
{
    put_key(body, "percentage");
    ms_print(body, "\"%d.%02d\"", (int)(hundredths / 100), (int)(hundredths % 100));
}

/* The first of the plans: those of (C) and (D) are in the order of their cost. */
static void put_plan(ms_buffer *body, ms_text plans)
{
    ms_text rest = plans, plan;
    if (plans.at != NULL && ms_value_next(&rest, &plan)) {
        put_key(body, "plans");
        ms_print(body, "[%.*s]", (int)plan.length, plan.at);
    }
}

/* What was given stays; what was not is taken from the obligation. */
static bool fill(ms_case_file *file, ms_buffer *body)
{
    const ms_options *options = file->options;
    const ms_recorded_determination *made = ms_state_determination(&file->state);
    ms_determined_obligation chosen = {.citation = NULL};
    if (made == NULL) {
        ms_complain("case %s is not determined; 'medsupport case determine' does it", file->case_id);
        return false;
    }
    if (!choose(options, made, &chosen) || chosen.obligor == MS_PARTY_UNKNOWN) {
        return false;
    }
    bool provides = chosen.obligation == MS_PROVIDE_COVERAGE;
    const char *obligor = ms_party_words[chosen.obligor];
    if (!is_given(options, "children")) {
        put_key(body, "children");
        ms_buffer_add(body, chosen.children.at, chosen.children.length);
    }
    if (provides && !is_given(options, "provides")) {
        put_word(body, "provides", obligor);
    }
    if (provides && !is_given(options, "plans") && !is_given(options, "coverage")) {
        put_plan(body, chosen.plans);
    }
    if (!provides && !is_given(options, "pays")) {
        put_word(body, "pays", obligor);
    }
    if (!provides && !is_given(options, "costs")) {
        put_word(body, "costs", chosen.obligation == MS_PAY_UNCOVERED_COSTS ? "uncovered" : "reasonable");
    }
    if (chosen.percentage >= 0 && !is_given(options, "percentage")) {
        put_percentage(body, chosen.percentage);
    }
    return true;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static bool add_terms(ms_case_file *file)
{
    bool filled = ms_option_given(file->options, MS_OPTION_FROM_DETERMINATION);
    return ms_step_add(file, filled ? fill : NULL);
}

static int run(const ms_options *options)
{
    return ms_case_change(options, add_terms);
}

const ms_command ms_order_terms_command = {
    .name = "order terms",
    .summary = "what an order says",
    .help = "Records the terms of an order that is asked for: who must provide coverage for\n"
            "which children, of what type or in which plan; who owes what percentage of\n"
            "which costs; the parents' shares of the premium; the period; and how the order\n"
            "stands to coverage by a divorce or separation agreement. Without an end the\n"
            "period runs as long as the duty for each child, RSMo 452.340. Terms stated\n"
            "again take the place of those before.\n"
            "\n"
            "With --from-determination what is not given is taken from the last\n"
            "determination. The rule is silent on uncovered costs where it orders coverage\n"
            "(A-56): --pays, --costs uncovered and --percentage add a clause on them.\n",
    .examples = "  medsupport order terms 2026-000123 --from-determination\n"
                "  medsupport order terms 2026-000123 --from-determination --pays pns \\\n"
                "      --costs uncovered --percentage 50 --days-to-pay 30\n"
                "  medsupport order terms 2026-000123 --children c1 --provides pns \\\n"
                "      --coverage \"medical and dental, by the employer's plan\" \\\n"
                "      --premium-share-pns 70 --premium-share-pss 30 --existing goes-on\n",
    .takes = MS_STEP_OPTIONS | UINT64_C(1) << MS_OPTION_FROM_DETERMINATION,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = run,
    .kind = &ms_kind_order_terms,
};
