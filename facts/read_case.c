/* The case document from the top: the case, its children, their homes and public coverage. */
#include "determine/homes.h"
#include "facts/walk.h"

enum { LONGEST_NOTES = 10000 };

/* ---- children ---------------------------------------------------------------------------------------------------- */

enum { RESIDENCE_STATE, RESIDENCE_COUNTY, RESIDENCE_ZIP, RESIDENCE_FIELDS };

static const ms_field residence_fields[] = {
    [RESIDENCE_STATE] = {"state", false}, [RESIDENCE_COUNTY] = {"county", false}, [RESIDENCE_ZIP] = {"zip", false}};

static const ms_object_kind residence_kind = {"state, county or zip", residence_fields, RESIDENCE_FIELDS};

enum { PUBLIC_PROGRAM, PUBLIC_THROUGH, PUBLIC_FIELDS };

static const ms_field public_fields[] = {[PUBLIC_PROGRAM] = {"program", false}, [PUBLIC_THROUGH] = {"through", false}};

static const ms_object_kind public_kind = {"program or through", public_fields, PUBLIC_FIELDS};

enum { MEDICAID = 1, CHIP };

static const ms_choice programs[] = {{"medicaid", MEDICAID}, {"chip", CHIP}};
static const ms_choices program_choices = {"medicaid or chip", programs, 2};

static const ms_choice throughs[] = {{"parent_seeking", MS_PUBLIC_THROUGH_PSS},
                                     {"parent_not_seeking", MS_PUBLIC_THROUGH_PNS},
                                     {"other", MS_PUBLIC_THROUGH_OTHER}};
static const ms_choices through_choices = {"parent_seeking, parent_not_seeking or other", throughs, 3};

static ms_public read_public_coverage(ms_walk *w, const uint32_t *fields, ms_child_texts *texts)
{
    uint32_t node = fields[MS_CHILD_PUBLIC];
    if (node == 0) {
        return MS_PUBLIC_UNKNOWN;
    }
    ms_json_type type = (ms_json_type)ms_node(w, node)->type;
    if (type == MS_JSON_FALSE) {
        return MS_PUBLIC_NONE;
    }
    if (type != MS_JSON_OBJECT) {
        ms_walk_problem(w, node, "false, or an object with program and through");
        return MS_PUBLIC_UNKNOWN;
    }
    if (ms_read_choice(w, fields[MS_CHILD_PROGRAM], &program_choices, 0) != 0) {
        (void)ms_walk_text(w, fields[MS_CHILD_PROGRAM], &texts->program);
    }
    return (ms_public)ms_read_choice(w, fields[MS_CHILD_THROUGH], &through_choices, MS_PUBLIC_ENROLLED);
}

enum { CHILD_ID, CHILD_NAME, CHILD_BIRTH, CHILD_RESIDENCE, CHILD_PUBLIC, CHILD_OTHER_PRIVATE, CHILD_FIELDS };

static const ms_field child_fields[] = {[CHILD_ID] = {"id", true},
                                        [CHILD_NAME] = {"name", false},
                                        [CHILD_BIRTH] = {"date_of_birth", false},
                                        [CHILD_RESIDENCE] = {"residence", false},
                                        [CHILD_PUBLIC] = {"public_coverage", false},
                                        [CHILD_OTHER_PRIVATE] = {"other_private_coverage", false}};

static const ms_object_kind child_kind = {
    "id, name, date_of_birth, residence, public_coverage or other_private_coverage", child_fields, CHILD_FIELDS};

/* Takes a child apart. */
static void take_child(ms_walk *w, uint32_t node, uint32_t *fields)
{
    uint32_t slots[CHILD_FIELDS];
    memset(fields, 0, MS_CHILD_FIELDS * sizeof *fields);
    ms_read_object(w, node, &child_kind, slots);
    fields[MS_CHILD_ID] = slots[CHILD_ID];
    fields[MS_CHILD_NAME] = slots[CHILD_NAME];
    fields[MS_CHILD_BIRTH] = slots[CHILD_BIRTH];
    if (slots[CHILD_RESIDENCE] != 0) {
        ms_read_object(w, slots[CHILD_RESIDENCE], &residence_kind, &fields[MS_CHILD_STATE]);
    }
    fields[MS_CHILD_PUBLIC] = slots[CHILD_PUBLIC];
    if (slots[CHILD_PUBLIC] != 0 && ms_node(w, slots[CHILD_PUBLIC])->type == MS_JSON_OBJECT) {
        ms_read_object(w, slots[CHILD_PUBLIC], &public_kind, &fields[MS_CHILD_PROGRAM]);
    }
    fields[MS_CHILD_OTHER_PRIVATE] = slots[CHILD_OTHER_PRIVATE];
}

/* Reads child `index`; those before it are read. */
static void read_child(ms_walk *w, const uint32_t *fields, uint32_t index)
{
    ms_child *child = &w->document->facts.children[index];
    ms_child_texts *texts = &w->document->children[index];
    texts->id = ms_read_id(w, fields[MS_CHILD_ID]);
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
    document->facts.children = ms_walk_take(w, count, sizeof *document->facts.children);
    document->children = ms_walk_take(w, count, sizeof *document->children);
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
    for (uint32_t i = 0; i < count && good; i++, element = ms_node(w, element)->next) {
        uint32_t fields[MS_CHILD_FIELDS];
        take_child(w, element, fields);
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

enum {
    CASE_FORMAT,
    CASE_ID,
    CASE_GROUP,
    CASE_ACTION,
    CASE_AS_OF,
    CASE_CHILDREN,
    CASE_NOT_SEEKING,
    CASE_SEEKING,
    CASE_FORM_14,
    CASE_REQUESTS,
    CASE_CURRENT,
    CASE_PROVENANCE,
    CASE_NOTES,
    CASE_FIELDS
};

static const ms_field case_fields[] = {[CASE_FORMAT] = {"format", true},
                                       [CASE_ID] = {"case_id", true},
                                       [CASE_GROUP] = {"group_id", false},
                                       [CASE_ACTION] = {"action", false},
                                       [CASE_AS_OF] = {"as_of", false},
                                       [CASE_CHILDREN] = {"children", true},
                                       [CASE_NOT_SEEKING] = {"parent_not_seeking", false},
                                       [CASE_SEEKING] = {"parent_seeking", false},
                                       [CASE_FORM_14] = {"form_14", false},
                                       [CASE_REQUESTS] = {"information_requests", false},
                                       [CASE_CURRENT] = {"current_obligations", false},
                                       [CASE_PROVENANCE] = {"provenance", false},
                                       [CASE_NOTES] = {"notes", false}};

static const ms_object_kind case_kind = {
    "format, case_id, group_id, action, as_of, children, parent_not_seeking, parent_seeking, form_14, "
    "information_requests, current_obligations, provenance or notes",
    case_fields, CASE_FIELDS};

enum { BAD_ACTION = -1 };

static const ms_choice actions[] = {{"establish", MS_ESTABLISH}, {"modify", MS_MODIFY}};
static const ms_choices action_choices = {"establish or modify", actions, 2};

/* Whether a document is of another format than the one read here. */
static bool is_other_format(ms_walk *w, uint32_t node)
{
    static const ms_text format = {"medsupport.case/1", sizeof "medsupport.case/1" - 1};
    ms_text text;
    if (node == 0 || ms_node(w, node)->type != MS_JSON_STRING) {
        return false;
    }
    return !ms_walk_text(w, node, &text) || !ms_text_same(text, format);
}

static void read_as_of(ms_walk *w, uint32_t node)
{
    w->document->facts.as_of = node == 0 ? w->as_of : ms_read_date(w, node);
    if (node == 0 && w->as_of == MS_NO_DATE) {
        ms_problems_add(w->problems, &(ms_finding){.missing = "as_of", .expected = "the day of the determination"});
    }
}

/* The case's id with a NUL behind it, for C callers. */
static ms_text read_case_id(ms_walk *w, uint32_t node)
{
    ms_text id = ms_read_id(w, node);
    char *copy = ms_walk_take(w, id.length + 1, 1);
    if (copy != NULL && id.length > 0) {
        memcpy(copy, id.at, id.length);
    }
    return (ms_text){.at = copy, .length = id.length};
}

/* A home of which so much is open that the plans' areas tell too many homes apart to go through. */
static void check_home(ms_walk *w, uint32_t index, uint32_t node)
{
    const ms_case *facts = &w->document->facts;
    ms_homes homes;
    if (!ms_homes_make(facts, &facts->children[index].home, &homes)) {
        ms_walk_problem(
            w, node,
            "a residence with zip, county and state, where the plans' service areas tell more than 256 homes "
            "apart");
    }
}

static void check_homes(ms_walk *w, uint32_t list)
{
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < w->document->facts.child_count; i++, element = ms_node(w, element)->next) {
        check_home(w, i, element);
    }
}

/* What the case says of itself, before its children. Returns its action, BAD_ACTION for a wrong one. */
static int read_heading(ms_walk *w, const uint32_t *fields)
{
    ms_document *document = w->document;
    document->case_id = read_case_id(w, fields[MS_CASE_ID]);
    document->group_id = ms_read_id(w, fields[MS_CASE_GROUP]);
    document->facts.in_group = document->group_id.at != NULL;
    int action = MS_ESTABLISH;
    if (fields[MS_CASE_ACTION] != 0) {
        action = ms_read_choice(w, fields[MS_CASE_ACTION], &action_choices, BAD_ACTION);
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
    document->notes = ms_read_text(w, fields[MS_CASE_NOTES], LONGEST_NOTES, "text of at most 10,000 characters");
    document->county_count = w->counties.count;
    document->counties = w->counties.names;
}

static void read_parent(ms_walk *w, const uint32_t *fields, ms_party party)
{
    ms_read_parent(w, fields, party);
    ms_read_plans(w, fields[MS_PARENT_PLANS], party);
}

/* Takes both parents apart and reads them. The children are read. */
static void read_parents(ms_walk *w, const uint32_t *slots, uint32_t *fields)
{
    uint32_t *not_seeking = fields + MS_CASE_PNS, *seeking = fields + MS_CASE_PSS;
    ms_take_parent(w, slots[CASE_NOT_SEEKING], MS_PNS, not_seeking);
    ms_take_parent(w, slots[CASE_SEEKING], MS_PSS, seeking);
    if (slots[CASE_SEEKING] < slots[CASE_NOT_SEEKING]) {
        /* In the order of the document, so that of two plans of one id the second is the problem. */
        read_parent(w, seeking, MS_PSS);
        read_parent(w, not_seeking, MS_PNS);
    } else {
        read_parent(w, not_seeking, MS_PNS);
        read_parent(w, seeking, MS_PSS);
    }
    ms_read_agency(w, seeking);
}

/* The fields of a document in this format. */
static void read_fields(ms_walk *w, const uint32_t *slots)
{
    uint32_t fields[MS_CASE_FIELDS];
    fields[MS_CASE_ID] = slots[CASE_ID];
    fields[MS_CASE_GROUP] = slots[CASE_GROUP];
    fields[MS_CASE_ACTION] = slots[CASE_ACTION];
    fields[MS_CASE_AS_OF] = slots[CASE_AS_OF];
    fields[MS_CASE_NOTES] = slots[CASE_NOTES];
    int action = read_heading(w, fields);
    read_children(w, slots[CASE_CHILDREN]);
    read_parents(w, slots, fields);
    check_homes(w, slots[CASE_CHILDREN]);
    ms_take_form_14(w, slots[CASE_FORM_14], fields + MS_CASE_FORM);
    ms_read_form_14(w, fields + MS_CASE_FORM);
    ms_read_requests(w, slots[CASE_REQUESTS]);
    if (slots[CASE_CURRENT] != 0) {
        check_current(w, slots[CASE_CURRENT], action);
    }
    ms_read_current_obligations(w, slots[CASE_CURRENT]);
    ms_read_provenance(w, slots[CASE_PROVENANCE]);
    read_ending(w, fields);
}

void ms_read_flat_case(ms_walk *w, const ms_flat_case *flat)
{
    int action = read_heading(w, flat->fields);
    read_flat_children(w, &flat->children);
    for (ms_party party = MS_PNS; party <= MS_PSS; party++) {
        ms_read_parent(w, flat->fields + (party == MS_PNS ? MS_CASE_PNS : MS_CASE_PSS), party);
        ms_read_flat_plans(w, &flat->plans[party], party);
    }
    ms_read_agency(w, flat->fields + MS_CASE_PSS);
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
    uint32_t slots[CASE_FIELDS];
    ms_read_object(w, 0, &case_kind, slots);
    if (is_other_format(w, slots[CASE_FORMAT])) {
        /* What is wrong by this format may be right by that one. */
        w->problems->count = 0;
        ms_walk_problem(w, slots[CASE_FORMAT], "medsupport.case/1, the format that is read here");
        return;
    }
    if (slots[CASE_FORMAT] != 0 && ms_node(w, slots[CASE_FORMAT])->type != MS_JSON_STRING) {
        ms_walk_problem(w, slots[CASE_FORMAT], "medsupport.case/1");
    }
    read_fields(w, slots);
}
