#include "casefile/sealed.h"

#include "casefile/view.h"

#include <string.h>

enum { LONGEST_PATH = 100, LONGEST_SEALED = 8000, LONGEST_WORD = 2000, LONGEST_REASON = 4000, KEY_DIGITS = 8 };

static const char *const names[MS_SEALED_FIELDS] = {"ssn", "protected_address"};
static const char *const words[MS_SEALED_FIELDS] = {"the Social Security number", "the protected address"};

/* ---- paths ------------------------------------------------------------------------------------------------------- */

/* Takes what stands between the slash at the start and the next one off a text. */
static bool take_part(ms_text *rest, ms_text *part)
{
    if (rest->length < 2 || rest->at[0] != '/') {
        return false;
    }
    const char *slash = memchr(rest->at + 1, '/', rest->length - 1);
    *part = (ms_text){rest->at + 1, slash == NULL ? rest->length - 1 : (size_t)(slash - rest->at) - 1};
    rest->at += part->length + 1;
    rest->length -= part->length + 1;
    return part->length > 0;
}

static bool is_text(ms_text text, const char *name)
{
    return strlen(name) == text.length && memcmp(text.at, name, text.length) == 0;
}

static bool read_field(ms_text name, ms_sealed_field *field)
{
    for (int i = 0; i < MS_SEALED_FIELDS; i++) {
        if (is_text(name, names[i])) {
            *field = (ms_sealed_field)i;
            return true;
        }
    }
    return false;
}

bool ms_sealed_path_read(ms_text text, ms_sealed_path *path)
{
    ms_text owner, field;
    *path = (ms_sealed_path){.party = MS_PARTY_UNKNOWN};
    if (!take_part(&text, &owner)) {
        return false;
    }
    path->party = ms_party_of(owner);
    if (path->party == MS_PARTY_UNKNOWN
        && !(is_text(owner, "children") && take_part(&text, &path->child) && ms_is_id(path->child))) {
        return false;
    }
    return take_part(&text, &field) && text.length == 0 && read_field(field, &path->field);
}

void ms_sealed_path_put(ms_buffer *out, const ms_sealed_path *path)
{
    bool child = path->party == MS_PARTY_UNKNOWN;
    ms_buffer_put(out, child ? "/children/" : "/");
    if (child) {
        ms_buffer_add(out, path->child.at, path->child.length);
    } else {
        ms_buffer_put(out, ms_party_member(path->party));
    }
    ms_buffer_put(out, "/");
    ms_buffer_put(out, names[path->field]);
}

void ms_sealed_path_say(ms_buffer *out, const ms_sealed_path *path)
{
    static const char *const owners[] = {[MS_PNS] = " of the parent not seeking support",
                                         [MS_PSS] = " of the parent seeking support",
                                         [MS_PARTY_UNKNOWN] = " of child "};
    ms_buffer_put(out, words[path->field]);
    ms_buffer_put(out, owners[path->party]);
    ms_buffer_add(out, path->child.at, path->child.length);
}

static bool same_path(const ms_sealed_path *a, const ms_sealed_path *b)
{
    return a->field == b->field && a->party == b->party && a->child.length == b->child.length
           && (a->child.length == 0 || memcmp(a->child.at, b->child.at, a->child.length) == 0);
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

bool ms_is_sealed(ms_text text)
{
    static const char before[] = "sealed:1:",
                      base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    size_t begin = sizeof before - 1, colon = begin + KEY_DIGITS;
    if (text.at == NULL || text.length < colon + 2 || memcmp(text.at, before, begin) != 0 || text.at[colon] != ':') {
        return false;
    }
    for (size_t i = begin; i < text.length; i++) {
        const char *allowed = i < colon ? "0123456789abcdef" : base64;
        if (i != colon && (text.at[i] == '\0' || strchr(allowed, text.at[i]) == NULL)) {
            return false;
        }
    }
    return true;
}

const ms_sealed_value *ms_sealed_find(const ms_state *state, const ms_sealed_path *path)
{
    const ms_sealed_value *value = state->sealed;
    while (value != NULL && !(ms_entry_stands(&value->entry) && same_path(&value->path, path))) {
        value = value->before;
    }
    return value;
}

bool ms_sealed_in_force(const ms_state *state, const ms_sealed_value *value)
{
    return ms_sealed_find(state, &value->path) == value;
}

/* ---- secret_recorded --------------------------------------------------------------------------------------------- */

enum { VALUE_PATH, VALUE_SEALED, VALUE_SOURCE, VALUE_SAID_BY, VALUE_EVIDENCE, VALUE_RECEIVED, VALUE_FIELDS };

static const ms_body_field value_fields[] = {
    [VALUE_PATH] = {.name = "path", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_PATH},
    [VALUE_SEALED] = {.name = "sealed", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_SEALED},
    [VALUE_SOURCE] = {.name = "source", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_WORD},
    [VALUE_SAID_BY] = {.name = "said_by", .type = MS_BODY_TEXT, .most = LONGEST_WORD},
    [VALUE_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD},
    [VALUE_RECEIVED] = {.name = "received", .type = MS_BODY_DATE}};

/* What a body says that must be a sealed text, and nothing that could be read. */
static ms_status check_sealed(const ms_body *body, size_t field, ms_refusal *refusal)
{
    return ms_is_sealed(ms_body_plain(body, field))
               ? MS_OK
               : ms_refuse(refusal, ms_event_format, "what is to be protected is not sealed");
}

static ms_status read_path(const ms_body *body, ms_sealed_path *path, ms_refusal *refusal)
{
    if (!ms_sealed_path_read(ms_body_plain(body, VALUE_PATH), path)) {
        return ms_refuse(refusal, ms_event_format,
                         "what is protected has the path /PARENT/ssn, /PARENT/protected_address, /children/ID/ssn or "
                         "/children/ID/protected_address");
    }
    return MS_OK;
}

static ms_status check_recorded(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_sealed_path path;
    (void)tools;
    ms_status status = read_path(&read->body, &path, refusal);
    if (status == MS_OK) {
        status = check_sealed(&read->body, VALUE_SEALED, refusal);
    }
    if (status != MS_OK) {
        return status;
    }
    ms_fact_path child = {MS_FIELD_CHILD, MS_PARTY_UNKNOWN, path.child};
    if (path.party == MS_PARTY_UNKNOWN && ms_state_find(state, &child) == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no child %.*s", (int)path.child.length,
                         path.child.at);
    }
    if (!ms_is_fact_source(ms_body_plain(&read->body, VALUE_SOURCE))) {
        return ms_refuse(refusal, ms_event_format,
                         "a source is parent_not_seeking, parent_seeking, employer, plan_administrator, "
                         "agency_record or other");
    }
    return MS_OK;
}

static ms_status apply_recorded(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_sealed_value *value = (ms_sealed_value *)record;
    ms_text path = {.at = NULL};
    ms_text *const texts[VALUE_FIELDS] = {[VALUE_PATH] = &path,
                                          [VALUE_SEALED] = &value->sealed,
                                          [VALUE_SOURCE] = &value->source,
                                          [VALUE_SAID_BY] = &value->said_by,
                                          [VALUE_EVIDENCE] = &value->evidence};
    ms_status status = MS_OK;
    for (size_t field = 0; field < VALUE_FIELDS && status == MS_OK; field++) {
        if (texts[field] != NULL) {
            status = ms_body_text(&read->body, field, state->arena, texts[field], refusal);
        }
    }
    if (status == MS_OK && !(ms_sealed_path_read(path, &value->path) && ms_is_sealed(value->sealed))) {
        status = ms_refuse(refusal, ms_event_format, "the event records nothing that is sealed");
    }
    if (status == MS_OK) {
        value->received = ms_body_date(&read->body, VALUE_RECEIVED);
        value->before = state->sealed;
        state->sealed = value;
    }
    return status;
}

const ms_event_kind ms_kind_secret_recorded = {
    .name = "secret_recorded",
    .summary = "protected value recorded",
    .of_others = true,
    .fields = value_fields,
    .field_count = VALUE_FIELDS,
    .record_size = sizeof(ms_sealed_value),
    .check = check_recorded,
    .apply = apply_recorded,
};

/* ---- secret_revealed --------------------------------------------------------------------------------------------- */

enum { REVEALED_OF, REVEALED_REASON, REVEALED_FIELDS };

static const ms_body_field revealed_fields[] = {
    [REVEALED_OF] = {.name = "of", .type = MS_BODY_SEQUENCE, .required = true},
    [REVEALED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON}};

/* The value that a body points to; the first field says which. */
static ms_status value_of(const ms_state *state, const ms_body *body, ms_sealed_value **value, ms_refusal *refusal)
{
    ms_entry *target = NULL;
    uint64_t sequence = ms_body_sequence(body, 0);
    ms_status status = ms_event_target(state, sequence, &target, refusal);
    if (status == MS_OK && target->kind != &ms_kind_secret_recorded) {
        return ms_refuse(refusal, ms_record_keeping, "event %llu records nothing that is protected",
                         (unsigned long long)sequence);
    }
    *value = (ms_sealed_value *)target;
    return status;
}

static ms_status apply_revealed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_revealing *revealing = (ms_revealing *)record;
    ms_sealed_value *value = NULL;
    ms_status status = value_of(state, &read->body, &value, refusal);
    revealing->value = value;
    return status != MS_OK ? status
                           : ms_body_text(&read->body, REVEALED_REASON, state->arena, &revealing->reason, refusal);
}

const ms_event_kind ms_kind_secret_revealed = {
    .name = "secret_revealed",
    .summary = "protected value revealed",
    .after_closing = true,
    .fields = revealed_fields,
    .field_count = REVEALED_FIELDS,
    .record_size = sizeof(ms_revealing),
    .apply = apply_revealed,
};

/* ---- secret_resealed --------------------------------------------------------------------------------------------- */

enum { RESEALED_OF, RESEALED_SEALED, RESEALED_FIELDS };

static const ms_body_field resealed_fields[] = {
    [RESEALED_OF] = {.name = "of", .type = MS_BODY_SEQUENCE, .required = true},
    [RESEALED_SEALED] = {.name = "sealed", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_SEALED}};

static ms_status apply_resealed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_resealing *resealing = (ms_resealing *)record;
    ms_status status = value_of(state, &read->body, &resealing->value, refusal);
    if (status == MS_OK) {
        status = check_sealed(&read->body, RESEALED_SEALED, refusal);
    }
    return status != MS_OK
               ? status
               : ms_body_text(&read->body, RESEALED_SEALED, state->arena, &resealing->value->sealed, refusal);
}

const ms_event_kind ms_kind_secret_resealed = {
    .name = "secret_resealed",
    .summary = "protected value sealed with another key",
    .after_closing = true,
    .fields = resealed_fields,
    .field_count = RESEALED_FIELDS,
    .record_size = sizeof(ms_resealing),
    .apply = apply_resealed,
};
