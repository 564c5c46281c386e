#include "cli/options.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/reading_option.h"
#include "cli/step.h"

#include <stdio.h>
#include <string.h>

/* How an option is written, and what it does with its value. */
typedef struct option_row {
    const char *name;
    char letter;       /* 0: none */
    const char *value; /* what the value is called; NULL: the option has none */
    bool (*take)(ms_option option, const char *value, ms_options *options);
} option_row;

static const option_row rows[MS_OPTION_COUNT];

enum { LONGEST_NAME = 48 };

static bool take_as_of(ms_option option, const char *value, ms_options *options)
{
    (void)option;
    options->as_of = ms_date_parse(value, strlen(value));
    if (options->as_of == MS_NO_DATE) {
        ms_complain("--as-of: '%s' is not a day; write it as YYYY-MM-DD, such as 2026-11-02", value);
    }
    return options->as_of != MS_NO_DATE;
}

static bool take_reading(ms_option option, const char *value, ms_options *options)
{
    (void)option;
    if (!ms_reading_option(value, &options->readings)) {
        return false;
    }
    options->readings_given |= 1u << ms_reading_find(value, strcspn(value, "="));
    return true;
}

static bool take_output(ms_option option, const char *value, ms_options *options)
{
    (void)option;
    options->output = value;
    if (value[0] == '\0') {
        ms_complain("--output: the name of the file is empty");
    }
    return value[0] != '\0';
}

static bool take_color(ms_option option, const char *value, ms_options *options)
{
    static const char *const whens[] = {
        [MS_COLOUR_AUTO] = "auto", [MS_COLOUR_ALWAYS] = "always", [MS_COLOUR_NEVER] = "never"};
    (void)option;
    for (int when = MS_COLOUR_AUTO; when <= MS_COLOUR_NEVER; when++) {
        if (strcmp(value, whens[when]) == 0) {
            options->colour = (ms_colour)when;
            return true;
        }
    }
    ms_complain("--color: '%s' is none of auto, always, never%s", value,
                ms_did_you_mean(value, whens, sizeof whens / sizeof whens[0]));
    return false;
}

/* A text that the command looks into by itself. */
static bool take_text(ms_option option, const char *value, ms_options *options)
{
    options->texts[option] = value;
    if (value[0] == '\0') {
        ms_complain("--%s: the value is empty", rows[option].name);
    }
    return value[0] != '\0';
}

/* A day that the command reads by itself. */
static bool take_day(ms_option option, const char *value, ms_options *options)
{
    options->texts[option] = value;
    bool day = ms_date_parse(value, strlen(value)) != MS_NO_DATE;
    if (!day) {
        ms_complain("--%s: '%s' is not a day; write it as YYYY-MM-DD, such as 2026-11-02", rows[option].name, value);
    }
    return day;
}

static bool take_vary(ms_option option, const char *value, ms_options *options)
{
    (void)option;
    if (options->vary_count == MS_MAX_VARY) {
        ms_complain("--vary: at most %d of them", MS_MAX_VARY);
        return false;
    }
    options->vary[options->vary_count++] = value;
    return true;
}

static bool take_baseline(ms_option option, const char *value, ms_options *options)
{
    if (options->baseline_count == MS_MAX_BASELINES) {
        ms_complain("--baseline: at most %d of them", MS_MAX_BASELINES);
        return false;
    }
    (void)option;
    options->baselines[options->baseline_count++] = value;
    return true;
}

static bool take_line(ms_option option, const char *value, ms_options *options)
{
    const char **line = &options->lines[option - MS_OPTION_LINE_1];
    if (*line != NULL) {
        ms_complain("--%s is given twice: %s and %s", rows[option].name, *line, value);
        return false;
    }
    *line = value;
    return true;
}

static const option_row rows[MS_OPTION_COUNT] = {
    [MS_OPTION_JSON] = {"json", 0, NULL, NULL},
    [MS_OPTION_NDJSON] = {"ndjson", 0, NULL, NULL},
    [MS_OPTION_TEXT] = {"text", 0, NULL, NULL},
    [MS_OPTION_SVG] = {"svg", 0, NULL, NULL},
    [MS_OPTION_TRACE] = {"trace", 0, NULL, NULL},
    [MS_OPTION_AS_OF] = {"as-of", 0, "DATE", take_as_of},
    [MS_OPTION_READING] = {"reading", 'r', "NAME=CHOICE", take_reading},
    [MS_OPTION_OUTPUT] = {"output", 'o', "FILE", take_output},
    [MS_OPTION_COLOR] = {"color", 0, "WHEN", take_color},
    [MS_OPTION_CHOICES] = {"choices", 0, NULL, NULL},
    [MS_OPTION_LINE_1] = {"line-1", 0, "PNS,PSS", take_line},
    [MS_OPTION_LINE_1A] = {"line-1a", 0, "PNS,PSS", take_line},
    [MS_OPTION_LINE_2A] = {"line-2a", 0, "PNS,PSS", take_line},
    [MS_OPTION_LINE_2B] = {"line-2b", 0, "PNS,PSS", take_line},
    [MS_OPTION_LINE_2C] = {"line-2c", 0, "PNS,PSS", take_line},
    [MS_OPTION_CSV] = {"csv", 0, NULL, NULL},
    [MS_OPTION_TABLES] = {"tables", 0, "DIR", take_text},
    [MS_OPTION_THREADS] = {"threads", 'j', "N", take_text},
    [MS_OPTION_REJECTS] = {"rejects", 0, "FILE", take_text},
    [MS_OPTION_MAX_REJECTS] = {"max-rejects", 0, "N", take_text},
    [MS_OPTION_RESUME] = {"resume", 0, NULL, NULL},
    [MS_OPTION_QUIET] = {"quiet", 'q', NULL, NULL},
    [MS_OPTION_VARY] = {"vary", 0, "WHAT=VALUES", take_vary},
    [MS_OPTION_BASELINE] = {"baseline", 0, "SETTING", take_baseline},
    [MS_OPTION_HTML] = {"html", 0, "FILE", take_text},
    [MS_OPTION_MOVED] = {"moved", 0, "FILE", take_text},
    [MS_OPTION_CASES] = {"cases", 'n', "N", take_text},
    [MS_OPTION_SEED] = {"seed", 0, "S", take_text},
    [MS_OPTION_MISSING] = {"missing", 0, "P", take_text},
    [MS_OPTION_TO_TABLES] = {"to-tables", 0, "DIR", take_text},
    [MS_OPTION_DB] = {"db", 0, "LOCATION", take_text},
    [MS_OPTION_ON] = {"on", 0, "DATE", take_day},
    [MS_OPTION_ACTOR] = {"actor", 0, "NAME", take_text},
    [MS_OPTION_WORKER] = {"worker", 0, "NAME", take_text},
    [MS_OPTION_SOURCE] = {"source", 0, "SOURCE", take_text},
    [MS_OPTION_SAID_BY] = {"said-by", 0, "TEXT", take_text},
    [MS_OPTION_EVIDENCE] = {"evidence", 0, "TEXT", take_text},
    [MS_OPTION_RECEIVED] = {"received", 0, "DATE", take_day},
    [MS_OPTION_VERIFIED_BY] = {"verified-by", 0, "NAME", take_text},
    [MS_OPTION_VERIFIED_ON] = {"verified-on", 0, "DATE", take_day},
    [MS_OPTION_CHANGED] = {"changed", 0, NULL, NULL},
    [MS_OPTION_REASON] = {"reason", 0, "TEXT", take_text},
    [MS_OPTION_DESPITE] = {"despite-conflicts", 0, NULL, NULL},
    [MS_OPTION_DOCUMENT] = {"document", 0, NULL, NULL},
    [MS_OPTION_STALE] = {"stale", 0, NULL, NULL},
    [MS_OPTION_OVERDUE] = {"overdue", 0, NULL, NULL},
    [MS_OPTION_WITHIN] = {"within", 0, "N", take_text},
    [MS_OPTION_ICS] = {"ics", 0, "FILE", take_text},
    [MS_OPTION_DRY_RUN] = {"dry-run", 0, NULL, NULL},
    [MS_OPTION_ORDERS_GO_ON] = {"orders-go-on", 0, NULL, NULL},
    [MS_OPTION_OF] = {"of", 0, "PARENT", take_text},
    [MS_OPTION_FROM_DETERMINATION] = {"from-determination", 0, NULL, NULL},
    [MS_OPTION_HELP] = {"help", 'h', NULL, NULL},
};

/* Which forms of output there are; one may be asked for. */
static const ms_option_set forms = UINT64_C(1) << MS_OPTION_JSON | UINT64_C(1) << MS_OPTION_NDJSON
                                   | UINT64_C(1) << MS_OPTION_TEXT | UINT64_C(1) << MS_OPTION_SVG;

bool ms_option_given(const ms_options *options, ms_option option)
{
    return (options->given & UINT64_C(1) << option) != 0;
}

/* Where reading the arguments has come to. */
typedef struct arguments {
    const ms_command *command;
    int count, at;
    char **texts;
    ms_options *options;
    bool good;
} arguments;

/* The option of a name of `length` bytes among those that the command takes; MS_OPTION_COUNT when there is none. */
static ms_option find_name(const ms_command *command, const char *name, size_t length)
{
    for (int option = 0; option < MS_OPTION_COUNT; option++) {
        const char *known = rows[option].name;
        if ((command->takes & UINT64_C(1) << option) != 0 && strncmp(known, name, length) == 0
            && known[length] == '\0') {
            return (ms_option)option;
        }
    }
    return MS_OPTION_COUNT;
}

static ms_option find_letter(const ms_command *command, char letter)
{
    for (int option = 0; option < MS_OPTION_COUNT; option++) {
        if ((command->takes & UINT64_C(1) << option) != 0 && rows[option].letter == letter) {
            return (ms_option)option;
        }
    }
    return MS_OPTION_COUNT;
}

/* The names of the fields that are options, behind `count` others; how many there are then. */
static size_t name_fields(const ms_event_kind *kind, char written[][LONGEST_NAME], const char **names, size_t count)
{
    for (size_t field = 0; kind != NULL && field < kind->field_count; field++) {
        if (!ms_step_is_operand(kind, field)) {
            (void)snprintf(written[count], LONGEST_NAME, "--%s", kind->fields[field].name);
            for (char *c = written[count]; *c != '\0'; c++) {
                *c = *c == '_' ? '-' : *c;
            }
            names[count] = written[count];
            count++;
        }
    }
    return count;
}

static void refuse_unknown(arguments *a, const char *text)
{
    const char *names[MS_OPTION_COUNT + MS_MAX_BODY_FIELDS];
    char written[MS_OPTION_COUNT + MS_MAX_BODY_FIELDS][LONGEST_NAME];
    size_t count = 0;
    for (int option = 0; option < MS_OPTION_COUNT; option++) {
        if ((a->command->takes & UINT64_C(1) << option) != 0) {
            snprintf(written[count], sizeof written[count], "--%s", rows[option].name);
            names[count] = written[count];
            count++;
        }
    }
    count = name_fields(a->command->kind, written, names, count);
    ms_complain("%s has no option '%s'%s", a->command->name, text, ms_did_you_mean(text, names, count));
    a->good = false;
}

/* Applies an option. `value`: what is written with it, or NULL. */
static void apply(arguments *a, ms_option option, const char *value)
{
    const option_row *row = &rows[option];
    if (row->value == NULL && value != NULL) {
        ms_complain("--%s takes no value, and '%s' is given", row->name, value);
        a->good = false;
        return;
    }
    if (row->value != NULL && value == NULL) {
        value = a->at < a->count ? a->texts[a->at++] : NULL;
    }
    if (row->value != NULL && value == NULL) {
        ms_complain("--%s lacks its value: --%s %s", row->name, row->name, row->value);
        a->good = false;
        return;
    }
    a->options->given |= UINT64_C(1) << option;
    if (row->take != NULL && !row->take(option, value, a->options)) {
        a->good = false;
    }
}

/* Keeps what is given for a field of the event that the command records. */
static void apply_field(arguments *a, size_t field, const char *name, size_t length, const char *value)
{
    bool flag = a->command->kind->fields[field].type == MS_BODY_TRUTH;
    if (!flag && value == NULL) {
        value = a->at < a->count ? a->texts[a->at++] : NULL;
    }
    if (flag != (value == NULL) || (!flag && value[0] == '\0')) {
        ms_complain(flag ? "--%.*s takes no value" : "--%.*s lacks its value", (int)length, name);
        a->good = false;
        return;
    }
    if (a->options->field_count == MS_MAX_FIELD_OPTIONS) {
        ms_complain("too many options: at most %d of them", MS_MAX_FIELD_OPTIONS);
        a->good = false;
        return;
    }
    a->options->fields[a->options->field_count++] = (ms_field_option){field, flag ? "" : value};
}

static void read_long(arguments *a, const char *text)
{
    const char *name = text + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
    const char *value = equals == NULL ? NULL : equals + 1;
    const ms_event_kind *kind = a->command->kind;
    ms_option option = find_name(a->command, name, length);
    size_t field = kind == NULL ? 0 : ms_step_field(kind, name, length);
    if (option != MS_OPTION_COUNT) {
        apply(a, option, value);
    } else if (kind != NULL && field < kind->field_count) {
        apply_field(a, field, name, length, value);
    } else {
        refuse_unknown(a, text);
    }
}

static void read_short(arguments *a, const char *text)
{
    ms_option option = find_letter(a->command, text[1]);
    if (option == MS_OPTION_COUNT) {
        refuse_unknown(a, text);
        return;
    }
    apply(a, option, text[2] == '\0' ? NULL : text + 2);
}

/* Reads one argument. True when it ends the options. */
static bool read_one(arguments *a)
{
    char *text = a->texts[a->at++];
    if (strcmp(text, "--") == 0) {
        return true;
    }
    if (strncmp(text, "--", 2) == 0) {
        read_long(a, text);
    } else if (text[0] == '-' && text[1] != '\0') {
        read_short(a, text);
    } else {
        a->options->operands[a->options->operand_count++] = text;
    }
    return false;
}

static bool check_operands(const ms_command *command, int count, char *const *operands)
{
    if (count < command->least_operands) {
        ms_complain("%s lacks what it works on: %s %s", command->name, command->name, command->operands);
        return false;
    }
    if (command->most_operands != MS_ANY_NUMBER && count > command->most_operands) {
        const char *surplus = operands[command->most_operands];
        if (command->most_operands == 0) {
            ms_complain("%s takes nothing but options, and '%s' is given", command->name, surplus);
        } else {
            ms_complain("'%s' is more than %s takes: %s %s", surplus, command->name, command->name, command->operands);
        }
        return false;
    }
    return true;
}

static bool check_forms(ms_option_set given)
{
    ms_option_set chosen = given & forms;
    if ((chosen & (chosen - 1)) == 0) {
        return true;
    }
    ms_complain("give one of --text, --json, --ndjson and --svg, not several");
    return false;
}

bool ms_options_read(const ms_command *command, int count, char **texts, ms_options *options)
{
    *options = (ms_options){.command = command, .operands = texts};
    arguments a = {command, count, 0, texts, options, true};
    bool ended = false;
    while (a.at < count && !ended) {
        ended = read_one(&a);
    }
    while (a.at < count) {
        options->operands[options->operand_count++] = texts[a.at++];
    }
    if (ms_option_given(options, MS_OPTION_HELP)) {
        return a.good;
    }
    return check_operands(command, options->operand_count, options->operands) && check_forms(options->given) && a.good;
}
