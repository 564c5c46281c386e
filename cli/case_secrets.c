/* medsupport case protect, reveal: Social Security numbers and protected addresses. The value never stands among the
 * arguments of a process, in a message or in the case document. */
#include "cli/case_secrets.h"

#include "cli/case_parts.h"
#include "cli/hidden_input.h"
#include "cli/message.h"
#include "cli/output.h"

#include "casefile/view.h"
#include "facts/json_text.h"

#include <string.h>

/* ---- keys and values --------------------------------------------------------------------------------------------- */

static const ms_secret_kind kinds[MS_SEALED_FIELDS] = {
    [MS_SEALED_NUMBER] = MS_SECRET_NUMBER, [MS_SEALED_ADDRESS] = MS_SECRET_ADDRESS};

ms_secrets *ms_secrets_at_hand(void)
{
    ms_secrets *secrets;
    ms_secrets_status status = ms_secrets_open(NULL, &secrets);
    if (status != MS_SECRETS_OK) {
        ms_complain("%s", ms_secrets_text(status));
    }
    return secrets;
}

/* The place of a value, as the key is bound to it; freed by the caller. */
static ms_text place_of(const ms_sealed_path *path, ms_buffer *room)
{
    ms_sealed_path_put(room, path);
    return (ms_text){room->text, room->length};
}

ms_secrets_status ms_secrets_open_value(const ms_secrets *secrets, const char *case_id, const ms_sealed_value *value,
                                        ms_buffer *plain)
{
    ms_buffer place = {0}, sealed = {0};
    ms_buffer_put(&sealed, "\"");
    ms_buffer_add(&sealed, value->sealed.at, value->sealed.length);
    ms_buffer_put(&sealed, "\"");
    ms_text at = place_of(&value->path, &place);
    ms_secrets_status status = MS_SECRETS_MEMORY;
    if (!place.failed && !sealed.failed) {
        status = ms_secrets_reveal(secrets, case_id, at, (ms_text){sealed.text, sealed.length}, plain);
    }
    ms_buffer_free(&place);
    ms_buffer_free(&sealed);
    return status;
}

ms_secrets_status ms_secrets_seal_value(const ms_secrets *secrets, const char *case_id, const ms_sealed_path *path,
                                        const ms_buffer *plain, ms_buffer *sealed)
{
    ms_buffer place = {0};
    ms_text at = place_of(path, &place);
    ms_secrets_status status = MS_SECRETS_MEMORY;
    if (!place.failed && !plain->failed) {
        status = ms_secrets_seal(secrets, case_id, at, (ms_text){plain->text, plain->length}, sealed);
    }
    ms_buffer_free(&place);
    return status;
}

/* The mask of one value. */
static void show_value(ms_case_file *file, const ms_secrets *secrets, ms_sealed_value *value)
{
    ms_buffer plain = {0}, shown = {0};
    if (secrets != NULL) {
        (void)ms_secrets_open_value(secrets, file->case_id, value, &plain); /* what it cannot open shows nothing */
    }
    ms_secrets_mask(kinds[value->path.field], (ms_text){plain.text, plain.length}, &shown);
    char *kept = shown.failed ? NULL : ms_arena_room(&file->arena, shown.length, 1);
    if (kept != NULL) {
        memcpy(kept, shown.text, shown.length);
        value->shown = (ms_text){kept, shown.length};
    }
    ms_secrets_wipe(&plain);
    ms_buffer_free(&shown);
}

void ms_secrets_show(ms_case_file *file)
{
    ms_secrets *secrets = NULL;
    if (file->state.sealed != NULL) {
        (void)ms_secrets_open(NULL, &secrets);
    }
    for (ms_sealed_value *value = file->state.sealed; value != NULL; value = value->before) {
        show_value(file, secrets, value);
    }
    ms_secrets_close(secrets);
}

/* ---- protect ----------------------------------------------------------------------------------------------------- */

static const char protect_help[] = //
    "Usage: medsupport case protect --source=SOURCE [OPTION]... CASE PATH\n"
    "\n"
    "Records a Social Security number or a protected address, sealed: whoever reads\n"
    "the database cannot read it without the key. The value is read from the\n"
    "terminal, which does not show it, or from standard input; never from the\n"
    "command line. PATH is /PARENT/ssn, /PARENT/protected_address, /children/ID/ssn\n"
    "or /children/ID/protected_address. The last value recorded is in force.\n"
    "\n"
    "Sealed values are no part of the case document; no determination needs them.\n"
    "The key is in the file that MEDSUPPORT_KEY_FILE names, or in MEDSUPPORT_KEY;\n"
    "'medsupport db key FILE' makes one.\n"
    "\n"
    "Options:\n"
    "  --source=SOURCE    parent_not_seeking, parent_seeking, employer,\n"
    "                     plan_administrator, agency_record or other\n"
    "  --said-by=TEXT     the source in words\n"
    "  --evidence=TEXT    what shows it\n"
    "  --received=DATE    when it was received\n"
    "  --on=DATE       the day from which it holds (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    who records it\n"
    "  --json          the result as JSON\n"
    "\n"
    "Examples:\n"
    "  medsupport case protect 2026-000123 --source agency_record /children/c1/ssn\n"
    "  medsupport case protect 2026-000123 --source parent_seeking \\\n"
    "      /parent_seeking/protected_address <address.txt\n";

static bool read_path(const char *text, ms_sealed_path *path)
{
    bool good = ms_sealed_path_read((ms_text){text, strlen(text)}, path);
    if (!good) {
        ms_complain("'%s' is no path of what is protected: /PARENT/ssn, /PARENT/protected_address, /children/ID/ssn "
                    "or /children/ID/protected_address",
                    text);
    }
    return good;
}

/* Appends a number as "123-45-6789". False, and a message that does not say it, when it is none. */
static bool put_number(const ms_buffer *text, ms_buffer *plain)
{
    enum { DIGITS = 9, AREA = 3, GROUP = 5 };
    size_t count = 0;
    bool good = true;
    for (size_t i = 0; i < text->length; i++) {
        char c = text->text[i];
        bool digit = c >= '0' && c <= '9';
        good = good && (digit ? count < DIGITS : c == '-' || c == ' ');
        if (digit && good) {
            ms_buffer_put(plain, count == AREA || count == GROUP ? "-" : "");
            ms_buffer_add(plain, &c, 1);
            count++;
        }
    }
    if (!good || count != DIGITS) {
        ms_complain("a Social Security number has nine digits; nothing was written");
    }
    return good && count == DIGITS;
}

static bool is_utf8(const ms_buffer *text)
{
    size_t at = 0, length = 1;
    while (at < text->length && length > 0) {
        length = ms_utf8_length(text->text + at, text->length - at);
        at += length;
    }
    return length > 0;
}

/* Appends an address, its lines with commas between them. */
static bool put_address(const ms_buffer *text, ms_buffer *plain)
{
    ms_buffer line = {0};
    bool good = is_utf8(text);
    ms_buffer_reserve(&line, 2 * text->length);
    for (size_t i = 0; i < text->length && good; i++) {
        char c = text->text[i];
        bool breaks = c == '\n';
        good = breaks || c == '\r' || c == '\t' || ((unsigned char)c >= 0x20 && c != 0x7F);
        ms_buffer_add(&line, breaks ? ", " : c == '\t' || c == '\r' ? " " : &c, breaks ? 2 : 1);
    }
    ms_buffer_add_json(plain, line.text, line.length);
    plain->failed = plain->failed || line.failed;
    ms_secrets_wipe(&line);
    if (!good) {
        ms_complain("the address is not text in UTF-8; nothing was written");
    }
    return good;
}

/* The value as a JSON string. False, and a message, when there is none. */
static bool read_value(const ms_sealed_path *path, ms_buffer *plain)
{
    static const char *const prompts[MS_SEALED_FIELDS] = {"Social Security number", "Protected address"};
    ms_buffer text = {0};
    bool good = ms_hidden_input(prompts[path->field], &text);
    /* All the room at once, so that nothing of it is left behind. */
    good = good && ms_buffer_reserve(plain, 6 * text.length + 16);
    ms_buffer_put(plain, "\"");
    good = good && (path->field == MS_SEALED_NUMBER ? put_number(&text, plain) : put_address(&text, plain));
    ms_buffer_put(plain, "\"");
    ms_secrets_wipe(&text);
    return good && !plain->failed;
}

static void put_body(const ms_options *options, const ms_buffer *sealed, ms_buffer *body)
{
    const char *const *texts = options->texts;
    ms_put_member(body, "{\"path\":", options->operands[1]);
    ms_buffer_put(body, ",\"sealed\":");
    ms_buffer_add(body, sealed->text, sealed->length);
    ms_put_member(body, ",\"source\":", texts[MS_OPTION_SOURCE]);
    ms_put_member(body, ",\"said_by\":", texts[MS_OPTION_SAID_BY]);
    ms_put_member(body, ",\"evidence\":", texts[MS_OPTION_EVIDENCE]);
    ms_put_member(body, ",\"received\":", texts[MS_OPTION_RECEIVED]);
    ms_buffer_put(body, "}");
}

/* Seals the value and adds its event. */
static bool add_value(ms_case_file *file, const ms_secrets *secrets, const ms_sealed_path *path)
{
    ms_buffer plain = {0}, sealed = {0}, body = {0};
    bool good = read_value(path, &plain);
    if (good) {
        ms_secrets_status status = ms_secrets_seal_value(secrets, file->case_id, path, &plain, &sealed);
        good = status == MS_SECRETS_OK;
        if (!good) {
            ms_complain("%s", ms_secrets_text(status));
        }
    }
    ms_secrets_wipe(&plain);
    if (good) {
        put_body(file->options, &sealed, &body);
        good = ms_case_file_add(file, ms_kind_secret_recorded.name, file->on, &body);
    }
    ms_buffer_free(&sealed);
    ms_buffer_free(&body);
    return good;
}

static bool protect(ms_case_file *file)
{
    ms_sealed_path path;
    ms_secrets *secrets = read_path(file->options->operands[1], &path) ? ms_secrets_at_hand() : NULL;
    bool good = secrets != NULL && add_value(file, secrets, &path);
    ms_secrets_close(secrets);
    return good;
}

static int run_protect(const ms_options *options)
{
    if (!ms_source_option(options)) {
        return MS_EXIT_BAD;
    }
    return ms_case_change(options, protect);
}

const ms_command ms_case_protect = {
    .name = "case protect",
    .summary = "record a Social Security number or protected address, sealed",
    .help = protect_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_SOURCE | UINT64_C(1) << MS_OPTION_SAID_BY
             | UINT64_C(1) << MS_OPTION_EVIDENCE | UINT64_C(1) << MS_OPTION_RECEIVED,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE PATH",
    .run = run_protect,
};

/* ---- reveal ------------------------------------------------------------------------------------------------------ */

static const char reveal_help[] = //
    "Usage: medsupport case reveal --reason=TEXT [OPTION]... CASE PATH\n"
    "\n"
    "Prints a Social Security number or a protected address. That it was revealed,\n"
    "to whom and why, is recorded first, as an event of the case.\n"
    "\n"
    "Options:\n"
    "  --reason=TEXT   why it is needed\n"
    "  --on=DATE       the day of the event (today)\n"
    "  --db=LOCATION   the database\n"
    "  --actor=NAME    to whom it is revealed\n"
    "  --json          the value as JSON\n"
    "\n"
    "Example:\n"
    "  medsupport case reveal 2026-000123 /children/c1/ssn --reason \"notice, Part A\"\n";

/* Records that a value is revealed. */
static bool record(ms_case_file *file, const ms_sealed_value *value)
{
    ms_buffer body = {0};
    ms_buffer_put(&body, "{\"of\":");
    ms_buffer_put_number(&body, value->entry.sequence);
    ms_put_member(&body, ",\"reason\":", file->options->texts[MS_OPTION_REASON]);
    ms_buffer_put(&body, "}");
    bool good = ms_case_file_add(file, ms_kind_secret_revealed.name, file->on, &body) && ms_case_file_write(file);
    ms_buffer_free(&body);
    return good;
}

/* Appends the value for people, or as JSON. */
static void put_value(const ms_case_file *file, const ms_buffer *plain, ms_buffer *out)
{
    size_t length = 0;
    if (ms_option_given(file->options, MS_OPTION_JSON)) {
        ms_put_member(out, "{\"case_id\":", file->case_id);
        ms_put_member(out, ",\"path\":", file->options->operands[1]);
        ms_buffer_put(out, ",\"value\":");
        ms_buffer_add(out, plain->text, plain->length);
        ms_buffer_put(out, "}\n");
    } else if (ms_json_unescape(plain->text + 1, plain->length - 2, out->text, &length)) {
        out->length = length;
        ms_buffer_put(out, "\n");
    }
}

/* Opens the value, records that, and only then prints it. */
static bool reveal_value(ms_case_file *file, const ms_secrets *secrets, const ms_sealed_value *value)
{
    ms_buffer plain = {0}, out = {0};
    ms_secrets_status status = ms_secrets_open_value(secrets, file->case_id, value, &plain);
    if (status != MS_SECRETS_OK) {
        ms_complain("%s", ms_secrets_text(status));
    }
    bool good = status == MS_SECRETS_OK && plain.length >= 2 && ms_buffer_reserve(&out, plain.length + 500)
                && record(file, value);
    if (good) {
        put_value(file, &plain, &out);
        good = ms_output_write(&out, NULL);
    }
    ms_secrets_wipe(&plain);
    ms_secrets_wipe(&out);
    return good;
}

static bool reveal(ms_case_file *file)
{
    ms_sealed_path path;
    if (!read_path(file->options->operands[1], &path)) {
        return false;
    }
    const ms_sealed_value *value = ms_sealed_find(&file->state, &path);
    if (value == NULL) {
        ms_complain("the case has no such value");
        return false;
    }
    ms_secrets *secrets = ms_secrets_at_hand();
    bool good = secrets != NULL && reveal_value(file, secrets, value);
    ms_secrets_close(secrets);
    return good;
}

static int run_reveal(const ms_options *options)
{
    ms_case_file file;
    if (options->texts[MS_OPTION_REASON] == NULL) {
        ms_complain("--reason says why it is needed");
        return MS_EXIT_BAD;
    }
    bool good = ms_case_file_open(&file, options, MS_STORE_WRITE) && reveal(&file);
    int exit = file.exit != MS_EXIT_OK || good ? file.exit : MS_EXIT_BAD;
    ms_case_file_close(&file);
    return exit;
}

const ms_command ms_case_reveal = {
    .name = "case reveal",
    .summary = "print a protected value, and record that",
    .help = reveal_help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_REASON,
    .least_operands = 2,
    .most_operands = 2,
    .operands = "CASE PATH",
    .run = run_reveal,
};
