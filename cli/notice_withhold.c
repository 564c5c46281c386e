/* medsupport notice withhold: 15 USC 1673(b)(2), for a notice of a case or for figures alone. */
#include "casefile/notices.h"
#include "casefile/withholding_fields.h"
#include "cli/message.h"
#include "cli/notice_parts.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/step.h"

static const char help[] = //
    "Says what may be withheld of a pay period's disposable earnings, 15 USC 1673(b),\n"
    "and whether the premium fits whole beside support and arrears: a premium is\n"
    "withheld whole or not at all. What is not given is not known, and counts as\n"
    "that. The order in which support and premium are withheld is the law of the\n"
    "state of employment; without --place every order is looked at.\n"
    "\n"
    "Without CASE it computes and explains, writes nothing, and ends with 3 where\n"
    "more has to be known. With CASE it records the figures and what they come to in\n"
    "a notice of the case.\n";

static const char examples[] = //
    "  medsupport notice withhold --disposable 1200.00 --support 400.00 \\\n"
    "      --premium 90.00 --supports-another no --place after-current\n"
    "  medsupport notice withhold 2026-000123 --disposable 1200.00 --per two-weeks \\\n"
    "      --support 400.00 --arrears 200.00 --arrears-since 2026-10-05 \\\n"
    "      --premium 90.00 --supports-another no --evidence \"three pay stubs\"\n";

/* ---- for people -------------------------------------------------------------------------------------------------- */

/* Whether nothing bounds what comes before the premium: an amount of it is not known. */
static bool is_open_ahead(const ms_pay_period *period)
{
    bool current = period->place != MS_PREMIUM_FIRST;
    bool arrears = period->place == MS_PREMIUM_LAST || period->place == MS_PREMIUM_PLACE_UNKNOWN;
    return (current && !period->current.known) || (arrears && !period->arrears.known);
}

/* "600.00", "600.00 to 720.00", "600.00 or more", "not known". */
static void say_range(ms_buffer *out, ms_range range, bool open)
{
    char lo[MS_MONEY_TEXT_SIZE], hi[MS_MONEY_TEXT_SIZE];
    ms_money_format(range.lo, lo);
    ms_money_format(range.hi, hi);
    if (open) {
        ms_print(out, range.lo == 0 ? "not known" : "%s or more", lo);
        return;
    }
    ms_print(out, range.lo == range.hi ? "%s" : "%s to %s", lo, hi);
}

static void say_line(ms_buffer *out, size_t indent, const char *label, ms_buffer *words)
{
    ms_buffer_add(words, "", 1);
    ms_print_lines(out, indent, label, indent + 34, "%s", words->failed ? "" : words->text);
    words->length = 0;
}

static void say_amount(ms_buffer *out, size_t indent, const char *label, ms_range range, bool open)
{
    ms_buffer words = {0};
    say_range(&words, range, open);
    say_line(out, indent, label, &words);
    ms_buffer_free(&words);
}

static void say_given(ms_buffer *out, size_t indent, const char *label, ms_amount amount)
{
    say_amount(out, indent, label, (ms_range){amount.cents, amount.cents}, !amount.known);
}

/* Whether a ceiling is still possible by what is known. */
static bool is_possible(const ms_ceiling_row *row, const ms_pay_period *period)
{
    ms_truth another = row->supports_another ? period->supports_another : ms_not(period->supports_another);
    ms_truth old = row->old_arrears ? period->old_arrears : ms_not(period->old_arrears);
    return ms_may_be_yes(another) && ms_may_be_yes(old);
}

/* The ceilings that are still possible, each with its mark where the number was not found in a source. */
static void say_percentages(ms_buffer *out, size_t indent, const ms_pay_period *period)
{
    ms_buffer words = {0};
    const char *label = "ceiling";
    for (int i = 0; i < 4; i++) {
        const ms_ceiling_row *row = ms_ceiling_describe(i / 2 != 0, i % 2 != 0);
        char percentage[MS_MONEY_TEXT_SIZE];
        if (!is_possible(row, period)) {
            continue;
        }
        ms_money_format(row->percentage, percentage);
        ms_print(&words, "%s %%: supports %s spouse or child, arrears of %s twelve weeks%s", percentage,
                 row->supports_another ? "another" : "no other", row->old_arrears ? "more than" : "at most",
                 row->verified ? "" : " [from memory, unverified]");
        say_line(out, indent, label, &words);
        label = "";
    }
    ms_buffer_free(&words);
}

static const char *const place_words[] = {[MS_PREMIUM_PLACE_UNKNOWN] = "not known",
                                          [MS_PREMIUM_FIRST] = "the premium, then current support, then arrears",
                                          [MS_PREMIUM_AFTER_CURRENT] =
                                              "current support, then the premium, then arrears",
                                          [MS_PREMIUM_LAST] = "current support, then arrears, then the premium"};

/* Whether the premium fits, in one sentence. */
static void say_whether(ms_buffer *out, size_t indent, const ms_pay_period *period, const ms_withholding *result)
{
    ms_buffer words = {0};
    if (result->fits == MS_YES) {
        ms_buffer_put(&words, "yes: it is withheld whole");
    } else if (result->fits == MS_NO) {
        ms_buffer_put(&words, "no: nothing of it is withheld; the room is too small by ");
        say_range(&words, result->shortfall, !period->premium.known);
    } else {
        ms_buffer_put(&words, "not known: what is not known above decides");
    }
    say_line(out, indent, "the premium fits", &words);
    ms_buffer_free(&words);
}

void ms_say_withholding(ms_buffer *out, size_t indent, const ms_pay_period *period, const ms_withholding *result)
{
    ms_buffer words = {0};
    say_given(out, indent, "disposable earnings", period->disposable);
    say_percentages(out, indent, period);
    say_amount(out, indent, "the most that may be withheld", result->ceiling, !period->disposable.known);
    ms_buffer_put(&words, place_words[period->place]);
    say_line(out, indent, "withheld in this order", &words);
    say_given(out, indent, "current support", period->current);
    say_given(out, indent, "for arrears", period->arrears);
    say_amount(out, indent, "before the premium", result->ahead, is_open_ahead(period));
    say_given(out, indent, "the premium", period->premium);
    say_amount(out, indent, "room for it", result->room, !period->disposable.known);
    say_whether(out, indent, period, result);
    ms_buffer_free(&words);
}

/* ---- as JSON ----------------------------------------------------------------------------------------------------- */

/* `most` is null where nothing bounds it. */
static void put_range(ms_buffer *out, const char *name, ms_range range, bool open)
{
    char lo[MS_MONEY_TEXT_SIZE], hi[MS_MONEY_TEXT_SIZE];
    ms_money_format(range.lo, lo);
    ms_money_format(range.hi, hi);
    ms_print(out, open ? ",\"%s\":{\"least\":\"%s\",\"most\":null}" : ",\"%s\":{\"least\":\"%s\",\"most\":\"%s\"}",
             name, lo, hi);
}

void ms_put_withholding(ms_buffer *out, const ms_pay_period *period, const ms_withholding *result)
{
    static const char *const fits[] = {[MS_NO] = "false", [MS_YES] = "true", [MS_UNKNOWN] = "null"};
    ms_print(out, "{\"citation\":\"15 USC 1673(b)(2)\",\"verified\":%s,\"premium_fits\":%s",
             result->verified ? "true" : "false", fits[result->fits]);
    put_range(out, "percentage", result->percentage, false);
    put_range(out, "ceiling", result->ceiling, !period->disposable.known);
    put_range(out, "room", result->room, !period->disposable.known);
    put_range(out, "shortfall", result->shortfall, !period->premium.known);
    put_range(out, "ahead", result->ahead, is_open_ahead(period));
    ms_buffer_put(out, "}");
}

/* ---- without a case ---------------------------------------------------------------------------------------------- */

static ms_status read_figures(const ms_options *options, ms_json *json, ms_pay_period *period, ms_refusal *refusal)
{
    ms_buffer text = {0};
    ms_body body;
    ms_date since;
    ms_buffer_put(&text, "{\"notice\":1"); /* the fields are those of the event, which has a notice */
    ms_status status = ms_step_put_fields(&text, options) ? MS_OK : MS_ERROR_OUTPUT;
    ms_buffer_put(&text, "}");
    if (status == MS_OK) {
        status = ms_body_read(json, (ms_text){text.text, text.length}, ms_withholding_fields, MS_WITHHOLDING_FIELDS,
                              &body, refusal);
    }
    if (status == MS_OK) {
        status = ms_withholding_read(&body, ms_option_on(options), period, &since, refusal);
    }
    ms_buffer_free(&text);
    return status;
}

static int run_alone(const ms_options *options)
{
    ms_json *json;
    ms_refusal refusal;
    ms_pay_period period;
    ms_buffer out = {0};
    if (ms_json_new(&json) != MS_OK) {
        return ms_case_file_fail(MS_ERROR_MEMORY);
    }
    ms_status status = read_figures(options, json, &period, &refusal);
    ms_json_free(json);
    if (status == MS_ERROR_INVALID) {
        ms_complain("%s", refusal.reason);
    } else if (status == MS_ERROR_MEMORY) {
        return ms_case_file_fail(status);
    }
    if (status != MS_OK) {
        return MS_EXIT_BAD;
    }
    ms_withholding result = ms_withhold(&period);
    if (ms_option_given(options, MS_OPTION_JSON)) {
        ms_put_withholding(&out, &period, &result);
        ms_buffer_put(&out, "\n");
    } else {
        ms_buffer_put(&out, "What may be withheld of the pay period, 15 USC 1673(b)(2)\n");
        ms_say_withholding(&out, 2, &period, &result);
    }
    return ms_output_finish(&out, NULL, result.fits == MS_UNKNOWN ? MS_EXIT_NEEDS : MS_EXIT_OK);
}

static int run(const ms_options *options)
{
    return options->operand_count == 0 ? run_alone(options) : ms_step_run(options);
}

const ms_command ms_notice_withhold = {
    .name = "notice withhold",
    .summary = "what may be withheld, and whether the premium fits",
    .help = help,
    .examples = examples,
    .takes = MS_STEP_OPTIONS,
    .most_operands = 2,
    .operands = "[CASE [NOTICE]]",
    .run = run,
    .kind = &ms_kind_withholding_set,
};
