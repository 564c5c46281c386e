#include "casefile/fact_path.h"

#include <string.h>

static const ms_fact_row rows[MS_FIELD_COUNT] = {
    [MS_FIELD_ACTION] = {MS_SCOPE_CASE, "action", "the action", true},
    [MS_FIELD_GROUP] = {MS_SCOPE_CASE, "group_id", "the group", false},
    [MS_FIELD_NOTES] = {MS_SCOPE_CASE, "notes", "the notes", false},
    [MS_FIELD_FORM_14] = {MS_SCOPE_CASE, "form_14", "the division's Form 14", false},
    [MS_FIELD_CURRENT] = {MS_SCOPE_CASE, "current_obligations", "the obligations in force", false},
    [MS_FIELD_OTHER_REQUESTS] = {MS_SCOPE_CASE, "information_requests", "earlier information requests", false},
    [MS_FIELD_OTHER_PROVENANCE] = {MS_SCOPE_CASE, "provenance", "where facts come from", false},
    [MS_FIELD_KIND] = {MS_SCOPE_PARENT, "kind", "the kind", true},
    [MS_FIELD_PARENT_NAME] = {MS_SCOPE_PARENT, "name", "the name", false},
    [MS_FIELD_INCOME] = {MS_SCOPE_PARENT, "gross_income", "the gross income", false},
    [MS_FIELD_WISH] = {MS_SCOPE_PARENT, "maintain_coverage", "the wish to maintain coverage", false},
    [MS_FIELD_NO_PLANS] = {MS_SCOPE_PARENT, "plans", "the plans", false},
    [MS_FIELD_CHILD] = {MS_SCOPE_CHILD, NULL, "being in the case", true},
    [MS_FIELD_CHILD_NAME] = {MS_SCOPE_CHILD, "name", "the name", false},
    [MS_FIELD_BIRTH] = {MS_SCOPE_CHILD, "date_of_birth", "the date of birth", false},
    [MS_FIELD_RESIDENCE] = {MS_SCOPE_CHILD, "residence", "the home", false},
    [MS_FIELD_PUBLIC] = {MS_SCOPE_CHILD, "public_coverage", "the public coverage", false},
    [MS_FIELD_OTHER_PRIVATE] = {MS_SCOPE_CHILD, "other_private_coverage", "the cover by someone else", true},
    [MS_FIELD_PLAN] = {MS_SCOPE_PLAN, NULL, "the existence", false},
    [MS_FIELD_SOURCE] = {MS_SCOPE_PLAN, "source", "the source", false},
    [MS_FIELD_BENEFITS] = {MS_SCOPE_PLAN, "benefits", "the benefits", true},
    [MS_FIELD_HOLDER] = {MS_SCOPE_PLAN, "holder", "the holder", false},
    [MS_FIELD_EMPLOYER] = {MS_SCOPE_PLAN, "employer", "the employer", false},
    [MS_FIELD_FROM] = {MS_SCOPE_PLAN, "available_from", "the first day", true},
    [MS_FIELD_UNTIL] = {MS_SCOPE_PLAN, "covered_until", "the last day of cover", true},
    [MS_FIELD_COVERS] = {MS_SCOPE_PLAN, "covers", "the children covered", false},
    [MS_FIELD_COST] = {MS_SCOPE_PLAN, "cost", "the cost", false},
    [MS_FIELD_AREA] = {MS_SCOPE_PLAN, "service_area", "the service area", false},
};

/* Where the facts of a scope begin and end in the table. */
static const ms_fact_field first_field[] = {[MS_SCOPE_CASE] = MS_FIELD_ACTION,
                                            [MS_SCOPE_PARENT] = MS_CASE_FIELDS,
                                            [MS_SCOPE_CHILD] = MS_FIELD_CHILD,
                                            [MS_SCOPE_PLAN] = MS_FIELD_PLAN};
static const ms_fact_field end_field[] = {[MS_SCOPE_CASE] = MS_CASE_FIELDS,
                                          [MS_SCOPE_PARENT] = MS_PARENT_FIELDS_END,
                                          [MS_SCOPE_CHILD] = MS_CHILD_FIELDS_END,
                                          [MS_SCOPE_PLAN] = MS_FIELD_COUNT};

static const char *const parties[] = {[MS_PNS] = "parent_not_seeking", [MS_PSS] = "parent_seeking"};

const ms_fact_row *ms_fact_row_of(ms_fact_field field)
{
    return &rows[field];
}

const char *ms_party_member(ms_party party)
{
    return parties[party];
}

static bool text_is(ms_text text, const char *name)
{
    return name != NULL && strlen(name) == text.length && memcmp(text.at, name, text.length) == 0;
}

ms_party ms_party_of(ms_text name)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (text_is(name, parties[party])) {
            return (ms_party)party;
        }
    }
    return MS_PARTY_UNKNOWN;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Takes the next part off a pointer. False when there is none. */
static bool take_part(ms_text *rest, ms_text *part)
{
    if (rest->length == 0 || rest->at[0] != '/') {
        return false;
    }
    const char *start = rest->at + 1;
    const char *slash = memchr(start, '/', rest->length - 1);
    part->at = start;
    part->length = slash != NULL ? (size_t)(slash - start) : rest->length - 1;
    rest->at = start + part->length;
    rest->length -= part->length + 1;
    return true;
}

/* The field of a scope with that name, or MS_FIELD_COUNT. */
static ms_fact_field find_field(ms_fact_scope scope, ms_text name)
{
    for (int field = (int)first_field[scope]; field < (int)end_field[scope]; field++) {
        if (text_is(name, rows[field].name)) {
            return (ms_fact_field)field;
        }
    }
    return MS_FIELD_COUNT;
}

/* The rest of a path behind a child's or a plan's place: its id, then perhaps one of its facts. */
static bool read_thing(ms_text *rest, ms_fact_scope scope, ms_fact_path *path)
{
    ms_text part;
    if (!take_part(rest, &path->id) || !ms_is_id(path->id)) {
        return false;
    }
    path->field = take_part(rest, &part) ? find_field(scope, part) : first_field[scope];
    return path->field != MS_FIELD_COUNT;
}

static bool read_of_parent(ms_text *rest, ms_fact_path *path)
{
    ms_text part;
    if (!take_part(rest, &part)) {
        return false;
    }
    path->field = find_field(MS_SCOPE_PARENT, part);
    if (path->field == MS_FIELD_NO_PLANS && rest->length > 0) {
        return read_thing(rest, MS_SCOPE_PLAN, path);
    }
    bool seeking_only = path->field == MS_FIELD_KIND || path->field == MS_FIELD_WISH;
    return path->field != MS_FIELD_COUNT && (!seeking_only || path->party == MS_PSS);
}

/* Reads the path at the start of a text; *rest is what follows it. */
static bool read_path(ms_text *rest, ms_fact_path *path)
{
    ms_text part;
    *path = (ms_fact_path){.party = MS_PARTY_UNKNOWN};
    if (!take_part(rest, &part)) {
        return false;
    }
    if (text_is(part, "children")) {
        return read_thing(rest, MS_SCOPE_CHILD, path);
    }
    path->party = ms_party_of(part);
    if (path->party != MS_PARTY_UNKNOWN) {
        return read_of_parent(rest, path);
    }
    path->field = find_field(MS_SCOPE_CASE, part);
    return path->field != MS_FIELD_COUNT;
}

bool ms_fact_path_within(ms_text text, ms_fact_path *path)
{
    return read_path(&text, path);
}

bool ms_fact_path_read(ms_text text, ms_fact_path *path)
{
    return read_path(&text, path) && text.length == 0;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

void ms_fact_path_put(ms_buffer *out, const ms_fact_path *path)
{
    const ms_fact_row *row = &rows[path->field];
    if (row->scope == MS_SCOPE_CHILD) {
        ms_buffer_put(out, "/children/");
    } else if (path->party != MS_PARTY_UNKNOWN) {
        ms_buffer_put(out, "/");
        ms_buffer_put(out, parties[path->party]);
        ms_buffer_put(out, row->scope == MS_SCOPE_PLAN ? "/plans/" : "");
    }
    ms_buffer_add(out, path->id.at, path->id.length);
    if (row->name != NULL) {
        ms_buffer_put(out, "/");
        ms_buffer_put(out, row->name);
    }
}

void ms_fact_path_say(ms_buffer *out, const ms_fact_path *path)
{
    static const char *const owners[] = {[MS_PNS] = " of the parent not seeking support",
                                         [MS_PSS] = " of the parent seeking support",
                                         [MS_PARTY_UNKNOWN] = ""};
    const ms_fact_row *row = &rows[path->field];
    ms_buffer_put(out, row->words);
    if (row->scope == MS_SCOPE_PARENT) {
        ms_buffer_put(out, owners[path->party]);
    } else if (row->scope != MS_SCOPE_CASE) {
        ms_buffer_put(out, row->scope == MS_SCOPE_PLAN ? " of plan " : " of child ");
        ms_buffer_add(out, path->id.at, path->id.length);
    }
}

bool ms_fact_path_same(const ms_fact_path *a, const ms_fact_path *b)
{
    return a->field == b->field && a->party == b->party && a->id.length == b->id.length
           && (a->id.length == 0 || memcmp(a->id.at, b->id.at, a->id.length) == 0);
}

/* ---- from the law's facts ---------------------------------------------------------------------------------------- */

static const ms_fact_field field_of[MS_FACT_KIND_COUNT] = {
    [MS_FACT_AS_OF] = MS_FIELD_COUNT,
    [MS_FACT_KIND] = MS_FIELD_KIND,
    [MS_FACT_WISH] = MS_FIELD_WISH,
    [MS_FACT_REQUESTS] = MS_FIELD_COUNT,
    [MS_FACT_PLANS] = MS_FIELD_NO_PLANS,
    [MS_FACT_INCOME] = MS_FIELD_INCOME,
    [MS_FACT_INCOME_AMOUNT] = MS_FIELD_INCOME,
    [MS_FACT_INCOME_PER] = MS_FIELD_INCOME,
    [MS_FACT_PLAN_BENEFITS] = MS_FIELD_BENEFITS,
    [MS_FACT_PLAN_COVERS] = MS_FIELD_COVERS,
    [MS_FACT_PLAN_UNTIL] = MS_FIELD_UNTIL,
    [MS_FACT_PLAN_FROM] = MS_FIELD_FROM,
    [MS_FACT_PLAN_SOURCE] = MS_FIELD_SOURCE,
    [MS_FACT_PLAN_COST] = MS_FIELD_COST,
    [MS_FACT_PLAN_COST_PER] = MS_FIELD_COST,
    [MS_FACT_PLAN_SELF_ONLY] = MS_FIELD_COST,
    [MS_FACT_PLAN_FAMILY] = MS_FIELD_COST,
    [MS_FACT_PLAN_ADDING] = MS_FIELD_COST,
    [MS_FACT_PLAN_AREA] = MS_FIELD_AREA,
    [MS_FACT_HOME_ZIP] = MS_FIELD_RESIDENCE,
    [MS_FACT_HOME_COUNTY] = MS_FIELD_RESIDENCE,
    [MS_FACT_HOME_STATE] = MS_FIELD_RESIDENCE,
    [MS_FACT_OTHER_PRIVATE] = MS_FIELD_OTHER_PRIVATE,
    [MS_FACT_PUBLIC] = MS_FIELD_PUBLIC,
    [MS_FACT_PUBLIC_THROUGH] = MS_FIELD_PUBLIC,
    [MS_FACT_BIRTH] = MS_FIELD_BIRTH,
    [MS_FACT_FORM14] = MS_FIELD_FORM_14,
    [MS_FACT_FORM14_CALCULATED] = MS_FIELD_FORM_14,
    [MS_FACT_FORM14_LINE_4] = MS_FIELD_FORM_14,
    [MS_FACT_FORM14_LINE] = MS_FIELD_FORM_14,
};

bool ms_fact_path_of(const ms_document *document, ms_fact fact, ms_fact_path *path)
{
    ms_fact_field field = field_of[fact.kind];
    if (field == MS_FIELD_COUNT) {
        return false;
    }
    *path = (ms_fact_path){.field = field, .party = MS_PARTY_UNKNOWN};
    ms_fact_scope scope = rows[field].scope;
    if (scope == MS_SCOPE_CHILD) {
        path->id = document->children[fact.index].id;
    } else if (scope != MS_SCOPE_CASE) {
        path->party = fact.kind == MS_FACT_KIND || fact.kind == MS_FACT_WISH ? MS_PSS : fact.party;
    }
    if (scope == MS_SCOPE_PLAN) {
        path->id = document->plans[path->party][fact.index].id;
    }
    return true;
}
