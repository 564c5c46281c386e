/* medsupport notice show, list, contests, coverage. */
#include "casefile/notices.h"
#include "cli/case_words.h"
#include "cli/matter_show.h"
#include "cli/notice_parts.h"
#include "cli/print.h"

static void put_day(ms_buffer *out, const char *before, ms_date date)
{
    char day[MS_DATE_TEXT_SIZE];
    if (date != MS_NO_DATE) {
        ms_date_format(date, day);
        ms_print(out, "%s%s", before, day);
    }
}

static void put_text_member(ms_buffer *out, const char *key, ms_text text)
{
    ms_print(out, ",\"%s\":", key);
    if (text.at == NULL) {
        ms_buffer_put(out, "null");
        return;
    }
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_day_member(ms_buffer *out, const char *key, ms_date date)
{
    char day[MS_DATE_TEXT_SIZE] = "";
    if (date != MS_NO_DATE) {
        ms_date_format(date, day);
    }
    put_text_member(out, key, date == MS_NO_DATE ? (ms_text){.at = NULL} : (ms_text){day, MS_DATE_TEXT_SIZE - 1});
}

/* ---- coverage ---------------------------------------------------------------------------------------------------- */

static void put_covered(ms_buffer *out, const ms_matter *matter)
{
    const ms_coverage *coverage = (const ms_coverage *)matter->first;
    ms_buffer_put(out, " (child ");
    ms_say_plain(out, coverage->child);
    ms_buffer_put(out, ", plan ");
    ms_say_plain(out, coverage->plan);
    put_day(out, ", from ", coverage->from);
    ms_buffer_put(out, ")");
}

static ms_status put_coverage_members(ms_case_file *file, const ms_matter *matter, ms_look look, ms_buffer *out)
{
    const ms_coverage *coverage = (const ms_coverage *)matter->first;
    const ms_coverage_end *end = (const ms_coverage_end *)ms_matter_last(matter, &ms_kind_coverage_ended, look);
    (void)file;
    put_text_member(out, "child", coverage->child);
    put_text_member(out, "plan", coverage->plan);
    ms_print(out, ",\"party\":\"%s\"", ms_party_words[coverage->party]);
    put_day_member(out, "from", coverage->from);
    put_day_member(out, "until", end == NULL ? MS_NO_DATE : end->until);
    ms_print(out, coverage->notice == 0 ? ",\"notice\":null" : ",\"notice\":%llu",
             (unsigned long long)coverage->notice);
    return MS_OK;
}

static const ms_matter_view coverages = {
    .course = &ms_coverage_course, .plural = "coverage", .about = put_covered, .members = put_coverage_members};

/* ---- contests ---------------------------------------------------------------------------------------------------- */

static void put_contested(ms_buffer *out, const ms_matter *contest)
{
    ms_print(out, " (of notice %llu)", (unsigned long long)((const ms_contest *)contest->first)->notice);
}

static ms_status put_contest_members(ms_case_file *file, const ms_matter *contest, ms_look look, ms_buffer *out)
{
    (void)file, (void)look;
    ms_print(out, ",\"notice\":%llu", (unsigned long long)((const ms_contest *)contest->first)->notice);
    return MS_OK;
}

static const ms_matter_view contests = {
    .course = &ms_contest_course, .plural = "contests", .about = put_contested, .members = put_contest_members};

/* ---- notices ----------------------------------------------------------------------------------------------------- */

static void put_employment(ms_buffer *out, const ms_matter *notice)
{
    const ms_employment *employment = ms_notice_employment(notice);
    ms_buffer_put(out, " (");
    ms_say_plain(out, employment->employer);
    ms_print(out, ", order %llu)", (unsigned long long)employment->order);
}

/* The matters of a course that belong to a notice, each in a line under a heading. */
static void put_beside(const ms_case_file *file, const ms_matter_view *view, const char *heading, uint64_t number,
                       ms_look look, ms_buffer *out)
{
    const ms_matter *matter = NULL;
    while ((matter = ms_matter_next(&file->state, matter, view->course)) != NULL) {
        bool of_it = view == &contests ? ((const ms_contest *)matter->first)->notice == number
                                       : ((const ms_coverage *)matter->first)->notice == number;
        if (!of_it || ms_matter_state(matter, look) == 0) {
            continue;
        }
        ms_print(out, "%s    %llu", heading, (unsigned long long)matter->number);
        view->about(out, matter);
        ms_print(out, ": %s\n", ms_matter_standing(matter, look)->words);
        heading = "";
    }
}

/* The figures recorded last, and what they come to. */
static void put_withholding(const ms_matter *notice, ms_look look, ms_buffer *out)
{
    const ms_recorded_withholding *set =
        (const ms_recorded_withholding *)ms_matter_last(notice, &ms_kind_withholding_set, look);
    if (set != NULL) {
        put_day(out, "\n  Withholding by the figures of ", set->step.entry.effective);
        ms_buffer_put(out, ", 15 USC 1673(b)(2)\n");
        ms_say_withholding(out, 4, &set->period, &set->result);
    }
}

static ms_status put_notice_lines(ms_case_file *file, const ms_matter *notice, ms_look look, ms_buffer *out)
{
    put_withholding(notice, look, out);
    put_beside(file, &contests, "\n  Contests\n", notice->number, look, out);
    put_beside(file, &coverages, "\n  Coverage\n", notice->number, look, out);
    return MS_OK;
}

static ms_status put_notice_members(ms_case_file *file, const ms_matter *notice, ms_look look, ms_buffer *out)
{
    const ms_employment *employment = ms_notice_employment(notice);
    const ms_sent_notice *sent = ms_notice_last_sent(notice, look);
    const ms_recorded_withholding *set =
        (const ms_recorded_withholding *)ms_matter_last(notice, &ms_kind_withholding_set, look);
    (void)file;
    ms_print(out, ",\"order\":%llu,\"party\":\"%s\"", (unsigned long long)employment->order,
             ms_party_words[employment->party]);
    put_text_member(out, "employer", employment->employer);
    put_text_member(out, "fein", employment->fein);
    put_day_member(out, "sent", sent == NULL ? MS_NO_DATE : sent->step.entry.effective);
    if (set != NULL) {
        ms_buffer_put(out, ",\"withholding\":");
        ms_put_withholding(out, &set->period, &set->result);
    }
    return MS_OK;
}

static const ms_matter_view notices = {.course = &ms_notice_course,
                                       .plural = "notices",
                                       .about = put_employment,
                                       .lines = put_notice_lines,
                                       .members = put_notice_members};

/* ---- the commands ------------------------------------------------------------------------------------------------ */

static int show_notices(const ms_options *options)
{
    return ms_matter_show(options, &notices);
}

static int list_notices(const ms_options *options)
{
    return ms_matter_list(options, &notices);
}

static int show_contests(const ms_options *options)
{
    return ms_matter_show(options, &contests);
}

static int show_coverage(const ms_options *options)
{
    return ms_matter_show(options, &coverages);
}

const ms_command ms_notice_show = {
    .name = "notice show",
    .summary = "how the notices stand, and what may come next",
    .help = "Usage: medsupport notice show [OPTION]... CASE [NOTICE]\n"
            "\n"
            "Shows how a notice stands on a day, or each notice of the case: its steps, what\n"
            "may be withheld, contests, coverage, what may come next, what is open. --svg\n"
            "draws its course; of several notices the last, where none is named.\n"
            "\n"
            "Options:\n"
            "  --svg           as a picture\n"
            "  --json          as JSON\n"
            "  --on=DATE       the day (today)\n"
            "  --db=LOCATION   the database\n"
            "  -o, --output=FILE    write to FILE\n"
            "\n"
            "Examples:\n"
            "  medsupport notice show 2026-000123\n"
            "  medsupport notice show 2026-000123 30 --svg -o notice.svg\n",
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [NOTICE]",
    .run = show_notices,
};

const ms_command ms_notice_list = {
    .name = "notice list",
    .summary = "the notices of the case",
    .help = "Usage: medsupport notice list [OPTION]... CASE\n"
            "\n"
            "Lists the notices of a case, one a line, and how each stands on a day.\n"
            "\n"
            "Options:\n"
            "  --json          as JSON\n"
            "  --on=DATE       the day (today)\n"
            "  --db=LOCATION   the database\n"
            "  -o, --output=FILE    write to FILE\n"
            "\n"
            "Example:\n"
            "  medsupport notice list 2026-000123 --on 2027-01-04\n",
    .takes = MS_CASE_READS | UINT64_C(1) << MS_OPTION_OUTPUT,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "CASE",
    .run = list_notices,
};

const ms_command ms_notice_contests = {
    .name = "notice contests",
    .summary = "the obligor's contests",
    .help = "Usage: medsupport notice contests [OPTION]... CASE [CONTEST]\n"
            "\n"
            "Shows how a contest of the obligor stands on a day, or each of the case.\n"
            "\n"
            "Options:\n"
            "  --svg           as a picture\n"
            "  --json          as JSON\n"
            "  --on=DATE       the day (today)\n"
            "  --db=LOCATION   the database\n"
            "  -o, --output=FILE    write to FILE\n"
            "\n"
            "Example:\n"
            "  medsupport notice contests 2026-000123\n",
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [CONTEST]",
    .run = show_contests,
};

const ms_command ms_notice_coverage = {
    .name = "notice coverage",
    .summary = "the coverage of each child",
    .help = "Usage: medsupport notice coverage [OPTION]... CASE [COVERAGE]\n"
            "\n"
            "Shows the coverage of each child, since when and until when, and how it stands\n"
            "on a day.\n"
            "\n"
            "Options:\n"
            "  --svg           as a picture\n"
            "  --json          as JSON\n"
            "  --on=DATE       the day (today)\n"
            "  --db=LOCATION   the database\n"
            "  -o, --output=FILE    write to FILE\n"
            "\n"
            "Example:\n"
            "  medsupport notice coverage 2026-000123\n",
    .takes = MS_MATTER_SHOWS,
    .least_operands = 1,
    .most_operands = 2,
    .operands = "CASE [COVERAGE]",
    .run = show_coverage,
};
