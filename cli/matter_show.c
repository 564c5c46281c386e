#include "cli/matter_show.h"

#include "cli/case_words.h"
#include "cli/course_svg.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/print.h"
#include "facts/layout.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef struct showing {
    ms_case_file *file;
    const ms_matter_view *view;
    ms_look look;
    ms_open_tasks tasks;
    bool short_form; /* one line each */
    ms_buffer *out;
} showing;

/* ---- for people -------------------------------------------------------------------------------------------------- */

static void put_head(const showing *s, const ms_matter *matter)
{
    const ms_course *course = matter->course;
    ms_buffer head = {0};
    char since[MS_DATE_TEXT_SIZE];
    ms_date_format(ms_matter_since(matter, s->look), since);
    ms_print(&head, "%c%s %llu", toupper((unsigned char)course->words[0]), course->words + 1,
             (unsigned long long)matter->number);
    if (s->view->about != NULL) {
        s->view->about(&head, matter);
    }
    ms_print(&head, ": %s since %s", ms_matter_standing(matter, s->look)->words, since);
    bool fits = head.length <= MS_TEXT_COLUMNS;
    ms_buffer_add(&head, "", 1);
    if (fits) {
        ms_print(s->out, "%s\n", head.failed ? "" : head.text);
    } else {
        ms_print_lines(s->out, 0, "", 2, "%s", head.failed ? "" : head.text);
    }
    ms_buffer_free(&head);
}

static void put_steps(const showing *s, const ms_matter *matter)
{
    ms_buffer words = {0};
    ms_buffer_put(s->out, "\n  Steps\n");
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        char label[24], day[MS_DATE_TEXT_SIZE];
        if (!ms_step_seen(step, s->look)) {
            continue;
        }
        ms_date_format(step->entry.effective, day);
        (void)snprintf(label, sizeof label, "%s", day);
        words.length = 0;
        ms_print(&words, "%llu. ", (unsigned long long)step->entry.sequence);
        ms_say_event(&words, &s->file->state, &s->file->events[step->entry.sequence - 1]);
        ms_buffer_add(&words, "", 1);
        ms_print_lines(s->out, 4, label, 16, "%s", words.failed ? "" : words.text);
    }
    ms_buffer_free(&words);
}

static void put_next(const showing *s, const ms_matter *matter)
{
    const ms_course *course = matter->course;
    unsigned here = ms_matter_state(matter, s->look);
    const char *heading = "\n  What may come next\n";
    for (size_t column = 0; column < course->event_count; column++) {
        const ms_course_cell *cell = ms_course_cell_of(course, here, column);
        if (!ms_matter_may_take(matter, column, s->look)) {
            continue;
        }
        ms_buffer_put(s->out, heading);
        heading = "";
        ms_print_lines(s->out, 3, "", 4, "%s: %s%s", course->events[column]->summary,
                       cell->next == here ? "it stays as it is" : course->states[cell->next].words,
                       cell->departs ? " (recorded, and flagged)" : "");
    }
}

/* The tasks of a matter alone. */
static ms_open_tasks tasks_of(const showing *s, const ms_matter *matter)
{
    ms_open_tasks own = {.tasks = ms_arena_room(&s->file->scratch, s->tasks.count, sizeof *own.tasks)};
    for (size_t i = 0; i < s->tasks.count && own.tasks != NULL; i++) {
        if (s->tasks.tasks[i].matter == matter) {
            own.tasks[own.count++] = s->tasks.tasks[i];
        }
    }
    return own;
}

static ms_status put_text(const showing *s, const ms_matter *matter)
{
    ms_status status = MS_OK;
    put_head(s, matter);
    if (s->short_form) {
        return MS_OK;
    }
    put_steps(s, matter);
    if (s->view->lines != NULL) {
        status = s->view->lines(s->file, matter, s->look, s->out);
    }
    ms_open_tasks own = tasks_of(s, matter);
    put_next(s, matter);
    ms_put_tasks(s->out, "Open tasks", &own, s->look.on);
    return status;
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void put_json_steps(const showing *s, const ms_matter *matter)
{
    const char *between = "";
    ms_buffer_put(s->out, ",\"steps\":[");
    for (const ms_matter_step *step = matter->first; step != NULL; step = step->next) {
        char day[MS_DATE_TEXT_SIZE];
        if (!ms_step_seen(step, s->look)) {
            continue;
        }
        const ms_event *event = &s->file->events[step->entry.sequence - 1];
        ms_date_format(step->entry.effective, day);
        ms_print(s->out, "%s{\"sequence\":%llu,\"kind\":\"%s\",\"effective\":\"%s\",\"body\":", between,
                 (unsigned long long)step->entry.sequence, step->entry.kind->name, day);
        ms_buffer_add(s->out, event->body.at, event->body.length);
        ms_put_departures(s->out, &step->entry);
        ms_buffer_put(s->out, "}");
        between = ",";
    }
    ms_buffer_put(s->out, "]");
}

static void put_json_next(const showing *s, const ms_matter *matter)
{
    const ms_course *course = matter->course;
    unsigned here = ms_matter_state(matter, s->look);
    const char *between = "";
    ms_buffer_put(s->out, ",\"next\":[");
    for (size_t column = 0; column < course->event_count; column++) {
        const ms_course_cell *cell = ms_course_cell_of(course, here, column);
        if (ms_matter_may_take(matter, column, s->look)) {
            ms_print(s->out, "%s{\"kind\":\"%s\",\"state\":\"%s\",\"departs\":%s}", between,
                     course->events[column]->name, course->states[cell->next].name, cell->departs ? "true" : "false");
            between = ",";
        }
    }
    ms_buffer_put(s->out, "]");
}

static ms_status put_json(const showing *s, const ms_matter *matter)
{
    const ms_course_state *standing = ms_matter_standing(matter, s->look);
    ms_status status = MS_OK;
    ms_print(s->out, "{\"number\":%llu,\"state\":\"%s\",\"words\":\"%s\",\"ended\":%s",
             (unsigned long long)matter->number, standing->name, standing->words, standing->ended ? "true" : "false");
    if (s->view->members != NULL) {
        status = s->view->members(s->file, matter, s->look, s->out);
    }
    if (!s->short_form) {
        ms_open_tasks own = tasks_of(s, matter);
        put_json_steps(s, matter);
        put_json_next(s, matter);
        ms_buffer_put(s->out, ",\"open_tasks\":");
        ms_tasks_put(s->out, &s->file->state, &own);
    }
    ms_buffer_put(s->out, "}");
    return status;
}

/* ---- which ------------------------------------------------------------------------------------------------------- */

/* The matter that is asked for by its number; NULL, and a message, when there is none such. */
static const ms_matter *find_named(const showing *s)
{
    uint64_t number = ms_sequence_operand(s->file->options->operands[1]);
    const ms_matter *matter = number == 0 ? NULL : ms_state_matter(&s->file->state, number, s->view->course);
    if (number != 0 && (matter == NULL || ms_matter_state(matter, s->look) == 0)) {
        ms_complain("case %s has no %s %llu on that day", s->file->case_id, s->view->course->words,
                    (unsigned long long)number);
        return NULL;
    }
    return matter;
}

/* The next matter that has begun by the day. */
static const ms_matter *next_of(const showing *s, const ms_matter *behind)
{
    const ms_matter *matter = behind;
    do {
        matter = ms_matter_next(&s->file->state, matter, s->view->course);
    } while (matter != NULL && ms_matter_state(matter, s->look) == 0);
    return matter;
}

static void draw(const showing *s, const ms_matter *matter)
{
    ms_buffer title = {0};
    const ms_course *course = matter->course;
    ms_print(&title, "%c%s %llu of case %s", toupper((unsigned char)course->words[0]), course->words + 1,
             (unsigned long long)matter->number, s->file->case_id);
    ms_buffer_add(&title, "", 1);
    ms_draw_course(matter, s->look, title.failed ? "" : title.text, s->out);
    ms_buffer_free(&title);
}

static ms_status put_all(const showing *s, const ms_matter *named)
{
    bool json = ms_option_given(s->file->options, MS_OPTION_JSON);
    const char *between = "";
    ms_status status = MS_OK;
    if (json) {
        char day[MS_DATE_TEXT_SIZE];
        ms_date_format(s->look.on, day);
        ms_put_member(s->out, "{\"case_id\":", s->file->case_id);
        ms_print(s->out, ",\"on\":\"%s\",\"%s\":[", day, s->view->plural);
    }
    const ms_matter *matter = named != NULL ? named : next_of(s, NULL);
    if (matter == NULL && !json) {
        ms_print(s->out, "Case %s has no %s.\n", s->file->case_id, s->view->plural);
    }
    for (; matter != NULL && status == MS_OK; matter = named != NULL ? NULL : next_of(s, matter)) {
        ms_buffer_put(s->out, between);
        status = json ? put_json(s, matter) : put_text(s, matter);
        between = json ? "," : s->short_form ? "" : "\n";
    }
    ms_buffer_put(s->out, json ? "]}\n" : "");
    return status;
}

/* Of several, the picture is of the last. */
static const ms_matter *last_of(const showing *s)
{
    const ms_matter *last = NULL, *matter = NULL;
    while ((matter = next_of(s, matter)) != NULL) {
        last = matter;
    }
    return last;
}

static int show(const showing *s)
{
    bool is_named = s->file->options->operand_count > 1;
    const ms_matter *named = is_named ? find_named(s) : NULL;
    if (is_named && named == NULL) {
        return MS_EXIT_BAD;
    }
    if (!ms_option_given(s->file->options, MS_OPTION_SVG)) {
        ms_status status = put_all(s, named);
        return status == MS_OK ? MS_EXIT_OK : ms_case_file_fail(status);
    }
    const ms_matter *drawn = named != NULL ? named : last_of(s);
    if (drawn == NULL) {
        ms_complain("case %s has no %s to draw", s->file->case_id, s->view->course->words);
        return MS_EXIT_BAD;
    }
    draw(s, drawn);
    return MS_EXIT_OK;
}

static int run(const ms_options *options, const ms_matter_view *view, bool short_form)
{
    ms_case_file file;
    ms_buffer out = {0};
    if (ms_case_file_open(&file, options, MS_STORE_READ)) {
        showing s = {.file = &file,
                     .view = view,
                     .look = ms_look_on(&file.state, file.on),
                     .short_form = short_form,
                     .out = &out};
        ms_status status = ms_tasks_find(&file.state, &file.tools, &s.tasks);
        ms_tasks_on(&s.tasks, file.on);
        file.exit = status == MS_OK ? show(&s) : ms_case_file_fail(status);
    }
    int exit = file.exit;
    ms_case_file_close(&file);
    if (exit != MS_EXIT_OK) {
        ms_buffer_free(&out);
        return exit;
    }
    return ms_output_finish(&out, options->output, exit);
}

int ms_matter_show(const ms_options *options, const ms_matter_view *view)
{
    return run(options, view, false);
}

int ms_matter_list(const ms_options *options, const ms_matter_view *view)
{
    return run(options, view, true);
}
