#include "casefile/derive.h"

#include "casefile/value.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PROVENANCE = 512, LONGEST_POINTER = 600 };

/* A document that is being written. */
typedef struct writing {
    const ms_state *state;
    const ms_derivation *what;
    ms_buffer *out;
    size_t start;         /* where in it the document begins */
    ms_buffer provenance; /* its entries, a comma before each */
    unsigned provenance_count;
    char owner[LONGEST_POINTER]; /* the pointer of the object whose members are written */
} writing;

ms_derivation ms_derivation_of(const ms_standing *standings, ms_view view)
{
    return (ms_derivation){
        .standings = standings, .as_of = view.on, .requests = view, .answers = {view, view}, .provenance = true};
}

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

static void put(writing *w, const char *text)
{
    ms_buffer_put(w->out, text);
}

static void put_text(writing *w, ms_text text)
{
    ms_buffer_add(w->out, text.at, text.length);
}

static void put_quoted(ms_buffer *out, const char *key, ms_text text)
{
    ms_buffer_put(out, key);
    ms_buffer_put(out, "\"");
    ms_buffer_add_json(out, text.at, text.length);
    ms_buffer_put(out, "\"");
}

static void put_date(ms_buffer *out, const char *key, ms_date date)
{
    char text[MS_DATE_TEXT_SIZE];
    ms_date_format(date, text);
    put_quoted(out, key, (ms_text){text, MS_DATE_TEXT_SIZE - 1});
}

/* The claim whose value is written for a fact, or NULL. */
static const ms_claim *claim_of(const writing *w, const ms_fact_slot *slot)
{
    ms_standing standing = w->what->standings[slot->number];
    bool written = standing.kind == MS_STANDS_KNOWN
                   || (standing.kind == MS_STANDS_CONFLICT && ms_fact_row_of(slot->path.field)->absent_means);
    return written ? standing.claim : NULL;
}

static bool is_there(const writing *w, const ms_thing *thing)
{
    ms_standing standing = w->what->standings[thing->facts[0].number];
    return standing.kind != MS_STANDS_UNKNOWN;
}

/* ---- provenance -------------------------------------------------------------------------------------------------- */

/* Begins an entry of provenance. False when it is not wanted, or there are too many. */
static bool begin_entry(writing *w, const char *pointer)
{
    if (!w->what->provenance || w->provenance_count == MOST_PROVENANCE) {
        return false;
    }
    w->provenance_count++;
    put_quoted(&w->provenance, ",", (ms_text){pointer, strlen(pointer)});
    return true;
}

/* Says where the fact at the owner's pointer, and perhaps a member's name, comes from. */
static void add_provenance(writing *w, const char *name, const ms_claim *claim)
{
    char pointer[LONGEST_POINTER + 40];
    bool unsaid = claim->source.length == strlen("case_document")
                  && memcmp(claim->source.at, "case_document", claim->source.length) == 0;
    bool silent = unsaid && claim->evidence.at == NULL && claim->said_by.at == NULL && claim->received == MS_NO_DATE;
    size_t length = strlen(w->owner);
    memcpy(pointer, w->owner, length);
    pointer[length] = '\0';
    if (name != NULL) {
        pointer[length] = '/';
        memcpy(pointer + length + 1, name, strlen(name) + 1);
    }
    if (silent || !begin_entry(w, pointer)) {
        return;
    }
    const char *key = ":{";
    if (!unsaid || claim->said_by.at != NULL) {
        ms_buffer_put(&w->provenance, key);
        put_quoted(&w->provenance, "\"source\":", claim->said_by.at != NULL ? claim->said_by : claim->source);
        key = ",";
    }
    if (claim->received != MS_NO_DATE) {
        ms_buffer_put(&w->provenance, key);
        put_date(&w->provenance, "\"received\":", claim->received);
        key = ",";
    }
    if (claim->evidence.at != NULL) {
        ms_buffer_put(&w->provenance, key);
        put_quoted(&w->provenance, "\"evidence\":", claim->evidence);
    }
    ms_buffer_put(&w->provenance, "}");
}

/* ---- lists that name children ------------------------------------------------------------------------------------ */

static bool names_child(const writing *w, ms_text id)
{
    for (const ms_thing *child = w->state->children.first; child != NULL; child = child->next) {
        if (is_there(w, child) && child->id.length == id.length && memcmp(child->id.at, id.at, id.length) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether every child that a list names is in the case on the day. */
static bool names_children(const writing *w, ms_text list)
{
    ms_text rest = list, element;
    while (ms_value_next(&rest, &element)) {
        if (!names_child(w, ms_value_inside(element))) {
            return false;
        }
    }
    return true;
}

/* Writes a list without what names a child that is not in the case on the day. */
static void put_of_children(writing *w, ms_text list, bool (*stays)(const writing *w, ms_text element))
{
    ms_text rest = list, element;
    const char *between = "[";
    while (ms_value_next(&rest, &element)) {
        if (stays(w, element)) {
            put(w, between);
            put_text(w, element);
            between = ",";
        }
    }
    put(w, between[0] == '[' ? "[]" : "]");
}

static bool covered_stays(const writing *w, ms_text element)
{
    return names_child(w, ms_value_inside(element));
}

static bool obligation_stays(const writing *w, ms_text element)
{
    ms_text children = ms_value_member(element, "children");
    return children.at != NULL && names_children(w, children);
}

/* ---- facts ------------------------------------------------------------------------------------------------------- */

/* Writes `key` (a comma perhaps, a brace perhaps) and the member of a fact. False when there is nothing to write. */
static bool put_fact(writing *w, const char *key, const ms_fact_slot *slot)
{
    const ms_claim *claim = claim_of(w, slot);
    const char *name = ms_fact_row_of(slot->path.field)->name;
    if (claim == NULL) {
        return false;
    }
    put(w, key);
    put(w, "\"");
    put(w, name);
    put(w, "\":");
    if (slot->path.field == MS_FIELD_COVERS) {
        put_of_children(w, claim->value, covered_stays);
    } else if (slot->path.field == MS_FIELD_CURRENT) {
        put_of_children(w, claim->value, obligation_stays);
    } else {
        put_text(w, claim->value);
    }
    add_provenance(w, name, claim);
    return true;
}

/* Writes "/NAME/INDEX" behind the first `length` bytes of the owner's pointer. */
static void own(writing *w, size_t length, const char *name, unsigned index)
{
    snprintf(w->owner + length, sizeof w->owner - length, "/%s/%u", name, index);
}

/* Writes the children, or the plans of a parent, as a list. */
static void put_things(writing *w, const ms_things *things, const char *name, int fields)
{
    size_t length = strlen(w->owner);
    unsigned index = 0;
    put(w, "[");
    for (const ms_thing *thing = things->first; thing != NULL; thing = thing->next) {
        if (!is_there(w, thing)) {
            continue;
        }
        put(w, index > 0 ? "," : "");
        put_quoted(w->out, "{\"id\":", thing->id);
        own(w, length, name, index++);
        const ms_claim *itself = w->what->standings[thing->facts[0].number].claim;
        if (itself != NULL && itself->slot == &thing->facts[0]) {
            add_provenance(w, NULL, itself);
        }
        for (int i = 1; i < fields; i++) {
            (void)put_fact(w, ",", &thing->facts[i]);
        }
        put(w, "}");
        w->owner[length] = '\0';
    }
    put(w, "]");
}

static bool any_there(const writing *w, const ms_things *things)
{
    for (const ms_thing *thing = things->first; thing != NULL; thing = thing->next) {
        if (is_there(w, thing)) {
            return true;
        }
    }
    return false;
}

static const ms_fact_slot *parent_fact(const writing *w, ms_party party, ms_fact_field field)
{
    return &w->state->parent_facts[party][field - MS_CASE_FIELDS];
}

static bool is_agency(const writing *w)
{
    const ms_claim *kind = claim_of(w, parent_fact(w, MS_PSS, MS_FIELD_KIND));
    return kind != NULL && kind->value.length == strlen("\"agency\"")
           && memcmp(kind->value.at, "\"agency\"", kind->value.length) == 0;
}

/* The plans of a parent: left out where the sources disagree on whether there are any. */
static bool put_plans(writing *w, const char *key, ms_party party, bool agency)
{
    const ms_fact_slot *none = parent_fact(w, party, MS_FIELD_NO_PLANS);
    ms_standing standing = w->what->standings[none->number];
    if (standing.kind == MS_STANDS_KNOWN) {
        return put_fact(w, key, none);
    }
    if (standing.kind == MS_STANDS_CONFLICT || agency || !any_there(w, &w->state->plans[party])) {
        return false;
    }
    put(w, key);
    put(w, "\"plans\":");
    put_things(w, &w->state->plans[party], "plans", MS_PLAN_FIELDS);
    return true;
}

static void put_parent(writing *w, ms_party party)
{
    static const ms_fact_field fields[] = {MS_FIELD_KIND, MS_FIELD_PARENT_NAME, MS_FIELD_INCOME, MS_FIELD_WISH};
    bool agency = party == MS_PSS && is_agency(w);
    static const char *const keys[] = {[MS_PNS] = ",\"parent_not_seeking\":{", [MS_PSS] = ",\"parent_seeking\":{"};
    const char *key = keys[party];
    w->owner[0] = '/';
    memcpy(w->owner + 1, ms_party_member(party), strlen(ms_party_member(party)) + 1);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        bool of_people = fields[i] == MS_FIELD_INCOME || fields[i] == MS_FIELD_WISH;
        if (!(agency && of_people) && put_fact(w, key, parent_fact(w, party, fields[i]))) {
            key = ",";
        }
    }
    if (put_plans(w, key, party, agency)) {
        key = ",";
    }
    put(w, key != keys[party] ? "}" : "");
    w->owner[0] = '\0';
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

ms_date ms_request_answered(const ms_state *state, const ms_sent_request *request, ms_view view)
{
    for (const ms_received_answer *answer = state->answers; answer != NULL; answer = answer->next) {
        if (answer->request == request && ms_in_view(&answer->entry, view)) {
            return answer->entry.effective;
        }
    }
    return MS_NO_DATE;
}

/* Requests of the case file, then those of an imported document that are no events. */
static void put_requests(writing *w)
{
    const char *key = ",\"information_requests\":[";
    for (const ms_sent_request *request = w->state->requests; request != NULL; request = request->next) {
        if (!ms_in_view(&request->entry, w->what->requests)) {
            continue;
        }
        ms_date answered = ms_request_answered(w->state, request, w->what->answers[request->of]);
        put(w, key);
        put(w, "{\"of\":\"");
        put(w, ms_party_member(request->of));
        put_date(w->out, "\",\"sent\":", request->entry.effective);
        if (answered != MS_NO_DATE) {
            put_date(w->out, ",\"answered\":", answered < w->what->as_of ? answered : w->what->as_of);
        }
        put(w, "}");
        key = ",";
    }
    const ms_claim *others = claim_of(w, &w->state->case_facts[MS_FIELD_OTHER_REQUESTS]);
    ms_text rest = others != NULL ? others->value : (ms_text){"[]", 2}, element;
    while (ms_value_next(&rest, &element)) {
        put(w, key);
        put_text(w, element);
        key = ",";
    }
    put(w, key[1] == '\0' ? "]" : "");
}

/* ---- the provenance of an imported document ---------------------------------------------------------------------- */

/* The place of a child or plan in its list as written, or -1. */
static int place_of(const writing *w, const ms_things *things, ms_text id)
{
    int place = 0;
    for (const ms_thing *thing = things->first; thing != NULL; thing = thing->next) {
        if (!is_there(w, thing)) {
            continue;
        }
        if (thing->id.length == id.length && memcmp(thing->id.at, id.at, id.length) == 0) {
            return place;
        }
        place++;
    }
    return -1;
}

/* The things whose ids stand behind a pointer so far; NULL where the next part is no id. */
static const ms_things *listed_at(const writing *w, ms_text so_far)
{
    static const char *const lists[] = {"/children", "/parent_not_seeking/plans", "/parent_seeking/plans"};
    const ms_things *things[] = {&w->state->children, &w->state->plans[MS_PNS], &w->state->plans[MS_PSS]};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (so_far.length == strlen(lists[i]) && memcmp(so_far.at, lists[i], so_far.length) == 0) {
            return things[i];
        }
    }
    return NULL;
}

/* Steps into a value by a part of a pointer; at is NULL where nothing is there. */
static ms_text step_into(ms_text value, ms_text part, int place)
{
    ms_text rest = value, element = {.at = NULL};
    char name[64];
    if (value.at[0] == '{' && part.length < sizeof name) {
        memcpy(name, part.at, part.length);
        name[part.length] = '\0';
        return ms_value_member(value, name);
    }
    for (int i = 0; value.at[0] == '[' && i <= place; i++) {
        if (!ms_value_next(&rest, &element)) {
            return (ms_text){.at = NULL};
        }
    }
    return element;
}

static int number_of(ms_text part)
{
    int number = 0;
    for (size_t i = 0; i < part.length; i++) {
        if (part.at[i] < '0' || part.at[i] > '9' || number > MOST_PROVENANCE) {
            return -1;
        }
        number = number * 10 + (part.at[i] - '0');
    }
    return part.length == 0 ? -1 : number;
}

/* Writes a pointer with ids as one with places. False when nothing stands there in the document written so far. */
static bool put_places(const writing *w, ms_text ids, ms_buffer *out)
{
    ms_text value = {w->out->text + w->start, w->out->length - w->start};
    size_t at = 0;
    while (at < ids.length) {
        const char *start = ids.at + at + 1;
        const char *slash = memchr(start, '/', ids.length - at - 1);
        ms_text part = {start, slash != NULL ? (size_t)(slash - start) : ids.length - at - 1};
        const ms_things *things = listed_at(w, (ms_text){ids.at, at});
        int place = things != NULL ? place_of(w, things, part) : number_of(part);
        ms_buffer_put(out, "/");
        if (things != NULL && place >= 0) {
            ms_buffer_put_number(out, (unsigned)place);
        } else {
            ms_buffer_add(out, part.at, part.length);
        }
        value = things != NULL && place < 0 ? (ms_text){.at = NULL} : step_into(value, part, place);
        if (value.at == NULL) {
            return false;
        }
        at += part.length + 1;
    }
    return true;
}

/* Whether the entry of a pointer, with its quotation marks, is among those written. */
static bool is_written(const writing *w, ms_text quoted)
{
    ms_text rest = {w->provenance.text, w->provenance.length}, name;
    while (w->provenance.length > 0 && ms_value_next(&rest, &name)) {
        if (name.length == quoted.length && memcmp(name.at, quoted.at, quoted.length) == 0) {
            return true;
        }
        ms_text behind = rest, entry;
        if (!ms_value_next(&behind, &entry)) {
            return false;
        }
        rest = behind;
    }
    return false;
}

static void put_other_entry(writing *w, ms_text name, ms_text entry)
{
    ms_buffer pointer = {0};
    ms_text ids = ms_value_inside(name);
    ms_buffer_put(&pointer, "\"");
    bool found = ids.length > 0 && ids.at[0] == '/' && put_places(w, ids, &pointer);
    ms_buffer_put(&pointer, "\"");
    bool known = found && !pointer.failed && is_written(w, (ms_text){pointer.text, pointer.length});
    if (found && !known && w->provenance_count < MOST_PROVENANCE) {
        w->provenance_count++;
        ms_buffer_put(&w->provenance, ",");
        ms_buffer_add(&w->provenance, pointer.text, pointer.length);
        ms_buffer_put(&w->provenance, ":");
        ms_buffer_add(&w->provenance, entry.at, entry.length);
    }
    w->provenance.failed = w->provenance.failed || pointer.failed;
    ms_buffer_free(&pointer);
}

/* What an imported document says of sources beside those of single facts. The document so far is closed by a brace for
 * as long as it is looked into. */
static void add_other_provenance(writing *w)
{
    const ms_claim *others = claim_of(w, &w->state->case_facts[MS_FIELD_OTHER_PROVENANCE]);
    if (others == NULL || !w->what->provenance) {
        return;
    }
    put(w, "}");
    ms_text rest = others->value, name, entry;
    while (!w->out->failed && ms_value_next(&rest, &name)) {
        ms_text behind = rest;
        if (!ms_value_next(&behind, &entry)) {
            break;
        }
        put_other_entry(w, name, entry);
        rest = behind;
    }
    w->out->length -= w->out->failed ? 0 : 1;
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

static bool is_modification(const writing *w)
{
    const ms_claim *action = claim_of(w, &w->state->case_facts[MS_FIELD_ACTION]);
    return action != NULL && action->value.length == strlen("\"modify\"") && action->value.at[1] == 'm';
}

static void put_document(writing *w)
{
    const ms_fact_slot *facts = w->state->case_facts;
    put_quoted(w->out, "{\"format\":\"medsupport.case/1\",\"case_id\":", w->state->case_id);
    (void)put_fact(w, ",", &facts[MS_FIELD_GROUP]);
    (void)put_fact(w, ",", &facts[MS_FIELD_ACTION]);
    put_date(w->out, ",\"as_of\":", w->what->as_of);
    put(w, ",\"children\":");
    put_things(w, &w->state->children, "children", MS_CHILD_FIELDS);
    put_parent(w, MS_PNS);
    put_parent(w, MS_PSS);
    (void)put_fact(w, ",", &facts[MS_FIELD_FORM_14]);
    put_requests(w);
    if (is_modification(w)) {
        (void)put_fact(w, ",", &facts[MS_FIELD_CURRENT]);
    }
    (void)put_fact(w, ",", &facts[MS_FIELD_NOTES]);
    add_other_provenance(w);
}

void ms_derive(const ms_state *state, const ms_derivation *what, ms_buffer *out)
{
    writing w = {.state = state, .what = what, .out = out, .start = out->length};
    put_document(&w);
    if (w.provenance_count > 0 && !w.provenance.failed) {
        put(&w, ",\"provenance\":{");
        ms_buffer_add(out, w.provenance.text + 1, w.provenance.length - 1);
        put(&w, "}");
    }
    put(&w, "}");
    out->failed = out->failed || w.provenance.failed;
    ms_buffer_free(&w.provenance);
}
