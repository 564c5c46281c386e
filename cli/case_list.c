/* medsupport case list, find: the cases of the database. */
#include "casefile/value.h"
#include "cli/case_parts.h"
#include "cli/case_words.h"
#include "cli/database.h"
#include "cli/output.h"
#include "cli/print.h"

#include <ctype.h>
#include <string.h>

typedef struct listing {
    const ms_options *options;
    const char *text; /* that the id or a name holds; NULL: any */
    ms_buffer *out;
    size_t count;
} listing;

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Whether a text holds another, ASCII letters compared without case. */
static bool holds(ms_text text, const char *part)
{
    size_t length = strlen(part);
    for (size_t at = 0; at + length <= text.length; at++) {
        size_t i = 0;
        while (i < length && same_letter(text.at[at + i], part[i])) {
            i++;
        }
        if (i == length) {
            return true;
        }
    }
    return false;
}

/* Whether the case is asked for: by its id or the names in it, and its worker. */
static bool is_wanted(const listing *l, const ms_store_case *listed)
{
    static const char *const people[] = {"parent_not_seeking", "parent_seeking", "children"};
    const char *worker = l->options->texts[MS_OPTION_WORKER];
    ms_text whose = ms_value_inside(ms_value_member(listed->state, "worker"));
    if (worker != NULL
        && (whose.at == NULL || whose.length != strlen(worker) || memcmp(whose.at, worker, whose.length) != 0)) {
        return false;
    }
    bool found = l->text == NULL || holds(listed->case_id, l->text);
    for (size_t i = 0; i < sizeof people / sizeof people[0] && !found; i++) {
        ms_text value = ms_value_member(listed->state, people[i]);
        found = value.at != NULL && holds(value, l->text);
    }
    return found;
}

static void put_json(listing *l, const ms_store_case *listed)
{
    ms_buffer_put(l->out, "{\"case_id\":\"");
    ms_buffer_add_json(l->out, listed->case_id.at, listed->case_id.length);
    ms_buffer_put(l->out, "\",\"sequence\":");
    ms_buffer_put_number(l->out, listed->sequence);
    ms_buffer_put(l->out, ",\"state\":");
    ms_buffer_add(l->out, listed->state.at, listed->state.length);
    ms_buffer_put(l->out, "}\n");
}

static void put_text(listing *l, const ms_store_case *listed)
{
    ms_buffer words = {0};
    ms_text status = ms_value_inside(ms_value_member(listed->state, "status"));
    ms_text stale = ms_value_member(listed->state, "stale"), closed = ms_value_member(listed->state, "closed");
    ms_text pns = ms_value_member(listed->state, "parent_not_seeking");
    ms_text pss = ms_value_member(listed->state, "parent_seeking");
    ms_text tasks = ms_value_member(listed->state, "open_tasks");
    ms_print(&words, "%.*s: ", (int)listed->case_id.length, listed->case_id.at);
    ms_buffer_put(&words, status.at == NULL ? "not determined" : ms_source_words(status));
    ms_buffer_put(&words, stale.at != NULL && stale.at[0] == 't' ? ", stale" : "");
    ms_buffer_put(&words, closed.at != NULL && closed.at[0] == 't' ? ", closed" : "");
    if (tasks.at != NULL && tasks.at[0] != '0') {
        ms_print(&words, ", %.*s open task%s", (int)tasks.length, tasks.at,
                 tasks.length == 1 && tasks.at[0] == '1' ? "" : "s");
    }
    ms_text names[] = {pns, pss};
    for (size_t i = 0; i < 2; i++) {
        ms_text name = ms_value_inside(names[i].at == NULL ? (ms_text){"", 0} : names[i]);
        if (name.at != NULL) {
            ms_print(&words, "; %.*s", (int)name.length, name.at);
        }
    }
    ms_buffer_add(&words, "", 1);
    ms_print_lines(l->out, 0, "", 4, "%s", words.failed ? "" : words.text);
    ms_buffer_free(&words);
}

static bool each(void *context, const ms_store_case *listed)
{
    listing *l = context;
    if (!is_wanted(l, listed)) {
        return true;
    }
    l->count++;
    if (ms_option_given(l->options, MS_OPTION_JSON)) {
        put_json(l, listed);
    } else {
        put_text(l, listed);
    }
    return !l->out->failed;
}

static int list_cases(const ms_options *options, const char *text)
{
    ms_buffer out = {0};
    listing l = {.options = options, .text = text, .out = &out};
    int exit;
    ms_store *store = ms_database_open(options, MS_STORE_READ, &exit);
    if (store == NULL) {
        return exit;
    }
    exit = ms_database_exit(store, ms_store_cases(store, NULL, each, &l));
    ms_store_close(store);
    if (exit == MS_EXIT_OK && l.count == 0 && !ms_option_given(options, MS_OPTION_JSON)) {
        ms_buffer_put(&out, "No such case.\n");
    }
    return ms_output_finish(&out, NULL, exit);
}

/* ---- list -------------------------------------------------------------------------------------------------------- */

static const char list_help[] = //
    "Usage: medsupport case list [OPTION]...\n"
    "\n"
    "Lists the cases in the order of their ids.\n"
    "\n"
    "Options:\n"
    "  --worker=NAME   only the cases of this worker\n"
    "  --json          one JSON object a line\n"
    "  --db=LOCATION   the database\n"
    "\n"
    "Example:\n"
    "  medsupport case list --worker dana\n";

static int run_list(const ms_options *options)
{
    return list_cases(options, NULL);
}

const ms_command ms_case_list = {
    .name = "case list",
    .summary = "the cases",
    .help = list_help,
    .takes = UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_WORKER
             | UINT64_C(1) << MS_OPTION_HELP,
    .operands = "",
    .run = run_list,
};

/* ---- find -------------------------------------------------------------------------------------------------------- */

static const char find_help[] = //
    "Usage: medsupport case find [OPTION]... TEXT\n"
    "\n"
    "Lists the cases whose id, or the name of a parent or child, holds TEXT; capitals\n"
    "do not matter.\n"
    "\n"
    "Options:\n"
    "  --worker=NAME   only the cases of this worker\n"
    "  --json          one JSON object a line\n"
    "  --db=LOCATION   the database\n"
    "\n"
    "Example:\n"
    "  medsupport case find diaz\n";

static int run_find(const ms_options *options)
{
    return list_cases(options, options->operands[0]);
}

const ms_command ms_case_find = {
    .name = "case find",
    .summary = "the cases with a name or id",
    .help = find_help,
    .takes = UINT64_C(1) << MS_OPTION_DB | UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_WORKER
             | UINT64_C(1) << MS_OPTION_HELP,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "TEXT",
    .run = run_find,
};
