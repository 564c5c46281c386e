/* medsupport order show, order list, enforce show. */
#include "casefile/duty.h"
#include "casefile/enforcement.h"
#include "casefile/orders.h"
#include "casefile/value.h"
#include "cli/matter_show.h"
#include "cli/order_parts.h"
#include "cli/print.h"

/* ---- orders ------------------------------------------------------------------------------------------------------ */

static void put_way(ms_buffer *out, const ms_matter *order)
{
    const ms_order_request *request = ms_order_request_of(order);
    ms_buffer_put(out, request->way == MS_JUDICIAL ? " (judicial" : " (administrative");
    if (request->modifies != NULL) {
        ms_print(out, ", modifies order %llu", (unsigned long long)request->modifies->number);
    }
    ms_buffer_put(out, ")");
}

static const char *const duty_words[] = {
    [MS_DUTY_OPEN] = "may have ended", [MS_DUTY_RUNS] = "runs", [MS_DUTY_ENDED] = "has ended"};

/* The duty for a child named in the terms, on the day that is looked at. */
static ms_status find_duty(ms_case_file *file, ms_look look, const ms_order_terms *terms, ms_text child, ms_duty *duty)
{
    ms_duty_facts facts;
    ms_status status = ms_duty_facts_find(&file->state, look, child, terms->ends, &file->scratch, &facts);
    if (status == MS_OK) {
        *duty = ms_duty_at(&facts, look.on);
    }
    return status;
}

static void say_ends(ms_buffer *out, const ms_duty *duty)
{
    char earliest[MS_DATE_TEXT_SIZE] = "", latest[MS_DATE_TEXT_SIZE] = "";
    if (duty->earliest != MS_NO_DATE) {
        ms_date_format(duty->earliest, earliest);
    }
    if (duty->latest != MS_NO_DATE) {
        ms_date_format(duty->latest, latest);
    }
    if (duty->earliest == MS_NO_DATE) {
        ms_buffer_put(out, "its first possible end is not known");
    } else if (duty->earliest == duty->latest) {
        ms_print(out, "the first day without it is %s", earliest);
    } else {
        ms_print(out, "the first day without it may be %s, and at the latest %s", earliest,
                 duty->latest == MS_NO_DATE ? "none is in sight" : latest);
    }
}

static ms_status put_duties(ms_case_file *file, const ms_matter *order, ms_look look, ms_buffer *out)
{
    const ms_order_terms *terms = ms_order_terms_of(order, look);
    if (terms == NULL || ms_matter_state(order, look) != MS_ORDER_IN_FORCE) {
        return MS_OK;
    }
    ms_buffer words = {0};
    ms_text rest = terms->children, child;
    ms_status status = MS_OK;
    ms_buffer_put(out, "\n  Duty for each child, RSMo 452.340\n");
    while (status == MS_OK && ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        ms_duty duty;
        status = find_duty(file, look, terms, id, &duty);
        if (status == MS_OK) {
            words.length = 0;
            ms_print(&words, "%.*s: it %s; ", (int)id.length, id.at, duty_words[duty.status]);
            say_ends(&words, &duty);
            ms_buffer_add(&words, "", 1);
            ms_print_lines(out, 3, "", 4, "%s", words.failed ? "" : words.text);
        }
    }
    ms_buffer_free(&words);
    return status;
}

static void put_day_member(ms_buffer *out, const char *key, ms_date date)
{
    char day[MS_DATE_TEXT_SIZE];
    if (date == MS_NO_DATE) {
        ms_print(out, "%snull", key);
        return;
    }
    ms_date_format(date, day);
    ms_print(out, "%s\"%s\"", key, day);
}

static ms_status put_members(ms_case_file *file, const ms_matter *order, ms_look look, ms_buffer *out)
{
    static const char *const statuses[] = {[MS_DUTY_OPEN] = "open", [MS_DUTY_RUNS] = "runs", [MS_DUTY_ENDED] = "ended"};
    const ms_order_request *request = ms_order_request_of(order);
    const ms_order_terms *terms = ms_order_terms_of(order, look);
    const char *between = "";
    ms_status status = MS_OK;
    ms_print(out, ",\"way\":\"%s\"", request->way == MS_JUDICIAL ? "judicial" : "administrative");
    if (request->modifies != NULL) {
        ms_print(out, ",\"modifies\":%llu", (unsigned long long)request->modifies->number);
    }
    put_day_member(out, ",\"since\":", ms_order_since(order, look));
    ms_buffer_put(out, ",\"duties\":[");
    ms_text rest = terms == NULL ? (ms_text){"", 0} : terms->children, child;
    while (terms != NULL && status == MS_OK && ms_value_next(&rest, &child)) {
        ms_duty duty = {.status = MS_DUTY_OPEN};
        status = find_duty(file, look, terms, ms_value_inside(child), &duty);
        ms_print(out, "%s{\"child\":%.*s,\"status\":\"%s\"", between, (int)child.length, child.at,
                 statuses[duty.status]);
        put_day_member(out, ",\"earliest_end\":", duty.earliest);
        put_day_member(out, ",\"latest_end\":", duty.latest);
        ms_buffer_put(out, "}");
        between = ",";
    }
    ms_buffer_put(out, "]");
    return status;
}

static const ms_matter_view orders = {
    .course = &ms_order_course, .plural = "orders", .about = put_way, .lines = put_duties, .members = put_members};

static int show_orders(const ms_options *options)
{
    return ms_matter_show(options, &orders);
}

static int list_orders(const ms_options *options)
{
    return ms_matter_list(options, &orders);
}

static const char show_help[] = //
    "Usage: medsupport order show [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Shows how an order stands on a day, or each order of the case: its steps, how\n"
    "long the duty for each child runs, what may come next, what is open. --svg draws\n"
    "its course: every state as a box, the way it went, where it stands (a dark box),\n"
    "what may come next (dashed); of several orders the last, where none is named.\n"
    "\n"
    "Options:\n"
    "  --svg           as a picture\n"
    "  --json          as JSON\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport order show 2026-000123\n"
    "  medsupport order show 2026-000123 21 --svg -o order.svg\n";

const ms_command ms_order_show = {
    .name = "order show",
    .summary = "how an order stands, and what may come next",
    .help = show_help,
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [ORDER]",
    .run = show_orders,
};

static const char list_help[] = //
    "Usage: medsupport order list [OPTION]... CASE\n"
    "\n"
    "Lists the orders of a case, one a line, and how each stands on a day.\n"
    "\n"
    "Options:\n"
    "  --json          as JSON\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Example:\n"
    "  medsupport order list 2026-000123 --on 2027-01-04\n";

const ms_command ms_order_list = {
    .name = "order list",
    .summary = "the orders of the case",
    .help = list_help,
    .takes = MS_CASE_READS | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = list_orders,
};

/* ---- enforcement ------------------------------------------------------------------------------------------------- */

static void put_order(ms_buffer *out, const ms_matter *report)
{
    const ms_report *reported = (const ms_report *)report->first;
    ms_print(out, " (order %llu, %s)", (unsigned long long)reported->order->number,
             reported->of == MS_PNS ? "parent not seeking support" : "parent seeking support");
}

static ms_status put_report_members(ms_case_file *file, const ms_matter *report, ms_look look, ms_buffer *out)
{
    const ms_report *reported = (const ms_report *)report->first;
    unsigned relief = ms_report_relief(report, look);
    const char *between = "";
    (void)file;
    ms_print(out, ",\"order\":%llu,\"of\":\"%s\",\"relief\":[", (unsigned long long)reported->order->number,
             ms_party_words[reported->of]);
    for (unsigned i = 0; i < MS_RELIEFS; i++) {
        if ((relief >> i & 1u) != 0) {
            ms_print(out, "%s\"%s\"", between, ms_relief_words[i]);
            between = ",";
        }
    }
    ms_buffer_put(out, "]");
    return MS_OK;
}

static const ms_matter_view reports = {
    .course = &ms_report_course, .plural = "reports", .about = put_order, .members = put_report_members};

static int show_reports(const ms_options *options)
{
    return ms_matter_show(options, &reports);
}

static const char enforce_help[] = //
    "Usage: medsupport enforce show [OPTION]... CASE [NUMBER]\n"
    "\n"
    "Shows how a report of noncompliance stands on a day, or each of the case: its\n"
    "steps, what may come next, what is open. --svg draws its course; of several\n"
    "reports the last, where none is named.\n"
    "\n"
    "Options:\n"
    "  --svg           as a picture\n"
    "  --json          as JSON\n"
    "  --on=DATE       the day (today)\n"
    "  --db=LOCATION   the database\n"
    "  -o, --output=FILE    write to FILE\n"
    "\n"
    "Examples:\n"
    "  medsupport enforce show 2026-000123\n"
    "  medsupport enforce show 2026-000123 30 --svg -o report.svg\n";

const ms_command ms_enforce_show = {
    .name = "enforce show",
    .summary = "how a report stands, and what may come next",
    .help = enforce_help,
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [REPORT]",
    .run = show_reports,
};
