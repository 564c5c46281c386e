#include "cli/step.h"

#include "cli/load.h"
#include "cli/message.h"
#include "cli/print.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 48, LABEL_SIZE = 80, OPTION_COLUMN = 2, TEXT_COLUMN = 18 };

/* ---- fields and options ------------------------------------------------------------------------------------------ */

bool ms_step_is_operand(const ms_event_kind *kind, size_t field)
{
    return field == 0 && kind->course != NULL && !kind->begins;
}

/* The name of a field as an option's: with dashes. */
static void option_name(const ms_body_field *field, char name[NAME_SIZE])
{
    size_t length = strlen(field->name);
    for (size_t i = 0; i <= length && i < NAME_SIZE; i++) {
        name[i] = field->name[i] == '_' ? '-' : field->name[i];
    }
}

size_t ms_step_field(const ms_event_kind *kind, const char *name, size_t length)
{
    char known[NAME_SIZE];
    for (size_t field = 0; field < kind->field_count; field++) {
        option_name(&kind->fields[field], known);
        if (!ms_step_is_operand(kind, field) && strlen(known) == length && memcmp(known, name, length) == 0) {
            return field;
        }
    }
    return kind->field_count;
}

/* ---- help -------------------------------------------------------------------------------------------------------- */

static const char *const value_names[] = {
    [MS_BODY_TEXT] = "TEXT",       [MS_BODY_WORD] = "WORD",   [MS_BODY_DATE] = "DATE",  [MS_BODY_MONEY] = "AMOUNT",
    [MS_BODY_PERCENT] = "PERCENT", [MS_BODY_COUNT] = "N",     [MS_BODY_SEQUENCE] = "N", [MS_BODY_TRUTH] = NULL,
    [MS_BODY_LIST] = "TEXT",       [MS_BODY_OBJECT] = "JSON", [MS_BODY_ANY] = "JSON"};

static void say_words(ms_buffer *out, const ms_body_field *field)
{
    const char *between = field->help == NULL ? "" : ": ";
    for (int i = 0; field->type == MS_BODY_WORD && field->words[i] != NULL; i++) {
        ms_buffer_put(out, between);
        ms_buffer_put(out, field->words[i]);
        between = field->words[i + 1] != NULL && field->words[i + 2] == NULL ? " or " : ", ";
    }
}

/* One option: on one line where its name is short, else the text below it. */
static void say_option(ms_buffer *out, const ms_body_field *field)
{
    char name[NAME_SIZE], label[LABEL_SIZE];
    ms_buffer text = {0};
    const char *value = value_names[field->type];
    option_name(field, name);
    (void)snprintf(label, sizeof label, "--%s%s%s", name, value == NULL ? "" : "=", value == NULL ? "" : value);
    ms_buffer_put(&text, field->help == NULL ? "" : field->help);
    say_words(&text, field);
    ms_buffer_put(&text, field->type == MS_BODY_LIST ? "; may be given several times" : "");
    ms_buffer_put(&text, field->type == MS_BODY_OBJECT || field->type == MS_BODY_ANY ? ", or @FILE that holds it" : "");
    ms_buffer_put(&text, field->required ? " (needed)" : "");
    ms_buffer_add(&text, "", 1);
    if (strlen(label) + OPTION_COLUMN + 2 > TEXT_COLUMN) {
        ms_print(out, "  %s\n", label);
        label[0] = '\0';
    }
    ms_print_lines(out, OPTION_COLUMN, label, TEXT_COLUMN, "%s", text.failed ? "" : text.text);
    out->failed = out->failed || text.failed;
    ms_buffer_free(&text);
}

void ms_step_help(const ms_command *command, ms_buffer *out)
{
    const ms_event_kind *kind = command->kind;
    ms_print(out, "Usage: medsupport %s [OPTION]... %s\n\n%s\nOptions:\n", command->name, command->operands,
             command->help);
    for (size_t field = 0; field < kind->field_count; field++) {
        if (!ms_step_is_operand(kind, field)) {
            say_option(out, &kind->fields[field]);
        }
    }
    if ((command->takes & UINT64_C(1) << MS_OPTION_FROM_DETERMINATION) != 0) {
        ms_buffer_put(out, "  --from-determination\n"
                           "                  take what is not given from the last determination\n");
    }
    ms_buffer_put(out, "  --on=DATE       the day on which it takes effect (today)\n"
                       "  --dry-run       say what would be written, and which clocks it starts\n"
                       "  --db=LOCATION   the database\n"
                       "  --actor=NAME    who records it\n"
                       "  --json          the result as JSON\n");
    if (!ms_step_is_operand(kind, 0)) {
        ms_print(out, "\nExamples:\n%s", command->examples);
        return;
    }
    ms_print(out, "\nThe number may be left out when one %s alone can take this step.\n\nExamples:\n%s",
             kind->course->words, command->examples);
}

/* ---- the body ---------------------------------------------------------------------------------------------------- */

/* A word of a field in its own spelling: dashes for underscores, pns and pss for the parents. */
static void put_word(ms_buffer *body, const ms_body_field *field, const char *value)
{
    char word[NAME_SIZE] = "";
    size_t length = strlen(value);
    for (size_t i = 0; i < length && length < NAME_SIZE; i++) {
        word[i] = value[i] == '-' ? '_' : value[i];
    }
    word[length < NAME_SIZE ? length : 0] = '\0';
    if (strcmp(field->words[0], ms_party_words[0]) == 0 && (strcmp(word, "pns") == 0 || strcmp(word, "pss") == 0)) {
        ms_put_member(body, "", ms_party_words[strcmp(word, "pss") == 0]);
        return;
    }
    ms_put_member(body, "", length < NAME_SIZE ? word : value);
}

/* JSON as it stands, or that of a file; on one line. */
static bool put_json(ms_buffer *body, const char *option, const char *value)
{
    ms_buffer text = {0};
    bool good = true;
    if (value[0] == '@') {
        good = ms_load_file(value + 1, &text);
    } else {
        ms_buffer_put(&text, value);
    }
    for (size_t i = 0; i < text.length; i++) {
        const char *c = text.text + i;
        ms_buffer_add(body, *c == '\n' || *c == '\r' || *c == '\t' ? " " : c, 1); /* one line; not within strings */
    }
    if (good && text.length == 0) {
        ms_complain("--%s: there is nothing in it", option);
        good = false;
    }
    body->failed = body->failed || text.failed;
    ms_buffer_free(&text);
    return good;
}

/* The value of a field, written as its type wants it. */
static bool put_value(ms_buffer *body, const ms_body_field *field, const char *value)
{
    bool digits = value[0] != '\0' && strspn(value, "0123456789") == strlen(value);
    switch (field->type) {
    case MS_BODY_TRUTH:
        ms_buffer_put(body, "true");
        return true;
    case MS_BODY_WORD:
        put_word(body, field, value);
        return true;
    case MS_BODY_COUNT:
    case MS_BODY_SEQUENCE:
        if (digits) {
            ms_buffer_put(body, value);
            return true;
        }
        break;
    case MS_BODY_OBJECT:
    case MS_BODY_ANY:
        return put_json(body, field->name, value);
    case MS_BODY_LIST:
        if (field->words != NULL) {
            put_word(body, field, value);
            return true;
        }
        break;
    case MS_BODY_TEXT:
    case MS_BODY_DATE:
    case MS_BODY_MONEY:
    case MS_BODY_PERCENT:
        break;
    }
    ms_put_member(body, "", value);
    return true;
}

/* All that was given for a field: one value, or of a list each. */
static bool put_field(ms_buffer *body, const ms_options *options, size_t field)
{
    const ms_body_field *row = &options->command->kind->fields[field];
    const char *before = row->type == MS_BODY_LIST ? "[" : "";
    bool any = false, good = true;
    for (int i = 0; i < options->field_count && good; i++) {
        if (options->fields[i].field != field) {
            continue;
        }
        if (any && row->type != MS_BODY_LIST) {
            ms_complain("--%s is given twice", row->name);
            return false;
        }
        if (!any) {
            ms_print(body, "%s\"%s\":%s", body->length > 1 ? "," : "", row->name, before);
        } else {
            ms_buffer_put(body, ",");
        }
        any = true;
        good = put_value(body, row, options->fields[i].value);
    }
    ms_buffer_put(body, any && row->type == MS_BODY_LIST ? "]" : "");
    return good;
}

bool ms_step_put_fields(ms_buffer *body, const ms_options *options)
{
    const ms_event_kind *kind = options->command->kind;
    bool good = true;
    for (size_t field = 0; field < kind->field_count && good; field++) {
        good = ms_step_is_operand(kind, field) || put_field(body, options, field);
    }
    return good;
}

/* ---- the matter -------------------------------------------------------------------------------------------------- */

/* The one matter that can take the step; 0, and a message, when there is none or there are several. */
static uint64_t only_matter(const ms_case_file *file, const ms_event_kind *kind)
{
    const ms_look all = ms_look_at_all(&file->state);
    ms_buffer numbers = {0};
    ms_refusal refusal;
    uint64_t only = 0;
    int able = 0, any = 0;
    for (const ms_matter *m = ms_matter_next(&file->state, NULL, kind->course); m != NULL;
         m = ms_matter_next(&file->state, m, kind->course)) {
        any++;
        if (ms_matter_check(m, kind, all, &refusal) == MS_OK) {
            able++;
            only = m->number;
            ms_print(&numbers, "%s%llu (%s)", able > 1 ? ", " : "", (unsigned long long)m->number,
                     ms_matter_standing(m, all)->words);
        }
    }
    if (any == 0) {
        ms_complain("refused: case %s has no %s: %s (%s); nothing was written", file->case_id, kind->course->words,
                    kind->course->states[0].why, kind->course->states[0].citation);
    } else if (able == 0) {
        ms_complain("refused: %s (%s); nothing was written", refusal.reason, refusal.citation);
    } else if (able > 1) {
        ms_complain("which %s? %.*s", kind->course->words, (int)numbers.length, numbers.text);
    }
    ms_buffer_free(&numbers);
    return able == 1 ? only : 0;
}

static bool put_matter(ms_case_file *file, const ms_event_kind *kind, ms_buffer *body)
{
    if (!ms_step_is_operand(kind, 0)) {
        return true;
    }
    const ms_options *options = file->options;
    uint64_t number = options->operand_count > 1 ? ms_sequence_operand(options->operands[1]) : only_matter(file, kind);
    ms_print(body, "\"%s\":%llu", kind->fields[0].name, (unsigned long long)number);
    return number != 0;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

bool ms_step_add(ms_case_file *file, bool (*more)(ms_case_file *file, ms_buffer *body))
{
    const ms_event_kind *kind = file->options->command->kind;
    ms_buffer body = {0};
    ms_buffer_put(&body, "{");
    ms_status status = ms_tasks_find(&file->state, &file->tools, &file->before);
    if (status != MS_OK) {
        file->exit = ms_case_file_fail(status);
        return false;
    }
    bool good = put_matter(file, kind, &body) && ms_step_put_fields(&body, file->options)
                && (more == NULL || more(file, &body));
    ms_buffer_put(&body, "}");
    good = good && ms_case_file_add(file, kind->name, file->on, &body);
    ms_buffer_free(&body);
    return good;
}

static bool add_step(ms_case_file *file)
{
    return ms_step_add(file, NULL);
}

int ms_step_run(const ms_options *options)
{
    return ms_case_change(options, add_step);
}
