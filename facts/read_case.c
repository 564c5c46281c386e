/* The case document from the top: the case, its children, their homes and public coverage. */
#include "determine/homes.h"
#include "facts/walk.h"

/* ---- children ---------------------------------------------------------------------------------------------------- */

static ms_public read_public_coverage(ms_walk *w, const uint32_t *fields, ms_child_texts *texts)
{
    uint32_t node = fields[MS_CHILD_PUBLIC];
    if (node == 0) {
        return MS_PUBLIC_UNKNOWN;
    }
    ms_json_type type = ms_type_of(w, node);
    if (type == MS_JSON_FALSE) {
        return MS_PUBLIC_NONE;
    }
    if (type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, "false, or an object with program and through");
        return MS_PUBLIC_UNKNOWN;
    }
    if (ms_read_choice(w, fields[MS_CHILD_PROGRAM], &ms_program_choices, 0) != 0) {
        (void)ms_walk_text(w, fields[MS_CHILD_PROGRAM], &texts->program);
    }
    return (ms_public)ms_read_choice(w, fields[MS_CHILD_THROUGH], &ms_through_choices, MS_PUBLIC_ENROLLED);
}

/* Reads child `index`; those before it are read. */
static void read_child(ms_walk *w, const uint32_t *fields, uint32_t index)
{
    ms_child *child = &w->document->facts.children[index];
    ms_child_texts *texts = &w->document->children[index];
    *texts = (ms_child_texts){.id = ms_read_id(w, fields[MS_CHILD_ID])};
    for (uint32_t i = 0; i < index && texts->id.at != NULL; i++) {
        if (ms_text_same(w->document->children[i].id, texts->id)) {
            ms_walk_problem(w, fields[MS_CHILD_ID], "an id that no other child has");
            break;
        }
    }
    texts->name = ms_read_name(w, fields[MS_CHILD_NAME]);
    child->date_of_birth = ms_read_date(w, fields[MS_CHILD_BIRTH]);
    child->home.state = ms_read_state(w, fields[MS_CHILD_STATE]);
    child->home.county = ms_read_county(w, fields[MS_CHILD_COUNTY]);
    texts->zip = ms_read_zip(w, fields[MS_CHILD_ZIP], &child->home.zip);
    child->public_coverage = read_public_coverage(w, fields, texts);
    child->other_private_coverage = ms_read_truth(w, fields[MS_CHILD_OTHER_PRIVATE]) == MS_YES;
}

/* Makes room for the children. False when memory is out. */
static bool begin_children(ms_walk *w, uint32_t count)
{
    ms_document *document = w->document;
    document->facts.children = ms_walk_room(w, count, sizeof *document->facts.children);
    document->children = ms_walk_room(w, count, sizeof *document->children);
    if (document->facts.children == NULL || document->children == NULL) {
        return false;
    }
    document->facts.child_count = count;
    return true;
}

static void read_children(ms_walk *w, uint32_t list)
{
    static const char expected[] = "a list of 1 to 32 children";
    uint32_t count = ms_read_list(w, list, MS_MAX_CHILDREN, expected);
    if (list != 0 && ms_node(w, list)->type == MS_JSON_ARRAY && count == 0) {
        ms_walk_problem(w, list, expected);
    }
    uint32_t element = list + 1;
    bool good = begin_children(w, count);
    for (uint32_t i = 0; i < count && good; i++, element = ms_next_element(w, element)) {
        uint32_t fields[MS_CHILD_FIELDS];
        ms_take_apart(w, element, &ms_child_shape, fields, MS_CHILD_FIELDS);
        read_child(w, fields, i);
    }
}

static void read_flat_children(ms_walk *w, const ms_flat_list *children)
{
    bool good = begin_children(w, children->count);
    for (uint32_t i = 0; i < children->count && good; i++) {
        read_child(w, children->fields + i * MS_CHILD_FIELDS, i);
    }
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

enum { BAD_ACTION = -1 };

static void read_as_of(ms_walk *w, uint32_t node)
{
    w->document->facts.as_of = node == 0 ? w->as_of : ms_read_date(w, node);
    if (node == 0 && w->as_of == MS_NO_DATE) {
        ms_walk_report(w, &(ms_finding){.missing = "as_of", .expected = "the day of the determination"});
    }
}

/* The case's id with a NUL behind it, for C callers. */
static ms_text read_case_id(ms_walk *w, uint32_t node)
{
    ms_text id = ms_read_id(w, node);
    char *copy = ms_walk_room(w, id.length + 1, 1);
    if (copy != NULL && id.length > 0) {
        memcpy(copy, id.at, id.length);
    }
    if (copy != NULL) {
        copy[id.length] = '\0';
    }
    return (ms_text){.at = copy, .length = id.length};
}

/* A home of which so much is open that the plans' areas tell too many homes apart to go through. One that is wholly known
 * is one home. */
static void check_home(ms_walk *w, uint32_t index, uint32_t node)
{
    const ms_case *facts = &w->document->facts;
    const ms_place *home = &facts->children[index].home;
    bool whole = home->zip != 0 && home->state != 0 && home->county != 0;
    ms_homes homes;
    if (!whole && !ms_homes_make(facts, home, &homes)) {
        ms_walk_problem(
            w, node,
            "a residence with zip, county and state, where the plans' service areas tell more than 256 homes "
            "apart");
    }
}

static void check_homes(ms_walk *w, uint32_t list)
{
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < w->document->facts.child_count; i++, element = ms_next_element(w, element)) {
        check_home(w, i, element);
    }
}

/* What the case says of itself, before its children. Returns its action, BAD_ACTION for a wrong one. */
static int read_heading(ms_walk *w, const uint32_t *fields)
{
    ms_document *document = w->document;
    ms_counties_begin(w->counties, w->arena);
    document->case_id = read_case_id(w, fields[MS_CASE_ID]);
    document->group_id = ms_read_id(w, fields[MS_CASE_GROUP]);
    document->facts.in_group = document->group_id.at != NULL;
    int action = MS_ESTABLISH;
    if (fields[MS_CASE_ACTION] != 0) {
        action = ms_read_choice(w, fields[MS_CASE_ACTION], &ms_action_choices, BAD_ACTION);
    }
    document->facts.action = action == MS_MODIFY ? MS_MODIFY : MS_ESTABLISH;
    read_as_of(w, fields[MS_CASE_AS_OF]);
    return action;
}

/* The obligations in force, which a modification alone has. */
static void check_current(ms_walk *w, uint32_t node, int action)
{
    if (action == MS_ESTABLISH) {
        ms_walk_problem(w, node, "current_obligations only where action is modify");
    }
}

/* What is read last. */
static void read_ending(ms_walk *w, const uint32_t *fields)
{
    ms_document *document = w->document;
    document->notes = ms_read_text(w, fields[MS_CASE_NOTES], MS_MAX_NOTES, "text of at most 10,000 characters");
    document->county_count = w->counties->count;
    document->counties = w->counties->names;
}

/* The parent who comes first in the document, so that of two plans of one id the second is the problem. */
static ms_party first_parent(const uint32_t *fields)
{
    return fields[MS_CASE_PSS + MS_PARENT_ITSELF] < fields[MS_CASE_PNS + MS_PARENT_ITSELF] ? MS_PSS : MS_PNS;
}

/* Both parents. The children are read. flat: their plans taken apart, or NULL. */
static void read_parents(ms_walk *w, const uint32_t *fields, const ms_flat_list *flat)
{
    ms_party party = first_parent(fields);
    for (int i = 0; i < 2; i++, party = party == MS_PNS ? MS_PSS : MS_PNS) {
        const uint32_t *parent = fields + (party == MS_PNS ? MS_CASE_PNS : MS_CASE_PSS);
        ms_read_parent(w, parent, party);
        if (flat != NULL) {
            ms_read_flat_plans(w, &flat[party], party);
        } else {
            ms_read_plans(w, parent[MS_PARENT_PLANS], party);
        }
    }
    ms_read_agency(w, fields + MS_CASE_PSS);
}

/* Whether a document is in this format, or says of none. */
static bool read_format(ms_walk *w, const uint32_t *fields)
{
    return ms_read_format(w, fields[MS_CASE_FORMAT], "medsupport.case/1",
                          "medsupport.case/1, the format that is read here");
}

/* The fields of a document in this format. */
static void read_fields(ms_walk *w, const uint32_t *fields)
{
    int action = read_heading(w, fields);
    read_children(w, fields[MS_CASE_CHILDREN]);
    read_parents(w, fields, NULL);
    check_homes(w, fields[MS_CASE_CHILDREN]);
    ms_read_form_14(w, fields + MS_CASE_FORM);
    ms_read_requests(w, fields[MS_CASE_REQUESTS]);
    if (fields[MS_CASE_OBLIGATIONS] != 0) {
        check_current(w, fields[MS_CASE_OBLIGATIONS], action);
    }
    ms_read_current_obligations(w, fields[MS_CASE_OBLIGATIONS]);
    ms_read_provenance(w, fields[MS_CASE_SOURCES]);
    read_ending(w, fields);
}

void ms_read_flat_case(ms_walk *w, const ms_flat_case *flat)
{
    if (!read_format(w, flat->fields)) {
        return;
    }
    int action = read_heading(w, flat->fields);
    read_flat_children(w, &flat->children);
    read_parents(w, flat->fields, flat->plans);
    for (uint32_t i = 0; i < w->document->facts.child_count; i++) {
        check_home(w, i, 0);
    }
    ms_read_form_14(w, flat->fields + MS_CASE_FORM);
    ms_read_flat_requests(w, &flat->requests);
    if (flat->obligations.known) {
        check_current(w, 0, action);
    }
    ms_read_flat_obligations(w, &flat->obligations);
    ms_read_flat_provenance(w, &flat->provenance);
    read_ending(w, flat->fields);
}

void ms_read_case(ms_walk *w)
{
    uint32_t fields[MS_CASE_FIELDS];
    ms_take_apart(w, 0, &ms_case_shape, fields, MS_CASE_FIELDS);
    if (read_format(w, fields)) {
        read_fields(w, fields);
    }
}
