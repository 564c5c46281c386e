/* medsupport case compare: what changed between determinations of a case, and what did it. */
#include "casefile/comparison.h"
#include "casefile/value.h"
#include "cli/case_parts.h"
#include "cli/case_words.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"

static const char help[] = //
    "Usage: medsupport case compare [OPTION]... CASE [EVENT [EVENT]]\n"
    "\n"
    "Says what changed in the outcome between two determinations, and which fact,\n"
    "reading or version of the rule did it. That is found by determining the case\n"
    "with each difference taken away: one without which the outcome would not be what\n"
    "it became, did it. Each EVENT is the number of a determination. With one, it is\n"
    "compared with the case as it stands on the day; with none, the last two are, or\n"
    "the only one with the case as it stands.\n"
    "\n"
    "Options:\n"
    "  --on=DATE       the day on which the case stands (today)\n"
    "  --json          the result as JSON\n"
    "  --db=LOCATION   the database\n"
    "\n"
    "Examples:\n"
    "  medsupport case compare 2026-000123\n"
    "  medsupport case compare 2026-000123 21 30\n";

/* One side as it is shown. */
typedef struct shown_side {
    ms_side_of_case side;
    const ms_recorded_determination *made; /* NULL: as the case stands */
} shown_side;

/* ---- which two --------------------------------------------------------------------------------------------------- */

static const ms_recorded_determination *standing(const ms_recorded_determination *made)
{
    while (made != NULL && !ms_entry_stands(&made->entry)) {
        made = made->before;
    }
    return made;
}

/* The determination that an operand numbers; NULL, and a message, when the event is none. */
static const ms_recorded_determination *numbered(const ms_case_file *file, const char *text)
{
    uint64_t sequence = ms_sequence_operand(text);
    ms_entry *entry = sequence == 0 ? NULL : ms_state_entry(&file->state, sequence);
    if (entry != NULL && entry->kind == &ms_kind_determination_made) {
        return (const ms_recorded_determination *)entry;
    }
    if (sequence != 0) {
        ms_complain("event %s of case %s is no determination", text, file->case_id);
    }
    return NULL;
}

/* A determination as a side, or with NULL the case on the day with the settings of `like`. */
static bool make_side(const ms_case_file *file, const ms_recorded_determination *made,
                      const ms_recorded_determination *like, shown_side *side)
{
    ms_settings past;
    side->made = made;
    if (made != NULL) {
        side->side.view = ms_view_of(made);
        return ms_settings_of(made->text, &side->side.settings) == MS_OK;
    }
    side->side.view = (ms_view){file->state.sequence, file->on};
    return ms_settings_of(like->text, &past) == MS_OK
           && ms_load_settings(file->case_id, file->on, &past.readings, &side->side.settings);
}

static bool choose(const ms_case_file *file, shown_side *before, shown_side *after)
{
    const ms_options *options = file->options;
    const ms_recorded_determination *first = NULL, *second = NULL;
    if (options->operand_count == 1) {
        second = ms_state_determination(&file->state);
        first = second == NULL ? NULL : standing(second->before);
        if (second == NULL) {
            ms_complain("case %s is not determined yet", file->case_id);
            return false;
        }
        first = first == NULL ? second : first;
        second = first == second ? NULL : second;
    } else {
        first = numbered(file, options->operands[1]);
        second = options->operand_count == 3 && first != NULL ? numbered(file, options->operands[2]) : NULL;
        if (first == NULL || (options->operand_count == 3 && second == NULL)) {
            return false;
        }
    }
    return make_side(file, first, first, before) && make_side(file, second, first, after);
}

/* ---- for people -------------------------------------------------------------------------------------------------- */

static void say_side(ms_buffer *out, const shown_side *side)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(side->side.view.on, day);
    if (side->made != NULL) {
        ms_print(out, "determination %llu as of %s", (unsigned long long)side->made->entry.sequence, day);
    } else {
        ms_print(out, "the case as it stands on %s", day);
    }
}

/* What is ordered for each child. */
static void put_outcome(ms_buffer *out, const char *label, ms_text children)
{
    ms_text rest = children, child;
    while (ms_value_next(&rest, &child)) {
        ms_buffer words = {0};
        ms_text paragraph = ms_value_inside(ms_value_member(child, "paragraph"));
        ms_text obligation = ms_value_member(child, "obligation");
        ms_say_value(&words, ms_value_member(child, "id"));
        ms_buffer_put(&words, ": ");
        ms_buffer_put(&words, ms_source_words(ms_value_inside(ms_value_member(child, "status"))));
        if (paragraph.at != NULL) {
            ms_print(&words, ", %.*s", (int)paragraph.length, paragraph.at);
        }
        if (ms_value_inside(obligation).at != NULL) {
            ms_print(&words, ", the %s: ", ms_source_words(ms_value_inside(ms_value_member(child, "obligor"))));
            ms_say_value(&words, obligation);
            ms_text percentage = ms_value_inside(ms_value_member(child, "percentage"));
            if (percentage.at != NULL) {
                ms_print(&words, ", %.*s %%", (int)percentage.length, percentage.at);
            }
            ms_text plans = ms_value_member(child, "plans");
            ms_buffer_put(&words, plans.length > 2 ? ", plans " : "");
            if (plans.length > 2) {
                ms_say_value(&words, plans);
            }
        }
        ms_buffer_add(&words, "", 1);
        ms_print_lines(out, 2, label, 10, "%s", words.failed ? "" : words.text);
        ms_buffer_free(&words);
        label = "";
    }
}

static void say_standing(ms_buffer *out, ms_standing standing, bool thing)
{
    if (standing.kind == MS_STANDS_CONFLICT) {
        ms_buffer_put(out, "in conflict");
    } else if (standing.kind == MS_STANDS_UNKNOWN) {
        ms_buffer_put(out, thing ? "not there" : "unknown");
    } else if (thing) {
        ms_buffer_put(out, "there");
    } else {
        ms_say_claim(out, standing.claim);
        ms_print(out, " (event %llu)", (unsigned long long)standing.claim->entry.sequence);
    }
}

static void put_difference(ms_buffer *out, const ms_case_difference *d, const shown_side *before,
                           const shown_side *after)
{
    ms_buffer words = {0};
    ms_case_difference_say(&words, d);
    if (d->kind == MS_DIFFERENT_FACT) {
        bool thing = ms_fact_row_of(d->slot->path.field)->name == NULL;
        ms_buffer_put(&words, ": was ");
        say_standing(&words, d->before, thing);
        ms_buffer_put(&words, "; is ");
        say_standing(&words, d->after, thing);
    } else if (d->kind == MS_DIFFERENT_READING) {
        const ms_reading_text *text = ms_reading_describe(d->reading);
        ms_print(&words, ": was %s; is %s", text->choices[before->side.settings.readings.choice[d->reading]].name,
                 text->choices[after->side.settings.readings.choice[d->reading]].name);
    }
    ms_buffer_add(&words, "", 1);
    ms_print_lines(out, 2, "-", 4, "%s", words.failed ? "" : words.text);
    ms_buffer_free(&words);
}

static void put_differences(ms_buffer *out, const ms_case_comparison *c, bool did_it, const char *heading,
                            const shown_side *before, const shown_side *after)
{
    bool begun = false;
    for (size_t i = 0; i < c->count; i++) {
        if (c->differences[i].did_it == did_it) {
            ms_buffer_put(out, begun ? "" : heading);
            begun = true;
            put_difference(out, &c->differences[i], before, after);
        }
    }
}

static void put_text(ms_buffer *out, const ms_case_file *file, const ms_case_comparison *c, const shown_side *before,
                     const shown_side *after)
{
    ms_buffer words = {0};
    ms_print(&words, "Case %s: ", file->case_id);
    say_side(&words, before);
    ms_buffer_put(&words, ", and ");
    say_side(&words, after);
    ms_buffer_add(&words, "", 1);
    ms_print_lines(out, 0, "", 2, "%s", words.failed ? "" : words.text);
    ms_buffer_free(&words);
    ms_buffer_put(out, c->moved ? "\nThe outcome changed.\n" : "\nThe outcome is the same.\n");
    put_outcome(out, c->moved ? "before" : "", c->before);
    if (c->moved) {
        put_outcome(out, "after", c->after);
        put_differences(out, c, true, "\nWhat did it\n", before, after);
    }
    put_differences(out, c, false, "\nWhat else is different and does not move it\n", before, after);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void json_standing(ms_buffer *out, const char *key, ms_standing standing)
{
    ms_buffer_put(out, key);
    if (standing.kind == MS_STANDS_KNOWN && standing.claim != NULL) {
        ms_buffer_put(out, "{\"sequence\":");
        ms_buffer_put_number(out, standing.claim->entry.sequence);
        ms_buffer_put(out, ",\"value\":");
        ms_buffer_add(out, standing.claim->value.at, standing.claim->value.length);
        ms_buffer_put(out, "}");
    } else {
        ms_buffer_put(out, standing.kind == MS_STANDS_CONFLICT ? "\"conflict\"" : "null");
    }
}

static void json_difference(ms_buffer *out, const ms_case_difference *d, const shown_side *before,
                            const shown_side *after)
{
    static const char *const kinds[] = {[MS_DIFFERENT_FACT] = "fact",
                                        [MS_DIFFERENT_REQUESTS] = "requests",
                                        [MS_DIFFERENT_READING] = "reading",
                                        [MS_DIFFERENT_NUMBERS] = "numbers",
                                        [MS_DIFFERENT_DAY] = "day"};
    ms_put_member(out, "{\"what\":", kinds[d->kind]);
    ms_buffer_put(out, d->did_it ? ",\"did_it\":true" : ",\"did_it\":false");
    if (d->kind == MS_DIFFERENT_FACT) {
        ms_buffer_put(out, ",\"path\":\"");
        ms_fact_path_put(out, &d->slot->path);
        json_standing(out, "\",\"before\":", d->before);
        json_standing(out, ",\"after\":", d->after);
    } else if (d->kind == MS_DIFFERENT_READING) {
        const ms_reading_text *text = ms_reading_describe(d->reading);
        ms_put_member(out, ",\"reading\":", text->name);
        ms_put_member(out, ",\"before\":", text->choices[before->side.settings.readings.choice[d->reading]].name);
        ms_put_member(out, ",\"after\":", text->choices[after->side.settings.readings.choice[d->reading]].name);
    }
    ms_buffer_put(out, "}");
}

static void json_side(ms_buffer *out, const char *key, const shown_side *side, ms_text children, ms_text orders)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date_format(side->side.view.on, day);
    ms_buffer_put(out, key);
    ms_put_member(out, "{\"as_of\":", day);
    ms_buffer_put(out, ",\"sequence\":");
    if (side->made != NULL) {
        ms_buffer_put_number(out, side->made->entry.sequence);
    } else {
        ms_buffer_put(out, "null");
    }
    ms_buffer_put(out, ",\"children\":");
    ms_buffer_add(out, children.at, children.length);
    ms_buffer_put(out, ",\"obligations\":");
    ms_buffer_add(out, orders.at, orders.length);
    ms_buffer_put(out, "}");
}

static void put_json(ms_buffer *out, const ms_case_file *file, const ms_case_comparison *c, const shown_side *before,
                     const shown_side *after)
{
    ms_put_member(out, "{\"case_id\":", file->case_id);
    json_side(out, ",\"before\":", before, c->before, c->before_orders);
    json_side(out, ",\"after\":", after, c->after, c->after_orders);
    ms_buffer_put(out, c->moved ? ",\"moved\":true" : ",\"moved\":false");
    ms_buffer_put(out, ",\"differences\":[");
    for (size_t i = 0; i < c->count; i++) {
        ms_buffer_put(out, i > 0 ? "," : "");
        json_difference(out, &c->differences[i], before, after);
    }
    ms_buffer_put(out, "]}\n");
}

static int run(const ms_options *options)
{
    ms_case_file file;
    ms_buffer out = {0};
    shown_side before, after;
    int exit = MS_EXIT_BAD;
    if (ms_case_file_open(&file, options, MS_STORE_READ) && choose(&file, &before, &after)) {
        ms_case_comparison comparison;
        ms_status status = ms_compare_sides(&file.state, &file.tools, &before.side, &after.side, &comparison);
        exit = status == MS_OK ? MS_EXIT_OK : ms_case_file_fail(status);
        if (status == MS_OK && ms_option_given(options, MS_OPTION_JSON)) {
            put_json(&out, &file, &comparison, &before, &after);
        } else if (status == MS_OK) {
            put_text(&out, &file, &comparison, &before, &after);
        }
    }
    exit = file.exit != MS_EXIT_OK ? file.exit : exit;
    ms_case_file_close(&file);
    return out.length > 0 || out.failed ? ms_output_finish(&out, NULL, exit) : exit;
}

const ms_command ms_case_compare = {
    .name = "case compare",
    .summary = "what changed between determinations, and what did it",
    .help = help,
    .takes = MS_CASE_READS,
    .least_operands = 1,
    .most_operands = 3,
    .operands = "CASE [EVENT [EVENT]]",
    .run = run,
};
