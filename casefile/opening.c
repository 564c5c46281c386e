#include "casefile/opening.h"

#include "casefile/clocks.h"
#include "casefile/fact_path.h"
#include "casefile/value.h"
#include "casefile/view.h"

#include <string.h>

enum { FACTS_OF_CASE = MS_CASE_FIELDS + 2 * MS_PARENT_FIELDS, MOST_REQUEST_EVENTS = 2 * MS_MAX_REQUESTS };

/* A document that is being turned into events. */
typedef struct turning {
    ms_tools *tools;
    const ms_opening *opening;
    ms_text document;   /* as value.h keeps values */
    ms_text provenance; /* its provenance, or at NULL */
    bool *taken;        /* which entries of it a fact has taken over */
    ms_date as_of, opened;
    ms_opening_events *events;
    size_t most;
    ms_buffer body;
    bool failed; /* memory is out */
} turning;

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

static void put(turning *t, const char *text)
{
    ms_buffer_put(&t->body, text);
}

static void put_raw(turning *t, const char *key, ms_text value)
{
    if (value.at != NULL) {
        put(t, key);
        ms_buffer_add(&t->body, value.at, value.length);
    }
}

static void put_quoted(turning *t, const char *key, ms_text text)
{
    put(t, key);
    put(t, "\"");
    ms_buffer_add_json(&t->body, text.at, text.length);
    put(t, "\"");
}

static ms_text word(const char *text)
{
    return (ms_text){text, strlen(text)};
}

static ms_text keep(turning *t, ms_text text)
{
    char *kept = ms_arena_room(t->tools->arena, text.length, 1);
    if (kept == NULL) {
        t->failed = true;
        return (ms_text){"", 0};
    }
    memcpy(kept, text.at, text.length);
    return (ms_text){kept, text.length};
}

/* Ends an event whose body is written. */
static void end_event(turning *t, const char *kind, ms_date effective)
{
    t->failed = t->failed || t->body.failed || t->events->count == t->most;
    if (t->failed) {
        return;
    }
    t->events->events[t->events->count] = (ms_event){.sequence = t->events->count + 1,
                                                     .at = t->opening->at,
                                                     .actor = t->opening->actor,
                                                     .effective = effective,
                                                     .kind = word(kind),
                                                     .body = keep(t, (ms_text){t->body.text, t->body.length})};
    t->events->count++;
    t->body.length = 0;
}

/* ---- provenance -------------------------------------------------------------------------------------------------- */

static bool same(ms_text a, ms_text b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* The entry of provenance at a pointer, which is then taken; at NULL when there is none that says anything. */
static ms_text take_entry(turning *t, ms_text pointer)
{
    ms_text rest = t->provenance, name, entry;
    for (size_t i = 0; rest.at != NULL && ms_value_next(&rest, &name); i++) {
        ms_text behind = rest;
        if (!ms_value_next(&behind, &entry)) {
            break;
        }
        rest = behind;
        if (same(ms_value_inside(name), pointer) && entry.length > 2) {
            t->taken[i] = true;
            return entry;
        }
    }
    return (ms_text){.at = NULL};
}

/* What the entry says of a source. */
static void put_source(turning *t, ms_text entry)
{
    ms_text source = entry.at == NULL ? entry : ms_value_member(entry, "source");
    ms_text inside = ms_value_inside(source);
    bool document = inside.at != NULL && same(inside, word("case_document"));
    if (source.at == NULL) {
        put(t, ",\"source\":\"case_document\"");
    } else if (ms_is_fact_source(inside) && !document) {
        put_raw(t, ",\"source\":", source);
    } else {
        put(t, ",\"source\":\"other\"");
        put_raw(t, ",\"said_by\":", source);
    }
    if (entry.at != NULL) {
        put_raw(t, ",\"evidence\":", ms_value_member(entry, "evidence"));
        put_raw(t, ",\"received\":", ms_value_member(entry, "received"));
    }
}

/* ---- facts ------------------------------------------------------------------------------------------------------- */

/* Records a value at a path. pointer: the fact's in the document. */
static void record(turning *t, const ms_fact_path *path, ms_text pointer, ms_text value)
{
    put(t, "{\"path\":\"");
    ms_fact_path_put(&t->body, path);
    put_raw(t, "\",\"value\":", value);
    put_source(t, take_entry(t, pointer));
    put(t, "}");
    end_event(t, "fact_recorded", t->as_of);
}

/* Whether the provenance has an entry at the pointer, which is not taken by asking. */
static bool has_entry(const turning *t, ms_text pointer)
{
    ms_text rest = t->provenance, name, entry;
    while (rest.at != NULL && ms_value_next(&rest, &name)) {
        ms_text behind = rest;
        if (!ms_value_next(&behind, &entry)) {
            return false;
        }
        rest = behind;
        if (same(ms_value_inside(name), pointer) && entry.length > 2) {
            return true;
        }
    }
    return false;
}

/* Records the members of an object that are facts of a scope. The pointer is the object's; how many were recorded. */
static unsigned record_members(turning *t, ms_text object, ms_fact_path path, int first, int end, ms_buffer *pointer)
{
    unsigned count = 0;
    size_t length = pointer->length;
    for (int field = first; field < end; field++) {
        const char *name = ms_fact_row_of((ms_fact_field)field)->name;
        ms_text value = name == NULL ? (ms_text){.at = NULL} : ms_value_member(object, name);
        bool list = field == MS_FIELD_NO_PLANS && value.length > 2; /* of plans, which have facts of their own */
        bool aside = field == MS_FIELD_OTHER_PROVENANCE || field == MS_FIELD_OTHER_REQUESTS;
        if (value.at == NULL || list || aside) {
            continue;
        }
        path.field = (ms_fact_field)field;
        ms_buffer_put(pointer, "/");
        ms_buffer_put(pointer, name);
        record(t, &path, (ms_text){pointer->text, pointer->length}, value);
        pointer->length = length;
        count++;
    }
    return count;
}

/* Records children or plans. */
static void record_things(turning *t, ms_text list, ms_fact_path path, int first, int end, ms_buffer *pointer)
{
    ms_text rest = list, thing;
    size_t length = pointer->length;
    bool child = first == MS_FIELD_CHILD;
    for (unsigned place = 0; list.at != NULL && ms_value_next(&rest, &thing); place++) {
        path.id = ms_value_inside(ms_value_member(thing, "id"));
        ms_buffer_put(pointer, child ? "/children/" : "/plans/");
        ms_buffer_put_number(pointer, place);
        ms_text at = {pointer->text, pointer->length};
        bool said = has_entry(t, at);
        if (said) {
            path.field = (ms_fact_field)first;
            record(t, &path, at, word("true"));
        }
        unsigned count = record_members(t, thing, path, first, end, pointer);
        if (!said && !child && count == 0) {
            path.field = (ms_fact_field)first;
            record(t, &path, at, word("true"));
        }
        pointer->length = length;
    }
}

static void record_parent(turning *t, ms_party party, ms_buffer *pointer)
{
    ms_text parent = ms_value_member(t->document, ms_party_member(party));
    ms_fact_path path = {.party = party};
    if (parent.at == NULL) {
        return;
    }
    pointer->length = 0;
    ms_buffer_put(pointer, "/");
    ms_buffer_put(pointer, ms_party_member(party));
    (void)record_members(t, parent, path, MS_CASE_FIELDS, MS_PARENT_FIELDS_END, pointer);
    record_things(t, ms_value_member(parent, "plans"), path, MS_FIELD_PLAN, MS_FIELD_COUNT, pointer);
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

/* A request of the document that can be an event: sent and answered on days that fit, and not while another ran. */
typedef struct past_request {
    ms_party of;
    ms_date sent, answered;
} past_request;

static ms_date date_of(ms_text value)
{
    ms_text inside = ms_value_inside(value);
    return inside.at == NULL ? MS_NO_DATE : ms_date_parse(inside.at, inside.length);
}

static bool is_past(const turning *t, ms_text element, const past_request last[2], past_request *request)
{
    ms_text of = ms_value_inside(ms_value_member(element, "of"));
    *request = (past_request){.of = of.at == NULL ? MS_PARTY_UNKNOWN : ms_party_of(of),
                              .sent = date_of(ms_value_member(element, "sent")),
                              .answered = date_of(ms_value_member(element, "answered"))};
    if (request->of == MS_PARTY_UNKNOWN || request->sent == MS_NO_DATE || request->sent > t->as_of) {
        return false;
    }
    const past_request *before = &last[request->of];
    bool runs = before->sent != MS_NO_DATE && before->answered == MS_NO_DATE;
    bool unordered = before->sent > request->sent;
    bool answer_fits =
        request->answered == MS_NO_DATE || (request->answered >= request->sent && request->answered <= t->as_of);
    return !runs && !unordered && answer_fits;
}

/* Calls for each request of the document, in order. others: those that can be no events, as a list. */
static void record_requests(turning *t)
{
    past_request last[2] = {{.sent = MS_NO_DATE}, {.sent = MS_NO_DATE}};
    ms_text rest = ms_value_member(t->document, "information_requests"), element;
    ms_buffer others = {0};
    while (rest.at != NULL && ms_value_next(&rest, &element)) {
        past_request request;
        if (!is_past(t, element, last, &request)) {
            ms_buffer_put(&others, others.length > 0 ? "," : "[");
            ms_buffer_add(&others, element.at, element.length);
            continue;
        }
        last[request.of] = request;
        put_quoted(t, "{\"of\":", word(ms_party_member(request.of)));
        put_quoted(t, ",\"asked\":[",
                   word(request.of == MS_PNS ? "/parent_not_seeking/plans" : "/parent_seeking/plans"));
        put(t, "]}");
        end_event(t, "request_sent", request.sent);
        if (request.answered != MS_NO_DATE) {
            put_quoted(t, "{\"of\":", word(ms_party_member(request.of)));
            put(t, "}");
            end_event(t, "answer_received", request.answered);
        }
    }
    if (others.length > 0) {
        ms_fact_path path = {.field = MS_FIELD_OTHER_REQUESTS, .party = MS_PARTY_UNKNOWN};
        ms_buffer_put(&others, "]");
        record(t, &path, word(""), (ms_text){others.text, others.length});
    }
    t->failed = t->failed || others.failed;
    ms_buffer_free(&others);
}

/* The day of the first request that can be an event, or the document's. */
static ms_date first_day(const turning *t)
{
    past_request last[2] = {{.sent = MS_NO_DATE}, {.sent = MS_NO_DATE}}, request;
    ms_text rest = ms_value_member(t->document, "information_requests"), element;
    ms_date first = t->as_of;
    while (rest.at != NULL && ms_value_next(&rest, &element)) {
        if (is_past(t, element, last, &request)) {
            last[request.of] = request;
            first = request.sent < first ? request.sent : first;
        }
    }
    return first;
}

/* ---- what is left of provenance ---------------------------------------------------------------------------------- */

/* Puts the id of the `place`th of a list; false when there is none such. */
static bool put_id(ms_buffer *out, ms_text list, ms_text place)
{
    ms_text rest = list, element;
    unsigned wanted = 0;
    for (size_t i = 0; i < place.length; i++) {
        if (place.at[i] < '0' || place.at[i] > '9' || wanted > MS_MAX_CHILDREN) {
            return false;
        }
        wanted = wanted * 10 + (unsigned)(place.at[i] - '0');
    }
    for (unsigned i = 0; ms_value_next(&rest, &element); i++) {
        if (i == wanted) {
            ms_text id = ms_value_inside(ms_value_member(element, "id"));
            ms_buffer_add(out, id.at, id.length);
            return true;
        }
    }
    return false;
}

/* Writes a pointer with places as one with ids. */
static void put_ids(turning *t, ms_text pointer, ms_buffer *out)
{
    static const char *const prefixes[] = {"/children/", "/parent_not_seeking/plans/", "/parent_seeking/plans/"};
    ms_text parents[] = {t->document, ms_value_member(t->document, "parent_not_seeking"),
                         ms_value_member(t->document, "parent_seeking")};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t length = strlen(prefixes[i]);
        if (pointer.length <= length || memcmp(pointer.at, prefixes[i], length) != 0) {
            continue;
        }
        const char *start = pointer.at + length;
        const char *slash = memchr(start, '/', pointer.length - length);
        size_t place = slash != NULL ? (size_t)(slash - start) : pointer.length - length;
        ms_buffer_put(out, prefixes[i]);
        if (put_id(out, ms_value_member(parents[i], i == 0 ? "children" : "plans"), (ms_text){start, place})) {
            ms_buffer_add(out, start + place, pointer.length - length - place);
            return;
        }
        out->length -= length;
    }
    ms_buffer_add(out, pointer.at, pointer.length);
}

static void record_other_provenance(turning *t)
{
    ms_text rest = t->provenance, name, entry;
    ms_buffer others = {0};
    for (size_t i = 0; rest.at != NULL && ms_value_next(&rest, &name); i++) {
        ms_text behind = rest;
        if (!ms_value_next(&behind, &entry)) {
            break;
        }
        rest = behind;
        if (t->taken[i]) {
            continue;
        }
        ms_buffer_put(&others, others.length > 0 ? ",\"" : "{\"");
        put_ids(t, ms_value_inside(name), &others);
        ms_buffer_put(&others, "\":");
        ms_buffer_add(&others, entry.at, entry.length);
    }
    if (others.length > 0) {
        ms_fact_path path = {.field = MS_FIELD_OTHER_PROVENANCE, .party = MS_PARTY_UNKNOWN};
        ms_buffer_put(&others, "}");
        record(t, &path, word(""), (ms_text){others.text, others.length});
    }
    t->failed = t->failed || others.failed;
    ms_buffer_free(&others);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static void open_case(turning *t)
{
    const char *key = ",\"children\":[";
    ms_text rest = ms_value_member(t->document, "children"), child;
    if (t->opening->case_id.length > 0) {
        put_quoted(t, "{\"case_id\":", t->opening->case_id);
    } else {
        put_raw(t, "{\"case_id\":", ms_value_member(t->document, "case_id"));
    }
    while (ms_value_next(&rest, &child)) {
        put_raw(t, key, ms_value_member(child, "id"));
        key = ",";
    }
    put(t, "]");
    if (t->opening->worker.length > 0) {
        put_quoted(t, ",\"worker\":", t->opening->worker);
    }
    put(t, "}");
    end_event(t, "case_opened", t->opened);
}

static size_t elements_of(ms_text list)
{
    ms_text rest = list, element;
    size_t count = 0;
    while (list.at != NULL && ms_value_next(&rest, &element)) {
        count++;
    }
    return count;
}

/* Makes room for every event there could be. */
static bool prepare(turning *t)
{
    ms_text pns = ms_value_member(t->document, "parent_not_seeking");
    ms_text pss = ms_value_member(t->document, "parent_seeking");
    size_t plans = (pns.at == NULL ? 0 : elements_of(ms_value_member(pns, "plans")))
                   + (pss.at == NULL ? 0 : elements_of(ms_value_member(pss, "plans")));
    size_t children = elements_of(ms_value_member(t->document, "children"));
    t->most = 1 + FACTS_OF_CASE + MOST_REQUEST_EVENTS + children * MS_CHILD_FIELDS + plans * MS_PLAN_FIELDS;
    t->provenance = ms_value_member(t->document, "provenance");
    t->events->events = ms_arena_take(t->tools->arena, t->most, sizeof *t->events->events);
    t->taken = ms_arena_take(t->tools->arena, elements_of(t->provenance) + 1, sizeof *t->taken);
    return t->events->events != NULL && t->taken != NULL;
}

static void turn(turning *t)
{
    ms_buffer pointer = {0};
    ms_fact_path path = {.party = MS_PARTY_UNKNOWN};
    open_case(t);
    (void)record_members(t, t->document, path, MS_FIELD_ACTION, MS_CASE_FIELDS, &pointer);
    record_things(t, ms_value_member(t->document, "children"), path, MS_FIELD_CHILD, MS_CHILD_FIELDS_END, &pointer);
    record_parent(t, MS_PNS, &pointer);
    record_parent(t, MS_PSS, &pointer);
    record_requests(t);
    record_other_provenance(t);
    t->failed = t->failed || pointer.failed;
    ms_buffer_free(&pointer);
}

ms_status ms_opening_make(ms_tools *tools, const char *text, size_t length, const ms_opening *opening,
                          ms_opening_events *events)
{
    turning t = {.tools = tools, .opening = opening, .events = events};
    const ms_document *document;
    ms_json_tree tree;
    bool valid;
    *events = (ms_opening_events){.count = 0};
    ms_status status = ms_reader_read(tools->reader, text, length, opening->as_of, &document);
    if (status != MS_OK) {
        return status;
    }
    t.as_of = document->facts.as_of;
    status = ms_json_flatten(tools->json, text, length, &tree);
    if (status != MS_OK) {
        return status;
    }
    t.document = ms_value_copy(&tree, 0, tools->arena, &valid);
    if (t.document.at == NULL || !prepare(&t)) {
        return MS_ERROR_MEMORY;
    }
    t.opened = first_day(&t);
    turn(&t);
    ms_buffer_free(&t.body);
    return t.failed ? MS_ERROR_MEMORY : MS_OK;
}
